"""Stories that come back to an older happening: a trial, an anniversary, a report of inquiry.

In: the article's sentences and the day it was written. Out: the days of the happening that its figures are about,
where the article opens with what brings it back ("A jury on Thursday convicted …", "A year after gunmen …"): the first
day of long before that is told with what befell somebody, else so many months or years back.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimcheck.date_grammar import COUNTS, NUMBER_NAMES
from claimcheck.dates import DateRules, When, resolve
from claimcheck.rules import Entry, RuleBook
from claimcheck.updates import UpdateRules, update_of
from claimcheck.values import Moment, Sentence

_READ = 40  # sentences in which the day is looked for
_SPAN = {"week": 7, "month": 30, "year": 365}
_SLACK = {"week": 3, "month": 10, "year": 12}  # days that "a year after" may be off
_BACK = re.compile(
    rf"\b(?:(?P<count>an?|{'|'.join(NUMBER_NAMES)}|\d{{1,2}}) (?P<unit>week|month|year)s? "
    r"(?:after|since|ago|on|later|to the day)\b|(?P<first>first|second|third|fourth|fifth|tenth) anniversary\b)",
    re.I,
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
# "one of the deadliest attacks since war broke out in April 2023"
_SINCE = re.compile(r"\b(?:since|before|until)\b[^.;,]*$", re.I)


class Blow(Entry):
    """Words for what befalls people: ``stems`` begin words of it, ``words`` are the whole of one."""

    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecallRules:
    """What opens an article about something older, and what befalls people.

    ``borne`` finds the latter a few words on, as behind a day: "Tuesday's hotel collapse".
    """

    opens: re.Pattern[str]
    blows: re.Pattern[str]
    borne: re.Pattern[str]


def compile_recalls(opens: Iterable[str], blows: Iterable[Blow]) -> RecallRules:
    """The patterns in force."""
    befell = _blow_pattern(blows)
    return RecallRules(
        re.compile("|".join(f"(?:{p})" for p in opens) or "(?!)", re.I),
        re.compile(befell, re.I),
        re.compile(rf" (?:[\w-]+ ){{0,3}}?{befell}", re.I),
    )


def _blow_pattern(blows: Iterable[Blow]) -> str:
    """Finds a word of the entries; nothing where there is none."""
    entries = tuple(blows)
    stems = [re.escape(stem) for entry in entries for stem in entry.stems]
    words = [rf"{re.escape(word)}\b" for entry in entries for word in entry.words]
    return rf"\b(?:{'|'.join((*stems, *words))})" if stems or words else "(?!)"


@dataclass(frozen=True, slots=True)
class Recall:
    """The days of the older happening, and whether the article names the day."""

    start: date
    end: date
    exact: bool


def find_recall(
    text: str,
    sentences: Sequence[Sentence],
    opening: Sequence[Sentence],
    published: Moment | None,
    dates: DateRules,
    rules: RecallRules,
    recent: int,
) -> Recall | None:
    """The older happening that the article is about, None where it opens as news of the last ``recent`` days."""
    if published is None or not any(rules.opens.search(text, s.start, s.end) for s in opening):
        return None
    named = _first_named(text, sentences[:_READ], published, dates, rules, recent)
    if named is not None and named.exact:
        return named
    if any(befell(text, sentence, rules) for sentence in opening):
        for sentence in opening:
            back = _BACK.search(text, sentence.start, sentence.end)
            if back is not None:
                return _counted_back(back, published.day)
    return named


def _first_named(
    text: str, sentences: Sequence[Sentence], published: Moment, dates: DateRules, rules: RecallRules, recent: int
) -> Recall | None:
    """The first day or month of long before on which something befell somebody; of a month the day, if it is named."""
    month: Recall | None = None
    for sentence in sentences:
        if not befell(text, sentence, rules):
            continue
        for when in resolve(text, sentence.start, sentence.end, published, dates):
            if (published.day - when.end).days <= recent or not _is_named(text, when):
                continue
            if _SINCE.search(text, sentence.start, when.begin):
                continue
            if when.precision == "day" and (month is None or month.start <= when.start <= month.end):
                return Recall(when.start, when.end, True)
            if when.precision == "month":
                month = month or Recall(when.start, when.end, False)
    return month


def befell(text: str, sentence: Sentence, rules: RecallRules) -> bool:
    """Whether a sentence tells of what befalls people: killing, fire, a crash."""
    return rules.blows.search(text, sentence.start, sentence.end) is not None


def named_month(
    text: str,
    opening: Sequence[Sentence],
    published: Moment | None,
    dates: DateRules,
    updates: UpdateRules,
    rules: RecallRules,
    recent: int,
) -> Recall | None:
    """The past month in which the opening says that something befell somebody: "a strike in May killed nine"."""
    for sentence in opening if published is not None else ():
        if not befell(text, sentence, rules) or published is None:
            continue
        whens = resolve(text, sentence.start, sentence.end, published, dates)
        if any(when.precision == "weekend" for when in whens):
            continue
        if any(_is_news(text, sentence, when, published, updates, recent) for when in whens):
            continue  # "A flood killed nine on Monday where one in July killed 40"
        for when in whens:
            long_ago = when.precision == "month" and (published.day - when.end).days > recent
            if long_ago and not _SINCE.search(text, sentence.start, when.begin):
                return Recall(when.start, when.end, False)
    return None


def _is_news(text: str, sentence: Sentence, when: When, published: Moment, updates: UpdateRules, recent: int) -> bool:
    """Whether it is a day of late on which the sentence says that something happened."""
    if when.precision != "day" or (published.day - when.end).days > recent:
        return False
    return update_of(text, sentence.start, sentence.end, when, sentence.start, published, updates) is None


def _is_named(text: str, when: When) -> bool:
    """Whether the day is given by its date, not as so many days ago."""
    return any(letter.isdigit() for letter in text[when.begin : when.stop])


def _counted_back(back: re.Match[str], today: date) -> Recall:
    unit = (back["unit"] or "year").lower()
    if back["first"]:
        count = _NTH[back["first"].lower()]
    else:
        said = back["count"].lower()
        count = int(said) if said.isdigit() else COUNTS.get(said, 1)
    middle = today - timedelta(round(count * _SPAN[unit] + (count * 0.25 if unit == "year" else 0)))
    slack = timedelta(_SLACK[unit])
    return Recall(middle - slack, middle + slack, False)


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether one of the entry's words is in the text."""
    return isinstance(entry, Blow) and re.search(_blow_pattern((entry,)), text, re.I) is not None
