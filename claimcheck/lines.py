"""Where an offset lies in a text: line and column, as an editor counts them."""

from bisect import bisect_right


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
