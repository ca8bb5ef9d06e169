"""The two reports that the project started from, checked by eye: who said what, through whom, when (skips without ../shared)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import RULES, hops

from communique.assemble.record import assemble
from communique.clean.clean import clean
from communique.parse.syntax import parse
from communique.read.source import BadInput, read
from communique.record.derived import Record
from communique.record.move import Move, Reading
from communique.record.text import Report
from communique.record.when import parse as edtf


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, Reading]:
    reports = [r for r in read([str(shared / "reports" / "seeds")]) if not isinstance(r, BadInput)]
    return {p.cleaned.report.id: RULES(p) for p in parse(clean(r) for r in reports)}


def find(reading: Reading, act: str, words: str) -> Move:
    """The move of that act whose text has the words."""
    fitting = [m for m in reading.moves if m.act == act and words in m.text]
    assert fitting, f"no {act} with {words!r} among {[(m.act, m.text) for m in reading.moves]}"
    return fitting[0]


def record(seeds: dict[str, Reading], as_of: str) -> Record:
    reports: list[Report] = [r.cleaned.report for r in seeds.values()]
    moves = [m for r in seeds.values() for m in r.moves]
    return assemble(reports, moves, as_of=edtf(as_of).latest)


def test_statements_up_to_the_trailing_citation_carry_both_relays(seeds: dict[str, Reading]) -> None:
    early = [m for m in seeds["seed000"].moves if m.span.end <= 484]
    assert len(early) >= 3
    assert all(hops(m.chain) == ["ANI", "CNN", "Dmitry Peskov"] for m in early)


def test_the_warning_is_a_conditional_threat_through_sputnik(seeds: dict[str, Reading]) -> None:
    move = find(seeds["seed000"], "threaten", "no option but to take action")
    assert (move.by, set(move.to), move.modality) == (("RUS",), {"USA", "NATO"}, "conditional")
    assert move.condition is not None
    assert move.condition.startswith("if the US and NATO do not give")
    assert hops(move.chain) == ["Sputnik", "Alexander Lukashevich"]


def test_the_drafts_are_one_event_of_the_seventeenth_with_their_terms(seeds: dict[str, Reading]) -> None:
    now = record(seeds, "2022-01-16")
    drafts = [e for e in now.events if e.act == "propose" and str(e.when) == "2021-12-17"]
    assert len(drafts) == 1
    assert set(drafts[0].reports) == {"seed000", "seed002"}
    thread = next(t for t in now.threads if t.id == drafts[0].id or any(link.event == drafts[0].id for link in t.events))
    assert len(thread.terms) >= 2


def test_refused_by_both_while_talks_on_missiles_are_offered(seeds: dict[str, Reading]) -> None:
    for words in ("outrightly rejected", "have refused to agree"):
        move = find(seeds["seed000"], "reject", words)
        assert set(move.by) == {"USA", "NATO"}
        assert str(move.when) == "../2022-01-16"
    assert set(find(seeds["seed000"], "offer", "left the door open").by) == {"USA", "NATO"}


def test_no_response_is_a_negative_status_told_by_russia_about_nato(seeds: dict[str, Reading]) -> None:
    move = find(seeds["seed002"], "status", "no response")
    assert (move.by, move.to, move.polarity) == (("RUS",), ("NATO",), "neg")


def test_answers_are_expected_within_january(seeds: dict[str, Reading]) -> None:
    move = find(seeds["seed002"], "expect", "concrete answers")
    assert (move.by, move.to, str(move.due)) == (("RUS",), ("USA",), "2022-01")
    assert hops(move.chain) == ["TASS", "Dmitry Peskov"]


def test_the_start_of_talks_is_stated_unknown_and_later_overtaken(seeds: dict[str, Reading]) -> None:
    move = find(seeds["seed002"], "status", "no exact dates")
    assert move.polarity == "neg"
    then = [q for q in record(seeds, "2021-12-31").questions if q.move == move.id]
    assert [q.state for q in then] == ["stated unknown"]
    now = [q for q in record(seeds, "2022-01-16").questions if q.move == move.id]
    assert [q.state for q in now] == ["overtaken"]


def test_the_mandate(seeds: dict[str, Reading]) -> None:
    move = find(seeds["seed002"], "status", "will be responsible")
    assert (move.by, move.modality) == (("RUS",), "planned")
    assert "Sergei Ryabkov" in move.text


def test_an_unnamed_earlier_report_of_what_the_aide_told(seeds: dict[str, Reading]) -> None:
    move = find(seeds["seed002"], "offer", "readiness")
    assert (move.by, move.to) == (("RUS",), ("USA",))
    assert hops(move.chain) == ["TASS", None, "Yuri Ushakov"]


def test_troops_and_invasion_are_alleged_and_plans_to_strike_denied(seeds: dict[str, Reading]) -> None:
    report = seeds["seed000"]
    assert find(report, "deed", "70,000 troops").modality == "alleged"
    assert find(report, "accuse", "70,000 troops").by == ("USA",)
    assert any("preparing for an invasion" in m.text for m in report.moves)
    denial = find(report, "deny", "plans to strike")
    assert (denial.by, hops(denial.chain)) == (("RUS",), ["Sputnik"])


def test_some_countries_are_called_unfriendly_others_open_none_named(seeds: dict[str, Reading]) -> None:
    unfriendly = find(seeds["seed002"], "criticise", "extremely unfriendly to us")
    assert unfriendly.by == ("RUS",)
    assert any("continuing the dialogue" in m.text and m.by == ("RUS",) for m in seeds["seed002"].moves)


def test_nothing_of_january_is_visible_in_december(seeds: dict[str, Reading]) -> None:
    seen = json.dumps([str(x) for x in record(seeds, "2021-12-31").events + record(seeds, "2021-12-31").threads])
    assert "seed000" not in seen
