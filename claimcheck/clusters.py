"""Which accounts of different articles are of one event.

Accounts are looked at where they share a block (a place and about a time, a name, a war), scored, and joined
best first; a veto between any two members outweighs any score. Articles that share one event need less for
the next. What falls short is left in doubt. Blocks keep the work near linear.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimcheck.accounts import Account, called
from claimcheck.grouping_rules import GroupingRules
from claimcheck.likeness import likeness

_CROWDED = 80  # in a block of more accounts, each is held against the next few in order of time and figure only
_NEXT = 8
_BUCKET = 4  # days that a block covers
_NAMED = frozenset({"incident", "crowd"})  # families of measures that are looked up by the names in the lead too
_FEW = 4  # stretches of days over which an account is looked up by names
_WORDS = 8
_MEMBERS = 12  # of a cluster that a newcomer must be free to join

Pair = tuple[float, int, int]
"""The score, negative so that the best comes first, and the two accounts' places in order."""


@dataclass(slots=True)
class Cluster:
    """Accounts that are one event so far, and their places in order."""

    members: list[Account] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    indexes: list[int] = field(default_factory=list)


def join_accounts(accounts: Sequence[Account], rules: GroupingRules) -> tuple[list[Cluster], list[tuple[str, str]]]:
    """The events as clusters, and the pairs left in doubt, as the ids of the accounts' first mentions."""
    ordered = sorted(accounts, key=lambda account: account.key)
    cluster_of = {n: Cluster([account], {account.article}, [n]) for n, account in enumerate(ordered)}
    scored = _scored(ordered, rules)
    left_over = _join(scored, rules.weights["merge"], cluster_of, rules)
    together: dict[str, set[str]] = defaultdict(set)
    for cluster in _distinct(cluster_of):
        if len(cluster.articles) > 1:
            for article in cluster.articles:
                together[article] |= cluster.articles
    related = [p for p in left_over if ordered[p[2]].article in together[ordered[p[1]].article]]
    _join(related, rules.weights["related"], cluster_of, rules)
    doubts = [
        (ordered[left].ids[0], ordered[right].ids[0])
        for score, left, right in left_over
        if -score >= rules.weights["doubt"] and cluster_of[left] is not cluster_of[right]
    ]
    return _distinct(cluster_of), doubts


def _blocks(account: Account, rules: GroupingRules) -> Iterable[str]:
    """The keys under which an account is looked up: few, and narrow enough for a large collection."""
    if account.name is not None:
        yield f"name {account.name}"
    if account.running:
        for country in sorted(account.countries):
            yield from (f"total {country} {day}" for day in _buckets(account.published, account.published))
        return
    dated = list(_buckets(account.start, account.end))
    own = sorted(account.towns) or sorted(account.around)
    for place in list(dict.fromkeys([*own, *sorted(account.around), *sorted(account.countries)]))[:8]:
        # An account without a day is held against all of its town, a dated one against those of its days.
        yield from (f"{place} {day}" for day in dated)
        if not dated or place in account.towns:
            yield f"{place} undated"
    for name in sorted({called(town) for town in account.towns}):
        yield from (f"called {name} {day}" for day in dated)  # "Tukar" may be Kala Tukar
    if account.family in _NAMED and dated and len(dated) <= _FEW:
        # One of the two articles may name no place that a gazetteer knows.
        for word in sorted(w for w in account.words if len(w) > 4 and w not in rules.usual)[:_WORDS]:
            yield from (f"word {word} {day}" for day in dated)


def _buckets(start: date | None, end: date | None) -> Iterable[int]:
    """The stretches of days that a time falls into, overlapping at their ends; none if it is long."""
    if start is None or end is None or (end - start).days > 31:
        return
    last = end.toordinal() // _BUCKET + (1 if end.toordinal() % _BUCKET == _BUCKET - 1 else 0)
    yield from range(start.toordinal() // _BUCKET, last + 1)


def _pairs(ordered: Sequence[Account], rules: GroupingRules) -> set[tuple[int, int]]:
    """The pairs of accounts of different articles that share a block."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, account in enumerate(ordered):
        for block in dict.fromkeys(_blocks(account, rules)):
            blocks[block].append(index)
    pairs: set[tuple[int, int]] = set()
    for indexes in blocks.values():
        reach = len(indexes)
        if reach > _CROWDED:
            reach = _NEXT
            indexes.sort(key=lambda n: (ordered[n].start or date.min, min(map(repr, ordered[n].figures)), n))
        for n, left in enumerate(indexes):
            for right in indexes[n + 1 : n + 1 + reach]:
                if ordered[left].article != ordered[right].article:
                    pairs.add((min(left, right), max(left, right)))
    return pairs


def _scored(ordered: Sequence[Account], rules: GroupingRules) -> list[Pair]:
    """The pairs that may be one, best first."""
    scored: list[Pair] = []
    for left, right in _pairs(ordered, rules):
        found = likeness(ordered[left], ordered[right], rules)
        if found.veto is None and found.score >= rules.weights["related"]:
            scored.append((-round(found.score, 6), left, right))
    return sorted(scored)


def _join(scored: Sequence[Pair], enough: float, cluster_of: dict[int, Cluster], rules: GroupingRules) -> list[Pair]:
    """Join the clusters of pairs that score enough, best first, where nothing rules it out; the rest."""
    left_over: list[Pair] = []
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


def _distinct(cluster_of: dict[int, Cluster]) -> list[Cluster]:
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _may_join(one: Cluster, other: Cluster, rules: GroupingRules) -> bool:
    """Whether nothing in one cluster speaks against anything in the other.

    An article that tells two things apart keeps them apart.
    """
    if one.articles & other.articles:
        return False
    return all(
        likeness(left, right, rules).veto is None
        for left in one.members[:_MEMBERS]
        for right in other.members[:_MEMBERS]
    )
