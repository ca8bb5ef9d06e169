"""Meetings, calls and visits are told apart by who took part, when, where and how, hardly by the words.

"spoke today with President Veld" and "the 7 December video call between the two presidents" share no word that says anything,
and two calls of one pair of leaders are told in the very same words.  So an encounter is read off its move: the persons named as
taking part, the town, whether it was by telephone, by video or in one room, and whether the report tells it as its news or looks
back at it.  What a move leaves open is compared with nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from communique.assemble.participants import Mode, Person, key, known_place, taking_part
from communique.record.move import Move
from communique.record.when import When, day

# "The two leaders discussed …", "The talks focused on …": the encounter just told of
WHO = "leaders presidents sides parties ministers interlocutors two counterparts delegations heads officials premiers"
WHAT = "conversation call talks meeting discussion discussions negotiation negotiations consultations agenda dialogue"
DEFINITE = r"(?:the|both|these|this|that|our|their|his|her|its|two|[\w-]+['’]s) (?:\w+ ){0,2}?"
TOLD = "|".join((WHO + " " + WHAT).split())
AFTER = re.compile(rf"^\W*\w[^,;:]{{0,160}}, (?=(?:the|both) (?:two )?(?:{TOLD})\b)", re.IGNORECASE)
BACK = re.compile(
    rf"^\W*(?:(?:overall|also|finally|then|moreover),? )?"
    rf"(?:they|both|{DEFINITE}(?:{TOLD})\b(?! (?:between|with)\b))",
    re.IGNORECASE,
)
SETTING = re.compile(r"^\W*(?:during|after|following)\b", re.IGNORECASE)  # "During a call with X, Y said …" is not about it
MONTHS = "january february march april may june july august september october november december".split()
NAMED_DAY = re.compile(
    rf"\b(?:(?P<m>{'|'.join(MONTHS)}) (?P<d>\d\d?)|(?P<d2>\d\d?) (?P<m2>{'|'.join(MONTHS)}))\b(?:,? (?P<y>\d{{4}}))?",
    re.IGNORECASE,
)
NOMINAL = re.compile(
    rf"^\W*(?:{DEFINITE}|(?:{'|'.join(MONTHS)}) \d\d? |\d\d? (?:{'|'.join(MONTHS)}) )(?:[\w-]+ )?"
    rf"(?:{'|'.join(WHAT.split())}|visit|summit|trip|phone)\b",
    re.IGNORECASE,
)
TALK = re.compile(r"\b(?:discuss|consult|engag|speak|spoke|talk(?:ed|ing)|exchang)", re.IGNORECASE)
ELSEWHERE = re.compile(r",? (?:which|who|whose|when|after|before|following|ahead)\b")  # behind these stand other days
LEAD = 400  # characters within which a report tells what it is about
NEWS_DAYS, BACK_DAYS = 2, 60  # how old undated news may be; how far back a mention may reach
PLAN_DAYS = 365  # how far ahead a plan without a date may lie
NARROW = 7  # days: as good as dated
FEW = 4  # persons: among so few, one that each side alone names makes two encounters


@dataclass(frozen=True, slots=True)
class Encounter:
    """What a move tells of a meeting besides its subject.

    `parties` and `persons` took part.  `news`: undated and told as what the report is about; `back`: it points to what was told
    just before, `nominal`: to what readers know ("his call with Veld").  `occasion`: it tells a meeting, not only that something
    was talked about.  `outlet`: who published it.
    """

    parties: frozenset[str]
    persons: frozenset[Person]
    places: frozenset[str]
    modes: frozenset[Mode]
    window: When
    undated: bool
    news: bool
    back: bool
    nominal: bool
    occasion: bool
    outlet: str
    report: str
    published: date

    @property
    def narrow(self) -> bool:
        """Whether its time is known to a few days."""
        return narrow(self.window)


class People:
    """Whose persons are, as the moves heard so far show it: whom somebody speaks for is told wherever he speaks."""

    def __init__(self, moves: Iterable[Move] = ()) -> None:
        self._seen: dict[str, Counter[str]] = defaultdict(Counter)
        self.hear(moves)

    def hear(self, moves: Iterable[Move]) -> None:
        """Take in more moves."""
        for move in moves:
            if move.speaker and len(move.by) == 1 and (name := move.speaker.split(",")[0].split()):  # "Ines Dahl, Jr."
                self._seen[key(name[-1])][move.by[0]] += 1

    def party(self, name: str) -> str | None:
        """The party for which most of what a person says is said, None where there is none."""
        seen = self._seen.get(name)
        most, times = max(seen.items(), key=lambda item: item[1]) if seen else ("", 0)
        return most if seen and 2 * times > seen.total() else None

    def of(self, persons: Iterable[Person]) -> frozenset[str]:
        """The parties of persons, as far as known."""
        return frozenset(party for person in persons for name in person if (party := self.party(name)) is not None)


def encounter(move: Move, people: People, teller: str | None) -> Encounter:
    """Read one off a move that tells a meeting; who tells of one party alone met with it."""
    aside = AFTER.match(move.text)
    text, left = (move.text[aside.end() :], aside.end()) if aside else (move.text, 0)
    cue = max(0, move.cue.end - move.span.start - left) if move.cue else 0
    runs, places, modes = taking_part(text, cue, move.published)
    persons = frozenset(run.names for run in runs if run.sure or any(people.party(name) is not None for name in run.names))
    called = NOMINAL.match(text)
    nominal = called is not None and cue <= called.end() + 1  # "his call with Veld", not "the call focused on …"
    back = BACK.match(text) is not None and not (nominal and persons)
    back = back and not any(run.names & person for run in taking_part(text[:cue], cue, move.published)[0] for person in persons)
    if back:  # what it names is what was talked about
        persons, places, modes = frozenset(), frozenset(), frozenset()
    parties = frozenset((*move.by, *move.to)) | people.of(persons)
    if len(parties) == 1 and teller:
        parties |= {teller}
    if move.place and not back and known_place(move.place, move.published):
        places |= {key(move.place)}
    words = cue_of(move)
    return Encounter(
        parties=parties, persons=persons, places=places, modes=modes, window=held(move), undated=_undated(move), news=_news(move),
        back=back, nominal=nominal, occasion=bool(modes) or nominal or not TALK.search(words),
        outlet=(move.chain[0].name or "") if move.chain else "", report=move.report, published=move.published,
    )  # fmt: skip


def _news(move: Move) -> bool:
    """Whether a report tells it as what it is about: in its lead, as done, without another day."""
    return (
        move.span.start <= LEAD
        and move.modality == "actual"
        and _undated(move)
        and not (SETTING.match(move.text) or NOMINAL.match(move.text))
    )


def _undated(move: Move) -> bool:
    return move.when.earliest is None and named_day(move) is None


def named_day(move: Move) -> When | None:
    """The one day that the words of a meeting name where its own date says no more than "not later than".

    Behind a verb of talking stands what was talked about: "discussed the letter of 26 January".
    """
    if move.act != "meet" or move.when.earliest or move.modality not in ("actual", "alleged"):
        return None
    cut = ELSEWHERE.search(move.text)
    end = cut.start() if cut else len(move.text)
    if move.cue and TALK.search(cue_of(move)):
        end = min(end, move.cue.end - move.span.start)
    told = NAMED_DAY.finditer(move.text, 0, end)
    days = {on for match in told if (on := _last(match, move.published)) is not None}
    return day(days.pop()) if len(days) == 1 else None


def cue_of(move: Move) -> str:
    """The words that carry the act, empty where there are none."""
    return move.text[move.cue.start - move.span.start : move.cue.end - move.span.start] if move.cue else ""


def _last(match: re.Match[str], by: date) -> date | None:
    """The day meant: of the year given, else the last one that is over."""
    month = MONTHS.index((match["m"] or match["m2"]).lower()) + 1
    number = int(match["d"] or match["d2"])
    for year in (int(match["y"]),) if match["y"] else (by.year, by.year - 1):
        try:
            on = date(year, month, number)
        except ValueError:
            return None
        if on <= by:
            return on
    return None


def held(move: Move) -> When:
    """When the encounter was or is to be, for comparing; what is planned is at the time that it is planned for."""
    if move.modality not in ("actual", "alleged"):
        return move.due or When(f"{move.published}/..", move.published, move.published + timedelta(PLAN_DAYS), "interval")
    if move.when.earliest:
        return move.when
    if (named := named_day(move)) is not None:
        return named
    last = move.when.latest or move.published
    return When(move.when.edtf, last - timedelta(NEWS_DAYS if _news(move) else BACK_DAYS), last, "interval")


def narrow(window: When) -> bool:
    """Whether a time is known to a few days."""
    days = window.days()
    return days is not None and days <= NARROW


def shared(one: Iterable[Person], other: Iterable[Person]) -> int:
    """How many persons of one are among the others, by any of their names."""
    names = frozenset().union(*other)
    return sum(not person.isdisjoint(names) for person in one)


def apart(
    one: Encounter, persons: frozenset[Person], places: frozenset[str], modes: frozenset[Mode], people: People
) -> bool:  # fmt: skip
    """Whether an encounter cannot be the one that others tell: other persons, another town, another way of meeting.

    Persons whom each side alone names tell two encounters apart where they are of one party, or of nobody knows which.
    """
    mine, its = alone(one.persons, persons), alone(persons, one.persons)
    if mine and its and max(len(one.persons), len(persons)) <= FEW:
        ours, theirs = people.of(mine), people.of(its)
        if len(ours) < len(mine) or len(theirs) < len(its) or ours & theirs:
            return True
    if one.places and places and not one.places & places:
        return True
    return bool(one.modes and modes and not one.modes & modes)


def alone(one: Iterable[Person], other: Iterable[Person]) -> list[Person]:
    """The persons of one who are not among the others."""
    names = frozenset().union(*other)
    return [person for person in one if person.isdisjoint(names)]


def twice_news(one: Encounter, told: Encounter | None) -> bool:
    """Whether an outlet tells two undated encounters as its news: on two days, or of other parties, they are not one."""
    if not one.news or told is None or told.report == one.report:
        return False
    return told.published != one.published or told.parties != one.parties


def months(window: When) -> list[tuple[int, int]]:
    """The months that a window touches, where they are few."""
    first, last = window.earliest, window.latest
    if first is None or last is None or (last - first).days > PLAN_DAYS + 31:
        return []
    found, at = [], (first.year, first.month)
    while at <= (last.year, last.month):
        found.append(at)
        at = (at[0] + at[1] // 12, at[1] % 12 + 1)
    return found
