"""The number grammar alone: words against num2words, digits against themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from claimcheck.numerals import compile_numerals, find_numerals
from claimcheck.pieces import cut
from claimcheck.rules import rule_book

RULES = compile_numerals(rule_book())


def read(text: str) -> list[tuple[str, float, float]]:
    return [(text[n.start : n.end], n.low, n.high) for n in find_numerals(cut(text, 0, len(text)), RULES)]


@given(st.one_of(st.integers(0, 10**9), st.integers(0, 2000)))
@settings(max_examples=400, deadline=None)
def test_number_words_mean_what_num2words_says(value: int) -> None:
    words = num2words(value)
    assert read(f"They saw {words} birds.") == [(words, value, value)]


@given(st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_american_words_without_and_or_comma(value: int) -> None:
    words = num2words(value).replace(" and ", " ").replace(",", "")
    assert read(f"They saw {words} birds.") == [(words, value, value)]


@given(st.integers(0, 10**12), st.sampled_from([",", "\u00a0", "\u2009", ""]))
@settings(max_examples=200, deadline=None)
def test_digits_with_any_separator(value: int, separator: str) -> None:
    figure = f"{value:,}".replace(",", separator)
    assert read(f"They saw {figure} birds.") == [(figure, value, value)]


@given(
    st.integers(1, 9999),
    st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9), ("crore", 10**7)]),
)
@settings(max_examples=100, deadline=None)
def test_scales_multiply_without_rounding_noise(hundredths: int, scale: tuple[str, int]) -> None:
    figure = f"{hundredths / 100:.2f}"
    word, factor = scale
    (numeral,) = read(f"They saw {figure} {word} birds.")
    assert numeral == (f"{figure} {word}", hundredths * factor / 100, hundredths * factor / 100)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("two three", [("two", 2, 2), ("three", 3, 3)]),
        ("twenty and thirty", [("twenty", 20, 20), ("thirty", 30, 30)]),
        ("two thousand, three of them", [("two thousand", 2000, 2000), ("three", 3, 3)]),
        ("fifteen hundred", [("fifteen hundred", 1500, 1500)]),
        ("a soldier", []),
        ("an elderly couple", []),
        ("a couple of hundred", [("couple of hundred", 200, 200)]),
        ("a million and a half", [("a million and a half", 1500000, 1500000)]),
        ("€1,5 million", [("1,5 million", 1500000, 1500000)]),
        ("several dozen", [("several dozen", 36, 119)]),
        ("tens of thousands", [("tens of thousands", 20000, 99999)]),
        ("few expected it", []),
        ("billion", []),
    ],
)
def test_where_numbers_end(text: str, wanted: list[tuple[str, float, float]]) -> None:
    assert read(text) == wanted
