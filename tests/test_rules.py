"""Every rule shows in its ``finds`` and in none of its ``leaves``; bad rules get exact messages."""

from pathlib import Path

import pytest

from claimcheck.errors import RuleError
from claimcheck.rules import Entry, RuleBook, rule_book
from claimcheck.rules.catalogue import TABLES, Table

BOOK = rule_book()
ENTRIES = [
    pytest.param(table, entry, id=f"{table.file}:{table.table}:{entry.id}")
    for table in TABLES
    for entry in table.entries(BOOK)
]


@pytest.mark.parametrize(("table", "entry"), ENTRIES)
def test_examples(table: Table, entry: Entry) -> None:
    assert entry.finds, "an entry needs a text in which it shows"
    assert entry.leaves, "an entry needs a text that it leaves alone"
    shows = table.matcher()
    assert [text for text in entry.finds if not shows(entry, text, BOOK)] == []
    assert [text for text in entry.leaves if shows(entry, text, BOOK)] == []


def test_catalogue_names_every_table() -> None:
    listed = {(table.file, table.table) for table in TABLES}
    there = {(file, table) for file in BOOK.files() for table in BOOK.tables(file)}
    assert there == listed


def overlay(folder: Path, text: str) -> RuleBook:
    (folder / "en").mkdir()
    (folder / "en" / "words.toml").write_text(text, encoding="utf-8")
    return RuleBook((folder,))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[class]]\nid = "x"\ntags = "det"', "class 'x': unknown key 'tags' (keys: "),
        ('[[class]]\nid = "x"\ntag = "det"', "class 'x': key 'words': Field required"),
        ('[[class]]\nid = "x"\ntag = 3\nwords = []', "class 'x': key 'tag': Input should be a valid string (is: 3)"),
        ('[[class]]\nid = "x"\nremove = true', "class 'x': nothing to remove, no entry has this id"),
        ('[[class]]\nid = "x"\n[[class]]\nid = "x"', "class 'x': the id is taken by an entry above"),
        ("class = 3", "'class' must be a list of entries, written [[class]]"),
        ("[[class]\n", "line 1"),
    ],
)
def test_bad_rules_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        for table in TABLES:
            table.entries(overlay(tmp_path, text) if not (tmp_path / "en").exists() else RuleBook((tmp_path,)))
    assert message in str(caught.value)
    assert str(tmp_path / "en" / "words.toml") in str(caught.value)


def test_a_newsroom_replaces_adds_and_removes(tmp_path: Path) -> None:
    book = overlay(
        tmp_path,
        '[[class]]\nid = "determiners"\ntag = "det"\nwords = ["yon"]\n'
        '[[class]]\nid = "greetings"\ntag = "adv"\nwords = ["hello"]\n'
        '[[class]]\nid = "negation"\nremove = true\n',
    )
    words = {entry.id: getattr(entry, "words", ()) for entry in TABLES[0].entries(book)}
    assert words["determiners"] == ("yon",)
    assert words["greetings"] == ("hello",)
    assert "negation" not in words
    assert book.digest != BOOK.digest


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder of rules"):
        RuleBook((tmp_path / "none",))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "en/sources.toml",
            '[[source]]\nid = "our-desk"\nlabel = "Our desk"\nkind = "monitr"\naliases = ["Our desk"]',
            "source 'our-desk': key 'kind': no such kind 'monitr'; take one of: activists, ",
        ),
        ("sources.toml", "", "no rules are read from sources.toml; name it en/sources.toml in the folder"),
        ("en/source.toml", "", "no rules are read from en/source.toml; take one of: confidence.toml, "),
        ("notes.md", "", "no rules in this folder; take one of: confidence.toml, "),
    ],
)
def test_what_no_rule_reads_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        book = RuleBook((tmp_path,))
        for table in TABLES:
            table.entries(book)
    assert message in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_newsroom_s_source_of_a_known_kind(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "sources.toml").write_text(
        '[[source]]\nid = "our-desk"\nlabel = "Our desk"\nkind = "monitor"\naliases = ["Our desk"]', encoding="utf-8"
    )
    book = RuleBook((tmp_path,))
    assert any(entry.id == "our-desk" for table in TABLES for entry in table.entries(book))
