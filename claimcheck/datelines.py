"""Datelines: the place and agency that open a story's first paragraph, or sign its last.

"LAGOS, Nigeria—", "LIMA (AP) —", "LONDON, March 3 (Reuters) -", "Lima (Nord), 3 March 2017:",
"(Lima, March 3, 2017) –", "New Delhi:", "(CNN)".
Told by their shape: capitals and a dash, a known agency in brackets, a day, a colon. What has the shape and is none
("BREAKING:") is in ``rules/en/articles.toml``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.captions import AgencyEntry, CaptionRules, caption_span, compile_captions
from claimcheck.date_grammar import DAY_NAMES
from claimcheck.moments import FILE, MomentRules, compile_moments, find_stamp, words_pattern
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Moment


class LabelEntry(Entry):
    """Words that look like the place of a dateline and are none."""

    words: tuple[str, ...]


class PlaceWordEntry(Entry):
    """First and last words of the names of towns; a name of two words before a colon must have one."""

    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story comes from. ``end`` is where its words begin, ``moment`` the day that it names with its year."""

    end: int
    place: str | None
    publisher: str | None
    firm: bool = True  # False: before a colon may also stand someone who speaks
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class DatelineRules:
    """The patterns for datelines and one-line heads, compiled."""

    moments: MomentRules
    dated: re.Pattern[str]
    bracketed: re.Pattern[str]
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
    labels = frozenset(word.lower() for entry in book.entries(FILE, "label", LabelEntry) for word in entry.words)
    agency = words_pattern(list(agencies))
    upper = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
    word = r"[A-ZÀ-Þ](?:[^\W\d_]|[.'’-]){1,24}"
    within = rf"(?:,\s{word}(?:\s{word}){{0,2}}){{0,2}}"
    also = rf"(?:\s?/\s?{word}(?:\s{word}){{0,2}}){{0,2}}"
    month = words_pattern([name.title() for name in moments.months] + [name.upper() for name in moments.months])
    day = rf"(?:,?\s(?:(?:{month})\b\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{month})\b\.?)(?:,?\s\d{{4}})?)?"
    signed = r"(?:\s?\((?P<agency>[A-Z][\w/\s.&'-]{1,40})\))"
    opens = r"(?=[\"“‘'(]?[^\W_a-z]|\d)"
    caps = rf"(?P<place>{upper}{within}{also})"
    words = book.entries(FILE, "place_word", PlaceWordEntry)
    first = words_pattern([name for entry in words for name in entry.first]) or "(?!)"
    last = words_pattern([name for entry in words for name in entry.last]) or "(?!)"
    named = rf"(?:(?:{first})\s{word}(?:\s{word})?|{word}\s(?:{last})|{word})"
    weekday = words_pattern(list(DAY_NAMES))
    dated = rf"(?:(?:{weekday}),?\s)?(?:(?:{month})\b\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{month})\b\.?)(?:,?\s\d{{4}})?"
    before, after = (rf"(?:\s?\((?P<{name}>\w[\w/\s.&'-]{{1,40}})\))" for name in ("before", "after"))
    # "LIMA, March 3, 2017. /Nord news/. Two men", "Lima (Nord), March 3 - Two men", "LIMA, March 3 (Nord): Two men"
    mark = r"(?:,?(?:\s?[—–]\s?|\s?--?\s)|:\s)"
    closes = rf"(?:\.?\s/[^/\n]{{2,40}}/\.?\s{opens}|{after}?(?:{mark}{opens}|$))"
    return DatelineRules(
        moments=moments,
        dated=re.compile(
            rf"(?:{caps}|(?P<titled>{word}(?:\s{word}){{0,2}}{within}{also})){before}?(?:,?\s|\s?[—–]\s){dated}{closes}"
        ),
        # "(Beirut, October 11, 2018) – Two men": a press release
        bracketed=re.compile(
            rf"\((?P<titled>{word}(?:\s{word}){{0,2}}{within}{also}),?\s{dated}\)\s?(?:[—–]|--?)\s?{opens}"
        ),
        dash=re.compile(rf"{caps}{day}{signed}?,?(?:\s?[—–]\s?|\s--?\s|--\s?|\s\|\s){opens}"),
        credit=re.compile(
            rf"(?:(?P<place>(?:{upper}|{word}(?:\s{word}){{0,2}}){within}{also}){day}\s)?"
            rf"\((?P<agency>{agency})\)(?:\s?[—–:]\s?|\s?--?\s|\s){opens}"
        ),
        colon=re.compile(rf"(?:{caps}|(?P<titled>{named}{within})){signed}?:\s{opens}"),
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
    Dateline(end=22, place='Lagos, Nigeria', publisher='Associated Press', firm=True, moment=None)
    >>> find_dateline("BREAKING: Two men fled.", 0, 23, rules) is None
    True
    """
    head = text[start : start + 2]
    if not head or not (head[0].isupper() or head[0] == "("):
        return None
    limit = min(end, start + 140)
    for pattern in (rules.dated, rules.bracketed, rules.dash, rules.credit, rules.colon):
        match = pattern.match(text, start, limit)
        if match is None:
            continue
        groups = match.groupdict()
        place, titled = groups.get("place"), groups.get("titled")
        if not _is_place(place or titled, rules) and (place or titled or pattern is not rules.credit):
            continue
        agency = groups.get("agency") or groups.get("before") or groups.get("after") or ""
        publisher = rules.agencies.get(" ".join(agency.split()))
        stamp = find_stamp(text, start, match.end(), rules.moments)
        moment = stamp.moment if stamp is not None else None
        return Dateline(match.end(), _shown(place or titled), publisher, pattern is not rules.colon, moment)
    return None


def find_later_dateline(text: str, start: int, end: int, rules: DatelineRules) -> tuple[int, Dateline] | None:
    """A dateline after the first sentences of a one-line text ("… fled. LIMA (AP) Two …"), and its start."""
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


def bare_dateline(text: str, start: int, end: int, rules: DatelineRules) -> Dateline | None:
    """The place in capitals before the first words of a text that lost its punctuation: "LIMA A bus …"."""
    match = rules.bare.match(text, start, min(end, start + 60))
    if match is None or len(match["place"]) < 4 or not _is_place(match["place"], rules):
        return None
    return Dateline(match.end(), _shown(match["place"]), None)


def _is_place(place: str | None, rules: DatelineRules) -> bool:
    if place is None:
        return False
    first = place.split(",")[0].split("/")[0].strip()
    return len(first) >= 3 and first.lower() not in rules.labels and first.split()[0].lower() not in rules.labels


def _shown(place: str | None) -> str | None:
    """A place as prose writes it: "ALEPPO, SYRIA/BEIRUT" is "Aleppo, Syria", the first of the two."""
    if place is None:
        return None
    parts = [part.strip() for part in place.split("/")[0].split(",")]
    if parts[-1].endswith(".") and "." not in parts[-1][:-1] and " " in parts[-1]:
        parts[-1] = parts[-1][:-1]  # "VALLE DE TARVO. - Grief has taken hold"; not "Calif."
    return ", ".join(" ".join(_cased(word) for word in part.split()) for part in parts if part)


def _cased(word: str) -> str:
    if not word.isupper() or "." in word[:-1]:  # "U.S.", "D.C."
        return word
    return "-".join(piece.capitalize() for piece in word.split("-"))


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> tuple[DatelineRules, CaptionRules]:
    return compile_datelines(book, compile_moments(book)), compile_captions(book)


def shows_agency(entry: AgencyEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with a dateline of the agency, or ends with its credit for a picture."""
    datelines, captions = _compiled(book)
    if entry.wire:
        found = find_dateline(text, 0, len(text), datelines)
        return found is not None and found.publisher in {entry.label, *entry.names}
    credited = caption_span(text, 0, len(text), captions)
    return credited is not None and any(name in text[credited[1] :] for name in entry.names)


def shows_label(entry: LabelEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with one of the labels, and so with no dateline."""
    lower = text.lower()
    return find_dateline(text, 0, len(text), _compiled(book)[0]) is None and any(
        re.match(rf"{re.escape(word.lower())}\s?[:—–-]", lower) for word in entry.words
    )


def shows_place_word(entry: PlaceWordEntry, text: str, book: RuleBook) -> bool:
    """Whether the text opens with a dateline whose name begins or ends with one of the entry's words."""
    found = find_dateline(text, 0, len(text), _compiled(book)[0])
    words = (found.place or "").split(",")[0].split() if found else []
    return len(words) > 1 and (words[0] in entry.first or words[-1] in entry.last)
