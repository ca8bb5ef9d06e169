"""Whom each move of a report is addressed to: what the syntax leaves no doubt of, else the likeliest set of parties, or nobody.

The weights of the marks are learnt from annotated reports (bench/fit_addressees.py); where they give a party too little, the
move is addressed to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations, repeat
from math import exp
from typing import NamedTuple

from communique.extract.acts.draft import JOINT, Draft
from communique.extract.addressees.evidence import CROSSED, candidates, circumstances, evidence, sort, together
from communique.extract.addressees.stage import GROUPS, Stage
from communique.extract.parties.gazetteer import load
from communique.extract.scene import Scene
from communique.record.move import Act, ToBasis

WEIGHED = 4  # so many candidates are weighed against one another, alone and in pairs
UNLIKELY = 0.01
CLEAR = 4 / 3  # what is likelier than three quarters agrees best: of one and two parties at most two thirds agree with it
TO_THE_PRESS = frozenset({"assess", "position", "status"})  # said to whoever listens as often as to a party of the talks:
RESERVE = 0.5  # a party must be that much likelier than nobody (in log odds) to be called the one addressed
OF_TWO = 0.5  # and two that much likelier than one
ALONE = 1.5  # how much less likely than in a report nobody is in a text of a sentence or two; chosen on the odd PLOVER sentences

Marks = Mapping[str, Sequence[str]]
Weights = Mapping[str, float]


class Known(NamedTuple):
    """The weights by what they are for: marks of one party, of a move for being addressed to nobody, and to two."""

    one: Weights
    nobody: Weights
    two: Weights


class Addressed(NamedTuple):
    """The parties acted on or asked, and what decided (empty where it is nobody)."""

    keys: tuple[str, ...]
    why: tuple[str, ...]
    basis: ToBasis | None = None


def addressees(scene: Scene, drafts: Sequence[Draft]) -> list[Addressed]:
    """For each draft to whom it is addressed."""
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].start, drafts[n].end))
    stage = Stage(scene, [drafts[n] for n in order])
    found = [Addressed((), ())] * len(drafts)
    for number, at in enumerate(order):
        found[at] = _addressed(stage, number, _chosen(stage, number))
    return found


@cache
def weights(group: str, genre: str) -> Known:
    """The weights that ship, those of a plain mark with what it counts where it is crossed with these two."""
    known = by_size(load("addressees.json")["weights"])
    one = dict(known.one)
    for mark, crossed in CROSSED[group, genre].items():
        one[mark] = sum([known.one.get(m, 0.0) for m in (mark, *crossed)])
    return known._replace(one=one)


def by_size(flat: Weights) -> Known:
    """Mark -> weight, where those of a whole set begin with its size ("0:status", "2:pair:joined")."""
    nobody, two = ({mark[2:]: w for mark, w in flat.items() if mark.startswith(size)} for size in ("0:", "2:"))
    return Known({mark: w for mark, w in flat.items() if mark[:2] not in ("0:", "2:")}, nobody, two)


def certain(stage: Stage, number: int) -> tuple[str, ...] | None:
    """Whom a move is addressed to where there is nothing to weigh: nobody where several meet or agree, those themselves who blame
    each other, or a plain target."""
    draft = stage.drafts[number]
    if len(draft.by.keys) > 1 and draft.act in JOINT:
        return ()
    if len(draft.by.keys) > 1 and GROUPS[draft.act] == "blame" and stage.each_other(number):
        return draft.by.keys
    return stage.targets[number] if stage.plain(number) else None


def _chosen(stage: Stage, number: int) -> tuple[str, ...]:
    sure = certain(stage, number)
    if sure is not None:
        return sure
    marks = evidence(stage, number, candidates(stage, number))
    if not marks:
        return ()
    around = circumstances(stage, number)
    alone = ALONE if stage.scene.alone else 0.0
    act = stage.drafts[number].act
    found = best(act, marks, around, lambda one, other: together(stage, number, one, other), weights(*sort(stage, number)), alone)
    return _with_target(stage, number, found, marks)


def _with_target(stage: Stage, number: int, found: tuple[str, ...], marks: Marks) -> tuple[str, ...]:
    """What the grammar says of the set found: "the US and its allies" are both meant; who is not even named is not meant beside a
    sure target."""
    target = stage.targets[number]
    if len(found) == 1 and len(target) == 2 and set(found) < set(target) <= marks.keys():
        return target if "pair:joined" in together(stage, number, *target) else found
    aimed = tuple(key for key in found if key in target)
    if len(found) == 2 and len(aimed) == 1 and all(stage.real(key) == 2 for key in target):
        return found if set(found) - set(aimed) <= stage.phrases[number].of.keys() else aimed
    return found


def best(
    act: Act, marks: Marks, around: Sequence[str], pair: Callable[[str, str], Sequence[str]], known: Known, alone: float = 0.0
) -> tuple[str, ...]:
    """The likeliest set by the marks of each candidate, of the move, and of two together; `alone` speaks against nobody."""
    score = {key: _sum(held, known.one) for key, held in marks.items()}
    foremost = sorted(score, key=lambda key: -score[key])[:WEIGHED]
    scores: dict[tuple[str, ...], float] = {(): _sum(around, known.nobody) + RESERVE * (act in TO_THE_PRESS) - alone}
    scores |= {(key,): score[key] for key in foremost}
    both = _sum(around, known.two) if len(foremost) > 1 else 0.0
    for one, other in combinations([key for key in marks if key in foremost], 2):
        scores[one, other] = score[one] + score[other] + both + _sum(pair(one, other), known.two) - OF_TWO
    return likeliest(scores)


def _sum(marks: Sequence[str], of: Weights) -> float:
    return sum(map(of.get, marks, repeat(0.0)))


def _addressed(stage: Stage, number: int, keys: tuple[str, ...]) -> Addressed:
    if not keys:
        return Addressed((), ())
    if keys == stage.targets[number] and stage.plain(number):
        return Addressed(keys, ("addressee: named",), "stated")
    named = stage.phrases[number].of.keys()
    return Addressed(keys, ("addressee: the likeliest",), "stated" if named >= set(keys) else "inferred")


def likeliest(scores: dict[tuple[str, ...], float]) -> tuple[str, ...]:
    """The set that shares most with what may be right, each possibility counted as likely as it is."""
    top = max(scores.values())
    shares = {keys: exp(score - top) for keys, score in scores.items()}
    whole = sum(shares.values())
    if whole < CLEAR:
        return next(keys for keys, share in shares.items() if share == 1)
    likely = {keys: share / whole for keys, share in shares.items() if share / whole > UNLIKELY}
    truths = [(frozenset(keys), share) for keys, share in likely.items() if keys]

    def agreement(guess: tuple[str, ...]) -> float:
        """The F1 to be expected of a guess; two empty sets agree."""
        if not guess:
            return likely[guess]
        common = [(truth, share, n) for truth, share in truths if (n := len(truth.intersection(guess)))]
        return sum([share * (2 * n / (len(guess) + len(truth))) for truth, share, n in common])

    return max(likely, key=agreement) if len(likely) > 1 else next(iter(likely))
