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
from claimcheck.likeness import Happening, Veto, likeness, meet_in_article
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
    two_sites = _sites_apart(mentions)
    for mention in mentions:
        new = Happening.of(mention, rules.measures, rules.families)
        total = at.get(mention.part_of or "")
        if total is not None and not (two_sites and new.targets and total.targets and not new.targets & total.targets):
            total.add(new)
            at[mention.id] = total
            continue
        best: Happening | None = None
        score = 0.0
        for old in made:
            fits = meet_in_article(old, new, rules, two_sites)
            if fits > score:
                best, score = old, fits
        if best is None:
            made.append(new)
            at[mention.id] = new
        else:
            best.add(new)
            at[mention.id] = best
    return made


def _sites_apart(mentions: Sequence[Mention]) -> bool:
    """Whether the article tells of two sites of one happening: figures for the one, and for the other."""
    seen: dict[str, int] = defaultdict(int)
    for mention in mentions:
        if len(mention.setting.targets) == 1 and not mention.setting.background and not mention.setting.running:
            seen[mention.setting.targets[0]] += 1
    return sum(1 for n in seen.values() if n >= 2) >= 2


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
    if happening.start is not None and happening.end is not None and (happening.end - happening.start).days <= 31:
        first, last = happening.start.toordinal() // 4, happening.end.toordinal() // 4
        days = [*range(first, last + 1)]
        if happening.end.toordinal() % 4 == 3:
            days.append(last + 1)
    places = list(dict.fromkeys([*where, *sorted(happening.around), *sorted(happening.countries)]))[:8]
    for place in places:
        for day in days:
            yield f"{place} {day}"
        yield f"{place} any" if "-" not in days and place in happening.towns and not happening.background else f"{place} -"
        if "-" in days and place in happening.towns and not happening.background:
            yield f"{place} any"


_CROWDED = 80  # a block of more happenings is looked at along the order of their figures only


def _across(happenings: Sequence[Happening], rules: GroupingRules) -> tuple[list[_Cluster], list[tuple[str, str]]]:
    """Join the happenings of different articles; also the pairs left in doubt, as first mentions' ids."""
    ordered = sorted(happenings, key=lambda h: h.key)
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
    scored: list[tuple[float, int, int]] = []
    for left, right in pairs:
        score = likeness(ordered[left], ordered[right], rules)
        if score >= rules.weights["doubt"]:
            scored.append((-score, left, right))
    scored.sort()
    cluster_of: dict[int, _Cluster] = {}
    for index, happening in enumerate(ordered):
        cluster_of[index] = _Cluster([happening], {happening.article})
    doubts: list[tuple[str, str]] = []
    for score, left, right in scored:
        one, other = cluster_of[left], cluster_of[right]
        if one is other:
            continue
        if -score < rules.weights["merge"] or not _may_join(one, other, rules):
            doubts.append((ordered[left].ids[0], ordered[right].ids[0]))
            continue
        one.members += other.members
        one.articles |= other.articles
        for index in [i for i, c in cluster_of.items() if c is other] if len(other.members) > 1 else [right]:
            cluster_of[index] = one
    _secondary(ordered, cluster_of, rules)
    unique = list({id(c): c for c in cluster_of.values()}.values())
    return unique, doubts


def _secondary(ordered: Sequence[Happening], cluster_of: dict[int, _Cluster], rules: GroupingRules) -> None:
    """Join what else articles of one event tell alike: an appeal, a deployment, the same sum."""
    together: dict[str, set[str]] = defaultdict(set)
    for cluster in {id(c): c for c in cluster_of.values()}.values():
        if len(cluster.articles) > 1:
            for article in cluster.articles:
                together[article] |= cluster.articles
    by_figure: dict[tuple[str, float | None, float | None, str], list[int]] = defaultdict(list)
    for index, happening in enumerate(ordered):
        for figure in happening.figures:
            by_figure[figure].append(index)
    for figure in sorted(by_figure, key=repr):
        indexes = by_figure[figure]
        for left, right in zip(indexes, indexes[1:], strict=False):
            one, other = cluster_of[left], cluster_of[right]
            if one is other or ordered[right].article not in together[ordered[left].article]:
                continue
            if _may_join(one, other, rules):
                one.members += other.members
                one.articles |= other.articles
                for index, cluster in list(cluster_of.items()):
                    if cluster is other:
                        cluster_of[index] = one


def _may_join(one: _Cluster, other: _Cluster, rules: GroupingRules) -> bool:
    """Whether nothing in one cluster speaks against anything in the other."""
    if one.articles & other.articles:
        return False
    for left in one.members[:12]:
        for right in other.members[:12]:
            if isinstance(likeness(left, right, rules), Veto):
                return False
    return True


def _groups(clusters: Sequence[_Cluster], doubts: Sequence[tuple[str, str]], rules: GroupingRules) -> list[EventGroup]:
    made: list[tuple[tuple[str, int], EventGroup]] = []
    of_mention: dict[str, str] = {}
    for cluster in clusters:
        mentions = sorted((m for h in cluster.members for m in h.mentions), key=lambda m: (m.path, m.number.start, m.id))
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
                EventGroup(event, _label(cluster.members, kind, place, start, rules), kind, place, start, end, ids),
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


def _label(members: Sequence[Happening], kind: str | None, place: str | None, start: date | None, rules: GroupingRules) -> str:
    """What a person would call it: "Homs bus bombing", "Hurricane Maria", "Haiti: 562 million appealed"."""
    name = _commonest(h.name for h in members)
    first = members[0]
    running = any(h.running for h in members)
    if name is not None:
        return name.title() + (", totals" if running else "")
    if running:
        return f"{place or 'Totals'}: {'the war' if kind == 'war' else rules.labels.get(kind or '', 'total')} over time"
    family = rules.families.get(kind or "", "topic")
    if kind is not None and family not in {"topic", "relief"} and first.family in {"incident", "crowd", "territory"}:
        target = _commonest(t for h in members for t in sorted(h.targets) if t in {"bus", "market", "hospital", "school", "airport"})
        words = [place or "", target or "", rules.labels[kind]]
        label = " ".join(w for w in words if w)
        return label if start is None or place else f"{label}, {start.day} {start:%B %Y}"
    counted = _commonest(m.role.counted for h in members for m in h.mentions) or ""
    subject = f"{counted} {first.measure}".strip()
    return f"{place}: {subject}" if place else subject[:1].upper() + subject[1:]


__all__ = ["EventGroup", "GroupingRules", "compile_grouping", "group_mentions", "timedelta"]
