"""Whom an opening describes before it names him: "Velmar's biggest farm union said …. The FGU's decision …".

Agencies put what a body is into the first sentence and its name into one of the next. The description stands for the first name
behind it that may be called so, of a body that acts or speaks there.
"""

from __future__ import annotations

from communique.extract.parties.entities import Cast, Entity
from communique.extract.parties.gazetteer import collective, post_heads, word_set
from communique.extract.parties.salience import NATURES, OF_THE_SORT, fit, natures_of, prominence
from communique.parse.tree import Word

AHEAD = 6  # sentences behind the opening in which the name is looked for
NAMED = frozenset({"organisation", "bloc", "group", "unknown"})
ACTING = 0.7  # how much a mention must put its party in the middle
TELLING = frozenset({"amod", "compound", "nmod", "poss", "prep", "acl"})
OTHERS = frozenset({"other", "another", "rival", "no", "one", "any", "some", "each", "every", "small", "smaller", "local"})
SORTS = frozenset({"union", "company", "party"})


def described(cast: Cast) -> dict[int, Entity]:
    """By the place of its head: the body that the subject of the first sentence describes; the union of those who act."""
    word = _opening(cast)
    body = _named_next(cast, word) if word is not None else None
    found = _crowds(cast)
    return found | {word.i: body} if word is not None and body is not None else found


def _crowds(cast: Cast) -> dict[int, Entity]:
    """ "Greek seamen kept ferries tied up. … The Seamen's Federation said": those who act are the one union that has its name
    from them, unless they are counted or told apart ("200 nurses", "many teachers")."""
    unions = [e for e in cast.entities if e.kind in NAMED and e.party and " " in e.name and e.lows & UNITED]
    found: dict[int, Entity] = {}
    if not unions:
        return found
    for word in cast.parsed.words:
        if word.tag != "NNS" or word.dep not in ACTORS or word.i in cast.at or not word.text[1:].islower():
            continue
        before = [k for k in word.kids if k.i < word.i]
        if any(k.dep in ("nummod", "neg") or k.low in APART or k.tag == "PRP$" for k in before):
            continue
        if any(k.dep in ("relcl", "acl", "appos", "conj") for k in word.kids):
            continue
        shared = {k.low for k in before}
        alike = [e for e in unions if word.low in e.lows and (word.low not in ANY_TRADE or shared & e.lows)]
        if len({e.party for e in alike}) == 1:
            found[word.i] = alike[0]
    return found


UNITED = frozenset(
    "alliance association brotherhood confederation congress council federation guild league organisation organization society"
    " syndicate union".split()
)
ACTORS = frozenset({"nsubj", "nsubjpass", "pobj", "poss"})
APART = frozenset("some many few most several other more these those certain various thousands hundreds striking young".split())
ANY_TRADE = frozenset({"workers", "employees", "staff", "members", "operators", "owners", "groups", "parties", "manufacturers"})


def _opening(cast: Cast) -> Word | None:
    """The subject of the first sentence where that is a description of one body: "the biggest farm union", "a Danish firm"."""
    parsed = cast.parsed
    if not parsed.sentences or cast.office:
        return None
    root = parsed.words[parsed.sentences[0].root]
    told = next((k for k in root.kids if k.dep == "ccomp" and k.i < root.i), root)  # "The movement has accepted, its wing said"
    word = next((k for k in told.kids if k.dep == "nsubj"), None)
    if word is None or word.tag != "NN" or word.i in cast.at or not natures_of(word.lemma) & SORTS or not word.text.islower():
        return None
    if word.lemma not in collective() and not natures_of(word.lemma) & {"company"}:
        return None
    if any(k.low in OTHERS or k.dep in ("conj", "appos", "relcl") for k in word.kids):
        return None
    if word.i + 1 in cast.at or any(k.dep == "compound" and k.i in cast.at for k in word.kids):
        return None  # "the Halvey group" has a name already
    return word if any(k.dep in TELLING for k in word.kids) else None


def _named_next(cast: Cast, word: Word) -> Entity | None:
    """The first body behind the sentence of a description that may be meant by it, None where its own sentence names one."""
    natures = natures_of(word.lemma)
    here = {id(e) for (_, e), head in zip(cast.order, cast.heads, strict=True) if head.sentence == word.sentence}
    if any(id(e) in here and e.kind in NAMED and fit(e, word.lemma, natures) >= OF_THE_SORT for e in cast.entities):
        return None
    for (_, entity), head in zip(cast.order, cast.heads, strict=True):
        if not 0 < head.sentence - word.sentence <= AHEAD or id(entity) in here:
            continue
        if _standing(cast, head) < ACTING:
            continue
        body = entity
        if entity.kind == "person":
            body = next((e for e in cast.entities if e.kind in NAMED and e.party == entity.party), entity)
        if body.kind in NAMED and id(body) not in here and body.party and _may_be(body, word, natures):
            return body
    return None


def _standing(cast: Cast, head: Word) -> float:
    """How much a mention puts its party in the middle; "said the director of Corvane Lines" as much as his own."""
    words = cast.parsed.words
    prep = words[head.head]
    post = words[prep.head]
    of_post = head.dep == "pobj" and prep.low in ("of", "for", "at") and post.low in post_heads()
    return prominence(cast.parsed, post if of_post else head)


def _may_be(body: Entity, word: Word, natures: frozenset[str]) -> bool:
    """Whether a name may be that of a body of a sort: by its words, else by its form."""
    if fit(body, word.lemma, natures) >= OF_THE_SORT:
        return True
    if any((body.lows | body.nouns) & NATURES[sort] for sort in SORTS) or (body.lows & word_set("union_words")):
        return False
    if "company" in natures:
        return " " in body.key and fit(body, word.lemma, natures) > 0
    return body.key.isupper() and body.key.isalpha() and len(body.key) > 2
