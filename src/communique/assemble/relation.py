"""How an act stands to the thread that it was put to: a yes, a no, a term, a repetition, an answer still to come."""

from __future__ import annotations

from dataclasses import dataclass

from communique.assemble.evidence import Side
from communique.assemble.scene import Scene
from communique.assemble.topics import Topic
from communique.record.derived import Event, Relation

CONDITIONS = frozenset(("if", "unless", "until", "provided"))
NEW = frozenset(("revised", "amended", "updated", "modified", "counterproposal"))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an event goes with a thread, and why."""

    score: float
    side: Side
    alike: float
    named: bool
    here: bool
    part: Event
    basis: str
    known: bool = False


def promised(event: Event, topic: Topic) -> bool:
    """Whether the event tells that an answer will come: "will give its answer by Friday"."""
    return event.act == "commit" and "@answer" in topic.stems


def relation_of(event: Event, fit: Fit, scene: Scene) -> Relation:
    """How the event stands to the thread."""
    topic = scene.topics[event.id]
    if fit.side == "same" and event.act in ("reject", "deny", "criticise"):
        return "answers"
    if event.act in ("reject", "deny", "criticise") or (event.act in ("accept", "agree", "support") and event.polarity == "neg"):
        return "rejects" if event.polarity == "pos" or event.act != "reject" else "answers"
    if event.act in ("accept", "agree", "support"):
        return "accepts" if fit.side != "same" or event.act != "support" else "repeats"
    if event.act == "status" or promised(event, topic):  # an answer to come is none yet
        return "status"
    if event.act in ("threaten", "warn"):
        return "conditions" if conditional(event, scene) else "answers" if fit.side == "other" else "repeats"
    if fit.side == "same":
        if event.act in ("expect", "demand", "appeal"):
            return "awaits" if "@answer" in topic.concepts or event.due else "repeats"
        if event.act in ("propose", "deed", "offer"):
            if scene.from_document(event):
                return "term"
            return "amends" if topic.low & NEW else "repeats"
        return "repeats"
    if event.act == "offer":
        return "partly"
    if event.act == "propose":
        return "amends"
    return "conditions" if conditional(event, scene) else "answers"


def conditional(event: Event, scene: Scene) -> bool:
    """Whether the act hangs on a condition."""
    stated = any(m.condition for m in scene.members(event)) or bool(scene.topics[event.id].low & CONDITIONS)
    return stated or event.modality == "conditional"
