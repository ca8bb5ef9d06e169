"""A conflict names two moves that stand against each other; only structure is evidence, and copies of one origin never make one.

Who accused whom, who denied, what stands beside it, which numbers are given of one act, what a party said of the same before: no
word list of what contradicts what.  Few words that happen to be alike are no evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from communique.assemble.accounts import accounts
from communique.assemble.claims import Group
from communique.assemble.events import FAMILY, SURE, quoted_alike
from communique.assemble.positions import Steps, changed
from communique.assemble.scene import Scene, over_before, to_is_stated
from communique.assemble.tellers import voucher
from communique.assemble.topics import solid, stem, words
from communique.record.derived import Conflict, ConflictKind, Event, Thread
from communique.record.move import Act, Move

OPENING: frozenset[Act] = frozenset(("offer", "accept", "agree"))  # what stands against an earlier refusal
DONE: frozenset[Act] = frozenset(("commit", "accept", "agree", "offer", "deed", "propose", "meet", "position"))
DAYS = 180  # between a party's words and the opposite
ALIKE, SHARED = 0.7, 3  # how alike, in how many words, two acts must be told to be opposites or one act of two days
ALIKE_OPEN, ALIKE_OWN, LEAST = 0.5, 0.45, 2  # a refusal and an opening; a deed and its denial
NOT = re.compile(r"\b(?:no|not|never|nor|neither|none|nobody|nothing|without|cannot)\b|n[’']t\b", re.IGNORECASE)
SAME_DAYS = 3  # between two tellings whose numbers are compared where the act has no day
NARROW = 31  # days: done or not done within a time that is known
BUSY = 300  # a word in more acts of one party and sort than this finds no candidates
COUNT = re.compile(r"\b(\d[\d,.]*\d|\d)\s*(million|billion|thousand|per cent|percent|%)?\s*([^\W\d_]{3,})?")
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
AROUND = 5  # words behind a share that say of what


def conflicts(
    scene: Scene,
    threads: Sequence[Thread],
    steps: Mapping[str, Steps],
    origin: Mapping[str, str],
    claims: Sequence[Group] = (),
) -> tuple[Conflict, ...]:
    """All conflicts, in the order of their later move."""
    events = {e.id: e for e in scene.events}
    found: dict[tuple[str, str, str], Conflict] = {}
    for conflict in (
        *_denials(claims, scene), *accounts(scene, origin), *_numbers(scene, origin, claims), *_own_words(scene),
        *_changes(threads, steps, events),
    ):  # fmt: skip
        one, other = scene.moves[conflict.one].report, scene.moves[conflict.other].report
        copied = one != other and origin.get(one, one) == origin.get(other, other)
        if not copied:
            found.setdefault((conflict.one, conflict.other, conflict.kind), conflict)
    at = {m.id: n for n, m in enumerate(scene.moves.values())}
    return tuple(sorted(found.values(), key=lambda c: (at[c.other], at[c.one], c.kind)))


def _conflict(kind: ConflictKind, one: str, other: str, basis: str) -> Conflict:
    return Conflict(f"{one}~{other}", kind, one, other, basis)


def _between(scene: Scene, kind: ConflictKind, a: Event, b: Event, basis: str) -> Conflict:
    """The earlier told first."""
    one, other = sorted((a, b), key=lambda e: (e.first_published, scene.founding(e).report, scene.founding(e).span, e.id))
    return _conflict(kind, one.id, other.id, basis)


def _denials(claims: Sequence[Group], scene: Scene) -> Iterable[Conflict]:
    for group in claims:
        for denial in group.denials:
            one, other = _nearest(scene.members(denial.told), scene.members(denial.event))
            if scene.moves[other.id].published < one.published:
                one, other = other, one
            yield _conflict("denial", one.id, other.id, denial.basis)


def _nearest(told: Sequence[Move], denied: Sequence[Move]) -> tuple[Move, Move]:
    """The telling and the denial that stand in one report, or else the first of each."""
    pairs = [(one, other) for one in told for other in denied if one.report == other.report and one.id != other.id]
    best = min(pairs, key=lambda p: (abs(p[1].span.start - p[0].span.end), p[0].id, p[1].id), default=None)
    return best or (told[0], denied[0])


def _own_words(scene: Scene) -> Iterable[Conflict]:
    """A party's act against its own, or against what another tells of it: the opposite in the same words, or of another day."""
    index: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))  # by party and sort, by word
    for place, event in enumerate(scene.events):
        if event.act not in DONE and event.act not in ("reject", "deny"):
            continue
        topic = scene.topics[event.id]
        stems = topic.stems - topic.names
        shared: Counter[int] = Counter()
        for sort in _against_sorts(event):
            for party in event.by:
                if by_stem := index.get((party, sort)):
                    for stem_ in stems & by_stem.keys():
                        if len(at := by_stem[stem_]) <= BUSY:
                            shared.update(at)
        for near in sorted([near for near, n in shared.items() if n >= LEAST]):
            earlier = scene.events[near]
            kind, basis = _against(earlier, event, scene)
            if kind:
                yield _between(scene, kind, earlier, event, basis)
        for sort in _sorts(event):
            for party in event.by:
                by_stem = index[party, sort]
                for stem_ in stems:
                    by_stem[stem_].append(place)


def _sorts(event: Event) -> tuple[str, ...]:
    """Under what an event is found again: its family with its polarity, and if it is of one day, with that."""
    family = FAMILY[event.act]
    dated = event.when.precision == "day" and family in ("deed", "agree")
    return (f"{family} {event.polarity}", *((f"{family} {event.polarity} of a day",) if dated else ()))


def _against_sorts(event: Event) -> tuple[str, ...]:
    """Under what those are found that may stand against it."""
    family, other = FAMILY[event.act], "neg" if event.polarity == "pos" else "pos"
    found = [f"{family} {other}"] if event.act in DONE else []
    found += [sort for sort in _sorts(event) if sort.endswith("day")]
    found += ["reject pos"] if event.act in OPENING else ["deed pos"] if event.act == "deny" else []
    return (*found, *(("deny pos",) if event.act == "deed" else ()))


def _against(one: Event, other: Event, scene: Scene) -> tuple[ConflictKind | None, str]:
    if (other.first_published - one.first_published).days > DAYS or scene.gap(one, other) == 0 or one.by != other.by:
        return None, ""
    if one.to and other.to and not set(one.to) & set(other.to):
        return None, ""
    mine, its = scene.topics[one.id], scene.topics[other.id]
    if quoted_alike(mine, its):
        return None, ""  # the same words cannot be their opposite: one of them is misread
    if "deny" in (one.act, other.act):
        return _denied_own(one, other, scene)
    if one.act == "reject" and other.act in OPENING:
        to = bool(set(one.to) & set(other.to)) and to_is_stated(one, scene) and to_is_stated(other, scene)
        later = one.first_published < other.first_published and not over_before(other.when, one.when)
        enough = len((mine.stems & its.stems) - mine.names - its.names) >= (LEAST if to else SHARED)
        about = later and enough and one.polarity == other.polarity == "pos" and _alike(one, other, scene) >= ALIKE_OPEN
        return ("change", "refused before, open to it now") if about else (None, "")
    if FAMILY[one.act] != FAMILY[other.act] or one.act not in DONE or SURE[one.modality] != SURE[other.modality]:
        return None, ""
    if solid(mine, its) < SHARED or _alike(one, other, scene) < ALIKE:
        return None, ""
    tellers = {voucher(m) for m in scene.members(one)}, {voucher(m) for m in scene.members(other)}
    if one.polarity != other.polarity:
        if negated(one) == negated(other):
            return None, ""  # the words say the same
        own = {None, *one.by}
        if tellers[0] | tellers[1] <= own and set(one.reports) != set(other.reports) and one.act != "deed":
            return "tension", "the same party said the opposite"
        if tellers[0].isdisjoint(tellers[1]) and _one_time(one, other):
            return "contradiction", "told to have been done and not to have been done"
        return None, ""
    dated = one.when.precision == other.when.precision == "day" and one.when != other.when
    if dated and FAMILY[one.act] in ("deed", "agree") and tellers[0].isdisjoint(tellers[1]) and one.modality == other.modality:
        if one.when.earliest and other.when.earliest and abs((one.when.earliest - other.when.earliest).days) <= 7:
            return "contradiction", f"the same act on two days: {one.when}, {other.when}"
    return None, ""


def _denied_own(one: Event, other: Event, scene: Scene) -> tuple[ConflictKind | None, str]:
    """A party that tells a deed of itself and denies it in so many words."""
    deed, denial = (other, one) if one.act == "deny" else (one, other)
    said = not scene.topics[denial.id].low.isdisjoint(words().lists["denial"])
    if deed.act != "deed" or deed.modality != "actual" or deed.polarity != "pos" or denial.polarity != "pos" or not said:
        return None, ""
    own = any(voucher(m) in deed.by for m in scene.members(deed))
    about = own and solid(scene.topics[deed.id], scene.topics[denial.id]) >= LEAST and _alike(deed, denial, scene) >= ALIKE_OWN
    return ("tension", "a party denies what it tells of itself") if about else (None, "")


def negated(event: Event) -> bool:
    """Whether the words of an event hold a negation."""
    return NOT.search(event.text) is not None


def _alike(one: Event, other: Event, scene: Scene) -> float:
    """Likeness of what two events say beyond the names of those who act."""
    mine, its = scene.topics[one.id], scene.topics[other.id]
    return scene.weights.alike(mine.stems - mine.names, its.stems - its.names)


def _one_time(one: Event, other: Event) -> bool:
    days = one.when.days(), other.when.days()
    return one.when.may_be(other.when) and all(d is not None and d <= NARROW for d in days)


def counts(move: Move) -> dict[str, float]:
    """What a move counts, once only: the noun after a number (its stem) to the number; shares with what they are shares of."""
    found: dict[str, list[float]] = defaultdict(list)
    for text in dict.fromkeys((move.text, move.quantity if move.quantity and move.quantity not in move.text else "")):
        for match in COUNT.finditer(text):
            number, scale, noun = match.groups()
            digits = number.replace(",", "")
            if re.fullmatch(r"(19|20)\d\d", number) or digits.count(".") > 1:
                continue
            if scale in ("per cent", "percent", "%"):
                behind = text[match.end(2) :].lower()
                of = [stem(w) for w in re.findall(r"[^\W\d_]{3,}", behind)[:AROUND] if w not in words().stop]
                unit = " ".join(("%", *of[:2]))
            else:
                unit = stem(noun.lower()) if noun and noun.lower() not in words().stop | words().lists["phrase_end"] else ""
            if unit:
                found[unit].append(float(digits) * SCALE.get(scale, 1))
    return {unit: numbers[0] for unit, numbers in found.items() if len(set(numbers)) == 1}


def _numbers(scene: Scene, origin: Mapping[str, str], claims: Sequence[Group]) -> Iterable[Conflict]:
    """Two numbers of one act of one time, from two origins; what grows from day to day is no conflict."""
    together = [scene.members(e) for e in scene.events if len(e.moves) > 1]
    together += [[m for part in group.parts for m in scene.members(part.event)] for group in claims if len(group.parts) > 1]
    for members in together:
        given = [(m, found) for m in members if (found := counts(m))]
        for i, (one, of_one) in enumerate(given):
            for other, of_other in given[i + 1 : i + 1 + BUSY]:
                if origin.get(one.report, one.report) == origin.get(other.report, other.report) or not _of_one_day(one, other):
                    continue
                for unit in sorted((of_one.keys() & of_other.keys()) - {"%"}):  # a share of what is not told
                    if of_one[unit] != of_other[unit]:
                        yield _conflict("numbers", one.id, other.id, f"{unit}: {of_one[unit]:,g} and {of_other[unit]:,g}")


def _of_one_day(one: Move, other: Move) -> bool:
    if one.when.precision == other.when.precision and one.when.earliest:
        return one.when == other.when
    return abs((one.published - other.published).days) <= SAME_DAYS and one.when.may_be(other.when)


def _changes(threads: Sequence[Thread], steps: Mapping[str, Steps], events: Mapping[str, Event]) -> Iterable[Conflict]:
    for thread in threads:
        for (party, term), own in steps[thread.id].items():
            for before, after in pairwise(own) if term is None else ():
                if changed(before, after, proposer=party in thread.by) and before.event.id != after.event.id:
                    basis = f"{party} on this thread: {before.stance}, then {after.stance}"
                    yield _conflict("change", before.event.id, after.event.id, basis)
