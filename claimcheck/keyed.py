"""Figures given as key and value: "Injured persons: 64", "Dwellings collapsed: 1,214 (Tarvin 800, Oldam 414)".

Comes in: a clause, and the role of the sentence before. Goes out: a :class:`Draft` for each number that is the
value of a key, a part listed in brackets behind one, or an item of the list under one ("– Tarvin: 9").

A key is read as a headline with its value in front: "64 injured persons", "1,214 dwellings collapsed". What the
rules say of those words, they say of the key; a key that names no measure of theirs has no claim.

Known misses: a list under a heading that has no figure ("Deaths by district").
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.clauses import cut_chunks
from claimcheck.counted import NOBODY, PEOPLE, Counted, read_counted
from claimcheck.governors import read_governor, read_number
from claimcheck.lines import LIST_SIGNS
from claimcheck.parts import Draft
from claimcheck.sayings import Clause, Reading
from claimcheck.tolls import measure_noun
from claimcheck.values import Number, Role, Token
from claimcheck.words import word_set

__all__ = ["read_keyed"]

KEY = "value of the key"
_LISTED = "listed under the key"
_LONGEST = 6  # words of a key
_BETWEEN = frozenset(";,|/.")
_AFTER = frozenset(";,|/.()")
_WORDS = frozenset({"noun", "name", "adj", "verb", "prep", "det", "adv"})
_PLACE = frozenset({"noun", "name", "adj", "punct"})
_THOSE = word_set("people person dead deceased injured wounded")
_FORMS = frozenset({"past", "part", ""})

_PEOPLE = replace(NOBODY, kind=PEOPLE, unit="person", person=True)


def read_keyed(clause: Clause, previous: Role | None, *, listed: bool) -> dict[int, Draft]:
    """The drafts of the sentence's values of keys, by the index of the number; most sentences have none.

    ``listed``: the sentence is an item of a list.
    """
    tokens = clause.tokens
    found: dict[int, Draft] = {}
    start = _past_bullet(tokens)
    for at, chunk in enumerate(clause.chunks):
        if chunk.number is None or chunk.first < 2 or tokens[chunk.first - 1].text != ":":
            continue
        if not _stands_alone(clause, at):
            continue
        colon = chunk.first - 1
        first = max((i + 1 for i in range(start, colon) if tokens[i].text in _BETWEEN), default=start)
        draft = _of_key(clause, at, tokens[first:colon], first) or _go_on(clause, at, first, colon, found)
        if draft is None and first == start and not found and listed:
            draft = _item(clause, at, first, colon, previous)
        if draft is not None:
            found[chunk.number] = draft
            found.update(_in_brackets(clause, at, draft))
    return found


def _past_bullet(tokens: Sequence[Token]) -> int:
    """The index of the first token behind the mark of a list's item."""
    return next((index for index, token in enumerate(tokens) if token.text not in LIST_SIGNS), 0)


def _stands_alone(clause: Clause, at: int) -> bool:
    """Whether the value is a count without a noun of its own, or with one that adds nothing: "64 people"."""
    chunk = clause.chunks[at]
    number = clause.numbers[chunk.number or 0]
    if number.unused is not None or number.kind != "count" or number.unit is not None:
        return False
    if chunk.noun_first is not None and (chunk.of or chunk.head not in _THOSE):
        return False  # "Missing: 4 reasons to worry"
    return chunk.last + 1 == len(clause.tokens) or clause.tokens[chunk.last + 1].text in _AFTER


def _of_key(clause: Clause, at: int, key: Sequence[Token], first: int) -> Draft | None:
    """The draft of a value whose key names a measure of the rules."""
    if not 0 < len(key) <= _LONGEST or any(token.tag not in _WORDS for token in key):
        return None
    if any(token.tag == "verb" and token.form not in _FORMS for token in key):
        return None
    index = clause.chunks[at].number or 0
    read = _as_headline(clause, clause.numbers[index], key)
    if read is None:
        return None
    reading, counted = read
    if (
        not counted.head
        and reading.measure is not None
        and clause.fits(reading.measure, clause.numbers[index], _PEOPLE)
    ):
        counted = _PEOPLE  # "Affected: 41,350"
    if counted.first is not None and counted.last is not None:
        counted = replace(counted, first=counted.first - 1 + first, last=counted.last - 1 + first)
    return Draft(at, counted, reading=replace(reading, at=max(0, at - 2), how=KEY))


def _as_headline(clause: Clause, number: Number, key: Sequence[Token]) -> tuple[Reading, Counted] | None:
    """What is said of the number, and who is counted, where the key stands behind it: "64 injured persons"."""
    start = key[0].start
    value = replace(number, start=start - 2, end=start - 1, outer_start=start - 2, outer_end=start - 1)
    words = [replace(token, lower=token.text.lower()) for token in key]
    row = [Token(start - 2, start - 1, number.surface, number.surface, "num", number.surface), *words]
    chunks = cut_chunks(row, [value])
    if not chunks or chunks[0].number is None:
        return None
    front = Clause(row, chunks, [value], clause.rules, clause.told)
    chunk = chunks[0]
    counted = read_counted(row, chunk.noun_first, chunk.noun_last, clause.rules.counted)
    reading = read_number(front, 0, value, counted) or read_governor(front, 0, value, counted)
    if reading is None or reading.measure is None:
        named = measure_noun(front, chunk.noun_first, chunk.noun_last)
        reading = Reading(named, "", 0, KEY) if named is not None else None
    return (reading, counted) if reading is not None else None


def _go_on(clause: Clause, at: int, first: int, colon: int, found: dict[int, Draft]) -> Draft | None:
    """The draft of a value whose key leaves out who is counted: "Houses destroyed: 210, DAMAGED: 640"."""
    last = next(reversed(found.values()), None)
    if last is None or last.counted.first is None or last.counted.person is not False or colon - first != 1:
        return None
    noun = [clause.tokens[index] for index in range(last.counted.first, (last.counted.last or 0) + 1)]
    read = _as_headline(clause, clause.numbers[clause.chunks[at].number or 0], [*noun, clause.tokens[first]])
    if read is None:
        return None
    return Draft(at, last.counted, reading=replace(read[0], at=max(0, at - 2), how=KEY))


def _item(clause: Clause, at: int, first: int, colon: int, previous: Role | None) -> Draft | None:
    """The draft of a place's figure in the list under a key: "– Tarvin: 9"."""
    if previous is None or not previous.reasons or previous.reasons[0] not in {KEY, _LISTED}:
        return None
    entry = clause.rules.by_name.get(previous.measure)
    if entry is None or not _names_place(clause.tokens[first:colon]):
        return None
    counted = replace(NOBODY, kind=previous.counted_kind, unit=previous.unit)
    return Draft(at, counted, reading=Reading(entry, "", max(0, at - 2), _LISTED), partitive=True)


def _names_place(words: Sequence[Token]) -> bool:
    """Whether the words are a name, as of a place: "Oldam", "Tarvin-on-Sea", "Upper Brees"."""
    if not 0 < len(words) <= _LONGEST or any(token.tag not in _PLACE for token in words):
        return False
    return words[0].text[:1].isupper() and all(token.text[:1].isupper() or not token.text.isalpha() for token in words)


def _in_brackets(clause: Clause, at: int, total: Draft) -> dict[int, Draft]:
    """The parts by place behind a value: "9 (Tarvin 5, Oldam 3, Brees 1)"; none if they exceed it."""
    tokens, chunks = clause.tokens, clause.chunks
    opening = chunks[at].last + 1
    if opening >= len(tokens) or tokens[opening].text != "(":
        return {}
    closing = next((i for i in range(opening, len(tokens)) if tokens[i].text == ")"), len(tokens))
    parts: dict[int, Draft] = {}
    first, size = opening + 1, 0.0
    for index, number in enumerate(clause.numbers):
        place = next((i for i in range(first, closing) if tokens[i].start == number.start), None)
        if place is None:
            continue
        end = place + 1
        if number.kind != "count" or number.unused is not None or not _names_place(_no_colon(tokens[first:place])):
            return {}
        if end < closing and tokens[end].text not in {",", ";", "and"}:
            return {}
        holder = next((i for i, c in enumerate(chunks) if c.first <= place <= c.last), at)
        counted = replace(total.counted, first=None, last=None)
        parts[index] = replace(total, at=holder, counted=counted, part_of=chunks[at].number)
        first, size = end + 1, size + (number.low or 0)
    whole = clause.numbers[chunks[at].number or 0]
    return parts if size <= (whole.high or whole.low or 0) else {}


def _no_colon(words: Sequence[Token]) -> Sequence[Token]:
    return words[:-1] if len(words) > 1 and words[-1].text == ":" else words
