"""Turns of phrase by which something is done though no verb names it: "the offer stands", "the door is shut", "that is too much".

Each is a predicate with a subject of a kind; what they do is learnt with the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.extract.acts.verdicts import Verdict, words_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.parse.tree import Word

ANSWERING = words("answering")
EARLY = frozenset({"early", "soon", "premature"})
OPEN, SHUT = frozenset({"open", "ajar"}), frozenset({"shut", "closed", "close", "bolted"})
FINE = frozenset({"acceptable", "agreeable", "alright", "fine", "okay", "ok", "welcome"})
DIFFICULTY = frozenset({"difficulty", "issue", "objection", "problem", "quarrel", "reservation"})


def idiom(clause: Clause, own: bool | None) -> Verdict | None:
    """The act of a set phrase; None where the clause is none."""
    subject = clause.subject.lemma if clause.subject is not None else ""
    verb = clause.verb.lemma
    if (told := _of_things(clause, subject, verb)) is not None:
        return told
    if verb == "have":
        return _having(clause, own)
    if verb in ("see", "find") and own is not False and _sees(clause):
        return Verdict("accept", "content: no harm in it", 0.45)
    if subject == "door" and verb in ("shut", "close") and clause.passive:
        return Verdict("offer" if clause.negated else "reject", "content: the door is shut", 0.45)
    if clause.modal and clause.modal not in ("will", "would", "can"):
        return None
    of_things = own is not True or (clause.subject is not None and clause.subject.tag == "NN")
    if verb in ("stand", "hold", "remain") and not clause.objects and not clause.particles and of_things:
        if subject in words_of("offered"):
            return Verdict("offer", "content: the offer stands", 0.45)
        if subject in words_of("demanded"):
            return Verdict("position", "content: it stands", 0.45)
    if verb not in ("be", "remain", "come", "seem", "look", "stay"):
        return None
    heads = [
        k for k in clause.verb.kids if k.dep in ("acomp", "attr", "oprd", "advmod", "prep", "prt") and k.i > clause.verb.i
    ]
    said = {h.low for h in heads} | {h.lemma for h in heads}
    if "door" in (subject, *said) or subject == "window":
        if said & OPEN:
            return Verdict("reject" if clause.negated else "offer", "content: the door is open", 0.45)
        if said & SHUT:
            return Verdict("offer" if clause.negated else "reject", "content: the door is shut", 0.45)
    if (much := _too(heads)) is not None:
        if much & EARLY or (said & EARLY and "to" in clause.args):
            return Verdict("status", "content: too early", 0.45, True)
        return Verdict("criticise", "content: too much of it", 0.45)
    if said & EARLY and clause.does:
        return Verdict("status", "content: too early", 0.45, True)
    if subject in words_of("matters") and said & {"closed", "close", "over", "settled", "finished"}:
        return Verdict("position", "content: it is closed", 0.45)
    if own is not True and clause.does and said & {"free", "welcome"} and not clause.negated:
        return Verdict("offer", "content: another is free to", 0.45)
    if said & FINE and not clause.negated and own is not True and verb == "be":
        return Verdict("accept", "content: that is fine", 0.45)
    return None


def _of_things(clause: Clause, subject: str, verb: str) -> Verdict | None:
    """What is said of options, positions, time and steps, whoever says it."""
    if subject == "time" and verb == "run" and "out" in clause.particles:
        return Verdict("warn", "content: time runs out", 0.45)
    every = clause.subject is not None and any(k.low in ("all", "every") for k in clause.subject.kids)
    if subject == "option" and every and verb in ("be", "remain") and "on" in clause.args and "table" in clause.far | clause.args:
        return Verdict("threaten", "content: all options", 0.45)
    said = {o.lemma for o in clause.objects}
    if verb == "be" and any(noun.lemma == "position" and _none(clause, noun) for prep, noun in clause.preps if prep == "in"):
        return Verdict("reject", "content: in no position to", 0.5)
    if subject in STANCES and ((verb in ("change", "shift") and clause.negated) or (verb in STAYING and said & SAME)):
        return Verdict("position", "content: the position stands", 0.45)
    if verb == "be" and clause.negated and "alternative" in said and clause.subject is None:
        return Verdict("position", "content: no alternative", 0.45)
    below = [w for k in clause.verb.kids if k.i > clause.verb.i for w in (k, *k.kids)]
    step = next((w for w in below if w.lemma == "step"), None)
    if verb in ("be", "mark", "represent") and step is not None and not clause.negated and subject:
        ways = {w.low for w in (*_under(step), *below) if abs(w.i - step.i) < NEAR}
        if ways & BACKWARD:
            return Verdict("criticise", "content: a step back", 0.45)
        if ways & FORWARD:
            return Verdict("support", "content: a step forward", 0.45)
    return None


def _none(clause: Clause, noun: Word) -> bool:
    """Whether there is no such thing, and something could be done with it: "in no position to attend"."""
    acting = [k for one in (clause.verb, noun) for k in one.kids if k.dep in ("advcl", "acl", "xcomp") and k.tag == "VB"]
    return (clause.negated or any(k.low == "no" for k in noun.kids)) and bool(acting) and acting[0].lemma not in ANSWERING


def _under(word: Word) -> Iterator[Word]:
    """All that hangs on a word."""
    for kid in word.kids:
        yield kid
        yield from _under(kid)


NEAR = 5  # words
STANCES = frozenset({"position", "stance", "policy", "view", "line", "stand", "opinion"})
STAYING = frozenset({"be", "remain", "stay"})
SAME = frozenset({"unchanged", "same", "unaltered", "constant"})
FORWARD = frozenset({"forward", "forwards", "right", "positive", "important", "welcome", "big", "good", "constructive"})
BACKWARD = frozenset({"back", "backward", "backwards", "wrong", "dangerous", "retrograde"})


def _sees(clause: Clause) -> bool:
    """ "Sees no harm in it", "finds no problem with it"."""
    return clause.negated and bool({o.lemma for o in clause.objects} & (DIFFICULTY | {"harm"})) and not clause.modal


def _having(clause: Clause, own: bool | None) -> Verdict | None:
    things = {o.lemma for o in clause.objects}
    if "until" in clause.args and own is not True and not things and not clause.negated:
        return Verdict("demand", "content: has until", 0.5)  # "the strikers have until Friday to return"
    if clause.negated and things & DIFFICULTY and "with" in clause.args and own is not False:
        return Verdict("accept", "content: no quarrel with it", 0.45)
    if own and "reason" in things and clause.does:
        return Verdict("assess", "content: reason to think", 0.4, False)
    return None


def so_much(noun: Word) -> bool:
    """Whether a noun is a number or a sum: "45 days' notice", "3.5 per cent", "twice that"."""
    return noun.tag == "CD" or any(k.tag in ("CD", "$") or k.low in ("half", "twice") for k in noun.kids)


def too_much(words: Sequence[Word]) -> bool:
    """Whether something is called too little or too much of a thing: "too low"."""
    return any(one.low == "too" and two.tag == "JJ" for one, two in pairwise(words))


def _too(heads: list[Word]) -> set[str] | None:
    """What there is too much of: "too high", "too little", "too late"; None where "too" only means "also"."""
    for head in heads:
        if any(k.low == "too" and k.i < head.i and k.dep == "advmod" for k in head.kids):
            return {head.low}
    return None
