"""Whom a person speaks for whose post the report tells before his name: "… its chairwoman said. Ann Hill told reporters …", "the
alliance's negotiator said … the negotiator, Tom Hale of Norway,"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.lexicon import words
from communique.extract.parties.entities import Entity, head_of
from communique.extract.parties.gazetteer import post_heads, posts
from communique.extract.parties.naming import Name
from communique.extract.parties.ranks import same_post
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.who import Who
from communique.parse.tree import Word

WOMEN, MEN = words("women"), words("men")
SEATS, INDEPENDENT = words("seats"), words("independent")
RANKS_OF_ARMIES = words("posts_of_armies") - {"commander", "commandant"} | words("inner_titles")
REACH = 6  # sentences that may stand between a post and the name of who holds it
AGO = 250  # words back to where a post was told with its owner
CHAIRS = frozenset({"chairman", "chairwoman", "chairperson", "chair"})
MEETINGS = frozenset({"assembly", "conference", "congress", "meeting", "session"})
NO_BODIES = frozenset("annual first last latest news next press same second telephone third video yearly".split())
ANY_ONE = frozenset({"a", "an", "one", "another", "some", "any", "no"})
ENVOYS = frozenset({"delegate", "negotiator"})  # often told without a name, and yet one of a kind
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def introduced(resolver: Resolver, name: Name, person: Entity) -> Who | None:
    """The post, and whom it belongs to, of somebody whom the report first tells of by his post alone and then names without a
    word on who he is. No other has come in between who is named so, and nobody is told to hold that post."""
    cast, parsed = resolver.cast, resolver.parsed
    head = head_of(parsed, name.first, name.last)
    if not _bare(person) or name.last - name.first < 2 or head.dep not in SUBJECTS or _explained(head):
        return None
    for post in _posts_before(resolver, name.first):
        if _other_sex(post, person) or any(k.dep == "appos" for k in post.kids):
            continue
        who = resolver.resolve(post)
        if who is None or who.how != "title" or who.kind not in ("person", "unnamed") or who.guessed or who.name in who.keys:
            return None
        others = [e for e in cast.entities if e.kind == "person" and e is not person]
        held = any(e.party == who.keys and same_post(post.low, (e.role or e.post).lower()) for e in others)
        return None if held or any(post.i < e.first < name.first and not e.role for e in others) else who
    return None


def _bare(person: Entity) -> bool:
    """Whether nothing but a rank tells who somebody is: "Ann Hill", "Brigadier Tom Hale"."""
    return not person.role or RANKS_OF_ARMIES.issuperset(person.role.lower().replace(".", "").split())


def _explained(head: Word) -> bool:
    """Whether something behind a name tells who he is: "Ann Hill of Halvey", "Tom Hale, a farmer", "Ann Hill, who farms"."""
    behind = (k for k in head.kids if k.i > head.i)
    return any(k.dep in ("appos", "relcl") or (k.dep == "prep" and k.low in ("of", "from", "for")) for k in behind)


def _posts_before(resolver: Resolver, first: int) -> Iterator[Word]:
    """The posts without a name that are subjects in the sentences before, the nearest first; no one's that anybody may have."""
    tokens, here = resolver.parsed.words, resolver.parsed.words[first].sentence
    for k in range(first - 1, -1, -1):
        word = tokens[k]
        if here - word.sentence > REACH:
            return
        if word.sentence == here or word.dep not in SUBJECTS or word.tag not in ("NN", "NNP") or k in resolver.cast.at:
            continue
        known = posts().get(word.low)
        anybody = word.low in SEATS | INDEPENDENT or (known is not None and known.unnamed and word.low not in ENVOYS)
        if word.low in post_heads() and not anybody and not any(kid.low in ANY_ONE for kid in word.kids):
            yield word


def _other_sex(post: Word, person: Entity) -> bool:
    """Whether a post tells of a woman and the name of a man, or the other way round."""
    told = "she" if post.low in WOMEN else "he" if post.low in MEN else ""
    return bool(told and person.gender and told != person.gender)


def of_the_meeting(resolver: Resolver, role: list[Word]) -> tuple[str, ...]:
    """Whom a bare "chairman" chairs in a report on a meeting: "the meeting of the Coastal Commission … The chairman, Tom Hale,",
    "delegates left the constitutional conference … The chairman, Ann Hill,"."""
    if len(role) != 1 or role[0].low not in CHAIRS:
        return ()
    for word in resolver.parsed.words[: role[0].i]:
        if word.tag != "NN" or word.lemma not in MEETINGS or word.i in resolver.cast.at:
            continue
        for prep in word.kids:
            named = [k for k in prep.kids if prep.low == "of" and k.dep == "pobj" and k.i in resolver.cast.at]
            for noun in named:
                entity = resolver.cast.at[noun.i][1]
                if entity.kind in ("organisation", "bloc") and entity.party:
                    return entity.party
        told = any(k.dep in ("amod", "compound") and k.low not in NO_BODIES for k in word.kids)
        if word.lemma == "conference" and told and any(k.low == "the" for k in word.kids):
            return (" ".join(w.text for w in resolver.parsed.words[word.left : word.i + 1] if w.low != "the"),)
    return ()


def post_told(resolver: Resolver, mentions: list[Name]) -> tuple[str, ...]:
    """Whose the post is that the report told before it named the holder, where beside his name stands only where he is from: "the
    alliance's negotiator said … the negotiator, Tom Hale of Norway,", "the negotiator, Norwegian diplomat Tom Hale,"."""
    tokens = resolver.parsed.words
    for name in mentions:
        post = _definite_post(resolver, name)
        if post is None:
            continue
        for k in range(post.i - 1, max(-1, post.i - AGO), -1):
            if tokens[k].low == post.low and tokens[k].tag in ("NN", "NNP") and k not in resolver.cast.at:
                who = resolver.resolve(tokens[k])
                if who is not None and who.how == "title" and not who.guessed and who.name not in who.keys and len(who.keys) == 1:
                    return who.keys
    return ()


def _definite_post(resolver: Resolver, name: Name) -> Word | None:
    """The post in "the negotiator, Tom Hale": a bare noun with its article, set off from the name by a comma."""
    tokens = resolver.parsed.words
    near = (tokens[k] for k in range(name.first - 1, max(1, name.first - 8), -1))
    found = next((w for w in near if w.text == ","), None)
    if found is None or found.i < 2 or tokens[found.i - 2].low != "the":
        return None
    post = tokens[found.i - 1]
    return post if post.low in post_heads() and post.sentence == tokens[name.first].sentence else None
