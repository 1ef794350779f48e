"""What each line of a page is: prose, a bullet, a caption, a date, a clock time, boilerplate.

Comes in: a document's text. Goes out: its lines, paragraphs that were hard-wrapped joined, each with its kind
and the span of its own words (a caption without its credit, a bullet without its mark). The words that tell
are in ``rules/en/articles.toml``; no line is judged by more than its first and last few hundred letters.
"""

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from claimcheck.captions import WHOLE, CaptionRules, caption_span, compile_captions, gallery_spans
from claimcheck.imprints import is_imprint
from claimcheck.lines import LIST_MARK
from claimcheck.moments import FILE, MomentRules, clock_line, compile_moments, stamp_line, words_pattern
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Moment

Kind = Literal["prose", "short", "bullet", "caption", "stamp", "clock", "byline", "imprint", "boilerplate"]
WIDTHS = (20, 130)  # letters of the lines of a text that was wrapped by hand
GALLERY = 150  # letters from which a line may hold several captions


class BoilerplateEntry(Entry):
    """Lines of a page that are no news; in ``lines``, "#" stands for a figure."""

    lines: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line or joined paragraph. ``start``–``end`` are its own words, ``first``–``last`` all of it.

    ``moment`` is the date of a stamp, ``minute`` the time of a stamp or clock line. ``spaced``: a blank line
    or the text's start comes before it.
    """

    first: int
    last: int
    start: int
    end: int
    kind: Kind
    spaced: bool
    moment: Moment | None = None
    minute: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """The patterns that tell what a line is, compiled."""

    moments: MomentRules
    lines: frozenset[str]
    starts: tuple[tuple[re.Pattern[str], int], ...]
    ends: re.Pattern[str]
    longest_end: int
    tails: re.Pattern[str]
    captions: CaptionRules


def compile_layout(book: RuleBook) -> LayoutRules:
    """The rules for lines, from ``boilerplate``, ``agency`` and ``caption``."""
    boilerplate = book.entries(FILE, "boilerplate", BoilerplateEntry)
    by_length: dict[int, list[str]] = {}
    for entry in boilerplate:
        if entry.starts:
            by_length.setdefault(entry.longest, []).extend(entry.starts)
    ends = [word for entry in boilerplate for word in entry.ends]
    tails = [word for entry in boilerplate for word in entry.tails]
    return LayoutRules(
        moments=compile_moments(book),
        lines=frozenset(_folded(line) for entry in boilerplate for line in entry.lines),
        starts=tuple(
            (re.compile(rf"(?:{words_pattern(words)}){WHOLE}", re.IGNORECASE), longest)
            for longest, words in sorted(by_length.items())
        ),
        ends=re.compile(rf"\b(?:{words_pattern(ends)})\.?$" if ends else r"(?!)", re.IGNORECASE),
        longest_end=max((entry.longest for entry in boilerplate if entry.ends), default=0),
        tails=re.compile(rf"(?<=[.!?\"”’)])\s+(?:{words_pattern(tails)})" if tails else r"(?!)"),
        captions=compile_captions(book),
    )


def read_lines(text: str, start: int, end: int, rules: LayoutRules) -> list[Line]:
    """The lines of ``text[start:end]`` that are not blank, each judged for itself."""
    lines: list[Line] = []
    for first, last, spaced in paragraphs(text, start, end):
        if last - first >= GALLERY and rules.captions.between.search(text, first, last):
            for start, end in gallery_spans(text, first, last, rules.captions):
                lines.append(Line(start, end, start, end, "caption", spaced))
            continue
        line = judge(text, first, last, spaced, rules)
        if line.kind == "caption" and lines and _prints_again(text, line, lines[-1]):
            # the words of a picture, and again below it with their credit: one caption
            before = lines[-1]
            lines[-1] = Line(before.first, line.last, before.start, before.end, "caption", before.spaced)
            continue
        if line.kind == "imprint" and not lines:
            line = replace(line, kind="short")  # "Blast in Lima, 3 March 2017": the first line is the headline
        lines.append(line)
    return lines


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The lines of a text, trimmed, with whether a blank line comes before each; wrapped lines are joined.

    A single line break is a paragraph's end on most saved pages. It is not where the text was wrapped by
    hand: many breaks in mid-sentence after lines of one width.
    """
    rows: list[tuple[int, int, bool]] = []
    spaced = True
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        row = text[position:stop]
        stripped = row.strip()
        if stripped:
            first = position + len(row) - len(row.lstrip())
            rows.append((first, first + len(stripped), spaced))
            spaced = False
        else:
            spaced = True
        position = stop + 1
    wrap = _find_wrap(text, rows)
    joined: list[tuple[int, int, bool]] = []
    before = (0, 0)  # the last physical line of the last paragraph
    for first, last, gap in rows:
        opened = joined[-1][0] if joined else 0
        if joined and not gap and _continues(text, opened, before, (first, last), wrap):
            joined[-1] = (opened, last, joined[-1][2])
        else:
            joined.append((first, last, gap))
        before = (first, last)
    return joined


def judge(text: str, first: int, last: int, spaced: bool, rules: LayoutRules) -> Line:
    """What one line is."""
    start, end = first, last
    length = last - first

    def line(kind: Kind, moment: Moment | None = None, minute: int | None = None, heading: bool = False) -> Line:
        return Line(first, last, start, end, kind, spaced, moment, minute, heading)

    if length <= 160:
        minute = clock_line(text, first, last, rules.moments)
        if minute is not None:
            return line("clock", minute=minute)
        stamp = stamp_line(text, first, last, rules.moments)
        if stamp is not None:
            return line("stamp", stamp.moment, stamp.minute)
    if _no_words(text, first, min(last, first + 200)):
        return line("boilerplate")
    if is_boilerplate(text, first, last, rules):
        return line("boilerplate")
    if _MARKDOWN.match(text, first, last):
        start = _MARKDOWN.match(text, first, last).end()  # type: ignore[union-attr]
        return line("short" if length <= 250 else "prose", heading=True)
    caption = caption_span(text, first, last, rules.captions)
    if caption is not None:
        start, end = caption
        return line("caption" if len(text[start:end].split()) >= 4 else "boilerplate")
    if length <= 200 and _BYLINE.match(text, first, last) and text[last - 1] not in ".!?":
        return line("byline")
    if is_imprint(text, first, last, rules.moments):
        return line("imprint")
    bullet = LIST_MARK.match(text, first, last)
    if bullet:
        start = bullet.end()
        kind: Kind = "boilerplate" if is_boilerplate(text, start, last, rules) else "bullet"
        return line(kind)
    return line("short" if length <= 200 and not ends_sentence(text, first, last) else "prose")


def is_boilerplate(text: str, start: int, end: int, rules: LayoutRules) -> bool:
    """Whether a line is the page's furniture."""
    if end - start <= 60 and _DIGITS.sub("#", _folded(text[start:end])) in rules.lines:
        return True
    if end - start <= 160 and text[start] == "(" and text[end - 1] == ")" and not ends_sentence(text, start, end):
        return True  # "(Also on this site: …)"
    for pattern, longest in rules.starts:
        if end - start <= longest and pattern.match(text, start, end):
            return True
    if end - start <= rules.longest_end and rules.ends.search(text, max(start, end - 60), end):
        return True
    return bool(_LINK.fullmatch(text, start, end)) if end - start <= 300 else False


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a line ends as a sentence does: with a stop, whatever quotes and brackets close after it."""
    position = end - 1
    while position > start and text[position] in _CLOSERS:
        position -= 1
    return text[position] in ".!?…:;。！？؟।"


_CLOSERS = "\"'”’»)]*_"
_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")
_BYLINE = re.compile(r"(?:By|BY)\s+[A-Z][\w.'’-]*(?:\s|,|$)")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")


def _no_words(text: str, start: int, end: int) -> bool:
    return _WORD.search(text, start, end) is None


def _folded(line: str) -> str:
    return " ".join(line.split()).strip(" .:…»›>").casefold()


def folded(text: str, start: int, end: int) -> str:
    """A line as compared with others: case, spaces and the stop at its end don't count."""
    return " ".join(text[start:end].split()).strip(" .:…").casefold()


def _prints_again(text: str, caption: Line, before: Line) -> bool:
    if before.kind not in ("prose", "short", "caption"):
        return False
    return folded(text, caption.start, caption.end) == folded(text, before.start, before.end)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The width of lines wrapped by hand, 0 if none were; ``full``: each line took all it could."""

    width: int = 0
    full: bool = False


def _find_wrap(text: str, rows: list[tuple[int, int, bool]]) -> _Wrap:
    """How a text was wrapped, by its breaks in mid-sentence and the words that had no room on a line."""
    pairs = [
        (first, last, after)
        for (first, last, _), (after, _, gap) in itertools.pairwise(rows)
        if not gap and WIDTHS[0] <= last - first <= WIDTHS[1]
    ]
    widths = sorted(
        last - first for first, last, after in pairs if text[after].islower() and not ends_sentence(text, first, last)
    )
    if len(widths) < 2 or len(widths) * 4 < len(pairs):
        return _Wrap()
    widest = widths[-1]
    short = sum(not _is_full(text, first, last, after, widest) for first, last, after in pairs)
    if short * 5 <= len(pairs):
        # "…of the town,⏎Homs": a line that a name begins may have left the widest
        return _Wrap(max(last - first for first, last, _ in pairs if last - first <= widest + 4), full=True)
    wide = [width for width in widths if width >= 45]
    if len(wide) < 3 or len(wide) * 3 < sum(last - first >= 45 for first, last, _ in pairs):
        return _Wrap()
    return _Wrap(wide[len(wide) * 9 // 10])


def _is_full(text: str, first: int, last: int, after: int, width: int) -> bool:
    """Whether the first word after a line had no room on it; what wrapped may have counted the spaces."""
    word = _ROOM.match(text, after)
    least = width - 1 - (word.end() - after if word else 0)
    # "BEIRUT — Eight": what wrapped may have counted bytes
    return (
        last - first <= width + 4
        and len(text[first : min(last, first + WIDTHS[1])].encode("utf-8", "replace")) >= least
    )


def _continues(text: str, opened: int, before: tuple[int, int], line: tuple[int, int], wrap: _Wrap) -> bool:
    """Whether a line goes on with the sentence or paragraph, begun at ``opened``, of the line before it."""
    first, last = before
    after = line[0]
    length = last - first
    ends = ends_sentence(text, first, last)
    if wrap.full and _is_full(text, first, last, after, wrap.width):
        if _MARKDOWN.match(text, after) or _BYLINE.match(text, after) or _MARKDOWN.match(text, opened):
            return False
        # "killed⏎11. All": no list, where the sentence goes on and began as no point of one
        return not LIST_MARK.match(text, after) or not (ends or LIST_MARK.match(text, opened))
    if text[after].islower():
        if _SIGNED.match(text, after) and _DATED.search(text, after, line[1]):
            return False  # "Nine die in Tarvin⏎by Northern Staff | Sunday, 8 February 2015"
        # "Nine die in Tarvin⏎by Ann Low" has a headline, "… said 11 people⏎were killed on the road" none
        whole = length >= 25 and (line[1] - after >= 25 or ends_sentence(text, after, line[1]))
        return not ends and (length >= 60 or (whole and not _SIGNED.match(text, after)))
    if wrap.full or wrap.width == 0 or length < 0.7 * wrap.width or length > 1.3 * wrap.width:
        return False
    return not (LIST_MARK.match(text, after) or _MARKDOWN.match(text, after) or _BYLINE.match(text, after))


_ROOM = re.compile(r"\S{1,130}")
_SIGNED = re.compile(r"(?:by|from|via|in|published|updated|posted)\s+[A-Z\d]")
_DATED = re.compile(r"\d(?:st|nd|rd|th)?,?\s(?:19|20)\d\d$|(?<!\d)(?:19|20)\d\d\s\d\d:\d\d$")


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> LayoutRules:
    return compile_layout(book)


def shows_boilerplate(entry: BoilerplateEntry, text: str, book: RuleBook) -> bool:
    """Whether the text is a line of boilerplate by one of the entry's phrases."""
    lower = _DIGITS.sub("#", _folded(text))
    phrases = [_folded(phrase) for phrase in (*entry.lines, *entry.starts, *entry.ends, *entry.tails)]
    return any(phrase in lower for phrase in phrases) and is_boilerplate(text, 0, len(text), _compiled(book))
