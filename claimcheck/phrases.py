"""Find the noun phrase that says, before or after a verb of saying.

Works on one sentence's tokens, with or without commas: the phrase is walked to from the verb, over adverbs
and times ("police on Tuesday said"), over insertions between commas ("the group, which relies on …, said"),
over what is hung on to the noun ("a spokesman for the ministry", "a poll released in May"). Every walk is
bounded, so a hostile sentence costs no more than a long one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.sources import (
    CALENDAR,
    DATA,
    DOCUMENT,
    NAME,
    ORGANISATION,
    OTHER,
    PEOPLE,
    PERSON,
    STATE,
    Party,
    SourceRules,
    find_named,
    head_of,
    name_party,
)
from claimcheck.values import Token

REACH = 45  # tokens an insertion may be long
GROUP = 12  # tokens a noun group may be long
NOMINAL = frozenset({"noun", "name", "adj", "num"})
TIME_NOUNS = frozenset("week month year day morning afternoon evening night weekend monday tuesday hour hours days weeks months years".split())
TIME_LEADS = frozenset("last this earlier next that late early the past previous same each every".split())
HANGERS = frozenset("of for at from in with to on by under near inside within behind".split())
COMPOUND_PLURALS = frozenset(
    "rights news sports arms drugs forces operations affairs services communications customs series veterans women "
    "emergencies media troops headquarters elections statistics economics politics activities workers data police "
    "resources sciences airlines relations systems sales securities dynamics motors details works ministers others".split()
)
REDUCED = frozenset(
    "published released conducted surveyed polled linked briefed based led run produced compiled commissioned obtained seen "
    "interviewed posted carried issued aligned affiliated allied known quoted cited contacted reached written ordered funded "
    "backed sent circulated seen reviewed close familiar speaking working interviewed living standing visiting authorized authorised "
    "involved appointed made owned operated called named involved presented provided dated filed".split()
)  # fmt: skip
NOUN_VERBS = frozenset({"reports", "estimates", "polls", "records", "forecasts", "studies", "surveys", "documents", "counts", "report", "estimate", "claims"})
REPORT_MODIFIERS = frozenset(
    "local media early initial preliminary news press unconfirmed official recent various police separate previous independent "
    "latest conservative public government un u.n. earlier intelligence witness".split()
)
QUANTIFIERS = frozenset("one some many most several both two three four five dozens hundreds few number all majority member members".split())


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


def noun_after_all(tokens: Sequence[Token], at: int) -> bool:
    """Whether what looks like a verb is a noun: "Estimates range", "official estimates", "local reports"."""
    token = tokens[at]
    if token.lower not in NOUN_VERBS or at + 1 < len(tokens) and tokens[at + 1].lower == "that" and at > 0 and tokens[at - 1].tag == "name":
        return False
    return at == 0 or tokens[at - 1].tag in {"adj", "det", "num"} or tokens[at - 1].lower in REPORT_MODIFIERS


def group_left(tokens: Sequence[Token], last: int) -> int | None:
    """The first token of the noun group that ends at ``last``; None if none does."""
    token = tokens[last]
    if token.tag == "pron":
        return last
    if token.tag not in NOMINAL and not noun_after_all(tokens, last) or token.lower in CALENDAR:
        return None
    first = last
    while first > 0 and last - first < GROUP:
        before = tokens[first - 1]
        if before.lower in CALENDAR:
            break
        if before.tag in NOMINAL:
            plural = before.tag == "noun" and before.lemma != before.lower and before.text.islower()
            if plural and before.lower not in COMPOUND_PLURALS and tokens[first].lemma != "'s":
                break  # "… killed 10 people witnesses said": two groups, the comma between them lost
            if before.tag == "num" and before.text.isdigit() and len(before.text) == 4 and before.text[:2] in {"19", "20"}:
                break
            first -= 1
        elif before.lemma == "'s":
            first -= 1
        elif before.tag == "det":
            first -= 1
            if tokens[first].lower in {"a", "an", "the", "some", "this", "these", "those", "its", "their", "his", "her", "another", "any", "no"}:
                break
        elif before.lower in {"run", "owned", "controlled", "backed", "led"} and first > 1 and tokens[first - 2].tag in NOMINAL:
            first -= 1  # "government run TV": the hyphen is lost
        elif before.tag == "verb" and before.text[0].isupper() and tokens[first].text[0].isupper() and first > 1:
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
            if seen_noun and token.tag == "name" and tokens[at - 1].tag == "noun" and tokens[at - 1].lemma != tokens[at - 1].lower:
                break
            seen_noun = seen_noun or token.tag in {"noun", "name"}
            at += 1
        elif token.text in {".", "-"} and at > first and tokens[at - 1].text.istitle() and len(tokens[at - 1].text) <= 2 and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper():
            at += 1  # an initial: "J. Kueng"
        elif token.tag == "verb" and token.text[0].isupper() and at > first and tokens[at - 1].text[0].isupper() and token.form in {"base", "ing"}:
            at += 1
        else:
            break
    return at - 1 if seen_noun or at > first and tokens[at - 1].tag in {"adj", "num"} else None


def skip_time_left(tokens: Sequence[Token], at: int) -> int:
    """The nearest token at or before ``at`` that is no adverb and no time ("police later Tuesday said")."""
    for _ in range(6):
        if at < 0:
            return at
        token = tokens[at]
        if token.tag == "adv" and token.lower not in {"there"} or token.lower == "further":
            at -= 1
        elif token.lower in CALENDAR or (token.lower in TIME_NOUNS and at > 0 and tokens[at - 1].lower in TIME_LEADS):
            at -= 1 if token.lower in CALENDAR else 2
            while at >= 0 and tokens[at].lower in {"on", "last", "late", "early", "earlier", "in", "since", "next"}:
                at -= 1
        elif token.tag == "num" and at > 0 and tokens[at - 1].lower in CALENDAR:
            at -= 1
        else:
            return at
    return at


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
    if token.text == "." and at > 0 and len(tokens[at - 1].text) == 1:  # "Sundar P. told reporters"
        return phrase_before(text, tokens, at - 1, rules, depth + 1)
    if token.tag == "quote":  # "…, in his book “Ash,” reported": a title in the insertion
        opened = next((i for i in range(at - 1, max(0, at - 8), -1) if tokens[i].tag == "quote"), None)
        return None if opened is None else _before_insertion(text, tokens, opened, rules, depth, mark=",")
    if token.lower in {"and", "but", "or", "then"}:
        return _shared_subject(text, tokens, at, rules, depth)
    first = group_left(tokens, at)
    if first is None:
        return None
    if first == at and token.tag == "num" and at > 0 and tokens[at - 1].text == ",":  # "Jan Maas, 32, said"
        return phrase_before(text, tokens, at - 1, rules, depth + 1)
    return _completed(text, tokens, first, at, rules)


def named_until(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> int | None:
    """Where a named source of several words that ends at ``at`` begins, with its article: "Voice of America"."""
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


def _completed(text: str, tokens: Sequence[Token], first: int, at: int, rules: SourceRules) -> Found | None:
    """The phrase from a group on: with what it hangs on, what describes it, and who stands beside it."""
    first = _cut_count(text, tokens, first, at, rules)
    party = name_party(text, tokens, first, at, rules)
    first, party = _hung_on(text, tokens, first, at, party, rules)
    if first > 2 and tokens[first - 1].tag in {"verb", "prep", "noun"}:
        described = _antecedent(text, tokens, first, rules)
        if described is not None:
            return described
    if party is None:
        return None
    if party.being == PERSON and not party.named and first > 1 and tokens[first - 1].text == "," and tokens[first].tag == "det":
        left = group_left(tokens, first - 2)  # "Sumon Reza, a manager at the cafe said": the second comma is lost
        name = name_party(text, tokens, left, first - 2, rules) if left is not None else None
        if left is not None and name is not None and name.named and name.being in {NAME, PERSON} and len(name.words) > 1:
            return Found(left, at, merge_apposition(name, party, text, tokens, first, at + 1, rules))
    others: tuple[Party, ...] = ()
    if first >= 2 and tokens[first - 1].lower in {"and", "or"} and party.being not in {OTHER, NAME, STATE, "pronoun"}:
        left = group_left(tokens, first - 2)
        if left is not None and tokens[left].tag != "num":
            left = _cut_count(text, tokens, left, first - 2, rules)
            other = name_party(text, tokens, left, first - 2, rules)
            if other is not None and other.being not in {OTHER, NAME, "pronoun"} and not _object_of_verb(tokens, left):
                left, extended = _hung_on(text, tokens, left, first - 2, other, rules)
                return Found(left, at, extended or other, (party,))
    return Found(first, at, party, others)


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
        if tokens[at - 1].text.islower() and tokens[at - 1].lemma != tokens[at - 1].lower and head_of(tokens, at, last, rules):
            return at
    return first


def _hung_on(
    text: str, tokens: Sequence[Token], first: int, last: int, party: Party | None, rules: SourceRules
) -> tuple[int, Party | None]:
    """The phrase with the nouns it hangs on: "spokesman for [the ministry]", "Department of [Health]"."""
    for _ in range(4):
        joint = first - 1
        if joint < 1:
            break
        link = tokens[joint]
        back = joint - 1
        if link.tag == "prep" and tokens[back].tag == "verb" and (tokens[back].lower in REDUCED or tokens[back].form == "ing"):
            reduced = True
            back = skip_time_left(tokens, back - 1)
        else:
            reduced = False
        if back < 0 or not (link.tag == "prep" or link.lower in {"and", "&"}):
            break
        left = group_left(tokens, back)
        if left is None or tokens[back].tag == "pron":
            break
        capital = (
            link.lower in {"of", "for", "and", "&", "on", "in", "to", "the"}
            and tokens[back].text[0].isupper()
            and tokens[first].text[0].isupper()
            and tokens[back].tag == "name"
            and not reduced
        )
        if capital:
            joined = name_party(text, tokens, left, last, rules)
            whole = joined is not None and joined.named and joined.start <= tokens[back].start and (
                joined.being == ORGANISATION or joined.being == PERSON and joined.affiliation != ""
            )
            if whole or head_of(tokens, left, back, rules) is not None and link.lower in {"of", "for"}:
                label = joined.label if whole and joined is not None else " ".join(
                    w for w in text[tokens[left].start : tokens[last].end].split() if w.lower() not in {"the", "a"} or w[0].isupper()
                ).removeprefix("The ")
                head = head_of(tokens, left, back, rules)
                if whole:
                    first, party = left, joined
                    continue
                if head is not None and head[2].being == ORGANISATION:
                    base = name_party(text, tokens, left, back, rules)
                    if base is not None:
                        party = replace(base, end=tokens[last].end, label=label, id=_slug(label), named=True, definite=False)
                        first = left
                        continue
        head = head_of(tokens, left, back, rules)
        if party is not None and party.being == PERSON and party.named and party.affiliation and head is not None:
            first = left  # "the director of the Observatory Rami …"
            break
        if head is not None and link.lower in HANGERS and (reduced or _speaks(head[2].being)):
            main = name_party(text, tokens, left, back, rules)
            if main is None:
                break
            first, party = left, attach(main, link.lower, party, text, tokens[back].end, tokens[last].end, head[2].kind)
            continue
        if tokens[left].lower in QUANTIFIERS or tokens[back].lower in QUANTIFIERS:
            if link.lower == "of" and party is not None and party.being != OTHER:
                first = left
            break
        if party is None or party.being == OTHER or (party.being in {STATE, NAME} and link.lower in {"in", "at", "of", "from", "near", "on"}):
            main = name_party(text, tokens, left, back, rules)
            if main is None:
                break
            if main.being in {OTHER, NAME} and not main.named and main.kind == "other" and party is not None and party.being in {STATE, NAME}:
                break
            first, party = left, main
            continue
        break
    return first, party


def _slug(label: str) -> str:
    from claimcheck.sources import _institution

    return _institution(label)


def _speaks(being: str) -> bool:
    return being in {PERSON, PEOPLE, ORGANISATION, DATA, DOCUMENT}


def attach(main: Party, link: str, inner: Party | None, text: str, main_end: int, end: int, kind: str) -> Party:
    """Whoever ``main`` is with what hangs on it: an organisation speaks through its spokesman and its figures."""
    if inner is None or inner.being in {OTHER, "pronoun"}:
        return replace(main, end=max(main.end, end))
    institutional = inner.being == ORGANISATION or inner.being == STATE and inner.end - inner.start > 0 and link in {"by", "for"}
    if main.being in {DATA, DOCUMENT} and institutional and link in {"from", "by", "of", "for"}:
        return replace(inner, start=main.start)
    if main.being in {PERSON, PEOPLE} and not main.named and institutional and kind in {"spokesperson", "government", "unnamed", "media"} and inner.named:
        if link in {"of", "for", "with", "at", "from"}:
            return replace(inner, start=main.start)
    if main.being in {PERSON, PEOPLE} and main.named:
        return replace(main, end=end, affiliation=main.affiliation or (inner.id if institutional else ""))
    words = f"{main.label}{text[main_end:end]}".split()
    label = " ".join(words) if len(words) <= 8 else main.label
    return replace(main, end=end, label=label, definite=main.definite and len(words) > 8)


def _shared_subject(text: str, tokens: Sequence[Token], at: int, rules: SourceRules, depth: int) -> Found | None:
    """The subject of the verb before "and": "the group has regrouped and claimed …"."""
    for index in range(at - 1, max(-1, at - REACH), -1):
        token = tokens[index]
        if token.text in {";", ":"} or token.tag == "quote":
            return None
        if token.tag == "aux" or token.tag == "verb" and token.form in {"past", "s"} and token.lower not in REDUCED:
            first = index
            while first > 0 and tokens[first - 1].tag in {"aux", "adv", "neg"}:
                first -= 1
            return phrase_before(text, tokens, first - 1, rules, depth + 1) if first > 0 else None
    last = group_right(tokens, 0)  # no verb is known: the sentence's first words are its subject
    party = name_party(text, tokens, 0, last, rules) if last is not None and last < at - 2 else None
    return Found(0, last or 0, party) if party is not None and party.being in {DOCUMENT, DATA, ORGANISATION} else None


def _antecedent(text: str, tokens: Sequence[Token], first: int, rules: SourceRules) -> Found | None:
    """Whom a clause with "which" describes that ends before the verb: "the group which backs the rebels said"."""
    for index in range(first - 1, max(0, first - 16), -1):
        token = tokens[index]
        if token.tag in {"punct", "quote"}:
            return None
        if token.tag == "rel" and token.lower in {"which", "who"} or token.lower == "that" and tokens[index + 1].tag in {"verb", "aux"}:
            found = phrase_before(text, tokens, index - 1, rules, 2) if index > 0 else None
            return found if found is not None and found.party.being not in {OTHER, NAME, STATE} else None
    return None


def _before_insertion(
    text: str, tokens: Sequence[Token], comma: int, rules: SourceRules, depth: int, mark: str | None = None
) -> Found | None:
    """The phrase before an insertion that ends at ``comma``: "the Observatory, which relies on …,"."""
    mark = mark or tokens[comma].text
    opened = next((i for i in range(comma - 1, max(-1, comma - REACH), -1) if tokens[i].text == mark or tokens[i].tag == "quote"), None)
    if opened is None or opened < 1 or tokens[opened].tag == "quote" or opened + 1 >= comma:
        return None
    lead = tokens[opened + 1]
    finite = any(t.tag == "aux" or (t.tag == "verb" and t.form in {"past", "s"} and t.lower not in REDUCED) for t in tokens[opened + 1 : comma])
    main = phrase_before(text, tokens, opened - 1, rules, depth + 1)
    if main is None:
        return None
    if lead.tag == "rel" or lead.tag == "prep" or lead.form == "ing" or lead.lower in REDUCED or lead.tag in {"adv", "conj"}:
        return replace(main, relative=False) if lead.tag not in {"adv", "conj"} or not finite else None
    if finite:
        return None
    last = group_right(tokens, opened + 1)
    apposition = name_party(text, tokens, opened + 1, last, rules) if last is not None else None
    if apposition is None:
        return main if main.party.being != OTHER else None
    if main.party.being in {OTHER} and apposition.being == OTHER:
        return None
    return replace(main, party=merge_apposition(main.party, apposition, text, tokens, opened + 1, comma, rules), relative=False)


def merge_apposition(
    main: Party, apposition: Party, text: str, tokens: Sequence[Token], first: int, stop: int, rules: SourceRules
) -> Party:
    """One party of a phrase and the description beside it, whichever of the two is the name."""
    if not main.named and apposition.named and apposition.being in {PERSON, NAME, ORGANISATION}:
        affiliation = apposition.affiliation or main.affiliation or (main.id if main.being == ORGANISATION and main.named else "")
        being = PERSON if apposition.being == NAME and main.being == PERSON else apposition.being
        return replace(apposition, start=main.start, being=being, affiliation=affiliation)
    if main.being in {PERSON, NAME}:
        head = None
        for at in range(first, min(stop, first + 8)):
            head = head or head_of(tokens, first, at, rules)
        if head is None:
            return main
        kind = head[2].kind if main.kind in {"person", "other"} else main.kind
        if head[2].being in {PERSON, PEOPLE}:
            inner = _named_within(text, tokens, first, min(stop, first + 14), rules)
            affiliation = main.affiliation or (inner.id if inner is not None else "")
            return replace(main, being=PERSON, kind=inner.kind if inner is not None and kind in {"government", "spokesperson"} else kind, affiliation=affiliation)
        return replace(main, being=ORGANISATION if main.being == NAME else main.being, kind=kind)
    return main


def _named_within(text: str, tokens: Sequence[Token], first: int, stop: int, rules: SourceRules) -> Party | None:
    from claimcheck.sources import find_named, source_party

    for start, end, entry, weak in find_named(text, tokens[first].start, tokens[stop - 1].end, rules):
        if not weak:
            return source_party(entry, start, end)
    return None


def phrase_after(text: str, tokens: Sequence[Token], at: int, rules: SourceRules) -> Found | None:
    """The phrase that begins at ``at``, with what hangs on it and the description beside it."""
    while at < len(tokens) and tokens[at].tag == "quote":
        at += 1
    last = named_from(text, tokens, at, rules) or group_right(tokens, at)
    if last is None:
        return None
    party = name_party(text, tokens, at, last, rules)
    end = last
    for _ in range(3):
        link = end + 1
        if link + 1 >= len(tokens) or not (tokens[link].lower in HANGERS or tokens[link].lower in {"and", "&"}):
            break
        beyond = group_right(tokens, link + 1)
        if beyond is None:
            break
        if tokens[link].lower in {"and", "&"}:
            joined = name_party(text, tokens, at, beyond, rules)
            if joined is None or not joined.named or joined.being != ORGANISATION or joined.start > tokens[end].start:
                break
            party, end = joined, beyond
            continue
        whole = name_party(text, tokens, at, beyond, rules) if tokens[end].text[0].isupper() else None
        if whole is not None and whole.named and whole.being == ORGANISATION and whole.start <= tokens[end].start and whole.end > tokens[link].end:
            party, end = whole, beyond
            continue
        head = head_of(tokens, at, end, rules)
        inner = name_party(text, tokens, link + 1, beyond, rules)
        counted = end - at <= 2 and (tokens[at].lower in QUANTIFIERS or tokens[end].lower in QUANTIFIERS)
        if party is None and not counted or head is None and not counted:
            break
        if counted and tokens[link].lower == "of" and inner is not None:
            if inner.being == OTHER and (party is None or party.being == OTHER):
                break
            if inner.being != OTHER:
                party = replace(inner, start=tokens[at].start, definite=False, being=PEOPLE if inner.being == PERSON else inner.being)
            end = beyond
            continue
        if head is not None and party is not None:
            capital = tokens[end].text[0].isupper() and tokens[beyond].text[0].isupper() and head[2].being == ORGANISATION
            if capital and tokens[link].lower in {"of", "for"}:
                label = " ".join(w for w in text[tokens[at].start : tokens[beyond].end].split() if w.lower() not in {"the", "a"})
                party = replace(party, end=tokens[beyond].end, label=label, id=_slug(label), named=True, definite=False)
            else:
                party = attach(party, tokens[link].lower, inner, text, tokens[end].end, tokens[beyond].end, head[2].kind)
            end = beyond
            continue
        break
    if party is None:
        return None
    others: list[Party] = []
    if end + 2 < len(tokens) and tokens[end + 1].lower == "and" and party.being not in {OTHER, NAME}:
        second = group_right(tokens, end + 2)
        other = name_party(text, tokens, end + 2, second, rules) if second is not None else None
        follows = tokens[second + 1] if second is not None and second + 1 < len(tokens) else None
        if other is not None and second is not None and other.being not in {OTHER, NAME, "pronoun"} and (follows is None or follows.tag not in {"verb", "aux"}):
            others.append(other)
            end = second
    end, party = _apposed(text, tokens, at, end, party, rules)
    return Found(at, end, party, tuple(others))


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
    if last is None or last == begin and tokens[begin].tag in NOMINAL:
        return None
    beyond = group_right(tokens, last)
    return max(last, beyond) if beyond is not None and tokens[last].tag in NOMINAL else last


def _apposed(text: str, tokens: Sequence[Token], first: int, end: int, party: Party, rules: SourceRules) -> tuple[int, Party]:
    """Takes in a description after a name: "said Ann Lee, a resident", "… Ann Lee head of the agency"."""
    at = end + 1
    if at < len(tokens) and tokens[at].text in {"(", "["}:
        closed = next((i for i in range(at + 1, min(len(tokens), at + 9)) if tokens[i].text in {")", "]"}), None)
        if closed is not None:
            end, at = closed, closed + 1
    comma = at < len(tokens) and tokens[at].text == ","
    if comma:
        at += 1
    if at >= len(tokens) or tokens[at].tag not in {"det", "noun", "adj", "name"} or tokens[at].text == "that":
        return end, party
    last = group_right(tokens, at)
    if last is None:
        return end, party
    head = head_of(tokens, at, last, rules)
    if head is None or (not comma and (party.being not in {PERSON, NAME} or tokens[at].tag not in {"noun", "det"})):
        return end, party
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if follows is not None and (follows.tag == "aux" or follows.tag == "verb" and follows.form in {"past", "s", "base"} and follows.lower not in REDUCED):
        return end, party  # "…, police said": a clause of its own
    apposition = name_party(text, tokens, at, last, rules)
    if apposition is None:
        return end, party
    stop = next((i for i in range(last + 1, min(len(tokens), last + 20)) if tokens[i].text in {",", ".", ":", ";", "”", '"', "“"} or tokens[i].form == "ing"), min(len(tokens), last + 20))
    return stop - 1, merge_apposition(party, apposition, text, tokens, at, stop, rules)
