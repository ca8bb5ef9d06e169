"""What holds provisions: a draft, a treaty, the terms of a deal, Article 4."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.terms.lexicon import ADVERBS, MODALS, finite, is_base, listed, texts
from communique.extract.terms.members import NOUNS
from communique.parse.tree import Parsed, Word

RELATIVE = ("WDT", "WP")
ASIDE = 14  # words between commas behind the noun


def is_instrument(parsed: Parsed, word: Word, *, stated: bool = True) -> bool:
    """Whether a noun names a text that binds; "any deal" and "a business plan" do not."""
    words = parsed.words
    if word.tag not in NOUNS and word.tag != "JJ":
        return False
    lemma = word.lemma.lower()
    if lemma not in texts() or (word.tag == "JJ" and lemma != "draft"):
        return False
    before = words[word.i - 1] if word.i and words[word.i - 1].sentence == word.sentence else None
    if lemma in listed("parts"):
        after = words[word.i + 1] if word.i + 1 < len(words) else None
        numbered = after is not None and (after.tag == "CD" or after.text[:1].isdigit())
        led = before is not None and (
            before.low in ("the", "its", "these", "those", "this", "one", "another", "’s", "'s") or before.tag in ("JJ", "CD")
        )
        return numbered or (
            (led and lemma not in ("point", "condition", "section")) or (led and after is not None and after.low == "of")
        )
    k = word.i - 1
    while (
        k >= 0
        and words[k].sentence == word.sentence
        and (words[k].tag[:2] in ("JJ", "NN", "CD", "VB", "PR", "RB", "DT", "PO") or words[k].low in ("’s", "'s", "-"))
    ):
        if words[k].low in listed("no_instrument"):
            return False
        if words[k].tag[:2] == "DT" or words[k].tag == "PRP$":
            break
        k -= 1
    return True


def real_subject(parsed: Parsed, subject: Word | None, verb: Word) -> Word | None:
    """The noun that a relative pronoun stands for; else the subject itself."""
    if subject is not None and subject.tag in RELATIVE:
        for up in (verb, *parsed.up(verb)):
            if up.dep == "relcl":
                return parsed.words[up.head]
        return None
    return subject


def behind(words: Sequence[Word], i: int, last: int) -> int:
    """The word behind the instrument at `i`: past its number and what stands between commas ("the draft, dated May 14, bars")."""
    k = i + 1
    while k < last and (words[k].tag == "CD" or words[k].low in ("(", ")")):
        k += 1
    if k < last and words[k].low == ",":
        close = next((j for j in range(k + 1, min(last, k + ASIDE)) if words[j].low == ","), None)
        if close is not None and close + 1 < last and is_trigger(words[close + 1]) is not None:
            return close + 1
    if k + 1 < last and words[k].low == "," and words[k + 1].low in ("which", "that"):
        return k + 2
    if k < last and words[k].tag in RELATIVE and words[k].low != "what":
        return k + 1
    return k


def is_trigger(word: Word) -> str | None:
    """The list by which a word opens provisions behind an instrument."""
    if word.low in MODALS:
        return "modal"
    return next((name for name in ("prohibit", "oblige", "permit") if finite(word, name)), None)


def skip(words: Sequence[Word], k: int, last: int) -> tuple[int, str, bool]:
    """Past modals, "not" and adverbs: where the verb stands, the modal, whether it is negated."""
    modal, negated = "", False
    while k < last and (words[k].low in MODALS | ADVERBS | {"not", "n't", "n’t", "do", "does", "did"} or words[k].tag == "RB"):
        if words[k].low in MODALS:
            modal = words[k].lemma
        negated |= words[k].low in ("not", "n't", "n’t", "never")
        k += 1
    return k, modal, negated


def opens_infinitive(words: Sequence[Word], k: int, last: int) -> bool:
    """ "to cut …" right behind."""
    return k + 1 < last and words[k].low == "to" and (words[k + 1].tag == "VB" or is_base(words[k + 1]))
