"""Which provisions an answer is about, how much a move speaks of, and that terms neither make nor change a move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import move, report
from reading import moves, the

from communique.assemble.record import assemble
from communique.record.derived import Thread
from communique.record.move import Force, Move, Term
from communique.record.text import Span

DAY = "2031-05-10"


def provision(number: int, text: str, force: Force = "oblige", instrument: str | None = "the draft") -> Term:
    return Term(f"may#{number}-term", "may", Span(number, number + len(text)), text, ("BEL",), force, None, instrument)


TERMS = (
    provision(10, "admit inspectors to every harbour", "oblige", "Article 1"),
    provision(60, "freeze dock wages for two years", "prohibit", "Article 2"),
    provision(110, "hand over the lighthouse archive", "oblige", "Article 3"),
)
TABLED = move(
    "may", "propose", "ALT", "BEL", "Altland put a draft agreement on the northern ports to Belmark", "2031-05-02", terms=TERMS
)


def thread_with(*answers: Move) -> Thread:
    """The thread of the draft, with what was answered to it in later reports."""
    reports = [report("may", DAY), *(report(m.report, "2031-05-20") for m in answers)]
    (found,) = assemble(reports, [TABLED, *answers]).threads
    return found


def answer(act: str, text: str, cue: str, number: int = 1) -> Move:
    made = move(f"answer{number}", act, "BEL", "ALT", text, published="2031-05-20")  # type: ignore[arg-type]
    at = text.index(cue)
    return replace(made, cue=Span(at, at + len(cue)))


@pytest.mark.parametrize(
    ("act", "text", "cue", "about"),
    [
        ("accept", "Belmark accepted the draft's inspection clause but not its wage freeze", "accepted", (0,)),
        ("reject", "Belmark rejected the provision of the draft on dock wages", "rejected", (1,)),
        ("reject", "Belmark rejected Article 3 of the draft agreement", "rejected", (2,)),
        ("reject", "Belmark rejected the draft agreement on the northern ports as a whole", "rejected", ()),
        ("reject", "Belmark rejected the draft agreement, saying inspectors in its harbours would be spies", "rejected", ()),
        ("accept", "Belmark accepted the draft's clauses on inspectors and on the lighthouse archive", "accepted", (0, 2)),
    ],
    ids=["one and not another", "one", "by its number", "the whole", "the reason is no object", "two"],
)
def test_an_answer_points_to_the_provisions_that_it_names(act: str, text: str, cue: str, about: tuple[int, ...]) -> None:
    thread = thread_with(answer(act, text, cue))
    (link,) = thread.events
    assert [t.id for t in thread.terms] == [t.id for t in TERMS]
    assert link.terms == tuple(TERMS[n].id for n in about)


def test_yes_to_one_provision_is_yes_in_part() -> None:
    reports = [report("may", DAY), report("answer1", "2031-05-20")]
    one = answer("accept", "Belmark accepted the inspection clause of the draft", "accepted")
    whole = answer("accept", "Belmark accepted the draft agreement on the northern ports", "accepted")
    for given, stance in ((one, "partly"), (whole, "for")):
        stands = {p.party: p.stance for p in assemble(reports, [TABLED, given]).positions if p.term is None}
        assert stands["BEL"] == stance


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Norway has moved 9,000 troops to the border since 2 March.", "9,000 troops"),
        ("The union demanded a rise of 25 per cent from 1 April 1987.", "25 per cent"),
        ("Kestria offered to pay $4.2 million for the wreck.", "$4.2 million"),
        ("The company offered to hire 40 drivers within 30 days.", "40 drivers"),
        ("Norway rejected Article 12 of the treaty of 1994.", None),
        ("The two sides agreed to meet again on 14 May.", None),
    ],
)
def test_how_much_a_move_speaks_of_is_no_day_and_no_article(text: str, quantity: str | None) -> None:
    assert {m.quantity for m in moves(text)} == {quantity}


def test_what_is_enumerated_is_one_provision_each_with_words_of_its_own() -> None:
    settled = the("Norway and Sweden agreed to open the sound, scrap the harbour levy and free 12 sailors.", "agree")
    assert next((t.text, t.quantity) for t in settled.terms) == ("to open the sound", None)
    assert {t.binds for t in settled.terms} == {("NOR", "SWE")}


def test_a_wish_and_a_talk_are_no_provisions() -> None:
    found = moves(
        "Norway and Sweden agreed to meet again in May. Any deal must protect the fish, an ecologist said. Norway plans to wait."
    )
    assert [t.text for m in found for t in m.terms] == []
