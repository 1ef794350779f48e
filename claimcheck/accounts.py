"""What one article says of one event: its account.

In: the mentions of an article. Out: accounts, each of the mentions whose settings fit one happening.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from claimcheck.comparison_rules import TOLLS
from claimcheck.grouping_rules import GroupingRules
from claimcheck.happenings import HAPPENS, WIDE
from claimcheck.values import Mention

BEFALLS = HAPPENS - {"epidemic", "movement"}
"""The families of kinds of which any figure told in the same clause is a figure of the happening."""

SPREAD = frozenset({"battle", "airstrike", "shelling", "missile strike"})
"""Kinds that are part of a fighting: who fled is not one strike's figure."""

DAMAGE = frozenset({"destroyed", "damaged", "cost", "lost"})
"""Measures whose money is a figure of the happening."""

_BREATH = 90  # characters between two figures of one thing
_ASIDE = 30  # of different sorts: "2.4%, to 15,988.08"

Figure = tuple[str, float | None, float | None, str]
"""A figure as reports share it: measure, lower and upper end, and what is counted if the measure is free."""


@dataclass(slots=True)
class Account:
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
    spot: str | None = None  # the smallest place

    @classmethod
    def of(cls, mention: Mention, rules: GroupingRules) -> "Account":
        """The account that one mention gives."""
        setting, role, number = mention.setting, mention.role, mention.number
        places = setting.places
        towns = {p.id for p in places if p.id.startswith("?") or p.id.count(".") == 2}
        ids = {p.id for p in places} | {i for p in places for i in p.within}
        kind, family = _family(mention, rules)
        free = family.startswith("other ")
        figure = (role.measure, number.low, number.high, _head(role.counted) if free else "")
        return cls(
            key=(mention.path, number.start),
            article=mention.path + "\0" + mention.article,
            ids=[mention.id],
            mentions=[mention],
            start=setting.start,
            end=setting.end,
            towns=towns,
            around={i for i in ids if "." in i} - towns,
            countries={i for i in ids if "." not in i},
            kind=kind,
            family=family,
            measure=role.measure,
            counted={_head(role.counted)},
            targets=set(setting.targets),
            name=setting.name,
            words=frozenset(setting.words),
            running=setting.running or role.running,
            background=setting.background,
            published=mention.published.day if mention.published is not None else None,
            topic=family not in {"incident", "plight"} and rules.families.get(kind or "") not in HAPPENS,
            figures={figure},
            stated_time="time" in setting.stated,
            site=setting.site,
            spot=places[0].id if places else None,
        )

    def add(self, other: "Account") -> None:
        """Take another account of the article in: it is the same."""
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
        if (
            other.start is not None
            and other.end is not None
            and (self.start is None or self.end is None or other.end - other.start < self.end - self.start)
        ):
            self.start, self.end = other.start, other.end
        self.stated_time = self.stated_time or other.stated_time
        self.background = self.background and other.background


def _family(mention: Mention, rules: GroupingRules) -> tuple[str | None, str]:
    """The kind of event as far as it tells, and the family of the measure ("other …" for a free one)."""
    measure, kind = mention.role.measure, mention.setting.kind
    family = rules.measures.get(measure, f"other {measure}")
    setting = mention.setting
    of = rules.families.get(kind or "")
    sort = _sort(mention)
    if (sort == "money" and measure not in DAMAGE) or (
        sort == "share" and measure not in TOLLS and family in {"incident", f"other {measure}"}
    ):
        return kind, f"other {measure}"  # "launched an appeal for $9m", "vaccinated 90 percent": no toll
    told = "kind" in setting.stated
    if family.startswith("other ") and of in BEFALLS and not setting.background and not setting.running:
        # "the first explosion was 50 yards away": a figure of the happening, whatever its verb; money is not.
        one_off = (kind not in SPREAD and kind not in WIDE) or setting.name is not None
        family = "incident" if told or measure == "counted" or (one_off and sort == "people") else family
    if family == "territory" and kind == "battle":
        family = "incident"
    elif family == "plight" and (
        of != "violence"
        or (kind not in SPREAD and not setting.background)
        or setting.running
        or (kind == "battle" and not told)
    ):
        # Who fled is a matter of the fighting, not of one bombing; of a flood or a battle it is the toll.
        family = "incident"
    if family == "incident" and kind != "war" and of not in HAPPENS:
        kind = None  # "the economy", "claims": said beside people killed they tell nothing
    return kind, family


def _sort(mention: Mention) -> str:
    """Whether it counts people, things, money or is a share."""
    unit = mention.unit
    if unit == "person":
        return "people"
    if len(unit) == len("USD") and unit.isupper():
        return "money"
    return "share" if unit == "percent" else "things"


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
    return made


def _one_breath(last: Mention, old: Account, mention: Mention, new: Account) -> bool:
    """Whether two figures of a topic, one after the other in a sentence, are of one thing.

    "51 percent are for it, compared to 45 percent against", "$562m (£346m)": but not "up from 40 percent".
    """
    if last.order != mention.order or not _free(old) or not _free(new) or old.running != new.running:
        return False
    if last.number.change is not None or mention.number.change is not None:
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
    if WIDE & {old.kind, new.kind} and old.spot != new.spot:
        return 0.0  # of a quake, a town's or a province's dead are not the country's
    if (
        not named
        and old.background != new.background
        and not (old.start is not None and old.start == new.start and same_place)
    ):
        return 0.0
    score = 1.0 + same_place + (old.background == new.background) + min(0.4, 0.1 * len(old.ids))
    return score + 0.5 * (old.kind == new.kind) + (old.start == new.start and old.end == new.end)


def _totals_meet(old: Account, new: Account) -> float:
    """Totals of one article over a long time: of one war, or of one span and place."""
    if "war" in (old.kind, new.kind):
        # A town's dead of the war are not the country's.
        one_war = of_a_war(old) and of_a_war(new) and bool(old.towns) == bool(new.towns)
        return (3.0 if old.kind == new.kind else 2.0) if one_war else 0.0
    near = (old.start is None and new.start is None) or (
        old.start is not None and new.start is not None and abs(old.start - new.start) <= timedelta(20)
    )
    return 2.0 if near and old.family == new.family and bool(old.towns) == bool(new.towns) else 0.0


def of_a_war(total: Account) -> bool:
    """Whether a total may be a war's: of one, or of a country's dead and displaced with no beginning named."""
    return total.kind == "war" or (total.kind is None and total.start is None and not total.towns)


def _days_meet(one: Account, other: Account) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.background == other.background
    if not (one.start <= other.end and other.start <= one.end):
        return False
    lengths = sorted(((one.end - one.start).days, (other.end - other.start).days))
    return lengths[1] < 20 or lengths[0] > 5


def _towns_meet(one: Account, other: Account) -> bool:
    """Whether a town is common, or one lies in the other."""
    if one.towns & other.towns or one.towns & other.around or other.towns & one.around:
        return True
    return any(alike(a, b) for a in one.towns for b in other.towns)


def kinds_meet(one: str | None, other: str | None, rules: GroupingRules) -> bool:
    """Whether the two kinds may be one happening, as far as they are known."""
    if one is None or other is None or other in rules.likes.get(one, ()) or one == other:
        return True
    families = {rules.families.get(one, "topic"), rules.families.get(other, "topic")}
    return not (families <= HAPPENS)


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


def _head(counted: str) -> str:
    words = counted.lower().split()
    last = words[-1] if words else ""
    return last[:-1] if last.endswith("s") and len(last) > 4 else last
