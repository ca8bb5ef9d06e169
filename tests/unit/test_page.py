"""The page: a report in, what a reader sees out."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique import open as open_talks
from communique.page import app as page_app
from communique.page import publish as publishing
from communique.page.address import Address, Served, Written, part_of, path_of, place, slug
from communique.page.app import application
from communique.page.draw import Setting
from communique.page.edition import Edition
from communique.page.publish import MARK, FolderInUse
from communique.page.site import Answer, answer
from communique.talks import Talks

FIRST = "Velmar proposed to Orsania on Monday that both open their ports to each other's trawlers."
SECOND = "Orsania rejected Velmar's proposal to open the ports, Foreign Minister Ana Corvin said. She warned Velmar against further delay."
HOSTILE = "Orsania rejected the draft. <script>alert(1)</script> It said: \u202eyas\u202c “<img src=x onerror=alert(2)>”."


class Seen(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := told.get(name))]
        self.ids |= {value for value in [told.get("id")] if value}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("first", FIRST), ("second", SECOND), ("hostile", HOSTILE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    held = open_talks(folder / "talks.db")
    held.read(str(folder / "first.txt"), published="2019-02-27", engine="fast")
    held.read(str(folder / "second.txt"), str(folder / "hostile.txt"), published="2019-03-04", engine="fast")
    return held


@pytest.fixture(scope="module")
def reader(talks: Talks) -> TestClient:
    edition = Edition(talks.ledger, datetime.now(UTC))
    return TestClient(application(lambda: edition, ["testserver"]), raise_server_exceptions=False)


def test_the_state_tells_who_answers_what(reader: TestClient) -> None:
    page = reader.get("/")
    assert page.status_code == 200
    assert "On the table" in page.text
    assert "Velmar" in page.text and "Orsania" in page.text


def test_as_of_a_day_nothing_later_is_told(reader: TestClient) -> None:
    page = reader.get("/?as-of=2019-02-27").text
    assert "second" not in page and "rejected" not in page
    assert "nothing published later is told here" in page


def test_what_is_new_since_a_day_is_asked_for_without_script(reader: TestClient) -> None:
    page = reader.get("/").text
    assert 'href="/?since=2019-02-27"' in page and 'name="since"' in page
    new = reader.get("/?since=2019-02-27").text
    assert "Only what came after 27 Feb 2019 is told here" in new and "against" in new
    assert "?since=" not in reader.get("/?as-of=2019-02-27").text, "no report was published before the first day"


def test_a_report_shows_each_move_at_its_words(reader: TestClient) -> None:
    page = reader.get("/reports/second").text
    start = SECOND.index("Orsania")
    assert f'id="c{start}-' in page
    assert len(Seen(page).ids) == page.count(' id="'), "each place has an id of its own"
    assert "reject" in page and "warn" in page


def test_what_a_report_says_is_text_and_turns_nothing(reader: TestClient) -> None:
    page = reader.get("/reports/hostile").text
    assert "<script>alert" not in page and "<img" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_a_day_on_which_a_report_was_not_there(reader: TestClient) -> None:
    missing = reader.get("/reports/second?as-of=2019-02-27")
    assert missing.status_code == 404
    assert "as of 2019-02-27" in missing.text


@pytest.mark.parametrize("path", ["/nowhere", "/reports/nothing", "/state.exe", "/reports.ics", "/static/../app.py", "/reports/../../app"])
def test_what_is_not_there_is_told_so(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_a_day_that_is_none(reader: TestClient) -> None:
    bad = reader.get("/?as-of=yesterday")
    assert bad.status_code == 400
    assert "2022-01-31" in bad.text


def test_rows_are_those_of_the_commands(reader: TestClient, talks: Talks) -> None:
    rows = reader.get("/reports/second.json").json()
    assert rows == [row for row in talks.export("moves") if row["report"] == "second"]
    assert reader.get("/reports/second.csv").text.startswith("id,report,start,end")


def test_every_answer_is_closed_to_the_outside(reader: TestClient) -> None:
    for path in ("/", "/nowhere", "/static/style.css"):
        headers = reader.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_foreign_name_is_refused(reader: TestClient) -> None:
    assert reader.get("/", headers={"host": "evil.example"}).status_code == 421


def test_it_cannot_be_written_to(reader: TestClient) -> None:
    assert reader.post("/").status_code == 405


def test_unchanged_is_not_sent_again(reader: TestClient) -> None:
    tag = reader.get("/").headers["etag"]
    assert reader.get("/", headers={"if-none-match": tag}).status_code == 304


# --- files ---


def test_what_many_ask_for_at_once_is_made_once(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Address] = []

    def slowly(edition: Edition, address: Address, setting: Setting) -> Answer:
        made.append(address)
        time.sleep(0.2)
        return answer(edition, address, setting)

    monkeypatch.setattr(page_app, "answer", slowly)
    edition = Edition(talks.ledger, datetime.now(UTC))
    reader = TestClient(application(lambda: edition, ["testserver"]))
    paths = ["/threads", "/suggest?q=by:", f"/threads?as-of={edition.days[0]}", "/nothing"]
    with ThreadPoolExecutor(12) as readers:
        told = list(readers.map(reader.get, paths * 3))
    assert [one.status_code for one in told] == [200, 200, 200, 404] * 3
    assert sorted(map(str, made)) == sorted(map(str, set(made))) and len(made) == 3
    assert reader.get("/threads").text == told[0].text and len(made) == 3, "and kept"


def test_files_link_to_files(talks: Talks, tmp_path: Path) -> None:
    told = talks.publish(tmp_path / "site")
    assert told.days == 2
    site = tmp_path / "site"
    assert "rejected" not in (site / "as-of/2019-02-27/index.html").read_text(encoding="utf-8")
    assert 'href="index.2019-02-27.html"' in (site / "index.html").read_text(encoding="utf-8"), "what is new since then"
    pages = {file.resolve(): Seen(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}
    for file, page in pages.items():
        for link in page.links:
            path, _, anchor = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            assert target.is_file() and target.is_relative_to(site.resolve()), f"{file.name}: {link}"
            assert not anchor or anchor in pages[target].ids, f"{file.name}: {link}"


def test_what_does_not_depend_on_the_day_is_written_once(talks: Talks, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    told = (("2019-02-27", FIRST), ("2019-03-04", SECOND), ("2019-03-05", "Norvik said on Tuesday that it will close its harbour for repairs."))
    with open_talks(tmp_path / "talks.db") as held:
        for number, (day, text) in enumerate(told):
            (reports / f"r{number}.txt").write_text(text, encoding="utf-8")
            held.read(str(reports / f"r{number}.txt"), published=day, engine="fast")
        told_of = held.publish(tmp_path / "site")
        thread = slug(next(one.id for one in held.record().threads if one.id.startswith("r0#")))
    site = tmp_path / "site"
    assert (told_of.days, told_of.all) == (3, 3)
    assert (site / f"threads/{thread}.html").exists(), "as of the latest day"
    assert not (site / f"as-of/2019-03-04/threads/{thread}.html").exists(), "nothing was told of it on the last day"
    assert f'"../../threads/{thread}.html"' in (site / "as-of/2019-03-04/threads.html").read_text(encoding="utf-8")
    before = (site / f"as-of/2019-02-27/threads/{thread}.html").read_text(encoding="utf-8")
    assert "rejects" not in before and "r1" not in before
    assert not list(site.glob("as-of/**/*.json")) and not list(site.glob("as-of/*/reports/*"))
    assert not list(site.glob("*.2.json")), "rows are the same on every leaf"


def test_of_a_large_ledger_the_last_days_are_written(talks: Talks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "READ", 1)
    monkeypatch.setattr(publishing, "LEAST", 1)
    at: list[tuple[date, float]] = []
    told = talks.publish(tmp_path / "site", progress=lambda one: at.append((one.day, one.done)))
    assert (told.days, told.all) == (1, 2)
    assert {day for day, _ in at} == {date(2019, 3, 4)} and at[0][1] == 0 and at[-1][1] == 1
    assert talks.publish(tmp_path / "site", days=0).days == 2


def test_a_folder_of_others_is_left_alone(talks: Talks, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderInUse):
        talks.publish(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_what_was_published_before_is_replaced(talks: Talks, tmp_path: Path) -> None:
    site = tmp_path / "site"
    talks.publish(site)
    (site / "old.html").write_text("old")
    told = talks.publish(site, days=1)
    assert told.days == 1 and (site / MARK).exists()
    assert not (site / "old.html").exists() and not (site / "as-of").exists()


# --- addresses ---


def test_ids_that_look_alike_have_addresses_of_their_own() -> None:
    assert slug("seed000") == "seed000"
    assert slug("a/b") != slug("a b") != slug("a-b")
    assert set(slug("../../etc/passwd")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug("港") and slug("…") != slug("–")


def test_one_address_served_and_written() -> None:
    there = place("seed", 13_000, 13_040, date(2022, 1, 16))
    assert part_of(13_000) == 2
    assert Served().href(there) == "/reports/seed?part=2&as-of=2022-01-16#c13000-13040"
    met: list[Address] = []
    here = Address("threads", "t", date(2022, 1, 16))
    assert path_of(here) == "as-of/2022-01-16/threads/t.html"
    assert Written(here, met.append).href(there) == "../../../reports/seed.2.html#c13000-13040"
    assert [one.day for one in met] == [None], "a report is written once"


def test_what_is_vendored_is_what_it_says() -> None:
    folder = Path(str(files("communique.page"))) / "static"
    told = re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", (folder / "VENDORED.md").read_text(encoding="utf-8"), re.M)
    assert {name for name, _ in told} == {file.name for file in folder.glob("*.min.js")}
    for name, digest in told:
        assert sha256((folder / name).read_bytes()).hexdigest() == digest, name


def test_a_page_is_sent_packed_to_whoever_takes_it_so(reader: TestClient) -> None:
    plain = reader.get("/", headers={"accept-encoding": "identity"})
    packed = reader.get("/", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text and packed.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]


def test_the_next_part_of_a_report_is_no_other_report() -> None:
    assert path_of(place("seed", 13_000, 13_040)) != path_of(Address("reports", "seed-2"))
