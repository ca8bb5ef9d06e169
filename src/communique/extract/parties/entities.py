"""One of a report's cast, and how the rest of the readers find it: by word, by kind, by common noun."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from communique.extract.parties.gazetteer import word_set
from communique.extract.parties.names import Kind, Name
from communique.parse.tree import Parsed, Word


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
    lows: frozenset[str] = frozenset()
    first: int = 0
    places: list[int] = field(default_factory=list)  # word index of the head of every mention


@dataclass(slots=True, eq=False)
class Cast:
    """`at` maps a word index to (name, entity); `order` lists the names as they come."""

    parsed: Parsed
    at: dict[int, tuple[Name, Entity]]
    order: list[tuple[Name, Entity]]
    entities: list[Entity]
    home: str | None  # the state of the dateline, or of an office that publishes
    office: bool = False  # whether the report is an office's own release
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
        and (words[k].low in ("'s", "’s", "'", "’") or (words[k].tag in ("JJ", "VBN") and k not in cast.at))
        and first - k < 4
    ):
        k -= 1
    if k >= 0 and k in cast.at and cast.at[k][1].kind in ("state", "organisation", "bloc", "unknown", "group", "body"):
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


KIND_WORDS: dict[str, frozenset[str]] = {
    "union": frozenset(
        "union workers federation brotherhood guild teamsters association syndicate confederation dockers".split()
    ),
    "company": frozenset(
        "company firm group corporation airline carrier manufacturer employer operator maker management bank miner railway"
        " utility".split()
    ),
    "state": frozenset(
        "government country republic kingdom administration cabinet nation regime authorities military army".split()
    ),
    "bloc": frozenset("bloc alliance organisation organization agency body fund bank commission council pact league".split()),
    "ministry": frozenset("ministry department".split()),
    "party": frozenset("party movement front opposition rebels group faction militia".split()),
}


def definite(cast: Cast, word: Word) -> Entity | None:
    """The entity that "the union", "the ministry", "the company" means: the last one of that kind before the word."""
    low = word.lemma
    best: Entity | None = None
    for name, entity in reversed(cast.order):
        if name.first >= word.i or entity.kind in ("person", "place", "wire", "media"):
            continue
        if low in entity.lows:
            return entity
        if best is None and (
            (low in KIND_WORDS["union"] and entity.kind == "organisation" and entity.lows & word_set("union_words"))
            or (
                low in KIND_WORDS["company"]
                and entity.kind in ("organisation", "unknown")
                and not entity.lows & word_set("union_words")
                and not entity.lows & word_set("body_words")
                and name.entry is None
            )
            or (low in KIND_WORDS["ministry"] and entity.kind == "body")
            or (
                low in KIND_WORDS["bloc"]
                and entity.kind in ("organisation", "bloc")
                and not entity.lows & word_set("union_words")
            )
            or (low in KIND_WORDS["party"] and entity.kind == "organisation")
        ):
            best = entity
    if best is None and low in KIND_WORDS["state"] | KIND_WORDS["ministry"]:
        return home_entity(cast)
    return best


def home_entity(cast: Cast) -> Entity | None:
    """The state that the report is written from, else the one it names most."""
    if cast.home:
        return next((e for e in cast.entities if cast.home in e.party and e.kind != "person"), None) or Entity(
            cast.home, cast.home, "state", (cast.home,)
        )
    states = [e for e in cast.entities if e.kind == "state"] or [
        e for e in cast.entities if e.kind == "unknown" and e.party and len(e.places) > 1
    ]
    return max(states, key=lambda e: (len(e.places), -e.first), default=None)
