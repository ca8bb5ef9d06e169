"""Groups: whether a phrase means only some of one ("some NATO countries", "two of the five unions"), who a state's allies are."""

from __future__ import annotations

from datetime import date
from functools import cache

from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import coined, load, names
from communique.extract.parties.who import PARTIAL
from communique.parse.tree import Word

MEMBERS = words("members")  # "country", "member", "government": what a bloc is made of
QUANTITIES = words("quantities")  # "half", "handful": nouns that take a part of what follows "of"
WHOLE = frozenset({"all", "each", "every", "both", "the", "these", "those", "its", "their", "our", "no", "neither"})


def taken_of(word: Word) -> Word | None:
    """The noun of which a quantity is taken: "countries" for "two" in "two of the five Nordic countries"."""
    counts = word.tag in ("CD", "DT", "JJ", "JJS", "JJR", "RB", "RBS") and (
        word.tag == "CD" or word.low in PARTIAL or word.low in ("all", "each", "both", "others")
    )
    if not counts and word.lemma not in QUANTITIES:
        return None
    for kid in word.kids:
        if kid.dep == "prep" and kid.low == "of":
            return next((k for k in kid.kids if k.dep == "pobj"), None)
    return None


def takes_all(word: Word) -> bool:
    """Whether the quantity leaves nobody out ("all of the members")."""
    return word.low in WHOLE


def is_partial(word: Word) -> bool:
    """Whether the words before a noun make it some of a whole: "some", "other", a number without an article."""
    kids = [k for k in word.kids if k.i < word.i]
    if any(k.low in PARTIAL for k in kids):
        return True
    if word.lemma not in MEMBERS or word.tag != "NNS" or any(k.low in WHOLE for k in kids):
        return False
    return any(k.low == "other" or k.dep == "nummod" for k in kids)


@cache
def _allied() -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = load("organisations.json")["allied"]
    return found


def allies(key: str, theirs: bool, on: date) -> str | None:
    """The bloc meant that day by a state's allies: "the US and its allies" (`theirs`), of some states "Kyiv's partners" too."""
    for kind in ("backers", "allies") if theirs else ("backers",):
        bloc, since = _allied()[kind].get(key, ("", ""))
        if bloc and since <= on.isoformat():
            return bloc
    return None


@cache
def lands() -> dict[str, str]:
    """Movements and bodies under arms -> the state whose government they fight or deal with."""
    states: dict[str, list[str]] = load("organisations.json")["lands"]
    return {coined().get(code, code): state for state, codes in states.items() for code in codes}


@cache
def small() -> frozenset[str]:
    """Movements of one word that papers print without a capital ("the contras")."""
    return frozenset(
        name[0] for first in names().values() for name, entries in first if len(name) == 1 and name[0].islower()
        if entries[0].kind == "group"
    )
