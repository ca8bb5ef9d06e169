"""Which clauses are moves, whose, and which act: frames first, else what is done by saying the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract import frames
from communique.extract.clauses import Clause
from communique.extract.contents import content_lemmas, judge, words_of
from communique.extract.draft import JOINT, SPEECH_ACTS, Draft
from communique.extract.extents import condition_of, cue_of_frame, modality_of, reach
from communique.extract.scene import Scene
from communique.extract.voices import Voice
from communique.extract.who import Who
from communique.parse.tree import Word
from communique.record.move import Act, Polarity

PLAIN = frozenset(
    "say tell add state note ask reply explain write declare claim announce comment remark continue report cite quote mention recall"
    " believe think know see argue reveal disclose suggest indicate describe call stress emphasise emphasize underline underscore"
    " reiterate reaffirm confirm affirm acknowledge admit concede maintain insist point-out argue observe according confide show find".split()
)

PASS_ON = frozenset({"media", "wire"})


def find_acts(scene: Scene) -> list[Draft]:
    """All drafts, in order of text, overlapping ones of one party folded."""
    drafts: list[Draft] = []
    cues = {v.cue_word: n for n, v in enumerate(scene.voices) if v.cue_word is not None}
    cue_clauses = {_clause_of(scene, i): n for i, n in cues.items() if scene.parsed.words[i].dep not in ("prep", "case", "mark")}
    for clause in scene.clauses:
        drafts.extend(_read(scene, clause, cue_clauses.get(clause.verb.i)))
    drafts.extend(_nominal(scene))
    return fold(scene, drafts)


def _nominal(scene: Scene) -> Iterator[Draft]:
    """ "told the envoy about Arland's readiness to talk": a noun of an act as all that a plain cue has for content."""
    for number, voice in enumerate(scene.voices):
        holder = scene.voices[voice.parent] if voice.parent is not None else None
        act = frames.nouns().get(voice.lemma)
        who = scene.sources.get(number)
        if act is None or act in JOINT or holder is None or holder.cue_word is None or holder.basis != "object" or who is None or not who.keys:
            continue
        clause = scene.by_verb.get(_clause_of(scene, holder.cue_word))
        if clause is None or clause.verb.lemma not in PLAIN | {"inform", "convey", "relay", "tell"} or voice.cue is None or frames.match(clause) is not None:
            continue
        start, end = reach(scene, clause, holder.parent)
        draft = Draft(start, end, voice.cue, act, None, who, "actual", "pos", clause, voice.parent, False, True, 0.5)
        draft.why.append(f"noun “{voice.lemma}” → {act}")
        yield draft


def _clause_of(scene: Scene, word: int) -> int:
    """The verb of the clause in which a cue word stands."""
    if word in scene.by_verb:
        return word
    return next((up.i for up in scene.parsed.up(scene.parsed.words[word]) if up.i in scene.by_verb), word)


def _read(scene: Scene, clause: Clause, cue_of: int | None) -> Iterator[Draft]:
    if _background(scene, clause):
        return
    inner = scene.innermost((clause.raised or clause).verb.start)
    speaker = scene.speaker(inner)
    actor = _actor(scene, clause, speaker)
    if actor is not None and actor.kind == "document" and clause.finite and clause.verb.lemma in PROVIDING:
        yield _provision(scene, clause, actor, inner)
        return
    frame = frames.match(clause)
    if cue_of is not None and (frame is None or clause.verb.lemma in PLAIN and not _says_more(frame)):
        return  # its content is read on its own
    if frame is not None and frame.words[0] in WISHING and _opens(scene, clause):
        return  # "I want to thank …": the thanks are the move
    if _inside_act(scene, clause, inner):
        return
    if frame is not None:
        if draft := _framed(scene, clause, frame, actor, speaker, inner, cue_of):
            yield draft
            if draft.told and draft.kind in ("military", "coerce") and draft.modality != "planned" and (also := _blames(scene, draft, speaker)):
                yield also
            return
        if clause.subject is not None and clause.subject.tag == "PRP" and frame.act in SPEECH_ACTS | JOINT:
            return  # somebody's act, it is not known whose
    if draft := _future(scene, clause, actor, speaker, inner):
        yield draft
    elif (inner is not None or scene.office is not None) and (draft := _said(scene, clause, actor, speaker, inner)):
        yield draft


def _says_more(frame: frames.Frame) -> bool:
    """Whether a frame of a plain cue names an act ("call on", "stress the need"), not only that something is said."""
    return len(frame.words) > 1 and frame.words[-1] != "that" or frame.nominal is not None


WISHING = frozenset({"want", "wish", "would", "seek", "try", "need", "hope", "ask", "begin", "continue", "have", "be"})


def _opens(scene: Scene, clause: Clause) -> bool:
    """Whether the infinitive below names an act that is done by saying so ("thank", "urge", "reiterate")."""
    return any(c.verb.dep == "xcomp" and c.verb.lemma in PERFORMED for c in scene.below(clause))


PERFORMED = frozenset(
    "thank congratulate welcome commend urge reiterate reaffirm stress emphasise emphasize condemn express call remind warn applaud praise"
    " underscore appeal assure salute wish ask invite acknowledge".split()
)

CLAUSAL = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp", "parataxis", "pcomp", "csubj", "dep", "appos"})

SUPPOSED = frozenset({"if", "unless", "until", "once", "whether", "till", "before", "provided", "lest", "so", "because", "since"})


def _background(scene: Scene, clause: Clause) -> bool:
    """Purposes ("to discuss …"), conditions ("if …") and what no sentence says are no moves of their own."""
    verb = clause.verb
    if verb.dep not in CLAUSAL:
        return True
    if (
        clause.infinitive
        and verb.dep in ("advcl", "acl", "relcl", "ROOT", "ccomp", "conj")
        and not clause.modal
        and clause.subject is None
    ):
        return True
    if clause.infinitive and verb.dep in ("advcl", "acl", "relcl"):
        return True
    if verb.dep == "pcomp" and clause.parent is not None:
        return True
    if clause.infinitive and verb.dep == "xcomp" and (frame := frames.match(clause)) is not None and frame.act == "deed":
        return True  # what somebody wants, agrees or is able to do is not done
    return any(k.low in SUPPOSED and k.dep in ("mark", "advmod") and k.i < verb.i for k in scene.parsed.kids(verb))


def _inside_act(scene: Scene, clause: Clause, inner: int | None) -> bool:
    """Whether the clause only spells out an act that its own cue names ("accused X of failing to …")."""
    upper = clause.parent
    if upper is None or clause.raised is not None:
        return False
    if clause.verb.i < upper.verb.i and any(o.dep == "dobj" for o in upper.objects):
        return False
    if clause.verb.dep in ("conj", "advcl", "relcl", "parataxis"):
        return False
    frame = frames.match(upper)
    if frame is not None and frame.words[0] in WISHING and _opens(scene, upper):
        return False
    return (
        frame is not None
        and (frame.act in SPEECH_ACTS | {"agree", "meet"})
        and clause.verb.dep in ("ccomp", "xcomp", "pcomp", "acl", "advcl")
        and not (upper.verb.lemma in PLAIN and len(frame.words) == 1)
    )


def _actor(scene: Scene, clause: Clause, speaker: Who | None) -> Who | None:
    resolve = scene.resolver.resolve
    if clause.passive:
        return resolve(clause.agent, speaker) if clause.agent is not None else None
    return resolve(clause.subject, speaker)


def _same(one: Who | None, other: Who | None) -> bool:
    return one is not None and other is not None and bool(set(one.keys) & set(other.keys))


def _framed(scene: Scene, clause: Clause, frame: frames.Frame, actor: Who | None, speaker: Who | None, inner: int | None,
            cue_of: int | None) -> Draft | None:  # fmt: skip
    act, kind = frame.act, frame.kind
    if actor is None and clause.passive:
        actor = _agentless(scene, clause, frame, speaker, inner)
    if actor is None or not actor.keys or actor.kind in PASS_ON:
        return None
    if actor.kind == "document" and act not in (
        "propose",
        "demand",
        "appeal",
        "position",
        "accuse",
        "criticise",
        "warn",
        "support",
        "reject",
        "agree",
        "commit",
    ):
        return None
    negative = False
    weak = len(frame.words) == 1 and frame.nominal is None
    own = _same(actor, speaker)
    told = inner is not None and not own
    by = actor
    if act == "status" and frame.words[-1] in ("delegation", "team"):
        owner = next(
            (w for o in clause.objects if (w := scene.resolver.resolve(o, speaker)) is not None and w.kind != "document"), None
        )
        by = owner or actor
    if frame.words[0] in ("decline", "refuse") and any(c.verb.dep == "xcomp" and c.verb.lemma in ANSWERING for c in scene.below(clause)):
        act, negative = "status", True
    if act in JOINT:
        by = _joint(scene, clause, actor, speaker)
        if act == "agree" and len(by.keys) == 1 and not by.partial:
            act = "accept" if "to" in clause.args or "demand" in clause.args else "agree"
    polarity: Polarity = "neg" if (clause.negated or negative) and frame.words[-1] not in ("option", "choice", "but") else "pos"
    if (
        clause.negated
        and act in ("accept", "agree", "support", "commit", "offer", "propose", "deed", "meet")
        and (
            own
            and inner is not None
            and clause.modal in ("will", "would", "can", "could", "shall")
            or frame.words[0] in ("accept", "agree", "support", "back")
            and clause.modal
        )
    ):
        act, kind, polarity = "reject", None, "pos"
    modality = modality_of(scene, clause, act, inner, told, frame)
    sure = 0.6 + 0.12 * (not weak) - 0.15 * (act == "deed" and weak) - 0.1 * (not clause.finite)
    start, end = reach(scene, clause, inner)
    if cue_of is not None and clause.verb.dep != "conj" and scene.voices[cue_of].basis not in ("passive", "object"):
        first, last = scene.voices[cue_of].content[0][0], scene.voices[cue_of].content[0][1]
        if last <= clause.verb.start and not any(o.dep == "dobj" for o in clause.objects):
            start, end = first, last  # "“…,” she warned": the words before are the act
    if act == "commit" and _harm(scene, (start, end)) or _ahead(scene, clause, frame):
        act, kind = "threaten", None
    if act == "warn" and any(
        c.verb.dep == "ccomp" and c.modal in ("will", "would") and _same(scene.resolver.resolve(c.subject, actor), actor)
        for c in scene.below(clause)
    ):
        act = "threaten"
    if clause.verb.lemma in NAMING and (len(frame.words) == 1 or frame.words[1] == "as"):
        act = _named(scene, clause, (start, end))
    draft = Draft(start, end, cue_of_frame(scene, clause, frame), act, kind, by, modality, polarity, clause, inner, told,
                  act in SPEECH_ACTS and act not in ("status",), sure)  # fmt: skip
    draft.why.append(frame.label)
    draft.condition = condition_of(scene, clause)
    return draft


ANSWERING = frozenset({"comment", "say", "answer", "respond", "confirm", "discuss", "elaborate", "give", "address", "speculate", "reply", "disclose", "name"})
def _blames(scene: Scene, deed: Draft, speaker: Who | None) -> Draft | None:
    """Who tells a harmful deed of another accuses him of it."""
    if speaker is None or not speaker.keys or speaker.kind in PASS_ON or _same(speaker, deed.by):
        return None
    return Draft(deed.start, deed.end, deed.cue, "accuse", None, speaker, "actual", "pos", deed.clause, deed.voice, False, True,
                 deed.sure - 0.1, to=deed.by.keys, why=["a harmful deed told of another"])  # fmt: skip


PROVIDING = frozenset(
    "seek oblige bind prohibit forbid ban bar permit allow require limit restrict call provide stipulate envisage propose demand commit"
    " guarantee foresee entitle exclude rule contain include set".split()
)


def _provision(scene: Scene, clause: Clause, document: Who, inner: int | None) -> Draft:
    """What a draft provides is proposed by whoever put it forward."""
    start, end = reach(scene, clause, inner)
    act: Act = "demand" if clause.verb.lemma == "demand" else "propose"
    draft = Draft(
        start, end, (clause.verb.start, clause.verb.end), act, None, document, "actual", "pos", clause, inner, False, True, 0.6
    )
    draft.why.append("provision of a document")
    return draft


def _future(scene: Scene, clause: Clause, actor: Who | None, speaker: Who | None, inner: int | None) -> Draft | None:
    """What another party than the speaker is said to be going to do is its own planned conduct."""
    if actor is None or not actor.keys or actor.kind in ("document", "wire", "media") or _same(actor, speaker):
        return None
    backshifted = clause.modal == "would" and inner is not None and scene.voices[inner].quote != "direct"
    if clause.modal not in ("will", "shall") and not backshifted or clause.verb.lemma in ("be", "have", "need", "like"):
        return None
    start, end = reach(scene, clause, inner)
    draft = Draft(start, end, (clause.verb.start, clause.verb.end), "reject" if clause.negated else "commit", None, actor,
                  "actual" if clause.negated else modality_of(scene, clause, "commit", inner, True, None), "pos", clause, inner, inner is not None,
                  False, 0.45)  # fmt: skip
    draft.why.append("clause: a party's future")
    draft.condition = condition_of(scene, clause)
    return draft


HARMING = frozenset(
    {"impose", "slap", "retaliate", "retaliation", "retaliatory", "countermeasure", "lockout", "walkout", "blockade"}
)


def _harm(scene: Scene, span: tuple[int, int]) -> bool:
    lemmas = content_lemmas(scene.parsed, span)
    return bool(lemmas & HARMING) or "strike" in lemmas and bool(lemmas & {"vote", "ballot", "walk", "call"})


def _ahead(scene: Scene, clause: Clause, frame: frames.Frame) -> bool:
    """A harmful deed that is still to come is a threat: "will close the strait", "will take action if …"."""
    if frame.act != "deed" or clause.negated or clause.modal not in ("will", "would", "shall") and not clause.infinitive:
        return False
    if frame.kind in ("coerce", "sanction") and frame.words[0] not in ("lift", "ease", "cut"):
        return clause.modal != ""
    return clause.modal != "" and condition_of(scene, clause) is not None and (
        frame.kind in ("military", "protest") or frame.words[-1] in ("action", "measure", "step")
    )


NAMING = frozenset({"call", "describe", "label", "brand", "dub", "characterise", "characterize", "term"})


def _named(scene: Scene, clause: Clause, span: tuple[int, int]) -> Act:
    """What one calls another tells whether one praises or blames."""
    lemmas = content_lemmas(scene.parsed, span)
    if lemmas & words_of("untrue") and clause.verb.lemma != "term":
        return "deny"
    if lemmas & (words_of("bad") | words_of("sad")) or "worst" in lemmas:
        return "criticise"
    return "support" if lemmas & words_of("good") else "assess"


def _agentless(scene: Scene, clause: Clause, frame: frames.Frame, speaker: Who | None, inner: int | None) -> Who | None:
    """A passive without an agent: the joint parties of a meeting or agreement; else the speaker of a readout's sentence before."""
    if frame.act in JOINT or frame.act == "status":
        if clause.subject is not None:
            found = _parties_in(scene, clause, speaker)
            if len(found) > 1:
                return Who(tuple(found), None, "state", "definite")
        pair = scene.resolver._pair(clause.verb)
        return pair
    if frame.act in SPEECH_ACTS and scene.office is not None:
        return speaker if inner is not None else scene.resolver.last_speaker(clause.verb) or scene.office
    return None


def _joint(scene: Scene, clause: Clause, actor: Who, speaker: Who | None) -> Who:
    """Actor and those met, called or agreed with."""
    keys = list(actor.keys)
    if len(keys) < 2 or any(p in ("with", "between") for p, _ in clause.preps):
        others: list[Word] = [
            w for p, w in clause.preps if p in ("with", "between", "to") and (p != "to" or clause.verb.lemma in ("speak", "talk"))
        ]
        if clause.verb.lemma in ("meet", "visit", "telephone", "phone", "host", "receive", "call"):
            others += [o for o in clause.objects if o.dep == "dobj"]
        for other in others:
            if who := scene.resolver.resolve(other, speaker):
                if who.kind not in ("wire", "media", "document"):
                    keys += [k for k in who.keys if k not in keys]
    if len(keys) == 1 and clause.verb.lemma in ("discuss", "review", "meet", "agree", "negotiate") and scene.office is not None:
        pass
    return Who(
        tuple(keys),
        actor.name if len(keys) == len(actor.keys) else None,
        actor.kind,
        actor.how,
        actor.role,
        actor.partial,
        actor.span,
    )


def _parties_in(scene: Scene, clause: Clause, speaker: Who | None) -> list[str]:
    """Party keys named in the clause, in order."""
    keys: list[str] = []
    for k in range(clause.verb.left, clause.verb.right + 1):
        if k in scene.cast.at:
            entity = scene.cast.at[k][1]
            if entity.kind in ("state", "organisation", "bloc", "person", "body", "group"):
                keys += [key for key in entity.party if key not in keys]
    return keys


def _said(scene: Scene, clause: Clause, actor: Who | None, speaker: Who | None, inner: int | None) -> Draft | None:
    """The move that a speaker makes by the sentence, for the main clauses of what he says."""
    if speaker is None or not speaker.keys or speaker.kind in PASS_ON:
        return None
    if not _main(scene, clause, inner):
        return None
    voice = scene.voices[inner] if inner is not None else None
    if voice is not None and voice.lemma and not _plain(scene, voice):
        return None
    if inner is None and clause.passive and clause.agent is None:
        speaker = scene.resolver.last_speaker(clause.verb) or speaker
    own = _same(actor, speaker) if actor is not None else None
    start, end = reach(scene, clause, inner)
    if end - start < 12:
        return None
    verdict = judge(scene.parsed, clause, own, (start, end))
    modality = modality_of(scene, clause, verdict.act, inner, False, None)
    sure = verdict.sure + (0.05 if voice is not None else -0.15)
    draft = Draft(start, end, (clause.verb.start, clause.verb.end), verdict.act, None, speaker, modality, "neg" if verdict.negative else "pos",
                  clause, inner, False, verdict.act != "deed", sure)  # fmt: skip
    if draft.act == "deed":
        draft.kind = "other"
    if (
        clause.modal == "would"
        and draft.act in ("assess", "status", "support", "criticise", "warn")
        and draft.modality == "planned"
    ):
        draft.modality = "hypothetical"
    draft.why.append(verdict.why)
    draft.condition = condition_of(scene, clause)
    return draft


def _plain(scene: Scene, voice: Voice) -> bool:
    """Whether the cue leaves open what is done by the words: "said", "according to", any cue of a quotation."""
    return voice.quote == "direct" or voice.lemma.split()[0] in PLAIN or not voice.lemma.isalpha()


def _main(scene: Scene, clause: Clause, inner: int | None) -> bool:
    """Whether the clause is the main one of a stretch of speech (or of a sentence of a release)."""
    if clause.verb.dep in ("relcl", "acl", "advcl", "pcomp", "csubj", "xcomp") or not clause.finite and clause.verb.tag not in ("VB", "VBG"):
        return False
    if scene.parsed.words[scene.parsed.sentences[clause.verb.sentence].last - 1].text in ("?", "”") and _asks(scene, clause):
        return False
    parent = clause.parent
    while parent is not None and not (_covers(scene, inner, parent.verb.start)):
        parent = None
    if parent is None:
        return clause.finite or clause.verb.tag == "VB" and clause.verb.dep == "ROOT"
    return clause.verb.dep in ("conj", "parataxis") and clause.finite and clause.own_subject


def _asks(scene: Scene, clause: Clause) -> bool:
    """Whether the sentence is a question: it puts nothing on the record."""
    words = scene.parsed.of(scene.parsed.sentences[clause.verb.sentence])
    return any(w.text == "?" for w in words[-2:])


def _covers(scene: Scene, inner: int | None, at: int) -> bool:
    if inner is None:
        return scene.innermost(at) is None
    return any(s <= at < e for s, e in scene.voices[inner].content)


def fold(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft where two of a party cover the same words; the surer one, then the longer one, stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.sure, d.start - d.end, d.start)):
        if not any(_overlap(draft, other) >= 0.5 and set(draft.by.keys) == set(other.by.keys) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end))


def _overlap(one: Draft, other: Draft) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(1, max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0
