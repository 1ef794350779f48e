"""The quoted stretches of an article's text, whatever the marks, also over several paragraphs.

Comes in: text and the blocks of an article. Goes out: :class:`Quote` values in order. A mark that is never
closed can't swallow the article: such a quote ends with its sentence, or with its paragraph where the next
one opens with a mark again, as the press sets long quotes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.values import Block

LONGEST = 2500  # characters a quote may be long
_MARK = re.compile(r"[“”„«»\"]|``|''")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch, marks included."""

    start: int
    end: int


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """The quotes of the blocks, left to right, never nested."""
    quotes: list[Quote] = []
    for index, block in enumerate(blocks):
        opened: int | None = None
        for match in _MARK.finditer(text, block.start, block.end):
            at, mark = match.start(), match.group()
            opening = _opens(text, at, match.end(), mark, opened is not None)
            if opening:
                if opened is not None:
                    quotes.append(Quote(opened, _bounded(text, opened, at)))
                opened = at
            elif opened is not None:
                end = match.end()
                quotes.append(Quote(opened, end if end - opened <= LONGEST else _bounded(text, opened, end)))
                opened = None
        if opened is not None:
            following = (
                text[blocks[index + 1].start] if index + 1 < len(blocks) and blocks[index + 1].start < len(text) else ""
            )
            whole = following in {"“", '"', "«", "„"} and block.end - opened <= LONGEST
            closed = None if whole else _closed_later(text, opened, blocks[index + 1 : index + 4])
            quotes.append(Quote(opened, block.end if whole else closed or _bounded(text, opened, block.end)))
    return tuple(quotes)


def _closed_later(text: str, opened: int, blocks: Sequence[Block]) -> int | None:
    """Where a quote that runs over line breaks is closed: the next mark, if it is a closing one and near."""
    for block in blocks:
        match = _MARK.search(text, block.start, min(block.end, opened + 900))
        if match is not None:
            closes = not _opens(text, match.start(), match.end(), match.group(), True)
            return match.end() if closes else None
    return None


def _opens(text: str, at: int, end: int, mark: str, inside: bool) -> bool:
    if mark in {"“", "„", "«", "``"}:
        return True
    if mark in {"”", "»", "''"}:
        return False
    before = text[at - 1] if at > 0 else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() or before in "([—–-":
        return not after.isspace() or not inside
    return not inside and not after.isspace() and after.isalnum() and not before.isalnum() and before not in ".,!?…"


def _bounded(text: str, start: int, end: int) -> int:
    """The end of the sentence that the unclosed quote begins in."""
    match = _SENTENCE_END.search(text, start, min(end, start + LONGEST))
    return match.end() if match is not None else min(end, start + LONGEST)
