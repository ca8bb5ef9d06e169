"""What a model proposes becomes a draft only where the report bears it out; what does not is counted by its reason.

The act, whose it is, and what it is about are the model's to say.  Where the words stand, who the parties are, whose voice they
are in and what day they name is looked up in the report, by the readers that the rules use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.extract.acts.draft import JOINT, PLAIN, SPEECH_ACTS, Draft, same
from communique.extract.acts.extents import condition_of
from communique.extract.clauses import Clause
from communique.extract.conditions import is_condition
from communique.extract.llm.answers import Given, Proposal
from communique.extract.llm.dates import date_of
from communique.extract.llm.names import Names
from communique.extract.llm.windows import Piece, Window
from communique.extract.llm.words import Range, places
from communique.extract.moments import Moments
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.record.move import ToBasis
from communique.record.when import When

NO_SPAN = "a span that is not in the report"
NO_CLAUSE = "a span without a sentence"
NO_PARTY = "a party that is not in the report"
OTHER_PARTY = "a party other than its sentence names"
TERMS = "on what terms a source spoke"
TWICE = "told already"

NO_CUE = "a cue that is not in its span"
NO_CONDITION = "a condition that is not in the report"
NO_SPEAKER = "a speaker who is not in the report"
NO_ADDRESSEE = "an addressee who is not in the report"
TOO_LATE = "an act dated after the report"


@dataclass(frozen=True, slots=True)
class Verified:
    """A draft that the report bears out; `to`, `when` and `due` are None where the model says nothing of them."""

    draft: Draft
    to: tuple[str, ...] | None
    to_basis: ToBasis | None
    when: When | None
    due: When | None


class Verifier:
    """Verifies the proposals for one report; `dropped` counts whole proposals, `left_out` single values of those kept."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.names = Names(scene)
        self._moments = Moments(scene)
        self.dropped: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._told: list[Draft] = []
        self._cues = {voice.cue_word: number for number, voice in enumerate(scene.voices) if voice.cue_word is not None}

    def verify(self, window: Window, proposal: Proposal) -> Verified | None:
        """What holds of one proposal, None where nothing does."""
        lacking: Counter[str] = Counter()
        draft = self._draft(window, proposal, lacking)
        if not isinstance(draft, str) and any(alike(draft, other) and draft.act == other.act for other in self._told):
            draft = TWICE
        if isinstance(draft, str):
            self.dropped[draft] += 1
            return None
        self._told.append(draft)
        to, basis = self._addressees(proposal, draft, lacking)
        earlier = [(piece.start, piece.end) for piece in reversed(window.pieces) if piece.start <= draft.start]
        near = [(draft.start, draft.end), *earlier, *([window.before] if window.before else [])]
        due = self._date(near, proposal.due, lacking, due=True)
        when = self._date(near, proposal.when, lacking, due=False)
        if when is not None and self._to_come(when):
            lacking[TOO_LATE] += 1
            when = None
        self.left_out += lacking
        return Verified(draft, to, basis, when, due)

    def _draft(self, window: Window, proposal: Proposal, lacking: Counter[str]) -> Draft | str:
        """The draft of a proposal, or why there is none."""
        scene, place = self.scene, self._place(window, proposal)
        if place is None:
            return NO_SPAN
        if is_condition(scene.parsed.text[slice(*place)]):
            return TERMS
        cue = next(places(scene.parsed.text, proposal.cue, *place), None) if proposal.cue else None
        lacking[NO_CUE] += proposal.cue is not None and cue is None
        clause = self._clause(place, cue)
        if clause is None:
            return NO_CLAUSE
        by = self.names.joint(proposal.by, place)
        if by is None or (proposal.act in JOINT and by.kind == "document"):
            return NO_PARTY
        by = self._spoken_by(proposal, by, place, lacking)
        clause, voice = self._heard(clause, place, by)
        told = voice is not None and not same(by, scene.speaker(voice))
        speaks = proposal.act in SPEECH_ACTS and (proposal.act != "status" or voice is not None)
        draft = Draft(
            *place, cue, proposal.act, proposal.kind, by, proposal.modality, proposal.polarity, clause, voice, told, speaks, 0.5
        )
        if self._named_otherwise(draft):
            return OTHER_PARTY
        draft.condition = self._condition(window, proposal, clause, lacking)
        if draft.modality == "conditional" and draft.condition is None:
            draft.modality = "hypothetical"  # no condition can be shown
        return draft

    def _named_otherwise(self, draft: Draft) -> bool:
        """Whether the sentence names one who acts, and one of those proposed nowhere: "Norland rejected …" is none of Utopia's
        doing, wherever else Utopia is named.  Inside what somebody says, the one who says it may act; with whom one meets or
        agrees may stand in another sentence."""
        scene, clause = self.scene, draft.clause
        actor = clause.agent if clause.passive else clause.subject
        if draft.voice is not None or actor is None or actor.i not in scene.cast.at:
            return False
        who = scene.resolver.resolve(actor)
        if who is None:
            return False
        words = scene.parsed.words
        first = scene.parsed.sentences[words[scene.word_at(draft.start)].sentence]
        last = scene.parsed.sentences[words[max(0, scene.word_at(draft.end) - 1)].sentence]
        inside = range(first.first, last.last)
        named = {key for i in inside if i in scene.cast.at for key in scene.cast.at[i][1].party}
        meant = {key for word, one in scene.resolver.resolved() if word.i in inside for key in one.keys}
        known = named | meant | set(who.keys) | set(scene.office.keys if scene.office is not None else ())
        return not known & set(draft.by.keys) if draft.act in JOINT else not known >= set(draft.by.keys)

    def _place(self, window: Window, proposal: Proposal) -> Range | None:
        """Where the span stands: in the paragraph that is named, else in the first of the window that has it."""
        for piece in sorted(window.pieces, key=lambda one: one.number != proposal.paragraph):
            if proposal.span and (found := next(self._in(piece, proposal.span), None)) is not None:
                return found
        return None

    def _in(self, piece: Piece, words: str) -> Iterator[Range]:
        return places(self.scene.parsed.text, words, piece.start, piece.end)

    def _clause(self, place: Range, cue: Range | None) -> Clause | None:
        """The clause that carries the act: that of the cue's verb, else the highest inside, else the one around a noun."""
        scene = self.scene
        inside = [one for one in scene.clauses if place[0] <= one.verb.start < place[1]]
        if cue is not None:
            first = next((one for one in inside if cue[0] <= one.verb.start < cue[1]), None)
            if first is not None:
                return first
        if inside:
            return _highest(inside)
        at = scene.word_at(place[0])
        words = scene.parsed.words
        if at >= len(words) or words[at].start >= place[1]:
            return None
        ups = (words[at], *scene.parsed.up(words[at]))
        return next((scene.by_verb[up.i] for up in ups if up.i in scene.by_verb), None)

    def _heard(self, clause: Clause, place: Range, by: Who) -> tuple[Clause, int | None]:
        """The voice that holds the act; where the span takes "…, X said" in, the act stands in what X said."""
        scene = self.scene
        number = self._cues.get(clause.verb.i)
        if number is not None and clause.verb.lemma in PLAIN and same(by, scene.sources.get(number)):
            ranges = scene.voices[number].content
            inner = [one for one in scene.clauses if any(s <= one.verb.start < e for s, e in ranges) and _in(one, place)]
            if inner:
                return _highest(inner), number
        return clause, scene.innermost(clause.verb.start)

    def _spoken_by(self, proposal: Proposal, by: Who, place: Range, lacking: Counter[str]) -> Who:
        """The acting party in the person of its speaker, where he or she speaks for it."""
        if proposal.speaker is None:
            return by
        who = self.names.who(proposal.speaker, place)
        if who is None:
            lacking[NO_SPEAKER] += 1
            return by
        if who.kind not in ("person", "unnamed") or not same(who, by) or proposal.act in JOINT:
            return by
        return replace(who, keys=by.keys, partial=by.partial)

    def _condition(self, window: Window, proposal: Proposal, clause: Clause, lacking: Counter[str]) -> str | None:
        if proposal.condition is not None:
            for piece in window.pieces:
                if (found := next(self._in(piece, proposal.condition), None)) is not None:
                    return self.scene.parsed.text[slice(*found)]
            lacking[NO_CONDITION] += 1
        return condition_of(self.scene, clause)

    def _addressees(
        self, proposal: Proposal, draft: Draft, lacking: Counter[str]
    ) -> tuple[tuple[str, ...] | None, ToBasis | None]:
        """Whom the model names; None where it names none that the report knows, so that our own reading holds."""
        place = (draft.start, draft.end)
        if not proposal.to:
            return proposal.to, None
        found = [self.names.who(name, place) for name in proposal.to]
        lacking[NO_ADDRESSEE] += found.count(None)
        known = [who for who in found if who is not None]
        keys = tuple(dict.fromkeys(key for who in known for key in who.keys if key not in draft.by.keys))
        if not keys:
            return None, None
        words, cast = range(self.scene.word_at(place[0]), self.scene.word_at(place[1])), self.scene.cast.at
        named = {key for i in words if i in cast for key in cast[i][1].party}
        named.update(key for who in known if who.span and place[0] <= who.span[0] < place[1] for key in who.keys)
        return keys, "stated" if named.issuperset(keys) else "inferred"

    def _to_come(self, when: When) -> bool:
        """Whether a time ends after the report, but for the month and the year in which it appeared."""
        published = self.scene.parsed.cleaned.report.published
        if when.precision in ("month", "year") and when.earliest is not None:
            return when.earliest > published
        return (when.latest or when.earliest or published) > published

    def _date(self, near: list[Range], given: Given, lacking: Counter[str], *, due: bool) -> When | None:
        found = date_of(self._moments, near, *given, due=due)
        if isinstance(found, str):
            lacking[found] += 1
            return None
        return found


def alike(one: Draft, other: Draft) -> bool:
    """Whether much the same words are told to be an act of the same party."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return shared > 0 and 2 * shared >= whole and set(one.by.keys) == set(other.by.keys)


def _highest(clauses: list[Clause]) -> Clause:
    """The first of them that hangs on none of the others."""
    held = {one.verb.i for one in clauses}
    return next((one for one in clauses if one.parent is None or one.parent.verb.i not in held), clauses[0])


def _in(clause: Clause, place: Range) -> bool:
    return place[0] <= clause.verb.start < place[1]
