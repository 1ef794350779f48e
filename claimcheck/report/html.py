"""The report as one page that needs nothing else: for a newsroom to read, search, review and print.

Comes in: the report; the documents' texts by path, to show each claim in its surroundings; what has been
decided before. Goes out: one HTML file with its style, script and pictures inside. It asks nothing of any
address and forbids itself to (``Content-Security-Policy``); only its own script, known by its hash, may
run. All text is escaped by the templates in ``page/``.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from claimcheck.report.decisions import OFFERED, OFFERED_OF_PAIRS, as_json, subjects_as_json
from claimcheck.report.pagevalues import Page
from claimcheck.report.pageview import PageMaker
from claimcheck.report.plots import Interval, sample
from claimcheck.report.surroundings import texts_of
from claimcheck.report.tolls import convention_line, part_line
from claimcheck.report.view import MONTHS, count, headed, printable
from claimcheck.result import Report

FOLDER = Path(__file__).parent / "page"
# What the shapes mean, as the page explains them.
SAMPLES: tuple[tuple[Interval, str], ...] = (
    (Interval(5, 5, "exact"), "exact"),
    (Interval(3, 7, "between"), "a range"),
    (Interval(3, 7, "about"), "about"),
    (Interval(4, None, "at_least"), "at least"),
    (Interval(4, None, "more_than"), "more than"),
    (Interval(None, 6, "at_most"), "at most"),
    (Interval(2, 8, "vague"), "a vague word: dozens"),
)


def render(report: Report) -> str:
    """Give the page, with the surroundings from those files that are as they were read."""
    return to_html(report, texts_of(report))


def to_html(report: Report, texts: Mapping[str, str] | None = None) -> str:
    """Give the page.

    Args:
        report: what a run found.
        texts: a document's path → its decoded text. Where one is missing, its claims are shown by their
            sentence alone and its unused numbers by their offset.

    The report's decisions are shown with what they are about; those that match nothing are shown apart, and
    all are kept when the page saves.
    """
    page = PageMaker(report, texts or {}).page()
    environment, style, script = _environment(), _file("page.css"), _file("page.js")
    made = environment.get_template("page.html").render(
        page=page,
        notes=[line for line in (part_line(report), convention_line(report)) if line],
        headline=headline(page),
        numbers={dispute.anchor: index for index, (_, dispute) in enumerate(page.disputes)},
        verdicts=OFFERED,
        pair_verdicts=OFFERED_OF_PAIRS,
        decisions=as_json(report),
        subjects=subjects_as_json(report),
        samples=[(sample(interval), meaning) for interval, meaning in SAMPLES],
        shapes=Markup(_file("shapes.svg")),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return printable(made)


def headline(page: Page) -> str:
    """Give the page's title: "12 contradictions, 3 revised figures in 67 articles"."""
    found = [count(page.contradictions, "contradiction")] if page.contradictions else []
    if page.revisions:
        found.append(count(page.revisions, "revised figure"))
    return f"{', '.join(found) or 'No contradictions'} in {count(len(page.report.articles), 'article')}"


def day(text: str) -> str:
    """Give an ISO date or time as a reader writes it: "5 December 2017, 13:59"; anything else unchanged."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return text
    clock = text[11:16]
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}" + (f", {clock}" if clock else "")


def short(figure: str) -> str:
    """Give a figure with the sign for percent: "98%", "93 to 98%"."""
    return figure.replace(" percent", "%")


def unturned(text: str) -> str:
    """Give a name without the marks that turn the direction of what follows.

    ``<bdi>`` holds in what is closed; a lone U+2066 ends the element's own isolation in its stead.
    """
    return _TURNS.sub("", text)


_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"count": count, "day": day, "headed": headed, "short": short, "unturned": unturned}
    return environment


@lru_cache(maxsize=8)
def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and nothing but this style and this script may act."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
