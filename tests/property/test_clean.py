"""Whatever the text, cleaning raises nothing and every character of the mended text leads back to the text as read."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean.clean import clean
from communique.clean.mend import Edit, draft, mend
from communique.record.text import Report

DAY = date(1999, 3, 4)
SCRAPS = st.sampled_from(
    [
        "HALVEN (Norpress) — ",
        "Talks",
        "the envoy said",
        ", “- said Orla Venn",
        ", “he said. ",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "``",
        "''",
        "«",
        "»",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "  ",
        " ",
        "\t",
        "-",
        "Janu-ary",
        "op-\nponents",
        "\xad",
        "\u200b",
        "\u202e",
        "\xa0",
        "\u2028",
        "\x00",
        "\ud800",
        "Ã©",
        "â€œ",
        "â€",
        "###",
        "Reporting by Orla Venn; editing by Kurt Ask",
        "(With inputs from ANI)",
        "Read more: ",
        "By Orla Venn",
        "---\n",
        "title: Talks\n",
        " date 1999-03-04 ",
        "14:32 GMT",
        "Q ",
        "MR. VENN: ",
        "- item",
        ".",
        ",",
        "?",
        "!",
        "…",
        "/TASS/",
        "© 1999 Norpress",
        "Getty Images",
        "a",
        "Z",
        "é",
        "中",
        "🙂",
        "co-operation",
    ]
)
TEXTS = st.one_of(
    st.lists(SCRAPS, max_size=40).map("".join), st.text(max_size=200), st.text(alphabet="a A\n\"'“”‘’-, .", max_size=120)
)


def report(text: str, title: str | None = None) -> Report:
    return Report("r", text, DAY, "option", title=title)


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.none() | st.text(max_size=20))
def test_blocks_tile_the_mended_text_and_everything_maps_back(text: str, title: str | None) -> None:
    cleaned = clean(report(text, title))
    at = 0
    for block in cleaned.blocks:
        assert block.start == at < block.end
        at = block.end
    assert at == len(cleaned.text)
    offsets = cleaned.offsets
    assert offsets.length == len(cleaned.text)
    last = 0
    for start in range(len(cleaned.text)):
        span = offsets.to_raw(start, start + 1)
        assert last <= span.start <= span.end <= len(text)
        last = span.start
        assert offsets.to_raw(0, start + 1).end == span.end
        assert offsets.to_raw(start, len(cleaned.text)).start == span.start
        assert span.start <= offsets.to_raw(start, start).start <= span.end
    for i, begin in enumerate(offsets.mended):
        length = offsets.piece_length(i)
        if length > 1 and length == offsets.raw_end[i] - offsets.raw_start[i]:
            assert cleaned.text[begin : begin + length] == text[offsets.raw_start[i] : offsets.raw_end[i]]
        assert offsets.to_mended(offsets.raw_start[i]) >= begin
    for defect in cleaned.defects:
        assert defect.span.end <= len(text)
    assert all(credit.span.end <= len(text) for credit in cleaned.credits)
    assert cleaned.dateline is None or cleaned.dateline.span.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_mended_text_is_fit_to_parse(text: str) -> None:
    cleaned = clean(report(text))
    assert not any(c in cleaned.text for c in "\r\t\x00\xad\xa0\u200b\u202e\u2028\ufeff")
    assert "  " not in cleaned.text
    assert "\n\n\n" not in cleaned.text
    assert cleaned.text == cleaned.text.strip(" \n")
    assert all(line == line.strip(" ") for line in cleaned.text.split("\n"))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_cleaning_twice_gives_the_same(text: str) -> None:
    assert clean(report(text)) == clean(report(text))


@given(
    st.text("abc", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xyz", max_size=3)), max_size=8),
)
def test_edits_upon_edits_keep_the_way_back(text: str, wanted: list[tuple[int, int, str]]) -> None:
    mended = draft(text)
    for start, length, new in wanted:
        begin = min(start, len(mended.text))
        mended = mend(mended, [Edit(begin, min(begin + length, len(mended.text)), new)])
    kept = 0
    for at in range(len(mended.text)):
        span = mended.offsets.to_raw(at, at + 1)
        assert kept <= span.start <= span.end <= len(text)
        kept = span.start
        if mended.text[at] in "abc":
            assert mended.text[at] in span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        " " * 1_000_000,
        '"' * 1_000_000,
        "-" * 1_000_000,
        "“" * 1_000_000,
        "\n" * 1_000_000,
        "A " * 500_000,
        ", A said" * 125_000,
    ],
    ids=["letters", "spaces", "quotes", "hyphens", "opening quotes", "lines", "capitals", "tellers"],
)
def test_a_million_of_anything_takes_a_moment(text: str) -> None:
    begun = time.process_time()
    clean(report(text))
    assert time.process_time() - begun < 5  # a second on a laptop; quadratic work would take hours
