"""What a report says of itself: the day it was published, its outlet, its title; the first place that tells wins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from communique.record.text import OutletFrom, PublishedFrom

HEADER = re.compile(r"\s*date(?:\s*:\s*|\s+)(\d{4}-\d\d-\d\d)(?!\d)", re.IGNORECASE)
FENCE = re.compile(r"---[ \t]*\r?\n")
SCALAR = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
DASHED = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
PACKED = re.compile(r"(?<!\d)((?:18|19|20|21)\d\d)(\d\d)(\d\d)(?!\d)")
DAY = "correct it; a day is written YYYY-MM-DD"
EARLIEST = date(1900, 1, 1)
NO_DATE = "no publication date"
PUT_DATE = "put ' date YYYY-MM-DD' at the head of the text, in front matter, in the file name, or give --published"


class BadHead(ValueError):
    """A date or field that cannot be; `args` are the reason and the advice."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason, self.advice = reason, advice


@dataclass(frozen=True, slots=True)
class Fields:
    """What came with the text rather than in it: the members of a JSON object, or the options of the command."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Publication day and outlet, each with the place it was taken from."""

    published: date
    published_from: PublishedFrom
    outlet: str | None
    outlet_from: OutletFrom | None
    title: str | None
    url: str | None
    warnings: tuple[str, ...]


def front_matter(text: str) -> dict[str, str]:
    """The plain `key: value` lines between a first line `---` and the next one, keys in lower case; lists are left out."""
    opening = FENCE.match(text)
    if not opening:
        return {}
    found: dict[str, str] = {}
    for line in text[opening.end() :].splitlines():
        if line.rstrip() in ("---", "..."):
            return found
        pair = SCALAR.fullmatch(line)
        if pair and pair[2] and pair[2] not in ("|", ">") and pair[2][0] not in "[{&*!":
            quoted = re.fullmatch(r"(['\"])(.*?)\1(?:\s+#.*)?", pair[2])
            value = quoted[2] if quoted else re.sub(r"\s+#.*", "", pair[2])
            found.setdefault(pair[1].lower(), value)
    return {}  # never closed: a horizontal rule, no front matter


def head(text: str, fields: Fields, *, file_name: str | None, published: date | None, outlet: str | None, today: date) -> Head:
    """All that is known of the report besides its text; the options `published` and `outlet` only fill what it lacks.

    Raises BadHead where no day is given or one that does not exist.
    """
    front = front_matter(text)
    line = HEADER.match(text)
    told: list[tuple[PublishedFrom, date]] = []
    if line:
        told.append(("header", _day(line[1], "the header")))
    if stated := front.get("date") or front.get("published"):
        told.append(("front matter", _day(stated, "the front matter")))
    if fields.published is not None:
        told.append(("field", _day(fields.published, 'the field "published"')))
    if file_name and (named := _named(file_name, strict=not told and published is None)):
        told.append(("file name", named))
    if not told and published:
        told.append(("option", published))
    if not told:
        raise BadHead(NO_DATE, PUT_DATE)
    source, day = told[0]
    warnings = [f"published {day} ({source}), but the {other} says {differs}" for other, differs in told[1:] if differs != day]
    if day < EARLIEST:
        warnings.append(f"published {day}, before 1900")
    if day > today:
        warnings.append(f"published {day}, in the future")
    named_outlets: list[tuple[OutletFrom, str | None]] = [
        ("front matter", front.get("outlet")),
        ("field", fields.outlet),
        ("option", outlet),
    ]
    outlet_from, name = next(((place, name.strip()) for place, name in named_outlets if name and name.strip()), (None, None))
    title, url = fields.title or front.get("title"), fields.url or front.get("url")
    return Head(day, source, name, outlet_from, title, url, tuple(warnings))


def _day(written: str, place: str) -> date:
    """The calendar day of an ISO date or timestamp as it stands there, in the outlet's own time zone."""
    written = written.strip()
    try:
        return date.fromisoformat(written) if len(written) <= 10 else datetime.fromisoformat(written).date()
    except ValueError:
        if DASHED.match(written):
            raise BadHead(f"{written[:40]} in {place} is no day of the calendar", DAY) from None
        raise BadHead(f"{written[:40]!r} in {place} is no date", DAY) from None


def _named(file_name: str, *, strict: bool) -> date | None:
    impossible = None
    for pattern in (DASHED, PACKED):
        for year, month, day in pattern.findall(file_name):
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                impossible = impossible or (f"{year}-{month}-{day}" if pattern is DASHED else None)
    if strict and impossible:
        raise BadHead(f"{impossible} in the file name is no day of the calendar", DAY)
    return None
