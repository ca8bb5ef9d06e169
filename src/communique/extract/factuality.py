"""Whether what a clause tells has happened: as its own words say (tense, modal, negation), then as what it hangs on says.

"The envoys met" has happened; "did not meet", "refused to meet", "denied that they met" did not; "will meet", "may meet", "want
to meet", "if they meet", "called on them to meet" may not.  A verb that implies what hangs on it passes its own reading on
("managed to meet", "did not manage to meet"), one that undoes it turns it round, one that only aims at it leaves it open.  Who
says so, and whether he is right, is not asked.  Classes of words: factuality.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.parse.tree import Parsed, Word

Standing = Literal["happened", "not", "open"]
TURNED: dict[Standing, Standing] = {"happened": "not", "not": "happened", "open": "open"}
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
PRESENT = frozenset({"VBZ", "VBP"})
ANYONE = frozenset({"you", "one", "anyone", "anybody", "whoever"})


@dataclass(frozen=True, slots=True)
class Fact:
    """How it stands with an event, and which words say so; `bare` where only what it hangs on can tell, as with infinitives."""

    standing: Standing
    why: str
    bare: bool = False


HAPPENED = Fact("happened", "nothing against it")


def listed(name: str) -> frozenset[str]:
    """The class of that name in factuality.json."""
    return words(name, "factuality.json")


@dataclass(slots=True)
class Facts:
    """Reads the clauses of one report; `by_verb` holds them by the index of their verb."""

    parsed: Parsed
    by_verb: dict[int, Clause]
    _read: dict[int, Fact] = field(default_factory=dict)

    def of_word(self, word: Word) -> Fact | None:
        """How it stands with the event that a word names; None where the word stands in no clause."""
        if word.dep in ("aux", "auxpass") and word.head in self.by_verb:
            return self.of(self.by_verb[word.head])
        if word.i in self.by_verb:
            return self.of(self.by_verb[word.i])
        holding = self._above(word)
        if holding is None:
            return None
        above = self.of(holding)
        # A thing that is named exists, unless the clause is there to say what it is, or what is wanted.
        told = word.dep in ("attr", "acomp", "conj", "dobj", "oprd") and above.standing != "happened"
        return above if told else Fact("happened", "named")

    def of(self, clause: Clause) -> Fact:
        """How it stands with what a clause tells."""
        known = self._read.get(clause.verb.i)
        if known is None:
            self._read[clause.verb.i] = Fact("open", "hangs on itself")  # a tree has no rings; were there one, nothing is known
            known = self._read[clause.verb.i] = self._of(clause)
        return known

    def _of(self, clause: Clause) -> Fact:
        if (partner := self._shares(clause)) is not None:
            return self.of(partner)
        own = self._own(clause)
        above = self._hanging(clause)
        if above is None:
            return own
        if own.bare:
            if clause.negated and above.standing == "happened":
                return Fact("not", f"negated, {above.why}")
            return above
        if above.standing == "happened" or own.standing == "open":
            return own
        return Fact(TURNED[own.standing] if above.standing == "not" else "open", above.why)

    def _above(self, word: Word) -> Clause | None:
        return next((self.by_verb[up.i] for up in self.parsed.up(word) if up.i in self.by_verb), None)

    def _shares(self, clause: Clause) -> Clause | None:
        """The clause whose auxiliaries a bare conjoined verb shares ("will meet and agree", "to meet and agree")."""
        verb = clause.verb
        upper = self.by_verb.get(verb.head) if verb.dep == "conj" else None
        if upper is None or verb.tag != "VB" or clause.own_subject:
            return None
        return None if any(k.dep in ("aux", "neg") for k in verb.kids) else upper

    # What the clause's own words say.

    def _own(self, clause: Clause) -> Fact:
        verb, kids = clause.verb, clause.verb.kids
        before = {k.low for k in kids if k.dep in ("mark", "advmod") and k.i < verb.i}
        said = {k.low for k in kids if k.dep in ("advmod", "npadvmod")}
        helps = [k for k in kids if k.dep in ("aux", "auxpass")]
        if supposed := before & listed("supposing"):
            if "even" not in said:
                return Fact("open", sorted(supposed)[0])
        if clause.modal:
            return self._modal(clause)
        if self._asks(clause, helps):
            return Fact("open", "question")
        if clause.negated and not self._lacks(clause, kids):
            return Fact("not", "negated", bare=not clause.finite and verb.tag != "VBN")
        if said & listed("nearly"):
            return Fact("not", "nearly")
        if clause.infinitive or (verb.tag == "VB" and not any(k.lemma == "do" for k in helps)):
            ordered = verb.dep in ("ROOT", "conj", "parataxis", "dep") and not clause.infinitive
            return Fact("open", "imperative" if ordered else "infinitive", bare=not ordered)
        if verb.lemma == "let" and verb.dep == "ROOT" and clause.subject is None:
            return Fact("open", "imperative")
        tensed = verb.tag in ("VBD", *PRESENT) or any(k.tag in ("VBD", *PRESENT) for k in helps)
        if not tensed:
            return Fact("happened", "participle", bare=verb.dep not in ("ROOT", "conj") or clause.parent is not None)
        if verb.tag == "VBG" and (said & listed("ahead") or self._goes_on_to(clause)):
            return Fact("open", "ahead")
        now = not clause.perfect and (verb.tag in PRESENT or any(k.tag in PRESENT for k in helps))
        return Fact("happened", "present" if now else "past")

    def _modal(self, clause: Clause) -> Fact:
        lemma, modal = clause.verb.lemma, clause.modal
        if clause.perfect and modal in ("may", "must", "might"):
            return Fact("happened", f"{modal} have")
        if clause.negated:
            return Fact("not" if modal in ("can", "could") else "open", f"{modal} not")
        first = clause.subject is not None and clause.subject.low in ("i", "we")
        if modal in ("would", "must", "should", "can") and first and lemma in listed("performed"):
            return Fact("happened", f"said by saying it: {lemma}")
        if modal in ("can", "could") and lemma in listed("perceived"):
            return Fact("happened", f"{modal} {lemma}")
        return Fact("open", f"{modal}{' have' if clause.perfect else ''}")

    def _asks(self, clause: Clause, helps: Sequence[Word]) -> bool:
        """A question that yes or no answers; one that asks who, when or why takes for granted that it happened."""
        verb, subject = clause.verb, clause.subject
        if verb.dep != "ROOT" or subject is None or not clause.own_subject:
            return False
        sentence = self.parsed.of(self.parsed.sentences[verb.sentence])
        if not any(w.text == "?" for w in sentence[-3:]):
            return False
        first = helps[0] if helps else verb
        return first.i < subject.i and not any(w.tag[0] == "W" for w in self.parsed.subtree(verb) if w.i < verb.i)

    def _lacks(self, clause: Clause, kids: Sequence[Word]) -> bool:
        """ "Have no plans": what is negated is the thing, and the lack of it is the case."""
        return clause.verb.lemma in listed("lacking") and not any(k.dep == "neg" or k.low in ("never", "hardly") for k in kids)

    def _goes_on_to(self, clause: Clause) -> bool:
        """ "Is going to", "are planning to" are read with the verb below; the verb itself is no event that is over."""
        return clause.verb.lemma == "go" and any(k.dep == "xcomp" and k.tag == "VB" for k in clause.verb.kids)

    # What it hangs on says.

    def _hanging(self, clause: Clause) -> Fact | None:
        """How it stands as far as the clause above decides; None where it decides nothing."""
        top = (clause.raised or clause).verb
        while top.dep == "conj" and top.head != top.i and top.head in self.by_verb:
            top = self.parsed.words[top.head]
        leading = self.by_verb[top.i]
        head = self.parsed.words[top.head]
        if top.head == top.i:
            return None
        if top.dep in COMPLEMENTS:
            return self._complement(leading, head)
        if top.dep == "advcl":
            return self._beside(leading, head)
        if top.dep in ("acl", "relcl"):
            return self._of_noun(leading, head)
        if top.dep == "pcomp":
            return self._after_preposition(leading, head)
        if leading.infinitive or (top.tag == "VBG" and top.dep in ("csubj", "nsubj")) or top.tag == "VB":
            return None if leading.finite else Fact("open", "as such")
        return None

    def _complement(self, clause: Clause, head: Word) -> Fact | None:
        governing = self.by_verb.get(head.i)
        if governing is None:
            return self._of_quality(clause, head)
        if head.lemma in ("be", "become", "seem", "feel") and (quality := self._quality(head)) is not None:
            return self._of_quality(clause, quality)
        above = self.of(governing)
        lemma = head.lemma
        if clause.finite or clause.verb.tag in ("VBD", *PRESENT):
            return self._content(clause, above, governing)
        to, ing = clause.infinitive, clause.verb.tag == "VBG"
        past = governing.verb.tag == "VBD" or governing.perfect
        if lemma == "stop" and to:
            return above
        if lemma in listed("presupposing") and (ing or lemma == "continue"):
            return Fact("happened", f"presupposed by {lemma}")
        if lemma in listed("undoing") and (ing or lemma not in ("keep", "stop")):
            return Fact(TURNED[above.standing], f"undone by {lemma}")
        if lemma in ("have", "need") and to:
            return above if past and lemma == "have" else Fact("open", f"{lemma} to")
        if lemma in ("be", "go") and not (lemma == "go" and governing.verb.tag == "VBD"):
            return above if ing and lemma == "be" else Fact("open", f"{lemma} to")
        if governing.modal == "would" and lemma in ("like", "love", "prefer", "hate"):
            return Fact("open", f"would {lemma}")
        if lemma == "use" and governing.verb.tag == "VBN" and governing.passive:
            return Fact("open", "used to")
        if lemma in listed("attempting"):
            return above if past else Fact("open", f"only aimed at by {lemma}")
        if lemma in listed("intending"):
            return Fact("open", f"only aimed at by {lemma}")
        if lemma in listed("implying") or not to or past:
            return above
        return Fact("open", f"infinitive of {lemma}")

    def _content(self, clause: Clause, above: Fact, governing: Clause) -> Fact | None:
        """A finite content: what is said, known or seen stands as it says itself; what is denied or wished does not, but for
        what one hopes now of the past ("I hope they arrived")."""
        lemma, past = governing.verb.lemma, clause.verb.tag == "VBD" or clause.perfect
        if lemma in listed("denying"):
            return Fact("not" if above.standing == "happened" else "happened", f"denied: {lemma}")
        if lemma in listed("wishing") and not (past and governing.verb.tag in PRESENT):
            return Fact("open", f"only supposed: {lemma}")
        if lemma in listed("believing") and governing.negated:
            return Fact("open", f"not believed: {lemma}")
        return None

    def _quality(self, verb: Word) -> Word | None:
        return next((k for k in verb.kids if k.dep in ("acomp", "attr", "oprd")), None)

    def _of_quality(self, clause: Clause, quality: Word) -> Fact | None:
        """ "Was able to", "is ready to", "sorry to", "no reason to"."""
        if clause.finite:
            return None
        holding = self.by_verb.get(quality.i) or self._above(quality)
        above = self.of(holding) if holding is not None else HAPPENED
        past = holding is not None and (holding.verb.tag == "VBD" or holding.perfect)
        if not clause.infinitive or quality.lemma in listed("felt") or (past and quality.lemma not in listed("poised")):
            return above  # "was able to", "it was good to see"
        return Fact("open", f"{quality.lemma} to")

    def _beside(self, clause: Clause, head: Word) -> Fact | None:
        """Adverbial clauses: a participle goes with its main clause, a purpose is reached only where the deed is past."""
        governing = self.by_verb.get(head.i)
        above = self.of(governing) if governing is not None else HAPPENED
        if not clause.finite and clause.verb.tag not in ("VBD", *PRESENT):
            if clause.infinitive and governing is not None:
                past = (governing.verb.tag == "VBD" or governing.perfect) and head.lemma not in ("be", "need", "have")
                return above if past else Fact("open", "purpose")
            if clause.verb.tag == "VBN":
                return HAPPENED
            return above if clause.verb.tag == "VBG" else Fact("open", "bare infinitive")
        present = clause.verb.tag in PRESENT and not clause.perfect
        return Fact("open", f"beside {above.why}") if present and above.standing == "open" else None

    def _of_noun(self, clause: Clause, noun: Word) -> Fact | None:
        """ "The refusal to meet", "the right to meet", "talks held in May", "those who meet"."""
        holding = self._above(noun)
        above = self.of(holding) if holding is not None else HAPPENED
        if clause.infinitive and not clause.modal:
            if noun.lemma in listed("failing"):
                return Fact("not", f"undone by {noun.lemma}")
            if any(k.lemma in listed("ranked") for k in (noun, *noun.kids)):
                return above
            return Fact("open", f"infinitive of {noun.lemma}")
        if clause.finite:
            return Fact("open", "of anyone") if noun.low in ANYONE and above.standing == "open" else None
        return HAPPENED

    def _after_preposition(self, clause: Clause, preposition: Word) -> Fact | None:
        if clause.finite:
            return None
        if preposition.low == "without":
            return Fact("not", "without")
        if preposition.low in ("after", "since", "upon", "despite"):
            return HAPPENED
        if preposition.low in ("to", "on", "into", "toward", "towards", "against", "before", "than", "from"):
            return Fact("open", f"{preposition.low} doing")
        holding = self._above(preposition)
        return self.of(holding) if holding is not None else HAPPENED
