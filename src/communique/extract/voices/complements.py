"""What a verb takes to its right as content: clauses, infinitives, objects and prepositions, as its lexicon entry allows."""

from __future__ import annotations

from communique.extract.voices.cues import Entry, has
from communique.extract.voices.draft import span
from communique.extract.voices.quotes import Layout, Range
from communique.extract.voices.source import is_finite, own_subject
from communique.parse.tree import Word

CLAUSAL = frozenset(("to", "oto"))


def complements(layout: Layout, verb: Word, entry: Entry) -> tuple[Range | None, int, str]:
    """Content to the right of the verb, the last word of the cue (a particle may belong to it), and how it was found.

    How: "ccomp" for clauses and infinitives, "object" for objects and prepositions, "" where nothing is taken.
    """
    first, last, cue_last, basis = -1, -1, verb.i, ""
    right = [k for k in verb.kids if k.i > verb.i]
    control = "oto" in entry.codes and any(w.dep in ("xcomp", "ccomp", "advcl") and _infinitive(w) for w in right)
    for kid in right:
        begin, kind, taken = kid.left, "object", kid
        if kid.dep in ("prt", "advmod") and kid.low in entry.particles:
            cue_last = kid.i
            follows = next((w for w in right if w.dep in ("dobj", "ccomp") and w.i > kid.i and not has("days", w.low)), None)
            if follows is None:
                continue
            taken, begin = follows, follows.left
        elif kid.dep in ("prep", "agent") and kid.low in entry.particles:
            if kid.right == kid.i or _day(layout, kid):
                continue
            if first < 0:
                begin = kid.i + 1
                cue_last = kid.i if kid.i <= verb.i + 2 else cue_last
        elif _is_clause(layout, kid) and _takes_clause(layout, entry, kid):
            kind = "ccomp"
            begin = next((k.i for k in kid.kids if k.low == "that" and k.dep == "mark"), begin)
        elif not _takes_object(layout, verb, entry, kid, right, control) and not (
            first >= 0 and _goes_on(layout, entry, kid, basis, control, last)
        ):
            continue
        if first < 0:
            first, basis = begin, kind
        last = max(last, _without_aside(layout, taken) if basis == "object" else taken.right)
    if first < 0 and "that" in entry.codes and (stray := _stray(layout, verb)) is not None:
        return span(layout, stray.left, stray.right), cue_last, "ccomp"
    if first < 0:
        return None, cue_last, ""
    return span(layout, max(first, verb.i + 1), last), cue_last, basis


def _stray(layout: Layout, verb: Word) -> Word | None:
    """The clause that the parser hangs on an occasion: "told X in an interview that …", "said after talks held in Y that …"."""
    words = layout.words
    for at in range(verb.i + 2, min(verb.right, verb.i + 30) + 1):
        word = words[at]
        clause = words[word.head]
        if word.low != "that" or clause.dep not in ("relcl", "acl", "advcl") or not clause.is_verb:
            continue
        if word.dep not in ("mark", "advmod") and not (word.dep == "dobj" and any(kid.tag == "MD" for kid in clause.kids)):
            continue  # "in a letter that it would leave", but not "in a letter that it sent"
        noun = words[clause.head]
        between = [words[k] for k in range(verb.i + 1, at) if words[k].is_verb and is_finite(words[k])]
        if not between and noun.is_noun and has("occasions", noun.lemma) and own_subject(clause) is not None:
            return clause
    return None


def _is_clause(layout: Layout, kid: Word) -> bool:
    opener = layout.words[kid.left].low
    that = opener in ("whether", "that") or any(k.low == "that" and k.dep == "mark" for k in kid.kids)  # "said earlier that …"
    return kid.dep in ("ccomp", "xcomp") or (kid.dep == "advcl" and bool(kid.kids) and that)


def _takes_clause(layout: Layout, entry: Entry, kid: Word) -> bool:
    codes = entry.codes
    if _infinitive(kid):
        return bool(codes & CLAUSAL)
    if kid.dep == "xcomp":
        gerund = kid.tag == "VBG" or (kid.tag == "VBN" and layout.words[kid.left].tag == "VBG")
        return ("ing" if gerund else "np") in codes
    gerund = kid.tag == "VBG" and own_subject(kid) is None and not is_finite(kid)
    return ("ing" if gerund else "that") in codes


def _takes_object(layout: Layout, verb: Word, entry: Entry, kid: Word, right: list[Word], control: bool) -> bool:
    """Whether an object of the verb is (part of) its content; whom it is told to, days and reflexives never are."""
    codes = entry.codes
    if kid.dep not in ("dobj", "dative", "oprd", "attr", "acomp") or has("days", kid.low) or kid.low.endswith(("self", "selves")):
        return False
    if not control and kid.dep in ("dobj", "dative") and has("addressee_verbs", verb.lemma):
        return False
    if (
        "that" in codes
        and kid.dep in ("dobj", "dative")
        and any(w.dep == "ccomp" and w.i > kid.i and not _infinitive(w) for w in right)
    ):
        return False
    if has("naming", verb.lemma) and _bare_object(layout, kid, right):
        return False
    if kid.dep == "dobj" and "that" in codes and kid.lemma in ("nothing", "something", "word"):
        return False
    return (kid.dep in ("dobj", "oprd") and "np" in codes) or (control and kid.dep != "attr")


def _goes_on(layout: Layout, entry: Entry, kid: Word, basis: str, control: bool, last: int) -> bool:
    """Whether what hangs on the verb beside content already found belongs to that content."""
    opener = layout.words[kid.left].low
    if basis == "ccomp":
        joined = kid.dep == "conj" and "that" in entry.codes and _continues(layout, kid)
        return joined or (kid.dep == "advcl" and (has("afterthought", opener) or (control and _infinitive(kid))))
    if kid.dep == "advcl" and opener in ("if", "unless", "provided"):
        return True
    return (kid.dep == "advcl" and control and _infinitive(kid)) or (kid.left <= last + 2 and _belongs(kid))


def _day(layout: Layout, kid: Word) -> bool:
    """Whether a preposition only says when ("on Monday")."""
    return kid.low in ("on", "in", "for", "at") and kid.right - kid.i <= 2 and has("days", layout.words[kid.right].low)


def _continues(layout: Layout, kid: Word) -> bool:
    """A finite clause with a subject of its own, or one that opens with "that": it continues the content."""
    words = layout.words
    own = own_subject(kid)
    if words[kid.left].low == "that" or any(k.low == "that" and k.dep == "mark" for k in kid.kids):
        return True
    return own is not None and not has("says", kid.lemma)


def _without_aside(layout: Layout, kid: Word) -> int:
    """Last word of an object without a closing aside (", who …", ", which …")."""
    words = layout.words
    for word in kid.kids:
        if word.dep == "relcl" and word.i > kid.i and words[word.left - 1].text == "," and word.right == kid.right:
            return word.left - 2
    return kid.right


def _bare_object(layout: Layout, kid: Word, right: list[Word]) -> bool:
    """Whether a verb of naming has nothing but a short object: "called her" is a telephone call, "called it a farce" is not."""
    more = any(w.i > kid.i and (w.dep in ("oprd", "xcomp", "ccomp", "dobj", "attr", "acomp") or w.low == "as") for w in right)
    return (
        kid.dep == "dobj"
        and not more
        and (kid.tag in ("PRP", "NNP") or kid.left == kid.i)
        and layout.inside[kid.i] == layout.inside[kid.head]
    )


def _belongs(kid: Word) -> bool:
    """Whether what follows the object on the same verb is still about it: no day, no place of saying, no later act."""
    if kid.dep == "prep":
        if has("telling", kid.low) or not kid.kids:
            return False
        object_ = kid.kids[-1]
        return not has("days", object_.low) and object_.tag != "CD" and not has("occasions", object_.lemma)
    return (kid.dep in ("advcl", "acl", "xcomp", "relcl") and (kid.tag == "VB" or kid.dep in ("acl", "relcl"))) or (
        kid.dep == "prep" and kid.low == "including"
    )


def _infinitive(verb: Word) -> bool:
    to = any(k.low == "to" and k.dep in ("aux", "mark", "prep") and k.i < verb.i for k in verb.kids)  # not "replied to X"
    return to and verb.tag in ("VB", "VBN", "VBP", "VBG")
