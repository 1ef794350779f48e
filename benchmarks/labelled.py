"""Reads a labelled set of news and tells which claims are right.

A set is a folder with ``gold/NAME.claims.jsonl`` (a row a labelled numeral: doc, start, end, low, high,
modifier, measure, sources, optional, repeat) and ``news/*.txt``; texts that are not there are looked for in
``seeds`` beside the folder. Offsets count code points. NAME is a cluster: texts about one event, or one
topic.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck import pipeline
from claimcheck.reading import read_documents
from claimcheck.rules import rule_book
from claimcheck.values import Mention

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # where the scorers are
import scoring

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a labelled text: its cluster, and whether value, measure and source are all right.

    ``seen``: the rules were tuned on the set.
    """

    cluster: str
    mention: Mention
    right: bool
    seen: bool = False


def clusters(folder: Path) -> dict[str, list[Row]]:
    """The labelled rows by cluster, in the order of their names."""
    found: dict[str, list[Row]] = {}
    for path in sorted((folder / "gold").glob("*.claims.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.name.removesuffix(".claims.jsonl")] = [json.loads(line) for line in lines if line.strip()]
    return found


def texts(folder: Path) -> list[str]:
    """The folders of the set's texts."""
    return [str(p) for p in (folder / "news", folder.parent / "seeds") if p.is_dir()]


def mentions_of(folder: Path) -> dict[str, list[Mention]]:
    """The mentions that claimcheck finds in each text, by the file's name."""
    stages = pipeline.compile_stages(rule_book())
    made: dict[str, list[Mention]] = {}
    for document in read_documents(texts(folder)):
        made[Path(document.path).name] = list(pipeline.read_document(document, stages).mentions)
    return made


def judge(folder: Path, seen: bool = False) -> Iterator[Judged]:
    """Each claim that counts, judged; those that the labels leave open are passed over."""
    made = mentions_of(folder)
    for cluster, rows in clusters(folder).items():
        by_text: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_text[row["doc"]].append(row)
        for name, labelled in sorted(by_text.items()):
            matched = _match(labelled, made.get(name, []))
            for mention in made.get(name, []):
                label = matched.get(mention.id)
                if label is None or not (label.get("repeat") or label.get("optional")):
                    yield Judged(cluster, mention, label is not None and is_right(mention, label), seen)


def _match(labelled: Sequence[Row], mentions: list[Mention]) -> dict[str, Row]:
    """The labelled row that each mention stands for, by the mention's id."""
    spans = [(row["start"], row["end"]) for row in labelled]
    found = scoring.match(spans, mentions, lambda mention: (mention.number.start, mention.number.end))
    return {mention.id: labelled[index] for index, mention in found.items()}


def is_right(mention: Mention, row: Row) -> bool:
    """Whether value, measure and source are all as labelled."""
    return (
        scoring.value_is_right(mention.number, scoring.Value(row["low"], row["high"], row["modifier"]))
        and scoring.measure_is_right(mention.role.measure, row["measure"])
        and scoring.source_is_right(mention.speech.source.label if mention.speech else None, row["sources"])
    )
