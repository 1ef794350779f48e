"""Parts that don't add up to their total.

Comes in: the claims of one event, measure and unit. Goes out: totals that their parts exceed, and totals
that the parts which fill them fall short of. Known miss: "13 people were killed in the raid: 8 soldiers,
4 police", where words stand between the total and its parts.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import isinf

from claimcheck.bounds import bounds, unit_of
from claimcheck.comparability import is_part
from claimcheck.comparison_rules import ComparisonRules
from claimcheck.findings import Found
from claimcheck.values import Mention

AT_ONCE = len(" people, ")  # from a total to the first of its parts; ", including" is longer


def exceeding(mentions: Sequence[Mention], rules: ComparisonRules) -> list[Found]:
    """Parts that exceed the total they are said to be parts of."""
    parts_of: Mapping[str, list[Mention]] = defaultdict(list)
    by_id = {m.id: m for m in mentions}
    for mention in mentions:
        if mention.part_of in by_id and mention.number.modifier != "vague":
            parts_of[mention.part_of].append(mention)
    found = []
    for total_id, parts in parts_of.items():
        total = by_id[total_id]
        low, high = bounds(total, rules)
        disjoint = _disjoint(parts, rules)
        least = sum(max(0.0, bounds(part, rules)[0]) for part in disjoint)
        if (
            isinf(high)
            or isinf(least)
            or total.number.modifier == "vague"
            or least <= high * (1 + rules.rounding * (unit_of(total) == "percent"))
        ):
            continue
        ratio = least / high if high > 0 else None
        found.append(Found("sum", ((total,), tuple(disjoint)), ((low, high), (least, least)), least - high, ratio))
    return found


def shortfalls(mentions: Sequence[Mention], rules: ComparisonRules) -> list[Found]:
    """Parts that fill their total and don't: "13 dead, 8 soldiers and 4 police".

    Only where they follow the total at once, without an "including", and each other by an "and".
    """
    found = []
    ordered = sorted(mentions, key=lambda m: (m.path, m.article, m.number.start))
    for index, total in enumerate(ordered):
        if total.role.counted_kind != "people" or total.number.modifier != "exact" or is_part(total):
            continue
        parts: list[Mention] = []
        end = total.number.end + AT_ONCE
        for part in ordered[index + 1 : index + 6]:
            same = (part.article, part.order) == (total.article, total.order)
            named = 0 <= part.role.counted_start - part.number.end <= 1
            if not same or not named or part.number.start > end or part.number.modifier != "exact":
                break
            parts.append(part)
            end = part.role.counted_end + len(", and ")
        least = sum(bounds(part, rules)[0] for part in parts)
        if len(parts) > 1 and len(_disjoint(parts, rules)) == len(parts):
            low, high = bounds(total, rules)
            if least < low:
                ranges = ((low, high), (least, least))
                found.append(Found("sum", ((total,), tuple(parts)), ranges, low - least, low / least))
    return found


def _disjoint(parts: Sequence[Mention], rules: ComparisonRules) -> list[Mention]:
    """The largest part and all that can't share people with those taken: "8 soldiers and 4 police"."""
    taken: list[Mention] = []
    for part in sorted(parts, key=lambda m: (-bounds(m, rules)[0], m.number.start)):
        kinds = rules.apart.get(part.role.counted_kind, frozenset())
        if all(other.role.counted_kind in kinds for other in taken):
            taken.append(part)
    return sorted(taken, key=lambda m: (m.path, m.number.start))
