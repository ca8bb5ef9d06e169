"""Every input ends as one Report or one BadInput, in the order given; none is left out silently, none ends the run."""

from __future__ import annotations

import glob
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from communique.read.decode import FILE_LIMIT, Undecodable, decode, flaw, too_big
from communique.read.head import BadHead, Fields, head
from communique.read.language import foreign
from communique.record.text import Report

PLAIN = ("", ".txt", ".md", ".markdown")
LINES = (".jsonl", ".ndjson")
ENDINGS = (".txt", ".md", ".markdown", ".json")  # left out of an id
AS_TEXT = "save the report's text as .txt or .md"
NOT_READ = {
    ".html": "HTML is not read yet", ".htm": "HTML is not read yet", ".pdf": "PDF is not read",
    ".docx": "Word files are not read", ".doc": "Word files are not read", ".odt": "ODT files are not read",
    ".rtf": "RTF is not read", ".csv": "CSV is not read yet", ".xml": "XML is not read yet", ".rss": "feeds are not read yet",
    ".atom": "feeds are not read yet", ".warc": "WARC is not read yet",
}  # fmt: skip
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BadInput:
    """One input that cannot be recorded: where (file, or file:line), why, and what to do about it."""

    where: str
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.advice}"


@dataclass(frozen=True, slots=True)
class _Options:
    published: date | None
    outlet: str | None
    today: date


def read(
    paths: Sequence[str], *, published: date | None = None, outlet: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report | BadInput]:
    """The reports of all `paths`: files, folders (with all below, in order of name), glob patterns, "-" for `stdin`.

    `published` and `outlet` fill only what an input does not state.  A file met twice is read once.  Two inputs of one
    run that end with the same id but other text are both given, the second with a warning: it is a new version.
    """
    options = _Options(published, outlet, date.today())
    seen: dict[str, tuple[str, str]] = {}
    files: set[Path] = set()
    for path in paths:
        for item in _read_one(path, options, files, stdin):
            if isinstance(item, Report):
                where, sha = seen.setdefault(item.id, (item.path or "-", item.sha256))
                if sha != item.sha256:
                    told = (
                        f'the id "{item.id}" was given to another text in this run ({where}), this is a new version of it; '
                        "to keep two reports apart, read the folder above both or give them other ids"
                    )
                    item = replace(item, warnings=(*item.warnings, told))
            yield item


def count(paths: Sequence[str]) -> int:
    """About how many reports `paths` hold (lines of a JSONL file, else one a file); "-" counts as none, being unknown."""
    found = (item for path in paths if path != "-" for item in _find(path))
    return sum(_lines(item[0]) if not isinstance(item, BadInput) and item[0].suffix.lower() in LINES else 1 for item in found)


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            last, lines = b"\n", 0
            while block := file.read(CHUNK):
                lines, last = lines + block.count(b"\n"), block[-1:]
    except OSError:
        return 1
    return lines + (last != b"\n")


def _find(argument: str) -> Iterator[tuple[Path, PurePath] | BadInput]:
    """The files of one argument, each with its path relative to the argument it was found under."""
    path = Path(argument)
    try:
        if argument and path.is_dir():  # Path("") would be the current folder
            inside = _below(path, path)
            yield next(inside, BadInput(argument, "no file in this folder", "check the path"))
            yield from inside
        elif path.is_file():
            yield path, PurePath(path.name)
        elif glob.has_magic(argument) and not os.path.lexists(path):
            matches = [Path(match) for match in sorted(glob.glob(argument, recursive=True))]
            steps = path.parts
            base = Path(*steps[: next(i for i, step in enumerate(steps) if glob.has_magic(step))])
            if not matches:
                yield BadInput(argument, "no file matches", "check the pattern")
            for match in matches:
                if match.is_dir() and "**" not in steps:
                    yield from _below(match, base)
                elif match.is_file():
                    yield match, match.relative_to(base)
        elif "://" in argument:
            yield BadInput(argument, "nothing is fetched from the network", AS_TEXT)
        elif os.path.lexists(path):
            yield BadInput(argument, "neither a file nor a folder", "give a file, a folder or a pattern")
        else:
            yield BadInput(argument, "no such file or folder", "check the path")
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the path
        yield _unreadable(argument, problem)


def _below(folder: Path, base: Path) -> Iterator[tuple[Path, PurePath] | BadInput]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as problem:
        yield _unreadable(str(folder), problem)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.is_symlink():  # it may lead back up
                yield BadInput(str(entry), "a link to a folder is not followed", "give the folder itself")
            else:
                yield from _below(entry, base)
        elif entry.is_file():
            yield entry, entry.relative_to(base)
        else:
            yield BadInput(str(entry), "no file that can be read", "remove it, or mend the link")


def _unreadable(where: str, problem: Exception) -> BadInput:
    why = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return BadInput(where, f"cannot be read ({why})", "check the path and its permissions")


def _read_one(argument: str, options: _Options, files: set[Path], stdin: BinaryIO | None) -> Iterator[Report | BadInput]:
    if argument == "-":
        yield from _standard_input(stdin or sys.stdin.buffer, options)
        return
    for found in _find(argument):
        if isinstance(found, BadInput):
            yield found
            continue
        path, relative = found
        if (real := path.resolve()) not in files:
            files.add(real)
            try:
                yield from _file(path, relative, options)
            except OSError as problem:
                yield _unreadable(str(path), problem)


def _file(path: Path, relative: PurePath, options: _Options) -> Iterator[Report | BadInput]:
    ending = path.suffix.lower()
    where = str(path)
    name = relative.as_posix()
    own_id = name[: -len(ending)] if ending in ENDINGS and len(relative.name) > len(ending) else name
    if ending in LINES:
        with path.open("rb") as file:
            yield from _json_lines(_numbered(file), where, options)
        return
    if ending not in (*PLAIN, ".json"):
        known = NOT_READ.get(ending)
        if known or not _looks_plain(path):
            yield BadInput(where, known or f"files of the type {ending} are not read", AS_TEXT)
            return
    size = path.stat().st_size
    if big := too_big(size):
        yield BadInput(where, *big)
    elif ending == ".json":
        yield _json_object(path.read_bytes(), where, options, own_id, path.name)
    else:
        yield _text(path.read_bytes(), where, options, own_id, path.name)


def _looks_plain(path: Path) -> bool:
    # "talks.16.Jan" or "No. 7 statement" have a suffix only by accident: a known type has letters, no blanks, and is short.
    ending = path.suffix[1:]
    return not (ending.isalnum() and any(c.isalpha() for c in ending) and len(ending) <= 5)


def _standard_input(stream: BinaryIO, options: _Options) -> Iterator[Report | BadInput]:
    lines = _numbered(stream)
    ahead: list[tuple[int, bytes | None]] = []
    for line in lines:
        ahead.append(line)
        if line[1] is None or line[1].strip():
            break
    first = ahead[-1][1] if ahead else b""
    if first is not None and _object(first) is not None:
        yield from _json_lines(chain(ahead, lines), "-", options)
        return
    parts: list[bytes] = []
    size = 0
    for _, line_or_none in chain(ahead, lines):
        size += FILE_LIMIT + 1 if line_or_none is None else len(line_or_none)
        if size > FILE_LIMIT:
            yield BadInput("-", f"more than {FILE_LIMIT // 1_000_000} MB, the limit", "split it into its reports")
            return
        parts.append(line_or_none or b"")
    yield _text(b"".join(parts), "-", options, "stdin", None)


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers; None for one over the limit, which is skipped without being held in memory."""
    number = 0
    while line := stream.readline(FILE_LIMIT + 1):
        number += 1
        if len(line) > FILE_LIMIT:
            while (rest := stream.readline(CHUNK)) and not rest.endswith(b"\n"):
                continue
            yield number, None
        else:
            yield number, line


def _json_lines(lines: Iterator[tuple[int, bytes | None]], where: str, options: _Options) -> Iterator[Report | BadInput]:
    anything = False
    for number, line in lines:
        place = f"{where}:{number}"
        if line is None:
            yield BadInput(place, f"a line of more than {FILE_LIMIT // 1_000_000} MB, the limit", "one report a line")
        elif line.strip():
            yield _json_object(line, place, options, None, None)
        anything = anything or line is None or bool(line.strip())
    if not anything:
        yield BadInput(where, "empty", "leave it out, or put one report a line in it")


def _object(raw: bytes) -> dict[str, object] | None:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _json_object(raw: bytes, where: str, options: _Options, own_id: str | None, file_name: str | None) -> Report | BadInput:
    shape = 'write {"id": …, "text": …, "published": "YYYY-MM-DD"}'
    value = _object(raw)
    if value is None:
        return BadInput(where, "not one JSON object in UTF-8", shape if own_id else f"one report a line: {shape}")
    if not isinstance(text := value.get("text"), str):
        return BadInput(where, 'no "text" that is a string', shape)
    given = value.get("id", own_id)
    given = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if not isinstance(given, str) or not given.strip() or not given.isprintable():
        return BadInput(where, 'no "id" that is a printable string', shape)
    wrong = [key for key in ("published", "outlet", "title", "url") if not isinstance(value.get(key), str | None)]
    if wrong:
        return BadInput(where, f'"{wrong[0]}" is no string', shape)
    if surrogate := next((key for key in ("outlet", "title", "url") if not _storable(value.get(key))), None):
        return BadInput(where, f'"{surrogate}" holds half a character (a lone surrogate)', "write it out again as UTF-8")
    return _report(text, where, options, given, file_name, None, value)


def _storable(value: object) -> bool:
    return not isinstance(value, str) or not any("\ud800" <= c <= "\udfff" for c in value)


def _text(raw: bytes, where: str, options: _Options, own_id: str, file_name: str | None) -> Report | BadInput:
    try:
        text, guessed = decode(raw)
    except Undecodable as problem:
        return BadInput(where, problem.reason, problem.advice)
    if not own_id.isprintable():
        return BadInput(ascii(where), "a file name with characters that cannot be printed", "rename the file")
    return _report(text, where, options, own_id, file_name, guessed, {})


def _report(
    text: str, where: str, options: _Options, own_id: str, file_name: str | None, guessed: str | None, given: Mapping[str, object]
) -> Report | BadInput:
    if wrong := flaw(text):
        return BadInput(where, *wrong)
    fields = Fields(**{key: str(given[key]) for key in ("published", "outlet", "title", "url") if given.get(key)})
    try:
        known = head(text, fields, file_name=file_name, published=options.published, outlet=options.outlet, today=options.today)
    except BadHead as problem:
        return BadInput(where, problem.reason, problem.advice)
    if language := foreign(text):
        return BadInput(where, f"looks like {language}", "only English is read; give a translation, or leave it out")
    warnings = (*((guessed,) if guessed else ()), *known.warnings)
    return Report(
        own_id, text, known.published, known.published_from, known.outlet, known.outlet_from, known.title, known.url,
        where, None, warnings,
    )  # fmt: skip
