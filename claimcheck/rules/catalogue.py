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
    Table("en/articles.toml", "stamp", "claimcheck.moments:StampEntry", "claimcheck.moments:shows_stamp"),
    Table("en/articles.toml", "boilerplate", "claimcheck.layout:BoilerplateEntry", "claimcheck.layout:shows_boilerplate"),
    Table("en/articles.toml", "agency", "claimcheck.layout:AgencyEntry", "claimcheck.datelines:shows_agency"),
    Table("en/articles.toml", "caption", "claimcheck.layout:CaptionEntry", "claimcheck.layout:shows_caption"),
    Table("en/articles.toml", "summary", "claimcheck.articles:SummaryEntry", "claimcheck.articles:shows_summary"),
    Table("en/articles.toml", "label", "claimcheck.datelines:LabelEntry", "claimcheck.datelines:shows_label"),
    Table("en/sentences.toml", "abbreviation", "claimcheck.segmenting:AbbreviationEntry", "claimcheck.segmenting:shows_abbreviation"),
    Table("en/sentences.toml", "opener", "claimcheck.segmenting:OpenerEntry", "claimcheck.segmenting:shows_opener"),
    Table("en/sentences.toml", "speech_verb", "claimcheck.segmenting:SpeechVerbEntry", "claimcheck.segmenting:shows_speech_verb"),
)
