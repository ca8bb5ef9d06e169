"""Where a party stands is what its last act on a thread makes of it; what it stood for before is kept beside it.

Acts told of one day by one party are read together: to refuse one thing and offer talks on another is "partly".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from communique.assemble.scene import Scene
from communique.record.derived import Event, Position, Relation, Stance, Thread, ThreadLink

OWN: frozenset[Stance] = frozenset(("for", "demands", "conditional"))  # ways of standing by one's own proposal
ANSWER: Mapping[Relation, Stance] = {
    "rejects": "against", "accepts": "for", "partly": "open", "conditions": "conditional", "amends": "partly"
}  # fmt: skip
PRESSED: Mapping[Relation, Stance] = {"awaits": "demands", "conditions": "conditional", "repeats": "for"}
WEIGHT: Mapping[Stance, int] = {
    "partly": 7, "against": 6, "for": 5, "denies": 4, "demands": 3, "conditional": 2, "open": 1, "silent": 0
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What one party's acts of one day made of its stance on a thread; `event` is the act that says it most clearly."""

    party: str
    stance: Stance
    event: Event
    acted: date


def steps(thread: Thread, scene: Scene, events: Mapping[str, Event]) -> dict[str, list[Step]]:
    """For each party the steps of its stance on the thread, in order of the acts; equal neighbours are one."""
    found: dict[str, list[Step]] = defaultdict(list)
    founder = events[thread.id]
    own: Stance = "demands" if founder.act in ("demand", "expect") else "for"
    for party in founder.by:
        found[party].append(Step(party, own, founder, scene.acted(founder)))
    for link in thread.events:
        event = events[link.event]
        for party, stance in stances(thread, link, event):
            found[party].append(Step(party, stance, event, scene.acted(event)))
    return {party: _joined(taken, scene.place, party in founder.by) for party, taken in sorted(found.items())}


def stances(thread: Thread, link: ThreadLink, event: Event) -> list[tuple[str, Stance]]:
    """The stances one event of a thread sets, by party."""
    own = [p for p in event.by if p in thread.by]
    other = [p for p in event.by if p not in thread.by]
    if link.relation == "status":
        told_silent = event.polarity == "neg" and set(event.by) & set(thread.by)
        return [(p, "silent") for p in event.to if told_silent and p not in thread.by]
    stance = ANSWER.get(link.relation)
    if link.terms and stance in ("for", "against"):
        stance = "partly"  # yes or no to some provisions only
    if event.act == "deny":
        stance = "denies"
    if stance == "for" and (event.modality == "conditional"):
        stance = "conditional"
    mine = PRESSED.get(link.relation)
    if event.act in ("demand", "expect") and link.relation == "repeats":
        mine = "demands"
    return [(p, stance) for p in other if stance] + [(p, mine) for p in own if mine]


def _joined(own: list[Step], place: Mapping[str, int], proposer: bool) -> list[Step]:
    """Steps of the same day told in the same report read together, then equal neighbours joined (the first kept)."""
    ordered = sorted(own, key=lambda s: (s.acted, s.event.first_published, place[s.event.id]))
    out: list[Step] = []
    for _, group in groupby(ordered, key=lambda s: (s.acted, s.event.first_published)):
        together = list(group)
        kinds = {s.stance for s in together}
        if {"against", "open"} <= kinds and not proposer:
            clear = next(s for s in together if s.stance == "against")
            step = Step(clear.party, "partly", clear.event, clear.acted)
        else:
            step = max(together, key=lambda s: (WEIGHT[s.stance], -place[s.event.id]))
            if proposer and "demands" in kinds:
                step = next(s for s in reversed(together) if s.stance == "demands")
        if step.stance == "silent" and out and out[-1].stance != "silent" and together[0].acted <= out[-1].acted:
            continue
        if proposer and step.stance == "for" and out and out[-1].stance in OWN:
            continue  # to repeat a proposal takes back no demand
        if out and out[-1].stance == step.stance:
            out[-1] = Step(step.party, step.stance, step.event, step.acted) if step.stance == "demands" else out[-1]
        else:
            out.append(step)
    return out


def positions(found: Mapping[str, dict[str, list[Step]]]) -> tuple[Position, ...]:
    """The last step of each party on each thread (`found`: thread id to party to steps), and the one before it."""
    out = []
    for thread, by_party in found.items():
        for party, own in by_party.items():
            last, before = own[-1], own[-2] if len(own) > 1 else None
            out.append(
                Position(
                    party=party, thread=thread, stance=last.stance, text=last.event.text, move=last.event.id,
                    since=last.event.when, published=last.event.first_published,
                    before=before.stance if before else None, before_move=before.event.id if before else None,
                )
            )  # fmt: skip
    return tuple(out)


def changed(before: Step, after: Step, *, proposer: bool) -> bool:
    """Whether a step is worth telling as a change: not when a party only presses what it put forward itself."""
    return before.stance != after.stance and not (proposer and {before.stance, after.stance} <= OWN)
