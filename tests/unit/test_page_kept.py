"""An earlier day that nobody has asked for: its pages are there at once, and are what its record would give."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import strait
from starlette.testclient import TestClient

from communique import views
from communique.page import kept as kept_pages
from communique.page import prepare
from communique.page import serve as serving
from communique.page.address import Address, Served
from communique.page.app import application
from communique.page.draw import Setting
from communique.page.edition import Edition
from communique.page.kept import keep_pages, kept_page, pages_kept
from communique.page.kinds import KINDS
from communique.page.serve import Current, derive_earlier
from communique.page.site import Named, answer
from communique.store import derived
from communique.talks import Talks
from communique.talks import open as open_talks

LISTED = [kind.name for kind in KINDS if not kind.items and kind.kept]
LATER = "Altavia rejected the draft of Belmora on the strait, its spokeswoman Lena Orth said on Friday."


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Talks]:
    with open_talks(strait.ledger(tmp_path / "talks.db")) as found:
        yield found


@pytest.fixture
def day(talks: Talks) -> date:
    """A day before the last."""
    return Edition(talks.ledger).days[-2]


def drawn(edition: Edition, address: Address) -> str:
    return answer(edition, address, Setting(Served(), edition.moment)).body.decode()


def kept(edition: Edition, address: Address) -> str | None:
    return kept_page(edition, Named.of(address), Setting(Served(), edition.moment))


def single(edition: Edition, day: date) -> list[Address]:
    sight = edition.sight(day)
    return [Address("threads", id, day) for id in sight.threads] + [Address("parties", id, day) for id in sight.parties]


@pytest.mark.parametrize("name", LISTED)
def test_a_kept_page_is_the_one_that_is_drawn(talks: Talks, day: date, name: str) -> None:
    edition, address = Edition(talks.ledger), Address(name, None, day)
    assert kept(edition, address) is None, "nothing was kept yet"
    assert keep_pages(edition, day) and pages_kept(edition, day)
    assert kept(edition, address) == drawn(edition, address)


def test_so_are_threads_and_parties(talks: Talks, day: date) -> None:
    edition = Edition(talks.ledger)
    keep_pages(edition, day)
    found = [(kept(edition, address), drawn(edition, address)) for address in single(edition, day)]
    there = [(one, other) for one, other in found if one is not None]
    assert len(there) == 3 and all(one == other for one, other in there)


def test_what_is_read_later_changes_nothing_of_a_day_but_its_frame(talks: Talks, day: date, tmp_path: Path) -> None:
    keep_pages(Edition(talks.ledger), day)
    (tmp_path / "later.txt").write_text(LATER, encoding="utf-8")
    talks.read(str(tmp_path / "later.txt"), published="2031-09-12", engine="fast")
    edition = Edition(talks.ledger)
    for name in LISTED:
        page = kept(edition, Address(name, None, day))
        assert page is not None and page == drawn(edition, Address(name, None, day)), name
        assert "2031-09-12" in page, "the slider knows of the later day"


def test_what_is_judged_is_not_hidden_by_what_was_kept(talks: Talks, day: date) -> None:
    edition = Edition(talks.ledger)
    keep_pages(edition, day)
    move = next(move for move in talks.moves() if move.published <= day)
    talks.judge("retract", move.id, author="ann")
    address = Address("state", None, day)
    assert kept(edition.judged(), address) is None, "its marks are not on it"
    assert not keep_pages(edition.judged(), day)
    assert kept(Edition(talks.ledger), address) is None, "and the record is another one"


def test_a_later_reading_of_a_day_is_not_told_from_what_was_kept(talks: Talks, day: date, tmp_path: Path) -> None:
    keep_pages(Edition(talks.ledger), day)
    (tmp_path / "late.txt").write_text(LATER, encoding="utf-8")
    talks.read(str(tmp_path / "late.txt"), published=day, engine="fast")
    assert kept(Edition(talks.ledger), Address("state", None, day)) is None


def test_pages_are_no_fault_of_the_ledger(talks: Talks, day: date) -> None:
    keep_pages(Edition(talks.ledger), day)
    assert not list(talks.check())


@dataclass
class Waiting:
    """A server whose earlier days are ready when `ready` says so."""

    edition: Edition
    ready: bool = False
    asked: list[date | None] = field(default_factory=list)

    def prepared(self, edition: Edition, day: date | None) -> bool:
        self.asked.append(day)
        return day is None or self.ready

    @property
    def reader(self) -> TestClient:
        return TestClient(application(lambda: self.edition, ["testserver"], prepared=self.prepared), raise_server_exceptions=False)


def test_until_a_day_is_derived_the_page_says_so_and_then_shows_it(talks: Talks, day: date) -> None:
    server = Waiting(Edition(talks.ledger))
    reader, path = server.reader, f"/timeline?as-of={day}"
    waiting = reader.get(path)
    assert waiting.status_code == 202 and waiting.headers["retry-after"] and waiting.headers["cache-control"] == "no-store"
    assert "is being derived" in waiting.text and '<noscript><meta http-equiv="refresh"' in waiting.text
    assert 'class="asof"' in waiting.text, "one may go elsewhere meanwhile"
    assert reader.get("/timeline").status_code == 200, "the latest day is there"
    server.ready = True
    there = reader.get(path)
    assert there.status_code == 200 and "being derived" not in there.text
    assert there.text == drawn(server.edition, Address("timeline", None, day))
    server.ready = False
    assert reader.get(path).text == there.text, "what was made once is at hand"


def test_of_a_report_the_words_and_moves_are_there_at_once(talks: Talks, day: date) -> None:
    server = Waiting(Edition(talks.ledger))
    report = next(report for report in server.edition.sight(day).reports.values() if server.edition.sight(day).told_in(report.id).moves)
    path = Served().href(Address("reports", report.id, day))
    early = server.reader.get(path)
    assert early.status_code == 202 and "is being derived" in early.text
    assert early.text.count("<mark") > 0 and 'class="notes"' in early.text
    assert server.reader.get(f"/reports/nowhere?as-of={day}").status_code == 404
    server.ready = True
    whole = server.reader.get(path)
    assert whole.status_code == 200 and whole.text.count("<mark") == early.text.count("<mark")


def test_a_transcript_too_long_to_be_drawn_at_once_is_waited_for(talks: Talks, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "LONGEST", 10)
    server = Waiting(Edition(talks.ledger))
    waiting = server.reader.get(Served().href(Address("reports", next(iter(server.edition.sight(day).reports)), day)))
    assert waiting.status_code == 202 and "is being derived" in waiting.text and "<mark" not in waiting.text


def test_what_was_kept_is_shown_meanwhile(talks: Talks, day: date) -> None:
    server = Waiting(Edition(talks.ledger))
    keep_pages(server.edition, day)
    page = server.reader.get(f"/claims?as-of={day}")
    assert page.status_code == 200 and "being derived" not in page.text
    assert server.asked == [day], "and its day is made ready for what is asked next"
    assert server.reader.get(f"/claims?as-of={day}&party=nobody").status_code == 202, "what else is asked must be derived"
    assert server.reader.get(f"/claims.json?as-of={day}").status_code == 200, "rows are waited for"


def test_the_day_asked_for_last_is_made_ready_first(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "MOST", 1)
    edition, going, free = Edition(talks.ledger, held=99), threading.Event(), threading.Event()
    done: list[date] = []

    def derive(edition: Edition, day: date, load: Callable[[], None]) -> None:
        going.set()
        free.wait(10)
        done.append(day)

    prepared, days = prepare.Preparing(derive), edition.days
    assert prepared(edition, None), "the latest day is there already"
    assert not prepared(edition, days[0])
    going.wait(10)
    assert not any([prepared(edition, day) for day in days[1:]])
    free.set()
    while not (edition.at_hand(days[0]) and edition.at_hand(days[-1])):
        time.sleep(0.02)
    assert len(days) > 2 and done == [days[0], days[-1]], "those between were passed by"
    assert prepared(edition, days[0])


def test_a_fault_is_told_to_whoever_runs_it_and_nobody_waits_for_ever(talks: Talks, day: date, caplog: pytest.LogCaptureFixture) -> None:
    def derive(edition: Edition, day: date, load: Callable[[], None]) -> None:
        raise RuntimeError("no room")

    edition, prepared = Edition(talks.ledger), prepare.Preparing(derive)
    edition.sight(day)  # as an early page has it
    assert not prepared(edition, day)
    while not prepared(edition, day):
        time.sleep(0.02)
    assert "could not be derived" in caplog.text, "and the next answer tells whoever asks"


def test_the_server_has_a_day_derived_beside_it(talks: Talks, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SMALL", 0)
    current = Current(talks.ledger)
    try:
        while not current.prepared(current(), day):
            pass
        assert talks.ledger.kept(current().sight(day).view.state, "record") is not None
    finally:
        current.stop()


def test_the_pages_of_all_days_before_are_kept_in_time(talks: Talks) -> None:
    edition = Edition(talks.ledger)
    derive_earlier(talks.ledger.path, edition.moment)
    assert all(pages_kept(edition, day) for day in edition.days[:-1])


def test_a_brief_of_any_day_is_there_when_all_were_derived_beforehand(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    edition, told = Edition(talks.ledger), []
    days = edition.days
    every = [date.fromordinal(n) for n in range(days[0].toordinal(), days[-1].toordinal() + 1)]
    asked = [talks.brief(as_of=day) for day in every]
    talks.ledger.forget()
    assert talks.derive(progress=lambda day, number, all: told.append((day, number, all))) == len(every) > len(days)
    assert told == [(day, number, len(every)) for number, day in enumerate(reversed(every), 1)]
    monkeypatch.setattr(views, "assemble", lambda *given: pytest.fail("nothing is left to be derived"))
    with open_talks(talks.ledger.path) as again:
        assert [again.brief(as_of=day) for day in every] == asked and again.brief() == talks.brief()
    assert all(pages_kept(edition, day) for day in days[:-1])


def test_only_the_last_days_where_no_more_are_asked_for(talks: Talks) -> None:
    assert talks.derive(days=2) == 2
    edition = Edition(talks.ledger)
    assert pages_kept(edition, edition.days[-1]) and not pages_kept(edition, edition.days[0])


def test_where_there_is_room_for_no_more_the_latest_days_stay(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = talks.derive()
    held = talks.ledger.stats()
    talks.ledger.forget()
    monkeypatch.setattr(derived, "ROOM", 45_000)
    some, edition = talks.derive(), Edition(talks.ledger)
    assert 0 < some < whole and talks.ledger.full() and talks.ledger.stats() == held
    assert pages_kept(edition, edition.days[-1]) and not pages_kept(edition, edition.days[0])


def test_of_an_empty_ledger_there_is_nothing_to_derive(tmp_path: Path) -> None:
    with open_talks(tmp_path / "empty.db") as empty:
        assert empty.derive() == 0
