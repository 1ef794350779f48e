"""The parts of a story: cases/sites.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from test_settings import settings_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sites.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_part(case: dict[str, Any]) -> None:
    assert [s.site or "" for s in settings_of(case["text"], case.get("published"))] == case["parts"]
