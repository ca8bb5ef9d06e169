"""Whom people speak for and whom bodies belong to, learnt from titles, possessors and appositions."""

from __future__ import annotations

import re

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, Entity, head_of, owner_after, owner_before
from communique.extract.parties.gazetteer import gender_of, holder_of, post_heads, posts, word_set
from communique.extract.parties.naming import POST_MODIFIERS, Name, text_of
from communique.extract.parties.salience import home_entity, salient
from communique.parse.tree import Parsed, Word

STATE_SERVICES = words("state_services")
FOREIGN_POSTS = words("foreign_posts")


def tie_bodies(cast: Cast) -> None:
    """A body belongs to the state or organisation that stands before it or owns it."""
    words = cast.parsed.words
    keys = {e.key: e for e in cast.entities} | {d: e for d, k in cast.demonyms.items() for e in cast.entities if e.key == k}
    for name, entity in cast.order:
        if name.entry is None and entity.kind == "organisation" and entity.party == (entity.key,) and _serves(name, entity):
            state = owner_before(cast, name.first) or _owner_within(name, keys)
            if state is not None and state.kind == "state" and state.party:
                entity.kind, entity.party = "body", state.party  # "the Velmaran Security Council", "U.S. Forces"
        if entity.kind != "body" or entity.party:
            continue
        owner = owner_before(cast, name.first) or owner_after(cast, name.last) or _owner_within(name, keys)
        if owner is not None and owner.party:
            entity.party = owner.party
        elif name.last < len(words) and words[name.last].low == "of":
            entity.party = (entity.key,)
    named = [(n, e) for n, e in cast.order if e.kind == "body" and e.party]
    states = len({e.party for e in cast.entities if e.kind == "state"})
    for name, entity in cast.order:
        if entity.kind == "body" and not entity.party:
            twin = next((e for _, e in named if entity.key in e.key), None)
            home = next((e for e in cast.entities if e.kind == "state" and cast.home in e.party), None)
            near = _state_before(cast, name.first)
            owner = twin or home or near or (home_entity(cast) if states > 1 else None)
            entity.party, entity.basis = (owner.party if owner else ()) or (entity.key,), "inferred"


def _serves(name: Name, entity: Entity) -> bool:
    """Whether a body is by its name one of a state's own: an army, a court, a council."""
    return name.text.split()[-1].lower() in STATE_SERVICES or _head_noun(entity.key) in STATE_SERVICES


def _head_noun(name: str) -> str:
    return re.split(r" (?:of|for) ", name)[0].split()[-1].lower()


def _state_before(cast: Cast, first: int) -> Entity | None:
    """The state that stands out in a sentence before word `first`."""
    return salient(cast, first, lambda e: e.kind == "state" and e.first < first, reach=0)


def _owner_within(name: Name, keys: dict[str, Entity]) -> Entity | None:
    """The state in a body's own name: "Velmaran Foreign Ministry", "Ministry of Trade of Velmar"."""
    pieces = name.key.split()
    for piece in (pieces[0], pieces[-1]):
        if piece in keys and keys[piece].kind in ("state", "unknown"):
            return keys[piece]
    return None


WOMEN = words("women")
MEN = words("men")


def _gender(cast: Cast, name: Name, person: Entity) -> str:
    """ "she" or "he" by the title before the name, the post, or the given name."""
    before = [w.low.rstrip(".") for w in cast.parsed.words[max(0, name.first - 2) : name.first]]
    told = {*before, *re.split(r"\W+", (person.role or "").lower())}
    if told & WOMEN or told & MEN:
        return "she" if told & WOMEN else "he"
    return gender_of(person.name.split()[0])


def tie_people(cast: Cast) -> None:
    """Whom each person speaks for: by post and possessor before the name, by apposition after it, by `of` after it."""
    for name, entity in cast.order:
        if entity.kind != "person" or (entity.party and entity.role):
            continue
        role, span, owner = describe(cast, name)
        if role and (entity.role is None or (owner and not entity.party)):
            entity.role, entity.role_at = role, span
        if owner and not entity.party:
            entity.party, entity.via = owner, role or ""
    for name, entity in cast.order:
        if entity.kind == "person" and not entity.gender:
            entity.gender = _gender(cast, name, entity)
    for entity in cast.entities:
        if entity.kind == "person" and not entity.party:
            known = holder_of(entity.name, cast.parsed.cleaned.report.published)
            if known is not None:
                entity.party, entity.via, entity.post = (known.code,), entity.via or known.post, known.post
                entity.basis = "table"


def describe(cast: Cast, name: Name) -> tuple[str | None, tuple[int, int] | None, tuple[str, ...]]:
    """Role as printed, its mended span, and the parties it belongs to, from the words around a person's name."""
    parsed, words = cast.parsed, cast.parsed.words
    head = head_of(parsed, name.first, name.last)
    regions = [(_before(cast, name), name.first)]
    start = _courtesy(words, name.first)
    apart = _before(cast, name, start - 1) if start > 1 and words[start - 1].text == "," else start
    for kid in parsed.kids(head):
        if kid.dep in ("appos", "nmod") and kid.i > name.last - 1 and kid.tag[:2] == "NN":
            regions.append((_hyphened(words, kid.left), kid.right + 1))
        elif kid.dep == "prep" and kid.low == "of" and kid.i == name.last:
            regions.append((kid.i, kid.right + 1))
    if head.dep == "appos":
        upper = _whole(parsed, words[head.head])
        regions.insert(0, (min(_hyphened(words, upper.left), apart), min(upper.right + 1, name.first)))
    if apart < start:  # "the president of France, Ann Hill,", "the union's leader, Dr Ann Hill,"
        regions.append((apart, start - 1))
    if name.last + 1 < len(words) and words[name.last].text == "," and len(regions) == 1:
        end = name.last + 1
        while (
            end < len(words)
            and words[end].text not in (",", ".", ";", "“", "”")
            and not words[end].is_verb
            and end - name.last < 18
        ):
            end += 1
        if any(w.low in post_heads() for w in words[name.last + 1 : end]):
            regions.append((name.last + 1, end))
    role: str | None = None
    span: tuple[int, int] | None = None
    owner: tuple[str, ...] = ()
    for start, last in regions:
        # "signed for Velmar by its minister, Ana Dorst": a title does not reach back over a verb or an agent's "by".
        cut = (
            k + 1
            for k in range(start, min(last, name.first))
            if words[k].low == "by" or (words[k].tag in ("VBN", "VBD") and words[k - 1].text != "-")
        )
        first = max(cut, default=start)
        post = next((k for k in range(first, last) if words[k].low in post_heads() or words[k].low == "counterpart"), None)
        if post is None and first >= name.last and any(words[k].dep == "poss" for k in range(first, last)):
            post = next((k for k in range(first, last) if words[k].tag == "NN" and words[k].dep in ("appos", "nmod")), None)
        if post is not None and _of_another(cast, post, last):
            continue
        is_of = first < len(words) and words[first].low == "of" and first == name.last
        if post is None and not is_of:
            continue
        keys = owners(cast, first, last, post)
        if post is not None and role is None:
            trimmed = first + (words[first].low in ("the", "a", "an", ","))
            for k in range(trimmed, last - 1):  # "the government of Prime Minister", "an aide to President"
                joint = words[k].low in ("to", "for") or (words[k].low == "of" and words[k - 1].low not in posts())
                if last == name.first and joint and _title(words, k + 1, last):
                    trimmed = k + 1
            if trimmed < last:
                end = _courtesy(words, last)
                while end > trimmed + 1 and words[end - 1].text in (",", "-", "–"):
                    end -= 1
                end = max(end, trimmed + 1)
                role, span = text_of(parsed, trimmed, end), (words[trimmed].start, words[end - 1].end)
        if keys and not owner:
            owner = keys
    if name.post:
        role = role if role and name.post in role else name.post if role is None else role
        if not owner and (entity := owner_before(cast, _post_start(parsed, name))) is not None:
            owner = entity.party
    return role, span, owner


def _of_another(cast: Cast, post: int, last: int) -> bool:
    """Whether a post is the title of somebody else: "Prime Minister Ann Hill of Norway, Crown Prince Omar Danoun"."""
    if post + 1 >= last or post + 1 not in cast.at:
        return False
    name, entity = cast.at[post + 1]
    return entity.kind == "person" and not (name.last < last and cast.parsed.words[name.last].tag == "POS")


def _hyphened(words: list[Word], first: int) -> int:
    """Where the compound begins that word `first` ends: "vice-president" is parsed as three words."""
    while first > 1 and words[first - 1].text == "-" and words[first - 2].end == words[first - 1].start:
        first -= 2
    return first


def _courtesy(words: list[Word], first: int) -> int:
    """Where the "Mr", "Prof." or "Dr (Mrs)" begins that stands before word `first`, else `first`."""
    k = first
    while k > 0 and (_polite(words[k - 1]) or (words[k - 1].text in ".()-" and k > 1 and _polite(words[k - 2]))):
        k -= 1
    return k + 1 if k < first and words[k].text == "." else k


def _polite(word: Word) -> bool:
    return word.text[0].isupper() and (word.low in word_set("honorifics") or word.low.rstrip(".") in word_set("honorifics"))


def _whole(parsed: Parsed, noun: Word) -> Word:
    """The noun that a name in apposition explains: in "the aide to the president, Ann Hill," the aide, though the parser ties
    the name to the president."""
    prep = parsed.words[noun.head]
    upper = parsed.words[prep.head]
    if noun.dep == "pobj" and upper.low in post_heads() and any(k.low == "the" or k.dep == "poss" for k in parsed.kids(upper)):
        return upper
    return noun


def _before(cast: Cast, name: Name, end: int | None = None) -> int:
    """Where the words begin that stand before a name as its title: "Prime Minister of Great Britain", "the union's"."""
    words, k = cast.parsed.words, name.first if end is None else end
    sentence = words[name.first].sentence
    while k > 0 and name.first - k < 14 and words[k - 1].sentence == sentence:
        word = words[k - 1]
        if k < name.first and words[k].low in ("the", "a", "an") and word.low not in ("of", "for", "to", "at", "on", "and", "with"):
            break  # "in the Commons the Opposition spokesman": a phrase begins with its article
        if (
            (k - 1 in cast.at and cast.at[k - 1][1].kind != "person")
            or ((word.tag[:2] in ("NN", "JJ", "CD") or word.low in post_heads()) and k - 1 not in cast.at)
            or (word.tag in ("VBN", "VBG") and k > 1 and words[k - 2].text == "-")  # "self-styled"
            or (word.low in ("of", "the", "for", "and", "'s", "’s", "a", "an", "-", "to", "'", "’", "on") and k < name.first)
        ) or word.low in ("'s", "’s", "'", "’", "the"):
            k -= 1
        else:
            break
    while k < name.first and words[k].low in ("and", "of", "for", "to", "on", "'s", "’s", ","):
        k += 1
    # A party joined on before the first post has no part in it: "talks between Congo and President Ann Hill".
    post = next((i for i in range(k, name.first) if words[i].low in post_heads()), k)
    for i in range(k, post):
        if words[i].low == "and" and i - 1 in cast.at and _title(words, i + 1, post + 1):
            k = i + 1
    return k


def _title(words: list[Word], first: int, last: int) -> bool:
    """Whether the words are a bare title: "Prime Minister", "Deputy Chairman"."""
    return words[last - 1].low in posts() and all(w.low in POST_MODIFIERS for w in words[first : last - 1])


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
            if (
                entity.kind in ("state", "organisation", "bloc", "group", "body", "unknown", "wire", "media") and entity.party
            ) or entity.kind in ("wire", "media"):
                seen.append((k, entity))
            k = max(name.last, k + 1)
        else:
            k += 1
    foreign = post is not None and words[post].low in FOREIGN_POSTS
    if foreign:
        kept = [(i, e) for i, e in seen if not _after_preposition(words, i, post)]
        seen = kept
    if not seen:
        return ()
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
