"""What every scorer of labelled texts shares: which claim stands for which label, and what of it is right.

``match`` pairs labels with claims; ``value_is_right``, ``measure_is_right`` and ``source_is_right`` judge a
pair; ``bcubed`` and ``judge_conflicts`` a whole report. The scorers bring their own labels:
``lookalikes.py``, ``stories.py``, ``judging.py`` and, for news that isn't part of the project,
``benchmarks/labelled.py``.
"""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from rapidfuzz import fuzz

from claimcheck.models import Claim, Discrepancy
from claimcheck.result import Report

SPARE = 15  # characters by which a claim's numeral may be longer than the labelled one
WRITER = "-"  # the label of what nobody but the writer says
ARTICLES = frozenset(["the", "a", "an", "of", "for", "its", "s"])
NAMED_MEASURES = frozenset(
    tomllib.loads((Path(__file__).parent / "cases" / "measures.toml").read_text(encoding="utf-8"))["named"]
)

Span = tuple[int, int]
Found = TypeVar("Found")


class Interval(Protocol):
    """A number as the text puts it; an open end is None."""

    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def modifier(self) -> str: ...


class Value(NamedTuple):
    """A labelled interval."""

    low: float | None
    high: float | None
    modifier: str


class Figure(NamedTuple):
    """What two claims share that state the same: equal figures of one event count once."""

    event: str
    measure: str
    number: float

    @classmethod
    def of(cls, event: str, measure: str, value: Value) -> "Figure":
        number = value.high if value.low is None else value.low
        assert number is not None, value
        return cls(event, measure, number)


def match(wanted: Iterable[Span], said: Sequence[Found], span_of: Callable[[Found], Span]) -> dict[int, Found]:
    """What was found for each wanted span of one text, by the span's index; each stands for one span."""
    found: dict[int, Found] = {}
    left = list(said)
    for index, (start, end) in enumerate(wanted):
        near = []
        for one in left:
            its_start, its_end = span_of(one)
            if its_start < end and start < its_end and its_end - its_start <= end - start + SPARE:
                near.append((min(its_end, end) - max(its_start, start), one))
        if near:
            found[index] = max(near, key=lambda pair: pair[0])[1]
            left = [one for one in left if one is not found[index]]
    return found


def value_is_right(said: Interval, wanted: Interval) -> bool:
    """Whether the interval and its modifier are as labelled; of a vague word the modifier is enough."""
    if wanted.modifier == "vague":
        return said.modifier == "vague"
    if wanted.modifier == "about" and wanted.low is not None:
        low, high = said.low or 0.0, math.inf if said.high is None else said.high
        return said.modifier == "about" and low <= wanted.low <= high
    return said.low == wanted.low and said.high == wanted.high


def measure_is_right(said: str, wanted: str) -> bool:
    """Whether the measure is as labelled; which plain verb is used where no measure fits is free.

    >>> measure_is_right("robbed", "looted"), measure_is_right("killed", "injured")
    (True, False)
    """
    return said == wanted or (said not in NAMED_MEASURES and wanted not in NAMED_MEASURES)


def source_is_right(said: str | None, accepted: Sequence[str]) -> bool:
    """Whether the source is an accepted one; None, the writer's own voice, is where it is labelled first."""
    if said is None:
        return accepted[0] == WRITER
    return any(same_source(said, name) for name in accepted if name != WRITER)


def same_source(said: str, accepted: str) -> bool:
    """Whether two names are one, give or take three words of description.

    >>> same_source("Ardo police chief Lena Fisk", "Lena Fisk"), same_source("the army", "the police")
    (True, False)
    """
    short, long = sorted((_words(said), _words(accepted)), key=len)
    spare = 3 if len(short) > 1 else 1
    if not short or len(long) - len(short) > spare:
        return False
    return all(any(_alike(word, other) for other in long) for word in short)


def _words(name: str) -> list[str]:
    bare = re.sub(r"[’']s?\b", "", name.casefold()).replace("defense", "defence")
    return [word for word in re.findall(r"\w+", bare) if word not in ARTICLES]


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= 86)


def bcubed(pairs: Sequence[tuple[str, str]]) -> float | None:
    """B-cubed F1 of pairs of a said and a labelled event; None for no pair."""
    if not pairs:
        return None
    said, gold, both = Counter(p for p, _ in pairs), Counter(g for _, g in pairs), Counter(pairs)
    precision = sum(both[pair] / said[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / gold[pair[1]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def tell_events(found: Mapping[int, Claim], event: Callable[[int], str], name: Callable[[int], str]) -> list[str]:
    """Each event that holds claims of several labelled ones, and each labelled one in several, in words."""
    by_said: dict[str, list[int]] = defaultdict(list)
    by_gold: dict[str, list[int]] = defaultdict(list)
    for index, claim in found.items():
        by_said[claim.event].append(index)
        by_gold[event(index)].append(index)
    wrong = [("merged", said) for said in by_said.values() if len({event(index) for index in said}) > 1]
    wrong += [("split", gold) for gold in by_gold.values() if len({found[index].event for index in gold}) > 1]
    return [f"{how}: {_tell(found, indices, event, name)}" for how, indices in wrong]


def _tell(
    found: Mapping[int, Claim], indices: Iterable[int], event: Callable[[int], str], name: Callable[[int], str]
) -> str:
    """The claims a line each: what was labelled, its event, and what the tool took it for."""
    lines = []
    for index in sorted(indices, key=lambda index: (found[index].event, index)):
        claim = found[index]
        lines.append(
            f"\n      {claim.event:14} {name(index)} [{event(index)}] – as {claim.measure}, {claim.time}, {claim.place}"
        )
    return "".join(lines)


def merges(report: Report, home: Mapping[str, str]) -> list[str]:
    """The events that hold claims of two homes, in words; ``home`` is by the name of the text's file."""
    names: dict[str, set[str]] = defaultdict(set)
    for claim in report.claims:
        names[claim.event].add(home[Path(claim.path).name])
    return [
        f"{event.label}: {', '.join(sorted(names[event.id]))}" for event in report.events if len(names[event.id]) > 1
    ]


class Pair(NamedTuple):
    """A labelled conflict: the indices of its two claims."""

    kind: str
    one: int
    other: int
    optional: bool = False
    told: str = ""


@dataclass
class Conflicts:
    """How the pairs of figures that are said to conflict fit the labelled ones."""

    said: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)


def judge_conflicts(
    report: Report,
    mine: Mapping[str, Claim],
    found: Mapping[int, Claim],
    figure: Callable[[int], Hashable],
    conflicts: Sequence[Pair],
) -> Conflicts:
    """Count each pair of figures across two sides whose ranges don't meet, equal pairs once.

    ``mine`` are the claims of the judged texts by id, ``found`` those that a label was matched with, by its
    index. ``figure`` says of a label what equal figures of one event share. A conflict marked optional is
    right where it is said, and not missed where it isn't. Sums are not judged.
    """
    labelled = {claim.id: index for index, claim in found.items()}
    gold_pairs = {frozenset((pair.one, pair.other)) for pair in conflicts}
    gold_figures = {frozenset(map(figure, pair)) for pair in gold_pairs}
    gold_figures = {pair for pair in gold_figures if len(pair) == 2}
    asserted: dict[frozenset[object], bool] = {}
    told: dict[frozenset[object], str] = {}

    def name(claim: str) -> object:
        if claim in labelled:
            return figure(labelled[claim])
        if claim in mine:
            said = mine[claim]
            return said.path, said.measure, said.quantity.low, said.quantity.high
        return claim

    for discrepancy in report.discrepancies:
        if discrepancy.kind == "sum" or not any(c in mine for side in discrepancy.sides for c in side.claims):
            continue
        for left, right in across(discrepancy):
            pair = frozenset(labelled[claim] for claim in (left, right) if claim in labelled)
            apart = left not in mine or right not in mine or not meet(mine[left].quantity, mine[right].quantity)
            good = len(pair) == 2 and (pair in gold_pairs or (apart and frozenset(map(figure, pair)) in gold_figures))
            if good or apart or len(discrepancy.sides) == 2:
                key = frozenset(map(name, (left, right)))
                asserted[key] = asserted.get(key, False) or good
                surfaces = [mine[claim].quantity.surface if claim in mine else "?" for claim in (left, right)]
                told[key] = f"{' – '.join(surfaces)}, {discrepancy.kind}: {discrepancy.summary}"
    correct = {key for key, good in asserted.items() if good}
    result = Conflicts(said=len(asserted), right=len(correct))
    result.misses += [f"no conflict, but said: {told[key]}" for key, good in asserted.items() if not good]
    for conflict in conflicts:
        if conflict.optional:
            continue
        result.wanted += 1
        if frozenset(map(figure, (conflict.one, conflict.other))) in correct:
            result.found += 1
        else:
            why = why_apart(found.get(conflict.one), found.get(conflict.other))
            result.misses.append(f"conflict missed: {conflict.kind} {conflict.told} ({why})")
    return result


def why_apart(left: Claim | None, right: Claim | None) -> str:
    """What keeps two claims from being held against each other, as far as the report shows."""
    if left is None or right is None:
        return "not found"
    differing = [
        f"{one} / {other}"
        for one, other in (
            (left.time, right.time),
            (left.place, right.place),
            (left.measure, right.measure),
            (left.counted.kind, right.counted.kind),
        )
        if one != other
    ]
    return "; ".join(["one event" if left.event == right.event else "two events", *differing])


def across(discrepancy: Discrepancy) -> Iterable[tuple[str, str]]:
    """Each pair of claims on different sides."""
    for index, side in enumerate(discrepancy.sides):
        for other in discrepancy.sides[index + 1 :]:
            yield from ((one, two) for one in side.claims for two in other.claims)


def meet(one: Interval, other: Interval) -> bool:
    """Whether two ranges meet."""

    def ends(interval: Interval) -> tuple[float, float]:
        return (
            -math.inf if interval.low is None else interval.low,
            math.inf if interval.high is None else interval.high,
        )

    return ends(one)[0] <= ends(other)[1] and ends(other)[0] <= ends(one)[1]
