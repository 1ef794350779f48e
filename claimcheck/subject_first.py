"""Citations whose subject stands before the verb: "police said 12 died", "12 died, police said"."""

from dataclasses import replace

from claimcheck.citations import (
    COORDINATORS,
    Citation,
    CitingSentence,
    any_of,
    bare_toll,
    clause_follows,
    figure_follows,
    group_start,
    has_toll,
    is_adjunct,
    is_finite,
    is_subordinate,
    skip_adjuncts,
    skip_hearer,
)
from claimcheck.cues import Cue
from claimcheck.groups import group_right
from claimcheck.phrases import Found
from claimcheck.source_rules import DATA, DOCUMENT, NAME, ORGANISATION, OTHER, PEOPLE, PERSON, PRONOUN, STATE
from claimcheck.subject_forms import at_comma
from claimcheck.verb_groups import DISPUTED, PARTICIPLES, QUOTE_OPEN, RESEARCH, STUDIES, can_say

WON = frozenset(  # what is claimed by having it, not by saying so
    {
        "delegates",
        "seats",
        "votes",
        "lives",
        "victims",
        "medals",
        "titles",
        "wins",
        "points",
        "prizes",
        "benefits",
    }
)
MENTIONS = {
    "speak": "of", "talk": "of", "stick": "to", "keep": "to", "cling": "to", "stand": "by", "insist": "on"
}  # fmt: skip
TOLD_OF = frozenset({"say", "believe", "report", "estimate", "show"})
WORRIES = frozenset({"concern", "concerns", "alarm", "fear", "fears", "worry", "worries"})


def said_after_subject(sentence: CitingSentence, at: int, cue: Cue, subject: Found) -> Citation | None:
    """The citation of a verb with its subject before it; None if it says nothing."""
    tokens, party = sentence.tokens, subject.party
    verb = tokens[at]
    after = skip_hearer(sentence, at + 1) if verb.lemma == "tell" or verb.lower in {"told", "tells"} else at + 1
    if cue.hearer:
        after = skip_hearer(sentence, at + 1)
        if not _heard(sentence, skip_adjuncts(sentence, after)):
            return None  # "informed 12 players by letter"
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
    if verb.text[0].isupper() and (subject.first > 0 or len(party.words) > 3) and party.being in {NAME, OTHER, STATE}:
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
    bare = not closing and content_before and tokens[subject.first - 1].tag in {"noun", "name", "num", "adj", "adv"}
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
            base if plea is not None and tokens[plea + 1].lower == "for" and can_say(party, cue, clause=False) else None
        )
    if verb.lemma == "tally" and party.being != DATA and not party.named:
        return None  # "these homes have tallied 42 deaths": they had them
    if cue.takes == ("concern",):
        worry = next((i for i in range(at + 1, min(at + 5, len(tokens) - 1)) if tokens[i].lower in WORRIES), None)
        named = worry is not None and tokens[worry + 1].lower in {"about", "over", "for", "that", "at"}
        return base if named and can_say(party, cue, clause=False) else None
    if (
        cue.id == "report"
        and verb.form == "s"
        and subject.first == subject.last
        and tokens[subject.first].tag == "noun"
    ):
        return None  # "including business records": a noun
    if cue.id == "see" and party.being not in {PERSON, PEOPLE}:
        return None  # "the company saw 12 orders fall away"
    if cue.id == "measure" and not verb.lower.endswith("ed"):
        return None  # "passed a Review Act measure 52-47"
    if cue.takes == ("content",):
        start = _content(sentence, at, after)
        return replace(base, start=start) if start is not None and can_say(party, cue, clause=True) else None
    if cue.takes == ("toll",):
        border = next((t.start for t in tokens[at:] if t.lower in COORDINATORS), sentence.end)
        base = replace(base, end=border)
        return base if has_toll(tokens, at) and can_say(party, cue, clause=False) else None
    if cue.takes == ("lone figure",):
        sure = party.named or party.being in {ORGANISATION, PEOPLE}
        told = bare_toll(tokens, after, casualties=not sure or party.kind == "company")
        return base if told and can_say(party, cue, clause=False) else None
    if cue.takes == ("responsibility",):
        stop = next(
            (i for i in range(at + 1, min(at + 6, len(tokens))) if tokens[i].lower in {"responsibility", "credit"}),
            None,
        )
        if stop is None or party.being == OTHER:
            return None
        follows = stop + 2 < len(tokens) and tokens[stop + 1].lower == "for" and tokens[stop + 2].tag in {"num", "adj"}
        end = sentence.end if follows else tokens[stop].end
        return replace(base, start=tokens[stop].end, end=end)
    if nxt is None or nxt.text in {".", ")", "!", "?", ";"}:
        if (
            cue.denies
            or cue.id == "believe"
            or (not content_before and not (subject.first >= 2 and "clause" in cue.takes))
        ):
            return None
        found_out = party.being == DATA or party.head in RESEARCH or party.kind in STUDIES
        if cue.subject == "data" and closing and found_out:
            return replace(base, start=sentence.start, end=anchor[0], shape="after")  # "…, a study found."
        people = party.being == OTHER and closing and tokens[subject.last].lower in sentence.sources.people
        if not (can_say(party, cue, clause=False) or (people and cue.id == "say")) or cue.subject == "data":
            return None  # but "…, freed pupils told the paper"
        loose = not closing and (
            party.being in {NAME, STATE} or tokens[subject.first - 1].text == ";"
        )  # "…; 3rd body reported"
        if cue.id not in {"say", "write"} and loose:
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
        and tokens[after + 1].lower != "have"
    ):
        return None  # "promised to send 12 tanks"
    reduced = cue.id in TOLD_OF and verb.form == "past" and nxt.lower == "to" and after + 1 < len(tokens)
    if reduced and tokens[after + 1].lower in {"be", "have"}:
        return None  # "a girl said to be 10 killed 19 people", "12 men believed to be underground"
    if nxt.lower == "that" and after + 1 < len(tokens):
        if not can_say(party, cue, clause=True):
            return None
        return whole if closing and tokens[subject.first - 1].tag == "quote" else base
    if (nxt.tag == "quote" and nxt.text in QUOTE_OPEN) or nxt.text == ":":
        if not can_say(party, cue, clause=True) or cue.denies:
            return None
        if cue.id in {"declare", "assert"} and nxt.tag == "quote":  # "promised “swift action” after 12 men died"
            closed = next((t for t in tokens[after + 1 : after + 6] if t.tag == "quote"), None)
            if closed is not None and not is_finite(tokens, after, after + 6):
                return replace(base, end=closed.end)
        return whole if closing and content_before else base
    if verb.lemma == "point" and cue.takes != ("mention",) and tokens[min(at + 1, len(tokens) - 1)].lower == "to":
        return None  # "pointed to the gate and its 12 locks"
    if cue.takes == ("mention",) and verb.lemma == "point":
        return (
            replace(base, start=tokens[at].end) if _lists(sentence, at) and can_say(party, cue, clause=False) else None
        )
    if cue.takes == ("mention",):
        lead = tokens[after + 1] if after + 1 < len(tokens) else nxt  # "spoke of hope to 300 workers"
        counts = lead.tag not in {"noun", "name", "det", "pron"}
        counts = counts or any_of(tokens, after + 2, after + 4, sentence.cues.contents)  # "stood by the figure of 12"
        spoken = nxt.lower == MENTIONS.get(verb.lemma) and counts and figure_follows(tokens, after + 1)
        return base if spoken and can_say(party, cue, clause=False) else None
    if cue.takes == ("account",):
        tells = nxt.lower in {"how", "seeing", "hearing", "finding", "counting"} or nxt.form == "ing"
        return base if tells and can_say(party, cue, clause=False) else None
    if cue.denies:
        if nxt.lower == "as":  # "dismissed as lies claims that …"
            last = group_right(tokens, after + 1)
            after = (last if last is not None else after + 1) + 1
            nxt = tokens[min(after, len(tokens) - 1)]
        return (
            replace(base, denies=not _goes_on(sentence, after))
            if nxt.tag in {"det", "noun", "adj", "verb"}
            and any_of(tokens, after, after + 4, DISPUTED)
            and can_say(party, cue, clause=False)
            else None
        )
    if nxt.text in {",", "–", "—", "-", "("}:
        return at_comma(sentence, after, subject, cue, base, whole, content_before)
    if (nxt.tag == "conj" and nxt.lower not in {"if", "whether"}) or nxt.lower in {
        "as",
        "than",
        "after",
        "before",
    }:
        if not content_before or not can_say(party, cue, clause=False) or cue.subject == "data":
            return None
        return replace(base, start=sentence.start, end=anchor[0], shape="after")
    owns_up = verb.lemma in {"acknowledge", "admit", "report", "confirm", "announce"} and nxt.form == "ing"
    to_have = nxt.lower == "to" and after + 1 < len(tokens) and tokens[after + 1].lower == "have"
    if (owns_up or (to_have and "clause" in cue.takes)) and figure_follows(tokens, after + 1):
        return base if can_say(party, cue, clause=False) else None  # "claims to have killed 12"
    if cue.id == "accuse":
        of = next(
            (i for i in range(after + 1, min(after + 9, len(tokens))) if tokens[i].lower in {"of", "for"}),
            None,
        )
        told = of is not None and figure_follows(tokens, of + 1)
        return base if told and can_say(party, cue, clause=False) else None
    if (
        cue.subject == "data"
        and party.being in {DATA, DOCUMENT}
        and nxt.form == "ing"
        and after + 1 < len(tokens)
        and tokens[after + 1].tag in {"noun", "adj"}
    ):
        return base  # "the audit found improving skies for airlines"
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
    if cue.id == "believe" and verb.lemma == "expect" and nxt.lower == "to" and after + 1 < len(tokens):
        sold = figure_follows(tokens, after + 2) and can_say(party, cue, clause=True)
        return base if sold else None  # "the company expects to close 12 shops"
    if cue.id == "assert" and nxt.tag == "num" and after + 1 < len(tokens) and tokens[after + 1].lower == "times":
        return None  # "agreed 60 times"
    clause = clause_follows(tokens, after, strict=cue.id != "say")
    if (
        bare
        and cue.id == "say"
        and nxt.tag != "verb"
        and party.being not in {OTHER, STATE}
        and not (party.being == NAME and len(party.words) < 2)
    ):
        return whole  # "… has risen to 61 a monitor said on Tuesday a sign of …": the commas are lost
    if content_before and closing and nxt.tag == "verb" and tokens[after - 1].lower in sentence.cues.media:
        return replace(whole, end=anchor[0], shape="after") if can_say(party, cue, clause=False) else None
    if content_before and not clause and cue.id in {"say", "write", "declare"} and (closing or nxt.tag == "prep"):
        return whole if can_say(party, cue, clause=False) and cue.inverted else None
    if cue.id == "show" and verb.lemma in {"range", "vary"} and nxt.tag in {"prep", "adv"}:
        return base if party.being == DATA else None
    if (
        nxt.tag in {"prep", "adv", "rel", "punct"}
        and nxt.text not in {"$", "€", "£"}
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
    if clause and ("clause" in cue.takes) and can_say(party, cue, clause=cue.subject != "data" and cue.id != "report"):
        found_out = party.being in {DATA, DOCUMENT} or party.kind in STUDIES or party.head in RESEARCH
        if cue.subject == "data" and not found_out:
            return None
        inserted = nxt.tag in {"verb", "aux"}  # "three men they say are suspects"
        return replace(base, start=group_start(tokens, subject.first)) if inserted else base
    if (
        cue.subject == "data"
        and party.being in {DATA, DOCUMENT}
        and nxt.tag in {"det", "name", "noun", "num", "adj"}
        and (verb.form != "base" or verb.lower == "put")
    ):
        return base
    if "figure" in cue.takes and figure_follows(tokens, after) and can_say(party, cue, clause=False):
        if cue.id == "want" and not any(t.tag == "num" for t in tokens[after : after + 5]):
            return None  # "demanded an inquiry into the fate of 70 miners"
        if verb.lemma == "claim" and any_of(tokens, after, after + 10, WON):
            return None  # "had claimed at least 89 of the 95 delegates"
        if verb.lemma == "claim" and party.being not in {PERSON, ORGANISATION, PEOPLE, PRONOUN, DOCUMENT}:
            return None
        if cue.id in {"declare", "believe"} and party.being in {NAME, STATE}:
            return None
        return base
    return None


def _content(sentence: CitingSentence, at: int, after: int) -> int | None:
    """Where what is said begins: at a quote’s mark, or behind a noun for it ("repeated the claim that")."""
    tokens = sentence.tokens
    quoted = after + (1 if after < len(tokens) and tokens[after].text in {",", ":"} else 0)
    if quoted < len(tokens) - 1 and tokens[quoted].text in QUOTE_OPEN and tokens[quoted + 1].text[0].isupper():
        return tokens[quoted].start
    noun = next((i for i in range(at + 1, min(at + 9, len(tokens))) if tokens[i].lower in sentence.cues.contents), None)
    if noun is None or any(t.lemma == "'s" or t.tag in {"aux", "punct"} for t in tokens[at + 1 : noun]):
        return None  # "repeated Lee’s claim": it is Lee’s
    for index in range(noun + 1, min(noun + 12, len(tokens) - 1)):
        token, nxt = tokens[index], tokens[index + 1]
        if token.lower == "that" and nxt.tag not in {"verb", "aux"}:
            return token.end
        if token.lower == "of" and index == noun + 1 and nxt.tag == "num":
            return token.end  # "had given a figure of 73"
        if nxt.text in QUOTE_OPEN and token.text in {",", ":"}:
            return nxt.start
        if token.text in QUOTE_OPEN and index == noun + 1:
            return token.start
        if token.tag in {"verb", "aux", "punct"} or (token.tag == "quote"):
            return None
    return None


def _heard(sentence: CitingSentence, at: int) -> bool:
    """Whether what the hearer was told begins at ``at``: "informed the council [that] …"."""
    tokens = sentence.tokens
    return at < len(tokens) and (tokens[at].lower == "that" or tokens[at].tag == "quote" or tokens[at].text == ":")


def _goes_on(sentence: CitingSentence, first: int) -> bool:
    """Whether the source then says something of its own, before any figure: "rejected the count AND SAID 66 died"."""
    tokens = sentence.tokens
    for index in range(first, min(first + 10, len(tokens) - 1)):
        if tokens[index].tag == "num":
            return False
        if tokens[index].lower in {"and", "but"}:
            ahead = tokens[index + 2 if tokens[index + 1].tag == "adv" and index + 2 < len(tokens) else index + 1]
            said = sentence.cues.verbs.get(ahead.lower, ())
            return ahead.tag == "verb" and bool(said) and not said[0].denies
    return False


def _lists(sentence: CitingSentence, at: int) -> bool:
    """Whether a figure or a list is pointed to: "points to a list of 3,000 names", "pointed to 40 deaths"."""
    tokens = sentence.tokens
    if at + 3 >= len(tokens) or tokens[at + 1].lower != "to":
        return False
    lead = tokens[at + 2]
    if lead.lower in {"a", "an"}:
        return any(t.tag == "num" for t in tokens[at + 3 : at + 9])
    return lead.tag in {"num", "adv", "adj", "prep"} and any(t.tag == "num" for t in tokens[at + 2 : at + 5])
