"""Figures side by side that are parts of a total, though none of them says so.

In: the mentions of one event, measure and unit. Out: the same, in their order, those marked that are parts
("31 rebels and two soldiers", "27 had been suffocated and four had been shot").
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from claimcheck.comparability import group_of, is_part
from claimcheck.comparison_rules import ComparisonRules
from claimcheck.counted import PEOPLE
from claimcheck.values import Mention
from claimcheck.voices import voice

MOST = 60  # figures of one article and measure that are held against each other


def mark_components(mentions: Sequence[Mention], rules: ComparisonRules) -> list[Mention]:
    """The mentions, with those marked as parts that one article gives side by side for different groups.

    "The clash killed 31 rebels and two soldiers": neither figure is all the dead.
    """
    by_article: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.unit == "person":
            by_article[mention.article, mention.sentence.entry].append(mention)
    parts: set[str] = set()
    for told in by_article.values():
        for one, other in combinations(told[:MOST], 2):
            near = one.order == other.order or voice(one) == voice(other)
            kinds = (one.role.counted_kind, other.role.counted_kind)
            if near and kinds[1] in rules.apart.get(kinds[0], ()):
                parts |= {one.id, other.id}
    return [
        replace(m, role=replace(m.role, partitive=True)) if m.id in parts and not is_part(m) else m for m in mentions
    ]


def mark_shares(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those marked as parts that one sentence counts one by one.

    "27 had been suffocated and four had been shot"; "five died in the tavern and two more in hospital".
    """
    parts: set[str] = set()
    for told in _by_sentence(mentions):
        for one, other in combinations(told[:MOST], 2):
            if group_of(one) != PEOPLE or voice(one) != voice(other) or one.number.change or other.number.change:
                continue
            if other.role.additional and not is_part(one):
                parts.add(one.id)
            elif _unnamed(one) and _unnamed(other) and not is_part(one) and not is_part(other):
                parts |= {one.id, other.id}
    return [replace(m, role=replace(m.role, partitive=True)) if m.id in parts else m for m in mentions]


def _by_sentence(mentions: Sequence[Mention]) -> list[list[Mention]]:
    found: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.article, mention.order].append(mention)
    return [told for told in found.values() if len(told) > 1]


def _unnamed(mention: Mention) -> bool:
    """Whether the figure stands alone, in the middle of a list of what befell whom."""
    return mention.role.counted_start == mention.role.counted_end
