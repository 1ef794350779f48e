"""When and where the figures of an article play, and what happens in it.

In: an article, its sentences and the offsets of its claim numbers. Out: a setting for each number. What the
clause of the number says of time, place and kind comes first, then what its sentence says, then the
paragraph's running place or background, then the story of the article. A figure over a long time ("since
2011", "the war has killed") is marked as running, a look back on something else as background.

Known misses: a flashback that neither a date nor a cue marks; two places in one clause.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimcheck import dates, happenings, places
from claimcheck.dates import When
from claimcheck.leads import SPOKEN, Story, find_story, told_on
from claimcheck.rules import Entry, RuleBook
from claimcheck.values import ArticleText, Moment, Place, Sentence, Setting

Located = tuple[Place, int, int, bool]


class Cue(Entry):
    """Patterns that tell where a figure belongs: ``running``, ``background``, ``separate`` or ``story``."""

    means: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingRules:
    """All that this stage reads from the rules."""

    places: places.PlaceRules
    dates: dates.DateRules
    happenings: happenings.HappeningRules
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    likes: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Sight:
    """What one sentence says of itself."""

    whens: tuple[When, ...]
    places: tuple[Located, ...]
    kinds: tuple[happenings.Found, ...]
    targets: tuple[happenings.Found, ...]
    names: tuple[happenings.Found, ...]
    cues: tuple[tuple[str, int, int], ...]
    cuts: tuple[int, ...]


_CUT = re.compile(
    r"[,;:—–]\s|\s(?:while|whereas|after|before|when|but|as well as|which|who|whose|where|although|though|amid|following|since|than)\s|\s[-—–]\s|\.\s",
    re.I,
)
_ANAPHOR = re.compile(
    r"\W{0,3}(?:it|they|he|she|that|those|these|this|there|another|some|at least|most|among|its|their|one|two|three|four|five|six|"
    r"the (?:attack|bombing|blast|explosion|strike|raid|incident|toll|dead|victims|attackers?|gunm[ae]n|group|bombers?|shooting|quake|storm|army|militants))\b",
    re.I,
)
_APART = re.compile(
    r"\b(?:after|since|following|when|than|before|but|while|that|which|who|whose|where)\b", re.I
)
_MOST = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|highest|lowest|most|first|strongest|only)\b[^.;]*$", re.I
)
_BATTLE = re.compile(r"\b(?:battle|offensive|operation|campaign|siege|assault|fighting)\b", re.I)
_HEADING = 60  # a block shorter than this that is a date heads what follows


def compile_settings(book: RuleBook) -> SettingRules:
    """The rules of times, places and kinds in force."""
    cues = tuple(
        (entry.means, re.compile("|".join(f"(?:{p})" for p in entry.patterns), re.I))
        for entry in book.entries("en/times.toml", "cue", Cue)
    )
    likes = {
        k.id: frozenset({k.id, *k.like}) for k in book.entries("en/events.toml", "kind", happenings.Kind)
    }
    return SettingRules(
        places.compile_places(book),
        dates.compile_dates(book),
        happenings.compile_happenings(book),
        cues,
        likes,
    )


def find_settings(
    text: str,
    article: ArticleText,
    sentences: Sequence[Sentence],
    anchors: Sequence[Sequence[int]],
    rules: SettingRules,
) -> list[tuple[Setting, ...]]:
    """A setting for each anchor of each sentence.

    Args:
        anchors: for each sentence the offsets of its claim numbers; most are empty.
    """
    if not any(anchors):
        return [() for _ in sentences]
    hits = places.survey(text, article.start, article.end, rules.places)
    home = _home(article, rules.places)
    located = places.settle(hits, rules.places, home)
    written = told_on(text, article, sentences, rules.dates)
    story = find_story(text, sentences, located, rules.dates, rules.happenings, written, home)
    return list(_Track(text, article, story, located, rules).follow(sentences, anchors))


def _home(article: ArticleText, rules: places.PlaceRules) -> tuple[str, ...]:
    if article.place is None:
        return ()
    found = places.find_places(f"in {article.place}", 0, len(article.place) + 3, rules)
    return tuple(place.id for place, _, _ in found)


class _Track:
    """Follows an article sentence by sentence: the story, and what its paragraph is about just now."""

    def __init__(
        self, text: str, article: ArticleText, story: Story, located: Sequence[Located], rules: SettingRules
    ) -> None:
        self.text, self.article, self.story, self.rules = text, article, story, rules
        self.located = list(located)
        self.next_place = 0
        self.carried: Setting | None = None
        self.block = -1
        self.heading: When | None = None
        self.site: str | None = None

    def follow(
        self, sentences: Sequence[Sentence], anchors: Sequence[Sequence[int]]
    ) -> list[tuple[Setting, ...]]:
        """The settings of all anchors."""
        made: list[tuple[Setting, ...]] = []
        for sentence, offsets in zip(sentences, anchors, strict=True):
            if sentence.block != self.block:
                self._enter(sentence)
            if not offsets and not self._worth_reading(sentence):
                made.append(())
                continue
            sight = self._look(sentence, bool(offsets))
            if not offsets:
                self._pass(sentence, sight)
                made.append(())
                continue
            row = tuple(self._setting(sentence, offset, sight) for offset in offsets)
            self._keep(sentence, row, sight)
            made.append(row)
        return made

    def _enter(self, sentence: Sentence) -> None:
        """A new paragraph: what the last one was about ends, unless that was a date that heads this one."""
        previous = self.article.blocks[self.block] if 0 <= self.block < len(self.article.blocks) else None
        self.heading = None
        if previous is not None and previous.end - previous.start < _HEADING:
            whens = dates.resolve(
                self.text, previous.start, previous.end, self._published(sentence), self.rules.dates
            )
            words = self.text[previous.start : previous.end].split()
            if len(whens) == 1 and whens[0].stop - whens[0].begin >= len(" ".join(words)) - 6:
                self.heading = whens[0]
        self.carried = None
        self.site = None
        self.block = sentence.block

    def _published(self, sentence: Sentence) -> Moment | None:
        if 0 <= sentence.block < len(self.article.blocks):
            posted = self.article.blocks[sentence.block].posted
            if posted is not None:
                return posted
        return self.story.published

    def _worth_reading(self, sentence: Sentence) -> bool:
        """Whether a sentence without figures may set the scene for the next: it is short of the paragraph's end."""
        return sentence.section == "body" and sentence.end - sentence.start < 600

    def _here(self, sentence: Sentence) -> list[Located]:
        while self.next_place < len(self.located) and self.located[self.next_place][1] < sentence.start:
            self.next_place += 1
        last = self.next_place
        while last < len(self.located) and self.located[last][1] < sentence.end:
            last += 1
        return self.located[self.next_place : last]

    def _look(self, sentence: Sentence, full: bool) -> _Sight:
        text, start, end, rules = self.text, sentence.start, sentence.end, self.rules
        whens = tuple(
            when
            for when in dates.resolve(text, start, end, self._published(sentence), rules.dates)
            if not (when.precision == "since" and _MOST.search(text, max(start, when.begin - 90), when.begin))
            and SPOKEN.search(text, max(start, when.begin - 60), when.begin) is None
        )
        here = tuple(self._here(sentence))
        cues = tuple(
            (means, m.start(), m.end()) for means, p in rules.cues for m in p.finditer(text, start, end)
        )
        if not full:
            targets = (
                tuple(happenings.find_targets(text, start, end, rules.happenings)) if self.story.sites else ()
            )
            return _Sight(whens, here, (), targets, (), cues, ())
        return _Sight(
            whens,
            here,
            tuple(happenings.find_kinds(text, start, end, rules.happenings)),
            tuple(happenings.find_targets(text, start, end, rules.happenings)),
            tuple(happenings.find_names(text, start, end, rules.happenings)),
            cues,
            tuple(m.start() for m in _CUT.finditer(text, start, end)),
        )

    def _setting(self, sentence: Sentence, offset: int, sight: _Sight) -> Setting:
        story = self.story
        low = max((c for c in sight.cuts if c < offset), default=sentence.start)
        high = min((c for c in sight.cuts if c >= offset), default=sentence.end)
        stated: set[str] = set()
        when = self._when(sentence, offset, sight, low, high)
        cue = self._cue(offset, sight, low, high)
        place = self._place(offset, sight, low, high)
        kind_id = self._kind(offset, sight, low, high)
        name = self._name(offset, sight, low, high)
        targets = tuple(dict.fromkeys(t.id for t in sight.targets if low <= t.start < high)) or tuple(
            dict.fromkeys(t.id for t in sight.targets)
        )
        site = self._site(offset, sight, low, high)
        named = name is not None and name == story.name and story.name is not None
        running = not named and (cue == "running" or (when is not None and self._over_long(sentence, when)))
        start, end = (when.start, when.end) if when is not None else (None, None)
        where: tuple[Place, ...] = ()
        if when is not None:
            stated.add("time")
        if place is not None:
            where = self._around(place)
            stated.add("place")
        if kind_id is not None:
            stated.add("kind")
        if running:
            if when is None or when.precision not in {"since", "years", "year", "month", "span"}:
                start, end = None, self._day(sentence)
            country = where or story.places
            outer = tuple(p for p in country if "." not in p.id) or country
            return Setting(
                start,
                end,
                where or outer,
                self._run_kind(sight, kind_id),
                (),
                (),
                frozenset(stated),
                True,
                True,
                name,
                story.words,
            )
        inherited = (
            self._inherited(sentence, sight)
            if when is None and (place is None or self._same_area(where, self.carried))
            else None
        )
        if inherited is not None:
            return Setting(
                inherited.start, inherited.end, where or inherited.places, kind_id or inherited.kind, targets, (),
                frozenset(stated), inherited.background, inherited.running, name or inherited.name, story.words,
            )  # fmt: skip
        background = cue in {"background", "separate"} and when is None
        picture = sentence.section == "caption" and when is not None and self._about_now(when)
        if when is not None and not picture and not self._in_story(when):
            background = True
        if place is not None and not self._meets(where, story.places):
            # "at X Airport", where the story is of an airport: one of its sites by another name.
            background = (
                background
                or (when is not None and not picture)
                or (not picture
                and not (set(targets) & set(story.targets) and self._one_country(where)))
            )
        if name is not None and story.name is not None and name != story.name:
            background = True
        if not background and (when is None or picture or not self._narrower(when)):
            start, end = story.start, story.end
        if background and when is None and cue == "separate":
            start, end = story.start, story.end
        if place is None or (not background and self._contains(where, story.places)):
            where = story.places if not (background and place is None and cue == "background") else ()
        return Setting(
            start, end, where, kind_id or (None if background else story.kind), targets, (), frozenset(stated), background,
            False, name or (None if background else story.name), story.words, None if background else site,
        )  # fmt: skip

    def _when(self, sentence: Sentence, offset: int, sight: _Sight, low: int, high: int) -> When | None:
        """The time that goes with the number: of its clause, else the nearest before it, else after it."""
        inside = [w for w in sight.whens if low <= w.begin < high]
        if inside:
            return min(inside, key=lambda w: (abs(w.begin - offset), w.begin))
        before = [w for w in sight.whens if w.begin < offset]
        if before:
            return before[-1]
        for when in sight.whens:
            cut = self.text[offset : when.begin]
            # "killed 20, a day after 15 died on Sunday": what comes after "after" is another time.
            if when.begin - offset < 160 and _APART.search(cut) is None:
                return when
        return self.heading

    def _cue(self, offset: int, sight: _Sight, low: int, high: int) -> str | None:
        """What the cues say: those of the clause, then those that span or precede it."""
        found = None
        for means, start, end in sight.cues:
            if low <= start < high or start <= offset <= end:
                if means == "running" and self.story.kind == "battle" and self._of_the_battle(sight):
                    continue
                return means
            if found is None and (means in {"running", "separate"} or start < offset):
                found = means
        if found == "running" and self.story.kind == "battle" and self._of_the_battle(sight):
            return None
        if found == "running" and any(w.precision == "day" for w in sight.whens):
            return None
        return found

    def _of_the_battle(self, sight: _Sight) -> bool:
        """Whether the long time is the battle's that the story is of: its totals are the story's."""
        return any(
            means == "running" and _BATTLE.search(self.text, start, end) for means, start, end in sight.cues
        )

    def _place(self, offset: int, sight: _Sight, low: int, high: int) -> Place | None:
        """The place that goes with the number: placed in its clause, else the nearest of the sentence."""
        placed = [p for p in sight.places if p[3]]
        inside = [p for p in placed if low <= p[1] < high]
        after = [p for p in placed if p[1] > offset and _APART.search(self.text, offset, p[1]) is None]
        for group in (inside, [p for p in placed if p[1] < offset], after):
            if group:
                return max(group, key=lambda p: (_depth(p[0]) > 0, -abs(p[1] - offset)))[0]
        return None

    def _around(self, place: Place) -> tuple[Place, ...]:
        known = {p.id: p for p, _, _, _ in self.located}
        return (place, *(known[i] for i in place.within if i in known))

    def _kind(self, offset: int, sight: _Sight, low: int, high: int) -> str | None:
        """The kind that the clause tells of, else the sentence's unless the story is of another."""
        inside = [k for k in sight.kinds if low <= k.start < high]
        found = _nearest(offset, inside or sight.kinds, low, high)
        if found is None or inside or self.story.kind is None:
            return found.id if found is not None else None
        return found.id if found.id in self.rules.likes.get(self.story.kind, ()) else None

    def _name(self, offset: int, sight: _Sight, low: int, high: int) -> str | None:
        inside = [n for n in sight.names if low <= n.start < high]
        if not inside and self.story.name is not None:
            return None
        found = _nearest(offset, inside or sight.names, low, high)
        return found.id if found is not None else None

    def _one_country(self, where: tuple[Place, ...]) -> bool:
        """Whether the place lies in a country of the story."""
        countries = {p.id.split(".")[0] for p in self.story.places} | {
            i for p in self.story.places for i in p.within
        }
        return where[0].id.split(".")[0] in countries or bool(countries.intersection(where[0].within))

    def _site(self, offset: int, sight: _Sight, low: int, high: int) -> str | None:
        """Which of the story's sites the number is about: the one that its clause, sentence or paragraph names alone."""
        if not self.story.sites:
            return None
        inside = {t.id for t in sight.targets if low <= t.start < high} & self.story.sites
        before = [t.id for t in sight.targets if t.start < offset and t.id in self.story.sites]
        if not inside and before:
            return before[-1]
        named = inside or {t.id for t in sight.targets} & self.story.sites
        if not named:
            return self.site
        return next(iter(named)) if len(named) == 1 else None

    def _run_kind(self, sight: _Sight, kind: str | None) -> str | None:
        for means, start, end in sight.cues:
            if means == "running" and re.search(
                r"\b(?:war|conflict|insurgency|rebellion|uprising)\b", self.text[start:end], re.I
            ):
                return "war"
        return kind

    def _over_long(self, sentence: Sentence, when: When) -> bool:
        """Whether the time is a long stretch that reaches the day of publication."""
        today = self._day(sentence)
        long = (when.end - when.start).days > 20
        words = self.text[when.begin : when.stop].lower()
        if when.precision in {"month", "year"} and words not in self.rules.dates.stretches:
            return False  # "in March 2024" names when something was, "this year" how long it has gone on
        if when.precision == "since":
            return long
        return (
            long
            and when.precision in {"years", "span", "month", "year"}
            and today is not None
            and when.start <= today <= when.end + timedelta(1)
        )

    def _day(self, sentence: Sentence) -> date | None:
        published = self._published(sentence)
        return published.day if published is not None else None

    def _in_story(self, when: When) -> bool:
        """Whether the time meets the story's, and is not a month or year around it."""
        story = self.story
        if story.start is None or story.end is None:
            return when.precision not in {"year", "years"}
        if story.lasting and story.start <= when.start and when.precision in {"day", "weekend"}:
            return True  # "on Sunday, 12 more bodies were found": the toll of one disaster grows
        slack = timedelta(0 if story.exact and when.precision == "day" else 1)
        return (
            when.start - slack <= story.end
            and story.start - slack <= when.end
            and (
                (when.end - when.start).days < 20
                or (story.end - story.start).days > 20
                or (when.precision == "month" and any(c.isdigit() for c in self.text[when.begin : when.stop]))
            )
        )

    def _about_now(self, when: When) -> bool:
        """Whether a day is one on which a picture of the story may have been taken."""
        story = self.story
        last = story.published.day if story.published is not None else story.end
        if story.start is None or last is None:
            return False
        return story.start - timedelta(1) <= when.start and when.end <= last + timedelta(1)

    def _narrower(self, when: When) -> bool:
        """Whether the time, which meets the story's, tells more of the day."""
        story = self.story
        return (
            story.start is None or story.end is None or (when.start >= story.start and when.end <= story.end)
        )

    def _meets(self, where: tuple[Place, ...], story: tuple[Place, ...]) -> bool:
        """Whether the place is one of the story's, in one of them, or contains the first."""
        if not story or not where:
            return True
        ids = {p.id for p in story if _depth(p) > 0} or {p.id for p in story}
        place = where[0]
        return place.id in ids or any(i in ids for i in place.within) or self._contains(where, story)

    def _contains(self, where: tuple[Place, ...], story: tuple[Place, ...]) -> bool:
        return bool(where) and any(where[0].id in p.within for p in story)

    def _same_area(self, where: tuple[Place, ...], carried: Setting | None) -> bool:
        return carried is not None and bool(where) and self._meets(where, carried.places)

    def _inherited(self, sentence: Sentence, sight: _Sight) -> Setting | None:
        if self.carried is None or any(means == "story" for means, _, _ in sight.cues):
            return None
        block = self.article.blocks[sentence.block] if sentence.block < len(self.article.blocks) else None
        short = block is not None and block.end - block.start < 900
        if short or _ANAPHOR.match(self.text, sentence.start, sentence.end):
            return self.carried
        return None

    def _keep(self, sentence: Sentence, row: tuple[Setting, ...], sight: _Sight) -> None:
        """What the next sentences of the paragraph inherit: the last figure's background, nothing after the story's."""
        last = row[-1]
        named = {t.id for t in sight.targets} & self.story.sites
        if named:
            self.site = next(iter(named)) if len(named) == 1 else None
        if any(means == "story" for means, _, _ in sight.cues):
            self.carried = None
        elif self._town_of_wide(last) or (last.background and not last.running and last.stated & {"time", "place"}):
            self.carried = last
        elif last.stated & {"time", "place"} or not last.background:
            self.carried = None

    def _town_of_wide(self, setting: Setting) -> bool:
        """Whether the figure is of a town where the story is of a whole region: its paragraph goes on about the town."""
        wide = self.story.kind in happenings.WIDE and not any(_depth(p) > 1 for p in self.story.places)
        return (
            wide
            and "place" in setting.stated
            and not setting.running
            and any(_depth(p) > 1 for p in setting.places)
        )

    def _pass(self, sentence: Sentence, sight: _Sight) -> None:
        """A sentence without figures: one that places something elsewhere or at another time sets the scene."""
        named = {t.id for t in sight.targets} & self.story.sites
        if named:
            self.site = next(iter(named)) if len(named) == 1 else None
        if any(means == "story" for means, _, _ in sight.cues):
            self.carried = None
            return
        placed = [p for p in sight.places if p[3] and _depth(p[0]) > 0]
        whens = [w for w in sight.whens if w.precision in {"day", "weekend", "month", "year", "week"}]
        if not placed and not whens:
            if not _ANAPHOR.match(self.text, sentence.start, sentence.end) and self.carried is not None:
                block = (
                    self.article.blocks[sentence.block] if sentence.block < len(self.article.blocks) else None
                )
                if block is None or block.end - block.start >= 900:
                    self.carried = None
            return
        where = self._around(placed[0][0]) if placed else ()
        elsewhere = bool(where) and not self._meets(where, self.story.places)
        past = bool(whens) and not self._in_story(whens[0])
        if elsewhere or past:
            start, end = (whens[0].start, whens[0].end) if past else (self.story.start, self.story.end)
            self.carried = Setting(
                start,
                end,
                where or self.story.places,
                None,
                (),
                (),
                frozenset(),
                True,
                False,
                None,
                self.story.words,
            )
        else:
            self.carried = None


def _depth(place: Place) -> int:
    return 3 if place.id.startswith("?") else place.id.count(".")


def _nearest(offset: int, found: Sequence[happenings.Found], low: int, high: int) -> happenings.Found | None:
    """The telling word nearest to the number, those of its clause before those of the sentence."""
    if not found:
        return None
    return min(found, key=lambda f: (not low <= f.start < high, abs(f.start - offset), f.start))


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether one of the cue's patterns is in the text."""
    return isinstance(entry, Cue) and any(re.search(p, text, re.I) for p in entry.patterns)
