"""Who has been introduced in an article so far, and whom "he", "the group" or a surname stands for.

One object a reading of an article: parties come in as they are cited, left to right; a :class:`Source` with
its full label goes out. Nouns resolve to the last source they fit ("the ministry": one whose name has that
word, else one of that kind), pronouns to the last of their being. What fits nobody keeps its own words.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from claimcheck.source_rules import (
    CALENDAR,
    DATA,
    DOCUMENT,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PERSON,
    PRONOUN,
    STATE,
    NamedSource,
    SourceRules,
    slug,
)
from claimcheck.sources import Party, find_named, source_party
from claimcheck.values import Source

_FULL_NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]+(?:\s(?:(?:al|el|de|da|van|von|bin|[A-Z]\.)[\s-])?[A-ZÀ-Þ][\w’'-]+){1,3}"
)
_TITLED = re.compile(
    r"\b(President|Governor|Mayor|Minister|Chancellor|Premier|Senator|Sheriff|Secretary|Judge|Pope|King) "
    r"([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=[”\"]\s)|(?<=\n))\s*((?:[A-ZÀ-Þ][\w’'-]*\.?\s){0,4}[A-ZÀ-Þ][\w’'-]*)(?=[\s,])",
    re.MULTILINE,
)
BY_NAME_ONLY = frozenset(
    {"ministry", "army", "police", "court"}
)  # "the ministry": only one whose name has the word
BY_MENTION = frozenset(
    {"monitor", "armed-group", "group", "state-media"}
)  # also one that was named and not cited
PERSONAL = frozenset(
    ["official", "officer", "soldier", "spokesperson", "lawyer", "medic", "researcher", "executive"]
)
_HE, _THEY = frozenset({"he", "she"}), frozenset({"they"})
NEAR = 700  # characters back a name may stand for "he" to mean it


@dataclass(frozen=True, slots=True)
class _Known:
    party: Party
    at: int
    spoke: bool


class Speakers:
    """The sources of one article, in the order of their appearance."""

    def __init__(self, text: str, start: int, end: int, rules: SourceRules) -> None:
        self._text, self._start, self._end, self._rules = text, start, end, rules
        self._known: list[_Known] = []
        self._named: list[tuple[int, NamedSource]] | None = None
        self._names: dict[str, tuple[int, str]] | None = None
        self._titles: dict[str, list[tuple[int, str]]] | None = None
        self._subjects: list[tuple[int, str]] | None = None
        self._forms: dict[str, str] = {}

    def resolve(self, party: Party) -> Source | None:
        """The source a party stands for; None for a pronoun that stands for nobody known."""
        found = self._antecedent(party)
        if found is None:
            return None
        whole = found if found.being != PRONOUN else None
        if whole is None:
            return None
        self._known.append(_Known(whole, party.start, True))
        if len(self._known) > 200:
            del self._known[:100]
        return self._source(whole, party)

    def only_one_named(self, start: int, end: int) -> Source | None:
        """The one person whose name stands in ``text[start:end]``; None if none or several do."""
        words = self._text[start:end]
        spoken = {k.party.label: k.party for k in self._known if k.party.being == PERSON and k.party.named}
        names = {name for _, name in self._full_names().values() if name in words}
        names |= {label for label, party in spoken.items() if party.words and label in words}
        if len(names) != 1:
            return None
        name = names.pop()
        at = start + words.index(name)
        return Source(name, slug(name), "person", name, at, at + len(name))

    def mention(self, party: Party) -> None:
        """Takes note of somebody who is named but doesn't speak."""
        self._known.append(_Known(party, party.start, False))

    def _source(self, meant: Party, said: Party) -> Source:
        ident, kind = meant.id, meant.kind
        entry = self._rules.by_id.get(meant.affiliation)
        if (
            entry is not None
            and meant.being == PERSON
            and meant.kind in {entry.kind, "government", "spokesperson", "person"}
        ):
            ident, kind = entry.id, entry.kind
        if kind in {"spokesperson", "statement"}:
            kind = "unnamed" if kind == "spokesperson" else "document"
        label = (
            self._written(meant)
            if meant.id in self._rules.by_id and meant.being == ORGANISATION
            else meant.label
        )
        return Source(
            label,
            ident or slug(meant.label),
            kind or "other",
            self._text[said.start : said.end],
            said.start,
            said.end,
        )

    def _written(self, meant: Party) -> str:
        """The label, or the longest full name that the article itself uses for the source."""
        if meant.id not in self._forms:
            entry = self._rules.by_id[meant.id]
            whole = self._text[self._start : self._end]
            forms = [a for a in entry.aliases if " " in a and a in whole]
            self._forms[meant.id] = entry.label if entry.label in whole or not forms else max(forms, key=len)
        return self._forms[meant.id]

    def _antecedent(self, party: Party) -> Party | None:
        if party.being == PRONOUN:
            return self._pronoun(party)
        if party.being == DOCUMENT:
            return self._issuer(party) or party
        if party.being in {NAME, PERSON} and len(party.words) >= 1 and party.label:
            return self._surname(party) or party
        if party.definite and party.being in {ORGANISATION, PEOPLE, PERSON, OTHER}:
            return self._noun(party) or party
        if (party.indefinite and party.head == "monitor") or (
            party.head == "monitor" and party.start - self._start < 300
        ):
            monitors = {entry.id: entry for _, entry in self._all_named() if entry.kind == "monitor"}
            if len(monitors) == 1:
                return self._as(party, source_party(next(iter(monitors.values())), party.start, party.end))
        return party

    def _issuer(self, party: Party) -> Party | None:
        """Who issued "the statement": the last source that spoke in one."""
        if not party.definite:
            return None
        word = party.label.lower().split()[-1]
        for known in reversed(self._known):
            if (
                known.spoke
                and known.party.being in {ORGANISATION, PERSON, STATE}
                and party.start - known.at < 2000
            ):
                after = self._text[known.party.end : known.party.end + 120].lower()
                if word in after.split(".")[0]:
                    return self._as(party, known.party)
        return None

    def _as(self, said: Party, meant: Party) -> Party:
        return replace(meant, start=said.start, end=said.end, definite=False, indefinite=False, weak=False)

    def _pronoun(self, party: Party) -> Party | None:
        if party.head in _HE:
            known = next(
                (
                    k
                    for k in reversed(self._known)
                    if k.party.being == PERSON
                    or (k.party.being == NAME and k.spoke and len(k.party.words) <= 3)
                ),
                None,
            )
            near = self._subject_before(party.start, known.at if known is not None else -1)
            if near is not None:
                return self._surname(near) or near
            return known.party if known is not None else self._name_before(party.start)
        if party.head in _THEY:
            return self._last(
                lambda k: k.party.being in {PEOPLE, ORGANISATION, DATA} and k.spoke
            ) or self._last(lambda k: k.spoke)
        if party.head == "it":
            return self._last(
                lambda k: k.party.being in {ORGANISATION, STATE, DATA, DOCUMENT} and k.spoke
            ) or self._last_named(party.start, ())
        return None

    def _surname(self, party: Party) -> Party | None:
        words = party.words
        last = words[-1]
        for known in reversed(self._known):
            other = known.party
            if (
                other.being in {PERSON, NAME}
                and other.words
                and other.words[-1] == last
                and set(words) <= set(other.words)
                and len(other.words) > len(words)
            ):
                return self._as(party, other)
            if (
                other.being == ORGANISATION
                and other.named
                and party.being == NAME
                and last in other.words
                and set(words) < set(other.words)
                and not other.affiliation
            ):
                return self._as(party, other)
        if len(words) == 1 or (len(words) == 2 and party.being == PERSON and " " not in party.label.strip()):
            full = self._full_names().get(last)
            if full is not None and full[0] < party.start and len(full[1].split()) > 1:
                words = tuple(w.lower() for w in full[1].split())
                name = Party(party.start, party.end, full[1], slug(full[1]), party.kind, PERSON, named=True)
                return replace(name, words=words, affiliation=party.affiliation)
        return None

    def _noun(self, party: Party) -> Party | None:
        """The last source that the noun fits by name, else by title, else by kind."""
        word = party.label.lower().split()[-1] if party.label else ""
        for known in reversed(self._known):
            other = known.party
            if (
                other.named
                and other.being != PEOPLE
                and (word in other.words or word.rstrip("s") in other.words)
            ):
                whole = other if party.being == PERSON else self._institution(other)
                if whole is not None:
                    return self._as(party, whole)
            fuller = other.label.lower().endswith(word) and len(other.label) > len(party.label)
            if (
                not other.named
                and other.being != PEOPLE
                and other.head == party.head
                and known.spoke
                and fuller
            ):
                return self._as(party, other)
        if party.being == PERSON:
            return self._person(party, word)
        return self._of_kind(party) if party.refers_to and party.head not in BY_NAME_ONLY else None

    def _person(self, party: Party, word: str) -> Party | None:
        """Whom "the president", "the officer" stands for."""
        if party.head not in PERSONAL:
            return None
        titled = self._titled(word, party.start)
        if titled is not None and party.label.lower() == word:
            words = tuple(w.lower() for w in titled.split())
            named = Party(
                party.start, party.end, titled, slug(titled), "government", PERSON, named=True, words=words
            )
            return self._as(party, self._surname(replace(named, words=words[-1:])) or named)
        person = self._last(lambda k: k.spoke and k.party.being in {PERSON, NAME})
        if person is None or party.label.lower() not in {word, f"senior {word}"}:
            return None
        fits = person.kind in {party.kind, "person", "other"} or party.head in {"official", "officer"}
        return self._as(party, person) if fits else None

    def _of_kind(self, party: Party) -> Party | None:
        """The named source that was last cited, or last named, of a kind the noun may stand for."""
        for known in reversed(self._known):
            named = self._institution(known.party) if known.party.named else None
            if named is not None and named.kind in party.refers_to:
                group = party.head == "group"
                nearer = self._last_named(party.start, party.refers_to, known.at) if group else None
                return self._as(party, nearer or named)
        latest = self._last_named(party.start, party.refers_to)
        return self._as(party, latest) if latest is not None and party.head in BY_MENTION else None

    def _institution(self, party: Party) -> Party | None:
        """The organisation that a party is or speaks for."""
        if party.being == ORGANISATION:
            return party
        entry = self._rules.by_id.get(party.affiliation)
        return source_party(entry, party.start, party.end) if entry is not None else None

    def _last(self, test: Callable[[_Known], bool]) -> Party | None:
        return next((k.party for k in reversed(self._known) if test(k)), None)

    def _all_named(self) -> list[tuple[int, NamedSource]]:
        if self._named is None:
            self._named = [
                (at, entry)
                for at, _, entry, weak in find_named(self._text, self._start, self._end, self._rules)
                if not weak
            ]
        return self._named

    def _last_named(self, before: int, kinds: tuple[str, ...], after: int = -1) -> Party | None:
        """The named source of one of the kinds (any if none given) that was last named before an offset."""
        found = [
            entry
            for at, entry in self._all_named()
            if after < at < before
            and (
                entry.kind in kinds
                if kinds
                else entry.kind not in {"news_agency", "newspaper", "broadcaster"}
            )
        ]
        return source_party(found[-1], before, before) if found else None

    def _full_names(self) -> dict[str, tuple[int, str]]:
        """Surname → where its full form first stands, and the form."""
        if self._names is None:
            self._names = {}
            for match in _FULL_NAME.finditer(self._text, self._start, self._end):
                words = match.group().split()
                owners = [i for i, w in enumerate(words[:-1]) if w.endswith(("’s", "'s"))]
                words = words[owners[-1] + 1 :] if owners else words  # "the Herald’s Ann Lee"
                while len(words) > 1 and (
                    words[0].lower() in self._rules.titles
                    or (len(words[0]) > 3 and words[0].isupper() and not words[-1].isupper())
                    or words[0] in self._rules.states
                    or words[0].lower() in self._rules.heads
                    or words[0].lower() in CALENDAR
                    or words[0]
                    in {
                        "The",
                        "A",
                        "In",
                        "On",
                        "But",
                        "And",
                        "If",
                        "When",
                        "As",
                        "At",
                        "For",
                        "Mr",
                        "Ms",
                        "Mrs",
                        "Dr",
                    }
                ):
                    words = words[1:]
                if (
                    len(words) > 1
                    and words[-1].lower() not in CALENDAR
                    and not self._is_institution(match.group(), words)
                ):
                    self._names.setdefault(words[-1].lower(), (match.start(), " ".join(words)))
        return self._names

    def _is_institution(self, whole: str, words: list[str]) -> bool:
        """Whether a run of capitalised words is no person: "White House", "South Sudan"."""
        if any(w.lower() in self._rules.heads for w in words) or " ".join(words) in self._rules.states:
            return True
        return any(end == len(whole) for _, end, _, _ in find_named(whole, 0, len(whole), self._rules))

    def _titled(self, title: str, before: int) -> str | None:
        """The name that the title last stood before ("President Obama"), else the next one's."""
        if self._titles is None:
            self._titles = {}
            for match in _TITLED.finditer(self._text, self._start, self._end):
                self._titles.setdefault(match.group(1).lower(), []).append((match.start(), match.group(2)))
        named = self._titles.get(title, [])
        return next((name for at, name in reversed(named) if at < before), named[0][1] if named else None)

    def _subject_before(self, before: int, after: int) -> Party | None:
        """Whom a sentence began with, last before an offset: "Mayor Ann Lee was there. She said …"."""
        if self._subjects is None:
            names = self._full_names()
            self._subjects = []
            for match in _SUBJECT.finditer(self._text, self._start, self._end):
                words = match.group(1).split()
                surname = words[-1].removesuffix("’s").removesuffix("'s").lower() if words else ""
                if surname in names and words[-1].lower() == surname:
                    self._subjects.append((match.start(1), names[surname][1]))
        place = bisect_left(self._subjects, (before, "")) - 1
        if place < 0:
            return None
        at, name = self._subjects[place]
        if at <= after or before - at > NEAR:
            return None
        return Party(
            at,
            at + 1,
            name,
            slug(name),
            "person",
            PERSON,
            named=True,
            words=tuple(w.lower() for w in name.split()),
        )

    def _name_before(self, before: int) -> Party | None:
        near = [(at, name) for at, name in self._full_names().values() if before - NEAR < at < before]
        if not near:
            return None
        at, name = max(near)
        return Party(
            at,
            at + len(name),
            name,
            slug(name),
            "person",
            PERSON,
            named=True,
            words=tuple(w.lower() for w in name.split()),
        )


__all__ = ["OTHER", "Speakers"]
