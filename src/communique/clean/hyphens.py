"""A hyphen goes only where the joined word is far likelier than the compound: what may be meant as written stays."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from communique.clean.mend import Edit

_HEAD = re.compile(r"[^\W\d_]{1,24}\Z")
_TAIL = re.compile(r"[^\W\d_]{1,24}")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 25
_ENDINGS = frozenset("ing ings tion tions sion sions ment ments ness ity".split())  # no words, though print has them alone
_REAL = 3.0  # zipf: about one in a million words
_PLAIN = 3.6  # zipf of a word that readily enters compounds


class Hyphens:
    """Judges the hyphens of one text (the text's own words count as words)."""

    def __init__(self, text: str) -> None:
        self._text = text

    def edits(self) -> Iterator[Edit]:
        """Edits that remove hyphens left inside words ("Janu-ary", "Janu- ary"); breaks at line ends are not touched."""
        text = self._text
        at = text.find("-")
        while at >= 0:
            gap = 2 if text[at + 1 : at + 2] == " " else 1
            if 0 < at < len(text) - gap and text[at - 1].isalpha() and text[at + gap].isalpha():
                head = _HEAD.search(text, max(0, at - _REACH), at)
                tail = _TAIL.match(text, at + gap, at + gap + _REACH)
                if head and tail and not _hangs(text, head.start(), tail.end()):
                    wrong = self.is_break(head.group(), tail.group(), spaced=gap == 2)
                    if wrong:
                        yield Edit(at, at + gap, "", "hyphen")
            at = text.find("-", at + 1)

    def is_break(self, head: str, tail: str, *, line_end: bool = False, spaced: bool = False) -> bool:
        """Whether head-tail is one word broken in two.  At a line end the break is the likelier reading."""
        if not (tail.islower() or (head.isupper() and tail.isupper() and len(head) > 1)):
            return False
        return _is_break(head.lower(), tail.lower(), line_end, spaced) or (
            not spaced and min(_zipf(head.lower()), _zipf(tail.lower())) < 2 and (head + tail).lower() in self._own
        )

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(word.lower() for word in _WORD.findall(self._text))


def _hangs(text: str, start: int, end: int) -> bool:
    """Whether the pair is part of something longer: a chain of hyphens, an address, a number."""
    return (start > 0 and (text[start - 1] in "-_@/'’" or text[start - 1].isalnum())) or (
        end < len(text) and (text[end] in "-_@/" or text[end].isalnum())
    )


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict  # a tenth of a second to load, wanted only once a hyphen is met

    return dict(get_frequency_dict("en", wordlist="large"))


def _zipf(word: str) -> float:
    """log10 of the word's frequency per thousand million words; 0 for an unknown one."""
    share = _frequencies().get(word, 0.0)
    return max(0.0, math.log10(share) + 9) if share else 0.0


@lru_cache(maxsize=20_000)
def _is_break(head: str, tail: str, line_end: bool, spaced: bool) -> bool:
    joined, first, second = _zipf(head + tail), _zipf(head), 0.0 if tail in _ENDINGS else _zipf(tail)
    if joined < _REAL:
        return False
    if spaced:  # "short- and medium-range": a real second word may be meant
        return second < 3.2 and joined > 4 and second < joined - 1
    apart = -math.log10(10**-first + 10**-second)  # the compound is rarer than either half
    if line_end:
        return joined > apart - 1.5
    if head[-1] == tail[0] and tail[0] in "aeiou":  # co-ordinate, re-elect: a spelling, not a break
        return False
    if first >= _PLAIN and second >= _PLAIN and len(head) > 2 and len(tail) > 2:
        return False
    return joined > apart + 1
