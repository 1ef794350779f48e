"""The verb of saying itself: its group of helpers, whether it is one after all, who may be its subject."""

from collections.abc import Sequence

from claimcheck.cues import Cue
from claimcheck.groups import group_left
from claimcheck.source_rules import CALENDAR, DATA, DOCUMENT, OTHER, PRONOUN, STATE
from claimcheck.sources import Party
from claimcheck.values import Token

STUDIES = frozenset(
    {
        "study", "scientists", "data", "pollster", "think_tank", "university", "statistics", "statement",
        "weather_quake", "central_bank", "ratings_agency", "health_agency", "monitor", "court"
    }
)  # fmt: skip


PARTICIPLES = frozenset(
    {
        "say", "add", "note", "claim", "warn", "confirm", "estimate", "put", "state", "stress", "declare",
        "announce", "explain", "argue", "allege", "insist", "report", "tell", "write", "deny", "predict",
        "reveal", "acknowledge", "suggest", "indicate", "show"
    }
)  # fmt: skip


LONG_TIMES = frozenset({"years", "months", "weeks", "days", "decades", "long"})


RESEARCH = frozenset({"study", "figures"})  # nouns of rules/en/titles.toml: "the institute’s survey"


DISPUTED = frozenset(
    {
        "figure", "figures", "claim", "claims", "report", "reports", "allegation", "allegations", "toll",
        "number", "count", "estimate", "accusation", "accusations", "suggestion", "suggestions", "that",
        "numbers"
    }
)  # fmt: skip


QUOTE_OPEN = frozenset('“"«„‘')


def verb_after_all(tokens: Sequence[Token], at: int) -> bool:
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
            and after in {"from", "that", "between", "to", "widely", "."}
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
        guesses = tokens[at].lower in {"forecasts", "projects", "estimates"} and tokens[at - 1].tag == "name"
        if guesses and follows in {"noun", "det", "num", "adj", "name"}:
            return True
    if many_report(tokens, at):
        return True
    if at > 1 and not tokens[at].lower.endswith("s"):  # "…, auditors report."
        first = group_left(tokens, at - 1)
        many = tokens[at - 1].tag == "noun" and tokens[at - 1].lemma != tokens[at - 1].lower
        return many and first is not None and tokens[first - 1].text == "," and after in {".", ",", "that"}
    return (
        tokens[at].lower.endswith("s")
        and at > 0
        and tokens[at - 1].tag in {"name", "noun", "pron"}
        and after in {"that", ".", ","}
    )


def many_report(tokens: Sequence[Token], at: int) -> bool:
    """Whether many report at a sentence's start: "local media report the minister is …"."""
    if not 0 < at < len(tokens) - 1 or tokens[at].lower not in {"report", "claim", "estimate"}:
        return False
    many = tokens[at - 1].lower == "media" or tokens[at - 1].lemma != tokens[at - 1].lower
    first = group_left(tokens, at - 1)
    after = tokens[at + 1]
    clause = any(t.tag == "aux" for t in tokens[at + 2 : at + 8]) and after.tag in {"det", "name", "pron"}
    named = tokens[at - 1].tag == "noun" and tokens[0].tag != "det"
    return first == 0 and many and named and (clause or after.lower == "that")


def verb_group(tokens: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Where the verb's group begins, whether it is negated, whether it is passive."""
    first, negated = at, False
    helpers: list[str] = []
    last = at - 1
    if at > 2 and tokens[at - 1].lower in LONG_TIMES and tokens[at - 2].lower == "for" and tokens[at - 3].tag == "aux":
        last = at - 3  # "The company had for years said there were 87"
    if at > 3 and tokens[at - 1].lower in CALENDAR and tokens[at - 2].lower == "on" and tokens[at - 3].tag == "aux":
        last = at - 3  # "Rescuers had on Monday spoken of 7 dead"
    for index in range(last, max(-1, at - 7), -1):
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
        elif (token.tag == "adv" and index > 0 and tokens[index - 1].tag in {"aux", "adv"}) or token.lower in {
            "also",
            "later",
            "earlier",
            "previously",
            "first",
        }:
            if helpers or token.lower in {"also", "previously"} or tokens[index - 1].tag == "aux":
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


def can_say(party: Party, cue: Cue, *, clause: bool) -> bool:
    """Whether the party may be the subject of the cue's verbs; ``clause``: a that-clause leaves no doubt."""
    if party.being == PRONOUN:
        return cue.subject != "data" or clause
    if cue.subject == "any":
        return party.being != OTHER or party.definite or clause
    if party.being in {OTHER}:
        return False
    if cue.subject == "data" and not clause:
        return party.being in {DATA, DOCUMENT} or party.kind in STUDIES or party.head in RESEARCH
    if party.being == STATE or party.weak:
        return clause or cue.id in {"declare", "toll"}
    return True
