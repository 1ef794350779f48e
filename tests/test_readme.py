"""The README is true: its commands run, its code runs, and what it shows is what claimcheck prints."""

import re
from pathlib import Path

import doc_blocks
import made
import pytest

README = (made.ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in doc_blocks.blocks(README) if block.language == "sh" for line in doc_blocks.lines_to_run(block)
]


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 6


@pytest.mark.parametrize("line", COMMANDS)
def test_command_runs(line: str, tmp_path: Path) -> None:
    folder = doc_blocks.checkout(tmp_path)
    done = doc_blocks.run(line, folder)
    assert done.returncode == doc_blocks.expected_status(line), done.stdout
    assert done.stdout or "-o" in line
    for name in re.findall(r"-o (\S+)", line):
        assert (folder / name).stat().st_size > 0


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
