"""Which figures of one article are of one event: its accounts.

In: the mentions of an article, in reading order. Out: accounts, each of the mentions whose settings fit one
happening. Figures of a topic belong together where they stand in one breath, or are of one thing.
"""

from collections.abc import Sequence
from datetime import timedelta

from claimcheck.accounts import Account, alike, kinds_meet, of_a_war
from claimcheck.gathering import gather
from claimcheck.grouping_rules import GroupingRules
from claimcheck.happenings import WIDE
from claimcheck.values import Mention

_BREATH = 90  # characters between two figures of one thing
_ASIDE = 30  # of different sorts: "2.4%, to 15,988.08"


def find_accounts(mentions: Sequence[Mention], rules: GroupingRules) -> list[Account]:
    """The accounts of one article, of mentions in reading order."""
    made: list[Account] = []
    at: dict[str, Account] = {}
    sited = any(mention.setting.site is not None for mention in mentions)
    before: Mention | None = None
    for mention in mentions:
        new = Account.of(mention, rules)
        new.sited = sited
        last, before = before, mention
        if last is not None and _one_breath(last, at[last.id], mention, new):
            at[last.id].add(new)
            at[mention.id] = at[last.id]
            continue
        total = at.get(mention.part_of or "")
        if total is not None and total.site == new.site:
            total.add(new)
            at[mention.id] = total
            continue
        best: Account | None = None
        score = 0.0
        for old in made:
            fits = _fit(old, new, rules)
            if fits > score:
                best, score = old, fits
        if best is None:
            made.append(new)
            at[mention.id] = new
        else:
            best.add(new)
            at[mention.id] = best
    return gather(made, rules)


def _one_breath(last: Mention, old: Account, mention: Mention, new: Account) -> bool:
    """Whether two figures of a topic, one after the other in a sentence, are of one thing.

    "51 percent are for it, compared to 45 percent against", "$562m (£346m)": but not "up from 40 percent".
    """
    if last.order != mention.order or not _free(old) or not _free(new) or old.running != new.running:
        return False
    if {last.number.change, mention.number.change} & {"from", "to", "by"}:
        return False
    one, other = last.setting, mention.setting
    if one.places[:1] != other.places[:1] or (one.start, one.end) != (other.start, other.end):
        return False
    gap = mention.number.start - last.number.end
    kinds = {last.number.kind, mention.number.kind}
    return gap <= (_BREATH if len(kinds) == 1 else _ASIDE)


def _free(account: Account) -> bool:
    return account.topic or account.family.startswith("other ")


def _fit(old: Account, new: Account, rules: GroupingRules) -> float:
    """How well a mention fits an account of its article; 0 if it doesn't."""
    if old.running != new.running or old.site != new.site:
        return 0.0
    if old.name is not None and new.name is not None and old.name != new.name:
        return 0.0
    if not kinds_meet(old.kind, new.kind, rules) or (
        old.countries and new.countries and not old.countries & new.countries
    ):
        return 0.0
    if old.site is None and old.towns and new.towns and not _towns_meet(old, new):
        return 0.0
    if old.site is None and old.around and new.around and not _regions_meet(old, new):
        return 0.0
    if old.running:
        return _totals_meet(old, new)
    if old.family != new.family:
        return 0.0
    named = old.name is not None and old.name == new.name
    if not named and not _days_meet(old, new):
        return 0.0
    if (old.topic or new.family.startswith("other")) and not (old.measure == new.measure and old.counted & new.counted):
        return 0.0
    same_place = bool(old.towns & new.towns)
    if not named and not same_place and _of_its_own(old, new):
        return 0.0
    one_building = old.site is not None and not (old.towns and new.towns)  # "the college", then "inside"
    if WIDE & {old.kind, new.kind} and old.spot != new.spot and not one_building:
        return 0.0  # of a quake, a town's or a province's dead are not the country's
    if (
        not named
        and old.background != new.background
        and not (old.start is not None and old.start == new.start and same_place)
    ):
        return 0.0
    score = 1.0 + same_place + (old.background == new.background) + min(0.4, 0.1 * len(old.ids))
    return score + 0.5 * (old.kind == new.kind) + (old.start == new.start and old.end == new.end)


def _of_its_own(old: Account, new: Account) -> bool:
    """Whether one has a day and a town of its own, and the other is of more days: "on Sunday two died in Tarvin"."""
    if (old.start, old.end) == (new.start, new.end) or not (old.towns or new.towns):
        return False
    return any(a.stated_time and a.stated_place and a.start == a.end and a.towns for a in (old, new))


def _totals_meet(old: Account, new: Account) -> float:
    """Totals of one article over a long time: of one war, or of one span and place."""
    if "war" in (old.kind, new.kind):
        # A town's dead of the war are not the country's.
        one_war = of_a_war(old) and of_a_war(new) and bool(old.towns) == bool(new.towns)
        return (3.0 if old.kind == new.kind else 2.0) if one_war else 0.0
    near = (old.start is None and new.start is None) or (
        old.start is not None and new.start is not None and abs(old.start - new.start) <= timedelta(20)
    )
    return 2.0 if near and old.family == new.family and _one_area(old, new) else 0.0


def _one_area(old: Account, new: Account) -> bool:
    """Whether both totals are of the country, or of one province or town: "741 in Iraq, 232 of them in Baghdad"."""
    for one, other in ((old.towns, new.towns), (old.around, new.around)):
        if bool(one) != bool(other) or (one and not one & other):
            return False
    return True


def _days_meet(one: Account, other: Account) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.background == other.background
    if not (one.start <= other.end and other.start <= one.end):
        return False
    lengths = sorted(((one.end - one.start).days, (other.end - other.start).days))
    return lengths[1] < 20 or lengths[0] > 5


def _regions_meet(one: Account, other: Account) -> bool:
    """Whether they lie in one province, or one in the other."""
    return not one.around.isdisjoint(other.around | other.towns) or not other.around.isdisjoint(one.towns)


def _towns_meet(one: Account, other: Account) -> bool:
    """Whether a town is common, or one lies in the other."""
    if one.towns & other.towns or one.towns & other.around or other.towns & one.around:
        return True
    return any(alike(a, b) for a in one.towns for b in other.towns)
