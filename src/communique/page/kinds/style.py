"""Every component in every state, with invented words: where they are looked at when one is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from communique.page.edition import Sight
from communique.page.kind import Kind, Wanted
from communique.record.derived import Stance
from communique.record.move import Link
from communique.record.when import When, parse
from communique.show.brief import Cite, Line
from communique.show.desk import STANDS
from communique.show.rows import Row
from communique.show.state import Cell, Matrix, Provision

WORDS = "The council refused on Friday to open the port of Sant"
CITE = Cite("", "sample", 3, 120, 175, WORDS)
LINE = Line(
    ("Orsania",), ("Velmar",), "reject", "rejects", "the opening of the port of Sant", "if the levy stays", parse("2019-03-15"),
    parse("../2019-03-29"), "Norpress ← Corvin", False, (CITE,),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chained:
    """A chain to be drawn."""

    chain: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Components:
    """What the page of components shows."""

    title: str
    colours: tuple[str, ...]
    dates: tuple[When, ...]
    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    matrix: Matrix
    chains: tuple[Chained, ...]


def components(sight: Sight, wanted: Wanted) -> Components:
    """All components."""
    denial = replace(LINE, by=("Velmar",), to=(), act="deny", label="denies it", due=None)
    sides = (replace(LINE, state="alleged", due=None), denial)
    lines = (LINE, replace(LINE, doubtful=True, state="", chain=""), replace(LINE, by=(), to=(), text="", cites=(), under=sides))
    written = "2019-03-15 2019-03 2019 ../2019-03-15 2019-03-15/.. 2019-03-12/2019-03-22 2019-03~ XXXX"
    dates = tuple(map(parse, written.split()))
    cells = tuple(
        Cell(f"party {n}", stance, STANDS[stance], WORDS, dates[0], STANDS["open"] if n == 1 else None, n == 2, (CITE,))
        for n, stance in enumerate(get_args(Stance))
    )
    rows = (
        Provision(None, "", (), None, (), cells[:1]),
        Provision("t1", "open the port of Sant to trawlers", ("Orsania",), "oblige", (CITE,), cells[1:3]),
        Provision("t2", "naval exercises near the strait", (), "prohibit", (CITE,), ()),
    )
    matrix = Matrix("", LINE, tuple(cell.party for cell in cells[:3]), rows, 2, 1)
    chain = (
        Link("Halven Courier", "outlet", "reports", "document"), Link("Norpress", "wire", "reports"),
        Link("an official", "unnamed", "cites", condition="on condition of anonymity"),
        Link("Ana Corvin", "person", "quotes", "inferred", for_="Orsania"),
    )  # fmt: skip
    colours = tuple("paper sheet ink soft rule faint accent mark mark-2 mark-3 focus for against partly open silent".split())
    return Components("Components", colours, dates, lines, cells, matrix, (Chained(chain), Chained(())))


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """Nothing is told here."""
    return iter(())


STYLE = Kind("style", "Components", "style.html", components, rows, listed=False, forms=(), written=False)
