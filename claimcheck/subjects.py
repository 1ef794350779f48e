"""What can be decided about, in the words by which it is found again.

Comes in: a report. Goes out: its discrepancies, and its pairs of events that may be one, each as the words
of their claims (sentence, numeral, source; white space made single) with a fingerprint. Paths and lines play
no part in it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.models import Article, Claim, DecidedClaim, Decision, Discrepancy, Event, Verdict
from claimcheck.result import Report

SIDES = "abcdefghijklmnopqrstuvwxyz"
SAMPLES = 3  # claims that stand for an event in a decision about two events

Words = tuple[str, str, str]  # sentence, figure, source
_SURROGATES = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text as words are compared: white space made single, what no file can hold made U+FFFD."""
    return " ".join(_SURROGATES.sub("\ufffd", text).split())


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be decided about: a discrepancy's claims, or those of two events that may be one."""

    fingerprint: str
    measure: str
    summary: str
    claims: tuple[DecidedClaim, ...]

    def decide(
        self,
        verdict: Verdict,
        claims: Sequence[DecidedClaim] | None = None,
        note: str = "",
        by: str = "",
        at: str = "",
    ) -> Decision:
        """The decision on it; ``claims`` replace its own where the verdict sorts or marks them otherwise."""
        told = self.claims if claims is None else tuple(claims)
        return Decision(
            fingerprint=self.fingerprint,
            verdict=verdict,
            note=note,
            by=by,
            at=at,
            summary=self.summary,
            measure=self.measure,
            claims=told,
        )


def fingerprint(measure: str, claims: Iterable[DecidedClaim]) -> str:
    """Sixteen hexadecimal digits for the claims' words and sources; order and repeats change nothing.

    >>> one = DecidedClaim(sentence="Eight  died.", figure="Eight", path="a.txt")
    >>> other = DecidedClaim(sentence="Eight died.", figure="Eight", path="b.txt")
    >>> fingerprint("killed", [one]) == fingerprint("killed", [other, one])
    True
    """
    words = sorted({words_of(claim) for claim in claims})
    return hashlib.sha256(json.dumps([measure, words]).encode()).hexdigest()[:16]


def words_of(claim: DecidedClaim) -> Words:
    """What a claim is known by."""
    return plain(claim.sentence), plain(claim.figure), plain(claim.source)


def decided_claim(claim: Claim, articles: Mapping[str, Article], side: str = "") -> DecidedClaim:
    """A report's claim in a decision's words."""
    article = articles.get(claim.article)
    source = claim.attribution.source or (article.publisher if article is not None else None) or ""
    return DecidedClaim(
        path=plain(claim.path),
        sentence=plain(claim.sentence),
        figure=plain(claim.quantity.surface),
        source=plain(source),
        side=side,
    )


class Subjects:
    """Gives a report's discrepancies and doubtful pairs of events in the words of decisions."""

    def __init__(self, report: Report) -> None:
        self._claims = {claim.id: claim for claim in report.claims}
        self._articles = {article.id: article for article in report.articles}

    def of_discrepancy(self, found: Discrepancy) -> Subject:
        """The discrepancy's claims, its sides named a, b, c."""
        told = [
            decided_claim(self._claims[id], self._articles, side_name(index))
            for index, side in enumerate(found.sides)
            for id in side.claims
            if id in self._claims
        ]
        claims = distinct(told)
        return Subject(fingerprint(found.measure, claims), found.measure, plain(found.summary), claims)

    def of_pair(self, one: Event, other: Event) -> Subject:
        """Two events that may be one, by the first claims of each."""
        told = []
        for side, event in zip("ab", (one, other), strict=True):
            ids = [id for id in event.claims if id in self._claims]
            told += [decided_claim(self._claims[id], self._articles, side) for id in ids[:SAMPLES]]
        claims = distinct(told)
        summary = plain(f"{one.label} / {other.label}")
        return Subject(fingerprint("", claims), "", summary, claims)


def side_name(index: int) -> str:
    """a, b, c …; the sides beyond the last letter get numbers."""
    return SIDES[index] if index < len(SIDES) else str(index + 1)


def distinct(claims: Iterable[DecidedClaim]) -> tuple[DecidedClaim, ...]:
    """The claims, each once by its words and side, in a fixed order."""
    ordered = sorted(claims, key=lambda c: (c.side, c.path, *words_of(c)))
    return tuple({(claim.side, *words_of(claim)): claim for claim in reversed(ordered)}.values())[::-1]


def open_pairs(report: Report) -> list[tuple[Event, Event]]:
    """The pairs of events that may be one, each once, in the report's order."""
    place = {event.id: index for index, event in enumerate(report.events)}
    pairs = {
        tuple(sorted((place[event.id], place[other])))
        for event in report.events
        for other in event.maybe_same_as
        if other in place and other != event.id
    }
    return [(report.events[pair[0]], report.events[pair[1]]) for pair in sorted(pairs)]
