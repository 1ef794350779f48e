"""Whether a text shows an entry of the number rules: whether its numbers come out otherwise without that
entry.

What ``claimcheck rules check`` and the test of all examples ask of ``numbers.toml``, ``modifiers.toml``,
``units.toml``, ``unused.toml`` and ``conventions.toml``.
"""

from functools import lru_cache
from typing import TypeVar

from claimcheck.number_rules import Convention
from claimcheck.numbering import QuantityRules, compile_quantities, find_numbers, stretches
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import Number

E = TypeVar("E", bound=Entry)


class BookWithout(RuleBook):
    """A rule book that lacks one entry."""

    def __init__(self, book: RuleBook, model: type[Entry], missing: str) -> None:
        super().__init__(book.folders[1:])
        self._book, self._model, self._missing = book, model, missing

    def entries(self, file: str, table: str, model: type[E]) -> tuple[E, ...]:
        """The entries of the table, without the missing one."""
        found = self._book.entries(file, table, model)
        return tuple(entry for entry in found if not (model is self._model and entry.id == self._missing))


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether the numbers of ``text`` depend on this entry; for a convention, whether it values one."""
    if isinstance(entry, Convention):
        return any(number.modifier == "vague" for number in _numbers(text, compile_quantities(book, entry.id)))
    return _numbers(text, _rules(book)) != _numbers(text, _rules_without(book, type(entry), entry.id))


def _numbers(text: str, rules: QuantityRules) -> list[Number]:
    return [number for start, end in stretches(text) for number in find_numbers(text, start, end, rules)]


@lru_cache(maxsize=4)
def _rules(book: RuleBook) -> QuantityRules:
    return compile_quantities(book)


@lru_cache(maxsize=8)
def _rules_without(book: RuleBook, model: type[Entry], missing: str) -> QuantityRules:
    return compile_quantities(BookWithout(book, model, missing))
