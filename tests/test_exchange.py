"""What other programs take: workbook, ClaimReview, schema, data frame, notebook; and what the screen gets."""

import io
import json
import sys
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from factories import claim, event, report
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.cli import run
from claimcheck.errors import OutputError
from claimcheck.models import (
    Article,
    Convention,
    Decision,
    Discrepancy,
    Document,
    Side,
    Toll,
    TollFigure,
    Verdict,
)
from claimcheck.output import Output, check_writable, write
from claimcheck.report import guess, render, render_bytes
from claimcheck.report.csv import COLUMNS
from claimcheck.report.schema import schema_text
from claimcheck.result import Report

HOSTILE = '=HYPERLINK("http://x")'


def example(verdict: Verdict | None = "conflict", **changes: Any) -> Report:
    claims = (
        claim("The mayor said 8 died.", "8", id="c1", by="The mayor", line=3),
        claim(f"11 died, the rebels said. {HOSTILE}", "11", id="c2", by=HOSTILE, line=9, counted="-soldiers"),
    )
    quarrel = Discrepancy(
        id="d1",
        event="e1",
        measure="killed",
        kind="value",
        sides=(
            Side(low=8, high=8, claims=("c1",), sources=("The mayor",)),
            Side(low=11, high=11, claims=("c2",), sources=(HOSTILE,)),
        ),
        gap=3,
        ratio=1.375,
        severity="high",
        summary="The rebels say 11 killed; the mayor says 8",
    )
    decision = Decision(
        fingerprint="f",
        verdict=verdict or "conflict",
        note="Asked both.",
        by="Ann",
        at="2026-03-01",
        discrepancies=("d1",),
        state="decided",
    )
    figures = (TollFigure(name="low", low=8, high=8, claims=("c1",), sources=("The mayor",)),)
    parts: dict[str, Any] = {
        "claims": claims,
        "events": (event(claims=("c1", "c2"), articles=2, independent_sources=2),),
        "articles": (
            Article(
                id="news/a.txt",
                path="news/a.txt",
                start=0,
                end=100,
                title="Bus blast",
                publisher="The Courier",
                published="2017-12-05",
                place=None,
            ),
        ),
        "discrepancies": (quarrel,),
        "decisions": () if verdict is None else (decision,),
        "convention": Convention(id="t", label="Test", says="the lowest", reference="A book"),
        "tolls": (Toll(event="e1", measure="killed", figures=figures),),
    }
    return report(**(parts | changes))


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_has_a_claim_a_row_and_no_formula() -> None:
    from openpyxl import load_workbook

    data = render_bytes(example(), "xlsx")
    found = sheets(data)
    assert list(found) == ["Claims", "Discrepancies", "About"]
    header, *rows = found["Claims"]
    assert header == COLUMNS
    first = dict(zip(header, rows[0], strict=True))
    assert (first["id"], first["low"], first["path"], first["line"]) == ("c1", 8, "news/a.txt", 3)
    assert dict(zip(header, rows[1], strict=True))["source"] == HOSTILE
    assert "The rebels say 11 killed; the mayor says 8" in found["Discrepancies"][1]
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


def test_the_workbook_is_the_same_every_time() -> None:
    data = render_bytes(example(), "xlsx")
    assert render_bytes(example(), "xlsx") == data
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}


@given(st.text(max_size=60))
def test_any_text_fits_into_a_workbook(text: str) -> None:
    made = report(claims=(claim("8 died", "8", counted=text, by=text or "x"),))
    cells = [cell for row in sheets(render_bytes(made, "xlsx"))["Claims"] for cell in row]
    assert "c1" in cells


def test_without_openpyxl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(OutputError, match=r"pip install 'claimcheck-news\[xlsx\]'"):
        render_bytes(example(), "xlsx")


def test_a_workbook_is_written_to_a_file_and_not_to_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "claims.xlsx"
    write(example(), [Output(guess(str(file)), str(file))])
    assert sheets(file.read_bytes())["Claims"][0] == COLUMNS
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(OutputError, match=r"-f xlsx: nothing for a terminal; add -o FILE.xlsx"):
        check_writable([Output("xlsx", "-")])


def test_a_claim_review() -> None:
    [review] = json.loads(render(example(), "claimreview"))
    assert review["@type"] == "ClaimReview"
    assert review["@context"] == "https://schema.org"
    assert review["claimReviewed"] == "The rebels say 11 killed; the mayor says 8"
    assert review["reviewRating"]["alternateName"] == "Sources contradict each other"
    assert review["author"] == {"@type": "Person", "name": "Ann"}
    assert (review["datePublished"], review["reviewBody"]) == ("2026-03-01", "Asked both.")
    first = review["itemReviewed"][0]
    assert first["author"][0]["name"] == "The mayor"
    assert first["appearance"] == [
        {
            "@type": "CreativeWork",
            "identifier": "news/a.txt:3",
            "headline": "Bus blast",
            "datePublished": "2017-12-05",
            "publisher": {"@type": "Organization", "name": "The Courier"},
        }
    ]


@pytest.mark.parametrize(
    ("verdict", "reviews"),
    [
        (None, 0),
        ("conflict", 1),
        ("explained", 1),
        ("same-figure", 1),
        ("wrong-number", 0),
        ("not-same-event", 0),
    ],
)
def test_only_what_a_person_decided_of_the_news_is_a_review(verdict: Verdict | None, reviews: int) -> None:
    assert len(json.loads(render(example(verdict), "claimreview"))) == reviews


def test_the_schema_describes_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert capsys.readouterr().out == schema_text()
    schema = json.loads(schema_text())
    written = json.loads(render(example(), "json"))
    assert set(written) == set(schema["properties"])
    for name, key in (("Claim", "claims"), ("Event", "events"), ("Discrepancy", "discrepancies")):
        assert set(written[key][0]) == set(schema["$defs"][name]["properties"])


def test_the_frame_has_the_columns_of_the_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    library = ModuleType("pandas")
    library.DataFrame = lambda columns: SimpleNamespace(columns=columns)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", library)
    frame = example().to_frame()
    assert tuple(frame.columns) == COLUMNS
    assert frame.columns["low"] == [8.0, 11.0]
    assert frame.columns["source"] == ["The mayor", HOSTILE]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_real_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(name, reason=f"{name} is not installed")
    for other in {"pandas", "polars"} - {name}:
        monkeypatch.setitem(sys.modules, other, None)
    frame = example().to_frame()
    assert (len(frame), list(frame.columns)) == (2, list(COLUMNS))


def test_without_a_frame_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match="pip install pandas"):
        example().to_frame()


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    shown = example()._repr_html_()
    assert shown.startswith("<iframe")
    assert "<html" not in shown
    assert "&lt;html" in shown


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "json", "jsonl"])
def test_every_report_names_the_convention_and_the_toll(name: str) -> None:
    made = render(example(), name)
    assert "the lowest" in made
    assert "A book" in made
    assert "Test, killed: low 8 (The mayor)" in made or '"name":"low"' in made.replace(" ", "")


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_reports_count_independent_sources(name: str) -> None:
    made = render(example(), name)
    assert "2 independent sources" in made


def many_events() -> Report:
    numbers = range(20)
    return report(
        claims=tuple(claim(f"{n} died.", str(n), id=f"c{n}", event=f"e{n}") for n in numbers),
        events=tuple(event(f"e{n}", f"Event {n}.", claims=(f"c{n}",)) for n in numbers),
        documents=(Document(id="d", path="news/a.txt", sha256="0"),),
    )


@pytest.mark.parametrize(
    ("show", "last", "more"),
    [(None, False, True), ("unused", False, True), ("agreements", True, False), ("all", True, False)],
)
def test_quiet_events_are_cut_short_unless_asked_for(show: str | None, last: bool, more: bool) -> None:
    from claimcheck.report.terminal import render as for_terminal

    made = for_terminal(many_events(), show=show)
    assert ("Event 19." in made) is last
    assert ("and 8 more events without conflict (--show agreements)" in made) is more


@pytest.mark.parametrize(("lines", "paged"), [(10, True), (1000, False)])
def test_a_long_report_is_paged_in_a_terminal(
    lines: int, paged: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: SimpleNamespace(columns=80, lines=lines))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.echo_via_pager", lambda text, **_: shown.append(text))
    write(example(), [Output("terminal", "-")])
    assert bool(shown) is paged
    assert ("Lowmarket" in capsys.readouterr().out) is not paged


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--convention", "nosuch"], "one of: plain, acled, ucdp, ibc, airwars"),
        (["--min-gap", "-1"], "--min-gap"),
        (["--show", "nothing"], "--show"),
    ],
)
def test_wrong_options_are_told_in_a_line(
    args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Eight people died in a fire, the mayor said.\n")
    assert run([str(tmp_path), *args]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_only_and_fail_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "---\npublished: 2017-12-05\n---\nA bomb on a bus in Homs on Tuesday"
    (tmp_path / "a.txt").write_text(f"{head} killed eight people, state media said.\n")
    (tmp_path / "b.txt").write_text(f"{head} killed 11 people, the rebels said.\n")
    assert run([str(tmp_path), "--fail-on", "conflict", "--only", "homs"]) == 1
    assert run([str(tmp_path), "--fail-on", "conflict", "--only", "elsewhere"]) == 2
    assert run([str(tmp_path), "--fail-on", "conflict", "--min-gap", "4"]) == 0
