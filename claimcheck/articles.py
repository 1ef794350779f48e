"""A document's text becomes its articles: the head of each, and its blocks in order.

The page is read line by line (layout), cut into stories (stories), and each story's head is taken off: title,
summary, captions, byline, dateline, dates (datelines, moments). A live blog's clock times number its entries.
Whatever is no block is boilerplate; a paragraph or headline that the page prints again is a block once.

Known misses: a headline that runs into the text without punctuation or date; pages that repeat nothing and
date nothing, which come as one article; a caption without a credit, which reads as body or summary.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from claimcheck.datelines import (
    Dateline,
    DatelineRules,
    bare_dateline,
    byline_place,
    compile_datelines,
    find_dateline,
    find_inline_head,
    find_later_dateline,
    sign_off,
)
from claimcheck.layout import LayoutRules, Line, compile_layout, ends_sentence, folded, read_lines
from claimcheck.models import Section
from claimcheck.moments import FILE, clock_start, find_stamp, parse_moment, words_pattern
from claimcheck.rules import Entry, RuleBook
from claimcheck.stories import is_title, story_starts
from claimcheck.values import ArticleText, Block, DocumentText, Moment

HEAD = 25  # lines in which a head may lie
LONG = 300  # letters from which a line may hold a whole story
REPEATED = 25  # letters from which a line printed again is the same line


class SummaryEntry(Entry):
    """Labels before the points that sum a story up."""

    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """What this stage needs of the rules, compiled."""

    layout: LayoutRules
    datelines: DatelineRules
    summary: re.Pattern[str]
    tweet: re.Pattern[str]


@dataclass(slots=True)
class _Head:
    """What is known of a story while its lines are read."""

    title: tuple[int, int] | None = None
    publisher: str | None = None
    place: str | None = None
    stamps: list[Moment] | None = None
    minute: int | None = None


def compile_articles(book: RuleBook) -> ArticleRules:
    """The rules for articles, from ``rules/en/articles.toml``."""
    layout = compile_layout(book)
    opens = words_pattern(
        [word for entry in book.entries(FILE, "summary", SummaryEntry) for word in entry.opens]
    )
    return ArticleRules(
        layout=layout,
        datelines=compile_datelines(book, layout.moments),
        summary=re.compile(rf"(?:{opens})\b\s?:?\s*" if opens else r"(?!)"),
        tweet=re.compile(r"\(@?\w{2,20}\)\s(?=[A-Z]|\d)"),
    )


def find_articles(document: DocumentText, rules: ArticleRules) -> list[ArticleText]:
    """The articles of a document in their order: one at least, if it has any text, and none overlap."""
    text, begin, end = document.text, document.body_start, len(document.text)
    lines = read_lines(text, begin, end, rules.layout)
    if not lines:
        return []
    starts = story_starts(text, lines)
    printed: set[str] = set()
    articles: list[ArticleText] = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(lines)
        story = lines[start:stop]
        head, blocks = _read_story(text, story, rules, printed)
        if not blocks and articles:  # a story that the page prints twice
            articles[-1] = replace(articles[-1], end=story[-1].last)
            continue
        articles.append(_article(document, number, story, head, blocks, rules))
    if len(articles) == 1:
        articles[0] = replace(articles[0], start=min(articles[0].start, lines[0].first))
    return articles


def _article(
    document: DocumentText,
    number: int,
    story: list[Line],
    head: _Head,
    blocks: list[Block],
    rules: ArticleRules,
) -> ArticleText:
    facts = document.facts
    published = _published(head)
    title = document.text[slice(*head.title)] if head.title else None
    if "published" in facts:
        published = parse_moment(facts["published"], rules.layout.moments) or published
    if number == 0:
        title = facts.get("title", title)
    start, end = story[0].first, story[-1].last
    return ArticleText(
        id=hashlib.sha256(f"{document.path}\0{start}".encode("utf-8", "surrogateescape")).hexdigest()[:10],
        path=document.path,
        start=start,
        end=end,
        title=" ".join(title.split()) if title else None,
        publisher=facts.get("publisher", head.publisher),
        published=published,
        place=head.place,
        blocks=tuple(_with_times(blocks, published)),
    )


def _published(head: _Head) -> Moment | None:
    """The date of a story: its first, or the later of two that are at most two days apart."""
    if not head.stamps:
        return None
    best = head.stamps[0]
    for stamp in head.stamps[1:]:
        if timedelta(0) <= stamp.day - best.day <= timedelta(days=2) and (
            stamp.day > best.day or (stamp.minute or -1) > (best.minute or -1)
        ):
            best = stamp
    if best.minute is None and head.minute is not None:
        best = Moment(best.day, head.minute)
    return best


def _read_story(
    text: str, lines: list[Line], rules: ArticleRules, printed: set[str]
) -> tuple[_Head, list[Block]]:
    """The head of a story and its blocks; ``printed`` are the lines of the page that stood before."""
    head = _Head(stamps=[])
    clocks = sum(line.kind == "clock" for line in lines)
    lead, dateline = _lead(text, lines, rules)
    title_at = _title_at(text, lines, lead)
    blocks: list[Block] = []
    entry = 0
    posted: Moment | None = None
    title_key = ""
    highlights = False
    for index, line in enumerate(lines):
        in_head = index < lead
        if line.kind == "clock" and line.minute is not None:
            if clocks > 1:
                entry += 1
                posted = Moment(_DAY, line.minute)
            continue
        if line.kind == "stamp":
            _note_stamp(head, line, index, len(lines), lead)
            continue
        if line.kind in ("boilerplate", "byline"):
            _note_byline(text, line, head, rules, in_head)
            continue
        start, end = line.start, line.end
        key = folded(text, start, end)
        if index == title_at:
            title_key = key
            head.title = (start, end)
        if len(key) >= REPEATED:
            if key in printed:
                continue
            printed.add(key)
        if index == title_at:
            blocks.append(Block(start, end, "headline", entry))
            continue
        if title_key and _is_title_again(key, title_key):
            continue
        if in_head and _is_name(text, line, rules, head):
            continue
        if index == lead and dateline is not None:
            head.place = head.place or dateline.place
            head.publisher = head.publisher or dateline.publisher
            start = dateline.end
        section = _section(text, line, index, lines, in_head)
        opened = rules.summary.match(text, start, end)
        if (
            opened
            and index <= lead + 2
            and opened.end() - opened.start() < 40
            and _is_label(text, opened, end)
        ):
            start, section, highlights = opened.end(), "summary", True
            if start >= end:
                continue
        elif highlights and line.end - line.start <= 130 and index <= HEAD:
            section = "summary"
        else:
            highlights = False
        if section == "body":
            clock = clock_start(text, start, end, rules.layout.moments)
            if clock is not None:
                entry += 1
                posted = Moment(_DAY, clock[0])
                start = clock[1]
        whole = section == "body" and end - start >= LONG and not any(b.section == "body" for b in blocks)
        pieces = (
            _unfold(text, start, end, head, rules, head.title is None) if whole else [(start, end, section)]
        )
        for first, last, part in pieces:
            first, last = _trim(text, first, last)
            if first < last:
                blocks.append(Block(first, last, part, entry, posted))
    return head, blocks


def _lead(text: str, lines: list[Line], rules: ArticleRules) -> tuple[int, Dateline | None]:
    """The index of the line where the story itself begins, and the dateline it begins with."""
    prose = 0
    after_mark: int | None = None
    first_prose: int | None = None
    for index, line in enumerate(lines[:HEAD]):
        if line.kind in ("stamp", "byline") and prose <= 2:
            after_mark = index + 1
        if line.kind == "clock":
            break
        if line.kind not in ("prose", "short"):
            continue
        length = line.end - line.start
        if length >= 60 or line.kind == "prose":
            dateline = find_dateline(text, line.start, line.end, rules.datelines)
            # "Lima: …" may be someone who speaks: only the first long paragraph is believed
            if dateline is not None and prose <= 4 and (dateline.firm or (prose == 0 and length >= 80)):
                return index, dateline
        if line.kind == "prose" and (length >= 70 or ends_sentence(text, line.start, line.end)):
            first_prose = index if first_prose is None else first_prose
            prose += 1
            if prose > 4:
                break
    if first_prose is None:
        first_prose = next((i for i, line in enumerate(lines) if line.kind in ("clock", "prose")), len(lines))
    if after_mark is not None and after_mark < len(lines) and after_mark > first_prose:
        return after_mark, None
    return first_prose, None


def _title_at(text: str, lines: list[Line], lead: int) -> int | None:
    """The index of the line that is the story's headline; None if none clearly is."""
    for index, line in enumerate(lines[: max(1, min(lead + 1, HEAD))]):
        if line.heading:
            return index
        if line.kind in ("stamp", "byline", "boilerplate", "clock"):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is None:
            return None
        if is_title(text, line) and (after.spaced or after.kind != "prose" or index < lead):
            return index
        dated = after.kind in ("stamp", "byline") or folded(text, after.start, after.end) == folded(
            text, line.start, line.end
        )
        return index if dated and line.end - line.start <= 200 and line.kind != "caption" else None
    return None


def _section(text: str, line: Line, index: int, lines: list[Line], in_head: bool) -> Section:
    if line.kind == "caption":
        return "caption"
    if line.heading:
        return "headline"
    if in_head:
        return "summary"
    if line.kind == "short" and _is_subhead(text, line, index, lines):
        return "headline"
    return "body"


def _is_subhead(text: str, line: Line, index: int, lines: list[Line]) -> bool:
    """A few words alone between paragraphs, that neither begin small nor quote nor end in a colon."""
    words = text[line.start : line.end].split()
    following = lines[index + 1] if index + 1 < len(lines) else None
    return (
        len(words) <= 12
        and line.spaced
        and following is not None
        and following.spaced
        and not text[line.start].islower()
        and not ends_sentence(text, line.start, line.end)
    )


def _is_title_again(key: str, title: str) -> bool:
    """A headline printed again, with a word or two of the page before or after it."""
    extra = len(key) - len(title)
    if len(title) < 15 or not 0 <= extra <= 24:
        return False
    return key.startswith(title) or key.endswith(title)


def _is_label(text: str, opened: re.Match[str], end: int) -> bool:
    """Whether "Highlights" labels what follows ("Highlights: …", "Story highlights Two …"), not "of the match"."""
    return opened.end() >= end or not text[opened.end()].islower()


def _is_name(text: str, line: Line, rules: ArticleRules, head: _Head) -> bool:
    """A line of the head that only names who wrote it: "Ann Low and Bo Han", "AFP", "USA TODAY"."""
    if line.kind != "short" or line.end - line.start > 60:
        return False
    words = text[line.start : line.end].strip("()").split()
    name = " ".join(words)
    if name in rules.datelines.agencies:
        head.publisher = head.publisher or rules.datelines.agencies[name]
        return True
    if name in rules.layout.agencies:
        return True
    return len(words) <= 7 and all(
        word in ("and", "&", "in", "for", "of", "at", "-", "–", "|")
        or (word[0].isupper() and word.strip(",.").isalpha())
        for word in words
    )


def _note_stamp(head: _Head, line: Line, index: int, count: int, lead: int) -> None:
    """Keep a date that stands in a story's head or at its very end."""
    if index > lead + 1 and index < count - 3:
        return
    if line.moment is not None and head.stamps is not None:
        head.stamps.append(line.moment)
    elif line.minute is not None:
        head.minute = line.minute


def _note_byline(text: str, line: Line, head: _Head, rules: ArticleRules, in_head: bool) -> None:
    if line.kind != "byline":
        return
    head.place = head.place or byline_place(text, line.first, line.last, rules.datelines)
    stamp = find_stamp(text, line.first, line.last, rules.layout.moments)
    if in_head and stamp is not None and stamp.moment is not None and head.stamps is not None:
        head.stamps.append(stamp.moment)


def _unfold(
    text: str, start: int, end: int, head: _Head, rules: ArticleRules, untitled: bool
) -> list[tuple[int, int, Section]]:
    """The parts of a story's first long line: it may hold a head, a caption and the page's foot as well."""
    pieces: list[tuple[int, int, Section]] = []
    dated = False
    if untitled:
        inline = find_inline_head(text, start, end, rules.datelines)
        dated = inline.published is not None
        if inline.published is not None and head.stamps is not None:
            head.stamps.append(inline.published)
        head.publisher = head.publisher or inline.publisher
        if inline.headline is not None:
            head.title = inline.headline
            pieces.append((*inline.headline, "headline"))
        start = inline.end
    position = _after_furniture(text, start, end, rules) if dated else start
    if head.place is None:
        dateline = find_dateline(text, position, end, rules.datelines)
        if dateline is None and dated:
            dateline = bare_dateline(text, position, end, rules.datelines)
        if dateline is not None and dateline.firm:
            head.place, position = dateline.place, dateline.end
            head.publisher = head.publisher or dateline.publisher
    end = _before_foot(text, position, end, head, rules)
    later = find_later_dateline(text, position, end, rules.datelines) if head.place is None else None
    if later is not None:
        head.place = later[1].place
        head.publisher = head.publisher or later[1].publisher
        pieces.append((position, later[0], "summary"))
        position = later[1].end
    caption = _inline_caption(text, position, end, rules)
    if caption is not None:
        first, last, after = caption
        pieces += [(position, first, "summary"), (first, last, "caption")]
        position = after
    pieces.append((position, end, "body"))
    return pieces


def _inline_caption(text: str, start: int, end: int, rules: ArticleRules) -> tuple[int, int, int] | None:
    """A caption in the first lines of a running text, told by its credit: its words, and where the text goes on."""
    credit = rules.layout.inline_credit.search(text, start, min(end, start + 700))
    if credit is None:
        return None
    stop = credit.start()
    last = stop
    while last > start and text[last - 1] in " .|\xa0\t":
        last -= 1
    first = start
    for boundary in _BOUNDARY.finditer(text, start, last):
        first = boundary.end()
    after = credit.end()
    while after < end and text[after].isspace():
        after += 1
    return (first, max(stop, first), after) if last - first >= 25 else None


def _after_furniture(text: str, start: int, end: int, rules: ArticleRules) -> int:
    """Where a text in one line goes on after "Get short URL 2440"."""
    for pattern, _ in rules.layout.starts:
        match = pattern.match(text, start, min(end, start + 60))
        if match:
            number = _NUMBER.match(text, match.end(), end)
            return number.end() if number else start
    return start


def _before_foot(text: str, start: int, end: int, head: _Head, rules: ArticleRules) -> int:
    """Where a text in one line ends, before its page's foot, its signature and its date."""
    match = rules.layout.tails.search(text, max(start, end - 700), end)
    if match:
        end = match.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    signed = sign_off(text, start, end, rules.datelines)
    if signed:
        end = signed[0]
        head.publisher = head.publisher or signed[1]
    if not head.stamps and head.stamps is not None:
        stamp = find_stamp(text, max(start, end - 60), end, rules.layout.moments)
        if stamp and stamp.moment and stamp.end >= end - 2:
            beside = rules.layout.moments.beside.search(text, max(start, stamp.start - 30), stamp.start)
            if beside and beside.group().lower().startswith(("publ", "post", "upd", "last", "dat")):
                head.stamps.append(stamp.moment)
                return beside.start()
        latest = _tweet_date(text, start, end, rules)
        if latest is not None:
            head.stamps.append(latest)
    return end


def _tweet_date(text: str, start: int, end: int, rules: ArticleRules) -> Moment | None:
    """The latest date of the tweets that a story shows: it can't be older than they are."""
    latest: Moment | None = None
    for count, match in enumerate(rules.tweet.finditer(text, start, end)):
        stamp = find_stamp(text, match.end(), min(end, match.end() + 24), rules.layout.moments)
        if (
            stamp
            and stamp.moment
            and stamp.start == match.end()
            and (latest is None or stamp.moment.day > latest.day)
        ):
            latest = stamp.moment
        if count > 200:
            break
    return latest


def _with_times(blocks: list[Block], published: Moment | None) -> list[Block]:
    """The blocks with the day of their entry's time: the story's own, a day off where midnight lies between."""
    if published is None:
        return [replace(block, posted=None) if block.posted else block for block in blocks]
    times: list[int] = []
    entries: list[int] = []
    for block in blocks:
        if block.posted is not None and (not entries or entries[-1] != block.entry):
            entries.append(block.entry)
            times.append(block.posted.minute or 0)
    steps = [later - earlier for earlier, later in zip(times, times[1:], strict=False)]
    falling = sum(step < 0 for step in steps) > len(steps) / 2
    day = published.day
    days = {}
    for index, number in enumerate(entries):
        if index and falling and steps[index - 1] > 0:
            day -= timedelta(days=1)
        elif index and not falling and steps[index - 1] < 0:
            day += timedelta(days=1)
        days[number] = day
    return [
        replace(block, posted=Moment(days[block.entry], block.posted.minute)) if block.posted else block
        for block in blocks
    ]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_DAY = date.min  # stands in until the day of the story is known
_NUMBER = re.compile(r"\s\d{1,6}\s+")
_BOUNDARY = re.compile(r"[.!?][\"”’)]{0,2}\s+")


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> ArticleRules:
    return compile_articles(book)


def shows_summary(entry: SummaryEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with a label of the entry."""
    opened = _compiled(book).summary.match(text)
    return opened is not None and _is_label(text, opened, len(text))
