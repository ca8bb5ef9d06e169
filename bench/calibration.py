"""What confidence promised against what was right: ten bins, and the figures drawn from them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIKELY = 0.7  # from here on a move is called likely


def scorer(shared: Path, name: str = "moves") -> Any:
    """A scorer of the gold, as a module."""
    spec = importlib.util.spec_from_file_location(f"score_{name}", shared / "score" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Calibration:
    """Moves, each with the confidence given and whether it was right as the scorer of moves has it: act told and party right."""

    pairs: Sequence[tuple[float, bool]]

    def bins(self) -> list[tuple[float, list[tuple[float, bool]]]]:
        """The lower end of each tenth that holds moves, and its moves."""
        tenths = [(k / 10, [pair for pair in self.pairs if min(int(pair[0] * 10 + 1e-9), 9) == k]) for k in range(10)]
        return [(low, held) for low, held in tenths if held]

    @property
    def brier(self) -> float:
        """The mean square of what confidence missed; 0 is perfect, 0.25 says nothing."""
        return _mean((given - right) ** 2 for given, right in self.pairs)

    @property
    def gap(self) -> float:
        """The mean distance of given and right over the bins (expected calibration error)."""
        whole = max(1, len(self.pairs))
        return sum(len(held) * abs(_mean(g for g, _ in held) - _mean(r for _, r in held)) for _, held in self.bins()) / whole

    @property
    def likely(self) -> list[bool]:
        """Of those called likely, which were right."""
        return [right for given, right in self.pairs if given >= LIKELY]

    @property
    def figures(self) -> dict[str, float]:
        """The figures that may have a floor: the higher the better."""
        return {
            "likely right": _mean(self.likely),
            "likely of all": len(self.likely) / max(1, len(self.pairs)),
            "1 - Brier": 1 - self.brier,
            "1 - ECE": 1 - self.gap,
        }

    def told(self) -> str:
        """The bins and the figures in lines."""
        lines = [
            f"  {low:.1f}–{low + 0.1:.1f}  {len(held):4d} moves  given {_mean(g for g, _ in held):.2f}"
            f"  right {_mean(r for _, r in held):.2f}"
            for low, held in self.bins()
        ]
        share = f"{_mean(self.likely):.3f} right" if self.likely else "none"
        lines.append(f"  Brier {self.brier:.3f}  ECE {self.gap:.3f}  of {len(self.likely)} given ≥ {LIKELY}: {share}")
        return "\n".join(lines)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def calibration(gold: Iterable[dict[str, Any]], moves: Iterable[dict[str, Any]], shared: Path) -> Calibration:
    """Exported moves against gold reports; a match with an optional gold move counts as right."""
    match = scorer(shared).match
    by_report: dict[str, list[dict[str, Any]]] = {}
    for move in moves:
        by_report.setdefault(str(move["report"]), []).append(move)
    pairs: list[tuple[float, bool]] = []
    for report in gold:
        found = by_report.get(str(report["doc"]), [])
        right = {number for _, number, _ in match(report["text"], report["moves"], found)}
        pairs += [(float(move["confidence"]), number in right) for number, move in enumerate(found)]
    return Calibration(pairs)
