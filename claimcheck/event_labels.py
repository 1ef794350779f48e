"""What a person would call an event: "Homs bus bombing", "Hurricane Maria", "Haiti: money appealed"."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from claimcheck.accounts import Account
from claimcheck.grouping_rules import GroupingRules
from claimcheck.values import Place

_UNTELLING = frozenset({"", "thing", "counted"})
"""Words that stand where a claim's own would say nothing; the kind of event says more."""


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
    name = commonest(h.name for h in members)
    first = members[0]
    running = any(h.running for h in members)
    if name is not None:
        return name.title() + (", totals" if running else "")
    if running:
        subject = "the war" if kind == "war" else rules.labels.get(kind or "", "total")
        return f"{place or 'Totals'}: {subject} over time"
    family = rules.families.get(kind or "", "topic")
    if (
        kind is not None
        and family not in {"topic", "relief"}
        and first.family in {"incident", "crowd", "territory"}
    ):
        target = commonest(
            t
            for h in members
            for t in sorted(h.targets)
            if t in {"bus", "market", "hospital", "school", "airport"}
        )
        words = [place or "", target or "", rules.labels[kind]]
        label = " ".join(w for w in words if w)
        return label if start is None or place else f"{label}, {start.day} {start:%B %Y}"
    counted = commonest(m.role.counted for h in members for m in h.mentions) or ""
    subject = f"{counted} {first.measure}".strip()
    if first.measure in _UNTELLING or counted in _UNTELLING:
        subject = rules.labels.get(kind or "", subject)
    return f"{place}: {subject}" if place else subject[:1].upper() + subject[1:]
