"""The lead of an article: the sentences that tell its story, the first ones with the most weight.

In: the article's sentences. Out: those of the headline, the summary and the beginning of the body, each with its
weight. The inverted pyramid of news is the whole heuristic: what matters comes first.
"""

from collections.abc import Sequence

from claimcheck.values import Sentence

Lead = Sequence[tuple[Sentence, int]]
"""The sentences that tell the story, in order, with their weight: 4 for headline and first sentence, down to 1."""

_BODY = 900  # characters of the body in which the story is told


def find_lead(sentences: Sequence[Sentence]) -> Lead:
    """The sentences that tell the story, with their weight; a page may print its headline more than once."""
    lead: list[tuple[Sentence, int]] = []
    heads = 0
    body = 0
    for sentence in sentences[:60]:
        if sentence.section == "headline":
            if heads < 2:
                lead.append((sentence, 4))
            heads += 1
        elif sentence.section == "summary":
            lead.append((sentence, 2))
        elif sentence.section == "body":
            if body < _BODY:
                lead.append((sentence, 4 if body == 0 else 2 if body < _BODY / 3 else 1))
            body += sentence.end - sentence.start
    return lead
