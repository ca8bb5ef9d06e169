"""The timeline, the calendar and the parties: reports in, what a reader sees out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from communique import open as open_talks
from communique.page.acts import stood
from communique.page.app import application
from communique.page.chart import Chart, Drawn, chart, radius
from communique.page.edition import Edition, NoSuchPage, Sight
from communique.page.kind import Wanted
from communique.page.kinds.calendar import fixed, left
from communique.page.kinds.timeline import timeline
from communique.page.period import period
from communique.record.when import parse
from communique.talks import Talks

FIRST = """Velmar proposed on Monday that Orsania and Velmar open their ports to each other's trawlers.

The Foreign Ministry of Velmar demanded that Orsania answer the proposal by March 15.

The two countries will meet on March 28, Deputy Foreign Minister Pavel Rusk of Velmar told reporters."""
SECOND = """Orsania rejected Velmar's proposal to open the ports, Orsanian Foreign Minister Ana Corvin said on Monday. She accused Velmar of moving patrol ships to the strait.

Velmar denied that it had moved any ship. Velmar warned Orsania against further delay."""
THIRD = "Orsania accepted Velmar's proposal to open the ports, Orsanian Foreign Minister Ana Corvin said on Wednesday."


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    folder = tmp_path_factory.mktemp("reports")
    held = open_talks(folder / "talks.db")
    for name, text, day in (("first", FIRST, "2019-02-27"), ("second", SECOND, "2019-03-04"), ("third", THIRD, "2019-03-20")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        held.read(str(folder / f"{name}.txt"), published=day, engine="fast")
    return held


@pytest.fixture(scope="module")
def edition(talks: Talks) -> Edition:
    return Edition(talks.ledger, datetime.now(UTC))


@pytest.fixture(scope="module")
def sight(edition: Edition) -> Sight:
    return edition.sight(None)


@pytest.fixture(scope="module")
def reader(edition: Edition) -> TestClient:
    return TestClient(application(lambda: edition, ["testserver"]), raise_server_exceptions=False)


def drawing(page: str) -> ElementTree.Element:
    found = re.search(r"<svg[^>]*data-chart.*?</svg>", page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0].replace(" data-chart", ""))


def marks(page: str) -> Iterator[tuple[str, str, str]]:
    """Where each mark leads, its shape, and what it says."""
    for link in drawing(page).iter("a"):
        title = link.find("title")
        assert title is not None and title.text
        yield link.attrib["href"], link.attrib["class"].split()[1], title.text


# --- the timeline ---


def test_each_act_is_drawn_and_told_in_the_list(reader: TestClient) -> None:
    page = reader.get("/timeline").text
    found = list(marks(page))
    assert any("Orsania rejects" in told for _, _, told in found)
    for href, _, _ in found:
        assert f'id="{href.removeprefix("#")}"' in page, "a mark leads to its line"
    assert page.count('class="on ') == len(found)
    assert 'href="/reports/second#c0-' in page, "a line leads to its words"


def test_the_drawing_says_what_it_is(reader: TestClient) -> None:
    svg = drawing(reader.get("/timeline").text)
    assert svg.attrib["role"] == "group"
    title, told = svg.find("title"), svg.find("desc")
    assert title is not None and title.attrib["id"] == svg.attrib["aria-labelledby"]
    assert told is not None and "Diplomacy" in (told.text or "")
    assert {group.attrib["role"] for group in svg.iter("g") if "role" in group.attrib} == {"list", "listitem"}


def test_only_a_certain_day_is_a_point(sight: Sight) -> None:
    drawn = [mark for band in picture(sight).bands for mark in band.marks if not mark.ahead]
    assert drawn
    for mark in drawn:
        when = mark.told.event.when
        assert (mark.shape == "point") == (when.precision == "day" and not when.approximate), when.edtf
    assert {mark.shape for mark in drawn} == {"point", "by"}


@pytest.mark.parametrize(
    ("when", "shape"),
    [("2019-03-12", "point"), ("2019-03", "span"), ("../2019-03-12", "by"), ("2019-03-12/..", "from"), ("2019-03-12~", "span"),
     ("2019-03-04/2019-03-09", "span")],
)  # fmt: skip
def test_a_date_is_drawn_as_what_it_may_be(sight: Sight, when: str, shape: str) -> None:
    told = timeline(sight, Wanted()).days[0].told[0]
    one = Drawn(told, parse(when), False, "", "")
    found = chart([one], [], (date(2019, 3, 1), date(2019, 3, 31)), date(2019, 3, 20))
    mark = next(mark for band in found.bands for mark in band.marks)
    assert mark.shape == shape
    assert (mark.x == mark.x2) == (shape == "point")


def test_what_is_to_come_lies_ahead_and_is_drawn_otherwise(reader: TestClient, sight: Sight) -> None:
    today = picture(sight).today
    ahead = [mark for band in picture(sight).bands for mark in band.marks if mark.ahead]
    assert today is not None and ahead
    assert all(mark.x > today or mark.x2 > today for mark in ahead)
    page = reader.get("/timeline").text
    assert re.search(r'class="dot \w+ planned', page) and "<h2 id=\"ahead\">" in page
    said = [told for _, _, told in marks(page)]
    assert any(told.startswith("28 Mar 2019: Velmar, Orsania meet") for told in said)
    before = reader.get("/timeline?as-of=2019-02-27").text
    assert any(told.startswith("by 15 Mar 2019: Velmar demands") for _, _, told in marks(before))
    assert not any("by 15 Mar" in told for told in said), "what was met lies ahead no more"


def test_more_origins_are_larger() -> None:
    assert radius(1) < radius(2) < radius(4) <= radius(400)


def test_as_of_a_day_the_timeline_ends_there(reader: TestClient) -> None:
    page = reader.get("/timeline?as-of=2019-02-27").text
    assert "Velmar proposes" in page
    assert "rejects" not in page and "second" not in page and "Mar 2019</a>" not in page


def test_months_are_pages_of_their_own(reader: TestClient) -> None:
    assert "Orsania rejects" not in (page := reader.get("/timeline?page=2019-02").text) and "Velmar proposes" in page
    assert reader.get("/timeline?page=2019-13").status_code == 404
    assert reader.get("/timeline?page=../../etc").status_code == 404


def test_a_day_lists_all_that_is_told_of_it(reader: TestClient, talks: Talks) -> None:
    on = [event for event in talks.record().events if stood(event) == date(2019, 3, 4)]
    page = reader.get("/timeline?page=2019-03-04").text
    assert on and page.count('class="on ') == len(on)
    assert "<svg viewBox" not in page


@pytest.mark.parametrize(
    ("asked", "told", "not_told"),
    [("by=Orsania", "Orsania rejects", "Velmar proposes"), ("act=claims", "accuses", "rejects"),
     ("act=propose", "Velmar proposes", "rejects"), ("by=Velmar&to=Orsania", "Velmar proposes", "Orsania rejects")],
)  # fmt: skip
def test_it_can_be_asked_for_some_acts(reader: TestClient, asked: str, told: str, not_told: str) -> None:
    said = " ".join(text for _, _, text in marks(reader.get(f"/timeline?page=all&{asked}").text))
    assert not_told not in said and told in said


def test_one_thread_alone(reader: TestClient, talks: Talks) -> None:
    thread = talks.record().threads[0]
    page = reader.get("/timeline", params={"page": "all", "thread": thread.id})
    within = {thread.id, *(link.event for link in thread.events)}
    assert len(list(marks(page.text))) >= len(within) - 1
    assert reader.get("/timeline?thread=none").status_code == 404


def test_rows_of_the_timeline_are_those_of_the_command(reader: TestClient, talks: Talks) -> None:
    assert reader.get("/timeline.json").json() == list(talks.timeline())
    march = reader.get("/timeline.json?page=2019-03").json()
    assert march and all(row in talks.timeline() for row in march) and len(march) < len(talks.timeline())


def picture(sight: Sight) -> Chart:
    found = timeline(sight, Wanted()).chart
    assert found
    return found


# --- the calendar ---


def test_what_is_awaited_by_when(reader: TestClient) -> None:
    page = reader.get("/calendar?as-of=2019-02-27").text
    assert "Ahead" in page and "by 15 Mar 2019" in page and "within 16 days" in page
    assert 'href="/reports/first?as-of=2019-02-27#c' in page
    assert "met by Orsania" not in page and "met by Orsania" in reader.get("/calendar").text


def test_a_month_is_no_day_of_the_calendar() -> None:
    assert fixed(parse("2019-04-02")) == fixed(parse("../2019-04-02")) == date(2019, 4, 2)
    assert fixed(parse("2019-04")) is None and fixed(parse("2019-04-02~")) is None and fixed(None) is None


@pytest.mark.parametrize(
    ("due", "words"),
    [("2019-04-02", "in 13 days"), ("../2019-04-02", "within 13 days"), ("2019-04", "in 12 to 41 days"), ("2019-03-20", "today"),
     ("2019-03-21", "tomorrow"), ("2019-03", "within 11 days"), ("2019-03-01", "")],
)  # fmt: skip
def test_how_long_it_still_is(due: str, words: str) -> None:
    assert left(parse(due), date(2019, 3, 20)) == words


def test_the_calendar_can_be_subscribed_to(reader: TestClient, talks: Talks) -> None:
    sent = reader.get("/calendar.ics")
    assert sent.headers["content-type"].startswith("text/calendar")
    lines = sent.text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    dated = [row for row in talks.questions() if row["due"] and parse(str(row["due"])).latest]
    assert dated and sum(line == "BEGIN:VEVENT" for line in lines) == len(dated)


def test_rows_of_the_calendar_are_those_of_the_command(reader: TestClient, talks: Talks) -> None:
    assert reader.get("/calendar.json").json() == list(talks.questions())
    assert reader.get("/calendar?page=nowhere").status_code == 404


# --- parties ---


def test_who_speaks_to_whom(reader: TestClient) -> None:
    page = reader.get("/parties").text
    assert re.search(r"Orsania to Velmar: \d+ acts? \(diplomacy", page)
    assert "/timeline?page=all&amp;by=Orsania&amp;to=Velmar" in page
    assert "Velmar to Orsania" in page


def test_a_group_of_acts_and_a_month_alone(reader: TestClient) -> None:
    assert "Orsania to Velmar: 1 act (diplomacy 1)" in reader.get("/parties?page=2019-02").text, "both meet"
    assert re.search(r"Orsania to Velmar: [2-9] acts", reader.get("/parties?page=2019-03").text)
    claims = reader.get("/parties?act=claims").text
    assert "(diplomacy" not in claims and "Orsania to Velmar: 1 act (claims 1)" in claims
    assert reader.get("/parties?act=gossip").status_code == 404


def test_a_party_tells_where_it_stands_and_stood(reader: TestClient) -> None:
    page = reader.get("/parties/Orsania").text
    against, accepted = page.index('class="stance against"'), page.index('class="stance for"')
    assert against < accepted, "in the order in which it took them"
    assert 'href="/reports/second#c' in page and 'href="/reports/third#c' in page


def test_a_party_tells_who_speaks_for_it(reader: TestClient) -> None:
    page = reader.get("/parties/Orsania").text
    assert "Who speaks for it" in page and "Ana Corvin" in page


def test_every_line_of_a_party_leads_to_its_very_words(reader: TestClient) -> None:
    places = re.findall(r'href="(/reports/\w+)#(c\d+-\d+)"', reader.get("/parties/Orsania").text)
    assert len(places) > 5
    for report, anchor in set(places):
        assert reader.get(report).text.count(f'id="{anchor}"') == 1, (report, anchor)


def test_its_words_come_with_their_chain_the_last_first(reader: TestClient) -> None:
    words = reader.get("/parties/Orsania").text.split('id="words"')[1]
    assert words.index("accepted Velmar") < words.index("rejected Velmar")
    assert "outlet not stated ← Ana Corvin" in words


def test_as_of_a_day_a_party_knows_nothing_later(reader: TestClient) -> None:
    page = reader.get("/parties/Orsania?as-of=2019-03-04").text
    assert "third" not in page and 'class="stance for"' not in page


def test_rows_of_parties_are_those_of_the_command(reader: TestClient, talks: Talks) -> None:
    assert reader.get("/parties.json").json() == talks.parties()
    mine = [row for row in talks.export("moves") if "Orsania" in row["by"]]  # type: ignore[operator]
    assert mine and reader.get("/parties/Orsania.json").json() == mine


def test_pages_that_are_no_numbers(reader: TestClient) -> None:
    for asked in ("/parties?part=x", "/parties?part=0", "/parties/Orsania?page=-1", "/parties?page=never"):
        assert reader.get(asked).status_code == 404


# --- files ---


def test_what_is_written_needs_no_server(talks: Talks, tmp_path: Path) -> None:
    site = tmp_path / "site"
    talks.publish(site)
    for name in ("timeline", "timeline.2019-03", "calendar", "parties", "parties/Orsania", "as-of/2019-02-27/timeline"):
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        assert "<form class=\"filters\"" not in page and "style=" not in page
    assert (site / "calendar.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    assert "rejects" not in (site / "as-of/2019-02-27/timeline.html").read_text(encoding="utf-8")
    assert not (site / "as-of/2019-02-27/timeline.2019-03.html").exists(), "of what was still to come nothing is written"


def test_what_a_report_says_is_text_here_too(tmp_path: Path) -> None:
    text = "Orsania rejected the draft of Velmar. <script>alert(1)</script> It demanded of Velmar: \u202eyas\u202c an answer by March 9."
    (tmp_path / "hostile.txt").write_text(text, encoding="utf-8")
    held = open_talks(tmp_path / "talks.db")
    held.read(str(tmp_path / "hostile.txt"), published="2019-03-04", engine="fast")
    edition = Edition(held.ledger, datetime.now(UTC))
    reader = TestClient(application(lambda: edition, ["testserver"]))
    for path in ("/timeline", "/timeline?page=2019-03-04", "/calendar", "/parties", "/parties/Orsania"):
        page = reader.get(path).text
        assert "<script>alert" not in page and "\u202e" not in page, path


# --- periods ---


def test_periods_are_named() -> None:
    days, today = (date(2019, 2, 27), date(2019, 3, 20)), date(2019, 3, 20)
    assert period(None, days, today).holds(today) and period("recent", days, today) == period(None, days, today)
    assert period("2019-03", days, today).last == date(2019, 3, 31)
    assert period("2019-03-20-2", days, today).sheet == 2
    assert period("before", days, today).last == date(2019, 1, 31)
    for bad in ("2019", "2019-02-30", "2019-02-03-0", "0000-01", "before-0", "x"):
        with pytest.raises(NoSuchPage):
            period(bad, days, today)
