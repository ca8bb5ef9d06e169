"""Voices without a verb of saying: "according to X", "in X's view", "X's claim that …", "X is confident that …"."""

from __future__ import annotations

from communique.extract.voices.cues import Entry, has, lexicon
from communique.extract.voices.draft import Draft, phrase, source_span, span, whole_quotes
from communique.extract.voices.quotes import Layout, Range
from communique.extract.voices.reported import what_is_told
from communique.extract.voices.source import antecedent, is_finite, own_subject, subject
from communique.parse.tree import Sentence, Word


def according(layout: Layout, at: Word) -> Draft | None:
    """As in "According to X", "as per X", "in the words of X", "in X's view", seen from its first word."""
    words = layout.words
    sentence = layout.parsed.sentences[at.sentence]
    low = [word.low for word in words[at.i : min(at.i + 5, sentence.last)]]
    if low[:2] in (["according", "to"], ["as", "per"]):
        head, after = phrase(layout, at.i + 2), at.i + 2
        last_cue = at.i + 1
    elif at.low == "in" and len(low) > 3 and low[1] == "the" and low[3] == "of" and has("in_possessed", words[at.i + 2].lemma):
        head, after, last_cue = phrase(layout, at.i + 4), at.i + 4, at.i + 3
    elif at.low == "in":
        return _in_view(layout, at, sentence)
    else:
        return None
    if head is not None and words[after].low == "what" and (told := what_is_told(layout, words[after])) is not None:
        head, last = told
        source = span(layout, after + 1, last - 1)
        return _framed(layout, sentence, at.i, head, (at.start, words[last_cue].end), "as per", source, last=last)
    if head is None or head.low in ("plan", "schedule", "custom") or words[min(after, len(words) - 1)].sentence != at.sentence:
        return None
    cue = (at.start, words[last_cue].end)
    name = " ".join(low[:2]) if at.low != "in" else "in the words of"
    return _framed(layout, sentence, at.i, head, cue, name, source_span(layout, head, words[last_cue]))


def _in_view(layout: Layout, at: Word, sentence: Sentence) -> Draft | None:
    """As in "In X's view": the possessor is the source."""
    noun = next((k for k in at.kids if k.dep == "pobj" and k.lemma in lexicon().sets["in_possessed"]), None)
    owner = next((k for k in noun.kids if k.dep == "poss"), None) if noun else None
    about = noun is not None and any(k.low == "of" for k in noun.kids)
    if noun is None or owner is None or about or (noun.lemma in ("reading", "account", "word") and at.i != sentence.first):
        return None
    source = _possessor(layout, owner)
    return _framed(layout, sentence, at.i, owner, (noun.start, noun.end), "in view", source, last=noun.right)


def _possessor(layout: Layout, owner: Word) -> Range | None:
    words = layout.words
    last = owner.right
    return span(layout, owner.left, last) if words[last].tag != "POS" else span(layout, owner.left, max(owner.left, last - 1))


def _framed(
    layout: Layout,
    sentence: Sentence,
    first: int,
    head: Word,
    cue: Range,
    lemma: str,
    source: Range | None,
    last: int | None = None,
) -> Draft | None:
    """The rest of the sentence, or of the clause that the phrase stands in, is the content."""
    words, inside = layout.words, layout.inside
    if source is None:
        return None
    if last is None:
        last = max(layout.words_in(*source)[1] - 1, head.i)
    begin, end = sentence.first, sentence.last - 1
    home = inside[first]
    if home >= 0:
        begin, end = max(begin, layout.quotes[home].first), min(end, layout.quotes[home].last - 1)
    trailing = not any(w.text[0].isalnum() for w in words[last + 1 : end + 1])
    leading = all(w.tag in ("CC", "RB") or not w.text[0].isalnum() for w in words[begin:first])
    anchor = words[first]
    while anchor.head != anchor.i and not anchor.is_verb and words[anchor.head].sentence == anchor.sentence:
        anchor = words[anchor.head]
    comma = first > 0 and words[first - 1].text in ',—–-”"'
    if (
        not leading
        and not (trailing and comma)
        and anchor.dep in ("ccomp", "relcl", "advcl", "conj", "acl")
        and anchor.left < first
    ):
        begin, end = max(begin, anchor.left), min(end, anchor.right)
    while begin < first and (
        words[begin].tag == "CC" or words[begin].low in ("however", "meanwhile") or words[begin].text == ","
    ):
        begin += 1
    pieces = []
    if not leading and begin < first:
        pieces.append(span(layout, begin, first - 1))
    if not trailing and last < end:
        pieces.append(span(layout, last + 1, end))
    content = [whole_quotes(layout, piece, first) for piece in pieces if piece]
    if not content:
        return None
    return Draft(
        source,
        head.i,
        cue,
        first,
        lemma,
        content,
        "according",
        "relay" if lemma == "as per" else "speech",
        (first, last),
        relay=lemma == "as per",
    )


def noun_voice(layout: Layout, noun: Word, entry: Entry) -> Draft | None:
    """As in "X's warning that …", "the claim that …", "their commitment to …"."""
    words = layout.words
    owner = next((k for k in noun.kids if k.dep == "poss"), None)
    content, strong, basis = _noun_content(layout, noun, entry)
    if content is None or layout.parsed.text[slice(*content)] == "for comment":
        return None
    source = _possessor(layout, owner) if owner else None
    head = owner
    if owner is None:
        of = next((k for k in noun.kids if k.low in ("by", "from") and k.dep in ("prep", "agent")), None)
        if of is None and "of" not in entry.particles:
            of = next((k for k in noun.kids if k.low == "of" and k.i < layout.words_in(*content)[0]), None)
        head = next((k for k in of.kids if k.dep == "pobj"), None) if of else None
        source = source_span(layout, head, noun) if head else None
    if head is None and noun.dep == "dobj" and words[noun.head].lemma in ("make", "repeat", "renew", "have", "drop", "take"):
        head = subject(layout, words[noun.head])
        source = source_span(layout, head, words[noun.head]) if head else None
    if source is None and not (strong and has("unvouched", noun.lemma)):
        return None
    return Draft(
        source,
        head.i if head else None,
        (noun.start, noun.end),
        noun.i,
        noun.lemma,
        [whole_quotes(layout, content, noun.i)],
        basis,
        "noun",
        (noun.i, noun.i),
    )


def _noun_content(layout: Layout, noun: Word, entry: Entry) -> tuple[Range | None, bool, str]:
    """What the noun says; whether that is a clause with "that", which needs no source; how it was found."""
    words = layout.words
    first, last, strong, takes = -1, -1, False, entry.particles | entry.codes
    for kid in noun.kids:
        if kid.i < noun.i:
            continue
        opener = words[kid.left]
        if kid.dep in ("acl", "ccomp", "relcl") and opener.low == "that" and opener.dep == "mark":
            first, last, strong = (first if first >= 0 else kid.left), kid.right, True
        elif (kid.dep in ("acl", "xcomp", "relcl") and "to" in takes and kid.tag == "VB") or (
            kid.dep == "prep" and kid.low in takes and kid.right > kid.i
        ):
            first, last = (first if first >= 0 else kid.left), kid.right
    return (span(layout, first, last) if first >= 0 else None), strong, "noun"


def adjective_voice(layout: Layout, adjective: Word, entry: Entry) -> Draft | None:
    """As in "X is confident that …", "remains committed to …"."""
    words = layout.words
    verb = words[adjective.head]
    if adjective.dep not in ("acomp", "oprd", "conj", "ROOT", "attr", "ccomp") or (not verb.is_verb and adjective.dep != "ROOT"):
        return None
    first, last, takes = -1, -1, entry.particles | entry.codes
    for kid in adjective.kids:
        if kid.i < adjective.i:
            continue
        clause = kid.dep in ("ccomp", "xcomp", "advcl") and kid.is_verb
        fits = ("to" if kid.tag == "VB" else "that") in takes
        if (clause and fits) or (kid.dep == "prep" and kid.low in takes and kid.right > kid.i):
            first, last = (first if first >= 0 else kid.left), max(last, kid.right)
    content = span(layout, first, last) if first >= 0 else None
    source = subject(layout, verb)
    if content is None or source is None or source.low in ("it", "there", "this", "that"):
        return None
    found = source_span(layout, source, verb)
    cue = (min(verb.start, adjective.start), max(verb.end, adjective.end))
    return Draft(
        found,
        antecedent(layout, source, verb),
        cue,
        adjective.i,
        adjective.low,
        [whole_quotes(layout, content, adjective.i)],
        "adjective",
        "attitude",
        (verb.i, adjective.i),
    )


def _told(word: Word) -> bool:
    """ "Made it clear the mills will close": a clause with a subject and a tense, which the parser takes for an aside."""
    marked = any(k.dep in ("mark", "advmod") and k.i < word.i and k.tag in ("IN", "WRB") for k in word.kids)
    tensed = is_finite(word) or any(k.tag == "MD" for k in word.kids)
    return word.dep == "advcl" and not marked and tensed and own_subject(word) is not None


def idiom_voice(layout: Layout, verb: Word) -> Draft | None:
    """As in "drew attention to …", "expressed concern that …", "made it clear that …": a light verb and its noun."""
    words = layout.words
    known = lexicon()
    for kid in verb.kids:
        if kid.i < verb.i or kid.left > verb.i + 2 or kid.dep not in ("dobj", "acomp", "oprd", "advmod", "ccomp"):
            continue
        name = f"{verb.lemma} {kid.lemma}"
        takes = known.idioms.get(name)
        if takes is None and kid.dep == "dobj" and has("light_objects", kid.lemma):
            takes = known.idioms.get(verb.lemma)
        if takes is None:
            continue
        first, last = -1, -1
        for word in [*kid.kids, *(k for k in verb.kids if k.i > kid.i)]:
            if word.i < kid.i:
                continue
            clause = (
                word.dep in ("acl", "ccomp", "advcl", "xcomp", "relcl")
                and word.is_verb
                and (
                    (
                        "that" in takes
                        and (word.tag != "VB" or is_finite(word))
                        and (words[word.left].low in ("that", "whether") or word.dep == "ccomp" or _told(word))
                    )
                    or ("to" in takes and word.tag == "VB")
                )
            )
            if clause or (word.dep == "prep" and word.low in takes and word.right > word.i):
                first, last = (word.left if first < 0 else min(first, word.left)), max(last, word.right)
        content = span(layout, first, last) if first >= 0 else None
        source = subject(layout, verb)
        if content is None or source is None:
            continue
        found = source_span(layout, source, verb)
        return Draft(
            found,
            antecedent(layout, source, verb),
            (verb.start, kid.end),
            verb.i,
            name,
            [whole_quotes(layout, content, verb.i)],
            "idiom",
            "attitude",
            (verb.i, kid.i),
        )
    return None
