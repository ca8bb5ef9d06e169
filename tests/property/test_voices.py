"""Whatever the text, voices stay inside it, their parents form a forest, and no quotation reaches past its paragraph."""

from __future__ import annotations

import itertools

from factory import report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract.voices.find import attributions, find_voices
from communique.extract.voices.quotes import lay_out
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.text import Block, Cleaned, identity

PIECES = (
    "Venn",
    "the union",
    "said",
    "that",
    "told reporters",
    ",",
    ".",
    ":",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "according to",
    "as per",
    "citing",
    "denied",
    "and",
    "rejects",
    "the offer",
    "reported",
    "quoted",
    "as saying",
    "who",
    "it",
    "was",
    "expected to",
    "in",
    "the words of",
    "MR. PRICE:",
    "Q",
    "\n\n",
    "claim that",
    "?",
    "—",
    "adding",
    "talks failed",
    "to leave",
    "“-",
    "however",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def parsed(text: str) -> Parsed:
    """`text` as one body, parsed."""
    return next(parse([Cleaned(report("r", "1987-03-02", text), text, identity(len(text)), (Block("body", 0, len(text)),))]))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_voices_hold_together(text: str) -> None:
    one = parsed(text)
    voices = find_voices(one)
    for number, voice in enumerate(voices):
        assert voice.content
        for start, end in (*voice.content, *filter(None, (voice.source, voice.cue))):
            assert 0 <= start < end <= len(text)
        assert sorted(voice.content) == list(voice.content)
        assert all(a[1] <= b[0] for a, b in zip(voice.content, voice.content[1:], strict=False))
        seen, at = {number}, voice.parent
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = voices[at].parent
    assert voices == find_voices(one)
    for voice, found in zip(voices, attributions(one, voices), strict=True):
        assert [span.of(text) for span in found.content] == [text[a:b] for a, b in voice.content]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_quotations_stay_in_their_paragraph(text: str) -> None:
    layout = lay_out(parsed(text))
    for quote in layout.quotes:
        assert "\n\n" not in text[quote.start : quote.end]
    ordered = [(quote.start, quote.end) for quote in layout.quotes]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered))
