"""Names told in a row: "President Ane Holm of Norland, Chancellor Ida Roth, and Prime Minister Jon Vey of Sudmark".

The parser hangs the later names of a long list now on one, now on another, so a list is read off its commas: names of one sort,
each with its title and its country, the last behind "and".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import post_heads, word_set
from communique.extract.parties.naming import Name
from communique.parse.tree import Word

FEWEST = 3  # two names are told apart by the parser
PARTIES = frozenset({"state", "bloc", "organisation", "unknown"})
LONGEST = 14  # words between two names
#: what stands between two names of a list, a letter a word: c comma, & and, o of, t the, S state, p post or title
PLAIN = {",": "c", ";": "c", "and": "&", "of": "o", "the": "t"}
#: n a plain noun, number or article: "Arland, all island producers, the Kestrians"
BETWEEN = re.compile(r"(?:o?t?S+|p+o?t?S*|ct?[npS]*n)?(?P<mark>c?&t?|ct?)[pSo]*")


def lists_of(cast: Cast) -> Mapping[int, tuple[Word, ...]]:
    """The head words of all names of a list, by the word index of each of them."""
    told = zip(cast.order, cast.heads, strict=True)
    members = [(name, head, sort) for (name, entity), head in told if (sort := _sort(cast, name, entity))]
    found: dict[int, tuple[Word, ...]] = {}
    row: list[Word] = []
    closed = False
    last: tuple[Name, str] | None = None
    for name, head, sort in [*members, (None, None, "")]:
        mark = _mark(cast, last[0], name) if name is not None and last is not None and last[1] == sort else ""
        if not mark or closed:
            if closed and len(row) >= FEWEST:
                found |= {one.i: tuple(row) for one in row}
            row, closed = [], False
        if head is not None:
            row.append(head)
            closed = "&" in mark and len(row) > 1
            last = (name, sort) if name is not None else None
    return found


def _sort(cast: Cast, name: Name, entity: Entity) -> str:
    """ "person" or "party"; "" for what is a part of another's title or adjective."""
    if entity.kind == "person":
        return "person"
    if entity.kind not in PARTIES or name.adjective:
        return ""
    words = cast.parsed.words
    before = [words[k].low for k in range(max(0, name.first - 2), name.first)]
    owned = before[-1:] == ["of"] or before == ["of", "the"]
    behind = words[name.last] if name.last < len(words) else None
    owns = behind is not None and (_kind(cast, behind) == "p" or behind.is_noun)  # "UK Prime Minister …", "EU countries"
    return "" if owned or owns else "party"


def _mark(cast: Cast, one: Name, other: Name) -> str:
    """The comma or "and" between two names where nothing but titles and countries stands there besides; else ""."""
    words = cast.parsed.words
    if other.first - one.last > LONGEST or words[one.first].sentence != words[other.first].sentence:
        return ""
    kinds = "".join(_kind(cast, words[k]) for k in range(one.last, other.first))
    fits = BETWEEN.fullmatch(kinds)
    return fits["mark"] if fits else ""


def _kind(cast: Cast, word: Word) -> str:
    """The letter of a word (see BETWEEN)."""
    if word.i in cast.at and cast.at[word.i][1].kind in PARTIES:
        return "S"
    if (plain := PLAIN.get(word.low)) is not None:
        return plain
    titled = word.tag[:3] == "NNP" or word.low in post_heads() or word.low.rstrip(".") in word_set("honorifics")
    if titled or word.tag[:2] == "JJ" or word.tag == "POS":
        return "p"
    return "n" if word.tag in ("NN", "NNS", "CD", "DT") else "x"
