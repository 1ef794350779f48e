"""Who says what in an article: source, cue, and the stretch of text that is theirs.

Comes in: an article's sentences and their tokens. Goes out: :class:`Speech` values. One pass from the first
sentence to the last: each sentence's own citations (citing.py), widened to the quotes they belong to
(quoting.py), their sources named in full (speakers.py); then what goes on without a cue is given to the last
speaker: quotes, sentences in the past perfect, "among the dead were". Another speaker, a new entry, a
sentence with none of these signs ends it: then it is the writer who speaks.

The one-pass speaker state follows Elson and McKeown (2010) and the sieves of Muzny and others (2017), for
sentences instead of quotes.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.carrying import LastSpeaker, carried_speech
from claimcheck.citations import Citation, CitingSentence
from claimcheck.citing import find_citations
from claimcheck.cues import Carry, Content, Cue, CueRules, Frame, compile_cues
from claimcheck.datasets import (
    Dataset,
    DatasetKind,
    Kind,
    between,
    cited,
    compile_datasets,
    dataset_kind,
    goes_on,
    opened_again,
    tally_kind,
)
from claimcheck.headlines import headline_citation, posted_messages
from claimcheck.lines import is_listed
from claimcheck.quotes_apart import announced, of_named_beside, opens_with_quote, said_again, still_waiting
from claimcheck.quoting import Quote, find_quotes
from claimcheck.rules import RuleBook
from claimcheck.source_rules import (
    NAME,
    PRONOUN,
    HeadNoun,
    NamedSource,
    SourceRules,
    StateNames,
    Title,
    compile_sources,
)
from claimcheck.speakers import Speakers
from claimcheck.subject_before import Subjects
from claimcheck.syntax import compile_words, tokenize
from claimcheck.transcripts import find_turns
from claimcheck.values import ArticleText, Block, Sentence, Source, Speech, Token
from claimcheck.verbless import announcer, bracketed_citations, label_citation

COUNTS = frozenset({"recorded", "records", "reported", "registered", "counted", "logged", "claimed"})
GAUGED = frozenset({"measured", "measures"})
GAUGING = frozenset({"weather_quake", "government", "scientists", "statistics", "study", "data"})
LONGEST_LABEL = 80  # characters before a colon
ENCLOSED = 2  # sentences that may stand between two that cite one study
_COUNTED = re.compile(r"(?i)(?:at least\s+)?(?:one|two|three|four|five|six|several|dozens|\d+)\b")


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """The rules of attribution, compiled."""

    sources: SourceRules
    cues: CueRules
    datasets: tuple[Kind, ...]


def compile_attribution(book: RuleBook) -> AttributionRules:
    """The rules in force for who says what; raises RuleError for a rule that is wrong."""
    return AttributionRules(compile_sources(book), compile_cues(book), compile_datasets(book))


def find_speech(
    text: str,
    article: ArticleText,
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    rules: AttributionRules,
) -> tuple[Speech, ...]:
    """Who says what in the article, in the order of the text.

    ``tokens[i]`` are those of ``sentences[i]``; they are asked for only where a cue may stand. A stretch that
    no speech covers is the writer's own.
    """
    subjects = Subjects(text, article, sentences, tokens, rules.sources)
    speakers = Speakers(text, article.start, article.end, rules.sources, subjects)
    quotes = find_quotes(text, article.blocks)
    speeches: list[Speech] = []
    last: LastSpeaker | None = None
    dataset: Dataset | None = None
    waiting: list[Quote] = []  # quotes whose speaker is still to come
    listing: Source | None = None  # who announced the list that is open
    for index, sentence in enumerate(sentences):
        made = _of_sentence(text, index, sentence, tokens, speakers, quotes, rules)
        block = article.blocks[sentence.block]
        if listing is not None and sentence.start == block.start and not is_listed(text, block.start):
            listing = None
        announces = text[sentence.end - 1] == ":"
        if announces:
            listing = _announced(text, tokens[index], made, speakers, rules)
        if made:
            speeches += made
            if opens_with_quote(sentence, made, quotes):
                speeches += [of_named_beside(quote, made[0].source) for quote in waiting]
            waiting = []
            if sentence.section != "headline":
                dataset = _dataset_after(text, index, sentence, made, dataset, rules)
            closing = made[-1]
            end = max(s.end for s in made)
            labels = closing.cue.strip() == ":" and sentence.start == block.start and not _has_quote(text, closing)
            last = (
                LastSpeaker(closing.source, end, index, sentence.block, sentence.entry, labels)
                if sentence.section != "headline"
                else last
            )
            continue
        if listing is not None and not announces:
            reason = f"the list is {listing.text}’s"
            speeches.append(Speech(sentence.start, sentence.end, listing, "", "carried", reason=reason))
            continue
        carried = carried_speech(text, index, sentence, quotes, last, rules.cues, rules.sources.heads)
        if carried is not None and last is not None:
            if not any(
                s.start <= carried.start and carried.end <= s.end and s.kind == "explicit" for s in speeches[-4:]
            ):
                speeches.append(carried)
            last = replace(last, end=max(carried.end, sentence.end), index=index, block=sentence.block)
        elif dataset is not None and goes_on(text, index, sentence, dataset):
            reason = f"the figures of {dataset.source.text} go on"
            speeches.append(Speech(sentence.start, sentence.end, dataset.source, "", "carried", reason=reason))
            dataset = replace(dataset, index=index, block=sentence.block, interrupted=False)
        elif dataset is not None and dataset is not (again := opened_again(text, index, sentence, dataset)):
            dataset = again
        elif last is not None and last.end >= sentence.end:
            last = replace(last, index=index, block=sentence.block)
        else:
            waiting = still_waiting(text, sentence, quotes, waiting)
            named = announced(text, sentence, speakers) if waiting and waiting[-1].start == sentence.start else None
            if named is not None:
                speeches.append(of_named_beside(waiting.pop(), named))
    speeches += _enclosed(text, sentences, speeches, rules)
    speeches += posted_messages(text, article, rules.sources)
    speeches += find_turns(text, article)
    speeches += said_again(text, sentences, speeches, quotes)
    return tuple(sorted(_inside_quotes(speeches, quotes), key=lambda s: (s.start, s.end)))


def _enclosed(
    text: str, sentences: Sequence[Sentence], speeches: Sequence[Speech], rules: AttributionRules
) -> list[Speech]:
    """Figures between two sentences that cite one study are the study’s: "the audit found … 30 percent … it said"."""
    starts = [s.start for s in sentences]
    cited: dict[int, Speech] = {}
    speaks: set[int] = set()
    for speech in speeches:
        index = bisect_right(starts, max(speech.start, speech.source.start)) - 1
        speaks.add(index)
        speaks.update(range(bisect_right(starts, speech.start) - 1, bisect_right(starts, speech.end - 1)))
        if any(dataset_kind(s, rules.datasets) is not None for s in (speech.source, *speech.origin)):
            cited.setdefault(index, speech)
    found: list[Speech] = []
    for first, speech in sorted(cited.items()):
        after = next((i for i in range(first + 1, min(first + ENCLOSED + 2, len(sentences))) if i in speaks), None)
        if after is None or after == first + 1 or after not in cited or not _one_study(speech, cited[after]):
            continue
        source, kind = speech.source, dataset_kind(speech.source, rules.datasets)
        for index in range(first + 1, after):
            sentence = sentences[index]
            if kind is None or not between(text, sentence, sentences[first].entry, kind):
                continue
            reason = f"the sentences around it cite {source.text}"
            found.append(Speech(sentence.start, sentence.end, source, "", "carried", reason=reason))
    return found


def _one_study(one: Speech, other: Speech) -> bool:
    """Whether both cite one study, which may come back as "the report"."""
    return one.source.id == other.source.id or one.source.text.lower().endswith(
        other.source.text.lower().removeprefix("the ")
    )


def _dataset_after(
    text: str,
    index: int,
    sentence: Sentence,
    made: Sequence[Speech],
    dataset: Dataset | None,
    rules: AttributionRules,
) -> Dataset | None:
    """The poll or study that is open after a sentence that cites somebody."""
    for source in (s for speech in made for s in (speech.source, *speech.origin)):
        kind = dataset_kind(source, rules.datasets) or tally_kind(text, source, rules.datasets)
        if kind is not None:
            return cited(text, index, sentence, source, kind, dataset)
    return replace(dataset, interrupted=True, block=sentence.block) if dataset is not None else None


def _of_sentence(
    text: str,
    index: int,
    sentence: Sentence,
    tokens: Sequence[Sequence[Token]],
    speakers: Speakers,
    quotes: Sequence[Quote],
    rules: AttributionRules,
) -> list[Speech]:
    """The speeches of the sentence's own citations."""
    cited: list[Citation] = []
    if rules.cues.any_cue.search(text, sentence.start, sentence.end) is not None:
        cited = find_citations(text, tokens[index], rules.sources, rules.cues)
    if not cited:
        headline = headline_citation(text, sentence, tokens, index, rules.sources)
        label = None if headline is not None else _label(text, sentence, tokens[index], rules)
        cited = [c for c in (headline, label) if c is not None]
    if text.find("(", sentence.start, sentence.end) > 0 and any(t.text == "(" for t in tokens[index]):
        cited += bracketed_citations(CitingSentence(text, tokens[index], rules.sources, rules.cues))
    made: list[Speech] = []
    for citation in cited:
        speech = _speech(citation, sentence, speakers, quotes, made)
        made += speech
    return made


def _label(text: str, sentence: Sentence, tokens: Sequence[Token], rules: AttributionRules) -> Citation | None:
    """Whom the label names that the sentence opens with."""
    colon = text.find(":", sentence.start, min(sentence.end, sentence.start + LONGEST_LABEL))
    if colon < 0 or sentence.section == "headline":
        return None
    return label_citation(CitingSentence(text, tokens, rules.sources, rules.cues), post=sentence.entry > 0)


def _has_quote(text: str, speech: Speech) -> bool:
    return text[speech.start : speech.start + 3].strip()[:1] in {"“", '"', "„", "«", "‘"}


def _announced(
    text: str, tokens: Sequence[Token], made: Sequence[Speech], speakers: Speakers, rules: AttributionRules
) -> Source | None:
    """Who announces the list below a sentence that ends in a colon."""
    if made and (made[-1].cue == "" or tokens[-1].end - made[-1].start > len("the following figures:") + 2):
        return None
    if made:
        return made[-1].source
    found = announcer(CitingSentence(text, tokens, rules.sources, rules.cues)) if tokens else None
    return speakers.resolve(found.party) if found is not None else None


def _speech(
    citation: Citation,
    sentence: Sentence,
    speakers: Speakers,
    quotes: Sequence[Quote],
    made: Sequence[Speech],
) -> list[Speech]:
    if citation.party is None:
        source = made[-1].source if made else None
    else:
        source = speakers.resolve(citation.party)
        if source is not None and citation.party.being == PRONOUN and citation.cue.lower() in COUNTS:
            source = None if speakers.last_is_state() else source  # "Ruritania … It has recorded 12 cases"
        if source is not None and citation.party.being == PRONOUN and citation.cue.lower() in GAUGED:
            source = source if source.kind in GAUGING else None  # "The navy saw the slick. It measured 12 km"
        counts = citation.cue.lower() in {*COUNTS, ":"} and citation.party.being == NAME
        if source is not None and counts and " " not in source.label:
            source = None  # "Sarn recorded 67 homicides last year": a town has them
    if source is None:
        return []
    start, end = citation.start, citation.end
    for quote in quotes:
        if quote.start >= sentence.end:
            break
        if (
            citation.shape in {"after", "around"}
            and quote.start < sentence.start < quote.end
            and start == sentence.start
        ):
            start = min(start, quote.start)
        if (
            citation.shape in {"before", "around"}
            and citation.anchor_end <= quote.start < sentence.end < quote.end
            and end >= sentence.end - 2
        ):
            end = max(end, quote.end)
    if end <= start:
        return []
    origin = tuple(
        o for o in (speakers.resolve(party) for party in citation.origins) if o is not None and o.id != source.id
    )
    if end <= start:
        return []
    reason = f"“{citation.cue}” gives it to {source.text}"
    first = Speech(start, end, source, citation.cue, "explicit", origin, citation.denies, reason)
    further = [
        replace(first, source=o)
        for o in (speakers.resolve(p) for p in citation.others)
        if o is not None and o.id != source.id
    ]
    found = [first, *further]
    if citation.shape == "around" and _COUNTED.match(source.text) and start < source.start and source.end < end:
        # "12 died, according to two officials": the two are no figure of theirs
        return [p for s in found for p in (replace(s, end=source.start), replace(s, start=source.end))]
    return found


def _inside_quotes(speeches: Sequence[Speech], quotes: Sequence[Quote]) -> list[Speech]:
    """Who is cited within somebody's quote is that one's origin: “a study said thousands died,” he wrote."""
    result: list[Speech] = []
    for speech in speeches:
        quote = next((q for q in quotes if q.start < speech.source.start and speech.source.end < q.end), None)
        if quote is not None:
            outer = next(
                (
                    s
                    for s in speeches
                    if s.start <= quote.start
                    and quote.end <= s.end + 1
                    and not quote.start < s.source.start < quote.end
                ),
                None,
            )
            if outer is not None and outer.source.id != speech.source.id:
                speech = replace(speech, source=outer.source, origin=(speech.source, *speech.origin), kind=outer.kind)
        result.append(speech)
    return result


# --- the rules' own examples ---


def speech_of(text: str, book: RuleBook) -> tuple[Speech, ...]:
    """Who says what in a bare text of one paragraph."""
    words = compile_words(book)
    block = Block(0, len(text), "body")
    article = ArticleText("", "", 0, len(text), None, None, None, None, (block,))
    starts = [
        0,
        *(
            m.end()
            for m in re.finditer(
                r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bGov)(?<!\bSen)[.!?][”\"]?\s+(?=[A-Z“\"])",
                text,
            )
        ),
    ]
    sentences = [Sentence(a, b, "body", 0) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if a < b]
    tokens = [tokenize(text, s.start, s.end, words) for s in sentences]
    return find_speech(text, article, sentences, tokens, _compiled(book))


_COMPILED: dict[int, tuple[RuleBook, AttributionRules]] = {}


def _compiled(book: RuleBook) -> AttributionRules:
    if id(book) not in _COMPILED:
        _COMPILED[id(book)] = (book, compile_attribution(book))
    return _COMPILED[id(book)][1]


def shows_source(entry: NamedSource, text: str, book: RuleBook) -> bool:
    """Whether the text cites the source."""
    return any(entry.id in {s.source.id, *(o.id for o in s.origin)} for s in speech_of(text, book))


def shows_any(entry: StateNames | HeadNoun | Title | Frame | Content | Carry | Cue, text: str, book: RuleBook) -> bool:
    """Whether the text cites anybody for a number."""
    numbers = [m.start() for m in re.finditer(r"\d[\d,.]*", text)]
    return any(s.start <= n < s.end for s in speech_of(text, book) for n in numbers)


def shows_carry(entry: Carry, text: str, book: RuleBook) -> bool:
    """Whether a sentence of the text is carried to a speaker before it."""
    return any(s.kind == "carried" for s in speech_of(text, book))


def shows_dataset(entry: DatasetKind, text: str, book: RuleBook) -> bool:
    """Whether a sentence of the text gives further figures of such a poll or study."""
    return any(s.kind == "carried" and s.reason.endswith("go on") for s in speech_of(text, book))


__all__ = ["AttributionRules", "compile_attribution", "find_speech", "speech_of"]
