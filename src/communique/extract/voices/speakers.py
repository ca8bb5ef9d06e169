"""Each utterance that no cue claims goes to whoever spoke right before it, or to nobody: a wrong speaker is worse than none."""

from __future__ import annotations

import re
from bisect import bisect_left

from communique.extract.voices.draft import Draft, span
from communique.extract.voices.quotes import Layout, Quote
from communique.extract.voices.source import is_finite
from communique.extract.voices.unlisted import before_colon, behind

SIGNED = re.compile(r"[”\"»’'―—–]?\s{0,2}[―—–-]{1,2}\s*([A-Z][^\n“\"]{1,80}?)\s*(?=\n|$)")


def continue_quotations(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """Give each utterance that no cue claimed to whoever spoke right before it; returns the voices that this adds."""
    claims: list[Draft | None] = [None] * len(layout.quotes)
    spoken = [d for d in drafts if d.group in ("speech", "relay", "attitude")]
    for draft in sorted(spoken, key=lambda d: sum(b - a for a, b in d.content), reverse=True):
        for start, end in draft.content:
            first, last = layout.words_in(start, end)
            for number in range(_quote_from(layout, first, last), len(layout.quotes)):
                quote = layout.quotes[number]
                if quote.start >= end:
                    break
                if quote.start >= start:
                    claims[number] = draft
    by_end = sorted(spoken, key=lambda d: _reach(layout, d))
    ends = [_reach(layout, draft) for draft in by_end]
    added: list[Draft] = []
    for number, quote in enumerate(layout.quotes):
        if claims[number] is not None or (number and layout.quotes[number - 1].end > quote.start):
            continue
        before = layout.quotes[number - 1] if number else None
        held = claims[number - 1] if number else None
        if before and before.carried and held:
            held.content.append((quote.start, quote.end))
            claims[number] = held
            continue
        if signed := _signed(layout, quote):
            claims[number] = signed
            added.append(signed)
            continue
        if unlisted := behind(layout, quote) or before_colon(layout, quote):
            claims[number] = unlisted
            added.append(unlisted)
            at = bisect_left(ends, _reach(layout, unlisted))
            by_end.insert(at, unlisted)
            ends.insert(at, _reach(layout, unlisted))
            continue
        if not quote.spoken or not _stands_alone(layout, quote):
            continue
        after = layout.quotes[number + 1] if number + 1 < len(layout.quotes) else None
        following = claims[number + 1] if after else None
        if (
            after
            and following
            and not layout.parsed.text[quote.end : after.start].strip()
            and following.content[0][0] >= after.start
            and (quote.carried or "\n" not in layout.parsed.text[quote.end : after.start])
        ):
            following.content.insert(0, (quote.start, quote.end))
            claims[number] = following
            continue
        if named := _named_before(layout, quote):
            claims[number] = named
            added.append(named)
            continue
        speaker = _speaker_before(layout, quote, by_end, ends)
        if speaker is None or (quote.last - quote.first < 10 and _single(layout, quote)):
            continue
        gap = layout.parsed.text[_reach(layout, speaker) : quote.start]
        if speaker.cue is not None and speaker.content[-1][1] <= layout.words[speaker.extent[1]].end and "\n" not in gap:
            for told in (speaker, speaker.outer) if speaker.outer is not None else (speaker,):
                told.content.append((quote.start, quote.end))
            claims[number] = speaker
            continue
        voice = Draft(
            speaker.source,
            speaker.head,
            None,
            None,
            "",
            [(quote.start, quote.end)],
            "continued quotation",
            "speech",
            (quote.first, quote.last - 1),
            outer=speaker.outer,
        )
        claims[number] = voice
        added.append(voice)
        at = bisect_left(ends, quote.end)
        by_end.insert(at, voice)
        ends.insert(at, quote.end)
    return added


def _named_before(layout: Layout, quote: Quote) -> Draft | None:
    """As in "Tomas Hale: “…”": a bare name and a colon before the quotation."""
    words = layout.words
    colon = quote.first - 1
    if colon < 1 or words[colon].text != ":":
        return None
    first = colon - 1
    while first > 0 and words[first - 1].text not in '.?!:”"' and words[first - 1].sentence == words[colon].sentence:
        first -= 1
    name = words[first:colon]
    if (
        len(name) > 12
        or any(w.is_verb for w in name)
        or name[0].tag not in ("NNP", "NN", "DT", "NNPS")
        or layout.inside[first] >= 0
    ):
        return None
    head = next((w for w in name if w.head < first or w.head >= colon or w.head == w.i), name[-1])
    found = span(layout, first, colon - 1)
    cue = (words[colon].start, words[colon].end)
    return Draft(found, head.i, cue, colon, ":", [(quote.start, quote.end)], "colon", "speech", (first, colon)) if found else None


def _signed(layout: Layout, quote: Quote) -> Draft | None:
    """As in "“…” — Tomas Hale, miner": a dash and a bare name that end the paragraph, or are the next one."""
    text, words = layout.parsed.text, layout.words
    match = SIGNED.match(text, quote.end - 1)
    if match is None:
        return None
    first, last = layout.words_in(*match.span(1))
    name = words[first:last]
    if not name or name[0].tag[:3] != "NNP" or len(name) > 12 or any(w.is_verb for w in name):
        return None
    head = next((w for w in name if w.tag[:3] == "NNP" and (w.head < first or w.head >= last or w.head == w.i)), name[0])
    found = span(layout, first, last - 1)
    extent = (quote.first, last - 1)
    return Draft(found, head.i, None, None, "", [(quote.start, quote.end)], "signed", "speech", extent) if found else None


def _single(layout: Layout, quote: Quote) -> bool:
    """Whether it stands in single marks, as headings inside a text often do."""
    return layout.parsed.text[quote.start] in "‘'" and layout.parsed.text[quote.start : quote.start + 2] != "''"


def _quote_from(layout: Layout, first: int, last: int) -> int:
    """Number of the first quotation among the words first..last (exclusive), or past the end."""
    return next((layout.inside[i] for i in range(first, last) if layout.inside[i] >= 0), len(layout.quotes))


def _reach(layout: Layout, draft: Draft) -> int:
    return max(layout.words[draft.extent[1]].end, draft.content[-1][1])


def _stands_alone(layout: Layout, quote: Quote) -> bool:
    """Whether the quotation is a sentence of its own, not part of the narrator's."""
    text = layout.parsed.text
    before = text[max(0, quote.start - 3) : quote.start].rstrip(" ")
    after = text[quote.end : quote.end + 2].lstrip(" ")
    opens = not before or before[-1] in ".?!:\n”\"…)'"
    if opens and after[:1] in ("", "\n"):
        return True
    ended = text[max(quote.start, quote.end - 6) : quote.end].rstrip("”\"’'» ")[-1:] in tuple(".?!…—")
    return opens and ended and (after[0] in '.“"(' or after[0].isupper())


def _speaker_before(layout: Layout, quote: Quote, by_end: list[Draft], ends: list[int]) -> Draft | None:
    """Who spoke last: in the sentence before the quotation, or at the end of the paragraph before.

    Of nested voices it is the outermost that speaks in its own name, not the outlet that passes it on.
    """
    at = bisect_left(ends, quote.start + 1)
    first = layout.words[quote.first].sentence
    near = [
        draft for draft in by_end[max(0, at - 6) : at] if _speaks_plainly(layout, draft) and first - _sentence(layout, draft) <= 1
    ]
    for draft in reversed(near):
        holders = [other for other in near if other is not draft and _holds(other, draft)]
        passes_on = draft.group == "relay" and any(
            _holds(draft, other) or other.outer is draft for other in near if other is not draft
        )
        if passes_on or any(holder.group != "relay" for holder in holders):
            continue
        return draft if layout.paragraph[first] - layout.paragraph[_sentence(layout, draft)] <= 1 else None
    return None


def _speaks_plainly(layout: Layout, draft: Draft) -> bool:
    """A named speaker with a cue of telling in the narrator's own words, or a bare quotation."""
    if draft.group not in ("speech", "relay") or draft.source is None:
        return False
    if draft.cue_word is None or draft.lemma == ":" or draft.basis == "according" or draft.outer is not None:
        return True  # "X quoted Y as saying"
    return layout.inside[draft.cue_word] < 0 and is_finite(layout.words[draft.cue_word])


def _sentence(layout: Layout, draft: Draft) -> int:
    """Number of the last sentence that the voice touches."""
    last = layout.words_in(*draft.content[-1])[1] - 1
    return max(layout.words[last].sentence, layout.words[draft.extent[1]].sentence if draft.cue else 0)


def _holds(outer: Draft, inner: Draft) -> bool:
    at = inner.cue[0] if inner.cue else inner.content[0][0]
    return any(start <= at < end for start, end in outer.content)
