"""Meetings that are called off or end with nothing: what the words beside their verb tell."""

from __future__ import annotations

from communique.extract.clauses import Clause

PARTING = frozenset(
    "adjourn break close come conclude depart disband disperse emerge end finish go leave part quit return rise separate wind"
    " wrap".split()
)
RESULTS = frozenset(
    "accord agreement breakthrough communique communiqué compromise conclusion consensus deal decision declaration headway"
    " outcome pact progress resolution result settlement solution truce understanding".split()
)
ASPECTS = frozenset({"begin", "continue", "open", "resume", "start"})


CALLED_OFF = frozenset("abandon abort break call cancel halt interrupt postpone scrap shelve suspend terminate".split())


def empty_handed(clause: Clause) -> bool:
    """Whether what there is nothing of is what talks are held for: "without an agreement", "without reaching any deal"."""
    below = [k for prep in clause.verb.kids if prep.low == "without" for k in prep.kids]
    below += [k for o in clause.objects for prep in o.kids if prep.low == "without" for k in prep.kids]
    things = {x.lemma for k in below for x in (k, *k.kids) if x.dep in ("pobj", "dobj")}
    return not things.isdisjoint(RESULTS) or any(k.dep == "pcomp" and k.lemma in ("agree", "decide", "settle") for k in below)
