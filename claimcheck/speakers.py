"""Who has been introduced in an article so far, and whom "he", "the group" or a surname stands for.

One object a reading of an article: parties come in as they are cited, left to right; a :class:`Source` with
its full label goes out. Nouns resolve to the last source they fit ("the ministry": one whose name has that
word, else one of that kind), pronouns to the last of their being. What fits nobody keeps its own words.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from claimcheck.introduced import ArticleNames, person
from claimcheck.pronouns import Known, stands_for
from claimcheck.source_rules import (
    DOCUMENT,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PERSON,
    PRONOUN,
    STATE,
    SourceRules,
    slug,
)
from claimcheck.sources import Party, source_party
from claimcheck.subject_before import Subjects
from claimcheck.values import Source

BY_NAME_ONLY = frozenset({"ministry", "army", "police", "court"})  # "the ministry": only one whose name has the word
BY_MENTION = frozenset({"monitor", "armed-group", "group", "state-media"})  # also one that was named and not cited
PERSONAL = frozenset(["official", "officer", "soldier", "spokesperson", "lawyer", "medic", "researcher", "executive"])
PRESS = frozenset({"media", "state-media", "public-office"})  # "the channel", "the agency"


class Speakers:
    """The sources of one article, in the order of their appearance."""

    def __init__(self, text: str, start: int, end: int, rules: SourceRules, subjects: Subjects) -> None:
        self._subjects = subjects
        self._text, self._start, self._end, self._rules = text, start, end, rules
        self._known: list[Known] = []
        self._names = ArticleNames(text, start, end, rules)
        self._forms: dict[str, str] = {}

    def resolve(self, party: Party) -> Source | None:
        """The source a party stands for; None for a pronoun that stands for nobody known."""
        found = self._antecedent(party)
        if found is None:
            return None
        whole = found if found.being != PRONOUN else None
        if whole is None:
            return None
        self._known.append(Known(whole, party.start, True))
        if len(self._known) > 200:
            del self._known[:100]
        return self._source(whole, party)

    def last_is_state(self) -> bool:
        """Whether whoever was resolved last is a state, which has cases rather than tells of them."""
        return bool(self._known) and self._known[-1].party.being == STATE

    def only_one_named(self, start: int, end: int) -> Source | None:
        """The one person whose name stands in ``text[start:end]``; None if none or several do."""
        words = self._text[start:end]
        spoken = {k.party.label: k.party for k in self._known if k.party.being == PERSON and k.party.named}
        names = {name for _, name in self._names.full_names().values() if name in words}
        names |= {label for label, party in spoken.items() if party.words and label in words}
        if len(names) != 1:
            return None
        name = names.pop()
        at = start + words.index(name)
        return Source(name, slug(name), "person", name, at, at + len(name))

    def mention(self, party: Party) -> None:
        """Takes note of somebody who is named but doesn't speak."""
        self._known.append(Known(party, party.start, False))
        if len(self._known) > 200:
            del self._known[:100]

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
        label = self._written(meant) if meant.id in self._rules.by_id and meant.being == ORGANISATION else meant.label
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
            if not forms and entry.label not in entry.aliases:  # "NDRRMC": a label that nobody writes
                forms = [a for a in entry.aliases if re.search(rf"\b{re.escape(a)}\b", whole)]
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
            monitors = {entry.id: entry for _, entry in self._names.named_sources() if entry.kind == "monitor"}
            if len(monitors) == 1:
                return self._as(party, source_party(next(iter(monitors.values())), party.start, party.end))
        return party

    def _issuer(self, party: Party) -> Party | None:
        """Who issued "the statement": the last source that spoke in one."""
        if not party.definite:
            return None
        word = party.label.lower().split()[-1]
        for known in reversed(self._known):
            if known.spoke and known.party.being in {ORGANISATION, PERSON, STATE} and party.start - known.at < 2000:
                after = self._text[known.party.end : known.party.end + 120].lower()
                if word in after.split(".")[0]:
                    return self._as(party, known.party)
        subject = self._subjects.before(party.start)
        whole = self._text[self._subjects.sentence_before(party.start) : party.start]
        if subject is not None and subject.being in {ORGANISATION, PERSON} and f" {word} " in whole:
            return self._as(party, self._antecedent(subject) or subject)
        return None

    def _as(self, said: Party, meant: Party) -> Party:
        return replace(meant, start=said.start, end=said.end, definite=False, indefinite=False, weak=False)

    def _pronoun(self, party: Party) -> Party | None:
        """Whom a pronoun stands for, by his full name."""
        found, known = stands_for(party, self._known, self._names, self._subjects)
        if found is None or known:
            return found
        return (self._surname(found) if found.being == PERSON and found.words else None) or self._antecedent(found)

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
            full = self._names.full_names().get(last)
            if full is not None and full[0] < party.start and len(full[1].split()) > 1:
                whole = person(party.start, party.end, full[1], party.kind)
                return replace(whole, affiliation=party.affiliation)
        return None

    def _noun(self, party: Party) -> Party | None:
        """The last source that the noun fits by name, else by title, else by kind."""
        word = party.label.lower().split()[-1] if party.label else ""
        for known in reversed(self._known):
            other = known.party
            if other.named and other.being != PEOPLE and (word in other.words or word.rstrip("s") in other.words):
                whole = other if party.being == PERSON else self._institution(other)
                if whole is not None:
                    return self._as(party, whole)
            fuller = other.label.lower().endswith(word) and len(other.label) > len(party.label)
            if not other.named and other.being != PEOPLE and other.head == party.head and known.spoke and fuller:
                return self._as(party, other)
        if party.being == PERSON:
            return self._person(party, word)
        return self._of_kind(party) if party.refers_to and party.head not in BY_NAME_ONLY else None

    def _person(self, party: Party, word: str) -> Party | None:
        """Whom "the president", "the officer" stands for."""
        if party.head not in PERSONAL:
            return None
        titled = self._names.titled(word, party.start)
        if titled is not None and party.label.lower() == word:
            named = person(party.start, party.end, titled, "government")
            return self._as(party, self._surname(replace(named, words=named.words[-1:])) or named)
        spoke = self._last(lambda k: k.spoke and k.party.being in {PERSON, NAME})
        if spoke is None or party.label.lower() not in {word, f"senior {word}"}:
            return None
        fits = spoke.kind in {party.kind, "person", "other"} or party.head in {"official", "officer"}
        return self._as(party, spoke) if fits else None

    def _of_kind(self, party: Party) -> Party | None:
        """The named source of a kind the noun may stand for: the subject before, last cited, last named."""
        subject = self._subjects.before(party.start)
        if subject is not None and subject.named and subject.being == ORGANISATION:
            whole = self._antecedent(subject)
            if whole is not None and whole.being == ORGANISATION and self._may_be(whole, party):
                return self._as(party, whole)
        for known in reversed(self._known):
            named = self._institution(known.party) if known.party.named else None
            if named is not None and self._may_be(named, party):
                group = party.head == "group"
                since = max(known.at, self._subjects.sentence_before(party.start))
                nearer = self._names.last_named(party.start, party.refers_to, since) if group else None
                return self._as(party, nearer or named)
        if party.head == "group":
            spoke = self._last(lambda k: k.spoke and k.party.being in {ORGANISATION, NAME} and k.party.named)
            if spoke is not None and spoke.kind == "other":  # one that no rule knows: "Wells for All said … The group"
                return self._as(party, spoke) if spoke.being == ORGANISATION else None
        latest = self._names.last_named(party.start, party.refers_to)
        return self._as(party, latest) if latest is not None and party.head in BY_MENTION else None

    def _may_be(self, named: Party, party: Party) -> bool:
        """Whether the noun may stand for the named source: a mouthpiece is an agency, no militant group."""
        entry = self._rules.by_id.get(named.id)
        if entry is not None and entry.speaks_for is not None:
            return party.head in PRESS
        return named.kind in party.refers_to

    def _institution(self, party: Party) -> Party | None:
        """The organisation that a party is or speaks for."""
        if party.being == ORGANISATION:
            return party
        entry = self._rules.by_id.get(party.affiliation)
        return source_party(entry, party.start, party.end) if entry is not None else None

    def _last(self, test: Callable[[Known], bool]) -> Party | None:
        return next((k.party for k in reversed(self._known) if test(k)), None)


__all__ = ["OTHER", "Speakers"]
