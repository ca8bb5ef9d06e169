"""What can be seen of a clause that may be a move: its words, its frame, what stands above and below it, what the rules say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice

from communique.extract.acts import frames
from communique.extract.acts.contents import judge
from communique.extract.acts.draft import Draft, same
from communique.extract.acts.verdicts import words_of
from communique.extract.confidence import Signs, own_signs
from communique.extract.scene import Scene
from communique.extract.trained.candidates import Place
from communique.parse.tree import Word

LISTS = (
    "bad", "sad", "good", "harm", "danger", "process", "aim", "certain", "untrue", "refusable", "wanting", "hoping", "thinking",
    "ready",
)  # fmt: skip
CONTENT = ("NN", "VB", "JJ", "RB")


@lru_cache(maxsize=50_000)
def _of_word(lemma: str, content: bool) -> tuple[str, ...]:
    """What a word shows: itself and the act that it names, where it is one with content, and the lists that it is in."""
    act = frames.nouns().get(lemma) if content else None
    own = (f"word {lemma}",) if content else ()
    return (
        *own,
        *((f"noun of {act}",) if act is not None else ()),
        *(f"list {name}" for name in LISTS if lemma in words_of(name)),
    )


class Seen:
    """The signs of a report's clauses; those of a clause's words are computed once, whoever acts in it."""

    def __init__(self, scene: Scene, rules: Sequence[Draft]) -> None:
        self.scene, self.parsed = scene, scene.parsed
        self.rules = sorted(rules, key=lambda d: (d.start, -d.end))
        self._ends = list(accumulate((d.end for d in self.rules), max))  # of each draft, where the last up to it ends
        self._clauses: dict[tuple[int, int, int], frozenset[str]] = {}
        self._parties: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, place: Place, draft: Draft, by_rule: bool, choice: Iterable[str] = ()) -> Signs:
        """The signs of a clause as a draft has it, and those of the choice of its party."""
        key = (place.clause.verb.i, draft.start, draft.end)
        if key not in self._clauses:
            self._clauses[key] = frozenset(self._of_clause(place, draft))
            self._parties[key[1:]] = self._named(draft)
        return self._clauses[key].union(self._of_draft(place, draft, by_rule), choice)

    def _of_draft(self, place: Place, draft: Draft, by_rule: bool) -> Iterator[str]:
        yield from own_signs(self.scene, draft)
        yield f"of speaker {same(draft.by, place.speaker)}"
        yield f"of actor {same(draft.by, place.actor)}"
        yield f"others {min(2, len(self._parties[draft.start, draft.end] - set(draft.by.keys)))}"
        kind = "rule" if by_rule else "loose"
        yield kind
        yield f"{kind} {draft.act}"
        yield f"{kind} {draft.modality}"
        yield f"{kind} {draft.act} {draft.modality}"
        yield f"{kind} {draft.polarity}"
        for why in draft.why:
            yield f"{kind} why {why}"
        for other in islice(self.rules, bisect_right(self._ends, draft.start), None):
            if other.start >= draft.end:
                break
            if other is draft or other.end <= draft.start:
                continue
            inside = other.start <= draft.start and draft.end <= other.end
            way = "inside" if inside else "over" if draft.start <= other.start and other.end <= draft.end else "across"
            yield f"{way} rule"
            yield f"{way} rule {other.act} {same(other.by, draft.by)}"

    def _of_clause(self, place: Place, draft: Draft) -> Iterator[str]:
        scene, parsed, clause = self.scene, self.parsed, place.clause
        yield from self._of_verb(place)
        own = same(place.actor, place.speaker) if place.actor is not None and place.speaker is not None else None
        verdict = judge(parsed, clause, own, (draft.start, draft.end))
        yield from (f"own {own}", f"verdict {verdict.act}", f"verdict {verdict.why}")
        if place.voice is not None:
            voice = scene.voices[place.voice]
            yield f"cue {voice.lemma}"
        first, last = scene.word_at(draft.start), scene.word_at(draft.end)
        words = parsed.words[first:last]
        yield from self._of_words(words)
        yield f"before {parsed.words[first - 1].low if first else '^'}"
        yield f"quoted {scene.quoted(clause.verb.start)}"
        number, count = clause.verb.sentence, len(parsed.sentences)
        yield f"sentence {number if number < 3 else 'last' if number > count - 3 else 'mid'}"
        yield from self._around(place)

    def _of_verb(self, place: Place) -> Iterator[str]:
        clause = place.clause
        verb = clause.verb
        yield f"verb {verb.lemma}"
        yield f"verb {verb.lemma} {clause.modal}{' not' if clause.negated else ''}"
        yield f"tag {verb.tag}"
        yield f"modal {clause.modal or '-'}"
        yield f"hangs {verb.dep}"
        frame = frames.match(clause)
        if frame is None:
            yield "no frame"
        else:
            yield from (frame.label, f"frame {frame.act}", f"frame of {'more' if len(frame.words) > 1 else 'one'}")
        for noun in clause.objects:
            yield f"object {noun.lemma}"
            yield f"object {verb.lemma} {noun.lemma}"
        for word in sorted(clause.args):
            yield f"argument {word}"
            yield f"argument {verb.lemma} {word}"
        for prep, noun in clause.preps:
            yield f"{prep} {noun.lemma}"
        if clause.subject is not None:
            yield f"subject {clause.subject.lemma if clause.subject.tag[:3] != 'NNP' else 'NAME'}"
        for name, is_so in (("passive", clause.passive), ("perfect", clause.perfect), ("infinitive", clause.infinitive)):
            if is_so:
                yield name
        for kid in verb.kids:
            if kid.dep in ("mark", "advmod"):
                yield f"{kid.dep} {kid.low}"

    def _named(self, draft: Draft) -> frozenset[str]:
        """The parties that are named within a clause."""
        first, last = self.scene.word_at(draft.start), self.scene.word_at(draft.end)
        at = self.scene.cast.at
        return frozenset(key for k in range(first, last) if k in at for key in at[k][1].party)

    def _of_words(self, words: Sequence[Word]) -> set[str]:
        found = {f"begins {words[0].low}"} if words else set()
        for word in words:
            found.update(_of_word(word.lemma, word.tag[:2] in CONTENT and word.tag[:3] != "NNP"))
        return found

    def _around(self, place: Place) -> Iterator[str]:
        clause, upper = place.clause, place.clause.parent
        if upper is None:
            yield "above none"
        else:
            yield f"above {upper.verb.lemma}"
            yield f"above {clause.verb.dep} {upper.verb.lemma}"
            if (frame := frames.match(upper)) is not None:
                yield f"above frame {clause.verb.dep} {frame.act}"
        for below in self.scene.below(clause):
            yield f"below {below.verb.dep} {below.verb.lemma}"
            if (frame := frames.match(below)) is not None:
                yield f"below frame {below.verb.dep} {frame.act}"


def counted(seen: Iterable[Signs]) -> dict[str, int]:
    """How many candidates show each sign."""
    counts: dict[str, int] = {}
    for signs in seen:
        for sign in signs:
            counts[sign] = counts.get(sign, 0) + 1
    return counts
