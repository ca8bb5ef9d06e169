"""The annotated reports of this repository, `corpus/`: checked, counted, and laid out in the form of the gold.

    python bench/corpus.py                    check every file and tell what there is
    python bench/corpus.py --gold FOLDER      write them in the form that the scorers read
    python bench/corpus.py --agreement        score the second readings against the first (needs ../shared/score)

`corpus/reports/NAME.txt` is a head of `field: value` lines, an empty line and the text.  `corpus/moves/NAME.jsonl` holds its
moves, one a line; `corpus/second/NAME.jsonl` what another reader found, who had not seen the first.  A span is written as its
own words, or as its first and last words with " ... " between them; `nth` says which, where the first words stand more than
once.  Fields left out have the value that most moves have (`DEFAULTS`).  `corpus/passages/NAME.jsonl` has passages of a few
sentences, one a line with its moves, of which neither chain nor dates are annotated; `corpus/passages_second.jsonl` is what
another reader found in every fifth of them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from communique.record.move import Act, LinkKind, Modality, Polarity, QuoteKind

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DEFAULTS: dict[str, Any] = {
    "span2": None, "cue": None, "name": "", "role": "", "act2": None, "sub": None, "pol": "pos", "mod": "actual", "cond": None,
    "cert": None, "due": None, "quote": "indirect", "optional": False, "nth": 1,
}  # fmt: skip
NEEDED = frozenset({"span", "by", "to", "act", "content", "when", "chain"})
HEAD = ("outlet", "published", "title", "topic", "base_chain")
LONGEST = 700  # characters of a span
DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?]?"
EDTF = re.compile(rf"^(?:XXXX|{DAY}|(?:\.\.|{DAY})?/(?:\.\.|{DAY})?)$")
GAP = re.compile(r"\s+\.\.\.\s+")


class Unfit(ValueError):
    """A line of the corpus that cannot be read, with the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report of the corpus: its head, its text, its moves in the form of the gold."""

    name: str
    head: dict[str, str]
    text: str
    moves: list[dict[str, Any]]

    @property
    def gold(self) -> dict[str, Any]:
        """In the form that the scorers read."""
        fields = ("outlet", "published", "title", "url", "rights", "topic", "manner", "note")
        kept = {key: self.head.get(key) or None for key in fields}
        return {"doc": self.name, **kept, "base_chain": links(self.head["base_chain"]), "text": self.text, "moves": self.moves}


def names(corpus: Path = CORPUS) -> list[str]:
    """All reports that are annotated."""
    return sorted(file.stem for file in (corpus / "moves").glob("*.jsonl"))


def load(name: str, corpus: Path = CORPUS, reading: str = "moves") -> Annotated:
    """A report with one reading of its moves.

    Raises Unfit.
    """
    head, _, body = (corpus / "reports" / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    if missing := [key for key in HEAD if not fields.get(key)]:
        raise Unfit(f"{name}: the head lacks {', '.join(missing)}")
    text = body.strip("\n") + "\n"
    return Annotated(name, fields, text, list(_moves(name, text, corpus / reading / f"{name}.jsonl")))


def passages(corpus: Path = CORPUS) -> Iterator[Annotated]:
    """The passages: who, to whom, act, polarity and modality of each move.

    Raises Unfit.
    """
    for file in sorted((corpus / "passages").glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield _passage(f"p-{file.stem}-{number:03d}", json.loads(line))
            except (ValueError, KeyError, TypeError) as wrong:
                raise Unfit(f"{file.name}, line {number}: {wrong}") from wrong


def read_twice(corpus: Path = CORPUS) -> Iterator[tuple[Annotated, Annotated]]:
    """The passages that a second reader annotated, who had not seen the first reading, by both."""
    first = {passage.name: passage for passage in passages(corpus)}
    for line in (corpus / "passages_second.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        one = first[row["passage"]]
        yield one, _passage(one.name, one.head | {"text": one.text, "moves": row["moves"]})


def _passage(name: str, row: dict[str, Any]) -> Annotated:
    head = {key: row[key] for key in ("outlet", "published", "topic")} | {"base_chain": f"{row['outlet']}|outlet|reports"}
    rest, text = {"content": "", "when": "XXXX", "chain": head["base_chain"]}, row["text"].rstrip("\n") + "\n"
    return Annotated(name, head, text, [_move(f"{name}-m{n:02d}", text, rest | move) for n, move in enumerate(row["moves"], 1)])


def _moves(name: str, text: str, file: Path) -> Iterator[dict[str, Any]]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        try:
            yield _move(f"{name}-m{number:02d}", text, json.loads(line))
        except (ValueError, KeyError, TypeError) as wrong:
            raise Unfit(f"{file.name}, line {number}: {wrong}") from wrong


def _move(id: str, text: str, row: dict[str, Any]) -> dict[str, Any]:
    if odd := set(row) - NEEDED - set(DEFAULTS) or NEEDED - set(row):
        raise Unfit(f"fields unknown or missing: {', '.join(sorted(odd))}")
    row = DEFAULTS | row
    start, end = find(text, row["span"], row["nth"])
    if end - start > LONGEST:
        raise Unfit(f"a span of {end - start} characters")
    for field, known in (("act", Act), ("mod", Modality), ("pol", Polarity), ("quote", QuoteKind)):
        if row[field].lower() not in get_args(known):
            raise Unfit(f"{field} is {row[field]!r}")
    for field in ("when", "due"):
        if row[field] and not EDTF.match(row[field]):
            raise Unfit(f"{field} is no EDTF: {row[field]!r}")
    if not row["by"] or not row["when"]:
        raise Unfit("somebody acts, at some time")
    cue = find(text[:end], row["cue"], 1, start) if row["cue"] else None
    return {
        "id": id, "span": _at(text, (start, end)), "span2": _at(text, find(text, row["span2"])) if row["span2"] else None,
        "cue": _at(text, cue) if cue else None,
        "speaker": {"name": row["name"], "role": row["role"], "party": row["by"][0] if len(row["by"]) == 1 else row["by"]},
        "addressee": row["to"], "act": row["act"], "act2": row["act2"], "sub": row["sub"], "content": row["content"],
        "polarity": row["pol"], "modality": row["mod"], "condition": row["cond"], "certainty": row["cert"],
        "event_date": row["when"], "about_date": row["due"], "chain": links(row["chain"]), "quote": row["quote"],
        "optional": row["optional"],
    }  # fmt: skip


def find(text: str, words: str, nth: int = 1, after: int = 0) -> tuple[int, int]:
    """Where words stand in a text, whatever white space lies between them; " ... " leaves out what is between.

    Raises Unfit where they do not.
    """
    parts = [words] if words in text else GAP.split(words.strip())
    found = [m for m in _pattern(parts[0]).finditer(text) if m.start() >= after]
    if len(found) < nth:
        raise Unfit(f"not in the text{f' {nth} times' if nth > 1 else ''}: {parts[0]!r}")
    start, end = found[nth - 1].span()
    for part in parts[1:]:
        if (rest := _pattern(part).search(text, end)) is None:
            raise Unfit(f"does not follow in the text: {part!r}")
        end = rest.end()
    return start, end


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _at(text: str, span: tuple[int, int]) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "text": text[slice(*span)]}


def links(chain: str) -> list[dict[str, Any]]:
    """ "Outlet|outlet|reports > Hill|person|quotes" as links.

    Raises Unfit.
    """
    found = []
    for item in chain.split(" > "):
        name, kind, how = ([part.strip() for part in item.split("|")] + ["", ""])[:3]
        if kind not in get_args(LinkKind) or not how:
            raise Unfit(f"no link of a chain: {item!r}")
        found.append({"name": name or None, "kind": kind, "how": how})
    return found


def lay_out(folder: Path, corpus: Path = CORPUS, only: list[str] | None = None) -> None:
    """Write reports with their moves as gold."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in only if only is not None else names(corpus):
        (folder / f"{name}.json").write_text(json.dumps(load(name, corpus).gold, ensure_ascii=False), encoding="utf-8")


def as_found(report: Annotated) -> Iterator[dict[str, Any]]:
    """A reading as a program would give it, for the scorer; what is optional is left out."""
    for move in report.moves:
        party, cue = move["speaker"]["party"], move["cue"]
        if not move["optional"]:
            yield {
                "report": report.name, **{key: move["span"][key] for key in ("start", "end")}, "act": move["act"].lower(),
                "by": party if isinstance(party, list) else [party], "to": move["addressee"], "polarity": move["polarity"],
                "modality": move["modality"], "when": move["event_date"], "due": move["about_date"], "quote": move["quote"],
                "chain": move["chain"], "cue": [cue["start"], cue["end"]] if cue else None,
            }  # fmt: skip


def agreement(shared: Path, corpus: Path = CORPUS) -> str:
    """What the scorer of moves says of the second readings of reports and of passages, the first ones being the gold."""
    names = sorted(file.stem for file in (corpus / "second").glob("*.jsonl"))
    reports = ((load(name, corpus), load(name, corpus, "second")) for name in names)
    return f"reports\n{_agreed(reports, shared)}\npassages\n{_agreed(read_twice(corpus), shared)}"


def _agreed(readings: Iterable[tuple[Annotated, Annotated]], shared: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        gold, found, rows = Path(folder) / "gold", Path(folder) / "second.jsonl", []
        gold.mkdir()
        for first, second in readings:
            (gold / f"{first.name}.json").write_text(json.dumps(first.gold), encoding="utf-8")
            rows += [json.dumps(row) + "\n" for row in as_found(second)]
        found.write_text("".join(rows), encoding="utf-8")
        program = [sys.executable, str(shared / "score" / "moves.py"), str(gold), str(found)]
        return subprocess.run(program, capture_output=True, text=True, check=True).stdout


def told(corpus: Path = CORPUS) -> str:
    """What there is, in lines."""
    reports = [load(name, corpus) for name in names(corpus)]
    acts = Counter(move["act"].lower() for report in reports for move in report.moves)
    words = sum(len(report.text.split()) for report in reports)
    optional = sum(move["optional"] for report in reports for move in report.moves)
    counts = "  ".join(f"{act} {count}" for act, count in acts.most_common())
    short = list(passages(corpus))
    return (
        f"{len(reports)} reports, {words:,} words, {acts.total()} moves ({optional} optional)\n{counts}\n"
        f"{len(short)} passages, {sum(len(p.moves) for p in short)} moves"
    )


def gold_of(shared: Path) -> list[dict[str, Any]]:
    """All reports that are learnt from: gold/train where it is, and the corpus; the passages come besides."""
    rows = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((shared / "gold" / "train").glob("*.json"))]
    return rows + [load(name).gold for name in names()]


def main() -> int:
    """Check, count, lay out."""
    options = argparse.ArgumentParser(description="The annotated reports of this repository.")
    options.add_argument("--gold", type=Path, help="write them here in the form that the scorers read")
    options.add_argument("--agreement", action="store_true", help="score the second readings against the first")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with score/")
    given = options.parse_args()
    try:
        print(told())
        if given.gold:
            lay_out(given.gold)
        if given.agreement:
            print(agreement(given.shared))
    except Unfit as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
