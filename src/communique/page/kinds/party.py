"""One party: where it stands and stood, who speaks for it, whom it deals with, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.page.acts import Told, stood, tell
from communique.page.address import place as place_of
from communique.page.edition import Place, Sight
from communique.page.kind import Kind, Wanted
from communique.page.kinds.parties import Cell, Tally, cell, sums
from communique.page.leaf import Leaf, leaf
from communique.page.period import by_month, ranks
from communique.record.derived import SURE, Event, Position, Stance, ThreadTerm
from communique.record.party import Party
from communique.record.when import When
from communique.show.desk import STANDS
from communique.show.rows import Row, move_row
from communique.show.words import one_line

WORDS = 20  # acts on one page
STANDING, TIES, PARTNERS, POSTS = 16, 14, 16, 3  # shown of positions, of ties of one sort, of parties dealt with, of posts


@dataclass(frozen=True, slots=True)
class Step:
    """One stance that it took, since when, and its words."""

    stance: Stance
    stands: str
    since: When
    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it stands on a thread, or on a term of one, and every stance before, the first of them first."""

    thread: str
    title: str
    term: str | None
    steps: tuple[Step, ...]
    doubtful: bool

    @property
    def changed(self) -> bool:
        """Whether it stood otherwise before."""
        return len({step.stance for step in self.steps}) > 1


@dataclass(frozen=True, slots=True)
class Bond:
    """Ties to another party as reports show them: as what, the usual words first; in how many reports, first and last."""

    party: str
    posts: tuple[str, ...]
    basis: str
    reports: int
    first: date
    last: date
    place: Place


@dataclass(frozen=True, slots=True)
class Bonds:
    """Ties of one sort, of `all` those seen most."""

    title: str
    bonds: tuple[Bond, ...]
    all: int


@dataclass(frozen=True, slots=True)
class Dealing:
    """Another party: what goes to it, what comes from it."""

    party: str
    out: Cell
    back: Cell


@dataclass(frozen=True, slots=True)
class Portrait:
    """One party."""

    title: str
    party: Party
    tally: Tally
    addressed: int
    standings: Leaf[Standing]
    unsure: int  # of these that are less certain
    bonds: tuple[Bonds, ...]
    dealings: tuple[Dealing, ...]
    dealt: int
    words: Leaf[Told]


def portrait(sight: Sight, wanted: Wanted) -> Portrait:
    """The page of one party.  Raises NoSuchPage."""
    key = wanted.item
    assert key is not None
    party = sight.known.get(key, Party(key, key, "group"))
    acts = leaf(acts_of(sight).get(key, ()), wanted.query.get("page"), WORDS)
    words = acts.of(tell(sight, event, n, chain=True) for n, event in enumerate(acts.items, acts.first + 1))
    held = [one for one in sight.view.record.positions if one.party == key]
    rank, last = ranks(sight), len(sight.threads)
    held.sort(key=lambda one: (not _changed(one), one.confidence < SURE, rank.get(one.thread, last), one.term or "", one.move))
    stands = leaf(held, wanted.query.get("part"), STANDING)
    dealings, dealt, tally, addressed = dealings_of(sight, key)
    return Portrait(
        sight.called(key), party, tally, addressed, stands.of(standing(sight, one) for one in stands.items),
        sum(one.confidence < SURE for one in held), bonds_of(sight, key), dealings, dealt, words,
    )  # fmt: skip


def _changed(one: Position) -> bool:
    return len({turn.stance for turn in one.turns}) > 1


def acts_of(sight: Sight) -> dict[str, Sequence[Event]]:
    """The acts of each party, the last told first."""

    def made() -> dict[str, Sequence[Event]]:
        found: dict[str, list[Event]] = {}
        for event in sorted(
            sight.view.record.events, key=lambda e: (-e.first_published.toordinal(), -stood(e).toordinal(), e.id)
        ):
            for party in event.by:
                found.setdefault(party, []).append(event)
        return dict(found)

    return sight.once("acts by party", made)


def standing(sight: Sight, one: Position) -> Standing:
    """A position with its turns."""
    thread = sight.threads.get(one.thread)
    term: ThreadTerm | None = next((term for term in thread.terms if term.id == one.term), None) if thread and one.term else None
    turns = [(turn.stance, turn.move, turn.when) for turn in one.turns] or [(one.stance, one.move, one.since)]
    steps = []
    for stance, move, when in turns:
        event = sight.event_of.get(move)
        words = event.text if event else ""
        steps.append(Step(stance, STANDS[stance], when, one_line(words, 150), sight.place(move, words)))
    return Standing(
        one.thread, thread.title if thread else one.thread, term.text if term else None, tuple(steps), one.confidence < SURE
    )


def bonds_of(sight: Sight, key: str) -> tuple[Bonds, ...]:
    """Its ties by sort: who speaks for it, who holds what at it, what belongs to it; what it holds and belongs to."""
    sorts: dict[str, list[tuple[str, Row]]] = {
        "Who speaks for it": [], "Who holds a post there": [], "What belongs to it": [], "What it holds": [],
        "What it belongs to": [],
    }  # fmt: skip
    for tie in ties_of(sight).get(key, ()):
        subject, object, holds = str(tie["subject"]), str(tie["object"]), tie["kind"] in ("holds", "speaks_for")
        if tie["speaks_for"] == key and subject != key:
            sorts["Who speaks for it"].append((subject, tie))
        elif object == key:
            sorts["Who holds a post there" if holds else "What belongs to it"].append((subject, tie))
        elif subject == key:
            sorts["What it holds" if holds else "What it belongs to"].append((object, tie))
    return tuple(_bonds(sight, title, found) for title, found in sorts.items() if found)


def ties_of(sight: Sight) -> dict[str, list[Row]]:
    """The ties of each party."""

    def made() -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for tie in sight.ties:
            for party in dict.fromkeys(str(tie[side]) for side in ("subject", "object", "speaks_for") if tie[side]):
                found.setdefault(party, []).append(tie)
        return found

    return sight.once("ties by party", made)


def _bonds(sight: Sight, title: str, found: Sequence[tuple[str, Row]]) -> Bonds:
    alike: dict[str, list[Row]] = {}
    for party, tie in found:
        alike.setdefault(party, []).append(tie)
    bonds = [_bond(sight, party, ties) for party, ties in alike.items()]
    bonds.sort(key=lambda one: (-one.reports, -one.last.toordinal(), one.party))
    return Bonds(title, tuple(bonds[:TIES]), len(bonds))


def _bond(sight: Sight, party: str, ties: Sequence[Row]) -> Bond:
    last, days = ties[-1], [date.fromisoformat(str(tie["seen"])) for tie in ties]
    report, start, end = sight.reports[str(last["report"])], int(str(last["start"])), int(str(last["end"]))
    at = place_of(report.id, start, end, sight.day)
    place = Place(None, report.id, report.outlet, report.published, str(last["text"]), at)
    basis = next((basis for basis in ("stated", "inferred", "table") if any(tie["basis"] == basis for tie in ties)), "stated")
    posts = tuple(post for post, _ in Counter(str(tie["post"]) for tie in ties if tie["post"]).most_common(POSTS))
    return Bond(party, posts, basis, len({str(tie["report"]) for tie in ties}), min(days), max(days), place)


def dealings_of(sight: Sight, key: str) -> tuple[tuple[Dealing, ...], int, Tally, int]:
    """Whom it deals with, the foremost first; how many these are, its acts in all, and how many are addressed to it."""
    held = [sums(sight, month) for month in by_month(sight)]
    whole, addressed = Tally(), 0
    sides: dict[str, tuple[Tally, Tally]] = {}
    for one in held:
        for track, count in (one.by[key].tracks if key in one.by else {}).items():
            whole.tracks[track] += count
        addressed += one.to[key].all if key in one.to else 0
        for (by, to), tally in one.between.items():
            if key not in (by, to):
                continue
            side = sides.setdefault(to if by == key else by, (Tally(), Tally()))[0 if by == key else 1]
            for track, count in tally.tracks.items():
                side.tracks[track] += count
    ranked = sorted(sides, key=lambda other: (-sides[other][0].all - sides[other][1].all, other))[:PARTNERS]
    most = max((tally.all for other in ranked for tally in sides[other]), default=0)
    found = tuple(
        Dealing(other, cell(sight, key, other, sides[other][0], None, most), cell(sight, other, key, sides[other][1], None, most))
        for other in ranked
    )
    return found, len(sides), whole, addressed


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The moves of the party."""
    for move in sight.view.moves:
        if wanted.item in move.by:
            event = sight.event_of.get(move.id)
            yield move_row(move, event.id if event else None)


PARTY = Kind("parties", "Party", "party.html", portrait, rows, items=True, listed=False, asks=("page", "part"))
