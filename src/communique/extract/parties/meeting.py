"""Whom a release tells of having met: its title says it before its text does ("Readout of the President's Call with …")."""

from __future__ import annotations

import re

from communique.extract.parties.entities import Cast
from communique.extract.parties.gazetteer import holder_of, lookup

MEETING = re.compile(
    r"\b(?:calls?|conversations?|meetings?|talks|consultations|summits?|visits?|sessions?|negotiations|video[ -]?conferences?"
    r"|bilaterals?|trilaterals?|discussions?|dialogues?)\b.*?\b(?P<how>with|between)\s+(?P<whom>.+)",
    re.IGNORECASE,
)
OCCASION = re.compile(
    r"\s(?:on|in|at|about|regarding|concerning|before|after|ahead|during|following)\s|\s[|–—-]\s", re.IGNORECASE
)
PARTIES = frozenset({"state", "bloc", "organisation", "group"})


def met_in(cast: Cast) -> tuple[str, ...]:
    """The parties that a release's title tells to have met, whose release it is among them; none where it does not say."""
    report = cast.parsed.cleaned.report
    told = MEETING.search(report.title or "")
    if told is None or not cast.office:
        return ()
    forms = re.findall(r"[\w.&-]+", OCCASION.split(told["whom"])[0].replace("’s", "").replace("'s", ""))
    keys: list[str] = []
    k = 0
    while k < len(forms):
        known = lookup(forms, k, report.published)
        holder = holder_of(forms[k].rstrip("."), report.published) if known is None else None
        if known is not None and known[1].kind in PARTIES:
            keys.append(known[1].key)
        elif holder is not None:
            keys.append(holder.code)
        k += known[0] if known is not None else 1
    own = cast.house.party if cast.house is not None else (cast.home,) if cast.home else ()
    if told["how"].lower() == "with" and keys:
        keys = [*own, *keys]
    return tuple(dict.fromkeys(keys)) if len(set(keys)) > 1 else ()
