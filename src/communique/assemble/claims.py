"""A claim is what one party tells of another, or of itself where another denies it: who asserts it, and who denies it.

What an outlet vouches for in its own voice is kept apart from what it only passes on.  Assertions by several parties are one
claim where the same parties are said to have done, or not done, what the same words tell at a time that can be the same.
docs/claims.md says how the degree of support is reckoned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from communique.assemble.events import SURE, quoted_alike
from communique.assemble.roots import Roots
from communique.assemble.scene import Scene, to_is_stated
from communique.assemble.tellers import names_it, teller, voucher
from communique.assemble.topics import stem, words
from communique.record.derived import Claim, Event, Voice
from communique.record.move import Act, Move
from communique.record.when import narrower

TOLD: frozenset[Act] = frozenset(
    ("deed", "reject", "agree", "accept", "commit", "propose", "offer", "threaten", "demand", "warn")
)  # acts of others that one tells
CHARGED: frozenset[Act] = frozenset(("accuse",))
JUDGED: frozenset[Act] = frozenset(("assess", "status"))  # of another where the words name it before the verb
STATED = TOLD | CHARGED | JUDGED  # acts that are about somebody
LEAST, LEAST_JUDGED = 2, 3  # words beyond names and concepts that make a statement
LEAST_ALIKE = 4  # words that a statement must hold to be found again in another
RELATIVE = frozenset(("who", "which", "that", "whose", "whom", "where", "when", "if", "whether", "unless", "how", "why", "what"))
ALIKE, SHARED = 0.55, 3  # likeness and words in common that make two statements one
ALIKE_DENIED, SHARED_DENIED = 0.5, 2  # the same, where the words themselves deny
DAYS = 60
SURE_ENOUGH = 0.5  # below it a move is more likely misread than not
BESIDE, FAR = 200, 600  # characters between a claim and "X denied this"; and a denial addressed to who claims
BREATH = 40  # characters between two claims of one breath
BUSY = 200  # a word in more statements about one party than this finds no candidates
# The systematic error of an origin, by who vouches for it: repeating removes none of it (docs/claims.md).
WRONG: Mapping[str, float] = {"self": 0.1, "press": 0.2, "party": 0.4, "unnamed": 0.5}


@dataclass(slots=True)
class Statement:
    """An event as a statement about `of`: by whom it is asserted, vouched for and owned (moves by name).

    `stems` are its words beyond names and concepts, `words` those with the concepts.
    """

    event: Event
    of: frozenset[str]
    stems: frozenset[str]
    words: frozenset[str]
    asserted: dict[str | None, list[Move]] = field(default_factory=lambda: defaultdict(list))
    vouched: list[Move] = field(default_factory=list)
    owned: list[Move] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Denial:
    """An event that denies a telling of a claim: who denies, and by what evidence the two belong together."""

    told: Event
    event: Event
    by: tuple[str | None, ...]
    basis: str


@dataclass(slots=True)
class Group:
    """Statements that are one claim, in order of publication, and what denies it."""

    of: frozenset[str]
    parts: list[Statement]
    denials: list[Denial] = field(default_factory=list)

    @property
    def asserters(self) -> set[str | None]:
        """Who asserts it besides those it is about."""
        return {name for part in self.parts for name in part.asserted}


def content(event: Event, scene: Scene) -> frozenset[str]:
    """The words of an event beyond names and concepts."""
    topic = scene.topics[event.id]
    return frozenset([s for s in topic.stems - topic.names if s[0] != "@"])


def speakers(scene: Scene) -> frozenset[str]:
    """Those who are party to what is told: they have a code, or somebody vouches for something in their name."""
    own = {teller(move) for move in scene.moves.values()}
    acting = {party for event in scene.events for party in (*event.by, *event.to)}
    return frozenset(party for party in acting if (party.isupper() and len(party) > 1) or party in own)


def statement(event: Event, scene: Scene, known: frozenset[str]) -> Statement | None:
    """The event as a statement, None where it is none or does not stand by itself."""
    if event.act not in STATED or SURE[event.modality] == "perhaps" or not event.by or event.confidence < SURE_ENOUGH:
        return None
    first = scene.founding(event)
    opening, question = first.text.split(None, 1)[:1], first.text.rstrip().endswith("?")
    if not opening or question or opening[0].lower().strip("“\"'") in RELATIVE:
        return None
    stems = content(event, scene)
    if len(stems) < (LEAST_JUDGED if event.act in JUDGED else LEAST):
        return None
    of = about(event, first, scene)
    if not of or not of <= known:
        return None
    topic = scene.topics[event.id]
    made = Statement(event, frozenset(of), stems, topic.stems - topic.names)
    for move in scene.members(event):
        by = voucher(move)
        if joint(event) and by in event.by:
            made.asserted[by].append(move)
            continue
        if event.act in CHARGED or event.act in JUDGED:
            for party in event.by:
                made.asserted[party].append(move)
        elif by is None and move.modality != "alleged":
            made.vouched.append(move)
        elif by in of:
            made.owned.append(move)
        else:
            made.asserted[by].append(move)
    return made if made.asserted or made.owned else None


def about(event: Event, first: Move, scene: Scene) -> frozenset[str]:
    """Whom a statement is about: the doer; the accused; whom a judgement names first; who did not tell what was agreed."""
    if joint(event):
        return frozenset(event.by) - {voucher(m) for m in scene.members(event)}
    if event.act in TOLD:
        return frozenset(event.by)
    if event.act in CHARGED:
        return frozenset(event.to) - set(event.by) if to_is_stated(event, scene) and event.polarity == "pos" else frozenset()
    if event.act not in JUDGED or not to_is_stated(event, scene) or first.cue is None:
        return frozenset()
    before = first.text[: first.cue.start - first.span.start]
    return frozenset(p for p in event.to if p not in event.by and names_it(before, p, first.published))


def joint(event: Event) -> bool:
    """Whether several are told to have done it together: whom it is about are then those who do not tell it."""
    return event.act == "agree" and len(event.by) > 1


def as_claims(found: Iterable[Group], scene: Scene, origin: Mapping[str, str]) -> tuple[Claim, ...]:
    """The claims in the order in which they were first told."""
    return tuple(_claim(group, scene, origin) for group in found)


def groups(scene: Scene) -> list[Group]:
    """What is claimed: statements joined, denials put to them; what a party tells of itself stays where it is denied."""
    known = speakers(scene)
    shelf = Shelf(scene)
    for event in scene.events:
        made = statement(event, scene, known)
        if made:
            shelf.put(made)
    for event in scene.events:
        if event.act == "deny" and event.polarity == "pos" and event.confidence >= SURE_ENOUGH:
            shelf.deny(event)
    shelf.oppose()
    return [group for group in shelf.made if group.asserters or (group.denials and any(p.owned for p in group.parts))]


def near(one: Event, other: Event) -> bool:
    """Whether both were first told within the same weeks."""
    return abs((one.first_published - other.first_published).days) <= DAYS


class Shelf:
    """The claims so far, found by whom they are about and the words they share."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.made: list[Group] = []
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._in: dict[str, list[tuple[int, int, int, Statement]]] = defaultdict(list)  # end, group, start
        self._lie = words().lists["denial"]
        self._lies = frozenset(map(stem, self._lie))

    def sharing(self, of: Iterable[str], stems: frozenset[str], least: int) -> list[int]:
        """The claims about one of these parties that share enough words, the earliest first."""
        shared: Counter[int] = Counter()
        for party in of:
            for word in stems:
                at = self._by.get((party, word), ())
                if len(at) <= BUSY:
                    shared.update(at)
        return sorted([i for i, n in shared.items() if n >= least])

    def put(self, one: Statement) -> None:
        """Add a statement to the claim that it makes too, or open one."""
        best, chosen = 0.0, None
        for i in self.sharing(one.of, one.words, SHARED):
            alike = max((self._same(one, part) for part in self.made[i].parts[-8:]), default=0.0)
            if alike > best:
                best, chosen = alike, i
        if chosen is None:
            chosen = len(self.made)
            self.made.append(Group(one.of, []))
        self.made[chosen].parts.append(one)
        for party in one.of:
            for word in one.words:
                at = self._by[party, word]
                if not at or at[-1] != chosen:
                    at.append(chosen)
        for move in self.scene.members(one.event):
            self._in[move.report].append((move.span.end, chosen, move.span.start, one))

    def _same(self, one: Statement, other: Statement) -> float:
        a, b = one.event, other.event
        if a.polarity != b.polarity or one.of != other.of or not self._of_one_time(a, b):
            return 0.0
        if len(one.stems & other.stems) < SHARED or min(len(one.stems), len(other.stems)) < LEAST_ALIKE:
            return 1.0 if one.stems == other.stems else 0.0
        if quoted_alike(self.scene.topics[a.id], self.scene.topics[b.id]):
            return 1.0
        alike = self.scene.weights.alike(one.stems, other.stems)
        return alike if alike >= ALIKE else 0.0

    def _of_one_time(self, a: Event, b: Event) -> bool:
        return near(a, b) and SURE[a.modality] == SURE[b.modality] and a.when.may_be(b.when)

    def deny(self, event: Event) -> None:
        """Put a denial to the claim about the same, or to the one told right before "X denied this"."""
        said = not self.scene.topics[event.id].low.isdisjoint(self._lie)
        topic = self.scene.topics[event.id]
        stems = topic.stems - topic.names - self._lies
        best: tuple[float, Group, Event] | None = None
        for i in self.sharing(event.by, stems, SHARED_DENIED if said else SHARED):
            group = self.made[i]
            for part in group.parts if group.asserters - set(event.by) else ():
                if part.event.polarity == "pos" and near(part.event, event):
                    alike = self.scene.weights.alike(part.words, stems)
                    if alike >= (ALIKE_DENIED if said else ALIKE) and (best is None or alike > best[0]):
                        best = alike, group, part.event
        if best:
            best[1].denials.append(Denial(best[2], event, event.by, "denied by whom it is about, in the same words"))
            return
        for group, told in self._told_before(event, stems, said):
            group.denials.append(Denial(told, event, event.by, "denied by whom it is about, told beside it"))

    def _told_before(self, event: Event, stems: frozenset[str], said: bool) -> list[tuple[Group, Event]]:
        """The claims about the denier that its report tells before the denial, by another, and that the denial answers.

        Right beside it, words that deny are enough where they say little else ("X denied this") or much the same; further off the
        denial must be addressed to those who claim.  Most words shared decide, then the nearest; what one breath tells before
        "X denied it" is denied together.
        """
        found: list[tuple[int, int, int, int, Event]] = []
        stated = set(event.to) if to_is_stated(event, self.scene) else set()
        for move in self.scene.members(event):
            for end, i, start, part in self._in.get(move.report, ()):
                group, gap = self.made[i], move.span.start - end
                if not 0 <= gap <= FAR or part.event.polarity == "neg" or not group.of & set(event.by):
                    continue
                by = part.asserted.keys() - set(event.by)
                shared = len(stems & part.words)
                charge = part.event.act in CHARGED | JUDGED | {"deed", "agree"} or part.event.modality == "alleged"
                answers = not stated.isdisjoint(by) and (shared > 0 or (said and charge))
                much = shared >= (1 if part.event.act in CHARGED else LEAST) or (
                    len(stems - part.words) < LEAST and (shared or charge)
                )
                if by and (answers or (said and gap <= BESIDE + BREATH and much)):
                    found.append((shared, start, end, i, part.event))
        if not found:
            return []
        best = max(found, key=lambda f: f[:4])
        at = {m.span.start for m in self.scene.members(event)}
        chosen, first = [best], best[1]
        for one in sorted(found, key=lambda f: -f[1]) if not best[0] and said else ():
            if one is not best and first - BREATH <= one[2] <= first and one[0] == 0:
                chosen.append(one)
                first = one[1]
        if not best[0] and not any(s - best[2] <= BESIDE for s in at) and stated.isdisjoint(self.made[best[3]].asserters):
            return []
        return [(self.made[one[3]], one[4]) for one in chosen]

    def oppose(self) -> None:
        """Put to each claim what another tells to the contrary in the same words: done and not done at one time."""
        for i, group in enumerate(self.made):
            for part in group.parts:
                if part.event.polarity == "neg":
                    for k in self.sharing(part.of, part.stems, SHARED):
                        if k != i:
                            self._contrary(part, self.made[k])

    def _contrary(self, part: Statement, group: Group) -> None:
        a = part.event
        tellers = set(part.asserted) | ({p for p in part.of} if part.owned else set())
        for other in group.parts:
            b = other.event
            its = set(other.asserted) | ({p for p in other.of} if other.owned else set())
            if (
                b.polarity == "neg"
                or other.of != part.of
                or tellers & its
                or not tellers
                or not its
                or not self._of_one_time(a, b)
            ):
                continue
            alike = self.scene.weights.alike(part.stems, other.stems)
            if alike >= ALIKE and len(part.stems & other.stems) >= SHARED:
                basis = "told not to be so, in the same words"
                group.denials.append(Denial(b, a, tuple(sorted(tellers, key=lambda t: t or "")), basis))
                return


def _claim(group: Group, scene: Scene, origin: Mapping[str, str]) -> Claim:
    first = group.parts[0].event
    when = first.when
    for part in group.parts[1:]:
        when = narrower(when, part.event.when)
    asserted = _voices((name, m) for p in group.parts for name, told in p.asserted.items() for m in told)
    denied = _voices((by, m) for d in group.denials for m in scene.members(d.event) for by in d.by)
    vouched = [m for p in group.parts for m in p.vouched]
    owned = [m for p in group.parts for m in p.owned]
    told = [(v.name, scene.moves[m]) for v in asserted for m in v.moves]
    backed = [("party" if name else "unnamed", name, m) for name, m in told]
    backed += [("press", None, m) for m in vouched] + [("self", m.by[0] if m.by else None, m) for m in owned]
    against = [("party", v.name, scene.moves[m]) for v in denied for m in v.moves]
    origins, support = attested(backed, scene, origin)
    return Claim(
        id=first.id, act=first.act, of=tuple(sorted(group.of)), text=first.text, polarity=first.polarity, modality=first.modality,
        when=when, asserted=asserted, denied=denied, vouched=_ids(vouched, scene), owned=_ids(owned, scene),
        events=tuple(p.event.id for p in group.parts), origins=origins, support=support,
        opposed=attested(against, scene, origin)[1], first_published=first.first_published, confidence=first.confidence,
    )  # fmt: skip


def _ids(moves: Iterable[Move], scene: Scene) -> tuple[str, ...]:
    return tuple(sorted({m.id for m in moves}, key=lambda m: _order(scene.moves[m])))


def _order(move: Move) -> tuple[object, ...]:
    return (move.published, move.report, move.span.start, move.span.end, move.id)


def _voices(told: Iterable[tuple[str | None, Move]]) -> tuple[Voice, ...]:
    """Who tells, the earliest first, each with its moves in order."""
    by: dict[str | None, dict[str, Move]] = defaultdict(dict)
    for name, move in told:
        by[name][move.id] = move
    ordered = {name: sorted(own.values(), key=_order) for name, own in by.items()}
    names = sorted(ordered, key=lambda name: (_order(ordered[name][0]), name or ""))
    return tuple(Voice(name, tuple(m.id for m in ordered[name])) for name in names)


def attested(told: Sequence[tuple[str, str | None, Move]], scene: Scene, origin: Mapping[str, str]) -> tuple[int, float]:
    """How many independent origins tell it, and how well that attests it, 0 to 1.

    One dispatch with its copies is one origin, and so is all that one party or named source says.  An origin errs with its
    systematic error, or is misread: its first telling counts and no other, so that repetition raises nothing.
    """
    ordered = sorted(told, key=lambda t: (_order(t[2]), t[0], t[1] or ""))
    root = Roots(len(ordered))
    seen: dict[tuple[str, str], int] = {}
    for i, (_, name, move) in enumerate(ordered):
        keys = [("origin", origin.get(move.report, move.report)), *(("source", who) for who in (name, voucher(move)) if who)]
        for key in keys:
            root.join(seen.setdefault(key, i), i)
    firsts: dict[int, tuple[str, str | None, Move]] = {}
    for i, one in enumerate(ordered):
        firsts.setdefault(root.of(i), one)
    wrong = prod(1 - (1 - WRONG[kind]) * move.confidence for kind, _, move in firsts.values())
    return len(firsts), round(1 - wrong, 3) if firsts else 0.0
