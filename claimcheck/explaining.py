"""Tell step by step why a number became the claim that it is, or none.

Comes in: files, and which number is meant (a file's line, or a claim's id). Goes out: explanations, each a
list of steps with the words of the text they rest on. Nothing is worked out here: the pipeline is run, and
what its stages returned is put in words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck import pipeline, reading
from claimcheck.errors import InputError
from claimcheck.explaining_steps import (
    Run,
    Step,
    article_step,
    confidence_step,
    discrepancy_steps,
    event_steps,
    no_claim_step,
    number_steps,
    role_step,
    sentence_step,
    setting_steps,
    source_step,
    total_steps,
)
from claimcheck.lines import LineIndex
from claimcheck.pipeline import ArticleReading
from claimcheck.rules import rule_book
from claimcheck.values import DocumentText, Number, Sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a number is a claim, or why not. ``claim`` is its id, None if none; ``text`` the document's."""

    path: str
    line: int
    column: int
    surface: str
    claim: str | None
    text: str
    steps: tuple[Step, ...]


def explain_line(
    file: str, line: int, others: Iterable[str] = (), rules_folders: Iterable[str | Path] = ()
) -> list[Explanation]:
    """An explanation of each number on a line of a file, in their order.

    ``line`` counts from 1. ``others`` are files and folders whose claims it is grouped and compared with.

    Raises:
        InputError: there is no such file or line, or no number on it.
    """
    run = _run([file, *others], rules_folders)
    document = next((d for d in run.texts.values() if Path(d.path) == Path(file)), None)
    if document is None or document.skipped is not None:
        why = "no such file of text" if document is None else f"not read, {document.skipped}"
        raise InputError(f"{file}: {why}; name a file and a line, as in story.txt:17")
    index = LineIndex(document.text)
    found = [
        (read, sentence, number)
        for read, sentence, number in _numbers(run.read[document.path])
        if index.position(number.start)[0] == line
    ]
    last = document.text.count("\n") + 1
    if not 1 <= line <= last:
        raise InputError(f"{file}:{line}: there is no such line, the file has {last}; name one of them")
    if not found:
        raise InputError(
            f"{file}:{line}: no number in a sentence of a story stands here (bylines, dates and boilerplate "
            "are not read); name a line that has one"
        )
    return [_explain(document, read, sentence, number, run) for read, sentence, number in found]


def explain_claim(claim: str, paths: Iterable[str], rules_folders: Iterable[str | Path] = ()) -> Explanation:
    """The explanation of a claim, by its id in the report on the same paths.

    Raises:
        InputError: the report on these paths has no such claim.
    """
    run = _run(paths, rules_folders)
    mention = run.mentions.get(claim)
    if mention is None:
        raise InputError(f"{claim}: no claim of these files has this id; ids are in -f json and -f csv")
    for read, sentence, number in _numbers(run.read[mention.path]):
        if number == mention.number:
            return _explain(run.texts[mention.path], read, sentence, number, run)
    raise AssertionError("a mention's number is among its article's")


def _run(paths: Iterable[str], rules_folders: Iterable[str | Path]) -> Run:
    book = rule_book(tuple(Path(folder) for folder in rules_folders))
    stages = pipeline.compile_stages(book)
    documents = reading.read_documents(list(dict.fromkeys(paths)))
    readings, read = [], {}
    for document in documents:
        of_document = pipeline.read_document(document, stages)
        readings.append(of_document)
        read[document.path] = tuple(
            pipeline.read_article(document.text, article, stages) for article in of_document.articles
        )
    return Run(
        {document.path: document for document in documents},
        read,
        {mention.id: mention for r in readings for mention in r.mentions},
        pipeline.make_report(readings, stages, book.digest),
        stages,
    )


def _numbers(articles: Sequence[ArticleReading]) -> Iterator[tuple[ArticleReading, Sentence, Number]]:
    for read in articles:
        for sentence, row in zip(read.sentences, read.numbers, strict=True):
            for number in row:
                yield read, sentence, number


def _explain(document: DocumentText, read: ArticleReading, sentence: Sentence, number: Number, run: Run) -> Explanation:
    mention = next((m for m in read.mentions if m.number == number), None)
    steps = [article_step(read), sentence_step(sentence), *number_steps(number)]
    if mention is None:
        steps.append(no_claim_step(number, read))
    else:
        claim = next(c for c in run.report.claims if c.id == mention.id)
        steps += [role_step(mention), *total_steps(mention, run), source_step(mention, read, document.text)]
        steps += [
            *setting_steps(mention, read, document.text, run.stages),
            confidence_step(mention, run.stages.confidence),
        ]
        steps += [*event_steps(mention, claim, run), *discrepancy_steps(claim, run.report)]
    line, column = LineIndex(document.text).position(number.start)
    return Explanation(
        document.path,
        line,
        column,
        number.surface,
        None if mention is None else mention.id,
        document.text,
        tuple(steps),
    )
