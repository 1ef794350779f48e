"""Which claims are about one event: within an article first, then across articles.

In: mentions with their settings. Out: events, each a set of mention ids. Within an article the mentions
whose settings fit are one happening. Accounts of different articles are looked at where they share a block
(a place and about a time, a name, a war), scored on place, time, kind, target, figures and names, and joined
best first; a veto (days that don't meet, towns apart, another name, two accounts that one article tells
apart) outweighs any score. Below the score for joining lies a band of doubt: ``maybe_same_as``.

Order-independent: accounts are sorted by what they are, never by when they were read. Known misses: one
happening that two outlets date differently; a place that one outlet names by its district only.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.accounts import Account
from claimcheck.clusters import Cluster, join_accounts
from claimcheck.event_labels import commonest, days_of, label_of, place_of
from claimcheck.fitting import find_accounts
from claimcheck.grouping_rules import GroupingRules, compile_grouping
from claimcheck.values import Mention

__all__ = ["EventGroup", "GroupingRules", "compile_grouping", "group_mentions"]


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


def group_mentions(mentions: Sequence[Mention], rules: GroupingRules) -> list[EventGroup]:
    """The events of all mentions, in the order of their first mention (path, then place in the file)."""
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.path + "\0" + mention.article].append(mention)
    accounts: list[Account] = []
    for article in sorted(by_article):
        accounts += find_accounts(sorted(by_article[article], key=lambda m: (m.number.start, m.id)), rules)
    clusters, doubts = join_accounts(accounts, rules)
    return _groups(clusters, doubts, rules)


def _groups(clusters: Sequence[Cluster], doubts: Sequence[tuple[str, str]], rules: GroupingRules) -> list[EventGroup]:
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
        start, end = days_of(cluster.members)
        place = place_of(cluster.members)
        kind = commonest(h.kind for h in cluster.members for _ in h.ids)
        made.append(
            (
                (mentions[0].path, mentions[0].number.start),
                EventGroup(event, label_of(cluster.members, kind, place, start, rules), kind, place, start, end, ids),
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
