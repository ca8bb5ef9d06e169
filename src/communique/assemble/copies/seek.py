"""Which reports are worth comparing, and what was found: a pair is decided by the two and what was published before them.

Reports are walked in order of publication, so that nothing published later ever changes what was found of earlier ones.  Only
those that share runs of words, or of late much of their content, are compared; what many dispatches share is boilerplate and
leads to none.  So cost grows with the text and not with the pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import chain
from typing import Any, Literal

from communique.assemble.copies.retold import Before, Retelling, compare, is_retold, other_lead, other_news
from communique.assemble.copies.sheet import GRAM, Sheet, credited, grams, read, same_house
from communique.assemble.days import Fold, alone, by_day
from communique.assemble.roots import Roots
from communique.record.plain import back, plain
from communique.record.text import Report

CONTAINED = 0.5  # of the shorter's runs of words
FORM = 0.8  # where the leads tell of different days, less than this is a form filled in anew
ALIKE_LONG, PAGE = 0.5, 250  # a form is filled in to about the same length, and that is short (in runs)
LEAST_SHARED = 8  # runs: a stock phrase alone makes no copy
SAMPLE, SHORT = 8, 64  # one run of words in so many leads to candidates; of a text with so few, each
LOOK = 0.3  # of the shorter's runs in common, as far as the sample tells, for two to be compared
BOILERPLATE = 6  # a run of words in so many dispatches leads nowhere
KNOWN_FORM, FRESH = 3, 0.25  # and in so many others it is no evidence; so much of the rest must be shared
WINDOW = 31  # days: beyond it the reason says how far apart the two are
DAYS = 3  # between a dispatch and what tells it in other words
REWORKED = 0.25  # of the runs of words of two reports of one outlet, for the later to be an update
COMMON = 60  # a word in so many reports of these days leads nowhere
VARIANTS = 6  # of one dispatch are kept for comparing
SHARED = 0.4  # of the shorter's words, for a pair to be compared sentence by sentence
LOOKED_AT, CLOSEST = 24, 8  # how many share most words, and how many of them are compared

Kind = Literal["wording", "retold", "judged", "form"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two reports (indices in order of publication) with much in common: copies, or (`form`) the same words for other news."""

    one: int
    other: int
    kind: Kind
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one report, and what later ones are compared with: its runs of words, how many there are and a sample of
    them, its terms, and whether it says anything in sentences."""

    alike: Sequence[Alike]
    length: int
    sample: Collection[int]
    terms: Collection[str]
    tells: bool

    def plain(self) -> list[Any]:
        """As it is kept."""
        return [plain(self.alike), self.length, sorted(self.sample), sorted(self.terms), self.tells]

    @staticmethod
    def back(written: Sequence[Any]) -> Found:
        """From what was kept."""
        alike, *rest = written
        return Found([back(Alike, one) for one in alike], *rest)


def resemblances(ordered: Sequence[Report], fold: Fold | None = None) -> list[Alike]:
    """All pairs found, in order; `ordered` is sorted by day and id.  What `fold` knows of a day is taken over."""
    fold = fold or alone()
    walk = Walk(ordered, fold.anew)
    out: list[Alike] = []
    for day, places in by_day([report.published for report in ordered]):
        known = fold.of(day)
        told = [Found.back(one) for one in known] if known is not None else [walk.step(n) for n in places]
        if known is not None:
            for n, one in zip(places, told, strict=True):
                walk.take(n, one)
        elif fold.keeps:
            fold.note(day, [one.plain() for one in told])
        out += [alike for one in told for alike in one.alike]
    return out


class Walk:
    """The reports published so far: where their words stand, and which were found to be one dispatch.

    Until shortly before the day `anew` nothing is compared, but only taken over.
    """

    def __init__(self, ordered: Sequence[Report], anew: date = date.min) -> None:
        self.ordered = ordered
        self.anew = anew
        self.root = Roots(0)
        self.lengths: list[int] = []  # in runs of words
        self.by_gram: dict[int, int | list[int]] = {}  # the first report of each dispatch that has it
        self.recent: deque[tuple[int, Sheet]] = deque()
        self.sheets: dict[int, Sheet] = {}  # the same, by number
        self.by_term: dict[str, list[int]] = {}
        self.variants: Counter[int] = Counter()
        self.having: Counter[str] = Counter()  # the dispatches that have a term, by term
        self.dispatches = 0

    def step(self, n: int) -> Found:
        """What report n has in common with those before it."""
        report = self.ordered[n]
        self._forget(report)
        sheet, own = read(report), grams(report.text)
        self.lengths.append(len(own))
        self.root.add()
        sample = own if len(own) <= SHORT else frozenset([g for g in own if g % SAMPLE == 0])
        alike = self._same_words(n, sheet, own, sample)
        alike += self._same_content(n, sheet, {one.one for one in alike})
        alike.sort(key=lambda one: one.one)
        found = Found(alike, len(own), sample, sheet.spread.keys(), bool(sheet.sentences))
        self._remember(n, found, sheet)
        return found

    def take(self, n: int, found: Found) -> None:
        """Take over what was found of report n."""
        self.lengths.append(found.length)
        self.root.add()
        near = (self.anew - self.ordered[n].published).days <= DAYS
        if near:
            self._forget(self.ordered[n])
        self._remember(n, found, read(self.ordered[n]) if near else None)

    def _forget(self, report: Report) -> None:
        while self.recent and (report.published - self.recent[0][1].report.published).days > DAYS:
            del self.sheets[self.recent.popleft()[0]]

    def _remember(self, n: int, found: Found, sheet: Sheet | None) -> None:
        """Take in a report; its sheet too, where later ones may tell it in other words."""
        for alike in found.alike:
            if alike.kind != "form":
                self.root.join(alike.one, n)
        if all(alike.kind != "wording" for alike in found.alike):
            self.dispatches += 1
            self.having.update(found.terms)
        mine = self.root.of(n)
        for gram in found.sample:
            held = self.by_gram.get(gram)
            if held is None:
                self.by_gram[gram] = n
            elif isinstance(held, int):
                if self.root.of(held) != mine:
                    self.by_gram[gram] = [held, n]
            elif len(held) < BOILERPLATE and all(self.root.of(i) != mine for i in held):
                held.append(n)
        if self.variants[mine] < VARIANTS and found.tells:
            self.variants[mine] += 1
            if sheet is not None:
                self.recent.append((n, sheet))
                self.sheets[n] = sheet
                for key in found.terms:
                    self.by_term.setdefault(key, []).append(n)

    def _having(self, gram: int) -> Sequence[int]:
        held = self.by_gram.get(gram, ())
        return (held,) if isinstance(held, int) else held

    def _same_words(self, n: int, sheet: Sheet, own: frozenset[int], sample: frozenset[int]) -> list[Alike]:
        counts = Counter(i for gram in sample if len(held := self._having(gram)) < BOILERPLATE for i in held)
        found = []
        for i, count in sorted(counts.items()):
            expected = min(len(own), self.lengths[i]) / (1 if max(len(own), self.lengths[i]) <= SHORT else SAMPLE)
            if count >= LOOK * expected and (alike := self._wording(i, n, sheet, own, sample)):
                found.append(alike)
        return found

    def _wording(self, i: int, n: int, sheet: Sheet, own: frozenset[int], sample: frozenset[int]) -> Alike | None:
        """Whether the shorter's words stand in the other, and whether that makes one dispatch of them."""
        its = grams(self.ordered[i].text)
        shared, size = own & its, min(len(own), len(its))
        if len(shared) < max(1, min(LEAST_SHARED, size), CONTAINED * size):
            return None
        share = len(shared) / size
        days = (sheet.report.published - self.ordered[i].published).days
        told = f"{share:.0%} of the shorter's runs of {GRAM} words stand in the other"
        told += f", {days} days apart" if days > WINDOW else ""
        if ALIKE_LONG * max(len(own), len(its)) <= size <= PAGE:
            if share < FORM and other_news(self._sheet(i), sheet):
                return Alike(i, n, "form", share, f"{told}, but they tell of different days: one form, two dispatches")
            if other_lead(self._sheet(i), sheet):
                return Alike(i, n, "form", share, f"{told}, but they begin with other news: one form, two dispatches")
        fresh = [gram for gram in sample if self._dispatches(gram, n) < KNOWN_FORM]
        if share < FORM and sum(gram in its for gram in fresh) < FRESH * min(len(fresh), len(its & sample)):
            return Alike(i, n, "form", share, f"{told}, but in other dispatches before them too: a form")
        return Alike(i, n, "wording", share, told + _credit(self.ordered[i], sheet.report))

    def _contained(self, i: int, n: int) -> float:
        own, its = grams(self.ordered[n].text), grams(self.ordered[i].text)
        return len(own & its) / max(1, min(len(own), len(its)))

    def _dispatches(self, gram: int, n: int) -> int:
        held = self._having(gram)
        return len({self.root.of(i) for i in held}) if len(held) >= KNOWN_FORM else len(held)

    def _sheet(self, i: int) -> Sheet:
        return self.sheets.get(i) or read(self.ordered[i])

    def _same_content(self, n: int, sheet: Sheet, known: set[int]) -> list[Alike]:
        """The reports of these days that tell the same in other words."""
        if not self.recent or not sheet.spread:
            return []
        first = self.recent[0][0]
        near = []
        for key in sheet.spread:
            if places := self.by_term.get(key):
                if places[0] < first:
                    del places[: bisect_left(places, first)]
                if len(places) < COMMON:
                    near.append(places)
        counts = Counter(chain.from_iterable(near))
        close = []
        for i, _ in nsmallest(LOOKED_AT, counts.items(), key=lambda item: (-item[1], item[0])):
            terms = self.sheets[i].terms
            share = len(sheet.terms & terms) / min(len(sheet.terms), len(terms))
            if i not in known and share >= SHARED:
                close.append((-share, i))
        found, before = [], Before(self.dispatches, self.having)
        for _, i in sorted(close)[:CLOSEST]:
            if same_house(self.ordered[i], sheet.report) and self._contained(i, n) < REWORKED:
                continue  # an outlet that tells other news of the same matter, the next call or the next day
            retelling = compare(self.sheets[i], sheet, before)
            if is_retold(retelling, self.sheets[i], sheet):
                found.append(Alike(i, n, "retold", round(retelling.share, 4), _told(retelling, self.ordered[i], sheet.report)))
        return found


def _credit(one: Report, other: Report) -> str:
    name = credited(one, other)
    return f"; credits {name}" if name else ""


def _told(found: Retelling, one: Report, other: Report) -> str:
    """The reason, in words."""
    order = " in the same order" if found.in_order else ""
    said = f"{found.told} of {found.sentences} sentences tell the same in other words{order}"
    if found.quotations:
        count = "same quotation" if found.quotations == 1 else f"{found.quotations} same quotations"
        apart = (other.published - one.published).days
        day = "same day" if not apart else "a day apart" if apart == 1 else f"{apart} days apart"
        said += f"; {count}, {day}" + (f", same speaker ({found.speakers[0]})" if len(found.speakers) == 1 else "")
    return f"{said} ({found.share:.0%} of its content)" + _credit(one, other)
