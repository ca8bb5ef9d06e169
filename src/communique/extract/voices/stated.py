"""A text that is issued whole: all that follows "made public the following statement:" is in the words of who made it public."""

from __future__ import annotations

from communique.extract.lexicon import words
from communique.extract.voices.draft import Draft
from communique.extract.voices.quotes import Layout

UTTERED = words("utterances") | words("documents")
OPENING = 3  # sentences
ISSUING = frozenset({"give", "issue", "make", "publish", "release", "send"})


def stated(layout: Layout) -> list[Draft]:
    """The statement that a report gives after a colon, without quotation marks: one at most, announced as the report opens."""
    words, text, sentences = layout.words, layout.parsed.text, layout.parsed.sentences
    for number, sentence in enumerate(sentences[:OPENING]):
        last = sentence.last - 1
        if words[last].text != ":" or number + 1 == len(sentences):
            continue
        lead = layout.parsed.of(sentence)
        given = any(w.low == "following" and words[w.head].lemma in UTTERED for w in lead)
        verb = words[sentence.root]
        subject = next((k for k in verb.kids if k.dep == "nsubj"), None)
        begin, end = sentences[number + 1].start, sentences[-1].end
        if not given or verb.lemma not in ISSUING or subject is None or text[begin] in "“\"‘":
            return []
        source = (words[subject.left].start, words[subject.right].end)
        cue = (words[last].start, words[last].end)
        return [Draft(source, subject.i, cue, None, ":", [(begin, end)], "stated", "label", (subject.left, last))]
    return []
