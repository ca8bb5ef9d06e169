"""Whose a clause is: whom the rules name, or another of the report's parties that stands out there, by weights learnt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from communique.extract.acts.extents import reach
from communique.extract.parties.entities import Entity
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


class Option(NamedTuple):
    """A party that a clause may be of, and what speaks for it."""

    who: Who
    signs: frozenset[str]


class Naming(NamedTuple):
    """One place where a party, or somebody who acts for it, is named."""

    head: Word
    entity: Entity
    weight: float


class Named:
    """All places where a party is named, in order of the text."""

    def __init__(self, namings: list[Naming]) -> None:
        self.namings = namings
        self.at = [n.head.i for n in namings]
        self.starts = tuple(n.head.start for n in namings)
        self.sort = "+".join(sorted({n.entity.kind for n in namings}))

    def before(self, at: int) -> int:
        """How many of them stand before a word."""
        return bisect_left(self.at, at)

    def within(self, start: int, end: int) -> bool:
        """Whether one stands there."""
        return bisect_left(self.starts, start) < bisect_left(self.starts, end)


NOWHERE = Named([])


class _Case(NamedTuple):
    """A clause whose party is looked for: what is the same for all that it may be of."""

    place: Place
    base: Who | None  # whom the rules name
    near: list[Key]
    sort: str  # what stands as subject
    natures: frozenset[str]  # sorts of party that the subject's noun means
    within: tuple[int, int]  # the clause's words
    others: tuple[str, ...]  # signs of all but whom the rules name

    @property
    def how(self) -> str:
        """How the rules came to whom they name."""
        return self.base.how if self.base is not None else "nobody"

    @property
    def verb(self) -> Word:
        """The clause's verb."""
        return self.place.clause.verb


class Acting:
    """The parties of one report and where they are named; clauses are asked for in order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parsed = scene, scene.parsed
        namings: dict[Key, list[Naming]] = {}
        for (_, entity), head in zip(scene.cast.order, scene.cast.heads, strict=True):
            if (entity.kind in CAN_ACT or entity.kind == "person") and entity.party:
                namings.setdefault(entity.party, []).append(Naming(head, entity, prominence(self.parsed, head)))
        self.named = {key: Named(some) for key, some in namings.items()}
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
        subject, near = place.clause.subject, self._near(place)
        how, kind, guessed = (base.how, base.kind, base.guessed) if base is not None else ("nobody", "-", False)
        case = _Case(
            place, base, near, subject_sort(subject),
            natures_of(subject.lemma) if subject is not None else frozenset(),
            reach(self.scene, place.clause, place.voice),
            (f"not {how}", f"not {kind}", f"not guessed {guessed}", f"not rule {bool(place.drafts)}"),
        )  # fmt: skip
        known = {w.keys: w for w in (place.speaker, place.actor, base) if w is not None and w.keys}
        keys = dict.fromkeys([*([base.keys] if base is not None and base.keys else []), *known, *near])
        return [Option(self._who(key, base, known), frozenset(self._signs(key, case))) for key in keys]

    def _who(self, key: Key, base: Who | None, known: dict[Key, Who]) -> Who:
        if key in known:
            return known[key]
        if base is not None and base.kind in ("person", "unnamed"):  # who speaks is known, for whom was misjudged
            return Who(key, base.name, base.kind, base.how, base.role, base.partial, base.span, guessed=True)
        entity = self.named[key].namings[0].entity
        kind = "state" if entity.kind in ("state", "body") else "organisation"
        named = entity.name if entity.kind != "person" else None
        return Who(key, named, "person" if entity.kind == "person" else kind, "definite", guessed=True)  # type: ignore[arg-type]

    def _near(self, place: Place) -> list[Key]:
        """The parties that stand out where a clause is, most first."""
        verb, found = place.clause.verb, []
        sentences = self.parsed.sentences
        first, last = sentences[max(0, verb.sentence - REACH)].first, sentences[verb.sentence].last
        for key, named in self.named.items():
            weight, seen = 0.0, named.before(verb.i)
            for head, _, prominent in named.namings[named.before(first) : named.before(last)]:
                weight += prominent * (FADING ** (verb.sentence - head.sentence) if head.i < verb.i else 0.4)
            if weight > 0 or seen > 2:
                found.append((-weight, named.at[0], key))
        return [key for _, _, key in sorted(found)[:MOST]]

    def _signs(self, key: Key, case: _Case) -> list[str]:
        place, base, how, verb, subject = case.place, case.base, case.how, case.verb, case.place.clause.subject
        named = self.named.get(key, NOWHERE)
        before = named.before(verb.i)
        last = named.namings[before - 1].head if before else None
        signs = [sign for plain in self._standing(key, case, named, last) for sign in _crossed(plain, how, case.sort)]
        if base is not None and base.keys == key:
            signs += ("base", f"base {how}", f"base {base.kind}", f"base {how} {base.kind}", f"base guessed {base.guessed}")
            signs += (f"base & subject {case.sort}", f"base rule {bool(place.drafts)} {how}")
            if place.drafts:
                signs.append("base of rule")
        else:
            signs += case.others
        for name, who in (("actor", place.actor), ("speaker", place.speaker)):
            if who is not None and who.keys == key:
                signs += (f"{name} {who.how}", f"{name} {who.how} & subject {case.sort}", f"{name} & rule {bool(place.drafts)}")
        if named.within(*case.within):
            signs += ("within", f"within & by {how}")
        if subject is not None and subject.i in named.at:
            signs.append("is subject")
        if case.natures and named.namings:
            signs.append(f"of the subject's sort {any(is_of(n.entity, case.natures) for n in named.namings)}")
        if last is not None and self._paragraph(last.start) == self._paragraph(verb.start):
            signs.append("same paragraph")
        signs.append(f"joint {len(key) > 1}")
        for back in (1, 2):
            told = self.before[-back] == key if len(self.before) >= back else None
            signs += _before(back, told, case.sort)
        if self.scene.office is not None:
            signs.append(f"office {set(key) <= set(self.scene.office.keys)}")
        person = self.people.get(base.name) if base is not None and base.name else None
        if person is not None:
            signs += self._of_person(key, person)
        return signs

    def _standing(self, key: Key, case: _Case, named: Named, last: Word | None) -> Iterator[str]:
        """How a party stands out at a clause; `last` is where it was named last before the verb."""
        yield f"salience {case.near.index(key) if key in case.near else 'none'}"
        gap = case.verb.sentence - last.sentence if last is not None else 99
        yield f"distance {_bin(gap, DISTANCES)}"
        if last is not None:
            yield f"last {last.dep} {_bin(gap, (0, 1, 2))}"
        yield f"named {_bin(len(named.namings), COUNTS)}"
        yield f"sort {named.sort or 'none'}"
        if len(key) == 1 and key[0] in self.ranks:
            yield f"rank {self.ranks[key[0]]}"

    def _of_person(self, key: Key, person: Entity) -> Iterator[str]:
        """Where a party stands to a person who acts or speaks: was it named where he was introduced?"""
        own = person.party == key
        role = (person.role or person.post).lower().split()
        yield from (f"person {person.basis} {own}", f"person guessed {person.guessed} {own}", f"himself {key == (person.key,)}")
        named = self.named.get(key, NOWHERE)
        yield f"post {role[-1] if role else '-'} {named.sort or 'none'}"
        first = self.parsed.words[person.first]
        beside = [n.head for n in named.namings if n.head.sentence == first.sentence and n.entity is not person]
        if beside:
            closest = min(beside, key=lambda w: abs(w.i - first.i))
            yield f"introduced {'after' if closest.i < first.i else 'before'} it"
            yield f"introduced {_bin(abs(closest.i - first.i), (2, 4, 8, 16))} from it"
        above = [n.head for n in named.namings if n.head.sentence == first.sentence - 1]
        if above:
            yield "introduced a sentence after it"
            if any(w.dep in ("nsubj", "nsubjpass") for w in above):
                yield "introduced after its sentence"
        earlier = named.before(first.i)
        gap = first.sentence - named.namings[earlier - 1].head.sentence if earlier else 99
        yield f"introduced at {_bin(gap, (0, 1, 2, 4))}"


def subject_sort(subject: Word | None) -> str:
    """What stands as subject: a pronoun by itself, a name, a noun."""
    if subject is None:
        return "none"
    if subject.tag[:2] in ("PR", "WP", "WD", "DT", "EX"):
        return subject.low
    return "name" if subject.tag[:3] == "NNP" else "noun"


@lru_cache(maxsize=20_000)
def _crossed(sign: str, how: str, sort: str) -> tuple[str, str, str]:
    """A sign by itself, with how the rules came to theirs, and with what the subject is: these hold for all parties."""
    return sign, f"{sign} & by {how}", f"{sign} & subject {sort}"


@lru_cache(maxsize=20_000)
def _before(back: int, told: bool | None, sort: str) -> tuple[str, str]:
    """Whether the clause before was of the party, by itself and with what the subject is."""
    return f"before {back} {told}", f"before {back} {told} & subject {sort}"


def _bin(number: int, edges: Sequence[int]) -> str:
    for edge in edges:
        if number <= edge:
            return str(edge)
    return "more"
