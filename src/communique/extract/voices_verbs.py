"""A verb cue gives one voice: its subject, and as content its complements, the quotation beside it, or the clause it closes."""

from __future__ import annotations

from communique.extract.voices_cues import Entry, has, verb_entry
from communique.extract.voices_draft import DAYS, Draft, source_span, span, whole_quotes
from communique.extract.voices_quotes import Layout, Quote, Range
from communique.extract.voices_source import addressee, agent, antecedent, beside, is_finite, is_passive, own_subject, subject
from communique.parse.tree import Word

AFTERTHOUGHT = frozenset("if unless because since so though although until once whereas provided lest".split())
ADJUNCTS = frozenset(("prep", "npadvmod", "advmod", "dative", "dobj", "agent", "advcl", "prt", "aux", "auxpass", "neg"))
MARKS = "”\"’'» “"
TELLING = frozenset("after before during since until at by via amid despite when while as upon within".split())


def verb_voice(layout: Layout, verb: Word, entry: Entry) -> Draft | None:
    """The voice that `verb` gives, or None where it has no content."""
    words = layout.parsed.words
    if entry.lemma in ("quote", "cite") and any(words[k].low == "as" and any(words[j].dep == "pcomp" for j in words[k].kids) for k in verb.kids):
        return None
    if is_passive(layout, verb):
        return _passive(layout, verb, entry)
    source = subject(layout, verb)
    content, cue_last, basis = _complements(layout, verb, entry)
    clausal = "that" in entry.codes or "q" in entry.codes
    if clausal:
        quoted = _quotation(layout, verb, source, None if basis == "object" else content)
        if quoted and (not content or basis == "object" or quoted[1] <= verb.start or _touches(quoted, content)):
            before = quoted[1] <= verb.start
            content, basis = _join(None if before or basis == "object" else content, quoted), "quotation"
    extent = _extent(layout, verb, source)
    spans = [content] if content else []
    if not spans and clausal and is_finite(layout, verb) and (source or layout.inside[verb.i] < 0):
        spans, basis = _closed(layout, verb, source, extent)
    if not spans:
        return None
    if source is None and basis in ("quotation", "inverted"):
        source = beside(layout, verb)
    if source is None or source.low == "there" or (source.low == "it" and verb.tag == "VB" and own_subject(layout, verb) is None) or (entry.group == "document" and not has("documents", source.lemma)):
        return None
    found = source_span(layout, source, verb)
    if basis in ("quotation", "closing", "inverted") and (more := _resumed(layout, extent, spans)):
        spans.append(more)
    whole = _merge([whole_quotes(layout, one, verb.i) for one in spans])
    cue = (words[_cue_first(layout, verb, source)].start, words[max(verb.i, cue_last)].end)
    told = addressee(layout, verb, takes_object=has("addressee_verbs", verb.lemma))
    relay = entry.group == "relay" and not has("offices", source.lemma)
    if found and (cue[0] < found[1] and found[0] < cue[1]):
        cue = (verb.start, verb.end)
    told = None if told == source.i else told
    head = antecedent(layout, source, verb)
    return Draft(found, head, cue, verb.i, entry.lemma, whole, basis, entry.group, extent, relay=relay, addressee=told)


def _complements(layout: Layout, verb: Word, entry: Entry) -> tuple[Range | None, int, str]:
    """Content to the right of the verb, the last word of the cue (a particle may belong to it), and how it was found."""
    words = layout.parsed.words
    codes, first, last, cue_last, basis = entry.codes, -1, -1, verb.i, "ccomp"
    told = has("addressee_verbs", verb.lemma)
    right = [words[k] for k in verb.kids if k > verb.i]
    control = "oto" in codes and any(w.dep in ("xcomp", "ccomp", "advcl") and _infinitive(layout, w) for w in right)
    for kid in right:
        take, begin, kind = False, kid.left, "object"
        if kid.dep == "ccomp" or (kid.dep == "advcl" and kid.kids and words[kid.left].low in ("whether", "that")):
            if _infinitive(layout, kid):
                take = bool(codes & {"oto", "to"})
            else:
                take = "ing" in codes if kid.tag == "VBG" and own_subject(layout, kid) is None and not is_finite(layout, kid) else "that" in codes
            kind = "ccomp"
        elif kid.dep == "xcomp":
            if kid.tag == "VBG" or (kid.tag == "VBN" and words[kid.left].tag == "VBG"):
                take = "ing" in codes
            else:
                take = bool(codes & {"to", "oto"}) if _infinitive(layout, kid) else "np" in codes
            kind = "ccomp"
        elif kid.dep in ("dobj", "dative", "oprd", "attr", "acomp"):
            if told and kid.dep in ("dobj", "dative") and not control:
                continue
            take = (kid.dep == "dobj" and "np" in codes) or (control and kid.dep != "attr") or (kid.dep == "oprd" and "np" in codes)
            take = take and kid.low not in DAYS and not kid.low.endswith(("self", "selves"))
            take = take and not (has("naming", verb.lemma) and _bare_object(layout, kid, right))
            take = take and not (kid.dep == "dobj" and kid.lemma in ("nothing", "something", "word") and "that" in codes)
        elif kid.dep in ("prep", "prt", "agent", "advmod") and kid.low in entry.particles:
            if kid.dep in ("prt", "advmod"):
                cue_last = kid.i
                take = False
                obj = next((w for w in right if w.dep in ("dobj", "ccomp") and w.i > kid.i and w.low not in DAYS), None)
                if obj:
                    take, begin = True, obj.left
                    kid = obj
            elif kid.right > kid.i:
                take = True
                if first < 0:
                    begin = kid.i + 1
                    cue_last = kid.i if kid.i <= verb.i + 2 else cue_last
        elif kid.dep == "conj" and first >= 0 and "that" in codes and kind_is_clause(layout, kid):
            take = basis == "ccomp"
        elif kid.dep == "advcl" and first >= 0 and basis == "ccomp" and words[kid.left].low in AFTERTHOUGHT:
            take = True
        elif kid.dep == "advcl" and control and _infinitive(layout, kid) and first >= 0:
            take = True
        elif not take and kind == "object" and basis == "object" and first >= 0 and kid.left == last + 1 and _belongs(layout, kid):
            take = True
        if take:
            if first < 0:
                first, basis = begin, kind
            last = max(last, _without_aside(layout, kid) if basis == "object" else kid.right)
    if first < 0:
        return None, cue_last, ""
    return span(layout, max(first, verb.i + 1), last), cue_last, basis


def _without_aside(layout: Layout, kid: Word) -> int:
    """Last word of an object without a closing aside (", who …", ", which …")."""
    words = layout.parsed.words
    for k in kid.kids:
        word = words[k]
        if word.dep == "relcl" and k > kid.i and words[word.left - 1].text == "," and word.right == kid.right:
            return word.left - 2
    return kid.right


def _bare_object(layout: Layout, kid: Word, right: list[Word]) -> bool:
    """Whether a verb of naming has nothing but a short object: "called her" is a telephone call, "called it a farce" is not."""
    more = any(w.i > kid.i and (w.dep in ("oprd", "xcomp", "ccomp", "dobj", "attr", "acomp") or w.low == "as") for w in right)
    return kid.dep == "dobj" and not more and (kid.tag in ("PRP", "NNP") or kid.left == kid.i) and layout.inside[kid.i] == layout.inside[kid.head]


def _belongs(layout: Layout, kid: Word) -> bool:
    """Whether what follows the object on the same verb is still about it: no day, no place of saying, no later act."""
    words = layout.parsed.words
    if kid.dep == "prep":
        if kid.low in TELLING or not kid.kids:
            return False
        object_ = words[kid.kids[-1]]
        return object_.low not in DAYS and object_.tag != "CD" and not has("occasions", object_.lemma)
    return kid.dep in ("advcl", "acl", "xcomp", "relcl") and (kid.tag == "VB" or kid.dep in ("acl", "relcl")) or (
        kid.dep == "prep" and kid.low == "including")


def kind_is_clause(layout: Layout, kid: Word) -> bool:
    """A finite clause with a subject of its own, or one that opens with "that": it continues the content."""
    words = layout.parsed.words
    own = own_subject(layout, kid)
    if words[kid.left].low == "that" or any(words[k].low == "that" and words[k].dep == "mark" for k in kid.kids):
        return True
    return own is not None and not has("says", kid.lemma)


def _infinitive(layout: Layout, verb: Word) -> bool:
    words = layout.parsed.words
    return any(words[k].low == "to" and words[k].dep in ("aux", "mark", "prep") for k in verb.kids) and verb.tag in ("VB", "VBN", "VBP")


def _quotation(layout: Layout, verb: Word, source: Word | None, content: Range | None) -> Range | None:
    """The quotation right before the cue's clause, or the one that it introduces."""
    words, inside = layout.parsed.words, layout.inside
    if inside[verb.i] >= 0 or not is_finite(layout, verb) and verb.tag != "VBG":
        return None
    begin = min(verb.i, source.left) if source and source.i < verb.i and source.sentence == verb.sentence else verb.i
    begin = max(begin, layout.parsed.sentences[verb.sentence].first)
    for start in dict.fromkeys((begin, verb.i, verb.i - 1)) if is_finite(layout, verb) or verb.dep == "pcomp" else ():
        before = start - 1
        while before >= 0 and inside[before] < 0 and not words[before].text[0].isalnum():
            before -= 1
        if before >= 0 and inside[before] >= 0 and _same_paragraph(layout, before, verb.i):
            quote = layout.quotes[inside[before]]
            if content is not None and layout.parsed.text[max(quote.start, quote.end - 4) : quote.end].rstrip(MARKS)[-1:] not in (",", "?", "!"):
                break
            return _sentence_start(layout, quote), quote.end
    end = layout.parsed.sentences[verb.sentence].last
    at = verb.i + 1
    while at < min(end, verb.i + 40) and inside[at] < 0:
        at += 1
    if at >= len(words) or inside[at] < 0 or not _same_paragraph(layout, at, verb.i):
        return None
    quote = layout.quotes[inside[at]]
    mark = layout.parsed.text[: quote.start].rstrip()[-1:] if quote.start < 400 else layout.parsed.text[quote.start - 3 : quote.start].rstrip()[-1:]
    between = words[verb.i + 1 : at]
    finite = [w for w in between if w.tag in ("VBD", "VBZ", "VBP") and w.dep[:3] != "aux"]
    if content is None and (any(verb_entry(w.lemma) for w in finite) or finite and verb.tag == "VBG"):
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
    sentence = layout.parsed.sentences[layout.parsed.words[quote.first].sentence]
    return min(sentence.start, quote.start)


def _resumed(layout: Layout, extent: Range, spans: list[Range]) -> Range | None:
    """The second half of a quotation that the cue interrupts in mid-sentence ("“A,” he said, “is B.”")."""
    words = layout.parsed.words
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
    words = layout.parsed.words
    return layout.paragraph[words[one].sentence] == layout.paragraph[words[other].sentence]


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
    words = layout.parsed.words
    first = last = verb.i
    if source is not None and source.sentence == verb.sentence:
        if source.i < verb.i and not any(words[k].dep == "ccomp" and source.i < k < verb.i for k in verb.kids):
            first = max(source.left, layout.parsed.sentences[verb.sentence].first)
        elif source.i > verb.i:
            last = source.right
    for kid in verb.kids:
        if kid > verb.i and words[kid].dep in ADJUNCTS and layout.inside[kid] == layout.inside[verb.i]:
            last = max(last, words[kid].right)
        elif first > kid and words[kid].dep in ("aux", "advmod", "neg") and kid > verb.i - 4:
            first = kid
    home = layout.inside[verb.i]
    while layout.inside[first] != home:
        first += 1
    while layout.inside[last] != home:
        last -= 1
    return first, last


def _closed(layout: Layout, verb: Word, source: Word | None, extent: Range) -> tuple[list[Range], str]:
    """The clause that a cue closes or interrupts: "Talks failed, X said", "Talks, said X, had failed"."""
    words = layout.parsed.words
    sentence = layout.parsed.sentences[verb.sentence]
    first, last = extent
    if first == sentence.first and last >= sentence.last - 2:
        return _neighbour(layout, verb)
    left = next((words[k] for k in verb.kids if k < first and words[k].dep in ("ccomp", "parataxis", "dep", "csubj") and _tensed(layout, words[k])), None)
    top: Word | None = left
    end = sentence.last - 1
    begin = sentence.first
    if left is None:
        if verb.dep not in ("parataxis", "ccomp", "dep", "conj", "advcl", "relcl", "ROOT") or verb.head == verb.i:
            return [], ""
        top = words[verb.head]
        if verb.dep in ("relcl", "conj", "advcl") and not (words[first - 1].text in ",—–-" and source is not None and own_subject(layout, verb)):
            return [], ""
        if verb.dep in ("advcl", "relcl") and (words[first].tag[0] == "W" or words[first].tag == "IN" or verb.tag == "VBG"):
            return [], ""
        if not _tensed(layout, top) and top.head != top.i:
            return [], ""
        begin, end = (sentence.first, sentence.last - 1) if top.head == top.i else (max(top.left, sentence.first), top.right)
    elif verb.head != verb.i:
        begin = max(sentence.first, verb.left)
    if first <= begin and last >= end:
        return [], ""
    if layout.inside[verb.i] < 0 and words[first - 1].text not in (",", "—", "–", "-", "”", '"', "’", "'", "?", "!", "“", ";") and first > begin:
        return [], ""
    if first == begin or (source is not None and source.low in ("you", "i", "we") and has("weak", verb.lemma)):
        return [], ""
    begin = _after_openers(layout, verb, begin, first)
    pieces = [span(layout, begin, first - 1)] if first > begin else []
    if last < end and (first <= begin or words[last + 1].text in ",—–-") and not _comment(layout, last + 2):
        pieces.append(span(layout, last + 1, end))
    found = [piece for piece in pieces if piece and any(c.isalnum() for c in layout.parsed.text[piece[0] : piece[1]])]
    return found, "inverted" if source is not None and source.i > verb.i else "closing"


def _comment(layout: Layout, at: int) -> bool:
    """Whether what follows the cue is the narrator's: "…, X said, adding that …", "…, X said, as talks began"."""
    word = layout.parsed.words[min(at, len(layout.parsed.words) - 1)]
    return word.tag == "VBG" or (word.low in ("as", "after", "when", "while", "before", "citing", "according") and word.tag[0] != "N")


def _after_openers(layout: Layout, verb: Word, begin: int, stop: int) -> int:
    """Skip what belongs to the cue or to the narrator at the start: "But", "However,", "Asked about it, …"."""
    words = layout.parsed.words
    while begin < stop and (words[begin].tag == "CC" or words[begin].low in ("however", "meanwhile", "but") or words[begin].text == ","):
        begin += 1
    for kid in verb.kids:
        word = words[kid]
        if word.dep == "advcl" and word.left == begin and word.right < stop and any(
            w.lemma in ("ask", "comment", "speak") for w in words[word.left : word.right + 1]
        ):
            return word.right + 1
    return begin


def _tensed(layout: Layout, word: Word) -> bool:
    return word.is_verb and (is_finite(layout, word) or word.tag == "VB")


def _neighbour(layout: Layout, verb: Word) -> tuple[list[Range], str]:
    """A whole sentence of telling without content ("X told reporters on Friday."): the statement next to it is meant."""
    sentences = layout.parsed.sentences
    number = verb.sentence
    sentence = sentences[number]
    if layout.parsed.text[sentence.end - 1] == ":" and number + 1 < len(sentences):
        after = sentences[number + 1]
        return [(after.start, after.end)], "next sentence"
    told = any(layout.parsed.words[k].dep in ("dobj", "dative", "prep") for k in verb.kids)
    if verb.lemma != "tell" or not told or number == 0 or layout.paragraph[number - 1] != layout.paragraph[number]:
        return [], ""
    before = sentences[number - 1]
    words = layout.parsed.words
    if any(layout.inside[i] >= 0 for i in (before.first, before.last - 1)) or words[before.root].tag == "VBG":
        return [], ""
    found = span(layout, before.first, before.last - 1)
    return ([found], "previous sentence") if found else ([], "")


def _cue_first(layout: Layout, verb: Word, source: Word | None) -> int:
    """Where the cue begins: "went on to say", "refused to say" and "often denied" are one cue."""
    words = layout.parsed.words
    at = verb
    for _ in range(3):
        head = words[at.head]
        if at.dep == "xcomp" and has("openers", head.lemma) and head.i < at.i and at.i - head.i <= 4 and layout.inside[head.i] == layout.inside[at.i]:
            at = head
        else:
            break
    first = at.i
    for kid in at.kids:
        if words[kid].dep in ("neg", "advmod") and first - 3 < kid < first and words[kid].dep == "neg":
            first = kid
    return first


def _passive(layout: Layout, verb: Word, entry: Entry) -> Draft | None:
    """"It was reported that …", "X was quoted as saying …", "X is expected to …", "was rejected by Y"."""
    words = layout.parsed.words
    about = own_subject(layout, verb)
    by = agent(layout, verb)
    if about is None and verb.dep == "conj":
        about = subject(layout, verb)
    reduced = verb.dep in ("acl", "advcl", "relcl") and about is None
    content, cue_last, basis = _complements(layout, verb, entry)
    told = has("addressee_verbs", verb.lemma)
    expletive = about is not None and about.low in ("it", "there")
    spans: list[Range] = []
    if about is not None and about.tag[0] == "W":
        return None
    if content and (expletive or told):
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
    if not spans and is_finite(layout, verb) and expletive:
        spans, basis = _closed(layout, verb, about, _extent(layout, verb, about))
    if not spans or (by is None and verb.tag == "VBN" and reduced):
        return None
    found = source_span(layout, by, verb) if by else None
    last = cue_last if cue_last > verb.i else verb.i
    return Draft(found, by.i if by else None, (verb.start, words[last].end), verb.i, entry.lemma, _merge(spans), basis or "passive",
                 entry.group, _extent(layout, verb, about), relay=entry.group == "relay", addressee=about.i if told and about and not expletive else None)  # fmt: skip
