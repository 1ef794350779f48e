"""Read a number by its own clause: the verb, the noun or the preposition that governs it.

Comes in: a clause and the place of a number. Goes out: the best :class:`Reading` — a named measure if
anything near says one, else the plain verb — or why the number states no claim.
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.clauses import Chunk
from claimcheck.counted import Counted, read_counted
from claimcheck.predicates import DONE, read_predicate
from claimcheck.sayings import Clause, Reading, match_way, read_object
from claimcheck.syntax import singular
from claimcheck.tolls import measure_noun, price_noun, read_toll, value_fits
from claimcheck.values import Number
from claimcheck.words import word_set

_BINDING = word_set(
    "in on at by from to for of into near between against through across within over under during inside "
    "outside around about per as than like onto towards toward aboard"
)
_KNOWN = word_set("the these those its his her their our my both all your whose")
_ANYBODY = frozenset({"men", "prisoners"})
_FEW = 12
_GROWN = 14  # "a teacher of 52", but "a crew of 9"
_OWN = word_set("my his her our their your")
_FATES = frozenset({"killed", "captured", "detained", "freed", "surrendered"})
_REACH = 9  # chunks between a force and its number


def read_number(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """The best reading of the number by itself: a named measure, else a plain verb, else None."""
    chunks, rules, chunk = clause.chunks, clause.rules, clause.chunks[at]
    left = chunk_before(chunks, at)
    before = chunks[left] if left >= 0 else None
    bound = (
        before is not None
        and before.kind == "prep"
        and (before.head in _BINDING or before.head in rules.frames["inclusions"])
    )
    if bound and _spoken_of_as_object(clause, left):
        bound = False  # "spoke of 11 members of the army killed"
    start = at
    if bound and _summed(clause, left):  # "a total of 27 sailors were rescued"
        start, bound = left - 1, False
    whole = whole_of(clause, at) or chunk
    inside = _inside(clause, whole, number, counted)
    if inside is not None and inside.verb == "" and inside.how.startswith("described") and bound:
        lost = _held_by_noun(clause, at, left, number, replace(counted, head=""))
        if lost is not None and lost.measure is not None and lost.measure.name == "killed":
            return lost  # "with the deaths of six of the injured"
    if inside is not None:
        if chunk.of or whole is not chunk:  # "15 of the wounded DIED"
            behind = whole_end(clause, at)
            since = read_predicate(clause, behind, number, counted, bound=False)
            fate = since is not None and since.measure is not None and since.measure is not inside.measure
            return since if fate and inside.verb == "" and inside.how.startswith("described") else inside
        if inside.how.startswith("described") and number.kind == "count":
            since = read_predicate(clause, at, number, counted, bound=bound)
            if since is not None and since.measure is not None and since.measure.name in _FATES and since.at == at + 1:
                return since  # "one wounded fighter was captured"
        return inside
    if is_whole(chunks, left):  # of "12 of the 80 passengers survived" the 80 did not
        said = read_predicate(clause, at, number, counted, bound=True)
        if said is None or said.measure is None:
            return None
        return said if said.at > at + 1 or _verb_after(chunks, said.at) else None
    remains = before is not None and before.head == "of" and left > 0 and chunks[left - 1].number is None
    if remains and chunks[left - 1].head in rules.frames["remains"]:
        found = _held_by_noun(clause, at, left, number, counted)
        if found is not None:
            return found  # "the BODIES of 12 miners were brought up"
    numbering = _numbering(clause, left, number, counted)
    if numbering is not None:
        return numbering
    taken = read_object(clause, start, number, counted)
    if taken is None and bound and before is not None and before.head == "of":
        taken = _held_object(clause, left, number, counted)  # "sending a force of 8,000 troops"
    if taken is not None and taken.measure is not None:
        return taken
    if taken is None and number.kind == "money":
        taken = _given(clause, left, number, counted)
        if taken is not None and taken.measure is not None:
            return taken
    if number.kind == "physical" and counted.head == "":
        return taken  # how long, how far: nothing is said of the miles
    said = read_predicate(clause, at, number, counted, bound=bound)
    if said is not None and said.verb == "leave" and taken is not None and taken.verb in {"be", "have"}:
        said = None  # "there is one member left"
    if said is not None and taken is not None and not _opens_clause(clause, at, taken, said):
        said = None if _numbered(clause, at, said.at) else said
    if said is not None and said.measure is not None and (taken is None or _opens_clause(clause, at, taken, said)):
        return said
    if before is not None and before.kind == "prep" and before.head == "by":
        agent = _agent(clause, left, number, counted)
        if agent is not None:
            return agent
    toll: Reading | None = None
    if not counted.head or counted.person or counted.kind == "case" or number.kind == "money":
        toll = read_toll(clause, at, number)
        if toll is not None and toll.measure is not None and value_fits(toll.measure, number):
            return toll
    held = _held_by_noun(clause, at, left, number, counted)
    if held is not None:
        return held
    if said is not None and said.measure is not None:
        return said
    known = clause.tokens[chunk.first].lower in _KNOWN
    attackers = counted.kind == "attackers" or _armed(clause, chunk, counted)
    free = not bound or _spoken_of(clause, left)
    if attackers and number.kind == "count" and number.high != 0 and not known and free:
        return Reading(rules.attackers, "", at, "who did it")
    several = number.kind == "count" and (number.high is None or number.high > 1)  # not "said one marcher"
    if counted.kind in rules.frames["gatherings"] and several and not known:
        verb = taken.verb if taken is not None else before.head if before is not None else "count"
        if said is None and (
            verb in rules.frames["value-verbs"] | rules.frames["statement-verbs"] or verb in {"of", "at"}
        ):
            return Reading(rules.attended, verb, at, "who came")
    if toll is not None and toll.measure is None and (taken is None or taken.verb in rules.frames["value-verbs"]):
        return toll
    if taken is not None:
        return said if said is not None and taken.verb in rules.frames["statement-verbs"] else taken
    return said


def _spoken_of_as_object(clause: Clause, left: int) -> bool:
    """Whether the preposition belongs to a verb of telling: "spoke OF 11 members of the army killed"."""
    before = clause.chunks[left - 1] if left > 0 else None
    if before is None or before.kind != "verb" or clause.chunks[left].head != "of":
        return False
    return before.head in clause.rules.frames["telling-verbs"]


def _spoken_of(clause: Clause, left: int) -> bool:
    """Whether the number is what is sought or told of: "looking FOR two suspects", "the figure OF two gunmen"."""
    holder = clause.chunks[left - 1] if left > 0 else None
    if holder is None or clause.chunks[left].head not in {"for", "of", "about"}:
        return False
    words = clause.rules.frames["seeking-verbs" if holder.kind == "verb" else "seeking-nouns"]
    return holder.head in words and holder.number is None


def _armed(clause: Clause, chunk: Chunk, counted: Counted) -> bool:
    """Whether people are told by the weapons they carry: "four young men with rifles"."""
    if counted.kind not in {"men", "people", "women"} or chunk.last + 2 >= len(clause.tokens):
        return False
    carrying = clause.tokens[chunk.last + 1].lower
    if carrying not in {"with", "carrying", "wielding", "brandishing", "armed"}:
        return False
    weapons = clause.rules.frames["weapons"]
    return any(singular(token.lower) in weapons for token in clause.tokens[chunk.last + 2 : chunk.last + 5])


def _numbering(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """How strong a force is: "the gunmen, believed to NUMBER about 20", "rebels number 2,300"."""
    before = clause.chunks[left] if left > 0 else None
    if before is None or before.kind != "verb" or before.head != "number" or counted.head or number.kind != "count":
        return None
    rules = clause.rules
    for chunk in reversed(clause.chunks[max(0, left - _REACH) : left]):
        if chunk.kind == "noun" and chunk.number is None:
            if chunk.head in rules.frames["remains"]:
                return Reading(rules.by_name.get("killed"), "number", left, "how many they are")
            kind = read_counted(clause.tokens, chunk.noun_first, chunk.noun_last, rules.counted).kind
            entry = rules.attackers if kind == "attackers" else rules.by_name.get("strength")
            if kind in rules.frames["troops"] or kind == "attackers":
                return Reading(entry, "number", left, "how many they are")
    return None


def _summed(clause: Clause, left: int) -> bool:
    """Whether the number stands in "a total of", "a group of": it has their place in the clause."""
    if left < 1 or clause.chunks[left].head != "of" or clause.chunks[left - 1].kind != "noun":
        return False
    holder = clause.chunks[left - 1]
    words = clause.rules.frames["summing"]
    return holder.number is None and holder.head in words and clause.tokens[holder.first].lower in {"a", "an"}


def whole_end(clause: Clause, at: int) -> int:
    """The chunk of the whole of "12 of the 80", or of the number itself."""
    return at + 2 if whole_of(clause, at) is not None else at


def _verb_after(chunks: Sequence[Chunk], said: int) -> bool:
    """Whether the clause's own verb follows a participle: of "of the 90 migrants rescued, 80 CAME" it is
    "came".
    """
    for chunk in chunks[said + 1 : said + 7]:
        if chunk.kind in {"mark", "rel", "conj"} or chunk.number is not None:
            return False
        if chunk.kind == "verb":
            return chunk.form in {"finite", "lone"}
    return False


def _held_object(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """What is done to the group that holds the counted, if a measure is named for it."""
    holder = clause.chunks[left - 1] if left > 0 else None
    if holder is None or holder.kind != "noun" or holder.number is not None:
        return None
    if holder.head not in clause.rules.groups:
        return None
    taken = read_object(clause, left - 1, number, counted)
    return taken if taken is not None and taken.measure is not None else None


def _given(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """The verb of two objects: "cost cities $55 million", "gave them $9 million"."""
    if left < 1 or clause.chunks[left].kind != "noun" or clause.chunks[left].number is not None:
        return None
    return read_object(clause, left, number, counted)


def is_whole(chunks: Sequence[Chunk], left: int) -> bool:
    """Whether the number is the whole that another takes a part of: "12 of the 80"."""
    part = chunks[left - 1] if left > 0 and chunks[left].kind == "prep" and chunks[left].head == "of" else None
    return part is not None and part.number is not None and part.noun_first is None


def whole_of(clause: Clause, at: int) -> Chunk | None:
    """The whole of "12 of the 80 passengers"; None if there is none."""
    chunks = clause.chunks
    if (
        chunks[at].noun_first is None
        and at + 2 < len(chunks)
        and chunks[at + 2].number is not None
        and is_whole(chunks, at + 1)
    ):
        return chunks[at + 2]
    return None


def chunk_before(chunks: Sequence[Chunk], at: int) -> int:
    """The index of the chunk before ``at``, times left out; -1 if there is none."""
    left = at - 1
    while left >= 0 and chunks[left].kind == "time":
        left -= 1
    return left


def _opens_clause(clause: Clause, at: int, taken: Reading, said: Reading) -> bool:
    """Whether the verb before is one that takes a clause, so that the number is the subject of what
    follows.
    """
    return (
        taken.verb in clause.rules.frames["statement-verbs"]
        or taken.verb in {"be", "have"}
        or (clause.chunks[said.at].kind in {"state", "prep"} and not _numbered(clause, at, said.at))
    )


def _numbered(clause: Clause, at: int, last: int) -> bool:
    """Whether another figure stands between: in "buried 40 homes, and 33 cooks are dead" no home is dead."""
    return any(chunk.number is not None for chunk in clause.chunks[at + 1 : last])


def _inside(clause: Clause, chunk: Chunk, number: Number, counted: Counted) -> Reading | None:
    """A measure within the noun group: "15 deaths", "63 wounded soldiers", "15 of the wounded"."""
    if number.kind == "money":
        price = price_noun(clause, chunk)
        return None if price is None else Reading(price, "", -1, f"“{counted.head}” names it")
    if number.kind not in {"count", "percent"}:
        return None
    if chunk.of or number.kind == "count" or clause.numbers[chunk.number or 0] is not number:
        entry = measure_noun(clause, chunk.noun_first, chunk.noun_last)
        if entry is not None and not (entry.beside and _within(clause, chunk)):
            return Reading(entry, "", -1, f"“{counted.head}” names it")
    if chunk.noun_first is None or chunk.noun_last is None:
        return None
    for token in clause.tokens[chunk.noun_first : chunk.noun_last + 1]:
        for way in clause.rules.states.get(token.lower, ()):
            if not way.needs and clause.fits(way.entry, number, counted) and token.tag != "name":
                return Reading(way.entry, "", -1, f"described as “{token.lower}”")
    return None


def _within(clause: Clause, chunk: Chunk) -> bool:
    """Whether "in" stands before a group: "in one case", "in most of the cases" counts nothing."""
    return chunk.first > 0 and clause.tokens[chunk.first - 1].lower == "in"


def _held_by_noun(clause: Clause, at: int, left: int, number: Number, counted: Counted) -> Reading | None:
    """The noun before "of": "the deaths of 735 civilians", "a crowd of 5,000"."""
    chunks = clause.chunks
    if left < 1 or chunks[left].kind != "prep" or chunks[left].head not in {"of", "to", "among", "for"}:
        return None
    holder = chunks[left - 1]
    if holder.kind != "noun" or holder.number is not None:
        lost = _supply_lost(clause, left, number, counted) if chunks[left].head in {"to", "for"} else None
        if lost is not None:
            return lost
        if holder.kind == "verb" and holder.form == "ing" and chunks[left].head == "of":  # "the killing of 30"
            for way in clause.rules.objects.get(holder.head, ()):
                if not way.needs and clause.fits(way.entry, number, counted):
                    return Reading(way.entry, holder.head, left - 1, f"“{holder.head}” of them")
        return None
    if chunks[left].head == "to":
        entry = measure_noun(clause, holder.noun_first, holder.noun_last)
        if entry is not None and clause.fits(entry, number, counted):
            return Reading(entry, "", left - 1, f"“{holder.head}” to them")  # "injury to 42 policemen"
        cut = _cut_off(clause, left, number, counted)
        if cut is not None:
            return cut
    if chunks[left].head == "of":
        verb = chunks[left - 2] if left > 1 else None
        if verb is not None and verb.kind == "verb":  # "gained control of 98 percent", "has taken the lives of 200"
            for way in clause.rules.objects.get(verb.head, ()):
                if way.needs == (holder.head,) and clause.fits(way.entry, number, counted):
                    return Reading(way.entry, verb.head, left - 2, f"“{verb.head} {holder.head}” of them")
        entry = measure_noun(clause, holder.noun_first, holder.noun_last)
        if entry is None:
            for way in clause.rules.objects.get(holder.head, ()):
                narrow = way.entry.heads and way.entry.counts not in {"share", "ground"}
                if not way.needs and not narrow and clause.fits(way.entry, number, counted):
                    entry = way.entry  # "in control of 98 percent"
                    break
        if entry is None and (not counted.head or counted.person):
            entry = clause.rules.groups.get(holder.head)
        grouped = entry is not None and holder.head in clause.rules.groups and entry.counts != "people"
        if entry is not None and (grouped or clause.fits(entry, number, counted)):
            return Reading(entry, "", left - 1, f"“{holder.head}” of them")
    return None


def _supply_lost(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """Those for whom a supply has failed: "POWER was OUT for 40,000 people", "water was cut to 900 homes"."""
    chunks, frames = clause.chunks, clause.rules.frames
    index = left - 1
    out = chunks[index].kind == "prep" and chunks[index].head in {"out", "off", "down"}
    index -= out
    if index < 1 or chunks[index].kind != "verb" or chunks[index - 1].head not in frames["supplies"]:
        return None
    verb, entry = chunks[index], clause.rules.by_name.get("affected")
    failed = (verb.head == "be" and out) or (verb.voice == "passive" and verb.head in frames["failing-verbs"])
    if not failed or entry is None or verb.negated or number.kind not in {"count", "percent"} or not counted.head:
        return None
    return Reading(entry, verb.head, index, f"“{chunks[index - 1].head}” lost to them", verb.modal)


def _cut_off(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """As in "knocked out power to 240,000 customers": what is done to what they had."""
    chunks, holder = clause.chunks, clause.chunks[left - 1]
    index = left - 2
    if index > 0 and chunks[index].kind == "prep" and chunks[index].head in {"out", "off", "down"}:
        index -= 1
    if index < 0 or chunks[index].kind != "verb":
        return None
    for way in clause.rules.objects.get(chunks[index].head, ()):
        if way.needs == (holder.head,) and clause.fits(way.entry, number, counted):
            return Reading(way.entry, chunks[index].head, index, f"“{chunks[index].head} {holder.head}” to them")
    return None


def _agent(clause: Clause, left: int, number: Number, counted: Counted) -> Reading | None:
    """As in "attacked by 4 gunmen": who did it."""
    verb = clause.chunks[left - 1] if left > 0 else None
    if verb is None or verb.kind not in {"verb", "noun", "prep"} or number.kind != "count":
        return None
    came = match_way(clause.rules.subjects.get(verb.head, ()), clause, verb.last, number, counted)
    if verb.kind == "verb" and verb.voice == "passive" and came is clause.rules.attended and verb.head != "join":
        return Reading(came, verb.head, left - 1, f"done by them: “{verb.head}”")  # "was attended by 300"
    entry = clause.rules.attackers
    attack = any(way.entry is entry for way in clause.rules.subjects.get(verb.head, ()))
    if counted.kind in _ANYBODY and not attack:
        return None  # "pursued by two men"
    if entry is not None and clause.fits(entry, number, counted):
        return Reading(entry, verb.head, left - 1, f"done by them: “{verb.head}”")
    return None


def read_governor(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """The plain verb or noun that a preposition ties the number to: "increased by 27%", "an appeal for
    $562m".
    """
    chunks = clause.chunks
    left = chunk_before(chunks, at)
    if counted.kind == "strike" and number.kind == "count":
        return Reading(None, "carry", at, "an act of violence")
    if number.kind == "count":
        if left < 0:
            return None
        if chunks[left].kind != "prep" or left == 0:
            return None
        holder = chunks[left - 1]
        if holder.kind == "verb" and chunks[left].head in {"by", "to", "from", "of", "for", "with"}:
            return Reading(None, holder.head, left - 1, f"“{holder.head} {chunks[left].head}”")
        if holder.kind == "noun" and chunks[left].head in {"of", "for", "against", "on", "by", "to", "from"}:
            place = next((i for i in range(left - 1, max(-1, left - 7), -1) if chunks[i].kind == "verb"), -1)
            verb = chunks[place] if place >= 0 else None
            deed = holder.head in clause.rules.frames["deeds"]
            if (counted.person or not counted.head or deed) and verb is not None:
                said = f"“{holder.head or verb.head} {chunks[left].head}”"
                return Reading(None, verb.head, place if holder.number is not None else left - 1, said)
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


def no_claim(clause: Clause, at: int, number: Number, counted: Counted, named: Reading | None) -> str | None:
    """Why a number that no named measure is said of is no claim; None if it may be one."""
    if number.kind != "count":
        return None
    chunk = clause.chunks[at]
    size = number.high if number.high is not None else number.low
    said = named is not None and named.how.endswith(DONE)
    nobody = (
        number.high == 0 and not chunk.of and whole_of(clause, at) is None and named is not None and not named.modal
    )
    done = said and ((bool(counted.person) and number.low == 1) or (nobody and counted.person is not False))
    if size is not None and size <= 1 and not done:
        return "one or none, with nothing measured"
    known = clause.tokens[chunk.first].lower in _KNOWN and chunk.noun_first is not None
    after = named is not None and named.at > at + 1  # "the three men who were shot"
    if known and not after and size is not None and size <= _FEW:
        return "spoken of as known: “the two”"
    if named is not None and named.verb in clause.rules.frames["speaking-verbs"] and counted.person:
        return "a speaker"
    return None


def is_age(clause: Clause, at: int, number: Number) -> bool:
    """As in "John Smith, 26, died", "she was 16": a bare number that is somebody's age."""
    chunks = clause.chunks
    size, frames = number.low, clause.rules.frames
    if chunks[at].noun_first is not None or number.kind != "count" or size is None or not 1 <= size <= 110 or at < 2:
        return False
    words = [token.lower for token in clause.tokens[max(0, chunks[at].first - 2) : chunks[at].first]]
    if words[-1:] == ["of"] and chunks[at - 2].kind == "noun" and size >= _GROWN:
        one = clause.tokens[chunks[at - 2].first].lower in {"a", "an"}
        kind = read_counted(clause.tokens, chunks[at - 2].noun_first, chunks[at - 2].noun_last, clause.rules.counted)
        # "a teacher of 52"
        return one and bool(kind.person) and kind.unit == "person" and kind.head not in frames["crews"]
    if words in (["young", "as"], ["old", "as"]):
        return True
    before, holder = chunks[at - 1], chunks[at - 2]
    named = holder.kind == "noun" and clause.tokens[holder.last].text[0].isupper() and holder.number is None
    if before.kind == "mark" and before.head == "," and named:
        return at + 1 < len(chunks) and chunks[at + 1].kind == "mark" and chunks[at + 1].head in {",", "."}
    kin = holder.head in frames["kin"] and clause.tokens[holder.first].lower in _OWN
    return before.kind == "verb" and before.head == "be" and (holder.head in {"he", "she"} or kin)
