"""Citations by a verb of saying: who says, and where what is said stands.

Comes in: a sentence and the index of a word that may be such a verb. Goes out: its citation, or None for a
verb that only happens ("the army controls", "12 were reported missing") or is taken back ("refused to say").
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import Citation, CitingSentence, has_toll, is_finite, main_subject, skip_adjuncts
from claimcheck.cues import Cue
from claimcheck.groups import noun_after_all
from claimcheck.phrases import Found, phrase_before
from claimcheck.phrases_after import phrase_after
from claimcheck.shares import is_share
from claimcheck.source_rules import DATA, DOCUMENT, NAME, OTHER, PRONOUN, STATE
from claimcheck.subject_first import said_after_subject
from claimcheck.subject_forms import whom_it_counted
from claimcheck.subject_later import inverted, issuer, participle, passive_voice
from claimcheck.values import Token
from claimcheck.verb_groups import QUOTE_OPEN, can_say, many_report, verb_after_all, verb_group
from claimcheck.verbless import labelled

SHORTEST_QUOTE = 6  # tokens of a quote that is more than a turn of phrase


def verb_citation(
    sentence: CitingSentence, at: int, entries: Sequence[Cue], found: Sequence[Citation]
) -> Citation | None:
    """The citation of the verb at token ``at``; None if it cites nobody."""
    tokens = sentence.tokens
    token = tokens[at]
    cue = entries[0]
    sure = cue.id == "say" and token.lower != "add"
    if (token.tag == "name" and not sure) or (
        token.tag in {"adj", "noun"} and not sure and not verb_after_all(tokens, at) and not _told(tokens, at, entries)
    ):
        return None
    if noun_after_all(tokens, at) and not many_report(tokens, at):
        return None
    if token.text == "Said" and at > 0 and tokens[at - 1].tag == "name":
        return None  # a name: "Omar Said"
    replies = token.lemma in {"respond", "reply", "answer"}
    if replies and any(t.lower == "to" for t in tokens[at + 1 : at + 5]):
        return None  # "responded on Tuesday to reports that …"
    first, negated, passive = verb_group(tokens, at)
    if negated or (first > 0 and tokens[first - 1].lower == "to") or tokens[first].lower == "to":
        return None
    if token.lower.endswith("ing") and first == at:
        return participle(sentence, at, entries, found)
    if passive:
        return passive_voice(sentence, at, first, entries)
    left = first - 1
    if (
        left > 0
        and tokens[left].tag == "quote"
        and tokens[left].end == tokens[first].start
        and tokens[left - 1].end < tokens[left].start
    ):
        left -= 1  # "the study “indicated that …": the quote takes in the verb
    subject = phrase_before(sentence.text, tokens, left, sentence.sources) if left >= 0 else None
    if subject is not None and subject.first > 0 and tokens[subject.first - 1].lower == "as":
        aside = _as_aside(sentence, at, subject, entries)
        if aside is not None:
            return aside
        if cue.id != "say" and subject.party.being != DATA:
            return None  # "as the UN has pledged"
    if subject is not None and tokens[first - 1].text == "," and subject.last == first - 2:
        subject = None  # "…, said": what stands before the comma is what is said
    turned = inverted(sentence, at, subject, entries)
    if turned is not None:
        return turned
    if subject is not None and is_share(tokens, subject.first, subject.last):
        return None  # "54 percent of voters say …": what they say is not their figure
    if subject is None or (
        subject.party.being == PRONOUN and subject.party.head in {"i", "you", "me", "us", "him", "them", "there"}
    ):
        return None
    if subject.party.being == DATA and token.lemma in {"promise", "pledge", "announce", "vow"}:
        return None  # "the figures promised in the headline"
    if subject.relative and subject.party.being in {DATA, DOCUMENT}:
        issued = issuer(sentence, at)  # "the paper ran an article that declared …"
        subject = replace(subject, party=issued.party) if issued is not None else subject
    counted = whom_it_counted(sentence, entries, subject)
    if counted is not None:
        return counted
    for cue in sorted(entries, key=lambda c: c.takes != ("toll",)):
        citation = said_after_subject(sentence, at, cue, subject)
        if citation is not None:
            return citation
    return None


def _as_aside(sentence: CitingSentence, at: int, subject: Found, entries: Sequence[Cue]) -> Citation | None:
    """As in "As the Herald reported, 300 …", "12 …, as Ann Lee put it": the clause beside it is theirs."""
    tokens, first = sentence.tokens, subject.first - 1
    apart = first == 0 or tokens[first - 1].text in {",", "–", "—", "("}
    put = tokens[at].lower in {"put", "puts"} and tokens[min(at + 1, len(tokens) - 1)].lower == "it"
    cue = next((c for c in entries if put or ("clause" in c.takes and not c.denies)), None)
    if tokens[at].lemma in {"promise", "pledge", "vow", "expect", "hope"}:
        return None  # "to feed 300, as the UN has pledged": a deed, not a figure
    if not apart or cue is None or not can_say(subject.party, cue, clause=True) or subject.party.being == STATE:
        return None
    after = skip_adjuncts(sentence, at + (2 if put else 1))
    if after >= len(tokens) or tokens[after].text not in {",", ".", ")", "–", "—"}:
        return None
    anchor = (tokens[first].start, tokens[after - 1].end)
    cite = Citation(subject.party, tokens[at].text, sentence.start, anchor[0], *anchor, shape="after")
    if first > 0:
        return cite
    return replace(cite, start=tokens[after].end, end=sentence.end, shape="before") if after + 1 < len(tokens) else None


def opening_verb(sentence: CitingSentence, entries: Sequence[Cue]) -> Citation | None:
    """The verb that opens a sentence, before its subject and a quote: "Added an aide to the mayor, “12 …”"."""
    tokens = sentence.tokens
    cue = next((c for c in entries if c.inverted), None)
    if cue is None or len(tokens) < 3 or not tokens[0].lower.endswith(("ed", "s", "said", "told", "wrote", "began")):
        return None
    right = phrase_after(sentence.text, tokens, 1, sentence.sources)
    if right is None or (right.party.being in {NAME, OTHER, STATE, PRONOUN} and len(right.party.words) < 2):
        return None
    opened = _opened_after(tokens, right.last + 1)
    if opened is None:
        return None
    anchor = (tokens[0].start, tokens[right.last].end)
    return Citation(right.party, tokens[0].text, tokens[opened].start, sentence.end, *anchor, shape="before")


def quote_introduced(sentence: CitingSentence) -> Citation | None:
    """A whole sentence quoted behind a colon is the subject’s of what stands before: "Ann Lee was blunt: “…”".

    Without a verb it is whoever is named first: "Union leader Ann Lee from the stage: “…”". A bare surname is left
    to the article to tell.
    """
    tokens = sentence.tokens
    colon = next((i for i in range(2, len(tokens) - 1) if _opened_after(tokens, i) is not None), None)
    if colon is None or tokens[colon].text != ":":
        return None
    if is_finite(tokens, 0, colon):
        subject = main_subject(sentence, colon)
    else:
        subject = labelled(sentence, colon) or phrase_after(sentence.text, tokens[:colon], 0, sentence.sources)
        if subject is not None and not subject.party.named:
            subject = None
    if subject is None or (subject.first > 0 and tokens[subject.first - 1].tag == "verb"):
        return None
    party = subject.party
    if party.being in {OTHER, STATE, DATA} or party.head in {"i", "it"}:
        return None
    anchor = (tokens[subject.first].start, tokens[colon].end)
    return Citation(party, ":", anchor[1], sentence.end, *anchor, shape="before")


def _opened_after(tokens: Sequence[Token], at: int) -> int | None:
    """Where a quote of a whole sentence opens, right behind the comma or colon at ``at``; None if none does."""
    if at + 2 >= len(tokens) or tokens[at].text not in {",", ":"} or tokens[at + 1].text not in QUOTE_OPEN:
        return None
    whole = tokens[at + 2].text[0].isupper() and len(tokens) - at > SHORTEST_QUOTE
    return at + 1 if whole else None


def _told(tokens: Sequence[Token], at: int, entries: Sequence[Cue]) -> bool:
    """Whether a participle is the verb: "reminded members that …", "pegged losses at 12"."""
    tells = tokens[at].lower.endswith("s") and at > 0 and tokens[at - 1].tag in {"name", "noun"}
    if tells and any(cue.takes == ("toll",) for cue in entries):
        return has_toll(tokens, at)  # "the office corrects the number of dead to 12"
    if at == 0 or not tokens[at].lower.endswith("ed") or tokens[at - 1].tag == "det":
        return False
    that = any(t.lower == "that" for t in tokens[at + 2 : at + 7])
    return (any(cue.hearer for cue in entries) and that) or (
        any(cue.takes == ("toll",) for cue in entries) and has_toll(tokens, at)
    )
