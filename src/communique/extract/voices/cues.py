"""A cue is a word that the lexicon knows to carry somebody's words or attitude; what it takes as content is data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from communique.parse.lemmas import lemma
from communique.parse.tree import Word

Kind = Literal["verb", "noun", "adjective", "frame"]
FRAMES = {"according": "to", "as": "per", "in": ""}
CODES = frozenset(("that", "q", "to", "oto", "ing", "np"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cue takes: `codes` as in the lexicon, `particles` the prepositions whose complement is content."""

    lemma: str
    group: str
    codes: frozenset[str]
    particles: frozenset[str]


NOTHING = Entry("", "", frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """speech_cues.json, by part of speech."""

    verbs: dict[str, Entry]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    idioms: dict[str, frozenset[str]]
    light_verbs: frozenset[str]
    sets: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data: dict[str, Any] = json.loads((files("communique.data") / "speech_cues.json").read_text(encoding="utf-8"))
    verbs = {name: _entry(name, group, takes) for group, part in data["verbs"].items() for name, takes in part.items()}
    nouns = {name: _entry(name, "noun", takes) for name, takes in data["nouns"].items()}
    adjectives = {name: _entry(name, "adjective", takes) for name, takes in data["adjectives"].items()}
    idioms = {name: frozenset(takes.split()) for name, takes in data["idioms"].items()}
    light = frozenset(name.split()[0] for name in idioms)
    sets = {key: frozenset(value) for key, value in data.items() if isinstance(value, list)}
    return Lexicon(verbs, nouns, adjectives, idioms, light, sets)


def _entry(name: str, group: str, takes: str) -> Entry:
    parts = frozenset(takes.split())
    return Entry(name, group, parts & CODES, parts - CODES)


def cue_words(words: list[Word]) -> Iterator[tuple[Word, Kind, Entry]]:
    """The words of a report that may be cues, in order."""
    known = lexicon()
    for word in words:
        tag = word.tag
        if tag[0] == "V":
            if word.low == "according" and word.i + 2 < len(words) and words[word.i + 1].low == "to":
                yield word, "frame", NOTHING
            elif word.dep not in ("aux", "auxpass", "amod"):
                if entry := verb_entry(word.lemma):
                    yield word, "verb", entry
                elif word.lemma in known.light_verbs:
                    yield word, "verb", NOTHING
        elif tag in ("NN", "NNS"):
            if tag == "NNS" and _misread(word):
                if entry := verb_entry(lemma(word.low, "VBZ")):
                    yield word, "verb", entry
            elif (found := known.nouns.get(word.lemma)) and word.dep != "compound":
                yield word, "noun", found
        elif word.low in FRAMES and word.i + 2 < len(words):
            if word.low == "in" or words[word.i + 1].low == FRAMES[word.low]:
                yield word, "frame", NOTHING
        elif tag in ("JJ", "RB") and (found := known.adjectives.get(word.low)) and word.dep not in ("amod", "advmod"):
            yield word, "adjective", found


def _misread(word: Word) -> bool:
    """Whether a plural noun governs as only verbs do ("and rejects the offer"): the tagger was wrong."""
    return any(kid.dep in ("dobj", "ccomp", "nsubj") for kid in word.kids)


@lru_cache(4096)
def verb_entry(name: str) -> Entry | None:
    """The verb's entry; a lemma that lost or gained a final e by rule is looked for as well."""
    verbs = lexicon().verbs
    return verbs.get(name) or verbs.get(name + "e") or (verbs.get(name[:-1]) if name.endswith("e") else None)


def has(name: str, word: str) -> bool:
    """Whether `word` (a lemma) is in the named set of the lexicon."""
    return word in lexicon().sets[name]
