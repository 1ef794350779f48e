"""Two numerals that are one: "30 to 40", "between $20m and $50m", "3-5", "one in five"; and those that only
look so.

In go a sentence's numerals, out come the same with ranges joined. "Rose from 12 to 17" stays two, as do
votes ("52-47") and scores ("2-1", which are marked).
"""

from dataclasses import dataclass, replace

from claimcheck.figures import times
from claimcheck.modifiers import ModifierRules, phrase_before
from claimcheck.numerals import DASHES, DENOMINATORS, Numeral
from claimcheck.pieces import Pieces
from claimcheck.reasons import year_like
from claimcheck.units import UnitRules, sign_before, unit_after
from claimcheck.unused import UnusedRules

JOINING_DASHES = DASHES | {"—", "‒"}
AFTER_SCORE = frozenset(
    {"", ".", ",", ";", "in", "at", "on", "against", "to", "over", "after", "and", "with", "by", "for"}
)
TELLING = frozenset({3, 4, 5, 10, 100})  # "six in ten", but not "six in seven villages"
NO_WHOLE = frozenset(
    {"days", "years", "weeks", "months", "hours", "minutes", "-", "%", "percent"}
    | {"towns", "cities", "villages", "attacks", "incidents", "places", "districts", "provinces"}
)
SHARES = frozenset({"in", "of", "out"})
AFTER_WHOLE = frozenset({"", ".", ",", ";", ")", "will", "has", "is", "was", "worldwide", "globally", "nationwide"})
MOST = 1000.0  # a range's ends are no further apart than this many times


@dataclass(frozen=True, slots=True)
class Joined:
    """A numeral after joining: ``between`` if it is a range; ``unused``, ``change`` where the pair told."""

    numeral: Numeral
    between: bool = False
    unused: str | None = None
    change: str | None = None
    unit_at: int | None = None  # where the unit of its partner may stand, which is its own too: "52-41 percent"


def join_ranges(
    pieces: Pieces,
    numerals: list[Numeral],
    units: UnitRules,
    modifiers: ModifierRules,
    unused: UnusedRules,
) -> list[Joined]:
    """The numerals in order, with every two that make one range or share joined."""
    out: list[Joined] = []
    index = 0
    while index < len(numerals):
        left = numerals[index]
        right = numerals[index + 1] if index + 1 < len(numerals) else None
        pair: list[Joined] | None = None
        if right is not None and right.first - left.last <= 8 and left.kind != "ordinal" and right.kind != "ordinal":
            pair = _pair(pieces, left, right, units, modifiers, unused)
        if pair is None:
            out.append(Joined(left))
            index += 1
        else:
            out += pair
            index += 2
    return out


def _pair(
    pieces: Pieces,
    left: Numeral,
    right: Numeral,
    units: UnitRules,
    modifiers: ModifierRules,
    unused: UnusedRules,
) -> list[Joined] | None:
    if left.vague or right.vague or left.kind == "zero" or right.kind in {"zero", "more"}:
        return None
    gap = pieces.words[left.last : right.first]
    suspended = len(gap) == 2 and gap[0] in DASHES and gap[1] in {"to", "or"} and pieces.glued(left.last)
    if suspended and left.low < right.low:  # "a 3- to 5-inch layer", "two- to threefold"
        return [Joined(_merged(left, right, *_inherit(pieces, left, right)), between=True)]
    if gap[1:2] == ("to",) and len(gap) == 3 and gap[0] in DASHES and gap[2] in DASHES:
        return _hyphened(pieces, left, right)
    if len(gap) == 1 and gap[0] in JOINING_DASHES and pieces.glued(left.last) == pieces.glued(right.first):
        return _dashed(pieces, left, right, unused)
    if len(gap) == 1 and gap[0] == "/" and pieces.glued(left.last) and pieces.glued(right.first):
        return _ratio(pieces, left, right)
    if gap == ("-", "in", "-"):
        return _share(pieces, left, right)  # "six-in-ten"
    if gap and (gap[0] in SHARES or gap[1:] == ("in",)):
        return _share(pieces, left, right)
    if year_like(pieces, left, 2100) and year_like(pieces, right, 2100):
        return None
    step = left.last
    unit = unit_after(pieces, step, units)
    if unit is not None and unit[1] < right.first:  # "50% to 60%"
        step = unit[1]
    if gap in {("by",), ("x",), ("×",), ("-", "by", "-")} and unit_after(pieces, right.last, units) is not None:
        return [Joined(left, unit_at=right.last), Joined(right)]  # "a 10-by-12-foot room"
    joint = pieces.word(step)
    first = right.first
    sign = sign_before(pieces, first, units)
    if joint in JOINING_DASHES and (unit is None) == (sign is None):
        return None
    if joint not in {"to", "and", "or"} and joint not in JOINING_DASHES:
        return None
    if sign is not None:
        first = sign[1]
    while first > step + 1:
        bound = phrase_before(pieces, first, modifiers)
        if bound is None or bound.first <= step:
            return None
        first = bound.first
    if first != step + 1:
        return None
    if joint == "to" and _changes(pieces, left, modifiers):
        if pieces.word(left.first - 1) == "from":
            return _ends(left, right) if unit is None else None
        shared = unit_after(pieces, right.last, units) if unit is None and step == left.last else None
        if shared is None or not left.low < right.high <= 4 * left.low:
            return None  # "slipped 2% to 40 million"; but "grow 3 to 5 percent" is a range
    start = left.first
    own_sign = sign_before(pieces, start, units)
    if own_sign is not None:
        start = own_sign[1]
    bound = phrase_before(pieces, start, modifiers)
    if bound is not None:
        start = bound.first
    opener = pieces.word(start - 1)
    if joint == "and" and opener != "between":
        return None
    low, high = _inherit(pieces, left, right)
    if left.low < 0 or (joint == "and" and opener == "between"):
        low, high = min(low, high), max(low, high)  # "-5 to -10", "hovered between 25% and 17%"
    elif joint != "and" and opener != "from" and high > low * MOST:
        return None
    if low >= high:
        return None
    if joint == "or" and not (high <= 2 * low + 1 and unit is None and left.form == right.form and high <= 10 * low):
        return None
    return [Joined(_merged(left, right, low, high), between=True)]


def _ends(left: Numeral, right: Numeral) -> list[Joined]:
    """For "fell from 3 to 2 million barrels": the first end has the scale and the unit of the second."""
    if left.scale == 1 and right.scale > 1 and left.low < 100 and left.form == right.form == "digits":
        whole = times(left.low, right.scale)
        left = replace(left, low=whole, high=whole)
    return [Joined(left, unit_at=right.last), Joined(right)]


def _changes(pieces: Pieces, left: Numeral, modifiers: ModifierRules) -> bool:
    """Whether "A to B" tells a rise or fall: a word of change before "from A", or right before A."""
    first = left.first
    words = pieces.words
    lowest = max(0, first - 14)
    near = words[max(0, first - 3) : first]
    if "from" not in near:
        for word in reversed(near):
            if word in {",", ";", "."}:
                return False
            if word in modifiers.changes:
                return True
        return False
    for step in range(first - 1, lowest - 1, -1):
        word = words[step]
        if word in {";", ".", "?", "!"}:
            return False
        if word == "to" and (pieces.word(step + 1)[:1].isdigit() or pieces.word(step + 2)[:1].isdigit()):
            return False  # "raised it to $6 from $4 to $5"
        if word in modifiers.changes:
            return True
    return False


def _inherit(pieces: Pieces, left: Numeral, right: Numeral) -> tuple[float, float]:
    """Both ends, the lower one times the other's magnitude where it has none: "2 to 3 million", "5-6,000"."""
    low, high = left.low, right.high
    if left.scale == 1 and right.scale > 1 and low < 1000 and low <= high / right.scale:
        return low * right.scale, high
    comma = "," in pieces.words[right.first] and "," not in pieces.words[left.first]
    if comma and left.form == right.form == "digits" and low < high / 1000 and high % 1000 == 0 and low < 1000:
        return low * 1000, high
    return low, high


def _merged(left: Numeral, right: Numeral, low: float, high: float) -> Numeral:
    return replace(right, first=left.first, start=left.start, low=low, high=high, about=False)


def _dashed(pieces: Pieces, left: Numeral, right: Numeral, unused: UnusedRules) -> list[Joined] | None:
    """For "30-40" is a range, "52-47" a vote or a score."""
    if year_like(pieces, left) and year_like(pieces, right):
        return None
    if (
        pieces.word(right.last) in JOINING_DASHES
        and pieces.glued(right.last)
        and pieces.word(right.last + 1).isdecimal()
    ):
        return [Joined(left, unused="reference"), Joined(right, unused="reference")]  # 555-12-34
    low, high = _inherit(pieces, left, right)
    voting, playing = unused.named("voting"), unused.named("playing")
    around = frozenset(pieces.words[max(0, left.first - 10) : right.last + 6])
    if left.low == right.low:
        return [Joined(left, unused="idiom"), Joined(right, unused="idiom")]  # 50-50
    unit_share = pieces.word(right.last) in {"percent", "%", "per", "percentage"}
    small = right.form == "digits" and left.scale == right.scale == 1 and left.low == int(left.low)
    following = pieces.word(right.last)
    if small and left.low > right.low:
        if unit_share or around & voting:
            return [Joined(left, unit_at=right.last), Joined(right)]
        return [Joined(left, unused="score"), Joined(right, unused="score")]
    scored = following in AFTER_SCORE or following in playing  # but "lost 20-30 men"
    if small and scored and around & playing and high < 200 and not unit_share:
        return [Joined(left, unused="score"), Joined(right, unused="score")]
    beside = {pieces.word(left.first - 1), following}
    if small and around & voting and not unit_share and beside & unused.named("beside-votes"):
        return [Joined(left), Joined(right)]
    if not 0 <= low < high or (low > 0 and high > low * MOST) or left.kind != right.kind:
        return None
    return [Joined(_merged(left, right, low, high), between=True)]


def _hyphened(pieces: Pieces, left: Numeral, right: Numeral) -> list[Joined]:
    """For "10-to-15-year" is a range, "50-to-47-percent" two shares, "two-to-one" a proportion."""
    if left.low < right.low and left.low > 1:
        return [Joined(_merged(left, right, *_inherit(pieces, left, right)), between=True)]
    if "percent" in pieces.words[right.last : right.last + 2] or "%" in pieces.words[right.last : right.last + 2]:
        return [Joined(left, unit_at=right.last), Joined(right)]
    return [Joined(left, unused="score"), Joined(right, unused="score")]


def _ratio(pieces: Pieces, left: Numeral, right: Numeral) -> list[Joined] | None:
    """For "2/3 of" is a share, "1/4-mile" a length; other figures with a stroke are neither."""
    if left.low < right.low and right.low in DENOMINATORS and right.last - right.first == 1:
        value = left.low / right.low
        if pieces.word(right.last) == "of":
            share = round(100 * value, 2)
            return [Joined(replace(right, first=left.first, start=left.start, low=share, high=share, kind="percent"))]
    return [Joined(left, unused="reference"), Joined(right, unused="reference")]


def _share(pieces: Pieces, left: Numeral, right: Numeral) -> list[Joined] | None:
    """For "one in five" and "nine out of ten" as percent."""
    gap = tuple(word for word in pieces.words[left.last : right.first] if word != "-")
    following = pieces.word(right.last)
    if len(gap) == 2 and gap[0].isalpha() and left.low == 1 and following in AFTER_WHOLE:
        gap = gap[1:]  # "one person in 16."
    if not 0 < left.low < right.low or left.scale != 1 or left.kind != "count":
        return None
    few = left.low == 1 or right.low in TELLING
    whole = right.low == int(right.low) and left.low == int(left.low)
    if not whole or left.low > 99 or following in NO_WHOLE:
        return None
    round_whole = right.low <= 10 or right.low in {12, 20, 25, 50} or right.low % 100 == 0
    shared = gap == ("in", "every") or (gap == ("in",) and few)
    counted = round_whole and gap in {("out", "of"), ("out", "of", "every"), ("of", "every")}
    counted = counted or (gap == ("of",) and right.low in {10, 100})
    if not (shared or counted):
        return None
    if gap == ("in",) and year_like(pieces, right):
        return None  # "one in 2014"
    share = round(100 * left.low / right.low, 2)
    return [Joined(replace(right, first=left.first, start=left.start, low=share, high=share, kind="percent"))]
