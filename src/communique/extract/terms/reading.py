"""From the words behind "the draft bars", "under the deal", "agreed to" to the provisions they state, one for each member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from communique.extract.clauses import Clause
from communique.extract.scene import Scene
from communique.extract.terms.binding import FLIPPED, is_not, of_noun, of_verb, parties, party
from communique.extract.terms.lexicon import MODALS, forms, is_base, listed
from communique.extract.terms.members import (
    NOUNS,
    begins_bare,
    begins_gerund,
    begins_infinitive,
    begins_noun,
    head_noun,
    is_measure,
    members,
    trimmed,
)
from communique.parse.tree import Word
from communique.record.move import Force

BESIDE = ("relcl", "acl", "advcl", "pcomp", "csubj")
OBLIQUE = frozenset({"to", "from", "against", "on"})


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: its words first..last (last exclusive); `anchor` the verb or noun that carries it."""

    first: int
    last: int
    anchor: int
    force: Force
    binds: tuple[str, ...] = ()
    instrument: int | None = None  # the head word of the draft or agreement it belongs to
    told: int | None = None  # the sentence that leads it in, where it stands in a list


class Reader:
    """Reads stretches of one report."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words = scene, scene.parsed.words
        self.starts: dict[int, Clause] = {}
        for clause in scene.clauses:
            if (
                clause.subject is not None
                and clause.own_subject
                and clause.verb.dep not in BESIDE
                and clause.subject.i < clause.verb.i
            ):
                self.starts.setdefault(clause.subject.left, clause)

    # Clauses

    def clauses(self, first: int, last: int, *, told: bool = False, open_: bool = False) -> Iterator[Provision]:
        """Whole clauses: "Arland would withdraw A and lift B, and Velmar may keep C".  `told`: under a verb that asks or
        provides, where a bare verb will do ("that pay rise"); `open_`: a verb in the present will do ("tariffs fall")."""
        for a, b in members(self.words, first, last, self._begins_clause(last)):
            if self.words[a].low in ("that", "while"):
                a += 1
            yield from self._clause(a, b, told, open_)

    def _begins_clause(self, last: int) -> Callable[[int], bool]:
        def begins(j: int) -> bool:
            if self.words[j].low == "that" and j + 1 < last:
                return self.words[j + 1].tag != "MD" and self.words[j + 1].tag[0] != "V"
            clause = self.starts.get(j)
            if clause is not None and clause.verb.i < last:
                return bool(clause.modal) or clause.finite or clause.verb.tag in ("VB", "VBN")
            return self._modal(j, min(last, j + 8)) is not None and self.words[j].tag in (*NOUNS, "DT", "PRP", "PRP$", "CD", "JJ")

        return begins

    def _modal(self, first: int, last: int) -> int | None:
        """The modal that ends a plain noun phrase which begins at `first`."""
        for k in range(first, last):
            if self.words[k].tag == "MD" or self.words[k].low in MODALS:
                return k if k > first else None
            if self.words[k].tag[0] in "V" or self.words[k].low in (",", "and", ";", "who", "which", "that"):
                return None
        return None

    def _clause(self, first: int, last: int, told: bool, open_: bool) -> Iterator[Provision]:
        words = self.words
        found = [
            c for i, c in self.starts.items() if first <= i and c.verb.i < last and c.subject is not None and c.subject.i >= first
        ]
        clause = min(found, key=lambda c: c.verb.i, default=None)
        modal = next((k for k in range(first, last) if words[k].tag == "MD" and words[k].i > first), None)
        if clause is not None and modal is not None and modal > clause.verb.i and not clause.modal:
            modal = None if not told and not open_ else modal
        binds = self._subject(clause, first, modal, last)
        no = any(is_not(w) for w in words[first : min(last, first + 2)])
        if modal is not None and (clause is None or modal <= clause.verb.i or clause.verb.dep in BESIDE):
            yield from self.verbs(modal, last, first, binds, no, words[modal].lemma)
            return
        if clause is None:
            if told and (at := self._bare(first, last)) is not None:
                yield from self.verbs(at, last, first, parties(self.scene, first, at), no, "")
            return
        at = clause.verb.i
        at = next((k.i for k in clause.verb.kids if k.dep in ("aux", "auxpass") and k.i >= first), at)
        word = words[at]
        if word.lemma == "be":
            fits = word.low == "be" or self._obliged(at, last) or (open_ and word.tag in ("VBZ", "VBP"))
        else:
            now = word.tag in ("VB", "VBZ", "VBP") and word.lemma not in ("have", "seem", "mean", "say")
            fits = now and (open_ or (told and clause.verb.tag in ("VB", "VBP", "VBZ")))
        if fits:
            yield from self.verbs(at, last, first, binds, no, "")

    def _obliged(self, at: int, last: int) -> bool:
        """ "were to leave", "are barred from", "is free to": what a form of "be" leads to, whatever its tense."""
        known = listed("free") | listed("bound") | listed("barred") | {"to"}
        return any(w.low in known for w in self.words[at + 1 : min(last, at + 4)])

    def _bare(self, first: int, last: int) -> int | None:
        """The bare verb of a wish that the parser took for something else ("that the season open later")."""
        for k in range(first + 1, min(last - 1, first + 9)):
            if is_base(self.words[k]) and self.words[k - 1].tag in (*NOUNS, "PRP", "CD"):
                return k
        return None

    def _subject(self, clause: Clause | None, first: int, modal: int | None, last: int) -> tuple[str, ...]:
        if clause is not None and clause.subject is not None and (modal is None or clause.subject.i < modal):
            return party(self.scene, clause.subject)
        return parties(self.scene, first, modal) if modal is not None and modal < last else ()

    # Verbs

    def verbs(
        self, at: int, last: int, first: int, binds: tuple[str, ...], negated: bool = False, modal: str = "",
        *, more: bool = False,
    ) -> Iterator[Provision]:  # fmt: skip
        """Verb phrases that share a subject, from the first one's modal or verb at `at`; `first`: where its words begin."""
        ranges = members(self.words, at, last, begins_bare(self.words, last), more=more)
        for number, (a, b) in enumerate(ranges):
            start = first if number == 0 else self._plain(a, b)
            yield from self._verb(a, b, start, binds, negated and number == 0, modal)

    def _plain(self, at: int, last: int) -> int:
        """Past a modal that is said again ("and would freeze …")."""
        again = at + 1 < last and self.words[at].low in MODALS and not is_not(self.words[at + 1])
        return at + 1 if again else at

    def _verb(self, at: int, last: int, first: int, binds: tuple[str, ...], negated: bool, modal: str) -> Iterator[Provision]:
        words = self.words
        while at < last and (words[at].tag in ("MD", "RB", "TO") or is_not(words[at]) or words[at].low in MODALS):
            if words[at].tag == "MD":
                modal = words[at].lemma
            negated |= is_not(words[at]) or words[at].low == "longer"
            at += 1
        if at >= last:
            return
        verb, lemma = words[at], words[at].lemma
        if lemma == "be":
            yield from self._being(at, last, first, binds, negated, modal)
            return
        if lemma in ("have", "need") and at + 1 < last and words[at + 1].low == "to":
            yield from self.infinitives(at + 1, last, first, binds, "permit" if negated else "oblige")
            return
        if lemma in listed("agreeing") and (to := self.infinitive(at + 1, last)) is not None:
            yield from self.infinitives(to, last, first, binds, "prohibit" if is_not(words[to]) else "oblige")
            return
        if not (verb.is_verb or is_base(verb)) or lemma in ("seem", "mean", "like", "say", "remain"):
            return
        if lemma in listed("permit") | listed("prohibit") | listed("oblige") and binds == () and modal:
            held = list(self.forced(at, last, first))
            if held:
                yield from held
                return
        objects = self._objects(at, last)
        negated |= any(k.low == "no" for w in objects for k in w.kids)  # "shall carry no arms"
        force = of_verb(lemma, modal, negated, objects)
        bound = () if lemma in listed("receiving") and force == "oblige" else binds
        if lemma in ("give", "grant") and force != "oblige":  # "gives both sides the right to …"
            right = next((k for k in range(at, last) if words[k].lemma in listed("permitting_nouns")), at)
            bound = parties(self.scene, at + 1, right)
        if lemma == "see" and (inner := list(self.clauses(at + 1, last, told=True))):
            yield replace(inner[0], first=first)
            yield from inner[1:]
            return
        yield self.made(first, last, at, force, bound)

    def _being(self, at: int, last: int, first: int, binds: tuple[str, ...], negated: bool, modal: str) -> Iterator[Provision]:
        """ "is to leave", "would be barred from", "shall be admitted", "are free to go"."""
        words = self.words
        k = at + 1
        while k < last and (words[k].tag == "RB" or is_not(words[k]) or words[k].low in ("be", "both", "all", "each")):
            negated |= is_not(words[k]) or words[k].low == "longer"
            k += 1
        if k >= last:
            return
        low = words[k].low
        if low == "to":
            yield from self.infinitives(k, last, first, binds, "prohibit" if negated else "oblige")
        elif low in listed("free") | listed("bound") | listed("barred"):
            force: Force = "permit" if low in listed("free") else "oblige" if low in listed("bound") else "prohibit"
            if negated:
                force = "permit" if force == "oblige" else FLIPPED[force]
            yield from self._complements(k + 1, last, first, binds, force, k)
        elif words[k].tag == "VBN" or words[k].tag == "VBD":
            agent = self._agent(k, last)
            force = of_verb(words[k].lemma, modal, negated)
            yield self.made(first, last, k, force, agent)

    def _agent(self, at: int, last: int) -> tuple[str, ...]:
        clause = self.scene.by_verb.get(at)
        return (
            party(self.scene, clause.agent) if clause is not None and clause.agent is not None and clause.agent.i < last else ()
        )

    def _objects(self, at: int, last: int) -> list[Word]:
        clause = self.scene.by_verb.get(at)
        return [w for w in clause.objects if w.i < last] if clause is not None else []

    def infinitive(self, first: int, last: int, within: int = 9) -> int | None:
        """Where "to open …" or "not to open …" begins, a few words on at most."""
        for k in range(first, min(last - 1, first + within)):
            if self.words[k].low == "to" and (self.words[k + 1].tag == "VB" or is_base(self.words[k + 1])):
                return k - 1 if k > first and self.words[k - 1].low == "not" else k
            if self.words[k].low in ("that", ";", ":", "“", ",") or self.words[k].tag in ("MD", "VBD", "VBZ"):
                return None
        return None

    def infinitives(self, at: int, last: int, first: int, binds: tuple[str, ...], force: Force) -> Iterator[Provision]:
        """ "to open A, close B and not to touch C": each by its own verb, as far as `force` leaves it open."""
        for number, (a, b) in enumerate(members(self.words, at, last, begins_infinitive(self.words, last))):
            k, negated = a, False
            while k < b and (self.words[k].low in ("to", "not", "also") or self.words[k].tag == "RB"):
                negated |= self.words[k].low == "not"
                k += 1
            if k < b:
                yield self.made(first if number == 0 else a, b, k, self._inner(force, k, b, negated), binds)

    def _inner(self, force: Force, at: int, last: int, negated: bool) -> Force:
        """What "obliged to (not) halt", "allowed to keep", "barred from" come to."""
        if force == "prohibit" or (force == "permit" and not negated):
            return force
        own = of_verb(self.words[at].lemma, "", negated, self._objects(at, last))
        return own if force == "oblige" else FLIPPED[force]

    # Verbs that force

    def forced(self, at: int, last: int, first: int, *, negated: bool = False) -> Iterator[Provision]:
        """ "bars A from B and from C", "obliges A to B and to C", "allows A to B", "bans D and E"."""
        lemma = self.words[at].lemma if self.words[at].is_verb else ""
        force: Force = "prohibit"
        for name in ("prohibit", "oblige", "permit"):
            if lemma in listed(name) or self._form(at, name):
                force = name
        if lemma in ("commit", "bind") and self.words[at].tag == "VBN":
            return
        if negated:
            force = "permit" if force == "oblige" else FLIPPED[force]
        yield from self._complements(at + 1, last, first, None, force, at)

    def kept_from(self, first: int, last: int) -> bool:
        """ "keep A from doing B"."""
        return any(self.words[k].low == "from" and self.words[k + 1].tag == "VBG" for k in range(first, min(last - 1, first + 6)))

    def _form(self, at: int, name: str) -> bool:
        return self.words[at].low in forms(name)

    def _complements(
        self, at: int, last: int, first: int, binds: tuple[str, ...] | None, force: Force, anchor: int
    ) -> Iterator[Provision]:
        """What is barred, required, allowed: infinitives, gerunds, else nouns; `binds` None: whoever stands before them."""
        words = self.words
        to = self._to(at, last)
        ing = self._ing(at, last, force)
        if to is not None and (ing is None or to < ing):
            bound = parties(self.scene, at, to) if binds is None else binds
            yield from self.infinitives(to, last, first, bound, force)
            return
        if ing is not None:
            bound = parties(self.scene, at, ing) if binds is None else binds
            for number, (a, b) in enumerate(members(words, ing, last, begins_gerund(words, last))):
                k = a + 1 if words[a].low in OBLIQUE | {"for"} and a + 1 < b else a
                yield self.made(first if number == 0 else a, b, k, self._inner(force, k, b, False), bound)
            return
        if binds is None and words[at].low == "that" and self._modal(at, min(last, at + 9)) is not None:
            yield from self.clauses(at, last, told=True)
            return
        for number, (a, b) in enumerate(self.nouns(at, last)):
            bound = binds or (self._whose(a, b) if force == "prohibit" else ())
            yield self.made(first if number == 0 else a, b, anchor if number == 0 else a, force, bound)

    def _whose(self, first: int, last: int) -> tuple[str, ...]:
        """Whose doing is barred ("the bloc's eastward advance"): the owner named before the noun."""
        head = head_noun(self.words, first, last)
        owner = next((k for k in head.kids if k.dep == "poss" and k.tag[:2] == "NN"), None) if head else None
        return party(self.scene, owner)

    def _to(self, at: int, last: int) -> int | None:
        """An infinitive behind the one who is bound, before any other verb."""
        for k in range(at, last - 1):
            if self.words[k].low == "to" and (self.words[k + 1].tag == "VB" or is_base(self.words[k + 1])):
                return k - 1 if k > at and self.words[k - 1].low == "not" else k
            if self.words[k].tag in ("MD", "VBD", "VBZ") or self.words[k].low in (";", ":", "that", "which"):
                return None
        return None

    def _ing(self, at: int, last: int, force: Force) -> int | None:
        """A gerund behind the one who is bound ("from placing", "to paying"), or at once ("bans selling arms")."""
        for k in range(at, last - 1):
            if self.words[k].low in OBLIQUE and self.words[k + 1].tag == "VBG":
                return k
            if k == at and self.words[k].tag == "VBG" and force == "prohibit":
                return k
            if self.words[k].tag in ("MD", "VBD", "VBZ") or self.words[k].low in (";", ":", "that", "which"):
                return None
        return None

    # Nouns

    def nouns(self, first: int, last: int, *, measures: bool = False) -> list[tuple[int, int]]:
        """Noun phrases in a row; with `measures` only those that are provisions by themselves."""
        first, last = trimmed(self.words, first, last)
        if first >= last:
            return []
        found = members(self.words, first, last, begins_noun(self.words, first, last))
        return [
            (a, b) for a, b in found if head_noun(self.words, a, b) is not None and (not measures or is_measure(self.words, a, b))
        ]

    def noun_provisions(self, first: int, last: int, *, measures: bool = False) -> Iterator[Provision]:
        """ "a rise of 4 per cent, a ban on night shifts and the right to refuse overtime"."""
        if first >= last or self.words[first].tag not in ("DT", "JJ", "JJR", "NN", "NNS", "CD", "PRP$", "$", "NNP", "VBN", "PDT"):
            return
        for a, b in self.nouns(first, last, measures=measures):
            head = head_noun(self.words, a, b)
            if head is None or head.tag in ("NNP", "NNPS") or head.lemma in listed("no_provision"):
                continue  # "includes Arland and Velmar"
            yield self.made(a, b, head.i, of_noun(self.words, a, b), self.givers(head, b))

    def givers(self, noun: Word, last: int) -> tuple[str, ...]:
        """Of whom something is to come: "guarantees from the bloc", "payments by the company"."""
        for k in range(noun.i + 1, last - 1):
            if (
                self.words[k].low in ("from", "by")
                and self.words[k].head <= k
                and (keys := parties(self.scene, k + 1, min(last, k + 9)))
            ):
                return keys
        return ()

    def made(self, first: int, last: int, anchor: int, force: Force, binds: tuple[str, ...]) -> Provision:
        first, last = trimmed(self.words, first, last)
        return Provision(first, last, anchor, force, binds)
