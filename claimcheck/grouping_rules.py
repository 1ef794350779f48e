"""The rules of grouping: weights, families of measures, kinds that may be one happening."""

from collections import defaultdict
from dataclasses import dataclass

from claimcheck.happenings import Kind
from claimcheck.rules import Entry, RuleBook


class Weight(Entry):
    """A weight of the score, or a threshold that it must reach."""

    value: float
    threshold: bool = False


class Measures(Entry):
    """Measures whose figures belong to one event."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupingRules:
    """Weights, the families of measures, and the kinds that may be one happening."""

    weights: dict[str, float]
    measures: dict[str, str]
    likes: dict[str, frozenset[str]]
    families: dict[str, str]
    labels: dict[str, str]


def compile_grouping(book: RuleBook) -> GroupingRules:
    """The grouping rules in force."""
    kinds = book.entries("en/events.toml", "kind", Kind)
    likes: dict[str, set[str]] = defaultdict(set)
    for kind in kinds:
        likes[kind.id] |= {kind.id, *kind.like}
        for other in kind.like:
            likes[other].add(kind.id)
    return GroupingRules(
        {w.id: w.value for w in book.entries("grouping.toml", "weight", Weight)},
        {word: m.id for m in book.entries("grouping.toml", "measures", Measures) for word in m.words},
        {kind: frozenset(others) for kind, others in likes.items()},
        {k.id: k.family for k in kinds} | {"war": "war"},
        {k.id: k.label for k in kinds} | {"war": "war"},
    )
