"""Threads, claims, conflicts and copies on the page: what a reader sees of who asks, who answers and who tells it otherwise."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import factory
import pytest
import strait
from starlette.testclient import TestClient

from communique.page.address import Address, Written, slug
from communique.page.app import application
from communique.page.differ import PARAGRAPH, SHOWN, Compared, compare
from communique.page.draw import Setting
from communique.page.edition import Edition, NoSuchPage
from communique.page.leaf import leaf
from communique.page.publish import publish
from communique.page.site import answer
from communique.record.move import Act, Link, Move, Reading
from communique.show.brief import brief_rows
from communique.store.ledger import Ledger
from communique.talks import Talks

DISPATCH = (
    "SANDREL, 4 May (ANB) - The port of Sandrel will stay closed to Altavian trawlers until the end of the month.\n\n"
    "Harbour master Jan Ferro said the quay had to be repaired before the autumn storms came.\n\n"
    "He named no price for the stone, the cranes or the men who are to set them."
)
SHORTENED = DISPATCH.replace("until the end of the month", "until June").rpartition("\n\n")[0]
FINLAND, SWEDEN = (Link(f"Office of {name}", "outlet", "reports") for name in ("the President of Finland", "the King of Sweden"))
CALL = "The President of Finland and the Prime Minister of Sweden spoke by telephone about the herring banks"


def pages(talks: Talks) -> TestClient:
    edition = Edition(talks.ledger, datetime.now(UTC))
    return TestClient(application(lambda: edition, ["testserver"]), raise_server_exceptions=False)


def words(page: str) -> str:
    """The page without its markup, blanks and line ends as one blank."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    """The dispute over the Sarn strait, and a dispatch that a second outlet shortens."""
    path = strait.ledger(tmp_path_factory.mktemp("strait") / "talks.db")
    with Ledger.open(path) as held:
        held.add(strait.read(factory.report("anb/0504", "2031-05-04", DISPATCH, "ANB", "Port closed")))
        held.add(strait.read(factory.report("courier/0505", "2031-05-05", SHORTENED, "Harbour Courier")))
    return Talks(Ledger.open(path))


@pytest.fixture(scope="module")
def reader(talks: Talks) -> TestClient:
    return pages(talks)


@pytest.fixture(scope="module")
def thread(talks: Talks) -> str:
    (one,) = [one for one in talks.record().threads if "joint patrol" in one.title]
    return one.id


# --- threads ---


def test_each_thread_tells_how_the_other_side_stands(reader: TestClient, thread: str) -> None:
    page = reader.get("/threads")
    told = words(page.text)
    assert "Altavia → Belmora" in told and "joint patrol" in told
    assert re.search(r"against\s+Belmora", told)
    assert f'href="/threads/{slug(thread)}"' in page.text
    assert "/reports/gazette-0510" in page.text, "the stance leads to its words"


def test_a_thread_tells_every_move_and_why_it_belongs_to_it(reader: TestClient, thread: str) -> None:
    told = words(reader.get(f"/threads/{slug(thread)}").text)
    assert "put forward Altavia" in told
    assert re.search(r"refused\s+Belmora", told) and "here as: by the side addressed" in told
    assert "Belmora rejected the joint patrol of the Sarn strait" in told
    assert "person Ina Veld" in told and "for Belmora" in told, "the chain is drawn"
    assert told.index("3 May 2031 put forward") < told.index("10 May 2031 ✕ refused"), "in order of publication"


def test_a_thread_tells_what_is_awaited_in_it(reader: TestClient, thread: str) -> None:
    told = words(reader.get(f"/threads/{slug(thread)}?as-of=2031-05-04").text)
    assert "Awaited in it" in told and "due by 20 May 2031" in told
    assert "reject" not in told and "gazette" not in told, "nothing later is told"


def test_a_day_before_the_thread(reader: TestClient, thread: str) -> None:
    assert reader.get(f"/threads/{slug(thread)}?as-of=2031-05-02").status_code == 404


def test_threads_of_one_party(reader: TestClient) -> None:
    assert "joint patrol" in words(reader.get("/threads?party=BEL").text)
    assert "joint patrol" not in words(reader.get("/threads?party=NSC").text)
    assert reader.get("/threads.json?party=NSC").json() == []


def test_rows_are_those_of_the_commands(reader: TestClient, talks: Talks, thread: str) -> None:
    assert reader.get("/threads.json").json() == list(talks.export("threads"))
    assert reader.get("/claims.json").json() == talks.claims()
    assert reader.get("/conflicts.json").json() == list(talks.conflicts(all=True))
    assert reader.get(f"/threads/{slug(thread)}.json").json() == list(brief_rows(talks.brief(thread=thread)))
    assert reader.get("/copies/anb-0504-" + slug("anb/0504")[-8:] + ".json").json() == talks.copies()


# --- claims and conflicts ---


def test_a_claim_and_its_denial_stand_beside_one_another(reader: TestClient) -> None:
    page = reader.get("/claims").text
    told = words(page)
    assert "1 denied" in told
    first = page[: page.index('class="side denial"')]
    assert "Belmora has moved two frigates to the strait" in words(first)
    assert "Belmora has moved no ship to the strait" in told
    assert "/reports/courier-0503" in page and "/reports/gazette-0510" in page


def test_how_well_a_claim_is_attested_is_drawn_and_told(reader: TestClient, talks: Talks) -> None:
    page = reader.get("/claims").text
    denied = next(claim for claim in talks.record().claims if claim.denied)
    for label, degree in (("attested", denied.support), ("denial attested", denied.opposed)):
        assert f"{label} {degree:.2f}" in words(page)
        assert f'width="{round(100 * degree, 1)}"' in page
    assert "style=" not in page


def test_a_conflict_tells_both_sides_and_the_evidence(reader: TestClient) -> None:
    told = words(reader.get("/conflicts").text)
    assert "denied denied by whom it is about" in told
    assert told.index("two frigates") < told.index("no ship")
    assert "Dana Orlo" in told and "Ina Veld" in told


def test_before_the_denial_nothing_is_denied(reader: TestClient) -> None:
    assert "denied, those first" not in words(reader.get("/claims?as-of=2031-05-05").text).replace("0 denied", "")
    assert "No two moves" in reader.get("/conflicts?as-of=2031-05-05").text


def readout(side: str, link: Link, *told: tuple[Act, str, str]) -> Reading:
    """A call as one side's office tells it, then what else its readout tells: act, by, words."""
    text = ". ".join((CALL, *(one for _, _, one in told))) + "."
    report = factory.report(f"call/{side}", "2031-06-01", text, link.name)
    lines: tuple[tuple[Act, str, str], ...] = (("meet", "FIN SWE", CALL), *told)
    moves: list[Move] = [
        factory.move(
            report.id, act, by, "", one, "2031-06-01", published="2031-06-01", chain=(link,), at=text.index(one), confidence=0.9
        )
        for act, by, one in lines
    ]  # fmt: skip
    return strait.read(report, *moves)


def test_two_accounts_of_one_call_stand_side_by_side(tmp_path: Path) -> None:
    quota = "She proposed to halve the winter quota for gillnets in all coastal waters"
    with Ledger.open(tmp_path / "talks.db") as held:
        held.add(
            readout(
                "FIN", FINLAND, ("propose", "FIN", quota), ("support", "FIN", "She welcomed the ferry link across the gulf"),
                ("position", "FIN", "The spawning grounds must stay closed until the autumn"),
            )
        )  # fmt: skip
        held.add(
            readout(
                "SWE", SWEDEN, ("criticise", "SWE", "He regretted the seizure of a trawler in March"),
                ("status", "SWE", "Work on the satellite beacons continues on both shores"),
                ("appeal", "SWE", "He urged an early meeting of the inspectors in Turku"),
            )
        )  # fmt: skip
    talks = Talks(Ledger.open(tmp_path / "talks.db"))
    reader = pages(talks)
    told = words(reader.get("/conflicts").text)
    assert "two accounts of one meeting" in told and "only in this account" in told
    assert told.index("She welcomed the ferry link") < told.index("He regretted the seizure")
    (thread,) = [one for one in talks.record().threads if "quota" in one.title]
    assert "As each side tells it" in words(reader.get(f"/threads/{slug(thread.id)}").text)


def test_one_act_as_each_side_tells_it(tmp_path: Path) -> None:
    orlo, veld = (
        "Altavia proposed to Belmora a joint patrol of the Sarn strait",
        "Altavia has proposed a joint patrol of the Sarn strait to Belmora",
    )
    first = factory.report("courier", "2031-05-03", f"{orlo}, foreign minister Dana Orlo said in Port Orley.", "Harbour Courier")
    second = factory.report("gazette", "2031-05-03", f"{veld}, Ina Veld told reporters at the shipyard.", "Belmoran Gazette")
    with Ledger.open(tmp_path / "talks.db") as held:
        for report, text, who in ((first, orlo, strait.ORLO), (second, veld, strait.VELD)):
            held.add(
                strait.read(
                    report, strait.told(report, text, "propose", "ALT", "BEL", who=who, when="2031-05-02", confidence=0.9)
                )
            )
    talks = Talks(Ledger.open(tmp_path / "talks.db"))
    (thread,) = talks.record().threads
    told = words(pages(talks).get(f"/threads/{slug(thread.id)}").text)
    sides = told[told.index("As each side tells it") : told.index("Every move on it")]
    assert sides.index(f"Altavia {orlo}") < sides.index(f"Belmora {veld}")


# --- copies ---


def test_a_copy_shows_what_was_taken_out(reader: TestClient) -> None:
    page = reader.get(f"/copies/{slug('anb/0504')}").text
    told = words(page)
    assert "One dispatch, 2 reports" in told and "runs of 7 words stand in the other" in told
    assert "<ins>June" in page and "end of the month" in words("".join(re.findall(r"<del>.*?</del>", page)))
    assert "He named no price" in words("".join(re.findall(r"<del>.*?</del>", page)))
    assert reader.get(f"/copies/{slug('courier/0505')}").text.count("<section") == page.count("<section"), "by either report"


def test_reports_lead_to_their_copies(reader: TestClient) -> None:
    link = f'href="/copies/{slug("anb/0504")}"'
    assert link in reader.get(f"/reports/{slug('courier/0505')}").text
    assert link in reader.get("/reports").text


def test_what_a_copy_says_is_text_and_turns_nothing(tmp_path: Path) -> None:
    hostile = DISPATCH.replace("autumn storms", "<script>alert(1)</script> \u202estorms")
    with Ledger.open(tmp_path / "talks.db") as held:
        held.add(strait.read(factory.report("anb", "2031-05-04", DISPATCH, "ANB")))
        held.add(strait.read(factory.report("other", "2031-05-05", hostile, "<b>Other</b>")))
    page = pages(Talks(Ledger.open(tmp_path / "talks.db"))).get("/copies/anb").text
    assert "&lt;" in page and "alert" in page
    assert "<script>" not in page and "<b>Other" not in page and "\u202e" not in page


def test_a_report_without_copies(reader: TestClient) -> None:
    assert "No other report" in reader.get(f"/copies/{slug('gazette/0512')}").text


def bits(compared: Compared, sort: str) -> str:
    sides = (side for run in compared.runs for face in run.facing for side in (face.one, face.other) if side)
    return " ".join(bit.text.strip() for side in sides for bit in side.bits if bit.sort == sort)


def test_words_added_and_taken_out() -> None:
    found = compare("The fleet left the harbour at dawn on Monday.", "The fleet left the harbour late on Monday.")
    assert (bits(found, "out"), bits(found, "in")) == ("at dawn", "late")
    assert not found.cut and 0.7 < found.share < 1


def test_one_word_that_happens_to_be_the_same_is_no_match() -> None:
    found = compare(
        "Ministers met in the old town hall to speak of fish and fishing rights for the coming year.",
        "Ministers met in a tent to speak about ice and fishing rights for the coming year.",
    )
    assert bits(found, "out") == "the old town hall of fish"
    assert bits(found, "in") == "a tent about ice"


def test_a_paragraph_that_one_lacks_stands_alone_and_many_are_folded() -> None:
    first = "\n\n".join(f"Paragraph {n} tells of harbour number {n} and its quay." for n in range(1, 9))
    found = compare(first, first + "\n\nAn editor's note on tides, winds and moorings follows here.")
    assert [(run.sort, run.all, run.folded) for run in found.runs] == [("same", 8, True), ("other", 1, False)]
    assert compare("", "").share == 1.0


def test_what_is_too_long_is_compared_in_part_and_told_to_be() -> None:
    for one, other in (
        ("word " * 400_000, "word " * 300_000),
        ("x" * 3_000_000, "y"),
        ("a b c d\n\n" * 20_000, "a b d e\n\n" * 20_000),
    ):
        found = compare(one, other)
        assert found.cut
        shown = sum(len(bit.text) for run in found.runs for f in run.facing for s in (f.one, f.other) if s for bit in s.bits)
        assert shown <= max(SHOWN, 2 * PARAGRAPH)


# --- leaves ---


def test_leaves_of_a_list() -> None:
    third = leaf(range(100), "3", 10)
    assert (third.items[0], third.first, third.last, third.all) == (20, 20, 10, 100)
    assert third.numbers == (1, 2, 3, 4, 5, 0, 10)
    assert leaf([], None, 10).items == ()
    assert leaf(range(95), "11", 10).items == (90, 91, 92, 93, 94), "as of an earlier day there may be fewer"


@pytest.mark.parametrize("page", ["0", "-1", "two", "²", "1.5"])
def test_leaves_that_are_not_there(page: str) -> None:
    with pytest.raises(NoSuchPage):
        leaf(range(100), page, 10)


def test_many_threads_are_turned_leaf_by_leaf_served_and_written(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "talks.db") as held:
        for number in range(45):
            isle = f"Isle{number:02}"
            text = f"{isle} proposed to Belmora to lift the duty on herring"
            report = factory.report(isle, "2031-05-03", text, "Gazette")
            move = factory.move(isle, "propose", isle, "BEL", text, published="2031-05-03", confidence=0.9)
            held.add(strait.read(report, move))
    talks = Talks(Ledger.open(tmp_path / "talks.db"))
    reader, all = pages(talks), len(talks.record().threads)
    assert all > 40
    first, second = reader.get("/threads"), reader.get("/threads?page=2")
    assert (first.text.count('<li class="thread'), second.text.count('<li class="thread')) == (40, all - 40)
    assert f"41–{all} of {all}" in second.text and 'href="/threads?page=2"' in first.text
    assert reader.get("/threads?page=x").status_code == 404
    assert f"41–{all} of {all}" in reader.get("/threads?page=3").text, "on an earlier day there may be fewer: the last stands there"
    publish(talks.ledger, tmp_path / "site")
    assert 'href="threads.2.html"' in (tmp_path / "site/threads.html").read_text(encoding="utf-8")
    assert 'href="threads.html"' in (tmp_path / "site/threads.2.html").read_text(encoding="utf-8")


# --- files ---


def test_a_thread_of_an_earlier_day_that_a_later_one_does_not_have(tmp_path: Path) -> None:
    """A demand that a later report shows to be part of a proposal made before: its page of the earlier day is written alone."""
    edition = Edition(strait.talks(tmp_path / "talks.db").ledger)
    early = next(day for day in edition.days if edition.sight(day).threads)
    item = next(iter(edition.sight(early).threads))
    met: list[Address] = []
    links = Written(Address("threads", item, early), met.append)
    answer(edition, Address("threads", item, early), Setting(links, served=False))
    assert Address("threads", item) not in met


def test_written_threads_and_copies_lead_to_files(talks: Talks, tmp_path: Path, thread: str) -> None:
    site = tmp_path / "site"
    publish(talks.ledger, site)
    assert (site / f"threads/{slug(thread)}.html").is_file() and (site / "claims.csv").is_file()
    early = (site / f"as-of/2031-05-05/threads/{slug(thread)}.html").read_text(encoding="utf-8")
    day_before = (site / "as-of/2031-05-04/threads.html").read_text(encoding="utf-8")
    assert f'"../2031-05-05/threads/{slug(thread)}.html"' in day_before, "nothing was told of it in between"
    assert "gazette" not in early and "Of one party" not in (site / "threads.html").read_text(encoding="utf-8")
    assert (site / f"copies/{slug('anb/0504')}.html").is_file()
    for file in site.rglob("*.html"):
        for link, anchor in re.findall(r'href="([^"#]*)(?:#([^"]*))?"', file.read_text(encoding="utf-8")):
            target = (file.parent / link).resolve() if link else file
            assert target.is_file(), f"{file}: {link}"
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{file}: {link}#{anchor}"
