"""What the checks on a language model's proposals cost: one that proposed exactly the gold would lose so much to them.

    python bench/gate.py ../shared

No model is asked: the annotated moves stand in for its answers, with party codes where a model would give names as printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from goldsets import DEV, TRAIN_T, TRAIN_W, files_of

from communique.clean.clean import clean
from communique.extract.llm.engine import LanguageModel
from communique.extract.llm.port import Answer, Prompt
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.text import Report
from communique.show.rows import move_row

SETS = {"dev": DEV, "official releases of train": TRAIN_T, "press reports of train": TRAIN_W}


class Gold:
    """Answers for one report at a time: those of its annotated moves whose paragraphs are asked about."""

    def __init__(self) -> None:
        self.moves: list[dict[str, Any]] = []

    def take(self, parsed: Parsed, annotated: list[dict[str, Any]]) -> None:
        """The moves of the next report, in its mended text, as a model sees it."""
        self.moves = [_proposal(parsed, move) for move in annotated]

    def __call__(self, asked: Prompt) -> Answer:
        seen = [line.split("] ", 1)[1] for line in asked.user.splitlines() if line.startswith("[")]
        fitting = [move for move in self.moves if any(" ".join(move["span"].split()) in line for line in seen)]
        return Answer(json.dumps({"moves": fitting}), "gold")


def _proposal(parsed: Parsed, move: dict[str, Any]) -> dict[str, Any]:
    to_mended, said = parsed.cleaned.offsets.to_mended, move.get("speaker") or {}
    return {
        "paragraph": None, "span": parsed.text[to_mended(move["span"]["start"]) : to_mended(move["span"]["end"])],
        "cue": (move.get("cue") or {}).get("text"), "act": move["act"], "kind": move.get("sub"), "by": said.get("party") or [],
        "speaker": said.get("name") or None, "to": move.get("addressee") or [], "polarity": move["polarity"],
        "modality": move["modality"], "condition": move.get("condition"), "when_words": None, "when": None, "due_words": None,
        "due": None,
    }  # fmt: skip


def _report(gold: dict[str, Any]) -> Report:
    day, outlet = date.fromisoformat(gold["published"]), gold.get("outlet")
    return Report(str(gold["doc"]), gold["text"], day, "field", outlet, "field" if outlet else None, gold.get("title"))


def main(shared: Path) -> None:
    """Print for each set what is dropped, and the scores of the rest."""
    for name, reports in SETS.items():
        annotated = [json.loads(file.read_text(encoding="utf-8")) for file in files_of(reports, shared)]
        gold = Gold()
        engine = LanguageModel(gold, "gold")
        with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile("w", encoding="utf-8") as found:
            for one, parsed in zip(annotated, parse(clean(_report(one)) for one in annotated), strict=True):
                gold.take(parsed, one["moves"])
                found.writelines(json.dumps(move_row(move, None)) + "\n" for move in engine(parsed).moves)
            found.flush()
            for file in files_of(reports, shared):
                (Path(folder) / file.name).symlink_to(file.resolve())
            command = [sys.executable, str(shared / "score" / "moves.py"), folder, found.name]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        told = sum(len(one["moves"]) for one in annotated)
        print(f"{name}: {told} annotated moves, {engine.tally.kept} recorded; dropped {dict(engine.tally.dropped)}")
        shown = [line for line in printed.splitlines() if line.startswith(("detection ", "strict ", "of detected"))]
        print("\n".join(f"  {line}" for line in shown))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
