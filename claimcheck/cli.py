"""The command line: parse, call the library, render, leave with the status that the contract names.

0: ran. 1: ran, and what ``--fail-on`` asks for was found. 2: could not do what was asked, said in one line.
Results go to standard output, progress and warnings to standard error, and only to a terminal.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from claimcheck.errors import ClaimcheckError, InputError
from claimcheck.explain_command import explain
from claimcheck.models import Decision, Discrepancy
from claimcheck.options import view_options
from claimcheck.output import Output, check_writable, pair, write
from claimcheck.progress import Progress
from claimcheck.report import FORMATS
from claimcheck.report.schema import schema
from claimcheck.review_commands import (
    check_since,
    decisions_in,
    diff,
    no_review_option,
    review,
    review_option,
    since_option,
    tell_unmatched,
    write_difference,
)
from claimcheck.rules.commands import rules
from claimcheck.version import __version__

DISCREPANCY_KINDS = ("value", "revision", "complement", "who", "denial", "sum")
STATUS_FOUND, STATUS_FAILED, STATUS_INTERRUPTED = 1, 2, 130
Settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
Decorated = Callable[..., Any]


class Commands(click.Group):
    """The first word is a command if it is one's name, else ``check`` is meant and it is a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``check`` before what does not name a command; nothing at all asks for help."""
        own = ("-h", "--help", "--version")
        if not args:
            args = ["--help"]
        elif args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


def examples(text: str) -> str:
    """Give the examples for a command's help, kept line by line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line.strip()}" for line in text.strip().splitlines())


@click.group(
    cls=Commands,
    context_settings=Settings,
    epilog=examples("""
        claimcheck seeds/
        claimcheck seeds/ -f markdown -o report.md
        claimcheck seeds/ -f json -o - | jq '.discrepancies[].summary'
        claimcheck seeds/ --fail-on conflict
        claimcheck claims seeds/
        claimcheck review seeds/
        claimcheck diff old.json new.json
        claimcheck rules list
    """),
)
@click.version_option(__version__, message="claimcheck %(version)s")
def commands() -> None:
    """Find where news sources contradict each other on numbers, and show the very words.

    With paths and no command, claimcheck reports on them: claimcheck PATH... is
    claimcheck check PATH... A folder that is named like a command is written ./rules.
    """


def shared_options(command: Decorated) -> Decorated:
    """Add what ``check`` and ``claims`` both take."""
    for decorate in reversed(
        (
            click.argument("paths", nargs=-1, metavar="PATH..."),
            click.option(
                "--rules",
                "rules_folders",
                multiple=True,
                metavar="DIR",
                help="A folder of your own rules; may be repeated.",
            ),
            click.option(
                "--min-confidence",
                type=click.FloatRange(0, 1),
                default=None,
                metavar="SHARE",
                help="Keep claims less sure than this (0 to 1) apart as doubtful; they are not compared.",
            ),
            click.option("--strict", is_flag=True, help="Status 2 if any file could not be read."),
        )
    ):
        command = decorate(command)
    return command


@commands.command(
    epilog=examples("""
        claimcheck check seeds/
        claimcheck a.txt b.txt -f html -o report.html -f json -o report.json
        claimcheck seeds/ -o report.md
        cat story.txt | claimcheck -
        claimcheck seeds/ --fail-on revision --min-confidence 0.8
        claimcheck seeds/ --only Homs --show all
        claimcheck seeds/ --convention acled --min-gap 10
        claimcheck seeds/ --since monday.json --fail-on conflict
    """)
)
@shared_options
@click.option("-f", "--format", "formats", multiple=True, metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")
@click.option(
    "-o",
    "--output",
    "files",
    multiple=True,
    metavar="FILE",
    help="Where to; - is standard output. Pairs with -f in order.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["conflict", *DISCREPANCY_KINDS]),
    metavar="KIND",
    help=f"Status 1 if there is one that nobody has decided: conflict (any), {', '.join(DISCREPANCY_KINDS)}.",
)
@review_option
@no_review_option
@since_option
@view_options
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    rules_folders: tuple[str, ...],
    min_confidence: float | None,
    strict: bool,
    formats: tuple[str, ...],
    files: tuple[str, ...],
    fail_on: str | None,
    review_file: str | None,
    no_review: bool,
    since: str | None,
    only: str | None,
    min_gap: float | None,
    show: str | None,
    convention: str,
) -> None:
    """Report on files and folders of news texts (- reads standard input)."""
    outputs = pair(formats, files)
    check_writable(outputs)
    older = None if since is None else check_since(since, outputs)
    report = report_on(paths, rules_folders, min_confidence, convention, decisions_in(review_file, no_review))
    if only is not None or min_gap is not None:
        whole = report
        report = report.filtered(only=only, min_gap=min_gap)
        older = older and older.filtered(only=only, min_gap=min_gap)
        if only is not None and only.casefold() not in DISCREPANCY_KINDS:
            _expect_match(only, whole, whole.filtered(only=only), older)
    if older is None:
        write(report, outputs, show)
        found = report.undecided
    else:
        found = write_difference(older, report, outputs)
    tell_unmatched(report)
    _leave(ctx, report, strict, fail_on, found)


@commands.command(
    epilog=examples("""
        claimcheck claims seeds/
        claimcheck claims story.txt -f jsonl | jq .sentence
        claimcheck claims seeds/ -f csv -o claims.csv
    """)
)
@shared_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "jsonl", "csv"]), default="text", show_default=True)
@click.option("-o", "--output", "file", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.pass_context
def claims(
    ctx: click.Context,
    paths: tuple[str, ...],
    rules_folders: tuple[str, ...],
    min_confidence: float | None,
    strict: bool,
    form: str,
    file: str,
) -> None:
    """Print the claims alone, one a line."""
    output = Output(f"claims:{form}", file)
    check_writable([output])
    report = report_on(paths, rules_folders, min_confidence)
    kept = tuple(claim for claim in report.claims if claim.confidence >= (min_confidence or 0))
    write(report.model_copy(update={"claims": kept}), [output])
    _leave(ctx, report, strict, None, ())


commands.add_command(explain)
commands.add_command(rules)
commands.add_command(review)
commands.add_command(diff)
commands.add_command(schema)


def report_on(
    paths: Sequence[str],
    rules_folders: Sequence[str],
    min_confidence: float | None,
    convention: str = "plain",
    decisions: Sequence[Decision] = (),
) -> Any:
    """Read and compare; the progress is shown on a terminal."""
    if not paths:
        raise InputError("no path given; name files or folders, or - for standard input")
    from claimcheck.pipeline import check as check_paths

    with Progress(sys.stderr) as progress:
        return check_paths(
            list(paths),
            tuple(rules_folders),
            progress,
            sys.stdin.buffer if "-" in paths else None,
            min_confidence=min_confidence,
            convention=convention,
            decisions=decisions,
        )


def _expect_match(only: str, whole: Any, kept: Any, older: Any) -> None:
    """Raise where --only fits nothing that was read: a name mistyped must not pass a check."""
    if whole.documents and not kept.claims and not (older and older.claims):
        raise InputError(f"nothing matches --only {only}; give a place, a source or a kind that is in the report")


def _leave(
    ctx: click.Context, report: Any, strict: bool, fail_on: str | None, open_ones: Sequence[Discrepancy]
) -> None:
    """End with the run's status: 2 under --strict if a file could not be read, 1 if --fail-on found its kind."""
    skipped = report.skipped
    if not report.documents:
        raise InputError("no text files there; give .txt or .md files, or folders that hold some")
    if skipped and strict:
        more = f" and {len(skipped) - 1} more" if len(skipped) > 1 else ""
        raise InputError(
            f"{skipped[0].path}: not read, {skipped[0].skipped}{more}; without --strict such files are skipped"
        )
    if any(fail_on in ("conflict", found.kind) for found in open_ones):
        ctx.exit(STATUS_FOUND)


def run(args: Sequence[str]) -> int:
    """Run the command line and give its exit status; every error is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What the terminal's encoding lacks becomes "?", not an error.
            stream.reconfigure(errors="replace")
    try:
        status = commands.main(list(args), prog_name="claimcheck", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("claimcheck: interrupted", err=True)
        return STATUS_INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # The reader of "rules list | head" has had enough; click leaves by SystemExit then, and only then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return 0
    except OSError as error:
        # The disk that standard output goes to is full; what is still in the buffer must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        where = error.filename or "standard output"
        return fail(f"{where}: {error.strerror or error}; the output is not whole")
    except click.ClickException as error:
        return fail(f"{' '.join(error.format_message().split())} (see claimcheck --help)")
    except ClaimcheckError as error:
        return fail(str(error))


def fail(message: str) -> int:
    """Print one line that says what could not be done; gives the status."""
    click.echo(f"claimcheck: {' '.join(message.split())}", err=True)
    return STATUS_FAILED
