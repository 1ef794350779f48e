"""The names an article itself brings in: full names by surname, names behind titles, who begins a sentence.

One object a reading of an article, each of its tables made when it is first asked for. What comes out are
parties that stand nowhere as a source yet: speakers.py decides whom "he", "Lee" or "the president" means.
"""

import re
from bisect import bisect_left

from claimcheck.source_rules import CALENDAR, PERSON, NamedSource, SourceRules, slug
from claimcheck.sources import Party, find_named, source_party

_FULL_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s(?:(?:al|el|de|da|van|von|bin|[A-Z]\.)[\s-])?[A-ZÀ-Þ][\w’'-]+){1,3}")
_TITLED = re.compile(
    r"\b(President|Governor|Mayor|Minister|Chancellor|Premier|Senator|Sheriff|Secretary|Judge|Pope|King) "
    r"([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=[”\"]\s)|(?<=\n))\s*((?:[A-ZÀ-Þ][\w’'-]*\.?\s){0,4}[A-ZÀ-Þ][\w’'-]*)(?=[\s,])",
    re.MULTILINE,
)
NEAR = 700  # characters back a name may stand for "he" to mean it
OPENERS = frozenset(  # capitalised at the head of a sentence, and of no name: "One Oklahoma sheriff"
    {
        "the", "a", "an", "in", "on", "but", "and", "if", "when", "as", "at", "for", "mr", "ms", "mrs",
        "dr", "one", "two", "three", "four", "five", "six", "seven", "some", "many", "most", "several",
        "every", "each", "no", "all", "both", "another", "other", "this", "that", "these", "those", "his",
        "her", "its", "their", "our", "my", "after", "before", "while", "since", "from", "by", "with",
        "under", "last", "next", "like", "what", "how", "why", "who", "where", "also", "only", "even",
        "then", "once", "so", "to", "of", "more", "nearly", "about", "during", "despite", "according",
        "unlike", "among", "image", "caption", "photo", "read", "watch", "related", "video", "share",
        "getty", "updated", "published",
    }
)  # fmt: skip
SHOUTED_AT_LEAST = 4  # letters of a word in capitals that is no part of a name: "WATCHED Ann Lee"


class ArticleNames:
    """The names of one article, looked up in its text from ``start`` to ``end``."""

    def __init__(self, text: str, start: int, end: int, rules: SourceRules) -> None:
        self._text, self._start, self._end, self._rules = text, start, end, rules
        self._named: list[tuple[int, NamedSource]] | None = None
        self._names: dict[str, tuple[int, str]] | None = None
        self._titles: dict[str, list[tuple[int, str]]] | None = None
        self._subjects: list[tuple[int, str]] | None = None

    def named_sources(self) -> list[tuple[int, NamedSource]]:
        """Where sources of the rules are named, and which, in the order of the text."""
        if self._named is None:
            self._named = [
                (at, entry)
                for at, _, entry, weak in find_named(self._text, self._start, self._end, self._rules)
                if not weak
            ]
        return self._named

    def last_named(self, before: int, kinds: tuple[str, ...], after: int = -1) -> Party | None:
        """The source of one of the kinds (any but the press if none given) last named between the offsets."""
        found = [
            entry
            for at, entry in self.named_sources()
            if after < at < before
            and entry.speaks_for is None
            and (entry.kind in kinds if kinds else entry.kind not in {"news_agency", "newspaper", "broadcaster"})
        ]
        return source_party(found[-1], before, before) if found else None

    def full_names(self) -> dict[str, tuple[int, str]]:
        """Surname, lower case → where its full form first stands, and the form."""
        if self._names is None:
            self._names = {}
            for match in _FULL_NAME.finditer(self._text, self._start, self._end):
                words = self._name_of(match.group().split())
                if (
                    len(words) > 1
                    and words[-1].lower() not in CALENDAR
                    and not self._is_institution(match.group(), words)
                ):
                    self._names.setdefault(words[-1].lower(), (match.start(), " ".join(words)))
        return self._names

    def _name_of(self, words: list[str]) -> list[str]:
        """The words of a run of capitals that are a name: without owner, title, state, and opening word."""
        owners = [i for i, w in enumerate(words[:-1]) if w.endswith(("’s", "'s"))]
        words = words[owners[-1] + 1 :] if owners else words  # "the Herald’s Ann Lee"
        while len(words) > 1 and (
            words[0].lower() in self._rules.titles
            or (len(words[0]) >= SHOUTED_AT_LEAST and words[0].isupper() and not words[-1].isupper())
            or words[0] in self._rules.states
            or words[0].lower() in self._rules.heads
            or words[0].lower() in CALENDAR
            or words[0].lower() in OPENERS
        ):
            words = words[1:]
        return words

    def _is_institution(self, whole: str, words: list[str]) -> bool:
        """Whether a run of capitalised words is no person: "White House", "South Sudan"."""
        if any(w.lower() in self._rules.heads for w in words) or " ".join(words) in self._rules.states:
            return True
        return any(end == len(whole) for _, end, _, _ in find_named(whole, 0, len(whole), self._rules))

    def titled(self, title: str, before: int) -> str | None:
        """The name that the title last stood before ("President Obama"), else the next one’s."""
        if self._titles is None:
            self._titles = {}
            for match in _TITLED.finditer(self._text, self._start, self._end):
                self._titles.setdefault(match.group(1).lower(), []).append((match.start(), match.group(2)))
        named = self._titles.get(title, [])
        return next((name for at, name in reversed(named) if at < before), named[0][1] if named else None)

    def subject_before(self, before: int, after: int) -> Party | None:
        """Whom a sentence began with, last before an offset: "Mayor Ann Lee was there. She said …"."""
        if self._subjects is None:
            names = self.full_names()
            self._subjects = []
            for match in _SUBJECT.finditer(self._text, self._start, self._end):
                words = match.group(1).split()
                surname = words[-1].removesuffix("’s").removesuffix("'s").lower() if words else ""
                if surname in names and words[-1].lower() == surname:
                    self._subjects.append((match.start(1), names[surname][1]))
        place = bisect_left(self._subjects, (before, "")) - 1
        if place < 0:
            return None
        at, name = self._subjects[place]
        return person(at, at + 1, name) if at > after and before - at <= NEAR else None

    def name_before(self, before: int, after: int) -> Party | None:
        """The person whose full name last came up between the offsets, if that is near enough."""
        low = max(after, before - NEAR)
        near = [(at, name) for at, name in self.full_names().values() if low < at < before]
        if not near:
            return None
        at, name = max(near)
        return person(at, at + len(name), name)


def person(start: int, end: int, name: str, kind: str = "person") -> Party:
    """The party of a person’s full name."""
    words = tuple(w.lower() for w in name.split())
    return Party(start, end, name, slug(name), kind, PERSON, named=True, words=words)
