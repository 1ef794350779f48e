"""The words that tell that somebody says something: verbs, frames, what takes them back.

Comes in: the tables of ``rules/en/cues.toml``. Goes out: :class:`CueRules`, with one cheap pattern that tells
the many sentences without any cue apart before anything is parsed.
"""

import re
from dataclasses import dataclass
from typing import Literal

from claimcheck.rules import Entry, RuleBook
from claimcheck.syntax import compile_words

FILE = "en/cues.toml"


class Cue(Entry):
    """Verbs of saying; see the head of ``rules/en/cues.toml`` for the keys."""

    verbs: tuple[str, ...]
    takes: tuple[
        Literal[
            "clause",
            "figure",
            "toll",
            "lone figure",
            "responsibility",
            "appeal",
            "concern",
            "account",
            "mention",
            "content",
        ],
        ...,
    ]
    subject: Literal["any", "source", "data"]
    inverted: bool = False
    denies: bool = False
    hearer: bool = False


class Frame(Entry):
    """Phrases that bring in a source without a verb of their own."""

    words: tuple[str, ...]
    role: Literal["source", "agent", "origin", "itself"]


class Content(Entry):
    """Nouns for what somebody says, which an owner or a verb gives him: "the mayor’s claim that"."""

    words: tuple[str, ...]


class Medium(Entry):
    """Nouns for where or to whom something is said: "said in a statement", "told a hearing"."""

    words: tuple[str, ...]


class Carry(Entry):
    """Openings of a sentence that goes on with what was said."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueRules:
    """The cues, compiled. ``verbs`` maps a form ("said") to its entries; ``frames`` the first word of a frame
    to the frames, longest first, as words; ``any_cue`` is found in every sentence that may hold a cue; ``contents``
    are nouns for what is said, ``media`` for where.
    """

    verbs: dict[str, tuple[Cue, ...]]
    frames: dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    any_cue: re.Pattern[str]
    carries: re.Pattern[str]
    contents: frozenset[str]
    media: frozenset[str]


def compile_cues(book: RuleBook) -> CueRules:
    """The cues in force, with their verbs' forms made."""
    words = compile_words(book)
    verbs: dict[str, list[Cue]] = {}
    by_lemma: dict[str, list[str]] = {}
    for form, (lemma, _) in words.verbs.items():
        by_lemma.setdefault(lemma, []).append(form)
    for cue in book.entries(FILE, "cue", Cue):
        for verb in cue.verbs:
            for form in {*by_lemma.get(verb, ()), *_regular(verb)}:
                verbs.setdefault(form, []).append(cue)
    frames: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for frame in book.entries(FILE, "frame", Frame):
        for phrase in frame.words:
            parts = tuple(phrase.split())
            frames.setdefault(parts[0], []).append((parts, frame))
    openings = sorted(
        {w for c in book.entries(FILE, "carry", Carry) for w in c.words if w[0].isalpha()},
        key=len,
        reverse=True,
    )
    contents = frozenset(word for c in book.entries(FILE, "content", Content) for word in c.words)
    heads = sorted({*verbs, *frames, *contents})
    return CueRules(
        {form: tuple(found) for form, found in verbs.items()},
        {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in frames.items()},
        re.compile(
            r"(?i)[:,]\s*[“\"]|\b(?:" + _trie(heads) + r"|polls?|surveys?|polling|study|census|audit|average"
            r"|official\s+(?:death|figure|toll|count|tally|number|estimate))\b"
        ),
        re.compile(r"(?i)\W*(?:" + "|".join(re.escape(w) for w in openings) + r")\b"),
        contents,
        frozenset(word for medium in book.entries(FILE, "medium", Medium) for word in medium.words),
    )


_IRREGULAR = {
    forms.split()[0]: set(forms.split())
    for forms in (
        "say said says saying", "tell told tells telling", "find found finds finding", "put puts putting",
        "write wrote written writes writing", "set sets setting", "read reads reading", "think thought",
        "give gave gives giving given", "show showed shown shows showing", "rebut rebutted rebuts",
        "admit admitted admits admitting", "brag brags bragged bragging", "swear swears swore swearing",
    "speak speaks spoke spoken speaking",
        "see saw seen sees seeing", "stick stuck sticks sticking", "stand stood stands standing",
        "log logged logs logging", "keep kept keeps keeping", "cling clung clings",
        "quip quipped quips", "peg pegged pegs pegging",
    "remind reminded reminds reminding", "notify notified notifies notifying",
    "signal signaled signalled signals",
    )
}  # fmt: skip


def _regular(verb: str) -> set[str]:
    """The verb's forms."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    if verb.endswith(("s", "x", "sh", "ch")):
        return {verb, verb + "es", verb + "ed", verb + "ing"}
    return {verb, verb + "s", verb + "ed", verb + "ing"}


def _trie(words: list[str]) -> str:
    """An alternation grouped by first letter: fewer branches tried a position."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in sorted(groups.items())
    )
