"""How sure a move is: the probability that the report tells it and that its party is right, as measured on annotated reports.

What can be seen of a move (how its party was resolved, what its act was read from, where it stands) is told in words, each word
has a weight, and the sum is read off a scale.  Weights and scale lie in confidence.json; `bench/fit_confidence.py` makes it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from communique.extract.acts.draft import Draft
from communique.extract.parties.gazetteer import load, state_name
from communique.extract.parties.who import Who
from communique.extract.scene import Scene

Signs = frozenset[str]
PLAIN = frozenset({"statement", "own statement", "aim", "process", "own doing"})  # contents that any sentence may have
CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp"})
LENGTHS = ((5, "under 5"), (9, "5 to 8"), (15, "9 to 14"), (25, "15 to 24"), (40, "25 to 39"))  # words


@dataclass(frozen=True, slots=True)
class Scale:
    """What each sign adds, and the confidence from each sum on, both ascending."""

    weights: dict[str, float]
    sums: tuple[float, ...]
    levels: tuple[float, ...]

    def sum_of(self, signs: Signs) -> float:
        """The weights of the signs together; a sign that was too rare to weigh counts nothing."""
        return sum([self.weights[sign] for sign in sorted(signs & self.weights.keys())])

    def of(self, signs: Signs) -> float:
        """The confidence of a move that shows these signs."""
        return self.levels[bisect_right(self.sums, self.sum_of(signs))]


@cache
def scale() -> Scale:
    """The scale as measured."""
    data = load("confidence.json")
    return Scale(data["weights"], tuple(data["sums"]), tuple(data["levels"]))


def confidences(scene: Scene, drafts: Sequence[Draft]) -> list[float]:
    """The confidence of each draft of a report."""
    return [scale().of(signs) for signs in signs_of(scene, drafts)]


def signs_of(scene: Scene, drafts: Sequence[Draft]) -> list[Signs]:
    """What can be seen of each draft, in words."""
    beside = _beside(drafts)
    return [frozenset((*own_signs(scene, draft), *beside[n])) for n, draft in enumerate(drafts)]


def own_signs(scene: Scene, draft: Draft) -> Iterator[str]:
    """What can be seen of a draft by itself."""
    return chain(_of_party(scene, draft), _of_act(draft), _of_words(scene, draft))


def _of_party(scene: Scene, draft: Draft) -> Iterator[str]:
    who = draft.by
    known = [state_name(key) is not None for key in who.keys]
    coded = "all coded" if known and all(known) else "some coded" if any(known) else "none coded"
    yield from (f"party: by {who.how}", f"party: {who.kind}", f"party: {coded}")
    yield f"parties: {min(len(who.keys), 3)}"
    yield f"party: named {min([3, *(scene.cast.counts.get(key, 0) for key in who.keys)])} times"
    if who.guessed:
        yield "party: guessed"
    if who.partial:
        yield "party: some of it"
    if who.kind == "person":
        yield f"person: {'for himself' if who.keys == (who.name,) else 'with a post' if who.role else 'without a post'}"
    if who.span is not None and draft.start <= who.span[0] < draft.end:
        yield "party: within the words"


def _of_act(draft: Draft) -> Iterator[str]:
    yield f"act: {draft.act}"
    yield f"modality: {draft.modality}"
    yield f"read from: {_ground(draft)}"
    verb = draft.clause.verb
    yield f"clause: {verb.dep if verb.dep in CLAUSES else 'other'}"
    if not draft.clause.finite:
        yield "clause: not finite"
    if draft.clause.negated:
        yield "clause: negated"
    subject = draft.clause.subject
    if subject is None:
        yield "subject: none"
    else:
        yield f"subject: {'name' if subject.tag[:3] == 'NNP' else 'noun' if subject.is_noun else 'other'}"
    if draft.told:
        yield "told by another"
    if draft.speaks:
        yield "own words"
    if draft.condition:
        yield "condition"


def _ground(draft: Draft) -> str:
    """What the act was read from: a frame of one word or more, the content of the sentence, a noun, a party's future."""
    kind, _, rest = (draft.why[0] if draft.why else "").partition(" ")
    if kind == "frame":
        return "frame" if " " in rest.partition("”")[0] else "frame of one word"
    if kind == "content:":
        return "plain content" if rest in PLAIN else "content"
    return {"noun": "noun", "clause:": "future"}.get(kind, "other")


def _of_words(scene: Scene, draft: Draft) -> Iterator[str]:
    count = scene.word_at(draft.end) - scene.word_at(draft.start)
    yield f"words: {next((name for most, name in LENGTHS if count < most), '40 or more')}"
    text, sentence = scene.parsed.text, scene.parsed.sentences[draft.clause.verb.sentence]
    share = (draft.end - draft.start) / max(1, sentence.end - sentence.start)
    yield f"words: {'the sentence' if share >= 1 else f'{int(share * 4)} quarters of the sentence'}"
    if text[draft.start : draft.start + 1].islower():
        yield "words: begin inside a sentence"
    if text[draft.end : draft.end + 1] not in (*'.,;:”"!?\n', ""):
        yield "words: end inside a clause"
    voice = scene.voices[draft.voice] if draft.voice is not None else None
    source: Who | None = scene.sources.get(draft.voice) if draft.voice is not None else None
    yield f"voice: {voice.quote if voice is not None else 'none'}"
    yield f"voice: source {'by ' + source.how if source is not None else 'not known'}"
    if voice is not None and voice.parent is not None:
        yield "voice: within a voice"
    if scene.office is not None:
        yield "release of an office"


def _beside(drafts: Sequence[Draft]) -> list[set[str]]:
    """For each draft how it lies to those whose words overlap with its own."""
    found: list[set[str]] = [set() for _ in drafts]
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].start, -drafts[n].end))
    for place, n in enumerate(order):
        for other in order[place + 1 :]:
            if drafts[other].start >= drafts[n].end:
                break
            outer, inner = (n, other) if drafts[other].end <= drafts[n].end else (other, n)
            if not drafts[outer].start <= drafts[inner].start:
                continue
            same = set(drafts[outer].by.keys) == set(drafts[inner].by.keys)
            found[inner].add("inside a move of the same party" if same else "inside a move of another")
            found[outer].add("holds another move")
    return found
