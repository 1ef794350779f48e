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

        The claims themselves stay, with their confidence; a side that loses all of its claims goes, and
        a discrepancy with fewer than two sides.
        """
        sure = {claim.id for claim in self.claims if claim.confidence >= least}
        kept = []
        for discrepancy in self.discrepancies:
            if all(claim in sure for side in discrepancy.sides for claim in side.claims):
                kept.append(discrepancy)
                continue
            sides = [
                side.model_copy(update={"claims": tuple(c for c in side.claims if c in sure)})
                for side in discrepancy.sides
            ]
            sides = [side for side in sides if side.claims]
            if len(sides) > 1:
                kept.append(discrepancy.model_copy(update={"sides": tuple(sides)}))
        return self.model_copy(update={"discrepancies": tuple(kept)})
