"""The tables of number words (``rules/en/numbers.toml``) and of what vague words are worth, compiled by
word.

A vague word's interval comes from a convention of ``rules/conventions.toml``: "plain" unless another is
asked for.
"""

from dataclasses import dataclass

from claimcheck.pieces import words_of
from claimcheck.rules import Entry, RuleBook

NUMBERS = "en/numbers.toml"


ARTICLES = frozenset({"a", "an"})
SPLIT = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 0.125,
    "⅜": 0.375,
    "⅝": 0.625,
    "⅞": 0.875,
    "⅕": 0.2,
}


class Cardinal(Entry):
    """Number words below a hundred and what they are worth; with ``fold``, of multiples ("threefold")."""

    values: dict[str, int]
    fold: bool = False


class Scale(Entry):
    """A word that multiplies what stands before it; ``attached`` are its forms on a figure ("40m").

    An attached form is something else before one of ``not_before`` ("40m deep").
    """

    words: tuple[str, ...]
    attached: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    value: int


class Group(Entry):
    """A word for a round group ("dozen"), more or less; with ``needs``, only before one of these words.

    With ``plural``, only behind an article or a number and before a plural ("a score of villagers").
    """

    words: tuple[str, ...]
    value: int
    needs: tuple[str, ...] = ()
    plural: bool = False


class Vague(Entry):
    """A word for a number left open; ``after`` and ``needs`` are words of which one must stand beside it.

    ``or_after`` are words that, ahead of it, do as well as ``needs``.
    """

    words: tuple[str, ...]
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    or_after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Fraction(Entry):
    """A part of one; ``before`` are words that may follow it, ``not_after`` words that may not precede it.

    ``joined`` are units that a hyphen may join to it ("half-inch").
    """

    words: tuple[str, ...]
    value: float
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


class Majority(Entry):
    """A word for more than a share (``value`` percent)."""

    words: tuple[str, ...]
    value: float
    needs: tuple[str, ...]


class Zero(Entry):
    """Words for none at all; with ``nouns``, only before one of them, ``between`` allowed in the gap."""

    words: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


class Ordinal(Entry):
    """Words of order, and the suffixes that make a figure one."""

    words: tuple[str, ...]
    suffixes: tuple[str, ...] = ()


class Convention(Entry):
    """What vague words are worth (inclusive intervals), and how far "about" reaches."""

    label: str
    tolerance: float
    vague: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class NumeralRules:
    """The tables of number words, indexed by word."""

    cardinals: dict[str, int]
    folds: dict[str, int]
    scales: dict[str, int]
    attached: dict[str, Scale]
    groups: dict[str, Group]
    vague: dict[str, Vague]
    worth: dict[str, tuple[float, float]]
    fractions: dict[str, Fraction]
    majorities: dict[str, Majority]
    zeros: tuple[tuple[tuple[str, ...], frozenset[str], frozenset[str]], ...]
    ordinals: frozenset[str]
    suffixes: frozenset[str]
    convention: Convention
    openers: frozenset[str]


def compile_numerals(book: RuleBook, convention: str = "plain") -> NumeralRules:
    """The number words in force, with the vague words' values by this convention."""
    chosen = next(c for c in book.entries("conventions.toml", "convention", Convention) if c.id == convention)
    cardinal_entries = book.entries(NUMBERS, "cardinal", Cardinal)
    cardinals = {w: v for e in cardinal_entries if not e.fold for w, v in e.values.items()}
    folds = {w: v for e in cardinal_entries if e.fold for w, v in e.values.items()}
    scale_entries = book.entries(NUMBERS, "scale", Scale)
    scales = {w: e.value for e in scale_entries for w in e.words}
    groups = {w: e for e in book.entries(NUMBERS, "group", Group) for w in e.words}
    vague = {w: e for e in book.entries(NUMBERS, "vague", Vague) for w in e.words}
    fractions = {w: e for e in book.entries(NUMBERS, "fraction", Fraction) for w in e.words}
    majorities = {w: e for e in book.entries(NUMBERS, "majority", Majority) for w in e.words}
    zeros = tuple(
        (words_of(phrase), frozenset(e.nouns), frozenset(e.between))
        for e in book.entries(NUMBERS, "zero", Zero)
        for phrase in sorted(e.words, key=len, reverse=True)
    )
    ordinal_entries = book.entries(NUMBERS, "ordinal", Ordinal)
    ordinals = frozenset(w for e in ordinal_entries for w in e.words)
    openers = {
        *cardinals,
        *folds,
        *scales,
        *groups,
        *vague,
        *fractions,
        *majorities,
        *ordinals,
        *SPLIT,
        *ARTICLES,
    }
    openers |= {phrase[0] for phrase, _, _ in zeros}
    return NumeralRules(
        cardinals=cardinals,
        folds=folds,
        scales=scales,
        attached={w: e for e in scale_entries for w in e.attached},
        groups=groups,
        vague=vague,
        worth={w: chosen.vague[e.id] for w, e in vague.items() if e.id in chosen.vague},
        fractions=fractions,
        majorities=majorities,
        zeros=zeros,
        ordinals=ordinals,
        suffixes=frozenset(s for e in ordinal_entries for s in e.suffixes),
        convention=chosen,
        openers=frozenset(openers),
    )
