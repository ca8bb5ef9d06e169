"""After this pass the only characters that cannot be seen are spaces and line feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.clean.mend import Edit, Flaw

_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TAIL = f"[\x80-\xbf{_CP1252}]"
# UTF-8 read as Latin-1 or Windows-1252: a lead byte's letter and one to three continuation bytes' signs; bounded runs
# keep the repair of a long run cheap.
_MOJIBAKE = re.compile(f"(?:[\xc2-\xf4]{_TAIL}{{1,3}}){{1,40}}|â€")
_LAWFUL = frozenset("’”–—…»«“")  # signs that may well follow an accented letter in sound text

_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011"
_MINUS = "(?<= )\u2212(?= )"  # what some papers print for a dash
_UNSEEN = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
_ODD = re.compile(
    f"\xad+(?:[ \t]{{0,3}}\r?\n[ \t]{{0,3}})?|\r\n?|[{_UNSEEN}]+|[\t{_BREAKS}{_SPACES}{_HYPHENS}\ud800-\udfff]|{_MINUS}"
)


def mojibake(text: str) -> Iterator[Edit]:
    """Edits that put right UTF-8 once read as a one-byte encoding ("â€œ", "Ã©"), each on the smallest stretch."""
    if text.isascii():
        return
    for match in _MOJIBAKE.finditer(text):
        wrong = match.group()
        right = _repaired(wrong)
        if len(right) == len(wrong):  # only a sign or two were put right: each maps to itself
            at = match.start()
            yield from (Edit(at + i, at + i + 1, c, "mojibake") for i, c in enumerate(right) if c != wrong[i])
        else:
            yield Edit(match.start(), match.end(), right, "mojibake")


@lru_cache(maxsize=4096)
def _repaired(wrong: str) -> str:
    if wrong == "â€":  # the third byte of ” is unassigned in Windows-1252 and is often lost
        return "”"
    if len(wrong) == 2 and wrong[0] == "Ã" and wrong[1] <= "\xbf":  # no word has this pair; ftfy wants more of it to be sure
        return wrong.encode("latin-1").decode("utf-8")
    if len(wrong) == 2 and wrong[1] in _LAWFUL and wrong[0] not in "ÂÃ":
        return wrong
    import ftfy  # slow to load, and most reports have no mojibake

    return ftfy.fix_encoding(wrong)


def odd_characters(text: str) -> Iterator[Edit]:
    """Edits that make line ends "\\n", every space " ", and remove what has no width or only steers the terminal."""
    for match in _ODD.finditer(text):
        found = match.group()
        new, flaw = _replacement(found)
        yield Edit(match.start(), match.end(), new, flaw)


def _replacement(found: str) -> tuple[str, Flaw | None]:
    first = found[0]
    if first == "\r":
        return "\n", None
    if first == "\t":
        return " ", None
    if first == "\xad":
        return "", "hyphen"
    if first in _BREAKS:
        return "\n", "control"
    if first in _SPACES:
        return " ", "space"
    if first == "\u2212":
        return "–", None
    if first in _HYPHENS:
        return "-", "hyphen"
    return ("\ufffd" if "\ud800" <= first <= "\udfff" else ""), "control"
