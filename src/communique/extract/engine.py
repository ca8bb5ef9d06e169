"""The one interface behind which a rule engine, a trained engine or a language model may stand: Parsed -> Reading."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from communique.extract.acts.draft import Draft
from communique.extract.acts.find import find_acts
from communique.extract.acts.schedule import scheduled
from communique.extract.acts.spoken import with_speakers
from communique.extract.chains import with_chains
from communique.extract.confidence import confidences
from communique.extract.moves import content, make
from communique.extract.scene import Hearing, Scene, set_scene
from communique.extract.ties import mentions, parties, ties
from communique.extract.trained.choose import chosen
from communique.extract.trained.encoder import Encoder
from communique.extract.trained.weights import learnt
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
        drafts, sure = scheduled(scene, *self._told(scene, content(scene, find_acts(scene))))
        with_speakers(scene, drafts)
        return reading(scene, make(scene, drafts, sure, self.name), self.name)

    def scene(self, report: Parsed) -> Scene:
        """The report with all but its moves found in it."""
        return set_scene(report, self._hear)

    def _told(self, scene: Scene, drafts: list[Draft]) -> tuple[list[Draft], list[float]]:
        """What of the rules' drafts is told, with the confidence of each: all of them."""
        return drafts, confidences(scene, drafts)


class Judged(Rules):
    """The trained engine: on the scene that the rules set, a judge learnt from annotated reports says what is a move.

    With a `reader` (`encoder()` gives the one that ships) the judge goes by what a small encoder reads besides its own signs.
    Raises VoicesModelUnfit.
    """

    def __init__(self, voices: str | Path | None = None, reader: Encoder | None = None) -> None:
        super().__init__(voices)
        self._reader = reader
        self.name = f"{learnt().name}{f' + {reader.name}' if reader else ''} on {self.name}"

    def _told(self, scene: Scene, drafts: list[Draft]) -> tuple[list[Draft], list[float]]:
        """The clauses that the judge takes for moves, the rules' drafts among them."""
        read = self._reader.read(scene.parsed) if self._reader is not None else None
        found = chosen(scene, drafts, read=read)
        return [draft for draft, _ in found], [sure for _, sure in found]


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
