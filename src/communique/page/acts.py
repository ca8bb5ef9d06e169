"""The acts as pages part them: diplomacy, pressure and force, claims; and one act as a line tells it from its event alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.page.edition import Place, Sight
from communique.record.derived import SURE, Event
from communique.record.move import Act, DeedKind, Link
from communique.show.matter import TOGETHER, TOLD
from communique.show.words import acted

Track = Literal["diplomacy", "pressure", "claims"]
TRACKS: Mapping[Track, str] = {"diplomacy": "Diplomacy", "pressure": "Pressure and force", "claims": "Claims"}
TRACK_OF: Mapping[Act, Track] = {
    "propose": "diplomacy", "offer": "diplomacy", "accept": "diplomacy", "agree": "diplomacy", "commit": "diplomacy",
    "support": "diplomacy", "appeal": "diplomacy", "expect": "diplomacy", "position": "diplomacy", "reject": "diplomacy",
    "meet": "diplomacy", "deed": "diplomacy", "status": "diplomacy",
    "demand": "pressure", "criticise": "pressure", "warn": "pressure", "threaten": "pressure",
    "accuse": "claims", "deny": "claims", "assess": "claims",
}  # fmt: skip
FORCE: frozenset[DeedKind | None] = frozenset(("military", "sanction", "coerce", "protest"))  # deeds that are pressure
CITED = 3  # reports shown for one act


def track_of(event: Event) -> Track:
    """The track of an act."""
    return "pressure" if event.act == "deed" and event.kind in FORCE else TRACK_OF[event.act]


def stood(event: Event) -> date:
    """The day at which an act is found: its own, the last on which it may have been; not after it was told, unless it is planned.

    It is how acts are parted into months, not a date of the act.
    """
    when = event.when
    if when.latest is None:
        return when.earliest or event.first_published
    ahead = event.modality in ("planned", "conditional", "hypothetical") and when.earliest is not None
    return when.latest if ahead else max(min(when.latest, event.first_published), when.earliest or date.min)


def addressed(event: Event) -> tuple[str, ...]:
    """Whom a report says an act is addressed to; the likeliest addressee is not told as said."""
    return event.to if event.to_stated or event.act in TOGETHER else ()


def pairs(event: Event) -> Iterable[tuple[str, str]]:
    """Who did it to whom: of a meeting or an agreement all that took part to one another."""
    if event.act in TOGETHER:
        present = dict.fromkeys((*event.by, *event.to))
        return [(a, b) for a in present for b in present if a != b]
    return [(a, b) for a in event.by for b in addressed(event) if a != b]


class Weights(dict[str, float]):
    """How much each act matters among those of its own time, by its id; measured when it is first asked for."""

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight

    def __missing__(self, id: str) -> float:
        event = self._sight.events[id]
        told = 1.2 if len(event.reports) > 1 else 1.0
        self[id] = round(self._sight.matter.act(event) * TOLD[event.act] * (1 + event.origins) * told, 9)
        return self[id]


def weights(sight: Sight) -> Mapping[str, float]:
    """How much each act matters."""
    return sight.once("weights", lambda: Weights(sight))


@dataclass(frozen=True, slots=True)
class Told:
    """One act as a line tells it; `more` reports tell it besides those of `places`."""

    event: Event
    number: int
    track: Track
    to: tuple[str, ...]
    label: str
    state: str
    places: tuple[Place, ...]
    more: int
    chain: tuple[Link, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether it is less certain than what is told without a mark."""
        return self.event.confidence < SURE


def tell(sight: Sight, event: Event, number: int = 0, chain: bool = False) -> Told:
    """The line of an act; with its `chain` the founding move is read."""
    first: dict[str, str] = {}
    for move in event.moves:
        first.setdefault(move.rpartition("#")[0], move)
    found = (sight.place(move, event.text if move == event.id else "") for move in [*first.values()][:CITED])
    places = tuple(filter(None, found))
    label = acted(event.act, event.polarity == "neg", len(event.by) > 1)
    if event.act == "deed" and event.kind not in (None, "other"):
        label = f"{event.kind}{', not done' if event.polarity == 'neg' else ''}"
    state = event.modality if event.modality != "actual" else ""
    founding = sight.moves.get(event.moves[0]) if chain else None
    links = founding.chain if founding else ()
    return Told(event, number, track_of(event), addressed(event), label, state, places, len(first) - len(places), links)
