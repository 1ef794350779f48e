"""Tokens and their tags: what the neighbours of a word make of it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.rules import rule_book
from claimcheck.syntax import compile_words, singular, tokenize

WORDS = compile_words(rule_book())


def tag(text: str, word: str) -> str:
    return next(t.tag for t in tokenize(text, 0, len(text), WORDS) if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The strikes hit a depot.", "strikes", "noun"),
        ("Jets strike 3 depots.", "strike", "verb"),
        ("Planes were told to raid the farm.", "raid", "verb"),
        ("The raid killed 8.", "raid", "noun"),
        ("Bus Bomb Kills 8 in Small Town", "Kills", "verb"),
        ("Police counted 6 army attacks.", "attacks", "noun"),
        ("34 die in two blasts.", "die", "verb"),
        ("6 million need food.", "need", "verb"),
        ("The need is great.", "need", "noun"),
        ("The wounded were taken away.", "wounded", "adj"),
        ("63 wounded soldiers arrived.", "wounded", "adj"),
        ("The blast wounded soldiers.", "wounded", "verb"),
        ("The hail fell at noon.", "hail", "noun"),
        ("They regretted the killing of hens.", "killing", "noun"),
        ("The roof fell, killing at least nine.", "killing", "verb"),
        ("The raid that killed nine ended.", "that", "rel"),
        ("She said that nine died.", "that", "conj"),
        ("The US said so.", "US", "name"),
        ("They told us so.", "us", "pron"),
        ("The military says so.", "military", "noun"),
        ("The military base fell.", "military", "adj"),
        ("It’s over.", "’s", "aux"),
        ("The town’s mayor left.", "’s", "det"),
        ("They captured the port.", "captured", "verb"),
        ("They zorbed the port.", "zorbed", "verb"),
    ],
)
def test_tag(text: str, word: str, expected: str) -> None:
    assert tag(text, word) == expected


@pytest.mark.parametrize(
    ("verb", "lemma"),
    [
        ("freed", "free"),
        ("robbed", "rob"),
        ("visited", "visit"),
        ("fled", "flee"),
        ("seized", "seize"),
        ("dying", "die"),
    ],
)
def test_lemma(verb: str, lemma: str) -> None:
    token = tokenize(verb, 0, len(verb), WORDS)[0]
    assert (token.tag, token.lemma) == ("verb", lemma)


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("buses", "bus"),
        ("cities", "city"),
        ("children", "child"),
        ("policemen", "policeman"),
        ("crisis", "crisis"),
        ("news", "new"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_years_and_counts_stay_apart() -> None:
    text = "In 2004 30 men came with 280 000 seals."
    digits = [t.text for t in tokenize(text, 0, len(text), WORDS) if t.tag == "num"]
    assert digits == ["2004", "30", "280 000"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_tokens_return_their_surface_in_order_and_leave_no_letter_out(text: str) -> None:
    tokens = tokenize(text, 0, len(text), WORDS)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(one.end <= two.start for one, two in pairwise(tokens))
    covered = {offset for t in tokens for offset in range(t.start, t.end)}
    assert not [c for offset, c in enumerate(text) if c.isalnum() and offset not in covered]


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_offsets_are_those_of_the_whole_text(before: str, inside: str, after: str) -> None:
    whole = before + inside + after
    tokens = tokenize(whole, len(before), len(before) + len(inside), WORDS)
    assert all(whole[t.start : t.end] == t.text for t in tokens)
    assert all(len(before) <= t.start < t.end <= len(before) + len(inside) for t in tokens)
