"""All that may be a voice of a report, and what tells a good one: the models' proposals beside what the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.voices.draft import Draft
from communique.extract.voices.features import Board, step
from communique.extract.voices.quotes import Range

Words = frozenset[int]
LIKE = 0.8  # two voices on one cue whose source and content are that alike are one


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A voice to be judged; `cue_sure` and `parts_sure` are the models' chances, `ruled` whether the rules made it."""

    draft: Draft
    anchor: int | None
    cue_sure: float
    parts_sure: float
    ruled: bool
    parts: tuple[Words, Words, Words]  # words of source, cue and content


def likeness(one: Words, other: Words) -> float:
    """Words shared, as the F of the two sets; 1 when both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def in_words(board: Board, draft: Draft) -> tuple[Words, Words, Words]:
    """Words of source, cue and content."""

    def words(*spans: Range | None) -> Words:
        return frozenset(i for one in spans if one for i in range(*board.layout.words_in(*one)))

    return words(draft.source), words(draft.cue), words(*draft.content)


def candidates(board: Board, proposed: Sequence[tuple[Draft, int, float, float]], chance: dict[int, float]) -> list[Candidate]:
    """The proposals, and those of the rules' voices that differ from them, in order."""
    found = [Candidate(draft, anchor, cue, parts, False, in_words(board, draft)) for draft, anchor, cue, parts in proposed]
    by_anchor = {one.anchor: one for one in found}
    claimed = frozenset(i for one in found if one.cue_sure > 0.3 for i in one.parts[2])
    for draft in board.drafts:
        parts = in_words(board, draft)
        twin = by_anchor.get(draft.cue_word) if draft.cue_word is not None else None
        if twin and likeness(twin.parts[0], parts[0]) >= LIKE and likeness(twin.parts[2], parts[2]) >= LIKE:
            continue
        if draft.cue_word is None and parts[2] & claimed:
            continue
        sure = chance.get(draft.cue_word, 0.0) if draft.cue_word is not None else 0.5
        found.append(Candidate(draft, draft.cue_word, sure, 0.5, True, parts))
    return sorted(found, key=lambda one: ((one.draft.cue or one.draft.content[0])[0], one.ruled))


def judge_features(board: Board, found: Sequence[Candidate]) -> list[list[str]]:
    """Of each candidate, seen beside the others."""
    return [_features(board, found, k) for k in range(len(found))]


def _features(board: Board, found: Sequence[Candidate], k: int) -> list[str]:
    layout, one = board.layout, found[k]
    words = layout.words
    source, cue, content = one.parts
    draft, kind = one.draft, "r" if one.ruled else "m"
    sure, whole = f"{kind}{round(one.cue_sure * 10)}", f"{kind}{round(one.parts_sure * 10)}"
    row = ["b", "q=" + sure, "p=" + whole, f"qp={sure}|{whole}", "g=" + draft.group, f"gk={draft.group}|{kind}"]
    if one.anchor is not None:
        word = words[one.anchor]
        row += [
            "l=" + word.lemma,
            "t=" + word.tag,
            "d=" + word.dep,
            f"tq={word.tag[:2]}|{sure}",
            f"lq={board.entry[word.i]}|{sure}",
        ]
        row.append(f"home={layout.inside[word.i] >= 0}")
    else:
        row.append("bare")
    row += [f"S={bool(source)}|{sure}", "Sn=" + step(len(source)), "Cn=" + step(len(content)), f"Cnq={step(len(content))}|{sure}"]
    row += [f"Cp={len(draft.content)}", "Qn=" + step(len(cue)), f"sc={bool(source & content)}"]
    if source:
        head = words[draft.head if draft.head is not None else min(source)]
        row += ["St=" + head.tag, "Sl=" + head.low]
    if content:
        first = words[min(content)]
        row += ["C0=" + first.low, "C0t=" + first.tag]
        quoted = sum(layout.inside[i] >= 0 for i in content) / len(content)
        row += [f"inq={round(quoted * 2)}|{kind}", f"inq={round(quoted * 2)}|{sure}"]
    number = board.by_cue.get(one.anchor) if one.anchor is not None else None
    if number is None:
        row.append("r=no|" + sure)
    else:
        outer = board.holders[number] is None
        theirs = in_words(board, board.drafts[number])
        alike = f"{round(likeness(source, theirs[0]) * 2)}|{round(likeness(content, theirs[2]) * 2)}"
        row += [f"r={outer}|{sure}", f"ra={alike}|{kind}", f"rb={board.drafts[number].basis}|{outer}|{kind}"]
    return row + _beside(found, k, sure)


def _beside(found: Sequence[Candidate], k: int, sure: str) -> list[str]:
    """The others that hold this one, lie in it, or claim the same words."""
    one = found[k]
    _, cue, content = one.parts
    holds = held = same = twin = 0.0
    for j in range(max(0, k - 12), min(len(found), k + 13)):
        other = found[j]
        if j == k:
            continue
        if one.anchor is not None and other.anchor == one.anchor:
            twin = max(twin, other.cue_sure + other.parts_sure)
            continue
        if one.anchor is not None and one.anchor in other.parts[2]:
            held = max(held, other.cue_sure)
        elif other.anchor is not None and other.anchor in content:
            holds = max(holds, other.cue_sure)
        elif likeness(other.parts[2], content) > 0.3:
            same = max(same, other.cue_sure)
        if other.parts[1] & cue:
            same = max(same, other.cue_sure)
    row = [
        f"in={round(held * 5)}|{sure}",
        f"in={round(held * 5)}",
        f"same={round(same * 5)}|{sure}",
        f"holds={round(holds * 5)}|{sure}",
    ]
    return [*row, f"twin={round(twin * 2)}|{one.ruled}"]
