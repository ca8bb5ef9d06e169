"""How sure a line is: what it tells must be right in who, what and how, and nobody vouches for what the press asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factory import move, report
from reading import reading

from communique.assemble import assemble
from communique.assemble.telling import ASKED, questions_in, scale, tellings, together
from communique.record.move import Move
from communique.talks import open as open_talks

ASKED_OF = (
    "MS. HALE: We reject the levy of Corvane.\n\nQ Velmar yesterday blamed Corvane for the collision. Will you answer?\n\n"
    "Any comment on the strait?\n\nMS. HALE: We call on Corvane to reopen the strait.\n\nQ Thank you.\n\nMS. HALE: Thank you all."
)


def line(one: Move, text: str = "") -> float:
    """How sure a line on a move is, told in a report of that text."""
    return tellings([one], {one.report: report(one.report, "2031-05-10", text)})[one.id]


def ruled(why: str, **more: object) -> Move:
    one = move("r1", "agree", "ALT BEL", "", "Altland and Belmark agreed on a pause", **more)  # type: ignore[arg-type]
    return replace(one, why=(why,))


def test_what_a_verb_names_is_surer_than_what_a_sentence_only_says() -> None:
    named, said = ruled("frame “agree on” → agree", confidence=0.92), replace(ruled("content: statement"), act="assess")
    assert line(named) > 0.8 > 0.7 > line(said)


def test_what_a_person_accepted_is_certain_and_what_no_rule_read_is_as_sure_as_its_confidence() -> None:
    assert line(ruled("content: statement", confidence=1.0)) == 1.0
    assert line(move("r1", "agree", "ALT BEL", "", "Altland and Belmark agreed", confidence=0.7)) == 0.7


def test_more_is_never_less_on_the_scale() -> None:
    levels = scale().levels
    assert list(levels) == sorted(levels) and levels[0] < 0.3 and levels[-1] > 0.8
    assert len(scale().sums) == len(levels) - 1


def test_of_two_origins_both_must_be_wrong_but_the_words_are_those_of_one() -> None:
    assert together([[0.3], [0.3]]) < 0.5
    assert together([[0.6], [0.5]]) == 0.7  # it is told in the words of one of them
    assert together([[0.6, 0.4]]) == 0.5  # two tellings of one origin are one


def test_a_question_of_the_press_goes_to_the_next_label() -> None:
    (first, second) = [ASKED_OF[start:end] for start, end in questions_in(ASKED_OF)]
    assert first.startswith("Q Velmar") and first.rstrip().endswith("strait?") and second.startswith("Q Thank you")
    assert questions_in("Q fever was found on two farms.\n\nThe ministry said so.") == []


def test_what_the_press_asks_is_in_no_brief_as_told() -> None:
    held = reading(ASKED_OF, outlet="Velmar Ministry", title="Press briefing by Ann Hale")
    found = tellings(held.moves, {"r": held.cleaned.report})
    blamed = [one for one in held.moves if "blamed" in one.text]
    assert blamed and all(found[one.id] == ASKED for one in blamed)
    assert any(found[one.id] > ASKED for one in held.moves if "call on" in one.text)
    record = assemble([held.cleaned.report], held.moves)
    assert all(event.told == ASKED for event in record.events if event.id in {one.id for one in blamed})


def test_a_brief_marks_what_is_less_sure_and_leaves_out_nothing_where_there_is_room(tmp_path: Path) -> None:
    text = (
        "Velmar and Corvane agreed on Thursday on a pause in the levy, foreign minister Ann Hale said.\n\n"
        "“The harbour is a matter for both,” Hale said."
    )
    with open_talks(tmp_path / "talks.db") as talks:
        talks.ledger.add(reading(text))
        lines = [line for section in talks.brief().sections for line in section.lines]
    assert {line.doubtful for line in lines if line.act == "agree"} == {False}
    assert all(line.doubtful for line in lines if line.confidence < 0.6)
