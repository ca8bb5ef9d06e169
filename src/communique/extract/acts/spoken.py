"""What is told with who says it: what is said takes in its verb of saying; a voice in which no move was read is told whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.acts import frames
from communique.extract.acts.actors import acting, may_act, presumed
from communique.extract.acts.backdrop import is_backdrop
from communique.extract.acts.contents import judge
from communique.extract.acts.draft import JOINT, PASS_ON, PLAIN, SPEECH_ACTS, Draft, same
from communique.extract.acts.extents import condition_of, modality_of, reach
from communique.extract.acts.said import asks, passes_on
from communique.extract.acts.untold import of_condition
from communique.extract.acts.verdicts import Verdict, words_of
from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.record.move import Act

SILENT = words("silent")
WHOLE = 0.7  # of what is said: where a move has less, others follow
NEXT = 8  # characters between a verb of saying and what is said: "that", a quotation mark


def with_speakers(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Has a move that is all of what somebody is told to have said take in who says it."""
    taken: set[int] = set()
    told = {draft.clause.verb.i for draft in drafts}
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if draft.voice is None or draft.voice in taken or draft.told:
            continue
        voice = scene.voices[draft.voice]
        clause = scene.by_verb.get(voice.cue_word) if voice.cue_word is not None else None
        first, last = voice.content[0][0], voice.content[-1][1]
        if clause is None or voice.cue is None or not 0 <= draft.start - first < NEXT:
            continue
        if draft.end - draft.start < WHOLE * sum(e - s for s, e in voice.content):
            continue
        taken.add(draft.voice)
        if clause.verb.i in told and clause is not draft.clause:
            continue  # that it is said is told on its own
        start, end = reach(scene, clause, scene.innermost(clause.verb.start))
        if voice.cue[1] <= first:
            draft.whole = min(draft.start, start), draft.end
        elif voice.quote == "indirect" and last <= voice.cue[0]:
            draft.whole = draft.start, max(draft.end, end)


def silent(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """A move of each voice in which none was read: what is said there may have no verb ("“First the gates,” he said")."""
    told = {draft.clause.verb.i for draft in drafts}
    for number, voice in enumerate(scene.voices):
        clause = scene.by_verb.get(voice.cue_word) if voice.cue_word is not None else None
        if (
            clause is None
            or not clause.finite
            or clause.verb.dep not in ("ROOT", "conj", "ccomp", "parataxis")
            or clause.infinitive
        ):
            continue
        if voice.parent is not None and voice.basis == "passive":
            continue  # "“The lists have been confirmed by both,” he said": named, not told on its own
        if is_backdrop(scene, clause):
            continue
        if clause.verb.lemma in UNSAID or clause.verb.i in told or asks(scene, clause) or of_condition(scene, clause):
            continue
        outer = scene.innermost(clause.verb.start)
        start, end = reach(scene, clause, outer)
        first, last = voice.content[0][0], voice.content[-1][1]
        if voice.quote == "direct" and (first > end or last < start):
            start, end = first, last
        else:
            start, end = min(start, first), max(end, last)
        if any(d.start < max(e for _, e in voice.content) and s < d.end for d in drafts for s, _ in voice.content):
            continue
        if len(scene.parsed.between(start, end)) < LEAST or scene.parsed.text[first:last].rstrip('”"').endswith("?"):
            continue
        head = scene.parsed.words[voice.head] if voice.head is not None else None
        if head is not None and head.tag in ("NN", "NNS") and not may_act(scene, head):
            continue
        speaker = scene.speaker(outer)
        who = scene.sources.get(number) or acting(scene, clause, speaker) or presumed(scene, clause, speaker)
        if who is None or not who.keys or who.kind in PASS_ON or passes_on(scene, voice):
            continue
        verdict = _verdict(scene, clause, number, who)
        draft = Draft(
            start, end, voice.cue, verdict.act, None, who, modality_of(scene, clause, verdict.act, outer, False, None),
            "neg" if verdict.negative else "pos", clause, number, False, True, 0.4,
        )  # fmt: skip
        draft.why.append(verdict.why)
        draft.condition = condition_of(scene, clause)
        yield draft


def _verdict(scene: Scene, clause: Clause, number: int, who: Who) -> Verdict:
    """What is done by saying it: by the verb of saying, by what noun hangs on it, else by what is said."""
    frame = frames.match(clause)
    if (
        frame is not None
        and (frame.act in SPEECH_ACTS or frame.act in JOINT)
        and (clause.verb.lemma not in PLAIN or len(frame.words) > 1)
    ):
        return Verdict(frame.act, frame.label, 0.4, clause.negated)
    some = (w.lemma for o in clause.objects for w in (o, *o.kids) if w.lemma not in frames.SPELLS)
    noun = next((lemma for lemma in some if lemma in frames.nouns()), None)
    if clause.negated and clause.verb.lemma in SILENT and not only_quoted(scene, clause):
        return Verdict("status", "content: not said", 0.4, True)  # "the statement did not say whether"
    if noun is not None and clause.negated and frames.nouns()[noun] in JOINT:
        return Verdict("status", f"noun “{noun}”: none", 0.4, True)  # "neither side reported any agreement"
    if noun is not None:
        return Verdict(frames.nouns()[noun], f"noun “{noun}” → {frames.nouns()[noun]}", 0.4)
    (first, last), *_ = scene.voices[number].content
    inner = next((c for c in scene.clauses if first <= c.verb.start < last and c is not clause and c.finite), None)
    if inner is None:
        return _verbless([w.lemma for w in scene.parsed.between(first, last) if w.text[0].isalnum()])
    actor = acting(scene, inner, who)
    return judge(scene.parsed, inner, same(actor, who) if actor is not None else None, (first, last))


def only_quoted(scene: Scene, clause: Clause) -> bool:
    """Whether the "not" that the parser hangs on a verb of saying stands in what is said: "“Certainly not,” he replied"."""
    inner = scene.innermost(clause.verb.start)
    negations = [k for k in clause.verb.kids if k.dep == "neg"]
    return bool(negations) and all(scene.innermost(k.start) != inner for k in negations)


ANSWERS: dict[tuple[str, ...], Act] = {
    **dict.fromkeys((("of", "course", "not"), ("absolutely", "not"), ("certainly", "not"), ("definitely", "not")), "reject"),
    **dict.fromkeys((("not", "at", "all"), ("no", "way"), ("never",), ("no",), ("no", "chance")), "reject"),
    **dict.fromkeys((("of", "course"), ("absolutely",), ("certainly",), ("definitely",), ("yes",)), "accept"),
}


def _verbless(lemmas: Sequence[str]) -> Verdict:
    if (answer := ANSWERS.get(tuple(lemmas))) is not None:
        return Verdict(answer, "content: yes or no", 0.5)
    if lemmas == ["no", "comment"]:
        return Verdict("status", "content: no comment", 0.5, True)
    found = (act for act, known in (("criticise", "bad"), ("support", "good")) if words_of(known).intersection(lemmas))
    return Verdict(next(found, "assess"), "content: said without a verb", 0.35)  # type: ignore[arg-type]


LEAST = 5  # words
UNSAID = frozenset({"ask", "cite", "quote", "know", "suppose", "imagine", "understand", "think", "note"})
