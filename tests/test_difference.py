"""Two reports against each other: new, widened and resolved conflicts, figures, sources; how it is shown."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from factories import claim, event, report
from hypothesis import given
from hypothesis import strategies as st

import claimcheck.cli
from claimcheck.difference import Difference, compare_reports
from claimcheck.errors import InputError
from claimcheck.models import Decision, Discrepancy, Side
from claimcheck.output import Output
from claimcheck.report import render
from claimcheck.report.since import FORMATS, summary
from claimcheck.report_file import read_report
from claimcheck.result import Report
from claimcheck.review_commands import write_difference

SAID = {"mayor": "The mayor", "rebels": "The rebels", "army": "The army", "radio": None}


def told(*figures: str, sides: tuple[str, ...] = (), label: str = "Lowmarket bombing", **changes: Any) -> Report:
    """A report on one event; a figure is "who number", a side the ids of figures ("0 2")."""
    claims = []
    for number, figure in enumerate(figures):
        who, amount = figure.split()
        sentence = f"{SAID[who] or 'Radio'} told of {amount} dead."
        claims.append(claim(sentence, amount, id=f"c{number}", by=SAID[who], path=f"{who}.txt"))
    found: tuple[Discrepancy, ...] = ()
    if sides:
        made = tuple(Side(low=1, high=1, claims=tuple(f"c{n}" for n in side.split()), sources=("x",)) for side in sides)
        found = (
            Discrepancy(
                id="d1",
                event="e1",
                measure="killed",
                kind="value",
                sides=made,
                gap=1,
                ratio=2,
                severity="high",
                summary="They differ",
            ),
        )
    events = (event(label=label, claims=tuple(c.id for c in claims)),)
    return report(claims=tuple(claims), events=events, discrepancies=found, **changes)


QUIET = told("mayor 8", "radio 8")
DISPUTED = told("mayor 8", "rebels 11", sides=("0", "1"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (DISPUTED, DISPUTED, "0 new conflicts, 0 resolved, 0 figures changed, 0 new sources"),
        (QUIET, DISPUTED, "1 new conflict, 0 resolved, 0 figures changed, 1 new source"),
        (DISPUTED, QUIET, "0 new conflicts, 1 resolved, 0 figures changed, 1 new source"),
        # a reprint of one side changes nothing; another side does
        (
            DISPUTED,
            told("mayor 8", "rebels 11", "rebels 11", sides=("0", "1 2")),
            "0 new conflicts, 0 resolved, 0 figures changed, 0 new sources",
        ),
        (
            DISPUTED,
            told("mayor 8", "rebels 11", "army 20", sides=("0", "1", "2")),
            "0 new conflicts, 1 with a new side, 0 resolved, 0 figures changed, 1 new source",
        ),
        (
            told("mayor 8", "rebels 11", "army 20", sides=("0", "1", "2")),
            DISPUTED,
            "0 new conflicts, 0 resolved, 0 figures changed, 0 new sources",
        ),
        # a figure was mended: the quarrel is another one
        (
            DISPUTED,
            told("mayor 8", "rebels 12", sides=("0", "1")),
            "1 new conflict, 1 resolved, 1 figure changed, 0 new sources",
        ),
        (
            DISPUTED,
            told("mayor 11", "rebels 11"),
            "0 new conflicts, 1 resolved, 1 figure changed, 0 new sources",
        ),
        # another event altogether
        (
            DISPUTED,
            told("army 3", label="Highmarket flood"),
            "0 new conflicts, 1 resolved, 0 figures changed, 0 new sources",
        ),
        # every word is new, but it is known by its name and day
        (
            told("mayor 8"),
            told("mayor 9", "army 9"),
            "0 new conflicts, 0 resolved, 1 figure changed, 1 new source",
        ),
    ],
)
def test_what_has_changed(old: Report, new: Report, said: str) -> None:
    assert summary(compare_reports(old, new)) == said


def test_moved_files_and_lines_change_nothing() -> None:
    moved = DISPUTED.model_copy(
        update={"claims": tuple(c.model_copy(update={"path": "x.md", "line": 99}) for c in DISPUTED.claims)}
    )
    assert compare_reports(DISPUTED, moved).empty


def test_events_that_are_called_the_same_are_not_held_against_each_other() -> None:
    """Two raids on one town in one night, and one sentence that stands in both events."""
    claims = (
        claim("The mayor told of 8 dead.", "8", id="c1", by="The mayor"),
        claim("The mayor told of 3 dead.", "3", id="c2", by="The mayor", event="e2"),
        claim("The mayor told of 8 dead.", "8", id="c3", by="The mayor", event="e2"),
    )
    twin = report(claims=claims, events=(event("e1", claims=("c1",)), event("e2", claims=("c2", "c3"))))
    assert compare_reports(twin, twin).empty
    apart = report(claims=claims[:2], events=(event("e1", claims=("c1",)), event("e2", claims=("c2",))))
    assert compare_reports(apart, apart).empty


def test_a_change_names_who_and_what() -> None:
    (change,) = compare_reports(DISPUTED, told("mayor 8", "rebels 12", sides=("0", "1"))).changed
    assert (change.source, change.measure, change.before, change.after) == (
        "The rebels",
        "killed",
        ("11",),
        ("12",),
    )


def test_other_rules_are_told() -> None:
    other = DISPUTED.model_copy(update={"rules": "rules1"})
    found = compare_reports(DISPUTED, other)
    assert found.empty
    assert found.other_rules
    assert "different rules" in FORMATS["terminal"](found, 80)


figures = st.lists(
    st.tuples(st.sampled_from(sorted(SAID)), st.integers(1, 4)).map(lambda row: f"{row[0]} {row[1]}"),
    min_size=2,
    max_size=5,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    made = draw(figures)
    sides: dict[int, list[str]] = {}
    for number in range(len(made)):
        sides.setdefault(draw(st.integers(0, 2)), []).append(str(number))
    return told(*made, sides=tuple(map(" ".join, sides.values())) if len(sides) > 1 else ())


@given(reports(), reports())
def test_what_is_new_one_way_is_resolved_the_other(one: Report, other: Report) -> None:
    there, back = compare_reports(one, other), compare_reports(other, one)
    assert there.new == back.resolved
    assert there.resolved == back.new
    assert {(c.source, c.before, c.after) for c in there.changed} == {
        (c.source, c.after, c.before) for c in back.changed
    }


@given(reports())
def test_a_report_and_itself_have_no_difference(made: Report) -> None:
    assert compare_reports(made, made) == Difference()
    assert FORMATS["terminal"](Difference(), 80) == "Nothing has changed.\n"


@pytest.mark.parametrize("width", [40, 80])
def test_in_the_terminal(width: int) -> None:
    shown = FORMATS["terminal"](compare_reports(QUIET, DISPUTED), width)
    assert "New: Lowmarket bombing · killed: sources disagree · high" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= width
    assert shown.endswith("1 new source\n")


def test_in_markdown_news_text_makes_nothing() -> None:
    hostile = QUIET.model_copy(update={"events": (QUIET.events[0].model_copy(update={"label": "<b>|[x](y) \u202e"}),)})
    rivals = DISPUTED.model_copy(
        update={"events": (DISPUTED.events[0].model_copy(update={"label": "<b>|[x](y) \u202e"}),)}
    )
    shown = FORMATS["markdown"](compare_reports(hostile, rivals), 80)
    assert "<b>" not in shown
    assert all(link.startswith(("./mayor.txt", "./rebels.txt")) for link in re.findall(r"(?<!\\)\]\(([^)]*)", shown))
    assert "\u202e" not in shown
    assert "**11**" in shown


def test_a_table_with_links_and_the_verdict() -> None:
    verdict = Decision(fingerprint="f", verdict="explained", note="two days", discrepancies=("d1",), state="decided")
    decided = DISPUTED.model_copy(update={"decisions": (verdict,)})
    found = compare_reports(QUIET, decided)
    for form in ("terminal", "markdown"):
        assert "✔ Explained: two days" in FORMATS[form](found, 80)
    rows = [line for line in FORMATS["markdown"](found, 80).splitlines() if line.startswith("| **")]
    assert len(rows) == 2
    assert all(re.search(r"\| \[\S+:\d+\]\(\./\S+#L\d+\) \|", row) for row in rows)


def test_links_lead_from_the_file_s_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    write_difference(QUIET, DISPUTED, [Output("markdown", "out/changes.md")])
    links = re.findall(r"\]\(([^)#]*)", Path("out/changes.md").read_text(encoding="utf-8"))
    assert links
    assert all(link.startswith("../") for link in links)


def test_json_reads_back_equal() -> None:
    found = compare_reports(QUIET, DISPUTED)
    assert Difference.model_validate_json(FORMATS["json"](found, 80)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "no report of claimcheck"),
        ("{}", "no report of claimcheck"),
        ('{"schema_version": 2}', "schema_version 2, this claimcheck reads 1"),
        ('{"schema_version": 1}', "not a whole report, claimcheck: Field required"),
        ("\ud800", "not UTF-8"),
    ],
)
def test_a_bad_baseline_is_one_line(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "old.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError) as error:
        read_report(file)
    assert said in str(error.value)
    for args in (["seeds", "--since", str(file)], ["diff", str(file), str(file)]):
        assert claimcheck.cli.run(args) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for name, made in (("old", QUIET), ("new", DISPUTED)):
        Path(f"{name}.json").write_text(render(made, "json"))
    run = claimcheck.cli.run
    assert run(["diff", "old.json", "new.json"]) == 0
    assert "1 new conflict" in capsys.readouterr().out
    assert run(["diff", "old.json", "new.json", "-o", "changes.md"]) == 0
    assert Path("changes.md").read_text().startswith("# What has changed\n")
    assert run(["diff", "old.json", "new.json", "-f", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["new"]) == 1
    assert run(["diff", "old.json", "none.json"]) == 2
    assert run(["diff", "old.json", "new.json", "-f", "html"]) == 2
    assert "not with --since" in capsys.readouterr().err


def test_since_fails_on_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    news = Path("news")
    news.mkdir()
    for name, who, amount in (("a", "State television", "eight"), ("b", "Amaq", "11")):
        said = f"{who} said a bomb on a bus killed {amount} people in Homs on Tuesday."
        text = f"Homs bombing\n\n5 December 2017\n\n{said}"
        (news / f"{name}.txt").write_text(text)
    run = claimcheck.cli.run
    assert run(["news", "-o", "old.json", "--fail-on", "conflict"]) == 1
    assert run(["news", "--since", "old.json", "--fail-on", "conflict"]) == 0
    Path("none.json").write_text(render(report(), "json"))
    assert run(["news", "--since", "none.json", "--fail-on", "conflict"]) == 1
    assert run(["news", "--since", "old.json", "-f", "csv"]) == 2
