"""Rows leave as a table, JSON, JSON lines or CSV with the same content; only the table is shortened for the eye."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Literal, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.record.when import parse
from communique.show.rows import Row
from communique.show.words import names_of, one_line, state_in_words, when_in_words

Format = Literal["table", "json", "jsonl", "csv"]
Names = Mapping[str, str]
Cell = Callable[[Row, Names], str]
LONGEST = 240  # characters of a cell


def write_rows(rows: Iterable[Row], format: Literal["json", "jsonl", "csv"], out: TextIO) -> None:
    """Write the rows one at a time; in CSV, lists of plain values are joined by `;`, deeper ones are JSON, null is empty."""
    if format == "jsonl":
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif format == "json":
        before = "[\n"
        for row in rows:
            out.write(before + json.dumps(row, ensure_ascii=False))
            before = ",\n"
        out.write("[]\n" if before == "[\n" else "\n]\n")
    else:
        writer = None
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(out, list(row), lineterminator="\n")
                writer.writeheader()
            writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: object) -> object:
    if isinstance(value, list):
        plain = all(isinstance(item, str | int | float) for item in value)
        return ";".join(map(str, value)) if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def draw_rows(kind: str, rows: Iterable[Row], names: Names, console: Console) -> None:
    """A table of rows of this kind: one of those that have columns here."""
    columns = COLUMNS[kind]
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    for header, _, widest in columns:
        table.add_column(header, max_width=widest, min_width=None if widest else 20, ratio=None if widest else 1, overflow="fold")
    shown = 0
    for row in rows:
        table.add_row(*(Text(one_line(cell(row, names), LONGEST)) for _, cell, _ in columns))
        shown += 1
    if shown:
        console.print(table)
    else:
        console.print("Nothing found.")


def as_text(draw: Callable[[Console], None], console: Console) -> str:
    """What `draw` draws; without a terminal, without blanks at the ends of lines."""
    with console.capture() as capture:
        draw(console)
    text = capture.get()
    return text if console.is_terminal else "".join(line.rstrip() + "\n" for line in StringIO(text))


def _parties(row: Row, key: str, names: Names) -> str:
    value = row[key]
    return names_of(value, names, "") if isinstance(value, list) else ""


def _when(key: str) -> Cell:
    def cell(row: Row, names: Names) -> str:
        value = row[key]
        return when_in_words(parse(value)) if isinstance(value, str) else ""

    return cell


def _field(key: str) -> Cell:
    return lambda row, names: "" if row[key] is None else str(row[key])


def _who(by: str, to: str) -> Cell:
    def cell(row: Row, names: Names) -> str:
        left, right = _parties(row, by, names) or "not stated", _parties(row, to, names)
        return f"{left} → {right}" if right else left

    return cell


def _act(row: Row, names: Names) -> str:
    words = [str(row["act"]) + (f" ({row['kind']})" if row["kind"] else "")]
    words += ["not"] if row["polarity"] == "neg" else []
    words += [str(row["modality"])] if row["modality"] != "actual" else []
    return ", ".join(words)


def _place(row: Row, names: Names) -> str:
    return "" if row["report"] is None else f"{row['report']} {row['start']}–{row['end']}"


def _other(row: Row, names: Names) -> str:
    return f"{row['other_report']} {row['other_start']}–{row['other_end']}: {row['other_text']}"


def _stance(row: Row, names: Names) -> str:
    return f"{row['before']} → {row['stance']}" if row["before"] and row["before"] != row["stance"] else str(row["stance"])


def _state(row: Row, names: Names) -> str:
    closers, closed = row["closers"], row["closed"]
    return state_in_words(
        str(row["state"]), closers if isinstance(closers, list) else (), parse(closed) if isinstance(closed, str) else None, names
    )


def _judged(row: Row, names: Names) -> str:
    said = f" {row['field']}={row['value'] or ''}" if row["kind"] == "correct" else f" {row['field']}" if row["field"] else ""
    return f"{str(row['kind']).replace('_', ' ')}{said}" + (f" ~ {row['object']}" if row["object"] else "")


def _stands(row: Row, names: Names) -> str:
    return "yes" if row["stands"] else f"undone by {row['undone_by']}"


def _party(key: str) -> Cell:
    return lambda row, names: names_of([str(row[key])], names)


KNOWN = {"stated": "", "inferred": ", inferred", "table": ", from the table"}


def _ties(row: Row, names: Names) -> str:
    told: dict[str, list[str]] = {}
    ties = row["ties"]
    for tie in ties if isinstance(ties, list) else []:
        link = f"{tie['post']}," if tie["post"] else str(tie["kind"]).replace("_", " ")
        words = f"{link} {names_of([tie['object']], names)}"
        words += KNOWN[str(tie["basis"])]
        if tie["subject"] != row["key"]:
            words = f"{names_of([tie['subject']], names)}: {words}"
        told.setdefault(words, []).append(tie["seen"])
    return "; ".join(f"{words} ({' – '.join(sorted({min(seen), max(seen)}))})" for words, seen in told.items())


def _voices(key: str) -> Cell:
    def cell(row: Row, names: Names) -> str:
        voices = row[key]
        told = [voice["by"] for voice in voices] if isinstance(voices, list) else []
        return ", ".join(names_of([by], names) if by else "not named" for by in told)

    return cell


def _outlet(row: Row, names: Names) -> str:
    return str(row["outlet"] or "not stated")


def _which(row: Row, names: Names) -> str:
    if row["counted_with"] != row["origin"]:
        return "round-up"
    return ", ".join(word for word in ("earliest", "fullest") if row[word]) or "copy"


def _why_copy(row: Row, names: Names) -> str:
    return f"= {row['of']}: {row['reason']}" if row["of"] else str(row["text"])


_WHERE: tuple[str, Cell, int | None] = ("Where", _place, 20)
_TEXT: tuple[str, Cell, int | None] = ("Text", _field("text"), None)
_WHEN: tuple[str, Cell, int | None] = ("When", _when("when"), 14)
_WHO: tuple[str, Cell, int | None] = ("Who → whom", _who("by", "to"), 20)
_ACT: tuple[str, Cell, int | None] = ("Act", _act, 11)
COLUMNS: dict[str, tuple[tuple[str, Cell, int | None], ...]] = {
    "moves": (_WHEN, _WHO, _ACT, _TEXT, _WHERE),
    "timeline": (_WHEN, _WHO, _ACT, _TEXT, ("Origins", _field("origins"), 7), _WHERE),
    "positions": (
        ("Party", _party("party"), 18), ("Stance", _stance, 14), ("On", _field("title"), 24), ("Since", _when("since"), 14),
        _TEXT, _WHERE,
    ),
    "questions": (
        ("Due", _when("due"), 14), ("State", _state, 20), ("Who → of whom", _who("by", "of"), 20), _TEXT, _WHERE,
    ),
    "conflicts": (("Kind", _field("kind"), 13), _TEXT, _WHERE, ("Other", _other, None), ("Why", _field("basis"), 22)),
    "claims": (
        ("Of", lambda row, names: _parties(row, "of", names), 16), ("Asserted by", _voices("asserted"), 16),
        ("Denied by", _voices("denied"), 14), ("Origins", _field("origins"), 7), ("Support", _field("support"), 7), _TEXT, _WHERE,
    ),
    "copies": (
        ("Origin", _field("origin"), 20), ("Published", _field("published"), 10), ("Outlet", _outlet, 18), ("Which", _which, 9),
        ("Why", _why_copy, None), _WHERE,
    ),
    "review": (
        ("Certainty", _field("confidence"), 9), ("What", _field("asked"), 8), _WHO, _ACT, _TEXT, ("Why", _field("basis"), 30),
        _WHERE,
    ),
    "judgements": (
        ("No.", _field("id"), 5), ("Judged", _judged, 22), ("By", _field("author"), 12), ("On", _field("subject"), 30), _TEXT,
        ("Reason", _field("reason"), 20), ("Stands", _stands, 12),
    ),
    "parties": (
        ("Party", _party("name"), 24), ("Key", _field("key"), 10), ("Acts", _field("acts"), 5),
        ("Acted on", _field("acted_on"), 8), ("Ties", _ties, 40), _TEXT, _WHERE,
    ),
}  # fmt: skip
