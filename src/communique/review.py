"""`communique review`: one doubt after another with its words in context and one key to answer, or one judgement by option."""

from __future__ import annotations

import sys

import click

from communique.judging import author as author_of
from communique.options import Drawn, opened, put, reading_options, show_rows
from communique.record.judgement import Judgement, JudgementKind
from communique.session import Session, Tally
from communique.show.rows import Row
from communique.talks import Talks

ONES: dict[str, tuple[JudgementKind, str, str]] = {
    "accept": ("accept", "ID", "This event, move or conflict is right: it counts as certain."),
    "retract": ("retract", "ID", "This event, move, conflict or report is to be left out."),
    "split": ("split", "ID", "This move (or report) stands alone; with --from, apart from that one."),
    "undo": ("undo", "N", "Undo the judgement with this number."),
}
TWOS: dict[str, tuple[JudgementKind, str, str]] = {
    "correct": ("correct", "ID FIELD=VALUE", "Set a field of a move: act=reject, by=RUS+BLR, when=2022-01, to= (nobody)."),
    "merge": ("merge", "ID ID", "These two tell one event."),
    "same-party": ("same_party", "KEEP OTHER", "These are one party, which goes by the first key."),
    "copy": ("copy", "REPORT REPORT", "These two reports go back to one dispatch."),
    "not-copy": ("split", "REPORT REPORT", "These two reports do not go back to one dispatch."),
}


@click.command(short_help="Judge what is doubtful: accept, reject, correct, merge, split.")
@click.option("--list", "listed", is_flag=True, help="All judgements made, undone ones too.")
@click.option("--thread", metavar="ID", help="With --accept or --retract: the event's belonging to this thread is meant.")
@click.option("--from", "other", metavar="ID", help="With --split: the move that it is apart from.")
@click.option("--reason", metavar="TEXT", default="", help="Why; kept with the judgement.")
@click.option("--author", metavar="NAME", help="Who judges; also $COMMUNIQUE_AUTHOR (default: the login name).")
@reading_options()
@click.pass_context
def review(
    ctx: click.Context, /, listed: bool, thread: str | None, other: str | None, reason: str, author: str | None,
    as_of: str | None, known_by: str | None, format: Drawn | None, **judged: tuple[str, ...] | tuple[tuple[str, str], ...],
) -> None:  # fmt: skip
    """Go through what is doubtful, the least certain first, and judge it.  A judgement is kept with its author and time,
    changes no report, and is undone by another; the whole record follows at once.

    First comes the doubtful on which more is built (threads, questions, conflicts), then the other doubtful, then what is
    certain enough; what has been judged is not asked again.  Each is answered by one key (a line, where there is no
    terminal): a accept, r reject, c correct, m merge, s split, p same party, k copy, u undo, n next, h help, q quit.

    With an option of judgement nothing is asked: it is recorded.  --format lists what there is to judge.

    \b
      communique review
      communique review --retract "2022-01-16-courier#120-204-agree" --reason "a wish, no agreement"
      communique review --list
    """
    talks = opened(ctx)
    wanted = [(name, one) for name in (*ONES, *TWOS) for one in judged[name.replace("-", "_")]]
    if listed:
        show_rows(ctx, "judgements", talks.judgements(known_by=known_by), format, as_of, known_by)
    elif wanted:
        for name, one in wanted:
            click.echo(told(_judge(talks, name, one, thread, other, author, reason)))
    elif thread or other:
        raise click.UsageError("--thread goes with --accept or --retract, --from with --split")
    elif format:
        show_rows(ctx, "review", talks.review(as_of=as_of, known_by=known_by), format, as_of, known_by)
    else:
        tally = _session(talks, author_of(author), reason, talks.review(as_of=as_of, known_by=known_by), as_of, known_by)
        sys.exit(1 if tally.bad and not sys.stdin.isatty() else 0)


for _name, (_, _shape, _help) in reversed({**ONES, **TWOS}.items()):
    click.option(f"--{_name}", metavar=_shape, multiple=True, help=_help, nargs=2 if _name in TWOS else 1)(review)


def _judge(
    talks: Talks, name: str, given: str | tuple[str, str], thread: str | None, other: str | None, author: str | None, reason: str
) -> Judgement:
    kind = {**ONES, **TWOS}[name][0]
    if isinstance(given, str):
        beside = thread if kind in ("accept", "retract") else other if kind == "split" else None
        return talks.judge(kind, given, beside, author=author, reason=reason)
    one, two = given
    if kind != "correct":
        return talks.judge(kind, one, two, author=author, reason=reason)
    field, equals, value = two.partition("=")
    if not equals:
        raise click.UsageError(f"--correct {one} {two}: write field=value, such as act=reject")
    return talks.judge(kind, one, field=field.strip(), value=value, author=author, reason=reason)


def told(j: Judgement) -> str:
    """What was recorded, and how it is undone."""
    said = f" {j.field}={j.value or ''}" if j.kind == "correct" else ""
    on = f"{j.subject} and {j.object}" if j.object else j.subject
    return f"judgement {j.id} by {j.author}: {j.kind.replace('_', ' ')} {on}{said} (communique review --undo {j.id})"


def _session(talks: Talks, author: str, reason: str, rows: list[Row], as_of: str | None, known_by: str | None) -> Tally:
    def key(prompt: str) -> str | None:
        click.echo(prompt, nl=False)
        if not sys.stdin.isatty():
            return line("")
        try:
            pressed = click.getchar()
        except (EOFError, KeyboardInterrupt):
            pressed = "q"
        click.echo(pressed)
        return pressed

    def line(prompt: str) -> str | None:
        click.echo(prompt, nl=False)
        read = sys.stdin.readline()
        if not sys.stdin.isatty():
            click.echo(read.strip())
        return read.rstrip("\n") if read else None

    return Session(talks, author, reason, rows, as_of, known_by, key=key, line=line, draw=put, tell=click.echo).run()


