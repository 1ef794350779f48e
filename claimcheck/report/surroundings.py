"""Fetch the texts that a report was made from, to show its claims in their surroundings.

Comes in: a report. Goes out: the texts of those of its files that still hold, byte for byte, what was read
then (by ``sha256``). What has moved, changed or came from standard input is left out; its claims are shown by
their sentence alone.
"""

from pathlib import Path

from claimcheck.reading import read_file
from claimcheck.result import Report


def texts_of(report: Report) -> dict[str, str]:
    """Path → decoded text, for the documents that claims or unused numbers come from."""
    wanted = {claim.path for claim in report.claims} | {unused.path for unused in report.unused}
    texts = {}
    for document in report.documents:
        if document.path in wanted and document.sha256 is not None and _is_file(document.path):
            again = read_file(Path(document.path))
            if again.sha256 == document.sha256 and again.skipped is None:
                texts[document.path] = again.text
    return texts


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # a name that no system takes
        return False
