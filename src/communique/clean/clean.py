"""Cleaning loses nothing: the text as read stays in the report, and every block and defect leads back to it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.clean import credits, furniture
from communique.clean.capitals import small_capitals
from communique.clean.characters import mojibake, odd_characters
from communique.clean.layout import layout
from communique.clean.lines import lines
from communique.clean.mend import Draft, draft, mend
from communique.clean.quotes import quotes
from communique.clean.speeches import speeches
from communique.record.text import Block, Cleaned, Credit, Dateline, Report


def clean(report: Report) -> Cleaned:
    """Mend the report's text and name the parts of it.  Any text will do; the time taken grows with its length only."""
    mended = mended_text(report.text)
    found = layout(mended.text, report.title)
    place = None
    if found.dateline:
        form, start = found.dateline
        shown = len(mended.text[start : start + form.length].rstrip())
        place = Dateline(form.place, form.wire, form.day, mended.offsets.to_raw(start, start + shown))
    return Cleaned(
        report,
        mended.text,
        mended.offsets,
        found.blocks,
        place,
        tuple(_credits(mended, found.blocks)),
        tuple(sorted(mended.defects, key=lambda defect: (defect.span, defect.kind))),
    )


def mended_text(text: str) -> Draft:
    """The text with its flaws put right: encoding, characters, lines, speeches, quotation marks, capitals."""
    mended = draft(text)
    for step in (mojibake, odd_characters, lines, speeches, quotes, small_capitals):
        mended = mend(mended, step(mended.text))
    return mended


def _credits(mended: Draft, blocks: tuple[Block, ...]) -> Iterator[Credit]:
    for block in blocks:
        if block.kind not in ("credit", "byline"):
            continue
        line = mended.text[block.start : block.end].strip()
        kind = furniture.credit_kind(line)
        span = mended.offsets.to_raw(block.start, block.start + len(mended.text[block.start : block.end].rstrip()))
        if block.kind == "byline" or kind == "byline":
            yield Credit(credits.names(line), "byline", span)
        else:
            yield Credit(credits.names(line), "inputs" if kind == "inputs" else "agency", span)
