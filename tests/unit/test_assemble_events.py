"""Events: which tellings are one act, when it was, and how many independent origins tell it."""

from __future__ import annotations

from datetime import UTC, datetime

from factory import move, report

from communique.assemble import assemble
from communique.assemble.conflicts import counts
from communique.record.derived import Event
from communique.record.judgement import Judgement
from communique.record.move import Link, Move

REPORTS = [report("r1", "2031-05-04"), report("r2", "2031-05-20"), report("r3", "2031-06-20")]
TABLED = "On May 2 Altland's trade ministry circulated two draft papers on fishing quotas for the northern banks"
LATER = "Earlier this month Altland presented draft proposals on fishing quotas in the northern banks to Belmark"


def events(*moves: Move, judgements: tuple[Judgement, ...] = ()) -> tuple[Event, ...]:
    return assemble(REPORTS, moves, judgements).events


def judge(
    kind: str, subject: str, object: str | None = None, field: str | None = None, value: str | None = None, id: int = 1
) -> Judgement:
    return Judgement(id, kind, subject, object, field, value, "ann", "", datetime(2031, 5, 1, tzinfo=UTC))  # type: ignore[arg-type]


def test_an_act_told_with_a_day_and_later_with_a_month_is_one_event_on_that_day() -> None:
    first = move("r1", "propose", "ALT", "BEL", TABLED, "2031-05-02", published="2031-05-04")
    again = move("r2", "propose", "ALT", "BEL", LATER, "2031-05", published="2031-05-20")
    (event,) = events(again, first)
    assert event.id == first.id
    assert str(event.when) == "2031-05-02"
    assert event.reports == ("r1", "r2")
    assert event.origins == 2


def test_the_same_words_a_month_later_are_another_act() -> None:
    text = "Altland demanded that Belmark reopen the northern banks to its trawlers"
    first = move("r1", "demand", "ALT", "BEL", text, "2031-05-03", published="2031-05-04")
    again = move("r3", "demand", "ALT", "BEL", text, "2031-06-19", published="2031-06-20")
    assert len(events(first, again)) == 2


def test_two_demands_about_two_things_stay_two() -> None:
    one = move("r1", "demand", "ALT", "BEL", "Altland demanded the release of the trawler crews", at=0)
    two = move("r1", "demand", "ALT", "BEL", "It insisted that customs fees be halved by winter", at=900)
    assert len(events(one, two)) == 2


def test_who_acts_and_whether_it_was_done_tell_events_apart() -> None:
    text = "signed the harbour accord on grain shipments"
    done = move("r1", "agree", "ALT BEL", "", text, "2031-05-03")
    not_done = move("r1", "agree", "ALT BEL", "", text, "2031-05-03", at=300, polarity="neg")
    others = move("r1", "agree", "CAR DOR", "", text, "2031-05-03", at=600)
    planned = move("r1", "agree", "ALT BEL", "", text, "2031-05-03", at=900, modality="planned")
    assert len(events(done, not_done, others, planned)) == 4


def test_a_lead_and_the_quotation_it_sums_up_are_one() -> None:
    lead = move(
        "r1", "expect", "ALT", "BEL", "Altland expects concrete replies from Belmark in June", due="2031-06", speaker="Ines Dahl"
    )
    said = '"We count on receiving replies, clearly worded replies, to what we asked, in June and no later"'
    body = move("r1", "expect", "ALT", "BEL", said, due="2031-06", at=500, speaker="Ines Dahl")
    assert len(events(lead, body)) == 1


def test_two_outlets_with_one_spokesman_are_one_origin() -> None:
    def told(id: str, day: str) -> Move:
        text = "Altland rejects the quota plan as unworkable"
        chain = (Link(id, "outlet", "reports"), Link("Ines Dahl", "person", "indirect", for_="ALT"))
        return move(id, "reject", "ALT", "BEL", text, "2031-05-03", published=day, chain=chain)

    (event,) = events(told("r1", "2031-05-04"), told("r2", "2031-05-20"))
    assert event.reports == ("r1", "r2")
    assert event.origins == 1


def test_the_doer_of_a_narrated_act_is_no_source() -> None:
    ministry = Link("trade ministry", "state", "indirect", for_="ALT")
    first = move(
        "r1",
        "propose",
        "ALT",
        "BEL",
        TABLED,
        "2031-05-02",
        published="2031-05-04",
        chain=(Link("Post", "outlet", "reports"), ministry),
    )
    again = move(
        "r2",
        "propose",
        "ALT",
        "BEL",
        LATER,
        "2031-05",
        published="2031-05-20",
        chain=(Link("Echo", "outlet", "reports"), ministry),
    )
    assert events(first, again)[0].origins == 2


def test_a_joint_act_that_one_side_alone_tells_is_claimed_until_the_other_tells_it() -> None:
    text = "agreed on a truce along the northern banks"
    by_alt = (Link(None, "outlet", "reports"), Link("Ines Dahl", "person", "indirect", for_="ALT"))
    by_bel = (Link(None, "outlet", "reports"), Link("Olaf Brand", "person", "indirect", for_="BEL"))
    one = move("r1", "agree", "ALT BEL", "", text, "2031-05-03", published="2031-05-04", chain=by_alt)
    other = move("r2", "agree", "ALT BEL", "", text, "2031-05-03", published="2031-05-20", chain=by_bel)
    assert events(one)[0].claimed_by == ("ALT",)
    assert events(one, other)[0].claimed_by == ()


def test_a_person_merges_splits_corrects_retracts_and_undoes() -> None:
    one = move("r1", "reject", "BEL", "ALT", "Belmark refused the plan", at=0)
    two = move("r1", "reject", "BEL", "ALT", "It would not hear of ceding its key aims", at=900)
    assert len(events(one, two)) == 2
    merge = judge("merge", one.id, two.id)
    assert [e.moves for e in events(one, two, judgements=(merge,))] == [(one.id, two.id)]
    undo = judge("undo", "1", id=2)
    assert len(events(one, two, judgements=(merge, undo))) == 2
    assert len(events(one, two, judgements=(merge, undo, judge("undo", "2", id=3)))) == 1
    assert events(one, judgements=(judge("correct", one.id, None, "when", "2031-05-01"),))[0].when.edtf == "2031-05-01"
    assert events(one, judgements=(judge("retract", one.id),)) == ()
    assert events(one, judgements=(judge("same_party", "BMK", "BEL"),))[0].by == ("BMK",)
    twin = move("r2", "reject", "BEL", "ALT", "Belmark refused the plan", published="2031-05-11")
    assert len(events(one, twin)) == 1
    assert len(events(one, twin, judgements=(judge("split", one.id, twin.id),))) == 2


def test_a_judgement_holds_for_the_move_another_engine_finds_at_the_same_place() -> None:
    old = move("r1", "warn", "BEL", "ALT", "Belmark will close the port", at=10)
    new = move("r1", "threaten", "BEL", "ALT", "Belmark will close the port.", at=10)
    assert events(new, judgements=(judge("retract", old.id),)) == ()


def test_counts_take_the_noun_and_the_scale() -> None:
    found = counts(move("r1", "deed", "ALT", "", "Altland moved about 40,000 troops and 2 million tonnes in 2030, 12% more"))
    assert found["troop"] == 40000
    assert found["%"] == 12
    assert 2_000_000 in found.values()
    assert 2030 not in found.values()
