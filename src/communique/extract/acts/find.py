"""Which clauses are moves, whose, and which act: frames first, else what is done by saying the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.extract.acts import frames
from communique.extract.acts.actors import acting, issued, presumed
from communique.extract.acts.backdrop import is_backdrop
from communique.extract.acts.draft import JOINT, PLAIN, SPEECH_ACTS, Draft, overlap, same
from communique.extract.acts.extents import reach
from communique.extract.acts.framed import NAMING, blames, framed
from communique.extract.acts.nominals import find_nominals
from communique.extract.acts.reproach import blamed
from communique.extract.acts.said import PROVIDING, asks, future, provision, said
from communique.extract.acts.setting import is_setting
from communique.extract.acts.spoken import only_quoted, silent
from communique.extract.acts.turned import wished
from communique.extract.acts.untold import (
    absolute,
    done_before,
    follows,
    judged,
    meant,
    of_condition,
    responding,
    stays_away,
    untold,
)
from communique.extract.clauses import OBJECT_CONTROL, Clause, quoting
from communique.extract.lexicon import words
from communique.extract.parties.who import Who
from communique.extract.provisos import PROVIDED, provided
from communique.extract.scene import Scene
from communique.extract.voices.find import Voice
from communique.parse.tree import Word

WISHING = words("wishing")
PERFORMED = words("performed")
SILENT = words("silent")
UNSPOKEN = frozenset({"", "would", "could"})  # "would not say"
QUESTIONED = frozenset({"ask", "press", "question", "consult", "quiz"})
CLAUSAL = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp", "parataxis", "pcomp", "csubj", "dep", "appos"})

ASPECT = frozenset({"begin", "continue", "keep", "manage", "proceed", "resume", "start"})  # what hangs on them is done
CAUSING = frozenset({"cause", "compel", "drive", "force", "lead", "oblige", "prompt", "spur"})
ISSUING = frozenset({"circulate", "deliver", "issue", "post", "publish", "release", "send", "write"})
SUPPOSED = frozenset({"if", "unless", "until", "once", "whether", "till", "before", "provided", "lest", "so"})


def find_acts(scene: Scene) -> list[Draft]:
    """All drafts, in order of text, overlapping ones of one party folded."""
    drafts: list[Draft] = []
    cues = {v.cue_word: n for n, v in enumerate(scene.voices) if v.cue_word is not None and not _names_subject(scene, v)}
    cue_clauses = {_clause_of(scene, i): n for i, n in cues.items() if scene.parsed.words[i].dep not in ("prep", "case", "mark")}
    for clause in scene.clauses:
        drafts.extend(_read(scene, clause, cue_clauses.get(clause.verb.i)))
    drafts.extend(_nominal(scene))
    drafts.extend(find_nominals(scene, drafts))
    drafts.extend(silent(scene, drafts))
    return fold([draft for draft in drafts if not (_only_aimed_at(scene, draft) or is_setting(scene, draft))])


def _names_subject(scene: Scene, voice: Voice) -> bool:
    """Whether a noun of saying with its content is what something is said of: "the claim that it lied was an insult"."""
    cue = scene.parsed.words[voice.cue_word] if voice.cue_word is not None else None
    if cue is None or not cue.is_noun or cue.dep not in ("nsubj", "nsubjpass"):
        return False
    return voice.content[-1][1] <= scene.parsed.words[cue.head].start


def _only_aimed_at(scene: Scene, draft: Draft) -> bool:
    """Whether a deed, or a meeting, is told as done though it hangs on what only aims at it ("authorised to speak to …")."""
    return draft.act in ("deed", "meet") and draft.modality == "actual" and scene.facts.of(draft.clause).standing == "open"


def _nominal(scene: Scene) -> Iterator[Draft]:
    """ "told the envoy about Arland's readiness to talk": a noun of an act is all that a verb of telling has for content."""
    for clause in scene.clauses:
        if clause.verb.lemma not in TELLING or clause.passive:
            continue
        for prep, noun in clause.preps:
            act = frames.nouns().get(noun.lemma)
            inner = scene.innermost(clause.verb.start)
            teller = acting(scene, clause, scene.speaker(inner))
            if prep not in ("about", "of") or act is None or act in JOINT or teller is None or not teller.keys:
                continue
            owner = next((scene.resolver.resolve(k) for k in noun.kids if k.dep == "poss"), None)
            if owner is not None and owner.keys and owner.kind not in ("document", "wire", "media"):
                teller = replace(teller, keys=owner.keys)  # whose readiness it is, acts; who tells of it, speaks
            start, end = reach(scene, clause, inner)
            told = inner is not None and not same(teller, scene.sources.get(inner))
            draft = Draft(start, end, (noun.start, noun.end), act, None, teller, "actual", "pos", clause, inner, told, True, 0.5)
            draft.why.append(f"noun “{noun.lemma}” → {act}")
            yield draft
            break


TELLING = frozenset({"tell", "inform", "notify", "assure", "remind"})


def _clause_of(scene: Scene, word: int) -> int:
    """The verb of the clause in which a cue word stands."""
    if word in scene.by_verb:
        return word
    return next((up.i for up in scene.parsed.up(scene.parsed.words[word]) if up.i in scene.by_verb), word)


def _read(scene: Scene, clause: Clause, cue_of: int | None) -> Iterator[Draft]:
    if _background(scene, clause) or _suggested(clause) or is_backdrop(scene, clause):
        return
    inner = scene.innermost((clause.raised or clause).verb.start)
    speaker = scene.speaker(inner)
    actor = acting(scene, clause, speaker)
    ours = clause.subject is not None and clause.subject.low in ("we", "i")  # "a statement saying: “We call upon them …”"
    if actor is not None and actor.kind == "document" and clause.finite and clause.verb.lemma in PROVIDING and not ours:
        yield provision(scene, clause, actor, inner)
        return
    if inner is not None and asks(scene, clause):
        return
    frame = frames.match(clause)
    if frame is not None and (how := responding(scene, clause)) is not None:
        frame = how
    if frame is not None and frame.act == "deed" and follows(clause):
        frame = actor = None
    if (
        frame is not None
        and clause.verb.lemma in ISSUING
        and any(issued(scene, below) is clause for below in scene.below(clause))
    ):
        return  # what it does is told by its participle
    never = any(k.low == "never" for k in clause.verb.kids)
    not_said = clause.negated and not never and not only_quoted(scene, clause)
    quiet = not_said and clause.verb.lemma in SILENT and clause.modal in UNSPOKEN
    if quiet or _yet_to(scene, clause) or stays_away(clause):
        frame = frames.Frame("status", None, (clause.verb.lemma, "not"))
    elif cue_of is not None and (frame is None or (clause.verb.lemma in PLAIN and not _puts(scene, frame, clause))):
        return  # its content is read on its own
    if frame is not None and frame.words[0] in WISHING and _opens(scene, clause):
        return  # "I want to thank …": the thanks are the move
    if _inside_act(scene, clause, inner) or (frame is not None and (_role(clause, frame) or untold(scene, clause, frame))):
        return
    if frame is not None:
        found = list(_framed(scene, clause, frame, actor, speaker, inner, cue_of))
        yield from found
        if found:
            return
        if clause.subject is not None and clause.subject.tag == "PRP" and (frame.act in SPEECH_ACTS or frame.act in JOINT):
            speaker = None  # somebody's act, it is not known whose
    if (draft := future(scene, clause, actor, speaker, inner)) or (
        (inner is not None or scene.office is not None) and (draft := said(scene, clause, actor, speaker, inner))
    ):
        yield draft
    elif frame is not None and actor is None and (frame.act != "deed" or len(frame.words) > 1):
        yield from _framed(scene, clause, frame, presumed(scene, clause, speaker), speaker, inner, cue_of)


def _framed(
    scene: Scene,
    clause: Clause,
    frame: frames.Frame,
    actor: Who | None,
    speaker: Who | None,
    inner: int | None,
    cue_of: int | None,
) -> Iterator[Draft]:
    """What a clause with its frame tells: the move, and of a harmful deed of another the reproach."""
    draft = framed(scene, clause, frame, actor, speaker, inner, cue_of)
    if draft is None:
        return
    unable = clause.parent if clause.infinitive and clause.modal else None  # "was unable to accept"
    if (whole := issued(scene, clause) or _carried(scene, clause) or unable) is not None:
        draft.start = min(draft.start, reach(scene, whole, inner)[0])
    if clause.subject is not None and absolute(scene, clause.verb):
        draft.start = min(draft.start, scene.parsed.words[clause.subject.left].start)
    if draft.told and blamed(clause, frame) and (charge := blames(draft, speaker)) is not None:
        yield charge  # who is to blame has done nothing by it
        return
    yield draft
    faithless = draft.told and draft.act in ("reject", "status") and frame.words[:2] in FAITHLESS
    harm = draft.told and draft.kind in ("military", "coerce") and draft.modality != "planned"
    if (harm or faithless) and (also := blames(draft, speaker)):
        yield also


def _puts(scene: Scene, frame: frames.Frame, clause: Clause) -> bool:
    """Whether a plain cue puts something forward ("suggested that a group be set up"), or names an act besides."""
    return any(_suggested(below) for below in scene.below(clause)) or _says_more(frame, clause)


def _suggested(clause: Clause) -> bool:
    """Whether it is told as what somebody would have done, not as done: "suggested that Arland make it good"."""
    upper = clause.parent
    return upper is not None and upper.verb.lemma == "suggest" and clause.verb.dep == "ccomp" and wished(clause)


def _says_more(frame: frames.Frame, clause: Clause) -> bool:
    """Whether a frame of a plain cue names an act ("call on", "stress the need"), not only that something is said."""
    if frame.words[0] in NAMING:  # "called the offer an insult"
        return len(frame.words) > 1 or "as" in clause.args or any(o.dep in ("dobj", "oprd") for o in clause.objects)
    if frame.words == ("suggest",) and "that" not in clause.args and any(o.dep == "dobj" and o.is_noun for o in clause.objects):
        return True  # "suggested a cap"
    if frame.words[0] == "suggest" and any(prep == "to" for prep, _ in clause.preps):
        return True  # "suggested to Arland that they meet"
    if frame.act == "deed" and frame.words[0] in POSTING and not clause.objects:
        return False  # "“…,” he posted on the site"
    return (len(frame.words) > 1 and frame.words[-1] != "that") or frame.nominal is not None


FAITHLESS = frozenset(
    tuple(frame.split())
    for frame in (
        "break word|break promise|break pledge|break off|break agreement|break deal|break commitment|renege|renege on|go back"
        "|walk away|walk out|back out|drag feet|drag heel|backtrack|backtrack on|backslide"
    ).split("|")
)  # what is a wrong where another tells it
POSTING = frozenset({"post", "tweet", "write"})


def _role(clause: Clause, frame: frames.Frame) -> bool:
    """ "Who heads the delegation", "who is close to the talks": who somebody is, beside what is told of him."""
    return frame.act == "status" and clause.verb.dep == "relcl" and frame.words[0] in ROLES


ROLES = frozenset({"be", "brief", "expire", "head", "lead"})


def _opens(scene: Scene, clause: Clause) -> bool:
    """Whether the infinitive below names an act that is done by saying so ("thank", "urge", "reiterate")."""
    return any(c.verb.dep == "xcomp" and c.verb.lemma in PERFORMED for c in scene.below(clause))


def _background(scene: Scene, clause: Clause) -> bool:
    """Purposes ("to discuss …"), conditions ("if …") and what no sentence says are no moves of their own."""
    verb = clause.verb
    if verb.dep not in CLAUSAL or (verb.dep == "advcl" and verb.lemma in QUESTIONED and verb.tag in ("VBN", "VBD")):
        return True  # "Asked whether …, the minister said"
    if any(verb.i <= (provided(scene.parsed, w) or -1) for w in _opening_provisos(scene, verb)):
        return True  # "will return provided the firm pays"
    bare = clause.infinitive and not clause.modal and clause.subject is None
    if (clause.infinitive and verb.dep in ("advcl", "acl", "relcl")) or (bare and verb.dep in ("ROOT", "ccomp", "conj")):
        return True
    if verb.dep == "csubj" and verb.tag == "VBG" and not clause.own_subject:
        return True  # "settling the row is its aim"
    if verb.dep == "pcomp" and clause.parent is not None and quoting(scene.parsed, verb) is None:
        return not done_before(scene, clause.verb) and absolute(scene, verb) is None
    if meant(scene, clause) or _joined_to_background(scene, clause) or of_condition(scene, clause):
        return True
    if not clause.finite and verb.dep == "advcl" and (frame := frames.match(clause)) is not None and frame.kind == "other":
        return True  # "leaving 4,000 without a contract"
    if clause.infinitive and verb.dep == "xcomp" and (frame := frames.match(clause)) is not None and frame.act == "deed":
        return _carried(scene, clause) is None  # what somebody wants, agrees or is able to do is not done
    upper = clause.parent
    if clause.infinitive and upper is not None and (judged(upper) or _only_wanted(clause, upper)):
        return True  # "it is possible to agree", "it is up to Arland to accept"
    ended = _came_about(clause, upper)
    if not ended and upper is not None and upper.condition is not None and upper.condition[0] <= verb.start < upper.condition[1]:
        return True  # "will sign when they leave"
    if upper is not None and verb.dep == "ccomp" and _to_be_seen_to(scene, verb, upper):
        return True  # "to make sure they do not leave"
    if upper is not None and upper.negated and "truth" in upper.args:
        return True  # "there is no truth in reports that Arland sells weapons" tells of no sale
    supposed = {k.low for k in verb.kids if k.low in SUPPOSED and k.dep in ("mark", "advmod") and k.i < verb.i}
    return bool(supposed) and not (supposed <= {"until", "till"} and ended)


def _to_be_seen_to(scene: Scene, verb: Word, upper: Clause) -> bool:
    """Whether it is what somebody is to see to, not what is: the content of "ensure", "guarantee", "make sure"."""
    over = scene.parsed.words[verb.head]
    sure = over.low in ("sure", "certain") and upper.verb.lemma == "make"
    return (sure or over.lemma in ENSURING) and upper.verb.tag in ("VB", "VBG", "VBP", "VBZ")


ENSURING = frozenset({"assure", "ensure", "guarantee"})


def _came_about(clause: Clause, upper: Clause | None) -> bool:
    """Whether what ended something is told as done: "they haggled for weeks, until the Front walked out"."""
    if upper is None or upper.negated or upper.modal or upper.infinitive or clause.negated or clause.passive:
        return False
    return clause.verb.tag == "VBD" and upper.verb.tag == "VBD" and clause.verb.i > upper.verb.i and upper.verb.lemma in LASTED


LASTED = frozenset({"continue", "fight", "go", "haggle", "hold", "last", "meet", "negotiate", "observe", "spend", "talk"})


def _joined_to_background(scene: Scene, clause: Clause) -> bool:
    """ "Talks on opening roads, freeing prisoners and ending raids": what a gerund is joined to is no move, nor is its deed."""
    upper, verb = clause.parent, clause.verb
    if verb.dep != "conj" or verb.tag != "VBG" or clause.finite or upper is None or upper.verb.i != verb.head:
        return False
    frame = frames.match(clause)
    told = frame is not None and frame.act not in ("deed", "meet") and upper.verb.dep != "pcomp"
    return upper.verb.tag == "VBG" and not told and _background(scene, upper)


def _only_wanted(clause: Clause, upper: Clause) -> bool:
    """ "(Tried) to force them to agree": what another is to be brought to do, where it is not told that he was."""
    return clause.verb.dep in ("xcomp", "ccomp") and upper.infinitive and upper.does and upper.verb.lemma in OBJECT_CONTROL


def _opening_provisos(scene: Scene, verb: Word) -> list[Word]:
    """The words before a verb, or itself, that may open a condition: "provided", "providing"."""
    some = scene.parsed.by_lemma.get("provide")
    if not some:
        return []
    first = scene.parsed.sentences[verb.sentence].first
    return [w for w in some if first <= w.i <= verb.i and w.low in PROVIDED]


def _carried(scene: Scene, clause: Clause) -> Clause | None:
    """The clause above that carries a deed out: "continued to send", "began to shell" are done, "is to reopen" is planned."""
    upper = clause.parent
    if not clause.infinitive or clause.verb.dep != "xcomp" or upper is None or upper.verb.i != clause.verb.head:
        return None
    frame = frames.match(clause)
    if frame is None or len(frame.words) < 2:
        return None
    brought = upper.verb.lemma in CAUSING and upper.verb.tag in ("VBD", "VBN", "VBG")
    if brought and not (upper.passive or upper.modal or upper.negated):
        return clause if upper.does else None  # "leading Arland to suspend its membership"
    if not upper.finite:
        return None
    if upper.verb.lemma in ASPECT:
        done = scene.facts.of(clause).standing == "happened"
    else:
        done = upper.verb.tag in ("VBZ", "VBP") and upper.verb.lemma == "be" and not upper.objects and not upper.negated
    return upper if done and upper.subject is not None else None


def _inside_act(scene: Scene, clause: Clause, inner: int | None) -> bool:
    """Whether the clause only spells out an act that its own cue names ("accused X of failing to …")."""
    upper = clause.parent
    if upper is None or clause.raised is not None:
        return False
    if clause.verb.i < upper.verb.i and (any(o.dep == "dobj" for o in upper.objects) or (inner is None and clause.own_subject)):
        return False
    if clause.verb.dep == "pcomp" and done_before(scene, clause.verb):
        return False
    if clause.verb.dep == "conj" and not clause.own_subject and {clause.verb.tag, upper.verb.tag} <= {"VB", "VBP"}:
        return _inside_act(scene, upper, inner)  # "demanded that they leave and stop threatening the port"
    if _answers(clause, upper):
        return False
    if clause.verb.dep in ("conj", "advcl", "relcl", "parataxis") or absolute(scene, clause.verb):
        return False
    frame = frames.match(upper)
    if clause.verb.dep == "xcomp" and (upper.verb.lemma == "vote" or _yet_to(scene, upper)):
        return True  # "voted to approve the pact", "has yet to approve it"
    if clause.verb.dep == "xcomp" and upper.verb.tag == "VB" and upper.verb.lemma in STOPPED:
        return _inside_act(scene, upper, inner)
    if frame is not None and frame.words[0] in WISHING and _opens(scene, upper):
        return False
    return (
        frame is not None
        and (frame.act in SPEECH_ACTS or frame.act in JOINT)
        and clause.verb.dep in ("ccomp", "xcomp", "pcomp", "acl", "advcl")
        and not (upper.verb.lemma in PLAIN and (len(frame.words) == 1 or frame.words == (upper.verb.lemma, "that")))
    )


STOPPED = frozenset({"stop", "cease", "quit", "start", "begin", "keep", "resume", "continue"})


def _answers(clause: Clause, upper: Clause) -> bool:
    """Whether the parser took for a content what tells how a thing was met: "unveiled an offer that the union rejected"."""
    frame = frames.match(clause)
    if clause.verb.dep != "ccomp" or frame is None or frame.act not in ("accept", "criticise", "reject"):
        return False
    thing = any(o.dep == "dobj" and o.is_noun and o.i < clause.verb.i for o in upper.objects)
    return thing and clause.own_subject and not clause.objects and not clause.passive and upper.verb.i < clause.verb.i


def _yet_to(scene: Scene, clause: Clause) -> bool:
    """ "has yet to answer", "is yet to confirm"."""
    return (
        clause.verb.lemma in ("have", "be")
        and any(k.low == "yet" for k in clause.verb.kids)
        and any(c.verb.dep == "xcomp" for c in scene.below(clause))
    )


STRETCH = 400  # characters


def fold(drafts: list[Draft]) -> list[Draft]:
    """One draft where two of a party cover the same words; the surer one, then the longer one, stays."""
    kept: list[Draft] = []
    near: dict[int, list[Draft]] = {}  # kept drafts by the stretches of text they touch, so that few are compared
    for draft in sorted(drafts, key=lambda d: (-d.sure, d.start - d.end, d.start)):
        stretches = range(draft.start // STRETCH, draft.end // STRETCH + 1)
        keys = set(draft.by.keys)
        if any(overlap(draft, other) >= 0.5 and keys == set(other.by.keys) for k in stretches for other in near.get(k, ())):
            continue
        kept.append(draft)
        for k in stretches:
            near.setdefault(k, []).append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end))
