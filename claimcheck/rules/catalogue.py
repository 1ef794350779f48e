"""Which entries stand in which rule file, and how to tell whether a text shows one.

``claimcheck rules`` and the test of all examples read this list. ``model`` and ``shows`` are named as
``module:name`` and imported when needed: ``shows(entry, text, book)`` says whether the stage, with the rules
in force, finds this entry in that text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from claimcheck.rules import Entry, RuleBook


@dataclass(frozen=True, slots=True)
class Table:
    """One table of entries: where it stands and what reads it."""

    file: str
    table: str
    model: str
    shows: str

    def entries(self, book: RuleBook) -> tuple[Entry, ...]:
        """The table's entries in force."""
        model: type[Entry] = _named(self.model)
        return book.entries(self.file, self.table, model)

    def matcher(self) -> Callable[[Any, str, RuleBook], bool]:
        """The function that says whether a text shows an entry."""
        found: Callable[[Any, str, RuleBook], bool] = _named(self.shows)
        return found


def _named(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


TABLES: tuple[Table, ...] = (
    Table("en/words.toml", "class", "claimcheck.syntax:WordClass", "claimcheck.syntax:shows_class"),
    Table("en/words.toml", "verbs", "claimcheck.syntax:VerbList", "claimcheck.syntax:shows_verb"),
    Table("en/articles.toml", "month", "claimcheck.moments:MonthEntry", "claimcheck.moments:shows_month"),
    Table("en/articles.toml", "stamp", "claimcheck.moments:StampEntry", "claimcheck.imprints:shows_stamp"),
    Table(
        "en/articles.toml", "boilerplate", "claimcheck.layout:BoilerplateEntry", "claimcheck.layout:shows_boilerplate"
    ),
    Table("en/articles.toml", "agency", "claimcheck.captions:AgencyEntry", "claimcheck.datelines:shows_agency"),
    Table("en/articles.toml", "caption", "claimcheck.captions:CaptionEntry", "claimcheck.captions:shows_caption"),
    Table("en/articles.toml", "summary", "claimcheck.heads:SummaryEntry", "claimcheck.heads:shows_summary"),
    Table("en/articles.toml", "label", "claimcheck.datelines:LabelEntry", "claimcheck.datelines:shows_label"),
    Table(
        "en/articles.toml", "place_word", "claimcheck.datelines:PlaceWordEntry", "claimcheck.datelines:shows_place_word"
    ),
    Table(
        "en/sentences.toml",
        "abbreviation",
        "claimcheck.segmenting:AbbreviationEntry",
        "claimcheck.segmenting:shows_abbreviation",
    ),
    Table("en/sentences.toml", "opener", "claimcheck.segmenting:OpenerEntry", "claimcheck.segmenting:shows_opener"),
    Table(
        "en/sentences.toml",
        "speech_verb",
        "claimcheck.segmenting:SpeechVerbEntry",
        "claimcheck.segmenting:shows_speech_verb",
    ),
    Table("en/numbers.toml", "cardinal", "claimcheck.number_rules:Cardinal", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "scale", "claimcheck.number_rules:Scale", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "group", "claimcheck.number_rules:Group", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "vague", "claimcheck.number_rules:Vague", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "fraction", "claimcheck.number_rules:Fraction", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "majority", "claimcheck.number_rules:Majority", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "zero", "claimcheck.number_rules:Zero", "claimcheck.numbers_shown:shows"),
    Table("en/numbers.toml", "ordinal", "claimcheck.number_rules:Ordinal", "claimcheck.numbers_shown:shows"),
    Table("conventions.toml", "convention", "claimcheck.number_rules:Convention", "claimcheck.numbers_shown:shows"),
    Table("conventions.toml", "rollup", "claimcheck.conventions:Rollup", "claimcheck.conventions:shows"),
    Table("en/modifiers.toml", "modifier", "claimcheck.modifiers:ModifierEntry", "claimcheck.numbers_shown:shows"),
    Table("en/modifiers.toml", "filler", "claimcheck.modifiers:Filler", "claimcheck.numbers_shown:shows"),
    Table("en/modifiers.toml", "replaced", "claimcheck.modifiers:ReplacedEntry", "claimcheck.numbers_shown:shows"),
    Table("en/modifiers.toml", "change", "claimcheck.modifiers:Change", "claimcheck.numbers_shown:shows"),
    Table("en/units.toml", "share", "claimcheck.units:Share", "claimcheck.numbers_shown:shows"),
    Table("en/units.toml", "currency", "claimcheck.units:Currency", "claimcheck.numbers_shown:shows"),
    Table("en/units.toml", "measure", "claimcheck.units:Measure", "claimcheck.numbers_shown:shows"),
    Table("en/units.toml", "times", "claimcheck.units:Times", "claimcheck.numbers_shown:shows"),
    Table("en/units.toml", "period", "claimcheck.units:Period", "claimcheck.numbers_shown:shows"),
    Table("en/units.toml", "rare", "claimcheck.units:Rare", "claimcheck.numbers_shown:shows"),
    Table("en/unused.toml", "class", "claimcheck.unused:Words", "claimcheck.numbers_shown:shows"),
    Table("en/unused.toml", "unused", "claimcheck.unused:UnusedEntry", "claimcheck.numbers_shown:shows"),
    Table("en/places.toml", "names", "claimcheck.gazetteer:Names", "claimcheck.places:shows"),
    Table("en/places.toml", "demonyms", "claimcheck.gazetteer:Demonyms", "claimcheck.places:shows"),
    Table("en/places.toml", "not_places", "claimcheck.gazetteer:NotPlaces", "claimcheck.places:shows"),
    Table("en/places.toml", "ambiguous", "claimcheck.gazetteer:Ambiguous", "claimcheck.places:shows"),
    Table("en/places.toml", "beside", "claimcheck.gazetteer:Beside", "claimcheck.places:shows"),
    Table("en/times.toml", "day", "claimcheck.dates:DayWords", "claimcheck.dates:shows"),
    Table("en/times.toml", "stretch", "claimcheck.dates:StretchWords", "claimcheck.dates:shows"),
    Table("en/times.toml", "cue", "claimcheck.setting_rules:Cue", "claimcheck.setting_rules:shows"),
    Table("en/times.toml", "blow", "claimcheck.recalls:Blow", "claimcheck.recalls:shows"),
    Table("en/events.toml", "kind", "claimcheck.happenings:Kind", "claimcheck.happenings:shows"),
    Table("en/events.toml", "target", "claimcheck.happenings:Target", "claimcheck.happenings:shows"),
    Table("en/events.toml", "common", "claimcheck.happenings:Common", "claimcheck.happenings:shows"),
    Table("grouping.toml", "weight", "claimcheck.grouping_rules:Weight", "claimcheck.grouping_examples:shows"),
    Table("grouping.toml", "measures", "claimcheck.grouping_rules:Measures", "claimcheck.grouping_examples:shows"),
    Table("grouping.toml", "usual", "claimcheck.grouping_rules:Usual", "claimcheck.grouping_examples:shows"),
    Table("grouping.toml", "bare", "claimcheck.grouping_rules:Bare", "claimcheck.grouping_examples:shows"),
    Table("grouping.toml", "one_measure", "claimcheck.one_measure:OneMeasure", "claimcheck.one_measure:shows"),
    Table("en/events.toml", "named", "claimcheck.happenings:Named", "claimcheck.happenings:shows"),
    Table("en/counted.toml", "kind", "claimcheck.counted:Kind", "claimcheck.counted:shows_kind"),
    Table("en/measures.toml", "measure", "claimcheck.measures:Measure", "claimcheck.measures:shows_measure"),
    Table("en/measures.toml", "topic", "claimcheck.measures:Topic", "claimcheck.measures:shows_topic"),
    Table("en/measures.toml", "frame", "claimcheck.measures:Frame", "claimcheck.measures:shows_frame"),
    Table("en/sources.toml", "source", "claimcheck.source_rules:NamedSource", "claimcheck.attribution:shows_source"),
    Table("en/sources.toml", "state", "claimcheck.source_rules:StateNames", "claimcheck.attribution:shows_any"),
    Table("en/titles.toml", "head", "claimcheck.source_rules:HeadNoun", "claimcheck.attribution:shows_any"),
    Table("en/titles.toml", "title", "claimcheck.source_rules:Title", "claimcheck.attribution:shows_any"),
    Table("en/datasets.toml", "dataset", "claimcheck.datasets:DatasetKind", "claimcheck.attribution:shows_dataset"),
    Table("en/cues.toml", "cue", "claimcheck.cues:Cue", "claimcheck.attribution:shows_any"),
    Table("en/cues.toml", "frame", "claimcheck.cues:Frame", "claimcheck.attribution:shows_any"),
    Table("en/cues.toml", "content", "claimcheck.cues:Content", "claimcheck.attribution:shows_any"),
    Table("en/cues.toml", "medium", "claimcheck.cues:Medium", "claimcheck.attribution:shows_any"),
    Table("en/cues.toml", "carry", "claimcheck.cues:Carry", "claimcheck.attribution:shows_carry"),
    Table(
        "confidence.toml", "threshold", "claimcheck.confidence:Threshold", "claimcheck.confidence_shown:shows_threshold"
    ),
    Table("confidence.toml", "weight", "claimcheck.confidence:Weight", "claimcheck.confidence_shown:shows_weight"),
)

# Where the kinds that a newsroom's entries may name stand: (file, table, key) of built-in entries, by table.
_SOURCE_KINDS = (("en/sources.toml", "source", "kind"), ("en/titles.toml", "head", "kind"))
KINDS_FROM: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("en/sources.toml", "source"): _SOURCE_KINDS,
    ("en/titles.toml", "head"): _SOURCE_KINDS,
    ("en/titles.toml", "title"): (*_SOURCE_KINDS, ("en/titles.toml", "title", "kind")),
    ("en/events.toml", "named"): (("en/events.toml", "kind", "id"),),
}
