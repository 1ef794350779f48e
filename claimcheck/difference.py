"""What has changed from one report to a later one: conflicts, figures, sources.

Comes in: two reports. Goes out: a :class:`Difference` that stands for itself; it
holds the claims it speaks of. A conflict is the same if the decisions of a review would find it again: by all
its claims' words, or by two of them that still stand against each other. Events are the same if they share a
claim's words, or their label, place and first day. Known misses: a text that was written anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.models import SCHEMA_VERSION, Article, Claim, Decision, Discrepancy, Event, Frozen
from claimcheck.report.view import figure_of
from claimcheck.result import Report
from claimcheck.review import Sides, shared_pairs, sides_of
from claimcheck.subjects import Subjects, decided_claim, words_of


class Dispute(Frozen):
    """A discrepancy with its event's label, its claims and their articles, and what a review has decided of it."""

    fingerprint: str
    label: str
    discrepancy: Discrepancy
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    decision: Decision | None = None


class FigureChange(Frozen):
    """Other figures of one source for one measure of an event; empty where it gave, or gives, none."""

    label: str
    measure: str
    counted: str
    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class NewSource(Frozen):
    """Who is cited about an event for the first time, and for which figures ("killed 8")."""

    label: str
    source: str
    figures: tuple[str, ...]


class Difference(Frozen):
    """What is new in a report since an older one.

    ``new`` and ``resolved`` are conflicts that only the newer, or only the older one has; ``widened`` those
    of both in which a side has come up. ``other_rules``: the two were made with different rules or
    versions, from which a difference may come too.
    """

    schema_version: int = SCHEMA_VERSION
    new: tuple[Dispute, ...] = ()
    widened: tuple[Dispute, ...] = ()
    resolved: tuple[Dispute, ...] = ()
    changed: tuple[FigureChange, ...] = ()
    new_sources: tuple[NewSource, ...] = ()
    other_rules: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing has changed."""
        return not (self.new or self.widened or self.resolved or self.changed or self.new_sources)


def compare_reports(old: Report, new: Report) -> Difference:
    """What has changed from the old report to the new one; a report and itself have no difference."""
    before, after = _Told(old), _Told(new)
    known = before.matching(after.quarrels)
    met = after.matching(before.quarrels)
    changed, sources = _figures(before, after)
    return Difference(
        new=tuple(after.dispute(q) for q, found in zip(after.quarrels, known, strict=True) if not found),
        widened=tuple(
            after.dispute(q)
            for q, found in zip(after.quarrels, known, strict=True)
            if found and _has_another_side(q, found)
        ),
        resolved=tuple(before.dispute(q) for q, found in zip(before.quarrels, met, strict=True) if not found),
        changed=tuple(changed),
        new_sources=tuple(sources),
        other_rules=(old.claimcheck, old.rules) != (new.claimcheck, new.rules),
    )


@dataclass(frozen=True, slots=True)
class _Quarrel:
    """A discrepancy and what it is known by."""

    discrepancy: Discrepancy
    fingerprint: str
    sides: Sides


class _Told:
    """A report with its discrepancies, events and claims at hand."""

    def __init__(self, report: Report) -> None:
        self.claims = {claim.id: claim for claim in report.claims}
        self.articles = {article.id: article for article in report.articles}
        self.events = {event.id: event for event in report.events}
        self.verdicts = report.verdicts
        subjects = Subjects(report)
        self.quarrels: list[_Quarrel] = []
        self._by_words: dict[tuple[str, str], list[_Quarrel]] = defaultdict(list)
        for found in report.discrepancies:
            subject = subjects.of_discrepancy(found)
            quarrel = _Quarrel(found, subject.fingerprint, sides_of(subject.claims))
            self.quarrels.append(quarrel)
            for words in quarrel.sides:
                self._by_words[words].append(quarrel)

    def matching(self, others: Iterable[_Quarrel]) -> list[list[_Quarrel]]:
        """For each of another report's discrepancies those of this one that are the same."""
        return [self._same(other) for other in others]

    def _same(self, other: _Quarrel) -> list[_Quarrel]:
        near = {q.discrepancy.id: q for words in other.sides for q in self._by_words.get(words, ())}
        measure = other.discrepancy.measure
        return [
            q
            for q in near.values()
            if q.fingerprint == other.fingerprint
            or (q.discrepancy.measure == measure and shared_pairs(q.sides, other.sides))
        ]

    def dispute(self, quarrel: _Quarrel) -> Dispute:
        """The discrepancy with all that is needed to show it."""
        found = quarrel.discrepancy
        claims = tuple(self.claims[id] for side in found.sides for id in side.claims if id in self.claims)
        articles = dict.fromkeys(claim.article for claim in claims)
        event = self.events.get(found.event)
        return Dispute(
            fingerprint=quarrel.fingerprint,
            label=event.label if event is not None else "",
            discrepancy=found,
            claims=claims,
            articles=tuple(self.articles[id] for id in articles if id in self.articles),
            decision=self.verdicts.get(found.id),
        )

    def words(self, claim: Claim) -> tuple[str, str]:
        """What a claim is known by."""
        sentence, figure, _ = words_of(decided_claim(claim, self.articles))
        return sentence, figure

    def source(self, claim: Claim) -> str:
        """Who says so; "" where neither a source nor a publisher is known."""
        return decided_claim(claim, self.articles).source

    def claims_of(self, event: Event) -> list[Claim]:
        """The event's claims."""
        return [self.claims[id] for id in event.claims if id in self.claims]


def _has_another_side(quarrel: _Quarrel, known: Sequence[_Quarrel]) -> bool:
    words = {w for q in known for w in q.sides}
    sides: dict[str, bool] = defaultdict(bool)
    for told, names in quarrel.sides.items():
        for name in names:
            sides[name] |= told in words
    return not all(sides.values())


def _figures(before: _Told, after: _Told) -> tuple[list[FigureChange], list[NewSource]]:
    """The figures that changed and the sources that are new, over the events that both reports know."""
    changed: list[FigureChange] = []
    sources: list[NewSource] = []
    for then, now in _same_events(before, after):
        old = _by_source([claim for event in then for claim in before.claims_of(event)], before)
        new = _by_source([claim for event in now for claim in after.claims_of(event)], after)
        label = now[0].label
        known, named = {key[0] for key in old}, {key[0] for key in new}
        for source in sorted(named - known):
            told = [f"{key[1]} {figure}" for key in sorted(new) if key[0] == source for figure in new[key]]
            sources.append(NewSource(label=label, source=source, figures=tuple(told)))
        for key in sorted(old.keys() | new.keys()):
            source, measure, counted = key
            if source in known & named and old.get(key) != new.get(key):
                changed.append(
                    FigureChange(
                        label=label,
                        measure=measure,
                        counted=counted,
                        source=source,
                        before=old.get(key, ()),
                        after=new.get(key, ()),
                    )
                )
    return changed, sources


def _same_events(before: _Told, after: _Told) -> list[tuple[list[Event], list[Event]]]:
    """The events of the two reports that hang together, in the newer one's order.

    They do by a claim's words, those that share none by what they are called. One event may have been two:
    then all of them are held against each other.
    """
    by_words: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_name: dict[object, list[str]] = defaultdict(list)
    for event in before.events.values():
        by_name[event.label, event.place, event.start].append(event.id)
        for words in {before.words(claim) for claim in before.claims_of(event)}:
            by_words[words].append(event.id)
    links: list[tuple[str, str]] = []
    for event in after.events.values():
        told = {after.words(claim) for claim in after.claims_of(event)}
        links += sorted({(old, event.id) for words in told for old in by_words.get(words, ())})
    met_old, met_new = {old for old, _ in links}, {new for _, new in links}
    for event in after.events.values():
        if event.id not in met_new:
            named = by_name.get((event.label, event.place, event.start), ())
            links += [(old, event.id) for old in named if old not in met_old]
    return [([before.events[id] for id in old], [after.events[id] for id in new]) for old, new in _joined(links)]


def _joined(links: Sequence[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
    """The sets of old and new ids that the links hold together, each id once, in the links' order."""
    of_old: dict[str, list[str]] = defaultdict(list)
    of_new: dict[str, list[str]] = defaultdict(list)
    for old, new in links:
        of_old[old].append(new)
        of_new[new].append(old)
    done: set[str] = set()
    sets = []
    for _, first in links:
        if first in done:
            continue
        olds: dict[str, None] = {}
        news: dict[str, None] = {first: None}
        waiting = [first]
        while waiting:
            for old in of_new[waiting.pop()]:
                if old not in olds:
                    olds[old] = None
                    fresh = [new for new in of_old[old] if new not in news]
                    news |= dict.fromkeys(fresh)
                    waiting += fresh
        done |= news.keys()
        sets.append((list(olds), list(news)))
    return sets


def _by_source(claims: Iterable[Claim], told: _Told) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Source, measure and kind of counted → the figures."""
    figures: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for claim in claims:
        figures[told.source(claim), claim.measure, claim.counted.kind].add(figure_of(claim))
    return {key: tuple(sorted(found)) for key, found in figures.items()}
