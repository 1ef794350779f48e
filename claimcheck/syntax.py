"""A light syntax: a sentence's tokens with word classes.

No model and no statistics: closed classes and verbs come from ``rules/en/words.toml``, the rest from a
word's shape, and ambiguous words are settled by their neighbours ("the strike killed": noun, then verb;
"to strike": verb). That is enough to tell who did what to how many in the plain clauses of news; the
clauses themselves are cut in ``clauses.py``.

Known misses: nouns that look like verb forms after another noun ("police shooting leaves two dead" takes
"shooting" for a noun, rightly; "aid workers warning of floods" too, wrongly), and names that are common
words.

The idea of deciding by closed classes and suffixes is that of the first rule-based taggers (Greene and
Rubin 1971; Brill 1992).
"""

import re
from collections.abc import Sequence

from claimcheck.rules import RuleBook
from claimcheck.values import Token
from claimcheck.words import ATTRIBUTIVE, VerbList, WordClass, Words, compile_words, word_set

__all__ = ["VerbList", "WordClass", "Words", "compile_words", "singular", "tokenize"]

_TOKEN = re.compile(
    r"""
      \d{1,3}(?:[\u00a0\u202f\ ]\d{3})+(?!\d)            # 280 000
      | \d[\d,.]*\d | \d                    # 13,346  3.5
    | (?:[A-Z]\.){2,}                                 # U.S.  U.N.
    | [^\W\d_]+(?:[’'\-‑][^\W\d_]+)*\.?(?<=[^.]) # words, joined by hyphens and apostrophes
    | [^\W\d_]+
    | \S                                              # anything else, a mark at a time
    """,
    re.VERBOSE,
)
_QUOTES = frozenset("\"“”„«»‘’'")
_APOSTROPHES = frozenset("'’")
_SINGLE = frozenset("'‘’")
_CLITIC = re.compile(r"(?i)^(.+?)([’']s|s[’'])$")
_MODALS = word_set("will would shall should can could may might must to")
_TOWARDS = frozenset({"to", "by", "at", "over", "against", "from", "between"})
_DO = word_set("do does did don’t don't didn’t didn't doesn’t doesn't")
_ACRONYMS = word_set("US WHO IS IT UN UK EU AP U.S. U.N.")
_NAMES_TOO = word_set("us may will march lead second central western eastern northern southern")
_NOUNS_TOO = word_set("military civilian public local official total national young elderly average")
_NO_NOUNS = frozenset({"aux", "prep", "conj", "rel", "pron", "det", "adv", "neg"})
_AFTER_NUMBER = word_set("lie need live lack face fear file join vote visit want use favor favour oppose trust blame")
_PLURALS = word_set("hundreds thousands millions dozens scores")
_SIGNS = frozenset("$€£¥₹")
_BEFORE_NUMBERS = word_set(
    "at least most more less fewer than over under around about nearly almost some up to as many only "
    "just roughly approximately close estimated further another"
)
_SUMMED = frozenset({"total", "combined", "estimated"})
_MOVING = word_set("rise fall drop jump climb surge soar grow increase decline plunge hit top range stand")
_NO_PAST = word_set(
    "hundred indeed proceed exceed succeed united red bed shed wed need speed seed feed weed breed media"
)
_NO_ING = word_set(
    "thing king ring wing spring string morning evening building nothing something everything anything "
    "during sterling ceiling sibling meeting wedding hearing funding housing nursing "
    "rightwing leftwing"
)


def tokenize(text: str, start: int, end: int, words: Words) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``, tagged. Offsets are into ``text``."""
    rough: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = match.group()
        if word == "#":
            continue  # "#cholera deaths"
        if word in _APOSTROPHES and rough and _of_plural(text, first, rough):
            word = "’s"  # "41 soldiers' deaths"
        if word[-1] == "." and len(word) > 1 and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            word, last = word[:-1], last - 1
        clitic = _CLITIC.match(word)
        if clitic is not None and clitic.group(2).lower() in {"’s", "'s"}:
            middle = first + len(clitic.group(1))
            rough.append((first, middle, clitic.group(1)))
            rough.append((middle, last, clitic.group(2)))
        else:
            rough.append((first, last, word))
    return _tag(rough, words)


def _of_plural(text: str, at: int, rough: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the apostrophe at ``at`` makes a plural a possessive, rather than closing a quote."""
    _, end, word = rough[-1]
    touches = end == at and word[-1] in "sS" and word[:1].isalpha()
    return touches and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower() and not _quoted(rough)


def _quoted(rough: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a single quote has been opened in the sentence."""
    return any(word in _SINGLE for _, _, word in rough)


def _tag(rough: Sequence[tuple[int, int, str]], words: Words) -> tuple[Token, ...]:
    tokens: list[Token] = []
    shout = _title_case(rough)
    for index, (start, end, word) in enumerate(rough):
        lower = word.lower()
        before = tokens[-1] if tokens else None
        ahead = [w for _, _, w in rough[index + 1 : index + 5] if w not in _QUOTES]
        tag, lemma, form = _classify(word, lower, before, ahead, words, shout)
        if form == "s" and tag == "verb" and lemma in words.nouns and _numbered(tokens):
            tag, lemma, form = "noun", singular(lower), ""  # "6 army attacks", not "6 die"
        tokens.append(Token(start, end, word, lower, tag, lemma, form))
    return tuple(tokens)


def _numbered(tokens: Sequence[Token]) -> bool:
    """Whether a number stands before the adjectives and nouns that end here."""
    for token in reversed(tokens[-4:]):
        if token.tag == "num":
            return True
        if token.tag not in {"adj", "noun", "name"} or token.lower.endswith("s"):
            return False
    return False


def _title_case(rough: Sequence[tuple[int, int, str]]) -> bool:
    """Whether most of the words have a capital, as in the headlines of many papers."""
    long = [word for _, _, word in rough if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _classify(
    word: str, lower: str, before: Token | None, ahead: Sequence[str], words: Words, shout: bool
) -> tuple[str, str, str]:
    """The tag, lemma and form of one word, given the token before it and the words after it."""
    after = ahead[0] if ahead else ""
    if word[0].isdigit():
        return "num", lower, ""
    if lower in {"’s", "'s"}:
        if before is not None and (before.tag in {"pron", "rel"} or before.lower in {"that", "here"}):
            return "aux", "is", ""
        return "det", "'s", ""  # the possessive binds like a determiner
    if not word[0].isalpha():
        return ("quote" if word in _QUOTES else "punct"), word, ""
    capital = word[0].isupper() and not shout
    closed = words.closed.get(lower)
    if closed is not None:
        if word in _ACRONYMS:
            return "name", word, ""
        if not (capital and before is not None and before.tag != "punct" and lower in _NAMES_TOO):
            if closed == "det" and lower == "that":
                return _that(before, after, words)
            if (
                closed == "adj"
                and lower in _NOUNS_TOO
                and (
                    not after.isalpha()
                    or words.closed.get(after.lower(), "") in _NO_NOUNS
                    or not _starts_noun(after, words)
                )
            ):
                return "noun", lower, ""  # "the military says"
            return closed, singular(lower) if closed == "noun" else lower, ""
    verb = words.verbs.get(lower)
    if verb is not None:
        base, form = verb
        if lower == "lay" and before is not None and (before.lower in _MODALS or before.lower in {"to", "and"}):
            base, form = "lay", "base"  # "to lay off 900", not "bodies lay there"
        if capital and before is not None and before.tag in {"name", "det", "prep"} and form != "past":
            return "name", lower, form
        return _verb_or_noun(base, form, lower, before, ahead, words)
    if capital and (before is not None or after[:1].isalpha()) and not lower.endswith("ly"):
        return "name", word, ""
    if lower.endswith("ly") and len(lower) > 4:
        return "adv", lower, ""
    if lower.endswith("ed") and len(lower) > 4 and lower not in _NO_PAST:
        held = "-" in lower or (before is not None and before.tag in {"det", "adj"}) or _starts_noun(after, words)
        return ("adj" if held else "verb"), _base(lower[:-2]), "past"
    if lower.endswith("ing") and len(lower) > 5 and lower not in _NO_ING and "-" not in lower:
        made = before is not None and before.tag in {"det", "adj", "num", "noun", "name"} and not _opens(ahead, words)
        return ("noun" if made else "verb"), lower if made else _base(lower[:-3]), "ing"
    if (
        "-" in lower
        and word[0].islower()
        and lower.endswith(("ed", "led", "held", "backed", "based", "year", "old", "style", "long", "wide"))
    ):
        return "adj", lower, ""
    if lower.endswith(("ous", "ful", "ive", "ian", "ish", "al", "ic", "less")) and _starts_noun(after, words):
        return "adj", lower, ""
    return "noun", singular(lower), ""


def _base(stem: str) -> str:
    """A likely base form of an unlisted verb: "seiz" → "seize", "hemm" → "hem"."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    if stem[-1] in "vuzc" or re.search(r"(?:[^aeiou][aeiou]|^)[sg]$|(?:rg|dg|ng|ns|rs|at|iz|ut|ir|ur|in)$", stem):
        return stem + "e"
    return stem


def _that(before: Token | None, after: str, words: Words) -> tuple[str, str, str]:
    """As in "that" as conjunction ("said that 20"), relative ("raid that killed") or determiner ("that
    raid").
    """
    verbal = words.verbs.get(after.lower())
    if (
        before is not None
        and before.tag in {"noun", "name", "num"}
        and (
            words.closed.get(after.lower()) in {"aux", "adv"}
            or (verbal is not None and (verbal[0] not in words.nouns or verbal[1] in {"past", "part"}))
        )
    ):
        return "rel", "that", ""
    if before is not None and before.tag in {"verb", "noun", "name", "aux", "pron"}:
        return "conj", "that", ""
    return "det", "that", ""


def _opens(ahead: Sequence[str], words: Words) -> bool:
    """Whether a noun group begins here, as an object does: "the", "20", "at least 20", "scores"."""
    for word in ahead[:4]:
        lower = word.lower()
        if (
            word[0].isdigit()
            or words.closed.get(lower) in {"det", "num", "pron"}
            or word in _SIGNS
            or lower == "several"
        ):
            return True
        if lower not in _BEFORE_NUMBERS:
            return False
    return False


def _starts_noun(word: str, words: Words) -> bool:
    """Whether a word can follow an adjective: a noun, a name or another adjective."""
    lower = word.lower()
    return (
        word[:1].isalpha()
        and words.closed.get(lower, "noun") in {"noun", "adj", "name"}
        and (
            lower not in words.verbs
            or lower in words.nouns
            or (words.verbs[lower][1] in {"base", "s"} and words.verbs[lower][0] in words.nouns)
        )
    )


def _verb_or_noun(
    base: str, form: str, lower: str, before: Token | None, ahead: Sequence[str], words: Words
) -> tuple[str, str, str]:
    """Settle a listed verb form by its neighbours."""
    after = ahead[0] if ahead else ""
    noun = singular(lower)
    left = before.tag if before is not None else ""
    previous = before.lower if before is not None else ""
    if form in {"base", "s"}:
        if previous in _MODALS or (left == "aux" and form == "base" and previous in _DO):
            return "verb", base, form
        if left == "det" and previous not in {"that", "these", "those", "all", "both"}:
            return "noun", noun, ""  # "the hail"
        if base not in words.nouns:
            return "verb", base, form  # "34 die in two blasts"
        if lower in _AFTER_NUMBER and left in {"noun", "name"} and previous.endswith(("s", "people", "men")):
            return "verb", base, form  # "people need food"
        if left == "num" and lower in _AFTER_NUMBER and not after.endswith("s"):
            return "verb", base, form  # "6 million need food"
        if previous in _PLURALS and form == "base" and not after.endswith("s"):
            return "verb", base, form  # "tens of thousands rally against"
        if left in {"det", "adj"} or left == "num" or left == "prep":
            return "noun", noun, ""  # "the strikes", "two raids", "in clashes"
        closed_after = words.closed.get(after.lower(), "")
        if closed_after == "aux" or after.lower() == "of":
            return "noun", noun, ""
        if left in {"pron", "rel"}:
            return "verb", base, form
        follows = words.verbs.get(after.lower())
        if left in {"noun", "name", "adv", "punct"} and _opens(ahead, words) and follows is None:
            return "verb", base, form  # "Bus bomb kills 8", "Airstrikes hit three"
        if left in {"noun", "name"} and base in _MOVING and after.lower() in _TOWARDS:
            return "verb", base, form  # "Toll rises to 20"
        if left in {"noun", "name"} and lower == "account" and after.lower() == "for":
            return "verb", base, form  # "homes account for 20 percent"
        return "noun", noun, ""
    if form in {"past", "part"}:
        participle = before is not None and before.tag == "adj" and before.form in {"past", "part"}
        if (
            (left == "det" or (left == "adj" and _starts_noun(after, words)))
            and not participle
            and previous not in {"that", "all", "dead", "alive", "missing"}
        ):
            return "adj", base, form  # "the wounded", "the wounded men"
        free = left in {"num", "prep", "", "punct"} or previous in _SUMMED
        if free and lower in words.attributive and _starts_noun(after, words):
            return "adj", base, form  # "63 wounded soldiers"
        return "verb", base, form
    if left in {"det", "adj"} and previous not in {"all", "both"}:
        return "noun", base, form  # "the bombing"
    if left in {"noun", "name", "num"} and lower in words.nouns and not _opens(ahead, words):
        return "noun", base, form  # "a suicide bombing"
    return "verb", base, form


def singular(noun: str) -> str:
    """The singular of a plain plural: "buses" → "bus", "cities" → "city", "children" → "child"."""
    irregular = {
        "people": "person",
        "men": "man",
        "women": "woman",
        "children": "child",
        "policemen": "policeman",
        "wives": "wife",
        "lives": "life",
        "feet": "foot",
        "media": "media",
        "series": "series",
        "troops": "troop",
    }
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes", "buses", "viruses")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


def shows_class(entry: WordClass, text: str, book: RuleBook) -> bool:
    """Whether a token of the text has the entry's tag (for participles: one of its words does its work)."""
    if entry.tag == ATTRIBUTIVE:
        tokens = tokenize(text, 0, len(text), compile_words(book))
        return any(t.tag == "adj" and t.lower in entry.words for t in tokens)
    return any(t.tag == entry.tag for t in tokenize(text, 0, len(text), compile_words(book)))


def shows_verb(entry: VerbList, text: str, book: RuleBook) -> bool:
    """Whether a token of the text is a verb."""
    return any(t.tag == "verb" for t in tokenize(text, 0, len(text), compile_words(book)))
