"""Each command calls the façade's method of the same name with the same options and draws what comes back; exit 0, 1 or 2."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Any, Literal, NoReturn, cast

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from communique.errors import CommuniqueError
from communique.options import ALL, Drawn, opened, put, reading_options, show_rows, write_rows_of_one
from communique.review import review
from communique.show.asked import asked_lines
from communique.show.brief import brief_document, brief_rows
from communique.show.calendar import calendar
from communique.show.markdown import markdown
from communique.show.rows import Row
from communique.show.tables import write_rows
from communique.show.terminal import draw_brief, draw_report
from communique.show.voices import voice_row
from communique.show.words import plain
from communique.summary import ReadSummary
from communique.talks import WHATS, Engine, What
from communique.web import derive, publish, serve

MANY = 24  # from this many inputs on, `read` shows how far it is
EVERY = 100  # inputs between two lines of progress without a terminal
INTERRUPTED = 130


class Commands(click.Group):
    """Says every named error in one line, and ends quietly when the reader of a pipe has seen enough."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are met, not by name."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except CommuniqueError as problem:
            click.echo(f"communique: {problem}", err=True)
            sys.exit(2)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--ledger", metavar="FILE", envvar="COMMUNIQUE_LEDGER", default="communique.db", show_default=True,
    help="The ledger; also $COMMUNIQUE_LEDGER.",
)  # fmt: skip
@click.pass_context
def cli(ctx: click.Context, ledger: str) -> None:
    """Read dated news reports about negotiations and keep the cited record of the talks.

    \b
      communique read reports/            record what the reports tell
      communique brief                    the state of the talks, each line with its place in a report
      communique brief --as-of 2022-01-16 as it stood that day
      communique ask "by:RUS act:reject"  search the moves of the parties

    Exit status: 0 done; 1 done, but some inputs were bad; 2 wrong usage;
    130 stopped by Ctrl-C.
    """
    ctx.obj = ledger


def model_options(command: Callable[..., None]) -> Callable[..., None]:
    """What --engine llm needs to know."""
    for option in (
        click.option("--llm-plain-http", is_flag=True, help="Send reports and key unencrypted to another machine."),
        click.option("--llm-timeout", type=float, metavar="SECONDS", help="How long one answer may take (default: 300)."),
        click.option("--llm-price", metavar="IN,OUT", help="Prices of a million tokens, to tell the cost: 0.15,0.60."),
        click.option("--llm-max-tokens", type=int, metavar="N", help="Stop asking before this run has cost more tokens."),
        click.option("--llm-key-file", metavar="FILE", help="A file that holds the key; else $COMMUNIQUE_LLM_KEY, if set."),
        click.option("--llm-model", metavar="NAME", help="The model, as the endpoint calls it; also $COMMUNIQUE_LLM_MODEL."),
        click.option(
            "--llm-url",
            metavar="URL",
            help="An OpenAI-compatible endpoint to which --engine llm sends the reports (docs/language-model.md); "
            "also $COMMUNIQUE_LLM_URL.",
        ),
    ):
        command = option(command)
    return command


@cli.command(short_help="Add reports to the ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--published", metavar="DATE", help="The day of publication of reports that do not say it.")
@click.option("--outlet", metavar="NAME", help="The outlet of reports that do not say it.")
@click.option(
    "--engine", type=click.Choice(["fast", "best", "judge", "llm"]), default="best", show_default=True,
    help="fast: rules; best: a judge and an encoder learnt from annotated reports decide over them; "
    "judge: the judge alone; llm: asks a language model.",
)  # fmt: skip
@click.option(
    "--voices", metavar="MODEL", envvar="COMMUNIQUE_VOICES",
    help="A trained model that reads the voices (docs/voices-models.md); also $COMMUNIQUE_VOICES.",
)  # fmt: skip
@model_options
@click.pass_context
def read(
    ctx: click.Context, /, paths: tuple[str, ...], published: str | None, outlet: str | None, engine: str, voices: str | None,
    **llm: Any,
) -> None:  # fmt: skip
    """Add reports to the ledger: files, folders, patterns, or "-" for standard input.

    What the ledger already holds is skipped.  An input that cannot be read is named with the reason and what to do;
    the others are recorded all the same.

    \b
      communique read reports/
      communique read "archive/2021-*.jsonl" --outlet "Daily Courier"
      pbpaste | communique read - --published 2022-01-16
    """
    talks = opened(ctx, create=True)
    progress, finish = _progress(paths, *((2, 1) if engine == "llm" else (MANY, EVERY)))
    try:
        summary = talks.read(
            *paths, published=published, outlet=outlet, engine=cast(Engine, engine), voices=voices or None, progress=progress,
            **llm,
        )  # fmt: skip
    finally:
        finish()
    _tell(summary)
    sys.exit(INTERRUPTED if summary.stopped else 1 if summary.bad else 0)


def _progress(paths: tuple[str, ...], many: int, every: int) -> tuple[Callable[[int], None] | None, Callable[[], None]]:
    """What to call with the number of inputs done, and what to call at the end."""
    from communique.read.source import count

    total = count(paths)
    if total < many:
        return None, lambda: None
    if not sys.stderr.isatty():
        return lambda done: click.echo(f"{done} of about {total} read", err=True) if done % every == 0 else None, lambda: None
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("reading", total=total)
    bar.start()
    return lambda done: bar.update(task, completed=done, total=max(total, done)), bar.stop


def _tell(summary: ReadSummary) -> None:
    for report, warning in summary.warnings:
        click.echo(plain(f"warning: {report}: {warning}"), err=True)
    for bad in summary.bad:
        click.echo(plain(f"bad: {bad}"), err=True)
    parts = [f"{summary.recorded} report{'' if summary.recorded == 1 else 's'} recorded"]
    detail = [f"{summary.version} as new version{'' if summary.version == 1 else 's'}"] if summary.version else []
    detail += [f"{summary.engine} read anew by another engine"] if summary.engine else []
    parts[0] += f" ({', '.join(detail)})" if detail else ""
    parts += [f"{summary.same} already there (nothing to do)"] if summary.same else []
    parts += [f"{len(summary.bad)} bad"] if summary.bad else []
    line = ", ".join(parts) + ("; stopped before the end: run it again to go on" if summary.stopped or summary.halted else "")
    click.echo(line)
    for told in asked_lines(summary.asked) if summary.asked is not None else ():
        click.echo(plain(told))
    if summary.bad:
        click.echo(f"{len(summary.bad)} input{'' if len(summary.bad) == 1 else 's'} could not be read, named above", err=True)


@cli.command(short_help="The state of the talks.")
@click.option("--thread", metavar="ID", help="Only this thread, with all its evidence: its id or words of its title.")
@click.option("--since", metavar="DATE", help="Tell only what came after this day.")
@ALL
@reading_options(formats=("table", "markdown", "json", "jsonl", "csv"))
@click.pass_context
def brief(
    ctx: click.Context, thread: str | None, since: str | None, all: bool, as_of: str | None, known_by: str | None,
    format: Drawn | Literal["markdown"] | None,
) -> None:  # fmt: skip
    """The state of the talks on one screen: on the table, open, warnings, contested, changed; what matters most comes first.

    [2§9] is the ninth paragraph of the report numbered 2 at the end.  It is built from what is certain enough; what is
    doubtful stands apart, counted, for review to go through, and fills up short sections, marked "?".  It is text unless
    --format asks for rows, one for each place cited, or for Markdown with footnotes to send on.

    \b
      communique brief
      communique brief --as-of 2022-01-16 --since 2021-12-24
      communique brief --thread "security guarantees" --format json
    """
    made = opened(ctx).brief(as_of=as_of, known_by=known_by, thread=thread, since=since, all=all)
    if format == "json":
        write_rows_of_one(brief_document(made))
    elif format == "markdown":
        click.echo("\n".join(markdown(made)))
    elif format in ("jsonl", "csv"):
        write_rows(brief_rows(made), format, sys.stdout)
    else:
        put(lambda console: draw_brief(made, console))


@cli.command(short_help="Search the moves.", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@reading_options()
@click.pass_context
def ask(ctx: click.Context, query: tuple[str, ...], as_of: str | None, known_by: str | None, format: Drawn | None) -> None:
    """Search the moves: fields, words and "phrases"; all must hold, "or" and ( ) part them, - leaves out.

    Fields: by to party (codes or names), act kind polarity modality quote, since until when said due (dates),
    speaker outlet place, report thread event, sure:yes|no.  Several values: by:RUS,USA.

    \b
      communique ask "by:RUS to:NATO act:reject since:2022-01-01"
      communique ask 'missile (act:offer or act:propose) -by:USA'
      communique ask 'outlet:ANB due:2022-01 "written answer"' --format csv
    """
    show_rows(ctx, "moves", opened(ctx).ask(as_query(query), as_of=as_of, known_by=known_by), format, as_of, known_by)


def as_query(words: tuple[str, ...]) -> str:
    """One argument is the query as it stands; of several, those with a blank were phrases before the shell took their quotes."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and not set(word) & set(':"()') else word for word in words)


@cli.command(short_help="One report with its moves and voices.")
@click.argument("report")
@click.option("--why", is_flag=True, help="Also what decided each move, and how sure it is.")
@click.option("--voices", is_flag=True, help="Only the voices, each with its chain; also as rows.")
@reading_options()
@click.pass_context
def show(
    ctx: click.Context, report: str, why: bool, voices: bool, as_of: str | None, known_by: str | None, format: Drawn | None
) -> None:
    """One report with every move marked in its text: ⟦1 … 1⟧, then every voice with its chain: whose words, from the
    outlet inwards through whom, each hop stated by the report, inferred, or given by the document.  What it is a copy of, and its
    copies, stand at its head, with how many sentences of the copy the other lacks.

    It is text unless --format asks for rows: of its moves, or with --voices of its voices.

    \b
      communique show seed000
      communique show seed000 --why
      communique show seed000 --voices --format jsonl
    """
    talks = opened(ctx)
    view = talks.show(report, as_of=as_of, known_by=known_by, why=why, voices=voices)
    if format in ("json", "jsonl", "csv") and voices:
        write_rows((voice_row(view.report, one) for one in view.voices), format, sys.stdout)
    elif format in ("json", "jsonl", "csv"):
        rows = (row for row in talks.export("moves", as_of=as_of, known_by=known_by) if row["report"] == report)
        write_rows(rows, format, sys.stdout)
    else:
        put(lambda console: draw_report(view, console))


DERIVED = {
    "timeline": "The events by the day they took place; what is not dated stands at the day of its report.",
    "positions": "Where each party stands on each thread, since when, and what it held before.",
    "questions": "What is awaited, by whom, of whom: answers, meetings, deadlines; open, met, missed, withdrawn, stated unknown.",
    "conflicts": "What stands against each other: denials, two accounts of one meeting, agreements that one side alone tells, "
    "numbers, a party against its own words.",
    "claims": "What is asserted, by whom, denied by whom, through how many independent origins.",
    "copies": "Which reports go back to one dispatch, the earliest and the fullest of them, and why each is taken for a copy.",
    "parties": "Who acts, and who speaks for whom as seen when.",
}


DOUBTED = ("timeline", "positions", "questions", "conflicts", "claims")  # they tell only what is certain enough, unless --all


def _derived(name: str, told: str) -> None:
    """A command that shows all rows of one derived kind."""

    @cli.command(
        name,
        short_help=told.split(";")[0].split(",")[0].split(":")[0].removesuffix(".") + ".",
        help=f"{told}\n\n\b\n  communique {name}\n  communique {name} --as-of 2022-01-16 --format csv",
    )
    @reading_options()
    @click.pass_context
    def command(ctx: click.Context, /, as_of: str | None, known_by: str | None, format: Drawn | None, **more: bool) -> None:
        talks = opened(ctx)
        rows: list[Row] = getattr(talks, name)(as_of=as_of, known_by=known_by, **more)
        show_rows(ctx, name, rows, format, as_of, known_by)

    if name == "questions":
        told_ahead = "A calendar: only what is still open and falls due from that day on, the next first."
        command.params.insert(0, click.Option(["--ahead"], is_flag=True, help=told_ahead))
    if name in DOUBTED:
        ALL(command)


for _name, _told in DERIVED.items():
    _derived(_name, _told)


cli.add_command(review)
cli.add_command(derive)
cli.add_command(serve)
cli.add_command(publish)


@cli.command(short_help="All rows of one kind.")
@click.argument("what", type=click.Choice(WHATS))
@reading_options(formats=("json", "jsonl", "csv", "ics"))
@click.pass_context
def export(
    ctx: click.Context, what: str, as_of: str | None, known_by: str | None, format: Literal["json", "jsonl", "csv", "ics"] | None
) -> None:
    """All rows of one kind, as JSON lines unless --format says otherwise; ics, a calendar, is for questions alone.

    \b
      communique export moves > moves.jsonl
      communique export events --format csv --as-of 2022-01-16 > events.csv
      communique export attributions > attributions.jsonl
    """
    rows = opened(ctx).export(cast(What, what), as_of=as_of, known_by=known_by)
    if format == "ics":
        if what != "questions":
            raise click.UsageError("a calendar is made of questions alone: communique export questions --format ics")
        sys.stdout.write("".join(f"{line}\r\n" for line in calendar(rows)))
    else:
        write_rows(rows, format or "jsonl", sys.stdout)


@cli.command(short_help="Verify the whole ledger.")
@click.option("--forget", is_flag=True, help="First throw away what is kept of what was derived; nothing recorded is touched.")
@click.pass_context
def check(ctx: click.Context, forget: bool) -> None:
    """Verify the whole ledger: every hash, every span, every reference; and that what is kept of what was derived is what
    deriving it anew gives.  Exit status 1 where something is wrong.

    \b
      communique check
      communique --ledger talks.db check
    """
    talks = opened(ctx)
    problems = talks.check(forget=forget)
    for problem in problems:
        click.echo(f"{problem.where}: {problem.what}")
    held = talks.ledger.stats()
    counts = f"{held.reports} reports, {held.versions} versions, {held.moves} moves, {held.judgements} judgements"
    click.echo(f"{len(problems)} problems in {counts}" if problems else f"sound: {counts}")
    sys.exit(1 if problems else 0)


def main() -> NoReturn:
    """The command `communique`."""
    gc.set_threshold(100_000)  # records are many and none holds itself: to look for cycles among them costs a third of a brief
    cli(prog_name="communique")
    raise SystemExit(0)
