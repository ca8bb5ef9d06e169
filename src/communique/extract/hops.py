"""The hops of a chain before they are links: whose words come through whom, and which media carried them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.extract.carriers import Carrier, by_structure, carriers, dispatch, medium, of_clause, of_noun
from communique.extract.clauses import Clause
from communique.extract.parties.who import Who
from communique.extract.scene import Scene
from communique.extract.voices.cues import verb_entry
from communique.record.move import LinkHow, QuoteKind

COMMENTS = frozenset(
    {"say", "draw", "confirm", "deny", "comment", "disclose", "discuss", "elaborate", "name", "reveal", "specify", "speculate"}
)


SETTLES = frozenset({"agree", "choose", "consent", "decide", "decline", "determine", "opt", "plan", "refuse", "resolve"})


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop before it is a link: who, how, and the voice it was found in."""

    who: Who | None
    how: LinkHow
    voice: int | None = None


def spoken_on(scene: Scene, clause: Clause, actor: Who) -> int | None:
    """The voice that a sentence without one goes on with: "…, she added. It would drop the reading." (its "would" tells).

    Of the speaker's own side it goes on after a quotation too, and in the future: "“…,” she said. The union will not sign."
    """
    verb, parsed = clause.verb, scene.parsed
    if scene.office is not None or clause.modal not in ("would", "will", "might", "could") or verb.dep not in ("ROOT", "conj"):
        return None
    if verb.lemma in COMMENTS and (clause.negated or any(kid.low == "neither" for kid in verb.kids)):
        return None  # "would not be drawn", "would neither confirm nor deny": who asked tells that
    start = parsed.text.rfind("\n", 0, verb.start) + 1
    for number in range(len(scene.voices) - 1, -1, -1):
        voice, who = scene.voices[number], scene.sources.get(number)
        if voice.cue_word is None or voice.parent is not None or not start <= voice.content[0][0] < verb.start:
            continue
        near = verb.sentence - parsed.words[voice.cue_word].sentence
        if near > 0:
            if near > 1 or who is None:
                return None
            if actor.kind in ("state", "organisation") and set(actor.keys) & set(who.keys):
                return number
            told = clause.modal == "would" and voice.quote != "direct"
            return number if told and who.kind in ("person", "unnamed") else None
    return None


def _only_thinks(scene: Scene, number: int) -> bool:
    """Whether a voice is no more than what somebody in another's words wants or believes ("X says Velmar hopes that …")."""
    voice = scene.voices[number]
    if voice.parent is None or scene.sources.get(voice.parent) is None or voice.basis in ("noun", "according"):
        return False
    entry = verb_entry(voice.lemma)
    return entry is not None and entry.group == "attitude"


def _only_does(scene: Scene, number: int) -> bool:
    """Whether a voice is no more than what a body settled ("Velmar agreed to let …"): that is told by the outlet."""
    voice, who = scene.voices[number], scene.sources.get(number)
    body = who is not None and who.kind in ("state", "organisation")
    return body and voice.lemma in SETTLES and voice.quote == "indirect" and scene.office is None


def only_mentions(scene: Scene, number: int) -> bool:
    """Whether a voice only names what another did, without saying it ("rejected its demand", "asked for what it held back")."""
    voice = scene.voices[number]
    if voice.relay or voice.basis not in ("object", "passive", "noun"):
        return False
    return not scene.parsed.text[voice.content[0][0] :].startswith(("that ", "how "))


def _only_understood(scene: Scene, number: int) -> bool:
    """Whether a voice is no more than what is understood of it: "Velmar is understood to have said that …" was not heard."""
    voice = scene.voices[number]
    outer = scene.voices[voice.parent] if voice.parent is not None else None
    if outer is None or voice.cue_word is None or not outer.relay or outer.source is not None or outer.basis != "passive":
        return False
    cue = scene.parsed.words[voice.cue_word]
    return cue.dep == "xcomp" and cue.head == outer.cue_word


def path_to(scene: Scene, voice: int, kept: int | None, told: bool) -> tuple[int, ...]:
    """The voices through which the words of a voice come, outermost first, `kept` among them whatever it is."""
    silent = (_only_thinks, _only_does, _only_understood)
    path = [n for n in _path(scene, voice) if n == kept or not any(drops(scene, n) for drops in silent)]
    if told and path[-1:] == [voice] and voice != kept and only_mentions(scene, voice):
        path.pop()
    return tuple(path)


def hops_of(scene: Scene, path: tuple[int, ...]) -> list[Hop]:
    """The hops down a path of voices, each voice after the media that carried it."""
    hops = [hop for number in path for hop in _own(scene, number)]
    if path and not any(_passes(scene, hop) for hop in hops):
        outer = path[0]
        own = scene.sources.get(outer)
        near = before(scene, own, scene.voices[outer].content[0][0], outer) if own is not None else []
        hops = (near or (after(scene, own, scene.voices[outer].content[0][0], outer + 1) if own is not None else [])) + hops
    return hops


def _own(scene: Scene, number: int) -> list[Hop]:
    if number not in scene.hops:
        scene.hops[number] = _of_voice(scene, number)
    kept: list[Hop] = scene.hops[number]
    return kept


def _of_voice(scene: Scene, number: int) -> list[Hop]:
    """The media that one voice names, then its source; a relay without a source ("it was reported") is a hop without a name."""
    voice, who = scene.voices[number], scene.sources.get(number)
    carried = [Hop(carrier.who, carrier.how, number) for carrier in _carried(scene, number, who)]
    head = scene.parsed.words[voice.head] if voice.head is not None else None
    if head is not None and head.low == "it" and (paper := _same_medium(scene, number)) is not None:
        who = paper
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
    return [*carried, Hop(who, "cites" if cited else "reports" if voice.relay else how_of(voice.quote), number)]


def _same_medium(scene: Scene, number: int) -> Who | None:
    """The medium that was the source in the sentence before: "The paper said the talks failed. It added that …"."""
    voice = scene.voices[number]
    entry = verb_entry(voice.lemma)
    if voice.parent is not None or voice.cue_word is None or entry is None or entry.group not in ("speech", "relay"):
        return None
    sentence = scene.parsed.words[voice.cue_word].sentence
    for earlier in range(number - 1, -1, -1):
        other = scene.voices[earlier]
        if other.parent is None and other.cue_word is not None:
            if scene.parsed.words[other.cue_word].sentence != sentence - 1:
                return None
            last = _own(scene, earlier)[-1:]
            who = last[0].who if last else None
            return replace(who, how="pronoun") if who is not None and who.kind in ("media", "wire") else None
    return None


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


def before(scene: Scene, own: Who, at: int, voice: int) -> list[Hop]:
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
        subject = next((kid for kid in root.kids if kid.dep == "nsubj"), None)
        carried = of_clause(scene, root) or (of_noun(scene, subject) if subject is not None else [])
        who = scene.resolver.resolve(subject) if carried and subject is not None else None
        if who is not None and who.name == own.name:
            return [Hop(one.who, one.how) for one in carried]
    return []


def after(scene: Scene, own: Who, start: int, first: int) -> list[Hop]:
    """ "…, X reported citing Y" governs the statements of the same speaker before it in the paragraph."""
    text = scene.parsed.text
    end = text.find("\n", start)
    for later in range(first, len(scene.voices)):
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
            return [] if _quoted_by(scene, later) else _relayed(scene, later)
    return []


def _quoted_by(scene: Scene, number: int) -> bool:
    """Whether a medium only quotes him: "“…,” X quoted her as saying" says nothing of how her words before were heard."""
    voice = scene.voices[number]
    quoting = any(scene.voices[n].lemma == "quote" for n in _path(scene, number))
    return quoting and voice.quote == "direct"


def how_of(quote: QuoteKind) -> LinkHow:
    """How somebody whose words are told so is linked."""
    return "quotes" if quote in ("direct", "mixed") else "indirect"
