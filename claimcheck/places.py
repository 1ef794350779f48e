"""Place names of a text, looked up in a gazetteer and told apart by their context.

In: a stretch of text. Out: places with their spans. A capitalised run of words is looked up longest first,
by its folded name and, for transliterated names (al-Tukhar, Tokkhar), by its sound. A name that several
places share goes to the one in a country or province that the text names, else to the largest; a small town
that nothing in the text vouches for is left alone. A name that no gazetteer knows is a place only where the
words around it say so ("the village of X", "X district"); its id is ``?.x``.

Known misses: a politician's name that is also a city's, after a preposition; metonymy ("Moscow said").
"""

import re
from collections.abc import Sequence
from typing import Literal

from claimcheck.gazetteer import (
    Ambiguous,
    Beside,
    Demonyms,
    Names,
    NotPlaces,
    PlaceRules,
    candidates_for,
    compile_places,
)
from claimcheck.place_grammar import (
    ASIDE,
    BODY_AFTER,
    BOUND_FOR,
    CALENDAR,
    COMPOUND,
    DISASTER_AFTER,
    ENDS,
    EVENT_AFTER,
    FACILITY_AFTER,
    IN_WORDS,
    INDEFINITE,
    INTRODUCED,
    KIND_AFTER,
    LINKS,
    LOCATES,
    MOVES,
    OF,
    PROVINCE_AFTER,
    PROVINCE_OF,
    QUARTER_AFTER,
    SPEAKS,
    STREET_AFTER,
    STRUCK,
    SUBURB,
    WATER_AFTER,
)
from claimcheck.placing import SURE, Hit, Located, containers, settle
from claimcheck.rules import Entry, RuleBook
from claimcheck.spelling import fold, sound
from claimcheck.values import Place

__all__ = [
    "Hit",
    "Located",
    "PlaceRules",
    "candidates_for",
    "compile_places",
    "containers",
    "find_places",
    "settle",
    "survey",
]


_WORD = re.compile(r"(?<![\w@#])[A-Z\u00c0-\u00dd][\w’'`.ʿʾ-]{0,40}")
_LINK = re.compile(r" (?:(?:al|el|ar|as|ash|ad|an|az|de|del|la|da|do|du|di|of|the|and|upon|en|sur|am|i)[ -])?")


def survey(text: str, start: int, end: int, rules: PlaceRules) -> list[Hit]:
    """All names between ``start`` and ``end`` that may be places, in order, not yet decided."""
    words = [(m.start(), m.start() + len(_trim(m.group()))) for m in _WORD.finditer(text, start, end)]
    hits: list[Hit] = []
    coined: set[str] = set()
    index = 0
    while index < len(words):
        first = words[index][0]
        if text[first : words[index][1]].casefold() in rules.function:
            index += 1
            continue
        reach = [index]
        while (
            len(reach) < 4
            and reach[-1] + 1 < len(words)
            and _LINK.fullmatch(text, words[reach[-1]][1], words[reach[-1] + 1][0])
        ):
            reach.append(reach[-1] + 1)
        while text[words[reach[-1]][0] : words[reach[-1]][1]].casefold() in rules.function:
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
    if name in rules.behind and not text.startswith(", ", start - 2):
        return None
    candidates = candidates_for(key, name, rules)
    if not candidates:
        # An apostrophe that a feed has lost: "Syrias Idlib".
        if first == last and key.endswith("s") and len(key) > 4:
            candidates = tuple(c for c in candidates_for(key[:-1], name[:-1], rules) if "." not in c[0] or c[1] >= SURE)
            if candidates:
                return Hit(start, end, name[:-1], candidates, False, adjective=True)
        return None
    if name.isupper() and len(name) < 5 and key not in rules.names:
        return None
    if (
        SPEAKS.match(text, end)
        or COMPOUND.search(name)
        or text.startswith(("-based", "-led", "-backed"), end)
        or _elsewhere(text, start, end)
        or BODY_AFTER.match(text, end) is not None
    ):
        return Hit(start, end, name, candidates, False, adjective=True)
    before = max(0, start - 40)
    introduced = INTRODUCED.search(text, before, start) is not None or KIND_AFTER.match(text, end) is not None
    placed = (
        (introduced and BOUND_FOR.search(text, before, start) is None)
        or LOCATES.search(text, before, start) is not None
        or EVENT_AFTER.match(text, end) is not None
    )
    linked = placed or LINKS.search(text, before, start) is not None
    facility = FACILITY_AFTER.match(text, end) is not None
    if "." in candidates[0][0] and facility and STREET_AFTER.match(text, end):
        return Hit(start, end, name, candidates, False, street=True)
    if "." in candidates[0][0] and _goes_on(text, words, last, rules):
        return None
    named = linked or OF.search(text, before, start) is not None
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
        province=PROVINCE_AFTER.match(text, end) is not None or PROVINCE_OF.search(text, before, start) is not None,
        suburb=SUBURB.search(text, before, start) is not None,
        facility=facility,
        quarter=_quarter(text, end),
    )


def _quarter(text: str, end: int) -> Literal["", "before", "after"]:
    """Whether a part of a town bears the name, and where the town would be named."""
    match = QUARTER_AFTER.match(text, end)
    if match is None:
        return ""
    return "after" if match["of"] else "before"


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether somebody only speaks, sits or goes there: "said in Quito", "flew the wounded to Nairobi"."""
    before = max(0, start - 60)
    if ASIDE.search(text, before, start) is not None:
        return ENDS.match(text, end) is not None
    return MOVES.search(text, before, start) is not None


def _part_of_name(text: str, words: Sequence[tuple[int, int]], first: int, last: int, rules: PlaceRules) -> bool:
    """Whether the run of capitals around it is a person's or a body's name: "Paris Hilton", "Jack London"."""
    if first > 0 and text[words[first - 1][1] : words[first][0]] == " ":
        before = text[words[first - 1][0] : words[first - 1][1]].casefold()
        if (
            before not in rules.before
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
    return not (after in rules.after or after in rules.function or after in rules.demonyms or after in rules.table)


def _introduced(
    text: str, words: Sequence[tuple[int, int]], first: int, reach: Sequence[int], rules: PlaceRules
) -> Hit | None:
    """A name that only the words around it make a place: "the village of X", "X district"."""
    start = words[first][0]
    before = INTRODUCED.search(text, max(0, start - 40), start) or _struck(text, words, first, rules)
    for last in reversed(reach):
        end = words[last][1]
        water = WATER_AFTER.match(text, end) is not None
        if before is None and not water and INDEFINITE.search(text, max(0, start - 6), start):
            return None  # "a Borno town": a town there
        if (
            not water
            and before is None
            and (last != reach[-1] or (KIND_AFTER.match(text, end) is None and not _befallen(text, start, end)))
        ):
            continue
        if last > first and PROVINCE_AFTER.match(text, end) and fold(text[words[last][0] : end]) in rules.table:
            end = words[last - 1][1]  # "in Quarvin Idlib province": the province is a name of its own
        name = text[start:end]
        parts = fold(name).split()
        if (
            end - start > 3
            and not name.isupper()
            and not COMPOUND.search(name)
            and not (last > first and STREET_AFTER.match(text, words[last - 1][1]))
            and not any(w in rules.never or w in rules.demonyms or w in rules.before or w in rules.after for w in parts)
        ):
            suburb = SUBURB.search(text, max(0, start - 40), start) is not None
            return Hit(start, end, name, (), True, introduced=True, suburb=suburb, quarter=_quarter(text, end))
    return None


def _befallen(text: str, start: int, end: int) -> bool:
    """Whether a disaster bears the name: "the Meghna ferry disaster"."""
    return DISASTER_AFTER.match(text, end) is not None and IN_WORDS.search(text, max(0, start - 8), start) is not None


def _struck(text: str, words: Sequence[tuple[int, int]], first: int, rules: PlaceRules) -> re.Match[str] | None:
    """What places a happening at a name of one word: "an ambush near Elwak"."""
    start, end = words[first]
    following = first + 1 < len(words) and text[end : words[first + 1][0]] == " "
    if following or not text[end - 1].islower() or text[start:end].casefold() in CALENDAR:
        return None
    return STRUCK.search(text, max(0, start - 40), start)


def find_places(text: str, start: int, end: int, rules: PlaceRules) -> tuple[tuple[Place, int, int], ...]:
    """The places named between ``start`` and ``end``, with their spans, in order."""
    return tuple((place, begin, stop) for place, begin, stop, _ in settle(survey(text, start, end, rules)))


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
    if isinstance(entry, Beside):
        found = find_places(text, 0, len(text), rules)
        return bool(found) and any(word in entry.words for word in re.findall(r"[\w-]+", text.casefold()))
    return False
