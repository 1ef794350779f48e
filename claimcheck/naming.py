"""From a noun phrase to a source: who is meant, what kind of source that is, and what to print.

Comes in: a phrase of a sentence's tokens. Goes out: a :class:`Party`, or None for what is no source ("the
roof"). Named sources, the nouns for unnamed ones, states and titles are the rules; the grammar here is how
they combine ("Russia’s Defence Ministry", "the Observatory’s director …", "two U.S. officials").
Which earlier source "the ministry" or "he" stands for is for the article to say (speakers.py).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

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
    HeadNoun,
    NamedSource,
    SourceRules,
    slug,
)
from claimcheck.sources import Party, find_named, head_of, institution_id, words_of
from claimcheck.values import Token

LONGEST_LABEL, LONGEST_NAME = 4, 8  # words of description kept in a label, of a name
PASSING = frozenset({"so-called", "new", "recent", "latest"})  # "a new poll" is soon an old one


PARTICLES = frozenset(
    {
        "al", "el", "ul", "de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "la", "le", "du", "abu",
        "dos", "ben"
    }
)  # fmt: skip


SAME_SOURCE = frozenset(
    {
        "group", "agency", "newspaper", "daily", "channel", "television", "tv", "network", "movement",
        "organization", "organisation", "monitor", "watchdog", "charity", "ngo", "coalition", "militants",
        "magazine", "broadcaster", "terrorists", "fighters", "militia", "news", "site", "website"
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
    named = _last_named(text, tokens, first, last, rules)
    if named is not None:
        return named
    head = head_of(tokens, first, last, rules)
    if head is not None and not (tokens[last].tag == "name" and _is_person_tail(tokens, first, last, rules)):
        return _described(text, tokens, first, last, head, rules)
    return _by_name(text, tokens, first, last, rules)


def _last_named(
    text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules
) -> Party | None:
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
    ):
        return replace(whole, end=tokens[last].end)
    whole_tail = tail is not None and tail[0] == rest[0] and tail[2].being != PERSON
    named_last = tokens[last].tag == "name" and not whole_tail  # "Horizont University Poll" is nobody’s name
    person = _by_name(text, tokens, rest[0], last, rules) if named_last or tail is None else None
    if person is not None and person.being in {PERSON, NAME}:
        described = " ".join(text[start : tokens[last].end].split())
        short = (
            len(described.split()) - len(person.label.split()) <= 3
            and "’" not in described
            and "'" not in described
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
        label = _label(text, tokens, first, last, rules)
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
        label = _label(text, tokens, first, last, rules)
        ident = institution_id(f"{state} {rest} {text[tokens[at].start : end]}")
        party = Party(start, end, label, ident, entry.kind, being, head=entry.id, named=True)
        return replace(party, words=words_of(label), refers_to=entry.refers_to)
    label = _label(text, tokens, first, last, rules)
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


def _is_person_tail(tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> bool:
    """Whether the phrase ends in a person's name after a title: "Police Chief Ann Major"."""
    return (
        last - first >= 2
        and tokens[last - 1].tag == "name"
        and tokens[last - 1].lower not in rules.titles
        and (tokens[last - 2].lower in rules.titles and tokens[last].lower not in rules.heads)
    )


def _by_name(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> Party | None:
    """A name at the end of the phrase, with the title or description before it."""
    start, end = tokens[first].start, tokens[last].end
    at = last
    while (
        at > first
        and _in_name(tokens[at - 1])
        and tokens[at - 1].lower not in rules.titles
        and not _describes(tokens, at - 1, rules)
    ):
        at -= 1
    while at < last and tokens[at].text == ".":
        at += 1  # of the title: "Mr. Lee"
    name = text[tokens[at].start : end]
    if not _in_name(tokens[last]) or tokens[last].lower in CALENDAR or not tokens[at].text[0].isalpha():
        if (
            tokens[last].tag in {"noun", "name"}
            and tokens[last].lower not in CALENDAR
            and not any(t.tag == "num" for t in tokens[first:last])
            and not tokens[last].text[0].isdigit()
        ):
            label = _label(text, tokens, first, last, rules)
            return Party(
                start, end, label, slug(label), "other", OTHER, definite=tokens[first].lower == "the"
            )
        return None
    state = rules.states.get(name) or rules.seats.get(name)
    if state is not None and (at == first or tokens[first].lower == "the"):
        return Party(
            start, end, name, f"state-{slug(state)}", "government", STATE, named=True, words=words_of(name)
        )
    before = tokens[first:at]
    address = any(rules.titles.get(t.lower) == "address" for t in before)
    while before and before[-1].text == ".":
        before = before[:-1]
    rank = any(t.lower in rules.titles for t in before)
    role = head_of(tokens, first, at - 1, rules) if at > first else None
    kind = role[2].kind if role is not None else ""
    described = " ".join(text[start:end].split())
    described = re.sub(r"^(?i:the|a|an|its|their|his|her)\s+", "", described)
    extra = len(described.split()) - len(name.split())
    label = (
        described
        if (rank or role is not None)
        and not address
        and 0 < extra <= 3
        and not re.search(r"[’']s\b", described)
        else name
    )
    words = name.split()
    if address or rank or (role is not None and role[2].being == PERSON):
        being = PERSON
    elif role is not None:  # "medical charity Okra", "the daily Horizont"
        return Party(
            start, end, name, slug(name), role[2].kind, ORGANISATION, named=True, words=words_of(name)
        )
    else:
        being = NAME
        institution = next(
            (h for w in tokens[at:last] if (h := _institution_noun(w, rules)) is not None), None
        )
        if institution is not None:
            kind = institution.kind
        if institution is not None or tokens[first].lower == "the" or name.isupper():
            being = ORGANISATION
    if at > first and being == NAME and before[0].tag == "num":
        return None
    kind = kind if kind not in {"", "government"} or role is not None else ""
    return Party(
        start, end, label, slug(name), kind or ("person" if being == PERSON else "other"), being,
        named=len(words) > 1 or address or rank, words=words_of(name),
    )  # fmt: skip


def _describes(tokens: Sequence[Token], at: int, rules: SourceRules) -> bool:
    """Whether a capitalised word before a name is not of it: "Republican", "Mayor", "WATCHED"."""
    word, nxt = tokens[at], tokens[at + 1]
    shouted = len(word.text) > 3 and word.text.isupper() and not nxt.text.isupper()
    noun = _institution_noun(word, rules)
    if noun is not None and (nxt.text in rules.states or nxt.text in rules.seats or noun.kind == "media"):
        return False  # "Coastal Services Canada", "The Daily Beacon"
    party = len(word.text) > 2 and word.text[1] == "-" and word.text[0] in "RDIL"  # "R-Florida"
    return shouted or party or word.lower in rules.heads or word.text in rules.states


def _institution_noun(word: Token, rules: SourceRules) -> HeadNoun | None:
    """The entry of a capitalised noun of an institution’s name ("Services", "Police"); None for another."""
    head = rules.heads.get(word.lower)
    return head if head is not None and head.being == ORGANISATION and word.text[0].isupper() else None


def _in_name(token: Token) -> bool:
    if token.text == ".":
        return True  # of an initial: "J. Doe"
    if token.tag == "det" or token.lemma == "'s":
        return False
    if token.text[0].isdigit() and token.text[-2:] in {"st", "nd", "rd", "th"}:
        return True  # "the 7th Fleet"
    return (
        token.text[0].isupper()
        or (token.lower in PARTICLES)
        or token.lower[:3] in {"al-", "el-", "ul-", "as-", "ar-", "ad-"}
    )


def _label(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> str:
    """The phrase without its article and without what is too long: "senior police officer"."""
    while first < last and (
        (tokens[first].tag == "det" and tokens[first].lower not in {"some"}) or tokens[first].text in PASSING
    ):
        first += 1
    words = text[tokens[first].start : tokens[last].end].split()
    size = min(LONGEST_LABEL, len(words))
    named = any(_institution_noun(t, rules) is not None for t in tokens[first : last + 1])
    while named and size < min(len(words), LONGEST_NAME) and words[-size - 1][0].isupper():
        size += 1  # "North Beach Police Department report": a name is not cut
    return " ".join(words[-size:])
