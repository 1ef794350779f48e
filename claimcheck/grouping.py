"""Which claims are about one event: within an article first, then across articles.

In: mentions with their settings. Out: events, each a set of mention ids. Within an article the mentions
whose settings fit are one happening. Happenings of different articles are looked at where they share a block
(a place and about a time, a name, a war), scored on place, time, kind, target, figures and names, and joined
best first; a veto (days that don't meet, towns apart, another name, two happenings that one article tells
apart) outweighs any score. Below the score for joining lies a band of doubt: ``maybe_same_as``.

Order-independent: happenings are sorted by what they are, never by when they were read. Known misses: one
happening that two outlets date differently; a place that one outlet names by its district only.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from claimcheck.happenings import Kind
from claimcheck.likeness import Happening, likeness, meet_in_article
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Mention, Place


class Weight(Entry):
    """A weight or threshold of the score."""

    value: float


class Measures(Entry):
    """Measures whose figures belong to one event."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupingRules:
    """Weights, the families of measures, and the kinds that may be one happening."""

    weights: dict[str, float]
    measures: dict[str, str]
    likes: dict[str, frozenset[str]]
    families: dict[str, str]
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class EventGroup:
    """An event: its claims' mentions, and what is known of it. Days are inclusive, None where unknown."""

    id: str
    label: str
    kind: str | None
    place: str | None
    start: date | None
    end: date | None
    mentions: tuple[str, ...]
    maybe_same_as: tuple[str, ...] = ()


def compile_grouping(book: RuleBook) -> GroupingRules:
    """The grouping rules in force."""
    kinds = book.entries("en/events.toml", "kind", Kind)
    likes: dict[str, set[str]] = defaultdict(set)
    for kind in kinds:
        likes[kind.id] |= {kind.id, *kind.like}
        for other in kind.like:
            likes[other].add(kind.id)
    return GroupingRules(
        {w.id: w.value for w in book.entries("grouping.toml", "weight", Weight)},
        {word: m.id for m in book.entries("grouping.toml", "measures", Measures) for word in m.words},
        {kind: frozenset(others) for kind, others in likes.items()},
        {k.id: k.family for k in kinds} | {"war": "war"},
        {k.id: k.label for k in kinds} | {"war": "war"},
    )


@dataclass(slots=True)
class _Cluster:
    """Happenings that are one event so far."""

    members: list[Happening] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    indexes: list[int] = field(default_factory=list)


def group_mentions(mentions: Sequence[Mention], rules: GroupingRules) -> list[EventGroup]:
    """The events of all mentions, in the order of their first mention (path, then place in the file)."""
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.path + "\0" + mention.article].append(mention)
    happenings: list[Happening] = []
    for article in sorted(by_article):
        happenings += _within(sorted(by_article[article], key=lambda m: (m.number.start, m.id)), rules)
    clusters, doubts = _across(happenings, rules)
    return _groups(clusters, doubts, rules)


def _within(mentions: Sequence[Mention], rules: GroupingRules) -> list[Happening]:
    """The happenings that one article tells of."""
    made: list[Happening] = []
    at: dict[str, Happening] = {}
    sited = any(mention.setting.site is not None for mention in mentions)
    for mention in mentions:
        new = Happening.of(mention, rules.measures, rules.families)
        new.sited = sited
        total = at.get(mention.part_of or "")
        if total is not None and total.site == new.site:
            total.add(new)
            at[mention.id] = total
            continue
        best: Happening | None = None
        score = 0.0
        for old in made:
            fits = meet_in_article(old, new, rules)
            if fits > score:
                best, score = old, fits
        if best is None:
            made.append(new)
            at[mention.id] = new
        else:
            best.add(new)
            at[mention.id] = best
    return made


def _blocks(happening: Happening) -> Iterable[str]:
    """The keys under which a happening is looked up: few, and narrow enough for a large collection."""
    if happening.name is not None:
        yield f"name {happening.name}"
    where = sorted(happening.towns) or sorted(happening.around)
    if happening.running:
        for place in sorted(happening.countries):
            yield f"run {place} {happening.kind} {happening.published.toordinal() // 16 if happening.published else '-'}"
            if happening.published:
                yield f"run {place} {happening.kind} {(happening.published.toordinal() + 8) // 16 + 0.5}"
        return
    days: list[int | str] = ["-"]
    if (
        happening.start is not None
        and happening.end is not None
        and (happening.end - happening.start).days <= 31
    ):
        first, last = happening.start.toordinal() // 4, happening.end.toordinal() // 4
        days = [*range(first, last + 1)]
        if happening.end.toordinal() % 4 == 3:
            days.append(last + 1)
    places = list(dict.fromkeys([*where, *sorted(happening.around), *sorted(happening.countries)]))[:8]
    for place in places:
        for day in days:
            yield f"{place} {day}"
        yield (
            f"{place} any"
            if "-" not in days and place in happening.towns and not happening.background
            else f"{place} -"
        )
        if "-" in days and place in happening.towns and not happening.background:
            yield f"{place} any"


_CROWDED = 80  # a block of more happenings is looked at along the order of their figures only


def _across(
    happenings: Sequence[Happening], rules: GroupingRules
) -> tuple[list[_Cluster], list[tuple[str, str]]]:
    """Join the happenings of different articles; also the pairs left in doubt, as first mentions' ids."""
    ordered = sorted(happenings, key=lambda h: h.key)
    cluster_of = {
        index: _Cluster([happening], {happening.article}, [index]) for index, happening in enumerate(ordered)
    }
    scored = _scored(ordered, _pairs(ordered), rules)
    left_over = _join(scored, rules.weights["merge"], cluster_of, rules)
    together: dict[str, set[str]] = defaultdict(set)
    for cluster in _distinct(cluster_of):
        if len(cluster.articles) > 1:
            for article in cluster.articles:
                together[article] |= cluster.articles
    # Articles that share one event: what else they tell alike needs less to be one.
    related = [p for p in _related(ordered, together, rules) if cluster_of[p[1]] is not cluster_of[p[2]]]
    _join(related, rules.weights["related"], cluster_of, rules)
    doubts = [(ordered[left].ids[0], ordered[right].ids[0]) for _, left, right in left_over]
    return _distinct(cluster_of), doubts


def _pairs(ordered: Sequence[Happening]) -> set[tuple[int, int]]:
    """The pairs of happenings of different articles that share a block."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, happening in enumerate(ordered):
        for block in dict.fromkeys(_blocks(happening)):
            blocks[block].append(index)
    pairs: set[tuple[int, int]] = set()
    for indexes in blocks.values():
        reach = len(indexes) if len(indexes) <= _CROWDED else 8
        for n, left in enumerate(indexes):
            for right in indexes[n + 1 : n + 1 + reach]:
                if ordered[left].article != ordered[right].article:
                    pairs.add((left, right))
    return pairs


def _scored(
    ordered: Sequence[Happening], pairs: Iterable[tuple[int, int]], rules: GroupingRules
) -> list[tuple[float, int, int]]:
    """The pairs that may be one, best first."""
    scored: list[tuple[float, int, int]] = []
    for left, right in pairs:
        found = likeness(ordered[left], ordered[right], rules)
        if found.veto is None and found.score >= rules.weights["doubt"]:
            scored.append((-round(found.score, 6), left, right))
    return sorted(scored)


def _related(
    ordered: Sequence[Happening], together: dict[str, set[str]], rules: GroupingRules
) -> list[tuple[float, int, int]]:
    """Pairs of happenings of articles that share another event, best first."""
    of_article: dict[str, list[int]] = defaultdict(list)
    for index, happening in enumerate(ordered):
        of_article[happening.article].append(index)
    scored: list[tuple[float, int, int]] = []
    for article in sorted(together):
        for other in sorted(together[article])[:_CROWDED]:
            if other <= article:
                continue
            for left in of_article[article][:_CROWDED]:
                for right in of_article[other][:_CROWDED]:
                    found = likeness(ordered[left], ordered[right], rules)
                    if found.veto is None and found.score >= rules.weights["related"]:
                        scored.append((-round(found.score, 6), min(left, right), max(left, right)))
    return sorted(scored)


def _join(
    scored: Sequence[tuple[float, int, int]],
    enough: float,
    cluster_of: dict[int, _Cluster],
    rules: GroupingRules,
) -> list[tuple[float, int, int]]:
    """Join the clusters of pairs that score enough, best first, unless something rules it out; what was left."""
    left_over: list[tuple[float, int, int]] = []
    for score, left, right in scored:
        one, other = cluster_of[left], cluster_of[right]
        if one is other:
            continue
        if -score < enough or not _may_join(one, other, rules):
            left_over.append((score, left, right))
            continue
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members += other.members
        one.articles |= other.articles
        one.indexes += other.indexes
        for index in other.indexes:
            cluster_of[index] = one
    return left_over


def _distinct(cluster_of: dict[int, _Cluster]) -> list[_Cluster]:
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _may_join(one: _Cluster, other: _Cluster, rules: GroupingRules) -> bool:
    """Whether nothing in one cluster speaks against anything in the other."""
    if one.articles & other.articles:
        return False
    for left in one.members[:12]:
        for right in other.members[:12]:
            if likeness(left, right, rules).veto is not None:
                return False
    return True


def _groups(
    clusters: Sequence[_Cluster], doubts: Sequence[tuple[str, str]], rules: GroupingRules
) -> list[EventGroup]:
    made: list[tuple[tuple[str, int], EventGroup]] = []
    of_mention: dict[str, str] = {}
    for cluster in clusters:
        mentions = sorted(
            (m for h in cluster.members for m in h.mentions), key=lambda m: (m.path, m.number.start, m.id)
        )
        ids = tuple(m.id for m in mentions)
        event = "e" + hashlib.sha256("\0".join(sorted(ids)).encode()).hexdigest()[:11]
        for mention in ids:
            of_mention[mention] = event
        start, end = _days(cluster.members)
        place = _place(cluster.members)
        kind = _commonest(h.kind for h in cluster.members for _ in h.ids)
        made.append(
            (
                (mentions[0].path, mentions[0].number.start),
                EventGroup(
                    event, _label(cluster.members, kind, place, start, rules), kind, place, start, end, ids
                ),
            )
        )
    near: dict[str, set[str]] = defaultdict(set)
    for left, right in doubts:
        if of_mention[left] != of_mention[right]:
            near[of_mention[left]].add(of_mention[right])
            near[of_mention[right]].add(of_mention[left])
    return [
        EventGroup(g.id, g.label, g.kind, g.place, g.start, g.end, g.mentions, tuple(sorted(near[g.id])))
        for _, g in sorted(made, key=lambda row: (row[0], row[1].id))
    ]


def _commonest(values: Iterable[str | None]) -> str | None:
    count: dict[str, int] = defaultdict(int)
    for value in values:
        if value is not None:
            count[value] += 1
    return min(count, key=lambda v: (-count[v], v)) if count else None


def _days(members: Sequence[Happening]) -> tuple[date | None, date | None]:
    """The shortest stretch that the members name."""
    spans = sorted(
        ((h.start, h.end) for h in members if h.start is not None and h.end is not None),
        key=lambda s: (s[1] - s[0], s[0]),
    )
    return spans[0] if spans else (None, None)


def _place(members: Sequence[Happening]) -> str | None:
    """The place as most of the mentions name it."""
    named: dict[str, int] = defaultdict(int)
    for happening in members:
        for mention in happening.mentions:
            places: tuple[Place, ...] = mention.setting.places
            if places:
                named[places[0].name] += 2 if mention.setting.places[0].id in happening.towns else 1
    return min(named, key=lambda n: (-named[n], n)) if named else None


def _label(
    members: Sequence[Happening],
    kind: str | None,
    place: str | None,
    start: date | None,
    rules: GroupingRules,
) -> str:
    """What a person would call it: "Homs bus bombing", "Hurricane Maria", "Haiti: 562 million appealed"."""
    name = _commonest(h.name for h in members)
    first = members[0]
    running = any(h.running for h in members)
    if name is not None:
        return name.title() + (", totals" if running else "")
    if running:
        return f"{place or 'Totals'}: {'the war' if kind == 'war' else rules.labels.get(kind or '', 'total')} over time"
    family = rules.families.get(kind or "", "topic")
    if (
        kind is not None
        and family not in {"topic", "relief"}
        and first.family in {"incident", "crowd", "territory"}
    ):
        target = _commonest(
            t
            for h in members
            for t in sorted(h.targets)
            if t in {"bus", "market", "hospital", "school", "airport"}
        )
        words = [place or "", target or "", rules.labels[kind]]
        label = " ".join(w for w in words if w)
        return label if start is None or place else f"{label}, {start.day} {start:%B %Y}"
    counted = _commonest(m.role.counted for h in members for m in h.mentions) or ""
    subject = f"{counted} {first.measure}".strip()
    return f"{place}: {subject}" if place else subject[:1].upper() + subject[1:]


__all__ = ["EventGroup", "GroupingRules", "compile_grouping", "group_mentions", "timedelta"]
