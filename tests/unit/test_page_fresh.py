"""What is judged shows at once where its words are shown, and can be judged there; what follows from it is derived afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import strait
from starlette.testclient import TestClient

from communique.judging import AUTHOR
from communique.page import serve as serving
from communique.page.app import application
from communique.page.fresh import fresh
from communique.page.gate import Gate
from communique.page.serve import Current
from communique.talks import Talks
from communique.talks import open as open_talks

THREAT = "Altavia will close the strait if Belmora builds the harbour wall"
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


class Desk:
    """A server of a ledger too large to be derived while one waits, and a browser in which ann judges."""

    def __init__(self, talks: Talks) -> None:
        gate = Gate()
        self.talks, self.current = talks, Current(talks.ledger)
        app = application(self.current, ["testserver"], gate, self.current.judged)
        self.reader = TestClient(app, raise_server_exceptions=False)
        self.stranger = TestClient(app, raise_server_exceptions=False)
        self.reader.get("/review", params={"token": gate.token})
        self.csrf = re.search(r'name="csrf" value="(\w+)"', self.page("/review"))[1]  # type: ignore[index]
        self.reader.post("/review", data={"csrf": self.csrf, "kind": "author", "author": "ann"}, headers=HERE)

    def page(self, path: str) -> str:
        return unescape(self.reader.get(path).text)

    def buttons(self, path: str, of: str) -> dict[str, dict[str, list[str]]]:
        """What the buttons of a page ask for that are named so: by their kind, the first of each."""
        found: dict[str, dict[str, list[str]]] = {}
        for value in re.findall(rf'name="on" value="([^"]*)"[^>]*aria-label="[^"]*{of}[^"]*"', self.reader.get(path).text):
            told = parse_qs(unescape(value))
            found.setdefault(told["kind"][0], told)
        return found

    def press(self, path: str, told: dict[str, list[str]]) -> str:
        """Press a button; the page on which one is then."""
        on = "&".join(f"{name}={re.sub('#', '%23', value)}" for name, values in told.items() for value in values)
        answer = self.reader.post("/review", data={"csrf": self.csrf, "author": "ann", "back": path, "on": on}, headers=HERE, follow_redirects=False)
        assert answer.status_code == 303, unescape(answer.text)
        assert answer.headers["location"] == path, "one comes back to where one was"
        return self.page(path)

    def judged(self) -> list[tuple[object, ...]]:
        return [tuple(row[key] for key in ("kind", "subject", "object", "field")) for row in self.talks.judgements()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.delenv(AUTHOR, raising=False)
    monkeypatch.setattr(serving, "SMALL", 0)
    with open_talks(strait.ledger(tmp_path / "talks.db")) as talks:
        yield Desk(talks)


def id_of(desk: Desk, words: str) -> str:
    return str(next(row["id"] for row in desk.talks.export("moves") if row["text"] == words))


def where(desk: Desk) -> list[str]:
    """The pages that show the threat."""
    report = next(path for path in re.findall(r'href="(/reports/[^"?#]+)', desk.reader.get("/ask?q=act:threaten").text))
    return ["/ask?q=act:threaten", "/timeline?page=all", report, "/parties/ALT"]


def test_what_is_rejected_is_marked_at_once_wherever_its_words_are_shown(desk: Desk) -> None:
    threat = id_of(desk, THREAT)
    before = {path: desk.page(path) for path in where(desk)}
    assert all("harbour wall" in page and "judged just now" not in page for page in before.values())
    desk.press("/ask?q=act:threaten", desk.buttons("/ask?q=act:threaten", "this")["retract"])
    assert desk.judged() == [("retract", threat, None, None)]
    for path in before:
        for page in (desk.page(path), unescape(desk.stranger.get(path).text)):
            assert re.search(r"judged just now:</b> rejected", page), path
            assert "1 judgement was made since this was derived" in page and "what follows is being derived" in page
    assert ", ann" in desk.page("/ask?q=act:threaten") and ", ann" not in desk.stranger.get("/ask?q=act:threaten").text
    assert desk.current.renew(beside=False)
    assert "judged just now" not in desk.page("/timeline?page=all") and "0 moves" in desk.page("/ask?q=act:threaten")


def test_a_correction_says_what_is_now_and_an_undo_takes_the_mark_away(desk: Desk) -> None:
    threat = id_of(desk, THREAT)
    form = {"csrf": desk.csrf, "author": "ann", "kind": "correct", "subject": threat, "set-act": "warn"}
    assert desk.reader.post("/review", data=form, headers=HERE, follow_redirects=False).status_code == 303
    assert "judged just now:</b> act is warn, ann" in desk.page("/ask?q=act:threaten")
    undo = desk.buttons("/ask?q=act:threaten", "Undo")["undo"]
    assert "judged just now" not in desk.press("/ask?q=act:threaten", undo)


def test_what_was_derived_and_is_undone_is_marked_too(desk: Desk) -> None:
    threat = id_of(desk, THREAT)
    desk.talks.judge("accept", threat, author="bob")
    assert desk.current.renew(beside=False)
    desk.talks.judge("undo", "1", author="bob")
    desk.current.mark()
    assert "judged just now:</b> no more accepted, bob" in desk.page("/ask?q=act:threaten")
    made = desk.talks.ledger.judgements()
    assert fresh(made, made).count == 0, "what was derived with all of them leaves nothing to mark"


def test_what_follows_is_derived_beside_the_server_by_a_process_that_goes_on(desk: Desk) -> None:
    threat, deriver = id_of(desk, THREAT), desk.current._deriver
    desk.talks.judge("accept", threat, author="bob")
    assert desk.current.renew() and not desk.current.renew(), "nothing more was judged"
    first = deriver._process
    assert first and first.is_alive()
    desk.talks.judge("retract", threat, author="bob")
    assert desk.current.renew() and deriver._process is first
    assert "0 moves" in desk.page("/ask?q=act:threaten")
    first.terminate()
    first.join()
    desk.talks.judge("undo", "2", author="bob")
    assert desk.current.renew(), "one that ended is no reason to show what was before"
    assert "1 move" in desk.page("/ask?q=act:threaten") and deriver._process is not first
    desk.current.stop()
    assert deriver._process is not None
    deriver._process.join(5)
    assert not deriver._process.is_alive()


def test_as_of_an_earlier_day_it_is_marked_as_well(desk: Desk) -> None:
    desk.talks.judge("retract", id_of(desk, "Belmora rejected the joint patrol of the Sarn strait"), author="bob")
    desk.current.mark()
    days = [day.isoformat() for day in desk.current().days]
    assert any("judged just now:</b> rejected" in desk.page(f"/ask?q=patrol&as-of={day}") for day in days[:-1])


def test_a_conflict_is_judged_where_it_is_shown(desk: Desk) -> None:
    asked = desk.buttons("/conflicts", "at odds")
    page = desk.press("/conflicts", asked["retract"])
    kind, one, other, field = desk.judged()[-1]
    assert (kind, field) == ("retract", "conflict") and one and other
    assert "judged just now:</b> rejected, ann" in page
    assert f"{one}~{other}" in {conflict.id for conflict in desk.current().sight(None).view.record.conflicts}
    assert desk.current.renew(beside=False)
    assert f"{one}~{other}" not in {conflict.id for conflict in desk.current().sight(None).view.record.conflicts}


def test_the_belonging_to_a_thread_is_judged_on_the_thread(desk: Desk) -> None:
    sight = desk.current().sight(None)
    thread = next(one for one in sight.threads.values() if one.events)
    path = next(link for link in re.findall(r'href="(/threads/[^"?#]+)"', desk.reader.get("/threads").text))
    asked = desk.buttons(path, "belongs to the thread")
    page = desk.press(path, asked["retract"])
    kind, event, other, field = desk.judged()[-1]
    assert (kind, other, field) == ("retract", thread.id, "thread") and event in {link.event for link in thread.events}
    assert "judged just now:</b> rejected, ann" in page


def test_a_claim_is_judged_as_all_that_tell_it(desk: Desk) -> None:
    asked = desk.buttons("/claims", "this claim")["accept"]
    desk.press("/claims", asked)
    assert [(kind, subject) for kind, subject, _, _ in desk.judged()] == [("accept", subject) for subject in asked["subject"]]
    assert any(set(asked["subject"]) == set(one.events) for one in desk.current().sight(None).view.record.claims)


def test_it_leads_back_to_this_server_alone(desk: Desk) -> None:
    on = desk.buttons("/ask?q=act:threaten", "this")["accept"]
    for back in ("//evil.example", "/\\evil.example", "https://evil.example/", "/x\r\nset-cookie: a=b", ""):
        data = {"csrf": desk.csrf, "author": "ann", "back": back, "on": f"kind=accept&subject={on['subject'][0].replace('#', '%23')}"}
        answer = desk.reader.post("/review", data=data, headers=HERE, follow_redirects=False)
        assert answer.headers["location"].startswith("/review"), back


def test_nothing_of_it_is_shown_to_who_may_not_judge(desk: Desk) -> None:
    for path in ("/", "/claims", "/conflicts", "/threads", "/timeline", "/calendar", "/review"):
        page = desk.stranger.get(path).text
        assert 'id="judging"' not in page and 'name="on"' not in page and "csrf" not in page, path
