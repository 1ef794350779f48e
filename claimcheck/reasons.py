"""Why a number can be no claim: dates, times, ages, names, scores, counters, idioms.

In go the pieces of a sentence, a numeral and what is known of its unit and modifier, out comes a reason
or None. Shapes that a look at the characters tells (3:40, 5/12/2017, links) are masked first; then what
is glued to the figure ("F16"); then the phrases of ``rules/en/unused.toml``; then four-digit years and
ages between commas, which need judgement.
"""

from claimcheck.numerals import Numeral
from claimcheck.pieces import Pieces
from claimcheck.unused import UnusedRules, match_phrase

YEARS = (1900, 2035)
OLDEST = 115
AFTER_AGE = frozenset({"who", "is", "was", "has", "had", "said", "told", "a", "an", "from", "died", "of"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her"})
YEAR_LEADS = frozenset(
    {
        "in",
        "since",
        "the",
        "until",
        "till",
        "by",
        "and",
        "through",
        "before",
        "after",
        "year",
        "between",
        "during",
    }
)


def why_unused(pieces: Pieces, numeral: Numeral, open_ended: bool, has_unit: bool, rules: UnusedRules) -> str | None:
    """The reason why this number can be no claim, or None.

    ``open_ended``: a modifier stands beside it, so that "some 2000" is no year. ``has_unit``: so does a unit.
    """
    if numeral.kind == "ordinal":
        return "ordinal"
    if numeral.kind == "zero":
        return None
    if not has_unit:
        glued = _glued_name(pieces, numeral)
        if glued is not None:
            return glued
    matched = match_phrase(pieces, numeral, rules)
    if matched is not None and not _outweighed(pieces, numeral, matched.entry.why, open_ended, has_unit, rules):
        return matched.entry.why
    if has_unit:
        return None
    if is_year(pieces, numeral, open_ended, rules):
        return "year"
    if numeral.form == "digits" and numeral.high < 100 and _call_sign(pieces, numeral.first - 1):
        return "name"
    if not open_ended and _age_between_commas(pieces, numeral, rules):
        return "age"
    return _title_name(pieces, numeral)


def _outweighed(
    pieces: Pieces, numeral: Numeral, why: str, open_ended: bool, has_unit: bool, rules: UnusedRules
) -> bool:
    """Whether a unit, a modifier or the noun behind the number says that it is a count after all."""
    if why == "year":
        return open_ended or has_unit
    if why == "date":  # "in May 20 people were killed", the comma lost
        return pieces.word(numeral.last) in rules.named("counted")
    if why == "counter" and pieces.word(numeral.first - 1) == "number":  # "the injured number 83"
        return has_unit or pieces.word(numeral.first - 2) in rules.named("those-who-number")
    return why in {"name", "counter", "address", "phone"} and has_unit  # "growth will top 3%"


def _call_sign(pieces: Pieces, index: int) -> bool:
    """Whether the piece is a station's call sign, whose channel follows: "told KHOU 11"."""
    word = pieces.text[pieces.starts[index] : pieces.ends[index]] if index >= 0 else ""
    return len(word) == 4 and word[0] in "KW" and word.isalpha() and word.isupper()


def _glued_name(pieces: Pieces, numeral: Numeral) -> str | None:
    """A reason if letters stand on the figure: "MH17", "AK-47", "4G"."""
    first, last = numeral.first, numeral.last
    if numeral.form != "digits":
        return None
    if pieces.glued(first):
        before = pieces.words[first - 1]
        if before.isalpha() or before == "_":
            return "name"
        if before == "#":
            return "counter"
        if before in {"-", "/"} and pieces.glued(first - 1) and pieces.words[first - 2].isalpha():
            if pieces.words[first - 2] in {"under", "over"} and pieces.words[last : last + 1] == ("s",):
                return "age"  # "the under-25s"
            return "year" if YEARS[0] <= numeral.low <= YEARS[1] and len(pieces.words[first]) == 4 else "name"
        if before in {"/", ":"} and pieces.word(first - 2).isdecimal() and pieces.glued(first - 1):
            return "reference"
    if pieces.words[first][0] == "0" and pieces.words[first].isdecimal() and len(pieces.words[first]) > 1:
        return "name"  # "KAL 007"
    if pieces.glued(last) and pieces.words[last] in {"-", "("} and pieces.words[last + 1 : last + 2] == ("k",):
        return "name"  # "a 10-K", "the 401(k)"
    if pieces.glued(last):
        after = pieces.words[last]
        if after.isalpha() and len(after) < 5:
            return "date" if after == "s" else "name"
        if after in {"/", ":"} and pieces.glued(last + 1) and pieces.word(last + 1).isdecimal():
            return "reference"
    return None


def is_year(pieces: Pieces, numeral: Numeral, open_ended: bool, rules: UnusedRules) -> bool:
    """Whether four bare digits are a year rather than a count ("2014", not "2000 people")."""
    following, previous = pieces.word(numeral.last), pieces.word(numeral.first - 1)
    if not year_like(pieces, numeral) and not (
        (previous in YEAR_LEADS or pieces.word(numeral.first - 3) == "since")  # "since at least 1864"
        and year_like(pieces, numeral, 2100, 1500)
    ):
        return False
    if following in rules.named("counted"):
        return False
    if open_ended:
        return False
    if numeral.low % 100 == 0 and previous not in {
        "in",
        "since",
        "by",
        "until",
        "of",
        "the",
        ",",
        "year",
        "and",
    }:
        for step in range(numeral.last, numeral.last + 3):  # "sent 2000 Syrian refugees"
            word = pieces.word(step)
            if not word.isalpha():
                break
            if word in rules.named("counted") or (
                word.endswith("s") and word not in {"was", "has", "is", "its", "this", "as"}
            ):
                return False
    return True


def year_like(pieces: Pieces, numeral: Numeral, latest: int = YEARS[1], earliest: int = YEARS[0]) -> bool:
    """Whether it is written as a year would be, and lies between ``earliest`` and ``latest``."""
    plain = numeral.form == "digits" and numeral.last == numeral.first + 1 and len(pieces.words[numeral.first]) == 4
    return plain and "." not in pieces.words[numeral.first] and earliest <= numeral.low <= latest


def _age_between_commas(pieces: Pieces, numeral: Numeral, rules: UnusedRules) -> bool:
    """Whether it reads "Amal Idris, 34," or "a farmer (34)"."""
    if (
        numeral.form != "digits"
        or not 1 <= numeral.low <= OLDEST
        or numeral.low != int(numeral.low)
        or numeral.first < 2
    ):
        return False
    opening, closing = pieces.word(numeral.first - 1), pieces.word(numeral.last)
    if not (opening == "," and closing in {",", ";", ".", ")"}) and not (opening == "(" and closing == ")"):
        return False
    if closing == "," and opening == "," and "0" <= pieces.word(numeral.last + 1)[:1] <= "9":
        return False  # "in turns, 12, 13 and 14"
    noun = numeral.first - 2
    if pieces.words[noun] in rules.named("month"):
        return False
    if pieces.words[noun] in rules.named("person"):
        return True
    if not pieces.words[noun].isalpha():
        return False
    if pieces.words[noun].endswith("s") and pieces.words[max(0, noun - 3) : noun - 1] == ("one", "of"):
        return True  # "one of the girls, 15,"
    if noun == 0:  # "Vinson, 29, is a nurse"
        small = numeral.low < 18 or pieces.words[noun].endswith("s")
        return closing == "," and not small and pieces.word(numeral.last + 1) in AFTER_AGE
    return pieces.capital(noun) or _one_person(pieces, noun, numeral, rules)


def _one_person(pieces: Pieces, noun: int, numeral: Numeral, rules: UnusedRules) -> bool:
    """Whether a noun in the singular leads a figure that may be its age: "The former welder, 36,"."""
    word = pieces.words[noun]
    if word.endswith("s") or word in rules.named("figure-word") or numeral.low < 10:
        return False
    ahead = pieces.words[max(0, noun - 3) : noun]
    return not DETERMINERS.isdisjoint(ahead) and all(step.isalpha() for step in ahead[1:])


def _title_name(pieces: Pieces, numeral: Numeral) -> str | None:
    """A reason if a capitalised number word belongs to a name ("Air Force One"), outside headlines in
    capitals.
    """
    first = numeral.first
    if numeral.form != "words" or numeral.last != first + 1 or first < 2 or numeral.vague or not pieces.capital(first):
        return None
    if not (pieces.words[first - 1].isalpha() and pieces.capital(first - 1)):
        return None
    following = first + 1
    if numeral.low != 1 and not (following < len(pieces.words) and pieces.capital(following)):
        return None  # "Photos Two women wait"
    around = [i for i in range(max(0, first - 8), min(len(pieces.words), first + 9)) if len(pieces.words[i]) > 3]
    small = sum(1 for i in around if pieces.words[i].isalpha() and not pieces.capital(i))
    return "name" if small >= 2 else None
