"""The families of ``cases/lookalikes/*.toml``: articles that look alike, with their events and conflicts."""

import re
import tomllib
from itertools import product

from pydantic import model_validator
from scoring import Figure, Value
from written import CASES, Strict, interval

FOLDER = CASES / "lookalikes"
Range = tuple[float, float]


class Text(Strict):
    """An article; with a ``publisher`` its file gets a front matter, without one the body is all of it."""

    name: str
    published: str
    publisher: str = ""
    body: str

    @property
    def written(self) -> str:
        head = f"---\npublisher: {self.publisher}\npublished: {self.published}\n---\n"
        return (head if self.publisher else "") + self.body.lstrip("\n")


class Wanted(Strict):
    """A figure and the happening it is about; see the folder's README for what the keys mean."""

    text: str
    figure: str
    occurrence: int = 1
    value: str = ""
    event: str
    measure: str
    part: bool = False
    denied: bool = False
    optional: bool = False

    @property
    def range(self) -> Range:
        """The interval it stands for, an open end being infinite."""
        low, high, modifier = interval(self.value or numeral(self.figure))
        if modifier == "about" and low is not None and high is not None:
            low, high = 0.9 * low, 1.1 * high
        return (float("-inf") if low is None else low, float("inf") if high is None else high)


class Conflict(Strict):
    kind: str
    left: tuple[str, str]
    right: tuple[str, str]
    optional: bool = False


class Family(Strict):
    name: str
    text: tuple[Text, ...]
    claim: tuple[Wanted, ...]
    conflict: tuple[Conflict, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> "Family":
        places = [self.place(wanted) for wanted in self.claim]
        if len(places) != len(set(places)):
            raise ValueError("a figure is labelled twice")
        for conflict in self.conflict:
            self.sides(conflict)
        return self

    def file(self, text: str) -> str:
        return f"{self.name}-{text}.txt"

    def place(self, wanted: Wanted) -> tuple[str, int, int]:
        """The file a figure stands in, and its span there."""
        text = next((text for text in self.text if text.name == wanted.text), None)
        if text is None:
            raise ValueError(f"there is no text {wanted.text!r}")
        shift = len(text.written) - len(text.body.lstrip("\n"))
        found = [
            match
            for match in re.finditer(rf"(?<![\w.,]){re.escape(wanted.figure)}(?!\w|[.,]\d)", text.written)
            if match.start() >= shift
        ]
        if len(found) < wanted.occurrence:
            raise ValueError(f"{wanted.figure!r} stands {len(found)} times in {wanted.text!r}")
        match = found[wanted.occurrence - 1]
        return self.file(text.name), match.start(), match.end()

    def figure(self, index: int) -> Figure:
        wanted = self.claim[index]
        value = Value(*interval(wanted.value or numeral(wanted.figure)))
        return Figure.of(f"{self.name}/{wanted.event}", wanted.measure, value)

    def sides(self, conflict: Conflict) -> tuple[int, int]:
        """The two claims of a conflict: the first with these figures that share an event and a measure."""
        left, right = (
            [n for n, c in enumerate(self.claim) if (c.text, c.figure) == side]
            for side in (conflict.left, conflict.right)
        )
        for one, other in product(left, right):
            if self.figure(one)[:2] == self.figure(other)[:2]:
                return one, other
        raise ValueError(f"conflict {conflict.left} – {conflict.right}: no such figures of one event and measure")


def numeral(figure: str) -> str:
    """The number that a figure in digits stands for.

    >>> numeral("42,000"), numeral("1.3 million")
    ('42000', '1300000.0')
    """
    digits, _, word = figure.replace(",", "").partition(" ")
    return str(float(digits) * 1_000_000) if word == "million" else digits


def read_families() -> tuple[Family, ...]:
    """All families, by name; a malformed one raises, naming its file."""
    families: list[Family] = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem == "floors":
            continue
        try:
            families.append(Family(name=path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from None
    return tuple(families)


def floors() -> dict[str, float]:
    return tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
