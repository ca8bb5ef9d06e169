"""Twelve invented reports of many kinds of talks, 1987 to 2025, each with the provisions that a careful reader finds in it.

A case is a day, the text, a line "---" and one provision a line: force | whom it binds | its words | how much | instrument;
"-" stands for what the report does not say.  `COMMUNIQUE_RENEW_GOLDEN=1 pytest tests/golden` writes what comes out instead.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading import reading

from communique.record.move import Reading, Term

HERE = Path(__file__).resolve().parent / "terms"
CASES = sorted(HERE.glob("*.txt"))
RENEW = bool(os.environ.get("COMMUNIQUE_RENEW_GOLDEN"))
KINDS = ("prohibit", "oblige", "permit")


def line(term: Term) -> str:
    held = (term.force, ", ".join(sorted(term.binds)), " ".join(term.text.split()), term.quantity, term.instrument)
    return " | ".join(part or "-" for part in held)


def found(report: Reading) -> list[str]:
    terms = {term.id: term for move in report.moves for term in move.terms}
    return [line(term) for term in sorted(terms.values(), key=lambda t: t.span.start)]


def test_there_are_twelve_and_every_force_is_among_them() -> None:
    wanted = [text for case in CASES for text in case.read_text(encoding="utf-8").partition("\n---\n")[2].splitlines()]
    assert len(CASES) == 12
    assert {text.split(" | ")[0] for text in wanted} == set(KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_provisions_of_a_report_are_those_a_reader_finds(case: Path) -> None:
    whole, _, wanted = case.read_text(encoding="utf-8").partition("\n---\n")
    day, _, text = whole.partition("\n")
    report = reading(text, day)
    got = found(report)
    if RENEW:
        case.write_text(f"{whole}\n---\n" + "".join(f"{one}\n" for one in got), encoding="utf-8")
    else:
        assert sorted(got) == sorted(wanted.splitlines())
    for move in report.moves:
        for term in move.terms:
            assert term.text == term.span.of(text)
