"""When: expressions of time in a stretch of text, resolved to days.

In: text and the moment of publication. Out: for each expression its first and last day, its span and its
precision (``day``, ``weekend``, ``week``, ``month``, ``year``, ``years``, ``since``). A weekday is the last
such day up to and including the day of publication, a month without a year the latest that had begun by
then. Without a day of publication only absolute dates resolve.

Known misses: seasons, feast days, fiscal quarters, a weekday that the text means to come without saying so.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from claimcheck.date_grammar import COUNTS, EXPRESSIONS, FROM_A_DAY, HINT, MONTHS, WEEKDAYS
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Moment


class When(NamedTuple):
    """An expression of time: days, inclusive, and where it stands."""

    start: date
    end: date
    begin: int
    stop: int
    precision: str


class DayWords(Entry):
    """Words for a day, as days from the day of publication."""

    words: tuple[str, ...]
    offset: int


class StretchWords(Entry):
    """Words for this stretch of time and for the last one."""

    unit: Literal["week", "weekend", "month", "year"]
    last: tuple[str, ...]
    this: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRules:
    """The pattern of all expressions, and what the listed ones stand for."""

    pattern: re.Pattern[str]
    days: dict[str, int]
    stretches: dict[str, tuple[str, int]]
    hint: re.Pattern[str]


def compile_dates(book: RuleBook) -> DateRules:
    """The expressions of time in force."""
    days = {w: e.offset for e in book.entries("en/times.toml", "day", DayWords) for w in e.words}
    stretches: dict[str, tuple[str, int]] = {}
    for entry in book.entries("en/times.toml", "stretch", StretchWords):
        stretches |= dict.fromkeys(entry.last, (entry.unit, -1)) | dict.fromkeys(entry.this, (entry.unit, 0))
    listed = "|".join(re.escape(w) for w in sorted({*days, *stretches}, key=lambda w: (-len(w), w)))
    since = r"(?P<since>\b[Ss]ince (?:early |late |mid-|last )?)?"
    pattern = re.compile(rf"{since}(?<!\w)(?:{EXPRESSIONS}|(?P<listed>(?i:{listed})))(?!\w)")
    return DateRules(pattern, days, stretches, re.compile(HINT))


def resolve(text: str, start: int, end: int, published: Moment | None, rules: DateRules) -> list[When]:
    """The expressions of time between ``start`` and ``end``, in order, as far as they resolve."""
    if rules.hint.search(text, start, end) is None:
        return []
    today = published.day if published is not None else None
    found: list[When] = []
    for match in rules.pattern.finditer(text, start, end):
        day_before = found[-1].start if found and found[-1].precision == "day" else None
        from_day = day_before if day_before is not None and (match["listed"] or "").lower() in FROM_A_DAY else today
        days = _days(match, from_day, rules)
        if days is None:
            continue
        first, last, precision = days
        begin = match.start()
        if (
            match["since"] is not None
            or (match["last"] or "").lower() == "since"
            or text[max(start, begin) : begin + 6].lower() == "since "
        ):
            if first.year < 1900 or (today is not None and first > today):
                continue
            last, precision = (today or last), "since"
        found.append(When(first, last, begin, match.end(), precision))
    return found


def _days(match: re.Match[str], today: date | None, rules: DateRules) -> tuple[date, date, str] | None:
    group = match.groupdict()
    if group["iso"]:
        return _day(*map(int, group["iso"].split("-")))
    if group["dotted"]:
        day, month, year = map(int, re.split(r"[./-]", group["dotted"]))
        return _day(year, month, day) if month <= 12 else _day(year, day, month)
    for n in ("1", "2"):
        if group["m" + n]:
            return _dated(
                int(group["d" + n]),
                _month(group["m" + n]),
                int(group["y" + n]) if group["y" + n] else None,
                today,
            )
    if group["m3"]:
        return _whole_month(int(group["y3"]), _month(group["m3"]))
    if group["year"]:
        return date(int(group["year"]), 1, 1), date(int(group["year"]), 12, 31), "year"
    if group["from"]:
        if int(group["from"]) > int(group["to"]):
            return None
        return date(int(group["from"]), 1, 1), date(int(group["to"]), 12, 31), "years"
    return _relative(group, today, rules) if today is not None else None


def _relative(group: dict[str, str | None], today: date, rules: DateRules) -> tuple[date, date, str] | None:
    """What only the day of publication resolves."""
    if group["m4"]:
        month = _month(group["m4"])
        year = today.year if month <= today.month else today.year - 1
        if (group["last"] or "").lower() == "next":
            year = today.year if month > today.month else today.year + 1
        return _whole_month(year, month)
    if group["weekday"]:
        back = (today.weekday() - WEEKDAYS[group["weekday"].lower()]) % 7
        if (group["side"] or "").lower() == "next":
            back -= 7
        elif (group["side"] or "").lower() == "last" and back == 0:
            back = 7
        day = today - timedelta(back)
        return day, day, "day"
    if group["ago"]:
        count = _count((group["count"] or "").lower())
        unit = group["unit"]
        if unit == "day":
            day = today - timedelta(count)
            return day, day, "day"
        width = {"week": 7, "month": 30, "year": 365, "decade": 3650}[unit or "week"]
        if count * width > 80_000:
            return None
        middle = today - timedelta(count * width)
        return middle - timedelta(width // 2), middle + timedelta(width // 2), unit or "week"
    if group["units"]:
        width = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}[group["units"]]
        count = _count(group["many"] or "few")
        return today - timedelta(min(80_000, count * width)), today, "years" if width > 300 else "span"
    if group["listed"]:
        return _listed(group["listed"].lower(), today, rules)
    return None


def _listed(words: str, today: date, rules: DateRules) -> tuple[date, date, str]:
    if words in rules.days:
        day = today + timedelta(rules.days[words])
        return day, day, "day"
    unit, shift = rules.stretches[words]
    if unit == "week":
        monday = today - timedelta(today.weekday() - 7 * shift)
        return monday - timedelta(1), monday + timedelta(6), "week"
    if unit == "weekend":
        saturday = today - timedelta((today.weekday() - 5) % 7 - 7 * shift)
        return saturday - timedelta(1), saturday + timedelta(1), "weekend"
    if unit == "month":
        first = today.replace(day=1)
        if shift:
            first = (first - timedelta(1)).replace(day=1)
        return _whole_month(first.year, first.month) or (first, first, "month")
    return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31), "year"


def _day(year: int, month: int, day: int) -> tuple[date, date, str] | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    found = date(year, month, day)
    return found, found, "day"


def _dated(day: int, month: int, year: int | None, today: date | None) -> tuple[date, date, str] | None:
    """A day and month, in the year given or the last that made it a day not long after publication."""
    if year is None:
        if today is None:
            return None
        year = today.year
        found = _day(year, month, day)
        if found is not None and (found[0] - today).days > 45:
            year -= 1
    return _day(year, month, day)


def _whole_month(year: int, month: int) -> tuple[date, date, str] | None:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _month(name: str | None) -> int:
    return MONTHS[(name or "jan")[:3].lower()]


def _count(words: str) -> int:
    last = words.removesuffix(" of").split()[-1] if words else "one"
    return int(last) if last.isdigit() else COUNTS.get(last, 1)


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether one of the entry's expressions resolves in the text."""
    rules = compile_dates(book)
    found = {text[w.begin : w.stop].lower() for w in resolve(text, 0, len(text), Moment(date(2020, 6, 17)), rules)}
    if isinstance(entry, DayWords):
        return any(word in found for word in entry.words)
    if isinstance(entry, StretchWords):
        return any(word in found for word in (*entry.last, *entry.this))
    return False
