"""The rules of who is cited: named sources, states, the nouns that make a source, titles.

Comes in: the tables of ``rules/en/sources.toml`` and ``titles.toml``. Goes out: :class:`SourceRules`,
compiled once, and the words for what a source can be (a person, an organisation, data …).
"""

import re
from dataclasses import dataclass

from claimcheck.counted import Kind
from claimcheck.rules import Entry, RuleBook

SOURCES, TITLES, COUNTED = "en/sources.toml", "en/titles.toml", "en/counted.toml"


PERSON, PEOPLE, ORGANISATION, DATA, DOCUMENT, PRONOUN, NAME, STATE, OTHER = (
    "person", "people", "organisation", "data", "document", "pronoun", "name", "state", "other",
)  # fmt: skip


CALENDAR = frozenset(
    {
        f"{day}{s}"
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        for s in ("", "s")
    }
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec"}
)


_WORD = re.compile(r"\w+")


_DEFENCE = re.compile(r"(?i)\bdefens")


class NamedSource(Entry):
    """A source with a name of its own; ``weak_aliases`` are also common words and need a cue beside them."""

    label: str
    kind: str
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...] = ()
    speaks_for: str | None = None


class StateNames(Entry):
    """States as (name, adjective, seats of government …)."""

    names: tuple[tuple[str, ...], ...]


class HeadNoun(Entry):
    """Nouns that make a phrase a source."""

    kind: str
    being: str
    words: tuple[str, ...]
    refers_to: tuple[str, ...] = ()


class Title(Entry):
    """Words that stand before a name."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRules:
    """The rules of sources, compiled. Aliases are kept by their first word, longest first; ``people`` are nouns for
    those who may be counted.
    """

    aliases: dict[str, tuple[tuple[str, NamedSource, bool], ...]]
    first_words: re.Pattern[str]
    states: dict[str, str]
    seats: dict[str, str]
    heads: dict[str, HeadNoun]
    titles: dict[str, str]
    by_id: dict[str, NamedSource]
    people: frozenset[str] = frozenset()


def compile_sources(book: RuleBook) -> SourceRules:
    """The rules of sources in force."""
    aliases: dict[str, list[tuple[str, NamedSource, bool]]] = {}
    entries = book.entries(SOURCES, "source", NamedSource)
    for entry in entries:
        for alias, weak in [*((a, False) for a in entry.aliases), *((a, True) for a in entry.weak_aliases)]:
            found = _WORD.search(alias)
            if found is not None:
                aliases.setdefault(found.group(), []).append((alias, entry, weak))
                if alias[0].islower():  # "al-Shabab" may open a sentence
                    whole = alias[0].upper() + alias[1:]
                    aliases.setdefault(found.group()[0].upper() + found.group()[1:], []).append((whole, entry, weak))
    states: dict[str, str] = {}
    seats: dict[str, str] = {}
    for region in book.entries(SOURCES, "state", StateNames):
        for name, adjective, *towns in region.names:
            for form in (name, adjective, name + "s"):  # "Turkeys": the apostrophe is often lost
                states.setdefault(form, adjective)
            for town in towns:
                seats.setdefault(town, adjective)
            seats.setdefault(name, adjective)
    heads: dict[str, HeadNoun] = {}
    for head in book.entries(TITLES, "head", HeadNoun):
        for word in head.words:
            heads.setdefault(word.lower(), head)
            heads.setdefault(plural(word.lower()), head)
    people = {noun for k in book.entries(COUNTED, "kind", Kind) if "people" in k.within for noun in k.nouns}
    titles = {word.lower(): title.kind for title in book.entries(TITLES, "title", Title) for word in title.words}
    lower_keys = sorted(key for key in aliases if not key[0].isupper())
    return SourceRules(
        {key: tuple(sorted(found, key=lambda a: -len(a[0]))) for key, found in aliases.items()},
        re.compile(r"\b(?:[A-ZÀ-Þ]\w*" + "".join(f"|{re.escape(key)}" for key in lower_keys) + r")\b"),
        states,
        seats,
        heads,
        titles,
        {entry.id: entry for entry in entries},
        frozenset(form for noun in people for form in (noun, plural(noun))),
    )


def plural(noun: str) -> str:
    """The plural of the last word: "ministry" → "ministries", "spokesman" → "spokesmen"."""
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def slug(label: str) -> str:
    """The label as an id: "Homs Governor" → "homs-governor"; "defense" and "defence" give the same."""
    plain = _DEFENCE.sub("defenc", label.lower().replace("’s", "").replace("'s", ""))
    words = [w for w in _WORD.findall(plain) if w not in {"the", "a", "an", "of"}]
    return "-".join(words)
