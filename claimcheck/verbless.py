"""Citations without a verb in running text: "Fire service: two hurt", "12 dead (police)", "The ministry reports:".

Comes in: a sentence. Goes out: whom its label before a colon names, whom brackets behind a figure name, or who
announces the list that stands below it. A label of a table ("Police: 12", "Injured persons: 68", "Porto: 20,000")
names nobody who speaks: a clause has to follow, or people who were hurt.

Known misses: labels that are unknown names; lists without marks.
"""

from collections.abc import Sequence

from claimcheck.citations import CASUALTIES, TOLLS, Citation, CitingSentence, is_finite, main_subject
from claimcheck.groups import group_right
from claimcheck.hanging import merge_apposition
from claimcheck.naming import name_party
from claimcheck.phrases import Found
from claimcheck.phrases_after import phrase_after
from claimcheck.source_rules import DATA, NAME, ORGANISATION, OTHER, PEOPLE, PERSON, PRONOUN, STATE
from claimcheck.values import Token

LABEL = ": "  # the cue of a label that is but an acronym
LONGEST_LABEL = 12  # tokens
SHORTEST_TEXT = 3  # tokens behind the colon
LONGEST_ACRONYM = 6  # letters
REACH = 6  # tokens between a figure and the brackets behind it
COUNTED_APART = frozenset({"police", "military", "armed_group", "party", "political_group", "witnesses", "activists"})
"""Kinds that a table’s rows are named for as well: "Police: 12 killed, civilians: 9 killed"."""

BRACKETED = frozenset(
    {
        "government", "weather_quake", "health_agency", "un_body", "ngo", "monitor", "news_agency", "statistics",
        "police", "rescuers", "medics", "newspaper", "state_media",
    }
)  # fmt: skip


def label_citation(sentence: CitingSentence, *, post: bool) -> Citation | None:
    """The citation of the label that opens a sentence; ``post``: in a live blog, where an acronym will do."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens[: LONGEST_LABEL + 1]) if t.text == ":"), None)
    if colon is None or colon == 0 or is_finite(tokens, 0, colon) or len(tokens) - colon <= SHORTEST_TEXT:
        return None
    lead = labelled(sentence, colon)
    if lead is None:
        return None
    party, rest = lead.party, tokens[colon + 1 :]
    known = bool(party.head) or party.id in sentence.sources.by_id or party.being in {PERSON, PEOPLE}
    if not (known or (post and _is_acronym(tokens[lead.first]))):
        return None  # "WASH: 11 wells were disinfected"
    if party.being not in ({ORGANISATION, PERSON, PEOPLE} if known else {ORGANISATION, NAME}):
        return None
    if party.kind == "company" and not party.named:
        return None  # "State exchanges: 14 states run their own"
    hurt = party.kind not in COUNTED_APART and any(t.lower in CASUALTIES for t in rest[:REACH])
    if not (hurt or _tells(rest)):
        return None
    anchor = (tokens[0].start, tokens[colon].end)
    return Citation(party, ":" if known else LABEL, anchor[1], sentence.end, *anchor, shape="before")


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether a clause stands here, and not only a count: "12 killed"."""
    return any(
        t.tag == "aux" or (t.tag == "verb" and t.form in {"past", "s", "part"} and t.lower not in CASUALTIES)
        for t in tokens
    )


def labelled(sentence: CitingSentence, colon: int) -> Found | None:
    """Whom the words before the colon name, all of them: "Fire service", "A neighbour, Ann Lee"."""
    tokens = sentence.tokens
    found = phrase_after(sentence.text, tokens[:colon], 0, sentence.sources)
    if found is None or found.last + 1 == colon:
        return found
    party, at = found.party, found.last + 1
    if tokens[at].text != "," or party.being != PERSON or at + 1 >= colon:
        return None
    last = group_right(tokens[:colon], at + 1)
    if last is None or last + 1 != colon:
        return None
    name = name_party(sentence.text, tokens, at + 1, last, sentence.sources)
    if name is None or name.being not in {PERSON, NAME} or len(name.words) < 2:
        return None
    whole = merge_apposition(party, name, sentence.text, tokens, at + 1, colon, sentence.sources)
    return Found(0, last, whole)


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and 2 <= len(token.text) <= LONGEST_ACRONYM and token.text.isalpha()


def bracketed_citations(sentence: CitingSentence) -> list[Citation]:
    """Whom brackets behind a figure name: "a quake of magnitude 5.8 (USGS)", "12 dead (police)"."""
    tokens, found = sentence.tokens, []
    for at, token in enumerate(tokens):
        if token.text != "(" or at == 0 or tokens[at - 1].tag == "name":
            continue  # "the Bureau for Disasters (BD)"
        close = next((i for i in range(at + 2, min(at + 9, len(tokens))) if tokens[i].text == ")"), None)
        first = _figure_before(tokens, at)
        if close is None or first is None:
            continue
        named = phrase_after(sentence.text, tokens[:close], at + 1, sentence.sources)
        if named is None or named.last + 1 != close or named.party.being not in {ORGANISATION, DATA}:
            continue
        if named.party.kind not in BRACKETED:
            continue
        anchor = (token.start, tokens[close].end)
        found.append(Citation(named.party, "(", tokens[first].start, token.start, *anchor, shape="inner"))
    return found


def _figure_before(tokens: Sequence[Token], at: int) -> int | None:
    """Where the words with a toll begin that end before the bracket at ``at``; None if they are no toll."""
    number = next((i for i in range(at - 1, max(-1, at - 1 - REACH), -1) if tokens[i].tag == "num"), None)
    if number is None or any(t.tag in {"punct", "quote"} for t in tokens[number + 1 : at]):
        return None
    first = number
    while first > 0 and tokens[first - 1].tag not in {"punct", "quote", "rel"} and number - first < REACH:
        first -= 1
    words = tokens[first:at]
    told = any(t.lower in CASUALTIES or t.lower in TOLLS or t.form in {"past", "part"} for t in words)
    return first if told else None


def announcer(sentence: CitingSentence) -> Found | None:
    """Who announces what stands below a sentence that ends in a colon: "The spokesman states the following:"."""
    tokens = sentence.tokens
    if tokens[-1].text != ":" or not any(t.lower in sentence.cues.verbs and t.tag == "verb" for t in tokens):
        return None
    subject = main_subject(sentence, len(tokens) - 1)
    if subject is None or subject.party.being in {OTHER, STATE, PRONOUN, NAME}:
        return None
    return subject


__all__ = ["announcer", "bracketed_citations", "label_citation", "labelled"]
