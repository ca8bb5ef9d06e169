"""How long a brief takes over large invented ledgers, derived first and asked again, and what one more report costs: a curve.

    python bench/large.py [--moves 10000 30000 100000] [--ledger FILE]

Many separate talks over ten years: each has its own parties and words, so that a move has as much in common with others as in a
real ledger of many talks.  Times are of the processor; memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import communique
from communique.record.move import Act, Link, Move, Reading
from communique.record.party import Party
from communique.record.text import Cleaned, Report, Span, identity
from communique.record.when import When, day, not_after

OF_A_TALK, OF_A_REPORT, DAYS = 2000, 50, 3650
SYLLABLES = [first + second for first in "bdklmnrstv" for second in "aeo"]
ACTS: tuple[Act, ...] = (
    "assess", "assess", "assess", "position", "position", "deed", "support", "commit", "status", "meet", "demand", "appeal",
    "reject", "expect", "criticise", "offer", "accuse", "agree", "propose", "warn", "deny", "threaten", "accept",
)  # fmt: skip
NOW = datetime(2032, 1, 1, tzinfo=UTC)


def word(chance: random.Random) -> str:
    """An invented word."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def readings(moves: int) -> Iterator[Reading]:
    """Reports of invented talks in no order of time, with so many moves in all."""
    talks = max(1, moves // OF_A_TALK)
    for number in range(max(1, moves // OF_A_REPORT)):
        talk, part = number % talks, number // talks
        chance = random.Random(talk)
        parties = [f"T{talk}P{n}" for n in range(chance.randint(2, 5))]
        words = [word(chance) for _ in range(150)]
        first = date(2021, 1, 1) + timedelta(chance.randrange(DAYS))
        yield _reading(f"talk{talk}/{part:05}", first + timedelta(3 * part), parties, words, random.Random(f"{talk} {part}"))


def _reading(id: str, published: date, parties: list[str], words: list[str], chance: random.Random) -> Reading:
    sentences = []
    for _ in range(OF_A_REPORT):
        act, (one, other) = chance.choice(ACTS), chance.sample(parties, 2)
        said = " ".join(chance.choices(words, k=chance.randint(8, 16)))
        due = day(published + timedelta(chance.randint(3, 30))) if act in ("demand", "expect") else None
        sentences.append((act, one, other, f"{one} {act} {other} {said}.", due))
    report = Report(id, " ".join(text for *_, text, _ in sentences), published, "field", outlet=f"Outlet {chance.randrange(9)}")
    moves, at = [], 0
    for act, one, other, text, due in sentences:
        moves.append(_move(report, act, one, other, text, due, at, chance.choice((0.45, 0.69, 0.69, 0.85, 0.92))))
        at += len(text) + 1
    named = tuple(Party(key, key, "group") for key in parties)
    return Reading(Cleaned(report, report.text, identity(len(report.text)), ()), "invented", tuple(moves), (), (), named, (), ())


def _move(report: Report, act: Act, by: str, to: str, text: str, due: When | None, at: int, sure: float) -> Move:
    span, told = Span(at, at + len(text)), not_after(report.published)
    chain = (Link(report.outlet, "outlet", "reports", "document"),)
    return Move(
        id=f"{report.id}#{span.start}-{span.end}-{act}", report=report.id, span=span, spans=(span,), text=text, cue=None,
        act=act, kind="other" if act == "deed" else None, by=(by,), partial=False, speaker=None, role=None, to=(to,),
        content=text, polarity="pos", modality="actual", condition=None, quote="none", published=report.published, said=told,
        when=told, due=due, chain=chain, place=None, quantity=None, terms=(), confidence=sure, engine="invented", why=(),
        to_basis="stated",
    )  # fmt: skip


def timed(told: str, began: float) -> None:
    """Print what took how long, and the memory held at most so far."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(f"{told:44} {time.process_time() - began:9.3f} s  {memory:7.0f} MB", flush=True)


def main() -> None:
    """Make each ledger unless it is there, and measure; the memory is the most that was held so far."""
    options = argparse.ArgumentParser(description="A brief over large ledgers.")
    options.add_argument("--moves", type=int, nargs="+", default=[10_000, 30_000, 100_000], help="sizes, the smallest first")
    options.add_argument("--ledger", type=Path, help="a ledger made before, or to be made and kept, of the last size")
    given = options.parse_args()
    gc.set_threshold(100_000)  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        for moves in sorted(given.moves):
            path = given.ledger if given.ledger and moves == max(given.moves) else Path(folder) / f"{moves}.db"
            if not path.exists():
                began = time.process_time()
                with communique.open(path) as talks:
                    for reading in readings(moves):
                        talks.ledger.add(reading, now=NOW)
                timed(f"{moves} moves recorded", began)
            measure(path)


def measure(path: Path) -> None:
    """The brief derived, asked again by another process's eyes, of another day, and after one more report."""
    with communique.open(path, create=False) as talks:
        began = time.process_time()
        talks.brief()
        timed("brief, derived", began)
    with communique.open(path, create=False) as talks:
        began = time.process_time()
        brief = talks.brief()
        timed("brief, asked again", began)
        print(f"{brief.reports} reports, {brief.origins} origins, {sum(len(s.lines) for s in brief.sections)} lines")
        began = time.process_time()
        talks.brief(thread=talks.record().threads[-1].id)
        timed("brief --thread, derived before", began)
        more = _reading("one more", date(2031, 12, 31), ["X", "Y"], ["bado", "keso", "lama"], random.Random(0))
        talks.ledger.add(more, now=NOW)
        began = time.process_time()
        talks.brief()
        timed("brief after one more report", began)


if __name__ == "__main__":
    main()
