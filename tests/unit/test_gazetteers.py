"""A name in the tables of parties, outlets, posts and places leads to one record on any one day, or is listed as ambiguous."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

Row = dict[str, Any]
NAME_FIELDS = ("names", "demonyms", "metonyms", "abbr")
TABLES = ("states", "organisations", "outlets", "posts", "places")


def load(table: str) -> Row:
    text = files("communique.data").joinpath(f"{table}.json").read_text(encoding="utf-8")
    loaded: Row = json.loads(text)
    return loaded


STATES = load("states")
ORGANISATIONS = load("organisations")
OUTLETS = load("outlets")
POSTS = load("posts")
PLACES = load("places")
PARTIES: list[Row] = [*STATES["states"], *ORGANISATIONS["organisations"]]
BY_CODE: dict[str, Row] = {row["code"]: row for row in PARTIES}
STATE_CODES = {row["code"] for row in STATES["states"]}


def names_of(row: Row) -> Iterator[str]:
    yield row["name"]
    for field in NAME_FIELDS:
        yield from row.get(field, [])


def valid(row: Row, day: str) -> bool:
    return (row["from"] or "0") <= day and (row["to"] is None or day < row["to"])


def overlap(one: Row, other: Row) -> bool:
    return (one["from"] or "0") < (other["to"] or "9") and (other["from"] or "0") < (one["to"] or "9")


def codes(name: str, day: str) -> set[str]:
    """The codes a name leads to on a day; a dated entry for the name overrides the validity of the state."""
    found = {row["code"] for row in PARTIES if name in set(names_of(row)) and valid(row, day)}
    for entry in STATES["dated"]:
        if entry["name"] == name:
            hits = any(e["name"] == name and e["code"] == entry["code"] and valid(e, day) for e in STATES["dated"])
            if not hits:
                found.discard(entry["code"])
    return found


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_where_it_comes_from_and_keeps_one_record_a_line(table: str) -> None:
    text = files("communique.data").joinpath(f"{table}.json").read_text(encoding="utf-8")
    rows = json.loads(text)
    assert rows["source"].startswith("Written for this project")
    records = sum(len(value) for value in rows.values() if isinstance(value, (list, dict)))
    assert len(text.splitlines()) >= records


@pytest.mark.parametrize("table", TABLES)
def test_no_text_in_a_table_is_empty_or_carries_stray_blanks(table: str) -> None:
    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    assert [t for t in texts(load(table)) if not t or t != t.strip() or "  " in t] == []


def test_state_codes_are_three_capitals_and_given_once() -> None:
    given = [row["code"] for row in STATES["states"]]
    assert len(given) == len(set(given)) >= 200
    assert [c for c in given if not re.fullmatch(r"[A-Z]{3}", c)] == []


def test_organisation_codes_are_given_once_and_are_no_state_codes() -> None:
    given = [row["code"] for row in ORGANISATIONS["organisations"]]
    assert len(given) == len(set(given)) >= 150
    assert set(given) & STATE_CODES == set()
    assert {row["kind"] for row in ORGANISATIONS["organisations"]} <= {"organisation", "bloc", "group", "body"}


def test_every_code_referred_to_exists() -> None:
    referred = {m for row in ORGANISATIONS["organisations"] for m in row["members"]} - set(BY_CODE)
    assert referred == set()
    assert {row["state"] for row in ORGANISATIONS["bodies"]} <= STATE_CODES
    assert {row["state"] for row in OUTLETS["outlets"]} - {None} <= STATE_CODES
    assert {row["code"] for row in STATES["dated"]} <= STATE_CODES


def test_dates_are_days_and_run_forward() -> None:
    for row in [*PARTIES, *STATES["dated"]]:
        bounds = [date.fromisoformat(row[end]) for end in ("from", "to") if row[end] is not None]
        assert bounds == sorted(set(bounds)), row


def test_no_name_leads_to_two_parties_at_a_time_unless_listed_as_ambiguous() -> None:
    holders: defaultdict[str, list[Row]] = defaultdict(list)
    for row in PARTIES:
        for name in set(names_of(row)):
            holders[name].append(row)
    noted = set(STATES["ambiguous"]) | set(ORGANISATIONS["ambiguous"])
    clashes = {
        name: [row["code"] for row in rows]
        for name, rows in holders.items()
        if name not in noted and any(overlap(a, b) for i, a in enumerate(rows) for b in rows[i + 1 :])
    }
    assert clashes == {}


def test_no_name_is_given_twice_within_one_record() -> None:
    assert [row["code"] for row in PARTIES if len(list(names_of(row))) != len(set(names_of(row)))] == []
    assert [row["name"] for row in OUTLETS["outlets"] if len({row["name"], *row["names"]}) != 1 + len(row["names"])] == []


def test_a_body_is_named_once_and_where_it_is_also_a_metonym_it_is_of_the_same_state() -> None:
    bodies = {row["name"]: row["state"] for row in ORGANISATIONS["bodies"]}
    assert len(bodies) == len(ORGANISATIONS["bodies"]) >= 120
    named = {name: row["code"] for row in PARTIES for name in names_of(row)}
    assert {name: named[name] for name in bodies if named.get(name, bodies[name]) != bodies[name]} == {}


def test_outlets_are_named_once_and_are_wires_or_media() -> None:
    named = [name for row in OUTLETS["outlets"] for name in (row["name"], *row["names"])]
    assert len(named) == len(set(named))
    assert {row["kind"] for row in OUTLETS["outlets"]} == {"wire", "media"}
    assert all(suffix["cap"] == suffix["word"][0].isupper() or suffix["word"] in {"TV", "TV channel", "TV station"}
               or suffix["word"].startswith("Telegram") for suffix in OUTLETS["suffixes"])


def test_posts_and_nouns_are_listed_once_with_their_flags() -> None:
    nouns = [row["noun"] for row in POSTS["posts"]]
    assert len(nouns) == len(set(nouns)) >= 200
    assert {row["holds"] for row in POSTS["posts"]} == {"state", "organisation", "body", "any"}
    group_nouns = [row["noun"] for row in POSTS["group_nouns"]]
    assert len(group_nouns) == len(set(group_nouns))
    assert {row["kind"] for row in POSTS["group_nouns"]} == {"body", "group"}
    for words in ("collective_nouns", "honorifics", "company_suffixes", "union_words", "body_words"):
        assert len(POSTS[words]) == len(set(POSTS[words])) > 0


def test_places_are_no_parties() -> None:
    places = [*PLACES["regions"], *PLACES["cities"]]
    assert len(places) == len(set(places))
    assert set(places) & {name for row in PARTIES for name in names_of(row)} == set()


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Moscow", "1988-05-30", {"SUN"}),
        ("Kremlin", "1991-12-26", {"RUS"}),
        ("Brussels", "1990-12-07", {"EC"}),
        ("Brussels", "2019-03-20", {"EU"}),
        ("Bonn", "1989-11-10", {"DEU"}),
        ("Bonn", "2017-11-10", set()),
        ("East Berlin", "1989-10-07", {"DDR"}),
        ("Prague", "1992-06-20", {"CSK"}),
        ("Prague", "1993-06-20", {"CZE"}),
        ("Belgrade", "1999-04-01", {"YUG"}),
        ("Belgrade", "2013-04-19", {"SRB"}),
        ("Zaire", "1996-11-01", {"COD"}),
        ("Burma", "2007-09-26", {"MMR"}),
        ("U.K.", "2020-01-31", {"GBR"}),
        ("Downing Street", "2020-01-31", {"GBR"}),
        ("Filipinos", "2016-07-12", {"PHL"}),
        ("Hizbullah", "2006-08-14", {"HEZBOLLAH"}),
        ("Provisional IRA", "1994-08-31", {"IRA"}),
        ("CSCE", "1990-11-21", {"CSCE"}),
        ("Tamil Tigers", "2002-02-22", {"LTTE"}),
        ("Teamsters", "2023-07-25", {"TEAMSTERS"}),
        ("Congolese", "2013-02-24", {"COD", "COG"}),
    ],
)
def test_a_name_leads_to_the_party_it_meant_on_that_day(name: str, day: str, expected: set[str]) -> None:
    assert codes(name, day) == expected


def test_items_of_wikidata_are_of_parties_and_given_once() -> None:
    items = load("wikidata")["items"]
    assert len(items) == len(set(items.values())) > 200
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items.values())
    assert set(items) <= set(BY_CODE) | {row["name"] for row in PARTIES}


def test_outlets_know_wires_and_state_media() -> None:
    by_name = {name: row for row in OUTLETS["outlets"] for name in (row["name"], *row["names"])}
    assert (by_name["ITAR-TASS"]["kind"], by_name["ITAR-TASS"]["state"], by_name["ITAR-TASS"]["state_media"]) == ("wire", "RUS", True)
    assert (by_name["AP"]["kind"], by_name["AP"]["state_media"]) == ("wire", False)
    assert (by_name["Ynet"]["kind"], by_name["Ynet"]["state"]) == ("media", "ISR")
    assert by_name["Radio Liberty"]["name"] == "RFE/RL"


def test_officials_act_for_their_state_and_rebels_do_not() -> None:
    acts_for = {row["noun"]: row["acts_for"] for row in POSTS["group_nouns"]}
    assert all(acts_for[noun] for noun in ("officials", "forces", "government", "delegation", "negotiators"))
    assert not any(acts_for[noun] for noun in ("opposition", "rebels", "workers", "companies", "analysts", "media"))
    posts = {row["noun"]: row for row in POSTS["posts"]}
    assert posts["spokeswoman"]["speaks"] and not posts["president"]["speaks"]
    assert posts["diplomat"]["unnamed"] and not posts["foreign minister"]["unnamed"]
