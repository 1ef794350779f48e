"""Nouns that name a measure: "15 deaths", "the death toll rose to 20", "the number of dead".

Comes in: a clause and the place of a noun group or a number. Goes out: the measure that the noun names or
that the number is the value of.
"""

from dataclasses import replace

from claimcheck.clauses import Chunk
from claimcheck.counted import NOBODY, Counted, read_counted
from claimcheck.measure_rules import Measure
from claimcheck.sayings import Clause, Reading, match_way, place_at
from claimcheck.syntax import singular
from claimcheck.values import Number
from claimcheck.words import word_set

NUMBER_OF = "value of"
_TO_VALUE = word_set(
    "to at of from than near around as above over below under about toward between by beyond past like"
)
_SUMS = word_set("total count tally number figure")
_CHANGES = word_set("cut cuts hike hikes break breaks rise rises increase increases refund refunds")
_STEPS = 18  # chunks between a toll and its value


def measure_noun(clause: Clause, first: int | None, last: int | None) -> Measure | None:
    """The measure that a noun group names: "15 deaths", "45 new cases"."""
    if first is None or last is None:
        return None
    words = [token.lower for token in clause.tokens[max(first, last - 1) : last]]
    described = last > first and clause.tokens[last - 1].tag in {"noun", "name"}
    head = singular(clause.tokens[last].lower)
    if words:
        entry = clause.rules.nouns.get(f"{words[-1]} {head}")
        if entry is not None and clause.speaks_of(entry):
            return entry
    entry = clause.rules.nouns.get(head)
    if entry is None or not clause.speaks_of(entry):
        return None
    if entry.beside and described:  # "cases", "measles cases", but not "court cases"
        topics = [clause.rules.topics[topic] for topic in entry.beside if topic in clause.rules.topics]
        return entry if any(topic.match(words[-1]) for topic in topics) else None
    return entry


def toll_noun(clause: Clause, at: int, number: Number) -> Measure | None:
    """The measure whose value a noun group stands for: "death toll", "the number of dead"."""
    chunks, tokens, rules = clause.chunks, clause.tokens, clause.rules
    chunk = chunks[at]
    if chunk.kind == "state" or (chunk.kind == "noun" and chunk.head in rules.states):
        the = tokens[chunk.first].lower == "the" and chunk.number is None
        entry = _named_group(clause, chunk) if the else None
        return entry if entry is not None and value_fits(entry, number) else None  # "put the DEAD at 21"
    if chunk.kind != "noun" or chunk.noun_last is None or chunk.number is not None:
        return None
    head = singular(tokens[chunk.noun_last].lower)
    two = f"{tokens[chunk.noun_last - 1].lower} {head}" if chunk.noun_last > chunk.first else head
    for entry in (*rules.tolls.get(two, ()), *rules.tolls.get(head, ())):
        if value_fits(entry, number) and clause.speaks_of(entry):
            return entry
    if head in rules.nouns and tokens[chunk.noun_last].lower != head and clause.speaks_of(rules.nouns[head]):
        return rules.nouns[head]  # "deaths blamed on the storm range from 1,200 to 1,800"
    if head == "number" and chunk.noun_last > chunk.first and tokens[chunk.first].lower == "the":
        named = _named_group(clause, chunk)
        if named is not None and chunk.last + 1 < len(tokens) and tokens[chunk.last + 1].tag == "num":
            return named  # "the injured NUMBER 83"
    if head not in rules.frames["value-nouns"] or at + 2 >= len(chunks):
        return None
    if chunks[at + 1].kind != "prep" or chunks[at + 1].head not in {"of", "for"}:
        return _participle(clause, at + 1)  # "the numbers killed range from …"
    whole = chunks[at + 2]
    if whole.number is not None:
        return None
    named = measure_noun(clause, whole.noun_first, whole.noun_last) or _named_group(clause, whole)
    if named is not None:
        return named
    people = read_counted(tokens, whole.noun_first, whole.noun_last, rules.counted)
    if people.kind == "military":  # "the total number of troops is to rise to 9,000"
        return rules.deployed
    if people.kind in rules.frames["gatherings"]:  # "the number of marchers"
        return rules.attended
    done = _participle(clause, at + 3) or _known_to(clause, at + 3, number, people)
    if done is None and people.person:
        done = place_at(clause, at + 3, number, people)  # "the number of people in shelters"
    return done or _relative(clause, at + 3, number, people)


def _known_to(clause: Clause, at: int, number: Number, people: Counted) -> Measure | None:
    """What those are known to have done whose number it is: "the number of inmates known TO HAVE DIED"."""
    pair = clause.chunks[at : at + 2]
    if len(pair) < 2 or pair[0].form != "lone" or pair[1].kind != "verb" or pair[1].form != "to":
        return None
    if pair[0].head not in clause.rules.frames["chain-verbs"]:
        return None
    ways = clause.rules.objects if pair[1].voice == "passive" else clause.rules.subjects
    someone = people if people.head else replace(NOBODY, person=True)
    return match_way(ways.get(pair[1].head, ()), clause, pair[1].last, number, someone)


def _relative(clause: Clause, at: int, number: Number, people: Counted) -> Measure | None:
    """What is said of those whose number it is: "the number of those who came out in the capital"."""
    if at + 1 >= len(clause.chunks) or clause.chunks[at].kind != "rel" or clause.chunks[at + 1].kind != "verb":
        return None
    verb = clause.chunks[at + 1]
    ways = clause.rules.objects if verb.voice == "passive" else clause.rules.subjects
    someone = people if people.head else replace(NOBODY, person=True)
    return match_way(ways.get(verb.head, ()), clause, verb.last, number, someone)


def price_noun(clause: Clause, chunk: Chunk) -> Measure | None:
    """The measure of a sum that its own noun names: "a $40 FEE", "the $900 RENT payment"; None for "a $4
    million tax cut".
    """
    at = clause.chunks.index(chunk)
    ahead = clause.chunks[at + 1 : at + 3]
    if chunk.noun_first is None and [near.kind for near in ahead] == ["time", "noun"]:
        chunk = ahead[1] if ahead[1].number is None else chunk  # "the $785 April rent"
    if chunk.of or chunk.noun_first is None or chunk.noun_last is None:
        return None
    behind = clause.tokens[chunk.noun_last + 1 : chunk.noun_last + 2]
    if behind and behind[0].lower in _CHANGES:
        return None
    words = [singular(token.lower) for token in clause.tokens[chunk.noun_first : chunk.noun_last + 1]]
    for head in (" ".join(words[-2:]), words[-1]):
        for entry in clause.rules.tolls.get(head, ()):
            if entry.counts == "money":
                return entry
    return clause.rules.by_name.get("cost") if words[-1] in clause.rules.frames["priced"] else None


def _change(clause: Clause, first: int, last: int) -> str:
    """The verb between a value's noun and the value: "the rate ROSE to"."""
    for chunk in clause.chunks[first + 1 : last]:
        if chunk.kind == "verb" and chunk.head != "be":
            return chunk.head
    return "count"


def value_fits(entry: Measure, number: Number) -> bool:
    """Whether a toll of this measure is given as such a number: people by count, damage in money."""
    match entry.counts:
        case "money":
            return number.kind == "money"
        case "portion":
            return number.kind == "percent"
        case _:
            return number.kind == "count"


def _named_group(clause: Clause, chunk: Chunk) -> Measure | None:
    """The measure of "the dead", "wounded people" or a group noun ("the size of the caravan")."""
    end = chunk.last + 1
    if end < len(clause.tokens) and clause.tokens[end].tag == "adj":
        end += 1  # "the count of civilian dead “a lie”"
    for token in clause.tokens[chunk.first : end]:
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


def read_toll(clause: Clause, at: int, number: Number) -> Reading | None:
    """The noun that the number at ``at`` is the value of: "the death toll … rose to 20".

    ``measure`` is None for the value of a noun that names none ("the number of bees").
    """
    chunks, values = clause.chunks, clause.rules.frames["value-verbs"]
    values_of = clause.rules.frames["value-nouns"]
    left = at - 1
    if left < 0:
        return None
    near = chunks[left]
    if near.kind == "prep":
        rise = near.head != "by" or (left > 0 and chunks[left - 1].head in values)
        vague = near.head == "in" and number.modifier == "vague" and clause.tokens[chunks[at].first].lower == "the"
        if (near.head not in _TO_VALUE and not vague) or not rise:
            return None  # but "put the death toll in the hundreds"
    elif (
        not (near.kind == "verb" and (near.head in values or near.head == "do"))  # "did not exceed 15,000"
        and not (near.kind == "mark" and near.head in {":", ","})
        and near.kind not in {"state", "noun", "time", "conj"}
    ):
        return None
    if near.head == "of" and near.kind == "prep":
        entry = toll_noun(clause, left - 1, number) if left > 0 else None
        if entry is not None:
            return Reading(entry, "", left - 1, "value of a toll")
        held = chunks[left - 1] if left > 0 else None
        if held is not None and held.kind == "noun" and held.head in _SUMS and held.number is None:
            for earlier in range(left - 2, max(-1, left - 2 - _STEPS), -1):
                entry = toll_noun(clause, earlier, number)
                if entry is not None:  # "called the count of dead a lie and rejected the figure of 15"
                    return Reading(entry, "", earlier, "value of a toll")
            return Reading(None, "count", left - 1, f"{NUMBER_OF} “{held.head}”")  # "passed Italy's total of 900"
        return None
    if near.kind == "prep" and near.head == "to" and chunks[left - 1].kind == "verb" and at + 1 < len(chunks):
        behind = toll_noun(clause, at + 1, number)
        if behind is not None and chunks[at].noun_first is None:
            return Reading(behind, "", at + 1, "value of a toll")  # "raising to two the number killed"
    steps = 0
    figure: Reading | None = None  # "the toll is unclear, with officials giving FIGURES from 16 to 34"
    while left >= 0 and steps < _STEPS:
        chunk = chunks[left]
        if chunk.kind == "conj" and chunk.head in {"while", "whereas", "but"}:
            return figure
        if chunk.kind == "noun":
            entry = toll_noun(clause, left, number)
            if entry is not None and entry.counts == "money" and near.head == "by":
                return None  # "cut taxes by $40 million"
            if entry is not None:
                return Reading(entry, "", left, "value of a toll")
            alone = left + 1 < at and chunks[left + 1].head not in {"of", "for"} and figure is None
            if chunk.head == "figure" and alone:
                verb = _change(clause, left, at) if number.kind == "percent" else "count"
                figure = Reading(None, verb, left, f"{NUMBER_OF} “{chunk.head}”")
            elif chunk.head in values_of and chunk.number is None and figure is None:
                verb = _change(clause, left, at) if number.kind == "percent" else "count"
                return Reading(None, verb, left, f"{NUMBER_OF} “{chunk.head}”")
        elif (
            chunk.kind == "verb"
            and chunk.head not in values
            and chunk.head != "do"
            and chunk.form not in {"lone", "ing", "to"}
        ) or (chunk.kind == "mark" and chunk.head in ".;?!"):
            return figure
        left -= 1
        steps += 1
    return figure
