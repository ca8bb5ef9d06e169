"""A story that opens in capitals ("BELGIUM agreed …") is put in ordinary letters, so that its names are known by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.clean.mend import Edit

_OPENING = re.compile(r"^[“\"‘']?((?:[A-Z][A-Z'’-]*)(?: [A-Z][A-Z'’-]+){0,4})(?=['’]s |,? [a-z])", re.MULTILINE)
_WORD = re.compile(r"[A-Z]{2,}")
_PROSE = 80  # characters: a shorter line is no paragraph
_FUNCTION = frozenset("a an as at but by for if in it its no not of on or so that the then this to two when with".split())


def small_capitals(text: str) -> Iterator[Edit]:
    """Edits of equal length for the capitals that a paragraph opens with; a word that the text elsewhere writes so is kept.

    A single word is only changed where the text elsewhere writes it with one capital: "NATO said" stays.
    """
    for match in _OPENING.finditer(text):
        line = text[match.start() : text.find("\n", match.start()) if "\n" in text[match.start() :] else len(text)]
        words = list(_WORD.finditer(text, match.start(1), match.end(1)))
        if len(line) < _PROSE or not words:
            continue
        for word in words:
            plain = word.group().capitalize()
            again = re.search(rf"\b{plain}\b", text) is not None
            kept = re.search(rf"\b{word.group()}\b", text[word.end() :]) is not None
            owning = text[word.end() : word.end() + 2] in ("'S", "’S")
            if kept or not (again or owning or (len(words) > 1 and len(plain) > 3)):
                continue
            if owning:
                yield Edit(word.end() + 1, word.end() + 2, "s")
            low = word.group().lower() in _FUNCTION and word.start() > match.start(1)
            yield Edit(word.start(), word.end(), word.group().lower() if low else plain)
