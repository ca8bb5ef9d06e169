"""Every row names report, start, end and the exact text; keys and their meaning are the contract of docs/design.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from communique.record.derived import SURE, Claim, Conflict, Event, Position, Question, Record, Thread, Voice
from communique.record.move import Attribution, Link, Move, Reading, Term, Timex
from communique.record.party import Party, Tie
from communique.record.text import Report, Span
from communique.record.when import When
from communique.show.plover import plover

Row = dict[str, object]
PLACE = ("report", "start", "end", "text")
AT = re.compile(r"(?P<report>.+)#(?P<start>\d+)-(?P<end>\d+)-[a-z]+(?:-\d+)?", re.DOTALL)  # a move's id


class Rows(list[Row]):
    """Rows of what is certain enough, or of all; `apart` counts the doubtful ones that are left out."""

    def __init__(self, rows: Iterable[Row], all: bool) -> None:
        found = list(rows)
        super().__init__(row for row in found if all or cast(float, row["confidence"]) >= SURE)
        self.apart = len(found) - len(self)


def move_row(move: Move, event: str | None) -> Row:
    """One move, with the event that it tells."""
    return {
        "id": move.id, "report": move.report, "start": move.span.start, "end": move.span.end,
        "spans": [pair(span) for span in move.spans], "text": move.text, "cue": pair(move.cue),
        "act": move.act, "kind": move.kind, "by": list(move.by), "partial": move.partial,
        "speaker": move.speaker, "role": move.role, "to": list(move.to), "to_basis": move.to_basis, "content": move.content,
        "polarity": move.polarity, "modality": move.modality, "condition": move.condition, "quote": move.quote,
        "published": move.published.isoformat(), "said": move.said.edtf, "when": move.when.edtf, "due": edtf(move.due),
        "chain": [link_row(link) for link in move.chain], "place": move.place, "quantity": move.quantity,
        "terms": [term_row(term) for term in move.terms], "plover": plover_of(move), "event": event,
        "confidence": round(move.confidence, 3), "engine": move.engine, "why": list(move.why),
    }  # fmt: skip


def plover_of(move: Move) -> str | None:
    """The PLOVER type of a move."""
    cue = move.text[move.cue.start - move.span.start : move.cue.end - move.span.start] if move.cue else None
    return plover(move.act, move.kind, cue, move.text, move.modality)


def move_place(move: Move) -> Row:
    """`report`, `start`, `end` and `text` of a move."""
    return {"report": move.report, "start": move.span.start, "end": move.span.end, "text": move.text}


def no_place() -> Row:
    """The place of what has none."""
    return dict.fromkeys(PLACE)


def pair(span: Span | None) -> list[int] | None:
    """`[start, end]`."""
    return None if span is None else [span.start, span.end]


def edtf(when: When | None) -> str | None:
    """The date as written outside."""
    return None if when is None else when.edtf


def link_row(link: Link) -> Row:
    """One hop; `for` only where the link speaks for a party, `condition` only where the report states one."""
    row: Row = {"name": link.name, "kind": link.kind, "how": link.how, "basis": link.basis, "span": pair(link.span)}
    return row | ({"for": link.for_} if link.for_ else {}) | ({"condition": link.condition} if link.condition else {})


def term_row(term: Term) -> Row:
    """One provision."""
    return {
        "id": term.id, "start": term.span.start, "end": term.span.end, "text": term.text, "binds": list(term.binds),
        "force": term.force, "quantity": term.quantity, "instrument": term.instrument,
    }  # fmt: skip


def attributions_row(report: Report, found: Sequence[Attribution]) -> Row:
    """All attributions of one report, which may be none."""
    return {
        "id": report.id,
        "attributions": [
            {role: [pair(span) for span in getattr(one, role)] for role in ("source", "cue", "content")} | {"parent": one.parent}
            for one in found
        ],
    }


def dates_row(report: Report, found: Sequence[Timex]) -> Row:
    """All time expressions of one report, which may be none; bounds are null where they are open or unknown."""
    return {
        "id": report.id,
        "timexes": [
            {
                "start": one.span.start, "end": one.span.end, "text": one.span.of(report.text), "type": one.type,
                "value": one.value,
                "edtf": edtf(one.when), "earliest": _day(one.when, "earliest"), "latest": _day(one.when, "latest"),
                "role": one.role, "direction": one.direction, "anchor": one.anchor and one.anchor.kind,
                "anchor_span": pair(one.anchor.span if one.anchor else None), "rule": one.rule or None,
            }
            for one in found
        ],
    }  # fmt: skip


def _day(when: When | None, side: str) -> str | None:
    bound = getattr(when, side) if when else None
    return bound.isoformat() if bound else None


def report_row(report: Report, reading: Reading | None) -> Row:
    """One report without its text."""
    return {
        "id": report.id, "published": report.published.isoformat(), "published_from": report.published_from,
        "outlet": report.outlet,
        "title": report.title, "url": report.url, "path": report.path, "characters": len(report.text), "sha256": report.sha256,
        "recorded": report.recorded.isoformat() if report.recorded else None, "engine": reading.engine if reading else None,
        "moves": len(reading.moves) if reading else 0, "warnings": list(report.warnings),
    }  # fmt: skip


class DerivedRows:
    """Rows of the derived records, each with the place of the move it stands on."""

    def __init__(self, record: Record, moves: Mapping[str, Move]) -> None:
        self.record = record
        self.moves = moves
        self.event_of: Mapping[str, str] = {move: event.id for event in record.events for move in event.moves}
        self.told = {event.id: event.text for event in record.events}
        self.titles = {thread.id: thread.title for thread in record.threads}

    def place(self, move: str | None) -> Row:
        """`report`, `start`, `end` and `text` of a move; nulls for one that is not there.

        The id of a founding move says where it stands, and its event what it says: it need not be read.
        """
        if move and move in self.told and (at := AT.fullmatch(move)):
            return {"report": at["report"], "start": int(at["start"]), "end": int(at["end"]), "text": self.told[move]}
        found = self.moves.get(move or "")
        return move_place(found) if found else no_place()

    def event(self, event: Event) -> Row:
        """One event; the place is its founding move's."""
        return {
            "id": event.id, "when": event.when.edtf, "act": event.act, "kind": event.kind, "by": list(event.by),
            "to": list(event.to),
            "polarity": event.polarity, "modality": event.modality, "due": edtf(event.due), "told": event.text,
            "origins": event.origins, "reports": list(event.reports), "moves": list(event.moves),
            "claimed_by": list(event.claimed_by),
            "first_published": event.first_published.isoformat(), "confidence": round(event.confidence, 3),
            "sure": round(event.told, 3),
            **self.place(event.moves[0] if event.moves else event.id),
        }  # fmt: skip

    def thread(self, thread: Thread) -> Row:
        """One thread with its events and terms; the place is the founding move's."""
        return {
            "id": thread.id, "title": thread.title, "by": list(thread.by), "to": list(thread.to), "opened": thread.opened.edtf,
            "events": [
                {
                    "event": link.event, "relation": link.relation, "basis": link.basis, "terms": list(link.terms),
                    "confidence": round(link.confidence, 3),
                }
                for link in thread.events
            ],
            "terms": [
                {
                    "id": term.id, "text": term.text, "binds": list(term.binds), "force": term.force, "moves": list(term.moves),
                    "quantity": term.quantity, "instrument": term.instrument, "confidence": round(term.confidence, 3),
                }
                for term in thread.terms
            ],
            "confidence": round(thread.confidence, 3),
            **self.place(thread.id),
        }  # fmt: skip

    def position(self, position: Position) -> Row:
        """One party's stand on one thread, or on one term of it; the place is that of the move that last set it."""
        return {
            "party": position.party, "thread": position.thread, "title": self.titles.get(position.thread), "term": position.term,
            "stance": position.stance,
            "stand": position.text, "since": position.since.edtf, "published": position.published.isoformat(),
            "before": position.before, "before_move": position.before_move, "move": position.move,
            "turns": [
                {"stance": turn.stance, "when": turn.when.edtf, "published": turn.published.isoformat(), "move": turn.move,
                 **self.place(turn.move)}
                for turn in position.turns
            ],
            "confidence": round(position.confidence, 3), **self.place(position.move),
        }  # fmt: skip

    def question(self, question: Question) -> Row:
        """One thing awaited."""
        return {
            "id": question.id, "kind": question.kind, "state": question.state, "by": list(question.by), "of": list(question.of),
            "due": edtf(question.due), "awaited": question.text, "thread": question.thread, "closed_by": question.closed_by,
            "closers": list(question.closers), "closed": edtf(question.closed), "repeats": list(question.repeats),
            "move": question.move, "confidence": round(question.confidence, 3), **self.place(question.move),
        }  # fmt: skip

    def conflict(self, conflict: Conflict) -> Row:
        """Two moves that cannot both be so; the place is the earlier one's, `other_…` the later one's."""
        other = {f"other_{key}": value for key, value in self.place(conflict.other).items()}
        return {
            "id": conflict.id, "kind": conflict.kind, "basis": conflict.basis, "one": conflict.one, "other": conflict.other,
            "confidence": round(conflict.confidence, 3), **self.place(conflict.one), **other,
            "only_one": [self.place(move) for move in conflict.only_one],
            "only_other": [self.place(move) for move in conflict.only_other],
        }  # fmt: skip

    def claim(self, claim: Claim) -> Row:
        """What is asserted, by whom and against whom; the place is that of the first telling."""
        return {
            "id": claim.id, "act": claim.act, "of": list(claim.of), "claimed": claim.text, "polarity": claim.polarity,
            "modality": claim.modality, "when": claim.when.edtf, "asserted": [self.voice(one) for one in claim.asserted],
            "denied": [self.voice(one) for one in claim.denied], "vouched": [self.place(move) for move in claim.vouched],
            "owned": [self.place(move) for move in claim.owned], "events": list(claim.events), "origins": claim.origins,
            "support": claim.support, "opposed": claim.opposed, "first_published": claim.first_published.isoformat(),
            "confidence": round(claim.confidence, 3), **self.place(claim.id),
        }  # fmt: skip

    def voice(self, voice: Voice) -> Row:
        """Who asserts or denies, null where nobody is named, and where."""
        return {"by": voice.name, "moves": [{"move": move, **self.place(move)} for move in voice.moves]}


def tie_row(tie: Tie, text: str) -> Row:
    """One tie as one report shows it; `text` is that report's, as read."""
    return {
        "id": tie.id, "kind": tie.kind, "subject": tie.subject, "post": tie.post, "object": tie.object,
        "speaks_for": tie.speaks_for, "basis": tie.basis,
        "seen": tie.seen, "report": tie.report, "start": tie.span.start, "end": tie.span.end, "text": tie.span.of(text),
    }  # fmt: skip


@cache
def _items() -> dict[str, str]:
    """Party key -> its item in Wikidata, for those that are known."""
    found: dict[str, str] = json.loads((files("communique.data") / "wikidata.json").read_text(encoding="utf-8"))["items"]
    return found


def party_rows(parties: Iterable[Party], moves: Iterable[Move], ties: Iterable[Row]) -> Iterator[Row]:
    """Each party that acts, is acted on or is tied: how often, and the place where it is first seen to."""
    known = {party.key: party for party in parties}
    acts: dict[str, list[Move]] = {}
    asked: dict[str, list[Move]] = {}
    tied: dict[str, list[Row]] = {}
    for move in moves:
        for key in move.by:
            acts.setdefault(key, []).append(move)
        for key in move.to:
            asked.setdefault(key, []).append(move)
    for tie in ties:
        for key in {str(tie[side]) for side in ("subject", "object", "speaks_for") if tie[side]}:
            tied.setdefault(key, []).append(tie)
    for key in sorted({*acts, *asked, *tied}, key=lambda k: (-len(acts.get(k, ())), -len(asked.get(k, ())), k)):
        party = known.get(key, Party(key, key, "group"))
        seen = [*acts.get(key, ()), *asked.get(key, ())]
        first: Row = move_place(seen[0]) if seen else {name: tied[key][0][name] for name in PLACE}
        shown = ("kind", "subject", "post", "object", "speaks_for", "basis", "seen", "report", "start", "end")
        yield {
            "key": key, "name": party.name, "kind": party.kind if key in known else None, "for": party.for_,
            "wikidata": _items().get(key), "acts": len(acts.get(key, ())), "acted_on": len(asked.get(key, ())),
            "ties": [{name: tie[name] for name in shown} for tie in tied.get(key, ())], **first,
        }  # fmt: skip
