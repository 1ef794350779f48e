"""What a number shares with the one before: a list's verb, an elided verb, an elided noun.

Comes in: a number's :class:`Draft` and those of the numbers before it in the sentence. Goes out: the draft
with the reading it shares ("14 tanks, 16 cannons", "and 55 wounded", "15 in one village and six in another").
"""

from dataclasses import replace
from itertools import pairwise

from claimcheck.clauses import Chunk
from claimcheck.counted import read_counted
from claimcheck.governors import chunk_before
from claimcheck.parts import Draft
from claimcheck.sayings import Clause, Reading, match_way, read_object

_COMPARED = frozenset({"up", "down", "from", "to", "against", "compared", "versus"})
_TO_FIGURE = frozenset({"to", "at", "from", "than", "around", "of", "above", "below"})
_SPOKEN = "“speak of”"
_APART = frozenset({"for", "in", "at", "near", "on"})
_LISTING = frozenset({"and", "or", "nor", "&", "plus"})


def share(clause: Clause, at: int, draft: Draft, drafts: dict[int, Draft], named: Reading | None) -> Draft | None:
    """What a number shares with the one before: a list ("14 tanks, 16 cannons"), or an elided verb."""
    chunks = clause.chunks
    left = chunk_before(chunks, at)
    if left < 0 or not drafts:
        return _listed_noun(clause, at, draft) or _with_them(clause, at, left, draft)
    if chunks[left].kind in {"prep", "verb"} and not draft.counted.head and _value_of(clause, left):
        beside = _compared(clause, at, left) and (named is None or named.verb == "compare")
        earlier = next(
            (
                d
                for d in reversed(drafts.values())
                if d.reading is not None and (beside or d.reading.measure is not None)
            ),
            None,
        )
        if (
            earlier is not None
            and not _own_subject(clause, earlier.at, left)
            and clause.numbers[chunks[at].number or 0].kind == clause.numbers[chunks[earlier.at].number or 0].kind
        ):
            return replace(draft, reading=earlier.reading, shared=True)
    other = next(reversed(drafts.values()))
    if named is None and other.reading is not None and _another_has(clause, at, left, draft):
        return replace(draft, reading=other.reading, counted=other.counted, shared=True)
    if chunks[left].kind == "verb" and named is not None and named.at == left:
        alike = _same_verb(draft, next(reversed(drafts.values())), named)
        if alike is not None:
            return alike
    joined = (chunks[left].kind == "conj" and chunks[left].head in _LISTING) or (
        chunks[left].kind == "mark" and chunks[left].head in {",", ":", ";", "–", "—", "(", "-"}
    )
    beside = chunks[left].kind == "noun" and (chunks[left].number is not None or not draft.counted.head)
    if not (joined or beside):
        return None
    index, other = next(reversed(drafts.items()))
    if other.reading is not None and chunks[left].head == "or" and left == other.at + 1:
        kinds = clause.numbers[index].kind, clause.numbers[chunks[at].number or 0].kind
        if kinds == ("money", "percent") and other.reading.measure is not None:
            return replace(draft, reading=other.reading, shared=True)  # "is $300 or 2 percent of income"
    if other.reading is None:
        return None
    if clause.numbers[index].kind != clause.numbers[chunks[at].number or 0].kind:
        return _other_goods(clause, at, left, draft, other)
    between = chunks[other.at + 1 : left + 1]
    verbs = [c for c in between if c.kind == "verb"]
    kinds_meet = other.counted.person == draft.counted.person or not draft.counted.head or not other.counted.head
    if (
        not verbs
        and not (chunks[left].kind == "mark" and chunks[left].head in ":(")
        and len(between) <= 8
        and (kinds_meet or other.reading.how.startswith("object"))
    ):
        if (
            named is not None
            and named.measure is None
            and not other.reading.how.startswith(("object", "“"))
            and draft.counted.head
        ):
            return None
        part, partitive = other.part_of, other.partitive
        reading = _refitted(clause, at, draft, other.reading, kinds_meet)
        return replace(draft, reading=reading, part_of=part, partitive=partitive, shared=True)
    added = chunks[left].kind == "conj" and (chunks[left].last > chunks[left].first or chunks[left].head == "plus")
    colon = chunks[left].kind == "mark" and chunks[left].head in {":", "("}
    if colon and named is None and kinds_meet and len(between) <= 12:  # "13 dead: eight soldiers and four …"
        part_of = index if other.part_of is None else other.part_of
        return replace(draft, reading=other.reading, part_of=part_of, shared=True)
    if verbs and added and named is None and kinds_meet and len(between) <= 12:  # "as well as 30 fighters"
        return replace(draft, reading=other.reading, shared=True)
    apart = named is None or (named.measure is None and _told_apart(clause, at, left))
    measure = other.reading.measure
    people = other.counted.person is not False or (
        measure is not None and measure.name in clause.rules.frames["of-people"]  # "21 of the DEATHS were in Oslo"
    )
    if verbs and not draft.counted.head and apart and people and len(between) <= 12:
        return replace(draft, reading=other.reading, shared=True)  # "21 were killed in raids: 15 in one village"
    return _listed_noun(clause, at, draft)


def _other_goods(clause: Clause, at: int, left: int, draft: Draft, other: Draft) -> Draft | None:
    """Things listed behind what is measured otherwise: "burned 9,800 acres and 16 HOMES"."""
    reading = other.reading
    listed = left == other.at + 1 and clause.chunks[left].kind in {"conj", "mark"} and draft.counted.head
    if reading is None or not listed or not reading.how.startswith("object"):
        return None
    number = clause.numbers[clause.chunks[at].number or 0]
    verb = clause.chunks[reading.at]
    entry = match_way(clause.rules.objects.get(reading.verb, ()), clause, verb.last, number, draft.counted)
    # "200 tonnes of rice, 1,500 tents"
    weighed = clause.numbers[clause.chunks[other.at].number or 0].kind == "physical"
    if entry is None and not weighed and clause.chunks[left].head not in _LISTING:
        return None  # "“Asking $10,” one advert reads"
    return replace(draft, reading=replace(reading, measure=entry), shared=True)


def _refitted(clause: Clause, at: int, draft: Draft, reading: Reading, kinds_meet: bool) -> Reading:
    """A list's verb read anew for other things: "lost 900 men and 30 tanks", "found nine casings and a gun"."""
    number = clause.numbers[clause.chunks[at].number or 0]
    if reading.measure is None and not (reading.how.startswith("object") and draft.counted.head):
        return reading
    if reading.measure is not None and (kinds_meet or clause.fits(reading.measure, number, draft.counted)):
        return reading
    verb = clause.chunks[reading.at]
    entry = match_way(clause.rules.objects.get(reading.verb, ()), clause, verb.last, number, draft.counted)
    return replace(reading, measure=entry)


def _another_has(clause: Clause, at: int, left: int, draft: Draft) -> bool:
    """Whether a bare figure is what another has of the same: "Luanda has 1,602 cases, followed by Bengo WITH 788"."""
    if clause.chunks[left].head != "with" or left < 2 or draft.counted.head:
        return False
    name, joint = clause.chunks[left - 1], clause.chunks[left - 2]
    led = joint.kind == "conj" or joint.head in {",", ";", "by"}
    return led and name.kind == "noun" and name.number is None and clause.tokens[name.last].tag == "name"


def _same_verb(draft: Draft, other: Draft, named: Reading) -> Draft | None:
    """A bare figure after the verb of the figure before: "one jail has 90 inmates, another has 40"."""
    reading = other.reading
    if reading is None or reading.measure is None or draft.counted.head or named.measure is not None:
        return None
    if not reading.verb or reading.verb != named.verb or not other.counted.head:
        return None
    return replace(draft, reading=reading, shared=True)


def _own_subject(clause: Clause, first: int, last: int) -> bool:
    """Whether a new clause with a subject of its own stands between two chunks: "12 died, while ARRESTS rose
    to 90".
    """
    opened = False
    for chunk, ahead in pairwise(clause.chunks[first + 1 : last + 1]):
        if chunk.kind == "conj" or (chunk.kind == "mark" and chunk.head in ",;"):
            opened = True
        elif opened and chunk.kind == "noun" and chunk.number is None and chunk.noun_first is not None:
            value = chunk.head in clause.rules.frames["value-nouns"]
            own = ahead.kind == "verb" and ahead.voice == "active" and ahead.form in {"finite", "lone"}
            if own and not value:
                frames = clause.rules.frames
                return ahead.head not in frames["statement-verbs"] and ahead.head not in frames["figure-verbs"]
    return False


def _compared(clause: Clause, at: int, left: int) -> bool:
    """Whether the number is held against the one before: "compared with 2 percent", "against 57 percent"."""
    words = {clause.tokens[c.first].lower for c in clause.chunks[max(0, left - 1) : left + 1]}
    count = clause.numbers[clause.chunks[at].number or 0].kind == "count"
    changed = count and "from" in words and not words.isdisjoint({"up", "down"})  # "59 accidents, DOWN FROM 73"
    return changed or not words.isdisjoint({"against", "compared", "versus"})


def _value_of(clause: Clause, left: int) -> bool:
    """Whether a value noun or a verb of change leads to the number: "or a total of 1,085", "up from 64"."""
    for chunk in clause.chunks[max(0, left - 3) : left + 1]:
        words = {token.lower for token in clause.tokens[chunk.first : chunk.last + 1]}
        if (chunk.kind == "noun" and chunk.head in clause.rules.frames["value-nouns"]) or words & _COMPARED:
            return True
    return False


def read_elided(clause: Clause, at: int, draft: Draft, drafts: dict[int, Draft], named: Reading | None) -> Draft | None:
    """A bare number after a toll in the same sentence: "put it at 50,000, while the minister said
    100,000".
    """
    number = clause.numbers[clause.chunks[at].number or 0]
    if number.kind == "percent" and not draft.counted.head and drafts:
        return _put_at(clause, at, draft, drafts)
    if (
        draft.counted.head
        or number.kind != "count"
        or (named is not None and named.measure is None and not _of_figure(clause, named))
        or (named is not None and named.measure is not None and named.verb not in clause.rules.frames["value-verbs"])
    ):
        return None
    left = chunk_before(clause.chunks, at)
    before = clause.chunks[left] if left >= 0 else None
    if named is None and (before is None or before.kind != "prep" or before.head not in _TO_FIGURE):
        return None
    for earlier in reversed(drafts.values()):
        reading = earlier.reading
        count = clause.numbers[clause.chunks[earlier.at].number or 0].kind == "count"
        if (
            count
            and reading is not None
            and reading.measure is not None
            and reading.measure.name in clause.rules.frames["of-people"]
            and not _own_subject(clause, earlier.at, left)
        ):
            return replace(draft, reading=reading, shared=True)
    return None


def _told_apart(clause: Clause, at: int, left: int) -> bool:
    """Whether a bare number behind a comma has its reason or place behind it: "were held, nine FOR arson"."""
    ahead = clause.chunks[at + 1] if at + 1 < len(clause.chunks) else None
    return clause.chunks[left].head == "," and ahead is not None and ahead.kind == "prep" and ahead.head in _APART


def _with_them(clause: Clause, at: int, left: int, draft: Draft) -> Draft | None:
    """As in "they were arrested in Oslo along with four others": what was done to those without a number."""
    if left < 0 or clause.chunks[left].kind != "conj" or clause.chunks[left].last == clause.chunks[left].first:
        return None
    number = clause.numbers[clause.chunks[at].number or 0]
    for index in range(left - 1, max(-1, left - 8), -1):
        chunk = clause.chunks[index]
        if chunk.kind == "verb":
            ways = clause.rules.objects if chunk.voice == "passive" else clause.rules.subjects
            entry = match_way(ways.get(chunk.head, ()), clause, chunk.last, number, draft.counted)
            done = f"“{chunk.head}” with others"
            return None if entry is None else replace(draft, reading=Reading(entry, chunk.head, index, done))
        if chunk.kind in {"rel", "conj", "mark"}:
            return None
    return None


def _people(clause: Clause, chunk: Chunk) -> bool:
    """Whether a noun group is of people."""
    return bool(read_counted(clause.tokens, chunk.noun_first, chunk.noun_last, clause.rules.counted).person)


def _put_at(clause: Clause, at: int, draft: Draft, drafts: dict[int, Draft]) -> Draft | None:
    """A share that another puts elsewhere: "turnout was 61 percent; the opposition PUT IT AT 38 percent"."""
    heads = [chunk.head for chunk in clause.chunks[max(0, at - 3) : at]]
    index, other = next(reversed(drafts.items()))
    alike = clause.numbers[index].kind == "percent" and other.reading is not None and other.reading.measure is not None
    if heads != ["put", "it", "at"] or not alike:
        return None
    return replace(draft, reading=other.reading, shared=True)


def _of_figure(clause: Clause, named: Reading) -> bool:
    """Whether a plain verb only gives a figure: "reached", "announced"."""
    frames = clause.rules.frames
    return named.verb in frames["value-verbs"] or named.verb in frames["figure-verbs"] or named.how == _SPOKEN


def says_figure(clause: Clause, reading: Reading) -> bool:
    """Whether a bare number is what somebody gives as the figure: "the army had given 12", "sticking to six"."""
    given = reading.how.startswith("object of") or reading.how[:1] == "“"
    told = reading.verb in clause.rules.frames["figure-verbs"] or reading.how == _SPOKEN
    return reading.measure is None and given and told


def read_given_before(clause: Clause, drafts: dict[int, Draft]) -> None:
    """Give a bare figure the measure of the next one: "the army, which had given 12, now says 16 were killed"."""
    for index, following in pairwise(drafts):
        draft, other = drafts[index], drafts[following].reading
        if draft.reading is None or draft.counted.head or other is None or other.measure is None:
            continue
        kinds = {clause.numbers[index].kind, clause.numbers[following].kind}
        of_people = other.measure.name in clause.rules.frames["of-people"]
        if kinds == {"count"} and of_people and says_figure(clause, draft.reading):
            drafts[index] = replace(draft, reading=replace(draft.reading, measure=other.measure), shared=True)


def _listed_noun(clause: Clause, at: int, draft: Draft) -> Draft | None:
    """As in "killed a woman and her two children": the list begins with a noun that has no number."""
    chunks = clause.chunks
    first = at
    while (
        first >= 2
        and chunks[first - 1].kind in {"conj", "mark"}
        and chunks[first - 2].kind == "noun"
        and chunks[first - 1].head in {"and", "or", ",", "&"}
    ):
        first -= 2
    if (
        first >= 2
        and chunks[first - 1].kind == "prep"
        and chunks[first - 1].head == "with"
        and chunks[first - 2].kind == "noun"
        and _people(clause, chunks[first - 2])
    ):
        first -= 2  # "killing a woman with four of her children", not "held a party with 400 guests"
    if first == at:
        return None
    chunk = chunks[at]
    assert chunk.number is not None
    taken = read_object(clause, first, clause.numbers[chunk.number], draft.counted)
    if taken is not None and taken.measure is not None:
        return replace(draft, reading=taken, shared=True)
    return None
