"""What all the later steps look at: the events as of a day, their moves and words, and which day "today" is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from communique.assemble.topics import Topic, Weights
from communique.record.derived import Event
from communique.record.move import Move
from communique.record.text import Span
from communique.record.when import When

Key = tuple[date, str, int, int, str, str]


def order(move: Move) -> Key:
    """The order of publication: day, report id, offsets, act, id."""
    return (move.published, move.report, move.span.start, move.span.end, move.act, move.id)


@dataclass(frozen=True, slots=True)
class Scene:
    """Events in order of publication; `moves` by id; `topics` by event id, `told` by move id; `today` for what is due."""

    events: tuple[Event, ...]
    moves: Mapping[str, Move]
    topics: Mapping[str, Topic]
    told: Mapping[str, Topic]
    weights: Weights
    today: date
    place: Mapping[str, int]  # of each event among all
    _spans: dict[tuple[str, int], dict[str, list[Span]]] = field(default_factory=dict, compare=False, repr=False)  # remembered

    def founding(self, event: Event) -> Move:
        """The founding move."""
        return self.moves[event.id]

    def cue_of(self, move: Move) -> str:
        """The words of a move's cue; "" where it has none."""
        return move.text[move.cue.start - move.span.start : move.cue.end - move.span.start] if move.cue else ""

    def members(self, event: Event) -> list[Move]:
        """All the moves of an event."""
        return [self.moves[m] for m in event.moves]

    def acted(self, event: Event) -> date:
        """The day by which the act was done, as far as told."""
        return min(event.when.latest or event.first_published, event.first_published)

    def told_in(self, event: Event) -> frozenset[str]:
        """The reports that tell it."""
        return frozenset(event.reports)

    def gap(self, one: Event, other: Event) -> int | None:
        """Characters between the two where one report tells both (0 where they touch or overlap), None where none does."""
        mine, its = self.spans(one), self.spans(other)
        gaps = [
            max(0, max(a.start, b.start) - min(a.end, b.end))
            for report in mine.keys() & its.keys()
            for a in mine[report]
            for b in its[report]
        ]
        return min(gaps, default=None)

    def spans(self, event: Event) -> Mapping[str, list[Span]]:
        """Where each report tells the event."""
        key = event.id, len(event.moves)  # it may be told again on a later day
        found = self._spans.get(key)
        if found is None:
            found = self._spans[key] = {}
            for move in self.members(event):
                found.setdefault(move.report, []).append(move.span)
        return found

    def words(self, move: Move) -> Topic:
        """What one move is about."""
        return self.told[move.id]

    def from_document(self, event: Event) -> bool:
        """Whether a document's own words tell it."""
        return any(m.chain and m.chain[-1].kind == "document" for m in self.members(event))

    def alike(self, one: Event, other: Event) -> float:
        """Likeness of their words, 0 to 1."""
        return self.weights.alike(self.topics[one.id].stems, self.topics[other.id].stems)


def to_is_stated(event: Event, scene: Scene) -> bool:
    """Whether the words of one of its moves name whom it is addressed to; the likeliest addressee is no evidence."""
    return any(m.to and m.to_basis != "inferred" for m in scene.members(event))


def over_before(one: When, other: When) -> bool:
    """Whether `one` is surely over before `other` begins."""
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def union(topics: list[Topic]) -> Topic:
    """The words of several texts together."""
    if len(topics) == 1:
        return topics[0]
    return Topic(
        frozenset().union(*(t.stems for t in topics)),
        frozenset().union(*(t.names for t in topics)),
        tuple(sorted(frozenset().union(*(t.spoken for t in topics)))),
        frozenset().union(*(t.quotes for t in topics)),
    )
