"""A sentence cut into words, figures and marks, with offsets: what the number grammar reads.

``claimcheck.syntax`` tags words for the clause around a number; this cut is finer and knows no tags: a
figure and the letters glued to it are two pieces ("562m" is "562" and "m"), so that a grammar can tell
"40km" from "F16".
"""

import re
from dataclasses import dataclass

DASHES = frozenset({"-", "–", "‑", "‐"})
PIECE = re.compile(
    r"""
    [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])        # 1,200 and 1,200.5
  | [0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])            # 2,30,000
  | [0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3})+(?![0-9])  # 280 000, with a thin or no-break space
  | [0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])                 # 1.200.000
  | [0-9]+(?:\.[0-9]+)?
  | [^\W0-9_]+(?:['’][^\W0-9_]+)*                         # o’clock, Syria’s
  | \S
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of ``text[start:end]`` in order: words in lower case, and where each lies in the text."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def glued(self, index: int) -> bool:
        """Whether this piece stands directly on the one before it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def near(self, index: int) -> bool:
        """Whether no more than a space or two lies between this piece and the one before it."""
        return 0 < index < len(self.words) and self.starts[index] - self.ends[index - 1] <= 2

    def capital(self, index: int) -> bool:
        """Whether this piece begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def has_capital(self, index: int) -> bool:
        """Whether a capital stands anywhere in this piece ("iPhone")."""
        return self.text[self.starts[index] : self.ends[index]] != self.words[index]

    def word(self, index: int) -> str:
        """The piece at ``index`` in lower case, or an empty string beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def cut(text: str, start: int, end: int) -> Pieces:
    """The pieces of ``text[start:end]``.

    >>> cut("About 562m left.", 0, 16).words
    ('about', '562', 'm', 'left', '.')
    """
    found = list(PIECE.finditer(text, start, end))
    return Pieces(
        text,
        start,
        end,
        tuple([match.group().lower() for match in found]),
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of the rules, cut as texts are."""
    return tuple(match.group().lower() for match in PIECE.finditer(phrase))
