"""Make mentions and reports for tests: every field has a default, so that a row shows only what matters."""

import re
from datetime import date
from typing import Any

from claimcheck.comparison_rules import ComparisonRules, comparison_rules
from claimcheck.models import Article, Attribution, Claim, Counted, Document, Event, Quantity
from claimcheck.result import Report
from claimcheck.values import Mention, Moment, Number, Place, Role, Sentence, Setting, Source, Speech


class Kind:
    """A kind of counted people with its links."""

    def __init__(self, within: tuple[str, ...] = (), apart: tuple[str, ...] = ()) -> None:
        self.within, self.apart = within, apart


KINDS = {
    "people": Kind(),
    "civilians": Kind(("people",), ("military", "rebels", "police")),
    "military": Kind(("people",), ("civilians", "rebels", "police", "children")),
    "police": Kind(("people",), ("civilians", "military", "rebels")),
    "rebels": Kind(("people",), ("civilians", "military")),
    "children": Kind(("people", "civilians"), ("women", "military")),
    "women": Kind(("people",), ("children",)),
    "students": Kind(("people",)),
}
RULES: ComparisonRules = comparison_rules(KINDS)

SIGNS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "~": "about"}


def interval(value: str) -> tuple[float | None, float | None, str]:
    """``8``, ``>=20``, ``>130``, ``<=260``, ``<30``, ``~7``; ``30..40!`` a range, ``24..99`` a vague word."""
    if ".." in value:
        low, high = value.rstrip("!").split("..")
        return float(low), float(high), "between" if value.endswith("!") else "vague"
    match = re.fullmatch(r"(>=|>|<=|<|~)?(-?[\d.]+)", value)
    assert match, f"no such value: {value}"
    number, modifier = float(match[2]), SIGNS.get(match[1] or "", "exact")
    if modifier in ("at_least", "more_than"):
        return number, None, modifier
    if modifier in ("at_most", "less_than"):
        return None, number, modifier
    return number, number, modifier


def slug(label: str) -> str:
    return "-".join(label.casefold().split())


def mention(
    value: str = "8",
    *,
    id: str = "m1",
    by: str | None = None,
    citing: str | None = None,
    measure: str = "killed",
    kind: str = "people",
    counted: str | None = None,
    unit: str = "person",
    number_kind: str = "count",
    word: str | None = None,
    article: str = "a",
    publisher: str | None = None,
    published: str | None = None,
    sentence: int = 0,
    part_of: str | None = None,
    change: str | None = None,
    denies: bool = False,
    place: str | None = None,
    within: str | None = None,
    day: str | None = None,
    confidence: float = 0.9,
    base: tuple[float, str] | None = None,
    **flags: bool,
) -> Mention:
    """A mention, the publisher's own unless ``by`` somebody; ``flags``: partitive, additional …"""
    low, high, modifier = interval(value)
    start = sentence * 100 + 10
    speech = None
    if by is not None:
        origin = () if citing is None else (Source(citing, slug(citing), "", citing, 0, 0),)
        speech = Speech(start - 5, start + 50, Source(by, slug(by), "", by, 0, 0), "said", "explicit", origin, denies)
    stated = {name for name, given in (("place", place), ("time", day)) if given is not None}
    when = None if day is None else date.fromisoformat(day)
    places = () if place is None else (Place(slug(place), place, () if within is None else (slug(within),)),)
    return Mention(
        id=id,
        path=f"{article}.txt",
        article=article,
        publisher=publisher,
        published=None if published is None else Moment(date.fromisoformat(published)),
        title=None,
        sentence=Sentence(sentence * 100, sentence * 100 + 90, "body", 0),
        order=sentence,
        number=Number(
            start,
            start + 2,
            start,
            start + 2,
            word or value.strip("<>=~!"),
            low,
            high,
            modifier,  # type: ignore[arg-type]
            number_kind,
            base_low=base[0] if base else None,
            base_high=base[0] if base else None,
            base_unit=base[1] if base else None,
            change=change,
        ),
        role=Role(0, measure, unit, kind if counted is None else counted, 0, 0, kind, **flags),  # type: ignore[arg-type]
        speech=speech,
        setting=Setting(when, when, places, stated=frozenset(stated)),
        unit=unit,
        part_of=part_of,
        confidence=confidence,
        reasons=(),
    )


def claim(
    sentence: str,
    figure: str,
    *,
    id: str = "c1",
    value: str | None = None,
    path: str = "news/a.txt",
    line: int = 1,
    by: str | None = None,
    citing: tuple[str, ...] = (),
    measure: str = "killed",
    counted: str = "people",
    kind: str = "people",
    unit: str = "person",
    event: str = "e1",
    **changes: Any,
) -> Claim:
    """A claim on ``figure`` in ``sentence``; ``value`` in the notation of :func:`interval`."""
    low, high, modifier = interval(value or figure)
    at = sentence.index(figure)
    attribution = Attribution(kind="publisher")
    if by is not None:
        attribution = Attribution(kind="explicit", source=by, source_id=slug(by), cue="said", origin=citing)
    fields: dict[str, Any] = {
        "id": id,
        "path": path,
        "article": path,
        "start": at,
        "end": at + len(figure),
        "line": line,
        "column": at + 1,
        "sentence": sentence,
        "sentence_start": 0,
        "sentence_end": len(sentence),
        "section": "body",
        "quantity": Quantity(
            surface=figure,
            start=at,
            end=at + len(figure),
            low=low,
            high=high,
            modifier=modifier,  # type: ignore[arg-type]
            unit=unit,
        ),
        "measure": measure,
        "counted": Counted(text=counted, kind=kind),
        "attribution": attribution,
        "time": None,
        "place": None,
        "part_of": None,
        "denied": False,
        "event": event,
        "confidence": 0.9,
        "reasons": (),
    }
    return Claim(**(fields | changes))


def event(id: str = "e1", label: str = "Lowmarket bus bombing", claims: tuple[str, ...] = (), **changes: Any) -> Event:
    fields: dict[str, Any] = {
        "id": id,
        "label": label,
        "kind": "bombing",
        "place": "Lowmarket",
        "start": "2017-12-05",
        "end": "2017-12-05",
        "claims": claims,
    }
    return Event(**(fields | changes))


def report(**parts: Any) -> Report:
    """A report; documents and articles follow from the claims unless given."""
    claims = tuple(parts.get("claims", ()))
    paths = sorted({c.path for c in claims})
    parts.setdefault("documents", tuple(Document(id=f"d-{p}", path=p, sha256="0") for p in paths))
    parts.setdefault(
        "articles",
        tuple(
            Article(id=p, path=p, start=0, end=100, title=None, publisher=None, published=None, place=None)
            for p in paths
        ),
    )
    return Report(claimcheck="0.0.0", rules="rules0", **parts)
