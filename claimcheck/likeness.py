"""How alike two happenings are, and what rules out that they are one.

In: two happenings. Out: a score, made of the weights in ``rules/grouping.toml``, or a :class:`Veto`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claimcheck.happenings import HAPPENS, WIDE
from claimcheck.values import Mention

if TYPE_CHECKING:
    from claimcheck.grouping import GroupingRules


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two happenings are: the names of the weights that count, and their sum.

    ``veto`` says what rules out that they are one; then the sum means nothing.
    """

    score: float
    reasons: tuple[str, ...]
    veto: str | None = None


Figure = tuple[str, float | None, float | None, str]


@dataclass(slots=True)
class Happening:
    """What one article says of one event."""

    key: tuple[str, int]
    article: str
    ids: list[str]
    mentions: list[Mention]
    start: date | None
    end: date | None
    towns: set[str]
    around: set[str]
    countries: set[str]
    kind: str | None
    family: str
    measure: str
    counted: set[str]
    targets: set[str]
    name: str | None
    words: frozenset[str]
    running: bool
    background: bool
    published: date | None
    topic: bool
    figures: set[Figure] = field(default_factory=set)
    stated_time: bool = False
    site: str | None = None
    sited: bool = False  # the article tells several sites apart

    @classmethod
    def of(cls, mention: Mention, families: dict[str, str], kinds: dict[str, str]) -> Happening:
        """The happening of one mention."""
        setting, role, number = mention.setting, mention.role, mention.number
        towns = {p.id for p in setting.places if p.id.startswith("?") or p.id.count(".") == 2}
        around = {p.id for p in setting.places if p.id.count(".") == 1 and not p.id.startswith("?")}
        around |= {i for p in setting.places for i in p.within if i.count(".") >= 1}
        countries = {p.id for p in setting.places if "." not in p.id} | {
            i for p in setting.places for i in p.within if "." not in i
        }
        family = families.get(role.measure, f"other {role.measure}")
        kind = setting.kind
        if family == "territory" and kind == "battle":
            family = "incident"
        if family == "plight":
            # Who fled or is cut off is a matter of the fighting, not of one bombing; of a flood it is its toll.
            family = "plight" if kinds.get(kind or "") == "violence" and not setting.running else "incident"
        if family == "incident" and kind != "war" and kinds.get(kind or "") not in HAPPENS:
            kind = None  # "the economy", "claims": said beside people killed they tell nothing
        return cls(
            (mention.path, number.start),
            mention.path + "\0" + mention.article,
            [mention.id],
            [mention],
            setting.start,
            setting.end,
            towns,
            around - towns,
            countries,
            kind,
            family,
            role.measure,
            {_head(role.counted)},
            set(setting.targets),
            setting.name,
            frozenset(setting.words),
            setting.running or role.running,
            setting.background,
            mention.published.day if mention.published is not None else None,
            family not in {"incident", "plight"} and kinds.get(kind or "", "topic") not in HAPPENS,
            {
                (
                    role.measure,
                    number.low,
                    number.high,
                    _head(role.counted) if family.startswith("other") else "",
                )
            },
            "time" in setting.stated,
            setting.site,
        )

    def add(self, other: Happening) -> None:
        """Take another happening of the article in: it is the same."""
        self.ids += other.ids
        self.mentions += other.mentions
        self.figures |= other.figures
        self.counted |= other.counted
        self.targets |= other.targets
        self.towns |= other.towns
        self.around |= other.around
        self.countries |= other.countries
        self.name = self.name or other.name
        self.kind = self.kind or other.kind
        if other.start is not None and other.end is not None:
            if self.start is None or self.end is None or other.end - other.start < self.end - self.start:
                self.start, self.end = other.start, other.end
        self.stated_time = self.stated_time or other.stated_time
        self.background = self.background and other.background


def _head(counted: str) -> str:
    words = counted.lower().split()
    last = words[-1] if words else ""
    return last[:-1] if last.endswith("s") and len(last) > 4 else last


def kinds_meet(one: str | None, other: str | None, rules: GroupingRules) -> bool:
    """Whether the two kinds may be one happening, as far as they are known."""
    if one is None or other is None or other in rules.likes.get(one, ()) or one == other:
        return True
    families = {rules.families.get(one, "topic"), rules.families.get(other, "topic")}
    return not (families <= HAPPENS)


def meet_in_article(old: Happening, new: Happening, rules: GroupingRules) -> float:
    """How well a mention fits a happening of its article; 0 if it doesn't."""
    if old.running != new.running or old.site != new.site:
        return 0.0
    if old.name is not None and new.name is not None and old.name != new.name:
        return 0.0
    if (
        not kinds_meet(old.kind, new.kind, rules)
        or (old.countries
        and new.countries
        and not old.countries & new.countries)
    ):
        return 0.0
    if old.site is None and old.towns and new.towns and not _towns_meet(old, new):
        return 0.0
    if old.running:
        return _totals_meet(old, new)
    if old.family != new.family:
        return 0.0
    named = old.name is not None and old.name == new.name
    if not named and not _days_meet(old, new):
        return 0.0
    if (old.topic or new.family.startswith("other")) and not (
        old.measure == new.measure and old.counted & new.counted
    ):
        return 0.0
    same_place = bool(old.towns & new.towns)
    if WIDE & {old.kind, new.kind} and bool(old.towns) != bool(new.towns):
        return 0.0  # of a quake, a town's dead are not the country's
    if (
        not named
        and old.background != new.background
        and not (old.start is not None and old.start == new.start and same_place)
    ):
        return 0.0
    score = 1.0 + same_place + (old.background == new.background) + min(0.4, 0.1 * len(old.ids))
    return score + 0.5 * (old.kind == new.kind) + (old.start == new.start and old.end == new.end)


def _totals_meet(old: Happening, new: Happening) -> float:
    """Totals of one article over a long time: of one war, or of one span and place."""
    if (old.kind == "war") != (new.kind == "war"):
        return 0.0
    if old.kind == "war":
        return 3.0
    near = (
        (old.start is None
        and new.start is None)
        or (old.start is not None and new.start is not None and abs(old.start - new.start) <= timedelta(20))
    )
    return 2.0 if near and old.family == new.family and bool(old.towns) == bool(new.towns) else 0.0


def _days_meet(one: Happening, other: Happening) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.background == other.background
    if not (one.start <= other.end and other.start <= one.end):
        return False
    lengths = sorted(((one.end - one.start).days, (other.end - other.start).days))
    return lengths[1] < 20 or lengths[0] > 5


def _towns_meet(one: Happening, other: Happening) -> bool:
    """Whether a town is common, or one lies in the other."""
    if one.towns & other.towns or one.towns & other.around or other.towns & one.around:
        return True
    return any(alike(a, b) for a in one.towns for b in other.towns)


def alike(one: str, other: str) -> bool:
    """Whether two ids of places are spellings of one name that a gazetteer doesn't know.

    >>> alike("?.tukar", "?.tukhar"), alike("?.tukar", "?.buxtun")
    (True, False)
    """
    if not one.startswith("?.") and not other.startswith("?."):
        return False
    from rapidfuzz import fuzz

    left, right = one.rsplit(".", 1)[1].replace("-", " "), other.rsplit(".", 1)[1].replace("-", " ")
    return min(len(left), len(right)) > 3 and fuzz.ratio(left, right) >= 84


def _one_season(one: Happening, other: Happening) -> bool:
    """Whether two dates may be about one named happening: its toll is still counted a year later."""
    return one.start is not None and other.start is not None and abs((one.start - other.start).days) < 400


def _village_of(one: Happening, other: Happening) -> bool:
    """Whether one is in an unknown village of a province, the other in the town the province is called after."""
    if not all(town.startswith("?.") for town in one.towns):
        return False
    return any(f"{province}.{province.rsplit('.', 1)[-1]}" in other.towns for province in one.around)


def likeness(one: Happening, other: Happening, rules: GroupingRules) -> Likeness:
    """How alike two happenings of different articles are, or what rules out that they are one."""
    veto = _ruled_out(one, other, rules)
    if veto is not None:
        return Likeness(0.0, (), veto)
    reasons = _running(one, other) if one.running else _once(one, other, rules)
    return Likeness(sum(rules.weights[reason] for reason in reasons), tuple(reasons))


def _ruled_out(one: Happening, other: Happening, rules: GroupingRules) -> str | None:
    """What makes it impossible that they are one, None if nothing does."""
    if one.running != other.running:
        return "a total over a long time"
    if one.name is not None and other.name is not None and one.name != other.name:
        return "another name"
    named = one.name is not None and one.name == other.name
    war = one.running and one.kind == "war" and other.kind == "war"
    other_thing = one.family.startswith("other") or other.family.startswith("other")
    if one.family != other.family and not war and (other_thing or not named):
        return "other measures"
    if not kinds_meet(one.kind, other.kind, rules) and not named:
        return "another kind"
    if one.site != other.site and one.sited and other.sited:
        return "another site"
    if one.running:
        return _totals_apart(one, other)
    if _days(one, other) == "apart" and not (named and _one_season(one, other)):
        return "other days"
    if _places(one, other) == "apart" and not named:
        return "another place"
    narrow = one.topic or other.topic or one.family.startswith("other")
    if (
        narrow
        and (other_thing or not named)
        and not (one.measure == other.measure and one.counted & other.counted)
    ):
        return "figures of something else"
    return None


def _totals_apart(one: Happening, other: Happening) -> str | None:
    """Totals over a long time are held together where they are told within a week of each other."""
    if not one.countries & other.countries:
        return "another country"
    if (
        one.published is None
        or other.published is None
        or abs(one.published - other.published) > timedelta(7)
    ):
        return "told at another time"
    if (one.kind == "war") != (other.kind == "war"):
        return "another kind"
    if (
        one.kind != "war"
        and one.start is not None
        and other.start is not None
        and abs(one.start - other.start) > timedelta(40)
    ):
        return "other days"
    return "another place" if _places(one, other) == "apart" else None


def _running(one: Happening, other: Happening) -> list[str]:
    if one.kind == "war":
        return ["same war"]
    reasons = [
        "telling figure" if _telling(figure) else "same figure"
        for figure in sorted(one.figures & other.figures, key=_round)[:2]
    ]
    if one.start is not None and one.start == other.start:
        reasons.append("same day")
    place = _places(one, other)
    return reasons + ([place] if place is not None and place != "apart" else [])


def _once(one: Happening, other: Happening, rules: GroupingRules) -> list[str]:
    """What speaks for and against that two happenings are one."""
    reasons = ["same name"] if one.name is not None and one.name == other.name else []
    reasons += [r for r in (_days(one, other), _places(one, other)) if r is not None and r != "apart"]
    if one.kind is not None and other.kind is not None:
        if one.kind == other.kind:
            reasons.append("same kind")
        elif other.kind in rules.likes.get(one.kind, ()):
            reasons.append("like kind")
    if (
        "same kind" in reasons
        and "same country" in reasons
        and rules.families.get(one.kind or "") in {"disaster", "epidemic"}
    ):
        reasons.append("same disaster")
    if one.site != other.site and not one.targets & other.targets:
        reasons.append("one site of several")
    elif one.targets and other.targets and not WIDE & {one.kind, other.kind}:
        reasons.append("same target" if one.targets & other.targets else "other target")
    same = one.figures & other.figures
    reasons += [
        "telling figure" if _telling(figure) else "same figure" for figure in sorted(same, key=_round)[:2]
    ]
    known = {
        part
        for h in (one, other)
        for i in (*h.towns, *h.around, *h.countries)
        for part in (i.rsplit(".", 1)[-1],)
    }
    reasons += ["same word"] * min(5, len({w for w in one.words & other.words if w not in known}))
    if not same and (one.topic or other.topic or one.family.startswith("other")):
        reasons.append("no figure in common")
    if one.background != other.background and not (one.stated_time and other.stated_time):
        reasons.append("background")
    return reasons


def _telling(figure: Figure) -> bool:
    """Whether the figure is one that two reports hardly share by chance: three digits that aren't zeros, or more."""
    value = figure[1] if figure[1] is not None else figure[2]
    return value is not None and value >= 100 and len(f"{value:.0f}".strip("0")) >= 3


def _round(figure: Figure) -> tuple[bool, str]:
    return (not _telling(figure), repr(figure))


def _days(one: Happening, other: Happening) -> str | None:
    """``same day``, ``days meet``, ``apart``; None where one isn't known."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    if max((one.start - other.end).days, (other.start - one.end).days) > 0:
        return "apart"
    lengths = sorted(((one.end - one.start).days, (other.end - other.start).days))
    if lengths == [0, 0]:
        return "same day"
    return "apart" if lengths[0] <= 3 and lengths[1] > 20 else "days meet"


def _places(one: Happening, other: Happening) -> str | None:
    """``same town``, ``one in the other``, ``same province``, ``same country``, ``apart``; None where unknown."""
    if one.countries and other.countries and not one.countries & other.countries:
        return "apart"
    if one.towns and other.towns:
        if one.towns & other.towns or any(alike(a, b) for a in one.towns for b in other.towns):
            return "same town"
        if one.towns & other.around or other.towns & one.around:
            return "one in the other"
        return "same province" if _village_of(one, other) or _village_of(other, one) else "apart"
    if one.around and other.around:
        if not one.around & other.around:
            return "apart"
        return "one in the other" if one.towns or other.towns else "same province"
    if WIDE & {one.kind, other.kind} and bool(one.towns) != bool(other.towns):
        return "apart"
    return "same country" if one.countries & other.countries else None
