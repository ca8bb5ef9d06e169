"""Acts drawn over days in tracks: a day that is certain is a point, any other date the stretch that it may be.

All is counted in units of the drawing (`WIDE` across); what the marks are made of stands in the template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log2, sqrt
from typing import Literal

from communique.page.acts import TRACKS, Told
from communique.record.when import When
from communique.show.words import when_in_words

WIDE, EDGE, TOP = 1200.0, 8.0, 26.0
LANE, LETTER, GAP = 19.0, 6.0, 8.0  # height of a lane, width of a letter, room between two marks
LEAST, MOST = 4.0, 9.0  # radii
TAIL = 22.0  # how far an open end is drawn
LANES = 20  # of one track; beyond, marks stand without their words
HIGH = 22.0  # of the counts at the foot of a track
LABEL = 34  # characters
WEEKS, MONTHS = 90, 800  # days up to which every Monday, every first of a month is named; beyond, every half year
Shape = Literal["point", "span", "by", "from"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One act: from `x` to `x2` at height `y`, `r` by its origins; its label stands at `at`, ending there if `left`."""

    told: Told
    shape: Shape
    x: float
    x2: float
    y: float
    r: float
    label: str
    at: float
    left: bool
    ahead: bool
    cut: bool  # it goes on beyond what is drawn
    spoken: str


@dataclass(frozen=True, slots=True)
class Band:
    """A track: its marks in order of time, and how many acts of each day are told, drawn or not, as a path."""

    name: str
    title: str
    y: float
    high: float
    marks: tuple[Mark, ...]
    counts: str
    all: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the axis."""

    x: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing."""

    wide: float
    high: float
    ticks: tuple[Tick, ...]
    today: float | None
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is to be drawn: an act at a time, and by which words; `ahead` where the time is what it is about, not its own."""

    told: Told
    when: When
    ahead: bool
    label: str
    sentence: str


def radius(origins: int) -> float:
    """More where more independent origins tell it."""
    return min(MOST, LEAST + 2 * log2(max(1, origins)))


def chart(
    drawn: Iterable[Drawn], counted: Iterable[tuple[str, date]], days: tuple[date, date], today: date
) -> Chart:  # fmt: skip
    """The drawing of the days from the first to the last; `counted` are track and day of all acts told."""
    first, last = days
    step = (WIDE - 2 * EDGE) / ((last - first).days + 1)

    def at(on: date) -> float:
        return EDGE + (on - first).days * step

    found: dict[str, list[Drawn]] = {track: [] for track in TRACKS}
    for one in drawn:
        found[one.told.track].append(one)
    counts: dict[str, Counter[date]] = {track: Counter() for track in TRACKS}
    for track, on in counted:
        counts[track][on] += 1
    most = max((max(each.values()) for each in counts.values() if each), default=1)
    bands, y = [], TOP
    for track, title in TRACKS.items():
        placed = [_placed(one, first, last, at, step) for one in found[track]]
        marks, lanes = _laid(placed, y + 24)
        high = 24 + max(1, lanes) * LANE + HIGH + 6
        path = _counts(counts[track], most, days, at, step, y + high)
        bands.append(Band(track, title, y, high, marks, path, sum(counts[track].values())))
        y += high
    line = at(today) + step if first <= today < last else None
    return Chart(WIDE, y + 2, _ticks(first, last, at), line, tuple(bands))


def _placed(one: Drawn, first: date, last: date, at: Callable[[date], float], step: float) -> Mark:
    when, r = one.when, radius(one.told.event.origins)
    early, late = when.earliest, when.latest
    shape: Shape = "point"
    if early and late and early == late and not when.approximate and not when.uncertain:
        x = x2 = at(early) + step / 2
    elif early and late:
        shape = "span"
        x, x2 = at(max(early, first)), at(min(late, last)) + step
        x, x2 = (min(x, x2 - 2 * r), x2) if early < first else (x, max(x2, x + 2 * r))
    elif late:
        shape, x2 = "by", at(min(late, last)) + step
        x = x2 - TAIL
    else:
        assert early is not None, "what has no day at all is not drawn"
        shape, x = "from", at(max(early, first))
        x2 = x + TAIL
    cut = (early is not None and early < first) or (late is not None and late > last)
    x, x2 = max(EDGE, x), min(WIDE - EDGE, x2)
    wide = len(one.label) * LETTER
    half = r if shape == "point" else 0.0
    left = x2 + half + 4 + wide > WIDE
    spoken = f"{when_in_words(when)}: {one.sentence}"
    return Mark(one.told, shape, x, x2, 0, r, one.label, (x - half - 4) if left else x2 + half + 4, left, one.ahead, cut, spoken)


def _laid(marks: Sequence[Mark], top: float) -> tuple[tuple[Mark, ...], int]:
    """Each mark in the first lane that has room for it and its words; the number of lanes.

    Where all are full it goes without words, and so does what is told least in a lane in which there is room for it then.
    """
    lanes: list[float] = []
    last: list[int] = []  # of each lane the place of its last mark
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (_left(mark), mark.told.number)):
        lane = next((n for n, end in enumerate(lanes) if end + GAP <= _left(mark)), None)
        if lane is None and len(lanes) < LANES:
            lane = len(lanes)
            lanes.append(0)
            last.append(0)
        if lane is None:
            mark = replace(mark, label="")
            room = [n for n in range(LANES) if _right(replace(found[last[n]], label="")) + GAP <= _left(mark)]
            lane = min(room or range(LANES), key=lambda n: (lanes[n] + GAP > _left(mark), found[last[n]].r, lanes[n]))
            if lanes[lane] + GAP > _left(mark) and not found[last[lane]].left:
                found[last[lane]] = replace(found[last[lane]], label="")
                lanes[lane] = _right(found[last[lane]])
        lanes[lane], last[lane] = max(lanes[lane], _right(mark)), len(found)
        found.append(replace(mark, y=top + lane * LANE + LANE / 2))
    found.sort(key=lambda mark: (mark.x2, mark.told.number))
    return tuple(found), len(lanes)


def _right(mark: Mark) -> float:
    half = mark.r if mark.shape == "point" else 0.0
    return mark.x2 + half + (0 if mark.left or not mark.label else 4 + len(mark.label) * LETTER)


def _left(mark: Mark) -> float:
    half = mark.r if mark.shape == "point" else 0.0
    return mark.x - half - (4 + len(mark.label) * LETTER if mark.left and mark.label else 0)


def _counts(
    counts: Counter[date], most: int, days: tuple[date, date], at: Callable[[date], float], step: float, foot: float
) -> str:  # fmt: skip
    """A bar for each day, its area by how many acts of it are told."""
    bars = []
    for on in sorted(counts):
        if days[0] <= on <= days[1]:
            high = HIGH * sqrt(counts[on] / most)
            bars.append(f"M{at(on) + 0.5:.1f} {foot:.1f}v{-high:.1f}h{max(0.5, step - 1):.1f}V{foot:.1f}z")
    return "".join(bars)


def _ticks(first: date, last: date, at: Callable[[date], float]) -> tuple[Tick, ...]:
    """The Mondays of a few weeks, else the first days of months, in years those of quarters."""
    span = (last - first).days + 1
    found = []
    for on in (first + timedelta(number) for number in range(span)):
        begins = on.day == 1
        near = any((on + timedelta(days)).day == 1 for days in (-2, -1, 1, 2))  # its label would stand in the month's
        if span <= WEEKS and (begins or (on.weekday() == 0 and not near)):
            found.append(Tick(at(on), f"{on.day} {on:%b}", begins))
        elif span > WEEKS and begins and (span <= MONTHS or on.month in (1, 7)):
            found.append(Tick(at(on), f"{on:%b %Y}", on.month == 1))
    return tuple(tick if tick.x + len(tick.label) * LETTER < WIDE else replace(tick, label="") for tick in found)
