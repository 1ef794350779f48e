"""The stages in their order: read → articles → sentences → … → discrepancies → report.

The only module that knows more than one stage. Up to the mentions every document stands alone (so they
can be read in many processes); grouping is the first stage that sees them all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from claimcheck import (
    articles,
    attribution,
    comparison,
    discrepancies,
    grouping,
    measures,
    numbering,
    reading,
    segmenting,
    settings,
    syntax,
)
from claimcheck.claims import Statement, fingerprint, join_mentions
from claimcheck.lines import LineIndex
from claimcheck.models import Article, Attribution, Claim, Counted, Document, Event, Quantity, Unused
from claimcheck.result import Report
from claimcheck.rules import RuleBook, rule_book
from claimcheck.values import ArticleText, DocumentText, Mention, Moment, Number, Token
from claimcheck.version import __version__


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
    grouping: grouping.GroupingRules
    comparison: comparison.ComparisonRules


@lru_cache(maxsize=8)
def compile_stages(book: RuleBook) -> Stages:
    """The rules in force, compiled for every stage; raises RuleError for a rule that is wrong."""
    return Stages(
        articles.compile_articles(book),
        segmenting.compile_sentences(book),
        syntax.compile_words(book),
        numbering.compile_quantities(book),
        attribution.compile_attribution(book),
        measures.compile_measures(book),
        settings.compile_settings(book),
        grouping.compile_grouping(book),
        comparison.compile_comparison(book),
    )


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What one document says, before it is held against others."""

    document: DocumentText
    articles: tuple[ArticleText, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unused: tuple[Unused, ...] = ()


def check(
    paths: Iterable[str | Path],
    rules_folders: Iterable[str | Path] = (),
    progress: Callable[[int, int], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Report:
    """The report on files and folders of news texts.

    Args:
        paths: files and folders, ``"-"`` for standard input. Their order changes nothing.
        rules_folders: folders of a newsroom's own rules, laid over the built-in ones in this order.
        progress: called after each document with how many are done and how many there are.
        stdin: where ``"-"`` is read from; the process's standard input if None.

    Raises:
        InputError: a path isn't there.
        RuleError: a rule is wrong.
    """
    book = rule_book(tuple(Path(folder) for folder in rules_folders))
    stages = compile_stages(book)
    documents = reading.read_documents([str(path) for path in paths], stdin)
    readings: list[DocumentReading] = []
    for document in documents:
        readings.append(read_document(document, stages))
        if progress is not None:
            progress(len(readings), len(documents))
    return make_report(readings, stages, book.digest)


def extract(text: str) -> list[Claim]:
    """The claims of one text, grouped into events among themselves, in reading order."""
    return list(report_on(text).claims)


def report_on(text: str) -> Report:
    """The report on one text that is in no file; its path is empty."""
    book = rule_book()
    stages = compile_stages(book)
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
        of_article, rest = read_article(document.text, article, stages)
        mentions += of_article
        unused += rest
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


def read_article(
    text: str, article: ArticleText, stages: Stages
) -> tuple[tuple[Mention, ...], tuple[Unused, ...]]:
    """The mentions of one article, and its numbers that are none."""
    sentences = segmenting.split_sentences(text, article, stages.sentences)
    found = [numbering.find_numbers(text, s.start, s.end, stages.numbers) for s in sentences]
    unused = [_unused(article.path, n, n.unused) for row in found for n in row if n.unused is not None]
    if all(n.unused is not None for row in found for n in row):
        return (), tuple(unused)
    tokens = _Tokens(text, [(s.start, s.end) for s in sentences], stages.words)
    rows = []
    for order, sentence in enumerate(sentences):
        if any(n.unused is None for n in found[order]):
            roles, why = measures.find_roles(text, sentence, tokens[order], found[order], stages.measures)
            unused += [
                _unused(article.path, found[order][i], reason)
                for i, reason in why.items()
                if found[order][i].unused is None
            ]
            rows.append((order, sentence, roles))
    if not any(roles for _, _, roles in rows):
        return (), tuple(sorted(unused, key=lambda u: u.start))
    anchors: list[list[int]] = [[] for _ in sentences]
    for order, _, roles in rows:
        anchors[order] = [found[order][role.number].start for role in roles]
    placed = settings.find_settings(text, article, sentences, anchors, stages.settings)
    statements = [
        Statement(sentence, order, found[order][role.number], role, setting)
        for order, sentence, roles in rows
        for role, setting in zip(roles, placed[order], strict=True)
    ]
    speeches = attribution.find_speech(text, article, sentences, tokens, stages.attribution)
    mentions = join_mentions(text, article, statements, speeches, stages.measures.named)
    return mentions, tuple(sorted(unused, key=lambda u: u.start))


def _unused(path: str, number: Number, why: str | None) -> Unused:
    return Unused(
        path=path, start=number.start, end=number.end, surface=number.surface, why=why or "no measure"
    )


def make_report(readings: Sequence[DocumentReading], stages: Stages, digest: str) -> Report:
    """Group what the documents say into events, compare, and put the report together."""
    readings = sorted(readings, key=lambda r: r.document.path)
    mentions = tuple(m for r in readings for m in r.mentions)
    groups = grouping.group_mentions(mentions, stages.grouping)
    event_of = {mention: group.id for group in groups for mention in group.mentions}
    found = discrepancies.find_discrepancies(groups, mentions, stages.comparison)
    claims = [c for r in readings for c in _claims(r, event_of)]
    return Report(
        claimcheck=__version__,
        rules=digest,
        documents=tuple(
            Document(
                id=r.document.id, path=r.document.path, sha256=r.document.sha256, skipped=r.document.skipped
            )
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
            )
            for g in groups
        ),
        discrepancies=tuple(found),
        unused=tuple(u for r in readings for u in r.unused),
    )


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
