"""Copies: what is one dispatch, what is not, and why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from factory import report

from communique.assemble.copies import fold, resemblances, wires
from communique.record.derived import Origin
from communique.record.judgement import Judgement
from communique.record.text import Report

STORY = (
    "The dockers' union of Port Halvard on Monday turned down the harbour board's latest pay plan, saying the rise would not "
    "cover the cost of bread. Its chairman said the crews would stay out until a fair hearing was promised in writing. A mediator "
    "from the capital was expected on the evening ferry. Nineteen ships lay at anchor beyond the mole."
)
OTHER = (
    "Ships lay idle at Port Halvard for a second day as crews and the harbour board traded blame over wages and safety at sea. "
    "Bakers have flour for a week. A widow brought soup to the gate. Nobody from the board would come to the telephone."
)
REWRITTEN = (
    "A fair hearing, promised in writing, is what the crews of Port Halvard want before they go back to work, the chairman of the "
    "dockers' union said. On Monday the union had rejected the last pay offer of the harbour board, as the increase did not pay "
    "for bread. Beyond the mole 19 vessels were anchored. The evening ferry was to bring a mediator from the capital."
)
BRIEFING = (
    'The chairman met the press. "The board has offered crumbs while the bakery burns," he said. "Our crews will stay ashore '
    'until every harbour pays a decent wage," he went on. Rain fell all day on the square before the hall.'
)


def members(*reports: Report, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, ...]]:
    return [o.reports for o in fold(reports, judgements)]


def judge(kind: str, subject: str, object: str | None, id: int = 1) -> Judgement:
    return Judgement(id, kind, subject, object, None, None, "ann", "read both", datetime(2031, 5, 1, tzinfo=UTC))  # type: ignore[arg-type]


def of_repository(name: str) -> tuple[list[Report], set[frozenset[str]]]:
    """One half of the gold set: its reports, and the pairs that share an origin."""
    path = Path(__file__).resolve().parents[2] / "bench" / "copies_gold" / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    gold = {frozenset((a["id"], b["id"])) for a, b in combinations(rows, 2) if set(a["origins"]) & set(b["origins"])}
    return [report(r["id"], r["published"], r["text"], r["outlet"], r["title"]) for r in rows], gold


def pairs(origins: tuple[Origin, ...]) -> set[frozenset[str]]:
    """All pairs of reports of one origin, and round-ups with the dispatches that they carry besides."""
    within = {frozenset(pair) for o in origins for pair in combinations(o.reports, 2)}
    return within | {frozenset((copy.report, r)) for o in origins for copy in o.elsewhere for r in o.reports}


def f1(found: set[frozenset[str]], gold: set[frozenset[str]]) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


def test_a_reprint_with_a_new_lead_is_one_origin_named_for_the_earliest() -> None:
    late = report("a", "2031-05-03", "Shoppers in the capital noticed little of it. " + STORY)
    first = report("b", "2031-05-02", STORY)
    (origin,) = fold([late, first])
    assert (origin.id, origin.reports, origin.fullest) == ("b", ("b", "a"), "a")
    (copy,) = origin.copies
    assert (copy.report, copy.of, copy.kind, copy.share) == ("a", "b", "wording", 1.0)
    assert copy.reason == "100% of the shorter's runs of 7 words stand in the other"


def test_two_reports_of_one_strike_in_their_own_words_stay_two() -> None:
    assert members(report("a", "2031-05-02", STORY), report("b", "2031-05-02", OTHER)) == [("a",), ("b",)]


def test_a_dispatch_told_in_other_words_and_another_order_is_a_copy() -> None:
    (origin,) = fold([report("a", "2031-05-06", STORY, "Norwire"), report("b", "2031-05-07", REWRITTEN, "Inland Messenger")])
    (copy,) = origin.copies
    assert (copy.report, copy.of, copy.kind) == ("b", "a", "retold")
    assert "of 4 sentences tell the same in other words" in copy.reason


def test_a_credit_is_told_with_the_reason() -> None:
    rewritten = report("b", "2031-05-07", REWRITTEN + "\n\n(With inputs from Norwire)", "Inland Messenger")
    (origin,) = fold([report("a", "2031-05-06", "PORT HALVARD (Norwire) - " + STORY), rewritten])
    assert origin.copies[0].reason.endswith("credits NORWIRE")


def test_the_same_words_of_another_day_are_other_news() -> None:
    first = report("a", "2031-05-06", STORY, "Norwire")
    next_day = REWRITTEN.replace("On Monday", "On Tuesday")
    assert members(first, report("b", "2031-05-07", next_day, "Seapress")) == [("a",), ("b",)]


def test_what_an_outlet_tells_in_other_words_is_other_news_and_in_the_same_words_an_update() -> None:
    first = report("a", "2031-05-06", STORY, "Norwire")
    update = "A minister called both sides to the capital. " + STORY.replace(
        "a fair hearing was promised", "they were promised a hearing"
    )
    assert members(first, report("b", "2031-05-06", REWRITTEN, "Norwire")) == [("a",), ("b",)]
    assert members(first, report("b", "2031-05-06", update, "Norwire")) == [("a", "b")]


def test_one_quotation_makes_two_stories_of_a_press_conference_no_copies() -> None:
    quotation = '"We shall not load a single crate until the board puts its promise on paper"'
    one = report("a", "2031-05-02", f"{quotation}, chairman Olaf Brenn told the press in the grain hall. {STORY}", "Courier")
    two = report("b", "2031-05-02", f"{OTHER} {quotation}, said Olaf Brenn. His brother sells nets in Dorport.", "Gazette")
    assert members(one, two) == [("a",), ("b",)]


def test_the_same_quotations_of_one_day_in_two_translations_are_one_origin() -> None:
    one = report("a", "2031-05-02", BRIEFING)
    other = report(
        "b", "2031-05-02",
        'At Port Halvard a leader spoke. "They offer us crumbs and the bakery burns," were his words. "No crew leaves the shore '
        'before all harbours pay decent wages," he added. The rain over the square before the hall lasted the day.',
    )  # fmt: skip
    third = report(
        "c", "2031-05-02",
        'A minister was calm. "Wages are for the board to settle," she said. "We have seen worse storms pass by," too.',
    )  # fmt: skip
    assert members(one, other, third) == [("a", "b"), ("c",)]
    assert "2 same quotations, same day" in fold([one, other])[0].copies[0].reason
    assert members(one, report("b", "2031-05-09", other.text)) == [("a",), ("b",)]


def test_a_form_filled_in_for_another_call_is_no_copy_and_says_so() -> None:
    form = (
        "President Sorrell spoke today by telephone with {}. The two leaders reaffirmed the strength of the partnership between "
        "their countries and the place of the Tessel dispute in it. They thanked all who keep the grain corridor open. "
        "They discussed {}. The leaders agreed to remain in close contact in the weeks ahead and to meet before the summer."
    )
    one = report("a", "2031-05-02", form.format("President Amadi of Corvenia", "the inspection of ships"), "Presidency")
    two = report("b", "2031-05-05", form.format("Prime Minister Holm of Norrland", "the crew of the Brisa"), "Presidency")
    assert members(one, two) == [("a",), ("b",)]
    (alike,) = resemblances([one, two])
    assert alike.kind == "form"
    assert alike.reason.endswith("they tell of different days: one form, two dispatches")


def test_a_paragraph_that_an_office_puts_under_everything_is_no_evidence() -> None:
    tail = " The Council stands by its envoy and asks all sides to take no step that could put the way to peace at risk. It will "
    tail += "follow the matter closely, together with the friends of the region, and will come back to it before the year is out."
    said = ["Ships are held at Port Asil.", "A candidate was freed in Loma.", "The road to Brack is open.", "Snow fell in Dell."]
    reports = [report(f"r{n}", f"2031-05-0{n + 1}", f"{text}{tail}", "Council") for n, text in enumerate(said)]
    assert members(*reports) == [("r0",), ("r1",), ("r2",), ("r3",)]
    assert {alike.kind for alike in resemblances(reports)} == {"form"}


def test_a_round_up_makes_two_dispatches_no_one() -> None:
    water = (
        "The upstream states offered on Saturday to open the sluices of the Kestrel dam for seven days, so that rice can be planted. "
        "They want the arrears paid first. The gates would be opened on 10 June and closed again a week later."
    )
    visas = (
        "Some 2,300 students from the Farrow islands must leave by the end of July, the Interior Ministry said on Saturday. The "
        "minister had been left no other door, he said. The islands' envoy called the order petty and small."
    )
    weekly = f"WATER. {water}\nSTUDENTS. {visas} Exceptions are few.\nROWING. Brack won the eights by a length in calm water."
    origins = fold([report("w", "2031-06-04", water), report("v", "2031-06-04", visas), report("z", "2031-06-05", weekly)])
    assert sorted(len(o.reports) for o in origins) == [1, 2]
    (lone,) = [o for o in origins if len(o.reports) == 1]
    assert [copy.report for copy in lone.elsewhere] == ["z"]


def test_wires_are_read_from_dateline_and_credit() -> None:
    assert wires(report("a", "2031-05-02", "HALVARD (Norwire) - Crews walked out.")) == {"norwire"}
    assert wires(report("a", "2031-05-02", "Crews walked out.\n\n(With inputs from Norwire and Seapress)")) == {
        "norwire",
        "seapress",
    }


def test_two_short_rewrites_are_one_origin_where_they_credit_one_wire() -> None:
    one = (
        "HALVARD (Norwire) - Dockers rejected the harbour board's pay plan on Monday. "
        "The union chairman demanded a written promise."
    )
    two = (
        "The union chairman demanded a promise, written. Dockers on Monday rejected the pay plan of the harbour board. "
        "The day was wet. (With inputs from Norwire)"
    )
    assert members(report("a", "2031-05-06", one), report("b", "2031-05-06", two)) == [("a", "b")]
    assert members(report("a", "2031-05-06", one.replace("Norwire", "Seapress")), report("b", "2031-05-06", two)) == [
        ("a",),
        ("b",),
    ]


def test_a_person_may_fold_two_reports_and_keep_two_apart() -> None:
    one, two = report("a", "2031-05-02", STORY), report("b", "2031-05-02", STORY + " More follows.")
    assert members(one, two, judgements=(judge("split", "a", "b"),)) == [("a",), ("b",)]
    other = report("c", "2031-05-02", "Nothing of the kind.")
    (origin,) = fold([one, other], (judge("copy", "c", "a"),))
    assert origin.reports == ("a", "c")
    assert (origin.copies[0].kind, origin.copies[0].reason) == ("judged", "judged a copy by ann: read both")


def test_what_is_judged_apart_is_not_brought_together_by_a_third() -> None:
    one, two, three = (
        report(name, "2031-05-02", STORY + more) for name, more in (("a", ""), ("b", " More."), ("c", " No more."))
    )
    assert members(one, two, three) == [("a", "b", "c")]
    split = members(one, two, three, judgements=(judge("split", "a", "b"),))
    assert all(not {"a", "b"} <= set(group) for group in split)
    assert sorted(len(group) for group in split) == [1, 2]


def test_a_report_judged_to_stand_alone_does_and_the_later_judgement_holds() -> None:
    one, two = report("a", "2031-05-02", STORY), report("b", "2031-05-02", STORY + " More follows.")
    alone = judge("split", "b", None, 1)
    assert members(one, two, judgements=(alone,)) == [("a",), ("b",)]
    assert members(one, two, judgements=(alone, judge("copy", "a", "b", 2))) == [("a", "b")]
    assert members(one, two, judgements=(judge("copy", "a", "b", 1), judge("split", "b", "a", 2))) == [("a",), ("b",)]


def test_pairs_of_official_releases_are_found(shared: Path) -> None:
    lines = (shared / "data/copies/reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [Report(r["id"], r["text"], date.fromisoformat(r["published"][:10]), "field") for r in map(json.loads, lines)]
    gold = {frozenset(line.split()[:2]) for line in (shared / "data/copies/pairs.tsv").read_text(encoding="utf-8").splitlines()}
    assert f1(pairs(fold(reports)), gold) >= 0.97


def test_pairs_of_the_own_set_are_found() -> None:
    for half in ("a", "b"):
        reports, gold = of_repository(half)
        assert f1(pairs(fold(reports)), gold) >= 0.9, half
