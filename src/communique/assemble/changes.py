"""What judgements change of the moves, day by day, so that what is decided of the days before holds.

Words weigh, and persons are known, as the reports tell: one move set right changes nothing of what a word is worth.  So a
judgement on a move is seen from its own day on; parties judged the same change moves on every day.  How certain a person made a
move decides neither what it tells nor where it belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from communique.assemble.days import Days
from communique.assemble.decide import Decided, decide
from communique.assemble.events import Cluster
from communique.assemble.marks import marks
from communique.assemble.topics import Topic
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.record.text import Report

Changes = Mapping[date, Sequence[object]]


def renamings(judged: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that change moves on any day."""
    return [j for j in judged if j.kind == "same_party"]


def as_read(told: Mapping[str, Move], judged: Sequence[Judgement]) -> Mapping[str, Move]:
    """The moves as extracted, their parties by the names they go by."""
    everywhere = renamings(judged)
    return {move.id: move for move in decide(list(told.values()), everywhere).moves} if everywhere else told


def changes(read: Mapping[str, Move], held: Mapping[str, Move], decided: Decided) -> Changes:
    """What of the moves `read` is otherwise among those `held`, and which of these are judged apart, by the day it is seen on."""
    found: defaultdict[date, list[object]] = defaultdict(list)
    if held is read:
        return found
    for id, move in read.items():
        now = held.get(id)
        if now is not move:
            now = now and replace(now, confidence=move.confidence)
            if now != move:
                found[move.published].append((id, now))
    for pair in sorted(sorted(pair) for pair in decided.apart):
        days = [held[id].published for id in pair if id in held]
        if len(days) == len(pair):
            found[max(days)].append(tuple(pair))
    return found


def of_judged(
    base: Mapping[str, Move], held: Mapping[str, Move], read: Mapping[str, Report], topics: Mapping[str, Topic],
    lines: Mapping[str, float],
) -> tuple[dict[str, Topic], dict[str, float]]:  # fmt: skip
    """Topic and telling of each move `held`, from those of the moves as read: what was judged is looked at anew."""
    judged = {id: move for id, move in held.items() if move is not base[id]}
    anew = marks(judged, judged, read, Days({}))
    return {id: anew[0].get(id) or topics[id] for id in held}, {id: anew[1].get(id, lines[id]) for id in held}


def joining(changed: Changes, made: Sequence[Cluster], joined: Iterable[tuple[int, int]]) -> Changes:
    """The same with the events judged one, each pair by the day on which the second of them is first told."""
    found = defaultdict(list, {day: list(of) for day, of in changed.items()})
    for pair in joined:
        first, second = (made[number].moves[0] for number in pair)
        found[max(first.published, second.published)].append(("one", first.id, second.id))
    return found
