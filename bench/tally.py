"""Counting moves against gold as the scorer of moves counts them, for any group of reports: acts, confusions, shares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldsets import Figures

OFFICES = ("White House", "Kremlin", "President of Ukraine")
FIELDS = {  # corpus/README.md: what the letters stand for; g and h are told apart by their genre
    "a": "labour", "b": "trade", "c": "armed conflict", "d": "security and diplomacy", "e": "multilateral and financial",
    "f": "domestic and corporate", "g": "documents and other manners", "h": "releases of 2021-22",
}  # fmt: skip
GENRES = {
    "transcript": re.compile(r"transcript|interview|Q&A|question-and-answer", re.I),
    "live blog": re.compile(r"live blog", re.I),
    "document": re.compile(r"readout|read-out|communiqué|statement|press release|announcement|letter by", re.I),
}
WIRES = re.compile(r"\b(?:wire|agency|Reuters)\b|flash", re.I)


def genre(gold: Mapping[str, Any]) -> str:
    """A transcript, a live blog, a document of a party, an office's own release, a wire's report, or other press."""
    outlet, manner = str(gold.get("outlet") or ""), str(gold.get("manner") or "")
    official = outlet.startswith(OFFICES)
    about = str(gold.get("note") or "") if official else manner
    for name, form in GENRES.items():
        if form.search(about if name == "transcript" else manner):
            return name
    if official:
        return "official"
    return "wire" if WIRES.search(f"{outlet} {manner}") else "press"


def topic(gold: Mapping[str, Any]) -> str:
    """What it is about: of the corpus, where nearly every report has a topic of its own, the field."""
    letter = re.fullmatch(r"([a-h])\d+", str(gold["doc"]))
    return FIELDS[letter[1]] if letter else str(gold.get("topic") or "none told")


@dataclass
class Tally:
    """What was right of some reports, counted as score/moves.py does; `scorer` is that program as a module."""

    scorer: Any
    totals: Counter[str] = field(default_factory=Counter)
    acts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)  # act of the gold, another act told
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)  # modality of the gold, another one told

    def add(self, gold: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> None:
        """Count one report: optional gold counts neither way, a second admissible act is as good as the first."""
        moves, text, n = gold["moves"], gold["text"], self.totals
        optional = {k for k, move in enumerate(moves) if move.get("optional")}
        hits = self.scorer.match(text, moves, given)
        dropped = {p for g, p, _ in hits if g in optional}
        n["reports"] += 1
        n["gold"] += len(moves) - len(optional)
        n["given"] += len(given) - len(dropped)
        n["span"] += sum(g not in optional for g, _, _ in self.scorer.match(text, moves, given, need_party=False))
        counted = {}
        for g, p, _ in hits:
            if g not in optional:
                counted[g] = self._hit(moves[g], given[p])
        for k, move in enumerate(moves):
            if k not in optional:
                self.acts[counted.get(k, move["act"].lower())]["gold"] += 1
        for k, row in enumerate(given):
            self.acts[row["act"]]["given"] += k not in dropped

    def _hit(self, move: Mapping[str, Any], row: Mapping[str, Any]) -> str:
        """Count a detected move; the act under which the gold is counted."""
        coarse = self.scorer.PLOVER
        first, told = str(move["act"]).lower(), str(row["act"])
        acts = {first, (move.get("act2") or first).lower()}
        polarity = (row.get("polarity") or "pos") == (move.get("polarity") or "pos")
        ways = move.get("modality") or "actual", row.get("modality") or "actual"
        act, modality = told in acts, ways[0] == ways[1]
        self.acts[told]["right"] += act
        self.confused[first, told] += not act
        self.ways[ways] += not modality
        right = {
            "detection": True, "act": act, "coarse": coarse.get(told) in {coarse[one] for one in acts}, "polarity": polarity,
            "modality": modality, "strict": act and modality and polarity,
        }  # fmt: skip
        self.totals.update({name: int(value) for name, value in right.items()})
        return told if act else first

    @property
    def figures(self) -> Figures:
        """F1 of span to strict; of the detected, the shares with the right modality and polarity."""
        n = self.totals
        shares = {name: f1(n[name], n["given"], n["gold"])[2] for name in ("span", "detection", "coarse", "act", "strict")}
        return shares | {name: n[name] / max(1, n["detection"]) for name in ("modality", "polarity")}

    def of_acts(self) -> dict[str, tuple[int, float, float, float]]:
        """Gold cases, precision, recall and F1 of each act, the most frequent first."""
        rows = sorted(self.acts.items(), key=lambda row: (-row[1]["gold"], row[0]))
        return {act: (n["gold"], *f1(n["right"], n["given"], n["gold"])) for act, n in rows}

    def weak(self, least: float, cases: int) -> list[str]:
        """The acts of at least so many gold cases whose F1 is lower."""
        return [f"{act} {f:.2f}" for act, (gold, _, _, f) in self.of_acts().items() if gold >= cases and f < least]


def f1(right: int, given: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return right / max(1, given), right / max(1, gold), 2 * right / max(1, given + gold)
