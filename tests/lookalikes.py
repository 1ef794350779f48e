"""How well the tool's events and conflicts fit families of articles that look alike (``families.py``).

``run`` has the tool read all of their texts together in one folder; ``judge`` compares its report with the
labels. Run as a script it prints the table by family and, with ``--misses``, everything that came out wrong.
"""

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import scoring
from families import Family, read_families
from scoring import Conflicts, Pair

import claimcheck
from claimcheck.models import Claim
from claimcheck.result import Report


@dataclass
class Judgement:
    """How the tool's report fits one family, or all of them."""

    name: str
    wanted: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)  # the tool's event and the labelled one
    conflicts: Conflicts = field(default_factory=Conflicts)
    misses: list[str] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float | None]:
        """The measured shares; None where there is nothing to judge."""
        return {
            "claims_found": _share(len(self.pairs), self.wanted),
            "events_b3": scoring.bcubed(self.pairs),
            "conflict_precision": _share(self.conflicts.right, self.conflicts.said),
            "conflict_recall": _share(self.conflicts.found, self.conflicts.wanted),
        }


def run(families: Iterable[Family], folder: Path) -> Report:
    """The report on the texts of all families, each a file in ``folder``."""
    for family in families:
        for text in family.text:
            (folder / family.file(text.name)).write_text(text.written, encoding="utf-8")
    return claimcheck.check([folder])


def homes(families: Iterable[Family]) -> dict[str, str]:
    """The family of each file."""
    return {family.file(text.name): family.name for family in families for text in family.text}


def matched(family: Family, report: Report) -> dict[int, Claim]:
    """The claim that the tool found for each labelled one, where it found any."""
    places = [family.place(wanted) for wanted in family.claim]
    found: dict[int, Claim] = {}
    for text in family.text:
        file = family.file(text.name)
        indices = [index for index, place in enumerate(places) if place[0] == file]
        said = [claim for claim in report.claims if Path(claim.path).name == file]
        spans = [places[index][1:] for index in indices]
        here = scoring.match(spans, said, lambda claim: (claim.start, claim.end))
        found |= {indices[nth]: claim for nth, claim in here.items()}
    return found


def judge(family: Family, report: Report) -> Judgement:
    """How the tool's events and conflicts fit the labels of a family."""
    result, found = Judgement(family.name), matched(family, report)
    counted = {index: claim for index, claim in sorted(found.items()) if not family.claim[index].optional}
    for index, wanted in enumerate(family.claim):
        if wanted.optional:
            continue
        result.wanted += 1
        if index in found:
            result.pairs.append((found[index].event, f"{family.name}/{wanted.event}"))
        else:
            result.misses.append(f"not found: {wanted.text}: {wanted.figure} {wanted.measure}")

    def name(index: int) -> str:
        wanted = family.claim[index]
        return f"{wanted.text}: {wanted.figure} {wanted.measure}"

    result.misses += scoring.tell_events(counted, lambda index: family.claim[index].event, name)
    files = {family.file(text.name) for text in family.text}
    mine = {claim.id: claim for claim in report.claims if Path(claim.path).name in files}
    pairs = [
        Pair(
            conflict.kind,
            *family.sides(conflict),
            optional=conflict.optional,
            told=f"{' '.join(conflict.left)} – {' '.join(conflict.right)}",
        )
        for conflict in family.conflict
    ]
    result.conflicts = scoring.judge_conflicts(report, mine, found, family.figure, pairs)
    result.misses += result.conflicts.misses
    return result


def overall(judgements: Iterable[Judgement]) -> dict[str, float]:
    """Claims and events of all families together; conflicts as the mean over the families that have any."""
    each = list(judgements)
    pairs = [pair for judgement in each for pair in judgement.pairs]
    means = {}
    for column in ("conflict_precision", "conflict_recall"):
        shares = [share for judgement in each if (share := judgement.shares[column]) is not None]
        means[column] = sum(shares) / len(shares) if shares else 0.0
    wanted = sum(judgement.wanted for judgement in each)
    return {"claims_found": len(pairs) / wanted, "events_b3": scoring.bcubed(pairs) or 0.0, **means}


def table(judgements: Iterable[Judgement]) -> list[str]:
    """A line for each family and one for all."""
    each = list(judgements)
    lines = [f"{'':20}{'claims':>8}{'events':>8}{'conflicts: right of said':>26}{'found of wanted':>17}"]
    for judgement in each:
        shares = judgement.shares
        lines.append(
            f"{judgement.name:20}{_show(shares['claims_found'])}{_show(shares['events_b3'])}"
            f"{f'{judgement.conflicts.right} of {judgement.conflicts.said}':>26}"
            f"{f'{judgement.conflicts.found} of {judgement.conflicts.wanted}':>17}"
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
    for line in scoring.merges(report, homes(families)):
        print(f"merged across families: {line}")
    if "--misses" in arguments:
        for judgement in judgements:
            print(f"\n{judgement.name}\n" + "\n".join(f"  - {miss}" for miss in judgement.misses))


if __name__ == "__main__":
    main(sys.argv[1:])
