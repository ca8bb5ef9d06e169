"""Where a move begins and ends, its cue, its condition and its modality (rule 3 of the guideline's settled points)."""

from __future__ import annotations

from communique.extract.acts.frames import Frame
from communique.extract.clauses import Clause, extent
from communique.extract.scene import Scene
from communique.record.move import Act, Modality


def reach(scene: Scene, clause: Clause, inner: int | None) -> tuple[int, int]:
    """The clause within its stretch of speech; a sentence that is all quotation takes its marks in."""
    parsed = scene.parsed
    start, end = extent(parsed, clause.verb)
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
    for kid in parsed.kids(clause.verb):  # "…, saying that …" is told on its own
        if (
            kid.dep == "advcl"
            and kid.tag == "VBG"
            and kid.left > clause.verb.i
            and parsed.words[kid.left - 1].text == ","
            and start < parsed.words[kid.left - 1].start < end
        ):
            end = min(end, parsed.words[kid.left - 2].end)
    return start, max(end, start)


def cue_of_frame(scene: Scene, clause: Clause, frame: Frame) -> tuple[int, int]:
    first, last = clause.verb, clause.verb
    for word in clause.objects:
        if word.lemma in frame.words and word.i > last.i:
            last = word
    for kid in scene.parsed.kids(clause.verb):
        if kid.low in frame.words and kid.dep in ("prt", "prep") and kid.i > last.i:
            last = kid
    return first.start, last.end


def condition_of(scene: Scene, clause: Clause) -> str | None:
    """The words of the condition: of this clause, or of one that hangs on it as complement ("no choice but to act if …")."""
    pending = [clause]
    while pending:
        candidate = pending.pop(0)
        if candidate.condition is not None:
            return scene.parsed.text[slice(*candidate.condition)]
        pending += [
            c for c in scene.below(candidate) if c.verb.dep in ("xcomp", "ccomp", "acl", "pcomp", "relcl", "advcl", "conj")
        ]
    return None


def modality_of(scene: Scene, clause: Clause, act: Act, inner: int | None, told: bool, frame: Frame | None) -> Modality:
    """Rule 3 of the guideline's settled points; `would` in reported speech is a future told in the past."""
    modal = clause.modal
    conditional = condition_of(scene, clause) is not None
    future = modal in ("will", "shall") or (modal == "would" and inner is not None and scene.voices[inner].quote != "direct")
    if act == "reject" and (future or modal in ("can", "could")):
        return "actual"
    if modal in ("may", "might", "could") or (modal == "would" and not future):
        return "conditional" if conditional else "hypothetical"
    if conditional and (future or (act in ("threaten", "warn", "offer", "commit") and modal != "")):
        return "conditional"
    if future:
        return "planned"
    if (
        (
            frame is not None
            and frame.words[-1] == "to"
            and frame.words[0] == "be"
            and len(frame.words) > 2
            and frame.words[1] not in ("due",)
        )
        or (frame is not None and frame.words[0] in ("plan", "intend", "prepare", "aim"))
        or _to_be(scene, clause)
    ):
        return "planned"
    if told and act == "deed":
        return "alleged"
    return "actual"


def _to_be(scene: Scene, clause: Clause) -> bool:
    """ "is to visit", "are set to meet", "plans to hold": the act itself is still to come."""
    if clause.infinitive and clause.verb.dep == "xcomp":
        return scene.parsed.words[clause.verb.head].lemma in (
            "be",
            "due",
            "set",
            "plan",
            "expect",
            "schedule",
            "intend",
            "prepare",
        )
    return clause.verb.tag == "VBG" and any(k.low in ("next", "tomorrow", "later") for k in scene.parsed.kids(clause.verb))
