"""Which places the names of an article stand for: each vouches for the others.

In: the hits that :mod:`claimcheck.places` found. Out: places with their spans. A name that several places
share goes to the one in a country or province that the text names, else to the largest; a small town that
nothing in the text vouches for is left alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from claimcheck.gazetteer import Candidate
from claimcheck.spelling import fold, sound
from claimcheck.values import Place

SURE = 250  # thousands of people from which a town needs nothing else that vouches for it
_AGAIN = 3  # times that an article names a town of which nothing else tells the country
_LONG_NAME = 6  # letters; shorter names are often something else's too
Located = tuple[Place, int, int, bool]
"""A place, where its name stands, and whether the words around it place something there."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in the text that may be one of ``candidates`` (id, thousands of people).

    ``placed``: a preposition says that it is a place. ``adjective``: it tells the country, but places nothing
    there (a demonym, "Britain-based"). ``introduced``: a word like "village" makes it a place even if no
    gazetteer knows it. ``province``: "province" follows.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Candidate, ...]
    placed: bool
    adjective: bool = False
    introduced: bool = False
    province: bool = False
    facility: bool = False  # a hospital or bridge bears the name
    street: bool = False  # a street or building is called so, and no place in the text needs be
    quarter: Literal["", "before", "after"] = ""  # a part of the town named before it, or after it
    suburb: bool = False  # of the town named just before: "the Lagos suburb of Ikotun"


def depth(place: Place) -> int:
    """0 for a country, 1 for a province, 2 for a town, 3 for a place that no gazetteer knows."""
    return 3 if place.id.startswith("?") else place.id.count(".")


def containers(place: str) -> tuple[str, ...]:
    """The ids that contain this one, smallest first."""
    parts = place.split(".")
    return tuple(".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))


def settle(hits: Sequence[Hit], home: Iterable[str] = ()) -> list[Located]:
    """The places that the hits stand for: (place, start, end, whether words around it place something there).

    ``home`` are ids that the article is known to be about (its dateline's). Hits must be of one article:
    each vouches for the others.
    """
    hits = _beside(hits)
    countries: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    for known in home:
        countries[known.split(".")[0]] += 3
    for hit in hits:
        if not hit.candidates:
            continue
        top, people = hit.candidates[0]
        if "." not in top or people >= SURE:
            countries[top.split(".")[0]] += 1 if "." in top else 2
        for candidate, _ in hit.candidates:
            if candidate.count(".") == 1:
                provinces[candidate] += 1
    placed = {candidate for hit in hits if hit.placed for candidate, _ in hit.candidates}
    found: list[Located] = []
    unknown: list[int] = []
    named = Counter(hit.name for hit in hits)
    told_there = Counter(hit.name for hit in hits if hit.placed)
    towns = {hit.name for hit in hits if hit.introduced and not hit.province}  # "the city of Homs"
    # "the Karaganda region"; but not where the town is mostly named alone: "Homs … Homs … the Homs region".
    provincial = Counter(hit.name for hit in hits if hit.province and hit.name not in towns)
    of_province = {name for name, count in provincial.items() if 2 * count >= named[name]}
    suburbs = {hit.start for hit in hits if hit.suburb}
    for left, right in pairwise(hits):
        if left.quarter == "after" and right.start - left.end < len(" neighbourhood of the "):
            suburbs.discard(right.start)  # "Marj district of Homs": Homs is the town
    quarters = {hit.start: hit.quarter for hit in hits if hit.quarter}
    states = {place.rsplit(".", 1)[-1]: place for known in home for place in containers(known) if "." in place}
    streets = {hit.name for hit in hits if hit.street}
    for hit in hits:
        if hit.adjective or hit.street or (hit.name in streets and not _backed(hit, hits)):
            continue
        best = max(hit.candidates, key=lambda c: _rank(c, hit, countries, provinces)) if hit.candidates else None
        sure = best is not None and _vouched(best, hit, countries, provinces, placed)
        if best is not None and not sure and not _is_its_own(best, hit, named, told_there):
            best = None
        state = states.get(fold(hit.name).replace(" ", "-"))
        if best is not None and state is not None and state not in containers(best[0]):
            best = (state, SURE)  # "SPOKANE, Wash. — … in central Washington": the state
        if best is not None and hit.facility and best[0].count(".") == 1:
            best = None  # "the Borno bridge"
        if best is not None and hit.facility and countries[best[0].split(".")[0]] <= (best[1] >= SURE):
            best = None  # "the Lagos hospital", where nothing else is in that country
        if best is not None and hit.name in of_province and best[0].count(".") > 1:
            best = _province_of(best, hit)
        if best is not None:
            found.append((Place(best[0], hit.name, containers(best[0])), hit.start, hit.end, hit.placed))
        elif hit.introduced:
            unknown.append(len(found))
            found.append((Place(f"?.{sound(hit.name)}", hit.name), hit.start, hit.end, True))
    for index in range(1, len(found)):
        place, start, end, sure = found[index]
        town, _, stop, _ = found[index - 1]
        if (start in suburbs) and start - stop < 16 and town.id not in place.within:
            found[index] = (replace(place, within=(town.id, *place.within)), start, end, sure)
    for index in range(len(found)):
        found[index] = _of_its_town(index, found, quarters)
    inside: dict[str, tuple[str, ...]] = {}
    for index in unknown:
        place, start, end, _ = found[index]
        country = tuple(known.split(".")[0] for known in home)[:1]
        within = inside.setdefault(place.id, _near(index, found) or country)
        found[index] = (Place(place.id, place.name, within), start, end, True)
    return found


def _backed(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether another name of the article lies in a place of this name, or contains it: no street alone."""
    own = {place for place, _ in hit.candidates}
    around = {i for place in own for i in containers(place)}
    for other in hits:
        for place, _ in other.candidates if other.name != hit.name else ():
            if place in around or own.intersection(containers(place)):
                return True
    return False


def _of_its_town(index: int, found: Sequence[Located], quarters: Mapping[int, str]) -> Located:
    """A place that is a part of the town named beside it: "Oslo's Quarvin neighborhood", no town elsewhere."""
    place, start, end, sure = found[index]
    which = quarters.get(start)
    if which is None:
        return found[index]
    beside = found[index + 1] if which == "after" and index + 1 < len(found) else None
    if which == "before" and index > 0 and start - found[index - 1][2] <= len("'s central "):
        beside = found[index - 1]
    if which == "after" and beside is not None and beside[1] - end > len(" neighbourhood of the "):
        beside = None
    if beside is None or depth(beside[0]) not in {1, 2} or set(beside[0].within[:1]) & set(place.within):
        return found[index]
    town = beside[0]
    name = place.id if place.id.startswith("?") else f"?.{sound(place.name)}"
    return (Place(name, place.name, (town.id, *town.within)), start, end, sure)


def _beside(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those placed that stand by what contains them: "Redding, Calif.", "Syria’s Idlib"."""
    result = list(hits)
    for index in range(len(hits) - 1):
        left, right = hits[index], hits[index + 1]
        if right.start - left.end > 3 or (left.adjective and not left.candidates):
            continue
        if left.adjective:
            outer, inner, which = left, right, index + 1
        elif not right.adjective:
            outer, inner, which = right, left, index
        else:
            continue
        if outer is right and left.placed and right.start - left.end == len("’s "):
            outer, inner, which = left, right, index + 1  # "in Syria’s Homs"
            if not _inside(inner, outer):
                outer, inner, which = right, left, index
        if _inside(inner, outer):
            result[which] = replace(inner, placed=True)
    return result


def _province_of(town: Candidate, hit: Hit) -> Candidate:
    """The province of a town that bears its name: "the Karaganda region"; the town if it has its own name."""
    if any(place.count(".") == 1 for place, _ in hit.candidates):
        return town
    return (town[0].rsplit(".", 1)[0], town[1])


def _inside(inner: Hit, outer: Hit) -> bool:
    """Whether a place of the one name lies in a place of the other."""
    around = {place for place, _ in outer.candidates}
    return any(around.intersection(containers(place)) for place, _ in inner.candidates)


def _vouched(
    candidate: Candidate, hit: Hit, countries: Counter[str], provinces: Counter[str], placed: set[str]
) -> bool:
    """Whether the text gives reason enough to take the name for this place."""
    place, people = candidate
    depth = place.count(".")
    if depth == 0:
        return True
    large = people >= SURE
    others = countries[place.split(".")[0]] - (1 if large and hit.candidates[0][0] == place else 0)
    if others <= 0:
        if hit.quarter and sum(countries.values()) > 0:
            return False  # "Al-Salam district": a part of a town of the country that is named
        return people >= SURE * 4 or (people >= SURE / 2 and hit.placed)
    if depth == 2 and not large:
        # A small town: something places a thing there, or its province is named too.
        return place in placed and (people > 1 or provinces[place.rsplit(".", 1)[0]] > 0 or len(hit.name) > 4)
    return True


def _is_its_own(candidate: Candidate, hit: Hit, named: Counter[str], told_there: Counter[str]) -> bool:
    """Whether a name of one town only stands again and again, mostly as that of a place.

    A local paper writes "Cholera in Tarvin" and never names its country. A person's name is "in" nothing.
    """
    one = len(hit.candidates) == 1 and candidate[1] > 1 and len(hit.name) >= _LONG_NAME
    often = named[hit.name]
    return one and often >= _AGAIN and told_there[hit.name] * 2 >= often


def _rank(candidate: Candidate, hit: Hit, countries: Counter[str], provinces: Counter[str]) -> tuple[float, str]:
    place, people = candidate
    parts = place.split(".")
    if len(parts) == 1:
        return (5.0, place)
    score = min(2.0, 0.7 * max(0, countries[parts[0]])) + min(2.0, people / 1500)
    if len(parts) == 3:
        province = ".".join(parts[:2])
        own = any(c == province for c, _ in hit.candidates)
        score += 1.5 if provinces[province] > own else 0.0
        # "Idlib" alone is the town, "Idlib province" the province.
        largest = max((p for c, p in hit.candidates if c.count(".") == 1 and c.split(".")[0] == parts[0]), default=0)
        score += 1.0 if people * 4 >= largest and not hit.province else -1.0
    elif hit.province:
        score += 2.0
    return (score, place)


def _near(index: int, found: Sequence[Located]) -> tuple[str, ...]:
    """What contains a place that no gazetteer knows: the nearest known place named beside it in the text."""
    _, begin, stop, _ = found[index]
    for after in range(index + 1, min(index + 3, len(found))):
        place, start, end, _ = found[after]
        if start - stop >= 25 or place.id.startswith("?"):
            continue
        inner, begins, _, _ = found[after + 1] if after + 1 < len(found) else found[after]
        if begins - end in range(1, 4) and place.id in inner.within:
            return (inner.id, *inner.within)  # "the Quarvin shrine in Odisha's Jajpur district"
        return (place.id, *place.within)
    for place, start, _, _ in reversed(found[max(0, index - 4) : index]):
        if begin - start < 300 and not place.id.startswith("?"):
            return (place.id, *place.within)
    return ()
