"""Figures of one thing under several verbs: jobs that are cut, lost and shed; migrants who cross and arrive.

In: mentions. Out: the same with the measure that the group in ``rules/grouping.toml`` names, and its unit, so
that they are grouped and held against each other. The claims of the report keep the verbs of their texts.
"""

from dataclasses import dataclass, replace

from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Mention


class OneMeasure(Entry):
    """Measures that are one if what is counted, or the kind of event where people are, is of the group."""

    words: tuple[str, ...]
    counted: tuple[str, ...]
    kinds: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class OneMeasureRules:
    """The groups by measure."""

    by_word: dict[str, tuple[OneMeasure, ...]]


NO_GROUPS = OneMeasureRules({})


def compile_one_measure(book: RuleBook) -> OneMeasureRules:
    """The groups in force."""
    entries = book.entries("grouping.toml", "one_measure", OneMeasure)
    words = {word for entry in entries for word in entry.words}
    return OneMeasureRules({w: tuple(e for e in entries if w in e.words) for w in sorted(words)})


def unify(mention: Mention, rules: OneMeasureRules) -> Mention:
    """The mention under the name of its group, itself where it is of none."""
    for entry in rules.by_word.get(mention.role.measure, ()):
        if _is_of(entry, mention.role.counted, mention.unit, mention.setting.kind):
            share = mention.number.kind == "percent"
            unit = mention.unit if share or entry.unit is None else entry.unit
            kind = "people" if unit == "person" else mention.role.counted_kind
            counted = "people" if unit == "person" else mention.role.counted
            role = replace(mention.role, measure=entry.id, unit=unit, counted_kind=kind, counted=counted)
            return replace(mention, role=role, unit=unit)
    return mention


def _is_of(entry: OneMeasure, counted: str, unit: str, kind: str | None) -> bool:
    words = counted.lower().split()
    last = words[-1] if words else ""
    if last in entry.counted or (last.endswith("s") and last[:-1] in entry.counted):
        return True
    return kind in entry.kinds and unit in {"percent", entry.unit}


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether a measure said of a counted ("cut jobs") is of the group."""
    word, _, counted = text.partition(" ")
    return isinstance(entry, OneMeasure) and word in entry.words and _is_of(entry, counted, "", None)
