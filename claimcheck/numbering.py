"""Numbers in a sentence: what interval each stands for, its unit and modifier, and whether it can be a
claim.

In goes a stretch of a text, out come ``values.Number``, in order and not overlapping, every number of it:
those that can be no claim say why. The grammar of numerals is ``numerals.py``, ranges ``ranges.py``,
units ``units.py``, bounds ``modifiers.py`` and dates, ages and names ``unused.py``; here they are put
together, nearest evidence first.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from claimcheck.intervals import change_at, converted, given_before, interval
from claimcheck.masks import Masked, masked
from claimcheck.measured import measured
from claimcheck.models import Quantity
from claimcheck.modifiers import (
    Bound,
    ModifierRules,
    bound_after,
    bound_before,
    compile_modifiers,
    phrase_before,
)
from claimcheck.number_rules import ARTICLES
from claimcheck.numerals import Numeral, NumeralRules, compile_numerals, find_numerals
from claimcheck.pieces import Pieces, cut
from claimcheck.ranges import Joined, join_ranges
from claimcheck.reasons import OLDEST, YEAR_LEADS, why_unused
from claimcheck.rules import RuleBook
from claimcheck.signs import with_articles, with_signs
from claimcheck.tens import tens_of_degrees
from claimcheck.units import UnitRules, compile_units
from claimcheck.unused import UnusedRules, compile_unused
from claimcheck.values import Number

STRETCH = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=[\"“‘(]{0,2}[A-Z])|\n+")
LISTED = frozenset({",", "and", "or", "to", ", and", "&"})
AFTER_AGES = re.compile(r"\s*(?:$|[,.;:)\n]|(?:and|or|to|are|were|is|was|have|had|who|from|in)\b)")
ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]|\b(?:No|Nos|Rs|Dec|Nov|Oct|Sept?|Aug|Jan|Feb|Mar|Apr|Mr|Mrs|Ms|Dr|Gen|Lt|Col|St|approx|vs))\.$"
)


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """Everything that reading numbers needs, compiled once. ``gate`` finds text that may hold a number."""

    numerals: NumeralRules
    units: UnitRules
    modifiers: ModifierRules
    unused: UnusedRules
    gate: re.Pattern[str]


def compile_quantities(book: RuleBook, convention: str = "plain") -> QuantityRules:
    """The rules for numbers, with vague words' values by this convention of ``rules/conventions.toml``."""
    numerals = compile_numerals(book, convention)
    words = numerals.openers - {"a", "an", "no", "not"} | {
        phrase[0] for phrase, nouns, _ in numerals.zeros if not nouns
    }
    return QuantityRules(numerals, compile_units(book), compile_modifiers(book), compile_unused(book), _gate(words))


def _gate(words: frozenset[str] | set[str]) -> re.Pattern[str]:
    """Digits, the words that open a number, and "no" before a noun; grouped by first letter, which is what
    makes it fast.
    """
    letters: dict[str, list[str]] = {}
    signs = ""
    for word in sorted(words):
        if word.isalpha():
            letters.setdefault(word[0], []).append(re.escape(word[1:]))
        else:
            signs += re.escape(word)
    opened = "|".join(f"[{letter}{letter.upper()}](?:{'|'.join(rest)})" for letter, rest in letters.items())
    ones = r"(?:than|nearly|almost|about|least|over|under|within|around) an?(?= )"  # "more than a foot"
    return re.compile(rf"[0-9{signs}]|\b(?:{opened}|[Nn]ot? (?=[a-z])|{ones})\b")


def find_numbers(text: str, start: int, end: int, rules: QuantityRules) -> tuple[Number, ...]:
    """The numbers in ``text[start:end]`` (a sentence), in order; offsets count from the text's beginning."""
    if rules.gate.search(text, start, end) is None:
        return ()
    pieces = cut(text, start, end)
    numerals = with_signs(pieces, find_numerals(pieces, rules.numerals), rules.units)
    if "a" in pieces.words or "an" in pieces.words:
        numerals = with_articles(pieces, numerals, rules.units, rules.modifiers)
    if not numerals:
        return ()
    masks = masked(text, start, end)
    free = [n for n in numerals if _mask(n.start, n.end, masks) is None]
    joined = join_ranges(pieces, free, rules.units, rules.modifiers, rules.unused)
    found = [number_at(pieces, item, rules) for item in joined]
    found = [n for n in found if n.modifier != "exact" or n.surface.lower() not in ARTICLES]
    found = [converted(text, found[i - 1], number) if i else number for i, number in enumerate(found)]
    if any(number.unused == "age" for number in found):
        found = _ages_listed(text, found)
    if masks:
        found += _hidden(text, (start, end), numerals, masks)
        found.sort(key=lambda number: number.start)
    return tuple(found)


def _ages_listed(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers with those marked as ages that are listed behind one: "aged 20, 21 and 24,"."""
    found: list[Number] = []
    for number in numbers:
        before = found[-1] if found else None
        listed = (
            before is not None
            and before.unused == "age"
            and number.unused is None
            and number.kind == "count"
            and number.modifier == "exact"
            and (number.high or 0) <= OLDEST
            and text[before.outer_end : number.outer_start].strip() in LISTED
            and AFTER_AGES.match(text, number.outer_end) is not None
        )
        found.append(replace(number, unused="age", unit="year") if listed else number)
    return found


def _mask(start: int, end: int, masks: list[Masked]) -> int | None:
    """The index of the mask that covers any of ``start`` to ``end``; masks are in order and apart."""
    index = bisect_left(masks, end, key=lambda mask: mask[0]) - 1
    return index if index >= 0 and start < masks[index][1] else None


def _hidden(text: str, sentence: tuple[int, int], numerals: list[Numeral], masks: list[Masked]) -> list[Number]:
    """One number for each mask that covers a numeral: "2017-12-05" is one date, not three figures."""
    covered: dict[int, tuple[int, int, float]] = {}
    for numeral in numerals:
        index = _mask(numeral.start, numeral.end, masks)
        if index is not None:
            first, last, value = covered.get(index, (masks[index][0], masks[index][1], numeral.low))
            covered[index] = (min(first, numeral.start), max(last, numeral.end), value)
    found = []
    for index, (first, last, value) in covered.items():
        why, surface = masks[index][2], text[first:last]
        degrees = tens_of_degrees(text, first, last, sentence) if why == "date" and surface[-1] == "s" else None
        plain = Number(first, last, first, last, surface, value, value, "exact", "count", unused=why)
        found.append(degrees or plain)
    return found


def number_at(pieces: Pieces, item: Joined, rules: QuantityRules) -> Number:
    """The numeral with its unit, its modifier, and the reason why it can be no claim."""
    sized = measured(pieces, item, rules.units)
    numeral, unit, first, last = sized.numeral, sized.unit, sized.first, sized.last
    bound: Bound | None = None
    if numeral.kind not in {"ordinal", "zero"} and not item.between:
        below, ahead = (
            bound_after(pieces, last, rules.modifiers),
            bound_before(pieces, first, rules.modifiers, unit.kind if unit else None, last),
        )
        bound = ahead if ahead is not None and (below is None or ahead.modifier != "about") else below
        for side in (below, ahead):
            if side is not None:
                first, last = min(first, side.first), max(last, side.last)
    elif item.between and pieces.word(first - 1) == "between":
        first -= 1
    if bound is None and pieces.word(first - 1) == "-" and pieces.word(last) == "s":
        bound = phrase_before(pieces, first - 1, rules.modifiers)  # "the over-25s"
    low, high, modifier = interval(
        numeral.low, numeral.high, numeral.kind, bound, item.between, numeral.vague, numeral.about
    )
    kind, name = "count", None
    if numeral.kind in {"percent", "more"}:
        kind, name = "percent", "percent"
    elif unit is not None:
        kind, name = ("physical" if unit.kind == "period" else unit.kind), unit.name
    open_ended = bound is not None and pieces.word(bound.first - 1) not in YEAR_LEADS  # "since at least 1990"
    has_unit = unit is not None and unit.kind != "period"
    unused = item.unused or why_unused(pieces, numeral, open_ended, has_unit, rules.unused)
    if unused is None and unit is not None and unit.kind == "period":
        unused = "duration"
    if unused == "age" and name is None:
        name = "year"
    return Number(
        numeral.start,
        numeral.end,
        pieces.starts[first],
        pieces.ends[last - 1],
        pieces.text[numeral.start : numeral.end],
        low,
        high,
        modifier,
        kind,
        name,
        unit.convert(low) if unit else None,
        unit.convert(high) if unit else None,
        unit.base if unit else None,
        unused,
        item.change
        or change_at(pieces, min(first, numeral.first), kind, rules.modifiers.changes)
        or given_before(pieces, min(first, numeral.first), max(last, numeral.last), rules.modifiers.replaced),
    )


def quantities(text: str, book: RuleBook) -> list[Quantity]:
    """All quantities of a text, claim or not, with their spans and units.

    Ages and spans of time are among them; dates, times of day, ordinals, counters, scores, names and phone
    numbers are not.
    """
    rules = _compiled(book)
    found = []
    for start, end in stretches(text):
        for number in find_numbers(text, start, end, rules):
            if number.unused in {None, "age", "duration", "pair"}:
                found.append(
                    Quantity(
                        surface=number.surface,
                        start=number.start,
                        end=number.end,
                        low=number.low,
                        high=number.high,
                        modifier=number.modifier,
                        unit=number.unit,
                    )
                )
    return found


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> QuantityRules:
    return compile_quantities(book)


def stretches(text: str) -> list[tuple[int, int]]:
    """Rough sentences as offsets: cut at line ends and behind full stops before a capital."""
    cuts = [0]
    for match in STRETCH.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if "\n" in match.group() or ABBREVIATED.search(before) is None:
            cuts.append(match.end())
    cuts.append(len(text))
    return [(a, b) for a, b in pairwise(cuts) if a < b]
