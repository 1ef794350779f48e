"""Where an offset lies in a text: line and column, as an editor counts them, and whether a list's mark precedes it."""

import re
from bisect import bisect_right

_SIGNS = "•⦁►▪‣●◦∙·■▸➤✓"
LIST_SIGNS = frozenset(f"{_SIGNS}-*–—")
"""What marks an item of a list."""

LIST_MARK = re.compile(rf"(?:[{_SIGNS}]|[-*–—](?=\s)|\d{{1,2}}[.)](?=\s+[^\W\d_]))\s*(?=\S)")
"""A sign or a number, with what parts it from the item."""


def is_listed(text: str, start: int) -> bool:
    r"""Whether only the mark of a list stands before ``start`` on its line.

    >>> is_listed("Dead:\n - Tarvin: 9", 9), is_listed("Dead: 9", 6)
    (True, False)
    """
    line = text.rfind("\n", 0, start) + 1
    line += len(text[line:start]) - len(text[line:start].lstrip())
    mark = LIST_MARK.match(text, line)
    return mark is not None and mark.end() == start


class LineIndex:
    r"""The line starts of one text, so that each look-up is a binary search.

    >>> LineIndex("ab\ncd").position(4)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._starts = starts

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1; a column counts code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
