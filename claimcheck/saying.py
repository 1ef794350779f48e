"""Citations by a verb of saying: who says, and where what is said stands.

Comes in: a sentence and the index of a word that may be such a verb. Goes out: its citation, or None for a
verb that only happens ("the army controls", "12 were reported missing") or is taken back ("refused to say").
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import Citation, CitingSentence, has_toll
from claimcheck.cues import Cue
from claimcheck.groups import noun_after_all
from claimcheck.phrases import phrase_before
from claimcheck.shares import is_share
from claimcheck.source_rules import DATA, DOCUMENT, PRONOUN
from claimcheck.subject_first import said_after_subject
from claimcheck.subject_forms import whom_it_counted
from claimcheck.subject_later import inverted, issuer, participle, passive_voice
from claimcheck.values import Token
from claimcheck.verb_groups import many_report, verb_after_all, verb_group


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
    if (
        subject is not None
        and subject.first > 0
        and tokens[subject.first - 1].lower == "as"
        and cue.id != "say"
        and subject.party.being != DATA
    ):
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


def _told(tokens: Sequence[Token], at: int, entries: Sequence[Cue]) -> bool:
    """Whether a participle is the verb: "reminded members that …", "pegged losses at 12"."""
    if at == 0 or not tokens[at].lower.endswith("ed") or tokens[at - 1].tag == "det":
        return False
    that = any(t.lower == "that" for t in tokens[at + 2 : at + 7])
    return (any(cue.hearer for cue in entries) and that) or (
        any(cue.takes == ("toll",) for cue in entries) and has_toll(tokens, at)
    )
