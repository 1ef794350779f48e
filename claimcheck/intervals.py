"""The interval that a figure and the words beside it make, and which end of a change it is.

In go a numeral's ends and its bound, out come low, high and modifier; a figure that converts another
("about 19 km (12 miles)") is as blurred as that one.
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.models import Modifier
from claimcheck.modifiers import Bound, Replaced
from claimcheck.pieces import Pieces
from claimcheck.values import Number

GIVEN_REACH, GIVEN_AFTER = 9, 5  # pieces before and after a figure that tell that it was given earlier
CLAUSE_ENDS = frozenset({".", ";", ",", "?", "!", "(", ")", "but", "while", "and"})
CHANGE_REACH = 12  # pieces between a word of change and "from", "to" or "by"


def converted(text: str, before: Number, number: Number) -> Number:
    """The number, as blurred as the one that it converts: "about 19 km (12 miles)"."""
    same = (
        number.kind == before.kind == "physical"
        and number.base_unit is not None
        and number.base_unit == before.base_unit
    )
    if not same or number.modifier != "exact" or before.modifier in {"exact", "between", "vague"}:
        return number
    if text[before.outer_end : number.outer_start].strip() not in {"(", "/", ", or", "or"}:
        return number
    low = None if before.low is None else number.low
    high = None if before.high is None else number.high
    base_low = None if before.low is None else number.base_low
    return replace(
        number,
        low=low,
        high=high,
        modifier=before.modifier,
        base_low=base_low,
        base_high=number.base_high if before.high is not None else None,
    )


def interval(
    low: float, high: float, kind: str, bound: Bound | None, between: bool, vague: bool, about: bool
) -> tuple[float | None, float | None, Modifier]:
    """The interval and modifier that a figure and the words beside it make; an open end is None."""
    if vague:
        return low, high, "vague"
    if between:
        return low, high, "between"
    modifier: Modifier = "about" if about else "exact"
    if kind == "more":
        modifier = "more_than"
    if bound is not None and not (kind == "more" and bound.modifier == "about"):
        modifier = bound.modifier
    if modifier in {"at_least", "more_than"}:
        return low, None, modifier
    if modifier in {"at_most", "less_than"}:
        return None, high, modifier
    return low, high, modifier


def given_before(pieces: Pieces, first: int, last: int, rules: Replaced) -> str | None:
    """``earlier`` where the text says of the figure that it was given before another, or is not the right one.

    "Police had initially said 12", "the nine first announced", "four men, not three".
    """
    if pieces.word(first - 1) == "not" and pieces.word(first - 2) in {",", "and", "—", "–"}:
        return "earlier"
    before = _clause(pieces.words[max(0, first - GIVEN_REACH) : first][::-1])
    after = _clause(pieces.words[last : last + GIVEN_AFTER])
    for words in (before, after):
        for index, word in enumerate(words):
            beside = words[max(0, index - 2) : index + 3]
            if word in rules.adverbs and any(w in rules.verbs for w in beside):
                return "earlier"
    return None


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The words up to the end of their clause."""
    return words[: next((i for i, word in enumerate(words) if word in CLAUSE_ENDS), len(words))]


def change_at(pieces: Pieces, index: int, kind: str, changes: frozenset[str]) -> str | None:
    """For "from", "to" or "by" where the number before piece ``index`` is an end or the size of a change."""
    joint = pieces.word(index - 1)
    if joint in {"from", "to", "by", "of"}:
        for word in reversed(pieces.words[max(0, index - CHANGE_REACH) : index - 1]):
            if word in {".", ";", "?", "!"}:
                return None
            if word in changes:
                return "by" if joint == "of" else joint
            if joint == "of":
                return None
    elif joint in changes and pieces.word(index) in {"below", "above", "under", "beyond"}:
        return "to"
    elif joint in changes and kind in {"percent", "money", "physical"}:
        return "by"
    return None
