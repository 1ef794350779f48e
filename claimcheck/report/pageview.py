"""Shape a report for the page: what stands where, in words, numbers and drawn figures.

Comes in: the report, the documents' texts by path where they are at hand, and what has been decided. Goes
out: the values that the templates walk through. Every claim has one place on the page, in the first
discrepancy it belongs to or else among its event's other claims; other places link to it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from claimcheck.lines import LineIndex
from claimcheck.models import Article, Claim, Discrepancy, Event, Side, Unused
from claimcheck.report.decisions import decided, decision_text, page_keys
from claimcheck.report.excerpts import Excerpt, Piece, around, excerpt
from claimcheck.report.figures import FigureTable, figure_tables
from claimcheck.report.pagevalues import (
    Choice,
    ClaimView,
    Dispute,
    DocumentView,
    EventPage,
    Page,
    PairView,
    SideView,
    UnusedView,
)
from claimcheck.report.tolls import toll_lines
from claimcheck.report.view import KINDS, SEVERITIES, days, figure_of, of_whom
from claimcheck.result import Report
from claimcheck.subjects import SAMPLES, Subjects, open_pairs
from claimcheck.wording import plain_number, range_text

LETTERS = "abcdefgh"  # the names of a discrepancy's sides; what follows the last has its name too
MOST_DRAWN = 8  # rows of a picture inside its discrepancy; a longer one would push the sentences away
SNIPPET = 36  # characters shown either side of an unused number
OWN_VOICE = "own voice"
SHORT_FORMS = ("ngo", "un", "eu")


class PageMaker:
    """Makes the page's values; holds what each of them needs to look up."""

    def __init__(self, report: Report, texts: Mapping[str, str]) -> None:
        self.report, self.texts = report, texts
        self.tolls = toll_lines(report)
        self.verdicts, self.keys = report.verdicts, page_keys(report)
        self.reopened = {id: d for d in report.decisions if d.state == "reopened" for id in d.discrepancies}
        self.claims = {claim.id: claim for claim in report.claims}
        self.articles = {article.id: article for article in report.articles}
        self.claim_anchors = _anchors("c", (claim.id for claim in report.claims))
        self.event_anchors = _anchors("e", (event.id for event in report.events))
        self.dispute_anchors = _anchors("d", (found.id for found in report.discrepancies))
        self.placed: set[str] = set()
        self.shown_path = _shortened([document.path for document in report.documents])

    def page(self) -> Page:
        """The whole page."""
        report = self.report
        by_event: dict[str, list[Discrepancy]] = {}
        for found in report.discrepancies:
            by_event.setdefault(found.event, []).append(found)
        for rows in by_event.values():
            rows.sort(key=lambda row: SEVERITIES.index(row.severity))
        events = [self._event(event, by_event.get(event.id, [])) for event in report.events]
        place = {event.id: index for index, event in enumerate(report.events)}
        disputed = sorted(
            (event for event in events if event.disputes),
            key=lambda e: (SEVERITIES.index(e.disputes[0].discrepancy.severity), place[e.event.id]),
        )
        quiet = sorted((e for e in events if not e.disputes), key=lambda e: (-e.sources, place[e.event.id]))
        revisions = sum(found.kind == "revision" for found in report.discrepancies)
        return Page(
            report=report,
            contradictions=len(report.discrepancies) - revisions,
            revisions=revisions,
            cited=sum(claim.attribution.source is not None for claim in report.claims),
            sources=len({claim.attribution.source for claim in report.claims} - {None}),
            disputed=tuple(disputed),
            quiet=tuple(quiet),
            pairs=self._pairs({event.event.id: event for event in events}),
            choices=self._choices(),
            documents=self._documents(),
            skipped=report.skipped,
            unused=self._unused(),
            applied=tuple(decided(d) for d in report.decisions if d.state == "applied"),
            unmatched=tuple(decided(decision) for decision in report.unmatched_decisions),
        )

    def _event(self, event: Event, found: Sequence[Discrepancy]) -> EventPage:
        claims = [self.claims[claim] for claim in event.claims if claim in self.claims]
        stands = {  # a claim keeps the side that it is on in its gravest discrepancy
            claim: (number, letter(index))
            for number, row in reversed(list(enumerate(found)))
            for index, side in enumerate(row.sides)
            for claim in side.claims
        }
        tables = figure_tables(claims, stands, self.articles, self.claim_anchors, source_of, kind_of)
        drawn = {t.dispute: t for t in tables if t.dispute >= 0 and t.axis is not None and len(t.rows) <= MOST_DRAWN}
        disputes = tuple(self._dispute(row, drawn.get(number)) for number, row in enumerate(found))
        rest = tuple(self._claim(claim) for claim in claims if claim.id not in self.placed)
        return EventPage(
            event=event,
            anchor=self.event_anchors[event.id],
            when=days(event),
            articles=len({claim.article for claim in claims}),
            sources=len({source_of(claim, self.articles) for claim in claims}),
            tolls=tuple(self.tolls.get(event.id, ())),
            disputes=disputes,
            tables=tuple(table for table in tables if drawn.get(table.dispute) is not table),
            rest=rest,
            maybe=tuple(
                (self.event_anchors[other.id], other.label)
                for other in self.report.events
                if other.id in event.maybe_same_as
            )
            if event.maybe_same_as
            else (),
        )

    def _pairs(self, pages: Mapping[str, EventPage]) -> tuple[PairView, ...]:
        """The events that may be one, two at a time; what is decided of them in the file has corrected the report."""
        subjects = Subjects(self.report)
        return tuple(
            PairView(
                key=subjects.of_pair(one, other).fingerprint,
                events=(pages[one.id], pages[other.id]),
                claims=(self._samples(one), self._samples(other)),
            )
            for one, other in open_pairs(self.report)
        )

    def _samples(self, event: Event) -> tuple[ClaimView, ...]:
        known = [self.claims[claim] for claim in event.claims if claim in self.claims]
        return tuple(self._claim(claim) for claim in known[:SAMPLES])

    def _dispute(self, found: Discrepancy, figures: FigureTable | None) -> Dispute:
        decision, earlier = self.verdicts.get(found.id), self.reopened.get(found.id)
        sides = tuple(self._side(side, letter(index)) for index, side in enumerate(found.sides))
        units = {view.claim.quantity.unit for side in sides for view in side.claims}
        return Dispute(
            discrepancy=found,
            anchor=self.dispute_anchors[found.id],
            kind=KINDS[found.kind],
            counted=_counted([view.claim for side in sides for view in side.claims]),
            distance=_distance(found, units),
            sides=sides,
            figures=figures,
            key=self.keys[found.id],
            decided=None if decision is None else decided(decision),
            earlier="" if earlier is None else decision_text(earlier),
            replaces=earlier.fingerprint if earlier is not None and earlier.discrepancies == (found.id,) else "",
        )

    def _side(self, side: Side, name: str) -> SideView:
        # Whoever is cited comes before writers' own voices, the body before its headline.
        members = [self.claims[claim] for claim in side.claims if claim in self.claims]
        members.sort(key=lambda c: (c.attribution.source is None, c.section != "body"))
        claims = tuple(self._claim(claim) for claim in members)
        told = dict.fromkeys(view.figure for view in claims)
        units = {view.claim.quantity.unit for view in claims}
        text = next(iter(told)) if len(told) == 1 else range_text(side.low, side.high)
        if len(told) != 1 and "percent" in units:
            text += " percent"
        return SideView(name, text, claims)

    def _claim(self, claim: Claim) -> ClaimView:
        here = claim.id not in self.placed
        self.placed.add(claim.id)
        article = self.articles.get(claim.article)
        return ClaimView(
            claim=claim,
            anchor=self.claim_anchors[claim.id],
            here=here,
            figure=figure_of(claim),
            source=source_of(claim, self.articles),
            source_kind=kind_of(claim),
            origin=" and ".join(claim.attribution.origin),
            where=f"{self.shown_path.get(claim.path, claim.path)}:{claim.line}",
            article=article,
            excerpt=excerpt(claim, self.texts.get(claim.path), article) if here else Excerpt((), (), ()),
            sure=round(claim.confidence * 100),
        )

    def _choices(self) -> dict[str, tuple[Choice, ...]]:
        claims, events = self.report.claims, self.report.events
        return {
            "place": _choose(event.place for event in events if event.place),
            "source": _choose(source_of(claim, self.articles) for claim in claims),
            "source-kind": _choose(kind_of(claim) for claim in claims),
            "measure": _choose(claim.measure for claim in claims),
            "kind": tuple(
                Choice(choice.value, KINDS[choice.value], choice.count)
                for choice in _choose(found.kind for found in self.report.discrepancies)
            ),
        }

    def _documents(self) -> tuple[DocumentView, ...]:
        claims = Counter(claim.path for claim in self.report.claims)
        articles: dict[str, list[Article]] = {}
        for article in self.report.articles:
            articles.setdefault(article.path, []).append(article)
        return tuple(
            DocumentView(document, tuple(articles.get(document.path, ())), claims[document.path])
            for document in self.report.documents
            if document.skipped is None
        )

    def _unused(self) -> tuple[tuple[str, tuple[UnusedView, ...]], ...]:
        lines: dict[str, LineIndex] = {}
        by_reason: dict[str, list[UnusedView]] = {}
        for unused in self.report.unused:
            by_reason.setdefault(unused.why, []).append(self._unused_number(unused, lines))
        return tuple(
            (why, tuple(views)) for why, views in sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
        )

    def _unused_number(self, unused: Unused, lines: dict[str, LineIndex]) -> UnusedView:
        text, path = self.texts.get(unused.path), self.shown_path.get(unused.path, unused.path)
        if text is None or text[unused.start : unused.end] != unused.surface:
            return UnusedView(f"{path}, character {unused.start + 1}", (Piece(unused.surface, "number"),))
        if unused.path not in lines:
            lines[unused.path] = LineIndex(text)
        line, _ = lines[unused.path].position(unused.start)
        return UnusedView(f"{path}:{line}", around(text, unused.start, unused.end, SNIPPET))


def source_of(claim: Claim, articles: Mapping[str, Article]) -> str:
    """Who says so: the source, or for the writer's own voice the publisher, or the file if it names none."""
    if claim.attribution.source is not None:
        return claim.attribution.source
    article = articles.get(claim.article)
    return (article.publisher if article is not None else None) or PurePath(claim.path).name or "the text"


def kind_of(claim: Claim) -> str:
    """The kind of source in words: "state media", "own voice"."""
    said = claim.attribution
    if said.source is None:
        return OWN_VOICE
    words = (said.source_kind or "unknown").split("_")
    return " ".join(word.upper() if word in SHORT_FORMS else word for word in words)


def letter(index: int) -> str:
    """The letter of a side; sides beyond the last letter share it."""
    return LETTERS[min(index, len(LETTERS) - 1)]


def _counted(claims: Sequence[Claim]) -> str:
    """Whom the figures of a discrepancy count, where that is one group and not just people."""
    kinds = {claim.counted.kind for claim in claims}
    told = {of_whom(claim).casefold() for claim in claims} - {""}
    if len(kinds) != 1 or kinds <= {"people", ""} or len(told) > 1:
        return ""
    return next(iter(told), "")


def _distance(found: Discrepancy, units: set[str | None]) -> str:
    """How far the sides are apart: "3 apart, ×1.4"; "" where that means nothing."""
    parts = []
    if found.gap:
        points = " points" if units == {"percent"} else ""
        parts.append(f"{plain_number(round(found.gap, 2))}{points} apart")
    if found.ratio and found.ratio >= 1.1:
        parts.append(f"×{plain_number(round(found.ratio, 1 if found.ratio < 100 else None))}")
    return ", ".join(parts)


def _choose(values: Iterable[str]) -> tuple[Choice, ...]:
    """The values with their counts, in the order of the alphabet."""
    counted = Counter(values)
    return tuple(Choice(value, value, counted[value]) for value in sorted(counted, key=lambda v: (v.casefold(), v)))


def _shortened(paths: Sequence[str]) -> dict[str, str]:
    """The paths without the folders that all of them share."""
    if len(paths) < 2:
        return {path: PurePath(path).name or path for path in paths}
    parts = [PurePath(path).parts for path in paths]
    shared = 0
    while all(len(row) > shared + 1 and row[shared] == parts[0][shared] for row in parts):
        shared += 1
    return {path: str(PurePath(*row[shared:])) if row else path for path, row in zip(paths, parts, strict=True)}


_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")


def _anchors(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Ids → names that are safe in a page's address; an id with other characters gets its number."""
    return {
        name: f"{prefix}-{name}" if _PLAIN.fullmatch(name) else f"{prefix}.{index}" for index, name in enumerate(ids)
    }
