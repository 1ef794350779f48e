"""Citations by a verb of saying: who says, and where what is said stands.

Comes in: a sentence and the index of a word that may be such a verb. Goes out: its citation, or None for a
verb that only happens ("the army controls", "12 were reported missing") or is taken back ("refused to say").
"""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import (
    COORDINATORS,
    Citation,
    CitingSentence,
    any_of,
    clause_follows,
    figure_follows,
    group_start,
    has_toll,
    is_adjunct,
    is_finite,
    is_subordinate,
    main_subject,
    skip_adjuncts,
    skip_hearer,
)
from claimcheck.cues import Cue
from claimcheck.groups import noun_after_all
from claimcheck.phrases import Found, phrase_after, phrase_before
from claimcheck.sources import (
    CALENDAR,
    DATA,
    DOCUMENT,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PERSON,
    PRONOUN,
    STATE,
    Party,
)
from claimcheck.values import Token

STUDIES = frozenset(
    {
        "study",
        "scientists",
        "data",
        "pollster",
        "think_tank",
        "university",
        "statistics",
        "statement",
        "weather_quake",
        "central_bank",
        "ratings_agency",
        "health_agency",
        "monitor",
        "court",
    }
)


DISPUTED = frozenset(
    [
        "figure",
        "figures",
        "claim",
        "claims",
        "report",
        "reports",
        "allegation",
        "allegations",
        "toll",
        "number",
        "count",
        "estimate",
        "accusation",
        "accusations",
        "suggestion",
        "suggestions",
        "that",
        "numbers",
    ]
)


PARTICIPLES = frozenset(
    [
        "say",
        "add",
        "note",
        "claim",
        "warn",
        "confirm",
        "estimate",
        "put",
        "state",
        "stress",
        "declare",
        "announce",
        "explain",
        "argue",
        "allege",
        "insist",
        "report",
        "tell",
        "write",
        "deny",
        "predict",
        "reveal",
        "acknowledge",
        "suggest",
        "indicate",
        "show",
    ]
)


QUOTE_OPEN = frozenset('“"«„‘')


def verb_citation(
    sentence: CitingSentence, at: int, entries: Sequence[Cue], found: Sequence[Citation]
) -> Citation | None:
    """The citation of the verb at token ``at``; None if it cites nobody."""
    tokens = sentence.tokens
    token = tokens[at]
    cue = entries[0]
    sure = cue.id == "say" and token.lower != "add"
    if (token.tag == "name" and not sure) or (
        token.tag in {"adj", "noun"} and not sure and not _verb_after_all(tokens, at)
    ):
        return None
    if noun_after_all(tokens, at):
        return None
    first, negated, passive = verb_group(tokens, at)
    if negated or (first > 0 and tokens[first - 1].lower == "to") or tokens[first].lower == "to":
        return None
    if token.lower.endswith("ing") and first == at:
        return _participle(sentence, at, entries, found)
    if passive:
        return _passive(sentence, at, first, entries)
    left = first - 1
    if (
        left > 0
        and tokens[left].tag == "quote"
        and tokens[left].end == tokens[first].start
        and tokens[left - 1].end < tokens[left].start
    ):
        left -= 1  # "the study “indicated that …": the quote takes in the verb
    subject = phrase_before(sentence.text, tokens, left, sentence.sources) if left >= 0 else None
    if (
        subject is not None
        and subject.first > 0
        and tokens[subject.first - 1].lower == "as"
        and cue.id != "say"
    ):
        return None  # "as the UN has pledged"
    if subject is not None and tokens[first - 1].text == "," and subject.last == first - 2:
        subject = None  # "…, said": what stands before the comma is what is said
    turned = _inverted(sentence, at, subject, entries)
    if turned is not None:
        return turned
    if subject is None or (
        subject.party.being == PRONOUN
        and subject.party.head in {"i", "you", "me", "us", "him", "them", "there"}
    ):
        return None
    for cue in sorted(entries, key=lambda c: c.takes != ("toll",)):
        citation = _said(sentence, at, cue, subject)
        if citation is not None:
            return citation
    return None


def _verb_after_all(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a noun is the verb: "the agency reports that …"."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    if tokens[at].lower.endswith(
        "ed"
    ):  # "confirmed" is an adjective elsewhere: "three confirmed cases", "confirmed dead"
        follows = tokens[at + 1].tag if at + 1 < len(tokens) else "punct"
        comma = (
            at > 0
            and tokens[at - 1].text == ","
            and (after in CALENDAR or after == "that" or follows in {"num", "punct"})
        )
        return comma or (
            at > 0
            and tokens[at - 1].tag in {"name", "noun", "pron", "aux", "adv"}
            and (follows not in {"noun", "adj"} or after in CALENDAR)
        )
    if tokens[at].lower in {"range", "vary", "suggest", "indicate", "show"}:
        return (
            at > 0
            and tokens[at - 1].tag in {"noun", "name"}
            and after in {"from", "that", "between", "to", "widely"}
        )
    if at + 1 < len(tokens) and tokens[at].lower.endswith("s") and at > 0:
        follows = tokens[at + 1].tag
        if tokens[at - 1].text == "," and follows == "name":  # "…, estimates Amnesty"
            return True
        if (
            tokens[at].lower in {"shows", "finds", "claims", "warns", "reports", "estimates"}
            and tokens[at - 1].tag in {"noun", "name", "num"}
            and follows in {"det", "name", "pron", "num"}
        ):
            return True
    return (
        tokens[at].lower.endswith("s")
        and at > 0
        and tokens[at - 1].tag in {"name", "noun", "pron"}
        and after in {"that", ".", ","}
    )


def verb_group(tokens: Sequence[Token], at: int) -> tuple[int, bool, bool]:
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
        elif (
            token.tag == "adv" and index > 0 and tokens[index - 1].tag in {"aux", "adv"}
        ) or token.lower in {"also", "later", "earlier", "previously"}:
            if helpers or token.lower in {"also", "previously"}:
                first = index
            else:
                break
        else:
            break
    while first < at and tokens[first].tag == "adv":
        first += 1
    be = bool(helpers) and helpers[0] in {"is", "are", "was", "were", "be", "been", "being", "’s", "'s"}
    return (
        first,
        negated,
        be and tokens[at].form in {"past", "part", ""} and not tokens[at].lower.endswith("ing"),
    )


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


def _said(sentence: CitingSentence, at: int, cue: Cue, subject: Found) -> Citation | None:
    """The citation of a verb with its subject before it; None if it says nothing."""
    tokens, party = sentence.tokens, subject.party
    verb = tokens[at]
    after = (
        skip_hearer(sentence, at + 1) if verb.lemma == "tell" or verb.lower in {"told", "tells"} else at + 1
    )
    if after < len(tokens) and tokens[after].lower == "out" and verb.lemma == "point":
        after += 1
    after = skip_adjuncts(sentence, after)
    nxt = tokens[after] if after < len(tokens) else None
    anchor = (tokens[subject.first].start, tokens[min(after, len(tokens)) - 1].end)
    if (
        cue.takes != ("responsibility",)
        and verb.lower[:5] in {"claim", "admit"}
        and any_of(tokens, at + 1, at + 4, frozenset({"responsibility", "credit"}))
    ):
        return None
    if (
        verb.text[0].isupper()
        and (subject.first > 0 or len(party.words) > 3)
        and party.being in {NAME, OTHER, STATE}
    ):
        return None
    base = Citation(
        party,
        verb.text,
        anchor[1],
        sentence.end,
        *anchor,
        shape="before",
        denies=cue.denies,
        others=subject.others,
        relative=subject.relative,
    )
    closing = subject.first > 0 and (
        tokens[subject.first - 1].tag == "quote" or tokens[subject.first - 1].text in {",", "–", "—", "-"}
    )
    content_before = (
        subject.first >= 2
        and not subject.relative
        and (
            (closing and not is_adjunct(tokens, subject.first - 1))
            or (is_finite(tokens, 0, subject.first) and not is_subordinate(tokens, subject.first))
        )
    )
    whole = replace(base, start=sentence.start, shape="around")
    bare = (
        not closing
        and content_before
        and tokens[subject.first - 1].tag in {"noun", "name", "num", "adj", "adv"}
    )
    if cue.takes == ("appeal",):
        plea = next(
            (
                i
                for i in range(at, min(at + 5, len(tokens) - 1))
                if tokens[i].lower in {"appeal", "appeals", "appealed"}
            ),
            None,
        )
        return (
            base
            if plea is not None and tokens[plea + 1].lower == "for" and _can_say(party, cue, clause=False)
            else None
        )
    if (
        cue.id == "report"
        and verb.form == "s"
        and subject.first == subject.last
        and tokens[subject.first].tag == "noun"
    ):
        return None  # "including business records": a noun
    if cue.takes == ("toll",):
        border = next((t.start for t in tokens[at:] if t.lower in COORDINATORS), sentence.end)
        base = replace(base, end=border)
        return base if has_toll(tokens, at) and _can_say(party, cue, clause=False) else None
    if cue.takes == ("responsibility",):
        stop = next(
            (
                i
                for i in range(at + 1, min(at + 6, len(tokens)))
                if tokens[i].lower in {"responsibility", "credit"}
            ),
            None,
        )
        if stop is None or party.being == OTHER:
            return None
        follows = (
            stop + 2 < len(tokens)
            and tokens[stop + 1].lower == "for"
            and tokens[stop + 2].tag in {"num", "adj"}
        )
        end = sentence.end if follows else tokens[stop].end
        return replace(base, start=tokens[stop].end, end=end)
    if nxt is None or nxt.text in {".", ")", "!", "?", ";"}:
        if (
            cue.denies
            or cue.id == "believe"
            or (not content_before and not (subject.first >= 2 and "clause" in cue.takes))
        ):
            return None
        if not _can_say(party, cue, clause=False) or cue.subject == "data":
            return None
        if cue.id not in {"say", "write"} and not closing and party.being in {NAME, STATE}:
            return None
        return replace(base, start=sentence.start, end=anchor[0], shape="after")
    if nxt.lower in {"nothing", "little", "so", "much", "goodbye", "yes"}:
        return None  # "said nothing of the 9 ships"
    if nxt.lower in {"dead", "missing", "killed", "injured", "wounded", "alive", "safe"}:
        return None  # "40 crew confirmed dead"
    if (
        nxt.lower == "to"
        and cue.id in {"declare", "assert"}
        and after + 1 < len(tokens)
        and tokens[after + 1].tag in {"verb", "aux"}
    ):
        return None  # "promised to send 12 tanks"
    if nxt.lower == "that" and after + 1 < len(tokens):
        if not _can_say(party, cue, clause=True):
            return None
        return whole if closing and tokens[subject.first - 1].tag == "quote" else base
    if (nxt.tag == "quote" and nxt.text in QUOTE_OPEN) or nxt.text == ":":
        if not _can_say(party, cue, clause=True) or cue.denies:
            return None
        return whole if closing and content_before else base
    if cue.denies:
        return (
            base
            if nxt.tag in {"det", "noun", "adj"}
            and any_of(tokens, after, after + 4, DISPUTED)
            and _can_say(party, cue, clause=False)
            else None
        )
    if nxt.text in {",", "–", "—", "-", "("}:
        return _at_comma(sentence, after, subject, cue, base, whole, content_before)
    if (nxt.tag == "conj" and nxt.lower not in {"if", "whether"}) or nxt.lower in {
        "as",
        "than",
        "after",
        "before",
    }:
        if not content_before or not _can_say(party, cue, clause=False) or cue.subject == "data":
            return None
        return replace(base, start=sentence.start, end=anchor[0], shape="after")
    if nxt.lower == "of" or (
        nxt.form == "ing"
        and cue.id != "report"
        and (
            nxt.lemma in PARTICIPLES
            or not clause_follows(tokens, after + 1)
            or tokens[after + 1].tag in {"pron", "det", "rel"}
        )
    ):
        if content_before and nxt.form == "ing" and cue.inverted:
            return replace(base, start=sentence.start, end=anchor[0], shape="after")
        return None
    clause = clause_follows(tokens, after, strict=cue.id != "say")
    if (
        bare
        and cue.id == "say"
        and nxt.tag != "verb"
        and party.being not in {OTHER, STATE}
        and not (party.being == NAME and len(party.words) < 2)
    ):
        return whole  # "… has risen to 61 a monitor said on Tuesday a sign of …": the commas are lost
    if (
        content_before
        and not clause
        and cue.id in {"say", "write", "declare"}
        and (closing or nxt.tag == "prep")
    ):
        return (
            replace(whole, start=sentence.start)
            if _can_say(party, cue, clause=False) and cue.inverted
            else None
        )
    if cue.id == "show" and verb.lemma in {"range", "vary"} and nxt.tag in {"prep", "adv"}:
        return base if party.being == DATA else None
    if (
        nxt.tag in {"prep", "adv", "rel", "punct"}
        and not clause
        and nxt.lower
        not in {
            "about",
            "around",
            "up",
            "over",
            "nearly",
            "almost",
            "more",
            "at",
            "between",
            "as",
            "some",
            "only",
            "just",
            "how",
            "than",
            "under",
            "no",
        }
    ):
        return None
    if (
        clause
        and ("clause" in cue.takes)
        and _can_say(party, cue, clause=cue.subject != "data" and cue.id != "report")
    ):
        if cue.subject == "data" and party.being not in {DATA, DOCUMENT} and party.kind not in STUDIES:
            return None
        inserted = nxt.tag in {"verb", "aux"}  # "three men they say are suspects"
        return replace(base, start=group_start(tokens, subject.first)) if inserted else base
    if (
        cue.subject == "data"
        and party.being in {DATA, DOCUMENT}
        and nxt.tag in {"det", "name", "noun", "num", "adj"}
        and verb.form != "base"
    ):
        return base
    if "figure" in cue.takes and figure_follows(tokens, after) and _can_say(party, cue, clause=False):
        if verb.lemma == "claim" and party.being not in {PERSON, ORGANISATION, PEOPLE, PRONOUN, DOCUMENT}:
            return None
        if cue.id in {"declare", "believe"} and party.being in {NAME, STATE}:
            return None
        return base
    return None


def _at_comma(
    sentence: CitingSentence,
    after: int,
    subject: Found,
    cue: Cue,
    base: Citation,
    whole: Citation,
    content_before: bool,
) -> Citation | None:
    """The verb and then a comma: what is said stands before it, or around it."""
    tokens = sentence.tokens
    follows = tokens[after + 1] if after + 1 < len(tokens) else None
    if (
        follows is not None
        and follows.tag == "quote"
        and follows.text in QUOTE_OPEN
        and _can_say(subject.party, cue, clause=True)
    ):
        return whole if content_before else base
    if cue.subject == "data" or not _can_say(subject.party, cue, clause=False):
        return None
    closing = subject.first > 0 and tokens[subject.first - 1].tag in {"punct", "quote"}
    if cue.id == "believe":
        return None  # "more than pollsters have assumed, with …"
    if cue.id not in {"say", "write"} and not closing and subject.party.being in {NAME, STATE}:
        return None
    if not content_before:
        if follows is None or cue.id != "say":
            return None
        if follows.form == "ing" or follows.lower in {"citing", "quoting"}:
            closed = next(
                (i for i in range(after + 1, min(len(tokens), after + 25)) if tokens[i].text == ","), None
            )
            return replace(base, start=tokens[closed].end) if closed is not None else None
        return base
    if (
        follows is None
        or follows.form == "ing"
        or follows.tag == "rel"
        or follows.lower in {*COORDINATORS, "as", "after", "who", "which", "or"}
    ):
        return replace(base, start=sentence.start, end=base.anchor_start, shape="after")
    return whole


def _inverted(
    sentence: CitingSentence, at: int, subject: Found | None, entries: Sequence[Cue]
) -> Citation | None:
    """As in "…, said the minister": the verb before its subject, after or amid what is said."""
    tokens = sentence.tokens
    cue = next((c for c in entries if c.inverted), None)
    if (
        cue is None
        or at == 0
        or at + 1 >= len(tokens)
        or tokens[at - 1].tag == "aux"
        or tokens[at].lower in {"told", "tells"}
    ):
        return None
    if (
        subject is not None
        and subject.party.being not in {OTHER, NAME}
        and not (subject.party.being == PRONOUN and tokens[at - 1].text == ",")
    ):
        return None
    if tokens[at].form not in {"past", "s", ""}:
        return None
    right = phrase_after(sentence.text, tokens, at + 1, sentence.sources)
    if (
        right is None
        or (right.party.being in {OTHER} and tokens[at - 1].tag not in {"quote"})
        or right.party.being == PRONOUN
    ):
        return None
    marked = tokens[at - 1].tag == "quote" or tokens[at - 1].text in {",", "–", "—", "-", "?", "!"}
    if not marked and (cue.id != "say" or tokens[at].lower in {"told", "tells", "added", "adds"}):
        return None
    beyond = right.last + 1
    follows = tokens[beyond] if beyond < len(tokens) else None
    relative = (
        follows is not None
        and follows.lower == "that"
        and beyond + 1 < len(tokens)
        and tokens[beyond + 1].tag in {"verb", "aux"}
    )
    if (
        follows is not None
        and not marked
        and not relative
        and ((follows.tag in {"aux", "verb"} and follows.form != "ing") or follows.lower == "that")
    ):
        return None  # "the minister said the army had …"
    if follows is not None and marked and follows.tag in {"aux"} and tokens[at - 1].tag != "quote":
        return None
    if subject is not None and not marked and not relative and clause_follows(tokens, right.first):
        return None
    anchor = (tokens[at].start, tokens[right.last].end)
    base = Citation(
        right.party,
        tokens[at].text,
        sentence.start,
        anchor[0],
        *anchor,
        shape="after",
        denies=cue.denies,
        others=right.others,
    )
    if follows is not None and follows.text in {",", ":", "–", "—"} and beyond + 1 < len(tokens):
        nxt = tokens[beyond + 1]
        if nxt.tag == "quote" or (
            nxt.tag not in {"conj", "rel"} and nxt.form != "ing" and is_finite(tokens, beyond, len(tokens))
        ):
            return replace(base, end=sentence.end, shape="around")
    if follows is not None and follows.tag == "quote":
        return replace(base, end=sentence.end, shape="around")
    return base


def _participle(
    sentence: CitingSentence, at: int, entries: Sequence[Cue], found: Sequence[Citation]
) -> Citation | None:
    """As in "…, saying 11 soldiers died", "with the agency confirming four deaths"."""
    tokens = sentence.tokens
    token = tokens[at]
    cue = next(
        (
            c
            for c in entries
            if set(c.verbs) & PARTICIPLES
            and (token.lemma in c.verbs or len(entries) == 1 or c.id in {"say", "declare"})
        ),
        None,
    )
    if cue is None or at == 0 or at + 1 >= len(tokens):
        return None
    before = tokens[at - 1]
    nxt = tokens[at + 1]
    if (
        (before.tag in {"aux", "prep", "det"} and before.lower not in {"by"})
        or before.lower
        in {
            "keep",
            "kept",
            "without",
            "avoid",
            "of",
        }
    ) and before.tag != "aux":
        return None
    after = skip_adjuncts(sentence, at + 1)
    says = (
        nxt.lower == "that"
        or nxt.tag == "quote"
        or clause_follows(tokens, after)
        or (cue.id in {"report", "estimate"} and figure_follows(tokens, after))
    )
    if "figure" in cue.takes and cue.id in {"declare", "say"} and figure_follows(tokens, after):
        says = True
    if "toll" in {t for c in entries for t in c.takes} and has_toll(tokens, at):
        says = True
    if not says:
        return None
    anchor = (token.start, token.end)
    if found and found[-1].anchor_end <= token.start and not found[-1].relative:
        return Citation(
            None, token.text, token.end, sentence.end, *anchor, shape="before", denies=cue.denies, join=True
        )
    subject: Found | None = None
    start = next((i for i in range(at - 1, max(-1, at - 9), -1) if tokens[i].lower == "with"), None)
    if before.tag != "punct" and start is not None:
        subject = phrase_before(sentence.text, tokens, at - 1, sentence.sources)
    elif before.tag == "aux":
        subject = phrase_before(sentence.text, tokens, verb_group(tokens, at)[0] - 1, sentence.sources)
    if subject is None:
        subject = main_subject(sentence, at)
    if (
        subject is None
        or subject.party.being == OTHER
        or (subject.party.being == STATE and cue.id != "say")
        or not _can_say(subject.party, cue, clause=True)
    ):
        return None
    return Citation(
        subject.party, token.text, token.end, sentence.end, *anchor, shape="before", denies=cue.denies
    )


def _passive(sentence: CitingSentence, at: int, first: int, entries: Sequence[Cue]) -> Citation | None:
    """As in "was reported by the ministry", "was told by a nurse that …"; None for "reported dead"."""
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
