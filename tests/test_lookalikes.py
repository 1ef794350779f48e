"""Articles that look alike: their figures belong to the right events, and only what conflicts is said to."""

from itertools import combinations
from pathlib import Path

import families
import lookalikes
import pytest
import scoring
from families import Family
from lookalikes import Judgement

import claimcheck
from claimcheck.result import Report

FAMILIES = families.read_families()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return lookalikes.run(FAMILIES, tmp_path_factory.mktemp("lookalikes"))


@pytest.fixture(scope="module")
def judgements(report: Report) -> list[Judgement]:
    return [lookalikes.judge(family, report) for family in FAMILIES]


def test_no_event_holds_claims_of_two_families(report: Report) -> None:
    assert scoring.merges(report, lookalikes.homes(FAMILIES)) == []


def test_the_families_reach_their_floors(judgements: list[Judgement], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + "\n".join(lookalikes.table(judgements)))
    shares = lookalikes.overall(judgements)
    below = {column: (shares[column], floor) for column, floor in families.floors().items() if shares[column] < floor}
    assert not below, f"figure and floor: {below}"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_labels_name_each_conflict_that_their_values_make(family: Family) -> None:
    """Of one event and measure, whole figures that don't meet are a labelled conflict, and no others are."""
    conflicts = [family.sides(conflict) for conflict in family.conflict if conflict.kind != "denial"]
    labelled = {frozenset(map(family.figure, sides)) for sides in conflicts}
    made = set()
    for left, right in combinations(range(len(family.claim)), 2):
        one, other = family.claim[left], family.claim[right]
        if (one.event, one.measure) != (other.event, other.measure) or one.part or other.part:
            continue
        if one.range[1] < other.range[0] or other.range[1] < one.range[0]:
            made.add(frozenset((family.figure(left), family.figure(right))))
    assert labelled == made


def test_there_are_enough_families_and_texts() -> None:
    assert len(FAMILIES) >= 14
    assert sum(len(family.text) for family in FAMILIES) >= 45


def test_an_empty_report_has_nothing_right(tmp_path: Path) -> None:
    """The judge itself: nothing found, nothing said."""
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    empty = claimcheck.check([tmp_path])
    judgement = lookalikes.judge(FAMILIES[0], empty)
    assert judgement.shares == {
        "claims_found": 0.0,
        "events_b3": None,
        "conflict_precision": None,
        "conflict_recall": 0.0,
    }
