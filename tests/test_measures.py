"""What is said of each number: the cases of ``cases/roles.toml``, and what holds for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.measures import compile_measures, find_roles, find_topics, last_tolls, roles_of, to_go_on
from claimcheck.numbering import compile_quantities, find_numbers
from claimcheck.rules import rule_book
from claimcheck.syntax import tokenize
from claimcheck.values import Number, Role, Sentence

BOOK = rule_book()
RULES = compile_measures(BOOK)
NUMBERS = compile_quantities(BOOK)
CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "roles.toml").read_text(encoding="utf-8")
)["case"]
FLAGS = ("partitive", "additional", "tentative", "running")


def read(text: str, previous: Role | None = None) -> tuple[tuple[Number, ...], tuple[Role, ...], dict[int, str]]:
    tokens = tokenize(text, 0, len(text), RULES.words)
    numbers = find_numbers(text, 0, len(text), NUMBERS)
    topics = find_topics(text, 0, len(text), RULES)
    roles, why = find_roles(text, Sentence(0, len(text), "body", 0), tokens, numbers, RULES, previous, topics)
    return numbers, roles, why


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    numbers, roles, _ = read(case["text"])
    by_surface = {numbers[role.number].surface: role for role in roles}
    for wanted in case["figures"]:
        role = by_surface.get(wanted["figure"])
        assert ("-" if role is None else role.measure) == wanted["measure"], wanted["figure"]
        if role is None:
            continue
        if "kind" in wanted:
            assert role.counted_kind == wanted["kind"]
        if "part_of" in wanted:
            assert role.part_of is not None
            assert numbers[role.part_of].surface == wanted["part_of"]
        else:
            assert role.part_of is None
        if "is" in wanted:
            assert [flag for flag in FLAGS if getattr(role, flag)] == wanted["is"].split()


def test_those_of_the_sentence_before_are_said_to_be_what_they_are() -> None:
    _, before, _ = read("The mine fire killed 31 people.")
    _, part, _ = read("Fourteen were children.", before[-1])
    _, put, _ = read("The union put it at 40.", before[-1])
    _, things, _ = read("Fourteen were pigs.", before[-1])
    assert [(role.measure, role.counted_kind) for role in part] == [("killed", "children")]
    assert [role.measure for role in put] == ["killed"]
    assert [role.measure for role in things] == ["counted"]


def test_a_figure_goes_on_from_the_toll_of_sentences_ago() -> None:
    numbers, roles, _ = read("The mine fire killed seven people.")
    tolls = last_tolls([(numbers, roles)])

    def told(text: str) -> list[str]:
        tokens = tokenize(text, 0, len(text), RULES.words)
        figures = find_numbers(text, 0, len(text), NUMBERS)
        whole = Sentence(0, len(text), "body", 0)
        return [role.measure for role in find_roles(text, whole, tokens, figures, RULES, tolls=tolls)[0]]

    assert told("The council counts 14.") == ["killed"]
    assert told("The official figure still stood at 12.") == ["killed"]
    assert told("The council counts 14 trees.") == ["counted"]
    assert told("The final figure was 12,042.") == ["counted"]  # no toll grows so fast


def test_the_sentence_before_gives_the_measure() -> None:
    _, before, _ = read("The mine fire killed seven people.")
    _, alone, _ = read("A second team put the number at 40.")
    _, after, _ = read("A second team put the number at 40.", before[-1])
    assert [role.measure for role in alone] == ["counted"]
    assert [role.measure for role in after] == ["killed"]


def test_what_was_spoken_of_is_what_the_sentence_before_tells() -> None:
    _, before, _ = read("The mine fire killed seven people.")
    _, after, _ = read("Earlier the firm had spoken of 40.", before[-1])
    _, others, _ = read("The firm had spoken of 40 of its lorries.", before[-1])
    assert [role.measure for role in after] == ["killed"]
    assert [role.measure for role in others] != ["killed"]


def test_some_of_them_are_some_of_those_in_the_sentence_before() -> None:
    _, before, _ = read("The mine fire killed seven people.")
    _, after, _ = read("Two of them were nurses.", before[-1])
    _, others, _ = read("Two of them praised the nurses.", before[-1])
    assert [role.measure for role in after] == ["killed"]
    assert [role.measure for role in others] == ["praised"]


def test_a_bare_figure_goes_on_from_the_toll_of_the_sentence_before() -> None:
    _, before, _ = read("The mine fire killed seven people.")
    _, after, _ = read("The union counts nine.", before[-1])
    _, others, _ = read("The union counts nine branches.", before[-1])
    assert [role.measure for role in after] == ["killed"]
    assert [role.measure for role in others] == ["counted"]


def test_thousands_that_are_only_said_are_a_crowd_where_the_text_is_of_a_rally() -> None:
    _, rally, _ = read("The figure for the rally: police say 35,000.")
    _, other, _ = read("The figure for the bridge: engineers say 35,000.")
    assert [role.measure for role in rally] == ["attended"]
    assert [role.measure for role in other] != ["attended"]


def test_the_toll_of_the_dead_goes_on_rather_than_that_of_the_hurt() -> None:
    _, both, _ = read("The mine fire killed seven people and injured nine.")
    _, hurt, _ = read("The mine fire injured nine people.")
    assert [to_go_on(roles) for roles in (both, hurt, ())] == [both[0], hurt[0], None]


def test_a_share_put_elsewhere_is_of_the_same_ground() -> None:
    _, before, _ = read("The rebels hold 98 percent of the town.")
    _, after, _ = read("A monitor put the figure at 93 percent.", before[-1])
    _, rate, _ = read("The clinic put the rate of vaccination at 93 percent.", before[-1])
    assert [role.measure for role in after] == ["controls"]
    assert [role.measure for role in rate] != ["controls"]


def test_others_take_the_kind_of_the_figure_before() -> None:
    _, roles, _ = read("Police detained 30 protesters and injured 12 others.")
    assert [role.counted_kind for role in roles] == ["protesters", "protesters"]


def test_a_unit_is_a_person_a_family_or_the_thing() -> None:
    units = {
        "The storm killed 12 sailors.": "person",
        "The storm displaced 12 families.": "family",
        "The storm destroyed 12 polling stations.": "polling station",
        "The storm cost $12 million.": "USD",
    }
    assert {text: roles_of(text, BOOK)[0].unit for text in units} == units


NEWSY = st.lists(
    st.sampled_from(
        [
            "killed",
            "wounded",
            "20",
            "three",
            "dozens",
            "of",
            "the",
            "dead",
            "people",
            "soldiers",
            "were",
            "said",
            "that",
            "who",
            "whom,",
            "including",
            "among",
            "them",
            "and,",
            "but",
            ":",
            "(",
            ")",
            "“",
            "”",
            "toll",
            "rose",
            "to",
            "by",
            "at",
            "least",
            "another",
            "more",
            "others",
            "fled",
            "left",
            "leaving",
            "percent",
            "$5",
            "million",
            "half",
            "in",
            "Homs",
            "on",
            "Friday",
            "had",
            "been",
            "was",
            "were",
            "not",
            "dying",
            "to",
            "flee",
            "missing",
            "children",
            "two",
            "men",
            ".",
            ";",
            "–",
            "'",
            "s’",
            "1,200",
            "12–15",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), NEWSY))
def test_any_text_gives_every_number_a_role_or_a_reason(text: str) -> None:
    numbers, roles, why = read(text)
    assert sorted([role.number for role in roles] + list(why)) == list(range(len(numbers)))
    for role in roles:
        assert role.part_of is None or (role.part_of != role.number and 0 <= role.part_of < len(numbers))
        assert 0 <= role.counted_start <= role.counted_end <= len(text)
        if role.counted_end > role.counted_start:
            assert role.counted == text[role.counted_start : role.counted_end]
        assert role.measure
        assert role.counted_kind
        assert not (role.partitive and role.part_of is not None)


@pytest.mark.parametrize("piece", ["a" * 10_000, "20 and " * 500, "“" * 2_000, "(20, " * 500, "of 20 " * 400])
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    numbers, roles, why = read(f"The blast killed 8 people, {piece}")
    assert roles[0].measure == "killed"
    assert len(roles) + len(why) == len(numbers)


def test_every_kind_named_as_container_or_apart_exists() -> None:
    kinds = RULES.counted.kinds
    assert {other for kind in kinds.values() for other in (*kind.within, *kind.apart)} <= set(kinds)


def test_every_verb_of_the_measures_is_known_to_the_tagger() -> None:
    bases = {base for base, _ in RULES.words.verbs.values()}
    assert {*RULES.objects, *RULES.subjects} - bases == {"do", "have"}  # auxiliaries
