"""The report: all that one run found, as the JSON of ``schema_version`` 1."""

from typing import Any

from claimcheck.models import (
    SCHEMA_VERSION,
    Article,
    Claim,
    Convention,
    Decision,
    Discrepancy,
    Document,
    Event,
    Frozen,
    Toll,
    Unused,
)


class Report(Frozen):
    """What a run found, in a fixed order: the same input gives the same report.

    ``claimcheck`` is the program's version, ``rules`` the digest of the rules in force.
    Claims less sure than ``min_confidence`` are doubtful: kept apart, and not compared.
    ``decisions`` are those of a review that have found what they are about; ``unmatched_decisions`` have not.
    ``tolls`` are each event's figures as the ``convention`` rolls them up; None and nothing without one.
    ``part`` says what a filter has kept; None for the whole report.
    """

    schema_version: int = SCHEMA_VERSION
    claimcheck: str
    rules: str
    min_confidence: float = 0.5
    documents: tuple[Document, ...] = ()
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    unused: tuple[Unused, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unmatched_decisions: tuple[Decision, ...] = ()
    convention: Convention | None = None
    tolls: tuple[Toll, ...] = ()
    part: str | None = None

    def to_markdown(self) -> str:
        """The report as Markdown, to paste into a newsroom's document."""
        from claimcheck.report import render

        return render(self, "markdown")

    def to_html(self) -> str:
        """The report as one self-contained page."""
        from claimcheck.report import render

        return render(self, "html")

    def to_frame(self) -> Any:
        """The claims as a data frame of pandas, or of polars where only that is there; one a row.

        Raises:
            ImportError: neither is installed.
        """
        from claimcheck.report.frame import to_frame

        return to_frame(self)

    def _repr_html_(self) -> str:
        """The page, as a notebook shows it."""
        from claimcheck.report.frame import in_notebook

        return in_notebook(self.to_html())

    def filtered(
        self,
        *,
        place: str | None = None,
        source: str | None = None,
        measure: str | None = None,
        kind: str | None = None,
        only: str | None = None,
        min_gap: float | None = None,
        min_confidence: float | None = None,
    ) -> "Report":
        """The report with only what is asked for; every argument that is not None must fit.

        Args:
            place: a part of the place's name or the event's label, capitals aside.
            source: a part of the name of who is cited, of whom they cite, or of the publisher.
            measure: killed, injured …
            kind: the discrepancy's: value, revision …
            only: a place, a source, or a kind of event, source or discrepancy, whichever it fits.
            min_gap: discrepancies whose figures lie at least so far apart.
            min_confidence: as :meth:`at_confidence`.
        """
        from claimcheck.filtering import Wanted, filtered

        report = self if min_confidence is None else self.at_confidence(min_confidence)
        return filtered(report, Wanted(place, source, measure, kind, only, min_gap))

    def find_discrepancies(self, kind: str | None = None, min_gap: float | None = None) -> tuple[Discrepancy, ...]:
        """The discrepancies of this kind, at least ``min_gap`` apart; None takes any."""
        from claimcheck.filtering import disputes

        return disputes(self, kind, min_gap)

    @property
    def skipped(self) -> tuple[Document, ...]:
        """The documents that could not be read."""
        return tuple(document for document in self.documents if document.skipped is not None)

    @property
    def verdicts(self) -> dict[str, Decision]:
        """A discrepancy's id → what was decided about it; the reopened ones are not among them."""
        return {id: d for d in self.decisions if d.state == "decided" for id in d.discrepancies}

    @property
    def undecided(self) -> tuple[Discrepancy, ...]:
        """The discrepancies that nobody has decided yet."""
        decided = self.verdicts
        return tuple(found for found in self.discrepancies if found.id not in decided)

    def at_confidence(self, least: float) -> "Report":
        """The report without the discrepancies that rest on claims less sure than ``least``.

        One stays if at least two of its sides have a claim as sure as that. The claims stay, all of them,
        with their confidence. ``check(min_confidence=…)`` compares anew and may find others.
        """
        sure = {claim.id for claim in self.claims if claim.confidence >= least}
        kept = tuple(
            discrepancy
            for discrepancy in self.discrepancies
            if sum(any(claim in sure for claim in side.claims) for side in discrepancy.sides) > 1
        )
        return self.model_copy(update={"discrepancies": kept, "min_confidence": least})
