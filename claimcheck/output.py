"""Where a run's results go: pairs of format and file, checked before the work and written after it."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.errors import OutputError
from claimcheck.report import BINARY, FORMATS, guess, render, render_bytes

if TYPE_CHECKING:
    from claimcheck.result import Report

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Output:
    """One result: a key of ``FORMATS`` (or ``claims:`` and a form), and a file, ``-`` for standard output."""

    format: str
    file: str


def pair(formats: Sequence[str], files: Sequence[str]) -> list[Output]:
    """Pair ``-f`` with ``-o`` in their order; a file without a format has it guessed from its ending.

    Neither: the terminal report on standard output. One format alone goes to standard output.

    Raises:
        OutputError: for an unknown format, an ending that tells none, or numbers that don't pair.
    """
    for name in formats:
        if name not in FORMATS:
            raise OutputError(f"-f {name}: no such format; take one of: {', '.join(FORMATS)}")
    if not files:
        if len(formats) > 1:
            raise OutputError(f"{len(formats)} formats and no -o; give each -f its own -o FILE (- is standard output)")
        return [Output(formats[0] if formats else "terminal", STANDARD)]
    if not formats:
        outputs = [Output("terminal" if file == STANDARD else guess(file), file) for file in files]
    elif len(formats) == len(files):
        outputs = [Output(name, file) for name, file in zip(formats, files, strict=True)]
    else:
        raise OutputError(f"{len(formats)} -f and {len(files)} -o; give each -o its -f, in the same order")
    twice = {file for file in files if list(files).count(file) > 1}
    if twice:
        raise OutputError(f"-o {min(twice)} is given twice; give each format its own file")
    return outputs


def check_writable(outputs: Sequence[Output]) -> None:
    """Raise OutputError now for a file that could not be written later; nothing is changed."""
    for output in outputs:
        if output.file == STANDARD:
            if output.format in BINARY and sys.stdout.isatty():
                raise OutputError(f"-f {output.format}: nothing for a terminal; add -o FILE.{output.format}")
            continue
        path = Path(output.file)
        folder = path.parent
        if path.is_dir():
            raise OutputError(f"-o {path}: this is a folder; name a file in it")
        if not folder.is_dir():
            raise OutputError(f"-o {path}: the folder {folder} does not exist; make it first")
        if not os.access(path if path.exists() else folder, os.W_OK):
            raise OutputError(f"-o {path}: may not be written; name a file where you may")


def write(report: "Report", outputs: Sequence[Output], show: str | None = None) -> None:
    """Write the report to each output; raises OutputError for the first that can't be.

    ``show`` is what the terminal report shows beside the conflicts: agreements, unused, all.
    """
    for output in outputs:
        if output.format in BINARY:
            data = render_bytes(report, output.format)
        elif output.file == STANDARD:
            text = _rendered(report, output, show, to_screen=True)
            if output.format == "terminal" and _is_long(text):
                # less shows colour codes as letters unless told otherwise, as git tells it too.
                os.environ.setdefault("LESS", "FRX")
                click.echo_via_pager(text, color=screen()[1])
            else:
                _print(text)
            continue
        else:
            shown = seen_from(report, output) if output.format == "markdown" else report
            data = _rendered(shown, output, show, to_screen=False).encode("utf-8", "replace")
        if output.file == STANDARD:
            sys.stdout.buffer.write(data)
            continue
        try:
            Path(output.file).write_bytes(data)
        except OSError as error:
            raise OutputError(f"-o {output.file}: {error.strerror or error}; name a file that can be written") from None


def seen_from(report: "Report", output: Output) -> "Report":
    """The report with its paths as they lead from the written file's folder, for its links."""
    folder = Path(output.file).resolve().parent

    def seen(path: str) -> str:
        if path in ("", STANDARD) or Path(path).is_absolute():
            return path
        try:
            return Path(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # on another drive
            return path

    paths = {claim.path: seen(claim.path) for claim in report.claims}
    claims = tuple(claim.model_copy(update={"path": paths[claim.path]}) for claim in report.claims)
    documents = tuple(d.model_copy(update={"path": seen(d.path)}) for d in report.documents)
    return report.model_copy(update={"claims": claims, "documents": documents})


def _print(text: str) -> None:
    """Write to standard output; a reader that has had enough ("| head") ends it quietly."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffer must not fail again when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_long(text: str) -> bool:
    """Whether the text is for a terminal, and more than it holds: then it is paged."""
    import shutil

    return sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size((80, 24)).lines


def _rendered(report: "Report", output: Output, show: str | None, to_screen: bool) -> str:
    if output.format == "claims:text":
        from claimcheck.report.lines import render as in_lines

        return in_lines(report)
    if output.format.startswith("claims:"):
        return CLAIMS[output.format.partition(":")[2]](report)
    if output.format == "terminal":
        from claimcheck.report.terminal import render as for_terminal

        return for_terminal(report, *(screen() if to_screen else (80, False)), show)
    return render(report, output.format)


def _claims_jsonl(report: "Report") -> str:
    bare = report.model_copy(update={"documents": (), "articles": (), "events": (), "discrepancies": (), "unused": ()})
    return render(bare, "jsonl")


CLAIMS: dict[str, Callable[["Report"], str]] = {
    "jsonl": _claims_jsonl,
    "csv": lambda report: render(report, "csv"),
}


def screen() -> tuple[int, bool]:
    """Give the width to print in, and whether in colour: only to a terminal, and not with NO_COLOR.

    A pipe gets 80 columns, a terminal wider than 120 gets 120; COLUMNS is kept to.
    """
    import shutil

    terminal = sys.stdout.isatty()
    wanted = os.environ.get("COLUMNS", "")
    width = int(wanted) if wanted.isdecimal() and 0 < int(wanted) < 10_000 else 80
    if terminal:
        width = min(shutil.get_terminal_size((80, 24)).columns, 120)
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return width, colour
