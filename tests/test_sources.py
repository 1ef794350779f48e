"""Whom a phrase names: kinds, labels, ids; and that every alias has one owner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.naming import name_party
from claimcheck.rules import rule_book
from claimcheck.source_rules import SOURCES, NamedSource, compile_sources, slug
from claimcheck.sources import find_named
from claimcheck.syntax import compile_words, tokenize


def _party(phrase: str):  # type: ignore[no-untyped-def]
    tokens = tokenize(phrase, 0, len(phrase), compile_words(rule_book()))
    return name_party(phrase, tokens, 0, len(tokens) - 1, compile_sources(rule_book()))


@pytest.mark.parametrize(
    ("phrase", "label", "kind", "being"),
    [
        (
            "the Syrian Observatory for Human Rights",
            "Syrian Observatory for Human Rights",
            "monitor",
            "organisation",
        ),
        ("ISIS", "Islamic State", "armed_group", "organisation"),
        ("the state news agency Xinhua", "Xinhua", "state_media", "organisation"),
        ("Russia’s Defense Ministry", "Russia’s Defense Ministry", "government", "organisation"),
        ("Moscow’s interior ministry", "Moscow’s interior ministry", "government", "organisation"),
        ("two U.S. officials", "two U.S. officials", "government", "people"),
        ("a security official", "security official", "government", "person"),
        ("local residents", "local residents", "witnesses", "people"),
        ("Kenya", "Kenya", "government", "state"),
        ("Mr Okoro", "Okoro", "person", "person"),
        ("Homs Governor Talal Hadid", "Homs Governor Talal Hadid", "government", "person"),
        ("a recent survey", "survey", "study", "data"),
        ("the roof", "roof", "other", "other"),
    ],
)
def test_phrases(phrase: str, label: str, kind: str, being: str) -> None:
    party = _party(phrase)
    assert (party.label, party.kind, party.being) == (label, kind, being)


def test_one_ministry_has_one_id() -> None:
    ids = {
        _party(p).id for p in ("the Russian Defence Ministry", "Russia’s Defense Ministry", "Moscow’s defence ministry")
    }
    assert len(ids) == 1


def test_a_director_speaks_for_his_organisation() -> None:
    party = _party("the Observatory for Human Rights director Sami Nasr")
    assert party.affiliation == "sohr"
    assert party.words[-1] == "nasr"


@pytest.mark.parametrize("word", ["Monday", "12", "yesterday", "12 percent"])
def test_what_is_no_source(word: str) -> None:
    assert _party(word) is None


def test_every_alias_has_one_owner() -> None:
    owners: dict[str, str] = {}
    for entry in rule_book().entries(SOURCES, "source", NamedSource):
        for alias in (*entry.aliases, *entry.weak_aliases):
            assert owners.setdefault(alias, entry.id) == entry.id, alias


def test_a_mouthpiece_is_some_sources() -> None:
    entries = {e.id: e for e in rule_book().entries(SOURCES, "source", NamedSource)}
    assert {e.speaks_for for e in entries.values() if e.speaks_for is not None} <= set(entries)


@given(st.text(max_size=200))
def test_named_sources_are_found_in_place(text: str) -> None:
    for start, end, entry, _ in find_named(text, 0, len(text), compile_sources(rule_book())):
        surface = text[start:end]
        aliases = {a.lower() for a in (*entry.aliases, *entry.weak_aliases)}
        assert surface.lower() in aliases


@given(st.text(max_size=60))
def test_a_slug_is_stable(label: str) -> None:
    assert slug(slug(label)) == slug(label)
