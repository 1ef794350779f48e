"""Properties of the whole pipeline: whatever the text, nothing is altered, lost or dependent on order."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck import Report, check, extract, quantities
from claimcheck.pipeline import report_on

SEEDS = Path(__file__).parents[1] / "seeds"

PIECES = """
police said killed 8 eleven people at least on Monday according to the ministry wounded 3.5 million between 20 and 30
including children soldiers in Homs BEIRUT Dec. 11 3 p.m. no one half of from to rose half dozens % “ ” " ’ — , . ;
: ( ) [sic] <b> \u202e שלום Привет مرحبا 😀 $1.2bn 1,000,000 99999999999999999999999
"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n"])
NEWSY = st.lists(WORDS, max_size=60).map(" ".join)
ANY_TEXT = st.one_of(st.text(max_size=400), NEWSY)


def assert_sound(report: Report, text: str) -> None:
    """Every span returns its surface, and the events partition the claims."""
    for claim in report.claims:
        assert text[claim.start : claim.end] == claim.quantity.surface
        assert text[claim.sentence_start : claim.sentence_end] == claim.sentence
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        if claim.attribution.start is not None:
            assert text[claim.attribution.start : claim.attribution.end] == claim.attribution.text
        low, high = claim.quantity.low, claim.quantity.high
        assert low is None or high is None or low <= high
        lines = text[: claim.start].split("\n")
        assert claim.line == len(lines)
    for unused in report.unused:
        assert text[unused.start : unused.end] == unused.surface
    grouped = [c for event in report.events for c in event.claims]
    assert sorted(grouped) == sorted(c.id for c in report.claims)
    assert len(set(grouped)) == len(grouped)
    ids = {c.id for c in report.claims}
    assert all(c in ids for d in report.discrepancies for side in d.sides for c in side.claims)
    assert all(c.part_of is None or c.part_of in ids for c in report.claims)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_any_text_parses_and_spans_return_their_surface(text: str) -> None:
    report = report_on(text)
    assert_sound(report, text)
    assert Report.model_validate_json(report.model_dump_json()) == report
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] == quantity.surface


def test_seeds_are_sound() -> None:
    report = check([SEEDS])
    texts = {d.path: d for d in report.documents}
    assert len(report.claims) > 50
    for document in texts.values():
        mine = [c for c in report.claims if c.path == document.path]
        if mine and document.skipped is None:
            assert all(c.sentence for c in mine)
    assert len({c.id for c in report.claims}) == len(report.claims)


def test_order_of_files_changes_nothing() -> None:
    files = sorted(p for p in SEEDS.iterdir() if p.is_file())
    expected = check(files)
    shuffled = files[:]
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert check(shuffled) == expected


def test_an_unrelated_document_changes_no_event(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text(
        "DAMASCUS, 5 December 2017 – A bomb killed eight people in Homs on Tuesday, state media said.", "utf-8"
    )
    other.write_text("TOKYO, 3 March 1998 – Toyota sold 120,000 cars in February, the company said.", "utf-8")
    alone, together = check([one]), check([one, other])
    assert [e for e in together.events if set(e.claims) & {c.id for c in alone.claims}] == list(alone.events)
    assert alone.claims == tuple(c for c in together.claims if c.path == str(one))


def test_a_claim_of_one_sentence() -> None:
    (claim,) = extract("State media, citing the health authority, said at least eight soldiers were killed in Homs.")
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.modifier) == (8, None, "at_least")
    assert (claim.measure, claim.counted.text, claim.counted.kind) == ("killed", "soldiers", "military")
    assert (claim.attribution.source or "").lower() == "state media"
    assert claim.attribution.origin == ("health authority",)


def test_one_path_needs_no_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police said 8 people were killed in Paris.\n", encoding="utf-8")
    listed = check([tmp_path])
    assert listed.claims
    assert check(tmp_path) == check(str(tmp_path)) == listed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army said 16 of its men were killed.", "military"),
        ("Al-Shabaab said 2 of its fighters were killed.", "militants"),
        ("Al-Shabaab said 2 of its men were killed.", "militants"),
        ("The mayor said 2 of his men were killed.", "men"),
    ],
)
def test_whose_men_are_counted(text: str, kind: str) -> None:
    (claim,) = extract(text)
    assert claim.counted.kind == kind
