"""What a reading did, in numbers and by name; nothing of it is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from communique.endpoint.told import Asked
from communique.read.source import BadInput


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a reading did: how many reports were new, new versions, read anew by another engine, or already there.

    `warnings` pairs a report's id with what to tell of it; `stopped` is whether it was interrupted (what was recorded stays),
    `halted` whether the language model was asked no further, after the last of `bad`; `asked` what asking it came to.
    """

    new: int
    version: int
    engine: int
    same: int
    bad: tuple[BadInput, ...]
    warnings: tuple[tuple[str, str], ...]
    stopped: bool
    halted: bool = False
    asked: Asked | None = None

    @property
    def recorded(self) -> int:
        """Reports that the ledger did not hold in this form before."""
        return self.new + self.version + self.engine
