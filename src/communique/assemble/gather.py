"""Which encounter already told of a meeting belongs to: the register of all so far, and the evidence for one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations, islice
from typing import Protocol

from communique.assemble.encounters import Encounter, People, apart, months, narrow, shared, twice_news
from communique.assemble.participants import Mode, Person
from communique.extract.parties.gazetteer import state_name, states
from communique.record.move import Move
from communique.record.when import When

Sort = tuple[str, str, str, bool]
SHELF = 40  # gatherings of one key that are compared, those last told of
PAIRS = 10  # of the parties of a large meeting
OTHERS = 3  # parties in common that outweigh one on either side that the other does not name
BREATH = 3000  # characters over which "they also discussed" goes on with the same encounter
RECENT = 10  # days: whoever says that the two spoke means the last time
FEW_DAYS = 3  # named by both
LEAST = 1.0  # evidence that makes two tellings one encounter


@dataclass(slots=True)
class Gathering:
    """What is known of one encounter so far; its parties are those that at least half of its tellings name."""

    window: When
    persons: frozenset[Person] = frozenset()
    places: frozenset[str] = frozenset()
    modes: frozenset[Mode] = frozenset()
    parties: frozenset[str] = frozenset()
    occasion: bool = False
    tellings: int = 0
    named: Counter[str] = field(default_factory=Counter)  # party -> tellings that name it
    news: dict[str, Encounter] = field(default_factory=dict)  # outlet -> its first telling as news
    at: dict[str, int] = field(default_factory=dict)  # report -> where it was last told

    def add(self, one: Encounter, start: int, window: When) -> None:
        """Take in one more telling."""
        self.window = window
        self.persons |= one.persons
        self.places |= one.places
        self.modes |= one.modes
        self.occasion |= one.occasion
        self.tellings += 1
        self.named.update(one.parties)
        self.parties = frozenset(party for party, times in self.named.items() if 2 * times >= self.tellings)
        if one.news:
            self.news.setdefault(one.outlet, one)
        self.at[one.report] = start


class Register:
    """All gatherings so far, found by the persons, the pairs of parties and the reports that a new telling shares."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._made: dict[int, Gathering] = {}
        self._shelves: dict[tuple[Sort, str, object], dict[int, None]] = defaultdict(dict)  # the last one noted stands last

    def near(self, one: Encounter, sort: Sort) -> set[int]:
        """The numbers of those that may be it: by person and month, by party and day, by report."""
        found: set[int] = set()
        for shelf in (self._shelves.get(key) for key in _keys(one, sort)):
            if shelf:
                found.update(islice(reversed(shelf), SHELF))
        return found

    def fits(self, move: Move, one: Encounter, number: int, window: When) -> float:
        """How strong the evidence is that a telling is of that gathering: below `LEAST` too weak, negative where it cannot be."""
        known = self._made[number]
        if (
            not one.window.may_be(window)
            or apart(one, known.persons, known.places, known.modes, self._people)
            or twice_news(one, known.news.get(one.outlet))
        ):
            return -1.0
        common, persons = len(one.parties & known.parties), shared(one.persons, known.persons)
        within = one.parties <= known.parties or known.parties <= one.parties
        if not within and common < OTHERS:  # each has a party that the other lacks
            return -1.0
        if common < 2 and persons < 2:  # whom one of the two met is not told
            return 0.0
        return self._evidence(move, one, known, persons)

    def _evidence(self, move: Move, one: Encounter, known: Gathering, persons: int) -> float:
        equal, here = one.parties == known.parties, move.report in known.at
        dated = one.narrow and narrow(known.window)
        place, mode = bool(one.places & known.places), bool(one.modes & known.modes)
        gap = abs(move.span.start - known.at.get(move.report, move.span.start))
        if one.back and here and gap <= BREATH and 2 * len(one.parties & known.parties) >= len(one.parties | known.parties):
            return 2.0 - gap / BREATH / 2
        if not persons and not here and not (place or (dated and equal and (mode or one.nominal))):
            return 0.0  # nothing but the parties
        score = 0.6 * min(2, persons) + 0.5 * place + 0.3 * mode + 0.2 * equal + 0.1 * here
        score += 0.6 if dated else 0.2 if one.window.days() and known.window.days() and not one.undated else 0.0
        if one.undated and not one.news and known.window.latest:
            ago = (one.published - known.window.latest).days
            score += (0.5 if one.nominal else 0.3 if ago <= RECENT else 0.0) * bool(persons or place) - min(0.3, ago / 200)
        return score

    def same_day(self, one: Encounter, number: int) -> bool:
        """Whether both tell what the same parties did on the same day, or the same two or three, and one names no persons.

        "Monday's talks" are the ones that the two held that Monday, where no more than one such meeting is known.  At whose seat
        they are held may be left out ("talks between France and Japan at the OSCE") where that is an organisation with a code; a
        union or a company that only one names makes two meetings.
        """
        known = self._made[number]
        day = one.window.precision == "day" and known.window.precision == "day"
        days = one.window.edtf == known.window.edtf and (one.window.days() or FEW_DAYS + 1) <= FEW_DAYS
        meetings = (one.occasion or one.persons) and (known.occasion or known.persons)
        if not (day or days) or not meetings or (one.persons and known.persons) or len(one.parties & known.parties) < 2:
            return False
        return all(state_name(party) and party not in states() for party in one.parties ^ known.parties)

    def put(self, one: Encounter, start: int, number: int, window: When, sort: Sort) -> None:
        """Note that a telling was put to that number."""
        known = self._made.setdefault(number, Gathering(window))
        known.add(one, start, window)
        for key in _keys(one, sort, known):
            shelf = self._shelves[key]
            shelf.pop(number, None)
            shelf[number] = None


def _keys(one: Encounter, sort: Sort, known: Gathering | None = None) -> list[tuple[Sort, str, object]]:
    """Where a telling is looked for, or noted: by its report; by person or town and month; by two parties and day."""
    window = known.window if known else one.window
    names = frozenset().union(*(known or one).persons)
    keys: list[tuple[Sort, str, object]] = [(sort, "report", one.report)]
    for month in months(window):
        keys += [(sort, name, month) for name in names]
        keys += [(sort, "in " + place, month) for place in (known or one).places]
    if narrow(window) and window.earliest and window.latest:
        pairs = list(islice(combinations(sorted((known or one).parties), 2), PAIRS))
        days = [window.earliest + timedelta(n) for n in range((window.latest - window.earliest).days + 1)]
        keys += [(sort, f"{a} {b}", on) for a, b in pairs for on in days]
    return keys


class Timed(Protocol):
    """Whatever has a time."""

    @property
    def window(self) -> When: ...


def best(register: Register, move: Move, one: Encounter, near: Iterable[int], made: Sequence[Timed]) -> int | None:
    """The number of the gathering for which most speaks, the earlier founded among equals; None where too little does."""
    chosen, most = None, LEAST
    alone: list[int] = []
    for number in sorted(near):
        score = register.fits(move, one, number, made[number].window)
        if score > most or (score == most and chosen is None):
            chosen, most = number, score
        if score >= 0 and register.same_day(one, number):
            alone.append(number)
    return alone[0] if chosen is None and len(alone) == 1 else chosen
