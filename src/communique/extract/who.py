"""Whom a noun phrase stands for, and the closed classes of words that decide it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.move import LinkKind
from communique.record.party import How

FIRST = frozenset({"i", "we", "us", "our", "me", "my", "ourselves", "myself", "ours", "mine"})

HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})

IT = frozenset({"it", "its", "itself"})

THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each"})

PAIRS = frozenset(
    {
        "side",
        "party",
        "leader",
        "country",
        "nation",
        "president",
        "minister",
        "delegation",
        "team",
        "counterpart",
        "government",
        "state",
        "capital",
        "negotiator",
    }
)

PAIR_MARKS = frozenset({"two", "both", "three", "four", "all", "these"})

DOCUMENTS = frozenset(
    "proposal draft document text statement report letter treaty agreement accord deal plan communique communiqué resolution declaration"
    " memo memorandum paper protocol note readout release decree bill law framework pact roadmap offer ultimatum article editorial transcript".split()
)

PROVISIONS = frozenset(
    "call seek oblige bind prohibit forbid ban bar permit allow require limit restrict provide stipulate propose".split()
)

DRAFTS = frozenset({"draft", "proposal", "document", "plan", "text", "agreement", "treaty", "offer", "provision", "term"})

PARTIAL = frozenset({"some", "several", "many", "most", "certain", "various", "few", "number"})

UNNAMED = frozenset(
    {
        "source",
        "person",
        "people",
        "insider",
        "witness",
        "diplomat",
        "official",
        "aide",
        "observer",
        "analyst",
        "resident",
        "expert",
    }
)

RANKS = frozenset(
    "vice deputy prime foreign defence defense finance interior trade national general press assistant former".split()
)


@dataclass(frozen=True, slots=True)
class Who:
    """`keys` the parties acting; `name` and `kind` how a chain shows it; `person` whether one speaks in person."""

    keys: tuple[str, ...]
    name: str | None
    kind: LinkKind
    how: How
    role: str | None = None
    partial: bool = False
    span: tuple[int, int] | None = None

    @property
    def speaker(self) -> str | None:
        """The person or unnamed source who speaks, None for a party as a whole."""
        return self.name if self.kind in ("person", "unnamed") else None
