"""Posts without a name: "the minister", "an aide", "officials": their holder, whom they belong to, or who is in focus."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from communique.extract.lexicon import words
from communique.extract.parties.again import Again
from communique.extract.parties.entities import Entity
from communique.extract.parties.gazetteer import Post, collective, group_nouns, only_of, partisans, posts
from communique.extract.parties.groups import is_partial
from communique.extract.parties.ranks import same_post, same_rank
from communique.extract.parties.runs import POST_MODIFIERS
from communique.extract.parties.salience import is_of
from communique.extract.parties.who import RANKS, Who
from communique.parse.tree import Word
from communique.record.move import LinkKind

LENDING = frozenset({"bondholder", "creditor", "debtor", "lender", "shareholder", "stockholder"})
FIRM, UNION = frozenset({"company"}), frozenset({"union"})
AGAINST = words("against")
INDEPENDENT = words("independent")
OWN_CAUSE = words("own_cause")  # workers and others who have their own cause, whoever they work for
ON_TERMS = frozenset({"ask", "speak", "decline", "insist", "request", "refuse"})  # "an official who asked not to be named"
ANYBODY = words("anybody")  # what a report may call somebody it has just named: "the official", "the leader"
AIDES = frozenset({"aide", "adviser", "advisor", "representative", "negotiator", "delegate", "lawyer", "envoy"})


ANY_STATES = POST_MODIFIERS - {"ex", "former", "local", "regional", "state", "then"}  # "the prime minister", "foreign minister"


class Posts(Again):
    """The part of a resolver that reads posts told without the name of who holds them."""

    @abstractmethod
    def focus(self, at: int, sort: str, apart: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
        """The party in focus before word `at`, none of those `apart`."""

    def _employs(self, owner: tuple[str, ...]) -> bool:
        """Whether it is a firm whose people they are: "Corvane Lines' pilots" act against it; a union's act for it."""
        body = next((e for e in self.cast.entities if e.party == owner and e.kind in ("organisation", "unknown")), None)
        return body is not None and is_of(body, FIRM) and not is_of(body, UNION)

    def _post(self, word: Word, owner: tuple[str, ...], text: str, span: tuple[int, int]) -> Who | None:
        """A post without a name: its last named holder, else whom it belongs to."""
        unnamed = any(
            k.low in ("a", "an", "one", "another", "senior") and k.dep in ("det", "amod", "nummod")
            for k in word.kids
        )
        plural = word.tag == "NNS"
        holder = None if unnamed or plural else self._holder(word, owner)
        for kid in word.kids:  # "the union's leader, Tom Hale"
            if kid.dep == "appos" and kid.i in self.cast.at and self.cast.at[kid.i][1].kind == "person":
                holder = self.cast.at[kid.i][1]
        if holder is None and not plural:  # "the aide to the president, Ann Hill,": the parser hangs the name on the last noun
            for name, entity in self.cast.order:
                if (
                    word.i < name.first <= word.right
                    and entity.kind == "person"
                    and self.parsed.words[name.first - (2 if name.honorific else 1)].text == ","
                ):
                    holder = entity
        if holder is not None:
            return Who(holder.party or owner, holder.name, "person", "definite", text, span=span, guessed=holder.guessed)
        after = " ".join(w.low for w in self.parsed.words[word.i : word.i + 3])  # "the Head of State"
        known = posts().get(after) or posts().get(word.low) or posts().get(word.lemma)
        people = word.tag == "NNS" and group_nouns().get(word.low) is False
        if owner and word.tag == "NNS" and word.lemma in LENDING:
            return Who((text,), text, "organisation", "definite", span=span)  # "Velmar and its creditors": they sit opposite
        if owner and people and word.lemma in OWN_CAUSE and (any(k.dep == "prep" for k in word.kids) or self._employs(owner)):
            return Who((text,), text, "organisation", "definite", span=span)  # "workers at Corvane Steel" act against it
        owners = [self.cast.at[k.i][1].kind for k in word.kids if k.dep == "poss" and k.i in self.cast.at]
        theirs = people and "state" in owners  # "Velmar's railway workers"
        if owner and (theirs or ((people or {word.low, word.lemma} & INDEPENDENT) and self._by_nation(word))):
            return Who((text,), text, "unnamed", "title", span=span)  # "an Austrian consultant" speaks for nobody
        if owner:
            kind: LinkKind = "unnamed" if unnamed or plural or (known and known.unnamed) else "person"
            some = plural and is_partial(word)
            return Who(owner, text, kind, "title", None if kind == "unnamed" else text, some, span)
        whose = any(k.dep == "prep" and k.low in ("for", "of") for k in word.kids)
        if not whose and (unnamed or plural or (known and known.unnamed)) and (earlier := self._earlier(word)) is not None:
            return replace(earlier, span=span, how="definite")
        if known is not None and (found := self._in_focus(word, known)):
            kind = "unnamed" if unnamed or plural or known.unnamed else "person"
            return Who(found, text, kind, "definite", None if kind == "unnamed" else text, span=span, guessed=True)
        if known and known.unnamed:
            state = known.noun in ("official", "diplomat", "aide", "minister", "envoy") and plural and len(text.split()) == 1
            home = self.cast.home if state else None
            return Who((home or text,), text, "unnamed", "title", span=span)
        return None

    def _by_nation(self, word: Word) -> bool:
        """Whether all that ties a noun to a party is the name of a people, or of a seat of government, before it."""
        tied = [
            k for k in word.kids if k.dep in ("poss", "compound", "amod", "nmod", "prep") and k.low not in ("in",)
        ]
        names = [self.cast.at[k.i][0] for k in tied if k.i in self.cast.at]
        other = [k for k in tied if k.i not in self.cast.at and (k.dep not in ("compound", "amod") or k.lemma in collective())]
        of_town = word.lemma in INDEPENDENT and word.tag == "NN"
        return bool(names) and not other and all(
            (n.adjective and n.text not in partisans()) or (of_town and n.entry is not None and n.entry.metonym) for n in names
        )  # fmt: skip

    def _in_focus(self, word: Word, post: Post) -> tuple[str, ...]:
        """Whom "an aide", "the spokesman", "officials" serve where nothing says so: the party in focus, if the post has one."""
        if post.noun in only_of():
            return (only_of()[post.noun],)
        telling = (k for k in word.kids if k.dep in ("amod", "prep", "acl") and k.low not in ANY_STATES)
        if " of " not in post.noun and any(telling):
            return ()
        if post.noun in INDEPENDENT:
            return ()
        if any(k.dep == "relcl" and k.lemma not in ON_TERMS for k in word.kids):
            return ()
        if any(k.dep == "nummod" for k in word.kids):
            return ()  # "the 27 foreign ministers" are of as many states
        presidents = any(k.low in ("presidential", "ministerial") for k in word.kids)
        if (post.speaks or post.noun in AIDES) and not presidents:
            return self.focus(word.i, "", self._attacked(word))
        if post.holds == "state" or presidents or post.noun in ("official", "diplomat"):
            return (self.cast.home,) if self.cast.home else self.focus(word.i, "state", self._attacked(word))
        return ()

    def _attacked(self, word: Word) -> frozenset[tuple[str, ...]]:
        """Whom the holder of a post is told to attack or to urge ("the envoy blamed Velmar"): nobody of his own."""
        verb = self.parsed.words[word.head]
        behind = [k for kid in verb.kids if kid.i > word.i for k in (kid, *kid.kids) if k.dep in ("dobj", "pobj")]
        if word.dep != "nsubj" or not (verb.lemma in AGAINST or any(k.lemma == "blame" for k in behind)):
            return frozenset()
        behind += [k for noun in behind for prep in noun.kids if prep.low == "on" for k in prep.kids]
        return frozenset(self.cast.at[k.i][1].party for k in behind if k.i in self.cast.at)

    def _earlier(self, word: Word) -> Who | None:
        """The last phrase before with the same noun whose party is known ("a U.S. official" … "the official")."""
        for other in self._before(word):
            if other.is_noun and (who := self.alone(other)) is not None and who.name not in who.keys:
                return who
        return None

    def _holder(self, word: Word, owner: tuple[str, ...]) -> Entity | None:
        """The person named before whose role has this post, or who is of that party; the nearest wins."""
        nearest = None
        marks = {k.low for k in word.kids if k.dep in ("compound", "amod", "nmod")} & RANKS
        for head, entity in reversed(self._persons):
            if head.i >= word.i or (word.low in ANYBODY and word.sentence - head.sentence > 12):
                continue
            if owner and not set(owner) & set(entity.party):
                continue
            role = (entity.role or entity.post).lower()
            if same_post(word.low, role) and same_rank(marks, role):
                if self.cast.office and self.cast.home not in entity.party and not owner:
                    nearest = nearest or entity
                    continue
                return entity
            known = posts().get(word.low)
            if known is not None and known.holds == "state" and entity.party == (entity.key,) and word.low not in ANYBODY:
                continue  # "the minister" is no councillor named before
            if nearest is None and word.sentence - head.sentence < 3 and (not role or word.low in ANYBODY):
                nearest = entity
        return nearest
