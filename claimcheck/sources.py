"""Whom a phrase may name: parties, the named sources in a text, the nouns that make a source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.source_rules import CALENDAR, ORGANISATION, HeadNoun, NamedSource, SourceRules, slug
from claimcheck.values import Token

NAME_LINKS = frozenset({"of", "for", "on", "and", "&"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Party:
    """Who a phrase names: ``text[start:end]`` is the phrase.

    ``being`` is person, people, organisation, data, document, pronoun, name (a name that could be a person's
    or an organisation's), state or other. ``head`` is the noun that makes it a source, "" for a name.
    ``definite``: it may stand for one named before ("the ministry"). ``words`` are those of its name.
    ``refers_to`` are kinds of named sources it may stand for; ``affiliation`` whom the person speaks for.
    """

    start: int
    end: int
    label: str
    id: str
    kind: str
    being: str
    head: str = ""
    definite: bool = False
    indefinite: bool = False
    named: bool = False
    words: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    affiliation: str = ""
    weak: bool = False


def find_named(text: str, start: int, end: int, rules: SourceRules) -> Iterator[tuple[int, int, NamedSource, bool]]:
    """The named sources of ``text[start:end]``: (start, end, entry, weak), left to right, longest first."""
    reached = start
    for match in rules.first_words.finditer(text, start, end):
        if match.start() < reached:
            continue
        candidates = rules.aliases.get(match.group())
        if candidates is None and match.group()[-1] == "s":  # "MSFs", "Observatorys": the apostrophe is lost
            candidates = rules.aliases.get(match.group()[:-1])
        for alias, entry, weak in candidates or ():
            at = match.start()
            if alias[0] in "’'" or not text.startswith(alias, at):
                continue
            stop = at + len(alias)
            if stop > end:
                continue
            if text[stop : stop + 1] == "s" and not text[stop + 1 : stop + 2].isalnum() and len(alias) > 2:
                pass
            elif text[stop : stop + 1].isalnum() or (
                text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].islower()
            ):
                continue
            reached = stop
            yield at, stop, entry, weak
            break


def head_of(tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> tuple[int, int, HeadNoun] | None:
    """The longest run of nouns that ends at ``last`` and makes a source: (first, last, entry)."""
    for size in (3, 2, 1):
        at = last - size + 1
        if at < first:
            continue
        words = " ".join(t.lower for t in tokens[at : last + 1])
        entry = rules.heads.get(words)
        if entry is None and size == 1 and tokens[last].lower.startswith("ex-"):
            entry = rules.heads.get(tokens[last].lower[3:])
        if entry is None and "-" in tokens[at].lower and size == 1:  # "co-director", "counter-terrorism"
            entry = rules.heads.get(tokens[last].lower.rsplit("-", 1)[-1])
        if entry is not None:
            return at, last, entry
    return None


def institution_id(label: str) -> str:
    """An id in which "Russian Ministry of Defense" and "Russian Defence Ministry" are one."""
    match = re.fullmatch(r"(?i)(.*?)\b(ministry|department|office|bank) (?:of|for) (?:the )?(.+)", label)
    if match is not None:
        label = f"{match.group(1)}{match.group(3)} {match.group(2)}"
    words = slug(label)
    return re.sub(r"-(?:army|armed-forces)$", "-military", words)


def words_of(label: str) -> tuple[str, ...]:
    """The words of a name, lower case, without the small ones."""
    return tuple(w.lower() for w in _WORD.findall(label) if w.lower() not in {"the", "of", "for", "and", "a", "s"})


def source_party(entry: NamedSource, start: int, end: int) -> Party:
    """The party for a named source that stands at ``start``–``end``."""
    return Party(start, end, entry.label, entry.id, entry.kind, ORGANISATION, named=True, words=words_of(entry.label))


def institution(
    text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules
) -> tuple[int, int] | None:
    """The run of capitals around ``tokens[first..last]``, over "of" and "for", if it names an institution.

    ("Coastal Center for Policy and Survey Research", "Ohio Department of Public Health"); None if there is no
    such link in it, or no noun of an institution before the first link.
    """
    left, right = first, last
    while left < right and not tokens[left].text[0].isupper():
        left += 1
    if not tokens[right].text[0].isupper() or tokens[left].lower == "the":
        left += tokens[left].lower == "the"
    for _ in range(4):
        if left >= 2 and tokens[left - 1].lower in NAME_LINKS and _capital(tokens[left - 2]):
            left -= 2
            while left > 0 and _capital(tokens[left - 1]) and tokens[left - 1].lower != "the":
                left -= 1
    while (
        right + 2 < len(tokens)
        and tokens[right + 1].lower in NAME_LINKS - {"and", "on"}
        and _capital(tokens[right + 2])
    ):
        right += 2
        while right + 1 < len(tokens) and _capital(tokens[right + 1]) and tokens[right + 1].tag != "verb":
            right += 1
    link = next((i for i in range(left, right) if tokens[i].lower in NAME_LINKS), None)
    if link is None or not all(_capital(tokens[i]) or tokens[i].lower in NAME_LINKS for i in range(left, right + 1)):
        return None
    nouns = (rules.heads.get(tokens[i].lower) for i in range(left, link))
    return (left, right) if any(noun is not None and noun.being == ORGANISATION for noun in nouns) else None


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and token.tag not in {"punct", "quote"} and token.lower not in CALENDAR


def whole_institution(text: str, tokens: Sequence[Token], run: tuple[int, int], party: Party) -> Party:
    """The party named by ``tokens[run[0]..run[1]]``."""
    first, last = run
    label = " ".join(text[tokens[first].start : tokens[last].end].split())
    start, end = min(party.start, tokens[first].start), max(party.end, tokens[last].end)
    kind = "organisation" if party.kind in {"other", "person"} else party.kind
    return replace(
        party, start=start, end=end, label=label, id=institution_id(label), kind=kind, being=ORGANISATION,
        named=True, definite=False, indefinite=False, words=words_of(label),
    )  # fmt: skip
