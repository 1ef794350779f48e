"""Units beside a number: shares, money, units of measure, spans of time and multiples.

In go the pieces of a sentence and where a number ends, out comes a :class:`Unit` with the pieces it
takes. Units that the rules list are found by table. quantulum3 reads the rarer ones that the rules name
as its own, on the number's few words alone, and is imported only then: on sentences it is slow and takes
years and times of day for quantities.
"""

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from claimcheck.pieces import Pieces, words_of
from claimcheck.rules import Entry, RuleBook

_SCALES = frozenset({"million", "billion", "trillion", "m", "bn"})
UNITS = "en/units.toml"


class Share(Entry):
    """Words for parts of a hundred; ``factor`` converts into ``base``."""

    words: tuple[str, ...]
    base: str
    factor: float


class Currency(Entry):
    """A currency: signs before the figure, words after it; ``codes`` gives several currencies in one entry.

    ``letters`` stand on a long figure only ("P50,000", "N20 million"). ``minor`` are words for its coins and what
    part of it they are; one letter only on the digits ("14p").
    ``after_scale``: its words count only behind one of these ("2 trillion won").
    """

    signs: tuple[str, ...]
    words: tuple[str, ...]
    codes: Mapping[str, str] = {}
    minor: Mapping[str, float] = {}
    letters: Mapping[str, str] = {}
    not_before: tuple[str, ...] = ()
    after_scale: tuple[str, ...] = ()


class Measure(Entry):
    """A unit of measure. ``glued`` forms stand on the digits, ``lead`` words ahead of the number.

    ``base`` and ``factor`` (then ``offset``) convert it; with ``needs``, one of these words must follow, or
    one of ``near`` stand nearby. One letter on the digits must be spelled as here ("31C", "200g", not "5G").
    """

    words: tuple[str, ...]
    unit: str | None = None
    glued: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    base: str | None = None
    factor: float = 1
    offset: float = 0


class Times(Entry):
    """Words for a multiple or a number of occasions."""

    words: tuple[str, ...]


class Period(Entry):
    """Words for a span of time."""

    words: tuple[str, ...]


class Rare(Entry):
    """Unit words that quantulum3 is asked about."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name, its ``kind`` as in ``values.Number`` (or ``period``), and how to convert it."""

    name: str
    kind: str
    base: str | None = None
    factor: float = 1
    offset: float = 0
    glued_only: bool = False
    needs: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    spelled: str | None = None

    def convert(self, figure: float | None) -> float | None:
        """The figure in the base unit."""
        return None if figure is None or self.base is None else figure * self.factor + self.offset


@dataclass(frozen=True, slots=True)
class UnitRules:
    """Units by the first piece of their words, longest first; signs by their last piece; leading words."""

    after: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    signs: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    letters: dict[str, Unit]
    spellings: frozenset[str]
    lead: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    rare: frozenset[tuple[str, ...]]


def compile_units(book: RuleBook) -> UnitRules:
    """The units in force."""
    after: list[tuple[str, Unit]] = []
    signs: list[tuple[str, Unit]] = []
    lead: list[tuple[str, Unit]] = []
    letters: dict[str, Unit] = {}
    for share in book.entries(UNITS, "share", Share):
        unit = Unit(share.id, "percent", share.base, share.factor)
        after += [(word, unit) for word in share.words]
    for measure in book.entries(UNITS, "measure", Measure):
        needs = frozenset(measure.needs)
        name = measure.unit or measure.id
        near = frozenset(measure.near)
        unit = Unit(name, "physical", measure.base, measure.factor, measure.offset, needs=needs, near=near)
        glued = replace(unit, glued_only=True)
        after += [(word, unit) for word in measure.words]
        for word in measure.glued:
            if word not in measure.words:
                after.append((word, replace(glued, spelled=word) if len(word) == 1 else glued))
        lead += [(word, unit) for word in measure.lead]
    for money in book.entries(UNITS, "currency", Currency):
        unit = Unit(
            money.id,
            "money",
            money.id,
            not_before=frozenset(money.not_before),
            after=frozenset(money.after_scale),
        )
        after += [(word, unit) for word in money.words]
        signs += [(sign, unit) for sign in money.signs]
        for word, part in money.minor.items():
            name = "penny" if word in {"p", "pence"} else word.removesuffix("s")
            after.append((word, Unit(name, "money", money.id, part, glued_only=len(word) == 1)))
        letters |= {letter.lower(): Unit(code, "money", code) for letter, code in money.letters.items()}
        for word, code in money.codes.items():
            signs.append((word, Unit(code, "money", code)))
            after.append((word, Unit(code, "money", code)))
    for times in book.entries(UNITS, "times", Times):
        after += [(word, Unit("times", "times")) for word in times.words]
    for period in book.entries(UNITS, "period", Period):
        after += [(word, Unit(period.id, "period")) for word in period.words]
    rare = frozenset(words_of(word) for entry in book.entries(UNITS, "rare", Rare) for word in entry.words)
    after += [(" ".join(words), Unit("", "rare")) for words in rare]
    spellings = frozenset(sign for sign, _ in signs)
    return UnitRules(_index(after, 0), _index(signs, -1), letters, spellings, _index(lead, -1), rare)


def _index(pairs: Iterable[tuple[str, Unit]], place: int) -> dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for phrase, unit in pairs:
        words = words_of(phrase)
        table.setdefault(words[place], []).append((words, unit))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in table.items()}


def unit_after(pieces: Pieces, index: int, rules: UnitRules) -> tuple[Unit, int] | None:
    """The unit that begins at piece ``index``, behind a number, and the piece after it; None if none does.

    A hyphen may join them ("12-mile"), not a full stop or comma.
    """
    step = index
    if pieces.word(step) in {"-", "–", "‑"} and pieces.glued(step):
        step += 1
        if not pieces.glued(step):
            return None
    if not pieces.near(step):
        return None
    for words, unit in rules.after.get(pieces.word(step), ()):
        last = step + len(words)
        if pieces.words[step:last] != words:
            continue
        if unit.glued_only and not pieces.glued(step):
            continue
        if len(words[0]) == 1 and words[0].isalpha() and pieces.glued(last) and pieces.word(last)[0].isalnum():
            continue
        following = pieces.word(last)
        if following in {"-", "–"}:
            following = pieces.word(last + 1)
        if unit.spelled is not None and pieces.text[pieces.starts[step]] != unit.spelled:
            continue
        if unit.after and pieces.word(index - 1) not in unit.after:
            continue
        if unit.needs and following not in unit.needs and not _nearby(pieces, index, step, unit):
            continue
        if following in unit.not_before:
            continue
        if unit.kind == "rare":
            known = rare_unit(" ".join(words))
            if known is None:
                continue
            return known, last
        return unit, last
    return None


def _nearby(pieces: Pieces, index: int, step: int, unit: Unit) -> bool:
    """Whether a word nearby tells this unit from its namesake: "weighs 40 pounds", "a 500-pound bomb"."""
    if not unit.near:
        return False
    if step > index and pieces.word(index - 1) not in {"million", "billion", "hundred", "thousand"}:
        return True  # "a million-pound house"
    return not unit.near.isdisjoint(pieces.words[max(0, step - 9) : step + 5])


def sign_before(pieces: Pieces, index: int, rules: UnitRules) -> tuple[Unit, int] | None:
    """The currency sign that ends before piece ``index``, and the piece it begins at."""
    letter = pieces.word(index - 1)
    if letter in rules.letters and pieces.glued(index) and pieces.capital(index - 1) and _free(pieces, index - 1):
        long = "," in pieces.word(index) or pieces.word(index + 1) in _SCALES
        return (rules.letters[letter], index - 1) if long else None
    for words, unit in rules.signs.get(letter, ()):
        first = index - len(words)
        if first < 0 or pieces.words[first:index] != words or (first > 0 and not _free(pieces, first)):
            continue
        if pieces.text[pieces.starts[first] : pieces.ends[index - 1]] in rules.spellings:
            return unit, first  # but "rs" and "a $5 toll" are no rupees and no Australian dollars
    return None


def _free(pieces: Pieces, index: int) -> bool:
    """Whether the piece does not continue a word: the "S$" of "US$" is no Singapore dollar."""
    return not (pieces.glued(index) and pieces.words[index - 1].isalnum())


def lead_before(pieces: Pieces, index: int, rules: UnitRules) -> tuple[Unit, int] | None:
    """The unit whose word leads the number ("magnitude 6.1"), and the piece it begins at."""
    step = index - 1 if pieces.word(index - 1) in {"-", "of"} else index
    for words, unit in rules.lead.get(pieces.word(step - 1), ()):
        first = step - len(words)
        if first >= 0 and pieces.words[first:step] == words:
            return unit, first
    return None


@lru_cache(maxsize=256)
def rare_unit(words: str) -> Unit | None:
    """What quantulum3 makes of one of these units, or None if it knows none; imported at the first call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses a classifier that it must not use
        from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    found = parser.parse(f"7 {words}")
    if len(found) != 1 or found[0].unit.name in {"", "dimensionless"}:
        return None
    name = re.sub(r"\s+", " ", found[0].unit.name)
    return Unit(name, "physical")
