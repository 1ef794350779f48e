"""Find what a clause says of a noun group: the verb it is the object or the subject of, or its toll.

Comes in: the chunks of a sentence and the place of a number among them. Goes out: a :class:`Reading` — the
measure and the words that say it. Each search walks a bounded number of chunks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.clauses import Chunk
from claimcheck.counted import Counted, read_counted
from claimcheck.syntax import singular
from claimcheck.measure_rules import Measure, MeasureRules, Way
from claimcheck.values import Number, Token

REACH = 18  # chunks that a search goes
_NEAR = 7  # tokens behind a verb in which the word that it needs stands
_CLAUSE_OPENERS = frozenset({"as", "after", "before", "since", "until", "because", "when"})
_LISTING = frozenset({"and", "or", "&", "plus"})
_PARTICLES = frozenset({"out", "up", "off", "down", "in", "over", "away", "back", "together", "on"})
_APPOSITION = frozenset({"mostly", "mainly", "largely", "chiefly", "including", "predominantly"})
_BE_LIKE = frozenset({"be", "remain", "go", "get", "become", "lie", "stay", "seem", "appear", "have"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said of a number: ``measure`` None if the verb is none of the named ones (``verb`` is its lemma).

    ``at`` is the index of the chunk that says it; ``how`` tells the reader: "object of “kill”".
    """

    measure: Measure | None
    verb: str
    at: int
    how: str
    modal: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence cut into chunks, with all that the searches look up."""

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    numbers: Sequence[Number]
    rules: MeasureRules


def match_way(ways: Sequence[Way], clause: Clause, token: int, number: Number, counted: Counted) -> Measure | None:
    """The first entry whose needed words follow the verb at ``token`` and that fits what is counted."""
    near: set[str] | None = None
    for way in ways:
        if way.needs:
            if near is None:
                near = _words_behind(clause, token)
            if not near.issuperset(way.needs):
                continue
        if clause.rules.fits(way.entry, number, counted):
            return way.entry
    return None


def _words_behind(clause: Clause, token: int) -> set[str]:
    words: set[str] = set()
    for behind in clause.tokens[token + 1 : token + 1 + _NEAR]:
        if behind.text in ".;:":
            break
        words.add(behind.lower)
        words.add(behind.lemma)
    return words


def state_at(
    clause: Clause, token: int, number: Number, counted: Counted, reach: int = 3, *, phrase: bool = False
) -> Measure | None:
    """The measure of a state within ``reach`` tokens from ``token`` on: "still missing", "in critical condition".

    ``phrase``: only a state of several words counts.
    """
    tokens = clause.tokens
    for index in range(token, min(token + reach, len(tokens))):
        for way in clause.rules.states.get(tokens[index].lower, ()):
            following = tuple(t.lower for t in tokens[index + 1 : index + 1 + len(way.needs)])
            if following == way.needs and (way.needs or not phrase) and clause.rules.fits(way.entry, number, counted):
                return way.entry
        if tokens[index].tag not in {"adv", "adj", "prep", "det", "quote"}:
            break
    return None


def read_object(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """What the verb before the noun group at ``at`` does to it; None if no verb stands there."""
    chunks, rules = clause.chunks, clause.rules
    left = at - 1
    while left >= 0 and chunks[left].kind == "time":
        left -= 1
    if left > 0 and chunks[left].kind == "prep" and chunks[left].head in _PARTICLES:
        left -= 1  # "handed out 130,000 meals"
    if left < 0 or chunks[left].kind != "verb":
        return None
    verb = chunks[left]
    if verb.voice == "passive":
        return None
    if verb.head in rules.frames["control-verbs"]:
        done = _controlled(clause, at, number, counted)
        if done is not None:
            return Reading(done, verb.head, left, f"“{verb.head}” and what follows", verb.modal, verb.negated)
    entry = match_way(rules.objects.get(verb.head, ()), clause, verb.last, number, counted)
    if entry is not None and number.kind == "percent" and not counted.head and entry.counts != "share":
        entry = None  # "the index lost 2.5%"
    if entry is not None:
        return Reading(entry, verb.head, left, f"object of “{verb.head}”", verb.modal, verb.negated)
    return Reading(None, verb.head, left, f"object of “{verb.head}”", verb.modal, verb.negated)


def _controlled(clause: Clause, at: int, number: Number, counted: Counted) -> Measure | None:
    """What the object is made to be or do: "left 31 DEAD", "forced 13,000 residents TO FLEE"."""
    chunks, rules = clause.chunks, clause.rules
    own = chunks[at]
    state = state_at(clause, own.last + 1, number, counted, 2)
    if state is not None:
        return state
    for index in range(at + 1, min(at + 5, len(chunks))):
        chunk = chunks[index]
        if chunk.kind == "state":
            return state_at(clause, chunk.first, number, counted)
        if chunk.kind == "prep":
            state = state_at(clause, chunk.first, number, counted, 2, phrase=True)
            if state is not None:
                return state
        elif chunk.kind == "verb":
            if chunk.form == "to" and chunk.voice == "active":
                return match_way(rules.subjects.get(chunk.head, ()), clause, chunk.last, number, counted)
            if chunk.form == "lone" or chunk.voice == "passive":
                follows = chunks[index + 1].kind if index + 1 < len(chunks) else ""
                if follows != "noun" and index - at <= 3:
                    return match_way(rules.objects.get(chunk.head, ()), clause, chunk.last, number, counted)
            return None
        elif chunk.kind in {"conj", "mark", "rel"}:
            return None
    return None


def read_predicate(clause: Clause, at: int, number: Number, counted: Counted, *, bound: bool) -> Reading | None:
    """What the verb behind the noun group at ``at`` says of it.

    ``bound``: the group hangs on a preposition, so only what is said right behind it belongs to it ("at
    least five people who were rescued"). A named measure is preferred to a plain verb, the clause's own verb
    to a participle that describes the noun.
    """
    chunks, rules = clause.chunks, clause.rules
    reduced: Reading | None = None
    plain: Reading | None = None
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
            if entry is not None:
                return Reading(entry, chunk.head, index, f"said to be {chunk.head} …")
            if bound or chunk.head in _CLAUSE_OPENERS:
                break
            index = _behind_preposition(chunks, index)
        elif chunk.kind == "conj":
            if chunk.head not in _LISTING or index + 1 >= end or bound:
                break
            if chunks[index + 1].kind == "state":
                index += 1
            elif chunks[index + 1].kind == "noun":
                index += 2
            else:
                break
        elif chunk.kind == "mark":
            if chunk.head not in {",", "(", ")", "–", "—", "-"} or bound or plain is not None:
                break
            index = _behind_comma(clause, index)
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
            if index > at + 1 and chunks[index - 1].kind == "noun" and chunk.head not in {"who", "whom"}:
                break
            passive = _relative_object(clause, index, number, counted)
            if passive is not None:
                return passive
            relative = True
            index += 1
        else:
            if chunk.form == "ing" and chunks[index - 1].kind == "mark":
                break  # "20 seats, leaving them without a majority"
            reading, index, final = _read_verb(clause, index, number, counted)
            if reading is not None and reading.measure is not None:
                if final:
                    return reading
                reduced = reduced or reading
            elif reading is not None:
                plain = plain or reading
                if final and not relative and not (chunk.form == "lone" and index > at + 2):
                    break
            relative = False
            if index < end and chunks[index].kind == "noun" and chunks[index].number is None:
                index += 1  # the verb's own object
    return reduced or plain


def _behind_preposition(chunks: Sequence[Chunk], index: int) -> int:
    if index + 1 < len(chunks) and chunks[index + 1].kind == "noun":
        return index + 2
    return index + 1


def _behind_comma(clause: Clause, index: int) -> int:
    """Where to go on behind a comma; -1 if a clause of its own follows."""
    chunks = clause.chunks
    ahead = index + 1
    if ahead >= len(chunks):
        return -1
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
    """ "two men whom the police arrested": the noun is the object of the relative clause's verb."""
    chunks = clause.chunks
    if index + 2 < len(chunks) and chunks[index + 1].kind == "noun" and chunks[index + 2].kind == "verb":
        verb = chunks[index + 2]
        entry = match_way(clause.rules.objects.get(verb.head, ()), clause, verb.last, number, counted)
        if entry is not None and verb.voice == "active":
            return Reading(entry, verb.head, index + 2, f"object of “{verb.head}”", verb.modal, verb.negated)
    return None


def _read_verb(clause: Clause, index: int, number: Number, counted: Counted) -> tuple[Reading | None, int, bool]:
    """What the verb at ``index`` says of its subject: (reading, where to go on, whether it is the clause's own verb)."""
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
            and (chunks[ahead].form == "to" or (verb.head in {"be", "get", "have", "remain", "go", "leave"} and chunks[ahead].form in {"lone", "ing"}))
        )
        if not chained:
            break
        index, verb = ahead, chunks[ahead]
    follows = chunks[index + 1] if index + 1 < len(chunks) else None
    objected = follows is not None and follows.kind == "noun" and follows.head != "" or follows is not None and follows.number is not None
    final = first.form == "finite" or (first.form == "lone" and objected)
    modal, negated = first.modal or verb.modal, first.negated or verb.negated
    name = verb.head
    if verb.head in _BE_LIKE or verb.voice == "passive" or verb.form == "lone" or verb.head in rules.frames["chain-verbs"]:
        entry = state_at(clause, verb.last + 1, number, counted, 4)
        if entry is not None:
            return Reading(entry, name, index, f"said to be so after “{name}”", modal, negated), index + 1, True
    passive = verb.voice == "passive" or (verb.form == "lone" and not objected)
    if passive:
        entry = match_way(rules.objects.get(name, ()), clause, verb.last, number, counted)
        if entry is not None:
            final = first.form not in {"ing", "lone"} or (first.form == "lone" and verb is not first)
            return Reading(entry, name, index, f"“{name}” done to them", modal, negated), index + 1, final
        if verb.form == "lone" and verb is first:
            entry = match_way(rules.subjects.get(name, ()), clause, verb.last, number, counted)
            return Reading(entry, name, index, f"subject of “{name}”", modal, negated), index + 1, entry is not None
        return Reading(None, name, index, f"“{name}” done to them", modal, negated), index + 1, final
    entry = match_way(rules.subjects.get(name, ()), clause, verb.last, number, counted)
    if name in {"be", "act", "become"} and follows is not None and follows.kind in {"noun", "prep"} and number.kind == "count":
        entry = _called(clause, index, counted)
    if first.form == "ing":
        return Reading(entry, name, index, f"subject of “{name}”", modal, negated), index + 1, False
    return Reading(entry, name, index, f"subject of “{name}”", modal, negated), index + 1, True


def _called(clause: Clause, verb: int, counted: Counted) -> Measure | None:
    """What people are said to be: "the two men are believed to be suicide bombers"."""
    for chunk in clause.chunks[verb + 1 : verb + 3]:
        if chunk.kind == "noun" and chunk.number is None and counted.person:
            named = read_counted(clause.tokens, chunk.noun_first, chunk.noun_last, clause.rules.counted)
            if named.kind == "attackers":
                return clause.rules.attackers
    return None


def measure_noun(clause: Clause, first: int | None, last: int | None) -> Measure | None:
    """The measure that a noun group names: "15 deaths", "45 new cases"."""
    if first is None or last is None:
        return None
    words = [token.lower for token in clause.tokens[max(first, last - 1) : last]]
    head = singular(clause.tokens[last].lower)
    if words:
        entry = clause.rules.nouns.get(f"{words[-1]} {head}")
        if entry is not None:
            return entry
    return clause.rules.nouns.get(head)


def toll_noun(clause: Clause, at: int) -> Measure | None:
    """The measure whose value a noun group stands for: "death toll", "the number of dead"."""
    chunks, tokens, rules = clause.chunks, clause.tokens, clause.rules
    chunk = chunks[at]
    if chunk.kind != "noun" or chunk.noun_last is None or chunk.number is not None:
        return None
    head = singular(tokens[chunk.noun_last].lower)
    if chunk.noun_last > chunk.first:
        entry = rules.tolls.get(f"{tokens[chunk.noun_last - 1].lower} {head}")
        if entry is not None:
            return entry
    if head in rules.tolls:
        return rules.tolls[head]
    if head not in rules.frames["value-nouns"] or at + 2 >= len(chunks):
        return None
    if chunks[at + 1].kind == "prep" and chunks[at + 1].head in {"of", "for"}:
        whole = chunks[at + 2]
        named = measure_noun(clause, whole.noun_first, whole.noun_last) or _named_group(clause, whole)
        if named is not None:
            return named
        people = read_counted(tokens, whole.noun_first, whole.noun_last, rules.counted)
        if people.kind == "military":  # "the total number of troops is to rise to 9,000"
            return rules.deployed
        return _participle(clause, at + 3)
    return _participle(clause, at + 1)  # "the numbers killed range from …"


def _named_group(clause: Clause, chunk: Chunk) -> Measure | None:
    """The measure of "the dead", "wounded people" or a group noun ("the size of the caravan")."""
    for token in clause.tokens[chunk.first : chunk.last + 1]:
        for way in clause.rules.states.get(token.lower, ()):
            if not way.needs:
                return way.entry
    return clause.rules.groups.get(chunk.head)


def _participle(clause: Clause, at: int) -> Measure | None:
    if at < len(clause.chunks) and clause.chunks[at].kind in {"verb", "state"}:
        chunk = clause.chunks[at]
        for way in (*clause.rules.objects.get(chunk.head, ()), *clause.rules.states.get(chunk.head, ())):
            if not way.needs and not way.entry.heads and (chunk.form == "lone" or chunk.kind == "state"):
                return way.entry
    return None


def read_toll(clause: Clause, at: int) -> Reading | None:
    """The noun that the number at ``at`` is the value of: "the death toll … rose to 20"."""
    chunks, values = clause.chunks, clause.rules.frames["value-verbs"]
    left = at - 1
    if left < 0:
        return None
    near = chunks[left]
    if near.kind == "prep":
        if near.head not in {"to", "at", "of", "from", "than", "near", "around", "as", "above", "over", "below", "under", "about", "toward", "between", "by", "beyond", "past", "like"}:
            return None
    elif not (near.kind == "verb" and near.head in values) and not (near.kind == "mark" and near.head in {":", ","}) and near.kind not in {"state", "noun", "time", "conj"}:
        return None
    if near.head == "of" and near.kind == "prep":
        entry = toll_noun(clause, left - 1) if left > 0 else None
        return Reading(entry, "", left - 1, "value of a toll") if entry is not None else None
    steps = 0
    while left >= 0 and steps < 14:
        chunk = chunks[left]
        if chunk.kind == "noun":
            entry = toll_noun(clause, left)
            if entry is not None:
                return Reading(entry, "", left, "value of a toll")
        elif chunk.kind == "verb" and chunk.head not in values and chunk.form not in {"lone", "ing", "to"}:
            return None
        elif chunk.kind == "mark" and chunk.head in ".;?!":
            return None
        left -= 1
        steps += 1
    return None
