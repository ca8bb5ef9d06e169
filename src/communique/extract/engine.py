"""The one interface behind which a rule engine, a trained engine or a language model may stand: Parsed -> Reading."""

from __future__ import annotations

from typing import Protocol

from communique.extract.acts.find import find_acts
from communique.extract.chains import with_chains
from communique.extract.moves import make
from communique.extract.scene import set_scene
from communique.extract.ties import mentions, parties, ties
from communique.extract.voices.find import attributions
from communique.parse.tree import Parsed
from communique.record.move import Reading


class Engine(Protocol):
    """Reads one report at a time; pure: the same report gives the same reading."""

    name: str

    def __call__(self, report: Parsed) -> Reading:
        """All that the report says, every span within its text as read."""
        ...


class Rules:
    """The rule engine: lexicons and frames over the parse."""

    name = "rules 1"

    def __call__(self, report: Parsed) -> Reading:
        """Read `report`."""
        scene = set_scene(report)
        return Reading(
            report.cleaned,
            self.name,
            make(scene, find_acts(scene), self.name),
            with_chains(scene, attributions(report, scene.voices)),
            scene.timexes,
            parties(scene),
            mentions(scene),
            ties(scene),
        )
