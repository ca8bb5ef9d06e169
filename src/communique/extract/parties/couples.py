"""Two told to deal with each other ("Velmar and the miners' unions met", "talks between A and B"), also where one of them has no
other name than a common noun: who "the two sides" are later on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import collective
from communique.extract.parties.pronouns import Pronouns
from communique.extract.parties.salience import fit, natures_of
from communique.extract.parties.who import PAIR_MARKS, PAIRS, Who
from communique.parse.tree import Word

MUTUAL = words("mutual")  # what two can only do with each other: "agree", "meet", "negotiate"
MEETINGS = words("meetings")
KINDS = frozenset({"state", "organisation", "person", "unnamed"})
NEAR = 2  # sentences

Couple = tuple[int, tuple[str, ...]]  # the word at which they are told, the two


class Couples:
    """The couples of a report, found once, in the order of the text."""

    def __init__(self, resolver: Pronouns) -> None:
        self.resolver, self.parsed = resolver, resolver.parsed
        self._busy = False

    def before(self, word: Word) -> tuple[str, ...]:
        """The two told of last before a word, near it, or the only two of whom the report tells so; none while they are
        sought."""
        if self._busy:
            return ()
        before = [couple for couple in self.all if couple[0] < word.i]
        if not before:
            return ()
        at, keys = before[-1]
        near = word.sentence - self.parsed.words[at].sentence <= NEAR
        return keys if near or len({frozenset(other) for _, other in self.all}) == 1 else ()

    def called(self, word: Word, any_two: bool) -> tuple[str, ...]:
        """The couple that "the companies" or "both banks" are, if both may be called so; `any_two`: also the only two joined
        parties of the report."""
        if self._busy:
            return ()
        keys = self.before(word)
        if not keys and any_two and len(two := {frozenset(k): k for at, k in self.joined if at < word.i}) == 1:
            keys = next(iter(two.values()))
        natures = natures_of(word.lemma)
        if not natures and {word.low, word.lemma} & collective():
            return ()  # "both chambers" are bodies by themselves
        entities = self.resolver.cast.entities
        fits = {key for e in entities for key in e.party if not natures or fit(e, word.lemma, natures) > 0}
        return keys if fits.issuperset(keys) else ()

    def just_joined(self, word: Word) -> tuple[str, ...]:
        """The only two that the sentence before joins by "and", for a "both" that opens the next: "… counts on Velmar and
        Kestria. Both countries agreed"."""
        if self._busy:
            return ()
        last = [couple for couple in self.joined if self.parsed.words[couple[0]].sentence == word.sentence - 1]
        return last[0][1] if len(last) == 1 else ()

    @cached_property
    def joined(self) -> list[Couple]:
        """Word and keys of any two parties joined by "and", whatever they are told to do."""
        self._busy = True
        found = [(one.i, keys) for one, other in self._two() if len(keys := self._keys(one, other)) == 2]
        self._busy = False
        return found

    @cached_property
    def all(self) -> list[Couple]:
        """Word and keys of each couple."""
        self._busy = True
        pairs = [*((one, other) for one, other in self._two() if self._deal(one)), *self._talking()]
        found = [(one.i, keys) for one, other in pairs if len(keys := self._keys(one, other)) == 2]
        self._busy = False
        return sorted(found)

    def _keys(self, one: Word, other: Word) -> tuple[str, ...]:
        both = [self._who(word) for word in (one, other)]
        if any(who is None or len(who.keys) != 1 or who.kind not in KINDS or who.partial for who in both):
            return ()
        return tuple(dict.fromkeys(key for who in both if who is not None for key in who.keys))

    def _who(self, word: Word) -> Who | None:
        if word.lemma == "side" or (word.lemma in PAIRS and any(k.low in PAIR_MARKS for k in word.kids)):
            return None  # "both sides and the envoy agreed": who the two are is what is asked
        who = self.resolver.alone(word)
        if any(k.tag == "PRP$" for k in word.kids):
            return who  # "its partners" have no name
        if who is None and not natures_of(word.lemma) & {"state", "ministry"}:  # a ministry is its state's, not one by itself
            who = self.resolver.by_name(word)
        return None if who is None or who.keys == ("unnamed",) else who

    def _two(self) -> Iterator[tuple[Word, Word]]:
        """Two nouns joined by "and", and no third."""
        for word in self.parsed.words:
            if word.dep != "conj" or not word.is_noun:
                continue
            one = self.parsed.words[word.head]
            if one.dep != "conj" and sum(k.dep == "conj" for k in (*one.kids, *word.kids)) == 1:
                yield one, word

    def _talking(self) -> Iterator[tuple[Word, Word]]:
        """ "Velmar came away from talks with Kestria": the subject of the clause and whom the talks are with."""
        for noun in self.parsed.of_lemmas(MEETINGS):
            if not noun.is_noun or any(k.dep == "poss" for k in noun.kids):
                continue
            across = [k for prep in noun.kids if prep.dep == "prep" and prep.low == "with" for k in prep.kids if k.dep == "pobj"]
            verb = next((up for up in self.parsed.up(noun) if up.is_verb), noun)
            subject = next((k for k in verb.kids if k.dep == "nsubj" and k.i < noun.i), None)
            if across and subject is not None and subject.is_noun and not any(k.dep == "conj" for k in across[0].kids):
                yield subject, across[0]

    def _deal(self, one: Word) -> bool:
        """Whether two joined nouns, of which this is the first, are told to deal with each other."""
        upper = self.parsed.words[one.head]
        if one.dep == "nsubj":
            met = (noun for k in upper.kids for noun in (k, *(k.kids if k.dep == "prep" and k.low == "in" else ())))
            said = (k for k in upper.kids if k.dep == "ccomp" and k.lemma in MUTUAL)  # "A and B said they had agreed"
            own = any(x.dep == "nsubj" and x.low == "they" for k in said for x in k.kids)
            return upper.lemma in MUTUAL or own or any(n.dep in ("dobj", "pobj") and n.lemma in MEETINGS for n in met)
        return one.dep == "pobj" and (upper.low == "between" or (upper.dep == "agent" and self._by(upper)))

    def _by(self, prep: Word) -> bool:
        """ "A protocol initialled by …" """
        return self.parsed.words[prep.head].lemma in MUTUAL
