"""Join what the stages found in an article: numbers, roles, speech and settings make mentions.

A mention is one claim as one article makes it. Comes in: the sentences of an article with their numbers
and roles, the article's speech and settings. Goes out: the mentions in reading order.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.values import ArticleText, Mention, Number, Role, Sentence, Setting, Speech

# What each doubt takes off a claim's confidence; the reasons name it.
DOUBTS: dict[str, float] = {
    "the speaker is carried over from a sentence nearby": 0.10,
    "the verb is none of the named measures": 0.08,
    "the figure is a forecast or feared": 0.10,
    "the noun that is counted is left out": 0.05,
    "the value is a vague word": 0.05,
    "the total it is a part of is not certain": 0.05,
}
CERTAIN = 0.97


@dataclass(frozen=True, slots=True)
class Statement:
    """A number of a sentence with its role and setting: all that the sentence itself gives a claim."""

    sentence: Sentence
    order: int
    number: Number
    role: Role
    setting: Setting


def speech_at(offset: int, speeches: Sequence[Speech]) -> Speech | None:
    """Who says what stands at ``offset``: the shortest explicit speech over it, else the shortest carried one.

    None if nobody is cited for it.
    """
    over = [s for s in speeches if s.start <= offset < s.end]
    return min(over, key=lambda s: (s.kind != "explicit", s.end - s.start, s.start), default=None)


def join_mentions(
    text: str,
    article: ArticleText,
    statements: Sequence[Statement],
    speeches: Sequence[Speech],
    named_measures: frozenset[str],
) -> tuple[Mention, ...]:
    """The mentions of one article, in reading order.

    A part whose total stands in an earlier sentence ("three of the dead were children") is linked to the
    nearest earlier figure of the same measure that can hold it.
    """
    mentions: list[Mention] = []
    ids: dict[tuple[int, int], str] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for statement in statements:
        sentence, number = statement.sentence, statement.number
        words = (text[sentence.start : sentence.end], number.surface)
        seen[words] += 1
        ids[statement.order, number.start] = fingerprint(article.path, *words, str(seen[words]))
    by_place = {(s.order, s.role.number): s for s in statements}
    for statement in statements:
        role, number, sentence = statement.role, statement.number, statement.sentence
        speech = speech_at(number.start, speeches)
        total: str | None = None
        if role.part_of is not None and (statement.order, role.part_of) in by_place:
            whole = by_place[statement.order, role.part_of]
            total = ids[whole.order, whole.number.start]
        elif role.partitive:
            total = _earlier_total(mentions, statement)
        confidence, reasons = _weigh(role, number, speech, total, named_measures)
        block = article.blocks[sentence.block]
        mentions.append(
            Mention(
                id=ids[statement.order, number.start],
                path=article.path,
                article=article.id,
                publisher=article.publisher,
                published=block.posted or article.published,
                title=article.title,
                sentence=sentence,
                order=statement.order,
                number=number,
                role=role,
                speech=speech,
                setting=statement.setting,
                unit=role.unit,
                part_of=total,
                confidence=confidence,
                reasons=reasons,
            )
        )
    return tuple(mentions)


def fingerprint(*words: str) -> str:
    """Twelve hexadecimal digits that stand for these words; no line number is among them."""
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _earlier_total(mentions: Sequence[Mention], part: Statement) -> str | None:
    """The nearest earlier figure of the same measure that can hold the part; None if there is none."""
    figure = part.number.low if part.number.low is not None else part.number.high
    for whole in reversed(mentions):
        if part.order - whole.order > 6:
            break
        same = whole.role.measure == part.role.measure and whole.unit == part.role.unit
        if same and whole.part_of is None and not whole.role.partitive and whole.sentence.entry == part.sentence.entry:
            most = whole.number.high
            if whole.number.kind == part.number.kind and (most is None or figure is None or figure <= most):
                return whole.id
    return None


def _weigh(
    role: Role, number: Number, speech: Speech | None, total: str | None, named_measures: frozenset[str]
) -> tuple[float, tuple[str, ...]]:
    """How sure the claim is, and the reasons: what the stages found, then the doubts."""
    reasons = list(role.reasons)
    if speech is None:
        reasons.append("nobody is cited: the publisher's own voice")
    elif speech.reason:
        reasons.append(speech.reason)
    doubt = {
        "the speaker is carried over from a sentence nearby": speech is not None and speech.kind == "carried",
        "the verb is none of the named measures": role.measure not in named_measures,
        "the figure is a forecast or feared": role.tentative,
        "the noun that is counted is left out": role.counted_start == role.counted_end,
        "the value is a vague word": number.modifier == "vague",
        "the total it is a part of is not certain": role.partitive and total is None,
    }
    doubts = [name for name, holds in doubt.items() if holds]
    return round(CERTAIN - sum(DOUBTS[name] for name in doubts), 2), tuple(reasons + [f"doubt: {d}" for d in doubts])
