"""The record as of a day is what the reports published by then give, and nothing else: later ones are dropped first.

The order in which reports, moves and judgements are given never matters; nothing depends on when they were recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.assemble import events as ev
from communique.assemble.changes import as_read, changes, joining, of_judged, renamings
from communique.assemble.claims import as_claims, groups
from communique.assemble.conflicts import conflicts
from communique.assemble.copies import fold
from communique.assemble.course import threads
from communique.assemble.days import Days, weighing_day
from communique.assemble.decide import decide, standing
from communique.assemble.made import event
from communique.assemble.marks import marks
from communique.assemble.misread import DOUBTFUL
from communique.assemble.positions import positions, steps
from communique.assemble.questions import questions
from communique.assemble.scene import Scene, order, union
from communique.assemble.speakers import misattributed
from communique.assemble.topics import weigh
from communique.assemble.trust import certain_events, kept_links, weighed
from communique.record.derived import Record
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.record.text import Report


def assemble(
    reports: Sequence[Report], moves: Sequence[Move], judgements: Sequence[Judgement] = (), as_of: date | None = None,
    days: Days | None = None,
) -> Record:  # fmt: skip
    """The record of the talks from reports, their moves and the judgements on them, as of a day (None: all of them).

    What was published after `as_of` is dropped before anything else.  "Today", for what is due, is `as_of`, or else the
    day of the latest report or move.  A report or move given twice counts once; of two versions of a report, the text
    that sorts last stands for it.  What `days` knows was decided of a day is taken over; it must be told by these reports, moves
    and judgements alone.
    """
    days = days or Days({})
    read = {r.id: r for r in sorted(reports, key=lambda r: (r.published, r.sha256)) if as_of is None or r.published <= as_of}
    told = {m.id: m for m in sorted(moves, key=order) if as_of is None or m.published <= as_of}
    published = [r.published for r in read.values()] + [m.published for m in told.values()]
    if not published:
        return Record(as_of, (), (), (), (), (), ())
    judged = standing(judgements)
    origins = fold(list(read.values()), judged, days.fold("copies"))
    origin = {report: o.id for o in origins for report in o.reports}
    decided = decide(list(told.values()), judged)
    held = {m.id: m for m in sorted(decided.moves, key=order)} if judged else told
    base = as_read(told, judged)
    topics, lines = marks(told, base, read, days)
    upto = weighing_day(m.published for m in base.values())
    weights = weigh(topics[m.id] for m in base.values() if m.published <= upto)
    if judged:
        topics, lines = of_judged(base, held, read, topics, lines)
    lines |= {id: min(lines[id], DOUBTFUL) for id in misattributed(held.values())}
    told_on = {m.published for m in held.values()}  # a day may bring reports that tell nothing
    ground = [(j.subject, j.object) for j in renamings(judged)], days.digests.get(upto)
    changed = changes(base, held, decided)
    known = days.fold("events", *ground, of=told_on, changed=changed)
    made = ev.cluster(list(held.values()), topics, weights, decided.apart, upto, known, list(base.values()))
    place = {m: n for n, m in enumerate(held)}
    joined = ev.judged_same(made, decided.same)
    acts = sorted(ev.merged(made, joined, place), key=lambda group: place[group[0].id])
    events = certain_events((event(group, origin, lines) for group in acts), decided)
    of_event = {e.id: union([topics[m] for m in e.moves]) for e in events}
    scene = Scene(events, held, of_event, topics, weights, as_of or max(published), {e.id: n for n, e in enumerate(events)})
    known = days.fold("threads", *ground, of=told_on, since=upto, changed=joining(changed, made, joined))
    found = kept_links(threads(scene, upto, known), events, decided)
    by_id = {e.id: e for e in events}
    stances = {thread.id: steps(thread, scene, by_id) for thread in found}
    told_of = groups(scene)
    record = Record(
        as_of=as_of, origins=origins, events=events, threads=found, positions=positions(stances),
        questions=questions(scene, found), conflicts=conflicts(scene, found, stances, origin, told_of),
        claims=as_claims(told_of, scene, origin),
    )  # fmt: skip
    days.keep()
    return weighed(record, scene, decided)
