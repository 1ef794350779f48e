"""Within one sentence: who is cited, by which words, for which stretch of it.

Comes in: a sentence's tokens. Goes out: its :class:`Citation` values, left to right; whom "he" or "the
ministry" stands for is left open. The heuristic: a verb of saying with a subject that can speak; what it says
follows ("police said 12 died"), precedes ("12 died, police said") or surrounds it ("12, police said, died");
two citations in a sentence part at the conjunction between them, or else the second is whom the first cites.

Known misses: a subject far from its verb; "as" clauses; free indirect speech.
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import COORDINATORS, Citation, CitingSentence, is_finite, skip_adjuncts
from claimcheck.cues import CueRules
from claimcheck.framing import (
    INQUIRIES,
    by_inquiry,
    frame_citation,
    official_figure,
    possessed_figure,
)
from claimcheck.gapping import gapped
from claimcheck.hanging import QUANTIFIERS
from claimcheck.saying import opening_verb, quote_introduced, verb_citation
from claimcheck.source_rules import PRONOUN, SourceRules
from claimcheck.values import Token

PARTS_FOLLOW = frozenset({"including", "among", "mostly", "most"})
OF_WHOM = frozenset({"them", "whom", "these", "those"})
LONGEST = 400  # tokens of a sentence that are read together


def find_citations(text: str, tokens: Sequence[Token], sources: SourceRules, cues: CueRules) -> list[Citation]:
    """The citations of a sentence, left to right, their stretches apart or within each other."""
    if len(tokens) > LONGEST:  # no sentence: read in pieces, so that the time stays linear
        pieces = [tokens[at : at + LONGEST] for at in range(0, len(tokens), LONGEST)]
        return [citation for piece in pieces for citation in find_citations(text, piece, sources, cues)]
    if not tokens:
        return []
    sentence = CitingSentence(text, tokens, sources, cues)
    found: list[Citation] = []
    for at, token in enumerate(tokens):
        citation: Citation | None = None
        if token.lower in cues.frames:
            citation = frame_citation(sentence, at, found)
        if citation is None and token.lower in cues.verbs and not (found and token.start < found[-1].anchor_end):
            entries = cues.verbs[token.lower]
            citation = verb_citation(sentence, at, entries, found) if at else opening_verb(sentence, entries)
        if citation is None and token.lower in cues.contents:
            citation = possessed_figure(sentence, at)
        if citation is None and token.lower == "official":
            citation = official_figure(sentence, at)
        if citation is not None:
            found = settle(sentence, found, citation)
    quote = quote_introduced(sentence) if sentence.text.find(":", sentence.start, sentence.end) > 0 else None
    if quote is not None and all(
        c.anchor_start >= quote.anchor_end and c.party is not None and c.party.being == PRONOUN for c in found
    ):
        return [quote]  # “They told us …”: whom the quote cites itself is within it
    if found:
        found = [part for citation in found for part in gapped(sentence, citation)]
        found += parts_told_with(sentence, found)
    if not found:
        inquiry = next(
            (c for at, t in enumerate(tokens) if t.lower in INQUIRIES and (c := by_inquiry(sentence, at))),
            None,
        )
        return [inquiry] if inquiry is not None else []
    return found


def parts_told_with(sentence: CitingSentence, found: Sequence[Citation]) -> list[Citation]:
    """What goes on after a cue with a part of what was told: "…, police said; 60 of them are badly hurt"."""
    tokens, more = sentence.tokens, []
    for index, citation in enumerate(found):
        if citation.shape != "after" or citation.party is None:
            continue
        limit = found[index + 1].anchor_start if index + 1 < len(found) else sentence.end
        at = next((i for i, t in enumerate(tokens) if t.start >= citation.anchor_end), len(tokens))
        at = skip_adjuncts(sentence, at)
        if at + 3 >= len(tokens) or tokens[at].text not in {";", ",", "–", "—", "-"}:
            continue
        part = next((i for i in range(at + 1, min(at + 6, len(tokens) - 1)) if tokens[i].lower in OF_WHOM), None)
        if part is None or tokens[part - 1].lower != "of" or tokens[part].start >= limit:
            continue
        if not any(t.tag == "num" or t.lower in QUANTIFIERS for t in tokens[at + 1 : part - 1]):
            continue
        stop = next((t.start for t in tokens[part:] if t.text == ";"), sentence.end)
        more.append(replace(citation, start=tokens[at].end, end=min(stop, limit), shape="inner"))
    return more


def settle(sentence: CitingSentence, found: list[Citation], new: Citation) -> list[Citation]:
    """Adds a citation to those before it: parts their stretches, or nests the new one as an origin."""
    tokens = sentence.tokens
    if new.shape == "origin":
        if not found:
            party, *rest = new.origins
            return [
                replace(
                    new,
                    party=party,
                    origins=tuple(rest),
                    start=sentence.start,
                    end=new.anchor_start,
                    shape="after",
                )
            ]
        return [*found[:-1], replace(found[-1], origins=(*found[-1].origins, *new.origins))]
    if new.relative or (new.shape == "before" and after_where(tokens, new.anchor_start)):
        comma = next(
            (
                t.start
                for i, t in enumerate(tokens[:-1])
                if t.text == "," and t.start > new.start and tokens[i + 1].lower not in PARTS_FOLLOW
            ),
            None,
        )
        if comma is not None and comma - new.start > 8:
            new = replace(new, end=comma)
    if not found or new.shape == "inner":
        return [*found, new]
    last = found[-1]
    if new.party is not None and last.party is not None and _cites_between(sentence, last, new):
        # "State media, citing the health authority, said": what stood between the speaker and the cue
        return [*found[:-1], replace(new, origins=(last.party, *last.origins, *new.origins))]
    if new.join:
        return [*found, replace(new, party=last.party, origins=last.origins, others=last.others)]
    if new.shape == "before" and _in_which(tokens, new.anchor_start):
        return [*found, new]  # "it would look into reports of a raid, in which residents say 7 died"
    border = border_between(tokens, last.anchor_end, new.anchor_start)
    if border is None and tokens[0].lower in COORDINATORS:  # "While one says 5,000, the other puts it at 3,600"
        border = next((t.end for t in tokens if t.text == "," and last.anchor_end < t.start < new.anchor_start), None)
    if border is None and new.shape == "before":
        border = _side_by_side(tokens, last.anchor_end, new.anchor_start)
    if last.shape in {"after"}:
        start = max(new.start, last.anchor_end)
        if border is not None:
            start = max(start, border) if new.shape != "before" else new.start
        return [*found, replace(new, start=max(start, new.start) if new.shape == "before" else start)]
    if border is not None:
        return [
            *found[:-1],
            replace(last, end=min(last.end, border)),
            replace(new, start=max(new.start, border)),
        ]
    if last.denies and new.shape in {"before", "inner"} and new.start < last.end:
        return found  # "denied reports that …"
    if new.shape == "before" and last.end >= new.end:
        if new.party is not None and new.party.being == PRONOUN and last.party is not None:
            return found
        return [
            *found,
            replace(
                new,
                party=last.party,
                origins=(*last.origins, *((new.party,) if new.party else ())),
                others=last.others,
            ),
        ]
    if new.shape in {"after", "around"} and last.end > new.anchor_start:
        if last.shape == "around":
            return (
                [
                    *found[:-1],
                    replace(last, end=min(last.end, new.anchor_start)),
                    replace(new, start=max(new.start, last.anchor_end)),
                ]
                if new.shape == "after"
                else found
            )
        inner = (
            last.party is not None and new.start <= last.anchor_start and not new.cue.lower().startswith("according")
        )
        if inner and new.denies and last.shape == "inner":
            own = replace(last, end=min(last.end, new.anchor_start))
            return [*found[:-1], own, new]  # "the firm’s figure of 40 was disputed by the union": it is the firm’s
        if inner and last.party is not None:  # “a study said 3,000 died,” she wrote
            nested = replace(last, party=new.party, origins=(last.party, *last.origins), others=())
            return [*found[:-1], replace(nested, end=min(last.end, new.anchor_start)), new]
        if last.cue.lower().startswith(("expect", "believe", "fear", "hope", "think")):
            return [*found[:-1], new]  # "insurers expect to pay 12 million, according to their association"
        # "A says that …, according to B": B has it from A, or A from B: the one named first holds.
        return [*found[:-1], replace(last, origins=(*last.origins, *((new.party,) if new.party else ())))]
    return [*found, new]


def _cites_between(sentence: CitingSentence, cited: Citation, new: Citation) -> bool:
    """Whether the earlier citation is an aside between the later one's speaker and its cue."""
    frames = sentence.cues.frames.get(cited.cue.split()[0].lower(), ()) if cited.cue else ()
    if new.party is None or new.shape != "before" or not any(frame.role == "origin" for _, frame in frames):
        return False
    return new.party.end <= cited.anchor_start and cited.anchor_end <= new.start


def border_between(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where the clause of a later citation begins: at the last conjunction between the two."""
    best: int | None = None
    for index, token in enumerate(tokens):
        if token.start < start:
            continue
        if token.start >= end:
            break
        if (
            token.text == ";"
            or token.lower in COORDINATORS
            or (
                token.lower == "and"
                and ((index + 1 < len(tokens) and tokens[index + 1].start >= end) or tokens[index - 1].text == ",")
            )
        ):
            best = token.start
    return best


def _side_by_side(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The comma between two who give a bare figure each: "divers say 31 dead, the harbour keeps to 28"."""
    between = [t for t in tokens if start <= t.start < end]
    if len(between) < 2 or between[-1].text != "," or is_finite(between, 0, len(between)):
        return None
    counts = any(t.tag == "num" for t in between) and not any(t.tag == "prep" for t in between)
    return between[-1].start if counts else None


def _in_which(tokens: Sequence[Token], anchor: int) -> bool:
    """Whether "in which" stands right before the offset ``anchor``."""
    at = next((i for i, t in enumerate(tokens) if t.start >= anchor), 0)
    return at > 1 and tokens[at - 1].lower == "which" and tokens[at - 2].tag == "prep"


def after_where(tokens: Sequence[Token], anchor: int) -> bool:
    """Whether "where" or "which" stands right before the offset ``anchor``."""
    at = next((i for i, t in enumerate(tokens) if t.start >= anchor), 0)
    return at > 0 and tokens[at - 1].lower in {"where", "when", "whom", "which", "who"}
