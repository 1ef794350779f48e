"""Fits the weights of rules/confidence.toml on labelled news, and shows whether they mean what they say.

    python benchmarks/calibrate.py SET… [--seen SET]… [--write]

SET is a folder as ``benchmarks/labelled.py`` describes it. A claim is right if its value, measure and
source are. On a set that the rules were tuned on (``--seen``) claims are right more often than on
tomorrow's news: it helps to weigh the traits, but has a base of its own, which is left out in the end.
Prints how the confidences hold up on texts of the other sets that the weights were not fitted on (each
cluster left out once, or each text where there are few clusters); what they say too much there is taken
back. ``--write`` puts the weights into the rules, rounded to tenths. Needs nothing but Python: a logistic
regression with an L2 penalty, by Newton's method.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp, log
from pathlib import Path

from labelled import Judged, judge

from claimcheck.confidence import BASE, TRAITS, compile_confidence
from claimcheck.rules import RuleBook, built_in_folder

SEEN = "of a set that the rules were tuned on"
PENALTY = 5.0  # how strongly each weight is drawn to 0
FEWEST = 8  # claims that must show a trait for it to get a weight
FEW_CLUSTERS = 8
BANDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.0)


def fit(judged: Sequence[Judged], names: Sequence[str], penalty: float = PENALTY) -> dict[str, float]:
    """The weights that make the labelled outcomes likeliest, under the penalty; the bases have none."""
    seen = Counter(trait for one in judged for trait in one.mention.traits)
    kept = [BASE, SEEN, *(name for name in names if seen[name] >= FEWEST)]
    place = {name: index for index, name in enumerate(kept)}
    rows = []
    for one in judged:
        row = [0.0] * len(kept)
        row[0], row[1] = 1.0, float(one.seen)
        for trait in one.mention.traits:
            if trait in place:
                row[place[trait]] = 1.0
        rows.append(row)
    drags = [1e-6, 1e-6, *([penalty] * (len(kept) - 2))]
    return dict(zip(kept, logistic(rows, [one.right for one in judged], drags), strict=True))


def logistic(rows: Sequence[Sequence[float]], right: Sequence[bool], drags: Sequence[float]) -> list[float]:
    """The weights of a logistic regression with an L2 penalty for each, by Newton's method."""
    size = len(drags)
    weights = [0.0] * size
    held = [[i for i in range(size) if row[i]] for row in rows]
    for _ in range(25):
        gradient = [-drag * weight for drag, weight in zip(drags, weights, strict=True)]
        curve = [[drags[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, places, outcome in zip(rows, held, right, strict=True):
            share = 1 / (1 + exp(-max(-30.0, min(30.0, sum(weights[i] * row[i] for i in places)))))
            for i in places:
                gradient[i] += (outcome - share) * row[i]
                for j in places:
                    curve[i][j] += share * (1 - share) * row[i] * row[j]
        step = solve(curve, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def tempered(
    weights: dict[str, float], said: Sequence[tuple[float, bool]], of_seen: Sequence[tuple[float, bool]]
) -> dict[str, float]:
    """The weights, stretched and shifted so that what was said of left-out texts comes true.

    Weights fitted on few texts say too much of others. How much is told from all left-out texts (one
    stretch), the level from the unseen ones (a shift of their own).
    """
    rows = [[1.0, 0.0, log(p / (1 - p))] for p, _ in said] + [[0.0, 1.0, log(p / (1 - p))] for p, _ in of_seen]
    right = [outcome for _, outcome in (*said, *of_seen)]
    shift, _, stretch = logistic(rows, right, [1e-6, 1e-6, 1e-6])
    print(f"\nstretched by {stretch:.2f}, shifted by {shift:.2f}")
    return {name: stretch * weight + (shift if name == BASE else 0.0) for name, weight in weights.items()}


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The x with ``matrix`` times x equal to ``right``, by elimination.

    >>> solve([[2.0, 0.0], [1.0, 4.0]], [2.0, 9.0])
    [1.0, 2.0]
    """
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for r in range(size):
            if r != column and rows[r][column]:
                factor = rows[r][column] / rows[column][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[column], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def share_of(traits: Iterable[str], weights: dict[str, float]) -> float:
    """The confidence with these weights, unrounded."""
    total = weights[BASE] + sum(weights.get(trait, 0.0) for trait in traits)
    return min(0.99, max(0.01, 1 / (1 + exp(-total))))


def left_out(
    judged: Sequence[Judged], names: Sequence[str], penalty: float
) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Confidence and outcome of each claim, with weights fitted on the other clusters or texts.

    First those of unseen sets, then the others.
    """
    few = len({one.cluster for one in judged if not one.seen}) < FEW_CLUSTERS
    made: tuple[list[tuple[float, bool]], list[tuple[float, bool]]] = ([], [])

    def fold(one: Judged) -> str:
        return one.mention.path if few and not one.seen else one.cluster

    for name in sorted({fold(one) for one in judged}):
        weights = fit([one for one in judged if fold(one) != name], names, penalty)
        for one in judged:
            if fold(one) == name:
                traits = (*one.mention.traits, SEEN) if one.seen else one.mention.traits
                made[one.seen].append((share_of(traits, weights), one.right))
    return made


def table(said: Sequence[tuple[float, bool]]) -> Iterable[str]:
    """The reliability table: by band of confidence how many claims, what they say, how many are right."""
    yield f"{'confidence':>12}{'claims':>8}{'said':>8}{'right':>8}"
    above = 1.01
    for least in BANDS:
        band = [(p, right) for p, right in said if least <= round(p, 2) < above]
        if band:
            mean, right = sum(p for p, _ in band) / len(band), sum(right for _, right in band) / len(band)
            yield f"{f'{least:.1f}–{min(above, 1):.1f}':>12}{len(band):>8}{mean:>8.2f}{right:>8.2f}"
        above = least
    rate = sum(right for _, right in said) / len(said)
    loss = -sum(log(p if right else 1 - p) for p, right in said) / len(said)
    flat = -(rate * log(rate) + (1 - rate) * log(1 - rate))
    yield f"{'all':>12}{len(said):>8}{sum(p for p, _ in said) / len(said):>8.2f}{rate:>8.2f}"
    brier = sum((p - r) ** 2 for p, r in said) / len(said)
    yield f"log loss {loss:.3f} (a flat guess: {flat:.3f}), Brier score {brier:.3f}"


def write(weights: dict[str, float], path: Path) -> None:
    """Put the weights into the rules, rounded to tenths; a trait that was not fitted gets none."""
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(r'(\[\[weight\]\]\nid = "([^"]+)"\nvalue = )(-?[\d.]+)')

    def weighed(match: re.Match[str]) -> str:
        return f"{match[1]}{round(weights.get(match[2], 0.0), 1) + 0.0}"  # + 0.0: no "-0.0"

    path.write_text(pattern.sub(weighed, text), encoding="utf-8")


def main() -> None:
    """Fit, show, and write if asked."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sets", nargs="+", type=Path, metavar="SET")
    ask.add_argument("--seen", action="append", default=[], type=Path, metavar="SET")
    ask.add_argument("--penalty", type=float, default=PENALTY)
    ask.add_argument("--write", action="store_true", help="write the weights into rules/confidence.toml")
    given = ask.parse_args()
    names = [name for name, _ in TRAITS]
    judged = [one for folder in given.sets for one in judge(folder)]
    judged += [one for folder in given.seen for one in judge(folder, seen=True)]
    if not judged:
        raise SystemExit("no labelled claims there; SET is a folder with gold/*.claims.jsonl and news/")
    weights = fit(judged, names, given.penalty)
    print(f"{'trait':40}{'claims':>8}{'right':>8}{'weight':>8}")
    for name in (BASE, SEEN, *names):
        having = [
            one.right for one in judged if name == BASE or (name == SEEN and one.seen) or name in one.mention.traits
        ]
        share = f"{sum(having) / len(having):.2f}" if having else "–"
        print(f"{name:40}{len(having):>8}{share:>8}{weights.get(name, 0.0):>8.2f}")
    print("\non texts left out of the fitting")
    said, of_seen = left_out(judged, names, given.penalty)
    print("\n".join(table(said)))
    weights = tempered(weights, said, of_seen)
    if given.write:
        write(weights, built_in_folder() / "confidence.toml")
        print("\nwritten")
    in_force = compile_confidence(RuleBook()).weights
    for folder in (*given.sets, *given.seen):
        print(f"\nwith the weights in force on {folder.name}")
        print("\n".join(table([(share_of(one.mention.traits, in_force), one.right) for one in judge(folder)])))


if __name__ == "__main__":
    main()
