"""In a transcript the label before a paragraph is the source of all until the next label."""

from __future__ import annotations

import re
from collections import Counter

from communique.extract.voices.draft import Draft
from communique.extract.voices.quotes import Layout

UPPER = "A-Z" + "".join(chr(c) for c in range(0xC0, 0x250) if chr(c).isupper())
NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Amb|MR|MRS|MS|DR|SEN|REP|GOV|GEN|AMB)\. ?)?"
CAPITALS = re.compile(
    rf"[*_]*({NAME}[{UPPER}][{UPPER}.’'‘\-]+(?:[ ][{UPPER}][{UPPER}.’'‘\-]*|[ ]\([A-Za-z .]+\)){{0,5}}|Q|A)[*_]*(:)[*_]*\s+"
)
MIXED = re.compile(
    rf"[*_]*({NAME}[{UPPER}][\w.’'‘\-]+(?: (?:[{UPPER}][\w.’'‘\-]*|of|for|the|de|van|von|al|bin)){{0,6}})[*_]*(:)[*_]*\s+(?=\S)"
)
QUESTION = re.compile(r"[*_]*(Q)[*_.]*(?:\s{1,6})(?=[A-Z(—“\"])")
FEWEST = 2  # labels that make a transcript


def labelled(layout: Layout) -> list[Draft]:
    """One voice for each label with the paragraphs that follow it; none in a text that is no transcript."""
    text = layout.parsed.text
    starts: list[tuple[int, int]] = []
    last = -1
    for sentence, paragraph in zip(layout.parsed.sentences, layout.paragraph, strict=True):
        if paragraph != last:
            starts.append((sentence.start, sentence.end))
            last = paragraph
        else:
            starts[-1] = (starts[-1][0], sentence.end)
    capitals = [CAPITALS.match(text, start, end) for start, end in starts]
    some = sum(match is not None for match in capitals)
    mixed = [found or MIXED.match(text, start, end) for found, (start, end) in zip(capitals, starts, strict=True)]
    enough = sum(match is not None for match in mixed) >= max(3, len(starts) // 4)
    ordinary = Counter(found[1] for found in mixed if found is not None and not CAPITALS.match(found[0]))
    spoken = sum(ordinary.values()) > some and max(ordinary.values(), default=0) > 2  # "QNA: … ?", "Ann Hill: …" by turns
    chosen = mixed if enough and (some < FEWEST or spoken) else capitals
    asked = some or enough
    labels = [
        found or (QUESTION.match(text, start, end) if asked else None) for found, (start, end) in zip(chosen, starts, strict=True)
    ]
    if sum(match is not None for match in labels) < FEWEST and not (some and labels[-1:] != [None] and len(starts) <= 3):
        opening = [i for i, match in enumerate(labels[:8]) if match is not None]
        if not some or not opening:
            return []
    found: list[Draft] = []
    for number, match in enumerate(labels):
        if match is None:
            continue
        stop = next((i for i in range(number + 1, len(labels)) if labels[i] is not None), len(labels))
        if spoken:  # a question without a label is not the last speaker's
            stop = next((i for i in range(number + 1, stop) if text[slice(*starts[i])].rstrip().endswith("?")), stop)
        begin, end = match.end(), starts[stop - 1][1]
        if begin >= end:
            continue
        first, after = layout.words_in(*match.span(1))
        cue = match.span(2) if match.re is not QUESTION else None
        word, _ = layout.words_in(begin, end)
        extent = (first, max(first, word - 1))
        found.append(
            Draft(match.span(1), max(first, after - 1), cue, None, ":" if cue else "", [(begin, end)], "label", "label", extent)
        )
    return found
