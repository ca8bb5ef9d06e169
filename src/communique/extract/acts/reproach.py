"""Turns of a war of words: who is held responsible, who is to fight on, who is to be won over."""

from __future__ import annotations

from communique.extract.acts import frames
from communique.extract.clauses import Clause
from communique.extract.scene import Scene

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
