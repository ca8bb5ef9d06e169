"""One of a report's cast, and how the rest of the readers find it: by word, by kind, by common noun."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from communique.extract.parties.gazetteer import word_set
from communique.extract.parties.naming import Kind, Name
from communique.parse.tree import Parsed, Word
from communique.record.party import TieBasis


@dataclass(slots=True, eq=False)
class Entity:
    """One of the cast: `party` are the keys it acts for (its own where it is a party itself)."""

    key: str
    name: str
    kind: Kind
    party: tuple[str, ...] = ()
    role: str | None = None
    role_at: tuple[int, int] | None = None
    via: str = ""
    post: str = ""  # of a known office holder, where the text states none
    guessed: bool = False  # the party is the likeliest, not stated
    gender: str = ""  # "he", "she", or "" where neither name nor title tells
    lows: frozenset[str] = frozenset()  # the words of its name
    nouns: frozenset[str] = frozenset()  # what the report calls it: "Road Relief, a charity", "the brewer Corrigan"
    offices: frozenset[str] = frozenset()  # of a state: its offices that the report calls by its name: "the Danish government"
    basis: TieBasis = "stated"  # where it is known from whom the person or body acts for
    first: int = 0
    places: list[int] = field(default_factory=list)  # word index of the head of every mention


@dataclass(slots=True, eq=False)
class Cast:
    """`at` maps a word index to (name, entity); `order` lists the names as they come, `heads` the words that they hang by."""

    parsed: Parsed
    at: dict[int, tuple[Name, Entity]]
    order: list[tuple[Name, Entity]]
    heads: list[Word]
    entities: list[Entity]
    home: str | None  # the state of the dateline, or of an office that publishes
    seat: str | None = None  # the state where it is written, as far as its dateline or its outlet tells
    seated: bool = False  # whether its dateline tells it
    land: str | None = None  # the state whose rebels the report names, if they are of one
    office: bool = False  # whether the report is an office's own release
    town: Entity | None = None  # the town that "the city" and "the mayor" are of, in a report on its affairs
    domestic: Entity | None = None  # the state whose affairs a report tells that is at home nowhere
    house: Entity | None = None  # the party that publishes it, where no list knows the outlet
    counts: Counter[str] = field(default_factory=Counter)
    demonyms: dict[str, str] = field(default_factory=dict)  # adjective -> name, for states learnt from the text


def head_of(parsed: Parsed, first: int, last: int) -> Word:
    """The word of first..last that the others hang on."""
    for k in range(last - 1, first - 1, -1):
        head = parsed.words[k].head
        if not first <= head < last or head == k:
            return parsed.words[k]
    return parsed.words[last - 1]


def owner_before(cast: Cast, first: int) -> Entity | None:
    """The state or organisation whose name or genitive ends right before word `first` ("Russia's", "Russian")."""
    k = first - 1
    words = cast.parsed.words
    while (
        k >= 0
        and words[k].sentence == words[first].sentence
        and (
            words[k].low in ("'s", "’s", "'", "’")
            or (words[k].tag in ("JJ", "VBN") and k not in cast.at)
            or words[k].low.rstrip(".") in word_set("honorifics")  # "the alliance's Ms Ann Hill"
        )
        and first - k < 4
    ):
        k -= 1
    if k < 0 or words[k].sentence != words[first].sentence:
        return None
    if k in cast.at and cast.at[k][1].kind in ("state", "organisation", "bloc", "unknown", "group", "body"):
        return cast.at[k][1]
    return None


def owner_after(cast: Cast, last: int) -> Entity | None:
    """The party after `of` ("the Foreign Ministry of Velmar")."""
    words = cast.parsed.words
    if last + 1 < len(words) and words[last].low == "of":
        k = last + 1 + (words[last + 1].low == "the")
        if k in cast.at and cast.at[k][1].kind in ("state", "organisation", "bloc", "unknown"):
            return cast.at[k][1]
    return None
