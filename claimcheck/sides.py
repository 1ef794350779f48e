"""Sort the figures of one event and measure into sides: sets of figures that agree.

Comes in: the mentions of one event, measure and unit. A *figure* is all of them that say the same of the same
people. Goes out: the sides, lowest first. Every two figures of different sides conflict, or one of them is
an open range that meets a third ("at least 73" beside 56, 85 and 160); a figure that agrees with all sides
is on none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isinf

from claimcheck.bounds import bounds
from claimcheck.comparability import is_part, is_running, standing
from claimcheck.comparison import Level, compare
from claimcheck.comparison_rules import ComparisonRules
from claimcheck.values import Mention
from claimcheck.voices import voice

FALLING = frozenset({"missing", "trapped"})  # measures of which a later figure may well be the smaller one
MOST_SETS = 12  # of one event and measure that are held apart
MOST_FIGURES = 200  # of one event and measure; what is beyond has the fewest mentions


@dataclass(frozen=True, slots=True)
class Figure:
    """Mentions that say the same; ``accounts`` are the pairs of article and voice it stands in."""

    mentions: tuple[Mention, ...]
    low: float
    high: float
    accounts: frozenset[tuple[str, str]]

    @property
    def head(self) -> Mention:
        """The surest of its mentions, to compare by."""
        return self.mentions[0]


def figures_of(mentions: Sequence[Mention], rules: ComparisonRules) -> list[Figure]:
    """The distinct figures, the best attested first."""
    alike: dict[tuple[object, ...], list[Mention]] = {}
    for m in mentions:
        stated = m.setting.stated
        where = tuple(place.id for place in m.setting.places) if "place" in stated else ()
        when = (m.setting.start, m.setting.end) if "time" in stated else ()
        flags = (standing(m), is_running(m), m.role.tentative, m.number.change, m.number.modifier)
        of_whom = m.role.counted_kind if m.unit == "person" else m.role.counted
        alike.setdefault((bounds(m, rules), of_whom, flags, where, when), []).append(m)
    figures = []
    for group in alike.values():
        group.sort(key=lambda m: (-m.confidence, m.path, m.number.start))
        low, high = bounds(group[0], rules)
        figures.append(Figure(tuple(group), low, high, frozenset((_told_in(m), voice(m)) for m in group)))
    figures.sort(key=_standing)
    return figures[:MOST_FIGURES]


def _told_in(mention: Mention) -> str:
    """The article, or the post of a live page: what a later post says may replace an earlier one's."""
    entry = mention.sentence.entry
    return f"{mention.article}#{entry}" if entry else mention.article


def _standing(figure: Figure) -> tuple[bool, bool, int, float, float, float, str, int]:
    """Wholes before parts, figures before vague words, then those in most accounts."""
    head = figure.head
    vague = head.number.modifier == "vague"
    order = (-len(figure.accounts), -head.confidence, figure.low, figure.high)
    return (is_part(head), vague, *order, head.path, head.number.start)


class Levels:
    """How the figures stand to each other, asked for once a pair."""

    def __init__(self, rules: ComparisonRules) -> None:
        self._rules = rules
        self._known: dict[tuple[str, str], Level] = {}

    def between(self, left: Figure, right: Figure) -> Level:
        """The level of two figures; one account's two figures are not held against each other."""
        key = (min(left.head.id, right.head.id), max(left.head.id, right.head.id))
        if key not in self._known:
            level = compare(left.head, right.head, self._rules).level
            if level in ("conflicting", "complement", "who") and one_account(left, right):
                level = "incomparable"
            self._known[key] = level
        return self._known[key]

    def conflict(self, left: Figure, right: Figure) -> bool:
        """Whether the two can't both be right."""
        return self.between(left, right) in ("conflicting", "complement")


def one_account(left: Figure, right: Figure) -> bool:
    """Whether some article gives both in one voice, and doesn't say that one replaces the other.

    Such an article mostly speaks of two things ("15 died in the first raid, six in the second"), and so do
    the others that give one of the two.
    """
    if not left.accounts & right.accounts:
        return False
    changes = {left.head.number.change, right.head.number.change}
    if changes == {"from", "to"} or (len(changes) == 2 and "earlier" in changes):
        return False
    # "The toll is 11, up from nine": but "homicides fell from 18,000" tells of two years.
    old, new = (left, right) if left.head.number.change == "from" else (right, left)
    if left.head.role.measure in FALLING:
        return changes != {"from", None}  # "seven are unaccounted for, down from 26"
    return changes != {"from", None} or old.head.unit != "person" or old.low >= new.low


def comparable_sets(figures: Sequence[Figure], levels: Levels) -> list[list[Figure]]:
    """The disputed figures in sets within which every two may be compared; the best attested lead.

    Each figure is in one set. Two that conflict, and that others keep out of each other's sets, make a further one.
    """
    sets: list[list[Figure]] = []
    disputed = [(a, b) for a, b in combinations(figures, 2) if levels.conflict(a, b)]
    # What conflicts with nothing would only keep others out of a set.
    for figure in (f for f in figures if any(f is a or f is b for a, b in disputed)):
        for members in sets:
            if all(_comparable(levels, figure, member) for member in members):
                members.append(figure)
                break
        else:
            sets.append([figure])
    told = {_ranges(a, b) for members in sets for a, b in combinations(members, 2)}
    for one, other in disputed:
        vague = "vague" in (one.head.number.modifier, other.head.number.modifier)
        if not vague and _ranges(one, other) not in told and len(sets) < MOST_SETS:
            told.add(_ranges(one, other))
            sets.append([one, other])
    return sets


def _ranges(one: Figure, other: Figure) -> tuple[tuple[float, float], tuple[float, float]]:
    """The two figures as they are held against each other, whoever gives them."""
    low, high = sorted(((one.low, one.high), (other.low, other.high)))
    return low, high


def _comparable(levels: Levels, one: Figure, other: Figure) -> bool:
    return levels.between(one, other) not in ("incomparable", "who")


def sort_into_sides(figures: Sequence[Figure], levels: Levels) -> list[list[Figure]]:
    """The sides, lowest first; an empty list if nothing conflicts."""
    disputed = [f for f in figures if any(levels.conflict(f, other) for other in figures if other is not f)]
    if not disputed:
        return []
    sides: list[list[Figure]] = []
    # Closed ranges first: they make the sides, open ones ("at least 20") join the nearest that they meet.
    for figure in sorted(disputed, key=lambda f: (isinf(f.low) or isinf(f.high), f.low, f.high, f.head.id)):
        fitting = [side for side in sides if not any(levels.conflict(figure, member) for member in side)]
        if not fitting:
            sides.append([figure])
        elif isinf(figure.low):
            max(fitting, key=_place).append(figure)
        else:
            min(fitting, key=_place).append(figure)
    sides = _without_the_undecided(sides, levels)
    return sorted(sides, key=_place) if len(sides) > 1 else []


def _without_the_undecided(sides: list[list[Figure]], levels: Levels) -> list[list[Figure]]:
    """Two sides of which every figure conflicts with every one across: what meets both sides leaves.

    With three sides and more a figure may meet one of the others.
    """
    while len(sides) == 2:
        crossing = [(a, b) for a in sides[0] for b in sides[1] if not levels.conflict(a, b)]
        if not crossing:
            break
        worst = max(
            (f for pair in crossing for f in pair),
            key=lambda f: (isinf(f.low) or isinf(f.high), f.high - f.low, f.head.id),
        )
        sides = [side for side in ([f for f in members if f is not worst] for members in sides) if side]
    return sides


def shared(side: Sequence[Figure]) -> tuple[float, float]:
    """The interval that a side's figures share; the narrowest one's where only a tolerance joins them."""
    low, high = max(f.low for f in side), min(f.high for f in side)
    if low <= high:
        return low, high
    exact = min(side, key=lambda f: (f.high - f.low, f.low))
    return exact.low, exact.high


def pairs_across(sides: Sequence[Sequence[Figure]]) -> list[tuple[Figure, Figure]]:
    """Every two figures of different sides."""
    return [(a, b) for one, other in combinations(sides, 2) for a in one for b in other]


def _place(side: Sequence[Figure]) -> tuple[float, float, str]:
    low, high = shared(side)
    return (high if isinf(low) else low, high, side[0].head.id)
