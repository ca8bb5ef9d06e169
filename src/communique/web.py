"""The page from the command line: derived beforehand, served from this machine, or written as files."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from communique.options import opened

if TYPE_CHECKING:
    from communique.page.publish import Progress as At

EVERY = 10  # days between two lines of progress without a terminal


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


@click.command(short_help="Derive every day beforehand.")
@click.option("--days", type=click.IntRange(1), metavar="N", help="The last N days (default: every day since the first report).")
@click.pass_context
def derive(ctx: click.Context, days: int | None) -> None:
    """Derive what is told as of every day, the latest first, and keep it, so that a brief or a page of any day is there at once.

    Nothing needs it: what is not kept is derived when it is asked for, which in a ledger of a thousand reports takes seconds a
    day.  It may be stopped at any time; what was derived by then is kept.  It ends by itself where there is no room for more (a
    quarter of a gigabyte, some five hundred days of a thousand reports): the latest days are what is kept.

    \b
      communique derive
      communique derive --days 30
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("deriving", total=None)

        def tell(day: date, number: int, all: int) -> None:
            bar.update(task, description=f"as of {day}", completed=number - 1, total=all)
            if bar.disable and number % EVERY == 0:
                click.echo(f"{number} of {all} days", err=True)

        made = opened(ctx).derive(days=days or 0, progress=tell)
    click.echo(f"derived as of {made} day{'s' if made != 1 else ''}")


@click.command(short_help="The page, as files.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--days",
    type=click.IntRange(0),
    metavar="N",
    help="As of the last N days with reports, 0 for every day (default: every day of a small ledger, at least 7 of a large one).",
)
@click.pass_context
def publish(ctx: click.Context, folder: str, days: int | None) -> None:
    """Write the page into DIR as static files that open from a disk and from any web host.

    The day slider leads to the pages as of each day that is written.  A folder that was published before is replaced as a whole.

    \b
      communique publish site/
      communique publish site/ --days 30
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[files]} files"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("deriving", total=None, files=0)

        def tell(at: At) -> None:
            on = f"as of {at.day}, day {at.number} of {at.days}"
            bar.update(task, description=on, completed=at.done, total=at.days, files=at.files)
            if bar.disable and at.files == at.before:
                click.echo(f"{on}; {at.files} files so far", err=True)

        told = opened(ctx).publish(folder, days=days, progress=tell)
    of = f"{told.days} of {told.all} days" if told.days < told.all else f"{told.days} day{'s' if told.days != 1 else ''}"
    click.echo(f"{told.files} files as of {of}, {told.bytes / 1e6:.1f} MB, in {folder}; begin with index.html")
    if told.days < told.all:
        click.echo("earlier days with --days, every day with --days 0", err=True)
