"""Every rule of the table of dates by an example: a sentence in, what it means on the day of publication out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from communique.extract.dates.calendar import easter, holiday, nearest_year, pascha, third
from communique.extract.dates.find import find_dates
from communique.extract.dates.rules import table
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.move import Timex
from communique.record.text import Block, Cleaned, OffsetMap, Report, identity

WEDNESDAY = date(2022, 1, 12)

# rule, sentence (published on Wednesday, 12 January 2022), expression, type, value, EDTF (None: no anchor)
EXAMPLES: tuple[tuple[str, str, str, str, str, str | None], ...] = (
    ("holiday", "The envoys met on Christmas Eve in Oslo.", "Christmas Eve", "DATE", "2021-12-24", "2021-12-24"),
    ("day and hours", "Talks end on Saturday at 10 a.m. in Oslo.", "Saturday at 10 a.m.", "TIME", "2022-01-15T10:00", "2022-01-15"),
    ("hours and day", "It takes effect at 18:30 GMT on 20 January.", "18:30 GMT on 20 January", "TIME", "2022-01-20T18:30", "2022-01-20"),
    ("hours", "The vote closed at 3 p.m. local time.", "3 p.m. local time", "TIME", "2022-01-12T15:00", "2022-01-12"),
    ("Monday evening", "They met on Monday evening.", "Monday evening", "TIME", "2022-01-10TEV", "2022-01-10"),
    ("the evening of Monday", "They left in the morning of January 5.", "the morning of January 5", "TIME", "2022-01-05TMO", "2022-01-05"),
    ("this morning", "They signed last night.", "last night", "TIME", "2022-01-11TNI", "2022-01-11"),
    ("tonight", "Ministers talk tonight.", "tonight", "TIME", "2022-01-12TNI", "2022-01-12"),
    ("the evening", "She left on January 5. In the evening, she flew home.", "the evening", "TIME", "2022-01-05TEV", "2022-01-05"),
    ("date in figures", "The note is dated 17.12.2021.", "17.12.2021", "DATE", "2021-12-17", "2021-12-17"),
    ("range from month to month", "She will travel from May 30 – June 2, 2022.", "May 30 – June 2, 2022", "DATE",
     "2022-05-30/2022-06-02", "2022-05-30/2022-06-02"),
    ("range to month from month", "They met on 30 December - 2 January.", "30 December - 2 January", "DATE", "2021-12-30/2022-01-02",
     "2021-12-30/2022-01-02"),
    ("range in a month", "He will visit the region on July 13-16.", "July 13-16", "DATE", "2022-07-13/2022-07-16", "2022-07-13/2022-07-16"),
    ("full date", "It was signed on Friday, 17 December 2021.", "Friday, 17 December 2021", "DATE", "2021-12-17", "2021-12-17"),
    ("day and month", "Talks opened on Dec. 17th.", "Dec. 17th", "DATE", "2021-12-17", "2021-12-17"),
    ("first of a list", "Talks will run from 3 to 5 May.", "3", "DATE", "2022-05-03", "2022-05-03"),
    ("last of a list", "They met on January 3 and 5.", "5", "DATE", "2022-01-05", "2022-01-05"),
    ("middle of a list", "They met on January 3, 4 and 5.", "4", "DATE", "2022-01-04", "2022-01-04"),
    ("range of months", "Trade fell in January-June 2021.", "January-June 2021", "DATE", "2021-01/2021-06", "2021-01/2021-06"),
    ("month and year", "The treaty lapsed in April of last year.", "April of last year", "DATE", "2021-04", "2021-04"),
    ("last March", "They agreed last March.", "last March", "DATE", "2021-03", "2021-03"),
    ("early May", "The line will open in early May.", "early May", "DATE", "2022-05", "2022-05-01~/2022-05-10~"),
    ("month", "They expect an answer in February.", "February", "DATE", "2022-02", "2022-02"),
    ("day before yesterday", "They left the day before yesterday.", "the day before yesterday", "DATE", "2022-01-10", "2022-01-10"),
    ("today", "Earlier today, the two spoke.", "Earlier today", "DATE", "2022-01-12", "2022-01-12"),
    ("every week", "They meet every two weeks.", "every two weeks", "SET", "P2W", None),
    ("every Monday", "They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1", None),
    ("daily", "The annual talks went on.", "annual", "SET", "P1Y", None),
    ("weekday", "The delegation will arrive on Friday.", "Friday", "DATE", "2022-01-14", "2022-01-14"),
    ("the same day", "He signed on January 5. That same day, he left.", "That same day", "DATE", "2022-01-05", "2022-01-05"),
    ("the next day", "He signed on January 5. The next day, he left.", "The next day", "DATE", "2022-01-06", "2022-01-06"),
    ("first months of", "Trade rose in the first three months of 2021.", "the first three months of 2021", "DURATION", "P3M",
     "2021-01/2021-03"),
    ("quarter", "Output rose in the third quarter of 2021.", "the third quarter of 2021", "DATE", "2021-Q3", "2021-07/2021-09"),
    ("Q3", "Output rose in Q3 2021.", "Q3 2021", "DATE", "2021-Q3", "2021-07/2021-09"),
    ("this summer", "They met last summer.", "last summer", "DATE", "2021-SU", "2021-06-01/2021-08-31"),
    ("summer 2019", "They met in spring 2019.", "spring 2019", "DATE", "2019-SP", "2019-03-01/2019-05-31"),
    ("in summer", "They will meet in summer.", "summer", "DATE", "2022-SU", "2022-06-01/2022-08-31"),
    ("the same month", "It fell against the same period last year.", "the same period last year", "DATE", "2021", "2021"),
    ("range of years", "The plan for 2021–2023 was adopted.", "2021–2023", "DATE", "2021/2023", "2021/2023"),
    ("the 1990s", "The pact dates from the late 1990s.", "the late 1990s", "DATE", "199", "1997~/1999~"),
    ("century", "The border was drawn in the 19th century.", "the 19th century", "DATE", "18", "1801/1900"),
    ("early 2022", "The summit was held in late 2021.", "late 2021", "DATE", "2021", "2021-09-01~/2021-12-31~"),
    ("year", "They had agreed in 2015.", "2015", "DATE", "2015", "2015"),
    ("earlier this month", "They met earlier this month.", "earlier this month", "DATE", "2022-01", "2022-01-01/2022-01-12"),
    ("end of next week", "They meet at the beginning of next year.", "the beginning of next year", "DATE", "2023",
     "2023-01-01~/2023-04-30~"),
    ("last week", "They met last week.", "last week", "DATE", "2022-W01", "2022-01-03/2022-01-09"),
    ("past two weeks", "They met over the past two weeks.", "the past two weeks", "DURATION", "P2W", "2021-12-29/2022-01-12"),
    ("the past week", "Much was done over the past week.", "the past week", "DURATION", "P1W", "2022-01-05/2022-01-12"),
    ("two weeks ago", "They agreed seven years ago.", "seven years ago", "DATE", "2015", "2015"),
    ("long ago", "They agreed not long ago.", "not long ago", "DATE", "PAST_REF", "../2022-01-12"),
    ("two weeks from now", "The truce ends five days from now.", "five days from now", "DATE", "2022-01-17", "2022-01-17"),
    ("two days later", "They signed on January 5. Two days later, they quarrelled.", "Two days later", "DATE", "2022-01-07", "2022-01-07"),
    ("in two weeks", "The truce expires in two weeks.", "two weeks", "DATE", "2022-W04", "2022-01-24/2022-01-30"),
    ("within two weeks", "They must answer within 30 days.", "30 days", "DURATION", "P30D", "2022-01-12/2022-02-11"),
    ("in a reasonable time", "They must answer in a reasonable time.", "in a reasonable time", "DURATION", "PX", "2022-01-12/.."),
    ("one day", "Peace will come one day.", "one day", "DATE", "FUTURE_REF", "2022-01-12/.."),
    ("two-week", "A 72-hour truce was agreed.", "72-hour", "DURATION", "PT72H", None),
    ("two weeks", "They have talked for nearly three and a half years.", "nearly three and a half years", "DURATION", "P3Y6M", None),
    ("for a year", "The ban was extended for a year.", "a year", "DURATION", "P1Y", None),
    ("for years", "They have quarrelled for decades.", "decades", "DURATION", "PXDE", None),
    ("months of", "It ends months of talks.", "months", "DURATION", "PXM", None),
    ("the initial days", "In the initial days they fled.", "the initial days", "DURATION", "PXD", None),
    ("yearslong", "The yearslong dispute ended.", "yearslong", "DURATION", "PXY", None),
    ("year-long", "The year-long strike ended.", "year-long", "DURATION", "P1Y", None),
    ("now", "The draft is now on the table.", "now", "DATE", "PRESENT_REF", None),
    ("recently", "The two recently met.", "recently", "DATE", "PAST_REF", "../2022-01-12"),
    ("soon", "They want an answer as soon as possible.", "as soon as possible", "DATE", "FUTURE_REF", "2022-01-12/.."),
    ("the near future", "They will meet in the near future.", "the near future", "DATE", "FUTURE_REF", "2022-01-12/.."),
    ("immediate", "They called for an immediate ceasefire.", "immediate", "DATE", "FUTURE_REF", "2022-01-12/.."),
    ("future", "Any future agreement must hold.", "future", "DATE", "FUTURE_REF", "2022-01-12/.."),
    ("the 24th", "They will return on the 24th.", "the 24th", "DATE", "2022-01-24", "2022-01-24"),
    ("the 24th and 25th", "They will meet on the 29th in Oslo and the 2nd in Bern.", "the 2nd", "DATE", "2022-02-02", "2022-02-02"),
    ("holiday week", "The court rose in Christmas week.", "Christmas week", "DATE", "2021-W51", "2021-12-20/2021-12-26"),
    ("the early hours", "It fell in the early hours of Monday.", "the early hours of Monday", "TIME", "2022-01-10TMO", "2022-01-10"),
    ("that evening", "They met on January 5. The night before, he had left.", "The night before", "TIME", "2022-01-04TNI", "2022-01-04"),
    ("the following Monday", "They met on January 5. The following Monday, they met again.", "The following Monday", "DATE",
     "2022-01-10", "2022-01-10"),
    ("day two", "The summit of February 28-29, 2024 is set. On day two, they will sign.", "day two", "DATE", "2024-02-29", "2024-02-29"),
    ("two Fridays ago", "They met two Fridays ago.", "two Fridays ago", "DATE", "2021-12-31", "2021-12-31"),
    ("the 15th of this month", "It is due on the 3rd of next month.", "the 3rd of next month", "DATE", "2022-02-03", "2022-02-03"),
    ("week of the month", "They will meet in the second week of June.", "the second week of June", "DATE", "2022-06",
     "2022-06-08/2022-06-14"),
    ("that December", "They fought in 2008. That December, they made peace.", "That December", "DATE", "2008-12", "2008-12"),
    ("the day after", "He left the day after the summit.", "the day after", "DATE", "XXXX-XX-XX", None),
    ("a year", "They owe 500 crowns a year.", "a year", "SET", "P1Y", None),
    ("149 BC", "The treaty of 149 BC was read out.", "149 BC", "DATE", "BC0149", None),
    ("fiscal 2023", "Aid rose in fiscal 2021.", "fiscal 2021", "DATE", "FY2021", "2020/2021"),
    ("the week before last", "They met the week before last.", "the week before last", "DATE", "2021-W52", "2021-12-27/2022-01-02"),
    ("year's end", "They want it by year's end.", "year's end", "DATE", "2022", "2022-01-12/2022-12-31"),
    ("a day after", "It broke two weeks after the ceasefire.", "two weeks", "DURATION", "P2W", None),
    ("a fortnight", "A vote was put off by a fortnight.", "a fortnight", "DURATION", "P2W", None),
    ("a year and a half", "A year and a half was lost.", "A year and a half", "DURATION", "P1Y6M", None),
)  # fmt: skip

NO_DATES = (
    "Theresa May may march on; they may second the motion.",
    "Some 2000 soldiers and 1,500 troops crossed the river.",
    "Security Council Resolution 2202 was recalled.",
    "The sun sat low and the fall of the city was near.",
    "A 45-year-old man and a boy of 12 years old were freed.",
    "In the immediate vicinity of the border, the current account fell to 3:2.",
    "A third quarter of the votes was void.",
    "It was posted at https://example.org/2021/12/17/deal.",
    "The G20 and the F-16 were discussed; it was no. 1999.",
    "It was dated 31/02/2021 and 13/13/2021.",
    "The Madrid daily El Faro and the weekly, which owns it, are for sale.",
    "It loses $100's of billions.",
    "She wanted an earlier date at the last minute.",
    "They look to a prosperous future.",
    "The Good Friday Agreement came with 2000 additional troops.",
)

def one(text: str, published: date) -> Cleaned:
    return Cleaned(Report("r", text, published, "field"), text, identity(len(text)), (Block("body", 0, len(text)),))


@pytest.fixture(scope="module")
def read() -> Iterator[dict[tuple[str, date], Parsed]]:
    """All sentences of this file, parsed at one go."""
    asked = [(sentence, WEDNESDAY) for _, sentence, *_ in EXAMPLES]
    asked += [(sentence, WEDNESDAY) for sentence in NO_DATES]
    yield dict(zip(asked, parse(one(*key) for key in asked), strict=True))


def written(parsed: Parsed, timex: Timex) -> tuple[str, str, str, str | None]:
    return timex.span.of(parsed.cleaned.report.text), timex.type, timex.value, timex.when.edtf if timex.when else None


@pytest.mark.parametrize("example", EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_each_rule(read: dict[tuple[str, date], Parsed], example: tuple[str, str, str, str, str, str | None]) -> None:
    rule, sentence, *expected = example
    parsed = read[sentence, WEDNESDAY]
    assert (rule, *expected) in [(timex.rule, *written(parsed, timex)) for timex in find_dates(parsed)]


def test_every_rule_of_the_table_has_an_example_and_a_name_of_its_own() -> None:
    names = [rule.name for rule in table()]
    assert sorted(names) == sorted(example[0] for example in EXAMPLES)


@pytest.mark.parametrize("sentence", NO_DATES)
def test_no_date_is_seen_where_there_is_none(read: dict[tuple[str, date], Parsed], sentence: str) -> None:
    parsed = read[sentence, WEDNESDAY]
    assert [written(parsed, timex) for timex in find_dates(parsed)] == []


def test_a_broken_word_is_found_whole_in_the_text_as_read() -> None:
    raw = "They want answers in Janu-ary."
    at = raw.index("-")
    mended = raw.replace("-", "")
    offsets = OffsetMap((0, at), (0, at + 1), (at, len(raw)), len(mended))
    cleaned = Cleaned(Report("r", raw, date(2021, 12, 24), "field"), mended, offsets, (Block("body", 0, len(mended)),))
    parsed = next(parse([cleaned]))
    assert [written(parsed, timex) for timex in find_dates(parsed)] == [("Janu-ary", "DATE", "2022-01", "2022-01")]


def test_headers_and_page_junk_are_not_scanned() -> None:
    text = "date 2022-01-12\nThey met yesterday.\nFebruary 8, 2026"
    blocks = (Block("header", 0, 16), Block("body", 16, 36), Block("junk", 36, len(text)))
    cleaned = Cleaned(Report("r", text, WEDNESDAY, "field"), text, identity(len(text)), blocks)
    parsed = next(parse([cleaned]))
    assert [written(parsed, timex)[0] for timex in find_dates(parsed)] == ["yesterday"]


def test_calendar() -> None:
    assert [easter(year) for year in (1916, 2022, 2038)] == [date(1916, 4, 23), date(2022, 4, 17), date(2038, 4, 25)]
    assert [pascha(year) for year in (2019, 2022, 2024)] == [date(2019, 4, 28), date(2022, 4, 24), date(2024, 5, 5)]
    assert holiday("5-2-7", 2022) == date(2022, 5, 8)
    assert holiday("5--1-1", 2022) == date(2022, 5, 30)
    assert third(date(2024, 2, 1), date(2024, 2, 29), "late") == (date(2024, 2, 21), date(2024, 2, 29))
    assert nearest_year(date(2023, 3, 1), lambda year: date(year, 2, 29), -1) == 2020


def test_floors_on_the_annotated_reports(shared: Path, tmp_path: Path) -> None:
    gold = shared / "data" / "dates" / "dates.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    out = []
    for row, parsed in zip(rows, parse([_without_header(row) for row in rows]), strict=True):
        timexes = [
            {
                "start": timex.span.start, "end": timex.span.end, "type": timex.type, "value": timex.value,
                "earliest": timex.when.earliest and timex.when.earliest.isoformat() if timex.when else None,
                "latest": timex.when.latest and timex.when.latest.isoformat() if timex.when else None,
            }
            for timex in find_dates(parsed)
        ]  # fmt: skip
        out.append(json.dumps({"id": row["id"], "timexes": timexes}))
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("\n".join(out), encoding="utf-8")
    command = [sys.executable, str(shared / "score" / "dates.py"), str(gold), str(predicted), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert figures["strict F"] >= 99
    assert figures["value F"] >= 98
    assert figures["bounds F"] >= 98


def _without_header(row: dict[str, str]) -> Cleaned:
    """The report with its date line as a header (cleaning is tested elsewhere)."""
    text = row["text"]
    head = 17 if text.startswith(" date ") else 0
    blocks = (Block("header", 0, head), Block("body", head, len(text)))[0 if head else 1 :]
    return Cleaned(Report(row["id"], text, date.fromisoformat(row["published"]), "field"), text, identity(len(text)), blocks)
