"""The JSON Schema of the report, for programs that read ``-f json``, and its command."""

import json

import click

EXAMPLES = """\b
Examples:
  claimcheck schema
  claimcheck schema > claimcheck.schema.json"""


def schema_text() -> str:
    """Give the schema (draft 2020-12) of what ``-f json`` writes, as JSON with a last line break."""
    from claimcheck.result import Report

    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization"),
    }
    return json.dumps(made, indent=1) + "\n"


@click.command(epilog=EXAMPLES)
def schema() -> None:
    """Print the JSON Schema of the report that -f json writes."""
    click.echo(schema_text(), nl=False)
