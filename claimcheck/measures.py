"""Say what each number of a sentence states: the measure, who is counted, and of which total it is a part.

Comes in: a sentence's tokens and numbers. Goes out: a :class:`Role` for each number that states a claim, and
for every other the word why not. The clause decides: the verb that the noun group is the object or the
subject of, a noun that names the measure ("15 deaths"), a toll whose value it is; then what it shares
with the number before it ("and 55 wounded", "including 11 children").

Known misses: measures that only the sentence before gives ("It is many hundreds."), and clauses whose
commas were lost in a list of several verbs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.clauses import Chunk, cut_chunks
from claimcheck.counted import NOBODY, PEOPLE, THING, Counted, read_counted
from claimcheck.measure_rules import Frame, Measure, MeasureRules, compile_measures
from claimcheck.predicates import (
    Clause,
    Reading,
    measure_noun,
    read_object,
    read_predicate,
    read_toll,
    state_at,
    toll_noun,
)
from claimcheck.rules import RuleBook
from claimcheck.syntax import tokenize
from claimcheck.values import Number, Role, Sentence, Token

__all__ = ["Frame", "Measure", "MeasureRules", "compile_measures", "find_roles", "roles_of"]

_PEOPLE_MEASURES = frozenset(
    "killed injured missing freed detained surrendered displaced trapped rescued attended deployed strength attackers infected voted".split()
)
_BINDING = frozenset({"in", "on", "at", "by", "from", "to", "for", "of", "into", "near", "between", "against", "through", "across", "within", "over", "under", "during", "inside", "outside", "around", "about", "per", "as", "than", "like", "onto", "towards", "toward", "aboard"})
_PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us"})
_KNOWN = frozenset({"the", "these", "those", "its", "his", "her", "their", "our", "my", "both", "all", "your", "whose"})
_SPEAKING = frozenset({"say", "tell", "add", "report", "believe", "think", "claim", "warn", "note", "insist", "argue", "announce", "recall", "describe", "explain"})
_NO_VERBS = frozenset({"", "be", "would", "could", "may", "might", "will", "can", "should", "must", "do", "does", "did"})
_FEW = 12
_SKIP = 12  # chunks between a part and its total


@dataclass(frozen=True, slots=True)
class _Draft:
    """A number's role while the sentence is read: its chunk, who is counted, and what was found."""

    at: int
    counted: Counted
    reading: Reading | None = None
    part_of: int | None = None
    partitive: bool = False
    shared: bool = False
    why: str = "nothing is said of it"


def find_roles(
    text: str, sentence: Sentence, tokens: Sequence[Token], numbers: Sequence[Number], rules: MeasureRules
) -> tuple[tuple[Role, ...], dict[int, str]]:
    """The roles of a sentence's numbers, in order, and why each of the others states no claim.

    ``tokens`` and ``numbers`` are those of this sentence; ``Role.number`` and the keys are indexes into ``numbers``.
    """
    unused = {index: number.unused for index, number in enumerate(numbers) if number.unused is not None}
    if len(unused) == len(numbers):
        return (), unused
    chunks = cut_chunks(tokens, numbers)
    clause = Clause(tokens, chunks, numbers, rules)
    drafts: dict[int, _Draft] = {}
    for at, chunk in enumerate(chunks):
        if chunk.number is not None:
            drafts[chunk.number] = _draft(clause, at, drafts)
    _add_up(clause, drafts)
    roles: list[Role] = []
    for index, number in enumerate(numbers):
        if number.unused is not None:
            continue
        draft = drafts.get(index)
        if draft is None or draft.reading is None:
            unused[index] = "nothing is said of it" if draft is None else draft.why
            continue
        roles.append(_role(text, sentence, clause, index, draft, drafts))
    return tuple(roles), unused


def _draft(clause: Clause, at: int, drafts: dict[int, _Draft]) -> _Draft:
    """What one number says, given those before it."""
    chunk = clause.chunks[at]
    assert chunk.number is not None
    number = clause.numbers[chunk.number]
    whole = _part_of_whole(clause, at) or chunk
    counted = read_counted(clause.tokens, whole.noun_first, whole.noun_last, clause.rules.counted)
    pronoun = counted.head in _PRONOUNS and chunk.of
    if pronoun or counted.head == "other":
        counted = _like_before(counted, drafts)
    draft = _Draft(at, counted, partitive=(chunk.of and chunk.definite and number.kind == "count") or whole is not chunk)
    if _is_age(clause, at, number):
        return replace(draft, why="age")
    named = _named(clause, at, number, counted)
    if pronoun or draft.partitive:
        draft = _said_to_be(clause, draft)
    if named is not None and named.measure is not None and not pronoun:
        part = _total_before(clause, at, draft, drafts)
        return replace(draft, reading=named, part_of=part)
    including = _included(clause, at, draft, drafts, named)
    if including is not None:
        return including
    if pronoun:
        of_whole = _of_whole(draft, drafts, named)
        if of_whole is not None:
            return of_whole
    framed = _framed(clause, at, number, counted)
    if framed is not None:
        return replace(draft, reading=framed, partitive=True)
    shared = _shared(clause, at, draft, drafts, named) or _elided(clause, at, draft, drafts, named)
    if shared is not None:
        return shared
    if named is None and _is_whole(clause.chunks, _left(clause.chunks, at)):
        return replace(draft, why="the whole that a part is taken of")
    why = _no_claim(clause, at, number, counted, named)
    if why is not None:
        return replace(draft, why=why)
    plain = named if named is not None else _governed(clause, at, number, counted)
    return draft if plain is None else replace(draft, reading=plain)


def _no_claim(clause: Clause, at: int, number: Number, counted: Counted, named: Reading | None) -> str | None:
    """Why a number that no named measure is said of is no claim; None if it may be one."""
    if number.kind != "count":
        return None
    chunk = clause.chunks[at]
    size = number.high if number.high is not None else number.low
    if size is not None and size <= 1:
        return "one or none, with nothing measured"
    known = clause.tokens[chunk.first].lower in _KNOWN and chunk.noun_first is not None
    if known and size is not None and size <= _FEW:
        return "spoken of as known: “the two”"
    if named is not None and named.verb in _SPEAKING and counted.person:
        return "a speaker"
    return None


def _elided(
    clause: Clause, at: int, draft: _Draft, drafts: dict[int, _Draft], named: Reading | None
) -> _Draft | None:
    """A bare number after a toll in the same sentence: "put it at 50,000, while the minister said 100,000"."""
    number = clause.numbers[clause.chunks[at].number or 0]
    if draft.counted.head or number.kind != "count" or (named is not None and named.verb not in clause.rules.frames["value-verbs"]):
        return None
    left = _left(clause.chunks, at)
    before = clause.chunks[left] if left >= 0 else None
    if named is None and (before is None or before.kind != "prep" or before.head not in {"to", "at", "from", "than", "around", "of"}):
        return None
    for earlier in reversed(drafts.values()):
        reading = earlier.reading
        count = clause.numbers[clause.chunks[earlier.at].number or 0].kind == "count"
        if count and reading is not None and reading.measure is not None and reading.measure.name in _PEOPLE_MEASURES:
            return replace(draft, reading=reading, shared=True)
    return None


def _governed(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """The plain verb or noun that a preposition ties the number to: "increased by 27%", "an appeal for $562m"."""
    chunks = clause.chunks
    left = _left(chunks, at)
    if counted.kind == "strike" and number.kind == "count":
        return Reading(None, "carry", at, "an act of violence")
    if left < 0:
        return None
    if number.kind == "count":
        if chunks[left].kind != "prep" or left == 0:
            return None
        holder = chunks[left - 1]
        if holder.kind == "verb" and chunks[left].head in {"by", "to", "from", "of", "for", "with"}:
            return Reading(None, holder.head, left - 1, f"“{holder.head} {chunks[left].head}”")
        if holder.kind == "noun" and chunks[left].head in {"of", "for", "against", "on", "by", "to", "from"}:
            verb = next((c for c in reversed(chunks[max(0, left - 6) : left]) if c.kind == "verb"), None)
            if (counted.person or not counted.head) and verb is not None:
                return Reading(None, verb.head, left - 1, f"“{holder.head} {chunks[left].head}”")
        return None
    for index in range(left, max(-1, left - 9), -1):
        chunk = chunks[index]
        if chunk.kind == "verb":
            return Reading(None, chunk.head, index, f"governed by “{chunk.head}”")
        if chunk.kind == "mark" and chunk.head in ".;?!":
            break
    for index in range(at + 1, min(at + 6, len(chunks))):
        if chunks[index].kind == "verb":
            return Reading(None, chunks[index].head, index, f"before “{chunks[index].head}”")
    return Reading(None, "", at, "stated")


def _is_age(clause: Clause, at: int, number: Number) -> bool:
    """ "John Smith, 26, died", "she was 16": a bare number that is somebody's age."""
    chunks = clause.chunks
    size = number.low
    if chunks[at].noun_first is not None or number.kind != "count" or size is None or not 1 <= size <= 110 or at < 2:
        return False
    before, holder = chunks[at - 1], chunks[at - 2]
    named = holder.kind == "noun" and clause.tokens[holder.last].text[0].isupper() and holder.number is None
    if before.kind == "mark" and before.head == "," and named:
        return at + 1 < len(chunks) and chunks[at + 1].kind == "mark" and chunks[at + 1].head in {",", "."}
    return before.kind == "verb" and before.head == "be" and holder.head in {"he", "she"}


def _like_before(counted: Counted, drafts: dict[int, _Draft]) -> Counted:
    """The kind of "others" and "them": that of the last number's noun."""
    for earlier in reversed(drafts.values()):
        if earlier.counted.kind or earlier.counted.head:
            kind, person = earlier.counted.kind, earlier.counted.person
            return Counted(counted.first, counted.last, counted.head, kind or PEOPLE, earlier.counted.unit, person)
    return Counted(counted.first, counted.last, counted.head, PEOPLE, "person", True)


def _named(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """The best reading of the number by itself: a named measure, else a plain verb, else None."""
    chunks, rules, chunk = clause.chunks, clause.rules, clause.chunks[at]
    left = _left(chunks, at)
    before = chunks[left] if left >= 0 else None
    bound = before is not None and before.kind == "prep" and (before.head in _BINDING or before.head in rules.frames["inclusions"])
    inside = _inside(clause, chunk, number, counted)
    if inside is not None:
        return inside
    if _is_whole(chunks, left):  # of "12 of the 80 passengers survived" the 80 did not
        said = read_predicate(clause, at, number, counted, bound=True)
        relative = said is not None and said.at > at + 1 and said.measure is not None
        return said if relative else None
    taken = read_object(clause, at, number, counted)
    if taken is not None and taken.measure is not None:
        return taken
    said = read_predicate(clause, at, number, counted, bound=bound)
    if said is not None and said.verb == "leave" and taken is not None and taken.verb in {"be", "have"}:
        said = None  # "there is one member left"
    if said is not None and said.measure is not None and (taken is None or _opens_clause(clause, taken, said)):
        return said
    if before is not None and before.kind == "prep" and before.head == "by":
        agent = _agent(clause, left, number, counted)
        if agent is not None:
            return agent
    if not counted.head or counted.person or counted.kind == "case" or number.kind == "money":
        toll = read_toll(clause, at)
        if toll is not None and toll.measure is not None and _toll_fits(toll.measure, number):
            return toll
    held = _held_by_noun(clause, at, left, number, counted)
    if held is not None:
        return held
    if said is not None and said.measure is not None:
        return said
    known = clause.tokens[chunk.first].lower in _KNOWN
    if counted.kind == "attackers" and number.kind == "count" and number.high != 0 and not known and not bound:
        return Reading(rules.attackers, "", at, "who did it")
    if taken is not None:
        return said if said is not None and taken.verb in rules.frames["statement-verbs"] else taken
    return said


def _is_whole(chunks: Sequence[Chunk], left: int) -> bool:
    """Whether the number is the whole that another takes a part of: "12 of the 80"."""
    part = chunks[left - 1] if left > 0 and chunks[left].kind == "prep" and chunks[left].head == "of" else None
    return part is not None and part.number is not None and part.noun_first is None


def _part_of_whole(clause: Clause, at: int) -> Chunk | None:
    """The whole of "12 of the 80 passengers"; None if there is none."""
    chunks = clause.chunks
    if chunks[at].noun_first is None and at + 2 < len(chunks) and chunks[at + 2].number is not None and _is_whole(chunks, at + 1):
        return chunks[at + 2]
    return None


def _left(chunks: Sequence[Chunk], at: int) -> int:
    left = at - 1
    while left >= 0 and chunks[left].kind == "time":
        left -= 1
    return left


def _opens_clause(clause: Clause, taken: Reading, said: Reading) -> bool:
    """Whether the verb before is one that takes a clause, so that the number is the subject of what follows."""
    return taken.verb in clause.rules.frames["statement-verbs"] or taken.verb in {"be", "have"} or clause.chunks[said.at].kind in {"state", "prep"}


def _inside(clause: Clause, chunk: Chunk, number: Number, counted: Counted) -> Reading | None:
    """A measure within the noun group: "15 deaths", "63 wounded soldiers", "15 of the wounded"."""
    if number.kind not in {"count", "percent"}:
        return None
    if number.kind == "count" and not (chunk.of and chunk.definite):
        entry = measure_noun(clause, chunk.noun_first, chunk.noun_last)
        if entry is not None:
            return Reading(entry, "", -1, f"“{counted.head}” names it")
    if chunk.noun_first is None or chunk.noun_last is None:
        return None
    for token in clause.tokens[chunk.noun_first : chunk.noun_last + 1]:
        for way in clause.rules.states.get(token.lower, ()):
            if not way.needs and clause.rules.fits(way.entry, number, counted) and token.tag != "name":
                return Reading(way.entry, "", -1, f"described as “{token.lower}”")
    return None


def _toll_fits(entry: Measure, number: Number) -> bool:
    return (number.kind == "money") == (entry.counts == "money") and number.kind in {"count", "money"}


def _held_by_noun(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """The noun before "of": "the deaths of 735 civilians", "a crowd of 5,000"."""
    chunks = clause.chunks
    if left < 1 or chunks[left].kind != "prep" or chunks[left].head not in {"of", "to", "among", "for"}:
        return None
    holder = chunks[left - 1]
    if holder.kind != "noun" or holder.number is not None:
        if holder.kind == "verb" and holder.form == "ing" and chunks[left].head == "of":  # "the killing of 30"
            for way in clause.rules.objects.get(holder.head, ()):
                if not way.needs and clause.rules.fits(way.entry, number, counted):
                    return Reading(way.entry, holder.head, left - 1, f"“{holder.head}” of them")
        return None
    if chunks[left].head == "of":
        verb = chunks[left - 2] if left > 1 else None
        if verb is not None and verb.kind == "verb":  # "gained control of 98 percent", "has taken the lives of 200"
            for way in clause.rules.objects.get(verb.head, ()):
                if way.needs == (holder.head,) and clause.rules.fits(way.entry, number, counted):
                    return Reading(way.entry, verb.head, left - 2, f"“{verb.head} {holder.head}” of them")
        entry = measure_noun(clause, holder.noun_first, holder.noun_last)
        if entry is None:
            for way in clause.rules.objects.get(holder.head, ()):
                if not way.needs and not way.entry.heads and clause.rules.fits(way.entry, number, counted):
                    entry = way.entry
                    break
        if entry is None and (not counted.head or counted.person):
            entry = clause.rules.groups.get(holder.head)
        if entry is not None and (clause.rules.fits(entry, number, counted) or holder.head in clause.rules.groups):
            return Reading(entry, "", left - 1, f"“{holder.head}” of them")
    return None


def _agent(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """ "attacked by 4 gunmen": who did it."""
    verb = clause.chunks[left - 1] if left > 0 else None
    if verb is None or verb.kind not in {"verb", "noun", "prep"} or number.kind != "count":
        return None
    entry = clause.rules.attackers
    if entry is not None and clause.rules.fits(entry, number, counted):
        return Reading(entry, verb.head, left - 1, f"done by them: “{verb.head}”")
    return None


def _included(
    clause: Clause, at: int, draft: _Draft, drafts: dict[int, _Draft], named: Reading | None
) -> _Draft | None:
    """A part behind "including": its total is the number before, its measure the total's."""
    chunks = clause.chunks
    left = _left(chunks, at)
    if left < 0:
        return None
    intro = left
    if chunks[intro].kind == "noun" and chunks[intro].head in {"them", "whom", "those", "which"} and intro > 0:
        intro -= 1  # "among them 13 soldiers"
    if chunks[intro].kind == "rel" and intro > 0 and chunks[intro - 1].kind == "prep":
        intro -= 1
    if chunks[intro].kind not in {"prep", "verb"} or chunks[intro].head not in clause.rules.frames["inclusions"]:
        return None
    if chunks[intro].kind == "verb":  # "those killed in two attacks include 14 children"
        for subject in range(intro - 1, max(-1, intro - 8), -1):
            if chunks[subject].kind in {"noun", "verb", "state"} and chunks[subject].number is None:
                entry = _victims(clause, subject)
                if entry is not None:
                    return replace(draft, reading=Reading(entry, "include", intro, "among those"), partitive=True)
    total = _nearest_total(clause, intro, draft, drafts)
    if total is not None and drafts[total].reading is not None:
        return replace(draft, reading=drafts[total].reading, part_of=total, shared=True)
    if intro > 0 and chunks[intro - 1].kind == "noun" and chunks[intro - 1].number is None:
        chunk = chunks[at]
        assert chunk.number is not None
        taken = read_object(clause, intro - 1, clause.numbers[chunk.number], draft.counted)
        if taken is not None and taken.measure is not None:
            return replace(draft, reading=taken, partitive=True)
    return replace(draft, reading=named) if named is not None else None


def _victims(clause: Clause, at: int) -> Measure | None:
    """The measure of "the dead", "those killed", "the victims": what a part of them shares."""
    chunk = clause.chunks[at]
    words = {token.lower for token in clause.tokens[chunk.first : chunk.last + 1]}
    for word in words:
        for way in clause.rules.states.get(word, ()):
            if not way.needs:
                return way.entry
    if words & {"victims", "fatalities", "casualties", "deaths", "bodies"}:
        return next((way.entry for way in clause.rules.states.get("dead", ()) if not way.needs), None)
    return None


def _nearest_total(clause: Clause, before: int, draft: _Draft, drafts: dict[int, _Draft]) -> int | None:
    """The last number before chunk ``before`` that can hold the draft's number."""
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    for index, other in reversed(drafts.items()):
        if not before - _SKIP <= other.at < before or other.reading is None or other.part_of is not None:
            continue
        total = clause.numbers[index]
        size, most = number.low if number.low is not None else number.high, total.high
        if number.kind == total.kind == "count" and size is not None and most is not None and size > most:
            continue
        if draft.counted.person and other.counted.person is False:
            continue
        if total.kind in {"count", "percent"}:
            return index
    return None


def _total_before(clause: Clause, at: int, draft: _Draft, drafts: dict[int, _Draft]) -> int | None:
    """The total of a part that has a measure of its own: "including 11 wounded"; None if it is no part."""
    left = _left(clause.chunks, at)
    if left >= 0 and clause.chunks[left].kind == "prep" and clause.chunks[left].head in clause.rules.frames["inclusions"]:
        return _nearest_total(clause, left, draft, drafts)
    return None


def _of_whole(draft: _Draft, drafts: dict[int, _Draft], named: Reading | None) -> _Draft | None:
    """ "two of them children", "half of whom were women", "three of whom died": a part of the number before."""
    total = next((i for i, other in reversed(drafts.items()) if other.reading is not None), None)
    if named is not None and named.measure is not None:
        return replace(draft, reading=named, part_of=total, partitive=total is None)
    if total is None:
        return None
    return replace(draft, reading=drafts[total].reading, part_of=total, partitive=False, shared=True)


def _said_to_be(clause: Clause, draft: _Draft) -> _Draft:
    """ "two of them children", "three of the dead were women": who the part is."""
    chunks = clause.chunks
    ahead = draft.at + 1
    if ahead < len(chunks) and chunks[ahead].kind == "verb" and chunks[ahead].head == "be":
        ahead += 1
    if ahead >= len(chunks) or chunks[ahead].kind != "noun" or chunks[ahead].number is not None:
        return draft
    called = read_counted(clause.tokens, chunks[ahead].noun_first, chunks[ahead].noun_last, clause.rules.counted)
    return replace(draft, counted=called) if called.person else draft


def _add_up(clause: Clause, drafts: dict[int, _Draft]) -> None:
    """Make the figures that share a measure, follow a total and add up to it its parts.

    "21 civilians were killed: 15 in one village and six in another."
    """
    indexes = list(drafts)
    for place, total in enumerate(indexes):
        whole, low = drafts[total], clause.numbers[total].low
        if low is None or whole.reading is None or whole.part_of is not None:
            continue
        left = low
        for end, part in enumerate(indexes[place + 1 : place + 7], place + 2):
            draft, size = drafts[part], clause.numbers[part].low
            if draft.reading is None or draft.reading.measure is not whole.reading.measure or size is None:
                break
            if draft.part_of is not None or clause.numbers[part].kind != "count":
                break
            left -= size
            if left == 0 and end - place > 2:
                for one in indexes[place + 1 : end]:
                    drafts[one] = replace(drafts[one], part_of=total, partitive=False)
            if left <= 0:
                break


def _framed(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """ "Among the dead were two students", "four children were among those killed"."""
    chunks = clause.chunks
    left = _left(chunks, at)
    if left >= 2 and chunks[left].kind == "verb" and chunks[left].head == "be":
        for start in range(left - 1, max(-1, left - 6), -1):
            if chunks[start].kind == "prep" and chunks[start].head in {"among", "amongst"}:
                return _among(clause, start)
    for index in range(at + 1, min(at + 10, len(chunks) - 1)):
        if chunks[index].kind == "verb" and chunks[index].head in {"be", "count", "number", "include", "list"}:
            prep = chunks[index + 1]
            if prep.kind == "prep" and prep.head in {"among", "amongst"}:
                return _among(clause, index + 1)
            return None
        if chunks[index].kind in {"verb", "rel"}:
            return None
    return None


def _among(clause: Clause, prep: int) -> Reading | None:
    """The measure of those behind "among": the dead, those killed, the victims."""
    for index in range(prep + 1, min(prep + 4, len(clause.chunks))):
        chunk = clause.chunks[index]
        if chunk.kind in {"noun", "state", "verb"}:
            entry = _victims(clause, index)
            if entry is None and chunk.kind == "verb":
                ways = clause.rules.objects.get(chunk.head, ())
                entry = next((way.entry for way in ways if not way.needs and not way.entry.heads), None)
            if entry is not None:
                return Reading(entry, "", index, "among those")
        elif chunk.kind != "prep":
            return None
    return None


def _shared(
    clause: Clause, at: int, draft: _Draft, drafts: dict[int, _Draft], named: Reading | None
) -> _Draft | None:
    """What a number shares with the one before: a list ("14 tanks, 16 cannons"), or an elided verb."""
    chunks = clause.chunks
    left = _left(chunks, at)
    if left < 0 or not drafts:
        return _listed_noun(clause, at, draft)
    if chunks[left].kind in {"prep", "verb"} and not draft.counted.head and _value_of(clause, left):
        earlier = next((d for d in reversed(drafts.values()) if d.reading is not None and d.reading.measure is not None), None)
        if earlier is not None and clause.numbers[chunks[at].number or 0].kind == clause.numbers[chunks[earlier.at].number or 0].kind:
            return replace(draft, reading=earlier.reading, shared=True)
    joined = chunks[left].kind == "conj" or (chunks[left].kind == "mark" and chunks[left].head in {",", ":", ";", "–", "—", "(", "-"})
    beside = chunks[left].kind == "noun" and (chunks[left].number is not None or not draft.counted.head)
    if not (joined or beside):
        return None
    index, other = next(reversed(drafts.items()))
    if other.reading is None or clause.numbers[index].kind != clause.numbers[chunks[at].number or 0].kind:
        return None
    between = chunks[other.at + 1 : left + 1]
    verbs = [c for c in between if c.kind == "verb"]
    kinds_meet = other.counted.person == draft.counted.person or not draft.counted.head or not other.counted.head
    if not verbs and len(between) <= 8 and (kinds_meet or other.reading.how.startswith("object")):
        if named is not None and named.measure is None and not other.reading.how.startswith(("object", "“")) and draft.counted.head:
            return None
        part, partitive = other.part_of, other.partitive
        return replace(draft, reading=other.reading, part_of=part, partitive=partitive, shared=True)
    added = chunks[left].kind == "conj" and chunks[left].last > chunks[left].first  # "as well as 30 fighters"
    if verbs and added and named is None and kinds_meet and len(between) <= 12:
        return replace(draft, reading=other.reading, shared=True)
    if verbs and not draft.counted.head and named is None and other.counted.person is not False and len(between) <= 12:
        return replace(draft, reading=other.reading, shared=True)  # "21 were killed in raids: 15 in one village"
    return _listed_noun(clause, at, draft)


def _value_of(clause: Clause, left: int) -> bool:
    """Whether a value noun or a verb of change leads to the number: "or a total of 1,085", "up from 64"."""
    for chunk in clause.chunks[max(0, left - 3) : left + 1]:
        words = {token.lower for token in clause.tokens[chunk.first : chunk.last + 1]}
        if chunk.kind == "noun" and chunk.head in clause.rules.frames["value-nouns"] or words & {"up", "down", "from", "to"}:
            return True
    return False


def _listed_noun(clause: Clause, at: int, draft: _Draft) -> _Draft | None:
    """ "killed a woman and her two children": the list begins with a noun that has no number."""
    chunks = clause.chunks
    first = at
    while first >= 2 and chunks[first - 1].kind in {"conj", "mark"} and chunks[first - 2].kind == "noun" and chunks[first - 1].head in {"and", "or", ",", "&"}:
        first -= 2
    if first >= 2 and chunks[first - 1].kind == "prep" and chunks[first - 1].head == "with" and chunks[first - 2].kind == "noun":
        first -= 2  # "killing a woman with four of her children"
    if first == at:
        return None
    chunk = chunks[at]
    assert chunk.number is not None
    taken = read_object(clause, first, clause.numbers[chunk.number], draft.counted)
    if taken is not None and taken.measure is not None:
        return replace(draft, reading=taken, shared=True)
    return None


def _role(
    text: str, sentence: Sentence, clause: Clause, index: int, draft: _Draft, drafts: dict[int, _Draft]
) -> Role:
    """The finished role: the measure's name, the unit, and what the sentence adds to it."""
    number, reading, counted = clause.numbers[index], draft.reading, draft.counted
    assert reading is not None
    chunk = clause.chunks[draft.at]
    measure = reading.measure.name if reading.measure is not None else _plain(reading, counted, number, clause.rules)
    kind, unit, person = counted.kind, counted.unit, counted.person
    if not counted.head and draft.shared and draft.part_of is None:
        previous = next((d.counted for i, d in reversed(drafts.items()) if i < index and d.counted.kind), NOBODY)
        kind, unit, person = previous.kind, previous.unit, previous.person
    if not kind:
        human = person or (person is None and measure in _PEOPLE_MEASURES)
        kind, unit = (PEOPLE, "person") if human else (THING, unit or "thing")
    if kind in {"strike", "case"} and measure in _PEOPLE_MEASURES:
        kind, unit = PEOPLE, "person"
    if number.kind not in {"count", "percent"} or number.unit is not None:
        unit = number.unit or unit
    if counted.first is not None and counted.last is not None:
        start, end = clause.tokens[counted.first].start, clause.tokens[counted.last].end
    else:
        start = end = number.end
    words = text[start:end] if end > start else kind
    part_of = draft.part_of
    around = _surroundings(text, sentence, number)
    frames = clause.rules.frames
    reasons = [reading.how]
    if reading.measure is not None:
        reasons.append(f"rule {reading.measure.id}")
    if draft.shared:
        reasons.append("shared with the figure before")
    return Role(
        number=index,
        measure=measure,
        unit=unit,
        counted=words,
        counted_start=start,
        counted_end=end,
        counted_kind=kind,
        part_of=part_of,
        partitive=draft.partitive and part_of is None,
        additional=chunk.more and _adds(index, draft, drafts),
        tentative=reading.modal or _tentative(clause, draft, frames["tentative"]),
        running=clause.rules.running.search(around) is not None,
        reasons=tuple(reasons),
    )


def _tentative(clause: Clause, draft: _Draft, words: frozenset[str]) -> bool:
    """Whether a word just before the number or its verb makes it a forecast or a fear."""
    assert draft.reading is not None
    chunk = clause.chunks[draft.at]
    said = clause.chunks[draft.reading.at] if draft.reading.at >= 0 else chunk
    near = clause.tokens[max(0, min(chunk.first, said.first) - 2) : max(chunk.first, said.first)]
    verbs = clause.tokens[said.first : said.last + 1] if said.kind == "verb" else ()
    return any(token.lower in words for token in (*near, *verbs))


def _adds(index: int, draft: _Draft, drafts: dict[int, _Draft]) -> bool:
    """Whether "another", "more", "others" adds to figures of the same measure, not to the dead before the hurt."""
    assert draft.reading is not None
    earlier = [d.reading for i, d in drafts.items() if i < index and d.reading is not None]
    return not earlier or earlier[-1].measure is draft.reading.measure


def _surroundings(text: str, sentence: Sentence, number: Number) -> str:
    """The words around a number, in lower case, where those of a running total would stand."""
    return text[max(sentence.start, number.start - 90) : min(sentence.end, number.end + 120)].lower()


_NAMED_VERBS = re.compile(r"^(killed|injured|missing|captured|freed|detained|surrendered|displaced|trapped|rescued|attended|deployed|hit|destroyed|damaged|affected|infected|voted|cost)$")


def _plain(reading: Reading, counted: Counted, number: Number, rules: MeasureRules) -> str:
    """The measure's name where none is listed: the verb's participle ("filed", "rose" → "risen").

    A verb that names a listed measure can't stand for what its subject did: "three strikes hit" the town.
    """
    if counted.kind == "strike":
        return "carried out"
    name = rules.words.past.get(reading.verb) or _regular_past(reading.verb)
    if reading.verb in _NO_VERBS:
        return "measured" if number.kind == "physical" else "counted"
    return "took part" if name in rules.named or _NAMED_VERBS.match(name) else name


def _regular_past(verb: str) -> str:
    """The "-ed" form of a verb that the lists don't have."""
    if not verb or verb == "have" or not verb.isalpha():
        return "had" if verb == "have" else ""
    return verb + ("d" if verb.endswith("e") else "ed")


def roles_of(text: str, book: RuleBook) -> tuple[Role, ...]:
    """The roles in a short text of one sentence: for the examples of the rules."""
    from claimcheck.quantities import compile_quantities, find_numbers

    rules = compile_measures(book)
    tokens = tokenize(text, 0, len(text), rules.words)
    numbers = find_numbers(text, 0, len(text), compile_quantities(book))
    return find_roles(text, Sentence(0, len(text), "body", 0), tokens, numbers, rules)[0]


def shows_measure(entry: Measure, text: str, book: RuleBook) -> bool:
    """Whether a number of the text is read by this entry."""
    return any(f"rule {entry.id}" in role.reasons for role in roles_of(text, book))


def shows_frame(entry: Frame, text: str, book: RuleBook) -> bool:
    """Whether a number of the text has a measure and a word of the frame stands in it."""
    rules = compile_measures(book)
    roles = roles_of(text, book)
    lowered = f" {text.lower()} "
    lemmas = {token.lemma for token in tokenize(text, 0, len(text), rules.words)}
    spoken = any(f" {word}" in lowered or word in lemmas for word in entry.words)
    spoken = spoken or any(role.counted_kind in entry.words for role in roles)
    return spoken and any(role.measure in rules.named for role in roles)
