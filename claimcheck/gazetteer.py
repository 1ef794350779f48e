"""The gazetteer: what the place names of ``rules/places.tsv`` and ``rules/en/places.toml`` may stand for."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from claimcheck.number_rules import Cardinal
from claimcheck.rules import Entry, RuleBook, built_in_folder
from claimcheck.spelling import fold, sound, without_articles

Candidate = tuple[str, int]
"""The id of a place that a name may stand for, and its people in thousands."""


class Names(Entry):
    """Other names of places: what is written, and the place's id; ``behind``: only behind a town's and a comma."""

    names: dict[str, str]
    behind: bool = False


class Demonyms(Entry):
    """Adjectives of countries: they tell which country a text is about, but name no place."""

    words: dict[str, str]


class NotPlaces(Entry):
    """Words that are also the names of towns and mean no town in the news."""

    words: tuple[str, ...]


class Ambiguous(Entry):
    """Names of towns that are as often a word or a person's name: they need a preposition before them."""

    words: tuple[str, ...]


class Beside(Entry):
    """Words in capitals that may stand beside a name without being part of it."""

    side: Literal["before", "after", "function"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The gazetteer and what is written by hand, by folded name."""

    table: dict[str, str]
    names: dict[str, str]
    written: frozenset[str]
    behind: frozenset[str]
    demonyms: dict[str, str]
    never: frozenset[str]
    ambiguous: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    function: frozenset[str]


@lru_cache(maxsize=4)
def _gazetteer(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return {key: places for key, _, places in (line.partition("\t") for line in lines if line[:1] != "#") if key}


def compile_places(book: RuleBook) -> PlaceRules:
    """The places in force."""
    named: dict[str, str] = {}
    written: set[str] = set()
    behind: set[str] = set()
    for group in book.entries("en/places.toml", "names", Names):
        named |= {fold(name): place for name, place in group.names.items()}
        written |= set(group.names)
        behind |= set(group.names) if group.behind else set()
    demonyms: dict[str, str] = {}
    for words in book.entries("en/places.toml", "demonyms", Demonyms):
        demonyms |= {word.casefold(): place for word, place in words.words.items()}
    never = {fold(w) for e in book.entries("en/places.toml", "not_places", NotPlaces) for w in e.words}
    never |= {word for entry in book.entries("en/numbers.toml", "cardinal", Cardinal) for word in entry.values}
    ambiguous = {fold(w) for e in book.entries("en/places.toml", "ambiguous", Ambiguous) for w in e.words}
    beside: dict[str, set[str]] = {"before": set(), "after": set(), "function": set()}
    for entry in book.entries("en/places.toml", "beside", Beside):
        beside[entry.side] |= set(entry.words)
    return PlaceRules(
        _gazetteer(built_in_folder() / "places.tsv"),
        named,
        frozenset(written),
        frozenset(behind),
        demonyms,
        frozenset(never),
        frozenset(ambiguous),
        frozenset(beside["before"]),
        frozenset(beside["after"]),
        frozenset(beside["function"]),
    )


def candidates_for(key: str, name: str, rules: PlaceRules) -> tuple[Candidate, ...]:
    """What a name, folded to ``key``, may stand for: countries first, then by people; () for none."""
    if key in rules.names:
        return ((rules.names[key], 99_999),)
    if key.startswith("st "):
        key = "saint " + key[3:]
    bare = without_articles(key)
    raw = rules.table.get(key) or rules.table.get(bare)
    if raw is None and len(bare) > 3:
        heard = rules.table.get("~" + sound(name))
        # A name heard alike is as good as its country is sure: it never counts as large.
        return tuple((place, 1) for place, _ in _parsed(heard)) if heard else ()
    return _parsed(raw) if raw else ()


@lru_cache(maxsize=20_000)
def _parsed(raw: str) -> tuple[Candidate, ...]:
    return tuple((place, int(people)) for place, _, people in (item.rpartition(":") for item in raw.split("|")))
