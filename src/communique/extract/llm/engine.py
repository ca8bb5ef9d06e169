"""A language model proposes the moves of a report and the report decides; voices, parties, dates and ties are the rules'.

One reading of a report stands or falls as a whole: where a window of it finds no answer there is no reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from communique.extract.acts.draft import SPEECH_ACTS, Draft
from communique.extract.acts.find import find_acts
from communique.extract.confidence import confidences
from communique.extract.engine import Rules, reading
from communique.extract.llm.answers import MOST, TOO_MANY, proposal, records
from communique.extract.llm.port import Ask, TooLong
from communique.extract.llm.prompt import VERSION, prompt
from communique.extract.llm.verify import Verified, Verifier, alike
from communique.extract.llm.windows import Window, halves, windows
from communique.extract.moves import content, each, numbered
from communique.extract.scene import Scene
from communique.parse.tree import Parsed
from communique.record.move import Move, Reading
from communique.record.when import not_after

CUTS = 2  # answers that were cut off, one inside the other, after which the window is given up
UNMEASURED = 0.5  # of a move that the rules do not find: no measure says how often this model is right


@dataclass(slots=True)
class Tally:
    """What became of the proposals for the reports that were read: `dropped` whole ones and `left_out` values, by reason.

    `barren` are the reports for which there were proposals and none was kept; `models` those who answered, as they are called.
    """

    proposed: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    barren: list[str] = field(default_factory=list)
    models: Counter[str] = field(default_factory=Counter)


class LanguageModel:
    """The engine; `ask` carries a prompt to the model and brings its answer back.  Raises Unanswered when called."""

    def __init__(self, ask: Ask, model: str, rules: Rules | None = None) -> None:
        self._ask = ask
        self._rules = rules or Rules()
        self.name = f"llm {VERSION} {model} + {self._rules.name}"
        self.tally = Tally()

    def __call__(self, report: Parsed) -> Reading:
        """Read `report`."""
        scene = self._rules.scene(report)
        ours = content(scene, find_acts(scene))  # first, so that what is resolved by now does not hang on what is proposed
        verifier, models = Verifier(scene), Counter[str]()
        found: list[tuple[Verified, str]] = []
        proposed = 0
        for window in windows(report):
            for part, answered, model in self._answers(report, window):
                proposed += len(answered)
                models[model] += 1
                verifier.dropped[TOO_MANY] += len(answered[MOST:])
                for record in answered[:MOST]:
                    read = proposal(record)
                    if isinstance(read, str):
                        verifier.dropped[read] += 1
                    elif (verified := verifier.verify(part, read)) is not None:
                        found.append((verified, model))
        moves = _moves(scene, found, ours)
        self._count(report.cleaned.report.id, proposed, len(moves), verifier, models)
        return reading(scene, moves, self.name)

    def _answers(self, report: Parsed, window: Window, cut: int = 0) -> Iterator[tuple[Window, list[object], str]]:
        """The answers for a window, each with the part of it that was asked about: what is too long is asked by halves.

        `cut` counts the answers above that were cut off: each was paid for, so that few are followed up.
        """
        parts = halves(report, window)
        try:
            answer = self._ask(prompt(report, window))
        except TooLong:
            if parts is None:
                raise
        else:
            cut += answer.cut
            if not answer.cut or parts is None or cut > CUTS:
                yield window, records(answer.text), answer.model
                return
        for part in parts:
            yield from self._answers(report, part, cut)

    def _count(self, report: str, proposed: int, kept: int, verifier: Verifier, models: Counter[str]) -> None:
        self.tally.proposed += proposed
        self.tally.kept += kept
        self.tally.dropped += verifier.dropped
        self.tally.left_out += verifier.left_out
        self.tally.models += models
        if proposed and not kept:
            self.tally.barren.append(report)


def _moves(scene: Scene, found: list[tuple[Verified, str]], ours: list[Draft]) -> tuple[Move, ...]:
    """The moves of the verified drafts: chain, dates and the rest as the rules give them, then what the model adds.

    `ours` are the drafts of the rules, to be compared with.
    """
    sure = confidences(scene, ours)
    drafts = [verified.draft for verified, _ in found]
    made = each(scene, drafts, [UNMEASURED] * len(drafts), "")
    return numbered(
        _with(move, verified, model, _rival(verified.draft, ours, sure))
        for move, (verified, model) in zip(made, found, strict=True)
    )


def _rival(draft: Draft, ours: list[Draft], sure: list[float]) -> tuple[str, float]:
    """What the rules make of the same words, and how sure it is that a move of this party is told there."""
    near = [(number, other) for number, other in enumerate(ours) if alike(draft, other)]
    if not near:
        return "the rules find no move of this party here", UNMEASURED
    number, other = max(near, key=lambda one: (one[1].act == draft.act, sure[one[0]]))
    told = "the rules find the same act" if other.act == draft.act else f"the rules find “{other.act}” here"
    return told, sure[number]


def _with(move: Move, verified: Verified, model: str, rival: tuple[str, float]) -> Move:
    why = [f"proposed by the language model {model}", "its words stand in the report", rival[0]]
    to, basis, told = move.to, move.to_basis, [reason for reason in move.why if reason.startswith("addressee")]
    if verified.to is not None:
        to, basis, told = verified.to, verified.to_basis, ["addressee: by the language model"] if verified.to else []
    said, when, due = move.said, move.when, move.due
    if verified.when is not None and when == not_after(move.published):
        when = verified.when
        said = when if move.act in SPEECH_ACTS and said == not_after(move.published) else said
        told.append("when: pointed out by the language model")
    if verified.due is not None and due is None:
        due = verified.due
        told.append("due: pointed out by the language model")
    return replace(
        move, to=to, to_basis=basis, said=said, when=when, due=due, confidence=rival[1], engine=f"llm {VERSION} {model}",
        why=(*why, *told),
    )  # fmt: skip
