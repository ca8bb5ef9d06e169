"""The Sarn strait: an invented dispute in three invented reports, read by hand, for tests of what is asked and shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import factory

from communique.record.move import Anchor, Attribution, Link, Move, Reading, Timex
from communique.record.party import Party, Tie
from communique.record.text import Cleaned, Dateline, Report, Span, identity
from communique.record.when import parse
from communique.store.ledger import Ledger
from communique.talks import Talks

PROPOSED = (
    "PORT ORLEY (ANB): Altavia proposed a joint patrol of the Sarn strait on 2 May. Altavia expects a written answer from "
    "Belmora by 20 May, foreign minister Dana Orlo said.\n\nBelmora has moved two frigates to the strait, Orlo said."
)
REFUSED = (
    "Belmora rejected the joint patrol of the Sarn strait, its spokeswoman Ina Veld said.\n\nAltavia will close the strait if "
    "Belmora builds the harbour wall, Orlo warned.\n\nBelmora has moved no ship to the strait, Veld said."
)
DULL = "The herring season opened."

PARTIES = (
    Party("ALT", "Altavia", "state"),
    Party("BEL", "Belmora", "state"),
    Party("NSC", "Northern Strait Council", "organisation"),
)
ORLO = Link("Dana Orlo", "person", "indirect", for_="ALT")
VELD = Link("Ina Veld", "person", "indirect", for_="BEL")


def told(report: Report, words: str, act: str, by: str, to: str = "", *, who: Link | None = None, **more: object) -> Move:
    """The move that `words` of the report tell."""
    wire = (Link("ANB", "wire", "reports", "document"),) if "(ANB)" in report.text else ()
    chain = (Link(report.outlet, "outlet", "reports", "document"), *wire, *((who,) if who else ()))
    if who:
        more["speaker"] = who.name
    return factory.move(
        report.id, act, by, to, words, at=report.text.index(words), published=report.published.isoformat(), chain=chain, **more  # type: ignore[arg-type]
    )  # fmt: skip


def of(text: str, words: str) -> Span:
    """Where the words stand."""
    return Span(text.index(words), text.index(words) + len(words))


def readings() -> list[Reading]:
    """The three reports: 3 May, 10 May, 12 May 2031; the last tells nothing."""
    first = factory.report("courier/0503", "2031-05-03", PROPOSED, "Harbour Courier", "A patrol for the strait")
    second = factory.report("gazette/0510", "2031-05-10", REFUSED)
    third = factory.report("gazette/0512", "2031-05-12", DULL, "Gazette")
    proposal = told(
        first, "Altavia proposed a joint patrol of the Sarn strait on 2 May", "propose", "ALT", "BEL", when="2031-05-02"
    )
    awaited = told(
        first, "Altavia expects a written answer from Belmora by 20 May", "expect", "ALT", "BEL", who=ORLO, due="../2031-05-20"
    )  # fmt: skip
    frigates = told(
        first, "Belmora has moved two frigates to the strait", "deed", "BEL", who=ORLO, kind="military", modality="alleged",
        confidence=0.9,
    )  # fmt: skip
    refusal = told(second, "Belmora rejected the joint patrol of the Sarn strait", "reject", "BEL", "ALT", who=VELD)
    threat = told(
        second, "Altavia will close the strait if Belmora builds the harbour wall", "threaten", "ALT", "BEL", who=ORLO,
        condition="if Belmora builds the harbour wall", confidence=0.4,
    )  # fmt: skip
    denial = told(second, "Belmora has moved no ship to the strait", "deny", "BEL", who=VELD)
    day = Timex(of(PROPOSED, "2 May"), "DATE", "2031-05-02", parse("2031-05-02"), "event", "by", Anchor("published"), "day and month")
    vague = Timex(of(PROPOSED, "joint"), "DATE", "PRESENT_REF", None, "other")
    voice = Attribution((of(PROPOSED, "foreign minister Dana Orlo"),), (of(PROPOSED, "said"),), (awaited.span,), None)
    tie = Tie(
        "courier/0503#tie", first.id, "holds", "Dana Orlo", "ALT", "foreign minister", "ALT",
        of(PROPOSED, "foreign minister Dana Orlo"),
        "2031-05-03",
    )  # fmt: skip
    dateline = Dateline("PORT ORLEY", "ANB", None, of(PROPOSED, "PORT ORLEY (ANB):"))
    return [
        read(first, proposal, awaited, frigates, attributions=(voice,), timexes=(day, vague), ties=(tie,), dateline=dateline),
        read(second, refusal, threat, denial),
        read(third),
    ]


def read(report: Report, *moves: Move, dateline: Dateline | None = None, **found: object) -> Reading:
    """A reading that found these."""
    cleaned = Cleaned(report, report.text, identity(len(report.text)), (), dateline)
    empty = Reading(cleaned, "hand", moves, (), (), PARTIES, (), ())
    return replace(empty, **found)  # type: ignore[arg-type]


def ledger(path: Path) -> Path:
    """A ledger file with the three reports."""
    with Ledger.open(path) as held:
        for reading in readings():
            held.add(reading)
    return path


def talks(path: Path) -> Talks:
    """The façade over such a ledger."""
    return Talks(Ledger.open(ledger(path)))


ROOT = Path(__file__).resolve().parent.parent
DAY_ONE = date(2031, 5, 5)  # when only the first report was out
