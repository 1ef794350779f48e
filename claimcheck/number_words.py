"""Numbers in words: "two hundred and six", "half a million", "tens of thousands", "two-thirds", "no one".

In go the pieces of a sentence and where a word of the rules stands, out comes a
:class:`~claimcheck.figures.Numeral` or None. Known misses: "nineteen eighty-four" is two numbers; "one
million and five hundred" too.
"""

from dataclasses import replace

from claimcheck.figures import Numeral, numeral_at, times, with_fraction, with_scales
from claimcheck.number_rules import ARTICLES, Group, NumeralRules
from claimcheck.pieces import DASHES, Pieces

BLURRED = frozenset({"than", "nearly", "almost", "about", "roughly", "around", "over", "under", "least"})
AFTER_SHARE = frozenset(
    {
        "",
        ".",
        ",",
        ";",
        ")",
        "to",
        "in",
        "from",
        "since",
        "on",
        "this",
        "last",
        "and",
        "but",
        "between",
        "during",
    }
    | {
        "compared",
        "while",
        "as",
        "when",
        "over",
        "after",
        "at",
        "more",
        "less",
        "higher",
        "lower",
        "for",
        "of",
    }
)


def _after_share(word: str) -> bool:
    """Whether "a third" before this word is a share: "nearly a third.", "about a quarter declining"."""
    return word in AFTER_SHARE or (len(word) > 5 and word.endswith("ing"))


def read_zero(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """For "no one", "none", and "no" before people and harm."""
    for phrase, nouns, between in rules.zeros:
        after = index + len(phrase)
        if pieces.words[index:after] != phrase:
            continue
        if nouns:
            step = after
            while step < after + 4 and pieces.word(step) in between:
                step += 1
            last = step - 1 if step > after else step  # "no civilian died": the word may be the noun
            if pieces.word(step) not in nouns and pieces.word(last) not in nouns:
                continue
        return numeral_at(pieces, index, after, 0, kind="zero", form="words")
    return None


def read_vague(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """For "dozens", "several hundred", "tens of thousands"."""
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
    return replace(numeral_at(pieces, index, last, low, form="words"), high=high, vague=True, scale=factor)


def read_majority(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """For "the majority of": above half."""
    entry = rules.majorities.get(pieces.words[index])
    if entry is None or pieces.word(index + 1) not in entry.needs:
        return None
    return numeral_at(pieces, index, index + 1, entry.value, kind="more", form="words")


def read_part(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """For "half a million", "a quarter of a million", "two-thirds", "half of the", "one in five"."""
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
    if step == index and pieces.word(step + 1) in DASHES and pieces.word(step + 2) in entry.joined:
        return numeral_at(pieces, index, index + 1, entry.value, form="words")  # "half-inch hail"
    value = top * entry.value
    last = step + 1
    scaled = _fraction_of_scale(pieces, last, rules)
    if scaled is not None and value <= 1:
        factor, after = scaled
        about = pieces.words[after - 1] in rules.groups
        opening = step if entry.id == "half" and word in ARTICLES else index  # "a half dozen" is half a dozen
        return replace(
            numeral_at(pieces, opening, after, times(value, factor), form="words", about=about), scale=factor
        )
    previous, following = pieces.word(index - 1), pieces.word(last)
    if entry.id == "half":
        if pieces.word(last) in DASHES and pieces.glued(last):
            return None  # "half-hour", "half-brother"
        if following in ARTICLES:  # "half an hour", "half a mile"
            return numeral_at(pieces, index, last, value, form="words")
        if previous in entry.not_after or (previous in ARTICLES and step == index):
            return None
        blurred = previous in BLURRED or previous in {"in", "by"}
        if not (following in entry.before or (blurred and step == index)):
            return None
    elif step == index:
        return None  # "the third", "the quarter"
    elif word in ARTICLES and (previous in BLURRED or previous == "by") and _after_share(following):
        pass  # "fell by a fifth", "lost nearly a third."
    elif (
        top == 1
        and not (following == "of" or (word not in ARTICLES and following in entry.before))
        and not (pieces.word(step - 1) in DASHES and following not in DASHES)
    ):
        return None  # "a third bomb", "one fifth column"
    elif top > 1 and not pieces.words[step].endswith("s"):
        return None
    return numeral_at(pieces, index, last, round(value * 100, 2), kind="percent", form="words")


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
        if entry.plural:
            return None
        numeral = numeral_at(pieces, index, index + 1, entry.value, form="words", about=True)
        multiple = pieces.word(index + 2)
        if pieces.word(index + 1) == "of" and multiple in rules.scales:  # "a couple of hundred"
            whole = times(entry.value, rules.scales[multiple])
            return replace(numeral, last=index + 3, end=pieces.ends[index + 2], low=whole, high=whole)
        return with_scales(pieces, numeral, rules)
    total, current, smallest = 0.0, 0.0, float("inf")
    step, last = index, index
    room = 0  # below what the next word may be, to be added rather than to begin another number
    about = False
    scale = 1.0
    if word in ARTICLES:
        following = pieces.word(index + 1)
        if following in rules.groups and rules.groups[following].plural:
            return _read_score(pieces, index, rules.groups[following])
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
            about, scale, last = True, float(rules.groups[word].value), step + 1
            break
        else:
            break
        last = step = step + 1
        step = _skip_joint(pieces, step, room, rules)
    if last == index:
        return None
    whole = total + current
    halved, after = with_fraction(pieces, last, whole / scale)
    halved = times(halved, scale)
    if after > last and not (scale == 1 and whole < 100) and pieces.words[last] != "and":
        halved, after = whole, last  # "a million ½" is nothing; "a million and a half" is
    numeral = replace(numeral_at(pieces, index, after, halved, form="words", about=about), scale=scale)
    return with_scales(pieces, numeral, rules) if after > last else numeral


def _read_score(pieces: Pieces, index: int, entry: Group) -> Numeral | None:
    """For "a score of villagers", not "a score of 20" or "the score of the match"."""
    counted = pieces.word(index + 3)
    people = counted.isalpha() and (counted.endswith("s") or counted in {"people", "men", "women", "children"})
    if pieces.word(index + 2) not in entry.needs or not people or counted in {"points", "goals", "runs"}:
        return None
    return numeral_at(pieces, index, index + 2, entry.value, form="words", about=True)


def read_fold(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """For "threefold"."""
    value = rules.folds.get(pieces.words[index])
    return None if value is None else numeral_at(pieces, index, index + 1, value, kind="times", form="words")


def _skip_joint(pieces: Pieces, index: int, room: int, rules: NumeralRules) -> int:
    """The piece after a hyphen, "and" or comma inside a number in words; ``index`` itself where there is
    none.
    """
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


def read_ordinal(pieces: Pieces, index: int, rules: NumeralRules) -> Numeral | None:
    """For "fourth", which counts nothing."""
    if pieces.words[index] not in rules.ordinals:
        return None
    return numeral_at(pieces, index, index + 1, 0, kind="ordinal", form="words")
