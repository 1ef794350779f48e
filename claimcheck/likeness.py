"""How alike the accounts of two articles are, and what rules out that they are of one event.

In: two accounts. Out: the sum of the weights in ``rules/grouping.toml`` that count, with their names; or the
veto that nothing outweighs.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from claimcheck.accounts import Account, Figure, alike, kinds_meet, of_a_war
from claimcheck.comparison_rules import TOLLS
from claimcheck.grouping_rules import GroupingRules
from claimcheck.happenings import WIDE

_NEWS = 60  # days after a happening at which what is told without a day is hardly about it
RARE = frozenset({"shipwreck", "train crash", "plane crash", "collapse", "stampede", "mine accident"})
"""Accidents that a country doesn't have twice in a few days."""

SPECIFIC = frozenset({"bombing", "shooting", "stabbing", "airstrike", "shelling", "hostage-taking", "fire", "collapse"})
"""Kinds of which a single mention makes an account of a like kind ("the blast") the same as another of them."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two accounts are: the names of the weights that count, and their sum.

    ``veto`` says what rules out that they are one; then the sum means nothing.
    """

    score: float
    reasons: tuple[str, ...]
    veto: str | None = None


def likeness(one: Account, other: Account, rules: GroupingRules) -> Likeness:
    """How alike two accounts of different articles are, or what rules out that they are one."""
    veto = _ruled_out(one, other, rules)
    if veto is not None:
        return Likeness(0.0, (), veto)
    reasons = _running(one, other) if one.running else _once(one, other, rules)
    return Likeness(sum(rules.weights[reason] for reason in reasons), tuple(reasons))


def _ruled_out(one: Account, other: Account, rules: GroupingRules) -> str | None:
    """What makes it impossible that they are one, None if nothing does."""
    if one.running != other.running:
        return "a total over a long time"
    if one.name is not None and other.name is not None and one.name != other.name:
        return "another name"
    named = one.name is not None and one.name == other.name
    war = one.running and "war" in (one.kind, other.kind) and of_a_war(one) and of_a_war(other)
    other_thing = one.family.startswith("other") or other.family.startswith("other")
    if one.family != other.family and not war and (other_thing or not named):
        return "other measures"
    if not kinds_meet(one.kind, other.kind, rules) and not named and not war:
        return "another kind"
    if one.site != other.site and one.sited and other.sited:
        return "another site"
    if one.running:
        return _totals_apart(one, other)
    if _days(one, other) == "apart" and not (named and _one_season(one, other)):
        return "other days"
    place = _places(one, other)
    if place == "apart" and not named:
        return "another place"
    if (
        place is None
        and not named
        and one.family in {"incident", "crowd"}
        and not (_counts_people(one) and _counts_people(other))
    ):
        return "no place in common"  # names alone: "Trump", "Clinton"
    narrow = one.topic or other.topic or one.family.startswith("other")
    if narrow and (other_thing or not named) and not (one.measure == other.measure and one.counted & other.counted):
        return "figures of something else"
    return None


def _counts_people(account: Account) -> bool:
    """Whether it gives the toll of a happening, or the size of a crowd."""
    return any(measure in TOLLS or measure == "attended" for measure, _, _, _ in account.figures)


def _totals_apart(one: Account, other: Account) -> str | None:
    """Totals over a long time are held together where they are told within a week of each other."""
    if not one.countries & other.countries:
        return "another country"
    if one.published is None or other.published is None or abs(one.published - other.published) > timedelta(7):
        return "told at another time"
    if (one.kind == "war") != (other.kind == "war") and not (of_a_war(one) and of_a_war(other)):
        return "another kind"
    if (
        one.kind != "war"
        and one.start is not None
        and other.start is not None
        and abs(one.start - other.start) > timedelta(40)
    ):
        return "other days"
    return "another place" if _places(one, other) == "apart" else None


def _running(one: Account, other: Account) -> list[str]:
    if "war" in (one.kind, other.kind):
        return ["same war"]
    reasons = [
        "telling figure" if _telling(figure) else "same figure"
        for figure in sorted(one.figures & other.figures, key=_round)[:2]
    ]
    if one.start is not None and one.start == other.start:
        reasons.append("same day")
    place = _places(one, other)
    return reasons + ([place] if place is not None and place != "apart" else [])


def _once(one: Account, other: Account, rules: GroupingRules) -> list[str]:
    """What speaks for and against that two accounts are one."""
    reasons = ["same name"] if one.name is not None and one.name == other.name else []
    reasons += [r for r in (_days(one, other), _places(one, other)) if r is not None and r != "apart"]
    if one.kind is not None and other.kind is not None:
        if one.kind == other.kind or one.kinds & other.kinds & SPECIFIC:
            reasons.append("same kind")
        elif other.kind in rules.likes.get(one.kind, ()):
            reasons.append("like kind")
    near = {"same country", "same province", "one in the other"}
    if "like kind" in reasons:
        near = {"same province", "one in the other"}  # "a flood", "a mine accident" of one province
    kinds = {"same kind", "like kind"}.intersection(reasons)
    words, names = _shared_words(one, other, rules)
    if not one.countries or not other.countries:
        one_area = names > 0 and "same day" in reasons  # "the Colva quake", in a paper that names no country
    else:
        one_area = bool(near.intersection(reasons))
    if kinds and one_area and all(_not_had_twice(a, rules) for a in (one, other)):
        reasons.append("same disaster")
    if one.site != other.site and not one.targets & other.targets:
        reasons.append("one site of several")
    elif one.targets and other.targets and not WIDE & {one.kind, other.kind}:
        reasons.append("same target" if one.targets & other.targets else "other target")
    same = one.figures & other.figures
    reasons += ["telling figure" if _telling(figure) else "same figure" for figure in sorted(same, key=_round)[:2]]
    reasons += ["same rare word"] * min(2, names) + ["same word"] * min(5 - min(2, names), words)
    if _toll_grows(one, other):
        reasons.append("toll grows")
    one_firm = one.family == "job cuts" and names > 0
    if one_firm:
        reasons.append("same firm")
    elif not same and (one.topic or other.topic or one.family.startswith("other")):
        reasons.append("no figure in common")
    if one.background != other.background and not (one.stated_time and other.stated_time):
        reasons.append("background")
    return reasons


def _not_had_twice(account: Account, rules: GroupingRules) -> bool:
    """Whether its kind is one that a country doesn't have twice a week."""
    return rules.families.get(account.kind or "") in {"disaster", "epidemic"} or account.kind in RARE


def _shared_words(one: Account, other: Account, rules: GroupingRules) -> tuple[int, int]:
    """How many words both articles begin with that everybody uses, and that hardly anybody uses.

    Names of their places don't count. Two spellings of a long name are one: "Molodyozhnaya", "Molodezhnaya".
    """
    known = {i.rsplit(".", 1)[-1] for a in (one, other) for i in (*a.towns, *a.around, *a.countries)}
    here, there = one.words - known - rules.numerals, other.words - known - rules.numerals
    same = here & there
    rare = {word for word in same if len(word) > 4 and word not in rules.usual}
    spelled = 0
    for name in here - same:
        if len(name) > 6 and name not in rules.usual:
            spelled += any(_one_name(name, word) for word in there - same if word not in rules.usual)
    return len(same) - len(rare), len(rare) + spelled


def _one_name(one: str, other: str) -> bool:
    if len(other) < 7 or one[0] != other[0]:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= 84


def _toll_grows(one: Account, other: Account) -> bool:
    """Whether one was published up to three days after the other and gives as many dead or more."""
    if one.published is None or other.published is None or one.published == other.published:
        return False
    early, late = (one, other) if one.published < other.published else (other, one)
    if early.published is None or late.published is None or (late.published - early.published).days > 3:
        return False
    before, after = _most_dead(early), _most_dead(late)
    return 0 < before <= after <= before * 20 + 10


def _most_dead(account: Account) -> float:
    return max((low or 0.0 for measure, low, _, _ in account.figures if measure == "killed"), default=0.0)


def _telling(figure: Figure) -> bool:
    """Whether it is a figure that two reports hardly share by chance: three digits without end zeros."""
    value = figure[1] if figure[1] is not None else figure[2]
    return value is not None and value >= 100 and len(f"{value:.0f}".strip("0")) >= 3


def _round(figure: Figure) -> tuple[bool, str]:
    return (not _telling(figure), repr(figure))


def _days(one: Account, other: Account) -> str | None:
    """``same day``, ``days meet``, ``apart``; None where one isn't known."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return "apart" if _told_long_after(one, other) or _told_long_after(other, one) else _yearless_days(one, other)
    apart = max((one.start - other.end).days, (other.start - one.end).days)
    if apart > 0:
        # An outlet dates job cuts by when they were told: the company's day, the union's day after.
        return "days meet" if apart == 1 and one.family == other.family == "job cuts" else "apart"
    lengths = sorted(((one.end - one.start).days, (other.end - other.start).days))
    if lengths == [0, 0]:
        return "same day"
    if lengths[0] <= 3 and lengths[1] > 20:
        longer = max(one, other, key=lambda account: account.end - account.start)  # type: ignore[operator]
        # The story of an inquiry, "a strike in May", or else what a whole month brought.
        inherited = any("time" not in mention.setting.stated for mention in longer.mentions)
        return "apart" if longer.background or lengths[1] > 31 or not inherited else "days meet"
    return "days meet"


def _told_long_after(undated: Account, dated: Account) -> bool:
    """Whether what is told without a day was published long after the other's: it is news of its own day."""
    if undated.start is not None or undated.yearless is not None or undated.published is None or dated.end is None:
        return False
    return undated.published - dated.end > timedelta(_NEWS)


def _yearless_days(one: Account, other: Account) -> str | None:
    """The same where one article names its day without the year: "Sunday, May 2"."""
    if one.yearless is None:
        one, other = other, one
    if one.yearless is None or one.start is not None or (other.start is None and other.yearless is None):
        return None
    days = [in_a_year(account) for account in (one, other)]
    (first, last), (begin, end) = days
    if last < begin or end < first:
        return "apart"
    return "same day" if first == last == begin == end else "days meet"


def in_a_year(account: Account) -> tuple[int, int]:
    """The first and last day of an account, counted as if each month had 31 days."""
    if account.yearless is not None and account.start is None:
        month, day, before = account.yearless
        return month * 31 + day - before, month * 31 + day
    start, end = account.start or date.min, account.end or date.min
    return start.month * 31 + start.day, end.month * 31 + end.day


def _places(one: Account, other: Account) -> str | None:
    """``same town``, ``one in the other``, ``same province`` or ``country``, ``apart``; None: unknown."""
    if one.countries and other.countries and not one.countries & other.countries:
        return "apart"
    if one.towns and other.towns:
        if one.towns & other.towns or any(alike(a, b) for a in one.towns for b in other.towns):
            return "same town"
        if one.towns & other.around or other.towns & one.around:
            return "one in the other"
        if not one.countries or not other.countries:
            return None  # "at the Tolvar": a name that no gazetteer knows may lie anywhere
        if _unplaced(one) != _unplaced(other):
            return "same country"  # "Quarvin village": somewhere in the country
        return "same province" if _village_of(one, other) or _village_of(other, one) else "apart"
    if WIDE & {one.kind, other.kind} and bool(one.towns) != bool(other.towns):
        return "apart"
    if _unplaced(one) or _unplaced(other):
        return "same country" if one.countries & other.countries else None
    if one.around and other.around:
        if not one.around & other.around:
            return "apart"
        return "one in the other" if one.towns or other.towns else "same province"
    return "same country" if one.countries & other.countries else None


def _one_season(one: Account, other: Account) -> bool:
    """Whether two dates may be about one named happening: its toll is still counted a year later."""
    if one.start is None or other.start is None:
        return True  # one of them names its day without the year
    return abs((one.start - other.start).days) < 400


def _unplaced(account: Account) -> bool:
    """Whether it names only places that no gazetteer knows, and no province that they lie in."""
    return bool(account.towns) and not account.around and all(town.startswith("?.") for town in account.towns)


def _village_of(one: Account, other: Account) -> bool:
    """Whether one is in an unknown village of a province, the other in the town of the province's name."""
    if not all(town.startswith("?.") for town in one.towns):
        return False
    return any(f"{province}.{province.rsplit('.', 1)[-1]}" in other.towns for province in one.around)
