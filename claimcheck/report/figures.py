"""Put an event's figures in tables with their pictures: a row a source, a table a measure.

Comes in: the claims of one event. Goes out: tables whose rows carry a drawn strip on a shared axis, and
where the articles have dates a timeline with a table of its own.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from claimcheck.models import Article, Claim
from claimcheck.report import plots
from claimcheck.report.view import MONTHS, figure_of, of_whom

SourceOf = Callable[[Claim, Mapping[str, Article]], str]
MOST_SHOWN = 12  # figures of one source that a row prints; more are drawn but not printed


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, the anchor of a claim that gives it, and how many claims do."""

    figure: str
    anchor: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One source's figures; ``part`` for those that are parts of a total."""

    source: str
    source_kind: str
    part: bool
    denied: bool
    counted: str
    sides: str
    cells: tuple[Cell, ...]
    more: int
    strip: Markup | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A figure in the timeline's table."""

    when: str
    source: str
    figure: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of a toll over time, what its lines mean, and its figures, oldest first."""

    picture: Markup
    legend: tuple[tuple[Markup, str], ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """All figures of one measure and unit; ``axis`` is None where there is nothing to compare.

    ``dispute`` is the number of the event's discrepancy that they belong to, -1 for none.
    """

    dispute: int
    measure: str
    unit: str
    rows: tuple[Row, ...]
    axis: Markup | None
    remark: str
    timeline: Timeline | None


def figure_tables(
    claims: Sequence[Claim],
    stands: Mapping[str, tuple[int, str]],
    articles: Mapping[str, Article],
    anchors: Mapping[str, str],
    source_of: SourceOf,
    kind_of: Callable[[Claim], str],
) -> tuple[FigureTable, ...]:
    """A table for each measure and unit with several claims; those with a disputed figure come first.

    ``stands`` gives the discrepancy and the side of each disputed claim, ``anchors`` the place of each claim
    on the page. The second discrepancy of one measure ("three children" against "five children", beside 10
    against 13 killed) has a table of its own, for its sides have the same letters.
    """
    first: dict[tuple[str, str], int] = {}
    by_measure: dict[tuple[str, str, int], list[Claim]] = {}
    for claim in claims:
        measure = (claim.measure, claim.quantity.unit or "")
        if claim.id in stands:
            first[measure] = min(stands[claim.id][0], first.get(measure, len(stands)))
    for claim in claims:
        measure = (claim.measure, claim.quantity.unit or "")
        number = stands[claim.id][0] if claim.id in stands else first.get(measure, -1)
        by_measure.setdefault((*measure, number), []).append(claim)
    letters = {claim: letter for claim, (_, letter) in stands.items()}
    ordered = sorted(by_measure.items(), key=lambda item: (item[0][2] < 0, item[0][2]))
    return tuple(
        _table(number, measure, unit, alike, letters, articles, anchors, source_of, kind_of)
        for (measure, unit, number), alike in ordered
        if len(alike) > 1  # a single claim says it all itself
    )


def _table(
    dispute: int,
    measure: str,
    unit: str,
    claims: Sequence[Claim],
    letters: Mapping[str, str],
    articles: Mapping[str, Article],
    anchors: Mapping[str, str],
    source_of: SourceOf,
    kind_of: Callable[[Claim], str],
) -> FigureTable:
    by_source: dict[tuple[str, str, bool, bool, str], list[Claim]] = {}
    for claim in claims:
        part = claim.part_of is not None
        people = of_whom(claim)
        counted = people if part or people.casefold() != "people" else ""
        row = (source_of(claim, articles), kind_of(claim), part, claim.denied, counted)
        by_source.setdefault(row, []).append(claim)
    intervals = {claim.id: interval_of(claim, letters.get(claim.id, "")) for claim in claims}
    worth_drawing = len(claims) > 1 and len({(i.low, i.high, i.modifier) for i in intervals.values()}) > 1
    scale = plots.scale_for(list(intervals.values())) if worth_drawing else None

    def order(item: tuple[tuple[str, str, bool, bool, str], list[Claim]]) -> tuple[bool, str, bool, float]:
        (_, _, part, _, _), group = item
        side = min((letters[c.id] for c in group if c.id in letters), default="~")
        cited = group[0].attribution.source is not None
        return part, side, not cited, min(plots.middle(intervals[c.id]) for c in group)

    rows = []
    for (source, kind, part, denied, counted), group in sorted(by_source.items(), key=order):
        shown = list({(i.low, i.high, i.modifier, i.side): i for i in (intervals[c.id] for c in group)}.values())
        cells = _cells(group, articles, anchors)
        rows.append(
            Row(
                source=source,
                source_kind=kind,
                part=part,
                denied=denied,
                counted=counted,
                sides="".join(sorted({letters[c.id] for c in group if c.id in letters})),
                cells=cells[:MOST_SHOWN],
                more=max(0, len(cells) - MOST_SHOWN),
                strip=None if scale is None else plots.strip(shown, scale),
            )
        )
    return FigureTable(
        dispute=dispute,
        measure=measure,
        unit="" if unit == "person" else unit,
        rows=tuple(rows),
        axis=None if scale is None else plots.axis(scale),
        remark="" if scale is None else scale.remark,
        timeline=_timeline(claims, intervals, articles, anchors, source_of) if worth_drawing else None,
    )


def interval_of(claim: Claim, side: str) -> plots.Interval:
    """The claim's figure as something to draw."""
    return plots.Interval(claim.quantity.low, claim.quantity.high, claim.quantity.modifier, side)


def _cells(claims: Sequence[Claim], articles: Mapping[str, Article], anchors: Mapping[str, str]) -> tuple[Cell, ...]:
    """The source's different figures, oldest first."""
    dated = sorted(claims, key=lambda c: _published(c, articles) or "")
    groups: dict[str, list[Claim]] = {}
    for claim in dated:
        groups.setdefault(figure_of(claim), []).append(claim)
    return tuple(Cell(text, anchors[group[0].id], len(group)) for text, group in groups.items())


def _published(claim: Claim, articles: Mapping[str, Article]) -> str | None:
    article = articles.get(claim.article)
    return article.published if article is not None else None


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def _timeline(
    claims: Sequence[Claim],
    intervals: Mapping[str, plots.Interval],
    articles: Mapping[str, Article],
    anchors: Mapping[str, str],
    source_of: SourceOf,
) -> Timeline | None:
    """The picture, or None where fewer than two moments or two figures are known.

    A toll is of one group: "three children" is no step in the toll of all the people. Nor is "dozens" one.
    """
    kinds = Counter(claim.counted.kind for claim in claims if claim.part_of is None)
    group = {kind for kind, _ in kinds.most_common(1)} | {""}
    dated = [
        (moment, claim)
        for claim in claims
        if claim.part_of is None and not claim.denied and claim.counted.kind in group
        if claim.quantity.modifier != "vague"
        if (moment := _moment(_published(claim, articles))) is not None and intervals[claim.id].ends
    ]
    if len({moment for moment, _ in dated}) < 2 or len({plots.middle(intervals[c.id]) for _, c in dated}) < 2:
        return None
    dated.sort(key=lambda item: (item[0], item[1].path, item[1].start))
    one_day = dated[0][0].date() == dated[-1][0].date()
    lines: dict[str, list[plots.Point]] = {}
    moments: dict[tuple[str, str, str], Moment] = {}
    for moment, claim in dated:
        label = f"{moment:%H:%M}" if one_day else f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}"
        source, text = source_of(claim, articles), figure_of(claim)
        lines.setdefault(source, []).append(plots.Point(_minutes(moment), label, intervals[claim.id]))
        clock = f" {moment:%H:%M}" if "T" in (_published(claim, articles) or "") else ""
        when = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}{clock}"
        moments.setdefault((when, source, text), Moment(when, source, text, anchors[claim.id]))
    # The lines with most points are what a timeline is for: they get the colours.
    ordered = sorted(lines.items(), key=lambda item: -len({point.when for point in item[1]}))
    return Timeline(
        picture=plots.timeline([points for _, points in ordered]),
        legend=tuple((plots.key(index), source) for index, (source, _) in enumerate(ordered)),
        moments=tuple(moments.values()),
    )


def _minutes(moment: datetime) -> int:
    """Minutes since the year 1; only differences count."""
    return moment.toordinal() * 1440 + moment.hour * 60 + moment.minute
