"""Say how two claims of one event stand to each other.

Comes in: two mentions. Goes out: a level and its reason. The levels are tried in the order of ``LEVELS``
and the first test that has something to say decides:

*incomparable* they don't speak of the same thing; *who* the figures may meet, the counted can't be the
same; *same* equal bounds; *compatible* the ranges meet; *complement* shares that should fill the whole and
don't; *conflicting* the rest.

Swapping the two changes nothing. Known misses: who *holds* a share is not known here, so two shares of more
and of less than half are taken for two opponents'.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from claimcheck import comparability as test
from claimcheck.bounds import bounds, missing_share, one_rounds_the_other, ranges_meet, unit_of
from claimcheck.comparison_rules import ComparisonRules, CountedKinds, comparison_rules, compile_comparison
from claimcheck.values import Mention

__all__ = [
    "LEVELS",
    "Comparison",
    "ComparisonRules",
    "CountedKinds",
    "Level",
    "compare",
    "comparison_rules",
    "compile_comparison",
]

Level = Literal["incomparable", "who", "same", "compatible", "complement", "conflicting"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two claims stand to each other, and a sentence that says why."""

    level: Level
    reason: str


def _who(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    one, other = sorted((left.role.counted_kind, right.role.counted_kind))
    if unit_of(left) == "person" and other in rules.apart.get(one, ()):
        return f"the figures may meet, but one counts {one}, the other {other}"
    return None


def _same(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "the bounds are equal" if bounds(left, rules) == bounds(right, rules) else None


def _fill(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    rest = missing_share(left, right, rules)
    return "the two shares fill the whole" if rest is not None and rest <= rules.shares else None


def _meet(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "the ranges meet" if ranges_meet(left, right, rules) else None


def _rounds(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "one rounds the other" if one_rounds_the_other(left, right, rules) else None


def _fall_short(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    rest = missing_share(left, right, rules)
    return None if rest is None else "the two shares should fill the whole and don't"


def _conflict(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    return "the ranges don't meet"


Test = Callable[[Mention, Mention, ComparisonRules], str | None]
LEVELS: tuple[tuple[Level, tuple[Test, ...]], ...] = (
    ("incomparable", (test.other_measure, test.other_unit, test.a_change, test.running_totals)),
    ("incomparable", (test.tentative, test.another_day, test.another_place)),
    ("incomparable", (test.part_and_total, test.other_people, test.other_things, test.one_article_s_figures)),
    ("incomparable", (test.one_ward, test.vague_words, test.too_far_apart)),
    ("who", (_who,)),
    ("same", (_same,)),
    ("compatible", (_fill, _meet, _rounds)),
    ("complement", (_fall_short,)),
    ("conflicting", (_conflict,)),
)


def compare(left: Mention, right: Mention, rules: ComparisonRules) -> Comparison:
    """How two claims of one event stand to each other: the first level of ``LEVELS`` that holds."""
    for level, tests in LEVELS:
        for says in tests:
            reason = says(left, right, rules)
            if reason is not None:
                return Comparison(level, reason)
    raise AssertionError("the last level always holds")
