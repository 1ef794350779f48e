"""Parts and totals: "34 people, including 11 children", "two of them children", "three of the dead were …".

Comes in: a number's :class:`Draft` and those of the numbers before it in the sentence. Goes out: the draft
with the measure of its total, and the total's index.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from claimcheck.counted import NOBODY, PEOPLE, Counted, read_counted
from claimcheck.governors import chunk_before
from claimcheck.measure_rules import Measure
from claimcheck.sayings import Clause, Reading, match_way, read_object
from claimcheck.values import Number

AMONG = "among those"
_BRINGING = frozenset({"bring", "take", "push", "raise", "put", "lift", "send"})
_FATALLY = frozenset({"fatally", "mortally"})
_ONCE = frozenset({"after", "following"})
_OLDEST = 110
_THOSE = frozenset({"the", "those", "all"})
_SKIP = 12  # chunks between a part and its total


@dataclass(frozen=True, slots=True)
class Draft:
    """A number's role while the sentence is read: its chunk, who is counted, and what was found."""

    at: int
    counted: Counted
    reading: Reading | None = None
    part_of: int | None = None
    partitive: bool = False
    shared: bool = False
    why: str = "nothing is said of it"


def like_before(counted: Counted, drafts: dict[int, Draft]) -> Counted:
    """The kind of "others" and "them": that of the last number's noun."""
    for earlier in reversed(drafts.values()):
        if earlier.counted.kind or earlier.counted.head:
            kind, person = earlier.counted.kind, earlier.counted.person
            return Counted(counted.first, counted.last, counted.head, kind or PEOPLE, earlier.counted.unit, person)
    return Counted(counted.first, counted.last, counted.head, PEOPLE, "person", True)


def set_before(clause: Clause, at: int, drafts: dict[int, Draft]) -> Counted:
    """The set that a bare number is a part of ("Of the 120 houses, 85 burned down"), else NOBODY."""
    chunks = clause.chunks
    first = next(iter(drafts.values()), None)
    if first is None or len(drafts) > 1 or not 0 < first.at <= 2 or chunks[first.at - 1].head != "of":
        return NOBODY
    if first.at == 2 and chunks[0].head not in {"out", "and", "but"}:
        return NOBODY
    between = chunks[first.at + 1 : at]
    if not any(c.kind == "mark" and c.head == "," for c in between) or any(c.kind == "verb" for c in between):
        return NOBODY
    return first.counted


def left_out(clause: Clause, at: int, drafts: dict[int, Draft]) -> Counted:
    """The things that a bare number leaves out ("30 huts were damaged and NINE destroyed"), else NOBODY."""
    chunks = clause.chunks
    last = next(reversed(drafts.values()), None)
    if last is None or last.counted.person is not False or last.reading is None or at < 1 or at + 1 >= len(chunks):
        return NOBODY
    measure = last.reading.measure
    if measure is not None and measure.name in clause.rules.frames["of-people"]:
        return NOBODY  # "two deaths were reported in the north, ten were reported in the south"
    joined = chunks[at - 1].kind == "conj" or chunks[at - 1].head in {",", ";"}
    ahead = chunks[at + 1]
    said = ahead.kind == "state" or (ahead.kind == "verb" and (ahead.form == "lone" or ahead.voice == "passive"))
    return last.counted if joined and said and clause.numbers[chunks[at].number or 0].kind == "count" else NOBODY


def read_part(clause: Clause, at: int, draft: Draft, drafts: dict[int, Draft], named: Reading | None) -> Draft | None:
    """A part behind "including": its total is the number before, its measure the total's."""
    chunks = clause.chunks
    left = chunk_before(chunks, at)
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
                    return replace(draft, reading=Reading(entry, "include", intro, AMONG), partitive=True)
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
    if words & {"victims", "fatalities", "casualties", "deaths", "bodies", "toll"}:
        return next((way.entry for way in clause.rules.states.get("dead", ()) if not way.needs), None)
    return None


def _nearest_total(clause: Clause, before: int, draft: Draft, drafts: dict[int, Draft]) -> int | None:
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


def total_before(clause: Clause, at: int, draft: Draft, drafts: dict[int, Draft]) -> int | None:
    """The total of a part that has a measure of its own: "including 11 wounded"; None if it is no part."""
    left = chunk_before(clause.chunks, at)
    if (
        left >= 0
        and clause.chunks[left].kind == "prep"
        and clause.chunks[left].head in clause.rules.frames["inclusions"]
    ):
        return _nearest_total(clause, left, draft, drafts)
    return None


def part_beside(named: Reading, drafts: dict[int, Draft], left: int) -> int | None:
    """The total of the part just before, for one listed with it: "including 11 children AND EIGHT women"."""
    beside = next(reversed(drafts.values()), None)
    if beside is None or beside.at != left - 1 or beside.reading is None or not beside.shared:
        return None
    return beside.part_of if beside.reading.measure is named.measure else None


def part_of_whole(clause: Clause, draft: Draft, drafts: dict[int, Draft], named: Reading | None) -> Draft | None:
    """As in "two of them children", "half of whom were women", "three of whom died": a part of the number
    before.
    """
    total = next((i for i, other in reversed(drafts.items()) if other.reading is not None), None)
    if named is not None and named.measure is not None:
        return replace(draft, reading=named, part_of=total, partitive=total is None)
    if total is None:
        for index in range(draft.at - 1, max(-1, draft.at - 4), -1):  # "the dead, six of whom were students"
            entry = _victims(clause, index) if clause.chunks[index].kind in {"noun", "state"} else None
            if entry is not None:
                return replace(draft, reading=Reading(entry, "", index, "of those"), partitive=True)
        return _part_of_unnumbered(clause, draft) if named is None else None
    reading = drafts[total].reading
    after = clause.chunks[draft.at].last + 1
    if after < len(clause.tokens) and clause.tokens[after].lower in _FATALLY and reading is not None:
        reading = replace(reading, measure=clause.rules.by_name.get("killed"))  # "shot, four of them fatally"
    return replace(draft, reading=reading, part_of=total, partitive=False, shared=True)


def _part_of_unnumbered(clause: Clause, draft: Draft) -> Draft | None:
    """As in "villagers fled to the hills, 4,000 of them on foot": a part of those whom the verb tells of."""
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    for index in range(draft.at - 1, max(-1, draft.at - _SKIP), -1):
        chunk = clause.chunks[index]
        if chunk.kind in {"rel", "conj"} or (chunk.kind == "mark" and chunk.head != ","):
            return None
        if chunk.kind == "verb":
            taken = clause.rules.objects.get(chunk.head, ())
            objected = clause.chunks[index + 1].kind == "noun" or chunk.voice == "passive"
            ways = taken if objected else clause.rules.subjects.get(chunk.head, ())
            entry = match_way(ways, clause, chunk.last, number, draft.counted)
            said = f"some of them: “{chunk.head}”"
            return (
                None
                if entry is None
                else replace(draft, reading=Reading(entry, chunk.head, index, said), partitive=True)
            )
    return None


def said_to_be(clause: Clause, draft: Draft) -> Draft:
    """As in "two of them children", "three of the dead were women": who the part is."""
    chunks = clause.chunks
    ahead = draft.at + 1
    if ahead + 1 < len(chunks) and chunks[ahead].head == "of" and chunks[ahead + 1].number is not None:
        ahead += 2  # "eight of the 11 wounded were tourists"
        while ahead < len(chunks) and (chunks[ahead].kind == "state" or chunks[ahead].form == "lone"):
            ahead += 1
    if ahead < len(chunks) and chunks[ahead].kind == "verb" and chunks[ahead].head == "be":
        ahead += 1
    if ahead >= len(chunks) or chunks[ahead].kind != "noun" or chunks[ahead].number is not None:
        return draft
    called = read_counted(clause.tokens, chunks[ahead].noun_first, chunks[ahead].noun_last, clause.rules.counted)
    return replace(draft, counted=called) if called.person else draft


def add_up(clause: Clause, drafts: dict[int, Draft]) -> None:
    """Make the figures that share a measure, follow a total and add up to it its parts.

    "21 civilians were killed: 15 in one village and six in another."
    """
    indexes = list(drafts)
    for index, draft in drafts.items():
        if draft.partitive and draft.part_of is None:
            whole_at = draft.at + 2 if draft.reading is None or draft.reading.how != AMONG else draft.reading.at
            near = {whole_at, whole_at - 1} if draft.reading is not None else {whole_at}
            number = next((i for i, d in drafts.items() if d.at in near and d.at > draft.at), None)
            cut = clause.chunks[draft.at + 1].head == "," if number is not None else False  # "four of them, three …"
            if number is not None and number > index and not cut:  # "eight of the 11 wounded", "were among the 19 hurt"
                drafts[index] = replace(draft, part_of=number)
    for place, total in enumerate(indexes):
        whole, low = drafts[total], clause.numbers[total].low
        if low is None or whole.reading is None or whole.part_of is not None:
            continue
        left = low
        for end, part in enumerate(indexes[place + 1 : place + 7], place + 2):
            draft, size = drafts[part], clause.numbers[part].low
            split = draft.shared or (not clause.chunks[draft.at].noun_first and _colon(clause, whole.at, draft.at))
            if draft.reading is None or size is None:
                break
            if draft.reading.measure is not whole.reading.measure and not split:
                break
            if draft.part_of is not None or clause.numbers[part].kind != "count":
                break
            left -= size
            if left == 0 and end - place > 2:
                for one in indexes[place + 1 : end]:
                    drafts[one] = replace(drafts[one], part_of=total, partitive=False)
            if left <= 0:
                break


def some_of_them(clause: Clause, at: int) -> bool:
    """Whether the words behind a number tell that it counts only those who are badly hurt, or but lightly.

    "58 critically", "two are in a serious condition", "12 of the most seriously injured".
    """
    frames = clause.rules.frames
    tokens = clause.tokens[clause.chunks[at].last + 1 :]
    if len(tokens) > 3 and tokens[0].lower == "of" and tokens[1].lower in _THOSE:
        return any(token.tag == "adv" and token.lower in frames["degrees"] for token in tokens[2:4])
    if tokens and tokens[0].lower in frames["degrees"]:
        return len(tokens) < 2 or tokens[1].tag in {"punct", "conj", "prep"}  # not "58 critically ill patients"
    if tokens and tokens[0].tag == "aux":
        tokens = tokens[1:]
    placed = bool(tokens) and tokens[0].lower == "in"
    return placed and any(token.lower in frames["conditions"] for token in tokens[1:5])


def split_off(clause: Clause, drafts: dict[int, Draft]) -> None:
    """Make a bare figure behind a comma a part, with how or how badly: "181 were wounded, 27 BY GUNFIRE"."""
    for total, part in pairwise(list(drafts)):
        whole, one = drafts[total], drafts[part]
        if one.at == 0 or clause.chunks[one.at - 1].head != ",":
            continue
        ahead = clause.chunks[one.at + 1] if one.at + 1 < len(clause.chunks) else None
        if not (ahead is not None and ahead.head in {"by", "with", "from"}) and not some_of_them(clause, one.at):
            continue
        size, most = clause.numbers[part].high, clause.numbers[total].high
        alike = one.shared and one.part_of is None and one.reading is not None and not one.counted.head
        if alike and one.reading == whole.reading and (size is None or most is None or size < most):
            drafts[part] = replace(one, part_of=total, partitive=False)


def _colon(clause: Clause, first: int, last: int) -> bool:
    """Whether a colon stands between two chunks: "15 were buried: ten were rescued and five died"."""
    return any(chunk.kind == "mark" and chunk.head == ":" for chunk in clause.chunks[first:last])


def _to_total(clause: Clause, drafts: dict[int, Draft]) -> None:
    """Make a figure a part of the total that it brings about.

    "Two died, bringing the toll to 17"; "the toll rose to 28 after four died of their wounds".
    """
    indexes = list(drafts)
    risen = [(b, a) for a, b in pairwise(indexes) if clause.numbers[a].change == "to"]
    for part, total in (*pairwise(indexes), *risen):
        one, whole = drafts[part], drafts[total]
        if one.reading is None or whole.reading is None or one.reading.measure is None:
            continue
        size, most = clause.numbers[part].high, clause.numbers[total].high
        alike = one.reading.measure is whole.reading.measure
        if one.at < whole.at:
            between = clause.chunks[one.at + 1 : whole.at]
            brings = any(c.kind == "verb" and c.form == "ing" and c.head in _BRINGING for c in between)
        else:
            brings = any(chunk.head in _ONCE for chunk in clause.chunks[whole.at + 1 : one.at])
            alike = whole.reading.measure is not None and one.reading.measure.name == whole.reading.measure.name
        if brings and one.part_of is None and alike and (size is None or most is None or size <= most):
            drafts[part] = replace(one, part_of=total, partitive=False)


def note_wholes(clause: Clause, drafts: dict[int, Draft]) -> None:
    """Let a whole that nothing else is said of count for itself, where a part of it is a claim."""
    _to_total(clause, drafts)
    split_off(clause, drafts)
    for draft in tuple(drafts.values()):
        whole = drafts.get(draft.part_of) if draft.part_of is not None else None
        if draft.part_of is None or whole is None or whole.reading is not None or draft.reading is None:
            continue
        drafts[draft.part_of] = replace(whole, reading=Reading(None, "", whole.at, "the whole of a part"))


def is_age_of_part(clause: Clause, at: int, number: Number) -> bool:
    """As in "half of whom were under 20": a bare number said of people that a pronoun stands for."""
    chunks = clause.chunks
    if at < 2 or chunks[at].noun_first is not None or number.kind != "count" or chunks[at - 1].head != "be":
        return False
    whom = clause.tokens[chunks[at - 2].last].lower in {"them", "whom"}
    return whom and chunks[at - 1].kind == "verb" and (number.low or number.high or 0) <= _OLDEST


def read_among(clause: Clause, at: int, number: Number, counted: Counted) -> Reading | None:
    """As in "Among the dead were two students", "four children were among those killed"."""
    chunks = clause.chunks
    left = chunk_before(chunks, at)
    if 1 < left < 6 and chunks[left].head == "," and chunks[0].head == "of" and chunks[at].noun_first is None:
        said = chunks[at + 1] if at + 1 < len(chunks) else None
        if said is not None and said.head == "be" and not any(chunk.number is not None for chunk in chunks[1:left]):
            return _among(clause, 0)  # "Of those killed, six were children."
    listed = chunks[left].kind == "mark" and chunks[left].head == ":" if left >= 0 else False
    if left >= 1 and chunks[left].kind == "verb" and chunks[left].head == "be" and chunks[left - 1].number is None:
        entry = _victims(clause, left - 1) if clause.tokens[chunks[left - 1].first].lower in _THOSE else None
        if entry is not None:
            return Reading(entry, "", left - 1, "said to be their number")  # "the dead are 16"
    if left >= 2 and (listed or (chunks[left].kind == "verb" and chunks[left].head == "be")):
        for start in range(left - 1, max(-1, left - 6), -1):
            if chunks[start].kind == "prep" and chunks[start].head in {"among", "amongst"}:
                return _among(clause, start)
    if at + 2 < len(chunks) and chunks[at + 1].head in {"among", "amongst"} and chunks[at + 2].number is not None:
        return _among(clause, at + 1)  # "three tourists among 13 dead"
    for index in range(at + 1, min(at + 10, len(chunks) - 1)):
        if chunks[index].kind == "verb" and chunks[index].head in {
            "be",
            "count",
            "number",
            "include",
            "list",
        }:
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
                return Reading(entry, "", index, AMONG)
        elif chunk.kind != "prep":
            return None
    return None
