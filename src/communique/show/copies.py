"""Every report that goes back to what another tells is shown with it, and with the reason; none is left out for being a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.record.derived import Copy, Origin
from communique.record.text import Report
from communique.show.rows import Row
from communique.show.words import day_in_words, one_line

FIRST_WORDS, HEAD = 120, 2_000  # characters
SENTENCE = 8  # words: a line of fewer is a heading or a field
LINE = re.compile(r"[^\s][^\n]*")
END = re.compile(r"(?<=[.!?…”\"])\s+|\n+")
RUN = 3  # words of a run that two texts share
OWN = 0.5  # a sentence with fewer of its runs in the other text is not in it


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that goes back to the same dispatch as another: what the other is a copy of (`source`), or a copy of it.

    `own` of the `sentences` of the copy are not in what it goes back to; `first` is the first of them.
    """

    report: Report
    source: bool
    reason: str
    own: int
    sentences: int
    first: str


def kin(report: str, origins: Iterable[Origin], reports: Iterable[Report]) -> tuple[Kin, ...]:
    """What a report is a copy of, then its copies in order of publication; one that it only shares an origin with is neither."""
    known = {one.id: one for one in reports}
    links = [copy for origin in origins for copy in (*origin.copies, *origin.elsewhere) if report in (copy.report, copy.of)]
    found = [_kin(known[copy.report], known[copy.of], copy, copy.report == report) for copy in links]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (not one.source, one.report.published, one.report.id)))


def _kin(one: Report, of: Report, why: Copy, source: bool) -> Kin:
    theirs = _runs(of.text)
    sentences = [part.strip() for part in END.split(one.text) if len(part.split()) > RUN]
    own = [part for part in sentences if (runs := _runs(part)) and len(runs & theirs) < OWN * len(runs)]
    return Kin(of if source else one, source, why.reason, len(own), len(sentences), own[0] if own else "")


def kin_in_words(one: Kin) -> str:
    """ "copy of dawn/0311 (Dawn Post, 11 Mar 2019): 97 % of its 5-grams; 2 of its 9 sentences are not in it: “…”"."""
    told = f"{'copy of' if one.source else 'copied by'} {one.report.id} ({one.report.outlet or 'outlet not stated'}, "
    told += f"{day_in_words(one.report.published)}): {one.reason}"
    if not one.own:
        return f"{told}; {'every sentence is in it' if one.source else 'it adds no sentence'}"
    verb = "is" if one.own == 1 else "are"
    said = f"{one.own} of its {one.sentences} sentences {verb} not {'in it' if one.source else 'here'}"
    return f"{told}; {said}: “{one_line(one.first, FIRST_WORDS)}”"


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


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
