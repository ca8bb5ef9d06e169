"""Every token has one code character, so that a rule over words is a plain regular expression over a short string.

Months, weekdays, units and numbers are named sets of words; a word a rule spells out is a set of one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
WEEKDAYS = (
    "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun",
)  # fmt: skip
MONTH = {word: number for number, words in enumerate(MONTHS, 1) for word in words.split()}
WEEKDAY = {word: number for number, words in enumerate(WEEKDAYS) for word in words.split()}
UNIT = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "2W", "weekend": "WE",
    "month": "MO", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
UNITS = {f"{unit}s": code for unit, code in UNIT.items()} | {"centuries": "CE", "secs": "S", "mins": "M", "hrs": "H"}
SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "summertime": "SU", "wintertime": "WI"}
PART_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "MI", "midday": "MI"}
SMALL = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        1,
    )
}
TENS = {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
NUMBER = SMALL | TENS | {"dozen": 12, "hundred": 100}
ORDINAL = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)
}
FUZZY = "few several many some couple numerous".split()
ZONES = "gmt utc est edt cst cdt mst mdt pst pdt et pt cet cest eet eest bst ist jst msk".split()
CENTURIES = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
FISCAL = [f"fy{year % 100:02}" for year in range(1980, 2060)] + [f"fy{year}" for year in range(1980, 2060)]
TIES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
PLURAL_DAYS = {f"{words.split()[0]}s": number for number, words in enumerate(WEEKDAYS)}
PUNCTUATION = {"COMMA": ",", "DOT": ".", "DASH": "-", "SLASH": "/", "QUOTE": "'"}

# Words of dates only with a capital: "may", "march", "sat" are verbs more often, "et" is Latin.
CASED = frozenset({"may", "march", "august", *ZONES, *(w for words in MONTHS + WEEKDAYS for w in words.split()[1:])})
TOKEN = re.compile(
    r"(?!https?://\S|www\.\S)[^\W\d_]+(?:\d\w*)?"  # most are words, so that they are tried first
    r"|https?://\S+|www\.\S+"  # no date is read out of an address
    r"|\d{4}-\d\d?-\d\d?(?![\d-])|\d\d?[./]\d\d?[./]\d{4}(?!\d)|\d{4}/\d\d?/\d\d?(?!\d)"  # a date in figures
    r"|\d\d?:\d\d(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
    r"|\n[ \t]*\n\s*|[^\w\s]"
)
DASHES = str.maketrans("–—−‑’‘`", "----'''")

SETS: dict[str, frozenset[str]] = {
    "MONTH": frozenset(MONTH), "WEEKDAY": frozenset(WEEKDAY), "UNIT": frozenset(UNIT), "UNITS": frozenset(UNITS),
    "SEASON": frozenset(SEASON), "PARTOFDAY": frozenset(PART_OF_DAY), "WORDNUM": frozenset(NUMBER), "TENS": frozenset(TENS),
    "SMALL": frozenset(SMALL), "ORDINAL": frozenset(ORDINAL), "FUZZY": frozenset(FUZZY), "ZONE": frozenset(ZONES),
    "TIES": frozenset(TIES), "PLURALDAY": frozenset(PLURAL_DAYS), "CENTURYWORD": frozenset(CENTURIES),
    "FISCAL": frozenset(FISCAL),
    **{name: frozenset({mark}) for name, mark in PUNCTUATION.items()},
}  # fmt: skip
# Tokens known by their shape, not by their word.
DD, YEAR, FIGURE, ISO, CLOCK, BREAK, OTHER = "dyni:|x"
SHAPES = {"DD": DD, "YEAR": YEAR, "FIGURE": FIGURE, "ISO": ISO, "CLOCK": CLOCK, "BREAK": BREAK}


@cache
def lexicon() -> dict[str, Any]:
    """The word lists of data/dates.json, read once."""
    data: dict[str, Any] = json.loads((files("communique.data") / "dates.json").read_text(encoding="utf-8"))
    return data


class Coder:
    """Gives each word of the rules its character, compiles rules, and codes text."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        for words in SETS.values():
            for word in sorted(words):
                self.code(word)

    def code(self, word: str) -> str:
        """The character of `word`, given now if it has none yet (private-use area, so that no rule clashes with it)."""
        return self.codes.setdefault(word, chr(0xE000 + len(self.codes)))

    def compile(self, pattern: str, parts: dict[str, str]) -> str:
        """A regular expression over codes from one over names: sets, shapes, parts (both in capitals) and plain words."""

        def one(match: re.Match[str]) -> str:
            name = match.group()
            if name in parts:
                return f"(?:{self.compile(parts[name], parts)})"
            if name in SHAPES:
                return re.escape(SHAPES[name])
            if name in SETS:
                return f"[{''.join(sorted(self.codes[word] for word in SETS[name]))}]"
            if name.isupper():
                raise ValueError(f"{name} names no set of words")
            return self.code(name)

        return re.sub(r"[A-Za-z]+\d?", one, pattern).replace(" ", "")


@dataclass(frozen=True)
class Tokens:
    """The tokens of one block, text[first:last]: words in lower case, and their codes as one string."""

    words: list[str]
    codes: str
    text: str
    first: int
    last: int

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [found.span() for found in TOKEN.finditer(self.text, self.first, self.last)]  # asked only where a rule matches

    def start(self, at: int) -> int:
        """Mended offset of a token's first character."""
        return self._places[at][0]

    def end(self, at: int) -> int:
        """Mended offset behind a token."""
        return self._places[at][1]


class Codes(dict[str, tuple[str, str]]):
    """Token as written -> the word it is in lower case, and its code; what was asked once is kept."""

    MOST = 50_000  # words kept: a vocabulary has few, figures are without end

    def __init__(self, codes: dict[str, str]) -> None:
        super().__init__()
        self.codes = codes

    def __missing__(self, token: str) -> tuple[str, str]:
        word = token.lower()
        code = self.codes.get(word)
        if code is None:
            if token[0].isalpha():
                code = OTHER
            else:
                word = word.translate(DASHES)
                code = self.codes.get(word) or _shape(word)
        elif word in CASED and token[0] == word[0]:
            code = OTHER
        if len(self) >= self.MOST:
            self.clear()
        self[token] = word, code
        return word, code


def tokenise(text: str, start: int, end: int, codes: Codes) -> Tokens:
    """The tokens of text[start:end]."""
    coded = [codes[token] for token in TOKEN.findall(text, start, end)]
    return Tokens([word for word, _ in coded], "".join([code for _, code in coded]), text, start, end)


def _shape(word: str) -> str:
    first = word[0]
    if first.isspace():
        return BREAK
    if not first.isdecimal():
        return OTHER
    if word.isdecimal():
        value = int(word)
        if len(word) == 4 and 1000 <= value < 2200:
            return YEAR
        return DD if len(word) <= 2 and 1 <= value <= 31 else FIGURE
    if ":" in word:
        return CLOCK
    return ISO if re.search(r"[-/]|\..*\.", word) else FIGURE
