"""From drafts to moves: spans as read, addressees, dates, chain, terms, identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.extract.acts.draft import JOINT, Draft
from communique.extract.addressees.find import Addressed, addressees
from communique.extract.chains import base, chain
from communique.extract.conditions import is_condition
from communique.extract.hops import only_mentions, spoken_on
from communique.extract.moments import Moments
from communique.extract.parties.who import Who
from communique.extract.quantities import quantity
from communique.extract.scene import Scene
from communique.extract.terms.find import find_terms
from communique.extract.voices.cues import verb_entry
from communique.record.move import Link, Move, QuoteKind


def content(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that only tell on what terms a source spoke."""
    return [draft for draft in drafts if not is_condition(scene.parsed.text[draft.start : draft.end])]


def make(scene: Scene, drafts: Sequence[Draft], sure: Sequence[float], engine: str) -> tuple[Move, ...]:
    """The moves of a report in order of their text, each with its confidence and an id of its own."""
    return numbered(each(scene, drafts, sure, engine))


def each(scene: Scene, drafts: Sequence[Draft], sure: Sequence[float], engine: str) -> list[Move]:
    """The move of each draft, in the order of the drafts."""
    moments, whole = Moments(scene), base(scene)
    read = zip(drafts, addressees(scene, drafts), sure, strict=True)
    moves = [_move(scene, moments, draft, to, confidence, engine, whole) for draft, to, confidence in read]
    return [replace(move, terms=terms) if terms else move for move, terms in zip(moves, find_terms(scene, drafts), strict=True)]


def numbered(moves: Iterable[Move]) -> tuple[Move, ...]:
    """The moves in order of their text; an id that occurs again is numbered."""
    seen: Counter[str] = Counter()
    out = []
    for move in sorted(moves, key=lambda m: (m.span.start, m.span.end, m.act, m.by)):
        seen[move.id] += 1
        out.append(move if seen[move.id] == 1 else replace(move, id=f"{move.id}-{seen[move.id]}"))
    return tuple(out)


def _move(scene: Scene, moments: Moments, draft: Draft, to: Addressed, sure: float, engine: str, whole: tuple[Link, ...]) -> Move:
    parsed, report = scene.parsed, scene.parsed.cleaned.report
    said_in = parsed.raw(draft.start, draft.end)
    span = parsed.raw(*draft.whole) if draft.whole is not None else said_in
    actor, voice = _chain_actor(scene, draft), draft.voice
    quote = _quote(scene, draft, actor)
    body = actor is None or actor.kind in ("state", "organisation")
    if voice is None and body and (voice := spoken_on(scene, draft.clause, draft.by)) is not None:
        actor, quote = None, "indirect"
    said, when, due = moments.of(draft, said_in)
    speaker = draft.by if draft.speaks and not draft.told else None
    source = scene.sources.get(draft.voice) if draft.voice is not None and not draft.told else None
    if source is not None and source.speaker is not None:
        speaker = source  # "Minister Hill said her country would …": the country acts, the minister speaks
    return Move(
        id=f"{report.id}#{span.start}-{span.end}-{draft.act}",
        report=report.id,
        span=span,
        spans=(span,),
        text=span.of(report.text),
        cue=parsed.raw(*draft.cue) if draft.cue else None,
        act=draft.act,
        kind=draft.kind,
        by=draft.by.keys,
        partial=draft.by.partial,
        speaker=speaker.speaker if speaker else None,
        role=speaker.role if speaker else None,
        to=to.keys,
        content=_content(scene, draft),
        polarity=draft.polarity,
        modality=draft.modality,
        condition=draft.condition,
        quote=quote,
        published=report.published,
        said=said,
        when=when,
        due=due,
        chain=chain(scene, whole, voice, actor, quote, draft.clause.verb, told=draft.told),
        place=_place(scene, draft),
        quantity=quantity(parsed, scene.word_at(draft.start), scene.word_at(draft.end)),
        terms=(),
        confidence=sure,
        engine=engine,
        why=(*draft.why, *to.why),
        to_basis=to.basis,
    )


TOLD = frozenset({"accuse", "criticise", "deny", "warn", "demand", "appeal", "threaten", "assess", "expect"})
SPOKEN = TOLD | {"support", "position", "commit", "offer", "propose", "reject"}
ANSWERED = frozenset({"accept", "status"})
GIVEN = frozenset({"hand", "present", "lay", "put", "submit", "table", "deliver", "circulate"})  # a proposal seen to be made
STANDING = frozenset({"offer", "position"})  # in the present tense: "Velmar remains ready to talk", so it says
ASKED = frozenset({"ask", "request", "seek", "press", "order", "instruct", "await", "want", "plan"})  # a thing done, not words
SILENT = frozenset({"decline", "hold"})  # "declined to be drawn", "is holding out"


def _chain_actor(scene: Scene, draft: Draft) -> Who | None:
    """Who ends the chain: the actor where his own words carry the act, nobody where it is narrated.

    A party as a whole vouches only for what it can but say (an accusation, an appeal) and for words of its own between quotation
    marks, a person for what he is told to have said and for what he does in his own words ("took it “with both hands”").
    """
    actor = draft.by
    named = scene.sources.get(scene.by_cue.get(draft.clause.verb.i, -1))
    if actor.kind == "unnamed" and named is not None and named.kind == "person":
        actor = named  # "A chieftain of the league, Ann Hill, appealed to …"
    if actor.name is None or (draft.voice is not None and (not draft.told or _unheard(scene, draft.voice, draft, actor))):
        return None  # the voice's own source ends the chain
    own_words = actor.kind == "person" and not draft.told and _quotes(scene, draft)
    if _talks_of(scene, draft, actor):
        return actor
    if not draft.speaks and not own_words and not (actor.kind == "person" and scene.office is not None and _tells(draft)):
        return None  # narrated
    if actor.kind == "document":
        return actor if not draft.told else None
    joint = actor.kind in ("person", "state") and len(actor.keys) > 1
    if joint and (scene.office is not None or actor.how in ("definite", "pronoun")):
        return None  # what "both leaders" did is told by the outlet
    lemma = draft.clause.verb.lemma
    if actor.kind in ("state", "organisation"):
        own = scene.office is not None and set(actor.keys) <= set(scene.office.keys)
        one = actor.kind == "state" and len(actor.keys) == 1
        verb = draft.clause.verb
        past = one and verb.tag == "VBN" and draft.act not in ("criticise", "deny")  # "Velmar has long accused Arland"
        stands = draft.act in STANDING and verb.tag in ("VBZ", "VBP") and verb.dep != "ccomp"
        says = (draft.act in TOLD and lemma not in ASKED and not past) or stands or _quotes(scene, draft)
        clause = any(kid.dep == "ccomp" for kid in verb.kids)
        says = says or (_tells(draft) and clause and lemma not in ASKED and not past)  # "insisting that …"
        return actor if says and not draft.told and not own else None
    passed_on = draft.voice is not None and draft.told and scene.voices[draft.voice].relay  # "X rejected it, the agency reported"
    given = draft.act == "propose" and lemma in GIVEN
    spoken = draft.act in (SPOKEN | ANSWERED if passed_on else SPOKEN) and lemma not in SILENT and not given
    return actor if spoken or own_words or _tells(draft) else None


def _unheard(scene: Scene, number: int, draft: Draft, actor: Who) -> bool:
    """Whether what somebody did is only told of him: "Hill said Holm threatened …", "Holm is understood to have asked …"."""
    voice, teller, verb = scene.voices[number], scene.sources.get(number), draft.clause.verb
    if teller is None:
        return voice.relay and verb.dep == "xcomp" and verb.head == voice.cue_word
    return teller.kind in ("person", "unnamed") and not voice.relay and teller.name != actor.name


def _talks_of(scene: Scene, draft: Draft, actor: Who) -> bool:
    """Whether a readout tells what one person alone talked of ("the Vice President discussed steps to …")."""
    alone = scene.office is not None and actor.kind == "person" and len(draft.by.keys) == 1
    return alone and not draft.told and draft.clause.verb.lemma in ("discuss", "raise", "update")


def _quotes(scene: Scene, draft: Draft) -> bool:
    """Whether words of the move stand between quotation marks."""
    return any(mark in scene.parsed.text[draft.start : draft.end] for mark in '“"')


def _tells(draft: Draft) -> bool:
    """Whether a person is told to have said something, whatever act it counts as ("informed", "outlined", "updated")."""
    entry = verb_entry(draft.clause.verb.lemma)
    return entry is not None and entry.group == "speech" and draft.act not in ("meet", "agree") and not draft.told


def _quote(scene: Scene, draft: Draft, actor: Who | None) -> QuoteKind:
    """How the words of the move are given; a narrated act, which ends with the outlet, gives none."""
    if draft.voice is not None and draft.told and scene.voices[draft.voice].parent is None and only_mentions(scene, draft.voice):
        return "none"
    if draft.voice is not None:
        kind = scene.voices[draft.voice].quote
        return kind if kind != "mixed" or _quotes(scene, draft) else "indirect"
    if scene.office is not None and scene.office.kind == "person":
        return "direct"
    told = draft.speaks and draft.act not in JOINT | {"deed"} and scene.office is not None  # a release tells what was said
    if actor is None and not told:
        return "none"
    return "mixed" if _quotes(scene, draft) else "indirect"


def _content(scene: Scene, draft: Draft) -> str:
    """The words of the move on one line, at most 40 of them."""
    words = scene.parsed.text[draft.start : draft.end].split()
    return " ".join(words[:40]) + (" …" if len(words) > 40 else "")


def _place(scene: Scene, draft: Draft) -> str | None:
    """Where it was done, as printed: a place that hangs on the move's own verb ("met in Geneva")."""
    for prep, word in draft.clause.preps:
        if prep in ("in", "at") and word.i in scene.cast.at and draft.start <= word.start < draft.end:
            name, entity = scene.cast.at[word.i]
            if entity.kind == "place" or (name.entry is not None and name.entry.metonym):
                return name.text
    return None
