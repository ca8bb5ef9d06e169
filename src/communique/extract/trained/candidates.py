"""Every clause that may be a move: what the rules made of it, else with whoever acts or speaks in it; a judge decides.

The rules alone miss what no frame of theirs tells.  Clauses and the rules' own drafts together cover about .95 of the spans of
annotated moves (docs/judge.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.extract.acts.actors import acting
from communique.extract.acts.contents import judge
from communique.extract.acts.draft import Draft, same
from communique.extract.acts.extents import condition_of, modality_of, reach
from communique.extract.clauses import Clause
from communique.extract.parties.who import Who
from communique.extract.scene import Scene

SHORTEST = 12  # characters: less says nothing


@dataclass(slots=True)
class Place:
    """A clause with who acts in it by its grammar, who speaks there, and what the rules made of it."""

    clause: Clause
    voice: int | None
    actor: Who | None
    speaker: Who | None
    drafts: list[Draft]

    @property
    def bases(self) -> list[Who | None]:
        """Whose the clause is by rule: of each draft, else the actor's, else the speaker's."""
        if self.drafts:
            return [draft.by for draft in self.drafts]
        return [self.actor if self.actor is not None and self.actor.keys else self.speaker]


def places(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Place]:
    """All clauses in order of their verbs; a draft stands with the clause it was read from."""
    held: dict[int, list[Draft]] = {}
    for draft in drafts:
        held.setdefault(draft.clause.verb.i, []).append(draft)
    for clause in scene.clauses:
        voice = scene.innermost((clause.raised or clause).verb.start)
        speaker = scene.speaker(voice)
        yield Place(clause, voice, acting(scene, clause, speaker), speaker, held.get(clause.verb.i, []))


def loose(scene: Scene, place: Place, who: Who) -> Draft | None:
    """A draft of a clause that the rules left, as done or said by `who`; None where the clause is too short to say anything."""
    clause, own = place.clause, same(place.actor, place.speaker) if place.actor is not None else None
    start, end = reach(scene, clause, place.voice)
    if end - start < SHORTEST:
        return None
    verdict = judge(scene.parsed, clause, own, (start, end))
    told = place.voice is not None and not same(who, place.speaker)
    spoken = (place.voice is not None or scene.office is not None) and not told
    return Draft(
        start, end, (clause.verb.start, clause.verb.end), verdict.act, None, who,
        modality_of(scene, clause, verdict.act, place.voice, told, None), "neg" if clause.negated else "pos",
        clause, place.voice, told, spoken, 0.0, why=[verdict.why], condition=condition_of(scene, clause),
    )  # fmt: skip
