"""Match a clause's words with the ways of saying a measure.

Comes in: a :class:`Clause` (a sentence cut into chunks, with all that the searches look up) and a place
in it. Goes out: the entry of the rules that these words show, or a :class:`Reading` with the words that
say it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.clauses import Chunk
from claimcheck.counted import Counted
from claimcheck.measure_rules import Measure, MeasureRules, Way
from claimcheck.syntax import singular
from claimcheck.values import Number, Token
from claimcheck.words import word_set

_NEAR = 7  # tokens behind a verb in which the word that it needs stands
_HOLDING = word_set("hold house accommodate contain")
_DRIVING = word_set("send set leave see keep")
_ABLE = word_set("can could")
_PARTICLES = word_set("out up off down in over away back together on")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said of a number: ``measure`` None if the verb is none of the named ones (``verb`` is its
    lemma).

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
    """A sentence cut into chunks, with all that the searches look up.

    ``told`` are the topics of its article and the measures of the figures before it in the sentence.
    """

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    numbers: Sequence[Number]
    rules: MeasureRules
    told: frozenset[str] = frozenset()

    def fits(self, entry: Measure, number: Number, counted: Counted) -> bool:
        """Whether what is counted is such as the entry speaks of, in a text that tells of such things."""
        return self.speaks_of(entry) and self.rules.fits(entry, number, counted)

    def speaks_of(self, entry: Measure) -> bool:
        """Whether the text tells of what the entry has to be told beside: "cases" beside an outbreak."""
        return not entry.beside or not self.told.isdisjoint(entry.beside)


def match_way(ways: Sequence[Way], clause: Clause, token: int, number: Number, counted: Counted) -> Measure | None:
    """The first entry whose needed words follow the verb at ``token`` and that fits what is counted."""
    near: set[str] | None = None
    for way in ways:
        if way.needs:
            if near is None:
                near = _words_behind(clause, token)
            if not _has(near, way.needs, clause):
                continue
        if clause.fits(way.entry, number, counted):
            return way.entry
    return None


def _has(near: set[str], needs: Sequence[str], clause: Clause) -> bool:
    """Whether all needed words are near: the word itself or, of "@venues", any word of that frame."""
    return all(not near.isdisjoint(clause.rules.frames[need[1:]]) if need[0] == "@" else need in near for need in needs)


def _words_behind(clause: Clause, token: int) -> set[str]:
    """The words behind a verb, with the adverb right before it ("FATALLY shot three")."""
    before = clause.tokens[token - 1] if token else None
    words = {before.lower} if before is not None and before.tag == "adv" else set()
    comma = False
    for behind in clause.tokens[token + 1 : token + 1 + _NEAR]:
        if behind.text in ".;:" or (comma and behind.tag == "num"):
            break  # "eleven people were shot, FOUR of them fatally"
        comma = behind.text == ","
        words.add(behind.lower)
        words.add(behind.lemma)
    return words


def state_at(
    clause: Clause, token: int, number: Number, counted: Counted, reach: int = 3, *, phrase: bool = False
) -> Measure | None:
    """The measure of a state within ``reach`` tokens from ``token`` on: "still missing", "in critical
    condition".

    ``phrase``: only a state of several words counts.
    """
    tokens = clause.tokens
    for index in range(token, min(token + reach, len(tokens))):
        for way in clause.rules.states.get(tokens[index].lower, ()):
            following = tuple(t.lower for t in tokens[index + 1 : index + 1 + len(way.needs)])
            if following == way.needs and (way.needs or not phrase) and clause.fits(way.entry, number, counted):
                return way.entry
        if tokens[index].tag not in {"adv", "adj", "prep", "det", "quote"}:
            break
    return None


def place_at(clause: Clause, index: int, number: Number, counted: Counted) -> Measure | None:
    """What being at the place that the chunk ``index`` opens says: "in 16 temporary SHELTERS", "under the RUBBLE"."""
    chunks = clause.chunks
    while index < len(chunks) and chunks[index].kind in {"time", "state"}:
        index += 1
    if index + 1 >= len(chunks) or chunks[index].kind != "prep" or chunks[index + 1].kind != "noun":
        return None
    place = chunks[index + 1]
    first = place.first if place.noun_first is None else place.noun_first
    last = place.last if place.noun_last is None else place.noun_last
    for way in clause.rules.places.get(chunks[index].head, ()):
        words = tuple(singular(t.lower) for t in clause.tokens[max(first, last + 1 - len(way.needs)) : last + 1])
        if words == way.needs and clause.fits(way.entry, number, counted):
            return way.entry
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
        given = verb.head in rules.frames["giving-verbs"] and left == at - 1
        return Reading(None, verb.head, left, f"object of “{verb.head}”", verb.modal, verb.negated) if given else None
    if verb.head in rules.frames["control-verbs"]:
        done = _controlled(clause, at, number, counted)
        if done is not None:
            return Reading(done, verb.head, left, f"“{verb.head}” and what follows", verb.modal, verb.negated)
    if _capacity(clause, verb) and counted.person is not False:
        return Reading(None, "house", left, f"object of “{verb.head}”", verb.modal, verb.negated)
    entry = match_way(rules.objects.get(verb.head, ()), clause, verb.last, number, counted)
    if entry is not None and entry.passive:
        entry = None  # "the clinic treated nine"
    if entry is not None and number.kind == "percent" and not counted.head:
        edge = clause.tokens[chunks[at].first].lower in {"a", "an"}
        if entry.counts != "share" or edge:
            entry = None  # "the index lost 2.5%", "he holds a 53 percent edge"
    if entry is not None:
        return Reading(entry, verb.head, left, f"object of “{verb.head}”", verb.modal, verb.negated)
    return Reading(None, verb.head, left, f"object of “{verb.head}”", verb.modal, verb.negated)


def _capacity(clause: Clause, verb: Chunk) -> bool:
    """Whether the verb tells for how many there is room: "can hold 3,000", "could house 90"."""
    words = {token.lower for token in clause.tokens[verb.first : verb.last + 1]}
    if verb.head not in _HOLDING or verb.negated:
        return False
    at = clause.chunks.index(verb)
    venue = at > 0 and clause.chunks[at - 1].head in clause.rules.frames["venues"]
    held = clause.tokens[verb.last].form == "s" and venue
    return held or not words.isdisjoint(_ABLE)  # "the hall holds 900"


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
            driven = chunk.form == "ing" and index == at + 1 and chunks[at - 1].head in _DRIVING
            if (chunk.form == "to" and chunk.voice == "active") or driven:  # also "sent thousands FLEEING"
                return match_way(rules.subjects.get(chunk.head, ()), clause, chunk.last, number, counted)
            if chunk.form == "lone" or chunk.voice == "passive":
                follows = chunks[index + 1].kind if index + 1 < len(chunks) else ""
                if follows != "noun" and index - at <= 3:
                    return match_way(rules.objects.get(chunk.head, ()), clause, chunk.last, number, counted)
            return None
        elif chunk.kind in {"conj", "mark", "rel"}:
            return None
    return None
