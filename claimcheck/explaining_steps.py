"""The steps of an explanation: what each stage returned for one number, in words, with the words it rests on.

Comes in: a number's values from the stages. Goes out: :class:`Step` values. Where a stage gives no span for
what it found (the day, the place), the words are looked for: the first in the sentence, else in the article.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck import comparison, dates, likeness, pipeline
from claimcheck.accounts import Account
from claimcheck.confidence import BASE, ConfidenceRules
from claimcheck.fitting import find_accounts
from claimcheck.lines import LineIndex
from claimcheck.models import Claim, Event
from claimcheck.pipeline import ArticleReading, Stages
from claimcheck.result import Report
from claimcheck.values import DocumentText, Mention, Number, Sentence, Span
from claimcheck.wording import figure

NEAREST = 5  # other claims of the event that are named
MOST_SENTENCES = 60  # of an article in which the words that tell its time are looked for


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, what was found, and the words it rests on, as spans of the text."""

    name: str
    found: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One run over all documents: what each article's stages returned, and the report on all."""

    texts: dict[str, DocumentText]
    read: dict[str, tuple[ArticleReading, ...]]
    mentions: dict[str, Mention]
    report: Report
    stages: Stages


def article_step(read: ArticleReading) -> Step:
    """The story: title, publisher, place and day."""
    article = read.article
    day = pipeline.iso(article.published)
    facts = (article.title and f"“{article.title}”", article.publisher, article.place, day)
    said = ", ".join(fact for fact in facts if fact) or "without title, publisher, place or date"
    return Step("article", said)


def sentence_step(sentence: Sentence) -> Step:
    """The sentence and its section."""
    entry = f", entry {sentence.entry} of a live blog" if sentence.entry else ""
    return Step("sentence", f"in the {sentence.section}{entry}", (Span(sentence.start, sentence.end),))


def number_steps(number: Number) -> Iterator[Step]:
    """The numeral with its interval; its modifier, unit and kind."""
    low = "…" if number.low is None else f"{number.low:,g}"
    high = "…" if number.high is None else f"{number.high:,g}"
    interval = low if low == high else f"from {low} to {high}"
    yield Step("numeral", interval, (Span(number.start, number.end),))
    said = number.modifier.replace("_", " ")
    unit = f", in {number.unit}" if number.unit else ""
    change = f", the “{number.change}” of a change" if number.change else ""
    whole = (number.outer_start, number.outer_end) != (number.start, number.end)
    marks = (Span(number.outer_start, number.outer_end),) if whole else ()
    yield Step("modifier and unit", f"{said}, a {number.kind}{unit}{change}", marks)


def no_claim_step(number: Number, read: ArticleReading) -> Step:
    """Why the number is no claim."""
    why = next((u.why for u in read.unused if u.start == number.start), number.unused or "no measure")
    return Step("no claim", why)


def role_step(mention: Mention) -> Step:
    """The measure with what gave it, and who is counted."""
    role = mention.role
    kinds = {"part of a total": role.partitive, "in addition to others": role.additional}
    kinds |= {"a forecast, or feared": role.tentative, "a total over a long time": role.running}
    held = "".join(f"; {name}" for name, holds in kinds.items() if holds)
    counted = f"counts “{role.counted}” ({role.counted_kind})" if role.counted else "the counted is left out"
    because = f" ({', '.join(role.reasons)})" if role.reasons else ""
    marks = (Span(role.counted_start, role.counted_end),) if role.counted_start < role.counted_end else ()
    return Step("measure", f"{role.measure}{because}; {counted}, unit {role.unit}{held}", marks)


def total_steps(mention: Mention, run: Run) -> Iterator[Step]:
    """The total it is a part of, if any."""
    whole = run.mentions.get(mention.part_of or "")
    if whole is not None:
        yield Step("part of", f"“{whole.number.surface}” ({whole.id})", (_numeral(whole),))


def source_step(mention: Mention, read: ArticleReading, text: str) -> Step:
    """Who says so, by which cue, and where the name stands."""
    speech, number = mention.speech, mention.number
    if speech is None:
        near = [s for s in read.speeches if s.start < mention.sentence.end and mention.sentence.start < s.end]
        but = f"; what {near[0].source.label} says here ends before or begins after it" if near else ""
        return Step("source", f"nobody is cited: the publisher's own voice{but}")
    said = f"{speech.source.label} ({speech.source.kind}), {speech.kind}"
    said += f", by the cue “{speech.cue}”" if speech.cue else ""
    said += f": {speech.reason}" if speech.reason else ""
    said += f"; citing {' and '.join(o.label for o in speech.origin)}" if speech.origin else ""
    said += "; who denies the figure" if speech.denies else ""
    sentence = mention.sentence
    if not sentence.start <= speech.source.start < sentence.end:
        before = sum(speech.source.start < s.start <= sentence.start for s in read.sentences)
        said += f"; named {before} sentence{'s' if before != 1 else ''} before" if before else "; named after it"
    marks = [Span(speech.source.start, speech.source.end)]
    cue = text.find(speech.cue, speech.source.end, speech.source.end + 80)
    if cue < 0:  # "said the mayor"
        cue = text.rfind(speech.cue, max(0, speech.source.start - 40), speech.source.start)
    if speech.cue and cue >= 0:
        marks.append(Span(cue, cue + len(speech.cue)))
    marks.append(Span(number.start, number.end))
    return Step("source", said, tuple(marks))


def setting_steps(mention: Mention, read: ArticleReading, text: str, stages: Stages) -> Iterator[Step]:
    """Time, place and kind of the event, each with the words that tell it where they are to be found."""
    setting = mention.setting

    def told(what: str) -> str:
        return "by its sentence" if what in setting.stated else "by the article"

    ends = [("…" if day is None else day.isoformat()) for day in (setting.start, setting.end)]
    time = "not known" if ends == ["…", "…"] else f"{' to '.join(dict.fromkeys(ends))}, {told('time')}"
    over = "; a total over a long time" if setting.running else ""
    over = "; looks back on something else" if setting.background and not over else over
    yield Step("time", time + over, _words_of_time(mention, read, text, stages))
    where = ", in ".join(place.name for place in setting.places)
    marks = _words_of_place(mention, read, text)
    yield Step("place", f"{where}, {told('place')}" if where else "not known", marks)
    if setting.kind or setting.name:
        kind = (setting.kind or "").replace("_", " ")
        called = f"called {setting.name}" if setting.name else ""
        yield Step("kind of event", ", ".join(part for part in (kind, called, told("kind")) if part))


def _words_of_time(mention: Mention, read: ArticleReading, text: str, stages: Stages) -> tuple[Span, ...]:
    """The first words, in the sentence or else in the article, that mean the claim's days."""
    setting = mention.setting
    for sentence in (mention.sentence, *read.sentences[:MOST_SENTENCES]):
        for when in dates.resolve(text, sentence.start, sentence.end, mention.published, stages.settings.dates):
            if (when.start, when.end) == (setting.start, setting.end):
                return (Span(when.begin, when.stop),)
    return ()


def _words_of_place(mention: Mention, read: ArticleReading, text: str) -> tuple[Span, ...]:
    """Where the place is named, in the sentence or else first in the article."""
    for place in mention.setting.places[:1]:
        for stretch in (mention.sentence, read.article):
            at = text.find(place.name, stretch.start, stretch.end)
            if at >= 0:
                return (Span(at, at + len(place.name)),)
    return ()


def confidence_step(mention: Mention, rules: ConfidenceRules) -> Step:
    """The confidence and what adds up to it."""
    parts = [f"{rules.says[BASE]} {rules.weights[BASE]:+.1f}"]
    parts += [f"{rules.says[trait]} {rules.weights[trait]:+.1f}" for trait in mention.traits if trait in rules.says]
    doubtful = ", doubtful: it is not compared" if mention.confidence < rules.doubtful else ""
    return Step("confidence", f"{mention.confidence:.2f}{doubtful} ({'; '.join(parts)})")


def event_steps(mention: Mention, claim: Claim, run: Run) -> Iterator[Step]:
    """The event, what each other article's account has in common, and how figures compare."""
    event = next(e for e in run.report.events if e.id == claim.event)
    yield Step("event", f"{event.label} ({event.id}), with {len(event.claims) - 1} other claims")
    accounts = _accounts(event, run)
    here = accounts.pop(mention.path + "\0" + mention.article)
    for other in list(accounts.values())[:NEAREST]:
        alike = likeness.likeness(here, other, run.stages.grouping)
        why = f"not directly ({alike.veto}), by way of others" if alike.veto else ", ".join(alike.reasons)
        at = _where(other.mentions[0], run)
        yield Step("grouped with", f"{at}: {why or 'what the articles share'} (score {alike.score:.1f})")
    others = [run.mentions[id] for id in event.claims if id != mention.id]
    for other_mention in [m for m in others if m.role.measure == mention.role.measure][:NEAREST]:
        level = comparison.compare(mention, other_mention, run.stages.comparison)
        at = f"{_figure(other_mention)} at {_where(other_mention, run)}"
        yield Step("compared with", f"{at}: {level.level}, {level.reason}")


def _accounts(event: Event, run: Run) -> dict[str, Account]:
    """What each article says of the event, as the grouping sees it, by path and article."""
    members = frozenset(event.claims)
    made: dict[str, Account] = {}
    for key in dict.fromkeys((run.mentions[id].path, run.mentions[id].article) for id in event.claims):
        told = [m for m in run.mentions.values() if (m.path, m.article) == key]
        for account in find_accounts(told, run.stages.grouping):
            if members & set(account.ids):
                made["\0".join(key)] = account
    return made


def discrepancy_steps(claim: Claim, report: Report) -> Iterator[Step]:
    """The discrepancies it is in."""
    for found in report.discrepancies:
        if any(claim.id in side.claims for side in found.sides):
            yield Step("discrepancy", f"{found.kind}, {found.severity}: {found.summary}")


def _figure(mention: Mention) -> str:
    number = mention.number
    return figure(number.low, number.high, number.modifier, mention.unit, number.surface)


def _numeral(mention: Mention) -> Span:
    return Span(mention.number.start, mention.number.end)


def _where(mention: Mention, run: Run) -> str:
    line, _ = LineIndex(run.texts[mention.path].text).position(mention.number.start)
    return f"{mention.path}:{line}"
