"""Whom a report is about at a place: parties weighted by how near and in which part of the sentence they were named.

The ranking (subject before object before the rest, the sentence before earlier ones) is that of centering theory: Grosz, Joshi
and Weinstein, "Centering: a framework for modeling the local coherence of discourse", Computational Linguistics 21(2), 1995.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import post_heads, word_set
from communique.parse.tree import Parsed, Word

REACH = 5  # sentences back
FADING = 0.6  # what a sentence in between leaves
BEHIND = 0.4  # what being named only behind the word, in its own sentence, leaves
CAN_ACT = frozenset({"state", "organisation", "bloc", "group", "body", "unknown"})

NATURES: dict[str, frozenset[str]] = {
    "union": frozenset(
        "union workers federation brotherhood guild teamsters association syndicate confederation dockers strikers local".split()
    ),
    "company": frozenset(
        "company firm group corporation airline carrier manufacturer employer operator maker management bank miner railway"
        " utility brewer brewery shipper retailer supplier producer owner contractor builder developer publisher".split()
    ),
    "state": frozenset(
        "government country republic kingdom administration cabinet nation regime authorities authority military army navy police"
        " state junta parliament treasury".split()
    ),
    "bloc": frozenset(
        "bloc alliance cartel organisation organization agency body fund bank commission council pact league community".split()
    ),
    "ministry": frozenset("ministry department".split()),
    "party": frozenset("party movement front opposition rebel rebels group faction militia coalition".split()),
    "organ": frozenset("board executive committee council secretariat panel management leadership delegation assembly".split()),
}


def salient(cast: Cast, at: int, fits: Callable[[Entity], bool], reach: int = REACH) -> Entity | None:
    """The entity that fits and stands out most before word `at`, the first named among equals; None where none fits."""
    parsed = cast.parsed
    here = parsed.words[at].sentence
    weights: dict[int, tuple[float, Entity]] = {}
    for (name, entity), head in zip(reversed(cast.order), reversed(cast.heads), strict=True):
        distance = here - head.sentence
        if distance > reach:
            break
        if distance < 0 or (name.first <= at < name.last) or not entity.party or not fits(entity):
            continue
        weight = prominence(parsed, head) * FADING**distance
        if name.first > at:
            weight *= BEHIND
        before, _ = weights.get(id(entity), (0.0, entity))
        weights[id(entity)] = (before + weight, entity)
    return max(weights.values(), key=lambda w: (round(w[0], 6), -w[1].first))[1] if weights else None


def prominence(parsed: Parsed, head: Word) -> float:
    """How much a mention puts its party in the middle: the subject of the main clause most, a mere attribute least."""
    while head.dep == "appos" and head.head != head.i:
        head = parsed.words[head.head]
    if sets_the_scene(parsed, head, frozenset({"in"})):
        return 0.9
    if head.dep in ("nsubj", "nsubjpass", "agent") or (head.dep == "pobj" and parsed.words[head.head].dep == "agent"):
        return 1.0 if is_main(parsed, parsed.words[head.head]) else 0.7
    if head.dep == "conj":
        return 0.6
    if head.dep in ("poss", "amod", "compound", "nmod"):
        upper = parsed.words[head.head]
        return 0.75 if upper.dep in ("nsubj", "nsubjpass") and is_main(parsed, parsed.words[upper.head]) else 0.5
    return 0.5 if head.dep in ("dobj", "dative") else 0.35


def sets_the_scene(parsed: Parsed, head: Word, by: frozenset[str] = frozenset({"in", "from"})) -> bool:
    """Whether a sentence opens with where it happens: "In Velmar, the president …", "In the Velmaran capital, …"."""
    opening = parsed.words[parsed.sentences[head.sentence].first]
    noun = parsed.words[head.head] if head.dep in ("poss", "amod", "compound", "nmod") else head
    return opening.low in by and noun.dep == "pobj" and noun.head == opening.i


def acting(parsed: Parsed, head: Word) -> float:
    """How much a mention shows its party to act or to be dealt with; being where something lies or happens counts next to
    nothing."""
    while head.dep == "appos" and head.head != head.i:
        head = parsed.words[head.head]
    upper = parsed.words[head.head]
    if head.dep in ("nsubj", "nsubjpass", "agent") or (head.dep == "pobj" and upper.dep == "agent"):
        return 1.0
    if head.dep == "conj" and head.head != head.i:
        return acting(parsed, upper)
    if head.dep in ("poss", "amod", "compound", "nmod"):
        return 0.8 if upper.dep in ("nsubj", "nsubjpass") or upper.low in post_heads() else 0.4
    if head.dep == "pobj" and upper.low == "of" and parsed.words[upper.head].lemma in RULING:
        return acting(parsed, parsed.words[upper.head])  # "the government of Velmar accused …"
    if head.dep == "pobj":
        return 0.8 if upper.low in ("between", "with", "by", "against") else 0.1 if upper.low in PLACING else 0.4
    return 0.5 if head.dep in ("dobj", "dative") else 0.2


RULING = frozenset({"government", "army", "military", "parliament", "president", "ministry", "cabinet", "leadership"})
PLACING = frozenset({"in", "at", "from", "near", "outside", "into", "through", "across", "around", "within"})


def is_main(parsed: Parsed, verb: Word) -> bool:
    """Whether a verb is that of the main clause, or joined to it."""
    while verb.dep == "conj" and verb.head != verb.i:
        verb = parsed.words[verb.head]
    return verb.dep == "ROOT"


@lru_cache(4096)
def natures_of(lemma: str) -> frozenset[str]:
    """What sorts of party a common noun may mean: "the company", "the council"."""
    return frozenset(nature for nature, nouns in NATURES.items() if lemma in nouns)


def is_of(entity: Entity, natures: frozenset[str]) -> bool:
    """Whether one of the cast is of such a sort, by the words of its name and what the report calls it, else by its kind."""
    nouns = entity.lows | entity.nouns
    if any(nouns & NATURES[nature] for nature in natures - {"organ", "state"}):
        return entity.kind in CAN_ACT
    unionised = bool(nouns & word_set("union_words")) or _initialled(entity)
    bodied = bool(nouns & word_set("body_words"))
    return (
        ("state" in natures and entity.kind == "state")
        or ("ministry" in natures and entity.kind == "body")
        or ("union" in natures and entity.kind == "organisation" and unionised)
        or ("company" in natures and entity.kind in ("organisation", "unknown") and not unionised and not bodied)
        or ("bloc" in natures and (entity.kind == "bloc" or (entity.kind == "organisation" and not unionised)))
        or ("party" in natures and entity.kind in ("organisation", "group"))
        or ("organ" in natures and entity.kind in ("organisation", "bloc"))
    )


FIRMS_BY_INITIALS = words("firms_by_initials")  # of those with a U or a W


def _initialled(entity: Entity) -> bool:
    """Whether a body is known by initials alone that are likely a union's: most have a U for union or a W for workers."""
    key = entity.key
    return key not in FIRMS_BY_INITIALS and (
        entity.kind == "organisation" and key == entity.name and key.isalpha() and key.isupper() and bool({"U", "W"} & set(key))
    )


def called(cast: Cast, word: Word) -> Entity | None:
    """The last one named before a common noun whose name has that noun, or whom the report calls so."""
    for name, entity in reversed(cast.order):
        named = word.lemma in entity.lows and not of_its_people(entity, word.lemma)
        if name.first < word.i and (named or word.lemma in entity.nouns):
            if entity.kind in CAN_ACT and entity.party:
                return entity
    return None


def of_its_people(entity: Entity, noun: str) -> bool:
    """Whether a noun in a name tells where its members work: the "Halven League Players' Association" is no league."""
    lows = entity.name.lower().replace("’", "'").split()
    at = next((k for k, low in enumerate(lows) if low.endswith("s'")), 0)
    return noun in lows[:at] and lows[-1] in UNITED


UNITED = frozenset({"association", "brotherhood", "council", "federation", "guild", "union"})


def definite(cast: Cast, word: Word) -> Entity | None:
    """The entity that "the union", "the ministry" means: of those that may be called so, what stands out most before it."""
    if word.lemma in TOWNS:
        return cast.town
    natures = natures_of(word.lemma)
    here = word.sentence
    weights: dict[int, tuple[float, Entity]] = {}
    dealt = _dealt_with(cast, word)
    fits = {
        id(entity): how
        for entity in cast.entities
        if entity.party and (how := fit(entity, word.lemma, natures)) and entity.party not in dealt
    }
    if cast.land is not None and word.lemma in RULING - {"leadership"} and not any(how >= OF_THE_SORT for how in fits.values()):
        return _state(cast, cast.land)  # "the government" of a report on talks with the rebels of a state
    for (name, entity), head in zip(reversed(cast.order), reversed(cast.heads), strict=True) if fits else ():
        if name.first >= word.i or id(entity) not in fits:
            continue
        weight = fits[id(entity)] * prominence(cast.parsed, head) * max(FAINT, FADING ** (here - head.sentence))
        before, _ = weights.get(id(entity), (0.0, entity))
        weights[id(entity)] = (before + weight, entity)
    said = {key: weight for key, weight in weights.items() if fits[key] == SAID_SO}
    if said and word.lemma not in GENERIC:
        weights = said
    if weights:
        return max(weights.values(), key=lambda w: (round(w[0], 6), -w[1].first))[1]
    return home_entity(cast) if natures & {"state", "ministry"} else None


def _dealt_with(cast: Cast, word: Word) -> set[tuple[str, ...]]:
    """Whom the subject of a verb acts on, and so is not: in "the bloc urged the EU" the bloc is another."""
    if word.dep != "nsubj":
        return set()
    first, last = (bisect_left(cast.heads, number, key=SENTENCE) for number in (word.sentence, word.sentence + 1))
    pairs = zip(cast.order[first:last], cast.heads[first:last], strict=True)
    return {e.party for (_, e), head in pairs if head.head == word.head and head.dep in ("dobj", "dative")}


SENTENCE = attrgetter("sentence")
GENERIC = frozenset({"company", "firm", "airline", "carrier", "operator"})  # a name has them by chance
OF_EMPLOYERS = frozenset({"association", "federation", "confederation", "chamber", "employers"})  # they too have associations
OF_LABOUR = frozenset({"workers", "union", "guild", "brotherhood", "teamsters", "dockers", "strikers", "nurses", "teachers"})
OF_OWNERS = frozenset(
    {"employers", "councils", "chamber", "owners", "manufacturers", "industries", "exporters", "banks", "companies"}
)
REBELLIOUS = frozenset({"liberation", "resistance", "revolutionary", "rebel", "salvation"})
TOWNS = frozenset({"city", "town", "village", "municipality", "borough"})
FAINT = 0.01  # what is left of a mention however long ago
SAID_SO = 6.0  # what it counts that a party has the noun in its name, or is called so
OF_THE_SORT = 3.0  # what it counts that its name shows it to be of the sort
MAY_BE = 1.5  # what it counts that nothing speaks against it
UNCLEAR = 0.6  # the same for a name of which nothing is known


def fit(entity: Entity, noun: str, natures: frozenset[str]) -> float:
    """How well a common noun fits one of the cast; 0 where it does not."""
    if entity.kind not in CAN_ACT:
        unmarked = entity.kind == "person" and not (entity.role or entity.gender) and entity.party == (entity.key,)
        return UNCLEAR / 2 if unmarked and "company" in natures else 0.0  # a firm with a person's name
    nouns = entity.lows | entity.nouns
    if noun in ("army", "military") and nouns & REBELLIOUS:
        return 0.0  # where a liberation army fights it, "the army" is the state's
    if noun in entity.lows and noun not in entity.nouns and of_its_people(entity, noun):
        return 0.0
    if noun in nouns:
        return SAID_SO
    if noun in entity.offices:
        return OF_THE_SORT  # "the government" of a report that speaks of the Danish government
    if noun == "union" and nouns & OF_OWNERS and not nouns & OF_LABOUR:
        return 0.0
    if not natures:
        return 0.0
    if noun == "employer" and nouns & OF_EMPLOYERS and not nouns & OF_LABOUR:
        return MAY_BE
    if any(nouns & NATURES[nature] for nature in natures - {"organ", "state"}) and not (
        "company" in natures and nouns & NATURES["union"]
    ):
        return OF_THE_SORT
    if "bloc" in natures and "company" not in natures and nouns & word_set("company_suffixes"):
        return 0.0  # "the league", "the agency" is no Holdings
    if "company" in natures and nouns & (NATURES["union"] | word_set("union_words")):
        return 0.0  # "the management" is no union's
    if "company" in natures and nouns & word_set("company_suffixes") and not nouns & word_set("union_words"):
        return OF_THE_SORT
    if not is_of(entity, natures):
        return 0.0
    return UNCLEAR if entity.kind == "unknown" else MAY_BE


def home_entity(cast: Cast) -> Entity | None:
    """The state that the report is written from, else the one whose affairs it seems to tell (see `domestic`)."""
    return _state(cast, cast.home) if cast.home else cast.domestic or domestic(cast)


def _state(cast: Cast, key: str) -> Entity:
    """The state of that key, whether the report names it or not."""
    named = next((e for e in cast.entities if key in e.party and e.kind != "person"), None)
    return named or Entity(key, key, "state", (key,))


def domestic(cast: Cast, but: Entity | None = None) -> Entity | None:
    """The state that stands out in a report that is at home nowhere: what acts most in it and in its title, less where the report
    calls its ministers and offices by their country; for it calls those of others so ("the Velmaran Foreign Minister"), and those
    of the state it tells of just ministers."""
    states = [e for e in cast.entities if e.kind == "state" and e.party and e is not but] or [
        e for e in cast.entities if e.kind == "unknown" and e.party and len(e.places) > 1
    ]
    if cast.seat is not None and but is None and not any(cast.seat in e.party for e in states):
        states.append(Entity(cast.seat, cast.seat, "state", (cast.seat,), first=len(cast.parsed.words)))
    weights = {e.party: 0.0 for e in states}
    for (name, entity), head in zip(cast.order, cast.heads, strict=True):
        if entity.party in weights and entity.kind in ("state", "unknown"):
            owned = before_a_post(cast.parsed, name.last) and not (name.entry is not None and name.entry.metonym)
            weights[entity.party] += -FOREIGN if owned else max(NAMED, acting(cast.parsed, head))
    among = {key for _, e in cast.order for key in e.party}
    for party in (_headed(cast, states), (cast.seat,) if cast.seat else _printed_in(cast)):
        if party in weights:
            weights[party] += HEADED if party[0] in among else SEATED
    return max(states, key=lambda e: (round(weights[e.party], 6), len(e.places), -e.first), default=None)


def _headed(cast: Cast, states: list[Entity]) -> tuple[str, ...]:
    """The state that the title names first, unless as one that others deal with ("with Velmar", "to Velmar")."""
    title = (cast.parsed.cleaned.report.title or "").lower()
    among = {id(e) for e in states}
    found = [(title.find(name.text.lower()), e.party) for name, e in cast.order if id(e) in among and len(name.text) > 2]
    at, party = min((pair for pair in found if pair[0] >= 0), default=(-1, ()))
    before = title[:at].split() if at > 0 else []
    return party if not before or before[-1] not in TOWARDS else ()


def _printed_in(cast: Cast) -> tuple[str, ...]:
    """The state whose capital the outlet has its name from."""
    outlet = (cast.parsed.cleaned.report.outlet or "").split()
    return next((e.party for e in cast.entities if e.kind == "state" and e.key in outlet and e.party != (e.key,)), ())


TOWARDS = frozenset("with to against from over in at on by of for toward towards".split())
FOREIGN = 1.5  # what it counts against a state that its ministers are called by their country
NAMED = 0.2  # the least that it counts that a state is named; that things happen there speaks for it
SEATED = 1.0  # what it counts that the report is written there, where it does not name it
HEADED = 2.0  # what it counts that the title names it


def before_a_post(parsed: Parsed, at: int) -> bool:
    """Whether a post or an office of a state follows right behind its name."""
    behind = parsed.words[at : at + 4]
    return any((w.low in post_heads() or w.low in OFFICES) and w.tag[:2] == "NN" for w in behind[:3]) or (
        len(behind) > 3 and behind[0].tag == "POS" and behind[3].low in OFFICES
    )


OFFICES = frozenset("ministry government army parliament embassy navy military cabinet administration presidency".split())
