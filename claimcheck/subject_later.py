"""Citations in other orders: "…, said the minister", "…, saying 11 died", "was reported by the ministry"."""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import (
    Citation,
    CitingSentence,
    any_of,
    clause_follows,
    figure_follows,
    has_toll,
    is_finite,
    main_subject,
    skip_adjuncts,
)
from claimcheck.cues import Cue
from claimcheck.phrases import Found, phrase_before
from claimcheck.phrases_after import phrase_after
from claimcheck.shares import is_share
from claimcheck.source_rules import NAME, ORGANISATION, OTHER, PEOPLE, PERSON, PRONOUN, STATE
from claimcheck.values import Token
from claimcheck.verb_groups import DISPUTED, PARTICIPLES, can_say, verb_group

ISSUED = frozenset({"issue", "release", "post", "publish", "send", "make", "give", "put", "read"})


def inverted(sentence: CitingSentence, at: int, subject: Found | None, entries: Sequence[Cue]) -> Citation | None:
    """As in "…, said the minister": the verb before its subject, after or amid what is said."""
    tokens = sentence.tokens
    cue = next((c for c in entries if c.inverted), None)
    if (
        cue is None
        or at == 0
        or at + 1 >= len(tokens)
        or tokens[at - 1].tag == "aux"
        or tokens[at].lower in {"told", "tells"}
    ):
        return None
    if (
        subject is not None
        and subject.party.being not in {OTHER, NAME}
        and not (subject.party.being == PRONOUN and tokens[at - 1].text == ",")
        and not _named_and_done(sentence, at)
    ):
        return None
    if tokens[at].form not in {"past", "s", ""} or _opens_quote(tokens, at - 1):
        return None
    right = phrase_after(sentence.text, tokens, at + 1, sentence.sources)
    if (
        right is None
        or (right.party.being in {OTHER} and tokens[at - 1].tag not in {"quote"})
        or right.party.being == PRONOUN
    ):
        return None
    marked = tokens[at - 1].tag == "quote" or tokens[at - 1].text in {",", "–", "—", "-", "?", "!"}
    if not marked and (cue.id != "say" or tokens[at].lower in {"told", "tells", "added", "adds"}):
        return None
    beyond = right.last + 1
    follows = tokens[beyond] if beyond < len(tokens) else None
    relative = (
        follows is not None
        and follows.lower == "that"
        and beyond + 1 < len(tokens)
        and tokens[beyond + 1].tag in {"verb", "aux"}
    )
    if (
        follows is not None
        and not marked
        and not relative
        and ((follows.tag in {"aux", "verb"} and follows.form != "ing") or follows.lower == "that")
    ):
        return None  # "the minister said the army had …"
    if follows is not None and marked and follows.tag in {"aux"} and tokens[at - 1].tag != "quote":
        return None
    if subject is not None and not marked and not relative and clause_follows(tokens, right.first):
        return None
    anchor = (tokens[at].start, tokens[right.last].end)
    base = Citation(
        right.party,
        tokens[at].text,
        sentence.start,
        anchor[0],
        *anchor,
        shape="after",
        denies=cue.denies,
        others=right.others,
    )
    if follows is not None and follows.text in {",", ":", "–", "—"} and beyond + 1 < len(tokens):
        nxt = tokens[beyond + 1]
        if nxt.tag == "quote" or (
            nxt.tag not in {"conj", "rel"} and nxt.form != "ing" and is_finite(tokens, beyond, len(tokens))
        ):
            return replace(base, end=sentence.end, shape="around")
    if follows is not None and follows.tag == "quote":
        return replace(base, end=sentence.end, shape="around")
    return base


def _opens_quote(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quote opens right before the verb: "the court had “confirmed the verdict”"."""
    mark = tokens[at]
    if mark.tag != "quote" or mark.end != tokens[at + 1].start:
        return False
    return mark.text in {"“", "«", "„"} or (at > 0 and tokens[at - 1].end < mark.start)


def _named_and_done(sentence: CitingSentence, at: int) -> bool:
    """Whether a comma, the verb and a person’s full name end a clause: "…, said Ann Lee, a spokeswoman"."""
    tokens = sentence.tokens
    if tokens[at - 1].text != ",":
        return False
    right = phrase_after(sentence.text, tokens, at + 1, sentence.sources)
    if right is None or right.party.being not in {PERSON, NAME} or len(right.party.words) < 2:
        return False
    return right.last + 1 >= len(tokens) or tokens[right.last + 1].text in {",", "."}


def participle(sentence: CitingSentence, at: int, entries: Sequence[Cue], found: Sequence[Citation]) -> Citation | None:
    """As in "…, saying 11 soldiers died", "with the agency confirming four deaths"."""
    tokens = sentence.tokens
    token = tokens[at]
    cue = next(
        (
            c
            for c in entries
            if set(c.verbs) & PARTICIPLES
            and not {"responsibility", "appeal", "concern", "account", "mention"} & set(c.takes)
            and (token.lemma in c.verbs or len(entries) == 1 or c.id in {"say", "declare"})
        ),
        None,
    )
    if cue is None or at == 0 or at + 1 >= len(tokens):
        return None
    before = tokens[at - 1]
    nxt = tokens[at + 1]
    if (
        (before.tag in {"aux", "prep", "det"} and before.lower not in {"by"})
        or before.lower
        in {
            "keep",
            "kept",
            "without",
            "avoid",
            "of",
        }
    ) and before.tag != "aux":
        return None
    after = skip_adjuncts(sentence, at + 1)
    says = (
        nxt.lower == "that"
        or nxt.tag == "quote"
        or (nxt.text in {",", ":"} and at + 2 < len(tokens) and tokens[at + 2].tag == "quote")
        or clause_follows(tokens, after)
        or (cue.id in {"report", "estimate"} and figure_follows(tokens, after))
    )
    if "figure" in cue.takes and cue.id in {"declare", "say"} and figure_follows(tokens, after):
        says = True
    if "toll" in {t for c in entries for t in c.takes} and has_toll(tokens, at):
        says = True
    if not says:
        return None
    anchor = (token.start, token.end)
    issued = issuer(sentence, at)
    if issued is not None:
        return Citation(issued.party, token.text, token.end, sentence.end, *anchor, shape="inner")
    if found and found[-1].anchor_end <= token.start and not found[-1].relative:
        return Citation(
            None, token.text, token.end, sentence.end, *anchor, shape="before", denies=cue.denies, join=True
        )
    subject: Found | None = None
    start = next((i for i in range(at - 1, max(-1, at - 9), -1) if tokens[i].lower == "with"), None)
    if before.tag != "punct" and start is not None:
        subject = phrase_before(sentence.text, tokens, at - 1, sentence.sources)
    elif before.tag == "aux":
        subject = phrase_before(sentence.text, tokens, verb_group(tokens, at)[0] - 1, sentence.sources)
    if subject is None and before.tag in {"noun", "name"}:
        own = phrase_before(sentence.text, tokens, at - 1, sentence.sources)  # "… and the rescuers saying 7 had died"
        if own is not None and own.party.being in {ORGANISATION, PEOPLE, PERSON} and _absolute(tokens, own.first):
            subject = own
    if subject is not None and is_share(tokens, subject.first, subject.last):
        return None  # "with 58 percent of voters saying that …": a finding about them
    if subject is None:
        subject = main_subject(sentence, at)
    raises = any(c.takes == ("toll",) for c in entries)  # "a girl died, raising to 2 the number killed"
    if (
        subject is None
        or subject.party.being == OTHER
        or (subject.party.being == STATE and cue.id != "say")
        or (raises and subject.party.kind in {"other", "witnesses"} and not subject.party.named)
        or not can_say(subject.party, cue, clause=True)
    ):
        return None
    return Citation(subject.party, token.text, token.end, sentence.end, *anchor, shape="before", denies=cue.denies)


def _absolute(tokens: Sequence[Token], first: int) -> bool:
    """Whether a phrase that a participle follows begins a part of its own: behind "with", "and" or a comma."""
    return first > 0 and (tokens[first - 1].lower in {"with", "and", "while", "but"} or tokens[first - 1].text == ",")


def issuer(sentence: CitingSentence, at: int) -> Found | None:
    """Who put out the statement that the participle belongs to: "the mayor issued a statement saying …"."""
    tokens = sentence.tokens
    noun = next((i for i in range(at - 1, max(0, at - 5), -1) if tokens[i].lower in sentence.cues.media), None)
    if noun is None or any(t.tag in {"punct", "verb", "aux"} for t in tokens[noun + 1 : at]):
        return None
    verb = next((i for i in range(noun - 1, max(0, noun - 5), -1) if tokens[i].lemma in ISSUED), None)
    if verb is None or verb == 0:
        return None
    found = phrase_before(sentence.text, tokens, verb_group(tokens, verb)[0] - 1, sentence.sources)
    return found if found is not None and found.party.being not in {OTHER, STATE} else None


def passive_voice(sentence: CitingSentence, at: int, first: int, entries: Sequence[Cue]) -> Citation | None:
    """As in "was reported by the ministry", "was told by a nurse that …"; None for "reported dead"."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].lower != "by":
        return None
    right = phrase_after(sentence.text, tokens, at + 2, sentence.sources)
    if right is None or right.party.being in {OTHER, NAME, STATE}:
        return None
    anchor = (tokens[at].start, tokens[right.last].end)
    if right.last + 1 < len(tokens) and tokens[right.last + 1].lower == "that":
        return Citation(right.party, tokens[at].text, anchor[1], sentence.end, *anchor, shape="before")
    if entries[0].denies and any_of(tokens, 0, first, DISPUTED - {"that"}):
        denied = Citation(right.party, tokens[at].text, sentence.start, anchor[0], *anchor, shape="after")
        return replace(denied, denies=True)  # "claims that 12 died were dismissed by the army"
    if entries[0].id in {"accuse", "deny"} or entries[0].id == "say":
        return None
    if all(cue.takes in {("mention",), ("lone figure",)} for cue in entries):
        return None  # "60 percent of the town is held by the rebels"
    return Citation(right.party, tokens[at].text, sentence.start, anchor[0], *anchor, shape="after")
