"""The blocks of a page of Markdown: files to write, commands to run, code to execute, output to compare.

What a fence is called says what becomes of its block, in the page's order and in one folder:

- ``sh``: each line is run; it must leave with status 0, or with the one its comment names ("status 1").
- ``console``: each line after ``$`` is run, and prints what stands below; a line ``…`` stands for any lines.
- ``python``: executed, all blocks of a page in one namespace.
- any block under a line like "`stories/a.txt`:" is the content of that file.
"""

import difflib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import made

FENCE = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?://)(?P<path>[^)#\s]*)(?:#(?P<heading>[^)\s]*))?\)")
PROMPT = "$ "
# What no test can do: it needs the network, a browser, a folder of news, or a set of labelled articles.
BY_HAND = ("pip ", "python", "py ", ". env/", "env\\", "cd ", "open ")


@dataclass(frozen=True)
class Block:
    """A fenced block; ``file`` is the name in the line above it, if that is all it holds."""

    language: str
    text: str
    file: str | None = None


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page in their order."""
    return [Block(found["language"], found["text"], found["file"]) for found in FENCE.finditer(page)]


def lines_to_run(block: Block) -> list[str]:
    """The commands of a ``sh`` block that a test can run."""
    lines = [line for line in block.text.splitlines() if line.strip()]
    return [line for line in lines if not line.startswith((*BY_HAND, "#"))]


def transcripts(block: Block) -> list[tuple[str, str]]:
    """The commands of a ``console`` block, each with what is printed below it."""
    parts = re.split(rf"^{re.escape(PROMPT)}", block.text, flags=re.M)
    assert not parts[0].strip(), f"output without a command: {parts[0]}"
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts[1:])]


def checkout(folder: Path) -> Path:
    """``folder``, with the seeds, their reports and a ``claimcheck`` in it that runs this very code."""
    (folder / "seeds").symlink_to(made.ROOT / "seeds")
    (folder / "reports").symlink_to(made.ROOT / "reports")
    (folder / "bin").mkdir()
    script = folder / "bin" / "claimcheck"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m claimcheck "$@"\n')
    script.chmod(0o755)
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in a :func:`checkout`, at 80 columns without colour; errors go where output goes."""
    import claimcheck

    changes = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(claimcheck.__file__).parents[1]),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, **changes},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def expected_status(line: str) -> int:
    """The status that a line's comment names; 0 where it names none."""
    named = re.search(r"#.*\bstatus (\d)", line)
    return int(named[1]) if named else 0


def mismatch(shown: str, printed: str) -> str:
    """Where a page shows something else than was printed; empty if it is the same."""
    shown, printed = (re.sub(r"[ \t]+$", "", text, flags=re.M).strip("\n") for text in (shown, printed))
    pattern = "\n".join("(?s:.*?)" if line == "…" else re.escape(line) for line in shown.split("\n"))
    if re.fullmatch(pattern, printed):
        return ""
    lines = difflib.unified_diff(shown.split("\n"), printed.split("\n"), "page", "printed", lineterm="")
    return "\n".join(lines)


def try_page(page: str, folder: Path) -> Iterator[str]:
    """Do all that a page says in ``folder``, and give what goes wrong. The caller has changed into it."""
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.file is not None:
            file = folder / block.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            exec(block.text, names)  # the page's own lines
        elif block.language == "sh":
            for line in lines_to_run(block):
                done = run(line, folder)
                if done.returncode != expected_status(line):
                    yield f"{line}\nstatus {done.returncode}\n{done.stdout}"
        elif block.language == "console":
            for line, output in transcripts(block):
                if wrong := mismatch(output, run(line, folder).stdout):
                    yield f"$ {line}\n{wrong}"


def broken_links(page: Path) -> list[str]:
    """The links of a page to files and headings that aren't there."""
    text = page.read_text(encoding="utf-8")
    broken = []
    for found in LINK.finditer(FENCE.sub("", text)):
        target = page.parent / found["path"] if found["path"] else page
        if not target.exists() or (found["heading"] and found["heading"] not in headings(target)):
            broken.append(found[0])
    return broken


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w -]", "", title.strip().casefold()).replace(" ", "-") for title in titles}
