"""Asking: a question in, what a reader sees of the answer out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import strait
from starlette.testclient import TestClient

from communique.ask.query import read_query
from communique.page.app import application
from communique.page.edition import Edition
from communique.page.index import folded, index_of, wordings
from communique.page.kinds.suggest import suggestions
from communique.page.passages import hits
from communique.talks import Talks
from communique.talks import open as open_talks

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    return open_talks(strait.ledger(tmp_path_factory.mktemp("strait") / "talks.db"))


@pytest.fixture(scope="module")
def edition(talks: Talks) -> Edition:
    return Edition(talks.ledger, datetime.now(UTC))


@pytest.fixture(scope="module")
def reader(edition: Edition) -> TestClient:
    return TestClient(application(lambda: edition, ["testserver"]), raise_server_exceptions=False)


QUERIES = (
    "by:ALT", "to:Belmora act:propose,reject", "patrol", '"joint patrol" or herring', "-by:ALT", "", "sure:no", "by:altavia frigates",
    "(act:warn or act:threaten) strait", "thread:patrol", "outlet:ANB", "since:2031-05-10", "party:BEL -strait", "-(patrol or strait)", "a", "trait", "act:propose strait or fish", "the to:Belmora", "sure:yes the",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_found_is_what_the_command_finds(reader: TestClient, talks: Talks, query: str) -> None:
    assert reader.get("/ask.json", params={"q": query}).json() == talks.ask(query)


def test_a_letter_that_a_pattern_takes_for_another_is_not_lost() -> None:
    assert folded("İSKELE Kıyı ſea K") == "iskele kiyi sea k"


def test_each_move_leads_to_its_words_with_those_asked_for_marked(reader: TestClient) -> None:
    page = reader.get("/ask", params={"q": "patrol by:ALT"}).text
    assert "<title>Ask: patrol by:ALT" in page
    assert "Altavia proposed a joint <mark>patrol</mark> of the Sarn strait" in page
    assert 'href="/reports/courier-0503-' in page and "#c" in page


def test_words_of_reports_are_shown_whoever_they_are_told_of(reader: TestClient) -> None:
    page = reader.get("/ask", params={"q": "herring"}).text
    assert "0 moves" in page
    assert "The <mark>herring</mark> season opened." in page and "In the text of reports" in page


def test_of_a_text_the_paragraph_that_answers_is_shown_by_the_stems_of_words(reader: TestClient) -> None:
    page = reader.get("/ask", params={"q": "ships"}).text
    assert "Belmora has moved no <mark>ship</mark> to the strait" in page and "§3" in page


def test_as_of_a_day_nothing_later_is_found(reader: TestClient) -> None:
    page = reader.get("/ask", params={"q": "strait", "as-of": "2031-05-03"}).text
    assert "Altavia proposed" in page
    assert "threaten" not in page and "gazette" not in page.lower()
    assert {row["report"] for row in reader.get("/ask.json?q=strait&as-of=2031-05-03").json()} == {"courier/0503"}


def test_the_doubtful_is_marked_and_counted(reader: TestClient) -> None:
    page = reader.get("/ask", params={"q": "act:threaten"}).text
    assert "1 less certain, marked" in page and 'class="line doubtful"' in page


@pytest.mark.parametrize(
    ("query", "character", "told"),
    [
        ("by:ALT akt:reject", 8, "did you mean act:?"),
        ('by:ALT "patrol', 8, "never closed"),
        ("by:", 4, "expected a value"),
        ("(by:ALT", 8, "expected &#39;)&#39;"),
        ("since:soon", 7, "needs a date"),
        ("act:refuse", 5, "did you mean act:reject?"),
        ("<b>:x <script>", 1, "&lt;"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_character(reader: TestClient, query: str, character: int, told: str) -> None:
    answer = reader.get("/ask", params={"q": query})
    if query.startswith("<b>"):
        assert "<script>alert" not in answer.text and "<b>:" not in answer.text
        return
    assert answer.status_code == 200
    assert f"Character {character}:" in answer.text and told in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert reader.get("/ask.json", params={"q": query}).status_code == 400
    assert reader.get("/ask.atom", params={"q": query}).status_code == 400


def test_a_page_that_what_was_found_has_not(reader: TestClient) -> None:
    for page in ("0", "x", "-1", "²"):
        assert reader.get("/ask", params={"q": "by:ALT", "page": page}).status_code == 404
    first = reader.get("/ask", params={"q": "by:ALT"}).text
    for page in ("2", "9" * 30):
        assert "<h2 id=\"moves\">" in (last := reader.get("/ask", params={"q": "by:ALT", "page": page}).text)
        assert last.count('class="line') == first.count('class="line'), "the last there is"


def test_unasked_it_tells_how_to_ask_with_parties_of_this_ledger(reader: TestClient) -> None:
    page = reader.get("/ask").text
    assert "by:ALT" in page and "by:RUS" not in page
    assert 'name="q"' in page and 'method="get"' in page, "it asks without script too"


def test_a_question_leads_on_to_narrower_ones(reader: TestClient) -> None:
    page = reader.get("/ask", params={"q": "patrol or strait"}).text
    assert "q=%28patrol+or+strait%29+act%3Areject" in page, "alternatives are held together"


# --- what a query may go on with ---


def offered(edition: Edition, query: str, at: int | None = None) -> list[str]:
    found = suggestions(edition.sight(None), query, len(query) if at is None else at)
    return [query[: one.start] + one.text + query[one.end :] for one in found]


def test_fields_acts_and_parties_are_offered(edition: Edition) -> None:
    assert offered(edition, "sin") == ["since:"]
    assert "act:reject" in offered(edition, "refuse")
    assert offered(edition, "Alta") == ["by:ALT", "to:ALT"]
    assert offered(edition, "by:belm") == ["by:BEL"]
    assert offered(edition, "act:pro") == ["act:propose"]
    assert offered(edition, "by:ALT,be") == ["by:ALT,BEL"]
    assert offered(edition, "(-to:b") == ["(-to:BEL"]
    assert offered(edition, 'outlet:"harb') == ['outlet:"Harbour Courier"']
    assert offered(edition, "speaker:veld") == ['speaker:"Ina Veld"']
    assert offered(edition, "since:2031-05-1")[0] == "since:2031-05-12"
    assert offered(edition, '"by:al') == [] and offered(edition, "nothing:a") == []


def test_the_word_at_the_caret_is_completed_and_the_rest_stays(edition: Edition) -> None:
    assert offered(edition, "by:alt act:reject", 5) == ["by:ALT act:reject"]
    assert len(offered(edition, "")) == 8


def test_as_of_a_day_nothing_later_is_offered(edition: Edition) -> None:
    sight = edition.sight(datetime(2031, 5, 3).date())
    assert suggestions(sight, "speaker:veld", 12) == []
    assert [one.text for one in suggestions(sight, "since:", 6)] == ["2031-05-03"]


def test_what_is_offered_can_be_asked(edition: Edition, reader: TestClient) -> None:
    for begun in ("", "by:", "to:", "act:", "outlet:", "speaker:", "place:", "thread:", "report:", "since:", "sure:", "kind:", "a", "t"):
        for query in offered(edition, begun):
            if not query.endswith(":"):
                read_query(query)
    rows = reader.get("/suggest.json", params={"q": "by:be", "at": "5"}).json()
    assert rows == [{"text": "BEL", "start": 3, "end": 5, "label": "Belmora", "hint": rows[0]["hint"]}]
    assert "by%3ABEL" in reader.get("/suggest?q=by:be").text
    for odd in ("-1", "99999999", "x", "²"):
        assert reader.get("/suggest.json", params={"q": "by:be", "at": odd}).status_code == 200


# --- feeds ---


def test_a_search_is_a_feed(reader: TestClient) -> None:
    answer = reader.get("/ask.atom", params={"q": "strait"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall("a:entry", ATOM)
    days = [one.findtext("a:updated", "", ATOM)[:10] for one in entries]
    assert days == sorted(days, reverse=True) and days[0] == "2031-05-10"
    assert len({one.findtext("a:id", "", ATOM) for one in entries}) == len(entries)
    links = [one.find("a:link", ATOM).get("href") for one in entries]  # type: ignore[union-attr]
    assert all(link and link.startswith("http://testserver/reports/") and "#c" in link for link in links)
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == "http://testserver/ask.atom?q=strait"  # type: ignore[union-attr]
    assert feed.findtext("a:updated", "", ATOM).startswith("2031-05-10T00:00:00")


def test_the_entries_of_a_feed_keep_their_ids(reader: TestClient) -> None:
    def ids(path: str) -> set[str]:
        return {one.findtext("a:id", "", ATOM) for one in ElementTree.fromstring(reader.get(path).content).findall("a:entry", ATOM)}

    assert ids("/ask.atom?q=strait&as-of=2031-05-03") < ids("/ask.atom?q=strait")


def test_asking_is_not_among_the_files(talks: Talks, tmp_path: Path) -> None:
    talks.publish(tmp_path / "site", days=1)
    names = {file.name for file in (tmp_path / "site").rglob("*") if file.is_file()}
    assert not names & {"ask.html", "review.html", "suggest.html"}
    assert 'href="ask' not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


# --- words ---


def test_words_are_marked_as_they_are_found() -> None:
    runs = hits("The Talks, talking; small talk of a joint  patrol.", ["talk", "joint patrol"])
    assert [run.text for run in runs if run.hit] == ["Talks", "talking", "talk", "joint patrol"]
    assert "".join(run.text for run in runs) == "The Talks, talking; small talk of a joint patrol."


def test_words_to_be_left_out_are_not_looked_for_in_texts() -> None:
    assert wordings(read_query('patrol -strait ("a b" or c)')) == [("patrol", "a b"), ("patrol", "c")]
    assert wordings(read_query("by:ALT")) == [()]


def test_an_index_is_made_once_a_day(edition: Edition) -> None:
    assert index_of(edition.sight(None)) is index_of(edition.sight(None))
