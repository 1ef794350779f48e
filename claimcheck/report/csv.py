"""The claims as CSV, one a row, for a spreadsheet.

A cell that a spreadsheet would take for a formula (``=``, ``+``, ``-``, ``@``, a tab or a line break first)
gets a ``'`` before it. Numbers stay numbers.
"""

import csv
import io

from claimcheck.models import Claim
from claimcheck.report.decisions import decision_text
from claimcheck.report.view import figure_of, printable
from claimcheck.result import Report

COLUMNS = (
    "id",
    "event",
    "label",
    "figure",
    "low",
    "high",
    "modifier",
    "unit",
    "measure",
    "counted",
    "counted_kind",
    "attribution",
    "source",
    "source_kind",
    "origin",
    "publisher",
    "published",
    "path",
    "line",
    "column",
    "section",
    "sentence",
    "time",
    "place",
    "part_of",
    "denied",
    "confidence",
    "decided",
)
FORMULA = ("=", "+", "-", "@", "\t", "\n")


def render(report: Report) -> str:
    """Give a header and a row for each claim, in the order of the report; empty where nothing is known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in table(report):
        writer.writerow([safe(cell) for cell in row])
    return printable(out.getvalue())


def table(report: Report) -> list[list[object]]:
    """Give the rows as they are, the names of the columns first; None where nothing is known."""
    rows: list[list[object]] = [list(COLUMNS)]
    labels = {event.id: event.label for event in report.events}
    articles = {article.id: (article.publisher, article.published) for article in report.articles}
    verdicts = _verdicts(report)
    for claim in report.claims:
        publisher, published = articles.get(claim.article, (None, None))
        known = _row(claim, labels.get(claim.event), publisher, published)
        rows.append([*known, verdicts.get(claim.id)])
    return rows


def _verdicts(report: Report) -> dict[str, str]:
    """A claim's id → what was decided about the discrepancies it is in."""
    decided = report.verdicts
    told: dict[str, list[str]] = {}
    for found in report.discrepancies:
        if found.id in decided:
            for claim in (claim for side in found.sides for claim in side.claims):
                told.setdefault(claim, []).append(decision_text(decided[found.id]))
    return {claim: "; ".join(dict.fromkeys(texts)) for claim, texts in told.items()}


def _row(claim: Claim, label: str | None, publisher: str | None, published: str | None) -> list[object]:
    quantity, attribution = claim.quantity, claim.attribution
    return [
        claim.id,
        claim.event,
        label,
        figure_of(claim),
        quantity.low,
        quantity.high,
        quantity.modifier,
        quantity.unit,
        claim.measure,
        claim.counted.text,
        claim.counted.kind,
        attribution.kind,
        attribution.source,
        attribution.source_kind,
        "; ".join(attribution.origin),
        publisher,
        published,
        claim.path,
        claim.line,
        claim.column,
        claim.section,
        claim.sentence,
        claim.time,
        claim.place,
        claim.part_of,
        "yes" if claim.denied else "no",
        claim.confidence,
    ]


def safe(cell: object) -> object:
    """Give the cell as a spreadsheet may have it: no text starts a formula; whole numbers lose their ".0"."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, str):
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        return "'" + cell if cell.lstrip(" ").startswith(FORMULA) else cell
    return cell
