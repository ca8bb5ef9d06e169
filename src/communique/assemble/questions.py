"""A question is something a party awaits; it is closed only by a move that is told, never by silence.

An answer that the asker does not take for one (it asks again when, or after, the answer is told) leaves the question open and
is named in `answer`.  "missed" means: the day has passed and no report tells that it was met.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from communique.assemble.encounters import held
from communique.assemble.events import LEAST_WORDS, window
from communique.assemble.occasions import lies_ahead, may_be, of_its_day, once
from communique.assemble.scene import Scene, over_before, to_is_stated
from communique.assemble.topics import solid, words
from communique.record.derived import Event, Question, QuestionState, Relation, Thread
from communique.record.move import Act, Move
from communique.record.when import day, narrower

ASKING: frozenset[Act] = frozenset(("expect", "demand", "appeal"))
ANSWERING: frozenset[Act] = frozenset(("accept", "reject", "agree", "offer", "propose", "commit", "deny", "support", "deed"))
CLOSING: frozenset[Relation] = frozenset(("accepts", "rejects", "partly", "answers", "amends"))
HELD: frozenset[Act] = frozenset(("agree", "reject", "accept", "deed"))  # told to have been done at talks
WITHDRAWING: frozenset[Act] = frozenset(("deed", "commit", "status", "agree", "reject"))
ALIKE, ALIKE_DEADLINE, ALIKE_THREAD, ALIKE_WITHDRAWN = 0.3, 0.4, 0.15, 0.4
ASKS_FOR = (
    r"(?i:a?waits?|awaiting|awaited|waiting|waited|expects?|expected|expecting|demands?|demanded|demanding|asks?|asked|asking|"
    r"requests?|requested|requesting|seeks?|sought|seeking|wants?|wanted|urges?|urged|urging|calls?|called|calling|insists?|insisted|"
    r"hopes?|hoped|hoping|presses|pressed|looks?|looking|looked)"
)
GIVES = r"(?i:gives?|gave|given|giving|has|have|must|should|needs?)"  # a day, or what must be done
REPLY = r"(?i:answers?|answered|repl(?:y|ies|ied)|responses?)"
ADJECTIVES = (
    r"(?:(?i:a|an|the|its|their|his|her|our|your|my|any|some|no|more|not|yet|still|for|forward|to|on|in|from|of|that|by|it)|"
    r"\w+['’]s|[A-Z][\w.’'-]*|\w+(?:al|ed|en|ar|ive|pt|ck|ct|te|ll|ic|ly|us|id))"
)
AWAITED = re.compile(
    rf"\b{ASKS_FOR}(?:\W+{ADJECTIVES}){{0,7}}?\W+{REPLY}\b"
    rf"|\b(?:{ASKS_FOR}|{GIVES})(?:[^\w,;]+\w+){{0,7}}?\W+to\W+(?:\w+ly\W+)?"
    rf"(?:answer|reply|respond|(?:give|send|deliver)(?:\W+\w+){{0,4}}\W+{REPLY})\b"
    rf"|(?<!the )\b(?i:needs?|needed|requires?|required)(?:\W+{ADJECTIVES}){{0,3}}\W+{REPLY}\b"
    rf"|\b(?i:must|should) (?:\w+ly )?(?:answer|reply|respond|(?:give|send|deliver)(?:\W+\w+){{0,4}}\W+{REPLY})\b"
    rf"|\b{REPLY}\b[^.;,]{{0,60}}\b(?:is|was|are|were|be|being) (?:\w+ly )?(?:a?waited|expected|due|demanded)\b",
)  # an answer is what is asked for, not what one prepares or speaks of
ATTENDED = re.compile(
    r"\b(?:summit|conference|forum|congress|games)\b[^.;]{0,60}\b(?:held|place|attended)\b|\b(?:media|press|journalists|reporters)\b",
    re.IGNORECASE,
)  # an occasion that many attend, or that is for the press, is no meeting of two that one awaits of the other
CROWD = 3  # times as many as were to meet: "spoke with many leaders today" is not their meeting
ALL_OF = 3  # of so many sides all must meet; of more, so many of them
CLOSES = 0.3  # how sure a line on an act must be to close a question; what the press asks or a guess tells closes none
MONTH = 31  # days: a meeting due within more of them, or without a day, is the one that its words name
SOON, SEASON = 7, 62  # days: a date no wider than the one is a day set, wider than the other no deadline


def questions(scene: Scene, threads: Sequence[Thread]) -> tuple[Question, ...]:
    """All questions, in the order they were first asked; one asked again is one question."""
    book = _Book(scene, threads)
    out: list[tuple[Question, Event]] = []
    by: dict[tuple[str, str], list[int]] = defaultdict(list)  # the questions of a kind that a party asked
    for event in scene.events:
        asked = book.asked(event)
        if asked is None:
            continue
        for n in sorted({n for party in asked.by for n in by[asked.kind, party]}):
            earlier, first = out[n]
            if book.again(earlier, first, asked, event):
                due = narrower(earlier.due, asked.due) if earlier.due and asked.due else earlier.due or asked.due
                out[n] = (replace(earlier, due=due, repeats=(*earlier.repeats, event.id)), first)
                break
        else:
            for party in set(asked.by):
                by[asked.kind, party].append(len(out))
            out.append((asked, event))
    return tuple(book.settled(question, event) for question, event in out)


class _Book:
    def __init__(self, scene: Scene, threads: Sequence[Thread]) -> None:
        self.scene = scene
        self.events = {e.id: e for e in scene.events}
        self.thread_of: dict[str, str] = {}
        self.links: dict[str, list[tuple[Event, Relation]]] = {}
        for thread in threads:
            self.thread_of[thread.id] = thread.id
            for link in thread.events:
                self.thread_of.setdefault(link.event, thread.id)
            self.links[thread.id] = [(self.events[link.event], link.relation) for link in thread.events]
        self.by_party: dict[tuple[str, Act], list[int]] = defaultdict(list)  # the places of the acts of or to a party, in order
        self.withdrawals: dict[str, list[int]] = defaultdict(list)  # the places of those of a party
        self.days = [event.first_published for event in scene.events]
        withdrawn = words().lists["withdrawn"]
        for place, event in enumerate(scene.events):
            if event.act in WITHDRAWING and event.polarity == "pos" and scene.topics[event.id].low & withdrawn:
                for party in event.by:
                    self.withdrawals[party].append(place)
            if event.act in ANSWERING or event.act == "meet":
                for party in {*event.by, *event.to}:
                    self.by_party[party, event.act].append(place)

    def asked(self, event: Event) -> Question | None:
        """The question an event raises, still open, if it raises one."""
        by, of, thread = event.by, event.to, self.thread_of.get(event.id)
        stems = self.scene.topics[event.id].stems
        if event.act == "status" and event.polarity == "neg" and self.scene.topics[event.id].low & words().lists["dates"]:
            return self._new(event, "unknown", by, of, thread)
        together = len({*by, *of}) > 1
        planned = event.act == "meet" and event.modality in ("planned", "conditional")
        if planned and together and not ATTENDED.search(event.text) and (_set(event) or lies_ahead(self.scene.founding(event))):
            return self._new(event, "meeting", by, tuple(p for p in of if p not in by), thread)
        if event.act in ("agree", "offer", "propose", "accept") and together and self._sets_talks(event):
            return self._new(event, "meeting", by, tuple(p for p in of if p not in by), thread)
        if event.polarity == "neg" or not by or not of or event.modality == "hypothetical":
            return None
        answer = "@answer" in stems and any(AWAITED.search(m.text) for m in self.scene.members(event))
        dated = _ahead(event)
        if not (answer or dated) or event.act not in (*ASKING, "threaten", "commit"):
            return None
        stated = to_is_stated(event, self.scene)
        dated = dated and (event.act != "expect" or answer or self._of_those_named(event))
        if event.act in ASKING and (answer or dated) and (stated or (answer and dated)):
            return self._new(event, "answer" if answer else "deadline", by, of, thread)
        if event.act == "threaten" and stated and dated and any(m.condition for m in self.scene.members(event)):
            return self._new(event, "deadline", by, of, thread)
        if event.act == "commit" and answer and dated:  # to promise anything else asks nothing
            return self._new(event, "deadline", of, by, thread)
        return None

    def _sets_talks(self, event: Event) -> bool:
        """Whether its words speak of talks and set a day for them."""
        first = self.scene.founding(event)
        return first.due is not None and "@talks" in self.scene.words(first).stems

    def _of_those_named(self, event: Event) -> bool:
        """Whether a hope names as its addressee of whom it hopes; a place or a guest that it only mentions sets nobody a day."""
        return any(m.to_basis == "stated" and "addressee: the likeliest" not in m.why for m in self.scene.members(event))

    def _new(self, event: Event, kind: str, by: tuple[str, ...], of: tuple[str, ...], thread: str | None) -> Question:
        return Question(event.id, kind, by, of, event.text, event.due, "open", event.id, None, thread)  # type: ignore[arg-type]

    def again(self, earlier: Question, first: Event, asked: Question, event: Event) -> bool:
        """Whether `asked` asks what was asked before: the same of the same, in the same thread or words."""
        if earlier.kind != asked.kind or not set(earlier.by) & set(asked.by):
            return False
        sides, others = {*earlier.by, *earlier.of}, {*asked.by, *asked.of}
        if earlier.kind == "meeting" and len(sides & others) < min(2, len(sides), len(others)):
            return False  # one of them meets somebody else
        soon = asked.due and (asked.due.days() or 99) <= SOON
        if earlier.kind == "meeting" and soon and earlier.due and asked.due and earlier.due.may_be(asked.due):
            return len(sides & others) >= 2
        if (earlier.of or asked.of) and not set(earlier.of) & set(asked.of):
            return False
        if earlier.due and asked.due and not earlier.due.may_be(asked.due):
            return False
        if earlier.kind == "answer" and earlier.thread and earlier.thread == asked.thread:
            return True
        return self.scene.alike(first, event) >= 0.45

    def settled(self, question: Question, first: Event) -> Question:
        """The question as it stands today."""
        if question.kind == "unknown":
            closer = self._talks_after(first, question) or self._day_set(first, question)
            return _closed(question, "overtaken", closer) if closer else replace(question, state="stated unknown")
        withdrawal = self._withdrawn(first, question)
        if withdrawal:
            return _closed(question, "withdrawn", withdrawal)
        closer = self._talks_after(first, question) if question.kind == "meeting" else self._answer(first, question)
        if closer and question.kind != "meeting" and self._asks_still(question, closer):
            question = replace(question, answer=closer.id)  # it counts as none: the day still passes
        elif closer:
            return _closed(question, "met", closer)
        last = question.due.latest if question.due else None
        return replace(question, state="missed", closed=day(last)) if last and last < self.scene.today else question

    def _after(self, first: Event, event: Event) -> bool:
        """Whether an event was told later than the question, and not done before it."""
        if event.id == first.id or event.first_published <= first.first_published:
            return event.id != first.id and over_before(first.when, event.when)
        return not over_before(event.when, first.when)

    def _near(self, question: Question, first: Event, acts: Iterable[Act]) -> Iterator[Event]:
        """Such acts of or to those concerned, told on the day of the question or later, in order."""
        since = bisect_left(self.days, first.first_published)
        found = [self.by_party.get((party, act), []) for party in {*question.by, *question.of} for act in acts]
        for place in sorted(set[int]().union(*(places[bisect_left(places, since) :] for places in found))):
            yield self.scene.events[place]

    def _talks_after(self, first: Event, question: Question) -> Event | None:
        """The meeting of those concerned that was held, if one is told that is the one which was to come."""
        hosts = first.act == "propose" and len(question.of) > 1  # who invites two others need not take part
        sides, planned = {*(() if hosts else question.by), *question.of}, self.scene.founding(first)
        for event in chain(self._near(question, first, ("meet",)), self._near(question, first, HELD)):
            if event.modality != "actual" or event.polarity == "neg" or event.told < CLOSES or not self._after(first, event):
                continue
            met, others = event.act == "meet" or "@talks" in self.scene.topics[event.id].stems, {*event.by, *event.to}
            if len(others) > CROWD * len(sides):
                continue
            if not met or len(sides & others) < min(ALL_OF, len(sides)) or len(others) < 2 or ATTENDED.search(event.text):
                continue
            tellings = [move for move in self.scene.members(event) if once(move)]
            news = [move for move in tellings if of_its_day(move)]
            if not tellings or not all(may_be(planned, move) for move in news or tellings):
                continue
            if question.due and not any(_fits(question, first, move) for move in news):
                continue
            again = question.kind == "meeting" and _loose(question, first)
            if not again or self._same_talks(first, event):
                return event
        return None

    def _same_talks(self, first: Event, event: Event) -> bool:
        """Whether talks that were held are those that were agreed on or proposed without a day, by their words."""
        return self.scene.alike(first, event) >= ALIKE and self._about(first, event)

    def _day_set(self, first: Event, question: Question) -> Event | None:
        """A later act that puts a day on talks of those concerned."""
        sides = {*question.by, *question.of}
        for event in self._near(question, first, (*ANSWERING, "meet")):
            talks = event.act == "meet" or "@talks" in self.scene.topics[event.id].stems
            dated = event.due and (event.due.days() or 99) <= SOON and not over_before(event.due, first.when)
            if talks and dated and event.polarity == "pos" and event.first_published > first.first_published:
                if len(sides & {*event.by, *event.to}) >= min(2, len(sides)):
                    return event
        return None

    def _answer(self, first: Event, question: Question) -> Event | None:
        of, by = set(question.of), set(question.by)
        if question.thread:
            for event, relation in self.links.get(question.thread, ()):
                clear = question.kind == "answer" and relation != "answers"  # else it may answer another part of the thread
                if relation not in CLOSING or not (clear or self.scene.alike(first, event) >= ALIKE_THREAD):
                    continue
                if event.act in ASKING and question.kind != "answer":
                    continue  # a wish of theirs does not do what was to be done
                if set(event.by) & of and not set(event.by) & by and event.told >= CLOSES and self._after(first, event):
                    return event
        for event in self._near(question, first, ANSWERING):
            if not set(event.by) & of or event.modality in ("hypothetical", "planned") or event.told < CLOSES:
                continue
            if (event.to and not set(event.to) & by and question.kind != "deadline") or not self._after(first, event):
                continue
            least = ALIKE_DEADLINE if question.kind == "deadline" else ALIKE
            if self.scene.alike(first, event) >= least and self._about(first, event):
                return event
        return None

    def _about(self, first: Event, event: Event) -> bool:
        """Whether both say more of one thing than its names: a promise and a deed that share one word are of two things."""
        one, other = self.scene.topics[first.id], self.scene.topics[event.id]
        return solid(one, other) >= min(LEAST_WORDS, len(one.stems), len(other.stems))

    def _asks_still(self, question: Question, answer: Event) -> bool:
        asked = [self.events[r] for r in question.repeats]
        return any(e.first_published >= answer.first_published and not over_before(e.when, answer.when) for e in asked)

    def _withdrawn(self, first: Event, question: Question) -> Event | None:
        may = {*question.by, *question.of} if question.kind == "meeting" else set(question.by)
        for place in sorted({place for party in may for place in self.withdrawals.get(party, ())}):
            event = self.scene.events[place]
            if self._after(first, event) and self.scene.alike(first, event) >= ALIKE_WITHDRAWN:
                return event
        return None


def _set(event: Event) -> bool:
    """Whether a day is set, or a few weeks: what is planned for some time of the year may be any meeting."""
    return event.due is not None and (event.due.days() or 0) <= SEASON


def _loose(question: Question, first: Event) -> bool:
    """Whether no day is set, or one so far off that any meeting of the two would fit."""
    if question.due is None or question.due.latest is None:
        return True
    return (question.due.latest - (question.due.earliest or first.first_published)).days >= MONTH


def _fits(question: Question, first: Event, move: Move) -> bool:
    """Whether a meeting told may be the one that was due; "by Friday" means from the asking on."""
    if question.due is None:
        return True
    early = question.due.earliest is None and move.when.latest is not None and move.when.latest < first.first_published
    when = held(move) if move.act == "meet" else window(move)
    return not early and when.may_be(question.due)


def _ahead(event: Event) -> bool:
    """Whether the event sets a day: one that has an end, is still to come when it is told, and is no whole season.

    What has no end cannot be missed; what is hoped for the coming year is no deadline; nor is a wish for this very day.
    """
    due = event.due
    if due is None or due.latest is None or (due.days() or 0) > SEASON:
        return False
    told = event.first_published
    return due.latest > told or (due.latest == told and event.act in ("demand", "threaten"))


def _closed(question: Question, state: QuestionState, closer: Event) -> Question:
    """The question closed by an event: by whom, and when."""
    return replace(question, state=state, closed_by=closer.id, closers=closer.by, closed=closer.when)
