"""Threads are a fold: what a day tells is put to the threads that were open by then, or opens one.

What is put forward goes before what is asked for, and both before all the rest, which may answer them: at once for all that was
told up to the day on which the words were weighed (of few moves: all), and then day by day.  An event without a place is tried
again on each day that tells it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from communique.assemble.days import Fold, alone
from communique.assemble.made import event as event_of
from communique.assemble.scene import Scene, to_is_stated, union
from communique.assemble.terms import pointed, terms_of
from communique.assemble.threads import BREATH, RANKS, TITLED, Draft, Placed, Table
from communique.assemble.titles import phrase, title
from communique.assemble.topics import Topic, words
from communique.record.derived import Event, Thread
from communique.record.plain import back, plain

SUBSTANCE = 2  # words beyond names and instruments that say what a demand is about


def threads(scene: Scene, upto: date = date.max, fold: Fold | None = None) -> tuple[Thread, ...]:
    """All threads, in the order their founding events were published; what was told up to the day `upto` is looked at together.

    What `fold` knows of a day is taken over.
    """
    fold = fold or alone()
    topics: dict[str, Topic] = {}
    table = Table(replace(scene, topics=topics))
    for day, told in told_by_day(scene, upto):
        for event in told:
            topics[event.id] = union([scene.words(move) for move in scene.members(event)])
            if event.id in table.home:
                table.told_again(event)
        new = {event.id: event for event in told if event.id not in table.home}
        known = fold.of(day)
        for placed in map(partial(back, Placed), known or ()):
            table.take(new[placed.event], placed)
        if known is None:
            decided = list(placed_of_a_day(list(new.values()), table))
            if fold.keeps:
                fold.note(day, plain(decided))
    worth = [t for t in table.threads if t.links or t.founder.act not in RANKS[-1]]  # a bare hope is no thread
    return tuple(_thread(t, scene) for t in sorted(worth, key=lambda t: scene.place[t.founder.id]))


def told_by_day(scene: Scene, upto: date) -> Iterator[tuple[date, list[Event]]]:
    """The day `upto` with all that was told by then, then each later day with what it tells; events as they were told by then."""
    found: dict[date, list[tuple[Event, bool]]] = defaultdict(list)
    for event in scene.events:
        days = sorted({max(upto, scene.moves[m].published) for m in event.moves})
        for day in days:
            found[day].append((event, day == days[-1]))
    for day in sorted(found):
        yield day, [event if last else told_by(day, event, scene) for event, last in found[day]]


def told_by(day: date, event: Event, scene: Scene) -> Event:
    """An event as it was told by the end of a day; how surely and by how many, is not looked at there."""
    return event_of([move for move in scene.members(event) if move.published <= day], {})


def placed_of_a_day(events: Sequence[Event], table: Table) -> Iterator[Placed]:
    """Where the events of a day are put that have no place yet."""
    scene, later = table.scene, going_on(events, table.scene)
    for rank in RANKS:
        for event in events:
            if event.id in table.home or event.polarity == "neg" or event.id in later:
                continue
            if event.act not in rank and not (rank is RANKS[0] and tabled(event, scene)):
                continue  # a text handed over is on the table, whatever verb tells it
            if home := table.best(event):
                yield table.put(home[0], event, home[1])
            elif opens(event, scene):
                yield table.found(event)
    for event in events:
        if event.id not in table.home and (home := table.best(event)):
            yield table.put(home[0], event, home[1])
        elif event.id in later and event.id not in table.home and opens(event, scene):
            yield table.found(event)


def going_on(events: Sequence[Event], scene: Scene) -> frozenset[str]:
    """The offers that go on with a yes or no in one breath ("rejected two points and is ready to discuss a third").

    They belong where that belongs, so it is placed first.
    """
    said: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.act in ("reject", "accept"):
            for report in event.reports:
                said[report, event.by[0] if event.by else ""].append(event)
    return frozenset(
        event.id
        for event in events
        if event.act == "offer" and event.by
        and any((gap := scene.gap(event, one)) is not None and gap <= BREATH
                for report in event.reports for one in said.get((report, event.by[0]), ()))
    )  # fmt: skip


def opens(event: Event, scene: Scene) -> bool:
    """Whether it says enough of what is asked of whom to open a thread."""
    return substantial(event, scene) and ((bool(event.to) and to_is_stated(event, scene)) or event.act == "propose")


def substantial(event: Event, scene: Scene) -> bool:
    """Whether it says whose act it is and what is asked or put forward: "he proposed it" opens no thread, nor what might be asked
    for one day ("we would like to" proposes)."""
    if not event.by or event.by == ("unnamed",) or (event.modality == "hypothetical" and event.act != "propose"):
        return False
    topic = scene.topics[event.id]
    what = sum(s not in topic.names and s not in words().instruments for s in topic.stems)
    return what >= SUBSTANCE or any(phrase(m.text, TITLED.get(event.act, ())) for m in scene.members(event))


def tabled(event: Event, scene: Scene) -> bool:
    """Whether a deed puts a text on the table: a draft or proposal published for or handed to somebody."""
    done = event.act == "deed" and event.kind == "document" and event.modality == "actual"
    return done and bool(event.to) and "@proposal" in scene.topics[event.id].concepts


def _thread(draft: Draft, scene: Scene) -> Thread:
    texts = [m.content if m.content in m.text else m.text for m in scene.members(draft.founder)]
    first = scene.founding(draft.founder)
    named = title(texts, TITLED.get(draft.founder.act, ()), scene.cue_of(first))
    terms = terms_of(draft.parts, draft.founder, scene, bool(draft.instruments))
    events = {event.id: event for event in draft.members}
    links = [pointed(link, events[link.event], terms, scene, draft.instruments) for link in draft.links.values()]
    links.sort(key=lambda link: scene.place[link.event])
    return Thread(
        id=draft.founder.id, title=named,
        by=draft.founder.by, to=tuple(sorted(draft.to)), opened=draft.founder.when, events=tuple(links),
        terms=tuple(terms),
    )  # fmt: skip
