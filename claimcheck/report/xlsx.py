"""The claims as a workbook, one a row, with the discrepancies and the run's facts on sheets of their own.

Needs openpyxl (``pip install 'claimcheck-news[xlsx]'``). Every text is a cell of text, so none is a formula.
The same report gives the same bytes.
"""

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from claimcheck.errors import OutputError
from claimcheck.report.csv import table
from claimcheck.report.tolls import convention_line
from claimcheck.report.view import printable
from claimcheck.result import Report
from claimcheck.wording import range_text

LONGEST = 32_767  # characters that a cell holds
WIDEST = 60
DISPUTES = ("id", "event", "label", "measure", "kind", "severity", "gap", "ratio", "summary", "sides", "open")
EPOCH = datetime(1980, 1, 1)
# What XML 1.0 has no place for.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_bytes(report: Report) -> bytes:
    """Give the workbook; raises OutputError where openpyxl is missing."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise OutputError("-f xlsx needs openpyxl; pip install 'claimcheck-news[xlsx]'") from None
    book = Workbook()
    book.properties.created = book.properties.modified = EPOCH
    book.properties.creator = "claimcheck"
    header, *rows = table(report)
    _fill(book.active, "Claims", [header, *rows])
    _fill(book.create_sheet(), "Discrepancies", [list(DISPUTES), *_disputes(report)])
    _fill(book.create_sheet(), "About", _about(report))
    made = BytesIO()
    book.save(made)
    return _undated(made.getvalue())


def _disputes(report: Report) -> list[list[object]]:
    labels = {event.id: event.label for event in report.events}
    still_open = {found.id for found in report.undecided}
    return [
        [
            d.id,
            d.event,
            labels.get(d.event),
            d.measure,
            d.kind,
            d.severity,
            d.gap,
            d.ratio,
            d.summary,
            "; ".join(f"{range_text(s.low, s.high)}: {', '.join(s.sources)}" for s in d.sides),
            "yes" if d.id in still_open else "no",
        ]
        for d in report.discrepancies
    ]


def _about(report: Report) -> list[list[object]]:
    rows: list[list[object]] = [["claimcheck", report.claimcheck], ["rules", report.rules]]
    rows += [["not read", f"{document.path}: {document.skipped}"] for document in report.skipped]
    if report.part is not None:
        rows.append(["part", report.part])
    if report.convention is not None:
        labels = {event.id: event.label for event in report.events}
        rows.append(["convention", convention_line(report)])
        rows.append(["toll", "event", "measure", "figure", "low", "high", "sources", "context"])
        rows += [
            ["", labels.get(t.event), t.measure, f.name, f.low, f.high, "; ".join(f.sources), f.context]
            for t in report.tolls
            for f in t.figures
        ]
    return rows


def _fill(sheet: Any, title: str, rows: list[list[object]]) -> None:
    from openpyxl.cell.cell import TYPE_STRING
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = title
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                text = _ILLEGAL.sub("", printable(value))[:LONGEST]
                cell.value = text
                cell.data_type = TYPE_STRING  # "=1+1" is a text like another
                cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
                widths[column] = max(widths.get(column, 8), min(WIDEST, len(text) + 2))
            else:
                cell.value = int(value) if isinstance(value, float) and value.is_integer() else value
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _undated(data: bytes) -> bytes:
    """Give the workbook with no time of its making in it."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(ZipInfo(name, EPOCH.timetuple()[:6]), content, ZIP_DEFLATED)
    return made.getvalue()
