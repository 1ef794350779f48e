"""Whether two texts show a weight of the grouping: how the examples in ``rules/grouping.toml`` are read.

The two stand beside each other with ``||`` between, or ``|+|`` where the second was published a day later.
Each is taken for an article of one day whose only claims are its numbers: so many people killed where someone
dies, else so many of the next word sold, or cut if they are jobs. This is no stage: it puts three together to
test one.
"""

import re
from datetime import date, timedelta

from claimcheck.accounts import Account
from claimcheck.fitting import find_accounts
from claimcheck.grouping_rules import Bare, Measures, Usual, Weight, compile_grouping
from claimcheck.likeness import likeness
from claimcheck.rules import Entry, RuleBook
from claimcheck.settings import compile_settings, find_settings
from claimcheck.values import ArticleText, Block, Mention, Moment, Number, Role, Sentence

_PUBLISHED = Moment(date(2021, 3, 10))
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
_NUMBER = re.compile(r"\b(\d+)\b(?: (\w+))?")
_DEATHS = re.compile(r"kill|die|dead")


def accounts_of(text: str, name: str, book: RuleBook) -> list[Account]:
    """The accounts that a text gives, each number of it a claim."""
    blocks = (Block(0, len(text), "body"),)
    article = ArticleText(name, name, 0, len(text), None, None, _PUBLISHED, None, blocks)
    sentences = [Sentence(m.start(), m.end(), "body", 0) for m in _SENTENCE.finditer(text)]
    numbers = [list(_NUMBER.finditer(text, s.start, s.end)) for s in sentences]
    anchors = [[m.start() for m in row] for row in numbers]
    settings = find_settings(text, article, sentences, anchors, compile_settings(book))
    mentions = []
    for order, (sentence, found, row) in enumerate(zip(sentences, numbers, settings, strict=True)):
        for match, setting in zip(found, row, strict=True):
            value, (start, end) = float(match[1]), match.span(1)
            number = Number(start, end, start, end, match[1], value, value, "exact", "count")
            measure, counted = ("killed", "people") if _DEATHS.search(text) else ("sold", match[2] or "")
            if counted == "jobs":
                measure = "cut"
            role = Role(0, measure, "person", counted, end, end, counted)
            mentions.append(
                Mention(
                    id=f"{name} {start}",
                    path=name,
                    article=name,
                    publisher=None,
                    published=_PUBLISHED,
                    title=None,
                    sentence=sentence,
                    order=order,
                    number=number,
                    role=role,
                    speech=None,
                    setting=setting,
                    unit="person",
                    part_of=None,
                    confidence=1.0,
                    reasons=(),
                )
            )
    return find_accounts(mentions, compile_grouping(book))


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether the weight counts between the two texts, or their score reaches the threshold."""
    if isinstance(entry, Measures | Usual | Bare):
        return text in entry.words
    if not isinstance(entry, Weight):
        return False
    left, later, right = text.partition("|+|") if "|+|" in text else text.partition("||")
    ones, others = accounts_of(left, "one", book), accounts_of(right, "other", book)
    if later == "|+|":
        for account in others:
            account.published = _PUBLISHED.day + timedelta(1)
    if not ones or not others:
        return False
    found = likeness(ones[0], others[0], compile_grouping(book))
    if entry.threshold:
        return found.veto is None and found.score >= entry.value
    return entry.id in found.reasons
