"""Explanations: each step is what a stage returned, with the words it rests on; bad input gets one line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck
import claimcheck.cli
from claimcheck.errors import InputError
from claimcheck.explain_command import marked, show
from claimcheck.explaining import Explanation, explain_claim, explain_line

STORY = """---
publisher: The Ardo Bugle
published: 2019-05-06
---
Fire in a mill

Police said on Monday that 8 people were killed in Homs. Another 12 people had been injured.

The mill was built in 1908. A bystander, aged 41, wept.

Rescuers gave the number of dead in Homs on Monday as 11.
"""


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def found(explanation: Explanation) -> dict[str, str]:
    return {step.name: step.found for step in explanation.steps}


def words(explanation: Explanation, name: str) -> list[str]:
    return [
        explanation.text[mark.start : mark.end]
        for step in explanation.steps
        if step.name == name
        for mark in step.marks
    ]


def test_a_claim_is_told_from_numeral_to_event(story: str) -> None:
    eight, twelve = explain_line(story, 7)
    told = found(eight)
    assert told["article"] == "“Fire in a mill”, The Ardo Bugle, 2019-05-06"
    assert told["sentence"] == "in the body"
    assert told["numeral"] == "8"
    assert told["measure"].startswith("killed (")
    assert "counts “people” (people), unit person" in told["measure"]
    assert told["source"].startswith("Police (police), explicit, by the cue “said”")
    assert told["time"].startswith("2019-05-06, by ")
    assert told["place"].endswith("by its sentence")
    assert words(eight, "source") == ["Police", "said", "8"]
    assert words(eight, "time") == ["on Monday"] or words(eight, "time") == ["Monday"]
    assert words(eight, "place") == ["Homs"]
    assert "named 1 sentence before" in found(twelve)["source"]
    assert "the speaker is carried over from a sentence nearby" in found(twelve)["confidence"]


def test_a_number_that_is_no_claim_says_why(story: str) -> None:
    year, age = explain_line(story, 9)
    assert (year.claim, found(year)["no claim"]) == (None, "year")
    assert (age.claim, found(age)["no claim"]) == (None, "age")


def test_explanation_agrees_with_the_report(story: str) -> None:
    report = claimcheck.check([story])
    for claim in report.claims:
        explanation = explain_claim(claim.id, [story])
        (same,) = [e for e in explain_line(story, claim.line) if e.claim == claim.id]
        assert same == explanation
        assert (explanation.line, explanation.column) == (claim.line, claim.column)
        told = found(explanation)
        assert told["measure"].startswith(claim.measure)
        assert told["confidence"].startswith(f"{claim.confidence:.2f}")
        assert claim.event in told["event"]
        assert (claim.attribution.source or "nobody") in told["source"]
    for unused in report.unused:
        line = STORY[: unused.start].count("\n") + 1
        whys = [found(e)["no claim"] for e in explain_line(story, line) if e.claim is None]
        assert unused.why in whys


def test_others_of_the_event_are_named_with_the_reason(story: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(STORY.replace(" 8 ", " 9 ").replace("Bugle", "Times"), encoding="utf-8")
    (eight, _) = explain_line(story, 7, [str(other)])
    assert "same day" in found(eight)["grouped with"]
    compared = [step.found for step in eight.steps if step.name == "compared with"]
    assert any(line.startswith("9 at ") and "conflicting, " in line for line in compared)
    assert found(eight)["discrepancy"].startswith("value")


@pytest.mark.parametrize(
    ("line", "message"),
    [(99, "there is no such line, the file has 12"), (1, "no number in a sentence of a story stands here")],
)
def test_a_line_without_a_number_is_refused(story: str, line: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        explain_line(story, line)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere.txt:3"], "nowhere.txt: no such file"),
        (["abc"], "abc: neither FILE:LINE nor a claim's id"),
        (["abc", "STORY"], "abc: no claim of these files has this id"),
    ],
)
def test_bad_input_is_one_line(story: str, args: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimcheck.cli.run(["explain", *(story if arg == "STORY" else arg for arg in args)]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_command_marks_the_words(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimcheck.cli.run(["explain", f"{story}:7"]) == 0
    out = capsys.readouterr().out
    assert "‹Police› ‹said› on Monday that ‹8› people" in " ".join(out.split())
    assert max(map(len, out.replace(story, "s").splitlines())) <= 80


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "police",
                "said",
                "8",
                "people",
                "1999",
                "%",
                "“",
                "”",
                "killed",
                "Homs",
                ".",
                ",",
                "\x1b",
                "[b]",
                "no-one",
                "\n",
            ]
        )
    )
)
def test_any_line_can_be_explained(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "any.txt"
    path.write_text("Police said 8 people died. " + " ".join(pieces), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    for line in range(1, text.count("\n") + 2):
        try:
            explanations = explain_line(str(path), line)
        except InputError:
            continue
        for explanation in explanations:
            assert "\x1b" not in show(explanation, 40)
            for step in explanation.steps:
                assert all(0 <= mark.start < mark.end <= len(text) for mark in step.marks)
                assert not step.marks or "‹" in marked(text, step)
