"""Who was there: "140 people were in the building", "a party with 400 guests", "spoke to 900 supporters".

Comes in: a clause, the place of a number that no named measure is said of, and its plain reading. Goes out: a
:class:`Reading`: people who are at a place attended, soldiers and police there are deployed. A few people
("two men were in the house") may be anybody and stay what the verb says.
"""

from claimcheck.clauses import Chunk
from claimcheck.counted import Counted
from claimcheck.sayings import Clause, Reading
from claimcheck.values import Number
from claimcheck.words import word_set

_MANY = 10
_CROWD = 300  # so many in a named place are a part of the rally that the text tells of
_AUDIENCE = 20
_FORCE = 5
_PLACED = word_set("in at inside outside on")
_HERE = word_set("there here inside outside present")
_ADDRESSED = word_set("to before")


def read_presence(
    clause: Clause, at: int, left: int, number: Number, counted: Counted, named: Reading | None
) -> Reading | None:
    """Where the counted are said to be, as a measure; ``left`` is the index of the chunk before the number."""
    size = number.low if number.low is not None else number.high
    if number.kind != "count" or not counted.person or size is None or counted.kind == "attackers":
        return None
    rules = clause.rules
    before = clause.chunks[left] if left >= 0 else None
    if before is not None and before.kind == "prep" and left > 0:
        holder = clause.chunks[left - 1]
        guests = before.head == "with" and holder.kind == "noun" and holder.head in rules.frames["occasions"]
        spoken = before.head in _ADDRESSED and holder.kind == "verb" and holder.head in rules.frames["addressing-verbs"]
        audience = spoken and counted.head not in rules.frames["interviewed"]
        if (guests and size >= _MANY) or (audience and size >= _AUDIENCE):
            return Reading(rules.attended, holder.head, left - 1, "guests of it" if guests else "spoken to")
        return None
    forces = counted.kind in {"military", "police"}
    if named is not None and not forces and came_to_rally(clause, named, size):
        return Reading(rules.attended, named.verb, named.at, "came")
    if named is None or named.verb != "be" or named.measure is not None or size < (_FORCE if forces else _MANY):
        return None
    if not _at_a_place(clause, max(at, named.at), forces) and not at_rally(clause, max(at, named.at), number):
        return None
    return Reading(rules.deployed if forces else rules.attended, "be", named.at, "said to be there")


def at_rally(clause: Clause, last: int, number: Number) -> bool:
    """Whether many are said to be anywhere in a text about a rally: "20,000 people are on the Avenida"."""
    size = number.low if number.low is not None else number.high
    if "rally" not in clause.told or size is None or size < _CROWD:
        return False
    ahead = [chunk for chunk in clause.chunks[last + 1 : last + 4] if chunk.kind not in {"time", "state"}]
    if len(ahead) < 2 or ahead[0].head not in _PLACED or ahead[1].kind != "noun" or ahead[1].number is not None:
        return False
    return clause.tokens[ahead[1].last].tag == "name"


def came_to_rally(clause: Clause, named: Reading, size: float) -> bool:
    """Whether so many came, and nothing says where to, in a text about a rally: "100,000 people had come"."""
    if named.measure is not None or named.verb != "come" or size < _CROWD or "rally" not in clause.told:
        return False
    ahead = clause.chunks[named.at + 1] if named.at + 1 < len(clause.chunks) else None
    return ahead is None or ahead.kind in {"mark", "time"}


def _at_a_place(clause: Clause, last: int, forces: bool) -> bool:
    """Whether a place stands right behind chunk ``last``: "there", "in the shop", "at the vigil"."""
    token = clause.chunks[last].last + 1
    if token < len(clause.tokens) and clause.tokens[token].lower in _HERE:
        return True
    ahead = [chunk for chunk in clause.chunks[last + 1 : last + 6] if chunk.kind not in {"time", "state"}]
    if len(ahead) > 3 and ahead[0].head == "on" and not _venue(clause, ahead[1], forces):
        ahead = ahead[2:]  # "were ON SHIFT in the building"
    return len(ahead) > 1 and ahead[0].kind == "prep" and ahead[0].head in _PLACED and _venue(clause, ahead[1], forces)


def _venue(clause: Clause, chunk: Chunk, forces: bool) -> bool:
    """Whether a chunk names a place where people come together, or one that ``forces`` are sent to."""
    if chunk.kind != "noun" or chunk.number is not None:
        return False
    frames = clause.rules.frames
    return chunk.head in frames["venues"] or (forces and chunk.head in frames["beats"])
