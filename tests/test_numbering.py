"""What a sentence's numbers are worth: written cases, and what must hold of any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimcheck.numbering import compile_quantities, find_numbers, quantities, stretches
from claimcheck.rules import rule_book
from claimcheck.values import Number

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text("utf-8"))[
    "case"
]
RULES = compile_quantities(rule_book())
SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<", "about": "~"}


def numbers_of(text: str) -> list[Number]:
    return [number for start, end in stretches(text) for number in find_numbers(text, start, end, RULES)]


def value_of(number: Number) -> str:
    """The interval as the cases write it."""
    if number.modifier in {"between", "vague"}:
        return f"{number.low:g}..{number.high:g}" + ("!" if number.modifier == "between" else "")
    figure = number.low if number.low is not None else number.high
    return f"{SIGNS.get(number.modifier, '')}{figure:.12g}"


def plain(value: str) -> str:
    """A case's value in the same notation, so that 200000 and 2e+05 are alike."""
    if ".." in value:
        low, _, high = value.removesuffix("!").partition("..")
        return f"{float(low):g}..{float(high):g}" + ("!" if value.endswith("!") else "")
    figure = value.lstrip("<>=~")
    return value[: len(value) - len(figure)] + f"{float(figure):.12g}"


def parse(row: str) -> tuple[str, str, str, str]:
    cells = [cell.strip() for cell in row.split("|")] + ["", ""]
    return cells[0], plain(cells[1]), cells[2], cells[3]


def case_of(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["known_failure"])] if "known_failure" in case else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [case_of(case) for case in CASES])
def test_written_cases(case: dict[str, Any]) -> None:
    found = numbers_of(case["text"])
    wanted = [parse(row) for row in case["numbers"]]
    used = [n for n in found if n.unused is None]
    # a case that names no change does not ask about it
    got = [
        (n.surface, value_of(n), n.unit or "", (n.change or "") if not row or row[3] else "")
        for n, row in zip(used, [*wanted, *[None] * len(used)], strict=False)
    ]
    assert got == wanted
    whys = [(n.surface, n.unused) for n in found if n.unused is not None]
    for row in case.get("unused", ()):
        surface, _, why = row.partition("|")
        assert (surface.strip(), why.strip()) in whys


def test_the_public_function_keeps_ages_and_drops_dates() -> None:
    text = "On Dec. 11 a 77-year-old man waited two weeks for $1.2m or less."
    found = [(q.surface, q.low, q.high, q.unit) for q in quantities(text, rule_book())]
    assert found == [("77", 77, 77, "year"), ("two", 2, 2, "week"), ("1.2m", None, 1200000, "USD")]


def test_base_units_meet() -> None:
    short, long = numbers_of("It lies 30 miles off, or 48.28 km.")
    assert short.base_unit == long.base_unit == "metre"
    assert short.base_low == pytest.approx(long.base_low, rel=0.001)


def test_the_outer_span_takes_in_modifier_sign_and_unit() -> None:
    text = "They paid at least $20 million, and about 12 percent or so."
    assert [text[n.outer_start : n.outer_end] for n in numbers_of(text)] == [
        "at least $20 million",
        "about 12 percent or so",
    ]


def test_another_convention_gives_vague_words_other_values() -> None:
    rules = compile_quantities(rule_book(), "acled")
    text = "Dozens fell."
    (number,) = find_numbers(text, 0, len(text), rules)
    assert (number.low, number.high, number.modifier) == (12, 12, "vague")


WORDS = st.sampled_from(
    [
        *"0½-–%$£#.,():/!ak",
        "5",
        "12",
        "2014",
        "1,200",
        "3.5",
        "one",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "dozen",
        "dozens",
        "half",
        "third",
        "the",
        "of",
        "in",
        "to",
        "and",
        "or",
        "km",
        "feet",
        "between",
        "from",
        "rose",
        "about",
        "at",
        "least",
        "more",
        "than",
        "up",
        "no",
        "none",
        "percent",
        "May",
        "Dec",
        "pm",
        "year",
        "old",
        "aged",
        "vote",
        "won",
        "m",
        "bn",
        "th",
        "couple of",
        "tens of thousands",
        "3/16",
        "'90s",
    ]
)


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(WORDS, max_size=25).map(" ".join),
        st.lists(WORDS, max_size=25).map("".join),
    )
)
@example("1" * 400)
@example("İ 5 ² ٣ ½-½")
@settings(max_examples=300, deadline=None)
def test_any_text_gives_numbers_in_order_that_return_their_surface(text: str) -> None:
    last = 0
    for number in find_numbers(text, 0, len(text), RULES):
        assert number.start >= last
        assert text[number.start : number.end] == number.surface != ""
        assert 0 <= number.outer_start <= number.start < number.end <= number.outer_end <= len(text)
        assert number.low is not None or number.high is not None
        if number.low is not None and number.high is not None:
            assert number.low <= number.high
        last = number.end


@given(st.lists(WORDS, max_size=20).map(" ".join), st.text(alphabet="xyz ,.\n", max_size=20))
@settings(max_examples=100, deadline=None)
def test_offsets_count_from_the_beginning_of_the_text(sentence: str, before: str) -> None:
    alone = find_numbers(sentence, 0, len(sentence), RULES)
    text = before + "\n\n" + sentence
    shifted = find_numbers(text, len(before) + 2, len(text), RULES)
    assert [(n.start + len(before) + 2, n.low, n.high) for n in alone] == [(n.start, n.low, n.high) for n in shifted]
