"""Sentences that cite nobody and yet go on with what the last speaker said.

Comes in: a sentence, the quotes, and who spoke last. Goes out: a carried :class:`Speech`, or None where the
writer speaks again. The signs: an open quote, the past perfect, "among the dead were", "two others", "also".
Each reaches over one sentence only, so that a chain breaks at the first sentence without a sign.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claimcheck.cues import CueRules
from claimcheck.quoting import Quote
from claimcheck.values import Sentence, Source, Speech

FINDINGS = frozenset({"study", "data", "pollster", "document"})  # kinds of sources that tell of no happening
SCARE_QUOTE = 5  # words up to which a quote without a cue is only a turn of phrase
# "police held 3 men who had been at the market": by the way, in a clause of its own
_BY_THE_WAY = re.compile(r"\b(?:who|which|that|whom|whose|where|after|because|as|when)\s+(?:\w+\s+){0,2}$")
_PERFECT = re.compile(
    r"\b(?:had|hadn[’']t)\s+(?:also\s+|already\s+|since\s+|not\s+)?(?:been\s+)?\w+(?:ed|en|wn|ld|de|ne|st|ft|ught|nt|un)\b"
)
_NUMERAL = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|scores"
    r"|several|half|(?:one|a|two)[\s-](?:third|quarter|fifth)s?)"
)
_FURTHER = re.compile(  # "Two others were flown out", "Nearly half of those in camps were children"
    r"(?i)\W*(?:(?:at\s+least|about|some|nearly|almost|only|more\s+than|over|around|just)\s+){0,2}"
    rf"{_NUMERAL}%?(?:\s+(?:percent|per\s+cent|million))?\s+"
    r"(?:(?:other|others|more|additional|further)\b|of\s+(?:those|them|these|the\s+(?:dead|injured|victims))\b)"
)
_LEFT_OUT = re.compile(  # "Five are still in a ward", "Nine hurt.": whom it counts was said before
    rf"(?i)\W*(?:(?:at\s+least|about|some|nearly|almost|only|over|around)\s+){{0,2}}{_NUMERAL}\s+"
    r"(?:(?:are|were|remain|remained|have|had)\b|(?:people\s+)?(?:dead|injured|hurt|wounded|missing)\W*$)"
)
_TALLY = re.compile(  # "Two were hit in the legs", "Twelve bombs were dropped": the tally goes on
    r"(?i)\W*(?:(?:at\s+least|about|some|nearly|almost|only|more\s+than|over|around|just)\s+){0,2}"
    rf"{_NUMERAL}\s+(?:[\w’'-]{{1,30}}\s+){{0,5}}?(?:was|were)\s"
)
_ALSO = re.compile(
    r"(?:The\s(?P<noun>[a-z-]{1,30})|It|They|This|These|Those|At least|About|Some|\d[\d,]*)\s"
    r"(?:[\w’'-]{1,30}\s){0,4}also\s"
)
_FIGURE = re.compile(
    r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|thousands|half)\b"
)


@dataclass(frozen=True, slots=True)
class LastSpeaker:
    """Who spoke last: up to where, and in which sentence; ``label``: named before a colon, for a whole paragraph."""

    source: Source
    end: int
    index: int
    block: int
    entry: int
    label: bool = False


def carried_speech(
    text: str,
    index: int,
    sentence: Sentence,
    quotes: Sequence[Quote],
    last: LastSpeaker | None,
    cues: CueRules,
    heads: Collection[str],
) -> Speech | None:
    """The sentence as the last speaker's, if it shows that it goes on with what was said."""
    if (
        last is None
        or sentence.entry != last.entry
        or sentence.section in {"headline", "caption"}
        or sentence.block - last.block > 1
    ):
        return None
    if index - last.index > 1:
        return None
    quote = next(
        (q for q in quotes if q.start < sentence.end and sentence.start < q.end and q.end - q.start > 12),
        None,
    )
    if (
        quote is not None
        and len(text[quote.start : quote.end].split()) > SCARE_QUOTE
        and quote.start <= sentence.start + 2
    ):
        end = max(quote.end, sentence.start + 1)
        return Speech(quote.start, end, last.source, "", "carried", reason="the quote goes on")
    if sentence.block != last.block and sentence.block - last.block != 1:
        return None
    whole = text[sentence.start : sentence.end]
    same = sentence.block == last.block
    if same and last.label:
        reason = "it stands under the same label"
        return Speech(sentence.start, sentence.end, last.source, "", "carried", reason=reason)
    perfect = _PERFECT.search(whole) if same else None
    if (
        perfect is not None
        and _BY_THE_WAY.search(whole, 0, perfect.start()) is None
        and not _looks_back(text, sentence, last)
    ):
        return Speech(
            sentence.start,
            sentence.end,
            last.source,
            "",
            "carried",
            reason="the past perfect goes on with what was said",
        )
    if same and cues.carries.match(whole) is not None:
        return Speech(
            sentence.start,
            sentence.end,
            last.source,
            "",
            "carried",
            reason="the sentence goes on with what was said",
        )
    also = _ALSO.match(whole) if same else None
    if also is not None and (also.group("noun") or "").lower() in heads:
        also = None  # "The complaint also cited …": another source
    adds = also is not None or (same and _FURTHER.match(whole) is not None)
    told = same and last.source.kind not in FINDINGS
    adds = adds or (told and (_LEFT_OUT.match(whole) is not None or _TALLY.match(whole) is not None))
    if adds and _FIGURE.search(whole) is not None and not _looks_back(text, sentence, last):
        reason = "the sentence adds to what was said"
        return Speech(sentence.start, sentence.end, last.source, "", "carried", reason=reason)
    return None


_PAST = re.compile(
    r"\b(?:in|since|last|earlier|previous|by)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December|year|month|week|\d{4})\b"
)


def _looks_back(text: str, sentence: Sentence, last: LastSpeaker) -> bool:
    """Whether a sentence in the past perfect is background: another time, or after a closed quote."""
    closed = text[max(0, sentence.start - 4) : sentence.start].rstrip()[-1:] in {"”", '"'}
    return closed or _PAST.search(text, sentence.start, sentence.end) is not None
