"""How sure a claim is: the share of claims like it that are right, in figure, measure and source.

Comes in: what the stages found of one number. Goes out: its traits (names of rules/confidence.toml), and from
them the confidence, by a logistic sum: each trait that holds adds its weight to the base. The weights were
fitted on labelled news by ``benchmarks/calibrate.py``; what a trait is stands here, in code.

Known misses: it knows the claim's looks only. A verb read wrongly with every sign of being read right is as
sure as any other; whether the event is the right one is not part of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Number, Role, Sentence, Setting, Speech

BASE = "base"  # the trait that every claim has
LONG = 320  # characters: a longer sentence has often lost its full stops
CROWDED = 4  # claims in one sentence
DATA = frozenset({"data", "study", "document", "statement"})
LEAST, MOST = 0.01, 0.99  # nothing is certain: a confidence stays between the two


class Weight(Entry):
    """What a trait adds to the sum; ``says`` puts the trait in words. The trait ``base`` always holds."""

    value: float
    says: str


class Threshold(Entry):
    """A confidence at which something changes: below ``doubtful`` a claim is not compared."""

    value: float


@dataclass(frozen=True, slots=True)
class ConfidenceRules:
    """The weights by trait, the traits' words, and the confidence below which a claim is doubtful."""

    weights: dict[str, float]
    says: dict[str, str]
    doubtful: float


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a claim's traits are told from. ``speakers`` cites whom its sentence cites, one each."""

    text: str
    sentence: Sentence
    number: Number
    role: Role
    setting: Setting
    speech: Speech | None
    total: str | None
    named: bool  # the measure is one of the named ones
    claims: int  # in the sentence
    speakers: int  # in the sentence


def compile_confidence(book: RuleBook) -> ConfidenceRules:
    """The weights in force."""
    weights = book.entries("confidence.toml", "weight", Weight)
    thresholds = {t.id: t.value for t in book.entries("confidence.toml", "threshold", Threshold)}
    return ConfidenceRules({w.id: w.value for w in weights}, {w.id: w.says for w in weights}, thresholds["doubtful"])


def _unended(facts: Facts) -> bool:
    sentence = facts.sentence
    last = facts.text[sentence.start : sentence.end].rstrip(" \t\r\n\"'”’)]")[-1:]
    return sentence.section == "body" and last not in ".!?:;…"


def _small_word(facts: Facts) -> bool:
    number = facts.number
    return number.surface.isalpha() and number.low == number.high and number.low in (1, 2)


TRAITS: tuple[tuple[str, Callable[[Facts], bool]], ...] = (
    ("own voice", lambda f: f.speech is None),
    ("own voice beside a speaker", lambda f: f.speech is None and f.speakers > 0),
    ("own voice in a headline", lambda f: f.speech is None and f.sentence.section == "headline"),
    ("carried speaker", lambda f: f.speech is not None and f.speech.kind == "carried"),
    ("several speakers", lambda f: f.speakers > 1),
    ("speaker cites another", lambda f: f.speech is not None and bool(f.speech.origin)),
    (
        "unknown kind of speaker",
        lambda f: f.speech is not None and f.speech.source.kind in {"", "other", "unknown"},
    ),
    ("unnamed speaker", lambda f: f.speech is not None and f.speech.source.kind == "unnamed"),
    (
        "data speak",
        lambda f: f.speech is not None and f.speech.source.kind in {"data", "study", "document", "statement"},
    ),
    ("plain verb", lambda f: not f.named),
    ("plain verb of people", lambda f: not f.named and f.role.unit == "person"),
    ("no verb", lambda f: f.role.measure == "counted"),
    ("forecast", lambda f: f.role.tentative),
    ("counted left out", lambda f: f.role.counted_start == f.role.counted_end),
    ("counted of no kind", lambda f: f.role.counted_kind in {"", "other", "thing", "things"}),
    ("vague word", lambda f: f.number.modifier == "vague"),
    ("bound", lambda f: f.number.modifier in {"at_least", "more_than", "at_most", "less_than"}),
    ("about", lambda f: f.number.modifier in {"about", "between"}),
    ("part", lambda f: f.total is not None),
    ("part without total", lambda f: f.total is None and (f.role.partitive or f.role.part_of is not None)),
    ("share", lambda f: f.number.kind in {"percent", "times"}),
    ("money", lambda f: f.number.kind == "money"),
    ("measured", lambda f: f.number.kind == "physical"),
    ("none", lambda f: f.number.high == 0),
    ("one or two", _small_word),
    ("change", lambda f: f.number.change is not None),
    ("headline", lambda f: f.sentence.section == "headline"),
    ("caption", lambda f: f.sentence.section == "caption"),
    ("summary", lambda f: f.sentence.section == "summary"),
    ("running total", lambda f: f.role.running or f.setting.running),
    ("background", lambda f: f.setting.background and not f.setting.running),
    ("long sentence", lambda f: f.sentence.end - f.sentence.start > LONG),
    ("no full stop", _unended),
    ("several claims", lambda f: 1 < f.claims < CROWDED),
    ("crowded sentence", lambda f: f.claims >= CROWDED),
)


def traits_of(facts: Facts) -> tuple[str, ...]:
    """The traits of a claim, in the order of ``TRAITS``."""
    return tuple(name for name, holds in TRAITS if holds(facts))


def confidence(traits: Sequence[str], rules: ConfidenceRules) -> float:
    """The share of claims with these traits that are right, 0.01 to 0.99, with two decimals.

    A trait without a weight in force counts nothing.
    """
    total = rules.weights[BASE] + sum(rules.weights.get(trait, 0.0) for trait in traits)
    share = 1 / (1 + exp(-max(-20.0, min(20.0, total))))
    return round(max(LEAST, min(MOST, share)), 2)


def doubts(traits: Sequence[str], rules: ConfidenceRules) -> tuple[str, ...]:
    """What speaks against a claim, in words."""
    return tuple(rules.says[trait] for trait in traits if rules.weights.get(trait, 0.0) < 0)
