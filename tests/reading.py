"""A short report in, what was read out of it: the shorthand that the tests of extraction share."""

from __future__ import annotations

from datetime import date

from communique.clean.clean import clean
from communique.extract.engine import Rules
from communique.parse.syntax import parse
from communique.record.move import Link, Move, Reading
from communique.record.text import Report

RULES = Rules()


def reading(text: str, published: str = "2019-03-15", outlet: str | None = None, title: str | None = None, id: str = "r") -> Reading:
    """What the rule engine reads in a report of that day (a Friday unless said otherwise)."""
    report = Report(id, text, date.fromisoformat(published), "field", outlet, "field" if outlet else None, title)
    return RULES(next(parse([clean(report)])))


def moves(text: str, published: str = "2019-03-15", outlet: str | None = None, title: str | None = None) -> tuple[Move, ...]:
    """Its moves alone."""
    return reading(text, published, outlet, title).moves


def the(text: str, act: str, **more: str | None) -> Move:
    """The one move of that act; the assertion shows what there was instead."""
    found = moves(text, **more)  # type: ignore[arg-type]
    fitting = [move for move in found if move.act == act]
    assert fitting, f"no {act} among {[(m.act, m.by, m.text) for m in found]}"
    return fitting[0]


def behind(opening: str, text: str, act: str) -> Move:
    """The first move of that act in `text`, read behind an opening that sets the scene and makes moves of its own."""
    found = [move for move in moves(opening + text) if move.span.start >= len(opening)]
    fitting = [move for move in found if move.act == act]
    assert fitting, f"no {act} among {[(m.act, m.by, m.text) for m in found]}"
    return fitting[0]


def hops(chain: tuple[Link, ...]) -> list[str | None]:
    """The names of a chain, without an outlet that is not stated."""
    return [link.name for link in chain if link.name is not None or link.kind != "outlet"]
