"""What matters in the talks, as one number that the record alone gives; docs/brief.md says how it is made up and why.

Talks are what two sides have with each other: so what counts first is how much the parties deal with one another, in both
directions and by how many outlets it is told; then whether it is new, answered, due soon, or changed of late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2, sqrt

from communique.record.derived import SURE, Claim, Conflict, Event, Question, Record, Relation, Thread
from communique.record.move import Act
from communique.record.text import Report
from communique.record.when import When

HALF = 30  # days after which news weighs half
SOON = 14  # days before a deadline from which it weighs more, up to twice
FAR = 31  # days: an interval wider than this is no deadline to wait for
ONE_WAY = 0.1  # acts that one side is taken to have done to the other at least
ALONE = 0.15  # of what its best partner would weigh, for an act addressed to nobody
GUESSED = 0.25  # for an act whose addressee is the likeliest of its report alone
SURER = 3  # the power of its certainty by which an act counts: what is surely read comes first
CHANGED, BARE = 1.5, 0.4  # a stance changed since the day asked for; nobody has answered those who ask, and it has no terms
BESIDE = 0.2  # of an answer, for an act of the thread that is not addressed to those who put it forward
OFTEN = 2  # further reports that tell of what was put forward, from which on it is on the table, answered or not
LIKELY = 0.4  # how surely an act belongs to a thread whose addressee counts for it
AGAIN: frozenset[Relation] = frozenset(("repeats", "term"))
SPOKEN: frozenset[Relation] = frozenset(("accepts", "rejects", "partly", "conditions", "answers", "amends", "status"))
TOGETHER: frozenset[Act] = frozenset(("meet", "agree"))
TABLED: Mapping[Act, float] = {
    "propose": 1.5,
    "agree": 1.5,
    "deed": 1.5,
    "offer": 1.3,
    "demand": 1.0,
    "expect": 0.7,
    "appeal": 0.6,
}
TOLD: Mapping[Act, float] = {
    "agree": 2.0, "accept": 2.0, "reject": 2.0, "threaten": 2.0, "propose": 2.0, "offer": 1.6, "demand": 1.6, "meet": 1.5,
    "deed": 1.4, "commit": 1.3, "warn": 1.3, "deny": 1.3, "accuse": 1.2, "expect": 1.2, "appeal": 1.1, "status": 1.0,
    "support": 0.8, "criticise": 0.8, "position": 0.5, "assess": 0.3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much a thread matters, and why in words."""

    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thread, claim and conflict of a record matters, by id."""

    threads: Mapping[str, float]
    claims: Mapping[str, float]
    conflicts: Mapping[str, float]


class Matter:
    """The measure over one record as of `today`; what came after `since` counts as changed."""

    def __init__(self, record: Record, outlets: Mapping[str, str | None], today: date, since: date) -> None:
        self.today, self.since, self.outlets = today, since, outlets
        self.events = {event.id: event for event in record.events}
        self.event_of = {move: event for event in record.events for move in event.moves}
        acts: dict[tuple[str, str], int] = defaultdict(int)
        tellers: dict[frozenset[str], set[str]] = defaultdict(set)
        for event in record.events:
            if event.confidence >= SURE and (event.to_stated or event.act in TOGETHER):
                for one, other in _pairs(event):
                    acts[one, other] += 1
                    tellers[frozenset((one, other))] |= self._told_by(event)
        self._dealing = {
            pair: log2(1 + sqrt((acts.get((a, b), 0) + ONE_WAY) * (acts.get((b, a), 0) + ONE_WAY))) * log2(1 + len(told))
            for pair, told in tellers.items()
            for a, b in (sorted(pair),)
        }
        self._partners: dict[str, float] = defaultdict(float)
        self._best: dict[str, float] = defaultdict(float)
        for pair, weight in self._dealing.items():
            for party in pair:
                self._partners[party] += weight
                self._best[party] = max(self._best[party], weight)
        self._changed = {one.thread for one in record.positions if one.before not in (None, one.stance) and one.published > since}

    def _told_by(self, *events: Event) -> set[str]:
        """The outlets that tell them; those that are not stated count as one."""
        return {self.outlets.get(report) or "" for event in events for report in event.reports}

    def foremost(self, most: int) -> list[str]:
        """The parties that deal most with others."""
        return sorted(self._partners, key=lambda key: (-round(self._partners[key], 9), key))[:most]

    def dealing(self, by: Collection[str], to: Collection[str]) -> float:
        """How much these deal with those: of each addressee the best partner, on average; less where nobody is addressed."""
        others = [party for party in to if party not in by]
        if not by or not others:
            return ALONE * max((self._best[party] for party in (*by, *to)), default=0.0)
        return sum(max(self._dealing.get(frozenset((a, b)), 0.0) for a in by) for b in others) / len(others)

    def act(self, event: Event) -> float:
        """How much the sides of an act deal with one another, by how surely it was read."""
        stated = 1.0 if event.to_stated or not event.to or event.act in TOGETHER else GUESSED
        return self.dealing(event.by, event.to) * stated * float(event.told**SURER)

    def fresh(self, last: date) -> float:
        """1 for today's news, half after HALF days."""
        return float(0.5 ** (max(0, (self.today - last).days) / HALF))

    def near(self, due: When | None) -> float:
        """1 to 2: how close a day ahead is."""
        left = self.left(due)
        return 1.0 if left is None else 1 + max(0.0, 1 - left / SOON)

    def left(self, due: When | None) -> int | None:
        """Days until it is due, None where it is past, far too vague or not known."""
        if due is None or due.latest is None or due.latest < self.today or (due.days() or 1) > FAR:
            return None
        return (due.latest - self.today).days

    def thread(self, thread: Thread) -> Weighed:
        """The weight of a thread."""
        founding = self.events[thread.id]
        links = [(x, self.events[x.event]) for x in thread.events if x.event in self.events]
        held = [(x, e) for x, e in links if x.confidence >= (LIKELY if self.direct(e, thread) else SURE) and e.told >= LIKELY]
        acts = sure = [event for _, event in held]  # what belongs to it, as far as can be told
        answers = [event for x, event in held if x.relation in SPOKEN and not set(event.by) <= set(thread.by)]
        direct = [event for event in answers if self.direct(event, thread)]
        told = self.tellings(thread)
        elsewhere = {report for event in told for report in event.reports} - set(founding.reports)
        asked = [p for event in told if event.to_stated for p in event.to if p not in thread.by]  # each as often as it is told
        asked += [p for event in direct for p in event.by if p not in thread.by]
        others = asked or thread.to or tuple(dict.fromkeys(p for event in answers for p in event.by if p not in thread.by))
        last = max(event.first_published for event in (founding, *sure))
        dues = [event.due for event in (founding, *acts) if self.left(event.due) is not None]
        stated = 1.0 if any(event.to_stated for event in told) else GUESSED
        dealing = max((self.dealing(thread.by, (p,)) for p in others), default=self.dealing(thread.by, ()))
        weight = dealing * stated * thread.confidence**SURER * self.fresh(last)
        weight *= log2(2 + len(direct) + len(elsewhere) + BESIDE * (len(sure) - len(direct)))
        weight *= log2(1 + len(self._told_by(founding, *sure)))
        weight *= TABLED.get(founding.act, 1.0) * max((self.near(due) for due in dues), default=1.0)
        weight *= BARE if not direct and len(thread.terms) < 2 and len(elsewhere) < OFTEN else 1.0
        changed = thread.id in self._changed
        parties = {p for event in (founding, *sure) for p in event.by}
        reasons = [f"{len(sure) + 1} acts of {len(parties)} parties" if len(parties) > 1 else f"told {1 + len(sure)} times"]
        reasons += ["position changed"] if changed else []
        return Weighed(weight * (CHANGED if changed else 1.0), ", ".join(reasons) if sure else "")

    def tellings(self, thread: Thread) -> list[Event]:
        """The acts by which its own side is told to have put it forward: the founding one, and those that tell of it again."""
        links = [x for x in thread.events if x.event in self.events and x.relation in AGAIN and x.confidence >= LIKELY]
        again = [event for event in (self.events[x.event] for x in links) if event.act in TABLED and event.told >= LIKELY]
        return [self.events[thread.id], *(event for event in again if set(event.by) <= set(thread.by))]

    def direct(self, event: Event, thread: Thread) -> bool:
        """Whether an act answers those who put the thread forward to their face."""
        return event.to_stated and not set(event.to).isdisjoint(thread.by)

    def question(self, one: Question) -> float:
        """The weight of something awaited: what is due soon or was missed of late before what has no day."""
        event = self.event_of[one.move]
        if (left := self.left(one.due)) is not None:
            time = self.near(one.due) * (1.0 if left <= 2 * HALF else 0.5)
        elif one.due is not None and one.due.latest is not None and one.due.latest < self.today:
            time = self.fresh(one.due.latest)
        else:
            time = 0.7 * self.fresh(event.first_published)
        return self.act(event) * time * (1.5 if one.kind == "answer" else 1.0)

    def claim(self, claim: Claim) -> float:
        """The weight of a claim: of the weightiest act that it tells of."""
        return max((self.event(self.events[id]) for id in claim.events if id in self.events), default=0.0)

    def event(self, event: Event, last: date | None = None) -> float:
        """The weight of one act as news; what is told of a time long past is none."""
        told = last or event.first_published
        acted = min(event.when.latest or told, told)
        news = TOLD[event.act] * self.fresh(acted) * log2(1 + event.origins)
        return self.act(event) * news * (1.2 if len(event.reports) > 1 else 1.0)

    def conflict(self, one: Conflict) -> float:
        """The weight of what is contested: more where one report sets the two against each other."""
        a, b = self.event_of[one.one], self.event_of[one.other]
        last = max(a.first_published, b.first_published)
        between = self.dealing(a.by, b.by) if set(a.by) != set(b.by) else self.dealing(a.by, (*a.to, *b.to))
        return between * min(a.told, b.told) ** SURER * self.fresh(last) * (2.0 if "beside" in one.basis else 1.0)


def measure(record: Record, reports: Sequence[Report], since: date | None = None) -> Matter:
    """The measure as of the day of the record, else of the last report; what is changed came after `since`, else on the last day
    of publication.
    """
    days = sorted({report.published for report in reports})
    last = since or (days[-2] if len(days) > 1 else date.min)
    return Matter(record, {report.id: report.outlet for report in reports}, record.as_of or max(days, default=date.min), last)


def weigh(record: Record, matter: Matter) -> Weights:
    """The weights of all that a page lists."""
    return Weights(
        {one.id: round(matter.thread(one).weight, 9) for one in record.threads},
        {one.id: round(matter.claim(one), 9) for one in record.claims},
        {one.id: round(matter.conflict(one), 9) for one in record.conflicts},
    )


def _pairs(event: Event) -> Iterable[tuple[str, str]]:
    """Who did it to whom: of a meeting or agreement all that took part to one another."""
    if event.act in TOGETHER:
        present = dict.fromkeys((*event.by, *event.to))
        return [(a, b) for a in present for b in present if a != b]
    return [(a, b) for a in event.by for b in event.to if a != b]
