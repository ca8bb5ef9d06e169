"""Speeches that a page prints one behind another in a paragraph ("… Thank you. Ann Hill: We agree.") get paragraphs of their own.

A name and a colon behind the end of a sentence are a label where the text has several and one of their bearers speaks again, or
the press asks.  The space before a label becomes a line feed, so that no offset moves; a name that is followed by its own entry
in a list of persons ("Ann Hill Hill AnnMinister of Trade(retranslated):") loses that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from communique.clean.mend import Edit

UPPER = "A-Z" + "".join(chr(c) for c in range(0xC0, 0x250) if chr(c).isupper())
WORD = rf"[{UPPER}](?:[\w’'\-]*|\w{{0,2}}\.)"
LABEL = re.compile(
    rf"(?<=[.?!…”\"*)\]])(?P<gap> )(?P<label>(?:{WORD})(?:,? (?:{WORD}|of|for|the|and|de|van|von|al|bin|to|in|–)){{0,24}})"
    r"(?P<aside> ?\([^()\n]{3,40}\))?:(?= [\S])"
)
RANK = (
    r"(?:(?:Vice|Prime|Foreign|Deputy|First) )*"
    r"(?:President|Minister|Chancellor|Premier|Secretary|Ambassador|King|Emperor|Chairman|Speaker)"
)
ENTRY = re.compile(r"(?P<given>[\w’'\-]+) (?P<last>[\w’'\-]+)(?P<entry> (?P=last) (?P=given)(?=[A-Z]).*)")
BROKEN = re.compile(  # behind a sentence or asterisks, below a heading without an end, the one who speaks
    rf"(?:\*[ ]?\*[ ]?\*[ ]|(?<=[.?!…)\]])[ ])(?=[{UPPER}])(?:[^.?!:;,\n]{{0,80}}?[ \w])??(?P<gap>(?<= )|[ ])"
    rf"(?P<label>(?:{RANK})(?: (?:{WORD}|of|the|and)){{2,8}}):(?= [{UPPER}])"
)
OPENING = re.compile(rf"(?:[^\n]*\n+)?(?P<label>(?:{WORD}|of|the|and)(?: (?:{WORD}|of|the|and))+):\s")
OWN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
NEAR = 300  # in so many characters somebody who speaks says "I" or "we"
ASKS = frozenset(("Question", "Q", "Reporter", "Moderator"))
FEWEST = 3
LONGEST = 160  # characters of a label


def speeches(text: str) -> Iterator[Edit]:
    """Edits that give each speech of a transcript without paragraphs one of its own."""
    found = [match for match in LABEL.finditer(text) if len(match["label"]) <= LONGEST and _bears_a_name(match["label"])]
    bearers = Counter(_last(match["label"]) for match in found)
    again = max(bearers.values(), default=0) > 1
    if len(found) < FEWEST or not (again or ASKS & bearers.keys()):
        yield from _single(text, found)
        return
    for match in found:
        yield from _parted(match)


def _parted(match: re.Match[str]) -> Iterator[Edit]:
    yield Edit(*match.span("gap"), "\n")
    entry = ENTRY.search(match["label"])
    start = match.start("label")
    if entry is not None:
        yield Edit(start + entry.start("entry"), start + entry.end("entry"), "")
    if match["aside"] and not match["aside"].startswith(" "):
        yield Edit(match.start("aside"), match.start("aside"), " ")


def _single(text: str, found: list[re.Match[str]]) -> Iterator[Edit]:
    """Where few speak: a label with a rank and the whole name, in a text (or below asterisks) that such a label opens."""
    broken = [match for match in BROKEN.finditer(text) if match["gap"] and _in_own_words(text, match)]
    for match in broken:
        yield Edit(*match.span("gap"), "\n")
    named = [match for match in found if _introduced(text, match) and _in_own_words(text, match)]
    opening = next(iter(broken or named), None) or OPENING.match(text)
    if opening is None:
        return
    first = opening["label"].split()
    for match in found:
        if match.span("gap") in [one.span("gap") for one in broken]:
            continue
        words = match["label"].split()
        ranked = len(words) > 2 and bool(match["aside"] or ENTRY.search(match["label"]) or set(words[:2]) & set(first[:2]))
        if ranked or match in named or match["label"] == opening["label"]:
            yield from _parted(match)


def _in_own_words(text: str, match: re.Match[str]) -> bool:
    """Whether what stands behind a label is somebody's own speech."""
    return OWN.search(text, match.end(), match.end() + NEAR) is not None


def _introduced(text: str, match: re.Match[str]) -> bool:
    """Whether a label is a post with a name, or a whole name that the text gives by the way too."""
    words = match["label"].split()
    if re.match(RANK, match["label"]):
        return len(words) > 2
    whole = 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
    return whole and len(re.findall(rf"{re.escape(match['label'])}(?!:)", text)) > 0


def _bears_a_name(label: str) -> bool:
    """Whether it is a name of two words at least, or what the press is called."""
    words = label.split()
    return label in ASKS or (len(words) > 1 and words[-1][0].isupper() and words[0] not in ("The", "And"))


def _last(label: str) -> str:
    entry = ENTRY.search(label)
    return entry["last"] if entry else label.split()[-1]
