"""A conflict names two moves that cannot both be so, or between which a party changed; only structure is evidence.

Who accused whom, who denied, what stands beside it, which numbers are given: no word list of what contradicts what.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from communique.assemble.events import FAMILY, LEAST_WORDS, SURE
from communique.assemble.positions import Step, changed
from communique.assemble.scene import Scene, over_before, to_is_stated
from communique.assemble.tellers import teller
from communique.assemble.topics import solid, stem, words
from communique.record.derived import Conflict, ConflictKind, Event, Thread
from communique.record.move import Act, Move

CHARGES: frozenset[Act] = frozenset(("accuse", "criticise", "deed", "assess", "agree"))
OWN: frozenset[Act] = frozenset(("deed", "agree"))  # charges that the accused is itself an actor of
OPENING: frozenset[Act] = frozenset(("offer", "accept", "position", "agree"))  # what stands against an earlier refusal
DENIALS: frozenset[Act] = frozenset(("deny", "reject"))
OPPOSED: frozenset[Act] = frozenset(("commit", "position", "accept", "agree", "offer", "deed"))
DONE: frozenset[Act] = OPPOSED | {"propose", "meet"}  # what a party's own later act can stand against
DAYS, NEAR = 60, 250
ALIKE, ALIKE_REJECT, ALIKE_OWN, ALIKE_OPEN, ALIKE_OTHER, ALIKE_DAYS = 0.22, 0.3, 0.35, 0.5, 0.6, 0.75
EACH = 2  # charges named for one denial
BUSY = 300
COUNT = re.compile(r"\b(\d[\d,.]*\d|\d)\s*(million|billion|thousand|per cent|percent|%)?\s*([^\W\d_]{3,})?")
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def conflicts(
    scene: Scene, threads: Sequence[Thread], steps: Mapping[str, Mapping[str, Sequence[Step]]], origin: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """All conflicts, in the order of their later move."""
    events = {e.id: e for e in scene.events}
    found: dict[tuple[str, str, str], Conflict] = {}
    for conflict in (*_denials(scene), *_own_words(scene), *_numbers(scene, origin), *_changes(threads, steps, events)):
        found.setdefault((conflict.one, conflict.other, conflict.kind), conflict)
    at = {m: scene.place[e.id] for e in scene.events for m in e.moves}
    return tuple(sorted(found.values(), key=lambda c: (at[c.other], at[c.one], c.kind, c.one, c.other)))


def _conflict(kind: ConflictKind, one: str, other: str, basis: str) -> Conflict:
    return Conflict(f"{one}~{other}", kind, one, other, basis)


def _between(scene: Scene, kind: ConflictKind, a: Event, b: Event, basis: str) -> Conflict:
    """The earlier told first."""
    one, other = sorted((a, b), key=lambda e: (e.first_published, scene.founding(e).report, scene.founding(e).span))
    return _conflict(kind, one.id, other.id, basis)


def _charged(event: Event, scene: Scene) -> tuple[str, ...]:
    """Whom an event charges with something: the accused, or the doer of a deed that somebody else alone tells."""
    if event.act in ("accuse", "criticise", "assess"):
        return event.to if to_is_stated(event, scene) else ()
    if event.act == "agree":
        tellers = {teller(m) for m in scene.members(event)}
        return tuple(party for party in event.by if party not in tellers) if len(event.by) > 1 else ()
    return event.by if event.act == "deed" and event.modality == "alleged" else ()


def _denials(scene: Scene) -> Iterable[Conflict]:
    against: dict[str, list[Event]] = defaultdict(list)
    for event in scene.events:
        for party in _charged(event, scene) if event.act in CHARGES and event.polarity == "pos" else ():
            against[party].append(event)
    for denial in scene.events:
        if denial.act not in DENIALS:
            continue
        charges = {e.id: e for party in denial.by for e in against.get(party, ())}
        scored = []
        for charge in charges.values():
            if set(charge.by) & set(denial.by) and charge.act not in OWN:
                continue
            if abs((charge.first_published - denial.first_published).days) > DAYS:
                continue
            if denial.to and charge.act not in OWN and not set(denial.to) & set(charge.by) and not set(denial.to) & {"WEST"}:
                continue
            alike, gap = scene.alike(charge, denial), scene.gap(charge, denial)
            if gap == 0:
                continue  # one told inside the other
            beside = gap is not None and gap <= NEAR
            named = bool(scene.topics[charge.id].stems & scene.topics[denial.id].stems)
            if denial.act == "reject" and not beside and charge.first_published > denial.first_published:
                continue  # to refuse is to answer what was said; to deny may come first
            bar = ALIKE if denial.act == "deny" else ALIKE_REJECT
            if (beside and named) or alike >= bar:
                basis = f"{'denied' if denial.act == 'deny' else 'rejected'} by the accused"
                basis += ", told beside it" if beside else ", about the same"
                scored.append((alike + 0.5 * beside, charge, basis))
        for _, charge, basis in sorted(scored, key=lambda s: (-s[0], s[1].first_published, s[1].id))[:EACH]:
            yield _between(scene, "denial", charge, denial, basis)


def _own_words(scene: Scene) -> Iterable[Conflict]:
    """A party's act against its own: the opposite of it, or a denial of its own deed; one act told of two days."""
    index: dict[tuple[str, str], dict[tuple[str, str], list[Event]]] = defaultdict(dict)
    held: Counter[tuple[str, str]] = Counter()
    for event in scene.events:
        topic = scene.topics[event.id]
        keys = [(party, s) for party in event.by for s in topic.stems if s[0] != "@"]
        sorts = _comparable(event)
        open_keys = [index[key] for key in keys if held[key] <= BUSY] if sorts else []
        near = {e.id: e for shelf in open_keys for sort in sorts for e in shelf.get(sort, ())}
        for earlier in sorted(near.values(), key=lambda e: (e.first_published, e.id)):
            kind, basis = _against(earlier, event, scene)
            if kind:
                yield _between(scene, kind, earlier, event, basis)
        if event.act in DONE or event.act in DENIALS:
            for key in keys:
                held[key] += 1
                index[key].setdefault(_sort(event), []).append(event)


def _sort(event: Event) -> tuple[str, str]:
    return FAMILY[event.act], SURE[event.modality]


def _comparable(event: Event) -> tuple[tuple[str, str], ...]:
    """The sorts of events that may stand against this one: its own, deeds against denials, openings against refusals."""
    if event.act == "deny":
        return tuple((FAMILY["deed"], sure) for sure in sorted(set(SURE.values())))
    denials = tuple((FAMILY["deny"], sure) for sure in sorted(set(SURE.values()))) if event.act == "deed" else ()
    refusals = ((FAMILY["reject"], SURE["actual"]),) if event.act in OPENING and event.polarity == "pos" else ()
    return (*((_sort(event),) if event.act in DONE else ()), *denials, *refusals)


def _against(one: Event, other: Event, scene: Scene) -> tuple[ConflictKind | None, str]:
    acts = {one.act, other.act}
    if "deny" in acts and "deed" in acts and one.act != other.act:
        deed = one if one.act == "deed" else other
        own = any(teller(m) in deed.by for m in scene.members(deed))
        if own and deed.modality == "actual" and scene.alike(one, other) >= ALIKE_OWN:
            return "tension", "a party denies what it tells of itself"
        return None, ""
    if one.act == "reject" and other.act in OPENING:
        later = one.first_published < other.first_published and not over_before(other.when, one.when)
        about = later and solid(scene.topics[one.id], scene.topics[other.id]) > 0 and scene.alike(one, other) >= ALIKE_OPEN
        return ("change", "refused before, open to it now") if about and one.polarity == other.polarity == "pos" else (None, "")
    if FAMILY[one.act] != FAMILY[other.act] or one.act not in DONE or SURE[one.modality] != SURE[other.modality]:
        return None, ""
    if one.polarity == other.polarity and not one.when.precision == other.when.precision == "day":
        return None, ""  # neither opposed nor of two days
    if solid(scene.topics[one.id], scene.topics[other.id]) < LEAST_WORDS or scene.gap(one, other) == 0:
        return None, ""
    if one.polarity != other.polarity and scene.alike(one, other) >= ALIKE_OTHER:
        if one.act == "position" or set(one.reports) == set(other.reports) or not one.when.may_be(other.when):
            return "tension", "the same party said or did the opposite"
        return "contradiction", "told to have been done and not to have been done"
    dated = one.when.precision == other.when.precision == "day" and one.when != other.when
    if dated and one.polarity == other.polarity and FAMILY[one.act] in ("table", "deed", "agree"):
        apart = abs((one.when.earliest - other.when.earliest).days) if one.when.earliest and other.when.earliest else 99
        elsewhere = not set(one.reports) & set(other.reports)
        if apart <= 7 and elsewhere and one.modality == other.modality and scene.alike(one, other) >= ALIKE_DAYS:
            return "contradiction", f"the same act on two days: {one.when}, {other.when}"
    return None, ""


def counts(move: Move) -> dict[str, float]:
    """What a move counts: the noun after each number (its stem) to the number; "%" for shares."""
    found: dict[str, float] = {}
    for text in (move.text, move.quantity or ""):
        for number, scale, noun in COUNT.findall(text):
            digits = number.replace(",", "")
            if re.fullmatch(r"(19|20)\d\d", number) or digits.count(".") > 1:
                continue
            unit = "%" if scale in ("per cent", "percent", "%") else stem(noun.lower()) if noun else ""
            if (unit and noun.lower() not in words().stop | words().lists["phrase_end"]) or unit == "%":
                found.setdefault(unit, float(digits) * SCALE.get(scale, 1))
    return found


def _numbers(scene: Scene, origin: Mapping[str, str]) -> Iterable[Conflict]:
    for event in scene.events:
        members = scene.members(event)
        if len(members) < 2:
            continue
        given = [(m, counts(m)) for m in members]
        for i, (one, of_one) in enumerate(given):
            for other, of_other in given[i + 1 :]:
                if origin.get(one.report, one.report) == origin.get(other.report, other.report):
                    continue
                for unit in sorted(of_one.keys() & of_other.keys()):
                    if of_one[unit] != of_other[unit]:
                        yield _conflict("numbers", one.id, other.id, f"{unit}: {of_one[unit]:,g} and {of_other[unit]:,g}")


def _changes(
    threads: Sequence[Thread], steps: Mapping[str, Mapping[str, Sequence[Step]]], events: Mapping[str, Event]
) -> Iterable[Conflict]:
    for thread in threads:
        for party, own in steps[thread.id].items():
            for before, after in pairwise(own):
                if changed(before, after, proposer=party in thread.by) and before.event.id != after.event.id:
                    basis = f"{party} on this thread: {before.stance}, then {after.stance}"
                    yield _conflict("change", before.event.id, after.event.id, basis)
