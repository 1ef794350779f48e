"""Numbers that begin with digits: "1,200", "2.3 lakh", "562m", "5 ½", "280 000".

In go the pieces of a sentence and where a figure stands, out comes a :class:`Numeral`, its scale words
and fractions included. Known miss: a comma for the decimal point, unless a scale word follows ("1,5
million").
"""

from dataclasses import dataclass, replace

from claimcheck.number_rules import ARTICLES, SPLIT, NumeralRules, Scale
from claimcheck.pieces import DASHES, Pieces

LONGEST = 18  # digits; a longer run is a key or a code
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: pieces ``first`` to ``last`` (exclusive), text ``start`` to ``end``, its interval.

    ``kind``: ``count``, ``percent`` (a share in words), ``more`` (above that share), ``times``, ``zero``,
    ``ordinal``.
    ``form``: ``digits`` or ``words``. ``scale`` is the last multiplier ("2 million": 1000000), 1 without one.
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float
    kind: str = "count"
    form: str = "digits"
    about: bool = False
    vague: bool = False
    scale: float = 1


def numeral_at(
    pieces: Pieces,
    first: int,
    last: int,
    value: float,
    kind: str = "count",
    form: str = "digits",
    about: bool = False,
) -> Numeral:
    """The numeral that the pieces from ``first`` to ``last`` spell."""
    return Numeral(first, last, pieces.starts[first], pieces.ends[last - 1], value, value, kind, form, about)


def times(value: float, scale: float) -> float:
    """The product without the noise of binary fractions: 2.05 million is 2050000."""
    return round(value * scale, 3 if scale > 1000 else 6)


def read_figure(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """A number that begins with digits, with the scale word or fraction that belongs to it."""
    word = pieces.words[index]
    if len(word) > LONGEST + 8:
        return None
    after = index + 1
    value = figure_value(word)
    if after < len(pieces.words) and len(word) <= 3 and not pieces.glued(index) and value >= 1:
        while _spaced_thousand(pieces, after):  # "280 000"
            value = value * 1000 + int(pieces.words[after])
            after += 1
    if _decimal_comma(pieces, after, rules):  # "1,5 million"
        value += float(f"0.{pieces.words[after + 1]}")
        after += 2
    following = pieces.word(after)
    if pieces.glued(after) and following in rules.suffixes:
        return numeral_at(pieces, index, after + 1, value, kind="ordinal")
    value, after = with_fraction(pieces, after, value)
    numeral = numeral_at(pieces, index, after, value)
    following = pieces.word(after)
    entry = rules.attached.get(following) if pieces.glued(after) else None
    if entry is not None and not _more_letters(pieces, after) and not _measured(pieces, after + 1, entry):
        whole = times(value, entry.value)
        return replace(numeral, last=after + 1, end=pieces.ends[after], low=whole, high=whole, scale=entry.value)
    return with_scales(pieces, numeral, rules)


def figure_value(word: str) -> float:
    """What a run of digits is worth: "1.200.000" and "3.500" have points for thousands, "3.5" a decimal
    point.
    """
    plain = word.replace(",", "").replace("\u00a0", "").replace("\u2009", "").replace("\u202f", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return float(plain)


def _decimal_comma(pieces: Pieces, index: int, rules: NumeralRules) -> bool:
    """Whether a comma and one or two digits follow that a scale word makes decimals."""
    if not (pieces.word(index) == "," and pieces.glued(index) and pieces.glued(index + 1)):
        return False
    decimals, scale = pieces.words[index + 1], pieces.word(index + 2)
    return decimals.isdecimal() and len(decimals) <= 2 and scale in rules.scales


def _spaced_thousand(pieces: Pieces, index: int) -> bool:
    return pieces.near(index) and pieces.words[index] == "000" and pieces.starts[index] - pieces.ends[index - 1] == 1


def _more_letters(pieces: Pieces, index: int) -> bool:
    """Whether more of a word is glued on: "5m-high" is metres, "20m2" an area."""
    return pieces.glued(index + 1) and pieces.words[index + 1][0].isalnum()


def _measured(pieces: Pieces, index: int, entry: Scale) -> bool:
    """Whether a word of length follows: "a wave 10m high", "a 10m-high wave"."""
    step = index + 1 if pieces.word(index) in DASHES else index
    return pieces.word(step) in entry.not_before


def with_fraction(pieces: Pieces, index: int, value: float) -> tuple[float, int]:
    """The value with "½", "1/2" or "and a half" added, and the piece after it."""
    word = pieces.word(index)
    if word in SPLIT and pieces.near(index):
        return value + SPLIT[word], index + 1
    if word in DASHES and pieces.glued(index) and pieces.word(index + 1) in SPLIT:
        return value + SPLIT[pieces.words[index + 1]], index + 2
    step = index + 1 if word in DASHES and pieces.glued(index) and pieces.glued(index + 1) else index
    if (
        pieces.word(step).isdecimal()
        and pieces.near(step)
        and (step > index or not pieces.glued(index))
        and _is_ratio(pieces, step)
    ):  # "3 1/4", "3-1/4"
        return value + float(pieces.words[step]) / float(pieces.words[step + 2]), step + 3
    if word == "and" and pieces.word(index + 1) in ARTICLES and pieces.word(index + 2) == "half":
        return value + 0.5, index + 3
    dashed = word in DASHES and pieces.word(index + 1) == "and" and pieces.word(index + 2) in DASHES
    if dashed and pieces.word(index + 3) in ARTICLES and pieces.word(index + 5) == "half":
        return value + 0.5, index + 6  # "four-and-a-half"
    return value, index


def _is_ratio(pieces: Pieces, index: int) -> bool:
    """Whether "3/16" stands here, smaller than one."""
    if not (pieces.word(index + 1) == "/" and pieces.glued(index + 1) and pieces.glued(index + 2)):
        return False
    top, bottom = pieces.words[index], pieces.words[index + 2]
    return (
        top.isdecimal()
        and bottom.isdecimal()
        and len(bottom) <= 2
        and 0 < int(top) < int(bottom)
        and int(bottom) in DENOMINATORS
    )


def with_scales(pieces: Pieces, numeral: Numeral, rules: NumeralRules) -> Numeral:
    """The numeral times the scale and group words that follow: "1.2 million", "2 hundred thousand", "3
    dozen".
    """
    index, scale, end = numeral.last, 1.0, numeral.end
    about = numeral.about
    for _ in range(3):
        step = index
        if pieces.word(step) in DASHES and pieces.glued(step):  # "2-million"
            step += 1
        word = pieces.word(step)
        factor: int | None = rules.scales.get(word)
        if factor is None and word in rules.groups and not rules.groups[word].needs:
            factor, about = rules.groups[word].value, True
        if factor is None or not pieces.near(step) or factor < scale:
            break
        scale *= factor
        index, end = step + 1, pieces.ends[step]
    if scale == 1:
        return numeral
    low, high = times(numeral.low, scale), times(numeral.high, scale)
    return replace(numeral, last=index, end=end, low=low, high=high, about=about, scale=scale)


def read_sign(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """A fraction that is one character: "½"."""
    value = SPLIT.get(pieces.words[index])
    return None if value is None else with_scales(pieces, numeral_at(pieces, index, index + 1, value), rules)
