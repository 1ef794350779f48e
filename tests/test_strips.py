"""The figures as lines of characters."""

from itertools import pairwise

import pytest
from factories import claim
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.models import Quantity
from claimcheck.report.scales import make_scale
from claimcheck.report.strips import draw, strips


def quantity(value: str) -> Quantity:
    return claim("x 8", "8", value=value).quantity


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("0", " ●"),
        ("5", " " * 10 + "●"),
        (">=5", " " * 10 + "●" + "─" * 9 + "▶"),
        (">5", " " * 10 + "○" + "─" * 9 + "▶"),
        ("<=5", "◀" + "─" * 9 + "●"),
        ("<5", "◀" + "─" * 9 + "○"),
        ("0..10!", " ├" + "─" * 17 + "┤"),
        ("0..5", " " + "░" * 10),
    ],
)
def test_shapes(value: str, drawn: str) -> None:
    assert draw([quantity(value)], make_scale([0, 10]), 21).rstrip() == drawn


def test_a_line_a_source_and_the_axis() -> None:
    figures = [("The mayor", quantity("8")), ("The rebels", quantity("11")), ("The mayor", quantity("10"))]
    *rows, axis = strips(figures, 40)
    assert [row.split()[:2] for row in rows] == [["The", "mayor"], ["The", "rebels"]]
    assert [row.count("●") for row in rows] == [2, 1]
    assert axis.split() == ["0", "5", "10", "15"]
    assert rows[0].index("●") < rows[1].index("●")


@pytest.mark.parametrize(
    ("figures", "width"),
    [
        ([("A", "8")], 80),
        ([("A", "8"), ("B", "8")], 80),
        ([("A", "8"), ("B", "11")], 20),
    ],
)
def test_nothing_is_drawn_where_there_is_nothing_to_compare_or_no_room(
    figures: list[tuple[str, str]], width: int
) -> None:
    assert strips([(who, quantity(value)) for who, value in figures], width) == []


def test_a_wide_spread_has_a_logarithmic_axis() -> None:
    assert strips([("A", quantity("8")), ("B", quantity("9000"))], 60)[-1].startswith("log scale ")


def test_an_axis_without_zero_says_so() -> None:
    assert strips([("A", quantity("93")), ("B", quantity("98"))], 60)[-1].startswith("not from 0 ")


VALUE = st.integers(0, 10**7).map(str) | st.integers(0, 10**6).map(lambda n: f">={n}")


@given(st.lists(st.tuples(st.text(max_size=40), VALUE), max_size=12), st.integers(20, 120))
def test_lines_keep_the_width(figures: list[tuple[str, str]], width: int) -> None:
    lines = strips([(who, quantity(value)) for who, value in figures], width)
    assert all(len(line) <= width for line in lines)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=6, unique=True))
def test_larger_figures_lie_no_further_left(values: list[int]) -> None:
    scale = make_scale(values)
    places = [draw([quantity(str(value))], scale, 60).index("●") for value in sorted(values)]
    assert all(left <= right for left, right in pairwise(places))
