"""What a sentence says of time, place and happening, and which of it goes with one of its numbers.

In: a sentence. Out: a :class:`Sight` of it; for a number a :class:`Clause`, whose methods choose. What stands
in the number's clause comes first, then what comes before it in the sentence, then what follows unless a
conjunction sets it apart ("killed 20, a day after 15 died on Sunday").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from claimcheck.date_grammar import COUNTS
from claimcheck.dates import When, resolve
from claimcheck.happenings import Found, HappeningRules, bare_name, find_kinds, find_names, find_targets
from claimcheck.leads import Story
from claimcheck.placing import Located, depth
from claimcheck.setting_rules import SettingRules
from claimcheck.sites import struck
from claimcheck.updates import update_of
from claimcheck.values import Moment, Place, Sentence

_CONJUNCTIONS = (
    "while|whereas|after|before|when|but|as well as|which|who|whose|where|although|though|amid|following|since|than"
)
_CUT = re.compile(rf"[,;:—–]\s|\s(?:{_CONJUNCTIONS})\s|\s[-—–]\s|(?<![.\s][A-Z])\.\s", re.I)
_APART = re.compile(r"\b(?:after|since|following|when|than|before|but|while|that|which|who|whose|where)\b", re.I)
# "the deadliest since 2011": that is no total since 2011.
_MOST = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|highest|lowest|most|first|strongest|only)\b[^.;]*$", re.I
)
_WORST = re.compile(r"\b(?:deadliest|worst|bloodiest|biggest|largest|heaviest|highest)\b[^.;,]*$", re.I)
_BATTLE = re.compile(r"\b(?:battle|offensive|operation|campaign|siege|assault|fighting)\b", re.I)
_WAR = re.compile(r"\b(?:war|conflict|insurgency|rebellion|uprising)\b", re.I)
_RELATIVE = re.compile(r"\W*(?:where|which|when)\b", re.I)
_DAYS_FROM = re.compile(r"\b(a|one|two|three|four|five|six) days? (after|before|following) (?:[^\s,;]+ ){0,8}$", re.I)
_ALONG = re.compile(r"(?:,| and| as well as) (?:[\w’'-]+ ){0,4}[\w’'-]+", re.I)
_AT = re.compile(r"\S+ (?:[\w’'-]+ ){0,2}?(?:at|in|on|inside|near|outside) (?:[\w’'-]+ ){0,2}$", re.I)
_PART_IN = re.compile(r"\S+ (?:of (?:them|those|whom) )?(?:in|at|near|inside|outside)\b", re.I)
_BY = re.compile(r"\b(?:in|by|from|after|when) (?:the |at least |some )?$", re.I)
_ACROSS = re.compile(r"\b(?:across|throughout|all over|around) (?:the (?:whole of )?)?$", re.I)
_SHARES = frozenset({"daily", "worldwide", "nationwide"})
_FAR = 160  # characters beyond which a time that follows is not the number's


@dataclass(frozen=True, slots=True)
class Sight:
    """What one sentence says of itself; ``cuts`` is where its clauses part."""

    start: int
    end: int
    whens: tuple[When, ...]
    places: tuple[Located, ...]
    kinds: tuple[Found, ...]
    targets: tuple[Found, ...]
    names: tuple[Found, ...]
    cues: tuple[tuple[str, int, int], ...]
    cuts: tuple[int, ...]
    numbers: tuple[int, ...] = ()

    def says(self, means: str) -> bool:
        """Whether a cue of this meaning is in the sentence."""
        return any(cue == means for cue, _, _ in self.cues)


def look(
    text: str,
    sentence: Sentence,
    here: Sequence[Located],
    published: Moment | None,
    rules: SettingRules,
    numbers: Sequence[int],
) -> Sight:
    """The sight of a sentence; without ``numbers`` only what sets a scene."""
    start, end = sentence.start, sentence.end
    whens = tuple(_times(text, start, end, published, rules))
    words = text[start:end]
    cues = tuple(
        (means, start + m.start(), start + m.end())
        for means, p in rules.cues
        for m in p.finditer(words)
        if means != "running" or not _of_the_worst(words, m)
    )
    targets = tuple(find_targets(text, start, end, rules.happenings))
    if not numbers:
        return Sight(start, end, whens, tuple(here), (), targets, (), cues, ())
    return Sight(
        start,
        end,
        whens,
        tuple(here),
        tuple(find_kinds(text, start, end, rules.happenings)),
        targets,
        tuple(find_names(text, start, end, rules.happenings)),
        cues,
        tuple(m.start() for m in _CUT.finditer(text, start, end)),
        tuple(numbers),
    )


def _of_the_worst(words: str, cue: re.Match[str]) -> bool:
    """Whether a long time only says how bad something was: "one of the deadliest attacks since the war began"."""
    return (
        cue.group()[:5].lower() == "since" and _WORST.search(words, max(0, cue.start() - 90), cue.start()) is not None
    )


def _times(text: str, start: int, end: int, published: Moment | None, rules: SettingRules) -> Iterator[When]:
    """The times of the sentence on which something happened."""
    earlier = start
    for when in resolve(text, start, end, published, rules.dates):
        before, earlier = earlier, when.stop
        if when.precision == "since" and _MOST.search(text, max(start, when.begin - 90), when.begin):
            continue
        if update_of(text, start, end, when, before, published, rules.updates) is None:
            yield when


def told_start(told: Sequence[tuple[int, str]], offset: int) -> int:
    """Where the first of the sites told of after ``offset`` stands; ``offset`` if none does."""
    return next((start for start, _ in told if start > offset), offset)


@dataclass(frozen=True, slots=True)
class Clause:
    """A number in its clause ``low``–``high``, and what of the sentence's sight goes with it."""

    text: str
    offset: int
    low: int
    high: int
    sight: Sight
    story: Story

    @classmethod
    def of(cls, text: str, offset: int, sight: Sight, story: Story) -> "Clause":
        """The clause of the number at ``offset``."""
        low = max((c for c in sight.cuts if c < offset), default=sight.start)
        high = min((c for c in sight.cuts if c >= offset), default=sight.end)
        return cls(text, offset, low, high, sight, story)

    def when(self) -> When | None:
        """The time that goes with the number."""
        whens = self.sight.whens
        inside = [w for w in whens if self.low <= w.begin < self.high]
        if inside:
            return min(inside, key=lambda w: (abs(w.begin - self.offset), w.begin))
        before = [w for w in whens if w.begin < self.offset]
        if before:
            return self._counted_from(before[-1])
        for when in whens:
            if when.begin - self.offset < _FAR and _APART.search(self.text, self.offset, when.begin) is None:
                return when
        return self._after_an_earlier()

    def _after_an_earlier(self) -> When | None:
        """So many days before the story's: "it came three days after gunmen killed five"."""
        match = _DAYS_FROM.search(self.text, max(self.sight.start, self.offset - 90), self.offset)
        day = self.story.start
        if match is None or day is None or not self.story.exact or match[2].lower() == "before":
            return None
        day -= timedelta(COUNTS.get(match[1].lower(), 1))
        return When(day, day, match.start(), match.end(), "day")

    def _counted_from(self, when: When) -> When:
        """The time, or so many days from it: "on Monday, a day after 15 died"."""
        match = _DAYS_FROM.search(self.text, max(self.sight.start, self.offset - 60), self.offset)
        if match is None or when.precision != "day" or when.begin > match.start():
            return when
        days = COUNTS.get(match[1].lower(), 1) * (1 if match[2].lower() == "before" else -1)
        return when._replace(start=when.start + timedelta(days), end=when.end + timedelta(days))

    def cue(self) -> str | None:
        """What the cues say: those of the clause, then those that span or precede it."""
        found = None
        for means, start, end in self.sight.cues:
            if means in _SHARES:
                continue
            if means == "running" and self.story.kind == "battle" and self._of_the_battle():
                continue
            if self.low <= start < self.high or start <= self.offset <= end:
                return means
            if found is None and (means in {"running", "separate"} or start < self.offset):
                found = means
        if found == "running" and any(w.precision == "day" for w in self.sight.whens):
            return None
        return found

    def _of_the_battle(self) -> bool:
        """Whether the long time is the battle's that the story is of: its totals are the story's."""
        cues = self.sight.cues
        return any(m == "running" and _BATTLE.search(self.text, start, end) for m, start, end in cues)

    def of_a_war(self) -> bool:
        """Whether the long time is a war's."""
        cues = self.sight.cues
        return any(m == "running" and _WAR.search(self.text, start, end) for m, start, end in cues)

    def place(self) -> Place | None:
        """The place that goes with the number."""
        placed = [p for p in self.sight.places if p[3]]
        inside = [p for p in placed if self.low <= p[1] < self.high]
        before = [p for p in placed if p[1] < self.offset]
        after = [
            p
            for p in placed
            if p[1] > self.offset and _APART.search(self.text, self.offset, p[1]) is None and not self._of_a_part(p[1])
        ]
        for group in (inside, before, after):
            if group:
                return max(group, key=lambda p: (depth(p[0]) > 0, -abs(p[1] - self.offset)))[0]
        return None

    def _of_a_part(self, place: int) -> bool:
        """Whether the place goes with a number of some of them: "ten were killed, four of them in Tarvin"."""
        between = [n for n in self.sight.numbers if self.offset < n < place]
        return bool(between) and _PART_IN.match(self.text, between[-1]) is not None

    def kind(self, likes: dict[str, frozenset[str]], when: When | None) -> str | None:
        """The kind that the clause tells of, else the sentence's unless the story is of another.

        Of a time ``when`` before the story a weak word tells too: "In May grenades killed five".
        """
        kinds = self.sight.kinds
        start = self.story.start
        before = when is not None and start is not None and when.end < start
        if self.story.kind is not None and not before:
            kinds = tuple(k for k in kinds if not k.weak or k.id == self.story.kind)
        kinds = tuple(k for k in kinds if not k.weak) or kinds
        inside = [k for k in kinds if self.low <= k.start < self.high]
        found = self._nearest(inside or kinds)
        if found is None or inside or self.story.kind is None:
            return found
        return found if found in likes.get(self.story.kind, ()) else None

    def name(self) -> str | None:
        """The name of the happening, where the clause gives one, or the sentence and the story has none."""
        inside = [n for n in self.sight.names if self.low <= n.start < self.high]
        if not inside and self.story.name is not None:
            return None
        found = self._nearest(inside or self.sight.names)
        told = self.story.name
        return told if found and told and bare_name(found) == bare_name(told) else found

    def targets(self) -> tuple[str, ...]:
        """What was struck: the clause's words for it, else the sentence's."""
        inside = dict.fromkeys(t.id for t in self.sight.targets if self.low <= t.start < self.high)
        return tuple(inside) or tuple(dict.fromkeys(t.id for t in self.sight.targets))

    def site(self, carried: str | None) -> str | None:
        """Which of the story's sites the number is about; ``carried`` is the paragraph's."""
        sites = self.story.sites
        if not sites:
            return None
        told = sorted(
            [(t.start, t.id) for t in self.sight.targets if t.id in sites]
            + [(p[1], p[0].id) for p in self.sight.places if p[3] and p[0].id in sites]
        )
        if not told:
            return carried
        high = self.high
        following = [n for n in self.sight.numbers if n > self.offset]
        if not following:
            high = self.sight.end if _ALONG.match(self.text, high) else high
        after = [site for start, site in told if self.offset < start < high]
        if after and _AT.match(self.text, self.offset, told_start(told, self.offset)):
            return after[0]  # "two blasts at the airport and one at the station"
        inside = {site for start, site in told if self.low <= start < high}
        before = [site for start, site in told if start < self.offset]
        if not inside and before and _RELATIVE.match(self.text, self.low):
            return before[-1]  # "at the airport, where 11 died": the site named just before
        if inside and not before and self._of_them_all(told, following):
            return None
        named = inside or {site for _, site in told}
        return next(iter(named)) if len(named) == 1 else None

    def _of_them_all(self, told: Sequence[tuple[int, str]], following: Sequence[int]) -> bool:
        """Whether other numbers tell them apart: "34 die in 2 blasts at the airport, 1 at the station"."""
        if not following or following[0] >= told_start(told, self.offset):
            return False
        several = len({site for _, site in told}) > 1
        return several and _BY.search(self.text, self.offset, following[0]) is not None

    def share(self) -> str | None:
        """``daily``, ``worldwide`` or ``nationwide`` where it is one day's figure, the world's or the country's."""
        for means, start, _ in self.sight.cues:
            if means in _SHARES and self.low <= start < self.high and (means != "nationwide" or self._in_a_part()):
                return means
        for place, start, _, _ in self.sight.places:
            if self.low <= start < self.high and self._in_a_part(place) and _ACROSS.search(self.text, self.low, start):
                return "nationwide"  # "fourteen were killed across the country, nine of them in Tarvin"
        return None

    def _in_a_part(self, whole: Place | None = None) -> bool:
        """Whether the story is of a part of its country, or of a part of ``whole``."""
        where = self.story.places[:1]
        return bool(where) and depth(where[0]) > 0 and (whole is None or whole.id in where[0].within)

    def building(self, rules: HappeningRules) -> str | None:
        """The one building of a wide disaster that the clause, or all before it, tells of."""
        inside = [t for t in self.sight.targets if self.low <= t.start < self.high]
        before = [t for t in self.sight.targets if t.start < self.low]
        return struck(self.text, inside or before, self.story.kind, rules)

    def _nearest(self, found: Sequence[Found]) -> str | None:
        """The telling word nearest to the number."""
        if not found:
            return None
        return min(found, key=lambda f: (abs(f.start - self.offset), f.start)).id
