"""The timeline: acts by day in tracks, those that matter most of each period drawn, all of a day listed, planned ones ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.ask.find import NoSuchThread, placed
from communique.page.acts import TRACKS, Told, Track, pairs, stood, tell, track_of, weights
from communique.page.chart import LABEL, Chart, Drawn, chart
from communique.page.edition import Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, leaf
from communique.page.period import Choice, Dated, Period, by_month, months_told, period, ranks
from communique.record.derived import SURE, Event, Thread
from communique.record.move import ACTS, Act
from communique.record.when import When, not_after
from communique.show.rows import Row, Rows
from communique.show.words import name_of, names_of, one_line

SHOWN, LATER = 66, 14  # acts of a period, and those ahead
A_DAY = 4  # of one track on one day, as long as other days have any
LISTED = 70  # acts of a day on one page
SPOKEN, QUOTED = 200, 110  # characters said of a mark, and of the words of its act
PAIR = 20  # characters of two parties side by side
CHOICES = 24  # parties and threads to choose from
SET: frozenset[Act] = frozenset(
    ("propose", "offer", "accept", "agree", "commit", "demand", "appeal", "expect", "threaten", "warn", "meet", "deed")
)  # acts whose day ahead is one on which something is to be done
ASKED = ("party", "by", "to", "act", "thread")


@dataclass(frozen=True, slots=True)
class Day:
    """The acts found at a day, of `all` that are told of it."""

    on: date
    told: tuple[Told, ...]
    all: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A period: of its acts `left` that are certain enough and `unsure` are not shown, nor `beyond` of those ahead."""

    title: str
    period: Period
    chart: Chart | None
    ahead: tuple[Told, ...]
    days: tuple[Day, ...]
    shown: int
    left: int
    unsure: int
    leaf: Leaf[Event] | None  # of a single day
    months: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    threads: tuple[Choice, ...]
    acts: tuple[Choice, ...]
    filtered: tuple[tuple[str, str], ...]
    beyond: int


def timeline(sight: Sight, wanted: Wanted) -> Timeline:
    """The period asked for, of the acts asked for.  Raises NoSuchPage, NoSuchThread."""
    at = period(wanted.query.get("page"), sight.days, sight.today)
    found = within(sight, at, wanted)
    if at.single:
        return _listed(sight, wanted, at, found)
    sure = [dated for dated in found if dated[2].confidence >= SURE]
    chosen = foremost(sight, sure, SHOWN)
    if len(chosen) < SHOWN:
        chosen += foremost(sight, [dated for dated in found if dated[2].confidence < SURE], SHOWN - len(chosen))
    still = ahead(sight, wanted) if at.drawn[1] > sight.today else []
    near = sorted((event for event in still if _due(event) <= at.drawn[1]), key=_by_weight(sight))
    later = sorted(near[:LATER], key=lambda event: (_due(event), event.id))
    told = [tell(sight, event, number) for number, (_, _, event) in enumerate(chosen, 1)]
    further = [tell(sight, event, number) for number, event in enumerate(later, len(told) + 1)]
    drawn = [_drawn(sight, one, False) for one in told] + [_drawn(sight, one, True) for one in further]
    picture = chart(drawn, ((track, on) for on, track, _ in found), at.drawn, sight.today)
    unsure = len(found) - len(sure) - sum(one.doubtful for one in told)
    days = _days(told, Counter(on for on, _, _ in found))
    left, beyond = len(found) - len(told) - unsure, len(still) - len(later)
    return _made(sight, wanted, at, picture, tuple(further), days, len(told), left, unsure, None, beyond)


def _listed(sight: Sight, wanted: Wanted, at: Period, found: Sequence[Dated]) -> Timeline:
    """All acts of one day, by what they weigh, a page at a time."""
    by_weight = _by_weight(sight)
    ranked = sorted((event for _, _, event in found), key=lambda event: (event.confidence < SURE, *by_weight(event)))
    shown = leaf(ranked, str(at.sheet), LISTED)
    told = [tell(sight, event, n) for n, event in enumerate(shown.items, shown.first + 1)]
    days = _days(told, Counter(on for on, _, _ in found))
    return _made(sight, wanted, at, None, (), days, len(told), len(ranked) - len(told), 0, shown)


def _made(
    sight: Sight, wanted: Wanted, at: Period, picture: Chart | None, later: tuple[Told, ...], days: tuple[Day, ...],
    shown: int, left: int, unsure: int, leaf: Leaf[Event] | None, beyond: int = 0,
) -> Timeline:  # fmt: skip
    parties, threads = _choices(sight, wanted)
    title = f"Timeline, {at.title}" if at.name != "recent" else "Timeline"
    chosen = tuple((name, wanted.query[name]) for name in ASKED if wanted.query.get(name))
    return Timeline(
        title, at, picture, later, days, shown, left, unsure, leaf, months_told(sight), parties, threads, ACT_CHOICES,
        chosen, beyond,
    )  # fmt: skip


def within(sight: Sight, at: Period, wanted: Wanted) -> list[Dated]:
    """The acts of a period that are asked for."""
    first, last = (f"{day.year:04}-{day.month:02}" for day in (at.first, at.last))
    held = [one for name, found in by_month(sight).items() if first <= name <= last for one in found if at.holds(one[0])]
    asked = _asked(sight, wanted)
    return [one for one in held if asked(one[2])] if asked.any else held


class _Asked:
    """Whether an act is among those asked for."""

    def __init__(self, query: Mapping[str, str], thread: Thread | None) -> None:
        self.query = {name: query[name] for name in ASKED if query.get(name)}
        self.any = bool(self.query)
        self.events = {thread.id, *(link.event for link in thread.events)} if thread else None

    def __call__(self, event: Event) -> bool:
        query = self.query
        return (
            ("party" not in query or query["party"] in event.by or query["party"] in event.to)
            and ("by" not in query or query["by"] in event.by)
            and ("to" not in query or any(to == query["to"] and by == query.get("by", by) for by, to in pairs(event)))
            and ("act" not in query or query["act"] in (event.act, track_of(event)))
            and (self.events is None or event.id in self.events)
        )


def _asked(sight: Sight, wanted: Wanted) -> _Asked:
    named = wanted.query.get("thread")
    if named and named not in sight.threads:
        raise NoSuchThread(f"no thread {named!r} here")
    return _Asked(wanted.query, sight.threads[named] if named else None)


def foremost(sight: Sight, found: Sequence[Dated], most: int) -> list[Dated]:
    """Those that matter most, no day crowding out the others; in order of time."""
    weight = weights(sight)
    ranked = sorted(found, key=lambda dated: -weight[dated[2].id]) if len(found) > most else found
    held: Counter[tuple[date, Track]] = Counter()
    chosen: list[Dated] = []
    rest: list[Dated] = []
    for dated in ranked:
        held[dated[:2]] += 1
        (chosen if held[dated[:2]] <= A_DAY else rest).append(dated)
        if len(chosen) == most:
            break
    return sorted([*chosen, *rest][:most], key=lambda dated: (dated[0], dated[2].id))


def _by_weight(sight: Sight) -> Callable[[Event], tuple[float, str]]:
    weight = weights(sight)
    return lambda event: (-weight[event.id], event.id)


def ahead(sight: Sight, wanted: Wanted) -> list[Event]:
    """The acts about a day that is still to come; not what was met or withdrawn since."""
    asked, today = _asked(sight, wanted), sight.today

    def made() -> list[Event]:
        record = sight.view.record
        closed = {sight.event_of[one.move].id for one in record.questions if one.closed_by and one.move in sight.event_of}
        found = (e for e in record.events if e.due and e.act in SET and e.polarity == "pos" and e.confidence >= SURE)
        return [e for e in found if e.id not in closed and e.due and (e.due.latest is None or e.due.latest > today)]

    return [event for event in sight.once("acts ahead", made) if today < _due(event) and asked(event)]


def _due(event: Event) -> date:
    """The day from which, or until which, it is to be: where it is drawn ahead."""
    due = event.due
    assert due is not None
    return (
        due.earliest
        if due.earliest and due.precision != "day" and due.earliest > event.first_published
        else due.latest or date.max
    )


def _days(told: Iterable[Told], counts: Mapping[date, int]) -> tuple[Day, ...]:
    """By day, the latest first; in a day by track."""
    found: dict[date, list[Told]] = {}
    order = list(TRACKS)
    for one in told:
        found.setdefault(stood(one.event), []).append(one)
    return tuple(
        Day(on, tuple(sorted(found[on], key=lambda one: (order.index(one.track), one.number))), counts[on])
        for on in sorted(found, reverse=True)
    )


def _drawn(sight: Sight, told: Told, ahead: bool) -> Drawn:
    """How an act is drawn; one of which no day is known was told by the day of its report."""
    event = told.event
    when: When = event.due if ahead and event.due else event.when
    told_after = when.earliest is None and when.latest and when.latest > event.first_published and event.modality == "actual"
    if when.precision == "unknown" or (told_after and not ahead):
        when = not_after(event.first_published)
    names = [name_of(party, sight.names) for party in event.by] or ["not stated"]
    who = one_line(names[0], 16) + (f" +{len(names) - 1}" if len(names) > 1 else "")
    if len(names) == 2 and len(f"{names[0]}, {names[1]}") <= PAIR:
        who = f"{names[0]}, {names[1]}"
    others = f" → {one_line(name_of(told.to[0], sight.names), 14)}" if told.to else ""
    label = one_line(f"{who} {told.label or 'acts'}{others}", LABEL)
    state = f" ({told.state})" if told.state else ""
    sentence = f"{names_of(event.by, sight.names)} {told.label or 'acts'}{state}"
    sentence = one_line(sentence + (f", to {names_of(told.to, sight.names)}" if told.to else ""), SPOKEN)
    return Drawn(told, when, ahead, label, f"{sentence}. “{one_line(event.text, QUOTED)}”")


def _choices(sight: Sight, wanted: Wanted) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The parties and threads to choose from: the foremost, and those chosen."""
    keys = dict.fromkeys(
        [*sight.matter.foremost(CHOICES), *(wanted.query[n] for n in ("party", "by", "to") if wanted.query.get(n))]
    )

    named = wanted.query.get("thread")
    threads = [sight.threads[id] for n, id in enumerate(ranks(sight)) if n < CHOICES or id == named]
    parties = sorted((Choice(key, sight.called(key)) for key in keys), key=lambda one: one.title.casefold())
    return tuple(parties), tuple(Choice(one.id, one_line(one.title, 60)) for one in threads)


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The rows of the command, of the period and of what was asked for alone, if either was."""
    asked = _asked(sight, wanted)
    at = period(wanted.query["page"], sight.days, sight.today) if wanted.query.get("page") else None
    events = sight.view.record.events
    found = [n for n, event in enumerate(events) if asked(event) and (at is None or at.holds(stood(event)))]

    def day(number: int) -> tuple[date, date]:
        first, last = placed(events[number].when)
        return first or events[number].first_published, last or events[number].first_published

    return iter(Rows((sight.rows.event(events[n]) for n in sorted(found, key=lambda n: (day(n), n))), False))


ACT_CHOICES = (*(Choice(track, title) for track, title in TRACKS.items()), *(Choice(act, act) for act in ACTS))
TIMELINE = Kind(
    "timeline", "Timeline", "timeline.html", timeline, rows, asks=("page", *ASKED), rows_by=("page", *ASKED)
)
