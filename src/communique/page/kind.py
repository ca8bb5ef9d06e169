"""A kind of page: what it is made from, by which template it is drawn, and the rows that tell the same to a program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from communique.page.address import Address, Form
from communique.page.edition import Sight
from communique.record.when import as_day
from communique.show.rows import Row


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of a page: of which item, and what else, by name."""

    item: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        """The day asked for under this name.  Raises BadDate."""
        return as_day(self.query.get(name) or None)


@dataclass(frozen=True, slots=True)
class Kind:
    """`make` gives what the template draws, `rows` what the other forms write.

    One that is `listed` stands in the navigation under its `title`; one of `items` shows a single thing.  `asks` are the
    questions it understands; what else stands in an address is no part of it.  `days`: whether it is shown as of a day.
    """

    name: str
    title: str
    template: str
    make: Callable[[Sight, Wanted], object]
    rows: Callable[[Sight, Wanted], Iterable[Row]]
    items: bool = False
    listed: bool = True
    asks: tuple[str, ...] = ()
    rows_by: tuple[str, ...] = ()  # those of them that choose the rows; the others turn leaves
    forms: tuple[Form, ...] = ("json", "csv")
    written: bool = True  # whether it is among the static files
    under: str = ""  # the listed kind beside which it stands, if it is not listed
    kept: bool = True  # whether what was made once is kept with the pages; else apart, as what is asked letter by letter
    judged: bool = False  # whether it tells what was judged by now, so that it is made anew for whoever judges
    feed: Callable[[Sight, Wanted], object] | None = None  # what its Atom form is drawn from
    early: bool = False  # whether it is worth showing while the record of its day is being derived (`Sight.bare`)

    def address(self, sight: Sight, wanted: Wanted) -> Address:
        """Where it is shown."""
        query = tuple((name, wanted.query[name]) for name in self.asks if wanted.query.get(name))
        return Address(self.name, wanted.item, sight.day, query)
