"""Find what the words behind a noun group say of it: "20 people, officials said, were KILLED".

Comes in: a clause and the place of a number in it. Goes out: a :class:`Reading` — the measure and the words
that say it. Each search walks a bounded number of chunks.
"""

from collections.abc import Sequence

from claimcheck.clauses import Chunk
from claimcheck.counted import Counted, read_counted
from claimcheck.measure_rules import Measure
from claimcheck.sayings import Clause, Reading, match_way, place_at, state_at
from claimcheck.values import Number
from claimcheck.words import word_set

DONE = "done to them"
REACH = 18  # chunks that a search goes
_CLAUSE_OPENERS = frozenset({"as", "after", "before", "since", "until", "because", "when"})
_LISTING = frozenset({"and", "or", "&", "plus"})
_APPOSITION = frozenset({"mostly", "mainly", "largely", "chiefly", "including", "predominantly"})
_PARTICLES = frozenset({"up", "out", "off", "down", "back"})
_PARTICIPLES = word_set("taken given seen known shown driven thrown beaten chosen")
_UNDONE = frozenset({"refuse", "fail", "decline"})
_HARMS = {"killed": {"killed"}, "injured": {"killed", "injured"}}  # worse → what it is not worse than
_BE_LIKE = word_set("be remain go get become lie stay seem appear have live sleep sit shelter camp")


def read_predicate(clause: Clause, at: int, number: Number, counted: Counted, *, bound: bool) -> Reading | None:
    """What the verb behind the noun group at ``at`` says of it.

    ``bound``: the group hangs on a preposition, so only what is said right behind it belongs to it ("at
    least five people who were rescued"). A named measure is preferred to a plain verb, the clause's own verb
    to a participle that describes the noun.
    """
    chunks = clause.chunks
    reduced: Reading | None = None
    plain: Reading | None = None
    aside: Reading | None = None  # what a relative clause between commas says, the clause's own verb to come
    relative = False
    index = at + 1
    end = min(len(chunks), at + 1 + REACH)
    while index < end:
        chunk = chunks[index]
        if bound and reduced is None and index > at + 1 and not relative and chunk.kind not in {"time"}:
            break
        if chunk.kind == "time":
            index += 1
        elif chunk.kind == "state":
            entry = state_at(clause, chunk.first, number, counted)
            if entry is not None:
                return Reading(entry, chunk.head, index, f"said to be “{chunk.head}”")
            index += 1
        elif chunk.kind == "prep":
            entry = state_at(clause, chunk.first, number, counted, 2, phrase=True)
            if entry is not None and reduced is None:  # not "31 guards killed in prison"
                return Reading(entry, chunk.head, index, f"said to be {chunk.head} …")
            which = index + 1 < end and chunks[index + 1].kind == "rel"
            if which and chunk.head == "of":  # "310 pupils, OF WHOM 61 are missing"
                which = index + 2 < end and chunks[index + 2].number is not None
            if bound or chunk.head in _CLAUSE_OPENERS or which:
                break  # also "four people in a sweep IN WHICH officers seized 19 guns"
            index = _behind_preposition(chunks, index)
        elif chunk.kind == "conj":
            second = _second_verb(clause, index, number, counted) if plain is not None and not bound else None
            if second is not None:
                return second  # "swam to safety or WERE RESCUED"
            if chunk.head not in _LISTING or index + 1 >= end or bound or reduced is not None:
                break  # "twelve drowned and 64 were rescued"
            if clause.tokens[chunks[index + 1].first].lower == "that":
                break  # "12 of them children, and THAT 20 students were taken away"
            if chunks[index + 1].kind == "state":
                index += 1
            elif chunks[index + 1].kind == "noun":
                bare = chunks[index + 1].number is not None and chunks[index + 1].noun_first is None
                if bare and chunks[index - 1].kind == "mark":
                    break  # "six died - two of them children - and 11 WERE HURT"
                index += 2
            else:
                break
        elif chunk.kind == "mark":
            if chunk.head not in {",", "(", ")", "–", "—", "-"} or bound or plain is not None:
                break
            if aside is not None and (index + 1 >= end or chunks[index + 1].kind != "verb"):
                break  # "five officers, who had come from a fair, WERE hurt"
            if reduced is not None and index + 1 < end and chunks[index + 1].number is not None:
                break  # "four killed, 11 hurt"
            index = max(_behind_contrast(clause, index), _behind_comma(clause, index))
            if index < 0:
                break
        elif chunk.kind == "noun":
            if index == at + 1 and chunk.head in {"they", "he", "she", "it", "we"}:
                taken = _relative_object(clause, at, number, counted)  # "20 of the girls they kidnapped"
                if taken is not None:
                    return taken
            described = clause.tokens[chunk.first - 1].lower in _APPOSITION  # "civilians mostly families were killed"
            index = index + 1 if described else _behind_noun(clause, index)
            if index < 0 or bound:
                break
        elif chunk.kind == "rel":
            if chunk.head in {"where", "when", "why", "how"}:
                break
            near = index - 2 if chunks[index - 1].kind == "mark" else index - 1
            if near > at and chunks[near].kind == "noun" and chunk.head not in {"who", "whom"}:
                break  # "three men in a van, which was found burned"
            passive = _relative_object(clause, index, number, counted)
            if passive is not None:
                return passive
            owned = [near.kind for near in chunks[index + 1 : index + 3]] == ["noun", "verb"]
            if owned and chunk.head == "whom" and chunks[index + 1].number is None:
                index = _next_verb(chunks, index + 3)  # "two children WHOM THE REBELS HELD also died"
                continue
            relative = True
            index += 1
        else:
            if _says_so(clause, index):
                break  # "sailed with 17 passengers, SAID an official"
            if chunk.form == "ing" and chunks[index - 1].kind == "mark":
                behind = _behind_aside(chunks, index)
                if behind > index and not bound:
                    index = behind  # "some relatives, HOLDING candles, wept"
                    continue
                break  # "20 seats, leaving them without a majority"
            set_off = _set_off(chunks, index)
            reading, index, final = _read_verb(clause, index, number, counted)
            if reading is not None and reading.measure is not None:
                if final:
                    return reading
                reduced = reduced or reading
            elif reading is not None and not bound and chunks[at + 1].kind == "mark" and (relative or set_off):
                aside = aside or reading
            elif reading is not None:
                share = number.kind == "percent" and reduced is not None and _is_deed(reading)
                if share and chunk.form != "ing":
                    return reading  # "85 percent of those rescued CAME from …"
                plain = plain or reading
                if final and not relative and not (chunk.form == "lone" and index > at + 2):
                    return _second_verb(clause, index, number, counted) or reduced or plain
            relative = False
            if index < end and chunks[index].kind == "noun" and chunks[index].number is None:
                index += 1  # the verb's own object
    return reduced or plain or aside


def _second_verb(clause: Clause, index: int, number: Number, counted: Counted) -> Reading | None:
    """A named measure that a second verb of the same subject says: "swam to safety or WERE PICKED UP by trawlers"."""
    chunks = clause.chunks
    for ahead in range(index, min(index + 5, len(chunks) - 1)):
        chunk = chunks[ahead]
        if chunk.kind == "conj":
            verb = chunks[ahead + 1]
            if chunk.head not in {"and", "or"} or verb.kind != "verb" or verb.form != "finite":
                return None
            if verb.voice != "passive":
                return None  # "and have killed two"
            reading, _, final = _read_verb(clause, ahead + 1, number, counted)
            return reading if final and reading is not None and reading.measure is not None else None
        if chunk.kind not in {"prep", "noun", "time", "state"} or chunk.number is not None:
            return None
    return None


def _says_so(clause: Clause, index: int) -> bool:
    """Whether a verb behind a comma says who told all this: ", SAID an airline official"."""
    chunks = clause.chunks
    verb = chunks[index]
    if verb.voice != "active" or chunks[index - 1].kind != "mark" or index + 1 >= len(chunks):
        return False
    speaker = chunks[index + 1]
    said = verb.head in clause.rules.frames["statement-verbs"] and verb.form in {"lone", "finite"}
    return said and speaker.kind == "noun" and speaker.number is None and index + 2 < len(chunks)


def _set_off(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether a participle stands between commas, the clause's own verb to come: "300 men, BACKED by jets, …"."""
    return chunks[index].form == "lone" and _behind_aside(chunks, index) > index


def _behind_aside(chunks: Sequence[Chunk], index: int) -> int:
    """The clause's own verb behind a phrase that begins at ``index`` between commas; ``index`` if there is none."""
    if chunks[index - 1].head != ",":
        return index
    for ahead, chunk in enumerate(chunks[index + 1 : index + 7], index + 1):
        if chunk.kind == "mark":
            verb = chunk.head == "," and ahead + 1 < len(chunks) and chunks[ahead + 1].kind == "verb"
            return ahead + 1 if verb and chunks[ahead + 1].form in {"finite", "lone"} else index
        if chunk.kind not in {"prep", "noun", "time"} and not (chunk.kind == "verb" and chunk.form == "lone"):
            return index
    return index


def _next_verb(chunks: Sequence[Chunk], index: int) -> int:
    """The next verb from a chunk on, in the same clause; the end of the chunks if there is none."""
    while index < len(chunks) and chunks[index].kind != "verb":
        if chunks[index].kind in {"rel", "conj"}:
            return len(chunks)
        index += 1
    return index


def _is_deed(reading: Reading) -> bool:
    """Whether a verb says what somebody did, more than that they are or have something."""
    return reading.verb not in _BE_LIKE


def _behind_preposition(chunks: Sequence[Chunk], index: int) -> int:
    if index + 1 < len(chunks) and chunks[index + 1].kind == "noun":
        return index + 2
    return index + 1


def _behind_contrast(clause: Clause, index: int) -> int:
    """The verb behind a figure that is denied: "58 pupils, and NOT 73 as the police say, are held"; -1 if none is."""
    chunks = clause.chunks
    other = index + 2 if index + 1 < len(chunks) and chunks[index + 1].kind == "conj" else index + 1
    if other >= len(chunks) or chunks[other].number is None:
        return -1
    if clause.tokens[chunks[other].first - 1].tag != "neg":
        return -1
    for ahead in range(other + 1, min(other + 9, len(chunks) - 1)):
        if chunks[ahead].head == ",":
            return ahead + 1 if chunks[ahead + 1].kind == "verb" else -1
    return -1


def _behind_comma(clause: Clause, index: int) -> int:
    """Where to go on behind a comma; -1 if a clause of its own follows."""
    chunks = clause.chunks
    ahead = index + 1
    if ahead >= len(chunks):
        return -1
    if chunks[ahead].number is not None and clause.tokens[chunks[ahead].last].lower in {"whom", "which"}:
        end = ahead + 1  # "60 people, nine of whom later died": the 60 did not
        while end < len(chunks) and chunks[end].kind != "mark":
            end += 1
        return end if end < len(chunks) and chunks[end].head == "," else -1
    if chunks[ahead].kind in {"conj", "rel", "prep", "verb", "time", "state", "mark"}:
        return ahead
    return _behind_noun(clause, ahead)


def _behind_noun(clause: Clause, index: int) -> int:
    """Where to go on behind a noun that stands by itself; -1 if it is the subject of a clause of its own."""
    chunks = clause.chunks
    if chunks[index].kind != "noun":
        return -1
    ahead = index + 1
    if ahead < len(chunks) and chunks[ahead].kind == "verb" and chunks[ahead].form in {"finite", "lone"}:
        if chunks[ahead].head in clause.rules.frames["statement-verbs"] and chunks[ahead].voice == "active":
            return ahead + 1  # "20 people, officials said, were killed"
        return ahead if chunks[index].number is not None else -1  # "31 rebels, two soldiers killed"
    return ahead


def _relative_object(clause: Clause, index: int, number: Number, counted: Counted) -> Reading | None:
    """As in "two men whom the police arrested": the noun is the object of the relative clause's verb."""
    chunks = clause.chunks
    if index + 2 < len(chunks) and chunks[index + 1].kind == "noun" and chunks[index + 2].kind == "verb":
        verb = chunks[index + 2]
        entry = match_way(clause.rules.objects.get(verb.head, ()), clause, verb.last, number, counted)
        if entry is not None and verb.voice == "active":
            return Reading(entry, verb.head, index + 2, f"object of “{verb.head}”", verb.modal, verb.negated)
    return None


def _read_verb(clause: Clause, index: int, number: Number, counted: Counted) -> tuple[Reading | None, int, bool]:
    """What the verb at ``index`` says of its subject: (reading, where to go on, whether it is the clause's
    own verb).
    """
    chunks, rules = clause.chunks, clause.rules
    first = verb = chunks[index]
    while True:  # "are believed to have been killed", "managed to escape"
        ahead = index + 1
        while ahead < len(chunks) and chunks[ahead].kind in {"time", "state"} and chunks[ahead].first - verb.last <= 2:
            if state_at(clause, chunks[ahead].first, number, counted, 1) is not None:
                break
            ahead += 1
        chained = (
            verb.head in rules.frames["chain-verbs"]
            and ahead < len(chunks)
            and chunks[ahead].kind == "verb"
            and (
                chunks[ahead].form == "to"
                or (
                    (
                        verb.head in {"be", "get", "have", "remain", "go", "leave"}
                        and chunks[ahead].form in {"lone", "ing"}
                    )
                    or (
                        verb.voice == "passive" and chunks[ahead].form == "lone" and chunks[ahead].head in rules.objects
                    )  # "are feared DROWNED"
                )
            )
        )
        if not chained:
            break
        index, verb = ahead, chunks[ahead]
    if verb.head in _UNDONE and verb.voice == "active":
        return Reading(None, verb.head, index, f"subject of “{verb.head}”"), index + 1, True  # "90 refused to leave"
    follows = chunks[index + 1] if index + 1 < len(chunks) else None
    if (
        follows is not None
        and follows.kind == "prep"
        and follows.head in _PARTICLES
        and index + 2 < len(chunks)
        and chunks[index + 2].kind == "noun"
        and chunks[index + 2].first == follows.last + 1
    ):
        follows = chunks[index + 2]  # "held up a sign"
    objected = (follows is not None and follows.kind == "noun" and follows.head != "") or (
        follows is not None and follows.number is not None
    )
    if verb.form == "lone" and clause.tokens[verb.last].lower in _PARTICIPLES:
        objected = False  # "19 guards TAKEN hostage have been freed"
    final = first.form == "finite" or (first.form == "lone" and objected)
    modal, negated = first.modal or verb.modal, first.negated or verb.negated
    name = verb.head
    if (
        verb.head in _BE_LIKE
        or verb.voice == "passive"
        or verb.form == "lone"
        or verb.head in rules.frames["chain-verbs"]
    ):
        entry = state_at(clause, verb.last + 1, number, counted, 4) or place_at(clause, index + 1, number, counted)
        if entry is not None and not _says_itself(clause, verb, number, counted):
            return (
                Reading(entry, name, index, f"said to be so after “{name}”", modal, negated),
                index + 1,
                True,
            )
    passive = verb.voice == "passive" or (verb.form == "lone" and not objected)
    if passive:
        entry = match_way(rules.objects.get(name, ()), clause, verb.last, number, counted)
        worse = _worse(clause, index, entry, number, counted)
        if worse is not None:
            entry, name = worse
        if entry is not None:
            final = first.form not in {"ing", "lone"} or (first.form == "lone" and verb is not first)
            return Reading(entry, name, index, f"“{name}” {DONE}", modal, negated), index + 1, final
        if verb.form == "lone" and verb is first:
            entry = match_way(rules.subjects.get(name, ()), clause, verb.last, number, counted)
            return (
                Reading(entry, name, index, f"subject of “{name}”", modal, negated),
                index + 1,
                entry is not None,
            )
        return Reading(None, name, index, f"“{name}” {DONE}", modal, negated), index + 1, final
    entry = match_way(rules.subjects.get(name, ()), clause, verb.last, number, counted)
    if (
        name in {"be", "act", "become"}
        and follows is not None
        and follows.kind in {"noun", "prep"}
        and number.kind == "count"
    ):
        entry = _called(clause, index, counted)
    if first.form == "ing":
        return Reading(entry, name, index, f"subject of “{name}”", modal, negated), index + 1, False
    return Reading(entry, name, index, f"subject of “{name}”", modal, negated), index + 1, True


def _worse(
    clause: Clause, index: int, entry: Measure | None, number: Number, counted: Counted
) -> tuple[Measure, str] | None:
    """The second of two participles, if it tells of worse: "ambushed and executed", "trapped and hurt"."""
    pair = clause.chunks[index + 1 : index + 3]
    if len(pair) < 2 or pair[0].head != "and" or pair[1].kind != "verb" or pair[1].form != "lone":
        return None
    follows = clause.chunks[index + 3] if index + 3 < len(clause.chunks) else None
    if follows is not None and follows.kind == "noun":
        return None  # "were stopped and wounded a guard"
    second = match_way(clause.rules.objects.get(pair[1].head, ()), clause, pair[1].last, number, counted)
    if second is None or second.name not in _HARMS or (entry is not None and entry.name in _HARMS[second.name]):
        return None
    return second, pair[1].head


def _says_itself(clause: Clause, verb: Chunk, number: Number, counted: Counted) -> bool:
    """Whether the verb has a measure of its own, whatever state follows it: "four died in hospital"."""
    if verb.head in clause.rules.frames["control-verbs"]:
        return False
    passive = verb.voice == "passive" or verb.form == "lone"
    ways = clause.rules.objects.get(verb.head, ()) if passive else ()
    ways += clause.rules.subjects.get(verb.head, ()) if verb.voice == "active" else ()
    return any(not way.needs and clause.fits(way.entry, number, counted) for way in ways)


def _called(clause: Clause, verb: int, counted: Counted) -> Measure | None:
    """What people are said to be: "the two men are believed to be suicide bombers"."""
    for chunk in clause.chunks[verb + 1 : verb + 3]:
        if chunk.kind == "noun" and chunk.number is None and counted.person:
            named = read_counted(clause.tokens, chunk.noun_first, chunk.noun_last, clause.rules.counted)
            if named.kind == "attackers":
                return clause.rules.attackers
    return None
