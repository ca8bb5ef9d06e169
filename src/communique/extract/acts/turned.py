"""What becomes of a frame's act where it is negated, only would be done, or waits for another.

Who does not object accepts; who is not ready refuses; who never repudiated a loan denies that he did; what nobody has proposed
is how the talks stand.  Who will do something good if another does his part offers it, who will do something bad threatens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.extract.acts import frames
from communique.extract.acts.around import first_person
from communique.extract.acts.contents import CEASING
from communique.extract.acts.extents import condition_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.scene import Scene
from communique.record.move import Act, DeedKind, Modality, Polarity

HINDERING = words("hindering")  # verbs of standing in the way: who does not do so lets it happen
GIVING = words("giving")  # what is given or done for another: on a condition it is offered
DEPRIVING = words("depriving")  # what is taken from another or done against him: on a condition it is threatened
MEASURES = words("measures")  # what is taken against another: who goes on with it on a condition threatens
PURSUING = words("pursuing")
BE_READY = frozenset(
    {"averse", "game", "inclined", "minded", "open", "prepared", "ready", "willing", "disposed", "keen", "eager", "interested"}
)
LEFT_OPEN = frozenset({"discard", "discount", "exclude", "preclude", "rule"})
AGAINST = frozenset({"military", "coerce", "sanction", "protest"})  # kinds of deeds that are done against somebody
CONSENTING = frozenset({"accept", "agree", "assent", "consent", "accede", "go", "live", "settle", "sign", "take"})
STATED = frozenset({"propose", "offer", "agree", "appeal", "demand", "commit"})
OWN_TO_DO: frozenset[str | None] = frozenset({"other", "aid", "document", "personnel"})
FORSAKING = frozenset({("go", "back"), ("renege",), ("renege", "on"), ("backtrack",), ("backtrack", "on"), ("back", "out")})
ADVISING = frozenset({"advise", "propose", "recommend", "request", "suggest"})
REACHING = frozenset({"clinch", "come", "find", "hammer", "make", "reach", "resolve", "settle", "strike"})
CLAIMS = frozenset({"demand", "claim", "condition", "line", "position", "stance", "view"})  # who sticks to one promises nothing
AHEAD = frozenset({"planned", "conditional"})
FUTURE = frozenset({"will", "shall", "would"})
PERHAPS = frozenset({"may", "might"})
LEAVING = frozenset({"go", "leave", "walk", "quit", "abandon", "fight", "deny"})  # who will not do so refuses
PAST = frozenset({"did", "was", "were"})
KEEPING = frozenset({"abide", "adhere", "cling", "hold", "honour", "honor", "keep", "respect", "stand", "stick", "uphold"})
MEETING_NOW = frozenset({"negotiate", "bargain", "discuss", "consult", "talk", "parley"})


REACHING = frozenset({"reach", "strike", "conclude", "clinch", "secure"})
NO_POSITION = ("be", "in", "position", "to")


@dataclass(frozen=True, slots=True)
class Turn:
    """Act, kind, modality and polarity of a move, as far as they are settled."""

    act: Act
    kind: DeedKind | None
    modality: Modality
    polarity: Polarity


def turned(scene: Scene, clause: Clause, frame: frames.Frame, turn: Turn, own: bool, spoken: bool) -> Turn:
    """The move that the clause makes; `own` tells whether who speaks acts, `spoken` whether it is told in somebody's words."""
    if clause.negated:
        turn = _negated(scene, clause, frame, turn, own, spoken)
    return _ahead(scene, clause, frame, turn)


def _negated(scene: Scene, clause: Clause, frame: frames.Frame, turn: Turn, own: bool, spoken: bool) -> Turn:
    past = clause.perfect or clause.verb.tag == "VBD" or any(k.low in PAST for k in clause.verb.kids)
    if turn.act == "agree" and clause.subject is not None and clause.subject.low == "nothing" and _until(clause):
        return Turn("position", None, "actual", "pos")  # "nothing is agreed until everything is agreed"
    if turn.act == "reject" and frame.words[0] in LEFT_OPEN and (clause.args | clause.far) & MEASURES:
        return Turn("threaten", None, "hypothetical", "pos")  # "would not rule out a strike"
    if turn.act == "reject" and frame.words[0] in LEFT_OPEN:
        if {"that", "by-ing"} & clause.args or not (past or clause.verb.tag == "VBG"):
            return Turn("offer", None, "hypothetical", "pos")  # "does not exclude that it will sign"
        return Turn("reject", None, "actual", "neg")  # "did not rule out a meeting"
    if turn.act == "reject" and set(frame.words) & HINDERING:
        if past and not clause.modal and own and spoken and frame.words[0] not in ("be", "have"):
            return Turn("deny", None, "actual", "pos")  # "we have never opposed it"
        waits = condition_of(scene, clause) is not None
        return Turn("accept", None, "conditional" if waits else "planned" if clause.modal in FUTURE else "actual", "pos")
    if turn.act == "reject" and not past and frame.words[:2] in FORSAKING:
        return Turn("commit", None, "planned" if clause.modal in FUTURE else "actual", "pos")  # "will not go back on it"
    if turn.act == "reject" and past and not clause.modal and own and spoken and first_person(clause):
        return Turn("deny", None, "actual", "pos")  # "we did not break the treaty"
    if turn.act in ("offer", "position", "accept") and set(frame.words) & BE_READY and (spoken or not past):
        return Turn("reject", None, "actual", "pos")  # "is not inclined to link the two", "said they were not willing"
    if frame.words == NO_POSITION:
        return Turn("reject", None, "actual", "pos")  # "is in no position to attend"
    if frame.words[0] == "decide" and any(k.low in ("whether", "if") for one in clause.verb.kids for k in one.kids):
        return Turn("status", None, "actual", "neg")  # "has not decided whether to sign"
    if turn.act == "agree" and clause.modal == "could" and clause.verb.lemma not in ("agree", "sign"):
        return Turn("status", None, "actual", "neg")  # "could not conclude a pact"
    if turn.act == "agree" and frame.words[0] in REACHING and not clause.modal:
        return Turn("status", None, "actual", "neg")  # "we reach no accord here"
    if frame.words == ("have", "plan"):
        return Turn("deny" if spoken and _doing_harm(scene, clause) else "reject", None, "actual", "pos")
    if frame.words == ("have", "intention") and not _doing_harm(scene, clause):
        return Turn("reject", None, "actual", "pos")  # "has no intention of paying"
    if clause.modal in ("will", "shall", "would"):
        return _will_not(clause, frame, turn)
    if turn.act == "support" and not past:
        judged = frame.words[0] in ("be", "feel") or bool(set(frame.words) & {"happy", "satisfied", "pleased"})
        return Turn("criticise" if judged else "reject", None, "actual", "pos")  # "is not happy with it", "does not back it"
    never = own and spoken and past and any(k.low in ("never", "ever") for k in clause.verb.kids)
    to_none = own and spoken and past and any(prep == "to" and noun.low == "nothing" for prep, noun in clause.preps)
    if (never or to_none) and turn.act in ("accept", "support", "agree"):
        return Turn("deny", None, "actual", "pos")  # "had never agreed to it"
    if turn.act == "deed" and clause.verb.tag == "VBG" and not past and not clause.modal and not clause.infinitive:
        if any(k.dep == "aux" and k.lemma == "be" for k in clause.verb.kids):
            return Turn("reject", None, "actual", "pos")  # "the force is not leaving"
    if turn.act == "deed" and clause.perfect and not clause.modal:
        owed = turn.kind in ("document", "aid", "other") and not (own and spoken)  # "has not paid", as others tell it
        if owed or any(k.low == "yet" for k in clause.verb.kids):
            return Turn("status", None, "actual", "neg")  # "has not signed yet"
    if turn.act == "commit" and clause.perfect and not clause.modal and clause.verb.lemma == "decide":
        return Turn("status", None, "actual", "neg")  # "we have not decided whether to go"
    if turn.act == "agree" and past and not clause.modal and frame.words[0] in REACHING:
        return Turn("status", None, "actual", "neg")  # "we did not reach an agreement"
    if turn.act in STATED and past and not clause.modal and frame.words[0] not in ("be", "have", "intend", "plan"):
        if never or (own and spoken and first_person(clause)):
            return Turn("deny", None, "actual", "pos")  # "we did not ask for a delay"
        return Turn("status", None, "actual", "neg")  # "has not put forward a proposal of its own"
    if turn.act == "meet" and own and spoken and not past and not clause.modal:
        if clause.verb.lemma in MEETING_NOW:
            return Turn("reject", None, "actual", "pos")  # "I don't negotiate by radio"
        if frame.words[0] == "have":
            return Turn("deny", None, "actual", "pos")  # "has no talks under way with anyone"
    if turn.act == "meet" and past and never_came(clause) and not first_person(clause):
        return Turn("status", None, "actual", "neg")  # "the delegation never arrived"
    if turn.act == "meet" and past and not clause.modal and not clause.passive:
        if own and spoken:
            return Turn("deny", None, "actual", "pos")  # "had taken no part in the meetings"
        return Turn("status", None, "actual", "neg") if clause.perfect else turn  # "the cabinet has not discussed it"
    if turn.act == "meet" and past and clause.passive and frame.words[0] in ("consult", "meet", "visit"):
        return Turn("criticise", None, "actual", "pos")  # "the council was never consulted"
    return turn


def never_came(clause: Clause) -> bool:
    return clause.verb.lemma in ("arrive", "appear", "come") and not clause.modal


def does_harm(clause: Clause) -> bool:
    """Whether what may be done is done against another: "it may take retaliatory measures", "could impose duties"."""
    frame = frames.match(clause)
    if frame is None or clause.modal not in PERHAPS | {"could"} or clause.negated or clause.passive:
        return False
    return frame.act == "threaten" or (frame.kind in ("sanction", "coerce", "protest") and not frames.relieves(frame))


def _doing_harm(scene: Scene, clause: Clause) -> bool:
    """Whether what hangs on the clause is a deed that does harm ("of attacking the villages")."""
    found = (frames.match(below) for below in scene.below(clause))
    return any(frame is not None and frame.kind in AGAINST for frame in found)


def spares(clause: Clause, kind: DeedKind | None) -> bool:
    """Whether a deed that is not going to be done would be done against somebody or take something away."""
    return clause.modal in FUTURE and clause.verb.lemma not in LEAVING and (
        kind in AGAINST or (kind is not None and clause.verb.lemma in DEPRIVING)
    )


def _will_not(clause: Clause, frame: frames.Frame, turn: Turn) -> Turn:
    """What one will not do is refused; what does harm, or is no favour to anyone, one binds oneself not to do."""
    if clause.verb.lemma in CEASING and _until(clause):
        return Turn("commit", None, "planned", "pos")  # "will not rest until they are home"
    if frame.words[0] == "consider" and turn.act in ("position", "status", "commit", "accept"):
        return Turn("reject", None, "actual", "pos")  # "will not consider holding a vote"
    if turn.act == "meet" and clause.verb.lemma in ("discuss", "address") and clause.modal != "will":
        return Turn("status", None, "actual", "neg")  # "neither side would discuss terms"
    if turn.act == "deed" and spares(clause, turn.kind):
        return Turn("commit", None, "planned", "neg")  # "will not close a single ward"
    if turn.act in ("deed", "meet", "agree", "accept", "support", "offer", "propose") and not clause.passive:
        return Turn("reject", None, "actual", "pos")
    if turn.act == "appeal":
        return Turn("commit", None, "planned", "neg")  # "will not ask for more"
    return turn


def _until(clause: Clause) -> bool:
    """Whether it is told until when."""
    return "until" in clause.args or clause.condition is not None


def _ahead(scene: Scene, clause: Clause, frame: frames.Frame, turn: Turn) -> Turn:
    if turn.act == "reject" and clause.modal in FUTURE and not clause.negated and _stops(scene, clause, frame):
        turn = Turn("threaten", None, "conditional" if turn.modality == "conditional" else "planned", "pos")
    if turn.act == "deed" and clause.modal in PERHAPS and not clause.negated and clause.verb.lemma in DEPRIVING - LEAVING:
        return Turn("threaten", None, "hypothetical", "pos")  # "may cut supply"
    if turn.act == "position" and frame.words[0] in PONDERING and turn.polarity == "pos" and _ponders_harm(scene, clause):
        return replace(turn, act="threaten", modality="hypothetical")
    if turn.modality not in AHEAD or turn.polarity == "neg":
        return turn
    if turn.act == "deed" and frame.words[0] == "take" and COURTS & set(frame.words):
        return replace(turn, act="threaten", kind=None)  # "will take the state to court"
    if turn.act == "position" and clause.modal in FUTURE and frame.words[0] in KEEPING and not clause.far & CLAIMS:
        turn = replace(turn, act="commit")  # "will stick to the accord"
    if turn.act == "deed" and (turn.kind in OWN_TO_DO or frames.relieves(frame)):
        turn = replace(turn, act="commit", kind=None)  # what one is going to do oneself, and is no harm, one binds oneself to
    if turn.act == "deed" and turn.kind == "military" and turn.modality == "planned" and not clause.passive:
        if frame.words[0] in SPARING or (frame.words[0] in SENDING and UNARMED.intersection(frame.words)):
            turn = replace(turn, act="commit", kind=None)  # "will observe the truce", "will send observers"
        elif clause.modal in FUTURE and frame.words[0] in STRIKING:
            turn = replace(turn, act="threaten", kind=None)  # "will storm the town"
    if turn.act == "appeal" and clause.modal in FUTURE and any(o.lemma in COURTS for o in clause.objects):
        return replace(turn, act="threaten")  # "will ask a court to stop it"
    if turn.act in ("propose", "appeal") and clause.modal in FUTURE and frame.words[0] not in ASKING:
        turn = replace(turn, act="commit")  # "will put a draft before them" has not done so
    if turn.modality == "conditional" and frame.words == ("consider",) and any(o.lemma in STEPS for o in clause.objects):
        return replace(turn, act="threaten")  # "would consider measures if they impose duties"
    if turn.modality == "conditional" and clause.modal and (frame.words == ("consider",) or frame.words[0] == "extend"):
        return replace(turn, act="offer")  # "would consider a pause if", "could extend the truce if"
    if turn.modality == "conditional" and (turn.act == "commit" or (turn.act == "accept" and frame.words[0] not in CONSENTING)):
        return replace(turn, act=awaiting(scene, clause))
    return turn


PONDERING = frozenset({"consider", "contemplate", "mull", "weigh"})


def _ponders_harm(scene: Scene, clause: Clause) -> bool:
    """ "Was considering stripping ships of their licences", "is weighing an embargo"."""
    if any(o.dep == "dobj" and o.lemma in MEASURES for o in clause.objects):
        return True
    below = [c for c in scene.below(clause) if c.verb.dep == "xcomp" and c.verb.tag == "VBG"]
    found = [frame for c in below if (frame := frames.match(c)) is not None]
    if any(c.verb.lemma in ("leave", "quit") and any(o.dep == "dobj" for o in c.objects) for c in below):
        return True  # "would consider leaving the council"
    return any(frame.kind in ("sanction", "coerce", "protest") and not frames.relieves(frame) for frame in found)


SENDING = frozenset({"send", "dispatch", "deploy", "station", "post"})
UNARMED = frozenset({"inspector", "monitor", "observer", "peacekeeper"})
SPARING = frozenset(
    "cease demobilise demobilize disarm disband end halt honour honor keep lay observe pause release respect silence stop suspend"
    " uphold withdraw".split()
)
STRIKING = frozenset("attack bomb bombard invade raid shell shoot storm strike".split())
STEPS = MEASURES | {"action", "measure", "step", "reprisal"}
STOPPING = frozenset({("veto",), ("block",), ("boycott",), ("withhold",), ("hold", "back"), ("stay", "away")})
ASKING = frozenset({"appeal", "ask", "be", "call", "like", "petition", "propose", "recommend", "request", "suggest", "urge"})
COURTS = frozenset({"arbitration", "court", "tribunal"})


def _stops(scene: Scene, clause: Clause, frame: frames.Frame) -> bool:
    """Whether one is going to stop something, until or unless another does his part: "would veto the text unless …"."""
    waits = condition_of(scene, clause)
    if frame.words == ("stay", "away") and not _until(clause):
        return False
    return frame.words in STOPPING and (waits is None or averted(scene, clause) or waits.lower().startswith("until"))


def awaiting(scene: Scene, clause: Clause) -> Act:
    """What one does by saying that one will act on a condition: it is offered, or, where it is done against who is to meet the
    condition (it stops, closes or withdraws something) or where something does not happen ("unless they leave"), threatened;
    who only goes on as he does binds himself."""
    verbs = {clause.verb.lemma, *(k.lemma for k in clause.verb.kids if k.dep == "xcomp")}
    things = {o.lemma for o in clause.objects} | ({clause.subject.lemma} if clause.subject is not None else set())
    if verbs & PURSUING and things & MEASURES:
        return "threaten"  # "the walkout would resume unless they are paid"
    if verbs & RETORTING or verbs & DEPRIVING or (averted(scene, clause) and not verbs & GIVING):
        return "threaten"
    return "commit" if verbs & LASTING else "offer"


RETORTING = frozenset({"act", "react", "retaliate"})  # "would react if they shut the mills"
LASTING = frozenset({"continue", "keep", "remain", "stay", "persist", "stick", "stand"})


def averted(scene: Scene, clause: Clause) -> bool:
    """Whether the condition is that something is not done: the act is to bring it about."""
    said = (condition_of(scene, clause) or "").lower().replace("’", "'").split()
    return bool(said) and (said[0] in AVERTING or (said[0] in ("if", "should", "were") and bool(set(said) & LACKED)))


AVERTING = frozenset({"unless", "otherwise", "failing", "barring", "without", "absent"})
LACKED = frozenset(
    {"not", "no", "none", "nobody", "nothing", "never", "fail", "fails", "failed", "refuse", "refuses", "refused", "don't"}
    | {
        "doesn't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "didn't",
        "won't",
        "without",
        "rejects",
        "rejected",
    }
)


def wished(said: Clause) -> bool:
    """Whether what is said is to be done, not what is: "that inspectors be admitted", "that Arland make it good", "has to go"."""
    if said.modal:
        return False
    kids, verb, subject = said.verb.kids, said.verb, said.subject
    if verb.lemma == "have" and any(k.dep == "xcomp" and k.tag == "VB" for k in kids):
        return True
    one = subject is not None and subject.tag in ("NN", "NNP") and all(k.dep != "conj" for k in subject.kids)
    upper = said.parent.verb if said.parent is not None else None
    told = upper is not None and upper.lemma in ADVISING and upper.tag in ("VBD", "VBN")  # what is, is then told in the past
    if told and subject is not None and subject.tag == "NNS" and verb.tag == "VBP" and verb.low not in ("are", "have"):
        return said.own_subject and verb.dep == "ccomp"  # "suggested that the two sides sign a deal"
    return any(k.low == "be" and k.tag == "VB" for k in kids) or (one and verb.tag in ("VB", "VBP") and said.own_subject)
