"""How well the tool's events and conflicts fit families of articles that look alike (``families.py``).

``run`` has the tool read all of their texts together in one folder; ``judge`` compares its report with the
labels. Run as a script it prints the table by family and, with ``--misses``, everything that came out wrong.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from families import Family, Range, read_families

import claimcheck
from claimcheck.models import Claim, Discrepancy, Quantity
from claimcheck.result import Report

SPARE = 15  # characters that a found span may be longer than the labelled numeral


@dataclass
class Judgement:
    """How the tool's report fits one family, or all of them."""

    name: str
    wanted: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)  # the tool's event and the labelled one
    conflicts_found: int = 0
    conflicts_wanted: int = 0
    conflicts_right: int = 0
    conflicts_said: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float | None]:
        """The measured shares; None where there is nothing to judge."""
        return {
            "claims_found": _share(len(self.pairs), self.wanted),
            "events_b3": bcubed(self.pairs),
            "conflict_precision": _share(self.conflicts_right, self.conflicts_said),
            "conflict_recall": _share(self.conflicts_found, self.conflicts_wanted),
        }


def run(families: Iterable[Family], folder: Path) -> Report:
    """The report on the texts of all families, each a file in ``folder``."""
    for family in families:
        for text in family.text:
            (folder / family.file(text.name)).write_text(text.written, encoding="utf-8")
    return claimcheck.check([folder])


def merges(families: Iterable[Family], report: Report) -> list[str]:
    """The events that hold claims of two families, in words: there must be none."""
    home = {family.file(text.name): family.name for family in families for text in family.text}
    names: dict[str, set[str]] = defaultdict(set)
    for claim in report.claims:
        names[claim.event].add(home[Path(claim.path).name])
    return [
        f"{event.label}: {', '.join(sorted(names[event.id]))}" for event in report.events if len(names[event.id]) > 1
    ]


def match(family: Family, report: Report) -> dict[int, Claim]:
    """The claim that the tool found for each labelled one, where it found any."""
    found: dict[int, Claim] = {}
    taken: set[str] = set()
    for index, wanted in enumerate(family.claim):
        file, start, end = family.place(wanted)
        near = [
            claim
            for claim in report.claims
            if Path(claim.path).name == file
            and claim.start < end
            and start < claim.end
            and claim.end - claim.start <= end - start + SPARE
            and claim.id not in taken
        ]
        if near:
            found[index] = max(near, key=lambda c: min(c.end, end) - max(c.start, start))
            taken.add(found[index].id)
    return found


def judge(family: Family, report: Report) -> Judgement:
    """How the tool's events and conflicts fit the labels of a family."""
    result, found = Judgement(family.name), match(family, report)
    for index, wanted in enumerate(family.claim):
        if wanted.optional:
            continue
        result.wanted += 1
        if index in found:
            result.pairs.append((found[index].event, f"{family.name}/{wanted.event}"))
        else:
            result.misses.append(f"not found: {wanted.text}: {wanted.figure} {wanted.measure}")
    _tell_events(family, found, result)
    _judge_conflicts(family, found, report, result)
    return result


def _tell_events(family: Family, found: Mapping[int, Claim], result: Judgement) -> None:
    by_said: dict[str, list[int]] = defaultdict(list)
    by_gold: dict[str, list[int]] = defaultdict(list)
    for index, claim in found.items():
        if not family.claim[index].optional:
            by_said[claim.event].append(index)
            by_gold[family.claim[index].event].append(index)
    for indices in by_said.values():
        if len({family.claim[index].event for index in indices}) > 1:
            result.misses.append("merged: " + _tell(family, found, indices))
    for indices in by_gold.values():
        if len({found[index].event for index in indices}) > 1:
            result.misses.append("split: " + _tell(family, found, indices))


def _tell(family: Family, found: Mapping[int, Claim], indices: Iterable[int]) -> str:
    """The claims a line each: text, figure, measure, the labelled event, and what the tool took it for."""
    lines = []
    for index in sorted(indices, key=lambda index: (found[index].event, index)):
        wanted, claim = family.claim[index], found[index]
        lines.append(
            f"\n      {claim.event:14} {wanted.text}: {wanted.figure} {wanted.measure} [{wanted.event}]"
            f" – as {claim.measure}, {claim.time}, {claim.place}"
        )
    return "".join(lines)


def _judge_conflicts(family: Family, found: Mapping[int, Claim], report: Report, result: Judgement) -> None:
    """Count each pair of figures across two sides whose ranges don't meet, equal pairs once."""
    files = {family.file(text.name) for text in family.text}
    mine = {claim.id: claim for claim in report.claims if Path(claim.path).name in files}
    labelled = {claim.id: index for index, claim in found.items()}
    gold_pairs = {frozenset(family.sides(conflict)) for conflict in family.conflict}
    gold_figures = {frozenset(map(family.figure, pair)) for pair in gold_pairs}
    gold_figures = {pair for pair in gold_figures if len(pair) == 2}
    asserted: dict[frozenset[object], bool] = {}
    told: dict[frozenset[object], str] = {}
    for discrepancy in report.discrepancies:
        if discrepancy.kind == "sum" or not any(c in mine for side in discrepancy.sides for c in side.claims):
            continue
        for left, right in across(discrepancy):
            pair = frozenset(labelled[claim] for claim in (left, right) if claim in labelled)
            apart = left not in mine or right not in mine or not meet(mine[left].quantity, mine[right].quantity)
            good = len(pair) == 2 and (
                pair in gold_pairs or (apart and frozenset(map(family.figure, pair)) in gold_figures)
            )
            if good or apart or len(discrepancy.sides) == 2:
                key = frozenset(_name(family, claim, labelled, mine) for claim in (left, right))
                asserted[key] = asserted.get(key, False) or good
                surfaces = [mine[claim].quantity.surface if claim in mine else "?" for claim in (left, right)]
                told[key] = f"{' – '.join(surfaces)}, {discrepancy.kind}: {discrepancy.summary}"
    result.conflicts_said, result.conflicts_right = len(asserted), sum(asserted.values())
    result.misses += [f"no conflict, but said: {told[key]}" for key, good in asserted.items() if not good]
    correct = {key for key, good in asserted.items() if good}
    for conflict in family.conflict:
        if conflict.optional:
            continue
        result.conflicts_wanted += 1
        sides = family.sides(conflict)
        if frozenset(map(family.figure, sides)) in correct:
            result.conflicts_found += 1
        else:
            one, other = (found.get(side) for side in sides)
            result.misses.append(
                f"conflict missed: {conflict.kind} {' '.join(conflict.left)} – {' '.join(conflict.right)}"
                f" ({why_apart(one, other)})"
            )


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


def _name(family: Family, claim: str, labelled: Mapping[str, int], mine: Mapping[str, Claim]) -> object:
    if claim in labelled:
        return family.figure(labelled[claim])
    if claim in mine:
        found = mine[claim]
        return found.path, found.measure, found.quantity.low, found.quantity.high
    return claim


def across(discrepancy: Discrepancy) -> Iterable[tuple[str, str]]:
    """Each pair of claims on different sides."""
    for index, side in enumerate(discrepancy.sides):
        for other in discrepancy.sides[index + 1 :]:
            yield from ((one, two) for one in side.claims for two in other.claims)


def meet(one: Quantity, other: Quantity) -> bool:
    def ends(quantity: Quantity) -> Range:
        low, high = quantity.low, quantity.high
        return (float("-inf") if low is None else low, float("inf") if high is None else high)

    return ends(one)[0] <= ends(other)[1] and ends(other)[0] <= ends(one)[1]


def bcubed(pairs: list[tuple[str, str]]) -> float | None:
    """B-cubed F1 of pairs of a said and a labelled event; None for no pair."""
    if not pairs:
        return None
    said, gold, both = Counter(p for p, _ in pairs), Counter(g for _, g in pairs), Counter(pairs)
    precision = sum(both[pair] / said[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / gold[pair[1]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def overall(judgements: Iterable[Judgement]) -> dict[str, float]:
    """Claims and events of all families together; conflicts as the mean over the families that have any."""
    each = list(judgements)
    pairs = [pair for judgement in each for pair in judgement.pairs]
    means = {}
    for column in ("conflict_precision", "conflict_recall"):
        shares = [share for judgement in each if (share := judgement.shares[column]) is not None]
        means[column] = sum(shares) / len(shares) if shares else 0.0
    wanted = sum(judgement.wanted for judgement in each)
    return {"claims_found": len(pairs) / wanted, "events_b3": bcubed(pairs) or 0.0, **means}


def table(judgements: Iterable[Judgement]) -> list[str]:
    """A line for each family and one for all."""
    each = list(judgements)
    lines = [f"{'':20}{'claims':>8}{'events':>8}{'conflicts: right of said':>26}{'found of wanted':>17}"]
    for judgement in each:
        shares = judgement.shares
        lines.append(
            f"{judgement.name:20}{_show(shares['claims_found'])}{_show(shares['events_b3'])}"
            f"{f'{judgement.conflicts_right} of {judgement.conflicts_said}':>26}"
            f"{f'{judgement.conflicts_found} of {judgement.conflicts_wanted}':>17}"
        )
    whole = overall(each)
    lines.append(
        f"{'all (mean)':20}{_show(whole['claims_found'])}{_show(whole['events_b3'])}"
        f"{whole['conflict_precision']:26.3f}{whole['conflict_recall']:17.3f}"
    )
    return lines


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _show(share: float | None) -> str:
    return f"{'–':>8}" if share is None else f"{share:8.3f}"


def main(arguments: list[str]) -> None:
    families = read_families()
    with tempfile.TemporaryDirectory() as folder:
        report = run(families, Path(folder))
    judgements = [judge(family, report) for family in families]
    print("\n".join(table(judgements)))
    for line in merges(families, report):
        print(f"merged across families: {line}")
    if "--misses" in arguments:
        for judgement in judgements:
            print(f"\n{judgement.name}\n" + "\n".join(f"  - {miss}" for miss in judgement.misses))


if __name__ == "__main__":
    main(sys.argv[1:])
