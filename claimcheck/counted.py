"""Say who or what a noun group counts: the words, their kind, and the unit.

Comes in: the tokens of the noun group behind a number. The head noun decides ("soldiers"); a general noun
("members", "people") takes the kind of the word beside it ("members of the Syrian army"). Goes out: a
:class:`Counted`. An unknown noun is a person only if it is the name of a people ("Italians").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.rules import Entry, RuleBook
from claimcheck.syntax import singular
from claimcheck.values import Token

FILE = "en/counted.toml"
PEOPLE = "people"
THING = "thing"

_NATIONALITY = re.compile(r"[A-Z][a-z]+(?:an|ian|ese|i|ish|men|man|ard|ot|ai|ek|iard)s?$")
_COMPOUND = frozenset({"member", "strong", "person", "man", "woman", "people"})
_GROUPS = frozenset({"family", "household", "couple"})
_NAMED_KINDS = frozenset({"militants", "rebels"})
_LONGEST = 3  # words in a noun of the list


class Kind(Entry):
    """A kind of people or things. ``within``: kinds that contain it; ``apart``: kinds it can't be the same
    as.
    """

    nouns: tuple[str, ...]
    marks: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    general: bool = False
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedRules:
    """The kinds by noun (singular, up to three words) and by mark.

    ``bodies``: nouns that stand for whoever is named beside them ("bodies of soldiers").
    """

    kinds: Mapping[str, Kind]
    nouns: Mapping[str, Kind]
    marks: Mapping[str, Kind]
    bodies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counted:
    """Who or what is counted. ``person`` is None where the noun is unknown or left out.

    ``first``–``last`` are token indexes of the words, None where the noun is left out; ``head`` is the
    head noun's singular, ``unit`` the same with what belongs to it ("air strike").
    """

    first: int | None
    last: int | None
    head: str
    kind: str
    unit: str
    person: bool | None
    name: bool = False  # the head is a name: "90 percent of Aleppo"


NOBODY = Counted(None, None, "", "", "", None)


def compile_counted(book: RuleBook) -> CountedRules:
    """The kinds of ``rules/en/counted.toml``, by their words."""
    kinds = {kind.id: kind for kind in book.entries(FILE, "kind", Kind)}
    nouns: dict[str, Kind] = {}
    marks: dict[str, Kind] = {}
    for kind in kinds.values():
        for noun in kind.nouns:
            if noun not in nouns or nouns[noun].general:
                nouns[noun] = kind
        for mark in kind.marks:
            marks.setdefault(mark, kind)
    return CountedRules(kinds, nouns, marks, frozenset(word for kind in kinds.values() for word in kind.bodies))


def is_person(kind: str, rules: CountedRules) -> bool:
    """Whether a kind is one of people."""
    entry = rules.kinds.get(kind)
    return kind == PEOPLE or (entry is not None and PEOPLE in entry.within)


def read_counted(tokens: Sequence[Token], first: int | None, last: int | None, rules: CountedRules) -> Counted:
    """Who the noun group ``tokens[first..last]`` counts; words after an "of" behind it may refine a
    general noun.
    """
    if first is None or last is None:
        return NOBODY
    for known in range(last - 1, first - 1, -1):  # "migrants accurate", "gunmen trying": the head is the known plural
        if singular(tokens[last].lower) in rules.nouns or tokens[last].tag == "name":
            break
        plural = tokens[known].lower
        if plural != singular(plural) and singular(plural) in rules.nouns and tokens[known].tag == "noun":
            last = known
            break
    words = [singular(token.lower) if token.tag != "verb" else token.lower for token in tokens[first : last + 1]]
    if words[-1] in rules.bodies:
        whose = _whose(tokens, first, last, words, rules)
        if whose is not None:
            return Counted(first, last, words[-1], whose.id, "person", True)
    kind: Kind | None = None
    length = 1
    for length in range(min(_LONGEST, len(words)), 0, -1):
        kind = rules.nouns.get(" ".join(words[-length:]))
        if kind is not None:
            break
    if kind is None and tokens[last].text[0].isupper():
        marked = rules.marks.get(words[-1])
        kind = marked if marked is not None and marked.id in _NAMED_KINDS else None  # "52 Taliban"
        length = 1
    unit = " ".join(words[-length:]) if kind is not None else words[-1]
    if kind is not None and (kind.general or kind.id in {"militants", "workers", "men", "women"}):
        refined = _mark(words[:-length], rules)
        if refined is None and kind.general:
            refined = _mark(_complement(tokens, last), rules)
        kind = refined or kind
    if kind is None:
        compound = [word for word in words if word in _COMPOUND]
        if compound or _NATIONALITY.fullmatch(tokens[last].text):
            return Counted(first, last, words[-1], PEOPLE, "person", True)
        return Counted(first, last, words[-1], "", unit, None, tokens[last].tag == "name")
    person = is_person(kind.id, rules)
    group = words[-1] in _GROUPS  # five families are not five people
    return Counted(first, last, words[-1], kind.id, "person" if person and not group else unit, person)


def _whose(tokens: Sequence[Token], first: int, last: int, words: list[str], rules: CountedRules) -> Kind | None:
    """The kind of those whose bodies or deaths are counted: "25 bodies OF SOLDIERS", "41 SOLDIERS' deaths"."""
    owned = last > first and tokens[last - 1].lemma == "'s"
    beside = words[:-2] if owned else _complement(tokens, last)
    for length in range(min(_LONGEST, len(beside)), 0, -1):
        kind = rules.nouns.get(" ".join(beside[-length:]))
        if kind is not None:
            return kind if is_person(kind.id, rules) and not kind.general else None
    return None


def _complement(tokens: Sequence[Token], last: int) -> list[str]:
    """The words of the "of" group behind a noun: "members OF THE SYRIAN ARMY"."""
    if last + 1 >= len(tokens) or tokens[last + 1].lower not in {"of", "from"}:
        return []
    words: list[str] = []
    for token in tokens[last + 2 : last + 9]:
        if token.tag not in {"det", "adj", "noun", "name"}:
            break
        words.append(singular(token.lower))
    return words


def _mark(words: Sequence[str], rules: CountedRules) -> Kind | None:
    """The kind that a modifier marks, the nearest to the noun first."""
    for end in range(len(words), 0, -1):
        for length in (3, 2, 1):
            if length <= end:
                kind = rules.marks.get(" ".join(words[end - length : end]))
                if kind is not None:
                    return kind
    return None


def shows_kind(entry: Kind, text: str, book: RuleBook) -> bool:
    """Whether something of this kind is counted in the text."""
    from claimcheck.measures import roles_of

    return any(role.counted_kind == entry.id for role in roles_of(text, book))
