"""Subjects that the parser loses: of a past tense taken for a participle, and behind what opens a sentence."""

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


def cut_off(parsed: Parsed, verb: Word) -> Word | None:
    """The subject that the parser hangs on what opens the sentence: "On the sidelines of the summit, Minister Ann Hill met …"."""
    words, first = parsed.words, parsed.sentences[verb.sentence].first
    last = verb.i - 1
    while last > first and words[last].tag == "RB":
        last -= 1
    comma = last
    while comma > first and (words[comma].tag in NOMINAL or words[comma].text in "-’'"):
        comma -= 1
    if words[first].tag != "IN" or words[comma].text != "," or last == comma or words[last].tag[:2] not in ("NN", "PR"):
        return None
    head = [w for w in words[comma + 1 : last + 1] if not comma < w.head <= last]
    return words[last] if words[last].tag[:3] == "NNP" else head[0] if len(head) == 1 else None
