"""Cleaning: what each line of a report is, and what was mended in it.  All names and events are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from communique.clean.clean import clean
from communique.record.text import Cleaned, Report


def cleaned(text: str, title: str | None = None) -> Cleaned:
    return clean(Report("r", text, date(1999, 3, 4), "option", title=title))


def parts(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The blocks as (kind, text)."""
    done = cleaned(text, title)
    return [(block.kind, done.text[block.start : block.end].strip()) for block in done.blocks]


def kinds(text: str, title: str | None = None) -> list[str]:
    return [kind for kind, _ in parts(text, title)]


BODY = "The envoys of Halven and Orsk met on Tuesday, and the mediator said that the talks would go on for a week."


@pytest.mark.parametrize(
    ("line", "place", "wire", "day"),
    [
        ("HALVEN (TASS): ", "HALVEN", "TASS", None),
        ("HALVEN, Feb 1 (Reuters) - ", "HALVEN", "Reuters", "Feb 1"),
        ("SANTA BRISA, April 13 - ", "SANTA BRISA", None, "April 13"),
        ("(Reuters) - ", None, "Reuters", None),
        ("HALVEN, 5 December. /TASS/. ", "HALVEN", "TASS", "5 December"),
        ("HALVEN — ", "HALVEN", None, None),
        ("HALVEN — (AP) ", "HALVEN", "AP", None),
        ("Halven, D.C. | ", "Halven, D.C.", None, None),
        ("HALVEN/ORSK (Reuters) – ", "HALVEN/ORSK", "Reuters", None),
        ("HALVEN (Norpress) — ", "HALVEN", "Norpress", None),
        ("Halven [Orland], January 16 (ANI/Sputnik): ", "Halven [Orland]", "ANI/Sputnik", "January 16"),
        ("HALVEN. Jan 16 (Interfax) - ", "HALVEN", "Interfax", "Jan 16"),
        ("HALVEN, Jan 5, Kyodo - ", "HALVEN", "Kyodo", "Jan 5"),
        ("NEW HALVEN, Jan. 5 (Xinhua) -- ", "NEW HALVEN", "Xinhua", "Jan. 5"),
        ("Halven (dpa) - ", "Halven", "dpa", None),
        ("NEW HALVEN: ", "NEW HALVEN", None, None),
        ("HALVEN, Orland (AP) — ", "HALVEN, Orland", "AP", None),
        ("KTA, Halven, 14 March: ", "Halven", "KTA", "14 March"),
        ("(KTA) Halven, March 14 – ", "Halven", "KTA", "March 14"),
        ("Halven, 14 March (KTA correspondent): ", "Halven", "KTA", "14 March"),
        ("HALVEN, MARCH 14 (KTA) — ", "HALVEN", "KTA", "MARCH 14"),
        ("HALVEN, March 14, KTA – ", "HALVEN", "KTA", "March 14"),
        ("HALVEN (Special) - ", "HALVEN", None, None),
        ("HALVEN (March 14) - ", "HALVEN", None, "March 14"),
    ],
)
def test_a_dateline_gives_place_wire_and_day_as_printed(line: str, place: str | None, wire: str | None, day: str | None) -> None:
    done = cleaned(line + BODY)
    assert done.dateline is not None
    assert (done.dateline.place, done.dateline.wire, done.dateline.day) == (place, wire, day)
    assert done.dateline.span.of(line + BODY) == line.rstrip()
    assert parts(line + BODY)[1:] == [("body", BODY)]


@pytest.mark.parametrize(
    "text",
    [
        "NADO (the North Alliance for Defence) said that it would answer.",
        "The Orsk Community (OC) delivered its answer on Monday.",
        "EXCLUSIVE - The envoys met.",
        "Yes — We will answer, the envoy said.",
        "On January 5 the envoys met in Halven.",
        "MR. VENN: Good afternoon.",
        BODY,
    ],
)
def test_what_only_looks_like_a_dateline_is_text(text: str) -> None:
    assert cleaned(text).dateline is None
    assert parts(text) == [("body", text)]


def test_the_head_of_a_report() -> None:
    assert parts(f" date 1999-03-04 HALVEN (TASS): {BODY}") == [
        ("header", "date 1999-03-04"), ("dateline", "HALVEN (TASS):"), ("body", BODY),
    ]  # fmt: skip
    front = f"---\noutlet: Norpress\npublished: 1999-03-04\n---\nEnvoys Meet in Halven\nBy Orla Venn\nHALVEN — {BODY}"
    assert kinds(front) == ["header"] * 4 + ["title", "byline", "dateline", "body"]
    assert kinds(f"Title: Envoys meet\nDate: 1999-03-04\n\n{BODY}") == ["header", "header", "body"]


def test_a_writer_named_in_the_head_is_a_byline() -> None:
    done = cleaned(f"Author: Orla Venn\nDate: 1999-03-04\n\n{BODY}")
    assert [block.kind for block in done.blocks] == ["byline", "header", "body"]
    assert [credit.names for credit in done.credits] == [("Orla Venn",)]


def test_a_title_is_known_from_the_report_or_by_standing_above_the_text() -> None:
    assert kinds(f"Envoys meet; talks “to go on”.\n\n{BODY}", title='Envoys meet; talks "to go on"') == ["title", "body"]
    assert kinds(f"Envoys of two nations meet in Halven\n\n{BODY}") == ["title", "body"]
    assert kinds(f"The envoys met.\n\n{BODY}") == ["body", "body"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Orla Venn", ("Orla Venn",)),
        ("By ORLA VENN and Kurt Ask, Staff Writer", ("ORLA VENN", "Kurt Ask")),
        ("By Orla Venn for Norpress", ("Orla Venn",)),
        ("Orla Venn in Halven", ("Orla Venn", "Halven")),
        ("Orla Venn, Diplomatic correspondent", ("Orla Venn",)),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    done = cleaned(f"Envoys meet in Halven\n{line}\n\n{BODY}")
    assert [block.kind for block in done.blocks] == ["title", "byline", "body"]
    (credit,) = done.credits
    assert credit.kind == "byline"
    assert credit.names[: len(names)] == names or credit.names == names[:1]


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("(With inputs from ANI)", "inputs", ("ANI",)),
        ("(With inputs from AP, Norpress)", "inputs", ("AP", "Norpress")),
        ("With agency inputs", "inputs", ()),
        ("(Agencies)", "inputs", ()),
        ("Reporting by Orla Venn in Halven; editing by Kurt Ask", "byline", ("Orla Venn", "Halven", "Kurt Ask")),
        ("— AP contributed to this report", "inputs", ("AP",)),
        ("The Associated Press contributed to this report.", "inputs", ("The Associated Press",)),
        ("Source: TASS", "agency", ("TASS",)),
        ("/Interfax-Orsk/", "agency", ("Interfax-Orsk",)),
        ("© 1999 Reuters", "agency", ("Reuters",)),
        ("(ANI)", "agency", ("ANI",)),
        ("[AP/AFP]", "agency", ("AP", "AFP")),
    ],
)
def test_credits_name_whom_the_outlet_thanks(line: str, kind: str, names: tuple[str, ...]) -> None:
    text = f"{BODY}\n\n{line}"
    done = cleaned(text)
    assert [block.kind for block in done.blocks] == ["body", "credit"]
    assert [(credit.kind, credit.names, credit.span.of(text)) for credit in done.credits] == [(kind, names, line)]


@pytest.mark.parametrize(
    "credit", ["(ANI)", "/TASS/", "- AFP", "(With inputs from Norpress)", "Reporting by Orla Venn; Editing by Kurt Ask"]
)
def test_a_credit_at_the_end_of_the_last_paragraph(credit: str) -> None:
    assert parts(f"{BODY} {credit}") == [("body", BODY), ("credit", credit)]


@pytest.mark.parametrize(
    "line",
    [
        "(Laughter.)",
        "(c) The parties shall refrain from testing.",
        "- Halven: two hundred tonnes",
        "With the envoys, all is well.",
    ],
)
def test_brackets_lists_and_articles_are_no_credits(line: str) -> None:
    assert parts(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("body", line)


@pytest.mark.parametrize(
    "line",
    [
        "'Halven will act if Orsk does not reply to its offer'",
        "“Halven will act if Orsk does not reply”",
        "Ceasefire becomes key issue in the border dispute",
        "## What the draft says",
        "What happens next?",
        "14:32 GMT",
    ],
)
def test_headings_between_paragraphs(line: str) -> None:
    assert parts(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("heading", line)


@pytest.mark.parametrize(
    "line",
    [
        "“We will never sign,” Venn said.",
        '"Never."',
        "“It is over!”",
        "Here is what the envoys said:",
        "- a ban on tests",
        "2) a ban on tests; and",
    ],
)
def test_speech_lists_and_lead_ins_are_no_headings(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == ["body"] * 3


def test_a_transcript_keeps_its_labels_and_has_no_headings() -> None:
    text = (
        "MS. VENN: Hello, everyone\n\nQ Will you sign?\n\nMR. ASK: Go ahead\n\nNot today\n\nMS. VENN: Thank you\n\n2:15 P.M. EST"
    )
    assert kinds(text) == ["body"] * 5 + ["junk"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Envoys to meet again in May",
        "Orsk peace talks: what does each side want?Read more",
        "Our Standards: The Norpress Principles., opens new tab",
        "Sign up for our daily briefing and never miss a story again, wherever you are.",
        "Share this",
        "Advertisement",
        "###",
        "Worldcategory · February 8, 2001 · 5:04 AM UTC · 34 mins ago",
        "Norpress | Norpress | Getty Images",
        "File photo: envoys in Halven",
        "Envoys arrive in Halven. REUTERS/Orla Venn",
    ],
)
def test_page_furniture_is_junk(line: str) -> None:
    assert (line and parts(f"{BODY}\n{line}\n{BODY} {BODY}")[1]) == ("junk", line)


@pytest.mark.parametrize(
    "line",
    [
        "Related talks in Orsk ended without a result, the mediator said on Tuesday.",
        "Share prices in Halven fell after the envoys left the table on Monday.",
        "Published figures for 1998 show that the border trade fell by a third.",
        "The foreign minister of Orsk, seen as a moderate, was pictured leaving the talks.",
    ],
)
def test_a_sentence_is_never_lost_as_furniture(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == ["body"] * 3


def test_what_follows_the_end_of_the_report_is_junk() -> None:
    lines = "Reporting by Orla Venn; editing by Kurt Ask\nThousands march in Orsk\nGrain prices rise again"
    tail = f"{lines}\nA bank opened accounts for a baron months after another had closed them, papers show."
    assert kinds(f"{BODY}\n{tail}") == ["body", "credit", "junk", "junk", "junk"]
    assert kinds(f"{BODY}\n\n- 0 -\n\nAbout Norpress and its many readers.") == ["body", "junk", "junk"]


def test_a_report_that_plainly_goes_on_after_an_end_mark_is_kept() -> None:
    long = f"{BODY} {BODY}"
    assert kinds(f"{BODY}\n\n###\n\n{long}\n\n{long}\n\n{long}") == ["body", "junk", "body", "body", "body"]
    assert kinds(f"{BODY}\n\nReporting by Orla Venn\n\nORSK (Norpress) — {BODY}")[-1] == "body"


def test_a_list_of_headlines_at_the_end_is_junk() -> None:
    tail = "Thousands march in Orsk over bread\nGrain prices rise again this week\nMinister in Orsk resigns over letter"
    assert kinds(f"{BODY}\n{BODY}\n{tail}") == ["body", "body", "junk", "junk", "junk"]


def test_no_text_no_blocks() -> None:
    assert cleaned("").blocks == ()
    assert cleaned(" \n\n ").text == ""


def test_no_move_of_the_press_gold_is_lost(shared: Path) -> None:
    kept = total = 0
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        done = cleaned(gold["text"], gold.get("title"))
        text = [
            done.offsets.to_raw(block.start, block.end) for block in done.blocks if block.kind in ("body", "heading", "title")
        ]
        for move in gold["moves"]:
            total += 1
            kept += any(span.start <= move["span"]["start"] and move["span"]["end"] <= span.end for span in text)
    assert total > 400
    assert kept >= 0.99 * total
