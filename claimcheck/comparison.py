"""Say how two claims of one event stand to each other.

Comes in: two mentions. Goes out: a level and its reason. The levels are tried in the order of ``LEVELS``
and the first test that has something to say decides:

*incomparable* they don't speak of the same thing; *who* the figures may meet, the counted can't be the
same; *same* equal bounds; *compatible* the ranges meet; *complement* shares that should fill the whole and
don't; *conflicting* the rest.

Bounds are inclusive; an open end is infinite. Swapping the two changes nothing. Known misses: who *holds* a
share is not known here, so two shares of more and of less than half are taken for two opponents'.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf, log10
from typing import Literal, Protocol

from claimcheck.rules import RuleBook, catalogue
from claimcheck.values import Mention, Place

Level = Literal["incomparable", "who", "same", "compatible", "complement", "conflicting"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two claims stand to each other, and a sentence that says why."""

    level: Level
    reason: str


class KindLinks(Protocol):
    """What the comparison asks of a kind of counted people or things."""

    @property
    def within(self) -> tuple[str, ...]:
        """The kinds that contain it."""

    @property
    def apart(self) -> tuple[str, ...]:
        """The kinds that can't be the same people."""


CountedKinds = Mapping[str, KindLinks]

# A group that a report may give as all the dead of an incident; of any other group within the people
# ("five journalists", "11 children") a smaller figure may just be a part of them.
GIVEN_AS_ALL = frozenset({"people", "civilians", "residents"})


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """The policy of comparing.

    ``about`` is how far a "nearly", "some" or "around" reaches, as a share of the figure, where no range was
    laid around it before. ``rounding`` is how much a round figure may differ from an exact one that it
    rounds. ``vague`` is by what factor a figure must lie outside a vague word's range ("hundreds", 180).
    ``shares`` is by how many percentage points two shares of a whole may miss the hundred. ``confidence``
    is the least of a claim that enters a discrepancy.
    """

    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    about: float = 0.10
    rounding: float = 0.05
    vague: float = 1.5
    shares: float = 2.0
    confidence: float = 0.5


def compile_comparison(book: RuleBook) -> ComparisonRules:
    """The comparison's policy with the kinds of counted in force."""
    kinds: dict[str, KindLinks] = {}
    for table in catalogue.TABLES:
        if (table.file, table.table) == ("en/counted.toml", "kind"):
            kinds |= {entry.id: entry for entry in table.entries(book)}  # type: ignore[misc]
    return comparison_rules(kinds)


def comparison_rules(kinds: CountedKinds) -> ComparisonRules:
    """The policy for these kinds: containment is followed upwards, exclusion holds both ways."""
    within: dict[str, frozenset[str]] = {}
    apart: dict[str, set[str]] = {kind: set() for kind in kinds}
    for kind in kinds:
        above: set[str] = set()
        waiting = list(kinds[kind].within)
        while waiting:
            upper = waiting.pop()
            if upper not in above:
                above.add(upper)
                waiting += kinds[upper].within if upper in kinds else ()
        within[kind] = frozenset(above - {kind})
        for other in kinds[kind].apart:
            apart[kind].add(other)
            apart.setdefault(other, set()).add(kind)
    return ComparisonRules(within, {kind: frozenset(others) for kind, others in apart.items()})


def bounds(mention: Mention, rules: ComparisonRules) -> tuple[float, float]:
    """The interval to compare, in the base unit where there is one; open ends are infinite."""
    number = mention.number
    low, high = number.low, number.high
    if number.base_unit is not None and (number.base_low is not None or number.base_high is not None):
        low, high = number.base_low, number.base_high
    if number.modifier == "about" and low is not None and low == high:
        return low - abs(low) * rules.about, low + abs(low) * rules.about
    return (-inf if low is None else low), (inf if high is None else high)


def is_part(mention: Mention) -> bool:
    """Whether the figure is said to be a part of a total, or to come on top of one."""
    role = mention.role
    return mention.part_of is not None or role.part_of is not None or role.partitive or role.additional


def is_running(mention: Mention) -> bool:
    """Whether the figure is a total over a long time or many events."""
    return mention.role.running or mention.setting.running


# The tests. Each says why its level holds, or None.


def _other_measure(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    if left.role.measure == right.role.measure:
        return None
    return f"one says {_either(left.role.measure, right.role.measure)}"


def _other_unit(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    if unit_of(left) == unit_of(right):
        return None
    return f"they count different things: {_both(unit_of(left), unit_of(right))}"


def _change(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    if (left.number.change == "by") != (right.number.change == "by"):
        return "one is a change, the other a figure"
    return None


def _running(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    if is_running(left) != is_running(right):
        return "one is a running total, the other a single incident"
    return None


def _tentative(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    if left.role.tentative != right.role.tentative:
        return "one is feared or forecast, the other stated"
    return None


def _another_day(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Days that both sentences state themselves, and that lie more than a day apart."""
    one, other = left.setting, right.setting
    if (
        "time" not in one.stated
        or "time" not in other.stated
        or None in (one.start, one.end, other.start, other.end)
    ):
        return None
    assert one.start and one.end and other.start and other.end  # told above
    if (other.start - one.end).days > 1 or (one.start - other.end).days > 1:
        return "they speak of different days"
    return None


def _another_place(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Places that both sentences state themselves, none of which is the other or contains it."""
    one, other = left.setting, right.setting
    if "place" not in one.stated or "place" not in other.stated or not one.places or not other.places:
        return None
    if any(_touch(here, there) for here in one.places for there in other.places):
        return None
    return f"they speak of different places: {_both(one.places[0].name, other.places[0].name)}"


def _part_and_total(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    if is_part(left) != is_part(right):
        return "one is a part of a total"
    if is_part(left) and left.role.counted_kind != right.role.counted_kind:
        return "they are different parts of totals"
    return None


def _other_people(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Groups that may overlap, or of which the smaller figure may be a part of the larger one."""
    one, other = left.role.counted_kind, right.role.counted_kind
    if one == other or unit_of(left) != "person":
        return None
    if other in rules.apart.get(one, ()):
        return (
            None if figures_equal(left, right, rules) else f"they count different people: {_both(one, other)}"
        )
    if one in rules.within.get(other, ()):
        left, right, one, other = right, left, other, one
    if other not in rules.within.get(one, ()):
        return f"they count different groups: {_both(one, other)}"
    if one in GIVEN_AS_ALL and other in GIVEN_AS_ALL:
        return None
    # "11 soldiers" against "8 people": a group can't be larger than all of them.
    if bounds(left, rules)[0] > bounds(right, rules)[1]:
        return None
    return f"{one} may be a part of the {other}"


def _other_things(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Shares, sums of money and things are compared only where the words say that they are of the same."""
    if unit_of(left) == "person":
        return None
    # A share of territory is "98 percent of the east" or "98 percent" that "the army" holds: no matter.
    if left.role.measure == "controls" and {left.role.counted_kind, right.role.counted_kind} != {"territory"}:
        return None
    one, other = content_words(left.role.counted), content_words(right.role.counted)
    if not one or not other:
        return None if not one and not other else "one does not say of what"
    enough = 1 if left.role.measure == "controls" else (min(len(one), len(other)) + 1) // 2
    if len(one & other) >= enough:
        return None
    return f"they are of different things: {_both(left.role.counted, right.role.counted)}"


def _vague(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A vague word says nothing against a figure in or near its range, nor against another vague word."""
    vague = [m for m in (left, right) if m.number.modifier == "vague"]
    if not vague:
        return None
    if len(vague) > 1:
        return "both are vague words"
    low, high = bounds(left, rules)
    other_low, other_high = bounds(right, rules)
    if low <= other_high * rules.vague and other_low <= high * rules.vague:
        return "a vague word, and a figure in or near its range"
    return None


def _who(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    one, other = left.role.counted_kind, right.role.counted_kind
    if unit_of(left) == "person" and other in rules.apart.get(one, ()):
        return f"the figures may meet, but one counts {_either(one, other)}"
    return None


def _same(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "the bounds are equal" if bounds(left, rules) == bounds(right, rules) else None


def _fill(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Shares of more and of less than half: two opponents', that fill the whole."""
    rest = missing_share(left, right, rules)
    return "the two shares fill the whole" if rest is not None and rest <= rules.shares else None


def _meet(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "the ranges meet" if ranges_meet(left, right, rules) else None


def _rounds(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A round figure and one that rounds to it: "1.2 million" and 1,214,000; never 10 and 11."""
    pairs = (bounds(left, rules), bounds(right, rules))
    if any(low != high for low, high in pairs):
        return None
    values = [low for low, _ in pairs]
    steps = [_step(value) for value in values]
    coarse = 0 if steps[0] >= steps[1] else 1
    value, exact = values[coarse], values[1 - coarse]
    small = unit_of(left) not in ("percent",) and abs(value) < 1000
    if (
        small
        or steps[0] == steps[1]
        or abs(value - exact) > min(steps[coarse] / 2, abs(value) * rules.rounding)
    ):
        return None
    return "one rounds the other"


def _fall_short(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    rest = missing_share(left, right, rules)
    return None if rest is None else "the two shares should fill the whole and don't"


def _conflict(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "the ranges don't meet"


Test = Callable[[Mention, Mention, ComparisonRules], str | None]
LEVELS: tuple[tuple[Level, tuple[Test, ...]], ...] = (
    (
        "incomparable",
        (_other_measure, _other_unit, _change, _running, _tentative, _another_day, _another_place),
    ),
    ("incomparable", (_part_and_total, _other_people, _other_things, _vague)),
    ("who", (_who,)),
    ("same", (_same,)),
    ("compatible", (_fill, _meet, _rounds)),
    ("complement", (_fall_short,)),
    ("conflicting", (_conflict,)),
)


def compare(left: Mention, right: Mention, rules: ComparisonRules) -> Comparison:
    """How two claims of one event stand to each other: the first level of ``LEVELS`` that holds."""
    for level, tests in LEVELS:
        for test in tests:
            reason = test(left, right, rules)
            if reason is not None:
                return Comparison(level, reason)
    raise AssertionError("the last level always holds")


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


def unit_of(mention: Mention) -> str:
    """The unit to compare in: the base unit of a measured quantity, else what is counted."""
    return mention.number.base_unit or mention.unit


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that tell what is counted, cut to a common stem: "the tanks" and "tank" are one."""
    words = re.findall(r"[^\W\d_]{2,}", text[:200].casefold())
    return frozenset(w.rstrip("s")[:6] or w for w in words if w not in _EMPTY)


_EMPTY = frozenset(
    (
        "the",
        "of",
        "in",
        "its",
        "their",
        "his",
        "her",
        "our",
        "an",
        "all",
        "this",
        "that",
        "these",
        "those",
        "and",
        "or",
        "for",
        "to",
        "by",
        "at",
        "from",
        "on",
        "other",
    )
)


def _figure(mention: Mention) -> float | None:
    number = mention.number
    return number.high if number.low is None else number.low


def _touch(one: Place, other: Place) -> bool:
    return one.id == other.id or one.id in other.within or other.id in one.within


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


def _both(one: str, other: str) -> str:
    return " and ".join(sorted((one, other)))


def _either(one: str, other: str) -> str:
    return ", the other ".join(sorted((one, other)))
