"""Common nouns that stand for a party, for who belongs to it or for what decides in it."""

from __future__ import annotations

from functools import cache

from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import collective, group_nouns, post_heads
from communique.extract.parties.who import DOCUMENTS, PAIRS, UNNAMED, WRITINGS
from communique.parse.tree import Word

ORGANS = words("organs")  # what decides for a union, a company, a movement: "the branch committee of the Union"
OF_A_BODY = ORGANS | words("own_people")  # and who acts for it: "Union members", "Corvane bosses"
OF_LABOUR = words("of_labour")  # "the trade union" is the union
ARMED = words("armed")
ARMED_NAMES = words("armed_names")
OWN_SIDE = frozenset("people side team camp colleague country government delegation client member party state nation".split())
REALMS = frozenset({"country", "member", "state", "nation", "power", "government"})
FORCES = frozenset(
    "police army troop force military navy coastguard gunboat warplane warship soldier authority government".split()
)
BANDED = frozenset({"group", "team", "delegation", "spate", "range", "coalition"})  # "a group of ministers" are the ministers
NEIGHBOURS = frozenset("adversary ally foe neighbour neighbor partner rival".split())
ALLIED = frozenset({"ally", "partner", "neighbour", "neighbor"})


def office(word: Word) -> tuple[str, str]:
    """A noun in lower case and its lemma; heads of state or of government are leaders."""
    if word.lemma == "head" and any(k.lemma in REALMS for prep in word.kids if prep.low == "of" for k in prep.kids):
        return ("leaders", "leader") if word.tag == "NNS" else ("leader", "leader")
    return word.low, word.lemma


@cache
def telling() -> frozenset[str]:
    """The common nouns that may stand for a party though no article points at one."""
    return frozenset().union(DOCUMENTS, post_heads(), OWN_SIDE, FORCES, group_nouns(), OF_A_BODY, REALMS, ARMED, UNNAMED)


@cache
def meaningful() -> frozenset[str]:
    """The common nouns in the singular that may stand for a party in any way, unless an article points at them."""
    return telling().union(collective(), WRITINGS, PAIRS, BANDED, ALLIED, ("side", "camp", "local"))
