"""Bytes become text without loss, or a reason is given; a guessed encoding is always told."""

from __future__ import annotations

import codecs

FILE_LIMIT = 20_000_000  # bytes of one file, or of one line of a JSONL file
TEXT_LIMIT = 5_000_000  # characters of one report
FOREIGN_SHARE = 0.1  # of the characters outside ASCII; more than this is no Western text in cp1252
CONTROL_SHARE = 0.1
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Undecodable(ValueError):
    """Bytes that hold no text this package can read; `args` are the reason and the advice."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason, self.advice = reason, advice


def decode(raw: bytes) -> tuple[str, str | None]:
    """The text of `raw` (a byte order mark dropped, line ends kept) and a warning where the encoding was guessed.

    Raises Undecodable for binary data and for encodings that cannot be told.
    """
    if raw.startswith(UTF16):
        try:
            return raw.decode("utf-16"), None
        except UnicodeDecodeError as problem:
            raise Undecodable(f"not the UTF-16 its first bytes announce (byte {problem.start})", "save it as UTF-8") from None
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as problem:
        at = problem.start
    if b"\0" in raw:
        raise Undecodable("a binary file, no text", "give the report as text")
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    # Cyrillic, Greek or Chinese bytes also "decode" as cp1252, but then hardly a letter stays ASCII.
    if not text or sum(c > "\x7f" for c in text) > FOREIGN_SHARE * len(text):
        raise Undecodable(f"not UTF-8 (byte {at})", "save it as UTF-8")
    return text, f"not UTF-8 (byte {at}); read as Windows-1252"


def flaw(text: str) -> tuple[str, str] | None:
    """Why `text` cannot be a report's text, and what to do about it; None where it can."""
    if not text.strip():
        return "empty", "leave it out, or put the report's text in it"
    if len(text) > TEXT_LIMIT:
        return f"{len(text):,} characters, the limit is {TEXT_LIMIT:,}", "split it into its reports"
    if "\0" in text or sum(c < " " and c not in "\t\n\v\f\r\x1a\x1b" for c in text) > CONTROL_SHARE * len(text):
        return "binary data, no text", "give the report as text"
    if not text.isascii():
        for at, c in enumerate(text):
            if "\ud800" <= c <= "\udfff":
                return f"half a character (lone surrogate at offset {at})", "write it out again as UTF-8"
    return None


def too_big(size: int) -> tuple[str, str] | None:
    """Why an input of `size` bytes is not read at all."""
    if size > FILE_LIMIT:
        return f"{size / 1e6:,.0f} MB, the limit is {FILE_LIMIT // 1_000_000} MB", "split it into its reports"
    return None
