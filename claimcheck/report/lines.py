"""The claims alone, one a line, for the eye and for grep: place, figure, of whom, measure, who says so."""

from claimcheck.report.view import clean, figure_of, joint, of_whom, speaker
from claimcheck.result import Report
from claimcheck.wording import measured


def render(report: Report) -> str:
    """Give a line for each claim: "homs.txt:17:31: 8 people killed — Syrian state media"."""
    articles = {article.id: article for article in report.articles}
    lines = []
    for claim in report.claims:
        amount = figure_of(claim)
        people = of_whom(claim)
        counted = f"{joint(claim, amount)}{people}".strip() if people else None
        said = clean(measured(amount, claim.measure, counted))
        doubt = f" (doubtful, {claim.confidence:.2f})" if claim.confidence < report.min_confidence else ""
        place = f"{clean(claim.path)}:{claim.line}:{claim.column}"
        lines.append(f"{place}: {said} — {speaker(claim, articles)}{doubt}\n")
    return "".join(lines)
