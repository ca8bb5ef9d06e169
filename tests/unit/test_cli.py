"""The command line: the façade's methods under the same names and options, exit 0, 1 or 2, one clear line for every error."""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
import strait
from click.testing import CliRunner, Result

import communique
from communique.cli import as_query, cli
from communique.parse.tree import Parsed
from communique.record.move import Reading
from communique.review import ONES, TWOS
from communique.talks import Talks

NOT_COMMANDS = {"close", "record", "moves", "reports", "names", "judge", "judgements"}  # typed access for programs
JUDGING = {name.replace("-", "_") for name in (*ONES, *TWOS)} | {"listed", "thread", "other", "reason", "author"}  # of judge
ONLY_DRAWN = {"format"}  # how a command writes what the method returns
ONLY_CALLED = {"self", "progress", "stdin", "told"}


def run(*words: str, ledger: Path, stdin: str = "", env: dict[str, str] | None = None) -> Result:
    """What the command does; standard output is no terminal here."""
    return CliRunner().invoke(cli, ["--ledger", str(ledger), *words], input=stdin, env=env)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with the three reports of the strait."""
    return strait.ledger(tmp_path / "talks.db")


def test_methods_and_commands_have_the_same_names_and_options() -> None:
    methods = {
        name: set(inspect.signature(method).parameters) - ONLY_CALLED
        for name, method in inspect.getmembers(Talks, inspect.isfunction)
        if not name.startswith("_") and name not in NOT_COMMANDS
    }
    commands = {
        name: {str(parameter.name) for parameter in command.params} - ONLY_DRAWN for name, command in cli.commands.items()
    }
    assert commands["review"] > JUDGING
    commands["review"] -= JUDGING
    assert commands == methods


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_help_of_each_command_teaches_by_examples(name: str) -> None:
    told = CliRunner().invoke(cli, [name, "--help"], prog_name="…").output
    examples = [line for line in told.splitlines() if "communique " in line]
    assert 2 <= len(examples) <= 3 and all(name in line for line in examples)
    assert all(option.help for option in cli.commands[name].params if isinstance(option, click.Option))


def test_the_brief_is_text_also_in_a_pipe(ledger: Path) -> None:
    result = run("brief", ledger=ledger)
    assert result.exit_code == 0 and "ON THE TABLE" in result.output
    assert "\x1b" not in result.output and not any(line.endswith(" ") for line in result.output.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ["brief", "--format", "jsonl"],
        ["ask", "strait"],
        ["show", "courier/0503", "--format", "jsonl"],
        ["timeline"],
        ["positions"],
        ["questions"],
        ["conflicts", "--all"],
        ["claims"],
        ["parties"],
        ["export", "moves"],
    ],
)
def test_rows_in_a_pipe_are_json_lines_that_name_their_place(words: list[str], ledger: Path) -> None:
    result = run(*words, "--as-of", "2031-05-12", ledger=ledger)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0 and rows
    assert all({"report", "start", "end", "text"} <= row.keys() for row in rows)


def test_a_row_of_show_names_its_event(ledger: Path) -> None:
    rows = [json.loads(line) for line in run("show", "gazette/0510", "--format", "jsonl", ledger=ledger).output.splitlines()]
    assert rows == [json.loads(line) for line in run("export", "moves", ledger=ledger).output.splitlines()][3:]


def test_every_format_can_be_asked_for(ledger: Path) -> None:
    assert len(json.loads(run("timeline", "--all", "--format", "json", ledger=ledger).output)) == 6
    assert len(list(csv.DictReader(io.StringIO(run("timeline", "--all", "--format", "csv", ledger=ledger).output)))) == 6
    table = run("timeline", "--format", "table", ledger=ledger).output
    assert "Who → whom" in table and "courier/0503" in table
    assert json.loads(run("brief", "--format", "json", ledger=ledger).output)["sections"]


def test_reading_commands_keep_to_the_day_and_to_what_was_known(ledger: Path) -> None:
    assert len(run("timeline", "--as-of", "2031-05-05", ledger=ledger).output.splitlines()) == 3
    assert run("export", "moves", "--known-by", "2000-01-01", ledger=ledger).output == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", "act:refuse"], "character 5: no act 'refuse'; did you mean act:reject?"),
        (["brief", "--as-of", "5 May"], "'5 May' is no day; it is written 2022-01-31"),
        (["brief", "--known-by", "noon"], "'noon' is no time"),
        (["show", "0510"], "did you mean gazette/0510?"),
        (["brief", "--thread", "herring"], "no thread 'herring'"),
        (["export", "everything"], "Invalid value"),
        (["ask"], "Missing argument"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_exit_2(words: list[str], said: str, ledger: Path) -> None:
    result = run(*words, ledger=ledger)
    assert result.exit_code == 2 and said in result.stderr and "Traceback" not in result.output


def test_a_ledger_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("brief", ledger=tmp_path / "none.db")
    assert result.exit_code == 2 and "none.db" in result.stderr and not (tmp_path / "none.db").exists()


def test_the_ledger_may_be_named_by_the_environment(ledger: Path) -> None:
    assert CliRunner().invoke(cli, ["positions"], env={"COMMUNIQUE_LEDGER": str(ledger)}).output.count("\n") == 2


def test_a_query_keeps_its_meaning_through_the_shell(ledger: Path) -> None:
    assert as_query(("by:ALT or strait",)) == "by:ALT or strait"
    assert as_query(("by:ALT", "joint patrol", "-act:meet")) == 'by:ALT "joint patrol" -act:meet'
    result = run("ask", "by:ALT", "-act:propose", "--format", "csv", ledger=ledger)
    assert [row["act"] for row in csv.DictReader(io.StringIO(result.output))] == ["expect", "threaten"]


def test_check_says_that_a_ledger_is_sound_or_what_is_not(ledger: Path) -> None:
    assert run("check", ledger=ledger).output == "sound: 3 reports, 3 versions, 6 moves, 0 judgements\n"


def test_check_fails_where_the_ledger_was_meddled_with(ledger: Path) -> None:
    with sqlite3.connect(ledger) as file:
        for (name,) in file.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            file.execute(f"drop trigger {name}")
    result = run("check", ledger=ledger)
    assert result.exit_code == 1
    assert "missing" in result.output
    assert "problems in 3 reports" in result.output


def test_reading_records_skips_and_names_what_is_bad(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(" date 1987-05-03 Altavia proposed talks to Belmora, its foreign minister said.\n")
    (reports / "two.txt").write_text(" date 2099-05-03 Belmora rejected the proposal.\n")
    (reports / "undated.txt").write_text("Altavia said nothing.\n")
    ledger = tmp_path / "talks.db"
    first = run("read", str(reports), ledger=ledger)
    assert first.exit_code == 1 and first.stdout == "2 reports recorded, 1 bad\n"
    bad, warning = [next(line for line in first.stderr.splitlines() if line.startswith(word)) for word in ("bad: ", "warning: ")]
    assert "undated.txt: " in bad and bad.count(";") >= 1  # the reason, and what to do
    assert warning.startswith("warning: two: ") and "2099" in warning
    again = run("read", str(reports), "--published", "1987-05-04", ledger=ledger)
    assert again.exit_code == 0 and again.stdout == "1 report recorded, 2 already there (nothing to do)\n"
    (reports / "one.txt").write_text(" date 1987-05-03 Altavia proposed talks to Belmora again.\n")
    changed = run("read", str(reports / "one.txt"), "-", ledger=ledger, stdin="", env={})
    assert "1 report recorded (1 as new version)" in changed.stdout
    assert run("check", ledger=ledger).exit_code == 0
    held = [json.loads(line) for line in run("export", "reports", ledger=ledger).output.splitlines()]
    assert [(row["id"], row["published"]) for row in held] == [
        ("one", "1987-05-03"), ("undated", "1987-05-04"), ("two", "2099-05-03"),
    ]  # fmt: skip


def test_an_interrupted_reading_keeps_what_it_has_and_goes_on_later(tmp_path: Path) -> None:
    lines = [{"id": str(n), "text": f"Altavia met Belmora for the {n}th time.", "published": "1987-05-03"} for n in (4, 5, 6)]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with communique.open(tmp_path / "talks.db") as talks:
        first = talks.read(str(tmp_path / "reports.jsonl"), progress=stop)
        assert (first.stopped, first.new) == (True, 1)
        again = talks.read(str(tmp_path / "reports.jsonl"))
        assert (again.stopped, again.new, again.same, again.recorded) == (False, 2, 1, 2)
        assert talks.check() == []


def test_a_reader_of_a_pipe_may_leave_early(ledger: Path) -> None:
    command = f'"{sys.executable}" -m communique --ledger "{ledger}" export moves | head -n 1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": "src"}, cwd=strait.ROOT
    )
    row, status = done.stdout.splitlines()
    assert json.loads(row)["act"] == "propose" and status == "0" and done.stderr == ""


def test_a_report_that_the_engine_fails_on_is_named_and_the_others_are_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.extract.engine import Rules

    whole = Rules.__call__

    def fails(self: Rules, parsed: Parsed) -> Reading:
        if "frigate" in parsed.text:
            raise ZeroDivisionError("no ships")
        return whole(self, parsed)

    monkeypatch.setattr(Rules, "__call__", fails)
    (tmp_path / "in").mkdir()
    for name, text in (("one", "Altavia sent a frigate."), ("two", "Altavia sent a note.")):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    result = run("read", str(tmp_path / "in"), "--published", "2031-05-02", ledger=tmp_path / "new.db")
    assert result.exit_code == 1
    assert "one: the engine failed: ZeroDivisionError: no ships" in result.stderr
    assert "1 report recorded, 1 bad" in result.stdout


def test_a_brief_and_a_calendar_to_send_on(ledger: Path) -> None:
    told = run("brief", "--format", "markdown", ledger=ledger)
    assert told.exit_code == 0 and told.output.startswith("# ") and "[^1]: " in told.output
    calendar = run("export", "questions", "--format", "ics", ledger=ledger)
    assert calendar.exit_code == 0 and calendar.output.startswith("BEGIN:VCALENDAR") and "END:VCALENDAR" in calendar.output
    other = run("export", "moves", "--format", "ics", ledger=ledger)
    assert other.exit_code == 2 and "of questions alone" in other.output
    ahead = run("questions", "--ahead", "--as-of", "2031-05-05", "--format", "jsonl", ledger=ledger)
    assert [json.loads(line)["state"] for line in ahead.output.splitlines()] == ["open"]


def test_check_throws_away_what_was_derived_if_asked_to(ledger: Path) -> None:
    run("brief", ledger=ledger)
    assert run("check", ledger=ledger).output.startswith("sound: ")
    assert run("check", "--forget", ledger=ledger).output.startswith("sound: ")
