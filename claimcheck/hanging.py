"""What hangs on a noun that may be a source: "spokesman for the ministry", "a poll released in May by …".

Comes in: a phrase and its party. Goes out: the wider phrase, and the party that speaks: an institution
speaks through its spokesmen and its figures, a person for himself, with the institution as affiliation.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.groups import group_left, skip_time_left
from claimcheck.naming import name_party
from claimcheck.source_rules import (
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
from claimcheck.sources import Party, find_named, head_of, institution_id, source_party, words_of
from claimcheck.values import Token

_LED = re.compile(r"\b(?:led|headed|run|chaired|founded)\s+by\b")
HANGERS = frozenset(
    ["of", "for", "at", "from", "in", "with", "to", "on", "by", "under", "near", "inside", "within", "behind"]
)


REDUCED = frozenset(
    {
        "published", "released", "conducted", "surveyed", "polled", "linked", "briefed", "based", "led",
        "run", "produced", "compiled", "commissioned", "obtained", "seen", "interviewed", "posted",
        "carried", "issued", "aligned", "affiliated", "allied", "known", "quoted", "cited", "contacted",
        "reached", "written", "ordered", "funded", "backed", "sent", "circulated", "reviewed", "close",
        "familiar", "speaking", "working", "living", "standing", "visiting", "authorized", "authorised",
        "involved", "appointed", "made", "owned", "operated", "called", "named", "presented", "provided",
        "dated", "filed", "killed", "injured",
    }
)  # fmt: skip
TOWNS = frozenset(
    {
        "city", "town", "village", "province", "district", "state", "region", "suburb", "area", "capital",
        "island", "county", "governorate", "municipality", "port", "neighborhood", "neighbourhood", "commune",
    }
)  # fmt: skip
QUANTIFIERS = frozenset(
    {
        "one", "some", "many", "most", "several", "both", "two", "three", "four", "five", "dozens",
        "hundreds", "few", "number", "all", "majority", "member", "members",
    }
)  # fmt: skip


def hung_on(
    text: str, tokens: Sequence[Token], first: int, last: int, party: Party | None, rules: SourceRules
) -> tuple[int, Party | None]:
    """The phrase with the nouns it hangs on: "spokesman for [the ministry]", "Department of [Health]"."""
    for _ in range(4):
        joint = first - 1
        if joint < 1:
            break
        link = tokens[joint]
        back = joint - 1
        if (
            link.tag == "prep"
            and (tokens[back].tag == "verb" or tokens[back].lower in {"familiar", "close"})
            and (tokens[back].lower in REDUCED or tokens[back].form == "ing")
        ):
            reduced = True
            back = skip_time_left(tokens, back - 1)
        else:
            reduced = False
        if back < 0 or not (link.tag == "prep" or link.lower in {"and", "&"}):
            break
        left = group_left(tokens, back)
        if left is None or tokens[back].tag == "pron":
            break
        capital = (
            link.lower in {"of", "for", "and", "&", "on", "in", "to", "the"}
            and tokens[back].text[0].isupper()
            and tokens[first].text[0].isupper()
            and (tokens[back].tag == "name" or (tokens[back].tag == "noun" and back > 0))
            and not reduced
        )
        if capital:
            joined = name_party(text, tokens, left, last, rules)
            whole = (
                joined is not None
                and joined.named
                and joined.start <= tokens[back].start
                and (
                    (joined.being == PERSON and joined.affiliation != "")
                    or (
                        joined.being == ORGANISATION and (tokens[back].text in joined.label or joined.id in rules.by_id)
                    )
                )
            )
            if whole:
                first, party = left, joined
                continue
            head = head_of(tokens, left, back, rules)
            base = name_party(text, tokens, left, back, rules) if head is not None else None
            institution = head is not None and head[2].being == ORGANISATION and link.lower in {"of", "for"}
            if institution and base is not None:
                words = text[tokens[left].start : tokens[last].end].split()
                label = " ".join(w for w in words if w.lower() not in {"the", "a"} or w[0].isupper())
                label = label.removeprefix("The ")
                party = replace(
                    base, end=tokens[last].end, label=label, id=institution_id(label), named=True, definite=False
                )
                first = left
                continue
            person = head is not None and head[2].being == PERSON
            if link.lower == "for" and tokens[left].lower == "the" and left < back and party is not None and not person:
                first, party = left, _named_for(text, tokens, left, last, party)  # "the Fund for Peace"
                continue
        head = head_of(tokens, left, back, rules)
        if party is not None and party.being == PERSON and party.named and party.affiliation and head is not None:
            first = left  # "the director of the Observatory Ann Lee"
            break
        if head is not None and link.lower in HANGERS and (reduced or _speaks(head[2].being)):
            main = name_party(text, tokens, left, back, rules)
            if main is None:
                break
            if reduced and tokens[joint - 1].form == "ing":
                first, party = left, main  # "medics working in the camps"
                continue
            first, party = (
                left,
                attach(main, link.lower, party, text, tokens[back].end, tokens[last].end, head[2].kind),
            )
            continue
        if link.lower in {"of", "from", "at", "with"} and party is not None and party.being == ORGANISATION:
            whose = name_party(text, tokens, left, back, rules)
            if whose is not None and (
                (whose.being == PERSON and whose.named) or (whose.being == NAME and len(whose.words) == 2)
            ):  # "Dr. Ann Lee of the University of Sarn"
                first, party = left, replace(whose, end=party.end, being=PERSON, affiliation=party.id)
                break
        if tokens[left].lower in QUANTIFIERS or tokens[back].lower in QUANTIFIERS:
            if link.lower == "of" and party is not None and party.being != OTHER:
                first = left
            break
        if link.tag != "prep":
            break
        if (
            party is None
            or party.being == OTHER
            or (party.being in {STATE, NAME} and link.lower in {"in", "at", "of", "from", "near", "on"})
        ):
            main = name_party(text, tokens, left, back, rules)
            if main is None:
                first, party = _speaker_beyond(text, tokens, left, last, rules) or (first, party)
                break
            if (
                main.being in {OTHER, NAME}
                and not main.named
                and main.kind == "other"
                and party is not None
                and party.being in {STATE, NAME}
                and not (link.lower == "of" and tokens[back].lower in TOWNS)  # "police in the city of Sarn"
            ):
                first, party = _speaker_beyond(text, tokens, left, last, rules) or (first, party)
                break
            first, party = left, main
            continue
        break
    return first, party


def _speaker_beyond(
    text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules
) -> tuple[int, Party] | None:
    """The people that a chain of places hangs on: "a doctor at a clinic in [a monastery in Sarn]"."""
    nearest: tuple[int, Party] | None = None
    for _ in range(3):
        back = first - 2
        if back < 0 or tokens[first - 1].tag != "prep" or tokens[first - 1].lower not in HANGERS:
            break
        if tokens[back].tag == "verb" and tokens[back].lower in REDUCED:
            back -= 1  # "a resident reached by [phone in Sarn]"
        left = group_left(tokens, back) if back >= 0 else None
        if left is None or tokens[back].tag == "pron":
            break
        head = head_of(tokens, left, back, rules)
        if head is not None and _speaks(head[2].being):
            party = name_party(text, tokens, left, back, rules)
            nearest = (left, replace(party, end=tokens[last].end)) if party is not None else nearest
            if head[2].being != ORGANISATION:
                break
        first = left
    return nearest


def _named_for(text: str, tokens: Sequence[Token], first: int, last: int, party: Party) -> Party:
    """The body that a capitalised noun names with what it is for, though no rule knows the noun."""
    label = " ".join(text[tokens[first + 1].start : tokens[last].end].split())
    return replace(
        party, start=tokens[first].start, end=tokens[last].end, label=label, id=institution_id(label),
        kind="organisation", being=ORGANISATION, named=True, definite=False, words=words_of(label), head="",
    )  # fmt: skip


def _speaks(being: str) -> bool:
    return being in {PERSON, PEOPLE, ORGANISATION, DATA, DOCUMENT}


def attach(main: Party, link: str, inner: Party | None, text: str, main_end: int, end: int, kind: str) -> Party:
    """Who speaks in ``main`` with what hangs on it: an institution through spokesmen and figures."""
    if inner is None or inner.being == "pronoun" or (inner.being == OTHER and main.being not in {PERSON, PEOPLE}):
        return replace(main, end=max(main.end, end))
    institutional = inner.being == ORGANISATION or (
        inner.being == STATE and inner.end - inner.start > 0 and link in {"by", "for"}
    )
    if main.being in {DATA, DOCUMENT} and institutional and link in {"from", "by", "of", "for"}:
        return replace(inner, start=main.start, head=main.head)
    if (
        main.being in {PERSON, PEOPLE}
        and not main.named
        and institutional
        and (kind in {"spokesperson", "government", "media"} or (kind == "unnamed" and link in {"of", "for"}))
        and inner.named
    ) and link in {"of", "for", "with", "at", "from"}:
        return replace(inner, start=main.start)
    if (
        main.being == PERSON
        and not main.named
        and inner.definite
        and inner.head in {"group", "monitor", "armed-group"}
        and kind in {"spokesperson", "government", "unnamed", "company"}
        and link in {"of", "for"}
    ):
        return replace(inner, start=main.start)  # "the head of the Leeds-based group": its own voice
    if main.being in {PERSON, PEOPLE} and main.named:
        return replace(main, end=end, affiliation=main.affiliation or (inner.id if institutional else ""))
    where = link in {"in", "at", "near", "inside"} and not inner.named and inner.being not in {STATE, NAME}
    if where or (main.being == DATA and inner.being in {DATA, OTHER}):
        return replace(main, end=end)  # "a judge in the northern state": where he sits names nobody
    words = f"{main.label}{text[main_end:end]}".split()
    led = _LED.search(text, main_end, end) is not None  # "a relatives’ group led by teacher Ann Lee"
    label = " ".join(words) if len(words) <= 8 and not led else main.label
    return replace(main, end=end, label=label, definite=main.definite and len(words) > 8)


def merge_apposition(
    main: Party,
    apposition: Party,
    text: str,
    tokens: Sequence[Token],
    first: int,
    stop: int,
    rules: SourceRules,
) -> Party:
    """One party of a phrase and the description beside it, whichever of the two is the name."""
    if not main.named and apposition.named and apposition.being in {PERSON, NAME, ORGANISATION}:
        affiliation = (
            apposition.affiliation or main.affiliation or (main.id if main.being == ORGANISATION and main.named else "")
        )
        being = PERSON if apposition.being == NAME and main.being == PERSON else apposition.being
        return replace(apposition, start=main.start, being=being, affiliation=affiliation)
    if main.being == PERSON and main.head and apposition.being in {PERSON, NAME} and len(apposition.words) > 1:
        named = not apposition.head  # "the UN’s coordinator for the north, Ann Lee": by her name
        return replace(apposition, start=main.start, being=PERSON, affiliation=main.affiliation) if named else main
    if main.being in {PERSON, NAME}:
        head = None
        for at in range(first, min(stop, first + 8)):
            if tokens[at].tag == "prep":
                break  # "Sarn, a city of 170,000 people": the people are no word for it
            owner = at + 1 < len(tokens) and tokens[at + 1].lemma == "'s"  # "the company’s director"
            head = head or (None if owner else head_of(tokens, first, at, rules))
        if head is None:
            return main
        kind = head[2].kind if main.kind in {"person", "other"} else main.kind
        if head[2].being in {PERSON, PEOPLE}:
            inner = _named_within(text, tokens, first, min(stop, first + 14), rules)
            affiliation = main.affiliation or (inner.id if inner is not None else "")
            return replace(
                main,
                being=PERSON,
                kind=inner.kind if inner is not None and kind in {"government", "spokesperson"} else kind,
                affiliation=affiliation,
            )
        return replace(main, being=ORGANISATION if main.being == NAME else main.being, kind=kind)
    return main


def _named_within(text: str, tokens: Sequence[Token], first: int, stop: int, rules: SourceRules) -> Party | None:
    for start, end, entry, weak in find_named(text, tokens[first].start, tokens[stop - 1].end, rules):
        if not weak:
            return source_party(entry, start, end)
    return None
