"""What flows between the stages: plain frozen values, cheap to make, that know no stage.

Every ``start`` and ``end`` is an offset into the text of the whole document (code points, half-open), so
a stage can hand its spans on without translating them. Nothing points back: a value carries ids and
spans, never the document.
"""

from dataclasses import dataclass, field
from datetime import date

from claimcheck.models import AttributionKind, Modifier, Section


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A file as it was read. ``facts`` is its front matter (publisher, published, title, url).

    ``skipped`` says why there is no text; None if there is.
    """

    id: str
    path: str
    sha256: str | None
    text: str
    facts: dict[str, str] = field(default_factory=dict)
    body_start: int = 0  # where the text begins, after the front matter
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the minute of it (0–1439) where one is known."""

    day: date
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text of one kind: a headline, a caption, a paragraph of the body.

    ``entry`` numbers the posts of a live blog (0 throughout in an ordinary story); ``posted`` is the
    entry's own time where it has one.
    """

    start: int
    end: int
    section: Section
    entry: int = 0
    posted: Moment | None = None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One story of a document: where it lies, what its head says of it, and its blocks in order.

    What belongs to no block is boilerplate.
    """

    id: str
    path: str
    start: int
    end: int
    title: str | None
    publisher: str | None
    published: Moment | None
    place: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``block`` is the index of its block in the article."""

    start: int
    end: int
    section: Section
    block: int
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark, with what the word lists say of it.

    ``tag`` is one of: ``det adj noun name verb aux prep conj rel pron adv num neg punct quote``.
    ``form`` says for verbs: ``base past part ing s`` (``past`` also stands for the participle of regular
    verbs); ``lemma`` is the verb's or noun's base form.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str
    lemma: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral in the text and the interval it stands for.

    ``start``–``end`` is the numeral alone; ``outer_start``–``outer_end`` takes in its modifiers, currency
    sign and unit words ("at least 20 percent"). ``kind``: ``count`` (of people or things), ``percent``,
    ``money``, ``physical`` (a unit of measure), ``times`` (a multiple). ``unit`` is None for a count: what
    is counted is for the next stage to say. ``base_low``/``base_high``/``base_unit`` are the same interval
    in the base unit, for comparison. ``unused`` says why the number can be no claim (``date``, ``year``,
    ``time``, ``age``, ``duration``, ``ordinal``, ``counter``, ``score``, ``name`` …); None if it can.
    ``change`` is ``from`` and ``to`` in "rose from 12 to 17", ``by`` in "rose by 5", ``earlier`` for a figure that
    the text says was given before ("initially said 12") or takes back ("four, not three").
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    surface: str
    low: float | None
    high: float | None
    modifier: Modifier
    kind: str
    unit: str | None = None
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str | None = None
    unused: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who is cited: the words at ``start``–``end``, and the entry of the rules they resolve to.

    ``label`` is the fullest name to print ("Syrian Observatory for Human Rights", "Homs Governor Talal
    Barazi", "a security official"); ``id`` is the rules' or made from the label; ``kind`` as in
    ``rules/en/sources.toml``.
    """

    label: str
    id: str
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speech:
    """An attribution: ``source`` (with ``cue``) says what stands at ``start``–``end``.

    ``origin`` are those whom the source cites in turn. ``denies``: the source says that it is false.
    ``kind`` is ``explicit`` or ``carried``. Where two cover a number, the shorter explicit one holds.
    """

    start: int
    end: int
    source: Source
    cue: str
    kind: AttributionKind
    origin: tuple[Source, ...] = ()
    denies: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What a number says: the measure, and who or what is counted.

    ``number`` is the index in the sentence's numbers. ``part_of`` is the index of the total it is a part
    of; ``partitive`` says that it is a part of a total that another sentence gives ("two of the dead
    were children"). ``additional``: "another four", "three more".
    ``since``: it adds to what was known before ("two MORE bodies"), not to others of the text ("two OTHERS").
    ``tentative``: "could reach", "feared".
    ``running``: a total over a long time or many events ("since 2011", "in the decade-long war").
    """

    number: int
    measure: str
    unit: str
    counted: str
    counted_start: int
    counted_end: int
    counted_kind: str
    part_of: int | None = None
    partitive: bool = False
    additional: bool = False
    since: bool = False
    tentative: bool = False
    running: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the gazetteer knows it. ``within`` lists the ids that contain it, smallest first.

    ``id`` is ``xx`` for a country, ``xx.name`` for a province, ``xx.province.name`` for a town; a place
    that no gazetteer knows gets ``?.name``.
    """

    id: str
    name: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where a sentence plays, and what happens in it: what events are grouped by.

    ``start``–``end`` are days, inclusive (None: not known). ``stated`` tells what the sentence itself says
    as opposed to what it inherits from its article: a set of ``time``, ``place``, ``kind``. ``kind`` is an
    event kind of ``rules/en/events.toml`` (``bombing``, ``earthquake`` …). ``targets`` are words of what
    was struck ("hospital"). ``background``: the sentence looks back on something else than the story.
    ``name`` is what the happening is known by ("hurricane maria"); ``words`` are the names and telling words
    of the article's beginning, the same for all its settings. ``site`` is the target where the story has
    several ("the airport" and "the metro"), None for all of them together. ``yearless`` is the month and day of
    an article that names no year, and by how many days the happening may lie before.
    """

    start: date | None = None
    end: date | None = None
    places: tuple[Place, ...] = ()
    kind: str | None = None
    targets: tuple[str, ...] = ()
    stated: frozenset[str] = frozenset()
    background: bool = False
    running: bool = False
    name: str | None = None
    words: tuple[str, ...] = ()
    site: str | None = None
    yearless: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim as one article makes it, before it is known which event it belongs to.

    ``id`` depends on the document's path and the place in it only. ``published`` is the article's, or the
    live-blog entry's. ``part_of`` is another mention's id. ``speech`` None: the publisher's own voice.
    ``traits`` name what of ``rules/confidence.toml`` holds; the confidence is made of them.
    """

    id: str
    path: str
    article: str
    publisher: str | None
    published: Moment | None
    title: str | None
    sentence: Sentence
    order: int  # of the sentence in its article
    number: Number
    role: Role
    speech: Speech | None
    setting: Setting
    unit: str
    part_of: str | None
    confidence: float
    reasons: tuple[str, ...]
    traits: tuple[str, ...] = ()
