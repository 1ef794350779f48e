"""What a person would call an event: "Homs bus bombing", "Hurricane Maria", "Haiti: money appealed"."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from claimcheck.accounts import Account
from claimcheck.grouping_rules import GroupingRules
from claimcheck.values import Place

_SAYS_NOTHING = frozenset(
    {
        "",
        "thing",
        "counted",
        "people",
        "money",
        "those",
        "them",
        "it",
        "had",
        "said",
        "made",
        "put",
        "took part",
    }
    | {"called", "compared", "based", "included", "rose", "risen", "fell", "fallen", "was", "ranged", "saw"}
)
"""Words of a claim that tell nothing of what the event is; its kind says more."""

_SITES = {
    "airport": "airport",
    "railway": "station",
    "bus": "bus",
    "market": "market",
    "hospital": "hospital",
    "school": "school",
    "prison": "prison",
}
"""What to call the site in a label."""


def commonest(values: Iterable[str | None]) -> str | None:
    """The value that occurs most, the first in the alphabet of several; None if all are None."""
    count: dict[str, int] = defaultdict(int)
    for value in values:
        if value is not None:
            count[value] += 1
    return min(count, key=lambda v: (-count[v], v)) if count else None


def days_of(members: Sequence[Account]) -> tuple[date | None, date | None]:
    """The shortest stretch that the members name."""
    spans = sorted(
        ((h.start, h.end) for h in members if h.start is not None and h.end is not None),
        key=lambda s: (s[1] - s[0], s[0]),
    )
    return spans[0] if spans else (None, None)


def place_of(members: Sequence[Account]) -> str | None:
    """The place as most of the mentions name it."""
    named: dict[str, int] = defaultdict(int)
    for happening in members:
        for mention in happening.mentions:
            places: tuple[Place, ...] = mention.setting.places
            if places:
                named[places[0].name] += 2 if mention.setting.places[0].id in happening.towns else 1
    return min(named, key=lambda n: (-named[n], n)) if named else None


def label_of(
    members: Sequence[Account],
    kind: str | None,
    place: str | None,
    start: date | None,
    rules: GroupingRules,
) -> str:
    """What a person would call it: "Homs bus bombing", "Hurricane Maria", "Haiti: 562 million appealed"."""
    name = commonest(mention.setting.name for h in members for mention in h.mentions)
    first = members[0]
    running = any(h.running for h in members)
    if name is not None:
        return name.title() + (", totals" if running else "")
    if running:
        if kind == "war":
            return f"{place or 'Totals'}: the war over time"
        return f"{place or 'Totals'}: {_subject(members, kind, rules) or 'totals'} over time"
    family = rules.families.get(kind or "", "topic")
    if kind is not None and family not in {"topic", "relief"} and first.family in {"incident", "crowd", "territory"}:
        site = _site(members, family)
        struck = site if family in {"violence", "accident"} else ""
        label = " ".join(w for w in (place or "", struck, rules.labels[kind]) if w)
        label += f": the {site}" if site and not struck else ""  # "Nepal earthquake: the school"
        return label if start is None or place else f"{label}, {start.day} {start:%B %Y}"
    subject = _subject(members, kind, rules) or "figures"
    return f"{place}: {subject}" if place else subject[:1].upper() + subject[1:]


def _site(members: Sequence[Account], family: str) -> str:
    """The site struck, where the account is of one or most of its figures name it; "" else."""
    parts = {h.site for h in members}
    if parts != {None}:
        return _SITES.get(next(iter(parts)) or "", "") if len(parts) == 1 else ""
    if family not in {"violence", "accident"} or any(h.sited for h in members):
        return ""
    named = [t for h in members for m in h.mentions for t in m.setting.targets if t in _SITES]
    site = commonest(named)
    told = sum(len(h.mentions) for h in members)
    return _SITES[site] if site is not None and named.count(site) * 2 >= told else ""


def _subject(members: Sequence[Account], kind: str | None, rules: GroupingRules) -> str:
    """What is counted and said of it ("border agents hired"), as far as the words tell; else the kind."""
    measure = members[0].measure
    counted = commonest(m.role.counted for h in members for m in h.mentions) or ""
    if measure in _SAYS_NOTHING:
        measure = ""
    if counted.lower() in _SAYS_NOTHING and not (measure and counted == "people"):
        counted = ""
    if counted and measure == "killed" and counted.lower().endswith(("deaths", "dead", "bodies", "fatalities")):
        return counted  # "2,000 deaths": they were not killed once more
    if counted or not measure:
        return f"{counted} {measure}".strip() or rules.labels.get(kind or "", "")
    return rules.labels.get(kind or "", f"figures {measure}")
