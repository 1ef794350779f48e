"""The report as JSON: all of it, in the order and with the names of ``schema_version`` 1."""

from claimcheck.report.view import in_json
from claimcheck.result import Report


def render(report: Report) -> str:
    """Give the report as one JSON object, a key a line, letters of all scripts as they are."""
    return in_json(report, indent=1) + "\n"
