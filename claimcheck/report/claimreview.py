"""The reviewed discrepancies as schema.org ``ClaimReview``, in JSON-LD: a list of reviews.

Only what a person has decided is a review: a conflict, figures that agree after all, or a difference that
is explained. Verdicts that correct claimcheck itself (a wrong number, another event) are none. What it can't
know is left out: the address of the published check (``url``), which a newsroom adds before it publishes.
"""

import json
from typing import Any

from claimcheck.models import Article, Claim, Decision, Discrepancy, Side
from claimcheck.report.view import clean
from claimcheck.result import Report

# The verdict in words; the words are the rating, for "who is right" has no scale here.
RATINGS: dict[str, str] = {
    "conflict": "Sources contradict each other",
    "same-figure": "Sources agree",
    "explained": "Difference explained",
}


def render(report: Report) -> str:
    """Give the reviews as a JSON list, in the order of the report; an empty one if nothing is reviewed."""
    claims = {claim.id: claim for claim in report.claims}
    articles = {article.id: article for article in report.articles}
    verdicts = report.verdicts
    reviews = [
        _review(found, verdicts[found.id], claims, articles)
        for found in report.discrepancies
        if found.id in verdicts and verdicts[found.id].verdict in RATINGS
    ]
    return json.dumps(reviews, ensure_ascii=True, indent=1) + "\n"


def _review(
    found: Discrepancy, decision: Decision, claims: dict[str, Claim], articles: dict[str, Article]
) -> dict[str, Any]:
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": clean(found.summary),
        "reviewRating": {"@type": "Rating", "alternateName": RATINGS[decision.verdict]},
        "itemReviewed": [_side(side, claims, articles) for side in found.sides],
    }
    if decision.at:
        review["datePublished"] = decision.at
    if decision.by:
        review["author"] = {"@type": "Person", "name": clean(decision.by)}
    if decision.note:
        review["reviewBody"] = clean(decision.note)
        review["reviewRating"]["ratingExplanation"] = clean(decision.note)
    return review


def _side(side: Side, claims: dict[str, Claim], articles: dict[str, Article]) -> dict[str, Any]:
    """One side as a schema.org ``Claim``: its words, who makes it, where it appears."""
    made = [claims[claim] for claim in side.claims if claim in claims]
    item: dict[str, Any] = {"@type": "Claim"}
    if made:
        item["text"] = clean(made[0].sentence)
    # A cited source may be a person or a body: schema.org's Thing covers both without a guess.
    item["author"] = [{"@type": "Thing", "name": clean(source)} for source in side.sources]
    item["appearance"] = [_appearance(claim, articles.get(claim.article)) for claim in made]
    return item


def _appearance(claim: Claim, article: Article | None) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "identifier": clean(f"{claim.path}:{claim.line}")}
    if article is not None:
        for key, value in (("headline", article.title), ("datePublished", article.published)):
            if value:
                work[key] = clean(value)
        if article.publisher:
            work["publisher"] = {"@type": "Organization", "name": clean(article.publisher)}
    return work
