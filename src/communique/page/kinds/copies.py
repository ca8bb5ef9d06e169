"""The copies of one dispatch beside the earliest report of it, with what each adds and takes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.page.address import Address, place
from communique.page.differ import Compared, Passage, compare
from communique.page.edition import NoSuchPage, Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, leaf
from communique.record.derived import Copy, Origin
from communique.record.text import Report
from communique.show.copies import copy_rows
from communique.show.rows import Row

MOST = 2  # copies on one leaf: each stands there whole


@dataclass(frozen=True, slots=True)
class Beside:
    """One copy: why it is told to be one, and its words beside those of the earliest report."""

    report: Report
    copy: Copy | None
    fullest: bool
    compared: Compared


@dataclass(frozen=True, slots=True)
class Copies:
    """One origin: the earliest report and its copies; `elsewhere` are round-ups that carry it among other news."""

    title: str
    earliest: Report
    all: tuple[Report, ...]
    leaf: Leaf[Beside]
    elsewhere: tuple[tuple[Report, Copy], ...]

    def at(self, report: Report, passage: Passage, sight: Sight) -> Address:
        """Where a paragraph stands in its report."""
        return replace(place(report.id, passage.start, passage.start, sight.day), anchor=f"p{passage.number}")


def copies(sight: Sight, wanted: Wanted) -> Copies:
    """The dispatch that a report carries, copy by copy.  Raises NoSuchPage."""
    origin = _origin(sight, wanted)
    earliest, *others = (sight.reports[id] for id in origin.reports)
    why = {copy.report: copy for copy in origin.copies}
    held = leaf(others, wanted.query.get("page"), MOST)
    beside = (Beside(one, why.get(one.id), one.id == origin.fullest, compare(earliest.text, one.text)) for one in held.items)
    elsewhere = tuple((sight.reports[copy.report], copy) for copy in origin.elsewhere if copy.report in sight.reports)
    return Copies(
        f"Copies of {earliest.title or earliest.id}", earliest, (earliest, *others),
        held.of(beside), elsewhere,
    )  # fmt: skip


def _origin(sight: Sight, wanted: Wanted) -> Origin:
    found = next((one for one in sight.view.record.origins if wanted.item in one.reports), None)
    if found is None:
        raise NoSuchPage(f"no report {wanted.item!r}")
    return found


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The rows of `copies` for this dispatch."""
    origin = _origin(sight, wanted)
    return (row for row in copy_rows(sight.view.record.origins, sight.view.reports) if row["origin"] == origin.id)


COPIES = Kind("copies", "Copies", "copies.html", copies, rows, items=True, listed=False, asks=("page",), under="reports")
