"""Join what the stages found in an article: numbers, roles, speech and settings make mentions.

A mention is one claim as one article makes it. Comes in: the sentences of an article with their numbers
and roles, the article's speech and settings. Goes out: the mentions in reading order.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.confidence import ConfidenceRules, Facts, confidence, doubts, traits_of
from claimcheck.values import ArticleText, Mention, Number, Role, Sentence, Setting, Speech


@dataclass(frozen=True, slots=True)
class Statement:
    """A number of a sentence with its role and setting: all that the sentence itself gives a claim."""

    sentence: Sentence
    order: int
    number: Number
    role: Role
    setting: Setting


def speech_at(offset: int, speeches: Sequence[Speech]) -> Speech | None:
    """Who says what stands at ``offset``: the shortest explicit speech over it, else a carried one.

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
    weights: ConfidenceRules,
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
    claims = Counter(s.order for s in statements)
    speakers = _speakers(statements, speeches)
    starts = [s.start for s in speeches]
    longest = max((s.end - s.start for s in speeches), default=0)
    for statement in statements:
        role, number, sentence = statement.role, statement.number, statement.sentence
        at = number.start
        speech = speech_at(at, speeches[bisect_left(starts, at - longest) : bisect_right(starts, at)])
        role = of_own_side(role, speech)
        total: str | None = None
        if role.part_of is not None and (statement.order, role.part_of) in by_place:
            whole = by_place[statement.order, role.part_of]
            total = ids[whole.order, whole.number.start]
        elif role.partitive:
            total = _earlier_total(mentions, statement)
        facts = Facts(
            text,
            sentence,
            number,
            role,
            statement.setting,
            speech,
            total,
            role.measure in named_measures,
            claims[statement.order],
            speakers[statement.order],
        )
        traits = traits_of(facts)
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
                confidence=confidence(traits, weights),
                reasons=(*_reasons(role, speech), *(f"doubt: {doubt}" for doubt in doubts(traits, weights))),
                traits=traits,
            )
        )
    return tuple(mentions)


OWN_SIDE = {"armed_group": "militants", "military": "military", "police": "police", "rebels": "rebels"}
"""Kind of source → kind of those whom it calls its own men."""

_OWN = re.compile(r"(?i)(?:its|their|our|his)\s+(?:own\s+)?(?:men|members|people|forces|personnel|ranks)\b")


def of_own_side(role: Role, speech: Speech | None) -> Role:
    """The role, "its men" being of the side that says so: the army's soldiers, a militia's fighters."""
    kind = OWN_SIDE.get(speech.source.kind) if speech is not None else None
    if kind is None or role.unit != "person" or _OWN.match(role.counted) is None:
        return role
    return replace(role, counted_kind=kind)


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


def _speakers(statements: Sequence[Statement], speeches: Sequence[Speech]) -> dict[int, int]:
    """How many are cited in each sentence that has a statement. Speeches come in the order of the text."""
    starts = [s.start for s in speeches]
    longest = max((s.end - s.start for s in speeches), default=0)
    found: dict[int, int] = {}
    for statement in statements:
        if statement.order not in found:
            start, end = statement.sentence.start, statement.sentence.end
            near = speeches[bisect_left(starts, start - longest) : bisect_left(starts, end)]
            found[statement.order] = len({s.source.id for s in near if s.end > start})
    return found


def _reasons(role: Role, speech: Speech | None) -> tuple[str, ...]:
    """Why it is this claim, in the words of the stages."""
    if speech is None:
        return (*role.reasons, "nobody is cited: the publisher's own voice")
    return (*role.reasons, speech.reason) if speech.reason else role.reasons
