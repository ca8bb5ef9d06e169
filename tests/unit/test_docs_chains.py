"""The examples of docs/chains.md are printed by the program: each report is read again and shown."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from reading import reading
from rich.console import Console

from communique.show.report import view_report
from communique.show.tables import as_text
from communique.show.terminal import draw_report

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "chains.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^### (.+)\n(?:.*\n)*?\n((?:>.*\n)+)\nOutlet: (.+?)\.(?: Title: (.+)\.)?\n```\n((?:.*\n)+?)```$", re.MULTILINE
)
NAMES = {"DNK": "Denmark", "NOR": "Norway", "USA": "United States"}


@pytest.mark.parametrize("example", EXAMPLE.findall(PAGE), ids=lambda example: example[0])
def test_an_example_is_what_the_program_prints(example: tuple[str, str, str, str, str]) -> None:
    _, quoted, outlet, title, printed = example
    text = "\n".join(line.removeprefix(">").removeprefix(" ") for line in quoted.splitlines())
    found = reading(text, outlet=outlet, title=title or None)
    view = view_report(found.cleaned.report, found, NAMES, alone=True)
    drawn = as_text(lambda console: draw_report(view, console), Console(width=100, highlight=False, file=io.StringIO()))
    assert drawn.split("VOICES\n")[1] == printed


def test_every_example_is_tried() -> None:
    assert len(EXAMPLE.findall(PAGE)) == PAGE.split("## Hard cases")[1].split("## What still fails")[0].count("\n### ")
