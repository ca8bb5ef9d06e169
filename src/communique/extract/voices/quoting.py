"""Who quotes whom, where the parser loses it: "…, X quoted Y as saying on Monday", "Y was quoted as saying by X"."""

from __future__ import annotations

from communique.extract.voices.draft import Draft, phrase, span, whole_quotes
from communique.extract.voices.quotes import Layout, Range
from communique.parse.tree import Word

QUOTING = frozenset({"quoted", "cited", "reported"})
BEING = frozenset({"was", "were", "is", "are", "been", "being"})
HELPING = BEING | {"has", "have", "had", "also", "later", "earlier", "further", "again"}
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
FARTHEST = 16  # words between "quoted" and "as"


def quoted_as_saying(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """The voices of every "quoted … as saying" that has none yet: who is quoted, and before him who quotes, where told."""
    words = layout.words
    taken = {draft.cue_word for draft in drafts}
    found: list[Draft] = []
    for word in words[3:]:
        if word.low == "saying" and words[word.i - 1].low == "as" and word.i not in taken and layout.inside[word.i] < 0:
            found += _quoted(layout, word)
    return found


def _quoted(layout: Layout, saying: Word) -> list[Draft]:
    words, sentence = layout.words, layout.parsed.sentences[saying.sentence]
    link = saying.i - 1
    back = range(link - 1, max(sentence.first, link - FARTHEST) - 1, -1)
    verb = next((k for k in back if words[k].low in QUOTING and layout.inside[k] < 0), -1)
    if verb < 0 or any(word.tag in TENSED for word in words[verb + 1 : link]):
        return []
    last = verb - 1
    while last > sentence.first and words[last].low in HELPING:
        last -= 1
    first = last
    while first > sentence.first and words[first - 1].text != "," and layout.inside[first - 1] < 0:
        first -= 1
    if first > last or any(word.tag in TENSED for word in words[first : last + 1]):
        return []
    passive = any(word.low in BEING for word in words[last + 1 : verb])
    own, by = ((first, last), _after_by(layout, verb + 1, link - 1)) if passive else ((verb + 1, link - 1), (first, last))
    if passive and by is None:
        by = _after_by(layout, saying.i + 1, sentence.last - 1)
    content = _content(layout, saying, first)
    said = _draft(layout, own, saying, "say", "speech", content, (first, saying.i))
    if said is None:
        return []
    relay = _draft(layout, by, words[verb], "quote", "relay", content, (first, saying.i)) if by is not None else None
    if relay is None:
        return [said]
    relay.relay, said.outer = True, relay
    return [relay, said]


def _after_by(layout: Layout, first: int, last: int) -> Range | None:
    """The words of the phrase behind "by", where it stands first."""
    if first >= last or layout.words[first].low != "by":
        return None
    head = phrase(layout, first + 1, last)
    return (first + 1, min(last, head.right)) if head is not None else None


def _content(layout: Layout, saying: Word, first: int) -> Range | None:
    """What is quoted: what a colon or "that" opens behind the cue, else the sentence before the clause that begins at `first`."""
    words, sentence = layout.words, layout.parsed.sentences[saying.sentence]
    opener = next((k for k in range(saying.i + 1, sentence.last) if words[k].low in (":", "that")), -1)
    if opener > 0:
        found = span(layout, opener + (words[opener].text == ":"), sentence.last - 1)
        return whole_quotes(layout, found, saying.i) if found is not None else None
    behind = any(word.is_verb for word in words[saying.i + 1 : sentence.last])
    if behind or first < sentence.first + 4 or not any(word.is_verb for word in words[sentence.first : first]):
        return None
    found = span(layout, sentence.first, first - 1)
    return whole_quotes(layout, found, saying.i) if found is not None else None


def _draft(layout: Layout, who: Range, cue: Word, lemma: str, group: str, content: Range | None, extent: Range) -> Draft | None:
    head, source = phrase(layout, who[0], who[1]), span(layout, *who)
    if head is None or source is None or content is None:
        return None
    basis = "closing" if content[0] < cue.start else "ccomp"
    return Draft(source, head.i, (cue.start, cue.end), cue.i, lemma, [content], basis, group, extent)
