"""The chain of a move: outlet, wire of the dateline, whoever passes the words on, and last who vouches for the content."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from communique.extract.agencies import is_agency, named_in, same_outlet, signs
from communique.extract.carriers import Carrier, by_structure, carriers, dispatch, medium, of_clause, of_noun
from communique.extract.clauses import Clause
from communique.extract.conditions import condition, ground_rules
from communique.extract.offices import joint_document
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.extract.voices.cues import verb_entry
from communique.parse.tree import Word
from communique.record.move import Attribution, Basis, Link, LinkHow, LinkKind, QuoteKind
from communique.record.text import Span

OWN = re.compile(r"(?:corr|correspondent|special correspondent|staff)\b", re.IGNORECASE)
COPIED = re.compile(
    r"(?:The |the )?(([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?: \([A-Z]+\))?)"
    r" (?:reports|reported|writes|cables|informs)\b[^.\n]{0,60}:$"
)
INFERRED = frozenset({"pronoun", "definite", "quotation", "office"})


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop before it is a link: who, how, and the voice it was found in."""

    who: Who | None
    how: LinkHow
    voice: int | None = None


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
    links = list(whole)
    for hop in _hops(scene, voice, None if of_move else voice, told):
        if hop.who is not None:
            _add(links, scene, hop.who, hop.how, hop.voice)
        elif hop.voice is not None and (cue := scene.voices[hop.voice].cue) is not None:  # "it was reported"
            links.append(Link(None, "unnamed", "reports", "stated", scene.parsed.raw(*cue)))
    if actor is not None:
        if verb is not None and voice is None:
            subject = next((kid for kid in scene.parsed.kids(verb) if kid.dep == "nsubj"), None)
            named = of_clause(scene, verb) or (of_noun(scene, subject) if subject is not None else [])
            carried = [Hop(one.who, one.how) for one in named]
            for hop in carried or _before(scene, actor, verb.start, len(scene.voices)):
                if hop.who is not None:
                    _add(links, scene, hop.who, hop.how, hop.voice)
        _add(links, scene, actor, _how(quote), voice)
    return tuple(links)


def spoken_on(scene: Scene, clause: Clause) -> int | None:
    """The voice that a sentence without one goes on with: "…, she added. It would drop the reading." (its "would" tells)."""
    verb, parsed = clause.verb, scene.parsed
    if scene.office is not None or clause.modal != "would" or verb.dep not in ("ROOT", "conj"):
        return None
    start = parsed.text.rfind("\n", 0, verb.start) + 1
    for number in range(len(scene.voices) - 1, -1, -1):
        voice, who = scene.voices[number], scene.sources.get(number)
        if voice.cue_word is None or voice.parent is not None or not start <= voice.content[0][0] < verb.start:
            continue
        near = verb.sentence - parsed.words[voice.cue_word].sentence
        if near > 0:
            return (
                number
                if near == 1 and who is not None and who.kind in ("person", "unnamed") and voice.quote != "direct"
                else None
            )
    return None


def with_chains(scene: Scene, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The voices of a report, in order, each with its chain and how much of it is quoted."""
    whole = base(scene)
    return tuple(
        replace(one, quote=voice.quote, chain=chain(scene, whole, n, None, voice.quote, of_move=False))
        for n, (one, voice) in enumerate(zip(found, scene.voices, strict=True))
    )


def _only_thinks(scene: Scene, number: int) -> bool:
    """Whether a voice is no more than what somebody in another's words wants or believes ("X says Velmar hopes that …")."""
    voice = scene.voices[number]
    if voice.parent is None or scene.sources.get(voice.parent) is None or voice.basis in ("noun", "according"):
        return False
    entry = verb_entry(voice.lemma)
    return entry is not None and entry.group == "attitude"


def only_mentions(scene: Scene, number: int) -> bool:
    """Whether a voice only names what another did, without saying it ("rejected its demand", "asked for what it held back")."""
    voice = scene.voices[number]
    if voice.relay or voice.basis not in ("object", "passive", "noun"):
        return False
    return not scene.parsed.text[voice.content[0][0] :].startswith(("that ", "how "))


def _hops(scene: Scene, voice: int | None, kept: int | None, told: bool) -> list[Hop]:
    """The hops of a voice: the voices that hold one another, outermost first, each after the media that carried it."""
    if voice is None:
        return []
    path = [number for number in _path(scene, voice) if number == kept or not _only_thinks(scene, number)]
    if told and path[-1:] == [voice] and voice != kept and only_mentions(scene, voice):
        path.pop()
    if not path:
        return []
    hops = [hop for number in path for hop in _own(scene, number)]
    if not any(_passes(scene, hop) for hop in hops):
        outer = path[0]
        own = scene.sources.get(outer)
        near = _before(scene, own, scene.voices[outer].content[0][0], outer) if own is not None else []
        hops = (near or _after(scene, outer)) + hops
    return hops


def _own(scene: Scene, number: int) -> list[Hop]:
    """The media that one voice names, then its source; a relay without a source ("it was reported") is a hop without a name."""
    voice, who = scene.voices[number], scene.sources.get(number)
    carried = [Hop(carrier.who, carrier.how, number) for carrier in _carried(scene, number, who)]
    head = scene.parsed.words[voice.head] if voice.head is not None else None
    if who is None and head is not None:  # "the news service Norpost, quoting …, said"
        who = medium(scene, head)
    if who is None:
        return [*carried, Hop(None, "reports", number)] if voice.relay and voice.source is None else carried
    if scene.office is not None and len(who.keys) > 1 and who.how in ("definite", "pronoun") and not voice.relay:
        return carried  # what "both leaders" said is told by the office that publishes
    if head is not None and who.kind in ("unnamed", "organisation", "document"):
        citing = voice.relay and voice.parent is not None and scene.voices[voice.parent].relay
        who = dispatch(scene, head) or medium(scene, head) or (by_structure(scene, head) if citing else None) or who
    cited = voice.lemma in ("cite", "as per") and voice.relay
    return [*carried, Hop(who, "cites" if cited else "reports" if voice.relay else _how(voice.quote), number)]


def _carried(scene: Scene, number: int, who: Who | None) -> list[Carrier]:
    return [one for one in carriers(scene, number) if who is None or one.who.name != who.name]


def _passes(scene: Scene, hop: Hop) -> bool:
    """Whether a hop stands between the outlet and the speaker."""
    return (hop.voice is not None and scene.voices[hop.voice].relay) or (
        hop.who is not None and hop.who.kind in ("media", "wire")
    )


def _path(scene: Scene, voice: int) -> list[int]:
    """The voices that hold one another, outermost first; who cites stands before who is cited."""
    path: list[int] = []
    at: int | None = voice
    while at is not None and at not in path:
        path.append(at)
        at = scene.voices[at].parent
    path.reverse()
    for k in range(len(path) - 1):
        one, other = scene.voices[path[k]], scene.voices[path[k + 1]]
        if one.lemma in ("cite", "quote") and other.relay and other.lemma not in ("cite", "quote"):
            path[k], path[k + 1] = path[k + 1], path[k]
    return path


def _relayed(scene: Scene, number: int) -> list[Hop]:
    """The hops of a voice up to its speaker, where somebody passes its words on."""
    hops = [hop for n in _path(scene, number) for hop in _own(scene, n)]
    last = max((k for k, hop in enumerate(hops) if _passes(scene, hop)), default=-1)
    return hops[: last + 1]


def _before(scene: Scene, own: Who, at: int, voice: int) -> list[Hop]:
    """What went before in the paragraph holds on: "…, X told Radio Y. … he said" was told to Radio Y too."""
    if own.kind in ("media", "wire", "document"):
        return []
    start = scene.parsed.text.rfind("\n", 0, at) + 1
    for earlier in range(voice - 1, -1, -1):
        other, who = scene.voices[earlier], scene.sources.get(earlier)
        if other.content[0][0] < start:
            break
        if other.content[0][0] >= at or who is None or other.relay or who.kind in ("media", "wire"):
            continue
        if who.name != own.name:
            if other.parent is None and other.cue is not None:
                break
            continue
        if relayed := _relayed(scene, earlier):
            return relayed
    return _opened(scene, own, start, at)


def _opened(scene: Scene, own: Who, start: int, at: int) -> list[Hop]:
    """A sentence before in the paragraph that only opens on the medium: "In an interview with X, Veld goes further. …" """
    first, last = scene.word_at(start), scene.word_at(at)
    for number in range(scene.parsed.words[first].sentence, scene.parsed.words[min(last, len(scene.parsed.words) - 1)].sentence):
        root = scene.parsed.words[scene.parsed.sentences[number].root]
        carried = of_clause(scene, root)
        subject = next((kid for kid in scene.parsed.kids(root) if kid.dep == "nsubj"), None)
        who = scene.resolver.resolve(subject) if carried and subject is not None else None
        if who is not None and who.name == own.name:
            return [Hop(one.who, one.how) for one in carried]
    return []


def _after(scene: Scene, voice: int) -> list[Hop]:
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
        if any(scene.voices[n].relay for n in _path(scene, later)):
            return _relayed(scene, later)
    return []


def _how(quote: QuoteKind) -> LinkHow:
    return "quotes" if quote in ("direct", "mixed") else "indirect"


def _in_full(scene: Scene, who: Who, voice: int | None) -> Who:
    """An unnamed source with all the words of the voice's source phrase ("a diplomat close to the talks")."""
    source = scene.voices[voice].source if voice is not None else None
    if who.kind != "unnamed" or who.span is None or source is None or not source[0] <= who.span[0] < source[1]:
        return who
    return replace(who, span=(min(who.span[0], source[0]), max(who.span[1], source[1])))


def called(scene: Scene, who: Who) -> str:
    """What a chain calls somebody: by name, an unnamed source by all the words that tell who it is."""
    name = who.name or " and ".join(who.keys)
    if who.span is None or (who.kind not in ("unnamed", "wire", "media")):
        return name
    text = scene.parsed.text[slice(*who.span)]
    if who.kind != "unnamed":  # as printed: "KNA" may stand for another agency here than elsewhere
        return re.sub(r"^[Tt]he ", "", text) if who.how == "name" and " and " not in name else name
    text = re.split(r",|\s(?:that|which|who|whose|whom)\s|\n|[“”\"]", text)[0].strip()
    bare = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    bare = re.sub(
        r"\b(?:[A-Z][\w.&'’-]*(?: (?:of|and|for|the|de))* )+\(([A-Z]{2,})\)", r"\1", bare
    )  # "Grain Board (GB) official"
    if len(bare) > 80 or (name not in bare and "(" not in name):
        return name
    same = re.match(r"(?:the )?same ", text, re.IGNORECASE)
    if same:
        bare = bare.removeprefix("same ")
    return _fuller(scene, bare, who.span[0]) if same or text[:4].lower() == "the " else bare


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
    if any(link.name == name and link.kind != "outlet" for link in links[-2:]):
        return
    outlets = [link.name for link in links if link.name and link.kind in ("outlet", "wire", "media")]
    if any(
        same_outlet(outlet, part)
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
    printed = " ".join(scene.parsed.text[slice(*part)] for part in (who.span, source) if part is not None)
    basis: Basis = "inferred" if who.how in INFERRED and name not in printed else "stated"
    kind: LinkKind = who.kind
    alone = kind in ("person", "unnamed", "state") and len(who.keys) == 1 and who.keys[0] not in ("unnamed", who.name)
    spoken_for = who.keys[0] if alone else None
    links.append(Link(name, kind, how, basis, span, spoken_for, _terms(scene, who, voice)))


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
