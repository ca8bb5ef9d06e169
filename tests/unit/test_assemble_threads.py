"""A small invented dispute over fishing quotas, told in two reports: what is on the table, and where everybody stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factory import move, report

from communique.assemble import assemble
from communique.assemble.titles import force, title
from communique.assemble.topics import words
from communique.record.derived import Position, Question, Record, Thread
from communique.record.move import Link, Move
from communique.record.text import Span

MAY, JUNE = "2031-05-20", "2031-06-09"
REPORTS = [report("may", MAY), report("june", JUNE)]
PAPER = (Link(None, "outlet", "reports"), Link("draft proposals", "document", "reports"))
TABLED = move(
    "may",
    "propose",
    "ALT",
    "BEL CAR",
    "On May 15 Altland circulated two draft papers on lasting fishing rights for the northern banks",
    "2031-05-15",
    published=MAY,
    at=3000,
)
AWAITS = move(
    "may",
    "expect",
    "ALT",
    "BEL",
    "Altland expects concrete answers from Belmark to its proposals on fishing rights in June",
    "2031-05-20",
    published=MAY,
    due="2031-06",
    speaker="Ines Dahl",
)
NO_DATES = move(
    "may",
    "status",
    "ALT",
    "",
    "There are no exact dates for the start of the talks",
    "2031-05-20",
    published=MAY,
    at=1000,
    polarity="neg",
    speaker="Ines Dahl",
)
SILENCE = move(
    "may",
    "status",
    "ALT",
    "CAR",
    "No response has come from Carmont on the proposals on fishing rights",
    "2031-05-20",
    published=MAY,
    at=1500,
    polarity="neg",
    speaker="Ines Dahl",
)
AGAIN = move(
    "june",
    "propose",
    "ALT",
    "BEL CAR",
    "Last month Altland presented draft proposals on fishing rights between the coastal states",
    "2031-05",
    published=JUNE,
    at=400,
)
NO_NETS = move(
    "june",
    "propose",
    "ALT",
    "CAR",
    "The proposals would bar Carmont from laying deep nets on the banks",
    "2031-05",
    published=JUNE,
    at=520,
    chain=PAPER,
)
NO_SHIPS = move(
    "june",
    "propose",
    "ALT",
    "BEL",
    "they also forbid armed cutters within sight of the trawlers",
    "2031-05",
    published=JUNE,
    at=620,
    chain=PAPER,
)
REFUSED = move(
    "june",
    "reject",
    "BEL CAR",
    "ALT",
    "the proposals were flatly rejected by Belmark and Carmont at the meeting with Altland",
    published=JUNE,
    at=720,
)
OFFERED = move(
    "june",
    "offer",
    "BEL CAR",
    "ALT",
    "Belmark and Carmont stay open to discussions with Altland on armed cutters",
    published=JUNE,
    at=840,
)
THREAT = move(
    "june",
    "threaten",
    "ALT",
    "BEL CAR",
    "Altland will act if its proposals get no fitting response",
    published=JUNE,
    at=960,
    modality="conditional",
    condition="if its proposals get no fitting response",
    speaker="Olaf Brand",
)
STILL = move(
    "june",
    "demand",
    "ALT",
    "BEL CAR",
    '"We need a clear response to our proposals"',
    published=JUNE,
    at=100,
    speaker="Ines Dahl",
)
MOVES = [TABLED, AWAITS, NO_DATES, SILENCE, AGAIN, NO_NETS, NO_SHIPS, REFUSED, OFFERED, THREAT, STILL]


def record(*moves: Move, as_of: str | None = None) -> Record:
    return assemble(REPORTS, moves or MOVES, as_of=date.fromisoformat(as_of) if as_of else None)


def the_thread(found: Record) -> Thread:
    (thread,) = found.threads
    return thread


def stands(found: Record, party: str) -> Position:
    (position,) = [p for p in found.positions if p.party == party and p.term is None]
    return position


def asked(found: Record, kind: str) -> Question:
    (question,) = [q for q in found.questions if q.kind == kind]
    return question


def test_the_proposals_of_both_reports_are_one_thread_titled_in_the_words_of_the_text() -> None:
    thread = the_thread(record())
    assert thread.id == TABLED.id
    assert thread.title == "two draft papers on lasting fishing rights for the northern banks"
    assert (thread.by, thread.to, str(thread.opened)) == (("ALT",), ("BEL", "CAR"), "2031-05-15")


def test_every_answer_stands_in_its_relation_and_says_on_what_evidence() -> None:
    links = {link.event: link for link in the_thread(record()).events}
    assert {m.act: links[m.id].relation for m in (AWAITS, SILENCE, REFUSED, OFFERED, THREAT, NO_NETS)} == {
        "expect": "awaits",
        "status": "status",
        "reject": "rejects",
        "offer": "partly",
        "threaten": "conditions",
        "propose": "term",
    }
    assert links[OFFERED.id].terms == (NO_SHIPS.terms[0].id if NO_SHIPS.terms else NO_SHIPS.id,)
    assert links[REFUSED.id].terms == ()
    assert "names the proposals" in links[REFUSED.id].basis
    assert NO_DATES.id not in links


def test_terms_are_what_the_document_says() -> None:
    terms = the_thread(record()).terms
    assert [(t.text, t.binds, t.force) for t in terms] == [
        (NO_NETS.text, ("CAR",), "prohibit"),
        (NO_SHIPS.text, ("BEL",), "prohibit"),
    ]


def test_positions_keep_what_was_before() -> None:
    may, both = record(as_of=MAY), record()
    assert stands(may, "CAR").stance == "silent"
    assert (stands(both, "CAR").stance, stands(both, "CAR").before, stands(both, "CAR").before_move) == (
        "partly",
        "silent",
        SILENCE.id,
    )
    without_offer = record(*[m for m in MOVES if m is not OFFERED])
    assert stands(without_offer, "BEL").stance == "against"
    assert stands(both, "ALT").stance == "demands"


def test_a_refusal_meets_the_question_unless_the_asker_still_asks() -> None:
    open_ = asked(record(as_of=MAY), "answer")
    assert (open_.state, open_.by, open_.of, str(open_.due)) == ("open", ("ALT",), ("BEL",), "2031-06")
    met = asked(record(*[m for m in MOVES if m is not STILL]), "answer")
    assert (met.state, met.closed_by) == ("met", REFUSED.id)
    still = asked(record(), "answer")
    assert (still.state, still.closed_by, still.answer) == ("open", None, REFUSED.id)
    assert STILL.id in still.repeats


def test_a_question_whose_day_has_passed_unanswered_is_missed() -> None:
    found = assemble(REPORTS, [TABLED, AWAITS], as_of=date(2031, 7, 1))
    assert asked(found, "answer").state == "missed"
    assert asked(assemble(REPORTS, [TABLED, AWAITS], as_of=date(2031, 6, 30)), "answer").state == "open"


def test_a_proposer_that_repeats_its_proposal_still_demands() -> None:
    repeat = move(
        "june",
        "offer",
        "ALT",
        "BEL",
        "Altland again put its proposals on fishing rights to Belmark",
        "2031-06-08",
        published=JUNE,
    )
    assert stands(record(TABLED, AWAITS, repeat), "ALT").stance == "demands"


def test_unknown_dates_are_stated_unknown_until_a_meeting_is_told() -> None:
    assert asked(record(as_of=MAY), "unknown").state == "stated unknown"
    after = asked(record(), "unknown")
    assert (after.state, after.closed_by) == ("overtaken", REFUSED.id)


def test_silence_then_refusal_is_a_change_and_no_contradiction() -> None:
    changes = [c for c in record().conflicts if c.kind == "change"]
    assert [(c.one, c.other) for c in changes] == [(SILENCE.id, REFUSED.id)]
    assert {c.kind for c in record().conflicts} == {"change"}


def test_a_planned_meeting_is_met_by_one_told_on_its_day() -> None:
    plan = move(
        "may",
        "meet",
        "ALT BEL",
        "",
        "Envoys of both will meet in Dorport on June 2",
        published=MAY,
        modality="planned",
        due="2031-06-02",
    )
    held = move("june", "meet", "ALT BEL", "", "the envoys met in Dorport on June 2", "2031-06-02", published=JUNE)
    other = move("june", "meet", "ALT BEL", "", "ministers met in March", "2031-03", published=JUNE)
    assert asked(record(plan, held, other), "meeting").closed_by == held.id
    assert asked(record(plan, other), "meeting").state == "missed"


def test_a_demand_withdrawn_closes_its_question() -> None:
    ask = move(
        "may", "demand", "ALT", "BEL", "Altland wants Belmark to reply on mooring fees by July", published=MAY, due="2031-07"
    )
    drop = move("june", "deed", "ALT", "", "Altland dropped its call for Belmark to reply on mooring fees", published=JUNE)
    assert asked(record(ask, drop), "answer").state == "withdrawn"


def test_a_bare_appeal_opens_a_thread_only_once_somebody_takes_it_up() -> None:
    appeal = move("may", "appeal", "CAR", "BEL", "Carmont urged Belmark to reopen the ferry line to the islands", published=MAY)
    yes = move("june", "accept", "BEL", "CAR", "Belmark will reopen the ferry line to the islands", published=JUNE)
    assert record(appeal).threads == ()
    (thread,) = record(appeal, yes).threads
    assert [(link.event, link.relation) for link in thread.events] == [(yes.id, "accepts")]


def test_titles_and_forces_come_from_the_text() -> None:
    every = words().instruments
    assert (
        title(["the ministry presented draft proposals on school fees between the two"], every)
        == "draft proposals on school fees"
    )
    told = "the president told him of the Altish initiative on long-term, binding guarantees that would rule out a closure"
    assert title([told], every) == "Altish initiative on long-term, binding guarantees"
    assert title(["Teachers must stay at home until further notice"], every) == "Teachers must stay at home until further notice"
    assert title(["The ministry said exports stimulate demand"], every) == "The ministry said exports stimulate demand"
    assert force("It would allow inspectors into the plant") == "permit"
    assert force("Each side must return the crews") == "oblige"


def test_a_draft_handed_over_is_on_the_table_whatever_verb_tells_it() -> None:
    handed = move("may", "deed", "ALT", "BEL", "Altland handed over two drafts: a fishing accord and a naval one", "2031-05-15",
                  published=MAY, kind="document")  # fmt: skip
    refused = move("may", "reject", "BEL", "ALT", "Belmark rejected two provisions of the drafts", published=MAY, at=200)
    third = move("may", "offer", "BEL", "", "is ready to look at a third", published=MAY, at=250)
    (thread,) = assemble(REPORTS, [handed, refused, third]).threads
    assert thread.id == handed.id and thread.title.startswith("two drafts: a fishing accord")
    assert {x.event: x.relation for x in thread.events} == {refused.id: "rejects", third.id: "partly"}
    sanction = move("may", "deed", "ALT", "BEL", "Altland put two firms of Belmark on its list", published=MAY, kind="document")
    assert assemble(REPORTS, [sanction]).threads == ()


def test_to_plan_to_do_something_names_no_plan() -> None:
    handed = move("may", "propose", "ALT", "BEL", "Altland presented its proposals on herring", published=MAY)
    ahead = move("may", "commit", "BEL", "", "Belmark and its friends plan to hold an exercise in the bay", published=MAY, at=300)
    assert [thread.events for thread in assemble(REPORTS, [handed, ahead]).threads] == [()]


WILL_ANSWER = move(
    "june",
    "commit",
    "BEL",
    "ALT",
    "Belmark will give Altland its answer on the draft papers by July 1",
    published=JUNE,
    at=1200,
    modality="planned",
)


def test_a_promised_answer_tells_how_the_thread_stands_and_is_no_answer_yet() -> None:
    links = {link.event: link.relation for link in the_thread(record(TABLED, WILL_ANSWER)).events}
    assert links == {WILL_ANSWER.id: "status"}


def test_an_answer_promised_to_somebody_else_is_none_to_the_thread() -> None:
    to_another = replace(WILL_ANSWER, to=("DOR",), text=WILL_ANSWER.text.replace("Altland", "Dorland"))
    assert the_thread(record(TABLED, to_another)).events == ()


def test_no_reply_is_silence_whichever_polarity_it_was_given() -> None:
    silence = replace(SILENCE, polarity="pos")
    links = {link.event: link.relation for link in the_thread(record(TABLED, AWAITS, silence)).events}
    assert links[silence.id] == "status"


def founded(*moves: Move) -> list[Thread]:
    """The threads of these moves, each in a report of its day."""
    reports = {m.report: report(m.report, m.published.isoformat()) for m in moves}
    return list(assemble(list(reports.values()), moves).threads)


def test_what_says_nothing_of_itself_is_not_on_the_table() -> None:
    bare = move("a", "propose", "ALT", "BEL", "he proposed it", published=MAY)
    assert not founded(replace(bare, cue=Span(3, 11)))
    assert not founded(
        move("a", "demand", "ALT", "BEL", "would demand that the banks be closed", published=MAY, modality="hypothetical")
    )
    assert founded(move("a", "demand", "ALT", "BEL", "demanded that the banks be closed", published=MAY))


def test_the_proposal_of_long_ago_is_not_meant_by_that_word_alone() -> None:
    put = move("a", "propose", "ALT", "BEL", "Altland proposed closing the northern banks", published="2031-05-20")
    soon = move("b", "reject", "BEL", "ALT", "Belmark rejected the proposal", published="2031-06-01")
    late = move("c", "reject", "BEL", "ALT", "Belmark rejected the proposal", published="2031-08-20")
    assert [link.event for thread in founded(put, soon) for link in thread.events] == [soon.id]
    assert not [link for thread in founded(put, late) for link in thread.events]


def test_what_was_told_to_one_and_goes_to_others_too_is_addressed_to_them() -> None:
    first = move("a", "propose", "ALT", "BEL", "Altland told Belmark of its proposal on closing the northern banks", published=MAY)
    again = move("b", "propose", "ALT", "CAR", "Altland made Carmont its proposal on closing the northern banks", published=JUNE)
    (thread,) = founded(first, again)
    assert thread.to == ("BEL", "CAR")


def test_what_says_nothing_of_what_it_wants_opens_no_thread() -> None:
    bare = [
        move("may", "propose", "ALT", "BEL", "Altland proposed it", published=MAY),
        move("may", "appeal", "ALT", "BEL", "go ahead", published=MAY, at=300),
        move("june", "accept", "BEL", "ALT", "Belmark accepted the proposal", published=JUNE),
    ]
    assert assemble(REPORTS, bare).threads == ()


def test_the_plan_of_a_report_with_two_plans_is_the_one_told_nearest() -> None:
    cod = move("may", "propose", "ALT", "BEL", "Altland tabled a plan for halving the cod catch", published=MAY)
    ferry = move(
        "may",
        "propose",
        "ALT",
        "BEL",
        "It put forward a plan for ferries by night to Dorport and back",
        published=MAY,
        at=5000,
    )
    refusal = move("may", "reject", "BEL", "ALT", "Belmark turned the plan down", published=MAY, at=5200)
    links = {thread.id: [link.event for link in thread.events] for thread in assemble(REPORTS, [cod, ferry, refusal]).threads}
    assert links == {cod.id: [], ferry.id: [refusal.id]}


def test_one_word_in_common_is_no_repetition() -> None:
    demand = move("may", "demand", "ALT", "BEL", "Belmark must open its harbours to Altland's trawlers", published=MAY)
    other = move("june", "demand", "ALT", "BEL", "it must open the archives", published=JUNE)
    again = move("june", "demand", "ALT", "BEL", "Belmark must open the harbours to trawlers", published=JUNE, at=900)
    (thread, _) = assemble(REPORTS, [demand, other, again]).threads
    assert [link.event for link in thread.events] == [again.id]


def links_of(found: list[Thread], founding: Move) -> list[str]:
    return [link.event for thread in found if thread.id == founding.id for link in thread.events]


def test_an_agreement_drafted_with_others_is_another_one_unless_the_words_say_that_it_is_the_same() -> None:
    put = move("a", "propose", "ALT", "BEL", "This spring Altland is drafting an agreement with Belmark on harbour pilots", published=MAY)
    other = move("b", "propose", "ALT", "CAR", "Last week Altland invited Carmont to talks on drafting concrete agreements", published=JUNE)
    same = move("c", "propose", "ALT", "CAR", "Last week Altland sent Carmont its draft agreement on harbour pilots", published=JUNE)
    assert not links_of(founded(put, other), put)
    assert links_of(founded(put, same), put) == [same.id]


def test_each_who_is_asked_to_do_something_himself_is_asked_apart() -> None:
    invited = "The president invited him to pay a visit to the northern banks"
    moves = (move(on, "propose", "ALT", to, invited, published=on) for on, to in ((MAY, "BEL"), (JUNE, "CAR")))
    first, other = (replace(one, cue=Span(14, 21)) for one in moves)
    assert not links_of(founded(first, other), first)
    hope = "Altland hopes that Belmark will back its seat on the fisheries board"
    its = "Altland hopes that Carmont will back its seat on the board"
    asked = move("a", "expect", "ALT", "BEL", hope, published=MAY)
    assert not links_of(founded(asked, move("b", "expect", "ALT", "CAR", its, published=JUNE)), asked)


def test_the_verb_that_puts_something_forward_names_nothing_that_was() -> None:
    put = move("a", "propose", "ALT", "BEL", "On Monday Altland presented proposals on the crisis of the herring fleet", published=MAY)
    summit = move("b", "propose", "ALT", "CAR", "Today Altland proposes a crisis summit with Carmont", published=JUNE)
    assert not links_of(founded(put, summit), put)


def test_whom_a_report_most_likely_means_was_asked_nothing() -> None:
    put = move("a", "propose", "ALT", "BEL", "Altland proposed a budget for the harbour police", published=MAY)
    guessed = replace(put, to_basis="inferred")
    answer = move("b", "position", "BEL", "", "Belmark has a budget and a plan for the harbour police of its own", published=MAY)
    assert links_of(founded(put, answer), put) == [answer.id]
    assert not links_of(founded(guessed, answer), put)
