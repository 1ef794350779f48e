"""The number grammar: which pieces of a sentence spell a number, and which one.

In go the pieces of a sentence, out come :class:`Numeral` values in order, not overlapping. It reads figures ("1,200",
"2.3 lakh", "$3.5bn", "5 ½"), words ("two hundred and six", "half a million"), vague plurals ("tens of thousands"),
shares ("two-thirds", "half of", "one in five") and none at all ("no one", "no casualties"). What a number is of, what
bounds it, and whether it is a date, is for others. Known misses: "nineteen eighty-four" is two numbers; a comma
for the decimal point ("3,5 million").
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from claimcheck.pieces import Pieces, words_of
from claimcheck.rules import Entry, RuleBook

NUMBERS = "en/numbers.toml"
ARTICLES = frozenset({"a", "an"})
DASHES = frozenset({"-", "–", "‑", "‐"})
SPLIT = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 0.125,
    "⅜": 0.375,
    "⅝": 0.625,
    "⅞": 0.875,
    "⅕": 0.2,
}
LONGEST = 18  # digits; a longer run is a key or a code
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32})


class Cardinal(Entry):
    """Number words below a hundred and what they are worth."""

    values: dict[str, int]


class Scale(Entry):
    """A word that multiplies what stands before it; ``attached`` are its forms on a figure ("40m").

    An attached form is something else before one of ``not_before`` ("40m deep").
    """

    words: tuple[str, ...]
    attached: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    value: int


class Group(Entry):
    """A word for a round group ("dozen"), more or less; with ``needs``, only before one of these words."""

    words: tuple[str, ...]
    value: int
    needs: tuple[str, ...] = ()


class Vague(Entry):
    """A word for a number left open; ``after`` and ``needs`` are words of which one must stand beside it.

    ``or_after`` are words that, ahead of it, do as well as ``needs``.
    """

    words: tuple[str, ...]
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    or_after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Fraction(Entry):
    """A part of one; ``before`` are words that may follow it, ``not_after`` words that may not precede it."""

    words: tuple[str, ...]
    value: float
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Majority(Entry):
    """A word for more than a share (``value`` percent)."""

    words: tuple[str, ...]
    value: float
    needs: tuple[str, ...]


class Zero(Entry):
    """Words for none at all; with ``nouns``, only before one of them, ``between`` allowed in the gap."""

    words: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


class Ordinal(Entry):
    """Words of order, and the suffixes that make a figure one."""

    words: tuple[str, ...]
    suffixes: tuple[str, ...] = ()


class Convention(Entry):
    """What vague words are worth (inclusive intervals), and how far "about" reaches."""

    label: str
    tolerance: float
    vague: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: pieces ``first`` to ``last`` (exclusive), text ``start`` to ``end``, and its interval.

    ``kind``: ``count``, ``percent`` (a share in words), ``more`` (above that share), ``zero``, ``ordinal``. ``form``:
    ``digits`` or ``words``. ``scale`` is the last multiplier ("2 million": 1000000), 1 without one.
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


@dataclass(frozen=True, slots=True)
class NumeralRules:
    """The tables of number words, indexed by word."""

    cardinals: dict[str, int]
    scales: dict[str, int]
    attached: dict[str, Scale]
    groups: dict[str, Group]
    vague: dict[str, Vague]
    worth: dict[str, tuple[float, float]]
    fractions: dict[str, Fraction]
    majorities: dict[str, Majority]
    zeros: tuple[tuple[tuple[str, ...], frozenset[str], frozenset[str]], ...]
    ordinals: frozenset[str]
    suffixes: frozenset[str]
    convention: Convention
    openers: frozenset[str]


def compile_numerals(book: RuleBook, convention: str = "plain") -> NumeralRules:
    """The number words in force, with the vague words' values by this convention."""
    chosen = next(c for c in book.entries("conventions.toml", "convention", Convention) if c.id == convention)
    cardinals = {w: v for e in book.entries(NUMBERS, "cardinal", Cardinal) for w, v in e.values.items()}
    scale_entries = book.entries(NUMBERS, "scale", Scale)
    scales = {w: e.value for e in scale_entries for w in e.words}
    groups = {w: e for e in book.entries(NUMBERS, "group", Group) for w in e.words}
    vague = {w: e for e in book.entries(NUMBERS, "vague", Vague) for w in e.words}
    fractions = {w: e for e in book.entries(NUMBERS, "fraction", Fraction) for w in e.words}
    majorities = {w: e for e in book.entries(NUMBERS, "majority", Majority) for w in e.words}
    zeros = tuple(
        (words_of(phrase), frozenset(e.nouns), frozenset(e.between))
        for e in book.entries(NUMBERS, "zero", Zero)
        for phrase in sorted(e.words, key=len, reverse=True)
    )
    ordinal_entries = book.entries(NUMBERS, "ordinal", Ordinal)
    ordinals = frozenset(w for e in ordinal_entries for w in e.words)
    openers = {*cardinals, *scales, *groups, *vague, *fractions, *majorities, *ordinals, *SPLIT, *ARTICLES}
    openers |= {phrase[0] for phrase, _, _ in zeros}
    return NumeralRules(
        cardinals=cardinals,
        scales=scales,
        attached={w: e for e in scale_entries for w in e.attached},
        groups=groups,
        vague=vague,
        worth={w: chosen.vague[e.id] for w, e in vague.items() if e.id in chosen.vague},
        fractions=fractions,
        majorities=majorities,
        zeros=zeros,
        ordinals=ordinals,
        suffixes=frozenset(s for e in ordinal_entries for s in e.suffixes),
        convention=chosen,
        openers=frozenset(openers),
    )


def find_numerals(pieces: Pieces, rules: NumeralRules) -> list[Numeral]:
    """The numerals of a sentence, in order."""
    found: list[Numeral] = []
    index = 0
    count = len(pieces.words)
    while index < count:
        word = pieces.words[index]
        numeral = None
        if "0" <= word[0] <= "9":
            numeral = read_figure(pieces, index, rules)
        elif word in rules.openers:
            for reader in READERS:
                numeral = reader(pieces, index, rules)
                if numeral is not None:
                    break
        if numeral is None:
            index += 1
        else:
            found.append(numeral)
            index = numeral.last
    return found


def times(value: float, scale: float) -> float:
    """The product without the noise of binary fractions: 2.05 million is 2050000."""
    return round(value * scale, 6)


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
        return _numeral(pieces, index, after + 1, value, kind="ordinal")
    value, after = _with_fraction(pieces, after, value)
    numeral = _numeral(pieces, index, after, value)
    following = pieces.word(after)
    entry = rules.attached.get(following) if pieces.glued(after) else None
    if entry is not None and not _more_letters(pieces, after) and not _measured(pieces, after + 1, entry):
        whole = times(value, entry.value)
        return replace(
            numeral, last=after + 1, end=pieces.ends[after], low=whole, high=whole, scale=entry.value
        )
    return _with_scales(pieces, numeral, rules)


def figure_value(word: str) -> float:
    """What a run of digits is worth: "1.200.000" and "3.500" have points for thousands, "3.5" a decimal point."""
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
    return (
        pieces.near(index)
        and pieces.words[index] == "000"
        and pieces.starts[index] - pieces.ends[index - 1] == 1
    )


def _more_letters(pieces: Pieces, index: int) -> bool:
    """Whether more of a word is glued on: "5m-high" is metres, "20m2" an area."""
    return pieces.glued(index + 1) and pieces.words[index + 1][0].isalnum()


def _measured(pieces: Pieces, index: int, entry: Scale) -> bool:
    """Whether a word of length follows: "a wave 10m high", "a 10m-high wave"."""
    step = index + 1 if pieces.word(index) in DASHES else index
    return pieces.word(step) in entry.not_before


def _with_fraction(pieces: Pieces, index: int, value: float) -> tuple[float, int]:
    """The value with "½", "1/2" or "and a half" added, and the piece after it."""
    word = pieces.word(index)
    if word in SPLIT and pieces.near(index):
        return value + SPLIT[word], index + 1
    if word in DASHES and pieces.glued(index) and pieces.word(index + 1) in SPLIT:
        return value + SPLIT[pieces.words[index + 1]], index + 2
    if word.isdecimal() and pieces.near(index) and not pieces.glued(index) and _is_ratio(pieces, index):
        return value + float(word) / float(pieces.words[index + 2]), index + 3
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


def _with_scales(pieces: Pieces, numeral: Numeral, rules: NumeralRules) -> Numeral:
    """The numeral times the scale and group words that follow: "1.2 million", "2 hundred thousand", "3 dozen"."""
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


def read_zero(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """ "no one", "none", and "no" before people and harm."""
    for phrase, nouns, between in rules.zeros:
        after = index + len(phrase)
        if pieces.words[index:after] != phrase:
            continue
        if nouns:
            step = after
            while step < after + 4 and pieces.word(step) in between:
                step += 1
            if pieces.word(step) not in nouns:
                continue
        return _numeral(pieces, index, after, 0, kind="zero", form="words")
    return None


def read_vague(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """ "dozens", "several hundred", "tens of thousands"."""
    entry = rules.vague.get(pieces.words[index])
    if entry is None or pieces.words[index] not in rules.worth:
        return None
    if entry.after and pieces.word(index - 1) not in entry.after:
        return None
    if pieces.word(index - 1) in entry.not_after:
        return None
    following = pieces.word(index + 1)
    if entry.needs and following not in entry.needs and pieces.word(index - 1) not in entry.or_after:
        return None
    low, high = rules.worth[pieces.words[index]]
    last = index + 1
    factor = 1
    if following in rules.scales:  # "several hundred"
        factor, last = rules.scales[following], index + 2
    elif following in rules.groups and not rules.groups[following].needs:
        factor, last = rules.groups[following].value, index + 2
    elif (
        following in {"of", "upon"}
        and pieces.word(index + 2) in rules.worth
        and pieces.word(index + 2) not in entry.words
    ):
        multiple = rules.vague[pieces.word(index + 2)]
        if multiple.id in {"hundreds", "thousands", "millions", "billions"}:  # "tens of thousands"
            singular = pieces.word(index + 2).removesuffix("s")
            factor, last = rules.scales.get(singular, 1), index + 3
    if entry.id == "tens" and factor == 1:
        return None
    if factor > 1:
        high = low * factor if low == high else (high + 1) * factor - 1
        low = low * factor
    return replace(_numeral(pieces, index, last, low, form="words"), high=high, vague=True, scale=factor)


def read_majority(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """ "the majority of": above half."""
    entry = rules.majorities.get(pieces.words[index])
    if entry is None or pieces.word(index + 1) not in entry.needs:
        return None
    return _numeral(pieces, index, index + 1, entry.value, kind="more", form="words")


def read_part(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """ "half a million", "a quarter of a million", "two-thirds", "half of the", "one in five"."""
    word = pieces.words[index]
    step, top = index, 1.0
    if word in ARTICLES or word in rules.cardinals:
        top = 1.0 if word in ARTICLES else float(rules.cardinals[word])
        step += 1
        if pieces.word(step) in DASHES and pieces.glued(step):
            step += 1
        if top > 1 and pieces.word(step) in rules.ordinals and not pieces.word(step).endswith("s"):
            return None  # "two third-party sellers"
        if top < 1 or not pieces.near(step):
            return None
    entry = rules.fractions.get(pieces.word(step))
    if entry is None:
        return None
    value = top * entry.value
    last = step + 1
    scaled = _fraction_of_scale(pieces, last, rules)
    if scaled is not None and value <= 1:
        factor, after = scaled
        about = pieces.words[after - 1] in rules.groups
        opening = step if entry.id == "half" and word in ARTICLES else index  # "a half dozen" is half a dozen
        return replace(
            _numeral(pieces, opening, after, times(value, factor), form="words", about=about), scale=factor
        )
    previous, following = pieces.word(index - 1), pieces.word(last)
    if entry.id == "half":
        if pieces.word(last) in DASHES and pieces.glued(last):
            return None  # "half-hour", "half-brother"
        if following in ARTICLES:  # "half an hour", "half a mile"
            return _numeral(pieces, index, last, value, form="words")
        if previous in entry.not_after or (previous in ARTICLES and step == index):
            return None
        blurred = previous in {
            "in",
            "than",
            "nearly",
            "almost",
            "about",
            "roughly",
            "around",
            "by",
            "over",
            "under",
            "least",
        }
        if not (following in entry.before or (blurred and step == index)):
            return None
    elif step == index:
        return None  # "the third", "the quarter"
    elif top == 1 and following != "of" and not (pieces.word(step - 1) in DASHES and following not in DASHES):
        return None  # "a third bomb", "one fifth column"
    elif top > 1 and not pieces.words[step].endswith("s"):
        return None
    return _numeral(pieces, index, last, round(value * 100, 2), kind="percent", form="words")


def _fraction_of_scale(pieces: Pieces, index: int, rules: NumeralRules) -> tuple[int, int] | None:
    """The scale and the piece after it, where "(of) (a) million" or "-dozen" follows a fraction."""
    step = index
    if pieces.word(step) == "of":
        step += 1
    if pieces.word(step) in ARTICLES or pieces.word(step) in DASHES:
        step += 1
    elif step > index:
        return None  # "half of million" is nobody's English
    word = pieces.word(step)
    if word in rules.scales:
        return rules.scales[word], step + 1
    if word in rules.groups and not rules.groups[word].needs:
        return rules.groups[word].value, step + 1
    return None


def read_words(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """A number in words: "twenty-two", "a dozen", "two hundred and six", "one and a half million"."""
    word = pieces.words[index]
    if word in rules.groups and rules.groups[word].needs:  # "couple of"
        entry = rules.groups[word]
        if pieces.word(index + 1) not in entry.needs:
            return None
        numeral = _numeral(pieces, index, index + 1, entry.value, form="words", about=True)
        multiple = pieces.word(index + 2)
        if pieces.word(index + 1) == "of" and multiple in rules.scales:  # "a couple of hundred"
            whole = times(entry.value, rules.scales[multiple])
            return replace(numeral, last=index + 3, end=pieces.ends[index + 2], low=whole, high=whole)
        return _with_scales(pieces, numeral, rules)
    total, current, smallest = 0.0, 0.0, float("inf")
    step, last = index, index
    room = 0  # below what the next word may be, to be added rather than to begin another number
    about = False
    scale = 1.0
    if word in ARTICLES:
        following = pieces.word(index + 1)
        if following not in rules.scales and (following not in rules.groups or rules.groups[following].needs):
            return None
        current, step = 1.0, index + 1
    while step < len(pieces.words) and step - index < 40:
        word = pieces.words[step]
        if step > index and not pieces.near(step):
            break
        if word in rules.cardinals:
            value = rules.cardinals[word]
            if room == 0 and last > index:
                break  # "two three"
            if room and (value >= room or value == 0):
                break
            current += value
            room = 10 if value >= 20 else -1
        elif word in rules.scales and (current > 0 or (last == index and rules.scales[word] <= 1000)):
            factor = rules.scales[word]
            current = current or 1.0
            if factor == 100:
                if not current < 100:
                    break
                current, room = current * 100, 100
            else:
                if factor >= smallest or current >= 1000 * factor:
                    break
                total, current, smallest, room = total + current * factor, 0.0, factor, 1000
            scale = factor
        elif word in rules.groups and (current > 0 or last == index):
            current = (current or 1.0) * rules.groups[word].value
            about, scale, last = True, rules.groups[word].value, step + 1
            break
        else:
            break
        last = step = step + 1
        step = _skip_joint(pieces, step, room, rules)
    if last == index:
        return None
    value = total + current
    halved, after = _with_fraction(pieces, last, value / scale)
    halved = times(halved, scale)
    if after > last and not (scale == 1 and value < 100) and pieces.words[last] != "and":
        halved, after = value, last  # "a million ½" is nothing; "a million and a half" is
    numeral = replace(_numeral(pieces, index, after, halved, form="words", about=about), scale=scale)
    return _with_scales(pieces, numeral, rules) if after > last else numeral


def _skip_joint(pieces: Pieces, index: int, room: int, rules: NumeralRules) -> int:
    """The piece after a hyphen, "and" or comma inside a number in words; ``index`` itself where there is none."""
    word = pieces.word(index)
    following = pieces.word(index + 1)
    if word in DASHES and pieces.glued(index) and pieces.glued(index + 1):
        joins = following in rules.scales or (following in rules.cardinals and (room == 10 or room >= 100))
        return index + 1 if joins or following in rules.groups else index
    if room < 100:
        return index
    if word == "and" and following in rules.cardinals:
        # "two hundred and fifty thousand", but "two million and six thousand" are two
        return index if room == 1000 and pieces.word(index + 2) in rules.scales else index + 1
    comma = word == "," and room == 1000 and following in rules.cardinals
    if comma and (pieces.word(index + 2) in rules.scales or pieces.word(index + 4) in rules.scales):
        return index + 1  # "one thousand, two hundred"; but "two thousand, three of them"
    return index


def _numeral(
    pieces: Pieces,
    first: int,
    last: int,
    value: float,
    kind: str = "count",
    form: str = "digits",
    about: bool = False,
) -> Numeral:
    return Numeral(first, last, pieces.starts[first], pieces.ends[last - 1], value, value, kind, form, about)


def read_ordinal(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """ "fourth", which counts nothing."""
    if pieces.words[index] not in rules.ordinals:
        return None
    return _numeral(pieces, index, index + 1, 0, kind="ordinal", form="words")


def read_sign(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """A fraction that is one character: "½"."""
    value = SPLIT.get(pieces.words[index])
    return None if value is None else _with_scales(pieces, _numeral(pieces, index, index + 1, value), rules)


Reader = Callable[[Pieces, int, NumeralRules], Numeral | None]
READERS: tuple[Reader, ...] = (
    read_zero,
    read_vague,
    read_majority,
    read_part,
    read_words,
    read_sign,
    read_ordinal,
)
