"""The commands ``review`` and ``diff``; the options with which ``check`` takes decisions and a baseline."""

import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.errors import InputError, OutputError
from claimcheck.models import Decision, Discrepancy
from claimcheck.output import STANDARD, Output, check_writable, pair, screen, seen_from
from claimcheck.review_file import NAME, read_decisions

if TYPE_CHECKING:
    from claimcheck.result import Report

SINCE_FORMATS = ("terminal", "markdown", "json")
Decorated = Callable[..., Any]

review_option = click.option(
    "--review",
    "review_file",
    metavar="FILE",
    help=f"The file of decisions; {NAME} in this folder if not given.",
)
no_review_option = click.option("--no-review", is_flag=True, help="Leave decisions out.")
since_option = click.option(
    "--since",
    metavar="OLD.json",
    help="Only what is new since an earlier report (-f json); for terminal, markdown, json.",
)


def decisions_in(review_file: str | None, no_review: bool) -> tuple[Decision, ...]:
    """The decisions to follow: those of the file that is named, or of the working folder's if it has one."""
    if no_review:
        if review_file is not None:
            raise InputError(f"--no-review and --review {review_file}; give one of them")
        return ()
    path = Path(review_file or NAME)
    return read_decisions(path) if review_file is not None or path.is_file() else ()


def tell_unmatched(report: "Report") -> None:
    """Say on a terminal how many decisions have found nothing."""
    lost = len(report.unmatched_decisions)
    if lost and sys.stderr.isatty():
        told = "1 decision matches" if lost == 1 else f"{lost} decisions match"
        click.echo(f"claimcheck: {told} nothing here; kept in the file", err=True)


def check_since(since: str, outputs: Sequence[Output]) -> "Report":
    """The older report, before any work is done; raises where a format can't show a difference."""
    from claimcheck.report_file import read_report

    for output in outputs:
        if output.format not in SINCE_FORMATS:
            raise OutputError(f"-f {output.format}: not with --since; take one of: {', '.join(SINCE_FORMATS)}")
    return read_report(Path(since))


def write_difference(old: "Report", new: "Report", outputs: Sequence[Output]) -> tuple[Discrepancy, ...]:
    """Write what has changed; gives the undecided discrepancies that are new or have a new side."""
    from claimcheck.difference import compare_reports
    from claimcheck.report.since import FORMATS

    difference = compare_reports(old, new)
    for output in outputs:
        if output.format == "markdown" and output.file != STANDARD:  # its links lead from its own folder
            shown = compare_reports(seen_from(old, output), seen_from(new, output))
        else:
            shown = difference
        text = FORMATS[output.format](shown, screen()[0] if output.file == STANDARD else 80)
        if output.file == STANDARD:
            click.echo(text, nl=False)
            continue
        try:
            Path(output.file).write_text(text, encoding="utf-8", errors="replace", newline="")
        except OSError as error:
            raise OutputError(f"-o {output.file}: {error.strerror or error}; name a file that can be written") from None
    undecided = {found.id for found in new.undecided}
    return tuple(
        dispute.discrepancy for dispute in (*difference.new, *difference.widened) if dispute.discrepancy.id in undecided
    )


@click.command(
    epilog="""\b
Examples:
  claimcheck review seeds/
  claimcheck review seeds/ --by "A. Reader" --review desk.toml
  claimcheck seeds/ --review desk.toml --fail-on conflict

Each answer is saved at once; stop with q or Ctrl-C and go on later. "Not the same event" and
"same event" correct the grouping of later runs; a claim marked as wrong is not compared any more."""
)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--rules", "rules_folders", multiple=True, metavar="DIR", help="A folder of your own rules.")
@review_option
@click.option("--by", metavar="NAME", help="Who decides; your login if not given.")
def review(paths: tuple[str, ...], rules_folders: tuple[str, ...], review_file: str | None, by: str | None) -> None:
    """Decide the open discrepancies one by one, with one key each."""
    from claimcheck.cli import report_on
    from claimcheck.report.decisions import unmatched
    from claimcheck.reviewing import Session, Typist

    if "-" in paths:
        raise InputError("-: the review reads your answers from standard input; name files or folders")
    file = Path(review_file or NAME)
    if file.is_dir() or not file.parent.is_dir():
        raise OutputError(f"--review {file}: no file can be written there; name one in a folder that exists")
    report = report_on(paths, rules_folders, None, decisions=read_decisions(file) if file.exists() else ())
    if not report.documents:
        raise InputError("no text files there; give .txt or .md files, or folders that hold some")
    for line in unmatched(report):
        click.echo(f"Matches nothing here: {line}")
    Session(file, _login() if by is None else by, date.today().isoformat(), Typist()).run(report)


def _login() -> str:
    """The login's name; "" where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


@click.command(
    epilog="""\b
Examples:
  claimcheck seeds/ -o monday.json
  claimcheck diff monday.json tuesday.json
  claimcheck diff monday.json tuesday.json -f markdown -o changes.md
  claimcheck seeds/ --since monday.json"""
)
@click.argument("old", metavar="OLD.json")
@click.argument("new", metavar="NEW.json")
@click.option("-f", "--format", "form", metavar="FORMAT", help=f"One of: {', '.join(SINCE_FORMATS)}.")
@click.option("-o", "--output", "file", default=STANDARD, metavar="FILE", help="Where to; - is standard output.")
def diff(old: str, new: str, form: str | None, file: str) -> None:
    """Show what has changed between two reports: conflicts, figures, sources."""
    from claimcheck.report_file import read_report

    outputs = pair([form] if form else [], [file])
    check_writable(outputs)
    earlier = check_since(old, outputs)
    write_difference(earlier, read_report(Path(new)), outputs)
