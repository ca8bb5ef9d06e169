"""An event is one act as told by all the moves that tell it; its id is its founding move's, the earliest published.

Moves are merged only where act, acting party, time, polarity and modality can be the same *and* the words are alike:
two demands of one party on one day about two things stay two.  Walking the moves in order of publication makes every
event the same whatever order they were read in.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from communique.assemble.days import Fold, alone, by_day
from communique.assemble.encounters import Encounter, People, encounter, held
from communique.assemble.gather import Register, Sort, best
from communique.assemble.roots import Roots
from communique.assemble.tellers import teller
from communique.assemble.topics import Topic, Weights, solid
from communique.record.move import Act, Modality, Move
from communique.record.plain import back, plain
from communique.record.when import When, narrower

FAMILY: Mapping[str, str] = {
    "propose": "table", "offer": "offer", "commit": "commit", "accept": "agree", "agree": "agree", "support": "support",
    "demand": "ask", "appeal": "ask", "expect": "ask", "reject": "reject", "deny": "deny", "accuse": "accuse",
    "criticise": "accuse", "warn": "threaten", "threaten": "threaten", "position": "position", "assess": "assess",
    "status": "status", "meet": "meet", "deed": "deed",
}  # fmt: skip
TOLD: frozenset[Act] = frozenset(("deed", "meet", "agree", "propose", "accept", "reject"))  # acts that are told long after
SPOKEN_DAYS, TOLD_DAYS = 7, 60  # how far back "not later than" may reach for one utterance, for a told act
ALIKE, ALIKE_OTHER_ACT, ALIKE_HERE = 0.5, 0.6, 0.34  # least likeness: other report, other act of the family, same report
ALIKE_BESIDE = 0.12  # a saying in the reporter's words and the quotation right beside it
SAME_DUE = 0.15  # the same deadline speaks for the same demand
BESIDE, NEAR = 60, 800  # characters between a saying and its quotation; between a lead and the body it sums up
SURE: Mapping[Modality, str] = {
    "actual": "so", "alleged": "so", "planned": "to come", "conditional": "to come", "hypothetical": "perhaps"
}  # fmt: skip
LEAST_WORDS = 2  # that two reports must share, names and concepts apart
VIEWS: frozenset[Act] = frozenset(
    ("assess", "position", "support", "criticise")
)  # a speech holds many alike; none sums up another
BUSY = 400  # a stem in more events of one party and act than this does not make candidates


@dataclass(slots=True)
class Cluster:
    """An event in the making: its moves in order, and its time so far."""

    moves: list[Move]
    topics: list[Topic]
    by: set[str] = field(default_factory=set)
    _window: When | None = None
    _looked_at: int = 0  # how many of its moves the window is of: of most events it is never asked

    @property
    def window(self) -> When:
        """The narrowest time so far."""
        for move in self.moves[self._looked_at :]:
            time = time_of(move)
            self._window = narrower(self._window, time) if self._window else time
        self._looked_at = len(self.moves)
        assert self._window, "an event has a move"
        return self._window


def time_of(move: Move) -> When:
    """When the act may have been, for comparing."""
    return held(move) if move.act == "meet" else window(move)


def window(move: Move) -> When:
    """When an act that is no meeting may have been: "not later than D" reaches back only so far."""
    if move.when.earliest:
        return move.when
    last = move.when.latest or move.published
    back = TOLD_DAYS if move.act in TOLD and move.quote == "none" else SPOKEN_DAYS
    return When(move.when.edtf, last - timedelta(back), last, "interval")


def same_party(one: set[str], other: set[str]) -> bool:
    """Equal, one within the other, or half of all in common; nobody is like nobody."""
    if not one or not other:
        return one == other
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def sort_of(move: Move) -> Sort:
    """What all moves of one event have in common: family, polarity, how sure, whether a document speaks."""
    return _sort(FAMILY[move.act], move.polarity, SURE[move.modality], _from_document(move))


@cache  # there are few, and each stands on many shelves
def _sort(family: str, polarity: str, sure: str, document: bool) -> Sort:
    return family, polarity, sure, document


def may_be_same(move: Move, time: When, cluster: Cluster) -> bool:
    """Whether nothing but the words could tell the two apart, which are of one sort; `time` is the move's window."""
    if not time.may_be(cluster.window):
        return False
    first = cluster.moves[0]
    if not (met_alike(move, cluster) if move.act in ("meet", "agree") else same_party(set(move.by), cluster.by)):
        return False
    if (move.kind or "other") != (first.kind or "other") and "other" not in (move.kind or "other", first.kind or "other"):
        return False
    if move.to and first.to and not set(move.to) & set(first.to) and move.act not in ("meet", "agree"):
        return False
    return not (move.due and first.due and not move.due.may_be(first.due))


def met_alike(move: Move, cluster: Cluster) -> bool:
    """Whether the same parties took part: two in common and no more apart than shared; within one report one is enough."""
    one, other = {*move.by, *move.to}, {p for m in cluster.moves for p in (*m.by, *m.to)}
    if len(one & other) >= 2:
        return 2 * len(one & other) >= len(one | other)
    return bool(one & other) and min(len(one), len(other)) == 1 and any(m.report == move.report for m in cluster.moves)


def _from_document(move: Move) -> bool:
    return bool(move.chain) and move.chain[-1].kind == "document"


def like(move: Move, topic: Topic, cluster: Cluster, weights: Weights) -> float:
    """How much above the bar the words are alike (0 or less: not the same act)."""
    best = -1.0
    for other, its in zip(cluster.moves, cluster.topics, strict=True):
        if other.report == move.report and (other.span.holds(move.span) or move.span.holds(other.span)) and other.act != move.act:
            return -1.0  # one is told inside the other: the telling and the told are two
        same = quoted_alike(topic, its)
        if not same and other.report != move.report:
            if len(topic.stems & its.stems) < LEAST_WORDS or solid(topic, its) < LEAST_WORDS:
                continue
        alike = 1.0 if same else weights.alike(topic.stems, its.stems)
        best = max(best, alike - bar(move, other))
    return best


def bar(move: Move, other: Move) -> float:
    """How alike the words of two moves must be: less where more than the words speaks for one act."""
    if move.act != other.act:
        return ALIKE_OTHER_ACT
    least = ALIKE
    if move.report == other.report:
        gap = max(move.span.start, other.span.start) - min(move.span.end, other.span.end)
        if gap <= BESIDE and move.to == other.to and (move.quote == "direct") != (other.quote == "direct"):
            return ALIKE_BESIDE
        if gap <= NEAR and move.act not in VIEWS:
            least = ALIKE_HERE
    return least - SAME_DUE if move.due and move.due == other.due else least


def quoted_alike(one: Topic, other: Topic) -> bool:
    """Whether both quote the same words: a quotation of one within a quotation of the other."""
    if not one.quotes or not other.quotes:
        return False
    pairs = ((a, b) if len(a) <= len(b) else (b, a) for a in one.quotes for b in other.quotes)
    return any(" ".join(short) in " ".join(long) for short, long in pairs)


def cluster(
    moves: Sequence[Move], topics: Mapping[str, Topic], weights: Weights, apart: frozenset[frozenset[str]],
    upto: date = date.max, fold: Fold | None = None, heard: Sequence[Move] | None = None,
) -> list[Cluster]:  # fmt: skip
    """Greedy over moves sorted by publication: each joins the event it is most like, else founds one.

    Whom persons speak for is taken from the moves up to the day `upto`, and later from those up to the day of the move (or from
    those `heard`, as they were before anything was judged of them).  What `fold` knows of a day is taken over.
    """
    fold = fold or alone()
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for move in moves if fold.anew > date.min else ():
        for party in move.by or ("",) if move.published >= fold.anew else ():
            wanted[FAMILY[move.act], party] |= topics[move.id].stems
    said = deque(moves if heard is None else heard)
    people = People(_by(upto, said))
    gathered = Clusters(weights, apart, people, wanted)
    for day, places in by_day([move.published for move in moves]):
        people.hear(_by(day, said))
        known = Told.back(fold.of(day))
        if known is None:
            told = Told([], [])
            for n in places:
                told.note(*gathered.put(moves[n], topics[moves[n].id]))
            if fold.keeps:
                fold.note(day, plain(told))
        else:
            met = iter(known.met)
            for n, chosen in zip(places, known.chosen, strict=True):
                gathered.take(moves[n], topics[moves[n].id], chosen, next(met) if moves[n].act == "meet" else None)
    return gathered.made


def _by(day: date, said: deque[Move]) -> Iterator[Move]:
    """Those up to a day, taken off the others."""
    while said and said[0].published <= day:
        yield said.popleft()


@dataclass(frozen=True, slots=True)
class Told:
    """What is decided of the moves of a day: the number of the event that each tells, and the encounters that are told."""

    chosen: list[int]
    met: list[Encounter]

    def note(self, chosen: int, met: Encounter | None) -> None:
        """Note the next."""
        self.chosen.append(chosen)
        if met:
            self.met.append(met)

    @staticmethod
    def back(written: Any) -> Told | None:
        """What was written of it, None where nothing was."""
        return None if written is None else Told(written[0], [back(Encounter, one) for one in written[1]])


class Clusters:
    """The events so far, found by their family, party and words; what is taken over is found by those alone that are `wanted`."""

    def __init__(
        self, weights: Weights, apart: frozenset[frozenset[str]], people: People, wanted: Mapping[tuple[str, str], Set[str]]
    ) -> None:  # fmt: skip
        self.made: list[Cluster] = []
        self.weights, self.apart, self.people, self.wanted = weights, apart, people, wanted
        self.register = Register(people)
        self._shelves: dict[tuple[str, str], dict[str, Shelf | Only]] = defaultdict(dict)
        self._report = ""
        self._here: set[int] = set()  # the events that the report at hand tells so far

    def put(self, move: Move, topic: Topic) -> tuple[int, Encounter | None]:
        """Put a move to the event that it tells; the number of that, and the encounter that the move tells, if it does."""
        if move.report != self._report:
            self._report, self._here = move.report, set()
        sort = sort_of(move)
        met = encounter(move, self.people, teller(move)) if move.act == "meet" else None
        chosen = self._told_before(move, topic, sort, met.window if met else window(move), met)
        if chosen is None:
            chosen = len(self.made)
        self._here.add(chosen)
        self._add(move, topic, chosen, met)
        for party in move.by or ("",):
            _put(self._shelves[sort[0], party], topic.stems, chosen, sort)
        return chosen, met

    def take(self, move: Move, topic: Topic, chosen: int, met: Encounter | None) -> None:
        """Take over which event a move tells."""
        self._add(move, topic, chosen, met)
        for party in move.by or ("",):
            key = FAMILY[move.act], party
            if key in self.wanted and (stems := topic.stems & self.wanted[key]):
                _put(self._shelves[key], stems, chosen, sort_of(move))

    def _add(self, move: Move, topic: Topic, chosen: int, met: Encounter | None) -> None:
        if chosen == len(self.made):
            self.made.append(Cluster([], []))
        at = self.made[chosen]
        at.moves.append(move)
        at.topics.append(topic)
        at.by.update(move.by)
        if met:
            self.register.put(met, move.span.start, chosen, at.window, sort_of(move))

    def _told_before(self, move: Move, topic: Topic, sort: Sort, time: When, met: Encounter | None) -> int | None:
        """The number of the event that a move tells again, if it does."""
        if met:
            near = {i for i in self.register.near(met, sort) if not _judged_apart(move, self.made[i], self.apart)}
            if (chosen := best(self.register, move, met, near, self.made)) is not None:
                return chosen
        found = _sharing([self._shelves.get((sort[0], party), {}) for party in move.by or ("",)], sort, topic, self._here)
        return _most_alike(move, topic, time, met, self.made, found, self.weights, self.register, self.apart)


def _sharing(
    by_party: Sequence[Mapping[str, Shelf | Only]], sort: Sort, topic: Topic, here: Set[int]
) -> Iterable[int]:  # fmt: skip
    """The events that share words enough to be compared: one word is enough in one report, or where something is quoted."""
    shared: Counter[int] = Counter()
    for by_stem in by_party:
        for stem in topic.stems & by_stem.keys():
            shelf = by_stem[stem]
            if isinstance(shelf, tuple):
                if shelf[1] == sort:
                    shared[shelf[0]] += 1
            elif shelf.held <= BUSY and (held := shelf.by_sort.get(sort)):
                shared.update(held)
    return shared if topic.quotes else [i for i, n in shared.items() if n >= LEAST_WORDS or i in here]


def _put(by_stem: dict[str, Shelf | Only], stems: Iterable[str], number: int, sort: Sort) -> None:
    """Add an event to the shelves of these stems."""
    only = number, sort
    for stem in stems:
        shelf = by_stem.setdefault(stem, only)
        if shelf is only:
            continue
        if isinstance(shelf, tuple):
            if shelf[0] == number:
                continue
            first, shelf = shelf, Shelf()
            shelf.put(*first)
            by_stem[stem] = shelf
        shelf.put(number, sort)


def _most_alike(
    move: Move, topic: Topic, time: When, met: Encounter | None, made: Sequence[Cluster], near: Iterable[int],
    weights: Weights, register: Register, apart: frozenset[frozenset[str]],
) -> int | None:  # fmt: skip
    """The number of the event whose words are most like those of a move, None where none is like it enough."""
    chosen, most = None, 0.0
    for i in sorted(_in_time(near, time, made)):
        if may_be_same(move, time, made[i]) and not _judged_apart(move, made[i], apart):
            if met and register.fits(move, met, i, made[i].window) < 0:
                continue
            score = like(move, topic, made[i], weights)
            if score > most:
                chosen, most = i, score
    return chosen


def _in_time(near: Iterable[int], time: When, made: Sequence[Cluster]) -> list[int]:
    """Those that may be at the same time: most are not, so it is asked first and at least cost."""
    first, last = time.earliest or date.min, time.latest or date.max
    return [i for i in near if ((window := made[i].window).latest or last) >= first and (window.earliest or first) <= last]


Only = tuple[int, Sort]  # the one event that holds a stem, as of most


@dataclass(slots=True)
class Shelf:
    """The numbers of the events of one family and party that hold one stem, by sort; how many they are in all."""

    held: int = 0
    last: int = -1
    by_sort: dict[Sort, list[int]] = field(default_factory=dict)

    def put(self, number: int, sort: Sort) -> None:
        """Add an event, unless it is the one added last."""
        if number != self.last:
            self.held += 1
            self.last = number
            self.by_sort.setdefault(sort, []).append(number)


def _judged_apart(move: Move, cluster: Cluster, apart: frozenset[frozenset[str]]) -> bool:
    if not apart:
        return False
    alone = frozenset((move.id,)) in apart or any(frozenset((m.id,)) in apart for m in cluster.moves)
    return alone or any(frozenset((move.id, m.id)) in apart for m in cluster.moves)


def judged_same(made: Sequence[Cluster], same: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """The numbers of those that a person judged one, by the pairs of moves on which that was said."""
    pairs = list(same)
    at = {m.id: i for i, c in enumerate(made) for m in c.moves} if pairs else {}
    return sorted({(at[one], at[other]) for one, other in pairs})


def merged(made: Sequence[Cluster], joined: Sequence[tuple[int, int]], place: Mapping[str, int]) -> list[list[Move]]:
    """The moves of each event after merges judged by a person, all in order."""
    if not joined:
        return [c.moves for c in made]
    root = Roots(len(made))
    for one, other in joined:
        root.join(one, other)
    groups: dict[int, list[Move]] = defaultdict(list)
    for i, c in enumerate(made):
        groups[root.of(i)].extend(c.moves)
    return [sorted(group, key=lambda m: place[m.id]) for _, group in sorted(groups.items())]
