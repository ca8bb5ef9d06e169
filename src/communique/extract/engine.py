"""The one interface behind which a rule engine, a trained engine or a language model may stand: Parsed -> Reading."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from communique.extract.acts.find import find_acts
from communique.extract.chains import with_chains
from communique.extract.moves import make
from communique.extract.scene import Hearing, Scene, set_scene
from communique.extract.ties import mentions, parties, ties
from communique.extract.voices.find import attributions, find_voices
from communique.extract.voices.learned import find_voices as learned_voices
from communique.extract.voices.modelfile import load
from communique.parse.tree import Parsed
from communique.record.move import Move, Reading


class Engine(Protocol):
    """Reads one report at a time; pure: the same report gives the same reading."""

    name: str

    def __call__(self, report: Parsed) -> Reading:
        """All that the report says, every span within its text as read."""
        ...


class Rules:
    """The rule engine: lexicons and frames over the parse; its voices by a trained model where one is given.

    Raises VoicesModelUnfit.
    """

    def __init__(self, voices: str | Path | None = None) -> None:
        self.name = "rules 1"
        self._hear: Hearing = find_voices
        if voices is not None:
            models, manifest = load(Path(voices))
            self.name += f" + voices {manifest.name} {manifest.digest}"
            self._hear = partial(learned_voices, models=models)

    def __call__(self, report: Parsed) -> Reading:
        """Read `report`."""
        scene = self.scene(report)
        return reading(scene, make(scene, find_acts(scene), self.name), self.name)

    def scene(self, report: Parsed) -> Scene:
        """The report with all but its moves found in it."""
        return set_scene(report, self._hear)


def reading(scene: Scene, moves: tuple[Move, ...], engine: str) -> Reading:
    """These moves, and all else that the scene holds."""
    report = scene.parsed
    return Reading(
        report.cleaned,
        engine,
        moves,
        with_chains(scene, attributions(report, scene.voices)),
        scene.timexes,
        parties(scene),
        mentions(scene),
        ties(scene),
    )
