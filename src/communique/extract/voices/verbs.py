"""A verb cue gives one voice: its subject, and as content its complements, the quotation beside it, or the clause it closes."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.voices.beside import apart, closed, quotation, resumed, tagged
from communique.extract.voices.complements import complements
from communique.extract.voices.cues import Entry, has
from communique.extract.voices.draft import Draft, source_span, span, whole_quotes
from communique.extract.voices.quotes import Layout, Range
from communique.extract.voices.source import (
    addressee,
    agent,
    antecedent,
    beside,
    is_finite,
    is_passive,
    own_subject,
    subject,
)
from communique.parse.tree import Word

HEARSAY = frozenset({"say", "understand", "learn", "claim", "allege", "rumour", "rumor"})  # "is understood to have asked"
ADJUNCTS = frozenset(("prep", "npadvmod", "advmod", "dative", "dobj", "agent", "advcl", "prt", "aux", "auxpass", "neg"))


def verb_voice(layout: Layout, verb: Word, entry: Entry) -> Draft | None:
    """The voice that `verb` gives, or None where it has no content."""
    words = layout.words
    if entry.lemma in ("quote", "cite") and _as_saying(verb):
        return None
    if is_passive(verb):
        return _passive(layout, verb, entry)
    source = subject(layout, verb)
    content, cue_last, basis = complements(layout, verb, entry)
    if content and layout.parsed.text[content[0] : content[1]].lower() in ("this", "that", "it"):
        content = None  # "told reporters about this": what was told stands in the sentence before
    clausal = "that" in entry.codes or "q" in entry.codes
    if clausal:
        quoted = quotation(layout, verb, source, None if basis == "object" else content)
        if quoted and (not content or basis == "object" or quoted[1] <= verb.start or _touches(quoted, content)):
            before = quoted[1] <= verb.start
            content, basis = _join(None if before or basis == "object" else content, quoted), "quotation"
    extent = _extent(layout, verb, source)
    spans = [content] if content else []
    closes = "that" in entry.codes and (entry.group != "attitude" or has("parenthetical", entry.lemma))
    if not spans and closes and is_finite(verb) and (source or layout.inside[verb.i] < 0):
        spans, basis = closed(layout, verb, source, extent)
    far = bool(spans) and basis in ("ccomp", "quotation") and spans[0][0] > verb.end and apart(layout, verb, spans[0])
    if (not spans or far) and closes and source is not None and (left := tagged(layout, verb, source, extent)):
        spans, basis = [left, *(spans if basis == "quotation" else [])], "closing"
    if not spans:
        return None
    if source is None and basis in ("quotation", "inverted"):
        source = beside(layout, verb)
    elif source is None and basis == "ccomp" and verb.head == verb.i and verb.tag == "VBD" and entry.group in ("speech", "relay"):
        source = beside(layout, verb, before_only=True)
    if source is None or not _speaks(source, verb, entry):
        return None
    found = source_span(layout, source, verb)
    if basis in ("quotation", "closing", "inverted") and (more := resumed(layout, extent, spans)):
        spans.append(more)
    whole = _merge([whole_quotes(layout, one, verb.i) for one in spans])
    begin = _cue_first(layout, verb) if entry.group == "speech" else _negation(verb)
    cue = (words[begin].start, words[max(verb.i, cue_last)].end)
    told = addressee(
        verb, takes_object=has("addressee_verbs", verb.lemma) or (basis == "ccomp" and "that" in entry.codes)
    )
    relay = entry.group == "relay" and not has("offices", source.lemma)
    if found and (cue[0] < found[1] and found[0] < cue[1]):
        cue = (verb.start, verb.end)
    told = None if told == source.i else told
    head = antecedent(layout, source, verb)
    return Draft(found, head, cue, verb.i, entry.lemma, whole, basis, entry.group, extent, relay=relay, addressee=told)


def _as_saying(verb: Word) -> bool:
    """Whether "as saying" follows: then that is the cue."""
    after = (k for k in verb.kids if k.low == "as")
    return any(k.dep == "pcomp" for link in after for k in link.kids)


def _speaks(source: Word, verb: Word, entry: Entry) -> bool:
    """Whether the subject can be a source of this cue: no expletive, and of "requires" only a document."""
    if source.low == "there" or (source.low == "it" and verb.tag == "VB" and own_subject(verb) is None):
        return False
    if source.low == "it" and verb.tag == "VBG" and verb.head == verb.i:  # "It is revealing that …"
        return False
    if source.low in ("that", "which") and entry.group == "attitude" and "that" not in entry.codes:  # "moves that threaten …"
        return False
    return entry.group != "document" or has("documents", source.lemma)


def _touches(quoted: Range, content: Range) -> bool:
    return quoted[0] <= content[1] + 3 and content[0] <= quoted[1] + 3


def _join(one: Range | None, other: Range) -> Range:
    return (min(one[0], other[0]), max(one[1], other[1])) if one else other


def _merge(spans: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for one in sorted(spans):
        if merged and one[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(one[1], merged[-1][1]))
        elif one[1] > one[0]:
            merged.append(one)
    return merged


def _extent(layout: Layout, verb: Word, source: Word | None) -> Range:
    """First and last word of the cue's own clause: source, verb and what modifies it, content left out."""
    first = last = verb.i
    if source is not None and source.sentence == verb.sentence:
        if source.i < verb.i and not any(k.dep == "ccomp" and source.i < k.i < verb.i for k in verb.kids):
            first = max(source.left, layout.parsed.sentences[verb.sentence].first)
        elif source.i > verb.i:
            last = source.right
    for kid in verb.kids:
        if kid.i > verb.i and kid.dep in ADJUNCTS and layout.inside[kid.i] == layout.inside[verb.i]:
            last = max(last, kid.right)
        elif first > kid.i and kid.dep in ("aux", "advmod", "neg") and kid.i > verb.i - 4:
            first = kid.i
    home = layout.inside[verb.i]
    while layout.inside[first] != home:
        first += 1
    while layout.inside[last] != home:
        last -= 1
    return first, last


def _cue_first(layout: Layout, verb: Word) -> int:
    """Where the cue begins: "went on to say", "refused to say" and "often denied" are one cue."""
    words = layout.words
    at = verb
    for _ in range(3):
        head = words[at.head]
        near = 0 < at.i - head.i <= 4 and layout.inside[head.i] == layout.inside[at.i]
        if not near or at.dep not in ("xcomp", "advcl") or not has("openers", head.lemma):
            break
        at = head
    return _negation(at)


def _negation(verb: Word) -> int:
    """The verb, or the "not" shortly before it, which belongs to the cue."""
    return next((k.i for k in verb.kids if k.dep == "neg" and verb.i - 3 < k.i < verb.i), verb.i)


def _that_after(layout: Layout, by: Word) -> Word | None:
    """The "that" which opens what was learnt, inside or behind the phrase that names the source."""
    last = layout.parsed.sentences[by.sentence].last
    after = (w for w in layout.words[by.i + 1 : last] if w.low == "that" or w.is_verb)
    return next((w for w in after if w.low == "that"), None) if layout.inside[by.i] < 0 else None


def _learnt_from(verb: Word) -> Word | None:
    """As in "it was learnt from a source close to the talks"."""
    for kid in verb.kids:
        if kid.low == "from" and kid.dep == "prep":
            return next((k for k in kid.kids if k.dep == "pobj"), None)
    return None


def _passive(layout: Layout, verb: Word, entry: Entry) -> Draft | None:
    """As in "It was reported that …", "X was quoted as saying …", "X is expected to …", "was rejected by Y"."""
    words = layout.words
    about = own_subject(verb)
    by = agent(verb) or (_learnt_from(verb) if entry.lemma in HEARSAY else None)
    if about is None and verb.dep == "conj":
        about = subject(layout, verb)
    reduced = verb.dep in ("acl", "advcl", "relcl") and about is None
    entry = replace(entry, codes=entry.codes | {"to"})  # "is said to", "was reported to"
    content, cue_last, basis = complements(layout, verb, entry)
    told = has("addressee_verbs", verb.lemma)
    expletive = about is not None and about.low in ("it", "there")
    spans: list[Range] = []
    if about is not None and about.tag[0] == "W":
        return None
    hoped = about is not None and basis == "ccomp" and has("light_objects", about.lemma)  # "Hope was expressed that …"
    if content and (expletive or told or hoped):
        spans = [content]
    elif about is not None and not expletive and not reduced and about.i < verb.i and not told:
        holder = span(layout, about.left, min(about.right, verb.i - 1))
        if content and holder and (basis == "ccomp" or entry.group == "attitude"):
            spans = [holder, content]
        elif holder and "np" in entry.codes and (by is not None or has("impersonal", entry.lemma)):
            spans = [holder]
        basis = "passive"
    elif reduced and by is not None and verb.dep == "acl" and "np" in entry.codes:
        noun = words[verb.head]
        holder = span(layout, noun.left, verb.i - 1)
        spans, basis = ([holder] if holder else []), "passive"
    if not spans and is_finite(verb) and expletive:
        spans, basis = closed(layout, verb, about, _extent(layout, verb, about))
    found = source_span(layout, by, verb) if by else None
    if not spans and expletive and by is not None and found is not None and (that := _that_after(layout, by)) is not None:
        spans, basis = [whole_quotes(layout, (that.start, layout.parsed.sentences[verb.sentence].end), verb.i)], "ccomp"
        found = (found[0], min(found[1], words[that.i - 1].end))  # the parser hangs the clause on a noun of the source
    if not spans or (by is None and verb.tag == "VBN" and reduced):
        return None
    last = max(verb.i, cue_last)
    return Draft(
        found,
        by.i if by else None,
        (verb.start, words[last].end),
        verb.i,
        entry.lemma,
        _merge(spans),
        basis or "passive",
        entry.group,
        _extent(layout, verb, about),
        relay=entry.group == "relay" or (by is None and entry.lemma in HEARSAY),
        addressee=about.i if told and about and not expletive else None,
    )
