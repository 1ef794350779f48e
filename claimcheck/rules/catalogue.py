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
)
