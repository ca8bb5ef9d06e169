"""What sort of party has a post, and so whom its holder serves where nothing says it: a convenor a union, a manager a company.

A choice among the parties that the report is about right there, weighted by how well each fits the post; a guess, and marked so.
"""

from __future__ import annotations

from math import log

from communique.extract.lexicon import frequency, words
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.focus import Focus
from communique.extract.parties.gazetteer import Post, collective, posts
from communique.extract.parties.naming import Name
from communique.extract.parties.plain import COMMON as COMMON_WORD
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.salience import CAN_ACT, NATURES, home_entity, is_of, sets_the_scene
from communique.parse.tree import Word

SEATS = words("seats")
SORTS = {
    "union": words("posts_of_unions"),
    "town": words("posts_of_towns"),
    "company": words("posts_of_companies"),
    "army": words("posts_of_armies"),
}
NEVER = 0.02
FITS: dict[str, dict[str, float]] = {  # how well a party of a sort fits a post of a sort
    "union": {"union": 3.0, "people": 1.0, "party": 1.0, "body": 0.2, "unknown": 0.3, "company": 0.02},
    "company": {"company": 3.0, "body": 0.8, "unknown": 1.0, "union": 0.1},
    "town": {"town": 3.0, "body": 0.5, "unknown": 0.5},
    "army": {"state": 2.0, "party": 2.0, "unknown": 0.3, "body": 0.2},
    "state": {"state": 3.0, "unknown": 2.5},
    "organisation": {"union": 1.0, "company": 1.0, "body": 1.0, "party": 1.0, "town": 0.8, "unknown": 0.7, "state": 0.1},
    "": {"union": 1.0, "company": 1.0, "body": 1.0, "party": 1.0, "town": 0.8, "unknown": 0.7, "state": 0.9, "people": 0.3},
}
OF_HIS_OWN = frozenset({"judge", "justice", "magistrate", "arbitrator", "co-chair", "co-chairman"})
ON_SERVICE = words("on_service")  # who is seldom named and yet stands for somebody: officials, diplomats, aides
OF_STATE = words("of_state")
REACH = 4  # sentences back
PRIOR = 0.15  # what it counts how much a party acts in the whole report
ON_THE_SCENE = 4.0  # what it counts for a state's man that his sentence opens with where it happens: in his country
DOMESTIC = 1.5  # what it counts for him that the report tells of a state's own affairs
AT_SEAT = 1.0  # what it counts for a minister that the dateline is a town of that state, which acts in the report
AT_HOME = 0.5  # what it counts for a minister that the report is written from a state
ATTACKED = 0.3  # what it leaves of a party's weight that he accuses it or makes demands of it
KINDRED = 3.0  # what it counts that post and party share a word
OCCASIONS = words("meetings") | {"event", "forum"}
NO_UNIONS = frozenset({"company", "body", "state", "town"})
ACTS = 0.8  # a standing below which an unknown name is not known to act at all
LEAST = 0.1  # a weight below which nobody is meant


def sort_of(role: list[Word]) -> str:
    """The sort of party that has a post: "union", "company", "town", "army", "state", "organisation", or "" for any."""
    if any(w.low in OF_STATE for w in role) or _of_affairs(role):
        return "state"
    printed = " ".join(w.low for w in role).replace(" - ", "-")
    post = known_post(role)
    if post is not None and post.holds == "organisation" and post.noun.endswith((" general", "-general")):
        return "organisation"  # "Secretary General" is no general
    for sort, nouns in SORTS.items():
        if any(noun in printed and f" {noun} " in f" {printed} " for noun in nouns):
            return sort
    return "" if post is None or post.holds == "any" else "state" if post.holds == "body" else post.holds


def _of_affairs(role: list[Word]) -> bool:
    """Whether a post is for affairs of a state ("Director General for Migrants' Affairs"), no firm's ("corporate affairs")."""
    return any(w.low == "affairs" and k and role[k - 1].low not in OF_FIRMS for k, w in enumerate(role))


OF_FIRMS = frozenset({"academic", "corporate", "external", "government", "legal", "media", "public", "regulatory", "student"})


def guess(
    resolver: Resolver, role: list[Word], name: Name, against: frozenset[str], across: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The party that the holder of a post most likely serves, none where the post is nobody's; `against` are those he attacks,
    `across` those who sit across the table from him."""
    cast, post = resolver.cast, known_post(role)
    lows = [w.low for w in role]
    if not role or {"former", "ex"} & set(lows) or lows[-1] in SEATS or (post is not None and post.noun in SEATS):
        return ()
    if post is not None and (post.noun in OF_HIS_OWN or (post.unnamed and not post.speaks and post.noun not in ON_SERVICE)):
        return ()  # a driver, a judge
    if any(w.lemma in OCCASIONS and w.tag in ("NN", "NNS") and w.dep in ("poss", "pobj") and w.i not in cast.at for w in role):
        return ()  # "the event's president", "the chairman of the session" serves no side
    sort = sort_of(role)
    if post is None and not sort:
        return ()
    standing = resolver.table.standing
    weights = dict(Focus(resolver, name.first, reach=REACH).weights)
    for entity in cast.entities if sort else ():
        if entity.kind in CAN_ACT and entity.party:
            weights.setdefault(entity.party, 0.0)
    best: tuple[str, ...] = ()
    most = LEAST
    named = {e.party for e in cast.entities if e.kind != "person"}
    own = _own_state(cast)
    if sort in ("state", "army") and own:
        weights.setdefault(own, 0.0)
        named.add(own)
    scene = _scene(cast, name)
    for keys, weight in sorted(weights.items()):
        if len(keys) > 1 or keys[0] in across or (sort in ("state", "army") and keys not in named):
            continue
        ordinary = standing.get(keys[0], 0.0) < ACTS or frequency(keys[0].lower()) >= COMMON_WORD
        if sort == "state" and nature(cast, keys) == "unknown" and ordinary:
            continue  # what only ever stands beside another noun is no state, nor are people
        full = weight + PRIOR * log(1 + standing.get(keys[0], 0.0))
        if sort in ("state", "army") and keys == own:
            full += AT_HOME
        if sort in ("state", "army") and cast.seated and keys == (cast.seat,) and standing.get(keys[0], 0.0) >= ACTS:
            full += AT_SEAT
        if sort in ("state", "army") and cast.domestic is not None and keys == cast.domestic.party:
            full *= DOMESTIC
        full *= ON_THE_SCENE if sort in ("state", "army") and keys == scene else 1.0
        sits = "speaker" in lows and keys[0].split()[-1].lower() in CHAMBERS
        full *= KINDRED * FITS[sort].get("state", NEVER) if sits else FITS[sort].get(nature(cast, keys), NEVER)
        full *= ATTACKED if keys[0] in against else 1.0
        full *= KINDRED if _kindred(keys[0], lows) else 1.0
        if full > most:
            best, most = keys, full
    if sort == "town" and cast.town is not None and nature(cast, best) != "town":
        return cast.town.party
    if "union" in lows and best and nature(cast, best) in NO_UNIONS and not _others(cast, best):
        best = ()  # "Union president Ann Hill" in a report that names nobody but the employers
    if not best and sort in COMMON and any(w.low == COMMON[sort] and w.tag == "NN" for w in cast.parsed.words):
        return (COMMON[sort],)  # a union that the report only calls so
    if not best and cast.home and post is not None and post.speaks:
        return (cast.home,)
    if not best and sort in ("state", "army") and (home := home_entity(cast)) is not None and (cast.home or len(home.places) > 1):
        return home.party
    return best


def _others(cast: Cast, keys: tuple[str, ...]) -> bool:
    """Whether the report names a body besides, which might be a union."""
    return any(e.kind in ("organisation", "unknown", "group") and e.party and e.party != keys for e in cast.entities)


def _own_state(cast: Cast) -> tuple[str, ...]:
    """The state that a report is at home in, else the one whose affairs it tells if its dateline says that it is
    written there."""
    if cast.home is not None:
        return (cast.home,)
    told = cast.seated and cast.domestic is not None and cast.domestic.party == (cast.seat,)
    return (cast.seat,) if told and cast.seat is not None else ()


def _scene(cast: Cast, name: Name) -> tuple[str, ...]:
    """The state in which a sentence says at its head that what it tells happens: "In Velmar, the president …", "From the Velmaran
    capital, President Ann Hill answered …"."""
    for (other, entity), head in zip(cast.order, cast.heads, strict=True):
        if (
            other.first < name.first
            and entity.kind in ("state", "unknown")
            and head.sentence == cast.parsed.words[name.first].sentence
        ):
            if sets_the_scene(cast.parsed, head):
                return entity.party
    return ()


def _kindred(key: str, lows: list[str]) -> bool:
    """Whether a post has its name from the party: a commissioner of a commission, a board member of a board."""
    stems = {low[:6] for low in lows if len(low) > 4 and low not in COMMON_MODIFIERS}
    return any(word[:6] in stems for word in key.lower().split() if len(word) > 4)


def nature(cast: Cast, keys: tuple[str, ...]) -> str:
    """What sort of party the keys are, by the report's own words and the kind of its name; of a nameless group, its noun."""
    if not keys:
        return "unknown"
    named = [e for e in cast.entities if e.party == keys and e.kind not in ("person", "body")]
    entity = next((e for e in named if e.key == keys[0]), named[0] if named else None)
    if entity is None:
        told = keys == (cast.home,) or (cast.domestic is not None and keys == cast.domestic.party)
        own = next((e for e in cast.entities if e.kind == "body" and e.party == keys == (e.key,)), None)
        return "state" if told or (own is not None and _governs(own)) else "body" if own is not None else _of_noun(keys[0])
    if entity.kind == "state":
        return "state"
    if entity.kind == "place":
        return "town"
    for sort in ("union", "party", "company"):
        if (entity.lows | entity.nouns) & NATURES[sort]:
            return sort
    if is_of(entity, frozenset({"union"})):
        return "union"
    if entity.kind == "unknown":
        return "unknown"
    return "company" if is_of(entity, frozenset({"company"})) else "body"


def _governs(body: Entity) -> bool:
    """Whether a body of a state that the report does not name is its government; ministers are no parliament's, no treasury's."""
    return body.key.split()[-1].lower() in GOVERNMENTS


def _of_noun(text: str) -> str:
    """Of what sort a group is that goes by a common noun: "branch committee", "co-op", "suppliers"."""
    noun = text.split()[-1].lower()
    for sort in ("union", "company", "state", "party"):
        if noun in NATURES[sort]:
            return sort
    if noun in TOWNS:
        return "town"
    return "people" if noun.endswith("s") and noun not in collective() else "body"


GOVERNMENTS = frozenset({"government", "administration", "cabinet", "executive"})
CHAMBERS = frozenset({"assembly", "chamber", "congress", "diet", "house", "parliament", "senate"})  # which have a speaker
COMMON_MODIFIERS = frozenset({"general", "national", "chief", "deputy", "senior", "former", "joint", "international"})
COMMON = {"union": "union", "town": "council", "state": "government"}
TOWNS = frozenset({"city", "town", "village", "municipality", "borough", "county", "district", "parish", "council"})


def known_post(role: list[Word]) -> Post | None:
    """The post that the words of a role name."""
    lows = [w.low for w in role]
    for size in (4, 3, 2, 1):
        for k in range(len(lows) - size, -1, -1):
            if (known := posts().get(" ".join(lows[k : k + size]).replace(" - ", "-"))) is not None:
                return known
    return None
