"""Claims: what is asserted, by whom, denied by whom, through how many origins; repeating it adds no support."""

from __future__ import annotations

from factory import move, report

from communique.assemble import assemble
from communique.record.derived import Claim
from communique.record.move import Link, Move
from communique.record.text import Report

DAY = "2031-05-10"
PRESS = Link("Harbour Courier", "outlet", "reports")
TEXT = "Altland has moved forty cutters towards the herring banks"


def said_by(party: str, name: str) -> tuple[Link, ...]:
    """As the press reports what a spokesperson of that party says."""
    return (PRESS, Link(name, "person", "indirect", for_=party))


def claims(*moves: Move, reports: tuple[Report, ...] = ()) -> tuple[Claim, ...]:
    known = {r.id for r in reports}
    rest = [report(name, DAY, f"What {name} tells.") for name in dict.fromkeys(m.report for m in moves) if name not in known]
    return assemble([*reports, *rest], moves).claims


def alleged(where: str, by: str, name: str, text: str = TEXT, at: int = 0, **more: str) -> Move:
    return move(where, "deed", "ALT", "", text, at=at, modality="alleged", chain=said_by(by, name), **more)  # type: ignore[arg-type]


def test_what_one_party_tells_of_another_is_its_claim() -> None:
    (claim,) = claims(alleged("r1", "BEL", "Ines Dahl"))
    assert (claim.of, [v.name for v in claim.asserted], claim.origins) == (("ALT",), ["BEL"], 1)
    assert (claim.vouched, claim.owned, claim.denied) == ((), (), ())


def test_what_the_outlet_vouches_for_stands_apart() -> None:
    told = move("r2", "deed", "ALT", "", TEXT, chain=(PRESS,))
    (claim,) = claims(alleged("r1", "BEL", "Ines Dahl"), told)
    assert ([v.name for v in claim.asserted], claim.vouched) == (["BEL"], (told.id,))


def test_what_only_the_outlet_or_the_doer_tells_is_no_claim() -> None:
    told = move("r1", "deed", "ALT", "", TEXT, chain=(PRESS,))
    own = move("r2", "deed", "ALT", "", TEXT, chain=said_by("ALT", "Otto Rusk"))
    assert claims(told) == claims(own) == ()


def test_the_words_of_an_office_are_its_own_voice() -> None:
    told = move("r1", "deed", "ALT", "", TEXT, chain=(Link("Ministry of Foreign Affairs of Finland", "outlet", "reports"),))
    (claim,) = claims(told)
    assert [v.name for v in claim.asserted] == ["FIN"]


def test_two_parties_that_assert_the_same_make_one_claim_of_two_origins() -> None:
    accused = move(
        "r2", "accuse", "CAR", "ALT", "Carmont accused Altland of moving forty cutters to the herring banks", chain=(PRESS,)
    )
    (claim,) = claims(alleged("r1", "BEL", "Ines Dahl"), accused)
    assert [v.name for v in claim.asserted] == ["BEL", "CAR"]
    assert claim.origins == 2
    assert claim.support > claims(accused)[0].support


def test_one_party_that_repeats_itself_adds_no_support() -> None:
    once = claims(alleged("r1", "BEL", "Ines Dahl"))
    thrice = claims(*(alleged(f"r{n}", "BEL", name) for n, name in enumerate(("Ines Dahl", "Ines Dahl", "Karl Moen"), 1)))
    assert (thrice[0].origins, thrice[0].support) == (once[0].origins, once[0].support)
    assert len(thrice[0].asserted[0].moves) == 3


def test_a_copy_of_a_dispatch_adds_no_support() -> None:
    text = "Altland has moved forty cutters towards the herring banks, sources close to the fleet told this paper late on Tuesday."
    both = (report("r1", DAY, text), report("r2", DAY, text))
    unnamed = [move(r.id, "deed", "ALT", "", TEXT, modality="alleged", chain=(PRESS,)) for r in both]
    (claim,) = claims(*unnamed, reports=both)
    assert (claim.origins, [v.name for v in claim.asserted]) == (1, [None])


def test_who_denies_stands_beside_who_asserts_and_takes_nothing_from_the_support() -> None:
    charge = alleged("r1", "BEL", "Ines Dahl")
    denial = move("r1", "deny", "ALT", "", "Altland denied it at once", at=len(TEXT) + 20, speaker="Otto Rusk")
    (claim,) = claims(charge, denial)
    assert [v.name for v in claim.denied] == ["ALT"]
    assert claim.support == claims(charge)[0].support
    assert claim.opposed > 0


def test_what_is_doubtful_or_only_imagined_is_no_claim() -> None:
    imagined = move("r1", "deed", "ALT", "", TEXT, modality="hypothetical", chain=said_by("BEL", "Ines Dahl"))
    misread = move("r2", "deed", "ALT", "", TEXT, modality="alleged", chain=said_by("BEL", "Ines Dahl"), confidence=0.3)
    clause = alleged("r3", "BEL", "Ines Dahl", "who has moved forty cutters towards the herring banks")
    assert claims(imagined) == claims(misread) == claims(clause) == ()


def test_an_agreement_that_one_side_tells_is_a_claim_about_the_other() -> None:
    told = move("r1", "agree", "ALT BEL", "", "The two leaders agreed to suspend the herring levy for the whole of April",
                chain=said_by("ALT", "Otto Rusk"))  # fmt: skip
    (claim,) = claims(told)
    assert (claim.of, [v.name for v in claim.asserted]) == (("BEL",), ["ALT"])
    again = move("r2", "agree", "ALT BEL", "", "The two leaders agreed to suspend the herring levy for the whole of April",
                 chain=said_by("BEL", "Ines Dahl"))  # fmt: skip
    assert claims(told, again) == ()
