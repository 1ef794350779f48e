"""The report as JSON Lines: one object a line, its ``type`` first, for tools that read a stream."""

from collections.abc import Iterable, Iterator

from claimcheck.models import Frozen
from claimcheck.report.view import in_json
from claimcheck.result import Report


def render(report: Report) -> str:
    """Give a line for each document, article, claim, event, discrepancy, unused number and decision."""
    return "".join(line + "\n" for line in lines(report))


def lines(report: Report) -> Iterator[str]:
    """Give the lines one by one, without their breaks."""
    yield from _objects("document", report.documents)
    yield from _objects("article", report.articles)
    yield from _objects("claim", report.claims)
    yield from _objects("event", report.events)
    yield from _objects("discrepancy", report.discrepancies)
    yield from _objects("unused", report.unused)
    if report.convention is not None:
        yield from _objects("convention", (report.convention,))
        yield from _objects("toll", report.tolls)
    yield from _objects("decision", (*report.decisions, *report.unmatched_decisions))


def _objects(kind: str, values: Iterable[Frozen]) -> Iterator[str]:
    for value in values:
        body = in_json(value)[1:]
        # JSON escapes every line break but these, which some readers of lines take for one.
        for mark in ("\x85", "\u2028", "\u2029"):
            body = body.replace(mark, f"\\u{ord(mark):04x}")
        yield f'{{"type":"{kind}",{body}'
