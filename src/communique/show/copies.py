"""Every report that goes back to what another tells is shown with it, and with the reason; none is left out for being a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from communique.record.derived import Copy, Origin
from communique.record.text import Report
from communique.show.rows import Row

FIRST_WORDS, HEAD = 120, 2_000  # characters
SENTENCE = 8  # words: a line of fewer is a heading or a field
LINE = re.compile(r"[^\s][^\n]*")


def counted(reports: int, origins: int) -> str:
    """ "3 origins, 17 copies"."""
    copies = reports - origins
    told = f"{origins} origin{'' if origins == 1 else 's'}"
    return f"{told}, {copies} cop{'y' if copies == 1 else 'ies'}" if copies else told


def copy_rows(origins: Iterable[Origin], reports: Iterable[Report]) -> Iterator[Row]:
    """A row for each report of an origin that several carry, the earliest first; round-ups counted elsewhere come last."""
    known = {report.id: report for report in reports}
    own = {report: origin.id for origin in origins for report in origin.reports}
    for origin in origins:
        why = {copy.report: copy for copy in origin.copies}
        if len(origin.reports) > 1 or origin.elsewhere:
            for report in origin.reports:
                yield _row(known[report], origin, origin.id, why.get(report))
            for copy in origin.elsewhere:
                yield _row(known[copy.report], origin, own[copy.report], copy)


def _row(report: Report, origin: Origin, counted_with: str, why: Copy | None) -> Row:
    return {
        "origin": origin.id, "reports": len(origin.reports), "published": report.published.isoformat(), "outlet": report.outlet,
        "earliest": report.id == origin.id, "fullest": report.id == origin.fullest, "counted_with": counted_with,
        "of": why.of if why else None, "kind": why.kind if why else None, "share": why.share if why else None,
        "reason": why.reason if why else None, **_first_words(report),
    }  # fmt: skip


def _first_words(report: Report) -> Mapping[str, object]:
    """The first line that is a sentence by its length, else the first that is not blank."""
    text = report.text
    lines = [match for match in LINE.finditer(text, 0, HEAD) if match.group().strip()]
    line = next((match for match in lines if len(match.group().split()) >= SENTENCE), lines[0] if lines else None)
    start, end = (line.start(), min(line.end(), line.start() + FIRST_WORDS)) if line else (0, 0)
    return {"report": report.id, "start": start, "end": end, "text": text[start:end]}
