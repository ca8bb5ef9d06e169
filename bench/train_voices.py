"""Train a model of voices, or cross-validate one: who is quoted, by which cue, with which words.

    python bench/train_voices.py GOLD… --to MODEL [--name NAME]
    python bench/train_voices.py GOLD… --folds 5 --to FOUND.jsonl

GOLD is a JSONL file or a folder of gold files (one JSON each): reports with `text` and `attributions`, each with `source`, `cue`
and `content` as lists of [start, end] in code points of the text.  `published`, `outlet` and `title` are used where given.

    python bench/train_voices.py ../shared/gold/train --to gold.voices
    python bench/train_voices.py ../shared/data/attribution/train.jsonl --to polnear.voices
    communique read reports/ --voices polnear.voices

With --folds nothing is kept: each report is read by models trained on the other folds, and what was found is written as
`communique export attributions` writes it, for score/attribution.py.  The file that is made says in its manifest what it was
trained on; the same gold gives the same file.  What may be done with a model depends on the rights in its gold: see
docs/voices-models.md.  Needs python-crfsuite: pip install 'communique[learned]'.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from communique.clean.clean import clean
from communique.extract.voices.find import attributions
from communique.extract.voices.learned import find_voices, set_board
from communique.extract.voices.modelfile import Manifest, save
from communique.extract.voices.training import Lesson, aligned, train
from communique.parse.syntax import parse
from communique.record.text import Report

UNDATED = "2016-10-01"  # for gold without days; voices do not depend on it
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """One set of reports with gold: its name, the digest of its files, its rows."""

    name: str
    sha256: str
    rows: list[Row]

    @property
    def told(self) -> dict[str, Any]:
        """What the manifest says of it."""
        voices = sum(len(row["attributions"]) for row in self.rows)
        return {"name": self.name, "sha256": self.sha256, "reports": len(self.rows), "attributions": voices}


def read_gold(path: Path) -> Gold:
    """The reports of a JSONL file or of a folder of gold files; those without `attributions` are an error."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        sys.exit(f"{path}: no gold here; give a JSONL file or a folder of JSON files")
    whole, rows = hashlib.sha256(), []
    for file in files:
        content = file.read_bytes()
        whole.update(file.name.encode() + b"\0" + hashlib.sha256(content).digest())
        lines = [content.decode("utf-8")] if path.is_dir() else content.decode("utf-8").split("\n")
        rows += [json.loads(line) for line in lines if line.strip()]
    for row in rows:
        if "attributions" not in row or "text" not in row:
            sys.exit(f"{path}: report {row.get('id') or row.get('doc')} has no text or no attributions")
    return Gold(path.name, whole.hexdigest(), rows)


def lessons_of(rows: Sequence[Row]) -> list[tuple[str, Lesson]]:
    """Each report parsed and laid out, with its gold in words."""
    reports = [
        Report(
            str(row.get("id") or row["doc"]), row["text"], date.fromisoformat(str(row.get("published") or UNDATED)[:10]), "field",
            row.get("outlet"), "field" if row.get("outlet") else None, row.get("title"), row.get("url"),
        )
        for row in rows
    ]  # fmt: skip
    found: list[tuple[str, Lesson]] = []
    for row, parsed in zip(rows, parse(map(clean, reports)), strict=True):
        board = set_board(parsed)
        found.append((parsed.cleaned.report.id, (board, aligned(board, row["attributions"]))))
    return found


def nested(lessons: Sequence[Lesson]) -> bool:
    """Whether the gold holds voices within voices (more than slips)."""
    within = all_told = 0
    for _, told in lessons:
        for one in told:
            all_told += 1
            within += any(one.cue and one.cue <= other.content for other in told if other is not one)
    return within > all_told / 50


def cross_validate(lessons: Sequence[tuple[str, Lesson]], folds: int, within: bool, to: Path) -> None:
    """Read each report by a model that was trained on the other folds, and write what was found."""
    tell = teller()
    with to.open("w", encoding="utf-8") as out:
        for fold in range(folds):
            tell(f"fold {fold + 1} of {folds}")
            models = train([one for k, (_, one) in enumerate(lessons) if k % folds != fold], within, tell).models
            for name, (board, _) in lessons[fold::folds]:
                found = attributions(board.layout.parsed, find_voices(board.layout.parsed, models))
                spans = [
                    {role: [[span.start, span.end] for span in getattr(one, role)] for role in ("source", "cue", "content")}
                    | {"parent": one.parent}
                    for one in found
                ]
                out.write(json.dumps({"id": name, "attributions": spans}) + "\n")


def teller() -> Any:
    """Tells on standard error what is being done, and since when."""
    began = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {what}", file=sys.stderr, flush=True)

    return tell


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=str(__doc__), formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="the model; with --folds what was found, as JSON lines"
    )
    parser.add_argument("--name", help="what the model is called in `engine` (default: the name of the file)")
    parser.add_argument("--folds", type=int, metavar="N", help="cross-validate by report in N folds instead of keeping a model")
    options = parser.parse_args(arguments)
    if options.folds is not None and options.folds < 2:
        parser.error("--folds: two or more")
    tell = teller()
    sets = [read_gold(path) for path in options.gold]
    tell(f"reading {sum(len(gold.rows) for gold in sets)} reports")
    lessons = lessons_of([row for gold in sets for row in gold.rows])
    within = nested([lesson for _, lesson in lessons])
    if options.folds:
        cross_validate(lessons, options.folds, within, options.to)
        return 0
    trained = train([lesson for _, lesson in lessons], within, tell)
    models = trained.models
    known = tuple(sorted(models.known))
    told = tuple(gold.told for gold in sets)
    manifest = Manifest(options.name or options.to.stem, told, within, models.least, models.quoted, known)
    save(options.to, manifest, {"cues": trained.cues, "parts": trained.parts, "judge": trained.judge})
    tell(f"{options.to}: {options.to.stat().st_size / 1e6:.1f} MB; communique read … --voices {options.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
