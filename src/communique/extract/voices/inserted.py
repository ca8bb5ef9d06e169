"""Who says it stands in the middle: "Denmark, she said, will stay", "Otherwise, he vowed, the port closes", "it was learnt".

The parser often takes such an insertion for the main clause, or one half of the sentence for its object.  The commas tell it.
"""

from __future__ import annotations

from itertools import pairwise

from communique.extract.voices.cues import has, verb_entry
from communique.extract.voices.draft import Draft, source_span, span, whole_quotes
from communique.extract.voices.quotes import Layout
from communique.extract.voices.source import antecedent, is_finite
from communique.parse.tree import Sentence, Word

MARKS = frozenset({",", "–", "—", "--"})
PARTICLES = frozenset({"out", "on", "back"})
HEARSAY = frozenset({"learn", "understand", "report", "claim", "say", "believe", "rumour", "rumor", "allege", "hear", "tell"})
OPENING = frozenset({"but", "and", "however", "yet", "still", "meanwhile", "also", "then", "besides"})
LONGEST = 9  # words of an insertion


def insertions(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """The voices of insertions that no cue has claimed rightly; those claimed with half of what is said are set right."""
    by_cue = {draft.cue_word: draft for draft in drafts}
    added: list[Draft] = []
    for sentence in layout.parsed.sentences:
        for first, verb, last in _inserted(layout, sentence):
            known = by_cue.get(verb.i)
            if known is not None and known.basis in ("closing", "inverted"):
                continue
            draft = _voice(layout, sentence, first, verb, last)
            if draft is None:
                continue
            if known is None:
                added.append(draft)
            else:
                known.source, known.head, known.content, known.basis = draft.source, draft.head, draft.content, "closing"
                known.extent = draft.extent
    return added


def _inserted(layout: Layout, sentence: Sentence) -> list[tuple[int, Word, int]]:
    """First word, verb and last word of each stretch between two commas that holds a subject, a verb of saying and no more."""
    words, found = layout.words, []
    commas = [i for i in range(sentence.first, sentence.last) if words[i].text in MARKS and layout.inside[i] < 0]
    for before, after in pairwise(commas):
        if not 2 <= after - before - 1 <= LONGEST or before == sentence.first:
            continue
        inner = words[before + 1 : after]
        verbs = [w for w in inner if w.is_verb and w.dep[:3] != "aux"]
        if len(verbs) == 1 and any(layout.inside[w.i] >= 0 for w in inner) is False:
            verb = verbs[0]
            tail = [w for w in inner if w.i > verb.i and w.low not in PARTICLES and w.tag != "RB"]
            if (
                not tail
                and verb.i > inner[0].i
                and inner[0].low not in ("who", "which", "that", "when", "where", "if", "and", "but")
            ):
                found.append((inner[0].i, verb, after - 1))
    return found


def _voice(layout: Layout, sentence: Sentence, first: int, verb: Word, last: int) -> Draft | None:
    words = layout.words
    entry = verb_entry(verb.lemma)
    hearsay = words[first].low == "it" and verb.tag == "VBN" and verb.lemma in HEARSAY
    pointed = verb.lemma == "point" and words[verb.i + 1].low == "out"
    says = (
        entry is not None
        and ("that" in entry.codes or pointed)
        and (entry.group == "speech" or has("parenthetical", entry.lemma))
    )
    if not hearsay and not (says and is_finite(verb) and verb.tag != "VBN"):
        return None
    begin = sentence.first
    while begin < first - 1 and (words[begin].low in OPENING or words[begin].tag in ("CC", ",")):
        begin += 1
    left, right = span(layout, begin, first - 2), span(layout, last + 2, sentence.last - 1)
    if left is None or right is None or begin >= first - 1:
        return None
    opens = layout.inside[last + 2] >= 0 if last + 2 < len(words) else False
    if opens and not any(w.is_verb or w.low in ("if", "without", "unless", "otherwise", "until") for w in words[begin:first]):
        return None  # "In Oslo, she said, “…”" opens on where it was said
    if words[begin].tag == "VBG" or (words[begin].tag == "VBN" and words[begin].low in ("asked", "pressed", "speaking")):
        return None
    content = [whole_quotes(layout, left, None), whole_quotes(layout, right, None)]
    cue = (words[first + 1 if hearsay else verb.i].start, verb.end)
    if hearsay:
        return Draft(None, None, cue, verb.i, verb.lemma, content, "closing", "relay", (first, last), relay=True)
    head = next((w for w in words[first : verb.i] if w.dep in ("nsubj", "nsubjpass") and w.head == verb.i), words[verb.i - 1])
    if head.tag[:2] not in ("NN", "PR") or (head.low in ("it", "there") and not says) or entry is None:
        return None
    if head.low in ("i", "we", "you") or layout.inside[head.i] != layout.inside[verb.i]:
        return None
    source = source_span(layout, head, verb)
    if source is None:
        return None
    who = antecedent(layout, head, verb)
    return Draft(
        source, who, cue, verb.i, entry.lemma, content, "closing", entry.group, (first, last), relay=entry.group == "relay"
    )
