"""Settings: cases/settings.toml, and what holds for any text."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.rules import rule_book
from claimcheck.settings import compile_settings, find_settings
from claimcheck.values import ArticleText, Block, Moment, Sentence, Setting

CASES = tomllib.loads((Path(__file__).parent / "cases" / "settings.toml").read_text(encoding="utf-8"))["case"]
RULES = compile_settings(rule_book())


def settings_of(text: str, published: date | None, numerals: str = r"\d+") -> list[Setting]:
    """The settings of the text's numerals: an article of a paragraph to each block, years left out."""
    blocks = tuple(Block(m.start(), m.end(), "body") for m in re.finditer(r"(?:[^\n]|\n(?!\n))+", text))
    sentences = [
        Sentence(m.start(), m.end(), "body", index)
        for index, block in enumerate(blocks)
        for m in re.compile(r"[^.!?]+[.!?]?").finditer(text, block.start, block.end)
    ]
    anchors = [
        [m.start() for m in re.compile(numerals).finditer(text, s.start, s.end) if not re.match(r"20\d\d\b", m.group())]
        for s in sentences
    ]
    moment = Moment(published) if published is not None else None
    article = ArticleText("a", "a.txt", 0, len(text), None, None, moment, None, blocks)
    rows = find_settings(text, article, sentences, anchors, RULES)
    assert [len(row) for row in rows] == [len(row) for row in anchors]
    return [setting for row in rows for setting in row]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    said = []
    for setting, wanted in zip(settings_of(case["text"], case.get("published")), case["claims"], strict=True):
        row: dict[str, Any] = {
            "where": setting.places[0].id if setting.places else "",
            "kind": setting.kind,
            "flags": [flag for flag in ("running", "background") if getattr(setting, flag)],
        }
        if "when" in wanted:
            row["when"] = f"{setting.start}..{setting.end}"
        said.append(row)
    assert said == [{"flags": [], **wanted} for wanted in case["claims"]]


def test_two_sites_of_one_attack_are_told_apart() -> None:
    text = (
        "Blasts hit the airport in Oslo, Norway, and a metro station on Monday, killing 30.\n\n"
        "At the airport 10 died. Another 5 were hurt. The airport is shut.\n\n"
        "The metro blast killed 20. The station was full, 9 say."
    )
    assert [s.site for s in settings_of(text, date(2021, 3, 10))] == [
        None,
        "airport",
        "airport",
        "railway",
        "railway",
    ]


def test_the_name_of_a_storm_is_kept() -> None:
    text = "Hurricane Elva struck Cuba on Monday.\n\nIt killed 9. Hurricane Osric had killed 4 in 2016."
    assert [s.name for s in settings_of(text, date(2021, 3, 10))] == ["hurricane elva", "hurricane osric"]


def test_nothing_asked_nothing_done() -> None:
    article = ArticleText("a", "a.txt", 0, 5, None, None, None, None, ())
    assert find_settings("Hello", article, [Sentence(0, 5, "body", 0)], [()], RULES) == [()]


PIECES = (
    "In Homs",
    "Syria",
    "on Monday",
    "since 2011",
    "the war has killed",
    "8",
    "people",
    ".",
    "May",
    "\n\n",
)
WORDS = st.sampled_from([*PIECES, "Hurricane Elva"])


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80), st.dates(date(1990, 1, 1)) | st.none())
def test_any_text_gives_a_setting_for_each_number(text: str, published: date | None) -> None:
    for setting in settings_of(text, published, r"[0-9]+"):
        if setting.start is not None and setting.end is not None:
            assert setting.start <= setting.end
        assert not setting.running or setting.background
