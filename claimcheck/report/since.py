"""A difference between two reports, for the terminal, as Markdown and as JSON.

``FORMATS`` holds them by name; each takes the difference and the width in columns and gives text that ends
in a line break.
"""

import textwrap
from collections.abc import Callable, Sequence

from claimcheck.difference import Difference, Dispute, FigureChange, NewSource
from claimcheck.report.decisions import decision_text
from claimcheck.report.markdown import escape, table
from claimcheck.report.view import KINDS, Row, clean, count, headed, in_json, rows_of

NOTHING = "Nothing has changed."
OTHER_RULES = "The two reports were made with different rules or versions; some of this may come from them."
QUARRELS = (("new", "New"), ("widened", "With a new side"), ("resolved", "Resolved"))


def summary(difference: Difference) -> str:
    """The difference in one line: "1 new conflict, 1 resolved, 2 figures changed, 1 new source"."""
    parts = [
        count(len(difference.new), "new conflict"),
        f"{len(difference.widened)} with a new side" if difference.widened else "",
        f"{len(difference.resolved)} resolved",
        f"{count(len(difference.changed), 'figure')} changed",
        count(len(difference.new_sources), "new source"),
    ]
    return ", ".join(part for part in parts if part)


def to_terminal(difference: Difference, width: int = 80) -> str:
    """The difference in lines of at most ``width`` columns, if words allow."""
    lines = []
    for name, title in QUARRELS:
        for dispute in getattr(difference, name):
            lines += _wrapped(f"{title}: {_heading(dispute)}", width, 0)
            lines += _wrapped(clean(dispute.discrepancy.summary), width, 3)
            if dispute.decision is not None:
                lines += _wrapped(f"✔ {decision_text(dispute.decision)}", width, 3)
            for row in _rows(dispute):
                lines += _wrapped(f"{_said(row)}, {row.where}", width, 5)
            lines.append("")
    if difference.changed:
        lines.append("Figures changed")
        lines += [line for change in difference.changed for line in _wrapped(_changed(change), width, 3)]
        lines.append("")
    if difference.new_sources:
        lines.append("New sources")
        lines += [line for source in difference.new_sources for line in _wrapped(_newly(source), width, 3)]
        lines.append("")
    if difference.other_rules:
        lines += _wrapped(OTHER_RULES, width, 0)
    lines += _wrapped(NOTHING if difference.empty else summary(difference), width, 0)
    return "\n".join(lines) + "\n"


def to_markdown(difference: Difference, width: int = 80) -> str:
    """The difference as Markdown."""
    lines = ["# What has changed", "", f"{NOTHING if difference.empty else summary(difference)}", ""]
    if difference.other_rules:
        lines += [OTHER_RULES, ""]
    for name, title in QUARRELS:
        for dispute in getattr(difference, name):
            lines += [f"## {title}: {escape(_heading(dispute))}", ""]
            lines += [f"{escape(clean(dispute.discrepancy.summary))}.", ""]
            lines += [escape(f"✔ {decision_text(dispute.decision)}"), ""] if dispute.decision is not None else []
            lines.append(table(_rows(dispute)))
    for title, told in (
        ("Figures changed", [_changed(change) for change in difference.changed]),
        ("New sources", [_newly(source) for source in difference.new_sources]),
    ):
        if told:
            lines += [f"## {title}", "", *(f"- {escape(line)}" for line in told), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def to_json(difference: Difference, width: int = 80) -> str:
    """The difference as one JSON object."""
    return in_json(difference, indent=1) + "\n"


FORMATS: dict[str, Callable[[Difference, int], str]] = {
    "terminal": to_terminal,
    "markdown": to_markdown,
    "json": to_json,
}


def _heading(dispute: Dispute) -> str:
    found = dispute.discrepancy
    label = headed(clean(dispute.label))
    return f"{label}{' · ' if label else ''}{found.measure}: {KINDS[found.kind]} · {found.severity}"


def _rows(dispute: Dispute) -> Sequence[Row]:
    articles = {article.id: article for article in dispute.articles}
    claims = {claim.id: claim for claim in dispute.claims}
    return [
        row
        for side in dispute.discrepancy.sides
        for row in rows_of([claims[id] for id in side.claims if id in claims], articles, 0.0)
    ]


def _said(row: Row) -> str:
    return f"{row.figure}{row.joint}{row.of_whom} — {row.who}" if row.of_whom else f"{row.figure} — {row.who}"


def _changed(change: FigureChange) -> str:
    counted = "" if change.counted in ("", "people") else f" ({change.counted})"
    before = ", ".join(change.before) or "no figure"
    after = ", ".join(change.after) or "no figure"
    who = clean(change.source) or "the report's own voice"
    return clean(f"{change.label}: {who}, {change.measure}{counted}: {before} → {after}")


def _newly(source: NewSource) -> str:
    who = clean(source.source) or "the report's own voice"
    return clean(f"{source.label}: {who} ({', '.join(source.figures)})")


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    start = " " * indent
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=start,
        subsequent_indent=start + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start]
