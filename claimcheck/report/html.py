"""The report as one page that needs nothing else: no script, no network; light or dark as the reader has it.

All text is escaped; the page forbids scripts and loading besides (``Content-Security-Policy``).
"""

from html import escape as _escape

from claimcheck.report.view import (
    Agreement,
    Conflict,
    EventView,
    Row,
    clean,
    count,
    events_of,
    printable,
    totals,
)
from claimcheck.result import Report

STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfdfb; --soft: #666; --line: #ddd;
  --mark: #ffe58a; --high: #b3261e; --medium: #8a5a00; --low: #33627a; --fine: #2e6b34; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e4df; --paper: #17181a; --soft: #a0a0a0;
  --line: #3a3b3e; --mark: #6b5900; --high: #ff8a80; --medium: #f0c060; --low: #8fc7e0; --fine: #92d39a; } }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1, h2, h3, th, .facts, .where, .tag, footer { font-family: system-ui, sans-serif; }
h2 { margin-top: 2.5rem; border-bottom: 2px solid var(--line); }
.facts, .where, footer, .quiet { color: var(--soft); }
.tag { font-size: .8rem; border: 1px solid; border-radius: .3rem; padding: 0 .4rem; }
.high { color: var(--high); } .medium { color: var(--medium); }
.low { color: var(--low); } .fine { color: var(--fine); }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid var(--line); }
th { font-size: .8rem; color: var(--soft); font-weight: normal; }
td.figure { font-weight: bold; white-space: nowrap; font-variant-numeric: tabular-nums; }
.where { font-size: .85rem; overflow-wrap: anywhere; }
tbody + tbody { border-top: 3px double var(--line); }
mark { background: var(--mark); color: inherit; padding: 0 .15em; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(report: Report) -> str:
    """Give the page."""
    sums = totals(report)
    views = events_of(report)
    body = [
        "<h1>Claims compared</h1>",
        f"<p>{count(sums.conflicts, 'discrepancy')} among {count(sums.claims, 'claim')} about "
        f"{count(sums.events, 'event')}, from {count(sums.articles, 'article')} "
        f"in {count(sums.files, 'file')}.</p>",
    ]
    body += [_event(view) for view in views]
    body += _end(report)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>Claims compared</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _event(view: EventView) -> str:
    parts = [f'<section id="event-{escape(view.event.id)}">', f"<h2>{escape(view.event.label)}</h2>"]
    if view.facts:
        parts.append(f'<p class="facts">{escape(view.facts)}</p>')
    parts += [_conflict(conflict) for conflict in view.conflicts]
    parts += [_agreement(agreement) for agreement in view.agreements]
    if view.maybe:
        parts.append(f"<p>Maybe the same as: {escape(', '.join(view.maybe))}</p>")
    return "\n".join([*parts, "</section>"])


def _conflict(conflict: Conflict) -> str:
    severity = conflict.discrepancy.severity
    bodies = "".join(f"<tbody>{''.join(map(_row, side))}</tbody>" for side in conflict.sides)
    return (
        f'<h3>{escape(conflict.heading)} <span class="tag {severity}">{severity}</span></h3>\n'
        f"<p>{escape(conflict.discrepancy.summary)}.</p>\n{_table(bodies)}"
    )


def _agreement(agreement: Agreement) -> str:
    agree = (
        f' <span class="tag fine">{agreement.sources} sources agree</span>' if agreement.sources > 1 else ""
    )
    rows = "".join(map(_row, agreement.rows))
    return f"<h3>{escape(agreement.measure)}{agree}</h3>\n{_table(f'<tbody>{rows}</tbody>')}"


def _table(bodies: str) -> str:
    head = "<th>figure</th><th>of whom</th><th>who says so</th><th>the words</th>"
    return f"<table><thead><tr>{head}</tr></thead>{bodies}</table>"


def _row(row: Row) -> str:
    doubt = f' <span class="tag low">doubtful ({row.claim.confidence:.2f})</span>' if row.doubtful else ""
    places = escape(", ".join([row.where, *row.repeats]))
    words = f"{escape(row.before)}<mark>{escape(row.number)}</mark>{escape(row.after)}"
    cells = (
        f'<td class="figure">{escape(row.figure)}</td>',
        f'<td dir="auto">{escape(row.of_whom)}</td>',
        f'<td dir="auto">{escape(row.who)}{doubt}</td>',
        f'<td><span dir="auto">{words}</span><br><span class="where">{places}</span></td>',
    )
    return f'<tr id="claim-{escape(row.claim.id)}">{"".join(cells)}</tr>\n'


def _end(report: Report) -> list[str]:
    parts = []
    if report.skipped:
        items = "".join(f"<li>{escape(d.path)}: {escape(d.skipped or '')}</li>" for d in report.skipped)
        parts.append(f"<h2>Not read</h2>\n<ul>{items}</ul>")
    reasons = ", ".join(f"{why} {number}" for why, number in totals(report).unused_by_reason)
    unused = f"Numbers not used: {escape(reasons)}. " if reasons else ""
    versions = f"claimcheck {escape(report.claimcheck)}, rules {escape(report.rules)}"
    parts.append(f"<footer><p>{unused}{versions}</p></footer>")
    return parts


def escape(text: str) -> str:
    """Give the text as HTML shows it, cleaned; the blanks at its ends stay."""
    body = clean(text)
    left = " " if text[:1].isspace() and body else ""
    right = " " if text[-1:].isspace() and body else ""
    return _escape(printable(left + body + right), quote=True)
