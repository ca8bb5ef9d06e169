"""A title is words of the text: the noun phrase around what is on the table, else the beginning of the move."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from communique.assemble.topics import words
from communique.record.move import Force

TOKEN = re.compile(r"[^\W\d_]+(?:[-’'\u00ad][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
LEAD = frozenset(
    ("a", "an", "the", "its", "his", "her", "their", "our", "this", "that", "these", "those", "new", "any", "some", "s")
)
JOIN = frozenset(("on", "of", "for", "over", "about", "to", "the", "a", "an", "regarding", "concerning", "from", "with"))
COUNTS = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first"))
OWNER = re.compile(r"[’']s\b")
BEFORE, AFTER, CLIP = 4, 9, 90
LEAST_AFTER = 3  # words
LOOSE = re.compile(r"(?:[,;:]|\s+(?:and|or|of|in|on|at|to|for|with|the|an?))+$")  # left hanging by a cut
ADJECTIVAL = ("al", "ive", "ic", "ful", "ous", "able", "ible", "ary")
VERBISH = ("ed", "ing")


def title(texts: Sequence[str], instruments: Collection[str], cue: str = "") -> str:
    """Of the texts of one event, the first phrase around one of the instruments (concepts), else what follows the cue.

    "draft proposals on school fees" from "the ministry presented draft proposals on school fees between ...";
    "the fees be halved" from "they demanded that the fees be halved".
    """
    return next((found for text in texts if (found := phrase(text, instruments))), clip(_after(texts[0], cue)))


def _after(text: str, cue: str) -> str:
    """What the text says after its cue, without "that" or "to"; all of it where that is no more than a few words."""
    _, found, rest = text.partition(cue) if cue else ("", "", "")
    rest = re.sub(r"^\W*(?:that|to|for|on|of)\s+", "", rest).strip()
    return rest if found and len(rest.split()) >= LEAST_AFTER else text


def phrase(text: str, instruments: Collection[str]) -> str | None:
    """The noun phrase around the first instrument noun that has a complement, else the first with a determiner or owner."""
    lists = words()
    tokens = list(TOKEN.finditer(text))
    found: list[tuple[bool, int, str]] = []
    for i, token in enumerate(tokens):
        low = token.group().lower()
        if lists.concept.get(low) not in instruments or low.endswith(VERBISH):
            continue
        first, last = _left(tokens, i), _right(tokens, i)
        before = text[tokens[first].start() : token.start()]
        counted = tokens[first].group().lower() in COUNTS
        if counted and last == i and i + 1 < len(tokens) and tokens[i + 1].group() == ":":
            return clip(text[tokens[first].start() :])  # "two drafts: one on …, one on …"
        owned = counted or (first > 0 and tokens[first - 1].group().lower() in LEAD) or OWNER.search(before)
        if last == i and not owned:
            continue
        found.append((last == i, len(found), text[tokens[first].start() : tokens[last].end()]))
    if not found:
        return None
    bare, _, best = min(found)
    return None if bare and len(best.split()) == 1 else " ".join(best.split())


def _left(tokens: list[re.Match[str]], i: int) -> int:
    lists = words()
    first = i
    while first > 0 and i - first < BEFORE:
        word = tokens[first - 1].group()
        low = word.lower()
        if not word[0].isalnum() or low in LEAD or low in JOIN or low in lists.lists["phrase_end"]:
            break
        if low.endswith("ed") or (low in lists.stop and low not in COUNTS):
            break
        first -= 1
    return first


def _right(tokens: list[re.Match[str]], i: int) -> int:
    ends = words().lists["phrase_end"]
    last = i
    for k in range(i + 1, min(len(tokens), i + 1 + AFTER)):
        word = tokens[k].group()
        low = word.lower()
        if word == "," and k > i + 2 and _adjective(tokens[k - 1].group()) and k + 1 < len(tokens):
            continue  # "on long-term, binding guarantees"
        if not word[0].isalnum() or low in ends or (k == i + 1 and low not in JOIN and words().concept.get(low) is None):
            break
        if low in ("from", "with") and k > i + 1:
            break
        if low not in JOIN:
            last = k
    return last


def _adjective(word: str) -> bool:
    return word.islower() and ("-" in word or word.endswith(ADJECTIVAL))


def clip(text: str) -> str:
    """The first words, cut at a word's end."""
    flat = " ".join(text.split()).strip(" \"“”'‘’.,;")
    return flat if len(flat) <= CLIP else LOOSE.sub("", flat[:CLIP].rsplit(" ", 1)[0]) + " …"


def force(text: str) -> Force:
    """Whether a provision prohibits, permits or obliges, by its first word that says so."""
    lists = words().lists
    for token in TOKEN.finditer(text.lower()):
        if token.group() in lists["prohibit"]:
            return "prohibit"
        if token.group() in lists["permit"]:
            return "permit"
    return "oblige"
