"""Read a report back from the JSON that claimcheck has written."""

import json
from pathlib import Path

from pydantic import ValidationError

from claimcheck.errors import InputError
from claimcheck.models import SCHEMA_VERSION
from claimcheck.result import Report


def read_report(path: Path) -> Report:
    """A report that ``-f json`` has written.

    Raises:
        InputError: the file can't be read, is no report, or one of another version.
    """
    remedy = "give a report that claimcheck has written with -f json"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; {remedy}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; {remedy}") from None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError(f"{path}: not JSON; {remedy}") from None
    if not isinstance(found, dict) or "schema_version" not in found:
        raise InputError(f"{path}: no report of claimcheck; {remedy}")
    if found["schema_version"] != SCHEMA_VERSION:
        raise InputError(
            f"{path}: schema_version {found['schema_version']!r}, this claimcheck reads {SCHEMA_VERSION}; "
            "make the report anew"
        )
    try:
        return Report.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: not a whole report, {key}: {first['msg']}; make it anew") from None
