"""A short report in, its voices out in words: the shorthand that the tests of voices share."""

from __future__ import annotations

from typing import NamedTuple

from factory import report

from communique.extract.voices.find import find_voices
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.text import Block, Cleaned, identity


class Heard(NamedTuple):
    """A voice in words."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    quote: str
    parent: int | None
    relay: bool
    to: str | None
    head: str | None
    basis: str
    lemma: str


def parsed(text: str) -> Parsed:
    """`text` ("¶" parts paragraphs) as one body, parsed."""
    text = text.replace("¶", "\n\n")
    body = Cleaned(report("r", "1987-03-02", text), text, identity(len(text)), (Block("body", 0, len(text)),))
    return next(parse([body]))


def hear(text: str) -> list[Heard]:
    """The voices of a short report."""
    one = parsed(text)
    return [
        Heard(
            one.text[slice(*v.source)] if v.source else None,
            one.text[slice(*v.cue)] if v.cue else None,
            tuple(one.text[a:b].replace("\n\n", "¶") for a, b in v.content),
            v.quote,
            v.parent,
            v.relay,
            one.words[v.addressee].text if v.addressee is not None else None,
            one.words[v.head].text if v.head is not None else None,
            v.basis,
            v.lemma,
        )
        for v in find_voices(one)
    ]


def outer(text: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """Source, cue and content of the voices that no other holds."""
    return [v[:3] for v in hear(text) if v.parent is None]
