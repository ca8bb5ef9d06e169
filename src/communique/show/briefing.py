"""The brief of a record: of all of it, or of one thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.record.derived import Record, Thread
from communique.record.move import Move
from communique.record.text import Report
from communique.show.brief import Brief
from communique.show.desk import Desk
from communique.show.dossier import Dossier
from communique.show.matter import Matter


def make_brief(
    record: Record,
    moves: Mapping[str, Move] | Iterable[Move],
    reports: Sequence[Report],
    names: Mapping[str, str],
    thread: Thread | None = None,
    since: date | None = None,
    all: bool = False,
    matter: Matter | None = None,
) -> Brief:
    """The brief of all that `record` holds, or of one thread; with `since`, of what came after that day alone.

    It is built from what is certain enough; with `all`, the doubtful stand among the others, marked.  Without `since`, "changed"
    tells what the last publication day brought, or all, where there is but one.  `matter` is the measure if it is made already.
    """
    held = moves if isinstance(moves, Mapping) else {move.id: move for move in moves}
    if thread is not None:
        return Dossier(record, held, reports, names, thread, since, all, matter).brief()
    return Desk(record, held, reports, names, None, since, all, matter).brief()
