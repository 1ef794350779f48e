"""Quotes whose speaker is named in another sentence.

Three ways of the press: a paragraph of a quote, and only the next one has "…, Ann Lee said"; a sentence that
ends in a colon and names one person; a quote that stands a second time without marks, as pull quote or post.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from claimcheck.carrying import SCARE_QUOTE
from claimcheck.quoting import LONGEST, Quote
from claimcheck.speakers import Speakers
from claimcheck.values import Sentence, Source, Speech


def opens_with_quote(sentence: Sentence, made: Sequence[Speech], quotes: Sequence[Quote]) -> bool:
    """Whether the sentence opens with a quote of the person it cites."""
    return any(
        quote.start <= sentence.start < quote.end and made[0].start <= sentence.start and made[0].cue
        for quote in quotes[bisect_left(quotes, sentence.start - LONGEST, key=lambda q: q.start) :][:12]
    ) and made[0].source.kind not in {"study", "data", "document"}


def still_waiting(text: str, sentence: Sentence, quotes: Sequence[Quote], waiting: Sequence[Quote]) -> list[Quote]:
    """The quotes that wait for a speaker, after a sentence that cites nobody; none if it is no quote."""
    at = bisect_left(quotes, sentence.start, key=lambda q: q.start)
    if at < len(quotes) and quotes[at].start <= sentence.start + 1:
        quote = quotes[at]
        if quote.end >= sentence.end - 1 and len(text[quote.start : quote.end].split()) > SCARE_QUOTE:
            near = waiting and quote.start - waiting[-1].end < 4
            return [*waiting[-2:], quote] if near else [quote]
    inside = at > 0 and quotes[at - 1].end >= sentence.end
    return list(waiting) if inside else []


def announced(text: str, sentence: Sentence, speakers: Speakers) -> Source | None:
    """Whom the sentence before announces with a colon: "Here is Ann Lee on the flood:"."""
    before = text[: sentence.start].rstrip()[-1:] if sentence.start > 0 else ""
    if before != ":":
        return None
    end = len(text[: sentence.start].rstrip())
    start = max(text.rfind("\n", 0, end), end - 300, 0)
    return speakers.only_one_named(start, end)


def of_named_beside(quote: Quote, source: Source) -> Speech:
    """The quote as that of a source who is named in a sentence beside it."""
    reason = f"the quote is {source.text}’s, who is named beside it"
    return Speech(quote.start, quote.end, source, "", "carried", reason=reason)


def said_again(
    text: str, sentences: Sequence[Sentence], speeches: Sequence[Speech], quotes: Sequence[Quote]
) -> list[Speech]:
    """Sentences that repeat without marks what somebody is quoted as saying: pull quotes, posts."""
    if len(sentences) < 2 or not quotes:
        return []
    words = {i: _plain(text[s.start : s.end]) for i, s in enumerate(sentences)}
    first: dict[str, int] = {}
    found: list[Speech] = []
    twice = {w for w, n in Counter(words.values()).items() if n > 1 and len(w.split()) > SCARE_QUOTE}
    for index, sentence in enumerate(sentences if twice else ()):
        if words[index] not in twice:
            continue
        said = [s for s in speeches if s.start <= sentence.start + 1 and sentence.end - 1 <= s.end]
        quoted = any(q.start <= sentence.start + 1 and sentence.end - 1 <= q.end for q in quotes)
        if said and quoted:
            first.setdefault(words[index], index)
        elif not said and words[index] in first:
            other = sentences[first[words[index]]]
            speech = next(s for s in speeches if s.start <= other.start + 1 and other.end - 1 <= s.end)
            found.append(Speech(sentence.start, sentence.end, speech.source, "", "carried", reason="said again"))
    return found


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()
