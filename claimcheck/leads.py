"""What an article is about: its lead event, as headline, summary, dateline and first sentences tell it.

In: an article with its sentences, and the places and kinds found in it. Out: the story, which the sentences
that say nothing else of time and place inherit. The inverted pyramid of news is the whole heuristic.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimcheck.dates import DateRules, When, resolve
from claimcheck.happenings import HappeningRules, find_kinds, find_names, find_targets, kind_of_name
from claimcheck.values import ArticleText, Moment, Place, Sentence

LEAD = 900  # characters of the body in which the story is told
SPOKEN = re.compile(
    r"\b(?:said|says|saying|told|reported|reports|announced|added|confirmed|according to|statement|tweeted|wrote|warned|spokesman|spokeswoman|"
    r"published|released|posted|updated|interview|conference|estimated|claimed|denied)\b[^.;!?]{0,28}$",
    re.I,
)
_TELLING = re.compile(r"(?<![\w-])[A-Z][a-zà-ÿ]{3,}(?:-[A-Z][a-z]+)?")
_COMMON = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "this that there they these those then than when where what which while with from after before some many most more their people president "
    "minister reuters associated press agency news photo video image hide caption published updated special story follow share advertisement "
    "according also still here have been were will would could should just like over under during since about against between however "
    "officials police government ministry state group local united states nations dozens hundreds thousands date publication posted last "
    "syria iraq iran russia america china trump house white washington islamic american americans russian syrian".split()
)


@dataclass(frozen=True, slots=True)
class Story:
    """The lead event of an article; None and () where the article doesn't tell."""

    published: Moment | None
    start: date | None
    end: date | None
    exact: bool  # the article names the day
    places: tuple[Place, ...]
    kind: str | None
    targets: tuple[str, ...]
    name: str | None
    words: tuple[str, ...]


def find_story(
    text: str,
    article: ArticleText,
    sentences: Sequence[Sentence],
    places: Sequence[tuple[Place, int, int, bool]],
    dates: DateRules,
    happenings: HappeningRules,
) -> Story:
    """The story of an article whose places are known."""
    lead = _lead(sentences)
    kinds: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence, weight in lead:
        for kind in find_kinds(text, sentence.start, sentence.end, happenings):
            kinds[kind.id] += weight
        for target in find_targets(text, sentence.start, sentence.end, happenings):
            targets[target.id] += weight
        for name in find_names(text, sentence.start, sentence.end, happenings):
            names[name.id] += weight
    name_ = max(names, key=lambda n: (names[n], n)) if names else None
    kind_ = kind_of_name(name_, happenings) if name_ else (max(kinds, key=lambda k: kinds[k]) if kinds else None)
    start, end, exact = _when(text, article, lead, dates)
    return Story(
        article.published,
        start,
        end,
        exact,
        _where(lead, places),
        kind_,
        tuple(t for t, n in targets.most_common(3) if n > 1),
        name_,
        _words(text, lead),
    )


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
    text: str, article: ArticleText, lead: Sequence[tuple[Sentence, int]], dates: DateRules
) -> tuple[date | None, date | None, bool]:
    """The days of the story, and whether it names them: the first day in the lead that is no day of speaking."""
    published = article.published
    spoken: When | None = None
    month: When | None = None
    for sentence, _ in lead:
        for when in resolve(text, sentence.start, sentence.end, published, dates):
            if published is not None and not timedelta(-2) <= published.day - when.end <= timedelta(12):
                if when.precision == "month" and month is None and when.start <= published.day <= when.end + timedelta(75):
                    month = when
                continue
            if when.precision not in {"day", "weekend"}:
                continue
            if SPOKEN.search(text, max(sentence.start, when.begin - 60), when.begin) is None:
                return when.start, when.end, True
            spoken = spoken or when
    if spoken is not None:
        return spoken.start - timedelta(1), spoken.end, False
    if published is not None:
        return published.day - timedelta(2), published.day, False
    return (month.start, month.end, False) if month is not None else (None, None, False)


def _where(lead: Sequence[tuple[Sentence, int]], places: Sequence[tuple[Place, int, int, bool]]) -> tuple[Place, ...]:
    """The places of the story: the one most told of, towns before countries, and those named beside it."""
    score: Counter[str] = Counter()
    first: dict[str, Place] = {}
    beside: dict[str, set[str]] = {}
    for sentence, weight in lead:
        here = [p for p in places if sentence.start <= p[1] < sentence.end]
        for place, _, _, placed in here:
            first.setdefault(place.id, place)
            score[place.id] += (weight + (1 if placed else 0)) * (3 if _depth(place) > 1 else 2 if _depth(place) else 1)
            beside.setdefault(place.id, set()).update(p[0].id for p in here if p[3])
    if not score:
        return ()
    top = max(score, key=lambda i: (score[i], -list(first).index(i)))
    chosen = [first[top]]
    chosen += [p for i, p in first.items() if i != top and i in beside[top] and _depth(p) >= _depth(first[top]) and i not in first[top].within]
    chosen += [first[i] for i in first[top].within if i in first]
    return tuple(chosen)


def _depth(place: Place) -> int:
    return 3 if place.id.startswith("?") else place.id.count(".")


def _words(text: str, lead: Sequence[tuple[Sentence, int]]) -> tuple[str, ...]:
    """The names in the lead, lower case, the commonest first, at most twelve."""
    count: Counter[str] = Counter()
    for sentence, weight in lead:
        for match in _TELLING.finditer(text, sentence.start, sentence.end):
            word = match.group().lower().rstrip("s")
            if match.group().lower() not in _COMMON and word not in _COMMON:
                count[word] += weight
    return tuple(w for w, _ in count.most_common(12))
