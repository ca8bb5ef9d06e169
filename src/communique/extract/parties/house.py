"""The party whose own paper a report is: a union's release, a company's announcement, a ministry's readout, an open letter.

The outlet's name tells it: it names a union, a company or an office, and no newspaper or agency.
"""

from __future__ import annotations

import re
from datetime import date

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import lookup, press_words

OFFICES = words("publishing_offices")  # "ministry", "presidency": what publishes for a state or a body
PRIVATE = words("publishing_bodies")  # "union", "limited", "association": what publishes for itself
ORGANS = words("organs")  # "board", "executive", "summit": what decides for the body that publishes
SPEAKING = re.compile(r"\b(?:press|information) (?:service|office|department|centre|center)\b", re.IGNORECASE)
PIECES = re.compile(r"[\w&]+(?:['’]\w+)?")
JOINTS = frozenset({"of", "the", "for", "and", "&", "de"})


def settle_house(cast: Cast) -> None:
    """Find the party that publishes, where the outlet is no state's office that is known, and let "the Board" stand for it."""
    outlet = cast.parsed.cleaned.report.outlet
    if not outlet or (cast.office and not is_private(outlet, cast.parsed.cleaned.report.published)):
        return
    forms = PIECES.findall(outlet)
    if is_press(outlet) or not forms:
        return
    on = cast.parsed.cleaned.report.published
    private = is_private(outlet, on)
    if forms[0].lower() in OFFICES or SPEAKING.search(outlet) or forms[-1].lower() in OFFICES:
        tail = re.sub(r"^.*?\bof (?:the )?", "", outlet)
        owner = _owner(cast, forms) or (_new(cast, tail) if private and tail != outlet else None)
    else:
        owner = (_named(cast, forms) or _new(cast, outlet)) if private else None
    if owner is None or not owner.party:
        return
    cast.house, cast.office = owner, True
    if owner.kind == "unknown":
        owner.kind = "organisation" if private else "state"
    if owner.kind == "state":
        cast.home = owner.party[0]
    own = {form.lower() for form in forms} & PRIVATE | ORGANS
    for entity in cast.entities:
        if " " not in entity.key and entity.key.lower() in own and entity.kind in ("organisation", "unknown", "body", "bloc"):
            entity.party = owner.party
        elif entity.kind == "organisation" and re.match(
            rf"(?:\w+ )*(?:{'|'.join(sorted(ORGANS))}) of .*\b{re.escape(owner.key)}$", entity.key, re.I
        ):
            entity.party = owner.party  # "the Extraordinary Summit of the Heads of State of the Coast League"


def is_press(outlet: str) -> bool:
    """Whether the name of an outlet is that of a newspaper, an agency or a broadcaster."""
    plain = SPEAKING.sub("", outlet)
    lows = {form.lower() for form in PIECES.findall(plain)}
    return bool(lows & press_words()) or any(f"{low} agency" in plain.lower() for low in ("news", "press", "telegraph"))


def is_private(outlet: str, on: date) -> bool:
    """Whether the outlet is a body that speaks for itself; "Federation" in "Russian Federation" does not make it one."""
    forms = PIECES.findall(outlet)
    k = 0
    while k < len(forms):
        known = lookup(forms, k, on)
        if known is not None and known[1].kind in ("wire", "media"):
            return False
        if known is None and forms[k].lower() in PRIVATE:
            return True
        k += known[0] if known is not None else 1
    return False


def _named(cast: Cast, forms: list[str]) -> Entity | None:
    """The one of the cast that has the outlet's name, its initials, or its name without "Limited"."""
    full = [f.lower() for f in forms if f.lower() != "the"]
    short = [f for f in full if f.title() not in SUFFIXES and f.upper() not in SUFFIXES]
    initials = "".join(f[0] for f in forms if f[0].isupper() and f.lower() != "the")
    best: tuple[int, Entity] | None = None
    for name, entity in cast.order:
        if entity.kind in ("person", "place", "document", "wire", "media", "state"):
            continue
        said = [f.lower() for f in PIECES.findall(name.text) if f.lower() != "the"]
        if not said or (len(said) == 1 and said[0] in PRIVATE | ORGANS):
            continue  # "this Association" has the longer name
        rank = 3 if said == full else 2 if said == short or name.text == initials else 1 if said == short[: len(said)] else 0
        if rank and (best is None or rank > best[0]):
            best = rank, entity
    return best[1] if best is not None and (best[0] > 1 or len(best[1].places) > 1) else None


SUFFIXES = frozenset(str(s) for s in ("Limited", "Ltd", "Plc", "PLC", "Inc", "AG", "SA", "NV", "AB", "LLC", "Corp", "Co"))


def _new(cast: Cast, outlet: str) -> Entity:
    name = re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE)
    entity = Entity(name, name, "organisation", (name,), lows=frozenset(re.findall(r"\w+", name.lower())))
    cast.entities.append(entity)
    return entity


def _owner(cast: Cast, forms: list[str]) -> Entity | None:
    """Whose office it is: the state or body that the outlet's name ends or begins with ("… of the Republic of Velmar")."""
    lows = [f.lower() for f in forms]
    by_name = {e.key.lower(): e for e in cast.entities if e.kind not in ("person", "place", "document", "wire", "media")}
    by_name |= {adjective.lower(): by_name[key.lower()] for adjective, key in cast.demonyms.items() if key.lower() in by_name}
    for first in range(len(lows)):
        for last in (len(lows), first + 1):
            found = by_name.get(" ".join(lows[first:last]))
            if found is not None and lows[first] not in JOINTS and (first > 0 or last < len(lows)):
                return found
    return None
