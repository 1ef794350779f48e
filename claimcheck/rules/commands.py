"""``claimcheck rules``: list, show and check the rules in force, built in and a newsroom's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from claimcheck.errors import RuleError
from claimcheck.rules import Entry, RuleBook, catalogue, rule_book

Decorated = Callable[..., Any]
HIDDEN = frozenset({"id", "finds", "leaves"})


def _examples(text: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line.strip()}" for line in text.strip().splitlines())


def _rules_option(command: Decorated) -> Decorated:
    option = click.option(
        "--rules",
        "folders",
        multiple=True,
        metavar="DIR",
        help="A folder of your own rules; may be repeated.",
    )
    return option(command)


@click.group(
    invoke_without_command=True,
    epilog=_examples("""
        claimcheck rules list
        claimcheck rules show islamic-state
        claimcheck rules check --rules our-rules/
    """),
)
@click.pass_context
def rules(ctx: click.Context) -> None:
    """List, show or check the rules in force, built in and your own."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@rules.command("list", epilog=_examples("claimcheck rules list\nclaimcheck rules list en/sources.toml"))
@click.argument("file", required=False)
@_rules_option
def list_rules(file: str | None, folders: tuple[str, ...]) -> None:
    """List the tables of rules with the number of their entries; with FILE the entries of that file."""
    book = _book(folders)
    tables = [table for table in catalogue.TABLES if file in (None, table.file)]
    if file is not None and not tables:
        names = ", ".join(sorted({table.file for table in catalogue.TABLES}))
        raise RuleError(f"{file}: no such file of rules; take one of: {names}")
    for table in tables:
        entries = table.entries(book)
        if file is None:
            examples = sum(len(e.finds) + len(e.leaves) for e in entries)
            click.echo(f"{table.file}  [[{table.table}]]  {len(entries)} entries, {examples} examples")
        else:
            for entry in entries:
                click.echo(f"[[{table.table}]] {entry.id}")


@rules.command("show", epilog=_examples("claimcheck rules show killed"))
@click.argument("name", metavar="ID")
@_rules_option
def show_rule(name: str, folders: tuple[str, ...]) -> None:
    """Show the entries with this id, with all they hold."""
    book = _book(folders)
    found = False
    for table in catalogue.TABLES:
        for entry in table.entries(book):
            if entry.id == name:
                found = True
                click.echo("\n".join(_shown(table, entry)) + "\n")
    if not found:
        raise RuleError(f"no rule has the id '{name}'; claimcheck rules list FILE names those of a file")


@rules.command("check", epilog=_examples("claimcheck rules check\nclaimcheck rules check --rules our-rules/"))
@_rules_option
def check_rules(folders: tuple[str, ...]) -> None:
    """Read every rule and try its examples: each must show in its "finds" and not in its "leaves"."""
    book = _book(folders)
    known = {table.file for table in catalogue.TABLES}
    stray = [name for name in book.files() if name not in known]
    if stray:
        raise RuleError(f"{stray[0]}: nothing reads a file of this name; take one of: {', '.join(sorted(known))}")
    entries = wrong = 0
    for table in catalogue.TABLES:
        for entry in table.entries(book):
            entries += 1
            for message in failures(table, entry, book):
                wrong += 1
                click.echo(message)
    if wrong:
        raise RuleError(f"{wrong} of the rules' examples fail; mend the rule or its example")
    click.echo(f"{entries} rules in {len(book.files())} files, all examples hold")


def failures(table: catalogue.Table, entry: Entry, book: RuleBook) -> Iterator[str]:
    """Give what is wrong with an entry's examples, a line each."""
    where = f"{table.file}, {table.table} '{entry.id}'"
    for key in ("finds", "leaves"):
        if not getattr(entry, key):
            yield f"{where}: no example under '{key}'"
    shows = table.matcher()
    for text in entry.finds:
        if not shows(entry, text, book):
            yield f"{where}: does not show in: {text}"
    for text in entry.leaves:
        if shows(entry, text, book):
            yield f"{where}: shows, and must not, in: {text}"


def _book(folders: tuple[str, ...]) -> RuleBook:
    return rule_book(tuple(Path(folder) for folder in folders))


def _shown(table: catalogue.Table, entry: Entry) -> Iterator[str]:
    yield f"{table.file}"
    yield f"[[{table.table}]]"
    values = entry.model_dump(exclude_defaults=True)
    yield f"id = {_toml(entry.id)}"
    for key, value in values.items():
        if key not in HIDDEN:
            yield f"{key} = {_toml(value)}"
    for key in ("finds", "leaves"):
        texts = "".join(f"  {_toml(text)},\n" for text in getattr(entry, key))
        yield f"{key} = [\n{texts}]" if texts else f"{key} = []"


def _toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, (tuple, list, frozenset, set)):
        items = sorted(value, key=str) if isinstance(value, (frozenset, set)) else value
        return "[" + ", ".join(_toml(item) for item in items) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(str(key))} = {_toml(item)}" for key, item in value.items()) + " }"
    return str(value)
