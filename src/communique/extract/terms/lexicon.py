"""The words by which provisions are told (data/terms.json), in the forms they have in a text."""

from __future__ import annotations

from functools import cache

from communique.extract.lexicon import words
from communique.parse.tree import Word

FILE = "terms.json"
MODALS = frozenset({"will", "would", "shall", "must", "should", "may", "might", "can", "could", "'ll", "’ll", "'d"})
MAY = frozenset({"may", "might", "can", "could"})
NOT = frozenset({"not", "n't", "n’t", "never", "neither", "no", "nor"})
ADVERBS = frozenset(
    {"also", "then", "further", "instead", "thus", "therefore", "both", "either", "each", "all", "immediately", "only"}
)
DETERMINERS = frozenset("a an the no any its their his her our all each both every such more fewer some one another".split())


@cache
def listed(name: str) -> frozenset[str]:
    """The list of that name."""
    return words(name, FILE)


@cache
def texts() -> frozenset[str]:
    """Nouns for a text that binds, or a part of one."""
    return listed("instruments") | listed("parts")


@cache
def forms(name: str) -> dict[str, str]:
    """Every regular form of the verbs of a list -> its lemma: the parser takes "bars" for a noun now and then."""
    found: dict[str, str] = {}
    for verb in sorted(listed(name)):
        stem = verb.removesuffix("e")
        double = (
            verb + verb[-1] if verb in ("bar", "ban", "cap", "commit", "permit", "cut", "drop", "scrap", "let", "stop") else stem
        )
        plural = verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeo" else verb + ("es" if verb[-1] in "sxh" else "s")
        for form in (verb, plural, double + "ing", double + "ed"):
            found.setdefault(form, verb)
        found.setdefault(verb[:-1] + "ied" if verb[-1] == "y" else verb, verb)
    return found


def verb_of(word: Word, name: str) -> str | None:
    """The verb of the list that a word is a form of, whatever the parser took it for."""
    if word.lemma in listed(name) and (word.is_verb or word.tag == "NN"):
        return word.lemma
    return forms(name).get(word.low)


def finite(word: Word, name: str) -> str | None:
    """The same for a form that may stand behind a subject: no participle in -ing."""
    return None if word.low.endswith("ing") and word.lemma != word.low else verb_of(word, name)


def is_base(word: Word) -> bool:
    """Whether a word may be a bare infinitive: tagged so, or a noun as the parser has it that is a verb of effect as well."""
    return word.tag in ("VB", "VBP") or word.low in bases()


@cache
def bases() -> frozenset[str]:
    """Bare verbs of the lists that provisions are made of."""
    return listed("effects") | listed("ceasing") | listed("oblige") | listed("permit") | listed("prohibit")
