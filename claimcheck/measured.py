"""The unit of a numeral, wherever it stands: behind it, ahead of it, or behind its partner.

In go the pieces and a joined numeral, out comes :class:`Measured`: the unit and the pieces it reaches
over, with the numeral, whose value it may change ("a tenth of an inch" is no share of an inch).
"""

from dataclasses import dataclass, replace

from claimcheck.number_rules import ARTICLES
from claimcheck.numerals import Numeral
from claimcheck.pieces import Pieces
from claimcheck.ranges import Joined
from claimcheck.units import Unit, UnitRules, lead_before, sign_before, unit_after

MULTIPLE = frozenset(
    {
        "more",
        "as",
        "less",
        "the",
        "that",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "what",
        "normal",
        "this",
    }
)
NO_COMPARATIVE = frozenset({"after", "over", "under", "per", "other", "ever", "never", "whether", "earlier"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A numeral with its unit, from piece ``first`` to ``last`` (exclusive)."""

    numeral: Numeral
    unit: Unit | None
    first: int
    last: int


def measured(pieces: Pieces, item: Joined, rules: UnitRules) -> Measured:
    """The unit that the words beside a numeral give it."""
    numeral, unit = item.numeral, None
    first, last = numeral.first, numeral.last
    if numeral.kind == "times":  # "threefold"
        return Measured(numeral, Unit("times", "times"), first, last)
    behind = last + 1 if numeral.vague and pieces.word(last) == "of" else last  # "millions of dollars"
    following = unit_after(pieces, behind, rules)
    parted = _part_of_unit(pieces, numeral, rules)
    if parted is not None:
        numeral, unit, last = parted
    elif following and numeral.kind not in {"ordinal", "percent"} and not _in_name(pieces, following[0], first):
        unit, last = following
        if unit.kind == "times" and not _compares(pieces.word(last)):
            unit = Unit("time", "times")  # "met seven times", against "three times as many"
    elif item.unit_at is not None:
        partner = unit_after(pieces, item.unit_at, rules)
        unit = partner[0] if partner else None
    for leading in (
        sign_before(pieces, first, rules),
        lead_before(pieces, first, rules),
        _pound(pieces, first),
    ):
        if leading is not None and (leading[0].kind == "money" or unit is None):
            unit, first = leading
            break
    return Measured(numeral, unit, first, last)


def _in_name(pieces: Pieces, unit: Unit, first: int) -> bool:
    """Whether letters before a figure make its "x" part of a name: "GDDR6X memory"."""
    return unit.kind == "times" and pieces.glued(first) and pieces.words[first - 1].isalpha()


def _compares(word: str) -> bool:
    """Whether the word behind "three times" makes it a multiple: "higher", "as", "its"."""
    return word in MULTIPLE or (len(word) > 4 and word.endswith("er") and word not in NO_COMPARATIVE)


def _part_of_unit(pieces: Pieces, numeral: Numeral, rules: UnitRules) -> tuple[Numeral, Unit, int] | None:
    """For "half an hour", "a tenth of an inch", "half-mile": the part as a number of that unit."""
    if numeral.form != "words" or not (numeral.kind == "percent" or numeral.low < 1) or numeral.vague:
        return None
    step = numeral.last
    if pieces.word(step) == "of":
        step += 1
    if pieces.word(step) in ARTICLES:
        step += 1
    elif step > numeral.last or numeral.kind == "percent":
        return None  # "a third of fuel"
    found = unit_after(pieces, step, rules)
    if found is None or found[0].kind in {"times", "money"}:
        return None
    if numeral.kind == "percent":
        part = round(numeral.low / 100, 4)
        numeral = replace(numeral, kind="count", low=part, high=part)
    return numeral, found[0], found[1]


def _pound(pieces: Pieces, index: int) -> tuple[Unit, int] | None:
    """Sterling where "#" stands for a lost pound sign: "$37m (# 20m)"; only beside another sum of money."""
    if pieces.word(index - 1) != "#" or pieces.glued(index):
        return None  # "#3" is a counter
    near = pieces.words[max(0, index - 12) : index + 8]
    return (Unit("GBP", "money", "GBP"), index - 1) if "$" in near or "€" in near else None
