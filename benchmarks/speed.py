"""Measures how fast each stage is, in one run: kB of text a second, and as a ratio to counting its words.

    python benchmarks/speed.py [PATH…]      (default: the seeds, several times over)

Machines differ and swing; compare the ratios, not the seconds.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimcheck import pipeline
from claimcheck.reading import read_documents
from claimcheck.rules import rule_book
from claimcheck.values import DocumentText

STAGES = {
    "articles": "articles.find_articles",
    "sentences": "segmenting.split_sentences",
    "numbers": "numbering.find_numbers",
    "tokens": "syntax.tokenize",
    "roles": "measures.find_roles",
    "settings": "settings.find_settings",
    "speech": "attribution.find_speech",
    "mentions": "join_mentions",
    "events": "grouping.group_mentions",
    "discrepancies": "discrepancies.find_discrepancies",
}


class Clock:
    """Sums up the time spent in each stage, without what it spends in another one called from it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        self._inner: list[float] = []

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give the function, with the time of its calls added to ``name``."""

        def run(*arguments: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            begun = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                spent = time.perf_counter() - begun
                self.seconds[name] += spent - self._inner.pop()
                if self._inner:
                    self._inner[-1] += spent

        return run

    def attach(self) -> None:
        """Put the clock on every stage that the pipeline calls."""
        for name, path in STAGES.items():
            owner: Any = pipeline
            *modules, function = path.split(".")
            for module in modules:
                owner = getattr(owner, module)
            setattr(owner, function, self.timed(name, getattr(owner, function)))


def count_words(documents: list[DocumentText]) -> float:
    """Give the seconds it takes to count the words with a regular expression: the yardstick."""
    words = re.compile(r"\w+")
    begun = time.perf_counter()
    for document in documents:
        sum(1 for _ in words.finditer(document.text))
    return time.perf_counter() - begun


def main(paths: list[str]) -> None:
    """Print the table."""
    seeds = Path(__file__).parents[1] / "seeds"
    documents = [d for d in read_documents(paths or [str(seeds)]) if d.skipped is None]
    rounds = 1 if paths else 10
    begun = time.perf_counter()
    book = rule_book()
    stages = pipeline.compile_stages(book)
    compiling = time.perf_counter() - begun

    def run() -> None:
        readings = [pipeline.read_document(document, stages) for document in documents]
        pipeline.make_report(readings, stages, book.digest)

    run()  # fills the caches
    clock = Clock()
    clock.attach()
    yardstick = sum(count_words(documents) for _ in range(rounds))
    begun = time.perf_counter()
    for _ in range(rounds):
        run()
    whole = time.perf_counter() - begun

    kilobytes = rounds * sum(len(d.text.encode()) for d in documents) / 1000
    rest = whole - sum(clock.seconds.values())
    print(f"{kilobytes:.0f} kB in {rounds * len(documents)} documents; rules compiled in {compiling:.2f} s")
    print(f"{'stage':16}{'s':>9}{'kB/s':>10}{'share':>8}{'× words':>10}")
    rows = [("counting words", yardstick), *clock.seconds.items(), ("the rest", rest), ("all stages", whole)]
    for name, seconds in rows:
        share = "" if name == "counting words" else f"{seconds / whole:.0%}"
        speed = kilobytes / max(seconds, 1e-9)
        print(f"{name:16}{seconds:9.3f}{speed:10.0f}{share:>8}{seconds / yardstick:10.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
