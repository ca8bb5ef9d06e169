"""Single marks become “ ” only where they plainly hold speech; apostrophes, plurals and scare quotes stay as they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_OPEN = re.compile(r"(?:(?<![^\s(—–:\[])|(?<=[—–]))['‘](?=[^\W_])(?!\d0s\b)(?!(?:tis|twas|em|til|cause|bout)\b)")
_CLOSE = re.compile(r"(?<=[\w.,!?…;:)])['’](?=[\s.,;:!?)\]—–]|\Z)")
_FIRM = frozenset(".,!?…")
_LONGEST = 3000  # characters looked through for the closing mark


def single_quotes(text: str, start: int, end: int, doubles: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The single-quoted speech in text[start:end], marks included; `doubles` are the stretches in double marks, in order."""
    found: list[tuple[int, int]] = []
    at = start
    while opening := _OPEN.search(text, at, end):
        at = opening.end()
        around = _around(doubles, opening.start())
        if around is not None:
            at = max(at, around)
            continue
        close = _closing(text, opening.end(), end, doubles)
        if close is None:
            continue
        if opening.start() == start and close == end - 1 and text[close - 1] not in _FIRM:
            break  # the whole line, without a full stop: a heading
        if len(text[opening.end() : close].split()) > 2:
            found.append((opening.start(), close + 1))
            at = close + 1
    return found


def _around(doubles: Sequence[tuple[int, int]], at: int) -> int | None:
    """The end of the double-quoted stretch that holds `at`."""
    i = bisect_right(doubles, (at, at)) - 1
    return doubles[i][1] if i >= 0 and doubles[i][0] <= at < doubles[i][1] else None


def _closing(text: str, start: int, end: int, doubles: Sequence[tuple[int, int]]) -> int | None:
    """The mark that closes speech begun before `start`: one after punctuation is firm, one after "s" may be a plural."""
    stop = min(end, start + _LONGEST)
    following = _OPEN.search(text, start, stop)
    if following:
        stop = following.start()
    weak: int | None = None
    for match in _CLOSE.finditer(text, start, stop):
        at = match.start()
        if _around(doubles, at) is not None:
            continue
        if text[at - 1] in _FIRM:
            return at
        plural = text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
        if not plural:
            return at
        weak = at if weak is None else weak
    return weak
