"""What tells the act by itself below another verb: what one is ready, bound or has decided to do."""

from __future__ import annotations

from communique.extract.acts import frames
from communique.extract.acts.draft import JOINT, same
from communique.extract.acts.extents import condition_of
from communique.extract.acts.reproach import FIGHTING
from communique.extract.clauses import Clause
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.record.move import Act

AWAITED = frozenset({"due", "expect", "expected", "schedule", "scheduled", "set", "slate", "slated"})  # "are due to meet"
RETORTS = frozenset({"impose", "punish", "retaliate", "sanction"})
ANSWERS = frozenset({"act", "react", "respond", "strike"})  # done against another where they hang on a condition
DECIDING = frozenset({("decide", "to"), ("resolve", "to"), ("choose", "to"), ("opt", "to"), ("elect", "to")})
PLANNING = frozenset({("plan", "to"), ("intend", "to"), ("expect", "to")})
ENDING = frozenset({"abandon", "break", "end", "leave", "quit", "suspend", "walk"})  # with talks or from them: done once decided
RETURNING = frozenset(
    "accept agree come disarm disband free go halt hand leave lift meet negotiate pull release return retreat sign sit stop"
    " surrender suspend talk withdraw".split()
)


def bent_on(scene: Scene, clause: Clause) -> Act | None:
    """What tells by itself what one is ready or about to do: "prepared to go along with the plan", "poised to hit it with an
    embargo"."""
    below = next((c for c in scene.below(clause) if c.verb.dep in ("xcomp", "acl") and c.verb.tag == "VB"), None)
    frame = frames.match(below) if below is not None else None
    if frame is None:
        return None
    due = any(quality.lemma in AWAITED for quality in clause.objects)
    if frame.act in ("accept", "reject") or (due and frame.act in JOINT and frame.words[0] != "agree"):
        return frame.act
    return "threaten" if frame.kind in ("coerce", "sanction") and not frames.relieves(frame) and len(frame.words) > 1 else None


def ready_to_harm(scene: Scene, clause: Clause) -> bool:
    """Whether what one is ready to do is done against another: "ready to impose tariffs", "ready to respond if they attack"."""
    below = [w for k in clause.verb.kids for w in (k, *k.kids) if w.dep in ("xcomp", "acl") and w.tag == "VB"]
    strikes = any(w.lemma in ASSAILING or (w.lemma in LAUNCHING and any(k.lemma in OFFENSIVES for k in w.kids)) for w in below)
    return strikes or any(w.lemma in RETORTS or (w.lemma in ANSWERS and condition_of(scene, clause) is not None) for w in below)


def infinitive(scene: Scene, clause: Clause) -> Clause | None:
    """What hangs on a verb of deciding or planning."""
    return next((c for c in scene.below(clause) if c.verb.dep == "xcomp" and c.infinitive), None)


def decided(scene: Scene, clause: Clause) -> Act | None:
    """What is done by deciding it: an offer is taken or turned down, talks are ended; the rest is still to be done, and what has
    not been decided, or is not to be refused, is no answer."""
    below = infinitive(scene, clause)
    frame = frames.match(below) if below is not None and not clause.negated else None
    if below is None or frame is None:
        return None
    if frame.act == "accept":
        return "reject" if below.negated else "accept"
    if frame.act == "reject":
        return None if below.negated else "reject"
    talks = {o.lemma for o in below.objects} | below.far
    return "deed" if below.verb.lemma in ENDING and not below.negated and talks & frames.MEETINGS else None


def meets(scene: Scene, clause: Clause) -> bool:
    """Whether what is planned is a meeting or a visit."""
    below = infinitive(scene, clause)
    frame = frames.match(below) if below is not None and not below.negated else None
    return frame is not None and frame.act == "meet"


def only_then(clause: Clause, condition: str | None) -> bool:
    """Whether one will come back to the table only on a condition: that is a demand."""
    if condition is None or clause.verb.lemma not in RETURNING or clause.modal not in ("will", "would", "can", "could"):
        return False
    return condition.lower().startswith("only") or any(k.low == "only" for k in clause.verb.kids)


def own_to_order(scene: Scene, clause: Clause, actor: Who) -> bool:
    """Whether what is ordered is one's own to order about: one's forces, or a thing that is then done."""
    things = [o for o in clause.objects if o.dep in ("dobj", "dative") or (o.dep == "nsubj" and o.is_noun)]
    below = [c.subject for c in scene.below(clause) if c.subject is not None and c.own_subject]
    for noun in (*things, *below):
        inner = next((k for prep in noun.kids if prep.low == "of" for k in prep.kids), noun)
        if noun.lemma in TRUCES:
            return True
        if {noun.lemma, inner.lemma} & TROOPS:
            who = scene.resolver.resolve(noun) or scene.resolver.resolve(inner)
            if who is None or same(who, actor) or who.name in who.keys:
                return True
    return False


TRUCES = frozenset({"armistice", "cease-fire", "ceasefire", "fire", "halt", "pullback", "pullout", "retreat", "truce"})
TROOPS = frozenset(
    "army battalion brigade carrier contingent division fleet force fighter jet marine military navy paratrooper plane regiment"
    " sailor ship soldier squadron troop unit warplane warship".split()
)


def assails(scene: Scene, clause: Clause) -> bool:
    """Whether what one binds oneself to is done by force: "vowed to retake the town", "decided that it would kill them"."""
    below = [c for c in scene.below(clause) if c.verb.dep in ("xcomp", "ccomp") and not c.negated and not c.passive]
    return any(
        c.verb.lemma in ASSAILING or (c.verb.lemma in LAUNCHING and any(o.lemma in OFFENSIVES for o in c.objects)) for c in below
    )


LAUNCHING = frozenset({"begin", "launch", "mount", "open", "stage", "start", "unleash"})
OFFENSIVES = FIGHTING | frozenset("assault campaign counterattack counter-attack counteroffensive counter-offensive raid".split())
ASSAILING = frozenset(
    "annihilate assassinate avenge behead bomb bombard crush destroy exterminate invade kill liquidate massacre overthrow"
    " pulverise raze recapture reconquer retake shell slaughter storm topple vanquish".split()
)


MARKETS = frozenset(
    "consumption crop currency deficit demand economy export glut growth harvest import inflation inventory market output price"
    " production profit recession recovery revenue sale share shortage stock supply surplus trade unemployment yield".split()
)


def of_markets(scene: Scene, clause: Clause) -> bool:
    """Whether what is expected is how prices or an economy will go, which nobody is asked to do."""
    below = [c for c in scene.below(clause) if c.verb.dep in ("ccomp", "xcomp")]
    things = [c.subject for c in below] or [o for o in clause.objects if o.dep == "dobj"]
    return bool(things) and all(noun is not None and noun.lemma in MARKETS for noun in things)
