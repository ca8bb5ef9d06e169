"""The chain of a move: outlet, wire of the dateline, whoever passes the words on, and last who vouches for the content."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.extract.agencies import ends, is_agency, named_in, same_outlet, signs
from communique.extract.carriers import of_clause, of_noun
from communique.extract.conditions import condition, ground_rules
from communique.extract.hops import Hop, after, before, hops_of, how_of, path_to
from communique.extract.offices import joint_document
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.parse.tree import Word
from communique.record.move import Attribution, Basis, Link, LinkHow, LinkKind, QuoteKind
from communique.record.text import Span

OWN = re.compile(r"(?:corr|correspondent|special correspondent|staff)\b", re.IGNORECASE)
COPIED = re.compile(
    r"(?:The |the )?(([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?: \([A-Z]+\))?)"
    r" (?:reports|reported|writes|cables|informs)\b[^.\n]{0,60}:$"
)
THE = re.compile(r"^[Tt]he ")
ARTICLE = re.compile(r"^(?:the|a|an|whose)\s+", re.IGNORECASE)
BEHIND = re.compile(r",|\s(?:that|which|who|whose|whom)\s|\n|[“”\"]")  # what stands behind the words that tell who it is
ABBREVIATED = re.compile(r"\b(?:[A-Z][\w.&'’-]*(?: (?:of|and|for|the|de))* )+\(([A-Z]{2,})\)")  # "Grain Board (GB) official"
INITIALS = re.compile(r" \((?=\w*[A-Z]\w*[A-Z])[A-Z][\w&-]{1,9}\)")
INFERRED = frozenset({"pronoun", "definite", "quotation", "office"})


def base(scene: Scene) -> tuple[Link, ...]:
    """The links that govern the whole report: who published it, the wire it prints, the person or document that a release is."""
    report, line = scene.parsed.cleaned.report, scene.parsed.cleaned.dateline
    outlet, wire = report.outlet, line.wire if line is not None else None
    own = bool(outlet and wire and (same_outlet(outlet, wire) or (OWN.match(wire) and named_in(outlet, wire))))
    links = [
        Link(
            outlet,
            "wire" if outlet and (is_agency(outlet, report.published) or (own and signs(outlet, wire))) else "outlet",
            "reports",
            "document",
        )
    ]
    if wire is not None and line is not None and not own:
        links.append(Link(wire, "wire", "reports", "document", line.span))
    elif wire is None:
        for credit in scene.parsed.cleaned.credits:  # "By Continental Press" above the text: the outlet prints an agency's report
            for name in credit.names if credit.kind == "byline" else ():
                agency = is_agency(name, report.published) or name.endswith(" Press")
                if agency and len(links) == 1 and not (outlet and same_outlet(outlet, name)):
                    links.append(Link(name, "wire", "reports", "document", credit.span))
    if len(links) == 1 and (copied := _copied(scene)) is not None and not (outlet and same_outlet(outlet, copied.name or "")):
        links.append(Link(copied.name, "wire", "reports", "stated", _raw(scene, copied)))
    if called := joint_document(scene.cast):
        links.append(Link(called, "document", "quotes", "document"))
    elif scene.office is not None and scene.office.kind == "person":
        links.append(Link(scene.office.name, "person", "reports", "document", for_=scene.office.keys[0]))
    return tuple(links)


def _copied(scene: Scene) -> Who | None:
    """The agency whose report is printed below a line that says so ("The Continental News Agency (CNA) reports from Halven:")."""
    sentence = scene.parsed.sentences[0] if scene.parsed.sentences else None
    found = COPIED.match(scene.parsed.text, sentence.start, sentence.end) if sentence is not None else None
    if found is None or not is_agency(found[2], scene.parsed.cleaned.report.published):
        return None
    return Who((found[1],), found[1], "wire", "name", span=found.span(1))


def _raw(scene: Scene, who: Who) -> Span | None:
    return scene.parsed.raw(*who.span) if who.span is not None else None


def chain(
    scene: Scene,
    whole: tuple[Link, ...],
    voice: int | None,
    actor: Who | None,
    quote: QuoteKind,
    verb: Word | None = None,
    of_move: bool = True,
    told: bool = False,
) -> tuple[Link, ...]:
    """The links from the outlet inwards to whoever vouches; `actor` ends it where the actor's own words carry the act.

    `whole` are the links that govern the whole report (`base`); `verb` is that of the actor's clause, which may name the medium
    that carried the words.
    """
    if voice is None and actor is not None and verb is not None:
        voice = _passed_on_by(scene, verb)
    path = path_to(scene, voice, None if of_move else voice, told) if voice is not None else ()
    if path not in scene.linked:
        scene.linked[path] = _linked(scene, whole, path)
    found: tuple[Link, ...] = scene.linked[path]
    if actor is None:
        return found
    links = list(found)
    if verb is not None and voice is None:
        subject = next((kid for kid in verb.kids if kid.dep == "nsubj"), None)
        named = of_clause(scene, verb) or (of_noun(scene, subject) if subject is not None else [])
        carried = [Hop(one.who, one.how) for one in named]
        first = next((n for n, voice in enumerate(scene.voices) if voice.content[0][0] > verb.start), len(scene.voices))
        for hop in carried or before(scene, actor, verb.start, len(scene.voices)) or after(scene, actor, verb.start, first):
            if hop.who is not None:
                _add(links, scene, hop.who, hop.how, hop.voice)
    _add(links, scene, actor, how_of(quote), voice)
    return tuple(links)


def _passed_on_by(scene: Scene, verb: Word) -> int | None:
    """The voice that passes on what a verb tells, though the verb stands outside what it passes on: "X quoted Y as warning …"."""
    own = scene.by_cue.get(verb.i)
    parent = scene.voices[own].parent if own is not None else None
    return parent if parent is not None and scene.voices[parent].relay else None


def _linked(scene: Scene, whole: tuple[Link, ...], path: tuple[int, ...]) -> tuple[Link, ...]:
    """The links down a path of voices."""
    links = list(whole)
    for hop in hops_of(scene, path):
        if hop.who is not None:
            _add(links, scene, hop.who, hop.how, hop.voice)
        elif hop.voice is not None and (cue := scene.voices[hop.voice].cue) is not None:  # "it was reported"
            links.append(Link(None, "unnamed", "reports", "stated", scene.parsed.raw(*cue)))
    return tuple(links)


def with_chains(scene: Scene, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The voices of a report, in order, each with its chain and how much of it is quoted."""
    whole = base(scene)
    return tuple(
        Attribution(
            one.source, one.cue, one.content, one.parent, voice.quote, chain(scene, whole, n, None, voice.quote, of_move=False)
        )
        for n, (one, voice) in enumerate(zip(found, scene.voices, strict=True))
    )


def _in_full(scene: Scene, who: Who, voice: int | None) -> Who:
    """An unnamed source with all the words of the voice's source phrase ("a diplomat close to the talks")."""
    source = scene.voices[voice].source if voice is not None else None
    if who.kind != "unnamed" or who.span is None or source is None or not source[0] <= who.span[0] < source[1]:
        return who
    return replace(who, span=(min(who.span[0], source[0]), max(who.span[1], source[1])))


def called(scene: Scene, who: Who) -> str:
    """What a chain calls somebody: by name, an unnamed source by all the words that tell who it is."""
    name = who.name or " and ".join(who.keys)
    if who.kind == "state" and who.span is not None and scene.parsed.text[slice(*who.span)].lower() == "the government":
        return "government"  # whose it is, the link tells beside its name
    if who.kind in ("state", "organisation") and " " not in name and who.span is not None:
        return _whole_name(scene, name, who)
    if who.span is None or (who.kind not in ("unnamed", "wire", "media")):
        return name
    text = scene.parsed.text[slice(*who.span)]
    if who.kind != "unnamed":  # as printed: "KNA" may stand for another agency here than elsewhere
        own = THE.sub("", text) if who.how == "name" and " and " not in name else name
        return _spelt_out(scene, own) if own.isupper() else own
    text = BEHIND.split(text, 1)[0].strip()
    bare = ABBREVIATED.sub(r"\1", ARTICLE.sub("", text))
    if len(bare) > 80 or (name not in bare and "(" not in name):
        return name
    same = text[:9].lower().startswith(("same ", "the same "))
    if same:
        bare = bare.removeprefix("same ")
    if bare.endswith(" here"):  # says nothing outside the report
        bare = bare.removesuffix(" here") + _where(scene)
    return _fuller(scene, bare, who.span[0]) if same or text[:4].lower() == "the " else bare


def _where(scene: Scene) -> str:
    """Where "here" is: the place of the dateline."""
    line = scene.parsed.cleaned.dateline
    place = line.place.split(",")[0] if line is not None and line.place else ""
    return f" in {place.title() if place.isupper() else place}" if place else ""


def _spelt_out(scene: Scene, initials: str) -> str:
    """What the initials stand for, where the report says so: "the Continental News Agency (CNA)"."""
    behind = f" ({initials})"
    if behind not in scene.parsed.text:
        return initials
    return next((e.name for e in scene.cast.entities if f"{e.name}{behind}" in scene.parsed.text), initials)


def _with_initials(scene: Scene, name: str, who: Who) -> str:
    """A body or medium with the initials by which the report brings it in: "the Ferry Crews' Guild (FCG)"."""
    if who.kind in ("person", "unnamed") or " " not in name:
        return name
    text = scene.parsed.text
    at = text.find(f"{name} (")
    found = INITIALS.match(text, at + len(name)) if at >= 0 else None
    return f"{name}{found[0]}" if found is not None else name


def _whole_name(scene: Scene, name: str, who: Who) -> str:
    """What "the Ministry" was called when the report brought it in ("the Ministry of Fisheries")."""
    for mention, entity in reversed(scene.cast.order):
        if who.span is not None and scene.parsed.words[mention.first].start < who.span[0] and entity.party == who.keys:
            named = entity.name.split()
            if entity.kind in ("body", "organisation") and len(named) > 1 and name in (named[0], named[-1]):
                return entity.name
    return name


def _fuller(scene: Scene, text: str, at: int) -> str:
    """What "the source" was called when the report brought it in ("a source close to the talks")."""
    said = set(text.lower().split())
    for number in sorted(scene.sources, reverse=True):
        who = scene.sources[number]
        if who is None or who.kind != "unnamed" or who.span is None or who.span[0] >= at:
            continue
        full = _titled(scene, number, who)
        if said < set(full.lower().split()):
            return full
    return text


def _titled(scene: Scene, number: int, who: Who) -> str:
    """What the chain of a voice calls its source `who`."""
    if number not in scene.titles:
        scene.titles[number] = called(scene, _in_full(scene, who, number))
    return scene.titles[number]


def _add(links: list[Link], scene: Scene, who: Who, how: LinkHow, voice: int | None) -> None:
    """One more hop, unless it only repeats the last one or the outlet itself."""
    name = called(scene, _in_full(scene, who, voice))
    printed_as = _with_initials(scene, name, who)
    if any(link.name == printed_as and link.kind != "outlet" for link in links[-2:]):
        return
    outlets = [link.name for link in links if link.name and link.kind in ("outlet", "wire", "media")]
    if any(
        same_outlet(outlet, part) or (who.kind == "media" and ends(outlet, part))  # "told the Tide" in The Halven Tide
        for outlet in outlets[: len(outlets) if who.kind in ("media", "wire") else 1]
        for part in name.split(" and ")
    ):
        return
    if any(name in credit.names for credit in scene.parsed.cleaned.credits if credit.kind == "byline"):
        return  # who wrote the report is no source of it
    last = links[-1]
    speaks_in_own_release = who.how in ("pronoun", "quotation", "office") and who.kind in ("state", "organisation")
    if speaks_in_own_release and (last.kind == "document" or (last.for_ is not None and last.for_ in who.keys)):
        return
    if len(links) > 1 and last.for_ in who.keys and who.kind != last.kind and who.kind == "state":
        return
    span = _raw(scene, who)
    source = scene.voices[voice].source if voice is not None else None
    printed = (scene.parsed.text[slice(*part)] for part in (who.span, source) if part is not None)
    basis: Basis = "inferred" if who.how in INFERRED and name not in " ".join(printed) else "stated"
    kind: LinkKind = who.kind
    alone = kind in ("person", "unnamed", "state") and len(who.keys) == 1 and who.keys[0] not in ("unnamed", who.name)
    spoken_for = who.keys[0] if alone else None
    links.append(Link(printed_as, kind, how, basis, span, spoken_for, _terms(scene, who, voice)))


def _terms(scene: Scene, who: Who, voice: int | None) -> str | None:
    """The condition on which an unnamed source spoke."""
    if who.kind != "unnamed" or who.span is None:
        return None
    if voice is not None and scene.voices[voice].basis == "label":
        return ground_rules(scene)
    if (stated := condition(scene, who.span)) is not None:
        return stated
    name = called(scene, who)  # "the official said": on the terms on which the same source spoke before
    for number, other in scene.sources.items():
        if other is not None and other.span is not None and other.span[0] < who.span[0] and other.kind == "unnamed":
            if _titled(scene, number, other) == name and (stated := condition(scene, other.span)) is not None:
                return stated
    return None
