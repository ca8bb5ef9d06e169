"""Mended text -> Parsed.  Paragraphs are parsed apart, so that no sentence crosses a heading or a paragraph's end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from communique.parse.lemmas import lemma
from communique.parse.model import load
from communique.parse.tree import Parsed, Sentence, Word
from communique.record.text import Cleaned

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 12  # reports whose paragraphs go to the parser together; more gains nothing and costs memory
PARSED = frozenset({"body", "heading", "title"})
PARAGRAPH = re.compile(r"[^\n]+")
LONGEST = 20_000  # characters parsed at once: the parser's memory grows with the paragraph


def parse(reports: Iterable[Cleaned]) -> Iterator[Parsed]:
    """Parse the body and headings of each report, in order."""
    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        pieces = [list(_pieces(report)) for report in batch]
        docs = load().pipe((text for text, _, _ in chain.from_iterable(pieces)), batch_size=128)
        for report, parts in zip(batch, pieces, strict=True):
            yield _assemble(report, [(next(docs), start, block) for _, start, block in parts])


def _pieces(report: Cleaned) -> Iterator[tuple[str, int, int]]:
    """Each paragraph with its offset in the mended text and the index of its block."""
    for number, block in enumerate(report.blocks):
        if block.kind not in PARSED:
            continue
        for match in PARAGRAPH.finditer(report.text, block.start, block.end):
            for start in range(match.start(), match.end(), LONGEST):
                text = report.text[start : min(start + LONGEST, match.end())]
                if text.strip():
                    lead = len(text) - len(text.lstrip())
                    yield text.strip(), start + lead, number


def _assemble(report: Cleaned, docs: list[tuple[Doc, int, int]]) -> Parsed:
    words: list[Word] = []
    sentences: list[Sentence] = []
    for doc, offset, block in docs:
        base = len(words)
        for sent in doc.sents:
            number, first = len(sentences), base + sent.start
            for token in sent:
                text, start = token.text, offset + token.idx
                word = Word(
                    base + token.i, text, text.lower(), "", token.tag_, token.dep_, base + token.head.i,
                    start, start + len(text), number, base + token.left_edge.i, base + token.right_edge.i,
                )  # fmt: skip
                word.lemma = lemma(word.low, word.tag)
                words.append(word)
            last = base + sent.end
            sentences.append(Sentence(number, first, last, base + sent.root.i, block, words[first].start, words[last - 1].end))
        for word in words[base:]:
            if word.head != word.i:
                words[word.head].kids.append(word)
    return Parsed(report, words, sentences)
