import tomllib
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from factories import KINDS, mention
from factories import RULES as KINDS_ONLY
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.bounds import ranges_meet
from claimcheck.comparison import compare
from claimcheck.discrepancies import find_discrepancies
from claimcheck.models import Discrepancy
from claimcheck.one_measure import compile_one_measure
from claimcheck.pipeline import report_on
from claimcheck.rules import rule_book
from claimcheck.values import Mention

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "discrepancies.toml").read_text(encoding="utf-8")
)["case"]
RULES = replace(KINDS_ONLY, one=compile_one_measure(rule_book()))


@dataclass(frozen=True)
class Event:
    id: str
    mentions: tuple[str, ...]


def of_one_event(mentions: list[Mention]) -> list[Discrepancy]:
    return find_discrepancies([Event("e", tuple(m.id for m in mentions))], mentions, RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    mentions = [mention(**({"id": f"m{n}"} | row)) for n, row in enumerate(case["claims"])]
    values = {m.id: row["value"] for m, row in zip(mentions, case["claims"], strict=True)}
    found = of_one_event(mentions)
    assert [[sorted(values[c] for c in side.claims) for side in d.sides] for d in found] == [
        [sorted(side) for side in wanted["sides"]] for wanted in case["expect"]
    ]
    for discrepancy, wanted in zip(found, case["expect"], strict=True):
        said = discrepancy.model_dump() | {"sources": [list(side.sources) for side in discrepancy.sides]}
        assert {key: said[key] for key in wanted if key != "sides"} == {k: v for k, v in wanted.items() if k != "sides"}


MENTIONS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        value=st.one_of(
            st.builds("{}{}".format, st.sampled_from(["", "", "", ">=", "<=", "~"]), st.integers(1, 60)),
            st.just("24..99"),
        ),
        by=st.sampled_from([None, "the ministry", "the rebels", "the monitor"]),
        article=st.sampled_from(["a", "b", "c"]),
        kind=st.sampled_from(sorted(KINDS)),
        published=st.sampled_from([None, "2020-01-01", "2020-01-02"]),
        partitive=st.booleans(),
    ),
    max_size=9,
)


def build(rows: list[dict[str, Any]]) -> list[Mention]:
    return [mention(id=f"m{n}", sentence=n, **row) for n, row in enumerate(rows)]


@given(MENTIONS)
def test_sides_are_clean(rows: list[dict[str, Any]]) -> None:
    """Claims of one side never conflict; of two sides every pair does."""
    mentions = build(rows)
    by_id = {m.id: m for m in mentions}
    for discrepancy in of_one_event(mentions):
        assert len(discrepancy.sides) > 1
        claims = [c for side in discrepancy.sides for c in side.claims]
        assert len(claims) == len(set(claims))
        if discrepancy.kind not in ("value", "revision"):
            continue
        for side in discrepancy.sides:
            assert side.sources
            for one, other in combinations(side.claims, 2):
                assert compare(by_id[one], by_id[other], RULES).level != "conflicting"
        if len(discrepancy.sides) == 2:
            for one, other in product(*(side.claims for side in discrepancy.sides)):
                assert not ranges_meet(by_id[one], by_id[other], RULES)


@given(MENTIONS, st.randoms())
def test_order_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    mentions = build(rows)
    event = Event("e", tuple(m.id for m in mentions))
    shuffled = list(mentions)
    random.shuffle(shuffled)
    again = Event("e", tuple(m.id for m in shuffled))
    assert find_discrepancies([event], mentions, RULES) == find_discrepancies([again], shuffled, RULES)


@given(MENTIONS)
def test_an_event_of_one_article_and_voice_has_no_value_conflict(rows: list[dict[str, Any]]) -> None:
    mentions = build([row | {"article": "a", "by": None} for row in rows])
    assert not [d for d in of_one_event(mentions) if d.kind in ("value", "revision", "who")]


def test_events_are_kept_apart() -> None:
    mentions = [mention("8", id="x"), mention("11", id="y", article="b", by="the mayor")]
    assert find_discrepancies([Event("1", ("x",)), Event("2", ("y",))], mentions, RULES) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A raid in Homs left 13 dead, 8 soldiers and 4 police officers.", [["13"], ["8", "4"]]),
        ("A raid in Homs left 13 dead, 8 soldiers and 5 police officers.", None),
        ("A raid in Homs left 13 dead, including 8 soldiers and 4 police officers.", None),
        ("A raid in Homs left 13 dead, 8 of them soldiers and 4 police officers.", None),
        ("A raid in Homs left at least 13 dead, 8 soldiers and 4 police officers.", None),
    ],
)
def test_parts_that_fill_a_total(text: str, parts: list[list[str]] | None) -> None:
    report = report_on(text)
    surface = {claim.id: claim.quantity.surface for claim in report.claims}
    found = [[[surface[c] for c in side.claims] for side in d.sides] for d in report.discrepancies]
    assert found == ([parts] if parts else [])
    assert all(d.kind == "sum" and "the parts come to 12" in d.summary for d in report.discrepancies)
