"""The review file: decisions as plain TOML that a person can read, edit and compare.

``[[decision]]`` tables sorted by fingerprint, strings in one line with controls and direction marks written
as escapes: the same decisions give the same bytes, whoever saves them. The HTML page writes the same.
Comments in the file are not kept when it is saved; a decision's ``note`` is the place for them.
"""

import os
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from claimcheck.errors import InputError, OutputError
from claimcheck.models import DecidedClaim, Decision

NAME = "claimcheck-review.toml"
HEAD = "# What was decided about discrepancies; claimcheck reads it with --review.\n"
KEYS = ("fingerprint", "verdict", "note", "by", "at", "summary", "measure")
CLAIM_KEYS = ("path", "sentence", "figure", "source", "side")
_NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of the file, by fingerprint.

    Raises:
        InputError: the file can't be read, or isn't one of decisions; the message says where and why.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; name the review file with --review") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not TOML, {error}; mend it, or move it away") from None
    unknown = sorted(tables.keys() - {"decision"})
    rows = tables.get("decision", [])
    if unknown or not isinstance(rows, list):
        raise InputError(f"{path}: only [[decision]] tables are known, not {', '.join(unknown) or 'decision'}")
    decisions: dict[str, Decision] = {}
    for number, row in enumerate(rows, 1):
        decision = _decision(f"{path}, decision {number}", row)
        if decision.fingerprint in decisions:
            raise InputError(f"{path}: decision {decision.fingerprint} is there twice; keep one of them")
        decisions[decision.fingerprint] = decision
    return tuple(decisions[key] for key in sorted(decisions))


def _decision(where: str, row: Any) -> Decision:
    claims = row.get("claims", []) if isinstance(row, dict) else None
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise InputError(f"{where}: claims must be a list of tables")
    fields = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    _known(where, fields, (*KEYS, "claims"))
    for claim in claims:
        _known(where, claim, (*CLAIM_KEYS, "wrong"))
    try:
        return Decision.model_validate(fields | {"claims": [DecidedClaim.model_validate(c) for c in claims]})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {key}: {first['msg']}") from None


def _known(where: str, table: dict[str, Any], keys: Sequence[str]) -> None:
    for key in table:
        if key not in keys:
            raise InputError(f"{where}: unknown key {key!r} (keys: {', '.join(keys)})")


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Replace the file as a whole: whoever reads it meanwhile, or after a crash, sees the old or the new one.

    Raises:
        OutputError: the file can't be written.
    """
    path = path.resolve()  # a link stays one
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name[:80]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(to_toml(decisions))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise OutputError(f"{path}: {error.strerror or error}; name a file that can be written with --review") from None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def to_toml(decisions: Iterable[Decision]) -> str:
    """The file's text."""
    parts = [HEAD]
    for decision in sorted(decisions, key=lambda d: d.fingerprint):
        parts.append("\n[[decision]]\n")
        parts += [f"{key} = {quoted(getattr(decision, key))}\n" for key in KEYS]
        rows = [f"  {{{_row(claim)}}},\n" for claim in decision.claims]
        parts.append(f"claims = [\n{''.join(rows)}]\n" if rows else "claims = []\n")
    return "".join(parts)


def _row(claim: DecidedClaim) -> str:
    pairs = [f"{key} = {quoted(getattr(claim, key))}" for key in CLAIM_KEYS]
    return ", ".join([*pairs, "wrong = true"] if claim.wrong else pairs)


def quoted(text: str) -> str:
    r"""The text as a TOML string in one line; what a screen would act on is escaped.

    >>> print(quoted('He said "8"' + chr(10)))
    "He said \"8\"\n"
    """
    return '"' + "".join(_sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    code = ord(sign)
    if sign in _NAMED:
        return _NAMED[sign]
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    acts = code < 0x20 or 0x7F <= code <= 0x9F or code in (0x200E, 0x200F, 0xFEFF)
    if acts or 0x2028 <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return f"\\u{code:04x}"
    return sign
