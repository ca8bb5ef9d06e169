"""Who a source phrase stands for, seen beside who spoke before: names set off by commas, "the official", "he" and "they"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.extract.parties.entities import Cast
from communique.extract.parties.gazetteer import post_heads, word_set
from communique.extract.parties.resolve import Resolver
from communique.extract.parties.who import DOCUMENTS, Who
from communique.extract.voices.find import Voice
from communique.parse.tree import Parsed, Word
from communique.record.move import LinkKind

ONE_OF_RANK = frozenset({"official", "leader", "politician", "lawmaker", "diplomat", "negotiator", "envoy", "representative"})
DEFINITE = frozenset({"the", "that", "this"})
FURTHER = frozenset({"senior", "same", "second", "third", "other", "another", "top", "former", "unnamed", "anonymous"})
ASIDE = frozenset({",", "here", "also", "then", "later", "further", "however", "today", "yesterday", "who", "has", "had", "have"})


def as_printed(parsed: Parsed, head: Word, voice: Voice) -> Who | None:
    """A source that stands for no known party: unnamed people are kept as printed, anything else is left open."""
    if voice.source is None or head.tag[:2] != "NN" or head.lemma in ("it", "there"):
        return None
    text = parsed.text[slice(*voice.source)].strip('“”" ,')
    text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    text = re.split(r",?\s(?:that|which|who|whose|whom)\s", text)[0]
    if len(text) > 90 or text.lower() in ("", "that", "which", "who", "it", "this", "there", "what"):
        return None
    kind: LinkKind = "document" if head.lemma in DOCUMENTS else "unnamed" if head.tag in ("NN", "NNS") else "organisation"
    return Who((text,), text, kind, "name", span=voice.source)


def settled(
    parsed: Parsed, resolver: Resolver, voices: Sequence[Voice], sources: Mapping[int, Who | None], number: int, who: Who | None
) -> Who | None:
    """`who` is what the source's own words resolve to; here the rest of the report has its say."""
    voice = voices[number]
    if voice.head is None or voice.source is None or voice.basis == "label":
        return who
    head, cast = parsed.words[voice.head], resolver.cast
    if (named := _set_off(parsed, resolver, voice, head, who)) is not None:
        return named
    if head.low in FURTHER_ONE and (further := _further_one(voices, sources, number, head)) is not None:
        return further
    if head.low in ("he", "she") and (on := _goes_on(parsed, voices, sources, number, head, who)) is not None:
        return on
    if head.low == "they" and (spoke := _spoke_together(parsed, voices, sources, number, head)) is not None:
        return spoke
    if who is not None and who.kind == "unnamed" and (own := _own_words(parsed, resolver, head, who)) is not None:
        return own
    if who is not None and who.kind == "unnamed" and _bare_definite(head):
        return _named_before(parsed, cast, voices, sources, number, head, who) or who
    return who


def _set_off(parsed: Parsed, resolver: Resolver, voice: Voice, head: Word, who: Who | None) -> Who | None:
    """The name that stands between a comma and the cue: "a spokesman for the Mint, Ann Hill, said"; "Briefing newsmen, Ann Hill
    said"."""
    cast = resolver.cast
    if voice.cue_word is None or voice.source is None or parsed.words[voice.cue_word].tag == "VBG":
        return None  # "rejected talks with the leader of the dockers, Tom Hale, saying …"
    at = voice.cue_word - 1
    while (
        at > 0 and (parsed.words[at].low in ASIDE or parsed.words[at].tag == "RB") and parsed.words[at].start >= voice.source[0]
    ):
        at -= 1
    if at not in cast.at or parsed.words[at].sentence != parsed.words[voice.cue_word].sentence:
        return None
    name, entity = cast.at[at]
    nameless = who is not None and who.kind == "unnamed" and entity.kind == "unknown" and 2 <= name.last - name.first <= 4
    if name.last - 1 != at or not (entity.kind == "person" or nameless) or (who is not None and who.name == entity.name):
        return None
    before = parsed.words[name.first - 1] if name.first else None
    if before is not None and _full_title(parsed, head, voice, before):
        return resolver.resolve(parsed.words[at])
    while before is not None and before.i > head.i and _titular(before):
        before = parsed.words[before.i - 1]
    if before is None or before.text != "," or before.start < voice.source[0] - 1:
        return None
    if nameless and who is not None and head.lemma in post_heads():  # "a spokeswoman for the Mint, Dilna Voss,"
        return Who(who.keys, entity.name, "person", "title", span=(parsed.words[name.first].start, parsed.words[at].end))
    return None if nameless else resolver.resolve(parsed.words[at])


def _full_title(parsed: Parsed, head: Word, voice: Voice, before: Word) -> bool:
    """Whether a post in capitals and without an article stands before a name: "Director General for Port Affairs Ann Hill"."""
    if voice.source is None or not head.i < before.i or before.tag not in ("NNP", "NNPS"):
        return False
    opening = parsed.words[head.left]
    return opening.text[0].isupper() and opening.low in post_heads() and opening.start == voice.source[0]


def _titular(word: Word) -> bool:
    """Whether a word before a name belongs to its title: "Foreign Ministry spokesman Dr"."""
    return word.text.rstrip(".").title() in HONOURS or word.tag[:3] == "NNP" or word.low in post_heads()


HONOURS = frozenset(word.title().rstrip(".") for word in word_set("honorifics"))


def _own_words(parsed: Parsed, resolver: Resolver, head: Word, who: Who) -> Who | None:
    """A new unnamed source is called by its own words ("one diplomat" after "diplomats"), whose it is by name ("its envoy")."""
    first = head.left
    printed = parsed.text[parsed.words[first].start : head.end]
    kids = head.kids
    if who.how == "definite" and who.name and who.name not in printed and any(kid.low in NEW and kid.i < head.i for kid in kids):
        return replace(who, name=re.sub(r"^(?:an?|another|yet another)\s+", "", printed, flags=re.IGNORECASE))
    if who.span is None:
        return None
    for word in parsed.words[first : head.i + 12]:
        if word.tag == "PRP$" and who.span[0] <= word.start < who.span[1]:
            owner = resolver.resolve(word)
            if owner is None or owner.name is None or owner.how == "quotation" or len(owner.keys) > 1:
                return None
            text = f"{parsed.text[who.span[0] : word.start]}{owner.name}'s{parsed.text[word.end : who.span[1]]}"
            return replace(who, name=re.sub(r"^(?:the|an?)\s+", "", re.split(r",|\n", text)[0], flags=re.IGNORECASE))
    return None


NEW = frozenset({"a", "an", "one", "another"})


def _bare_definite(head: Word) -> bool:
    """Whether a phrase is "the official" or "the Velmaran leader" and no more: who it is stands before."""
    if head.lemma not in ONE_OF_RANK or head.tag != "NN":
        return False
    kids = head.kids
    return any(kid.low in DEFINITE for kid in kids) and not any(
        kid.low in FURTHER or kid.dep in ("prep", "relcl", "acl") for kid in kids
    )


def _named_before(
    parsed: Parsed, cast: Cast, voices: Sequence[Voice], sources: Mapping[int, Who | None], number: int, head: Word, who: Who
) -> Who | None:
    """The person by name who spoke last before, unless one without a name was brought in by the same word."""
    parties = {key for kid in head.kids if kid.i in cast.at for key in cast.at[kid.i][1].party}
    for earlier in range(number - 1, -1, -1):
        other, said = sources.get(earlier), voices[earlier]
        if other is None or said.cue_word is None or parsed.words[said.cue_word].sentence < head.sentence - 12:
            continue
        if other.kind == "unnamed" and head.lemma in (other.name or "").lower():
            return None
        if other.kind == "person" and other.span is not None and (not parties or parties & set(other.keys)):
            return replace(other, how="definite", span=who.span)
    return None


def _further_one(voices: Sequence[Voice], sources: Mapping[int, Who | None], number: int, head: Word) -> Who | None:
    """ "A second said", "another added": one more of those without a name who spoke last before."""
    for earlier in range(number - 1, -1, -1):
        other = sources.get(earlier)
        if other is not None and other.kind == "unnamed" and other.name and voices[earlier].parent is None:
            noun = COUNT.sub("", other.name)
            single = noun if LONG.search(noun) else noun.removesuffix("s")
            return Who(other.keys, f"{head.low} {single}", "unnamed", "definite", span=(head.start, head.end))
    return None


COUNT = re.compile(r"^(?:one|a|an|two|three|four|five|several|some|another|second)\s+", re.IGNORECASE)
LONG = re.compile(r" (?:of|in|at|for|from|with|close|familiar) ")
FURTHER_ONE = frozenset({"second", "third", "another"})


def _goes_on(
    parsed: Parsed, voices: Sequence[Voice], sources: Mapping[int, Who | None], number: int, head: Word, who: Who | None
) -> Who | None:
    """ "An aide said that Hill was ill. He said …": who spoke without a name, not whom he spoke of."""
    for earlier in range(number - 1, -1, -1):
        other, said = sources.get(earlier), voices[earlier]
        if said.cue_word is None or said.head is None or said.parent is not None:
            continue
        noun = parsed.words[said.head]
        one = noun.tag == "NN" and (noun.lemma in ONE_OF_RANK or noun.lemma in post_heads() or noun.lemma in ("aide", "source"))
        if other is None or other.kind != "unnamed" or not one:
            return None
        named = who.name.split()[-1] if who is not None and who.name else ""
        spoken_of = any(named in parsed.text[slice(*part)] for part in said.content)
        near = head.sentence - parsed.words[said.cue_word].sentence == 1
        return replace(other, how="pronoun", span=(head.start, head.end)) if near and spoken_of else None
    return None


def _spoke_together(
    parsed: Parsed, voices: Sequence[Voice], sources: Mapping[int, Who | None], number: int, head: Word
) -> Who | None:
    """ "They said": the officials who spoke last before, in this paragraph or at the end of the one before."""
    for earlier in range(number - 1, -1, -1):
        other, said = sources.get(earlier), voices[earlier]
        if said.cue_word is None or said.head is None or said.parent is not None or other is None:
            continue
        if head.sentence - parsed.words[said.cue_word].sentence > 2:
            return None
        if other.kind == "unnamed" and parsed.words[said.head].tag == "NNS":
            return replace(other, how="pronoun", span=(head.start, head.end))
    return None
