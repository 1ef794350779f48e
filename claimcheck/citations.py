"""A citation within one sentence, and the words around a verb of saying that tell what is cited.

The questions that citing.py, saying.py and framing.py ask of a sentence's tokens: does a clause begin here,
a figure, a toll; past whom and when was it told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.cues import CueRules
from claimcheck.groups import TIME_LEADS, TIME_NOUNS, group_left, group_right
from claimcheck.phrases import Found, phrase_before
from claimcheck.source_rules import CALENDAR, SourceRules
from claimcheck.sources import Party
from claimcheck.values import Token

DEATH_TOLLS = frozenset(
    {
        "toll", "estimate", "estimates", "tally", "dead", "casualties", "count", "figure", "losses", "forecast",
        "magnitude",
    }
)  # fmt: skip
TOLLS = frozenset(
    {
        "toll", "number", "numbers", "count", "figure", "total", "dead", "losses", "crowd", "turnout",
        "damage", "cost", "casualties", "deaths", "price", "estimate", "attendance", "tally", "death",
        "magnitude", "bill", "size"
    }
)  # fmt: skip


CASUALTIES = frozenset(
    {
        "dead", "deaths", "death", "injured", "wounded", "missing", "killed", "fatalities", "casualties",
        "victims", "displaced", "homeless", "survivors", "bodies", "hurt", "infected", "infections", "cases",
        "detained", "arrests", "trapped", "evacuated"
    }
)  # fmt: skip
CORRECTING = frozenset({"put", "place", "estimate", "give", "revise", "correct", "adjust", "update"})
NO_MANNER = frozenset({"approximately", "roughly", "exactly", "possibly", "assembly", "monopoly", "probably"})
SUBORDINATORS = frozenset(
    {
        "as", "when", "while", "after", "before", "if", "although", "though", "since", "because", "once",
        "until", "asked",
    }
)  # fmt: skip
TIME_SPANS = frozenset({"hours", "days", "weeks", "months", "minutes", "years", "a", "an", "day", "week", "the"})
ADJUNCTS = frozenset({"on", "in", "at", "by", "via", "through", "during", "to", "from", "over"})
ADJUNCTS_BEFORE_THAT = frozenset({"of", "for", "with", "about", "before", "after", "without", "under", "within"})
NO_DEEDS = frozenset({"nothing", "everything", "something", "anything", "king", "spring", "morning", "evening"})
COUNT_WORDS = frozenset({"no", "dozens", "hundreds", "thousands", "scores", "several", "half", "none", "nobody"})
PEGGED = frozenset({"pegged", "pegs", "assessed", "valued"})
COORDINATORS = frozenset({"while", "but", "although", "though", "whereas"})


@dataclass(frozen=True, slots=True)
class Citation:
    """Somebody is cited for ``text[start:end]``; ``anchor`` is where the naming of the source and cue lies.

    ``party`` None: whoever the sentence cited last, or its subject. ``shape`` says where the content lies:
    before (the cue), after, around. ``join``: goes on with the same speaker ("adding that").
    """

    party: Party | None
    cue: str
    start: int
    end: int
    anchor_start: int
    anchor_end: int
    shape: str
    denies: bool = False
    origins: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()
    join: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A sentence's tokens with the text and the rules they are read by."""

    text: str
    tokens: Sequence[Token]
    sources: SourceRules
    cues: CueRules

    @property
    def start(self) -> int:
        """Where the sentence's first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last token ends."""
        return self.tokens[-1].end


def skip_hearer(sentence: CitingSentence, at: int) -> int:
    """Past whom it is told: "told Reuters", "told a news conference"."""
    tokens = sentence.tokens
    last = group_right(tokens, at)
    if last is None:
        return at
    if tokens[at].tag == "pron":
        return at + 1
    if tokens[last].lower == "that":
        last -= 1
    if last + 1 < len(tokens) and tokens[last + 1].lower == "of":  # "told members of the council"
        whole = group_right(tokens, last + 2)
        last = whole if whole is not None and tokens[whole].lower != "that" else last
    return last + 1


def skip_adjuncts(sentence: CitingSentence, at: int) -> int:
    """Past when and how it was said: "on Tuesday", "in a statement", "earlier this week"."""
    tokens = sentence.tokens
    for _ in range(6):
        if at >= len(tokens):
            return at
        token = tokens[at]
        if token.lower.endswith("ly") and len(token.text) > 6 and token.lower not in NO_MANNER:
            at += 1  # "said quietly"
            continue
        if token.lower in CALENDAR or token.lower in {
            "earlier",
            "later",
            "late",
            "early",
            "overnight",
            "today",
            "yesterday",
            "separately",
            "meanwhile",
            "again",
            "also",
        }:
            at += 1
            if (
                at < len(tokens)
                and tokens[at].tag == "num"
                and tokens[at - 1].lower in CALENDAR
                and not tokens[at - 1].lower.endswith("day")
                and len(tokens[at].text) <= 2
            ):
                at += 1
            continue
        if token.lower in TIME_LEADS and at + 1 < len(tokens) and tokens[at + 1].lower in TIME_NOUNS:
            at += 2
            continue
        if token.lower in ADJUNCTS or token.lower in ADJUNCTS_BEFORE_THAT:
            last = group_right(tokens, at + 1)
            if last is None and at + 1 < len(tokens) and tokens[at + 1].lower in CALENDAR:
                at += 1
                continue
            if last is not None and (
                (
                    token.lower in ADJUNCTS
                    and any(t.lower in sentence.cues.media or t.lower in TIME_NOUNS for t in tokens[at + 1 : last + 1])
                )
                or (last + 1 < len(tokens) and tokens[last + 1].lower == "that")
                or (last + 1 >= len(tokens) - 1 and not any(t.tag == "num" for t in tokens[at + 1 : last + 1]))
            ):
                if last > at + 1 and tokens[last].lower == "that":
                    last -= 1
                at = last + 1
                continue
        return at
    return at


def is_finite(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether a finite verb stands in ``tokens[first:stop]``."""
    return any(t.tag == "aux" or (t.tag == "verb" and (t.form in {"past", "s", "part"})) for t in tokens[first:stop])


def clause_follows(tokens: Sequence[Token], at: int, *, strict: bool = False) -> bool:
    """Whether a clause with a finite verb begins here, before the next full stop or semicolon."""
    if at >= len(tokens) or tokens[at].text in {".", ",", ";"}:
        return False
    for index in range(at, min(at + 60, len(tokens))):
        token = tokens[index]
        if token.text == ";" or (strict and (token.tag == "rel" or token.text == ",")):
            return False
        if token.tag == "aux" or (
            token.tag == "verb"
            and (
                token.form in {"past", "s", "part"}
                or (token.form == "base" and index > 0 and tokens[index - 1].lower != "to")
            )
        ):
            return True
    return False


def figure_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase with a number begins here: "more than 200 deaths", "no casualties"."""
    if any(_counts(token) for token in tokens[at : at + 5]):
        return True
    of = next((i for i in range(at + 2, min(at + 7, len(tokens))) if tokens[i].lower == "of"), None)
    if of is None or any(token.tag in {"verb", "aux", "punct", "rel"} for token in tokens[at:of]):
        return False
    return any(_counts(token) for token in tokens[of + 1 : of + 3])  # "an ex gratia payment of $5,000"


def _counts(token: Token) -> bool:
    return token.tag == "num" or token.lower in COUNT_WORDS or token.text in {"$", "€", "£"}


def has_toll(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb's object is a toll: "put the death toll at 12", "revised the number of dead to 13"."""
    for index in range(at + 1, min(at + 20, len(tokens) - 2)):  # "put it closer to 3,000", "estimated the excess at 12"
        if (
            tokens[index].lower in {"at", "closer", "nearer"}
            and any(t.tag == "num" for t in tokens[index + 1 : index + 4])
            and tokens[at + 1].tag in {"det", "pron", "noun", "adj", "num", "quote"}
        ):
            return (
                tokens[at].lemma in {"put", "place", "estimate", "set", "value"}
                or tokens[at].lower in PEGGED
                or any(t.lower in TOLLS for t in tokens[at + 1 : at + 9])
            )
        if tokens[index].tag in {"aux"} or tokens[index].text in {",", ";"}:
            break
    window = tokens[at + 1 : at + 9]
    tolls = TOLLS if tokens[at].lemma in CORRECTING else DEATH_TOLLS
    if not (any(t.lower in tolls for t in window) or _number_of_casualties(window)):
        return False
    to = {"at", "to", "from", "as", "by"}
    return any(
        t.lower in to or (t.text == ":" and _counts(tokens[min(i + 1, len(tokens) - 1)]))
        for i, t in enumerate(tokens[at + 1 : at + 30], at + 1)
    )


def _number_of_casualties(window: Sequence[Token]) -> bool:
    """Whether "the number of missing", "of displaced people" stands here: nobody but a teller lowers it."""
    number = next((i for i, t in enumerate(window[:-2]) if t.lower == "number" and window[i + 1].lower == "of"), None)
    return number is not None and any(t.lower in CASUALTIES for t in window[number + 2 : number + 5])


def bare_toll(tokens: Sequence[Token], at: int, *, casualties: bool = False) -> bool:
    """Whether the object at ``at`` is a toll and no thing: "40 dead", "31." but not "300 tents", "12 to a school".

    ``casualties``: a number that stands alone will not do.
    """
    if at < len(tokens) and tokens[at].lower in {"the", "these", "figures", "a"}:
        colon = next((i for i in range(at, min(at + 6, len(tokens) - 1)) if tokens[i].text == ":"), None)
        if colon is not None:  # "gives the latest: 7 bodies found"
            return _counts(tokens[colon + 1]) and not any(t.tag in {"verb", "aux"} for t in tokens[at:colon])
        if not _opens_figures(tokens, at):
            return False
        at += 2  # "figures from 20 to 50"
    number = next((i for i in range(at, min(at + 4, len(tokens))) if tokens[i].tag == "num"), None)
    if number is None or any(t.tag in {"noun", "name", "verb", "punct", "quote"} for t in tokens[at:number]):
        return False
    while number + 1 < len(tokens) and tokens[number + 1].tag == "num":
        number += 1
    after = tokens[number + 1 : number + 4]
    told = next((i for i, t in enumerate(after) if t.lower in CASUALTIES), None)
    if told is not None and not any(t.tag in {"punct", "prep", "conj", "verb"} for t in after[:told]):
        return True
    if casualties:
        return False
    lone = not after or after[0].text in {".", ",", ";", ")", ":", "—", "–"} or after[0].lower in COORDINATORS
    return lone or (after[0].lower == "to" and len(after) > 1 and after[1].tag == "num")


def _opens_figures(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].lower == "figures" and tokens[at + 1].lower in {"from", "of", "between"}


def any_of(tokens: Sequence[Token], first: int, stop: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands in ``tokens[first:stop]``."""
    return any(t.lower in words for t in tokens[first:stop])


def is_adjunct(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what stands before the comma only sets the scene: "On Monday, …", "Speaking to 300 workers, …"."""
    lead = tokens[0]
    scene = lead.tag in {"prep", "adv", "conj"} or (lead.lower.endswith("ing") and lead.lower not in NO_DEEDS)
    return (scene and not is_finite(tokens, 0, comma)) or is_subordinate(tokens, comma)


def is_subordinate(tokens: Sequence[Token], stop: int) -> bool:
    """Whether the clause before is a subordinate one: "As night fell, police said …", "Hours after …"."""
    if tokens[0].lower in SUBORDINATORS:
        comma = next((i for i in range(1, stop) if tokens[i].text == ","), stop)
        main = comma + 1 < stop and tokens[comma + 1].tag not in {"rel", "conj"}
        return not (main and is_finite(tokens, comma + 1, stop))  # "If so, 12 may go, police said"
    lead = tokens[: min(4, stop)]
    at = next((i for i, t in enumerate(lead) if t.lower in {"after", "before", "since"}), None)
    return at is not None and all(t.tag in {"adv", "num"} or t.lower in TIME_SPANS for t in lead[:at])


def group_start(tokens: Sequence[Token], before: int) -> int:
    """Where the noun group that ends right before begins."""
    first = group_left(tokens, before - 1) if before > 0 else None
    return tokens[first if first is not None else before].start


def main_subject(sentence: CitingSentence, at: int) -> Found | None:
    """The subject of the sentence's first finite verb: "the group claimed the attack, saying …"."""
    tokens = sentence.tokens
    comma = next(
        (i for i in range(at - 1, -1, -1) if tokens[i].tag in {"conj"} and tokens[i].lower in COORDINATORS),
        -1,
    )
    for index in range(comma + 1, at):
        token = tokens[index]
        if token.tag == "aux" or (token.tag == "verb" and token.form in {"past", "s"}):
            first = index
            while first > 0 and tokens[first - 1].tag in {"aux", "adv"}:
                first -= 1
            return phrase_before(sentence.text, tokens, first - 1, sentence.sources) if first > 0 else None
    return None
