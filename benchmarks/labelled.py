"""Reads a labelled set of news and tells which claims are right.

A set is a folder with ``gold/NAME.claims.jsonl`` (a row a labelled numeral: doc, start, end, low, high,
modifier, measure, sources, optional, repeat) and ``news/*.txt``; texts that are not there are looked for in
``seeds`` beside the folder. Offsets count code points. NAME is a cluster: texts about one event, or one
topic.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from claimcheck import pipeline
from claimcheck.reading import read_documents
from claimcheck.rules import rule_book
from claimcheck.values import Mention

SPARE = 15  # characters by which a claim's numeral may be longer than the labelled one
ARTICLES = frozenset(["the", "a", "an", "of", "for", "its", "s"])

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


def _match(labelled: Iterable[Row], mentions: list[Mention]) -> dict[str, Row]:
    """The labelled row that each mention stands for, by the mention's id."""
    taken: dict[str, Row] = {}
    for row in labelled:
        start, end = row["start"], row["end"]
        near = [
            m
            for m in mentions
            if m.number.start < end
            and start < m.number.end
            and m.id not in taken
            and m.number.end - m.number.start <= end - start + SPARE
        ]
        if near:
            taken[max(near, key=lambda m: min(m.number.end, end) - max(m.number.start, start)).id] = row
    return taken


def is_right(mention: Mention, row: Row) -> bool:
    """Whether value, measure and source are all as labelled."""
    return value_is_right(mention, row) and measure_is_right(mention, row) and source_is_right(mention, row)


def value_is_right(mention: Mention, row: Row) -> bool:
    """Whether the interval and its modifier are as labelled; of a vague word the modifier is enough."""
    number = mention.number
    if row["modifier"] == "vague":
        return number.modifier == "vague"
    if row["modifier"] == "about":
        low, high = number.low or 0.0, number.high if number.high is not None else float("inf")
        return number.modifier == "about" and bool(low <= row["low"] <= high)
    return bool(number.low == row["low"] and number.high == row["high"])


def measure_is_right(mention: Mention, row: Row) -> bool:
    """Whether the measure is as labelled; which plain verb is used where no measure fits is free."""
    named = pipeline.compile_stages(rule_book()).measures.named
    said, wanted = mention.role.measure, row["measure"]
    return bool(said == wanted or (said not in named and wanted not in named))


def source_is_right(mention: Mention, row: Row) -> bool:
    """Whether the source is an accepted one; the writer's own voice is right where it is labelled first."""
    if mention.speech is None:
        return bool(row["sources"][0] == "-")
    return any(same_source(mention.speech.source.label, name) for name in row["sources"] if name != "-")


def same_source(said: str, accepted: str) -> bool:
    """Whether two names are one, give or take three words of description.

    >>> same_source("Ardo police chief Lena Fisk", "Lena Fisk"), same_source("the army", "the police")
    (True, False)
    """
    short, long = sorted((_words(said), _words(accepted)), key=len)
    spare = 3 if len(short) > 1 else 1
    if not short or len(long) - len(short) > spare:
        return False
    return all(any(_alike(word, other) for other in long) for word in short)


def _words(name: str) -> list[str]:
    bare = re.sub(r"[’']s?\b", "", name.casefold()).replace("defense", "defence")
    return [word for word in re.findall(r"\w+", bare) if word not in ARTICLES]


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= 86)
