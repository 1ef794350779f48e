"""The word lists of ``rules/en/words.toml``, with every form of the verbs made.

Comes in: closed classes ("the", "and"), base forms of verbs, irregular verbs, nouns that are verbs as well.
Goes out: :class:`Words`, which the tagger looks up.
"""

import re
from dataclasses import dataclass, field

from claimcheck.rules import Entry, RuleBook


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


FILE = "en/words.toml"
ATTRIBUTIVE = "attributive"
_EITHER = word_set("travel cancel label signal level model kidnap worship total shovel target")
_DOUBLING = _EITHER | word_set(
    "occur refer admit commit submit permit transfer deter expel compel prefer regret equip patrol "
    "control propel quiz omit incur recur repel rebel abet acquit allot defer confer infer outstrip "
    "handicap unplug reship airdrop"
)


class WordClass(Entry):
    """A closed class: words that share a tag."""

    tag: str
    words: tuple[str, ...]


class VerbList(Entry):
    """Verbs: base forms of regular ones, and irregular ones as (base, past, participle).

    ``nouns`` are base forms that are common nouns too ("strike", "raid"): their neighbours decide.
    """

    words: tuple[str, ...] = ()
    irregular: tuple[tuple[str, str, str], ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the word lists say: lower-case word → (tag, lemma, form)."""

    closed: dict[str, str]
    verbs: dict[str, tuple[str, str]]
    nouns: frozenset[str] = frozenset()  # base forms that are nouns as well: "strike"
    past: dict[str, str] = field(default_factory=dict)  # base form → participle: "fallen"
    simple: dict[str, str] = field(default_factory=dict)  # base form → simple past: "fell"
    attributive: frozenset[str] = frozenset()  # participles that describe a noun: "63 wounded soldiers"


def compile_words(book: RuleBook) -> Words:
    """The word lists of ``rules/en/words.toml``, with the regular verb forms made."""
    closed: dict[str, str] = {}
    attributive: set[str] = set()
    for entry in book.entries(FILE, "class", WordClass):
        if entry.tag == ATTRIBUTIVE:
            attributive |= set(entry.words)
            continue
        for word in entry.words:
            closed.setdefault(word, entry.tag)
    verbs: dict[str, tuple[str, str]] = {}
    nouns: set[str] = set()
    participles: dict[str, str] = {}
    simple: dict[str, str] = {}
    for listed in book.entries(FILE, "verbs", VerbList):
        nouns.update(listed.nouns)
        for base, past, participle in listed.irregular:
            participles[base] = participle
            simple[base] = past
            verbs[past] = (base, "past")
            verbs[participle] = (base, "past" if participle == past else "part")
            if base in {past, participle}:
                verbs[base] = (base, "past")
            _regular_forms(verbs, base, irregular=True)
        for base in listed.words:
            _regular_forms(verbs, base, irregular=False)
    for form, (base, kind) in verbs.items():
        if kind in {"past", "part"}:
            participles.setdefault(base, form)
            simple.setdefault(base, form)
    return Words(closed, verbs, frozenset(nouns), participles, simple, frozenset(attributive))


def _regular_forms(verbs: dict[str, tuple[str, str]], base: str, *, irregular: bool) -> None:
    stems = {base}
    if base.endswith("e"):
        stem_ed, stem_ing = base + "d", (base if base.endswith(("ee", "ye", "oe")) else base[:-1]) + "ing"
    elif base.endswith("y") and base[-2] not in "aeiou":
        stem_ed, stem_ing = base[:-1] + "ied", base + "ing"
    else:
        stem_ed, stem_ing = base + "ed", base + "ing"
        if base in _DOUBLING or re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base):  # rob, robbed; not visit
            stems.add(base + base[-1])
            if base not in _EITHER:
                stem_ed, stem_ing = base + base[-1] + "ed", base + base[-1] + "ing"
    if base.endswith("ie"):
        stem_ing = base[:-2] + "ying"
    third = (
        base[:-1] + "ies"
        if base.endswith("y") and base[-2] not in "aeiou"
        else (base + "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else base + "s")
    )
    verbs.setdefault(base, (base, "base"))
    verbs.setdefault(third, (base, "s"))
    verbs.setdefault(stem_ing, (base, "ing"))
    if not irregular:
        verbs.setdefault(stem_ed, (base, "past"))
    for stem in stems - {base}:
        verbs.setdefault(stem + "ed", (base, "past"))
        verbs.setdefault(stem + "ing", (base, "ing"))
