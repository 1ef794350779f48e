"""What happens in a stretch of text: the kind of event, what was struck, the name it is known by.

In: text. Out: the words that tell of a kind or a target, with their places. The lists stand in
``rules/en/events.toml``; looking them up is a walk over the words, longest expression first.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from claimcheck.rules import Entry, RuleBook

HAPPENS = frozenset({"violence", "disaster", "accident", "epidemic", "crowd", "movement", "labour"})
"""The families of kinds that happen at a place and time; the others are states of affairs and topics."""

WIDE = frozenset({"earthquake", "tsunami", "storm", "flood", "drought", "heatwave", "famine", "epidemic", "wildfire"})
"""Kinds that befall a whole region: a figure of one town is a part of it."""

SLOW = frozenset({"flood", "drought", "heatwave", "famine", "wildfire"})
"""Kinds that go on for days: a day that a story names is one of them."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-z]+)*(?:[’'](?:s\b)?)?")


class Kind(Entry):
    """A kind of event and the words that tell of it; ``weak`` are those that yield to any other kind's."""

    family: str
    label: str
    like: tuple[str, ...]
    words: tuple[str, ...]
    weak: tuple[str, ...] = ()


class Target(Entry):
    """What is struck, or where; ``site``: two different ones of one article are two happenings."""

    words: tuple[str, ...]
    site: bool = False


class Named(Entry):
    """Words before a name that a happening is known by ("Hurricane"), and its kind."""

    words: tuple[str, ...]
    kind: str


class Common(Entry):
    """Words with a capital that tell nothing of what a story is about."""

    words: tuple[str, ...]


class Found(NamedTuple):
    """A telling word: the id of its kind or target, and where it stands."""

    id: str
    start: int
    end: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class HappeningRules:
    """The lists, by first word: (the words, id), longest first."""

    kinds: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    targets: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    names: re.Pattern[str]
    named: dict[str, str]
    families: dict[str, str]
    weak: frozenset[str]
    sites: frozenset[str]
    common: frozenset[str]


def _by_first(lists: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, expressions in lists.items():
        for expression in expressions:
            words = tuple(_WORD.findall(expression.lower()))
            if words:
                table.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in table.items()}


def compile_happenings(book: RuleBook) -> HappeningRules:
    """The kinds, targets and names in force."""
    kinds = book.entries("en/events.toml", "kind", Kind)
    targets = book.entries("en/events.toml", "target", Target)
    named = {w: e.kind for e in book.entries("en/events.toml", "named", Named) for w in e.words}
    listed = "|".join(re.escape(w) for w in sorted(named, key=lambda w: (-len(w), w)))
    names = re.compile(
        rf"(?<![\w-])({listed}) [\"“‘']?((?:[A-Z]{{2}})?\d{{2,4}}|[A-Z][a-z]{{2,20}}(?: [A-Z][a-z]{{2,20}})?)"
    )
    return HappeningRules(
        _by_first({k.id: k.words for k in kinds}),
        _by_first({t.id: t.words for t in targets}),
        names,
        named,
        {k.id: k.family for k in kinds},
        frozenset(word for kind in kinds for word in kind.weak),
        frozenset(t.id for t in targets if t.site),
        frozenset(w for e in book.entries("en/events.toml", "common", Common) for w in e.words),
    )


def _walk(text: str, start: int, end: int, table: dict[str, tuple[tuple[tuple[str, ...], str], ...]]) -> list[Found]:
    words = [(m.group().lower().rstrip("’'"), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    plain = [w[:-2] if w.endswith(("'s", "’s")) else w for w, _, _ in words]
    found: list[Found] = []
    index = 0
    while index < len(words):
        for expression, name in table.get(plain[index], ()):
            if tuple(plain[index : index + len(expression)]) == expression:
                found.append(Found(name, words[index][1], words[index + len(expression) - 1][2]))
                index += len(expression) - 1
                break
        index += 1
    return found


def find_kinds(text: str, start: int, end: int, rules: HappeningRules) -> list[Found]:
    """The words between ``start`` and ``end`` that tell of a kind of event, in order."""
    found = _walk(text, start, end, rules.kinds)
    if not rules.weak:
        return found
    return [f._replace(weak=True) if text[f.start : f.end].lower() in rules.weak else f for f in found]


def find_targets(text: str, start: int, end: int, rules: HappeningRules) -> list[Found]:
    """The words that tell what was struck or where, in order."""
    return _walk(text, start, end, rules.targets)


def find_names(text: str, start: int, end: int, rules: HappeningRules) -> list[Found]:
    """The names that happenings are known by, as ids in lower case: "hurricane elva"."""
    found = []
    for match in rules.names.finditer(text, start, end):
        found.append(Found(f"{match[1]} {match[2].split()[0]}".lower(), match.start(), match.end()))
    return found


def kind_of_name(name: str, rules: HappeningRules) -> str | None:
    """The kind of a named happening ("storm" for "hurricane elva")."""
    for word, kind in rules.named.items():
        if name.startswith(word.lower() + " "):
            return kind
    return None


def bare_name(name: str) -> str:
    """The name without the word for its kind, which changes as a storm grows or as outlets call it.

    >>> bare_name("tropical storm elva"), bare_name("typhoon elva"), bare_name("flight 912")
    ('elva', 'elva', 'flight 912')
    """
    last = name.rsplit(" ", 1)[-1]
    return name if any(letter.isdigit() for letter in last) else last


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether the text has one of the entry's expressions."""
    rules = compile_happenings(book)
    if isinstance(entry, Kind):
        return any(f.id == entry.id for f in find_kinds(text, 0, len(text), rules))
    if isinstance(entry, Target):
        return any(f.id == entry.id for f in find_targets(text, 0, len(text), rules))
    if isinstance(entry, Common):
        return any(word in entry.words for word in re.findall(r"[a-z]+", text.lower()))
    if isinstance(entry, Named):
        return any(
            f.id.startswith(tuple(w.lower() for w in entry.words)) for f in find_names(text, 0, len(text), rules)
        )
    return False
