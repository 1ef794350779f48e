"""The written cases of ``cases/claims/*.toml``: texts with the claims and discrepancies a reader finds."""

import re
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

CASES = Path(__file__).parent / "cases"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Wanted(Strict):
    """A claim a reader finds; ``measure``, ``counted`` and ``source`` list what is right, divided by ";"."""

    figure: str
    value: str
    unit: str = "person"
    measure: str
    counted: str
    source: str = "-"
    origin: str = ""
    part_of: str = ""
    event: str = ""
    denied: bool = False
    optional: bool = False


class WantedDiscrepancy(Strict):
    kind: str
    figures: tuple[str, str]


class Case(Strict):
    """A text, or several, with its claims and the discrepancies between them."""

    label: str
    topic: str
    comment: str = ""
    must: bool = False
    text: str = ""
    texts: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    claims: tuple[Wanted, ...]
    discrepancies: tuple[WantedDiscrepancy, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> "Case":
        if bool(self.text) == bool(self.texts):
            raise ValueError("give either text or texts")
        if self.published and len(self.published) != len(self.texts):
            raise ValueError("published needs one date for each of texts")
        for wanted in self.claims:
            self.place(wanted.figure)
            interval(wanted.value)
            if wanted.part_of and all(wanted.part_of != other.figure for other in self.claims):
                raise ValueError(f"part_of = {wanted.part_of!r} is no figure of this case")
        for discrepancy in self.discrepancies:
            for figure in discrepancy.figures:
                if all(figure != wanted.figure for wanted in self.claims):
                    raise ValueError(f"discrepancies: {figure!r} is no figure of this case")
        return self

    @property
    def name(self) -> str:
        return f"{self.topic}: {self.label}"

    @property
    def articles(self) -> tuple[str, ...]:
        return self.texts or (self.text,)

    def place(self, figure: str) -> tuple[int, int, int]:
        """The article a figure stands in, and where: the index, start and end."""
        before, numeral, after = re.fullmatch(r"(?:(.*)\[\[)?(.*?)(?:\]\](.*))?", figure, re.S).groups("")  # type: ignore[union-attr]
        pattern = re.compile(
            rf"(?<![\w.,]){re.escape(before + numeral + after)}(?![\w])"
            if not before
            else re.escape(before + numeral + after)
        )
        found = [
            (index, match.start() + len(before), match.start() + len(before) + len(numeral))
            for index, text in enumerate(self.articles)
            for match in pattern.finditer(text)
        ]
        if len(found) != 1:
            raise ValueError(f"the figure {figure!r} stands in the text {len(found)} times, not once")
        return found[0]


def read_cases() -> tuple[Case, ...]:
    """All written cases, in the order of files and entries; a malformed one raises, naming file and label."""
    cases: list[Case] = []
    for path in sorted((CASES / "claims").glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            try:
                cases.append(Case(topic=path.stem, **raw))
            except ValueError as error:
                raise ValueError(f"{path.name}, case {raw.get('label')!r}: {error}") from None
    return tuple(cases)


def known_failures() -> dict[str, str]:
    """The cases that are known to fail, and why."""
    table = tomllib.loads((CASES / "known_failures.toml").read_text(encoding="utf-8"))
    return {entry["case"]: entry["why"] for entry in table.get("known", [])}


def floors() -> dict[str, float]:
    return tomllib.loads((CASES / "floors.toml").read_text(encoding="utf-8"))


def interval(value: str) -> tuple[float | None, float | None, str]:
    """A written value as low, high (None: open) and modifier.

    >>> interval(">=20"), interval("30..40!"), interval("24..99")
    ((20.0, None, 'at_least'), (30.0, 40.0, 'between'), (24.0, 99.0, 'vague'))
    """
    for sign, modifier in ((">=", "at_least"), ("<=", "at_most"), (">", "more_than"), ("<", "less_than")):
        if value.startswith(sign):
            number = float(value.removeprefix(sign))
            return (number, None, modifier) if sign[0] == ">" else (None, number, modifier)
    low, dots, high = value.removesuffix("!").removeprefix("~").partition("..")
    if dots:
        return float(low), float(high), "between" if value.endswith("!") else "vague"
    return float(low), float(low), "about" if value.startswith("~") else "exact"
