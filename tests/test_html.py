"""The page's parts on hand-made reports: scales, drawn figures, excerpts, templates (no browser)."""

import hashlib
import json
import math
import re
import tomllib
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from factories import claim, event, report
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pages import BUS, HOSTILE, LATER, TEXTS, dispute, example, reviewed, said

from claimcheck.models import Article, Attribution, Document
from claimcheck.report import plots
from claimcheck.report.excerpts import Piece, around, excerpt
from claimcheck.report.html import day, render, to_html
from claimcheck.report.scales import LEFT, RIGHT, make_scale, tick_label
from claimcheck.report.surroundings import texts_of
from claimcheck.result import Report

CASES = Path(__file__).parent / "cases"
SHELL = 60_000  # bytes of a page beside its data


def cases(file: str, table: str) -> list[Any]:
    rows = tomllib.loads((CASES / file).read_text(encoding="utf-8"))[table]
    return [pytest.param(row, id=row["label"]) for row in rows]


@pytest.mark.parametrize("case", cases("scales.toml", "scale"))
def test_axis(case: dict[str, Any]) -> None:
    scale = make_scale(case["values"])
    assert [tick_label(tick) for tick in scale.ticks] == case["ticks"]
    assert scale.remark == case.get("remark", "")


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=12))
def test_every_value_has_a_place_and_order_is_kept(values: list[float]) -> None:
    scale = make_scale(values)
    shown = sorted(value for value in values if math.isfinite(value))
    places = [scale.at(value) for value in shown]
    assert places == sorted(places)
    assert all(LEFT <= place <= RIGHT for place in places)
    assert 2 <= len(scale.ticks) <= 8


@pytest.mark.parametrize(
    ("low", "high", "modifier", "shapes"),
    [
        (8, 8, "exact", ["solid"]),
        (8, None, "at_least", ["reach", "#to-right", "solid"]),
        (8, None, "more_than", ["reach", "#to-right", "#ring"]),
        (None, 8, "at_most", ["reach", "#to-left", "solid"]),
        (None, 8, "less_than", ["reach", "#to-left", "#ring"]),
        (30, 40, "between", ["bar"]),
        (27, 33, "about", ["near"]),
        (24, 99, "vague", ["vague"]),
        (None, None, "exact", []),
    ],
)
def test_shape_of_a_figure(low: float | None, high: float | None, modifier: Any, shapes: list[str]) -> None:
    interval = plots.Interval(low, high, modifier, "b")
    drawn = str(plots.strip([interval], plots.scale_for([interval])))
    assert [
        name for name in re.findall(r'(?:class|href)="([^"]+)"', drawn) if name in {*shapes} or "#" in name
    ] == shapes
    assert ("side-b" in drawn) is bool(shapes)


def test_a_timeline_steps_from_moment_to_moment() -> None:
    points = [
        plots.Point(minute, f"day {minute}", plots.Interval(value, value, "exact"))
        for minute, value in ((0, 8), (0, 9), (10, 11), (20, 15))
    ]
    drawn = str(plots.timeline([points]))
    assert drawn.count('class="step"') == 4  # two changes, each across and up; none within one moment
    assert drawn.count('class="solid"') == 4
    assert "day 0" in drawn
    assert "day 20" in drawn


def test_a_timeline_without_points_is_nothing() -> None:
    assert plots.timeline([[]]) == Markup("")


def shown(pieces: tuple[Piece, ...]) -> str:
    signs = {"number": "[{}]", "source": "{{{}}}", "cue": "<{}>", "": "{}"}
    return "".join(signs[piece.mark].format(piece.text) for piece in pieces)


@pytest.mark.parametrize("case", cases("excerpts.toml", "excerpt"))
def test_marks(case: dict[str, Any]) -> None:
    text, sentence = case["text"], case["sentence"]
    start = max(text.find(sentence), 0)
    at = start + sentence.index(case["number"])
    source = case.get("source")
    said = Attribution(kind="publisher")
    if source is not None:
        begun = text.index(source)
        said = Attribution(
            kind="explicit", source=source, text=source, start=begun, end=begun + len(source), cue=case["cue"]
        )
    made = claim(
        sentence,
        case["number"],
        start=at,
        end=at + len(case["number"]),
        sentence_start=start,
        sentence_end=start + len(sentence),
        attribution=said,
    )
    found = excerpt(made, text, None)
    assert f"{shown(found.before)}|{shown(found.sentence)}|{shown(found.after)}" == case["shows"]


@given(st.text(max_size=900), st.data())
def test_an_excerpt_alters_nothing(text: str, data: st.DataObject) -> None:
    start, at, end, last = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    said_start, said_end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    said = Attribution(kind="carried", source="x", start=said_start, end=said_end, cue=data.draw(st.text(max_size=4)))
    made = claim("8", "8").model_copy(
        update={
            "sentence": text[start:last],
            "sentence_start": start,
            "sentence_end": last,
            "start": at,
            "end": end,
            "attribution": said,
        }
    )
    found = excerpt(
        made,
        text,
        Article(id="a", path="p", start=0, end=len(text), title=None, publisher=None, published=None, place=None),
    )
    assert "".join(piece.text for piece in found.sentence) == text[start:last]
    assert [piece.text for piece in found.sentence if piece.mark == "number"] == [text[at:end]] * (at < end)
    squeezed = "".join(text.split())
    for row in (found.before, found.after, around(text, at, end, 30)):
        assert "".join("".join(p.text for p in row).strip(" …").split()) in squeezed or "…" in text


def test_a_source_named_far_away_is_shown_apart() -> None:
    text = "The harbour master spoke first. " + "Nothing happened here at all. " * 40 + "Another 12 sank."
    said = Attribution(kind="carried", source="The harbour master", start=0, end=18, cue="spoke")
    at = text.index("12")
    made = claim("Another 12 sank.", "12", attribution=said).model_copy(
        update={"start": at, "end": at + 2, "sentence_start": at - 8, "sentence_end": len(text)}
    )
    found = excerpt(made, text, None)
    assert shown(found.named).startswith("{The harbour master} spoke first.")
    assert shown(found.before).startswith("… ")


class Shape(HTMLParser):
    """What stands in a page: its tags, ids, links and text, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [v for k, v in attrs if k in ("href", "src", "action") and v]
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text += data


def test_the_page_is_well_formed_and_its_links_lead_somewhere() -> None:
    page = Shape(to_html(example(), TEXTS))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if not link.startswith("#")} == {"data:,"}
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_hostile_text_stays_text() -> None:
    page = Shape(to_html(example(), TEXTS))
    assert page.tags.count("script") == 3  # two hold data
    assert "img" not in page.tags
    assert "{{ 7*7 }}" in page.text
    assert HOSTILE in page.text  # a sentence is as it was
    assert "\u202e" not in to_html(report(events=(event(label="\u202eyad", place="\u2067"),)))  # a name is tamed


def test_only_its_own_style_and_script_may_act() -> None:
    made = to_html(example())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'").split("; ")
    assert "default-src 'none'" in rules
    for kind in ("style", "script"):
        inner = re.search(rf"<{kind}>(.*?)</{kind}>", made, re.DOTALL)
        assert inner is not None
        digest = b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in rules
    assert not re.search(r'\sstyle="|\son\w+="', made.partition("<main")[2].replace(" onerror", ""))


def test_the_page_beside_its_data_is_small() -> None:
    assert len(render(report()).encode()) < SHELL


def test_the_same_report_gives_the_same_page() -> None:
    assert to_html(example(), TEXTS) == to_html(example(), dict(reversed(TEXTS.items())))


def test_every_claim_has_one_place_and_the_gravest_come_first() -> None:
    made = to_html(example(), TEXTS)
    assert sorted(re.findall(r'class="claim" id="c-(\w+)"', made)) == ["c1", "c2", "c3", "c4", "c5"]
    assert re.findall(r'class="event (?:disputed|quiet)" id="e-(\w+)"', made) == ["e1", "e3", "e2"]


def test_a_claim_in_two_discrepancies_is_linked_from_the_second() -> None:
    whole = example()
    again = dispute("d3", "e1", (8, "c1"), (11, "c2"), kind="sum", severity="low")
    made = to_html(whole.model_copy(update={"discrepancies": (*whole.discrepancies, again)}))
    assert made.count('id="c-c1"') == 1
    assert made.count('class="elsewhere"') == 2


def test_a_picture_has_its_figures_as_a_table() -> None:
    made = to_html(example(), TEXTS)
    tables = re.findall(r"<table.*?</table>", made, re.DOTALL)
    assert made.count('class="strip"') == sum(table.count('class="strip"') for table in tables) == 4
    for table in tables:
        assert table.count('class="strip"') in (
            0,
            len(re.findall(r'<td role="cell" class="amount"><a', table)),
        )
    assert made.count('class="timeline"') == made.count('class="as-table"') == 1


def test_a_picture_stands_in_its_discrepancy_unless_it_is_long() -> None:
    whole = example()

    def inside(made: str) -> bool:
        return 'class="strip"' in made.partition('id="d-d1"')[2].partition("</section>")[0]

    assert inside(to_html(whole, TEXTS))
    first = whole.claims[0]
    more = [
        first.model_copy(
            update={
                "id": f"more{number}",
                "attribution": first.attribution.model_copy(update={"source": f"Radio {number}"}),
            }
        )
        for number in range(9)
    ]
    longer = whole.events[0].model_copy(update={"claims": (*whole.events[0].claims, *(claim.id for claim in more))})
    wide = whole.model_copy(update={"claims": (*whole.claims, *more), "events": (longer, *whole.events[1:])})
    made = to_html(wide, TEXTS)
    assert not inside(made)
    assert made.count('class="strip"') == 13


def test_an_empty_report_says_so() -> None:
    text = Shape(to_html(report())).text
    assert "No attributed figure was found." in text
    assert text.count("None.") == 2


def test_no_timeline_without_two_dates() -> None:
    whole = example()
    undated = tuple(article.model_copy(update={"published": None}) for article in whole.articles)
    assert 'class="timeline"' not in to_html(whole.model_copy(update={"articles": undated}))


def test_what_was_not_used_or_read_has_its_place() -> None:
    text = Shape(to_html(example(), TEXTS)).text
    assert "news/z.jpg: binary" in text
    assert "A bus was burnt in Lowmarket." in text  # around the unused "bus", line 1
    assert "gone.txt, character 8" in text


def test_decisions_are_shown_and_kept() -> None:
    made = to_html(reviewed({"d1": said("explained", "later count"), "lost": said("same-event", HOSTILE)}), TEXTS)
    text = Shape(made).text
    assert "later count" in text
    assert "Decisions that match nothing here" in text
    island = re.search(r'id="saved">(.*?)</script>', made, re.DOTALL)
    assert island is not None
    kept = json.loads(island[1])
    assert set(kept) == {"d1", "lost"}
    assert kept["lost"]["note"] == HOSTILE


def test_surroundings_come_from_files_that_are_as_they_were(tmp_path: Path) -> None:
    kept, changed = tmp_path / "kept.txt", tmp_path / "changed.txt"
    for file in (kept, changed):
        file.write_text(BUS, encoding="utf-8")
    digest = hashlib.sha256(BUS.encode()).hexdigest()
    names = [str(kept), str(changed), str(tmp_path), "gone.txt", "nul\0.txt", "-"]
    made = report(
        claims=tuple(claim("8 died.", "8", id=f"c{index}", path=name) for index, name in enumerate(names)),
        documents=tuple(Document(id=name, path=name, sha256=digest) for name in names),
    )
    changed.write_text(LATER, encoding="utf-8")
    assert texts_of(made) == {str(kept): BUS}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2017-12-05", "5 December 2017"),
        ("2017-12-05T13:59", "5 December 2017, 13:59"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_days_in_words(text: str, said: str) -> None:
    assert day(text) == said


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (report(), "No contradictions in 0 articles"),
        (example(), "2 contradictions in 5 articles"),
        (
            report(claims=(claim("8", "8"),), events=(event(claims=("c1",)),)),
            "No contradictions in 1 article",
        ),
    ],
)
def test_headline(made: Report, said: str) -> None:
    assert f"<h1>{said}</h1>" in render(made)


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_makes_a_page(text: str, name: str) -> None:
    made = report(
        claims=(claim(f"{text} 8", "8", id=name, by=text or None, path=f"{name}.txt", place=text, time=name),),
        events=(event(name, text, (name,), place=text, start=text),),
    )
    assert Shape(to_html(made, {f"{name}.txt": text})).open == []
