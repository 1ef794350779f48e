"""The stages in their order: read → articles → sentences → … → discrepancies → report.

The only module that knows more than one stage. Up to the mentions every document stands alone (so they
can be read in many processes); grouping is the first stage that sees them all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from claimcheck import (
    articles,
    attribution,
    comparison,
    confidence,
    conventions,
    corrections,
    discrepancies,
    grouping,
    independence,
    measures,
    numbering,
    reading,
    segmenting,
    settings,
    syntax,
)
from claimcheck.claims import Statement, fingerprint, join_mentions
from claimcheck.lines import LineIndex
from claimcheck.models import (
    Article,
    Attribution,
    Claim,
    Counted,
    Decision,
    Document,
    Event,
    Quantity,
    Toll,
    Unused,
)
from claimcheck.result import Report
from claimcheck.review import settle
from claimcheck.rules import RuleBook, rule_book
from claimcheck.values import (
    ArticleText,
    DocumentText,
    Mention,
    Moment,
    Number,
    Role,
    Sentence,
    Speech,
    Token,
)
from claimcheck.version import __version__

_FAR = 6  # sentences back that "the figure" may be the toll of


@dataclass(frozen=True, slots=True)
class Stages:
    """Every stage's rules, compiled."""

    articles: articles.ArticleRules
    sentences: segmenting.SentenceRules
    words: syntax.Words
    numbers: numbering.QuantityRules
    attribution: attribution.AttributionRules
    measures: measures.MeasureRules
    settings: settings.SettingRules
    confidence: confidence.ConfidenceRules
    grouping: grouping.GroupingRules
    comparison: comparison.ComparisonRules
    mouthpieces: dict[str, str]
    rollup: conventions.RollupRules | None = None
    vague: numbering.QuantityRules | None = None  # values vague words as the rollup has it


@lru_cache(maxsize=8)
def compile_stages(book: RuleBook, convention: str = conventions.PLAIN) -> Stages:
    """The rules in force, compiled for every stage; raises RuleError for a rule that is wrong."""
    rollup = conventions.find_rollup(book, convention)
    weights = confidence.compile_confidence(book)
    return Stages(
        articles.compile_articles(book),
        segmenting.compile_sentences(book),
        syntax.compile_words(book),
        numbering.compile_quantities(book),
        attribution.compile_attribution(book),
        measures.compile_measures(book),
        settings.compile_settings(book),
        weights,
        grouping.compile_grouping(book),
        comparison.compile_comparison(book),
        independence.compile_mouthpieces(book),
        rollup,
        None if rollup is None else numbering.compile_quantities(book, rollup.rollup.vague),
    )


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What one document says, before it is held against others."""

    document: DocumentText
    articles: tuple[ArticleText, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unused: tuple[Unused, ...] = ()


def check(
    paths: str | Path | Iterable[str | Path],
    rules_folders: str | Path | Iterable[str | Path] = (),
    progress: Callable[[int, int], None] | None = None,
    stdin: BinaryIO | None = None,
    min_confidence: float | None = None,
    decisions: Sequence[Decision] = (),
    convention: str = conventions.PLAIN,
) -> Report:
    """The report on files and folders of news texts.

    Args:
        paths: files and folders, ``"-"`` for standard input; one alone needs no list. Their order changes nothing.
        rules_folders: folders of a newsroom's own rules, laid over the built-in ones in this order; or one.
        progress: called after each document with how many are done and how many there are.
        stdin: where ``"-"`` is read from; the process's standard input if None.
        min_confidence: claims less sure than this are doubtful: they are kept apart and not compared.
            None: as ``rules/confidence.toml`` has it.
        decisions: what a review has decided; it corrects events and claims, and is in the report.
        convention: an id of ``rules/conventions.toml``: how figures are rolled up into tolls; plain: not.

    Raises:
        InputError: a path isn't there.
        RuleError: a rule is wrong.
    """
    book = rule_book(tuple(Path(folder) for folder in _each(rules_folders)))
    stages = compile_stages(book, convention)
    documents = reading.read_documents([str(path) for path in _each(paths)], stdin)
    readings: list[DocumentReading] = []
    for document in documents:
        readings.append(read_document(document, stages))
        if progress is not None:
            progress(len(readings), len(documents))
    return make_report(readings, stages, book.digest, min_confidence, decisions)


def _each(paths: str | Path | Iterable[str | Path]) -> Iterable[str | Path]:
    return (paths,) if isinstance(paths, (str, Path)) else paths


def extract(text: str) -> list[Claim]:
    """The claims of one text, grouped into events among themselves, in reading order."""
    return list(report_on(text).claims)


def report_on(text: str, convention: str = conventions.PLAIN) -> Report:
    """The report on one text that is in no file; its path is empty."""
    book = rule_book()
    stages = compile_stages(book, convention)
    document = DocumentText(id=fingerprint(""), path="", sha256=None, text=text)
    return make_report([read_document(document, stages)], stages, book.digest)


def quantities(text: str) -> list[Quantity]:
    """The quantities of any text, claim or not, with their spans, in reading order."""
    return numbering.quantities(text, rule_book())


def read_document(document: DocumentText, stages: Stages) -> DocumentReading:
    """All that one document says; nothing else is needed to read it."""
    if document.skipped is not None:
        return DocumentReading(document)
    found = tuple(articles.find_articles(document, stages.articles))
    mentions: list[Mention] = []
    unused: list[Unused] = []
    for article in found:
        read = read_article(document.text, article, stages)
        mentions += read.mentions
        unused += read.unused
    return DocumentReading(document, found, tuple(mentions), tuple(unused))


class _Tokens(Sequence[Sequence[Token]]):
    """The tokens of each sentence, made when asked for: most sentences are never looked at."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], words: syntax.Words) -> None:
        self._text, self._spans, self._words = text, spans, words
        self._made: dict[int, tuple[Token, ...]] = {}

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if index not in self._made:
            start, end = self._spans[index]
            self._made[index] = syntax.tokenize(self._text, start, end, self._words)
        return self._made[index]


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """All that the stages returned for one article, step by step: what an explanation is made of.

    ``numbers[i]`` are those of ``sentences[i]``. ``speeches`` is empty where no number could be a claim.
    """

    article: ArticleText
    sentences: tuple[Sentence, ...]
    numbers: tuple[tuple[Number, ...], ...]
    speeches: tuple[Speech, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unused: tuple[Unused, ...] = ()


def read_article(text: str, article: ArticleText, stages: Stages) -> ArticleReading:
    """What one article says: its mentions, its numbers that are none, and the steps that led there."""
    sentences = tuple(segmenting.split_sentences(text, article, stages.sentences))
    found = tuple(numbering.find_numbers(text, s.start, s.end, stages.numbers) for s in sentences)
    unused = [_unused(article.path, n, n.unused) for row in found for n in row if n.unused is not None]
    if all(n.unused is not None for row in found for n in row):
        return ArticleReading(article, sentences, found, unused=tuple(unused))
    tokens = _Tokens(text, [(s.start, s.end) for s in sentences], stages.words)
    rows: list[tuple[int, Sentence, tuple[Role, ...]]] = []
    topics = measures.find_topics(text, article.start, article.end, stages.measures)
    for order, sentence in enumerate(sentences):
        if any(n.unused is None for n in found[order]):
            before = measures.to_go_on(rows[-1][2]) if rows and rows[-1][0] == order - 1 else None
            tolls = measures.last_tolls((found[at], told) for at, _, told in reversed(rows) if at >= order - _FAR)
            roles, why = measures.find_roles(
                text, sentence, tokens[order], found[order], stages.measures, before, topics, tolls
            )
            unused += [
                _unused(article.path, found[order][i], reason)
                for i, reason in why.items()
                if found[order][i].unused is None
            ]
            rows.append((order, sentence, roles))
    unused.sort(key=lambda u: u.start)
    if not any(roles for _, _, roles in rows):
        return ArticleReading(article, sentences, found, unused=tuple(unused))
    anchors: list[list[int]] = [[] for _ in sentences]
    for order, _, roles in rows:
        anchors[order] = [found[order][role.number].start for role in roles]
    placed = settings.find_settings(text, article, sentences, anchors, stages.settings)
    statements = [
        Statement(sentence, order, found[order][role.number], role, setting)
        for order, sentence, roles in rows
        for role, setting in zip(roles, placed[order], strict=True)
    ]
    speeches = tuple(attribution.find_speech(text, article, sentences, tokens, stages.attribution))
    mentions = join_mentions(text, article, statements, speeches, stages.measures.named, stages.confidence)
    return ArticleReading(article, sentences, found, speeches, mentions, tuple(unused))


def _unused(path: str, number: Number, why: str | None) -> Unused:
    return Unused(path=path, start=number.start, end=number.end, surface=number.surface, why=why or "no measure")


def make_report(
    readings: Sequence[DocumentReading],
    stages: Stages,
    digest: str,
    min_confidence: float | None = None,
    decisions: Sequence[Decision] = (),
) -> Report:
    """Group what the documents say into events, compare, and put the report together."""
    least = stages.confidence.doubtful if min_confidence is None else min_confidence
    readings = sorted(readings, key=lambda r: r.document.path)
    mentions = tuple(m for r in readings for m in r.mentions)
    texts = {r.document.path: r.document.text for r in readings}
    groups = grouping.group_mentions(mentions, stages.grouping)
    groups, compared = corrections.correct(groups, mentions, texts, decisions)
    event_of = {mention: group.id for group in groups for mention in group.mentions}
    found = discrepancies.find_discrepancies(groups, compared, replace(stages.comparison, confidence=least))
    claims = [c for r in readings for c in _claims(r, event_of)]
    voices = _independent(groups, readings, mentions, stages.mouthpieces)
    report = Report(
        claimcheck=__version__,
        rules=digest,
        min_confidence=least,
        documents=tuple(
            Document(id=r.document.id, path=r.document.path, sha256=r.document.sha256, skipped=r.document.skipped)
            for r in readings
        ),
        articles=tuple(
            Article(
                id=a.id,
                path=a.path,
                start=a.start,
                end=a.end,
                title=a.title,
                publisher=a.publisher,
                published=iso(a.published),
                place=a.place,
            )
            for r in readings
            for a in r.articles
        ),
        claims=tuple(claims),
        events=tuple(
            Event(
                id=g.id,
                label=g.label,
                kind=g.kind,
                place=g.place,
                start=None if g.start is None else g.start.isoformat(),
                end=None if g.end is None else g.end.isoformat(),
                claims=tuple(g.mentions),
                maybe_same_as=tuple(g.maybe_same_as),
                articles=voices[g.id][0],
                independent_sources=voices[g.id][1],
            )
            for g in groups
        ),
        discrepancies=tuple(found),
        unused=tuple(u for r in readings for u in r.unused),
        convention=None if stages.rollup is None else stages.rollup.rollup.shown,
        tolls=_tolls(groups, compared, texts, stages, least),
    )
    return settle(report, decisions)


def _independent(
    groups: Sequence[grouping.EventGroup],
    readings: Sequence[DocumentReading],
    mentions: Sequence[Mention],
    mouthpieces: dict[str, str],
) -> dict[str, tuple[int, int]]:
    """For each event the number of its articles and of the independent voices behind them."""
    by_id = {mention.id: mention for mention in mentions}
    members = {group.id: [by_id[i] for i in group.mentions if i in by_id] for group in groups}
    shared = {m.article for told in members.values() if len({m.article for m in told}) > 1 for m in told}
    copy_of = independence.copies(
        {
            a.id: " ".join(r.document.text[b.start : b.end] for b in a.blocks)
            for r in readings
            for a in r.articles
            if a.id in shared
        }
    )
    return {event: independence.count_independent(told, copy_of, mouthpieces) for event, told in members.items()}


def _tolls(
    groups: Sequence[grouping.EventGroup],
    mentions: Sequence[Mention],
    texts: dict[str, str],
    stages: Stages,
    least: float,
) -> tuple[Toll, ...]:
    """The events' tolls by the convention; none without one."""
    rollup, vague = stages.rollup, stages.vague
    if rollup is None or vague is None:
        return ()

    def worth(mention: Mention) -> tuple[float | None, float | None]:
        number, sentence = mention.number, mention.sentence
        if number.modifier == "vague":
            for found in numbering.find_numbers(texts[mention.path], sentence.start, sentence.end, vague):
                if found.start == number.start:
                    return found.low, found.high
        return number.low, number.high

    return conventions.roll_up(groups, mentions, rollup, worth, least)


def iso(moment: Moment | None) -> str | None:
    """A moment as ISO date, with the time where it is known; None for None."""
    if moment is None:
        return None
    if moment.minute is None:
        return moment.day.isoformat()
    return f"{moment.day.isoformat()}T{moment.minute // 60:02}:{moment.minute % 60:02}"


def _claims(reading: DocumentReading, event_of: dict[str, str]) -> list[Claim]:
    text = reading.document.text
    lines = LineIndex(text)
    made = []
    for mention in reading.mentions:
        number, role, sentence, speech = mention.number, mention.role, mention.sentence, mention.speech
        line, column = lines.position(number.start)
        made.append(
            Claim(
                id=mention.id,
                path=mention.path,
                article=mention.article,
                start=number.start,
                end=number.end,
                line=line,
                column=column,
                sentence=text[sentence.start : sentence.end],
                sentence_start=sentence.start,
                sentence_end=sentence.end,
                section=sentence.section,
                quantity=Quantity(
                    surface=number.surface,
                    start=number.start,
                    end=number.end,
                    low=number.low,
                    high=number.high,
                    modifier=number.modifier,
                    unit=mention.unit,
                ),
                measure=role.measure,
                counted=Counted(text=role.counted, kind=role.counted_kind),
                attribution=Attribution(kind="publisher")
                if speech is None
                else Attribution(
                    kind=speech.kind,
                    source=speech.source.label,
                    source_id=speech.source.id,
                    source_kind=speech.source.kind,
                    text=speech.source.text,
                    start=speech.source.start,
                    end=speech.source.end,
                    cue=speech.cue,
                    origin=tuple(o.label for o in speech.origin),
                ),
                time=None if mention.setting.start is None else mention.setting.start.isoformat(),
                place=mention.setting.places[0].name if mention.setting.places else None,
                part_of=mention.part_of,
                denied=speech is not None and speech.denies,
                event=event_of[mention.id],
                confidence=mention.confidence,
                reasons=mention.reasons,
            )
        )
    return made
