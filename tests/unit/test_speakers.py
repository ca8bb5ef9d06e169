"""For whom a person speaks is what the reports agree on; where one alone has it otherwise, its lines are doubtful."""

from __future__ import annotations

from dataclasses import replace

from factory import move, report

from communique.assemble import assemble
from communique.assemble.misread import DOUBTFUL
from communique.assemble.speakers import misattributed
from communique.record.move import Move
from communique.record.text import Span

AGREED = [
    move(f"r{n}", "demand", "ALT", "", f"Ann Hale demanded access to harbour {n}", speaker="Ann Hale", published=f"2031-05-0{n}")
    for n in range(1, 6)
]


def astray(id: str = "r9", **more: object) -> Move:
    text = "Ann Hale reaffirmed her commitment to the ferry"
    return move(id, "commit", ["Harvest Day"], "", text, speaker="Ann Hale", published="2031-05-09", **more)  # type: ignore[arg-type]


def test_a_party_that_one_report_alone_gives_a_person_is_doubtful_in_all_of_that_report() -> None:
    named = move("r9", "demand", ["Harvest Day"], "", "The quay must be opened", at=80, published="2031-05-09")
    other = move("r8", "demand", ["Harvest Day"], "", "The quay must be opened", published="2031-05-09")
    assert misattributed([*AGREED, astray(), named, other]) == {astray().id, named.id}


def test_two_reports_say_too_little_of_a_person_and_what_is_certain_is_not_doubted() -> None:
    assert misattributed([*AGREED[:2], astray()]) == set()
    assert misattributed([*AGREED, astray(confidence=1.0)]) == set()


def test_who_is_named_before_the_verb_and_known_must_be_of_the_party() -> None:
    text = "Additionally, President Hale noted progress on the ferry"
    told = replace(move("r9", "status", "BEL", "", text, published="2031-05-09"), cue=Span(30, 35))
    assert misattributed([*AGREED, told]) == {told.id}
    assert misattributed([*AGREED, replace(told, by=("ALT",))]) == set()


def test_the_record_tells_such_a_line_as_doubtful() -> None:
    reports = [report(one.report, one.published.isoformat()) for one in (*AGREED, astray())]
    told = {event.id: event.told for event in assemble(reports, [*AGREED, astray()]).events}
    assert told[astray().id] == DOUBTFUL < told[AGREED[0].id]
