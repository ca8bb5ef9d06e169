"""The smallest voice that holds another is its parent; who passes on whom is settled here, against slips of the parser."""

from __future__ import annotations

from bisect import bisect_left

from communique.extract.voices.cues import has, verb_entry
from communique.extract.voices.draft import Draft, source_span, span
from communique.extract.voices.quotes import Layout, Range
from communique.extract.voices.source import agent, is_passive, own_subject
from communique.parse.tree import Word


def citing(layout: Layout, verb: Word, drafts: list[Draft]) -> Draft | None:
    """As in "X reported, citing Y": Y's voice, of which X's report is a part; None where Y is no source ("citing high costs")."""
    cited = next((k for k in verb.kids if k.dep == "dobj" and k.i > verb.i), None)
    named = cited is not None and (cited.tag[:3] == "NNP" or has("cited", cited.lemma) or has("addressed", cited.lemma))
    if cited is None or not (named or verb.lemma == "quote"):
        return None
    source = source_span(layout, cited, verb)
    governor = _governor(layout, verb, drafts)
    if governor is not None:
        content = list(governor.content)
    else:
        sentence = layout.parsed.sentences[verb.sentence]
        found = span(layout, sentence.first, verb.i - 1)
        content = [found] if found and layout.inside[verb.i] < 0 else []
    if source is None or not content:
        return None
    voice = Draft(
        source, cited.i, (verb.start, verb.end), verb.i, verb.lemma, content, "citing", "relay", (verb.i, cited.right), relay=True
    )
    if governor is not None:
        governor.outer, governor.relay = voice, True
        governor.content = [piece for one in governor.content for piece in _without(layout, one, verb.i, cited.right)]
        voice.content = list(governor.content)
    return voice


def _governor(layout: Layout, verb: Word, drafts: list[Draft]) -> Draft | None:
    """The voice of the cue on which "citing" hangs, or which stands right before it, or whose subject it is said of."""
    heads = {verb.head, *(word.i for word in layout.parsed.up(verb))}
    sentence = layout.parsed.sentences[verb.sentence]
    near = [d for d in drafts if d.cue_word is not None and sentence.first <= d.cue_word < sentence.last]
    return (
        next((d for d in near if d.group in ("speech", "relay") and d.cue_word in heads and d.outer is None), None)
        or next((d for d in reversed(near) if d.group == "relay" and d.extent[1] <= verb.i and d.outer is None), None)
        or next((d for d in near if d.group in ("speech", "relay") and d.head == verb.head and d.outer is None), None)
    )


def _without(layout: Layout, one: Range, first: int, last: int) -> list[Range]:
    """What is left of a range when words first..last are taken out of it."""
    words = layout.words
    if one[1] <= words[first].start or words[last].end <= one[0]:
        return [one]
    begin, end = layout.words_in(*one)
    return [piece for piece in (span(layout, begin, first - 1), span(layout, last + 1, end - 1)) if piece]


def quoted_saying(layout: Layout, saying: Word, said: Draft) -> Draft | None:
    """As in "X quoted Y as saying …": X's voice around Y's, which becomes the source of `said`; None for other uses."""
    words = layout.words
    link = words[saying.head]
    verb = words[link.head]
    if saying.dep != "pcomp" or link.low != "as" or verb.lemma not in ("quote", "cite"):
        return None
    said.cue = (min(verb.start, said.cue[0]), said.cue[1]) if said.cue and is_passive(verb) else said.cue
    if is_passive(verb):
        teller = agent(verb) or agent(saying)
    else:
        teller = own_subject(verb)
        spoken = next((k for k in verb.kids if k.dep == "dobj"), None)
        if spoken is not None:
            said.source, said.head = source_span(layout, spoken, saying), spoken.i
    source = source_span(layout, teller, verb) if teller else None
    if teller is None or source is None:
        return None
    relay = Draft(
        source,
        teller.i,
        (verb.start, verb.end),
        verb.i,
        verb.lemma,
        list(said.content),
        said.basis,
        "relay",
        said.extent,
        relay=True,
    )
    said.outer = relay
    return relay


def disentangle(layout: Layout, drafts: list[Draft]) -> None:
    """Undo two slips of the parser: a denial that swallows the next verb, a statement that swallows who passed it on."""
    words = layout.words
    by_cue = {draft.cue_word: draft for draft in drafts}
    for draft in list(drafts):
        word = words[draft.cue_word] if draft.cue_word is not None else None
        opener = by_cue.get(word.head) if word is not None and word.dep == "xcomp" and draft.group == "speech" else None
        if opener is not None and opener in drafts and has("openers", opener.lemma):
            drafts.remove(opener)
    for draft in drafts:
        word = words[draft.cue_word] if draft.cue_word is not None else None
        if word is not None and word.dep in ("conj", "advcl") and draft.group in ("speech", "attitude"):
            inner = words[word.head]
            holder = by_cue.get(inner.head) if inner.dep == "ccomp" else None
            if holder and holder is not draft and _apart(layout, word, inner, holder):
                if own_subject(word) is None:
                    draft.source, draft.head = holder.source, holder.head
                joint = max((k.i for k in inner.kids if k.dep == "cc" and k.i < word.i), default=word.left)
                _cut(layout, holder, joint)
    _part_coordinated(layout, drafts)
    for outer in drafts:
        if outer.basis in ("according", "closing", "inverted", "citing") and outer.content:
            first = outer.extent[0]
            start, end = outer.content[0]
            if end > words[first].start:
                continue
            for held in _between(drafts, start, end):
                if held is not outer and any(a < words[first].start < b for a, b in held.content):
                    _cut(layout, held, first)


def _part_coordinated(layout: Layout, drafts: list[Draft]) -> None:
    """Two finite verbs joined by "and" share a subject: neither is content of the other ("backed the plan, and urged …")."""
    for place, draft in enumerate(drafts):
        word = layout.words[draft.cue_word] if draft.cue_word is not None else None
        if word is None or word.dep != "conj" or word.tag not in ("VBD", "VBZ", "VBP") or draft.source is None:
            continue
        for other in drafts[max(0, place - 6) : place]:
            if other.source == draft.source and any(start <= word.start < end for start, end in other.content):
                _cut(layout, other, word.i)


def _apart(layout: Layout, verb: Word, inner: Word, holder: Draft) -> bool:
    """Whether a cue that the parser joins to a reported clause stands beside the reporting verb instead.

    "denied that it plans … and rejects …" (a denial passes on no second act), "said he would go and warned that …"
    (no parallel in tense), "stressed that …, and aides warned that …" (a new speaker after a comma), "said that …, adding …".
    """
    words = layout.words
    outer = words[holder.cue_word] if holder.cue_word is not None else inner
    if verb.dep == "advcl":
        goes_on = (
            holder.group == "speech" and words[verb.left - 1].text == "," and layout.inside[verb.i] == layout.inside[outer.i]
        )
        return (
            goes_on and verb.tag == "VBG" and (verb.lemma == "add" or (has("says", verb.lemma) and not verb_entry(inner.lemma)))
        )
    if layout.inside[verb.i] != layout.inside[outer.i] or any(k.low == "that" and k.dep == "mark" for k in verb.kids):
        return False
    own, about = own_subject(verb), own_subject(inner)
    if own is not None:
        return own.is_noun and has("says", verb.lemma) and words[own.left - 1].tag == "CC" and words[own.left - 2].text == ","
    if has("negating", holder.lemma):
        return about is not None and about.tag == "PRP"
    if about is not None and about.tag in ("NN", "NNS") and has("says", verb.lemma) and verb.tag == outer.tag:
        return not (has("offices", about.lemma) or has("cited", about.lemma) or has("addressed", about.lemma))
    if verb_entry(inner.lemma):
        return False
    return verb.tag == "VBD" and outer.tag == "VBD" and inner.tag in ("VB", "VBZ", "VBP")


def _between(drafts: list[Draft], start: int, end: int) -> list[Draft]:
    """Drafts (in order of cue) whose cue lies in start..end."""
    low = bisect_left(drafts, start, key=_cue_start)
    found = []
    for draft in drafts[low:]:
        if _cue_start(draft) >= end:
            break
        found.append(draft)
    return found


def _cue_start(draft: Draft) -> int:
    return draft.cue[0] if draft.cue else draft.content[0][0]


def _cut(layout: Layout, draft: Draft, at: int) -> None:
    """End the content before word `at` and the conjunction there."""
    while at > 1 and layout.words[at - 1].tag in ("CC", ","):
        at -= 1
    limit = layout.words[at].start
    kept: list[Range] = []
    for start, end in draft.content:
        if end <= limit:
            kept.append((start, end))
        elif start < limit:
            first, _ = layout.words_in(start, end)
            piece = span(layout, first, at - 1)
            kept += [piece] if piece else []
    draft.content = kept or draft.content


def parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the index of the smallest other one whose content holds its cue; a given outer voice goes first."""
    number = {id(draft): i for i, draft in enumerate(drafts)}
    spans = sorted((start, -end, i) for i, draft in enumerate(drafts) for start, end in draft.content)
    points = sorted((_cue_start(draft), i) for i, draft in enumerate(drafts))
    found: list[int | None] = [None] * len(drafts)
    active: list[tuple[int, int, int]] = []
    upcoming = 0
    for at, i in points:
        while upcoming < len(spans) and spans[upcoming][0] <= at:
            start, end, j = spans[upcoming]
            active.append((start, -end, j))
            upcoming += 1
        active = [one for one in active if one[1] > at]
        outer = drafts[i].outer
        if outer is not None:
            found[i] = number.get(id(outer))
            continue
        size = max(end for _, end in drafts[i].content) - drafts[i].content[0][0]
        fitting = [(end - start, j) for start, end, j in active if j != i and (drafts[i].cue or end - start > size)]
        for _, j in sorted(fitting):
            if not _above(found, i, j):
                found[i] = j
                break
    return found


def mark_relays(drafts: list[Draft], holders: list[int | None]) -> None:
    """A voice that closes over another's whole statement passes it on."""
    for draft, holder in zip(drafts, holders, strict=True):
        outer = drafts[holder] if holder is not None else None
        if outer is None or outer.basis not in ("closing", "inverted", "according"):
            continue
        if draft.source is None or draft.group not in ("speech", "relay"):
            continue
        opening = min(draft.source[0], draft.cue[0] if draft.cue else draft.source[0])
        if abs(opening - outer.content[0][0]) <= 3 and draft.content[-1][1] >= outer.content[-1][1] - 3:
            outer.relay = True


def _above(found: list[int | None], i: int, j: int | None) -> bool:
    """Whether i already holds j."""
    while j is not None:
        if j == i:
            return True
        j = found[j]
    return False
