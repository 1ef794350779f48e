"""What the scorers of labelled texts share."""

import pytest
import scoring

from claimcheck import pipeline
from claimcheck.rules import rule_book


@pytest.mark.parametrize(
    ("said", "accepted", "same"),
    [
        ("Syrian Observatory for Human Rights", "the Observatory", False),
        ("the police", "police", True),
        ("Interior Minister Karl Odum", "Karl Odum", True),
        ("the army", "the ministry", False),
        ("", "police", False),
    ],
)
def test_same_source(said: str, accepted: str, same: bool) -> None:
    assert scoring.same_source(said, accepted) is same


@pytest.mark.parametrize(
    ("pairs", "share"),
    [
        ([], None),
        ([("a", "x"), ("a", "x"), ("b", "y")], 1.0),
        ([("a", "x"), ("a", "y")], 2 / 3),
        ([("a", "x"), ("b", "x")], 2 / 3),
    ],
)
def test_bcubed(pairs: list[tuple[str, str]], share: float | None) -> None:
    assert scoring.bcubed(pairs) == (share if share is None else pytest.approx(share))


def test_measures_of_the_labels_are_measures_of_the_rules() -> None:
    assert pipeline.compile_stages(rule_book()).measures.named >= scoring.NAMED_MEASURES


def test_match_gives_each_claim_to_one_label() -> None:
    """A claim that is far longer than the numeral is none of it; two labels don't share one."""
    spans = [(10, 12), (11, 13), (40, 41)]
    assert scoring.match(spans, [(10, 13), (30, 60)], lambda span: span) == {0: (10, 13)}
