"""The written cases in ``cases/claims``: each that must be right is; together they reach their floors."""

from collections.abc import Iterator

import judging
import pytest
import written

import claimcheck

CASES = written.read_cases()
KNOWN = written.known_failures()


def strict_cases() -> Iterator[object]:
    for case in CASES:
        if case.name in KNOWN:
            yield pytest.param(case.name, marks=pytest.mark.xfail(strict=True, reason=KNOWN[case.name]))
        elif case.must:
            yield pytest.param(case.name)


@pytest.fixture(scope="module")
def judgements() -> dict[str, judging.Judgement]:
    return {judgement.case.name: judgement for judgement in judging.judge_all(CASES)}


def test_there_are_enough_cases_and_names_are_unique() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 300
    assert len(names) == len(set(names))
    assert set(KNOWN) <= set(names), "known_failures.toml names a case that isn't there"


@pytest.mark.parametrize("name", list(strict_cases()))
def test_case(name: str, judgements: dict[str, judging.Judgement]) -> None:
    assert not judgements[name].wrong, "\n".join([*judgements[name].case.articles, *judgements[name].wrong])


def test_all_cases_reach_their_floors(
    judgements: dict[str, judging.Judgement], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("\n" + "\n".join(judging.table(judgements.values())))
    shares = judging.add_up(judgements.values())
    below = {
        column: (shares[column], floor) for column, floor in written.floors().items() if (shares[column] or 0) < floor
    }
    assert not below, f"figure and floor: {below}"


def test_judge_sees_what_is_wrong() -> None:
    """The scorer itself: an empty report on a case with claims is no hit."""
    case = next(case for case in CASES if case.claims)
    result = judging.judge(case, claimcheck.check([]))
    assert result.right["claims"] == 0
    assert result.wrong
