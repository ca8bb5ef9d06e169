"""Who vouches for what a move tells: a party, where its own words or its own office tell it, else the outlet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from communique.assemble.roots import Roots
from communique.extract.lexicon import words
from communique.extract.parties.gazetteer import lookup
from communique.extract.parties.house import PIECES, is_press
from communique.record.move import Link, Move

PARTY_KINDS = ("state", "bloc", "organisation", "body")
FORM = re.compile(r"[\w.]+")


def told_by(move: Move) -> tuple[Link, ...]:
    """The chain without the doer of a narrated act: who acts is not thereby a source."""
    last = move.chain[-1] if move.chain else None
    narrated = move.quote == "none" and not move.speaker and last and last.kind in ("state", "organisation")
    return move.chain[:-1] if narrated and last and (last.for_ or last.name) in move.by else move.chain


def teller(move: Move) -> str | None:
    """The party that vouches for what is told, None where an outlet of the press or a wire does."""
    chain = told_by(move)
    if not chain:
        return None
    last = chain[-1]
    if last.kind == "outlet":
        return mouthpiece(last.name, move.published) if last.name else None
    if last.kind in ("wire", "media", "document"):
        return None
    if last.for_ or last.kind in ("state", "organisation"):
        return last.for_ or last.name
    return move.by[0] if move.speaker and len(move.by) == 1 else last.name


@lru_cache(maxsize=10_000)
def mouthpiece(outlet: str, on: date) -> str | None:
    """The party whose own paper an outlet is, by its name: a state's office ("President of Velmar", "White House"), a bloc.

    A name that only holds a state's ("The Velmar Times", "Velmar Today") is none.
    """
    forms = PIECES.findall(re.sub(r"\s*\([^)]*\)", "", outlet))
    if not forms or is_press(outlet):
        return None
    office = any(form.lower() in words("publishing_offices") for form in forms)
    parties: dict[str, bool] = {}  # key -> whether its name stands for its government
    rest = 0
    k = 0
    while k < len(forms):
        known = lookup(forms, k, on)
        if known is None:
            rest += forms[k].lower() not in ("the", "of", "and", "for")
            k += 1
            continue
        if known[1].kind not in PARTY_KINDS:
            if not office:
                return None
            rest, k = rest + 1, k + 1  # "Foreign Affairs" is a journal too
            continue
        parties[known[1].key] = known[1].metonym or known[1].kind != "state"
        k += known[0]
    if len(parties) != 1:
        return None
    (party, speaks), *_ = parties.items()
    return party if office or (speaks and not rest) else None


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
        if known is not None and known[1].kind in PARTY_KINDS:
            found.add(known[1].key)
        k += known[0] if known is not None else 1
    return frozenset(found)


def names_it(text: str, party: str, on: date) -> bool:
    """Whether a text names a party: by a name that the tables know, or by every word of its key."""
    return party in named(text, on) or set(_forms(party)) <= set(_forms(text))


def source(move: Move, origin: Mapping[str, str]) -> tuple[str, ...]:
    """What the telling goes back to: its innermost named source, the office that publishes, else the dispatch of its report."""
    for link in reversed(told_by(move)):
        if link.kind == "outlet":
            if link.name and mouthpiece(link.name, move.published):
                return ("source", link.name.lower())
            break
        if link.name:
            return ("source", link.name.split()[-1].lower() if link.kind == "person" else link.name.lower())
    return ("origin", origin.get(move.report, move.report))


def origins(moves: Sequence[Move], origin: Mapping[str, str]) -> list[list[Move]]:
    """The moves grouped by independent origin: the same dispatch, or the same innermost source."""
    if len(moves) == 1:
        return [list(moves)]
    root = Roots(len(moves))
    first: dict[tuple[str, ...], int] = {}
    for i, move in enumerate(moves):
        for key in (source(move, origin), ("origin", origin.get(move.report, move.report))):
            root.join(first.setdefault(key, i), i)
    groups: dict[int, list[Move]] = defaultdict(list)
    for i, move in enumerate(moves):
        groups[root.of(i)].append(move)
    return list(groups.values())
