"""Takes the pictures that the docs show, of the reports on ``seeds/``.

    python docs/screenshots.py [FOLDER]      (default: docs/images)

Needs Playwright and a Chromium of the system (pip install '.[test-page]'; apt-get install chromium). The same
texts, rules, fonts and Chromium give the same bytes. Look at the pictures after every change of the page.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import claimcheck
from claimcheck.report import terminal

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
HOMS = ["homs.txt", "homs-evening.md"]
BOTH = [*HOMS, "tarvo-press-release.txt", "tarvo-newspaper.txt"]
LARGEST = 150_000  # bytes
HIDE = "document.querySelectorAll('.save, .filters').forEach(part => { part.style.display = 'none'; })"
NOW = "2024-05-06T12:00:00"  # a decision carries the day of the browser's clock


def bombing(window: Any) -> Any:
    """What is disputed of the bus bombing."""
    event = window.locator(".event.disputed").filter(has_text="Homs").first
    return event.locator(".dispute").first


def opened_claim(window: Any) -> Any:
    """One side of it, a claim of which is open on its sentence."""
    return bombing(window).locator(".side").first


def decided(window: Any) -> Any:
    """The same with a verdict, a note and a name."""
    window.get_by_placeholder("Your name").fill("Ada")
    dispute = bombing(window)
    dispute.evaluate("part => part.querySelectorAll('details').forEach(claim => { claim.open = false; })")
    dispute.get_by_role("radio", name="Conflict").evaluate("choice => choice.click()")
    dispute.get_by_role("textbox").fill("asked both; neither corrects its figure")
    dispute.get_by_role("textbox").blur()
    return dispute


@dataclass(frozen=True)
class Picture:
    """A window of a size; ``part`` finds what is taken of it, all that is seen if None."""

    files: list[str]
    width: int
    height: int
    settings: dict[str, Any] = field(default_factory=dict)
    part: Callable[[Any], Any] | None = None
    scroll: bool = False  # to the part, and take the window


PICTURES = {
    "page": Picture(BOTH, 1200, 760),
    "claim": Picture(BOTH, 880, 900, part=opened_claim),
    "review": Picture(BOTH, 880, 900, part=decided),
    "phone": Picture(BOTH, 390, 760, {"color_scheme": "dark", "has_touch": True}, part=bombing, scroll=True),
    "terminal": Picture(HOMS, 800, 600, part=lambda window: window.locator("pre")),
}


def report_on(files: list[str]) -> claimcheck.Report:
    """The report on some of the seeds, with paths as one sees them in a checkout."""
    return claimcheck.check([Path("seeds", name) for name in files])


def terminal_page(report: claimcheck.Report) -> str:
    """What a terminal shows, as a page: the very colours, in a fixed font."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=80, file=StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(terminal.render(report, width=80, colour=True)))
    frame = "<style>{stylesheet} body {{ margin: 0 }} pre {{ display: inline-block; margin: 0; padding: 16px; "
    frame += "font: 13px/1.3 'DejaVu Sans Mono', monospace }}</style><body><pre>{code}</pre>"
    return console.export_html(code_format=frame, inline_styles=True)


def take(driver: Any, chromium: str, folder: Path, scratch: Path) -> None:
    """Write every picture into the folder."""
    browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    for name, picture in PICTURES.items():
        report = report_on(picture.files)
        file = scratch / f"{name}.html"
        file.write_text(terminal_page(report) if name == "terminal" else report.to_html(), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": picture.width, "height": picture.height},
            reduced_motion="reduce",
            **picture.settings,
        )
        window = context.new_page()
        window.clock.set_fixed_time(NOW)
        window.goto(file.as_uri())
        seen = window if picture.part is None else picture.part(window)
        if picture.scroll:
            seen.evaluate("part => part.scrollIntoView()")
            seen = window
        elif picture.part is not None:  # nothing may lie over a part that is taken whole
            window.evaluate(HIDE)
        window.wait_for_timeout(300)  # what was out of sight is laid out
        seen.screenshot(path=folder / f"{name}.png")
        size = (folder / f"{name}.png").stat().st_size
        print(f"{name}.png  {size // 1000} kB{'  too large' if size > LARGEST else ''}")
        context.close()
    browser.close()


def main() -> None:
    """Write the pictures, or say what is missing."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit("no Playwright: pip install '.[test-page]'")
    if chromium is None:
        sys.exit("no Chromium on this system: apt-get install chromium")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "images").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)  # the reports name the files as the docs do
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        take(driver, chromium, folder, Path(scratch))


if __name__ == "__main__":
    main()
