"""The places of an article's story: where what it reports happened.

In: the lead of the article, the places found in the text and those of its dateline. Out: the place most told of,
with the places named beside it and what contains it; () where the lead names none. Towns go before countries, save
for a disaster as wide as a quake.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from claimcheck.lead_sentences import Lead
from claimcheck.placing import Located, depth
from claimcheck.values import Place

# "in Homs, 40 km north of Hama": the second only tells where the first lies.
_FROM = re.compile(
    r"\b(?:miles|km|kilomet(?:er|re)s|kms|north|south|east|west|outside)\w* (?:\w+ )?(?:of|from) (?:the )?$",
    re.I,
)
# "in Tarvin on Sunday, a day after bombs in Vega": the second is another story's.
_EARLIER = re.compile(r"\b(?:hours|days?|weeks?|months?|years?) (?:after|before)\b", re.I)
_NEAR = re.compile(r"\b(?:near|outside|close to) (?:the )?$", re.I)
_OFTEN = 12  # the score of a place that only the story's later sentences name, but more than once


def find_scene(
    text: str, lead: Lead, places: Sequence[Located], wide: bool, home: Sequence[Place]
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


def _of_the_dateline(top: Place, town: Place, text: str, lead: Lead) -> bool:
    """Whether the story's place is a province, told of from its town that the story names besides.

    "TULSA, Okla. — Two Tulsa officers were shot": Oklahoma is all that is named as a place.
    """
    named = any(town.name in text[sentence.start : sentence.end] for sentence, _ in lead)
    return named and depth(top) == 1 and top.id in town.within


def _late(top: Place, town: Place, places: Sequence[Located], lead: Lead) -> bool:
    """Whether the place is a town of the dateline's province that only an aside far down names."""
    if top.id == town.id or depth(top) != depth(town) or top.within[:1] != town.within[:1]:
        return False
    return not any(
        place.id == top.id and sentence.start <= start < sentence.end
        for sentence, weight in lead
        if weight > 1
        for place, start, _, _ in places
    )
