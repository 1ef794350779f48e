"""The claims alone, one a line, for the eye and for grep: place, figure, of whom, measure, who says so."""

from claimcheck.report.view import DOUBTFUL, clean, figure_of, speaker
from claimcheck.result import Report
from claimcheck.wording import measured


def render(report: Report) -> str:
    """Give a line for each claim: "homs.txt:17:31: 8 people killed — Syrian state media"."""
    articles = {article.id: article for article in report.articles}
    lines = []
    for claim in report.claims:
        amount = figure_of(claim)
        of = "of " if claim.quantity.modifier == "vague" and amount.endswith("s") else ""
        counted = clean(claim.counted.text)
        said = clean(measured(amount, claim.measure, f"{of}{counted}" if counted else None))
        doubt = f" (doubtful, {claim.confidence:.2f})" if claim.confidence < DOUBTFUL else ""
        place = f"{clean(claim.path)}:{claim.line}:{claim.column}"
        lines.append(f"{place}: {said} — {speaker(claim, articles)}{doubt}\n")
    return "".join(lines)
