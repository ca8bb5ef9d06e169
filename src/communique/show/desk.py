"""The desk makes a brief of the record: it chooses and orders, and adds no claim of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from communique.ask.find import SURE
from communique.record.derived import Event, Position, Question, Record, Relation, Stance, Thread, ThreadTerm
from communique.record.move import Force, Move
from communique.record.text import Report
from communique.record.when import When
from communique.show.brief import Brief, Cite, Line, Section, Source, walk
from communique.show.words import acted, chain_in_words, names_of, one_line, paragraph_at, paragraph_starts

LIMITS = {"on the table": 5, "open": 6, "warnings": 5, "contested": 4, "changed": 6}
TERMS = 5  # shown of one thread
ANSWERS = 4  # shown of one thread
FEWEST = 3  # a section with fewer sure lines is filled up to this with doubtful ones, marked
CITED = 3  # places shown for one line
OF_LATE = 60  # days for which what was missed or asked without a day is still news
STANDS: dict[Stance, str] = {
    "for": "for", "against": "against", "partly": "in part", "conditional": "on a condition", "open": "open to talks",
    "silent": "no answer", "denies": "denies it", "demands": "demands it",
}  # fmt: skip
ANSWERED: dict[Relation, str] = {
    "accepts": "accepted", "rejects": "refused", "partly": "in part", "conditions": "on a condition", "answers": "answered",
    "amends": "amended",
}  # fmt: skip
BINDS: dict[Force, str] = {"prohibit": "prohibited", "oblige": "obliged", "permit": "permitted"}
PROPOSING = ("propose", "offer", "agree", "accept", "deed")  # these stand on the table before demands
TELLING = (
    "agree", "accept", "reject", "threaten", "deed", "propose", "offer", "demand", "commit", "warn", "deny", "status", "expect",
    "appeal", "accuse", "support", "criticise", "meet", "position", "assess",
)  # fmt: skip
AWAITED = {"answer": "awaits", "meeting": "to meet", "deadline": "deadline", "unknown": ""}


def make_brief(
    record: Record,
    moves: Iterable[Move],
    reports: Sequence[Report],
    names: Mapping[str, str],
    thread: Thread | None = None,
    since: date | None = None,
) -> Brief:
    """The brief of all that `record` holds, or of one thread; what came after `since` is told as changed.

    Without `since`, that is what the last publication day brought, or all, where there is but one.
    """
    return _Desk(record, moves, reports, names, thread).brief(since)


class _Desk:
    def __init__(
        self, record: Record, moves: Iterable[Move], reports: Sequence[Report], names: Mapping[str, str], thread: Thread | None
    ) -> None:
        self.record, self.names, self.thread = record, names, thread
        self.reports = {report.id: report for report in reports}
        self.starts = cache(lambda report: paragraph_starts(self.reports[report].text))
        self.moves = {move.id: move for move in moves}
        within = None if thread is None else {thread.id, *(link.event for link in thread.events)}
        self.events = {event.id: event for event in record.events if within is None or event.id in within}
        self.event_of = {move: event for event in self.events.values() for move in event.moves}
        self.threads = [thread] if thread else list(record.threads)
        self.titles = {one.id: one.title for one in record.threads}
        self.proposers = {one.id: one.by for one in record.threads}
        self.stands: dict[str, list[Position]] = {}
        for position in record.positions:
            self.stands.setdefault(position.thread, []).append(position)
        self.told: set[str] = set()  # events that a line was already written on

    def brief(self, since: date | None) -> Brief:
        days = sorted({report.published for report in self.reports.values()})
        since = since or (days[-2] if len(days) > 1 else None)
        table, pending, contested = self._on_the_table(), self._open(), self._contested()
        sections = [table, pending, self._warnings(), contested, self._changed(since or date.min)]
        return Brief(
            self.thread.title if self.thread else self._scope(), self.record.as_of, len(self.reports), len(self.record.origins),
            days[0] if days else None, days[-1] if days else None, since, self.names,
            tuple(section for section in sections if section.lines or section.more or section.unsure), self._sources(sections),
        )  # fmt: skip

    def _scope(self) -> str:
        """The parties that act and are acted on most."""
        counts: Counter[str] = Counter()
        for event in self.events.values():
            counts.update({*event.by, *event.to})
        return names_of(sorted(counts, key=lambda key: (-counts[key], key))[:3], self.names, "State of the talks")

    def _sources(self, sections: Iterable[Section]) -> tuple[Source, ...]:
        cited = {cite.report for section in sections for line in walk(section.lines) for cite in line.cites}
        ordered = sorted((self.reports[report] for report in cited), key=lambda report: (report.published, report.id))
        return tuple(Source(number, report) for number, report in enumerate(ordered, 1))

    # Sections

    def _on_the_table(self) -> Section:
        """What is proposed, answered or not; a lone demand that is awaited stands under "open" alone."""
        awaited = {self.event_of[one.move].id for one in self._pending()}
        threads = [one for one in self.threads if self.thread or not (self._bare(one) and one.id in awaited)]
        ranked = sorted(threads, key=self._rank)
        lines = [self._thread(thread) for thread in ranked]
        bare = sum(self._bare(thread) and not self._proposed(thread) for thread in ranked)
        few = max(len(lines) - bare, FEWEST)  # lone demands and appeals only fill up
        return self._chosen("on the table", lines, "communique export threads", most=few)

    def _bare(self, thread: Thread) -> bool:
        """Whether nobody has answered it and it has no terms of its own."""
        others = (x for x in thread.events if x.relation in ANSWERED and x.event in self.events)
        return len(thread.terms) < 2 and all(set(self.events[x.event].by) & set(thread.by) for x in others)

    def _proposed(self, thread: Thread) -> bool:
        founding = self.events.get(thread.id)
        return bool(founding and founding.act in PROPOSING)

    def _rank(self, thread: Thread) -> tuple[bool, bool, bool, int, int, str]:
        founding = self.events.get(thread.id)
        told = [self.events[link.event] for link in thread.events if link.event in self.events]
        latest = max((event.first_published for event in told), default=founding.first_published if founding else date.min)
        bare, whole = self._bare(thread), len(thread.terms) > 0 and len(told) > 1
        return bare, not self._proposed(thread), not whole, -latest.toordinal(), -len(told), thread.id

    def _thread(self, thread: Thread) -> Line:
        title = thread.title.rstrip("… ")
        told = [term for term in thread.terms if title not in one_line(term.text)]  # else the title has said it
        terms = [self._term(thread, term) for term in told[:TERMS]]
        answers = self._answers(thread, None, *(term.event for term in thread.terms if term not in told)) or [
            self._line((one.move,), by=(one.party,), label=STANDS[one.stance], text=self._words(one.move), when=one.since)
            for one in self.stands.get(thread.id, ())
            if one.party not in thread.by
        ]
        founding = self.events.get(thread.id)
        awaited = next((one for one in self._pending() if self.event_of[one.move].id == thread.id), None)
        answered = answers or any(term.under for term in terms)
        state = awaited.state if awaited and awaited.state != "open" else "" if answered else "no answer told"
        asks = founding.act if founding and not self._proposed(thread) else None
        return self._line(
            founding.moves if founding else (thread.id,), by=thread.by, to=thread.to, text=thread.title, when=thread.opened,
            act=asks or "", label=acted(asks, False, len(thread.by) > 1) if asks else "", state=state,
            due=awaited.due if awaited else None, under=(*terms, *answers[:ANSWERS]),
        )  # fmt: skip

    def _term(self, thread: Thread, term: ThreadTerm) -> Line:
        under = tuple(self._answers(thread, term.event)) if term.event else ()
        return self._line(term.moves, by=term.binds, label=BINDS[term.force], text=self._stretch(term), under=under)

    def _stretch(self, term: ThreadTerm) -> str:
        """The words of a term without a subject that is shown beside it already."""
        move = next((self.moves[m] for m in term.moves if m in self.moves), None)
        return told(move, self._called(term.binds)).text if move and term.text in (move.content, move.text) else term.text

    def _answers(self, thread: Thread, *terms: str | None) -> list[Line]:
        """What others answered to these terms (None: to the whole), the latest first; repetitions once."""
        lines: dict[tuple[tuple[str, ...], str], Line] = {}
        links = [x for x in thread.events if x.term in terms and x.relation in ANSWERED and x.event in self.events]
        for link in sorted(links, key=lambda x: (-self.events[x.event].first_published.toordinal(), x.event)):
            event = self.events[link.event]
            key = (tuple(sorted(event.by)), link.relation)
            if key not in lines and not set(event.by) & set(thread.by):
                said = self._said(event)
                label = "" if said.verb and event.act in ("reject", "accept", "agree") else ANSWERED[link.relation]
                lines[key] = self._line(
                    event.moves, by=event.by, act=event.act, label=label, text=said.text, when=event.when, chain=True
                )
        return list(lines.values())

    def _pending(self) -> list[Question]:
        states = ("open", "stated unknown", "missed")
        return [one for one in self.record.questions if one.state in states and self._here(one.move)]

    def _open(self) -> Section:
        pending = sorted((one for one in self._pending() if self.event_of[one.move].id not in self.told), key=self._urgency)
        return self._chosen("open", [self._question(one) for one in pending], "communique questions")

    def _urgency(self, one: Question) -> tuple[int, int, str]:
        """What is due next first, then what was missed of late, then the undated, the newest first; what was long missed last."""
        today = self.record.as_of or max((move.published for move in self.moves.values()), default=date.min)
        due = one.due.latest if one.due else None
        if due and due >= today:
            return 0, due.toordinal(), one.id
        if due and (today - due).days <= OF_LATE:
            return 1, -due.toordinal(), one.id
        asked = self.moves[one.move].published
        return 2 if due is None and (today - asked).days <= OF_LATE else 3, -(due or asked).toordinal(), one.id

    def _question(self, one: Question) -> Line:
        label = {"answer": "awaits", "meeting": "to meet", "deadline": "day set", "unknown": ""}[one.kind]
        if label == "awaits" and len(one.by) > 1:
            label = "await"
        moves = tuple(move for move in (one.move, *one.repeats) if move in self.moves)
        state = "" if one.state == "open" else one.state
        under: tuple[Line, ...] = ()
        if one.answer and self._here(one.answer):
            told = self.moves[one.answer]
            under = (self._line((told.id,), by=told.by, act=told.act, label="told", text=self._words(told.id), when=told.when),)
        return self._line(
            moves, by=one.by, to=one.of, label=label, text=self._words(one.move), state=state, due=one.due, under=under
        )

    def _warnings(self) -> Section:
        found = [e for e in self.events.values() if e.act in ("warn", "threaten") and e.polarity == "pos"]
        found.sort(key=lambda e: (-self._last(e).toordinal(), e.act == "warn", -e.origins, e.id))
        return self._chosen("warnings", [self._event(event) for event in found], 'communique ask "act:warn or act:threaten"')

    def _contested(self) -> Section:
        found = [
            c for c in self.record.conflicts if c.kind in ("denial", "contradiction", "numbers") and self._here(c.one, c.other)
        ]
        against: dict[str, list[str]] = {}
        for conflict in sorted(found, key=lambda c: (-self.moves[c.other].published.toordinal(), c.id)):
            against.setdefault(conflict.other, []).append(conflict.one)
        return self._chosen("contested", [self._conflict(ones, other) for other, ones in against.items()], "communique conflicts")

    def _conflict(self, ones: Sequence[str], other: str) -> Line:
        """What is contested, and under it what stands against it."""
        sides = [self._told(move) for move in (*ones, other)]
        return Line((), (), "", "", "", "", None, None, "", all(side.doubtful for side in sides[:-1]), (), tuple(sides))

    def _changed(self, since: date) -> Section:
        lines = []
        for one in self.record.positions:
            if one.before not in (None, one.stance) and one.published > since and self._here(one.move):
                own = self.thread is None and len(self.threads) > 1
                text = (
                    f"{self._words(one.move)}{f' (on: {self.titles[one.thread]})' if own and one.thread in self.titles else ''}"
                )
                label = f"{STANDS[one.before]} → {STANDS[one.stance]}" if one.before else ""
                moves = (one.move, *((one.before_move,) if one.before_move else ()))
                if one.party not in self.proposers.get(one.thread, ()):
                    lines.append(self._line(moves, by=(one.party,), label=label, text=text, when=one.since))
        for question in self.record.questions:
            closing = self.moves.get(question.closed_by or "")
            if closing and closing.published > since and self._here(question.move):
                text = f"{self._words(question.move)} → {self._words(closing.id)}"
                moves = (closing.id, question.move)
                lines.append(self._line(moves, by=question.by, label=question.state, text=text, when=closing.when))
        fresh = [e for e in self.events.values() if e.first_published > since and e.id not in self.told]
        fresh.sort(key=lambda e: (TELLING.index(e.act), -e.origins, -e.first_published.toordinal(), e.id))
        return self._chosen("changed", [*lines, *(self._event(event) for event in fresh)], "communique timeline")

    # Lines

    def _event(self, event: Event) -> Line:
        condition = next((c for m in event.moves if m in self.moves and (c := self.moves[m].condition)), None)
        text = self._content(event)
        if condition and one_line(condition).casefold() not in text.casefold():
            text = f"{text} [{one_line(condition)}]"
        label = acted(event.act, event.polarity == "neg", len(event.by) > 1)
        state = "" if event.modality in ("actual", "conditional") else event.modality
        return self._line(
            event.moves, by=event.by, to=event.to, act=event.act, label=label, text=text, state=state, when=event.when,
            due=event.due, chain=True,
        )  # fmt: skip

    def _told(self, move_id: str) -> Line:
        """One move by itself, whatever else tells the same."""
        move = self.moves[move_id]
        label = acted(move.act, move.polarity == "neg", len(move.by) > 1)
        state = "" if move.modality == "actual" else move.modality
        return self._line(
            (move_id,), by=move.by, to=move.to, act=move.act, label=label, text=self._words(move_id), state=state, when=move.when,
            chain=True,
        )  # fmt: skip

    def _line(
        self,
        moves: Sequence[str],
        *,
        text: str,
        by: tuple[str, ...] = (),
        to: tuple[str, ...] = (),
        act: str = "",
        label: str = "",
        state: str = "",
        when: When | None = None,
        due: When | None = None,
        chain: bool = False,
        under: tuple[Line, ...] = (),
    ) -> Line:
        held = [self.moves[move] for move in moves if move in self.moves]
        first: dict[str, Move] = {}
        for move in held:
            first.setdefault(move.report, move)
        event = self.event_of.get(held[0].id) if held else None
        sure = max((move.confidence for move in held), default=0.0)
        doubtful = max(sure, event.confidence if event else 0.0) < SURE
        told = chain_in_words(_teller(held).chain, self.names, short=True) if chain and held else ""
        cites = tuple(self._cite(move) for move in [*first.values()][:CITED])
        return Line(by, to, act, label, one_line(text), state, when, due, told, doubtful, cites, under)

    def _cite(self, move: Move) -> Cite:
        paragraph = paragraph_at(self.starts(move.report), move.span.start)
        return Cite(move.id, move.report, paragraph, move.span.start, move.span.end, move.text)

    def _content(self, event: Event) -> str:
        held = [self.moves[move] for move in event.moves if move in self.moves]
        return self._words(_teller(held).id) if held else one_line(event.text)

    def _words(self, move: str) -> str:
        told = self.moves.get(move)
        return one_line(told.content or told.text) if told else ""

    def _last(self, event: Event) -> date:
        return max((self.moves[m].published for m in event.moves if m in self.moves), default=event.first_published)

    def _here(self, *moves: str) -> bool:
        return all(move in self.moves and (self.thread is None or move in self.event_of) for move in moves)

    def _chosen(self, name: str, lines: Sequence[Line], command: str) -> Section:
        section = choose(name, lines, command)
        cited = (cite.move for line in walk(section.lines) for cite in line.cites)
        self.told |= {self.event_of[move].id for move in cited if move in self.event_of}
        return section


def _teller(moves: Sequence[Move]) -> Move:
    """Of the moves that tell one event, a sure one with the longest chain: it says most of where the news is from."""
    return max(moves, key=lambda move: (move.confidence >= SURE, len(move.chain), -moves.index(move)))


def choose(name: str, lines: Sequence[Line], command: str) -> Section:
    """As many lines as the section takes, the sure ones first; the others are counted."""
    sure, unsure = [x for x in lines if not x.doubtful], [x for x in lines if x.doubtful]
    shown = sure[: LIMITS[name]]
    filled = unsure[: max(0, FEWEST - len(shown))]
    return Section(name, (*shown, *filled), len(sure) - len(shown), len(unsure) - len(filled), command)
