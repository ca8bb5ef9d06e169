"""What is shown of copies: all of them, with the reason, and counted."""

from __future__ import annotations

import io
from pathlib import Path

from factory import report
from reading import reading
from rich.console import Console

from communique.assemble.copies import fold
from communique.show.copies import copy_rows, counted, kin, kin_in_words
from communique.show.tables import as_text
from communique.show.terminal import draw_report
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


def test_a_report_is_shown_with_what_it_is_a_copy_of_and_what_it_adds(tmp_path: Path) -> None:
    with open_talks(tmp_path / "talks.db") as talks:
        talks.ledger.add(reading(FIRST, "2019-03-08", id="a", outlet="Norpress"))
        talks.ledger.add(reading(LONGER, "2019-03-09", id="b", outlet="Courier"))
        talks.ledger.add(reading(OTHER, "2019-03-09", id="c"))
        copy, first, alone = (talks.show(name) for name in "bac")
        drawn = as_text(lambda console: draw_report(copy, console), Console(width=400, file=io.StringIO()))
        before = talks.show("a", as_of="2019-03-08")
    (source,), (later,) = copy.kin, first.kin
    assert (source.report.id, source.source, later.report.id, later.source) == ("a", True, "b", False)
    assert (source.own, source.sentences, source.first) == (2, 4, "Iceland has not answered.")
    assert alone.kin == before.kin == ()
    assert "copy of a (Norpress, 8 Mar 2019): 100% of the shorter's runs" in drawn
    assert kin_in_words(later).endswith("2 of its 4 sentences are not here: “Iceland has not answered.”")


def test_a_copy_that_adds_nothing_is_told_so() -> None:
    reports = [report("a", "2019-03-08", LONGER), report("b", "2019-03-09", FIRST)]
    (source,) = kin("b", fold(reports), reports)
    assert source.source and kin_in_words(source).endswith("every sentence is in it")


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
