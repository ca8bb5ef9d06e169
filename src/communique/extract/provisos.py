"""What a clause waits for: the words of its condition, as a clause of their own, a phrase or a single word."""

from __future__ import annotations

from communique.parse.tree import Parsed, Word

PROVIDED = frozenset({"provided", "providing"})
CONDITION_MARKS = frozenset({"if", "unless", "once", "until", "provided", "till", "should", "when", "after", "as", "before"})


def proviso(parsed: Parsed, kid: Word, others: list[Word]) -> tuple[int, int] | None:
    """The clause of `kid` where it states a condition of the one whose other words are `others`."""
    if kid.dep == "advcl":
        for mark in kid.kids:
            if mark.dep in ("mark", "advmod", "aux") and mark.low in CONDITION_MARKS and mark.i <= kid.i:
                if mark.low in ("as", "after", "when") and not _lasting(parsed, mark, kid, others):
                    continue
                if mark.low == "before" and not any(k.dep == "neg" for k in others):
                    continue  # "will not sign before they leave" waits, "will sign before they leave" does not
                return _whole(parsed, kid)
    return None


def beside(parsed: Parsed, verb: Word, kids: list[Word]) -> list[Word]:
    """What hangs on a verb, and on what its infinitive hangs on ("would be ready to sign when they left")."""
    found, at = list(kids), verb
    while at.dep in ("xcomp", "acomp") and at.head != at.i:
        at = parsed.words[at.head]
        found += [k for k in at.kids if k.dep == "aux"]
    return found


def _whole(parsed: Parsed, word: Word) -> tuple[int, int]:
    return parsed.words[word.left].start, parsed.words[word.right].end


def _lasting(parsed: Parsed, mark: Word, verb: Word, others: list[Word]) -> bool:
    """`when` and `after` condition only what is still to come: a verb in the present (in the past where that is what reported
    speech makes of it: "would … when they left"), or `as long as`."""
    if mark.low == "as":
        return parsed.words[mark.i - 1].low == "long" if mark.i else False
    tenses = ("VBZ", "VBP", "VBD") if any(k.low in ("would", "’d", "'d") for k in others) else ("VBZ", "VBP")
    return verb.tag in tenses and not any(k.dep == "aux" for k in verb.kids)


def nominal_proviso(parsed: Parsed, kids: list[Word]) -> tuple[int, int] | None:
    """`in the event of …`, `in case of …`, `subject to …`, `on condition that …`, `as long as …`, `provided …`, `failing …`,
    among what hangs on a verb."""
    for kid in kids:
        low = kid.low
        if low == "long":
            below = kid.kids
            if any(k.low == "as" and k.i < kid.i for k in below) and any(k.dep == "advcl" for k in below):
                return _whole(parsed, kid)
        elif low == "subject":
            if any(k.low == "to" for k in kid.kids):
                return _whole(parsed, kid)
        elif low in ("failing", "barring") and kid.dep in ("prep", "advcl") and kid.kids:
            return _whole(parsed, kid)
        elif kid.dep == "prep" and low in ("in", "on", "under", "with", "without"):
            for noun in kid.kids:
                if noun.dep == "pobj" and noun.lemma in TERMS and noun.kids:
                    return _whole(parsed, kid)
    return None


TERMS = frozenset({"event", "case", "condition", "circumstance", "understanding", "proviso", "premise"})


def lacking(parsed: Parsed, verb: Word, kids: list[Word], negated: bool) -> tuple[int, int] | None:
    """ "Will not sign without a guarantee", "without it the camps would close", "otherwise it will sue": what must come first."""
    for kid in kids:
        if kid.low == "without" and kid.dep == "prep" and kid.kids and (negated or kid.i < verb.i):
            return _whole(parsed, kid)
        if kid.low == "otherwise" and kid.dep == "advmod" and kid.i < verb.i:
            return kid.start, kid.end
    return None


def spelt(parsed: Parsed, verb: Word) -> tuple[int, int] | None:
    """A condition that the parser hangs elsewhere, by the order of words: "If it rains, …", "failing that, …", "otherwise, she
    vowed, …" before the clause; "… should the truce hold", "… were they to leave", "… so long as", "… but not till" behind it."""
    return _before(parsed, verb) or _behind(parsed, verb)


FIRST = frozenset({"if", "unless", "otherwise", "failing", "absent", "barring", "without"})
HEADS = frozenset({"“", '"', "‘", "that", "and", "but", "or", "said", "says", "then", ";", ":", "–", "—", "-"})
TELLING = PROVIDED | {"”", ";", "?", "should", "were", "had", "so", "as", "not", "in"}  # all that a clause behind is known by
LONGEST = 40  # words


def _before(parsed: Parsed, verb: Word) -> tuple[int, int] | None:
    words, first = parsed.words, parsed.sentences[verb.sentence].first
    kids = [k for k in verb.kids if k.i < verb.i and k.dep in ("nsubj", "nsubjpass", "expl", "aux", "auxpass", "neg")]
    at = min((k.left for k in kids), default=verb.i)
    if at - 2 >= first and words[at - 1].low == "which" and words[at - 2].low == "failing":
        return words[at - 2].start, words[at - 1].end
    if at - 1 <= first or words[at - 1].text != ",":
        return None
    for i in range(at - 2, max(first, at - LONGEST) - 1, -1):
        word, ahead = words[i], words[i - 1] if i > first else None
        if word.text in (".", "!", "?", "”"):
            return None
        opens = ahead is None or ahead.low in HEADS or (ahead.text == "," and words[i - 2].low in HEADS)
        if word.low in FIRST and opens and words[i + 1].low != "only":
            comma = next((w for w in words[i:at] if w.text == ","), words[at - 1])
            last = at - 2 if word.low in ("if", "unless") else comma.i - 1
            return word.start, words[max(i, last)].end
    return None


def _behind(parsed: Parsed, verb: Word) -> tuple[int, int] | None:
    words, last = parsed.words, parsed.sentences[verb.sentence].last
    for word in words[verb.i + 1 : last]:
        if word.low not in TELLING:
            continue
        if word.text in ("”", ";") or (word.text == "?" and word.i == last - 1):
            return None
        after = words[word.i + 1] if word.i + 1 < last else word
        if word.low in PROVIDED:
            if (end := provided(parsed, word)) is not None:
                return word.start, words[end].end
            continue
        if word.low in ("should", "were", "had") and word.i > verb.i + 1 and _inverted(parsed, word):
            head = words[word.head] if word.dep in ("aux", "auxpass") else word
            return word.start, words[head.right].end
        if word.low in ("so", "as") and after.low == "long" and words[min(after.i + 1, last - 1)].low == "as":
            return word.start, words[after.right].end
        if word.low == "not" and words[word.i - 1].low == "but" and after.low in ("before", "until", "unless", "without"):
            return word.start, words[_head_clause(parsed, after).right].end
        if word.low == "in" and after.low == "case" and words[min(after.i + 1, last - 1)].low not in ("of", ",", "."):
            return word.start, words[min(last - 1, max(after.right, words[verb.i].right))].end
    return None


def provided(parsed: Parsed, word: Word) -> int | None:
    """The last word of the clause that "provided" or "providing" makes a condition ("provided the firm pays"); None where it is
    the verb ("aid provided by Arland", "providing food")."""
    words, last, subject = parsed.words, min(parsed.sentences[word.sentence].last, word.i + LONGEST), -1
    for ahead in words[word.i + 1 : last]:
        if ahead.text in (",", ";", "”", '"', ":") or ahead.low in ("by", "to", "for", "with"):
            return None
        if ahead.is_verb:
            finite = ahead.tag in ("VBD", "VBZ", "VBP", "MD")  # the tagger takes some for participles
            if subject < 0 or not (finite or words[subject].head == ahead.i):
                return None
            verb = words[ahead.head] if ahead.dep in ("aux", "auxpass") else ahead
            if any(k.dep in ("nsubj", "nsubjpass") and k.i < word.i for k in (*word.kids, *verb.kids)):
                return None  # "Arland provided ships and Belmora sent crews", "the aid provided the rebels was stopped"
            stop = next((w.i - 1 for w in words[verb.i : last] if w.text in (";", "”", '"', ".")), last - 1)
            return max(verb.i, min(verb.right, stop))
        if ahead.tag[:2] in ("NN", "PR") or ahead.dep == "expl":
            subject = ahead.i
    return None


def _inverted(parsed: Parsed, word: Word) -> bool:
    """Whether a verb stands before its subject, with nothing before it: "should they agree", "were Arland to leave"."""
    head = parsed.words[word.head] if word.dep in ("aux", "auxpass") else word
    kids = head.kids
    subject = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
    if word.dep not in ("aux", "auxpass"):
        subject = subject or next((k for k in kids if k.dep == "attr" and k.left == word.i + 1), None)
        below = any(k.dep == "xcomp" and k.tag == "VB" for k in kids)
        return word.low == "were" and subject is not None and subject.i > word.i and below
    if word.low == "should" and subject is None:  # the parser takes what follows for a compound
        return parsed.words[word.head].is_noun and parsed.words[word.i - 1].text not in (
            ",",
            "and",
            "but",
            "that",
            "who",
            "which",
        )
    early = any(k.i < word.i and k.dep in ("nsubj", "nsubjpass", "mark", "advmod") for k in kids)
    return subject is not None and subject.i > word.i and not early and (word.low == "should" or head.tag == "VBN")


def _head_clause(parsed: Parsed, word: Word) -> Word:
    return parsed.words[word.head] if word.dep == "mark" else word
