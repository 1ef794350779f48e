"""Words beside a number that bound or blur it: "at least", "or more", "some", "up to".

In go the pieces of a sentence and where the number (with its unit) begins and ends, out comes the
modifier and the pieces it reaches over. The bound nearest to the number wins; a bound wins over "about"
("up to about 200").
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.models import Modifier
from claimcheck.pieces import Pieces, words_of
from claimcheck.rules import Entry, RuleBook

MODIFIERS = "en/modifiers.toml"


class ModifierEntry(Entry):
    """Phrases before and after a number, and the modifier they make; none behind one of ``not_after``."""

    modifier: Modifier
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Filler(Entry):
    """Words that may stand between a modifier and its number."""

    words: tuple[str, ...]


class Change(Entry):
    """Words of rising and falling."""

    words: tuple[str, ...]


DETERMINERS = frozenset({"the", "his", "her", "its", "their", "all", "a", "an", "other"})
QUOTES = frozenset("\"“”'’")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a modifier, cut into pieces."""

    words: tuple[str, ...]
    entry: str
    modifier: Modifier
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bound:
    """A modifier found: from piece ``first`` to ``last`` (exclusive), number included."""

    modifier: Modifier
    entry: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ModifierRules:
    """Phrases by their last piece (``before``) or first (``after``), longest first."""

    before: dict[str, tuple[Phrase, ...]]
    after: dict[str, tuple[Phrase, ...]]
    fillers: dict[str, tuple[tuple[str, ...], ...]]
    changes: frozenset[str]


def compile_modifiers(book: RuleBook) -> ModifierRules:
    """The modifiers in force."""
    before: list[Phrase] = []
    after: list[Phrase] = []
    for entry in book.entries(MODIFIERS, "modifier", ModifierEntry):
        not_after = frozenset(entry.not_after)
        before += [Phrase(words_of(text), entry.id, entry.modifier, not_after) for text in entry.before]
        after += [Phrase(words_of(text), entry.id, entry.modifier, frozenset()) for text in entry.after]
    fillers: dict[str, list[tuple[str, ...]]] = {}
    for filler in book.entries(MODIFIERS, "filler", Filler):
        for text in sorted(filler.words, key=len, reverse=True):
            words = words_of(text)
            fillers.setdefault(words[-1], []).append(words)
    changes = frozenset(w for e in book.entries(MODIFIERS, "change", Change) for w in e.words)
    return ModifierRules(
        _index(before, -1), _index(after, 0), {k: tuple(v) for k, v in fillers.items()}, changes
    )


def _index(phrases: Iterable[Phrase], place: int) -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        table.setdefault(phrase.words[place], []).append(phrase)
    return {key: tuple(sorted(rows, key=lambda row: -len(row.words))) for key, rows in table.items()}


def bound_before(pieces: Pieces, index: int, rules: ModifierRules) -> Bound | None:
    """The modifier whose words end right before piece ``index``, a filler or two apart."""
    step = index
    for _ in range(4):
        found = phrase_before(pieces, step, rules)
        if found is not None:
            if step - found.first == 1 and pieces.word(step) in DETERMINERS:
                return None  # "over the 12 miles", "about his 12 men": prepositions
            if found.modifier == "about":  # "up to about 200"
                outer = phrase_before(pieces, found.first, rules)
                if outer is not None:
                    return Bound(outer.modifier, outer.entry, outer.first, index)
            return Bound(found.modifier, found.entry, found.first, index)
        filler = next(
            (
                words
                for words in rules.fillers.get(pieces.word(step - 1), ())
                if pieces.words[step - len(words) : step] == words
            ),
            None,
        )
        if filler is None or step - len(filler) < 0:
            return None
        step -= len(filler)
    return None


def phrase_before(pieces: Pieces, index: int, rules: ModifierRules) -> Bound | None:
    """The modifier phrase that ends exactly before piece ``index``."""
    for phrase in rules.before.get(pieces.word(index - 1), ()):
        first = index - len(phrase.words)
        if first < 0 or pieces.words[first:index] != phrase.words:
            continue
        if pieces.word(first - 1) in phrase.not_after:
            return None
        return Bound(phrase.modifier, phrase.entry, first, index)
    return None


def bound_after(pieces: Pieces, index: int, rules: ModifierRules) -> Bound | None:
    """The modifier that begins at piece ``index`` or one noun further on ("30 people or more")."""
    if pieces.word(index) in QUOTES:
        index += 1  # put at 100 “or more”
    for step in (index, index + 1):
        if step > index:
            noun = pieces.word(index)
            if not noun.isalpha() or not (pieces.word(step) == "or" or pieces.word(step) == "at"):
                return None
        for phrase in rules.after.get(pieces.word(step), ()):
            last = step + len(phrase.words)
            if pieces.words[step:last] != phrase.words:
                continue
            if step > index and phrase.words[0] == "at" and pieces.word(last) not in {"", ".", ",", ";"}:
                continue  # "20 people at least twice"
            if phrase.words[-1] in {"more", "less", "fewer"} and pieces.word(last) in {
                "precisely",
                "importantly",
                "than",
            }:
                continue  # "20, or more precisely 21"
            if phrase.words[0] in {"+", "plus"} and "0" <= pieces.word(last)[:1] <= "9":
                continue  # "2 + 2"
            if phrase.words == ("minimum",) and pieces.word(last) not in {"", ".", ",", ";"}:
                continue  # "a 10-year minimum term"
            if (
                phrase.words[0] in {"roughly", "approximately", "at", "minus"}
                and pieces.word(last)[:1].isdigit()
            ):
                continue  # the next number's
            return Bound(phrase.modifier, phrase.entry, index, last)
    return None
