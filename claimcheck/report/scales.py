"""Where a value lies on a plot's axis, and which values the axis names.

Comes in: the figures that one picture shows. Goes out: a scale whose positions are percentages of the
picture's width, so that a picture fits any screen. An axis starts at zero unless the figures lie close
together far from it (93 and 98 percent); it is logarithmic where the largest is ``LOG_FROM`` times the
smallest. Zero has its own place left of a logarithmic axis.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

LOG_FROM = 40.0
NEAR_TOP = 0.8  # figures that all lie above this share of the largest get an axis without zero
LEFT, RIGHT = 3.0, 94.0  # percent of the width that the values use; the rest is for arrows and half dots
ZERO_SLOT = 9.0  # percent that a logarithmic axis keeps free for zero
MOST_TICKS = 5
SMALLEST = 1e-9  # what is nearer to zero is drawn as zero
LARGEST = 1e18  # beyond this a figure is no news, and floating point no longer counts


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` with the values it names."""

    low: float
    high: float
    logarithmic: bool
    has_zero: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Percent of the width at which a value lies, with one decimal; what is outside lies at the edge."""
        left = LEFT + (ZERO_SLOT if self.logarithmic and self.has_zero else 0.0)
        if self.logarithmic:
            if value <= 0:
                return LEFT
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(left + (RIGHT - left) * min(1.0, max(0.0, share)), 1)

    @property
    def remark(self) -> str:
        """What a reader must know of the axis: that it is logarithmic, or starts elsewhere than at zero."""
        if self.logarithmic:
            return "logarithmic scale"
        return "axis does not start at zero" if self.low > 0 else ""


def make_scale(values: Iterable[float]) -> Scale:
    """The scale for these values; what is not finite is left out, and no value at all gives 0 to 1."""
    shown = sorted(
        {value if abs(value) >= SMALLEST else 0.0 for value in values if abs(value) <= LARGEST}  # no NaN is
    )
    if not shown:
        return Scale(0.0, 1.0, False, True, (0.0, 1.0))
    positive = [value for value in shown if value > 0]
    if shown[0] >= 0 and positive and positive[-1] / positive[0] >= LOG_FROM:
        low, high = positive[0] / 1.25, positive[-1] * 1.25
        ticks = _log_ticks(low, high)
        if shown[0] == 0:
            ticks = (0.0, *ticks)
        return Scale(low, high, True, shown[0] == 0, ticks)
    low, high = shown[0], shown[-1]
    if low > 0 and low < NEAR_TOP * high:
        low = 0.0
    if low == high:  # one figure: from zero to it, or around a negative one
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    step = _nice((high - low) / (MOST_TICKS - 1))
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(round(index * step, 10) for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], False, ticks[0] <= 0, ticks)


def tick_label(value: float) -> str:
    """A short name for a value on an axis: 0, 2.5, 1,500, 20k, 1.5m."""
    for unit, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= (10_000 if name == "k" else unit):
            return f"{value / unit:g}{name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def _nice(step: float) -> float:
    """The next larger of 1, 2, 5, 10, 20 … (or .1, .2, .5 …)."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= step * (1 - 1e-9))


def _log_ticks(low: float, high: float) -> tuple[float, ...]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks = [10.0**decade * factor for decade in decades for factor in factors]
        ticks = [tick for tick in ticks if low <= tick <= high]
        if 2 <= len(ticks) <= MOST_TICKS:
            return tuple(ticks)
    every = math.ceil(len(ticks) / MOST_TICKS)
    return tuple(ticks[::every]) if ticks else (low, high)


def spread_labels(positions: Iterable[float], apart: float) -> list[bool]:
    """Which labels, from left to right, can be printed ``apart`` percent from each other and more."""
    shown, last = [], -math.inf
    for position in positions:
        fits = position - last >= apart
        shown.append(fits)
        last = position if fits else last
    return shown
