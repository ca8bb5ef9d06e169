"""Turns of phrase by which something is done though no verb names it: "the offer stands", "the door is shut", "that is too much".

Each is a predicate with a subject of a kind; what they do is learnt with the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.extract.acts.verdicts import Verdict, words_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.parse.tree import Parsed, Word

ANSWERING = words("answering")
EARLY = frozenset({"early", "soon", "premature"})
OPEN, SHUT = frozenset({"open", "ajar"}), frozenset({"shut", "closed", "close", "bolted"})
FINE = frozenset({"acceptable", "agreeable", "alright", "fine", "okay", "ok", "welcome"})
DIFFICULTY = frozenset({"difficulty", "issue", "objection", "problem", "quarrel", "reservation"})


def idiom(clause: Clause, own: bool | None) -> Verdict | None:
    """The act of a set phrase; None where the clause is none."""
    subject = clause.subject.lemma if clause.subject is not None else ""
    verb = clause.verb.lemma
    if (told := _of_things(clause, subject, verb) or _falls_to(clause, own)) is not None:
        return told
    if (fate := _or_else(clause, own)) is not None:
        ruin = any(k.lemma in words_of("danger") for k in fate.kids if k.dep == "dobj")
        return Verdict("warn" if ruin else "threaten", "content: or else", 0.5)
    if verb == "put" and clause.far & PERILS and "at" in clause.args | clause.far and not clause.negated:
        if clause.modal:
            return Verdict("warn", "content: put at risk", 0.5)
    if verb == "be" and own is not True and not clause.negated and "without" in clause.args and clause.far & GROUNDS:
        hearsay = subject in ("accusation", "allegation", "charge", "claim", "report", "rumour", "rumor")
        return Verdict("deny" if hearsay else "criticise", "content: without ground", 0.5)
    if (felt := _feels(clause, own)) is not None:
        return felt
    if _not_yet(clause):
        return Verdict("status", "content: not yet", 0.5, True)
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
    if own is not True and clause.negated and any(k.low == "enough" and h.tag[0] == "J" for h in heads for k in h.kids):
        return Verdict("criticise", "content: not enough of it", 0.45)  # "not ambitious enough"
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
    if clause.passive and clause.perfect and verb in SETTLING and subject in OPEN_POINTS | {"number", "most", "all", "some"}:
        return Verdict("status", "content: settled or not", 0.45, clause.negated)  # "most points have been settled"
    if said & {"way", "distance", "gap"} and (verb == "have" or there(clause)) and any(_lies_ahead(o) for o in clause.objects):
        return Verdict("status", "content: a way to go", 0.45)  # "we have some distance to cover"
    if "beginning" in clause.far | said and verb == "be" and {"process", "talk", "negotiation", "road"} & _all_of(clause):
        return Verdict("status", "content: the beginning", 0.45)
    if verb == "be" and subject == "it" and "up" in {k.low for k in clause.verb.kids} and "to" in clause.args and clause.does:
        return Verdict("expect", "content: it is up to another", 0.45)
    if verb == "fail" and subject in TRIES and "to" not in clause.args - clause.far:
        return Verdict("status", "content: an attempt fails", 0.45, True)
    if subject in FAILINGS and clause.modal in AHEAD and not clause.negated:
        return Verdict("warn", "content: what failure would bring", 0.45)  # "failure to agree would hit prices"
    if subject in TROUBLES and verb == "be" and not clause.negated and any(k.dep == "ccomp" for k in clause.verb.kids):
        return Verdict("criticise", "content: the trouble is", 0.45)
    if subject in PAPERS and verb in HURTING and not clause.modal and not clause.negated:
        return Verdict("criticise", "content: a text that hurts", 0.45)  # "the draft jeopardises our interests"
    if subject in PAPERS and verb == "fail" and not clause.modal:
        return Verdict("criticise", "content: a text that fails", 0.45)
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


def there(clause: Clause) -> bool:
    """Whether a clause opens with "there"."""
    return any(k.dep == "expl" and k.low == "there" for k in clause.verb.kids)


def _lies_ahead(noun: Word) -> bool:
    """ "A long way to go", "some distance to cover", "a gap to bridge"."""
    return any(k.tag == "VB" and k.lemma in ("bridge", "close", "cover", "go", "run", "travel") for k in noun.kids)


def _all_of(clause: Clause) -> set[str]:
    """The nouns of what follows the verb."""
    return {w.lemma for k in clause.verb.kids if k.i > clause.verb.i for w in (k, *_under(k)) if w.is_noun}


SETTLING = frozenset("address agree clear finalise finalize fix iron narrow overcome resolve settle solve".split())
OPEN_POINTS = frozenset(
    "detail difference difficulty disagreement dispute hurdle issue matter obstacle point problem question row sticking".split()
)


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
STANCES = frozenset({"position", "stance", "policy", "view", "line", "stand", "opinion", "term"})
TRIES = frozenset({"attempt", "bid", "effort", "initiative", "mediation", "try"})
AHEAD = frozenset({"can", "could", "may", "might", "will", "would"})
FAILINGS = frozenset({"absence", "breakdown", "collapse", "deadlock", "default", "failure", "inaction"})
TROUBLES = frozenset({"problem", "trouble"})
PAPERS = frozenset(
    {"bill", "blueprint", "document", "draft", "offer", "package", "paper", "plan", "proposal", "resolution", "text", "wording"}
)
HURTING = frozenset({"damage", "endanger", "harm", "hurt", "imperil", "jeopardise", "jeopardize"})
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


SPANS = frozenset({"day", "fortnight", "hour", "month", "week", "year"})
BEFALLING = frozenset({"face", "forfeit", "incur", "lose", "risk", "suffer"})


def _or_else(clause: Clause, own: bool | None) -> Word | None:
    """ "It has a month to sign or face tariffs", "they must leave or lose their jobs": the verb of what happens to who does not
    obey."""
    if own is True and (clause.subject is None or clause.subject.low != "it"):
        return None  # "it" may be who is told
    if clause.modal == "must":
        told = [clause.verb]
    elif clause.verb.lemma == "have" and not clause.negated and any(o.lemma in SPANS for o in clause.objects):
        told = [w for k in clause.verb.kids if k.i > clause.verb.i for w in (k, *k.kids) if w.tag == "VB"]
    else:
        return None
    held = (other for verb in told if any(k.dep == "cc" and k.low == "or" for k in verb.kids) for other in verb.kids)
    return next((other for other in held if other.dep == "conj" and other.lemma in BEFALLING), None)


PERILS = frozenset({"danger", "jeopardy", "peril", "risk"})
GROUNDS = frozenset({"basis", "excuse", "foundation", "ground", "justification", "logic", "merit", "reason", "substance"})
SENSED = frozenset({"feeling", "hunch", "impression", "sense", "suspicion"})
WINNERS = frozenset({"doubt", "guarantee", "loser", "winner"})


def _feels(clause: Clause, own: bool | None) -> Verdict | None:
    """ "I have the impression that", "I do not understand their tactics", "it leaves a great deal to be
    desired", "there is no winner here"."""
    verb, things = clause.verb.lemma, {o.lemma for o in clause.objects}
    if own and verb in ("get", "have") and things & SENSED:
        return Verdict("assess", "content: a feeling", 0.45)
    if own and clause.negated and verb == "understand" and clause.modal in ("", "can", "could"):
        return Verdict("criticise", "content: no understanding for it", 0.45)
    if verb == "leave" and not clause.negated and any(w.low == "desired" for k in clause.verb.kids for w in (k, *_under(k))):
        return Verdict("criticise", "content: leaves to be desired", 0.5)
    if verb == "be" and clause.subject is None and clause.negated and things & WINNERS:
        return Verdict("assess", "content: no winners", 0.45)
    return None


DECIDED = frozenset({"agree", "conclude", "decide", "determine", "finalise", "finalize", "find", "reach", "resolve", "settle"})


def _not_yet(clause: Clause) -> bool:
    """ "We have not found a way yet", "we still haven't settled": how it stands, no denial."""
    late = any(k.low in ("yet", "still") and k.dep == "advmod" for k in clause.verb.kids)
    return late and clause.negated and clause.perfect and not clause.modal and clause.verb.lemma in DECIDED


BURDENS = frozenset({"ball", "burden", "onus", "responsibility"})


def _falls_to(clause: Clause, own: bool | None) -> Verdict | None:
    """ "The onus is on Arland", "the ball is in their court": they are told to act."""
    subject = clause.subject.lemma if clause.subject is not None else ""
    if clause.verb.lemma not in ("be", "lie", "rest", "remain") or clause.negated or own is True:
        return None
    if clause.subject is not None and clause.subject.low == "it" and "court" in clause.far and "in" in clause.args:
        subject = "ball"  # "it's in their court"
    on = subject in BURDENS and bool({"on", "with", "upon", "in"} & clause.args)
    if not on:
        return None
    if subject == "ball" and "court" not in clause.far:
        return None
    ours = {"us", "me", "our", "my", "ourselves"} & {w.low for k in clause.verb.kids for w in (k, *_under(k)) if w.i - k.i < NEAR}
    return Verdict("position" if ours else "demand", "content: it falls to", 0.5)


def will_not_do(parsed: Parsed, clause: Clause) -> bool:
    """ "What we will not do is pay": a refusal, with what is refused at the end."""
    if clause.verb.lemma != "be" or clause.subject is None or clause.subject.lemma != "do":
        return False
    below = {word.low for word in parsed.subtree(clause.subject)}
    refused = bool(below & {"will", "wo", "can", "ca", "cannot"}) and bool(below & {"not", "n't", "n’t", "cannot"})
    return "what" in below and refused


def so_much(noun: Word) -> bool:
    """Whether a noun is a number or a sum: "45 days' notice", "a 3.5 per cent rise", "twice that"."""
    some = [*noun.kids, *(below for k in noun.kids if k.dep in ("compound", "nmod", "amod", "npadvmod") for below in k.kids)]
    return noun.tag == "CD" or any(k.tag in ("CD", "$") or k.low in ("half", "twice") for k in some)


def too_much(words: Sequence[Word]) -> bool:
    """Whether something is called too little or too much of a thing: "too low"."""
    return any(one.low == "too" and two.tag == "JJ" for one, two in pairwise(words))


def _too(heads: list[Word]) -> set[str] | None:
    """What there is too much of: "too high", "too little", "too late"; None where "too" only means "also"."""
    for head in heads:
        if any(k.low == "too" and k.i < head.i and k.dep == "advmod" for k in head.kids):
            return {head.low}
    return None
