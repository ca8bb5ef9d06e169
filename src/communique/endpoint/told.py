"""What asking a language model came to, in numbers: no text of a report, no address, no key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking a language model came to, for the reports that were read.

    `stated` are the names under which models answered, with how often each; `dropped` the proposals that did not hold and
    `left_out` the single values of others that did not, by reason, most frequent first; `barren` the reports for which all
    proposals were dropped; `guessed` the calls whose tokens are an estimate; `cost` is in whatever the prices are in.
    """

    model: str
    stated: tuple[tuple[str, int], ...]
    structured: bool
    calls: int
    again: int
    failed: int
    prompt_tokens: int
    answer_tokens: int
    guessed: int
    cost: float | None
    proposed: int
    kept: int
    dropped: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
    barren: tuple[str, ...]
