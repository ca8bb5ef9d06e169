"""Whatever is fed in, what comes out is in the text, and comes out again."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import reading

WORDS = st.sampled_from(
    "Norway Denmark the minister said “ ” that it will reject offer , . by Friday if Norpress reported citing Ana Dorst , spokeswoman of"
    " talks between and on Monday not must we our draft proposals to it its allies ( ) : - \n\n according He warned of a".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_span_holds_exactly_its_text_and_reading_twice_changes_nothing(text: str) -> None:
    read = reading(text)
    raw = read.cleaned.report.text
    for move in read.moves:
        assert move.span.of(raw) == move.text
        assert all(0 <= span.start < span.end <= len(raw) for span in move.spans)
        assert move.by
        assert 0 < move.confidence < 1
        assert move.why
        assert move.cue is None or move.cue.end <= len(raw)
        for term in move.terms:
            assert term.span.of(raw) == term.text
    assert len({move.id for move in read.moves}) == len(read.moves)
    assert reading(text) == read


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_no_text_makes_the_engine_fail(text: str) -> None:
    reading(text)
