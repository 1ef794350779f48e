"""Correct the grouping by what a person has decided: events split, events joined, wrong claims kept apart.

Comes in: the events of the grouping, the mentions, and the decisions. Goes out: events, and the mentions that
may be compared. Decisions are followed in the order of their days, the later one has the last word. Mentions
that a decision on "not the same event" says nothing of go with their article, else with their figure, else
with the larger part.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimcheck.grouping import EventGroup
from claimcheck.models import DecidedClaim, Decision
from claimcheck.subjects import plain, words_of
from claimcheck.values import Mention


@dataclass(slots=True)
class Spoken:
    """The mentions by their words, to find those that a decision is about.

    ``texts`` gives the documents' texts by their paths.
    """

    mentions: Sequence[Mention]
    texts: Mapping[str, str]
    _by_words: dict[tuple[str, str], list[Mention]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for mention in self.mentions:
            sentence = self.texts[mention.path][mention.sentence.start : mention.sentence.end]
            self._by_words[plain(sentence), plain(mention.number.surface)].append(mention)

    def find(self, claim: DecidedClaim, measure: str) -> list[str]:
        """The ids of the mentions with these words, those of the same source alone where there are any."""
        sentence, figure, source = words_of(claim)
        found = [m for m in self._by_words.get((sentence, figure), ()) if measure in ("", m.role.measure)]
        cited = [m for m in found if plain(_source(m)) == source]
        return [m.id for m in cited or found]

    def sides(self, decision: Decision) -> dict[str, str]:
        """A mention's id → the side on which the decision has it; none that stands on two."""
        sides: dict[str, str] = {}
        twice: set[str] = set()
        for claim in decision.claims:
            side = claim.side or f"={plain(claim.figure).casefold()}"
            for id in self.find(claim, decision.measure):
                if sides.setdefault(id, side) != side:
                    twice.add(id)
        return {id: side for id, side in sides.items() if id not in twice}


def _source(mention: Mention) -> str:
    return mention.speech.source.label if mention.speech is not None else mention.publisher or ""


def correct(
    groups: list[EventGroup],
    mentions: Sequence[Mention],
    texts: Mapping[str, str],
    decisions: Sequence[Decision],
) -> tuple[list[EventGroup], Sequence[Mention]]:
    """The events as the decisions have them, and the mentions that may be compared.

    ``texts`` gives the documents' texts by their paths.
    """
    if not decisions:
        return groups, mentions
    spoken = Spoken(mentions, texts)
    return correct_groups(groups, spoken, decisions), comparable(spoken, decisions)


def comparable(spoken: Spoken, decisions: Iterable[Decision]) -> list[Mention]:
    """The mentions without those that were marked as wrongly read, in number or source."""
    wrong = {
        id
        for decision in decisions
        if decision.verdict in ("wrong-number", "wrong-source")
        for claim in decision.claims
        if claim.wrong
        for id in spoken.find(claim, decision.measure)
    }
    return [mention for mention in spoken.mentions if mention.id not in wrong]


def correct_groups(groups: Sequence[EventGroup], spoken: Spoken, decisions: Iterable[Decision]) -> list[EventGroup]:
    """The events, split and joined as the decisions say, in the order of their first mention."""
    by_id = {mention.id: mention for mention in spoken.mentions}
    made = list(groups)
    for decision in sorted(decisions, key=lambda d: (d.at, d.fingerprint)):
        if decision.verdict == "same-event":
            made = _joined(made, spoken.sides(decision), by_id)
        elif decision.verdict == "not-same-event":
            made = _parted(made, spoken.sides(decision), by_id)
    return sorted(made, key=lambda g: (*_first(g, by_id), g.id))


def _first(group: EventGroup, by_id: Mapping[str, Mention]) -> tuple[str, int]:
    return min((by_id[id].path, by_id[id].number.start) for id in group.mentions)


def _event(group: EventGroup, ids: Iterable[str], by_id: Mapping[str, Mention]) -> EventGroup:
    """The event with other mentions, and the id that they give it."""
    ordered = sorted(ids, key=lambda id: (by_id[id].path, by_id[id].number.start, id))
    digest = hashlib.sha256("\0".join(sorted(ordered)).encode("utf-8", "surrogatepass")).hexdigest()
    return replace(group, id=f"e{digest[:11]}", mentions=tuple(ordered))


def _joined(groups: Sequence[EventGroup], sides: Mapping[str, str], by_id: Mapping[str, Mention]) -> list[EventGroup]:
    chosen = [group for group in groups if any(id in sides for id in group.mentions)]
    if len(chosen) < 2 or len(set(sides.values())) < 2:
        return list(groups)
    largest = max(chosen, key=lambda g: (len(g.mentions), g.id))
    whole = _event(largest, (id for group in chosen for id in group.mentions), by_id)
    gone = {group.id for group in chosen}
    maybe = {other for group in chosen for other in group.maybe_same_as} - gone
    whole = replace(whole, maybe_same_as=tuple(sorted(maybe)))
    rest = [_renamed(group, gone, (whole.id,)) for group in groups if group.id not in gone]
    return [*rest, whole]


def _parted(groups: Sequence[EventGroup], sides: Mapping[str, str], by_id: Mapping[str, Mention]) -> list[EventGroup]:
    made: list[EventGroup] = []
    new_ids: dict[str, tuple[str, ...]] = {}
    for group in groups:
        seeds = {id: sides[id] for id in group.mentions if id in sides}
        if len(set(seeds.values())) < 2:
            made.append(group)
            continue
        parts: dict[str, list[str]] = defaultdict(list)
        for id, side in _sorted_out(group, seeds, by_id).items():
            parts[side].append(id)
        pieces = [_event(group, parts[side], by_id) for side in sorted(parts)]
        new_ids[group.id] = tuple(piece.id for piece in pieces)
        made += pieces
    for old, new in new_ids.items():
        made = [_renamed(group, {old}, new) for group in made]
    return _without_doubt(made, sides)


def _renamed(group: EventGroup, old: set[str], new: Sequence[str]) -> EventGroup:
    if not old.intersection(group.maybe_same_as):
        return group
    maybe = {other for other in group.maybe_same_as if other not in old} | set(new)
    return replace(group, maybe_same_as=tuple(sorted(maybe - {group.id})))


def _without_doubt(groups: Sequence[EventGroup], sides: Mapping[str, str]) -> list[EventGroup]:
    """Events on different sides of the decision are not "maybe the same" any more."""
    side_of = {g.id: {sides[id] for id in g.mentions if id in sides} for g in groups}
    made = []
    for group in groups:
        mine = side_of[group.id]
        kept = tuple(
            other for other in group.maybe_same_as if not mine or not side_of.get(other) or mine & side_of[other]
        )
        made.append(group if kept == group.maybe_same_as else replace(group, maybe_same_as=kept))
    return made


def _sorted_out(group: EventGroup, seeds: Mapping[str, str], by_id: Mapping[str, Mention]) -> dict[str, str]:
    """A side for each mention of the event."""
    sizes = Counter(seeds.values())
    largest = min(sizes, key=lambda side: (-sizes[side], side))
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for id in group.mentions:
        by_article[by_id[id].article].append(by_id[id])
    figures: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for id, side in seeds.items():
        figures[_figure(by_id[id])].add(side)
    sorted_out: dict[str, str] = {}
    for told in by_article.values():
        known = [mention for mention in told if mention.id in seeds]
        for mention in told:
            if mention.id in seeds:
                sorted_out[mention.id] = seeds[mention.id]
            elif mention.part_of is not None and mention.part_of in seeds:
                sorted_out[mention.id] = seeds[mention.part_of]
            elif known:
                near = min(known, key=lambda k: (abs(k.order - mention.order), k.number.start))
                sorted_out[mention.id] = seeds[near.id]
            else:
                sorted_out[mention.id] = _by_figures(told, figures) or largest
    return sorted_out


def _by_figures(told: Sequence[Mention], figures: Mapping[tuple[object, ...], set[str]]) -> str | None:
    """The side whose figures an article repeats; None if it repeats none, or those of several."""
    sides = [figures.get(_figure(mention), set()) for mention in told]
    votes = Counter(next(iter(found)) for found in sides if len(found) == 1)
    best = votes.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _figure(mention: Mention) -> tuple[object, ...]:
    return mention.role.measure, mention.unit, mention.number.low, mention.number.high
