"""States that a report names only to say where something is: "in the Velmaran capital", "the Karvest conference".

Talks are held somewhere, and the state of that place is no party for it. Where another state of the report has a government,
a ministry or an envoy that the report speaks of, "the government" and whatever else needs a state is that one's.
"""

from __future__ import annotations

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast
from communique.extract.parties.naming import Name
from communique.extract.parties.salience import before_a_post, sets_the_scene
from communique.parse.tree import Word

LYING_IN = words("located")  # "capital", "border", "coast": nouns that an adjective of a state puts somewhere
HELD_IN = words("held_somewhere")  # "conference", "accord": nouns that the name of a town puts somewhere
AT = frozenset({"in", "at", "near", "outside", "from", "around"})
TOWARDS = frozenset({"to", "for", "into", "towards", "toward"})
REACHING = frozenset("leave reach visit enter fly travel go come return drive head arrive move walk sail".split())
BESIDE = frozenset({"amod", "compound", "nmod", "poss"})


def settle_places(cast: Cast) -> None:
    """Make of every state that is only named for a place a place, if another state of the report has a government told of."""
    told: dict[int, list[tuple[Name, Word]]] = {}
    entities = {id(e): e for e in cast.entities if e.kind == "state" and e.party}
    for (name, entity), head in zip(cast.order, cast.heads, strict=True):
        if id(entity) in entities:
            told.setdefault(id(entity), []).append((name, head))
    governed = (k for k, mentions in told.items() if any(before_a_post(cast.parsed, name.last) for name, _ in mentions))
    acting = {key for k in governed for key in entities[k].party}
    own = {cast.home, cast.seat}
    for k, mentions in told.items():
        entity = entities[k]
        if own & set(entity.party) or acting <= set(entity.party):
            continue
        if all(name.entry is not None and _tells_where(cast, name, head) for name, head in mentions):
            entity.kind, entity.party = "place", ()


def _tells_where(cast: Cast, name: Name, head: Word) -> bool:
    """Whether a mention only says where: "the Velmaran capital", "flew to Karvest", "the Karvest summit"."""
    tokens = cast.parsed.words
    if sets_the_scene(cast.parsed, head):
        return False  # "In the Velmaran capital, the president …": there he is at home
    upper = tokens[head.head]
    town = name.entry is not None and name.entry.metonym
    if head.dep in BESIDE and upper.i > head.i:
        return upper.lemma in LYING_IN or (town and upper.lemma in HELD_IN)
    if not town:
        return False
    if head.dep == "pobj":
        return upper.low in AT or (upper.low in TOWARDS and tokens[upper.head].lemma in REACHING)
    return head.dep == "dobj" and upper.lemma in REACHING
