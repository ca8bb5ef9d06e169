"""Reports come in as files; what cannot be one is named with its place, the reason and what to do."""

from __future__ import annotations

import codecs
import io
import json
import os
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from communique.read.source import BadInput, count, read
from communique.record.text import Report

NEWS = "The dockers' union said on Friday that it would return to the table if the company withdrew its plan."
FRENCH = (
    "Le ministre des affaires étrangères a déclaré que la réunion prévue avec les syndicats n'aurait pas lieu avant la fin "
    "du mois, selon une source proche des négociations, et que les deux parties devaient encore se mettre d'accord."
)
DUTCH = (
    "De minister zei vrijdag dat het overleg in de haven was mislukt, en dat de vakbond had besloten om over te gaan tot een "
    "staking in alle bedrijven waar het werk is stilgelegd, of we nu willen of niet."
)
RUSSIAN = (
    "Министр заявил, что переговоры продолжатся в пятницу, если обе стороны представят свои предложения и ответят на вопросы."
)


def one(path: Path | str, **options: object) -> Report:
    """The only report at `path`."""
    (report,) = read([str(path)], **options)  # type: ignore[arg-type]
    assert isinstance(report, Report), str(report)
    return report


def bad(path: Path | str, **options: object) -> BadInput:
    """The only, bad input at `path`."""
    (item,) = read([str(path)], **options)  # type: ignore[arg-type]
    assert isinstance(item, BadInput), item
    return item


def write(path: Path, text: str | bytes) -> Path:
    """`path` with that content, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# --- identity ---


def test_an_id_is_the_path_below_the_argument_without_a_known_ending(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.markdown", "sub/d", "sub/e.v2.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / "in" / name, f" date 2022-01-16 {NEWS} {name}")
    found = list(read([str(tmp_path / "in")]))
    assert [item.id for item in found if isinstance(item, Report)] == ["a", "b", "sub/c", "sub/d", "sub/e.v2"]
    assert len(found) == 5
    assert one(tmp_path / "in" / "sub" / "c.markdown").id == "c"


def test_a_pattern_is_a_folder_to_what_it_matches(tmp_path: Path) -> None:
    for name in ("x/one.txt", "x/two.md", "y/one.txt"):
        write(tmp_path / name, f" date 2022-01-16 {NEWS} {name}")
    ids = [item.id for item in read([str(tmp_path / "*" / "one.txt")]) if isinstance(item, Report)]
    assert ids == ["x/one", "y/one"]
    assert [item.id for item in read([str(tmp_path / "x" / "*.*")]) if isinstance(item, Report)] == ["one", "two"]
    assert [item.id for item in read([str(tmp_path / "**" / "*.txt")]) if isinstance(item, Report)] == ["x/one", "y/one"]


def test_two_texts_with_one_id_are_both_read_and_the_second_says_so(tmp_path: Path) -> None:
    for name in ("x/one.txt", "y/one.txt"):
        write(tmp_path / name, f" date 2022-01-16 {NEWS} {name}")
    first, second = read([str(tmp_path / "x"), str(tmp_path / "y")])
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.id == second.id == "one"
    assert first.warnings == ()
    assert 'the id "one" was given to another text in this run' in second.warnings[0]
    assert str(tmp_path / "x" / "one.txt") in second.warnings[0]


def test_a_file_met_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f" date 2022-01-16 {NEWS}")
    assert len(list(read([str(path), str(tmp_path)]))) == 1


# --- the day ---


@pytest.mark.parametrize(
    ("name", "text", "day", "source"),
    [
        ("a.txt", " date 2022-01-16 {}", "2022-01-16", "header"),
        ("a.txt", "Date: 2022-01-16\n{}", "2022-01-16", "header"),
        ("a.md", "---\ntitle: Talks\ndate: 1987-03-01\n---\n{}", "1987-03-01", "front matter"),
        ("a.md", "---\r\nPublished: '2022-01-16T23:30:00-05:00'  # local\r\n---\r\n{}", "2022-01-16", "front matter"),
        ("2022-01-16-talks.txt", "{}", "2022-01-16", "file name"),
        ("talks_20220116.txt", "{}", "2022-01-16", "file name"),
        ("dispatch-1620220116.txt", "{}", "2020-02-02", "option"),  # a longer number is no date
        ("a.txt", "{}", "2020-02-02", "option"),
    ],
)
def test_the_day_is_where_it_is_told_first(tmp_path: Path, name: str, text: str, day: str, source: str) -> None:
    report = one(write(tmp_path / name, text.format(NEWS)), published=date(2020, 2, 2))
    assert (report.published.isoformat(), report.published_from) == (day, source)
    assert report.text == text.format(NEWS)  # what was read, header and line ends with it
    assert report.warnings == ()


def test_places_that_differ_are_told(tmp_path: Path) -> None:
    report = one(write(tmp_path / "2022-01-17.txt", f" date 2022-01-16 {NEWS}"))
    assert report.published == date(2022, 1, 16)
    assert report.warnings == ("published 2022-01-16 (header), but the file name says 2022-01-17",)


def test_no_day_is_an_error_with_its_cure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", NEWS)
    assert str(bad(path)) == (
        f"{path}: no publication date; put ' date YYYY-MM-DD' at the head of the text, in front matter, in the file name, "
        "or give --published"
    )


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.txt", " date 2022-13-45 {}", "2022-13-45 in the header is no day of the calendar"),
        ("a.md", "---\ndate: 2022-02-30\n---\n{}", "2022-02-30 in the front matter is no day of the calendar"),
        ("a.md", "---\ndate: last Tuesday\n---\n{}", "'last Tuesday' in the front matter is no date"),
        ("2022-13-45.txt", "{}", "2022-13-45 in the file name is no day of the calendar"),
        ("a.json", '{{"text": "{}", "published": "2022-13-45T10:00:00Z"}}', 'in the field "published" is no day of the calendar'),
        ("20221345.txt", "{}", "no publication date"),
    ],
)
def test_an_impossible_day_is_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    assert reason in bad(write(tmp_path / name, text.format(NEWS))).reason


def test_days_before_1900_and_to_come_are_warnings(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.txt", f" date 1878-06-13 {NEWS}")).warnings == ("published 1878-06-13, before 1900",)
    later = date.today() + timedelta(30)
    assert one(write(tmp_path / "b.txt", f" date {later} {NEWS}")).warnings == (f"published {later}, in the future",)


# --- outlet, title ---


def test_front_matter_tells_outlet_and_title(tmp_path: Path) -> None:
    text = f'---\ntitle: "Dockers: back to work?"\noutlet: Harbour News\ndate: 2022-01-16\ntags: [a, b]\nlist:\n- x\n---\n{NEWS}'
    report = one(write(tmp_path / "a.md", text), outlet="Other")
    assert (report.title, report.outlet, report.outlet_from) == ("Dockers: back to work?", "Harbour News", "front matter")


def test_an_option_fills_a_missing_outlet_and_none_is_no_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f" date 2022-01-16 {NEWS}")
    assert (one(path).outlet, one(path).outlet_from) == (None, None)
    report = one(path, outlet="Harbour News")
    assert (report.outlet, report.outlet_from) == ("Harbour News", "option")


def test_a_rule_at_the_head_is_no_front_matter(tmp_path: Path) -> None:
    assert bad(write(tmp_path / "a.md", f"---\ndate: 2022-01-16\n{NEWS}")).reason == "no publication date"


# --- JSON ---


def test_a_line_a_report(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "hn/1", "text": NEWS, "published": "2022-01-16", "outlet": "Harbour News", "url": "https://example.org"}
        ),
        "",
        '{"id": "hn/2", "text": ',
        json.dumps({"id": 3, "text": f" date 2022-01-18 {NEWS}", "published": "2022-01-18 11:13:51-04:00", "title": "Third"}),
        json.dumps({"text": NEWS, "published": "2022-01-16"}),
        json.dumps({"id": "x", "published": "2022-01-16"}),
        json.dumps(["no", "object"]),
        json.dumps({"id": "y", "text": NEWS, "published": 20220116}),
        '{"id": "z", "published": "2022-01-16", "text": "half a \\ud83d character"}',
    ]
    path = write(tmp_path / "2020-01-01.jsonl", "\n".join(lines))
    found = list(read([str(path)]))
    reports = [item for item in found if isinstance(item, Report)]
    assert [(r.id, r.published.isoformat(), r.published_from, r.outlet, r.title) for r in reports] == [
        ("hn/1", "2022-01-16", "field", "Harbour News", None),
        ("3", "2022-01-18", "header", None, "Third"),
    ]
    assert [(item.where, item.reason) for item in found if isinstance(item, BadInput)] == [
        (f"{path}:3", "not one JSON object in UTF-8"),
        (f"{path}:5", 'no "id" that is a printable string'),
        (f"{path}:6", 'no "text" that is a string'),
        (f"{path}:7", "not one JSON object in UTF-8"),
        (f"{path}:8", '"published" is no string'),
        (f"{path}:9", "half a character (lone surrogate at offset 7)"),
    ]


def test_one_object_in_a_json_file(tmp_path: Path) -> None:
    path = write(tmp_path / "talks.json", json.dumps({"text": NEWS, "published": "2022-01-16"}, indent=1))
    assert one(path).id == "talks"
    assert one(write(path, json.dumps({"id": "given", "text": NEWS, "published": "2022-01-16"}))).id == "given"


def test_standard_input_is_a_text_or_lines(tmp_path: Path) -> None:
    report = one("-", stdin=io.BytesIO(f" date 2022-01-16 {NEWS}\r\nNext.".encode()))
    assert (report.id, report.path) == ("stdin", "-")
    assert report.text.endswith("\r\nNext.")
    lines = "\n".join(json.dumps({"id": str(n), "text": NEWS, "published": "2022-01-16"}) for n in range(3))
    found = list(read(["-"], stdin=io.BytesIO(f"\n{lines}\nbroken".encode())))
    assert [item.id if isinstance(item, Report) else item.where for item in found] == ["0", "1", "2", "-:5"]
    assert bad("-", stdin=io.BytesIO(b"")).reason == "empty"


# --- bytes ---


def test_encodings(tmp_path: Path) -> None:
    text = f" date 2022-01-16 “Très bien,” she said – {NEWS}\r\n"
    assert one(write(tmp_path / "a.txt", codecs.BOM_UTF8 + text.encode())).text == text
    for bom, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert one(write(tmp_path / "a.txt", bom + text.encode(name))).text == text
    report = one(write(tmp_path / "a.txt", text.encode("cp1252")))
    assert report.text == text
    assert report.warnings == ("not UTF-8 (byte 17); read as Windows-1252",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f" date 2022-01-16 {RUSSIAN}".encode("cp1251"), "not UTF-8 (byte 17)"),
        (b"\xff\xfe" + b"abc", "not the UTF-16 its first bytes announce"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "a binary file, no text"),
        (b" date 2022-01-16 \0\0\0\0 text", "binary data, no text"),
        (b"\x01\x02\x03\x04\x05\x06 text", "binary data, no text"),
        (b"", "empty"),
        (b" \n\t\xc2\xa0 \n", "empty"),
        (f" date 2022-01-16 {FRENCH}".encode(), "looks like French (fr)"),
        (f" date 2022-01-16 {DUTCH}".encode(), "looks like Dutch (nl)"),
        (f" date 2022-01-16 {RUSSIAN}".encode(), "looks like Russian (ru)"),
    ],
)
def test_what_is_no_report_in_english(tmp_path: Path, content: bytes, reason: str) -> None:
    item = bad(write(tmp_path / "a.txt", content), published=date(2022, 1, 1))
    assert item.reason.startswith(reason)
    assert item.advice


@pytest.mark.parametrize(
    "text",
    [
        "Réunion reportée.",  # too short to tell
        NEWS.upper() * 2,
        f'{NEWS} "{FRENCH[:60]}," the minister told reporters in the harbour after the meeting with the union.',
        "Kowalski, Nguyen, al-Rashid, Pérez, González, Müller, Dubois, Nowak, Kierkegaard, Ulvaeus: the union's new board, "
        "as it was elected on Friday. " + NEWS,
    ],
)
def test_english_is_read_whatever_it_quotes(tmp_path: Path, text: str) -> None:
    assert one(write(tmp_path / "a.txt", text), published=date(2022, 1, 1)).text == text


def test_limits_are_named_and_refused_at_once(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    assert bad(huge).reason == "50 MB, the limit is 20 MB"
    line = json.dumps({"id": "after", "text": NEWS, "published": "2022-01-16"}).encode()
    lines = write(tmp_path / "huge.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + line)
    begin = time.monotonic()
    first, second = read([str(lines)])
    assert time.monotonic() - begin < 2
    assert isinstance(first, BadInput)
    assert first.reason == "a line of more than 20 MB, the limit"
    assert isinstance(second, Report)
    assert second.id == "after"
    assert bad("-", stdin=io.BytesIO(b"x" * 21_000_000)).reason == "more than 20 MB, the limit"
    long = write(tmp_path / "long.txt", " date 2022-01-16 " + "and so on " * 500_000)
    assert bad(long).reason == "5,000,017 characters, the limit is 5,000,000"


# --- the file system ---


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    assert bad(tmp_path / "absent.txt").reason == "no such file or folder"
    assert bad(tmp_path / "*.txt").reason == "no file matches"
    assert bad("https://example.org/talks").reason == "nothing is fetched from the network"
    assert bad("").reason == "neither a file nor a folder"
    assert bad(tmp_path).reason == "no file in this folder"
    write(tmp_path / "mixed" / "a.pdf", b"%PDF-1.4")
    write(tmp_path / "mixed" / "b.html", "<p>")
    write(tmp_path / "mixed" / "c.xyz", "?")
    write(tmp_path / "mixed" / "d.txt", f" date 2022-01-16 {NEWS}")
    os.symlink(tmp_path / "nowhere", tmp_path / "mixed" / "e.txt")
    found = list(read([str(tmp_path / "mixed")]))
    assert [item.reason if isinstance(item, BadInput) else item.id for item in found] == [
        "PDF is not read", "HTML is not read yet", "files of the type .xyz are not read", "d", "no file that can be read",
    ]  # fmt: skip


def test_an_ending_by_accident_is_a_text(tmp_path: Path) -> None:
    assert one(write(tmp_path / "No. 7", f" date 2022-01-16 {NEWS}")).id == "No. 7"


def test_count_is_about_how_many(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", NEWS)
    write(tmp_path / "sub" / "b.pdf", b"")
    write(tmp_path / "c.jsonl", "{}\n{}\n{}")
    assert count([str(tmp_path), "-"]) == 5
    assert count([str(tmp_path / "absent")]) == 1


def test_the_seeds_are_read(shared: Path) -> None:
    found = list(read([str(shared / "reports" / "seeds")]))
    assert [item.id for item in found if isinstance(item, Report)] == ["seed000", "seed002"]
    assert {item.published_from for item in found if isinstance(item, Report)} == {"header"}
