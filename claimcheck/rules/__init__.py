"""Load and validate the rules: TOML files of entries, each with examples.

A rule file is a set of tables of entries (``[[source]]``). Built-in rules lie in ``rules/``, a folder a
language (``en/``) and, beside it, what is no language. A newsroom's own folder has the same layout: an
entry with the id of a built-in one replaces it, a new id is added, ``remove = true`` takes one out.

Every stage declares the entries it reads as a subclass of :class:`Entry` and names its file and table in
``claimcheck/rules/catalogue.py``; it is handed the validated entries and compiles them once.
"""

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.errors import RuleError

E = TypeVar("E", bound="Entry")


class Entry(BaseModel):
    """One rule. ``finds`` are texts in which it must show, ``leaves`` texts it must leave alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    finds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    reference: str | None = None
    note: str | None = None


def built_in_folder() -> Path:
    """The folder of the built-in rules: inside the installed package, else the checkout's ``rules/``."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "rules"


class RuleBook:
    """The rules in force: the built-in folder with a newsroom's folders laid over it.

    ``digest`` identifies them; a report carries it.
    """

    def __init__(self, folders: tuple[Path, ...] = ()) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise RuleError(f"{folder}: no such folder of rules; --rules takes a folder like rules/")
            _check_names(folder)
        self.folders = (built_in_folder(), *folders)
        self._tables: dict[str, dict[str, list[tuple[Path, dict[str, Any]]]]] = {}
        self._entries: dict[tuple[str, str], tuple[Entry, ...]] = {}

    @property
    def digest(self) -> str:
        """The first twelve digits of the SHA-256 over all rule files in force, names included."""
        state = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in {".toml", ".tsv"}:
                    state.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return state.hexdigest()[:12]

    def files(self) -> tuple[str, ...]:
        """The names of the rule files in force, relative to their folder, sorted."""
        return tuple(sorted({p.relative_to(f).as_posix() for f in self.folders for p in f.rglob("*.toml")}))

    def entries(self, file: str, table: str, model: type[E]) -> tuple[E, ...]:
        """The valid entries of one table, in the order of the files.

        Raises:
            RuleError: naming file, entry and key, for whatever is not as ``model`` has it.
        """
        key = (file, table)
        if key not in self._entries:
            merged: dict[str, E] = {}
            for path, raw in self._read(file).get(table, ()):
                name = raw.get("id")
                if raw.get("remove") is True and set(raw) == {"id", "remove"}:
                    if name not in merged:
                        raise RuleError(f"{path}, {table} '{name}': nothing to remove, no entry has this id")
                    del merged[str(name)]
                    continue
                entry = validate(path, table, raw, model)
                if not path.is_relative_to(self.folders[0]):
                    self._check_kind(path, file, table, raw)
                merged[entry.id] = entry
            self._entries[key] = tuple(merged.values())
        return self._entries[key]  # type: ignore[return-value]

    def _check_kind(self, path: Path, file: str, table: str, raw: dict[str, Any]) -> None:
        """Raise for a kind in a newsroom's entry that nothing built in knows: it is a slip of the pen."""
        from claimcheck.rules.catalogue import KINDS_FROM

        places = KINDS_FROM.get((file, table), ())
        known = {
            str(row[key])
            for other, name, key in places
            for origin, row in self._read(other).get(name, ())
            if key in row and (key == "id" or origin.is_relative_to(self.folders[0]))
        }
        if places and "kind" in raw and raw["kind"] not in known:
            where = f"{path}, {table} '{raw.get('id', '?')}': key 'kind'"
            raise RuleError(f"{where}: no such kind '{raw['kind']}'; take one of: {', '.join(sorted(known))}")

    def tables(self, file: str) -> tuple[str, ...]:
        """The names of a file's tables, in their order."""
        return tuple(self._read(file))

    def _read(self, file: str) -> dict[str, list[tuple[Path, dict[str, Any]]]]:
        if file not in self._tables:
            tables: dict[str, list[tuple[Path, dict[str, Any]]]] = {}
            for folder in self.folders:
                path = folder / file
                if not path.is_file():
                    continue
                seen: set[tuple[str, str]] = set()
                for table, rows in parse(path).items():
                    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                        raise RuleError(f"{path}: '{table}' must be a list of entries, written [[{table}]]")
                    for row in rows:
                        if (table, str(row.get("id"))) in seen:
                            raise RuleError(f"{path}, {table} '{row.get('id')}': the id is taken by an entry above")
                        seen.add((table, str(row.get("id"))))
                        tables.setdefault(table, []).append((path, row))
            self._tables[file] = tables
        return self._tables[file]


def _check_names(folder: Path) -> None:
    """Raise for a newsroom's folder without rules, or with a file that nothing reads."""
    from claimcheck.rules.catalogue import TABLES

    known = {table.file for table in TABLES}
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".toml", ".tsv"})
    accepted = f"take one of: {', '.join(sorted(known))}"
    if not files:
        raise RuleError(f"{folder}: no rules in this folder; {accepted}")
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".toml" and name not in known:
            nearest = [file for file in sorted(known) if file.rpartition("/")[2] == path.name]
            raise RuleError(
                f"{path}: no rules are read from {name}; "
                + (f"name it {nearest[0]} in the folder" if nearest else accepted)
            )


def parse(path: Path) -> dict[str, Any]:
    """A TOML file's tables; raises RuleError with file, line and what is wrong."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RuleError(f"{path}: {error}") from None


def validate(path: Path, table: str, raw: dict[str, Any], model: type[E]) -> E:
    """One entry, checked; raises RuleError with the exact place and what is accepted."""
    where = f"{path}, {table} '{raw.get('id', '?')}'"
    unknown = sorted(set(raw) - set(model.model_fields))
    if unknown:
        raise RuleError(f"{where}: unknown key '{unknown[0]}' (keys: {', '.join(model.model_fields)})")
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "entry"
        raise RuleError(f"{where}: key '{key}': {first['msg']} (is: {first.get('input')!r:.60})") from None


@lru_cache(maxsize=8)
def rule_book(folders: tuple[Path, ...] = ()) -> RuleBook:
    """The rules in force with these folders laid over the built-in ones; read once a process."""
    return RuleBook(folders)
