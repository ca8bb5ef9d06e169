"""Who sits at the table: how much each party acts in a report, which are named together, and so who "the two sides" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import combinations, product
from math import log

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.naming import Name
from communique.extract.parties.salience import CAN_ACT, acting, definite, is_of, natures_of
from communique.parse.tree import Word

FEW = 6  # parties that are weighed in pairs
TOGETHER = {"joined": 1.5, "dealt with": 1.0, "near": 0.4}  # what it counts that two parties are named together, by how
PASSING = 0.9  # what a sentence in between leaves of it
LATER = 0.4  # what being named together only later leaves
OF_ONE_SORT = 1.0  # what it counts against a pair that both are unions


MUTUAL = words("mutual")
MEDIATING = frozenset({"mediate", "broker", "facilitate"})
SPONSORING = frozenset({"sponsor", "host", "facilitate"})  # of talks: "talks sponsored by Velmar", "Velmar-hosted talks"
HOSTED = frozenset({"side", "party", "delegation", "rival"})
OWNING = frozenset({"amod", "compound", "nmod", "poss"})
BETWEEN = frozenset({"mediator", "facilitator", "intermediary", "go-between", "broker", "guarantor", "monitor", "peacekeeper"})


class Table:
    """The parties of a press report that may be meant by "both sides", with their standing."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.standing = standing(cast)
        self.states = {key for e in cast.entities if e.kind == "state" for key in e.party}
        self.seats = [
            (head, name, entity)
            for (name, entity), head in zip(cast.order, cast.heads, strict=True)
            if entity.party and at_the_table(name, entity)
        ]
        self.unions = {key for e in cast.entities if is_of(e, frozenset({"union"})) and e.kind != "state" for key in e.party}

    def sides(self, word: Word, size: int, only_states: bool = False, but: frozenset[str] = frozenset()) -> list[str]:
        """The `size` parties that are most likely meant at a word, `but` not among them; none where there are not so many."""
        fit = {
            key
            for _, _, e in self.seats
            if not only_states or e.kind == "state" or (e.kind == "person" and self.states.issuperset(e.party))
            for key in e.party
        }
        fit -= but
        fit = rest if len(rest := fit - self.between) >= size else fit
        ranked = sorted(fit, key=lambda key: (-self.standing.get(key, 0.0), key))[: max(FEW, size)]
        if len(ranked) < size:
            return []
        ties = self._ties(word, set(ranked))
        own = self.cast.house.party[0] if self.cast.house is not None else self.cast.home
        pairs = list(combinations(ranked, size))
        if self.cast.office and own in ranked:  # whose release it is was there
            pairs = [keys for keys in pairs if own in keys]
        return list(max(pairs, key=lambda keys: self._weight(keys, ties)))

    @cached_property
    def between(self) -> set[str]:
        """Who stands between the sides: who is told to mediate or to host them, whose mediator or monitors are told of."""
        named = ((head, entity) for (_, entity), head in zip(self.cast.order, self.cast.heads, strict=True) if entity.party)
        return {key for head, entity in named if self._between(head) for key in entity.party}

    def _between(self, head: Word) -> bool:
        tokens = self.cast.parsed.words
        upper = tokens[head.head]
        if head.dep == "conj" and upper.dep == "pobj":
            head, upper = upper, tokens[upper.head]  # "mediated by Velmar and Kestria"
        roles = {k.lemma for k in head.kids if k.dep == "appos"} | ({upper.lemma} if head.dep in OWNING else set())
        acts = tokens[upper.head] if head.dep == "conj" and upper.dep == "nsubj" else upper
        mediates = head.dep in ("nsubj", "conj") and acts.lemma in MEDIATING
        hosts = [k for k in (acts, *head.kids) if k.lemma == "host" and k.dep != "nsubj"]
        receives = any(k.dep == "dobj" and k.lemma in HOSTED for host in hosts for k in host.kids)
        verb = tokens[upper.head] if head.dep == "pobj" and upper.dep == "agent" else upper
        by_them = verb.lemma in MEDIATING | SPONSORING and verb.tag == "VBN" and head.dep not in ("nsubj", "nsubjpass", "dobj")
        return mediates or receives or by_them or bool(roles & BETWEEN) or self._through(head)

    def _through(self, head: Word) -> bool:
        """ "They settled, through Velmar, on …": Velmar carried the messages."""
        prep = self.cast.parsed.words[head.head]
        verb = self.cast.parsed.words[prep.head]
        return prep.low in ("through", "via") and head.dep == "pobj" and verb.lemma in MUTUAL

    def _weight(self, keys: Iterable[str], ties: Counter[tuple[str, str]]) -> float:
        together = sum(ties[min(a, b), max(a, b)] for a, b in combinations(keys, 2))
        same = sum(a in self.unions and b in self.unions for a, b in combinations(keys, 2))
        return sum(log(1 + self.standing.get(key, 0.0)) for key in keys) + log(1 + together) - OF_ONE_SORT * same

    def _ties(self, word: Word, among: set[str]) -> Counter[tuple[str, str]]:
        """How often, how closely and how near to the word two parties are named together."""
        ties: Counter[tuple[str, str]] = Counter()
        for sentence, pairs in self.beside.items():
            distance = word.sentence - sentence
            weight = PASSING**distance if distance >= 0 else LATER * PASSING**-distance
            ties.update({pair: value * weight for pair, value in pairs.items() if among.issuperset(pair)})
        return ties

    @cached_property
    def beside(self) -> dict[int, dict[tuple[str, str], float]]:
        """For each sentence which two it names together, and how closely."""
        named: dict[int, list[tuple[Word, tuple[str, ...]]]] = {}
        for head, _, entity in self.seats:
            named.setdefault(head.sentence, []).append((head, entity.party))
        found: dict[int, dict[tuple[str, str], float]] = {}
        for sentence, parties in named.items():
            best: dict[tuple[str, str], float] = {}
            for (one, first), (other, second) in combinations(parties, 2):
                value = TOGETHER[self._how(one, other)]
                for a, b in product(first, second):
                    pair = (min(a, b), max(a, b))
                    if a != b and value > best.get(pair, 0.0):
                        best[pair] = value
            if best:
                found[sentence] = best
        return found

    def _how(self, one: Word, other: Word) -> str:
        words = self.cast.parsed.words
        above = words[other.head]
        if (other.dep == "conj" and above.i == one.i) or (
            above.dep == "conj" and above.head in (one.i, one.head)
        ):  # "A and B", "A's team and B's"
            return "joined"
        subject = one.dep in ("nsubj", "nsubjpass") or words[one.head].dep in ("nsubj", "nsubjpass")
        return "dealt with" if subject and other.dep in ("dobj", "pobj", "dative", "agent") else "near"


def standing(cast: Cast) -> Counter[str]:
    """How much each party acts in the whole report: its names, its people, and the common nouns that mean it."""
    found: Counter[str] = Counter()
    for (_, entity), head in zip(cast.order, cast.heads, strict=True):
        if entity.kind in CAN_ACT or entity.kind == "person":
            weight = acting(cast.parsed, head)
            for key in entity.party:
                found[key] += weight  # type: ignore[assignment]
    for word in cast.parsed.subjects(0, len(cast.parsed.words)):
        if word.tag == "NN" and word.i not in cast.at and natures_of(word.lemma):
            if any(k.low == "the" for k in word.kids) and (meant := definite(cast, word)) is not None:
                found.update(meant.party)
    return found


def at_the_table(name: Name, entity: Entity) -> bool:
    """Whether a party may be one of "the two sides": no international body, nobody who acts for himself alone."""
    if entity.kind == "organisation" and name.entry is not None:
        return False
    if entity.kind == "person":  # a firm with a person's name has neither post nor sex
        return entity.party != (entity.key,) or not (entity.role or entity.gender or name.honorific)
    return entity.kind in ("state", "organisation", "bloc", "unknown")
