"""The desk makes a brief of the record: it chooses and orders, and adds no claim of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.record.derived import Position, Question, Record, Relation, Stance, Thread, ThreadLink, ThreadTerm
from communique.record.move import Act, Move
from communique.record.text import Report
from communique.show.brief import Brief, Line, Section, Source, walk
from communique.show.lines import Lines
from communique.show.wording import provision, told
from communique.show.words import BINDS, acted, names_of, one_line

LIMITS = {"on the table": 5, "open": 6, "warnings": 5, "contested": 4, "changed": 6}
TERMS = 5  # shown of one thread
ANSWERS = 4  # shown of one thread
FEWEST = 3  # a section with fewer sure lines is filled up to this with doubtful ones, marked
TITLE, HALF = 60, 54  # characters of a title named in a line, of each side of an arrow
OF_LATE = 60  # days for which what was missed or asked without a day is still news
STANDS: dict[Stance, str] = {
    "for": "for", "against": "against", "partly": "in part", "conditional": "on a condition", "open": "open to talks",
    "silent": "no answer", "denies": "denies it", "demands": "demands it",
}  # fmt: skip
ANSWERED: dict[Relation, str] = {
    "accepts": "accepted", "rejects": "refused", "partly": "in part", "conditions": "on a condition", "answers": "answered",
    "amends": "amended",
}  # fmt: skip
PROPOSING = ("propose", "offer", "agree", "accept", "deed")  # these stand on the table before demands
TELLING = (
    "agree", "accept", "reject", "threaten", "deed", "propose", "offer", "demand", "commit", "warn", "deny", "status", "expect",
    "appeal", "accuse", "support", "criticise", "meet", "position", "assess",
)  # fmt: skip
WARNED = ("threaten", "warn")
AWAITED: dict[str, str] = {"answer": "awaits", "meeting": "to meet", "deadline": "deadline", "unknown": ""}


def make_brief(
    record: Record,
    moves: Mapping[str, Move] | Iterable[Move],
    reports: Sequence[Report],
    names: Mapping[str, str],
    thread: Thread | None = None,
    since: date | None = None,
) -> Brief:
    """The brief of all that `record` holds, or of one thread; what came after `since` is told as changed.

    Without `since`, that is what the last publication day brought, or all, where there is but one.
    """
    held = moves if isinstance(moves, Mapping) else {move.id: move for move in moves}
    return _Desk(record, held, reports, names, thread).brief(since)


class _Desk(Lines):
    def __init__(
        self, record: Record, moves: Mapping[str, Move], reports: Sequence[Report], names: Mapping[str, str], thread: Thread | None
    ) -> None:
        super().__init__(record, moves, reports, names, thread)
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
        return tuple(Source(n, r.id, r.published, r.outlet, r.title, r.url) for n, r in enumerate(ordered, 1))

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
        own = [term for term in thread.terms if title not in one_line(term.text)]  # else the title has said it
        terms = [self._term(thread, term) for term in own[:TERMS]]
        shown = {term.id for term in own[:TERMS]}
        told_under = any(term.under for term in terms)
        answers = self._answers(thread, [x for x in thread.events if not shown & set(x.terms)]) or [
            self._line((one.move,), by=(one.party,), label=STANDS[one.stance], text=self._words(one.move), when=one.since)
            for one in self.stands.get(thread.id, ())
            if one.party not in thread.by and not told_under
        ]
        founding = self.events.get(thread.id)
        awaited = next((one for one in self._pending() if self.event_of[one.move].id == thread.id), None)
        answered = answers or told_under
        state = awaited.state if awaited and awaited.state != "open" else "" if answered else "no answer told"
        asks: Act | None = founding.act if founding and not self._proposed(thread) else None
        return self._line(
            self._put_forward(thread), by=thread.by, to=thread.to, text=thread.title, when=thread.opened,
            act=asks or "", label=acted(asks, False, len(thread.by) > 1) if asks else "", state=state,
            due=awaited.due if awaited else None, under=(*terms, *answers[:ANSWERS]),
        )  # fmt: skip

    def _put_forward(self, thread: Thread) -> tuple[str, ...]:
        """The moves that put it on the table: the founding ones first, then those that tell of it again."""
        tellings = (self.events.get(x.event) for x in thread.events if x.relation in ("repeats", "term"))
        again = (m for e in tellings if e and e.act in ("propose", "deed") and set(e.by) <= set(thread.by) for m in e.moves)
        return (*(self.events[thread.id].moves if thread.id in self.events else (thread.id,)), *again)

    def _term(self, thread: Thread, term: ThreadTerm) -> Line:
        under = tuple(self._answers(thread, [x for x in thread.events if term.id in x.terms]))
        return self._line(term.moves, by=term.binds, label=BINDS[term.force], text=self._stretch(term), under=under)

    def _stretch(self, term: ThreadTerm) -> str:
        """The words of a term without a subject that is shown beside it already."""
        move = next((self.moves[m] for m in term.moves if m in self.moves), None)
        whole = move and term.text in (move.content, move.text)
        names = self.called(term.binds)
        return told(move, names).text if move and whole else provision(one_line(term.text), names if term.binds else ())

    def _answers(self, thread: Thread, among: Sequence[ThreadLink]) -> list[Line]:
        """What others answered by these events, the latest first; repetitions once."""
        lines: dict[tuple[tuple[str, ...], str], Line] = {}
        links = [x for x in among if x.relation in ANSWERED and x.event in self.events]
        for link in sorted(links, key=lambda x: (-self.events[x.event].first_published.toordinal(), x.event)):
            event = self.events[link.event]
            key = (tuple(sorted(event.by)), link.relation)
            if key not in lines and not set(event.by) & set(thread.by):
                said = self._event_said(event)
                label = "" if said.verb and event.act in ("reject", "accept", "agree") else ANSWERED[link.relation]
                lines[key] = self._line(
                    event.moves, by=event.by, act=event.act, label=label, text=said.text, when=event.when, chain=True
                )
        return list(lines.values())

    def _pending(self) -> list[Question]:
        states = ("open", "stated unknown", "missed")
        return [one for one in self.record.questions if one.state in states and self._here(one.move)]

    def _open(self) -> Section:
        """What is awaited; a threat with a day stands under "warnings", and what the table told is not told again."""
        events = self.event_of
        left = (q for q in self._pending() if events[q.move].id not in self.told and events[q.move].act not in WARNED)
        pending = sorted(left, key=self._urgency)
        return self._chosen("open", [self._question(one) for one in pending], "communique questions")

    def _urgency(self, one: Question) -> tuple[int, int, str]:
        """What is due next first, then what was missed of late, then the undated, the newest first; what was long missed last."""
        today = self.record.as_of or max((report.published for report in self.reports.values()), default=date.min)
        due = one.due.latest if one.due else None
        if due and due >= today:
            return 0, due.toordinal(), one.id
        if due and (today - due).days <= OF_LATE:
            return 1, -due.toordinal(), one.id
        asked = self.moves[one.move].published
        return 2 if due is None and (today - asked).days <= OF_LATE else 3, -(due or asked).toordinal(), one.id

    def _question(self, one: Question) -> Line:
        label = AWAITED[one.kind]
        if label == "awaits" and len(one.by) > 1:
            label = "await"
        moves = tuple(move for move in (one.move, *one.repeats) if move in self.moves)
        asked = self._said(self.moves[one.move])
        if one.kind == "meeting" and asked.verb:
            label = ""
        state = "" if one.state == "open" else one.state
        under: tuple[Line, ...] = ()
        if one.answer and self._here(one.answer) and self.event_of[one.answer].id not in self.told:
            answer = self.moves[one.answer]
            words = self._said(answer).text
            under = (self._line((answer.id,), by=answer.by, act=answer.act, label="told", text=words, when=answer.when),)
        return self._line(moves, by=one.by, to=one.of, label=label, text=asked.text, state=state, due=one.due, under=under)

    def _warnings(self) -> Section:
        found = [e for e in self.events.values() if e.act in WARNED and e.polarity == "pos" and e.id not in self.told]
        found.sort(key=lambda e: (-self._last(e).toordinal(), e.act == "warn", -e.origins, e.id))
        return self._chosen("warnings", [self._event(event) for event in found], 'communique ask "act:warn or act:threaten"')

    def _contested(self) -> Section:
        """Each charge once, with what stands against it: the denial told beside it before any other."""
        kinds = ("denial", "contradiction", "numbers")
        found = [c for c in self.record.conflicts if c.kind in kinds and self._here(c.one, c.other)]
        found.sort(key=lambda c: ("beside" not in c.basis, -self.moves[c.other].published.toordinal(), c.id))
        against: dict[str, list[str]] = {}
        for conflict in found:
            against.setdefault(conflict.one, []).append(conflict.other)
        lines, shown = [], set()
        for one, others in sorted(against.items(), key=lambda item: -max(self.moves[o].published for o in item[1]).toordinal()):
            left = [other for other in others if other not in shown]
            if one not in shown and left:
                shown |= {one, *others}
                lines.append(self._conflict(one, left))
        return self._chosen("contested", lines, "communique conflicts")

    def _conflict(self, one: str, others: Sequence[str]) -> Line:
        """What is contested, and under it what stands against it; further denials are cited with the first."""
        sides = self._told(one), self._told(*others)
        return Line((), (), "", "", "", "", None, None, "", all(side.doubtful for side in sides), (), sides)

    def _changed(self, since: date) -> Section:
        """Positions before and after first, then what was closed, then new events by what they weigh."""
        lines = []
        for one in self.record.positions:
            if one.before in (None, one.stance) or one.published <= since or not self._here(one.move):
                continue
            if one.party in self.proposers.get(one.thread, ()):
                continue
            own = self.thread is None and one.thread in self.titles
            known = self.event_of[one.move].id in self.told
            text = f"on “{one_line(self.titles[one.thread], TITLE)}”" if own else ""
            text += "" if known and own else f"{': ' if own else ''}{self._words(one.move)}"
            moves = (one.move, *((one.before_move,) if one.before_move else ()))
            label = f"{STANDS[one.before]} → {STANDS[one.stance]}" if one.before else ""
            lines.append(self._line(moves, by=(one.party,), label=label, text=text, when=one.since))
        for question in self.record.questions:
            closing = self.moves.get(question.closed_by or "")
            if closing and closing.published > since and self._here(question.move):
                text = f"{one_line(self._words(question.move), HALF)} → {one_line(self._words(closing.id), HALF)}"
                moves = (closing.id, question.move)
                lines.append(self._line(moves, by=question.by, label=_closed(question, closing), text=text, when=closing.when))
        self._note(lines)
        fresh = [e for e in self.events.values() if e.first_published > since and e.id not in self.told]
        fresh.sort(key=lambda e: (TELLING.index(e.act), -e.origins, -e.first_published.toordinal(), e.id))
        return self._chosen("changed", [*lines, *(self._event(event) for event in fresh)], "communique timeline")

    def _chosen(self, name: str, lines: Sequence[Line], command: str, most: int | None = None) -> Section:
        section = choose(name, lines, command, most)
        self._note(section.lines)
        return section

    def _note(self, lines: Sequence[Line]) -> None:
        """Remember which events these lines tell."""
        cited = (cite.move for line in walk(lines) for cite in line.cites)
        self.told |= {self.event_of[move].id for move in cited if move in self.event_of}


def _closed(question: Question, closing: Move) -> str:
    """How a question was closed: "met late" where the act came after the day set, or was told after it without a day."""
    last = question.due.latest if question.due else None
    done = closing.when.latest if closing.when.precision == "day" else closing.published
    if question.state != "met" or not last or not done or done <= last:
        return question.state
    return "met late" if closing.when.earliest and closing.when.earliest > last else "met (told after the day set)"


def choose(name: str, lines: Sequence[Line], command: str, most: int | None = None) -> Section:
    """As many lines as the section takes (and no more than `most`), the sure ones first; the others are counted."""
    sure, unsure = [x for x in lines if not x.doubtful], [x for x in lines if x.doubtful]
    shown = sure[: min(LIMITS[name], LIMITS[name] if most is None else most)]
    filled = unsure[: max(0, FEWEST - len(shown))]
    return Section(name, (*shown, *filled), len(sure) - len(shown), len(unsure) - len(filled), command)
