"""The cast of a report: every name is one entity, whatever short form, title or demonym it goes by in this text.

Everything is learnt from the text itself: whom a post belongs to ("Velmaran Foreign Minister Ana Dorst"), short forms
("Dorst"), demonyms of unknown states, abbreviations in brackets.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from communique.extract.gazetteer import group_nouns, holder_of, lookup, post_heads, posts, press_words, word_set
from communique.extract.names import Kind, Name, find_names, text_of
from communique.parse.tree import Parsed, Word

DEMONYM = re.compile(r"(?:an|ian|ean|ese|ish|i|ic|er|ite|ine|ene|nese|s)$")
FOREIGN_POSTS = frozenset("ambassador representative envoy observer delegate negotiator adviser advisor coordinator commissioner".split())
STATE_SIGNS = frozenset(
    "government president premier minister parliament army forces troops authorities capital border embassy ambassador delegation territory"
    " foreign prime navy military republic kingdom state officials people soil coast".split()
)
ORG_SIGNS = frozenset(
    "spokesman spokeswoman spokesperson chief executive chairman board management members workers employees plant offer shares negotiators"
    " union strike general president leader secretary director".split()
)
SPEECH = frozenset("say tell add state warn insist argue note reply ask explain write declare claim acknowledge concede".split())


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


def find_cast(parsed: Parsed) -> Cast:
    """Read all names and tie them together."""
    found = find_names(parsed)
    kinds = _kinds(parsed, found)
    _shorten(parsed, found, kinds)
    by_key: dict[str, Entity] = {}
    at: dict[int, tuple[Name, Entity]] = {}
    order: list[tuple[Name, Entity]] = []
    short = _short_forms(parsed, found, kinds)
    demonyms = _demonyms(found, kinds)
    for name in found:
        key = name.key
        if name.entry is None:
            key = short.get(key, demonyms.get(key, key))
        kind = name.kind if name.entry is not None else kinds.get(key, "unknown")
        entity = by_key.get(key)
        if entity is None:
            entity = by_key[key] = Entity(key, name.entry.name if name.entry else key, kind, first=name.first)
            entity.lows = frozenset(re.findall(r"[\w]+", entity.name.lower()))
            if kind in ("state", "organisation", "bloc", "group", "unknown"):
                entity.party = (key,)
            elif kind == "body":
                entity.party = (name.entry.key,) if name.entry else ()
        entity.places.append(head_of(parsed, name.first, name.last).i)
        order.append((name, entity))
        for k in range(name.first, name.last):
            at[k] = (name, entity)
    outlet = _known_in(parsed, parsed.cleaned.report.outlet)
    for entity in by_key.values():
        if entity.kind in ("wire", "media") and not entity.party:
            entity.party = (entity.key,)
    cast = Cast(parsed, at, order, list(by_key.values()), outlet or _home(parsed), outlet is not None, demonyms=demonyms)
    _capitals(cast)
    _bodies(cast)
    _people(cast)
    for name, entity in order:
        cast.counts.update(entity.party if entity.kind in ("state", "organisation", "bloc", "group", "person") else ())
    return cast


def _capitals(cast: Cast) -> None:
    """ "the Velmaran capital Karvest": from then on Karvest stands for Velmar."""
    words = cast.parsed.words
    for name, entity in cast.order:
        if name.first > 1 and words[name.first - 1].low == "capital" and name.entry is None:
            owner = owner_before(cast, name.first - 1)
            if owner is not None and owner.kind in ("state", "unknown"):
                entity.kind, entity.party = "state", owner.party


def _home(parsed: Parsed) -> str | None:
    line = parsed.cleaned.dateline
    return _known_in(parsed, line.place) if line else None


def _known_in(parsed: Parsed, text: str | None) -> str | None:
    """The state, body or organisation that an outlet's name or a dateline names; no outlet of the press is one."""
    report = parsed.cleaned.report
    forms = re.findall(r"[\w.]+", text.title() if text and text.isupper() else text or "")
    if not forms or set(f.lower() for f in forms) & press_words():
        return None
    for k in range(len(forms)):
        known = lookup(forms, k, report.published)
        if known and known[1].kind in ("wire", "media"):
            return None
        if known and known[1].kind in ("state", "body", "organisation"):
            return known[1].key
    return None


def _kinds(parsed: Parsed, found: list[Name]) -> dict[str, Kind]:
    """What each unknown name is, by all the places where it stands."""
    signs: dict[str, Counter[Kind]] = {}
    words = parsed.words
    line = parsed.cleaned.dateline
    wire = line.wire if line else None
    surnames = {words[n.last - 1].text for n in found if n.kind == "person"}
    for name in found:
        if name.entry is not None:
            continue
        score = signs.setdefault(name.key, Counter())
        if name.kind != "unknown":
            score[name.kind] += 4
            continue
        if holder_of(name.key, parsed.cleaned.report.published) is not None:
            score["person"] += 8
            continue
        head = head_of(parsed, name.first, name.last)
        size = name.last - name.first
        before = words[name.first - 1] if name.first else None
        after = words[name.last] if name.last < len(words) else None
        if size == 1 and name.text in surnames:
            score["person"] += 4
        if size in (2, 3) and not any(w.low in CONNECTED for w in words[name.first : name.last]):
            score["person"] += 2
        if _described(parsed, name, head):
            score["person"] += 4
        upper = words[head.head]
        if head.dep == "nsubj" and upper.lemma in SPEECH:
            score["person"] += 2
            score["organisation"] += 1 if size == 1 else 0
        if after is not None and after.low in ("'s", "’s", "'", "’"):
            owned = {w.low for w in words[name.last + 1 : name.last + 4]}
            score["state"] += 3 * bool(owned & STATE_SIGNS)
            score["organisation"] += 2 * bool(owned & ORG_SIGNS)
        elif after is not None and size == 1:
            score["state"] += 3 * (after.low in STATE_SIGNS or after.low in posts())
            score["organisation"] += 2 * (after.low in ORG_SIGNS and after.low not in STATE_SIGNS)
        if head.dep == "pobj" and before is not None:
            if before.low in ("in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "across") and size == 1:
                score["place"] += 2
            if before.low in ("for", "of") and words[words[head.head].head].low in post_heads() | {"spokesman", "spokeswoman"}:
                score["organisation"] += 3
        if before is not None and before.low in ("republic", "kingdom", "capital", "port", "city", "town", "village"):
            score["place" if before.low in ("capital", "port", "city", "town", "village") else "state"] += 4
        if before is not None and before.low == "the" and size > 1:
            score["organisation"] += 3
        if size == 1 and head.dep in ("nsubj", "pobj", "agent", "conj", "dobj") and not name.adjective:
            score["unknown"] += 1
        if name.text == wire or head.dep == "nsubj" and upper.lemma == "report" and after is not None and after.lemma == "report":
            score["wire" if name.text == wire else "media"] += 6
    return {key: (score.most_common(1)[0][0] if score and score.most_common(1)[0][1] > 0 else "unknown") for key, score in signs.items()}


CONNECTED = frozenset({"of", "for", "and", "&", "the"})


def _described(parsed: Parsed, name: Name, head: Word) -> bool:
    """Whether a post stands beside the name: before it, or in apposition."""
    words = parsed.words
    if any(words[k].low in post_heads() and words[k].tag[:2] == "NN" for k in range(max(head.left, name.first - 3), name.first)):
        return True
    for kid in parsed.kids(head):
        if kid.dep == "appos" and (kid.low in post_heads() or any(k.low in post_heads() for k in parsed.kids(kid))):
            return True
    return head.dep == "appos" and words[head.head].low in post_heads()


def _short_forms(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> dict[str, str]:
    """Surname -> full name; abbreviation in brackets -> the name before them; part of a body's name -> the whole."""
    short: dict[str, str] = {}
    given: dict[str, str] = {}
    words = parsed.words
    for name in found:
        if name.entry is not None:
            continue
        last = words[name.last - 1].text
        if kinds.get(name.key) == "person" and name.last - name.first > 1:
            if last.lower() in ("jr.", "jr", "sr.", "sr"):
                last = words[name.last - 3].text if name.last - name.first > 3 else last
            short.setdefault(last, name.key)
            if name.last - name.first == 2:
                given.setdefault(words[name.first].text, name.key)
            if name.last - name.first > 2 and words[name.last - 2].low not in ("-",):
                short.setdefault(text_of(parsed, name.last - 2, name.last), name.key)
    full = [n for n in found if n.entry is None and n.last - n.first > 1 and kinds.get(n.key) != "person"]
    for name in found:
        if name.entry is None and name.last - name.first == 1 and name.first >= 2 and words[name.first - 1].text == "(":
            owner = next((n for n in found if n.last == name.first - 1), None)
            if owner is not None and owner.entry is None and name.text.isupper():
                short[name.key] = owner.key
        if name.entry is None and kinds.get(name.key) in ("organisation", "body") and name.last - name.first > 1:
            longer = next((n for n in full if n.key != name.key and n.key.endswith(" " + name.key) and n.first < name.first), None)
            if longer is not None:
                short.setdefault(name.key, longer.key)
    upper = {key.upper(): key for key in short}
    for name in found:  # a transcript's label in capitals
        if name.entry is None and name.text.isupper() and len(name.text) > 2 and name.text in upper:
            short.setdefault(name.key, short[upper[name.text]])
    for name in found:  # family name first: "Xi Jinping" is "Xi"
        if name.entry is None and name.key in given and name.key not in short:
            short[name.key] = given[name.key]
    return {s: f for s, f in short.items() if s != f}


def _shorten(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> None:
    """A body's name of one word ("the Commission") is the last longer name with that word."""
    for at, name in enumerate(found):
        low = name.text.lower()
        if name.entry is None and name.last - name.first == 1 and low in word_set("body_words"):
            for earlier in reversed(found[:at]):
                full = earlier.entry.name if earlier.entry else earlier.text
                if low in full.lower().split() and len(full.split()) > 1:
                    name.key, name.entry, name.kind = earlier.key, earlier.entry, earlier.kind
                    break


def _demonyms(found: list[Name], kinds: dict[str, Kind]) -> dict[str, str]:
    """Unknown adjective -> unknown name with the same stem ("Velmaran" -> "Velmar")."""
    names = {n.key for n in found if n.entry is None and n.last - n.first == 1 and kinds.get(n.key) != "person"}
    tied: dict[str, str] = {}
    for adjective in names:
        if not DEMONYM.search(adjective):
            continue
        best = ""
        for name in names:
            common = 0
            while common < min(len(name), len(adjective)) and name[common] == adjective[common]:
                common += 1
            if name != adjective and common >= max(4, len(name) - 2) and len(adjective) >= common + 1 and len(name) <= len(adjective):
                if not DEMONYM.search(name) or len(name) < len(adjective):
                    best = name if len(name) > len(best) or not best else best
        if best and best not in tied:
            tied[adjective] = best
            kinds[best] = kinds[adjective] = "state"
    return tied


def _bodies(cast: Cast) -> None:
    """A body belongs to the state or organisation that stands before it or owns it."""
    words = cast.parsed.words
    keys = {e.key: e for e in cast.entities} | {d: e for d, k in cast.demonyms.items() for e in cast.entities if e.key == k}
    for name, entity in cast.order:
        if entity.kind != "body" or entity.party:
            continue
        owner = owner_before(cast, name.first) or owner_after(cast, name.last) or _owner_within(name, keys)
        if owner is not None and owner.party:
            entity.party = owner.party
        elif name.last < len(words) and words[name.last].low == "of":
            entity.party = (entity.key,)
    named = [(n, e) for n, e in cast.order if e.kind == "body" and e.party]
    for name, entity in cast.order:
        if entity.kind == "body" and not entity.party:
            twin = next((e for _, e in named if entity.key in e.key), None)
            near = next((e for n, e in reversed(cast.order) if n.first < name.first and e.kind == "state"
                         and words[n.first].sentence == words[name.first].sentence), None)  # fmt: skip
            owner = twin or near or home_entity(cast)
            entity.party = (owner.party if owner else ()) or (entity.key,)


def _owner_within(name: Name, keys: dict[str, Entity]) -> Entity | None:
    """The state in a body's own name: "Velmaran Foreign Ministry", "Ministry of Trade of Velmar"."""
    pieces = name.key.split()
    for piece in (pieces[0], pieces[-1]):
        if piece in keys and keys[piece].kind in ("state", "unknown"):
            return keys[piece]
    return None


def owner_before(cast: Cast, first: int) -> Entity | None:
    """The state or organisation whose name or genitive ends right before word `first` ("Russia's", "Russian")."""
    k = first - 1
    words = cast.parsed.words
    while k >= 0 and (words[k].low in ("'s", "’s", "'", "’") or words[k].tag in ("JJ", "VBN") and k not in cast.at) and first - k < 4:
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


def _people(cast: Cast) -> None:
    """Whom each person speaks for: by post and possessor before the name, by apposition after it, by `of` after it."""
    for name, entity in cast.order:
        if entity.kind != "person" or (entity.party and entity.role):
            continue
        role, span, owner = describe(cast, name)
        if role and (entity.role is None or owner and not entity.party):
            entity.role, entity.role_at = role, span
        if owner and not entity.party:
            entity.party, entity.via = owner, role or ""
    for entity in cast.entities:
        if entity.kind == "person" and not entity.party:
            known = holder_of(entity.name, cast.parsed.cleaned.report.published)
            entity.party = (known.code,) if known is not None else _default_party(cast, entity)
            entity.via = entity.via or (known.post if known is not None else "")


def _default_party(cast: Cast, person: Entity) -> tuple[str, ...]:
    """A person with a post of state and no state named belongs to the state of the dateline; any other to himself."""
    if cast.office and (person.role or not any(e.kind == "person" and e.first < person.first for e in cast.entities)):
        return (cast.home,) if cast.home else (person.key,)
    head = (person.role or "").lower().split()
    known = posts().get(head[-1]) if head else None
    if known is not None and known.holds == "state" and not known.unnamed:
        if cast.home:
            return (cast.home,)
        near = _state_before(cast, person.first)
        if near is not None:
            return near.party
    return (person.key,)


def _state_before(cast: Cast, first: int) -> Entity | None:
    """The state that the sentence has named last before a word, else the one that the report names most, if more than once."""
    sentence = cast.parsed.words[first].sentence
    for name, entity in reversed(cast.order):
        if name.first < first and cast.parsed.words[name.first].sentence == sentence and entity.kind == "state":
            return entity
    most = home_entity(cast)
    return most if most is not None and len(most.places) > 1 else None


def describe(cast: Cast, name: Name) -> tuple[str | None, tuple[int, int] | None, tuple[str, ...]]:
    """Role as printed, its mended span, and the parties it belongs to, from the words around a person's name."""
    parsed, words = cast.parsed, cast.parsed.words
    head = head_of(parsed, name.first, name.last)
    regions = [(_before(cast, name), name.first)]
    for kid in parsed.kids(head):
        if kid.dep in ("appos", "nmod") and kid.i > name.last - 1 and kid.tag[:2] == "NN":
            regions.append((kid.left, kid.right + 1))
        elif kid.dep == "prep" and kid.low == "of" and kid.i == name.last:
            regions.append((kid.i, kid.right + 1))
    if head.dep == "appos":
        upper = words[head.head]
        regions.insert(0, (upper.left, min(upper.right + 1, name.first)))
    if name.last + 1 < len(words) and words[name.last].text == "," and len(regions) == 1:
        end = name.last + 1
        while end < len(words) and words[end].text not in (",", ".", ";", "“", "”") and not words[end].is_verb and end - name.last < 18:
            end += 1
        if any(w.low in post_heads() for w in words[name.last + 1 : end]):
            regions.append((name.last + 1, end))
    role, span, owner = None, None, ()
    for first, last in regions:
        post = next((k for k in range(first, last) if words[k].low in post_heads()), None)
        if post is None and first >= name.last and any(words[k].dep == "poss" for k in range(first, last)):
            post = next((k for k in range(first, last) if words[k].tag == "NN" and words[k].dep in ("appos", "nmod")), None)
        is_of = first < len(words) and words[first].low == "of" and first == name.last
        if post is None and not is_of:
            continue
        keys = owners(cast, first, last, post)
        if post is not None and role is None:
            trimmed = first + (words[first].low in ("the", "a", "an", ","))
            if trimmed < last:
                end = last
                while end > trimmed + 1 and words[end - 1].text in (",", "-", "–"):
                    end -= 1
                role, span = text_of(parsed, trimmed, end), (words[trimmed].start, words[end - 1].end)
        if keys and not owner:
            owner = keys
    if name.post:
        role = role if role and name.post in role else name.post if role is None else role
        if not owner and (entity := owner_before(cast, _post_start(parsed, name))) is not None:
            owner = entity.party
    return role, span, owner


def _before(cast: Cast, name: Name) -> int:
    """Where the words begin that stand before a name as its title: "Prime Minister of Great Britain", "the union's"."""
    words, k = cast.parsed.words, name.first
    sentence = words[name.first].sentence
    while k > 0 and name.first - k < 14 and words[k - 1].sentence == sentence:
        word = words[k - 1]
        if k - 1 in cast.at and cast.at[k - 1][1].kind != "person" or word.tag[:2] in ("NN", "JJ", "CD") and k - 1 not in cast.at or word.low in (
            "of", "the", "for", "and", "'s", "’s", "a", "an", "-", "to", "'", "’", "on") and k < name.first:
            k -= 1
        elif word.low in ("'s", "’s", "'", "’", "the"):
            k -= 1
        else:
            break
    while k < name.first and words[k].low in ("and", "of", "for", "to", "on", "'s", "’s", ","):
        k += 1
    return k


def _post_start(parsed: Parsed, name: Name) -> int:
    size = len((name.post or "").split())
    return max(0, name.first - size)


def owners(cast: Cast, first: int, last: int, post: int | None) -> tuple[str, ...]:
    """The parties named in a description: "Russian Permanent Representative to the OSCE" is Russia's."""
    words = cast.parsed.words
    seen: list[tuple[int, Entity]] = []
    k = first
    while k < last:
        if k in cast.at:
            name, entity = cast.at[k]
            if entity.kind in ("state", "organisation", "bloc", "group", "body", "unknown", "wire", "media") and entity.party or entity.kind in ("wire", "media"):
                seen.append((k, entity))
            k = max(name.last, k + 1)
        else:
            k += 1
    foreign = post is not None and words[post].low in FOREIGN_POSTS
    if foreign:
        kept = [(i, e) for i, e in seen if not _after_preposition(words, i, post)]
        seen = kept
    if not seen:
        return _common_owner(cast, first, last)
    chosen = seen[0][1]
    for i, entity in seen[1:]:
        if chosen.kind == "state" and entity.kind in ("organisation", "unknown") and i < (post or last) + 6:
            if not _after_preposition(words, i, post) or words[i - 1].low in ("of", "at", "for") or words[i - 1].low == "the":
                chosen = entity if entity.kind == "organisation" and entity.key not in ("EU", "NATO", "UN") else chosen
    if chosen.kind in ("wire", "media"):
        return (chosen.key,)
    return chosen.party


def _after_preposition(words: list[Word], i: int, post: int | None) -> bool:
    k = i - 1
    while k > 0 and words[k].low in ("the", "a", "an"):
        k -= 1
    return words[k].low in ("to", "for", "on", "with", "in", "at") and (post is None or k > post)


def _common_owner(cast: Cast, first: int, last: int) -> tuple[str, ...]:
    """"the union's general secretary": the possessor is a common noun that stands for one of the cast."""
    for word in cast.parsed.words[first:last]:
        if word.i not in cast.at and word.tag == "NN" and (word.dep in ("poss", "compound") or word.dep == "pobj"):
            if found := definite(cast, word):
                return found.party
    return ()


KIND_WORDS: dict[str, frozenset[str]] = {
    "union": frozenset("union workers federation brotherhood guild teamsters association syndicate confederation dockers".split()),
    "company": frozenset("company firm group corporation airline carrier manufacturer employer operator maker management bank miner railway utility".split()),
    "state": frozenset("government country republic kingdom administration cabinet nation regime authorities military army".split()),
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
            low in KIND_WORDS["union"] and entity.kind == "organisation" and entity.lows & word_set("union_words")
            or low in KIND_WORDS["company"] and entity.kind in ("organisation", "unknown") and not entity.lows & word_set("union_words")
            and not entity.lows & word_set("body_words") and name.entry is None
            or low in KIND_WORDS["ministry"] and entity.kind == "body"
            or low in KIND_WORDS["bloc"] and entity.kind in ("organisation", "bloc") and not entity.lows & word_set("union_words")
            or low in KIND_WORDS["party"] and entity.kind == "organisation"
        ):  # fmt: skip
            best = entity
    if best is None and low in KIND_WORDS["state"] | KIND_WORDS["ministry"]:
        return home_entity(cast)
    return best


def home_entity(cast: Cast) -> Entity | None:
    """The state that the report is written from, else the one it names most."""
    if cast.home:
        return next((e for e in cast.entities if cast.home in e.party and e.kind != "person"), None) or Entity(cast.home, cast.home, "state", (cast.home,))
    states = [e for e in cast.entities if e.kind == "state"]
    return max(states, key=lambda e: (len(e.places), -e.first), default=None)


def is_group_noun(word: Word) -> bool:
    """Nouns that with a name form a group or body: "officials", "forces", "government"."""
    return word.low in group_nouns() or word.lemma in group_nouns()
