"""Parties told together: joined by "and" or "with", named one after the other, or meant by a plural ("both banks")."""

from __future__ import annotations

from functools import cached_property

from communique.extract.parties.couples import Couples
from communique.extract.parties.entities import head_of
from communique.extract.parties.groups import MEMBERS
from communique.extract.parties.held import Posts
from communique.extract.parties.naming import Name
from communique.extract.parties.salience import natures_of
from communique.extract.parties.who import UNNAMED, Who
from communique.parse.tree import Word
from communique.record.move import LinkKind

POINTING = frozenset({"the", "both", "these"})
AS_TOLD = frozenset({"the", "two", "both", "these"})
SORTS = frozenset({"company", "union", "party"})
DASHES = frozenset({"-", "--", "–", "—"})
INSIDE = frozenset({"poss", "nmod", "compound"})
APART = 7  # so many words of a title may stand between two names
NAMED = frozenset({"organisation", "bloc", "group", "state", "unknown"})


class Joined(Posts):
    """The part of a resolver that reads more than one party off a phrase."""

    @cached_property
    def _couples(self) -> Couples:
        return Couples(self)

    def couple(self, word: Word, joined: bool) -> tuple[str, ...]:
        """The two told before a word to deal with each other, or where they may be only joined by "and" those (see couples)."""
        return (self._couples.just_joined(word) if joined else ()) or self._couples.before(word)

    def _both_called(self, word: Word, marks: set[str]) -> Who | None:
        """ "The companies", "both banks", "the two newcomers": two who were told together before."""
        if word.tag != "NNS" or word.lemma in UNNAMED:
            return None
        counted = bool(marks & {"two", "both"})
        lows = {k.low for k in word.kids if k.i < word.i}
        if not lows & POINTING or not lows <= AS_TOLD:
            return None
        if any(k.dep in ("prep", "acl", "relcl") for k in word.kids) or not (counted or natures_of(word.lemma) & SORTS):
            return None
        keys = self._couples.called(word, counted)
        return self._both(keys) if keys else None

    def _counterpart(self, word: Word, speaker: Who | None) -> tuple[str, ...]:
        """Whose "his Peruvian counterpart", "her counterpart from the Harbour Party" is: not his or hers."""
        if word.tag == "NN" and any(k.low in ("its", "their") for k in word.kids):
            return ()  # a body's counterpart is a body
        if word.tag == "NN" and (named := self._adjective(word)):
            return named
        for kid in word.kids:
            if kid.dep == "prep" and kid.low in ("from", "in", "at"):
                who = self.resolve(next((k for k in kid.kids if k.dep == "pobj"), None), speaker)
                return who.keys if who is not None and who.kind in ("state", "organisation") else ()
        return ()

    def _beside_others(self, word: Word) -> list[Who]:
        """Those named before "and 16 other countries", whom the parser may leave apart: "Velmar, Kestria, and 16 other …"."""
        found: list[Who] = []
        if word.tag != "NNS" or not any(k.low == "other" for k in word.kids):
            return found
        words, at = self.parsed.words, word.left - 1
        while at > 0 and words[at].low in ("and", ",", "the"):
            name, entity = self.cast.at.get(at - 1, (None, None))
            if name is not None and entity is not None and entity.party and entity.kind in NAMED:
                found.append(self._as_who(entity))
                at = name.first - 1
            else:
                at -= 1
                if words[at].low not in ("and", ",", "the"):
                    break
        return found[::-1]

    def _hung_before(self, word: Word) -> Who | None:
        """The first of two names joined by "and" that the parser hangs inside the second: "the [Miners' [Guild and Corvane]
        Lines]"."""
        words, (name, _) = self.parsed.words, self.cast.at.get(word.i, (None, None))
        if name is None or name.first < 2:
            return None
        if (twin := self._twins.get(word.i, word.i)) < word.i:
            return self._as_who(self.cast.at[twin][1])
        at = name.first - 1 - (words[name.first - 1].low == "the")
        other, entity = self.cast.at.get(at - 1, (None, None)) if words[at].low == "and" else (None, None)
        if other is None or entity is None or not entity.party or entity.kind not in NAMED or other.adjective:
            return None
        head = head_of(self.parsed, other.first, other.last)
        return self._as_who(entity) if name.first <= head.head < name.last and head.dep in INSIDE else None

    def _others_below(self, word: Word) -> Word | None:
        """ "Countries" of the same row, where the parser hangs it on a later name of it; the second of two presidents."""
        if word.i not in self.cast.at:
            return None
        if (twin := self._twins.get(word.i, 0)) > word.i:
            return self.parsed.words[twin]
        named = (k for k in word.kids if k.dep in ("appos", "npadvmod") and k.i in self.cast.at)
        last = (k for one in named for k in one.kids if k.dep == "conj" and k.tag == "NNS")
        return next((k for k in last if any(x.low == "other" for x in k.kids) and any(x.dep == "nummod" for x in k.kids)), None)

    def _counted(self, word: Word) -> Who | None:
        """Those joined to a party who go by their number: "Velmar and 16 armed groups", "Velmar and four other countries"."""
        counted = word.tag == "NNS" and any(k.dep == "nummod" for k in word.kids)
        text = self._text(word, word.left) if counted and word.lemma in MEMBERS else ""
        many = Who((text,), text, "organisation", "definite") if text else None  # "four other countries"
        return (self.by_name(word) or many) if counted else None

    def _partners(self, word: Word) -> list[Word]:
        """Those joined to a word by "and", none of its own name: "the Road and Rail Union and the Port Association" are two."""
        name, _ = self.cast.at.get(word.i, (None, None))
        kids = [k for k in word.kids if k.dep == "conj"]
        if name is not None:
            within = range(name.first, name.last)
            inner = [self.parsed.words[k] for k in within if k != word.i and self.parsed.words[k].dep == "conj"]
            kids = [k for k in [*kids, *(k for one in inner for k in one.kids if k.dep == "conj")] if k.i not in within]
        return [k for k in kids if k.is_noun or k.tag == "PRP"]

    @cached_property
    def _twins(self) -> dict[int, int]:
        """Two persons of two states, each by the head of the other, whom the parser may tear apart: "President Ann Hill of Velmar
        and Prime Minister Tom Hale of Kestria"."""
        words, named = self.parsed.words, list(zip(self.cast.order, self.cast.heads, strict=True))
        found: dict[int, int] = {}
        for k, ((first, person), head) in enumerate(named[:-3]):
            state = named[k + 1][0][0]
            if person.kind != "person" or state.last >= len(words) or words[state.last].low != "and":
                continue
            other = next((name for (name, entity), _ in named[k + 2 : k + 4] if entity.kind == "person"), None)
            if other is not None and other.first - state.last < APART and self._of_state(first) and self._of_state(other):
                at = head_of(self.parsed, other.first, other.last).i
                found |= {head.i: at, at: head.i}
        return found

    def _of_state(self, name: Name) -> bool:
        """Whether "of" and a state stand behind a name."""
        words = self.parsed.words[name.last : name.last + 3]
        at = name.last + 1 + (len(words) > 1 and words[1].low == "the")
        return bool(words) and words[0].low == "of" and at in self.cast.at and self.cast.at[at][1].kind == "state"

    def _described_twice(self, word: Word) -> Who | None:
        """ "Tyre maker and dealer Corvane", where the parser joins the name to the first of two nouns that describe it."""
        last = next((k for k in word.kids if k.dep == "conj" and k.i in self.cast.at), None) if word.text.islower() else None
        if last is None or word.i in self.cast.at:
            return None
        name, entity = self.cast.at[last.i]
        before = self.parsed.words[word.i + 1 : name.first]
        two = len(before) == 2 and before[0].low == "and" and before[1].text.islower() and before[1].tag[:2] == "NN"
        able = entity.kind in NAMED and entity.kind != "state" and bool(entity.party)
        return self._as_who(entity) if two and able and not name.adjective else None

    def _as_well(self, word: Word) -> list[Word]:
        """ "the US as well as NATO", "the US together with NATO", "the US, with NATO, asked" """
        found = []
        for kid in word.kids:
            if kid.dep in ("cc", "prep") and kid.low in ("as", "with", "and") and kid.i > word.i:
                before = self.parsed.words[kid.i - 1].low
                aside = kid.low == "with" and before == "," and self._set_off(kid)
                if (kid.low == "as" and before == "well") or (kid.low == "with" and before in ("together", "along")) or aside:
                    found += [k for k in kid.kids if k.dep == "pobj"]
        if word.dep == "pobj":  # "by the US as well as NATO" is parsed as two objects of "by"
            siblings = self.parsed.words[word.head].kids
            found += [k for k in siblings if k.dep == "pobj" and k.i > word.i and k.is_noun]
        return found

    def _behind_initials(self, word: Word) -> list[Word]:
        """Those joined to a name by way of its initials in brackets: "the Harbour Front (HF) and the Hill League (HL)"."""
        if word.i not in self.cast.at:
            return []
        own = self.cast.at[word.i][1]
        initials = (k for k in word.kids if k.dep == "appos" and k.i in self.cast.at and self.cast.at[k.i][1] is own)
        return [k for short in initials for k in short.kids if k.dep == "conj" and k.is_noun]

    def _set_off(self, prep: Word) -> bool:
        """Whether "with" and a name stand between two commas: "Velmar, with Kestria, asked …"."""
        name, _ = self.cast.at.get(prep.i + 1, (None, None))
        return name is not None and name.last < len(self.parsed.words) and self.parsed.words[name.last].text == ","

    def _join(self, own: Who, others: list[Who | None]) -> Who:
        keys, partial = list(own.keys), own.partial
        for other in others:
            if other is not None:
                keys += [k for k in other.keys if k not in keys]
                partial |= other.partial
        known = [o for o in others if o is not None]
        kind: LinkKind = own.kind
        name = own.name
        short = own.kind == "organisation" and [o.name for o in known if o.keys == own.keys and o.name and o.name.isupper()]
        if short:
            name = f"{name} ({short[0]})"  # "the Grain Board, or GB"
        elif known and own.name and all(o.name for o in known) and own.kind != "document":
            name = " and ".join([own.name, *(str(o.name) for o in known)])
        return Who(tuple(keys), name, kind, own.how, own.role, partial, own.span)

    def _spelt(self, word: Word) -> Who | None:
        """ "Two other states - Arland and Orsania - asked": those counted, by the names that dashes set apart behind the noun."""
        words, first = self.parsed.words, next((k for k in word.kids if k.dep == "appos" and k.i in self.cast.at), None)
        counted = any(k.dep == "nummod" for k in word.kids)
        if not counted or first is None or words[first.left - 1].text not in DASHES or first.left - 1 != word.i + 1:
            return None
        who = self.resolve(first)
        return who if who is not None and len(who.keys) > 1 else None

    def _named_two(self, word: Word) -> Who | None:
        """The two whose names, joined by "and", stand right behind what they are."""
        name, entity = self.cast.at.get(word.i + 1, (None, None))
        if name is None or entity is None or entity.kind not in NAMED or not entity.party:
            return None
        joined = self.parsed.words[name.last : name.last + 2]
        other, second = self.cast.at.get(name.last + 1, (None, None))
        if len(joined) < 2 or joined[0].low != "and" or other is None or second is None or second.kind not in NAMED:
            return None
        own = self._as_who(entity)
        return self._join(own, [self._as_who(second)]) if second.party else None
