"""Cut a claim's sentence, and what stands around it, into pieces with number, source and cue marked.

Comes in: a claim, and its document's text where that is at hand. Goes out: pieces that, joined, are the very
words of the text; a template escapes and styles them. Without the text there is only the sentence, which
the report holds itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claimcheck.models import Article, Attribution, Claim

Mark = Literal["", "number", "source", "cue"]

AROUND = 220  # characters of the article that are shown before and after the sentence
CUE_REACH = 200  # a cue stands no further than this from its source
EARLIER = 90  # characters around a source that was named in another part of the article
# A line that was broken at a width goes on: "on December 5,\n2017", "the city's\nhealth authority".
_WRAPPED = re.compile(r"(?<=[,;])[^\S\n]*\n(?=\S)|[^\S\n]*\n[^\S\n]*(?=[a-z])")
_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and what it is of the claim ("" if nothing)."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentence with what stands before and after it in its article.

    ``named`` is the place where a source that the passage doesn't show was named; empty if it shows it.
    """

    before: tuple[Piece, ...]
    sentence: tuple[Piece, ...]
    after: tuple[Piece, ...]
    named: tuple[Piece, ...] = ()


def excerpt(claim: Claim, text: str | None, article: Article | None) -> Excerpt:
    """The claim's passage. A text that no longer holds the sentence where the claim says is not used."""
    start, end = claim.sentence_start, claim.sentence_end
    if text is None or text[start:end] != claim.sentence:
        spans = _spans(claim, claim.sentence, start)
        return Excerpt((), _cut(claim.sentence, start, start, end, spans), ())
    first = article.start if article is not None and article.start <= start else 0
    last = article.end if article is not None and article.end >= end else len(text)
    left, right = max(first, start - AROUND), min(last, end + AROUND)
    left, right = _word_start(text, left, start, first), _word_end(text, right, end, last)
    window_start = max(first, left - CUE_REACH)
    spans = _spans(claim, text[window_start : right + CUE_REACH], window_start)
    before = _tidy(_cut(text, 0, left, start, spans))
    after = _tidy(_cut(text, 0, end, right, spans))
    if before and left > first:
        before = (Piece("… " + before[0].text.lstrip(), before[0].mark), *before[1:])
    if after and right < last:
        after = (*after, Piece(" …"))
    return Excerpt(before, _cut(text, 0, start, end, spans), after, _named(claim.attribution, text, left, right))


def around(text: str, start: int, end: int, reach: int) -> tuple[Piece, ...]:
    """``text[start:end]``, marked as a number, with up to ``reach`` characters either side, in one line."""
    left = _word_start(text, max(0, start - reach), start, 0)
    right = _word_end(text, min(len(text), end + reach), end, len(text))
    return _tidy(_cut(text, 0, left, right, [(start, end, "number")]))


def _spans(claim: Claim, window: str, offset: int) -> list[tuple[int, int, Mark]]:
    """The marked spans in reading order, without overlaps: the number first, then source, then cue."""
    wanted: list[tuple[int, int, Mark]] = [(claim.start, claim.end, "number")]
    said = claim.attribution
    if said.start is not None and said.end is not None and said.start < said.end:
        wanted.append((said.start, said.end, "source"))
        cue = _find_cue(said.cue or "", said.start, said.end, window, offset)
        if cue is not None:
            wanted.append((*cue, "cue"))
    kept: list[tuple[int, int, Mark]] = []
    for span in wanted:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def _find_cue(cue: str, start: int, end: int, window: str, offset: int) -> tuple[int, int] | None:
    """The whole-word occurrence of the cue that is nearest to the source; None if there is none near it."""
    if not cue or len(cue) > CUE_REACH:
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(cue)}(?!\w)", re.IGNORECASE)
    low = max(0, start - CUE_REACH - offset)
    best: tuple[int, int, int] | None = None
    for match in pattern.finditer(window, low, max(low, end + CUE_REACH - offset)):
        left, right = match.start() + offset, match.end() + offset
        distance = left - end if left >= end else start - right
        if distance >= 0 and (best is None or distance < best[0]):
            best = (distance, left, right)
    return None if best is None else best[1:]


def _cut(text: str, offset: int, start: int, end: int, spans: Sequence[tuple[int, int, Mark]]) -> tuple[Piece, ...]:
    """``[start, end)`` in pieces; ``offset`` is where ``text`` begins in its document."""
    pieces: list[Piece] = []
    position = start
    for left, right, mark in spans:
        left, right = max(left, position), min(right, end)
        if left < right:
            pieces += [
                Piece(text[position - offset : left - offset]),
                Piece(text[left - offset : right - offset], mark),
            ]
            position = right
    pieces.append(Piece(text[position - offset : end - offset]))
    return tuple(piece for piece in pieces if piece.text)


def _named(said: Attribution, text: str, left: int, right: int) -> tuple[Piece, ...]:
    if said.start is None or said.end is None or left <= said.start < right:
        return ()
    start = _word_start(text, max(0, said.start - EARLIER), said.start, 0)
    end = _word_end(text, min(len(text), said.end + EARLIER), said.end, len(text))
    return _tidy(_cut(text, 0, start, end, [(said.start, said.end, "source")]))


def _tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Lines that were broken at a width joined, blank lines between paragraphs made a single break."""
    return tuple(Piece(_BREAKS.sub("\n", _WRAPPED.sub(" ", piece.text)), piece.mark) for piece in pieces)


def _word_start(text: str, at: int, end: int, first: int) -> int:
    """Move ``at`` on to where a word begins, ``end`` at most."""
    while first < at < end and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, start: int, last: int) -> int:
    """Move ``at`` back to where a word ends, ``start`` at least."""
    while start < at < last and not text[at].isspace():
        at -= 1
    return at
