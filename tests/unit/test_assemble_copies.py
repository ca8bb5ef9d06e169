"""Copies: what is one dispatch, what is not, and why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from factory import report

from communique.assemble.copies import fold, pairs, wires
from communique.record.judgement import Judgement
from communique.record.text import Report

STORY = (
    "The dockers' union of Port Halvard on Monday turned down the harbour board's latest pay plan, saying the rise would not "
    "cover the cost of bread. Its chairman said the crews would stay out until a fair hearing was promised in writing."
)
OTHER = (
    "Ships lay idle at Port Halvard for a second day as crews and the harbour board traded blame over wages and safety at sea."
)


def members(*reports: Report, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, ...]]:
    return [o.reports for o in fold(reports, judgements)]


def judge(kind: str, subject: str, object: str, id: int = 1) -> Judgement:
    return Judgement(id, kind, subject, object, None, None, "ann", "read both", datetime(2031, 5, 1, tzinfo=UTC))  # type: ignore[arg-type]


def test_a_reprint_with_a_new_lead_is_one_origin_named_for_the_earliest() -> None:
    late = report("a", "2031-05-03", "Shoppers in the capital noticed little of it. " + STORY)
    first = report("b", "2031-05-02", STORY)
    (origin,) = fold([late, first])
    assert origin.id == "b"
    assert origin.reports == ("b", "a")
    assert origin.reasons[0].startswith("a = b: 100%")


def test_two_reports_of_one_strike_in_their_own_words_stay_two() -> None:
    assert members(report("a", "2031-05-02", STORY), report("b", "2031-05-02", OTHER)) == [("a",), ("b",)]


def test_the_same_long_quotation_on_one_day_is_one_origin_and_a_week_later_is_not() -> None:
    quotation = '"we shall not load a single crate until the board puts its promise on paper"'
    one = report("a", "2031-05-02", f"At noon the chairman said: {quotation}. {STORY}")
    same_day = report("b", "2031-05-02", f"Crews cheered in the rain. {quotation}, they were told by their leader in the square.")
    later = report("c", "2031-05-12", f"Few recall it now, but {quotation} was the cry back then. {OTHER}")
    assert members(one, same_day, later) == [("a", "b"), ("c",)]


def test_wires_are_read_from_dateline_and_credit() -> None:
    assert wires(report("a", "2031-05-02", "HALVARD (Norwire) - Crews walked out.")) == {"norwire"}
    assert wires(report("a", "2031-05-02", "Crews walked out.\n\n(With inputs from Norwire and Seapress)")) == {
        "norwire",
        "seapress",
    }


def test_two_rewrites_that_credit_one_wire_are_one_origin() -> None:
    one = (
        "HALVARD (Norwire) - Dockers rejected the harbour board's pay plan on Monday; "
        "the union chairman demanded a written promise."
    )
    two = (
        "The union chairman demanded a promise, written, as dockers on Monday rejected the pay plan of the harbour board. "
        "(With inputs from Norwire)"
    )
    assert members(report("a", "2031-05-02", one), report("b", "2031-05-02", two)) == [("a", "b")]
    assert members(report("a", "2031-05-02", one.replace("Norwire", "Seapress")), report("b", "2031-05-02", two)) == [
        ("a",),
        ("b",),
    ]


def test_a_person_may_fold_two_reports_and_keep_two_apart() -> None:
    one, two = report("a", "2031-05-02", STORY), report("b", "2031-05-02", STORY + " More follows.")
    assert members(one, two, judgements=(judge("split", "a", "b"),)) == [("a",), ("b",)]
    other = report("c", "2031-05-02", "Nothing of the kind.")
    (origin,) = fold([one, other], (judge("copy", "c", "a"),))
    assert origin.reports == ("a", "c")
    assert "judged a copy by ann: read both" in origin.reasons[0]


def test_pairs_of_official_releases_are_found(shared: Path) -> None:
    lines = (shared / "data/copies/reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [Report(r["id"], r["text"], date.fromisoformat(r["published"][:10]), "field") for r in map(json.loads, lines)]
    ordered = sorted(reports, key=lambda r: (r.published, r.id))
    found = {frozenset((ordered[p.one].id, ordered[p.other].id)) for p in pairs(ordered)}
    gold = {frozenset(line.split()[:2]) for line in (shared / "data/copies/pairs.tsv").read_text(encoding="utf-8").splitlines()}
    right = len(found & gold)
    assert 2 * right / (len(found) + len(gold)) >= 0.97


def test_one_briefing_in_two_translations_is_one_origin() -> None:
    one = report(
        "a", "2031-05-02",
        'The chairman met the press. "The board has offered crumbs while the bakery burns," he said. "Our crews will stay ashore '
        'until every harbour pays a decent wage," he went on. Rain fell all day.',
    )  # fmt: skip
    other = report(
        "b", "2031-05-02",
        'At Port Halvard a leader spoke. "They offer us crumbs and the bakery burns," were his words. "No crew leaves the shore '
        'before all harbours pay decent wages," he added. The ferry was late.',
    )  # fmt: skip
    third = report(
        "c",
        "2031-05-02",
        'A minister was calm. "Wages are for the board to settle," she said. "We have seen worse storms pass by," too.',
    )
    assert members(one, other, third) == [("a", "b"), ("c",)]
    assert members(one, report("b", "2031-05-09", other.text)) == [("a",), ("b",)]
