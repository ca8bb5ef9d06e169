"""Whoever speaks is the subject of the cue, shared or inherited; a word inside another's quotation never is."""

from __future__ import annotations

from communique.extract.voices.cues import has
from communique.extract.voices.draft import NOMINAL, phrase
from communique.extract.voices.quotes import Layout
from communique.parse.tree import Word

SUBJECTS = ("nsubj", "nsubjpass")
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def is_passive(verb: Word) -> bool:
    """Whether the verb is passive, also in a reduced relative clause."""
    if any(kid.dep in ("auxpass", "nsubjpass") for kid in verb.kids):
        return True
    return verb.tag == "VBN" and verb.dep in ("acl", "advcl", "relcl") and not any(k.lemma == "have" for k in verb.kids)


def is_finite(verb: Word) -> bool:
    """Whether the verb or one of its auxiliaries shows tense (a verb that was tagged as a plural noun does)."""
    helpers = (k for k in verb.kids if k.dep[:3] == "aux")
    return verb.tag in FINITE or verb.tag == "NNS" or any(word.tag in FINITE for word in helpers)


def own_subject(verb: Word) -> Word | None:
    """The verb's own subject."""
    subjects = [kid for kid in verb.kids if kid.dep in SUBJECTS]
    if (
        len(subjects) > 2
        and subjects[1].text == "-"
        and subjects[1].i == subjects[0].i + 1
        and subjects[2].i == subjects[0].i + 2
    ):
        return subjects[2]  # "Vice-minister"
    return subjects[0] if subjects else None


def subject(layout: Layout, verb: Word) -> Word | None:
    """The subject of `verb`, its own or that which it shares with the clause it hangs on; None if it has none."""
    words = layout.words
    at = verb
    for _ in range(8):
        if found := own_subject(at):
            if has("days", found.low) and found.i < verb.i:
                return beside(layout, verb, before_only=True)
            misread = next((k for k in found.kids if k.i < found.i and k.tag in FINITE and k.dep != "relcl"), None)
            found = (misread and own_subject(misread)) or found
            return found if layout.inside[found.i] == layout.inside[verb.i] else None
        head = words[at.head]
        if at.head == at.i or head.sentence != verb.sentence:
            return None
        if at.dep in ("acl", "relcl") and head.tag[:2] in NOMINAL:
            return head if at.tag == "VBG" and layout.inside[head.i] == layout.inside[verb.i] else None
        if at.dep == "xcomp" and has("object_control", head.lemma):
            controlled = next((k for k in head.kids if k.dep in ("dobj", "dative") and k.i < at.i), None)
            if controlled:
                return controlled
        bare = at.dep in ("conj", "xcomp", "pcomp", "prep") or (at.dep in ("advcl", "dep", "ccomp") and at.tag in ("VBG", "VBN"))
        if at is verb and at.dep in ("advcl", "ccomp", "dep", "parataxis") and verb.tag == "VB":
            bare = at.dep == "advcl" and any(k.low == "to" for k in at.kids)
        if not bare:
            return None
        at = head
        while at is not verb and not at.is_verb and at.dep in ("dobj", "pobj", "prep", "conj", "appos") and verb.dep == "conj":
            at = words[at.head]
    return None


def agent(verb: Word) -> Word | None:
    """Who did what a passive verb tells ("by X")."""
    for kid in verb.kids:
        if kid.dep == "agent" or (kid.low == "by" and kid.dep == "prep" and kid.i > verb.i):  # not "by noon"
            return next((k for k in kid.kids if k.dep == "pobj"), None)
    return None


def beside(layout: Layout, verb: Word, *, before_only: bool = False) -> Word | None:
    """A source found from position alone ("” - said Veld", "” Veld said"), for cues that the parser lost."""
    words = layout.words
    home = layout.inside[verb.i]
    after = phrase(layout, verb.i + 1) if not before_only else None
    if after and after.sentence == verb.sentence and layout.inside[after.i] == home and after.tag[:2] in ("NN", "PR"):
        return after
    at = verb.i - 1
    while at >= 0 and words[at].tag in ("RB", ","):
        at -= 1
    if at < 0 or words[at].sentence != verb.sentence or layout.inside[at] != home or words[at].tag[:2] not in ("NN", "PR"):
        return None
    top = outermost(layout, words[at], verb)
    return None if has("days", top.low) else top


def outermost(layout: Layout, word: Word, verb: Word) -> Word:
    """What a word before the verb belongs to: "an envoy in Oslo said", "Mr Veld, reached by telephone, said"."""
    words, home = layout.words, layout.inside[verb.i]
    word = top = _out_of_aside(layout, word, verb)
    while top.dep in ("appos", "compound", "pobj", "prep", "poss") and layout.inside[top.head] == home and top.head < verb.i:
        if (
            top.dep == "appos" and words[top.head].dep == "pobj"
        ):  # "In a letter to the Post, his aide, Ann Low, said": no apposition
            break
        top = words[top.head]
    if top.tag[:2] in NOMINAL:
        return top
    return (own_subject(top) if top.is_verb and word.dep == "pobj" else None) or word


def _out_of_aside(layout: Layout, word: Word, verb: Word) -> Word:
    """Whom a relative clause that ends in a comma tells of: "a source, who would not give his name, told", not his name."""
    at = word
    for _ in range(6):
        if layout.words[verb.i - 1].text != "," or at.head == at.i:
            return word
        if at.dep == "relcl":
            return layout.words[at.head] if at.head < word.i else word
        at = layout.words[at.head]
    return word


def antecedent(layout: Layout, head: Word, verb: Word) -> int:
    """For "who", "which", "that" as subject of a relative clause: the word that it stands for; else the head itself."""
    if head.tag[0] == "W" or (head.low == "that" and verb.dep == "relcl"):
        clause = verb
        while clause.dep in ("conj", "xcomp") and clause.head != clause.i:
            clause = layout.words[clause.head]
        if clause.dep == "relcl":
            return clause.head
    return head.i


def addressee(verb: Word, *, takes_object: bool) -> int | None:
    """Head word of whom it was told to."""
    for word in verb.kids:
        if takes_object and word.dep in ("dobj", "dative") and word.is_noun | (word.tag[:2] == "PR"):
            return word.i
        if word.low == "to" and word.dep in ("prep", "dative"):
            found = next((k.i for k in word.kids if k.dep == "pobj"), None)
            if found is not None and verb.lemma in ("say", "explain", "announce", "suggest", "write", "complain", "report"):
                return found
    return None
