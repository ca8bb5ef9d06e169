"""What is shown of copies: all of them, with the reason, and counted."""

from __future__ import annotations

from pathlib import Path

from factory import report
from reading import reading

from communique.assemble.copies import fold
from communique.show.copies import copy_rows, counted
from communique.talks import open as open_talks

FIRST = (
    "Norway presented a draft treaty on cod quotas to Iceland on Thursday. Foreign Minister Ola Berg said Norway expects a written "
    "answer from Iceland by 15 March."
)
LONGER = FIRST + " Iceland has not answered. Nets were drying in the harbour."
OTHER = "A ferry with salt was turned back at the mole. The crew waved and the gulls followed it out to sea."


def test_reports_are_counted_with_their_origins_and_copies() -> None:
    assert counted(20, 3) == "3 origins, 17 copies"
    assert counted(2, 1) == "1 origin, 1 copy"
    assert counted(4, 4) == "4 origins"


def test_each_report_of_an_origin_has_a_row_with_its_reason_and_first_words() -> None:
    reports = [
        report("a", "2019-03-08", FIRST),
        report("b", "2019-03-09", "\n" + LONGER, "Courier"),
        report("c", "2019-03-09", OTHER),
    ]
    first, copy = copy_rows(fold(reports), reports)
    assert (first["report"], first["origin"], first["reports"], first["earliest"], first["reason"]) == ("a", "a", 2, True, None)
    assert (copy["report"], copy["of"], copy["kind"], copy["fullest"], copy["counted_with"]) == ("b", "a", "wording", True, "a")
    assert str(copy["reason"]).startswith("100% of the shorter's runs")
    assert copy["text"] == reports[1].text[copy["start"] : copy["end"]]  # type: ignore[misc]
    assert str(copy["text"]).startswith("Norway presented")


def test_a_judgement_parts_two_copies_and_its_undoing_folds_them_again(tmp_path: Path) -> None:
    with open_talks(tmp_path / "talks.db") as talks:
        talks.ledger.add(reading(FIRST, "2019-03-08", id="a"))
        talks.ledger.add(reading(LONGER, "2019-03-09", id="b"))
        assert [row["report"] for row in talks.copies()] == ["a", "b"]
        assert talks.copies(as_of="2019-03-08") == []
        parted = talks.ledger.judge("split", "a", object="b", author="ann")
        assert talks.copies() == []
        talks.ledger.judge("undo", str(parted.id), author="ann")
        assert [row["report"] for row in talks.export("copies")] == ["a", "b"]
