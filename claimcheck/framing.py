"""Citations without a verb of saying: "according to the ministry", "the official figure of 64"."""

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.citations import COORDINATORS, Citation, CitingSentence, is_finite, main_subject
from claimcheck.cues import Frame
from claimcheck.groups import group_left
from claimcheck.phrases import Found, phrase_before
from claimcheck.phrases_after import phrase_after
from claimcheck.source_rules import CALENDAR, DATA, NAME, ORGANISATION, OTHER, PRONOUN, STATE
from claimcheck.sources import Party
from claimcheck.verb_groups import verb_group


def frame_citation(sentence: CitingSentence, at: int, found: Sequence[Citation]) -> Citation | None:
    """The citation of the frame that begins at token ``at``, the longest one; None if none does."""
    tokens = sentence.tokens
    for words, frame in sentence.cues.frames[tokens[at].lower]:
        if tuple(t.lower for t in tokens[at : at + len(words)]) == words:
            return _framed(sentence, at, at + len(words), frame, found)
    return None


def _framed(sentence: CitingSentence, at: int, after: int, frame: Frame, found: Sequence[Citation]) -> Citation | None:
    tokens = sentence.tokens
    if frame.role == "itself":
        if (
            tokens[after - 1].lower == "that"
            and at > 0
            and tokens[at - 1].tag not in {"verb", "aux", "prep", "adj", "det"}
        ):
            return None  # "the agency reports that": the verb
        anchor = (tokens[at].start, tokens[after - 1].end)
        own = [t for t in tokens[at:after] if t.lower not in {"by", "that"}]
        label = " ".join(t.text for t in own)
        party = Party(own[0].start, own[-1].end, label, label.lower().replace(" ", "-"), "data", DATA)
        if tokens[after - 1].lower == "that" or (
            after + 1 < len(tokens) and tokens[after].text == "," and at > 0 and tokens[at - 1].text == ","
        ):
            return Citation(party, tokens[at].text, anchor[1], sentence.end, *anchor, shape="before")
        return _scoped(sentence, Found(at, after - 1, party), "by", at, after)
    if frame.role == "origin" and tokens[at].lower in {"quoted", "cited"}:
        quoted = _quoted_as_saying(sentence, at)
        if quoted is not None:
            return quoted
    right = phrase_after(sentence.text, tokens, after, sentence.sources)
    if right is None:
        return None
    cue = sentence.text[tokens[at].start : tokens[after - 1].end]
    anchor = (tokens[at].start, tokens[right.last].end)
    if frame.role == "origin":
        if right.party.being in {OTHER, PRONOUN}:
            return None  # "the study cites it"
        if (
            right.last + 2 < len(tokens)
            and tokens[right.last + 1].lower == "as"
            and tokens[right.last + 2].form == "ing"
        ):
            return Citation(
                right.party,
                cue,
                tokens[right.last + 2].end,
                sentence.end,
                anchor[0],
                tokens[right.last + 2].end,
                shape="before",
            )
        if tokens[at].lower in {"quoted", "cited"} and right.last + 1 < len(tokens) and not (found and found[-1].party):
            return None
        return Citation(None, cue, anchor[0], anchor[0], *anchor, shape="origin", origins=(right.party, *right.others))
    if frame.role == "agent":
        if right.party.being in {OTHER, NAME, STATE, PRONOUN} or (
            right.party.kind in {"military", "armed_group"}
            and tokens[at].lower not in {"reported", "confirmed", "announced"}
        ):
            return None
        if found and found[-1].anchor_end <= anchor[0]:
            return _given_before(sentence, right, cue, at)
        beyond = tokens[right.last + 1 : right.last + 3]
        if len(beyond) == 2 and beyond[0].lower == "to" and beyond[1].tag == "verb":
            return Citation(  # "is estimated by the bank to cost 12 million"
                right.party, cue, sentence.start, sentence.end, *anchor, shape="around", others=right.others
            )
        return Citation(right.party, cue, sentence.start, anchor[0], *anchor, shape="after", others=right.others)
    if tokens[at].lower == "per" and (right.party.being in {OTHER, STATE, NAME} or tokens[after].tag == "num"):
        return None  # "per dealer", "per the hour", "per 1,000 residents"
    if right.party.being == OTHER and not (
        right.party.definite or tokens[after].tag == "det" or tokens[right.last].tag == "name"
    ):
        return None
    return _scoped(sentence, right, cue, at, right.last + 1)


def _given_before(sentence: CitingSentence, source: Found, cue: str, at: int) -> Citation | None:
    """The figure right before, which somebody else gave: "said 24 died, well above the nine announced by …"."""
    tokens = sentence.tokens
    before = at - 2 if tokens[at - 1].tag == "adv" or tokens[at - 1].lower in {"first", "earlier"} else at - 1
    figure = next((i for i in range(before, max(0, before - 3), -1) if tokens[i].tag == "num"), None)
    if figure is None or any(t.tag not in {"noun", "adj"} for t in tokens[figure + 1 : before + 1]):
        return None
    anchor = (tokens[at].start, tokens[source.last].end)
    return Citation(source.party, cue, tokens[figure].start, tokens[at].start, *anchor, shape="inner")


def _quoted_as_saying(sentence: CitingSentence, at: int) -> Citation | None:
    """As in "the minister was quoted [by Tass] as saying 12 …", "12 …, Tass quoted her as saying"."""
    tokens = sentence.tokens
    saying = next(
        (
            i + 1
            for i in range(at + 1, min(at + 12, len(tokens) - 1))
            if tokens[i].lower == "as" and tokens[i + 1].lower in {"saying", "telling"}
        ),
        None,
    )
    if saying is None:
        return None
    first, negated, passive = verb_group(tokens, at)
    if passive:
        found = phrase_before(sentence.text, tokens, first - 1, sentence.sources) if first > 0 else None
    else:
        found = phrase_after(sentence.text, tokens, at + 1, sentence.sources)
        first = at
    if found is None or negated or found.party.being == OTHER:
        return None
    anchor = (tokens[min(first, found.first)].start, tokens[saying].end)
    nxt = tokens[saying + 1] if saying + 1 < len(tokens) else None
    if nxt is not None and nxt.lower == "by":  # "… was quoted as saying by Tass."
        nxt = None
    if nxt is None or nxt.text in {".", ",", ";"}:
        opened = next((i for i in range(min(first, found.first) - 1, -1, -1) if tokens[i].tag == "punct"), None)
        opened = opened if opened is not None else min(first, found.first) - 1
        if opened < 1:
            return None
        return Citation(found.party, "quoted as saying", sentence.start, anchor[0], *anchor, shape="after")
    return Citation(found.party, "quoted as saying", anchor[1], sentence.end, *anchor, shape="before")


def _scoped(sentence: CitingSentence, found: Found, cue: str, at: int, after: int) -> Citation:
    """A frame's stretch: what follows it where it opens a clause, else what stands before and after."""
    tokens = sentence.tokens
    anchor = (tokens[at].start, tokens[after - 1].end)
    base = Citation(found.party, cue, sentence.start, sentence.end, *anchor, shape="around", others=found.others)
    lead = [t for t in tokens[:at] if t.tag not in {"punct", "quote"}]
    opens = not is_finite(tokens, 0, at) and (
        len(lead) <= 1 or all(t.tag in {"adv", "conj", "prep"} or t.lower in CALENDAR for t in lead)
    )
    if opens or (
        (at > 1 and tokens[at - 1].tag == "conj")
        or (at > 2 and tokens[at - 1].text == "," and tokens[at - 2].tag == "conj")
    ):
        return replace(base, start=anchor[1], shape="before")
    nxt = tokens[after] if after < len(tokens) else None
    if (
        nxt is not None
        and nxt.text == ","
        and after + 1 < len(tokens)
        and tokens[after + 1].lower in {*COORDINATORS, "and", "who", "which"}
    ):
        return replace(base, end=anchor[0], shape="after")
    return base


COPULAS = frozenset({"is", "was", "stands", "stood", "remains", "remained"})
OWNERS = frozenset({"his", "her", "their", "its"})
INQUIRIES = frozenset({"poll", "survey", "study", "census", "polls", "surveys", "polling", "audit", "average"})


def possessed_figure(sentence: CitingSentence, at: int) -> Citation | None:
    """As in "the mayor’s claim of 300 jobs", "its estimate that 12 died": to the clause’s end."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens):
        return None
    if tokens[at + 1].lower in {"by", "from"}:
        return _made_by(sentence, at)
    owner = _owner(sentence, at)
    if owner is None:
        return None
    if tokens[at + 1].text == ",":  # "By the union’s count, 300 …"
        if owner.first != 1 or tokens[0].lower not in {"by", "in"} or owner.party.being in {OTHER, PRONOUN}:
            return None
        anchor = (tokens[0].start, tokens[at].end)
        return Citation(owner.party, tokens[at].text, anchor[1], sentence.end, *anchor, shape="before")
    if owner.party.being == OTHER:
        return None
    if tokens[at + 1].text == ":" or tokens[at + 1].lower in COPULAS:
        return _figure_given(sentence, owner, at)
    if tokens[at + 1].lower not in {"of", "that"}:
        return None
    if owner.party.being == PRONOUN:
        if tokens[at + 1].lower != "that":
            return None
        subject = main_subject(sentence, owner.first)  # "Lee repeated his claim that 300 …"
        if subject is None or subject.last >= owner.first or subject.party.being in {OTHER, STATE, PRONOUN}:
            return None
        owner = subject
    stop = next((i for i in range(at + 2, len(tokens)) if tokens[i].text in {",", ";", ".", "–", "—"}), None)
    end = tokens[stop].start if stop is not None else sentence.end
    anchor = (tokens[owner.first].start, tokens[at + 1].end)
    return Citation(owner.party, tokens[at].text, tokens[at + 1].end, end, *anchor, shape="inner")


def _made_by(sentence: CitingSentence, at: int) -> Citation | None:
    """As in "a claim by the union that 300 jobs were lost": to the clause’s end."""
    tokens = sentence.tokens
    found = phrase_after(sentence.text, tokens, at + 2, sentence.sources)
    if found is None or found.party.being in {STATE, PRONOUN} or found.last + 2 >= len(tokens):
        return None
    if tokens[found.last + 1].lower != "that" or tokens[found.last + 2].tag in {"verb", "aux"}:
        return None
    stop = next((t.start for t in tokens[found.last + 2 :] if t.text in {",", ";", "."}), sentence.end)
    anchor = (tokens[found.first].start, tokens[found.last + 1].end)
    return Citation(found.party, tokens[at].text, anchor[1], stop, *anchor, shape="inner")


def _figure_given(sentence: CitingSentence, owner: Found, at: int) -> Citation | None:
    """As in "the union’s final count: 300", "her estimate is between 70 and 80": the figure alone is the owner’s."""
    tokens = sentence.tokens
    figure = next((i for i in range(at + 2, min(at + 7, len(tokens))) if tokens[i].tag == "num"), None)
    if figure is None or any(t.tag in {"noun", "name", "verb", "aux"} for t in tokens[at + 2 : figure]):
        return None
    stop = next((i for i in range(figure, len(tokens)) if tokens[i].text in {".", ";", ","}), len(tokens) - 1)
    anchor = (tokens[owner.first].start, tokens[at].end)
    return Citation(owner.party, tokens[at].text, tokens[at].end, tokens[stop].end, *anchor, shape="inner")


def _owner(sentence: CitingSentence, at: int) -> Found | None:
    """Whose claim or view the noun at ``at`` is: "the union’s [count]", "her own [estimate]"."""
    tokens = sentence.tokens
    for index in range(at - 1, max(-1, at - 4), -1):
        token = tokens[index]
        if token.lower in OWNERS:
            head = "they" if token.lower == "their" else "it" if token.lower == "its" else "he"
            party = Party(token.start, token.end, token.text, "", "", PRONOUN, head=head)
            return Found(index, index, party)
        if token.lemma == "'s":
            found = phrase_before(sentence.text, tokens, index - 1, sentence.sources) if index > 0 else None
            return found if found is not None and found.last == index - 1 else None
        if token.tag not in {"adj", "noun", "num", "verb", "det"}:
            return None
    return None


def by_inquiry(sentence: CitingSentence, at: int) -> Citation | None:
    """As in "in a survey of 1,000 voters, 54 percent …", "54 percent of those in the poll"."""
    tokens = sentence.tokens
    first = group_left(tokens, at)
    if first is None:
        return None
    nxt = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    shares = any(t.lower in {"percent", "%", "cent", "point", "points"} for t in tokens[at:])
    if nxt in {"had", "has", "gave", "gives"} and shares and at - first >= 1:  # "a Horizont poll had her ahead"
        lead = phrase_after(sentence.text, tokens[: at + 1], first, sentence.sources)
        anchor = (tokens[first].start, tokens[at + 1].end)
        return (
            Citation(lead.party, nxt, anchor[1], sentence.end, *anchor, shape="before")
            if lead is not None and lead.party.being in {DATA, ORGANISATION}
            else None
        )
    if first < 1 or tokens[first - 1].lower not in {"in", "from", "by"}:
        return None
    if tokens[first].tag != "det" and tokens[at].lower not in {"polls", "surveys", "polling"}:
        return None
    average = tokens[at].lower == "average"  # "dropped in the Horizont average from 25 percent"
    named = tokens[: at - 1 if tokens[at - 1].lower == "polling" else at] if average else tokens
    found = phrase_after(sentence.text, named, first, sentence.sources)
    if found is None or not (
        found.party.kind == "pollster" if average else found.party.being == DATA or found.party.head == "study"
    ):
        return None
    figures = any(t.tag == "num" for t in tokens[: first - 1])
    opens = first <= 2 or not (figures or is_finite(tokens, 0, first - 1))
    if not opens and not any(t.lower in {"percent", "%", "cent", "half", "thirds"} for t in tokens):
        return None  # "the mayor was named in a survey of 12 towns"
    anchor = (tokens[first - 1].start, tokens[found.last].end)
    start = anchor[0] if opens else sentence.start
    return Citation(found.party, tokens[first - 1].text, start, sentence.end, *anchor, shape="around")


def official_figure(sentence: CitingSentence, at: int) -> Citation | None:
    """As in "the official death toll stands at 64", "the official figure of 64"."""
    tokens = sentence.tokens
    last = at + 1
    if last < len(tokens) and tokens[last].lower == "death":
        last += 1
    if last + 1 >= len(tokens) or tokens[last].lower.rstrip("s") not in {
        "toll",
        "figure",
        "count",
        "tally",
        "number",
        "estimate",
    }:
        return None
    label = " ".join(t.text for t in tokens[at : last + 1])
    party = Party(tokens[at].start, tokens[last].end, label, "official-figures", "government", DATA)
    nxt = tokens[last + 1]
    if nxt.lower == "of":
        stop = min(last + 5, len(tokens) - 1)
        return Citation(party, "of", nxt.end, tokens[stop].end, party.start, nxt.end, shape="inner")
    verb = next((i for i in range(last + 1, min(last + 4, len(tokens))) if tokens[i].tag in {"verb", "aux"}), None)
    if verb is None or tokens[verb].lower not in {
        "remains",
        "remained",
        "stands",
        "stood",
        "is",
        "was",
        "shows",
        "showed",
        "show",
        "put",
        "puts",
    }:
        return None
    stop = next((i for i in range(verb, len(tokens)) if tokens[i].text in {",", ";"}), len(tokens) - 1)
    return Citation(
        party,
        tokens[verb].text,
        tokens[verb].end,
        tokens[stop].end,
        party.start,
        tokens[verb].end,
        shape="inner",
    )
