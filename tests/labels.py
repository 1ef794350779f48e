"""The labelled stories of ``cases/stories``: their texts, claims and conflicts (see the README there).

What comes in is a set's folder, what goes out its labels with their places in the texts. A label file is
written by hand, so whatever is wrong with it raises a ``LabelError`` that names file, line and remedy.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NoReturn

from scoring import Figure, Pair, Span, Value
from written import CASES, interval

FOLDER = CASES / "stories"
FILE = "labels.gold"
MOST_BYTES = 1_000_000  # of a text or a label file
LONGEST_SNIPPET = 200
CELLS = ("snippet", "value", "unit", "measure", "counted", "source", "event")
KINDS = ("value", "revision", "complement", "who", "denial")
VALUE = re.compile(r"(?:>=|<=|>|<|~)?\d{1,15}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?\.\.\d{1,15}(?:\.\d{1,6})?!?")


class LabelError(ValueError):
    """A label file that can't be read: where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Label:
    """A claim that a reader finds: the numeral's place in its text, and what the text says of it."""

    text: str
    start: int
    end: int
    snippet: str
    value: Value
    measure: str
    counted: str
    unit: str
    sources: tuple[str, ...]
    event: str
    part_of: float | None = None
    denied: bool = False
    optional: bool = False
    line: int = 0

    @property
    def figure(self) -> Figure:
        return Figure.of(self.event, self.measure, self.value)


@dataclass(frozen=True, slots=True)
class Stories:
    """A set: its texts' paths by name, its labels in the order of the file, and the conflicts between them."""

    name: str
    texts: Mapping[str, Path]
    labels: tuple[Label, ...]
    conflicts: tuple[Pair, ...]


def read_sets(folder: Path = FOLDER) -> tuple[Stories, ...]:
    """All sets, by name."""
    return tuple(read_set(path.parent) for path in sorted(folder.glob(f"*/{FILE}")))


def read_set(folder: Path) -> Stories:
    """The set in a folder; raises LabelError."""
    return _Reader(folder).read()


class _Reader:
    """Reads a set's label file, knowing the line it is at."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.line = folder, 0
        self.paths = {path.stem: path for path in sorted(folder.glob("*.txt"))}
        self.texts = {name: self._contents(path) for name, path in self.paths.items()}
        self.labels: list[Label] = []
        self.conflicts: list[Pair] = []
        self.either: list[tuple[str, str]] = []  # event and measure whose differing figures are optional conflicts
        self.sections: list[str] = []

    def read(self) -> Stories:
        for number, row in self._rows():
            self.line = number
            if row.startswith("@"):
                self._begin(row)
            elif not self.sections:
                self._fail("a row before the first section", "begin with a line '@text NAME'")
            elif self.sections[-1] == "@conflicts":
                self._conflict(row)
            else:
                self.labels.append(self._label(row))
        for name in self.texts:
            if name not in self.sections:
                self._fail(f"{name}.txt is not labelled", f"add a line '@text {name}', with its claims or none below")
        self._check_parts()
        self.conflicts += self._optional_pairs()
        return Stories(self.folder.name, self.paths, tuple(self.labels), tuple(self.conflicts))

    def _fail(self, what: str, remedy: str) -> NoReturn:
        raise LabelError(f"{self.folder.name}/{FILE}:{self.line}: {what}; {remedy}")

    def _contents(self, path: Path) -> str:
        if path.stat().st_size > MOST_BYTES:
            raise LabelError(f"{self.folder.name}/{path.name}: longer than {MOST_BYTES} bytes; divide it")
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise LabelError(
                f"{self.folder.name}/{path.name}: no UTF-8 at byte {error.start}; save it as such"
            ) from None

    def _rows(self) -> Iterator[tuple[int, str]]:
        for number, row in enumerate(self._contents(self.folder / FILE).splitlines(), 1):
            if row.strip() and not row.startswith("#"):
                yield number, row.strip()

    def _begin(self, row: str) -> None:
        word, _, name = row.partition(" ")
        if word == "@text" and name not in self.texts:
            self._fail(
                f"there is no text {name!r}", f"give the name of a .txt file in {self.folder.name}, without .txt"
            )
        if word not in ("@text", "@conflicts") or (word == "@conflicts" and name):
            self._fail(f"{row!r} begins no section", "write '@text NAME' or '@conflicts'")
        section = name or word
        if section in self.sections:
            self._fail(f"a second section {row!r}", "add the rows to the first")
        self.sections.append(section)

    def _label(self, row: str) -> Label:
        cells = [cell.strip() for cell in row.split(" | ")]
        if not len(CELLS) <= len(cells) <= len(CELLS) + 1 or not all(cells):
            self._fail(
                f"{len(cells)} cells, or an empty one", f"write {' | '.join(CELLS)}, and extras if there are any"
            )
        snippet, written, unit, measure, counted, source, event = cells[: len(CELLS)]
        text = self.sections[-1]
        start, end = self._place(text, snippet)
        if any(label.text == text and label.start < end and start < label.end for label in self.labels):
            self._fail(f"the numeral of {snippet!r} is labelled already", "remove one of the rows")
        sources = tuple(name.strip() for name in source.split(";"))
        if not all(sources):
            self._fail(f"an empty name in the source {source!r}", "divide the names by one ';', or write -")
        part_of, flags = self._extras(cells[len(CELLS)] if len(cells) > len(CELLS) else "")
        return Label(
            text,
            start,
            end,
            snippet,
            self._value(written),
            measure,
            counted,
            unit,
            sources,
            event,
            part_of,
            "denied" in flags,
            "optional" in flags,
            self.line,
        )

    def _place(self, text: str, snippet: str) -> Span:
        """Where the numeral of a snippet stands in a text."""
        before, opened, rest = snippet.replace("\\n", "\n").partition("[[")
        numeral, closed, after = rest.partition("]]")
        if not (opened and closed and numeral) or "[[" in rest or "]]" in after:
            self._fail(f"no one numeral in {snippet!r}", "put [[ ]] around the numeral, once")
        if len(snippet) > LONGEST_SNIPPET:
            self._fail(f"a snippet of {len(snippet)} characters", "a word or two on either side are enough")
        words, whole = before + numeral + after, self.texts[text]
        first = whole.find(words)
        if first < 0:
            self._fail(f"{snippet!r} is not in {text}.txt", "copy the words as they stand there, a line break as \\n")
        if whole.find(words, first + 1) >= 0:
            self._fail(f"{snippet!r} stands in {text}.txt more than once", "add a word before or after")
        return first + len(before), first + len(before) + len(numeral)

    def _value(self, written: str) -> Value:
        if not VALUE.fullmatch(written):
            self._fail(f"{written!r} is no value", "write 8, >=20, >130, <=260, <30, ~7, 30..40! or 24..99")
        value = Value(*interval(written))
        if value.low is not None and value.high is not None and value.low > value.high:
            self._fail(f"{written!r} ends before it begins", "write the smaller number first")
        return value

    def _extras(self, written: str) -> tuple[float | None, set[str]]:
        """The total that the figure is part of, and the flags."""
        part_of, flags = None, set()
        for extra in filter(None, (extra.strip() for extra in written.split(";"))):
            name, _, total = extra.partition("=")
            if name == "part_of" and re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", total):
                part_of = float(total)
            elif extra in ("denied", "optional"):
                flags.add(extra)
            else:
                self._fail(f"{extra!r} is no extra", "write part_of=34, denied or optional, divided by ';'")
        return part_of, flags

    def _check_parts(self) -> None:
        for label in self.labels:
            others = (other for other in self.labels if other.text == label.text and other is not label)
            if label.part_of is not None and not any(label.part_of in other.value[:2] for other in others):
                self.line = label.line
                self._fail(f"no figure of {label.text} is {label.part_of:g}", "give the labelled figure of the total")

    def _conflict(self, row: str) -> None:
        kind, *cells = [cell.strip() for cell in row.split(" | ")]
        if kind == "any" and len(cells) == 2:
            if not any((label.event, label.measure) == tuple(cells) for label in self.labels):
                self._fail(f"no claim is of {cells[0]!r} and {cells[1]!r}", "give an event and a measure of the claims")
            self.either.append((cells[0], cells[1]))
            return
        if kind not in KINDS or len(cells) not in (2, 3) or cells[2:] not in ([], ["optional"]):
            self._fail(
                "no conflict", f"write KIND | TEXT::snippet | TEXT::snippet; the kinds are {', '.join(KINDS)}, any"
            )
        one, other = self._side(cells[0]), self._side(cells[1])
        if one == other or self.labels[one].event != self.labels[other].event:
            self._fail("the two claims are one, or of two events", "a conflict is between two claims of one event")
        told = f"{cells[0]} – {cells[1]}"
        self.conflicts.append(Pair(kind, one, other, optional=bool(cells[2:]), told=told))

    def _side(self, cell: str) -> int:
        """The index of the claim that a side of a conflict names."""
        text, _, snippet = cell.partition("::")
        if text not in self.texts or not snippet:
            self._fail(f"{cell!r} names no text", "write TEXT::snippet, the text without .txt")
        place = self._place(text, snippet)
        for index, label in enumerate(self.labels):
            if (label.text, label.start, label.end) == (text, *place):
                return index
        return self._fail(f"{cell!r} is no labelled claim", f"label it below '@text {text}' first")

    def _optional_pairs(self) -> Iterator[Pair]:
        """Each two differing figures of an event and measure that ``any`` leaves open."""
        for event, measure in self.either:
            mine = [n for n, label in enumerate(self.labels) if (label.event, label.measure) == (event, measure)]
            for one, other in combinations(mine, 2):
                if self.labels[one].value[:2] != self.labels[other].value[:2]:
                    yield Pair("value", one, other, optional=True)
