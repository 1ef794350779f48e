"""The interval of a claim, and how two intervals stand to each other.

Bounds are inclusive; an open end is infinite. Measured quantities are compared in their base unit.
"""

from math import inf, log10

from claimcheck.comparison_rules import ComparisonRules
from claimcheck.values import Mention


def bounds(mention: Mention, rules: ComparisonRules) -> tuple[float, float]:
    """The interval to compare, in the base unit where there is one; open ends are infinite."""
    number = mention.number
    low, high = number.low, number.high
    if number.base_unit is not None and (number.base_low is not None or number.base_high is not None):
        low, high = number.base_low, number.base_high
    if number.modifier == "about" and low is not None and low == high:
        return low - abs(low) * rules.about, low + abs(low) * rules.about
    return (-inf if low is None else low), (inf if high is None else high)


def unit_of(mention: Mention) -> str:
    """The unit to compare in: the base unit of a measured quantity, else what is counted."""
    return mention.number.base_unit or mention.unit


def ranges_meet(left: Mention, right: Mention, rules: ComparisonRules) -> bool:
    """Whether the two intervals share a number."""
    (low, high), (other_low, other_high) = bounds(left, rules), bounds(right, rules)
    return low <= other_high and other_low <= high


def figures_equal(left: Mention, right: Mention, rules: ComparisonRules) -> bool:
    """Whether both give the same number, whatever its modifier ("8", "at least 8"); no vague words."""
    if "vague" in (left.number.modifier, right.number.modifier):
        return False
    return ranges_meet(left, right, rules) and _figure(left) == _figure(right)


def missing_share(left: Mention, right: Mention, rules: ComparisonRules) -> float | None:
    """By how many percentage points two opponents' shares of one territory miss the hundred.

    None if they aren't such shares: only ``controls``, in percent, one of more than half and one of less.
    """
    if left.role.measure != "controls" or unit_of(left) != "percent":
        return None
    (low, high), (other_low, other_high) = sorted((bounds(left, rules), bounds(right, rules)))
    if not (high < 50 < other_low):
        return None
    return max(0.0, 100 - high - other_high, low + other_low - 100)


def one_rounds_the_other(left: Mention, right: Mention, rules: ComparisonRules) -> bool:
    """Whether a round figure stands beside one that it rounds: "1.2 million", 1,214,000; never 10, 11."""
    pairs = (bounds(left, rules), bounds(right, rules))
    if any(low != high for low, high in pairs):
        return False
    values = [low for low, _ in pairs]
    steps = [_step(value) for value in values]
    coarse = 0 if steps[0] >= steps[1] else 1
    value, exact = values[coarse], values[1 - coarse]
    small = unit_of(left) != "percent" and abs(value) < 1000
    if small or steps[0] == steps[1]:
        return False
    return abs(value - exact) <= min(steps[coarse] / 2, abs(value) * rules.rounding)


def times_apart(left: Mention, right: Mention, rules: ComparisonRules) -> float:
    """How many times the nearest end of the larger interval is that of the smaller; 1 if they meet."""
    (_, high), (other_low, _) = sorted((bounds(left, rules), bounds(right, rules)))
    if other_low <= high or other_low in (inf, -inf):
        return 1.0
    return other_low / high if high > 0 else inf


def _figure(mention: Mention) -> float | None:
    number = mention.number
    return number.high if number.low is None else number.low


def _step(value: float) -> float:
    """The unit of the last digit that is not zero: 1,200,000 → 100,000; 3.4 → 0.1. 0 for a zero."""
    if value == 0:
        return 0.0
    step = 10.0 ** int(log10(abs(value)) + 1e-9)
    for _ in range(12):
        if abs(value / step - round(value / step)) < 1e-9:
            return step
        step /= 10
    return step
