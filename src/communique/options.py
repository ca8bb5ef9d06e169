"""What several commands share: the ledger that is opened, the options of reading, and how rows are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Literal, cast

import click
from rich.console import Console

from communique.show.rows import Row, Rows
from communique.show.tables import as_text, draw_rows, write_rows
from communique.talks import Talks
from communique.talks import open as open_talks

PIPED_WIDTH = 100
Drawn = Literal["table", "json", "jsonl", "csv"]
ALL = click.option("--all", is_flag=True, help="Tell the doubtful too; without it, it stands apart and is counted.")


def reading_options(
    *, formats: tuple[str, ...] = ("table", "json", "jsonl", "csv")
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """--as-of, --known-by and --format."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option(
                "--format",
                type=click.Choice(formats),
                help="How rows are written (default: a table on a terminal, else JSON lines).",
            ),
            click.option(
                "--known-by", metavar="TIME", help="Only what was recorded by this time (UTC): 2022-01-31 or 2022-01-31T12:00."
            ),
            click.option(
                "--as-of", metavar="DATE", help="Only reports published by this day: 2022-01-31.  Nothing later leaks in."
            ),
        ):
            command = option(command)
        return command

    return add


def opened(ctx: click.Context, *, create: bool = False) -> Talks:
    """The ledger that the command line names, closed when the command ends."""
    return ctx.with_resource(open_talks(cast(str, ctx.obj), create=create))


def show_rows(
    ctx: click.Context, kind: str, rows: Iterable[Row], format: Drawn | None, as_of: str | None, known_by: str | None
) -> None:
    """Write rows as asked; without --format, as a table on a terminal and as JSON lines in a pipe."""
    format = format or ("table" if sys.stdout.isatty() else "jsonl")
    if format == "table":
        names = opened(ctx).names(as_of=as_of, known_by=known_by)
        put(lambda console: draw_rows(kind, rows, names, console))
    else:
        write_rows(rows, format, sys.stdout)
    if isinstance(rows, Rows) and rows.apart:
        told = "row stands" if rows.apart == 1 else "rows stand"
        click.echo(f"{rows.apart} doubtful {told} apart: --all shows them, `communique review` goes through them", err=True)


def write_rows_of_one(row: Row) -> None:
    """One JSON object."""
    import json

    click.echo(json.dumps(row, ensure_ascii=False, indent=1))


def put(draw: Callable[[Console], None]) -> None:
    """Draw on standard output, as wide as the terminal, or $COLUMNS, or a page."""
    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal or "COLUMNS" in os.environ else PIPED_WIDTH, highlight=False)
    sys.stdout.write(as_text(draw, console))
