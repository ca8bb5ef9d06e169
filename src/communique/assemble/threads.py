"""A thread is what one side put on the table and all that was done about it; every link says on what evidence it stands.

Who did it to whom, the words shared, the instrument named ("its proposals") and what stands beside it in the same report
decide; a topic word alone never does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from communique.assemble.scene import Scene, over_before, to_is_stated
from communique.assemble.topics import Topic, words
from communique.record.derived import Event, Relation, ThreadLink
from communique.record.move import Act

Side = Literal["same", "other", "third"]
RANKS: tuple[tuple[Act, ...], ...] = (("propose",), ("demand", "offer"), ("expect", "appeal"))
ASKS: frozenset[Act] = frozenset(("expect", "demand", "appeal", "threaten", "warn", "status"))
ANSWERS: frozenset[Act] = frozenset(
    ("reject", "accept", "agree", "support", "offer", "commit", "position", "status", "propose", "criticise", "threaten", "warn",
     "demand", "appeal")
)  # fmt: skip
OUTSIDE: frozenset[Act] = frozenset(("support", "reject", "criticise", "accept", "appeal", "agree"))
BARE: frozenset[Act] = frozenset(("assess", "accuse", "meet", "deed"))  # no answers unless they name what they answer
PUTS: frozenset[Act] = frozenset(("propose", "demand", "offer", "appeal", "expect"))
REPEAT, STRONG, SOME, SLIGHT, WORDS_ALONE = 0.45, 0.5, 0.2, 0.09, 0.3  # likeness of words
NEAR, BREATH = 400, 12
CONDITIONS = frozenset(("if", "unless", "until", "provided"))
NOT = frozenset(("no", "not", "never", "without", "neither"))
RECENT = 21  # days after which "the proposal" alone no longer says which
FADES = 180  # days without news of a thread, after which a shared word or two no longer brings it back
ASKED: Mapping[Act, frozenset[str]] = {"demand": frozenset(("@demand",)), "offer": frozenset(("@offer", "@proposal"))}
DRAFTED = ("@proposal", "@agreement")
TITLED: Mapping[Act, tuple[str, ...]] = {
    "propose": words().instruments, "deed": DRAFTED, "demand": ("@demand", "@proposal"), "offer": ("@offer", "@proposal")
}  # fmt: skip
NEW = frozenset(("revised", "amended", "updated", "modified", "counterproposal"))
ANYONE = ""  # stands for the party of an act that may be of neither side
COMMON = 400  # a word in more threads than this leads to none
CANDIDATES = 12  # threads compared with one event: those that share most words with it, and those of its reports


@dataclass(slots=True)
class Draft:
    """A thread in the making; `parts` are its founding event and those that state its terms."""

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
    found_by: dict[str, set[str]] = field(default_factory=dict)  # party -> the stems by which it is found for it


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an event goes with a thread, and why."""

    score: float
    side: Side
    alike: float
    named: bool
    here: bool
    part: Event
    basis: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an event was put: it founds the thread of that number or is linked to it; `widens`: those addressed are asked too."""

    event: str
    thread: int
    link: ThreadLink | None = None
    widens: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an event's belonging to a thread.

    `alike` 0 to 1; `named` the instrument; `here` told in a report of the thread, `near` beside another act of the same
    party in it; `answer` speaks of an answer; `document` comes out of a document; `solid` words shared beyond names.
    """

    alike: float
    named: bool
    here: bool
    near: bool
    answer: bool
    document: bool
    solid: int


class Table:
    """All threads so far, found by the words and the reports they share with an event."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.threads: list[Draft] = []
        self.opened: list[date] = []  # the day on which each was first told: what was told before answers nothing in it
        self.home: dict[str, int] = {}  # event -> the number of its thread
        self._by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)  # of a party, or ANYONE
        self._by_report: dict[str, list[int]] = defaultdict(list)

    def found(self, event: Event) -> Placed:
        """Open a thread."""
        concepts = self.scene.topics[event.id].concepts
        own = frozenset(words().instruments) if event.act in ("propose", "deed") else ASKED.get(event.act, frozenset())
        instruments = concepts & own | ASKED.get(event.act, frozenset())
        self.opened.append(event.first_published)
        self.threads.append(Draft(event, set(event.by), set(event.to), [], set(), instruments, set(), event.first_published))
        self._note(len(self.threads) - 1, event, part=True)
        return Placed(event.id, len(self.threads) - 1)

    def put(self, i: int, event: Event, fit: Fit) -> Placed:
        """Add an event to thread i."""
        thread, relation = self.threads[i], relation_of(event, fit, self.scene)
        narrow = relation in ("rejects", "accepts", "partly") and not fit.named and fit.part.id != thread.founder.id
        to = relation == "term" or (relation in ("repeats", "awaits", "amends") and told_to(event, fit, self.scene))
        link = ThreadLink(event.id, relation, fit.basis, (fit.part.id,) if narrow else ())
        return self._put(event, Placed(event.id, i, link, to))

    def _put(self, event: Event, placed: Placed) -> Placed:
        assert placed.link is not None
        thread = self.threads[placed.thread]
        thread.links[event.id] = placed.link
        if placed.widens:
            thread.to |= set(event.to) - thread.by
        self._note(placed.thread, event, part=placed.link.relation == "term")
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
        if part := any(m.id == event.id for m in thread.parts):
            thread.parts = [event if m.id == event.id else m for m in thread.parts]
        if thread.founder.id == event.id:
            thread.founder = event
            thread.by.update(event.by)
            thread.to.update(event.to)
        self._find_by(i, event, part=part)

    def _note(self, i: int, event: Event, *, part: bool) -> None:
        thread = self.threads[i]
        thread.members.append(event)
        thread.latest = max(thread.latest, event.first_published)
        if part:
            thread.parts.append(event)
        self.home[event.id] = i
        self._find_by(i, event, part=part)

    def _find_by(self, i: int, event: Event, *, part: bool) -> None:
        thread = self.threads[i]
        for report in event.reports:
            if report not in thread.reports:
                thread.reports.add(report)
                self._by_report[report].append(i)
        if part:
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
        silent = event.act == "status" and bool(event.to) and "@answer" in topic.stems and denied(event, topic)
        if silent and thread.to.isdisjoint(event.to):
            return None  # the silence of one who was not asked
        if promised(event, topic) and not any(asks_of(member, event) for member in (thread.founder, *thread.members)):
            return None  # nobody in it waits for that answer
        here = not thread.reports.isdisjoint(told_in)
        alike, part = -1.0, thread.founder
        for one in thread.parts:
            if (its := scene.alike(event, one)) > alike:
                alike, part = its, one
        if not here and alike < STRONG and (event.first_published - thread.latest).days > FADES:
            return None
        if alike < WORDS_ALONE and not (here or named or document or "@answer" in topic.stems):
            return None  # nothing but words speaks for it, and they are too few
        shared = topic.stems & scene.topics[part.id].stems
        solid = sum([s[0] != "@" and s not in topic.names for s in shared])  # words that are neither names nor the instrument
        if side == "other" and named and not here and not solid and not self._lately(event, thread):
            named = False  # some proposal, told elsewhere and long after: it may be any
        if named and not solid and here and not document and not self._meant(event, thread):
            named = False  # another text of that name may be meant
        evidence = Evidence(alike, named, here, here, "@answer" in topic.stems, document, solid)
        owed = self._continues(event, thread) if side == "other" else silent and side == "same" and awaits(event, thread)
        if not owed and not enough(event, side, evidence):  # as if told beside the thread's own acts, where it is told with them
            return None
        near = here and self._beside(event, thread, NEAR)
        if not owed and not near and not enough(event, side, replace(evidence, near=False)):
            return None
        score = alike + 0.2 * named + 0.1 * here + 0.1 * near + 0.1 * (side != "third")
        return Fit(score, side, alike, named, here, part, self._basis(event, thread, part, named=named, here=here, side=side))

    def _lately(self, event: Event, thread: Draft) -> bool:
        """Whether the other side is told to speak of what was put forward within the last weeks."""
        return (event.first_published - thread.latest).days <= RECENT and not thread.by.isdisjoint(event.to)

    def _meant(self, event: Event, thread: Draft) -> bool:
        """Whether "the proposals" of a report are this thread's: it alone has such a text there, or its acts stand nearest."""
        named = self.scene.topics[event.id].concepts & thread.instruments
        rivals = {i for report in event.reports for i in self._by_report.get(report, ())}
        others = [t for t in (self.threads[i] for i in rivals) if t is not thread and not named.isdisjoint(t.instruments)]
        if not others:
            return True
        gap = self._gap(event, thread)
        return gap is not None and all((its := self._gap(event, t)) is None or gap < its for t in others)

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


def told_to(event: Event, fit: Fit, scene: Scene) -> bool:
    """Whether the side that put it forward names in it to whom it goes: what was first told to one goes to others too."""
    return fit.side == "same" and event.act in PUTS and fit.alike >= SOME and to_is_stated(event, scene)


def sided(by: frozenset[str], thread: Draft) -> Side:
    """Whose act it is: the side that put it forward, the side addressed, or neither."""
    if not by.isdisjoint(thread.to) and not by <= thread.by:
        return "other"
    return "third" if by.isdisjoint(thread.by) else "same"


def promised(event: Event, topic: Topic) -> bool:
    """Whether the event tells that an answer will come: "will give its answer by Friday"."""
    return event.act == "commit" and "@answer" in topic.stems


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


def enough(event: Event, side: Side, evidence: Evidence) -> bool:
    """Whether the evidence puts the event in the thread."""
    alike, named, here, solid = evidence.alike, evidence.named, evidence.here, evidence.solid
    if alike >= STRONG and (named or (side != "third" and event.act not in BARE)) and solid > 1:
        return True
    if side == "same":
        if event.act in ("propose", "offer", "deed") and (evidence.document or named):
            return (evidence.document and here) or alike >= SOME or (named and here and event.act == "offer")
        tells = event.act in ASKS or (event.act == "commit" and evidence.answer)
        return tells and (((named or evidence.answer) and (here or alike >= SOME)) or (alike >= REPEAT and solid > 1))
    if side == "other" and event.act in ANSWERS:
        if event.act in ("reject", "accept", "offer"):
            words_alone = (alike >= WORDS_ALONE and solid > 1) or ((here or evidence.near) and alike >= SLIGHT and solid > 0)
            return (named and (here or alike >= SOME)) or words_alone
        if event.act == "status" or (event.act == "commit" and evidence.answer):
            return (named or evidence.answer) and (here or alike >= SOME)
        return (alike >= 0.4 and solid > 1) or (named and (here or (alike >= SOME and solid > 0)))
    return side == "third" and alike >= 0.25 and solid > 1


def relation_of(event: Event, fit: Fit, scene: Scene) -> Relation:
    """How the event stands to the thread."""
    topic = scene.topics[event.id]
    if fit.side == "same" and event.act in ("reject", "deny", "criticise"):
        return "answers"
    if event.act in ("reject", "deny", "criticise") or (event.act in ("accept", "agree", "support") and event.polarity == "neg"):
        return "rejects" if event.polarity == "pos" or event.act != "reject" else "answers"
    if event.act in ("accept", "agree", "support"):
        return "accepts" if fit.side != "same" or event.act != "support" else "repeats"
    if event.act == "status" or promised(event, topic):  # an answer to come is none yet
        return "status"
    if event.act in ("threaten", "warn"):
        return "conditions" if conditional(event, scene) else "answers" if fit.side == "other" else "repeats"
    if fit.side == "same":
        if event.act in ("expect", "demand", "appeal"):
            return "awaits" if "@answer" in topic.concepts or event.due else "repeats"
        if event.act in ("propose", "deed", "offer"):
            if scene.from_document(event):
                return "term"
            return "amends" if topic.low & NEW else "repeats"
        return "repeats"
    if event.act == "offer":
        return "partly"
    if event.act == "propose":
        return "amends"
    return "conditions" if conditional(event, scene) else "answers"


def conditional(event: Event, scene: Scene) -> bool:
    """Whether the act hangs on a condition."""
    stated = any(m.condition for m in scene.members(event)) or bool(scene.topics[event.id].low & CONDITIONS)
    return stated or event.modality == "conditional"
