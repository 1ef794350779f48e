"""What has been decided about a discrepancy, as the page shows and saves it.

``claimcheck-review.toml`` holds these as ``[[decision]]`` tables; reading that file is another's work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

# What a reviewer can say of a discrepancy, and how the page puts it.
VERDICTS: dict[str, str] = {
    "conflict": "Conflict",
    "same-figure": "Same figure",
    "not-same-event": "Not the same event",
    "wrong-source": "Wrong source",
    "wrong-number": "Wrong number",
    "explained": "Explained",
}
OTHER_VERDICTS = {"same-event": "Same event"}  # shown where a file holds it; the page offers the ones above


class Decision(Protocol):
    """A reviewer's word on a discrepancy. ``at`` is an ISO date; ``claims`` say what it was decided on."""

    @property
    def verdict(self) -> str:
        """A key of ``VERDICTS``, or same-event."""

    @property
    def note(self) -> str:
        """Why; may be empty."""

    @property
    def by(self) -> str:
        """Who decided; may be empty."""

    @property
    def at(self) -> object:
        """The day, as ISO text or a date."""

    @property
    def summary(self) -> str:
        """The discrepancy's summary at that time."""

    @property
    def claims(self) -> Sequence[Any]:
        """Mappings or objects with path, sentence, figure and source."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the page's words."""

    verdict: str
    label: str
    note: str
    by: str
    at: str
    summary: str


def decided(decision: Decision) -> Decided:
    """The decision as the page prints it."""
    label = (VERDICTS | OTHER_VERDICTS).get(decision.verdict, decision.verdict)
    return Decided(
        decision.verdict,
        label,
        decision.note or "",
        decision.by or "",
        str(decision.at or ""),
        decision.summary or "",
    )


def as_json(decisions: Mapping[str, Decision]) -> dict[str, dict[str, Any]]:
    """The decisions for the page's script: fingerprint → the fields that it writes back."""
    return {
        fingerprint: {
            "verdict": decision.verdict,
            "note": decision.note or "",
            "by": decision.by or "",
            "at": str(decision.at or ""),
            "summary": decision.summary or "",
            "claims": [
                {name: str(_field(claim, name) or "") for name in ("path", "sentence", "figure", "source")}
                for claim in decision.claims or ()
            ],
        }
        for fingerprint, decision in sorted(decisions.items())
    }


def _field(claim: Any, name: str) -> Any:
    return claim.get(name) if isinstance(claim, Mapping) else getattr(claim, name, None)
