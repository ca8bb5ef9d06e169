"""What review asks, in this order: the doubtful on which more is built, the other doubtful, then what is certain enough.

Within each the least certain comes first; of equally certain, what most is built on, then the latest.  What a person has judged
already is not asked again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.assemble.decide import Place, find, place_of, standing
from communique.record.derived import SURE, Conflict, Event, Record, Thread, ThreadLink
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.show.rows import Row, edtf, link_row, move_place, no_place
from communique.show.words import chain_in_words, names_of, one_line, when_in_words

AROUND = 180  # characters of the text shown before and after the words
ASKED = {"event": "is this told, and told rightly?", "link": "does it belong to this thread?", "conflict": "are these at odds?"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: an event, an event's belonging to a thread, or a conflict; `built` counts what stands on it."""

    kind: str  # event, link, conflict
    id: str
    event: Event
    other: str | None  # the thread's founding move, or the other side of the conflict
    confidence: float
    built: int
    basis: str

    @property
    def group(self) -> int:
        """0: doubtful, and more is built on it; 1: doubtful; 2: certain enough."""
        return 2 if self.confidence >= SURE else 0 if self.built else 1


def doubts(record: Record, judgements: Sequence[Judgement]) -> list[Doubt]:
    """Everything to look at, in the order in which it is asked."""
    events = {event.id: event for event in record.events}
    of = {move: event for event in record.events for move in event.moves}
    built, judged = _built(record, of), _judged(judgements, of)
    found = [
        Doubt("event", event.id, event, None, event.confidence, built[event.id], "")
        for event in record.events
        if (event.id,) not in judged
    ]
    for thread in record.threads:
        links = (link for link in thread.events if link.event in events and (link.event, thread.id) not in judged)
        found += [_link(link, thread, events) for link in links]
    found += [_conflict(one, of) for one in record.conflicts if one.one in of and not _pair(one, of) & judged]
    return sorted(found, key=lambda d: (d.group, d.confidence, -d.built, -d.event.first_published.toordinal(), d.id))


def _link(link: ThreadLink, thread: Thread, events: Mapping[str, Event]) -> Doubt:
    name = f"{link.event}@{thread.id}"
    basis = f"{link.relation} “{thread.title}”: {link.basis}"
    return Doubt("link", name, events[link.event], thread.id, link.confidence, 1, basis)


def _conflict(one: Conflict, of: Mapping[str, Event]) -> Doubt:
    return Doubt("conflict", one.id, of[one.one], one.other, one.confidence, 1, f"{one.kind}: {one.basis}")


def _pair(one: Conflict, of: Mapping[str, Event]) -> set[tuple[str, ...]]:
    a, b = of[one.one].id, of[one.other].id if one.other in of else one.other
    return {(a, b), (b, a)}


def _built(record: Record, of: Mapping[str, Event]) -> Counter[str]:
    """How many threads, questions and conflicts stand on each event."""
    on: list[str] = [*(t.id for t in record.threads), *(link.event for t in record.threads for link in t.events)]
    on += [m for q in record.questions for m in (q.move, q.closed_by) if m]
    on += [m for c in record.conflicts for m in (c.one, c.other)]
    return Counter(of[m].id for m in on if m in of)


def _judged(judgements: Sequence[Judgement], of: Mapping[str, Event]) -> set[tuple[str, ...]]:
    """The events, and pairs of events, that a judgement which stands is on."""
    held = [j for j in standing(judgements) if j.kind in ("accept", "retract", "correct", "merge", "split")]
    if not held:
        return set()
    places: dict[str, dict[str, Place]] = {}
    for id in of:
        if place := place_of(id):
            places.setdefault(place.report, {})[id] = place
    found: set[tuple[str, ...]] = set()
    for j in held:
        meant = [find(places, named) for named in (j.subject, j.object) if named]
        ids = tuple(of[move.id].id for move in meant if move and move.id in of)
        found |= {ids} if j.kind in ("accept", "retract") else {(id,) for id in ids}
    return found


def review_row(doubt: Doubt, moves: Mapping[str, Move]) -> Row:
    """One thing to look at; the place is its first move's, `other_…` that of the thread's or of the other side."""
    event, move = doubt.event, moves.get(doubt.event.id)
    place = move_place(moves[doubt.other]) if doubt.other and doubt.other in moves else no_place()
    return {
        "id": doubt.id, "asked": doubt.kind, "confidence": round(doubt.confidence, 3), "doubtful": doubt.confidence < SURE,
        "built_on_it": doubt.built, "basis": doubt.basis, "event": event.id, "other": doubt.other, "act": event.act,
        "kind": event.kind, "by": list(event.by), "to": list(event.to), "polarity": event.polarity, "modality": event.modality,
        "when": event.when.edtf, "due": edtf(event.due), "chain": [link_row(link) for link in move.chain] if move else [],
        "why": list(move.why) if move else [], "moves": list(event.moves), **(move_place(move) if move else no_place()),
        **{f"other_{key}": value for key, value in place.items()},
    }  # fmt: skip


def in_context(text: str, start: int, end: int, around: int = AROUND) -> str:
    """The words between ⟦ and ⟧ with a line or two on either side, cut at blanks."""
    first, last = max(0, start - around), min(len(text), end + around)
    before, after = text[first:start], text[end:last]
    if first > 0:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return one_line(f"{before}⟦{text[start:end]}⟧{after}")


def told_fields(move: Move, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of a move, by the names under which they can be corrected, and what decided them."""
    yield "act", f"{move.act} ({move.kind})" if move.kind else move.act
    yield "by", _with_keys(move.by, names) + (" (some of)" if move.partial else "")
    yield "to", _with_keys(move.to, names) + (" (the likeliest, not named)" if move.to_basis == "inferred" else "")
    yield "polarity", move.polarity
    yield "modality", move.modality
    if move.condition:
        yield "condition", one_line(move.condition)
    yield "when", f"{when_in_words(move.when)} ({move.when.edtf})"
    if move.said != move.when:
        yield "said", f"{when_in_words(move.said)} ({move.said.edtf})"
    if move.due:
        yield "due", f"{when_in_words(move.due)} ({move.due.edtf})"
    if move.speaker:
        yield "speaker", one_line(", ".join(filter(None, (move.speaker, move.role))))
    yield "content", one_line(move.content, 2 * AROUND)
    yield "chain", chain_in_words(move.chain, names) or "not stated"
    yield "certainty", f"{move.confidence:.2f}: {one_line('; '.join(move.why)) or 'no reasons kept'}"


def _with_keys(keys: Iterable[str], names: Mapping[str, str]) -> str:
    called = {key: names_of([key], names) for key in keys}
    return ", ".join(key if name == key else f"{name} ({key})" for key, name in called.items()) or "not stated"
