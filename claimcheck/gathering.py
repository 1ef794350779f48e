"""The rest of a story: what one article tells of its one happening in other words than the toll.

In: the accounts of an article. Out: fewer: arrests, finds, crowds and a toll under another kind ("the blast",
"the gunmen") join the account of the happening that they fit, where there is only one such. Money, shares,
looks back and totals over time stay apart, and so does what has a day, a town or a name of its own.
"""

from collections.abc import Sequence

from claimcheck.accounts import SPREAD, Account, alike, kinds_meet
from claimcheck.grouping_rules import GroupingRules
from claimcheck.happenings import HAPPENS, WIDE

_LEADS = frozenset({"incident", "crowd"})
_SOLVED = frozenset({"shooting", "stabbing", "killing"})
"""Kinds of which who was arrested is told as one of their figures, where they are what the article tells of."""
_TOLD = 2


def gather(accounts: Sequence[Account], rules: GroupingRules) -> list[Account]:
    """The accounts, those that belong to the article's one happening joined to it."""
    kept: list[Account] = []
    for account in sorted(accounts, key=lambda a: (a.family not in _LEADS, -len(a.ids), a.key)):
        fitting = [old for old in kept if _belongs(account, old, rules)]
        if len(fitting) == 1:
            fitting[0].add(account)
        else:
            kept.append(account)
    return sorted(kept, key=lambda account: account.key)


def _belongs(part: Account, story: Account, rules: GroupingRules) -> bool:
    """Whether the part tells of the story's happening."""
    if story.family not in _LEADS or rules.families.get(story.kind or "") not in HAPPENS:
        return False
    if part.running or story.running or part.background or story.background:
        return False
    if story.family == "crowd" and part.family == "crowd":
        return False  # two crowds of one day are told apart by their places
    if part.family not in _LEADS and not _held_there(part, story, rules):
        return False
    if part.family != story.family and part.start is None:
        return False
    if part.site != story.site or (part.name is not None and part.name != story.name):
        return False
    if not (
        kinds_meet(part.kind, story.kind, rules) or _held_there(part, story, rules) or _one_violence(part, story, rules)
    ):
        return False
    return _at_its_time(part, story) and _at_its_place(part, story)


def _held_there(part: Account, story: Account, rules: GroupingRules) -> bool:
    """Whether people were held at a march, over an accident or a shooting; a hunt for bombers stands alone."""
    if part.measure != "detained":
        return False
    return rules.families.get(story.kind or "") in {"crowd", "accident"} or (
        story.kind in _SOLVED and len(story.ids) > _TOLD
    )


def _one_violence(part: Account, story: Account, rules: GroupingRules) -> bool:
    """Whether both are violence on one day in one town: "the bomb", "gunmen stormed in"."""
    families = {rules.families.get(a.kind or "") for a in (part, story)}
    if SPREAD & {part.kind, story.kind}:
        return False
    # "27 were hit by gunfire" is told of the march on which they were.
    return families <= {"violence", "crowd"} and part.start is not None and bool(part.towns & story.towns)


def _at_its_time(part: Account, story: Account) -> bool:
    if part.start is None or part.end is None or story.start is None or story.end is None:
        return not part.stated_time
    return part.start <= story.end and story.start <= part.end and (part.end - part.start).days < 20


def _at_its_place(part: Account, story: Account) -> bool:
    if part.countries and story.countries and not part.countries & story.countries:
        return False
    if WIDE & {part.kind, story.kind}:
        return part.spot == story.spot
    if part.towns and story.towns:
        return bool(
            part.towns & (story.towns | story.around)
            or story.towns & part.around
            or any(alike(a, b) for a in part.towns for b in story.towns)
        )
    return not (part.around and story.around) or bool(part.around & story.around)
