"""The chain of a move: outlet, wire of the dateline, whoever passes the words on, and last who vouches for the content."""

from __future__ import annotations

from communique.extract.gazetteer import lookup
from communique.extract.scene import Scene
from communique.extract.who import Who
from communique.record.move import Link, LinkHow, QuoteKind
from communique.record.text import Span


def base(scene: Scene) -> tuple[Link, ...]:
    """The links that govern the whole report: who published it, and the wire its dateline names."""
    report, line = scene.parsed.cleaned.report, scene.parsed.cleaned.dateline
    known = lookup(report.outlet.split(), 0, report.published) if report.outlet else None
    wire_outlet = known is not None and known[1].kind == "wire" and known[0] == len((report.outlet or "").split())
    links = [Link(report.outlet, "wire" if wire_outlet else "outlet", "reports", "document")]
    if line is not None and line.wire and (report.outlet or "").lower() != line.wire.lower():
        links.append(Link(line.wire, "wire", "reports", "document", line.span))
    if scene.office is not None and scene.office.kind == "person":
        links.append(Link(scene.office.name, "person", "reports", "document", for_=scene.office.keys[0]))
    return tuple(links)


def chain(scene: Scene, voice: int | None, actor: Who | None, quote: QuoteKind) -> tuple[Link, ...]:
    """The links from the outlet inwards to whoever vouches; `actor` ends it where the actor's own words carry the act."""
    links = list(base(scene))
    path = []
    number = voice
    while number is not None and number not in path:
        path.append(number)
        number = scene.voices[number].parent
    for number in reversed(path):
        who = scene.sources.get(number)
        if who is None:
            continue
        v = scene.voices[number]
        how: LinkHow = "cites" if v.lemma in ("cite", "as per") and v.relay else "reports" if v.relay else _how(v.quote)
        _add(links, scene, who, how)
    if actor is not None:
        _add(links, scene, actor, _how(quote))
    return tuple(links)


def _how(quote: QuoteKind) -> LinkHow:
    return "quotes" if quote in ("direct", "mixed") else "indirect"


def _add(links: list[Link], scene: Scene, who: Who, how: LinkHow) -> None:
    """One more hop, unless it only repeats the last one or the outlet itself."""
    name = who.name or " and ".join(who.keys)
    if (
        any(link.name == name and link.kind != "outlet" for link in links[-2:])
        or links[0].name
        and name.lower() == links[0].name.lower()
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
    basis = "inferred" if who.how in ("pronoun", "definite", "quotation", "office") else "stated"
    links.append(
        Link(name, who.kind, how, basis, span, who.keys[0] if who.kind in ("person", "unnamed", "state") and who.keys else None)
    )
