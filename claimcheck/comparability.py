"""Whether two claims of one event may be compared at all: the tests of the level *incomparable*.

Each says, in a sentence for readers, why two claims don't speak of the same thing, or None. Swapping the
two changes nothing. They lean to "incomparable": a part is never held against a total.
"""

import re
from functools import lru_cache

from claimcheck.bounds import bounds, figures_equal, times_apart, unit_of
from claimcheck.comparison_rules import GIVEN_AS_ALL, NO_GROUP, ONE_THING, TOLLS, ComparisonRules
from claimcheck.happenings import WIDE
from claimcheck.values import Mention, Place


def is_part(mention: Mention) -> bool:
    """Whether the figure is said to be a part of a total, or to come on top of one."""
    role = mention.role
    return mention.part_of is not None or role.part_of is not None or role.partitive or role.additional


def is_running(mention: Mention) -> bool:
    """Whether the figure is a total over a long time or many events."""
    return mention.role.running or mention.setting.running


def standing(mention: Mention) -> str:
    """Say what the figure is: a ``part`` of a total, one ``added`` to another, or a ``whole``."""
    if mention.part_of is not None or mention.role.part_of is not None or mention.role.partitive:
        return "part"
    return "added" if mention.role.additional else "whole"


def group_of(mention: Mention) -> str:
    """The kind of the people counted; a named group that is no kind goes by its words ("Italians")."""
    kind = mention.role.counted_kind
    if kind != "people":
        return kind
    words = content_words(mention.role.counted)
    return kind if not words or words & _NO_GROUP else " ".join(sorted(words))


def other_measure(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Killed and injured."""
    if left.role.measure == right.role.measure:
        return None
    return f"one says {_either(left.role.measure, right.role.measure)}"


def other_unit(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Tanks and homes, dollars and percent."""
    if unit_of(left) == unit_of(right):
        return None
    return f"they count different things: {_both(unit_of(left), unit_of(right))}"


def a_change(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A rise by so many; the figure from before a change that both are right about."""
    changes = (left.number.change, right.number.change)
    if (changes[0] == "by") != (changes[1] == "by"):
        return "one is a change, the other a figure"
    # "cut the staff from 1,880 to 1,387": both are right, each at its time.
    if changes[0] != changes[1] and "from" in changes and left.role.measure not in TOLLS:
        return "one is the figure of an earlier time"
    return None


def running_totals(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A total over years against an incident; totals over different times or places."""
    if is_running(left) != is_running(right):
        return "one is a running total, the other a single incident"
    if not is_running(left):
        return None
    if "vague" in (left.number.modifier, right.number.modifier):
        return "a vague word for a running total"
    if left.setting.start != right.setting.start:
        return "the running totals begin at different times"
    if innermost(left) != innermost(right):
        return "the running totals are of different places"
    return None


def tentative(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Feared against confirmed."""
    if left.role.tentative != right.role.tentative:
        return "one is feared or forecast, the other stated"
    return None


def another_day(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Days that lie more than a day apart, where one sentence at least states its own."""
    one, other = left.setting, right.setting
    if "time" not in one.stated | other.stated:
        return None
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    if (other.start - one.end).days > 1 or (one.start - other.end).days > 1:
        return "they speak of different days"
    return None


def another_place(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Known places that both sentences state, none of which is the other or contains it.

    Or a place within the other's town, with a smaller figure: the station's dead and the city's.
    """
    if "place" not in left.setting.stated or "place" not in right.setting.stated:
        return None
    here, there = innermost(left), innermost(right)
    if not here or not there or here & there:
        return None
    inner, outer = left, right
    if _contains(left, right):
        inner, outer = right, left
    elif not _contains(right, left):
        # A village that no gazetteer has may be written in two ways: no evidence.
        if any(place.startswith("?") for place in here | there):
            return None
        return f"they speak of different places: {_both(_place_name(left), _place_name(right))}"
    # Another article may just name the country; in one article the whole country's figure is the total.
    town = any(place.startswith("?") or place.count(".") > 1 for place in innermost(outer))
    town = town or left.article == right.article or left.setting.kind in WIDE  # Assam's floods, India's
    if town and bounds(inner, rules)[1] < bounds(outer, rules)[0]:
        return f"{_place_name(inner)} may be a part of {_place_name(outer)}"
    return None


def part_and_total(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A part against a whole, a part against another part."""
    here, there = standing(left), standing(right)
    group = group_of(left)
    if {here, there} == {"part", "whole"} and group == group_of(right) and group not in GIVEN_AS_ALL:
        return None  # "52 rebels and nine soldiers were killed" against "41 soldiers": both of the soldiers
    if here != there:
        return "one is a part of a total" if "part" in (here, there) else "one comes on top of a figure"
    if here != "whole" and group_of(left) != group_of(right):
        return "they are different parts of totals"
    if here == "part" and group_of(left) == "people" and unit_of(left) == "person":
        # "60 of them in a serious state", "107 of the wounded still in hospital"
        return "nothing says that they are the same part"
    return None


def other_people(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Groups that may overlap, or of which the smaller figure may be a part of the larger one."""
    if unit_of(left) != "person":
        return None
    one, other = group_of(left), group_of(right)
    if one == other or (left.role.measure in WHOEVER and other not in rules.apart.get(one, ())):
        return None  # a crowd is one crowd: "70,000 people", "400,000 marchers", "a caravan of 5,000"
    if other in rules.apart.get(one, ()):
        equal = figures_equal(left, right, rules)
        return None if equal else f"they count different people: {_both(one, other)}"
    if one == "people" or one in rules.within.get(other, ()):
        left, right, one, other = right, left, other, one
    if other != "people" and other not in rules.within.get(one, ()):
        return f"they count different groups: {_both(one, other)}"
    same_article = left.article == right.article and "earlier" not in (left.number.change, right.number.change)
    if one in GIVEN_AS_ALL and other in GIVEN_AS_ALL and not same_article:
        return None
    # "11 soldiers" against "8 people": a group can't be larger than all of them.
    if bounds(left, rules)[0] > bounds(right, rules)[1]:
        return None
    return f"{one} may be a part of the {other}"


def other_things(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Shares, sums of money and things are compared only where the words say that they are of the same."""
    if unit_of(left) == "person":
        return None
    # A share of territory is "98 percent of the east" or "98 percent" that "the army" holds: no matter.
    if left.role.measure == "controls" and {left.role.counted_kind, right.role.counted_kind} != {"territory"}:
        return None
    one, other = content_words(left.role.counted), content_words(right.role.counted)
    named = left.role.measure in ONE_THING
    if not one or not other:
        # "damage of $2bn" and "of $3bn" are of one thing, "fell 3 percent" and "fell 5 percent" rarely.
        return None if named and one == other else "it is not said of what both are"
    if len(one & other) >= (min(len(one), len(other)) + 1) // 2:
        return None
    return f"they are of different things: {_both(left.role.counted, right.role.counted)}"


def one_article_s_figures(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """Under a plain verb one article gives figures of several things, be it in one voice or in two.

    Of troops, sums and crowds too where it calls them by other names: "800 troops", "2,000 guardsmen".
    """
    if left.role.measure == "counted":
        return "nothing is said of what both count"
    if left.article != right.article:
        return None
    if left.role.measure in TOLLS:
        if unit_of(left) == "percent":
            return "one article's shares"  # "42 percent of the dead", "52 percent outside New York"
        return _a_few_of_many(left, right, rules)
    if left.role.measure not in ONE_THING:
        return f"one article's figures of what {left.role.measure}"
    one, other = content_words(left.role.counted), content_words(right.role.counted)
    if left.role.measure in {"deployed", "strength", "cost"} and one != other:
        return "one article's figures under two names"
    return None


def _a_few_of_many(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """One article's 29 hurt and the four whom a witness saw: rather some of them than another toll."""
    if unit_of(left) != "person" or (left.number.change is not None and right.number.change is not None):
        return None
    if two_sources(left, right) and standing(left) == standing(right) == "whole":
        return None  # "two men were killed, police said. The party said five had died."
    (_, few), (many, _) = sorted((bounds(left, rules), bounds(right, rules)))
    if 0 < few <= rules.few and many >= few * 2:
        return "one article's few may be some of its many"
    return None


def two_sources(one: Mention, other: Mention) -> bool:
    """Whether the two are what two named sources say: "six militants, said the army; six civilians, villagers"."""
    if one.speech is None or other.speech is None:
        return False
    cited = one.speech.kind == other.speech.kind == "explicit"
    return cited and one.speech.source.id != other.speech.source.id


def one_ward(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A hospital's figure and a larger one of somebody else, or of another hospital: its share of them."""
    if left.role.measure not in {"killed", "injured"}:
        return None
    here, there = (_WARD.search(m.speech.source.label) is not None if m.speech else False for m in (left, right))
    if here and there:
        same = left.speech is not None and right.speech is not None and left.speech.source.id == right.speech.source.id
        return None if same else "they may be the figures of two hospitals"
    ward, other = (left, right) if here else (right, left)
    if here != there and bounds(ward, rules)[1] < bounds(other, rules)[0]:
        return "one may be a hospital's share of the other"
    return None


_WARD = re.compile(
    r"\b(?:nurses?|doctors?|surgeons?|paramedics?|hospitals?|clinics?|infirmary|morgues?|mortuary|"
    r"medical cent(?:er|re))\b",
    re.I,
)


def vague_words(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """A vague word says nothing against a figure in or near its range, nor against another vague word."""
    vague = [m for m in (left, right) if m.number.modifier == "vague"]
    if not vague:
        return None
    if len(vague) > 1:
        return "both are vague words"
    if left.article == right.article:
        return "one article's vague word and figure"  # "147 died … several were shot at the gate"
    low, high = bounds(left, rules)
    other_low, other_high = bounds(right, rules)
    if low <= other_high * rules.vague and other_low <= high * rules.vague:
        return "a vague word, and a figure in or near its range"
    return None


def too_far_apart(left: Mention, right: Mention, rules: ComparisonRules) -> str | None:
    """260 and 100,000: rather two things than two opinions of one."""
    if times_apart(left, right, rules) > rules.farthest:
        return "they are too far apart to be of one thing"
    return None


def innermost(mention: Mention) -> frozenset[str]:
    """The ids of the mention's places that contain no other of them."""
    places = mention.setting.places
    around = {outer for place in places for outer in place.within}
    return frozenset(place.id for place in places if place.id not in around)


WHOEVER = frozenset({"attended", "attackers"})
"""Measures that name those whom they count: "two gunmen", "four young men with rifles"."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that tell what is counted, cut to a common stem: "the tanks" and "tank" are one."""
    words = re.findall(r"[^\W\d_]{2,}", text[:200].casefold())
    return frozenset(w.rstrip("s")[:6] or w for w in words if w not in _EMPTY)


_EMPTY_WORDS = (
    "the of in its their his her our an all this that these those and or for to by at from on "
    "other more another thing things "
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_NO_GROUP = frozenset(word.rstrip("s")[:6] for word in NO_GROUP)


def _contains(outer: Mention, inner: Mention) -> bool:
    """Whether the inner one's innermost places all lie within the outer one's."""
    around: dict[str, Place] = {place.id: place for place in inner.setting.places}
    here = innermost(outer)
    return all(here & set(around[place].within) for place in innermost(inner))


def _place_name(mention: Mention) -> str:
    inner = innermost(mention)
    return next((place.name for place in mention.setting.places if place.id in inner), "elsewhere")


def _both(one: str, other: str) -> str:
    return " and ".join(sorted((one, other)))


def _either(one: str, other: str) -> str:
    return ", the other ".join(sorted((one, other)))
