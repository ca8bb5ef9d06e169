"""What is done by saying a sentence, by a document's providing something, by a party's announced future."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.acts import frames
from communique.extract.acts.around import there_is
from communique.extract.acts.contents import OWN_DEED, judge
from communique.extract.acts.draft import PASS_ON, PLAIN, Draft, same
from communique.extract.acts.extents import condition_of, modality_of, reach
from communique.extract.acts.hung import only_then
from communique.extract.acts.turned import awaiting
from communique.extract.acts.verdicts import Verdict, words_of
from communique.extract.carriers import medium
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.extract.voices.find import Voice
from communique.record.move import Act, Modality

PROVIDING = words("providing")
ACTORS = frozenset({"state", "organisation", "person"})
DELEGATES = frozenset({"delegation", "side"})
UNKNOWN = ("unnamed",)
SPEECH = words("speech")
CONCEDING = frozenset({"acknowledge", "admit", "concede", "confess", "grant", "recognise", "recognize"})
MADE_OF = frozenset({"comprise", "contain", "cover", "include", "involve"})
HOLDING = frozenset({"convene", "hold", "schedule", "take"})


def said(scene: Scene, clause: Clause, actor: Who | None, speaker: Who | None, inner: int | None) -> Draft | None:
    """The move that a speaker makes by the sentence, for the main clauses of what he says."""
    voice = scene.voices[inner] if inner is not None else None
    if speaker is None or not speaker.keys:
        return None
    told = speaker.kind in PASS_ON or passes_on(scene, voice) or _nobody(speaker)
    told_of = inner is None and clause.subject is not None and clause.subject.lemma in DELEGATES and speaker.kind != "person"
    if told_of and not same(actor, speaker):
        speaker, told = actor or speaker, False  # a release tells what "the Velmaran side" could not accept
    if told and actor is not None and actor.keys and actor.kind in ACTORS and not same(actor, speaker):
        if any(below.verb.lemma in SPEECH for below in scene.below(clause)):
            return None  # "Hill went on to say that …" is read on its own
        speaker = actor  # what nobody vouches for is told of its subject
    elif speaker.kind == "unnamed" and speaker.keys != UNKNOWN and not passes_on(scene, voice):
        told = False  # "traders said": they have a view of their own
    elif told:
        return None
    if not _main(scene, clause, inner):
        return None
    if voice is not None and voice.lemma and not _plain(scene, voice):
        return None
    if inner is None and clause.passive and clause.agent is None:
        speaker = scene.resolver.last_speaker(clause.verb) or speaker
    own = _own(scene, clause, actor, speaker, voice)
    start, end = reach(scene, clause, inner)
    if end - start < 12:
        return None
    verdict = judge(scene.parsed, clause, own, (start, end))
    if inner is None and verdict.why == OWN_DEED:
        verdict = replace(verdict, act="deed")  # a release tells what its office has done
    if voice is not None and voice.lemma in CONCEDING and verdict.act in ("criticise", "accuse"):
        verdict = replace(verdict, act="assess")  # "conceded that its tariffs were too high"
    if voice is not None and _doubted(scene, voice):
        verdict = _as_doubted(clause, verdict, own)
    if voice is not None and own is not True and verdict.act == "commit" and _supposed(voice):
        verdict = replace(verdict, act="assess")  # "thought they would begin"
    if verdict.act == "support" and _his(scene, clause, speaker):
        verdict = replace(verdict, act="position")  # nobody praises his own: "its truce was a sign of goodwill"
    if verdict.act == "status" and _held(clause):
        verdict = replace(verdict, act="meet")
    modality = modality_of(scene, clause, verdict.act, inner, False, None)
    sure = verdict.sure + (0.05 if voice is not None else -0.15)
    draft = Draft(
        start,
        end,
        (clause.verb.start, clause.verb.end),
        verdict.act,
        None,
        speaker,
        modality,
        "neg" if verdict.negative else "pos",
        clause,
        inner,
        told,
        verdict.act != "deed" and not told,
        sure,
    )
    if draft.act == "deed":
        draft.kind = "other"
    if draft.act == "demand" and draft.modality == "planned":
        draft.modality = "actual"  # "it is on them to act", "they will have to act"
    if draft.act == "commit" and draft.modality == "conditional":
        if clause.negated:
            draft.modality = "planned"  # "will not rest until they are home"
        else:
            draft.act = "demand" if only_then(clause, condition_of(scene, clause)) else awaiting(scene, clause)
    if clause.modal == "would" and draft.act in ("status", "support", "criticise", "warn") and draft.modality == "planned":
        draft.modality = "hypothetical"
    elif draft.act == "warn" and draft.modality == "planned":
        draft.modality = "actual"  # the harm is to come, the warning is given
    draft.why.append(verdict.why)
    draft.condition = condition_of(scene, clause)
    return draft


def _own(scene: Scene, clause: Clause, actor: Who | None, speaker: Who, voice: Voice | None) -> bool | None:
    """Whether the subject of what is said is who says it; "it" in somebody's own words is not he, "our boats" in what will be
    are his."""
    subject = clause.subject
    if voice is not None and voice.quote == "direct" and subject is not None and subject.low in ("it", "this", "that"):
        if clause.verb.lemma == "be" and any(o.dep == "attr" for o in clause.objects):
            return None  # "It is a modest text"
    if voice is not None and voice.quote == "direct" and subject is not None and subject.low in ("they", "he", "she"):
        return False
    if actor is None and subject is not None and clause.modal in ("will", "would", "shall"):
        whose = next((k for k in subject.kids if k.dep == "poss"), None)
        if whose is not None and (whose.low in ("our", "my") or same(scene.resolver.resolve(whose, speaker), speaker)):
            return True
    return same(actor, speaker) if actor is not None else None


SUPPOSING = frozenset({"believe", "expect", "fear", "forecast", "foresee", "guess", "predict", "reckon", "suppose", "think"})


def _supposed(voice: Voice) -> bool:
    return voice.lemma.partition(" ")[0] in SUPPOSING


DOUBTED = frozenset({"believe", "envisage", "expect", "feel", "foresee", "imagine", "suppose", "think"})


def _doubted(scene: Scene, voice: Voice) -> bool:
    """ "I do not think that …", "we don't believe …"."""
    clause = scene.by_verb.get(voice.cue_word) if voice.cue_word is not None else None
    return clause is not None and clause.negated and clause.verb.lemma in DOUBTED


def _as_doubted(clause: Clause, verdict: Verdict, own: bool | None) -> Verdict:
    """What is done by saying that it is not so: what one does not think one will do is refused, what is not good is blamed."""
    if own and verdict.act in ("commit", "accept", "agree", "offer"):
        return replace(verdict, act="reject")
    if verdict.act == "support" and there_is(clause):
        return replace(verdict, act="assess", negative=True)  # "I cannot imagine there being a friendly end"
    if verdict.act in ("support", "accept") or verdict.why == "content: aim":
        return replace(verdict, act="criticise")
    return replace(verdict, act="assess") if verdict.act in ("commit", "warn", "status", "expect") else verdict


def _his(scene: Scene, clause: Clause, speaker: Who) -> bool:
    """Whether what is judged is a thing of the speaker's own: "its truce", "our offer"."""
    whose = next((k for k in clause.subject.kids if k.dep == "poss"), None) if clause.subject is not None else None
    if whose is None or whose.tag != "PRP$":
        return False
    return whose.low in ("our", "my") or same(scene.resolver.resolve(whose, speaker), speaker)


def _held(clause: Clause) -> bool:
    """ "The talks would take place in Oslo": what is told of the process is that they meet."""
    frame = frames.match(clause)
    ahead = clause.modal in ("will", "would")  # "the talks would resume on Monday"
    held = frame is not None and frame.act == "meet" and frame.words[0] in frames.MEETINGS
    return held and (clause.verb.lemma in HOLDING or (ahead and not clause.negated))


def passes_on(scene: Scene, voice: Voice | None) -> bool:
    """Whether the source is a medium that goes by no name ("state radio"): what it reports is not its own act."""
    return voice is not None and voice.head is not None and medium(scene, scene.parsed.words[voice.head]) is not None


def _nobody(speaker: Who) -> bool:
    """Whether a source stands for nobody at the table: nameless and of no party, or a paper of no party."""
    return speaker.kind in ("unnamed", "document") and (speaker.name in speaker.keys or speaker.keys == UNKNOWN)


def _plain(scene: Scene, voice: Voice) -> bool:
    """Whether the cue leaves open what is done by the words: "said", "according to", "hinted that", any cue of a quotation."""
    if voice.quote == "direct" or voice.lemma.split()[0] in PLAIN or not voice.lemma.isalpha():
        return True
    clause = scene.by_verb.get(voice.cue_word) if voice.cue_word is not None else None
    return clause is not None and frames.match(clause) is None


def _main(scene: Scene, clause: Clause, inner: int | None) -> bool:
    """Whether the clause is the main one of a stretch of speech (or of a sentence of a release)."""
    if clause.verb.dep in ("relcl", "acl", "advcl", "pcomp", "csubj", "xcomp") or (
        not clause.finite and clause.verb.tag not in ("VB", "VBG")
    ):
        return False
    if asks(scene, clause):
        return False
    parent = clause.parent
    while parent is not None and not (_covers(scene, inner, parent.verb.start)):
        parent = None
    if parent is None:
        asked = clause.verb.tag == "VB" and clause.verb.dep == "ccomp" and clause.subject is None and not clause.infinitive
        return clause.finite or asked or (clause.verb.tag == "VB" and clause.verb.dep == "ROOT")  # "“Free them,” he said"
    return clause.verb.dep in ("conj", "parataxis") and clause.finite and clause.own_subject


def asks(scene: Scene, clause: Clause) -> bool:
    """Whether the sentence, or the quotation that holds the clause, is a question: it puts nothing on the record."""
    sentence = scene.parsed.sentences[clause.verb.sentence]
    if "?" not in scene.parsed.text[clause.verb.end : sentence.end]:
        return False
    rest = scene.parsed.words[clause.verb.i + 1 : sentence.last]
    after = next((w.text for w in rest if w.text in ("?", "”", ".", "!")), "")
    return after == "?"


def _covers(scene: Scene, inner: int | None, at: int) -> bool:
    if inner is None:
        return scene.innermost(at) is None
    return any(s <= at < e for s, e in scene.voices[inner].content)


def provision(scene: Scene, clause: Clause, document: Who, inner: int | None) -> Draft:
    """What a draft provides is proposed by whoever put it forward."""
    start, end = reach(scene, clause, inner)
    act: Act = "demand" if clause.verb.lemma == "demand" else "propose"
    draft = Draft(
        start, end, (clause.verb.start, clause.verb.end), act, None, document, "actual", "pos", clause, inner, False, True, 0.6
    )
    draft.why.append("provision of a document")
    return draft


def future(scene: Scene, clause: Clause, actor: Who | None, speaker: Who | None, inner: int | None) -> Draft | None:
    """What another party than the speaker is said to be going to do is its own planned conduct, unless it is foretold in
    somebody's own words ("Velmar will not prevail"): then it is his view."""
    own_words = scene.voices[inner].quote == "direct" if inner is not None else scene.office and scene.office.kind == "person"
    if own_words and speaker is not None:
        return None
    if actor is None or not actor.keys or actor.kind in ("document", "wire", "media") or same(actor, speaker):
        return None
    if clause.verb.dep == "relcl" and clause.verb.lemma in MADE_OF:
        return None  # "a cabinet that would include them"
    backshifted = clause.modal == "would" and inner is not None and scene.voices[inner].quote != "direct"
    if (clause.modal not in ("will", "shall") and not backshifted) or clause.verb.lemma in ("be", "have", "need", "like"):
        return None
    if speaker is not None and clause.verb.lemma in words_of("forecast"):
        return None  # "would win the vote" foretells it
    if inner is not None and _supposed(scene.voices[inner]):
        return None  # "he thought the dockers would walk out": his view of it
    if clause.verb.dep == "relcl" and clause.verb.lemma in words_of("receiving"):
        return None  # "under which new workers would get less"
    start, end = reach(scene, clause, inner)
    modality: Modality = "actual" if clause.negated else modality_of(scene, clause, "commit", inner, True, None)
    act: Act = "reject" if clause.negated else "commit"
    if modality == "conditional":
        act = awaiting(scene, clause)
    draft = Draft(
        start,
        end,
        (clause.verb.start, clause.verb.end),
        act,
        None,
        actor,
        modality,
        "pos",
        clause,
        inner,
        inner is not None,
        False,
        0.45,
    )
    draft.why.append("clause: a party's future")
    draft.condition = condition_of(scene, clause)
    return draft
