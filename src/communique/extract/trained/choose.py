"""Which clauses are moves, whose and which: candidates by rule and by clause, weighed by what was learnt.

Both engines stand on the same scene.  The rules' drafts are among the candidates, and what the rules say of a clause is among
its signs, so the judge corrects the rules where annotated reports say that they err, and agrees with them elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from communique.extract.acts import frames
from communique.extract.acts.actors import joint
from communique.extract.acts.draft import JOINT, SPEECH_ACTS, Draft, overlap, same
from communique.extract.acts.framed import BLAMED
from communique.extract.acts.nominals import met
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.extract.trained.acting import Acting, Option
from communique.extract.trained.candidates import Place, loose, places
from communique.extract.trained.encoder import Asked, Read
from communique.extract.trained.signs import Seen
from communique.extract.trained.weights import Judgement, Scores, learnt
from communique.record.move import Act, DeedKind

SILENT = frozenset({"deed", "meet", "agree", "status"})  # acts that nobody's words carry
SECOND = -0.7  # the score from which on a second party is looked at
OF_RULE = "base of rule"  # the sign of whom the rules name where they take a clause for a move
STATED = frozenset({"name", "title"})  # how a party is told so that there is nothing to weigh
MUST = frozenset({"must", "should", "ought"})
SHOWN = 2  # signs told of a judged act
CLEAR = 0.3  # what the encoder adds to an act, in log odds, to be told
SAME = 0.5  # two drafts of one party that share so much of their words are one
DEED = 1.4  # what counts besides for a deed that a frame of several words tells: reports of talks have few to learn from
NOUN = 2.0  # and for an act that a noun tells ("the agreement to …"), since the signs are those of the clause's verb
LENT = 2.0  # what they are trusted more in a text of a sentence or two, for moves and whose; chosen on odd PLOVER sentences


class Candidate(NamedTuple):
    """A draft that may be a move, with its signs."""

    draft: Draft
    signs: frozenset[str]
    by_rule: bool

    @property
    def asked(self) -> Asked:
        """What the encoder is asked of it."""
        return Asked(self.draft.clause.verb.start, self.draft.start, self.draft.end)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The parties that a clause may be of, with their scores, the likeliest first; `base` is whom the rules name."""

    place: Place
    rule: Draft | None
    how: str
    options: tuple[tuple[float, Option], ...]


def ranked(scene: Scene, drafts: Sequence[Draft], learnt: Judgement) -> list[Ranked]:
    """For every clause its parties in order of likelihood."""
    acting = Acting(scene)
    found: list[tuple[Place, Draft | None, str, list[Option]]] = []
    for place in places(scene, drafts):
        for number, base in enumerate(place.bases):
            options = acting.options(place, base)
            if base is not None and base.keys:
                acting.before.append(base.keys)
            if options:
                rule = place.drafts[number] if place.drafts else None
                found.append((place, rule, base.how if base is not None else "nobody", options))
    scores = iter(scores_of([option for *_, options in found for option in options], learnt))
    return [
        Ranked(place, rule, how, _sorted((next(scores), option) for option in options)) for place, rule, how, options in found
    ]  # fmt: skip


def in_order(options: Iterable[Option], learnt: Judgement) -> tuple[tuple[float, Option], ...]:
    """The options with their scores, the likeliest first."""
    some = list(options)
    return _sorted(zip(scores_of(some, learnt), some, strict=True))


def scores_of(options: Sequence[Option], learnt: Judgement) -> list[float]:
    """How likely each option is, in log odds."""
    sums = learnt.acting.of_each([option.signs for option in options])[:, 0].tolist()
    return [score + learnt.trust.party * (OF_RULE in option.signs) for score, option in zip(sums, options, strict=True)]


def _sorted(scored: Iterable[tuple[float, Option]]) -> tuple[tuple[float, Option], ...]:
    return tuple(sorted(scored, key=lambda one: -one[0]))


def candidates(seen: Seen, found: Sequence[Ranked]) -> list[Candidate]:
    """The drafts to be judged: of each clause the likeliest party's, and a second one's where that is likely too."""
    scene, out = seen.scene, []
    for one in found:
        fitting = [scored for scored in one.options if not _must_itself(one.place, scored[1].who)]
        if one.rule is not None and _of_noun(one.rule):  # whose a demand, an offer, a call is, its noun says
            fitting = [scored for scored in fitting if scored[1].who.keys == one.rule.by.keys]
        elif one.rule is not None and one.rule.by.how in STATED and not one.rule.by.guessed:
            fitting = [scored for scored in fitting if OF_RULE in scored[1].signs]
        for place, (score, option) in enumerate(fitting[:2]):
            if place and score <= SECOND:
                break
            rule = one.rule
            draft = loose(scene, one.place, option.who) if rule is None else replace(rule, by=_all_of(rule, option.who))
            if draft is None:
                break
            signs = seen.of(one.place, draft, rule is not None, _of_choice(score, place, one))
            out.append(Candidate(draft, signs, rule is not None))
    return out


def _must_itself(place: Place, who: Who) -> bool:
    """Whether it is told by another that a party must act: "Arland must open its books" is no move of Arland's."""
    if place.clause.modal not in MUST or place.clause.passive or place.actor is None:
        return False
    if not set(who.keys) <= set(place.actor.keys):  # "Arland and the Union must": no move of either
        return False
    return place.speaker is not None and bool(place.speaker.keys) and not same(place.speaker, who)


def _all_of(rule: Draft, who: Who) -> Who:
    """Who acts, where it is one of several who met or agreed by rule: all of them."""
    return rule.by if rule.act in JOINT and set(who.keys) < set(rule.by.keys) else who


def _of_choice(score: float, place: int, one: Ranked) -> tuple[str, ...]:
    rule = " rule" if one.rule is not None else ""
    return f"party {max(-5, min(5, round(score * 1.5)))}", f"choice {place}", f"choice {place} {one.how}{rule}"


def chosen(
    scene: Scene, drafts: Sequence[Draft], by: Judgement | None = None, read: Read | None = None, raw: bool = False
) -> list[tuple[Draft, float]]:
    """The moves of a report with the confidence of each, or its raw score, in order of text; `read` is what the encoder read."""
    by = by or learnt()
    lent = LENT if scene.alone else 0.0
    if lent:
        by = replace(by, trust=by.trust._replace(party=by.trust.party + lent, move=by.trust.move + lent))
    scale = read.encoder.scale if read is not None else by.scale
    made = candidates(Seen(scene, drafts), ranked(scene, drafts, by))
    weighed = list(zip(made, weighed_of(made, by, read), strict=True))
    ordered = sorted(((worth(scores, len(by.acts)), n) for n, (_, scores) in enumerate(weighed)), key=lambda w: (-w[0], w[1]))
    kept: list[tuple[Candidate, Scores]] = []
    for value, number in ordered:
        candidate, scores = weighed[number]
        if value < scale.least:
            break
        if not any(_same(candidate.draft, other.draft) for other, _ in kept):
            kept.append((candidate, scores))
    told: list[tuple[Draft, float]] = []
    for candidate, scores in kept:
        score = float(scores[0]) - lent * candidate.by_rule  # to be lent trust makes nothing surer
        draft = decided(scene, candidate, scores, by)
        if not any(draft.act in JOINT and draft.act == other.act and _same(draft, other) for other, _ in told):
            told.append((draft, score if raw else scale.confidence(score)))
    return sorted(told, key=lambda m: (m[0].start, m[0].end))


def weighed_of(made: Sequence[Candidate], by: Judgement, read: Read | None) -> Scores:
    """The scores of the candidates, a row each: move, acts, modalities, negative."""
    sums = by.judging.of_each([c.signs for c in made])
    scores: Scores = sums + read.judging([c.asked for c in made], sums) if read is not None else sums.copy()
    for row, candidate in enumerate(made):
        if candidate.by_rule:
            draft = candidate.draft
            scores[row, 0] += by.trust.move
            scores[row, 1 + by.acts.index(draft.act)] += by.trust.act + _of_itself(draft)
            scores[row, 1 + len(by.acts) + by.modalities.index(draft.modality)] += by.trust.modality
            scores[row, -1] += by.trust.polarity if draft.polarity == "neg" else -by.trust.polarity
    return scores


def _of_itself(draft: Draft) -> float:
    """What counts besides for an act that is told by more than a verb."""
    return NOUN if _of_noun(draft) else DEED if _plain_deed(draft) else 0.0


def _of_noun(draft: Draft) -> bool:
    """Whether a noun phrase alone tells the act."""
    return draft.cue is not None and draft.cue[0] != draft.clause.verb.start and draft.why[0].startswith("noun ")


def _plain_deed(draft: Draft) -> bool:
    """Whether more than a verb tells the deed ("stop work", "set fire", "withdraw from")."""
    frame = frames.match(draft.clause) if draft.act == "deed" else None
    return frame is not None and frame.act == "deed" and len(frame.words) > 1


def worth(scores: Scores, acts: int) -> float:
    """How likely a candidate is a move of that party, less where it is open which act it is."""
    of_act = np.exp(scores[1 : 1 + acts] - scores[1 : 1 + acts].max())
    sure = 1.0 / float(of_act.sum())
    return (0.5 + 0.5 * sure) / (1.0 + float(np.exp(-scores[0])))


def _same(one: Draft, other: Draft) -> bool:
    if overlap(one, other) <= SAME:
        return False
    return set(one.by.keys) == set(other.by.keys) or (one.clause is other.clause and not _two_of_one(one, other))


def _two_of_one(one: Draft, other: Draft) -> bool:
    """Whether two parties move in one clause: one turns down the other's appeal, one tells the other's deed as a wrong."""
    return one.cue != other.cue or one.told != other.told


def decided(scene: Scene, candidate: Candidate, scores: Scores, by: Judgement) -> Draft:
    """The draft with act, modality and polarity as judged, and why."""
    draft, many = candidate.draft, len(by.acts)
    likely = scores[1 : 1 + many].copy()
    if draft.why[:1] == [BLAMED]:
        likely[by.acts.index("deed")] = -np.inf  # he tells what another did
    act = by.acts[int(np.argmax(likely))]
    modality = by.modalities[int(np.argmax(scores[1 + many : -1]))]
    voiced = draft.speaks or (act in SPEECH_ACTS and (candidate.by_rule or _says(draft)))
    speaks = draft.speaks if act == draft.act and candidate.by_rule else voiced and act not in SILENT
    voice = _opened(scene, draft) if not candidate.by_rule else None
    told = draft.told if voice is None else not same(draft.by, scene.speaker(voice))
    of = draft.by if act not in JOINT or draft.act in JOINT else _and_met(scene, draft)
    why = [*draft.why, f"judged {act}" + (", as by rule" if act == draft.act else _because(candidate, act, scores, by))]
    return replace(
        draft, by=of, act=act, kind=_kind(draft) if act == "deed" else None, modality=modality,
        polarity="neg" if scores[-1] > 0 else "pos", speaks=speaks or (voice is not None and not told), why=why,
        voice=draft.voice if voice is None else voice, told=told,
    )  # fmt: skip


def _because(candidate: Candidate, act: Act, scores: Scores, by: Judgement) -> str:
    """The signs that speak most for an act, and what the encoder says of it: " (verb sit; encoder for it)"."""
    column = 1 + by.acts.index(act)
    rows, table = by.judging.rows, by.judging.table
    known = [sign for sign in candidate.signs if sign in rows]
    weights = sorted(zip((-table[[rows[sign] for sign in known], column]).tolist(), known, strict=True))
    named = [sign for weight, sign in weights[:SHOWN] if weight < 0]
    added = float(scores[column]) - float(by.judging.of(candidate.signs)[column])
    named += ["encoder for it" if added > 0 else "encoder against it"] if abs(added) > CLEAR else []
    return f" ({'; '.join(named)})" if named else ""


def _opened(scene: Scene, draft: Draft) -> int | None:
    """The voice that a clause opens by its verb ("Hill said that …")."""
    verb = draft.clause.verb
    at = next((n for n, voice in enumerate(scene.voices) if voice.cue_word == verb.i), None)
    if at is None:  # "she is quoted as saying": the cue of that is "saying"
        at = next((n for n, voice in enumerate(scene.voices) if voice.cue is not None and voice.cue[0] == verb.start), None)
    return at


def _says(draft: Draft) -> bool:
    """Whether a person is told to have done by words what is judged an act of words ("pointed to …", "set out …")."""
    clause = draft.clause
    done = not (clause.modal or clause.negated or clause.verb.lemma == "be")
    return draft.by.kind == "person" and clause.subject is not None and done


def _and_met(scene: Scene, draft: Draft) -> Who:
    """Who acts, and the parties named as those he met or agreed with: by the verb, else by the noun of the talks told."""
    whole = joint(scene, draft.clause, draft.by, scene.speaker(draft.voice))
    if len(whole.keys) < 2:
        for word in scene.parsed.between(draft.start, draft.end):
            if word.lemma in frames.MEETINGS and word.is_noun and set(whole.keys) < set(keys := met(scene, word)):
                whole = replace(whole, keys=tuple(keys), name=None)
                break
    subject = draft.clause.subject
    if len(whole.keys) < 2 and subject is not None and subject.lemma in frames.MEETINGS:  # "the talks lasted eight hours"
        held = scene.resolver.pair(subject)
        whole = held if held is not None and set(whole.keys) < set(held.keys) else whole
    return whole if set(whole.keys) - set(draft.by.keys) <= scene.cast.counts.keys() else draft.by


def _kind(draft: Draft) -> DeedKind:
    if draft.kind is not None:
        return draft.kind
    frame = frames.match(draft.clause)
    return frame.kind if frame is not None and frame.kind is not None else "other"
