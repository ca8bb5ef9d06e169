"""Voices by trained models over the rules' own: which words are cues, and per cue which words are source and content.

Three models, all linear-chain CRFs: one judges the words that may be cues, in the order of the report; one gives, for a cue at a
time, each word around it a part (so that one voice may lie in another); one judges the voices so made, the rules' among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from communique.extract.voices.cues import has, verb_entry
from communique.extract.voices.draft import Draft, span, whole_quotes
from communique.extract.voices.features import Board
from communique.extract.voices.find import Voice, arranged, ruled
from communique.extract.voices.judging import Candidate, candidates, in_words, judge_features
from communique.extract.voices.nest import parents
from communique.extract.voices.quotes import Layout, Range, lay_out
from communique.extract.voices.source import addressee, antecedent
from communique.parse.tree import Parsed, Word

LEAST = 0.15  # a word less likely than that is no cue
LIKELY = 0.5  # a word at least that likely is a cue for its neighbours


class Tagger(Protocol):
    """What is used of a CRF."""

    def set(self, rows: list[list[str]]) -> None:
        """Take up a sequence."""
        ...

    def tag(self) -> list[str]:
        """Its best labels."""
        ...

    def marginal(self, label: str, at: int) -> float:
        """How likely one label is at one place."""
        ...

    def probability(self, labels: list[str]) -> float:
        """How likely a whole sequence of labels is."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """The three models with what was chosen on the reports they were trained on.

    `known`: cues that are no verbs.  `least`: the chance from which a voice is kept, `quoted` where all of it stands in quotation
    marks.  `nested`: whether voices within voices were taught; if not, the rules' stay.
    """

    cues: Tagger
    parts: Tagger
    judge: Tagger | None
    known: frozenset[str]
    least: float = 0.5
    quoted: float = 0.5
    nested: bool = True


def find_voices(parsed: Parsed, models: Models) -> tuple[Voice, ...]:
    """All voices of a report, in order of their first character."""
    if not parsed.words:
        return ()
    board = set_board(parsed)
    found = judged(board, models)
    return arranged(board.layout, selected(board, models, *found))


def set_board(parsed: Parsed) -> Board:
    """A report laid out with what the rules find in it."""
    layout = lay_out(parsed)
    drafts = ruled(layout)
    return Board(layout, drafts, parents(drafts))


def judged(board: Board, models: Models) -> tuple[list[Candidate], list[float]]:
    """What may be a voice, and how likely each is one."""
    found = proposed(board, models)
    if not found or models.judge is None:
        return found, [one.cue_sure for one in found]
    models.judge.set(judge_features(board, found))
    return found, [models.judge.marginal("Y", k) for k in range(len(found))]


def proposed(board: Board, models: Models) -> list[Candidate]:
    """All that may be a voice: for each word that may be a cue the best reading of the words around it, and the rules' voices."""
    words = [word for word in board.layout.words if board.may_be_cue(word, models.known)]
    chance: dict[int, float] = {}
    if words:
        models.cues.set([board.cue_features(word) for word in words])
        chance = {word.i: models.cues.marginal("Y", k) for k, word in enumerate(words)}
    likely = frozenset(i for i, sure in chance.items() if sure >= LIKELY)
    found = []
    for i, sure in chance.items():
        if sure < LEAST:
            continue
        cue = board.layout.words[i]
        models.parts.set(board.argument_features(cue, likely - {i}))
        labels = models.parts.tag()
        if draft := drafted(board, cue, labels):
            found.append((draft, i, sure, models.parts.probability(labels) ** 0.125))
    return candidates(board, found, chance)


def selected(board: Board, models: Models, found: list[Candidate], sure: list[float]) -> list[Draft]:
    """The voices that are kept: likely enough, and the likeliest of those on one cue."""
    sure = [1.0 if one.draft.basis in ("signed", "stated") else chance for one, chance in zip(found, sure, strict=True)]
    kept: list[Candidate] = []
    for k in sorted(range(len(found)), key=lambda k: -sure[k]):
        one = found[k]
        if sure[k] < (models.quoted if all_quoted(board, one) else models.least):
            continue
        if any(one.parts[1] & other.parts[1] and one.draft.outer is not other.draft and other.draft.outer is not one.draft
               for other in kept):  # fmt: skip
            continue
        if one.draft.cue is None and any(one.parts[2] & other.parts[2] for other in kept):
            continue
        kept.append(one)
    if not models.nested:
        kept += _within(board, kept)
    return [one.draft for one in kept]


def all_quoted(board: Board, one: Candidate) -> bool:
    """Whether all of the content stands in quotation marks."""
    inside, words = board.layout.inside, board.layout.words
    home = inside[one.anchor] if one.anchor is not None else -1
    return all(inside[i] not in (-1, home) for i in one.parts[2] if words[i].text[0].isalnum())


def _within(board: Board, kept: list[Candidate]) -> list[Candidate]:
    """The rules' voices that lie in the content of one that was kept."""
    held = frozenset(i for one in kept for i in one.parts[2])
    cues = frozenset(i for one in kept for i in one.parts[1])
    found = []
    for draft, holder in zip(board.drafts, board.holders, strict=True):
        parts = in_words(board, draft)
        if holder is not None and draft.cue_word in held and not parts[1] & cues:
            found.append(Candidate(draft, draft.cue_word, 0.0, 0.0, True, parts))
    return found


def drafted(board: Board, cue: Word, labels: list[str]) -> Draft | None:
    """The voice that the parts around a cue make, what they leave open filled in from the tree and the lexicon."""
    layout = board.layout
    window = board.window(cue)
    by_part: dict[str, set[int]] = {"S": set(), "Q": {cue.i}, "C": set(), "O": set()}
    for i, label in zip(window, labels, strict=True):
        by_part[label].add(i)
    by_part["C"].discard(cue.i)
    by_part["S"].discard(cue.i)
    content = [one for one in (span(layout, *run) for run in _runs(layout, by_part["C"])) if one]
    if not content:
        return None
    content = _carried_on(layout, _merged(whole_quotes(layout, one, cue.i) for one in content))
    sources = _runs(layout, by_part["S"])
    run = max(sources, key=lambda r: (r[1] - r[0], -abs(r[0] - cue.i))) if sources else None
    source = span(layout, *run) if run else None
    first, last = next((r for r in _runs(layout, by_part["Q"]) if r[0] <= cue.i <= r[1]), (cue.i, cue.i))
    head = _head(layout, run) if run and source else None
    entry = verb_entry(cue.lemma) if cue.tag[0] == "V" else None
    group = entry.group if entry else board.entry[cue.i] or "attitude"
    relay = group == "relay" and not (head is not None and has("offices", layout.words[head].lemma))
    told = addressee(cue, takes_object=has("addressee_verbs", cue.lemma)) if cue.tag[0] == "V" else None
    return Draft(
        source,
        antecedent(layout, layout.words[head], cue) if head is not None else None,
        (layout.words[first].start, layout.words[last].end),
        cue.i,
        entry.lemma if entry else cue.lemma or cue.low,
        content,
        "learned",
        group,
        (min(first, run[0]) if run else first, max(last, run[1]) if run else last),
        relay=relay,
        addressee=told if told != head else None,
    )


def _runs(layout: Layout, members: set[int]) -> list[Range]:
    """First and last word of each stretch; marks and stops between two words part none."""
    found: list[Range] = []
    for i in sorted(members):
        if found and all(not layout.words[k].text[0].isalnum() for k in range(found[-1][1] + 1, i)):
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return [run for run in found if any(_telling(layout.words[k]) for k in range(run[0], run[1] + 1))]


def _telling(word: Word) -> bool:
    return word.text[0].isalnum() or word.text[-1].isalnum() or word.text == ":"


def _merged(spans: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for one in sorted(spans):
        if merged and one[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(one[1], merged[-1][1]))
        else:
            merged.append(one)
    return merged


def _carried_on(layout: Layout, content: list[Range]) -> list[Range]:
    """With the quotations of the next paragraphs that the last one runs on into."""
    number = next((n for n, quote in enumerate(layout.quotes) if quote.carried and quote.end == content[-1][1]), None)
    while number is not None and layout.quotes[number].carried and number + 1 < len(layout.quotes):
        number += 1
        content.append((layout.quotes[number].start, layout.quotes[number].end))
    return content


def _head(layout: Layout, run: Range) -> int:
    """The word of a stretch on which the others hang."""
    inside = range(run[0], run[1] + 1)
    tops = [i for i in inside if layout.words[i].head not in inside or layout.words[i].head == i]
    nominal = [i for i in tops if layout.words[i].tag[:2] in ("NN", "PR", "WP", "CD", "DT", "WD")]
    return (nominal or tops)[0]
