"""Every command, as of any day: a ledger that read all says what one says that has read nothing published later.

Small invented reports are read by the rules once; each example records some of them in some order, at any time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import reading
from shown import all_shown

from communique.assemble import days
from communique.record.judgement import Judgement
from communique.record.move import Reading
from communique.talks import Talks
from communique.talks import open as open_talks

TOLD = (
    ("may/1", "2019-03-08", "PORT ORLEY, March 8 - Norway presented a draft treaty on cod quotas to Iceland on Thursday. Foreign "
     "Minister Ola Berg said Norway expects a written answer from Iceland by 15 March."),
    ("may/1", "2019-03-12", "PORT ORLEY, March 8 - Norway presented a draft treaty on cod quotas to Iceland on 7 March. Foreign "
     "Minister Ola Berg said Norway expects a written answer from Iceland by 15 March. Iceland has not answered."),
    ("copy", "2019-03-08", "Norway presented a draft treaty on cod quotas to Iceland on Thursday. Foreign Minister Ola Berg said "
     "Norway expects a written answer from Iceland by 15 March."),
    ("talks", "2019-03-11", "Norway and Iceland will meet in Oslo on 14 March, the Norwegian Foreign Ministry said on Monday. "
     "Denmark called on both sides to extend the old quotas."),
    ("charge", "2019-03-12", "Norway accused Iceland of sending 12 trawlers to the bank at night. Iceland denied sending trawlers "
     "to the bank. Norway will close its ports to Icelandic trawlers unless Iceland answers by 15 March."),
    ("held", "2019-03-14", "Norway and Iceland met in Oslo on Thursday. Iceland rejected the draft treaty on cod quotas but is "
     "ready to discuss herring, its foreign minister said."),
    ("late", "2019-03-18", "Iceland accepted the draft treaty on cod quotas on 17 March, the foreign ministry said. Norway sent 15 "
     "trawlers to the bank last week."),
)  # fmt: skip
DAYS = [date(2019, 3, day) for day in (7, 8, 11, 12, 13, 14, 16, 18, 25)]
NOON = datetime(2022, 3, 1, 12, tzinfo=UTC)
KINDS = ("retract", "accept", "copy", "merge", "split", "correct", "same_party", "undo")


@cache
def readings() -> tuple[Reading, ...]:
    """What the rules find in them."""
    return tuple(reading(text, published, id=id) for id, published, text in TOLD)


@contextmanager
def ledger(found: Sequence[tuple[Reading, datetime]], judged: Sequence[tuple[tuple[str, ...], datetime]] = ()) -> Iterator[Talks]:
    """A ledger of these readings and judgements, each recorded at its time."""
    with tempfile.TemporaryDirectory() as folder, open_talks(Path(folder) / "talks.db") as talks:
        for one, at in found:
            talks.ledger.add(one, now=at)
        for (kind, subject, other, field, value), at in judged:
            talks.ledger.judge(kind, subject, object=other or None, field=field or None, value=value or None, author="a", now=at)  # type: ignore[arg-type]
        yield talks


SOME = st.lists(st.sampled_from(range(len(TOLD))), min_size=1, unique=True)
HOURS = st.lists(st.integers(0, 99), min_size=len(TOLD), max_size=len(TOLD))


@st.composite
def judgements(draw: st.DrawFn, most: int = 3) -> list[tuple[str, ...]]:
    """Decisions on moves, reports and parties, which need not be held by the ledger."""
    moves = [move.id for one in readings() for move in one.moves]
    reports = [one.cleaned.report.id for one in readings()]
    found: list[tuple[str, ...]] = []
    for _ in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(KINDS[:-1] if not found else KINDS))
        one, other = draw(st.sampled_from(moves)), draw(st.sampled_from(moves))
        match kind:
            case "copy":
                found.append((kind, draw(st.sampled_from(reports)), draw(st.sampled_from(reports)), "", ""))
            case "same_party":
                found.append((kind, "NOR", "ISL", "", ""))
            case "correct":
                found.append((kind, one, "", "act", "offer"))
            case "undo":
                found.append((kind, str(draw(st.integers(1, len(found)))), "", "", ""))
            case _:
                found.append((kind, one, "" if kind in ("retract", "accept") else other, "", ""))
    return found


QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(SOME, HOURS, st.sampled_from(DAYS), judgements(), st.randoms())
def test_nothing_published_later_shows(some: list[int], hours: list[int], day: date, judged: list[tuple[str, ...]], chance: object) -> None:
    """Judgements made later hold all the same: it is what was published that the day decides."""
    at = {n: NOON + timedelta(hours=hours[n]) for n in some}
    known = [n for n in some if readings()[n].cleaned.report.published <= day]
    chance.shuffle(known)  # type: ignore[attr-defined]
    decided = [(one, NOON + timedelta(days=9)) for one in judged]
    early = [(readings()[n], at[n]) for n in known]
    with ledger([(readings()[n], at[n]) for n in some], decided) as full, ledger(early, decided) as only:
        assert all_shown(full, day) == all_shown(only, day) == all_shown(only, day)


@QUICK
@given(SOME, HOURS, st.integers(0, 99), judgements(), st.sampled_from([None, *DAYS]))
def test_what_was_known_by_a_moment(some: list[int], hours: list[int], hour: int, judged: list[tuple[str, ...]], day: date | None) -> None:
    """Reports and judgements recorded later are as if they had not been, and undoing one later leaves it in force."""
    moment = NOON + timedelta(hours=hour)
    found = [(readings()[n], NOON + timedelta(hours=hours[n])) for n in some]
    decided = [(one, NOON + timedelta(hours=33 * n)) for n, one in enumerate(judged)]
    early = [f for f in found if f[1] <= moment], [d for d in decided if d[1] <= moment]
    with ledger(found, decided) as full, ledger(*early) as then:
        assert all_shown(full, day, moment) == all_shown(then, day, moment)


@QUICK
@given(SOME, st.randoms())
def test_the_order_of_reading_and_reading_twice_change_nothing(some: list[int], chance: object) -> None:
    found = [(readings()[n], NOON) for n in some]
    other = [*found, *found]
    chance.shuffle(other)  # type: ignore[attr-defined]
    with ledger(found) as one, ledger(other) as two:
        assert all_shown(one) == all_shown(two)


@QUICK
@given(st.permutations(range(len(TOLD))), judgements(), st.sampled_from([None, *DAYS]), st.sampled_from([0, 4]))
def test_what_was_decided_of_earlier_days_is_taken_over_and_nothing_shows_it(
    order: list[int], judged: list[tuple[str, ...]], day: date | None, few: int
) -> None:
    """A record asked for after each report says at the end what one asked for once says; words hold their weight for a while."""
    found = [(readings()[n], NOON) for n in order]
    decided = [(one, NOON + timedelta(days=9)) for one in judged]
    with patch.object(days, "FEW", few), patch.object(days, "GROWN", 2.0), ledger([], decided) as grown:
        for one, at in found:
            grown.ledger.add(one, now=at)
            grown.record()
            grown.record(as_of=day)
        with ledger(found, decided) as whole:
            assert all_shown(grown, day) == all_shown(whole, day)
        assert grown.check() == []


@QUICK
@given(st.permutations(range(len(TOLD))), judgements(5), st.sampled_from([None, *DAYS]), st.sampled_from([0, 4]))
def test_what_was_decided_before_something_was_judged_is_taken_over_and_nothing_shows_it(
    order: list[int], judged: list[tuple[str, ...]], day: date | None, few: int
) -> None:
    """A record asked for after each report and each judgement, in turn, says at the end what one asked for once says."""
    found = [(readings()[n], NOON) for n in order]
    with patch.object(days, "FEW", few), patch.object(days, "GROWN", 2.0), ledger(found[:2]) as grown:
        for n, (kind, subject, other, field, value) in enumerate(judged):
            grown.ledger.judge(kind, subject, object=other or None, field=field or None, value=value or None, author="a", now=NOON)  # type: ignore[arg-type]
            grown.record()
            for one, at in found[2 + n : 3 + n]:
                grown.ledger.add(one, now=at)
            grown.record(as_of=day)
        for one, at in found[2:]:
            grown.ledger.add(one, now=at)
        with ledger(found, [(one, NOON) for one in judged]) as whole:
            assert all_shown(grown, day) == all_shown(whole, day)
        assert grown.check() == []


def test_a_judgement_holds_for_days_before_it_was_made() -> None:
    one = readings()[0]
    gone: Judgement
    with ledger([(one, NOON)], [(("retract", one.moves[0].id, "", "", ""), NOON + timedelta(days=400))]) as talks:
        (gone,) = talks.ledger.judgements()
        told = {move for event in talks.record(as_of="2019-03-08").events for move in event.moves}
        before = {move for event in talks.record(as_of="2019-03-08", known_by=NOON).events for move in event.moves}
    assert gone.subject not in told and before - told == {gone.subject}
