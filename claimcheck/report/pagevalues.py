"""What the page's templates walk through: the report in words and drawn figures, ready to print.

Values alone; :mod:`claimcheck.report.pageview` makes them. An ``anchor`` is the name of a place on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.models import Article, Claim, Discrepancy, Document, Event
from claimcheck.report.decisions import Decided
from claimcheck.report.excerpts import Excerpt, Piece
from claimcheck.report.figures import FigureTable
from claimcheck.report.view import of_whom
from claimcheck.result import Report


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in words; ``here`` tells whether this is its place on the page or a link to it."""

    claim: Claim
    anchor: str
    here: bool
    figure: str
    source: str
    source_kind: str
    origin: str
    where: str
    article: Article | None
    excerpt: Excerpt
    sure: int

    @property
    def counted(self) -> str:
        """Who is counted, unless that is just people."""
        people = of_whom(self.claim)
        return "" if people.casefold() == "people" else people


@dataclass(frozen=True, slots=True)
class SideView:
    """A side: its letter, the figure that stands for it, and its claims."""

    letter: str
    figure: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A discrepancy as the page shows it."""

    discrepancy: Discrepancy
    anchor: str
    kind: str
    counted: str
    distance: str
    sides: tuple[SideView, ...]
    figures: FigureTable | None  # drawn beside what it is about; long ones stand below
    key: str  # what the review file has for it
    decided: Decided | None
    earlier: str  # a decision made before a side came up; "" if there is none
    replaces: str  # the fingerprint of that one, where it is about this discrepancy alone


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with its discrepancies, figures and other claims."""

    event: Event
    anchor: str
    when: str
    articles: int
    sources: int
    tolls: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    tables: tuple[FigureTable, ...]
    rest: tuple[ClaimView, ...]
    maybe: tuple[tuple[str, str], ...]  # anchor and label


@dataclass(frozen=True, slots=True)
class PairView:
    """Two events that may be one, each with the claims that stand for it in a decision."""

    key: str  # what the review file has for the two
    events: tuple[EventPage, EventPage]
    claims: tuple[tuple[ClaimView, ...], tuple[ClaimView, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter offers, and how many it finds."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class UnusedView:
    """An unused number: where it stands, and the words around it where the text is at hand."""

    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file, the articles in it and how many claims they make."""

    document: Document
    articles: tuple[Article, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows."""

    report: Report
    contradictions: int
    revisions: int
    cited: int  # claims that name a source
    sources: int  # who is cited; publishers' own voices are none
    disputed: tuple[EventPage, ...]
    quiet: tuple[EventPage, ...]
    pairs: tuple[PairView, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    documents: tuple[DocumentView, ...]
    skipped: tuple[Document, ...]
    unused: tuple[tuple[str, tuple[UnusedView, ...]], ...]
    applied: tuple[Decided, ...]  # decisions that correct the report
    unmatched: tuple[Decided, ...]

    @property
    def disputes(self) -> tuple[tuple[EventPage, Dispute], ...]:
        """Every discrepancy with its event, in the page's order."""
        return tuple((event, dispute) for event in self.disputed for dispute in event.disputes)
