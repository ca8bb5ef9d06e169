"""Words: the lists of the rules, read from data (a list is a plain set of lower-case words), and how common a word is."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from wordfreq import zipf_frequency


@cache
def _lists() -> dict[str, list[str]]:
    return {
        name: words
        for name, words in json.loads((files("communique.data") / "words.json").read_text(encoding="utf-8")).items()
        if name != "source"
    }


def words(name: str) -> frozenset[str]:
    """The list of that name in words.json."""
    return frozenset(_lists()[name])


@cache
def frequency(low: str) -> float:
    """How common a word is in English, on wordfreq's Zipf scale: 3 is once in a million words."""
    return zipf_frequency(low, "en")
