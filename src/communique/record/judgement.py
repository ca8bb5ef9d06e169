"""A judgement is a person's (or a rule's) decision: appended, undone by another, never an edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

JudgementKind = Literal["merge", "split", "same_party", "copy", "correct", "retract", "accept", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`subject` and `object` name moves (report#start-end-act), parties, reports, or for `undo` the judgement's id.

    `correct` sets `field` of the subject to `value`.
    """

    id: int
    kind: JudgementKind
    subject: str
    object: str | None
    field: str | None
    value: str | None
    author: str
    reason: str
    recorded: datetime
