"""Dates and clock times as newspapers print them: "DECEMBER 5, 2017 13:59", "Updated 09 February 2025".

Only complete dates, with their year, become a day; what "on Tuesday" means is for the settings stage. A date
in figures is read day first unless that is impossible (01-02-2015 is 1 February). Time zones are dropped.
Month names and the words that stand beside a date are in ``rules/en/articles.toml``.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Moment

FILE = "en/articles.toml"
Beside = Literal["published", "updated", "weekday", "zone", "filler", "noon", "midnight", "credit"]


class MonthEntry(Entry):
    """A month of the year and how it is written."""

    number: int
    names: tuple[str, ...]


class StampEntry(Entry):
    """Words that stand beside a date or a time on a page, and what they tell."""

    role: Beside
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, a time or both in a text. ``moment`` is None for a time without a day."""

    start: int
    end: int
    moment: Moment | None
    minute: int | None


@dataclass(frozen=True, slots=True)
class MomentRules:
    """The patterns that find dates and times, compiled."""

    months: dict[str, int]
    date: re.Pattern[str]
    time: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    beside: re.Pattern[str]
    lead: re.Pattern[str]
    clock: re.Pattern[str]
    inline_clock: re.Pattern[str]
    noon: frozenset[str]
    midnight: frozenset[str]
    credits: frozenset[str]
    yearless: re.Pattern[str]
    bare_clock: re.Pattern[str]


def words_pattern(words: list[str]) -> str:
    """An alternation of these words, the longest first; a space stands for any white space."""
    ordered = sorted({word.strip() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def compile_moments(book: RuleBook) -> MomentRules:
    """The rules for dates and times, from ``months`` and ``stamps``."""
    months = {name.lower(): entry.number for entry in book.entries(FILE, "month", MonthEntry) for name in entry.names}
    beside: dict[str, list[str]] = {}
    for entry in book.entries(FILE, "stamp", StampEntry):
        beside.setdefault(entry.role, []).extend(entry.words)
    month = words_pattern(list(months))
    zone = words_pattern(beside.get("zone", ["GMT"]))
    weekday = words_pattern(beside.get("weekday", ["Monday"]))
    noon, midnight = beside.get("noon", []), beside.get("midnight", [])
    named = words_pattern(noon + midnight) or "noon"
    figures = (
        r"(?P<hour>[012]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?)?"
        r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    )
    time = rf"(?<![\w.,:]){figures}"
    zoned = rf"(?:\s?\(?(?:{zone})\b\)?|Z\b)?"
    apart = {"noon", "midnight", "credit"}
    every = [word for role, words in beside.items() if role not in apart for word in words]
    intro = beside.get("published", []) + beside.get("updated", [])
    flags = re.IGNORECASE
    nth, gap = "(?:st|nd|rd|th)?", r"[ .\-/]{0,2}"
    return MomentRules(
        months=months,
        date=re.compile(
            rf"""(?<![\w/])(?:
              (?P<iso_year>\d{{4}})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})
            | (?P<day>\d{{1,2}}){nth}(?:\ of)?{gap}(?P<month>{month})\.?,?{gap}(?P<year>\d{{4}})
            | (?P<us_month>{month})\.?\ {{0,2}}(?P<us_day>\d{{1,2}}){nth},?\ {{0,2}}(?P<us_year>\d{{4}})
            | (?P<first>\d{{1,2}})[-/.](?P<second>\d{{1,2}})[-/.](?P<last_year>\d{{4}})
            )(?!\d)""",
            flags | re.VERBOSE,
        ),
        time=re.compile(time + zoned, flags),
        after=re.compile(rf"(?:[,|;]?\s{{0,3}}(?:at\s|[-–—|•·]\s?)?|T){figures}{zoned}", flags),
        before=re.compile(rf"{time}{zoned},?\s(?:on\s)?(?:(?:{weekday})\.?,?\s)?$", flags),
        beside=re.compile(rf"(?<!\w)(?:{words_pattern(every)})(?!\w)\.?", flags),
        lead=re.compile(
            rf"(?:(?:{words_pattern(intro)})\b[:\s]{{0,3}}(?:(?:on|at)\s)?)?(?:(?:{weekday})\b\.?,?\s)?",
            flags,
        ),
        clock=re.compile(
            rf"[\[(—–-]?\s?(?:(?:{words_pattern(intro)})(?:\s(?:at|on))?[:,]?\s)?(?:{time}|(?P<named>{named}))"
            rf"(?P<zone>\s?(?:{zone})\b)?(?:,?\s(?:{weekday}))?\s?[\])]?[:.]?",
            flags,
        ),
        inline_clock=re.compile(
            rf"\(?(?:(?:{words_pattern(intro)})(?:\sat)?[:,]?\s)?{time}(?P<zone>\s?(?:{zone})\b)?\)?\s?(?:[-–—|]|:\s)\s?(?=[^\W\d_]|[“\"‘])",
            flags,
        ),
        noon=frozenset(word.lower() for word in noon),
        midnight=frozenset(word.lower() for word in midnight),
        credits=frozenset(word.lower() for word in beside.get("credit", [])),
        bare_clock=re.compile(r"(?P<hour>[012]?\d)[:.](?P<minute>[0-5]\d)(?P<half>)\s+(?=[A-Z“\"])"),
        yearless=re.compile(rf"\b(?:(?:{month})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{month}))\b", flags),
    )


def find_stamp(text: str, start: int, end: int, rules: MomentRules) -> Stamp | None:
    """The first complete date in ``text[start:end]`` that exists, with the time beside it if there is one."""
    for match in rules.date.finditer(text, start, end):
        day = _day(match, rules)
        if day is None:
            continue
        after = rules.after.match(text, match.end(), end)
        minute = _minute(after) if after else None
        if after and minute is not None:
            return Stamp(match.start(), after.end(), Moment(day, minute), minute)
        before = rules.before.search(text, max(start, match.start() - 40), match.start())
        minute = _minute(before) if before else None
        if before and minute is not None:
            return Stamp(before.start(), match.end(), Moment(day, minute), minute)
        return Stamp(match.start(), match.end(), Moment(day), None)
    return None


def parse_moment(text: str, rules: MomentRules) -> Moment | None:
    """The first date in a text; None if there is none."""
    stamp = find_stamp(text, 0, min(len(text), 200), rules)
    return stamp.moment if stamp else None


def stamp_line(text: str, start: int, end: int, rules: MomentRules) -> Stamp | None:
    """The last date of a line that holds nothing but dates, times and the words beside them.

    "Updated Mar. 3, 2021 9:05 a.m. ET" is such a line, "Updated at 4:33 p.m." too (a time alone needs a
    word that introduces it); "Killed on 5 July 2016" is not.
    """
    if end - start > 160:
        return None
    best: Stamp | None = None
    spans: list[tuple[int, int]] = []
    position = start
    while len(spans) < 6 and (stamp := find_stamp(text, position, end, rules)) is not None:
        spans.append((stamp.start, stamp.end))
        best = stamp
        position = stamp.end
    if best is None:
        for match in rules.time.finditer(text, start, end):
            minute = _minute(match)
            if minute is not None:
                best = Stamp(match.start(), match.end(), None, minute)
                spans.append((match.start(), match.end()))
                break
    if best is None:
        return None
    rest = text[start : spans[0][0]]
    for (_, left), (right, _) in zip(spans, [*spans[1:], (end, end)], strict=True):
        rest += " " + text[left:right]
    if best.moment is not None:
        rest = rules.yearless.sub(" ", rest)  # "May 5, 2015 - Updated May 6"
    words, count = rules.beside.subn(" ", rest)
    words = rules.time.sub(" ", words)
    if best.moment is None and (count == 0 or rules.lead.match(rest.strip()).end() == 0):  # type: ignore[union-attr]
        return None
    return None if any(letter.isalnum() for letter in words) else best


def clock_line(text: str, start: int, end: int, rules: MomentRules) -> int | None:
    """The minute of the day that a line of nothing else gives: "3 p.m.", "14:05 GMT", "Noon"; None if none.

    A bare "10.30" may be a figure: without a zone or a.m./p.m. only a colon makes a time.
    """
    if end - start > 48:
        return None
    match = rules.clock.fullmatch(text, start, end)
    if match is None:
        return None
    if match["named"]:
        return 12 * 60 if match["named"].lower() in rules.noon else 0
    return _minute(match) if _is_clock(match) else None


def clock_start(text: str, start: int, end: int, rules: MomentRules, bare: bool = False) -> tuple[int, int] | None:
    """The minute that opens a paragraph ("3:15 p.m. — Police say"), and where its words begin.

    ``bare``: the page's paragraphs open with times that nothing parts from their words ("18:40 Police say").
    """
    if not any(letter in "0123456789" for letter in text[start : start + 3]):
        return None
    plain = rules.bare_clock.match(text, start, end) if bare else None
    if plain is not None:
        minute = _minute(plain)
        return None if minute is None else (minute, plain.end())
    match = rules.inline_clock.match(text, start, end)
    if match is None or not _is_clock(match):
        return None
    minute = _minute(match)
    return None if minute is None else (minute, match.end())


def _is_clock(match: re.Match[str]) -> bool:
    return bool(match["half"] or match["zone"] or (match["minute"] and ":" in match.group()))


def _minute(match: re.Match[str]) -> int | None:
    hour, minute, half = match["hour"], match["minute"], match["half"]
    if hour is None or (minute is None and half is None):
        return None
    value = int(hour)
    if half:
        if not 1 <= value <= 12:
            return None
        value = value % 12 + (12 if half.lower() == "p" else 0)
    return value * 60 + int(minute or 0) if value < 24 else None


def _day(match: re.Match[str], rules: MomentRules) -> date | None:
    if match["iso_year"]:
        year, month, day = int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])
    elif match["month"]:
        year, month, day = int(match["year"]), rules.months[match["month"].lower()], int(match["day"])
    elif match["us_month"]:
        year, month, day = (
            int(match["us_year"]),
            rules.months[match["us_month"].lower()],
            int(match["us_day"]),
        )
    else:
        year, month, day = int(match["last_year"]), int(match["second"]), int(match["first"])
        if month > 12:
            month, day = day, month
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> MomentRules:
    return compile_moments(book)


def shows_month(entry: MonthEntry, text: str, book: RuleBook) -> bool:
    """Whether the text has a date in that month."""
    stamp = find_stamp(text, 0, len(text), _compiled(book))
    return stamp is not None and stamp.moment is not None and stamp.moment.day.month == entry.number


def shows_stamp(entry: StampEntry, text: str, book: RuleBook) -> bool:
    """Whether the text is a line of nothing but a date or time, with one of the entry's words."""
    rules = _compiled(book)
    if not any(re.search(rf"(?i)\b{re.escape(word)}\b", text) for word in entry.words):
        return False
    return stamp_line(text, 0, len(text), rules) is not None or clock_line(text, 0, len(text), rules) is not None
