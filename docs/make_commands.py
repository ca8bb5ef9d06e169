"""docs/commands.md is what `--help` says of every command: `make commands` writes it anew, a test sees when it lags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from communique.cli import cli

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 100
HEAD = """# Commands

Written by `make commands` from the help texts of the program; change those.  The methods of
`communique.open("talks.db")` bear the same names and take the same options (`as_of=…`).
"""


def helps() -> Iterator[tuple[str, str]]:
    """The name of the program and of each command, with its help text."""
    program = click.Context(cli, info_name="communique", terminal_width=WIDTH, **cli.context_settings)
    yield "communique", cli.get_help(program)
    for name, command in cli.commands.items():
        under = click.Context(command, program, name, terminal_width=WIDTH, **command.context_settings)
        yield f"communique {name}", command.get_help(under)


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n## {name}\n```\n{told.rstrip()}\n```\n" for name, told in helps())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
