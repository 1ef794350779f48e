"""Imprints: lines of a page's head that name who printed or wrote the story, and the day.

"Northern Star | Sunday, 8 February 2015", "The Star (with agencies), Tuesday 2 July 2019", "May 5, 2015 — By Ann
Low", "Press statement No. 12, 7 May 2015". Told by a whole date at one end, and nothing but names and the words that
``rules/en/articles.toml`` lists (role ``credit``) beside it.
"""

import re

from claimcheck import moments
from claimcheck.moments import MomentRules, StampEntry, compile_moments, find_stamp
from claimcheck.rules import RuleBook

LONGEST = 120  # characters
_MOST_WORDS = 10
_NUMBERED = re.compile(r"\b(?:No|Nr)\.? ?\d{1,4}\b|#\d{1,4}\b")
_WORDS = re.compile(r"[^\s|,;:/()•·—–-]+")


def is_imprint(text: str, start: int, end: int, rules: MomentRules) -> bool:
    """Whether a line names a paper or a writer, and the day.

    >>> from claimcheck.rules import rule_book
    >>> from claimcheck.moments import compile_moments
    >>> rules = compile_moments(rule_book())
    >>> [is_imprint(t, 0, len(t), rules) for t in ("Lima Star staff, 3 March 2017", "Nine die in Lima, 3 March 2017")]
    [True, False]
    """
    if end - start > LONGEST or text[end - 1] in ".!?":
        return False
    stamp = find_stamp(text, start, end, rules)
    if stamp is None or stamp.moment is None:
        return False
    parts = (text[start : stamp.start], text[stamp.end : end])
    sides = [rules.beside.sub(" ", _NUMBERED.sub(" ", part)) for part in parts]  # "Statement No. 117 - 22 March 2025"
    named = [words for side in sides if (words := _WORDS.findall(side))]
    if not named or sum(map(len, named)) > _MOST_WORDS:
        return False
    return all(word.lower() in rules.credits or _is_name(word) for words in named for word in words)


def _is_name(word: str) -> bool:
    return word[0].isupper() and not any(letter.isdigit() for letter in word)


def shows_stamp(entry: StampEntry, text: str, book: RuleBook) -> bool:
    """Whether the text is a line of nothing but a date with the entry's words, or an imprint with them."""
    if entry.role == "credit":
        return is_imprint(text, 0, len(text), compile_moments(book))
    return moments.shows_stamp(entry, text, book)
