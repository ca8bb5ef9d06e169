"""The page from the command line: served from this machine, or written as files."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from communique.options import opened


@click.command(short_help="The page, in a browser.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; others than this machine's own let others read.",
)
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--review", is_flag=True, help="Let whoever has the token that is printed judge, too.")
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, review: bool) -> None:
    """Serve the page: the state of the talks and the words that say so, as of any day.

    It prints its address and answers on this machine alone unless --host says otherwise.  It is read-only, asks nothing of
    other machines, and follows what is read into the ledger meanwhile.  With --review it prints a second address, whose token
    lets the browser that opens it judge what is doubtful: accept, reject, correct, merge, split, undo.

    \b
      communique serve
      communique serve --port 9000
      communique serve --review
    """
    opened(ctx).serve(host=host, port=port, review=review, told=lambda line: click.echo(line, err=True))


@click.command(short_help="The page, as files.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--days", type=click.IntRange(1), metavar="N", help="Only as of the last N days with reports (default: every day).")
@click.pass_context
def publish(ctx: click.Context, folder: str, days: int | None) -> None:
    """Write the page into DIR as static files that open from a disk and from any web host.

    The day slider leads to the pages as of each day.  A folder that was published before is replaced as a whole.

    \b
      communique publish site/
      communique publish site/ --days 30
    """
    columns = (TextColumn("writing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("writing", total=None)
        told = opened(ctx).publish(folder, days=days, progress=lambda done, all: bar.update(task, completed=done, total=all))
    days_told = f"{told.days} day{'s' if told.days != 1 else ''}"
    click.echo(f"{told.files} files as of {days_told}, {told.bytes / 1e6:.1f} MB, in {folder}; begin with index.html")
