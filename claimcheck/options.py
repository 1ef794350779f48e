"""The options of ``check`` that choose what is shown, and how figures are rolled up."""

from collections.abc import Callable
from typing import Any

import click

Decorated = Callable[..., Any]
SHOWS = ("agreements", "unused", "all")


def view_options(command: Decorated) -> Decorated:
    """Add ``--only``, ``--min-gap``, ``--show`` and ``--convention``."""
    for decorate in reversed(
        (
            click.option(
                "--only",
                metavar="TEXT",
                help="Only what has to do with this place, source or kind (bombing, military, revision …).",
            ),
            click.option(
                "--min-gap",
                type=click.FloatRange(0),
                metavar="N",
                help="Only discrepancies whose figures lie at least this far apart.",
            ),
            click.option(
                "--show",
                type=click.Choice(SHOWS),
                help="In the terminal: every agreement, every unused number, or all of both.",
            ),
            click.option(
                "--convention",
                default="plain",
                show_default=True,
                metavar="NAME",
                help="Roll figures up as a recorder does: plain (not at all), acled, ucdp, ibc, airwars.",
            ),
        )
    ):
        command = decorate(command)
    return command
