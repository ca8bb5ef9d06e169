"""The lists that the layout rests on, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def _data() -> dict[str, list[str]]:
    read: dict[str, list[str]] = json.loads((files("communique.data") / "clean.json").read_text(encoding="utf-8"))
    return read


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies, in lower case."""
    return frozenset(name.lower() for name in _data()["agencies"])


@cache
def towns() -> frozenset[str]:
    """Towns known by name: the cities of the gazetteer and what stands for a state, its capital among them."""
    places, states = (
        json.loads((files("communique.data") / name).read_text(encoding="utf-8")) for name in ("places.json", "states.json")
    )
    return frozenset(places["cities"]).union(*(state["metonyms"] for state in states["states"]))


@cache
def not_places() -> frozenset[str]:
    """Words in capitals before a dash or colon that name no place ("EXCLUSIVE", "MODERATOR")."""
    return frozenset(_data()["not places"])
