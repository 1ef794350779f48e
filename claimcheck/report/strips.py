"""The figures of a discrepancy as lines of characters on one axis, a line a source, for the terminal.

``●`` is exact, ``○`` more or fewer than, ``├─┤`` a range, ``≈`` about, ``░`` a vague word; ``▶`` and ``◀``
are open ends. What characters can't show to scale is in the figures beside them.
"""

from collections.abc import Sequence

from claimcheck.models import Quantity
from claimcheck.report.scales import Scale, make_scale, tick_label

MOST_LINES = 8
NAMES = 10  # characters that the names have at least
NARROWEST = 16  # characters; a narrower picture tells nothing
FILL = {"about": "≈", "vague": "░"}


def strips(figures: Sequence[tuple[str, Quantity]], width: int) -> list[str]:
    """Give the picture's lines, at most ``width`` characters each: names, figures, and the axis below.

    Args:
        figures: whose figure it is, and the figure; figures of one name stand on one line.
        width: of the whole picture; nothing is drawn in less than its names and 16 characters need.

    Returns:
        The lines, the last the axis; none where there are fewer than two figures to compare.
    """
    drawn = [(who, quantity) for who, quantity in figures if _ends(quantity)]
    if len({_ends(quantity) for _, quantity in drawn}) < 2:
        return []
    lines: dict[str, list[Quantity]] = {}
    for who, quantity in drawn:
        lines.setdefault(who, []).append(quantity)
    shown = dict(list(lines.items())[:MOST_LINES])
    names = max(NAMES, min(max(len(who) for who in shown), width // 3))
    room = width - names - 1
    if room < NARROWEST:
        return []
    scale = make_scale(end for quantities in shown.values() for q in quantities for end in _ends(q))
    rows = [
        f"{_short(who, names):<{names}} {draw(quantities, scale, room)}".rstrip() for who, quantities in shown.items()
    ]
    return [*rows, f"{_remark(scale):<{names}} {axis(scale, room)}"]


def draw(quantities: Sequence[Quantity], scale: Scale, width: int) -> str:
    """Give one source's figures on the axis; where two fall on one place the later is seen."""
    cells = [" "] * width
    for quantity in quantities:
        low, high = quantity.low, quantity.high
        mark = "○" if quantity.modifier in ("more_than", "less_than") else "●"
        if low is not None and high is not None and low != high:
            left, right = _column(low, scale, width), _column(high, scale, width)
            fill = FILL.get(quantity.modifier, "─")
            cells[left : right + 1] = [fill] * (right + 1 - left)
            if fill == "─" and right > left:
                cells[left], cells[right] = "├", "┤"
        elif low is not None and high is None:
            left = _column(low, scale, width)
            cells[left:] = [mark, *["─"] * (width - left - 2), "▶"][: width - left]
        elif high is not None and low is None:
            right = _column(high, scale, width)
            cells[: right + 1] = ["◀", *["─"] * (right - 1), mark][: right + 1] if right else [mark]
        elif low is not None:
            cells[_column(low, scale, width)] = mark
    return "".join(cells)


def axis(scale: Scale, width: int) -> str:
    """Give the values along the axis, as many as have room, each beginning where it lies."""
    line = ""
    for tick in scale.ticks:
        label, column = tick_label(tick), _column(tick, scale, width)
        start = min(column, width - len(label))
        if start >= len(line) + (2 if line else 0):
            line = line.ljust(start) + label
    return line


def _remark(scale: Scale) -> str:
    """Give what a reader must know of the axis, short enough for the names' column."""
    return "log scale" if scale.logarithmic else "not from 0" if scale.low > 0 else ""


def _column(value: float, scale: Scale, width: int) -> int:
    return min(width - 1, max(0, round(scale.at(value) / 100 * (width - 1))))


def _ends(quantity: Quantity) -> tuple[float, ...]:
    return tuple(end for end in (quantity.low, quantity.high) if end is not None)


def _short(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"
