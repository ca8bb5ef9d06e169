"""What the words of a noun phrase tell of it: its text, its extent, whose it is, who wrote it, what was called so before."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from communique.extract.lexicon import words
from communique.extract.parties.described import described
from communique.extract.parties.entities import Entity, head_of
from communique.extract.parties.fighters import DESCRIBED, IN_OFFICE, Fighters
from communique.extract.parties.gazetteer import collective, group_nouns, post_heads
from communique.extract.parties.naming import text_of
from communique.extract.parties.nouns import ARMED, ORGANS
from communique.extract.parties.plain import opens
from communique.extract.parties.salience import CAN_ACT, definite, is_of, natures_of, salient
from communique.extract.parties.titles import owner_of, serving
from communique.extract.parties.who import DOCUMENTS, DRAFTS, PARTIAL, Who
from communique.parse.tree import INDEX, Word

SENT = frozenset({"soldier", "troop", "peacekeeper", "officer", "monitor", "observer", "policeman"})
AGREED = frozenset({"accord", "agreement", "armistice", "ceasefire", "pact", "protocol", "settlement", "treaty", "truce"})
BESIDE = frozenset({"amod", "compound", "nmod", "poss"})
COUNTING = frozenset(
    "the a an some about around over more than nearly almost at least up to as many other roughly only all some".split()
)
FOCUSING = words("focusing")  # "particularly", "only": words that pick somebody out and are no part of his name
BANDS = frozenset({"bloc", "camp", "caucus", "faction", "movement"})
SORTED = frozenset({"party", "alliance", "coalition", "militia", "company", "firm", "airline"})  # said of a name that is no state
BY_NUMBER = frozenset({"member", "strong", "nation", "country", "worker", "person"})  # "350-member"
BANDED = frozenset({"band", "gather", "group", "organise", "organize", "represent", "unite", "unionise", "unionize"})
NUMBERS = frozenset({"two", "three", "four"})
OPPOSED = frozenset({"hostile", "neighboring", "neighbouring", "opposing", "rival", "warring"})  # "two rival sides" sit there
PUTTING_FORWARD = frozenset(
    "adopt advance announce bring circulate deliver distribute draft file float forward give hand hold issue lay lodge make mail"
    " offer open pass post prepare present produce propose publish put release reveal send serve set sign submit table telex"
    " unveil write".split()
)
SITTING = frozenset({"lawmaker", "legislator", "deputy", "parliamentarian", "senator"})  # who make up a chamber
CHAMBERS = frozenset("assembly congress diet duma house knesset legislature lords parliament rada seimas senate".split())
LOOSE = frozenset({"appos", "dep", "npadvmod"})


class Phrases(Fighters):
    """The part of a resolver that reads owners off a phrase, and what the report named before by the same noun."""

    def _plainly(self, word: Word) -> Word:
        """A common noun that opens a sentence and that the tagger takes for a name ("Attorneys for the union said"), or that goes
        by a number ("Local 12")."""
        if word.tag == "CD" and word.i and self.parsed.words[word.i - 1].text == "Local":
            return replace(self.parsed.words[word.i - 1], tag="NNP")
        if word.tag == "NN" and (meant := self._meant_behind(word)) is not None:
            return meant
        if word.i in self.cast.at and (owned := self._owned_behind(word)) is not None:
            return owned
        plural = word.low.endswith("s") and word.tag in ("NNP", "NNPS") and word.i not in self.cast.at and word.text.istitle()
        if not plural or not opens(self.parsed, word) or not (word.low in group_nouns() or word.low[:-1] in post_heads()):
            return word
        return replace(word, tag="NNS", lemma=word.low[:-1])

    def _meant_behind(self, word: Word) -> Word | None:
        """ "Government" in "the rightist, foreign-backed government", where the parser takes the first adjective for a noun."""
        words = self.parsed.words
        if word.i in self.cast.at or words[word.i + 1 : word.i + 2] == [] or words[word.i + 1].text != ",":
            return None
        kid = next((k for k in word.kids if k.dep == "appos" and k.tag in ("NN", "NNS") and k.left == word.i + 2), None)
        if kid is None or kid.i in self.cast.at or word.low in collective() or word.low in post_heads():
            return None
        bare = not any(k.dep in ("det", "poss") for k in kid.kids) and any(k.tag in ("JJ", "VBN") for k in kid.kids)
        return kid if bare and (kid.low in group_nouns() or kid.lemma in group_nouns() or kid.lemma in collective()) else None

    def _chamber(self, word: Word) -> Entity | None:
        """The parliament that "lawmakers" or "the deputies" are, where the report names one; "some lawmakers" are not."""
        if any(k.dep not in ("det", "punct") or k.low in PARTIAL for k in word.kids if k.i < word.i):
            return None
        return salient(self.cast, word.i, lambda entity: entity.name.split()[-1].lower() in CHAMBERS, len(self.parsed.sentences))

    def _owned_noun(self, word: Word, owner: tuple[str, ...]) -> Who | None:
        """ "Hungary's communications authority": a public body acts for its state."""
        if not owner or not (group_nouns().get(word.low) or group_nouns().get(word.lemma)):
            return None
        first, _ = self._phrase(word)
        return Who(owner, self._text(word, first), "state", "demonym", span=(self.parsed.words[first].start, word.end))

    def _new_told(self, word: Word, marks: set[str]) -> bool:
        """Whether a counted noun brings in somebody new ("four main parties said …", "two factions on which Velmar leans"): no
        article points back, and it tells what sort they are."""
        if not marks <= NUMBERS or any(k.dep in ("det", "poss", "predet") for k in word.kids):
            return False
        return any(
            (k.dep in ("amod", "compound") and k.low not in OPPOSED) or k.dep in ("relcl", "acl")
            for k in word.kids
        )

    def _of_union(self, word: Word, owner: tuple[str, ...]) -> Who | None:
        """The union of "drivers from the Corvane union", whose members act as its own."""
        named = {k.i for k in word.kids if k.dep == "prep" and k.low in ("of", "from", "in")}
        unions = (self.parsed.words[k] for k in range(word.i + 1, word.right + 1) if self.parsed.words[k].head in named)
        if word.tag == "NNS" and any(k.dep == "pobj" and k.low == "union" and k.i - 1 in self.cast.at for k in unions):
            return Who(owner, self._text(word, word.left), "organisation", "definite", partial=True)
        return None

    def _led_by(self, word: Word, owner: tuple[str, ...]) -> Who | None:
        """ "Hale's union": the union for which Hale speaks."""
        if not any(k.dep == "poss" and k.i in self.cast.at and self.cast.at[k.i][1].kind == "person" for k in word.kids):
            return None
        meant = natures_of(word.lemma)
        led = next((e for e in self.cast.entities if e.party == owner and e.kind != "person" and is_of(e, meant)), None)
        return replace(self._as_who(led), how="definite", span=(self.parsed.words[word.left].start, word.end)) if led else None

    def _adjective(self, word: Word) -> tuple[str, ...]:
        """The state whose adjective stands before a noun."""
        kids = (self.cast.at[k.i][1] for k in word.kids if k.dep in ("amod", "compound") and k.i in self.cast.at)
        return next((entity.party for entity in kids if entity.kind == "state"), ())

    def _possessor(self, word: Word, speaker: Who | None) -> tuple[str, ...]:
        """Whose a document is by its own words: a genitive, an adjective, "by" or "from"; "with" and "on" tell no owner."""
        keys: list[str] = []
        for kid in word.kids:
            named = kid.dep == "poss" or (kid.dep in ("amod", "compound", "nmod") and kid.i in self.cast.at)
            target = kid if named else None
            if kid.dep == "prep" and kid.low in ("by", "from", "of"):
                target = next((k for k in kid.kids if k.dep == "pobj"), None)
            if kid.dep == "acl" and kid.tag == "VBN" and kid.lemma in PUTTING_FORWARD - {"sign"}:  # "a text drafted by Velmar"
                by = next((k for k in kid.kids if k.dep == "agent"), None)
                target = next((k for k in by.kids if k.dep == "pobj"), None) if by is not None else None
            who = self.resolve(target, speaker) if target is not None else None
            if who is not None and who.kind not in ("document", "wire", "media"):
                keys += [k for k in who.keys if k not in keys]
            elif kid.dep == "compound" and kid.i not in self.cast.at and natures_of(kid.lemma) - {"organ"}:
                meant = definite(self.cast, kid)  # "a government statement", "the union motion"
                keys += meant.party if meant is not None and not keys else ()
        return tuple(keys)

    def _author(self, word: Word, speaker: Who | None) -> tuple[str, ...]:
        """Whose a document is that is named without its owner: whoever is said before, or here, to have put it forward ("handed
        over a petition that urges …"); of an accord, a joint statement, those at the table."""
        same = DRAFTS if word.lemma in DRAFTS else {word.lemma}
        for other in reversed(self.parsed.of_lemmas(same)):
            if other.i <= word.i - 400:
                break
            if other.i > word.i or not other.is_noun:
                continue
            if other.i < word.i and (owner := self._possessor(other, speaker)):
                return owner
            if owner := self._put_forward_here(other, speaker):
                return owner
        joint = word.lemma in AGREED or any(k.low in ("joint", "final") for k in word.kids)
        told = self.cast.office or self.inside(word)[0] is not None  # there it may be one's own, or with anybody
        both = self.pair(word) if joint and not told else None
        if both is not None:
            return both.keys
        if not told and word.dep in ("nsubj", "nsubjpass") and any(k.low in ("the", "this") for k in word.kids):
            return self.standing_before(word.i, None)
        return ()

    def _put_forward_here(self, word: Word, speaker: Who | None) -> tuple[str, ...]:
        """Who puts a document forward in the clause that names it."""
        verb = self.parsed.words[word.head]
        return self._putting_forward(verb, speaker) if word.dep == "dobj" and verb.lemma in PUTTING_FORWARD else ()

    def _putting_forward(self, verb: Word, speaker: Who | None) -> tuple[str, ...]:
        """The subject of a verb that has a document for its object, or of the verb on which it hangs ("marched to hand over a
        petition")."""
        while True:
            subject = next((x for x in verb.kids if x.dep == "nsubj"), None)
            if subject is not None:
                who = self.resolve(subject, speaker) or self.by_name(subject)
                return who.keys if who is not None and who.kind not in ("document", "wire", "media") else ()
            if verb.dep not in ("xcomp", "advcl", "conj") or verb.head == verb.i:
                return ()
            verb = self.parsed.words[verb.head]

    def _text(self, word: Word, first: int) -> str:
        """The phrase up to its head and a short "for/of" complement, without its article."""
        words = self.parsed.words
        dashes = (k for k in range(first, word.i) if words[k].text in "-–—•" and words[k].end < words[k + 1].start)
        first = max(dashes, default=first - 1) + 1  # "Norpost - Velmar's dockers": what stands before the dash is no part of it
        while first < word.i and (
            (size := self._counted_off(first)) > 0
            or words[first].low in ("the", "a", "an", "some", "neither", "either", ",")
            or (words[first].low in FOCUSING and words[first].tag in ("RB", "JJ", "CC", "VBG"))
            or words[first].text in "“”\"'"
            or words[first].tag in ("PRP$", "WP$")
        ):
            first += max(1, size)
        last = word.i
        for kid in word.kids:
            if (
                kid.dep in ("prep", "amod", "acl")
                and kid.i == last + 1
                and kid.right - last < 8
                and kid.low in ("for", "of", "from", "familiar", "at", "close")
                and not (kid.low == "at" and any(k.tag == "PRP$" for noun in kid.kids for k in noun.kids))
            ):
                last = kid.right
        return text_of(self.parsed, first, last + 1).replace(" own ", " ")

    def _counted_off(self, at: int) -> int:
        """How many words tell there how many somebody is made up of: "350-member", "1,200-strong"."""
        found = self.parsed.words[at : at + 3]
        tied = len(found) == 3 and found[0].text[0].isdigit() and found[1].text == "-" and found[2].low in BY_NUMBER
        return 3 * tied

    def _named_band(self, word: Word) -> Who | None:
        """ "The Harbour bloc", "the Tide party"; "the DWU union", where a union's initials stand before what it is."""
        name, entity = self.cast.at.get(word.i - 1, (None, None))
        if name is None or entity is None or entity.kind not in CAN_ACT or name.adjective or not entity.party:
            return None
        union = word.lemma == "union" and entity.kind in ("organisation", "group")
        named = union and (is_of(entity, frozenset({"union"})) or (entity.key.isupper() and len(entity.key) > 2))
        named |= word.lemma in SORTED and entity.kind != "state"
        return self._as_who(entity) if word.lemma in BANDS or named else None

    def phrase(self, word: Word) -> str:
        """How a noun phrase names what it stands for."""
        return self._text(word, word.left)

    def _headed(self, word: Word) -> bool:
        """Whether a bare noun stands for its party as in a headline ("Union hits back", "Council: “We are ready.”")."""
        if not opens(self.parsed, word) or word.low not in collective() or any(k.i < word.i for k in word.kids):
            return False
        behind = self.parsed.words[word.i + 1 : word.i + 2]
        return word.dep == "nsubj" or bool(behind and behind[0].text == ":")

    def _uncounted(self, word: Word, first: int) -> str:
        """The phrase without how many of a crowd they are: "relatives" for "about 200 relatives"; "16 armed groups" are those
        16."""
        words, start = self.parsed.words, first
        kids = [k for k in word.kids if k.dep == "nummod" and k.i < word.i and k.tag == "CD"]
        if len(kids) == 1 and len(kids[0].text) < 3 + 7 * kids[0].text.isalpha() and kids[0].i == first:
            return self._text(word, first)  # few, and exactly so many
        if word.tag == "NNS" and kids and all(w.low in COUNTING or w.tag == "CD" for w in words[first : kids[-1].i]):
            start = kids[-1].i + 1
        return self._text(word, start)

    def _phrase(self, word: Word) -> tuple[int, int]:
        """First and last (exclusive) word of the noun phrase, without relative clauses and conjuncts."""
        last = word.i
        for kid in word.kids:
            if kid.dep in ("prep", "appos") and kid.i > word.i and kid.right - word.i < 14:
                last = max(last, kid.right)
        return word.left, last + 1

    def _owner(self, word: Word, first: int, last: int, speaker: Who | None) -> tuple[str, ...]:
        keys: list[str] = []
        kids, at = word.kids, self.cast.at
        if word.lemma in SENT and (inner := self._of(word)) is not None and (who := self.resolve(inner, speaker)) is not None:
            if who.kind == "organisation":
                return who.keys  # "Danish soldiers of the UN force" are the force's
        if word.lemma in ORGANS and (inner := self._of(word)) is not None and inner.i in at:
            body = at[inner.i][1]
            if body.kind in ("organisation", "bloc", "group") and body.party:
                return body.party  # "the state chapter of the Harbour Workers' Union" is no state's
        through = [k for kid in kids if kid.dep == "compound" and kid.i not in at for k in kid.kids]
        before = [kid for kid in kids if kid.dep in BESIDE] + [k for k in through if k.dep == "amod" and k.i in at]
        for kid in sorted(before, key=INDEX):
            if kid.dep == "poss" and kid.tag in ("PRP$", "WP$") and (who := self.resolve(kid, speaker)):
                keys += [k for k in who.keys if k not in keys]
            elif kid.i in at:
                entity = at[kid.i][1]
                if entity.kind not in ("place", "wire", "media"):
                    keys += [k for k in entity.party if k not in keys]
                for other in self._conjuncts(kid):
                    keys += [k for k in at[other.i][1].party if k not in keys]
            elif several := self._owners_joined(kid, keys):
                keys += [k for k in several if k not in keys]
            elif kid.dep in ("compound", "amod") and kid.lemma in ARMED:  # "rebel leaders"
                theirs = [k for k in keys if k not in self._states] or list(self.fighters(kid))
                keys = theirs if self._for_a_side(word) else keys  # the rebels of a state do not act for it
            elif kid.low == "opposition" and kid.dep in ("compound", "amod"):
                if not any(k.i in at and kid.i < k.i < word.i for k in kids):
                    keys = [k for k in keys if k not in self._states] or ["opposition"]  # a state's opposition is not the state
            elif (
                kid.dep == "compound" and kid.tag == "NN" and natures_of(kid.lemma) - {"organ"}
            ):  # "union leaders", "company officials"
                keys += [k for k in self._body_meant(kid) if k not in keys]
            elif kid.is_noun and self._owning(kid) and (who := self.resolve(kid, speaker)):
                keys += [k for k in who.keys if k not in keys]
        if keys and word.lemma in ARMED:
            keys = [k for k in keys if k not in self._states] or keys  # "Colombia's FARC rebels" are the FARC's
        if keys:
            return tuple(keys)
        for kid in kids:  # "negotiators for the company and the union"
            if kid.dep == "prep" and kid.low in ("of", "for", "from"):
                for obj in kid.kids:
                    if (
                        obj.dep == "pobj"
                        and any(k.dep == "conj" for k in obj.kids)
                        and (who := self.resolve(obj, speaker))
                    ):
                        if len(who.keys) > 1:
                            return who.keys
        if (members := self._of_members(word, speaker)) is not None:
            return members.keys
        found = owner_of(self.cast, first, last, word.i)
        if found and (word.lemma in IN_OFFICE or not self._where(found[0], word)):
            return serving(found[1])
        for kid in kids:
            if kid.dep == "prep" and kid.low in ("of", "for", "from", "at", "in"):
                if kid.low == "in" and word.lemma not in IN_OFFICE:
                    continue  # "monitors in northern Velmar" are nobody's by that
                for obj in kid.kids:
                    if obj.dep == "pobj" and (who := self.resolve(obj, speaker)) and who.kind != "document":
                        return who.keys
                    if obj.dep == "pobj" and kid.low == "in" and obj.i in self.cast.at:
                        name, entity = self.cast.at[obj.i]
                        if entity.kind == "place" and name.entry is None:
                            return (entity.key,)  # "officials in Lower Halvey" are that town's, those in Geneva are not
        return ()

    def _of_members(self, word: Word, speaker: Who | None) -> Who | None:
        """The body of "negotiators for the Corvane pilots' union": theirs, not that of the firm they work for."""
        for kid in word.kids:
            of = kid.dep == "prep" and kid.low in ("of", "for")
            body = next((k for k in kid.kids if k.dep == "pobj"), None) if of else None
            if body is None or body.i in self.cast.at or not body.text.islower() or body.lemma not in collective():
                continue
            if any(k.dep == "poss" and k.tag == "NNS" and k.i not in self.cast.at for k in body.kids):
                return self.resolve(body, speaker) or self.by_name(body)
        return None

    def _owners_joined(self, kid: Word, named: list[str]) -> list[str]:
        """ "Government and rebel negotiators": whose they are where two common nouns are joined before them; `named` are those
        whose adjective stands before ("Danish government and rebel negotiators"). Both are meant, or nothing is told."""
        others = [k for k in kid.kids if k.dep == "conj" and k.i < kid.head]
        if kid.dep not in BESIDE or kid.i in self.cast.at or not others:
            return []
        found: list[str] = []
        for one in (kid, *others):
            if one.i in self.cast.at:
                keys = self.cast.at[one.i][1].party
            elif one.lemma in ARMED:
                keys = self.fighters(one)
            elif natures_of(one.lemma) & {"state"} and (own := tuple(named) or self._adjective(one)):
                keys = own
            else:
                meant = definite(self.cast, one) if natures_of(one.lemma) - {"organ"} else None
                keys = meant.party if meant is not None else ()
            if not keys:
                return []
            found += [k for k in keys if k not in found]
        return found

    def _where(self, at: int, word: Word) -> bool:
        """Whether a name only tells where somebody is: "monitors in northern Velmar"."""
        prep = self.parsed.words[self.parsed.words[at].head]
        return prep.low == "in" and prep.head == word.i

    def _owning(self, kid: Word) -> bool:
        """Whether a noun stands in the genitive; before a subject the parser may call it a mere attribute."""
        return kid.dep == "poss" or (kid.dep == "nmod" and any(k.tag == "POS" for k in kid.kids))

    def _called(self, word: Word) -> Who | None:
        """ "A group calling itself the Thirty Committee", "an outfit known as Road Relief": the party by its name."""
        of = self._of(word)
        for kid in (*word.kids, *(of.kids if of is not None else ())):
            banded = kid.dep == "acl" and kid.tag == "VBN" and kid.lemma in BANDED
            if banded or (kid.dep == "acl" and kid.lemma in ("call", "name", "know", "dub", "style") and kid.right - kid.i < 10):
                for k in range(kid.i + 1, kid.right + 1):
                    if k in self.cast.at and self.cast.at[k][1].kind in CAN_ACT and self.cast.at[k][1].party:
                        return self._as_who(self.cast.at[k][1])
        return None

    @cached_property
    def _described(self) -> dict[int, Entity]:
        return described(self.cast)

    def beside(self, word: Word) -> Who | None:
        """ "The property group Corvane Homes", "the campaign group Keep Them Here": a common noun right before the name of
        the body that it describes, which the parser may hang elsewhere or read as a clause; or what the opening describes so."""
        if (body := self._described.get(word.i)) is not None:
            return replace(self._as_who(body), how="definite")
        name, entity = self.cast.at.get(word.i + 1, (None, None))
        if name is None or entity is None or name.first != word.i + 1 or name.adjective or word.tag != "NN":
            return None
        if entity.kind == "organisation" and self.parsed.words[name.first].tag[:2] == "VB":
            return self._as_who(entity)
        if entity.kind not in DESCRIBED or not entity.party or not word.text.islower():
            return None
        if word.low in post_heads() or word.lemma in DOCUMENTS:
            return None
        head, sort = head_of(self.parsed, name.first, name.last), word.low in collective() or natures_of(word.lemma)
        attached = (head.dep == "appos" and head.head == word.i) or (sort and head.dep in LOOSE)
        return self._as_who(entity) if attached else None

    def _conjuncts(self, word: Word) -> list[Word]:
        """Names conjoined with `word`, however deep the chain of conjunctions."""
        found: list[Word] = []
        for kid in word.kids:
            if kid.dep == "conj" and kid.i in self.cast.at:
                found += [kid, *self._conjuncts(kid)]
        return found

    def _of(self, word: Word) -> Word | None:
        for kid in word.kids:
            if kid.dep == "prep" and kid.low == "of":
                return next((k for k in kid.kids if k.dep == "pobj"), None)
        return None
