"""Towns that stand for the state that governs from there: capitals that the report names as such, has embassies or ministries in,
or is written from."""

from __future__ import annotations

from communique.extract.parties.entities import Cast, Entity, head_of, owner_after, owner_before
from communique.extract.parties.gazetteer import provinces, seats
from communique.extract.parties.kinds import acts
from communique.extract.parties.naming import Name
from communique.extract.parties.salience import domestic, salient

SEATED = frozenset(
    "ambassador embassy envoy consul consulate mission commissioner government ministry department parliament authorities".split()
)


def settle_capitals(cast: Cast) -> None:
    """ "The Velmaran capital Karvest", "in Velmar's capital, Karvest,": from then on Karvest stands for Velmar."""
    words = cast.parsed.words
    for name, entity in cast.order:
        k = name.first - (2 if name.first > 2 and words[name.first - 1].text == "," else 1)
        if entity.kind == "person":
            continue  # "On his way to the Velmaran capital, Hale refused"
        if k > 0 and words[k].low == "capital" and name.entry is None:
            owner = owner_before(cast, k) or salient(cast, k, lambda e: e.kind == "state", reach=3)
            if owner is not None and owner.kind in ("state", "unknown") and owner is not entity:
                entity.kind, entity.party = "state", owner.party
        elif name.entry is None and (behind := _capital_behind(cast, name)) is not None and behind is not entity:
            entity.kind, entity.party = "state", behind.party
    named = {key for e in cast.entities if e.kind == "state" for key in e.party}
    for name, entity in cast.order:
        if entity.kind == "place" and (state := seats().get(entity.key)) in named and acts(cast.parsed, name):
            entity.kind, entity.party = "state", (str(state),)
    _of_provinces(cast)
    _of_one_named_beside(cast)
    _of_the_only_one(cast)


def _capital_behind(cast: Cast, name: Name) -> Entity | None:
    """The state of "Karvest, the Velmaran capital" and of "Karvest, the capital of Velmar"."""
    words, k = cast.parsed.words, name.last
    if k + 2 >= len(words) or words[k].text != "," or "capital" not in [w.low for w in words[k + 1 : k + 5]]:
        return None
    at = next(i for i in range(k + 1, k + 5) if words[i].low == "capital")
    owner = owner_before(cast, at) or owner_after(cast, at + 1)
    return owner if owner is not None and owner.kind in ("state", "unknown") and owner.party else None


def _of_provinces(cast: Cast) -> None:
    """ "Edinburgh wants a vote" in a report that names Scotland."""
    lands = {e.key: e for e in cast.entities if e.kind in ("place", "state", "unknown")}
    for name, entity in cast.order:
        land = next((lands[key] for key in provinces().get(entity.key, ()) if key in lands), None)
        if land is None or land is entity or entity.kind not in ("place", "state", "unknown"):
            continue
        if entity.party in ((), (entity.key,)) and acts(cast.parsed, name):
            land.kind, land.party = "state", land.party or (land.key,)
            entity.kind, entity.party = "state", land.party


def _of_one_named_beside(cast: Cast) -> None:
    """What acts like a state, has people and things in it and no people of its own name is the capital of the one state that is
    brought in beside it: "On a wall in Karvest hang the flags of all who have recognised Velmar. … Karvest refused."."""
    words, peoples = cast.parsed.words, set(cast.demonyms.values())
    states = [(n, e) for n, e in cast.order if e.kind == "state" and e.key in peoples and e.party == (e.key,)]
    for entity in [e for e in cast.entities if e.kind == "state" and e.party == (e.key,) and e.key not in peoples]:
        names = [n for n, e in cast.order if e is entity]
        head = head_of(cast.parsed, names[0].first, names[0].last) if names else None
        if head is None or any(n.entry is not None for n in names) or not any(acts(cast.parsed, n) for n in names):
            continue
        if head.dep != "pobj" or words[head.head].low not in ("in", "at", "near", "outside"):
            continue
        beside = {e.key: e for n, e in states if words[n.first].sentence == head.sentence and e is not entity}
        if len(beside) == 1:
            entity.party = next(iter(beside.values())).party


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
    elif len(towns) == 1 and towns[0].kind == "state" and cast.home is None and _written_from(cast, towns[0].key):
        others = [e for e in open_states if e is not towns[0]]
        if (own := domestic(cast, but=towns[0])) in others and own is not None:
            towns[0].party = own.party


def _written_from(cast: Cast, town: str) -> bool:
    """Whether a town is that of the dateline."""
    line = cast.parsed.cleaned.dateline
    return line is not None and line.place is not None and line.place.split(",")[0].title() == town.title()


def _is_seat(cast: Cast, name: Name) -> bool:
    """Whether an embassy or a ministry is in the town, or the report is written from it."""
    words = cast.parsed.words
    if _written_from(cast, name.text):
        return True
    head = head_of(cast.parsed, name.first, name.last)
    place = words[head.head]
    return head.dep == "pobj" and place.low == "in" and words[place.head].low in SEATED
