"""The confidence: a logistic sum of named traits, the same every time, and doubts below the threshold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.confidence import (
    BASE,
    TRAITS,
    ConfidenceRules,
    Weight,
    compile_confidence,
    confidence,
    doubts,
)
from claimcheck.confidence_shown import mentions_of
from claimcheck.pipeline import compile_stages, make_report, read_document
from claimcheck.rules import rule_book
from claimcheck.values import DocumentText

BOOK = rule_book()
RULES = compile_confidence(BOOK)
NAMES = [name for name, _ in TRAITS]
TWO_SOURCES = "State media said that 8 people were killed in Homs. The rebels said that 12 people were killed in Homs."


def test_every_trait_has_a_weight_and_every_weight_a_trait() -> None:
    listed = {w.id for w in BOOK.entries("confidence.toml", "weight", Weight)}
    assert listed == {BASE, *NAMES}


@pytest.mark.parametrize(
    ("weights", "traits", "share"),
    [
        ({BASE: 0.0}, (), 0.5),
        ({BASE: 1.0, "bound": 1.2}, ("bound",), 0.9),
        ({BASE: 1.0, "bound": 1.2}, (), 0.73),
        ({BASE: 1.0}, ("a trait without a weight",), 0.73),
        ({BASE: 900.0}, (), 0.99),
        ({BASE: -900.0}, (), 0.01),
    ],
)
def test_share(weights: dict[str, float], traits: tuple[str, ...], share: float) -> None:
    assert confidence(traits, ConfidenceRules(weights, {}, 0.5)) == share


@given(st.lists(st.sampled_from(NAMES), unique=True))
def test_a_doubt_is_what_lowers_the_confidence(traits: list[str]) -> None:
    for trait in traits:
        without = confidence([t for t in traits if t != trait], RULES)
        lower = RULES.says[trait] in doubts([trait], RULES)
        assert confidence(traits, RULES) <= without if lower else confidence(traits, RULES) >= without


@given(st.lists(st.sampled_from(NAMES), unique=True), st.randoms(use_true_random=False))
def test_order_changes_nothing(traits: list[str], random: object) -> None:
    turned = traits[::-1]
    assert math.isclose(confidence(traits, RULES), confidence(turned, RULES), abs_tol=0.0101)


def test_a_plain_verb_of_people_is_less_sure_than_a_named_measure() -> None:
    killed, sang = mentions_of("Police said that 8 people were killed. Police said that 8 people sang.", BOOK)
    assert "plain verb of people" in sang.traits
    assert sang.confidence < killed.confidence
    assert "doubt: the verb is none of the named measures" in sang.reasons
    assert not any(reason.startswith("doubt: ") for reason in killed.reasons)


@pytest.mark.parametrize(("least", "found"), [(None, 1), (0.2, 1), (0.98, 0)])
def test_doubtful_claims_are_not_compared_but_kept(least: float | None, found: int) -> None:
    stages = compile_stages(BOOK)
    document = DocumentText(id="d", path="d.txt", sha256=None, text=TWO_SOURCES)
    report = make_report([read_document(document, stages)], stages, "", least)
    assert len(report.discrepancies) == found
    assert len(report.claims) == 2
    assert report.min_confidence == (RULES.doubtful if least is None else least)
