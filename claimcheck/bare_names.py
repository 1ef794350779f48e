"""A name at the end of a phrase, with what stands before it: "Governor Ann Lee", "the Daily Beacon"."""

import re
from collections.abc import Sequence

from claimcheck.source_rules import (
    CALENDAR,
    NAME,
    ORGANISATION,
    OTHER,
    PERSON,
    STATE,
    HeadNoun,
    SourceRules,
    slug,
)
from claimcheck.sources import Party, head_of, words_of
from claimcheck.values import Token

PASSING = frozenset({"so-called", "new", "recent", "latest"})  # "a new poll" is soon an old one


LONGEST_LABEL, LONGEST_NAME = 4, 8  # words of description kept in a label, of a name
PARTICLES = frozenset(
    {
        "al", "el", "ul", "de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "la", "le", "du", "abu",
        "dos", "ben"
    }
)  # fmt: skip


def is_person_tail(tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> bool:
    """Whether the phrase ends in a person's name after a title: "Police Chief Ann Major"."""
    return (
        last - first >= 2
        and tokens[last - 1].tag == "name"
        and tokens[last - 1].lower not in rules.titles
        and (tokens[last - 2].lower in rules.titles and tokens[last].lower not in rules.heads)
    )


def by_name(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> Party | None:
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
            and (tokens[last].lower in rules.people or not any(t.tag == "num" for t in tokens[first:last]))
            and not tokens[last].text[0].isdigit()
        ):
            label = phrase_label(text, tokens, first, last, rules)
            return Party(start, end, label, slug(label), "other", OTHER, definite=tokens[first].lower == "the")
        return None
    state = rules.states.get(name) or rules.seats.get(name)
    if state is not None and (at == first or tokens[first].lower == "the"):
        return Party(start, end, name, f"state-{slug(state)}", "government", STATE, named=True, words=words_of(name))
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
        if (rank or role is not None) and not address and 0 < extra <= 3 and not re.search(r"[’']s\b", described)
        else name
    )
    words = name.split()
    if address or rank or (role is not None and role[2].being == PERSON):
        being = PERSON
    elif role is not None:  # "medical charity Okra", "the daily Horizont"
        return Party(start, end, name, slug(name), role[2].kind, ORGANISATION, named=True, words=words_of(name))
    else:
        being = NAME
        institution = next((h for w in tokens[at:last] if (h := institution_noun(w, rules)) is not None), None)
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
    noun = institution_noun(word, rules)
    if noun is not None and (nxt.text in rules.states or nxt.text in rules.seats or noun.kind == "media"):
        return False  # "Coastal Services Canada", "The Daily Beacon"
    party = len(word.text) > 2 and word.text[1] == "-" and word.text[0] in "RDIL"  # "R-Florida"
    return shouted or party or word.lower in rules.heads or word.text in rules.states


def institution_noun(word: Token, rules: SourceRules) -> HeadNoun | None:
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


def phrase_label(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> str:
    """The phrase without its article and without what is too long: "senior police officer"."""
    while first < last and (
        (tokens[first].tag == "det" and tokens[first].lower not in {"some"}) or tokens[first].text in PASSING
    ):
        first += 1
    words = text[tokens[first].start : tokens[last].end].split()
    size = min(LONGEST_LABEL, len(words))
    named = any(institution_noun(t, rules) is not None for t in tokens[first : last + 1])
    while named and size < min(len(words), LONGEST_NAME) and words[-size - 1][0].isupper():
        size += 1  # "North Beach Police Department report": a name is not cut
    return " ".join(words[-size:])
