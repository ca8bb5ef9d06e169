"""How much: a number with what it counts ("70,000 troops", "25 per cent", "$4.2 million"), never a day, a year or an age."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.extract.dates.tokens import MONTH, WEEKDAY
from communique.extract.lexicon import words
from communique.parse.tree import Parsed, Word

SCALES = words("scales", "terms.json")
UNITS = words("units", "terms.json")
TIMES = words("times", "terms.json")
SHARES = frozenset({"%", "percent", "per", "pct", "p.c."})
SIGNS = frozenset({"$", "€", "£", "¥", "us$", "a$", "c$"})
FRACTIONS = frozenset({"half", "third", "quarter", "thirds", "quarters"})
NUMBER = re.compile(r"\d[\d.,]*(?:m|bn|k|tn)?|\d+/\d+")
YEAR = re.compile(r"(?:1[89]|20)\d\d(?:s|/\d\d)?")
GLUED = re.compile(r"[\d.,]+%|[$€£¥][\d.,]+(?:m|bn|k)?|\d[\d.,]*[- ]?(?:km|kg|mw)", re.IGNORECASE)
DAYS = frozenset(MONTH) | frozenset(WEEKDAY)
PARTS = frozenset(
    {"article", "articles", "clause", "paragraph", "section", "chapter", "annex", "point", "resolution", "no", "no."}
)
SIDES = words("pairs") | frozenset({"country", "nation", "minister", "president", "prime", "talk", "envoy", "round", "member"})
BEGINS = frozenset(".,$€£¥")  # what a number that is glued to its unit may begin with, besides a figure
DATED = DAYS | PARTS
MEASURES = UNITS | TIMES
COUNTED = 4  # words between a number and the noun it counts


@dataclass(frozen=True, slots=True)
class Quantity:
    """Where it stands in the mended text; `lasting` a length of time."""

    start: int
    end: int
    lasting: bool


def quantity(parsed: Parsed, first: int, last: int) -> str | None:
    """The first quantity among the words first..last (last exclusive), of a thing rather than of time; as printed."""
    figures = [w.i for w in parsed.words[first:last] if w.tag == "CD" or w.text[0] in BEGINS or w.text[0].isdecimal()]
    found = [q for i in figures if (q := _at(parsed, i, last)) is not None]
    best = next((q for q in found if not q.lasting), found[0] if found else None)
    return " ".join(parsed.text[best.start : best.end].split()) if best else None


def _at(parsed: Parsed, i: int, last: int) -> Quantity | None:
    words_, word = parsed.words, parsed.words[i]
    before = words_[i - 1] if i else None
    if GLUED.fullmatch(word.text):
        return _counted(parsed, i, i, last)
    if word.tag != "CD" and not NUMBER.fullmatch(word.text):
        return None
    if before is not None and (before.tag == "CD" or before.low in DATED or NUMBER.fullmatch(before.text)):
        return None  # inside a number that was begun, a day of a month, the number of an article
    if before is not None and before.low in ("to", "and", "-", "–") and i > 1 and words_[i - 2].tag == "CD":
        return None  # the end of a range
    money = before is not None and before.low in SIGNS
    if word.low in ("one", "zero") or (YEAR.fullmatch(word.text) and not money and not _counts(words_, i, last)):
        return None
    if i + 1 < len(words_) and (words_[i + 1].low in DAYS or words_[i + 1].low in ("a.m.", "p.m.", "am", "pm", "gmt")):
        return None
    return _counted(parsed, i - 1 if money else i, i, last)


def _counts(words_: list[Word], i: int, last: int) -> bool:
    """Whether a number that looks like a year counts something ("2000 tonnes")."""
    return i + 1 < last and (words_[i + 1].lemma in UNITS or words_[i + 1].low in SHARES or words_[i + 1].low in SCALES)


def _counted(parsed: Parsed, first: int, number: int, last: int) -> Quantity | None:
    """The quantity from word `first`, whose number stands at `number`: with its scale, its unit or the noun it counts."""
    words_, at = parsed.words, number
    if at + 2 < last and words_[at + 1].low in ("to", "-", "–", "and") and words_[at + 2].tag == "CD":
        at += 2  # "3 to 5 per cent"
    known = GLUED.fullmatch(words_[number].text) is not None or first < number
    while at + 1 < last and (
        words_[at + 1].low in SCALES or (words_[at + 1].tag == "CD" and words_[at + 1].sentence == words_[at].sentence)
    ):
        at, known = at + 1, True
    nxt = words_[at + 1] if at + 1 < last else None
    if nxt is None or nxt.sentence != words_[number].sentence:
        return Quantity(words_[first].start, words_[at].end, False) if known else None
    if nxt.low in SHARES:
        end = at + 2 if nxt.low == "per" and at + 2 < last and words_[at + 2].low == "cent" else at + 1
        if end + 1 < last and words_[end + 1].low in ("point", "points"):
            end += 1
        return Quantity(words_[first].start, words_[end].end, False)
    if nxt.low == "percentage" and at + 2 < last:
        return Quantity(words_[first].start, words_[at + 2].end, False)
    if nxt.low in ("-", "–") and at + 2 < last:  # "a 35-hour week", "a 10-day truce": told by the noun behind the hyphen
        noun = words_[at + 2]
        if at + 3 < last and words_[at + 3].low in ("-", "old") and words_[min(at + 4, last - 1)].low in ("old", "-"):
            return None
        if noun.lemma in MEASURES or noun.low in SHARES:
            return Quantity(words_[first].start, noun.end, noun.lemma in TIMES)
    noun_end = _noun(words_, at + 1, last)
    if noun_end is not None:
        if words_[noun_end].lemma in SIDES and words_[number].text.isalpha():
            return None
        if noun_end + 1 < last and words_[noun_end + 1].low in ("old", "ago", "earlier", "later"):
            return None
        return Quantity(words_[first].start, words_[noun_end].end, words_[noun_end].lemma in TIMES)
    return Quantity(words_[first].start, words_[at].end, False) if known else None


def _noun(words_: list[Word], i: int, last: int) -> int | None:
    """The last word of the noun phrase that begins at `i`, where it has a plural or a unit for its head."""
    end = None
    for k in range(i, min(last, i + COUNTED)):
        word = words_[k]
        if (
            word.tag in ("NNS", "NNPS")
            or word.lemma in MEASURES
            or word.low.rstrip("s") in UNITS
            or word.low in ("personnel", "staff", "people", "police")
        ):
            end = k
        elif word.tag not in ("NN", "NNP", "JJ", "VBN", "VBG") or word.sentence != words_[i].sentence or end is not None:
            break
    return end
