"""Pages become articles with their heads and blocks; cases in ``cases/articles.toml``."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.articles import compile_articles, find_articles
from claimcheck.moments import stamp_line
from claimcheck.pipeline import extract
from claimcheck.rules import rule_book
from claimcheck.values import ArticleText, Block, DocumentText, Moment

RULES = compile_articles(rule_book())
CASES = tomllib.loads((Path(__file__).parent / "cases" / "articles.toml").read_text(encoding="utf-8"))["case"]
PAGES = [pytest.param(case, id=case["label"]) for case in CASES if "text" in case]
DATES = [row for case in CASES for row in case.get("dates", ())]


def document(text: str, facts: dict[str, str] | None = None) -> DocumentText:
    return DocumentText("d", "page.txt", None, text, facts or {})


def iso(moment: Moment | None) -> str:
    if moment is None:
        return ""
    if moment.minute is None:
        return moment.day.isoformat()
    return f"{moment.day.isoformat()}T{moment.minute // 60:02}:{moment.minute % 60:02}"


def shown(text: str, block: Block) -> str:
    post = f" {block.entry} {iso(block.posted)}" if block.entry else ""
    return f"{block.section}{post}: {text[block.start : block.end]}"


def described(text: str, article: ArticleText) -> dict[str, Any]:
    return {
        "title": article.title or "",
        "publisher": article.publisher or "",
        "published": iso(article.published),
        "place": article.place or "",
        "blocks": [shown(text, block) for block in article.blocks],
    }


@pytest.mark.parametrize("case", PAGES)
def test_pages(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_articles(document(text, case.get("facts")), RULES)
    if "articles" in case:
        kept = [
            {key: described(text, article)[key] for key in wanted}
            for article, wanted in zip(found, case["articles"], strict=False)
        ]
        assert kept == case["articles"]
        assert len(found) == len(case["articles"])
    if "blocks" in case:
        assert sum(len(article.blocks) for article in found) == case["blocks"]
    in_blocks = [text[block.start : block.end] for article in found for block in article.blocks]
    assert [words for words in case.get("left", ()) if any(words in block for block in in_blocks)] == []


@pytest.mark.parametrize(("line", "wanted"), DATES)
def test_date_lines(line: str, wanted: str) -> None:
    stamp = stamp_line(line, 0, len(line), RULES.layout.moments)
    assert iso(stamp.moment if stamp else None) == wanted


def check_invariants(text: str, articles: list[ArticleText]) -> None:
    assert bool(articles) == bool(text.strip())
    position = 0
    for article in articles:
        assert position <= article.start <= article.end <= len(text)
        position = article.start
        for block in article.blocks:
            assert position <= block.start < block.end <= article.end
            assert text[block.start : block.end] == text[block.start : block.end].strip()
            position = block.end
        position = article.end


HOMS = Path(__file__).parent.parent / "seeds" / "homs.txt"


def folded_at(text: str, width: int) -> str:
    """The text with its lines broken at spaces, as ``fold -s`` does: the space stays at a line's end."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width and " " in line[:width]:
            cut = line.rindex(" ", 0, width) + 1
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return "\n".join(lines)


def claims_of(text: str) -> list[tuple[float | None, float | None, str, str | None]]:
    return [(c.quantity.low, c.quantity.high, c.measure, c.attribution.source) for c in extract(text)]


def test_a_wrapped_text_makes_the_same_claims() -> None:
    text = HOMS.read_text(encoding="utf-8")
    whole = claims_of(text)
    assert len(whole) > 5
    assert [width for width in range(30, 81) if claims_of(folded_at(text, width)) != whole] == []


LINES = st.sampled_from(
    [
        "",
        "",
        "Dam breaks above Tarvin",
        "May 2, 2011",
        "Updated 09 March 2022",
        "3 p.m.",
        "14:05 GMT",
        "1 / 8",
        "• Three dead",
        "LIMA (AP) — Water broke through a dam and killed three people on Monday, the mayor said.",
        "Rescuers search the ruins. (AFP)",
        "By Ann Low | LIMA, PERU",
        "Follow",
        "Story highlights Dam breaks",
        "# Dam",
        "(CNN) Two",
        "Water broke through the dam and killed three people, the mayor of the town told reporters there.",
        "two men fled",
        "Sunday 7 Aug 2011 Ferry sinks off northern coast AFP " + "A ferry sank with 90 people on board. " * 8,
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_articles_and_blocks_lie_in_order(text: str) -> None:
    check_invariants(text, find_articles(document(text), RULES))


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    check_invariants(text, find_articles(document(text), RULES))


@pytest.mark.parametrize(
    "unit",
    ["a", "A", "“(", "/A. ", "By A", "1 ", "A/AP", "(AP", "• ", "May 2 ", "\n", "A\n\n", "12:0", "A: ", "—"],
)
def test_hostile_pages_are_read(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    check_invariants(text, find_articles(document(text), RULES))


SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two saved pages aren't here")
@pytest.mark.parametrize(("name", "count"), [("000_84ace6207d3c2ccc.txt", 5), ("002_bec592340a15c483.txt", 6)])
def test_saved_pages(name: str, count: int) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    articles = find_articles(document(text), RULES)
    check_invariants(text, articles)
    assert len(articles) == count
    assert all(article.published and article.title for article in articles)
