"""Which outlets are agencies, and when a wire is the outlet itself."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from communique.extract.parties.gazetteer import lookup, press_words

AGENCY = re.compile(r"wire\b|\b(?:news|press|telegraph|information) (?:agency|service)\b|\bagency\b", re.IGNORECASE)
OFFICE = re.compile(r"\b(?:president|presidential|presidency|government|ministry|ministerial|cabinet|office)\b", re.IGNORECASE)
ARTICLES = frozenset({"the", "of", "and", "for", "de", "la", "del", "des", "du", "di"})
TITLES = frozenset({"news", "agency", "service", "online", "telegraph", "press"})


def named_in(outlet: str, line: str) -> bool:
    """Whether a dateline that names its own correspondent names the outlet with him ("Corr. KTA Ann Hill")."""
    return any(same_outlet(outlet, word) for word in line.split()[1:])


@lru_cache(maxsize=4096)
def same_outlet(outlet: str, wire: str) -> bool:
    """Whether a wire is the outlet itself: its name, the end of it, or its initials ("KTA" of "Karvest Telegraph Agency")."""
    if wire in re.findall(r"\(([A-Z]+)\)", outlet):  # "Karvest News Agency (KARVA)"
        return True
    outlet = re.sub(r"\s*\([^)]*\)", "", outlet)  # "(English service)"
    names = [word.lower() for word in re.findall(r"\w+", outlet) if word.lower() not in ARTICLES]
    words = [word.lower() for word in re.findall(r"\w+", wire) if word.lower() not in ARTICLES]
    if not names or not words:
        return False
    if "".join(words) in ("".join(names), "".join(name[0] for name in names)):
        return True
    if len(words) == 1 and names[0] == words[0] and len(names) <= 4 and words[0] not in press_words():
        return True  # "(Nasim)" in Nasim Gulf News
    rest = names[: len(names) - len(words)] if names[-len(words) :] == words else names[len(words) :]
    ends = names[-len(words) :] == words and words[-1] in press_words()
    return ends or (names[: len(words)] == words and all(low in press_words() | TITLES for low in rest))


def ends(outlet: str, name: str) -> bool:
    """Whether a name is the end of an outlet's ("the Tide" of The Halven Tide)."""
    return outlet.lower().split()[-len(name.split()) :] == name.lower().split()


def is_agency(name: str, on: date) -> bool:
    """Whether a name is that of a news agency, by its words or as known on the day."""
    known = lookup(name.split(), 0, on)
    return bool(AGENCY.search(name) and not OFFICE.search(name)) or (
        known is not None and known[1].kind == "wire" and known[0] == len(name.split())
    )


def signs(outlet: str, wire: str | None) -> bool:
    """Whether an outlet that stands in its own dateline is an agency: one of a single name, or one known by its initials."""
    return len(outlet.split()) == 1 or len((wire or "").split()) < len(outlet.split())
