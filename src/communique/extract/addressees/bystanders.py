"""Who is named in a report and yet addressed by none of its moves, unless a move's own grammar points there: the state in which
the talks are held."""

from __future__ import annotations

from communique.extract.parties.salience import PLACING
from communique.extract.scene import Scene
from communique.parse.tree import Word

SPOTS = frozenset({"border", "capital", "city", "coast", "port", "province", "region", "resort", "town", "village"})
TIED = frozenset({"amod", "compound", "nmod", "poss"})


def bystanders(scene: Scene, acting: frozenset[str]) -> frozenset[str]:
    """The states of which the report tells just that things happen there; who acts in it is none of them."""
    where: set[str] = set()
    elsewhere: set[str] = set()
    for (_, entity), head in zip(scene.cast.order, scene.cast.heads, strict=True):
        if entity.kind == "state":
            (where if _tells_where(scene.parsed.words, head) else elsewhere).update(entity.party)
        else:
            elsewhere.update(entity.party)
    return frozenset(where - elsewhere - acting)


def _tells_where(words: list[Word], head: Word) -> bool:
    """Whether a name says where something is: "in Velmar", "from the Velmaran capital"."""
    upper = words[head.head]
    if head.dep in TIED and upper.lemma in SPOTS:
        return True
    return (head.dep == "pobj" and upper.low in PLACING) or (head.dep == "appos" and upper.lemma in SPOTS)
