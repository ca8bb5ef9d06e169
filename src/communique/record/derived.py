"""What is assembled when it is read, from moves and judgements; nothing here is ever stored as truth.

Every derived record names the moves it stands on, so that each line of it can be checked against the text.
Ids are those of the founding move (earliest published, ties broken by report id and offset).  `confidence` is how certain
what a record stands on is (`assemble.trust`, docs/trust.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.record.move import Act, DeedKind, Force, Modality, Polarity
from communique.record.when import When

SURE = 0.5  # from here on a record is certain enough for the brief and the tables; below it stands apart, counted
TOLD = 0.68  # from here on a line or a thread is told unmarked: it must be right in who, to whom, what and how


@dataclass(frozen=True, slots=True)
class Copy:
    """Why `report` is told to go back to what `of` does: the same `wording`, the same `retold` in other words, or `judged` so.

    `share` is how much of the shorter stands in the other, by runs of words or by content.
    """

    report: str
    of: str
    kind: Literal["wording", "retold", "judged"]
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin and all the reports that carry it, in order of publication; nothing is left out for being a copy.

    `id` is the earliest report, `fullest` the one with most text; `copies` says of each report but the earliest why it is one.
    `elsewhere` are round-ups counted with another origin that carry this one too.
    """

    id: str
    reports: tuple[str, ...]
    copies: tuple[Copy, ...]
    fullest: str
    elsewhere: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One act as told by all the moves that tell it.

    `when` is the narrowest date consistent with all; `claimed_by` is who alone tells a joint act, empty where the
    other side tells it too or the outlet vouches; `origins` counts independent origins, `reports` all that carry it.
    """

    id: str
    act: Act
    kind: DeedKind | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    polarity: Polarity
    modality: Modality
    when: When
    due: When | None
    text: str
    moves: tuple[str, ...]
    reports: tuple[str, ...]
    origins: int
    claimed_by: tuple[str, ...]
    first_published: date
    confidence: float
    to_stated: bool = True  # whether a move names whom it is addressed to, or `to` is the likeliest of its report alone
    told: float = 1.0  # how sure a line on it is: who, to whom, what, how it stands (`confidence`: that it is told, and of whom)


Relation = Literal["term", "accepts", "rejects", "partly", "conditions", "awaits", "repeats", "answers", "amends", "status"]


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """How an event stands to the thread's founding proposal or demand, and by what evidence it was put there.

    `terms` are the ids of the provisions it concerns, if it is only about some of them; empty where it concerns the whole.
    """

    event: str
    relation: Relation
    basis: str
    terms: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ThreadTerm:
    """A provision on the table: the words, whom it binds, and where each report says it (`moves`).

    `event` is the event that states it; links of the thread that concern it alone name its `id`.  `quantity` and `instrument`
    are those of the term.
    """

    text: str
    binds: tuple[str, ...]
    force: Force
    moves: tuple[str, ...]
    event: str | None = None
    id: str = ""
    quantity: str | None = None
    instrument: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Thread:
    """A proposal or demand with all that answers, refuses, amends, conditions, awaits or repeats it."""

    id: str
    title: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    opened: When
    events: tuple[ThreadLink, ...]
    terms: tuple[ThreadTerm, ...]
    confidence: float = 1.0


Stance = Literal["for", "against", "partly", "conditional", "open", "silent", "denies", "demands"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One stance that a party took, and the move that set it."""

    stance: Stance
    move: str
    when: When
    published: date


@dataclass(frozen=True, slots=True)
class Position:
    """Where a party stands on a thread, or on one `term` of it (its id), as of a day.

    `since` and `move` are what last set it; `before` is what it was; `turns` are all the stances in order, this one the last.
    """

    party: str
    thread: str
    stance: Stance
    text: str
    move: str
    since: When
    published: date
    before: Stance | None
    before_move: str | None
    term: str | None = None
    turns: tuple[Turn, ...] = ()
    confidence: float = 1.0


QuestionState = Literal["open", "met", "missed", "withdrawn", "stated unknown", "overtaken"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something awaited: an answer, a meeting, a deadline; `closed_by` the move that met, withdrew or overtook it.

    `closers` are the parties of that move, `closed` its day; of what was missed, `closed` is the day that passed.  `answer` is a
    move told as an answer that did not close it, because the asker still asks (`repeats`, later moves).
    """

    id: str
    kind: Literal["answer", "meeting", "deadline", "unknown"]
    by: tuple[str, ...]  # who awaits
    of: tuple[str, ...]  # of whom
    text: str
    due: When | None
    state: QuestionState
    move: str
    closed_by: str | None
    thread: str | None
    answer: str | None = None
    repeats: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    closed: When | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Voice:
    """One party or named source that asserts a claim, or denies it, and the moves in which it does (the earliest first).

    `name` is None where an outlet of the press tells it in its own voice, or cites a source that it does not name.
    """

    name: str | None
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted of the world: by whom, denied by whom, through how many independent origins.

    `of` is whom it is about.  `asserted` are parties and sources other than those; `vouched` the moves in which an outlet of the
    press tells it in its own voice, `owned` those in which whom it is about tells it too.  `origins` and `support` count each
    origin once, however often it repeats the claim (docs/claims.md); `opposed` is the same degree for the denials.  Support says
    how well the claim is attested, not that it is true.
    """

    id: str  # of the move that first tells it
    act: Act
    of: tuple[str, ...]
    text: str
    polarity: Polarity
    modality: Modality
    when: When
    asserted: tuple[Voice, ...]
    denied: tuple[Voice, ...]
    vouched: tuple[str, ...]
    owned: tuple[str, ...]
    events: tuple[str, ...]
    origins: int
    support: float
    opposed: float
    first_published: date
    confidence: float


ConflictKind = Literal["denial", "contradiction", "tension", "change", "numbers", "accounts", "claimed"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two moves that stand against each other, and the evidence that they do; `one` is the earlier.

    denial: a claim and who denies it; contradiction: one act told by two to have been done and not, or of two days; numbers: one
    act told with two; tension: a party against its own earlier words; change: a stance that changed; accounts: two sides tell one
    meeting, and each tells what the other leaves out, in `only_one` or `only_other` (moves); claimed: one side tells an agreement
    that the other's account of the meeting does not tell.
    """

    id: str
    kind: ConflictKind
    one: str
    other: str
    basis: str
    only_one: tuple[str, ...] = ()
    only_other: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Record:
    """The record of the talks as of a day: everything derived from the reports published by then."""

    as_of: date | None
    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    threads: tuple[Thread, ...]
    positions: tuple[Position, ...]
    questions: tuple[Question, ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[Claim, ...] = ()
