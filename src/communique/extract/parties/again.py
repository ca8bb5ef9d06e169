"""A common noun told again: which group was called so before, and whose "the party" is in somebody's own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from communique.extract.parties.fighters import DESCRIBED
from communique.extract.parties.gazetteer import collective, post_heads
from communique.extract.parties.nouns import ARMED
from communique.extract.parties.phrases import BESIDE, Phrases
from communique.extract.parties.runs import POST_MODIFIERS
from communique.extract.parties.salience import SAID_SO, called, fit, natures_of
from communique.extract.parties.who import Who
from communique.parse.tree import INDEX, Word

SET_UP = frozenset("group committee commission panel council board assembly bureau court tribunal team consortium".split())
OF_FIGHTERS = frozenset(  # what a named group is called
    "terrorist militant armed extremist rebel guerrilla insurgent separatist secessionist renegade breakaway mutinous".split()
)
GOVERNING = frozenset({"government", "administration", "cabinet", "authority", "army", "military", "parliament"})
OF_OFFICE = POST_MODIFIERS - {"local", "regional", "state"} | {"central", "union", "ruling"}
AGO = 250  # words back at which the same noun is still taken for the same thing
APART = frozenset({"amod", "compound", "nummod", "prep", "poss"})
JOINT = frozenset({"joint", "mixed", "bilateral", "binational"})  # a commission that the two at the table make up
SAME = frozenset({"same", "whole", "full", "entire", "new", "executive", "powerful", "influential", "main", "own"})
HIGHEST = frozenset({"central", "supreme", "constitutional", "electoral"})  # "the central bank" is no bank named before
OWN_BODIES = frozenset(
    "party movement front union company firm group federation association league alliance airline bank".split()
)
LOANS = frozenset({"bank", "group", "management", "owner", "employer"})  # of which a report may tell that have no name
ANY_OWN = frozenset({"party", "union", "company", "firm"})  # of these everybody has his own, whatever it is called


class Again(Phrases):
    """The part of a resolver that looks for what the same noun meant before."""

    def _own_body(self, word: Word) -> Who | None:
        """ "Ann Hale, their spokeswoman, said the party might go": the speaker's own body, where it may be called so."""
        if word.lemma not in OWN_BODIES:
            return None
        source, direct = self.inside(word)
        if source is None or direct or source.kind not in ("person", "unnamed") or len(source.keys) != 1:
            return None
        if any(k.i < word.i and k.low != "the" for k in word.kids) or any(k.dep in ("prep", "relcl", "acl") for k in word.kids):
            return None  # "the ruling party", "the company that built it"
        body = next((e for e in self.cast.entities if e.party == source.keys and e.kind in DESCRIBED), None)
        if body is None:
            return None
        natures = natures_of(word.lemma)
        how = fit(body, word.lemma, natures)
        if how < SAID_SO and word.lemma not in ANY_OWN and called(self.cast, word) is not None:
            return None  # "the movement" is who has it in its name
        loose = body.kind == "unknown" and not natures & {"company", "union"}
        return self._as_who(body) if how or loose else None

    def _only_company(self, word: Word, span: tuple[int, int]) -> Who | None:
        """ "The ferry operator": the one firm of the report, whatever it runs, if no other is spoken of by such words."""
        natures = natures_of(word.lemma)
        before = [k for k in word.kids if k.i < word.i]
        plain = all(k.low == "the" or (k.dep == "compound" and k.tag == "NN" and k.i not in self.cast.at) for k in before)
        if "company" not in natures or word.tag != "NN" or word.lemma in LOANS or not plain:
            return None
        firms = {e.party: e for e in self.cast.entities if e.kind == "organisation" and e.party and fit(e, word.lemma, natures)}
        return replace(self._as_who(next(iter(firms.values()))), how="definite", span=span) if len(firms) == 1 else None

    def _of_nation(self, word: Word, owner: tuple[str, ...]) -> Who | None:
        """ "The Danish carrier": the one firm of the report that it calls Danish, or of two the one that it does not call another
        people's."""
        natures = natures_of(word.lemma)
        if "company" not in natures or word.tag != "NN" or word.lemma in LOANS or not any(k.low == "the" for k in word.kids):
            return None
        able = ((e.party, e) for e in self.cast.entities if e.kind in ("organisation", "unknown") and e.party)
        firms = {party: e for party, e in able if fit(e, word.lemma, natures)}
        told: dict[tuple[str, ...], tuple[str, ...]] = {}
        for (name, entity), head in zip(self.cast.order, self.cast.heads, strict=True):
            if entity.party in firms and name.first < word.i:
                beside = [head, *(k for k in head.kids if k.dep in ("appos", "compound"))]
                for one in (k for noun in beside for k in noun.kids if k.i in self.cast.at):
                    people, nation = self.cast.at[one.i]
                    if people.adjective and nation.kind == "state":
                        told[entity.party] = nation.party
        mine = [firms[party] for party, nation in told.items() if nation == owner]
        if not mine and told and len(firms) == 2:
            mine = [firm for party, firm in firms.items() if party not in told]
        return self._as_who(mine[0]) if len(mine) == 1 else None

    def _tells_apart(self, kid: Word, lemma: str) -> bool:
        """Whether a word before a noun says which one is meant: "the lecturers' panel", "a working group", "their commission"."""
        if kid.low in OF_OFFICE and (lemma in GOVERNING or natures_of(lemma) & {"ministry"}):
            return False  # "the finance ministry", "the federal government": whose it is is not told
        if kid.low in HIGHEST:
            return True
        if kid.low in OF_FIGHTERS and (lemma in ARMED or natures_of(lemma) & {"party"}):
            return False
        if lemma in SET_UP and kid.dep in BESIDE and kid.low not in SAME:
            return kid.low not in OF_FIGHTERS
        return kid.dep in ("poss", "compound") and kid.is_noun

    def _made_up(self, word: Word) -> bool:
        """Whether a group is told by who makes it up: "a group of village elders"."""
        of = self._of(word) if word.tag == "NN" else None
        return of is not None and of.tag == "NNS" and of.i not in self.cast.at and any(k.low in ("a", "an") for k in word.kids)

    def _before(self, word: Word) -> Iterator[Word]:
        """The words with the same lemma not long before, nearest first."""
        same = self.parsed.by_lemma.get(word.lemma, [])
        earlier = reversed(same[: bisect_left(same, word.i, key=INDEX)])
        return takewhile(lambda other: other.i > word.i - AGO, earlier)

    def _same_group(self, word: Word) -> Who | None:
        """ "Governors of four provinces … the governors", "four main parties … the parties": a group that acted before and has no
        other name; the last that was told apart by more than its noun."""
        kids = word.kids
        before = {k.low for k in kids if k.i < word.i}
        if word.tag != "NNS" or word.dep == "compound" or not before or not before <= {"the", "these", "those"}:
            return None
        if any(k.dep in ("prep", "acl", "relcl", "appos") for k in kids):
            return None
        for other in self._before(word):
            apart = other.tag == "NNS" and other.i not in self.cast.at and any(k.dep in APART for k in other.kids)
            if apart and self._acts(other):
                who = self.alone(other) or self.by_name(other)
                if who is None or who.guessed:
                    who = self._group_of_posts(other)
                own = who is not None and who.kind == "organisation" and who.name is not None and who.keys == (who.name,)
                counted = any(k.dep == "nummod" for k in other.kids)
                return who if own and (counted or word.dep != "poss") else None
        return None

    def _acts(self, word: Word) -> bool:
        """Whether a noun is told to act or to be dealt with, and not only of whom another is made up ("a union of 38 groups")."""
        upper = self.parsed.words[word.head]
        return word.dep in ("nsubj", "nsubjpass", "conj") or (word.dep == "pobj" and upper.low in ("by", "between", "with"))

    def _group_of_posts(self, word: Word) -> Who | None:
        """ "The governors of four provinces", "11 governors": holders of one post that is no state's."""
        counted = any(k.dep == "nummod" for k in word.kids)
        of = self._of(word)
        several = of is not None and of.tag == "NNS" and of.i not in self.cast.at
        if word.lemma not in post_heads() or not (counted or several) or self._owner(word, *self._phrase(word), None):
            return None
        text = self._text(word, self._phrase(word)[0])
        return Who((text,), text, "organisation", "definite")

    def same_noun(self, word: Word) -> Who | None:
        """ "The vice-chancellors' panel … the panel": a group named before by the same noun, unless a name has it."""
        if word.lemma not in collective() or called(self.cast, word) is not None:
            return None
        for other in self._before(word):
            if other.dep != "compound" and other.i not in self.cast.at:
                kids = other.kids
                owned = natures_of(word.lemma) & {"ministry"} and any(k.i in self.cast.at and k.dep in BESIDE for k in kids)
                if any(kid.low in JOINT for kid in kids) and word.lemma in SET_UP:
                    return self.pair(word)
                if owned or any(self._tells_apart(kid, word.lemma) for kid in kids) or self._made_up(other):
                    return self.alone(other) or self.by_name(other)
        return None
