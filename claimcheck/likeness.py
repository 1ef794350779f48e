"""How alike two happenings are, and what rules out that they are one.

In: two happenings. Out: a score, made of the weights in ``rules/grouping.toml``, or a :class:`Veto`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claimcheck.values import Mention

if TYPE_CHECKING:
    from claimcheck.grouping import GroupingRules

HAPPENS = frozenset({"violence", "disaster", "accident", "epidemic", "crowd", "movement", "labour"})


class Veto(float):
    """A score that nothing outweighs; ``reason`` says why."""

    reason: str

    def __new__(cls, reason: str) -> Veto:
        """A veto for this reason."""
        made = super().__new__(cls, float("-inf"))
        made.reason = reason
        return made


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

    @classmethod
    def of(cls, mention: Mention, families: dict[str, str], kinds: dict[str, str]) -> Happening:
        """The happening of one mention."""
        setting, role, number = mention.setting, mention.role, mention.number
        towns = {p.id for p in setting.places if p.id.startswith("?") or p.id.count(".") == 2}
        around = {p.id for p in setting.places if p.id.count(".") == 1 and not p.id.startswith("?")}
        around |= {i for p in setting.places for i in p.within if i.count(".") >= 1}
        countries = {p.id for p in setting.places if "." not in p.id} | {i for p in setting.places for i in p.within if "." not in i}
        family = families.get(role.measure, f"other {role.measure}")
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
            setting.kind,
            family,
            role.measure,
            {_head(role.counted)},
            set(setting.targets),
            setting.name,
            frozenset(setting.words),
            setting.running or role.running,
            setting.background,
            mention.published.day if mention.published is not None else None,
            kinds.get(setting.kind or "", "topic") not in HAPPENS and kinds.get(setting.kind or "") not in {"war", "justice"},
            {(role.measure, number.low, number.high, _head(role.counted) if family.startswith("other") else "")},
            "time" in setting.stated,
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


def meet_in_article(old: Happening, new: Happening, rules: GroupingRules, two_sites: bool) -> float:
    """How well a mention fits a happening of its article; 0 if it doesn't."""
    if old.running != new.running:
        return 0.0
    if old.name is not None and new.name is not None and old.name != new.name:
        return 0.0
    if not _days_meet(old, new) or not kinds_meet(old.kind, new.kind, rules):
        return 0.0
    if old.towns and new.towns and not _towns_meet(old, new):
        return 0.0
    if old.countries and new.countries and not old.countries & new.countries:
        return 0.0
    if two_sites and old.targets != new.targets and not (old.targets & new.targets and len(old.targets) < 2 and len(new.targets) < 2):
        return 0.0
    same = old.family == new.family
    if old.running and (old.kind == "war") == (new.kind == "war"):
        return 3.0 if same or old.kind == "war" else 0.0
    if not same:
        return 0.0
    if (old.topic or new.topic or new.family.startswith("other")) and not (old.name and old.name == new.name):
        if not (old.measure == new.measure and old.counted & new.counted):
            return 0.0
    score = 1.0
    score += 1.0 if old.background == new.background else 0.0
    score += 0.5 if old.kind == new.kind else 0.0
    score += 1.0 if old.towns & new.towns else 0.0
    score += 1.0 if old.start == new.start and old.end == new.end else 0.0
    if old.background != new.background and not (old.start is not None and old.start == new.start and old.towns & new.towns):
        return 0.0
    return score


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


def likeness(one: Happening, other: Happening, rules: GroupingRules) -> float:
    """How alike two happenings of different articles are, or why they can't be one."""
    weights = rules.weights
    if one.running != other.running:
        return Veto("a running total")
    if one.name is not None and other.name is not None and one.name != other.name:
        return Veto("two names")
    named = one.name is not None and one.name == other.name
    if one.family != other.family and not (one.running and one.kind == "war") and not named:
        return Veto("other measures")
    if not kinds_meet(one.kind, other.kind, rules) and not named:
        return Veto("kinds")
    if one.running:
        return _running(one, other, rules)
    score = weights["same name"] if named else 0.0
    days = _time(one, other, rules)
    if isinstance(days, Veto) and not (named and (one.start is None or other.start is None or not (one.stated_time and other.stated_time))):
        return days
    place = _place(one, other, rules)
    if isinstance(place, Veto) and not named:
        return place
    score += (0.0 if isinstance(days, Veto) else days) + (0.0 if isinstance(place, Veto) else place)
    if one.kind is not None and other.kind is not None:
        score += weights["same kind"] if one.kind == other.kind else weights["like kind"] if other.kind in rules.likes.get(one.kind, ()) else 0.0
    if one.targets and other.targets:
        score += weights["same target"] if one.targets & other.targets else weights["other target"]
    score += weights["same figure"] * min(2, len(one.figures & other.figures))
    known = {i.rsplit(".", 1)[-1] for h in (one, other) for i in (*h.towns, *h.around, *h.countries)}
    score += weights["same word"] * min(5, len({w for w in one.words & other.words if w not in known}))
    if one.topic or other.topic or one.family.startswith("other"):
        if not (one.measure == other.measure and one.counted & other.counted) and not named:
            return Veto("other figures")
        score -= 1.0 if not one.figures & other.figures else 0.0
    if one.background != other.background and not (one.stated_time and other.stated_time):
        score -= 1.5
    return score


def _running(one: Happening, other: Happening, rules: GroupingRules) -> float:
    """Totals over a long time: of one war or span, and told within a week of each other."""
    if not one.countries & other.countries:
        return Veto("places")
    if one.published is None or other.published is None or abs(one.published - other.published) > timedelta(7):
        return Veto("told at another time")
    if one.kind == "war" and other.kind == "war":
        return rules.weights["merge"] + 1
    if one.kind == "war" or other.kind == "war":
        return Veto("kinds")
    score = rules.weights["same figure"] * 2 * len(one.figures & other.figures)
    if one.start is not None and other.start is not None:
        if abs(one.start - other.start) > timedelta(40):
            return Veto("days")
        score += rules.weights["same day"] if one.start == other.start else 0.5
    place = _place(one, other, rules)
    return place if isinstance(place, Veto) else score + place


def _time(one: Happening, other: Happening, rules: GroupingRules) -> float:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return 0.0
    gap = max((one.start - other.end).days, (other.start - one.end).days)
    if gap > 0:
        return Veto("days")
    lengths = sorted(((one.end - one.start).days, (other.end - other.start).days))
    if lengths == [0, 0]:
        return rules.weights["same day"]
    if lengths[0] <= 3 and lengths[1] > 20:
        return Veto("a day and a month")
    return rules.weights["days meet"]


def _place(one: Happening, other: Happening, rules: GroupingRules) -> float:
    weights = rules.weights
    if one.countries and other.countries and not one.countries & other.countries:
        return Veto("countries")
    if one.towns and other.towns:
        if one.towns & other.towns or any(alike(a, b) for a in one.towns for b in other.towns):
            return weights["same town"]
        if one.towns & other.around or other.towns & one.around:
            return weights["one in the other"]
        return Veto("towns")
    if one.towns and other.around or other.towns and one.around:
        if one.around & other.around:
            return weights["one in the other"]
        return Veto("provinces")
    if one.around and other.around:
        return weights["same province"] if one.around & other.around else Veto("provinces")
    return weights["same country"] if one.countries & other.countries else 0.0
