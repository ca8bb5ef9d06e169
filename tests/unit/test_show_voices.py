"""What a desk officer sees of a report's voices: whose words, through whom they came, on what terms, on what basis."""

from __future__ import annotations

import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading import reading
from rich.console import Console

from communique.cli import cli
from communique.errors import CommuniqueError
from communique.record.move import Reading
from communique.show.tables import as_text
from communique.show.terminal import draw_report
from communique.store.ledger import Ledger
from communique.store.whole import flaws
from communique.talks import Talks

TEXT = (
    "HALVEN (Norpress): Danish envoy Lars Holm told Radio Sant that Denmark rejects the draft.\n\n"
    "A diplomat close to the talks, who asked not to be named, said Norway had offered a pause.\n\n"
    "It was reported earlier that Norway would reply in May."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with one report."""
    path = tmp_path / "talks.db"
    Ledger.open(path).add(reading(TEXT, outlet="The Halven Post", id="post/0315"))
    return path


def shown(ledger: Path, *, voices: bool = False) -> str:
    """What `show` draws on a page of 100 columns."""
    with Talks(Ledger.open(ledger)) as talks:
        view = talks.show("post/0315", voices=voices)
        return as_text(lambda console: draw_report(view, console), Console(width=100, highlight=False, file=io.StringIO()))


def test_every_voice_is_shown_below_the_text_with_its_chain(ledger: Path) -> None:
    text = shown(ledger)
    below = text.split("VOICES\n")[1]
    assert "⟦1" in text.split("VOICES")[0]
    assert "v1 Danish envoy Lars Holm · “told” · indirect · §1" in below
    assert "that Denmark rejects the draft [" in below
    flat = " ".join(below.split())
    assert (
        "The Halven Post (document) ← Norpress (document) ← Radio Sant (interview, stated) ← Lars Holm for Denmark (stated)" in flat
    )
    assert "within v1" in flat
    assert max(map(len, text.splitlines())) <= 100


def test_terms_and_missing_sources_are_told(ledger: Path) -> None:
    flat = " ".join(shown(ledger, voices=True).split())
    assert "⟦" not in flat
    assert "diplomat close to the talks (stated) terms: asked not to be named" in flat
    assert "source not stated · “reported” · indirect · §3" in flat
    assert "source not stated (reports, stated)" in flat


def test_the_voices_as_rows_have_their_place_and_chain(ledger: Path) -> None:
    told = CliRunner().invoke(cli, ["--ledger", str(ledger), "show", "post/0315", "--voices", "--format", "jsonl"])
    rows = [json.loads(line) for line in told.output.splitlines()]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] and row["report"] == "post/0315" for row in rows)
    first = rows[0]
    assert (first["by"], first["cued"], first["quote"], first["parent"]) == ("Danish envoy Lars Holm", "told", "indirect", None)
    assert [link["name"] for link in first["chain"]] == ["The Halven Post", "Norpress", "Radio Sant", "Lars Holm"]
    assert [link["basis"] for link in first["chain"]] == ["document", "document", "stated", "stated"]
    assert [TEXT[start:end] for start, end in first["content"]] == ["that Denmark rejects the draft"]
    assert "asked not to be named" in {row["condition"] for row in rows}
    assert {None} < {row["by"] for row in rows}
    inner = next(row for row in rows if row["parent"])
    assert rows[inner["parent"] - 1]["number"] == inner["parent"]


def test_a_report_without_voices_says_so(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    Ledger.open(path).add(reading("The herring season opened.", id="post/0315"))
    assert "Nobody is quoted" in shown(path)


def test_chains_conditions_and_quote_kinds_come_back_from_the_ledger_as_they_went_in(ledger: Path) -> None:
    found: Reading = reading(TEXT, outlet="The Halven Post", id="post/0315")
    kept = Ledger.open(ledger).reading("post/0315")
    assert kept is not None
    assert kept.attributions == found.attributions
    assert [move.chain for move in kept.moves] == [move.chain for move in found.moves]
    assert Ledger.open(ledger).check() is not None and not list(Ledger.open(ledger).check())


def test_terms_that_are_no_words_of_the_report_do_not_pass_the_gate() -> None:
    found = reading(TEXT, id="post/0315")
    voice = found.attributions[0]
    false = replace(voice, chain=(replace(voice.chain[-1], condition="in strict confidence"),))
    assert list(flaws(found)) == []
    assert "in strict confidence" in next(flaws(replace(found, attributions=(false,))))


def test_a_ledger_of_an_older_layout_is_refused_with_what_to_do(ledger: Path) -> None:
    with sqlite3.connect(ledger) as file:
        file.execute("pragma user_version = 1")
    with pytest.raises(CommuniqueError, match=r"older communique .* new ledger"):
        Ledger.open(ledger)
