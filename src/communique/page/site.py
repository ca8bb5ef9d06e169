"""What answers a request for a page: pure but for the ledger it reads; the server and the writer of files stand around it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from communique.page.address import Address, Form, Served, slug
from communique.page.draw import Setting, draw
from communique.page.edition import Edition, NoSuchPage
from communique.page.kind import Kind, Wanted
from communique.page.kinds import KINDS, kind_of
from communique.page.kinds.timeline import TIMELINE
from communique.show.calendar import calendar
from communique.show.rows import Row
from communique.show.tables import write_rows

TYPES: Mapping[Form, str] = {
    "html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8", "atom": "application/atom+xml; charset=utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent or written: its bytes and their type."""

    body: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Named:
    """What an address names, known before anything is derived: a single thing by its slug."""

    kind: str
    slug: str | None
    day: date | None
    query: tuple[tuple[str, str], ...] = ()
    form: Form = "html"

    @staticmethod
    def of(address: Address) -> Named:
        """What an address names."""
        item = slug(address.item) if address.item is not None else None
        return Named(address.kind, item, address.day, address.query, address.form)


def address_of(edition: Edition, named: Named) -> Address:
    """The address that is named, with the id of its item.  Raises NoSuchPage."""
    item = edition.sight(named.day).id_of(named.kind, named.slug) if named.slug is not None else None
    return Address(named.kind, item, named.day, named.query, named.form)


def answer(edition: Edition, address: Address, setting: Setting) -> Answer:
    """The page or the rows at an address whose item is an id.

    Raises NoSuchPage, BadDate and what the kind of page raises.
    """
    kind = known(address)
    sight = edition.sight(address.day)
    wanted = Wanted(address.item, dict(address.query))
    if address.form in ("html", "atom"):
        page = draw(kind, sight, wanted, setting, address.form, edition.fresh)
        return Answer(page.encode("utf-8", "replace"), TYPES[address.form])
    return Answer(_written(address.form, kind.rows(sight, wanted)), TYPES[address.form])


def ready(edition: Edition) -> None:
    """Draw each page of the latest day once, of single things one of each kind, so that no reader waits for what they share."""
    sight, setting = edition.sight(None), Setting(Served(), edition.moment)
    for kind in KINDS:
        if not kind.items:
            draw(kind, sight, Wanted(), setting)
        elif (item := next(iter(sight.ids(kind.name).values()), None)) is not None:
            draw(kind, sight, Wanted(item), setting)
    draw(TIMELINE, sight, Wanted(query={"page": "all"}), setting)  # what all days together need


def known(address: Address) -> Kind:
    """The kind of page of an address.  Raises NoSuchPage."""
    return kind_at(Named.of(address))


def kind_at(named: Named) -> Kind:
    """The kind of page that is named.  Raises NoSuchPage."""
    kind = kind_of(named.kind, named.slug is not None)
    if kind is None or (named.form != "html" and named.form not in kind.forms):
        raise NoSuchPage(f"there is no page {named.kind}" + (f" as {named.form}" if kind else ""))
    return kind


def _written(form: Form, rows: Iterable[Row]) -> bytes:
    if form == "ics":
        return "".join(f"{line}\r\n" for line in calendar(rows)).encode("utf-8", "replace")
    out = io.StringIO(newline="")
    write_rows(rows, "json" if form == "json" else "csv", out)
    return out.getvalue().encode("utf-8", "replace")


def day_asked(edition: Edition, day: date | None) -> date | None:
    """The day as pages have it: none for the last on which a report was published, which is what they show unasked."""
    return None if edition.days and day == edition.days[-1] else day
