"""Tolls and voices: the cases of ``cases/conventions.toml``, and what holds for all."""

import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factories import mention
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.conventions import find_rollup, roll_up
from claimcheck.errors import RuleError
from claimcheck.independence import compile_mouthpieces, copies, count_independent, shingles
from claimcheck.models import Toll
from claimcheck.pipeline import check
from claimcheck.report.tolls import toll_text
from claimcheck.rules import rule_book
from claimcheck.values import Mention

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "conventions.toml").read_text(encoding="utf-8")
)["case"]
BOOK = rule_book()
WIRE = (
    "A fire broke out before dawn in a warehouse at the harbour of Lowmarket and spread to two ships. "
    "The mayor said eight people died. Fishermen pulled survivors from the water until help arrived."
)


def said(rows: list[dict[str, Any]]) -> list[Mention]:
    made = []
    for number, row in enumerate(rows):
        given = dict(row)
        kind = given.pop("source_kind", "")
        value = given.pop("value")
        one = mention(value, id=f"m{number}", sentence=number, kind=given.pop("counted", "people"), **given)
        if one.speech is not None:
            one = replace(one, speech=replace(one.speech, source=replace(one.speech.source, kind=kind)))
        made.append(one)
    return made


def tolls_of(mentions: list[Mention], convention: str) -> tuple[Toll, ...]:
    rules = find_rollup(BOOK, convention)
    assert rules is not None
    group = SimpleNamespace(id="e", mentions=[m.id for m in mentions])
    return roll_up([group], mentions, rules, lambda m: (m.number.low, m.number.high))


def shown(tolls: tuple[Toll, ...]) -> dict[str, str]:
    return {
        f"{toll.measure} {figure.name}": f"{figure.low:g}"
        if figure.low == figure.high
        else f"{figure.low:g}..{figure.high:g}"
        for toll in tolls
        for figure in toll.figures
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_tolls(case: dict[str, Any]) -> None:
    mentions = said(case["said"])
    found = {convention: shown(tolls_of(mentions, convention)) for convention in case["tolls"]}
    assert found == case["tolls"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_voices(case: dict[str, Any]) -> None:
    assert count_independent(said(case["said"]), {}, compile_mouthpieces(BOOK)) == tuple(case["voices"])


FIGURE = st.tuples(st.integers(0, 500), st.sampled_from("ABCD"), st.sampled_from("xyz"))


@settings(deadline=None)
@given(st.lists(FIGURE, min_size=1, max_size=12), st.randoms())
def test_a_toll_lies_between_what_is_said_and_the_order_is_nothing(
    figures: list[tuple[int, str, str]], random: Any
) -> None:
    mentions = said([{"value": str(v), "by": by, "article": article} for v, by, article in figures])
    values = [value for value, _, _ in figures]
    [toll] = tolls_of(mentions, "ucdp")
    low, best, high = toll.figures
    assert min(values) <= low.low <= best.low <= best.high <= high.high <= max(values)
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert tolls_of(shuffled, "ucdp") == (toll,)


def test_a_toll_in_words() -> None:
    mentions = said(CASES[0]["said"])
    [toll] = tolls_of(mentions, "airwars")
    assert toll_text("Airwars", toll) == (
        "Airwars, killed: others 8 (The mayor); context: belligerents 11 (The rebels)"
    )


def test_figures_that_are_the_same_are_said_once() -> None:
    [toll] = tolls_of(said([{"by": "The mayor", "value": "4", "article": "a"}]), "ucdp")
    assert toll_text("UCDP", toll) == "UCDP, killed: low, best and high 4 (The mayor)"


def test_plain_rolls_up_nothing_and_an_unknown_name_is_told() -> None:
    assert find_rollup(BOOK, "plain") is None
    with pytest.raises(RuleError, match=r"--convention nosuch: .* one of: plain, acled, ucdp, ibc, airwars"):
        find_rollup(BOOK, "nosuch")


def test_a_run_values_vague_words_by_the_convention(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dozens of people were killed in a bombing in Homs, the mayor said.\n")
    tolls = {name: shown(check([tmp_path], convention=name).tolls) for name in ("acled", "ibc")}
    assert tolls["acled"] == {"killed most conservative": "12"}
    assert tolls["ibc"] == {"killed minimum": "24", "killed maximum": "24"}


def test_reprints_of_one_text_have_one_voice() -> None:
    own = said([{"value": "8", "article": article} for article in "abc"])
    copy_of = copies({"a": WIRE, "b": f"LOWMARKET (Wire) - {WIRE}", "c": "A ship burnt at Lowmarket; 8 died."})
    assert copy_of == {"a": "a", "b": "a", "c": "c"}
    assert count_independent(own, copy_of, {}) == (3, 2)


def test_a_shortened_reprint_is_a_copy_and_a_quote_in_common_is_none() -> None:
    short = WIRE.partition(" Fishermen")[0]
    other = (
        "Port workers in Lowmarket went on strike over pay on Monday, and the ferries stayed in. "
        "The mayor said eight people died. The union asked for talks with the owners this week."
    )
    assert copies({"a": WIRE, "b": short, "c": other}) == {"a": "a", "b": "a", "c": "c"}


def test_lost_punctuation_and_capitals_hide_no_copy() -> None:
    assert shingles(WIRE) == shingles(WIRE.replace(",", "").replace(".", "").upper())


@given(st.dictionaries(st.sampled_from("abcdef"), st.text(alphabet="xyz ", max_size=120)))
def test_copies_give_every_article_one_leader(texts: dict[str, str]) -> None:
    found = copies(texts)
    assert set(found) == set(texts)
    assert all(found[leader] == leader for leader in found.values())
