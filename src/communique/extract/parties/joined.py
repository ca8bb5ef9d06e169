"""Parties told together: joined by "and" or "with", named one after the other, or meant by a plural ("both banks")."""

from __future__ import annotations

from functools import cached_property

from communique.extract.parties.couples import Couples
from communique.extract.parties.held import Posts
from communique.extract.parties.salience import natures_of
from communique.extract.parties.who import UNNAMED, Who
from communique.parse.tree import Word
from communique.record.move import LinkKind

POINTING = frozenset({"the", "both", "these"})
AS_TOLD = frozenset({"the", "two", "both", "these"})
SORTS = frozenset({"company", "union", "party"})
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
        before = [k for k in word.kids if k.i < word.i]
        counted = bool(marks & {"two", "both"})
        lows = {k.low for k in before}
        if word.tag != "NNS" or word.lemma in UNNAMED or not lows & POINTING or not lows <= AS_TOLD:
            return None
        if any(k.dep in ("prep", "acl", "relcl") for k in word.kids) or not (counted or natures_of(word.lemma) & SORTS):
            return None
        keys = self._couples.called(word, counted)
        return self._both(keys) if keys else None

    def _counted(self, word: Word) -> Who | None:
        """Those joined to a party who go by their number: "Velmar and 16 armed groups", "Velmar and four other countries"."""
        counted = word.tag == "NNS" and any(k.dep == "nummod" for k in word.kids)
        return self.by_name(word) if counted else None

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
