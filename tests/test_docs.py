"""The docs are true: files, commands, code and output of every page are tried, in the page's own order.

``doc_blocks.py`` says how a page is read. A benchmark on labelled news makes ``docs/accuracy.md``.
"""

import re
import tomllib
from pathlib import Path

import doc_blocks
import made
import pytest

DOCS = made.ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
TRIED = [page for page in PAGES if page.name != "accuracy.md"]
PACKAGE = made.ROOT / "claimcheck"
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if path.name != "__init__.py" and "data" not in path.parts
)
LANGUAGES = {"sh", "console", "python", "toml", "text"}
SMALL = 150_000


def named(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", TRIED, ids=named)
def test_page_is_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = doc_blocks.checkout(tmp_path)
    monkeypatch.chdir(folder)
    assert list(doc_blocks.try_page(page.read_text(encoding="utf-8"), folder)) == []


@pytest.mark.parametrize("page", TRIED, ids=named)
def test_every_block_says_what_it_is(page: Path) -> None:
    for block in doc_blocks.blocks(page.read_text(encoding="utf-8")):
        assert block.language in LANGUAGES, block.text
        assert block.language != "text" or block.file, f"shown, but not tried: {block.text}"
        if block.language == "toml":
            tomllib.loads(block.text)


@pytest.mark.parametrize("page", [made.ROOT / "README.md", *PAGES], ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    assert doc_blocks.broken_links(page) == []


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (made.ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f"(docs/{page.name})" not in readme] == []


def test_pictures_are_small_and_shown() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = sorted((DOCS / "images").glob("*"))
    assert pictures
    for picture in pictures:
        assert picture.suffix == ".png"
        assert picture.stat().st_size <= SMALL, picture.name
        assert f"(images/{picture.name})" in shown


def test_architecture_names_every_module() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w/]+\.py)`", page))
    assert [module for module in MODULES if module not in told] == []
    gone = [name for name in told if not any((folder / name).is_file() for folder in (PACKAGE, made.ROOT))]
    assert sorted(gone) == []


def test_rules_page_names_every_file() -> None:
    from claimcheck.rules.catalogue import TABLES

    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert sorted({table.file for table in TABLES if f"`{table.file}`" not in page}) == []


def test_every_convention_is_told_of() -> None:
    from claimcheck.conventions import FILE, Rollup
    from claimcheck.rules import rule_book

    page = (DOCS / "library.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.M))
    assert told == {"plain", *(entry.id for entry in rule_book().entries(FILE, "rollup", Rollup))}


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a  \nb\n\n", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("…\nc\n", "c d\nc\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a.\n", "ab\n", False),
    ],
)
def test_output_is_compared(shown: str, printed: str, same: bool) -> None:
    assert (doc_blocks.mismatch(shown, printed) == "") is same


def test_a_page_that_is_wrong_is_found(tmp_path: Path) -> None:
    page = "`a.txt`:\n\n```text\none\n```\n\n```sh\ncat a.txt\ncat b.txt\ncat b.txt  # status 1\npip x\n```\n\n"
    page += "```console\n$ cat a.txt\none\n$ cat a.txt\ntwo\n```\n"
    wrong = list(doc_blocks.try_page(page, doc_blocks.checkout(tmp_path)))
    assert [message.splitlines()[0] for message in wrong] == ["cat b.txt", "$ cat a.txt"]
