"""Find the noun phrase that says, after the verb or the frame: "said the minister", "according to police"."""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.groups import group_right, named_from
from claimcheck.hanging import HANGERS, QUANTIFIERS, REDUCED, attach, merge_apposition
from claimcheck.naming import name_party
from claimcheck.phrases import Found
from claimcheck.source_rules import (
    CALENDAR,
    DATA,
    DOCUMENT,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PERSON,
    STATE,
    SourceRules,
)
from claimcheck.sources import NAME_LINKS, Party, head_of, institution, institution_id, whole_institution
from claimcheck.values import Token

MADE = frozenset(
    {
        "compiled", "collected", "gathered", "published", "released", "produced", "obtained", "provided",
        "conducted", "issued", "commissioned", "prepared", "assembled", "reviewed", "analysed", "analyzed",
        "carried", "maintained", "kept", "tracked",
    }
)  # fmt: skip


def phrase_after(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> Found | None:
    """The phrase that begins at ``at``, with what hangs on it and the description beside it."""
    while at < len(tokens) and tokens[at].tag == "quote":
        at += 1
    last = named_from(text, tokens, at, rules) or group_right(tokens, at)
    if last is None and at + 2 < len(tokens) and tokens[at].tag == "det" and tokens[at + 1].lower in CALENDAR:
        last = group_right(tokens, at + 2)  # "the November document"
    if last is None:
        return None
    party = name_party(text, tokens, at, last, rules)
    end = last
    for _ in range(3):
        link = end + 1
        if link + 1 >= len(tokens) or not (tokens[link].lower in HANGERS or tokens[link].lower in {"and", "&"}):
            break
        beyond = group_right(tokens, link + 1)
        if beyond is None:
            break
        if tokens[link].lower in {"and", "&"}:
            joined = name_party(text, tokens, at, beyond, rules)
            pair = head_of(tokens, link + 1, beyond, rules) if tokens[link + 1].text[0].isupper() else None
            if pair is not None and pair[0] > link + 1 and tokens[end].text[0].isupper() and pair[2].being == DATA:
                label = " ".join(text[tokens[at].start : tokens[beyond].end].split())  # "a Hill and Dale poll"
                label = label.split(" ", 1)[1] if tokens[at].tag == "det" else label
                inner = name_party(text, tokens, link + 1, beyond, rules)
                if inner is not None:
                    party = replace(inner, start=tokens[at].start, label=label, id=institution_id(label))
                    end = beyond
                    break
            if joined is None or not joined.named or joined.being != ORGANISATION or joined.start > tokens[end].start:
                break
            party, end = joined, beyond
            continue
        somebody = party is not None and party.being == PERSON and party.named  # "Col. Ann Lee of the Land Bureau"
        whole = None
        if tokens[end].text[0].isupper() and not somebody:
            whole = name_party(text, tokens, at, beyond, rules)
        if (
            whole is not None
            and whole.named
            and whole.being == ORGANISATION
            and whole.start <= tokens[end].start
            and whole.end > tokens[link].end
        ):
            party, end = whole, beyond
            continue
        head = head_of(tokens, at, end, rules)
        inner = name_party(text, tokens, link + 1, beyond, rules)
        counted = end - at <= 2 and (tokens[at].lower in QUANTIFIERS or tokens[end].lower in QUANTIFIERS)
        if (party is None and not counted) or (head is None and not counted):
            break
        if counted and tokens[link].lower == "of" and inner is not None:
            if inner.being == OTHER and (party is None or party.being == OTHER):
                break
            if inner.being != OTHER:
                party = replace(
                    inner,
                    start=tokens[at].start,
                    definite=False,
                    being=PEOPLE if inner.being == PERSON else inner.being,
                )
            end = beyond
            continue
        if head is not None and party is not None:
            capital = (
                tokens[end].text[0].isupper() and tokens[beyond].text[0].isupper() and head[2].being == ORGANISATION
            )
            if capital and tokens[link].lower in {"of", "for"}:
                label = " ".join(
                    w for w in text[tokens[at].start : tokens[beyond].end].split() if w.lower() not in {"the", "a"}
                )
                party = replace(
                    party,
                    end=tokens[beyond].end,
                    label=label,
                    id=institution_id(label),
                    named=True,
                    definite=False,
                )
            else:
                party = attach(
                    party, tokens[link].lower, inner, text, tokens[end].end, tokens[beyond].end, head[2].kind
                )
            end = beyond
            continue
        break
    if party is None:
        return None
    if party.being in {DATA, DOCUMENT}:
        maker = _made_by(text, tokens, end + 1, rules)
        if maker is not None:
            end, party = maker[0], replace(maker[1], start=party.start, head=party.head)
    end, party = _institutional(text, tokens, at, end, party, rules)
    others: list[Party] = []
    if end + 2 < len(tokens) and tokens[end + 1].lower == "and" and party.being not in {OTHER, NAME}:
        second = group_right(tokens, end + 2)
        other = name_party(text, tokens, end + 2, second, rules) if second is not None else None
        follows = tokens[second + 1] if second is not None and second + 1 < len(tokens) else None
        if (
            other is not None
            and second is not None
            and other.being not in {OTHER, NAME, "pronoun"}
            and (follows is None or follows.tag not in {"verb", "aux"})
        ):
            others.append(other)
            end = second
    end, party = _apposed(text, tokens, at, end, party, rules)
    return Found(at, end, party, tuple(others))


def _institutional(
    text: str, tokens: Sequence[Token], first: int, last: int, party: Party, rules: SourceRules
) -> tuple[int, Party]:
    """The party by the whole of an institution’s name, where the rules know only a part of it."""
    if party.id in rules.by_id or party.being == PERSON or party.start > tokens[last].start:
        return last, party
    at = next((i for i in range(first, last + 1) if tokens[i].start >= party.start), last)
    run = institution(text, tokens, at, last, rules) if tokens[last].text[0].isupper() else None
    return (max(last, run[1]), whole_institution(text, tokens, run, party)) if run is not None else (last, party)


def _made_by(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> tuple[int, Party] | None:
    """Who made the data: "data compiled from the census by [Wells for All]"; None where nobody is named."""
    if at >= len(tokens) or tokens[at].lower not in MADE:
        return None
    for index in range(at + 1, min(at + 16, len(tokens) - 1)):
        token = tokens[index]
        if token.tag in {"punct", "aux", "rel"}:
            return None
        if token.lower == "by":
            return _maker(text, tokens, index + 1, rules)
    return None


def _maker(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> tuple[int, Party] | None:
    """The institution that begins at ``at`` and where it ends, its name going on over "for" and "of"."""
    last = named_from(text, tokens, at, rules) or group_right(tokens, at)
    for _ in range(2):
        if last is None or last + 2 >= len(tokens) or tokens[last + 1].lower not in NAME_LINKS:
            break
        if not (tokens[last].text[0].isupper() and tokens[last + 2].text[0].isupper()):
            break
        last = group_right(tokens, last + 2) or last + 2
    if last is None:
        return None
    party = name_party(text, tokens, at, last, rules) or name_party(text, tokens, at, at, rules)
    if party is None or party.being in {PERSON, STATE, "pronoun"}:
        return None
    label = " ".join(text[tokens[at].start : tokens[last].end].split()).removeprefix("the ")
    capital = label[0].isupper() and tokens[last].text[0].isupper()
    if capital and not (party.named and party.being == ORGANISATION):
        party = replace(party, label=label, id=institution_id(label), being=ORGANISATION, named=True)
    return (last, party) if party.being == ORGANISATION else None


def _apposed(
    text: str, tokens: Sequence[Token], first: int, end: int, party: Party, rules: SourceRules
) -> tuple[int, Party]:
    """Takes in a description after a name: "said Ann Lee, a resident", "… Ann Lee head of the agency"."""
    at = end + 1
    if at < len(tokens) and tokens[at].text in {"(", "["}:
        closed = next((i for i in range(at + 1, min(len(tokens), at + 9)) if tokens[i].text in {")", "]"}), None)
        if closed is not None:
            end, at = closed, closed + 1
    comma = at < len(tokens) and tokens[at].text == ","
    if comma:
        at += 1
    if at >= len(tokens) or tokens[at].tag not in {"det", "noun", "adj", "name"} or tokens[at].text == "that":
        return end, party
    last = group_right(tokens, at)
    if last is None:
        return end, party
    head = head_of(tokens, at, last, rules)
    if head is None or (not comma and (party.being not in {PERSON, NAME} or tokens[at].tag not in {"noun", "det"})):
        return end, party
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if follows is not None and (
        follows.tag == "aux"
        or (follows.tag == "verb" and follows.form in {"past", "s", "base"} and follows.lower not in REDUCED)
    ):
        return end, party  # "…, police said": a clause of its own
    apposition = name_party(text, tokens, at, last, rules)
    if apposition is None:
        return end, party
    stop = next(
        (
            i
            for i in range(last + 1, min(len(tokens), last + 20))
            if tokens[i].text in {",", ".", ":", ";", "”", '"', "“"} or tokens[i].form == "ing"
        ),
        min(len(tokens), last + 20),
    )
    return stop - 1, merge_apposition(party, apposition, text, tokens, at, stop, rules)
