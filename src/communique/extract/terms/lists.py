"""Provisions told as a list: lines with bullets or numbers under a sentence that names a plan, or that ends with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.extract.acts.draft import Draft
from communique.extract.scene import Scene
from communique.extract.terms.binding import of_noun, of_verb, parties
from communique.extract.terms.instruments import is_instrument
from communique.extract.terms.lexicon import is_base, listed
from communique.extract.terms.members import NOUNS
from communique.extract.terms.reading import Provision, Reader
from communique.record.move import Force

MARK = re.compile(r"\s*(?:[-•*–—·▪●‣]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)")
TABLED = frozenset({"agree", "propose", "offer", "demand"})
FEWEST = 2  # lines that make a list
Lines = list[tuple[int, int]]  # words of each line, its mark left out


def of_lists(scene: Scene, reader: Reader, drafts: Sequence[Draft]) -> Iterator[Provision]:
    """The provisions of every list of the report that an instrument, or a proposal told just before, leads in."""
    blocks = _blocks(scene)
    at = 0
    while at < len(blocks):
        run = at
        while run < len(blocks) and _marked(scene, blocks[run]):
            run += 1
        if run - at >= FEWEST and at > 0:
            lead = blocks[at - 1]
            instrument, by, leads = _lead(scene, lead, drafts)
            if leads:
                told = scene.parsed.words[lead[1] - 1].sentence
                for first, last in (_unmarked(scene, block) for block in blocks[at:run]):
                    yield from _item(scene, reader, first, last, instrument, by, told)
        at = max(run, at + 1)


def _blocks(scene: Scene) -> Lines:
    """First and last word of each paragraph."""
    found: dict[int, tuple[int, int]] = {}
    for sentence in scene.parsed.sentences:
        first, _ = found.get(sentence.block, (sentence.first, 0))
        found[sentence.block] = (first, sentence.last)
    return list(found.values())


def _marked(scene: Scene, block: tuple[int, int]) -> bool:
    words, text = scene.parsed.words, scene.parsed.text
    return MARK.match(text, words[block[0]].start, words[block[1] - 1].end) is not None


def _unmarked(scene: Scene, block: tuple[int, int]) -> tuple[int, int]:
    """The first sentence of an item, without its mark."""
    words, text = scene.parsed.words, scene.parsed.text
    mark = MARK.match(text, words[block[0]].start)
    first = scene.word_at(mark.end()) if mark else block[0]
    last = min(block[1], scene.parsed.sentences[words[min(first, block[1] - 1)].sentence].last)
    return first, last


def _lead(scene: Scene, block: tuple[int, int], drafts: Sequence[Draft]) -> tuple[int | None, tuple[str, ...], bool]:
    """What leads a list in: the instrument its sentence names, who acts there, and whether it does lead one in."""
    words = scene.parsed.words
    sentence = scene.parsed.sentences[words[block[1] - 1].sentence]
    colon = words[sentence.last - 1].low == ":"
    named = [w for w in words[sentence.first : sentence.last] if is_instrument(scene.parsed, w)]
    told = [
        d for d in drafts if words[sentence.first].start <= d.start < sentence.end and d.act in TABLED and d.by.kind != "document"
    ]
    by = told[0].by.keys if told and told[0].act in ("agree", "offer") else ()
    short = sentence.last - sentence.first < 60
    return (named[-1].i if named else None), by, bool(named or (told and colon)) and short


def _item(
    scene: Scene, reader: Reader, first: int, last: int, instrument: int | None, by: tuple[str, ...], told: int
) -> Iterator[Provision]:
    """One line: a clause with a modal, "A to do B", "to do B", a bare verb, else a noun."""
    words = scene.parsed.words
    while last > first and words[last - 1].low in (".", ";", ",", "and", "or", ":"):
        last -= 1
    if last - first < 2:
        return
    found = [p for p in reader.clauses(first, last) if p.first == first]
    to = next((k for k in range(first, min(last - 1, first + 9)) if words[k].low == "to" and words[k + 1].tag == "VB"), None)
    modal = next((w.i for w in words[first:last] if w.tag == "MD"), last)
    if found and (to is None or modal < to):
        one = found[0]
        yield Provision(first, last, one.anchor, one.force, one.binds, instrument, told)
    elif to is not None and (to == first or (words[to - 1].tag in (*NOUNS, "PRP") and not _of_noun(scene, to))):
        negated = words[first].low in ("no", "neither", "nobody") or words[to - 1].low == "not"
        bound = parties(scene, first, to) if to > first else by
        yield Provision(first, last, to + 1, of_verb(words[to + 1].lemma, "", negated), bound, instrument, told)
    elif words[first].tag == "VBG" or (is_base(words[first]) and words[first].tag in ("VB", "VBP")):
        yield Provision(first, last, first, of_verb(words[first].lemma, "", False), by, instrument, told)
    elif words[first].low not in ("yes", "if", "when"):
        force: Force = of_noun(words, first, last)
        head = next((w for w in words[first:last] if w.tag in NOUNS), None)
        if head is not None:
            yield Provision(first, last, head.i, force, reader.givers(head, last), instrument, told)


def _of_noun(scene: Scene, to: int) -> bool:
    """Whether an infinitive hangs on the noun before it ("the right to refuse")."""
    verb = scene.parsed.words[to + 1]
    return verb.dep in ("acl", "relcl") and scene.parsed.words[verb.head].lemma in listed("permitting_nouns") | {
        "effort",
        "duty",
        "obligation",
        "plan",
    }
