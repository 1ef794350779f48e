"""A text that has lost its line breaks: what of its one long line is head, caption, story and page's foot.

"Saturday 6 Aug 2016 <headline> AFP <story>", "<headline> Reuters Tuesday 14 Nov 2017 <story>", "Published
July 5 2016 <story> Read also". Only clear evidence (a date or an agency that ends it, capitals and a full
stop) cuts a headline off; a doubtful one stays with the story.
"""

import re
from dataclasses import dataclass

from claimcheck.datelines import DatelineRules, bare_dateline, find_dateline, find_later_dateline, sign_off
from claimcheck.heads import ArticleRules, Head
from claimcheck.models import Section
from claimcheck.moments import find_stamp
from claimcheck.values import Moment


@dataclass(frozen=True, slots=True)
class InlineHead:
    """What a text in one line says of itself before its story begins at ``end``."""

    end: int
    published: Moment | None
    publisher: str | None
    headline: tuple[int, int] | None


def find_inline_head(text: str, start: int, end: int, rules: DatelineRules) -> InlineHead:
    """What stands before the story in a text of one line: dates, a headline that is clearly one.

    ``end`` is ``start`` where nothing does.
    """
    position, published = _leading_stamps(text, start, end, rules)
    publisher: str | None = None
    headline: tuple[int, int] | None = None
    inner = find_stamp(text, position, min(end, position + 260), rules.moments)
    if inner is not None and inner.moment is not None and published is None:
        # "Market raid kills nine AFP Tuesday 14 Nov 2017 The toll …": a dated line in the midst of words
        lead = _stamp_start(text, position, inner.start, rules)
        after = _skip(text, inner.end, end)
        between = text[position:lead].strip()
        if (
            lead < inner.start
            and after < end
            and not text[after].islower()
            and between
            and not _SENTENCE_END.search(between)
        ):
            headline, publisher = _headline(text, position, lead, rules)
            return InlineHead(after, inner.moment, publisher, headline)
    if published is not None:
        standing = rules.standing.search(text, position, min(end, position + 200))
        if standing and not _SENTENCE_END.search(text, position, standing.start()):
            words = text[position : standing.start()].split()
            if len(words) >= 4 and words[-1].lower() not in _BEFORE_A_SPEAKER:
                stop = standing.end() - 1
                headline, publisher = _headline(text, position, stop, rules)
                return InlineHead(_skip(text, stop, end), published, publisher, headline)
        stop_match = _SENTENCE_END.search(text, position, min(end, position + 170))
        if stop_match and _is_title_case(text[position : stop_match.start() + 1]):
            headline = (position, stop_match.start() + 1)
            return InlineHead(_skip(text, stop_match.end(), end), published, None, headline)
    return InlineHead(position, published, publisher, headline)


def _leading_stamps(text: str, start: int, end: int, rules: DatelineRules) -> tuple[int, Moment | None]:
    """Where the dates at a text's start end, and the first of them."""
    position, published = start, None
    for _ in range(3):
        stamp = find_stamp(text, position, min(end, position + 60), rules.moments)
        if stamp is None or stamp.moment is None:
            break
        lead = rules.moments.beside.sub(" ", text[position : stamp.start])
        if position > start:
            lead = _FOUR_FIGURES.sub(" ", lead)  # "(updated 1457 19.07.2016)" has lost its colon
        if any(letter.isalnum() for letter in lead):
            break
        after = _skip(text, stamp.end, end)
        if after < end and (text[after].islower() or text[stamp.end : after].strip() == ","):
            signed = stamp.start > position and text.startswith("by ", after)  # "Posted on 2 May 2011 by …"
            if not (text[after - 1] == "(" or signed):
                break
        position, published = after, published or stamp.moment
    link = _LINK.match(text, position, end)
    if published is not None and link:
        position = link.end()
    return position, published


def _stamp_start(text: str, position: int, date_start: int, rules: DatelineRules) -> int:
    """Where the weekday or "Published" before a date begins; the date's own start if neither is there."""
    best = date_start
    for match in rules.moments.beside.finditer(text, max(position, date_start - 40), date_start):
        if not any(letter.isalnum() for letter in rules.moments.beside.sub(" ", text[match.start() : date_start])):
            best = match.start()
            break
    lead = text[best:date_start].strip().lower()
    return date_start if lead in ("on", "of", "the", "at", "and") else best


def _headline(text: str, start: int, end: int, rules: DatelineRules) -> tuple[tuple[int, int] | None, str | None]:
    """The words of a headline without the agency that signs it, and the agency."""
    while end > start and text[end - 1].isspace():
        end -= 1
    signed = rules.last_agency.search(text, max(start, end - 40), end)
    publisher = None
    if signed:
        publisher, end = rules.agencies[signed["agency"]], signed.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    return ((start, end) if end > start else None), publisher


def _is_title_case(title: str) -> bool:
    words = [word for word in title.split() if len(word) >= 4 and word[0].isalpha()]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _skip(text: str, position: int, end: int) -> int:
    while position < end and (text[position].isspace() or text[position] in ",;:|()–—-"):
        position += 1
    return position


def unfold(text: str, start: int, end: int, head: Head, rules: ArticleRules) -> list[tuple[int, int, Section]]:
    """The parts of a story's first long line: it may hold a head, a caption and the page's foot as well."""
    pieces: list[tuple[int, int, Section]] = []
    dated = False
    if head.title is None:
        inline = find_inline_head(text, start, end, rules.datelines)
        dated = inline.published is not None
        if inline.published is not None:
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
        if dateline is not None and (dateline.firm or dated):
            position = dateline.end
            head.set_from(dateline)
    end = _before_foot(text, position, end, head, rules)
    later = find_later_dateline(text, position, end, rules.datelines) if head.place is None else None
    if later is not None:
        head.set_from(later[1])
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
    """A caption early in a running text, told by its credit: its words, and where the rest begins."""
    credit = rules.layout.captions.inline_credit.search(text, start, min(end, start + 700))
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


def _before_foot(text: str, start: int, end: int, head: Head, rules: ArticleRules) -> int:
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
    if not head.stamps:
        stamp = find_stamp(text, max(start, end - 60), end, rules.layout.moments)
        if stamp and stamp.moment and stamp.end >= end - 2:
            beside = rules.layout.moments.beside.search(text, max(start, stamp.start - 30), stamp.start)
            if beside and beside.group().lower().startswith(_DATING):
                head.stamps.append(stamp.moment)
                return beside.start()
    return end


_SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,3}\s")
_BEFORE_A_SPEAKER = frozenset(
    ["to", "told", "an", "by", "the", "agency", "from", "with", "of", "and", "for", "via", "a"]
)
_FOUR_FIGURES = re.compile(r"(?<!\d)[0-2]\d[0-5]\d(?!\d)")
_LINK = re.compile(r"(?:[A-Z]{3,9}\s)?https?\S+\s")
_NUMBER = re.compile(r"\s\d{1,6}\s+")
_BOUNDARY = re.compile(r"[.!?][\"”’)]{0,2}\s+")
_DATING = ("publ", "post", "upd", "last", "dat")
