"""What a language model is asked and what comes back; who carries it there is not known here, nor is any network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from communique.errors import CommuniqueError


@dataclass(frozen=True, slots=True)
class Prompt:
    """`system` are our instructions, `user` the report as data, `schema` the JSON schema that the answer is to fit."""

    system: str
    user: str
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """`model` is the name that the endpoint states; `cut` tells that the answer stopped at the greatest length, unfinished."""

    text: str
    model: str
    cut: bool = False


class Unanswered(CommuniqueError):
    """A language model gave no answer that could be used; `stop` tells that the next report would fare no better."""

    def __init__(self, reason: str, advice: str, *, stop: bool = False) -> None:
        super().__init__(f"{reason}; {advice}")
        self.reason = reason
        self.advice = advice
        self.stop = stop


class TooLong(Unanswered):
    """What was sent does not fit the model: less of the report at once may."""


Ask = Callable[[Prompt], Answer]
"""Raises Unanswered."""
