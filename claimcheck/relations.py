"""How a time or a place stands to the story of its article: in it, beside it, around it."""

import re
from datetime import timedelta

from claimcheck.dates import When
from claimcheck.happenings import WIDE
from claimcheck.leads import Story
from claimcheck.placing import depth
from claimcheck.values import Place


def in_story(when: When, words: str, story: Story) -> bool:
    """Whether the time meets the story's, and is not a month or year around it.

    ``words`` is the expression itself: it tells "in March 2024" from "this month".
    """
    if story.start is None or story.end is None:
        return when.precision not in {"year", "years"}
    if story.lasting and story.start <= when.start and when.precision in {"day", "weekend"}:
        return True  # "on Sunday, 12 more bodies were found": the toll of one disaster grows
    slack = timedelta(0 if story.exact and when.precision == "day" else 1)
    if when.start - slack > story.end or story.start - slack > when.end:
        return False
    long = (when.end - when.start).days >= 20 and (story.end - story.start).days <= 20
    if not long:
        return True
    # "this month's floods" are the story's, the month around a bombing is not.
    return when.precision == "month" and (story.kind in WIDE or any(c.isdigit() for c in words))


_EARLY = re.compile(r"(?:\bearly|before dawn|\bby)(?: on)? $", re.I)


def next_morning(text: str, when: When, story: Story) -> bool:
    """Whether the time is the early hours after the story's day: "stormed on Friday … by early Saturday"."""
    if story.end is None or when.precision != "day" or when.start != story.end + timedelta(1):
        return False
    before = text[max(0, when.begin - 16) : when.begin]
    return _EARLY.search(before) is not None or text.startswith(" morning", when.stop)


def about_now(when: When, story: Story) -> bool:
    """Whether a day is one on which a picture of the story may have been taken."""
    last = story.published.day if story.published is not None else story.end
    if story.start is None or last is None:
        return False
    return story.start - timedelta(1) <= when.start and when.end <= last + timedelta(1)


def narrower(when: When, story: Story) -> bool:
    """Whether the time, which meets the story's, tells more of the day."""
    return story.start is None or story.end is None or (when.start >= story.start and when.end <= story.end)


def contains(where: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    """Whether the first place contains one of the others."""
    return bool(where) and any(where[0].id in place.within for place in others)


def meets(where: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    """Whether the first place is one of the others, in one of them, or contains one; True where unknown."""
    if not others or not where or (where[0].id.startswith("?") and not where[0].within):
        return True
    ids = {p.id for p in others if depth(p) > 0} or {p.id for p in others}
    return where[0].id in ids or not ids.isdisjoint(where[0].within) or contains(where, others)


def one_country(where: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    """Whether the first place lies in a country of the others."""
    countries = {p.id.split(".")[0] for p in others} | {i for p in others for i in p.within}
    return where[0].id.split(".")[0] in countries or not countries.isdisjoint(where[0].within)
