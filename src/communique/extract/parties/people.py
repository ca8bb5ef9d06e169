"""Whom people speak for and whom bodies belong to, learnt from titles, possessors and appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.lexicon import frequency, words
from communique.extract.parties.aliases import is_demonym
from communique.extract.parties.entities import Cast, Entity, owner_after, owner_before
from communique.extract.parties.gazetteer import gender_of, holder_of, lookup, post_heads
from communique.extract.parties.naming import ORDINARY, Name
from communique.extract.parties.nouns import ARMED, ORGANS
from communique.extract.parties.partisans import chosen, has_left, member_of, stands
from communique.extract.parties.salience import home_entity, is_main, salient
from communique.extract.parties.titles import describe

STATE_SERVICES = words("state_services")
OWN_ORGANS = ORGANS - {"conference", "congress", "summit"} | {"delegation", "panel", "team"}
FOREIGN_POSTS = words("foreign_posts")


def tie_bodies(cast: Cast) -> None:
    """A body belongs to the state or organisation that stands before it or owns it."""
    words = cast.parsed.words
    keys = {e.key: e for e in cast.entities} | {d: e for d, k in cast.demonyms.items() for e in cast.entities if e.key == k}
    for name, entity in cast.order:
        if name.entry is None and entity.kind in ("organisation", "unknown") and entity.party == (entity.key,):
            entity.party = _organ_of(cast, name) or entity.party
        if name.entry is None and entity.kind == "organisation" and entity.party == (entity.key,) and _serves(name, entity):
            state = owner_before(cast, name.first) or _owner_within(name, keys)
            if state is not None and state.kind == "state" and state.party:
                entity.kind, entity.party = "body", state.party  # "the Velmaran Security Council", "U.S. Forces"
        if name.entry is None and entity.kind == "organisation" and entity.party == (entity.key,) and _sovereign(name):
            entity.kind, entity.party = "body", ()  # "the Defence Agency", "the Coast Guard"
        if entity.kind != "body" or entity.party:
            continue
        owner = owner_before(cast, name.first) or owner_after(cast, name.last) or _owner_within(name, keys)
        if (code := _seated(cast, name)) or (owner is None and (code := _known_within(cast, name))):
            entity.party = (code,)
            continue
        if owner is not None and owner.party:
            entity.party = owner.party
        elif name.last < len(words) and words[name.last].low == "of":
            entity.party = (entity.key,)
    named = [(n, e) for n, e in cast.order if e.kind == "body" and e.party]
    states = len({e.party for e in cast.entities if e.kind == "state"})
    for name, entity in cast.order:
        if entity.kind == "body" and not entity.party:
            twins = [(n, e) for n, e in named if entity.key in e.key]
            twin = next((e for n, e in reversed(twins) if n.first < name.first), twins[0][1] if twins else None)
            home = home_entity(cast) if cast.home is not None else None
            near = _state_before(cast, name.first)
            here = near if _any_state_here(cast, name.first) else None
            spoken = _subject_before(cast, name.first)
            domestic = home_entity(cast) if states and _is_office(entity) else None
            owner = twin or spoken or home or here or domestic or near
            entity.party, entity.basis = (owner.party if owner else ()) or (entity.key,), "inferred"


def _organ_of(cast: Cast, name: Name) -> tuple[str, ...]:
    """Whose organ a name in ordinary words is that stands right behind that of a body: "the HFF Peace Panel"."""
    before, owner = cast.at.get(name.first - 1, (None, None))
    lows = [word.low for word in cast.parsed.words[name.first : name.last]]
    if before is None or owner is None or before.adjective or owner.kind not in ("organisation", "group", "bloc"):
        return ()
    plain = len(lows) > 1 and lows[-1] in OWN_ORGANS and all(frequency(low) >= ORDINARY for low in lows)
    return owner.party if plain else ()


def _is_office(body: Entity) -> bool:
    """Whether a body is by its name any state's own office: of ordinary words, and no parliament, which a people or a
    province may have."""
    ordinary = all(frequency(low) >= ORDINARY for low in body.lows)
    return ordinary and (not {"parliament", "assembly", "council"} & body.lows or len(body.lows) == 1)


def _serves(name: Name, entity: Entity) -> bool:
    """Whether a body is by its name one of a state's own: an army, a court, a council."""
    return name.text.split()[-1].lower() in STATE_SERVICES or _head_noun(entity.key) in STATE_SERVICES


def _sovereign(name: Name) -> bool:
    """Whether a body is by its name one that only states have: an office for defence, borders, intelligence."""
    lows = name.text.lower().split()
    return lows[-1] in STATE_SERVICES and len(lows) < 5 and bool(SOVEREIGN & set(lows[:-1]))


SOVEREIGN = frozenset("defence defense foreign intelligence security coast border frontier secret atomic interior armed".split())


def _head_noun(name: str) -> str:
    return re.split(r" (?:of|for) ", name)[0].split()[-1].lower()


def _subject_before(cast: Cast, first: int) -> Entity | None:
    """The state that is the subject of the sentence before, where a body opens the next one of the paragraph: "Velmar reacted
    guardedly. Foreign Ministry spokesman Tom Hale said …"."""
    words, sentences = cast.parsed.words, cast.parsed.sentences
    here = words[first].sentence
    if first - sentences[here].first > 1 or not here or sentences[here - 1].block != sentences[here].block:
        return None
    for (_, entity), head in zip(cast.order, cast.heads, strict=True):
        if (
            head.sentence == here - 1
            and entity.kind == "state"
            and head.dep == "nsubj"
            and is_main(cast.parsed, words[head.head])
        ):
            return entity
    return None


def _any_state_here(cast: Cast, first: int) -> bool:
    """Whether its sentence names a state before word `first`: "will lead the Velmaran delegation, the Foreign Ministry said"."""
    sentence = cast.parsed.words[first].sentence
    named = (n for n, e in cast.order if e.kind == "state" and e.party and n.first < first)
    return any(cast.parsed.words[n.first].sentence == sentence for n in named)


def _state_before(cast: Cast, first: int) -> Entity | None:
    """The state that stands out in a sentence before word `first`."""
    return salient(cast, first, lambda e: e.kind == "state" and e.first < first, reach=0)


def _owner_within(name: Name, keys: dict[str, Entity]) -> Entity | None:
    """The state in a body's own name: "Velmaran Foreign Ministry", "Ministry of Trade of Velmar"."""
    pieces = name.text.split()
    for piece in (pieces[0], pieces[-1]):
        if piece in keys and keys[piece].kind in ("state", "unknown"):
            return keys[piece]
    made = (e for key, e in keys.items() if e.kind in ("state", "unknown") and e.party and is_demonym(pieces[0], key))
    return next(made, None) if len(pieces) > 1 else None


def _seated(cast: Cast, name: Name) -> str:
    """The state of "the Foreign Ministry in Karvest": that whose capital it is."""
    words, (seat, _) = cast.parsed.words, cast.at.get(name.last + 1, (None, None))
    if seat is None or seat.entry is None or words[name.last].low != "in" or words[name.last - 1].low not in SEATED_THERE:
        return ""
    return seat.entry.key if seat.entry.kind == "state" and seat.entry.metonym else ""


SEATED_THERE = frozenset({"ministry", "office", "department", "parliament", "government"})  # an embassy there is another's


def _known_within(cast: Cast, name: Name) -> str:
    """The state that a body's own name has behind "of", by its whole style: "Foreign Ministry of the Danish Kingdom"."""
    forms = [word.text for word in cast.parsed.words[name.first : name.last]]
    for k in range(2, len(forms)):
        known = lookup(forms, k, cast.parsed.cleaned.report.published)
        if known is not None and known[1].kind == "state" and forms[k - 1] in ("of", "the"):
            return known[1].key
    return ""


WOMEN = words("women")
MEN = words("men")


def _gender(cast: Cast, name: Name, person: Entity) -> str:
    """ "she" or "he" by the title before the name, the post, or the given name."""
    before = [w.low.rstrip(".") for w in cast.parsed.words[max(0, name.first - 2) : name.first]]
    told = {*before, *re.split(r"\W+", (person.role or "").lower())}
    if told & WOMEN or told & MEN:
        return "she" if told & WOMEN else "he"
    return gender_of(person.name.split()[0])


def _holds_another(person: Entity, role: str) -> bool:
    """Whether somebody was told to hold a post other than the one of `role`."""
    held = set((person.role or "").lower().split())
    return bool(held) and not has_left(person.role) and held.isdisjoint(set(role.lower().split()) & post_heads())


def _states(cast: Cast) -> Iterator[Entity]:
    return (e for e in cast.entities if e.kind == "state")


def tie_people(cast: Cast) -> None:
    """Whom each person speaks for: by post and possessor before the name, by apposition after it, by `of` after it."""
    for name, entity in cast.order:
        if entity.kind != "person" or (entity.party and entity.role):
            continue
        role, span, owner = describe(cast, name)
        if has_left(role) and _holds_another(entity, role or ""):
            continue  # "the president, a former lawyer," holds his post
        if role and (entity.role is None or (owner and not entity.party)):
            entity.role, entity.role_at = role, span
        if has_left(role) or stands(cast, name, role) or (chosen(role) and not owner):
            owner = (entity.key,)
        elif member := member_of(cast, name, role):
            owner = member
        elif role and ARMED.intersection(role.lower().split()) and any(e.party == owner for e in _states(cast)):
            owner = ()  # "Velmaran rebel leader Tom Hale" does not speak for Velmar
        if owner and not entity.party:
            entity.party, entity.via = owner, role or ""
    for name, entity in cast.order:
        if entity.kind == "person" and not entity.gender:
            entity.gender = _gender(cast, name, entity)
    states = {e.key for e in cast.entities if e.kind == "state"}
    for entity in cast.entities:
        misread = " " in entity.name and states.issuperset(entity.party)  # a state's head who is named beside another state
        if entity.kind == "person" and (not entity.party or misread):
            known = holder_of(entity.name, cast.parsed.cleaned.report.published)
            if known is not None and known.code not in entity.party:
                entity.party, entity.via, entity.post = (known.code,), entity.via or known.post, known.post
                entity.basis = "table"
