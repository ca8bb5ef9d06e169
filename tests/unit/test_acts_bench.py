"""What the bench of acts counts: acts, confusions and shares by group, and the words of rated events."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import acts
import modality
import pytest
import tally


class Scorer:
    """Stands in for score/moves.py: moves match that begin at the same place, of the same party where that is asked."""

    PLOVER: ClassVar = {"accuse": "ACCUSE", "criticise": "ACCUSE", "demand": "REQUEST"}

    @staticmethod
    def match(text: str, gold: Any, given: Any, need_party: bool = True) -> list[tuple[int, int, float]]:
        return [
            (g, p, 1.0)
            for g, move in enumerate(gold)
            for p, row in enumerate(given)
            if move["at"] == row["at"] and (not need_party or move["by"] == row["by"])
        ]


def move(at: int, act: str, by: str = "Velmar", **more: Any) -> dict[str, Any]:
    return {"at": at, "act": act, "by": by, "modality": "actual", "polarity": "pos"} | more


REPORT = {
    "doc": "x1", "outlet": "The Ambry Post", "text": "", "topic": "ferries",
    "moves": [
        move(1, "ACCUSE"), move(2, "DEMAND", act2="CRITICISE"), move(3, "DEMAND", modality="planned"),
        move(4, "ACCUSE", optional=True), move(5, "ACCUSE"),
    ],
}  # fmt: skip
GIVEN = [move(1, "criticise"), move(2, "criticise"), move(3, "demand"), move(4, "accuse"), move(5, "accuse", by="Orsania")]


def counted() -> tally.Tally:
    whole = tally.Tally(Scorer())
    whole.add(REPORT, GIVEN)
    return whole


def test_shares_are_counted_as_the_scorer_of_moves_counts_them() -> None:
    figures = counted().figures  # of four moves each way, one pair is optional
    assert figures["span"] == 1.0
    assert figures["detection"] == pytest.approx(0.75)
    assert figures["coarse"] == pytest.approx(0.75)
    assert figures["act"] == pytest.approx(0.5)
    assert figures["strict"] == pytest.approx(0.25)
    assert figures["modality"] == pytest.approx(2 / 3)


def test_a_second_admissible_act_is_right_and_counted_as_that_act() -> None:
    rows = counted().of_acts()
    assert rows["criticise"] == (1, 0.5, 1.0, pytest.approx(2 / 3))
    assert rows["accuse"] == (2, 0.0, 0.0, 0.0)
    assert counted().weak(0.3, 2) == ["accuse 0.00"]
    assert counted().weak(0.3, 3) == []


def test_confusions_name_the_act_of_the_gold_first() -> None:
    assert +counted().confused == {("accuse", "criticise"): 1}
    assert +counted().ways == {("planned", "actual"): 1}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"outlet": "White House"}, "official"),
        ({"outlet": "White House", "note": "transcript of spoken remarks"}, "transcript"),
        ({"manner": "British union press release"}, "document"),
        ({"manner": "live blog, newest first"}, "live blog"),
        ({"manner": "US wire of the 1980s"}, "wire"),
        ({"outlet": "The Ambry Post"}, "press"),
    ],
)
def test_genres(head: dict[str, str], expected: str) -> None:
    assert tally.genre(head) == expected


def test_topics_are_fields_in_the_corpus() -> None:
    assert [tally.topic({"doc": doc, "topic": "ferries"}) for doc in ("a07", "w1_2")] == ["labour", "ferries"]


def test_tables_set_the_engines_side_by_side() -> None:
    of = {"fast": counted(), "judge": counted()}
    assert "accuse      |      2  0.00  0.00  0.00  |      2" in acts.act_table(of)
    assert "fast, acts: accuse > criticise 1" in acts.confusions(of)
    groups = acts.tallies([REPORT, REPORT | {"doc": "x2"}], {"x1": GIVEN}, Scorer())
    assert set(groups) == {("all", ""), ("genre", "press"), ("topic", "ferries")}, "a report that was not read is left out"
    assert "ferries" in acts.group_table("topic", {"fast": groups})
    assert acts.as_json(groups)["genre"]["press"]["reports"] == 1


def test_engines_of_two_names_run_once() -> None:
    assert sum(len(name.split(" = ")) for name in acts.distinct(["fast", "fast"])) == 2
    assert len(acts.distinct(["fast", "fast"])) == 1


def test_the_clock_tells_the_ratio_to_the_bare_parse() -> None:
    told = acts.Clock(words=1000, parse=2.0, engines={"fast": 1.0}).told()
    assert told["fast"] == {"words/s": pytest.approx(1000 / 3), "ratio": 1.5}


def test_tokens_are_set_as_print_has_them() -> None:
    text, begins = modality.set_in_print('He said : " I ca n\'t pay ( 15 - year ) . "'.split())
    assert text == 'He said: "I can\'t pay (15-year)."'
    assert [text[begin : begin + 1] for begin in begins[:5]] == ["H", "s", ":", '"', "I"]


def test_rated_events_are_compared_by_whether_they_happened(tmp_path: Path) -> None:
    rows = [
        '{"text": "The envoys met in Karvest .", "targets": [{"span1": [2, 3], "span_text": "met", "label": 3.0}]}',
        '{"text": "The union did n\'t sign .", "targets": [{"span1": [4, 5], "span_text": "sign", "label": -2.5}]}',
        '{"text": "Velmar may reopen it .", "targets": [{"span1": [2, 3], "span_text": "reopen", "label": 1.0}]}',
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rated = list(modality.read(tmp_path / "dev.jsonl"))
    assert [(one.standing, one.right) for one in rated] == [("happened", True), ("not", True), ("open", False)]
    figures = modality.figures(rated)
    assert figures["accuracy"] == pytest.approx(2 / 3) and figures["negated"] == 1.0 and figures["counted"] == 1.0
