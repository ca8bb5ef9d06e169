"""What matters is told first, what is new alone, one thread whole; and as Markdown and as a calendar, to send on."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from pathlib import Path

import factory
import strait
from rich.console import Console

from communique.assemble import assemble
from communique.record.derived import Record
from communique.record.move import Move
from communique.show.brief import Brief, walk
from communique.show.briefing import make_brief
from communique.show.calendar import ahead, calendar
from communique.show.markdown import markdown
from communique.show.matter import Matter
from communique.show.rows import DerivedRows
from communique.show.tables import as_text
from communique.show.terminal import SCREEN, draw_brief

TODAY = date(2031, 5, 10)


def matter(*moves: Move, today: date = TODAY) -> Matter:
    """The measure over a ledger in which each report is an outlet of its own."""
    return Matter(record(*moves), {move.report: move.report for move in moves}, today, date.min)


def record(*moves: Move) -> Record:
    """What is derived from them."""
    days = {move.report: move.published.isoformat() for move in moves}
    return assemble([factory.report(report, day, f"{report} tells") for report, day in days.items()], moves)


def asks(report: str, by: str, to: str, text: str, **more: object) -> Move:
    """A demand."""
    return factory.move(report, "demand", by, to, text, **more)  # type: ignore[arg-type]


FIRM_ASKS = asks("a", "FIR", "UNI", "The firm demands that the union call off the walkout")
UNION_ASKS = asks("a", "UNI", "FIR", "The union demands higher wages for night shifts", at=80)
TOWN_ASKS = asks("a", "TOWN", "FIR", "The town demands cleaner quays", at=160)


def test_those_who_deal_with_each_other_matter_more_than_who_is_spoken_to() -> None:
    talks = matter(FIRM_ASKS, UNION_ASKS, TOWN_ASKS)
    assert talks.dealing(("UNI",), ("FIR",)) > 2 * talks.dealing(("TOWN",), ("FIR",)) > 0
    assert talks.dealing(("UNI",), ("FIR",)) > talks.dealing(("UNI",), ("FIR", "TOWN"))  # a vague address says less
    assert talks.dealing(("UNI",), ()) < talks.dealing(("UNI",), ("FIR",))
    assert talks.foremost(2) == ["FIR", "UNI"]


def test_what_several_outlets_tell_matters_more() -> None:
    again = asks("b", "UNI", "FIR", "The union demands a pause of the new roster", published="2031-05-10")
    assert matter(FIRM_ASKS, UNION_ASKS, again).dealing(("UNI",), ("FIR",)) > 1.5 * matter(FIRM_ASKS, UNION_ASKS).dealing(("UNI",), ("FIR",))


def test_news_fades_and_a_deadline_near_weighs_more() -> None:
    talks = matter(FIRM_ASKS, UNION_ASKS)
    assert talks.fresh(TODAY) == 1 and talks.fresh(date(2031, 4, 10)) == 0.5
    due = [factory.move("a", "demand", "UNI", "FIR", "x", due=day).due for day in ("2031-05-12", "2031-06-20", "2031-05-01", "2031")]
    assert talks.near(due[0]) > 1.8 and talks.near(due[1]) == talks.near(due[2]) == talks.near(due[3]) == 1
    assert [talks.left(one) for one in due] == [2, 41, None, None]


def test_an_act_that_is_surely_read_comes_before_one_that_is_not() -> None:
    sure = asks("a", "UNI", "FIR", "The union demands higher wages for night shifts", confidence=0.9)
    unsure = asks("a", "UNI", "FIR", "The union demands a canteen on the quay", confidence=0.6, at=200)
    talks = matter(FIRM_ASKS, sure, unsure)
    first, other = (talks.event_of[move.id] for move in (sure, unsure))
    assert talks.event(first) > talks.event(other)


def test_only_what_is_new_is_told_since_a_day(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief, all_of_it = talks.brief(since="2031-05-03"), talks.brief()
    assert brief.only_since and not all_of_it.only_since
    for section in brief.sections:
        for line in section.lines:
            reports = {cite.report for one in walk([line]) for cite in one.cites}
            assert "gazette/0510" in reports, (section.name, line)
    assert "NEW SINCE 3 MAY 2031" in text_of(brief)


def text_of(brief: Brief, width: int = 120) -> str:
    """The brief as it is drawn."""
    return as_text(partial(draw_brief, brief), Console(width=width, highlight=False, color_system=None, file=io.StringIO()))


def test_one_thread_is_told_with_all_its_evidence(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        thread = talks.record().threads[0]
        brief = talks.brief(thread=thread.id)
    sections = {section.name: section for section in brief.sections}
    assert len(sections["history"].lines) == 1 + len(thread.events)
    told = {cite.move for line in walk(sections["history"].lines) for cite in line.cites}
    assert {thread.id, *(link.event for link in thread.events)} <= told
    assert all(link.basis in line.state for link, line in zip(thread.events, sections["history"].lines[1:], strict=True))
    assert [line.by for line in sections["positions"].lines] == [("ALT",), ("BEL",)]
    met = sections["open"].lines[0]
    assert "written answer" in met.text and [line.label for line in met.under] == ["met"]
    assert "HISTORY" in text_of(brief) and brief.whole


def many(number: int) -> tuple[list[Move], Record]:
    """So many demands of so many parties, in as many reports, each with an answer, a warning and a charge that is denied."""
    moves = []
    for n in range(number):
        day, one, other = f"2031-{1 + n // 28:02}-{1 + n % 28:02}", f"P{n % 5}", f"P{(n + 1) % 5}"
        about = f"the matter{n} of quay{n} and harbour{n}"
        for at, act in enumerate(("propose", "reject", "warn", "accuse", "deny", "demand")):
            by, to = (other, one) if act in ("reject", "deny") else (one, other)
            text = f"{by} {act}s {about} with many a word that a line of the brief has no room for, however wide it is, {act}"
            due = f"{day[:8]}28" if act == "demand" else None
            moves.append(factory.move(f"r{n}", act, by, to, text, published=day, at=at * 200, due=due))  # type: ignore[arg-type]
    return moves, record(*moves)


def test_a_brief_over_many_reports_is_one_screen() -> None:
    moves, found = many(200)
    reports = [factory.report(f"r{n}", f"2031-{1 + n // 28:02}-{1 + n % 28:02}", "x" * 1300) for n in range(200)]
    brief = make_brief(found, moves, reports, {})
    rows = text_of(brief).splitlines()
    assert len(rows) <= SCREEN and max(map(len, rows)) <= 120
    assert [section.name for section in brief.sections][:3] == ["on the table", "open", "warnings"]


def test_markdown_has_a_footnote_for_every_place_and_quotes_the_exact_words(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief = talks.brief()
    told = "\n".join(markdown(brief))
    cites = {cite.move: cite for section in brief.sections for line in walk(section.lines) for cite in line.cites}
    for number, cite in enumerate(cites.values(), 1):
        assert f"[^{number}]: " in told and f"({cite.report}, {cite.start}–{cite.end})" in told and cite.text in told
    assert told.startswith("# Altavia, Belmora · state of the talks\n\nAs of 12 May 2031. From 3 reports of 3 independent origins")
    assert "- **Altavia → Belmora**" in told and "*against that:*" in told


def test_a_report_cannot_write_markdown_of_its_own() -> None:
    sly = factory.move("r", "demand", "A_B", "FIR", "demands *all* of [this](http://x) `now` <b>")
    reports = [factory.report("r", "2031-05-10", sly.text, title="# A *title*")]
    told = "\n".join(markdown(make_brief(assemble(reports, [sly]), [sly], reports, {})))
    assert "\\*all\\* of \\[this\\](http://x) \\`now\\` \\<b\\>" in told and "A\\_B" in told and "\\# A \\*title\\*" in told


def test_what_is_awaited_makes_a_calendar() -> None:
    asked = [
        asks("a", "UNI", "FIR", "The union demands; a written answer, by the day set", due="../2031-05-20"),
        asks("a", "FIR", "UNI", "The firm demands that the gates be opened", due="2031-05-15", at=100),
        asks("a", "TOWN", "FIR", "The town demands to be told of the plan", due="2031-05-11", at=200),
    ]
    found = record(*asked)
    rows = [DerivedRows(found, {move.id: move for move in asked}).question(one) for one in found.questions]
    assert [row["due"] for row in ahead(rows, date(2031, 5, 12))] == ["2031-05-15", "../2031-05-20"]
    lines = list(calendar(rows))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and lines.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20310520" in lines and "DTEND;VALUE=DATE:20310521" in lines
    whole = "".join(line[1:] if line.startswith(" ") else f"\n{line}" for line in lines)
    assert "SUMMARY:UNI awaits an answer of FIR" in whole and "demands\\; a written answer\\, by the day set\\na 0-" in whole
    assert max(len(line.encode()) for line in lines) <= 75
