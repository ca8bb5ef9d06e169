"""Towns that stand for the state that governs from there: capitals that the report names as such, has embassies or ministries in,
or is written from."""

from __future__ import annotations

from communique.extract.parties.entities import Cast, Entity, head_of, owner_before
from communique.extract.parties.gazetteer import seats
from communique.extract.parties.kinds import acts
from communique.extract.parties.naming import Name
from communique.extract.parties.salience import salient

SEATED = frozenset(
    "ambassador embassy envoy consul consulate mission commissioner government ministry department parliament authorities".split()
)


def settle_capitals(cast: Cast) -> None:
    """ "The Velmaran capital Karvest", "in Velmar's capital, Karvest,": from then on Karvest stands for Velmar."""
    words = cast.parsed.words
    for name, entity in cast.order:
        k = name.first - (2 if name.first > 2 and words[name.first - 1].text == "," else 1)
        if k > 0 and words[k].low == "capital" and name.entry is None:
            owner = owner_before(cast, k) or salient(cast, k, lambda e: e.kind == "state", reach=3)
            if owner is not None and owner.kind in ("state", "unknown") and owner is not entity:
                entity.kind, entity.party = "state", owner.party
    named = {key for e in cast.entities if e.kind == "state" for key in e.party}
    for name, entity in cast.order:
        if entity.kind == "place" and (state := seats().get(entity.key)) in named and acts(cast.parsed, name):
            entity.kind, entity.party = "state", (str(state),)
    _of_the_only_one(cast)


def _of_the_only_one(cast: Cast) -> None:
    """Where just one state of the report has no capital that is known, what acts like a state and has embassies, ministries or
    the report's dateline is that capital."""
    towns: list[Entity] = []
    open_states: list[Entity] = []
    for entity in cast.entities:
        names = [n for n, e in cast.order if e is entity]
        if entity.kind not in ("state", "unknown", "place") or any(n.entry is not None for n in names):
            continue
        if entity.key not in cast.demonyms.values() and any(_is_seat(cast, n) for n in names):
            if entity.party in ((), (entity.key,)) and any(acts(cast.parsed, n) for n in names):
                towns.append(entity)
        elif entity.kind == "state" and entity.party == (entity.key,):
            if not any(e is not entity and e.kind == "state" and e.party == entity.party for e in cast.entities):
                open_states.append(entity)
    if len(towns) == len(open_states) == 1:
        towns[0].kind, towns[0].party = "state", open_states[0].party


def _is_seat(cast: Cast, name: Name) -> bool:
    """Whether an embassy or a ministry is in the town, or the report is written from it."""
    line, words = cast.parsed.cleaned.dateline, cast.parsed.words
    if line is not None and line.place is not None and line.place.split(",")[0].title() == name.text.title():
        return True
    head = head_of(cast.parsed, name.first, name.last)
    place = words[head.head]
    return head.dep == "pobj" and place.low == "in" and words[place.head].low in SEATED
