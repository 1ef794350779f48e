"""Scores the quantities of news sentences against the written ones: F1 for value, with modifier, with unit.

python tests/newsquant.py [-v]     (-v prints each sentence that is not right)
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimcheck.models import Quantity
from claimcheck.numbering import quantities
from claimcheck.rules import rule_book

CASES = Path(__file__).parent / "cases" / "quantities_news.toml"
SIGNS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "~": "about"}
LEVELS = ("value", "modifier", "unit")

Written = tuple[tuple[float, ...], str, str]  # figures, modifier, unit


@dataclass
class Tally:
    """How many were written, found and right, at each level (each level takes in the ones before)."""

    written: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def f1(self, level: str) -> float:
        return 2 * self.right[level] / max(1, self.written + self.found)

    def precision(self, level: str) -> float:
        return self.right[level] / max(1, self.found)

    def recall(self, level: str) -> float:
        return self.right[level] / max(1, self.written)


def sentences(path: Path = CASES) -> Iterable[tuple[str, str, list[Written]]]:
    """Each sentence with its topic and its quantities."""
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    for group in data["group"]:
        for text, *rows in group["sentences"]:
            yield group["topic"], text, [written(row) for row in rows]


def written(row: str) -> Written:
    """A row of the cases: "8.5 | >8.5 | mile"."""
    cells = [*(cell.strip() for cell in row.split("|")), ""]
    value, unit = cells[1], cells[2]
    if ".." in value:
        low, _, high = value.removesuffix("!").partition("..")
        return (float(low), float(high)), "between" if value.endswith("!") else "vague", unit
    sign = next((s for s in SIGNS if value.startswith(s)), "")
    return (float(value.removeprefix(sign)),), SIGNS.get(sign, "exact"), unit


def found(quantity: Quantity) -> Written:
    """What the library gives, in the same form."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return tuple(sorted(set(ends))), quantity.modifier, quantity.unit or ""


def score(cases: Iterable[tuple[str, str, list[Written]]], verbose: bool = False) -> dict[str, Tally]:
    """The tally of each topic, and of all of them under ``all``."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for topic, text, wanted in cases:
        got = [found(quantity) for quantity in quantities(text, rule_book())]
        right = {
            level: (Counter(w[: i + 1] for w in wanted) & Counter(g[: i + 1] for g in got)).total()
            for i, level in enumerate(LEVELS)
        }
        for tally in (tallies["all"], tallies.setdefault(topic, Tally())):
            tally.written += len(wanted)
            tally.found += len(got)
            tally.right.update(right)
        if verbose and Counter(got) != Counter(wanted):
            missing, extra = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
            print(f"{text}\n   missing {[*missing]}\n   extra   {[*extra]}")
    return tallies


def main() -> None:
    tallies = score(sentences(), "-v" in sys.argv)
    print(f"{'topic':24}{'written':>8}{'found':>7}" + "".join(f"{level:>10}" for level in LEVELS))
    for topic, tally in tallies.items():
        cells = "".join(f"{tally.f1(level):10.3f}" for level in LEVELS)
        print(f"{topic:24}{tally.written:8}{tally.found:7}{cells}")


if __name__ == "__main__":
    main()
