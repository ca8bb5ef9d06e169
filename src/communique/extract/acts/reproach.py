"""Turns of a war of words: who is held responsible, who is to fight on, who is to be won over."""

from __future__ import annotations

from communique.extract.acts import frames
from communique.extract.clauses import Clause
from communique.extract.scene import Scene
from communique.record.move import Act

RESPONSIBLE = frozenset({("be", "responsible"), ("be", "responsible", "for")})
TRYING = frozenset({"attempt", "seek", "strive", "struggle", "try"})
FIGHTING = frozenset({"fight", "fighting", "war", "hostility", "attack", "offensive", "shelling", "bombing", "bombardment"})
RESUMING = frozenset({"resume", "renew", "relaunch", "restart", "reopen", "intensify", "escalate"})


def held(clause: Clause, frame: frames.Frame) -> bool:
    """Whether somebody is held responsible without a word of by whom: whoever says so does it ("they will be held
    responsible")."""
    return clause.passive and clause.agent is None and frame.words[0] == "hold" and frame.act == "accuse"


def blamed(clause: Clause, frame: frames.Frame) -> bool:
    """Whether a party is told to be guilty of something bad: "the rebels were responsible for the raid", not "for the roads"."""
    return frame.words in RESPONSIBLE and not clause.negated and not clause.modal and bool(clause.far & WRONGS)


WRONGS = frozenset(
    {"abduction", "ambush", "assault", "atrocity", "attack", "blast", "bloodshed", "bombing", "breach", "breakdown", "collapse"}
    | {"crime", "crisis", "deadlock", "death", "delay", "disappearance", "explosion", "failure", "fire", "hijacking", "impasse"}
    | {"incident", "kidnapping", "killing", "massacre", "murder", "raid", "seizure", "shelling", "shooting", "stalemate"}
    | {"violation", "violence", "war"}
)


def tries_to_persuade(scene: Scene, clause: Clause, frame: frames.Frame) -> bool:
    """ "Tried in vain to persuade the rebels to stay", "sought to convince them": asked, whatever came of it."""
    if frame.words[0] not in TRYING or frame.act != "position":
        return False
    below = next((c for c in scene.below(clause) if c.verb.dep in ("xcomp", "advcl") and c.infinitive), None)
    return below is not None and (below.verb.lemma == "convince" or (frames.match(below) or frame).act == "appeal")


def unable(clause: Clause, act: Act) -> bool:
    """Whether no agreement came about, though nobody is told to have refused: "we could not conclude an agreement"."""
    return act == "agree" and clause.negated and clause.modal == "could" and clause.verb.lemma not in ("agree", "sign")


ANGRILY = frozenset({"angrily", "bitterly", "fiercely", "furiously", "publicly", "roundly", "sharply", "strongly", "verbally"})
WORDS = frozenset(
    {"accord", "agreement", "attitude", "bill", "budget", "comment", "compromise", "deal", "decision", "idea", "move", "offer"}
    | {"plan", "policy", "position", "proposal", "record", "remark", "report", "resolution", "speech", "stance", "statement"}
    | {"text", "treaty"}
)


def in_words(clause: Clause, frame: frames.Frame) -> bool:
    """Whether one attacks with words: "the plan was strongly attacked by the Front", "attacked the government's policy"."""
    if frame.words != ("attack",):
        return False
    struck = [clause.subject] if clause.passive else [o for o in clause.objects if o.dep == "dobj"]
    if any(one is not None and one.lemma in WORDS for one in struck):
        return True
    thing = any(one is not None and one.low in ("it", "that", "this") for one in struck)
    return thing and any(k.low in ANGRILY for k in clause.verb.kids)


def not_able(scene: Scene, clause: Clause) -> bool:
    """Whether somebody is told not to be able to do it: "has not been able to sign", "was unable to meet them"."""
    words = scene.parsed.words
    quality = words[clause.verb.head]
    if quality.low == "unable":
        return True
    upper = scene.by_verb.get(quality.head)
    return quality.low == "able" and upper is not None and upper.negated
