"""Where a party stands is what its last act on a thread makes of it; what it stood for before is kept beside it.

Acts told of one day by one party are read together: to refuse one thing and offer talks on another is "partly".  An act that
belongs to a thread sets a position only where it answers what is on the table: it names the proposal, or says much the same, and
comes after it.  What only some members of a bloc do sets no position of the bloc, and a bloc's none of its members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from communique.assemble.scene import Scene, to_is_stated
from communique.assemble.topics import words
from communique.record.derived import Event, Position, Relation, Stance, Thread, ThreadLink, Turn
from communique.record.move import Act

OWN: frozenset[Stance] = frozenset(("for", "demands", "conditional"))  # ways of standing by one's own proposal
ANSWER: Mapping[Relation, Stance] = {
    "rejects": "against", "accepts": "for", "partly": "open", "conditions": "conditional", "amends": "partly"
}  # fmt: skip
PRESSED: Mapping[Relation, Stance] = {"awaits": "demands", "conditions": "conditional", "repeats": "for"}
WEIGHT: Mapping[Stance, int] = {
    "partly": 7, "against": 6, "for": 5, "denies": 4, "demands": 3, "conditional": 2, "open": 1, "silent": 0
}  # fmt: skip
CLOSE, SAME, SOME = 0.6, 0.5, 0.35  # how alike an answer is to what it answers
MUCH, MORE, LITTLE = 4, 3, 2  # words it shares with it
NEAR = 400  # characters between what is on the table and an answer told beside it
SURE_ENOUGH = 0.5  # below it a move is more likely misread than not
PLAIN: frozenset[Act] = frozenset(("reject", "accept", "agree", "offer", "propose", "status", "deny"))  # answers by their nature
PUTS: frozenset[Act] = frozenset(("propose", "demand", "offer", "appeal", "expect", "deed", "warn", "threaten"))
WEAK: frozenset[Act] = frozenset(("support", "criticise"))  # praise and blame: no answer unless they say to what


@dataclass(frozen=True, slots=True)
class Step:
    """What one party's acts of one day made of its stance on a thread; `event` is the act that says it most clearly."""

    party: str
    stance: Stance
    event: Event
    acted: date


Steps = dict[tuple[str, str | None], list[Step]]


def steps(thread: Thread, scene: Scene, events: Mapping[str, Event]) -> Steps:
    """For each party the steps of its stance on the thread (None) and on its terms (their ids), in order of the acts.

    Equal neighbours are one.
    """
    found: Steps = defaultdict(list)
    founder = events[thread.id]
    own: Stance = "demands" if founder.act in ("demand", "expect") else "for"
    for party in founder.by if founder.act != "expect" else ():  # to hope is not to stand for
        found[party, None].append(Step(party, own, founder, scene.acted(founder)))
    parts = [founder, *(events[t.event] for t in thread.terms if t.event and t.event in events and t.event != founder.id)]
    for link in thread.events:
        event = events[link.event]
        if not sets_a_position(event, link, thread, parts, scene):
            continue
        for party, stance in stances(thread, link, event):
            found[party, None].append(Step(party, stance, event, scene.acted(event)))
        for party, stance in on_terms(thread, link, event):
            for term in link.terms:
                found[party, term].append(Step(party, stance, event, scene.acted(event)))
    at = scene.place
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    return {key: _joined(taken, at, key[0] in founder.by) for key, taken in ordered}


def sets_a_position(event: Event, link: ThreadLink, thread: Thread, parts: Sequence[Event], scene: Scene) -> bool:
    """Whether an act answers what is on the table, or presses it: evidence beyond its being of the thread."""
    founder = parts[0]
    if event.confidence < SURE_ENOUGH or event.modality == "hypothetical" or all(m.partial for m in scene.members(event)):
        return False
    if event.first_published < founder.first_published and scene.acted(event) <= scene.acted(founder):
        return False  # nothing was on the table yet
    own = not set(event.by).isdisjoint(thread.by)
    if own and link.relation == "repeats" and event.act not in PUTS:
        return False
    if event.modality == "conditional" and link.relation in ("accepts", "partly") and event.act not in PLAIN:
        return False
    whom = {*thread.to} if own and not set(event.by) - set(thread.by) else {*thread.by}
    stated = bool(event.to) and to_is_stated(event, scene)
    back = stated and not whom.isdisjoint(event.to)
    if stated and not back and event.act != "status" and whom:
        return False  # said to somebody else
    if event.act == "agree" and len(event.by) > 1 and set(event.by).isdisjoint(thread.by):
        return False  # agreed with somebody else
    elsewhere = bool(event.to) and whom.isdisjoint(event.to) and event.act != "status"
    return _about(event, link, parts, back, elsewhere or (own and event.act == "expect"), scene)


def _about(event: Event, link: ThreadLink, parts: Sequence[Event], back: bool, doubt: bool, scene: Scene) -> bool:
    """Whether it says that it is about what is on the table: much the same words, or its name where nothing else can be meant.

    `back`: its words say that it goes to the other side; `doubt`: it may as well go to somebody else.
    """
    topic, founder = scene.topics[event.id], parts[0]
    alike, shared = 0.0, 0
    for part in parts:
        its = scene.topics[part.id]
        alike = max(alike, scene.weights.alike(topic.stems, its.stems))
        shared = max(shared, sum(s[0] != "@" for s in (topic.stems - topic.names) & (its.stems - its.names)))
    here = not set(event.reports).isdisjoint(founder.reports)
    if doubt and not here:
        return alike >= CLOSE and shared >= MUCH and event.act not in WEAK
    if (alike >= SAME and shared >= (LITTLE if back else MORE)) or (alike >= SOME and shared >= MUCH and not doubt):
        return True
    if event.act in WEAK or link.relation == "amends" or (doubt and "@answer" not in topic.concepts):
        return False
    named = bool(topic.concepts & scene.topics[founder.id].concepts & frozenset(words().instruments))
    beside = any((gap := scene.gap(event, part)) is not None and gap <= NEAR for part in parts)
    plain = shared > 0 and back and here and event.act in PLAIN  # "left the door open for talks on missiles"
    if link.terms and (plain or (shared >= LITTLE and (back or here)) or (named and (back or beside or not here))):
        return True  # it names a provision
    answer = event.act == "status" and "@answer" in topic.concepts
    if answer or (named and back and shared > 0):
        return True
    return named and (beside or (event.act in PLAIN and shared > 0 and here))


def stances(thread: Thread, link: ThreadLink, event: Event) -> list[tuple[str, Stance]]:
    """The stances one event of a thread sets, by party."""
    own = [p for p in event.by if p in thread.by]
    other = [p for p in event.by if p not in thread.by]
    if link.relation == "status":
        told_silent = event.polarity == "neg" and set(event.by) & set(thread.by)
        return [(p, "silent") for p in event.to if told_silent and p not in thread.by]
    stance = _answer(link, event)
    if link.terms and stance in ("for", "against"):
        stance = "partly"  # yes or no to some provisions only
    mine = PRESSED.get(link.relation)
    if event.act in ("demand", "expect") and link.relation == "repeats":
        mine = "demands"
    return [(p, stance) for p in other if stance] + [(p, mine) for p in own if mine]


def on_terms(thread: Thread, link: ThreadLink, event: Event) -> list[tuple[str, Stance]]:
    """The stances it sets on the provisions that the link names."""
    stance = _answer(link, event) if link.terms else None
    return [(p, stance) for p in event.by if stance and p not in thread.by]


def _answer(link: ThreadLink, event: Event) -> Stance | None:
    stance = ANSWER.get(link.relation)
    if event.act == "deny":
        return "denies"
    return "conditional" if stance == "for" and event.modality == "conditional" else stance


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


def positions(found: Mapping[str, Steps]) -> tuple[Position, ...]:
    """The last step of each party on each thread and term (`found`: thread id to steps), and every change that led to it."""
    out = []
    for thread, by_party in found.items():
        for (party, term), own in by_party.items():
            last, before = own[-1], own[-2] if len(own) > 1 else None
            out.append(
                Position(
                    party=party, thread=thread, stance=last.stance, text=last.event.text, move=last.event.id,
                    since=last.event.when, published=last.event.first_published,
                    before=before.stance if before else None, before_move=before.event.id if before else None, term=term,
                    turns=tuple(Turn(s.stance, s.event.id, s.event.when, s.event.first_published) for s in own),
                )
            )  # fmt: skip
    return tuple(out)


def changed(before: Step, after: Step, *, proposer: bool) -> bool:
    """Whether a step is worth telling as a change: not when a party only presses what it put forward itself."""
    return before.stance != after.stance and not (proposer and {before.stance, after.stance} <= OWN)
