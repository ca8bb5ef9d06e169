"""Every report stands in exactly one origin; what was judged goes before what was found, the stronger before the weaker.

A report that carries two unrelated dispatches (a round-up) makes them no one dispatch: it is counted with the one that it has
most of, and named with the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.assemble.copies.retold import region
from communique.assemble.copies.seek import Alike, resemblances
from communique.assemble.copies.sheet import read
from communique.assemble.days import Fold
from communique.assemble.roots import Roots
from communique.record.derived import Copy, Origin
from communique.record.judgement import Judgement
from communique.record.text import Report

MOSTLY = 0.6  # of a report's sentences in another: it is a copy of that one, no round-up
TOGETHER = 0.5  # of the smaller of two parts of a round-up in the larger: both parts are one


def fold(reports: Sequence[Report], judgements: Sequence[Judgement] = (), days: Fold | None = None) -> tuple[Origin, ...]:
    """The origins in order of publication, each named for its earliest report (ties by id).

    A `copy` judgement folds its two reports; a `split` of two reports keeps them in different origins, whatever else is like
    both, and a `split` of one report alone keeps it by itself.  Of two judgements on one pair the later holds.  What `days` knows
    is not compared again.
    """
    ordered = sorted(reports, key=lambda r: (r.published, r.id))
    place = {r.id: i for i, r in enumerate(ordered)}
    judged, apart, alone = _judged(judgements, place)
    found = [a for a in resemblances(ordered, days) if a.kind != "form"]
    found = [a for a in found if (a.one, a.other) not in apart and not {a.one, a.other} & alone]
    kept, carried = _without_bridges(ordered, found)
    ties = [*judged, *sorted(kept, key=lambda a: (a.kind != "wording", -a.share, a.one, a.other))]
    used, root = _joined(len(ordered), ties, apart)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(ordered)):
        groups[root.of(i)].append(i)
    elsewhere: dict[int, list[Copy]] = defaultdict(list)
    for alike, round_up in carried:
        other = alike.one if alike.other == round_up else alike.other
        if root.of(other) != root.of(round_up):
            elsewhere[root.of(other)].append(_copy(alike, ordered, round_up))
    return tuple(
        _origin([ordered[i] for i in members], _reasons(ordered, members, used.get(key, ())), elsewhere.get(key, ()))
        for key, members in sorted(groups.items())
    )


def _judged(judgements: Iterable[Judgement], place: Mapping[str, int]) -> tuple[list[Alike], set[tuple[int, int]], set[int]]:
    """The pairs judged copies, those judged not, and the reports judged to stand alone; later judgements go before."""
    copies: dict[tuple[int, int], Alike] = {}
    apart: set[tuple[int, int]] = set()
    alone: set[int] = set()
    for j in sorted(judgements, key=lambda j: j.id):
        if j.kind == "split" and j.object is None and j.subject in place:
            alone.add(place[j.subject])
            copies = {pair: alike for pair, alike in copies.items() if place[j.subject] not in pair}
        if j.kind not in ("copy", "split") or j.object is None or j.subject == j.object:
            continue
        if j.subject not in place or j.object not in place:
            continue
        one, other = sorted((place[j.subject], place[j.object]))
        if j.kind == "copy":
            reason = f"judged a copy by {j.author}" + (f": {j.reason}" if j.reason else "")
            copies[one, other] = Alike(one, other, "judged", 1.0, reason)
            apart.discard((one, other))
            alone -= {one, other}
        else:
            copies.pop((one, other), None)
            apart.add((one, other))
    return [copies[pair] for pair in sorted(copies)], apart, alone


def _joined(n: int, ties: Iterable[Alike], apart: Iterable[tuple[int, int]]) -> tuple[dict[int, list[Alike]], Roots]:
    """Join by the ties in turn, but for those that would bring together what was judged apart; the ties by group."""
    root = Roots(n)
    foes: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        foes[one].add(other)
        foes[other].add(one)
    used = []
    for tie in ties:
        a, b = sorted((root.of(tie.one), root.of(tie.other)))
        if a != b:
            if any(root.of(foe) == b for foe in foes.get(a, ())):
                continue
            root.join(a, b)
            if b in foes:
                foes[a] |= foes.pop(b)
        used.append(tie)
    grouped: dict[int, list[Alike]] = defaultdict(list)
    for tie in used:
        grouped[root.of(tie.one)].append(tie)
    return grouped, root


def _without_bridges(ordered: Sequence[Report], found: Sequence[Alike]) -> tuple[list[Alike], list[tuple[Alike, int]]]:
    """The pairs without those by which a round-up would make one origin of several, and those with their round-up."""
    of: dict[int, list[Alike]] = defaultdict(list)
    for alike in found:
        of[alike.one].append(alike)
        of[alike.other].append(alike)
    linked = {(alike.one, alike.other) for alike in found}
    dropped: dict[tuple[int, int], tuple[Alike, int]] = {}
    for report, ties in sorted(of.items()):
        others = {tie.other if tie.one == report else tie.one: tie for tie in ties}
        if len(others) < 2 or all(pair in linked for pair in _pairs(others)):
            continue
        parts = _parts(ordered, report, others, linked)
        for part in parts[1:]:
            dropped.update({(others[i].one, others[i].other): (others[i], report) for i in part})
    return [a for a in found if (a.one, a.other) not in dropped], [dropped[pair] for pair in sorted(dropped)]


def _pairs(others: Iterable[int]) -> Iterable[tuple[int, int]]:
    held = sorted(others)
    return ((one, other) for n, one in enumerate(held) for other in held[n + 1 :])


def _parts(ordered: Sequence[Report], report: int, others: Iterable[int], linked: set[tuple[int, int]]) -> list[list[int]]:
    """Which of the reports that are like this one stand in it side by side: by part of it, the largest part first."""
    whole = read(ordered[report])
    regions = {i: region(whole, read(ordered[i])) for i in sorted(others)}
    small = {i: part for i, part in regions.items() if part and len(part) < MOSTLY * len(whole.sentences)}
    members = sorted(small)
    root = Roots(len(members))
    for a, one in enumerate(members):
        for b, other in enumerate(members[a + 1 :], a + 1):
            both = len(small[one] & small[other])
            if (one, other) in linked or both >= TOGETHER * min(len(small[one]), len(small[other])):
                root.join(a, b)
    parts: dict[int, list[int]] = defaultdict(list)
    for a, one in enumerate(members):
        parts[root.of(a)].append(one)
    return sorted(parts.values(), key=lambda part: (-len(frozenset().union(*(small[i] for i in part))), part))


def _reasons(ordered: Sequence[Report], members: Sequence[int], ties: Iterable[Alike]) -> tuple[Copy, ...]:
    """Why each but the earliest is one of them: by the best of its ties, those to earlier reports first."""
    best: dict[int, tuple[tuple[bool, bool, bool, float, int], Alike]] = {}
    for tie in ties:
        for i, other in ((tie.one, tie.other), (tie.other, tie.one)):
            key = (tie.kind != "judged", other > i, tie.kind != "wording", -tie.share, other)
            if i not in best or key < best[i][0]:
                best[i] = (key, tie)
    return tuple(_copy(best[i][1], ordered, i) for i in members[1:])


def _copy(alike: Alike, ordered: Sequence[Report], report: int) -> Copy:
    of = alike.other if alike.one == report else alike.one
    assert alike.kind != "form"  # those were left out
    return Copy(ordered[report].id, ordered[of].id, alike.kind, round(alike.share, 4), alike.reason)


def _origin(members: Sequence[Report], copies: tuple[Copy, ...], elsewhere: Sequence[Copy]) -> Origin:
    fullest = max(members, key=lambda r: (len(r.text), -members.index(r)))
    return Origin(members[0].id, tuple(r.id for r in members), copies, fullest.id, tuple(elsewhere))
