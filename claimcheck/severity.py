"""How grave a discrepancy is: points from a table, and what they come to.

What moves a reader most is counted: the people it is about, how far the figures are apart, that named
sources stand against each other; vague words and updates of a toll weigh less.
"""

from collections.abc import Callable, Sequence

from claimcheck.models import DiscrepancyKind, Severity
from claimcheck.values import Mention
from claimcheck.voices import independent

GRAVE = frozenset({"killed", "injured", "missing", "captured", "detained", "infected", "displaced", "controls"})
LOOSE = frozenset({"vague", "about"})

Sides = Sequence[Sequence[Mention]]
Feature = Callable[[DiscrepancyKind, float | None, Sides], bool]


def _cited(sides: Sides) -> int:
    """On how many sides somebody is cited."""
    return sum(any(m.speech is not None for m in independent(side)) for side in sides)


FEATURES: tuple[tuple[str, int, Feature], ...] = (
    ("people's lives or ground", 1, lambda kind, ratio, sides: sides[0][0].role.measure in GRAVE),
    ("a fifth apart", 1, lambda kind, ratio, sides: ratio is not None and ratio >= 1.2),
    ("more than twice", 1, lambda kind, ratio, sides: ratio is not None and ratio >= 2),
    ("sources against each other", 1, lambda kind, ratio, sides: _cited(sides) > 1),
    (
        "denied, others counted, or shares that don't fill",
        1,
        lambda kind, ratio, sides: kind in ("denial", "who", "complement"),
    ),
    ("updated since", -2, lambda kind, ratio, sides: kind == "revision"),
    ("a side of loose words only", -2, lambda kind, ratio, sides: _loose(sides)),
)
HIGH, MEDIUM = 3, 2


def severity(kind: DiscrepancyKind, ratio: float | None, sides: Sides) -> Severity:
    """High, medium or low, by the points of the features that hold."""
    points = sum(weight for _, weight, holds in FEATURES if holds(kind, ratio, sides))
    return "high" if points >= HIGH else "medium" if points >= MEDIUM else "low"


def _loose(sides: Sides) -> bool:
    return any(all(m.number.modifier in LOOSE for m in side) for side in sides)
