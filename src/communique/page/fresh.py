"""What was judged since an edition was derived: marked at the words it is on, until what follows from it is derived too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from communique.assemble.decide import standing
from communique.record.judgement import Judgement

Sort = Literal["yes", "no", "changed"]
On = str | frozenset[str]  # a move, a report or a party; a pair: of an act and a thread, of two moves at odds
SORTS: Mapping[str, Sort] = {"accept": "yes", "retract": "no"}
DONE = {
    "accept": "accepted", "retract": "rejected", "merge": "one act with another", "split": "apart from others",
    "copy": "of one dispatch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A judgement: what it says in a word, by whom; `undo` names it where it can be undone."""

    sort: Sort
    told: str
    author: str
    undo: int | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """The notes of what is shown and not followed yet, by what they are on; `count` is how many judgements were made or undone,
    `last` the last that stands.
    """

    notes: Mapping[On, tuple[Note, ...]] = field(default_factory=dict)
    count: int = 0
    last: tuple[str, Note] | None = None  # with what it is on

    def on(self, *named: On | None) -> tuple[Note, ...]:
        """What was judged of any of these."""
        return tuple(dict.fromkeys(note for one in named if one for note in self.notes.get(one, ()))) if self.notes else ()


def fresh(known: Iterable[Judgement], made: Iterable[Judgement]) -> Fresh:
    """What holds of the judgements `made` by now and did not of those `known` when the record was derived, and the reverse."""
    before, now = ({j.id: j for j in standing(list(some))} for some in (known, made))
    found: dict[On, tuple[Note, ...]] = {}
    new = [(j, _done(j)) for id, j in now.items() if id not in before]
    gone = [(j, Note("changed", f"no more {_done(j).told}", j.author, None)) for id, j in before.items() if id not in now]
    for j, note in (*new, *gone):
        for on in _named(j):
            found[on] = (*found.get(on, ()), note)
    last = max(now, default=None)
    return Fresh(found, len(new) + len(gone), None if last is None else (now[last].subject, _done(now[last])))


def _done(j: Judgement) -> Note:
    told = DONE.get(j.kind, "")
    if j.kind == "correct":
        told = f"{j.field} is {j.value or 'nothing'}"
    elif j.kind == "same_party":
        told = f"{j.object} goes by {j.subject}"
    return Note(SORTS.get(j.kind, "changed"), told, j.author, j.id)


def _named(j: Judgement) -> tuple[On, ...]:
    """What a judgement is on: of a pair that is accepted or rejected the two together, else each that it names."""
    if j.kind in SORTS and j.object:
        return (frozenset((j.subject, j.object)),)
    return (j.subject, j.object) if j.object else (j.subject,)
