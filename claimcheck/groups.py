"""Noun groups as news without commas needs them: where a phrase that may be a source begins and ends.

Like syntax.py's groups, but split where two run into each other ("killed 10 people | witnesses said"), and
joined where a name has verbs, prepositions or full stops in it ("Save the Children", "Rep. Ann Lee").
"""

from collections.abc import Sequence

from claimcheck.source_rules import CALENDAR, SourceRules
from claimcheck.sources import find_named
from claimcheck.values import Token

GROUP = 12  # tokens a noun group may be long


ABBREVIATED = frozenset(
    {
        "mr", "mrs", "ms", "dr", "prof", "rep", "sen", "gov", "gen", "col", "lt", "maj", "capt", "sgt",
        "brig", "adm", "cmdr", "det", "rev", "st", "jr", "sr", "hon", "supt", "insp", "pres"
    }
)  # fmt: skip


NAMING_PREPOSITIONS = frozenset(  # capitalised, they are words of a name: "Mothers Against Hunger"
    {"Against", "Without", "Beyond", "Before", "Over", "Across", "Between", "Behind", "Under"}
)
NOMINAL = frozenset({"noun", "name", "adj", "num"})


TIME_NOUNS = frozenset(
    {
        "week", "month", "year", "day", "morning", "afternoon", "evening", "night", "weekend", "monday",
        "tuesday", "hour", "hours", "days", "weeks", "months", "years"
    }
)  # fmt: skip


TIME_LEADS = frozenset(
    {
        "last", "this", "earlier", "next", "that", "late", "early", "the", "past", "previous", "same", "each",
        "every"
    }
)  # fmt: skip


COMPOUND_PLURALS = frozenset(
    {
        "rights", "news", "sports", "arms", "drugs", "forces", "operations", "affairs", "services",
        "communications", "customs", "series", "veterans", "women", "emergencies", "media", "troops",
        "headquarters", "elections", "statistics", "economics", "politics", "activities", "workers", "data",
        "police", "resources", "sciences", "airlines", "relations", "systems", "sales", "securities",
        "dynamics", "motors", "details", "works", "ministers", "others"
    }
)  # fmt: skip


NOUN_VERBS = frozenset(
    {
        "reports", "estimates", "polls", "records", "forecasts", "studies", "surveys", "documents", "counts",
        "report", "estimate", "claims"
    }
)  # fmt: skip


REPORT_MODIFIERS = frozenset(
    {
        "local", "media", "early", "initial", "preliminary", "news", "press", "unconfirmed", "official",
        "recent", "various", "police", "separate", "previous", "independent", "latest", "conservative",
        "public", "government", "un", "u.n.", "earlier", "intelligence", "witness"
    }
)  # fmt: skip


def noun_after_all(tokens: Sequence[Token], at: int) -> bool:
    """Whether what looks like a verb is a noun: "Estimates range", "official estimates", "local reports"."""
    token = tokens[at]
    if token.lower not in NOUN_VERBS or (
        at + 1 < len(tokens) and tokens[at + 1].lower == "that" and at > 0 and tokens[at - 1].tag == "name"
    ):
        return False
    if at > 0 and tokens[at - 1].tag == "verb" and tokens[at - 1].form in {"past", "part", "ing"}:
        return True  # "has denied reports that …"
    return at == 0 or tokens[at - 1].tag in {"adj", "det", "num"} or tokens[at - 1].lower in REPORT_MODIFIERS


def owner_in_s(tokens: Sequence[Token], at: int) -> bool:
    """Whether the mark at ``at`` is the apostrophe of an owner in -s: "the farmers’ union"."""
    return (
        0 < at < len(tokens) - 1
        and tokens[at].text in {"’", "'"}
        and tokens[at - 1].lower.endswith("s")
        and tokens[at - 1].end == tokens[at].start
        and tokens[at + 1].tag in {"name", "noun", "adj"}
        and tokens[at].end < tokens[at + 1].start
    )


def group_left(tokens: Sequence[Token], last: int) -> int | None:
    """The first token of the noun group that ends at ``last``; None if none does."""
    token = tokens[last]
    if token.tag == "pron":
        return last
    if (token.tag not in NOMINAL and not noun_after_all(tokens, last)) or token.lower in CALENDAR:
        return None
    first = last
    while first > 0 and last - first < GROUP:
        before = tokens[first - 1]
        if before.lower in CALENDAR:
            break
        if before.tag in NOMINAL:
            plural = before.tag == "noun" and before.lemma != before.lower and before.text.islower()
            plural = plural and not before.lower.endswith("ing")  # "the ruling council"
            if plural and before.lower not in COMPOUND_PLURALS and tokens[first].lemma != "'s":
                break  # "… killed 10 people witnesses said": two groups, the comma between them lost
            if (
                before.tag == "num"
                and before.text.isdigit()
                and len(before.text) == 4
                and before.text[:2] in {"19", "20"}
            ):
                break
            first -= 1
        elif before.lemma == "'s":
            first -= 1
        elif first > 1 and owner_in_s(tokens, first - 1):
            first -= 2  # "the doctors’ committee"
        elif before.tag == "det":
            first -= 1
            if tokens[first].lower in {
                "a",
                "an",
                "the",
                "some",
                "this",
                "these",
                "those",
                "its",
                "their",
                "his",
                "her",
                "another",
                "any",
                "no",
            }:
                break
        elif (
            before.text == "/"
            and first > 1
            and tokens[first].text[0].isupper()
            and tokens[first - 2].text[0].isupper()
            and tokens[first - 2].tag in NOMINAL
        ):
            first -= 2  # "a Herald/Horizont poll"
        elif (
            before.text == "."
            and first > 1
            and (tokens[first - 2].lower in ABBREVIATED or len(tokens[first - 2].text) == 1)
            and tokens[first].text[0].isupper()
            and tokens[first - 2].text[0].isupper()
        ):
            first -= 2  # "Rep. Ann Lee", "J. Doe"
        elif (
            before.lower in {"run", "owned", "controlled", "backed", "led"}
            and first > 1
            and tokens[first - 2].tag in NOMINAL
        ):
            first -= 1  # "government run TV": the hyphen is lost
        elif (
            (before.tag in {"verb", "adv"} or before.text in NAMING_PREPOSITIONS)
            and before.text[0].isupper()
            and tokens[first].text[0].isupper()
            and first > 1
        ):
            first -= 1  # "Save the Children", "Lost Boys": a capitalised verb within a name
        else:
            break
    while first < last and tokens[first].lemma == "'s":
        first += 1
    return first


def group_right(tokens: Sequence[Token], first: int) -> int | None:
    """The last token of the noun group that begins at ``first``; None if none does."""
    if first >= len(tokens):
        return None
    if tokens[first].tag == "pron":
        return first
    at = first
    seen_noun = False
    while at < len(tokens) and at - first < GROUP:
        token = tokens[at]
        if token.lower in CALENDAR or (token.tag == "det" and token.lemma != "'s" and at > first):
            break
        if token.tag == "num" and seen_noun:
            break
        if token.tag in {"det", *NOMINAL} or token.lemma == "'s":
            if (
                seen_noun
                and token.tag == "name"
                and tokens[at - 1].tag == "noun"
                and tokens[at - 1].lemma != tokens[at - 1].lower
            ):
                break
            seen_noun = seen_noun or token.tag in {"noun", "name"}
            at += 1
        elif seen_noun and owner_in_s(tokens, at):
            at += 1
        elif token.tag == "adv" and tokens[at - 1].tag == "det" and tokens[at + 1 : at + 2] and not seen_noun:
            at += 1  # "its daily bulletin"
        elif (
            token.text == "/"
            and at > first
            and at + 1 < len(tokens)
            and tokens[at - 1].text[0].isupper()
            and tokens[at + 1].text[0].isupper()
        ):
            at += 1  # "a Herald/Horizont poll"
        elif (
            token.text in {".", "-"}
            and at > first
            and tokens[at - 1].text.istitle()
            and (len(tokens[at - 1].text) <= 2 or tokens[at - 1].lower in ABBREVIATED)
            and at + 1 < len(tokens)
            and tokens[at + 1].text[:1].isupper()
        ):
            at += 1  # an initial: "J. Doe"
        elif (
            (token.tag in {"verb", "adv"} or token.text in NAMING_PREPOSITIONS)
            and token.text[0].isupper()
            and at > first
            and tokens[at - 1].text[0].isupper()
            and at + 1 < len(tokens)
            and (token.form in {"base", "ing"} or tokens[at + 1].text[0].isupper())
        ):  # "Early Learning Council", "Save the Children"
            at += 1
        else:
            break
    return at - 1 if seen_noun or (at > first and tokens[at - 1].tag in {"adj", "num"}) else None


def skip_time_left(tokens: Sequence[Token], at: int) -> int:
    """The nearest token at or before ``at`` that is no adverb and no time ("police later Tuesday said")."""
    for _ in range(6):
        if at < 0:
            return at
        token = tokens[at]
        if (token.tag == "adv" and token.lower not in {"there"}) or token.lower == "further":
            at -= 1
        elif token.lower in CALENDAR or (token.lower in TIME_NOUNS and at > 0 and tokens[at - 1].lower in TIME_LEADS):
            at -= 1 if token.lower in CALENDAR else 2
            while at >= 0 and tokens[at].lower in {
                "on",
                "last",
                "late",
                "early",
                "earlier",
                "in",
                "since",
                "next",
            }:
                at -= 1
        elif token.tag == "num" and at > 0 and tokens[at - 1].lower in CALENDAR:
            at -= 1
        else:
            return at
    return at


def named_until(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> int | None:
    """Where a named source of several words that ends at ``at`` begins: "Voice of America"."""
    if not tokens[at].text[0].isalpha() and tokens[at].lemma != "'s":
        return None
    low = max(0, at - 9)
    found = None
    for start, end, _, weak in find_named(text, tokens[low].start, tokens[at].end, rules):
        if end in {tokens[at].end, tokens[at].end - 1} and not weak:
            found = start
    if found is None:
        return None
    first = next((i for i in range(low, at + 1) if tokens[i].start >= found), at)
    if first == at and tokens[at].tag in NOMINAL:
        return None
    while first > 0 and (tokens[first - 1].tag in {"det", "adj"} or tokens[first - 1].lemma == "'s"):
        first -= 1
        if tokens[first].tag == "det" and tokens[first].lemma != "'s":
            break
    return first


def named_from(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> int | None:
    """Where a named source of several words that begins at ``at``, or after an article there, ends."""
    begin = at + 1 if at + 1 < len(tokens) and tokens[at].tag == "det" else at
    if begin >= len(tokens) or not tokens[begin].text[0].isalpha():
        return None
    stop = min(len(tokens), begin + 10)
    named = next(iter(find_named(text, tokens[begin].start, tokens[stop - 1].end, rules)), None)
    if named is None or named[0] != tokens[begin].start or named[3]:
        return None
    last = next((i for i in range(begin, stop) if tokens[i].end >= named[1]), None)
    if last is None or (last == begin and tokens[begin].tag in NOMINAL):
        return None
    beyond = group_right(tokens, last)
    return max(last, beyond) if beyond is not None and tokens[last].tag in NOMINAL else last
