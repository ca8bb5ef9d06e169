"""The one interface behind which a rule engine, a trained engine or a language model may stand: Parsed -> Reading."""

from __future__ import annotations

from typing import Protocol

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
        return Reading(report.cleaned, self.name, (), (), (), (), (), ())
