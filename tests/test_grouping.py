"""Events: cases/grouping.toml, and what holds for any set of articles."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_settings import settings_of

from claimcheck.accounts import alike
from claimcheck.grouping import EventGroup, compile_grouping, group_mentions
from claimcheck.rules import rule_book
from claimcheck.values import Mention, Moment, Number, Role, Sentence

CASES = tomllib.loads((Path(__file__).parent / "cases" / "grouping.toml").read_text(encoding="utf-8"))["case"]
RULES = compile_grouping(rule_book())


def mentions_of(name: str, text: str, published: date | None, claims: Sequence[dict[str, Any]] = ()) -> list[Mention]:
    """A mention for each numeral of the text, so many people killed unless ``claims`` say what else."""
    made = []
    numerals = [m for m in re.finditer(r"\d+", text) if not re.match(r"20\d\d\b", m.group())]
    rows = [*claims, *({} for _ in numerals[len(claims) :])]
    for order, (setting, numeral, row) in enumerate(zip(settings_of(text, published), numerals, rows, strict=True)):
        value, (start, end) = float(numeral.group()), numeral.span()
        unit, counted = row.get("unit", "person"), row.get("counted", "people")
        kind = "percent" if unit == "percent" else "count"
        number = Number(start, end, start, end, numeral.group(), value, value, "exact", kind)
        sentence = text.count(".", 0, start)
        made.append(
            Mention(
                id=f"{name}-{order}",
                path=name,
                article=name,
                publisher=None,
                published=Moment(published) if published is not None else None,
                title=None,
                sentence=Sentence(0, 1, "body", 0),
                order=sentence,
                number=number,
                role=Role(0, row.get("measure", "killed"), unit, counted, end, end, counted),
                speech=None,
                setting=setting,
                unit=unit,
                part_of=None,
                confidence=1.0,
                reasons=(),
            )
        )
    return made


def partition(groups: Sequence[EventGroup]) -> set[frozenset[str]]:
    return {frozenset(group.mentions) for group in groups}


def read(case: dict[str, Any]) -> list[Mention]:
    return [
        mention
        for index, article in enumerate(case["articles"])
        for mention in mentions_of(f"{index}.txt", article["text"], article.get("published"), article.get("claims", ()))
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    mentions = read(case)
    wanted: dict[str, set[str]] = {}
    for index, names in enumerate(case["events"]):
        for order, name in enumerate(names):
            wanted.setdefault(name, set()).add(f"{index}.txt-{order}")
    groups = group_mentions(mentions, RULES)
    assert partition(groups) == {frozenset(members) for members in wanted.values()}
    event = {mention: group for group in groups for mention in group.mentions}
    doubts = {frozenset((group.id, other)) for group in groups for other in group.maybe_same_as}
    assert doubts == {frozenset(event[min(wanted[name])].id for name in pair) for pair in case.get("maybe", ())}


EVERYTHING = [
    mention
    for n, case in enumerate(CASES)
    for mention in [replace(m, id=f"{n}-{m.id}", path=f"{n}-{m.path}", article=f"{n}-{m.article}") for m in read(case)]
]


@given(st.permutations(EVERYTHING))
def test_the_order_changes_nothing(shuffled: list[Mention]) -> None:
    assert group_mentions(shuffled, RULES) == group_mentions(EVERYTHING, RULES)


def test_every_mention_is_in_one_event() -> None:
    members = [mention for group in group_mentions(EVERYTHING, RULES) for mention in group.mentions]
    assert sorted(members) == sorted(mention.id for mention in EVERYTHING)


def test_an_unrelated_article_changes_no_event() -> None:
    stranger = mentions_of("stranger.txt", "A landslide killed 7 people in Cusco, Peru, on Monday.", date(2021, 3, 8))
    alone = {g.id: g for g in group_mentions(EVERYTHING, RULES)}
    beside = {g.id: g for g in group_mentions([*EVERYTHING, *stranger], RULES)}
    assert {k: v for k, v in beside.items() if k in alone} == alone
    assert len(beside) == len(alone) + 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A bomb killed 8 people on a bus in Homs, Syria, on Monday.", "Homs bus bombing"),
        ("Hurricane Elva killed 30 people in Cuba.", "Hurricane Elva"),
        ("The civil war in Syria has killed 400000 people.", "Syria: the war over time"),
        ("A quake buried a school in Nepal on Monday, and 80 people died.", "Nepal earthquake: the school"),
        ("A quake in Nepal killed 80 people on Monday. Hospitals are full.", "Nepal earthquake"),
        ("A gunman killed 4 people in Oslo, Norway, on Monday. Students of a school wept.", "Oslo shooting"),
    ],
)
def test_an_event_is_called_what_a_person_would_call_it(text: str, label: str) -> None:
    (group,) = group_mentions(mentions_of("a.txt", text, date(2021, 3, 8)), RULES)
    assert group.label == label


@pytest.mark.parametrize(
    ("measure", "counted", "label"),
    [
        ("hired", "border agents", "Norway: border agents hired"),
        ("counted", "ferries", "Norway: ferries"),
        ("killed", "deaths", "Norway: deaths"),
        ("fallen", "thing", "Norway: figures"),
        ("had", "people", "Norway: figures"),
        ("pledged", "money", "Norway: figures pledged"),
    ],
)
def test_a_topic_is_called_by_what_is_counted(measure: str, counted: str, label: str) -> None:
    claims = [{"measure": measure, "counted": counted}]
    (group,) = group_mentions(mentions_of("a.txt", "In Norway it was 70.", None, claims), RULES)
    assert group.label == label


def test_spellings_of_unknown_places() -> None:
    assert alike("?.tukarin", "?.tukharin")
    assert not alike("?.tukarin", "?.buxtun")
    assert not alike("sy.homs.homs", "sy.hama.homs")
