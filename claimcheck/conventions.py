"""Roll an event's figures up into a toll, the way a casualty recorder does.

Comes in: events, mentions and a convention of ``rules/conventions.toml``. Goes out: for each event and
measure the convention's figures (low, best, high; minimum and maximum …) with the claims that give them. Of
each voice its latest figure counts, once. A group's figure ("11 soldiers") can raise the highest, never lower
the lowest. A mouthpiece is of the kind of source that it speaks for.

Known misses: who is a belligerent is told by the kind of source alone; reliability is not weighed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from claimcheck.comparability import is_part, is_running
from claimcheck.errors import RuleError
from claimcheck.models import Convention, Toll, TollFigure
from claimcheck.rules import Entry, RuleBook
from claimcheck.source_rules import NamedSource
from claimcheck.values import Mention
from claimcheck.voices import name, voice

FILE = "conventions.toml"
SOURCES = "en/sources.toml"
PLAIN = "plain"
WHOLE = "people"  # the kind of counted that takes in all others

Take = Literal["lowest", "best", "highest", "range"]
Worth = Callable[[Mention], tuple[float | None, float | None]]


class Part(BaseModel):
    """A figure of a toll, and which of the reported it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    take: Take


class SourceGroup(BaseModel):
    """Kinds of source that get a toll of their own; the one without ``kinds`` takes the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kinds: tuple[str, ...] = ()
    context: bool = False


class Rollup(Entry):
    """A recorder's convention: ``vague`` names the entry that values vague words."""

    label: str
    says: str
    vague: str
    measures: tuple[str, ...]
    figures: tuple[Part, ...]
    groups: tuple[SourceGroup, ...] = ()

    @property
    def shown(self) -> Convention:
        """The convention as a report names it."""
        return Convention(id=self.id, label=self.label, says=self.says, reference=self.reference)


@dataclass(frozen=True, slots=True)
class RollupRules:
    """A convention, compiled: ``kinds`` are those of mouthpieces, by the source's id."""

    rollup: Rollup
    kinds: Mapping[str, str] = field(default_factory=dict)


class Group(Protocol):
    """An event as the grouping hands it on."""

    @property
    def id(self) -> str:
        """The event's id."""

    @property
    def mentions(self) -> Sequence[str]:
        """The ids of its mentions."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What one voice says last: ``low`` and ``high`` are both known."""

    mention: Mention
    low: float
    high: float
    whole: bool


def find_rollup(book: RuleBook, wanted: str = PLAIN) -> RollupRules | None:
    """Give the convention of that id, None for ``plain``; raises RuleError for one that is not there."""
    entries = {entry.id: entry for entry in book.entries(FILE, "rollup", Rollup)}
    if wanted == PLAIN:
        return None
    if wanted not in entries:
        known = ", ".join([PLAIN, *entries])
        raise RuleError(f"--convention {wanted}: no such convention; take one of: {known}")
    sources = {entry.id: entry for entry in book.entries(SOURCES, "source", NamedSource)}
    masters = {entry.id: sources.get(entry.speaks_for or "") for entry in sources.values()}
    return RollupRules(entries[wanted], {id: of.kind for id, of in masters.items() if of is not None})


def roll_up(
    groups: Iterable[Group],
    mentions: Iterable[Mention],
    rules: RollupRules,
    worth: Worth,
    least_confidence: float = 0.0,
) -> tuple[Toll, ...]:
    """Give the tolls of all events, in the events' order, the measures in the convention's.

    Args:
        groups: the events.
        mentions: all mentions.
        rules: the convention.
        worth: gives a mention's interval with vague words valued by the convention; an open end is None.
        least_confidence: mentions less sure than this are left out.
    """
    by_id = {mention.id: mention for mention in mentions}
    rollup = rules.rollup
    tolls = []
    for group in groups:
        members: dict[str, list[Mention]] = defaultdict(list)
        for mention in (by_id[i] for i in group.mentions if i in by_id):
            if mention.confidence >= least_confidence and _counts(mention, rollup):
                members[mention.role.measure].append(mention)
        for measure in rollup.measures:
            figures = _figures(members.get(measure, ()), rules, worth)
            if figures:
                tolls.append(Toll(event=group.id, measure=measure, figures=figures))
    return tuple(tolls)


def _counts(mention: Mention, rollup: Rollup) -> bool:
    role, speech = mention.role, mention.speech
    return (
        role.measure in rollup.measures
        and mention.unit == "person"
        and all(end is None or float(end).is_integer() for end in (mention.number.low, mention.number.high))
        and not (is_part(mention) or is_running(mention) or role.tentative)
        and mention.number.change not in ("by", "from", "earlier")
        and not (speech is not None and speech.denies)
    )


def _figures(mentions: Sequence[Mention], rules: RollupRules, worth: Worth) -> tuple[TollFigure, ...]:
    rollup = rules.rollup
    reports = _latest(mentions, worth)
    if not rollup.groups:
        return _parts(reports, rollup.figures)
    named: dict[str, SourceGroup] = {kind: group for group in rollup.groups for kind in group.kinds}
    rest = next((group for group in rollup.groups if not group.kinds), None)
    sorted_out: dict[str, list[_Report]] = defaultdict(list)
    for report in reports:
        speech = report.mention.speech
        kind = "publisher" if speech is None else rules.kinds.get(speech.source.id, speech.source.kind)
        group = named.get(kind, rest)
        if group is not None:
            sorted_out[group.name].append(report)
    found: list[TollFigure] = []
    for group in rollup.groups:
        for figure in _parts(sorted_out.get(group.name, ()), rollup.figures):
            found.append(figure.model_copy(update={"name": group.name, "context": group.context}))
    return tuple(found)


def _latest(mentions: Sequence[Mention], worth: Worth) -> list[_Report]:
    """What each voice says last; a publisher's own voice is none where its article cites somebody."""
    citing = {mention.article for mention in mentions if mention.speech is not None}
    said: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (_when(m), m.confidence, m.path, -m.number.start)):
        if mention.speech is not None or mention.article not in citing:
            said[voice(mention)] = mention
    reports = []
    for mention in said.values():
        low, high = worth(mention)
        ends = [end for end in (low, high) if end is not None]
        if ends:
            if mention.number.modifier == "vague":
                ends = ends[:1]  # "thousands" is evidence of 2,000, not of 9,999
            whole = mention.role.counted_kind == WHOLE
            reports.append(_Report(mention, ends[0], ends[-1], whole))
    return sorted(reports, key=lambda r: (r.mention.path, r.mention.number.start))


def _when(mention: Mention) -> tuple[int, int]:
    moment = mention.published
    return (0, 0) if moment is None else (moment.day.toordinal(), moment.minute or 0)


def _parts(reports: Sequence[_Report], parts: Sequence[Part]) -> tuple[TollFigure, ...]:
    if not reports:
        return ()
    wholes = [report for report in reports if report.whole] or list(reports)
    low = min(report.low for report in wholes)
    high = max(report.high for report in reports)
    best = _best(wholes)
    ends: Mapping[Take, tuple[float, float]] = {
        "lowest": (low, low),
        "best": (best.low, best.high),
        "highest": (high, high),
        "range": (low, high),
    }
    figures = []
    for part in parts:
        bottom, top = ends[part.take]
        if part.take == "best":
            behind = [r for r in wholes if (r.low, r.high) == (bottom, top)]
        else:
            lowest = [r for r in wholes if r.low == bottom] if part.take != "highest" else []
            highest = [r for r in reports if r.high == top] if part.take != "lowest" else []
            behind = lowest + [r for r in highest if r not in lowest]
        figures.append(
            TollFigure(
                name=part.name,
                low=bottom,
                high=top,
                claims=tuple(r.mention.id for r in behind),
                sources=tuple(dict.fromkeys(name(r.mention) for r in behind)),
            )
        )
    return tuple(figures)


def _best(reports: Sequence[_Report]) -> _Report:
    """What most voices give; where no figure has more, the lower."""
    given: dict[tuple[float, float], int] = defaultdict(int)
    for report in reports:
        given[report.low, report.high] += 1
    return max(reports, key=lambda r: (given[r.low, r.high], -r.low, -r.high))


def shows(entry: Rollup, text: str, book: RuleBook) -> bool:
    """Say whether the convention rolls up anything of this text."""
    from claimcheck.pipeline import report_on

    return bool(report_on(text, entry.id).tolls)
