"""A story's lines become its blocks: headline, summary, captions, body; a live blog's posts are numbered."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from claimcheck.heads import (
    HEAD,
    ArticleRules,
    Head,
    find_lead,
    find_title,
    is_label,
    is_name,
    note_byline,
    note_stamp,
)
from claimcheck.layout import Line, ends_sentence, folded
from claimcheck.models import Section
from claimcheck.moments import clock_start
from claimcheck.oneline import unfold
from claimcheck.values import Block, Moment

LONG = 300  # letters from which a line may hold a whole story
REPEATED = 25  # letters from which a line printed again is the same line
LINK = 6  # words in capitals that, alone in the midst of a story, are a link to another
POSTS = 3  # paragraphs that open with a time alone, from which a page is a live blog
UNDATED = date.min  # stands in a block until the day of its story is known


def read_story(text: str, lines: list[Line], rules: ArticleRules, printed: set[str]) -> tuple[Head, list[Block]]:
    """The head of a story and its blocks; ``printed`` are the page's lines so far, and grows."""
    head = Head()
    clocks = sum(line.kind == "clock" for line in lines)
    bare = sum(rules.layout.moments.bare_clock.match(text, line.start, line.end) is not None for line in lines) >= POSTS
    lead, dateline = find_lead(text, lines, rules)
    title_at = find_title(text, lines, lead, dateline)
    title_key = ""
    blocks: list[Block] = []
    entry = 0
    posted: Moment | None = None
    highlights = has_body = False
    for index, line in enumerate(lines):
        in_head = index < lead
        if line.kind == "clock":
            if clocks > 1 and line.minute is not None:
                entry, posted = entry + 1, Moment(UNDATED, line.minute)
            continue
        if line.kind == "stamp":
            note_stamp(head, line, index, len(lines), lead)
            continue
        if line.kind == "byline" or (line.kind == "imprint" and (in_head or index >= len(lines) - 3)):
            note_byline(text, line, head, rules, in_head)
            continue
        if line.kind == "boilerplate":
            continue
        start, end = line.start, line.end
        key = folded(text, start, end)
        if index == title_at:
            title_key, head.title = key, (start, end)
        if len(key) >= REPEATED:
            if key in printed:
                continue
            printed.add(key)
        if index == title_at:
            blocks.append(Block(start, end, "headline", entry))
            continue
        if (title_key and _is_title_again(key, title_key)) or (in_head and is_name(text, line, rules, head)):
            continue
        if index == lead and dateline is not None:
            head.set_from(dateline)
            start = dateline.end
        section = _section(text, line, index, lines, in_head)
        if section == "headline" and _is_furniture(text, line, rules):
            continue
        opened = rules.summary.match(text, start, end)
        if opened and not has_body and is_label(text, opened, end):
            start, section, highlights = opened.end(), "summary", True
        elif highlights and end - start <= 130 and index <= HEAD and section != "caption":
            section = "summary"
        else:
            highlights = False
        if section == "body":
            clock = clock_start(text, start, end, rules.layout.moments, bare)
            if clock is not None:
                entry, posted, start = entry + 1, Moment(UNDATED, clock[0]), clock[1]
        pieces: list[tuple[int, int, Section]] = [(start, end, section)]
        if section == "body" and end - start >= LONG and not has_body:
            pieces = unfold(text, start, end, head, rules)
        for first, last, part in pieces:
            first, last = _trimmed(text, first, last)
            if first < last:
                has_body |= part == "body"
                blocks.append(Block(first, last, part, entry, posted))
    return head, blocks


def date_entries(blocks: list[Block], day: date | None) -> tuple[Block, ...]:
    """The blocks with the day of their post: the story's, a day on or back where midnight lies between posts.

    Without the story's day no post has one.
    """
    if not any(block.posted for block in blocks):
        return tuple(blocks)
    if day is None:
        return tuple(replace(block, posted=None) for block in blocks)
    times = {block.entry: block.posted.minute or 0 for block in blocks if block.posted is not None}
    minutes = list(times.values())
    steps = [0, *(later - earlier for earlier, later in pairwise(minutes))]
    # more than half a day on is less than half a day back, across midnight
    newest_first = sum((step + 720) % 1440 - 720 for step in steps) < 0
    days: dict[int, date] = {}
    for entry, step in zip(times, steps, strict=True):
        if newest_first and step > 0:
            day -= timedelta(days=1)
        elif not newest_first and step < 0:
            day += timedelta(days=1)
        days[entry] = day
    return tuple(
        replace(block, posted=Moment(days[block.entry], block.posted.minute)) if block.posted else block
        for block in blocks
    )


def _section(text: str, line: Line, index: int, lines: list[Line], in_head: bool) -> Section:
    if line.kind == "caption":
        return "caption"
    if line.heading:
        return "headline"
    if in_head:
        return "summary"
    return "headline" if line.kind == "short" and _is_subhead(text, line, index, lines) else "body"


def _is_subhead(text: str, line: Line, index: int, lines: list[Line]) -> bool:
    """Whether a few words stand alone between paragraphs, and are no part of a sentence or quote."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return (
        line.spaced
        and (following is None or following.spaced)
        and not text[line.start].islower()
        and not ends_sentence(text, line.start, line.end)
        and len(text[line.start : line.end].split()) <= 14
    )


def _is_furniture(text: str, line: Line, rules: ArticleRules) -> bool:
    """Whether words alone between paragraphs name an agency, or are a link to another story."""
    words = text[line.start : line.end]
    return words in rules.layout.captions.agencies or (words.isupper() and len(words.split()) >= LINK)


def _is_title_again(key: str, title: str) -> bool:
    """Whether it is the headline again, with a word or two of the page before or after it."""
    if len(title) < 15 or not 0 <= len(key) - len(title) <= 24:
        return False
    return key.startswith(title) or key.endswith(title)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
