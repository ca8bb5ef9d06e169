"""`communique review`: answers in, judgements out, one line at a time; and each judgement as an option."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import strait
from click.testing import CliRunner, Result

from communique.cli import cli
from communique.talks import open as open_talks

THREAT = "Altavia will close the strait if Belmora builds the harbour wall"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with the three reports of the strait."""
    return strait.ledger(tmp_path / "talks.db")


def review(ledger: Path, *words: str, answers: str = "") -> Result:
    return CliRunner().invoke(cli, ["--ledger", str(ledger), "review", "--author", "ann", *words], input=answers)


def judged(ledger: Path) -> list[tuple[object, ...]]:
    with open_talks(ledger) as talks:
        return [(row["kind"], row["subject"], row["object"], row["field"], row["value"]) for row in talks.judgements()]


def asked(ledger: Path, words: str) -> dict[str, object]:
    """What is asked of the event told in these words, and how many are asked before it."""
    with open_talks(ledger) as talks:
        rows = talks.review()
    return next(row | {"before": n} for n, row in enumerate(rows) if row["asked"] == "event" and row["text"] == words)


def test_each_doubt_is_shown_with_its_words_in_context_and_its_fields(ledger: Path) -> None:
    shown = review(ledger, answers="n\n" * asked(ledger, THREAT)["before"]).stdout  # type: ignore[operator]
    assert f"Ina Veld said. ⟦{THREAT}⟧, Orlo warned." in " ".join(shown.split())
    for field in ("act         threaten", "by          Altavia (ALT)", "to          Belmora (BEL)", "condition", "chain", "certainty   0.40"):
        assert field in shown
    assert "a accept · r reject · c correct" in shown and "0 judgements recorded by ann" in shown


def test_answers_are_recorded_at_once_and_the_next_doubt_is_asked(ledger: Path) -> None:
    one = asked(ledger, THREAT)
    answers = "n\n" * one["before"] + "a\nq\n"  # type: ignore[operator]
    result = review(ledger, answers=answers)
    assert result.exit_code == 0 and judged(ledger) == [("accept", one["id"], None, None, None)]
    assert THREAT not in review(ledger, answers="").stdout


def test_a_correction_is_shown_and_the_same_doubt_is_asked_again(ledger: Path) -> None:
    one = asked(ledger, THREAT)
    answers = "\n" * one["before"] + "c\nact=warn\nc to=\nn\n"  # type: ignore[operator]
    shown = review(ledger, answers=answers).stdout
    assert "act         warn" in shown and "to          not stated" in shown
    assert [j[0::3] for j in judged(ledger)] == [("correct", "act"), ("correct", "to")]


def test_the_last_answer_is_undone_and_asked_again(ledger: Path) -> None:
    first = asked(ledger, THREAT)["before"]
    result = review(ledger, answers="n\n" * first + "r\nu\nq\n")  # type: ignore[operator]
    assert " ".join(result.stdout.split()).count(f"⟦{THREAT}⟧") == 2
    assert [j[0] for j in judged(ledger)] == ["retract", "undo"] and "0 judgements recorded" in result.stdout


def test_what_stands_on_a_rejected_move_is_not_asked(ledger: Path) -> None:
    with open_talks(ledger) as talks:
        rows = talks.review()
        link = next(row for row in rows if row["asked"] == "link")
    review(ledger, "--retract", str(link["event"]))
    with open_talks(ledger) as talks:
        assert link["id"] not in {row["id"] for row in talks.review()}


def test_an_answer_that_cannot_be_is_told_and_asked_again(ledger: Path) -> None:
    result = review(ledger, answers="z\nc act=refuse\nm nowhere#1-2-meet\nu\nh\nq\n")
    assert result.exit_code == 1 and judged(ledger) == []
    for told in ("no answer 'z'", "act cannot be 'refuse'; it is one of propose", "no report 'nowhere'", "nothing answered", "leave it out"):
        assert told in " ".join(result.stdout.split())


def test_a_link_to_a_thread_is_taken_or_left_alone(ledger: Path) -> None:
    with open_talks(ledger) as talks:
        rows = talks.review()
        number, link = next((n, row) for n, row in enumerate(rows) if row["asked"] == "link")
    review(ledger, answers="n\n" * number + "r\nq\n")
    assert judged(ledger) == [("retract", link["event"], link["other"], "thread", None)]


def test_events_are_merged_by_number_or_id_parties_and_reports_by_name(ledger: Path) -> None:
    with open_talks(ledger) as talks:
        first, rows = talks.review()[0], list(talks.export("moves"))
    other = next(row["id"] for row in rows if row["id"] not in (first["event"], first["other"]))
    report = next(name for name in ("courier/0503", "gazette/0512") if name != first["report"])
    result = review(ledger, answers=f"p BEL=NSC\nk\n{report}\nm {other}\nq\n")
    assert result.exit_code == 0
    assert [j[:3] for j in judged(ledger)] == [
        ("same_party", "BEL", "NSC"), ("copy", first["report"], report), ("merge", first["event"], other),
    ]  # fmt: skip


def test_each_judgement_can_be_given_as_an_option(ledger: Path) -> None:
    with open_talks(ledger) as talks:
        of = {str(row["act"]): str(row["id"]) for row in talks.export("moves")}
    said = review(ledger, "--retract", of["threaten"], "--reason", "said in jest")
    assert said.stdout == f"judgement 1 by ann: retract {of['threaten']} (communique review --undo 1)\n"
    review(ledger, "--undo", "1")
    review(ledger, "--correct", of["reject"], "by=BEL+NSC", "--merge", of["reject"], of["deny"])
    review(ledger, "--split", of["deny"], "--from", of["reject"])
    review(ledger, "--same-party", "BEL", "NSC", "--copy", "gazette/0510", "courier/0503", "--not-copy", "gazette/0512", "courier/0503")
    review(ledger, "--accept", of["reject"], "--thread", of["propose"])
    listed = [json.loads(line) for line in review(ledger, "--list").stdout.splitlines()]
    assert [row["kind"] for row in listed] == ["retract", "undo", "correct", "merge", "split", "same_party", "copy", "split", "accept"]
    assert listed[0]["text"] == THREAT and listed[0]["undone_by"] == 2 and listed[0]["author"] == "ann" and not listed[0]["stands"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--retract", "x#1-2-meet"), "no report 'x'"),
        (("--correct", "gazette/0510#0-53-reject", "act"), "write field=value"),
        (("--undo", "one"), "no judgement one to undo"),
        (("--thread", "x"), "goes with --accept or --retract"),
    ],
)
def test_a_wrong_judgement_is_one_clear_line_and_exit_2(words: tuple[str, ...], wrong: str, ledger: Path) -> None:
    result = review(ledger, *words)
    assert result.exit_code == 2 and wrong in result.stderr and judged(ledger) == []


def test_what_there_is_to_judge_and_what_was_judged_leave_as_rows_and_tables(ledger: Path) -> None:
    rows = json.loads(review(ledger, "--format", "json").stdout)
    assert rows[0]["doubtful"] and {"report", "start", "end", "text"} <= rows[0].keys()
    assert "Certainty" in review(ledger, "--format", "table").stdout
    review(ledger, "--accept", rows[-1]["event"])
    assert "accept" in review(ledger, "--list", "--format", "table").stdout
    assert review(ledger, "--list", "--format", "csv").stdout.startswith("id,kind,subject")
