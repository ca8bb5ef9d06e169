"""The cast of a report: every name is one entity, whatever short form, title or demonym it goes by in this text.

Everything is learnt from the text itself: whom a post belongs to ("Velmaran Foreign Minister Ana Dorst"), short forms
("Dorst"), demonyms of unknown states, abbreviations in brackets.
"""

from __future__ import annotations

import re
from collections import Counter

from communique.extract.lexicon import frequency
from communique.extract.parties.affiliation import affiliate
from communique.extract.parties.aliases import demonyms_of, short_forms, shorten
from communique.extract.parties.behalf import tie_spoken_for
from communique.extract.parties.capitals import settle_capitals
from communique.extract.parties.entities import Cast, Entity, head_of
from communique.extract.parties.gazetteer import collective, national, post_heads, shared_names, states, word_set
from communique.extract.parties.homes import home_of, settle_home, settle_town
from communique.extract.parties.house import settle_house
from communique.extract.parties.kinds import kinds_of
from communique.extract.parties.names import find_names
from communique.extract.parties.naming import Kind, Name, text_of
from communique.extract.parties.nouns import ARMED
from communique.extract.parties.people import tie_bodies, tie_people
from communique.extract.parties.plain import COMMON, is_common_noun
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.salience import domestic, of_its_people
from communique.extract.parties.where import settle_places
from communique.parse.tree import Parsed, Word

SOCIETIES = frozenset(
    "academy alliance association brotherhood broadcaster church club college confederation congregation cross crescent"
    " federation foundation front guild institute league movement orchestra party patriarchate society synod union"
    " university".split()
)  # what people join or found: the state in its name says where it is, not whose it is
SINGLE = frozenset({"Association", "Club", "College", "Foundation", "Institute", "Society", "University"})  # "U.N. Association"
MOSTLY = 3  # so often a report uses the initials of what it spells out less often
OFTEN = 5  # so often a report uses a name that is more than a way not to repeat another
STATE_OFFICES = frozenset({"government", "army", "military", "cabinet", "administration", "parliament", "regime", "junta"})
BESIDE = frozenset({"amod", "compound", "nmod", "poss"})
NEAR = 6  # words between a state's name and an office of it
TRADES = word_set("union_words") - {"union", "alliance"}


def find_cast(parsed: Parsed) -> Cast:
    """Read all names and tie them together."""
    found = find_names(parsed)
    kinds = kinds_of(parsed, found)
    shorten(parsed, found)
    found = [name for name in found if not is_common_noun(name)]
    by_key: dict[str, Entity] = {}
    at: dict[int, tuple[Name, Entity]] = {}
    order: list[tuple[Name, Entity]] = []
    heads: list[Word] = []
    found = _with_their_states(parsed, found, kinds)
    short = short_forms(parsed, found, kinds)
    demonyms = demonyms_of(found, kinds)
    _of_several_states(parsed, found, kinds)
    _of_another_state(found, kinds, {home_of(parsed)[0], national(parsed.cleaned.report.outlet or "")})
    _of_the_house(parsed, found, kinds)
    for name in found:
        key = name.key
        if name.entry is None:
            key = demonyms.get(key) or short.get(key, key)
            key += "s" * (key.endswith("ist") and " " not in key and kinds.get(key) != "person")  # "Communist leaders"
        kind = name.kind if name.entry is not None else kinds.get(key) or kinds.get(key.removesuffix("s"), "unknown")
        entity = by_key.get(key)
        if entity is None:
            called = name.entry.name if name.entry else name.text if kind == "body" else key
            entity = by_key[key] = Entity(key, called, kind, first=name.first)
            entity.lows = frozenset(re.findall(r"[\w]+", entity.name.lower()))
            if kind in ("state", "organisation", "bloc", "group", "unknown"):
                entity.party = (key,)
            elif kind == "body":
                entity.party = (name.entry.key,) if name.entry else ()
        head = head_of(parsed, name.first, name.last)
        heads.append(head)
        entity.places.append(head.i)
        entity.nouns |= _called(parsed, name, head)
        if entity.kind in ("organisation", "body", "group") and name.entry is not None:
            called_so = {w.low for w in parsed.words[name.first : name.last]} & collective()  # "Sudan's army"
            entity.nouns |= {noun for noun in called_so if not of_its_people(entity, noun)}
        if kind == "state":
            entity.offices |= _offices(parsed, name)
        order.append((name, entity))
        for k in range(name.first, name.last):
            at[k] = (name, entity)
    home, office = home_of(parsed)
    for entity in by_key.values():
        if entity.kind in ("wire", "media") and not entity.party:
            entity.party = (entity.key,)
    cast = Cast(parsed, at, order, heads, list(by_key.values()), home, office=office, demonyms=demonyms)
    _adjectives(cast)
    _spelt_out(cast)
    _abbreviated(cast)
    _portfolios(cast)
    _called_for_short(cast)
    settle_home(cast)
    settle_town(cast)
    settle_capitals(cast)
    settle_places(cast)
    settle_house(cast)
    cast.domestic = domestic(cast) if cast.home is None else None
    tie_bodies(cast)
    tie_people(cast)
    tie_spoken_for(cast)
    affiliate(Resolver(cast))
    for _, entity in order:
        cast.counts.update(entity.party if entity.kind in ("state", "organisation", "bloc", "group", "person") else ())
    return cast


def _with_their_states(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> list[Name]:
    """The names of a report, where a state's adjective or letters belong to the name of a society ("the Velmaran Medical
    Association", "the UK Growers' Party")."""
    kept: list[Name] = []
    for name in found:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.last == name.first
            and (before.adjective or before.text.isupper())
            and before.entry is not None
            and name.entry is None
            and (name.last - name.first > 1 or (name.text in SINGLE and not before.adjective))
            and kinds.get(name.key) == "organisation"
            and parsed.words[name.last - 1].low in SOCIETIES
        ):
            kept.pop()
            name.first, name.text = before.first, text_of(parsed, before.first, name.last)
            name.key = name.text
            kinds[name.key] = "organisation"
        kept.append(name)
    return kept


def _of_several_states(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> None:
    """ "The Velmaran Foreign Ministry" is another body than "the Foreign Ministry of Kestria", and "the Velmaran Ministry of
    Defence" not the known one of that name: bodies that different states stand beside are kept apart by their longer names."""
    owned: dict[str, list[tuple[Name, Name, str]]] = {}
    for before, name, after in zip([None, *found], found, [*found[1:], None], strict=False):
        owner = _owner_beside(parsed, before, name, after) if name.kind == "body" else None
        kind = owner and (owner.kind if owner.entry is not None else kinds.get(owner.key, "unknown"))
        if owner is None or kind not in ("state", "bloc", "organisation", "unknown"):
            continue
        if name.entry is None or (kind == "state" and owner.key != name.entry.key):
            longer = text_of(parsed, min(owner.first, name.first), max(owner.last, name.last))
            owned.setdefault(name.text, []).append((name, owner, longer))
    for text, cases in owned.items():
        apart = len({owner.key for _, owner, _ in cases}) > 1
        names = {owner.key: longer for _, owner, longer in reversed(cases)}
        for name, owner, _ in cases:
            name.entry, name.key = None, names[owner.key] if apart else text
            kinds[name.key] = "body"


def _of_another_state(found: list[Name], kinds: dict[str, Kind], homes: set[str | None]) -> None:
    """ "The Foreign Office" of a report that never names Britain and is at home or about other states is not London's."""
    named = (n for n in found if n.entry is not None and n.entry.kind == "state" and n.text not in shared_names())
    states = {n.key for n in named} | homes - {None}
    for name in found:
        if name.entry is not None and name.entry.kind in ("body", "state") and name.text in shared_names():
            if states and name.entry.key not in states:
                name.entry, name.key = None, name.text
                kinds[name.key] = "body"


def _of_the_house(parsed: Parsed, found: list[Name], kinds: dict[str, Kind]) -> None:
    """The Security Council of a state's own release that has a secretary or deputies is that state's, not the world's."""
    home, office = home_of(parsed)
    councils = [n for n in found if n.entry is not None and n.text == "Security Council"]
    own = any(w.low in post_heads() for n in councils for w in parsed.words[n.last : n.last + 2] if w.text[0].isupper())
    if office and home and own:
        for name in councils:
            name.entry, name.key = None, name.text
            kinds[name.key] = "body"


def _owner_beside(parsed: Parsed, before: Name | None, name: Name, after: Name | None) -> Name | None:
    """The name right before a body's, or behind it and "of"."""
    words = parsed.words
    if before is not None and before.first < name.first and before.kind != "body":
        gap = words[before.last : name.first]
        if not gap or (len(gap) == 1 and gap[0].tag == "POS"):
            return before
    if after is not None and name.last < len(words) and words[name.last].low == "of":
        gap = words[name.last + 1 : after.first]
        return after if not gap or (len(gap) == 1 and gap[0].low == "the") else None
    return None


def _called(parsed: Parsed, name: Name, head: Word) -> frozenset[str]:
    """The common nouns that the text puts beside a name: "Road Relief, a charity", "the brewer Corrigan"."""
    found = {kid.lemma for kid in head.kids if kid.dep == "appos" and kid.tag in ("NN", "NNS") and kid.i > head.i}
    upper = parsed.words[head.head]
    if head.dep == "appos" and upper.tag in ("NN", "NNS"):
        found.add(upper.lemma)
    noun = parsed.words[upper.head]
    if head.dep == "pobj" and upper.low in ("of", "from") and noun.tag == "NNS" and noun.i < head.i:
        found |= {noun.lemma} & ARMED  # "guerrillas of the Hill Command"
    before = parsed.words[name.first - 1] if name.first else None
    if before is not None and before.tag == "NN" and before.sentence == head.sentence and before.text[0].islower():
        if before.head == head.i or before.dep == "nmod":
            found.add(before.lemma)
    return frozenset(found)


def _offices(parsed: Parsed, name: Name) -> frozenset[str]:
    """The offices of a state that are called by its name right there: "the Danish government", "Denmark's new army", "the
    government of Denmark"."""
    words, head = parsed.words, head_of(parsed, name.first, name.last)
    upper = words[head.head]
    if head.dep == "pobj" and upper.low == "of" and upper.i - upper.head == 1:
        upper = words[upper.head]
        return frozenset({upper.lemma} & STATE_OFFICES)
    around = (upper, *(k for k in upper.kids if k.i > name.last - 1)) if head.dep in BESIDE and upper.i > head.i else ()
    return frozenset(w.lemma for w in around if w.lemma in STATE_OFFICES and w.i - name.last < NEAR)


def _adjectives(cast: Cast) -> None:
    """What only ever stands as an adjective and is no state's ("Jewish leaders", "Arab-led") names no party."""
    words = cast.parsed.words
    hyphened = {name.last for name, _ in cast.order if _compounded(words, name.last)}
    nouns = {id(e) for name, e in cast.order if name.entry is not None or not (name.adjective or name.last in hyphened)}
    for entity in cast.entities:
        if entity.kind == "unknown" and id(entity) not in nouns:
            entity.party = ()


def _compounded(words: list[Word], at: int) -> bool:
    """Whether a hyphen and a participle follow at once, as in "Arab-led"."""
    tied = at + 1 < len(words) and words[at].text == "-" and words[at].start == words[at - 1].end
    return tied and words[at + 1].tag in ("VBN", "VBD") and words[at + 1].start == words[at].end


def _spelt_out(cast: Cast) -> None:
    """A known union goes by its full name in a report that never abbreviates it; who has no code by the abbreviation printed,
    unless that is the code of a state."""
    for entity in cast.entities:
        if entity.kind not in ("organisation", "group") or entity.party != (entity.key,):
            continue
        names = [n for n, e in cast.order if e is entity]
        short = next((n.text for n in names if n.entry is not None and n.text.isupper() and n.text.isalpha()), None)
        if short is not None and entity.key == entity.name and short not in states():
            entity.key, entity.party = short, (short,)
        elif short is not None or entity.kind == "group":
            continue
        elif entity.lows & TRADES and all(n.entry is not None and " " in n.text for n in names):
            entity.key = entity.name
            entity.party = (entity.name,)


def _abbreviated(cast: Cast) -> None:
    """What the report abbreviates in brackets goes by the abbreviation: "the Ferry Crews' Guild (FCG)"; so does what it mostly
    calls so; what abbreviates a state in our tables is left in full."""
    words = cast.parsed.words
    forms = Counter((id(entity), name.text) for name, entity in cast.order if name.entry is None)
    for name, entity in cast.order:
        if name.entry is None and entity.kind == "organisation" and entity.party == (entity.key,) and name.text != entity.key:
            bracketed = name.first > 0 and name.last < len(words) and words[name.first - 1].text + words[name.last].text == "()"
            bracketed |= words[name.first - 1].low in ("as", "or", "initials", "acronym")  # "known by its initials as FCG"
            bracketed |= len(name.text) > 2 and forms[id(entity), name.text] >= MOSTLY > forms[id(entity), entity.key]
            if bracketed and name.text.isupper() and " " not in name.text and name.text not in states():
                entity.key, entity.party = name.text, (name.text,)


def _portfolios(cast: Cast) -> None:
    """Ordinary words before a post, named nowhere else, are what the post is about ("Homeland Security Advisor"): no party."""
    words = cast.parsed.words
    for name, entity in cast.order:
        if entity.kind in ("unknown", "state") and name.entry is None and len(entity.places) == 1 and name.last < len(words):
            before_post = words[name.last].low in post_heads() and words[name.last].text[0].isupper()
            own = words[name.first : name.last]
            if before_post and len(own) > 1 and all(frequency(w.low) > COMMON for w in own):
                entity.party = ()


def _called_for_short(cast: Cast) -> None:
    """A body that title and text call by one word of its name ("Corvane" for Corvane Lines) goes by that word, as it will in
    other reports; a word for a sort of body ("the Board") is no name."""
    title = cast.parsed.cleaned.report.title or ""
    forms: dict[int, Counter[str]] = {}
    for name, entity in cast.order:
        if name.entry is None and entity.kind == "organisation" and entity.party == (entity.key,) and " " in entity.key:
            forms.setdefault(id(entity), Counter())[name.text] += 1
    sorts = word_set("body_words") | word_set("union_words")
    generic = sorts | word_set("company_suffixes")
    for entity in cast.entities:
        found = forms.get(id(entity))
        if not found or entity.key.split()[-1].lower() in sorts:
            continue
        best, times = found.most_common(1)[0]
        if times < OFTEN or best not in entity.key.split() or best.lower() in generic or entity.key in title:
            continue
        if best in title and re.search(rf"\b{re.escape(best)}\b", title) is not None:
            entity.key, entity.party = best, (best,)
