"""Firms that a report calls by the people's adjective their name opens with: "American" for American Airlines."""

from __future__ import annotations

from communique.extract.parties.entities import head_of
from communique.extract.parties.gazetteer import word_set
from communique.extract.parties.naming import Name
from communique.parse.tree import Parsed, Word

STANDING = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "dative", "ROOT"})
WITH_ARTICLE = frozenset({"the", "a", "an", "every", "each", "any", "no", "one"})
OF_FIRMS = frozenset(
    "attendants boss ceo chairman chairwoman chief crews executive executives flights management managers pilots spokesman"
    " spokesperson spokeswoman workers".split()
)


def shortened(parsed: Parsed, found: list[Name]) -> list[Name]:
    """Names, where a lone people's adjective that stands like a name is the firm whose full name the report has."""
    firms: dict[str, Name] = {}
    for name in found:
        if name.last - name.first > 1 and name.kind in ("unknown", "organisation"):
            opening, last = parsed.words[name.first].text, parsed.words[name.last - 1].low
            if last in word_set("company_suffixes"):
                firms.setdefault(opening, name)
    if not firms:
        return found
    return [_firm(name, firms[name.text]) if _meant(parsed, name, firms) else name for name in found]


def _meant(parsed: Parsed, name: Name, firms: dict[str, Name]) -> bool:
    if name.text not in firms or name.entry is None or name.entry.kind not in ("state", "group") or not name.entry.adjective:
        return False
    word = head_of(parsed, name.first, name.last)
    if any(k.low in WITH_ARTICLE for k in word.kids):
        return False
    if word.dep in ("amod", "compound", "nmod"):
        head = parsed.words[word.head]
        return head.i in range(word.i + 1, word.i + 3) and (head.low in OF_FIRMS or parsed.words[word.i + 1].low in OF_FIRMS)
    return _top(parsed, word).dep in STANDING or (word.dep == "poss" and word.i + 1 < len(parsed.words))


def _top(parsed: Parsed, word: Word) -> Word:
    while word.dep == "conj" and word.head != word.i:
        word = parsed.words[word.head]
    return word


def _firm(name: Name, firm: Name) -> Name:
    return Name(name.first, name.last, firm.kind, firm.key, name.text, False, firm.entry)
