"""Content that is no complement: the quotation beside the cue, the clause that it closes, the sentence next to it."""

from __future__ import annotations

from communique.extract.voices.cues import has, verb_entry
from communique.extract.voices.draft import span
from communique.extract.voices.quotes import Layout, Quote, Range
from communique.extract.voices.source import is_finite, own_subject
from communique.parse.tree import Word

GOVERNED = ("ccomp", "parataxis", "dep", "csubj")
BREAKS = (",", "—", "–", "-", "”", '"', "’", "'", "''", "?", "!", "“")
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
OPENERS = ("however", "meanwhile", "but", ",")
MARKS = "”\"’'» “"


def quotation(layout: Layout, verb: Word, source: Word | None, content: Range | None) -> Range | None:
    """The quotation right before the cue's clause, or the one that it introduces."""
    words, inside = layout.words, layout.inside
    if inside[verb.i] >= 0 or (not is_finite(verb) and verb.tag != "VBG"):
        return None
    begin = verb.i
    if source and source.i < verb.i and source.sentence == verb.sentence and (verb.dep != "conj" or own_subject(verb)):
        begin = source.left
    begin = max(begin, layout.parsed.sentences[verb.sentence].first)
    for start in dict.fromkeys((begin, verb.i, verb.i - 1)) if is_finite(verb) or verb.dep == "pcomp" else ():
        before = start - 1
        while before >= 0 and inside[before] < 0 and not words[before].text[0].isalnum():
            before -= 1
        if before >= 0 and inside[before] >= 0 and _same_paragraph(layout, before, verb.i):
            quote = layout.quotes[inside[before]]
            ending = layout.parsed.text[max(quote.start, quote.end - 4) : quote.end].rstrip(MARKS)[-1:]
            heard = ending in (",", "?", "!") or layout.parsed.text[quote.end : quote.end + 1] == ","
            inside_sentence = _sentence_start(layout, quote) < quote.start
            if (content is not None or inside_sentence) and (not heard or (content is not None and inside_sentence)):
                break
            return _sentence_start(layout, quote), quote.end
    end = layout.parsed.sentences[verb.sentence].last
    at = verb.i + 1
    while at < min(end, verb.i + 40) and inside[at] < 0:
        at += 1
    if at >= len(words) or inside[at] < 0 or not _same_paragraph(layout, at, verb.i):
        return None
    quote = layout.quotes[inside[at]]
    mark = layout.parsed.text[max(0, quote.start - 3) : quote.start].rstrip()[-1:]
    between = words[verb.i + 1 : at]
    finite = [w for w in between if w.tag in ("VBD", "VBZ", "VBP") and w.dep[:3] != "aux"]
    nearer = any(
        verb_entry(w.lemma) for w in between if w in finite or (w.tag == "VBG" and w.dep in ("advcl", "acl", "pcomp", "conj"))
    )
    if content is None and (nearer or (finite and verb.tag == "VBG")):
        return None
    if at == end and mark != ":":
        return None
    if mark == ":" or (mark == "," and quote.spoken) or (not any(w.text[0].isalnum() for w in between) and quote.spoken):
        if mark != ":" and finite:
            return None
        return quote.start, quote.end
    return None


def _sentence_start(layout: Layout, quote: Quote) -> int:
    """Where the statement begins that the quotation ends: before it, if the quotation opens in mid-sentence."""
    text = layout.parsed.text
    before = text[max(0, quote.start - 3) : quote.start].rstrip()
    if quote.first >= quote.last or not before[-1:].isalnum():
        return quote.start
    sentence = layout.parsed.sentences[layout.words[quote.first].sentence]
    return min(sentence.start, quote.start)


def resumed(layout: Layout, extent: Range, spans: list[Range]) -> Range | None:
    """The second half of a quotation that the cue interrupts in mid-sentence ("“A,” he said, “is B.”")."""
    words = layout.words
    at = extent[1] + 1
    if spans[0][0] > words[extent[0]].start or layout.inside[extent[1]] >= 0:
        return None
    while at < len(words) and layout.inside[at] < 0 and words[at].text in (",", "-", "–", "—", ":", "but", "and"):
        at += 1
    if at == extent[1] + 1 or at >= len(words) or layout.inside[at] < 0 or not _same_paragraph(layout, at, extent[1]):
        return None
    quote = layout.quotes[layout.inside[at]]
    return quote.start, quote.end


def _same_paragraph(layout: Layout, one: int, other: int) -> bool:
    words = layout.words
    return layout.paragraph[words[one].sentence] == layout.paragraph[words[other].sentence]


def closed(layout: Layout, verb: Word, source: Word | None, extent: Range) -> tuple[list[Range], str]:
    """The clause that a cue closes or interrupts: "Talks failed, X said", "Talks, said X, had failed"."""
    words = layout.words
    sentence = layout.parsed.sentences[verb.sentence]
    first, last = extent
    if any(kid.dep == "dobj" and kid.low in ("it", "them", "this") for kid in verb.kids):
        return [], ""  # "they listened, they wrote it down": what is written stands there
    governed = [k for k in verb.kids if k.i < first and k.dep in GOVERNED]
    begin, end = sentence.first, sentence.last - 1
    if any(_tensed(kid) for kid in governed):
        begin = begin if verb.head == verb.i else max(begin, verb.left)
    elif verb.head == verb.i:
        return _neighbour(layout, verb)
    elif _parenthetical(layout, verb, first):
        top = words[verb.head]
        if top.head != top.i:
            begin, end = max(top.left, begin), top.right
    else:
        return [], ""
    if first <= begin or (layout.inside[verb.i] < 0 and words[first - 1].text not in BREAKS):
        return [], ""
    if (home := layout.inside[verb.i]) >= 0:
        begin, end = max(begin, layout.quotes[home].first + 1), min(end, layout.quotes[home].last - 2)
    if source is not None and source.low in ("you", "i", "we") and has("weak", verb.lemma):
        return [], ""
    begin = _after_openers(layout, verb, begin, first)
    pieces = [span(layout, begin, first - 1)] if first > begin else []
    if last < end and (first == begin or words[last + 1].text in ",—–-") and not _comment(layout, last + 2):
        pieces.append(span(layout, last + 1, end))
    found = [piece for piece in pieces if piece and any(c.isalnum() for c in layout.parsed.text[piece[0] : piece[1]])]
    return found, "inverted" if source is not None and source.i > verb.i else "closing"


def tagged(layout: Layout, verb: Word, source: Word, extent: Range) -> Range | None:
    """The clause before ", X said" at the end of a sentence, whatever the parser makes of it; None where none stands there."""
    words, sentence = layout.words, layout.parsed.sentences[verb.sentence]
    first, last = extent
    opening = words[sentence.first]
    if source.sentence != verb.sentence or not is_finite(verb) or layout.inside[verb.i] >= 0:
        return None
    if first < sentence.first + 3:
        return None
    if words[first - 1].text != "," or opening.tag in ("IN", "WRB", "VBG", "VBN") or source.low in ("you", "i", "we"):
        return None
    after = words[last + 1] if last + 1 < sentence.last else None
    if after is not None and not (after.text in ",.;–—-" or after.tag in ("IN", "RB", "VBG") or after.low in DAYS):
        return None
    if not any(_tensed(word) and word.tag != "VB" for word in words[sentence.first : first - 1]):
        return None
    return span(layout, sentence.first, first - 1)


def apart(layout: Layout, verb: Word, content: Range) -> bool:
    """Whether other words, or a dash, stand between a verb and what was taken for its content."""
    between = layout.parsed.text[verb.end : content[0]]
    return len(between.split()) > 1 or any(dash in between for dash in "–—") or "," in between


def _parenthetical(layout: Layout, verb: Word, first: int) -> bool:
    """Whether a cue that hangs on another clause only interrupts or closes it."""
    words = layout.words
    top = words[verb.head]
    if not _tensed(top) and top.head != top.i:
        return False
    if verb.dep in ("parataxis", "ccomp", "dep"):
        return True
    if verb.dep not in ("conj", "advcl", "relcl") or words[first - 1].text not in ",—–-" or own_subject(verb) is None:
        return False
    return verb.dep == "conj" or not (words[first].tag[0] == "W" or words[first].tag == "IN" or verb.tag == "VBG")


def _comment(layout: Layout, at: int) -> bool:
    """Whether what follows the cue is the narrator's: "…, X said, adding that …", "…, X said, as talks began"."""
    word = layout.words[min(at, len(layout.words) - 1)]
    return word.tag == "VBG" or word.low in ("as", "after", "when", "while", "before")


def _after_openers(layout: Layout, verb: Word, begin: int, stop: int) -> int:
    """Skip what belongs to the cue or to the narrator at the start: "But", "However,", "Asked about it, …"."""
    words = layout.words
    while begin < stop and (words[begin].tag == "CC" or words[begin].low in OPENERS):
        begin += 1
    for word in verb.kids:
        if (
            word.dep == "advcl"
            and word.left == begin
            and word.right < stop
            and any(w.lemma in ("ask", "comment", "speak") for w in words[word.left : word.right + 1])
        ):
            return word.right + 1
    return begin


def _tensed(word: Word) -> bool:
    return word.is_verb and (is_finite(word) or word.tag == "VB")


def _neighbour(layout: Layout, verb: Word) -> tuple[list[Range], str]:
    """A whole sentence of telling without content ("X told reporters on Friday."): the statement next to it is meant."""
    sentences = layout.parsed.sentences
    number = verb.sentence
    sentence = sentences[number]
    if layout.parsed.text[sentence.end - 1] == ":" and number + 1 < len(sentences):
        after = sentences[number + 1]
        entry, own = verb_entry(verb.lemma), verb_entry(layout.words[after.root].lemma)
        if entry is None or entry.group != "speech" or (own is not None and own.group == "speech"):
            return [], ""
        return [(after.start, after.end)], "next sentence"
    words = layout.words
    told = any(w.dep in ("dobj", "dative") and (has("addressed", w.lemma) or w.tag == "NNP") for w in verb.kids)
    if verb.lemma != "tell" or not told or number == 0 or layout.paragraph[number - 1] != layout.paragraph[number]:
        return [], ""
    before = sentences[number - 1]
    entry = verb_entry(words[before.root].lemma)
    if any(w.dep == "neg" for w in verb.kids) or (entry and entry.group in ("speech", "relay")):
        return [], ""
    if any(layout.inside[i] >= 0 for i in (before.first, before.last - 1)) or words[before.root].tag == "VBG":
        return [], ""
    found = span(layout, before.first, before.last - 1)
    return ([found], "previous sentence") if found else ([], "")
