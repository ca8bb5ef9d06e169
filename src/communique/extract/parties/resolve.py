"""From a noun phrase to the parties it stands for; how it was resolved is always kept, and silence beats a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.extract.parties import nouns
from communique.extract.parties.again import HIGHEST, JOINT, OF_OFFICE, OWN_BODIES, SET_UP
from communique.extract.parties.entities import Cast, Entity, head_of
from communique.extract.parties.focus import Focus
from communique.extract.parties.gazetteer import collective, group_nouns, post_heads, state_behind
from communique.extract.parties.groups import MEMBERS, allies, is_partial, taken_of, takes_all
from communique.extract.parties.held import OWN_CAUSE
from communique.extract.parties.joined import Joined
from communique.extract.parties.kinds import LYING
from communique.extract.parties.lists import lists_of
from communique.extract.parties.naming import text_of
from communique.extract.parties.nouns import ARMED, FORCES, NEIGHBOURS, OF_A_BODY, OF_LABOUR, ORGANS, OWN_SIDE, REALMS, telling
from communique.extract.parties.phrases import BANDS, BY_NUMBER, SITTING, SORTED
from communique.extract.parties.salience import called, definite
from communique.extract.parties.who import DOCUMENTS, EACH, FIRST, PAIR_MARKS, PAIRS, UNNAMED, WRITINGS, Who
from communique.parse.tree import Word
from communique.record.move import LinkKind

BELOW = frozenset({"conj", "appos"})
OF_SPEAKERS = frozenset({"government", "administration", "cabinet"})  # his own, where a state's man speaks of it
PUBLIC, PRIVATE = frozenset({"agency", "inspectorate", "regulator"}), frozenset("aid employment news press rating travel".split())
UNIONS = frozenset({"association", "federation", "guild", "union"})
TALKING = frozenset("parties sides leaders presidents delegations negotiators teams foes belligerents".split())  # "the teams"
POINTING, OTHER = frozenset({"the", "this", "that"}), frozenset({"other", "opposite", "opposing"})
ON_BEHALF = ((",", "for"), (",", "speaking", "for"), (",", "on", "behalf", "of"), (",", "speaking", "on", "behalf", "of"))
OF_ARMS = frozenset({"alliance", "army", "coalition", "force", "group", "organisation", "organization"})
GROUPED = frozenset({"bloc", "group", "organisation", "unknown"})
OWNED, NOUNS = frozenset({"his", "her", "their", "its", "whose"}), frozenset({"NN", "NNS", "NNP", "NNPS"})


class Resolver(Joined):
    """Resolves words of one report; the cast is fixed, so every answer is computed once."""

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast)
        self._known: dict[int, Who | None] = {}
        self._open: set[int] = set()  # phrases that are being read
        self._round: set[int] = set()  # of these, those that were asked for meanwhile
        self.lists = lists_of(cast)
        self._states = {key for e in cast.entities if e.kind in ("state", "body") and e.party != (e.key,) for key in e.party} | {
            key for e in cast.entities if e.kind == "state" for key in e.party
        }

    def focus(self, at: int, sort: str, apart: frozenset[tuple[str, ...]] = frozenset()) -> tuple[str, ...]:
        """The party in focus before word `at` (see focus.Focus), none of those `apart`."""
        return Focus(self, at, reach=1, apart=apart).best(sort)

    def standing_before(self, at: int, plural: bool | None) -> tuple[str, ...]:
        """The party that stands out most before word `at`; `plural` where several are meant."""
        return Focus(self, at).best("", plural)

    def resolve(self, word: Word | None, speaker: Who | None = None) -> Who | None:
        """The parties that the phrase headed by `word` stands for; `speaker` is who says "we" and "I" here."""
        if word is None:
            return None
        if word.low in FIRST and word.tag[:3] == "PRP":  # not "US"
            return replace(speaker, how="quotation") if speaker else None
        if word.i in self._open:
            self._round.add(word.i)
            return None  # a phrase that refers to itself resolves to nothing
        if word.i not in self._known:
            self._open.add(word.i)
            who = self._resolve(word, speaker)
            self._open.discard(word.i)
            self._round.discard(word.i)
            if who is None and self._round:
                return None  # for want of a phrase that is still being read: asked again later, it may be known
            self._known[word.i] = who
        return self._known[word.i]

    def alone(self, word: Word) -> Who | None:
        """Who a phrase stands for without those joined to it by "and"."""
        if word.i in self._open:
            return None
        self._open.add(word.i)
        who = self._one(word, None)
        self._open.discard(word.i)
        return who

    def resolved(self) -> Iterator[tuple[Word, Who]]:
        """Pronouns and definite phrases that were resolved so far, in order of the text."""
        for i, who in sorted(self._known.items()):
            if who is not None and who.how in ("pronoun", "definite") and i not in self.cast.at:
                yield self.parsed.words[i], who

    def by_name(self, word: Word | None) -> Who | None:
        """Who has no other name than a common noun: "trade unions", "families of the missing", "the museum"."""
        if word is None:
            return None
        word = self._plainly(word)
        if word.tag == "CD" and (inner := self._of(word)) is not None:  # "two of the unions"
            return self.resolve(inner) or self.by_name(inner)
        if word.tag not in NOUNS or word.i in self.cast.at or not (word.low in collective() or word.lemma in collective()):
            return None
        if (named := self.beside(word)) is not None:
            return named
        kids = word.kids
        if any(k.low in ("your", "our", "my") for k in kids):
            return None
        if word.tag in ("NN", "NNP") and not any(k.dep in ("det", "poss") or k.dep in ("amod", "compound") for k in kids):
            return None
        first, _ = self._phrase(word)
        text = self._text(word, first)
        if (sort := self._named_band(word)) is not None:
            return sort
        if word.lemma in UNIONS and any(k.low == "their" for k in kids) and (members := self._crowd_before(word)) is not None:
            text = members + ("' " if members.endswith("s") else "'s ") + text  # "the junior doctors … their union"
            return Who((text,), text, "organisation", "definite", span=(self.parsed.words[first].start, word.end))
        key = "opposition" if any(k.low == "opposition" for k in kids) else self._uncounted(word, first)
        span = (self.parsed.words[first].start, word.end)
        return Who((self._nameless.get(key, key),), text, "organisation", "definite", span=span)

    def _resolve(self, word: Word, speaker: Who | None) -> Who | None:
        if (person := self._in_title(word) or self._described_twice(word)) is not None:
            return person
        own = self._one(word, speaker)
        if own is not None and (row := self.lists.get(word.i, ())) and not (word.dep in BELOW and word.head in self.lists):
            return self._join(own, [self._one(other, speaker) for other in row if other.i != word.i])
        partners = self._partners(word)
        partners += self._as_well(word) + self._behind_initials(word)
        if others := self._beside_others(word):
            counted = own or self._counted(word)
            return self._join(others[0], [*others[1:], counted])
        if (last := self._others_below(word)) is not None:
            return self.resolve(last, speaker)
        if own is not None and (first := self._hung_before(word)) is not None:
            return self._join(first, [own, *(self.resolve(p, speaker) for p in partners)])
        if not partners or own is None:
            return own
        return self._join(own, [self.resolve(p, speaker) or self._counted(p) for p in partners])

    def _one(self, word: Word, speaker: Who | None) -> Who | None:
        word = self._plainly(word)
        if (inner := taken_of(word)) is not None and (found := self.resolve(inner, speaker)) is not None:
            return replace(found, partial=found.partial or not takes_all(word))
        if word.tag in ("PRP", "PRP$", "WP", "WDT", "DT", "WP$"):
            return self._pronoun(word, speaker)
        if word.i in self.cast.at:
            name, entity = self.cast.at[word.i]
            outer = not name.first <= word.head < name.last  # "the Farmers and Workers Front" is parsed as two
            if head_of(self.parsed, name.first, name.last).i == word.i or entity.kind == "person" or outer:
                return self._entity(word, entity, name.first, name.last)
        return self._explained(word) or self.beside(word) or self._common(word, speaker)

    def _in_title(self, word: Word) -> Who | None:
        """The holder of a post of two fields, of which the parser takes the first for the subject: "Service and Ports
        Minister Ann Hill"."""
        last = next((k for k in word.kids if k.dep == "conj" and k.i in self.cast.at), None) if word.tag[:3] == "NNP" else None
        if last is None or word.i in self.cast.at:
            return None
        name, person = self.cast.at[last.i]
        inside = person.role_at is not None and person.role_at[0] <= word.start < person.role_at[1]
        return self._entity(last, person, name.first, name.last) if inside and person.kind == "person" else None

    def _explained(self, word: Word) -> Who | None:
        """ "Its rival, Corvane Lines,", "its neighbour Velmar", "her counterpart, Tom Hale,": a common noun that a name
        explains; "the carriers Corvane and Northlines": two that names follow."""
        if word.tag == "NNS" and word.lemma not in DOCUMENTS:
            return self._named_two(word) or self._spelt(word)
        for kid in word.kids if word.tag == "NN" and word.lemma not in DOCUMENTS else ():
            apart = kid.dep == "appos" and (self.parsed.words[kid.left - 1].text == "," or word.lemma in NEIGHBOURS)
            if apart and kid.i in self.cast.at:
                name, entity = self.cast.at[kid.i]
                person = entity.kind == "person" and word.low not in post_heads() and entity.party != (entity.key,)
                kinds = ("organisation", "state", "bloc", "unknown", "group")
                if person or (entity.kind in kinds and not name.adjective and entity.party):
                    return self._entity(kid, entity, name.first, name.last)
        return None

    def _entity(self, word: Word, entity: Entity, first: int, last: int) -> Who | None:
        span = (self.parsed.words[first].start, self.parsed.words[last - 1].end)
        text = text_of(self.parsed, first, last)
        if entity.kind == "person":
            return Who(
                entity.party or (entity.key,),
                entity.name,
                "person",
                "title" if entity.via else "name",
                entity.role,
                span=span,
                guessed=entity.guessed,
            )
        if entity.kind in ("wire", "media"):
            keys = (state_behind(entity.key) or entity.key,)
            return Who(keys, entity.name, "wire" if entity.kind == "wire" else "media", "name", span=span)
        if entity.kind == "place":
            acts = word.dep in ("nsubj", "agent") and self.parsed.words[word.head].lemma not in LYING
            return Who((entity.key,), text, "state", "metonym", span=span) if acts else None
        if entity.kind == "state" and (whole := self._for_whom(last)) is not None:
            return replace(whole, span=span)
        name, _ = self.cast.at[word.i]
        metonym = bool(name.entry and name.entry.metonym)
        kind: LinkKind = "organisation" if entity.kind in ("organisation", "bloc", "group", "unknown") else "state"
        return Who(entity.party, text, kind, "metonym" if metonym else "name", partial=is_partial(word), span=span)

    def _for_whom(self, last: int) -> Who | None:
        """The group that a state says it speaks for: "Velmar, speaking for the Coastal Group, …", "VELMAR, for the COASTAL GROUP,
        …"; `last` is where its name ends."""
        words = self.parsed.words[last : last + 6]
        lows = [w.low for w in words]
        size = next((len(form) for form in ON_BEHALF if tuple(lows[: len(form)]) == form), 0)
        if not size:
            return None
        at = last + size + (lows[size : size + 1] == ["the"])
        name, entity = self.cast.at.get(at, (None, None))
        if name is None or entity is None or entity.kind not in GROUPED or not entity.party:
            return None
        closed = self.parsed.words[name.last : name.last + 1]
        return self._as_who(entity) if closed and closed[0].text == "," else None

    def _members(self, word: Word, first: int, last: int, speaker: Who | None) -> Who | None:
        """ "many EU member states", "the countries of the bloc": the bloc is meant, or a part of it."""
        owner = self._owner(word, first, last, speaker)
        kinds = {entity.kind for entity in self.cast.entities if entity.key in owner}
        if not owner or not kinds & {"bloc", "group", "organisation"} or (word.lemma == "member" and "organisation" in kinds):
            return None
        kind: LinkKind = "unnamed" if word.lemma == "member" else "state"
        span = (self.parsed.words[first].start, self.parsed.words[last - 1].end)
        return Who(owner, self._text(word, first), kind, "definite", partial=is_partial(word), span=span)

    def _common(self, word: Word, speaker: Who | None) -> Who | None:
        """A phrase with a common noun as head: officials, ministry, spokesman, sides, proposals, union."""
        (low, lemma), kids = nouns.office(word), word.kids
        beside = {k.low for k in kids}
        two = f"{self.parsed.words[word.i - 1].low} {low}" if word.i else low  # "state media", "oil companies"
        if word.tag == "NN" and nouns.meaningful().isdisjoint((low, lemma, two)) and beside.isdisjoint(POINTING):
            return None  # most nouns, told soon
        first, last = self._phrase(word)
        span = (self.parsed.words[first].start, self.parsed.words[last - 1].end)
        if (lemma in collective() or word.tag == "NNS") and (named := self._called(word)) is not None:
            return replace(named, span=span)
        if lemma == "opposition" and "the" in beside and beside.isdisjoint(("to", "of")):
            if (front := self.cast.at.get(word.i + 1)) is not None and front[1].kind == "organisation" and front[1].party:
                return replace(self._as_who(front[1]), span=span)  # "the opposition Harbour Front"
            if called(self.cast, word) is None:
                return Who(("opposition",), self._text(word, first), "organisation", "definite", span=span)
        if lemma in SORTED and word.tag == "NN" and (sort := self._named_band(word)) is not None:
            return replace(sort, span=span)
        if lemma in ("side", "camp") and (whose := [k for k in kids if k.dep == "compound" and k.lemma in collective()]):
            entity = definite(self.cast, whose[0])  # "the government side"
            return replace(self._as_who(entity), how="definite", span=span) if entity is not None else None
        if lemma in MEMBERS and word.tag == "NNS" and (members := self._members(word, first, last, speaker)) is not None:
            return members
        if lemma == "counterpart" and (theirs := self._counterpart(word, speaker)):
            text = self._text(word, first)
            return Who(theirs, text, "person", "title", text, span=span)
        if (lemma in BANDS or lemma in OF_ARMS) and (band := self._armed_band(word)) is not None:
            return replace(band, how="definite", span=span)
        marks = beside & PAIR_MARKS if "whose" not in beside else set()
        of_its_own = low in TALKING or word.dep == "poss" or (lemma in post_heads() and lemma not in OWN_CAUSE)
        if of_its_own and (group := self._same_group(word)) is not None:
            return replace(group, how="definite", span=span)
        if lemma in ("side", "camp", "party") and word.tag == "NN" and beside & OTHER:
            return self._other_side(word, speaker, span)
        if (
            lemma in PAIRS
            and marks
            and not self._new_told(word, marks)
            and not (lemma in REALMS and "all" in marks)  # "all countries in the region"
            and (not marks <= EACH or lemma in ("side", "party", "camp", "government", "delegation", "army", "country"))
        ) or (
            low in TALKING
            and not [k for k in kids if k.dep in ("amod", "compound", "nmod", "poss", "prep")]
            and "the" in beside
        ):
            return self.pair(word)
        if (both := self._both_called(word, marks)) is not None:
            return replace(both, span=span)
        if lemma in nouns.BANDED and (inner := self._of(word)):
            return self.resolve(inner, speaker)
        if lemma in nouns.ALLIED:
            return self._allies(word, speaker)
        if lemma in SITTING and word.tag == "NNS" and (chamber := self._chamber(word)) is not None:
            return replace(self._as_who(chamber), how="definite", span=span)
        numbered = low == "local" and any(w.text.isdigit() for w in self.parsed.words[word.i + 1 : word.i + 2])  # "Local 12"
        pointed = word.tag in ("NN", "NNP") and bool(beside & POINTING or self._headed(word) or numbered or self._sharing(word))
        if (
            not pointed
            and lemma in WRITINGS
            and (owner := self._possessor(word, speaker) or self._put_forward_here(word, speaker))
        ):
            return Who(owner, self._text(word, first), "document", "definite", span=span)
        if beside & {"his", "her"} and lemma in OWN_BODIES and (owner := self._owner(word, first, last, speaker)):
            if not self._states.intersection(owner):  # "his group", "her union"
                return Who(owner, self._text(word, first), "organisation", "pronoun", span=span)
        if not pointed and lemma not in telling() and low not in telling() and two not in telling():
            return None
        owner, text = self._owner(word, first, last, speaker), self._text(word, first)
        if owner and (firm := self._of_nation(word, owner)) is not None:
            return replace(firm, how="definite", span=span)
        if owner and lemma in ARMED and self._of_body(word):
            return Who(owner, text, "organisation", "definite", partial=is_partial(word), span=span)  # "the Hill Front rebels"
        if lemma in WRITINGS:
            owner = self._possessor(word, speaker) or self._author(word, speaker)
            return Who(owner, text, "document", "definite", span=span) if owner else None
        if word.tag == "NNS" and (armed := self._fighting(word, owner)) is not None:
            return replace(armed, how="definite", partial=is_partial(word), span=span)  # "militants" are a post too
        if low in post_heads() or lemma in post_heads():
            return self._of_union(word, owner) or self._post(word, owner, text, span)
        if owner and beside & OWNED and (low in OWN_SIDE or lemma in OWN_SIDE):
            return Who(owner, text, "state", "pronoun", span=span)  # "his people would stay"
        ours = speaker is not None and speaker.keys and any(k.low == "our" and k.dep == "poss" for k in kids)
        if ours and (low in group_nouns() or lemma in group_nouns() or lemma in FORCES):
            return replace(speaker, how="quotation", span=span) if speaker is not None else None  # "our companies are willing"
        if not owner and lemma in FORCES and speaker is not None and set(speaker.keys) <= self._states:
            return Who(speaker.keys, text, "state", "definite", span=span, guessed=True)
        if low in group_nouns() or lemma in group_nouns() or two in group_nouns():
            acts = group_nouns().get(two, group_nouns().get(low, group_nouns().get(lemma, True)))
            if owner and acts:
                kind: LinkKind = "unnamed" if lemma in UNNAMED else "state"
                return Who(owner, text, kind, "demonym", partial=is_partial(word), span=span)
            if owner and lemma in OF_A_BODY and not self._states.intersection(owner):
                kind = "unnamed" if word.tag == "NNS" and lemma not in ORGANS else "organisation"
                return Who(owner, text, kind, "definite", partial=is_partial(word), span=span)
            if owner:
                body = self._fighting(word, owner) or self._named_band(word) or self._of_union(word, owner)
                return body or self._led_by(word, owner) or Who((text,), text, "organisation", "definite", span=span)
        if owner and lemma in OF_A_BODY and not self._states.intersection(owner):
            return Who(owner, text, "organisation", "definite", partial=is_partial(word), span=span)
        if owner and lemma in PUBLIC and self._states.issuperset(owner) and beside.isdisjoint(PRIVATE):
            return Who(owner, text, "state", "demonym", span=span)  # "the Danish regulator", not "the Danish news agency"
        if owner and word.tag in ("NNS", "NN") and lemma in REALMS:
            return Who(owner, text, "state", "definite", partial=is_partial(word), span=span)
        if pointed:
            if lemma in SET_UP and beside & JOINT:
                return self.pair(word)
            if (own_body := self._own_body(word)) is not None:
                return replace(own_body, how="definite", span=span)
            island = lemma in REALMS  # "the South Asian island nation"
            beside_it = (k for k in kids if k.low not in OF_LABOUR | BY_NUMBER and not (island and k.low == "island"))
            apart = (k for k in beside_it if k.is_noun or k.low in HIGHEST or called(self.cast, word) is None)
            if any(self._tells_apart(k, lemma) for k in apart):  # "the lecturers' panel"
                named = self._named_band(word) or self._owned_noun(word, owner)
                return named or self._only_company(word, span) or self.by_name(word)
            if (named := self.same_noun(word)) is not None:
                return replace(named, how="definite", span=span)
            of = next((k for k in kids if k.dep == "prep" and k.low == "of" and k.i == word.i + 1), None)
            if of is not None and lemma in collective() and any(k.dep == "pobj" for k in of.kids):
                return self.by_name(word)  # "the operator of the upper dam" is nobody named before
            source, _ = self.inside(word)
            if lemma in OF_SPEAKERS and source is not None and source.keys and self._states.issuperset(source.keys):
                return Who(source.keys, text, "state", "definite", span=span, guessed=True)
            own = self.cast.house if lemma in ORGANS and self.cast.house is not None and self.cast.house.kind != "state" else None
            if (entity := own or definite(self.cast, word)) is not None:  # "the Board" of a firm's own announcement is its own
                whole = any(k.low in OF_OFFICE and k.is_noun for k in kids) and entity.kind in ("state", "body")
                name = text if whole else entity.name  # of "the finance ministry" its words
                return replace(self._as_who(entity), name=name, how="definite", span=span)
        if (armed := self._fighting(word, owner)) is not None:
            return replace(armed, how="definite", partial=is_partial(word), span=span)
        if lemma in UNNAMED:
            return Who(owner or ("unnamed",), text, "unnamed", "definite", span=span)
        return None

    def _other_side(self, word: Word, speaker: Who | None, span: tuple[int, int]) -> Who | None:
        """Of the two at the table the one that neither speaks here nor was the subject last."""
        sides = self.table.sides(word, 2)
        if len(sides) < 2:
            return None
        here = speaker if speaker is not None and set(speaker.keys) & set(sides) else None
        for other in self._subjects_before(word) if here is None else ():
            who = self.resolve(other)
            if who is not None and len(set(who.keys) & set(sides)) == 1:
                here = who
                break
        if here is None:
            return None
        left = tuple(key for key in sides if key not in here.keys)
        return (
            Who(left, None, "state" if self._states.issuperset(left) else "organisation", "definite", span=span)
            if len(left) == 1
            else None
        )

    def _allies(self, word: Word, speaker: Who | None) -> Who | None:
        """ "its allies", "Western partners", "the US and its allies": the bloc where it is known, else the name as given."""
        first, last = self._phrase(word)
        text = self._text(word, first)
        owner = self._owner(word, first, last, speaker)
        head = self.parsed.words[word.head]
        if (
            word.dep == "conj"
            and any(k.low in ("its", "their") for k in word.kids)
            and (of := self._one(head, speaker))
        ):
            owner = of.keys  # "the US and its allies": "its" is the partner, which is being resolved
        if "NATO" in owner or "EUROPE" in owner or "WEST" in owner:
            return Who(owner, text, "organisation", "demonym", partial=True)
        theirs = any(k.low in ("its", "their", "his", "our") for k in word.kids)
        if theirs and (named := self._adjective(word)):
            return Who(named, text, "state", "demonym")  # "our Israeli partners"
        day = self.parsed.cleaned.report.published
        bloc = next((known for key in owner if (known := allies(key, theirs, day))), None)
        return Who((bloc,), text, "organisation", "pronoun", partial=True) if bloc else None
