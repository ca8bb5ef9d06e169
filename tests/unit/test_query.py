"""The query language: what it says is what is found, and what it cannot say is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import strait
from hypothesis import given
from hypothesis import strategies as st

from communique.ask.find import NoSuchReport, NoSuchThread, find, find_report
from communique.ask.query import All, BadQuery, Either, Has, Not, Says, read_query
from communique.record.derived import Record


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", All(())),
        ("strait", Says("strait")),
        ('by:ALT "joint patrol"', All((Has("by", ("ALT",)), Says("joint patrol")))),
        ("by:ALT,BEL", Has("by", ("ALT", "BEL"))),
        ('by:"Northern Council",ALT', Has("by", ("Northern Council", "ALT"))),
        ("-act:meet", Not(Has("act", ("meet",)))),
        ("-(a or b) c", All((Not(Either((Says("a"), Says("b")))), Says("c")))),
        ("a b or c", Either((All((Says("a"), Says("b"))), Says("c")))),
        ("ACT:Reject", Has("act", ("reject",))),
        ("short-range", Says("short-range")),
        ("“closed strait”", Says("closed strait")),
    ],
)
def test_what_a_query_means(query: str, tree: object) -> None:
    assert read_query(query) == tree


@pytest.mark.parametrize("query", ["(" * 600 + "a" + ")" * 600, "-" * 900 + "a", "-(" * 400 + "a" + ")" * 400])
def test_what_is_nested_deeper_than_anybody_means_is_refused(query: str) -> None:
    with pytest.raises(BadQuery, match="one within another"):
        read_query(query)


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("by:ALT act:refuse", 12, "did you mean act:reject"),
        ("act:threatens", 5, "did you mean act:threaten"),
        ("speeker:Orlo", 1, "did you mean speaker:"),
        ("since:yesterday", 7, "2022-01-31"),
        ("since:2031-02-30", 7, "2031-02-30"),
        ("by:", 4, "expected a value"),
        ("by:ALT,", 8, "expected a value"),
        ('a "never closed', 3, "never closed"),
        ('by:"ALT', 4, "never closed"),
        ("(a or b", 8, "expected ')' for the '(' at character 1"),
        ("a)", 2, "closes nothing"),
        ("a or", 5, "expected a field"),
        ("or a", 1, "expected a field"),
        ("()", 2, "expected a field"),
        ('""', 1, "empty phrase"),
        ("(-)", 3, "after '-'"),
        ("polarity:negative", 10, "polarity:neg"),
    ],
)
def test_a_bad_query_names_the_place_and_what_was_expected(query: str, position: int, said: str) -> None:
    with pytest.raises(BadQuery) as refused:
        read_query(query)
    assert refused.value.position == position
    assert said in str(refused.value)


@given(st.text(alphabet='by:act since-()"“”, orRUS2022-é\t\x1c', max_size=40))
def test_any_text_is_a_query_or_a_bad_one(text: str) -> None:
    moves = [move for reading in strait.readings() for move in reading.moves]
    record = Record(None, (), (), (), (), (), ())
    try:
        found = find(read_query(text), moves, record)
    except BadQuery as refused:
        assert 1 <= refused.position <= len(text) + 2
    else:
        assert set(found) <= set(moves)


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("", ["propose", "expect", "deed", "reject", "threaten", "deny"]),
        ("by:alt", ["propose", "expect", "threaten"]),
        ("by:altavia to:Belmora", ["propose", "expect", "threaten"]),
        ("party:BEL -by:BEL", ["propose", "expect", "threaten"]),
        ("act:reject,deny", ["reject", "deny"]),
        ("patrol", ["propose", "reject"]),
        ("atrol", []),
        ('"sarn  STRAIT"', ["propose", "reject"]),
        ("until:2031-05-02", ["propose"]),
        ("since:2031-05-04", ["reject", "threaten", "deny"]),
        ("when:2031-05-03", ["expect", "deed"]),
        ("due:2031-05", ["expect"]),
        ("due:2031-06", []),
        ("outlet:anb", ["propose", "expect", "deed"]),
        ("outlet:courier act:deed", ["deed"]),
        ("speaker:veld", ["reject", "deny"]),
        ("report:gazette/0510 modality:actual kind:military", []),
        ("modality:alleged kind:military", ["deed"]),
        ("sure:no", ["threaten"]),
        ("quote:indirect by:BEL (frigates or ship)", ["deed", "deny"]),
        ("thread:patrol act:reject", ["reject"]),
        ("place:nowhere", []),
    ],
)
def test_what_a_query_finds(query: str, acts: list[str], tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        assert [row["act"] for row in talks.ask(query)] == acts


def test_nothing_published_later_is_found(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        assert {row["report"] for row in talks.ask("strait", as_of=strait.DAY_ONE)} == {"courier/0503"}


def test_a_report_that_is_not_there_is_refused_with_near_names(tmp_path: Path) -> None:
    reports = [reading.cleaned.report for reading in strait.readings()]
    assert find_report(reports, "gazette/0510").id == "gazette/0510"
    with pytest.raises(NoSuchReport, match="did you mean gazette/0510"):
        find_report(reports, "0510")
    with strait.talks(tmp_path / "talks.db") as talks, pytest.raises(NoSuchReport):
        talks.show("gazette/0510", as_of=strait.DAY_ONE)


def test_a_thread_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks, pytest.raises(NoSuchThread, match="no thread 'herring'"):
        talks.brief(thread="herring")
