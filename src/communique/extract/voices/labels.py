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
    rf"[*_]*({NAME}[{UPPER}][\w.’'‘\-]+(?: (?:[{UPPER}][\w.’'‘\-]*|of|for|the|and|de|van|von|al|bin)){{0,9}})"
    r"(?: \([\w ]{3,30}\))?[*_]*(:)[*_]*\s+(?=\S)"
)
QUESTION = re.compile(r"[*_]*(Q|A(?=\.))[*_.]*(?:\s{1,6})(?=[A-Z(—“\"])")
ASKED = re.compile(r"^[*_]*Q\.\s", re.MULTILINE)
FEWEST = 2  # labels that make a transcript
RANKED = frozenset(
    {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "amb", "president", "secretary", "minister", "senator", "official"}
    | {"moderator", "spokesperson", "spokesman", "spokeswoman", "ambassador", "chancellor", "chairman", "chairwoman", "q", "a"}
    | {"question", "reporter", "operator", "host", "interviewer", "commissioner", "director", "governor", "admiral", "general"}
)  # what only people are called


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
    often = max(ordinary.values(), default=0) > 2
    spoken = often and sum(ordinary.values()) * 2 > some  # "QNA: … ?", "Ann Hill: …" by turns
    chosen = mixed if enough and (some < FEWEST or spoken) else capitals
    asked = some or enough or len(ASKED.findall(text)) >= FEWEST
    labels = [
        found or (QUESTION.match(text, start, end) if asked else None) for found, (start, end) in zip(chosen, starts, strict=True)
    ]
    if not some and not enough and (opened := _opened(text, layout.parsed.cleaned.report.title or "", mixed, starts)):
        labels = opened
    elif sum(match is not None for match in labels) < FEWEST and not (some and labels[-1:] != [None] and len(starts) <= 3):
        opening = [i for i, match in enumerate(labels[:8]) if match is not None]
        if not some or not opening:
            return []
    if chosen is capitals and not spoken and not _speakers(layout, [match[1] for match in labels if match is not None]):
        return []
    found: list[Draft] = []
    for number, match in enumerate(labels):
        if match is None:
            continue
        stop = next((i for i in range(number + 1, len(labels)) if labels[i] is not None), len(labels))
        if spoken:  # a question without a label is not the last speaker's
            stop = next((i for i in range(number + 1, stop) if text[slice(*starts[i])].rstrip().endswith("?")), stop)
        if sum(other is not None and other[1] == match[1] for other in labels) > 1:
            stop = next((i for i in range(number + 1, stop) if _tells_of(match[1], text[slice(*starts[i])])), stop)
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


def _tells_of(label: str, paragraph: str) -> bool:
    """Whether a paragraph without a label names who spoke last: then the outlet tells of him again, or signs off.

    A label that ends in a rank names nobody: "the President" may be another.
    """
    last = label.split()[-1]
    names = len(last) > 2 and last[0].isalpha() and last.lower() not in RANKED and last.lower() in paragraph.lower()
    return names and re.search(rf"\b{re.escape(last)}\b", paragraph, re.IGNORECASE) is not None


def _opened(
    text: str, title: str, mixed: list[re.Match[str] | None], starts: list[tuple[int, int]]
) -> list[re.Match[str] | None] | None:
    """The labels of an address that a person of rank, or one whom the report names, opens in his own words: "President of Velmar
    Ann Hill: We …"."""
    first = next((number for number, match in enumerate(mixed[:5]) if match is not None), None)
    if first is None or (match := mixed[first]) is None:
        return None
    words = match[1].split()
    ranked = {word.lower() for word in words} & RANKED
    whole = 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
    named = whole and len(re.findall(rf"{re.escape(match[1])}(?!:)", f"{title} {text}")) > 0
    own = re.search(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b", text[match.end() : starts[min(first + 2, len(starts) - 1)][1]])
    return mixed if (ranked or named) and own else None


def _speakers(layout: Layout, labels: list[str]) -> bool:
    """Whether labels in capitals are people who take turns, not headings of what is told below ("FISHERIES: The chair said …").

    People have a rank or a form of address, or the name stands in the text or its title too, or they speak more than once.
    """
    if max(Counter(labels).values(), default=0) > 1:
        return True
    first = {sentence.first for sentence in layout.parsed.sentences}
    names = {word.text for word in layout.words if word.tag[:3] == "NNP" and word.text.istitle() and word.i not in first}
    names |= {word for word in re.findall(r"[^\W\d_]+", layout.parsed.cleaned.report.title or "") if word.istitle()}
    return any(
        {word.lower() for word in words} & RANKED or words[-1].title() in names
        for words in (re.findall(r"[^\W\d_]+", label) for label in labels)
        if words
    )
