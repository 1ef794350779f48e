"""The claims as a data frame, and the page as a notebook shows it."""

from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from claimcheck.report.csv import table

if TYPE_CHECKING:
    from claimcheck.result import Report

LIBRARIES = ("pandas", "polars")
HEIGHT = 640  # pixels; the page scrolls within


def to_frame(report: "Report") -> Any:
    """Give the columns of ``-f csv``, a claim a row, texts as they are.

    Raises:
        ImportError: neither pandas nor polars is installed.
    """
    names, *rows = table(report)
    columns = {str(name): [row[place] for row in rows] for place, name in enumerate(names)}
    for library in LIBRARIES:
        try:
            module = import_module(library)
        except ImportError:
            continue
        return module.DataFrame(columns)
    raise ImportError("to_frame() needs pandas or polars; install one: pip install pandas")


def in_notebook(page: str) -> str:
    """Give the page in a frame of its own, so that its style and the notebook's leave each other alone."""
    return (
        f'<iframe title="claimcheck report" style="width:100%;height:{HEIGHT}px;border:0" '
        f'sandbox="allow-scripts allow-downloads" srcdoc="{escape(page)}"></iframe>'
    )
