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
LEAST_CUT = 40  # characters before a clause that is left out of a title that would be too long
LOOSE = re.compile(
    r"(?:[,;:–—]|\s+(?:and|or|of|in|on|at|to|for|with|by|from|during|that|which|the|an?))+$"
)  # left hanging by a cut
CLAUSE = re.compile(
    r",? (?=(?:which|who|whose|where|because|although|whereas)\b)|, (?=(?:including|as well as|in particular|so)\b)|; | [–—] "
)
PARTICLE = re.compile(
    r"^\W*(?:(?:out|forward|up|down)\s+(?=\w))?(?:(?:also|again|even|once again)\s+)?(?:(?:that|to|for|on|of)\s+)?"
)
ADJUNCT = re.compile(
    r"(?:by|in|during|over|at|since|before|after|under|within|throughout|through|with|without|as|from|until|together|\w+ly)\b",
    re.IGNORECASE,
)  # what so begins says when, how or why, not what
SETTING = (
    r"(?:in|to|with|on)\s+(?:this|that)\s+(?:regard|respect|context|connection|end|sense|vein|issue|matter),?\s+"
    r"|in\s+the\s+(?:coming|near|next|following|foreseeable)\s+(?:years?|months?|weeks?|days?|future),?\s+"
)
OPENS = re.compile(rf"^\W*(?:{SETTING}|in\s+accordance\s+with\s[^,]*,\s+)+", re.IGNORECASE)
ASIDE = re.compile(
    r"^\W*(?:(?:also|moreover|therefore|finally|incidentally|notably|nevertheless|so|well|and|but|now|instead|recently|further)\b,?\s+"
    rf"|(?:first|second|third|fourth),\s+|(?:in|for|at|on|apart|as)\s+(?:\w+\s+){{0,4}}\w+,\s+|{SETTING})+",
    re.IGNORECASE,
)  # what leads up to a clause
PASSIVE = re.compile(
    r"\s+(?:(?:will|has|have|had|is|are|was|were|be|been|being|also|already|currently|now|then)\s+)*"
    r"(?:is|are|was|were|be|been|being)(?:\s+(?:also|already|currently|now|then|\w+ly))*\s*$"
)
FINITE = re.compile(r"\b(?:will|would|shall|should|can|could|may|might|must|is|are|was|were|be|has|have)\b")
ADJECTIVAL = ("al", "ive", "ic", "ful", "ous", "able", "ible", "ary")
VERBISH = ("ed", "ing")
MARKS = frozenset(",.;:()–—")


def title(texts: Sequence[str], instruments: Collection[str], cue: str = "") -> str:
    """Of the texts of one event, the first phrase around one of the instruments (concepts), else what follows the cue.

    "draft proposals on school fees" from "the ministry presented draft proposals on school fees between ...";
    "the fees be halved" from "they demanded that the fees be halved".
    """
    return next((found for text in texts if (found := phrase(text, instruments))), clip(_after(texts[0], cue)))


def _after(text: str, cue: str) -> str:
    """What the text says after its cue, without "that" or "to"; all of it where that is no more than a few words.

    Of "A law on fees is being drafted in the ministry" what stands before it, for that is what is put forward.
    """
    before, found, rest = text.partition(cue) if cue else ("", "", "")
    rest = OPENS.sub("", PARTICLE.sub("", rest)).strip()
    subject = ASIDE.sub("", before)
    passive = None if cue.split(" ")[0].endswith("ing") else PASSIVE.search(subject)
    if found and passive and (ADJUNCT.match(rest) or len(rest.split()) < LEAST_AFTER):
        return subject[: passive.start()].strip() or text
    return rest if found and len(rest.split()) >= LEAST_AFTER else ASIDE.sub("", text)


BARE = 3  # words: "its initial proposal" says of no proposal what it is


def says_what(title: str) -> bool:
    """Whether a title says what is put forward: two words at least that mean something, and no mere pointing to what was said.

    "Altland's proposals", "this idea", "them at the state level", "during this dialogue" say too little.
    """
    found = [word for word in (token.group().lower() for token in TOKEN.finditer(title)) if word[0].isalnum()]
    lists = words()
    empty = lists.stop | LEAD | JOIN
    solid = [word for word in found if word not in empty and lists.concept.get(word) not in lists.instruments]
    named = any(lists.concept.get(word) in lists.instruments for word in found)  # "a plan for the quay"
    if not found or len(solid) + named < 2 or found[0] in ("them", "it", "him", "her", "me", "us"):
        return False
    if len(found) <= BARE and lists.concept.get(found[-1]) in lists.instruments:
        return False
    return ADJUNCT.match(title.strip()) is None or FINITE.search(title) is not None


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
        if (owned or first < i) and i + 2 < len(tokens) and tokens[i + 1].group() == "to" and tokens[i + 2].group().islower():
            last = _clause_end(tokens, i + 2)  # "the initiative to open the border"
        if last == i and not owned:
            continue
        found.append((last == i, len(found), clip(text[tokens[first].start() : tokens[last].end()])))
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
        if low in ("and", "or") and k > i + 2 and k + 1 < len(tokens) and _adjective(tokens[k - 1].group()):
            continue  # "on expanding diplomatic and consular relations"
        if not word[0].isalnum() or low in ends or (k == i + 1 and low not in JOIN and words().concept.get(low) is None):
            break
        if low in ("from", "with") and k > i + 1:
            break
        if low not in JOIN:
            last = k
    return last


def _clause_end(tokens: list[re.Match[str]], i: int) -> int:
    """The last token before the next mark of punctuation."""
    return next((k - 1 for k in range(i + 1, len(tokens)) if tokens[k].group() in MARKS), len(tokens) - 1)


def _adjective(word: str) -> bool:
    return word.islower() and ("-" in word or word.endswith(ADJECTIVAL))


def clip(text: str) -> str:
    """The first words, cut at a word's end."""
    flat = " ".join(text.split()).strip(" \"“”'‘’.,;")
    if len(flat) <= CLIP:
        return flat
    ends = [found.start() for found in CLAUSE.finditer(flat) if LEAST_CUT <= found.start() <= CLIP]
    return LOOSE.sub("", flat[: ends[-1]]) if ends else LOOSE.sub("", flat[:CLIP].rsplit(" ", 1)[0]) + " …"


def force(text: str) -> Force:
    """Whether a provision prohibits, permits or obliges, by its first word that says so."""
    lists = words().lists
    for token in TOKEN.finditer(text.lower()):
        if token.group() in lists["prohibit"]:
            return "prohibit"
        if token.group() in lists["permit"]:
            return "permit"
    return "oblige"
