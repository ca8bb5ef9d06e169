"""The kinds of page, in the order of the navigation."""

from __future__ import annotations

from communique.page.kind import Kind
from communique.page.kinds.ask import ASK
from communique.page.kinds.calendar import CALENDAR
from communique.page.kinds.claims import CLAIMS, CONFLICT
from communique.page.kinds.copies import COPIES
from communique.page.kinds.parties import PARTIES
from communique.page.kinds.party import PARTY
from communique.page.kinds.report import REPORT, REPORTS
from communique.page.kinds.review import REVIEW
from communique.page.kinds.state import STATE
from communique.page.kinds.style import STYLE
from communique.page.kinds.suggest import SUGGEST
from communique.page.kinds.thread import THREAD
from communique.page.kinds.threads import THREADS
from communique.page.kinds.timeline import TIMELINE

KINDS: tuple[Kind, ...] = (
    STATE, TIMELINE, PARTIES, PARTY, THREADS, THREAD, CLAIMS, CONFLICT, CALENDAR, REPORTS, REPORT, COPIES, ASK, SUGGEST, REVIEW,
    STYLE,
)  # fmt: skip


def kind_of(name: str, items: bool) -> Kind | None:
    """The kind of this name that shows a single thing, or all."""
    return next((kind for kind in KINDS if (kind.name, kind.items) == (name, items)), None)
