"""Where a report is at home: the state of its dateline, of its outlet, or of the office that publishes it."""

from __future__ import annotations

import re
from datetime import date

from communique.extract.lexicon import frequency
from communique.extract.parties.entities import Cast, Entity, owner_after
from communique.extract.parties.gazetteer import holder_of, homes, lookup, national, posts, press_words
from communique.extract.parties.groups import lands
from communique.extract.parties.plain import COMMON
from communique.extract.parties.salience import CAN_ACT
from communique.parse.tree import Parsed


def home_of(parsed: Parsed) -> tuple[str | None, bool]:
    """The state that a report is written from, and whether an office of that state, or a body, publishes it."""
    outlet = _known_in(parsed, parsed.cleaned.report.outlet)
    if outlet is not None:
        return outlet, True
    line = parsed.cleaned.dateline
    return (_known_in(parsed, line.place) if line else None), False


def _town(place: str | None) -> str | None:
    """The state that a town or province of a dateline lies in: "DETROIT", "KETTLE LAKE, Ont."."""
    parts = [part.strip(" .]") for part in re.split(r"[,/\[]", place or "")]
    forms = [part.title() if part.isupper() and len(part) > 3 else part for part in parts]
    return next((homes()[form] for form in reversed(forms) if form in homes()), None)


def settle_home(cast: Cast) -> None:
    """Settle where the report is at home by what it names: nowhere, if it is written from a country that it never names on talks
    of others; else by its outlet, and by a dateline that names a country."""
    cast.seat, cast.seated = _written_in(cast)
    cast.land = _of_rebels(cast)
    if not cast.seated and cast.land is not None:
        cast.seat = cast.land
    _elsewhere(cast)
    _local(cast)
    _written_from(cast)
    _domestic(cast)


def _of_rebels(cast: Cast) -> str | None:
    """The state whose rebels a report names, if they are of one: it tells of the affairs of that one, wherever it is printed."""
    found = {lands()[e.key] for e in cast.entities if e.key in lands()}
    return next(iter(found)) if len(found) == 1 else None


def _elsewhere(cast: Cast) -> None:
    """A report written from a country that it never names, on talks of others, is at home nowhere ("GENEVA, March 3")."""
    states = _states(cast)
    if cast.home and not cast.office and states and not any(cast.home in e.party for e in cast.entities):
        cast.home = None


def _states(cast: Cast) -> list[Entity]:
    """What is a state beyond doubt: a known one, one that has people of its name."""
    known = {id(e) for n, e in cast.order if n.entry is not None} if cast.seat is not None else {id(e) for e in cast.entities}
    peoples = set(cast.demonyms.values())
    return [e for e in cast.entities if e.kind == "state" and (id(e) in known or e.key in peoples)]


def _local(cast: Cast) -> None:
    """An outlet named after a state of the report is at home there, and the place of its dateline stands for that state."""
    report, line = cast.parsed.cleaned.report, cast.parsed.cleaned.dateline
    if cast.home is None and report.outlet:
        often = max((len(e.places) for e in cast.entities), default=0)
        named = next(
            (
                e
                for e in cast.entities
                if e.key in report.outlet.split()
                and any(n.entry is not None or not n.adjective for n, named in cast.order if named is e)
                and (e.kind == "state" or (e.kind == "unknown" and len(e.places) > 3 and len(e.places) == often))
            ),
            None,
        )
        if named is None or not named.party:
            return
        cast.home, named.kind = named.party[0], "state"
        for entity in cast.entities:
            if line and line.place and entity.key.lower() == line.place.lower() and entity.kind in ("unknown", "place", "state"):
                entity.kind, entity.party = "state", named.party


def _written_from(cast: Cast) -> None:
    """A dateline that names a city and then its country ("BREGOVA, Odrania") is at home in that country."""
    line = cast.parsed.cleaned.dateline
    parts = re.split(r", ?| ?\[", (line.place or "").rstrip("]")) if line else []
    if cast.home is not None or len(parts) < 2:
        return
    state = next((e for e in cast.entities if e.key.lower() == parts[-1].lower() and e.kind in CAN_ACT), None)
    if state is not None:
        state.kind, state.party, cast.home = "state", (state.key,), state.key
        return
    pieces, on = parts[-1].split(), cast.parsed.cleaned.report.published
    foreign = all(p[0].isupper() and p.isalpha() and frequency(p.lower()) < COMMON for p in pieces[-1:])
    if pieces and foreign and lookup(pieces, 0, on) is None and "." not in parts[-1]:
        cast.home = parts[-1]  # a country that the report itself names nowhere else


def _domestic(cast: Cast) -> None:
    """A report that names no other state, or that opens with a government which it calls just so, is at home where it is written
    from, else where its paper is, if that is known or has its name from there."""
    state = cast.seat if cast.home is None else None
    if state is not None and (all(e.party == (state,) for e in _states(cast)) or _opens_with_office(cast)):
        cast.home = state


def _written_in(cast: Cast) -> tuple[str | None, bool]:
    """The state where the town of the dateline lies, else that of the paper; and whether the dateline tells it."""
    report, line = cast.parsed.cleaned.report, cast.parsed.cleaned.dateline
    place = line.place if line else None
    words = (report.outlet or "").split()
    by_town = (homes()[" ".join(words[k : k + n])] for n in (3, 2, 1) for k in range(len(words)) if _is_town(words[k : k + n]))
    if (seat := _town(place) or _known_in(cast.parsed, place)) is not None:
        return seat, True
    return national(report.outlet or "") or next(by_town, None) or _in_name(report.outlet or "", report.published), False


def _in_name(outlet: str, on: date) -> str | None:
    """The state that an outlet has in its name, by itself, its people or its capital: "Halven Times", "The Norwegian"."""
    forms = outlet.split()
    known = (lookup(forms, k, on) for k in range(len(forms)) if not (k and forms[k - 1].lower() in OF_CONTINENTS))
    return next((found[1].key for found in known if found is not None and found[1].kind == "state"), None)


def _opens_with_office(cast: Cast) -> bool:
    """Whether the first sentence speaks of a government, an army or a minister without saying whose, before it names a state."""
    parsed = cast.parsed
    first = min((n.first for n, e in cast.order if e.kind == "state"), default=len(parsed.words))
    lead = parsed.sentences[0]
    for name, _ in cast.order:
        low = (name.post or "").lower()
        post = posts().get(low) or posts().get(low.split(" ")[-1])
        bare = post is not None and post.holds == "state" and owner_after(cast, name.last) is None
        if bare and name.last <= min(first, lead.last) and holder_of(name.text, parsed.cleaned.report.published) is None:
            return True
    for word in parsed.words[lead.first : min(first, lead.last)]:
        if word.lemma in OFFICES and word.dep in ("nsubj", "nsubjpass", "agent", "pobj", "dobj", "conj"):
            if any(k.low == "the" for k in word.kids) and not any(k.low == "of" or k.dep == "poss" for k in word.kids):
                return True
    return False


OF_CONTINENTS = frozenset({"central", "latin", "north", "south"})  # "the Latin American wire" is of no state
OFFICES = frozenset({"army", "cabinet", "government", "military", "parliament", "president"})


def settle_town(cast: Cast) -> None:
    """The town of the dateline, else one of the report's places that its outlet is named after ("Port Arden Herald")."""
    report, line = cast.parsed.cleaned.report, cast.parsed.cleaned.dateline
    words = (report.outlet or "").split()
    place = re.split(r"[,/\[]", line.place)[0].strip() if line and line.place else ""
    place = place.title() if place.isupper() else place
    local = (e for e in cast.entities if e.kind in ("place", "state", "unknown") and e.key.split() == words[: len(e.key.split())])
    town = next((e for e in cast.entities if e.key == place and e.kind in ("place", "state", "unknown")), None)
    town = town or next((e for e in local if len(words) > 1), None)
    if town is not None or place:
        key = town.key if town is not None else place
        cast.town = Entity(key, key, "place", (town.party if town is not None else ()) or (key,))


def _is_town(words: list[str]) -> bool:
    name = " ".join(words)
    return name in homes() and len(name) > 4


def _known_in(parsed: Parsed, text: str | None) -> str | None:
    """The state, body or organisation that an outlet's name or a dateline names; no outlet of the press is one."""
    report = parsed.cleaned.report
    forms = re.findall(r"[\w.]+", text.title() if text and text.isupper() else text or "")
    if not forms or set(f.lower() for f in forms) & press_words():
        return None
    for k in range(len(forms)):
        known = lookup(forms, k, report.published)
        if known and known[1].kind in ("wire", "media"):
            return None
        if known and known[1].kind in ("state", "body", "organisation"):
            return known[1].key
    return None
