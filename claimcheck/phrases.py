"""Find the noun phrase that says, before or after a verb of saying.

Works on one sentence's tokens, with or without commas: the phrase is walked to from the verb, over adverbs
and times ("police on Tuesday said"), over insertions between commas ("the group, which relies on …, said"),
over clauses and what hangs on the noun. Every walk is bounded, so a hostile sentence costs no more than a
long one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.bare_names import institution_noun
from claimcheck.groups import group_left, group_right, named_until, owner_in_s, skip_time_left
from claimcheck.hanging import REDUCED, hung_on, merge_apposition
from claimcheck.naming import name_party
from claimcheck.source_rules import (
    DATA,
    DOCUMENT,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PERSON,
    STATE,
    SourceRules,
)
from claimcheck.sources import Party, head_of, institution, whole_institution
from claimcheck.values import Token

LONGEST_SCARE = 10  # tokens of a quote that is but a turn of phrase
REACH = 45  # tokens an insertion may be long
LONGEST_DEED = 8  # tokens between those who do something and what they do it to
BETWEEN = frozenset({"verb", "prep", "adv", "adj", "noun", "name", "det", "neg"})  # "looking [to repeal] the law"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at ``tokens[first..last]`` and whom it names; ``others`` are named with it ("A and B say").

    ``relative``: the verb's subject is "who" or "which", so that what is said ends with that clause.
    """

    first: int
    last: int
    party: Party
    others: tuple[Party, ...] = ()
    relative: bool = False


def phrase_before(text: str, tokens: Sequence[Token], at: int, rules: SourceRules, depth: int = 0) -> Found | None:
    """The phrase that ends at or, over times and insertions, before ``at``."""
    if at >= 0 and depth <= 3:
        whole = named_until(text, tokens, at, rules)
        if whole is not None:
            return _completed(text, tokens, whole, at, rules)
    at = skip_time_left(tokens, at)
    if at < 0 or depth > 3:
        return None
    token = tokens[at]
    if token.text in {")", "]"}:
        opened = next((i for i in range(at - 1, max(-1, at - 9), -1) if tokens[i].text in {"(", "["}), None)
        return None if opened is None else phrase_before(text, tokens, opened - 1, rules, depth + 1)
    if token.text in {",", "–", "—", "-"}:
        return _before_insertion(text, tokens, at, rules, depth)
    if token.tag == "rel" or token.lower == "that":
        if token.lower not in {"who", "which", "that"}:
            return None
        back = at - 1
        if back >= 0 and tokens[back].text == ",":
            back -= 1
        found = phrase_before(text, tokens, back, rules, depth + 1) if back >= 0 else None
        return None if found is None else replace(found, relative=True)
    if token.tag == "verb" and token.lower in REDUCED:
        return phrase_before(text, tokens, at - 1, rules, depth + 1)
    if token.text == "." and at > 0 and len(tokens[at - 1].text) == 1:  # "Ranjit K. told reporters"
        found = phrase_before(text, tokens, at - 1, rules, depth + 1)
        if found is None or found.last != at - 1:
            return found
        return replace(found, last=at, party=replace(found.party, end=token.end, label=found.party.label + "."))
    if token.tag == "quote":  # "…, in his book “Ash,” reported": a title in the insertion
        opened = next((i for i in range(at - 1, max(0, at - 8), -1) if tokens[i].tag == "quote"), None)
        return None if opened is None else _before_insertion(text, tokens, opened, rules, depth, mark=",")
    if token.lower in {"and", "but", "or", "then"}:
        return _shared_subject(text, tokens, at, rules, depth)
    first = group_left(tokens, at)
    if first is None:
        return None
    if first == at and token.tag == "num" and at > 1 and tokens[at - 1].text == ",":
        return phrase_before(text, tokens, at - 2, rules, depth + 1)  # "Jan Maas, 32, a baker, said"
    return _completed(text, tokens, first, at, rules)


def _completed(text: str, tokens: Sequence[Token], first: int, at: int, rules: SourceRules) -> Found | None:
    """The phrase from a group on: with what it hangs on, what describes it, and who stands beside it."""
    first = _cut_count(text, tokens, first, at, rules)
    party = name_party(text, tokens, first, at, rules)
    lettered = _before_letters(text, tokens, first, party, rules)
    if lettered is not None:
        return lettered
    first, party = hung_on(text, tokens, first, at, party, rules)
    if party is not None and party.being not in {PERSON, "pronoun"} and party.id not in rules.by_id:
        run = institution(text, tokens, at, at, rules) if tokens[at].text[0].isupper() else None
        if run is not None:
            first, party = min(first, run[0]), whole_institution(text, tokens, run, party)
    if first > 1 and tokens[first - 1].tag in {"verb", "prep", "noun"}:
        described = _antecedent(text, tokens, first, rules) or _doers(text, tokens, first, at, rules)
        if described is not None:
            return described
    if party is None:
        return None
    if (
        party.being == PERSON
        and not party.named
        and first > 1
        and tokens[first - 1].text == ","
        and tokens[first].tag == "det"
        and not (at + 2 < len(tokens) and tokens[at + 1].text == "," and tokens[at + 2].tag == "name")
    ):  # but "… on Long Street, the city’s secretary, Eva Brandt, said"
        left = group_left(tokens, first - 2)  # "Eva Brandt, a clerk at the port said": the second comma is lost
        name = name_party(text, tokens, left, first - 2, rules) if left is not None else None
        if (
            left is not None
            and name is not None
            and name.named
            and name.being in {NAME, PERSON}
            and len(name.words) > 1
        ):
            return Found(left, at, merge_apposition(name, party, text, tokens, first, at + 1, rules))
    others: tuple[Party, ...] = ()
    if first >= 2 and tokens[first - 1].lower in {"and", "or"} and party.being not in {OTHER, NAME, STATE, "pronoun"}:
        left = group_left(tokens, first - 2)
        if left is not None and tokens[left].tag != "num":
            left = _cut_count(text, tokens, left, first - 2, rules)
            other = name_party(text, tokens, left, first - 2, rules)
            if (
                other is not None
                and party.being == PERSON
                and party.named
                and other.being == PERSON
                and not other.named
            ):
                return Found(left, at, party)  # "professor and adviser Ann Lee": one person
            if party.being == PERSON and party.named and _one_body(tokens, first, at, rules):
                return Found(left, at, party)  # "Energy and Commerce Committee Chairman Ann Lee"
            if other is not None and other.being not in {OTHER, NAME, "pronoun"} and not _object_of_verb(tokens, left):
                left, extended = hung_on(text, tokens, left, first - 2, other, rules)
                if any(t.tag == "verb" and t.form == "ing" for t in tokens[left : first - 1]):
                    return Found(first, at, party)  # "police sticking to their figure and the rescuers"
                return Found(left, at, extended or other, (party,))
    return Found(first, at, party, others)


def _before_letters(
    text: str, tokens: Sequence[Token], first: int, party: Party | None, rules: SourceRules
) -> Found | None:
    """The body whose letters stand in brackets before its place: "the Office of Harbours (OH) in [the north]"."""
    if first < 6 or tokens[first - 1].lower != "in" or tokens[first - 2].text != ")" or tokens[first - 4].text != "(":
        return None
    if party is not None and party.kind != "other" and party.being not in {OTHER, NAME, STATE}:
        return None
    found = phrase_before(text, tokens, first - 5, rules)
    return found if found is not None and found.party.being == ORGANISATION and found.last == first - 5 else None


def _one_body(tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> bool:
    """Whether the "and" before ``first`` joins two words of an institution’s name, which stands before a person’s."""
    capitals = tokens[first].text[0].isupper() and tokens[first - 2].text[0].isupper()
    return capitals and any(institution_noun(token, rules) is not None for token in tokens[first:last])


def _object_of_verb(tokens: Sequence[Token], first: int) -> bool:
    """Whether a verb stands right before: "killed soldiers and police said" names no pair."""
    return first > 0 and tokens[first - 1].tag in {"verb", "num", "conj"}


def _cut_count(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> int:
    """Where the phrase really begins when a counted noun runs into it: "… killed 13 people | MSF said"."""
    number = next((i for i in range(first, last) if tokens[i].tag == "num"), None)
    if number is None:
        return first
    for at in range(number + 1, last + 1):
        if tokens[at - 1].tag != "noun":
            continue
        if tokens[at].tag == "name" and head_of(tokens, first, at - 1, rules) is None:
            return at
        if (
            tokens[at - 1].text.islower()
            and tokens[at - 1].lemma != tokens[at - 1].lower
            and head_of(tokens, at, last, rules)
        ):
            return at
    return first


def _shared_subject(text: str, tokens: Sequence[Token], at: int, rules: SourceRules, depth: int) -> Found | None:
    """The subject of the verb before "and": "the group has regrouped and claimed …"."""
    quoted = False
    if tokens[at - 1].text == ",":  # "ordered the arrest of the owner, whose papers were for two floors, and said"
        opened = next((i for i in range(at - 2, max(0, at - REACH), -1) if tokens[i].text == ","), None)
        if opened is not None and (tokens[opened + 1].tag == "rel" or tokens[opened + 1].lower == "whose"):
            return _shared_subject(text, tokens, opened, rules, depth + 1) if depth <= 3 else None
    for index in range(at - 1, max(-1, at - REACH), -1):
        token = tokens[index]
        if token.tag == "quote":  # "called it “a fairy tale” and rejected …": a few words within the clause
            quoted = not quoted
            continue
        if token.text in {";", ":"} or (quoted and index < at - LONGEST_SCARE):
            return None
        if quoted:
            continue
        if token.tag == "aux" or (
            token.tag == "verb"
            and token.form in {"past", "s"}
            and (token.lower not in REDUCED or tokens[index + 1].tag == "det")  # "called the toll a tale and"
        ):
            first = index
            while first > 0 and tokens[first - 1].tag in {"aux", "adv", "neg"}:
                first -= 1
            return phrase_before(text, tokens, first - 1, rules, depth + 1) if first > 0 else None
    last = group_right(tokens, 0)  # no verb is known: the sentence's first words are its subject
    party = name_party(text, tokens, 0, last, rules) if last is not None and last < at - 2 else None
    return Found(0, last or 0, party) if party is not None and party.being in {DOCUMENT, DATA, ORGANISATION} else None


def _antecedent(text: str, tokens: Sequence[Token], first: int, rules: SourceRules) -> Found | None:
    """Whom a clause with "which" before the verb describes: "the group which backs the rebels said"."""
    for index in range(first - 1, max(0, first - 16), -1):
        token = tokens[index]
        if token.tag in {"punct", "quote"}:
            return None
        if (token.tag == "rel" and token.lower in {"which", "who"}) or (
            token.lower == "that" and tokens[index + 1].tag in {"verb", "aux"}
        ):
            found = phrase_before(text, tokens, index - 1, rules, 2) if index > 0 else None
            return found if found is not None and found.party.being not in {OTHER, NAME, STATE} else None
    return None


def _doers(text: str, tokens: Sequence[Token], first: int, last: int, rules: SourceRules) -> Found | None:
    """Who does what stands before the verb: "groups opposing the law said", "those looking to end it said".

    ``tokens[first..last]`` is the object of the participle. The doers are many, and begin their clause; an object
    without an article that is a source itself is no object: "police firing tear gas witnesses said".
    """
    doing = next((i for i in range(first - 1, max(0, first - LONGEST_DEED), -1) if _does(tokens, i)), None)
    if doing is None and tokens[first - 1].lower == "including":
        doing = first - 1
    if doing is None or doing == 0 or any(t.tag not in BETWEEN for t in tokens[doing + 1 : first]):
        return None
    noun = tokens[doing - 1]
    those = noun.lower == "those"
    left = doing - 1 if those else group_left(tokens, doing - 1)
    if left is None or not (those or noun.lower.endswith("s") or noun.lower in {"people", "police"}):
        return None
    bare = tokens[first].tag not in {"det", "name"} and not tokens[first].text[0].isupper()
    if bare and head_of(tokens, first, last, rules) is not None:
        return None
    head = head_of(tokens, left, doing - 1, rules)
    party = name_party(text, tokens, left, doing - 1, rules)
    opens = left == 0 or tokens[left - 1].tag in {"punct", "quote", "conj"} or tokens[left - 1].lower == "that"
    if not opens or not (those or (head is not None and head[2].being not in {DATA, DOCUMENT})):
        return None
    words = text[tokens[left].start : tokens[last].end].split()
    if those or party is None:
        label = " ".join(words[:LONGEST_DEED])
        return Found(left, last, Party(tokens[left].start, tokens[last].end, label, "", "unnamed", PEOPLE))
    label = " ".join(words) if len(words) <= LONGEST_DEED and not party.named else party.label
    return Found(left, last, replace(party, end=tokens[last].end, label=label, definite=False))


def _does(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle with an object stands here, not a noun: "fighting the plan", "the meeting in Paris"."""
    word, after = tokens[at], tokens[at + 1]
    return word.lower.endswith("ing") and (word.tag == "verb" or after.tag == "det" or after.lower in {"to", "for"})


def _before_insertion(
    text: str, tokens: Sequence[Token], comma: int, rules: SourceRules, depth: int, mark: str | None = None
) -> Found | None:
    """The phrase before an insertion that ends at ``comma``: "the Observatory, which relies on …,"."""
    mark = mark or tokens[comma].text
    if _doubled(tokens, comma - 1):
        comma -= 1  # "A senator -- who is … -- said"
    opened = next(
        (
            i
            for i in range(comma - 1, max(-1, comma - REACH), -1)
            if tokens[i].text == mark or (tokens[i].tag == "quote" and not owner_in_s(tokens, i))
        ),
        None,
    )
    if opened is None or opened < 1 or tokens[opened].tag == "quote" or opened + 1 >= comma:
        return None
    lead = tokens[opened + 1]
    described = next(  # "…, a monitor in Leeds that relies on contacts, …": its own verb counts for nothing
        (i for i in range(opened + 3, comma) if tokens[i].lower in {"that", "which", "who", "whose"}), comma
    )
    finite = any(
        t.tag == "aux" or (t.tag == "verb" and t.form in {"past", "s"} and t.lower not in REDUCED)
        for t in tokens[opened + 1 : described]
    )
    before = opened - 2 if _doubled(tokens, opened - 1) else opened - 1
    main = phrase_before(text, tokens, before, rules, depth + 1)
    if main is None:
        return None
    if (
        lead.tag == "rel"
        or lead.lower == "whose"
        or lead.tag == "prep"
        or lead.form == "ing"
        or lead.lower in REDUCED
        or lead.tag in {"adv", "conj"}
    ):
        return replace(main, relative=False) if lead.tag not in {"adv", "conj"} or not finite else None
    if finite:
        return None
    last = group_right(tokens, opened + 1)
    apposition = name_party(text, tokens, opened + 1, last, rules) if last is not None else None
    if apposition is None:
        return main if main.party.being != OTHER else None
    if main.party.being in {OTHER} and apposition.being == OTHER:
        return None
    return replace(
        main,
        party=merge_apposition(main.party, apposition, text, tokens, opened + 1, comma, rules),
        relative=False,
    )


def _doubled(tokens: Sequence[Token], at: int) -> bool:
    """Whether the hyphens at ``at`` and after it are a dash: " -- "."""
    return at >= 0 and tokens[at].text == tokens[at + 1].text == "-" and tokens[at].end == tokens[at + 1].start
