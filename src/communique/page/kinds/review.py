"""Review: what is doubtful, one after another, with the words it stands on, why it is doubted and what stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from communique.assemble.decide import CHOICES, FIELDS, NEEDED, standing
from communique.assemble.topics import solid, topic
from communique.judging import undone
from communique.page.address import Address
from communique.page.edition import Place, Sight
from communique.page.kind import Kind, Wanted
from communique.page.passages import Run
from communique.page.verdict import values
from communique.record.derived import SURE, Event
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.record.text import Report
from communique.show.report import parts
from communique.show.review import ASKED, Doubt, doubts, review_row, told_fields
from communique.show.rows import Row
from communique.show.words import one_line, paragraph_at, paragraph_starts

AHEAD = 8  # doubts told after the one that is asked
RECENT = 10  # judgements told
LIKELY = 5  # events offered for a merge
NEAR = 300  # events of the same act and party that are compared for that, the nearest in time
AROUND = 700  # characters of a paragraph shown on either side of the words
STANDING = 6  # records of one kind told to stand on it


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a move in their paragraph."""

    move: Move
    place: Place | None
    report: Report
    paragraph: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Upon:
    """What stands on it: a thread, a question, a position, a conflict or a claim."""

    what: str
    text: str
    at: Address | None


@dataclass(frozen=True, slots=True)
class Field:
    """One field that can be corrected: what it holds, and the values it may have where they are few."""

    name: str
    value: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is asked, and all that is needed to answer; `subject`, `object` and `field` are what an answer is on."""

    doubt: Doubt
    question: str
    words: Words
    told: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    upon: tuple[Upon, ...]
    fields: tuple[Field, ...]
    tellings: tuple[Place, ...]
    ids: tuple[str, ...]
    likely: tuple[Event, ...]
    other: Words | None
    judged: bool
    subject: str
    object: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A judgement that was made: its words, the doubt it is on, whether it stands, and whether what is shown knows of it yet."""

    judgement: Judgement
    told: str
    about: str
    undone: int | None
    pending: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """The review at one doubt."""

    title: str
    one: Looked | None
    at: int  # its place among what is left, from 1; 0 where it is not among it
    left: int
    doubtful: int
    queue: tuple[Doubt, ...]
    after: str
    before: str
    made: tuple[Made, ...]
    done: Made | None
    pending: int
    missing: bool


def doubts_of(sight: Sight) -> list[Doubt]:
    """Everything to look at as of the day, by what was judged when it was derived."""
    return sight.once("doubts", lambda: doubts(sight.view.record, sight.view.judgements))


def bench(sight: Sight, wanted: Wanted) -> Bench:
    """What there is to judge, at the doubt that `of` names or at the first."""
    made = sight.view.ledger.judgements()
    held = _Held(sight, made)
    named = wanted.query.get("of", "")
    doubt = held.found(named) if named else None
    asked = doubt or next(held.after(0), None)
    number = held.place(asked) if asked else None
    recent = tuple(held.made(j) for j in made[: -RECENT - 1 : -1])
    done = next((one for one in recent if str(one.judgement.id) == wanted.query.get("done")), None)
    queue = tuple(islice(held.after(0 if number is None else number + 1), AHEAD))
    before = next(held.before(number), None) if number else None
    return Bench(
        "Review", _looked(sight, asked, named if doubt else "", number is None) if asked else None,
        0 if number is None else held.rank(number), held.left, held.doubtful, queue, queue[0].id if queue else "",
        before.id if before else "", recent, done, held.pending, bool(named) and doubt is None,
    )  # fmt: skip


class _Held:
    """The doubts of the day without what has been judged since it was derived; the doubts keep their numbers."""

    def __init__(self, sight: Sight, made: Sequence[Judgement]) -> None:
        self.sight = sight
        self.last = max((j.id for j in sight.view.judgements), default=0)
        self.undone = undone(made)
        self.pending = sum(j.id > self.last for j in made)
        self.base = doubts_of(sight)
        self.number = sight.once("doubts by id", lambda: {one.id: number for number, one in enumerate(self.base)})
        self.gone = {number for j in standing(made) if j.id > self.last for number in self._answered(j)}
        unsure = sight.once("doubtful", lambda: sum(one.confidence < SURE for one in self.base))
        self.doubtful = unsure - sum(self.base[number].confidence < SURE for number in self.gone)

    def _answered(self, j: Judgement) -> Iterator[int]:
        """The doubts that a judgement answers, and those on what it rejects."""
        on = self.sight.once("doubts by event", self._by_event)
        pair = j.kind in ("accept", "retract") and j.object
        for named in filter(None, (j.subject, j.object)):
            whole = [event for event in on if event.startswith(f"{named}#")] if j.kind == "retract" and "#" not in named else []
            for event in (*whole, self._event(named)):
                for number in on.get(event, ()):
                    doubt = self.base[number]
                    if pair:
                        sides = {doubt.event.id, self._event(doubt.other or "")}
                        if doubt.kind != "event" and sides == {self._event(j.subject), self._event(j.object or "")}:
                            yield number
                    elif j.kind == "retract" or (doubt.kind == "event" and j.kind in ("accept", "correct", "merge", "split")):
                        yield number

    def _by_event(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for number, doubt in enumerate(self.base):
            for event in {doubt.event.id, self._event(doubt.other or doubt.event.id)}:
                found.setdefault(event, []).append(number)
        return found

    def _event(self, move: str) -> str:
        event = self.sight.event_of.get(move)
        return event.id if event else move

    @property
    def left(self) -> int:
        """How many are left."""
        return len(self.base) - len(self.gone)

    def place(self, doubt: Doubt) -> int | None:
        """The number of a doubt that is left; None for what is not to be judged."""
        number = self.number.get(doubt.id)
        return None if number in self.gone else number

    def after(self, number: int) -> Iterator[Doubt]:
        """Those that are left from this number on."""
        return (self.base[one] for one in range(number, len(self.base)) if one not in self.gone)

    def before(self, number: int) -> Iterator[Doubt]:
        """Those that are left before this number, the nearest first."""
        return (self.base[one] for one in range(number - 1, -1, -1) if one not in self.gone)

    def rank(self, number: int) -> int:
        """Its place among what is left, from 1."""
        return number + 1 - sum(one < number for one in self.gone)

    def found(self, named: str) -> Doubt | None:
        """The doubt of this id, or the event that a move of this id tells, whether it is doubted or not."""
        if named in self.number:
            return self.base[self.number[named]]
        event = self.sight.event_of.get(named)
        return Doubt("event", event.id, event, None, event.confidence, 0, "") if event else None

    def made(self, j: Judgement) -> Made:
        """One judgement in words."""
        said = f" {j.field} = {j.value or 'nothing'}" if j.kind == "correct" else ""
        kind = "reject" if j.kind == "retract" else j.kind.replace("_", " ")  # as the button says
        told = f"undo {j.subject}" if j.kind == "undo" else f"{kind}{said}"
        pair = j.kind in ("accept", "retract") and j.object
        about = f"{j.subject}{'~' if j.field == 'conflict' else '@'}{j.object}" if pair else "" if j.kind == "undo" else j.subject
        return Made(j, told, about, self.undone.get(j.id), j.id > self.last)


def _looked(sight: Sight, doubt: Doubt, named: str, judged: bool) -> Looked | None:
    event = doubt.event
    subject = named if named in event.moves else event.id
    words = _words(sight, subject)
    if words is None:
        return None
    move, told = words.move, tuple(told_fields(words.move, sight.names))
    object, field = (doubt.other or "", doubt.kind if doubt.kind == "conflict" else "thread") if doubt.other else ("", "")
    return Looked(
        doubt, ASKED[doubt.kind], words, told[:-1], tuple(move.why), tuple(_upon(sight, event)), tuple(_fields(move)),
        tuple(place for id in event.moves if (place := sight.place(id))), event.moves, tuple(_likely(sight, event)),
        _words(sight, doubt.other) if doubt.other else None, judged, _on(doubt, subject), object, field,
    )  # fmt: skip


def _on(doubt: Doubt, subject: str) -> str:
    """The first thing a judgement on it names: of a conflict its earlier side, which need not have founded its event."""
    return doubt.id.partition("~")[0] if doubt.kind == "conflict" else subject


def _words(sight: Sight, id: str) -> Words | None:
    move = sight.moves.get(id)
    if move is None or move.report not in sight.reports:
        return None
    report = sight.reports[move.report]
    starts = paragraph_starts(report.text)
    number = paragraph_at(starts, move.span.start)
    first = max(starts[number - 1], move.span.start - AROUND)
    last = min(starts[number] if number < len(starts) else len(report.text), move.span.end + AROUND)
    last = max(last, min(move.span.end, first + 4 * AROUND))  # the words whole, though they run on
    edges = {first, last} | {min(max(edge, first), last) for span in parts(move) for edge in (span.start, span.end)}
    cut = [("… " if first > starts[number - 1] else "", False)] if first > starts[number - 1] else []
    found = [
        (report.text[left:right], any(span.start <= left and right <= span.end for span in parts(move)))
        for left, right in pairwise(sorted(edges))
    ]
    if found:
        found[-1] = (found[-1][0].rstrip(), found[-1][1])
    runs = tuple(Run(text, hit) for text, hit in (*cut, *found) if text)
    return Words(move, sight.place(id), report, number, runs)


def _upon(sight: Sight, event: Event) -> Iterator[Upon]:
    record, moves, day = sight.view.record, set(event.moves), sight.day
    threads = sight.threads_of.get(event.id, ())
    yield from (Upon("thread", one.title, Address("threads", one.id, day)) for one in threads[:STANDING])
    asked = (q for q in record.questions if q.move in moves or q.closed_by in moves)
    yield from (Upon("question", f"{one_line(q.text, 160)} ({q.state})", None) for q in islice(asked, STANDING))
    stands = (p for p in record.positions if p.move in moves)
    for p in islice(stands, STANDING):
        yield Upon("position", f"{sight.called(p.party)}: {p.stance}", Address("threads", p.thread, day))
    odds = (c for c in record.conflicts if c.one in moves or c.other in moves)
    yield from (Upon("conflict", f"{c.kind}: {c.basis}", None) for c in islice(odds, STANDING))
    claimed = (c for c in record.claims if event.id in c.events)
    yield from (Upon("claim", one_line(c.text, 160), None) for c in islice(claimed, STANDING))


ORDER = (
    "act", "kind", "by", "to", "polarity", "modality", "when", "said", "due", "content", "condition", "speaker", "role", "chain",
    "place", "quantity",
)  # fmt: skip
assert sorted(ORDER) == sorted(FIELDS)


def _fields(move: Move) -> Iterator[Field]:
    now = values(move)
    for name in ORDER:
        yield Field(name, now[name], (() if name in NEEDED else ("",)) + CHOICES[name] if name in CHOICES else ())


def _likely(sight: Sight, event: Event) -> list[Event]:
    """Events of the same act by the same party that share most words with it."""
    mine, by, day = topic(event.text), set(event.by), event.first_published
    same = [one for one in sight.events.values() if one.act == event.act and one is not event and by & set(one.by)]
    same.sort(key=lambda one: (abs((one.first_published - day).days), one.id))
    near = [(solid(mine, topic(one.text)), one) for one in same[:NEAR]]
    return [one for shared, one in sorted(near, key=lambda n: (-n[0], n[1].id)) if shared][:LIKELY]


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """What the command `review` lists."""
    held = {move.id: move for move in sight.view.moves}
    base = doubts_of(sight)
    return (review_row(one, held) for one in base)


REVIEW = Kind("review", "Review", "review.html", bench, rows, asks=("of", "done"), written=False, judged=True)
