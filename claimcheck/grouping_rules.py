"""The rules of grouping: weights, families of measures, kinds that may be one happening."""

from collections import defaultdict
from dataclasses import dataclass

from claimcheck.counted import Kind as CountedKind
from claimcheck.happenings import Kind, Target
from claimcheck.number_rules import Cardinal
from claimcheck.one_measure import NO_GROUPS, OneMeasureRules, compile_one_measure
from claimcheck.rules import Entry, RuleBook
from claimcheck.source_rules import HeadNoun, NamedSource
from claimcheck.words import compile_words


class Weight(Entry):
    """A weight of the score, or a threshold that it must reach."""

    value: float
    threshold: bool = False


class Usual(Entry):
    """Words that many stories begin with whatever they tell, and that make no two of them more alike."""

    words: tuple[str, ...]


class Measures(Entry):
    """Measures whose figures belong to one event."""

    words: tuple[str, ...]


class Bare(Entry):
    """Verbs that say nothing of what befell the people they count."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupingRules:
    """Weights, the families of measures, and the kinds that may be one happening."""

    weights: dict[str, float]
    measures: dict[str, str]
    likes: dict[str, frozenset[str]]
    families: dict[str, str]
    labels: dict[str, str]
    usual: frozenset[str] = frozenset()  # words that many stories begin with
    numerals: frozenset[str] = frozenset()
    one: OneMeasureRules = NO_GROUPS
    bare: frozenset[str] = frozenset()  # measures that say nothing of what befell people


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
        _usual(book),
        frozenset(word for entry in book.entries("en/numbers.toml", "cardinal", Cardinal) for word in entry.values),
        compile_one_measure(book),
        frozenset(word for entry in book.entries("grouping.toml", "bare", Bare) for word in entry.words),
    )


def _usual(book: RuleBook) -> frozenset[str]:
    """Words that any story may begin with, from the word lists: sharing one tells little.

    They are singular, as a setting's words are; names of well-known sources are among them.
    """
    words = compile_words(book)
    lists = [u.words for u in book.entries("grouping.toml", "usual", Usual)]
    lists += [k.words for k in book.entries("en/events.toml", "kind", Kind)]
    lists += [t.words for t in book.entries("en/events.toml", "target", Target)]
    lists += [c.nouns for c in book.entries("en/counted.toml", "kind", CountedKind)]
    lists += [h.words for h in book.entries("en/titles.toml", "head", HeadNoun)]
    lists += [s.aliases for s in book.entries("en/sources.toml", "source", NamedSource)]
    listed = {word for row in lists for phrase in row for word in phrase.lower().replace("-", " ").split()}
    listed |= {*words.closed, *words.verbs, *words.nouns}
    return frozenset(listed | {word[:-1] for word in listed if word.endswith("s")})
