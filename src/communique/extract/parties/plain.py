"""Capitals that name nobody: first words of sentences, headlines, words shouted for effect, amounts, portfolios of ministers."""

from __future__ import annotations

import re

from communique.extract.lexicon import frequency
from communique.extract.lexicon import words as words_of
from communique.extract.parties.gazetteer import gender_of, once_holder, post_heads, word_set
from communique.extract.parties.naming import Name
from communique.extract.parties.runs import SHOUTED
from communique.parse.tree import Parsed, Word

COMMON = 2.8  # on wordfreq's Zipf scale: one in a million words; a sentence may open with any such word
LOUD = 0.6  # the share of words in capitals that makes a sentence a headline in capitals
TITLED, OF_WEIGHT = 5, 4  # so many words of so many letters has a headline in title case, each with a capital
COUNTED = re.compile(r"\d|^[RDI]-[A-Z]")  # "R28", "348p", "R-Ohio"
MONTHS = frozenset({"april", "may", "june", "august"})
DATING = frozenset("in by since until till of to from for last next early late mid on this before after during and".split())
FIELDS_BEFORE = frozenset(
    {"minister", "ministers", "secretary", "commissioner", "ministry", "department", "portfolio", "undersecretary"}
)
HEADING = frozenset({"director", "general", "head", "chief", "deputy", "adviser", "advisor", "coordinator", "commissioner"})
LED = frozenset({"state", "government", "mission", "delegation"})  # what a head leads who is named by that alone
FIELD = 3.3  # a field of office is an ordinary word ("Enlargement"); what no list knows beside it is a country
CAPITAL_NOUNS = words_of("capital_nouns")
OPENERS = words_of("openers")
ABBREVIATED = frozenset({"NGO", "NGOs", "CEO", "MP", "MPs", "PM", "MD", "GDP", "TV", "VIP", "ID", "Q", "SUV", "HQ", "CEOs"})
POST_WORDS = words_of("post_modifiers")
CONTINENTAL = words_of("continental")
CURRENCIES = words_of("currency_codes")
BACKED = re.compile(r"^[A-Z].*-[a-z]+(?:ed|led|run|born|held|wide|made|bred)$")  # "U.S.-backed", which the tokenizer leaves whole
PLATFORMS = words_of("platforms")  # where people post what they say


class Plain:
    """The capitalised words of one report, as far as their place tells names from other words."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        words = parsed.words
        loud = [_loud(parsed.words[s.first : s.last]) for s in parsed.sentences]
        everywhere = sum(loud) * 2 > len(loud)  # an old wire has nothing but capitals
        self.loud = frozenset(k for k, is_loud in enumerate(loud) if is_loud and not everywhere)
        self.titled = frozenset(s.number for s in parsed.sentences if _titled(words[s.first : s.last]))
        blocks = parsed.cleaned.blocks
        headings = {s.number for s in parsed.sentences if blocks[s.block].kind in ("heading", "title")}
        apart = self.loud | headings
        inner: set[str] = set()
        small: set[str] = set()
        opening: dict[str, int] = {}
        for word in words:
            if word.text[0].islower():
                small.add(word.low)
            elif word.text[0].isupper() and word.sentence not in apart and not word.text.isupper():
                if not opens(parsed, word) and word.tag[:3] == "NNP":
                    inner.add(word.low)
                else:
                    opening[word.low] = opening.get(word.low, 0) + 1
        self.alone = _alone(words)
        self._inner, self._small, self._opening = inner, small, opening

    def empty(self, first: int, end: int) -> bool:
        """Whether the capitalised words first..end, of which no list knows one, name nobody."""
        word = self.parsed.words[first]
        if end > first + 1:
            return self._topic(first, end)
        if once_holder(word.text, self.parsed.cleaned.report.published):
            return False  # "Thatcher rejected …": somebody in office bears it
        before = self.parsed.words[first - 1].low if first else ""
        if word.low in CONTINENTAL and word.text.istitle():
            return True  # "two African rebel groups": no party has that name
        if word.low in CURRENCIES and word.text.isupper() and self._amounts(end):
            return True  # "USD 100 billion"
        if COUNTED.search(word.text):
            return before != "the" or not word.text[0].isupper()  # "R28", "348p"; but "the M23"
        if word.text.isupper():
            if before == "(" or not word.text.isalpha() or not set("aeiouy") & set(word.low) or word.low in self._inner:
                return False
            shorter = 4 if word.low in self._small else 5  # a shorter word may be an abbreviation that English knows
            return len(word.text) >= shorter and frequency(word.low) >= SHOUTED
        if word.low in self._inner or not opens(self.parsed, word):
            return False
        often = self._opening.get(word.low, 0) > 1 and word.low not in self._small and frequency(word.low) < 4
        return frequency(word.low) >= COMMON and not often

    def _amounts(self, end: int) -> bool:
        """Whether a number follows."""
        return end < len(self.parsed.words) and self.parsed.words[end].text[0].isdigit()

    def _topic(self, first: int, end: int) -> bool:
        """A heading in capitals that a colon ends or that stands alone ("MARINE BIODIVERSITY: …"), of ordinary words."""
        words = self.parsed.words[first:end]
        after = self.parsed.words[end].text if end < len(self.parsed.words) else ""
        if words[0].text in ("R", "D", "I") and words[1].text == "-":
            return True  # "R-Ohio" tells a senator's party and state
        if after != ":" or not opens(self.parsed, words[0]) or gender_of(words[0].text) or words[-1].text in self.alone:
            return False
        return all(frequency(w.low) >= COMMON for w in words if w.text.isalpha())

    def is_given(self, first: int) -> bool:
        """Whether the name of a month is a given name here: "president June Hale", "May Britten said"."""
        words = self.parsed.words
        word, after = words[first], words[first + 1] if first + 1 < len(words) else None
        if word.low not in MONTHS or not word.text.istitle() or after is None or after.sentence != word.sentence:
            return False
        before = words[first - 1].low if first else ""
        return after.text.istitle() and after.tag[:3] == "NNP" and before not in DATING and frequency(after.low) < SHOUTED

    def asks(self, first: int) -> bool:
        """Whether the word is a transcript's label of a question, which no colon follows ("Q Ann, has the minister …?")."""
        word = self.parsed.words[first]
        return word.text == "Q" and self.parsed.text[: word.start].rstrip(" *_")[-1:] in ("", "\n")

    def is_field(self, first: int) -> bool:
        """Whether the word opens a field of office: "Minister of Economy", "the Commissioner for Enlargement"."""
        words = self.parsed.words
        k = first - 1
        if k > 0 and words[k].low == "the":
            k -= 1
        if k < 1 or words[k].low not in ("of", "for"):
            return False
        if words[k - 1].low in ("head", "heads") and words[first].low in LED:
            return True  # "the Head of State"
        if words[k - 1].low in HEADING and any(w.low == "affairs" for w in words[first + 1 : first + 4]):
            return True  # "Director General for Migrants' Affairs"
        if words[k - 1].low in ("responsible", "charge") and k > 1:
            k -= 1 + (words[k - 1].low == "charge")  # "Minister responsible for Climate Change", "in charge of"
        if words[k - 1].low not in FIELDS_BEFORE:
            return False
        return frequency(words[first].low) >= FIELD and words[first].low not in word_set("body_words")


def is_common_noun(name: Name) -> bool:
    """Whether a name is but a noun in capitals that no longer name of the report has ("the Company", "both Ministers"), or that
    of a platform on which people post."""
    lows = name.text.lower().split()
    if name.entry is None and lows[-1].endswith("s") and lows[-1][:-1] in post_heads():
        if all(low in POST_WORDS or low in post_heads() for low in lows[:-1]):
            return True  # "Foreign Ministers", "National Security Advisors"
    if name.entry is None and (name.text.lower() in PLATFORMS or name.text in ABBREVIATED):
        return True
    return name.entry is None and name.last - name.first == 1 and name.key == name.text and name.text.lower() in CAPITAL_NOUNS


def opens(parsed: Parsed, word: Word) -> bool:
    """Whether a word stands first in its sentence, or behind a quotation mark, a colon or a bracket."""
    return word.i == parsed.sentences[word.sentence].first or parsed.words[word.i - 1].text in "“\"‘'(:•–—-/*"


def _alone(words: list[Word]) -> frozenset[str]:
    """Capitalised words that stand without another before or behind them, as a surname does."""
    named = [w for w in words if w.tag[:3] == "NNP" and w.text[0].isupper()]
    places = {w.i for w in named}
    return frozenset(w.text for w in named if w.i - 1 not in places and w.i + 1 not in places)


def _titled(words: list[Word]) -> bool:
    """Whether a sentence is a headline that gives every word of weight a capital: "Ministers Reject Offer After Talks"."""
    told = 0
    for word in words:
        if len(word.text) >= OF_WEIGHT and word.text.isalpha():
            if not word.text[0].isupper():
                return False
            told += 1
    return told >= TITLED


def _loud(words: list[Word]) -> bool:
    capitals = [text for word in words if (text := word.text).isupper() and len(text) > 1 and text.isalpha()]
    if len(capitals) < 2:
        return False  # of three words one alone is too few
    told = sum([w.text.isalpha() and len(w.text) > 1 for w in words])
    return told > 2 and len(capitals) >= LOUD * told
