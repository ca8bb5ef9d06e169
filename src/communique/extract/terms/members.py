"""Where the members of an enumeration begin and end: "withdraw A, lift B and release C" is three.

Words decide before the tree does, because the parser often hangs the members of a long enumeration on the wrong word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.extract.terms.lexicon import ADVERBS, DETERMINERS, MODALS, NOT, is_base, listed, verb_of
from communique.parse.tree import Word

Range = tuple[int, int]  # words, the last exclusive
AND = frozenset({"and", "or", "plus", "while", "but", ";", "&", "nor"})
BETWEEN = AND | {","}
EDGES = BETWEEN | {".", ":", "–", "—", "-", "”", "“", '"', "(", ")", "as", "well"}
OBJECTS = ("DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "JJ", "VBG", "CD")
NOUNS = ("NN", "NNS", "NNP", "NNPS")


def trimmed(words: Sequence[Word], first: int, last: int) -> Range:
    """The range without commas, conjunctions and quotation marks at its edges."""
    while first < last and words[first].low in BETWEEN | {"”", "“", '"', ":"}:
        first += 1
    while last > first and words[last - 1].low in EDGES:
        if words[last - 1].low == "”" and any(w.low == "“" for w in words[first:last]):
            break
        if words[last - 1].low == ")" and any(w.low == "(" for w in words[first:last]):
            break
        last -= 1
    return first, last


def members(words: Sequence[Word], first: int, last: int, begins: Callable[[int], bool], *, more: bool = False) -> list[Range]:
    """The members of the enumeration that fills first..last; a comma parts two only where a conjunction parts later ones,
    here or, with `more`, behind `last`."""
    cuts: list[tuple[int, bool]] = []
    for j in range(first + 1, last):
        if words[j - 1].low not in BETWEEN or words[j].low in BETWEEN:
            continue
        at = j + 1 if words[j].low in ADVERBS and j + 1 < last else j
        if begins(at) or (at != j and begins(j)):
            joined = words[j - 1].low in AND
            cuts.append((j, joined))
    while cuts and not cuts[-1][1] and not more:
        cuts.pop()
    starts = [first, *(j for j, _ in cuts)]
    found = [trimmed(words, a, b) for a, b in zip(starts, [*starts[1:], last], strict=True)]
    return [(a, b) for a, b in found if b > a]


def begins_infinitive(words: Sequence[Word], last: int) -> Callable[[int], bool]:
    """ "to open …", "not to open …", and the bare verb that shares a "to" before it."""

    def begins(j: int) -> bool:
        if words[j].low == "not" and j + 1 < last:
            j += 1
        if words[j].low == "to":
            return j + 1 < last and (words[j + 1].tag == "VB" or is_base(words[j + 1]))
        return begins_bare(words, last)(j)

    return begins


def begins_bare(words: Sequence[Word], last: int) -> Callable[[int], bool]:
    """A bare verb with something behind it, or a modal with one ("and will quit …")."""

    def begins(j: int) -> bool:
        k = j
        while k < last and words[k].low in MODALS | NOT | {"also"}:
            k += 1
        if k >= last or not (is_base(words[k]) or words[k].low == "be"):
            return False
        if words[k].tag not in ("VB", "VBP"):  # taken for a noun: "halt shelling", not "halt of", "cut in"
            return k + 1 < last and words[k + 1].tag[:2] in ("NN", "DT", "PR", "JJ", "CD", "VB") and words[k + 1].low != "to"
        return k + 1 < last and words[k + 1].low not in ("and", "or", ".", "says", "said")

    return begins


def begins_gerund(words: Sequence[Word], last: int) -> Callable[[int], bool]:
    """ "building …", "from building …", "against building …"."""

    def begins(j: int) -> bool:
        if words[j].low in ("from", "to", "on", "for", "against") and j + 1 < last:
            j += 1
        return words[j].tag == "VBG"

    return begins


def begins_finite(words: Sequence[Word], last: int, verbs: Sequence[str]) -> Callable[[int], bool]:
    """A form of a verb of the lists that shares the subject before it: "bars … and obliges …"."""

    def begins(j: int) -> bool:
        k = j
        while k < last and words[k].low in MODALS | {"also"}:
            k += 1
        if k >= last or words[k].low.endswith("ing"):
            return False
        word = words[k]
        if word.tag in NOUNS and (k + 1 >= last or words[k + 1].tag not in OBJECTS):
            return False  # a noun in truth: "bans on arms", "limits and quotas"
        return any(verb_of(word, name) for name in verbs)

    return begins


def begins_noun(words: Sequence[Word], first: int, last: int) -> Callable[[int], bool]:
    """A noun phrase like the first one: with a determiner or number where that has one, else a noun on the tree's word."""
    led = _led(words, first)
    span = range(first, last)

    parted = any(w.low == ";" for w in words[first:last])
    measures = listed("measures") | listed("prohibiting_nouns") | listed("permitting_nouns")

    def begins(j: int) -> bool:
        if parted:
            return words[j - 1].low == ";" or (words[j - 1].low in AND and words[j - 2].low == ";")
        if led:
            return (_led(words, j) or words[j].lemma in measures) and _noun_near(words, j, last)
        if _led(words, j):
            return False
        head = next((k for k in range(j, min(last, j + 4)) if words[k].tag in NOUNS and not _goes_on(words, k, last)), None)
        return head is not None and words[head].dep in ("conj", "appos") and _top(words, head, span) == _head(words, first, last)

    return begins


def _led(words: Sequence[Word], j: int) -> bool:
    word = words[j]
    return word.low in DETERMINERS or word.tag in ("CD", "PRP$") or word.low in ("$", "€", "£") or word.low.endswith("’s")


def _noun_near(words: Sequence[Word], j: int, last: int) -> bool:
    """Whether a noun phrase begins here that no finite verb follows at once (that would be a clause)."""
    for k in range(j, min(last, j + 8)):
        if words[k].tag in NOUNS and not _goes_on(words, k, last):
            after = words[k + 1] if k + 1 < last else None
            return after is None or after.tag not in ("MD", "VBZ", "VBD", "VBP")
    return False


def _goes_on(words: Sequence[Word], k: int, last: int) -> bool:
    return k + 1 < last and words[k + 1].tag in NOUNS


def _head(words: Sequence[Word], first: int, last: int) -> int | None:
    """The head noun of the phrase that begins at `first`."""
    return next((k for k in range(first, last) if words[k].tag in NOUNS and not _goes_on(words, k, last)), None)


def head_noun(words: Sequence[Word], first: int, last: int) -> Word | None:
    """The same as a word; of "a cut of 10 per cent in wages" it is "cut"."""
    at = _head(words, first, last)
    return words[at] if at is not None else None


def _top(words: Sequence[Word], head: int, span: range) -> int:
    """The first of the nouns that are conjoined with `head`."""
    while words[head].dep in ("conj", "appos") and words[head].head in span and words[head].head < head:
        head = words[head].head
    return head


def is_measure(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a noun phrase is a provision by itself ("a ban on …", "the release of …"), not a meeting or a mood."""
    head = head_noun(words, first, last)
    kinds = listed("measures") | listed("prohibiting_nouns") | listed("permitting_nouns")
    return head is not None and (head.lemma in kinds or (head.i > first and words[head.i - 1].lemma in kinds))
