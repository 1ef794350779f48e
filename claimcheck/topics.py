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

_PRICED = frozenset(
    {"cost", "be", "reach", "total", "exceed", "hit", "top", "rise", "fall", "drop", "grow", "come"}
)
_REACH = 8  # chunks between a verb and its subject


def read_topic(clause: Clause, draft: Draft, earlier: Sequence[Counted]) -> Counted:
    """The noun that a bare number is said of; NOBODY if the sentence doesn't say."""
    number = clause.numbers[clause.chunks[draft.at].number or 0]
    reading = draft.reading
    if number.kind == "count" and reading is not None and reading.how.startswith((NUMBER_OF, LEVEL)):
        return _of_level(clause, reading)
    if number.kind == "count":
        known = [counted for counted in earlier if counted.kind and counted.person is not None]
        if reading is not None and known and (reading.measure is None or known[-1].person):
            return known[-1]  # "twelve migrants drowned and 64 were rescued"
        if reading is None or reading.measure is not None:
            return NOBODY
    elif draft.at > 1 and clause.chunks[draft.at - 1].kind == "prep":
        held = clause.chunks[draft.at - 2]
        if clause.chunks[draft.at - 1].head in {"of", "at"} and held.kind == "noun" and held.number is None:
            return _noun(clause, draft.at - 2)  # "a loss of $40 million", "put turnout at 62 percent"
    if reading is None or not 0 <= reading.at < draft.at:
        return NOBODY
    if number.kind == "money" and reading.how.startswith("object") and reading.verb not in _PRICED:
        return NOBODY  # "took $300,000": money
    said = clause.chunks[reading.at]
    if said.kind == "noun":
        return _noun(clause, reading.at)
    return _subject(clause, reading.at)


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
        if chunk.noun_last > chunk.noun_first:  # "the unemployment rate"
            return read_counted(clause.tokens, chunk.noun_first, chunk.noun_last - 1, clause.rules.counted)
        ahead = clause.chunks[index + 1 : index + 3]
        if len(ahead) < 2 or ahead[0].head not in {"of", "for"}:
            return NOBODY
        if ahead[1].kind == "state":  # "the number of jobless"
            return read_counted(clause.tokens, ahead[1].first, ahead[1].last, clause.rules.counted)
        chunk = ahead[1]
    if chunk.number is not None or chunk.noun_first is None:
        return NOBODY
    return read_counted(clause.tokens, chunk.noun_first, chunk.noun_last, clause.rules.counted)
