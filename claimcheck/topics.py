"""What a bare figure is a figure of: "turnout was 61 percent", "sales fell to $2m", "31 were shot down".

Comes in: a clause and the :class:`Draft` of a number that stands without a noun. Goes out: the noun it is
said of: the toll or the subject of its verb, else the noun of the figure before.
"""

from collections.abc import Sequence

from claimcheck.bare import LEVEL
from claimcheck.counted import NOBODY, Counted, read_counted
from claimcheck.parts import Draft
from claimcheck.sayings import Clause, Reading
from claimcheck.tolls import NUMBER_OF

_PRICED = frozenset({"cost", "be", "reach", "total", "exceed", "hit", "top", "rise", "fall", "drop", "grow", "come"})
_REACH = 8  # chunks between a verb and its subject


def read_topic(clause: Clause, draft: Draft, earlier: Sequence[Counted]) -> Counted:
    """The noun that a bare number is said of; NOBODY if the sentence doesn't say."""
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    reading = draft.reading
    if number.kind == "count" and reading is not None and reading.how.startswith((NUMBER_OF, LEVEL)):
        return _of_level(clause, reading)
    if number.kind == "count" and reading is not None and reading.measure is None and reading.how[:1] == "“":
        subject = _subject(clause, reading.at)
        if subject.head and 0 <= reading.at < draft.at and clause.chunks[reading.at].kind == "verb":
            return subject  # "thefts fell from 4,000 to 3,000"
    if number.kind == "count" and reading is not None and reading.how.startswith("object"):
        frames = clause.rules.frames
        if reading.verb in frames["figure-verbs"]:
            return earlier[-1] if earlier else NOBODY  # "police counted 230,000": not policemen
    if number.kind == "count":
        known = [counted for counted in earlier if counted.kind and counted.person is not None]
        if reading is not None and known and (reading.measure is None or known[-1].person):
            return known[-1]  # "twelve migrants drowned and 64 were rescued"
        if reading is None or reading.measure is not None:
            return NOBODY
    elif number.kind == "money" and _in_goods(clause, draft.at):
        return _noun(clause, draft.at + 2)
    elif draft.at > 1 and clause.chunks[draft.at - 1].kind == "prep":
        index = draft.at - 2
        while clause.chunks[draft.at - 1].head == "at" and index > 1 and clause.chunks[index - 1].kind == "prep":
            index -= 2  # "put the damage from the hail at $1.3 billion"
        held = clause.chunks[index]
        if clause.chunks[draft.at - 1].head in {"of", "at"} and held.kind == "noun" and held.number is None:
            return _noun(clause, index)  # "a loss of $40 million", "put turnout at 62 percent"
    if reading is None or not 0 <= reading.at < draft.at:
        return NOBODY
    if number.kind == "money" and reading.how.startswith("object") and reading.verb not in _PRICED:
        return NOBODY  # "took $300,000": money
    if number.kind == "count" and reading.how.startswith("object") and reading.verb not in _PRICED:
        return NOBODY  # "nurses vaccinated 30,000": not nurses
    said = clause.chunks[reading.at]
    if said.kind == "noun":
        return _noun(clause, reading.at)
    return _subject(clause, reading.at)


def _in_goods(clause: Clause, at: int) -> bool:
    """Whether what the money is stands behind it: "$40 million in damage", not "in Oslo" or "in the plan"."""
    ahead = clause.chunks[at + 1 : at + 3]
    if len(ahead) < 2 or ahead[0].head != "in" or ahead[1].kind != "noun" or ahead[1].number is not None:
        return False
    token = clause.tokens[ahead[1].first]
    return token.tag in {"noun", "adj"} and token.text[0].islower()


def _of_level(clause: Clause, reading: Reading) -> Counted:
    """What has the value or the level: "the number of BEES is 900", "the INDEX closed at 900.5"."""
    if reading.how.startswith(NUMBER_OF):
        return _noun(clause, reading.at)
    return _subject(clause, reading.at)


def _subject(clause: Clause, verb: int) -> Counted:
    """The noun group that the verb at a chunk is said of."""
    for index in range(verb - 1, max(-1, verb - _REACH), -1):
        chunk = clause.chunks[index]
        if chunk.kind in {"verb", "rel"} or (chunk.kind == "mark" and chunk.head in ".;:"):
            break
        if chunk.kind == "noun" and not (index and clause.chunks[index - 1].kind == "prep"):
            return _noun(clause, index)
    return NOBODY


def _noun(clause: Clause, index: int) -> Counted:
    """The noun group at a chunk, or what it is the number of."""
    chunk = clause.chunks[index]
    if chunk.head in clause.rules.frames["value-nouns"]:
        if chunk.number is not None or chunk.noun_first is None or chunk.noun_last is None:
            return NOBODY
        ahead = clause.chunks[index + 1 : index + 3]
        owned = clause.tokens[chunk.noun_last - 1].lemma == "'s"  # "the firm's count of dead"
        follows = owned and len(ahead) == 2 and ahead[0].head == "of" and ahead[1].number is None
        if chunk.noun_last > chunk.noun_first and not follows:  # "the unemployment rate"
            return read_counted(clause.tokens, chunk.noun_first, chunk.noun_last - 1, clause.rules.counted)
        if len(ahead) < 2 or ahead[0].head not in {"of", "for"}:
            return NOBODY
        if ahead[1].kind == "state":  # "the number of jobless"
            return read_counted(clause.tokens, ahead[1].first, ahead[1].last, clause.rules.counted)
        chunk = ahead[1]
    if chunk.number is not None or chunk.noun_first is None:
        return NOBODY
    return read_counted(clause.tokens, chunk.noun_first, chunk.noun_last, clause.rules.counted)
