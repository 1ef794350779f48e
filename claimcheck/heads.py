"""A story's head: where it ends and the story begins, its headline, who wrote it, its dates and place."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from claimcheck.datelines import Dateline, DatelineRules, byline_place, compile_datelines, find_dateline
from claimcheck.layout import LayoutRules, Line, compile_layout, ends_sentence, folded
from claimcheck.moments import FILE, find_stamp, words_pattern
from claimcheck.rules import Entry, RuleBook
from claimcheck.stories import is_title
from claimcheck.values import Moment

HEAD = 25  # lines in which a head may lie
SPEAKERS = 60  # lines in which a dialogue shows itself


class SummaryEntry(Entry):
    """Labels before the points that sum a story up."""

    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """What the stage of articles needs of the rules, compiled."""

    layout: LayoutRules
    datelines: DatelineRules
    summary: re.Pattern[str]
    tweet: re.Pattern[str]


@dataclass(slots=True)
class Head:
    """What is known of a story while its lines are read; ``title`` is a span."""

    title: tuple[int, int] | None = None
    publisher: str | None = None
    place: str | None = None
    stamps: list[Moment] = field(default_factory=list)
    minute: int | None = None

    def set_from(self, dateline: Dateline) -> None:
        """Take over a dateline's place and agency where none is known yet."""
        self.place = self.place or dateline.place
        self.publisher = self.publisher or dateline.publisher
        if dateline.moment is not None:
            self.stamps.append(dateline.moment)


def compile_articles(book: RuleBook) -> ArticleRules:
    """The rules for articles, from ``rules/en/articles.toml``."""
    layout = compile_layout(book)
    opens = words_pattern([word for entry in book.entries(FILE, "summary", SummaryEntry) for word in entry.opens])
    return ArticleRules(
        layout=layout,
        datelines=compile_datelines(book, layout.moments),
        summary=re.compile(rf"(?:{opens})\b\s?:?\s*" if opens else r"(?!)"),
        tweet=re.compile(r"\(@?\w{2,20}\)\s(?=[A-Z]|\d)"),
    )


def find_lead(text: str, lines: list[Line], rules: ArticleRules) -> tuple[int, Dateline | None]:
    """The index of the line where the story itself begins, and the dateline it begins with.

    Without a dateline that is the first prose, or what follows the last date or byline that stands above it
    or within two paragraphs (a page may print its summary first).
    """
    prose = 0
    after_mark: int | None = None
    first_prose: int | None = None
    for index, line in enumerate(lines[:HEAD]):
        if line.kind in ("stamp", "byline") or (line.kind == "imprint" and prose < 2):
            after_mark = index + 1
        if line.kind == "clock":
            break
        if line.kind not in ("prose", "short"):
            continue
        length = line.end - line.start
        if length >= 60 or line.kind == "prose" or _opens_story(text, lines, index, rules):
            dateline = find_dateline(text, line.start, line.end, rules.datelines)
            # "Lima: …" may be someone who speaks: only a first long paragraph is believed
            if dateline is not None and (
                dateline.firm or (prose == 0 and length >= 80 and not _is_dialogue(text, lines, rules))
            ):
                return index, dateline
        if line.kind == "prose" and (length >= 70 or ends_sentence(text, line.start, line.end)):
            first_prose = index if first_prose is None else first_prose
            prose += 1
            if prose > 2:
                break
    if first_prose is None:
        first_prose = next((i for i, line in enumerate(lines) if line.kind in ("clock", "prose")), len(lines))
    if after_mark is not None and first_prose < after_mark < len(lines):
        return after_mark, None
    return first_prose, None


def _opens_story(text: str, lines: list[Line], index: int, rules: ArticleRules) -> bool:
    """Whether a short line begins with a dateline and goes on right below, as no headline does."""
    line = lines[index]
    if index + 1 >= len(lines) or lines[index + 1].spaced or lines[index + 1].kind not in ("prose", "short"):
        return False
    dateline = find_dateline(text, line.start, line.end, rules.datelines)
    return dateline is not None and dateline.firm


def find_title(text: str, lines: list[Line], lead: int, dateline: Dateline | None = None) -> int | None:
    """The index of the line that is the story's headline; None if none clearly is."""
    for index, line in enumerate(lines[: max(1, min(lead + 1, HEAD))]):
        if line.heading:
            return index
        if (
            index == lead and dateline is not None and dateline.firm
        ):  # "LIMA, May 2 - Police said nine" begins the story
            return None
        if line.kind in ("stamp", "byline", "imprint", "boilerplate", "clock"):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is None:
            return None
        if is_title(text, line, words=2) and (after.spaced or after.kind != "prose" or index < lead):
            return index
        same = folded(text, after.start, after.end) == folded(text, line.start, line.end)
        marked = after.kind in ("stamp", "byline", "imprint") or same
        return index if marked and line.end - line.start <= 200 and line.kind != "caption" else None
    return None


def is_name(text: str, line: Line, rules: ArticleRules, head: Head) -> bool:
    """Whether a line of the head only names who wrote it ("Ann Low and Bo Han", "AFP"); keeps the agency."""
    if line.kind != "short" or line.end - line.start > 60:
        return False
    words = text[line.start : line.end].strip("()").split()
    name = " ".join(words)
    if name in rules.datelines.agencies:
        head.publisher = head.publisher or rules.datelines.agencies[name]
        return True
    return name in rules.layout.captions.agencies or (
        len(words) <= 7
        and all(word in _BETWEEN_NAMES or (word[0].isupper() and word.strip(",.").isalpha()) for word in words)
    )


def note_stamp(head: Head, line: Line, index: int, count: int, lead: int) -> None:
    """Keep a date that stands in a story's head or at its very end."""
    if lead + 1 < index < count - 3:
        return
    if line.moment is not None:
        head.stamps.append(line.moment)
    elif line.minute is not None:
        head.minute = line.minute


def note_byline(text: str, line: Line, head: Head, rules: ArticleRules, in_head: bool) -> None:
    """Keep the place and date of a byline or imprint: "By A. Name | LIMA, PERU", "LIMA, 3 March 2017 (Nord)"."""
    head.place = head.place or byline_place(text, line.first, line.last, rules.datelines)
    if line.kind == "imprint" and (text[line.first : line.first + 2].isupper() or text[line.last - 1] == ")"):
        dateline = find_dateline(text, line.first, line.last, rules.datelines)
        head.place = head.place or (dateline.place if dateline is not None else None)
    stamp = find_stamp(text, line.first, line.last, rules.layout.moments)
    if in_head and stamp is not None and stamp.moment is not None:
        head.stamps.append(stamp.moment)


def is_label(text: str, opened: re.Match[str], end: int) -> bool:
    """Whether "Highlights" is a label ("Highlights: …", "Story highlights Two …"), not "of the match"."""
    return opened.end() >= end or not text[opened.end()].islower()


_BETWEEN_NAMES = frozenset(["and", "&", "in", "for", "of", "at", "-", "–", "|"])


def _is_dialogue(text: str, lines: list[Line], rules: ArticleRules) -> bool:
    """Whether several paragraphs open with a name and a colon, as a transcript's do."""
    colons = 0
    for line in lines[:SPEAKERS]:
        colons += rules.datelines.colon.match(text, line.start, min(line.end, line.start + 60)) is not None
    return colons > 2


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> ArticleRules:
    return compile_articles(book)


def shows_summary(entry: SummaryEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with a label of the entry."""
    opened = _compiled(book).summary.match(text)
    return opened is not None and is_label(text, opened, len(text))
