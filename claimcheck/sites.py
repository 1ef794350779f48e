"""The parts of a story: the sites struck, or the towns, that it tells apart.

In: the sentences of an article's lead. Out: the ids of its sites, empty where the story has one. A figure of
one site is no figure of the whole: "31 dead at the airport and the metro, 11 of them at the airport".
"""

import re
from collections import Counter
from collections.abc import Sequence

from claimcheck.happenings import WIDE, Found, HappeningRules, find_targets
from claimcheck.lead_sentences import Lead
from claimcheck.placing import Located, depth
from claimcheck.values import Place, Sentence

_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|several|multiple|twin|double|dual|both|coordinated|simultaneous|"
    r"(?:a |the )?(?:series|string|wave|pair|spate) of)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:attacks|bombings|blasts|explosions|raids|strikes|airstrikes|shootings|fires|crashes|clashes)\b",
    re.I,
)
_ONE = re.compile(
    r"\b(?:the|a|an|one|another|this|that|its|their|[\w-]+['’]s?) "
    r"(?:(?!(?:in|on|at|of|to|by|for|from|with|and|or) )[\w’'-]+ ){0,3}?$",
    re.I,
)
_TREATING = frozenset({"hospital"})  # the hurt of a disaster are taken there


def find_sites(
    text: str,
    lead: Lead,
    sentences: Sequence[Sentence],
    family: str | None,
    rules: HappeningRules,
) -> frozenset[str]:
    """The sites that the story tells apart: two that one sentence of the lead names and others name alone."""
    if family not in {"violence", "accident"}:
        return frozenset()
    together: set[str] = set()
    for sentence, _ in lead:
        here = {t.id for t in find_targets(text, sentence.start, sentence.end, rules) if t.id in rules.sites}
        if len(here) > 1:
            together |= here
    alone: Counter[str] = Counter()
    if together:
        for sentence in sentences:
            found = {t.id for t in find_targets(text, sentence.start, sentence.end, rules) if t.id in together}
            if len(found) == 1:
                alone.update(found)
    sites = frozenset(site for site, n in alone.items() if n > 1)
    return sites if len(sites) > 1 else frozenset()


def find_towns(text: str, lead: Lead, places: Sequence[Located]) -> tuple[tuple[Place, ...], frozenset[str]]:
    """What contains the towns of a story of several attacks, and the towns; empty where it has one."""
    if not any(w > 2 and _SEVERAL.search(text, s.start, s.end) for s, w in lead):
        return (), frozenset()
    named: dict[str, Place] = {}
    towns: dict[str, Place] = {}
    for sentence, _ in lead:
        for place, start, _, placed in places:
            if sentence.start <= start < sentence.end:
                named.setdefault(place.id, place)
                if placed and depth(place) > 1:
                    towns.setdefault(place.id, place)
    outer = {i for place in towns.values() for i in place.within}
    towns = {i: place for i, place in towns.items() if i not in outer}
    if len(towns) < 2:
        return (), frozenset()
    shared = set.intersection(*(set(place.within) for place in towns.values()))
    around = [i for i in next(iter(towns.values())).within if i in shared and i in named]
    if not around:
        return (), frozenset()
    return tuple(named[i] for i in around), frozenset(towns)


def struck(text: str, found: Sequence[Found], kind: str | None, rules: HappeningRules) -> str | None:
    """The one building of a wide disaster that a clause tells of ("the college"); None for several.

    A plural or a counted building is none: "schools were damaged", "30 hospitals".
    """
    if kind not in WIDE:
        return None
    sites = [
        f.id
        for f in found
        if f.id in rules.sites
        and f.id not in _TREATING
        and text[f.end - 1] != "s"
        and text[f.start].islower()  # "Harvard University" studies, and is not struck
        and _ONE.search(text, max(0, f.start - 40), f.start)
    ]
    return sites[0] if len(set(sites)) == 1 else None
