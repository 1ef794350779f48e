"""Makes what is kept although a program can make it: ``reports/`` and two parts of the README.

``python tests/made.py`` writes it anew; the tests compare it with what is there.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from judging import judge_all, table
from written import read_cases

ROOT = Path(__file__).resolve().parents[1]
REPORTS = {
    "seeds.txt": "terminal",
    "seeds.md": "markdown",
    "seeds.html": "html",
    "seeds.json": "json",
    "seeds.jsonl": "jsonl",
    "seeds.csv": "csv",
    "seeds.xlsx": "xlsx",
    "seeds.claimreview.json": "claimreview",
}
REVIEW = "reports/seeds-review.toml"  # what a person has decided of them; kept by hand, or with claimcheck review
STALE = "stale: run python tests/made.py and read what changed"
TRANSCRIPT = ("seeds/homs.txt", "seeds/homs-evening.md")


def command(*arguments: str, folder: Path = ROOT) -> str:
    """What the command prints, at 80 columns without colour; raises if its status isn't 0."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-m", "claimcheck", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return run.stdout


def write_reports(folder: Path) -> None:
    """The reports on ``seeds/`` and on what is decided of them, one file a format."""
    outputs = [part for name, form in REPORTS.items() for part in ("-f", form, "-o", str(folder / name))]
    command("seeds/", "--review", REVIEW, *outputs)


def transcript() -> str:
    """The README's first example: the command and all that it prints."""
    lines = [line.rstrip() for line in command(*TRANSCRIPT).splitlines()]
    return "\n".join(["```console", f"$ claimcheck {' '.join(TRANSCRIPT)}", *lines, "```"])


def accuracy() -> str:
    """The README's table of figures on the written cases."""
    rows = [row.split() for row in table(judge_all(read_cases()))]
    rows[0].insert(0, "written cases")
    rule = ["---", *["---:"] * (len(rows[0]) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def filled(readme: str, name: str, content: str) -> str:
    """The README with what stands between the marks of ``name`` replaced."""
    marks = rf"(<!-- {name}: [^>]*-->\n).*?(<!-- end of {name} -->)"
    return re.sub(marks, lambda match: f"{match[1]}\n{content}\n\n{match[2]}", readme, flags=re.S)


if __name__ == "__main__":
    (ROOT / "reports").mkdir(exist_ok=True)
    write_reports(ROOT / "reports")
    page = ROOT / "README.md"
    text = filled(page.read_text(encoding="utf-8"), "transcript", transcript())
    page.write_text(filled(text, "accuracy", accuracy()), encoding="utf-8")
