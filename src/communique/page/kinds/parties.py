"""Who speaks to whom: the foremost parties by one another, and all that act, with what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import log2
from typing import TypeVar

from communique.page.acts import TRACKS, Track, pairs
from communique.page.edition import NoSuchPage, Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, leaf
from communique.page.period import BEFORE, Choice, by_month, months_told, period, start_of
from communique.record.derived import SURE, Event
from communique.show.rows import Row, party_rows

FOREMOST = 12  # of the matrix
LISTED = 120  # parties on one page of the list
SHADES = 5
K = TypeVar("K")
Group = Track | None  # of acts, or all


@dataclass(slots=True)
class Tally:
    """Counts of acts by track, and in all."""

    tracks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TRACKS, 0))

    def add(self, track: str) -> None:
        """One more."""
        self.tracks[track] += 1

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.tracks.values())


@dataclass(slots=True)
class Sums:
    """Of a month: acts from one to another, to nobody named, by and to each party; those that are not counted."""

    between: dict[tuple[str, str], Tally] = field(default_factory=dict)
    by: dict[str, Tally] = field(default_factory=dict)
    alone: dict[str, Tally] = field(default_factory=dict)
    to: dict[str, Tally] = field(default_factory=dict)
    last: dict[str, date] = field(default_factory=dict)
    unsure: int = 0
    guessed: int = 0


def sums(sight: Sight, month: str) -> Sums:
    """The counts of one month."""

    def made() -> Sums:
        found = Sums()
        for dated in by_month(sight).get(month, ()):
            _count(found, *dated)
        return found

    return sight.once(f"sums {month}", made)


def _count(found: Sums, on: date, track: Track, event: Event) -> None:
    if event.confidence < SURE:
        found.unsure += 1
        return
    between = pairs(event)
    for party in event.by:
        found.by.setdefault(party, Tally()).add(track)
        found.last[party] = max(found.last.get(party, on), on)
        if not between:
            found.alone.setdefault(party, Tally()).add(track)
    for pair in between:
        found.between.setdefault(pair, Tally()).add(track)
    for party in dict.fromkeys(other for _, other in between):
        found.to.setdefault(party, Tally()).add(track)
    found.guessed += bool(event.to and not between)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many acts of one party to another; `shade` from 0 to SHADES; `bars` are the shares of the tracks, of 100."""

    by: str
    to: str | None
    count: int
    shade: int
    bars: tuple[tuple[Track, float, float], ...]
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """A party of the matrix: its cells, None where it would stand against itself."""

    party: str
    cells: tuple[Cell | None, ...]
    alone: Cell


@dataclass(frozen=True, slots=True)
class Acting:
    """One party of the list."""

    key: str
    kind: str | None
    stands_for: str | None
    by: Tally
    to: int
    speakers: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Parties:
    """The matrix of a period and a group of acts, and a page of the list."""

    title: str
    period: str | None
    period_title: str
    group: Group
    groups: tuple[Choice, ...]
    months: tuple[Choice, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    unsure: int
    guessed: int
    acting: Leaf[Acting]


def parties(sight: Sight, wanted: Wanted) -> Parties:
    """Who speaks to whom.  Raises NoSuchPage."""
    asked, group = wanted.query.get("page") or None, _group(wanted.query.get("act"))
    told = tuple(one for one in months_told(sight) if one.value != BEFORE)
    if asked is not None:
        period(asked, sight.days, sight.today)  # on an earlier day nothing may be told of it yet
    held = [sums(sight, one) for one in ([asked] if asked else [one for one in by_month(sight) if one >= start_of(sight)])]
    columns = tuple(sight.matter.foremost(FOREMOST))
    between, alone = _merged([one.between for one in held]), _merged([one.alone for one in held])
    most = max((_of(between.get((a, b)), group) for a in columns for b in columns if a != b), default=0)
    lines = tuple(
        Line(
            a,
            tuple(None if a == b else cell(sight, a, b, between.get((a, b)), group, most) for b in columns),
            cell(sight, a, None, alone.get(a), group, 0),
        )
        for a in columns
    )
    shown = leaf(acting(sight), wanted.query.get("part"), LISTED)
    groups = tuple(Choice(track, title) for track, title in TRACKS.items())
    title = next((one.title for one in told if one.value == asked), "all")
    return Parties(
        "Parties", asked, title, group, groups, told, columns, lines, sum(one.unsure for one in held),
        sum(one.guessed for one in held), shown,
    )  # fmt: skip


def _group(asked: str | None) -> Group:
    if asked and asked not in TRACKS:
        raise NoSuchPage(f"acts are grouped as {', '.join(TRACKS)}, not {asked!r}")
    return next((track for track in TRACKS if track == asked), None)


def _of(tally: Tally | None, group: Group) -> int:
    return 0 if tally is None else tally.tracks[group] if group else tally.all


def _merged(tallies: list[dict[K, Tally]]) -> dict[K, Tally]:
    found: dict[K, Tally] = {}
    for each in tallies:
        for key, tally in each.items():
            held = found.setdefault(key, Tally())
            for track, count in tally.tracks.items():
                held.tracks[track] += count
    return found


def cell(sight: Sight, by: str, to: str | None, tally: Tally | None, group: Group, most: int) -> Cell:
    """The cell of one party's acts to another, or to nobody named."""
    count = _of(tally, group)
    shade = 0 if not count or not most else 1 + round((SHADES - 1) * log2(1 + count) / log2(1 + most))
    bars: list[tuple[Track, float, float]] = []
    parts = []
    if tally is not None and count:
        at = 0.0
        for track, title in TRACKS.items():
            of = tally.tracks[track] if group in (None, track) else 0
            if of:
                bars.append((track, round(at, 1), round(100 * of / count, 1)))
                at += 100 * of / count
                parts.append(f"{title.casefold()} {of}")
    whom = f"to {sight.called(to)}" if to else "to nobody named"
    told = f"{sight.called(by)} {whom}: {count} act{'s' if count != 1 else ''}"
    return Cell(by, to, count, shade, tuple(bars), f"{told} ({', '.join(parts)})" if parts else told)


def acting(sight: Sight) -> list[Acting]:
    """All parties that act, those that act most first."""

    def made() -> list[Acting]:
        held = [sums(sight, month) for month in by_month(sight)]
        by, to = _merged([one.by for one in held]), _merged([one.to for one in held])
        last: dict[str, date] = {}
        for one in held:
            for party, day in one.last.items():
                last[party] = max(day, last.get(party, day))
        speakers: dict[str, set[str]] = {}
        for tie in sight.ties:
            if tie["speaks_for"]:
                speakers.setdefault(str(tie["speaks_for"]), set()).add(str(tie["subject"]))
        found = []
        for key, tally in by.items():
            known = sight.known.get(key)
            asked = to[key].all if key in to else 0
            kind, stands_for = (known.kind, known.for_) if known else (None, None)
            found.append(Acting(key, kind, stands_for, tally, asked, len(speakers.get(key, ())), last.get(key)))
        return sorted(found, key=lambda one: (-one.by.all, -one.to, one.key))

    return sight.once("parties that act", made)


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The rows of the command."""
    return party_rows(sight.known.values(), sight.view.moves, sight.ties)


PARTIES = Kind("parties", "Parties", "parties.html", parties, rows, asks=("page", "part", "act"))
