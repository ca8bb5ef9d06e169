"""The server as whoever means ill asks it, and reports as whoever means ill writes them."""

from __future__ import annotations

import asyncio
import hmac
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import factory
import pytest
import strait
from starlette.testclient import TestClient

from communique.page import app as page_app
from communique.page.app import Guard, application, host_of
from communique.page.edition import Edition
from communique.page.gate import Gate
from communique.page.kinds import KINDS
from communique.page.serve import hosts
from communique.record.text import Report
from communique.talks import Talks
from communique.talks import open as open_talks

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202etxet denrut\u202c \u2066iso\u2069 {{777*777}} ${777*777} \"'><svg onload=alert(3)> ]]> \x1b[31m \ufffe"
SAID = f"Altavia rejected the draft of Belmora, saying {EVIL} on Monday"
WORD = 10_000_000


def hostile() -> list[Report]:
    """Reports whose every field means ill."""
    return [
        Report(
            "../../etc/pass<wd>", f"{SAID}.\n\nMore.", datetime(2031, 5, 20).date(), "field", outlet=f"Evil {EVIL}", title=f"Title {EVIL}",
            url="javascript:alert(4)", path="/etc/passwd",
        ),
        Report("second", f"{SAID}.\n\nMore.", datetime(2031, 5, 21).date(), "field", url="data:text/html,<script>alert(5)</script>"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    held = open_talks(strait.ledger(tmp_path_factory.mktemp("evil") / "talks.db"))
    for report in hostile():
        who = strait.Link(f"Max {EVIL}", "person", "quotes", for_=f"ALT {EVIL}")
        move = factory.move(
            report.id, "reject", "", "BEL", SAID, at=0, published=report.published.isoformat(), speaker=who.name,
            chain=(strait.Link(report.outlet, "outlet", "reports", "document"), who), condition=EVIL, confidence=0.3,
        )  # fmt: skip
        move = replace(move, by=(f"ALT {EVIL}",), place=EVIL)
        held.ledger.add(strait.read(report, move))
    held.judge("accept", held.export("moves").__next__()["id"], author=f"ann {EVIL}", reason=EVIL)  # type: ignore[arg-type]
    return held


@pytest.fixture(scope="module")
def edition(talks: Talks) -> Edition:
    return Edition(talks.ledger, datetime.now(UTC))


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def reader(edition: Edition, gate: Gate) -> TestClient:
    """A browser that may judge, which is shown most."""
    client = TestClient(application(lambda: edition, ["testserver"], gate), raise_server_exceptions=False)
    client.get("/review", params={"token": gate.token})
    return client


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self.within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within in ("script", "style") and data.strip():
            self.inline.append(data)


def pages(edition: Edition, reader: TestClient) -> list[str]:
    """An address of every kind of page, and every single thing of the hostile reports."""
    found = ["/" if kind.name == "state" else f"/{kind.name}" for kind in KINDS if not kind.items]
    found += ["/?since=2031-05-10", "/ask?q=draft", "/ask?q=<script>", "/ask?q=by:%22ALT%22", "/suggest?q=by:", "/review?of=second%230-10-reject", "/nowhere/<script>"]
    links = {unescape(link) for path in found for link in re.findall(r'href="(/[^"#]*)', reader.get(path).text)}
    return found + sorted(link for link in links if not link.startswith("/static"))


def test_whatever_a_report_says_is_text_on_every_page(edition: Edition, reader: TestClient) -> None:
    seen = 0
    for path in pages(edition, reader):
        answer = reader.get(path)
        assert answer.status_code < 500, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Elements(answer.text)
        seen += "alert(1)" in answer.text
        for tag, told in page.found:
            assert tag not in ("iframe", "object", "embed", "base", "style", "img") and not any(name.startswith("on") for name in told), path
            assert "style" not in told, f"{path}: {tag} has a style of its own"
            for name in ("href", "src", "action", "formaction", "hx-get"):
                assert re.match(r"(/(?!/)|#|$)", told.get(name) or ""), f"{path}: {told.get(name)}"
            assert tag != "script" or (told.get("src") or "").startswith("/static/")
        assert not page.inline, path
        assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", answer.text), path
        assert "603729" not in re.findall(r"\{\{777\*777\}\}|\b603729\b", answer.text), "nothing of a report is a template"
    assert seen > 5, "the words are shown, and harmless"


def test_what_is_no_link_to_the_web_is_none(reader: TestClient) -> None:
    for path in ("/reports/second", next(p for p in re.findall(r'href="(/reports/[^"?#]*)', reader.get("/reports").text) if "etc" in p)):
        page = reader.get(path).text
        assert "javascript:" in page or "data:text/html" in page, "what was given as its address is told"
        assert not re.search(r'(?i)(href|src)="\s*(javascript|data|vbscript):', page)


def test_a_feed_is_sound_whatever_reports_say(reader: TestClient) -> None:
    feed = ElementTree.fromstring(reader.get("/ask.atom", params={"q": 'draft or "<script>"'}).content)
    told = "".join(feed.itertext())
    assert "<script>alert(1)</script>" in told and "\u202e" not in told
    assert {link.get("href", "")[:24] for link in feed.iter("{http://www.w3.org/2005/Atom}link")} <= {"http://testserver/report", "http://testserver/ask?q=", "http://testserver/ask.atom"[:24]}


def test_files_are_as_harmless(talks: Talks, tmp_path: Path) -> None:
    site = tmp_path / "site"
    talks.publish(site, days=1)
    assert {path.parent for path in tmp_path.rglob("*")} <= {tmp_path, site, *site.rglob("*")}, "nothing outside the folder"
    for file in site.rglob("*.html"):
        for tag, told in Elements(file.read_text(encoding="utf-8")).found:
            assert tag not in ("img", "iframe") and not any(name.startswith("on") for name in told)
            assert not re.match(r"[a-z]+:", told.get("href") or ""), file


# --- headers ---


def test_every_answer_is_closed(edition: Edition, reader: TestClient, gate: Gate) -> None:
    paths = [*pages(edition, reader), "/static/page.js", "/static/none.js", "/ask.json?q=x", "/ask.atom?q=x", "/reports.csv", "/?token=x", f"/?token={gate.token}"]
    answers = [reader.get(path, follow_redirects=False) for path in paths]
    answers += [reader.request(method, "/", headers=headers) for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO") for headers in ({}, {"host": "evil"})]
    answers += [reader.post("/review", data={"kind": "accept"}), reader.head("/"), reader.get("/", headers={"if-none-match": reader.get("/").headers["etag"]})]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'") and "unsafe" not in policy and "*" not in policy
        assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "form-action 'self'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin" and answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers and "server" not in answer.headers
        assert answer.status_code < 500


def test_the_head_of_a_page_is_that_of_the_page(reader: TestClient) -> None:
    for path in ("/", "/reports", "/ask?q=draft", "/nowhere"):
        head, page = reader.head(path), reader.get(path)
        assert head.status_code == page.status_code and head.content == b""
        assert head.headers.get("etag") == page.headers.get("etag")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO"])
def test_methods_that_do_nothing(reader: TestClient, method: str) -> None:
    for path in ("/", "/reports", "/static/page.js", "/review" if method != "POST" else "/ask"):
        assert reader.request(method, path).status_code == 405


# --- addresses ---


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2f%2e%2e%2ftalks.py", "/static//etc/passwd",
        "/static/%00", "/static/page.js%00.css", "/static/..\\app.py", "/static/", "/static", "/static/templates/base.html",
        "/reports/../../etc/passwd", "/reports/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/reports/%00", "/..%2f..%2fetc/passwd", "//etc/passwd",
        "/reports/" + "a" * 1900, "/%ff%fe", "/\u202e", "/reports.exe", "/reports.ics",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in (404, 405), path
    assert "root:" not in answer.text and "import " not in answer.text


def test_addresses_longer_than_any_and_of_many_questions(reader: TestClient) -> None:
    for path in ("/" + "x" * 60_000, "/?" + "&".join(f"a{n}=1" for n in range(5_000)), "/ask?q=" + "(" * 5_000, "/?as-of=" + "9" * 5_000):
        before = time.perf_counter()
        assert reader.get(path).status_code in (400, 404)
        assert time.perf_counter() - before < 2


@pytest.mark.parametrize(
    "query",
    ["(" * 600, "-" * 900 + "a", "a or " * 300 + "a", '"', "\x00", "a\x00b", "by:" + "a," * 400 + "b", "%" * 500, "\ud800", "e\u0301" * 300, "(a or b) " * 100,
     "since:99999-99-99", "a" * 1_500, "\\" * 400, "[a-z]+*?(", "NEAR(a b)", 'a" OR "b', "{x}", "report_fts", "*", "''); drop table report --"],
)  # fmt: skip
def test_no_question_breaks_it(reader: TestClient, query: str) -> None:
    asked = {"q": query.encode("utf-8", "replace").decode()}
    before = time.perf_counter()
    for path in ("/ask", "/ask.json", "/ask.atom", "/suggest", "/suggest.json", "/review?of="):
        answer = reader.get(path, params=asked) if "?" not in path else reader.get("/review", params={"of": asked["q"]})
        assert answer.status_code in (200, 400, 404), (path, answer.text[-300:])
    assert time.perf_counter() - before < 10


@pytest.mark.parametrize("query", ["part=0", "part=x", "part=²", "as-of=0000-00-00", "as-of=2031-05-20T", "as-of=%00", "as-of=../x"])
def test_no_part_or_day_breaks_it(reader: TestClient, query: str) -> None:
    assert reader.get(f"/reports/second?{query}").status_code in (400, 404)


def test_beyond_the_last_part_stands_the_last(reader: TestClient) -> None:
    whole = reader.get("/reports/second").text
    for part in ("99", "9" * 400):
        assert reader.get(f"/reports/second?part={part}").text.count("<mark") == whole.count("<mark") > 0


# --- names under which it is asked ---


@pytest.mark.parametrize(
    "host",
    ["evil.example", "", "testserver.evil.example", "evil.example:80", "testserver:80@evil.example", "testserver:x", "[::1", "127.0.0.1", "testserver:80:80", "localhost#"],
)
def test_a_name_that_is_not_its_own(reader: TestClient, host: str) -> None:
    assert reader.get("/", headers={"host": host}).status_code == 421


def test_its_own_names() -> None:
    assert {host_of(name) for name in ("127.0.0.1:8765", "LOCALHOST", "[::1]:8765", "[::1]")} <= set(hosts("127.0.0.1"))
    assert host_of("[fe80::2]:80") in hosts("fe80::2") and host_of("box.lan") in hosts("Box.lan")
    assert host_of("box.lan") not in hosts("127.0.0.1") and host_of("[::1]evil:80") == ""


def test_a_name_told_twice_or_not_at_all() -> None:
    async def nothing(scope: object, receive: object, send: object) -> None:
        raise AssertionError("it is not asked")

    for named in ([], [(b"host", b"testserver"), (b"host", b"evil")]):
        sent: list[dict[str, object]] = []

        async def send(message: object, sent: list[dict[str, object]] = sent) -> None:
            sent.append(dict(message))  # type: ignore[call-overload]

        scope = {"type": "http", "method": "GET", "path": "/", "headers": named, "query_string": b""}
        # in a thread of its own: one that drives a browser has a loop running
        with ThreadPoolExecutor(1) as apart:
            apart.submit(lambda told=scope: asyncio.run(Guard(nothing, ["testserver"])(told, None, send))).result()  # type: ignore[misc]
        assert sent[0]["status"] == 421


# --- what a reader is told of failures, and how secrets are compared ---


def test_no_trace_of_a_failure_reaches_the_reader(edition: Edition, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(f"secret at {__file__}")

    monkeypatch.setattr(page_app, "answer", broken)
    failed = TestClient(application(lambda: edition, ["testserver"]), raise_server_exceptions=False).get("/")
    assert failed.status_code == 500
    assert "secret" not in failed.text and "Traceback" not in failed.text and ".py" not in failed.text
    assert "secret" in caplog.text, "whoever runs it is told"


def test_secrets_are_compared_in_constant_time(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[object, object]] = []

    def seen(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", seen)
    assert gate.opens(gate.token) and not gate.opens("x") and not gate.opens("\ud800")
    judge = gate.judge(gate.session())
    assert judge and page_app.from_here(judge, judge.csrf)
    assert len(compared) == 5 and all(isinstance(side, bytes) for pair in compared for side in pair)
    assert len(gate.token) >= 43, "256 bits"


# --- a report of one word ---


def test_ten_megabytes_of_one_word(tmp_path: Path) -> None:
    with open_talks(strait.ledger(tmp_path / "talks.db")) as talks:
        talks.ledger.add(strait.read(factory.report("long", "2031-05-14", "w" * WORD)))
        edition = Edition(talks.ledger, datetime.now(UTC))
        reader = TestClient(application(lambda: edition, ["testserver"]), raise_server_exceptions=False)
        for path in ("/", "/reports", "/reports/long", "/reports/long?part=400", "/ask?q=strait", "/ask?q=www", "/ask?q=" + "w" * 1_500, "/review", "/reports/long.json"):
            before = time.perf_counter()
            answer = reader.get(path)
            assert answer.status_code == 200, path
            assert len(answer.content) < 150_000, f"{path}: {len(answer.content)}"
            assert time.perf_counter() - before < 20, path
