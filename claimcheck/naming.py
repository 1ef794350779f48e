"""From a noun phrase to a source: who is meant, what kind of source that is, and what to print.

Comes in: a phrase of a sentence's tokens. Goes out: a :class:`Party`, or None for what is no source ("the
roof"). Named sources, the nouns for unnamed ones, states and titles are the rules; the grammar here is how
they combine ("Russia’s Defence Ministry", "the Observatory’s director …", "two U.S. officials").
Which earlier source "the ministry" or "he" stands for is for the article to say (speakers.py).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.bare_names import by_name, is_person_tail, phrase_label
from claimcheck.source_rules import (
    DATA,
    DOCUMENT,
    NAME,
    ORGANISATION,
    PEOPLE,
    PERSON,
    PRONOUN,
    HeadNoun,
    NamedSource,
    SourceRules,
    slug,
)
from claimcheck.sources import Party, find_named, head_of, institution_id, words_of
from claimcheck.values import Token

SAME_SOURCE = frozenset(
    {
        "group", "agency", "newspaper", "daily", "channel", "television", "tv", "network", "movement",
        "organization", "organisation", "monitor", "watchdog", "charity", "ngo", "coalition", "militants",
        "magazine", "broadcaster", "terrorists", "fighters", "militia", "news", "site", "website", "outlet"
    }
)  # fmt: skip


PLAIN_MODIFIERS = frozenset(
    {
        "monitoring", "rights", "militant", "extremist", "terror", "terrorist", "rebel", "jihadist", "war",
        "aid", "armed", "medical", "human", "opposition", "news", "so-called", "same", "other", "research",
        "activist", "advocacy", "insurgent", "islamist", "humanitarian", "charity", "watchdog", "non-profit",
        "independent", "senior", "private", "local"
    }
)  # fmt: skip
_CONTRACTED = re.compile(r"(i|you|he|she|it|we|they)[’'](?:ve|re|ll|d|m|s)")


def name_party(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> Party | None:
    """Who the phrase ``tokens[first..last]`` names; None where nothing makes it a source.

    A phrase of an unknown noun gives a party of being *other*, for verbs that only people can do.
    """
    while first < last and tokens[first].tag in {"punct", "quote"}:
        first += 1
    while last > first and tokens[last].tag in {"punct", "quote"}:
        last -= 1
    start, end = tokens[first].start, tokens[last].end
    if first == last and tokens[first].tag == "pron":
        return Party(start, end, text[start:end], "", "", PRONOUN, head=tokens[first].lower)
    contracted = _CONTRACTED.fullmatch(tokens[first].lower) if first == last else None
    if contracted is not None:  # "They’ve said that 5 lorries"
        return Party(start, end, text[start:end], "", "", PRONOUN, head=contracted.group(1))
    named = _last_named(text, tokens, first, last, rules)
    if named is not None:
        return named
    head = head_of(tokens, first, last, rules)
    if head is not None and not (tokens[last].tag == "name" and is_person_tail(tokens, first, last, rules)):
        return _described(text, tokens, first, last, head, rules)
    return by_name(text, tokens, first, last, rules)


def _last_named(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> Party | None:
    """The named source at the end of the phrase, or whoever speaks for the one that stands before."""
    found = list(find_named(text, tokens[first].start, tokens[last].end, rules))
    if not found:
        return None
    start, end, entry, weak = found[-1]
    rest = [i for i in range(first, last + 1) if tokens[i].start >= end]
    while rest and (tokens[rest[0]].lemma == "'s" or tokens[rest[0]].tag == "punct"):
        rest.pop(0)
    whole = Party(
        start,
        end,
        entry.label,
        entry.id,
        entry.kind,
        ORGANISATION,
        named=True,
        words=words_of(entry.label),
        weak=weak,
    )
    if not rest:
        before = [i for i in range(first, last + 1) if tokens[i].start < start]
        if weak and (entry.id != "islamic-state") and not (before and tokens[before[0]].lower == "the"):
            return None
        return replace(whole, weak=False) if weak and before and tokens[before[0]].lower == "the" else whole
    tail = head_of(tokens, rest[0], last, rules)
    if (
        tail is not None
        and tail[2].being in {ORGANISATION, DATA, DOCUMENT}
        and tokens[last].lower in SAME_SOURCE
        and not (tokens[rest[0] - 1].lemma == "'s" and rest[0] < last)  # "the UN’s refugee agency"
        and all(t.lower in PLAIN_MODIFIERS or t.lower in SAME_SOURCE for t in tokens[rest[0] : last])
    ):
        return replace(whole, end=tokens[last].end)
    whole_tail = tail is not None and tail[0] == rest[0] and tail[2].being != PERSON
    named_last = tokens[last].tag == "name" and not whole_tail  # "Horizont University Poll" is nobody’s name
    person = by_name(text, tokens, rest[0], last, rules) if named_last or tail is None else None
    if person is not None and person.being in {PERSON, NAME}:
        described = " ".join(text[start : tokens[last].end].split())
        short = (
            len(described.split()) - max(2, len(person.words)) <= 3 and "’" not in described and "'" not in described
        )
        label = described if short else person.label
        return replace(
            person,
            start=start,
            label=label,
            being=PERSON,
            affiliation=entry.id,
            kind=_kind_of(entry, person.kind),
        )
    if tail is not None:
        label = phrase_label(text, tokens, first, last, rules)
        kind = (
            entry.kind
            if tail[2].kind in {"spokesperson", "statement", "government", "unnamed", "data", "study"}
            else tail[2].kind
        )
        return Party(
            tokens[first].start, tokens[last].end, label, slug(label), kind, _being(tail[2], tokens[last]),
            head=tail[2].id, named=True, words=words_of(label), affiliation=entry.id,
        )  # fmt: skip
    return None


def _kind_of(entry: NamedSource, kind: str) -> str:
    return entry.kind if kind in {"person", "spokesperson", "government", ""} else kind


def _described(
    text: str,
    tokens: Sequence[Token],
    first: int,
    last: int,
    head: tuple[int, int, HeadNoun],
    rules: SourceRules,
) -> Party | None:
    """A phrase whose noun makes it a source: "Syria’s state media", "a security official", "police"."""
    at, _, entry = head
    start, end = tokens[first].start, tokens[last].end
    being = _being(entry, tokens[last])
    lead = tokens[first].lower
    before = text[start : tokens[at].start].replace("’s", "").replace("'s", "").strip()
    before = re.sub(r"^(?i:the|a|an|its|their|his|her)\s+", "", before)
    state, rest = _state(before, rules)
    if state is not None and being == ORGANISATION:
        label = phrase_label(text, tokens, first, last, rules)
        ident = institution_id(f"{state} {rest} {text[tokens[at].start : end]}")
        party = Party(start, end, label, ident, entry.kind, being, head=entry.id, named=True)
        return replace(party, words=words_of(label), refers_to=entry.refers_to)
    label = phrase_label(text, tokens, first, last, rules)
    capital = tokens[last].text[0].isupper() and at > first and tokens[last - 1].text[0].isupper()
    definite = lead in {"the", "its", "their", "that", "this", "these", "those", "his", "her"} and all(
        t.lower in PLAIN_MODIFIERS or "-" in t.text for t in tokens[first + 1 : last]
    )
    return Party(
        start, end, label, institution_id(label), entry.kind, being, head=entry.id,
        definite=definite and not capital, indefinite=lead in {"a", "an", "one", "another", "some"},
        named=capital, words=words_of(label), refers_to=entry.refers_to,
    )  # fmt: skip


def _being(entry: HeadNoun, noun: Token) -> str:
    if entry.being == PERSON and (
        (noun.lower not in entry.words and noun.tag != "name")
        or noun.lower in {"people", "locals", "staff", "others", "many", "some", "several"}
    ):
        return PEOPLE
    return entry.being


def _state(words: str, rules: SourceRules) -> tuple[str | None, str]:
    """The adjective of the state the words begin with ("Moscow" gives "Russian"), and the other words."""
    parts = words.split()
    for size in range(min(3, len(parts)), 0, -1):
        name = " ".join(parts[:size])
        adjective = rules.states.get(name) or rules.seats.get(name)
        if adjective is not None:
            return adjective, " ".join(parts[size:])
    return None, words
