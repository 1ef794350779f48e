"""The formats, whole: a small report with hostile text, as every format prints it.

``python tests/test_report.py`` writes what is expected anew; read the difference before you keep it.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from factories import claim, event, report
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from claimcheck.errors import OutputError
from claimcheck.models import Discrepancy, Document, Side, Unused
from claimcheck.report import BINARY, FORMATS, guess, render, render_bytes
from claimcheck.report.csv import safe
from claimcheck.report.markdown import escape
from claimcheck.report.terminal import render as for_terminal
from claimcheck.report.view import clean, days
from claimcheck.result import Report

EXPECTED = Path(__file__).parent / "cases" / "reports"
HOSTILE = "<script>alert('8')</script> [red] [sic] | `rm` \u202egnorw\u202c \x1b[31m 🚌 قُتل ثمانية погибли 8 people."


def example() -> Report:
    """Two events: one with a dispute between two sources, an agreement and hostile text; one quiet."""
    mayor = "A bus blast in Lowmarket killed eight people and hurt 16, state radio said, citing the hospital."
    rebels = "The rebels said that 11 soldiers died on the bus [sic]."
    flood = "The flood drove dozens of families from their homes, the Courier found."
    claims = (
        claim(mayor, "eight", id="c1", value="8", by="State radio", citing=("the hospital",), line=3),
        claim(mayor, "16", id="c2", by="State radio", citing=("the hospital",), line=3, measure="injured"),
        claim(rebels, "11", id="c3", by="The rebels", line=9, counted="soldiers", kind="military"),
        claim(
            HOSTILE,
            "8",
            id="c4",
            path="news/<b>|x.txt",
            line=2,
            counted="[sic] <i>people</i>",
            confidence=0.4,
        ),
        claim(
            "At least 16 were hurt, the mayor said.",
            "16",
            id="c5",
            value=">=16",
            by="The mayor",
            path="news/b.txt",
            measure="injured",
        ),
        claim(
            flood,
            "dozens",
            id="c6",
            value="24..99",
            path="news/b.txt",
            line=5,
            measure="displaced",
            counted="families",
            event="e2",
        ),
    )
    quarrel = Discrepancy(
        id="d1",
        event="e1",
        measure="killed",
        kind="value",
        sides=(
            Side(low=8, high=8, claims=("c1", "c4"), sources=("State radio, citing the hospital",)),
            Side(low=11, high=11, claims=("c3",), sources=("The rebels",)),
        ),
        gap=3,
        ratio=1.375,
        severity="high",
        summary="The rebels say 11 killed; State radio, citing the hospital, says 8",
    )
    return report(
        claims=claims,
        documents=(
            Document(id="d1", path="news/a.txt", sha256="0"),
            Document(id="d2", path="news/b.txt", sha256="0"),
            Document(id="d3", path="news/c.jpg", sha256=None, skipped="binary"),
        ),
        events=(
            event("e2", "Highmarket flood", ("c6",), kind="flood", place=None, start=None, end=None),
            event("e1", "Lowmarket <bus> bombing", ("c1", "c2", "c3", "c4", "c5"), maybe_same_as=("e2",)),
        ),
        discrepancies=(quarrel,),
        unused=(Unused(path="news/a.txt", start=0, end=1, surface="5", why="date"),) * 3,
    )


OUTPUTS: dict[str, Callable[[], str]] = {
    "terminal.txt": lambda: for_terminal(example(), 80),
    "terminal-40.txt": lambda: for_terminal(example(), 40),
    "terminal-colour.txt": lambda: for_terminal(example(), 80, colour=True).replace("\x1b", "␛"),
    "report.md": lambda: render(example(), "markdown"),
    "report.jsonl": lambda: render(example(), "jsonl"),
    "report.csv": lambda: render(example(), "csv"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_whole(name: str) -> None:
    assert OUTPUTS[name]() == (EXPECTED / name).read_bytes().decode()


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in BINARY])
def test_an_empty_report_prints(name: str) -> None:
    printed = render(report(), name)
    assert printed.endswith("\n") or (name == "jsonl" and not printed)


@pytest.mark.parametrize("width", [40, 57, 80, 120])
def test_width_is_kept(width: int) -> None:
    lines = for_terminal(example(), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_no_colour_and_no_controls_without_a_terminal() -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", for_terminal(example(), 80))


@given(st.text(max_size=300), st.integers(40, 100))
def test_any_text_fits_the_terminal(text: str, width: int) -> None:
    claims = (claim(f"{text} 8 {text}", "8", counted=text, by=text or None, start=len(text) + 1, end=len(text) + 2),)
    printed = for_terminal(report(claims=claims, events=(event(label=text, claims=("c1",)),)), width)
    assert all(cell_len(line) <= width for line in printed.split("\n"))


def test_json_reads_back_equal() -> None:
    assert Report.model_validate_json(render(example(), "json")) == example()


def test_json_has_the_contract_s_order() -> None:
    wanted = "schema_version claimcheck rules documents articles claims events discrepancies unused"
    found = json.loads(render(example(), "json"))
    assert " ".join(key for key in found if key in wanted.split()) == wanted


@given(st.text(max_size=60))
def test_every_line_of_jsonl_is_an_object(text: str) -> None:
    made = report(claims=(claim(f"{text} 8", "8", start=len(text) + 1, end=len(text) + 2),))
    lines = render(made, "jsonl").splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["document", "article", "claim"]


def test_a_path_that_is_no_utf8_prints() -> None:
    made = report(documents=(Document(id="d", path="caf\udce9.txt", sha256=None, skipped="binary"),))
    for name in FORMATS:
        render_bytes(made, name)


@given(st.text(max_size=80))
def test_csv_has_no_formula_and_no_broken_rows(text: str) -> None:
    made = report(claims=(claim(f"{text} 8", "8", counted=text, start=len(text) + 1, end=len(text) + 2),))
    rows = list(csv.reader(io.StringIO(render(made, "csv"), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert not [cell for cell in rows[1] if cell.lstrip(" ").startswith(("=", "+", "@", "\t", "\r", "\n", "-"))]


def test_csv_numbers_stay_numbers() -> None:
    assert [safe(cell) for cell in (8.0, 2.5, -3.0, "-3", "=1+1", "8")] == [8, 2.5, -3, "'-3", "'=1+1", "8"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.text(alphabet="<>&\"'/ab=script8 onx", max_size=80))
def test_html_has_only_our_tags(text: str) -> None:
    plain, hostile = Tags(), Tags()
    for tags, label in ((plain, "x"), (hostile, text)):
        made = report(
            claims=(
                claim(
                    f"{label} 8 {label}",
                    "8",
                    counted=label,
                    by=label or "x",
                    start=len(label) + 1,
                    end=len(label) + 2,
                ),
            ),
            events=(event(label=label, claims=("c1",)),),
        )
        tags.feed(render(made, "html"))
    assert hostile.tags <= plain.tags
    assert hostile.attributes <= plain.attributes


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("[red](http://x)", "\\[red\\](http\u200b://x)"),
        ("<b>`x`</b>", "\\<b\\>\\`x\\`\\</b\\>"),
        ("- item", "\\- item"),
        ("plain words, 8 of them.", "plain words, 8 of them."),
    ],
)
def test_markdown_escapes(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(max_size=200))
def test_markdown_cells_hold(text: str) -> None:
    """A text never ends its cell or its row."""
    assert "\n" not in escape(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", escape(text))


@given(st.text(max_size=200))
def test_clean_text_is_one_line(text: str) -> None:
    assert len(clean(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2017-12-05", "2017-12-05", "5 December 2017"),
        ("2016-05-03", "2016-05-05", "3–5 May 2016"),
        ("2016-05-30", "2016-06-02", "30 May 2016 – 2 June 2016"),
        ("2016-05-30", None, "30 May 2016"),
        (None, None, ""),
        ("soon", "soon", ""),
    ],
)
def test_days(start: str | None, end: str | None, said: str) -> None:
    assert days(event(start=start, end=end)) == said


@pytest.mark.parametrize(("file", "name"), [("r.md", "markdown"), ("a/R.HTML", "html"), ("x.jsonl", "jsonl")])
def test_format_is_guessed(file: str, name: str) -> None:
    assert guess(file) == name


@pytest.mark.parametrize("file", ["r", "r.docx", ".md"])
def test_no_format_to_guess(file: str) -> None:
    with pytest.raises(OutputError, match="add -f with one of: terminal"):
        guess(file)


def test_unsure_discrepancies_can_be_left_out() -> None:
    made = example()
    assert made.at_confidence(0.5).discrepancies == made.discrepancies
    assert made.at_confidence(0.95).discrepancies == ()
    assert made.at_confidence(0.95).claims == made.claims


def test_the_report_renders_itself() -> None:
    assert example().to_markdown() == render(example(), "markdown")
    assert example().to_html() == render(example(), "html")


if __name__ == "__main__":
    for name, make in OUTPUTS.items():
        (EXPECTED / name).write_bytes(make().encode())
