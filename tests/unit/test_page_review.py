"""Reviewing on the page: who may judge, what a judgement does, and that nobody else can make one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
import strait
from starlette.testclient import TestClient

from communique.judging import AUTHOR
from communique.page import serve as serving
from communique.page.app import application
from communique.page.gate import Gate, same_origin
from communique.page.serve import Current
from communique.talks import Talks
from communique.talks import open as open_talks

THREAT = "Altavia will close the strait if Belmora builds the harbour wall"
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@dataclass
class Room:
    """A server that may be judged at, and a browser at it."""

    talks: Talks
    gate: Gate
    current: Current
    reader: TestClient

    def enter(self) -> str:
        """Open the address with the token; the page that is shown."""
        page = self.reader.get("/review", params={"token": self.gate.token})
        assert page.status_code == 200
        return page.text

    def csrf(self) -> str:
        """What a form of this session brings along."""
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.reader.get("/review").text)
        assert found
        return found[1]

    def say(self, headers: dict[str, str] = HERE, **form: str):  # type: ignore[no-untyped-def]
        """Send a form as the page does."""
        given = {"csrf": self.csrf(), "author": "ann", **{name.replace("_", "-"): value for name, value in form.items()}}
        return self.reader.post("/review", data=given, headers=headers, follow_redirects=False)

    def judged(self) -> list[tuple[object, ...]]:
        """What was judged: kind, subject, object, field, value, author."""
        return [tuple(row[key] for key in ("kind", "subject", "object", "field", "value", "author")) for row in self.talks.judgements()]

    def move(self, words: str) -> str:
        """The id of the move with these words."""
        return str(next(row["id"] for row in self.talks.export("moves") if row["text"] == words))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.delenv(AUTHOR, raising=False)
    with open_talks(strait.ledger(tmp_path / "talks.db")) as talks:
        gate, current = Gate(), Current(talks.ledger)
        app = application(current, ["testserver"], gate, current.judged)
        yield Room(talks, gate, current, TestClient(app, raise_server_exceptions=False))


def where(answer) -> str:  # type: ignore[no-untyped-def]
    assert answer.status_code == 303, unescape(answer.text)
    return str(answer.headers["location"])


# --- who may judge ---


def test_without_a_gate_it_is_read_only_and_says_how_to_judge(room: Room) -> None:
    reader = TestClient(application(room.current, ["testserver"]), raise_server_exceptions=False)
    page = reader.get("/review").text
    assert "read-only" in page and "communique serve --review" in page
    assert 'method="post"' not in page and ">judge<" not in reader.get("/").text
    refused = reader.post("/review", data={"kind": "accept"}, headers=HERE)
    assert refused.status_code == 403 and "communique serve --review" in refused.text
    assert reader.get("/review?token=x").status_code == 200, "a token is nothing to a server that knows none"
    assert room.judged() == []


def test_with_a_gate_a_stranger_reads_and_cannot_write(room: Room) -> None:
    assert "read-only" in room.reader.get("/review").text
    assert ">judge<" not in room.reader.get("/").text
    assert room.reader.post("/review", data={"kind": "accept"}, headers=HERE).status_code == 403


@pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 1500])
def test_a_wrong_token_opens_nothing(room: Room, token: str) -> None:
    refused = room.reader.get("/review", params={"token": token})
    assert refused.status_code == 403 and not room.reader.cookies
    assert room.gate.token not in refused.text


def test_the_token_is_exchanged_for_a_cookie_and_gone_from_the_address(room: Room) -> None:
    entered = room.reader.get("/review", params={"token": room.gate.token}, follow_redirects=False)
    assert entered.headers["location"] == "/review" and entered.headers["cache-control"] == "no-store"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert room.gate.token not in entered.headers["set-cookie"]
    assert ">judge<" in room.reader.get("/").text and ">judge<" in room.reader.get("/reports").text + room.reader.get("/ask?q=strait").text


def test_the_way_in_leads_nowhere_else(room: Room) -> None:
    there = room.reader.get(f"//evil.example/x?token={room.gate.token}", follow_redirects=False).headers["location"]
    assert re.match(r"/[^/\\]", there)


def test_a_cookie_of_another_server_is_none_here(room: Room) -> None:
    for session in (Gate().session(), "x.y", ".", "", room.gate.session()[:-1] + "x", room.gate.session().partition(".")[0]):
        assert room.gate.judge(session) is None
    assert room.gate.judge(room.gate.session()) is not None


def test_each_session_has_forms_of_its_own(room: Room) -> None:
    one, other = (room.gate.judge(room.gate.session()) for _ in range(2))
    assert one and other and one.csrf != other.csrf


def test_a_form_that_was_not_drawn_for_the_session_is_refused(room: Room) -> None:
    room.enter()
    other = room.gate.judge(room.gate.session())
    assert other
    for csrf in ("", "x", other.csrf):
        answer = room.reader.post("/review", data={"csrf": csrf, "kind": "accept", "subject": room.move(THREAT), "author": "ann"}, headers=HERE)
        assert answer.status_code == 403
    assert room.judged() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://testserver:9999"}, {"origin": "https://testserver"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"}, {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"}, {},
    ],
)  # fmt: skip
def test_a_page_from_elsewhere_cannot_judge(room: Room, headers: dict[str, str]) -> None:
    room.enter()
    assert room.say(headers, kind="accept", subject=room.move(THREAT)).status_code == 403
    assert room.judged() == []


def test_where_a_form_comes_from() -> None:
    assert same_origin("http", "127.0.0.1:8765", "http://127.0.0.1:8765", "same-origin")
    assert same_origin("http", "127.0.0.1:8765", "http://127.0.0.1:8765", None)
    assert not same_origin("http", "127.0.0.1:8765", "http://localhost:8765", None)
    assert not same_origin("http", "127.0.0.1:8765", None, None)


def test_only_a_form_is_taken(room: Room) -> None:
    room.enter()
    csrf = room.csrf()
    assert room.reader.post("/review", json={"csrf": csrf, "kind": "accept"}, headers=HERE).status_code == 403
    long = room.reader.post("/review", data={"csrf": csrf, "kind": "accept", "reason": "x" * 100_000}, headers=HERE)
    assert long.status_code == 403
    many = room.reader.post("/review", data={"csrf": csrf, **{f"f{n}": "" for n in range(500)}}, headers=HERE)
    assert many.status_code == 403
    assert room.reader.get("/review", params={"kind": "accept", "subject": room.move(THREAT), "csrf": csrf}).status_code == 200
    assert room.reader.put("/review").status_code == 405
    assert room.judged() == []


def test_who_judges_is_asked_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.enter()
    unnamed = room.say(kind="accept", subject=room.move(THREAT), author="")
    assert unnamed.status_code == 400 and "who judges?" in unnamed.text
    assert where(room.say(kind="author", author="Ann  Lee")).startswith("/review")
    assert 'value="Ann Lee"' in room.reader.get("/review").text
    where(room.say(kind="accept", subject=room.move(THREAT), author=""))
    assert room.judged()[-1][-1] == "Ann Lee"
    monkeypatch.setenv(AUTHOR, "bob")
    other = TestClient(room.reader.app)
    assert 'value="bob"' in other.get("/review", params={"token": room.gate.token}).text


# --- what is asked, and what is answered ---


def test_a_doubt_is_shown_with_its_words_in_their_paragraph_and_why(room: Room) -> None:
    page = unescape(room.reader.get("/review", params={"of": room.move(THREAT)}).text)
    assert f"<mark>{THREAT}</mark>, Orlo warned." in page
    assert "certainty 0.40" in page and "Built on it" in page and "is this told, and told rightly?" in page
    assert "#c" in page and "condition" in page


def test_rows_are_those_of_the_command(room: Room) -> None:
    assert room.reader.get("/review.json").json() == room.talks.review()


def test_as_of_a_day_only_what_was_known_is_asked(room: Room) -> None:
    page = room.reader.get("/review", params={"as-of": "2031-05-03"}).text
    assert "Veld" not in page and "harbour wall" not in page


def test_an_answer_leads_on_and_is_shown_at_once(room: Room) -> None:
    room.enter()
    first = room.talks.review()[0]["id"]
    second = str(room.talks.review()[1]["id"])
    there = where(room.say(kind="accept", subject=room.move(THREAT), next=second))
    assert "done=1" in there and "of=" in there
    page = room.reader.get(there).text
    assert "Judgement 1" in page and "accept" in page
    assert room.judged() == [("accept", room.move(THREAT), None, None, None, "ann")]
    assert first != second
    assert "less certain, marked" not in room.reader.get("/ask?q=act:threaten").text, "the record follows: it is certain now"


def test_what_is_rejected_is_told_no_more_and_undone_it_is_told_again(room: Room) -> None:
    room.enter()
    assert "1 move" in room.reader.get("/ask?q=act:threaten").text
    where(room.say(kind="retract", subject=room.move(THREAT), reason="only reported speech"))
    assert "0 moves" in room.reader.get("/ask?q=act:threaten").text
    assert "only reported speech" in room.reader.get("/review").text
    where(room.say(kind="undo", subject="1"))
    assert "1 move" in room.reader.get("/ask?q=act:threaten").text
    assert "undone by 2" in room.reader.get("/review").text


def test_of_a_correction_only_what_was_changed_is_recorded(room: Room) -> None:
    room.enter()
    move = room.move(THREAT)
    page = unescape(room.reader.get("/review", params={"of": move}).text)
    assert '<option selected value="threaten">threaten</option>' in page and 'name="set-by" value="ALT"' in page
    fields = {"act": "warn", "by": "ALT", "to": "", "polarity": "pos", "condition": "if Belmora builds\r\nthe harbour wall", "kind": ""}
    where(room.say(kind="correct", subject=move, reason="not a threat", **{f"set-{name}": value for name, value in fields.items()}))
    assert [j[3:5] for j in room.judged()] == [("act", "warn"), ("to", None)]
    assert room.reader.get("/ask.json?q=act:warn").json()[0]["to"] == []


def test_what_becomes_a_deed_may_be_given_its_kind_with_it(room: Room) -> None:
    room.enter()
    where(room.say(kind="correct", subject=room.move(THREAT), set_act="deed", set_kind="coerce"))
    where(room.say(kind="correct", subject=room.move(THREAT), set_kind="military"))
    assert [j[3:5] for j in room.judged()] == [("act", "deed"), ("kind", "coerce"), ("kind", "military")]
    assert room.reader.get("/ask.json?q=act:deed+kind:military+by:ALT").json()[0]["text"] == THREAT


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"kind": "correct", "set_act": "shout"}, "act cannot be 'shout'"),
        ({"kind": "correct", "set_when": "soon", "set_act": "warn"}, "when:"),
        ({"kind": "correct", "set_by": "Nowhere"}, "no party 'Nowhere'"),
        ({"kind": "correct", "set_content": "words that no report has"}, "not in gazette/0510"),
        ({"kind": "correct"}, "nothing was changed"),
        ({"kind": "merge", "other": "gazette/0510#9990-9999-warn"}, "no move"),
        ({"kind": "merge"}, "it needs two"),
        ({"kind": "undo", "subject": "7"}, "no judgement 7"),
        ({"kind": "shout"}, "no judgement 'shout'"),
        ({"kind": "accept", "subject": "x#y"}, "no move 'x#y'"),
        ({"kind": "accept", "subject": ""}, "nothing is named"),
    ],
)
def test_what_cannot_be_judged_is_told_in_place_and_nothing_is_recorded(room: Room, form: dict[str, str], told: str) -> None:
    room.enter()
    answer = room.say(**{"subject": room.move(THREAT), "of": room.move(THREAT), **form})
    assert answer.status_code == 400 and told in unescape(answer.text)
    assert "<h1>Review</h1>" in answer.text and room.judged() == []


def test_what_was_typed_stays_when_it_could_not_be_taken(room: Room) -> None:
    room.enter()
    move = room.move(THREAT)
    page = room.say(kind="correct", subject=move, of=move, set_when="soon", set_place="Sarn <i>").text
    assert 'value="soon"' in page and 'value="Sarn &lt;i&gt;"' in page


def test_two_events_are_merged_and_split_again(room: Room) -> None:
    room.enter()
    one, other = room.move("Belmora rejected the joint patrol of the Sarn strait"), room.move("Belmora has moved no ship to the strait")
    events = len(list(room.talks.export("events")))
    where(room.say(kind="merge", subject=one, object=other))
    assert len(list(room.talks.export("events"))) == events - 1
    assert "Told 2 times" in room.reader.get("/review", params={"of": one}).text
    where(room.say(kind="split", subject=other))
    assert len(list(room.talks.export("events"))) == events


def test_parties_and_copies(room: Room) -> None:
    room.enter()
    where(room.say(kind="same_party", subject="NSC", other="BEL"))
    where(room.say(kind="copy", subject="courier/0503", other="gazette/0510"))
    assert [j[:3] for j in room.judged()] == [("same_party", "NSC", "BEL"), ("copy", "courier/0503", "gazette/0510")]


def test_the_belonging_to_a_thread_and_a_conflict_are_judged_as_pairs(room: Room) -> None:
    room.enter()
    for asked, field in (("link", "thread"), ("conflict", "conflict")):
        row = next(row for row in room.talks.review() if row["asked"] == asked)
        page = unescape(room.reader.get("/review", params={"of": str(row["id"])}).text)
        form = re.search(r'value="retract">.*?</form>', page, re.S)
        assert form
        told = dict(re.findall(r'name="(subject|object|field)" value="([^"]*)"', form[0]))
        where(room.say(kind="retract", **told))
        assert room.judged()[-1][0] == "retract" and room.judged()[-1][3] == field
        assert row["id"] not in {one["id"] for one in room.talks.review()}


def test_the_day_that_was_looked_at_stays(room: Room) -> None:
    room.enter()
    there = where(room.say(kind="accept", subject=room.move(THREAT), as_of="2031-05-10"))
    assert "as-of=2031-05-10" in there


def test_what_names_nothing_is_told_and_the_first_is_asked(room: Room) -> None:
    page = room.reader.get("/review", params={"of": "gone#1-2-warn"})
    assert page.status_code == 200 and "is here no more" in page.text


def test_forms_are_not_kept_for_others(room: Room) -> None:
    mine = room.enter()
    stranger = TestClient(room.reader.app)
    assert 'name="csrf"' in mine and 'name="csrf"' not in stranger.get("/review").text
    assert ">judge<" in room.reader.get("/").text and ">judge<" not in stranger.get("/").text


# --- what is large is derived beside the server ---


def test_while_the_record_is_derived_what_was_judged_is_asked_no_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SMALL", 0)
    room.enter()
    left, threat = len(room.talks.review()), room.move(THREAT)
    where(room.say(kind="retract", subject=threat))
    page = room.reader.get("/review").text
    assert "1 judgement is recorded and being derived" in page and 'hx-trigger="every 4s"' in page
    assert "1 move" in room.reader.get("/ask?q=act:threaten").text, "the other pages stay of one edition"
    assert "is here no more" not in page and THREAT not in page.partition("Judged last")[0]
    assert room.current.renew(beside=False) and not room.current.renew(beside=False)
    page = room.reader.get("/review").text
    assert "being derived" not in page and len(room.talks.review()) < left
    assert "0 moves" in room.reader.get("/ask?q=act:threaten").text


def test_an_edition_is_derived_in_a_process_of_its_own(room: Room) -> None:
    room.talks.judge("retract", room.move(THREAT), author="ann")
    told: list[str] = []
    thread = room.current.follow(told.append)
    for _ in range(600):
        if told:
            break
        thread.join(0.1)
    room.current.stop()
    thread.join(20)
    assert not thread.is_alive() and told and "3 reports" in told[0]
    assert "0 moves" in room.reader.get("/ask?q=act:threaten").text


def test_the_address_with_the_token_is_told_only_when_judging_is_asked_for(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving.uvicorn.Server, "run", lambda server: None)
    monkeypatch.setattr(Current, "follow", lambda current, told: None)
    told: list[str] = []
    room.talks.serve(port=8123, told=told.append)
    assert "http://127.0.0.1:8123/" in told[-1] and not any("token" in line for line in told)
    tokens = set()
    for _ in range(2):
        room.talks.serve(port=8123, told=told.append, review=True)
        found = re.search(r"http://127\.0\.0\.1:8123/review\?token=([\w-]{43})", told[-1])
        assert found
        tokens.add(found[1])
    assert len(tokens) == 2, "each start has a token of its own"
