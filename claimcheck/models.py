"""What a user gets: the report and its parts, as frozen pydantic models.

The fields and their names are the JSON that ``claimcheck -f json`` writes (``schema_version`` 1).
Offsets count Unicode code points of the file's decoded text and are half-open:
``text[start:end] == surface`` holds for every span. Lists are in a fixed order (path, then place in
the file), so the same input gives the same report whatever the order of the files.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = 1

Modifier = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "between", "vague"]
Section = Literal["headline", "summary", "caption", "body"]
AttributionKind = Literal["explicit", "carried", "publisher"]
DiscrepancyKind = Literal["value", "revision", "complement", "who", "denial", "sum"]
Severity = Literal["high", "medium", "low"]
Verdict = Literal[
    "conflict", "same-figure", "not-same-event", "same-event", "wrong-source", "wrong-number", "explained"
]
DecisionState = Literal["decided", "reopened", "applied", "unmatched"]


class Frozen(BaseModel):
    """A value that never changes once made and refuses fields it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Frozen):
    """One file that was found; ``skipped`` says why it was not read, None if it was."""

    id: str
    path: str
    sha256: str | None
    skipped: str | None = None


class Article(Frozen):
    """One story in a document, ``text[start:end]`` of it.

    ``published`` is an ISO date, with the time where the page gives one; ``place`` is the dateline's.
    None means that the page does not say.
    """

    id: str
    path: str
    start: int
    end: int
    title: str | None
    publisher: str | None
    published: str | None
    place: str | None


class Quantity(Frozen):
    """A number as the text puts it: the interval ``low``–``high``, both inclusive, and its unit.

    An open end is None. ``start``–``end`` covers the numeral alone ("eight", "1.2 million"). ``unit`` is
    "person", "percent", an ISO currency code, a unit of measure, or the thing counted in the singular.
    """

    surface: str
    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str | None


class Counted(Frozen):
    """Who or what is counted: the words of the text, and their kind in ``rules/en/counted.toml``."""

    text: str
    kind: str


class Attribution(Frozen):
    """Who says so.

    ``kind`` is *explicit* (the sentence names the source), *carried* (a sentence nearby does) or
    *publisher* (nobody but the writer; then the other fields are None). ``source`` is the source's full
    name, ``source_id`` the entry of ``rules/en/sources.toml`` it resolves to, ``text`` the words at
    ``start``–``end``. ``origin`` lists whom the source cites in turn.
    """

    kind: AttributionKind
    source: str | None = None
    source_id: str | None = None
    source_kind: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    cue: str | None = None
    origin: tuple[str, ...] = ()


class Claim(Frozen):
    """One attributed number, as one article states it. ``line`` and ``column`` count from 1."""

    id: str
    path: str
    article: str
    start: int
    end: int
    line: int
    column: int
    sentence: str
    sentence_start: int
    sentence_end: int
    section: Section
    quantity: Quantity
    measure: str
    counted: Counted
    attribution: Attribution
    time: str | None
    place: str | None
    part_of: str | None
    denied: bool
    event: str
    confidence: float
    reasons: tuple[str, ...]


class Event(Frozen):
    """A happening that claims of one or several articles are about; dates are ISO days, inclusive.

    ``articles`` is how many articles tell of it, ``independent_sources`` how many voices stand behind them:
    reprints of one text and chains to one origin are one voice. 0 where it was not counted.
    """

    id: str
    label: str
    kind: str | None
    place: str | None
    start: str | None
    end: str | None
    claims: tuple[str, ...]
    maybe_same_as: tuple[str, ...] = ()
    articles: int = 0
    independent_sources: int = 0


class Side(Frozen):
    """The claims of a discrepancy that agree, the interval they share, and who makes them."""

    low: float | None
    high: float | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]


class Discrepancy(Frozen):
    """Claims of one event and measure that don't fit together.

    ``gap`` is the distance between the two sides' nearest ends, ``ratio`` the larger end divided by the
    smaller one; both are None where they mean nothing (a denial, figures that may meet).
    """

    id: str
    event: str
    measure: str
    kind: DiscrepancyKind
    sides: tuple[Side, ...]
    gap: float | None
    ratio: float | None
    severity: Severity
    summary: str


class Unused(Frozen):
    """A number that became no claim, and why."""

    path: str
    start: int
    end: int
    surface: str
    why: str


class DecidedClaim(Frozen):
    """A claim's own words at the time of a decision.

    ``figure`` is the numeral as the sentence has it, ``source`` who is cited, or the publisher, or "".
    ``path`` is for people only; nothing is found by it. ``side`` names the claims that belong together;
    ``wrong`` marks the claim that a verdict of wrong-number or wrong-source is about.
    """

    path: str = ""
    sentence: str
    figure: str
    source: str = ""
    side: str = ""
    wrong: bool = False


class Decision(Frozen):
    """What a person has decided about a discrepancy, or about two events that may be one.

    ``fingerprint`` stands for the claims' words, ``at`` is an ISO date. What became of it in this run:
    ``discrepancies`` lists those it is about; ``state`` is *decided*, *reopened* (a side has come up that
    it knows nothing of), *applied* (it corrects events or claims, and nothing is disputed any more) or
    *unmatched* (nothing here has these words).
    """

    fingerprint: str
    verdict: Verdict
    note: str = ""
    by: str = ""
    at: str = ""
    summary: str = ""
    measure: str = ""
    claims: tuple[DecidedClaim, ...] = ()
    discrepancies: tuple[str, ...] = ()
    state: DecisionState = "unmatched"


class TollFigure(Frozen):
    """One figure of a toll, inclusive: ``name`` is the convention's word for it ("low", "minimum").

    ``claims`` give its ends, ``sources`` make them. ``context``: shown beside the toll, no part of it.
    """

    name: str
    low: float
    high: float
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    context: bool = False


class Toll(Frozen):
    """An event's figures for one measure, rolled up as the report's convention has it."""

    event: str
    measure: str
    figures: tuple[TollFigure, ...]


class Convention(Frozen):
    """How figures are rolled up and vague words valued, whose way that is, and where it is written down."""

    id: str
    label: str
    says: str
    reference: str | None = None
