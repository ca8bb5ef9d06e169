"""Whose a clause is: whom the rules name, or another of the report's parties that stands out there, by weights learnt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communique.extract.acts.extents import reach
from communique.extract.parties.entities import Entity, head_of
from communique.extract.parties.salience import CAN_ACT, FADING, is_of, natures_of, prominence
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.extract.trained.candidates import Place
from communique.parse.tree import Word

Key = tuple[str, ...]
REACH = 6  # sentences back
MOST = 6  # parties looked at besides those that the rules name
DISTANCES = (0, 1, 2, 3, 5, 10)
COUNTS = (1, 2, 3, 5, 8)


@dataclass(frozen=True, slots=True)
class Option:
    """A party that a clause may be of, and what speaks for it."""

    who: Who
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a party, or somebody who acts for it, is named."""

    head: Word
    entity: Entity
    weight: float


class Acting:
    """The parties of one report and where they are named; clauses are asked for in order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parsed = scene, scene.parsed
        self.named: dict[Key, list[Naming]] = {}
        for name, entity in scene.cast.order:
            if entity.kind in CAN_ACT | {"person"} and entity.party:
                head = head_of(self.parsed, name.first, name.last)
                self.named.setdefault(entity.party, []).append(Naming(head, entity, prominence(self.parsed, head)))
        self.people = {e.name: e for e in scene.cast.entities if e.kind == "person"}
        self.ranks = {key: n for n, (key, _) in enumerate(scene.cast.counts.most_common(MOST))}
        self.before: list[Key] = []  # whose the clauses before were

    @cached_property
    def _breaks(self) -> list[int]:
        return [at for at, mark in enumerate(self.parsed.text) if mark == "\n"]

    def _paragraph(self, at: int) -> int:
        return bisect_left(self._breaks, at)

    def options(self, place: Place, base: Who | None) -> list[Option]:
        """Whose the clause may be: `base` (whom the rules name) first, where they name somebody."""
        near = self._near(place)
        known = {w.keys: w for w in (place.speaker, place.actor, base) if w is not None and w.keys}
        keys = list(dict.fromkeys([*([base.keys] if base is not None and base.keys else []), *known, *near]))
        shared = frozenset(self._of_clause(place, base))
        return [
            Option(self._who(key, base, known), frozenset(self._signs(key, place, base, near, shared)))
            for key in keys
        ]  # fmt: skip

    def _who(self, key: Key, base: Who | None, known: dict[Key, Who]) -> Who:
        if key in known:
            return known[key]
        if base is not None and base.kind in ("person", "unnamed"):  # who speaks is known, for whom was misjudged
            return replace(base, keys=key, guessed=True)
        entity = self.named[key][0].entity
        kind = "state" if entity.kind in ("state", "body") else "organisation"
        named = entity.name if entity.kind != "person" else None
        return Who(key, named, "person" if entity.kind == "person" else kind, "definite", guessed=True)  # type: ignore[arg-type]

    def _near(self, place: Place) -> list[Key]:
        """The parties that stand out where a clause is, most first."""
        verb, found = place.clause.verb, []
        for key, namings in self.named.items():
            weight, seen = 0.0, 0
            for naming in namings:
                distance = verb.sentence - naming.head.sentence
                if naming.head.i < verb.i:
                    seen += 1
                    weight += naming.weight * FADING**distance if distance <= REACH else 0.0
                elif distance == 0:
                    weight += 0.4 * naming.weight
            if weight > 0 or seen > 2:
                found.append((-weight, namings[0].head.i, key))
        return [key for _, _, key in sorted(found)[:MOST]]

    def _of_clause(self, place: Place, base: Who | None) -> Iterator[str]:
        """What is the same for all options: how the rules came to theirs, and what the subject is."""
        yield f"by {base.how if base is not None else 'nobody'}"
        yield f"subject {subject_sort(place.clause.subject)}"

    def _signs(self, key: Key, place: Place, base: Who | None, near: Sequence[Key], shared: frozenset[str]) -> Iterator[str]:
        verb, namings = place.clause.verb, self.named.get(key, [])
        for sign in self._standing(key, place, near):
            yield sign
            for other in sorted(shared):
                yield f"{sign} & {other}"
        how, kind = (base.how, base.kind) if base is not None else ("nobody", "-")
        if base is not None and base.keys == key:
            yield from ("base", f"base {how}", f"base {kind}", f"base {how} {kind}", f"base guessed {base.guessed}")
            yield f"base & subject {subject_sort(place.clause.subject)}"
            yield f"base rule {bool(place.drafts)} {how}"
            if place.drafts:
                yield "base of rule"
        else:
            yield from (f"not {how}", f"not {kind}", f"not guessed {base is not None and base.guessed}")
            yield f"not rule {bool(place.drafts)}"
        for name, who in (("actor", place.actor), ("speaker", place.speaker)):
            if who is not None and who.keys == key:
                yield f"{name} {who.how}"
                yield f"{name} {who.how} & subject {subject_sort(place.clause.subject)}"
                yield f"{name} & rule {bool(place.drafts)}"
        start, end = reach(self.scene, place.clause, place.voice)
        if any(start <= n.head.start < end for n in namings):
            yield "within"
            yield f"within & by {how}"
        subject = place.clause.subject
        if subject is not None:
            if any(n.head.i == subject.i for n in namings):
                yield "is subject"
                yield f"is subject & {place.clause.modal or 'no modal'}"
                yield f"is subject & speaker {'none' if place.speaker is None else place.speaker.keys == key}"
            natures = natures_of(subject.lemma)
            if natures and namings:
                fits = any(is_of(n.entity, natures) for n in namings)
                yield f"of the subject's sort {fits}"
        before = [n.head for n in namings if n.head.i < verb.i]
        if before and self._paragraph(before[-1].start) == self._paragraph(verb.start):
            yield "same paragraph"
        yield f"joint {len(key) > 1}"
        for back in (1, 2):
            told = self.before[-back] == key if len(self.before) >= back else None
            yield f"before {back} {told}"
            yield f"before {back} {told} & subject {subject_sort(subject)}"
        if self.scene.office is not None:
            yield f"office {set(key) <= set(self.scene.office.keys)}"
        person = self.people.get(base.name) if base is not None and base.name else None
        if person is not None:
            yield from self._of_person(key, person)

    def _standing(self, key: Key, place: Place, near: Sequence[Key]) -> Iterator[str]:
        """How a party stands out at a clause."""
        verb, namings = place.clause.verb, self.named.get(key, [])
        yield f"salience {near.index(key) if key in near else 'none'}"
        before = [n.head for n in namings if n.head.i < verb.i]
        gap = verb.sentence - before[-1].sentence if before else 99
        yield f"distance {_bin(gap, DISTANCES)}"
        if before:
            yield f"last {before[-1].dep} {_bin(gap, (0, 1, 2))}"
        yield f"named {_bin(len(namings), COUNTS)}"
        yield f"sort {'+'.join(sorted({n.entity.kind for n in namings})) or 'none'}"
        if len(key) == 1 and key[0] in self.ranks:
            yield f"rank {self.ranks[key[0]]}"

    def _of_person(self, key: Key, person: Entity) -> Iterator[str]:
        """Where a party stands to a person who acts or speaks: was it named where he was introduced?"""
        own = person.party == key
        role = (person.role or person.post).lower().split()
        yield from (f"person {person.basis} {own}", f"person guessed {person.guessed} {own}", f"himself {key == (person.key,)}")
        namings = self.named.get(key, [])
        yield f"post {role[-1] if role else '-'} {'+'.join(sorted({n.entity.kind for n in namings})) or 'none'}"
        first = self.parsed.words[person.first]
        beside = [n.head for n in namings if n.head.sentence == first.sentence and n.entity is not person]
        if beside:
            closest = min(beside, key=lambda w: abs(w.i - first.i))
            yield f"introduced {'after' if closest.i < first.i else 'before'} it"
            yield f"introduced {_bin(abs(closest.i - first.i), (2, 4, 8, 16))} from it"
        above = [n.head for n in namings if n.head.sentence == first.sentence - 1]
        if above:
            yield "introduced a sentence after it"
            if any(w.dep in ("nsubj", "nsubjpass") for w in above):
                yield "introduced after its sentence"
        earlier = [n.head for n in namings if n.head.i < first.i]
        yield f"introduced at {_bin(first.sentence - earlier[-1].sentence if earlier else 99, (0, 1, 2, 4))}"


def subject_sort(subject: Word | None) -> str:
    """What stands as subject: a pronoun by itself, a name, a noun."""
    if subject is None:
        return "none"
    if subject.tag[:2] in ("PR", "WP", "WD", "DT", "EX"):
        return subject.low
    return "name" if subject.tag[:3] == "NNP" else "noun"


def _bin(number: int, edges: Sequence[int]) -> str:
    return next((str(edge) for edge in edges if number <= edge), "more")
