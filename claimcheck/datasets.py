"""Polls and studies that stay open: whose figures a sentence without a cue gives.

Comes in: what has been cited so far, and a sentence that cites nobody. Goes out: the :class:`Dataset` that
is open after it, and whether the sentence’s figures are its. A dataset has a topic: the figures that it has
(shares of voters), the words for what it counts, and the nouns that its figures so far were figures of.
Another speaker interrupts it; it goes on in a later paragraph where the topic is unmistakable.

Known misses: a study whose later figures are of new nouns; two polls compared in one paragraph.
"""

import re
from dataclasses import dataclass, replace

from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Sentence, Source

FILE = "en/datasets.toml"
NEAR, FAR = (
    3,
    14,
)  # sentences since its last figure: a noun or a bare share will do; only its own words will do
_SHARE = (
    r"(?:(?:about|around|nearly|almost|some|roughly|over|only|just|more than|less than|another)\s+){0,3}"
    r"(?:[\d.]+\s?(?:%|percent|per cent)|(?:a|one|two|three)[\s-](?:third|quarter|fifth|half)s?|half)"
)
_LEAD = r"(?:while|but|and|meanwhile|by contrast|in all|overall|nationally|nationwide)?"
_VERB = r"(?:were|was|had|have|exceeded|said|say|did|do|would|are|could|showed|came)"
_BARE = re.compile(rf"(?i)\W*{_LEAD},?\s*{_SHARE}\s+(?:\w+ly\s+)?{_VERB}\b")
_EXTREME = re.compile(
    r"(?i)\b(?:had|has|have|saw|with|showed|were|was)\s+the\s+(?:high|low|larg|small|few)est,?\s+(?:at|with)\b"
    r"|\bthe\s+(?:national\s+)?(?:average|median)\s+(?:\w+\s+)?(?:was|is)\b"
)
_COUNT = r"(?:\d[\d,.]*|half|third|quarter|two-thirds|dozens|hundreds|thousands)"
_OF = r"(?:(?:percent|%|per cent|million)\s+of)"
_FIGURE_OF = re.compile(
    rf"(?i)(?:\b{_COUNT}|{_OF})\s+(?:of\s+)?(?:the\s+|those\s+|all\s+)?(?:[a-z-]+\s+){{0,2}}?([a-z]{{4,}}s)\b"
)
_OPENING = re.compile(r"(?:The|This|That|Its|Their)\s+(?:same\s+)?")
_NUMBER_OF = re.compile(r"(?i)\b(?:number|share|proportion|amount)\s+of\s+(?:[a-z-]+\s+){0,3}?([a-z]{4,}s)\b")
_NUMBER = re.compile(
    r"(?i)\d|%|\b(?:percent|half|third|quarter|two|three|four|five|six|seven|eight|nine|ten|twelve|\w+teen|\w+ty"
    r"|dozens?|hundreds?|thousands?|millions?|none|no)\b"
)
_YEARS_AGO = re.compile(
    r"(?i)\b(?:(?:in|since|by|until|of)\s+(?:1[89]\d\d|20\d\d)|last\s+(?:year|month|week)|years?\s+ago|previous\w*)\b"
)
_ANOTHER = re.compile(  # "a Horizont poll had her ahead": not the one that is open
    r"(?i)\b(?:an?|another|other|separate|earlier|previous)\s+(?:[\w’'.-]+\s+){0,4}(?:polls?|surveys?|study|report)\b"
)
WEAK_NOUNS = frozenset(
    {
        "years", "months", "weeks", "days", "hours", "minutes", "times", "points", "dollars", "miles", "this",
        "others", "deaths", "americans", "states", "reasons", "ways",
    }
)  # fmt: skip


class DatasetKind(Entry):
    """A kind of poll or study; see the head of ``rules/en/datasets.toml`` for the keys."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    about: tuple[str, ...]
    never: tuple[str, ...]
    sources: tuple[str, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of dataset, compiled; ``figures`` is None where any number will do."""

    id: str
    names: re.Pattern[str]
    figures: re.Pattern[str] | None
    about: re.Pattern[str]
    never: re.Pattern[str]
    sources: tuple[str, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """A poll or study that is open: whose it is, its kind, what its figures counted, when it last spoke.

    ``interrupted``: another speaker has had the word since.
    """

    source: Source
    kind: Kind
    nouns: frozenset[str]
    index: int
    block: int
    entry: int
    interrupted: bool = False


def compile_datasets(book: RuleBook) -> tuple[Kind, ...]:
    """The kinds of datasets in force, in the order of the rules."""
    return tuple(
        Kind(
            kind.id,
            _any(kind.names),
            _any(kind.figures) if kind.figures else None,
            _any(kind.about),
            _any(kind.never),
            kind.sources,
            kind.bare,
        )
        for kind in book.entries(FILE, "dataset", DatasetKind)
    )


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    parts = (re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in longest_first)
    return re.compile(r"(?i)(?<!\w)(?:" + "|".join(parts) + ")")


def dataset_kind(source: Source, kinds: tuple[Kind, ...]) -> Kind | None:
    """The kind of dataset that the words of the source name: "a new Horizont poll"; None if none."""
    of_source = next((kind for kind in kinds if source.kind in kind.sources), None)
    if of_source is not None:
        return of_source
    return next((kind for kind in kinds if kind.names.search(source.text) is not None), None)


def tally_kind(text: str, source: Source, kinds: tuple[Kind, ...]) -> Kind | None:
    """The kind if a tally is named right after its keeper: "according to a Coast News tally"; else None."""
    kind = next((k for k in kinds if k.id == "tally"), None)
    after = text[source.end : source.end + 12].lstrip()
    return kind if kind is not None and kind.names.match(after) is not None else None


def cited(text: str, index: int, sentence: Sentence, source: Source, kind: Kind, before: Dataset | None) -> Dataset:
    """The dataset after a sentence that cites it."""
    nouns = _nouns(text, sentence)
    if before is not None and before.kind is kind and before.entry == sentence.entry:
        same = before.source.id == source.id or len(source.text.split()) <= 2  # "the study": the one before
        nouns |= before.nouns if same else frozenset()
        if same and len(source.label.split()) <= len(before.source.label.split()):
            source = replace(before.source, text=source.text, start=source.start, end=source.end)
    return Dataset(source, kind, nouns, index, sentence.block, sentence.entry)


def goes_on(text: str, index: int, sentence: Sentence, dataset: Dataset) -> bool:
    """Whether the sentence, which cites nobody, gives figures of the dataset."""
    if sentence.entry != dataset.entry or sentence.section in {"headline", "caption"}:
        return False
    gap, kind = index - dataset.index, dataset.kind
    if gap > FAR or (dataset.interrupted and sentence.block == dataset.block):
        return False
    start, end = sentence.start, sentence.end
    if _NUMBER.search(text, start, end) is None or kind.never.search(text, start, end) is not None:
        return False
    if _ANOTHER.search(text, start, end) is not None:
        return False
    if kind.figures is not None and kind.figures.search(text, start, end) is None:
        return False
    own = kind.about.search(text, start, end) is not None
    if own and kind.figures is not None:
        return _YEARS_AGO.search(text, start, end) is None
    if own:
        return True
    past = (_YEARS_AGO.search if kind.figures is not None else _YEARS_AGO.match)(text, start, end) is not None
    if gap > NEAR or dataset.interrupted or past:
        return False
    if kind.bare and _BARE.match(text, start, end) is not None:
        return True
    if kind.bare and gap <= 2 and _EXTREME.search(text, start, end) is not None:
        return True
    return bool(dataset.nouns & _nouns(text, sentence))


def opened_again(text: str, index: int, sentence: Sentence, dataset: Dataset) -> Dataset:
    """The dataset after a sentence that cites nobody: near again if "the survey" is what the sentence is about."""
    opening = _OPENING.match(text, sentence.start, sentence.end)
    if opening is None or dataset.kind.names.match(text, opening.end()) is None or sentence.entry != dataset.entry:
        return dataset
    return replace(dataset, index=index, block=sentence.block, interrupted=False)


def between(text: str, sentence: Sentence, entry: int, kind: Kind) -> bool:
    """Whether a sentence between two of a text’s entry that cite one dataset gives figures that may be its."""
    if sentence.entry != entry or sentence.section in {"headline", "caption"}:
        return False
    start, end = sentence.start, sentence.end
    return (
        _NUMBER.search(text, start, end) is not None
        and kind.never.search(text, start, end) is None
        and _ANOTHER.search(text, start, end) is None
        and _YEARS_AGO.match(text, start, end) is None
    )


def _nouns(text: str, sentence: Sentence) -> frozenset[str]:
    """The plural nouns that numbers of the sentence count."""
    found = {
        m.group(1).lower()
        for pattern in (_FIGURE_OF, _NUMBER_OF)
        for m in pattern.finditer(text, sentence.start, sentence.end)
    }
    return frozenset(found - WEAK_NOUNS)
