"""Where a report is at home: the state of its dateline, of its outlet, or of the office that publishes it."""

from __future__ import annotations

import re

from communique.extract.lexicon import frequency
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import homes, lookup, national, press_words
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
    _elsewhere(cast)
    _local(cast)
    _written_from(cast)
    _domestic(cast)


def _elsewhere(cast: Cast) -> None:
    """A report written from a country that it never names, on talks of others, is at home nowhere ("GENEVA, March 3")."""
    states = [e for e in cast.entities if e.kind == "state"]
    if cast.home and not cast.office and states and not any(cast.home in e.party for e in cast.entities):
        cast.home = None


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
    """A report that names no other state is at home where the town of its dateline lies, else where its paper is, if that is
    known or has its name from a town."""
    report, line = cast.parsed.cleaned.report, cast.parsed.cleaned.dateline
    if cast.home is not None:
        return
    words = (report.outlet or "").split()
    by_town = (homes()[" ".join(words[k : k + n])] for n in (3, 2, 1) for k in range(len(words)) if _is_town(words[k : k + n]))
    state = (_town(line.place) if line else None) or national(report.outlet or "") or next(by_town, None)
    if state is not None and all(e.party == (state,) for e in cast.entities if e.kind == "state"):
        cast.home = state


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
