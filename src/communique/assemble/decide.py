"""Judgements change what is assembled, never what was extracted: each returns new moves, and an undone one does nothing.

Of two judgements that stand on the same move, link or conflict, the later one holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar, cast, get_args

from communique.record import when as w
from communique.record.judgement import Judgement
from communique.record.move import ACTS, DeedKind, Link, LinkKind, Modality, Move, Polarity
from communique.record.text import Span

MOVE_ID = re.compile(r"(?P<report>.+)#(?P<start>\d+)-(?P<end>\d+)-(?P<act>[a-z]+)(?:-\d+)?")
KINDS = frozenset(get_args(LinkKind))
HOP = re.compile(r"(?P<name>.+?) *\((?P<kind>[a-z]+)\)")
PLAIN = {"content", "speaker", "role", "place", "quantity", "condition"}
DATES = {"when", "said", "due"}
PARTIES = {"by", "to"}
CHAIN = "chain"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "act": ACTS, "kind": get_args(DeedKind), "polarity": get_args(Polarity), "modality": get_args(Modality)
}  # fmt: skip
FIELDS = tuple(sorted({*PLAIN, *DATES, *PARTIES, *CHOICES, CHAIN}))
NEEDED = frozenset(("act", "polarity", "modality", "content"))  # fields that cannot be left empty
CERTAIN = 1.0  # the confidence of what a person accepted or corrected
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """The moves after judgements, and the pairs of move ids judged the same event or not.

    `links` says of pairs (move, founding move of a thread) whether the one belongs to the other, `conflicts` of pairs of moves
    whether they are at odds; `certain` are the moves a person accepted or corrected.
    """

    moves: tuple[Move, ...]
    same: tuple[Pair, ...]
    apart: frozenset[frozenset[str]]
    links: Mapping[Pair, bool] = field(default_factory=dict)
    conflicts: Mapping[Pair, bool] = field(default_factory=dict)
    certain: frozenset[str] = frozenset()


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those not undone, in the order they were made; an undo can itself be undone."""
    gone: set[int] = set()
    for j in sorted(judgements, key=lambda j: -j.id):
        if j.kind == "undo" and j.id not in gone and j.subject.isdigit():
            gone.add(int(j.subject))
    return tuple(sorted((j for j in judgements if j.kind != "undo" and j.id not in gone), key=lambda j: j.id))


def as_judged(moves: Sequence[Move], judgements: Sequence[Judgement]) -> list[Move]:
    """The moves of whole reports as the judgements leave them: without the retracted, with what was corrected."""
    held = standing(judgements)
    return list(decide(moves, held).moves) if held else list(moves)


def reports_judged(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The reports whose moves judgements may change, parties judged the same apart: those change moves anywhere."""
    named = {name for j in judgements for name in (j.subject, j.object) if name}
    return frozenset(place.report if (place := place_of(name)) else name for name in named)


def decide(moves: Sequence[Move], judgements: Sequence[Judgement]) -> Decided:
    """Retract, accept, correct and rename in the order judged; collect what was judged of pairs.

    A judgement attaches to report and span: where its move is gone (a better engine reads otherwise), the move of that
    report with the most of its span, the same act first, stands in.
    """
    if not judgements:
        return Decided(tuple(moves), (), frozenset())
    desk = _Decisions(moves)
    for j in judgements:
        desk.take(j)
    held = (desk.now[m.id] for m in moves if m.id not in desk.gone)
    judged = tuple(replace(m, confidence=CERTAIN) if m.id in desk.certain else m for m in held)
    same = tuple(pair for pair in desk.same if desk.gone.isdisjoint(pair))
    return Decided(judged, same, frozenset(desk.apart), desk.links, desk.conflicts, frozenset(desk.certain))


class _Decisions:
    """What the judgements taken so far make of the moves; moves are looked for as they were extracted."""

    def __init__(self, moves: Sequence[Move]) -> None:
        self.read: dict[str, dict[str, Move]] = {}
        for move in moves:
            self.read.setdefault(move.report, {})[move.id] = move
        self.now = {move.id: move for move in moves}
        self.gone: set[str] = set()
        self.certain: set[str] = set()
        self.same: list[Pair] = []
        self.apart: set[frozenset[str]] = set()
        self.links: dict[Pair, bool] = {}
        self.conflicts: dict[Pair, bool] = {}

    def take(self, j: Judgement) -> None:
        one, other = find(self.read, j.subject), find(self.read, j.object) if j.object else None
        match j.kind:
            case "accept" | "retract" if j.object:
                if one and other:
                    (self.conflicts if j.field == "conflict" else self.links)[one.id, other.id] = j.kind == "accept"
            case "accept" | "retract":
                meant = [one.id] if one else [*self.read.get(j.subject, {})] if j.kind == "retract" else []
                into, out_of = (self.certain, self.gone) if j.kind == "accept" else (self.gone, self.certain)
                into.update(meant)
                out_of.difference_update(meant)
            case "correct" if one and j.field:
                now = self.now[one.id]
                if j.field == CHAIN:  # what was read of a hop stays, whatever the chain was corrected to in between
                    self.now[one.id] = replace(now, chain=linked((*one.chain, *now.chain), j.value))
                else:
                    self.now[one.id] = corrected(now, j.field, j.value)
                self.certain.add(one.id)
                self.gone.discard(one.id)
            case "same_party" if j.object:
                self.now = {key: renamed(move, j.object, j.subject) for key, move in self.now.items()}
            case "merge" if one and other:
                self.same.append((one.id, other.id))
                self.apart.discard(frozenset((one.id, other.id)))
            case "split" if one:
                self._split(one.id, other.id if other else None)
            case _:
                pass  # it is about reports, or about what nothing here is

    def _split(self, one: str, other: str | None) -> None:
        """Judge apart; merges judged before that hold the two together are let go of."""
        self.apart.add(frozenset((one, other)) if other else frozenset((one,)))
        if other is None or other in _joined(one, self.same):
            self.same = [pair for pair in self.same if (other or one) not in pair]


def _joined(one: str, same: Sequence[Pair]) -> set[str]:
    """All that merges join to a move."""
    found, more = {one}, True
    while more:
        near = {m for pair in same if found & set(pair) for m in pair} - found
        found |= near
        more = bool(near)
    return found


class Placed(Protocol):
    """What has an id, an act and a span: a move, or its place alone."""

    @property
    def id(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class Place:
    """What the id of a move says."""

    id: str
    report: str
    span: Span
    act: str


P = TypeVar("P", bound=Placed)


def place_of(id: str) -> Place | None:
    """The report, span and act that the id of a move names; None where it is no such id."""
    match = MOVE_ID.fullmatch(id)
    return Place(id, match["report"], Span(int(match["start"]), int(match["end"])), match["act"]) if match else None


def find(by_report: Mapping[str, Mapping[str, P]], subject: str) -> P | None:
    """The move a judgement means, or None."""
    place = place_of(subject)
    if place is None:
        return None
    own = by_report.get(place.report, {})
    if subject in own:
        return own[subject]
    meant = place.span
    shares = [
        (min(m.span.end, meant.end) - max(m.span.start, meant.start), m.act == place.act, m.id)
        for m in own.values()
        if m.span.overlaps(meant)
    ]
    good = [s for s in shares if 2 * s[0] >= meant.end - meant.start]
    return own[max(good, key=lambda s: (s[1], s[0], s[2]))[2]] if good else None


def keys_in(value: str | None) -> tuple[str, ...]:
    """The parties of a value, which are separated by "+" or ","."""
    return tuple(p.strip() for p in re.split(r"[+,]", value or "") if p.strip())


def hops_in(value: str | None) -> tuple[tuple[str, LinkKind | None], ...]:
    """The hops of a value from the outlet inwards, ">" between them, behind each its kind if named: "Dawn > Hale (person)"."""
    found = []
    for part in filter(None, (part.strip() for part in (value or "").split(">"))):
        named = HOP.fullmatch(part)
        kind = named["kind"] if named and named["kind"] in KINDS else None
        found.append((named["name"] if named and kind else part, cast("LinkKind | None", kind)))
    return tuple(found)


def linked(chain: Sequence[Link], value: str | None) -> tuple[Link, ...]:
    """The chain of these hops: a hop that it has already stays as it was read, another is the person of that name.

    One in small letters is a source that is not named.
    """
    had = {link.name.casefold(): link for link in chain if link.name}
    made = []
    for at, (name, kind) in enumerate(hops_in(value)):
        known = had.get(name.casefold())
        if known is not None:
            made.append(replace(known, kind=kind or known.kind))
        else:
            guessed: LinkKind = "outlet" if at == 0 else "unnamed" if name == name.lower() else "person"
            made.append(Link(name, kind or guessed, "reports" if at == 0 else "indirect"))
    return tuple(made)


def flaw(field: str, value: str | None) -> str | None:
    """What is wrong with setting a field to a value, with what is allowed; None where it can be set."""
    if field not in FIELDS:
        return f"no field {field!r} to correct; there is {', '.join(FIELDS)}"
    if not value:
        return f"{field} cannot be empty" if field in NEEDED else None
    if field in CHOICES and value not in CHOICES[field]:
        return f"{field} cannot be {value!r}; it is one of {', '.join(CHOICES[field])}"
    if field in DATES:
        try:
            w.parse(value)
        except w.BadDate as problem:
            return f"{field}: {problem}; dates are written 2022-01-31, 2022-01, ../2022-01-16 (not later than)"
    return None


def corrected(move: Move, field: str, value: str | None) -> Move:
    """The move with one field set, as it was where the value cannot be; raises BadDate for a bad date.

    What is said at the moment it is done keeps one date for both; only a deed has a kind.
    """
    if field == "by":
        return replace(move, by=keys_in(value))
    if field == "to":
        return replace(move, to=keys_in(value), to_basis="stated" if keys_in(value) else None)
    if field == "due":
        return replace(move, due=w.parse(value) if value else None)
    if field in ("when", "said"):
        time, at_once = w.parse(value) if value else w.unknown(), move.when == move.said
        return replace(
            move, when=time if field == "when" or at_once else move.when, said=time if field == "said" or at_once else move.said
        )
    if field in CHOICES and value in CHOICES[field]:
        kind = move.kind if field != "act" or value == "deed" else None
        return replace(move, **{"kind": kind, field: value})  # type: ignore[arg-type]
    if field == "kind" and not value:
        return replace(move, kind=None)
    return replace(move, **{field: value}) if field in PLAIN else move  # type: ignore[arg-type]


def renamed(move: Move, old: str, new: str) -> Move:
    """The move with one party's key put for another's."""
    named = old in move.by or old in move.to or any(old in term.binds for term in move.terms)
    if not named and all(link.for_ != old for link in move.chain):
        return move
    by, to = _put(move.by, old, new), _put(move.to, old, new)
    chain = tuple(replace(link, for_=new) if link.for_ == old else link for link in move.chain)
    terms = tuple(replace(term, binds=_put(term.binds, old, new)) for term in move.terms)
    return replace(move, by=by, to=to, chain=chain, terms=terms)


def _put(keys: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if key == old else key for key in keys))


def parties_judged_same(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The key each renamed party goes by, by the key it had."""
    goes_by: dict[str, str] = {}
    for j in standing(judgements):
        if j.kind == "same_party" and j.object:
            goes_by = {old: j.subject if new == j.object else new for old, new in goes_by.items()} | {j.object: j.subject}
    return goes_by


__all__ = [
    "CERTAIN", "CHAIN", "CHOICES", "FIELDS", "Decided", "Place", "as_judged", "decide", "find", "flaw", "hops_in",
    "parties_judged_same", "place_of", "reports_judged", "standing",
]  # fmt: skip
