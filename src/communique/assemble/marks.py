"""What is read off each move alone: what it is about, and how surely a line on it is right.

Neither stands on any other report, so what was read off the moves of a day is kept under the digest of its own reports, whatever
was published before.  A move that a person corrected is looked at anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from communique.assemble.days import Days, by_day
from communique.assemble.telling import tellings
from communique.assemble.topics import NO_QUOTES, NONE, Topic, of_move
from communique.record.move import Move
from communique.record.text import Report

NAME = "marks"
Mark = tuple[Topic, float]


def marks(
    told: Mapping[str, Move], held: Mapping[str, Move], read: Mapping[str, Report], days: Days
) -> tuple[dict[str, Topic], dict[str, float]]:
    """Topic and telling of each move `held`, by id; `told` are the moves as extracted, in order of publication."""
    kept, ordered = days.of_each(NAME), list(told.values())
    new: dict[date, Any] = {}
    words: dict[str, str] = {}
    topics: dict[str, Topic] = {}
    sure: dict[str, float] = {}
    for day, places in by_day([move.published for move in ordered]):
        moves = ordered[places[0] : places[-1] + 1]
        found = _back(kept.get(day), len(moves), words)
        if found is None:
            lines = tellings(moves, read)
            found = [(of_move(move), lines[move.id]) for move in moves]
            new[day] = _plain(found)
        for move, (topic, line) in zip(moves, found, strict=True):
            topics[move.id], sure[move.id] = topic, line
    days.keep_each(NAME, new)
    if told is held:
        return topics, sure
    changed = [move for move in held.values() if move is not told.get(move.id)]
    topics.update((move.id, of_move(move)) for move in changed)
    sure.update(tellings(changed, read))
    return {id: topics[id] for id in held}, {id: sure[id] for id in held}


def _plain(found: Sequence[Mark]) -> list[Any]:
    """The words of a day once each, and for each move how sure it is, the places of its words, and what it quotes."""
    words = sorted({word for topic, _ in found for part in (topic.stems, topic.spoken) for word in part})  # names are stems too
    place = {word: n for n, word in enumerate(words)}
    moves = [
        [line, *(sorted([place[word] for word in part]) for part in (topic.stems, topic.names, topic.spoken)),
         sorted(map(list, topic.quotes))]
        for topic, line in found
    ]  # fmt: skip
    return [words, moves]


def _back(written: Any, moves: int, words: dict[str, str]) -> list[Mark] | None:
    """What `_plain` wrote of so many moves, None where it is none; `words` holds each word once, whatever day it is of."""
    with suppress(TypeError, ValueError, IndexError):
        listed, marked = written
        found = list(_marks([words.setdefault(word, word) for word in listed], marked))
        return found if len(found) == moves else None
    return None


def _marks(words: list[str], marked: Sequence[Any]) -> Iterator[Mark]:
    for line, stems, names, spoken, quotes in marked:
        yield Topic(
            frozenset([words[n] for n in stems]),
            frozenset([words[n] for n in names]) if names else NONE,
            tuple([words[n] for n in spoken]),
            frozenset(map(tuple, quotes)) if quotes else NO_QUOTES,
        ), line  # fmt: skip
