"""How many independent voices stand behind an event.

Comes in: an event's mentions and the texts of its articles. Goes out: how many articles tell of it, and how
many voices: whoever is cited is one, however many outlets cite them; a source that elsewhere gives the same
figure on another's word is that other's voice, and so is a mouthpiece; a publisher's own voice counts where
its article cites nobody, and outlets that print one text have one voice.

Texts are alike if they share half of the shorter one's shingles (runs of ``WORDS`` words within a sentence's
reach, as Broder 1997 does). Every shingle lists its articles and only neighbours in a list are held against
each other, so a thousand reprints cost a thousand comparisons. Known miss: a text that was rewritten
sentence by sentence has a voice of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from zlib import crc32

from claimcheck.rules import RuleBook
from claimcheck.source_rules import NamedSource
from claimcheck.values import Mention
from claimcheck.voices import voice

WORDS = 6
SHARED = 0.5  # of the shorter text's shingles
FEWEST = 8  # shingles; a shorter text is nobody's copy
LONGEST_CHAIN = 5

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Give the checksums of all runs of words; a copy keeps them, whatever its punctuation."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(text.casefold())]
    return frozenset(crc32(b" ".join(words[i : i + WORDS])) for i in range(len(words) - WORDS + 1))


def copies(texts: Mapping[str, str]) -> dict[str, str]:
    """Give for each article the one that stands for all its near-copies: the first of them by id.

    >>> wire = "The river rose by two metres in the night, and the bridge at the mill was closed to all."
    >>> copies({"a": wire, "b": wire + " More soon.", "c": "The bridge is open again since noon."})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    of = {article: shingles(texts[article]) for article in sorted(texts)}
    articles_with: dict[int, list[str]] = defaultdict(list)
    for article, marks in of.items():
        for mark in marks:
            articles_with[mark].append(article)
    neighbours = {pair for holders in articles_with.values() for pair in pairwise(holders)}
    leader = {article: article for article in of}
    for one, other in sorted(neighbours):
        least = min(len(of[one]), len(of[other]))
        if least >= FEWEST and len(of[one] & of[other]) >= SHARED * least:
            first, second = sorted((_root(leader, one), _root(leader, other)))
            leader[second] = first
    return {article: _root(leader, article) for article in of}


def _root(leader: dict[str, str], article: str) -> str:
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article


def compile_mouthpieces(book: RuleBook) -> dict[str, str]:
    """Give the id of each source that speaks for another, and whom it speaks for."""
    sources = book.entries("en/sources.toml", "source", NamedSource)
    return {source.id: source.speaks_for for source in sources if source.speaks_for is not None}


def count_independent(
    mentions: Sequence[Mention], copy_of: Mapping[str, str], mouthpieces: Mapping[str, str]
) -> tuple[int, int]:
    """Give the number of articles and of independent voices behind these mentions of one event."""
    articles = {mention.article for mention in mentions}
    citing = {mention.article for mention in mentions if mention.speech is not None}
    citing |= {copy_of.get(article, article) for article in citing}
    origins = _origins(mentions)
    voices: set[str] = set()
    for mention in mentions:
        if mention.speech is not None:
            behind = _behind(voice(mention), _figure(mention), origins)
            voices.add(mouthpieces.get(behind, behind))
            continue
        text = copy_of.get(mention.article, mention.article)
        if mention.article not in citing and text not in citing:
            voices.add(f"text:{text}")
    return len(articles), len(_namesakes_once(_publishers_once(voices, mentions, copy_of)))


def _publishers_once(voices: set[str], mentions: Iterable[Mention], copy_of: Mapping[str, str]) -> set[str]:
    """One publisher's two articles are one voice."""
    publisher_of = {
        f"text:{copy_of.get(m.article, m.article)}": f"publisher:{m.publisher}" for m in mentions if m.publisher
    }
    return {publisher_of.get(heard, heard) for heard in voices}


def _namesakes_once(voices: set[str]) -> set[str]:
    """The voices without those that another names more fully: "health authority", "city health authority"."""
    words = {heard: _WORD.findall(heard.casefold()) for heard in voices}

    def fuller(heard: str, other: str) -> bool:
        tail = words[heard]
        return 1 < len(tail) < len(words[other]) and words[other][-len(tail) :] == tail

    return {heard for heard in voices if not any(fuller(heard, other) for other in voices)}


def _figure(mention: Mention) -> tuple[str, float | None, float | None]:
    return mention.role.measure, mention.number.low, mention.number.high


def _origins(mentions: Iterable[Mention]) -> dict[tuple[str, tuple[str, float | None, float | None]], str]:
    """A source and its figure → on whose word it gives it."""
    found = {}
    for mention in mentions:
        if mention.speech is not None and mention.speech.origin:
            found[mention.speech.source.id, _figure(mention)] = voice(mention)
    return found


def _behind(
    heard: str,
    figure: tuple[str, float | None, float | None],
    origins: Mapping[tuple[str, tuple[str, float | None, float | None]], str],
) -> str:
    """Follow a voice to whom it has the figure from; the chain is cut where it runs in a circle."""
    seen = {heard}
    for _ in range(LONGEST_CHAIN):
        origin = origins.get((heard, figure))
        if origin is None:
            return heard
        if origin in seen:
            return min(seen)
        seen.add(origin)
        heard = origin
    return heard
