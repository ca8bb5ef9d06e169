"""Clauses that stand behind what is told: effects, questions passed on, purposes of purposes, second halves of conditions."""

from __future__ import annotations

from communique.extract.acts.idioms import SPANS
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.scene import Scene
from communique.parse.tree import Word

ASKED = frozenset({"how", "when", "where", "why"})
EFFECTS = words("effects")  # verbs by which a deed is told to have made people feel something
FELT = words("felt")  # what they are made to feel
ROLES = frozenset({"administer", "bargain", "control", "govern", "negotiate", "operate", "oversee", "own", "represent", "run"})
STRIVING = frozenset({"aim", "attempt", "endeavour", "endeavor", "strive", "struggle", "try"})
UNSETTLED = frozenset({"could", "may", "might", "will", "would"})
HERALDING = frozenset({"foreshadow", "herald", "presage"})


def is_backdrop(scene: Scene, clause: Clause) -> bool:
    """Whether the clause is no move though its verb would make one."""
    return (
        _is_effect(clause)
        or _is_passed_on(scene, clause)
        or _is_purpose_below(scene, clause)
        or _goes_on_supposing(scene, clause)
        or _is_office(clause)
        or _is_striving(clause)
        or _is_by_law(clause)
        or _is_given_time(scene, clause)
        or _is_ability(scene, clause)
        or _is_unknown(scene, clause)
        or _is_custom(scene, clause)
        or _is_anonymity(scene, clause)
    )


def _is_effect(clause: Clause) -> bool:
    """ "…, raising fears of a war", "…, sending negotiators back to the table": what comes of a deed is no deed."""
    verb = clause.verb
    if clause.own_subject or clause.finite or verb.tag != "VBG" or verb.dep not in ("advcl", "acl", "conj"):
        return False
    if verb.lemma in HERALDING:
        return True
    if verb.lemma == "send":
        aimless = bool({"back", "down", "up"} & {k.low for k in verb.kids})
        return aimless and not any(o.lemma in ("prisoner", "troop", "refugee") for o in clause.objects)
    return verb.lemma in EFFECTS and any(o.lemma in FELT for o in clause.objects)


def _is_passed_on(scene: Scene, clause: Clause) -> bool:
    """ "Did not say when talks would resume": what is asked, or left unsaid, is not told."""
    verb, upper = clause.verb, clause.parent
    if verb.dep != "ROOT" and verb.lemma in ("want", "seek", "need") and any(k.low == "what" and k.i < verb.i for k in verb.kids):
        return True  # "find out what they want", "what we want is peace"
    if verb.dep != "ccomp" or upper is None:
        return False
    before = [x for k in verb.kids if k.i < verb.i for x in k.kids]
    if clause.modal in UNSETTLED and any(x.low in ("what", "which") and x.dep == "det" for x in before):
        return True  # "refused to tell which duties Arland would impose"
    if not any(k.low in ASKED and k.dep == "advmod" and k.i < verb.i for k in verb.kids):
        return False
    return upper.negated or bool(clause.modal)


def _is_purpose_below(scene: Scene, clause: Clause) -> bool:
    """ "An offer to help restructure the debt", "a month to agree to sign": what hangs on an aim is no more done than the aim."""
    verb = clause.verb
    above = False
    while verb.dep == "xcomp" and verb.tag == "VB" and verb.i != verb.head:
        verb, above = scene.parsed.words[verb.head], True
    return above and verb.tag == "VB" and verb.dep in ("acl", "relcl", "advcl") and any(k.low == "to" for k in verb.kids)


def _goes_on_supposing(scene: Scene, clause: Clause) -> bool:
    """The second half of a condition, and what hangs on it: "if they agree to leave and begin disarming the militia"."""
    verb, joined = clause.verb, False
    while verb.dep in ("conj", "xcomp") and verb.i != verb.head:
        joined |= verb.dep == "conj"
        verb = scene.parsed.words[verb.head]
    return joined and verb.dep == "advcl" and _supposes(verb)


def _supposes(verb: Word) -> bool:
    """Whether a clause opens with "if", or turned about: "should the board change its view"."""
    first = next(iter(verb.kids), None)
    if first is not None and first.dep == "aux" and first.low in ("should", "had", "were") and first.i < verb.i - 1:
        return any(k.dep == "nsubj" and k.i > first.i for k in verb.kids)
    return any(k.low in ("if", "unless", "once", "until") and k.dep in ("mark", "advmod") and k.i < verb.i for k in verb.kids)


def _is_striving(clause: Clause) -> bool:
    """ "They sat up late, trying to save the deal": how a thing was done."""
    verb = clause.verb
    return verb.tag == "VBG" and verb.dep == "advcl" and not clause.finite and verb.lemma in STRIVING


def _is_ability(scene: Scene, clause: Clause) -> bool:
    """ "We will be able to come to an agreement": foreseen, not done."""
    able = scene.parsed.words[clause.verb.head]
    upper = scene.by_verb.get(able.head)
    return clause.verb.dep == "xcomp" and able.low == "able" and upper is not None and bool(upper.modal) and not upper.negated


def _is_given_time(scene: Scene, clause: Clause) -> bool:
    """ "Had three weeks to agree to it": what there is time for is not done."""
    upper = scene.by_verb.get(clause.verb.head)
    if clause.verb.dep != "xcomp" or clause.verb.tag != "VB" or upper is None or upper.verb.lemma != "have":
        return False
    return any(o.lemma in SPANS for o in upper.objects)


def _is_anonymity(scene: Scene, clause: Clause) -> bool:
    """ "Declined to be named", "insisted on not being quoted": on what terms somebody speaks."""
    if clause.verb.lemma not in ("ask", "decline", "insist", "refuse", "request", "want", "wish"):
        return False
    return any(c.passive and c.infinitive and c.verb.lemma in NAMELESS for c in scene.below(clause))


NAMELESS = frozenset({"cite", "identify", "name", "quote"})

TRADING = frozenset({"account", "buy", "consume", "employ", "export", "import", "produce", "purchase", "sell", "supply"})


def _is_custom(scene: Scene, clause: Clause) -> bool:
    """ "Arland exports more yarn than wine": how trade goes, told by the outlet."""
    verb = clause.verb
    if verb.lemma not in TRADING or verb.tag not in ("VBZ", "VBP", "VBG") or clause.modal or clause.negated or clause.infinitive:
        return False
    return not any(k.dep == "aux" for k in verb.kids) and scene.office is None and scene.innermost(verb.start) is None


UNKNOWN = frozenset({"unclear", "uncertain", "unknown"})


def _is_unknown(scene: Scene, clause: Clause) -> bool:
    """ "It was not clear whether a deal was near": what nobody tells, nor what hangs on it."""
    upper = clause.parent
    if upper is not None and clause.verb.dep in ("ccomp", "advcl", "csubj") and upper.verb.lemma in ("be", "remain"):
        if any(k.low in ASKED and k.i < clause.verb.i for k in clause.verb.kids) and _is_unknown(scene, upper):
            return True
    if clause.subject is None or clause.subject.low != "it" or clause.verb.lemma not in ("be", "remain"):
        return False
    said = {o.low for o in clause.objects}
    dark = bool(said & UNKNOWN) or (clause.negated and bool(said & {"clear", "known", "certain"}))
    return dark and scene.office is None and scene.innermost(clause.verb.start) is None


LAWS = frozenset({"charter", "constitution", "custom", "law", "legislation", "regulation", "rule", "statute"})


def _is_by_law(clause: Clause) -> bool:
    """ "Required by law": no party asks for it."""
    return clause.verb.tag == "VBN" and not clause.finite and clause.agent is not None and clause.agent.lemma in LAWS


def _is_office(clause: Clause) -> bool:
    """ "The agency that oversees the ports": what somebody is for, not what he did."""
    verb = clause.verb
    return verb.dep == "relcl" and verb.lemma in ROLES and verb.tag in ("VBZ", "VBP") and not clause.modal and not clause.negated
