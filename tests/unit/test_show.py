"""What the reader sees: the brief, a marked report, tables and exports, each line with its place in a report."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import factory
import pytest
import strait
from reading import reading
from rich.console import Console

from communique.assemble.record import assemble
from communique.record.derived import Question, Thread, ThreadLink
from communique.record.move import Link
from communique.record.when import parse
from communique.show.brief import brief_document, brief_rows, walk
from communique.show.briefing import make_brief
from communique.show.choice import Item, choose
from communique.show.plover import plover
from communique.show.report import view_report, with_marks
from communique.show.tables import as_text, draw_rows, write_rows
from communique.show.terminal import draw_brief, draw_report
from communique.show.words import acted, chain_in_words, one_line, paragraph_at, paragraph_starts, when_in_words
from communique.store.ledger import Ledger
from communique.talks import Talks


def page(width: int = 100) -> Console:
    """A console that is no terminal."""
    return Console(width=width, highlight=False, file=io.StringIO())


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-05-02", "2 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05~", "about May 2031"),
        ("2031?", "2031 (?)"),
        ("../2031-05-02", "by 2 May 2031"),
        ("2031-05-02/..", "from 2 May 2031"),
        ("2031-05-02/2031-05-09", "2 – 9 May 2031"),
        ("2030-12-24/2031-01-16", "24 Dec 2030 – 16 Jan 2031"),
        ("2031-03/2031-05", "Mar 2031 – May 2031"),
        ("XXXX", "not stated"),
    ],
)
def test_dates_are_written_as_people_write_them(edtf: str, words: str) -> None:
    assert when_in_words(parse(edtf)) == words


def test_a_chain_runs_from_the_outlet_inwards() -> None:
    chain = (
        Link(None, "outlet", "reports"),
        Link("ANB", "wire", "reports"),
        Link("Dana Orlo", "person", "indirect", "inferred", for_="ALT"),
    )
    assert chain_in_words(chain, {"ALT": "Altavia"}) == "outlet not stated ← ANB ← Dana Orlo (for Altavia)?"
    assert chain_in_words(chain, {}, short=True) == "ANB ← Orlo"


def test_verbs_follow_their_subject() -> None:
    assert acted("deny", False, False) == "denies"
    assert acted("appeal", False, False) == "calls on"
    assert acted("reject", False, True) == "reject"
    assert acted("accept", True, False) == "does not accept"


def test_paragraphs_are_counted_as_a_reader_counts_them() -> None:
    blank_lines = "One\nstill one.\n\nTwo.\n\n\nThree."
    starts = paragraph_starts(blank_lines)
    assert [paragraph_at(starts, blank_lines.index(word)) for word in ("One", "still", "Two", "Three")] == [1, 1, 2, 3]
    lines = "One.\nTwo.\r\nThree."
    assert [paragraph_at(paragraph_starts(lines), lines.index(word)) for word in ("One", "Two", "Three")] == [1, 2, 3]


def test_long_lines_are_cut_at_a_word() -> None:
    assert one_line("the  strait\nis closed", 12) == "the strait…"


def test_the_brief_tells_what_is_on_the_table_contested_and_unsure(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        text = as_text(lambda console: draw_brief(talks.brief(), console), page())
    assert text.startswith("Altavia, Belmora · state of the talks as of 12 May 2031")
    table, rest = text.split("ON THE TABLE")[1].split("WARNINGS")
    assert "Altavia → Belmora" in table and "[1§1]" in table
    assert "Belmora  refused: rejected the joint patrol" in table and "(Veld)" in table and "[2§1]" in table
    warnings, rest = rest.split("CONTESTED")
    assert "? Altavia → Belmora  threatens" in warnings  # it is unsure
    contested, reports = rest.split("REPORTS")
    assert contested.index("two frigates") < contested.index("⟂ Belmora  denies")
    assert "[1] 3 May 2031 · Harbour Courier · courier/0503 · A patrol for the strait" in reports
    assert "[2] 10 May 2031 · outlet not stated · gazette/0510" in reports


def test_the_brief_of_an_earlier_day_knows_nothing_later(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        text = as_text(lambda console: draw_brief(talks.brief(as_of=strait.DAY_ONE), console), page())
    assert "no answer told" in text and "awaits" in text and "due by 20 May" in text
    assert "ALSO TOLD" in text and "frigates" in text
    assert "gazette" not in text and "reject" not in text and "Veld" not in text


def test_the_brief_as_of_a_day_is_that_of_a_ledger_read_no_further(tmp_path: Path) -> None:
    with Talks(Ledger.open(tmp_path / "early.db")) as early, strait.talks(tmp_path / "talks.db") as late:
        early.ledger.add(strait.readings()[0])
        assert brief_document(late.brief(as_of=strait.DAY_ONE)) == brief_document(early.brief(as_of=strait.DAY_ONE))
        assert late.timeline(as_of=strait.DAY_ONE) == early.timeline()
        assert late.parties(as_of=strait.DAY_ONE) == early.parties()


def test_the_order_of_reading_leaves_no_trace(tmp_path: Path) -> None:
    with Talks(Ledger.open(tmp_path / "reversed.db")) as other, strait.talks(tmp_path / "talks.db") as talks:
        for reading in reversed(strait.readings()):
            other.ledger.add(reading)
        assert brief_document(other.brief()) == brief_document(talks.brief())
        assert list(other.export("moves")) == list(talks.export("moves"))


def test_what_came_after_a_day_is_told_as_changed(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief = talks.brief(since="2031-05-03")
        changed = {section.name: section for section in brief.sections}["changed"]
        met = next(line for line in changed.lines if line.label == "met")
        assert met.by == ("ALT",) and [cite.report for cite in met.cites] == ["gazette/0510", "courier/0503"]
        assert "changed" not in [section.name for section in talks.brief(since="2031-05-10").sections]
        early = [
            [section.name for section in talks.brief(as_of=strait.DAY_ONE, since=f"2031-05-0{day}").sections] for day in (2, 3)
        ]
        assert ["changed" in names for names in early] == [True, False]  # what came after the day, not on it


def test_a_day_that_passed_without_an_answer_is_missed_only_from_then_on(tmp_path: Path) -> None:
    with Talks(Ledger.open(tmp_path / "early.db")) as early:
        early.ledger.add(strait.readings()[0])
        assert [row["state"] for row in early.questions(as_of="2031-05-20")] == ["open"]
        assert [row["state"] for row in early.questions(as_of="2031-05-25")] == ["missed"]
        assert "– missed" in as_text(lambda console: draw_brief(early.brief(as_of="2031-05-25"), console), page())


def test_what_the_proposer_adds_is_no_answer_to_it(tmp_path: Path) -> None:
    readings = strait.readings()[:2]
    moves = [move for reading in readings for move in reading.moves]
    reports = [reading.cleaned.report for reading in readings]
    record = assemble(reports, moves)
    proposal, refusal, threat = (next(e for e in record.events if e.act == act) for act in ("propose", "reject", "threaten"))
    links = (ThreadLink(refusal.id, "rejects", "…"), ThreadLink(threat.id, "conditions", "…"))
    thread = Thread(proposal.id, "joint patrol", ("ALT",), ("BEL",), proposal.when, links, ())
    table = make_brief(replace(record, threads=(thread,)), moves, reports, {}).sections[0]
    assert [(line.by, line.label) for line in table.lines[0].under] == [(("BEL",), "refused")]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_of_the_brief_is_wider_than_the_page(width: int, tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        text = as_text(lambda console: draw_brief(talks.brief(), console), page(width))
    assert max(map(len, text.splitlines())) <= width


def test_every_line_of_the_brief_cites_the_exact_text(tmp_path: Path) -> None:
    texts = {reading.cleaned.report.id: reading.cleaned.report.text for reading in strait.readings()}
    with strait.talks(tmp_path / "talks.db") as talks:
        brief = talks.brief()
    rows = list(brief_rows(brief))
    assert {row["section"] for row in rows} >= {"on the table", "warnings", "contested"}
    for row in rows:
        assert texts[str(row["report"])][row["start"] : row["end"]] == row["text"]  # type: ignore[misc]
    document = json.loads(json.dumps(brief_document(brief)))
    assert document["scope"] == "Altavia, Belmora" and document["reports"] == 3
    assert [source["report"] for source in document["sources"]] == ["courier/0503", "gazette/0510"]


def test_a_ledger_without_any_move_has_a_brief_that_says_so(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        assert "No report is recorded" in as_text(lambda c: draw_brief(talks.brief(as_of="2031-01-01"), c), page())


def test_the_brief_of_one_thread_leaves_the_others_out(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief = talks.brief(thread="patrol strait")
        assert "joint patrol" in brief.scope and brief.sections[0].name == "on the table"
        assert brief == talks.brief(thread=talks.record().threads[0].id)
        assert "frigates" not in as_text(lambda console: draw_brief(brief, console), page())


def test_colours_are_for_terminals_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief = talks.brief()
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = Console(width=100, highlight=False, file=io.StringIO(), force_terminal=True, color_system="standard")
    assert "\x1b[1;36mON THE TABLE" in as_text(lambda console: draw_brief(brief, console), coloured)
    assert "\x1b" not in as_text(lambda console: draw_brief(brief, console), page())


def test_unsure_lines_fill_a_section_up_to_two_and_are_counted_beyond(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        line = talks.brief().sections[0].lines[0]

    def items(sure: int, unsure: int) -> list[Item]:
        return [(1.0, 0.9 if n < sure else 0.3, str(n), lambda: line) for n in range(sure + unsure)]

    section = choose("warnings", items(1, 4), "…")
    assert [one.doubtful for one in section.lines] == [False, True] and (section.more, section.unsure) == (0, 3)
    section = choose("warnings", items(7, 1), "…")
    assert len(section.lines) == 3 and (section.more, section.unsure) == (4, 1)
    section = choose("warnings", items(1, 3), "…", all=True)
    assert [one.doubtful for one in section.lines] == [False, True, True] and (section.more, section.unsure) == (1, 0)


def test_what_weighs_most_comes_first_and_equals_by_their_id(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        line = talks.brief().sections[0].lines[0]
    items: list[Item] = [(w, 0.9, i, lambda i=i: replace(line, text=i)) for w, i in ((1.0, "b"), (2.0, "c"), (1.0, "a"))]  # type: ignore[misc]
    assert [one.text for one in choose("open", items, "…").lines] == ["c", "a", "b"]


def test_the_brief_says_how_many_doubtful_lines_stand_apart(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief = talks.brief()
    first, *others = brief.sections
    apart = replace(brief, sections=(replace(first, unsure=first.unsure + 12), *others))
    text = as_text(lambda console: draw_brief(apart, console), page())
    assert "12 doubtful lines stand apart: communique review" in text


def test_a_report_is_shown_with_its_moves_marked(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        text = as_text(lambda console: draw_report(talks.show("courier/0503"), console), page(140))
        why = as_text(lambda console: draw_report(talks.show("courier/0503", why=True), console), page(140))
    assert "⟦1 Altavia proposed a joint patrol of the Sarn strait on 2 May 1⟧. ⟦2 Altavia expects" in text
    assert "dateline PORT ORLEY (ANB)" in text
    assert "DEED (MILITARY) Belmora · alleged · when by 3 May 2031" in text
    assert "Harbour Courier ← ANB ← Dana Orlo (for Altavia)" in text
    assert "confidence" not in text and "confidence 0.90 · 170–214" in why


def test_moves_that_overlap_are_marked_apart_and_the_text_stays_whole() -> None:
    report = factory.report("r", "2031-05-01", "Orlo said Altavia agrees and leaves.")
    outer = factory.move("r", "status", "ALT", text="Orlo said Altavia agrees", at=0)
    inner = factory.move("r", "agree", "ALT", text="Altavia agrees and leaves", at=10)
    view = view_report(report, strait.read(report, outer, inner), {})
    pieces = with_marks(view, view.paragraphs[0])
    assert "".join(piece for piece, _ in pieces) == "⟦1 Orlo said ⟦2 Altavia agrees 1⟧ and leaves 2⟧."
    assert ("Altavia agrees", (1, 2)) in pieces


def test_a_report_cannot_steer_the_terminal() -> None:
    report = factory.report("r\x1b[2J", "2031-05-01", "Orlo \x1b[31mleft\x9b1m.", title="\x1b]0;title\x07")
    left = factory.move("r\x1b[2J", "deed", "AL\x1bT", text="Orlo \x1b[31mleft", at=0, kind="other")
    view = view_report(report, strait.read(report, left), {})
    drawn = as_text(lambda console: draw_report(view, console), page())
    assert not {"\x1b", "\x9b", "\x07"} & set(drawn)
    assert "Orlo \ufffd[31mleft" in drawn


def test_the_export_of_moves_keeps_the_contract(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        rows = list(talks.export("moves"))
    row = next(row for row in rows if row["act"] == "expect")
    assert row["id"] == "courier/0503#79-134-expect" and row["event"] == row["id"]
    assert (row["start"], row["end"], row["spans"], row["cue"]) == (79, 134, [[79, 134]], None)
    assert (row["published"], row["said"], row["when"], row["due"]) == (
        "2031-05-03",
        "../2031-05-03",
        "../2031-05-03",
        "../2031-05-20",
    )
    assert row["chain"] == [
        {"name": "Harbour Courier", "kind": "outlet", "how": "reports", "basis": "document", "span": None},
        {"name": "ANB", "kind": "wire", "how": "reports", "basis": "document", "span": None},
        {"name": "Dana Orlo", "kind": "person", "how": "indirect", "basis": "stated", "span": None, "for": "ALT"},
    ]
    assert row["plover"] == "REQUEST" and row["engine"] == "hand" and row["terms"] == []
    assert [row["report"] for row in rows] == ["courier/0503"] * 3 + ["gazette/0510"] * 3


def test_plover_follows_from_the_act_and_the_kind_of_deed() -> None:
    assert plover("warn", None) == "THREATEN" and plover("meet", None) == "CONSULT"
    assert plover("deed", "sanction") == "SANCTION" and plover("deed", "document") is None and plover("assess", None) is None
    assert plover("deed", "military", "killed", "a raid by Arland killed two") == "ASSAULT"
    assert plover("deed", "protest", "protests continued", "protests by Arlandic farmers continued") == "PROTEST"
    assert plover("commit", None, "declared a cease-fire", "Arland declared a cease-fire") == "RETREAT"
    assert plover("commit", None, "declared its loyalty", "Arland declared its loyalty") == "AGREE"


def test_exports_by_report_name_every_report(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        voices, dates = list(talks.export("attributions")), list(talks.export("dates"))
        reports = list(talks.export("reports"))
        assert [row["id"] for row in talks.export("dates", as_of=strait.DAY_ONE)] == ["courier/0503"]
    assert [row["id"] for row in voices] == [row["id"] for row in dates] == ["courier/0503", "gazette/0510", "gazette/0512"]
    assert voices[0]["attributions"] == [{"source": [[136, 162]], "cue": [[163, 167]], "content": [[79, 134]], "parent": None}]
    assert voices[2]["attributions"] == [] and dates[2]["timexes"] == []
    exact, vague = dates[0]["timexes"]  # type: ignore[misc]
    assert exact["edtf"] == exact["earliest"] == exact["latest"] == "2031-05-02" and exact["role"] == "event"
    assert (exact["direction"], exact["anchor"], exact["anchor_span"], exact["rule"]) == ("by", "published", None, "day and month")
    assert vague["edtf"] is vague["earliest"] is vague["anchor"] is vague["rule"] is None
    assert [row["moves"] for row in reports] == [3, 3, 0]


@pytest.mark.parametrize("what", ["events", "threads", "positions", "questions", "conflicts", "claims", "parties", "ties"])
def test_every_derived_row_names_its_place(what: str, tmp_path: Path) -> None:
    texts = {reading.cleaned.report.id: reading.cleaned.report.text for reading in strait.readings()}
    with strait.talks(tmp_path / "talks.db") as talks:
        rows = list(talks.export(what))  # type: ignore[arg-type]
    assert rows
    for row in rows:
        assert texts[str(row["report"])][row["start"] : row["end"]] == row["text"]  # type: ignore[misc]


def test_who_speaks_for_whom_is_told_with_the_parties(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        rows = {str(row["key"]): row for row in talks.parties()}
        table = as_text(lambda console: draw_rows("parties", talks.parties(), talks.names(), console), page(140))
    assert rows["ALT"]["acts"] == 3 and rows["BEL"]["acted_on"] == 3
    assert rows["Dana Orlo"]["ties"] == rows["ALT"]["ties"] and "NSC" not in rows
    assert "foreign minister, Altavia (2031-05-03)" in table


def test_a_tie_that_the_report_does_not_state_says_so(tmp_path: Path) -> None:
    with Talks(Ledger.open(tmp_path / "talks.db")) as talks:
        talks.ledger.add(reading("Foreign Minister Sergei Lavrov rejected the offer on Monday.", "2019-03-15"))
        table = as_text(lambda console: draw_rows("parties", talks.parties(), talks.names(), console), page(260))
        (tie,) = talks.export("ties")
    assert (tie["object"], tie["basis"], tie["text"]) == ("RUS", "table", "Foreign Minister")
    assert "Foreign Minister, Russia, from the table" in table


def test_rows_are_written_alike_in_every_format() -> None:
    rows = [
        {"id": "a", "by": ["ALT", "BEL"], "chain": [{"name": "ANB"}], "due": None},
        {"id": "é,\n", "by": [], "chain": [], "due": "2031"},
    ]
    written = {}
    for format in ("json", "jsonl", "csv"):
        out = io.StringIO()
        write_rows(rows, format, out)  # type: ignore[arg-type]
        written[format] = out.getvalue()
    assert json.loads(written["json"]) == rows
    assert [json.loads(line) for line in written["jsonl"].splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(written["csv"])))
    assert table[0] == {"id": "a", "by": "ALT;BEL", "chain": '[{"name": "ANB"}]', "due": ""} and table[1]["id"] == "é,\n"
    out = io.StringIO()
    write_rows([], "json", out)
    assert json.loads(out.getvalue()) == []


def test_the_timeline_runs_by_the_day_of_the_act(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        rows = talks.timeline()
        assert [row["act"] for row in rows][:2] == ["propose", "expect"]
        assert rows[0]["when"] == "2031-05-02" and rows[0]["origins"] == 1
        assert all(
            date.fromisoformat(str(row["first_published"])) <= strait.DAY_ONE for row in talks.timeline(as_of="2031-05-05")
        )


def test_no_event_stands_in_two_sections_of_the_brief(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        brief, record = talks.brief(), talks.record()
    event = {move: one.id for one in record.events for move in one.moves}
    seen = [{event[c.move] for line in walk(section.lines) for c in line.cites} for section in brief.sections[:-1]]
    assert sum(map(len, seen)) == len(set().union(*seen)) >= 3


def test_an_answer_that_comes_after_the_day_set_is_told_as_late() -> None:
    asked = factory.move("r", "demand", "UNI", "FIR", "The union asks the firm for an answer to its claim for higher wages by 3 May", due="../2031-05-03",
                         published="2031-05-01")  # fmt: skip
    reports = [factory.report("r", "2031-05-01", asked.text), factory.report("s", "2031-05-06", "The firm rejected the claim for higher wages")]
    for when, label in (("2031-05-05", "met late"), (None, "met (told after the day set)"), ("2031-05-02", "met")):
        answer = factory.move("s", "reject", "FIR", "UNI", "The firm rejected the claim for higher wages", when, published="2031-05-06")
        question = Question("q", "answer", ("UNI",), ("FIR",), asked.text, asked.due, "met", asked.id, answer.id, None)
        record = replace(assemble(reports, [asked, answer]), questions=(question,))
        changed = {s.name: s for s in make_brief(record, [asked, answer], reports, {}).sections}["changed"]
        assert changed.lines[0].label == label


def test_what_is_alleged_planned_or_conditional_says_so() -> None:
    text = "Belmora has moved its ships. Altavia will meet Belmora. Altavia will shut the strait if Belmora arms."
    seen = (Link("sailors", "unnamed", "indirect"),)
    deed = factory.move("r", "deed", "BEL", "", "Belmora has moved its ships", modality="alleged", kind="military", chain=seen)
    meet = factory.move("r", "meet", "ALT BEL", "", "a round in June", modality="planned", at=29)
    threat = factory.move("r", "threaten", "ALT", "BEL", "Altavia will shut the strait", condition="Belmora arms", at=58)
    reports = [factory.report("r", "2031-05-10", text)]
    moves = [deed, meet, threat]
    names = {"ALT": "Altavia", "BEL": "Belmora"}
    page_ = as_text(lambda console: draw_brief(make_brief(assemble(reports, moves), moves, reports, names), console), page(120))
    assert "has moved its ships – alleged by sailors" in page_
    assert "to meet: a round in June" in page_
    assert "threatens: will shut the strait – if Belmora arms" in page_
