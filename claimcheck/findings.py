"""A discrepancy before it is put in words."""

from dataclasses import dataclass

from claimcheck.models import DiscrepancyKind
from claimcheck.values import Mention


@dataclass(frozen=True, slots=True)
class Found:
    """Its kind, its sides with the range of each, and how far they are apart."""

    kind: DiscrepancyKind
    sides: tuple[tuple[Mention, ...], ...]
    ranges: tuple[tuple[float, float], ...]
    gap: float | None = None
    ratio: float | None = None
