"""Takes the pictures of the HTML page that the docs show, of the report on ``seeds/``.

    python docs/screenshots.py [FOLDER]      (default: docs/images; needs the extra test-page and Chromium)

Look at them after every change of the page: light, dark, a phone's width, paper.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import claimcheck

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# name → width, height, colours, the part that is scrolled to
PICTURES: dict[str, tuple[int, int, Any, str | None]] = {
    "page-light": (1280, 900, "light", None),
    "page-dark": (1280, 900, "dark", ".dispute"),
    "page-figures": (1280, 700, "light", ".figures"),
    "page-phone": (390, 844, "light", ".dispute"),
    "page-paper": (720, 1000, "light", None),
}


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        file = Path(scratch, "report.html")
        file.write_text(claimcheck.check([ROOT / "seeds"]).to_html(), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (width, height, colours, part) in PICTURES.items():
            window = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce"
            )
            window.goto(file.as_uri())
            if name == "page-paper":
                window.emulate_media(media="print")
                window.evaluate("dispatchEvent(new Event('beforeprint'))")
            if part is not None:
                window.locator(part).first.evaluate("part => part.scrollIntoView()")
            window.wait_for_timeout(300)  # what was out of sight is laid out
            window.screenshot(path=folder / f"{name}.png")
            print(folder / f"{name}.png")
            window.close()
        browser.close()


if __name__ == "__main__":
    main()
