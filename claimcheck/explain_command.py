"""``claimcheck explain``: why a number became the claim it is, or none, the words of each step marked."""

import re
import sys
from typing import TYPE_CHECKING

import click

from claimcheck.errors import InputError

if TYPE_CHECKING:
    from claimcheck.explaining import Explanation
    from claimcheck.explaining_steps import Step
    from claimcheck.values import Span

EXAMPLES = """\b
Examples:
  claimcheck explain story.txt:17
  claimcheck explain story.txt:17 other-stories/
  claimcheck explain 3f2a9c81d0be seeds/"""
SHOWN = 60  # characters shown before the first and after the last mark of a step
LONGEST = 320  # characters of a step's text


@click.command(epilog=EXAMPLES)
@click.argument("what", metavar="FILE:LINE|CLAIM_ID")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--rules",
    "rules_folders",
    multiple=True,
    metavar="DIR",
    help="A folder of your own rules; may be repeated.",
)
def explain(what: str, paths: tuple[str, ...], rules_folders: tuple[str, ...]) -> None:
    """Tell step by step why a number became the claim it is, or none.

    FILE:LINE explains all numbers on that line; further PATHs are what its claims are grouped and compared
    with. CLAIM_ID, as in a JSON or CSV report, is looked up in the PATHs. The words that a step rests on
    stand between ‹ and ›.
    """
    from claimcheck.explaining import explain_claim, explain_line

    place = re.fullmatch(r"(.+):(\d{1,9})", what, re.S)
    if place is not None:
        found = explain_line(place[1], int(place[2]), paths, rules_folders)
    elif paths:
        found = [explain_claim(what, paths, rules_folders)]
    else:
        raise InputError(f"{what}: neither FILE:LINE nor a claim's id with the PATHs it is in")
    from claimcheck.output import screen

    width, colour = screen()
    click.echo("\n".join(show(one, width) for one in found), nl=False, color=colour or None, file=sys.stdout)


def show(explanation: "Explanation", width: int = 80) -> str:
    """Give the explanation as lines of text, a paragraph a step, at most ``width`` columns where it can."""
    from claimcheck.report.view import clean

    claim = f"claim {explanation.claim}" if explanation.claim is not None else "no claim"
    where = f"{clean(explanation.path)}:{explanation.line}:{explanation.column}"
    lines = [f"{where}: {clean(explanation.surface)} — {claim}"]
    for number, step in enumerate(explanation.steps, start=1):
        lines += _wrapped(f"{number:>2}. {step.name}: {clean(step.found)}", width, 4)
        if step.marks:
            lines += _wrapped("    " + marked(explanation.text, step), width, 4)
    return "\n".join(lines) + "\n"


def marked(text: str, step: "Step") -> str:
    """Give the stretch of text a step rests on, in one line, its words between ‹ and ›."""
    from claimcheck.report.view import clean

    marks = _apart(step.marks)
    first, last = marks[0].start, marks[-1].end
    start, end = max(0, first - SHOWN), min(len(text), last + SHOWN)
    if step.name == "sentence":
        start, end = first, last
    pieces, at = [], start
    for mark in marks:
        pieces += [text[at : mark.start], "‹", text[mark.start : mark.end], "›"]
        at = mark.end
    line = clean("".join([*pieces, text[at:end]]))
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
    return f"{'…' if start else ''}{line}{'…' if end < len(text) else ''}"


def _apart(marks: "tuple[Span, ...]") -> "list[Span]":
    """The marks in the order of the text, without those that overlap one before."""
    kept: list[Span] = []
    for mark in sorted(marks, key=lambda span: (span.start, span.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _wrapped(line: str, width: int, indent: int) -> list[str]:
    import textwrap

    return textwrap.wrap(
        line, max(width, 40), subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    )
