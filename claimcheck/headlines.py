"""Citations that have no verb: in headlines ("… killed — police", "Monitor: 21 dead") and under posts.

Comes in: a headline's tokens, or an article's text. A headline that ran into the text ("… town Monitor AFP
Monday 13 Nov 2017") is told by the agency and the date behind it.
"""

import re
from collections.abc import Sequence

from claimcheck.citing import Citation
from claimcheck.phrases import phrase_after, phrase_before
from claimcheck.sources import DATA, NAME, ORGANISATION, PEOPLE, PERSON, Party, SourceRules, head_of, slug
from claimcheck.values import ArticleText, Sentence, Source, Speech, Token

_LATE = frozenset("monitor monitors observatory police official officials activists witnesses report reports medics ministry minister army military governor ngo source sources media un residents doctors spokesman unicef study data survey poll".split())
_MESSAGE = re.compile(
    r"(?P<dash>[—–-]\s*)?(?P<name>(?:[A-Z][\w.’'-]*\s){1,4})\(@?\w{3,20}\)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?\s\d{4}"
)
_DATE_TAIL = re.compile(
    r"\b([A-Z][a-z]+|[A-Z]{2,})\s+(?:(?:AFP|Reuters|AP|Agencies|dpa|Xinhua|Ahram Online)\s+(?:and\s+\w+\s+)?)(?=[A-Z(“\"])"
)


def headline_citation(
    text: str, sentence: Sentence, tokens: Sequence[Sequence[Token]], index: int, rules: SourceRules
) -> Citation | None:
    """Whom a headline cites at its end or its head; None if nobody."""
    if sentence.section not in {"headline", "summary"}:
        return _run_in(text, sentence, index, rules)
    words = tokens[index]
    if len(words) < 4:
        return None
    last = len(words) - 1
    while last > 0 and words[last].text in {".", ")", "|"}:
        last -= 1
    for at in range(last - 1, max(0, last - 7), -1):
        if words[at].text in {"–", "—", "-", ":"} and at >= 2:
            found = phrase_after(text, words, at + 1, rules)
            if found is not None and found.last >= last and _cites(found.party):
                return Citation(found.party, words[at].text, sentence.start, words[at].start, words[at].start, words[last].end, shape="after", others=found.others)
            break
    for at in range(1, min(7, last - 1)):
        if words[at].text == ":":
            lead = phrase_before(text, words, at - 1, rules)
            if lead is not None and lead.first == 0 and _cites(lead.party):
                return Citation(lead.party, ":", words[at].end, sentence.end, words[0].start, words[at].end, shape="before")
            break
    if words[last].lower in _LATE and words[last].text[0].isupper() and last >= 3:
        if words[last - 1].tag in {"noun", "name", "num"} and not words[last - 1].text.endswith(("-", "’s")):
            head = head_of(words, last, last, rules)
            if head is not None:
                party = Party(words[last].start, words[last].end, words[last].text, slug(words[last].text), head[2].kind, head[2].being, head=head[2].id, refers_to=head[2].refers_to)
                return Citation(party, "", sentence.start, words[last].start, words[last].start, words[last].end, shape="after")
    return None


def _cites(party: Party) -> bool:
    return party.being in {ORGANISATION, PERSON, PEOPLE, DATA} or party.being == NAME and len(party.words) > 1 and False


def _run_in(text: str, sentence: Sentence, index: int, rules: SourceRules) -> Citation | None:
    """A headline that ran into the first sentence, with the one it cites before agency and date."""
    if index > 1:
        return None
    match = _DATE_TAIL.search(text, sentence.start, min(sentence.end, sentence.start + 160))
    if match is None or match.group(1).lower() not in _LATE:
        return None
    head = rules.heads.get(match.group(1).lower())
    if head is None:
        return None
    start, end = match.span(1)
    party = Party(start, end, match.group(1), slug(match.group(1)), head.kind, head.being, head=head.id, refers_to=head.refers_to)
    return Citation(party, "", sentence.start, start, start, end, shape="after")


def posted_messages(text: str, article: ArticleText, rules: SourceRules) -> list[Speech]:
    """Posts shown in the text, signed with name, handle and date: theirs is what stands before."""
    found: list[Speech] = []
    for block in article.blocks:
        floor = block.start
        if "(" not in text[block.start : block.end]:
            continue
        for match in _MESSAGE.finditer(text, block.start, block.end):
            name = match.group("name").strip()
            words = name.split()
            start, end = max(floor, match.start() - 400), match.start()
            if end - start > 10 and len(words) >= 1:
                place = match.start("name")
                source = Source(name, slug(name), "person", name, place, place + len(name))
                found.append(Speech(start, end, source, "posted", "explicit", reason="a post signed by its writer"))
            floor = match.end()
    return found
