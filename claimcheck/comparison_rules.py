"""What comparing figures goes by: tolerances, the kinds of counted people, and words for people of no kind.

Comes in: the rules in force. Goes out: ``ComparisonRules``, which the comparison's stages share.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from claimcheck.one_measure import NO_GROUPS, OneMeasureRules, compile_one_measure
from claimcheck.rules import RuleBook, catalogue


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

# Those whom an accident befalls: an article that counts no others gives them for all.
WHO_WAS_THERE = frozenset({"passengers", "workers", "villagers", "worshippers", "migrants", "students", "residents"})

# Words for people of no group. "57 citizens" or "seven Japanese" may be a part of "176 people".
_NO_GROUP_WORDS = (
    "people person persons lives life dead death deaths fatalities victims victim casualties "
    "bodies body others them those more wounded injured souls ones toll casualty fatality "
    "injuries many human beings were missing all survivors survivor "
    "corpse corpses martyr martyrs remains individual individuals names persons "
)
NO_GROUP = frozenset(_NO_GROUP_WORDS.split())

# Groups that an event may be all about: "12 soldiers", and elsewhere "19 dead", where nobody counts any others.
ONE_GROUP = WHO_WAS_THERE | {"military", "police", "protesters", "rebels", "militants"}

# Measures of which a later figure corrects an earlier one, and parts add up to a total. Of the others
# "from 12 to 17" is a change in the world.
_TOLLS_WORDS = (
    "killed injured missing captured freed detained surrendered displaced trapped rescued "
    "infected affected destroyed damaged hit attackers "
)
TOLLS = frozenset(_TOLLS_WORDS.split())

# Measures that mean one thing of one event. Under any other verb ("said", "fell") one article's figures are
# of several things.
_ONE_THING_WORDS = "controls attended deployed strength voted cost "
ONE_THING = TOLLS | frozenset(_ONE_THING_WORDS.split()) | {"laid off", "entered"}


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """The policy of comparing.

    ``about`` is how far a "nearly", "some" or "around" reaches, as a share of the figure, where no range was
    laid around it before. ``rounding`` is how much a round figure may differ from an exact one that it
    rounds. ``vague`` is by what factor a figure must lie outside a vague word's range ("hundreds", 180).
    Figures more than ``farthest`` times apart are taken for two things'. ``few`` people of one article's own
    figures are rather some of twice as many than another toll.
    ``shares`` is by how many percentage points two shares of a whole may miss the hundred. ``confidence``
    is the least of a claim that enters a discrepancy. ``one`` are measures that are one under several verbs.
    """

    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    about: float = 0.10
    rounding: float = 0.05
    vague: float = 1.5
    shares: float = 2.0
    farthest: float = 100.0
    few: float = 5.0
    confidence: float = 0.5
    one: OneMeasureRules = NO_GROUPS


def compile_comparison(book: RuleBook) -> ComparisonRules:
    """The comparison's policy with the kinds of counted in force."""
    kinds: dict[str, KindLinks] = {}
    for table in catalogue.TABLES:
        if (table.file, table.table) == ("en/counted.toml", "kind"):
            kinds |= {entry.id: entry for entry in table.entries(book)}  # type: ignore[misc]
    return replace(comparison_rules(kinds), one=compile_one_measure(book))


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
