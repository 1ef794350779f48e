"""Two shapes after a subject: the verb and a comma, and "the 3,000 that the UN has counted"."""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import (
    COORDINATORS,
    Citation,
    CitingSentence,
    is_finite,
)
from claimcheck.cues import Cue
from claimcheck.phrases import Found
from claimcheck.source_rules import DATA, NAME, OTHER, PRONOUN, STATE
from claimcheck.verb_groups import QUOTE_OPEN, RESEARCH, can_say


def whom_it_counted(sentence: CitingSentence, entries: Sequence[Cue], subject: Found) -> Citation | None:
    """The citation of "the 3,000 people that the UN has counted": the figure before is the counter’s."""
    tokens, first = sentence.tokens, subject.first
    if first < 2 or tokens[first - 1].lower not in {"that", "which"} or tokens[first - 2].tag not in {"noun", "num"}:
        return None
    cue = next((c for c in entries if c.id in {"report", "estimate"}), None)
    if cue is None or subject.party.being in {OTHER, PRONOUN, NAME}:
        return None
    number = next((i for i in range(first - 2, max(-1, first - 12), -1) if tokens[i].tag == "num"), None)
    if number is None or any(t.tag in {"aux", "punct"} for t in tokens[number + 1 : first - 1]):
        return None
    anchor = (tokens[first].start, tokens[subject.last].end)
    return Citation(subject.party, cue.id, tokens[number].start, tokens[first].start, *anchor, shape="inner")


DEEDS = frozenset(  # what was done in the same breath: "both fired back, she said, killing one man"
    {
        "killing", "wounding", "injuring", "leaving", "destroying", "damaging", "displacing", "forcing",
        "bringing", "raising", "taking", "lifting", "pushing", "trapping", "burying", "hitting", "striking",
        "sinking", "flooding", "burning", "sending", "hurting",
    }
)  # fmt: skip


def at_comma(
    sentence: CitingSentence,
    after: int,
    subject: Found,
    cue: Cue,
    base: Citation,
    whole: Citation,
    content_before: bool,
) -> Citation | None:
    """The verb and then a comma: what is said stands before it, or around it."""
    tokens = sentence.tokens
    follows = tokens[after + 1] if after + 1 < len(tokens) else None
    if (
        follows is not None
        and follows.tag == "quote"
        and follows.text in QUOTE_OPEN
        and can_say(subject.party, cue, clause=True)
    ):
        return whole if content_before else base
    aside = next((i for i in range(after + 1, min(after + 14, len(tokens) - 1)) if tokens[i].text == ","), None)
    if (
        aside is not None
        and tokens[aside + 1].lower == "that"
        and not is_finite(tokens, after, aside)
        and can_say(subject.party, cue, clause=True)
    ):
        return replace(base, start=tokens[aside].end)  # "has claimed, without evidence, that …"
    if cue.subject == "data":
        quoted = follows is None or follows.tag == "quote"  # “‘9 in 10 agree, new survey finds,’ is a joke”
        shown = content_before and not quoted and subject.first > 0 and tokens[subject.first - 1].text == ","
        if not shown or not (subject.party.being == DATA or subject.party.head in RESEARCH):
            return None  # but "the greens lost 6 seats, counts from the board showed, as …"
        return replace(base, start=sentence.start, end=base.anchor_start, shape="after")
    if not can_say(subject.party, cue, clause=False):
        return None
    closing = subject.first > 0 and tokens[subject.first - 1].tag in {"punct", "quote"}
    if cue.id == "believe":
        return None  # "more than pollsters have assumed, with …"
    if cue.id not in {"say", "write"} and not closing and subject.party.being in {NAME, STATE}:
        return None
    if not content_before:
        if follows is None or cue.id != "say":
            return None
        if follows.form == "ing" or follows.lower in {"citing", "quoting"}:
            closed = next((i for i in range(after + 1, min(len(tokens), after + 25)) if tokens[i].text == ","), None)
            return replace(base, start=tokens[closed].end) if closed is not None else None
        return base
    if follows is not None and follows.lower in DEEDS and cue.id == "say":
        return whole
    if (
        follows is None
        or follows.form == "ing"
        or follows.tag == "rel"
        or follows.lower in {*COORDINATORS, "as", "after", "who", "which", "or"}
    ):
        return replace(base, start=sentence.start, end=base.anchor_start, shape="after")
    return whole
