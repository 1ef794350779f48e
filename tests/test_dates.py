"""Expressions of time: cases/dates.toml, and what holds for any text."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.dates import compile_dates, resolve
from claimcheck.rules import rule_book
from claimcheck.values import Moment

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]
RULES = compile_dates(rule_book())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    published = Moment(case["published"]) if "published" in case else None
    found = resolve(case["text"], 0, len(case["text"]), published, RULES)
    assert [f"{when.start}..{when.end}" for when in found] == case["days"]


WORDS = st.sampled_from(
    [
        "in",
        "since",
        "on",
        "last",
        "next",
        "Monday",
        "Sunday",
        "May",
        "March",
        "5",
        "31",
        "2016",
        "2020-02-30",
        "99/99/2020",
        "the",
        "of",
        "weekend",
        "ago",
        "three",
        "days",
        "week",
        ",",
        ".",
        "’s",
        "between",
        "and",
    ]
)


@given(
    st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)) | st.none(),
)
def test_any_text_resolves_to_days_in_order(text: str, day: date | None) -> None:
    found = resolve(text, 0, len(text), Moment(day) if day is not None else None, RULES)
    for when in found:
        assert when.start <= when.end
        assert 0 <= when.begin < when.stop <= len(text)
    assert [when.begin for when in found] == sorted(when.begin for when in found)


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "On Monday. On Tuesday."
    found = resolve(text, 11, len(text), Moment(date(2021, 3, 10)), RULES)
    assert [text[when.begin : when.stop] for when in found] == ["Tuesday"]
