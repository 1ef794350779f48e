"""Blocks become sentences; cases in ``cases/sentences.toml``."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.rules import rule_book
from claimcheck.segmenting import compile_sentences, sentence_spans, split_sentences
from claimcheck.values import ArticleText, Block, Sentence

RULES = compile_sentences(rule_book())
CASES = tomllib.loads((Path(__file__).parent / "cases" / "sentences.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    text = case.get("text") or " ".join(case["sentences"])
    spans = sentence_spans(text, 0, len(text), RULES)
    assert [text[start:end] for start, end in spans] == (case.get("only") or case["sentences"])


def article(blocks: list[Block], end: int) -> ArticleText:
    return ArticleText("a", "page.txt", 0, end, None, None, None, None, tuple(blocks))


def test_sentences_know_their_block_and_never_leave_it() -> None:
    text = "Dam breaks\nThree died. Nine fled\nthe town."
    blocks = [Block(0, 10, "headline"), Block(11, 32, "body", 2), Block(33, 42, "body", 3)]
    assert split_sentences(text, article(blocks, len(text)), RULES) == [
        Sentence(0, 10, "headline", 0, 0),
        Sentence(11, 22, "body", 1, 2),
        Sentence(23, 32, "body", 1, 2),
        Sentence(33, 42, "body", 2, 3),
    ]


def check_partition(text: str) -> None:
    spans = sentence_spans(text, 0, len(text), RULES)
    position = 0
    for start, end in spans:
        assert text[position:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""


PIECES = [
    "U.S.",
    "Gen.",
    "Low",
    "said",
    "p.m.",
    "“",
    "”",
    '"',
    "12.",
    "3.5",
    "...",
    "!",
    "?",
    "(",
    ")",
    "No.",
    "J.",
    " ",
    "\n",
    "the",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_sentences_cover_the_text(text: str) -> None:
    check_partition(text)


@given(st.text(max_size=300))
def test_any_text_is_split(text: str) -> None:
    check_partition(text)


@pytest.mark.parametrize("unit", ["a", ".", ". ", "A.", "A. ", "”", "?” A ", "… ", "“(", "1. "])
def test_hostile_texts_are_split(unit: str) -> None:
    check_partition(unit * (60_000 // len(unit)))
