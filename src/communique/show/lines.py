"""A line tells an event or a move with its places; its words are the report's, its sense (planned, alleged, if) the record's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from communique.assemble.decide import CERTAIN
from communique.assemble.misread import RECENT, when_done
from communique.assemble.telling import weighed
from communique.record.derived import SURE, TOLD, Event, Record, Thread
from communique.record.move import Act, Link, Modality, Move
from communique.record.text import Report
from communique.record.when import When, narrower
from communique.show.brief import Cite, Line
from communique.show.wording import Told, condition_in_words, to_come, told, without
from communique.show.words import acted, chain_in_words, name_of, one_line, paragraph_at, paragraph_starts

LIKELIEST = "addressee: the likeliest"  # the reason of an addressee whom no frame names
CITED = 3  # places shown for one line
SOURCE = 48  # characters of a source that is described, not named
CONDITION = 80  # characters of a condition
WARNED: tuple[Act, ...] = ("threaten", "warn")
JOINT: tuple[Act, ...] = ("meet", "agree")
DONE: tuple[Act, ...] = ("meet", "agree", "propose", "accept", "support", "reject")  # acts that can themselves be yet to come


class Lines:
    """What lines are made from: the events of the record, or of one thread, with their moves and reports."""

    def __init__(
        self,
        record: Record,
        moves: Mapping[str, Move],
        reports: Sequence[Report],
        names: Mapping[str, str],
        thread: Thread | None,
    ) -> None:
        self.record, self.names, self.thread = record, names, thread
        self.reports = {report.id: report for report in reports}
        self.starts = cache(lambda report: paragraph_starts(self.reports[report].text))
        self.moves = moves
        within = None if thread is None else {thread.id, *(link.event for link in thread.events)}
        self.events = {event.id: event for event in record.events if within is None or event.id in within}
        self.event_of = {move: event for event in self.events.values() for move in event.moves}
        self.acting = Counter(party for event in record.events for party in event.by)

    def called(self, parties: Iterable[str]) -> set[str]:
        """All that the parties are called by: their keys and their names."""
        return {name for party in parties for name in (party, name_of(party, self.names))}

    def _event(self, event: Event) -> Line:
        """An event as the telling has it in whose words the line tells it: who, when and on which condition are of one report."""
        moves = self._best_first(event)
        best = self.moves.get(moves[0])
        by, when, condition = event.by, event.when, None
        if best is not None:
            by = best.by if len(best.by) > (best.act in JOINT) else event.by
            when, condition = self._when(event, best), best.condition
        return self._acted(
            moves, event.act, event.polarity == "neg", event.modality, condition, self._event_said(event),
            by, self.named(event.moves, event.to), when, event.due, event.confidence,
        )  # fmt: skip

    def _when(self, event: Event, best: Move) -> When:
        """When it was done, as those tell that were published with `best`; others may tell of another talk in like words."""
        when = when_done(best)
        told = event.when.latest
        if event.act in JOINT and event.when.precision == "day" and event.when.inside(when):
            if told is not None and (best.published - told).days <= RECENT:
                return event.when
        for move in (self.moves[m] for m in event.moves if m in self.moves):
            when = narrower(when, when_done(move)) if move.report == best.report else when
        return when

    def _told(self, *ids: str) -> Line:
        """The first of these moves by itself, whatever else tells the same; the others are cited with it."""
        move = self.moves[ids[0]]
        return self._acted(
            ids, move.act, move.polarity == "neg", move.modality, move.condition, self._said(move), move.by,
            self.named(ids, move.to), move.when, move.due,
        )  # fmt: skip

    def named(self, moves: Sequence[str], to: tuple[str, ...]) -> tuple[str, ...]:
        """Whom a line is addressed to, if one of its moves names him: the likeliest addressee is not printed as told.

        Nor is one whom the words name, but no verb as its addressee, nor what acts nowhere.
        """
        told = [self.moves[m] for m in moves if m in self.moves and self.moves[m].to_basis != "inferred"]
        sure = {party for m in told for party in m.to if self._addressed_by(m, party)}
        own = {party for m in told for party in m.by}
        return tuple(party for party in to if party in sure and party not in own)

    def _addressed_by(self, move: Move, party: str) -> bool:
        """Whether the words address it by a verb; one of several by name."""
        if LIKELIEST in move.why:
            return False
        if len(move.to) > 1 and not any(name in move.text for name in self.called((party,))):
            return False
        return self.able(party)

    def able(self, party: str) -> bool:
        """Whether it is known to act: it has a code, or an act of it is told; a feast or a programme is addressed by nobody."""
        return party in self.acting or party.isupper()

    def _acted(
        self, moves: Sequence[str], act: Act, negative: bool, modality: Modality, condition: str | None, said: Told,
        by: tuple[str, ...], to: tuple[str, ...], when: When | None, due: When | None, sure: float | None = None,
    ) -> Line:  # fmt: skip
        text, state = said.text, ""
        label = "" if said.verb or act == "status" else acted(act, negative, len(by) > 1)
        if modality == "planned" and label and not negative and act in DONE:
            label = f"to {acted(act, False, True)}"
        elif modality == "planned" and not to_come(text):
            state = "planned"
        elif modality in ("alleged", "hypothetical"):
            state = modality
        if condition:
            text = without(text, one_line(condition), self.called(by))
            if one_line(condition).casefold() not in text.casefold():
                state = ", ".join(filter(None, (state, one_line(condition_in_words(condition), CONDITION))))
        return self._line(
            moves, by=by, to=to, act=act, label=label, text=text, state=state, when=when, due=due, chain=True, sure=sure
        )

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
        sure: float | None = None,
        bar: float = SURE,
    ) -> Line:
        """A line on these moves, marked where less sure than `bar`; `sure` where it says more than that they are told."""
        held = [self.moves[move] for move in moves if move in self.moves]
        first: dict[str, Move] = {}
        for move in held:
            first.setdefault(move.report, move)
        confidence = max((move.confidence for move in held), default=0.0) if sure is None else sure
        source = ""
        if chain and held:
            hops = self._hops(_teller(held), by, text)
            if state.startswith("alleged") and hops and hops[-1].kind not in ("outlet", "wire", "media"):
                by_whom = chain_in_words(hops[-1:], self.names, short=True)
                state, hops = state.replace("alleged", f"alleged by {by_whom}", 1), hops[:-1]
            source = chain_in_words(hops, self.names, short=True)
        cites = tuple(self._cite(move) for move in [*first.values()][:CITED])
        return Line(by, to, act, label, one_line(text), state, when, due, source, confidence < bar, cites, under, confidence)

    def _hops(self, move: Move, by: tuple[str, ...], text: str) -> tuple[Link, ...]:
        """The chain as a line shows it: each source once, none that the line names already."""
        kept: dict[str, Link] = {}
        shown = {name.casefold() for name in self.called(by)}
        for link in move.chain:
            name = link.name
            if not name:
                continue
            last = name.split()[-1] if link.kind == "person" else name
            if name.casefold() in shown or (link.kind == "person" and last in text):
                continue
            if link.kind not in ("person", "outlet", "wire", "media"):
                link = Link(one_line(name, SOURCE), link.kind, link.how, link.basis, link.span, link.for_)
            kept.setdefault(last, link)
        return tuple(kept.values())

    def _cite(self, move: Move) -> Cite:
        paragraph = paragraph_at(self.starts(move.report), move.span.start)
        return Cite(move.id, move.report, paragraph, move.span.start, move.span.end, move.text)

    def _said(self, move: Move) -> Told:
        return told(move, self.called(move.by))

    def _event_said(self, event: Event) -> Told:
        held = [self.moves[move] for move in event.moves if move in self.moves]
        return self._said(_teller(held)) if held else Told(one_line(event.text), False)

    def _best_first(self, event: Event) -> tuple[str, ...]:
        """The moves of an event, the one whose words a line tells first."""
        held = [self.moves[move] for move in event.moves if move in self.moves]
        best = _teller(held).id if held else event.id
        return (best, *(move for move in event.moves if move != best))

    def _words(self, move: str) -> str:
        return self._said(self.moves[move]).text if move in self.moves else ""

    def _last(self, event: Event) -> date:
        return max((self.reports[r].published for r in event.reports if r in self.reports), default=event.first_published)

    def _here(self, *moves: str) -> bool:
        return all(move in self.event_of for move in moves)


def _teller(moves: Sequence[Move]) -> Move:
    """Of the moves that tell one event, a sure one that a verb tells, with the longest chain: it says most of its source.

    A meeting or an agreement is told in the words that first told it: others speak of it in passing, or of several at once.
    """

    def rank(move: Move) -> tuple[bool, bool, bool, int, int]:
        sure = move.confidence >= CERTAIN or weighed(move, None) >= TOLD
        return move.confidence >= SURE, sure, _by_verb(move), 0 if move.act in JOINT else len(move.chain), -moves.index(move)

    return max(moves, key=rank)


def _by_verb(move: Move) -> bool:
    """Whether the act is read from a verb with its words; what a noun tells in passing is told less well."""
    return not move.why or move.why[0].startswith("frame")
