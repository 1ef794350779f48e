"""Draw the figures: a strip per source on a shared axis, and the toll over time, as inline SVG.

Comes in: intervals with their modifiers, or dated figures per source. Goes out: safe markup. Places across
are percentages, places down a timeline are pixels, so a picture fills whatever width it gets and its text
keeps its size. Shapes are told apart by form as well as by colour: a dot is exact, a ring "more than" or
"less than", a bar a range, a dashed bar "about", a hatched one a vague word, an arrow an open end. The shapes
named by ``#`` are defined once in the page (``page/shapes.svg``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from claimcheck.models import Modifier
from claimcheck.report.scales import Scale, make_scale, spread_labels, tick_label

MIDDLE = "50%"  # a strip is as high as its row
SAMPLE = 28  # pixels
AXIS = 20
TIMELINE = 190
TOP, BOTTOM = 12, 160  # between these pixels a timeline's values lie
SERIES = 6  # so many lines have a colour and a shape of their own; the rest are grey
SHAPES = ("dot", "square", "diamond", "triangle", "cross", "ring")


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure to draw. ``side`` is the letter of the side it is on ("a", "b" …), "" if on none."""

    low: float | None
    high: float | None
    modifier: Modifier
    side: str = ""

    @property
    def ends(self) -> tuple[float, ...]:
        """The ends that are known."""
        return tuple(end for end in (self.low, self.high) if end is not None)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a moment; ``when`` counts minutes, ``label`` is how the day is written."""

    when: int
    label: str
    interval: Interval


def scale_for(intervals: Sequence[Interval]) -> Scale:
    """The axis that all these share."""
    return make_scale(end for interval in intervals for end in interval.ends)


def axis(scale: Scale) -> Markup:
    """The axis with the values it names."""
    places = [scale.at(tick) for tick in scale.ticks]
    shown = spread_labels(places, 11.0)
    labels = [
        Markup('<text x="{}%" y="14" text-anchor="middle">{}</text>').format(place, tick_label(tick))
        for tick, place, fits in zip(scale.ticks, places, shown, strict=True)
        if fits
    ]
    return _svg("axis", AXIS, labels)


def strip(intervals: Sequence[Interval], scale: Scale) -> Markup:
    """One source's figures on the axis."""
    return _svg("strip", "100%", [_grid(scale), *(_mark(interval, scale) for interval in intervals)])


def _grid(scale: Scale) -> Markup:
    """A line at each value that the axis names: one path, stretched to the strip."""
    path = "".join(f"M{scale.at(tick):g} 0v1" for tick in scale.ticks)
    return Markup('<svg viewBox="0 0 100 1" preserveAspectRatio="none"><path class="grid" d="{}"/></svg>').format(path)


def _mark(interval: Interval, scale: Scale) -> Markup:
    """The shape of an interval, in the colour of its side."""
    low, high = interval.low, interval.high
    shape = "ring" if interval.modifier in ("more_than", "less_than") else "dot"
    if low is None and high is None:
        return Markup("")
    if high is None and low is not None:
        inner = _line(scale.at(low), MIDDLE, 98, MIDDLE, "reach") + _use("to-right", 99, MIDDLE)
        inner += _use(shape, scale.at(low), MIDDLE)
    elif low is None and high is not None:
        inner = _line(1.5, MIDDLE, scale.at(high), MIDDLE, "reach") + _use("to-left", 0.5, MIDDLE)
        inner += _use(shape, scale.at(high), MIDDLE)
    elif low == high and low is not None:
        inner = _use("dot", scale.at(low), MIDDLE)
    else:
        assert low is not None and high is not None  # the branches above took the open ends
        left = scale.at(low)
        inner = Markup(
            '<rect class="{}" x="{}%" y="50%" width="{}%" height="10" rx="2" transform="translate(0-5)"/>'
        ).format(
            {"about": "near", "vague": "vague"}.get(interval.modifier, "bar"),
            left,
            max(0.8, round(scale.at(high) - left, 1)),
        )
    return Markup('<g class="side-{}">{}</g>').format(interval.side or "none", inner)


def timeline(series: Sequence[Sequence[Point]]) -> Markup:
    """The figures over time: a stepped line per series, oldest point first in each.

    The value drawn is the figure itself; for a range its middle, with a bar over the whole of it.
    """
    points = [point for line in series for point in line]
    if not points:
        return Markup("")
    scale = make_scale(end for point in points for end in point.interval.ends)
    first, last = min(p.when for p in points), max(p.when for p in points)

    def across(point: Point) -> float:
        return round(12 + 80 * (point.when - first) / max(1, last - first), 1)

    def down(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * scale.at(value) / 100, 1)

    drawn = []
    for tick in scale.ticks:
        drawn.append(_line(9, down(tick), 100, down(tick), "grid"))
        drawn.append(
            Markup('<text x="7.5%" y="{}" text-anchor="end">{}</text>').format(down(tick) + 4, tick_label(tick))
        )
    days = {point.label: across(point) for point in sorted(points, key=lambda p: -p.when)}
    ordered = sorted(days.items(), key=lambda item: item[1])
    for (label, place), fits in zip(ordered, spread_labels([p for _, p in ordered], 24.0), strict=True):
        if fits:
            anchor = "end" if place > 86 else "middle"
            drawn.append(_line(place, BOTTOM, place, BOTTOM + 6, "tick"))
            drawn.append(
                Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>').format(place, BOTTOM + 21, anchor, label)
            )
    for index, line in enumerate(series):
        drawn.append(_steps([(across(p), p.interval) for p in line], index, down))
    return _svg("timeline", TIMELINE, drawn)


def _steps(line: Sequence[tuple[float, Interval]], index: int, down: Callable[[float], float]) -> Markup:
    """One source's line. Of several figures at one moment the last is the one that it goes on from."""
    parts: list[Markup] = []
    for (place, interval), (next_place, following) in pairwise(line):
        if place != next_place:
            height, next_height = down(middle(interval)), down(middle(following))
            parts.append(_line(place, height, next_place, height, "step"))
            parts.append(_line(next_place, height, next_place, next_height, "step"))
    for place, interval in line:
        if len(interval.ends) == 2 and interval.low != interval.high:
            parts.append(_line(place, down(interval.ends[0]), place, down(interval.ends[1]), "spread"))
    parts += [_use(series_shape(index), place, down(middle(interval))) for place, interval in line]
    return Markup('<g class="{}">{}</g>').format(series_class(index), Markup("").join(parts))


def middle(interval: Interval) -> float:
    """The value that stands for an interval: its only known end, or the middle of the two."""
    return sum(interval.ends) / max(1, len(interval.ends))


def series_class(index: int) -> str:
    """The class that colours a line of a timeline."""
    return f"line-{index + 1 if index < SERIES else 'more'}"


def series_shape(index: int) -> str:
    """The shape that marks the points of a line of a timeline."""
    return SHAPES[index % len(SHAPES)]


def key(index: int) -> Markup:
    """The small picture that explains a timeline's line in its legend."""
    return Markup('<svg class="key {}" width="26" height="14" aria-hidden="true">{}{}</svg>').format(
        series_class(index),
        Markup('<line class="step" x1="0" y1="7" x2="26" y2="7"/>'),
        Markup('<use href="#{}" x="13" y="7"/>').format(series_shape(index)),
    )


def _svg(name: str, height: int | str, parts: Sequence[Markup]) -> Markup:
    return Markup('<svg class="{}" width="100%" height="{}" aria-hidden="true">{}</svg>').format(
        name, height, Markup("").join(parts)
    )


def _line(x1: float, y1: float | str, x2: float, y2: float | str, name: str) -> Markup:
    return Markup('<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(name, x1, y1, x2, y2)


def _use(shape: str, x: float, y: float | str) -> Markup:
    if shape == "dot":  # the commonest; a browser is done with it sooner than with a reference
        return Markup('<circle class="solid" r="5.5" cx="{}%" cy="{}"/>').format(x, y)
    return Markup('<use href="#{}" x="{}%" y="{}"/>').format(shape, x, y)


def sample(interval: Interval) -> Markup:
    """The shape of an interval, small, for the page's explanations; its axis goes from 0 to 10."""
    scale = make_scale([0.0, 10.0])
    return Markup('<svg class="key" width="64" height="{}" aria-hidden="true">{}</svg>').format(
        SAMPLE, _mark(interval, scale)
    )
