"""An office holder's surname leads to one party on any one day, or is listed as ambiguous."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

Row = dict[str, Any]


def load(table: str) -> Row:
    loaded: Row = json.loads(files("communique.data").joinpath(f"{table}.json").read_text(encoding="utf-8"))
    return loaded


TABLE = load("holders")
HOLDERS: list[Row] = TABLE["holders"]
AMBIGUOUS = set(TABLE["ambiguous_surnames"])
PARTIES: dict[str, Row] = {row["code"]: row for row in load("states")["states"] + load("organisations")["organisations"]}
LAST = "9999-12-31"


def forms(row: Row) -> set[str]:
    return {row["name"], *row["names"]}


def overlap(one: Row, other: Row) -> bool:
    return bool(one["from"] < (other["to"] or LAST) and other["from"] < (one["to"] or LAST))


def posts_on(form: str, day: str) -> set[tuple[str, str]]:
    return {(row["code"], row["post"]) for row in HOLDERS
            if form in forms(row) and row["from"] <= day < (row["to"] or LAST)}


def test_the_table_says_where_it_comes_from() -> None:
    assert TABLE["source"].startswith("Written for this project")
    assert set(TABLE) == {"source", "ambiguous_surnames", "holders"}


def test_each_holder_has_one_shape() -> None:
    for row in HOLDERS:
        assert set(row) == {"name", "names", "code", "post", "from", "to"}, row
        assert re.fullmatch(r"[A-Z][A-Z-]+", row["code"]), row
        assert all(form == form.strip() != "" for form in (row["name"], row["post"], *row["names"])), row
        assert len(set(row["names"])) == len(row["names"]), row


def test_each_post_is_held_for_at_least_a_day() -> None:
    for row in HOLDERS:
        assert date.fromisoformat(row["from"]).isoformat() == row["from"], row
        if row["to"] is not None:
            assert date.fromisoformat(row["to"]) > date.fromisoformat(row["from"]), row


def test_each_code_is_a_party_that_existed_while_the_post_was_held() -> None:
    for row in HOLDERS:
        party = PARTIES[row["code"]]
        assert row["from"] >= (party.get("from") or ""), row
        assert (row["to"] or LAST) <= (party.get("to") or LAST), row


def test_no_form_leads_to_two_parties_on_one_day_unless_ambiguous() -> None:
    clashes = [(sorted(shared), one["name"], other["name"]) for one, other in combinations(HOLDERS, 2)
               if one["code"] != other["code"] and overlap(one, other)
               and (shared := (forms(one) & forms(other)) - AMBIGUOUS)]
    assert clashes == []


def test_a_full_name_is_never_ambiguous() -> None:
    assert not AMBIGUOUS & {row["name"] for row in HOLDERS}


def test_each_ambiguous_surname_is_a_form_of_some_holder() -> None:
    assert AMBIGUOUS - {form for row in HOLDERS for form in row["names"]} == set()


def test_nobody_holds_the_same_post_twice_at_once() -> None:
    assert [one for one, other in combinations(HOLDERS, 2)
            if (one["name"], one["code"], one["post"]) == (other["name"], other["code"], other["post"])
            and overlap(one, other)] == []


SINGLE = {"president", "prime minister", "foreign minister", "foreign secretary", "secretary of state", "chancellor",
          "secretary general", "director general", "trade representative", "treasury secretary", "defense secretary",
          "managing director", "Commission president", "Council president", "High Representative", "taoiseach", "premier"}


def test_a_single_seat_has_one_holder_at_a_time() -> None:
    assert [(one["code"], one["post"], one["name"], other["name"]) for one, other in combinations(HOLDERS, 2)
            if one["post"] in SINGLE and (one["code"], one["post"]) == (other["code"], other["post"])
            and overlap(one, other)] == []


@pytest.mark.parametrize(("form", "day", "code", "post"), [
    ("Gorbachev", "1986-10-11", "SUN", "general secretary"),
    ("Shevardnadze", "1990-02-13", "SUN", "foreign minister"),
    ("Shevardnadze", "1996-01-01", "GEO", "president"),
    ("Thatcher", "1990-11-27", "GBR", "prime minister"),
    ("Holbrooke", "1995-11-21", "USA", "assistant secretary of state"),
    ("Yeltsin", "1997-03-21", "RUS", "president"),
    ("Clinton", "2000-07-11", "USA", "president"),
    ("Clinton", "2010-07-11", "USA", "secretary of state"),
    ("Tusk", "2010-01-01", "POL", "prime minister"),
    ("Tusk", "2016-06-24", "EU", "Council president"),
    ("Tusk", "2024-06-24", "POL", "prime minister"),
    ("Zarif", "2015-07-14", "IRN", "foreign minister"),
    ("Zelenskiy", "2022-03-29", "UKR", "president"),
    ("Rutte", "2023-01-01", "NLD", "prime minister"),
    ("Rutte", "2025-06-25", "NATO", "secretary general"),
    ("Qaddafi", "1986-04-15", "LBY", "leader"),
    ("Wang Yi", "2025-01-10", "CHN", "foreign minister"),
    ("Delors", "1993-10-31", "EC", "Commission president"),
    ("Delors", "1993-11-01", "EU", "Commission president"),
    ("Shanahan", "2019-06-23", "USA", "acting defense secretary"),
    ("Esper", "2019-06-24", "USA", "acting defense secretary"),
    ("Balanzino", "1994-09-01", "NATO", "acting secretary general"),
    ("Goria", "1987-12-01", "ITA", "prime minister"),
    ("Cazeneuve", "2017-01-01", "FRA", "prime minister"),
    ("Olmert", "2006-01-05", "ISR", "acting prime minister"),
    ("Putin", "1999-12-31", "RUS", "president"),
    ("Yeltsin", "1999-12-30", "RUS", "president"),
])
def test_who_held_what_on_a_day(form: str, day: str, code: str, post: str) -> None:
    assert posts_on(form, day) == {(code, post)}


@pytest.mark.parametrize(("form", "day"), [("Gorbachev", "1992-01-02"), ("Thatcher", "1990-11-28"), ("Zelensky", "2019-05-19"),
                                           ("Lavrov", "2004-03-08"), ("Kissinger", "1990-01-01"), ("Wang Yi", "2023-03-01"),
                                           ("Yeltsin", "1999-12-31"), ("Shanahan", "2019-06-24"), ("Feruta", "2019-12-03"),
                                           ("Balanzino", "1994-11-01"), ("Truss", "2022-10-25"), ("Cazeneuve", "2017-05-15")])
def test_nobody_is_given_a_post_not_held_on_the_day(form: str, day: str) -> None:
    assert posts_on(form, day) == set()


@pytest.mark.parametrize("surname", ["Brown", "May", "Major", "Rice", "Powell", "Baker", "Kerry", "Johnson", "Moon", "Roh", "Li",
                                     "Wang", "Kim", "Ivanov", "Singh"])
def test_common_words_and_common_surnames_are_ambiguous(surname: str) -> None:
    assert surname in AMBIGUOUS
