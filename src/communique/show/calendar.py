"""What is awaited as a calendar (iCalendar, RFC 5545): whole days, the last of them the day it falls due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from communique.record.when import parse
from communique.show.rows import Row
from communique.show.words import plain

LONGEST = 75  # bytes of a line
SAID = {"answer": "awaits an answer of", "meeting": "to meet", "deadline": "deadline for", "unknown": "day not known:"}
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def ahead(rows: Iterable[Row], today: date) -> list[Row]:
    """The questions still open that fall due today or later, the next first."""
    due = [(parse(str(row["due"])).latest, str(row["id"]), row) for row in rows if row["due"] and row["state"] == "open"]
    return [row for day, _, row in sorted(((d, i, r) for d, i, r in due if d and d >= today), key=lambda one: one[:2])]


def calendar(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a calendar with an entry for every question that has a day; a line ends with CR LF."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//communique//questions//EN", "CALSCALE:GREGORIAN")
    for row in rows:
        last = parse(str(row["due"])).latest if row["due"] else None
        if last is None:
            continue
        by, of = _names(row["by"]), _names(row["of"])
        summary = " ".join(filter(None, (by or "not stated", SAID[str(row["kind"])], of)))
        place = f"{row['report']} {row['start']}-{row['end']}"
        yield "BEGIN:VEVENT"
        yield f"UID:{sha256(str(row['id']).encode()).hexdigest()[:32]}@communique"
        yield f"DTSTAMP:{last:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"
        yield from _folded(f"SUMMARY:{_text(summary)}")
        told = f"{row['awaited']}\n{place}\nstate: {row['state']}"
        yield from _folded(f"DESCRIPTION:{_text(told)}")
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _names(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else ""


def _text(text: str) -> str:
    return plain(text).replace("\r", "").translate(ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of no more than LONGEST bytes, all but the first behind a blank."""
    piece, room = "", LONGEST
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            yield piece
            piece, room = " ", LONGEST - 1
        piece += character
        room -= size
    yield piece
