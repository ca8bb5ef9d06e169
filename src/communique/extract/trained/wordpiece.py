"""Words cut into the pieces that the encoder knows, each with its place in the text.

The greedy longest-match scheme and the vocabulary are those of BERT, uncased (Devlin et al., "BERT: Pre-training of Deep
Bidirectional Transformers", NAACL 2019; Wu et al., "Google's Neural Machine Translation System", 2016).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST = 40  # characters of a word; what is longer is no word
KEPT = 50_000  # words whose pieces are remembered
PARTS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A number of the vocabulary and the characters [start, end) that it stands for."""

    number: int
    start: int
    end: int


@cache
def vocabulary() -> dict[str, int]:
    """Piece -> number."""
    text = files("communique.data").joinpath("wordpieces.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.rstrip("\n").split("\n"))}


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of text[start:end]."""
    found: list[Piece] = []
    for part in PARTS.finditer(text, start, end):
        at = part.start()
        for number, length in _cut(part.group()):
            found.append(Piece(number, at, at + length))
            at += length
    return found


@lru_cache(maxsize=KEPT)
def _cut(word: str) -> tuple[tuple[int, int], ...]:
    """The pieces of a word as (number, characters of the word as written)."""
    known = vocabulary()
    plain = [_plain(char) for char in word]  # accents and case go; one written character may give none or several
    if sum(map(len, plain)) > LONGEST:
        return ((known[UNKNOWN], len(word)),)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(word):
        for stop in range(len(word), at, -1):
            piece = ("##" if found else "") + "".join(plain[at:stop])
            if piece in known:
                found.append((known[piece], stop - at))
                at = stop
                break
        else:
            return ((known[UNKNOWN], len(word)),)
    return tuple(found)


def _plain(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(c) != "Mn")
