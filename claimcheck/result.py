"""The report: all that one run found, as the JSON of ``schema_version`` 1."""

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

    def to_markdown(self) -> str:
        """The report as Markdown, to paste into a newsroom's document."""
        from claimcheck.report import render

        return render(self, "markdown")

    def to_html(self) -> str:
        """The report as one self-contained page."""
        from claimcheck.report import render

        return render(self, "html")

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
        with their confidence.
        """
        sure = {claim.id for claim in self.claims if claim.confidence >= least}
        kept = tuple(
            discrepancy
            for discrepancy in self.discrepancies
            if sum(any(claim in sure for claim in side.claims) for side in discrepancy.sides) > 1
        )
        return self.model_copy(update={"discrepancies": kept})
