"""Where a move begins and ends, its cue, its condition and its modality (rule 3 of the guideline's settled points)."""

from __future__ import annotations

from typing import cast

from communique.extract.acts.frames import Frame
from communique.extract.acts.untold import absolute, done_before
from communique.extract.clauses import Clause
from communique.extract.conditions import is_condition
from communique.extract.lexicon import words
from communique.extract.provisos import PROVIDED, spelt
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record.move import Act, Modality


def reach(scene: Scene, clause: Clause, inner: int | None) -> tuple[int, int]:
    """The clause within its stretch of speech; a sentence that is all quotation takes its marks in."""
    key = "reach", inner
    if key not in clause.memo:
        clause.memo[key] = _reach(scene, clause, inner)
    return cast(tuple[int, int], clause.memo[key])


def _reach(scene: Scene, clause: Clause, inner: int | None) -> tuple[int, int]:
    parsed = scene.parsed
    start, end = clause.start, clause.end
    if inner is not None:
        for s, e in scene.voices[inner].content:
            if s <= clause.verb.start < e:
                start, end = max(start, s), min(end, e)
                text = parsed.text
                if scene.voices[inner].quote != "direct" and start == s and text[start : start + 5].lower() == "that ":
                    start += 5
                if start > s and text[start - 1] in '“"':
                    start -= 1
                while (
                    end < e and text[end] in '.,!?”"' and (text[end] in '”"' or (end + 1 < len(text) and text[end + 1] in '”"'))
                ):
                    end += 1
    for other in scene.raised_to(clause):  # what the parser put inside the content stands beside it
        if start < other.start < end:
            end = parsed.words[
                max(0, other.verb.left - 2 if parsed.words[other.verb.left - 1].dep == "cc" else other.verb.left - 1)
            ].end
    for kid in clause.verb.kids:  # "…, saying that …", "…, although …" are told on their own
        opening = parsed.words[kid.left + (parsed.words[kid.left].low == "even")].low
        if (
            kid.dep == "advcl"
            and (kid.tag == "VBG" or opening in APART)
            and kid.left > clause.verb.i
            and parsed.words[kid.left - 1].text == ","
            and start < parsed.words[kid.left - 1].start < end
        ):
            end = min(end, parsed.words[kid.left - 2].end)
        elif _besides(scene, clause.verb, kid) and start < parsed.words[kid.left].start < end:
            end = min(end, parsed.words[kid.left - 1 - (parsed.words[kid.left - 1].text == ",")].end)
    return start, max(end, start)


def _besides(scene: Scene, verb: Word, kid: Word) -> bool:
    """Whether what hangs on a verb is told beside it though no comma parts them: "walked out accusing the army of a raid", "broke
    down with the rebels refusing to sign"; behind a noun it may belong to that ("sent a letter warning them")."""
    if kid.dep == "advcl":
        behind = scene.parsed.words[kid.i - 1]
        open_to = ACCUSING - OF_PAPERS if behind.is_noun else ACCUSING
        return kid.tag == "VBG" and kid.left == kid.i and kid.i > verb.i and kid.lemma in open_to
    if kid.dep == "prep" and kid.low == "after" and kid.i > verb.i:
        return any(done_before(scene, below) for below in kid.kids)
    if kid.dep != "prep" or kid.low != "with" or kid.i < verb.i:
        return False
    return any(absolute(scene, below) is kid for one in kid.kids for below in (one, *one.kids))


OF_PAPERS = frozenset({"call", "confirm", "demand", "describe", "propose", "refuse", "urge", "warn"})
ACCUSING = words("speaking") - {"add", "note", "offer", "say"} | {"allege", "charge", "claim", "complain"}
APART = frozenset({"although", "though", "when", "whereas", "while"})  # behind a comma another clause, of its own


def cue_of_frame(clause: Clause, frame: Frame) -> tuple[int, int]:
    first, last = clause.verb, clause.verb
    for word in clause.objects:
        if word.lemma in frame.words and word.i > last.i:
            last = word
    for kid in clause.verb.kids:
        if kid.low in frame.words and kid.dep in ("prt", "prep") and kid.i > last.i:
            last = kid
    return first.start, last.end


def condition_of(scene: Scene, clause: Clause) -> str | None:
    """The words of the condition: of this clause, or of one that hangs on it as complement ("no choice but to act if …")."""
    if "condition" not in clause.memo:
        clause.memo["condition"] = _condition_of(scene, clause)
    return cast("str | None", clause.memo["condition"])


def _condition_of(scene: Scene, clause: Clause) -> str | None:
    pending, upper = [clause], clause.parent
    if clause.verb.dep == "conj" and not clause.own_subject and upper is not None and upper.verb.i == clause.verb.head:
        pending.append(upper)  # "failing which it will step in and take the plant over"
    while pending:
        candidate = pending.pop(0)
        if candidate.condition is not None and not is_condition(scene.parsed.text[slice(*candidate.condition)]):
            return scene.parsed.text[slice(*candidate.condition)]  # but for "on condition of anonymity"
        if (provided := _provided(scene, candidate)) is not None:
            return provided
        if (found := spelt(scene.parsed, candidate.verb)) is not None:
            return scene.parsed.text[slice(*found)]
        pending += [c for c in scene.below(candidate) if c.verb.dep in BELOW]
    return None


BELOW = frozenset({"xcomp", "acomp", "ccomp", "acl", "pcomp", "relcl", "advcl", "conj"})


def _provided(scene: Scene, clause: Clause) -> str | None:
    """ "Provided that …" and "in the event of …" hang on no verb of their own; the parser puts them on any word near by."""
    for word in scene.parsed.words[clause.verb.i + 1 : clause.verb.right + 1]:
        if word.low in PROVIDED and (scene.parsed.words[word.i - 1].text == "," or scene.parsed.words[word.i + 1].low == "that"):
            return scene.parsed.text[word.start : scene.parsed.words[word.right].end]
        if word.lemma == "event" and scene.parsed.words[word.i - 1].low == "the" and scene.parsed.words[word.i - 2].low == "in":
            return scene.parsed.text[scene.parsed.words[word.i - 2].start : scene.parsed.words[word.right].end]
    return None


def modality_of(scene: Scene, clause: Clause, act: Act, inner: int | None, told: bool, frame: Frame | None) -> Modality:
    """Rule 3 of the guideline's settled points; `would` in reported speech is a future told in the past.

    An act that is told as performed ("threatened to", "has offered to") took place, whatever it waits for; one that waits for
    its condition ("ready to … if", "would … unless") did not.
    """
    modal = clause.modal
    if _hearsay(clause):
        return "alleged"
    if frame is not None and frame.words[:2] == ("leave", "open") and "door" not in frame.words:
        return "hypothetical"
    if act == "accept" and modal == "could" and condition_of(scene, clause) is None:
        return "actual"  # "could live with it"
    future = modal in ("will", "shall") or _going(scene, clause) or (modal == "would" and _reported(scene, clause, inner))
    was = frame is not None and frame.words[0] == "be" and clause.verb.tag == "VBD" and not _reported(scene, clause, inner)
    ready = frame is not None and _ready(frame) and not was  # "we were ready" is over
    performed = frame is not None and frame.words[0] in PERFORMING and not modal
    foretold = _foretold(scene, clause, act, frame)
    if act == "status" and clause.negated and modal in ("would", "could") and frame is not None:
        return "actual"  # "would not be drawn", "could not confirm it"
    if act == "meet" and clause.passive and clause.verb.lemma in TO_COME:
        return "planned"  # "a round is expected in May"
    waits = future or ready or act == "warn" or modal not in ("", "must", "should", "ought")
    if waits and not performed and condition_of(scene, clause) is not None:
        return "conditional"
    if act == "reject" and (future or modal in ("can", "could")):
        return "actual"
    if modal == "could" and clause.negated and _reported(scene, clause, inner):
        return "actual"  # "could not confirm": he tried
    if modal in ("may", "might", "could") or (modal == "would" and not future) or (frame is not None and _weighs(clause, frame)):
        return "hypothetical"
    if foretold is not None and not modal:
        return foretold
    if future or ready or _to_be(scene, clause):
        return "planned"
    return "alleged" if told and act == "deed" and _sided(scene, inner) else "actual"


PERFORMING = words("performing")
READY = words("ready_frames")
INTENDING = words("intending")
WEIGHING = words("weighing")


def _reported(scene: Scene, clause: Clause, inner: int | None) -> bool:
    if inner is None:
        return scene.office is None and not scene.quoted(clause.verb.start)  # what was said goes on in the next sentence
    return scene.voices[inner].quote != "direct"


def _ready(frame: Frame) -> bool:
    """Frames that tell what one is about to do, or ready for, not that one has bound oneself: "be ready to", "have a plan to"."""
    first, rest = frame.words[0], set(frame.words[1:])
    if frame.act not in ("offer", "commit", "threaten", "meet", "deed"):
        return False
    return first in INTENDING or bool(rest & READY) or (first == "be" and frame.words[-1] == "to" and len(frame.words) > 2)


def _foretold(scene: Scene, clause: Clause, act: Act, frame: Frame | None) -> Modality | None:
    """Where what is told is still to come: "warned that prices could rise" of what may be, "assured them that it would pay" of
    what will; None where the telling is the act."""
    if frame is None or frame.words[0] not in FORETELLING:
        return None
    modals = {below.modal for below in scene.below(clause) if below.verb.dep == "ccomp"}
    if act == "warn":
        return "hypothetical" if modals & {"may", "might", "could", "would"} else None
    return "planned" if modals & {"will", "would", "shall"} else None


FORETELLING = frozenset({"assure", "caution", "notify", "reassure", "warn"})


def _weighs(clause: Clause, frame: Frame) -> bool:
    """ "Is considering to leave": nothing is decided yet."""
    return frame.words[0] in WEIGHING and bool({"by-ing", "to"} & clause.args)


def _hearsay(clause: Clause) -> bool:
    """ "Is said to have agreed", "were believed to be drafting something": nobody vouches for it."""
    upper = clause.parent
    return (
        clause.verb.dep == "xcomp"
        and clause.infinitive
        and upper is not None
        and upper.passive
        and upper.verb.i == clause.verb.head
        and upper.verb.lemma in HEARD
    )


HEARD = frozenset({"say", "understand", "believe", "think", "report", "rumour", "rumor", "allege", "reckon", "reput"})


def _sided(scene: Scene, inner: int | None) -> bool:
    """Whether somebody with a side tells it: what a neutral body, a document or a medium tells is vouched for."""
    who = scene.speaker(inner)
    return who is not None and bool(who.keys) and who.kind not in ("organisation", "document", "media", "wire")


def _going(scene: Scene, clause: Clause) -> bool:
    """ "Is going to act": read at either of its verbs."""
    verb = clause.verb
    if verb.lemma == "go" and verb.tag == "VBG":
        return any(k.dep == "xcomp" and k.tag == "VB" for k in verb.kids)
    head = scene.parsed.words[verb.head]
    return clause.infinitive and verb.dep == "xcomp" and head.lemma == "go" and head.tag == "VBG"


def _to_be(scene: Scene, clause: Clause) -> bool:
    """ "is to visit", "are set to meet", "plans to hold": the act itself is still to come."""
    if clause.infinitive and clause.verb.dep == "xcomp":
        return scene.parsed.words[clause.verb.head].lemma in TO_COME
    if clause.verb.lemma == "be" and not clause.modal and clause.subject is not None and clause.subject.lemma not in SUBSTANCE:
        kids = clause.verb.kids
        below = [c for c in scene.below(clause) if c.verb.dep == "xcomp" and c.infinitive]
        return bool(below) and not any(k.low == "yet" or k.dep in ("acomp", "attr") for k in kids)
    return clause.verb.tag == "VBG" and any(k.low in ("next", "tomorrow", "later") for k in clause.verb.kids)


TO_COME = words("to_come")
SUBSTANCE = words("substance")
