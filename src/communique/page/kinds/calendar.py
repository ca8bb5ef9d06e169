"""The calendar: what is awaited, of whom and until when; what was missed, and what was met of late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.page.edition import NoSuchPage, Place, Sight
from communique.page.kind import Kind, Wanted
from communique.record.derived import SURE, Event, Question
from communique.record.when import When
from communique.show.rows import Row, Rows
from communique.show.words import name_of, names_of, one_line, state_in_words

SHOWN = 16  # of a section, on the page that has all of them
LISTED = 60  # of one section, on a page of its own
WEEKS = 5  # drawn ahead
IN_A_CELL = 3
KINDS = {"answer": "answer", "meeting": "meeting", "deadline": "deadline", "unknown": "day not known"}
SECTIONS = {
    "ahead": "Ahead", "undated": "Open, no day told", "missed": "Missed", "met": "Met", "closed": "Overtaken or withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Awaited:
    """One thing awaited: its words, how many days are left, how it stands, its places."""

    question: Question
    number: int
    text: str
    left: str
    state: str
    places: tuple[Place, ...]
    more: int  # places besides
    closing: Place | None
    closed_words: str
    answer: Place | None
    thread: str | None  # its title

    @property
    def doubtful(self) -> bool:
        """Whether it is less certain than what is told without a mark."""
        return self.question.confidence < SURE


@dataclass(frozen=True, slots=True)
class Section:
    """Those that stand alike, of `all` the first; `unsure` of them are less certain, and marked."""

    name: str
    title: str
    items: tuple[Awaited, ...]
    all: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What falls on a day of the weeks ahead."""

    number: int
    words: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A day of the weeks ahead."""

    on: date
    past: bool
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """All sections, or one `sheet` of the section `only`."""

    title: str
    weeks: tuple[tuple[Box, ...], ...]
    sections: tuple[Section, ...]
    only: str | None
    sheet: int
    sheets: int
    none: bool


def calendar(sight: Sight, wanted: Wanted) -> Calendar:
    """What is awaited, or one section of it.  Raises NoSuchPage."""
    parted = sorted_out(sight)
    only, sheet = _asked(wanted.query.get("page"))
    if only is not None:
        held = parted.get(only, [])
        sheets = max(1, -(-len(held) // LISTED))
        sheet = min(sheet, sheets)
        shown = held[(sheet - 1) * LISTED : sheet * LISTED]
        section = _section(sight, only, shown, held, (sheet - 1) * LISTED)
        return Calendar(f"Calendar: {SECTIONS[only].casefold()}", (), (section,), only, sheet, sheets, not held)
    sections: list[Section] = []
    for name, held in parted.items():
        if held:
            before = sum(len(section.items) for section in sections)
            sections.append(_section(sight, name, held[:SHOWN], held, before))
    first = next((section.items for section in sections if section.name == "ahead"), ())
    return Calendar("Calendar", _weeks(sight, first), tuple(sections), None, 1, 1, not sections)


def _asked(page: str | None) -> tuple[str | None, int]:
    if not page:
        return None, 1
    name, _, number = page.partition("-")
    if name not in SECTIONS or (number and (not number.isdecimal() or int(number) < 1)):
        raise NoSuchPage(f"the calendar has no part {page!r}; its parts are {', '.join(SECTIONS)}")
    return name, int(number or 1)


def sorted_out(sight: Sight) -> dict[str, list[Question]]:
    """The questions by how they stand: the next first, those past the latest first, what has no day by what it weighs."""
    found: dict[str, list[Question]] = {name: [] for name in SECTIONS}
    for one in sight.view.record.questions:
        found[_stands(one, sight.today)].append(one)
    found["ahead"].sort(key=lambda one: (_last(one) or date.max, one.id))
    found["undated"].sort(key=lambda one: (-round(sight.matter.question(one), 9), one.id))
    for name in ("missed", "met", "closed"):
        found[name].sort(key=lambda one: (-_past(one, sight).toordinal(), one.id))
    return found


def _stands(one: Question, today: date) -> str:
    if one.state in ("missed", "met"):
        return one.state
    if one.state in ("withdrawn", "overtaken"):
        return "closed"
    return "ahead" if one.state == "open" and (last := _last(one)) and last >= today else "undated"


def _last(one: Question) -> date | None:
    return one.due.latest or one.due.earliest if one.due else None


def _past(one: Question, sight: Sight) -> date:
    """The day on which it was closed, as told."""
    closed = one.closed
    closer: Event | None = sight.event_of.get(one.closed_by or "")
    if closed and closed.precision == "day" and closed.latest:
        return closed.latest
    return closer.first_published if closer else _last(one) or date.min


def _section(sight: Sight, name: str, shown: Sequence[Question], held: Sequence[Question], before: int) -> Section:
    items = tuple(awaited(sight, one, number) for number, one in enumerate(shown, before + 1))
    return Section(name, SECTIONS[name], items, len(held), sum(one.confidence < SURE for one in held))


def awaited(sight: Sight, one: Question, number: int) -> Awaited:
    """One thing awaited as a line shows it."""
    text = _told(sight, one.move)
    spots = [sight.spot(move, _told(sight, move)) for move in (one.move, *one.repeats)]
    places = tuple(spot for spot in spots if spot)
    state = "" if one.state == "open" else state_in_words(one.state, one.closers, one.closed, sight.names)
    thread = sight.threads.get(one.thread or "")
    closing = sight.spot(one.closed_by, _told(sight, one.closed_by)) if one.closed_by else None
    answer = sight.spot(one.answer, _told(sight, one.answer)) if one.answer else None
    until = left(one.due, sight.today) if one.state == "open" else ""
    return Awaited(
        one, number, text or one.text, until, state, places[:3], max(0, len(places) - 3), closing,
        _told(sight, one.closed_by) if one.closed_by else "", answer, thread.title if thread else None,
    )  # fmt: skip


def left(due: When | None, today: date) -> str:
    """How long it still is: until the day, or the days between which it falls; empty where that is not told or past."""
    if due is None or due.latest is None or due.latest < today:
        return ""
    last = (due.latest - today).days
    if due.precision == "day":
        return "today" if last == 0 else "tomorrow" if last == 1 else f"in {last} days"
    if due.earliest and due.earliest > today:
        return f"in {(due.earliest - today).days} to {last} days"
    return "today at the latest" if last == 0 else f"within {last} day{'s' if last > 1 else ''}"


def _told(sight: Sight, move: str) -> str:
    event = sight.event_of.get(move)
    return event.text if event else ""


def _weeks(sight: Sight, items: Sequence[Awaited]) -> tuple[tuple[Box, ...], ...]:
    """The weeks ahead; what has a last day stands on it, what may be on any of several days does not."""
    if not any(fixed(one.question.due) for one in items):
        return ()
    on: dict[date, list[Entry]] = {}
    for one in items:
        due = one.question.due
        if due is not None and (at := fixed(due)):
            who = one_line(names_of(one.question.by, sight.names, "not stated"), 24)
            of = f" → {one_line(name_of(one.question.of[0], sight.names), 20)}" if one.question.of else ""
            by = "by then, " if due.precision != "day" else ""
            on.setdefault(at, []).append(Entry(one.number, f"{by}{KINDS[one.question.kind]}: {who}{of}", one.doubtful))
    start = sight.today - timedelta(sight.today.weekday())
    days = [start + timedelta(number) for number in range(7 * WEEKS)]
    boxes = [
        Box(day, day < sight.today, tuple(on.get(day, ())[:IN_A_CELL]), max(0, len(on.get(day, ())) - IN_A_CELL)) for day in days
    ]
    return tuple(tuple(boxes[number : number + 7]) for number in range(0, len(boxes), 7))


def fixed(due: When | None) -> date | None:
    """The day on which, or by which, it is due; None where that may be any of several."""
    if due is None or due.approximate or due.latest is None:
        return None
    return due.latest if due.precision == "day" or due.earliest is None else None


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The rows of the command, of one section where that is asked for."""
    only, _ = _asked(wanted.query.get("page"))
    held = sight.view.record.questions if only is None else sorted_out(sight).get(only, [])
    return iter(Rows(map(sight.rows.question, held), False))


CALENDAR = Kind("calendar", "Calendar", "calendar.html", calendar, rows, asks=("page",), forms=("json", "csv", "ics"))
