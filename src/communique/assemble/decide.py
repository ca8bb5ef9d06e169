"""Judgements change what is assembled, never what was extracted: each returns new moves, and an undone one does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from communique.record import when as w
from communique.record.judgement import Judgement
from communique.record.move import ACTS, Modality, Move, Polarity
from communique.record.text import Span

MOVE_ID = re.compile(r"(?P<report>.+)#(?P<start>\d+)-(?P<end>\d+)-(?P<act>[a-z]+)(?:-\d+)?")
PLAIN = {"content", "speaker", "role", "place", "quantity", "condition", "kind"}


@dataclass(frozen=True, slots=True)
class Decided:
    """The moves after judgements, and the pairs of move ids judged the same event or not."""

    moves: tuple[Move, ...]
    same: tuple[tuple[str, str], ...]
    apart: frozenset[frozenset[str]]


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those not undone, in the order they were made; an undo can itself be undone."""
    gone: set[int] = set()
    for j in sorted(judgements, key=lambda j: -j.id):
        if j.kind == "undo" and j.id not in gone and j.subject.isdigit():
            gone.add(int(j.subject))
    return tuple(sorted((j for j in judgements if j.kind != "undo" and j.id not in gone), key=lambda j: j.id))


def decide(moves: Sequence[Move], judgements: Sequence[Judgement]) -> Decided:
    """Retract, correct and rename in the order judged; collect merges and splits.

    A judgement attaches to report and span: where its move is gone (a better engine reads otherwise), the move of that
    report with the most of its span, the same act first, stands in.
    """
    by_report: dict[str, dict[str, Move]] = {}
    for move in moves:
        by_report.setdefault(move.report, {})[move.id] = move
    same: list[tuple[str, str]] = []
    apart: set[frozenset[str]] = set()
    for j in judgements:
        one, other = find(by_report, j.subject), find(by_report, j.object) if j.object else None
        if j.kind == "retract":
            if one:
                del by_report[one.report][one.id]
            else:
                by_report.pop(j.subject, None)
        elif j.kind == "correct" and one and j.field:
            by_report[one.report][one.id] = corrected(one, j.field, j.value)
        elif j.kind == "same_party" and j.object:
            for own in by_report.values():
                own.update({key: renamed(move, j.object, j.subject) for key, move in own.items()})
        elif j.kind == "merge" and one and other:
            same.append((one.id, other.id))
            apart.discard(frozenset((one.id, other.id)))
        elif j.kind == "split" and one:
            apart.add(frozenset((one.id, other.id)) if other else frozenset((one.id,)))
            same = [pair for pair in same if not other or set(pair) != {one.id, other.id}]
    return Decided(tuple(m for own in by_report.values() for m in own.values()), tuple(same), frozenset(apart))


def find(by_report: dict[str, dict[str, Move]], subject: str) -> Move | None:
    """The move a judgement means, or None."""
    match = MOVE_ID.fullmatch(subject)
    if not match:
        return None
    own = by_report.get(match["report"], {})
    if subject in own:
        return own[subject]
    meant = Span(int(match["start"]), int(match["end"]))
    shares = [
        (min(m.span.end, meant.end) - max(m.span.start, meant.start), m.act == match["act"], m.id)
        for m in own.values()
        if m.span.overlaps(meant)
    ]
    good = [s for s in shares if 2 * s[0] >= meant.end - meant.start]
    return own[max(good, key=lambda s: (s[1], s[0], s[2]))[2]] if good else None


def corrected(move: Move, field: str, value: str | None) -> Move:
    """The move with one field set; parties are separated by "+" or ","; raises BadDate for a bad date."""
    if field in ("by", "to"):
        keys = tuple(p.strip() for p in re.split(r"[+,]", value or "") if p.strip())
        return replace(move, by=keys) if field == "by" else replace(move, to=keys)
    if field == "due":
        return replace(move, due=w.parse(value) if value else None)
    if field in ("when", "said"):
        time = w.parse(value) if value else w.unknown()
        return replace(move, when=time) if field == "when" else replace(move, said=time)
    if field == "act" and value in ACTS:
        return replace(move, act=value)
    if field == "polarity" and value in get_args(Polarity):
        return replace(move, polarity=cast(Polarity, value))
    if field == "modality" and value in get_args(Modality):
        return replace(move, modality=cast(Modality, value))
    return replace(move, **{field: value}) if field in PLAIN else move  # type: ignore[arg-type]


def renamed(move: Move, old: str, new: str) -> Move:
    """The move with one party's key put for another's."""
    if old not in move.by and old not in move.to and all(link.for_ != old for link in move.chain):
        return move
    by, to = (tuple(dict.fromkeys(new if k == old else k for k in keys)) for keys in (move.by, move.to))
    chain = tuple(replace(link, for_=new) if link.for_ == old else link for link in move.chain)
    return replace(move, by=by, to=to, chain=chain)
