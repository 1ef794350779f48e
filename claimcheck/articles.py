"""A document's text becomes its articles: the head of each, and its blocks in order.

The page is read line by line (layout) and cut into stories (stories); each story's head is taken off (heads,
datelines, moments), the rest becomes blocks (blocks), also where a text has lost its line breaks (oneline).
Whatever is no block is boilerplate; a paragraph or headline that the page prints again is a block once.

Known misses: a headline that runs into the text without punctuation or date; pages that repeat nothing and
date nothing, which come as one article; a caption without a credit, which reads as body or summary.
"""

import hashlib
from dataclasses import replace
from datetime import timedelta

from claimcheck.blocks import date_entries, read_story
from claimcheck.heads import ArticleRules as ArticleRules
from claimcheck.heads import Head
from claimcheck.heads import compile_articles as compile_articles
from claimcheck.layout import Line, read_lines
from claimcheck.moments import find_stamp, parse_moment
from claimcheck.stories import story_starts
from claimcheck.values import ArticleText, Block, DocumentText, Moment

TWEETS = 200  # of a story that are looked at for a date


def find_articles(document: DocumentText, rules: ArticleRules) -> list[ArticleText]:
    """The articles of a document in their order: one at least, if it has any text, and none overlap."""
    text = document.text
    lines = read_lines(text, document.body_start, len(text), rules.layout)
    if not lines:
        return []
    starts = story_starts(text, lines)
    printed: set[str] = set()
    articles: list[ArticleText] = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        story = lines[start:stop]
        head, blocks = read_story(text, story, rules, printed)
        if blocks or not articles:
            articles.append(_article(document, story, head, blocks, rules))
        else:  # a story that the page prints a second time
            articles[-1] = replace(articles[-1], end=story[-1].last)
    return articles


def _article(
    document: DocumentText, story: list[Line], head: Head, blocks: list[Block], rules: ArticleRules
) -> ArticleText:
    """The story with what its head says of it; the document's front matter is believed before the page."""
    text, facts = document.text, document.facts
    start, end = story[0].first, story[-1].last
    published = _published(head) or _tweet_date(text, start, end, rules)
    title = " ".join(text[slice(*head.title)].split()) if head.title else None
    if not text[document.body_start : start].strip():  # the first of the page
        title = facts.get("title", title)
        if "published" in facts:
            published = parse_moment(facts["published"], rules.layout.moments) or published
    return ArticleText(
        id=hashlib.sha256(f"{document.path}\0{start}".encode("utf-8", "surrogateescape")).hexdigest()[:10],
        path=document.path,
        start=start,
        end=end,
        title=title,
        publisher=facts.get("publisher", head.publisher),
        published=published,
        place=head.place,
        blocks=date_entries(blocks, published.day if published else None),
    )


def _published(head: Head) -> Moment | None:
    """The date of a story: its first, or the later of two that are at most two days apart."""
    if not head.stamps:
        return None
    best = head.stamps[0]
    for stamp in head.stamps[1:]:
        later = stamp.day > best.day or (stamp.minute or -1) > (best.minute or -1)
        if later and timedelta(0) <= stamp.day - best.day <= timedelta(days=2):
            best = stamp
    if best.minute is None and head.minute is not None:
        return Moment(best.day, head.minute)
    return best


def _tweet_date(text: str, start: int, end: int, rules: ArticleRules) -> Moment | None:
    """The latest date of the tweets that a story shows: an undated story can't be older than they are."""
    latest: Moment | None = None
    for count, match in enumerate(rules.tweet.finditer(text, start, end)):
        stamp = find_stamp(text, match.end(), min(end, match.end() + 24), rules.layout.moments)
        if stamp and stamp.moment and stamp.start == match.end() and (latest is None or stamp.moment.day > latest.day):
            latest = stamp.moment
        if count >= TWEETS:
            break
    return latest
