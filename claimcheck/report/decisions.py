"""Put decisions in words, the same in every report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.models import DecidedClaim, Decision
from claimcheck.report.view import clean, count
from claimcheck.result import Report
from claimcheck.review import VERDICTS
from claimcheck.review_file import CLAIM_KEYS, KEYS
from claimcheck.subjects import Subject, Subjects, open_pairs

# What a reviewer can say on the page: of a discrepancy, and of two events that may be one.
OFFERED: dict[str, str] = {verdict: label for verdict, label in VERDICTS.items() if verdict != "same-event"}
OFFERED_OF_PAIRS: dict[str, str] = {verdict: VERDICTS[verdict] for verdict in ("same-event", "not-same-event")}
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the page's words."""

    fingerprint: str
    verdict: str
    label: str
    wrong: str  # the claims that are meant, where the verdict is about some of them
    note: str
    by: str
    at: str
    summary: str


def decided(decision: Decision) -> Decided:
    """The decision as the page prints it."""
    label = VERDICTS[decision.verdict]
    return Decided(
        decision.fingerprint,
        decision.verdict,
        label,
        wrong_claims(decision),
        decision.note,
        decision.by,
        decision.at,
        decision.summary,
    )


def wrong_claims(decision: Decision) -> str:
    """The claims that were marked as wrong, by figure and source: "11, Amaq"; "" for none."""
    marked = [claim for claim in decision.claims if claim.wrong]
    return "; ".join(", ".join(shortened(clean(part)) for part in (c.figure, c.source) if part) for c in marked)


def shortened(text: str) -> str:
    """A name as one line can hold it."""
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def decision_text(decision: Decision) -> str:
    """The decision in one line: "Explained — Ann, 2026-03-01: one counts both days"."""
    who = ", ".join(clean(part) for part in (decision.by, decision.at) if part)
    wrong = wrong_claims(decision)
    text = VERDICTS[decision.verdict] + (f" ({wrong})" if wrong else "") + (f" — {who}" if who else "")
    return f"{text}: {clean(decision.note)}" if decision.note else text


def verdict_lines(report: Report) -> dict[str, str]:
    """A discrepancy's id → what to print below its summary; a reopened one says so."""
    lines = {}
    for decision in report.decisions:
        text = decision_text(decision)
        for id in decision.discrepancies:
            lines[id] = f"✔ {text}" if decision.state == "decided" else f"✎ open again, a side is new since: {text}"
    return lines


def corrections(report: Report) -> list[str]:
    """A line for each decision that corrects events or claims, and is about no discrepancy any more."""
    return [
        f"{clean(decision.summary) or decision.fingerprint}: {decision_text(decision)}"
        for decision in report.decisions
        if decision.state == "applied"
    ]


def unmatched(report: Report) -> list[str]:
    """A line for each decision that has found nothing here."""
    return [
        f"{clean(decision.summary) or decision.fingerprint}: {decision_text(decision)}"
        for decision in report.unmatched_decisions
    ]


def reviewed(report: Report) -> str:
    """How far the review is: "2 of 5 decided"; "" where nobody has begun."""
    if not report.decisions and not report.unmatched_decisions:
        return ""
    done = len(report.discrepancies) - len(report.undecided)
    return f"{done} of {count(len(report.discrepancies), 'discrepancy')} decided"


def page_keys(report: Report) -> dict[str, str]:
    """A discrepancy's id → the fingerprint under which the page saves a decision: the decided ones' own."""
    subjects, decided = Subjects(report), report.verdicts
    return {
        found.id: decided[found.id].fingerprint if found.id in decided else subjects.of_discrepancy(found).fingerprint
        for found in report.discrepancies
    }


def subjects_as_json(report: Report) -> dict[str, dict[str, Any]]:
    """What a decision made on the page holds besides the verdict: key of the discrepancy, or of the pair → fields."""
    subjects, keys = Subjects(report), page_keys(report)
    told = {keys[found.id]: _fields(subjects.of_discrepancy(found)) for found in report.discrepancies}
    pairs = (subjects.of_pair(one, other) for one, other in open_pairs(report))
    return told | {subject.fingerprint: _fields(subject) for subject in pairs}


def _fields(subject: Subject) -> dict[str, Any]:
    return {"summary": subject.summary, "measure": subject.measure, "claims": _claims(subject.claims)}


def _claims(claims: Sequence[DecidedClaim]) -> list[dict[str, Any]]:
    return [
        {key: getattr(claim, key) for key in CLAIM_KEYS} | ({"wrong": True} if claim.wrong else {}) for claim in claims
    ]


def as_json(report: Report) -> dict[str, dict[str, Any]]:
    """The decisions for the page's script: fingerprint → the fields that it writes back."""
    return {
        decision.fingerprint: {key: getattr(decision, key) for key in KEYS if key != "fingerprint"}
        | {"claims": _claims(decision.claims)}
        for decision in sorted((*report.decisions, *report.unmatched_decisions), key=lambda d: d.fingerprint)
    }
