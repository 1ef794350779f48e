"""Where one story of a page ends and the next begins.

Two signs count, each with a story's prose since the last one: a headline with a date line under it (or a date
line with a headline under it), as blogs and archives have, and a headline that the page prints again within a
few lines, dated, as news sites do. A page without them is one story.
"""

from claimcheck.layout import Line, folded

NEAR = 5  # lines between a headline and its date
NEAR_AGAIN = 12  # lines between the printings of a headline
LONGEST_TITLE = 220


def story_starts(text: str, lines: list[Line]) -> list[int]:
    """The indices of the lines that begin a story, in order; the first is always 0."""
    if not lines:
        return []
    signs = sorted({*_dated(text, lines), *_printed_again(text, lines)})
    starts = [0]
    prose = _prose_before(lines)
    for sign in signs:
        if sign > 0 and prose[sign] > prose[starts[-1]]:
            starts.append(sign)
    return starts


def is_title(text: str, line: Line, words: int = 3) -> bool:
    """Whether a line may be a headline: so many words, no full stop, no mark of anything else."""
    length = line.end - line.start
    if line.kind != "short" and not (line.kind == "prose" and length <= 160 and text[line.end - 1] in "?!…\"”’'"):
        return False
    return length <= LONGEST_TITLE and text[line.end - 1] != ":" and len(text[line.start : line.end].split()) >= words


def _dated(text: str, lines: list[Line]) -> list[int]:
    """The headlines that have a date line below or, failing that, above them."""
    found: list[int] = []
    for index, line in enumerate(lines):
        if line.kind != "stamp" or line.moment is None:
            continue
        title = _title_above(text, lines, index)
        if title is not None:
            found.append(title)
        elif (
            (index + 1 < len(lines) and lines[index + 1].spaced and line.spaced and is_title(text, lines[index + 1]))
            and index + 2 < len(lines)
            and lines[index + 2].spaced
        ):
            found.append(index)
    return found


def _title_above(text: str, lines: list[Line], index: int) -> int | None:
    """The headline over a date line: bylines, summaries and furniture may stand between, prose not."""
    best: int | None = None
    for above in range(index - 1, max(-1, index - 1 - NEAR), -1):
        line = lines[above]
        if is_title(text, line) and len(text[line.start : line.end].split()) >= 4:
            best = above
            if line.spaced:
                return best
        elif line.kind in ("prose", "stamp", "clock"):
            break
    return best if best is not None and lines[best].spaced else None


def _printed_again(text: str, lines: list[Line]) -> set[int]:
    """The first printings of headlines that stand again a few lines on, with a date near by."""
    last: dict[str, int] = {}
    first: dict[str, int] = {}
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not is_title(text, line):
            continue
        key = folded(text, line.start, line.end)
        if key in last and index - last[key] <= NEAR_AGAIN:
            start = first[key]
            if lines[start].spaced and _is_dated(lines, start, index):
                found.add(start)
        else:
            first[key] = index
        last[key] = index
    return found


def _is_dated(lines: list[Line], start: int, end: int) -> bool:
    """Whether a date line stands among the printings of a headline, or soon after."""
    return any(line.kind == "stamp" for line in lines[start : min(end, start + 2 * NEAR_AGAIN) + 4])


def _prose_before(lines: list[Line]) -> list[int]:
    """For each line, how many lines of prose come before it."""
    counts: list[int] = []
    count = 0
    for line in lines:
        counts.append(count)
        count += line.kind == "prose" and line.end - line.start >= 80
    return counts
