"""Say what each number of a sentence states: the measure, who is counted, and of which total it is a part.

Comes in: a sentence's tokens and numbers. Goes out: a :class:`Role` for each number that states a claim, and
for every other the word why not. The clause decides: the verb that the noun group is the object or the
subject of, a noun that names the measure ("15 deaths"), a toll whose value it is (``governors.py``); then
what it shares with the number before it ("and 55 wounded", "including 11 children": ``sharing.py``).

Known misses: measures that only the sentence before gives ("It is many hundreds."), and clauses whose
commas were lost in a list of several verbs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from claimcheck.bare import read_bare, read_spread, read_votes
from claimcheck.clauses import cut_chunks
from claimcheck.counted import NOBODY, read_counted
from claimcheck.governors import (
    chunk_before,
    is_age,
    is_whole,
    no_claim,
    read_governor,
    read_number,
    whole_of,
)
from claimcheck.keyed import read_keyed
from claimcheck.lines import is_listed
from claimcheck.measure_rules import Frame, Measure, MeasureRules, Topic, compile_measures
from claimcheck.parts import (
    Draft,
    add_up,
    is_age_of_part,
    left_out,
    like_before,
    note_wholes,
    part_beside,
    part_of_whole,
    read_among,
    read_part,
    said_to_be,
    set_before,
    total_before,
)
from claimcheck.presence import at_rally, read_presence
from claimcheck.roles import PRONOUNS, counted_by, finish_role, inherited
from claimcheck.rules import RuleBook
from claimcheck.sayings import Clause, Reading
from claimcheck.sharing import read_elided, read_given_before, says_figure, share
from claimcheck.syntax import singular, tokenize
from claimcheck.tolls import NUMBER_OF
from claimcheck.values import Number, Role, Sentence, Token

__all__ = [
    "Frame",
    "Measure",
    "MeasureRules",
    "compile_measures",
    "find_roles",
    "find_topics",
    "last_tolls",
    "roles_of",
    "to_go_on",
]

_WORD = re.compile(r"[^\W\d_]{2,20}")
_MEMBERS = frozenset({"member", "person", "man", "woman", "strong", "people", "vehicle", "car", "truck", "ship"})
_SAME = frozenset(f"{NUMBER_OF} “{word}”" for word in ("figure", "number", "share"))
_FIGURES = frozenset({f"{NUMBER_OF} “{word}”" for word in ("figure", "estimate")})
_PUT = (["put", "it", "at"], ["put", "them", "at"], ["place", "it", "at"], ["estimate", "it", "at"])
_CROWD = 1000
_ALIKE = 8  # how many times one figure of a toll may be another
Toll = tuple[Number, Role]
_SHORT = 1000  # characters of an article that needs no second word to show its topic


def find_roles(
    text: str,
    sentence: Sentence,
    tokens: Sequence[Token],
    numbers: Sequence[Number],
    rules: MeasureRules,
    previous: Role | None = None,
    topics: frozenset[str] = frozenset(),
    tolls: Sequence[Toll] = (),
) -> tuple[tuple[Role, ...], dict[int, str]]:
    """The roles of a sentence's numbers, in order, and why each of the others states no claim.

    ``tokens`` and ``numbers`` are those of this sentence; ``Role.number`` and the keys are indexes into
    ``numbers``. ``previous`` is the last role of the sentence before, for figures that only name a number ("A
    second team put the number at 40."); ``tolls`` are those of :func:`last_tolls`. ``topics`` are what
    :func:`find_topics` says of the article.
    """
    unused = {index: number.unused for index, number in enumerate(numbers) if number.unused is not None}
    if len(unused) == len(numbers):
        return (), unused
    chunks = cut_chunks(tokens, numbers)
    clause = Clause(tokens, chunks, numbers, rules, topics)
    drafts: dict[int, Draft] = {}
    keyed: dict[int, Draft] = {}
    if text.find(":", sentence.start, sentence.end) >= 0:
        keyed = read_keyed(clause, previous, listed=is_listed(text, sentence.start))
    for at, chunk in enumerate(chunks):
        if chunk.number is not None:
            found = keyed.get(chunk.number) or _continued(clause, _draft(clause, at, drafts), previous)
            if tolls and found.reading is not None and found.reading.measure is None:
                found = _of_toll(clause, found, tolls)
            drafts[chunk.number] = found
            if found.reading is not None and found.reading.measure is not None:
                clause = replace(clause, told=clause.told | {found.reading.measure.name})
    read_given_before(clause, drafts)
    add_up(clause, drafts)
    note_wholes(clause, drafts)
    roles: list[Role] = []
    for index, number in enumerate(numbers):
        if number.unused is not None:
            continue
        if number.kind == "count" and _compound(text, number):
            unused[index] = "part of a word that describes"
            continue
        draft = drafts.get(index)
        if draft is None or draft.reading is None:
            unused[index] = "nothing is said of it" if draft is None else draft.why
            continue
        draft = drafts[index] = replace(draft, counted=counted_by(clause, index, draft, drafts))
        role = finish_role(text, sentence, clause, index, draft, drafts)
        roles.append(inherited(role, roles[-1] if roles else previous))
    return tuple(roles), unused


def _compound(text: str, number: Number) -> bool:
    """Whether the number is part of a word that describes ("a 700-page report"), not "a 10-member team"."""
    if text[number.end : number.end + 1] not in {"-", "‑"}:
        return False
    word = _WORD.match(text, number.end + 1)
    return word is not None and singular(word.group().lower()) not in _MEMBERS


def to_go_on(roles: Sequence[Role]) -> Role | None:
    """The role that a figure of the next sentence goes on from: the toll of the dead, else the last."""
    last = roles[-1] if roles else None
    if last is not None and last.measure == "injured":
        return next((role for role in roles if role.measure == "killed" and role.part_of is None), last)
    return last


def last_tolls(before: Iterable[tuple[Sequence[Number], Sequence[Role]]]) -> list[Toll]:
    """The figures of people that the sentences ``before`` told of, one a sentence, nearest first."""
    found: list[Toll] = []
    for numbers, roles in before:
        people = [role for role in roles if role.unit == "person" and role.part_of is None]
        if people:
            role = next((role for role in people if role.measure == "killed"), people[0])
            found.append((numbers[role.number], role))
    return found


def find_topics(text: str, start: int, end: int, rules: MeasureRules) -> frozenset[str]:
    """What the article at ``start``–``end`` is about: the topics of the rules that two of its words name, or
    one if it is short.
    """
    found: set[str] = set()
    least = 1 if end - start < _SHORT else 2
    lowered = text[start:end].lower()
    for topic, words in rules.topic_words.items():
        if not any(word in lowered for word in words):
            continue  # much cheaper than the pattern, and an article is about few of the topics
        hits = rules.topics[topic].finditer(text, start, end)
        if sum(1 for _ in islice(hits, least)) == least:
            found.add(topic)
    return frozenset(found)


def _continued(clause: Clause, draft: Draft, previous: Role | None) -> Draft:
    """The measure of the sentence before, where this one only says "the number" or "the figure"."""
    reading = draft.reading
    if reading is None:
        return _put_at_before(clause, draft, previous)
    if reading.measure is not None:
        return draft
    if previous is not None and _of_them(clause, draft) and previous.measure in clause.rules.frames["of-people"]:
        entry = clause.rules.by_name.get(previous.measure)
        reading = replace(reading, measure=entry, how="of those in the sentence before")
        return said_to_be(clause, replace(draft, reading=reading))
    if draft.counted.head:
        return draft
    if previous is None or previous.measure not in clause.rules.by_name:
        return _of_rally(clause, draft, reading)
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    people = previous.measure in clause.rules.frames["of-people"]
    figure = number.kind == "count" and says_figure(clause, reading)
    ahead = clause.chunks[draft.at + 1].head if draft.at + 1 < len(clause.chunks) else ""
    spoken = reading.how == "“speak of”" and ahead != "of"  # "Earlier it had spoken of 93."
    share = number.kind == "percent" and previous.unit == "percent" and ahead != "of"
    if share and reading.how in _SAME and previous.measure in clause.rules.by_name:
        reading = replace(reading, measure=clause.rules.by_name[previous.measure], how="as in the sentence before")
        return replace(draft, reading=reading)
    if (
        (spoken and people and number.kind == "count")
        or (figure and people and ahead != "of")
        or (reading.how.startswith(NUMBER_OF) and people and number.kind == "count")
    ):
        entry = clause.rules.by_name.get(previous.measure)
        counted = replace(NOBODY, kind=previous.counted_kind, unit=previous.unit)
        reading = replace(reading, measure=entry, how="as in the sentence before")
        return replace(draft, reading=reading, counted=counted)
    return _of_rally(clause, draft, reading)


def _of_toll(clause: Clause, draft: Draft, tolls: Sequence[Toll]) -> Draft:
    """A bare figure of the toll spoken of sentences ago: "THE FIGURE is 31", "the council COUNTS 14"."""
    reading, number = draft.reading, clause.numbers[clause.chunks[draft.at].number or 0]
    size = number.low or number.high or 0
    if reading is None or draft.counted.head or number.kind != "count" or size <= 1:
        return draft
    ahead = clause.chunks[draft.at + 1].head if draft.at + 1 < len(clause.chunks) else ""
    figure = reading.how in _FIGURES
    if ahead == "of" or not (figure or says_figure(clause, reading)):
        return draft
    for other, toll in tolls if figure else tolls[:1]:
        total = other.low or other.high or 0
        if toll.measure in clause.rules.by_name and total and 1 / _ALIKE <= size / total <= _ALIKE:
            entry = clause.rules.by_name[toll.measure]
            counted = replace(NOBODY, kind=toll.counted_kind, unit=toll.unit)
            return replace(draft, reading=replace(reading, measure=entry, how="of the toll spoken of"), counted=counted)
    return draft


def _put_at_before(clause: Clause, draft: Draft, previous: Role | None) -> Draft:
    """A bare figure that another gives for those of the sentence before: "The prefecture PUT IT AT 40,000."."""
    heads = [chunk.head for chunk in clause.chunks[max(0, draft.at - 3) : draft.at]]
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    put = heads in _PUT or (heads[-2:] == ["put", "it"] and number.modifier in {"at_most", "at_least"})
    if previous is None or not put or draft.counted.head or number.kind != "count":
        return draft
    entry = clause.rules.by_name.get(previous.measure)
    if entry is None or number.unit is not None:
        return draft
    counted = replace(NOBODY, kind=previous.counted_kind, unit=previous.unit)
    reading = Reading(entry, "put", max(0, draft.at - 3), "as in the sentence before")
    return replace(draft, reading=reading, counted=counted)


def _of_them(clause: Clause, draft: Draft) -> bool:
    """Whether the number is a part of those told of before: "Thirty-three OF THEM were children"."""
    chunk, reading = clause.chunks[draft.at], draft.reading
    behind = clause.chunks[draft.at + 1 : draft.at + 3]
    alone = chunk.noun_first is None and draft.at == 0 and reading is not None and reading.verb == "be"
    if alone and len(behind) == 2 and behind[0].head == "be" and behind[1].kind == "noun" and behind[1].number is None:
        kind = read_counted(clause.tokens, behind[1].noun_first, behind[1].noun_last, clause.rules.counted)
        return bool(kind.person)  # "Fourteen were children."
    pronoun = chunk.of and clause.tokens[chunk.last].lower in {"them", "those", "these"}
    return pronoun and reading is not None and reading.verb in {"be", ""}


def _of_rally(clause: Clause, draft: Draft, reading: Reading) -> Draft:
    """In a text about a rally, a bare number of thousands that is only said to be the figure: "Police say 35,000"."""
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    attended = clause.rules.attended
    many = number.kind == "count" and (number.low or number.high or 0) >= _CROWD
    if not many or "rally" not in clause.told or attended is None:
        return draft
    before = clause.tokens[clause.chunks[draft.at].first - 1].lower if clause.chunks[draft.at].first else ""
    here = reading.verb == "be" and (at_rally(clause, draft.at, number) or before == "there")  # "We are 150,000 here"
    if not (says_figure(clause, reading) or reading.how in _FIGURES or here):
        return draft
    return replace(draft, reading=replace(reading, measure=attended, how="a figure of the rally"))


def _draft(clause: Clause, at: int, drafts: dict[int, Draft]) -> Draft:
    """What one number says, given those before it."""
    chunk = clause.chunks[at]
    assert chunk.number is not None
    number = clause.numbers[chunk.number]
    whole = whole_of(clause, at) or chunk
    counted = read_counted(clause.tokens, whole.noun_first, whole.noun_last, clause.rules.counted)
    if not counted.head:
        counted = set_before(clause, at, drafts)
    of_set = counted.head != "" and chunk.noun_first is None and whole is chunk
    if not counted.head and chunk.noun_first is None and drafts:
        counted = left_out(clause, at, drafts)
    left = chunk_before(clause.chunks, at)
    of_whom = left > 0 and clause.chunks[left].head == "whom" and clause.chunks[left - 1].head == "of"
    pronoun = (counted.head in PRONOUNS and chunk.of and not counted.name) or (of_whom and not counted.head)
    if pronoun or counted.head == "other" or (chunk.more and not counted.head and drafts):
        counted = like_before(counted, drafts)
    draft = Draft(at, counted, partitive=(chunk.of and chunk.definite and number.kind == "count") or whole is not chunk)
    if is_age(clause, at, number) or is_age_of_part(clause, at, number):
        return replace(draft, why="age")
    named = read_number(clause, at, number, counted)
    if pronoun or draft.partitive:
        draft = said_to_be(clause, draft)
    if named is not None and named.measure is not None and not pronoun:
        part = total_before(clause, at, draft, drafts)
        if part is None and left >= 0 and clause.chunks[left].kind in {"conj", "mark"}:
            part = part_beside(named, drafts, left)
        if part is None and of_set:
            part = next(iter(drafts))  # "of the 120 houses, 85 burned down"
        framed = read_among(clause, at, number, counted)
        if framed is not None and framed.measure is named.measure and part is None:
            return replace(draft, reading=framed, partitive=True)  # "eleven were among the dead"
        return replace(draft, reading=named, part_of=part)
    including = read_part(clause, at, draft, drafts, named)
    if including is not None:
        return including
    if pronoun:
        of_whole = part_of_whole(clause, draft, drafts, named)
        if of_whole is not None:
            return of_whole
    framed = read_among(clause, at, number, counted)
    if framed is not None:
        among = replace(draft, reading=framed, partitive=True)
        return among if counted.head else said_to_be(clause, among)
    shared = share(clause, at, draft, drafts, named) or read_elided(clause, at, draft, drafts, named)
    if shared is not None:
        return shared
    if named is None or named.measure is None:
        plain = read_votes(clause, at, left, number, counted) or read_presence(clause, at, left, number, counted, named)
        if plain is not None:
            return replace(draft, reading=plain)
    if named is None and is_whole(clause.chunks, chunk_before(clause.chunks, at)):
        return replace(draft, why="the whole that a part is taken of")
    why = no_claim(clause, at, number, counted, named)
    if why is not None:
        return replace(draft, why=why)
    plain = named if named is not None else read_governor(clause, at, number, counted)
    if plain is not None and plain.measure is None and counted.kind == "territory":
        plain = read_spread(clause, at, left, counted) or plain
    if plain is None or number.kind != "count" or counted.head == "point":
        plain = read_bare(clause, at, left, number, counted) or plain
    return draft if plain is None else replace(draft, reading=plain)


def roles_of(text: str, book: RuleBook) -> tuple[Role, ...]:
    """The roles in a short text of one sentence: for the examples of the rules."""
    from claimcheck.numbering import compile_quantities, find_numbers

    rules = compile_measures(book)
    tokens = tokenize(text, 0, len(text), rules.words)
    numbers = find_numbers(text, 0, len(text), compile_quantities(book))
    topics = find_topics(text, 0, len(text), rules)
    return find_roles(text, Sentence(0, len(text), "body", 0), tokens, numbers, rules, None, topics)[0]


def shows_measure(entry: Measure, text: str, book: RuleBook) -> bool:
    """Whether a number of the text is read by this entry."""
    return any(f"rule {entry.id}" in role.reasons for role in roles_of(text, book))


def shows_topic(entry: Topic, text: str, book: RuleBook) -> bool:
    """Whether a short text is about the topic."""
    return entry.id in find_topics(text, 0, len(text), compile_measures(book))


def shows_frame(entry: Frame, text: str, book: RuleBook) -> bool:
    """Whether a number of the text has a measure and a word of the frame stands in it."""
    rules = compile_measures(book)
    roles = roles_of(text, book)
    lowered = f" {text.lower()} "
    lemmas = {token.lemma for token in tokenize(text, 0, len(text), rules.words)}
    spoken = any(f" {word}" in lowered or word in lemmas for word in entry.words)
    spoken = spoken or any(role.counted_kind in entry.words for role in roles)
    return spoken and any(role.measure in rules.named for role in roles)
