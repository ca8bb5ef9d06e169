"""Pages as of earlier days, drawn when their record was derived and kept beside it: a reader who goes back in time need not wait
until the record of that day is in memory.

What is kept of a page is what stands in its frame (slider, navigation, foot); the frame tells of the edition and is drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from communique.page.address import Address, Served
from communique.page.draw import Inside, Setting, draw, draw_framed
from communique.page.edition import Edition, Sight
from communique.page.kind import Wanted
from communique.page.kinds import KINDS
from communique.page.site import Named, known
from communique.record.plain import back
from communique.views import DRAWN, made_by

LINKED = ("threads", "parties")  # kinds of single things that are kept
FROM = ("state", "threads", "parties")  # where a listed page of these leads to them
MOST = 60  # of them as of one day
PROGRAM = ("page", "show", "views.py")  # what draws
LONGEST = 30_000  # characters of a report that is shown before the record of its day
ALL = "all"  # the name under which it is kept that the pages of a day are


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a page: the id of the single thing that it shows, if it shows one, its title and its inside, as HTML."""

    item: str | None
    title: str
    main: str

    @staticmethod
    def of(item: str | None, page: str) -> Kept:
        """What is kept of a page as it was drawn; texts are escaped there, so that the frame's own marks stand there once."""
        title = page.partition("<title>")[2].partition("</title>")[0]
        return Kept(item, title.rsplit(" · ", 2)[0], page.partition("<main>\n")[2].rpartition("</main>")[0])


class Followed(Served):
    """Links of what is served, of which those to single things worth keeping are remembered in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.met: dict[Address, None] = {}

    def href(self, address: Address) -> str:
        """The link from the server's root."""
        if address.kind in LINKED and address.item is not None and not address.query:
            self.met[replace(address, anchor="")] = None
        return super().href(address)


def kept_as(named: Named) -> str:
    """The name under which a page is kept; another program draws another page."""
    asked = "".join(f" {name}={value!r}" for name, value in named.query)
    return f"{DRAWN}{made_by(PROGRAM)[:16]} {named.kind}{f'/{named.slug}' if named.slug is not None else ''}{asked}"


def pages_kept(edition: Edition, day: date) -> bool:
    """Whether the pages as of `day` were kept before."""
    return edition.ledger.kept(edition.sight(day).view.state, kept_as(Named(ALL, None, day))) is not None


def keep_pages(edition: Edition, day: date) -> int:
    """Draw and keep what is listed as of `day`, and the threads and parties it leads to first; how many pages there are.

    None where something was judged since the edition was derived: the pages would not be those of their record.
    """
    sight = edition.sight(day)
    found = [] if edition.fresh.count else [(kept_as(Named.of(address)), kept) for address, kept in _drawn(edition, sight)]
    if found:
        edition.ledger.keep(
            [(sight.view.state, name, kept) for name, kept in (*found, (kept_as(Named(ALL, None, day)), len(found)))]
        )
    return len(found)


def _drawn(edition: Edition, sight: Sight) -> Iterator[tuple[Address, Kept]]:
    links, plain = Followed(), Served()
    for kind in KINDS:
        if kind.kept and not kind.items:
            setting = Setting(links if kind.name in FROM else plain, edition.moment)
            yield Address(kind.name, None, sight.day), Kept.of(None, draw(kind, sight, Wanted(), setting))
    for address in list(links.met)[:MOST]:
        page = draw(known(address), sight, Wanted(address.item), Setting(plain, edition.moment))
        yield address, Kept.of(address.item, page)


def kept_page(edition: Edition, named: Named, setting: Setting) -> str | None:
    """A page that was kept, in the frame of this edition; None where it was not, or something was judged since."""
    found = None if edition.fresh.count else edition.ledger.kept(edition.sight(named.day).view.state, kept_as(named))
    if found is None:
        return None
    kept = back(Kept, found)
    address = Address(named.kind, kept.item, named.day, named.query)
    inside = Inside(Markup(kept.title), Markup(kept.main))  # our own templates drew it, and its digest was compared
    return draw_framed(edition.sight(named.day), address, known(address), setting, inside)


def early_page(edition: Edition, named: Named, setting: Setting) -> str:
    """What is shown while the record of a day is being derived: that it is, and of a report not too long its words and moves.

    Raises NoSuchPage.
    """
    sight, setting = edition.sight(named.day), replace(setting, deriving=True)
    item = edition.sight(None).ids(named.kind).get(named.slug, named.slug) if named.slug is not None else None
    address = Address(named.kind, item, named.day, named.query)
    kind = known(address)
    if kind.early and named.slug is not None:
        report = sight.id_of(named.kind, named.slug)
        if len(sight.reports[report].text) <= LONGEST:
            return draw(kind, replace(sight, bare=report), Wanted(report, dict(named.query)), setting)
    main = Markup('<div class="head"><h1>{}</h1></div>').format(kind.title)
    return draw_framed(replace(sight, bare=""), address, kind, setting, Inside(Markup.escape(kind.title), main))
