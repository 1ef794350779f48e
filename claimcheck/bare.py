"""Figures that nothing named holds: votes, levels of an index, how many places, who was polled.

Comes in: a clause and the place of a number that nothing named is said of. Goes out: a :class:`Reading`, or
None. Each way of speaking is tried by itself, the narrowest first.
"""

from claimcheck.counted import Counted
from claimcheck.sayings import Clause, Reading
from claimcheck.tolls import measure_noun
from claimcheck.values import Number
from claimcheck.words import word_set

LEVEL = "level after"
_BY = word_set("by with")
_AGAINST = word_set("to against over")
_WHERE = word_set("in across throughout over")
_AREAS = word_set("state country city nation town county province village district region municipality island area")
_INTO = word_set("to into")
_REACHING = word_set("spread extend expand confine limit")
_SPREADING = word_set("illness disaster")
_SPOTS = word_set("place location point spot")
_UP_AND_DOWN = {"up": "rise", "down": "fall", "off": "fall"}
_GOING = word_set("be go come move edge tick creep end close finish trade open stay remain stand")
_AT = word_set("at to above below near around over under from")
_ENDING = word_set("close end finish settle open trade peak stand hover fall rise drop climb dip slip sink tumble")
_MARKS = word_set("low high peak record close trough")
_LEVEL = 100  # below it, "closed at 9" may be an hour
_REACH = 10  # chunks that a search goes
_FEW = 12


def read_bare(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """What such a number says; ``left`` is the index of the chunk before it, times left out (-1: none)."""
    votes = read_votes(clause, at, left, number, counted)
    if votes is not None:
        return votes
    if number.kind == "count":
        return (
            read_level(clause, at, left, number, counted)
            or read_places(clause, at, left, number, counted)
            or read_polled(clause, at, left, number, counted)
        )
    return read_move(clause, at, left)


def read_votes(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """As in "by 220 votes to 198", "passed the bill 52-47", "voted by 88 percent", "54 percent of votes"."""
    chunks, voted = clause.chunks, clause.rules.by_name.get("voted")
    before = chunks[left] if left >= 0 else None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if voted is None or number.kind not in {"count", "percent"}:
        return None
    led = before is not None and before.kind == "prep" and before.head in _BY
    holder = chunks[left - 1] if led and left > 0 else None
    if holder is not None and holder.kind == "verb" and holder.head == "vote":
        return Reading(voted, "vote", left - 1, "how they voted")
    if counted.head in {"vote", "ballot"} and (before is None or before.kind != "verb"):
        opposed = after is not None and after.kind == "prep" and after.head in _AGAINST
        if led or opposed or number.kind == "percent":
            return Reading(voted, "vote", at, "votes given")
    pair = led or (before is not None and before.head == "to" and chunks[left - 1].number is not None)
    held = pair and number.kind == "count" and any(token.lower == "vote" for token in clause.tokens)
    if not counted.head and _opposed(clause, at, number.kind) and (held or _ballot(clause, number)):
        return Reading(voted, "vote", at, "votes for and against")
    return None


def _opposed(clause: Clause, at: int, kind: str) -> bool:
    """Whether another bare number stands beside this one: "52-47", "52 to 47", "58% to 42%"."""
    chunks = clause.chunks
    for step in (1, -1):
        other = at + step
        if 0 <= other < len(chunks) and (chunks[other].head in {"to", "-", "–"}):
            other += step
        if 0 <= other < len(chunks) and chunks[other].number is not None and chunks[other].noun_first is None:
            number = clause.numbers[chunks[other].number or 0]
            if number.kind == kind:
                return True
    return False


def _ballot(clause: Clause, number: Number) -> bool:
    """Whether the sentence tells of a ballot: a verb or noun of one, and who voted or what on.

    Shares are those of a poll, unless the text tells of a vote held.
    """
    if number.kind == "percent" and "referendum" not in clause.told:
        return False
    words = {token.lemma.lower() for token in clause.tokens}
    frames = clause.rules.frames
    return not words.isdisjoint(frames["balloting"]) and not words.isdisjoint(frames["chambers"])


def read_level(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """The level of an index ("closed at 15,988") or its points ("down 400 points")."""
    chunks = clause.chunks
    if left < 0 or chunks[left].kind not in {"prep", "verb"}:
        return None
    if counted.head == "point":
        return read_move(clause, at, left)
    size = number.low or 0
    if not counted.head and size >= _LEVEL and chunks[left].head in _UP_AND_DOWN:
        return read_move(clause, at, left)
    if chunks[left].head == "of" and not counted.head and size >= _LEVEL and chunks[left - 1].head in _MARKS:
        return Reading(None, "stand", left - 1, f"{LEVEL} “{chunks[left - 1].head}”")
    if counted.head or (size < _LEVEL and size == int(size)) or chunks[left].head not in _AT:
        return None
    for index in range(left - 1, max(-1, left - _REACH), -1):
        chunk = chunks[index]
        if chunk.head == "point" and chunk.number is not None:
            return Reading(None, "reach", index, f"{LEVEL} points")  # "was off 90 points to 15,988"
        if chunk.kind == "verb" and chunk.head in _ENDING:
            return Reading(None, chunk.head, index, f"{LEVEL} “{chunk.head}”")
        if (chunk.kind in {"conj", "rel"} and chunk.head != "or") or (chunk.kind == "verb" and chunk.head != "be"):
            return None
    return None


def read_move(clause: Clause, at: int, left: int) -> Reading | None:
    """As in "down 400 points", "up by 11,000", "up from 4 percent": it rose or fell."""
    chunks = clause.chunks
    index = left
    while index >= 0 and chunks[index].kind == "prep" and chunks[index].head in {"to", "from", "by", "at"}:
        index -= 1
    if index < 0 or left - index > 1 or clause.tokens[chunks[index].last].lower not in _UP_AND_DOWN:
        return None
    before = chunks[index - 1] if index > 0 else None
    going = before is None or before.kind in {"noun", "mark", "conj", "time"} or before.head in _GOING
    if not going or clause.tokens[chunks[at].first].tag == "det":
        return None  # "make up 12 percent", "line up the one-fifth of"
    verb = _UP_AND_DOWN[clause.tokens[chunks[index].last].lower]
    return Reading(None, verb, index, f"said to be {chunks[index].head}")


def read_places(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """How many places: those that what happened has affected, or what the verb says was done there."""
    chunks = clause.chunks
    if left < 1 or chunks[left].kind != "prep" or chunks[left].head not in _WHERE:
        return None
    if counted.head in _SPOTS and not _known(clause, at):  # "cut the road in 14 places"
        verb = next((i for i in range(left - 1, max(-1, left - 5), -1) if chunks[i].kind == "verb"), None)
        own = verb is not None and chunks[verb].form in {"lone", "finite"} and chunks[verb].head not in {"be", "have"}
        return Reading(None, chunks[verb].head, verb, "done there") if own and verb is not None else None
    if counted.head not in _AREAS:
        return None
    harms = clause.rules.frames["harm-measures"]
    harmed = not clause.told.isdisjoint(harms)
    for chunk in chunks[max(0, left - _REACH) : left]:
        if chunk.kind == "noun" and chunk.number is None and not harmed:
            named = measure_noun(clause, chunk.noun_first, chunk.noun_last)
            harmed = named is not None and named.name in harms  # "CASES were confirmed in 12 countries"
    holder = chunks[left - 1]
    if _known(clause, at):
        return None
    if harmed and holder.kind in {"verb", "state"} | ({"noun"} if holder.number is not None else set()):
        return Reading(clause.rules.by_name.get("affected"), "affect", left, "where it happened")
    for index in range(left - 1, max(-1, left - 5), -1):
        chunk = chunks[index]
        if chunk.kind == "verb":
            passive = chunk.voice == "passive" or chunk.form == "lone"
            return Reading(None, chunk.head, index, f"“{chunk.head}” there") if passive else None
        if chunk.kind not in {"noun", "prep", "time"}:
            return None
    return None


def read_spread(clause: Clause, at: int, left: int, counted: Counted) -> Reading | None:
    """How many places a disease or a storm came to: "has SPREAD TO eight provinces"."""
    chunks = clause.chunks
    if left < 1 or chunks[left].head not in _INTO or counted.head not in _AREAS or _known(clause, at):
        return None
    verb = chunks[left - 1]
    if verb.kind != "verb" or verb.head not in _REACHING or clause.told.isdisjoint(_SPREADING):
        return None
    return Reading(clause.rules.by_name.get("affected"), verb.head, left - 1, "how far it came")


def _known(clause: Clause, at: int) -> bool:
    """Whether the group is spoken of as known ("the 50 states") or is part of a word ("70-member")."""
    first, last = clause.chunks[at].first, clause.chunks[at].last
    return clause.tokens[first].lower == "the" or any(t.text in "-‑" for t in clause.tokens[first : last + 1])


def read_polled(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """People that a poll was made "among" or "with"; many people behind another preposition: the verb."""
    chunks = clause.chunks
    size = number.low if number.low is not None else number.high
    if left < 0 or not counted.person or size is None or size <= _FEW or chunks[left].kind != "prep":
        return None
    words = {token.lemma.lower() for token in clause.tokens}
    if chunks[left].head in {"among", "with", "of"} and words & {
        "poll",
        "survey",
        "interview",
        "questionnaire",
    }:
        return Reading(None, "survey", left, "who was asked")
    for index in range(left - 1, max(-1, left - _REACH), -1):
        if chunks[index].kind == "verb":
            plain = chunks[index].head not in {"be", "have"} and not _known(clause, at)
            said = f"governed by “{chunks[index].head}”"
            return Reading(None, chunks[index].head, index, said) if plain else None
        if chunks[index].kind == "rel" or chunks[index].head == ";":
            return None
    return None
