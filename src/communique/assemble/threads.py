"""A thread is what one side put on the table and all that was done about it; every link says on what evidence it stands.

Who did it to whom, the words shared, the instrument named ("its proposals") and what stands beside it in the same report
decide; a topic word alone never does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from communique.assemble.evidence import (
    BARE,
    SOME,
    STRONG,
    TEXTS,
    WORDS_ALONE,
    Evidence,
    Side,
    directed,
    enough,
    of_another,
    part_of,
    pointed_at,
)
from communique.assemble.relation import Fit, promised, relation_of
from communique.assemble.scene import Scene, over_before, to_is_stated
from communique.assemble.topics import Topic, words
from communique.record.derived import Event, ThreadLink
from communique.record.move import Act

RANKS: tuple[tuple[Act, ...], ...] = (("propose",), ("demand", "offer"), ("expect", "appeal"))
OUTSIDE: frozenset[Act] = frozenset(("support", "reject", "criticise", "accept", "appeal", "agree"))
PUTS: frozenset[Act] = frozenset(("propose", "demand", "offer", "appeal", "expect"))
NEAR, BREATH = 400, 12
MUCH = 4  # further reports that tell of a text, from which on one more says nothing
SAME = 2  # words shared beyond names and instruments by which what is put to others is the same text
SAYS = 3  # words beyond names and instruments by which a telling says what it is about
NOT = frozenset(("no", "not", "never", "without", "neither"))
PUTTING = frozenset(("propose", "proposes", "proposed"))  # verbs; "what was proposed" is spoken of by others
RECENT = 21  # days after which "the proposal" alone no longer says which
FADES = 180  # days without news of a thread, after which a shared word or two no longer brings it back
ASKED: Mapping[Act, frozenset[str]] = {"demand": frozenset(("@demand",)), "offer": frozenset(("@offer", "@proposal"))}
DRAFTED = ("@proposal", "@agreement")
TITLED: Mapping[Act, tuple[str, ...]] = {
    "propose": words().instruments, "deed": DRAFTED, "demand": ("@demand", "@proposal"), "offer": ("@offer", "@proposal")
}  # fmt: skip
INSTRUMENTS = frozenset(words().instruments)
ANYONE = ""  # stands for the party of an act that may be of neither side
COMMON = 400  # a word in more threads than this leads to none
CANDIDATES = 12  # threads compared with one event: those that share most words with it, and those of its reports


@dataclass(slots=True)
class Draft:
    """A thread in the making; `parts` are its founding event and those that state its terms, `tellings` they and those that tell
    of the same text again.
    """

    founder: Event
    by: set[str]
    to: set[str]
    parts: list[Event]
    stems: set[str]
    instruments: frozenset[str]
    reports: set[str]
    latest: date
    links: dict[str, ThreadLink] = field(default_factory=dict)
    members: list[Event] = field(default_factory=list)
    tellings: list[Event] = field(default_factory=list)
    found_by: dict[str, set[str]] = field(default_factory=dict)  # party -> the stems by which it is found for it


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an event was put: it founds the thread of that number or is linked to it; `widens`: those addressed are asked too,
    `tells`: in its words the text may be spoken of from then on.
    """

    event: str
    thread: int
    link: ThreadLink | None = None
    widens: bool = False
    tells: bool = False


class Table:
    """All threads so far, found by the words and the reports they share with an event."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.threads: list[Draft] = []
        self.opened: list[date] = []  # the day on which each was first told: what was told before answers nothing in it
        self.home: dict[str, int] = {}  # event -> the number of its thread
        self._by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)  # of a party, or ANYONE
        self._by_report: dict[str, list[int]] = defaultdict(list)
        self._texts: dict[tuple[str, str], list[int]] = defaultdict(list)  # of a party, by what they are called

    def found(self, event: Event) -> Placed:
        """Open a thread."""
        concepts = self.scene.topics[event.id].concepts
        own = frozenset(words().instruments) if event.act in ("propose", "deed") else ASKED.get(event.act, frozenset())
        instruments = concepts & own | ASKED.get(event.act, frozenset())
        self.opened.append(event.first_published)
        to = set(event.to) if event.to_stated else set()  # whom the report most likely means gives no right to answer
        self.threads.append(Draft(event, set(event.by), to, [], set(), instruments, set(), event.first_published))
        self._note(len(self.threads) - 1, event, part=True, tells=True)
        return Placed(event.id, len(self.threads) - 1)

    def put(self, i: int, event: Event, fit: Fit) -> Placed:
        """Add an event to thread i."""
        thread, relation = self.threads[i], relation_of(event, fit, self.scene)
        narrow = relation in ("rejects", "accepts", "partly") and not fit.named and fit.part.id != thread.founder.id
        to = relation == "term" or (relation in ("repeats", "awaits", "amends") and told_to(event, fit, self.scene))
        tells = relation == "term" or (relation == "repeats" and retells(event, fit, self.scene.topics[event.id]))
        link = ThreadLink(event.id, relation, fit.basis, (fit.part.id,) if narrow else ())
        return self._put(event, Placed(event.id, i, link, to, tells))

    def _put(self, event: Event, placed: Placed) -> Placed:
        assert placed.link is not None
        thread = self.threads[placed.thread]
        thread.links[event.id] = placed.link
        if placed.widens:
            thread.to |= set(event.to) - thread.by
        self._note(placed.thread, event, part=placed.link.relation == "term", tells=placed.tells)
        return placed

    def take(self, event: Event, placed: Placed) -> None:
        """Take over where an event was put."""
        if placed.link is None:
            self.found(event)
        else:
            self._put(event, placed)

    def told_again(self, event: Event) -> None:
        """Take in what a later day tells of an event that has its place."""
        i = self.home[event.id]
        thread = self.threads[i]
        thread.members = [event if m.id == event.id else m for m in thread.members]
        thread.parts = [event if m.id == event.id else m for m in thread.parts]
        if tells := any(m.id == event.id for m in thread.tellings):
            thread.tellings = [event if m.id == event.id else m for m in thread.tellings]
        if thread.founder.id == event.id:
            thread.founder = event
            thread.by.update(event.by)
            thread.to.update(event.to if event.to_stated else ())
        self._find_by(i, event, tells=tells)

    def _note(self, i: int, event: Event, *, part: bool, tells: bool) -> None:
        thread = self.threads[i]
        thread.members.append(event)
        thread.latest = max(thread.latest, event.first_published)
        if part:
            thread.parts.append(event)
        if tells:
            thread.tellings.append(event)
            for key in product(sorted(thread.by), sorted(thread.instruments)):
                if i not in self._texts[key]:
                    self._texts[key].append(i)
        self.home[event.id] = i
        self._find_by(i, event, tells=tells)

    def _find_by(self, i: int, event: Event, *, tells: bool) -> None:
        thread = self.threads[i]
        for report in event.reports:
            if report not in thread.reports:
                thread.reports.add(report)
                self._by_report[report].append(i)
        if tells:
            thread.stems |= self.scene.topics[event.id].stems
        for party in (ANYONE, *sorted(thread.by | thread.to)):
            known = thread.found_by.setdefault(party, set())
            for stem in thread.stems - known if len(known) < len(thread.stems) else ():
                known.add(stem)
                self._by_stem[party, stem].append(i)

    def best(self, event: Event) -> tuple[int, Fit] | None:
        """The number of the thread an event belongs to, if any; the earlier founded among equals."""
        shared: Counter[int] = Counter()
        topic, document = self.scene.topics[event.id], self.scene.from_document(event)
        if event.act in BARE and not document and not topic.concepts:
            return None  # it names nothing that it could answer
        outside = event.act in OUTSIDE and not topic.stems.isdisjoint(words().instruments)
        parties = (ANYONE,) if outside else event.by  # others may only answer what they name
        for stem in topic.stems:
            at = [held for party in parties if len(held := self._by_stem.get((party, stem), ())) <= COMMON]
            shared.update(at[0] if len(at) == 1 else {i for held in at for i in held})
        opened, day = self.opened, event.first_published
        open_ = [i - (n << 32) for i, n in shared.items() if opened[i] <= day]  # sorts by how many they share, then by number
        most = sorted(open_)[:CANDIDATES]
        here = {i for report in event.reports for i in self._by_report.get(report, ()) if opened[i] <= day}
        told_in, by = frozenset(event.reports), frozenset(event.by)
        best: tuple[float, int, Fit] | None = None
        for i in sorted(here.union([i & 0xFFFFFFFF for i in most])):
            fit = self.fit(event, by, self.threads[i], document, told_in)
            if fit and (best is None or fit.score > best[0]):
                best = fit.score, i, fit
        return best and best[1:]

    def fit(
        self, event: Event, by: frozenset[str], thread: Draft, document: bool, told_in: frozenset[str]
    ) -> Fit | None:  # fmt: skip
        """Whether the evidence suffices, and how much there is; what costs least is asked first."""
        side = sided(by, thread)
        scene, topic = self.scene, self.scene.topics[event.id]
        named = not thread.instruments.isdisjoint(topic.stems)
        if side == "third" and not (named and event.act in OUTSIDE):
            return None
        if not named and event.act in BARE and not (document and event.act == "deed"):
            return None
        if over_before(event.when, thread.founder.when):
            return None
        others = side == "same" and self._to_others(event, thread)
        if others and self._asks(event) and self._asks(thread.founder):
            return None  # each is asked to do it himself
        silent = event.act == "status" and bool(event.to) and "@answer" in topic.stems and denied(event, topic)
        if silent and thread.to.isdisjoint(event.to):
            return None  # the silence of one who was not asked
        if promised(event, topic) and not any(asks_of(member, event) for member in (thread.founder, *thread.members)):
            return None  # nobody in it waits for that answer
        here = not thread.reports.isdisjoint(told_in)
        answered = here and side == "other" and self._part(event, thread)
        named = named or answered
        alike, part = -1.0, thread.founder
        for one in thread.tellings:
            if (its := scene.alike(event, one)) > alike:
                alike, part = its, one
        if not here and alike < STRONG and (event.first_published - thread.latest).days > FADES:
            return None
        if alike < WORDS_ALONE and not (here or named or document or "@answer" in topic.stems):
            return None  # nothing but words speaks for it, and they are too few
        shared = topic.stems & scene.topics[part.id].stems
        solid = sum([s[0] != "@" and s not in topic.names for s in shared])  # words that are neither names nor the instrument
        if side == "same" and named and thread.by.isdisjoint(event.to) and of_another(scene.members(event)):
            named = False
        if side == "other" and named and not here and not solid and not self._lately(event, thread):
            named = False  # some proposal, told elsewhere and long after: it may be any
        if named and not solid and here and not document and not self._meant(event, thread):
            named = False  # another text of that name may be meant
        if named and others and solid < SAME:
            named = False  # what is put to others is another text, unless the words say that it is the same
        if named and side == "same" and (others or solid < SAME) and event.act in TEXTS and only_puts(topic):
            named = False  # "it proposes …" puts something forward and names nothing that was
        known = side == "same" and named and event.act in TEXTS and self._known(event, thread, solid, here=here)
        evidence = Evidence(alike, named, here, here, "@answer" in topic.stems, document, solid, known)
        owed = self._continues(event, thread) if side == "other" else silent and side == "same" and awaits(event, thread)
        if not owed and not enough(event, side, evidence):  # as if told beside the thread's own acts, where it is told with them
            return None
        near = here and self._beside(event, thread, NEAR)
        if not owed and not near and not enough(event, side, replace(evidence, near=False)):
            return None
        score = alike + 0.2 * named + 0.2 * known + 0.1 * here + 0.1 * near + 0.1 * (side != "third")
        if named and side == "other" and solid <= 1:  # "its drafts": those that are told of most, of late
            score += self._spoken_of(event, thread)
        basis = self._basis(event, thread, part, named=named, here=here, side=side)
        return Fit(score, side, alike, named, here, part, f"{basis}; speaks of it as known" if known else basis, known)

    def _lately(self, event: Event, thread: Draft) -> bool:
        """Whether the other side is told to speak of what was put forward within the last weeks."""
        return (event.first_published - thread.latest).days <= RECENT and not thread.by.isdisjoint(event.to)

    def _asks(self, event: Event) -> bool:
        """Whether those addressed are asked to do something themselves."""
        return event.act in ("expect", "appeal") or directed(self.scene.members(event))

    def _to_others(self, event: Event, thread: Draft) -> bool:
        """Whether an act names whom it is addressed to, and they are none of those to whom the thread was put."""
        return bool(event.to and thread.to) and thread.to.isdisjoint(event.to) and to_is_stated(event, self.scene)

    def _meant(self, event: Event, thread: Draft) -> bool:
        """Whether "the proposals" of a report are this thread's: it alone has such a text there, or its acts stand nearest."""
        named = self.scene.topics[event.id].concepts & thread.instruments
        rivals = {i for report in event.reports for i in self._by_report.get(report, ())}
        others = [t for t in (self.threads[i] for i in rivals) if t is not thread and not named.isdisjoint(t.instruments)]
        if not others:
            return True
        gap = self._gap(event, thread)
        return gap is not None and all((its := self._gap(event, t)) is None or gap < its for t in others)

    def _spoken_of(self, event: Event, thread: Draft) -> float:
        """How much is told of a text within half a year, so that it is the one meant where hardly any words say which."""
        told = {r for one in thread.tellings if (event.first_published - one.first_published).days <= FADES for r in one.reports}
        return 0.1 * min(MUCH, len(told) - 1) if len(told) > 1 else 0.0

    def _known(self, event: Event, thread: Draft, solid: int, *, here: bool) -> bool:
        """Whether it speaks of a text as known, and this thread's is the one: told of just before, or the only one of late."""
        if not pointed_at(self.scene.members(event)):
            return False
        told = [t for t in self._told_beside(event) if t[1] <= NEAR] if here else []
        if told:
            return min(told, key=lambda t: t[1])[0] is thread
        concepts = self.scene.topics[event.id].concepts & thread.instruments
        rivals = {i for party in event.by for concept in concepts for i in self._texts[party, concept]}
        lately = [t for t in map(self.threads.__getitem__, rivals) if abs((event.first_published - t.latest).days) <= RECENT]
        return lately == [thread] and (solid > 0 or not thread.to.isdisjoint(event.to))

    def _told_beside(self, event: Event) -> Iterator[tuple[Draft, int]]:
        """The threads of which a report tells by another act of its party before it, and how far before (characters)."""
        mine = self.scene.spans(event)
        for i in sorted({i for report in event.reports for i in self._by_report[report]}):
            for one in self.threads[i].members:
                if (
                    one.act not in TEXTS
                    or set(one.by).isdisjoint(event.by)
                    or not self.scene.topics[one.id].concepts & INSTRUMENTS
                ):
                    continue
                its = self.scene.spans(one)
                gaps = [a.start - b.end for report in mine.keys() & its.keys() for a in mine[report] for b in its[report]]
                yield from ((self.threads[i], gap) for gap in gaps if gap >= 0)

    def _part(self, event: Event, thread: Draft) -> bool:
        """Whether it is a yes or no to parts of what the report has just told of the thread."""
        gaps = [gap for part in thread.parts if (gap := self.scene.gap(event, part)) is not None]
        return bool(gaps) and min(gaps) <= NEAR and part_of(event, self.scene.members(event))

    def _gap(self, event: Event, thread: Draft) -> int | None:
        """Characters to the nearest act of a thread in a report that tells both."""
        return min((gap for m in thread.members if (gap := self.scene.gap(event, m)) is not None), default=None)

    def _beside(self, event: Event, thread: Draft, within: int) -> bool:
        """Whether a report tells it so near to an act of the same party in the thread (characters)."""
        return any(
            not set(m.by).isdisjoint(event.by) and (gap := self.scene.gap(event, m)) is not None and gap <= within
            for m in thread.members
        )

    def _continues(self, event: Event, thread: Draft) -> bool:
        """Whether it goes on with an answer in one breath: "rejected two provisions and is ready to discuss a third"."""
        if event.act not in ("offer", "accept", "reject") or thread.reports.isdisjoint(event.reports):
            return False
        answers = [m for m in thread.members if m.id in thread.links and thread.links[m.id].relation in ("rejects", "accepts")]
        return any(m.by == event.by and (gap := self.scene.gap(event, m)) is not None and gap <= BREATH for m in answers)

    def _basis(self, event: Event, thread: Draft, part: Event, *, named: bool, here: bool, side: Side) -> str:
        topic = self.scene.topics[event.id]
        shared = sorted((topic.stems & self.scene.topics[part.id].stems), key=lambda s: (-self.scene.weights.of(s), s))
        said = [next((w for w in topic.spoken if w.startswith(s)), s) for s in shared if s[0] != "@"][:4]
        reasons = []
        if side == "other":
            reasons.append("by the side addressed")
        elif side == "same":
            reasons.append("by the side that put it forward")
        if named:
            concepts = thread.instruments & topic.concepts
            reasons.append("names the " + ", ".join(w for w in topic.spoken if words().concept.get(w) in concepts))
        if said:
            reasons.append("shares " + ", ".join(said))
        if here:
            reasons.append("same report")
        return "; ".join(reasons)


def retells(event: Event, fit: Fit, topic: Topic) -> bool:
    """Whether the side that put a text forward tells of it again, as known or in much the same words, and says what it is."""
    if fit.side != "same" or event.act not in TEXTS or not fit.named or not (fit.known or fit.alike >= STRONG):
        return False
    return sum(stem[0] != "@" and stem not in topic.names for stem in topic.stems) >= SAYS


def told_to(event: Event, fit: Fit, scene: Scene) -> bool:
    """Whether the side that put it forward names in it to whom it goes: what was first told to one goes to others too."""
    return fit.side == "same" and event.act in PUTS and (fit.alike >= SOME or fit.known) and to_is_stated(event, scene)


def only_puts(topic: Topic) -> bool:
    """Whether of all words that may name a text there is but the verb that puts it forward."""
    concept = words().concept
    return all(word in PUTTING for word in topic.spoken if concept.get(word) == "@proposal") and not topic.low.isdisjoint(PUTTING)


def sided(by: frozenset[str], thread: Draft) -> Side:
    """Whose act it is: the side that put it forward, the side addressed, or neither."""
    if not by.isdisjoint(thread.to) and not by <= thread.by:
        return "other"
    return "third" if by.isdisjoint(thread.by) else "same"


def asks_of(earlier: Event, event: Event) -> bool:
    """Whether an act is addressed to whoever acts in another, by one that the other is addressed to (if to anybody)."""
    return not set(earlier.to).isdisjoint(event.by) and (not event.to or not set(earlier.by).isdisjoint(event.to))


def denied(event: Event, topic: Topic) -> bool:
    """Whether a status is that something is not there, be it by its polarity or by its words ("there has been no reply")."""
    return event.polarity == "neg" or not topic.low.isdisjoint(NOT)


def awaits(event: Event, thread: Draft) -> bool:
    """Whether the thread waits for an answer of those whose silence the event tells."""
    asked = (m for m in thread.members if m.id in thread.links and thread.links[m.id].relation in ("awaits", "status"))
    return any(not set(m.to).isdisjoint(event.to) for m in asked)
