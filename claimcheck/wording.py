"""Say a figure in words that fit into a sentence: "at least 8", "98 percent", "30 to 40".

Comes in: an interval with its modifier, unit and surface. Goes out: text for summaries and reports, in
digits, so that "eight" and "8" look alike. Vague words keep their surface: "dozens" is no number.
"""

import math
from collections.abc import Sequence

# How a measure is said after its figure, where its own name would not do: "98 percent held".
AFTER_FIGURE: dict[str, str] = {
    "controls": "held",
    "attended": "attending",
    "strength": "in strength",
    "cost": "in cost",
    "voted": "voting",
}
BEFORE_FIGURE: dict[str, str] = {
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "up to ",
    "less_than": "fewer than ",
    "about": "about ",
}
SIGNS: dict[str, str] = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
CURRENCY_LETTERS = 3


def plain_number(value: float) -> str:
    """The number in digits, thousands separated, with up to six decimals: 1,234; 2.5."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "-∞"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def figure(low: float | None, high: float | None, modifier: str, unit: str | None, surface: str) -> str:
    """The figure with its modifier and, for shares, money and measures, its unit.

    >>> figure(8, 8, "exact", "person", "eight")
    '8'
    >>> figure(130, None, "more_than", "person", "130")
    'more than 130'
    >>> figure(24, 99, "vague", "person", "dozens")
    'dozens'
    >>> figure(98, 98, "exact", "percent", "98")
    '98 percent'
    """
    if modifier == "vague":
        return " ".join(surface.split()).casefold()
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        return " ".join(surface.split())
    if modifier == "between" and low is not None and high is not None and low != high:
        number = f"{_with_sign(low, unit)} to {_with_sign(high, unit)}"
    elif modifier == "about" and len(ends) > 1 and ends[0] != ends[1]:
        # A tolerance was laid around the figure: its middle is what the text says.
        number = _with_sign((ends[0] + ends[1]) / 2, unit)
    else:
        number = _with_sign(ends[0], unit)
    return BEFORE_FIGURE.get(modifier, "") + number + _unit_after(unit)


def range_text(low: float | None, high: float | None) -> str:
    """The interval as a reader writes it: "8", "30–40", "20 or more", "up to 9", "any number"."""
    if low is None and high is None:
        return "any number"
    if high is None and low is not None:
        return f"{plain_number(low)} or more"
    if low is None and high is not None:
        return f"up to {plain_number(high)}"
    assert low is not None and high is not None  # both open ends are dealt with above
    return plain_number(low) if low == high else f"{plain_number(low)}–{plain_number(high)}"


def measured(text: str, measure: str, counted: str | None = None) -> str:
    """The figure with what is said of it: "11 killed", "12 tanks destroyed", "98 percent held"."""
    of_whom = f" {counted}" if counted else ""
    return f"{text}{of_whom} {AFTER_FIGURE.get(measure, measure)}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row: "A", "A and B", "A, B and 4 others"; at most ``most`` of them are named."""
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        shown.append(f"{rest} other{'s' if rest > 1 else ''}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def _with_sign(value: float, unit: str | None) -> str:
    return SIGNS.get(unit or "", "") + plain_number(value)


def _unit_after(unit: str | None) -> str:
    if unit is None or unit in SIGNS:
        return ""
    if unit in ("percent", "percentage point") or (len(unit) == CURRENCY_LETTERS and unit.isupper()):
        return f" {unit}"
    return ""
