"""The command line, on reports made by hand: what it prints, writes and leaves with."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from factories import claim, event, report

import claimcheck.cli
from claimcheck.errors import InputError, OutputError
from claimcheck.models import Discrepancy, Document, Side
from claimcheck.output import Output, pair, screen
from claimcheck.progress import Progress
from claimcheck.result import Report


def disputed(**changes: Any) -> Report:
    quarrel = Discrepancy(
        id="d",
        event="e1",
        measure="killed",
        kind="value",
        sides=(
            Side(low=8, high=8, claims=("c1",), sources=("The mayor",)),
            Side(low=11, high=11, claims=("c2",), sources=("The rebels",)),
        ),
        gap=3,
        ratio=1.375,
        severity="high",
        summary="The rebels say 11 killed; The mayor says 8",
    )
    parts: dict[str, Any] = {
        "claims": (
            claim("The mayor said 8 died.", "8", id="c1", by="The mayor"),
            claim("The rebels said 11 died.", "11", id="c2", by="The rebels", confidence=0.7, line=2),
        ),
        "events": (event(claims=("c1", "c2")),),
        "discrepancies": (quarrel,),
    }
    return report(**(parts | changes))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A pipeline that gives the report under "report" and notes what it was asked."""
    told: dict[str, Any] = {"report": disputed()}

    def check(paths: list[str], folders: tuple[str, ...], progress: Any, stdin: Any, **asked: Any) -> Report:
        told.update(paths=paths, folders=folders, stdin=stdin, **asked)
        if isinstance(told["report"], Exception):
            raise told["report"]
        progress(1, 1)
        made: Report = told["report"]
        least = asked["min_confidence"]
        return made if least is None else made.at_confidence(least)

    module = type(sys)("claimcheck.pipeline")
    module.check = check  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "claimcheck.pipeline", module)
    return told


def run(*args: str) -> int:
    return claimcheck.cli.run(args)


def test_paths_alone_mean_check(pipeline: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("news/", "more.txt") == 0
    first = capsys.readouterr()
    assert run("check", "news/", "more.txt") == 0
    assert capsys.readouterr() == first
    assert pipeline["paths"] == ["news/", "more.txt"]
    assert first.err == ""
    assert first.out.startswith("━━ Lowmarket bus bombing ━")
    assert "\x1b" not in first.out


@pytest.mark.parametrize("path", ["./rules", "./claims", "rules.txt"])
def test_a_path_that_is_named_like_a_command(pipeline: dict[str, Any], path: str) -> None:
    assert run(path) == 0
    assert pipeline["paths"] == [path]


def test_options_may_come_first(pipeline: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-f", "json", "news/") == 0
    assert Report.model_validate_json(capsys.readouterr().out) == pipeline["report"]


def test_several_outputs_in_order(pipeline: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, lines = tmp_path / "page", tmp_path / "lines"
    assert run("x", "-f", "html", "-o", str(page), "-f", "jsonl", "-o", str(lines), "-f", "csv", "-o", "-") == 0
    assert page.read_text().lower().startswith("<!doctype html>")
    assert json.loads(lines.read_text().splitlines()[0])["type"] == "document"
    assert capsys.readouterr().out.startswith("id,event,")


def test_a_format_is_guessed(pipeline: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("x", "-o", str(tmp_path / "r.md")) == 0
    assert (tmp_path / "r.md").read_text().startswith("# Claims compared\n")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ([], 0),
        (["--fail-on", "conflict"], 1),
        (["--fail-on", "value"], 1),
        (["--fail-on", "revision"], 0),
        (["--fail-on", "conflict", "--min-confidence", "0.8"], 0),
        (["--fail-on", "conflict", "--min-confidence", "0.7"], 1),
    ],
)
def test_fail_on(pipeline: dict[str, Any], args: list[str], status: int) -> None:
    assert run("x", *args) == status


SKIPPED = Document(id="s", path="photo.jpg", sha256=None, skipped="binary")
READ = Document(id="r", path="news/a.txt", sha256="0")


@pytest.mark.parametrize(
    ("documents", "args", "status", "said"),
    [
        ((READ, SKIPPED), [], 0, ""),
        (
            (READ, SKIPPED),
            ["--strict"],
            2,
            "claimcheck: photo.jpg: not read, binary; without --strict such files are skipped\n",
        ),
        ((SKIPPED,), [], 0, ""),
        (
            (SKIPPED, SKIPPED, SKIPPED),
            ["--strict"],
            2,
            "claimcheck: photo.jpg: not read, binary and 2 more; without --strict such files are skipped\n",
        ),
        ((), [], 2, "claimcheck: no text files there; give .txt or .md files, or folders that hold some\n"),
    ],
)
def test_skipped_files(
    pipeline: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
    documents: tuple[Document, ...],
    args: list[str],
    status: int,
    said: str,
) -> None:
    pipeline["report"] = report(documents=documents)
    assert run("x", *args) == status
    shown = capsys.readouterr()
    assert shown.err == said
    assert ("photo.jpg: not read, binary" in shown.out) is (SKIPPED in documents)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check"], "no path given; name files or folders, or - for standard input"),
        (
            ["x", "-f", "word"],
            "-f word: no such format; take one of: terminal, markdown, html, json, jsonl, csv, xlsx, claimreview",
        ),
        (
            ["x", "-o", "r.doc"],
            "r.doc: the ending tells no format; "
            "add -f with one of: terminal, markdown, html, json, jsonl, csv, xlsx, claimreview",
        ),
        (
            ["x", "-f", "json", "-f", "csv"],
            "2 formats and no -o; give each -f its own -o FILE (- is standard output)",
        ),
        (["x", "-f", "json", "-o", "a", "-o", "b"], "1 -f and 2 -o; give each -o its -f, in the same order"),
        (["x", "-o", "r.md", "-o", "r.md"], "-o r.md is given twice; give each format its own file"),
        (["x", "-o", "/no/such/r.md"], "-o /no/such/r.md: the folder /no/such does not exist; make it first"),
        (["x", "-f", "json", "-o", "/"], "-o /: this is a folder; name a file in it"),
        (["x", "--qqq"], "No such option '--qqq'. (see claimcheck --help)"),
        (
            ["rules", "show", "no-such-rule"],
            "no rule has the id 'no-such-rule'; claimcheck rules list FILE names those of a file",
        ),
        (
            ["rules", "list", "--rules", "/no/such"],
            "/no/such: no such folder of rules; --rules takes a folder like rules/",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_can_not_be_done(
    pipeline: dict[str, Any], capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    assert run(*args) == 2
    shown = capsys.readouterr()
    # click's releases quote an option differently
    assert shown.err.replace(" --qqq", " '--qqq'") == f"claimcheck: {said}\n"
    assert shown.out == ""


def test_an_error_of_the_library_is_one_line(pipeline: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    pipeline["report"] = InputError("lost.txt: no such file;\ngive a path that exists")
    assert run("lost.txt") == 2
    assert capsys.readouterr().err == "claimcheck: lost.txt: no such file; give a path that exists\n"


def test_a_file_that_can_not_be_written(
    pipeline: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    file = tmp_path / "r.md"
    assert run("x", "-o", str(file)) == 2
    assert (
        capsys.readouterr().err == f"claimcheck: -o {file}: No space left on device; name a file that can be written\n"
    )


def test_claims(pipeline: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("claims", "x") == 0
    assert capsys.readouterr().out == (
        "news/a.txt:1:16: 8 people killed — The mayor\nnews/a.txt:2:17: 11 people killed — The rebels\n"
    )
    assert run("claims", "x", "-f", "jsonl", "--min-confidence", "0.8") == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["c1"]


def test_standard_input_is_passed_on(pipeline: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"8 died"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("-") == 0
    assert pipeline["paths"] == ["-"]
    assert pipeline["stdin"] is stdin.buffer


def test_a_newsroom_s_rules_are_passed_on(pipeline: dict[str, Any]) -> None:
    assert run("x", "--rules", "ours", "--rules", "theirs") == 0
    assert pipeline["folders"] == ("ours", "theirs")


@pytest.mark.parametrize(
    "command",
    [[], ["check"], ["claims"], ["rules"], ["rules", "list"], ["rules", "show"], ["rules", "check"]],
)
def test_every_command_has_help_with_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command, "--help") == 0
    shown = capsys.readouterr().out
    assert "Examples:\n" in shown
    assert " ".join(["claimcheck", *command]) in shown.partition("Examples:")[2]


def test_no_word_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert capsys.readouterr().out.startswith("Usage: claimcheck ")


def test_rules_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "list") == 0
    listed = capsys.readouterr().out
    assert "en/words.toml  [[class]]" in listed
    assert run("rules", "list", "en/words.toml") == 0
    entry = capsys.readouterr().out.splitlines()[0].split()[1]
    assert run("rules", "show", entry) == 0
    assert f'id = "{entry}"\n' in capsys.readouterr().out


def test_version_imports_nothing_else() -> None:
    code = "import sys; sys.argv[1:] = ['--version']\nfrom claimcheck.__main__ import main; main(); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    version, modules = out.split("\n", 1)
    assert version.startswith("claimcheck ")
    assert not {"click", "rich", "pydantic", "quantulum3", "claimcheck.cli"} & set(modules.split())


def test_help_needs_no_report_and_no_rich() -> None:
    code = "import sys; from claimcheck.cli import run; run(['--help']); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"rich", "quantulum3", "claimcheck.result"} & set(out.splitlines()[-1].split())


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    code = (
        "import sys, os\n"
        "import claimcheck.cli\n"
        "from claimcheck.result import Report\n"
        "read = [dict(id='', path='', sha256='')]\n"
        "claimcheck.cli.report_on = lambda *_, **__: Report(claimcheck='0', rules='0', documents=read)\n"
        "claimcheck.output._rendered = lambda *_, **__: 'x' * 20_000_000\n"
        "sys.exit(claimcheck.cli.run(['x']))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    assert screen() == (60, False)
    monkeypatch.setattr(sys, "stdout", Screen())
    assert screen() == (60, True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert screen() == (60, False)


def test_the_bar_shows_on_a_terminal_if_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.5, 2.0, 2.01, 3.0])
    monkeypatch.setattr("claimcheck.progress.time.monotonic", lambda: next(clock))
    stream = Screen()
    with Progress(stream) as progress:
        for done in (1, 2, 3, 4):
            progress(done, 4)
    assert stream.getvalue() == (f"\r{'━' * 15}{'─' * 15} 2 of 4 files\r{'━' * 30} 4 of 4 files\r{' ' * 43}\r")


def test_no_bar_in_a_pipe() -> None:
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress(1, 2)
    assert stream.getvalue() == ""


def test_pairs() -> None:
    assert pair([], []) == [Output("terminal", "-")]
    assert pair(["csv"], []) == [Output("csv", "-")]
    assert pair([], ["-", "a.json"]) == [Output("terminal", "-"), Output("json", "a.json")]
    with pytest.raises(OutputError):
        pair(["csv", "json"], ["a"])


def test_a_name_that_matches_nothing_is_no_pass(pipeline: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("x", "--only", "Nowhere", "--fail-on", "conflict") == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("claimcheck: nothing matches --only Nowhere;")
    assert shown.out == ""
    assert run("x", "--only", "mayor", "--fail-on", "conflict") == 1
    assert run("x", "--only", "denial", "--fail-on", "conflict") == 0  # a kind that has none is good news


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police said 8 people were killed in Paris on Monday.\n", encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "claimcheck", str(tmp_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "claimcheck: standard output: No space left on device; the output is not whole\n"


@pytest.mark.parametrize(("given", "used"), [(None, "FRX"), ("-S", "-S")])
def test_the_pager_shows_colours(monkeypatch: pytest.MonkeyPatch, given: str | None, used: str) -> None:
    import claimcheck.output

    monkeypatch.delenv("LESS", raising=False)
    if given is not None:
        monkeypatch.setenv("LESS", given)
    else:
        monkeypatch.setattr(os, "environ", dict(os.environ))
    seen: list[str | None] = []
    monkeypatch.setattr(claimcheck.output, "_is_long", lambda text: True)
    monkeypatch.setattr("click.echo_via_pager", lambda *_, **__: seen.append(os.environ.get("LESS")))
    claimcheck.output.write(disputed(), [Output("terminal", "-")])
    assert seen == [used]


def test_links_lead_from_the_written_file(
    pipeline: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    assert run("x", "-o", "out/r.md") == 0
    assert "(../news/a.txt#L1)" in (tmp_path / "out" / "r.md").read_text(encoding="utf-8")
    assert run("x", "-f", "markdown") == 0
    assert "(./news/a.txt#L1)" in capsys.readouterr().out
