"""Names that a report spells out before their initials: "the Kiln Hands and Allied Trades Union (KHATU)"."""

from __future__ import annotations

import re

from communique.parse.tree import Parsed, Word

INITIALS = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?$")  # "KHATU", "PoKH"
LONGEST = 12  # words of a name that is looked for
FEWEST = 3  # letters that tell something: of two any two words have
SMALL = frozenset("a and by de del des do du e et for in la of on or the to und y &".split())  # words that may give no letter
INSIDE = frozenset({"-", "'s", "’s", "'", "’", ",", "."})


def spelt_out(parsed: Parsed) -> dict[int, int]:
    """Where each name begins whose words have the initials in brackets behind it -> where it ends."""
    words, found = parsed.words, dict[int, int]()
    for bracket in words:
        k = bracket.i
        if bracket.text != "(" or k + 2 >= len(words) or words[k + 2].text not in (")", ",", ";"):
            continue
        letters = words[k + 1].text.replace(".", "").removesuffix("s")
        if len(letters) >= FEWEST and INITIALS.match(letters) and (first := _first(words, k, letters.lower())) is not None:
            found[first] = k
    return found


def _first(words: list[Word], end: int, letters: str) -> int | None:
    """The word that the longest name of these initials begins with, of those that end before word `end`."""
    best = None
    for first in range(end - 2, max(-1, end - LONGEST), -1):
        word = words[first]
        if word.sentence != words[end].sentence or not (word.text[0].isalnum() or word.text in INSIDE or word.low in SMALL):
            break
        if word.text[0].isupper() and word.low[0] == letters[0] and _spells([w.low for w in words[first:end]], letters):
            best = first
    capital = best is not None and all(w.text[0].isupper() or w.low in SMALL or w.text in INSIDE for w in words[best:end])
    return best if capital else None


def _spells(lows: list[str], letters: str) -> bool:
    """Whether the first letters of the words, small ones counted or not, are these."""
    reached = {0}
    for low in lows:
        if not low[0].isalnum() and low not in SMALL:
            continue
        on = {at + 1 for at in reached if at < len(letters) and letters[at] == low[0]}
        reached = on | reached if low in SMALL else on
    return len(letters) in reached
