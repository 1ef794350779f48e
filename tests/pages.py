"""A report for the tests of the page: two disputed events, a quiet one, dates, decisions, hostile text."""

from collections.abc import Mapping, Sequence
from typing import Any

from factories import claim, event, report

from claimcheck.models import (
    Article,
    Attribution,
    Claim,
    DecidedClaim,
    Decision,
    Discrepancy,
    Document,
    Side,
    Unused,
    Verdict,
)
from claimcheck.result import Report

LONG = "Antidisestablishmentarian" * 400  # 10,000 characters
HOSTILE = (
    '</script><script>window.hacked=1</script> "><img src=x onerror=window.hacked=2> {{ 7*7 }} '
    "\u202egnorw\u202c \u2066 قُتل\\ '''\"\"\" \x01"
)
BUS = "A bus was burnt in Lowmarket.\n\nEight people died, state radio said. The road is closed."
LATER = "At least 11 people died on the bus, Café Press reported."


def said(verdict: Verdict, note: str = "", claims: Sequence[DecidedClaim] = ()) -> Decision:
    """A decision of Ada's."""
    fields: dict[str, Any] = {"by": "Ada", "at": "2024-05-06", "summary": "State radio says 8"}
    return Decision(fingerprint="", verdict=verdict, note=note, claims=tuple(claims), **fields)


def reviewed(decisions: Mapping[str, Decision]) -> Report:
    """The example with decisions under their fingerprints; that of a discrepancy's id is about it."""
    whole = example()
    ids = {found.id for found in whole.discrepancies}
    named = [decision.model_copy(update={"fingerprint": key}) for key, decision in decisions.items()]
    matched = tuple(
        d.model_copy(update={"discrepancies": (d.fingerprint,), "state": "decided"})
        for d in named
        if d.fingerprint in ids
    )
    lost = tuple(d for d in named if d.fingerprint not in ids)
    return whole.model_copy(update={"decisions": matched, "unmatched_decisions": lost})


def spoken(text: str, sentence: str, figure: str, source: str, **changes: Any) -> Claim:
    """A claim on ``sentence`` where it stands in ``text``; ``source`` are its words there."""
    start = text.index(sentence)
    at = start + sentence.index(figure)
    said = Attribution(
        kind="explicit",
        source=changes.pop("label", source),
        source_id="s",
        source_kind=changes.pop("source_kind", "state_media"),
        text=source,
        start=text.index(source),
        end=text.index(source) + len(source),
        cue=changes.pop("cue", "said"),
    )
    made = claim(sentence, figure, attribution=said, **changes)
    moved = made.quantity.model_copy(update={"start": at, "end": at + len(figure)})
    return made.model_copy(
        update={
            "start": at,
            "end": at + len(figure),
            "sentence_start": start,
            "sentence_end": start + len(sentence),
            "quantity": moved,
        }
    )


def dispute(id: str, of: str, low: tuple[float, str], high: tuple[float, str], **changes: Any) -> Discrepancy:
    """Two sides, each a figure and the claim that gives it."""
    fields: dict[str, Any] = {
        "id": id,
        "event": of,
        "measure": "killed",
        "kind": "value",
        "sides": tuple(Side(low=v, high=v, claims=(c,), sources=("x",)) for v, c in (low, high)),
        "gap": high[0] - low[0],
        "ratio": high[0] / low[0],
        "severity": "high",
        "summary": "State radio says 8 killed; Café Press says 11",
    }
    return Discrepancy(**(fields | changes))


TEXTS = {"news/a.txt": BUS, "news/b.txt": LATER}


def example() -> Report:
    """What the tests read."""
    claims = (
        spoken(
            BUS,
            "Eight people died, state radio said.",
            "Eight",
            "state radio",
            id="c1",
            value="8",
            label="State Radio",
            line=3,
            reasons=("object of “die”",),
        ),
        spoken(
            LATER,
            LATER,
            "11",
            "Café Press",
            id="c2",
            value=">=11",
            path="news/b.txt",
            cue="reported",
            source_kind="ngo",
        ),
        claim("Flood water hurt 5 in Ðakovo.", "5", id="c3", measure="injured", path="news/c.txt", event="e2"),
        claim(f"{HOSTILE} 3 died.", "3", id="c4", by=HOSTILE, path="news/<b>.txt", event="e3", counted=LONG),
        claim("A mine took 9 lives.", "9", id="c5", by=LONG, path="news/d.txt", event="e3", confidence=0.4),
    )
    moments = {"news/a.txt": "2017-12-05", "news/b.txt": "2017-12-06T09:30"}
    paths = sorted({made.path for made in claims})
    return report(
        claims=claims,
        documents=(
            *(Document(id=path, path=path, sha256="0") for path in paths),
            Document(id="z", path="news/z.jpg", sha256=None, skipped="binary"),
        ),
        articles=tuple(
            Article(
                id=path,
                path=path,
                start=0,
                end=len(TEXTS.get(path, "")),
                title=HOSTILE if "<b>" in path else None,
                publisher="The Courier" if path == "news/c.txt" else None,
                published=moments.get(path),
                place=None,
            )
            for path in paths
        ),
        events=(
            event("e1", "Lowmarket bus bombing", ("c1", "c2"), maybe_same_as=("e2",)),
            event("e2", "Highmarket flood", ("c3",), kind="flood", place="Highmarket", start=None, end=None),
            event("e3", f"Mine {HOSTILE}", ("c4", "c5"), kind="mining accident", place=HOSTILE),
        ),
        discrepancies=(
            dispute("d1", "e1", (8, "c1"), (11, "c2")),
            dispute("d2", "e3", (3, "c4"), (9, "c5"), kind="denial", severity="low", summary=HOSTILE, gap=None),
        ),
        unused=(
            Unused(path="news/a.txt", start=2, end=5, surface="bus", why="date"),
            Unused(path="gone.txt", start=7, end=8, surface="7", why="age"),
        ),
    )
