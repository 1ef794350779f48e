"""An article's blocks become sentences, with offsets.

A candidate is a stop, a question or exclamation mark or an ellipsis with white space after it; what stands
before (an abbreviation, an initial, a figure) and after it (a small letter, a name, a sentence's first word)
decides. Quotes and brackets that close after the stop stay with their sentence. A sentence never leaves its
block. Time grows with the text's length alone: every look around a candidate is bounded.

Known misses: a name after "U.S." that begins a sentence ("in the U.S. Barack …") stays with the one before;
a sentence that begins with a small letter does too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from claimcheck.rules import Entry, RuleBook
from claimcheck.values import ArticleText, Sentence

FILE = "en/sentences.toml"
LONGEST_WORD = 24  # letters before a stop that may be an abbreviation


class AbbreviationEntry(Entry):
    """Words whose stop does not end a sentence, and when."""

    kind: Literal["never", "name", "number", "either"]
    words: tuple[str, ...]


class OpenerEntry(Entry):
    """Words that begin a sentence after an abbreviation."""

    words: tuple[str, ...]


class SpeechVerbEntry(Entry):
    """Verbs that go on with a sentence after a question in quotes."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """The word lists of this stage, ready for look-up; words stand without their stop."""

    abbreviations: dict[str, str]
    openers: frozenset[str]
    speech_verbs: re.Pattern[str]


def compile_sentences(book: RuleBook) -> SentenceRules:
    """The rules for sentences, from ``rules/en/sentences.toml``."""
    verbs = [word for entry in book.entries(FILE, "speech_verb", SpeechVerbEntry) for word in entry.words]
    return SentenceRules(
        abbreviations={
            word: entry.kind for entry in book.entries(FILE, "abbreviation", AbbreviationEntry) for word in entry.words
        },
        openers=frozenset(word for entry in book.entries(FILE, "opener", OpenerEntry) for word in entry.words),
        # "…?” the minister of defence asked": up to five words, then the verb
        speech_verbs=re.compile(rf"(?:[\w.'’-]{{1,30}}\s+){{0,5}}(?:{'|'.join(sorted(verbs)) or '(?!)'})\b"),
    )


def split_sentences(text: str, article: ArticleText, rules: SentenceRules) -> list[Sentence]:
    """The sentences of an article in their order; each lies within one block, trimmed of white space."""
    sentences: list[Sentence] = []
    for index, block in enumerate(article.blocks):
        for start, end in sentence_spans(text, block.start, block.end, rules):
            sentences.append(Sentence(start, end, block.section, index, block.entry))
    return sentences


def sentence_spans(text: str, start: int, end: int, rules: SentenceRules) -> list[tuple[int, int]]:
    """Where the sentences of ``text[start:end]`` begin and end.

    >>> from claimcheck.rules import rule_book
    >>> rules = compile_sentences(rule_book())
    >>> text = "Lt. Col. Low spoke at 9 a.m. Monday. “Two fled.” They are safe."
    >>> [text[slice(*span)] for span in sentence_spans(text, 0, len(text), rules)]
    ['Lt. Col. Low spoke at 9 a.m. Monday.', '“Two fled.”', 'They are safe.']
    """
    spans: list[tuple[int, int]] = []
    while start < end and text[start].isspace():
        start += 1
    position = looked = start
    worded = False  # whether a word has come since the last sentence
    for match in _CANDIDATE.finditer(text, start, end):
        after = match.end()
        if after >= end or match.start() < position:
            continue
        if _ends(text, position, match, after, end, rules):
            last = match.start("space") if match["space"] is not None else match.end()
            worded = worded or _has_words(text, looked, last)
            looked = last
            if worded:
                spans.append((position, last))
                position, worded = after, False
    while end > position and text[end - 1].isspace():
        end -= 1
    if position < end:
        if spans and not _has_words(text, position, end):
            spans[-1] = (spans[-1][0], end)  # marks left over at the end of a block
        else:
            spans.append((position, end))
    return spans


_CLOSERS = "\"'”’»)\\]"
_CANDIDATE = re.compile(
    rf"(?P<stop>[.!?…]{{1,12}}|[。！？؟।])(?P<close>[{_CLOSERS}]{{0,4}})"
    rf"(?:(?P<space>\s+)|(?<=[。！？])|(?=[“‘])|(?<=[a-z]{{3}}\.)(?=[A-Z][a-z])|(?<=[a-z]\.[”\"’])(?=[A-Z“]))"
)
_WORD = re.compile(r"[^\W_]")
_OPENING = "\"'“‘«([¡¿"
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _ends(text: str, start: int, match: re.Match[str], after: int, end: int, rules: SentenceRules) -> bool:
    """Whether the sentence ends at this candidate; ``after`` is where the next one would begin."""
    first = after
    while first < end and first < after + 3 and text[first] in _OPENING:
        first += 1
    if first >= end:
        return False
    letter = text[first]
    if letter.islower():
        # "He left. iPhones" is rare, "the U.S. troops" and “Why?” he said are not
        return False
    stop, close = match["stop"], match["close"]
    if letter in "—–-,;:" or (letter in _OPENING and first == after + 3):
        return False
    if stop[-1] in "!?":
        if close and letter.isupper() and first == after:
            return rules.speech_verbs.match(text, after, min(end, after + 160)) is None
        return True
    if stop in ("…", "...") or len(stop) > 1:
        # "the ... Aleppo road" leaves something out, "I saw it... Then" ends; four stops do always
        before = text[match.start() - 1] if match.start() > start else " "
        return not before.isspace() or len(stop) >= 4 or bool(close)
    if stop != ".":
        return True
    if ")" in close and not _has_words(text, max(start, match.start() - 200), match.start()):
        return False
    return _stop_ends(text, start, match.start(), bool(close), first, end, rules)


def _stop_ends(text: str, start: int, stop: int, closed: bool, first: int, end: int, rules: SentenceRules) -> bool:
    """Whether a full stop ends the sentence, by the word before it and what comes at ``first``."""
    before = _word_before(text, start, stop)
    letter = text[first]
    if not before:
        return True
    if before.isdigit():
        # "1. Rescuers" counts an item; "in 2016. The" ends
        return stop - len(before) > start or len(before) > 3
    kind = rules.abbreviations.get(before)
    if kind is None and "." in before and before.rpartition(".")[2] and _DOTTED.fullmatch(before):
        kind = "either"  # "U.S", "J.K"
    if kind is None and len(before) == 1 and before.isupper():
        kind = "initial"
    if kind is None:
        return True
    if closed and kind != "never":
        return True
    if kind == "never":
        return False
    if kind == "number":
        return not letter.isdigit()
    if kind == "name":
        return not (letter.isupper() or letter.isdigit()) or _is_opener(text, first, end, rules)
    if letter.isdigit():
        return before in ("a.m", "p.m", "am", "pm") or kind == "initial"
    if not letter.isalpha():
        return True
    return _is_opener(text, first, end, rules)


def _word_before(text: str, start: int, stop: int) -> str:
    """The word that a stop closes, with the stops inside it ("p.m" of "p.m."); "" if it is long or none."""
    position = stop
    limit = max(start, stop - LONGEST_WORD)
    while position > limit and (text[position - 1].isalnum() or text[position - 1] == "."):
        position -= 1
    if position == limit and limit > start:
        return ""
    return text[position:stop].lstrip(".")


def _is_opener(text: str, first: int, end: int, rules: SentenceRules) -> bool:
    """Whether a sentence's first word stands there; an initial ("A. Smith") is none."""
    match = _NEXT_WORD.match(text, first, min(end, first + 30))
    if match is None:
        return False
    follows = text[match.end()] if match.end() < end else " "
    return match.group() in rules.openers and follows not in ".-&" and not (match.group() == "I" and follows == ".")


def _has_words(text: str, start: int, end: int) -> bool:
    return _WORD.search(text, start, end) is not None


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> SentenceRules:
    return compile_sentences(book)


def shows_abbreviation(entry: AbbreviationEntry, text: str, book: RuleBook) -> bool:
    """Whether a word of the entry has a stop in the text that does not end the sentence."""
    ends = {end for _, end in sentence_spans(text, 0, len(text), _compiled(book))}
    stops = (
        match.end() for word in entry.words for match in re.finditer(rf"(?<![\w.]){re.escape(word)}\.(?=\s)", text)
    )
    return any(stop not in ends for stop in stops)


def shows_opener(entry: OpenerEntry, text: str, book: RuleBook) -> bool:
    """Whether a sentence of the text, not the first, begins with a word of the entry."""
    starts = [start for start, _ in sentence_spans(text, 0, len(text), _compiled(book))][1:]
    return any(_NEXT_WORD.match(text, start)[0] in entry.words for start in starts)  # type: ignore[index]


def shows_speech_verb(entry: SpeechVerbEntry, text: str, book: RuleBook) -> bool:
    """Whether the text is one sentence that a verb of the entry goes on with."""
    return len(sentence_spans(text, 0, len(text), _compiled(book))) == 1 and any(word in text for word in entry.words)
