"""Within one sentence: who is cited, by which words, for which stretch of it.

Comes in: a sentence's tokens. Goes out: its :class:`Citation` values, left to right; whom "he" or "the
ministry" stands for is left open. The heuristic: a verb of saying with a subject that can speak; what it says
follows ("police said 12 died"), precedes ("12 died, police said") or stands around it ("12, police said, died");
two citations in a sentence part at the conjunction between them, or else the second is whom the first cites.

Known misses: a subject far from its verb; "as" clauses; free indirect speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.cues import Cue, CueRules, Frame
from claimcheck.phrases import (
    TIME_LEADS,
    TIME_NOUNS,
    Found,
    group_right,
    noun_after_all,
    phrase_after,
    phrase_before,
    skip_time_left,
)
from claimcheck.sources import CALENDAR, DATA, DOCUMENT, NAME, ORGANISATION, OTHER, PEOPLE, PERSON, PRONOUN, STATE, Party, SourceRules, name_party
from claimcheck.values import Token

STUDIES = frozenset({"study", "scientists", "data", "pollster", "think_tank", "university", "statistics", "statement", "weather_quake", "central_bank", "ratings_agency", "health_agency", "monitor", "court"})
TOLLS = frozenset("toll number numbers count figure total dead losses crowd turnout damage cost casualties deaths price estimate attendance tally death magnitude bill size".split())
DISPUTED = frozenset("figure figures claim claims report reports allegation allegations toll number count estimate accusation accusations suggestion suggestions that numbers".split())
PARTICIPLES = frozenset("say add note claim warn confirm estimate put state stress declare announce explain argue allege insist report tell write deny predict reveal acknowledge suggest indicate show".split())
MEDIA_NOUNS = frozenset("statement report interview speech letter tweet post video briefing conference press release news bulletin message television radio facebook twitter telegram phone telephone email website address broadcast testimony memo note article book column appearance filing reuters afp ap reporters journalists state parliament".split())
COORDINATORS = frozenset({"while", "but", "although", "though", "whereas"})
QUOTE_OPEN = frozenset("“\"«„‘")


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
class _Sentence:
    text: str
    tokens: Sequence[Token]
    sources: SourceRules
    cues: CueRules

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def find_citations(text: str, tokens: Sequence[Token], sources: SourceRules, cues: CueRules) -> list[Citation]:
    """The citations of a sentence, left to right, their stretches apart or within each other."""
    if not tokens:
        return []
    sentence = _Sentence(text, tokens, sources, cues)
    found: list[Citation] = []
    for at, token in enumerate(tokens):
        citation: Citation | None = None
        if token.lower in cues.frames:
            citation = _frame(sentence, at, found)
        if citation is None and token.lower in cues.verbs and not (found and token.start < found[-1].anchor_end):
            citation = _verb(sentence, at, cues.verbs[token.lower], found)
        if citation is None and token.lower == "official":
            citation = _official_figure(sentence, at)
        if citation is not None:
            found = _settle(sentence, found, citation)
    return found


# --- verbs ---------------------------------------------------------------------------------------------------


def _verb(sentence: _Sentence, at: int, entries: Sequence[Cue], found: Sequence[Citation]) -> Citation | None:
    tokens = sentence.tokens
    token = tokens[at]
    cue = entries[0]
    sure = cue.id == "say" and token.lower != "add"
    if token.tag == "name" and not sure or token.tag in {"adj", "noun"} and not sure and not _verb_after_all(tokens, at):
        return None
    if noun_after_all(tokens, at):
        return None
    first, negated, passive = _verb_group(tokens, at)
    if negated or (first > 0 and tokens[first - 1].lower == "to") or tokens[first].lower == "to":
        return None
    if token.lower.endswith("ing") and first == at:
        return _participle(sentence, at, entries, found)
    if passive:
        return _passive(sentence, at, first, entries)
    left = first - 1
    if left > 0 and tokens[left].tag == "quote" and tokens[left].end == tokens[first].start and tokens[left - 1].end < tokens[left].start:
        left -= 1  # "the study “indicated that …": the quote takes in the verb
    subject = phrase_before(sentence.text, tokens, left, sentence.sources) if left >= 0 else None
    if subject is not None and subject.first > 0 and tokens[subject.first - 1].lower == "as" and cue.id != "say":
        return None  # "as the UN has pledged"
    if subject is not None and tokens[first - 1].text == "," and subject.last == first - 2:
        subject = None  # "…, said": what stands before the comma is what is said
    turned = _inverted(sentence, at, subject, entries)
    if turned is not None:
        return turned
    if subject is None or subject.party.being == PRONOUN and subject.party.head in {"i", "you", "me", "us", "him", "them", "there"}:
        return None
    for cue in sorted(entries, key=lambda c: c.takes != ("toll",)):
        citation = _said(sentence, at, cue, subject)
        if citation is not None:
            return citation
    return None


def _verb_after_all(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a noun is the verb: "the agency reports that …"."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    if tokens[at].lower.endswith("ed"):  # "confirmed" is an adjective elsewhere: "three confirmed cases", "confirmed dead"
        follows = tokens[at + 1].tag if at + 1 < len(tokens) else "punct"
        comma = at > 0 and tokens[at - 1].text == "," and (after in CALENDAR or after == "that" or follows in {"num", "punct"})
        return comma or at > 0 and tokens[at - 1].tag in {"name", "noun", "pron", "aux", "adv"} and (follows not in {"noun", "adj"} or after in CALENDAR)
    if at + 1 < len(tokens) and tokens[at].lower.endswith("s") and at > 0:
        follows = tokens[at + 1].tag
        if tokens[at - 1].text == "," and follows == "name":  # "…, estimates Amnesty"
            return True
        if tokens[at].lower in {"shows", "finds", "claims", "warns", "reports", "estimates"} and tokens[at - 1].tag in {"noun", "name", "num"} and follows in {"det", "name", "pron", "num"}:
            return True
    return tokens[at].lower.endswith("s") and at > 0 and tokens[at - 1].tag in {"name", "noun", "pron"} and after in {"that", ".", ","}


def _verb_group(tokens: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Where the verb's group begins, whether it is negated, whether it is passive."""
    first, negated = at, False
    helpers: list[str] = []
    for index in range(at - 1, max(-1, at - 7), -1):
        token = tokens[index]
        if token.tag == "aux":
            helpers.append(token.lower)
            negated = negated or token.lower.endswith(("n’t", "n't")) or token.lower == "cannot"
            first = index
        elif token.tag == "neg" or token.lower in {"never", "neither"}:
            negated, first = True, index
        elif token.lower == "to" and index == first - 1:
            first = index
            break
        elif token.tag == "adv" and index > 0 and tokens[index - 1].tag in {"aux", "adv"} or token.lower in {"also", "later", "earlier", "previously"}:
            if helpers or token.lower in {"also", "previously"}:
                first = index
            else:
                break
        else:
            break
    while first < at and tokens[first].tag == "adv":
        first += 1
    be = bool(helpers) and helpers[0] in {"is", "are", "was", "were", "be", "been", "being", "’s", "'s"}
    return first, negated, be and tokens[at].form in {"past", "part", ""} and not tokens[at].lower.endswith("ing")


def _can_say(party: Party, cue: Cue, *, clause: bool) -> bool:
    """Whether the party may be the subject of the cue's verbs; ``clause``: a that-clause leaves no doubt."""
    if party.being == PRONOUN:
        return cue.subject != "data" or clause
    if cue.subject == "any":
        return party.being != OTHER or party.definite or clause
    if party.being in {OTHER}:
        return False
    if cue.subject == "data" and not clause:
        return party.being in {DATA, DOCUMENT} or party.kind in STUDIES
    if party.being == STATE or party.weak:
        return clause or cue.id in {"declare", "toll"}
    return True


def _said(sentence: _Sentence, at: int, cue: Cue, subject: Found) -> Citation | None:
    """The citation of a verb with its subject before it; None if it says nothing."""
    tokens, party = sentence.tokens, subject.party
    verb = tokens[at]
    after = _skip_hearer(sentence, at + 1) if verb.lemma == "tell" or verb.lower in {"told", "tells"} else at + 1
    if after < len(tokens) and tokens[after].lower == "out" and verb.lemma == "point":
        after += 1
    after = _skip_adjuncts(sentence, after)
    nxt = tokens[after] if after < len(tokens) else None
    anchor = (tokens[subject.first].start, tokens[min(after, len(tokens)) - 1].end)
    if cue.takes != ("responsibility",) and verb.lower[:5] in {"claim", "admit"} and _any_of(tokens, at + 1, at + 4, frozenset({"responsibility", "credit"})):
        return None
    if verb.text[0].isupper() and (subject.first > 0 or len(party.words) > 3) and party.being in {NAME, OTHER, STATE}:
        return None
    base = Citation(party, verb.text, anchor[1], sentence.end, *anchor, shape="before", denies=cue.denies, others=subject.others, relative=subject.relative)
    closing = subject.first > 0 and (tokens[subject.first - 1].tag == "quote" or tokens[subject.first - 1].text in {",", "–", "—", "-"})
    content_before = subject.first >= 2 and not subject.relative and (
        closing and not _adjunct(tokens, subject.first - 1) or _finite(tokens, 0, subject.first) and not _subordinate(tokens, subject.first)
    )
    whole = replace(base, start=sentence.start, shape="around")
    bare = not closing and content_before and tokens[subject.first - 1].tag in {"noun", "name", "num", "adj", "adv"}
    if cue.takes == ("appeal",):
        plea = next((i for i in range(at, min(at + 5, len(tokens) - 1)) if tokens[i].lower in {"appeal", "appeals", "appealed"}), None)
        return base if plea is not None and tokens[plea + 1].lower == "for" and _can_say(party, cue, clause=False) else None
    if cue.takes == ("toll",):
        stop = next((t.start for t in tokens[at:] if t.lower in COORDINATORS), sentence.end)
        base = replace(base, end=stop)
        return base if _toll_object(tokens, at) and _can_say(party, cue, clause=False) else None
    if cue.takes == ("responsibility",):
        stop = next((i for i in range(at + 1, min(at + 6, len(tokens))) if tokens[i].lower in {"responsibility", "credit"}), None)
        if stop is None or party.being == OTHER:
            return None
        follows = stop + 2 < len(tokens) and tokens[stop + 1].lower == "for" and tokens[stop + 2].tag in {"num", "adj"}
        end = sentence.end if follows else tokens[stop].end
        return replace(base, start=tokens[stop].end, end=end)
    if nxt is None or nxt.text in {".", ")", "!", "?", ";"}:
        if cue.denies or not content_before and not (subject.first >= 2 and "clause" in cue.takes):
            return None
        if not _can_say(party, cue, clause=False) or cue.subject == "data":
            return None
        if cue.id not in {"say", "write"} and not closing and party.being in {NAME, STATE}:
            return None
        return replace(base, start=sentence.start, end=anchor[0], shape="after")
    if nxt.lower in {"dead", "missing", "killed", "injured", "wounded", "alive", "safe"}:
        return None  # "37 staff confirmed dead"
    if nxt.lower == "that" and after + 1 < len(tokens):
        if not _can_say(party, cue, clause=True):
            return None
        return whole if closing and tokens[subject.first - 1].tag == "quote" else base
    if nxt.tag == "quote" and nxt.text in QUOTE_OPEN or nxt.text == ":":
        if not _can_say(party, cue, clause=True) or cue.denies:
            return None
        return whole if closing and content_before else base
    if cue.denies:
        return base if nxt.tag in {"det", "noun", "adj"} and _any_of(tokens, after, after + 4, DISPUTED) and _can_say(party, cue, clause=False) else None
    if nxt.text in {",", "–", "—", "-", "("}:
        return _at_comma(sentence, after, subject, cue, base, whole, content_before)
    if nxt.tag == "conj" and nxt.lower not in {"if", "whether"} or nxt.lower in {"as", "than", "after", "before"}:
        if not content_before or not _can_say(party, cue, clause=False) or cue.subject == "data":
            return None
        return replace(base, start=sentence.start, end=anchor[0], shape="after")
    if nxt.lower == "of" or nxt.form == "ing" and cue.id != "report" and (
        nxt.lemma in PARTICIPLES or not _clause_follows(tokens, after + 1) or tokens[after + 1].tag in {"pron", "det", "rel"}
    ):
        if content_before and nxt.form == "ing" and cue.inverted:
            return replace(base, start=sentence.start, end=anchor[0], shape="after")
        return None
    clause = _clause_follows(tokens, after, strict=cue.id != "say")
    if bare and cue.id == "say" and nxt.tag != "verb" and party.being not in {OTHER, STATE} and not (party.being == NAME and len(party.words) < 2):
        return whole  # "… has risen to 61 a monitor said on Tuesday a sign of …": the commas are lost
    if content_before and not clause and cue.id in {"say", "write", "declare"} and (closing or nxt.tag == "prep"):
        return replace(whole, start=sentence.start) if _can_say(party, cue, clause=False) and cue.inverted else None
    if cue.id == "show" and verb.lemma in {"range", "vary"} and nxt.tag in {"prep", "adv"}:
        return base if party.being == DATA else None
    if nxt.tag in {"prep", "adv", "rel", "punct"} and not clause and nxt.lower not in {"about", "around", "up", "over", "nearly", "almost", "more", "at", "between", "as", "some", "only", "just", "how", "than", "under", "no"}:
        return None
    if clause and ("clause" in cue.takes) and _can_say(party, cue, clause=cue.subject != "data" and cue.id != "report"):
        if cue.subject == "data" and party.being not in {DATA, DOCUMENT} and party.kind not in STUDIES:
            return None
        inserted = nxt.tag in {"verb", "aux"}  # "three men they say are suspects"
        return replace(base, start=_group_start(tokens, subject.first)) if inserted else base
    if cue.subject == "data" and party.being in {DATA, DOCUMENT} and nxt.tag in {"det", "name", "noun", "num", "adj"} and verb.form != "base":
        return base
    if "figure" in cue.takes and _figure_follows(tokens, after) and _can_say(party, cue, clause=False):
        if verb.lemma == "claim" and party.being not in {PERSON, ORGANISATION, PEOPLE, PRONOUN, DOCUMENT}:
            return None
        if cue.id in {"declare", "believe"} and party.being in {NAME, STATE}:
            return None
        return base
    return None


def _at_comma(
    sentence: _Sentence, after: int, subject: Found, cue: Cue, base: Citation, whole: Citation, content_before: bool
) -> Citation | None:
    """The verb and then a comma: what is said stands before it, or around it."""
    tokens = sentence.tokens
    follows = tokens[after + 1] if after + 1 < len(tokens) else None
    if follows is not None and follows.tag == "quote" and follows.text in QUOTE_OPEN and _can_say(subject.party, cue, clause=True):
        return whole if content_before else base
    if cue.subject == "data" or not _can_say(subject.party, cue, clause=False):
        return None
    if not content_before:
        if follows is None or cue.id != "say":
            return None
        if follows.form == "ing" or follows.lower in {"citing", "quoting"}:
            closed = next((i for i in range(after + 1, min(len(tokens), after + 25)) if tokens[i].text == ","), None)
            return replace(base, start=tokens[closed].end) if closed is not None else None
        return base
    if follows is None or follows.form == "ing" or follows.tag == "rel" or follows.lower in {*COORDINATORS, "as", "after", "who", "which", "or"}:
        return replace(base, start=sentence.start, end=base.anchor_start, shape="after")
    return whole


def _inverted(sentence: _Sentence, at: int, subject: Found | None, entries: Sequence[Cue]) -> Citation | None:
    """ "…, said the minister": the verb before its subject, at the end or in the middle of what is said."""
    tokens = sentence.tokens
    cue = next((c for c in entries if c.inverted), None)
    if cue is None or at == 0 or at + 1 >= len(tokens) or tokens[at - 1].tag == "aux" or tokens[at].lower in {"told", "tells"}:
        return None
    if subject is not None and subject.party.being not in {OTHER, NAME} and not (subject.party.being == PRONOUN and tokens[at - 1].text == ","):
        return None
    if tokens[at].form not in {"past", "s", ""}:
        return None
    right = phrase_after(sentence.text, tokens, at + 1, sentence.sources)
    if right is None or right.party.being in {OTHER} and tokens[at - 1].tag not in {"quote"} or right.party.being == PRONOUN:
        return None
    marked = tokens[at - 1].tag == "quote" or tokens[at - 1].text in {",", "–", "—", "-", "?", "!"}
    if not marked and (cue.id != "say" or tokens[at].lower in {"told", "tells", "added", "adds"}):
        return None
    beyond = right.last + 1
    follows = tokens[beyond] if beyond < len(tokens) else None
    relative = follows is not None and follows.lower == "that" and beyond + 1 < len(tokens) and tokens[beyond + 1].tag in {"verb", "aux"}
    if follows is not None and not marked and not relative and (follows.tag in {"aux", "verb"} and follows.form != "ing" or follows.lower == "that"):
        return None  # "the minister said the army had …"
    if follows is not None and marked and follows.tag in {"aux"} and tokens[at - 1].tag != "quote":
        return None
    if subject is not None and not marked and not relative and _clause_follows(tokens, right.first):
        return None
    anchor = (tokens[at].start, tokens[right.last].end)
    base = Citation(right.party, tokens[at].text, sentence.start, anchor[0], *anchor, shape="after", denies=cue.denies, others=right.others)
    if follows is not None and follows.text in {",", ":", "–", "—"} and beyond + 1 < len(tokens):
        nxt = tokens[beyond + 1]
        if nxt.tag == "quote" or nxt.tag not in {"conj", "rel"} and nxt.form != "ing" and _finite(tokens, beyond, len(tokens)):
            return replace(base, end=sentence.end, shape="around")
    if follows is not None and follows.tag == "quote":
        return replace(base, end=sentence.end, shape="around")
    return base


def _participle(sentence: _Sentence, at: int, entries: Sequence[Cue], found: Sequence[Citation]) -> Citation | None:
    """ "…, saying 11 soldiers died", "with the agency confirming four deaths"."""
    tokens = sentence.tokens
    token = tokens[at]
    cue = next((c for c in entries if set(c.verbs) & PARTICIPLES and (token.lemma in c.verbs or len(entries) == 1 or c.id in {"say", "declare"})), None)
    if cue is None or at == 0 or at + 1 >= len(tokens):
        return None
    before = tokens[at - 1]
    nxt = tokens[at + 1]
    if before.tag in {"aux", "prep", "det"} and before.lower not in {"by"} or before.lower in {"keep", "kept", "without", "avoid", "of"}:
        if before.tag != "aux":
            return None
    after = _skip_adjuncts(sentence, at + 1)
    says = nxt.lower == "that" or nxt.tag == "quote" or _clause_follows(tokens, after) or cue.id in {"report", "estimate"} and _figure_follows(tokens, after)
    if "figure" in cue.takes and cue.id in {"declare", "say"} and _figure_follows(tokens, after):
        says = True
    if "toll" in {t for c in entries for t in c.takes} and _toll_object(tokens, at):
        says = True
    if not says:
        return None
    anchor = (token.start, token.end)
    if found and found[-1].anchor_end <= token.start and not found[-1].relative:
        return Citation(None, token.text, token.end, sentence.end, *anchor, shape="before", denies=cue.denies, join=True)
    subject: Found | None = None
    start = next((i for i in range(at - 1, max(-1, at - 9), -1) if tokens[i].lower == "with"), None)
    if before.tag != "punct" and start is not None:
        subject = phrase_before(sentence.text, tokens, at - 1, sentence.sources)
    elif before.tag == "aux":
        subject = phrase_before(sentence.text, tokens, _verb_group(tokens, at)[0] - 1, sentence.sources)
    if subject is None:
        subject = _main_subject(sentence, at)
    if subject is None or subject.party.being == OTHER or subject.party.being == STATE and cue.id != "say" or not _can_say(subject.party, cue, clause=True):
        return None
    return Citation(subject.party, token.text, token.end, sentence.end, *anchor, shape="before", denies=cue.denies)


def _passive(sentence: _Sentence, at: int, first: int, entries: Sequence[Cue]) -> Citation | None:
    """ "was reported by the ministry", "had been told by a nurse that …"; None for "were reported dead"."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].lower != "by":
        return None
    right = phrase_after(sentence.text, tokens, at + 2, sentence.sources)
    if right is None or right.party.being in {OTHER, NAME, STATE}:
        return None
    anchor = (tokens[at].start, tokens[right.last].end)
    if right.last + 1 < len(tokens) and tokens[right.last + 1].lower == "that":
        return Citation(right.party, tokens[at].text, anchor[1], sentence.end, *anchor, shape="before")
    if entries[0].id in {"accuse", "deny"} or entries[0].id == "say":
        return None
    return Citation(right.party, tokens[at].text, sentence.start, anchor[0], *anchor, shape="after")


# --- frames --------------------------------------------------------------------------------------------------


def _frame(sentence: _Sentence, at: int, found: Sequence[Citation]) -> Citation | None:
    tokens = sentence.tokens
    for words, frame in sentence.cues.frames[tokens[at].lower]:
        if tuple(t.lower for t in tokens[at : at + len(words)]) == words:
            return _framed(sentence, at, at + len(words), frame, found)
    return None


def _framed(sentence: _Sentence, at: int, after: int, frame: Frame, found: Sequence[Citation]) -> Citation | None:
    tokens = sentence.tokens
    if frame.role == "itself":
        if tokens[after - 1].lower == "that" and at > 0 and tokens[at - 1].tag not in {"verb", "aux", "prep", "adj", "det"}:
            return None  # "the agency reports that": the verb
        anchor = (tokens[at].start, tokens[after - 1].end)
        own = [t for t in tokens[at:after] if t.lower not in {"by", "that"}]
        label = " ".join(t.text for t in own)
        party = Party(own[0].start, own[-1].end, label, label.lower().replace(" ", "-"), "data", DATA)
        if tokens[after - 1].lower == "that" or after + 1 < len(tokens) and tokens[after].text == "," and at > 0 and tokens[at - 1].text == ",":
            return Citation(party, tokens[at].text, anchor[1], sentence.end, *anchor, shape="before")
        return _scoped(sentence, Found(at, after - 1, party), "by", at, after)
    right = phrase_after(sentence.text, tokens, after, sentence.sources)
    if right is None:
        return None
    cue = sentence.text[tokens[at].start : tokens[after - 1].end]
    anchor = (tokens[at].start, tokens[right.last].end)
    if frame.role == "origin":
        if right.party.being in {OTHER}:
            return None
        if right.last + 2 < len(tokens) and tokens[right.last + 1].lower == "as" and tokens[right.last + 2].form == "ing":
            return Citation(right.party, cue, tokens[right.last + 2].end, sentence.end, anchor[0], tokens[right.last + 2].end, shape="before")
        if tokens[at].lower in {"quoted", "cited"} and right.last + 1 < len(tokens) and not (found and found[-1].party):
            return None
        return Citation(None, cue, anchor[0], anchor[0], *anchor, shape="origin", origins=(right.party, *right.others))
    if frame.role == "agent":
        if right.party.being in {OTHER, NAME, STATE, PRONOUN} or right.party.kind in {"military", "armed_group"} and tokens[at].lower not in {"reported", "confirmed", "announced"}:
            return None
        if found and found[-1].anchor_end <= anchor[0]:
            return None
        return Citation(right.party, cue, sentence.start, anchor[0], *anchor, shape="after", others=right.others)
    if right.party.being == OTHER and not (right.party.definite or tokens[after].tag == "det" or tokens[right.last].tag == "name"):
        return None
    return _scoped(sentence, right, cue, at, right.last + 1)


def _scoped(sentence: _Sentence, found: Found, cue: str, at: int, after: int) -> Citation:
    """A frame's stretch: what follows it where it opens the sentence or a clause, else what stands before and after."""
    tokens = sentence.tokens
    anchor = (tokens[at].start, tokens[after - 1].end)
    base = Citation(found.party, cue, sentence.start, sentence.end, *anchor, shape="around", others=found.others)
    lead = [t for t in tokens[:at] if t.tag not in {"punct", "quote"}]
    opens = not _finite(tokens, 0, at) and (len(lead) <= 1 or all(t.tag in {"adv", "conj", "prep"} or t.lower in CALENDAR for t in lead))
    if opens or (at > 1 and tokens[at - 1].tag == "conj" or at > 2 and tokens[at - 1].text == "," and tokens[at - 2].tag == "conj"):
        return replace(base, start=anchor[1], shape="before")
    nxt = tokens[after] if after < len(tokens) else None
    if nxt is not None and nxt.text == "," and after + 1 < len(tokens) and tokens[after + 1].lower in {*COORDINATORS, "and", "who", "which"}:
        return replace(base, end=anchor[0], shape="after")
    return base


def _official_figure(sentence: _Sentence, at: int) -> Citation | None:
    """ "the official death toll stands at 64", "the official figure of 64"."""
    tokens = sentence.tokens
    last = at + 1
    if last < len(tokens) and tokens[last].lower == "death":
        last += 1
    if last + 1 >= len(tokens) or tokens[last].lower.rstrip("s") not in {"toll", "figure", "count", "tally", "number", "estimate"}:
        return None
    label = " ".join(t.text for t in tokens[at : last + 1])
    party = Party(tokens[at].start, tokens[last].end, label, "official-figures", "government", DATA)
    nxt = tokens[last + 1]
    if nxt.lower == "of":
        stop = min(last + 5, len(tokens) - 1)
        return Citation(party, "of", nxt.end, tokens[stop].end, party.start, nxt.end, shape="inner")
    verb = next((i for i in range(last + 1, min(last + 4, len(tokens))) if tokens[i].tag in {"verb", "aux"}), None)
    if verb is None or tokens[verb].lower not in {"remains", "remained", "stands", "stood", "is", "was", "shows", "showed", "show", "put", "puts"}:
        return None
    stop = next((i for i in range(verb, len(tokens)) if tokens[i].text in {",", ";"}), len(tokens) - 1)
    return Citation(party, tokens[verb].text, tokens[verb].end, tokens[stop].end, party.start, tokens[verb].end, shape="inner")


# --- what stands around --------------------------------------------------------------------------------------


def _settle(sentence: _Sentence, found: list[Citation], new: Citation) -> list[Citation]:
    """Adds a citation to those before it: parts their stretches, or nests the new one as an origin."""
    tokens = sentence.tokens
    if new.shape == "origin":
        if not found:
            party, *rest = new.origins
            return [replace(new, party=party, origins=tuple(rest), start=sentence.start, end=new.anchor_start, shape="after")]
        return [*found[:-1], replace(found[-1], origins=(*found[-1].origins, *new.origins))]
    if new.relative or new.shape == "before" and _after_where(tokens, new.anchor_start):
        comma = next((t.start for t in tokens if t.text == "," and t.start > new.start), None)
        if comma is not None and comma - new.start > 8:
            new = replace(new, end=comma)
    if not found or new.shape == "inner":
        return [*found, new]
    last = found[-1]
    if new.join:
        return [*found, replace(new, party=last.party, origins=last.origins, others=last.others)]
    border = _border(tokens, last.anchor_end, new.anchor_start)
    if border is None and tokens[0].lower in COORDINATORS:  # "While one says 5,000, the other puts it at 3,600"
        border = next((t.end for t in tokens if t.text == "," and last.anchor_end < t.start < new.anchor_start), None)
    if last.shape in {"after"}:
        start = max(new.start, last.anchor_end)
        if border is not None:
            start = max(start, border) if new.shape != "before" else new.start
        return [*found, replace(new, start=max(start, new.start) if new.shape == "before" else start)]
    if border is not None:
        return [*found[:-1], replace(last, end=min(last.end, border)), replace(new, start=max(new.start, border))]
    if new.shape == "before" and last.end >= new.end:
        if new.party is not None and new.party.being == PRONOUN and last.party is not None:
            return found
        return [*found, replace(new, party=last.party, origins=(*last.origins, *((new.party,) if new.party else ())), others=last.others)]
    if new.shape in {"after", "around"} and last.end > new.anchor_start:
        if last.shape == "around":
            return [*found[:-1], replace(last, end=min(last.end, new.anchor_start)), replace(new, start=max(new.start, last.anchor_end))] if new.shape == "after" else found
        # "A says that …, according to B": B has it from A, or A from B: the one named first holds.
        return [*found[:-1], replace(last, origins=(*last.origins, *((new.party,) if new.party else ())))]
    return [*found, new]


def _border(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where the clause of a later citation begins: at the last conjunction between the two."""
    best: int | None = None
    for index, token in enumerate(tokens):
        if token.start < start:
            continue
        if token.start >= end:
            break
        if token.text == ";" or token.lower in COORDINATORS:
            best = token.start
        elif token.lower == "and" and (index + 1 < len(tokens) and tokens[index + 1].start >= end or tokens[index - 1].text == ","):
            best = token.start
    return best


def _after_where(tokens: Sequence[Token], anchor: int) -> bool:
    at = next((i for i, t in enumerate(tokens) if t.start >= anchor), 0)
    return at > 0 and tokens[at - 1].lower in {"where", "when", "whom", "which", "who"}


def _skip_hearer(sentence: _Sentence, at: int) -> int:
    """Past whom it is told: "told Reuters", "told a news conference"."""
    tokens = sentence.tokens
    last = group_right(tokens, at)
    if last is None:
        return at
    if tokens[at].tag == "pron":
        return at + 1
    if tokens[last].lower == "that":
        last -= 1
    return last + 1


def _skip_adjuncts(sentence: _Sentence, at: int) -> int:
    """Past when and how it was said: "on Tuesday", "in a statement", "earlier this week"."""
    tokens = sentence.tokens
    for _ in range(6):
        if at >= len(tokens):
            return at
        token = tokens[at]
        if token.lower in CALENDAR or token.lower in {"earlier", "later", "late", "early", "overnight", "today", "yesterday", "separately", "meanwhile", "again", "also"}:
            at += 1
            if at < len(tokens) and tokens[at].tag == "num" and tokens[at - 1].lower in CALENDAR and not tokens[at - 1].lower.endswith("day") and len(tokens[at].text) <= 2:
                at += 1
            continue
        if token.lower in TIME_LEADS and at + 1 < len(tokens) and tokens[at + 1].lower in TIME_NOUNS:
            at += 2
            continue
        if token.lower in {"on", "in", "at", "by", "via", "through", "during", "to", "from", "over"}:
            last = group_right(tokens, at + 1)
            if last is None and at + 1 < len(tokens) and tokens[at + 1].lower in CALENDAR:
                at += 1
                continue
            if last is not None and (any(t.lower in MEDIA_NOUNS or t.lower in TIME_NOUNS for t in tokens[at + 1 : last + 1]) or (last + 1 < len(tokens) and tokens[last + 1].lower == "that")):
                if last > at + 1 and tokens[last].lower == "that":
                    last -= 1
                at = last + 1
                continue
        return at
    return at


def _finite(tokens: Sequence[Token], first: int, stop: int) -> bool:
    return any(t.tag == "aux" or t.tag == "verb" and (t.form in {"past", "s", "part"}) for t in tokens[first:stop])


def _clause_follows(tokens: Sequence[Token], at: int, *, strict: bool = False) -> bool:
    """Whether a clause with a finite verb begins here, before the next full stop or semicolon."""
    if at >= len(tokens) or tokens[at].text in {".", ",", ";"}:
        return False
    for index in range(at, min(at + 60, len(tokens))):
        token = tokens[index]
        if token.text == ";" or strict and (token.tag == "rel" or token.text == ","):
            return False
        if token.tag == "aux" or token.tag == "verb" and (token.form in {"past", "s", "part"} or token.form == "base" and index > 0 and tokens[index - 1].lower != "to"):
            return True
    return False


def _figure_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase with a number begins here: "12 deaths", "more than 200 deaths", "no casualties"."""
    return any(t.tag == "num" or t.lower in {"no", "dozens", "hundreds", "thousands", "scores", "several", "half", "none", "nobody"} or t.text in {"$", "€", "£"} for t in tokens[at : at + 5])


def _toll_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb's object is a toll: "put the death toll at 12", "revised the number of dead to 13"."""
    for index in range(at + 1, min(at + 20, len(tokens) - 2)):  # "put it closer to 3,000", "estimated the excess at 12"
        if tokens[index].lower in {"at", "closer", "nearer"} and any(t.tag == "num" for t in tokens[index + 1 : index + 4]) and tokens[at + 1].tag in {"det", "pron", "noun", "adj", "num", "quote"}:
            return tokens[at].lemma in {"put", "place", "estimate", "set"} or any(t.lower in TOLLS for t in tokens[at + 1 : at + 9])
        if tokens[index].tag in {"aux"} or tokens[index].text in {",", ";"}:
            break
    window = tokens[at + 1 : at + 9]
    if not any(t.lower in TOLLS for t in window):
        return False
    return any(t.lower in {"at", "to", "from", "as", "by"} for t in tokens[at + 1 : at + 30])


def _any_of(tokens: Sequence[Token], first: int, stop: int, words: frozenset[str]) -> bool:
    return any(t.lower in words for t in tokens[first:stop])


def _adjunct(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what stands before the comma only sets the scene: "On Monday, police said …"."""
    return not _finite(tokens, 0, comma) and tokens[0].tag in {"prep", "adv", "conj"} or _subordinate(tokens, comma)


def _subordinate(tokens: Sequence[Token], stop: int) -> bool:
    """Whether the clause before is a subordinate one: "As night fell, police said …"."""
    return tokens[0].lower in {"as", "when", "while", "after", "before", "if", "although", "though", "since", "because", "once", "until", "asked"}


def _group_start(tokens: Sequence[Token], before: int) -> int:
    """Where the noun group that ends right before begins."""
    from claimcheck.phrases import group_left

    first = group_left(tokens, before - 1) if before > 0 else None
    return tokens[first if first is not None else before].start


def _main_subject(sentence: _Sentence, at: int) -> Found | None:
    """The subject of the sentence's first finite verb: "the group claimed the attack, saying …"."""
    tokens = sentence.tokens
    comma = next((i for i in range(at - 1, -1, -1) if tokens[i].tag in {"conj"} and tokens[i].lower in COORDINATORS), -1)
    for index in range(comma + 1, at):
        token = tokens[index]
        if token.tag == "aux" or token.tag == "verb" and token.form in {"past", "s"}:
            first = index
            while first > 0 and tokens[first - 1].tag in {"aux", "adv"}:
                first -= 1
            return phrase_before(sentence.text, tokens, first - 1, sentence.sources) if first > 0 else None
    return None


__all__ = ["Citation", "find_citations", "name_party", "skip_time_left"]
