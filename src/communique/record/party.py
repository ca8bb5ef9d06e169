"""Who can act: a party is known by its code where one exists, else by its name as given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.record.text import Span

PartyKind = Literal["state", "bloc", "organisation", "body", "person", "group", "outlet"]


@dataclass(frozen=True, slots=True)
class Party:
    """`key` is the code ("RUS", "NATO") where one exists, else the fullest name seen; `for_` the state or body it acts for."""

    key: str
    name: str
    kind: PartyKind
    for_: str | None = None


How = Literal["name", "title", "apposition", "metonym", "demonym", "pronoun", "definite", "office", "quotation", "dateline"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a party is named, and how the words were resolved to it (`via`: the words that decided)."""

    party: str
    span: Span
    how: How
    via: Span | None = None


TieKind = Literal["holds", "part_of", "member_of", "ally_of", "speaks_for"]
TieBasis = Literal["stated", "inferred", "table"]


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as one report shows it: `subject` holds `post` at `object`, speaking for `speaks_for`; seen on a day, at a span.

    `basis` says where the object is from: the words beside the name, the rest of the report (its dateline, the state it is
    about), or the table of those who held a post on that day and of bodies; the span is that of the post or the body alone then.
    """

    id: str
    report: str
    kind: TieKind
    subject: str
    object: str
    post: str | None
    speaks_for: str | None
    span: Span
    seen: str  # the report's publication day, ISO
    basis: TieBasis = "stated"
