"""How often the quantities of news sentences are right: the written ones, scored, with a floor."""

import pytest
from newsquant import LEVELS, Written, found, score, sentences, written

from claimcheck.models import Quantity

FLOORS = {"value": 0.97, "modifier": 0.97, "unit": 0.96}


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    tally = score(sentences())["all"]
    return {level: tally.f1(level) for level in LEVELS}


@pytest.mark.parametrize("level", LEVELS)
def test_the_floor(scores: dict[str, float], level: str) -> None:
    assert scores[level] >= FLOORS[level]


def test_rows_name_words_of_their_sentence() -> None:
    from tomllib import loads

    from newsquant import CASES

    for group in loads(CASES.read_text("utf-8"))["group"]:
        for text, *rows in group["sentences"]:
            place = 0
            for row in rows:
                surface = row.partition("|")[0].strip()
                assert surface in text[place:], f"{surface!r} is not in its order in {text!r}"
                place = text.index(surface, place) + len(surface)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("8 | >=8", ((8.0,), "at_least", "")),
        ("3 to 5 | 3..5! | inch", ((3.0, 5.0), "between", "inch")),
        ("Scores | 40..99", ((40.0, 99.0), "vague", "")),
    ],
)
def test_rows_read_as_the_library_gives_them(row: str, wanted: Written) -> None:
    assert written(row) == wanted
    figures, modifier, unit = wanted
    low = figures[0]
    high = None if modifier == "at_least" else figures[-1]
    given = Quantity.model_validate(
        {
            "surface": "x",
            "start": 0,
            "end": 1,
            "low": low,
            "high": high,
            "modifier": modifier,
            "unit": unit or None,
        }
    )
    assert found(given) == wanted


def test_a_wrong_bound_counts_as_a_value_but_not_as_a_modifier() -> None:
    cases: list[tuple[str, str, list[Written]]] = [("made", "More than 12 ran.", [((12.0,), "at_least", "")])]
    tally = score(cases)["all"]
    assert (tally.f1("value"), tally.f1("modifier")) == (1.0, 0.0)
