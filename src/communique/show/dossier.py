"""One thread with all its evidence: what was put forward, every act that answers it, where each party stands and stood."""

from __future__ import annotations

from dataclasses import replace

from communique.record.derived import SURE, Relation, Thread
from communique.show.brief import Brief, Section
from communique.show.desk import ANSWERED, STANDS, Desk
from communique.show.wording import closed
from communique.show.words import one_line

ALL = 10_000
RELATED: dict[Relation, str] = {
    **ANSWERED, "term": "term", "awaits": "awaits", "repeats": "repeated", "status": "told",
}  # fmt: skip


class Dossier(Desk):
    """The desk that tells one thread whole; nothing is left out but, with `since`, what was known by then."""

    def brief(self) -> Brief:
        """The thread with its terms, its history, positions, questions and what is contested in it."""
        thread = self.thread
        assert thread is not None, "a dossier is of one thread"
        table = Section("on the table", (self._thread(thread, self.matter.thread(thread).why, ALL, ALL),), 0, 0, "")
        return self._brief([table, self._history(thread), self._positions(thread), self._questions(), self._all_contested()])

    def _history(self, thread: Thread) -> Section:
        """Every act of the thread, in the order of publication, with the evidence that puts it there."""
        founding = self.events[thread.id]
        lines = [self._event(founding)] if self._new(founding) else []
        for link in thread.events:
            event = self.events[link.event]
            if self._new(event):
                line = self._event(event)
                why = ": ".join(filter(None, (RELATED[link.relation], link.basis)))
                state = "; ".join(filter(None, (line.state, why)))
                lines.append(replace(line, state=state, doubtful=link.confidence < SURE, confidence=link.confidence))
        return Section("history", tuple(lines), 0, 0, "")

    def _positions(self, thread: Thread) -> Section:
        """Where each party stands, and stood before."""
        stands = [
            one for one in self.stands.get(thread.id, ()) if self._new(self.event_of.get(one.move)) and one.move in self.moves
        ]
        lines = []
        for one in stands:
            before = f"{STANDS[one.before]} → " if one.before not in (None, one.stance) and one.before else ""
            moves = (one.move, *((one.before_move,) if one.before_move and before else ()))
            text = self._words(one.move)
            label = f"{before}{STANDS[one.stance]}"
            lines.append(self._line(moves, by=(one.party,), label=label, text=text, when=one.since, sure=one.confidence))
        return Section("positions", tuple(lines), 0, 0, "")

    def _questions(self) -> Section:
        """What is or was awaited in it, closed or not."""
        lines = []
        for one in self.record.questions:
            if not self._here(one.move):
                continue
            closing = self.moves.get(one.closed_by or "")
            if not self._new(self.event_of[one.move], self.event_of.get(one.closed_by or "")):
                continue
            line = self._question(one)
            if closing:
                words = one_line(self._said(closing).text)
                answer = self._line((closing.id,), by=closing.by, label=closed(one, closing), text=words, when=closing.when)
                line = replace(line, state="", under=(answer, *line.under))
            lines.append(line)
        return Section("open", tuple(lines), 0, 0, "")

    def _all_contested(self) -> Section:
        """Every conflict within it."""
        found = [c for c in self.record.conflicts if self._here(c.one, c.other) and c.kind != "change"]
        found = [c for c in found if self._new(self.event_of[c.one], self.event_of[c.other])]
        return Section("contested", tuple(self._conflict(c.one, [c.other], c.confidence) for c in found), 0, 0, "")
