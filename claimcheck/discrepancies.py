"""Find what doesn't fit together among the claims of each event.

Comes in: events (their ids and mentions) and the mentions. Goes out: discrepancies, each with its sides, its
kind, gap, ratio, severity and one sentence. Kinds: *value*, *revision* (updated later), *complement* (shares
that don't fill the whole), *who* (not the same people), *denial*, *sum* (parts against their total).

Better quiet than wrong: a part is never held against a total, nor one article's voice against itself unless
it says that it corrects a figure; doubtful claims (``ComparisonRules.confidence``) enter none.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import isinf
from typing import Protocol

from claimcheck import summaries
from claimcheck.bounds import bounds, figures_equal, missing_share, ranges_meet, unit_of
from claimcheck.comparability import is_part, two_sources
from claimcheck.comparison import compare
from claimcheck.comparison_rules import ONE_GROUP, TOLLS, WHO_WAS_THERE, ComparisonRules
from claimcheck.components import mark_components, mark_shares
from claimcheck.findings import Found
from claimcheck.models import Discrepancy, DiscrepancyKind, Side
from claimcheck.one_measure import unify
from claimcheck.severity import severity
from claimcheck.sides import (
    Figure,
    Levels,
    comparable_sets,
    figures_of,
    pairs_across,
    shared,
    sort_into_sides,
)
from claimcheck.sums import exceeding, shortfalls
from claimcheck.values import Mention, Moment
from claimcheck.voices import independent, name, voice

REPLACED = frozenset({"from", "earlier"})  # changes of a figure that another one replaces
MOST_DENIALS = 50  # of one event and measure


class Group(Protocol):
    """An event as the grouping hands it on."""

    @property
    def id(self) -> str:
        """The event's id."""

    @property
    def mentions(self) -> Sequence[str]:
        """The ids of its mentions."""


def find_discrepancies(
    groups: Iterable[Group], mentions: Iterable[Mention], rules: ComparisonRules
) -> list[Discrepancy]:
    """The discrepancies of all events, in the events' order, within one by measure and first claim."""
    by_id = {mention.id: mention for mention in mentions}
    found: list[Discrepancy] = []
    for group in groups:
        here = frozenset(group.mentions)
        members = [_on_its_own(unify(by_id[i], rules.one), here) for i in group.mentions if i in by_id]
        if len(members) > 1:
            found += [_put(group.id, one, rules) for one in of_event(members, rules)]
    return found


def _on_its_own(mention: Mention, event: frozenset[str]) -> Mention:
    """The mention, no part any more if its total is another event's: "31 dead, 11 of them at the airport"."""
    if mention.part_of is None or mention.part_of in event:
        return mention
    return replace(mention, part_of=None, role=replace(mention.role, part_of=None, partitive=False))


def of_event(members: Sequence[Mention], rules: ComparisonRules) -> list[Found]:
    """What doesn't fit together among the mentions of one event."""
    by_measure: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in members:
        if mention.confidence >= rules.confidence:
            by_measure[mention.role.measure, unit_of(mention)].append(mention)
    found: list[Found] = []
    for key in sorted(by_measure):
        alike = without_empty_additions(by_measure[key])
        if len(alike) < 2:
            continue
        alike = of_one_group(alike) if key[0] in TOLLS else alike
        denied = [m for m in alike if m.speech is not None and m.speech.denies]
        stated = [m for m in alike if m.speech is None or not m.speech.denies]
        stated = take_for_all(mark_components(mark_shares(stated), rules))
        found += _against_each_other(stated, rules)
        found += _denials(stated, denied, rules)
        if key[0] in TOLLS:
            found += exceeding(stated, rules)
            found += shortfalls(stated, rules)
    return found


def without_empty_additions(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, "others" no addition where none of the measure precedes: "8 killed, 16 others hurt".

    A headline's "two more bodies found" adds them to what has been told before.
    """
    first: dict[str, int] = {}
    for mention in mentions:
        start = mention.number.start
        if not mention.role.additional:
            first[mention.article] = min(start, first.get(mention.article, start))
    return [
        replace(m, role=replace(m.role, additional=False))
        if m.role.additional
        and m.number.start <= first.get(m.article, m.number.start)
        and not (m.role.since and m.sentence.section == "headline")
        else m
        for m in mentions
    ]


def take_for_all(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; passengers or workers are all the people where their article counts nobody else.

    "The ferry sank, killing eight passengers": all its dead. "Of the 21 dead, eight were workers": a part.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        if not is_part(m):
            kinds[m.article].add(m.role.counted_kind)
    return [
        replace(m, role=replace(m.role, counted="people", counted_kind="people"))
        if m.unit == "person"
        and not is_part(m)
        and kinds[m.article] <= WHO_WAS_THERE | {"people"}
        and m.role.counted_kind in WHO_WAS_THERE
        and len(kinds[m.article] - {"people"}) == 1
        and not _people_count_more(m, mentions)
        else m
        for m in mentions
    ]


def of_one_group(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; one group is all the people of an event of which no article counts anybody else.

    "Twelve soldiers were killed" and "the army lost 19 men": but not beside "and four civilians".
    """
    counted = {m.role.counted_kind for m in mentions if m.unit == "person"} - {"people"}
    group = counted - {"men"}
    if len(group) > 1 or not group <= ONE_GROUP:
        return list(mentions)
    return [
        replace(m, role=replace(m.role, counted="people", counted_kind="people"))
        if m.role.counted_kind in counted and not is_part(m) and not _counts_more(m, mentions)
        else m
        for m in mentions
    ]


def _counts_more(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the same voice, or the article's own, gives a larger figure of people in the article."""
    return _people_count_more(mention, [m for m in mentions if m.speech is None or voice(m) == voice(mention)])


def _people_count_more(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether its article gives a larger figure of people: then it may be some of them."""
    return any(
        other.article == mention.article
        and other.role.counted_kind == "people"
        and (other.number.low or other.number.high or 0) > (mention.number.low or mention.number.high or 0)
        for other in mentions
    )


def _against_each_other(mentions: Sequence[Mention], rules: ComparisonRules) -> list[Found]:
    """Value, revision, complement and who: the figures against each other."""
    levels = Levels(rules)
    figures = figures_of(mentions, rules)
    found = []
    for members in comparable_sets(figures, levels):
        sides = sort_into_sides(members, levels)
        if sides:
            found.append(_of_sides(sides, levels, rules))
    return found or _who(figures, levels, rules)


def _of_sides(sides: list[list[Figure]], levels: Levels, rules: ComparisonRules) -> Found:
    kind: DiscrepancyKind = "value"
    if all(levels.between(a, b) == "complement" for a, b in pairs_across(sides)):
        kind = "complement"
    elif (ordered := _by_time(sides)) is not None:
        kind, sides = "revision", ordered
    ranges = tuple(shared(side) for side in sides)
    gap, ratio = _distance(ranges)
    if kind == "complement":
        gap = min(missing_share(a.head, b.head, rules) or 0.0 for a, b in pairs_across(sides))
        ratio = None
    return Found(kind, tuple(_members(side) for side in sides), ranges, gap, ratio)


def _members(side: Sequence[Figure]) -> tuple[Mention, ...]:
    return tuple(sorted((m for f in side for m in f.mentions), key=lambda m: (m.path, m.number.start)))


def _by_time(sides: list[list[Figure]]) -> list[list[Figure]] | None:
    """The sides from the oldest to the newest, if each one replaces the one before; else None.

    It does where the text says so ("from 12 to 17"), or where everything on the later side was published
    after everything on the earlier one and either one voice stands on both or a publisher's own on one.
    Two rivals that are cited at different times don't revise each other.
    """
    ordered = sorted(sides, key=_age)
    return ordered if all(_replaces(later, earlier) for earlier, later in pairwise(ordered)) else None


def _age(side: Sequence[Figure]) -> tuple[int, tuple[int, int], float]:
    changes = {m.number.change for f in side for m in f.mentions}
    order = 0 if changes & REPLACED else 2 if "to" in changes else 1
    times = sorted(_instant(m.published) for f in side for m in f.mentions if m.published is not None)
    return order, times[0] if times else (0, 0), shared(side)[0]


def _replaces(later: Sequence[Figure], earlier: Sequence[Figure]) -> bool:
    old, new = _members(earlier), _members(later)
    changed = {m.number.change for m in old} | {m.number.change for m in new}
    for one in old:
        for other in new:
            same = one.article == other.article and one.order == other.order
            if same and one.number.change == "from" and other.number.change in {"to", None}:
                return True
            if one.article == other.article and one.number.change == "earlier" != other.number.change:
                return True
    if any(m.published is None for m in (*old, *new)):
        return False
    if max(_instant(m.published) for m in old) >= min(_instant(m.published) for m in new):
        return False
    voices = {voice(m) for m in old} & {voice(m) for m in new}
    own = any(m.speech is None for m in old) or any(m.speech is None for m in new)
    return bool(voices) or own or "to" in changed


def _instant(moment: Moment | None) -> tuple[int, int]:
    return (0, 0) if moment is None else (moment.day.toordinal(), moment.minute or 0)


def _distance(ranges: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """How far the lowest and the highest side are apart, and their ratio."""
    (low, high), (other_low, other_high) = min(ranges), max(ranges)
    below = low if isinf(high) else high
    above = other_high if isinf(other_low) else other_low
    if isinf(below) or isinf(above) or above <= below:
        return None, None
    return above - below, (above / below if below > 0 else None)


def _who(figures: Sequence[Figure], levels: Levels, rules: ComparisonRules) -> list[Found]:
    """One figure, told of people who can't be the same; only of whole tolls in different accounts."""
    for one, other in combinations(figures, 2):
        if levels.between(one, other) != "who" or is_part(one.head) or is_part(other.head):
            continue
        one_article = {a for a, _ in one.accounts} & {a for a, _ in other.accounts}
        if one_article and not two_sources(one.head, other.head):
            continue
        kinds = {one.head.role.counted_kind, other.head.role.counted_kind}
        agree = [f for f in figures if f.head.role.counted_kind in kinds and figures_equal(f.head, one.head, rules)]
        sides = [[f for f in agree if f.head.role.counted_kind == kind] for kind in sorted(kinds)]
        if all(sides):
            return [Found("who", tuple(_members(s) for s in sides), tuple(shared(s) for s in sides))]
    return []


def _denials(stated: Sequence[Mention], denied: Sequence[Mention], rules: ComparisonRules) -> list[Found]:
    """A figure that one gives and another says is false."""
    found: list[Found] = []
    used: set[str] = set()
    for refusal in denied[:MOST_DENIALS]:
        if refusal.id in used:
            continue
        with_it = [m for m in denied if m.id not in used and bounds(m, rules) == bounds(refusal, rules)]
        said = [
            m
            for m in stated
            if voice(m) != voice(refusal)
            and ranges_meet(m, refusal, rules)
            and compare(m, refusal, rules).level in ("same", "compatible")
        ]
        if said:
            used |= {m.id for m in with_it}
            found.append(
                Found("denial", (tuple(said), tuple(with_it)), (bounds(said[0], rules), bounds(refusal, rules)))
            )
    return found


def _put(event: str, found: Found, rules: ComparisonRules) -> Discrepancy:
    """The discrepancy as the report has it."""
    sides = tuple(
        Side(
            low=None if isinf(low) else low,
            high=None if isinf(high) else high,
            claims=tuple(m.id for m in side),
            sources=tuple(dict.fromkeys(name(m) for m in independent(side))),
        )
        for side, (low, high) in zip(found.sides, found.ranges, strict=True)
    )
    words = "|".join([event, found.kind, *sorted(claim for side in sides for claim in side.claims)])
    return Discrepancy(
        id=hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        event=event,
        measure=found.sides[0][0].role.measure,
        kind=found.kind,
        sides=sides,
        gap=None if found.gap is None else round(found.gap, 6),
        ratio=None if found.ratio is None else round(found.ratio, 4),
        severity=severity(found.kind, found.ratio, found.sides),
        summary=summaries.summary(found.kind, found.sides),
    )
