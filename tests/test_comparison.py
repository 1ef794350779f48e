import tomllib
from pathlib import Path
from typing import Any

import pytest
from factories import KINDS, RULES, mention
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.bounds import bounds
from claimcheck.comparability import content_words
from claimcheck.comparison import compare, comparison_rules

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "comparison.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_level(case: dict[str, Any]) -> None:
    left, right = mention(id="l", **case["left"]), mention(id="r", article="b", **case["right"])
    found = compare(left, right, RULES)
    assert found.level == case["level"], found.reason
    assert compare(right, left, RULES) == found


VALUES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["", ">=", ">", "<=", "<", "~"]), st.integers(0, 10_000)),
    st.builds("{}..{}".format, st.integers(0, 99), st.integers(100, 999)),
)
MENTIONS = st.builds(
    mention,
    VALUES,
    kind=st.sampled_from(sorted(KINDS)),
    measure=st.sampled_from(["killed", "controls"]),
    unit=st.sampled_from(["person", "percent"]),
    partitive=st.booleans(),
    tentative=st.booleans(),
)


@given(MENTIONS, MENTIONS)
def test_swapping_changes_nothing(left: Any, right: Any) -> None:
    assert compare(left, right, RULES) == compare(right, left, RULES)


@given(MENTIONS)
def test_a_claim_never_conflicts_with_itself(claim: Any) -> None:
    assert compare(claim, claim, RULES).level in ("same", "incomparable")


@given(MENTIONS, MENTIONS)
def test_ranges_that_meet_never_conflict(left: Any, right: Any) -> None:
    (low, high), (other_low, other_high) = bounds(left, RULES), bounds(right, RULES)
    if low <= other_high and other_low <= high:
        assert compare(left, right, RULES).level != "conflicting"


def test_containment_is_followed_upwards_and_exclusion_holds_both_ways() -> None:
    class Link:
        def __init__(self, within: tuple[str, ...], apart: tuple[str, ...] = ()) -> None:
            self.within, self.apart = within, apart

    rules = comparison_rules({"a": Link(()), "b": Link(("a",)), "c": Link(("b",), ("d",)), "d": Link(("c",))})
    assert rules.within["c"] == {"a", "b"}
    assert "c" in rules.apart["d"]


def test_kinds_that_contain_each_other_end() -> None:
    class Link:
        apart: tuple[str, ...] = ()

        def __init__(self, within: tuple[str, ...]) -> None:
            self.within = within

    assert comparison_rules({"a": Link(("b",)), "b": Link(("a",))}).within["a"] == {"b"}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("the tanks", "army tank", True), ("exports", "unemployment", False), ("of the", "in its", False)],
)
def test_content_words(one: str, other: str, shared: bool) -> None:
    assert bool(content_words(one) & content_words(other)) is shared
