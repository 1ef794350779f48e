"""Who has the word in an interview or a broadcast transcript: "ANN LEE, HOST: …", "LEE: …".

Comes in: an article’s text and blocks. Goes out: a :class:`Speech` for each turn, up to the next one. Labels
that head a line ("OPINION: …", "FACT CHECK: …") make no transcript: it takes turns of two speakers at least.
Where the line breaks are lost, a turn in capitals may begin within a paragraph, and ends with it; one that
follows a bracket ("[ON SCREEN: …] ANN LEE: …") needs no second speaker.
"""

import re
from collections import Counter

from claimcheck.source_rules import slug
from claimcheck.values import ArticleText, Source, Speech

FEWEST_TURNS = 3
LONGEST_TURN = 5000  # characters
_ROLE = r"\s\([^()\n]{1,50}\)"
_TURN = re.compile(
    r"(?P<name>[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]*){0,3})"
    rf"(?P<role>,\s[A-Z][A-Z ,’'&.-]{{2,50}}|{_ROLE})?:\s"
)
_NAMED_TURN = re.compile(r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3})(?P<role>" + _ROLE + r")?:\s")
_INNER_TURN = re.compile(rf"(?<=[.!?\])”\"] ){_TURN.pattern}")
LABELS = frozenset(
    {
        "opinion", "related", "photos", "photo", "video", "watch", "read", "more", "update", "correction",
        "report", "exclusive", "fact check", "file photo", "pictures", "breaking", "live", "analysis",
        "listen", "thread", "note", "editor", "summary", "source", "contact", "tags", "topics", "q", "a",
        "false", "true",
    }
)  # fmt: skip


def find_turns(text: str, article: ArticleText) -> list[Speech]:
    """The turns of a transcript, in order; empty where the article is none."""
    bodies = [block for block in article.blocks if block.section in {"body", "summary"}]
    for pattern, inner in ((_TURN, _INNER_TURN), (_NAMED_TURN, None)):
        found = []
        for block in bodies:
            first = pattern.match(text, block.start, min(block.end, block.start + 120))
            found += [first] if first is not None else []
            found += inner.finditer(text, block.start + 1, block.end) if inner is not None else ()
        found = [m for m in found if m.group("name").lower() not in LABELS]
        speakers = Counter(match.group("name").split()[-1] for match in found)
        if len(found) >= FEWEST_TURNS and len(speakers) >= 2 and max(speakers.values()) >= 2:
            return _turns(text, article, found)
        announced = [m for m in found if text[m.start() - 2 : m.start()] == "] "]
        if announced:
            return _turns(text, article, announced)
    return []


def _turns(text: str, article: ArticleText, found: list[re.Match[str]]) -> list[Speech]:
    """Speeches from each turn’s colon to the next turn; the last one, and one within a paragraph, ends with it."""
    full = _full_names(text, article, found)
    ends = [match.start() for match in found[1:]] + [len(text)]
    blocks = [next(b for b in article.blocks if b.start <= match.start() < b.end) for match in found]
    ends = [
        min(end, block.end) if match is found[-1] or match.start() > block.start else end
        for match, block, end in zip(found, blocks, ends, strict=True)
    ]
    made: list[Speech] = []
    for match, end in zip(found, ends, strict=True):
        name = match.group("name")
        label = full.get(name.split()[-1].upper(), name)
        source = Source(label, slug(label), "person", name, *match.span("name"))
        stop = min(end, match.end() + LONGEST_TURN)
        if stop > match.end():
            made.append(Speech(match.end(), stop, source, ":", "explicit", reason=f"{name} has the word"))
    return made


def _full_names(text: str, article: ArticleText, found: list[re.Match[str]]) -> dict[str, str]:
    """Surname in capitals → the fullest name a turn has, in the letters the text gives it elsewhere."""
    names: dict[str, str] = {}
    for match in found:
        name = match.group("name")
        if len(name) > len(names.get(name.split()[-1].upper(), "")):
            names[name.split()[-1].upper()] = name
    for surname, name in names.items():
        written = next(
            (
                m.group()
                for m in re.finditer(rf"(?i)\b{re.escape(name)}\b", text[article.start : article.end])
                if not m.group().isupper()
            ),
            name.title() if name.isupper() else name,
        )
        names[surname] = written
    return names
