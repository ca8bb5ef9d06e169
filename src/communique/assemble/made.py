"""An event from the moves that tell it: who, to whom, what, when, told by how many origins and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from types import MappingProxyType

from communique.assemble.misread import when_done
from communique.assemble.tellers import origins, teller
from communique.assemble.telling import together
from communique.record.derived import Event
from communique.record.move import Modality, Move
from communique.record.when import narrower


def event(moves: Sequence[Move], origin: Mapping[str, str], told: Mapping[str, float] = MappingProxyType({})) -> Event:
    """One event from its moves, the founding one first; `told` is how sure a line on each of them is."""
    first = moves[0]
    if len(moves) == 1:
        return _told_once(first, told.get(first.id, first.confidence))
    when, due = when_done(first), None
    for move in moves:
        when = narrower(when, when_done(move))
    for move in moves:
        due = (narrower(due, move.due) if due else move.due) if move.due else due
    by = _who(moves)
    independent = origins(moves, origin)
    sure = 1 - prod([1 - max([m.confidence for m in group]) for group in independent])
    modality: Modality = "actual" if any([m.modality == "actual" for m in moves]) else first.modality
    return Event(
        id=first.id, act=first.act, kind=next((m.kind for m in moves if m.kind), None), by=by, to=_all([m.to for m in moves]),
        polarity=first.polarity, modality=modality, when=when, due=due, text=first.text, moves=tuple([m.id for m in moves]),
        reports=tuple(dict.fromkeys([m.report for m in moves])), origins=len(independent), claimed_by=_claimed(moves, by),
        first_published=first.published, confidence=round(min(sure, 0.99), 3),
        to_stated=any([m.to and m.to_basis != "inferred" for m in moves]),
        told=round(min(together([[told.get(m.id, m.confidence) for m in group] for group in independent]), 0.99), 3),
    )  # fmt: skip


def _told_once(move: Move, told: float) -> Event:
    """The event of one move, as most are."""
    by = _all([move.by])
    return Event(
        move.id, move.act, move.kind, by, _all([move.to]), move.polarity, move.modality, when_done(move), move.due,
        move.text, (move.id,), (move.report,), 1, _claimed([move], by), move.published, round(min(move.confidence, 0.99), 3),
        bool(move.to) and move.to_basis != "inferred", round(min(told, 0.99), 3),
    )  # fmt: skip


def _claimed(moves: Sequence[Move], by: tuple[str, ...]) -> tuple[str, ...]:
    """Who alone tells a joint act; nobody where another tells it too, or none of those who act."""
    if moves[0].act not in ("agree", "meet") or len(by) < 2:
        return ()
    tellers = sorted({teller(m) or "" for m in moves})
    return tuple(tellers) if len(tellers) == 1 and tellers[0] in by else ()


def _who(moves: Sequence[Move]) -> tuple[str, ...]:
    """Whose act it is: of a meeting those that the founding move names, and those that half of the tellings do."""
    named = _all([m.by for m in moves])
    if moves[0].act != "meet" or len(moves[0].by) < 2:
        return named
    return tuple(p for p in named if p in moves[0].by or 2 * sum(p in m.by for m in moves) >= len(moves))


def _all(parties: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    if len(parties) == 1 and len(parties[0]) < 2:
        return parties[0]
    return tuple(dict.fromkeys(p for group in parties for p in group))
