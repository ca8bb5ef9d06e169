"""The desk makes a brief of the record: it chooses by what matters (`matter`) and adds no claim of its own.

Lines are made for what is chosen alone, so that a brief over thousands of reports costs little more than one over ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial

from communique.record.derived import (
    SURE,
    TOLD,
    Event,
    Position,
    Question,
    Record,
    Relation,
    Stance,
    Thread,
    ThreadLink,
    ThreadTerm,
)
from communique.record.move import Act, Move
from communique.record.text import Report
from communique.show.brief import Brief, Line, Section, Source, walk
from communique.show.choice import FILL, LIMITS, Item, choose
from communique.show.lines import WARNED, Lines
from communique.show.matter import GUESSED, SURER, Matter, measure
from communique.show.wording import closed, provision, told
from communique.show.words import BINDS, acted, names_of, one_line, state_in_words

UNDER = 2  # terms or answers shown of one thread
HEAVY = 2  # threads that stand marked among the sure ones because they matter more for all their doubt
TITLE, HALF = 60, 54  # characters of a title named in a line, of each side of an arrow
STANDS: dict[Stance, str] = {
    "for": "for", "against": "against", "partly": "in part", "conditional": "on a condition", "open": "open to talks",
    "silent": "no answer", "denies": "denies it", "demands": "demands it",
}  # fmt: skip
ANSWERED: dict[Relation, str] = {
    "accepts": "accepted", "rejects": "refused", "partly": "in part", "conditions": "on a condition", "answers": "answered",
    "amends": "amended",
}  # fmt: skip
CLEAREST, CLEAR = tuple(ANSWERED), 2  # the first three say yes, no or in part
THANKS = re.compile(r"\b(?:thank|grateful|gratitude|appreciat)", re.IGNORECASE)
SAYING: frozenset[Act] = frozenset(("accept", "agree", "reject", "deny", "offer", "propose", "commit"))  # answers by themselves
NO_ANSWER = ("no answer told", "no answer that is certain")  # by whether doubtful ones are told
PROPOSING = ("propose", "offer", "agree", "accept", "deed")  # these put something on the table; the others ask for it
AWAITED: dict[str, str] = {"answer": "awaits", "meeting": "to meet", "deadline": "deadline", "unknown": ""}
PENDING = ("open", "stated unknown", "missed")


class Desk(Lines):
    """Chooses and orders the lines of a brief; `since` is the day after which something is new, if only that is asked for."""

    limits: Mapping[str, int] = LIMITS

    def __init__(
        self, record: Record, moves: Mapping[str, Move], reports: Sequence[Report], names: Mapping[str, str],
        thread: Thread | None, since: date | None, all: bool = False,
        matter: Matter | None = None,
    ) -> None:  # fmt: skip
        super().__init__(record, moves, reports, names, thread)
        self.all, self._matter = all, matter
        self.days = sorted({report.published for report in reports})
        self.only_since = since
        self.since = since or (self.days[-2] if len(self.days) > 1 else None)
        self.titles = {one.id: one.title for one in record.threads}
        self.proposers = {one.id: one.by for one in record.threads}
        self.stands: dict[str, list[Position]] = {}
        for position in (one for one in record.positions if one.term is None):
            self.stands.setdefault(position.thread, []).append(position)
        self.told: set[str] = set()  # events that a line was already written on

    @cached_property
    def matter(self) -> Matter:
        """The measure by which lines are chosen."""
        return self._matter or measure(self.record, [*self.reports.values()], self.since)

    def brief(self) -> Brief:
        """All sections that have something to tell."""
        return self._brief([self._on_the_table(), self._open(), self._warnings(), self._contested(), self._changed()])

    def _brief(self, sections: Sequence[Section]) -> Brief:
        scope = self.thread.title if self.thread else names_of(self.matter.foremost(3), self.names, "State of the talks")
        return Brief(
            scope, self.record.as_of, len(self.reports), len(self.record.origins), self.days[0] if self.days else None,
            self.days[-1] if self.days else None, self.since, self.names,
            tuple(section for section in sections if section.lines or section.more or section.unsure), self._sources(sections),
            self.only_since is not None, self.thread is not None,
        )  # fmt: skip

    def _sources(self, sections: Iterable[Section]) -> tuple[Source, ...]:
        cited = {cite.report for section in sections for line in walk(section.lines) for cite in line.cites}
        ordered = sorted((self.reports[report] for report in cited), key=lambda report: (report.published, report.id))
        return tuple(Source(n, r.id, r.published, r.outlet, r.title, r.url) for n, r in enumerate(ordered, 1))

    def _new(self, *events: Event | None) -> bool:
        """Whether all this is news since the day asked for; without such a day everything is."""
        return self.only_since is None or any(e.first_published > self.only_since for e in events if e)

    # Sections

    def _on_the_table(self) -> Section:
        """What is proposed, answered or not; a lone demand that is awaited stands under "open" alone."""
        awaited = {self.event_of[one.move].id for one in self._pending() if _ahead(one)}
        items: list[Item] = []
        for thread in self.record.threads:
            links = [self.events[x.event] for x in thread.events if x.event in self.events]
            if (self._bare(thread) and thread.id in awaited) or not self._new(self.events.get(thread.id), *links):
                continue
            weighed = self.matter.thread(thread)
            items.append((weighed.weight, thread.confidence, thread.id, partial(self._thread, thread, weighed.why)))
        return self._chosen("on the table", items, "communique export threads", heavy=HEAVY)

    def _bare(self, thread: Thread) -> bool:
        """Whether nobody has answered it and it has no terms of its own."""
        answered = (x for x in thread.events if x.relation in ANSWERED and self._certain(x.confidence))
        return len(thread.terms) < 2 and not any(self._by_another(x, thread) for x in answered)

    def _by_another(self, link: ThreadLink, thread: Thread) -> bool:
        """Whether it is the act of others than those whose thread it is."""
        return link.event in self.events and not set(self.events[link.event].by) & set(thread.by)

    def _certain(self, confidence: float) -> bool:
        return self.all or confidence >= SURE

    def _sure(self, confidence: float, *events: Event | None) -> float:
        """How sure a line is: what it says of these acts must be right in all that it tells."""
        return min([confidence, *(event.told for event in events if event)])

    def _of_link(self, link: ThreadLink) -> float:
        return self._sure(link.confidence, self.events.get(link.event))

    def _proposed(self, thread: Thread) -> bool:
        founding = self.events.get(thread.id)
        return bool(founding and founding.act in PROPOSING)

    def _thread(self, thread: Thread, why: str, terms: int = UNDER, answers: int = UNDER) -> Line:
        title = thread.title.rstrip("… ")
        own = [term for term in thread.terms if title not in one_line(term.text)]  # else the title has said it
        own = [term for term in own if term.binds or answers > UNDER]  # on one screen, what binds somebody
        shown = {term.id for term in own[:terms]}
        replies = self._answers(thread, [x for x in thread.events if answers <= UNDER or not shown & set(x.terms)])
        lines = (
            replies[:answers]
            or [
                self._position(one, alone=True)
                for one in self.stands.get(thread.id, ())
                if one.party not in thread.by and self._certain(one.confidence)
            ][:answers]
        )
        provisions = [self._term(thread, term, answers) for term in own[:terms]]
        if answers <= UNDER:  # one screen for all threads: an answer says more of how it stands than a further provision
            provisions = provisions[: max(0, UNDER - len(lines))]
        founding = self.events.get(thread.id)
        awaited = next((one for one in self._pending() if self.event_of[one.move].id == thread.id), None)
        late = awaited and awaited.state != "open" and state_in_words(awaited.state, awaited.closers, awaited.closed, self.names)
        unsure = any(x.relation in ANSWERED and self._by_another(x, thread) for x in thread.events)
        state = late or ("" if lines else NO_ANSWER[unsure])
        asks: Act | None = founding.act if founding and not self._proposed(thread) else None
        moves = self._put_forward(thread)
        return self._line(
            moves, by=thread.by, to=self.named(moves, self._addressed(thread)), text=thread.title, when=thread.opened,
            act=asks or "", label=acted(asks, False, len(thread.by) > 1) if asks else "",
            state=", ".join(filter(None, (state, why))), due=awaited.due if awaited else None, under=(*provisions, *lines),
            sure=thread.confidence,
        )  # fmt: skip

    def _addressed(self, thread: Thread) -> tuple[str, ...]:
        """Whom it is addressed to by the founding act and by those that certainly state its terms."""
        certain = [x.event for x in thread.events if x.relation == "term" and self._certain(x.confidence)]
        told = {party for id in (thread.id, *certain) if id in self.events for party in self.events[id].to}
        return tuple(party for party in thread.to if party in told)

    def _put_forward(self, thread: Thread) -> tuple[str, ...]:
        """The moves that put it on the table: the founding ones first, then those that certainly tell of it again."""
        certain = (x for x in thread.events if x.relation in ("repeats", "term") and self._certain(x.confidence))
        tellings = (self.events.get(x.event) for x in certain)
        again = (m for e in tellings if e and e.act in ("propose", "deed") and set(e.by) <= set(thread.by) for m in e.moves)
        return (*(self.events[thread.id].moves if thread.id in self.events else (thread.id,)), *again)

    def _term(self, thread: Thread, term: ThreadTerm, answers: int) -> Line:
        under = () if answers <= UNDER else tuple(self._answers(thread, [x for x in thread.events if term.id in x.terms]))
        text, bar = self._stretch(term), TOLD if answers <= UNDER else SURE
        sure = self._sure(term.confidence, self.events.get(term.event or "")) if answers <= UNDER else term.confidence
        return self._line(term.moves, by=term.binds, label=BINDS[term.force], text=text, under=under, sure=sure, bar=bar)

    def _stretch(self, term: ThreadTerm) -> str:
        """The words of a term without a subject that is shown beside it already."""
        move = next((self.moves[m] for m in term.moves if m in self.moves), None)
        whole = move and term.text in (move.content, move.text)
        names = self.called(term.binds)
        return told(move, names).text if move and whole else provision(one_line(term.text), names if term.binds else ())

    def _answers(self, thread: Thread, among: Sequence[ThreadLink]) -> list[Line]:
        """What others answered by these events: the clear answers first, of these the latest; each party's of a kind once."""
        links = [x for x in among if x.relation in ANSWERED and not set(self.events[x.event].by) & set(thread.by)]
        chosen: dict[tuple[tuple[str, ...], str], ThreadLink] = {}
        for link in sorted(links, key=lambda x: (-self.events[x.event].first_published.toordinal(), x.event)):
            event = self.events[link.event]
            fit = self.all or (link.confidence >= SURE and self._of_link(link) >= FILL)
            if fit and self._answers_it(event, thread) and _says_so(link, event):
                chosen.setdefault((tuple(sorted(event.by)), link.relation), link)
        ranked = sorted(chosen.values(), key=lambda x: self._clear(x, thread))
        return [self._answer(link) for link in ranked]

    def _answers_it(self, event: Event, thread: Thread) -> bool:
        """Whether an answer is new, if only that is asked for, and not told before what it would answer was."""
        founding = self.events.get(thread.id)
        return self._new(event) and (founding is None or event.first_published >= founding.first_published)

    def _clear(self, link: ThreadLink, thread: Thread) -> tuple[bool, bool, bool, float]:
        """First what is said to those who asked, by those asked; of that yes, no and in part; as surely as it was read."""
        event = self.events[link.event]
        direct = self.matter.direct(event, thread)
        return not direct, not set(event.by) & set(thread.to), CLEAREST.index(link.relation) > CLEAR, -self._of_link(link)

    def _answer(self, link: ThreadLink) -> Line:
        event = self.events[link.event]
        said = self._event_said(event)
        label = "" if said.verb and event.act in ("reject", "accept", "agree") else ANSWERED[link.relation]
        return self._line(
            event.moves, by=event.by, act=event.act, label=label, text=said.text, when=event.when, chain=True,
            sure=self._of_link(link), bar=TOLD,
        )  # fmt: skip

    def _pending(self) -> list[Question]:
        return [one for one in self.record.questions if one.state in PENDING and self._here(one.move)]

    def _open(self) -> Section:
        """What is awaited; a threat with a day stands under "warnings", and what the table told is not told again.

        What matters most is chosen, then told in the order in which it falls due: a calendar, then what has no day.
        """
        items: list[Item] = []
        for one in self._pending():
            event = self.event_of[one.move]
            missed = one.state == "missed" and one.due and one.due.latest and self._after(one.due.latest)
            if not _ahead(one):
                continue
            if event.id in self.told or event.act in WARNED or not (self._new(event) or missed):
                continue
            able = 1.0 if not one.of or any(map(self.able, one.of)) else GUESSED
            sure = self._sure(one.confidence, event) * able
            items.append((self.matter.question(one), sure, one.id, partial(self._question, one)))
        section = self._chosen("open", items, "communique questions")
        last = date.max.toordinal()
        ahead = {line: last if (left := self.matter.left(line.due)) is None else left for line in section.lines}
        return replace(section, lines=tuple(sorted(section.lines, key=lambda line: (line.doubtful, ahead[line]))))

    def _after(self, day: date) -> bool:
        return self.only_since is None or day >= self.only_since

    def _question(self, one: Question) -> Line:
        label = AWAITED[one.kind]
        if label == "awaits" and len(one.by) > 1:
            label = "await"
        moves = tuple(move for move in (one.move, *one.repeats) if move in self.moves)
        asked = self._said(self.moves[one.move])
        if one.kind == "meeting" and asked.verb:
            label = ""
        state = state_in_words(one.state, one.closers, one.closed, self.names) if one.state != "open" else ""
        under: tuple[Line, ...] = ()
        if one.answer and self._here(one.answer) and self.event_of[one.answer].id not in self.told:
            answer = self.moves[one.answer]
            words = self._said(answer).text
            under = (self._line((answer.id,), by=answer.by, act=answer.act, label="told", text=words, when=answer.when),)
        return self._line(
            moves, by=one.by, to=tuple(filter(self.able, one.of)), label=label, text=asked.text, state=state, due=one.due,
            under=under, sure=one.confidence,
        )  # fmt: skip

    def _warnings(self) -> Section:
        found = [e for e in self.events.values() if e.act in WARNED and e.polarity == "pos" and e.id not in self.told]
        return self._chosen(
            "warnings", self._as_items(e for e in found if self._new(e)), 'communique ask "act:warn or act:threaten"'
        )

    def _as_items(self, events: Iterable[Event]) -> list[Item]:
        return [
            (self.matter.event(e, self._last(e)), self._sure(e.confidence, e), e.id, partial(self._event, e)) for e in events
        ]

    def _contested(self) -> Section:
        """Each charge once, with what stands against it: the denial told beside it before any other."""
        kinds = ("denial", "contradiction", "numbers")
        found = [c for c in self.record.conflicts if c.kind in kinds and self._here(c.one, c.other)]
        found = [c for c in found if self._new(self.event_of[c.one], self.event_of[c.other])]
        weights = {c.id: self.matter.conflict(c) for c in found}
        against: dict[str, list[str]] = {}
        best: dict[str, tuple[float, float]] = {}
        for c in sorted(found, key=lambda c: ("beside" not in c.basis, -weights[c.id], c.id)):
            against.setdefault(c.one, []).append(c.other)
            best.setdefault(c.one, (weights[c.id], self._sure(c.confidence, self.event_of[c.one], self.event_of[c.other])))
        items: list[Item] = []
        shown: set[str] = set()
        for one in sorted(best, key=lambda one: (-best[one][0], one)):
            left = [other for other in against[one] if other not in shown]
            if one not in shown and left:
                shown |= {one, *left}
                items.append((*best[one], one, partial(self._conflict, one, left, best[one][1])))
        return self._chosen("contested", items, "communique conflicts")

    def _conflict(self, one: str, others: Sequence[str], sure: float) -> Line:
        """What is contested, and under it what stands against it; further denials are cited with the first."""
        sides = tuple(replace(side, doubtful=side.doubtful or sure < TOLD) for side in (self._told(one), self._told(*others)))
        return Line((), (), "", "", "", "", None, None, "", sure < TOLD, (), sides, sure)

    def _changed(self) -> Section:
        """Positions before and after, what was closed, and new events, by what they weigh."""
        since = self.since or date.min
        items: list[Item] = []
        for one in self.record.positions:
            changed = one.term is None and one.before not in (None, one.stance) and one.published > since and self._here(one.move)
            if changed and one.party not in self.proposers.get(one.thread, ()):
                event = self.event_of[one.move]
                weight = 2 * self.matter.dealing((one.party,), self.proposers.get(one.thread, ())) * event.told**SURER
                items.append((weight, self._sure(one.confidence, event), f"{one.move} {one.party}", partial(self._position, one)))
        for question in self.record.questions:
            closing = self.event_of.get(question.closed_by or "")
            if closing and closing.first_published > since and self._here(question.move):
                asking = self.event_of[question.move]
                weight = 1.8 * min(self.matter.act(closing), self.matter.act(asking))
                sure = self._sure(question.confidence, asking, closing)
                items.append((weight, sure, f"{closing.id} {question.id}", partial(self._closing, question)))
        fresh = [e for e in self.events.values() if e.first_published > since and e.id not in self.told]
        return self._chosen("changed", [*items, *self._as_items(fresh)], "communique timeline")

    def _position(self, one: Position, alone: bool = False) -> Line:
        """Where a party stands, `alone`, or what it changed from."""
        if alone:
            words, label = self._words(one.move), STANDS[one.stance]
            sure = self._sure(one.confidence, self.event_of.get(one.move))
            return self._line((one.move,), by=(one.party,), label=label, text=words, when=one.since, sure=sure, bar=TOLD)
        own = self.thread is None and one.thread in self.titles
        known = self.event_of[one.move].id in self.told
        text = f"on “{one_line(self.titles[one.thread], TITLE)}”" if own else ""
        text += "" if known and own else f"{': ' if own else ''}{self._words(one.move)}"
        moves = (one.move, *((one.before_move,) if one.before_move else ()))
        label = f"{STANDS[one.before]} → {STANDS[one.stance]}" if one.before else STANDS[one.stance]
        return self._line(moves, by=(one.party,), label=label, text=text, when=one.since, sure=one.confidence)

    def _closing(self, question: Question) -> Line:
        closing = self.moves[question.closed_by or ""]
        text = f"{one_line(self._words(question.move), HALF)} → {one_line(self._words(closing.id), HALF)}"
        return self._line(
            (closing.id, question.move),
            by=question.by,
            to=question.of,
            label=closed(question, closing),
            text=text,
            when=closing.when,
            sure=question.confidence,
        )

    def _chosen(self, name: str, items: Sequence[Item], command: str, most: int | None = None, heavy: int = 0) -> Section:
        section = choose(name, items, command, self.limits[name] if most is None else most, self.all, heavy)
        self._note(section.lines)
        return section

    def _note(self, lines: Sequence[Line]) -> None:
        """Remember which events these lines tell."""
        cited = (cite.move for line in walk(lines) for cite in line.cites)
        self.told |= {self.event_of[move].id for move in cited if move in self.event_of}


def _says_so(link: ThreadLink, event: Event) -> bool:
    """Whether an act is an answer by what it does, or names what it answers: thanks, worries and views alone are none."""
    if event.act in ("support", "criticise"):
        return "names the" in link.basis and not THANKS.search(event.text)
    return event.act in SAYING


def _ahead(question: Question) -> bool:
    """Whether it is still to come, as far as is known: a meeting whose day has passed, or that has none, is not."""
    return question.kind != "meeting" or (question.state != "missed" and question.due is not None)
