"""Finish a role: the measure's name, who is counted, the unit, and what else the sentence tells of a number.

Comes in: a clause and the :class:`Draft` of a number whose reading is known. Goes out: the :class:`Role`.
"""

import re
from dataclasses import replace

from claimcheck.bare import LEVEL
from claimcheck.counted import NOBODY, PEOPLE, THING, Counted, read_counted
from claimcheck.governors import chunk_before, is_whole
from claimcheck.measure_rules import MeasureRules
from claimcheck.parts import Draft, some_of_them
from claimcheck.predicates import DONE
from claimcheck.sayings import Clause, Reading
from claimcheck.topics import read_topic
from claimcheck.values import Number, Role, Sentence

_SINCE = frozenset({"more", "further", "additional"})
PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us", "it"})
_DOUBLED = re.compile(r"[^aeiou]{0,3}[aeiou][bdgmnprt]")
_WORST = re.compile(r"\b(?:deadliest|worst|bloodiest|biggest|largest)\b[^.;,]*$")
_NO_VERBS = frozenset(
    {"", "be", "would", "could", "may", "might", "will", "can", "should", "must", "do", "does", "did"}
)


def inherited(role: Role, before: Role | None) -> Role:
    """The role with what the figure before counts, if it names nothing itself: "they still hold 45 percent of
    IT".
    """
    unnamed = role.counted_start == role.counted_end and role.counted_kind in {THING, "money"}
    if before is None or not unnamed or role.measure != before.measure or role.unit != before.unit:
        return role
    return replace(role, counted=before.counted, counted_kind=before.counted_kind)


def counted_by(clause: Clause, index: int, draft: Draft, drafts: dict[int, Draft]) -> Counted:
    """Who or what is counted: the number's own noun, that of the figure it shares with, or its topic."""
    whole = is_whole(clause.chunks, chunk_before(clause.chunks, draft.at))
    if draft.counted.head or draft.counted.kind or whole:
        return draft.counted
    number, left = clause.numbers[index], clause.chunks[max(draft.at - 1, 0)]
    if draft.shared and number.kind in {"money", "percent"} and left.kind == "noun" and left.number is None:
        beside = read_counted(clause.tokens, left.noun_first, left.noun_last, clause.rules.counted)
        if beside.head:
            return beside  # "revenue was £80m and profit £6m"
    earlier = [d for i, d in drafts.items() if i < index]
    if draft.part_of is None:  # "15 people, including three policemen, were killed and 33 hurt": people
        earlier = [d for d in earlier if d.part_of is None] or earlier
    if draft.shared and draft.part_of is None:
        before = [d.counted for d in earlier if d.counted.kind or d.counted.head]
        return before[-1] if before else NOBODY
    return read_topic(clause, draft, [d.counted for d in earlier])


def finish_role(
    text: str, sentence: Sentence, clause: Clause, index: int, draft: Draft, drafts: dict[int, Draft]
) -> Role:
    """The finished role: the measure's name, the unit, and what the sentence adds to it."""
    number, reading, counted = clause.numbers[index], draft.reading, draft.counted
    assert reading is not None
    chunk = clause.chunks[draft.at]
    measure = reading.measure.name if reading.measure is not None else _plain(reading, counted, number, clause.rules)
    kind, unit, person = counted.kind, counted.unit, counted.person
    of_people = measure in clause.rules.frames["of-people"]
    if not kind:
        human = person or (person is None and (of_people or (not counted.head and reading.how.startswith("subject"))))
        kind, unit = (PEOPLE, "person") if human and number.kind != "money" else (THING, unit or "thing")
    if of_people and kind in {"strike", "case"} and counted.head not in {"case", "infection"}:
        kind, unit = PEOPLE, "person"
    if number.kind not in {"count", "percent"} or number.unit is not None:
        unit = number.unit or unit
    if reading.how.startswith(LEVEL):
        unit = "point"
    if number.kind == "money" and counted.first is None:
        kind = "money"
    if counted.first is None and number.kind == "physical":
        counted = Counted(None, None, "", kind, unit, None)
    if counted.first is not None and counted.last is not None and counted.head not in PRONOUNS:
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
        partitive=part_of is None and (draft.partitive or (of_people and some_of_them(clause, draft.at))),
        additional=chunk.more and _adds(index, draft, drafts),
        since=chunk.more and any(token.lower in _SINCE for token in clause.tokens[chunk.first : chunk.last + 1]),
        tentative=reading.modal or _tentative(clause, draft, frames["tentative"]),
        running=clause.rules.running.search(around) is not None,
        reasons=tuple(reasons),
    )


def _tentative(clause: Clause, draft: Draft, words: frozenset[str]) -> bool:
    """Whether a word just before the number or its verb makes it a forecast or a fear."""
    assert draft.reading is not None
    chunk = clause.chunks[draft.at]
    said = clause.chunks[draft.reading.at] if draft.reading.at >= 0 else chunk
    near = clause.tokens[max(0, min(chunk.first, said.first) - 2) : max(chunk.first, said.first)]
    verbs = clause.tokens[said.first : said.last + 1] if said.kind == "verb" else ()
    return any(token.lower in words for token in (*near, *verbs))


def _adds(index: int, draft: Draft, drafts: dict[int, Draft]) -> bool:
    """Whether "another", "more", "others" adds to figures of the same measure, not to the dead before the
    hurt.
    """
    assert draft.reading is not None
    earlier = [d.reading for i, d in drafts.items() if i < index and d.reading is not None]
    return not earlier or earlier[-1].measure is draft.reading.measure


def _surroundings(text: str, sentence: Sentence, number: Number) -> str:
    """The words around a number, in lower case, where those of a running total would stand."""
    around = text[max(sentence.start, number.start - 90) : min(sentence.end, number.end + 120)].lower()
    around = around.replace("-year-old", " old")
    after = around.find("since", min(90, number.start - sentence.start))
    if after > 0 and _WORST.search(around, 0, after):
        return around[:after]  # "killed nine in one of the deadliest attacks since the war began"
    return around


def _plain(reading: Reading, counted: Counted, number: Number, rules: MeasureRules) -> str:
    """The measure's name where none is listed: the verb's past ("fell"), its participle for what is done to
    the counted ("stolen").

    A verb that names a listed measure can't stand for what its subject did: "three strikes hit" the town.
    """
    if counted.kind == "strike" and number.kind == "count":
        return "carried out"
    done = number.kind in {"count", "money"} and (reading.how.startswith("object") or reading.how.endswith(DONE))
    forms = rules.words.past if done else rules.words.simple
    name = forms.get(reading.verb) or _regular_past(reading.verb)
    if reading.verb in _NO_VERBS:
        return "measured" if number.kind == "physical" else "counted"
    if name in rules.named:
        things = number.kind in {"percent", "money"} or counted.person is False
        return "measured" if number.kind == "physical" else "counted" if things else "took part"
    return name


def _regular_past(verb: str) -> str:
    """The "-ed" form of a verb that the lists don't have."""
    if not verb or verb == "have" or not verb.isalpha():
        return "had" if verb == "have" else ""
    if _DOUBLED.fullmatch(verb):
        return f"{verb}{verb[-1]}ed"  # "stunned"
    return verb + ("d" if verb.endswith("e") else "ed")
