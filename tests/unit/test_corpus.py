"""The annotated reports of the repository: every span stands in its text, and what is wrong in a line is told by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus

REPORT = """outlet: The Ambry Post
published: 2004-05-12
title: Ferry talks
topic: ferries
base_chain: The Ambry Post|outlet|reports

The union turned down the offer on Tuesday. "We want nine
per cent," said its leader, Ada Munk. The union turned down nothing else.
"""
MOVE = {
    "span": "The union turned down the offer", "cue": "turned down", "by": ["Ferry Union"], "to": ["Ambry Lines"],
    "act": "REJECT", "content": "no to the offer", "when": "2004-05-11", "chain": "The Ambry Post|outlet|reports", "quote": "none",
}  # fmt: skip


def laid(tmp_path: Path, **changes: object) -> Path:
    for folder in ("reports", "moves"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reports" / "x1.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "moves" / "x1.jsonl").write_text(json.dumps(MOVE | changes) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("reading", ["moves", "second"])
def test_every_line_of_the_corpus_can_be_read(reading: str) -> None:
    names = sorted(file.stem for file in (corpus.CORPUS / reading).glob("*.jsonl"))
    assert len(names) >= 28
    for name in names:
        report = corpus.load(name, reading=reading)
        assert report.moves, name
        for move in report.moves:
            span = move["span"]
            assert report.text[span["start"] : span["end"]] == span["text"]
            assert move["cue"] is None or span["start"] <= move["cue"]["start"] < move["cue"]["end"] <= span["end"]


def test_every_report_has_its_moves() -> None:
    assert [file.stem for file in sorted((corpus.CORPUS / "reports").glob("*.txt"))] == corpus.names()


def test_every_passage_can_be_read() -> None:
    short = list(corpus.passages())
    assert len(short) >= 1000 and len({passage.name for passage in short}) == len(short)
    for passage in short:
        assert passage.moves, passage.name
        for move in passage.moves:
            assert passage.text.count(move["span"]["text"]) == 1, move["span"]["text"]


def test_every_fifth_passage_was_read_twice() -> None:
    twice = list(corpus.read_twice())
    assert 0 <= len(list(corpus.passages())) - 5 * len(twice) < 5
    assert all(first.text == second.text and second.moves for first, second in twice)


def test_what_is_wrong_with_a_passage_is_told_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "passages").mkdir()
    row = {"topic": "ferries", "published": "2004-05-12", "outlet": "The Ambry Post", "text": "The union balked.", "moves": []}
    bad = row | {"moves": [{"span": "The owners balked", "by": ["owners"], "to": [], "act": "REJECT"}]}
    file = tmp_path / "passages" / "x.jsonl"
    file.write_text(json.dumps(row) + "\n" + json.dumps(bad) + "\n", encoding="utf-8")
    with pytest.raises(corpus.Unfit, match=r"x\.jsonl, line 2: not in the text: 'The owners balked'"):
        list(corpus.passages(tmp_path))


def test_a_move_is_read_in_the_form_of_the_gold(tmp_path: Path) -> None:
    (move,) = corpus.load("x1", laid(tmp_path)).gold["moves"]
    assert move["span"] == {"start": 0, "end": 31, "text": "The union turned down the offer"}
    assert (move["speaker"]["party"], move["polarity"], move["modality"]) == ("Ferry Union", "pos", "actual")


def test_a_span_may_leave_out_its_middle_and_run_over_a_line(tmp_path: Path) -> None:
    report = corpus.load("x1", laid(tmp_path, span='"We want ... per cent,"', cue=None))
    assert report.moves[0]["span"]["text"] == '"We want nine\nper cent,"'


def test_the_second_of_two_equal_beginnings_can_be_meant(tmp_path: Path) -> None:
    report = corpus.load("x1", laid(tmp_path, span="The union turned down ... else", nth=2))
    assert report.moves[0]["span"]["text"] == "The union turned down nothing else"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"span": "The union accepted"}, "not in the text"),
        ({"cue": "threw out"}, "not in the text"),
        ({"act": "GRUMBLE"}, "act is 'GRUMBLE'"),
        ({"when": "Tuesday"}, "when is no EDTF"),
        ({"chain": "The Ambry Post"}, "no link of a chain"),
        ({"who": "me"}, "unknown or missing: who"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(corpus.Unfit, match=said) as told:
        corpus.load("x1", laid(tmp_path, **changes))
    assert "x1.jsonl, line 1" in str(told.value)
