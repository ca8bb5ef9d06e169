"""Parties, mentions and ties that a report shows: who holds which post where, which body belongs to whom."""

from __future__ import annotations

import re

from communique.extract.lexicon import words
from communique.extract.parties.entities import Entity
from communique.extract.parties.gazetteer import state_name
from communique.extract.scene import Scene
from communique.record.party import How, Mention, Party, PartyKind, Tie

FORMER = words("former")
KINDS: dict[str, PartyKind] = {
    "state": "state",
    "bloc": "bloc",
    "organisation": "organisation",
    "group": "group",
    "body": "body",
    "person": "person",
    "wire": "outlet",
    "media": "outlet",
    "unknown": "organisation",
}


def parties(scene: Scene) -> tuple[Party, ...]:
    """Everybody of the cast who can act, each once."""
    found: dict[str, Party] = {}
    for entity in scene.cast.entities:
        if entity.kind in ("place", "document") or (entity.kind == "unknown" and not entity.party):
            continue
        name = state_name(entity.key) or entity.name
        for_ = entity.party[0] if entity.party and entity.party[0] != entity.key else None
        found.setdefault(entity.key, Party(entity.key, name, KINDS[entity.kind], for_))
        if for_ is not None and for_ not in found and (known := state_name(for_)):
            found[for_] = Party(for_, known, "state")
    return tuple(found.values())


def mentions(scene: Scene) -> tuple[Mention, ...]:
    """Every name, pronoun and definite phrase with what it was resolved to, and how; in order of the text."""
    out = []
    words, raw = scene.parsed.words, scene.parsed.raw
    known = {party.key for party in parties(scene)}
    for name, entity in scene.cast.order:
        if entity.key not in known:
            continue
        how: How = "demonym" if name.adjective else "metonym" if name.entry and name.entry.metonym else "name"
        out.append(Mention(entity.key, raw(words[name.first].start, words[name.last - 1].end), how))
    for word, who in scene.resolver.resolved():
        via = raw(*who.span) if who.span is not None and who.span[0] != word.start else None
        for key in (who.name,) if who.kind == "person" else who.keys:
            if key in known:
                out.append(Mention(key, raw(word.start, word.end), who.how, via))
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end, m.party)))


def ties(scene: Scene) -> tuple[Tie, ...]:
    """Posts as the text gives them, and bodies with the state that they are part of; each once a report."""
    report = scene.parsed.cleaned.report
    out: dict[str, Tie] = {}
    for name, entity in scene.cast.order:
        tie = _post(scene, entity) if entity.kind == "person" else None
        if tie is None and entity.kind == "body" and entity.party and entity.party != (entity.key,):
            words = scene.parsed.words
            span = scene.parsed.raw(words[name.first].start, words[name.last - 1].end)
            tie = Tie(
                f"{report.id}#{span.start}-{span.end}-part_of",
                report.id,
                "part_of",
                entity.key,
                entity.party[0],
                None,
                None,
                span,
                report.published.isoformat(),
                "table" if name.entry is not None else entity.basis,
            )
        if tie is not None:
            out.setdefault(tie.subject, tie)
    return tuple(out.values())


def _post(scene: Scene, entity: Entity) -> Tie | None:
    """The post that the text gives a person; none where the state it belongs to was only guessed."""
    if entity.guessed or entity.role is None or entity.role_at is None or not entity.party or entity.party == (entity.key,):
        return None
    if FORMER & set(re.findall(r"\w+", entity.role.lower())):
        return None  # a post not held on the day
    report = scene.parsed.cleaned.report
    span = scene.parsed.raw(*entity.role_at)
    return Tie(
        f"{report.id}#{span.start}-{span.end}-holds",
        report.id,
        "holds",
        entity.key,
        entity.party[0],
        span.of(report.text),
        entity.party[0],
        span,
        report.published.isoformat(),
        entity.basis,
    )
