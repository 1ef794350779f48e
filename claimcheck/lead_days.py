"""The days of an article's story: when what it reports happened.

In: the lead of the article, the day it was written on and the kind of its story. Out: the first and last day and
whether the article names them; None where it doesn't tell. Days of telling and of counting only say that it was not
later, an older happening that the article comes back to (:mod:`claimcheck.recalls`) goes before both.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from claimcheck.date_grammar import MONTH, MONTHS, WEEKDAY_NAME
from claimcheck.dates import DateRules, When, resolve
from claimcheck.happenings import SLOW
from claimcheck.lead_sentences import Lead
from claimcheck.recalls import Recall, RecallRules, befell, find_recall, named_month
from claimcheck.updates import UpdateRules, clause_of, update_of
from claimcheck.values import Moment, Sentence

# Families of what is tried and remembered.
_RECALLED = frozenset({"violence", "accident", "disaster", "crowd", "justice"})
_RECENT = 12  # days that the story of an article lies back at most
_LATELY = 200  # days back to which a report of inquiry goes
_UPDATED = 5  # days before the day of a count in which what is counted may have happened
_TOLD = 2  # days before a day of telling on which a thing told may have happened
_AND = re.compile(r"(?: (?:night|evening|morning|afternoon))?(?:,? and|,? to|through| into)(?: on)?(?: early)? ", re.I)
_SLOW_SINCE = 30  # days that a slow disaster of late goes back at most
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?:(?P<d1>[0-3]?\d) (?P<m1>{MONTH})|(?P<m2>{MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)\b"
    r"(?!,? (?:19|20)\d\d|[,.]\d)"
)


class Days(NamedTuple):
    """The first and last day of a story, None where it doesn't tell, and whether it names the day."""

    start: date | None
    end: date | None
    exact: bool


class DayRules(Protocol):
    """What finding the days needs of the rules of settings."""

    @property
    def dates(self) -> DateRules:
        """How times are told."""

    @property
    def updates(self) -> UpdateRules:
        """What tells of counting and telling."""

    @property
    def recalls(self) -> RecallRules:
        """What brings an older happening back, and what befalls people."""


def find_days(
    text: str,
    sentences: Sequence[Sentence],
    lead: Lead,
    kind: str | None,
    family: str | None,
    published: Moment | None,
    rules: DayRules,
) -> Days:
    """The days of a story of this kind, of this family of kinds."""
    if family is None or family in _RECALLED:
        recall = _recalled(text, sentences, lead, published, rules)
        if recall is not None:
            return Days(recall.start, recall.end, recall.exact)
    days = _reported(text, lead, published, rules)
    if kind not in SLOW or days.start is None or days.end is None:
        return days
    if published is None:  # "Period covered: 9 – 14 May 2015": the day of the count
        return Days(days.start - timedelta(_UPDATED), days.end, False) if days.exact else days
    if days.start <= published.day - timedelta(_SLOW_SINCE):
        return days
    # A flood goes on: its toll on any day is that of the days before.
    since = _since(text, lead, published, rules)
    return Days(min(days.start, since, published.day - timedelta(_UPDATED)), max(days.end, published.day), False)


def find_yearless(text: str, lead: Lead, rules: DayRules) -> tuple[int, int, int] | None:
    """The day of a story that names no year: that of what befell somebody, else its dateline's."""
    for sentence, weight in lead:
        match = _MONTH_DAY.search(text, sentence.start, sentence.end) if weight > 1 else None
        if match is None:
            continue
        weekday = WEEKDAY_NAME.search(text, max(sentence.start, match.start() - 16), match.start())
        if weekday is not None or befell(text, sentence, rules.recalls):
            return (*_month_and_day(match), 0)
    body = next((sentence for sentence, _ in lead if sentence.section == "body"), None)
    if body is None:
        return None
    line = text.rfind("\n", 0, body.start) + 1
    match = _MONTH_DAY.search(text, max(line, body.start - 80), body.start)
    counting = rules.updates.latest.search(text, body.start, body.end) is not None
    return (*_month_and_day(match), _UPDATED if counting else _TOLD) if match is not None else None


def looks_back(text: str, sentence: Sentence, published: Moment | None, dates: DateRules) -> bool:
    """Whether all that the sentence dates was long before: "In 2012 a fire at a mill in Pune killed 112"."""
    if published is None:
        return False
    whens = [w for w in resolve(text, sentence.start, sentence.end, published, dates) if w.precision != "since"]
    return bool(whens) and all((published.day - when.end).days > _RECENT for when in whens)


def _recalled(
    text: str, sentences: Sequence[Sentence], lead: Lead, published: Moment | None, rules: DayRules
) -> Recall | None:
    """The older happening that the article comes back to, None for news."""
    opening = [sentence for sentence, weight in lead if weight > 1]
    recall = find_recall(text, sentences, opening, published, rules.dates, rules.recalls, _RECENT)
    if recall is not None:
        return recall
    first = [sentence for sentence, weight in lead if weight > 3]
    return named_month(text, first, published, rules.dates, rules.updates, rules.recalls, _RECENT)


def _reported(text: str, lead: Lead, published: Moment | None, rules: DayRules) -> Days:
    """The lead's first day on which something happened, as news of the last days has it.

    Days of telling and counting only say that it was not later; a day on which nothing befell anybody ("the
    chairs stood there on Monday") yields to them.
    """
    spoken: When | None = None
    counted: When | None = None
    bare: When | None = None
    week: When | None = None
    month: When | None = None
    older: When | None = None
    counting = False
    for sentence, weight in lead:
        earlier = sentence.start
        whens = resolve(text, sentence.start, sentence.end, published, rules.dates)
        own = next((when for when in whens if _is_owned(text, when, sentence, rules.recalls)), None)
        if weight > 3 and own is None:
            counting = counting or rules.updates.latest.search(text, sentence.start, sentence.end) is not None
        for when in whens:
            before, earlier = earlier, when.stop
            if published is not None and not timedelta(-2) <= published.day - when.end <= timedelta(_RECENT):
                if (
                    when.precision == "month"
                    and month is None
                    and when.start <= published.day <= when.end + timedelta(75)
                ):
                    month = when
                if older is None and weight > 1 and _befell_lately(text, sentence, when, published, rules.recalls):
                    older = when
                continue
            if when.precision == "week" and befell(text, sentence, rules.recalls):
                week = week or when
            if when.precision not in {"day", "weekend"}:
                continue
            update = update_of(text, sentence.start, sentence.end, when, before, published, rules.updates)
            if (
                (own is not None or older is not None)
                and when != own
                and not rules.recalls.blows.search(text, *clause_of(text, sentence, when))
            ):
                # "Controversy yesterday trailed the number of those who died in Tuesday's collapse",
                # "the raid of September 4 killed 26, the group said today"
                continue
            if when == own or (update is None and befell(text, sentence, rules.recalls)):
                return Days(when.start, _last_of(text, when, whens), True)
            if update is None:
                bare = bare or when
            elif published is None:
                continue  # "rates from September through Dec. 31, 2017": of an undated study
            elif update == "told":
                spoken = spoken or when
            elif update == "latest":
                counted = counted or when
        if week is not None and weight > 3:
            return Days(week.start, week.end, False)  # "said on Monday that an attack last week left 40 dead"
    if older is not None and counted is None:
        return Days(older.start, older.end, True)
    if counted is None and counting and published is not None:
        last = spoken.end if spoken is not None else published.day
        return Days(last - timedelta(_UPDATED), last, False)
    if counted is not None:
        return Days(counted.start - timedelta(_UPDATED), counted.end, False)
    if bare is not None:
        return Days(bare.start, bare.end, True)
    if week is not None:
        return Days(week.start, week.end, False)
    if spoken is not None:
        return Days(spoken.start - timedelta(_TOLD), spoken.end, False)
    if published is not None:
        return Days(published.day - timedelta(2), published.day, False)
    return Days(month.start, month.end, False) if month is not None else Days(None, None, False)


def _befell_lately(text: str, sentence: Sentence, when: When, published: Moment, rules: RecallRules) -> bool:
    """Whether something befell somebody on a day of the last months: a report on "the attack of September 4"."""
    days = (published.day - when.end).days
    return (
        when.precision == "day"
        and _RECENT < days <= _LATELY
        and rules.blows.search(text, *clause_of(text, sentence, when)) is not None
    )


def _is_owned(text: str, when: When, sentence: Sentence, rules: RecallRules) -> bool:
    """Whether a happening bears the day: "Tuesday's collapse", "the May 14 quake"."""
    if when.precision != "day":
        return False
    if text[when.stop : when.stop + 2] in {"'s", "’s"}:
        return rules.borne.match(text, when.stop + 2, sentence.end) is not None
    named = text[max(0, when.begin - 4) : when.begin].lower() == "the "
    return named and rules.borne.match(text, when.stop, sentence.end) is not None


def _last_of(text: str, when: When, whens: Sequence[When]) -> date:
    """The last day of those that an expression begins: "on Thursday night and Friday"."""
    for later in whens:
        if later.begin > when.stop and later.precision == "day" and _AND.fullmatch(text, when.stop, later.begin):
            return later.start if timedelta(0) < later.start - when.end < timedelta(4) else when.end
    return when.end


def _since(text: str, lead: Lead, published: Moment, rules: DayRules) -> date:
    """The day of late since when the lead counts what a slow disaster brought: "136 killed since 10 August"."""
    first = published.day
    for sentence, _ in lead:
        whens = (
            resolve(text, sentence.start, sentence.end, published, rules.dates)
            if befell(text, sentence, rules.recalls)
            else ()
        )
        for when in whens:
            if when.precision == "since" and (published.day - when.start).days <= _SLOW_SINCE:
                first = min(first, when.start)
    return first


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    month = match["m2"] or match["m1"]
    return MONTHS[month[:3].lower()], int(match["d2"] or match["d1"])
