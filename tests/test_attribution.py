"""Who says what: written cases, headlines, quotes over paragraphs, and what holds of any text."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.attribution import compile_attribution, find_speech, speech_of
from claimcheck.claims import speech_at
from claimcheck.rules import rule_book
from claimcheck.syntax import compile_words, tokenize
from claimcheck.values import ArticleText, Block, Sentence, Speech

CASES = tomllib.loads((Path(__file__).parent / "cases" / "attribution.toml").read_text(encoding="utf-8"))["case"]
NUMBER = re.compile(r"\d[\d,]*")


def _numbers(text: str) -> list[tuple[str, int]]:
    return [(m.group().rstrip(","), m.start()) for m in NUMBER.finditer(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_written_cases(case: dict) -> None:  # type: ignore[type-arg]
    text = case["text"]
    speeches = speech_of(text, rule_book())
    numbers = _numbers(text)
    found = [(number, speech_at(at, speeches)) for number, at in numbers]
    if len(numbers) > len(case["says"]):  # years of background stand beside the claims
        found = found[: len(case["says"])]
    said = [speech.source.label if speech is not None else "-" for _, speech in found]
    assert len(said) == len(case["says"])
    for label, accepted in zip(said, case["says"], strict=True):
        assert label in accepted.split("|"), said
    carried = {number for number, speech in found if speech is not None and speech.kind == "carried"}
    assert carried == set(case.get("carried", ()))
    denied = {number for number, speech in found if speech is not None and speech.denies}
    assert denied == set(case.get("denied", ()))
    origins = [o.label for _, speech in found if speech is not None for o in speech.origin]
    assert len(origins) == len(case.get("origin", ()))
    for origin, accepted in zip(origins, case.get("origin", ()), strict=True):
        assert origin in accepted.split("|")


def _read(*paragraphs: tuple[str, str]) -> tuple[str, tuple[Speech, ...]]:
    """The speeches of a text of paragraphs, each (section, one sentence)."""
    text = "\n".join(words for _, words in paragraphs)
    blocks, sentences, at = [], [], 0
    for index, (section, words) in enumerate(paragraphs):
        blocks.append(Block(at, at + len(words), section))  # type: ignore[arg-type]
        sentences.append(Sentence(at, at + len(words), section, index))  # type: ignore[arg-type]
        at += len(words) + 1
    article = ArticleText("a", "a.txt", 0, len(text), None, None, None, None, tuple(blocks))
    words_of = compile_words(rule_book())
    tokens = [tokenize(text, s.start, s.end, words_of) for s in sentences]
    return text, find_speech(text, article, sentences, tokens, compile_attribution(rule_book()))


def _says(text: str, speeches: tuple[Speech, ...], number: str) -> str:
    speech = speech_at(text.index(number), speeches)
    return speech.source.label if speech is not None else "-"


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("12 rebels killed in gunfight — police", "police"),
        ("Monitor: 12 dead in raid on market", "Monitor"),
        ("12 dead in raid on northern town Monitor", "Monitor"),
        ("Raid kills 12, says UN", "United Nations"),
        ("Nearly 12 killed in clash with police", "-"),
        ("Explosion kills 12 outside hospital", "-"),
    ],
)
def test_headlines(headline: str, label: str) -> None:
    text, speeches = _read(("headline", headline))
    assert _says(text, speeches, "12") == label


def test_a_quote_over_two_paragraphs_has_one_speaker() -> None:
    text, speeches = _read(
        ("body", "Luc Moreau, the mayor, said: “We counted 12 boats."),
        ("body", "“And 30 more are on their way.”"),
        ("body", "The harbour has 4 piers."),
    )
    assert [_says(text, speeches, n) for n in ("12", "30", "4")] == ["Luc Moreau", "Luc Moreau", "-"]


def test_a_signed_post_is_its_writers() -> None:
    text, speeches = _read(("body", "The posts came late. 35 dead in the market — Carla Lindt (@clindt) June 12, 2016"))
    assert _says(text, speeches, "35") == "Carla Lindt"


def test_a_new_entry_ends_what_was_said() -> None:
    text = "Police said 12 men were held. Another 3 were freed."
    block = (Block(0, 29, "body", entry=0), Block(30, len(text), "body", entry=1))
    sentences = [Sentence(0, 29, "body", 0, 0), Sentence(30, len(text), "body", 1, 1)]
    words = compile_words(rule_book())
    article = ArticleText("a", "a.txt", 0, len(text), None, None, None, None, block)
    tokens = [tokenize(text, s.start, s.end, words) for s in sentences]
    speeches = find_speech(text, article, sentences, tokens, compile_attribution(rule_book()))
    assert [_says(text, speeches, n) for n in ("12", "3")] == ["Police", "-"]


def test_a_quote_whose_speaker_comes_later() -> None:
    text, speeches = _read(
        ("body", "The council met until midnight."),
        ("body", "“We had room for 40 families and no more than that.”"),
        ("body", "“Now there are 90 at the door,” Luc Moreau said."),
        ("body", "“Rooms” for 7 are free."),
    )
    assert [_says(text, speeches, n) for n in ("40", "90", "7")] == ["Luc Moreau", "Luc Moreau", "-"]


def test_a_quote_that_a_colon_announces() -> None:
    text, speeches = _read(
        ("body", "Here is more from Carla Lindt on the flood:"),
        ("body", "“We can see from the air that there are 5 boats in the main street.”"),
        ("body", "The street has 12 shops."),
    )
    assert [_says(text, speeches, n) for n in ("5", "12")] == ["Carla Lindt", "-"]


def test_a_post_shown_again_is_still_its_writers() -> None:
    words = "There were never more than 18 boats in that harbour."
    text = f"“{words} The bay is small,” Luc Moreau wrote. The mayor was there. {words} The bay has 4 piers."
    speeches = speech_of(text, rule_book())
    again = speech_at(text.rindex("18"), speeches)
    assert again is not None and again.source.label == "Luc Moreau" and again.kind == "carried"
    assert _says(text, speeches, "4 piers") == "-"


def test_a_transcript_gives_each_turn_to_its_speaker() -> None:
    text, speeches = _read(
        ("body", "CARLA LINDT, HOST: How many boats were there?"),
        ("body", "LUC MOREAU: There were 40 boats."),
        ("body", "And 3 more came at night."),
        ("body", "LINDT: Thank you. That makes 43."),
    )
    assert [_says(text, speeches, n) for n in ("40", "3 more", "43")] == [
        "Luc Moreau",
        "Luc Moreau",
        "Carla Lindt",
    ]


def test_labels_at_the_head_of_a_line_make_no_transcript() -> None:
    text, speeches = _read(
        ("body", "OPINION: Why 12 boats are enough"),
        ("body", "RELATED: The 3 harbours of the bay"),
        ("body", "OPINION: A bay with 40 names"),
    )
    assert [_says(text, speeches, n) for n in ("12", "3", "40")] == ["-", "-", "-"]


PIECES = st.sampled_from(
    [
        "police",
        "The ministry",
        "said",
        "told",
        "according to",
        "“",
        "”",
        '"',
        ",",
        ".",
        "12",
        "people",
        "which",
        "who",
        "citing",
        "the",
        "of",
        "and",
        "while",
        "(",
        ")",
        "Ann Lee",
        "’s",
        "were killed",
        "it",
        "put the toll at",
        "\n",
        "—",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map(" ".join), st.text(max_size=300)))
def test_any_text_gives_speeches_within_it(text: str) -> None:
    for speech in speech_of(text, rule_book()):
        assert 0 <= speech.start < speech.end <= len(text)
        for source in (speech.source, *speech.origin):
            assert text[source.start : source.end] == source.text
            assert source.label and source.id and source.kind
            assert source.label.lower() not in {"he", "she", "it", "they"}


HOSTILE = ["said " * 3000, "“" * 5000, "a" * 10000 + " said 12", "which " * 4000, "the of " * 4000 + "said 3"]


@pytest.mark.parametrize("text", HOSTILE, ids=["cues", "quotes", "word", "clauses", "chain"])
def test_hostile_text_is_read(text: str) -> None:
    assert isinstance(speech_of(text, rule_book()), tuple)


def test_a_turn_after_a_bracket_within_a_paragraph_is_its_speakers() -> None:
    text, speeches = _read(
        ("body", "7:08 p.m. [ON SCREEN: Flood] CARLA LINDT: The river took the road. Only 16 houses have power."),
        ("body", "The programme has 9 editors."),
    )
    assert [_says(text, speeches, n) for n in ("16", "9")] == ["Carla Lindt", "-"]
