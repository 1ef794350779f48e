"""Runs claimcheck on the written cases and says what is wrong.

``judge(case, report)`` compares a report with what a reader finds; ``add_up`` turns the judgements into
shares. Run as a script it prints the table of shares and, with ``--wrong``, every difference.
"""

import math
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scoring import measure_is_right, same_source
from written import Case, Wanted, interval, read_cases

import claimcheck
from claimcheck.models import Claim, Discrepancy

COLUMNS = (
    "claims",
    "value",
    "unit",
    "measure",
    "counted",
    "source",
    "part_of",
    "events",
    "whole",
    "conflicts",
)


@dataclass
class Judgement:
    """How one case came out: per column what was right and what was judged, and each difference in words."""

    case: Case
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    wanted: int = 0
    said: int = 0
    conflicts_wanted: int = 0
    conflicts_said: int = 0

    def note(self, column: str, right: bool, difference: str) -> bool:
        self.judged[column] += 1
        self.right[column] += right
        if not right:
            self.wrong.append(f"{column}: {difference}")
        return right


def run(case: Case, folder: Path) -> "claimcheck.Report":
    """The report on a case's articles, each a file of its own in ``folder``."""
    for index, text in enumerate(case.articles):
        head = (
            f"---\npublisher: Outlet {index + 1}\npublished: {case.published[index]}\n---\n" if case.published else ""
        )
        (folder / f"{index}.txt").write_text(head + text, encoding="utf-8")
    return claimcheck.check([folder])


def judge(case: Case, report: "claimcheck.Report") -> Judgement:
    """What a report on this case has right and wrong."""
    result = Judgement(case)
    shifts = [_shift(case, index) for index in range(len(case.articles))]
    found: dict[str, Claim] = {}
    taken: set[str] = set()
    for wanted in case.claims:
        index, start, end = case.place(wanted.figure)
        start, end = start + shifts[index], end + shifts[index]
        near = [c for c in report.claims if Path(c.path).stem == str(index) and c.start < end and start < c.end]
        near = [c for c in near if c.id not in taken]
        if near:
            found[wanted.figure] = max(near, key=lambda c: min(c.end, end) - max(c.start, start))
            taken.add(found[wanted.figure].id)
    counted = [wanted for wanted in case.claims if not wanted.optional]
    neutral = {found[wanted.figure].id for wanted in case.claims if wanted.optional and wanted.figure in found}
    result.wanted = len(counted)
    result.said = sum(claim.id not in neutral for claim in report.claims)
    result.right["claims"] = sum(wanted.figure in found for wanted in counted)
    for wanted in counted:
        if wanted.figure not in found:
            result.wrong.append(f"claims: {wanted.figure!r} not found")
            result.judged["whole"] += 1
            continue
        _judge_claim(result, wanted, found)
    for claim in report.claims:
        if claim.id not in taken:
            result.wrong.append(f"claims: {claim.quantity.surface!r} ({claim.measure}) is no claim")
    _judge_events(result, found)
    _judge_discrepancies(result, found, report.discrepancies)
    return result


def _shift(case: Case, index: int) -> int:
    if not case.published:
        return 0
    return len(f"---\npublisher: Outlet {index + 1}\npublished: {case.published[index]}\n---\n")


def _judge_claim(result: Judgement, wanted: Wanted, found: dict[str, Claim]) -> None:
    claim, name = found[wanted.figure], repr(wanted.figure)
    quantity = claim.quantity
    low, high, modifier = interval(wanted.value)
    same = quantity.modifier == modifier and (
        modifier == "vague" or (close(quantity.low, low) and close(quantity.high, high))
    )
    right = result.note(
        "value", same, f"{name} is {wanted.value}, not {quantity.modifier} {quantity.low}–{quantity.high}"
    )
    same = any(measure_is_right(claim.measure, name) for name in options(wanted.measure))
    right &= result.note("measure", same, f"{name} is {wanted.measure}, not {claim.measure}")
    source = claim.attribution.source if claim.attribution.kind != "publisher" else "-"
    same = any(source == "-" if name == "-" else same_source(source or "", name) for name in options(wanted.source))
    right &= result.note("source", same, f"{name} is said by {wanted.source}, not {source}")
    result.note(
        "unit",
        claim.quantity.unit == wanted.unit,
        f"{name} has unit {wanted.unit}, not {claim.quantity.unit}",
    )
    words = claim.counted.text.casefold()
    same = any(stem(option) in words or option == claim.counted.kind for option in options(wanted.counted))
    result.note("counted", same, f"{name} counts {wanted.counted}, not {claim.counted.text!r} ({claim.counted.kind})")
    if wanted.origin:
        same = any(same_source(said, wanted.origin) for said in (*claim.attribution.origin, source or ""))
        result.note("source", same, f"{name} goes back to {wanted.origin}, not {claim.attribution.origin}")
    total = found.get(wanted.part_of)
    if wanted.part_of or claim.part_of is not None:
        same = total is not None and claim.part_of == total.id
        result.note("part_of", same, f"{name} is part of {wanted.part_of or 'nothing'}, not {claim.part_of}")
    if wanted.denied or claim.denied:
        result.note("source", wanted.denied == claim.denied, f"{name}: denied is {wanted.denied}")
    result.judged["whole"] += 1
    result.right["whole"] += right


def _judge_events(result: Judgement, found: dict[str, Claim]) -> None:
    marked = [(w.event, found[w.figure]) for w in result.case.claims if w.event and w.figure in found]
    for index, (event, claim) in enumerate(marked):
        for other_event, other in marked[index + 1 :]:
            same = (event == other_event) == (claim.event == other.event)
            relation = "one event" if event == other_event else "two events"
            result.note("events", same, f"{claim.quantity.surface} and {other.quantity.surface} are {relation}")


def _judge_discrepancies(result: Judgement, found: dict[str, Claim], said: Iterable[Discrepancy]) -> None:
    left = list(said)
    result.conflicts_wanted, result.conflicts_said = len(result.case.discrepancies), len(left)
    for wanted in result.case.discrepancies:
        pair = [found[figure].id for figure in wanted.figures if figure in found]
        hit = next((d for d in left if d.kind == wanted.kind and len(pair) == 2 and _apart(d, pair)), None)
        if hit is None:
            result.wrong.append(f"conflicts: no {wanted.kind} between {' and '.join(wanted.figures)}")
        else:
            left.remove(hit)
            result.right["conflicts"] += 1
    result.wrong.extend(f"conflicts: {d.kind} is none: {d.summary}" for d in left)


def _apart(discrepancy: Discrepancy, pair: list[str]) -> bool:
    sides = [{index for index, side in enumerate(discrepancy.sides) if claim in side.claims} for claim in pair]
    return all(sides) and (discrepancy.kind == "sum" or sides[0].isdisjoint(sides[1]))


def close(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and math.isclose(one, other, rel_tol=0.001))


def options(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def stem(words: str) -> str:
    """The last word of a name without its plural, for "police officers" in "two officers".

    >>> stem("police officers"), stem("families")
    ('officer', 'famil')
    """
    return re.sub(r"(?:ies|y|s|men|man)$", "", words.casefold().split()[-1])


def add_up(judgements: Iterable[Judgement]) -> dict[str, float | None]:
    """The share that is right in each column; F1 for claims and conflicts; None where nothing is judged."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for judgement in judgements:
        right += judgement.right
        judged += judgement.judged
        judged["claims"] += judgement.wanted + judgement.said
        judged["conflicts"] += judgement.conflicts_wanted + judgement.conflicts_said
    right["claims"] *= 2  # F1 is twice the hits, divided by what was wanted and what was said
    right["conflicts"] *= 2
    return {column: right[column] / judged[column] if judged[column] else None for column in COLUMNS}


def table(judgements: Iterable[Judgement]) -> Iterator[str]:
    """The figures by phenomenon, as lines of text."""
    topics: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        topics.setdefault(judgement.case.topic, []).append(judgement)
    yield f"{'':14}{'cases':>6}" + "".join(f"{column:>10}" for column in COLUMNS)
    everything = [judgement for topic in topics.values() for judgement in topic]
    for topic, group in [*topics.items(), ("all", everything)]:
        shares = add_up(group)
        cells = "".join(f"{'–' if shares[c] is None else format(shares[c], '.3f'):>10}" for c in COLUMNS)
        yield f"{topic:14}{len(group):>6}{cells}"


def judge_all(cases: Iterable[Case]) -> Iterator[Judgement]:
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            yield judge(case, run(case, Path(folder)))


if __name__ == "__main__":
    judgements = list(judge_all(read_cases()))
    print("\n".join(table(judgements)))
    if "--wrong" in sys.argv:
        for judgement in judgements:
            if judgement.wrong:
                print(f"\n{judgement.case.name}\n  {' / '.join(judgement.case.articles)}")
                print("\n".join(f"  - {line}" for line in judgement.wrong))
