"""Captions: what opens them, the credit that ends them, and galleries that have become one line.

A line is a caption if it opens as one ("FILE PHOTO:") or ends with a credit ("(AFP)", "REUTERS/Ann Low",
"Photograph by …"). The words that tell are in ``rules/en/articles.toml``; the shapes of credits are here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimcheck.moments import FILE, words_pattern
from claimcheck.rules import Entry, RuleBook

TAIL = 150  # letters at the end of a line in which a credit is looked for
LONGEST_CAPTION = 900
WHOLE = r"(?:(?<!\w)|(?!\w))"  # a phrase that ends in a letter ends a word


class AgencyEntry(Entry):
    """Who is credited with pictures and, if ``wire``, signs datelines; ``label`` is the name to print."""

    names: tuple[str, ...]
    label: str | None = None
    wire: bool = False


class CaptionEntry(Entry):
    """Words that open a caption (``begins``: and belong to it), or come before a photographer's name.

    ``between`` stands between the captions of a gallery that has become one line; "#" is any figure there.
    """

    opens: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptionRules:
    """The patterns for captions and credits, compiled; ``inline_credit`` is one in running text."""

    opens: re.Pattern[str]
    begins: re.Pattern[str]
    between: re.Pattern[str]
    credit: re.Pattern[str]
    credit_ends: tuple[str, ...]
    credit_labels: tuple[str, ...]
    inline_credit: re.Pattern[str]
    agencies: frozenset[str]


def compile_captions(book: RuleBook) -> CaptionRules:
    """The rules for captions, from ``agency`` and ``caption``."""
    captions = book.entries(FILE, "caption", CaptionEntry)
    agencies = [name for entry in book.entries(FILE, "agency", AgencyEntry) for name in entry.names]
    agency = words_pattern([*agencies, *(name.upper() for name in agencies)])
    between = words_pattern([word for entry in captions for word in entry.between]).replace(r"\#", r"\d{1,4}")
    labelled = [word for entry in captions for word in entry.credits]
    labels = words_pattern([*labelled, *(word.upper() for word in labelled)])
    opens = words_pattern([word for entry in captions for word in entry.opens])
    begins = words_pattern([word for entry in captions for word in entry.begins])
    part = r"(?:[A-ZÀ-Þ][\w'’-]{1,30}|[A-Z]\.|van|von|der|den|de|del|da|di|la|le|el|al|bin|ibn|ul|and)"
    name = rf"[A-ZÀ-Þ](?:[\w'’-]{{1,30}}|\.)(?:\s{part}){{0,5}}"
    credits = rf"""(?:
          \(\s?(?=[^()]{{2,100}}(?<![.!?])\)$)(?:[^()]{{0,90}}\b)?(?:(?i:photos?|handout|courtesy|credit)|Pool|Images?|Agencies|agencies|via\s(?:{agency}))\b[^()]*\)
        | (?<=[.!?"”’)])\s?\(\s?(?:{agency})(?:\s?[/,]\s?[^()]{{1,60}})?\s?\)
        | \(\s?{name}\s?[/,]\s?(?:{agency})(?:\s?/\s?(?:{agency}))?\s?\)
        | \[(?:[^\[\]/]{{2,50}}/[^\[\]/]{{2,40}}|(?:{agency}))\]
        | (?<!\w){name}\s+via\s(?:{agency})(?:/(?:{agency}))?
        | (?<!\w)(?:{agency})(?:\s?/\s?(?:{name})){{1,3}}
        | (?<!\w){name}\s?[/|]\s?(?:{agency})(?:\s?/\s?(?:{agency})){{0,3}}
        | (?:(?<=[.!?"”’)])|(?<=\d{{4}})|(?<=\|))\s?(?:{agency})(?:\sPhotos?)?
        | (?:(?<=[.!?"”’)])|(?<=\w))\s(?:{labels})\s?\S[^.!?]{{1,100}}
        | (?<!\w)(?:{labels})\s?{name}\s?(?:[/,(|–—-]\s?[\w /,()–-]{{2,60}})?
        | ©\s?[^.!?©]{{2,80}}
        )\.?(?:\s\d+\sof\s\d+\b.{{0,20}})?$"""
    inline = rf"""(?:
          \(\s?(?:[^()]{{0,60}}\b)?(?i:photos?|handout|courtesy|images?|agencies|file)\b[^()]{{0,60}}\)
        | (?<=[.!?"”])\s?\((?:{agency})\)
        | \|\s(?:{name}/)?(?:{agency})(?:/(?:{agency})){{0,2}}(?:\sPhotos?)?
        )(?=\s+[^\W\d_a-z]|\s+["“‘])"""
    return CaptionRules(
        opens=re.compile(rf"(?:{opens}){WHOLE}\s*" if opens else r"(?!)"),
        begins=re.compile(rf"(?:{begins}){WHOLE}" if begins else r"(?!)"),
        between=re.compile(rf"\s*(?:{between})" if between else r"(?!)"),
        credit=re.compile(credits, re.VERBOSE),
        credit_ends=(*")]", *sorted(agencies), *sorted(name.upper() for name in agencies)),
        credit_labels=("/", "©", "|", "via ", *sorted({*labelled, *(word.upper() for word in labelled)})),
        inline_credit=re.compile(inline, re.VERBOSE),
        agencies=frozenset(agencies),
    )


def caption_span(text: str, start: int, end: int, rules: CaptionRules) -> tuple[int, int] | None:
    """The words of a caption without what opens it and without its credit; None if the line is none.

    >>> from claimcheck.rules import rule_book
    >>> line = "Rescuers search the ruins. (AFP)"
    >>> caption_span(line, 0, len(line), compile_captions(rule_book()))
    (0, 26)
    """
    if end - start > LONGEST_CAPTION:
        return None
    opened = rules.opens.match(text, start, end)
    if opened and opened.end() < end and text[opened.end()].islower() and text[opened.end() - 1].isspace():
        opened = None  # "Expand the search"
    first = start
    if opened:
        first = opened.end()
        for again in rules.opens.finditer(text, first, min(end, start + 170)):
            first = again.end()
    opened = opened or rules.begins.match(text, start, end)
    if opened and _is_doubled(text[first:end]):  # the credit alone, printed twice
        return end, end
    last = end
    for _ in range(3):
        tail = max(first, last - TAIL)
        credit = rules.credit.search(text, tail, last) if _may_credit(text[tail:last], rules) else None
        if credit is None:
            break
        last = credit.start()
        while last > first and text[last - 1] in " \t\xa0|–—-,\n":
            last -= 1
    if not opened and last == end:
        return None
    label = _LABEL.search(text, max(first, last - 30), last)  # "Source: Northern News/Getty Images"
    last = label.start() if label else last
    while first < last and text[first].isspace():
        first += 1
    return first, last


def gallery_spans(text: str, first: int, last: int, rules: CaptionRules) -> list[tuple[int, int]]:
    """The captions of a gallery in one line, without the gallery's title before each."""
    marks = [(match.start(), match.end()) for match in rules.between.finditer(text, first, last)]
    spans = [(start, end) for (_, start), (end, _) in pairwise([(first, first), *marks, (last, last)])]
    spans = [(start, end) for start, end in spans if len(text[start:end].split()) >= 4]
    words = [text[start : min(end, start + 120)].split() for start, end in spans]
    shared = 0
    while len(words) > 1 and all(len(row) > shared + 4 and row[shared] == words[0][shared] for row in words):
        shared += 1
    captions: list[tuple[int, int]] = []
    for start, end in spans:
        for _ in range(shared if shared > 1 else 0):  # "Photos: The flood" before each, but not "The"
            start = _WORDS.match(text, start).end()  # type: ignore[union-attr]
        while text[start].isspace():
            start += 1
        captions.append((start, end))
    return captions


def _may_credit(tail: str, rules: CaptionRules) -> bool:
    """Whether a line's last words may hold a credit: a cheap look before the dear one."""
    return tail.rstrip(".").endswith(rules.credit_ends) or any(label in tail for label in rules.credit_labels)


def _is_doubled(words: str) -> bool:
    half = len(words) // 2
    return 8 <= len(words) <= 200 and words[:half].strip() == words[half:].strip()


_LABEL = re.compile(r"\s[A-Z][a-z]{2,12}:\s*$")
_WORDS = re.compile(r"\s*\S+")


@lru_cache(maxsize=4)
def _compiled(book: RuleBook) -> CaptionRules:
    return compile_captions(book)


def shows_caption(entry: CaptionEntry, text: str, book: RuleBook) -> bool:
    """Whether the text is a caption by one of the entry's phrases."""
    known = any(phrase.lower() in text.lower() for phrase in (*entry.opens, *entry.begins, *entry.credits))
    return known and caption_span(text, 0, len(text), _compiled(book)) is not None
