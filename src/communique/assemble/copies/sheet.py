"""What a report is compared by is read off its own text and day, and off nothing else.

A sentence becomes the set of what it says: stems, each put for all words that rewriters and translators use in its stead
(data/copies.json), numbers as figures, days as dates ("on Monday", "14 November" and "today" may be one).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import Any
from zlib import crc32

from communique.assemble.topics import QUOTED, stem, words
from communique.record.text import Report

GRAM = 7
LETTERS = 6  # of a stem: "Ostrel" and "Ostrelian", "minister" and "ministry" are one
LEAST_TERMS = 3  # in a sentence that is compared; in a quotation one more
MOST_SENTENCES = 80  # of a long transcript no more is compared by content
LEAD = 2  # sentences that tell the news
OF_LATE = 8  # days: a day further back is history, one ahead a plan; neither is what the lead tells
HEAD, TAIL = 300, 400
CREDITED = 4_000  # characters, from the head, in which a story names its sources
WIRE = re.compile(r"\(([A-Z][\w .&-]{1,30})\)\s*[-–—:.]|\b([A-Z][\w.&]{1,20})\) [-–—]")
CREDIT = re.compile(
    r"\([Ww]ith (?:inputs?|reporting|agency inputs?) (?:from|by) ([^)]{2,80})\)|\b(?:Source|Agency): ([A-Z][\w .&-]{1,30})"
)
DATELINE = re.compile(
    r"\A\s*(?:date \S+ )?(?:[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+)*(?:, [A-Z][\w.]{2,9} \d{1,2})?,?)?\s*"
    r"(?:\([A-Z][\w .&-]{1,30}\)\s*[-–—:.]*|[-–—]{1,2})\s+(?=\S)"
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")
TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?<=ty)-(?:one|two|three|four|five|six|seven|eight|nine)\b|[^\W\d_]+")
AGO = {"today": "0", "yesterday": "1"}  # days
NAME = re.compile(r"(?<=\s)[A-Z][^\W\d_]{2,}")  # no first word of a paragraph
PLAIN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted, as terms, and the names that stand in its paragraph: one of them is the speaker's."""

    terms: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report, ready to be compared."""

    report: Report
    sentences: tuple[frozenset[str], ...]
    terms: frozenset[str]
    spread: Mapping[str, int]  # in how many sentences a term stands
    windows: Mapping[str, Sequence[int]]  # where: it stands in sentence n or the one after
    news: frozenset[date]  # the days of late that the lead names
    days: frozenset[date]  # all days of late
    names: frozenset[str]  # as terms
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """data/copies.json: what each stem stands for, numbers in words, months and days of the week by name, and which
    words make an outlet's name that of an office."""

    alike: Mapping[str, str]
    numbers: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    offices: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lists as shipped (read once; a constant of the program)."""
    data: dict[str, Any] = json.loads((files("communique.data") / "copies.json").read_text(encoding="utf-8"))
    alike: dict[str, str] = {}
    for number, line in enumerate(data["alike"]):
        for word in line.split():
            alike.setdefault(stem(word)[:LETTERS], f"={number}")
    months = {name: n for n, month in enumerate(data["months"].split(), 1) for name in (month, month[:3])}
    return Lexicon(
        alike,
        _numbers(data["numbers"].split(), data["tens"].split()),
        months,
        {name: n for n, name in enumerate(data["weekdays"].split())},
        frozenset(data["offices"].split()),
    )


def _numbers(small: Sequence[str], tens: Sequence[str]) -> dict[str, str]:
    """ "eleven" to "11", "eighty" to "80", "eighty-one" to "81"."""
    found = {word: str(n) for n, word in enumerate(small)}
    for n, ten in enumerate(tens, 2):
        found[ten] = str(10 * n)
        found.update({f"{ten}-{word}": str(10 * n + one) for one, word in enumerate(small[:10])})
    return found


@lru_cache(maxsize=200_000)
def sort(word: str) -> tuple[str, str, bool]:
    """What a word is ("word", "number", "month", "weekday", "day" or "" for nothing), what it counts as, and whether it may be
    part of a name."""
    known = lexicon()
    small = known.numbers.get(word.lower(), word.lower())
    capital = word[0].isupper()
    if small[0].isdigit():
        return "number", intern(small.replace(",", "").rstrip(".")), False
    if capital and small in known.weekdays:
        return "weekday", small, False
    if capital and small in known.months:
        return "month", small, False
    if small in AGO:
        return "day", AGO[small], False
    key = stem(small)[:LETTERS]
    if key in known.alike:
        return "word", intern(known.alike[key]), False
    return ("", "", False) if len(small) < 3 or small in words().stop else ("word", intern(key), capital)


def read(report: Report) -> Sheet:
    """The sheet of a report."""
    text = DATELINE.sub("", report.text[:HEAD], count=1) + report.text[HEAD:]
    sentences: list[frozenset[str]] = []
    news: set[date] = set()
    days: set[date] = set()
    names: set[str] = set()
    for sentence in SENTENCE_END.split(text, MOST_SENTENCES * 2):
        said, when = _said(sentence, report.published, names)
        if len(said) < LEAST_TERMS:
            continue
        late = [day for day in when if 0 <= (report.published - day).days <= OF_LATE]
        days.update(late)
        if len(sentences) < LEAD:
            news.update(late)
        sentences.append(frozenset(said))
        if len(sentences) == MOST_SENTENCES:
            break
    spread = Counter(key for said in sentences for key in said)
    quotations = tuple(_quotations(text, report.published))
    windows: dict[str, list[int]] = {key: [] for key in spread}
    for at, terms in enumerate(sentences):
        for key in terms:
            places = windows[key]
            if at and (not places or places[-1] != at - 1):
                places.append(at - 1)
            places.append(at)
    return Sheet(
        report,
        tuple(sentences),
        frozenset(spread),
        spread,
        windows,
        frozenset(news),
        frozenset(days),
        frozenset(names),
        quotations,
    )


def _said(sentence: str, published: date, names: set[str]) -> tuple[set[str], set[date]]:
    """The terms of a sentence and the days it names; its names (but for the first word) are added to `names`."""
    found: set[str] = set()
    when: set[date] = set()
    month = number = ""  # the word before, where it may be part of a day
    for place, word in enumerate(TOKEN.findall(sentence)):
        kind, key, named = sort(word)
        if kind == "word":
            found.add(key)
            if named and place:
                names.add(key)
            month = number = ""
        elif kind == "number":
            if month and (day := _day(month, key, published)):
                when.add(day)
                key = ""
            else:
                found.add("#" + key)
            month, number = "", key
        elif kind == "month":
            if number and (day := _day(key, number, published)):
                when.add(day)
                found.discard("#" + number)
            month, number = key, ""
        elif kind:
            back = (published.weekday() - lexicon().weekdays[key]) % 7 if kind == "weekday" else int(key)
            when.add(published - timedelta(back))
            month = number = ""
        else:
            month = number = ""
    found.update(f"@{day}" for day in when)
    return found, when


def _day(month: str, number: str, published: date) -> date | None:
    """The day nearest to publication that a month's name and a number give, if they give one."""
    if not number.isdigit() or not 1 <= int(number) <= 31:
        return None
    around = []
    for year in range(published.year - 1, published.year + 2):
        with suppress(ValueError):
            around.append(date(year, lexicon().months[month], int(number)))
    return min(around, key=lambda day: abs((day - published).days), default=None)


def _quotations(text: str, published: date) -> Iterator[Quotation]:
    for paragraph in text.split("\n"):
        quoted = QUOTED.findall(paragraph)
        if not quoted:
            continue
        around = QUOTED.sub(" ", paragraph)
        named = frozenset(NAME.findall(around))
        for words_ in quoted:
            said, _ = _said(words_, published, set())
            if len(said) > LEAST_TERMS:
                yield Quotation(frozenset(said), named)


@lru_cache(maxsize=100_000)
def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=500)  # those of a report of ten thousand characters are a hundred kilobytes
def grams(text: str) -> frozenset[int]:
    """Its runs of seven words, as numbers (of a shorter text, all of it as one)."""
    ids = [_code(word) for word in PLAIN.findall(text.lower())]
    if len(ids) <= GRAM:
        return frozenset((hash(tuple(ids)),)) if ids else frozenset()
    return frozenset(map(hash, zip(*(ids[i:] for i in range(GRAM)), strict=False)))


def wires(report: Report) -> frozenset[str]:
    """The wires a report names in its dateline or credits, lower case."""
    head = WIRE.findall(report.text[:HEAD])
    tail = CREDIT.findall(report.text[-TAIL:]) + CREDIT.findall(report.text[:HEAD])
    named = [name for groups in head + tail for name in groups if name]
    return frozenset(part.strip().lower() for name in named for part in re.split(r",|\band\b", name) if part.strip())


def credited(one: Report, other: Report) -> str | None:
    """The wire or outlet that both go back to by their own words: one credits the other's, or both the same."""
    shared = sorted(wires(one) & wires(other))
    if shared:
        return shared[0].upper()
    for giver, taker in ((one, other), (other, one)):
        names: set[str] = {*wires(giver), *((giver.outlet.lower(),) if giver.outlet else ())}
        for name in sorted(names):
            text = taker.text[:CREDITED] + taker.text[CREDITED:][-TAIL:]
            if len(name) > 2 and name in text.lower() and _crediting(name).search(text):
                return name.upper()
    return None


@lru_cache(maxsize=2_000)
def _crediting(name: str) -> re.Pattern[str]:
    own = rf"(?:the )?{re.escape(name)}"
    return re.compile(
        rf"\({own}\)|\b(?:via|citing|according to|quoted by|told|from|source:) {own}\b"
        rf"|\b{own}(?:'s|’s)? (?:news agency|agency|newspaper|reported|reports|said|says|wrote|writes|quoted)\b|\b{own}\W*\Z",
        re.IGNORECASE,
    )


def office(report: Report) -> bool:
    """Whether the outlet is an office that tells its own doings (a ministry, a union), as far as its name shows."""
    return not lexicon().offices.isdisjoint(word.lower() for word in TOKEN.findall(report.outlet or ""))


def same_house(one: Report, other: Report) -> bool:
    """Whether one outlet put out both: what it tells again, it tells in its own words."""
    return one.outlet is not None and one.outlet == other.outlet
