"""The report for a terminal: one block an event, those with conflicts first.

News text enters rich as ``Text``, never as markup ("[sic]" stays). Colour repeats what a word or a sign
says already; without it the number of a sentence stands between › and ‹. The width is kept, down to 40.
"""

from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from claimcheck.report.decisions import corrections, reviewed, unmatched, verdict_lines
from claimcheck.report.strips import strips
from claimcheck.report.tolls import convention_line, part_line, toll_lines
from claimcheck.report.view import (
    Agreement,
    Conflict,
    EventView,
    Row,
    clean,
    count,
    events_of,
    totals,
)
from claimcheck.result import Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

NARROWEST = 40
BESIDE = 60  # from this width on the figure stands beside what is said of it, else above
MOST_ROWS = 4  # of one side, or of what agrees; the rest is named by file and line
MOST_QUIET = 12  # events without a conflict, unless all agreements are asked for
PICTURE = 100  # columns that the figures' picture takes at most
SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan"}


def render(report: Report, width: int = 80, colour: bool = False, show: str | None = None) -> str:
    """Give the report in lines of at most ``width`` columns, with colour codes if ``colour``.

    ``show`` adds what is else left short: ``agreements`` every event and row without a conflict, ``unused``
    every number that became no claim, ``all`` both.
    """
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=max(width, NARROWEST),
        force_terminal=colour,
        color_system="256" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    _Page(console, out, colour, show).report(report)
    return out.getvalue()


class _Page:
    """Writes the blocks of a report to a console, each within its indent."""

    def __init__(self, console: "Console", out: StringIO, colour: bool, show: str | None = None) -> None:
        self._console = console
        self._out = out
        self._colour = colour
        self._agreements = show in ("agreements", "all")
        self._unused = show in ("unused", "all")
        self._most = 10**9 if self._agreements else MOST_ROWS
        self._tolls: dict[str, list[str]] = {}
        self._verdicts: dict[str, str] = {}

    def report(self, report: Report) -> None:
        sums = totals(report)
        self._verdicts = verdict_lines(report)
        self._tolls = toll_lines(report)
        views = events_of(report)
        disputed = [view for view in views if view.conflicts]
        quiet = [view for view in views if not view.conflicts]
        for view in disputed:
            self.event(view)
        if quiet:
            self.rule("No conflict" if disputed else "No conflict found", "bold green")
            shown = quiet if self._agreements else quiet[:MOST_QUIET]
            for view in shown:
                self.quiet_event(view)
            if len(shown) < len(quiet):
                more = count(len(quiet) - len(shown), "more event")
                self.line(f"and {more} without conflict (--show agreements)", "dim", indent=1)
                self.line("")
        if self._unused and report.unused:
            self.unused(report)
        for document in report.skipped:
            self.line(f"! {clean(document.path)}: not read, {clean(document.skipped or '')}", "yellow", hang=2)
        if sums.skipped:
            self.line("")
        self.decisions("Corrected by review", corrections(report))
        self.decisions("Decisions that match nothing here", unmatched(report))
        counted = [
            count(sums.files, "file") + (f" ({sums.skipped} not read)" if sums.skipped else ""),
            count(sums.articles, "article"),
            count(sums.claims, "claim"),
            count(sums.events, "event"),
            count(sums.conflicts, "discrepancy"),
            *([reviewed(report)] if reviewed(report) else []),
        ]
        self.line(" · ".join(counted), "bold")
        if report.part is not None:
            self.line(part_line(report), "yellow", hang=2)
        if report.convention is not None:
            self.line(convention_line(report), "dim", hang=2)
        if sums.unused:
            reasons = ", ".join(f"{clean(why)} {number}" for why, number in sums.unused_by_reason[:6])
            more = ", …" if len(sums.unused_by_reason) > 6 else ""
            self.line(f"{count(sums.unused, 'number')} not used: {reasons}{more}", "dim")

    def event(self, view: EventView) -> None:
        """An event in which something conflicts."""
        self.rule(view.title, "bold")
        if view.facts:
            self.line(view.facts, "dim", indent=3)
        self.line("")
        for conflict in view.conflicts:
            self.conflict(conflict)
        self.tolls(view)
        for agreement in view.agreements:
            self.agreement(agreement, indent=1)
        if view.agreements:
            self.line("")
        self.maybe(view, 1)

    def quiet_event(self, view: EventView) -> None:
        """An event in which nothing conflicts: its label and its figures, in brief."""
        head = self.text(view.title, "bold")
        if view.facts:
            head.append(f"  {view.facts}", style="dim")
        self.put(head, indent=1, hang=2)
        for agreement in view.agreements:
            self.agreement(agreement, indent=3)
        for line in self._tolls.get(view.event.id, ()):
            self.line(line, indent=3, hang=2)
        self.maybe(view, 3)
        self.line("")

    def conflict(self, conflict: Conflict) -> None:
        """A discrepancy: its heading, its sentence, and the rows of each side."""
        severity = conflict.discrepancy.severity
        head = self.text("✗ ", SEVERITY_STYLES[severity])
        head.append(conflict.heading, style="bold")
        head.append(f" · {severity}", style=SEVERITY_STYLES[severity])
        self.put(head, indent=1, hang=2)
        self.line(clean(conflict.discrepancy.summary), indent=3)
        verdict = self._verdicts.get(conflict.discrepancy.id)
        if verdict:
            self.line(verdict, "bold green", indent=3, hang=2)
        self.line("")
        self.picture(conflict)
        beside = self._console.width >= BESIDE
        widest = max((self.text(row.figure).cell_len for side in conflict.sides for row in side), default=0)
        column = min(widest, 18) if beside else 0
        for side in conflict.sides:
            for row in side[: self._most]:
                self.row(row, column)
            rest = side[self._most :]
            if rest:
                named = ", ".join(f"{row.figure} {row.where}" for row in rest[:8])
                more = f" and {len(rest) - 8} more" if len(rest) > 8 else ""
                self.line(f"also {named}{more}", "dim", indent=5 + (column + 2 if column else 2))
            self.line("")

    def picture(self, conflict: Conflict) -> None:
        """The figures on one axis, a line a source."""
        figures = [(row.who, row.claim.quantity) for side in conflict.sides for row in side]
        lines = strips(figures, min(self._console.width - 6, PICTURE))
        for line in lines[:-1]:
            self.line(line, "cyan", indent=5)
        if lines:
            self.line(lines[-1], "dim", indent=5)
            self.line("")

    def tolls(self, view: EventView) -> None:
        """What the convention makes of the event's figures."""
        lines = self._tolls.get(view.event.id, ())
        for line in lines:
            self.line(line, indent=1, hang=2)
        if lines:
            self.line("")

    def unused(self, report: Report) -> None:
        """Every number that became no claim, by the reason."""
        self.rule("Numbers not used", "bold")
        by_reason: dict[str, list[str]] = {}
        for unused in report.unused:
            by_reason.setdefault(unused.why, []).append(f"{clean(unused.surface)} ({clean(unused.path)})")
        for why, numbers in sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0])):
            head = self.text(f"{clean(why)} {len(numbers)}: ", "bold")
            head.append(", ".join(numbers))
            self.put(head, indent=1, hang=2)
        self.line("")

    def row(self, row: Row, column: int) -> None:
        """One claim: figure, of whom, who says so; then the sentence, and where it stands."""
        said = self.text(f"{row.joint.lstrip()}{row.of_whom} — " if row.of_whom else "")
        said.append(row.who, style="bold")
        if row.doubtful:
            said.append(f"  doubtful ({row.claim.confidence:.2f})", style="magenta")
        figure = self.text(row.figure, "bold cyan")
        if column and figure.cell_len <= column:
            indent = 5 + column + 2
            figure.pad_left(5 + column - figure.cell_len)
            figure.append("  ")
            figure.append_text(said)
            self.put(figure, indent=0, hang=indent)
        else:
            indent = 7
            self.put(figure, indent=5, hang=2)
            self.put(said, indent=indent)
        self.put(self.sentence(row), indent=indent)
        also = f"  also {', '.join(row.repeats[:3])}" if row.repeats else ""
        more = f" and {len(row.repeats) - 3} more" if len(row.repeats) > 3 else ""
        self.line(f"{row.where}{also}{more}", "dim", indent=indent)

    def sentence(self, row: Row) -> "Text":
        """The sentence with its number marked."""
        text = self.text(f"“{row.before}")
        if self._colour:
            text.append(row.number, style="bold reverse")
        else:
            text.append(f"›{row.number}‹")
        text.append(f"{row.after}”")
        return text

    def agreement(self, agreement: Agreement, indent: int) -> None:
        """What is said of one measure without conflict, a line for each figure and source."""
        agree = agreement.sources > 1
        for number, row in enumerate(agreement.rows[: self._most]):
            sign = "?" if agreement.doubtful else "✓" if agree else "·"
            line = self.text(f"{sign} ", "magenta" if agreement.doubtful else "green" if agree else "dim")
            line.append(agreement.measure, style="bold")
            line.append(" ")
            line.append(row.figure, style="bold cyan")
            line.append(f"{row.joint}{row.of_whom} — {row.who}" if row.of_whom else f" — {row.who}")
            if row.doubtful:
                line.append(f" doubtful ({row.claim.confidence:.2f})", style="magenta")
            line.append(f" · {row.where}", style="dim")
            if agree and not number:
                line.append(f" · {agreement.sources} sources agree", style="green")
            self.put(line, indent=indent, hang=4)
        rest = agreement.rows[self._most :]
        if rest:
            self.line(f"and {len(rest)} more of {agreement.measure}", "dim", indent=indent + 2)

    def decisions(self, title: str, lines: list[str]) -> None:
        """Decisions that are about no discrepancy of this report, a line each."""
        if lines:
            self.rule(title, "bold")
            for line in lines:
                self.line(f"✎ {line}", indent=1, hang=2)
            self.line("")

    def maybe(self, view: EventView, indent: int) -> None:
        if view.maybe:
            self.line(f"maybe the same as: {', '.join(view.maybe[:5])}", "magenta", indent=indent, hang=2)
            if view.conflicts:
                self.line("")

    def rule(self, title: str, style: str) -> None:
        """A title with a line that fills the width; a long title is shortened."""
        text = self.text("━━ ", "dim")
        name = self.text(title, style)
        name.truncate(self._console.width - 4, overflow="ellipsis")
        text.append_text(name)
        text.append(" " + "━" * max(0, self._console.width - text.cell_len - 1), style="dim")
        self.write(text)

    def text(self, content: str, style: str = "") -> "Text":
        from rich.text import Text

        return Text(content, style="", end="") if not style else Text.assemble((content, style))

    def line(self, content: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
        self.put(self.text(content, style), indent, hang)

    def put(self, text: "Text", indent: int = 0, hang: int = 0) -> None:
        """Print, wrapped; the first line starts at ``indent``, the others ``hang`` columns further right."""
        width = self._console.width
        for number, line in enumerate(self._wrapped(text, width - indent - hang, hang)):
            start = " " * (indent + (hang if number else 0))
            line.rstrip()
            self.write(self.text(start).append_text(line))

    def write(self, line: "Text") -> None:
        """Print a line as it is; without colour its letters alone, which is much quicker."""
        if self._colour:
            self._console.print(line, no_wrap=True, overflow="ignore", crop=False)
        else:
            self._out.write(line.plain.rstrip() + "\n")

    def _wrapped(self, text: "Text", width: int, hang: int) -> Iterable["Text"]:
        first, *rest = text.wrap(self._console, width + hang) or [text]
        if not rest or not hang:
            return [first, *rest]
        # The first line is the longer one by what the others hang: what is left is wrapped again.
        used = len(first.plain.rstrip())
        used += len(text.plain) - used - len(text.plain[used:].lstrip())
        return [first, *text[used:].wrap(self._console, width)]
