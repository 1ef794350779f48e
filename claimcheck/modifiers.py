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
    """Phrases before and after a number, and the modifier they make; none behind one of ``not_after``.

    Ahead of a span of time or one of ``rounds`` ("over two years", "over six seasons") a phrase bounds only
    where one of ``spans_after``, if any are given, stands ahead of it or one of ``spans_before`` behind the
    number. ``turned`` are words that, up to four words ahead, make it a direction ("revised the toll up to
    40"). With ``measured``, it bounds only what has a unit.
    """

    modifier: Modifier
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    spans_after: tuple[str, ...] = ()
    spans_before: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    measured: bool = False


class Filler(Entry):
    """Words that may stand between a modifier and its number."""

    words: tuple[str, ...]


class ReplacedEntry(Entry):
    """Words that say of a figure that it was given before: adverbs, and the verbs they stand beside."""

    adverbs: tuple[str, ...]
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The words of :class:`ReplacedEntry`, for looking up."""

    adverbs: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


class Change(Entry):
    """Words of rising and falling."""

    words: tuple[str, ...]


DETERMINERS = frozenset({"the", "his", "her", "its", "their", "all", "a", "an", "other"})
QUOTES = frozenset("\"“”'’")
COMPARED = frozenset({"%", "percent", "cent", "pct", "pc", "points", "point", "times"})
AGO = frozenset({"ago", "earlier", "before"})
LENGTHS = frozenset({"more", "less", "fewer", "longer"})
VERBAL = ("ed", "es", "ing")  # "eclipsed a 50 percent rating"
OPPOSITES: dict[Modifier, Modifier] = {"more_than": "at_most", "less_than": "at_least"}
DENIALS = frozenset({"never", "not", "nor"})
REACHED = frozenset(
    {"got", "get", "gets", "been", "be", "was", "were", "is", "rose", "rise", "fell", "fall", "went", "go", "dropped"}
)
ENDING = frozenset({"", ".", ",", ";", ")", "(", "are", "were", "who", "will", "should", "have", "had", "in", "–"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a modifier, cut into pieces."""

    words: tuple[str, ...]
    entry: str
    modifier: Modifier
    not_after: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()
    spans_after: frozenset[str] = frozenset()
    spans_before: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()
    measured: bool = False


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
    replaced: Replaced = Replaced()


def compile_modifiers(book: RuleBook) -> ModifierRules:
    """The modifiers in force."""
    before: list[Phrase] = []
    after: list[Phrase] = []
    for entry in book.entries(MODIFIERS, "modifier", ModifierEntry):
        for text in entry.before:
            before.append(
                Phrase(
                    words_of(text),
                    entry.id,
                    entry.modifier,
                    frozenset(entry.not_after),
                    frozenset(entry.rounds),
                    frozenset(entry.spans_after),
                    frozenset(entry.spans_before),
                    frozenset(entry.turned),
                    entry.measured,
                )
            )
        after += [Phrase(words_of(text), entry.id, entry.modifier) for text in entry.after]
    fillers: dict[str, list[tuple[str, ...]]] = {}
    for filler in book.entries(MODIFIERS, "filler", Filler):
        for text in sorted(filler.words, key=len, reverse=True):
            words = words_of(text)
            fillers.setdefault(words[-1], []).append(words)
    changes = frozenset(w for e in book.entries(MODIFIERS, "change", Change) for w in e.words)
    given = book.entries(MODIFIERS, "replaced", ReplacedEntry)
    replaced = Replaced(
        frozenset(word for entry in given for word in entry.adverbs),
        frozenset(word for entry in given for word in entry.verbs),
    )
    indexed = {k: tuple(v) for k, v in fillers.items()}
    return ModifierRules(_index(before, -1), _index(after, 0), indexed, changes, replaced)


def _index(phrases: Iterable[Phrase], place: int) -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        table.setdefault(phrase.words[place], []).append(phrase)
    return {key: tuple(sorted(rows, key=lambda row: -len(row.words))) for key, rows in table.items()}


def bound_before(
    pieces: Pieces, index: int, rules: ModifierRules, unit: str | None = None, after: int = 0
) -> Bound | None:
    """The modifier whose words end right before piece ``index``, a filler or two apart.

    ``unit`` is the kind of the number's unit, ``after`` the piece behind both.
    """
    step = index
    bare = True  # not "below the key $30"
    for _ in range(4):
        found = phrase_before(pieces, step, rules)
        if found is not None:
            preposition = step - found.first == 1 and not pieces.word(found.first).endswith(VERBAL)
            if step < index and preposition and bare and pieces.word(step) in DETERMINERS:
                return None  # "over the 12 miles", "about his 12 men": prepositions
            if not _bounds(pieces, found, unit, after, rules):
                return None
            if found.modifier == "about":  # "up to about 200"
                outer = phrase_before(pieces, found.first, rules)
                if outer is not None and not _measured(outer, pieces, rules):  # "within about 10 metres"
                    return Bound(outer.modifier, outer.entry, outer.first, index)
            denied = found.modifier in OPPOSITES and _denied(pieces, found.first)
            modifier = OPPOSITES[found.modifier] if denied else found.modifier
            return Bound(modifier, found.entry, found.first, index)
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
        bare = len(filler) == 1
    return None


def _denied(pieces: Pieces, first: int) -> bool:
    """Whether a "never" turns the bound round: "never got higher than", "did not rise above"."""
    return pieces.word(first - 1) in REACHED and pieces.word(first - 2) in DENIALS


def _measured(bound: Bound, pieces: Pieces, rules: ModifierRules) -> bool:
    """Whether the phrase of a bound bounds only what has a unit: "within"."""
    rows = rules.before.get(pieces.word(bound.last - 1), ())
    return any(row.measured and row.entry == bound.entry for row in rows)


def phrase_before(pieces: Pieces, index: int, rules: ModifierRules) -> Bound | None:
    """The modifier phrase that ends exactly before piece ``index``."""
    for phrase in rules.before.get(pieces.word(index - 1), ()):
        first = index - len(phrase.words)
        if first < 0 or pieces.words[first:index] != phrase.words:
            continue
        if pieces.word(first - 1) in phrase.not_after:
            return None
        if pieces.word(first - 1) == "-" and pieces.glued(first) and pieces.word(first - 2).isdecimal():
            return None  # "a 4-under 68"
        return Bound(phrase.modifier, phrase.entry, first, index)
    return None


def _bounds(pieces: Pieces, found: Bound, unit: str | None, after: int, rules: ModifierRules) -> bool:
    """Whether the phrase bounds the number, rather than being a preposition or a comparison beside it."""
    last_word = pieces.word(found.last - 1)
    width = found.last - found.first
    phrase = next(p for p in rules.before[last_word] if p.words == pieces.words[found.first : found.last])
    ahead, behind = pieces.word(found.first - 1), pieces.word(after)
    if last_word == "than" and ahead in COMPARED:
        return False  # "20 percent more than the 50 they sold"
    if last_word == "than" and width == 2 and unit == "period" and behind in AGO:
        return pieces.word(found.first) in LENGTHS  # "lower than 12 months ago", but "more than a year ago"
    if phrase.measured and unit is None:
        return False
    if ahead == "-" and pieces.glued(found.first):
        return False  # "in the run-up to the 2008 election"
    if phrase.spans_after and (unit == "period" or (unit is None and behind in phrase.rounds)):
        return ahead in phrase.spans_after or behind in phrase.spans_before
    if phrase.turned:
        for word in reversed(pieces.words[max(0, found.first - 4) : found.first]):
            if not word.isalpha():
                break
            if word in phrase.turned:
                return False
    return True


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
            if phrase.words[0] == "and" and phrase.words[1] in {"over", "under"} and pieces.word(last) not in ENDING:
                continue  # "rose by 20 and over time by 40"
            if phrase.words == ("minimum",) and pieces.word(last) not in {"", ".", ",", ";"}:
                continue  # "a 10-year minimum term"
            if phrase.words[0] in {"roughly", "approximately", "at", "minus"} and pieces.word(last)[:1].isdigit():
                continue  # the next number's
            return Bound(phrase.modifier, phrase.entry, index, last)
    return None
