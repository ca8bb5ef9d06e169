"""Who vouches for what is told: what an office or a union publishes in its own words is its own voice, the press is nobody's."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from communique.assemble.tellers import teller
from communique.extract.parties.gazetteer import lookup
from communique.record.move import Move

FORM = re.compile(r"[\w.]+")
PARTIES = ("state", "bloc", "organisation", "body")


def voucher(move: Move) -> str | None:
    """The party or named source that vouches for what a move tells; None where an outlet of the press does in its own voice."""
    told = teller(move)
    if told is None or told in move.by:
        return told
    known = named(told, move.published)
    return next(iter(known)) if len(known) == 1 else told  # "Washington"


def _forms(text: str) -> list[str]:
    return [word.strip(".") for word in FORM.findall(text)]


@lru_cache(maxsize=50_000)
def named(text: str, on: date) -> frozenset[str]:
    """The keys of the parties that a text names by a name, an adjective or a capital that the tables know."""
    forms = _forms(text)
    found: set[str] = set()
    k = 0
    while k < len(forms):
        known = lookup(forms, k, on) if forms[k][:1].isupper() else None
        if known is not None and known[1].kind in PARTIES:
            found.add(known[1].key)
        k += known[0] if known is not None else 1
    return frozenset(found)


def names_it(text: str, party: str, on: date) -> bool:
    """Whether a text names a party: by a name that the tables know, or by every word of its key."""
    return party in named(text, on) or set(_forms(party)) <= set(_forms(text))
