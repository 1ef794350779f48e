"""What an article is about: its lead event, as headline, summary, dateline and first sentences tell it.

In: an article with its sentences, and the places and kinds found in it. Out: the story, which the sentences
that say nothing else of time and place inherit: its days (:mod:`claimcheck.lead_days`), its places
(:mod:`claimcheck.lead_places`), its kind and names (:mod:`claimcheck.lead_names`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from claimcheck.happenings import WIDE, HappeningRules
from claimcheck.lead_days import DayRules, find_days, find_yearless, looks_back
from claimcheck.lead_names import find_naming, find_words
from claimcheck.lead_places import find_scene
from claimcheck.lead_sentences import find_lead
from claimcheck.placing import Located
from claimcheck.sites import find_sites, find_towns
from claimcheck.values import Moment, Place, Sentence


@dataclass(frozen=True, slots=True)
class Story:
    """The lead event of an article; None and () where the article doesn't tell."""

    published: Moment | None
    start: date | None
    end: date | None
    exact: bool  # the article names the day
    lasting: bool  # it goes on for days, or its toll grows for days
    places: tuple[Place, ...]
    kind: str | None
    targets: tuple[str, ...]
    sites: frozenset[str]  # two targets or towns, or more, that the story tells apart; empty where it has one
    name: str | None
    words: tuple[str, ...]
    yearless: tuple[int, int, int] | None = None  # month, day and days before it, where no year is named


class StoryRules(DayRules, Protocol):
    """What finding the story needs of the rules of settings."""

    @property
    def happenings(self) -> HappeningRules:
        """What tells of a kind."""

    @property
    def cues(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """What sets a sentence apart from the story, by meaning."""


def find_story(
    text: str,
    sentences: Sequence[Sentence],
    places: Sequence[Located],
    rules: StoryRules,
    published: Moment | None,
    home: Sequence[Place] = (),
) -> Story:
    """The story of an article whose places are known; ``published`` is the day it was written on."""
    lead = find_lead(sentences)
    naming = find_naming(text, lead, rules.happenings)
    wide = naming.kind in WIDE
    family = rules.happenings.families.get(naming.kind or "")
    days = find_days(text, sentences, lead, naming.kind, family, published, rules)
    sites = find_sites(text, lead, sentences, family, rules.happenings)
    now = [
        (sentence, weight)
        for sentence, weight in lead
        if not looks_back(text, sentence, published, rules.dates) and not _is_apart(text, sentence, rules)
    ]
    where = find_scene(text, now, places, wide, home)
    if not sites and not wide:
        around, towns = find_towns(text, lead, places)
        if towns:
            where, sites = around, towns
    return Story(
        published,
        days.start,
        days.end,
        days.exact,
        naming.lasting,
        where,
        naming.kind,
        naming.targets,
        sites,
        naming.name,
        find_words(text, lead, rules.happenings.common, places),
        find_yearless(text, lead, rules) if days.start is None else None,
    )


def _is_apart(text: str, sentence: Sentence, rules: StoryRules) -> bool:
    """Whether the sentence tells of another thing: "Elsewhere, four died in a separate strike on Tarvin"."""
    return any(means == "separate" and cue.search(text[sentence.start : sentence.end]) for means, cue in rules.cues)
