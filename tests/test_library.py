"""The library's page is true: its code runs, block after block."""

import re

import made
import pytest

PAGE = (made.ROOT / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)


def test_the_page_s_code_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(made.ROOT)
    names: dict[str, object] = {}
    for block in BLOCKS:
        exec(block, names)
    assert "UCDP GED" in capsys.readouterr().out
    assert len(BLOCKS) > 5


def test_every_convention_is_on_the_page() -> None:
    from claimcheck.conventions import FILE, Rollup
    from claimcheck.rules import rule_book

    told = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.M))
    assert told == {"plain", *(entry.id for entry in rule_book().entries(FILE, "rollup", Rollup))}
