"""Two reports tell one dispatch in other words when most of what the shorter says, its lead first, stands in the longer.

What both say in every sentence counts little, and so does what most reports before them say; what they say once counts much.
A name of the shorter that the longer lacks speaks against it, and news of different days are different news.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, log, log2

from communique.assemble.copies.sheet import Quotation, Sheet, credited, office, same_house, wires

FADES = 0.12  # a sentence weighs the less the further down it stands: the tail of a dispatch is background
NAME = 0.5  # of the weight of another word: who is in the news says little of which news it is
NAMES, NAMED = 0.2, 0.7  # how much the share of names found weighs, and what it is in a copy
PRIOR, RARE = 200, 0.02  # reports taken to have been read before the first; a word in so few of them is as rare as can be
FOUND = 0.46  # the least that makes a retelling
LONG, BY_CHANCE = 20, 0.04  # with each doubling beyond so many sentences, so much more is found in the longer by chance
BY_QUOTATIONS = 0.3  # the least where the quotations speak for it
SAME_SAYING, SAID_TERMS = 0.5, 3  # of the content of two quotations, and so many of their words
TWO_WIRES = 0.58  # where two that credit different wires have a quotation in common: one briefing in two translations
SAID_TWICE = 2
WHOLE = 0.8  # nearly all in common
FLASH, MOST = 3, 0.65  # sentences: of so few, two that tell the same need a credit or that much in common to be one
LEAD_TOLD = 0.4  # of a lead: enough to say that another report tells it
SAID_AGAIN = 0.5  # of a sentence: enough to say which sentences another report tells


@dataclass(frozen=True, slots=True)
class Retelling:
    """How much of the shorter the longer tells: `score` decides, `told` of `sentences` sentences have a counterpart."""

    score: float
    share: float
    told: int
    sentences: int
    in_order: bool
    quotations: int
    speakers: tuple[str, ...]


def other_news(one: Sheet, other: Sheet) -> bool:
    """Whether the leads tell of different days: neither day of the one lead is named in the other report."""
    return bool(one.news and other.news) and not one.news & other.days and not other.news & one.days


@dataclass(frozen=True, slots=True)
class Before:
    """How many dispatches were published before, and in how many of them each term stands."""

    dispatches: int
    having: Mapping[str, int]

    def rarity(self, key: str) -> float:
        """1 for what hardly any has, next to nothing for what all have."""
        part = self.having.get(key, 0) / (self.dispatches + PRIOR)
        return max(0.0, log(part + RARE) / log(RARE))


NOTHING = Before(0, {})


def compare(one: Sheet, other: Sheet, before: Before = NOTHING) -> Retelling:
    """How much of the one with less to say the other tells."""
    shorter, longer = (one, other) if len(one.spread) <= len(other.spread) else (other, one)
    weights = _weights(shorter, longer, before)
    most = _share(shorter, weights, {key: weights[key] for key in shorter.spread.keys() & longer.spread.keys()})
    named = len(shorter.names & longer.spread.keys()) / len(shorter.names) if shorter.names else NAMED
    by_names = NAMES * (named - NAMED)
    quoting = min(len(one.quotations), len(other.quotations)) >= SAID_TWICE
    if most + by_names < (BY_QUOTATIONS if quoting else FOUND):  # wherever its words stand, they are too few
        return Retelling(most + by_names, most, 0, len(shorter.sentences), False, 0, ())
    found = cover(shorter, longer, weights)
    whole = fsum(weight for _, weight, _ in found)
    share = fsum(told * weight for told, weight, _ in found) / whole if whole else 0.0
    at = [place for told, _, place in found if told >= SAID_AGAIN]
    quotations, speakers = again(shorter.quotations, longer.quotations)
    return Retelling(share + by_names, share, len(at), len(found), in_order(at), quotations, speakers)


def _weights(shorter: Sheet, longer: Sheet, before: Before) -> dict[str, float]:
    return {
        key: before.rarity(key) * max(times, longer.spread.get(key, 0)) ** -0.5
        * (NAME if key in shorter.names or key in longer.names else 1)
        for key, times in shorter.spread.items()
    }  # fmt: skip


def _share(shorter: Sheet, weights: Mapping[str, float], shared: Mapping[str, float]) -> float:
    """How much of its content stands anywhere in the other: no less than what is told again."""
    whole = told = 0.0
    for number, said in enumerate(shorter.sentences):
        fades = 1 + FADES * number
        whole += fsum(weights[key] for key in said) / fades
        told += fsum(shared.get(key, 0.0) for key in said) / fades
    return told / whole if whole else 0.0


def cover(shorter: Sheet, longer: Sheet, weights: Mapping[str, float]) -> list[tuple[float, float, int]]:
    """Of each sentence of the shorter: the share of its content that stands in one sentence or two of the longer running, what
    it weighs, and where they stand."""
    found = []
    for number, said in enumerate(shorter.sentences):
        told: dict[int, float] = defaultdict(float)
        for key in sorted(said & longer.windows.keys()):
            weight = weights[key]
            for at in longer.windows[key]:
                told[at] += weight
        if whole := fsum(weights[key] for key in said):
            best, place = max(((weight, -at) for at, weight in told.items()), default=(0.0, 0))
            found.append((best / whole, whole / (1 + FADES * number), -place))
    return found


def other_lead(one: Sheet, other: Sheet) -> bool:
    """Whether neither tells what the other begins with."""
    return bool(one.sentences and other.sentences) and not (_begins(one, other) or _begins(other, one))


def _begins(one: Sheet, other: Sheet) -> bool:
    lead = replace(one, sentences=one.sentences[:1], spread=dict.fromkeys(one.sentences[0], 1))
    ((told, _, _),) = cover(lead, other, _weights(lead, other, NOTHING))
    return told >= LEAD_TOLD


def in_order(places: Sequence[int]) -> bool:
    """Whether most of what is told again is told in the same order."""
    pairs = [(one, other) for n, one in enumerate(places) for other in places[n + 1 :] if one != other]
    return len(pairs) > 1 and 4 * sum(one < other for one, other in pairs) >= 3 * len(pairs)


def again(fewer: Sequence[Quotation], more: Sequence[Quotation]) -> tuple[int, tuple[str, ...]]:
    """How many quotations of the one the other has too, in whatever words, and the names that stand beside them in both."""
    count = 0
    beside: Counter[str] = Counter()
    for quotation in fewer:
        best, names = 0.0, frozenset[str]()
        for its in more:
            shared = len(quotation.terms & its.terms)
            alike = shared / min(len(quotation.terms), len(its.terms))
            if shared >= SAID_TERMS and alike > best:
                best, names = alike, quotation.names & its.names
        if best >= SAME_SAYING:
            count += 1
            beside.update(names)
    most = max(beside.values(), default=0)
    return count, tuple(sorted(name for name, times in beside.items() if times == most))


def region(whole: Sheet, part: Sheet) -> frozenset[int]:
    """The sentences of `whole` that `part` tells too."""
    return frozenset(n for n, (told, _, _) in enumerate(cover(whole, part, _weights(whole, part, NOTHING))) if told >= SAID_AGAIN)


def is_retold(found: Retelling, one: Sheet, other: Sheet) -> bool:
    """Whether that makes them one dispatch.

    Two offices that each tell of one meeting are two unless nearly all is the same; two wires, unless they quote the same.
    """
    mine, its = wires(one.report), wires(other.report)
    if other_news(one, other) or found.sentences == 1:
        return False
    if same_house(one.report, other.report):
        return found.score >= WHOLE
    if office(one.report) and office(other.report):
        return found.sentences > FLASH and found.score >= WHOLE
    if mine and its and not mine & its:
        return found.sentences > FLASH and found.score >= (TWO_WIRES if found.quotations else WHOLE)
    if found.sentences <= FLASH and not credited(one.report, other.report):
        return found.score >= MOST
    fewer = min(len(one.quotations), len(other.quotations))
    enough = found.quotations >= max(SAID_TWICE, fewer / 2)
    chance = BY_CHANCE * max(0.0, log2(max(len(one.sentences), len(other.sentences)) / LONG))
    return found.score >= (BY_QUOTATIONS if enough else FOUND) + chance
