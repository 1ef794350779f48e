"""The README is true: its commands run, its code runs, and what it shows is what claimcheck prints."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import made
import pytest

import claimcheck

README = (made.ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line.startswith("claimcheck ")
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the seeds, and a ``claimcheck`` that runs this very code."""
    (tmp_path / "seeds").symlink_to(made.ROOT / "seeds")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "claimcheck"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m claimcheck "$@"\n')
    script.chmod(0o755)
    return tmp_path


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 6


@pytest.mark.parametrize("line", COMMANDS)
def test_command_runs(line: str, checkout: Path) -> None:
    package = Path(claimcheck.__file__).parents[1]
    environment = {
        **os.environ,
        "PATH": f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(package),
    }
    run = subprocess.run(
        ["bash", "-c", line],
        cwd=checkout,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == ("--fail-on" in line), run.stderr
    assert run.stdout or "-o" in line
    for name in re.findall(r"-o (\S+)", line):
        assert (checkout / name).stat().st_size > 0


def test_code_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(made.ROOT)
    [code] = re.findall(r"```python\n(.*?)```", README, re.S)
    names: dict[str, object] = {}
    exec(code, names)  # the README's own lines
    assert capsys.readouterr().out
    assert names["claims"]
    assert names["quantities"]


@pytest.mark.parametrize("name", ["transcript", "accuracy"])
def test_block_is_current(name: str) -> None:
    content = made.transcript() if name == "transcript" else made.accuracy()
    assert made.filled(README, name, content) == README, made.STALE


def test_links_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (made.ROOT / link).exists()] == []
