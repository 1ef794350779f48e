"""The sample dispatches: their reports are current and hold what the README promises."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import made
import pytest
from openpyxl import load_workbook

import claimcheck


@pytest.fixture(scope="module")
def report() -> claimcheck.Report:
    return claimcheck.check([made.ROOT / "seeds"])


@pytest.fixture(scope="module")
def fresh() -> Iterator[Path]:
    """The reports made anew, beside ``reports/``: Markdown links lead from the report's own folder."""
    with TemporaryDirectory(dir=made.ROOT, prefix=".reports-") as folder:
        made.write_reports(Path(folder))
        yield Path(folder)


@pytest.mark.parametrize("name", made.REPORTS)
def test_report_is_current(name: str, fresh: Path) -> None:
    kept = made.ROOT / "reports" / name
    assert content(fresh / name) == content(kept), made.STALE


def content(file: Path) -> object:
    """The text; of a workbook its cells, for how they are packed is the library's choice."""
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    book = load_workbook(file)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_review_of_the_dispatches_holds() -> None:
    decisions = claimcheck.read_decisions(made.ROOT / made.REVIEW)
    reviewed = claimcheck.check([made.ROOT / "seeds"], decisions=decisions)
    assert {decision.state for decision in reviewed.decisions} == {"decided"}
    assert not reviewed.unmatched_decisions
    reviews = json.loads((made.ROOT / "reports" / "seeds.claimreview.json").read_text(encoding="utf-8"))
    assert len(reviews) == len(decisions)


def test_every_dispatch_is_read(report: claimcheck.Report) -> None:
    names = {path.name for path in (made.ROOT / "seeds").iterdir()}
    assert {Path(document.path).name for document in report.documents} == names
    assert not report.skipped


def test_windows_1252_is_decoded(report: claimcheck.Report) -> None:
    [title] = {a.title for a in report.articles if a.path.endswith("dhaka.txt")}
    assert title is not None
    assert title.startswith("Café")


def test_homs_is_found_in_dispute(report: claimcheck.Report) -> None:
    places = {event.id: event.place for event in report.events}
    values = [d for d in report.discrepancies if (places[d.event], d.measure, d.kind) == ("Homs", "killed", "value")]
    assert [[(side.low, side.high) for side in d.sides] for d in values] == [[(8, 8), (11, 11)]]
    [dispute] = values
    claims = {claim.id: claim for claim in report.claims}
    state, group = ([claims[claim] for claim in side.claims] for side in dispute.sides)
    assert any("health authority" in " ".join(claim.attribution.origin) for claim in state)
    assert {claim.attribution.source_id for claim in group} <= {"islamic-state", "amaq"}


def test_every_span_returns_its_surface(report: claimcheck.Report) -> None:
    texts = {}
    for document in report.documents:
        data = Path(document.path).read_bytes()
        texts[document.path] = data.decode("windows-1252" if document.path.endswith("dhaka.txt") else "utf-8")
    spans = [(c.path, c.start, c.end, c.quantity.surface) for c in report.claims]
    spans += [(u.path, u.start, u.end, u.surface) for u in report.unused]
    assert spans
    assert all(texts[path][start:end] == surface for path, start, end, surface in spans)
