"""The ways of saying a measure, compiled for looking up: verb, noun, state or toll → entry.

Comes in: ``rules/en/measures.toml``. An entry can ask for words near a verb ("shoot dead") and limit what is
counted (people, things, shares …); the entry that asks for most is tried first.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from claimcheck.counted import Counted, CountedRules, compile_counted
from claimcheck.rules import Entry, RuleBook
from claimcheck.syntax import Words, compile_words
from claimcheck.values import Number

FILE = "en/measures.toml"

Counts = Literal[
    "any",
    "person",
    "thing",
    "share",
    "money",
    "actor",
    "force",
    "troop",
    "people",
    "civilian",
    "victim",
    "portion",
    "ground",
    "gathering",
]


_TOO_MANY = 1e9  # what a bare number of this size counts is money, not people
_KINDS = {
    "actor": "violence",
    "force": "forces",
    "troop": "troops",
    "civilian": "civilians",
    "victim": "victims",
    "gathering": "gatherings",
}


class Measure(Entry):
    """Ways of saying one measure; ``measure`` is its name if the entry's id is not.

    ``passive``: only what is done to the counted. ``beside`` are topics and measures of which the text has to tell
    one ("cases" beside an outbreak).
    """

    measure: str = ""
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tolls: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    counts: Counts = "any"
    passive: bool = False
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The measure's name, as claims carry it."""
        return self.measure or self.id


class Topic(Entry):
    """Words that tell what an article is about, so that "cases" or "treated" there mean one thing."""

    words: tuple[str, ...]


class Frame(Entry):
    """Words that frame a claim whatever its measure."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying a measure: the entry, and the words it needs nearby."""

    entry: Measure
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureRules:
    """All that the stage looks up; verbs, nouns and states by their first word or lemma."""

    objects: Mapping[str, tuple[Way, ...]]
    subjects: Mapping[str, tuple[Way, ...]]
    nouns: Mapping[str, Measure]
    states: Mapping[str, tuple[Way, ...]]
    places: Mapping[str, tuple[Way, ...]]
    tolls: Mapping[str, tuple[Measure, ...]]
    groups: Mapping[str, Measure]
    frames: Mapping[str, frozenset[str]]
    named: frozenset[str]
    by_name: Mapping[str, Measure]
    counted: CountedRules
    words: Words
    running: re.Pattern[str]
    topics: Mapping[str, re.Pattern[str]]
    topic_words: Mapping[str, tuple[str, ...]]
    attackers: Measure | None = None
    deployed: Measure | None = None
    attended: Measure | None = None

    def fits(self, entry: Measure, number: Number, counted: Counted) -> bool:
        """Whether what is counted is such as the entry speaks of."""
        if entry.heads and entry.counts != "share" and counted.head not in entry.heads:
            return number.kind == "physical" and number.unit in entry.heads  # "900 acres"
        if counted.head in self.frames["remains"] and entry.name != "killed":
            return False  # "divers brought up 15 bodies"
        share = number.kind == "percent"
        match entry.counts:
            case "share":
                land = counted.name or counted.kind == "territory" or counted.head in entry.heads
                return share and (not counted.head or land)
            case "ground":
                return share
            case "money":
                return number.kind == "money"
            case "person" if not counted.head and (number.low or number.high or 0) >= _TOO_MANY:
                return False  # "cost banks billions could get burned"
            case "person":
                return number.kind in {"count", "percent"} and _maybe_person(counted)
            case "thing":
                known = counted.kind not in {"strike", "case", "job"} and bool(counted.head or counted.kind)
                return number.kind in {"count", "percent"} and known and not counted.person
            case "portion":
                return share and (counted.person is not False or bool(entry.heads))
            case "people":
                return number.kind in {"count", "percent"} and counted.person is True
            case "actor" | "force" | "troop" | "civilian" | "victim" | "gathering":
                kinds = self.frames[_KINDS[entry.counts]]
                bare = entry.counts in {"civilian", "victim"} and not counted.head
                share = share and entry.counts in {"civilian", "victim"}
                return (share or number.kind == "count") and (counted.kind in kinds or (bare and not share))
            case _:
                return number.kind in {"count", "percent"} or bool(entry.heads)


def _maybe_person(counted: Counted) -> bool:
    """A person, or no noun at all; an unknown noun only if it looks like one ("campaigners")."""
    if counted.person is not None:
        return counted.person
    return not counted.kind and (
        not counted.head or counted.head.endswith(("er", "or", "ist", "ian", "ee", "ant", "man", "eer"))
    )


def compile_measures(book: RuleBook) -> MeasureRules:
    """The measures, the kinds of the counted and the words of frames, ready for :func:`find_roles`."""
    entries = book.entries(FILE, "measure", Measure)
    frames = {frame.id: frozenset(frame.words) for frame in book.entries(FILE, "frame", Frame)}
    nouns: dict[str, Measure] = {}
    tolls: dict[str, tuple[Measure, ...]] = {}
    groups: dict[str, Measure] = {}
    for entry in entries:
        for table, words in ((nouns, entry.nouns), (groups, entry.groups)):
            for word in words:
                table.setdefault(word, entry)
        for word in entry.tolls:
            tolls[word] = (*tolls.get(word, ()), entry)
    return MeasureRules(
        objects=_ways(entries, "object"),
        subjects=_ways(entries, "subject"),
        nouns=nouns,
        states=_ways(entries, "states"),
        places=_ways(entries, "places"),
        tolls=tolls,
        groups=groups,
        frames=frames,
        by_name={entry.name: entry for entry in reversed(entries)},
        named=frozenset(entry.name for entry in entries),
        counted=compile_counted(book),
        words=compile_words(book),
        running=_running(frames),
        topics={topic.id: _any_word(topic.words) for topic in book.entries(FILE, "topic", Topic)},
        topic_words={
            topic.id: tuple(word.lower() for word in topic.words) for topic in book.entries(FILE, "topic", Topic)
        },
        attackers=next((entry for entry in entries if entry.name == "attackers"), None),
        attended=next((entry for entry in entries if entry.name == "attended"), None),
        deployed=next((entry for entry in entries if entry.name == "deployed"), None),
    )


def _any_word(words: Collection[str]) -> re.Pattern[str]:
    """Finds any of the words, whatever ending they have."""
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words)))})", re.IGNORECASE)


def _running(frames: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Finds words of a running total: a phrase of the list, or "since" with a year or a beginning."""
    phrases = "|".join(sorted(map(re.escape, frames["running"]), key=len, reverse=True))
    starts = "|".join(sorted(map(re.escape, frames["beginnings"])))
    return re.compile(rf"\b(?:{phrases})\b|\bsince (?:[\w’'-]+ ){{0,5}}(?:(?:19|20)\d\d|{starts})\b")


def _ways(entries: Collection[Measure], field: str) -> dict[str, tuple[Way, ...]]:
    """First word → ways, those that ask for most first."""
    found: dict[str, list[Way]] = {}
    for entry in entries:
        for phrase in getattr(entry, field):
            first, *needs = phrase.split()
            found.setdefault(first, []).append(Way(entry, tuple(needs)))
    for ways in found.values():
        ways.sort(
            key=lambda way: (
                len(way.needs),
                way.entry.counts == "portion",
                bool(way.entry.heads),
                way.entry.counts != "any",
            ),
            reverse=True,
        )
    return {first: tuple(ways) for first, ways in found.items()}
