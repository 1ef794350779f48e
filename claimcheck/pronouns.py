"""Whom "he", "they" or "it" stands for, of those whom an article has named and cited so far.

Comes in: the pronoun’s party, who was introduced before, the names and the subjects of the article. Goes out:
a party, which may itself be a noun that stands for somebody ("the group"). In order: the subject of the same
clause, who spoke in the sentence before, what that sentence is about, an earlier speaker of the same post.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimcheck.introduced import ArticleNames
from claimcheck.source_rules import DATA, DOCUMENT, NAME, ORGANISATION, PEOPLE, PERSON, STATE
from claimcheck.sources import Party
from claimcheck.subject_before import Subjects

BEINGS = {
    "he": frozenset({PERSON}),
    "she": frozenset({PERSON}),
    "they": frozenset({PEOPLE, ORGANISATION}),
    "it": frozenset({ORGANISATION, STATE, DATA, DOCUMENT}),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who was introduced at an offset; ``spoke``: as a source, not by the way."""

    party: Party
    at: int
    spoke: bool


def stands_for(
    party: Party, known: Sequence[Known], names: ArticleNames, subjects: Subjects
) -> tuple[Party | None, bool]:
    """Whom the pronoun means, and whether that one was known already, so that nothing is left to resolve."""
    fits = BEINGS.get(party.head)
    if fits is None:
        return None, True
    at, floor = party.start, subjects.entry_start(party.start)
    own = subjects.own(at) if subjects.within(at) else None
    if own is not None and own.being in fits:
        return own, False
    if PERSON in fits:
        return _person(party, known, names, subjects)
    spoken = fits | {DATA} if party.head == "they" else fits

    def speaker(since: int, test: Callable[[Party], bool]) -> Party | None:
        return next((k.party for k in reversed(known) if k.spoke and k.at >= since and test(k.party)), None)

    about = subjects.before(at) if party.head == "it" else None
    if about is not None and about.being in {DATA, DOCUMENT}:
        return about, False  # "The report revises the figure given by the agency. It finds …"
    near = speaker(subjects.sentence_before(at), lambda p: p.being in spoken)
    if near is not None:
        return near, True
    subject = subjects.own(at) or subjects.before(at)
    if subject is not None and (subject.being in fits or (subject.being == NAME and party.head == "it")):
        return subject, False
    far = speaker(floor, lambda p: p.being in spoken)
    if far is not None:
        return far, True
    if party.head == "they":
        return speaker(floor, lambda _: True), True
    return names.last_named(at, (), floor), True


def _person(party: Party, known: Sequence[Known], names: ArticleNames, subjects: Subjects) -> tuple[Party | None, bool]:
    at, floor = party.start, subjects.entry_start(party.start)
    last = next((k for k in reversed(known) if k.at >= floor and _may_be_he(k)), None)
    if subjects.within(at):
        beside = subjects.only_person(at, names, in_its_own=True)
        if beside is not None:
            return beside, False  # "Another user, Ann Lee, shared what she said was …"
    near = names.subject_before(at, max(floor, last.at if last is not None else -1))
    if near is not None:
        return near, False
    if last is not None and last.at >= subjects.sentence_before(at):
        return last.party, True
    subject = subjects.own(at) or subjects.before(at)
    if subject is None or subject.being != PERSON:
        subject = subjects.only_person(at, names)
    if subject is not None:
        return subject, False
    return (last.party if last is not None else names.name_before(at, floor)), True


def _may_be_he(known: Known) -> bool:
    party = known.party
    return party.being == PERSON or (party.being == NAME and known.spoke and len(party.words) <= 3)
