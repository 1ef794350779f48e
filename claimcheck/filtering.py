"""Keep a part of a report: one place, source, measure or kind, or what lies far enough apart.

Comes in: a report and what to keep. Goes out: a report of the same shape in which events, claims and
discrepancies are fewer; documents, articles and unused numbers stay, for they say what was read. Words are
matched as parts of names, capitals aside.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.models import Claim, Discrepancy, Event
from claimcheck.result import Report
from claimcheck.wording import plain_number


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep; None keeps all. ``only`` is a place, a source or a kind, whichever it fits."""

    place: str | None = None
    source: str | None = None
    measure: str | None = None
    kind: str | None = None
    only: str | None = None
    min_gap: float | None = None

    @property
    def said(self) -> str | None:
        """What is kept, in words: "place “homs”, at least 3 apart"; None for all."""
        named = [("", self.only), ("place ", self.place), ("source ", self.source)]
        named += [("measure ", self.measure), ("kind ", self.kind)]
        parts = [f"{name}“{value}”" for name, value in named if value is not None]
        if self.min_gap is not None:
            parts.append(f"at least {plain_number(self.min_gap)} apart")
        return ", ".join(parts) or None


def filtered(report: Report, wanted: Wanted) -> Report:
    """Give the report with the events, claims and discrepancies that are wanted.

    An event stays if its place, and one claim at least, fit; of its claims stay those of the measure. Where
    discrepancies are asked for (by kind or gap), an event stays only for one of them.
    """
    claims: dict[str, list[Claim]] = {}
    for claim in report.claims:
        if _has(wanted.measure, (claim.measure,)):
            claims.setdefault(claim.event, []).append(claim)
    publishers = {article.id: article.publisher for article in report.articles}
    disputes: dict[str, list[Discrepancy]] = {}
    for found in report.discrepancies:
        disputes.setdefault(found.event, []).append(found)
    events: list[Event] = []
    discrepancies: set[str] = set()
    for event in report.events:
        told = claims.get(event.id, [])
        kept = [d for d in disputes.get(event.id, ()) if _disputed_so(d, wanted)]
        if not _fits(event, told, kept, publishers, wanted):
            continue
        if wanted.only is not None and _is_kind(wanted.only, kept) and not _about(event, told, publishers, wanted):
            kept = [d for d in kept if _has(wanted.only, (d.kind,))]
        events.append(event)
        discrepancies |= {d.id for d in kept}
    ids = {event.id for event in events}
    return report.model_copy(
        update={
            "part": ", ".join(part for part in (report.part, wanted.said) if part) or None,
            "events": tuple(events),
            "claims": tuple(c for c in report.claims if c.event in ids and _has(wanted.measure, (c.measure,))),
            "discrepancies": tuple(d for d in report.discrepancies if d.id in discrepancies),
            "tolls": tuple(t for t in report.tolls if t.event in ids and _has(wanted.measure, (t.measure,))),
        }
    )


def _fits(
    event: Event,
    claims: list[Claim],
    kept: list[Discrepancy],
    publishers: dict[str, str | None],
    wanted: Wanted,
) -> bool:
    if not claims or not _has(wanted.place, _places(event, claims)):
        return False
    if not _has(wanted.source, _sources(claims, publishers)):
        return False
    if (wanted.kind is not None or wanted.min_gap is not None) and not kept:
        return False
    return wanted.only is None or _about(event, claims, publishers, wanted) or _is_kind(wanted.only, kept)


def _about(event: Event, claims: list[Claim], publishers: dict[str, str | None], wanted: Wanted) -> bool:
    """Whether ``only`` is a place, a source or a kind of event or source of this event."""
    kinds = (event.kind, *(claim.attribution.source_kind for claim in claims))
    return _has(wanted.only, (*_places(event, claims), *_sources(claims, publishers), *kinds))


def _is_kind(only: str, kept: list[Discrepancy]) -> bool:
    return any(_has(only, (found.kind,)) for found in kept)


def _disputed_so(found: Discrepancy, wanted: Wanted) -> bool:
    if not _has(wanted.measure, (found.measure,)) or not _has(wanted.kind, (found.kind,)):
        return False
    return wanted.min_gap is None or (found.gap is not None and found.gap >= wanted.min_gap)


def _places(event: Event, claims: list[Claim]) -> tuple[str | None, ...]:
    return event.place, event.label, *(claim.place for claim in claims)


def _sources(claims: list[Claim], publishers: dict[str, str | None]) -> Iterable[str | None]:
    for claim in claims:
        yield claim.attribution.source
        yield claim.attribution.source_id
        yield claim.attribution.text
        yield publishers.get(claim.article)
        yield from claim.attribution.origin


def _has(wanted: str | None, names: Iterable[str | None]) -> bool:
    """Whether a name holds the words; None wants nothing."""
    if wanted is None:
        return True
    words = wanted.casefold().strip()
    return any(words in name.casefold() for name in names if name is not None)


def disputes(report: Report, kind: str | None = None, min_gap: float | None = None) -> tuple[Discrepancy, ...]:
    """Give the discrepancies of that kind, at least so far apart; one without a gap has none."""
    wanted = Wanted(kind=kind, min_gap=min_gap)
    return tuple(found for found in report.discrepancies if _disputed_so(found, wanted))
