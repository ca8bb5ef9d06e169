"""What a clause waits for: the words of its condition, as a clause of their own, a phrase or a single word."""

from __future__ import annotations

from communique.parse.tree import Parsed, Word

PROVIDED = frozenset({"provided", "providing"})
CONDITION_MARKS = frozenset({"if", "unless", "once", "until", "provided", "till", "should", "when", "after", "as", "before"})


def proviso(parsed: Parsed, kid: Word, others: list[Word]) -> tuple[int, int] | None:
    """The clause of `kid` where it states a condition of the one whose other words are `others`."""
    if kid.dep == "advcl":
        for mark in parsed.kids(kid):
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
        found += [k for k in parsed.kids(at) if k.dep == "aux"]
    return found


def _whole(parsed: Parsed, word: Word) -> tuple[int, int]:
    return parsed.words[word.left].start, parsed.words[word.right].end


def _lasting(parsed: Parsed, mark: Word, verb: Word, others: list[Word]) -> bool:
    """`when` and `after` condition only what is still to come: a verb in the present (in the past where that is what reported
    speech makes of it: "would … when they left"), or `as long as`."""
    if mark.low == "as":
        return parsed.words[mark.i - 1].low == "long" if mark.i else False
    tenses = ("VBZ", "VBP", "VBD") if any(k.low in ("would", "’d", "'d") for k in others) else ("VBZ", "VBP")
    return verb.tag in tenses and not any(k.dep == "aux" for k in parsed.kids(verb))


def nominal_proviso(parsed: Parsed, kids: list[Word]) -> tuple[int, int] | None:
    """`in the event of …`, `in case of …`, `subject to …`, `on condition that …`, `as long as …`, `provided …`, `failing …`,
    among what hangs on a verb."""
    for kid in kids:
        low = kid.low
        if low == "long":
            below = parsed.kids(kid)
            if any(k.low == "as" and k.i < kid.i for k in below) and any(k.dep == "advcl" for k in below):
                return _whole(parsed, kid)
        elif low == "subject":
            if any(k.low == "to" for k in parsed.kids(kid)):
                return _whole(parsed, kid)
        elif low in ("failing", "barring") and kid.dep in ("prep", "advcl") and kid.kids:
            return _whole(parsed, kid)
        elif kid.dep == "prep" and low in ("in", "on", "under", "without"):
            for noun in parsed.kids(kid):
                if noun.dep == "pobj" and noun.lemma in ("event", "case", "condition", "circumstance") and noun.kids:
                    return _whole(parsed, kid)
    return None


def lacking(parsed: Parsed, verb: Word, kids: list[Word], negated: bool) -> tuple[int, int] | None:
    """ "Will not sign without a guarantee", "without it the camps would close", "otherwise it will sue": what must come first."""
    for kid in kids:
        if kid.low == "without" and kid.dep == "prep" and kid.kids and (negated or kid.i < verb.i):
            return _whole(parsed, kid)
        if kid.low == "otherwise" and kid.dep == "advmod" and kid.i < verb.i:
            return kid.start, kid.end
    return None
