"""The number grammar: which pieces of a sentence spell a number, and which one.

In go the pieces of a sentence, out come :class:`Numeral` values in order, not overlapping: figures
(``figures.py``), words, vague words, shares and none at all (``number_words.py``). What a number is of,
what bounds it, and whether it is a date, is for others.
"""

from collections.abc import Callable

from claimcheck.figures import DENOMINATORS, Numeral, read_figure, read_sign
from claimcheck.number_rules import NumeralRules, compile_numerals
from claimcheck.number_words import (
    read_fold,
    read_majority,
    read_ordinal,
    read_part,
    read_vague,
    read_words,
    read_zero,
)
from claimcheck.pieces import DASHES, Pieces

__all__ = ["DASHES", "DENOMINATORS", "Numeral", "NumeralRules", "compile_numerals", "find_numerals"]

Reader = Callable[[Pieces, int, NumeralRules], Numeral | None]
READERS: tuple[Reader, ...] = (
    read_zero,
    read_vague,
    read_majority,
    read_part,
    read_words,
    read_sign,
    read_ordinal,
    read_fold,
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
