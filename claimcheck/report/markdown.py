"""The report as Markdown, to paste into a newsroom's document.

A title, three lines, then a table for each event, conflicts first. Whatever comes from the news is escaped:
it makes no link, no table cell, no tag and no heading.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from claimcheck.report.decisions import corrections, reviewed, unmatched, verdict_lines
from claimcheck.report.tolls import convention_line, part_line, toll_lines
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

HEAD = "| figure | of whom | who says so | where | the words |\n| --- | --- | --- | --- | --- |\n"
BRIEF = "| measure | figure | of whom | who says so | where |\n| --- | --- | --- | --- | --- |\n"


def render(report: Report) -> str:
    """Give the report as Markdown, ending in a line break."""
    views = events_of(report)
    disputed = [view for view in views if view.conflicts]
    quiet = [view for view in views if not view.conflicts]
    parts = [_summary(report, len(disputed))]
    if report.part is not None:
        parts.append(f"{escape(part_line(report))}.\n")
    verdicts = verdict_lines(report)
    tolls = toll_lines(report)
    parts += [_event(view, verdicts, tolls.get(view.event.id, [])) for view in disputed]
    if quiet:
        parts.append("## Without conflict\n" if disputed else "## Events\n")
        parts += [_quiet(view, tolls.get(view.event.id, [])) for view in quiet]
    parts.append(_end(report))
    return "\n".join(part for part in parts if part)


def _summary(report: Report, disputed: int) -> str:
    sums = totals(report)
    grave = sum(d.severity == "high" for d in report.discrepancies)
    done = reviewed(report)
    found = f"**{count(sums.conflicts, 'discrepancy')}** in {count(disputed, 'event')}"
    return (
        "# Claims compared\n\n"
        f"- {found}{f', {grave} of high severity' if grave else ''}{f'; {done}' if done else ''}.\n"
        f"- {count(sums.claims, 'claim')} about {count(sums.events, 'event')}, "
        f"from {count(sums.articles, 'article')} in {count(sums.files - sums.skipped, 'file')}.\n"
        f"- {count(sums.skipped, 'file')} not read; {count(sums.unused, 'number')} in the texts "
        f"{'is' if sums.unused == 1 else 'are'} no claim.\n"
    )


def _event(view: EventView, verdicts: dict[str, str], tolls: list[str]) -> str:
    lines = [f"## {escape(view.title)}\n"]
    if view.facts:
        lines.append(f"{escape(view.facts)}\n")
    lines.append(_tolls(tolls))
    lines += [_conflict(conflict, verdicts.get(conflict.discrepancy.id)) for conflict in view.conflicts]
    for heading, doubtful in (("Not in conflict", False), ("Doubtful, not compared", True)):
        told = "".join(_brief(agreement) for agreement in view.agreements if agreement.doubtful is doubtful)
        if told:
            lines.append(f"### {heading}\n\n{BRIEF}{told}")
    lines.append(_maybe(view))
    return "\n".join(line for line in lines if line)


def _conflict(conflict: Conflict, verdict: str | None) -> str:
    heading = f"### {escape(conflict.heading)} ({conflict.discrepancy.severity})\n"
    said = f"{escape(verdict)}\n\n" if verdict else ""
    rows = table([row for side in conflict.sides for row in side])
    return f"{heading}\n{escape(conflict.discrepancy.summary)}.\n\n{said}{rows}"


def table(rows: Sequence[Row]) -> str:
    """Give the claims of a conflict as a table: figure, of whom, who says so, where, the words."""
    return HEAD + "".join(_row(row) for row in rows)


def _row(row: Row) -> str:
    doubt = f" *(doubtful, {row.claim.confidence:.2f})*" if row.doubtful else ""
    words = f"{escape(row.before)}**{escape(row.number)}**{escape(row.after)}"
    also = "".join(f", {escape(place)}" for place in row.repeats)
    cells = [
        f"**{escape(row.figure)}**",
        escape(row.of_whom),
        escape(row.who) + doubt,
        _link(row) + also,
        words,
    ]
    return "| " + " | ".join(cells) + " |\n"


def _quiet(view: EventView, tolls: list[str]) -> str:
    facts = f"{escape(view.facts)}\n\n" if view.facts else ""
    told = BRIEF + "".join(_brief(agreement) for agreement in view.agreements)
    rolled = f"{_tolls(tolls)}\n" if tolls else ""
    return f"### {escape(view.title)}\n\n{facts}{rolled}{told}" + (f"\n{_maybe(view)}" if view.maybe else "")


def _tolls(lines: list[str]) -> str:
    return "".join(f"- {escape(line)}\n" for line in lines)


def _brief(agreement: Agreement) -> str:
    rows = []
    for row in agreement.rows:
        doubt = f" *(doubtful, {row.claim.confidence:.2f})*" if row.doubtful else ""
        also = "".join(f", {escape(place)}" for place in row.repeats)
        cells = [escape(agreement.measure), escape(row.figure), escape(row.of_whom), escape(row.who) + doubt]
        rows.append("| " + " | ".join([*cells, _link(row) + also]) + " |\n")
    return "".join(rows)


def _link(row: Row) -> str:
    """A link to the file and its line; a name that is no plain path stays text."""
    path = printable(row.claim.path)
    if path in ("", "-"):
        return escape(row.where)
    # "./" keeps a name such as "javascript:x.txt" from being a scheme.
    start = "" if path.startswith(("/", "./", "../")) else "./"
    return f"[{escape(row.where)}]({start}{quote(path)}#L{row.claim.line})"


def _maybe(view: EventView) -> str:
    return f"Maybe the same as: {escape(', '.join(view.maybe))}.\n" if view.maybe else ""


def _end(report: Report) -> str:
    lines = []
    for title, decisions in (
        ("Corrected by review", corrections(report)),
        ("Decisions that match nothing here", unmatched(report)),
    ):
        if decisions:
            lines += [f"## {title}\n", *(f"- {escape(line)}" for line in decisions), ""]
    if report.skipped:
        lines.append("## Not read\n")
        lines += [f"- {escape(d.path)}: {escape(d.skipped or '')}" for d in report.skipped]
        lines.append("")
    reasons = ", ".join(f"{escape(why)} {number}" for why, number in totals(report).unused_by_reason)
    if reasons:
        lines += [f"Numbers not used: {reasons}.", ""]
    if report.convention is not None:
        lines += [f"{escape(convention_line(report))}.", ""]
    lines += [f"claimcheck {escape(report.claimcheck)}, rules {escape(report.rules)}.", ""]
    return "\n".join(lines)


_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$@])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_LIST = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def escape(text: str) -> str:
    r"""Give the text so that Markdown, tables included, shows it as it stands.

    >>> escape("a|b <i> [sic] *x*")
    'a\\|b \\<i\\> \\[sic\\] \\*x\\*'
    """
    text = _SPECIAL.sub(r"\\\1", clean_spaces(text))
    # A bare address would become a link: an empty comment's worth of space breaks it.
    text = _ADDRESS.sub(lambda m: f"{m[1]}\u200b{m[2]}", text)
    return _LIST.sub(_disarm, text)


def _disarm(match: re.Match[str]) -> str:
    # "5. May" at the start of a line is no list; "5" alone needs no mark.
    return f"{match[1]}{match[2]}" if match[2][0].isdigit() else f"{match[1]}\\{match[2]}"


def clean_spaces(text: str) -> str:
    """Give the text cleaned, with the blanks at its ends, which part the words around a number."""
    body = clean(text)
    left = " " if text[:1].isspace() and body else ""
    right = " " if text[-1:].isspace() and body else ""
    return left + body + right
