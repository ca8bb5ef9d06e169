"""Rebels, guerrillas, militants: which body under arms they are, and who speaks for them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from communique.extract.parties.entities import Entity
from communique.extract.parties.gazetteer import post_heads
from communique.extract.parties.groups import lands
from communique.extract.parties.nouns import ARMED, ARMED_NAMES
from communique.extract.parties.pronouns import Pronouns
from communique.extract.parties.salience import definite, natures_of, salient
from communique.extract.parties.who import Who
from communique.parse.tree import Word

ARMED_FULL = ARMED_NAMES | {"armed", "revolutionary", "independence"}  # in the full name of a known group
DESCRIBED = frozenset({"organisation", "bloc", "group", "unknown"})
SPEAKING = frozenset({"delegate", "delegation", "negotiator", "representative", "side", "team"})  # for whom they are sent
IN_OFFICE = frozenset({"official", "authority", "government", "source", "leadership", "minister"})
MOVEMENTS = frozenset({"faction", "group", "militia", "movement", "organisation", "organization"})
CAUSES = frozenset(
    {"armed", "extremist", "islamic", "islamist", "jihadist", "maoist", "marxist", "militant", "nationalist", "separatist"}
    | {"outlawed", "terror", "terrorist", "leftist", "rightist", "communist", "jihadi", "left-wing", "right-wing"}
    | {"anti-government"}
)
ONE_SIDE = frozenset({"guerrillas", "insurgents", "rebels"})  # of a report that names no body under arms these are the same
OF_STATES = frozenset({"allies", "community", "countries", "europe", "group", "nations", "powers", "states", "west"})


class Fighters(Pronouns):
    """The part of a resolver that knows the bodies under arms of a report."""

    def _body_meant(self, noun: Word) -> tuple[str, ...]:
        """Whose "union" and "ministry" are in "union leaders", "a ministry source": a ministry is the one told of last."""
        if "ministry" in natures_of(noun.lemma) and (same := self.same_noun(noun)) is not None:
            return same.keys
        meant = definite(self.cast, noun)
        return meant.party if meant is not None else ()

    def _armed(self, word: Word) -> Who | None:
        """ "The rebels": the one body under arms that the report names, if it is one."""
        return self._as_who(self._under_arms[0]) if len(self._under_arms) == 1 else None

    def _fighting(self, word: Word, owner: tuple[str, ...]) -> Who | None:
        """ "The rebels"; "Velmaran rebels said … the Hill Freedom Front (HFF)": of a state, where the report itself introduces
        the one body under arms that it names, as agencies do in the sentences behind the first, or where it fights that state."""
        if word.lemma not in ARMED:
            return None
        fought = tuple(lands()[one.key] for one in self._under_arms[:1] if one.key in lands())
        theirs = not owner or owner == fought or (self._states.issuperset(owner) and self._introduces)
        return self._armed(word) if theirs else None

    @cached_property
    def _introduces(self) -> bool:
        """Whether the one body under arms of the report is one that no list has."""
        own = self._under_arms[0] if len(self._under_arms) == 1 else None
        return own is not None and all(name.entry is None for name, entity in self.cast.order if entity is own)

    def _armed_band(self, word: Word) -> Who | None:
        """ "The guerrilla group": the body under arms told of last; "the two rebel groups": both that the report names; "three
        rebel movements of Velmar": just they, who are no part of the state."""
        if not any(k.dep in ("compound", "amod") and k.lemma in ARMED for k in word.kids):
            return self._only_movement(word)
        lows = {k.low for k in word.kids if k.i < word.i}
        if word.tag == "NN" and (lows & {"the", "this", "that"} or any(k.dep == "poss" for k in word.kids)):
            armed = salient(self.cast, word.i, lambda entity: entity in self._under_arms, len(self.parsed.sentences))
            if armed is None and not lows & {"other", "second", "third", "smaller"}:
                alone = self._armed(word)  # "the main rebel faction", whose name comes later
                return alone or self._only_movement(word) or self.by_name(word)
            return self._as_who(armed) if armed is not None else self.by_name(word)
        if word.tag == "NNS" and lows & {"two", "both"} and len(self._under_arms) == 2:
            keys = tuple(key for entity in self._under_arms for key in entity.party)
            return Who(keys, " and ".join(entity.name for entity in self._under_arms), "organisation", "definite")
        return self.by_name(word)

    def _only_movement(self, word: Word) -> Who | None:
        """ "The Basque group", "the Islamist movement": the one known movement of the report, by its people or its cause."""
        before = [k for k in word.kids if k.i < word.i]
        if word.tag != "NN" or word.lemma not in MOVEMENTS or len(before) < 2 or not any(k.low == "the" for k in before):
            return None
        told = [k for k in before if k.low != "the"]
        if not all(k.low in CAUSES or k.lemma in ARMED or (k.i in self.cast.at and self.cast.at[k.i][0].adjective) for k in told):
            return None
        known = {e.party: e for e in self.cast.entities if e.kind == "group" and e.party and not OF_STATES & set(_words(e))}
        if len(known) > 1:
            last = salient(self.cast, word.i, lambda entity: entity.party in known)
            return self._as_who(last) if last is not None else None
        return self._as_who(next(iter(known.values()))) if known else None

    def _owned_behind(self, word: Word) -> Word | None:
        """ "Rebels" in "the Democratic Republic of Velmar's rebels", where the parser takes "Republic" for the head."""
        words, (name, _) = self.parsed.words, self.cast.at[word.i]
        if word.i == name.last - 1 or name.last >= len(words) or words[name.last].tag != "POS":
            return None
        noun = words[words[name.last - 1].head]
        return noun if noun.i > name.last and noun.is_noun and noun.dep == "pobj" else None

    def _sharing(self, word: Word) -> bool:
        """Whether a bare noun shares the article or the genitive of the one that it is joined to: "Velmar's rebels and army"."""
        if word.dep != "conj" or word.i in self.cast.at or any(k.i < word.i for k in word.kids):
            return False
        return any(k.low == "the" or k.dep == "poss" for k in self.parsed.words[word.head].kids)

    def _of_body(self, word: Word) -> bool:
        """Whether the name of a body stands before fighters; "Basque separatists" are of a people, which is none."""
        before = (self.cast.at[k.i] for k in word.kids if k.i < word.i and k.i in self.cast.at)
        return any(not name.adjective and entity.kind in ("organisation", "group") for name, entity in before)

    @cached_property
    def _under_arms(self) -> list[Entity]:
        """The bodies under arms that the report names; of a known one its full name tells it ("the Liberation Front")."""
        found = {e.party: e for e in self.cast.entities if e.kind in DESCRIBED and e.party and _fights(e)}
        return list(found.values())

    def fighters(self, word: Word) -> tuple[str, ...]:
        """Who the rebels of "rebel negotiators" are: the body under arms that the report names, else just the rebels."""
        armed = self._armed(word)
        return armed.keys if armed is not None else (self._nameless.get(f"{word.lemma}s", f"{word.lemma}s"),)

    def nameless(self, word: Word) -> Who | None:
        """Fighters without a name, by the word that the report has most often for them; a body that goes by a common noun ("the
        main faction said it …")."""
        return self.by_name(word) if word.tag == "NN" or word.low in self._nameless else None

    @cached_property
    def _nameless(self) -> dict[str, str]:
        """What fighters without a name go by who are "rebels" here and "guerrillas" there: the word that the report has most
        often, the first of those that it has as often."""
        told = Counter(w.low for w in self.parsed.of_lemmas({low[:-1] for low in ONE_SIDE}) if w.low in ONE_SIDE)
        if self._under_arms or len(told) < 2:
            return {}
        most = max(told, key=lambda low: told[low])
        return dict.fromkeys(told, most)

    def _for_a_side(self, word: Word) -> bool:
        """Whether a noun is of people who speak or deal for a side ("rebel envoys", "the rebel delegation"), or some body under
        arms is named; "rebel troops" and "rebel towns" are just that."""
        return word.lemma in post_heads() or word.lemma in IN_OFFICE or word.lemma in SPEAKING or self._armed(word) is not None


def _fights(entity: Entity) -> bool:
    """Whether a body is one under arms, by its name, by what the report calls it, or by the full name of its initials."""
    full = set(_words(entity)) if entity.kind == "group" else set()
    return bool(entity.key in lands() or entity.lows & ARMED_NAMES or entity.nouns & ARMED or full & ARMED_FULL)


def _words(entity: Entity) -> list[str]:
    """The words of the full name, in small letters."""
    return entity.name.lower().split()
