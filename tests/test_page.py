"""The page in a real browser: filters, claims, review, hostile text, themes, paper, keyboard, accessibility.

Needs Playwright for Python and a Chromium of the system; without them the tests are skipped with a word.
"""

import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pages import BUS, HOSTILE, LONG, TEXTS, reviewed, said

from claimcheck.models import DecidedClaim, Side, Verdict
from claimcheck.report.html import to_html
from claimcheck.review_file import read_decisions, to_toml
from claimcheck.subjects import Subjects, open_pairs

playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install '.[test-page]'")
expect = playwright.expect
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium on this system: apt-get install chromium", allow_module_level=True)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DECISIONS = {"d2": said("explained", "one counts the missing"), "lost": said("wrong-number", HOSTILE)}
WHO = DecidedClaim(path="a.txt", sentence=HOSTILE, figure="8", source="x", side="a")
# Every part opened, and laid out though it is out of sight.
OPEN_ALL = """() => {
    document.querySelectorAll("details").forEach(part => { part.open = true; });
    const lazy = document.querySelectorAll(".event, .unused, .pair");
    lazy.forEach(part => { part.style.contentVisibility = "visible"; });
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


class Opened:
    """A page that was opened, with all that it asked for and complained about."""

    def __init__(self, browser: Any, file: Path, **settings: Any) -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        settings = {"viewport": {"width": 1280, "height": 900}} | settings
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def events(self) -> list[str]:
        """The ids of the events that are shown."""
        found: list[str] = self.page.eval_on_selector_all(".event", "all => all.filter(e => !e.hidden).map(e => e.id)")
        return found

    def saved(self) -> dict[str, dict[str, Any]]:
        """The file that the page saves: fingerprint → decision."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Save").click()
        assert waiting.value.suggested_filename == "claimcheck-review.toml"
        text = Path(waiting.value.path()).read_text(encoding="utf-8")
        return {row["fingerprint"]: row for row in tomllib.loads(text).get("decision", [])}

    def wide(self) -> int:
        """By how many pixels the page is wider than its window."""
        found: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return found


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    with reading(browser, tmp_path) as page:
        yield page


@contextmanager
def reading(browser: Any, folder: Path, decisions: Any = None, **settings: Any) -> Iterator[Opened]:
    """The page in a window of its own; in the end it has asked for nothing and complained of nothing."""
    file = folder / "report.html"
    file.write_text(to_html(reviewed(decisions or {}), TEXTS), encoding="utf-8")
    page = Opened(browser, file, **settings)
    try:
        yield page
        assert page.page.evaluate("window.hacked ?? 0") == 0
    finally:
        page.context.close()
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:file"))] == []


@pytest.mark.parametrize(
    ("name", "label", "left"),
    [
        ("place", "Highmarket", ["e-e2"]),
        ("source", "State Radio", ["e-e1"]),
        ("source-kind", "NGO", ["e-e1"]),
        ("measure", "injured", ["e-e2"]),
        ("kind", "denied", ["e-e3"]),
        ("state", "not decided", ["e-e1", "e-e3"]),
        ("state", "decided", []),
    ],
)
def test_filters(opened: Opened, name: str, label: str, left: list[str]) -> None:
    page = opened.page
    assert opened.events() == ["e-e1", "e-e3", "e-e2"]
    page.get_by_text("Filters", exact=True).click()
    value = page.locator(f"select[name={name}] option").filter(has_text=label).first.get_attribute("value")
    value = {"decided": "done", "not decided": "open"}.get(label, value)
    page.select_option(f"select[name={name}]", value)
    expect(page.locator("#active")).to_have_text(" (1)")
    assert opened.events() == left
    assert page.locator("#none").is_visible() is (not left)
    shown_links = page.eval_on_selector_all(".contents li", "all => all.filter(e => !e.hidden).length")
    assert shown_links == len([event for event in left if event != "e-e2"])
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator("#active")).to_have_text("")
    assert len(opened.events()) == 3


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("cafe press", ["e-e1"]),  # accents don't matter
        ("RADIO closed", ["e-e1"]),  # a word of the surroundings, and the order is free
        ("courier", ["e-e2"]),
        ("news/d.txt", ["e-e3"]),
        ("conflict", []),  # the page's own words are not searched
        ("zzz", []),
    ],
)
def test_search(opened: Opened, words: str, left: list[str]) -> None:
    opened.page.get_by_role("searchbox").fill(words)
    expect(opened.page.locator("#shown")).to_contain_text("of")
    assert opened.events() == left


def test_what_matches_nothing_says_so_and_can_be_cleared(opened: Opened) -> None:
    page = opened.page
    word = page.get_by_text("Filters", exact=True)
    before = word.bounding_box()
    word.click()
    assert word.bounding_box() == before  # what one clicks on stays where it is
    page.get_by_role("searchbox").fill("zzz")
    expect(page.locator("#none")).to_be_visible()
    assert not page.locator(".contents").is_visible()
    assert not page.locator("#pairs").is_visible()
    page.get_by_role("button", name="Clear them").click()
    expect(page.locator(".contents")).to_be_visible()
    assert len(opened.events()) == 3


def test_two_filters_must_hold_for_one_claim(opened: Opened) -> None:
    opened.page.get_by_text("Filters", exact=True).click()
    opened.page.select_option("select[name=source]", "State Radio")
    opened.page.select_option("select[name=source-kind]", "NGO")
    expect(opened.page.locator("#active")).to_have_text(" (2)")
    assert opened.events() == []


def test_a_claim_opens_on_its_sentence(opened: Opened) -> None:
    page = opened.page
    claim = page.locator("#c-c3")
    assert not claim.locator(".sentence").is_visible()
    page.locator("#e-e2 > summary").click()
    claim.locator("summary").click()
    expect(claim.locator(".sentence")).to_be_visible()
    assert claim.locator(".sentence").text_content() == "Flood water hurt 5 in Ðakovo."
    assert claim.locator("mark").text_content() == "5"
    radio = page.locator("#c-c1")
    assert radio.locator(".sentence").text_content() == "Eight people died, state radio said."
    assert radio.locator(".source").text_content() == "state radio"
    assert radio.locator(".cue").text_content() == "said"
    assert radio.locator(".passage").text_content().split() == BUS.split()
    assert "news/a.txt, line 3" in radio.locator(".from").text_content()
    assert "90% sure: object of “die”" in radio.locator(".why").text_content()


def test_a_figure_leads_to_its_claim_even_when_closed(opened: Opened) -> None:
    page = opened.page
    page.locator("#c-c2 > summary").click()
    assert not page.locator("#c-c2 .sentence").is_visible()
    page.locator(".figures a", has_text="at least 11").first.click()
    page.locator("#c-c2 .sentence").wait_for(state="visible")
    assert page.evaluate("document.activeElement.parentElement.id") == "c-c2"


def test_a_link_shows_what_a_filter_hides(opened: Opened) -> None:
    page = opened.page
    page.get_by_role("searchbox").fill("lowmarket bus")
    expect(page.locator("#shown")).to_have_text("1 of 3 events")
    page.locator("#e-e1 .maybe a").click()
    expect(page.locator("#shown")).to_have_text("3 events")
    assert page.locator("#e-e2").get_attribute("open") is not None


def test_deciding_and_saving(opened: Opened) -> None:
    page = opened.page
    page.get_by_placeholder("Your name").fill('Ada "L" \\ Byron')
    box = page.locator("#d-d1")
    box.get_by_role("radio", name="Wrong number").check()
    box.get_by_role("textbox").fill("counted \u202etwice\nsee “Café”")
    box.get_by_role("textbox").blur()
    assert page.locator("#progress").inner_text().startswith("1 of 3 decided")
    assert "Wrong number" in box.locator(".decided").inner_text()
    row = opened.saved()[box.get_attribute("data-id")]
    assert row["verdict"] == "wrong-number"
    assert row["note"] == "counted \u202etwice\nsee “Café”"
    assert row["by"] == 'Ada "L" \\ Byron'
    assert row["at"] == page.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString()")[:10]
    assert row["summary"] == "State radio says 8 killed; Café Press says 11"
    assert row["claims"] == [
        {
            "path": "news/a.txt",
            "sentence": "Eight people died, state radio said.",
            "figure": "Eight",
            "source": "State Radio",
            "side": "a",
        },
        {
            "path": "news/b.txt",
            "sentence": "At least 11 people died on the bus, Café Press reported.",
            "figure": "11",
            "source": "Café Press",
            "side": "b",
        },
    ]


def test_a_decision_outlasts_the_window_and_can_be_undone(opened: Opened) -> None:
    page = opened.page
    box = page.locator("#d-d1")
    box.get_by_role("radio", name="Same figure").check()
    page.reload()
    assert box.get_by_role("radio", name="Same figure").is_checked()
    assert set(opened.saved()) == {box.get_attribute("data-id")}
    box.get_by_role("button", name="Undo").click()
    assert not box.locator(".decided").is_visible()
    assert opened.saved() == {}


def test_a_wrong_number_names_its_claim(opened: Opened) -> None:
    page = opened.page
    box = page.locator("#d-d1")
    assert not box.locator(".which").is_visible()
    box.get_by_role("radio", name="Wrong number").check()
    box.get_by_role("checkbox", name="Café Press").check()
    assert box.locator(".decided").inner_text().startswith("Wrong number (11, Café Press)")
    assert [claim.get("wrong", False) for claim in opened.saved()[box.get_attribute("data-id")]["claims"]] == [
        False,
        True,
    ]
    page.reload()
    assert box.get_by_role("checkbox", name="Café Press").is_checked()
    assert not box.get_by_role("checkbox", name="State Radio").is_checked()
    box.get_by_role("radio", name="Conflict").check()
    assert not box.locator(".which").is_visible()
    assert all("wrong" not in claim for claim in opened.saved()[box.get_attribute("data-id")]["claims"])


def test_of_three_sides_those_of_another_event_are_named(browser: Any, tmp_path: Path) -> None:
    whole = reviewed({})
    first, *others = whole.discrepancies
    third = Side(low=5, high=5, claims=("c3",), sources=("x",))
    wide = whole.model_copy(
        update={"discrepancies": (first.model_copy(update={"sides": (*first.sides, third)}), *others)}
    )
    file = tmp_path / "report.html"
    file.write_text(to_html(wide, TEXTS), encoding="utf-8")
    opened = Opened(browser, file)
    box, other = opened.page.locator("#d-d1"), opened.page.locator("#d-d2")
    other.get_by_role("radio", name="Not the same event").check()
    assert not other.locator(".which").is_visible()  # of two sides each is an event
    box.get_by_role("radio", name="Not the same event").check()
    box.get_by_role("checkbox", name="Flood water").check()
    saved = opened.saved()[box.get_attribute("data-id")]
    assert [(claim["figure"], claim["side"]) for claim in saved["claims"]] == [("Eight", "a"), ("11", "a"), ("5", "b")]
    opened.page.reload()
    assert box.get_by_role("checkbox", name="Flood water").is_checked()
    opened.context.close()
    assert opened.complaints == []


@pytest.mark.parametrize(("label", "verdict"), [("Same event", "same-event"), ("Not the same event", "not-same-event")])
def test_two_events_that_may_be_one(opened: Opened, label: str, verdict: Verdict) -> None:
    page = opened.page
    page.get_by_placeholder("Your name").fill("Ada")
    box = page.locator(".pair")
    box.get_by_role("radio", name=label, exact=True).check()
    assert page.locator("#progress").inner_text().startswith("1 of 3 decided")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save").click()
    [saved] = read_decisions(Path(waiting.value.path()))
    whole = reviewed({})
    in_the_terminal = Subjects(whole).of_pair(*open_pairs(whole)[0]).decide(verdict, by="Ada", at=saved.at)
    assert saved == in_the_terminal


def test_a_pair_is_shown_with_its_events(opened: Opened) -> None:
    page = opened.page
    for words, seen in (("mine", False), ("highmarket flood", True)):
        page.get_by_role("searchbox").fill(words)
        expect(page.locator("#shown")).to_contain_text("1 of 3")
        assert page.locator(".pair").is_visible() is seen
        assert page.locator("#pairs").is_visible() is seen
        page.get_by_role("searchbox").fill("")
        expect(page.locator("#shown")).to_have_text("3 events")


def test_what_was_corrected_can_be_taken_back(browser: Any, tmp_path: Path) -> None:
    followed = said("same-event", "one bus").model_copy(update={"fingerprint": "old", "state": "applied"})
    file = tmp_path / "report.html"
    file.write_text(to_html(reviewed({}).model_copy(update={"decisions": (followed,)}), TEXTS), encoding="utf-8")
    opened = Opened(browser, file)
    item = opened.page.locator("#applied").locator("xpath=..").locator("li")
    assert set(opened.saved()) == {"old"}
    item.get_by_role("button", name="Take back").click()
    assert opened.saved() == {}
    opened.page.reload()
    item.get_by_role("button", name="Keep it").click()
    assert set(opened.saved()) == {"old"}
    opened.context.close()


def test_a_note_alone_is_no_decision(opened: Opened) -> None:
    box = opened.page.locator("#d-d1")
    box.get_by_role("textbox").fill("hm")
    box.get_by_role("textbox").blur()
    assert "Choose a verdict" in box.locator(".hint").inner_text()
    assert opened.saved() == {}


def test_earlier_decisions_are_shown_changed_and_kept(browser: Any, tmp_path: Path) -> None:
    decisions = {
        **DECISIONS,
        "lost": said("wrong-number", HOSTILE, claims=[WHO]),
    }
    with reading(browser, tmp_path, decisions) as opened:
        page = opened.page
        box = page.locator("#d-d2")
        assert "one counts the missing" in box.locator(".decided").inner_text()
        assert box.get_by_role("radio", name="Explained").is_checked()
        saved = opened.saved()
        assert set(saved) == {"d2", "lost"}
        assert saved["lost"]["note"] == HOSTILE
        assert saved["lost"]["claims"] == [WHO.model_dump(exclude={"wrong"})]
        assert saved["d2"]["by"] == "Ada"
        box.get_by_role("radio", name="Not the same event").check()
        saved = opened.saved()
        assert (saved["d2"]["verdict"], saved["d2"]["note"]) == ("not-same-event", "one counts the missing")
        assert saved["d2"]["summary"] == " ".join(HOSTILE.split())


def test_the_page_saves_what_the_command_line_saves(browser: Any, tmp_path: Path) -> None:
    wrong = WHO.model_copy(update={"wrong": True})
    decisions = {**DECISIONS, "lost": said("wrong-number", HOSTILE, claims=[wrong])}
    with reading(browser, tmp_path, decisions) as opened:
        with opened.page.expect_download() as waiting:
            opened.page.get_by_role("button", name="Save").click()
        file = Path(waiting.value.path())
        made = read_decisions(file)
        assert {d.fingerprint: d.note for d in made} == {key: d.note for key, d in decisions.items()}
        assert file.read_bytes().decode() == to_toml(made)


def test_deciding_anew_replaces_the_earlier_decision(browser: Any, tmp_path: Path) -> None:
    earlier = said("explained").model_copy(update={"fingerprint": "old", "discrepancies": ("d1",), "state": "reopened"})
    file = tmp_path / "report.html"
    file.write_text(to_html(reviewed({}).model_copy(update={"decisions": (earlier,)}), TEXTS), encoding="utf-8")
    opened = Opened(browser, file)
    box = opened.page.locator("#d-d1")
    assert "Decided earlier" in box.inner_text()
    assert set(opened.saved()) == {"old"}
    box.get_by_role("radio", name="Conflict").check(force=True)
    assert set(opened.saved()) == {box.get_attribute("data-id")}
    opened.context.close()


def test_next_goes_to_what_is_open(browser: Any, tmp_path: Path) -> None:
    with reading(browser, tmp_path, DECISIONS) as opened:
        page = opened.page
        page.get_by_role("button", name="Next").click()
        assert page.evaluate("document.activeElement.closest('.dispute').id") == "d-d1"
        page.keyboard.press("Space")
        page.get_by_role("button", name="Next").click()
        assert page.evaluate("document.activeElement.closest('.question').className") == "pair question"
        page.keyboard.press("Space")
        page.get_by_role("button", name="Next").click()
        assert page.locator("#progress").text_content() == "All that is shown here is decided."


def test_by_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#c-c2 > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#c-c2").get_attribute("open") is None
    page.locator("#d-d1 input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#d-d1 .decided b").text_content() == "Same figure"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_screen_is_too_narrow(browser: Any, tmp_path: Path, width: int) -> None:
    with reading(browser, tmp_path, viewport={"width": width, "height": 800}) as opened:
        opened.page.evaluate(OPEN_ALL)
        assert LONG in opened.page.locator("main").inner_text()
        assert opened.wide() <= 0


def test_on_a_phone_a_figure_stands_in_one_line(browser: Any, tmp_path: Path) -> None:
    with reading(browser, tmp_path, viewport={"width": 390, "height": 800}) as opened:
        figure = opened.page.locator("#d-d1 .figures td.amount a")
        assert figure.all_inner_texts() == ["8", "at least 11"]
        assert [len(one.evaluate("part => [...part.getClientRects()]")) for one in figure.all()] == [1, 1]


def test_direction_marks_stay_in_their_words(opened: Opened) -> None:
    """What follows a name with unclosed overrides is printed from left to right."""
    places = opened.page.evaluate(
        """() => {
            const text = document.querySelector("#e-e3 .facts").lastChild;
            const range = document.createRange();
            return [...text.data.trim()].map((_, n) => {
                range.setStart(text, n);
                range.setEnd(text, n + 1);
                const box = range.getBoundingClientRect();
                return [Math.round(box.top), box.left];
            });
        }"""
    )
    assert len(places) > 10
    assert places == sorted(places)


def test_dark_and_light(browser: Any, tmp_path: Path) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        with reading(browser, tmp_path, color_scheme=scheme) as opened:
            shades[scheme] = opened.page.evaluate(
                "(({backgroundColor: b, color: c}) => [b, c].map(shade => shade.match(/\\d+/)[0] * 1))"
                "(getComputedStyle(document.body))"
            )
    assert shades["light"][0] > 200 > 60 > shades["light"][1]
    assert shades["dark"][0] < 60 < 200 < shades["dark"][1]


def test_on_paper(opened: Opened) -> None:
    page = opened.page
    page.locator("#c-c2 > summary").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for part in ("#c-c2 .sentence", "#c-c3 .sentence", ".as-table td", ".unused li", "#files td"):
        assert page.locator(part).first.is_visible()
    for part in (".filters", ".save", ".review", ".contents"):
        assert not page.locator(part).first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#c-c2").get_attribute("open") is None
    assert page.pdf()[:5] == b"%PDF-"


def test_on_paper_without_script(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(reviewed({}), TEXTS), encoding="utf-8")
    opened = Opened(browser, file, java_script_enabled=False)
    opened.page.emulate_media(media="print")
    for part in ("#c-c3 .sentence", ".unused li", "#files td"):
        assert opened.page.locator(part).first.is_visible()
    opened.context.close()


def test_without_script_all_is_there(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(reviewed(DECISIONS), TEXTS), encoding="utf-8")
    opened = Opened(browser, file, java_script_enabled=False)
    page = opened.page
    assert page.locator("#c-c1 .sentence").is_visible()
    assert "one counts the missing" in page.locator("#d-d2 .decided").inner_text()
    for part in (".filters", ".save", ".review"):
        assert not page.locator(part).first.is_visible()
    opened.context.close()


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The accessibility checker's script."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm to fetch axe-core with")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "axe-core@4"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"axe-core can't be fetched: {error}")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_in_anybody_s_way(browser: Any, tmp_path: Path, axe: str, scheme: str, width: int) -> None:
    with reading(browser, tmp_path, DECISIONS, color_scheme=scheme, viewport={"width": width, "height": 800}) as opened:
        page = opened.page
        page.locator("#d-d1").get_by_role("radio", name="Wrong number").check()  # asks which claim
        page.evaluate(OPEN_ALL)
        page.evaluate(axe)
        faults = page.evaluate("axe.run(document).then(result => result.violations)")
        told = [
            f"{fault['impact']} {fault['id']}: {fault['help']}: {node['html'][:200]}"
            for fault in faults
            for node in fault["nodes"][:3]
        ]
        assert told == []
