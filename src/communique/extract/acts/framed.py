"""A clause that fills a frame: whose act it is, of which kind, with which modality and polarity."""

from __future__ import annotations

from communique.extract.acts import frames
from communique.extract.acts.actors import agentless, joint, several
from communique.extract.acts.around import content_lemmas, first_person, stands_for_thing
from communique.extract.acts.draft import JOINT, PASS_ON, SPEECH_ACTS, Draft, same
from communique.extract.acts.extents import condition_of, cue_of_frame, modality_of, reach
from communique.extract.acts.hung import (
    AWAITED,
    DECIDING,
    PLANNING,
    assails,
    bent_on,
    decided,
    infinitive,
    meets,
    of_markets,
    only_then,
    own_to_order,
    ready_to_harm,
)
from communique.extract.acts.idioms import so_much, too_much
from communique.extract.acts.reproach import FIGHTING, RESUMING, held, in_words, not_able, tries_to_persuade, unable
from communique.extract.acts.turned import Turn, does_harm, spares, turned, wished
from communique.extract.acts.verdicts import words_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.record.move import Act, Polarity

ANSWERING = words("answering")

HARMING = words("harming")

LACKING = (("fail", "to"), ("have", "not"), ("be", "not"), ("stop", "short"))
# Told with a "no" that denies nothing.
IDIOMS = frames.NO_CALL | {("make", "secret"), ("want", "part"), ("want", "none"), ("have", "truck")}
STUDYING = words("studying")
OF_THINGS = frozenset(  # whose subject is what is judged or who is asked in; whose act it is, says it
    ("be", *quality.split())
    for quality in "acceptable|non-negotiable|non-starter|off table|on offer|out of question|unacceptable|welcome".split("|")
)
AGAIN = frozenset({"meet", "reconvene", "truce", "ceasefire", "armistice"})
WOULD = frozenset({"will", "would", "can", "could", "shall"})
SELVES = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself"})
DEEMING = frozenset({"consider", "deem", "find", "judge", "regard", "see", "view"})
NAMING = frozenset({"call", "describe", "label", "brand", "dub", "characterise", "characterize", "term"})

ONLOOKERS = frozenset("academic analyst commentator economist expert observer scholar scientist trader".split())
ON_PAPER = frozenset("propose demand appeal position accuse criticise warn support reject agree commit".split())  # acts of papers
BLAMED = "a harmful deed told of another"  # why somebody accuses who only tells what another did


def framed(
    scene: Scene,
    clause: Clause,
    frame: frames.Frame,
    actor: Who | None,
    speaker: Who | None,
    inner: int | None,
    cue_of: int | None,
) -> Draft | None:
    """The draft of a clause with its frame; None where nobody is known to act, or where it is only said that somebody must.

    `inner` is the voice that holds the clause, `cue_of` the voice whose cue it is.
    """
    act, kind = frame.act, frame.kind
    if (frame.words in OF_THINGS or held(clause, frame)) and speaker is not None and speaker.keys and speaker.kind not in PASS_ON:
        actor = speaker
    spoken = inner is not None or scene.office is not None
    if clause.modal in ("must", "should", "ought") and (spoken or act in DONE) and act not in ("demand", "appeal"):
        return None  # that somebody must do it is a demand of whoever says so, and nothing done
    of_self = any(o.low in SELVES for o in clause.objects)
    if frame.words[0] in NAMING and (clause.infinitive or of_self or stands_for_thing(clause)):
        return None  # "what he calls a raid", "who calls himself a king": names, not judged
    if frame.words == ("be", "acceptable") and clause.verb.dep == "relcl":
        return None  # "a deal that is acceptable to all"
    if act == "deed" and not clause.passive and clause.subject is not None and clause.subject.lemma in frames.MEETINGS:
        act, kind = "status", None  # "the talks hit the rocks"
    if frame.words == ("threaten",) and clause.passive:
        return None  # "feels threatened by the missiles" tells a fear, no threat
    if act == "threaten" and frame.words[-1] in ("option", "choice") and not (clause.negated or _none_of(clause)):
        return None  # who has a choice threatens nobody; who has none does
    if actor is None and clause.passive:
        actor = agentless(scene, clause, frame, speaker, inner)
    if actor is None or not actor.keys or actor.kind in PASS_ON:
        return None
    if actor.kind == "document" and frame.nominal is None and act not in ON_PAPER:
        return None
    if in_words(clause, frame):
        act, kind = "criticise", None
    negative = False
    weak = len(frame.words) == 1 and frame.nominal is None
    own = same(actor, speaker)
    told = inner is not None and not own
    by = actor
    if act == "status" and frame.words[-1] in ("delegation", "team"):
        owner = next(
            (w for o in clause.objects if (w := scene.resolver.resolve(o, speaker)) is not None and w.kind != "document"), None
        )
        by = owner or actor
    if _unanswered(scene, clause, frame):
        act, negative = "status", True
    if frame.words == ("seek",) and scene.parsed.words[clause.verb.i + 1].low != "to" and (clause.objects or clause.passive):
        act = "appeal"  # "sought a review"; "sought to calm them" is an aim
        if any(so_much(o) or any(k.low == "twice" for k in o.kids) for o in clause.objects):
            act = "demand"  # "are seeking 12 per cent"
    if frame.words == ("look", "to") and clause.does:
        act = "position"  # "looks to put it into law"
    if frame.words[:2] == ("stand", "by") and not any(p == "by" and scene.resolver.resolve(w) for p, w in clause.preps):
        act = "position"  # "stands by every word"
    if frame.words[0] == "defend" and clause.modal in ("will", "shall", "would") and not clause.negated:
        act = "commit"
    if act == "agree" and clause.negated and frame.words[0] == "reach" and clause.modal in ("will", "would"):
        act, negative = "status", True  # "we will not reach an accord this month"
    if act in ("agree", "meet") and clause.infinitive and not_able(scene, clause):
        act, negative = "status", True  # "have not been able to reach an accord"
    if act == "meet" and clause.negated and clause.subject is not None and clause.subject.lemma in frames.MEETINGS:
        act, negative = "status", True  # "no talks have been scheduled"
    if act in JOINT:
        by = joint(scene, clause, actor, speaker)
        if act == "agree" and len(by.keys) == 1 and not by.partial:
            answers = ("to" in clause.args or "demand" in clause.args) and not several(clause)
            act = "accept" if answers else "agree"
    polarity: Polarity = (
        "neg"
        if (clause.negated or negative or frame.words[:2] in LACKING or frame.words[-1] == "without")
        and frame.words[-1] not in ("option", "choice", "but")
        and frame.words not in IDIOMS
        else "pos"
    )
    if (
        clause.negated
        and act in ("accept", "agree", "support", "commit", "offer", "propose", "deed", "meet")
        and (
            (own and inner is not None and clause.modal in WOULD and not (spares(clause, kind) or unable(clause, act)))
            or (frame.words[0] in ("accept", "agree", "support", "back") and clause.modal)
            or frame.words in OF_THINGS
            or (frame.words == ("agree",) and any(p == "with" and not scene.resolver.resolve(n) for p, n in clause.preps))
            or (frame.words[0] in ("accept", "recognise", "recognize") and clause.verb.tag != "VBD")
        )
    ):
        act, kind, polarity = "reject", None, "pos"
    charged = inner is None and kind in ("military", "coerce") and not own and scene.office is not None  # its release tells it
    if clause.negated and act == "position" and frame.words[:2] == ("be", "interested") and not clause.modal:
        act, kind, polarity = "reject", None, "pos"  # "was not interested in a merger"
    modality = "actual" if held(clause, frame) else modality_of(scene, clause, act, inner, told or charged, frame)
    sure = 0.6 + 0.12 * (not weak) - 0.15 * (act == "deed" and weak) - 0.1 * (not clause.finite)
    start, end = reach(scene, clause, inner)
    if cue_of is not None and clause.verb.dep != "conj" and scene.voices[cue_of].basis not in ("passive", "object"):
        first, last = scene.voices[cue_of].content[0][0], scene.voices[cue_of].content[0][1]
        if last <= clause.verb.start and not any(o.dep == "dobj" for o in clause.objects):
            start, end = first, last  # "“…,” she warned": the words before are the act
            goes_on = scene.voices[cue_of].content[-1]
            if scene.parsed.sentences[clause.verb.sentence].end >= goes_on[1] > clause.verb.end:
                end = goes_on[1]  # "Unless it rains, she warned, the port closes"
    if (act == "commit" and (_harm(scene, (start, end)) or assails(scene, clause))) or _ahead(scene, clause, frame):
        act, kind = "threaten", None
    if act in ("offer", "commit") and frame.words[0] == "be" and (inner_act := bent_on(scene, clause)) is not None:
        act = inner_act
    if act == "commit" and frame.words in PLANNING and meets(scene, clause):
        act = "meet"  # "plans to visit both capitals"
    if frame.words in (("plan", "to"), ("intend", "to")) and clause.negated and not clause.modal:
        act, polarity, modality = "reject", "pos", "actual"  # "is not planning to extend it"
    if act == "status" and clause.passive and clause.verb.lemma in AWAITED and not clause.negated and meets(scene, clause):
        act, modality = "meet", "planned"  # "was scheduled to meet his rival"
    if act == "meet" and actor.kind in ("state", "person") and (below := infinitive(scene, clause)) is not None:
        by = joint(scene, below, actor, speaker)
    if frame.words in DECIDING and (inner_act := decided(scene, clause)) is not None:
        act, kind = inner_act, "other" if inner_act == "deed" else None
    if act in ("meet", "offer", "commit", "threaten") and only_then(clause, condition_of(scene, clause)):
        act = "demand"  # "will return to the table only if the offer is raised"
    if act == "offer" and ready_to_harm(scene, clause):
        act = "threaten"
    if act == "agree" and clause.subject is not None and clause.subject.lemma in ONLOOKERS:
        act, by = "assess", actor  # "analysts agree that it was low"
    if frame.words == ("undertake",) and not clause.objects and not clause.passive:
        act, kind = "commit", None  # "undertook for the first time to pay"
    if frame.words[-1:] == ("that",) and frame.words[:-1] in INSISTING and (claim := _claimed(scene, clause, actor)) is not None:
        act = claim
    hoped = frame.words in (("hope", "for"), ("hope", "that"))
    if hoped and own and inner is not None and any(k.low == "had" for k in clause.verb.kids):
        act = "criticise"  # "had hoped for a different tone"
    if act == "expect" and frame.words[0] == "expect" and of_markets(scene, clause):
        act = "assess"  # "expects inflation to ease"
    if act == "reject" and frame.words == ("dismiss", "as") and content_lemmas(scene.parsed, (start, end)) & words_of("untrue"):
        act = "deny"
    if act == "deny" and frame.words == ("reject", "suggestion") and clause.does:
        act = "reject"  # "rejected suggestions to send more troops"
    claimed = [n for p, n in clause.preps if p == "for"] if frame.words == ("ask", "for") else clause.objects
    if frame.words in (("ask", "for"), ("request",)) and any(so_much(noun) for noun in claimed):
        act = "demand"  # "asks for 300 rupees", "requested a 5 percent rise": a claim, no plea
    planning = frame.words == ("make", "plan") or (frame.words == ("draw", "up", "plan") and clause.does)
    if act == "propose" and planning and not clause.passive:
        act = "commit"  # who makes plans means to do it himself
    if frame.words[0] == "suggest" and act == "propose" and _tells_what_is(scene, clause):
        act = "assess"
    if told and frame.words[0] in STRIVING and speaker is not None and speaker.keys and speaker.kind not in PASS_ON:
        if content_lemmas(scene.parsed, (start, end)) & (words_of("bad") | UNJUST):
            act, by, told = "accuse", speaker, False  # "suggested that Arland was trying to cheat them"
    if tries_to_persuade(scene, clause, frame):
        act = "appeal"
    object_of = frame.words == ("want", "to") and any(o.dep == "dobj" for o in clause.objects)
    wants = object_of or frame.words in (("want",), ("want", "to", "see"))
    if wants and not first_person(clause):
        if not clause.negated:
            act = "demand"  # "wants the duty dropped"; "we want peace" is an aim
        elif clause.own_subject and not spoken:
            act, polarity = "reject", "pos"  # "does not want the road to run west"
        else:
            act, polarity = "position", "pos"  # "said they did not want to see the row grow"
    if act == "demand" and frame.words[0] == "order" and not clause.passive and own_to_order(scene, clause, actor):
        act, kind = "deed", "military"  # "ordered its troops to hold their fire", "ordered a ceasefire"
    if act == "status" and frame.words[0] in PUTTING_OFF and _not_talks(clause):
        act, kind = "deed", "other"  # "put the strike on ice", "are delaying the release"
    if (frame.words[0] in ("decide", "resolve", "elect", "opt") or frame.words[:2] == ("set", "date")) and len(by.keys) > 1:
        act = "agree"
    if act == "accept" and frame.words[0] == "agree" and clause.far & AGAIN and not clause.modal:
        act = "agree"  # "agreed to meet again", "to extend the truce"
    if act == "warn" and FEARING.isdisjoint(frame.words) and any(
        (c.modal in ("will", "would") or does_harm(c)) and same(scene.resolver.resolve(c.subject, actor), actor)
        for c in scene.below(clause)
        if c.verb.dep == "ccomp"
    ):
        act = "threaten"
    if (clause.verb.lemma in NAMING and (len(frame.words) == 1 or frame.words[1] == "as")) or frame.words == ("assess", "as"):
        act = _named(scene, clause, (start, end))
    if frame.words[0] in DEEMING and too_much(scene.parsed.between(clause.verb.end, end)):
        act = "criticise"  # "considers the offer too low"
    if act == "status" and modality in ("planned", "conditional") and frame.words[0] in STUDYING:
        act = "commit"  # "will study the request"
    turn = turned(scene, clause, frame, Turn(act, kind, modality, polarity), own, spoken)
    draft = Draft(
        start,
        end,
        cue_of_frame(clause, frame),
        turn.act,
        turn.kind,
        by,
        turn.modality,
        turn.polarity,
        clause,
        inner,
        told,
        turn.act in SPEECH_ACTS and turn.act != "status",
        sure,
    )
    draft.why.append(frame.label)
    draft.condition = condition_of(scene, clause)
    return draft


# Who fears, not who threatens, that he will do something.
FEARING = frozenset("afraid alarm alarmed anxious anxiety concern concerned dread fear fearful wary worried worry".split())
DONE = frozenset({"accept", "agree", "deed", "meet", "support"})
PUTTING_OFF = frozenset({"delay", "hold", "pause", "postpone", "put", "shelve", "suspend"})
TIMED = frozenset(
    {"ballot", "date", "deadline", "decision", "election", "hearing", "ruling", "signature", "signing", "verdict", "vote"}
)


def _not_talks(clause: Clause) -> bool:
    """Whether what is put off is something that one does, not a meeting or a date."""
    things = [o.lemma for o in clause.objects if o.dep == "dobj" and o.is_noun]
    return bool(things) and not any(lemma in frames.MEETINGS or lemma in TIMED for lemma in things)


def _unanswered(scene: Scene, clause: Clause, frame: frames.Frame) -> bool:
    """ "Declined to comment", "refused to be drawn", "did not wish to go into details": no word on how it stands."""
    below = [c for c in scene.below(clause) if c.verb.dep in ("xcomp", "pcomp") or (c.verb.dep == "advcl" and c.infinitive)]
    refused = frame.words[0] == "refuse"  # who refuses to discuss a thing says no to it
    asked = any(
        (
            c.verb.lemma in ANSWERING
            and not (refused and c.verb.lemma == "discuss")
            and (c.verb.lemma != "go" or "into" in c.args)  # "refused to go into details", not "to go back"
        )
        or (c.verb.lemma == "draw" and c.passive)
        for c in below
    )
    if frame.words[0] in ("decline", "refuse", "abstain", "refrain"):
        return asked or (frame.words == ("decline",) and any(o.lemma in INTERVIEWS for o in clause.objects))
    if frame.words[0] == "be" and frame.act == "reject" and not clause.negated:
        return any(c.verb.lemma in ("comment", "elaborate", "say", "answer") for c in below)  # "was reluctant to comment"
    return asked and clause.negated and frame.words[0] in ("want", "wish", "care", "like") and not clause.modal


INTERVIEWS = frozenset({"interview", "comment", "question"})


PAST = frozenset({"VBD", "VBN"})
STANDING = frozenset(
    "be have do control hold remain want deserve need know support enjoy constitute represent include depend mean seem exist"
    " belong contain oppose share lack owe own believe think matter apply".split()
)
INSISTING = frozenset({("insist",), ("be", "adamant")})


def _claimed(scene: Scene, clause: Clause, actor: Who) -> Act | None:
    """What insisting on it does: one's own future ("that it would pay") is promised, one's own past deed ("that it had paid
    nothing") denied, else it is a position; None where it is asked."""
    said = next((c for c in scene.below(clause) if c.verb.dep == "ccomp"), None)
    if said is not None and wished(said):
        return None  # "insisted that inspectors be admitted"
    if said is None or said.modal not in ("", "will", "would") or said.infinitive or (not said.modal and said.verb.tag == "VB"):
        return None
    own = same(scene.resolver.resolve(said.subject, actor), actor)
    if said.verb.tag == "VBP" and not own and not said.perfect and clause.verb.tag in PAST and said.verb.lemma not in STANDING:
        return None  # "insisted that the rebels release them", which the tagger takes for a present
    if not said.modal and said.negated and own and (said.perfect or said.verb.tag == "VBD"):
        return "deny"
    return "commit" if said.modal and own else "position"


def _harm(scene: Scene, span: tuple[int, int]) -> bool:
    lemmas = content_lemmas(scene.parsed, span)
    if lemmas & frames.SPARING and not lemmas & RESUMING:
        return False  # "pledged to lift the blockade"
    fights = lemmas & FIGHTING and lemmas & RESUMING
    return bool(lemmas & HARMING or fights) or ("strike" in lemmas and bool(lemmas & {"vote", "ballot", "walk", "call"}))


def _none_of(clause: Clause) -> bool:
    """Whether an object is said not to be there: "no option", "little choice"."""
    return any(k.low in ("no", "little", "few") for o in clause.objects for k in o.kids)


def _tells_what_is(scene: Scene, clause: Clause) -> bool:
    """Whether what is suggested is a fact, not something to be done: "suggested that the fire was set", not "that they meet"."""
    said = (c for c in scene.below(clause) if c.verb.dep == "ccomp" and c.finite and not c.infinitive)
    return any(not c.modal and c.verb.tag in ("VBD", "VBZ", "VBP") and (c.verb.tag != "VBP" or c.perfect) for c in said)


def _ahead(scene: Scene, clause: Clause, frame: frames.Frame) -> bool:
    """A harmful deed that is still to come is a threat: "will close the strait", "will take action if …"."""
    if frame.act != "deed" or clause.negated or (clause.modal not in ("will", "would", "shall") and not clause.infinitive):
        return False
    if frame.kind in ("coerce", "sanction") and not frames.relieves(frame):
        return clause.modal != ""
    return (
        clause.modal != ""
        and not frames.relieves(frame)
        and condition_of(scene, clause) is not None
        and (frame.kind in ("military", "protest") or frame.words[-1] in ("action", "measure", "step"))
    )


def _named(scene: Scene, clause: Clause, span: tuple[int, int]) -> Act:
    """What one calls another tells whether one praises or blames."""
    lemmas = content_lemmas(scene.parsed, span)
    if lemmas & words_of("untrue"):
        return "deny"
    if lemmas & UNLAWFUL:
        return "accuse"
    if lemmas & (words_of("bad") | words_of("sad")) or "worst" in lemmas:
        return "criticise"
    if lemmas & (words_of("good") | GOOD_NAMES):
        return "support"
    return "status" if any(o.lemma in frames.MEETINGS for o in clause.objects) else "criticise"


STRIVING = frozenset({"attempt", "seek", "try"})
UNJUST = frozenset({"unjustly", "unfairly", "wrongly", "wrongfully"})
GOOD_NAMES = frozenset(
    "achievement advance best bold boost brave breakthrough chance courageous crucial encouraging essential excellent"
    " fair fine fruitful good great historic imperative important indispensable instrumental invaluable key landmark"
    " milestone necessary opening opportunity perfect precedent reasonable relief sensible significant start step success"
    " triumph urgent useful victory vital watershed win wonderful worthwhile".split()
)
UNLAWFUL = frozenset(
    {"aggression", "breach", "crime", "criminal", "fraud", "genocide", "illegal", "theft", "unlawful", "violation"}
)


def blames(deed: Draft, speaker: Who | None) -> Draft | None:
    """Who tells a harmful deed of another accuses him of it."""
    if speaker is None or not speaker.keys or speaker.kind in PASS_ON or same(speaker, deed.by):
        return None
    return Draft(
        deed.start,
        deed.end,
        deed.cue,
        "accuse",
        None,
        speaker,
        "actual",
        "pos",
        deed.clause,
        deed.voice,
        False,
        True,
        deed.sure - 0.1,
        to=deed.by.keys,
        why=[BLAMED],
    )
