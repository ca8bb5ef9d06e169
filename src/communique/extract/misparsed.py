"""What the parser makes of participles and infinitives, and subjects that it loses.

They are those of a past tense taken for a participle, and those behind what opens a sentence.
"""

from __future__ import annotations

from communique.extract.lexicon import words
from communique.parse.tree import Parsed, Word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "POS", "CC", "PRP", "PRP$", "CD"})
PARTICIPLES_ONLY = words("participles_only")


def main_after_all(parsed: Parsed, verb: Word, agent: Word | None) -> Word | None:
    """The subject of a past tense that the parser took for a participle: "The envoy, Ann Hill, called upon both sides to …" """
    if verb.tag != "VBN" or verb.dep != "acl" or agent is not None or parsed.words[verb.i - 1].text != "," or not verb.kids:
        return None
    sentence = parsed.sentences[verb.sentence]
    root = next((w for w in parsed.of(sentence) if w.dep == "ROOT"), verb)
    ends = parsed.words[sentence.last - 1].text in ".”"
    if not root.is_noun or root.i > verb.i or not ends or verb.low in PARTICIPLES_ONLY:
        return None
    others = [w for w in parsed.of(sentence) if w.i != verb.i and w.tag in FINITE and w.dep not in ("aux", "auxpass", "relcl")]
    return None if others and any(w.i < verb.i or w.head == root.i for w in others) else root


def parted(parsed: Parsed, verb: Word) -> Word | None:
    """The subject that an aside parts from its verb, so that the parser has it for what is said: "claimed the drill, if held,
    would be an outrage"."""
    upper = parsed.words[verb.head]
    told = [k for k in upper.kids if k.dep == "dobj" and upper.i < k.i < verb.i and k.is_noun]
    if upper.i > verb.i or len(told) != 1 or parsed.words[told[0].right + 1].text != ",":
        return None
    return told[0] if parsed.words[verb.left].text == "," or any(k.text == "," and k.i < verb.i for k in verb.kids) else None


MISTAKEN = frozenset({"amod", "compound", "nmod", "npadvmod"})
MONTHS = words("months")


def cut_off(parsed: Parsed, verb: Word) -> Word | None:
    """The subject that the parser hangs on what opens the sentence: "On the sidelines of the summit, Minister Ann Hill met …"."""
    words, first = parsed.words, parsed.sentences[verb.sentence].first
    before = [k for k in verb.kids if k.i < verb.i]
    if len(before) == 1 and before[0].i == first and before[0].dep in MISTAKEN and before[0].text[0].isupper():
        return before[0]  # "Arland objects to it", read as if the objects were Arland's
    last = verb.i - 1
    while last > first and words[last].tag == "RB":
        last -= 1
    if last == first + 2 and words[last].dep == "pobj" and words[last].tag[:3] == "NNP" and words[last - 1].low in MONTHS:
        return words[last]  # "In March Arland rejected …"
    comma = last
    while comma > first and (words[comma].tag in NOMINAL or words[comma].text in "-’'"):
        comma -= 1
    if words[first].tag != "IN" or words[comma].text != "," or last == comma or words[last].tag[:2] not in ("NN", "PR"):
        return None
    head = [w for w in words[comma + 1 : last + 1] if not comma < w.head <= last]
    return words[last] if words[last].tag[:3] == "NNP" else head[0] if len(head) == 1 else None


HANDED = frozenset("ask assure give grant hand inform notify offer present show tell urge warn".split())


def handed(parsed: Parsed, verb: Word, objects: list[Word], preps: list[tuple[str, Word]]) -> bool:
    """Whether who "was summoned and handed a note" is given it, though the parser takes him for who gives it."""
    if verb.dep != "conj" or verb.lemma not in HANDED or verb.low == verb.lemma:
        return False
    if not any(k.dep in ("auxpass", "nsubjpass") for k in parsed.words[verb.head].kids):
        return False
    own = any(k.dep in ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "aux", "auxpass") for k in verb.kids)
    return not own and len(objects) < 2 and not any(prep == "to" for prep, _ in preps)


def adjectival(word: Word) -> bool:
    """Whether a participle only describes: "the warring sides"."""
    return word.tag in ("VBN", "VBG") and word.dep in ("amod", "compound", "nmod", "advmod", "prep", "case", "mark")


def has_to(verb: Word) -> bool:
    """Whether "to" stands before a verb."""
    return any(k.dep == "aux" and k.low == "to" for k in verb.kids)
