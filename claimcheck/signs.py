"""Numerals that a look at the single figure does not tell: below zero, and an article that means one.

In go a sentence's numerals, out come the same with their sign ("minus 12", "-27C", "35 degrees below
zero") and with the articles that stand between a bound and a unit ("more than a foot").
"""

from dataclasses import replace

from claimcheck.figures import Numeral, numeral_at
from claimcheck.modifiers import ModifierRules, phrase_before
from claimcheck.number_rules import ARTICLES
from claimcheck.pieces import DASHES, Pieces
from claimcheck.units import UnitRules, unit_after

AHEAD_OF_OTHER_MINUS = frozenset({"or", "plus", "/", "±"})
NEGATIVE = frozenset({"percent", "degree", "degree Celsius", "degree Fahrenheit"})
NO_ONE = frozenset({"second", "mark", "pc", "pp", "won"})  # "about a second bomb"


def with_signs(pieces: Pieces, numerals: list[Numeral], units: UnitRules) -> list[Numeral]:
    """The numerals, those below zero with their sign."""
    return [_signed(pieces, numeral, units) for numeral in numerals]


def _signed(pieces: Pieces, numeral: Numeral, units: UnitRules) -> Numeral:
    if numeral.kind != "count" or numeral.vague or numeral.low <= 0:
        return numeral
    first = numeral.first - 1
    sign = pieces.word(first)
    before = pieces.word(first - 1)
    if sign == "minus" or sign == "−":
        if before in AHEAD_OF_OTHER_MINUS or "0" <= before[:1] <= "9":
            return numeral  # "plus or minus 3", "10 minus 3"
        return _negative(pieces, numeral, first)
    if sign in DASHES and first > 0 and pieces.glued(numeral.first) and not pieces.glued(first):
        unit = unit_after(pieces, numeral.last, units)
        if unit is not None and unit[0].name in NEGATIVE and not "0" <= before[:1] <= "9":
            return _negative(pieces, numeral, first)
        return numeral
    if "zero" in pieces.words[numeral.last : numeral.last + 5]:
        unit = unit_after(pieces, numeral.last, units)
        after = numeral.last if unit is None else unit[1]
        if pieces.words[after : after + 2] == ("below", "zero"):
            return _negative(pieces, numeral, numeral.first)
    return numeral


def _negative(pieces: Pieces, numeral: Numeral, first: int) -> Numeral:
    return replace(numeral, first=first, start=pieces.starts[first], low=-numeral.high, high=-numeral.low)


def with_articles(pieces: Pieces, numerals: list[Numeral], units: UnitRules, modifiers: ModifierRules) -> list[Numeral]:
    """The numerals and, as one, each article between a bound and a unit: "more than a foot"."""
    found: list[Numeral] = []
    taken = {numeral.first for numeral in numerals}
    for index, word in enumerate(pieces.words):
        if word not in ARTICLES or index in taken or pieces.word(index - 1) not in modifiers.before:
            continue
        unit = unit_after(pieces, index + 1, units)
        if unit is None or unit[0].kind == "times" or pieces.words[index + 1] in NO_ONE:
            continue
        after = unit[1]
        plural = pieces.words[after - 1].endswith("s")
        if plural or pieces.word(after) in DASHES or after in taken or not pieces.words[index + 1].isalpha():
            continue  # "over a year-long war", "about a dollar 40"
        if phrase_before(pieces, index, modifiers) is not None:
            found.append(numeral_at(pieces, index, index + 1, 1, form="words"))
    return sorted([*numerals, *found], key=lambda numeral: numeral.first) if found else numerals
