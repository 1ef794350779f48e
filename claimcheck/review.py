"""What has been decided about a report's discrepancies, found again by the claims' own words.

Comes in: a report and the decisions of a review file. Goes out: the report with each decision's state and
the discrepancies that it is about. A claim is known by its sentence (white space made single), its numeral
and its source; paths and lines play no part, so a decision outlives edits above it and renamed files.

A decision is found by all its words, else by two claims of two of its sides that still stand against each
other (by sentence and numeral: the same words in another paper are the same words). A discrepancy with a side
that the decision knows nothing of is open again. Known misses: a sentence that was itself edited.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from claimcheck.models import DecidedClaim, Decision, DecisionState, Verdict
from claimcheck.result import Report
from claimcheck.subjects import Subject, Subjects, fingerprint, plain, words_of

VERDICTS: dict[Verdict, str] = {
    "conflict": "Conflict",
    "same-figure": "Same figure",
    "not-same-event": "Not the same event",
    "same-event": "Same event",
    "wrong-source": "Wrong source",
    "wrong-number": "Wrong number",
    "explained": "Explained",
}
CORRECTIONS = frozenset({"not-same-event", "same-event", "wrong-source", "wrong-number"})
MOST_SHARED = 60  # words two discrepancies share that are looked at in pairs


def settle(report: Report, decisions: Sequence[Decision]) -> Report:
    """The report with what became of each decision; the discrepancies stay as they are."""
    if not decisions:
        return report
    subjects = Subjects(report)
    matches = Matches(decisions)
    about: dict[str, list[str]] = defaultdict(list)
    reopened: set[str] = set()
    for found in report.discrepancies:
        subject = subjects.of_discrepancy(found)
        decision = matches.find(subject)
        if decision is None:
            continue
        about[decision.fingerprint].append(found.id)
        if not _knows_all_sides(decision, subject):
            reopened.add(found.id)
    present = _present(report)
    settled, unmatched = [], []
    for decision in sorted(decisions, key=lambda d: d.fingerprint):
        ids = about.get(decision.fingerprint, [])
        for state, chosen in (
            ("decided", [id for id in ids if id not in reopened]),
            ("reopened", [id for id in ids if id in reopened]),
        ):
            if chosen:
                settled.append(_in_state(decision, state, chosen))  # type: ignore[arg-type]
        if not ids and is_applied(decision, present):
            settled.append(_in_state(decision, "applied", ()))
        elif not ids:
            unmatched.append(_in_state(decision, "unmatched", ()))
    return report.model_copy(update={"decisions": tuple(settled), "unmatched_decisions": tuple(unmatched)})


def _in_state(decision: Decision, state: DecisionState, ids: Sequence[str]) -> Decision:
    return decision.model_copy(update={"state": state, "discrepancies": tuple(ids)})


class Matches:
    """Finds the decision on a discrepancy; holds the decisions by their words."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._exact: dict[str, Decision] = {}
        self._by_words: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for decision in sorted(decisions, key=lambda d: (d.at, d.fingerprint)):
            if decision.verdict == "same-event":
                continue
            self._exact[decision.fingerprint] = decision
            self._exact[fingerprint(decision.measure, decision.claims)] = decision
            if any(claim.wrong for claim in decision.claims):
                continue  # the wrong claim is out; what is left of the quarrel is another one
            for words in sides_of(decision.claims):
                self._by_words[words].append(decision)

    def find(self, subject: Subject) -> Decision | None:
        """The decision on these very claims, else the one that knows most of their pairs; or None."""
        if subject.fingerprint in self._exact:
            return self._exact[subject.fingerprint]
        mine = sides_of(subject.claims)
        near = {d.fingerprint: d for words in mine for d in self._by_words.get(words, ())}
        best: tuple[int, str, str] = (0, "", "")
        for decision in near.values():
            if decision.measure in ("", subject.measure):
                pairs = shared_pairs(mine, sides_of(decision.claims))
                best = max(best, (pairs, decision.at, decision.fingerprint))
        return near[best[2]] if best[0] else None


Sides = Mapping[tuple[str, str], frozenset[str]]


def sides_of(claims: Iterable[DecidedClaim]) -> dict[tuple[str, str], frozenset[str]]:
    """Sentence and figure → the sides they stand on; where no side is named, a figure is its own."""
    sides: dict[tuple[str, str], frozenset[str]] = {}
    for claim in claims:
        sentence, figure, _ = words_of(claim)
        side = frozenset({claim.side or f"={figure.casefold()}"})
        sides[sentence, figure] = sides.get((sentence, figure), frozenset()) | side
    return sides


def shared_pairs(one: Sides, other: Sides) -> int:
    """How many pairs of claims stand against each other in both."""
    shared = sorted(one.keys() & other.keys())[:MOST_SHARED]
    return sum(
        one[left].isdisjoint(one[right]) and other[left].isdisjoint(other[right])
        for left, right in combinations(shared, 2)
    )


def _knows_all_sides(decision: Decision, subject: Subject) -> bool:
    known = {words_of(claim)[:2] for claim in decision.claims}
    sides: dict[str, bool] = {}
    for claim in subject.claims:
        sides[claim.side] = sides.get(claim.side, False) or words_of(claim)[:2] in known
    return all(sides.values())


def _present(report: Report) -> dict[tuple[str, str], set[str]]:
    """Sentence and figure → the events in which they stand."""
    present: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in report.claims:
        present[plain(claim.sentence), plain(claim.quantity.surface)].add(claim.event)
    return present


def is_applied(decision: Decision, present: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether the report has the claims that a correction is about, and stands as it says."""
    if decision.verdict not in CORRECTIONS:
        return False
    if decision.verdict.startswith("wrong"):
        return any(words_of(claim)[:2] in present for claim in decision.claims if claim.wrong)
    events: dict[str, set[str]] = defaultdict(set)
    for words, sides in sides_of(decision.claims).items():
        for side in sides:
            events[side] |= present.get(words, set())
    here = [found for found in events.values() if found]
    if len(here) < 2:
        return False
    if decision.verdict == "same-event":
        return bool(set.intersection(*here))
    return all(one.isdisjoint(other) for one, other in combinations(here, 2))
