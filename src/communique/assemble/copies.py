"""Reports that go back to one dispatch are one origin; nothing is dropped, and every fold says why.

A smaller report is a copy of a larger one when at least half of its word 5-grams stand in it; two reports of the same
days are one dispatch when they credit the same wire and say much the same, or quote the same eight words running.
Cost grows with the text, not with the pairs: only reports that share a rare enough 5-gram or a credit are compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.assemble.topics import QUOTED, WORD, Topic, Weights, topic, weigh
from communique.record.derived import Origin
from communique.record.judgement import Judgement
from communique.record.text import Report

GRAM = 5
CONTAINED = 0.5
LEAST_SHARED = 8  # 5-grams: a stock phrase alone makes no copy
COMMON = 40  # a 5-gram in more reports than this is boilerplate
WINDOW = 31  # days: beyond it the reason says how far apart the two are, for a form letter sent again is no news
WIRE_DAYS, WIRE_ALIKE = 2, 0.55
QUOTE_WORDS, QUOTE_DAYS = 8, 1
SAID_WORDS, SAID_TWICE, SAID_ALIKE = 4, 2, 0.35
HEAD, TAIL = 300, 400
WIRE = re.compile(r"\(([A-Z][\w .&-]{1,30})\)\s*[-–—:]|\b([A-Z][\w.&]{1,20})\) [-–—]")
CREDIT = re.compile(
    r"\([Ww]ith (?:inputs?|reporting|agency inputs?) (?:from|by) ([^)]{2,80})\)|\b(?:Source|Agency): ([A-Z][\w .&-]{1,30})"
)
PLAIN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports (indices into the sorted list) taken as one dispatch, and why."""

    one: int
    other: int
    share: float
    reason: str


def fold(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> tuple[Origin, ...]:
    """Every report in exactly one origin, named for its earliest report (ties by id).

    A `copy` judgement folds its two reports; a `split` of two reports keeps that pair from being folded directly.
    """
    ordered = sorted(reports, key=lambda r: (r.published, r.id))
    place = {r.id: i for i, r in enumerate(ordered)}
    apart = {frozenset((j.subject, j.object)) for j in judgements if j.kind == "split"}
    found = [c for c in pairs(ordered) if frozenset((ordered[c.one].id, ordered[c.other].id)) not in apart]
    for j in judgements:
        if j.kind == "copy" and j.subject in place and j.object in place and j.subject != j.object:
            a, b = sorted((place[j.subject], place[j.object]))
            found.append(Copy(a, b, 1.0, f"judged a copy by {j.author}" + (f": {j.reason}" if j.reason else "")))
    root = Roots(len(ordered))
    for c in found:
        root.join(c.one, c.other)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(ordered)):
        groups[root.of(i)].append(i)
    reasons: dict[int, list[str]] = defaultdict(list)
    for c in sorted(found, key=lambda c: (c.one, c.other, c.reason)):
        reasons[root.of(c.one)].append(f"{ordered[c.other].id} = {ordered[c.one].id}: {c.reason}")
    return tuple(
        Origin(ordered[members[0]].id, tuple(ordered[i].id for i in members), tuple(reasons[key]))
        for key, members in sorted(groups.items(), key=lambda item: item[1][0])
    )


class Roots:
    """Union-find whose root is always the smallest member."""

    def __init__(self, n: int) -> None:
        self._up = list(range(n))

    def of(self, i: int) -> int:
        """The root of i."""
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]
            i = self._up[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make both one group."""
        a, b = sorted((self.of(i), self.of(j)))
        self._up[b] = a


def pairs(ordered: Sequence[Report]) -> list[Copy]:
    """All pairs taken as one dispatch, one reason each (the strongest), in order of place."""
    found: dict[tuple[int, int], Copy] = {}
    for copy in (*_contained(ordered), *_wires(ordered), *_quotations(ordered), *_retold(ordered)):
        found.setdefault((copy.one, copy.other), copy)
    return [found[key] for key in sorted(found)]


def containment(ordered: Sequence[Report]) -> dict[tuple[int, int], float]:
    """Share of the smaller report's 5-grams that stand in the larger, for every pair with enough in common."""
    vocabulary: dict[str, int] = {}
    grams: list[set[int]] = []
    for report in ordered:
        ids = [vocabulary.setdefault(w, len(vocabulary)) for w in PLAIN.findall(report.text.lower())]
        grams.append(set(map(hash, zip(*(ids[i:] for i in range(GRAM)), strict=False))))
    seen: set[int] = set()
    again: set[int] = set()
    for own in grams:
        again |= seen & own
        seen |= own
    where: dict[int, list[int]] = defaultdict(list)
    for i, own in enumerate(grams):
        for gram in own & again:
            where[gram].append(i)
    common = {gram for gram, at in where.items() if len(at) > COMMON}
    sizes = [len(own - common) for own in grams]
    shared: Counter[tuple[int, int]] = Counter()
    for at in where.values():
        if len(at) <= COMMON:
            shared.update(combinations(at, 2))
    return {
        pair: count / max(1, min(sizes[pair[0]], sizes[pair[1]]))
        for pair, count in shared.items()
        if count >= min(LEAST_SHARED, min(sizes[pair[0]], sizes[pair[1]]))
    }


def _days(ordered: Sequence[Report], i: int, j: int) -> int:
    return abs((ordered[j].published - ordered[i].published).days)


def _contained(ordered: Sequence[Report]) -> Iterable[Copy]:
    for (i, j), share in sorted(containment(ordered).items()):
        if share >= CONTAINED:
            days = _days(ordered, i, j)
            apart = f", {days} days apart" if days > WINDOW else ""
            yield Copy(i, j, share, f"{share:.0%} of the shorter's word {GRAM}-grams stand in the other{apart}")


def wires(report: Report) -> frozenset[str]:
    """The wires a report names in its dateline or credits, lower case."""
    head = WIRE.findall(report.text[:HEAD])
    tail = CREDIT.findall(report.text[-TAIL:]) + CREDIT.findall(report.text[:HEAD])
    named = [name for groups in head + tail for name in groups if name]
    return frozenset(part.strip().lower() for name in named for part in re.split(r",|\band\b", name) if part.strip())


def _wires(ordered: Sequence[Report]) -> Iterable[Copy]:
    by_wire: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(ordered):
        for wire in wires(report):
            by_wire[wire].append(i)
    credited = sorted({i for at in by_wire.values() if len(at) > 1 for i in at})
    topics = {i: topic(ordered[i].text) for i in credited}
    weights = weigh(topics.values())
    for wire, at in sorted(by_wire.items()):
        for i, j in _near(ordered, at, WIRE_DAYS):
            alike = _shared(weights, topics[i].stems, topics[j].stems)
            if alike >= WIRE_ALIKE:
                yield Copy(i, j, alike, f"both credit {wire.upper()} and share {alike:.0%} of the shorter's words")


def _shared(weights: Weights, one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(weights.sum(one), weights.sum(other))
    return weights.sum(one & other) / smaller if smaller else 0.0


def _near(ordered: Sequence[Report], at: Sequence[int], days: int) -> Iterable[tuple[int, int]]:
    for n, i in enumerate(at):
        for j in at[n + 1 :]:
            if _days(ordered, i, j) > days:
                break
            yield i, j


def _quotations(ordered: Sequence[Report]) -> Iterable[Copy]:
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, report in enumerate(ordered):
        runs: Mapping[tuple[str, ...], None] = dict.fromkeys(
            tuple(quote[k : k + QUOTE_WORDS])
            for quote in ([w.lower() for w in WORD.findall(q)] for q in QUOTED.findall(report.text))
            for k in range(len(quote) - QUOTE_WORDS + 1)
        )
        for run in runs:
            where[run].append(i)
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for run, at in where.items():
        if 1 < len(at) <= COMMON:
            for pair in _near(ordered, at, QUOTE_DAYS):
                found[pair] = min(found.get(pair, run), run)
    for (i, j), run in sorted(found.items()):
        yield Copy(i, j, 0.5, f'both quote "{" ".join(run)}"')


def _retold(ordered: Sequence[Report]) -> Iterable[Copy]:
    """One briefing in two translations: of one day, and half of the quotations of one say much what those of the other say."""
    of = [[t for q in QUOTED.findall(r.text) if len((t := topic(q)).stems) >= SAID_WORDS] for r in ordered]
    weights = weigh(t for own in of for t in own)
    where: dict[str, set[int]] = defaultdict(set)
    for i, own in enumerate(of):
        for stem in {s for t in own for s in t.stems if s[0] != "@"} if len(own) >= SAID_TWICE else ():
            where[stem].add(i)
    shared = Counter(pair for at in where.values() if len(at) <= COMMON for pair in _near(ordered, sorted(at), QUOTE_DAYS))
    for i, j in sorted(pair for pair, stems in shared.items() if stems >= SAID_TWICE):
        fewer, more = sorted((of[i], of[j]), key=len)
        again = sum(max(_said_alike(weights, one, other) for other in more) >= SAID_ALIKE for one in fewer)
        if again >= max(SAID_TWICE, len(fewer) / 2):
            yield Copy(i, j, again / len(fewer), f"{again} quotations say the same in other words")


def _said_alike(weights: Weights, one: Topic, other: Topic) -> float:
    return weights.alike(one.stems, other.stems) if len(one.stems & other.stems) > 1 else 0.0


__all__ = ["Copy", "Roots", "containment", "fold", "pairs", "wires"]
