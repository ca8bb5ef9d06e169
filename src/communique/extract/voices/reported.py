"""Who passes on, where the parser loses the verb: ", reports X with reference to Y", "according to what X reports"."""

from __future__ import annotations

from communique.extract.voices.draft import Draft, phrase, source_span, span
from communique.extract.voices.quotes import Layout
from communique.extract.voices.source import subject
from communique.parse.tree import Word

REPORTING = frozenset({"reports", "reported", "writes", "wrote", "informs", "transmits", "quotes"})
HEADLINE = frozenset({"says", "say", "said", "reports", "reported"})
REFERRING = (("with", "reference", "to"), ("with", "a", "reference", "to"), ("referring", "to"), ("with", "a", "link", "to"))


def reports_after(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """As in "the sides met on Friday, reports X": a voice for X over the sentence before, where no cue was found there."""
    words = layout.words
    taken = {draft.cue_word for draft in drafts}
    found: list[Draft] = []
    for word in words[2:-1]:
        if word.low not in REPORTING or word.i in taken or words[word.i - 1].text not in (",", "”", "-", "–", "—"):
            continue
        sentence = layout.parsed.sentences[word.sentence]
        after = words[word.i + 1]
        if (
            layout.inside[word.i] >= 0
            or after.sentence != word.sentence
            or (after.tag[:3] != "NNP" and after.low not in ("the", "a"))
        ):
            continue
        head = phrase(layout, word.i + 1)
        refers, _ = _referring(layout, word.i + 1, sentence.last)
        last = refers - 1 if refers >= 0 else sentence.last - 1
        content = span(layout, sentence.first, word.i - 1)
        source = span(layout, word.i + 1, min(last, head.right if head is not None else last))
        if head is None or source is None or content is None:
            continue
        draft = Draft(
            source, head.i, (word.start, word.end), word.i, "report", [content], "inverted", "relay", (word.i, head.i), relay=True
        )
        found.append(draft)
    return found


def referring_to(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """As in "reports X with reference to Y": Y, whom X's report passes on."""
    words = layout.words
    found: list[Draft] = []
    for draft in drafts:
        if draft.group != "relay" or draft.cue_word is None or draft.outer is not None:
            continue
        at = words[draft.cue_word]
        refers, begin = _referring(layout, at.i + 1, layout.parsed.sentences[at.sentence].last)
        cited = phrase(layout, begin) if refers >= 0 else None
        whom = source_span(layout, cited, words[refers]) if cited is not None else None
        if cited is None or whom is None:
            continue
        cue = (words[refers].start, words[begin - 1].end)
        outer = Draft(
            whom, cited.i, cue, refers, "cite", list(draft.content), "citing", "relay", (refers, cited.right), relay=True
        )
        draft.outer, draft.relay = outer, True
        if draft.source is not None and draft.source[0] < words[refers].start < draft.source[1]:
            draft.source = (draft.source[0], words[refers - 1].end)
        found.append(outer)
    return found


def _referring(layout: Layout, first: int, stop: int) -> tuple[int, int]:
    """Where "with reference to" begins and where it ends, -1 twice where it does not stand."""
    lows = [word.low for word in layout.words[first:stop]]
    for k in range(len(lows)):
        for form in REFERRING:
            if tuple(lows[k : k + len(form)]) == form:
                return first + k, first + k + len(form)
    return -1, -1


def what_is_told(layout: Layout, what: Word) -> tuple[Word, int] | None:
    """Of "what the agency X reports" after "according to": who reports, and the last word of the clause."""
    words, end = layout.words, layout.parsed.sentences[what.sentence].last
    verb = next((word for word in words[what.i + 1 : min(what.i + 9, end)] if word.is_verb or word.dep == "pcomp"), None)
    if verb is None:
        return None
    teller = subject(layout, verb)
    if teller is None or not what.i < teller.i < verb.i:  # the parser took the verb for a noun
        teller = next((word for word in reversed(words[what.i + 1 : verb.i]) if word.is_noun), None)
    stop = next((word.i for word in words[verb.i + 1 : min(verb.i + 6, end)] if word.text in (",", ".")), -1)
    return (teller, stop - 1) if teller is not None and stop > 0 else None


def headline_says(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """As in "Two sides to swap captives, mediator says": the last words are who says it, all before is said.

    Mostly headlines; but where the parser makes the last words part of what is said, sentences too ("…, the agency X reported.").
    """
    words = layout.words
    taken = {draft.cue_word for draft in drafts}
    found: list[Draft] = []
    for sentence in layout.parsed.sentences:
        end = sentence.last - (words[sentence.last - 1].text == ".")
        last = words[end - 1]
        if last.low not in HEADLINE or last.i in taken or sentence.last - sentence.first < 6 or layout.inside[last.i] >= 0:
            continue
        comma = next((k for k in range(last.i - 2, max(sentence.first + 3, last.i - 9), -1) if words[k].text == ","), -1)
        teller = words[last.i - 1]
        if comma < 0 or not teller.is_noun or any(word.is_verb for word in words[comma + 1 : last.i]):
            continue
        begin = comma + 1 + (words[comma + 1].text in "”\"’")
        while teller.dep in ("pobj", "prep", "appos") and begin <= teller.head < teller.i:
            teller = words[teller.head]  # "a source in the ministry said"
        source, content = span(layout, begin, last.i - 1), span(layout, sentence.first, begin - 1)
        if source is not None and content is not None:
            cue = (last.start, last.end)
            group = "relay" if last.low[:6] == "report" else "speech"
            draft = Draft(source, teller.i, cue, last.i, last.lemma, [content], "closing", group, (comma, last.i))
            draft.relay = group == "relay"
            found.append(draft)
    return found
