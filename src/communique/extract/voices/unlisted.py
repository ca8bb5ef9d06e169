"""A verb that no lexicon lists is a cue by its place: behind a quotation that ends in a comma, before a colon that opens one."""

from __future__ import annotations

from communique.extract.voices.draft import Draft, phrase, source_span, span
from communique.extract.voices.quotes import Layout, Quote
from communique.extract.voices.source import antecedent, is_finite, subject
from communique.parse.tree import Word

HEARD = (",", "?", "!")
PAST = ("VBD", "VBZ")
LONGEST = 14  # words between the verb and its colon ("told a crowd of farmers outside the gate:")


def behind(layout: Layout, quote: Quote) -> Draft | None:
    """As in "“There is always a number,” sighed a delegate", "“Silly,” Hill snorted."; None where no verb is left over."""
    words = layout.words
    ending = layout.parsed.text[max(quote.start, quote.end - 4) : quote.end].rstrip("”\"’'» “")[-1:]
    at = quote.last
    if ending not in HEARD or at >= len(words) - 1 or layout.inside[at] >= 0:
        return None
    limit = min(len(words), at + 12)
    if words[at].tag in PAST and words[at].text.islower():
        verb, head = words[at], phrase(layout, at + 1)
        if head is None or head.i > limit or head.tag[:2] not in ("NN", "PR"):
            return None
    else:
        head = phrase(layout, at)
        after = head.right + 1 if head is not None else limit
        if head is None or after >= limit or head.tag[:2] not in ("NN", "PR") or words[after].tag not in PAST:
            return None
        verb = words[after]
        if after + 1 < len(words) and words[after + 1].text not in '.,;:“"':
            return None
    if any(kid.tag in ("VBN", "VBG") for kid in verb.kids):
        return None
    return _voice(layout, verb, head, quote, "behind")


def before_colon(layout: Layout, quote: Quote) -> Draft | None:
    """As in "Tired driver Lars Hill, 38, of Halven, moaned: “…”", "Hill, asked about that, snapped: “…”"."""
    words = layout.words
    colon = quote.first - 1
    if colon < 2 or words[colon].text != ":" or layout.inside[colon] >= 0:
        return None
    for at in range(colon - 1, max(-1, colon - LONGEST), -1):
        word = words[at]
        if word.sentence != words[colon].sentence or word.text in ".;?!":
            return None
        if word.tag in PAST and is_finite(word) and word.lemma not in ("be", "have", "do"):
            head = subject(layout, word) or _first(layout, word)
            return _voice(layout, word, head, quote, "colon") if head is not None and head.i < at else None
    return None


def _first(layout: Layout, verb: Word) -> Word | None:
    """The noun phrase that opens the sentence, where the parser gives the verb no subject."""
    head = phrase(layout, layout.parsed.sentences[verb.sentence].first)
    return head if head is not None and head.tag[:2] in ("NN", "PR") and head.i < verb.i else None


def _voice(layout: Layout, verb: Word, head: Word, quote: Quote, basis: str) -> Draft | None:
    found = source_span(layout, head, verb)
    if found is None or layout.inside[head.i] >= 0 or head.low in ("it", "there", "this", "that"):
        return None
    extent = (min(head.left, verb.i), max(verb.i, head.right if head.i > verb.i else verb.i))
    who = antecedent(layout, head, verb)
    return Draft(found, who, (verb.start, verb.end), verb.i, verb.lemma, [(quote.start, quote.end)], basis, "speech", extent)


def announced(layout: Layout, draft: Draft) -> None:
    """ "This was announced by X." tells who said the sentence before: that is its content."""
    words = layout.words
    if draft.basis != "passive" or len(draft.content) != 1:
        return
    start, end = draft.content[0]
    if layout.parsed.text[start:end].lower() not in ("this", "that"):
        return
    number = words[draft.cue_word].sentence if draft.cue_word is not None else 0
    if number == 0 or layout.paragraph[number - 1] != layout.paragraph[number]:
        return
    before = layout.parsed.sentences[number - 1]
    whole = span(layout, before.first, before.last - 1)
    if whole is not None:
        draft.content = [whole]
