"""Measures how often claimcheck is right, and writes it down in docs/accuracy.md.

    python benchmarks/accuracy.py SET [--unseen SET] [--write]

SET is a labelled set of real news (see ``benchmarks/labelled.py``) with its scorer, ``score.py``;
``--unseen`` one that nobody tuned on. Prints the page: the figures by cluster, the stories of
``tests/cases/stories`` by set, the written cases of ``tests/cases/claims`` by phenomenon, whether
confidences come true, what is known to fail. ``--write`` puts it into docs/accuracy.md. Without the set
there is nothing to measure: it says so, and the page stays as it is.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from calibrate import BANDS, PENALTY, left_out, share_of
from labelled import judge, texts

import claimcheck
from claimcheck.confidence import TRAITS, compile_confidence
from claimcheck.rules import rule_book

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
FIGURES = {
    "claims": "claims, F1",
    "value": "value",
    "measure": "measure",
    "source_found": "source",
    "own_voice": "own voice",
    "whole_claim": "whole claim",
    "events_b3": "events, B³",
    "conflicts": "conflicts, F1",
}
HEAD = """# Accuracy

How often claimcheck is right, as measured by `benchmarks/accuracy.py`; the page is made by it. News can't
be redistributed, so the labelled articles are not part of the project; the written stories
(`tests/cases/stories`) and the written cases (`tests/cases/claims`) are.

What the columns mean: **claims** F1 of finding the numeric claims. Of those found: **value** the interval
and its modifier are right, **measure** what is said of the counted. Of all labelled claims that somebody
is cited for, **source**: found with the right one. Of all in the writer's own voice, **own voice**: found
and given to nobody. **whole claim**: found with value, measure and source all right. **events** B-cubed
F1 of the groups. **conflicts** F1 of the pairs of figures that are said to conflict; a dash where none is
labelled.
"""
SEEN = """## Labelled news that the rules were tuned on

A labelled set of real news (not redistributable), all of it read in one run. The rules were written while
looking at it: tomorrow's news fares worse, see below.
"""
UNSEEN = """## Labelled news that nobody tuned for

Articles on other events, labelled without a look at what claimcheck finds in them: no rule was made on them, and
but for two articles of the fourth set nobody has read what goes wrong there. The first three sets were scored often
while the rules were written, to take back what helped nowhere else, the last two seldom. The confidence is fitted on
these sets and on the set above, so how sure it says it is here is no test of it: the table below has what it says of
texts that the fit left out.
"""
STORIES = """## Stories by several outlets, written for the project

Invented articles, two to four on most happenings (`tests/cases/stories`), with a label for every claim and every two
figures that can't both be right; all of them read in one run. They were labelled without a look at what claimcheck
finds in them, but the rules have since been read against them. Only `unread` tells how other stories fare: what
claimcheck gets wrong there was not read, but for the names of the events that it mixes in half of it, though changes
were chosen by whether its figures fell. Its labels give the figures of a bulletin or press release to whoever issued
it; claimcheck says there that nobody but the writer is cited. Conflicts are pairs of figures, those of all sets
counted together.
"""
CASES = """## The written cases, by phenomenon

Sentences written for the project, with what a reader finds in them. Shares of what is right; claims and
conflicts are F1.
"""
LEFT_OUT = """On the news that nobody tuned for, each article with weights that were fitted on the others:
"""
CONFIDENCE = """## Does the confidence come true?

A claim counts as right if its value, measure and source are. "Said" is the mean confidence of the claims
in a band, "right" the share of them that is right.
"""
FAILS = """## Known to fail

Cases in `tests/cases/known_failures.toml`; each fails the tests on the day it comes out right.
"""
AGAIN = """## Measure again

    python tests/judging.py --wrong               # the written cases, and every difference
    python tests/stories.py --misses              # the stories, and every error
    python benchmarks/accuracy.py SET --write     # this page, with a labelled set of your own
    python benchmarks/calibrate.py SET --write    # the weights of the confidence

`benchmarks/labelled.py` says what a labelled set looks like. After a change of the rules the weights are
to be fitted before the page is made.
"""


def scorer(folder: Path) -> Callable[..., Any]:
    """The labelled set's own scoring function."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score.py; the set needs its scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Any] = module.score_all
    return found


def measured(folder: Path, score_all: Callable[..., Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of each cluster, and of all together in one run."""
    report = claimcheck.check(texts(folder)).model_dump(mode="json")
    each, whole, _ = score_all(report, folder / "gold")
    return each, whole


def short(name: str, figure: Any) -> str:
    """A figure as it is printed, to two digits; a dash where there is nothing to measure."""
    if isinstance(figure, float):
        return f"{figure:.2f}"
    if "share" in figure:
        return f"{figure['share']:.2f}" if figure["of"] else "–"
    if name == "conflicts" and not figure["wanted"] and not figure["pairs"]:
        return "–"
    return f"{figure['f1']:.2f}"


def figures(each: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[str]:
    """The table by cluster."""
    yield "| cluster | " + " | ".join(FIGURES.values()) + " |"
    yield "| --- " + "| ---: " * len(FIGURES) + "|"
    for name, row in each.items():
        yield f"| {name.replace('_', ' ')} | " + " | ".join(short(f, row[f]) for f in FIGURES) + " |"
    yield "| **all** | " + " | ".join(f"**{short(f, whole[f])}**" for f in FIGURES) + " |"
    claims, conflicts = whole["claims"], whole["conflicts"]
    yield ""
    yield (
        f"{claims['wanted']} claims labelled; precision {claims['precision']:.2f}, "
        f"recall {claims['recall']:.2f}. "
        f"{conflicts['wanted']} conflicts labelled; precision {conflicts['precision']:.2f}, "
        f"recall {conflicts['recall']:.2f} (means over the clusters)."
    )


def phenomena() -> Iterator[str]:
    """The table of the written cases."""
    judging = _of_tests("judging")
    topics: dict[str, list[Any]] = {}
    for judgement in judging.judge_all(judging.read_cases()):
        topics.setdefault(judgement.case.topic, []).append(judgement)
    yield "| phenomenon | cases | " + " | ".join(judging.COLUMNS) + " |"
    yield "| --- " + "| ---: " * (len(judging.COLUMNS) + 1) + "|"
    everything = [judgement for topic in topics.values() for judgement in topic]
    for topic, group in [*topics.items(), ("**all**", everything)]:
        shares = judging.add_up(group)
        cells = ["–" if shares[c] is None else f"{shares[c]:.2f}" for c in judging.COLUMNS]
        yield f"| {topic.replace('_', ' ')} | {len(group)} | " + " | ".join(cells) + " |"


def stories_told() -> Iterator[str]:
    """The table of the stories, by set."""
    stories = _of_tests("stories")
    scores = stories.judge_all(stories.read_sets())
    yield "| set | " + " | ".join(stories.COLUMNS.values()) + " |"
    yield "| --- " + "| ---: " * len(stories.COLUMNS) + "|"
    for score in scores:
        mark = "**" if score is scores[-1] else ""
        cells = ["–" if share is None else f"{share:.2f}" for share in score.shares.values()]
        yield "| " + " | ".join(f"{mark}{cell}{mark}" for cell in [score.name, *cells]) + " |"
    whole = scores[-1]
    yield ""
    counts = f"{whole.wanted} claims and {whole.conflicts.wanted} conflicts"
    yield f"{counts} labelled, beside those that a reader may let pass."


def reliability(said: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """The table of confidences, each with whether the claim is right."""
    yield "| confidence | claims | said | right |"
    yield "| --- | ---: | ---: | ---: |"
    above = 1.01
    for least in BANDS:
        band = [(p, right) for p, right in said if least <= round(p, 2) < above]
        if band:
            mean, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            yield f"| {least:.1f} to {min(above, 1):.1f} | {len(band)} | {mean:.2f} | {right:.2f} |"
        above = least


def in_force(folder: Path) -> list[tuple[float, bool]]:
    """What the weights in force say of a set's claims."""
    weights = compile_confidence(rule_book()).weights
    return [(share_of(one.mention.traits, weights), one.right) for one in judge(folder)]


def not_fitted(unseen: Path, folder: Path) -> list[tuple[float, bool]]:
    """What weights that are fitted on the other texts of both sets say of the unseen ones."""
    judged = [*judge(unseen), *judge(folder, seen=True)]
    return left_out(judged, [name for name, _ in TRAITS], PENALTY)[0]


def failures() -> Iterator[str]:
    """What is known to fail, and why."""
    known = _of_tests("written").known_failures()
    for case, why in known.items():
        yield f"- {case}: {why}"
    if not known:
        yield "None is listed."


def _of_tests(name: str) -> Any:
    folder = str(ROOT / "tests")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def page(folder: Path, unseen: Path | None) -> str:
    """The whole page, as Markdown."""
    score_all = scorer(folder)
    parts: list[tuple[str, Iterable[str]]] = [(HEAD, ()), (SEEN, figures(*measured(folder, score_all)))]
    if unseen is not None:
        parts.append((UNSEEN, figures(*measured(unseen, score_all))))
    parts += [
        (STORIES, stories_told()),
        (CASES, phenomena()),
        (CONFIDENCE, ["On the news that the rules were tuned on:", ""]),
    ]
    parts.append(("", reliability(in_force(folder))))
    if unseen is not None:
        parts += [(LEFT_OUT, reliability(not_fitted(unseen, folder)))]
    parts += [(FAILS, failures()), (AGAIN, ())]
    blocks = ("\n".join(part for part in (text, "\n".join(lines)) if part) for text, lines in parts)
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def main() -> None:
    """Print the page, and write it if asked."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("set", type=Path, metavar="SET")
    ask.add_argument("--unseen", type=Path, metavar="SET")
    ask.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    given = ask.parse_args()
    if not (given.set / "gold").is_dir() or (given.unseen is not None and not (given.unseen / "gold").is_dir()):
        print("no labelled set there: nothing is measured, docs/accuracy.md stays as it is")
        return
    made = page(given.set, given.unseen)
    print(made, end="")
    if given.write:
        PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
