"""The blocks cover the mended text in order, without gap or overlap; what may be prose is body, never junk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.clean import credits, furniture
from communique.clean.dateline import Found, dateline
from communique.record.text import Block, BlockKind

_LINE = re.compile(r"[^\n]+\n*|\n+")
_DATE_HEADER = re.compile(r"date \d{4}-\d\d-\d\d(?: |\Z)")
_LABEL = re.compile(r"(?:Q|A|[A-Z][A-Z.’' -]{1,40}(?: \([^)\n]{1,40}\))?)(?::| {2}|(?<=^Q) )")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[a-z])[).] ")
_WRITER = re.compile(r"(?i:byline|author)\s?:")
_STOPS = frozenset(".,;:…—–-")
_HEADING_WORDS = 18
_HEADING_LENGTH = 130
_CONTINUED = 3  # long paragraphs after an end mark that show that the report goes on
_LONG = 150


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks, and the dateline with the mended offset it begins at."""

    blocks: tuple[Block, ...]
    dateline: tuple[Found, int] | None


@dataclass(slots=True)
class _Line:
    start: int
    end: int  # with the line feeds behind it
    text: str
    kind: BlockKind | None = None


def layout(text: str, title: str | None) -> Layout:
    """The function of every line of `text` (mended: one paragraph a line); `title` as the report's metadata give it."""
    lines = [_Line(m.start(), m.end(), m.group().strip("\n")) for m in _LINE.finditer(text)]
    script = sum(bool(_LABEL.match(line.text)) for line in lines) >= 3
    found: tuple[Found, int] | None = None
    lines = _header(lines)
    first = _top(lines, title, script)
    if first < len(lines):
        opening = dateline(lines[first].text) if not script else None
        if opening:
            start = lines[first].start
            found = (opening, start)
            cut = start + opening.length
            rest = _Line(cut, lines[first].end, lines[first].text[opening.length :])
            lines[first : first + 1] = [_Line(start, cut, "", "dateline"), rest]
            first += 1
    _body(lines, first, script)
    _close(lines, first)
    return Layout(tuple(_blocks(lines)), found)


def _header(lines: list[_Line]) -> list[_Line]:
    """Mark front matter and the head's `Name: value` lines; the seeds' ` date 2001-02-03 ` stands within the first line."""
    if not lines:
        return lines
    at = 0
    if lines[0].text.strip() == "---":
        close = next((i for i, line in enumerate(lines[1:60], 1) if line.text.strip() == "---"), None)
        if close is not None:
            for line in lines[: close + 1]:
                line.kind = "header"
            at = close + 1
    date = _DATE_HEADER.match(lines[at].text) if at < len(lines) else None
    if date:
        line = lines[at]
        cut = line.start + date.end()
        rest = [_Line(cut, line.end, line.text[date.end() :])] if cut < line.end else []
        return [*lines[:at], _Line(line.start, cut, "", "header"), *rest, *lines[at + 1 :]]
    while at < len(lines) and len(lines[at].text) < furniture.LONGEST and furniture.HEAD_LINE.match(lines[at].text):
        lines[at].kind = "byline" if _WRITER.match(lines[at].text) else "header"
        at += 1
    return lines


def _top(lines: list[_Line], title: str | None, script: bool) -> int:
    """Name the lines above the text: title, byline, stamps; returns the index of the text's first line."""
    at = 0
    titled = False
    while at < len(lines):
        line = lines[at]
        if line.kind is None:
            kind = _top_kind(line.text, title, titled, at + 1 < len(lines))
            if kind is None and _above_dateline(lines, at):
                kind = "byline" if titled or title else "title"
            if kind is None or (script and kind == "title" and not _same(line.text, title)):
                return at
            line.kind = kind
            titled = titled or kind == "title"
        at += 1
    return at


def _above_dateline(lines: list[_Line], at: int) -> bool:
    """Whether a short line stands right above the paragraph that opens with the dateline."""
    text, below = lines[at].text, next((line.text for line in lines[at + 1 :] if line.text.strip()), "")
    return 0 < len(text) < furniture.LONGEST and text[-1] not in _STOPS and not dateline(text) and dateline(below) is not None


def _top_kind(text: str, title: str | None, titled: bool, more: bool) -> BlockKind | None:
    if not titled and _same(text, title):
        return "title"
    if len(text) >= furniture.LONGEST or not more or dateline(text):
        return None
    if furniture.is_by(text) or ((titled or title) and furniture.is_byline(text)):  # "Envoys Meet in Halven" is a headline
        return "byline"
    if furniture.is_clock(text) or furniture.is_junk(text):
        return "header"
    if furniture.credit_kind(text):
        return "byline" if furniture.credit_kind(text) == "byline" else "credit"
    if not titled and not title and _is_heading(text):
        return "title"
    return None


def _same(text: str, title: str | None) -> bool:
    """Whether the line is the title, or its beginning (pages add " | Outlet" to theirs)."""
    if not title or len(text) > furniture.LONGEST:
        return False
    line, whole = _letters(text), _letters(title)
    return bool(line) and (line == whole or (len(line) > 25 and whole.startswith(line)))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_heading(text: str) -> bool:
    """Whether the line may be a headline: short, its own line, no sentence's end, no speech, no label, no list."""
    plain = text.lstrip("# ").rstrip()
    if not plain or len(plain) > _HEADING_LENGTH or len(plain.split()) > _HEADING_WORDS:
        return False
    if text.startswith("#"):
        return True
    if plain[-1] in _STOPS or plain[0] in "-•*([@.’" or plain[0].islower() or not any(c.isalpha() for c in plain):
        return False
    if (_LABEL.match(plain) and not plain.isupper()) or _ITEM.match(plain) or plain.endswith((" and", " or")):
        return False
    bare = plain.strip("“”‘’'\"")
    if plain[0] in "“‘'\"":
        whole = plain[-1] in "”’'\"" and not any(mark in plain[1:-1] for mark in "“”")
        return whole and bool(bare) and bare[-1] not in ".!?,…" and len(bare.split()) > 3
    if plain[-1] in "”’'\"" and bare[-1:] in ".!?,…":
        return False
    return plain[-1] != "!" and (plain[-1] != "?" or len(plain.split()) <= 12)


def _body(lines: list[_Line], first: int, script: bool) -> None:
    """Name every line from `first` on by its wording and its neighbours."""
    for at in range(first, len(lines)):
        line = lines[at]
        if line.kind is not None:
            continue
        text = line.text
        if len(text) >= furniture.LONGEST:
            line.kind = "body"
        elif not text.strip() or furniture.is_junk(text):
            line.kind = "junk"
            if at > first and furniture.is_photo_credit(text) and furniture.is_caption(lines[at - 1].text):
                lines[at - 1].kind = "junk"
        elif furniture.credit_kind(text):
            line.kind = "credit"
        elif furniture.is_clock(text):
            line.kind = "heading" if at + 1 < len(lines) and not script else "junk"
        elif at > first and furniture.is_by(text):
            line.kind = "byline"
        else:
            line.kind = "heading" if not script and at + 1 < len(lines) and _is_heading(text) else "body"
    last = lines[-1] if len(lines) > first + 1 else None
    if last and last.kind == "body" and furniture.is_view(last.text):
        last.kind = "junk"


def _close(lines: list[_Line], first: int) -> None:
    """What follows the report's end mark is junk, unless it plainly goes on; so is a run of headlines at the very end."""
    for at in range(first, len(lines)):
        line = lines[at]
        by = line.kind == "credit" and furniture.credit_kind(line.text) == "byline"
        if at > first and (by or (line.kind == "junk" and furniture.is_end(line.text))) and not _goes_on(lines[at + 1 :]):
            for after in lines[at + 1 :]:
                if after.kind in ("body", "heading", "byline"):
                    after.kind = "junk"
            return
    run = 0
    while run < len(lines) - first and _is_teaser(lines[-1 - run]):
        run += 1
    if run >= 3 and run < len(lines) - first:
        for line in lines[len(lines) - run :]:
            line.kind = "junk" if line.kind in ("body", "heading") else line.kind


def _is_teaser(line: _Line) -> bool:
    return line.kind == "junk" or (line.kind in ("heading", "body") and len(line.text.split()) > 4 and _is_heading(line.text))


def _goes_on(lines: list[_Line]) -> bool:
    long = 0
    for line in lines:
        if line.kind == "body" and dateline(line.text):
            return True
        prose = line.kind == "body" and len(line.text) > _LONG and line.text[-1] in ".!?”’"
        long = long + 1 if prose else (long if line.kind == "junk" else 0)
        if long >= _CONTINUED:
            return True
    return False


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    body = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].kind == "body"), -1)
    for i, line in enumerate(lines):
        cut = credits.tail(line.text) if i == body else None
        if cut:
            yield Block("body", line.start, line.start + cut)
            yield Block("credit", line.start + cut, line.end)
        else:
            yield Block(line.kind or "body", line.start, line.end)
