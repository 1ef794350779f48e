"""Cut a sentence's tokens into the chunks that its clauses are made of.

Comes in: tagged tokens and the sentence's numbers. Goes out: chunks in order, each a noun group (with at
most one number), a verb group, a state ("missing"), a preposition, a conjunction, a relative, a time or a
mark. Adverbs and quotation marks are left out: they change neither who nor what.

The idea is the chunking of Abney (1991): attach little, and let the stage that asks decide the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.values import Number, Token
from claimcheck.words import word_set

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_DO = frozenset({"do", "does", "did", "doing", "done"})
_HAVE = frozenset({"has", "have", "had", "having"})
_MODALS = word_set("will would shall should can could may might must cannot")
_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december today yesterday tomorrow tonight overnight"
)
_PERIODS = word_set("week month year night morning evening afternoon weekend day hour decade")
_WHEN = word_set("last this next that previous following past early late every each same the")
_MORE = frozenset({"more", "other", "additional", "further", "extra", "others", "another"})
_SKIPPED = _MORE | {"new"}
_TIMES = frozenset({"date", "year", "time", "duration", "age"})
_NOUNISH = frozenset({"noun", "name"})
_DEFINITE = word_set("the those these them whom which us")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a clause; ``first`` and ``last`` are token indexes, inclusive.

    ``kind``: ``noun verb state prep conj rel time mark``. ``head`` is the lemma of the noun or main verb,
    else the word itself. ``number`` is the index of the number in a noun group, None if it has none; its
    noun stands at ``noun_first``–``noun_last`` (None: left out), after "of" if ``of``; ``definite`` then
    says that a known whole is meant ("15 of the wounded"). ``more``: "another six", "dozens more".

    Verb groups: ``voice`` ``active`` or ``passive``; ``form`` ``finite``, ``ing``, ``to`` or ``lone`` (an
    "-ed" word with no auxiliary: past or participle, as the context has it); ``modal`` and ``negated``.
    """

    kind: str
    first: int
    last: int
    head: str
    number: int | None = None
    noun_first: int | None = None
    noun_last: int | None = None
    of: bool = False
    definite: bool = False
    more: bool = False
    voice: str = ""
    form: str = ""
    modal: bool = False
    negated: bool = False


def cut_chunks(tokens: Sequence[Token], numbers: Sequence[Number]) -> tuple[Chunk, ...]:
    """The chunks of one sentence, in order."""
    at = _number_tokens(tokens, numbers)
    chunks: list[Chunk] = []
    index = 0
    while index < len(tokens):
        chunk, index = _next_chunk(tokens, numbers, at, index)
        if chunk is not None:
            chunks.append(chunk)
    return tuple(chunks)


def _number_tokens(tokens: Sequence[Token], numbers: Sequence[Number]) -> dict[int, tuple[int, int]]:
    """First token of each number with its modifiers → (index of the number, last token)."""
    found: dict[int, tuple[int, int]] = {}
    token = 0
    for index, number in enumerate(numbers):
        while token < len(tokens) and tokens[token].end <= number.outer_start:
            token += 1
        first = token
        while token < len(tokens) and tokens[token].start < number.outer_end:
            token += 1
        if token > first:
            found[first] = (index, token - 1)
    return found


def _next_chunk(
    tokens: Sequence[Token], numbers: Sequence[Number], at: dict[int, tuple[int, int]], index: int
) -> tuple[Chunk | None, int]:
    token = tokens[index]
    if index in at or token.tag in {"det", "adj", "noun", "name", "num"}:
        return _noun_chunk(tokens, numbers, at, index)
    if token.tag == "pron":
        return Chunk("noun", index, index, token.lower), index + 1
    if token.tag in {"verb", "aux"} or (token.lower == "to" and _infinitive(tokens, index + 1, at)):
        return _verb_chunk(tokens, at, index)
    if token.tag == "prep":
        return _preposition(tokens, at, index)
    if token.tag == "conj":
        return Chunk("conj", index, index, token.lower), index + 1
    if token.tag == "rel":
        return Chunk("rel", index, index, token.lower), index + 1
    if token.tag == "punct" and not (token.text in "-‑" and _glued(tokens, index)):
        return Chunk("mark", index, index, token.text), index + 1
    if token.lower in _DAYS:
        return Chunk("time", index, index, token.lower), index + 1
    return None, index + 1  # adverbs, negation, quotation marks


def _preposition(tokens: Sequence[Token], at: dict[int, tuple[int, int]], index: int) -> tuple[Chunk | None, int]:
    words = [t.lower for t in tokens[index : index + 3]]
    if words == ["as", "well", "as"] or words == ["in", "addition", "to"]:
        return Chunk("conj", index, index + 2, "and"), index + 3
    if words[:2] in (["along", "with"], ["together", "with"]):
        return Chunk("conj", index, index + 1, "and"), index + 2
    if words[:2] == ["on", "board"]:
        return None, index + 2  # "all 19 on board perished"
    if words[0] == "in" and words[1:2] in (["all"], ["total"]):
        return None, index + 2  # "in all 14 people died"
    if words[:2] == ["up", "to"] and index + 2 in at:
        return None, index + 2  # "up to 80-90%"
    return Chunk("prep", index, index, words[0]), index + 1


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen touches the words on both sides: "10-member"."""
    return (
        0 < index < len(tokens) - 1
        and tokens[index - 1].end == tokens[index].start
        and tokens[index].end == tokens[index + 1].start
    )


def _infinitive(tokens: Sequence[Token], index: int, at: dict[int, tuple[int, int]]) -> bool:
    while index < len(tokens) and tokens[index].tag == "adv" and index not in at:
        index += 1
    if index >= len(tokens) or index in at:
        return False
    return tokens[index].lower in {"be", "have"} or (
        tokens[index].tag == "verb" and tokens[index].form in {"base", "past"}
    )


def _verb_chunk(tokens: Sequence[Token], at: dict[int, tuple[int, int]], first: int) -> tuple[Chunk, int]:
    """The verb group at ``first``: auxiliaries, then the main verb (the last auxiliary if there is none)."""
    helpers: list[Token] = []
    negated = False
    head: Token | None = None
    last = index = first
    while index < len(tokens) and index - first < 9 and (index not in at or not helpers):
        token = tokens[index]
        if index in at:
            break
        if token.tag == "aux" or (token.lower == "to" and (not helpers or helpers[-1].lower not in _BE)):
            if token.lower == "to" and helpers and helpers[-1].lower not in {"have", "has", "had"}:
                break
            helpers.append(token)
            last = index
        elif token.tag == "verb":
            head, last = token, index
            break
        elif token.tag == "neg":
            negated = True
        elif token.tag not in {"adv", "quote"} or not helpers:
            break
        index += 1
    words = [h.lower.replace("’", "'") for h in helpers]
    negated = negated or any(word.endswith("n't") or word == "cannot" for word in words)
    plain = [word.removesuffix("n't") for word in words]
    modal = any(word in _MODALS or word in {"wo", "ca", "'ll", "'d"} for word in plain)
    if head is None:
        word = plain[-1] if plain else tokens[first].lower
        word = "be" if word in {"'s", "n't"} else word
        lemma = "be" if word in _BE or word in {"'re"} else "have" if word in _HAVE or word == "'ve" else word
        lemma = "do" if word in _DO else lemma
        form = "to" if plain[:1] == ["to"] else "ing" if word in {"being", "having"} else "finite"
        return Chunk("verb", first, last, lemma, voice="active", form=form, modal=modal, negated=negated), last + 1
    passive = head.form in {"past", "part"} and any(word in _BE for word in plain[-1:])
    if plain[:1] == ["to"]:
        form = "to"
    elif plain:
        form = "ing" if plain[0] in {"being", "having"} else "finite"
    else:
        form = {"ing": "ing", "past": "lone", "part": "lone"}.get(head.form, "finite")
    voice = "passive" if passive else "active"
    return Chunk("verb", first, last, head.lemma, voice=voice, form=form, modal=modal, negated=negated), last + 1


def _noun_chunk(
    tokens: Sequence[Token], numbers: Sequence[Number], at: dict[int, tuple[int, int]], first: int
) -> tuple[Chunk | None, int]:
    """The noun group at ``first``: what stands before the number, the number, and its noun."""
    number: int | None = None
    noun_first: int | None = None
    noun_last: int | None = None
    more = False
    last = first - 1
    index = first
    while index < len(tokens):
        token = tokens[index]
        if index in at:
            which, end = at[index]
            value = numbers[which]
            if value.unused in _TIMES and number is None and noun_last is None:
                return Chunk("time", first, end, "time"), end + 1
            if number is not None or noun_last is not None or value.unused in _TIMES:
                break
            if value.unused is None:
                number = which
                noun_first = noun_last = None
            last = end
            index = end + 1
            continue
        if number is not None and token.lower in _WHEN and _period_ahead(tokens, index):
            break  # "grew 3.1 percent last year"
        if token.tag in _NOUNISH or token.tag == "num":
            if token.lower in _DAYS and (noun_last is None or number is None):
                if index == first:
                    return Chunk("time", first, index, token.lower), index + 1
                if (number is not None and not _named_by_day(tokens, index)) or noun_last is not None:
                    break
            if token.lower in _DAYS and number is not None and not _named_by_day(tokens, index):
                break  # but "two Friday raids"
            if token.lower == "others":
                more = True
            noun_first = index if noun_first is None else noun_first
            noun_last = last = index
        elif token.tag == "det":
            if token.lemma == "'s" and noun_last is not None:
                last = index
            elif noun_last is not None or (number is not None and numbers[number].kind != "percent"):
                break
            else:  # also "half its value"
                more = more or token.lower == "another"
                last = index
        elif token.tag == "adj" or (
            token.tag == "adv" and token.lower in {"more", "least", "most"} and number is not None
        ):
            if token.lower in _SKIPPED and number is not None and noun_last is None:
                more = more or token.lower in _MORE
                last = index
            elif noun_last is not None or number is not None:
                if not _noun_ahead(tokens, at, index):
                    break
                noun_first = index if noun_first is None else noun_first
                last = index
            else:
                last = index
        elif token.tag == "punct" and token.text in "-‑" and _glued(tokens, index):
            pass
        elif token.tag == "adv" and number is not None and noun_last is None and _describes(tokens, at, index):
            noun_first, last = index, index  # "87 apparently unlawful strikes"
        elif noun_last is None and last >= first and (token.tag == "quote" or (token.tag == "adv" and number is None)):
            pass  # "the already crowded camp", "“several” fighters"
        else:
            break
        index += 1
    index = max(index, last + 1)
    if number is None and noun_last is None:
        if index < len(tokens) and index <= first:
            return None, first + 1
        if all(tokens[i].tag == "adj" for i in range(first, last + 1)):
            return Chunk("state", first, last, tokens[last].lower), last + 1
        return Chunk("noun", first, last, tokens[last].lemma), last + 1
    of = definite = False
    if number is not None and noun_last is None and last + 1 < len(tokens) and tokens[last + 1].lower == "of":
        span = _of_group(tokens, at, last + 2)
        if span is not None:
            of = True
            noun_first, noun_last = span
            definite = tokens[last + 2].lower in _DEFINITE
            last = noun_last
    if noun_last is not None and _time_group(tokens, first, noun_last, number):
        return Chunk("time", first, last, "time"), last + 1
    head = tokens[noun_last].lemma.lower() if noun_last is not None else ""
    more = more or (number is not None and tokens[first].lower == "another")
    return Chunk("noun", first, last, head, number, noun_first, noun_last, of, definite, more), last + 1


def _period_ahead(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word like "last" opens a time: "last year", "this week"."""
    return tokens[index].tag != "noun" and index + 1 < len(tokens) and tokens[index + 1].lemma in _PERIODS


def _named_by_day(tokens: Sequence[Token], index: int) -> bool:
    """Whether a day describes the plural behind it: "two FRIDAY raids", not "killed two Friday night"."""
    for ahead in tokens[index + 1 : index + 4]:
        if ahead.tag not in _NOUNISH or ahead.lemma in _PERIODS or ahead.lower in _DAYS:
            return False
        if ahead.lower.endswith("s"):
            return True
    return False


def _noun_ahead(tokens: Sequence[Token], at: dict[int, tuple[int, int]], index: int) -> bool:
    """Whether the adjectives from ``index`` on lead to a noun: "30 young Syrian men"."""
    for ahead in range(index + 1, min(index + 5, len(tokens))):
        if ahead in at:
            return False
        if tokens[ahead].tag in _NOUNISH:
            return tokens[ahead].lower not in _DAYS
        if tokens[ahead].tag != "adj":
            return False
    return False


def _describes(tokens: Sequence[Token], at: dict[int, tuple[int, int]], index: int) -> bool:
    """Whether an adverb belongs to the adjective of the noun behind it: "15 BADLY burned men"."""
    adjective = index + 1 < len(tokens) and tokens[index + 1].tag == "adj"
    return adjective and tokens[index].lower.endswith("ly") and _noun_ahead(tokens, at, index)


def _of_group(tokens: Sequence[Token], at: dict[int, tuple[int, int]], first: int) -> tuple[int, int] | None:
    """The noun group after "of", as (first, last) token; None if a number or no noun stands there."""
    if (
        first < len(tokens)
        and tokens[first].lower in {"them", "whom", "which", "us", "those", "these"}
        and not tokens[first].text.isupper()
    ):
        pronoun = tokens[first].lower in {"them", "whom", "us"}
        if pronoun or first + 1 >= len(tokens) or tokens[first + 1].tag not in _NOUNISH:
            return first, first
    last: int | None = None
    for index in range(first, min(first + 9, len(tokens))):
        token = tokens[index]
        if index in at:
            break
        if token.tag in _NOUNISH and token.lower not in _DAYS:
            last = index
        elif token.tag == "adj" and (last is None or _noun_ahead(tokens, at, index)):
            last = index if last is None and not _noun_ahead(tokens, at, index) else last
        elif token.tag == "det" and (last is None or token.lemma == "'s"):
            continue
        else:
            break
    return None if last is None else (first, last)


def _time_group(tokens: Sequence[Token], first: int, last: int, number: int | None) -> bool:
    """Whether a noun group tells when: "last month", "this year"."""
    return number is None and tokens[last].lemma in _PERIODS and last - first < 4 and tokens[first].lower in _WHEN
