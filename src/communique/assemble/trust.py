"""How certain each derived record is: that of what it stands on, never more (docs/trust.md).

An event is as certain as its tellings by independent origins together; whatever joins events (a link, an answer, a conflict) is
as certain as the least certain of them, times how far its evidence has proved right.  What a person accepted is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import prod

from communique.assemble.decide import CERTAIN, Decided
from communique.assemble.evidence import TEXTS, directed
from communique.assemble.misread import at_most
from communique.assemble.namesakes import own_names
from communique.assemble.scene import Scene, to_is_stated
from communique.assemble.telling import nobody_named
from communique.assemble.titles import says_what
from communique.assemble.topics import solid, words
from communique.record.derived import (
    SURE,
    Conflict,
    Event,
    Position,
    Question,
    Record,
    Relation,
    Thread,
    ThreadLink,
    ThreadTerm,
)
from communique.record.move import Act
from communique.record.text import Span

# How far links are right by how much speaks for them (`_Signs.points`), in round figures of those read by hand.
LINKED = (0.1, 0.1, 0.25, 0.6, 0.9)
SAID_ELSEWHERE = 2  # points at most of what is said to others, and names no text: "invited the one" is not "invited the other"
NEAR = 400  # characters between a move and another of its thread that is told beside it
INSTRUMENTS = frozenset(words().instruments)
ANSWERS: frozenset[Relation] = frozenset(("accepts", "rejects", "partly", "conditions", "amends"))
PLEDGED: frozenset[Act] = frozenset(("accept", "agree", "reject", "offer", "support", "propose"))
# How far conflicts of a kind are right: 14 denials and 8 others were read by hand, too few for finer figures (docs/trust.md).
OPPOSED: Mapping[str, float] = {"denial": 0.8, "claimed": 0.8, "numbers": 0.8, "accounts": 0.75}
GUESSED = 0.3  # how often a question was right whose other side is only the likeliest
UNTOLD: Mapping[str, float] = {"meeting": 0.5, "deadline": 0.7}  # missed, for all that the reports tell
UNNAMED = 0.5  # a meeting that is to come, whose words name nobody: "negotiations are also to be held"
SOON = 7  # days that a meeting is due within, so that another of the same is unlikely
ALONE = 0.5  # where one side alone is told to have known no day, and some meeting of it was held
BORNE_OUT, MOST = 0.35, 5  # how far an act of a thread makes its founding one surer, and how many of them do
POINTS = re.compile(r"\b(?:those|them|these|it|this)\b")  # "offered those directly to": what was said before
WHOLE = 0.8  # of a clause, from which on a title with its verb is nothing but the clause
UNTITLED = 0.5  # for a thread whose title does not say what is put forward
WISHED = 0.5  # who hopes that something will be asks nobody to do it: none of 4 such that stood unmarked put anything forward
UNREAD = 0.5  # kinds of which none was read since they are made by structure: contradiction, tension, change


def weighed(record: Record, scene: Scene, decided: Decided) -> Record:
    """The record with the confidence of each of its parts."""
    trust = _Trust(record, scene, decided)
    threads = tuple(trust.thread(thread) for thread in record.threads)
    links = {(thread.id, link.event): link.confidence for thread in threads for link in thread.events}
    return replace(
        record,
        threads=threads,
        positions=tuple(trust.position(one, links) for one in record.positions),
        questions=tuple(trust.question(one) for one in record.questions),
        conflicts=tuple(trust.conflict(one) for one in record.conflicts if trust.at_odds(one) is not False),
    )


def certain_events(events: Iterable[Event], decided: Decided) -> tuple[Event, ...]:
    """The events, those certain of which a person accepted a telling."""
    if not decided.certain:
        return tuple(events)
    return tuple(replace(e, confidence=CERTAIN, told=CERTAIN) if not decided.certain.isdisjoint(e.moves) else e for e in events)


def kept_links(threads: Iterable[Thread], events: Iterable[Event], decided: Decided) -> tuple[Thread, ...]:
    """The threads without the events that a person judged not to belong to them."""
    of = {move: event.id for event in events for move in event.moves}
    out = {(of.get(move), of.get(thread)) for (move, thread), belongs in decided.links.items() if not belongs}
    if not out:
        return tuple(threads)
    return tuple(replace(t, events=tuple(link for link in t.events if (link.event, t.id) not in out)) for t in threads)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for an event's belonging to a thread.

    `alike`, 0 to 3: its words; `named`: the instrument; `third`: a name that is neither a party's of it nor a post; `addressed`:
    its words name the other side of the thread as addressee, by what else tells of the thread; `elsewhere`: they name others;
    `answers`: it is a yes or no of that side; `beside`: told next to another act of its party in the thread.
    """

    alike: int
    named: bool
    third: bool
    addressed: bool
    elsewhere: bool
    answers: bool
    beside: bool

    def level(self) -> float:
        """How far links with these signs are right: to be addressed there counts double, if anything tells what it is about."""
        same = self.named and self.third
        answers = self.answers and (self.alike > 0 or self.third)
        about = self.alike > 1 or same or answers
        points = self.alike + same + (2 + self.named) * (self.addressed and about) + (answers or (self.beside and about))
        return LINKED[min(points, SAID_ELSEWHERE if self.elsewhere and not same else len(LINKED) - 1)]


def _likeness(shared: int, share: float) -> int:
    """How alike the words of two events are, names and instruments apart: not, a little, much, all but the same."""
    if share >= 0.6 and shared > 2:
        return 3
    if share >= 0.4 and shared > 1:
        return 2
    return int(share >= 0.2 and shared > 0)


def _of_a_day(one: Question) -> bool:
    """Whether a day was set, or a few: what is told to be held then is what was to come."""
    return one.due is not None and (one.due.days() or SOON + 1) <= SOON


class _Trust:
    def __init__(self, record: Record, scene: Scene, decided: Decided) -> None:
        self.scene, self.decided = scene, decided
        self.events = {event.id: event for event in record.events}
        self.of = {move: event.id for event in record.events for move in event.moves}

    def judged(self, about: Mapping[tuple[str, str], bool], one: str, other: str) -> bool | None:
        """What a person said of two events, None where nobody did."""
        pair = {self.of.get(one), self.of.get(other)}
        return next((said for (a, b), said in reversed(list(about.items())) if {self.of.get(a), self.of.get(b)} == pair), None)

    def at_odds(self, one: Conflict) -> bool | None:
        """Whether a person said that it is a conflict, or none."""
        return self.judged(self.decided.conflicts, one.one, one.other)

    def sure(self, *moves: str | None) -> float:
        """The least confidence of the events of these moves."""
        found = [self.events[self.of[m]].confidence for m in moves if m in self.of]
        return min(found, default=0.0)

    def thread(self, thread: Thread) -> Thread:
        """A thread is as certain as its founding event, as all that a line tells of it, and as its title says what it is."""
        own = self.sure(thread.id)
        parts = [self.events[thread.id]] if thread.id in self.events else []
        parts += [self.events[link.event] for link in thread.events if link.relation == "term" and link.event in self.events]
        told = [event for link in thread.events if (event := self.events.get(link.event))]
        links = tuple(self.link(link, thread, parts, told) for link in thread.events)
        terms = tuple(self.term(term) for term in thread.terms)
        founding = self.events.get(thread.id)
        if founding is not None and founding.told < CERTAIN:
            misread = at_most(self.scene.founding(founding), None) < 1  # as that is, so may be those
            own = min(own, self._borne_out(founding, [x for x in links if not misread or self._retells(x, founding)]))
            own *= 1.0 if self._titled(thread, founding) else UNTITLED
            own *= WISHED if founding.act == "expect" and not directed(self.scene.members(founding)) else 1.0
        return replace(thread, events=links, terms=terms, confidence=round(own, 3))

    def _retells(self, link: ThreadLink, founding: Event) -> bool:
        """Whether its own side tells in another report of the text that was put forward."""
        event = self.events.get(link.event)
        if event is None or link.relation not in ("repeats", "term") or not set(event.by) & set(founding.by):
            return False
        return event.act in TEXTS and not set(event.reports) <= set(founding.reports)

    def _titled(self, thread: Thread, founding: Event) -> bool:
        """Whether the title says what is put forward, and is no whole clause of which nothing follows its verb."""
        first = self.scene.founding(founding)
        verb = self.scene.cue_of(first) if first.why and first.why[0].startswith("frame") else ""
        whole = verb in thread.title and len(thread.title) >= WHOLE * len(first.text)
        return says_what(thread.title) and not (verb and (whole or POINTS.search(verb)))

    def _borne_out(self, founding: Event, links: Iterable[ThreadLink]) -> float:
        """How sure a line on a thread is: that its founding act is so told, which acts that go back to it bear out.

        What its own side says of it in the same report was read by the same eyes, and bears out nothing.
        """
        sure = []
        for link in links:
            event = self.events.get(link.event)
            apart = event and (not set(event.by) & set(founding.by) or not set(event.reports) <= set(founding.reports))
            if apart and link.confidence >= SURE and link.relation != "status":
                sure.append(1 - BORNE_OUT * link.confidence)
        return float(1 - (1 - founding.told) * prod(sorted(sure)[:MOST]))

    def link(self, link: ThreadLink, thread: Thread, parts: list[Event], told: list[Event]) -> ThreadLink:
        """The less certain of the event and the thread, times how far links with such evidence are right."""
        both = self.sure(link.event, thread.id)
        if self.judged(self.decided.links, link.event, thread.id):
            return replace(link, confidence=both)
        event = self.events.get(link.event)
        level = self._signs(event, link, thread, parts, told).level() if event else 0.0
        return replace(link, confidence=round(both * level, 3))

    def _signs(self, event: Event, link: ThreadLink, thread: Thread, parts: list[Event], told: list[Event]) -> _Signs:
        scene, own = self.scene, self.scene.topics[event.id]
        apart = [part for part in parts if part.id != event.id and not self._overlap(event, part)]
        mine = bool(set(event.by) & set(thread.by))
        asked = bool(set(thread.to) & set(event.by))
        answer = not mine and asked and link.relation in ANSWERS and event.act in PLEDGED
        named = bool(own.concepts & INSTRUMENTS & self._concepts(parts))
        names = frozenset[str]().union(*(scene.topics[part.id].names for part in apart))
        stated = to_is_stated(event, scene)
        own_side = [m for m in (*parts, *told) if m.id != event.id and set(m.by) & set(thread.by) and to_is_stated(m, scene)]
        whom = {p for m in own_side for p in m.to} if mine else set(thread.by)  # else its own addressee would bear it out
        first = set(parts[0].to) if parts and to_is_stated(parts[0], scene) else set()
        around = [m for m in (*apart, *told) if m.id != event.id and not self._overlap(event, m)]
        return _Signs(
            alike=max((_likeness(solid(own, scene.topics[part.id]), scene.alike(event, part)) for part in apart), default=0),
            named=named,
            third=bool(own.names & names - own_names(m for e in (event, *apart) for m in scene.members(e))),
            addressed=stated and bool(whom & set(event.to)),
            elsewhere=mine and stated and bool(first) and not first & set(event.to),
            answers=answer and (named or any(self._within(part, event) for part in parts)),
            beside=any(set(m.by) & set(event.by) and (gap := scene.gap(event, m)) is not None and gap <= NEAR for m in around),
        )

    def _overlap(self, one: Event, other: Event) -> bool:
        """Whether a report tells one in the words of the other; what they share is then no evidence."""
        return self._somewhere(one, other, Span.overlaps)

    def _within(self, inner: Event, outer: Event) -> bool:
        """Whether one is told inside the other: "rejected the proposal to …"."""
        return inner.id != outer.id and self._somewhere(outer, inner, Span.holds)

    def _somewhere(self, one: Event, other: Event, holds: Callable[[Span, Span], bool]) -> bool:
        mine, its = self.scene.spans(one), self.scene.spans(other)
        return any(holds(a, b) for report in mine.keys() & its.keys() for a in mine[report] for b in its[report])

    def _concepts(self, parts: Iterable[Event]) -> frozenset[str]:
        return frozenset[str]().union(*(self.scene.topics[part.id].concepts for part in parts))

    def term(self, term: ThreadTerm) -> ThreadTerm:
        """A term is as certain as the most certain event that states it."""
        found = [self.sure(move) for move in term.moves] or [self.sure(term.event)]
        return replace(term, confidence=max(found))

    def position(self, one: Position, links: Mapping[tuple[str, str], float]) -> Position:
        """The link of the event that set it; a party's stand on what it put forward itself is as certain as that."""
        held = links.get((one.thread, one.move), self.sure(one.thread, one.move))
        return replace(one, confidence=held)

    def question(self, one: Question) -> Question:
        """As certain as a line on the asking, and once closed, as the less certain of that and of the closing.

        Where no telling names the other side, who awaits what of whom is a guess; that no report tells of it does not say that
        nothing came of it.
        """
        sure = self.sure(*(move for move in (one.move, one.closed_by) if move))
        asking = self.events.get(self.of.get(one.move, ""))
        if asking is None or self.decided.certain.intersection(asking.moves):
            return replace(one, confidence=sure)
        sure = min(sure, asking.told) * (UNTOLD.get(one.kind, 1.0) if one.state == "missed" else 1.0)
        closing = self.events.get(self.of.get(one.closed_by or "", ""))
        if closing and one.kind != "answer" and not (one.kind == "meeting" and _of_a_day(one)):
            sure = min(sure, closing.told) if closing.told >= SURE else sure * closing.told
        sure *= UNNAMED if asking.act == "meet" and nobody_named(self.scene.founding(asking)) else 1.0
        sure *= ALONE if one.state == "overtaken" and len({*one.by, *one.of}) < 2 else 1.0
        return replace(one, confidence=round(sure * GUESSED if asking.to and not to_is_stated(asking, self.scene) else sure, 3))

    def conflict(self, one: Conflict) -> Conflict:
        """The less certain of its sides, times how far conflicts of its kind are right."""
        both = self.sure(one.one, one.other)
        if self.at_odds(one):
            return replace(one, confidence=both)
        level = OPPOSED.get(one.kind, UNREAD)
        return replace(one, confidence=round(both * level, 3))
