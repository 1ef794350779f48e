"""What an article is about: its lead event, as headline, summary, dateline and first sentences tell it.

In: an article with its sentences, and the places and kinds found in it. Out: the story, which the sentences
that say nothing else of time and place inherit. The inverted pyramid of news is the whole heuristic.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from claimcheck.date_grammar import DAY_NAMES, MONTH, MONTHS, WEEKDAYS
from claimcheck.dates import DateRules, When, resolve
from claimcheck.happenings import (
    HAPPENS,
    SLOW,
    WIDE,
    HappeningRules,
    find_kinds,
    find_names,
    find_targets,
    kind_of_name,
)
from claimcheck.placing import Located, depth
from claimcheck.recalls import BEFELL, befell, find_recall, named_month
from claimcheck.sites import find_sites, find_towns
from claimcheck.updates import UpdateRules, clause_of, is_stamp, update_of
from claimcheck.values import ArticleText, Moment, Place, Sentence

_RECALLED = frozenset(
    {"violence", "accident", "disaster", "crowd", "justice"}
)  # families of what is tried and remembered
_LASTING = frozenset({"hostage-taking", "battle", "protest", "migration"})
LEAD = 900  # characters of the body in which the story is told
# "in Homs, 40 km north of Hama": the second only tells where the first lies.
_FROM = re.compile(
    r"\b(?:miles|km|kilomet(?:er|re)s|kms|north|south|east|west|outside)\w* (?:\w+ )?(?:of|from) (?:the )?$",
    re.I,
)
# "in Tarvin on Sunday, a day after bombs in Vega": the second is another story's.
_EARLIER = re.compile(r"\b(?:hours|days?|weeks?|months?|years?) (?:after|before)\b", re.I)
_NEAR = re.compile(r"\b(?:near|outside|close to) (?:the )?$", re.I)
_RECENT = 12  # days that the story of an article lies back at most
_UPDATED = 5  # days before the day of a count in which what is counted may have happened
_TOLD = 2  # days before a day of telling on which a thing told may have happened
_AND = re.compile(r"(?: (?:night|evening|morning|afternoon))?(?:,? and|,? to|through| into)(?: on)?(?: early)? ", re.I)
_HAPPENING = re.compile(rf" (?:[\w-]+ ){{0,3}}?{BEFELL.pattern}", re.I)
_OFTEN = 12  # the score of a place that only the story's later sentences name, but more than once
_SLOW_SINCE = 30  # days that a slow disaster of late goes back at most
_AFTER = 2  # days after its event on which a story without a date may have been written
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?:(?P<d1>[0-3]?\d) (?P<m1>{MONTH})|(?P<m2>{MONTH}) (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)\b"
    r"(?!,? (?:19|20)\d\d|[,.]\d)"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(DAY_NAMES)})\b")
_TELLING = re.compile(r"(?<![\w-])[A-Z][a-zà-ÿ]{3,}(?:-[A-Z][a-z]+)?")


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


class StoryRules(Protocol):
    """What finding the story needs of the rules of settings."""

    @property
    def dates(self) -> DateRules:
        """How times are told."""

    @property
    def happenings(self) -> HappeningRules:
        """What tells of a kind."""

    @property
    def updates(self) -> UpdateRules:
        """What tells of counting and telling."""

    @property
    def cues(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        """What sets a sentence apart from the story, by meaning."""

    @property
    def recalls(self) -> re.Pattern[str]:
        """What brings an older happening back."""


def find_story(
    text: str,
    sentences: Sequence[Sentence],
    places: Sequence[Located],
    rules: StoryRules,
    published: Moment | None,
    home: Sequence[Place] = (),
) -> Story:
    """The story of an article whose places are known; ``published`` is the day it was written on."""
    dates, happenings = rules.dates, rules.happenings
    lead = _lead(sentences)
    kinds: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence, weight in lead:
        for kind in find_kinds(text, sentence.start, sentence.end, happenings):
            (weak if kind.weak else kinds)[kind.id] += weight
        for target in find_targets(text, sentence.start, sentence.end, happenings):
            targets[target.id] += weight
        for name in find_names(text, sentence.start, sentence.end, happenings):
            names[name.id] += weight
    kinds = kinds or weak
    name_ = max(names, key=lambda n: names[n]) if names else None  # the first of several
    for kind_id in kinds:
        # Words like "rules", "claims" and "aid" occur in any story: they tell less than "bomb" and "quake".
        kinds[kind_id] *= 3 if happenings.families.get(kind_id) in HAPPENS else 1
    kind_ = kind_of_name(name_, happenings) if name_ else (max(kinds, key=lambda k: kinds[k]) if kinds else None)
    if kind_ == "explosion" and kinds["bombing"]:
        kind_ = "bombing"  # "twin blasts … the bombers"
    lasting = (
        happenings.families.get(kind_ or "") in {"disaster", "accident", "epidemic"}
        or kind_ in _LASTING
        or kinds["hostage-taking"] > 3
    )
    start, end, exact = _when(text, published, lead, dates, rules.updates)
    recall = None
    if happenings.families.get(kind_ or "", "violence") in _RECALLED:
        opening = [sentence for sentence, weight in lead if weight > 1]
        recall = find_recall(text, sentences, opening, published, dates, rules.recalls, _RECENT)
        if recall is None:
            first = [sentence for sentence, weight in lead if weight > 3]
            recall = named_month(text, first, published, dates, rules.updates, _RECENT)
    if recall is not None:
        start, end, exact = recall.start, recall.end, recall.exact
    if (
        kind_ in SLOW
        and recall is None
        and published is not None
        and start is not None
        and end is not None
        and start > published.day - timedelta(30)
    ):
        # A flood goes on: its toll on any day is that of the days before.
        since = _since(text, lead, published, dates)
        start, end, exact = min(start, since, published.day - timedelta(_UPDATED)), max(end, published.day), False
    sites = find_sites(text, lead, sentences, happenings.families.get(kind_ or ""), happenings)
    now = [row for row in lead if not _looks_back(text, row[0], published, dates) and not _is_apart(text, row[0], rules)]
    where = _where(text, now, places, kind_ in WIDE, home)
    if not sites and kind_ not in WIDE:
        around, towns = find_towns(text, lead, places)
        if towns:
            where, sites = around, towns
    return Story(
        published,
        start,
        end,
        exact,
        lasting,
        where,
        kind_,
        tuple(t for t, n in targets.most_common(3) if n > 1),
        sites,
        name_,
        _words(text, lead, happenings.common, places),
        _yearless(text, lead, rules.updates) if start is None else None,
    )


def _since(text: str, lead: Sequence[tuple[Sentence, int]], published: Moment, dates: DateRules) -> date:
    """The day of late since when the lead counts what a slow disaster brought: "136 killed since 10 August"."""
    first = published.day
    for sentence, _ in lead:
        whens = resolve(text, sentence.start, sentence.end, published, dates) if befell(text, sentence) else ()
        for when in whens:
            if when.precision == "since" and (published.day - when.start).days <= _SLOW_SINCE:
                first = min(first, when.start)
    return first


def told_on(text: str, article: ArticleText, sentences: Sequence[Sentence], dates: DateRules) -> Moment | None:
    """The day the article was written on: that of publication, or the next where the lead names that weekday.

    A page updated after midnight, or dated in another time zone, says "on Tuesday" under Monday's date.
    """
    published = article.published
    if published is None:
        return _stamp(text, sentences, dates)
    for sentence, weight in _lead(sentences)[:6]:
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
    lead = _lead(sentences)
    for sentence, _ in lead[:2]:
        for when in resolve(text, sentence.start, sentence.end, None, dates)[:1]:
            weekday = _WEEKDAY.search(text, max(sentence.start, when.begin - 24), when.begin)
            if weekday is None and is_stamp(text, sentence.start, when):
                return Moment(when.start)
    weekdays = {m.group().lower() for s, weight in lead if weight > 1 for m in _WEEKDAY.finditer(text, s.start, s.end)}
    for sentence, weight in lead:
        for when in resolve(text, sentence.start, sentence.end, None, dates) if weight > 1 and weekdays else ():
            if when.precision == "day" and DAY_NAMES[when.start.weekday()].lower() in weekdays:
                return Moment(when.start + timedelta(_AFTER))
    return None


def _lead(sentences: Sequence[Sentence]) -> list[tuple[Sentence, int]]:
    """The sentences that tell the story, with their weight; a page may print its headline more than once."""
    lead: list[tuple[Sentence, int]] = []
    heads = 0
    body = 0
    for sentence in sentences[:60]:
        if sentence.section == "headline":
            if heads < 2:
                lead.append((sentence, 4))
            heads += 1
        elif sentence.section == "summary":
            lead.append((sentence, 2))
        elif sentence.section == "body":
            if body < LEAD:
                lead.append((sentence, 4 if body == 0 else 2 if body < LEAD / 3 else 1))
            body += sentence.end - sentence.start
    return lead


def _when(
    text: str,
    published: Moment | None,
    lead: Sequence[tuple[Sentence, int]],
    dates: DateRules,
    updates: UpdateRules,
) -> tuple[date | None, date | None, bool]:
    """The days of the story, and whether it names them: the lead's first day on which something happened.

    Days of telling and counting only say that it was not later; a day on which nothing befell anybody ("the
    chairs stood there on Monday") yields to them.
    """
    spoken: When | None = None
    counted: When | None = None
    bare: When | None = None
    week: When | None = None
    month: When | None = None
    counting = False
    for sentence, weight in lead:
        earlier = sentence.start
        whens = resolve(text, sentence.start, sentence.end, published, dates)
        own = next((when for when in whens if _is_owned(text, when, sentence)), None)
        if weight > 3 and own is None:
            counting = counting or updates.latest.search(text, sentence.start, sentence.end) is not None
        for when in whens:
            before, earlier = earlier, when.stop
            if published is not None and not timedelta(-2) <= published.day - when.end <= timedelta(_RECENT):
                if (
                    when.precision == "month"
                    and month is None
                    and when.start <= published.day <= when.end + timedelta(75)
                ):
                    month = when
                continue
            if when.precision == "week" and befell(text, sentence):
                week = week or when
            if when.precision not in {"day", "weekend"}:
                continue
            update = update_of(text, sentence.start, sentence.end, when, before, published, updates)
            if own is not None and when != own and not BEFELL.search(text, *clause_of(text, sentence, when)):
                continue  # "Controversy yesterday trailed the number of those who died in Tuesday's collapse"
            if when == own or (update is None and befell(text, sentence)):
                return when.start, _last_of(text, when, whens), True
            if update is None:
                bare = bare or when
            elif published is None:
                continue  # "rates from September through Dec. 31, 2017": of an undated study
            elif update == "told":
                spoken = spoken or when
            elif update == "latest":
                counted = counted or when
        if week is not None and weight > 3:
            return week.start, week.end, False  # "said on Monday that an attack last week left 40 dead"
    if counted is None and counting and published is not None:
        last = spoken.end if spoken is not None else published.day
        return last - timedelta(_UPDATED), last, False
    if counted is not None:
        return counted.start - timedelta(_UPDATED), counted.end, False
    if bare is not None:
        return bare.start, bare.end, True
    if week is not None:
        return week.start, week.end, False
    if spoken is not None:
        return spoken.start - timedelta(_TOLD), spoken.end, False
    if published is not None:
        return published.day - timedelta(2), published.day, False
    return (month.start, month.end, False) if month is not None else (None, None, False)


def _is_owned(text: str, when: When, sentence: Sentence) -> bool:
    """Whether a happening bears the day: "Tuesday's collapse", "the May 14 quake"."""
    if when.precision != "day":
        return False
    if text[when.stop : when.stop + 2] in {"'s", "’s"}:
        return _HAPPENING.match(text, when.stop + 2, sentence.end) is not None
    named = text[max(0, when.begin - 4) : when.begin].lower() == "the "
    return named and _HAPPENING.match(text, when.stop, sentence.end) is not None


def _yearless(text: str, lead: Sequence[tuple[Sentence, int]], updates: UpdateRules) -> tuple[int, int, int] | None:
    """The day of a story that names no year: that of what befell somebody, else its dateline's."""
    for sentence, weight in lead:
        match = _MONTH_DAY.search(text, sentence.start, sentence.end) if weight > 1 else None
        if match is None:
            continue
        weekday = _WEEKDAY.search(text, max(sentence.start, match.start() - 16), match.start())
        if weekday is not None or befell(text, sentence):
            return (*_month_and_day(match), 0)
    body = next((sentence for sentence, _ in lead if sentence.section == "body"), None)
    if body is None:
        return None
    line = text.rfind("\n", 0, body.start) + 1
    match = _MONTH_DAY.search(text, max(line, body.start - 80), body.start)
    counting = updates.latest.search(text, body.start, body.end) is not None
    return (*_month_and_day(match), _UPDATED if counting else _TOLD) if match is not None else None


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    month = match["m2"] or match["m1"]
    return MONTHS[month[:3].lower()], int(match["d2"] or match["d1"])


def _last_of(text: str, when: When, whens: Sequence[When]) -> date:
    """The last day of those that an expression begins: "on Thursday night and Friday"."""
    for later in whens:
        if later.begin > when.stop and later.precision == "day" and _AND.fullmatch(text, when.stop, later.begin):
            return later.start if timedelta(0) < later.start - when.end < timedelta(4) else when.end
    return when.end


def _looks_back(text: str, sentence: Sentence, published: Moment | None, dates: DateRules) -> bool:
    """Whether all that the sentence dates was long before: "In 2012 a fire at a mill in Pune killed 112"."""
    if published is None:
        return False
    whens = [w for w in resolve(text, sentence.start, sentence.end, published, dates) if w.precision != "since"]
    return bool(whens) and all((published.day - when.end).days > _RECENT for when in whens)


def _is_apart(text: str, sentence: Sentence, rules: StoryRules) -> bool:
    """Whether the sentence tells of another thing: "Elsewhere, four died in a separate strike on Tarvin"."""
    return any(means == "separate" and cue.search(text[sentence.start : sentence.end]) for means, cue in rules.cues)


def _where(
    text: str,
    lead: Sequence[tuple[Sentence, int]],
    places: Sequence[Located],
    wide: bool,
    home: Sequence[Place],
) -> tuple[Place, ...]:
    """The places of the story: the one most told of, towns before countries, and those named beside it."""
    score: dict[str, float] = defaultdict(float)
    first: dict[str, Place] = {}
    beside: dict[str, set[str]] = {}
    apart: set[tuple[str, str]] = set()
    placed_ids: set[str] = set()
    for sentence, weight in lead:
        here = [p for p in places if sentence.start <= p[1] < sentence.end]
        for place, start, _, placed in here:
            first.setdefault(place.id, place)
            told_there = placed and not _EARLIER.search(text, sentence.start, start)
            near = 0.5 if _NEAR.search(text, max(sentence.start, start - 16), start) else 1.0
            score[place.id] += (near * (weight + 1) if told_there else weight / 3) * (
                1 if wide else 3 if depth(place) > 1 else 2 if depth(place) else 1
            )
        named = {p[0].id for p in here if p[3]}
        placed_ids |= named
        for place, _, _, _ in here:
            beside.setdefault(place.id, set()).update(named if weight > 1 else ())
        for (left, _, stop, _), (right, start, _, _) in pairwise(here):
            if start - stop < 40 and _FROM.search(text, stop, start):
                apart |= {(left.id, right.id), (right.id, left.id)}
    for place in home[:1]:
        first.setdefault(place.id, place)
        beside.setdefault(place.id, set())
    if not score:
        return ()
    opened = {p.id for s, weight in lead if weight > 3 for p, start, _, _ in places if s.start <= start < s.end}
    for place_id in (place.id for place in home):
        # The dateline's, and told of besides; but a capital that only sends the report yields to the scene.
        rivals = {i for i in placed_ids if depth(first[i]) > 0 and place_id not in (i, *first[i].within)}
        told = place_id in placed_ids and (place_id in opened or not rivals & opened)
        if told or place_id in opened or (place_id in score and (wide or not rivals)):
            score[place_id] += 12
    if wide:
        # A quake or storm befalls the country or province: the towns named are parts of it.
        regions = [i for i, p in first.items() if depth(p) < 2 and i in score]
        top = max(
            regions or score,
            key=lambda i: (score[i] + sum(score[j] for j, p in first.items() if i in p.within) / 2, i),
        )
        top = next((i for i in first[top].within if i in first and depth(first[top]) > 1), top)
        return (first[top], *(first[i] for i in first[top].within if i in first))
    order = {i: n for n, i in enumerate(first)}
    top = max(score, key=lambda i: (score[i], -order[i]))
    early = {p.id for s, weight in lead if weight > 1 for p, start, _, _ in places if s.start <= start < s.end}
    if top not in early and score[top] < _OFTEN and depth(first[top]) > 1:
        # "… sank in southern Norway … asked police in Bergen to keep watch": an aside far down.
        top = next((i for i in first[top].within if i in opened), top)
    # "Indian soldiers … in Tarvo district": the place inside, where the first sentences name but one.
    inner = [i for i, p in first.items() if top in p.within and score[i] >= 6 and (i in early or score[i] >= _OFTEN)]
    towns = sorted((i for i in inner if depth(first[i]) > 1), key=lambda i: (-score[i], i))
    provinces = [i for i in inner if depth(first[i]) == 1]
    town = home[0] if home and depth(home[0]) == len("..") else None
    if town is not None and (_of_the_dateline(first[top], town, text, lead) or _late(first[top], town, places, lead)):
        top = town.id
    if depth(first[top]) > 1:
        pass  # a quarter of the town: the story is the town's
    elif len(towns) == 1 or (len(towns) > 1 and score[towns[0]] >= 2 * score[towns[1]]):
        top = towns[0]
    elif len(provinces) == 1:
        top = provinces[0]
    chosen = [first[top]]
    chosen += [
        p
        for i, p in first.items()
        if i != top
        and i in beside[top]
        and (i, top) not in apart
        and depth(p) >= depth(first[top])
        and i not in first[top].within
    ]
    chosen += [first[i] for i in first[top].within if i in first]
    return tuple(chosen)


def _of_the_dateline(top: Place, town: Place, text: str, lead: Sequence[tuple[Sentence, int]]) -> bool:
    """Whether the story's place is a province, told of from its town that the story names besides.

    "TULSA, Okla. — Two Tulsa officers were shot": Oklahoma is all that is named as a place.
    """
    named = any(town.name in text[sentence.start : sentence.end] for sentence, _ in lead)
    return named and depth(top) == 1 and top.id in town.within


def _late(top: Place, town: Place, places: Sequence[Located], lead: Sequence[tuple[Sentence, int]]) -> bool:
    """Whether the place is a town of the dateline's province that only an aside far down names."""
    if top.id == town.id or depth(top) != depth(town) or top.within[:1] != town.within[:1]:
        return False
    return not any(
        place.id == top.id and sentence.start <= start < sentence.end
        for sentence, weight in lead
        if weight > 1
        for place, start, _, _ in places
    )


def _words(
    text: str, lead: Sequence[tuple[Sentence, int]], common: frozenset[str], places: Sequence[Located]
) -> tuple[str, ...]:
    """The names in the lead, lower case, the commonest first, at most twelve."""
    count: Counter[str] = Counter()
    named = {word.lower().rstrip("s") for place, _, _, _ in places for word in place.name.split()}
    for sentence, weight in lead:
        for match in _TELLING.finditer(text, sentence.start, sentence.end):
            word = match.group().lower().rstrip("s")
            if match.group().lower() not in common and word not in common and word not in named:
                count[word] += weight
    return tuple(w for w, _ in count.most_common(12))
