"""How well the tool reads stories that several outlets tell (``cases/stories``, read by ``labels.py``).

``run`` has the tool read the texts of all sets together; ``judge`` compares its report with a set's labels.
Run as a script it prints the figures by set and, with ``--misses``, everything that came out wrong.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import scoring
from labels import FOLDER, Label, Stories, read_sets
from scoring import WRITER, Conflicts

import claimcheck
from claimcheck.models import Claim
from claimcheck.result import Report

UNREAD = "unread"
"""The set that is only measured: what it gets wrong is not shown, so that no rule is made for it."""

COLUMNS = {
    "claims": "claims, F1",
    "value": "value",
    "measure": "measure",
    "source": "source",
    "own_voice": "own voice",
    "whole": "whole claim",
    "events_b3": "events, B³",
    "conflict_precision": "conflicts, precision",
    "conflict_recall": "recall",
    "conflict_f1": "F1",
}


@dataclass
class Score:
    """How the tool's report fits the labels of a set, or of all: what was right, and of how many."""

    name: str
    wanted: int = 0
    said: int = 0
    found: int = 0
    value: int = 0
    measure: int = 0
    cited: int = 0
    source: int = 0
    unsaid: int = 0
    own_voice: int = 0
    whole: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)  # the tool's event and the labelled one
    conflicts: Conflicts = field(default_factory=Conflicts)
    misses: list[str] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float | None]:
        """The measured shares by column; None where there is nothing to judge."""
        right, conflicts = self.conflicts.right, self.conflicts
        precision = _share(right, conflicts.said)
        recall = _share(conflicts.found, conflicts.wanted)
        both = (precision or 0.0) + (recall or 0.0)
        return {
            "claims": _share(2 * self.found, self.wanted + self.said),
            "value": _share(self.value, self.found),
            "measure": _share(self.measure, self.found),
            "source": _share(self.source, self.cited),
            "own_voice": _share(self.own_voice, self.unsaid),
            "whole": _share(self.whole, self.wanted),
            "events_b3": scoring.bcubed(self.pairs),
            "conflict_precision": precision,
            "conflict_recall": recall,
            "conflict_f1": 2 * (precision or 0.0) * (recall or 0.0) / both if both else precision or recall,
        }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def run(sets: Iterable[Stories]) -> Report:
    """The report on the texts of all sets, read in one run."""
    return claimcheck.check([path for stories in sets for path in stories.texts.values()])


def homes(sets: Iterable[Stories]) -> dict[str, str]:
    """The set of each text, by the name of its file."""
    return {path.name: stories.name for stories in sets for path in stories.texts.values()}


def judge(stories: Stories, report: Report) -> Score:
    """How the tool's claims, events and conflicts fit the labels of a set."""
    score, labels = Score(stories.name), stories.labels
    mine: dict[str, Claim] = {}
    found: dict[int, Claim] = {}
    for text, path in stories.texts.items():
        indices = [index for index, label in enumerate(labels) if label.text == text]
        said = [claim for claim in report.claims if Path(claim.path) == path]
        spans = [(labels[index].start, labels[index].end) for index in indices]
        here = scoring.match(spans, said, lambda claim: (claim.start, claim.end))
        found |= {indices[nth]: claim for nth, claim in here.items()}
        mine |= {claim.id: claim for claim in said}
    counted = {index: claim for index, claim in sorted(found.items()) if not labels[index].optional}
    score.said = len(mine) - (len(found) - len(counted))
    for index, label in enumerate(labels):
        if not label.optional:
            _judge_claim(score, label, counted.get(index))
    matched = {claim.id for claim in found.values()}
    score.misses += [_tell(c, f"no claim: {c.measure}") for c in mine.values() if c.id not in matched]
    score.pairs = [(claim.event, f"{stories.name}/{labels[index].event}") for index, claim in counted.items()]
    score.misses += scoring.tell_events(counted, lambda n: labels[n].event, lambda n: _name(labels[n]))
    score.conflicts = scoring.judge_conflicts(report, mine, found, lambda n: labels[n].figure, stories.conflicts)
    score.misses += score.conflicts.misses
    return score


def _judge_claim(score: Score, label: Label, claim: Claim | None) -> None:
    score.wanted += 1
    score.cited += label.sources[0] != WRITER
    score.unsaid += label.sources == (WRITER,)
    if claim is None:
        score.misses.append(f"not found: {_name(label)}")
        return
    score.found += 1
    quantity = claim.quantity
    said = None if claim.attribution.kind == "publisher" else claim.attribution.source or ""
    value = scoring.value_is_right(quantity, label.value)
    measure = scoring.measure_is_right(claim.measure, label.measure)
    source = scoring.source_is_right(said, label.sources)
    score.value += value
    score.measure += measure
    score.source += source and label.sources[0] != WRITER
    score.own_voice += said is None and label.sources == (WRITER,)
    score.whole += value and measure and source
    if not value:
        told = f"{quantity.modifier} {quantity.low}–{quantity.high}"
        score.misses.append(
            _tell(claim, f"value: {label.value.modifier} {label.value.low}–{label.value.high}, not {told}")
        )
    if not measure:
        score.misses.append(_tell(claim, f"measure: {label.measure}, not {claim.measure}"))
    if not source:
        score.misses.append(_tell(claim, f"source: {'; '.join(label.sources)}, not {said or WRITER}"))


def _name(label: Label) -> str:
    return f"{label.text}: {label.snippet} | {label.measure}"


def _tell(claim: Claim, wrong: str) -> str:
    return f"{wrong}\n      {Path(claim.path).stem}:{claim.line}: [{claim.quantity.surface}] {claim.sentence}"


def together(scores: Iterable[Score]) -> Score:
    """All claims, events and conflicts in one score."""
    whole = Score("all")
    for score in scores:
        for name in ("wanted", "said", "found", "value", "measure", "cited", "source", "unsaid", "own_voice", "whole"):
            setattr(whole, name, getattr(whole, name) + getattr(score, name))
        for name in ("said", "right", "wanted", "found"):
            setattr(whole.conflicts, name, getattr(whole.conflicts, name) + getattr(score.conflicts, name))
        whole.pairs += score.pairs
    return whole


def judge_all(sets: Sequence[Stories]) -> list[Score]:
    """The score of each set, all of them read in one run, and of all together."""
    report = run(sets)
    scores = [judge(stories, report) for stories in sets]
    return [*scores, together(scores)]


def table(scores: Iterable[Score]) -> Iterator[str]:
    """The figures by set, as lines of text."""
    widths = [max(len(title), 5) + 2 for title in COLUMNS.values()]
    yield f"{'':12}" + "".join(f"{title:>{width}}" for title, width in zip(COLUMNS.values(), widths, strict=True))
    for score in scores:
        cells = ("–" if share is None else f"{share:.3f}" for share in score.shares.values())
        yield f"{score.name:12}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def floors() -> dict[str, float]:
    """What all sets together must reach, by column."""
    return tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


def main(arguments: list[str]) -> None:
    """Print the table, and the errors if asked."""
    sets = read_sets()
    report = run(sets)
    scores = [judge(stories, report) for stories in sets]
    print("\n".join(table([*scores, together(scores)])))
    for line in scoring.merges(report, homes(sets)):
        print(f"merged across sets: {line}")
    if "--misses" in arguments:
        for score in scores:
            if score.name != UNREAD:
                print(f"\n{score.name}\n" + "\n".join(f"  - {miss}" for miss in score.misses))


if __name__ == "__main__":
    main(sys.argv[1:])
