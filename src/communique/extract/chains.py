"""The chain of a move: outlet, wire of the dateline, whoever passes the words on, and last who vouches for the content."""

from __future__ import annotations

import re

from communique.extract.parties.gazetteer import lookup
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.record.move import Basis, Link, LinkHow, QuoteKind
from communique.record.text import Span

AGENCY = re.compile(r"wire\b|\b(?:news|press|telegraph|information) (?:agency|service)\b|\bagency\b", re.IGNORECASE)


def base(scene: Scene) -> tuple[Link, ...]:
    """The links that govern the whole report: who published it, and the wire its dateline names."""
    report, line = scene.parsed.cleaned.report, scene.parsed.cleaned.dateline
    known = lookup(report.outlet.split(), 0, report.published) if report.outlet else None
    wire_outlet = (known is not None and known[1].kind == "wire" and known[0] == len((report.outlet or "").split())) or bool(
        report.outlet and AGENCY.search(report.outlet)
    )
    links = [Link(report.outlet, "wire" if wire_outlet else "outlet", "reports", "document")]
    if line is not None and line.wire and (report.outlet or "").lower() != line.wire.lower():
        links.append(Link(line.wire, "wire", "reports", "document", line.span))
    elif line is None or line.wire is None:
        for credit in scene.parsed.cleaned.credits:  # "By Continental Press" above the text: the outlet prints an agency's report
            for name in credit.names if credit.kind == "byline" else ():
                named = lookup(name.split(), 0, report.published)
                if (AGENCY.search(name) or name.endswith(" Press") or (named is not None and named[1].kind == "wire")) and len(
                    links
                ) == 1:
                    links.append(Link(name, "wire", "reports", "document", credit.span))
    if scene.office is not None and scene.office.kind == "person":
        links.append(Link(scene.office.name, "person", "reports", "document", for_=scene.office.keys[0]))
    return tuple(links)


def chain(scene: Scene, voice: int | None, actor: Who | None, quote: QuoteKind) -> tuple[Link, ...]:
    """The links from the outlet inwards to whoever vouches; `actor` ends it where the actor's own words carry the act."""
    links = list(base(scene))
    for number in _path(scene, voice):
        who, v = scene.sources.get(number), scene.voices[number]
        if who is None:
            if v.relay and v.source is None and v.cue is not None:  # "it was reported"
                links.append(Link(None, "unnamed", "reports", "stated", scene.parsed.raw(*v.cue)))
            continue
        how: LinkHow = "cites" if v.lemma in ("cite", "as per") and v.relay else "reports" if v.relay else _how(v.quote)
        _add(links, scene, who, how)
    if actor is not None:
        _add(links, scene, actor, _how(quote))
    return tuple(links)


def _path(scene: Scene, voice: int | None) -> list[int]:
    """The voices that hold one another, outermost first; who cites stands before who is cited."""
    path = _up(scene, voice)
    if voice is not None and not any(scene.voices[n].relay for n in path):
        path = _trailing(scene, voice) + path
    for k in range(len(path) - 1):
        one, other = scene.voices[path[k]], scene.voices[path[k + 1]]
        if one.lemma in ("cite", "quote") and other.relay and other.lemma not in ("cite", "quote"):
            path[k], path[k + 1] = path[k + 1], path[k]
    return path


def _up(scene: Scene, voice: int | None) -> list[int]:
    path: list[int] = []
    while voice is not None and voice not in path:
        path.append(voice)
        voice = scene.voices[voice].parent
    return path[::-1]


def _trailing(scene: Scene, voice: int) -> list[int]:
    """ "…, X reported citing Y" governs the statements of the same speaker before it in the paragraph."""
    own, text = scene.sources.get(voice), scene.parsed.text
    if own is None:
        return []
    start = scene.voices[voice].content[0][0]
    end = text.find("\n", start)
    for later in range(voice + 1, len(scene.voices)):
        other, who = scene.voices[later], scene.sources.get(later)
        if other.content[0][0] > (end if end >= 0 else len(text)):
            break
        if other.relay or who is None:
            continue
        if who.name != own.name:
            if other.parent is not None:
                continue
            break
        if relays := [n for n in _up(scene, later) if scene.voices[n].relay]:
            return relays
    return []


def _how(quote: QuoteKind) -> LinkHow:
    return "quotes" if quote in ("direct", "mixed") else "indirect"


def _add(links: list[Link], scene: Scene, who: Who, how: LinkHow) -> None:
    """One more hop, unless it only repeats the last one or the outlet itself."""
    name = who.name or " and ".join(who.keys)
    if any(link.name == name and link.kind != "outlet" for link in links[-2:]) or (
        links[0].name and name.lower() == links[0].name.lower()
    ):
        return
    last = links[-1]
    if (
        last.for_ is not None
        and set((last.for_,)) & set(who.keys)
        and who.kind in ("state", "organisation")
        and who.how in ("pronoun", "quotation", "office")
    ):
        return
    if len(links) > 1 and last.for_ in who.keys and who.kind != last.kind and who.kind == "state":
        return
    span: Span | None = scene.parsed.raw(*who.span) if who.span is not None else None
    basis: Basis = "inferred" if who.how in ("pronoun", "definite", "quotation", "office") else "stated"
    links.append(
        Link(name, who.kind, how, basis, span, who.keys[0] if who.kind in ("person", "unnamed", "state") and who.keys else None)
    )
