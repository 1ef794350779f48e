"""The phrases of ``rules/en/unused.toml``: words around a number that make it no claim.

In go the pieces of a sentence and a numeral, out comes the first phrase that stands around it, or None.
Whether it holds, and what no phrase tells, ``reasons.py`` judges.
"""

from dataclasses import dataclass
from itertools import product

from claimcheck.numerals import Numeral
from claimcheck.pieces import Pieces
from claimcheck.rules import Entry, RuleBook

UNUSED = "en/unused.toml"
START = "^"
FIGURE = "<n>"
ANY = "*"

NONE: frozenset[str] = frozenset()


class Words(Entry):
    """A class of words that phrases name as ``<id>``."""

    words: tuple[str, ...]


class UnusedEntry(Entry):
    """Phrases around a number that make it no claim, and ``why`` not; see the head of the rule file."""

    why: str
    phrases: tuple[str, ...]
    digits: bool = False
    words: bool = False
    capital: bool = False
    whole: bool = False
    least: float = 0
    most: float = 1e18


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase cut at its number: what must stand before it (nearest last) and after it."""

    entry: UnusedEntry
    before: tuple[frozenset[str] | str, ...]
    after: tuple[frozenset[str] | str, ...]


@dataclass(frozen=True, slots=True)
class UnusedRules:
    """Patterns by the word before the number, or after it where none must stand before; the word classes."""

    by_previous: dict[str, tuple[Pattern, ...]]
    by_following: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]

    def named(self, name: str) -> frozenset[str]:
        """The words of a class; none if the rules in force lack it."""
        return self.classes.get(name, NONE)


def compile_unused(book: RuleBook) -> UnusedRules:
    """The reasons in force."""
    classes = {entry.id: frozenset(entry.words) for entry in book.entries(UNUSED, "class", Words)}
    previous: dict[str, list[Pattern]] = {}
    following: dict[str, list[Pattern]] = {}
    for entry in book.entries(UNUSED, "unused", UnusedEntry):
        for phrase in entry.phrases:
            for pattern in _patterns(entry, phrase, classes):
                table, place = (previous, pattern.before[-1:]) if pattern.before else (following, pattern.after[:1])
                if not place:
                    continue
                keys = place[0] if isinstance(place[0], frozenset) else (place[0],)
                for key in keys:
                    table.setdefault(key, []).append(pattern)
    return UnusedRules(
        {key: tuple(rows) for key, rows in previous.items()},
        {key: tuple(rows) for key, rows in following.items()},
        classes,
    )


def _patterns(entry: UnusedEntry, phrase: str, classes: dict[str, frozenset[str]]) -> list[Pattern]:
    words = phrase.split()
    choices = [((), (word[:-1],)) if len(word) > 1 and word.endswith("?") else ((word,),) for word in words]
    found = []
    for choice in product(*choices):
        flat = [word for part in choice for word in part]
        place = flat.index("#")
        before = tuple(_matcher(word, classes) for word in flat[:place])
        found.append(Pattern(entry, before, tuple(_matcher(word, classes) for word in flat[place + 1 :])))
    return found


def _matcher(word: str, classes: dict[str, frozenset[str]]) -> frozenset[str] | str:
    if word in {ANY, FIGURE, START}:
        return word
    found: set[str] = set()
    for part in word.split("|") if word != "|" else ["|"]:
        name = part[1:-1] if part.startswith("<") and part.endswith(">") else None
        found |= classes[name] if name in classes else {part.lower()}
    return frozenset(found)


def match_phrase(pieces: Pieces, numeral: Numeral, rules: UnusedRules) -> Pattern | None:
    """The first phrase of the rules that stands around the number."""
    previous, following = pieces.word(numeral.first - 1), pieces.word(numeral.last)
    tables = [
        rules.by_previous.get(previous, ()),
        rules.by_following.get(following, ()),
        rules.by_following.get(ANY, ()),
    ]
    tables += [
        rules.by_previous.get(ANY, ()),
        rules.by_previous.get(START, ()),
        rules.by_previous.get(FIGURE, ()),
    ]
    for table in tables:
        for pattern in table:
            if _fits(pieces, numeral, pattern):
                return pattern
    return None


def _fits(pieces: Pieces, numeral: Numeral, pattern: Pattern) -> bool:
    entry = pattern.entry
    if not entry.least <= numeral.high <= entry.most:
        return False
    if (entry.digits and numeral.form != "digits") or (entry.words and numeral.form != "words"):
        return False
    if entry.whole and (numeral.scale != 1 or "," in pieces.words[numeral.first] or "." in pieces.words[numeral.first]):
        return False
    first = numeral.first - len(pattern.before)
    if first < 0 and not (first == -1 and pattern.before[0] == START):
        return False
    for offset, matcher in enumerate(pattern.before):
        if matcher == START:
            if not _line_start(pieces, first + offset + 1):
                return False
            continue
        small = pieces.word(first + offset).isalpha() and not pieces.has_capital(first + offset)
        if not _same(pieces, first + offset, matcher) or (entry.capital and small):
            return False
    return all(_same(pieces, numeral.last + offset, matcher) for offset, matcher in enumerate(pattern.after))


def _same(pieces: Pieces, index: int, matcher: frozenset[str] | str) -> bool:
    word = pieces.word(index)
    if matcher == ANY:
        return word.isalpha()
    if matcher == FIGURE:
        return word.isdecimal()
    return word in matcher


def _line_start(pieces: Pieces, index: int) -> bool:
    """Whether the piece opens a line that is no mere wrap: the line before it is empty or ends a sentence."""
    before = pieces.text[max(0, pieces.starts[index] - 8) : pieces.starts[index]].rstrip(" \t•*-")
    if before[-1:] not in {"", "\n"}:
        return False
    earlier = before.rstrip(" \t\r\n")
    return before.count("\n") > 1 or earlier[-1:] in {"", ".", "!", "?", ":", ";", '"', "”"}
