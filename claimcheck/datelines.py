"""The head of a story where it stands in running text: place, agency, date, headline.

"DHAKA, Bangladesh—", "BEIRUT (AP) —", "LONDON, March 3 (Reuters) -", "New Delhi:", "(CNN)"; and, in texts that
have lost their line breaks, "Saturday 6 Aug 2016 <headline> AFP <story>". Only clear evidence cuts a headline
off; a doubtful one stays with the story.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.layout import AgencyEntry, LayoutRules, caption_span, compile_layout
from claimcheck.moments import FILE, MomentRules, find_stamp, words_pattern
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Moment


class LabelEntry(Entry):
    """Words that look like the place of a dateline and are none."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story comes from. ``end`` is where its words begin."""

    end: int
    place: str | None
    publisher: str | None
    firm: bool = True  # False: "Lima:" may also be someone who speaks


@dataclass(frozen=True, slots=True)
class InlineHead:
    """What a text in one line says of itself before its story begins at ``end``."""

    end: int
    published: Moment | None
    publisher: str | None
    headline: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class DatelineRules:
    """The patterns for datelines and one-line heads, compiled."""

    moments: MomentRules
    dash: re.Pattern[str]
    credit: re.Pattern[str]
    colon: re.Pattern[str]
    bare: re.Pattern[str]
    later: re.Pattern[str]
    byline: re.Pattern[str]
    standing: re.Pattern[str]
    last_agency: re.Pattern[str]
    sign_off: re.Pattern[str]
    agencies: dict[str, str]
    labels: frozenset[str]


def compile_datelines(book: RuleBook, moments: MomentRules) -> DatelineRules:
    """The rules for datelines, from ``agency`` and ``label``."""
    agencies = {
        name: entry.label or name
        for entry in book.entries(FILE, "agency", AgencyEntry)
        if entry.wire
        for name in entry.names
    }
    labels = frozenset(
        word.lower() for entry in book.entries(FILE, "label", LabelEntry) for word in entry.words
    )
    agency = words_pattern(list(agencies))
    upper = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
    word = r"[A-ZÀ-Þ](?:[^\W\d_]|[.'’-]){1,24}"
    within = rf"(?:,\s{word}(?:\s{word}){{0,2}}){{0,2}}"
    also = rf"(?:\s?/\s?{word}(?:\s{word}){{0,2}}){{0,2}}"
    month = words_pattern(
        [name.title() for name in moments.months] + [name.upper() for name in moments.months]
    )
    day = rf"(?:,?\s(?:(?:{month})\b\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{month})\b\.?)(?:,?\s\d{{4}})?)?"
    signed = rf"(?:\s?\((?P<agency>[A-Z][\w/ .&'-]{{1,40}})\))"
    opens = r"(?=[\"“‘'(]?[^\W_a-z]|\d)"
    caps = rf"(?P<place>{upper}{within}{also})"
    titled = rf"(?P<place>{word}(?:\s{word}){{0,2}}{within})"
    return DatelineRules(
        moments=moments,
        dash=re.compile(rf"{caps}{day}{signed}?,?(?:\s?[—–]\s?|\s--?\s|--\s?|\s\|\s){opens}"),
        credit=re.compile(
            rf"(?:(?P<place>(?:{upper}|{word}(?:\s{word}){{0,2}}){within}{also}){day}\s)?"
            rf"\((?P<agency>{agency})\)(?:\s?[—–:]\s?|\s?--?\s|\s){opens}"
        ),
        colon=re.compile(rf"(?:{caps}|{titled.replace('<place>', '<titled>')}){signed}?:\s{opens}"),
        bare=re.compile(
            rf"(?P<place>{upper})\s(?=(?:An?|The|At|Some|More|Dozens|Hundreds|Thousands|In|On|Two|Three)\s)"
        ),
        later=re.compile(
            rf"(?<=[.!?\"”]\s)(?P<place>{upper}{within})\s\((?P<agency>{agency})\)\s?(?:[—–-]+\s)?{opens}"
        ),
        byline=re.compile(rf"(?:By|BY)\s[^|\n]{{2,120}}\|\s?{caps}$"),
        standing=re.compile(rf"\s(?:{agency})\s(?=[A-Z\"“])(?!(?:Photos?|News|Images?|TV|File|Agency)\b)"),
        last_agency=re.compile(rf"\s(?P<agency>{agency})$"),
        sign_off=re.compile(rf"(?:--?|[—–])\s?(?P<agency>{agency})\.?$"),
        agencies=agencies,
        labels=labels,
    )


def find_dateline(text: str, start: int, end: int, rules: DatelineRules) -> Dateline | None:
    """The dateline that opens a paragraph; None if it has none.

    >>> from claimcheck.rules import rule_book
    >>> from claimcheck.moments import compile_moments
    >>> rules = compile_datelines(rule_book(), compile_moments(rule_book()))
    >>> find_dateline("LAGOS, Nigeria (AP) — Two men fled.", 0, 35, rules)
    Dateline(end=22, place='Lagos, Nigeria', publisher='Associated Press', firm=True)
    >>> find_dateline("BREAKING: Two men fled.", 0, 23, rules) is None
    True
    """
    head = text[start : start + 2]
    if not head or not (head[0].isupper() or head[0] == "("):
        return None
    limit = min(end, start + 140)
    for pattern in (rules.dash, rules.credit, rules.colon):
        match = pattern.match(text, start, limit)
        if match is None:
            continue
        groups = match.groupdict()
        place, titled = groups.get("place"), groups.get("titled")
        if not _is_place(place or titled, rules) and (place or titled or pattern is not rules.credit):
            continue
        publisher = rules.agencies.get(groups.get("agency") or "")
        return Dateline(match.end(), _shown(place or titled), publisher, firm=titled is None)
    return None


def find_later_dateline(text: str, start: int, end: int, rules: DatelineRules) -> tuple[int, Dateline] | None:
    """A dateline after the first sentences of a text in one line ("… fled. LAGOS (AP) Two men …"), and its start."""
    match = rules.later.search(text, start, min(end, start + 500))
    if match is None or not _is_place(match["place"], rules):
        return None
    return match.start(), Dateline(match.end(), _shown(match["place"]), rules.agencies.get(match["agency"]))


def byline_place(text: str, start: int, end: int, rules: DatelineRules) -> str | None:
    """The place in "By A. Name | LIMA, PERU/QUITO"."""
    match = rules.byline.fullmatch(text, start, end)
    return _shown(match["place"]) if match and _is_place(match["place"], rules) else None


def sign_off(text: str, start: int, end: int, rules: DatelineRules) -> tuple[int, str] | None:
    """The agency that signs a text at its end ("--Reuters"), and where that begins."""
    match = rules.sign_off.search(text, max(start, end - 40), end)
    return (match.start(), rules.agencies[match["agency"]]) if match else None


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


def bare_dateline(text: str, start: int, end: int, rules: DatelineRules) -> Dateline | None:
    """The place in capitals before the first words of a text that lost its punctuation: "LIMA A bus …"."""
    match = rules.bare.match(text, start, min(end, start + 60))
    if match is None or len(match["place"]) < 4 or not _is_place(match["place"], rules):
        return None
    return Dateline(match.end(), _shown(match["place"]), None)


_SENTENCE_END = re.compile(r"[.!?][\"”’)]{0,3}\s")
_BEFORE_A_SPEAKER = frozenset("to told an by the agency from with of and for via a".split())
_LINK = re.compile(r"(?:[A-Z]{3,9}\s)?https?\S+\s")


def _leading_stamps(text: str, start: int, end: int, rules: DatelineRules) -> tuple[int, Moment | None]:
    """Where the dates at a text's start end, and the first of them."""
    position, published = start, None
    for _ in range(3):
        stamp = find_stamp(text, position, min(end, position + 60), rules.moments)
        if stamp is None or stamp.moment is None:
            break
        lead = rules.moments.beside.sub(" ", text[position : stamp.start])
        if any(letter.isalnum() for letter in lead):
            break
        after = _skip(text, stamp.end, end)
        if after < end and (text[after].islower() or text[stamp.end : after].strip() == ","):
            bracket = after < end and text[after - 1] == "("  # "(updated 1457 19.07.2016)"
            if not bracket:
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
        if not any(
            letter.isalnum() for letter in rules.moments.beside.sub(" ", text[match.start() : date_start])
        ):
            best = match.start()
            break
    lead = text[best:date_start].strip().lower()
    return date_start if lead in ("on", "of", "the", "at", "and") else best


def _headline(
    text: str, start: int, end: int, rules: DatelineRules
) -> tuple[tuple[int, int] | None, str | None]:
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


def _is_place(place: str | None, rules: DatelineRules) -> bool:
    if place is None:
        return False
    first = place.split(",")[0].split("/")[0].strip()
    return (
        len(first) >= 3 and first.lower() not in rules.labels and first.split()[0].lower() not in rules.labels
    )


def _shown(place: str | None) -> str | None:
    """A place as prose writes it: "ALEPPO, SYRIA/BEIRUT" is "Aleppo, Syria", the first of the two."""
    if place is None:
        return None
    parts = [part.strip() for part in place.split("/")[0].split(",")]
    return ", ".join(" ".join(_cased(word) for word in part.split()) for part in parts if part)


def _cased(word: str) -> str:
    if not word.isupper() or "." in word[:-1]:  # "U.S.", "D.C."
        return word
    return "-".join(piece.capitalize() for piece in word.split("-"))


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> tuple[DatelineRules, LayoutRules]:
    layout = compile_layout(book)
    return compile_datelines(book, layout.moments), layout


def shows_agency(entry: AgencyEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with a dateline of the agency, or ends with its credit for a picture."""
    datelines, layout = _compiled(book)
    if entry.wire:
        found = find_dateline(text, 0, len(text), datelines)
        return found is not None and found.publisher in {entry.label, *entry.names}
    credited = caption_span(text, 0, len(text), layout)
    return credited is not None and any(name in text[credited[1] :] for name in entry.names)


def shows_label(entry: LabelEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with one of the labels, and so with no dateline."""
    lower = text.lower()
    return find_dateline(text, 0, len(text), _compiled(book)[0]) is None and any(
        re.match(rf"{re.escape(word.lower())}\s?[:—–-]", lower) for word in entry.words
    )
