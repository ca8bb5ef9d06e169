"""Two sides tell one meeting: what each tells that the other leaves out, and what one says was agreed and the other does not.

An account is what a report tells from its telling of the meeting on, up to the next meeting or the end of the readout.  A side's
account is compared with another's only where their reports have different origins: a copy is no second account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.assemble.events import SURE
from communique.assemble.scene import Scene, order
from communique.assemble.tellers import names_it, voucher
from communique.assemble.topics import solid
from communique.record.derived import Conflict, Event
from communique.record.move import Act, Move

READOUT = 60  # moves: a report with more is a briefing or a press conference, which only touches on a meeting
REACH, REACH_LONG = 4000, 900  # characters from the telling on that are its account: in a readout, elsewhere
FRESH = 3  # days after the meeting within which an account of it is published
LEAST = 3  # moves of an account that can be found wanting
ALIKE, SHARED = 0.12, 2  # at least so alike, or so many words shared: the other tells it too
SURE_ENOUGH = 0.5  # below it a telling is more likely misread than not
ALIKE_AGREED = 0.2
SEVERAL = frozenset(
    ("times", "repeatedly", "several", "multiple", "series", "numerous", "regularly", "every", "daily", "often")
)  # no one meeting
TELLING: frozenset[Act] = frozenset(
    ("propose", "offer", "accept", "agree", "commit", "support", "demand", "appeal", "expect", "reject", "deny", "accuse",
     "criticise", "warn", "threaten", "position", "assess", "deed", "status")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """What one side tells of a meeting; `at` is the telling in its fullest report, `told` what all its reports tell of it."""

    side: str
    at: Move
    own: tuple[Move, ...]
    told: tuple[Move, ...]


def accounts(scene: Scene, origin: Mapping[str, str]) -> Iterable[Conflict]:
    """The meetings that two sides tell, where one tells what the other leaves out; then what one side alone says was agreed."""
    tellings = _tellings(scene)
    agreed = _agreed(scene)
    for event in scene.events:
        if event.act != "meet" or event.polarity == "neg" or SURE[event.modality] != "so":
            continue
        sides = _sides(event, scene, tellings)
        for one, other in combinations(sides, 2):
            if origin.get(one.at.report, one.at.report) == origin.get(other.at.report, other.at.report):
                continue
            if not _met(one, other):
                continue
            yield from _compared(one, other, scene)
            yield from _claimed(event, one, other, agreed, scene)
            yield from _claimed(event, other, one, agreed, scene)


def _tellings(scene: Scene) -> Mapping[str, Sequence[Move]]:
    found: dict[str, list[Move]] = defaultdict(list)
    for move in scene.moves.values():
        found[move.report].append(move)
    return {report: sorted(moves, key=lambda m: (m.span.start, m.span.end, m.id)) for report, moves in found.items()}


def _agreed(scene: Scene) -> Mapping[str, Sequence[Event]]:
    """The joint agreements that one side alone tells, by report."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in scene.events:
        if event.act == "agree" and event.polarity == "pos" and event.modality in ("actual", "alleged") and len(event.by) > 1:
            for report in event.reports:
                found[report].append(event)
    return found


def _sides(event: Event, scene: Scene, tellings: Mapping[str, Sequence[Move]]) -> list[Account]:
    """For each side that took part, its account, in the order in which they were published."""
    found: dict[str, list[tuple[Move, tuple[Move, ...]]]] = defaultdict(list)
    for move in scene.members(event):
        side = voucher(move)
        if side is None or side not in (*move.by, *move.to) or not _tells(move, event, scene):
            continue
        found[side].append((move, _told(move, side, tellings[move.report])))
    made = []
    for side, own in found.items():
        at, fullest = min(own, key=lambda a: (-len(a[1]), order(a[0])))
        if len(fullest) >= LEAST:
            made.append(Account(side, at, fullest, tuple(dict.fromkeys(m for one, told in own for m in (one, *told)))))
    return sorted(made, key=lambda a: (a.at.published, a.at.report, a.at.span))


def _tells(move: Move, event: Event, scene: Scene) -> bool:
    """Whether a move tells this one meeting as news, and is surely read."""
    late = event.when.latest and (move.published - event.when.latest).days > FRESH
    so = move.modality in ("actual", "alleged") and move.confidence >= SURE_ENOUGH
    return so and not late and scene.words(move).low.isdisjoint(SEVERAL)


def _met(one: Account, other: Account) -> bool:
    """Whether each tells that it met with the other, and nobody of the two with many others."""
    mine, its = {*one.at.by, *one.at.to, one.side}, {*other.at.by, *other.at.to, other.side}
    names = all(
        b.side in (*a.at.by, *a.at.to) or names_it(a.at.text, b.side, a.at.published) for a, b in ((one, other), (other, one))
    )
    return names and 2 * len((mine | {other.side}) & (its | {one.side})) >= len(mine | its)


def _told(at: Move, side: str, moves: Sequence[Move]) -> tuple[Move, ...]:
    """The moves of the account: behind the telling, not those of another meeting, told by that side."""
    reach = REACH if len(moves) <= READOUT else REACH_LONG
    found: list[Move] = []
    for move in moves:
        if move.span.start < at.span.end or move.span.start > at.span.end + reach:
            continue
        if move.act == "meet" and {*move.by, *move.to}.isdisjoint({*at.by, *at.to}):
            break
        if move.act in TELLING and voucher(move) == side:
            found.append(move)
    return tuple(found)


def _alone(one: Account, other: Account, scene: Scene) -> tuple[str, ...]:
    """What the fullest report of one tells and nothing of the other's accounts is like."""
    mine = [m for m in one.own if m.confidence >= SURE_ENOUGH and len(scene.words(m).stems - scene.words(m).names) >= LEAST]
    its = [scene.words(m) for m in other.told]
    alike = scene.weights.alike
    return tuple(
        m.id
        for m in mine
        if not any(alike(scene.words(m).stems, t.stems) >= ALIKE or solid(scene.words(m), t) >= SHARED for t in its)
    )


def _compared(one: Account, other: Account, scene: Scene) -> Iterable[Conflict]:
    mine, its = _alone(one, other, scene), _alone(other, one, scene)
    if mine or its:
        shares = f"{one.side} alone tells {len(mine)} of {len(one.own)}, {other.side} {len(its)} of {len(other.own)}"
        basis = f"both tell the meeting; {shares}"
        yield Conflict(f"{one.at.id}~{other.at.id}", "accounts", one.at.id, other.at.id, basis, mine, its)


def _claimed(
    meeting: Event, one: Account, other: Account, agreed: Mapping[str, Sequence[Event]], scene: Scene
) -> Iterable[Conflict]:
    for event in agreed.get(one.at.report, ()):
        tellers = {voucher(m) for m in scene.members(event)}
        if other.side not in event.by or other.side in tellers or one.side not in tellers:
            continue
        at = next(m for m in scene.members(event) if m.report == one.at.report)
        near = at.span.start >= one.at.span.start - REACH_LONG and at.span.start <= one.at.span.end + REACH
        if not near or not event.when.may_be(meeting.when):
            continue
        words = scene.topics[event.id]
        told = any(
            m.act in ("agree", "commit") or scene.weights.alike(words.stems, scene.words(m).stems) >= ALIKE_AGREED
            for m in other.told
        )
        told = told or at.confidence < SURE_ENOUGH or len(words.stems - words.names) < LEAST
        if not told:
            basis = f"agreed as {one.side} tells; {other.side}'s account of the meeting does not tell it"
            yield Conflict(f"{at.id}~{other.at.id}", "claimed", at.id, other.at.id, basis)
