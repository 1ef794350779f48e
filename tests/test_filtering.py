"""What stays of a report when one place, source, kind or gap is asked for."""

from typing import Any

import pytest
from factories import claim, event, report

from claimcheck.models import Discrepancy, Side
from claimcheck.report import render
from claimcheck.result import Report


def dispute(id: str, of: str, kind: str, gap: float | None, claims: tuple[str, str]) -> Discrepancy:
    sides = tuple(Side(low=8, high=8, claims=(c,), sources=(c,)) for c in claims)
    return Discrepancy(
        id=id,
        event=of,
        measure="killed",
        kind=kind,  # type: ignore[arg-type]
        sides=sides,
        gap=gap,
        ratio=None,
        severity="high",
        summary=id,
    )


def example() -> Report:
    claims = (
        claim("8 died, the mayor said.", "8", id="c1", by="The Mayor", event="e1"),
        claim("11 died.", "11", id="c2", by="Radio", citing=("the rebels",), event="e1", confidence=0.4),
        claim("16 were hurt.", "16", id="c3", by="The Mayor", measure="injured", event="e1"),
        claim("5 drowned.", "5", id="c4", by="Coast guard", event="e2", place="Harbour"),
        claim("900 drowned.", "900", id="c5", by="A charity", event="e2"),
        claim("70 marched.", "70", id="c6", measure="attended", event="e3"),
    )
    return report(
        claims=claims,
        events=(
            event("e1", "Lowmarket bus bombing", claims=("c1", "c2", "c3")),
            event("e2", "Ferry sinking", claims=("c4", "c5"), kind="shipwreck", place="Northsea"),
            event("e3", "March in Highmarket", claims=("c6",), kind="protest", place="Highmarket"),
        ),
        discrepancies=(
            dispute("d1", "e1", "value", 3, ("c1", "c2")),
            dispute("d2", "e2", "revision", 895, ("c4", "c5")),
            dispute("d3", "e2", "denial", None, ("c4", "c5")),
        ),
    )


@pytest.mark.parametrize(
    ("asked", "events", "claims", "discrepancies"),
    [
        ({}, "e1 e2 e3", "c1 c2 c3 c4 c5 c6", "d1 d2 d3"),
        ({"place": "LOWMARKET"}, "e1", "c1 c2 c3", "d1"),
        ({"place": "harbour"}, "e2", "c4 c5", "d2 d3"),
        ({"place": "nowhere"}, "", "", ""),
        ({"source": "mayor"}, "e1", "c1 c2 c3", "d1"),
        ({"source": "rebels"}, "e1", "c1 c2 c3", "d1"),
        ({"measure": "injured"}, "e1", "c3", ""),
        ({"kind": "revision"}, "e2", "c4 c5", "d2"),
        ({"kind": "sum"}, "", "", ""),
        ({"min_gap": 3}, "e1 e2", "c1 c2 c3 c4 c5", "d1 d2"),
        ({"min_gap": 3.5}, "e2", "c4 c5", "d2"),
        ({"only": "highmarket"}, "e3", "c6", ""),
        ({"only": "charity"}, "e2", "c4 c5", "d2 d3"),
        ({"only": "protest"}, "e3", "c6", ""),
        ({"only": "denial"}, "e2", "c4 c5", "d3"),
        ({"only": "market"}, "e1 e3", "c1 c2 c3 c6", "d1"),
        ({"place": "low", "source": "charity"}, "", "", ""),
        ({"min_confidence": 0.5}, "e1 e2 e3", "c1 c2 c3 c4 c5 c6", "d2 d3"),
    ],
)
def test_what_stays(asked: dict[str, Any], events: str, claims: str, discrepancies: str) -> None:
    kept = example().filtered(**asked)
    assert " ".join(e.id for e in kept.events) == events
    assert " ".join(c.id for c in kept.claims) == claims
    assert " ".join(d.id for d in kept.discrepancies) == discrepancies


def test_a_part_says_that_it_is_one() -> None:
    kept = example().filtered(place="low", min_gap=3).filtered(only="mayor")
    assert kept.part == "place “low”, at least 3 apart, “mayor”"
    for name in ("terminal", "markdown", "html"):
        assert "Only a part of the report: place “low”" in " ".join(render(kept, name).split())
    assert example().filtered().part is None


def test_what_was_read_stays() -> None:
    kept = example().filtered(place="nowhere")
    assert (kept.documents, kept.articles) == (example().documents, example().articles)


@pytest.mark.parametrize(
    ("kind", "min_gap", "found"),
    [
        (None, None, "d1 d2 d3"),
        ("value", None, "d1"),
        (None, 100, "d2"),
        ("denial", 0, ""),
        ("value", 4, ""),
    ],
)
def test_find_discrepancies(kind: str | None, min_gap: float | None, found: str) -> None:
    assert " ".join(d.id for d in example().find_discrepancies(kind=kind, min_gap=min_gap)) == found
