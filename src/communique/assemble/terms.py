"""The provisions of a thread, and which of them an answer is about: by the article it names, or by words that only they have.

An answer is tied to single provisions only where its own object says so; where that is not clear it concerns the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.assemble.scene import Scene
from communique.assemble.titles import force
from communique.assemble.topics import topic
from communique.record.derived import Event, Relation, ThreadLink, ThreadTerm
from communique.record.move import Move

NARROWED: frozenset[Relation] = frozenset(("rejects", "accepts", "partly", "amends", "conditions"))
NUMBERED = re.compile(
    r"\b(?:articles?|clauses?|paragraphs?|sections?|chapters?|points?|annex(?:es)?)\s+(\d+|[IVX]+)\b", re.IGNORECASE
)
PROVISION = re.compile(
    r"\b(?:clauses?|provisions?|articles?|paragraphs?|points?|sections?|parts?|elements?|terms?|conditions?)\b", re.I
)
ENDS = re.compile(
    r"[,;]?\s+(?:saying|because|but|although|though|while|unless|until|if|since|arguing|insisting|calling|adding|and said"
    r"|which|who)\b|;"
)
LEAST = 5  # letters that two words of one kin share
SHARE = 0.7  # of the shorter word


def terms_of(parts: Iterable[Event], founder: Event, scene: Scene, instruments: bool) -> list[ThreadTerm]:
    """What the founding event and those that state its terms provide; an event without terms of its own is one as a whole."""
    found: list[ThreadTerm] = []
    for event in sorted(parts, key=lambda e: (e.first_published, e.id != founder.id)):
        stated = [t for m in scene.members(event) for t in m.terms]
        for text in dict.fromkeys(t.text for t in stated):
            same = [t for t in stated if t.text == text]
            holders = tuple(m.id for m in scene.members(event) if any(t in m.terms for t in same))
            one = same[0]
            found.append(ThreadTerm(text, one.binds, one.force, holders, event.id, one.id, one.quantity, one.instrument))
        if not stated and (event.id != founder.id or not instruments):
            found.append(ThreadTerm(event.text, event.to, force(event.text), event.moves, event.id, event.id))
    return found


def pointed(link: ThreadLink, event: Event, terms: Sequence[ThreadTerm], scene: Scene, instruments: frozenset[str]) -> ThreadLink:
    """The link with the provisions it is about; none where it is about the whole, or where that is not clear."""
    if link.relation not in NARROWED or len(terms) < 2:
        return replace(link, terms=()) if len(terms) < 2 else link
    for move in scene.members(event):
        about = concerned(move, terms, instruments)
        if about:
            return replace(
                link, terms=about, basis=f"{link.basis}; on one provision" if len(about) == 1 else f"{link.basis}; on provisions"
            )
    stated = tuple(t.id for t in terms if t.event in link.terms)
    return replace(link, terms=stated if len(stated) < len(terms) else ())


def concerned(move: Move, terms: Sequence[ThreadTerm], instruments: frozenset[str]) -> tuple[str, ...]:
    """The provisions that the object of a move names; all of them is none in particular."""
    text = object_of(move)
    numbers = {n.upper() for n in NUMBERED.findall(text)}
    if numbers:
        by_number = [t.id for t in terms if t.instrument and numbers & {n.upper() for n in NUMBERED.findall(t.instrument)}]
        return tuple(by_number) if len(by_number) < len(terms) else ()
    said = topic(text, move.speaker or "")
    if said.stems & instruments and not PROVISION.search(text):
        return ()  # "rejected the draft on fishing": the whole
    solid = {s for s in said.stems - said.names if s[0] != "@" or s not in instruments}
    own = [topic(t.text).stems | ({t.quantity} if t.quantity else set()) for t in terms]
    held: list[str] = []
    for term, stems in zip(terms, own, strict=True):
        shared = {s for s in solid if _has(stems, s)}
        alone = [s for s in shared if sum(_has(other, s) for other in own) == 1]
        some = [s for s in shared if sum(_has(other, s) for other in own) < len(terms)]
        if alone or len(some) > 1:
            held.append(term.id)
    return tuple(held) if len(held) < len(terms) else ()


def object_of(move: Move) -> str:
    """What a move says behind its cue, up to the reason or the other half of the sentence."""
    behind = move.text[move.cue.end - move.span.start :] if move.cue else move.text
    end = ENDS.search(behind)
    return behind[: end.start()] if end and end.start() > 0 else behind


def _has(stems: Iterable[str], stem: str) -> bool:
    """Whether one of the stems is the same word or its kin ("inspector", "inspect")."""
    return any(s == stem or _kin(s, stem) for s in stems)


def _kin(one: str, other: str) -> bool:
    if not (one[0].isalpha() and other[0].isalpha()):
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= LEAST and shared >= SHARE * min(len(one), len(other))
