"""Place names of a text, looked up in a gazetteer and told apart by their context.

In: a stretch of text. Out: places with their spans. A capitalised run of words is looked up longest first,
by its folded name and, for transliterated names (al-Tukhar, Tokkhar), by its sound. A name that several
places share goes to the one in a country or province that the text names, else to the largest; a small town
that nothing in the text vouches for is left alone. A name that no gazetteer knows is a place only where the
words around it say so ("the village of X", "X district"); its id is ``?.x``.

Known misses: a politician's name that is also a city's, after a preposition; metonymy ("Moscow said").
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from claimcheck.rules import Entry, RuleBook, built_in_folder
from claimcheck.values import Place

ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "ad", "at", "an", "az", "adh", "ath", "ed", "es", "the"])
SURE = 250  # thousands of people from which a town needs nothing else that vouches for it
_FOLDED = re.compile(r"['’‘`ʿʾʻʼ.]")
_WORD = re.compile(r"(?<![\w@#])[A-Z\u00c0-\u00dd][\w’'`.ʿʾ-]{0,40}")
_LINK = re.compile(
    r" (?:(?:al|el|ar|as|ash|ad|an|az|de|del|la|da|do|du|di|of|the|and|upon|en|sur|am|i)[ -])?"
)
_REGION = r"(?:north|south|east|west|central|downtown|rural|upper|lower|greater)\w*"
_LOCATES = re.compile(
    rf"(?:^|[\s(\"“—–-])(?:in|at|near|outside|inside|around|across|throughout|{_REGION}|capital|city|town|village|rebel-held)"
    rf"\s+(?:the |{_REGION}[ -])?(?:al-|el-)?$",
    re.I,
)
_LINKS = re.compile(
    r"(?:^|[\s(\"“—–-])(?:into|towards?|on|over|and|left|hit|hits|struck|strikes?|rocked|rocks?|shook|shakes?)"
    rf"\s+(?:the |{_REGION}[ -])?(?:al-|el-)?$",
    re.I,
)
_OF = re.compile(r"(?:^|[\s(\"“—–-])(?:of|to|from|for|between)\s+(?:the )?(?:al-|el-)?$", re.I)
_INTRODUCED = re.compile(
    r"\b(?:villages?|towns?|hamlets?|suburbs?|neighbou?rhoods?|districts?|settlements?|municipality|outskirts|"
    r"market town|city|county|province|governorate|refugee camp)\s+(?:of|called)\s+(?:the\s+)?(?:al-|el-)?$",
    re.I,
)
_KIND_AFTER = re.compile(
    r"\s+(?:city|town|village|district|neighbou?rhood|province|governorate|suburb|county|countryside|"
    r"municipality|metro(?: station)?|subway station|train station|railway station|refugee camp|airport|hospital|prison|"
    r"mosque|quarter|parish|oblast)\b",
    re.I,
)
_PROVINCE_AFTER = re.compile(r"['’]?s?\s+(?:province|governorate|state|region|countryside|oblast)\b", re.I)
_PROVINCE_OF = re.compile(r"\b(?:province|governorate|state|region|oblast)\s+of\s+(?:the\s+)?$", re.I)
_COMPOUND = re.compile(r"-[a-z]+$")
_SPEAKS = re.compile(
    r"\s+(?:has |have |also )?(?:said|says|denied|denies|insists?|claims?|claimed|accused|accuses|blamed|warned)\b"
)
_NOT_LEFT = frozenset(  # words that may stand before a place's name in one run of capitals without being part of it
    ["the", "in", "at", "near", "from", "of", "and", "but", "for", "after", "as", "on", "when", "while", "since", "outside", "inside", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "eastern", "western", "northern", "southern", "central", "north", "south", "east", "west", "greater", "downtown", "rural", "capital", "city", "town", "province", "district", "village", "reuters", "afp", "ap", "breaking", "update", "video", "special", "rebel-held", "government-held"]
)
_FUNCTION = frozenset(
    ["the", "in", "at", "near", "from", "of", "and", "but", "for", "after", "as", "on", "when", "while", "since", "outside", "inside", "a", "an", "this", "that", "these", "those", "it", "its", "to", "by", "with"]
)
_AFTER_NAME = frozenset(  # words that may follow a place's name in one run
    ["city", "province", "governorate", "region", "state", "county", "district", "airport", "international", "afp", "ap", "reuters", "monitor", "observatory", "activists", "hospital", "university", "governor", "mayor", "police", "court", "council", "market", "station", "square", "attack", "attacks", "bombing", "bombings", "explosion", "blast", "earthquake", "quake", "siege", "battle", "offensive", "front", "hall", "centre", "center", "metro", "subway", "prison", "camp", "village", "town", "neighbourhood", "neighborhood", "health", "local", "civil", "metropolitan", "media", "fire", "office", "stadium", "bridge", "church", "mosque", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)


class Names(Entry):
    """Other names of places: what is written, and the place's id."""

    names: dict[str, str]


class Demonyms(Entry):
    """Adjectives of countries: they tell which country a text is about, but name no place."""

    words: dict[str, str]


class NotPlaces(Entry):
    """Words that are also the names of towns and mean no town in the news."""

    words: tuple[str, ...]


class Ambiguous(Entry):
    """Names of towns that are as often a word or a person's name: they need a preposition before them."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The gazetteer and what is written by hand."""

    table: dict[str, str]
    names: dict[str, str]
    written: frozenset[str]
    demonyms: dict[str, str]
    never: frozenset[str]
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in the text that may be one of ``candidates`` (id, thousands of people).

    ``placed``: a preposition says that it is a place. ``adjective``: it tells the country, but places nothing
    there (a demonym, "Britain-based"). ``introduced``: a word like "village" makes it a place even if no
    gazetteer knows it. ``province``: "province" follows.
    """

    start: int
    end: int
    name: str
    candidates: tuple[tuple[str, int], ...]
    placed: bool
    adjective: bool = False
    introduced: bool = False
    province: bool = False


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes and hyphens.

    >>> fold("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_FOLDED.sub("", plain).casefold().replace("-", " ").split())


def without_articles(folded: str) -> str:
    """The folded name without the Arabic articles in it ("al tukhar" → "tukhar")."""
    return " ".join(w for w in folded.split() if w not in ARTICLES) or folded


_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\b(?:al|el|ar|as|ash|ad|at|an|az|adh|ath) ", ""),
        (r"(?:ayy|aiy|iyy|[aei]y|ei|ai|ee|ie|e|y)(?=\w)", "i"),
        (r"(?:kh|q|ck|c(?!h))", "k"),
        (r"gh", "g"),
        (r"(?:dh|zh)", "d"),
        (r"th", "t"),
        (r"(?:ou|oo|au|aw|ow|o|w)", "u"),
        (r"(\w)\1+", r"\1"),
        (r"(?:[aiy]h|[aiey])\b", "a"),
    )
)


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """What the spellings of a transliterated name have in common.

    >>> sound("Tokhar") == sound("al-Tukhar") == sound("Tokkhar"), sound("Homs") == sound("Hama")
    (True, False)
    """
    key = fold(name)
    for pattern, to in _SOUNDS:
        key = pattern.sub(to, key)
    return key


def slug(name: str) -> str:
    """The name as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


@lru_cache(maxsize=4)
def _gazetteer(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    return dict(
        line.split("\t", 1)
        for line in text[text.index("\n", text.rindex("\n#") + 1) + 1 :].split("\n")
        if line
    )  # type: ignore[misc]


def compile_places(book: RuleBook) -> PlaceRules:
    """The places in force."""
    named: dict[str, str] = {}
    written: set[str] = set()
    for group in book.entries("en/places.toml", "names", Names):
        named |= {fold(name): place for name, place in group.names.items()}
        written |= set(group.names)
    demonyms: dict[str, str] = {}
    for words in book.entries("en/places.toml", "demonyms", Demonyms):
        demonyms |= {word.casefold(): place for word, place in words.words.items()}
    never = {fold(w) for e in book.entries("en/places.toml", "not_places", NotPlaces) for w in e.words}
    ambiguous = {fold(w) for e in book.entries("en/places.toml", "ambiguous", Ambiguous) for w in e.words}
    return PlaceRules(
        _gazetteer(built_in_folder() / "places.tsv"),
        named,
        frozenset(written),
        demonyms,
        frozenset(never),
        frozenset(ambiguous),
    )


def containers(place: str) -> tuple[str, ...]:
    """The ids that contain this one, smallest first."""
    parts = place.split(".")
    return tuple(".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))


def survey(text: str, start: int, end: int, rules: PlaceRules) -> list[Hit]:
    """All names between ``start`` and ``end`` that may be places, in order, not yet decided."""
    words = [(m.start(), m.start() + len(_trim(m.group()))) for m in _WORD.finditer(text, start, end)]
    hits: list[Hit] = []
    coined: set[str] = set()
    index = 0
    while index < len(words):
        first = words[index][0]
        if text[first : words[index][1]].casefold() in _FUNCTION:
            index += 1
            continue
        reach = [index]
        while (
            len(reach) < 4
            and reach[-1] + 1 < len(words)
            and _LINK.fullmatch(text, words[reach[-1]][1], words[reach[-1] + 1][0])
        ):
            reach.append(reach[-1] + 1)
        while text[words[reach[-1]][0] : words[reach[-1]][1]].casefold() in _FUNCTION:
            reach.pop()
        found, last = None, index
        for last in reversed(reach):
            found = _known(text, first, words[last][1], words, index, last, rules)
            if found is not None:
                break
        if found is None:
            found = _introduced(text, words, index, reach, rules)
            if found is not None:
                last = max(n for n in reach if words[n][0] < found.end)
                coined.add(sound(found.name))
        if found is None and sound(text[first : words[index][1]]) in coined:
            found, last = (
                Hit(first, words[index][1], text[first : words[index][1]], (), True, introduced=True),
                index,
            )
        if found is not None:
            hits.append(found)
        index = last + 1 if found is not None else index + 1
    return hits


def _trim(word: str) -> str:
    """The word without a possessive and closing marks: "Syria's", "Idlib."."""
    word = word.rstrip(".'’`-")
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if "-" in word and word[word.rindex("-") + 1 :].islower():  # "US-led", "Britain-based"
        return word
    return word


def _known(
    text: str,
    start: int,
    end: int,
    words: Sequence[tuple[int, int]],
    first: int,
    last: int,
    rules: PlaceRules,
) -> Hit | None:
    name = text[start:end]
    key = fold(name)
    if first == last and key in rules.demonyms:
        return Hit(start, end, name, ((rules.demonyms[key], 0),), False, adjective=True)
    if key in rules.never or (len(key) < 5 and key in rules.names and name not in rules.written):
        return None
    candidates = _candidates(key, name, rules)
    if not candidates:
        # An apostrophe that a feed has lost: "Syrias Idlib".
        if first == last and key.endswith("s") and len(key) > 4:
            candidates = tuple(
                c for c in _candidates(key[:-1], name[:-1], rules) if "." not in c[0] or c[1] >= SURE
            )
            if candidates:
                return Hit(start, end, name[:-1], candidates, False, adjective=True)
        return None
    if name.isupper() and len(name) < 5 and key not in rules.names:
        return None
    if (
        _SPEAKS.match(text, end)
        or _COMPOUND.search(name)
        or text.startswith(("-based", "-led", "-backed"), end)
    ):
        return Hit(start, end, name, candidates, False, adjective=True)
    before = max(0, start - 40)
    introduced = (
        _INTRODUCED.search(text, before, start) is not None or _KIND_AFTER.match(text, end) is not None
    )
    placed = introduced or _LOCATES.search(text, before, start) is not None
    linked = placed or _LINKS.search(text, before, start) is not None
    if "." in candidates[0][0] and _goes_on(text, words, last, rules):
        return None
    named = linked or _OF.search(text, before, start) is not None
    if not named and (key in rules.ambiguous or _part_of_name(text, words, first, last, rules)):
        return None
    if candidates[0][1] < SURE and "." in candidates[0][0]:
        linked = placed
    return Hit(
        start,
        end,
        name,
        candidates,
        linked,
        introduced=introduced,
        province=_PROVINCE_AFTER.match(text, end) is not None
        or _PROVINCE_OF.search(text, before, start) is not None,
    )


def _candidates(key: str, name: str, rules: PlaceRules) -> tuple[tuple[str, int], ...]:
    if key in rules.names:
        return ((rules.names[key], 99_999),)
    bare = without_articles(key)
    raw = rules.table.get(key) or rules.table.get(bare)
    if raw is None and len(bare) > 3:
        heard = rules.table.get("~" + sound(name))
        # A name heard alike is as good as its country is sure: it never counts as large.
        return tuple((place, 1) for place, _ in _parsed(heard)) if heard else ()
    return _parsed(raw) if raw else ()


@lru_cache(maxsize=20_000)
def _parsed(raw: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (place, int(people)) for place, _, people in (item.rpartition(":") for item in raw.split("|"))
    )


def _part_of_name(
    text: str, words: Sequence[tuple[int, int]], first: int, last: int, rules: PlaceRules
) -> bool:
    """Whether the run of capitals around it is a person's or a body's name: "Paris Hilton", "Jack London"."""
    if first > 0 and text[words[first - 1][1] : words[first][0]] == " ":
        before = text[words[first - 1][0] : words[first - 1][1]].casefold()
        if (
            before not in _NOT_LEFT
            and before not in rules.demonyms
            and before.rstrip("s") not in rules.names
            and before.rstrip("s") not in rules.table
        ):
            return True
    return False


def _goes_on(text: str, words: Sequence[tuple[int, int]], last: int, rules: PlaceRules) -> bool:
    """Whether the name goes on after it: "at George Washington University", "in Paris Hilton's words"."""
    if last + 1 >= len(words) or text[words[last][1] : words[last + 1][0]] != " ":
        return False
    after = text[words[last + 1][0] : words[last + 1][1]].casefold()
    return not (after in _AFTER_NAME or after in _FUNCTION or after in rules.demonyms or after in rules.table)


def _introduced(
    text: str, words: Sequence[tuple[int, int]], first: int, reach: Sequence[int], rules: PlaceRules
) -> Hit | None:
    """A name that only the words around it make a place: "the village of X", "X district"."""
    start = words[first][0]
    before = _INTRODUCED.search(text, max(0, start - 40), start)
    for last in reversed(reach):
        end = words[last][1]
        if before is None and (last != reach[-1] or _KIND_AFTER.match(text, end) is None):
            continue
        if (
            last > first
            and _PROVINCE_AFTER.match(text, end)
            and fold(text[words[last][0] : end]) in rules.table
        ):
            end = words[last - 1][1]  # "in Quarvin Idlib province": the province is a name of its own
        name = text[start:end]
        parts = fold(name).split()
        if (
            end - start > 3
            and not name.isupper()
            and not _COMPOUND.search(name)
            and not any(
                w in rules.never or w in rules.demonyms or w in _NOT_LEFT or w in _AFTER_NAME for w in parts
            )
        ):
            return Hit(start, end, name, (), True, introduced=True)
    return None


def settle(
    hits: Sequence[Hit], rules: PlaceRules, home: Iterable[str] = ()
) -> list[tuple[Place, int, int, bool]]:
    """The places that the hits stand for: (place, start, end, whether words around it place something there).

    ``home`` are ids that the article is known to be about (its dateline's). Hits must be of one article:
    each vouches for the others.
    """
    hits = _beside(hits)
    countries: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    for place in home:
        countries[place.split(".")[0]] += 3
    for hit in hits:
        if not hit.candidates:
            continue
        top, people = hit.candidates[0]
        if "." not in top or people >= SURE:
            countries[top.split(".")[0]] += 1 if "." in top else 2
        for place, _ in hit.candidates:
            if place.count(".") == 1:
                provinces[place] += 1
    placed = {place for hit in hits if hit.placed for place, _ in hit.candidates}
    found: list[tuple[Place, int, int, bool]] = []
    unknown: list[int] = []
    for hit in hits:
        if hit.adjective:
            continue
        best = (
            max(hit.candidates, key=lambda c: _rank(c, hit, countries, provinces)) if hit.candidates else None
        )
        if best is not None and not _vouched(best, hit, countries, provinces, placed):
            best = None
        if best is not None:
            found.append((Place(best[0], hit.name, containers(best[0])), hit.start, hit.end, hit.placed))
        elif hit.introduced:
            unknown.append(len(found))
            found.append((Place(f"?.{sound(hit.name)}", hit.name), hit.start, hit.end, True))
    inside: dict[str, tuple[str, ...]] = {}
    for index in unknown:
        place, start, end, _ = found[index]
        within = inside.setdefault(place.id, _near(index, found) or tuple(home)[:1])
        found[index] = (Place(place.id, place.name, within), start, end, True)
    return found


def _beside(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those placed that stand by what contains them: "Redding, Calif.", "Syria’s Idlib"."""
    result = list(hits)
    for index in range(len(hits) - 1):
        left, right = hits[index], hits[index + 1]
        if right.start - left.end > 3 or (left.adjective and not left.candidates):
            continue
        if left.adjective:
            outer, inner, which = left, right, index + 1
        elif not right.adjective:
            outer, inner, which = right, left, index
        else:
            continue
        around = {place for place, _ in outer.candidates}
        if any(around.intersection(containers(place)) for place, _ in inner.candidates):
            result[which] = replace(inner, placed=True)
    return result


def _vouched(
    candidate: tuple[str, int], hit: Hit, countries: Counter[str], provinces: Counter[str], placed: set[str]
) -> bool:
    """Whether the text gives reason enough to take the name for this place."""
    place, people = candidate
    depth = place.count(".")
    if depth == 0:
        return True
    large = people >= SURE
    others = countries[place.split(".")[0]] - (1 if large and hit.candidates[0][0] == place else 0)
    if others <= 0:
        return people >= SURE * 4 or (people >= SURE / 2 and hit.placed)
    if depth == 2 and not large:
        # A small town: something places a thing there, or its province is named too.
        return place in placed and (people > 1 or provinces[place.rsplit(".", 1)[0]] > 0 or len(hit.name) > 4)
    return True


def _rank(
    candidate: tuple[str, int], hit: Hit, countries: Counter[str], provinces: Counter[str]
) -> tuple[float, str]:
    place, people = candidate
    parts = place.split(".")
    if len(parts) == 1:
        return (5.0, place)
    score = min(2.0, 0.7 * max(0, countries[parts[0]])) + min(2.0, people / 1500)
    if len(parts) == 3:
        province = ".".join(parts[:2])
        own = any(c == province for c, _ in hit.candidates)
        score += 1.5 if provinces[province] > own else 0.0
        # "Idlib" alone is the town, "Idlib province" the province.
        largest = max(
            (p for c, p in hit.candidates if c.count(".") == 1 and c.split(".")[0] == parts[0]), default=0
        )
        score += 1.0 if people * 4 >= largest and not hit.province else -1.0
    elif hit.province:
        score += 2.0
    return (score, place)


def _near(index: int, found: Sequence[tuple[Place, int, int, bool]]) -> tuple[str, ...]:
    """What contains a place that no gazetteer knows: the nearest known place named beside it in the text."""
    _, begin, stop, _ = found[index]
    for place, start, _, _ in found[index + 1 : index + 3]:
        if start - stop < 25 and not place.id.startswith("?"):
            return (place.id, *place.within)
    for place, start, _, _ in reversed(found[max(0, index - 4) : index]):
        if begin - start < 300 and not place.id.startswith("?"):
            return (place.id, *place.within)
    return ()


def find_places(text: str, start: int, end: int, rules: PlaceRules) -> tuple[tuple[Place, int, int], ...]:
    """The places named between ``start`` and ``end``, with their spans, in order."""
    return tuple(
        (place, begin, stop) for place, begin, stop, _ in settle(survey(text, start, end, rules), rules)
    )


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether the text shows a name, adjective or exclusion of this entry."""
    rules = compile_places(book)
    hits = survey(text, 0, len(text), rules)
    if isinstance(entry, Names):
        return any(fold(hit.name) in {fold(n) for n in entry.names} for hit in hits)
    if isinstance(entry, Demonyms):
        return any(hit.adjective and hit.name in entry.words for hit in hits)
    if isinstance(entry, NotPlaces):
        return not hits and any(word in text for word in entry.words)
    if isinstance(entry, Ambiguous):
        return not hits and any(word in text for word in entry.words)
    return False
