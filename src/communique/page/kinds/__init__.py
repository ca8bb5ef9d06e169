"""The kinds of page, in the order of the navigation."""

from __future__ import annotations

from communique.page.kind import Kind
from communique.page.kinds.ask import ASK
from communique.page.kinds.claims import CLAIMS, CONFLICT
from communique.page.kinds.copies import COPIES
from communique.page.kinds.report import REPORT, REPORTS
from communique.page.kinds.review import REVIEW
from communique.page.kinds.state import STATE
from communique.page.kinds.suggest import SUGGEST
from communique.page.kinds.thread import THREAD
from communique.page.kinds.threads import THREADS

KINDS: tuple[Kind, ...] = (
    STATE, THREADS, THREAD, CLAIMS, CONFLICT, REPORTS, REPORT, COPIES, ASK, SUGGEST, REVIEW,
)  # fmt: skip


def kind_of(name: str, items: bool) -> Kind | None:
    """The kind of this name that shows a single thing, or all."""
    return next((kind for kind in KINDS if (kind.name, kind.items) == (name, items)), None)
