"""The formats: each a function of the same report that gives text.

A new one is a module with ``render(report) -> str`` and a line in ``FORMATS``; it is imported when asked
for. ``ENDINGS`` tells the format from the name of the file to write.
"""

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from claimcheck.errors import OutputError

if TYPE_CHECKING:
    from claimcheck.result import Report

FORMATS: dict[str, str] = {
    "terminal": "claimcheck.report.terminal",
    "markdown": "claimcheck.report.markdown",
    "html": "claimcheck.report.html",
    "json": "claimcheck.report.json",
    "jsonl": "claimcheck.report.jsonl",
    "csv": "claimcheck.report.csv",
    "xlsx": "claimcheck.report.xlsx",
    "claimreview": "claimcheck.report.claimreview",
}
BINARY = frozenset({"xlsx"})  # what is no text: a module with ``render_bytes(report) -> bytes``
ENDINGS: dict[str, str] = {
    ".txt": "terminal",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".jsonld": "claimreview",
}


def render(report: "Report", name: str) -> str:
    """Give the report in the format ``name``, a key of ``FORMATS``; it ends in a line break."""
    if name in BINARY:
        raise OutputError(f"{name} is no text; claimcheck.report.render_bytes gives it")
    text: str = import_module(FORMATS[name]).render(report)
    return text if not text or text.endswith("\n") else text + "\n"


def render_bytes(report: "Report", name: str) -> bytes:
    """Give the report in the format ``name`` as the bytes of a file; text is UTF-8."""
    if name in BINARY:
        made: bytes = import_module(FORMATS[name]).render_bytes(report)
        return made
    return render(report, name).encode("utf-8", "replace")


def guess(file: str) -> str:
    """Tell the format from the ending of the file's name; raises OutputError where it says none."""
    ending = PurePath(file).suffix.casefold()
    if ending not in ENDINGS:
        raise OutputError(f"{file}: the ending tells no format; add -f with one of: {', '.join(FORMATS)}")
    return ENDINGS[ending]
