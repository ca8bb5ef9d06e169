"""From gold attributions to what the models learn: which word anchors each cue, and the part of each word around it."""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite

from communique.extract.voices.features import Board, cue_key
from communique.extract.voices.judging import Candidate, judge_features, likeness
from communique.extract.voices.learned import Models, all_quoted, proposed
from communique.extract.voices.modelfile import Crf
from communique.extract.voices.quotes import Range
from communique.parse.tree import Word

Rows = tuple[list[list[str]], list[str]]  # the features of a sequence, and its labels
Lesson = tuple[Board, Sequence["Told"]]  # a report with its gold
Tell = Callable[[str], None]
PLENTY = 400  # reports of which a fifth may be kept for the judge
QUOTED_RECALL = 2.0  # how much more a quotation that is missed counts than one given wrongly
STRENGTH = {"cues": 2.0, "parts": 1.0, "judge": 5.0}  # of the quadratic penalty
SEEN = {"cues": 2, "parts": 3, "judge": 1}  # times that a feature was seen
ROUNDS = {"cues": 120, "parts": 80, "judge": 100}


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One gold attribution in words: `anchor` is the word that the cue hangs on, None for a bare quotation."""

    anchor: int | None
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def aligned(board: Board, gold: Sequence[dict[str, list[Range]]]) -> list[Told]:
    """The gold of a report (spans in the text as read) in words."""
    parsed = board.layout.parsed
    raw = [parsed.raw(word.start, word.end) for word in parsed.words]
    starts = [span.start for span in raw]

    def words(spans: Sequence[Range] | None) -> frozenset[int]:
        held: set[int] = set()
        for start, end in spans or ():
            at = max(0, bisect_left(starts, start) - 1)
            while at < len(raw) and raw[at].start < end:
                if raw[at].end > start:
                    held.add(at)
                at += 1
        return frozenset(held)

    told = []
    for one in gold:
        cue = words(one.get("cue"))
        told.append(Told(anchor_of(board, cue), words(one.get("source")), cue, words(one.get("content"))))
    return told


def anchor_of(board: Board, cue: frozenset[int]) -> int | None:
    """The one word of a cue that stands for it: what the lexicon knows, a verb before a noun, the highest in the tree."""
    words = board.layout.words
    if not cue:
        return None
    if ruled := sorted(i for i in cue if i in board.by_cue):
        return ruled[-1] if len(ruled) > 1 and board.entry[ruled[-1]] == "speech" else ruled[0]

    def rank(i: int) -> tuple[int, int, int]:
        word = words[i]
        kind = 0 if word.tag[0] == "V" and word.dep not in ("aux", "auxpass") else 1 if word.is_noun or word.tag[0] == "J" else 2
        return (0 if board.entry[i] and kind < 2 else 1, kind, depth(board, word))

    return min(sorted(cue), key=rank)


def depth(board: Board, word: Word) -> int:
    """How many words stand above it."""
    return sum(1 for _ in board.layout.parsed.up(word))


def known_cues(boards: Sequence[tuple[Board, Sequence[Told]]], least: int = 2) -> frozenset[str]:
    """Cues that are no verbs, seen often enough to be asked about anywhere."""
    count: dict[str, int] = {}
    for board, told in boards:
        for one in told:
            if one.anchor is not None and board.layout.words[one.anchor].tag[0] != "V":
                key = cue_key(board.layout.words[one.anchor])
                count[key] = count.get(key, 0) + (board.layout.words[one.anchor].text[0].isalnum() or key == ":::")
    return frozenset(key for key, times in count.items() if times >= least)


def fitted(kind: str, sequences: Iterable[Rows]) -> bytes:
    """A CRF trained on `sequences`, as crfsuite writes it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": STRENGTH[kind], "max_iterations": ROUNDS[kind], "feature.minfreq": SEEN[kind]})
    for rows, labels in sequences:
        if rows:
            trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def cue_rows(board: Board, told: Sequence[Told], known: frozenset[str]) -> Rows:
    """The words of a report that may be cues, in order, and whether each is one."""
    anchors = {one.anchor for one in told}
    words = [word for word in board.layout.words if board.may_be_cue(word, known)]
    return [board.cue_features(word) for word in words], ["Y" if word.i in anchors else "N" for word in words]


def part_rows(board: Board, told: Sequence[Told]) -> Iterable[Rows]:
    """For each gold cue its window and the part of each word: source, cue, content or none."""
    anchors = frozenset(one.anchor for one in told if one.anchor is not None)
    for one in told:
        if one.anchor is not None:
            cue = board.layout.words[one.anchor]
            yield board.argument_features(cue, anchors - {cue.i}), [_part(one, i) for i in board.window(cue)]


def _part(one: Told, i: int) -> str:
    return "Q" if i in one.cue else "S" if i in one.source else "C" if i in one.content else "O"


def verdicts(board: Board, found: Sequence[Candidate], told: Sequence[Told]) -> list[str]:
    """Whether each candidate is the best one for a gold voice and right: cue met, source and content at least half."""
    words = board.layout.words

    def telling(held: frozenset[int]) -> frozenset[int]:
        return frozenset(i for i in held if words[i].text[0].isalnum() or words[i].text == ":")

    gold = [tuple(map(telling, (one.source, one.cue, one.content))) for one in told]
    pairs = []
    for k, one in enumerate(found):
        source, cue, content = map(telling, one.parts)
        for n, (their_source, their_cue, their_content) in enumerate(gold):
            if cue & their_cue or content & their_content:
                alike, whole = likeness(source, their_source), likeness(content, their_content)
                met = bool(cue & their_cue) or not (cue or their_cue)
                pairs.append((alike + met + whole, k, n, met and alike >= 0.5 and whole >= 0.5))
    labels, taken = ["N"] * len(found), set()
    for _, k, n, right in sorted(pairs, key=lambda pair: -pair[0]):
        if right and labels[k] == "N" and n not in taken:
            labels[k] = "Y"
            taken.add(n)
    return labels


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """The three CRFs as bytes, and the models made of them."""

    cues: bytes
    parts: bytes
    judge: bytes
    models: Models


def train(lessons: Sequence[Lesson], nested: bool, tell: Tell) -> Trained:
    """Learn from reports with gold.

    The judge must see proposals as they are for reports not learnt from.  Where there are plenty of reports, a fifth is kept for
    it; where there are few, half of them are read by models trained on the other half, and the other way round, and what is
    kept for use is then trained on all.
    """
    if plenty := len(lessons) >= PLENTY:
        kept = lessons[4::5]
        tell(f"learning from {len(lessons) - len(kept)} reports")
        cues, parts, models = _first_two([one for k, one in enumerate(lessons) if k % 5 != 4], nested)
        tell(f"reading {len(kept)} others, to judge what is found")
        heard = [_heard(models, kept[0::2]), _heard(models, kept[1::2])]
    else:
        halves = (lessons[0::2], lessons[1::2])
        heard = []
        for number, (held, others) in enumerate((halves, halves[::-1]), 1):
            tell(f"half {number} of 2: learning from {len(others)} reports, reading {len(held)} to judge what is found")
            heard.append(_heard(_first_two(others, nested)[2], held))
    least, quoted = _thresholds(heard)
    judge = fitted("judge", ((judge_features(one.board, one.found), one.labels) for part in heard for one in part))
    if not plenty:
        tell(f"learning from all {len(lessons)} reports")
        cues, parts, models = _first_two(lessons, nested)
    return Trained(cues, parts, judge, replace(models, judge=Crf(judge), least=least, quoted=quoted))


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A report that was not learnt from: what may be a voice in it, whether each is one, and how many there are."""

    board: Board
    found: Sequence[Candidate]
    labels: list[str]
    gold: int


def _heard(models: Models, lessons: Sequence[Lesson]) -> list[Heard]:
    heard = []
    for board, told in lessons:
        found = proposed(board, models)
        heard.append(Heard(board, found, verdicts(board, found, told), len(told)))
    return heard


def _first_two(lessons: Sequence[Lesson], nested: bool) -> tuple[bytes, bytes, Models]:
    known = known_cues(lessons)
    cues = fitted("cues", (cue_rows(board, told, known) for board, told in lessons))
    parts = fitted("parts", (rows for board, told in lessons for rows in part_rows(board, told)))
    return cues, parts, Models(Crf(cues), Crf(parts), None, known, nested=nested)


def _thresholds(heard: list[list[Heard]]) -> tuple[float, float]:
    """The chances from which a voice is kept, out of and in quotation marks, that served best on reports judged unseen."""
    scored: list[tuple[float, bool, bool]] = []
    for held, others in ((heard[0], heard[1]), (heard[1], heard[0])):
        judge = Crf(fitted("judge", ((judge_features(one.board, one.found), one.labels) for one in others)))
        for one in held:
            if not one.found:
                continue
            judge.set(judge_features(one.board, one.found))
            best: dict[int, tuple[float, bool, bool]] = {}
            for k, candidate in enumerate(one.found):
                row = (judge.marginal("Y", k), one.labels[k] == "Y", all_quoted(one.board, candidate))
                key = candidate.anchor if candidate.anchor is not None else -k - 1
                best[key] = max(best.get(key, row), row)
            scored += best.values()
    gold = sum(one.gold for part in heard for one in part)
    quoted = sum(right for _, right, direct in scored if direct)
    plain = _best([(sure, right) for sure, right, direct in scored if not direct], max(1, gold - quoted), 1.0)
    return plain, min(plain, _best([(sure, right) for sure, right, direct in scored if direct], max(1, quoted), QUOTED_RECALL))


def _best(scored: list[tuple[float, bool]], gold: int, beta: float) -> float:
    """The threshold with the highest F, recall weighed `beta` times."""
    best, chosen, right = 0.0, 0.5, 0
    for count, (sure, is_right) in enumerate(sorted(scored, reverse=True), 1):
        right += is_right
        figure = (1 + beta**2) * right / (beta**2 * gold + count)
        if figure > best and 0.05 <= sure <= 0.9:
            best, chosen = figure, sure
    return round(chosen, 3)
