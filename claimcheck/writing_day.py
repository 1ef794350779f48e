"""The day an article was written on: the day from which its "yesterday" and "on Tuesday" count.

In: an article and its sentences. Out: the day of publication, or the one that its lead gives away; None where
neither tells.
"""

from collections.abc import Sequence
from datetime import timedelta

from claimcheck.date_grammar import DAY_NAMES, WEEKDAY_NAME, WEEKDAYS
from claimcheck.dates import DateRules, resolve
from claimcheck.lead_sentences import find_lead
from claimcheck.updates import is_stamp
from claimcheck.values import ArticleText, Moment, Sentence

_AFTER = 2  # days after its event on which a story without a date may have been written


def find_writing_day(text: str, article: ArticleText, sentences: Sequence[Sentence], dates: DateRules) -> Moment | None:
    """The day the article was written on: that of publication, or the next where the lead names that weekday.

    A page updated after midnight, or dated in another time zone, says "on Tuesday" under Monday's date.
    """
    published = article.published
    if published is None:
        return _stamp(text, sentences, dates)
    for sentence, weight in find_lead(sentences)[:6]:
        if weight < 2:
            break
        for when in resolve(text, sentence.start, sentence.end, published, dates):
            weekday = text[when.begin : when.stop].lower() in WEEKDAYS
            if weekday and (published.day - when.start).days == 6:
                return Moment(published.day + timedelta(1), None)
    return published


def _stamp(text: str, sentences: Sequence[Sentence], dates: DateRules) -> Moment | None:
    """The day that stands by itself before the story, or that its first sentences name with the weekday and year.

    "Ambush kills 7 police 22 Jan 2020 An ambush in …", "were shot on Friday evening, April 3, 2020".
    """
    lead = find_lead(sentences)
    for sentence, _ in lead[:2]:
        for when in resolve(text, sentence.start, sentence.end, None, dates)[:1]:
            weekday = WEEKDAY_NAME.search(text, max(sentence.start, when.begin - 24), when.begin)
            if weekday is None and is_stamp(text, sentence.start, when):
                return Moment(when.start)
    opening = [sentence for sentence, weight in lead if weight > 1]
    weekdays = {m.group().lower() for s in opening for m in WEEKDAY_NAME.finditer(text, s.start, s.end)}
    for sentence in opening if weekdays else ():
        for when in resolve(text, sentence.start, sentence.end, None, dates):
            if when.precision == "day" and DAY_NAMES[when.start.weekday()].lower() in weekdays:
                return Moment(when.start + timedelta(_AFTER))
    return None
