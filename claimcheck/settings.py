"""When and where the figures of an article play, and what happens in it.

In: an article, its sentences and the offsets of its claim numbers. Out: a setting for each number. What the
clause of the number says of time, place and kind comes first, then what its sentence says, then the
paragraph's running place or background, then the story of the article. A figure over a long time ("since
2011", "the war has killed") is marked as running, a look back on something else as background.

Known misses: a flashback that neither a date nor a cue marks; two places in one clause.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from claimcheck import dates, happenings, places
from claimcheck.dates import When
from claimcheck.happenings import WIDE
from claimcheck.leads import Story, find_story
from claimcheck.placing import Located, depth
from claimcheck.relations import about_now, contains, in_story, meets, narrower, next_morning, one_country
from claimcheck.scenes import Scene, far_from
from claimcheck.setting_rules import SettingRules, compile_settings
from claimcheck.sights import Clause, Sight, look
from claimcheck.sites import struck
from claimcheck.spelling import fold
from claimcheck.values import ArticleText, Moment, Place, Sentence, Setting
from claimcheck.writing_day import find_writing_day

__all__ = ["SettingRules", "compile_settings", "find_settings"]

_ANAPHOR = re.compile(
    r"\W{0,3}(?:it|they|he|she|that|those|these|this|there|another|some|at least|most|among|its|their|"
    r"one|two|three|four|five|six|the (?:attack|bombing|blast|explosion|strike|raid|incident|toll|dead|"
    r"victims|attackers?|gunm[ae]n|group|bombers?|shooting|quake|storm|army|militants))\b",
    re.I,
)
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|could|may|might)\b)", re.I)
_NOUNS = re.compile(r"(?: [a-z][a-z-]+){1,3}")
_SCENE = 8  # sentences in which the adjective of the scene's country is looked for
_HEADING = 60  # characters: a block shorter than this that is a date heads what follows
_PARAGRAPH = 900  # characters: in a longer block (a page without breaks) only "it", "the attack" carry on
_PLACED = frozenset(
    {"violence", "accident", "crowd", "justice"}
)  # families of kinds that happen where the report comes from
_LONG = 20  # days from which a stretch of time is a long one


def find_settings(
    text: str,
    article: ArticleText,
    sentences: Sequence[Sentence],
    anchors: Sequence[Sequence[int]],
    rules: SettingRules,
) -> list[tuple[Setting, ...]]:
    """A setting for each anchor of each sentence.

    ``anchors`` are for each sentence the offsets of its claim numbers; most are empty.
    """
    if not any(anchors):
        return [() for _ in sentences]
    hits = places.survey(text, article.start, article.end, rules.places)
    home = _home(article, places.settle(hits), rules.places)
    located = places.settle(hits, [place.id for place in home])
    written = find_writing_day(text, article, sentences, rules.dates)
    story = find_story(text, sentences, located, rules, written, home)
    if story.places and not home and not _is_placed(story.places, located):
        # "a Georgian hotel blaze … three of them from the UK"
        story = replace(story, places=_country_of_scene(text, hits, sentences, rules) or story.places)
    if not story.places and rules.happenings.families.get(story.kind or "") in _PLACED:
        story = replace(story, places=home or _country_told(hits, sentences))
    if written is not None and not story.exact and any(block.posted for block in article.blocks):
        # A live blog tells of its own day; of a disaster whose toll grows it may be the day after.
        first = written.day - timedelta(1 if story.lasting else 0)
        story = replace(story, start=first, end=written.day, exact=not story.lasting)
    telling = tuple(word for word in story.words if word not in rules.places.demonyms)
    story = replace(story, words=telling)
    return _Track(text, article, story, located, home, rules).follow(sentences, anchors)


def _home(article: ArticleText, located: Sequence[Located], rules: places.PlaceRules) -> tuple[Place, ...]:
    """The dateline's place and what contains it; of a small town's namesakes the one where the article plays."""
    if article.place is None:
        return ()
    found = places.find_places(f"in {article.place}", 0, len(article.place) + 3, rules)
    if found:
        return tuple(place for place, _, _ in found)
    name = article.place.split(",")[0]
    around = {i for place, _, _, _ in located for i in (place.id, *place.within)}
    candidates = [place for place, _ in places.candidates_for(fold(name), name, rules) if place.count(".") > 1]
    for place in candidates:
        if around.intersection(places.containers(place)[:1]) or len(candidates) == 1:
            return (Place(place, name, places.containers(place)),)
    return ()


def _country_told(hits: Sequence[places.Hit], sentences: Sequence[Sentence]) -> tuple[Place, ...]:
    """The one country that the adjectives of the first sentences tell of: "Norwegian troops killed ten"."""
    last = sentences[1 if len(sentences) > 1 else 0].end
    told = {hit.candidates[0][0]: hit.name for hit in hits if hit.adjective and hit.candidates and hit.start < last}
    countries = {place.split(".")[0] for place in told}
    if len(countries) != 1:
        return ()
    return (Place(countries.pop(), next(iter(told.values()))),)


def _is_placed(where: Sequence[Place], located: Sequence[Located]) -> bool:
    """Whether something is said to be at the place, or it is no whole country."""
    ids = {place.id for place in where}
    return any(depth(place) > 0 for place in where) or any(sure for place, _, _, sure in located if place.id in ids)


def _country_of_scene(
    text: str, hits: Sequence[places.Hit], sentences: Sequence[Sentence], rules: SettingRules
) -> tuple[Place, ...]:
    """The one country whose adjective stands before a happening or what it struck: "a Georgian hotel blaze"."""
    told: dict[str, str] = {}
    last = sentences[min(len(sentences), _SCENE) - 1].end
    for hit in hits:
        if not hit.adjective or not hit.candidates or "." in hit.candidates[0][0] or hit.start > last:
            continue
        near = _NOUNS.match(text, hit.end)
        end = hit.end if near is None else near.end()
        if happenings.find_targets(text, hit.end, end, rules.happenings) or happenings.find_kinds(
            text, hit.end, end, rules.happenings
        ):
            told.setdefault(hit.candidates[0][0], hit.name)
    return tuple(Place(country, name) for country, name in told.items()) if len(told) == 1 else ()


class _Track:
    """Follows an article sentence by sentence: the story, and what its paragraph is about just now."""

    def __init__(
        self,
        text: str,
        article: ArticleText,
        story: Story,
        located: Sequence[Located],
        home: Sequence[Place],
        rules: SettingRules,
    ) -> None:
        self.text, self.article, self.story, self.rules = text, article, story, rules
        self.located = located
        self.known = {place.id: place for place in (*home, *(place for place, _, _, _ in located))}
        self.next_place = 0
        self.opening = -1  # where the body's first sentence begins
        self.block = -1
        self.carried: Setting | None = None  # what the paragraph looks back on
        self.heading: When | None = None  # the date that heads the paragraph
        self.site: str | None = None  # the story's site that the paragraph is about
        self.scene = Scene(text)  # the last town or building that it came to

    def follow(self, sentences: Sequence[Sentence], anchors: Sequence[Sequence[int]]) -> list[tuple[Setting, ...]]:
        """The settings of all anchors."""
        self.opening = next((s.start for s in sentences if s.section == "body"), -1)
        made: list[tuple[Setting, ...]] = []
        for sentence, offsets in zip(sentences, anchors, strict=True):
            here = self._here(sentence)
            if sentence.block != self.block:
                self._enter(sentence, here)
            if not offsets and (sentence.section != "body" or sentence.end - sentence.start > 600):
                made.append(())
                continue
            sight = look(self.text, sentence, here, self._published(sentence), self.rules, offsets)
            row = tuple(self._setting(sentence, offset, sight) for offset in offsets)
            if row:
                self._keep(next((s for s in row if not s.background), row[-1]), sight)
            else:
                self._pass(sentence, sight)
            made.append(row)
        return made

    def _enter(self, sentence: Sentence, here: Sequence[Located]) -> None:
        """A new paragraph: what the last one was about ends, unless that was a date that heads this one."""
        if self.story.kind in WIDE:
            town = self.carried if self.carried is not None and self._town_of_wide(self.carried) else None
            self.scene.leave(town, self.site, here)
        self.heading = self.carried = self.site = None
        before = self.block
        if 0 <= self.block < len(self.article.blocks):
            last = self.article.blocks[self.block]
            if last.end - last.start < _HEADING:
                published = self._published(sentence)
                whens = dates.resolve(self.text, last.start, last.end, published, self.rules.dates)
                length = len(self.text[last.start : last.end].strip())
                if len(whens) == 1 and whens[0].stop - whens[0].begin >= length - 6:
                    self.heading = whens[0]
        self.block = sentence.block
        if before >= 0 and self.scene.goes_on(sentence, self.article.blocks[before].start):
            self.carried, self.site = self.scene.town, self.scene.site

    def _published(self, sentence: Sentence) -> Moment | None:
        """When it was written: the live-blog entry's own time, else the article's."""
        if 0 <= sentence.block < len(self.article.blocks):
            posted = self.article.blocks[sentence.block].posted
            if posted is not None:
                return posted
        return self.story.published

    def _here(self, sentence: Sentence) -> Sequence[Located]:
        """The places named in the sentence; sentences come in order."""
        while self.next_place < len(self.located) and self.located[self.next_place][1] < sentence.start:
            self.next_place += 1
        last = self.next_place
        while last < len(self.located) and self.located[last][1] < sentence.end:
            last += 1
        return self.located[self.next_place : last]

    def _setting(self, sentence: Sentence, offset: int, sight: Sight) -> Setting:
        """The setting of one number."""
        story = self.story
        clause = Clause.of(self.text, offset, sight, story)
        when = clause.when() or self.heading
        place, name = clause.place(), clause.name()
        kind = clause.kind(self.rules.likes, when)
        says = {"time": when, "place": place, "kind": kind}
        base = Setting(
            start=None if when is None else when.start,
            end=None if when is None else when.end,
            places=() if place is None else self._around(place),
            kind=kind,
            targets=clause.targets(),
            stated=frozenset(what for what, value in says.items() if value is not None),
            name=name,
            words=story.words,
        )
        cue = clause.cue()
        long = cue == "running" or (when is not None and self._over_long(sentence, when))
        if long and self.story.kind == "epidemic" and kind in {None, "epidemic"}:
            long = False  # all figures of an outbreak are totals so far
            when = None if when is not None and when.precision == "since" else when
        if long and (name is None or name != story.name):
            return self._running(sentence, base, when, clause.of_a_war())
        if when is None and (place is None or self._same_area(base.places)):
            carried = self._inherited(sentence, sight)
            if carried is not None:
                return replace(
                    base,
                    start=carried.start,
                    end=carried.end,
                    places=base.places or carried.places,
                    kind=base.kind or carried.kind,
                    background=carried.background,
                    name=name or carried.name,
                )
        elif place is None and _THERE.search(self.text, sentence.start, sentence.end):
            carried = self._inherited(sentence, sight)  # "34 were killed there in the morning"
            if carried is not None:
                base = replace(base, places=carried.places)
        return self._once(sentence, base, when, cue, self._part(clause))

    def _part(self, clause: Clause) -> str | None:
        """The part of the story that the clause tells of."""
        share = clause.share()
        if share is not None:
            self.site = share if share == "worldwide" else self.site
            return share
        if self.story.kind in WIDE:
            return clause.building(self.rules.happenings) or self.site
        return clause.site(self.site)

    def _running(self, sentence: Sentence, base: Setting, when: When | None, war: bool) -> Setting:
        """A total over a long time: of the country, unless the clause says where."""
        start, end = base.start, base.end
        if when is None or when.precision not in {"since", "years", "year", "month", "span"}:
            published = self._published(sentence)
            start, end = None, None if published is None else published.day
        countries = tuple(p for p in self.story.places if depth(p) == 0)
        return replace(
            base,
            start=start,
            end=end,
            places=base.places or countries or self.story.places,
            kind="war" if war else base.kind,
            targets=(),
            background=True,
            running=True,
        )

    def _once(self, sentence: Sentence, base: Setting, when: When | None, cue: str | None, site: str | None) -> Setting:
        """Something that happened once: the story, or what the sentence says is another thing."""
        story, where = self.story, base.places
        picture = sentence.section == "caption" and when is not None and about_now(when, story)
        background = cue in {"background", "separate"} and when is None
        if when is not None and not picture:
            if next_morning(self.text, when, story):
                when = None
            else:
                apart = cue in {"background", "separate"} and story.exact and when.end != story.end
                background = background or apart or not in_story(when, self.text[when.begin : when.stop], story)
        if where and not meets(where, story.places) and not picture and not self._opens(sentence, where):
            # "at X Airport", where the story is of an airport: one of its sites by another name.
            by_name = set(base.targets) & set(story.targets) and one_country(where, story.places)
            background = background or when is not None or not by_name
        if base.name is not None and story.name is not None and base.name != story.name:
            background = True
        start, end = base.start, base.end
        if (not background and (when is None or picture or not narrower(when, story))) or (
            background and when is None and cue == "separate"
        ):
            start, end = story.start, story.end
        if not where:
            where = () if background and cue == "background" else story.places
        elif not background and contains(where, story.places):
            where = story.places
        return replace(
            base,
            start=start,
            end=end,
            places=where,
            kind=base.kind or (None if background else story.kind),
            background=background,
            name=base.name or (None if background else story.name),
            site=None if background else site,
            yearless=story.yearless if start is None and not background else None,
        )

    def _opens(self, sentence: Sentence, where: tuple[Place, ...]) -> bool:
        """Whether the body's first sentence tells of a place that no gazetteer knows: it is the story's."""
        return sentence.start == self.opening and where[0].id.startswith("?")

    def _around(self, place: Place) -> tuple[Place, ...]:
        """The place and what contains it, as far as the article names it."""
        return (place, *(self.known[i] for i in place.within if i in self.known))

    def _over_long(self, sentence: Sentence, when: When) -> bool:
        """Whether the time is a long stretch that reaches the day of publication."""
        if (when.end - when.start).days <= _LONG:
            return False
        words = self.text[when.begin : when.stop].lower()
        if when.precision in {"month", "year"} and words not in self.rules.dates.stretches:
            return False  # "in March 2024" names when something was, "this year" how long it has gone on
        if when.precision == "since":
            return True
        if when.precision == "month" and self.story.kind in WIDE:
            return False  # "this month's floods": the disaster itself
        published = self._published(sentence)
        return published is not None and when.start <= published.day <= when.end + timedelta(1)

    def _same_area(self, where: tuple[Place, ...]) -> bool:
        return self.carried is not None and bool(where) and meets(where, self.carried.places)

    def _flows(self, sentence: Sentence) -> bool:
        """Whether the sentence goes on about what the one before it was about."""
        if _ANAPHOR.match(self.text, sentence.start, sentence.end):
            return True
        blocks = self.article.blocks
        return sentence.block < len(blocks) and (blocks[sentence.block].end - blocks[sentence.block].start < _PARAGRAPH)

    def _inherited(self, sentence: Sentence, sight: Sight) -> Setting | None:
        if self.carried is None or sight.says("story") or sight.says("separate") or not self._flows(sentence):
            return None
        return self.carried

    def _name_site(self, sight: Sight) -> None:
        if self.story.kind in WIDE:
            self.site = struck(self.text, sight.targets, self.story.kind, self.rules.happenings) or self.site
            return
        named = {t.id for t in sight.targets} | {p[0].id for p in sight.places if p[3]}
        named &= self.story.sites
        if named:
            self.site = next(iter(named)) if len(named) == 1 else None

    def _keep(self, last: Setting, sight: Sight) -> None:
        """What the paragraph inherits from its last figure: background, or the town of a wide disaster."""
        self._name_site(sight)
        if sight.says("story"):
            self.carried = None
        elif (self._town_of_wide(last) and not self._measured_from(last, sight)) or (
            last.background and not last.running and last.stated & {"time", "place"}
        ):
            self.carried = last
        elif last.stated & {"time", "place"} or not last.background:
            self.carried = None

    def _town_of_wide(self, setting: Setting) -> bool:
        """Whether the figure is of a town where the story is of a whole region."""
        if self.story.kind not in happenings.WIDE or any(depth(p) > 1 for p in self.story.places):
            return False
        return "place" in setting.stated and not setting.running and any(depth(p) > 1 for p in setting.places)

    def _measured_from(self, last: Setting, sight: Sight) -> bool:
        """Whether the town only tells how far off something was: "17 km off the fishing town of Tarvin"."""
        starts = [start for place, start, _, _ in sight.places if place.id == last.places[0].id]
        return any(far_from(self.text, sight.start, start) for start in starts)

    def _pass(self, sentence: Sentence, sight: Sight) -> None:
        """A sentence without figures: one that places something elsewhere or earlier sets the scene."""
        self._name_site(sight)
        story = self.story
        placed = [p for p in sight.places if p[3] and depth(p[0]) > 0]
        whens = [w for w in sight.whens if w.precision in {"day", "weekend", "month", "year", "week"}]
        if sight.says("story"):
            self.carried = None
        elif not placed and not whens:
            if not self._flows(sentence):
                self.carried = None
        else:
            where = self._around(placed[0][0]) if placed else ()
            past = whens[0] if whens else None
            if past is not None and in_story(past, self.text[past.begin : past.stop], story):
                past = None
            if past is None and (not where or meets(where, story.places[:1])):
                self.carried = None
                return
            self.carried = Setting(
                start=story.start if past is None else past.start,
                end=story.end if past is None else past.end,
                places=where or story.places,
                background=True,
                words=story.words,
            )
