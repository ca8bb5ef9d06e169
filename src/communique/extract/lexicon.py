"""Words: the lists of the rules, read from data (a list is a plain set of lower-case words), and how common a word is."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def _lists(file: str) -> dict[str, list[str]]:
    found = json.loads((files("communique.data") / file).read_text(encoding="utf-8"))
    return {name: words for name, words in found.items() if name != "source"}


@cache
def words(name: str, file: str = "words.json") -> frozenset[str]:
    """The list of that name."""
    return frozenset(_lists(file)[name])


@cache
def frequency(low: str) -> float:
    """How common a word is in English, on wordfreq's Zipf scale: 3 is once in a million words."""
    from wordfreq import freq_to_zipf, get_frequency_dict, zipf_frequency  # only who reads reports needs what is slow to import

    if not (low.isascii() and low.isalpha()):
        return zipf_frequency(low, "en")
    found = get_frequency_dict("en").get(low)  # such a word is one token: to be told so takes longer than to look it up
    return round(freq_to_zipf(found), 2) if found else 0.0
