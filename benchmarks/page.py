"""Measures the HTML page of a large report: its size, the time to make it, and to open it in Chromium.

    python benchmarks/page.py [CLAIMS]      (default: 2,000 claims)

The opening is timed by the browser itself (``load`` event, and the first frame after it), the filter by how
long the page takes from a word typed to the next frame, 80 ms of which it waits for more. Each is the median
of five. Without Playwright and Chromium only the making is measured.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from claimcheck.models import (
    Article,
    Attribution,
    Claim,
    Counted,
    Discrepancy,
    Document,
    Event,
    Quantity,
    Side,
)
from claimcheck.report.html import to_html
from claimcheck.result import Report

SOURCES = [
    f"{name} {kind}"
    for name in ("North", "East", "South", "West", "Old", "New")
    for kind in ("Ministry of Health", "Observatory", "Herald", "Governor", "police", "Red Cross")
]
PER_EVENT = 8
FILLER = "The road past the market stayed closed until the evening, and shops along it did not open again. "
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def large_report(size: int) -> tuple[Report, dict[str, str]]:
    """A report of ``size`` claims, half of its events disputed, and its texts."""
    draw = random.Random(7)
    claims: list[Claim] = []
    events: list[Event] = []
    disputes: list[Discrepancy] = []
    articles: list[Article] = []
    texts: dict[str, str] = {}
    for first in range(0, size, PER_EVENT):
        number = first // PER_EVENT
        members = []
        for index in range(first, min(size, first + PER_EVENT)):
            source, value = draw.choice(SOURCES), draw.choice((8, 8, 11, 12, 30, 200))
            path = f"news/{number:04}-{index % 4}.txt"
            sentence = f"At least {value} people were killed by the blast, the {source} said on Tuesday. "
            begun = len(texts.setdefault(path, "")) + len(FILLER) * 3
            texts[path] += FILLER * 3 + sentence + FILLER * 3
            at, said = begun + 9, begun + sentence.index(source)
            members.append(
                Claim(
                    id=f"c{index}",
                    path=path,
                    article=path,
                    start=at,
                    end=at + len(str(value)),
                    line=1,
                    column=at + 1,
                    sentence=sentence,
                    sentence_start=begun,
                    sentence_end=begun + len(sentence),
                    section="body",
                    quantity=Quantity(
                        surface=str(value),
                        start=at,
                        end=at + len(str(value)),
                        low=value,
                        high=value,
                        modifier="exact",
                        unit="person",
                    ),
                    measure="killed",
                    counted=Counted(text="people", kind="people"),
                    attribution=Attribution(
                        kind="explicit",
                        source=source,
                        source_id=source,
                        source_kind="government",
                        text=source,
                        start=said,
                        end=said + len(source),
                        cue="said",
                    ),
                    time="2024-05-07",
                    place=f"Town {number}",
                    part_of=None,
                    denied=False,
                    event=f"e{number}",
                    confidence=0.9,
                    reasons=("object of “kill”", "“said” gives it to the source"),
                )
            )
        claims += members
        ids = tuple(made.id for made in members)
        events.append(
            Event(
                id=f"e{number}",
                label=f"Town {number} market bombing",
                kind="bombing",
                place=f"Town {number}",
                start="2024-05-07",
                end="2024-05-07",
                claims=ids,
            )
        )
        values = sorted({made.quantity.low or 0 for made in members})
        if number % 2 == 0 and len(values) > 1:
            sides = tuple(
                Side(low=v, high=v, claims=tuple(m.id for m in members if m.quantity.low == v), sources=())
                for v in values
            )
            disputes.append(
                Discrepancy(
                    id=f"d{number}",
                    event=f"e{number}",
                    measure="killed",
                    kind="value",
                    sides=sides,
                    gap=values[-1] - values[0],
                    ratio=values[-1] / values[0],
                    severity="high",
                    summary=f"One says {values[0]:g} killed; another says {values[-1]:g}",
                )
            )
    for day, (path, text) in enumerate(texts.items()):
        articles.append(
            Article(
                id=path,
                path=path,
                start=0,
                end=len(text),
                title=f"Blast, day {day}",
                publisher="The Courier",
                published=f"2024-05-{1 + day % 28:02}",
                place=None,
            )
        )
    documents = tuple(Document(id=path, path=path, sha256="0") for path in texts)
    made = Report(
        claimcheck="0",
        rules="0",
        documents=documents,
        articles=tuple(articles),
        claims=tuple(claims),
        events=tuple(events),
        discrepancies=tuple(disputes),
    )
    return made, texts


def main() -> None:
    """Print the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    report, texts = large_report(size)
    to_html(report.model_copy(update={"claims": (), "events": (), "discrepancies": ()}))  # the templates are compiled
    begun = time.perf_counter()
    page = to_html(report, texts)
    print(f"{size} claims, {len(report.events)} events, {len(report.discrepancies)} discrepancies")
    print(f"made in {time.perf_counter() - begun:.2f} s, {len(page.encode()) / 1000:,.0f} kB")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("not opened: no Playwright or no Chromium")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder, "report.html")
        file.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for width in (1280, 390):
            runs = [_open(browser, file.as_uri(), width) for _ in range(5)]
            loaded, drawn, filtered = (statistics.median(column) for column in zip(*runs, strict=True))
            print(
                f"{width} px wide: loaded after {loaded:.0f} ms, drawn by {drawn:.0f} ms, filtered in {filtered:.0f} ms"
            )
        browser.close()


def _open(browser: Any, address: str, width: int) -> tuple[float, float, float]:
    """Milliseconds until the page is loaded and drawn, and from a word typed to what it finds."""
    window = browser.new_page(viewport={"width": width, "height": 844})
    window.goto(address)
    drawn = window.evaluate(
        "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
    )
    loaded = window.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    filtered = window.evaluate(
        """() => { const box = document.querySelector('[name=q]'); box.value = 'town 7';
        const begun = performance.now(); box.form.dispatchEvent(new Event('input'));
        return new Promise(done => setTimeout(() => requestAnimationFrame(() =>
        setTimeout(() => done(performance.now() - begun))), 80)); }"""
    )
    window.close()
    return loaded, drawn, filtered


if __name__ == "__main__":
    main()
