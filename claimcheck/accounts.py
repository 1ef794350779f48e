"""What one article says of one event: its account, and which kinds, towns and totals may be one.

In: the mentions of an article. Out: accounts, each of the mentions whose settings fit one happening.
"""

from dataclasses import dataclass, field
from datetime import date

from claimcheck.comparison_rules import TOLLS
from claimcheck.grouping_rules import GroupingRules
from claimcheck.happenings import HAPPENS, bare_name
from claimcheck.one_measure import unify
from claimcheck.spelling import sound
from claimcheck.values import Mention

BEFALLS = HAPPENS - {"epidemic", "movement"}
"""The families of kinds of which any figure told in the same clause is a figure of the happening."""

DAYS = frozenset({"violence", "accident", "labour", "crowd", "justice"})
"""The families of kinds of one day: what is found, sent and seen after them belongs to them."""

SPREAD = frozenset({"battle", "airstrike", "shelling", "missile strike"})
"""Kinds that are part of a fighting: who fled is not one strike's figure."""

LONG = frozenset({"battle", "epidemic", "earthquake", "drought", "famine"})
"""Kinds that fill weeks of news: what is done under a verb of its own is not the happening's figure."""

DAMAGE = frozenset({"destroyed", "damaged", "cost", "lost"})
"""Measures whose money is a figure of the happening."""

_MOST = 3  # figures by which the vaguer account may outnumber one that tells it the day

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
    stated_place: bool = False
    yearless: tuple[int, int, int] | None = None
    kinds: set[str] = field(default_factory=set)  # all kinds that its mentions tell of
    site: str | None = None
    sited: bool = False  # the article tells several sites apart
    spot: str | None = None  # the smallest place

    @classmethod
    def of(cls, mention: Mention, rules: GroupingRules) -> "Account":
        """The account that one mention gives."""
        mention = unify(mention, rules.one)
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
            name=None if setting.name is None else bare_name(setting.name),
            words=frozenset(setting.words),
            running=setting.running or role.running,
            background=setting.background,
            published=mention.published.day if mention.published is not None else None,
            topic=family not in {"incident", "plight"} and rules.families.get(kind or "") not in HAPPENS,
            figures={figure},
            stated_time="time" in setting.stated,
            stated_place="place" in setting.stated,
            yearless=setting.yearless,
            kinds=set() if kind is None else {kind},
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
        self.kinds |= other.kinds
        self.yearless = self.yearless or other.yearless
        if (
            other.start is not None
            and other.end is not None
            and (self.start is None or self.end is None or other.end - other.start < self.end - self.start)
            and len(self.ids) <= len(other.ids) + _MOST
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
    if family == "standing":
        return kind, f"other {measure}"  # "300,000 live in the besieged quarter"
    told = "kind" in setting.stated
    if family == "job cuts":
        kind = "layoffs"  # whatever else the clause tells of
    if family == "aftermath":
        # "19 casings were found" belongs to a shooting, "400 tents were sent" to no one day of a quake.
        near = of in DAYS and kind not in SPREAD and sort in {"people", "things"}
        near = near and not setting.background and not setting.running
        family = "incident" if near else f"other {measure}"
    if family.startswith("other ") and of in BEFALLS and not setting.background and not setting.running:
        # "the first explosion was 50 yards away": a figure of the happening, whatever its verb; money is not.
        one_off = kind not in LONG or setting.name is not None
        family = "incident" if told or measure == "counted" or (one_off and sort in {"people", "things"}) else family
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


def of_a_war(total: Account) -> bool:
    """Whether a total may be a war's: of one, or of a country with no beginning named."""
    return total.kind == "war" or (total.kind is None and total.start is None and not total.towns)


def kinds_meet(one: str | None, other: str | None, rules: GroupingRules) -> bool:
    """Whether the two kinds may be one happening, as far as they are known."""
    if one is None or other is None or other in rules.likes.get(one, ()) or one == other:
        return True
    families = {rules.families.get(one, "topic"), rules.families.get(other, "topic")}
    return not (families <= HAPPENS)


def alike(one: str, other: str) -> bool:
    """Whether two ids of places are spellings of one name that a gazetteer doesn't know.

    >>> alike("?.tukar", "?.tukhar"), alike("?.tukar", "?.buxtun"), alike("?.tukar", "xx.vega.kala-tukar")
    (True, False, True)
    """
    if not one.startswith("?.") and not other.startswith("?."):
        return False
    from rapidfuzz import fuzz

    left, right = one.rsplit(".", 1)[1].replace("-", " "), other.rsplit(".", 1)[1].replace("-", " ")
    if min(len(left), len(right)) > 3 and fuzz.ratio(left, right) >= 84:
        return True
    return called(one) == called(other) and min(len(left), len(right)) > 4 and " " not in min(left, right, key=len)


def called(place: str) -> str:
    """The sound of the last word of a place's name: of Tukar and of Kala Tukar.

    >>> called("xx.vega.kala-tukar"), called("?.tukar")
    ('tukar', 'tukar')
    """
    name = place.rsplit(".", 1)[1].replace("-", " ") if "." in place else place
    return (name if place.startswith("?.") else sound(name)).split()[-1]


def _head(counted: str) -> str:
    words = counted.lower().split()
    last = words[-1] if words else ""
    return last[:-1] if last.endswith("s") and len(last) > 4 else last
