"""Whose own voice an outlet is: what a ministry or a union publishes in its own words, that party vouches for; the press is nobody's."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from communique.assemble.events import teller
from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import lookup
from communique.extract.parties.house import PIECES, is_press
from communique.record.move import Move

FORM = re.compile(r"[\w.]+")
PARTIES = ("state", "bloc", "organisation", "body")


@lru_cache(maxsize=4096)
def publisher(outlet: str, on: date) -> str | None:
    """The party whose own paper an outlet is, by its name: a state's office, a bloc; one that only holds a state's name is none."""
    forms = PIECES.findall(re.sub(r"\s*\([^)]*\)", "", outlet))
    if not forms or is_press(outlet):
        return None
    office = any(form.lower() in words("publishing_offices") for form in forms)
    parties: dict[str, bool] = {}  # key -> whether its name stands for its government
    rest = k = 0
    while k < len(forms):
        known = lookup(forms, k, on)
        if known is None or known[1].kind not in PARTIES:
            if known is not None and not office:
                return None
            rest += forms[k].lower() not in ("the", "of", "and", "for")
            k += 1
            continue
        parties[known[1].key] = known[1].metonym or known[1].kind != "state"
        k += known[0]
    if len(parties) != 1:
        return None
    ((party, speaks),) = parties.items()
    return party if office or (speaks and not rest) else None


def voucher(move: Move) -> str | None:
    """The party or named source that vouches for what a move tells; None where an outlet of the press does in its own voice."""
    told = teller(move)
    if told is not None:
        known = frozenset() if told in move.by else named(told, move.published)
        return next(iter(known)) if len(known) == 1 else told  # "Washington"
    outlet = next((link for link in move.chain if link.kind == "outlet"), None)
    pressed = any(link.kind in ("wire", "media") for link in move.chain)
    return publisher(outlet.name, move.published) if outlet and outlet.name and not pressed else None


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
