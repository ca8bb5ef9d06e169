"""Clauses with a verb of an act that tell of nobody's doing it: names, what one thing is fit for, who is counted out.

And their opposite, clauses that hang on a "with" and do tell what somebody does ("with the rebels refusing to talk").
"""

from __future__ import annotations

from communique.extract.acts import frames
from communique.extract.acts.around import stands_for_thing
from communique.extract.acts.draft import SPEECH_ACTS
from communique.extract.clauses import OBJECT_CONTROL, Clause
from communique.extract.scene import Scene
from communique.parse.tree import Parsed, Word

NAMES = frozenset({"brand", "call", "dub", "label", "name", "term"})
POSSIBLE = frozenset({"can", "could", "may", "might"})
CONSENT = frozenset({"accept", "agree", "support"})
BRINGING = frozenset({"bring", "get", "have", "lead"})  # who is to be brought to accept has not done so
LETTING = frozenset({"allow", "have", "let", "permit", "see", "want"})
DONE = frozenset({"accept", "agree", "deed", "meet", "support"})
RELEASING = frozenset({"circulate", "deliver", "distribute", "issue", "publish", "release", "send"})
PAPERS = frozenset({"communique", "declaration", "letter", "message", "note", "release", "report", "statement"})
KEPT = frozenset({"chair", "control", "hold", "keep", "lead", "run"})
LAID = frozenset({"lay", "list", "outline", "set"})
STRIVING = frozenset({"aim", "attempt", "seek", "strive", "struggle", "try", "use", "work"})
AIMED = frozenset({"aim", "design", "intend", "mean"})
ANSWERED = frozenset({"answer", "counter", "react", "reply", "respond", "retort"})
CAUSING = frozenset(
    {"cause", "complicate", "create", "damage", "delay", "derail", "harm", "hurt", "jeopardise", "jeopardize", "lead", "make"}
    | {"mean", "poison", "provoke", "ruin", "send", "spoil", "trigger", "undermine", "wreck"}
)
WITHIN = frozenset({"acl", "attr", "ccomp", "dep", "dobj", "pcomp", "relcl"})


def untold(scene: Scene, clause: Clause, frame: frames.Frame) -> bool:
    """Whether a clause that fills a frame of an act tells of nobody's doing it."""
    verb = clause.verb
    if frame.words[0] in NAMES and verb.dep == "acl" and verb.tag in ("VBN", "VBD") and _named(clause):
        return True  # "a militia called the Owls"
    if verb.dep in WITHIN and clause.parent is not None and clause.parent.verb.i < verb.i and stands_for_thing(clause):
        return True  # "not what we expected"
    if verb.dep == "relcl" and frame.act in CONSENT and clause.modal in POSSIBLE:
        return True  # "a text that both could live with"
    if verb.dep == "relcl" and frame.act in ("deed", "reject") and clause.negated and _counts_out(scene.parsed, verb):
        return True  # "the few who did not boycott the talks"
    upper = clause.parent
    if verb.dep == "acl" and verb.tag == "VBN" and verb.lemma in RELEASING and scene.parsed.words[verb.head].lemma in PAPERS:
        return True  # "a statement released by the mission"
    if verb.dep == "acl" and verb.tag == "VBN" and frame.act == "meet" and clause.agent is None and not clause.preps:
        return True  # "any deal negotiated"
    kept = KEPT if frame.act == "deed" else LAID if frame.act == "demand" else frozenset()
    if verb.dep == "acl" and ((verb.tag == "VBN" and verb.lemma in kept) or _for_another(clause, frame)):
        return True  # "hostages held by the Front", "terms laid down by the Front", "a lawyer negotiating for the Front"
    if upper is None or clause.perfect or verb.tag != "VB" or clause.modal:
        return False
    if verb.dep == "ccomp" and clause.own_subject and upper.verb.lemma in LETTING and frame.act in DONE and not upper.passive:
        return True  # "refused to let the inspectors take samples"
    if not clause.infinitive:
        return False
    if verb.dep == "xcomp" and upper.verb.lemma == "have" and frame.act != "accept" and upper.modal == "would":
        return True  # "would have to ensure that …" is asked
    if verb.dep == "xcomp" and frame.act == "agree" and upper.verb.lemma in STRIVING:
        return True  # "use all means to resolve the dispute"
    if verb.dep in ("ccomp", "xcomp") and frame.act in CONSENT and upper.verb.lemma in BRINGING:
        return clause.own_subject and clause.subject is not None  # "must get the rebels to accept the plan"
    return upper.verb.lemma == "be" and verb.dep == "xcomp" and (verb.lemma == "blame" or _put_off(clause))


def _for_another(clause: Clause, frame: frames.Frame) -> bool:
    """Whose side somebody is on: "a lawyer negotiating for the Front"."""
    return frame.act == "meet" and clause.verb.tag == "VBG" and {prep for prep, _ in clause.preps} == {"for"}


def of_condition(scene: Scene, clause: Clause) -> bool:
    """The second half of a condition: "if a deal is reached and both sides agree on a truce"."""
    head = scene.parsed.words[clause.verb.head]
    if clause.verb.dep != "conj" or head.dep not in ("advcl", "conj") or not clause.finite or head.head > head.i:
        return False
    return any(k.dep == "mark" and k.low in ("if", "unless") and k.i < head.i for k in head.kids)


def responding(scene: Scene, clause: Clause) -> frames.Frame | None:
    """What somebody answers by, told by a gerund: "responded by charging that the Front had lied"."""
    if clause.verb.lemma not in ANSWERED:
        return None
    gerunds = (k.i for prep in clause.verb.kids if prep.low == "by" for k in prep.kids if k.dep == "pcomp")
    below = next((scene.by_verb[i] for i in gerunds if i in scene.by_verb), None)
    frame = frames.match(below) if below is not None else None
    return frame if frame is not None and frame.act in SPEECH_ACTS else None


def _named(clause: Clause) -> bool:
    return clause.agent is None and not clause.own_subject and any(o.dep == "oprd" for o in clause.objects)


def follows(clause: Clause) -> bool:
    """Whether it tells what would come of something: "if they bring it up, it would spoil the talks"."""
    subject = clause.subject
    if subject is None or subject.low not in ("it", "that", "this") or clause.condition is None:
        return False
    return clause.own_subject and clause.modal != "" and clause.verb.lemma in CAUSING


def _counts_out(parsed: Parsed, verb: Word) -> bool:
    """Whether a relative clause, set apart by no comma, tells those who did not do a thing from those who did."""
    relative = next((k for k in verb.kids if k.low in ("who", "that", "which") and k.i < verb.i), None)
    past = verb.tag == "VBD" or any(k.low == "did" for k in verb.kids)
    return relative is not None and past and parsed.words[relative.i - 1].text != ","


def _put_off(clause: Clause) -> bool:
    """ "That is to be discussed": nobody is told to meet on it."""
    return clause.passive and clause.subject is not None and clause.subject.low in ("that", "this", "it", "which")


def meant(scene: Scene, clause: Clause) -> bool:
    """Whether a conjoined infinitive is what another is to do, as its partner is: "persuade them to stay and talk"."""
    verb = clause.verb
    if verb.dep != "conj" or clause.modal or verb.tag != "VB":
        return False
    first = _first(scene.parsed, verb)
    if first.tag != "VB" or first.dep != "xcomp":
        return False
    over = scene.parsed.words[first.head]
    obliged = over.lemma == "have" and any(k.low == "would" for k in over.kids)
    return obliged or over.lemma in OBJECT_CONTROL or over.lemma in AIMED


def _first(parsed: Parsed, word: Word) -> Word:
    """The first of those that a word is joined to."""
    while word.dep == "conj" and word.head != word.i:
        word = parsed.words[word.head]
    return word


def absolute(scene: Scene, verb: Word) -> Word | None:
    """The "with" of a participle that tells, beside the main clause, what somebody says or does in the talks: "with the rebels
    refusing to sign", not "with the money going to the poor"."""
    if verb.tag != "VBG" or verb.dep not in ("acl", "pcomp") or (clause := scene.by_verb.get(verb.i)) is None:
        return None
    frame = frames.match(clause)
    if frame is None or frame.act not in SPEECH_ACTS:
        return None
    parsed = scene.parsed
    link = parsed.words[verb.head]
    if verb.dep == "pcomp":
        own = any(k.dep == "nsubj" and k.i < verb.i for k in verb.kids)
        return link if own and link.low == "with" else None
    link = _first(parsed, link)
    prep = parsed.words[link.head]
    if link.dep != "pobj" or prep.low != "with" or prep.dep != "prep" or prep.i == 0:
        return None
    return prep if parsed.words[prep.i - 1].text == "," or _of_talks(parsed.words[prep.head]) else None


def done_before(scene: Scene, verb: Word) -> bool:
    """ "Walked out after accusing them of lies": what was said before is a move besides."""
    clause = scene.by_verb.get(verb.i)
    if clause is None or verb.dep != "pcomp" or verb.lemma in ("have", "be") or scene.parsed.words[verb.head].low != "after":
        return False
    frame = frames.match(clause)
    return frame is not None and frame.act in SPEECH_ACTS and frame.act not in ("assess", "status", "position")


def _of_talks(verb: Word) -> bool:
    """Whether a verb tells how talks went: "the talks collapsed"."""
    return any(k.dep == "nsubj" and k.lemma in frames.MEETINGS for k in verb.kids)


def stays_away(clause: Clause) -> bool:
    """ "The delegation did not show up"."""
    return clause.negated and clause.verb.lemma in ("show", "turn") and clause.particles == {"up"} and not clause.objects


def judged(clause: Clause) -> bool:
    """Whether a clause only tells how good, easy or whose business it is to do what hangs on it."""
    subject = clause.subject
    if clause.verb.lemma != "be" or (subject is not None and subject.low != "it"):
        return False
    return any(k.low in JUDGED and k.i > clause.verb.i for k in clause.verb.kids)


JUDGED = frozenset(
    "possible impossible feasible hard easy difficult early late premature wise unwise better best useful useless pointless up"
    " wrong right realistic unrealistic".split()
)
