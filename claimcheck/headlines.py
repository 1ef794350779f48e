"""Citations that have no verb: in headlines ("… killed — police", "Monitor: 21 dead") and under posts.

Comes in: a headline's tokens, or an article's text. A headline that ran into the text ("… town Monitor AFP
Monday 13 Nov 2017") is told by the agency and the date behind it.
"""

import re
from collections.abc import Sequence

from claimcheck.citations import Citation
from claimcheck.phrases import phrase_before
from claimcheck.phrases_after import phrase_after
from claimcheck.source_rules import DATA, ORGANISATION, PEOPLE, PERSON, HeadNoun, SourceRules, slug
from claimcheck.sources import Party, head_of
from claimcheck.values import ArticleText, Sentence, Source, Speech, Token

_LATE = frozenset(
    {
        "monitor", "monitors", "observatory", "police", "official", "officials", "activists", "witnesses",
        "report", "reports", "medics", "ministry", "minister", "army", "military", "governor", "ngo",
        "source", "sources", "media", "un", "residents", "doctors", "spokesman", "unicef", "study", "data",
        "survey", "poll"
    }
)  # fmt: skip
RUBRICS = frozenset(  # what stands before a headline’s colon and speaks for nobody
    {"update", "updated", "video", "videos", "footage", "photos", "images", "pictures", "live", "analysis"}
)
_MESSAGE = re.compile(
    r"(?P<dash>[—–-]\s*)?(?P<name>(?:[A-Z][\w.’'-]*\s){1,4})\(@?\w{3,20}\)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?\s\d{4}"
)
_DATE_TAIL = re.compile(
    r"\b([A-Z][a-z]+|[A-Z]{2,})\s+(?:AFP|Reuters|AP|Agencies|dpa|Xinhua)\s+(?:and\s+\w+\s+)?(?=[A-Z(“\"])"
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
                return Citation(
                    found.party,
                    words[at].text,
                    sentence.start,
                    words[at].start,
                    words[at].start,
                    words[last].end,
                    shape="after",
                    others=found.others,
                )
            break
    for at in range(1, min(7, last - 1)):
        if words[at].text == ":":
            lead = phrase_before(text, words, at - 1, rules)
            rubric = at == 1 and words[0].lower in RUBRICS
            if lead is not None and lead.first == 0 and _cites(lead.party) and not rubric:
                return Citation(
                    lead.party,
                    ":",
                    words[at].end,
                    sentence.end,
                    words[0].start,
                    words[at].end,
                    shape="before",
                )
            break
    late = last >= 3 and words[last].lower in _LATE and words[last].text[0].isupper()
    if late and words[last - 1].tag in {"noun", "name", "num", "adj"}:
        head = head_of(words, last, last, rules)
        if head is not None:
            return _nameless(text, words[last].start, words[last].end, sentence.start, head[2])
    return None


def _cites(party: Party) -> bool:
    return party.being in {ORGANISATION, PERSON, PEOPLE, DATA}


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
    return _nameless(text, *match.span(1), sentence.start, head)


def _nameless(text: str, start: int, end: int, opening: int, head: HeadNoun) -> Citation:
    """The citation of a noun that stands alone: "Monitor"."""
    label = text[start:end]
    party = Party(start, end, label, slug(label), head.kind, head.being, head=head.id, refers_to=head.refers_to)
    return Citation(party, "", opening, start, start, end, shape="after")


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
