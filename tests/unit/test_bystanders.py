"""A state where the talks are only held is addressed by nobody."""

from __future__ import annotations

from reading import moves

REPORT = (
    "OSLO, May 3 - Peru and Chile met in the Kenyan capital on Monday. Peruvian envoy Ann Hill said the talks were over. "
    "\u201cWe reject the offer and we are leaving,\u201d she told reporters in Kenya. Chile said Peru was not serious."
)


def test_the_state_that_only_lies_there_is_not_addressed() -> None:
    assert all("KEN" not in move.to for move in moves(REPORT))
