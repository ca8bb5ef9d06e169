"""Members of the parties of a parliament by the name of their party: "Republican Senator Ann Hill", "Tom Hale, a Democrat from
Halven"; and those who have left their post, who speak for themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from communique.extract.lexicon import words
from communique.extract.parties.entities import Cast, head_of
from communique.extract.parties.gazetteer import Entry, lookup, partisans, word_set
from communique.extract.parties.naming import Name
from communique.parse.tree import Word

POLITICIANS = words("politicians")
CHAMBERS = frozenset({"house", "senate", "congressional", "presidential", "u.s.", "us", "state"})
AHEAD = 4  # words
GOVERNING = frozenset("chancellor gov governor mayor minister premier president secretary".split())
CANDIDATES = frozenset("candidate challenger contender frontrunner hopeful nominee runner".split())
FORMER = re.compile(r"(?:the |a |an )?(?:former|ex-|ex\b|retired|one-time|onetime|erstwhile)", re.IGNORECASE)
ONCE = re.compile(r"\bfrom (?:1[89]|20)\d\d (?:to|until) (?:1[89]|20)\d\d\b|\buntil (?:1[89]|20)\d\d\b")


def partisan(tokens: list[Word], i: int) -> Entry | None:
    """The party that a word names as his who sits for it: before a post ("Republican lawmakers"), or a member by itself."""
    entry = partisans().get(tokens[i].text)
    if entry is None:
        return None
    after = tokens[i + 1 : i + 1 + AHEAD]
    if tokens[i].tag in ("NN", "NNP") and tokens[i].dep not in ("compound", "amod", "nmod"):
        return entry if not after or not after[0].text[0].isupper() else None
    for word in after:
        low = word.low if word.low in CHAMBERS else word.low.rstrip(".")
        if low in POLITICIANS:
            return replace(entry, adjective=True)
        if low not in CHAMBERS and (word.text[0].isupper() or word.tag[:2] not in ("JJ", "NN")):
            return None
    return None


def namesake(forms: list[str], i: int, known: tuple[int, Entry], on: date) -> int:
    """Where the name of a party ends that is another state's than the one known by its first words; 0 for any other name."""
    at = i + known[0]
    if known[1].kind != "group" or forms[at : at + 1] != ["of"] or known[1] not in partisans().values():
        return 0
    state = lookup(forms, at + 1, on) if at + 1 < len(forms) else None
    return at + 1 + state[0] if state is not None and state[1].kind == "state" and state[1].key != "USA" else 0


def members(run: list[Word]) -> Entry | None:
    """The party whose members in some chamber or committee a run of capitals names; "Social Democrats" are another party."""
    last, seats = run[-1].text, CHAMBERS | word_set("body_words")
    known = partisans().get(last[:-1]) if last.endswith("s") else None
    return known if any(word.low in seats for word in run[:-1]) else None


def member_of(cast: Cast, name: Name, role: str | None) -> tuple[str, ...]:
    """The party of which the words beside a name say that he is of it: "Republican Sen. Tom Hale", "the panel's top Democrat"; of
    nobody who governs, and speaks for what he governs."""
    if role is not None and not GOVERNING.isdisjoint(role.lower().replace(".", "").split()):
        return ()
    if (tagged := _tagged(cast.parsed.words, name.last)) is not None:
        return (tagged.key,)
    head = head_of(cast.parsed, name.first, name.last)
    behind = (kid.i for kid in head.kids if kid.dep == "appos")
    for k in (*range(head.left, name.first), *behind):
        found, entity = cast.at.get(k, (None, None))
        if found is not None and entity is not None and found.text in partisans():
            return entity.party
    return ()


LETTERS = {"R": "Republican", "D": "Democrat"}


def _tagged(words: list[Word], at: int) -> Entry | None:
    """The party of "Ann Hill, D-Ore.," and "Tom Hale (R-Utah)", as American papers mark members of Congress."""
    texts = [w.text for w in words[at : at + 4]]
    if len(texts) < 4 or texts[0] not in (",", "(") or texts[1] not in LETTERS:
        return None
    closed = texts[2] == ")" or (texts[2] == "-" and texts[3][0].isupper())
    return partisans().get(LETTERS[texts[1]]) if closed else None


def stands(cast: Cast, name: Name, role: str | None) -> bool:
    """Whether he stands for an office, and so speaks for himself: "Republican presidential hopeful Sen. Tom Hale"."""
    words = cast.parsed.words
    first = head_of(cast.parsed, name.first, name.last).left
    beside = {word.low for word in words[min(first, name.first) : name.first]}
    return not CANDIDATES.isdisjoint(beside | set((role or "").lower().replace("-", " ").split()))


def chosen(role: str | None) -> bool:
    """Whether a role is one that its holder is named for and does not have yet: "prime minister-designate"."""
    return "designate" in re.split(r"\W+", (role or "").lower())


def has_left(role: str | None) -> bool:
    """Whether a role is one that its holder has no more: "former minister", "ambassador from 2007 to 2013"."""
    return role is not None and (FORMER.match(role) is not None or ONCE.search(role) is not None)
