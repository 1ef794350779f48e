"""The report: all that one run found, as the JSON of ``schema_version`` 1."""

from claimcheck.models import (
    SCHEMA_VERSION,
    Article,
    Claim,
    Discrepancy,
    Document,
    Event,
    Frozen,
    Unused,
)


class Report(Frozen):
    """What a run found, in a fixed order: the same input gives the same report.

    ``claimcheck`` is the program's version, ``rules`` the digest of the rules in force.
    """

    schema_version: int = SCHEMA_VERSION
    claimcheck: str
    rules: str
    documents: tuple[Document, ...] = ()
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    unused: tuple[Unused, ...] = ()

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
