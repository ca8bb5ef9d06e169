"""On whose behalf somebody speaks: "… told the session on behalf of the Coastal Group", "a Danish envoy speaking for the Group".

A delegate of a state who speaks for a group is the group's there; his own name stays in the chain.
"""

from __future__ import annotations

from communique.extract.parties.entities import Cast, Entity, head_of
from communique.extract.parties.titles import regions
from communique.parse.tree import Word

SPEAKING = frozenset({"speak", "talk", "negotiate", "act"})
GROUPED = frozenset({"bloc", "group", "organisation"})
FOLLOWING = 8  # words in which the one spoken for is named


def tie_spoken_for(cast: Cast) -> None:
    """Give everybody who is told to speak for a group, or to be its spokesman too, that group."""
    groups = {id(e) for e in cast.entities if e.kind in GROUPED and e.party}
    for name, person in cast.order if groups else ():
        if person.kind != "person":
            continue
        found = _by_verb(cast, head_of(cast.parsed, name.first, name.last))
        for first, last in regions(cast, name) if found is None else ():
            found = found or _by_post(cast, first, last)
        if found is not None and found.party:
            person.party, person.guessed = found.party, False


def _by_verb(cast: Cast, head: Word) -> Entity | None:
    """Of "X told the session on behalf of the Group", "speaking for the Group, X said"."""
    words = cast.parsed.words
    verb = words[head.head]
    if head.dep != "nsubj":
        return None
    objects = [k for noun in verb.kids if noun.dep == "dobj" for k in noun.kids]  # where the parser may hang "on behalf of"
    for kid in (*verb.kids, *head.kids, *objects):
        behind = words[kid.i + 1 : kid.i + 3]
        if kid.low == "on" and [w.low for w in behind] == ["behalf", "of"]:
            return _named(cast, kid.i + 3)
        if kid.tag == "VBG" and kid.lemma in SPEAKING:
            return _spoken(cast, kid)
    return None


def _by_post(cast: Cast, first: int, last: int) -> Entity | None:
    """Of "a Danish negotiator and spokeswoman for the Group", "a Danish envoy speaking for the Group"."""
    words = cast.parsed.words
    for k in range(first, min(last, len(words) - 2)):
        if words[k].tag == "VBG" and words[k].lemma in SPEAKING:
            return _spoken(cast, words[k])
        if words[k].low.startswith("spokes") and words[k + 1].low == "for" and words[k - 1].low == "and":
            return _named(cast, k + 2)
    return None


def _spoken(cast: Cast, verb: Word) -> Entity | None:
    behind = [w.low for w in cast.parsed.words[verb.i + 1 : verb.i + 4]]
    if behind[:1] == ["for"]:
        return _named(cast, verb.i + 2)
    return _named(cast, verb.i + 4) if behind == ["on", "behalf", "of"] else None


def _named(cast: Cast, at: int) -> Entity | None:
    """The group that is named from word `at`, before anybody else is."""
    words = cast.parsed.words
    for k in range(at, min(at + FOLLOWING, len(words))):
        if k in cast.at:
            name, entity = cast.at[k]
            own = name.last >= len(words) or words[name.last].tag != "POS"  # "for the bloc's farmers" is not for the bloc
            return entity if entity.kind in GROUPED and own else None
        if words[k].text in ",.;" or (words[k].tag[:2] in ("NN", "VB") and words[k].tag != "VBN"):
            return None
    return None
