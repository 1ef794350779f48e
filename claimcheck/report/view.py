"""Shape a report for reading: events with their conflicts and agreements, conflicts first.

Comes in: the report. Goes out: what the terminal, Markdown and HTML show, in their order, as plain text that
is yet to be escaped. News text is cleaned here of what would act on a screen (controls, text direction).
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.models import Article, Claim, Discrepancy, Event, Frozen, Severity
from claimcheck.result import Report
from claimcheck.wording import figure

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
NAMELESS = "thing"  # what a claim counts where the text does not say
LONGEST = 280  # characters of a sentence that are shown around its number

# What a discrepancy's kind is called in a heading.
KINDS: dict[str, str] = {
    "value": "sources disagree",
    "revision": "figure revised",
    "complement": "shares don't add up",
    "who": "different people counted",
    "denial": "denied",
    "sum": "parts exceed the total",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as a report shows it: figure, of whom, who says so, where, the sentence cut at it."""

    claim: Claim
    figure: str
    of_whom: str
    who: str
    where: str
    before: str
    number: str
    after: str
    doubtful: bool
    repeats: tuple[str, ...] = ()

    @property
    def joint(self) -> str:
        """What stands between the figure and the counted: " of " in "dozens of people", else a blank."""
        return joint(self.claim, self.figure)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A discrepancy with the rows of each side."""

    discrepancy: Discrepancy
    sides: tuple[tuple[Row, ...], ...]

    @property
    def heading(self) -> str:
        """The measure and the kind: "killed: sources disagree"."""
        return f"{self.discrepancy.measure}: {KINDS[self.discrepancy.kind]}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims of one event and measure that are in no discrepancy.

    ``sources`` is how many of those who are cited agree on one figure of the same people. Doubtful claims
    are among themselves: they come after all others, and were compared with none.
    """

    measure: str
    rows: tuple[Row, ...]
    sources: int

    @property
    def doubtful(self) -> bool:
        """Whether its claims are doubtful: all are, or none."""
        return self.rows[0].doubtful


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with its conflicts, gravest first, and what else is said of it."""

    event: Event
    when: str
    conflicts: tuple[Conflict, ...]
    agreements: tuple[Agreement, ...]
    maybe: tuple[str, ...]

    @property
    def title(self) -> str:
        """The event's label as a heading."""
        return headed(clean(self.event.label))

    @property
    def facts(self) -> str:
        """Place, date, kind and voices, where known: "Homs · 5 December 2017 · bombing · 2 articles, …"."""
        kind = None if self.event.kind == self.event.label.casefold() else self.event.kind
        known = (self.event.place, self.when, kind, voices(self.event))
        return " · ".join(clean(fact) for fact in known if fact)


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts of a report, for its first and last lines."""

    files: int
    skipped: int
    articles: int
    claims: int
    events: int
    conflicts: int
    unused: int
    unused_by_reason: tuple[tuple[str, int], ...]


def totals(report: Report) -> Totals:
    """Count what the report holds; the reasons of unused numbers go from the most frequent down."""
    reasons = Counter(unused.why for unused in report.unused)
    return Totals(
        files=len(report.documents),
        skipped=len(report.skipped),
        articles=len(report.articles),
        claims=len(report.claims),
        events=len(report.events),
        conflicts=len(report.discrepancies),
        unused=len(report.unused),
        unused_by_reason=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def events_of(report: Report) -> list[EventView]:
    """Give the events as they are shown: those with conflicts first, by severity, then in order."""
    claims = {claim.id: claim for claim in report.claims}
    articles = {article.id: article for article in report.articles}
    labels = {event.id: event.label for event in report.events}
    least = report.min_confidence
    by_event: dict[str, list[Discrepancy]] = {}
    for discrepancy in report.discrepancies:
        by_event.setdefault(discrepancy.event, []).append(discrepancy)
    views = []
    for event in report.events:
        found = sorted(by_event.get(event.id, ()), key=lambda d: SEVERITIES.index(d.severity))
        conflicts = tuple(
            Conflict(
                d,
                tuple(rows_of([claims[c] for c in side.claims if c in claims], articles, least) for side in d.sides),
            )
            for d in found
        )
        disputed = {c for d in found for side in d.sides for c in side.claims}
        rest = [claims[c] for c in event.claims if c in claims and c not in disputed]
        sure = _agreements([claim for claim in rest if claim.confidence >= least], articles, least)
        unsure = _agreements([claim for claim in rest if claim.confidence < least], articles, least)
        maybe = tuple(clean(labels[other]) for other in event.maybe_same_as if other in labels)
        views.append(EventView(event, days(event), conflicts, (*sure, *unsure), maybe))
    order = {view.event.id: place for place, view in enumerate(views)}
    return sorted(views, key=lambda view: (_gravest(view), order[view.event.id]))


def _gravest(view: EventView) -> int:
    return min((SEVERITIES.index(c.discrepancy.severity) for c in view.conflicts), default=len(SEVERITIES))


def _agreements(claims: Sequence[Claim], articles: dict[str, Article], least: float) -> tuple[Agreement, ...]:
    by_measure: dict[str, list[Claim]] = {}
    for claim in claims:
        by_measure.setdefault(claim.measure, []).append(claim)
    return tuple(
        Agreement(
            measure,
            rows_of(alike, articles, least),
            _agreeing([claim for claim in alike if claim.confidence >= least]),
        )
        for measure, alike in by_measure.items()
    )


def _agreeing(claims: Sequence[Claim]) -> int:
    """Count the sources behind the best attested figure; publishers' own voices are none."""
    cited = [c for c in claims if c.attribution.source is not None and not c.denied and c.part_of is None]
    figures = {(c.quantity.low if c.quantity.low is not None else c.quantity.high, c.counted.kind) for c in cited[:200]}
    return max((len(_who_says(value, kind, cited)) for value, kind in figures if value is not None), default=0)


def _who_says(value: float, kind: str, claims: Sequence[Claim]) -> set[str]:
    return {
        # Whoever a source cites in turn is the one voice.
        " and ".join(c.attribution.origin) or c.attribution.source_id or c.attribution.source or ""
        for c in claims
        if c.counted.kind == kind
        and (c.quantity.low is None or c.quantity.low <= value)
        and (c.quantity.high is None or value <= c.quantity.high)
    }


def rows_of(claims: Sequence[Claim], articles: dict[str, Article], least: float = 0.0) -> tuple[Row, ...]:
    """Give a row for each figure, source and group of counted, the publishers' own voices last.

    What repeats a row stands in its ``repeats``. Claims less sure than ``least`` are doubtful.
    """
    alike: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        alike.setdefault((figure_of(claim), of_whom(claim), speaker(claim, articles)), []).append(claim)
    rows = []
    cited_first = sorted(alike.items(), key=lambda item: item[1][0].attribution.source is None)
    for (amount, people, who), group in cited_first:
        claim = next((c for c in group if c.section == "body"), group[0])
        before, number, after = pieces(claim)
        others = tuple(dict.fromkeys(where(c) for c in group if c is not claim))
        doubtful = claim.confidence < least
        rows.append(Row(claim, amount, people, who, where(claim), before, number, after, doubtful, others))
    return tuple(rows)


def figure_of(claim: Claim) -> str:
    """Give the claim's figure in words and digits: "at least 8"."""
    quantity = claim.quantity
    return clean(figure(quantity.low, quantity.high, quantity.modifier, quantity.unit, quantity.surface))


_ARTICLE = re.compile(r"(?i)^(?:the|these|those|its|their)\s+")
# What the measure or the unit says already: "€20,000 money", "11 dead killed", "30 arrests detained".
_UNSAID = frozenset(
    {
        NAMELESS,
        "things",
        "money",
        "dead",
        "death",
        "deaths",
        "fatalities",
        "injuries",
        "arrests",
        "the",
        "them",
    }
)


def of_whom(claim: Claim) -> str:
    """Give the words for who or what is counted; "" where the text has none."""
    text = _ARTICLE.sub("", clean(claim.counted.text))  # "6 of the gunmen" are 6 gunmen
    return "" if text.casefold() in _UNSAID else text


def joint(claim: Claim, amount: str) -> str:
    """Give what joins figure and counted: "dozens of people", "98 percent of the city", "8 people"."""
    vague = claim.quantity.modifier == "vague" and amount.endswith("s")
    return " of " if vague or claim.quantity.unit == "percent" else " "


def speaker(claim: Claim, articles: dict[str, Article]) -> str:
    """Say whose word it is: "Syrian state media, citing the health authority"; else the publisher's."""
    attribution = claim.attribution
    if attribution.kind == "publisher" or attribution.source is None:
        article = articles.get(claim.article)
        publisher = article.publisher if article is not None else None
        return f"{clean(publisher)} in its own voice" if publisher else "the report's own voice"
    said = clean(attribution.source)
    if attribution.origin:
        said += f", citing {clean(' and '.join(attribution.origin))}"
    return said + (", who denies it" if claim.denied else "")


def where(claim: Claim) -> str:
    """Give file and line, as editors open them: "homs.txt:17"."""
    return f"{clean(claim.path)}:{claim.line}"


def pieces(claim: Claim) -> tuple[str, str, str]:
    """Cut the sentence at its number, shortened around it, white space made single."""
    at, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    before, number, after = (clean(p) for p in (claim.sentence[:at], claim.sentence[at:end], claim.sentence[end:]))
    left = claim.sentence[:at]
    before = before + (" " if before and left[-1:].isspace() else "")
    after = (" " if after and claim.sentence[end : end + 1].isspace() else "") + after
    spare = max(40, LONGEST - len(number))
    room = max(spare // 2, spare - len(after))
    if len(before) > room:
        before = "…" + before[len(before) - room :].partition(" ")[2]
    room = max(spare // 2, spare - len(before))
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + " …"
    return before, number, after


def voices(event: Event) -> str:
    """Say "5 articles, 2 independent sources"; "" for a single voice, or where it was not counted."""
    if event.articles < 2 and event.independent_sources < 2:
        return ""
    return f"{count(event.articles, 'article')}, {count(event.independent_sources, 'independent source')}"


def days(event: Event) -> str:
    """Give the event's days as a person writes them: "5 December 2017", "3–5 May 2016"; "" if not known."""
    first, last = _day(event.start), _day(event.end)
    if first is None or last is None:
        one = first or last
        return _long(one) if one else ""
    if first == last:
        return _long(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_long(last)}"
    return f"{_long(first)} – {_long(last)}"


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


# Controls, and the marks that turn the direction of what follows: a screen would act on them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Give the text in one line, with no controls and no direction marks, lone surrogates made "?"."""
    return printable(_CONTROLS.sub("", _SPACE.sub(" ", text)).strip())


def headed(text: str) -> str:
    """Give a label as a heading has it.

    >>> headed("protests, 14 May 2022")
    'Protests, 14 May 2022'
    """
    return text[:1].upper() + text[1:]


def printable(text: str) -> str:
    """Give the text as UTF-8 can carry it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def in_json(value: Frozen, indent: int | None = None) -> str:
    """Give the value as JSON, letters of all scripts as they are."""
    try:
        return value.model_dump_json(indent=indent)
    except ValueError:
        # A file's name that is no UTF-8: JSON's own escapes can say it.
        return json.dumps(value.model_dump(mode="python"), indent=indent, separators=(",", ":"))


def count(number: int, noun: str) -> str:
    """Say how many: "1 file", "3 files", "2 discrepancies"."""
    plural = noun[:-1] + "ies" if noun.endswith("cy") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"
