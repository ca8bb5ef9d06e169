"""Where each thing is shown: one address for each, the same in what is served and in what is written as files.

Served, the state of the talks is `/`, a thread `/threads/SLUG?as-of=2022-01-16`, its rows `/threads/SLUG.csv`.  Written, they are
`index.html` and `as-of/2022-01-16/threads/SLUG.html`, and every link is relative, so that the files work wherever they lie.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from os.path import relpath
from typing import Literal, Protocol
from urllib.parse import quote, urlencode

Form = Literal["html", "json", "csv", "ics", "atom"]
HOME = "state"
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST = 80  # characters of a slug before its digest
WINDOW = 9_000  # characters of a report's text on one page


@dataclass(frozen=True, slots=True)
class Address:
    """What is shown: a kind of page, of one `item` (its id) or of all, as of a day, with what was asked of it.

    `anchor` is the place on the page.
    """

    kind: str
    item: str | None = None
    day: date | None = None
    query: tuple[tuple[str, str], ...] = ()
    form: Form = "html"
    anchor: str = ""

    def asking(self, **query: str | None) -> Address:
        """The same with these asked too; None takes one back."""
        asked = {**dict(self.query), **{name.replace("_", "-"): value for name, value in query.items()}}
        return replace(self, query=tuple((name, value) for name, value in asked.items() if value))


def slug(id: str) -> str:
    """The id as it stands in an address and as a file's name: what could be read as anything else is replaced, and a digest
    keeps two ids apart that would look alike then.
    """
    plain = UNSAFE.sub("-", id).strip("-")[:LONGEST]
    return plain if plain == id else f"{plain}-{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".lstrip("-")


def part_of(offset: int) -> int:
    """The part of a report, from 1, on which the words at `offset` are shown."""
    return offset // WINDOW + 1


def place(report: str, start: int, end: int, day: date | None = None) -> Address:
    """The very words of a report."""
    part = part_of(start)
    return Address("reports", report, day, (("part", str(part)),) if part > 1 else (), anchor=f"c{start}-{end}")


class Links(Protocol):
    """How an address is written on a page."""

    def href(self, address: Address) -> str:
        """The link."""
        ...

    def asset(self, name: str) -> str:
        """The link to a file that comes with the program."""
        ...


@dataclass(frozen=True)
class Served:
    """Links of what is served; `root` (`http://127.0.0.1:8765`) makes them whole, for what is read elsewhere."""

    root: str = ""

    def href(self, address: Address) -> str:
        """The link from the server's root."""
        path = "/" if (address.kind, address.form) == (HOME, "html") else f"/{address.kind}"
        path += f"/{slug(address.item)}" if address.item is not None else ""
        path += f".{address.form}" if address.form != "html" else ""
        asked = [*address.query, *((("as-of", address.day.isoformat()),) if address.day else ())]
        path += f"?{urlencode(asked)}" if asked else ""
        return self.root + path + (f"#{quote(address.anchor)}" if address.anchor else "")

    def asset(self, name: str) -> str:
        """The link from the server's root."""
        return f"{self.root}/static/{name}"


TURNED = ("part", "page", "since")  # what may be asked of a file: another part of the same, what is new
ONCE = ("reports", "parties", "copies")  # single things that are written as of the latest day alone


def written_as_of(address: Address) -> date | None:
    """As of which day the file is written that stands for an address: rows, and what is written once, as of the latest."""
    once = address.form != "html" or (address.item is not None and address.kind in ONCE)
    return None if once else address.day


@dataclass(frozen=True)
class Written:
    """Links between files that lie in one folder; `met` is told of every address that a page names, `as_of` which day's file
    stands for it.
    """

    here: Address
    met: Callable[[Address], None]
    as_of: Callable[[Address], date | None] = written_as_of

    def href(self, address: Address) -> str:
        """The relative link."""
        query = tuple(one for one in address.query if one[0] in TURNED)
        address = replace(address, query=query)
        address = replace(address, day=self.as_of(address))
        self.met(address)
        link = quote(relpath(path_of(address), _folder(self.here)))
        return link + (f"#{quote(address.anchor)}" if address.anchor else "")

    def asset(self, name: str) -> str:
        """The relative link."""
        return quote(relpath(f"static/{name}", _folder(self.here)))


def path_of(address: Address) -> str:
    """The file, from the folder that is written."""
    name = "index" if address.kind == HOME else address.kind
    name += f"/{slug(address.item)}" if address.item is not None else ""
    name += "".join(f".{slug(value)}" for _, value in address.query)  # no slug has a point in it
    return f"{f'as-of/{address.day.isoformat()}/' if address.day else ''}{name}.{address.form}"


def _folder(address: Address) -> str:
    return path_of(address).rpartition("/")[0] or "."
