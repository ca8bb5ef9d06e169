"""Whom a provision binds, and whether it prohibits, obliges or permits."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.lexicon import words
from communique.extract.parties.who import EACH, PAIR_MARKS
from communique.extract.scene import Scene
from communique.extract.terms.lexicon import MAY, NOT, listed
from communique.extract.terms.members import NOUNS, head_noun
from communique.parse.tree import Word
from communique.record.move import Force

SIDES = words("pairs") | frozenset({"country", "state", "nation", "government", "party", "side", "signatory"})
NO_PARTY = ("document", "wire", "media")
FLIPPED: dict[Force, Force] = {"oblige": "prohibit", "prohibit": "permit", "permit": "prohibit"}


def party(scene: Scene, word: Word | None) -> tuple[str, ...]:
    """The parties that a noun or pronoun stands for; none where the report does not say."""
    if word is None:
        return ()
    kids = word.kids
    marks = {k.low for k in kids}
    if word.lemma in SIDES:
        if any(k.dep in ("amod", "compound", "nmod") and k.low not in PAIR_MARKS for k in kids) and "all" in marks:
            return ()  # "all donor countries"
        if marks & EACH:
            pair = scene.resolver.pair(word)
            return pair.keys if pair is not None else ()
    elif marks & {"no", "any"}:
        return ()  # "no nurse is to …" leaves open who sees to it
    speaker = scene.speaker(scene.innermost(word.start))
    who = scene.resolver.resolve(word, speaker) or scene.resolver.by_name(word)
    return who.keys if who is not None and who.kind not in NO_PARTY and "unnamed" not in who.keys and not who.guessed else ()


def parties(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """The parties named by the noun phrases of a stretch that is nothing but them ("the union and both companies")."""
    tokens = scene.parsed.words
    keys: list[str] = []
    k = first
    while k < last:
        word = tokens[k]
        noun = word.tag in NOUNS and not (k + 1 < last and tokens[k + 1].tag in (*NOUNS, "POS"))
        if noun or word.tag == "PRP":
            keys += [key for key in party(scene, word) if key not in keys]
            if k + 1 < last and tokens[k + 1].low not in (",", "and", "or", "as", "well"):
                k = next((j for j in range(k + 1, last) if tokens[j].low in (",", "and")), last)  # "the government of Arland"
        k += 1
    return tuple(keys)


def of_verb(lemma: str, modal: str, negated: bool, objects: Sequence[Word] = ()) -> Force:
    """What a verb does as a provision: "halt" prohibits, "may keep" permits, "not enter" prohibits."""
    force: Force = "oblige"
    nouns = {w.lemma for w in objects}
    if lemma in listed("permit") or (lemma in ("give", "grant", "have", "get", "retain") and nouns & listed("permitting_nouns")):
        force = "permit"
    elif lemma in listed("ceasing") | listed("prohibit") or (
        lemma in ("put", "set", "place", "impose", "introduce") and nouns & listed("prohibiting_nouns")
    ):
        force = "prohibit"
    if modal in MAY:
        force = "permit"
    return FLIPPED[force] if negated else force


def of_noun(tokens: Sequence[Word], first: int, last: int) -> Force:
    """What a noun phrase does: "a ban on night shifts" prohibits, "the right to refuse" permits."""
    head = head_noun(tokens, first, last)
    if tokens[first].low == "no" or (head is not None and head.lemma in listed("prohibiting_nouns")):
        return "prohibit"
    return "permit" if head is not None and head.lemma in listed("permitting_nouns") else "oblige"


def is_not(word: Word) -> bool:
    """Whether a word negates."""
    return word.low in NOT
