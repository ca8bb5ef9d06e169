"""Events that readers rated: does a clause tell that it happened, or that it did not or may not?

    python bench/modality.py [--shared FOLDER] [--part dev|train] [--misses]

`../shared/data/modality` (UDS-IH2, sentences of the English Web Treebank: weblogs, mails, answers, reviews, news) holds words of
events, each with a rating from -3 (certainly did not happen) to 3 (certainly did), the mean of several readers.  Each sentence is
set as print has it, without the blanks of its tokens, and read as a report of its own.

Counted are the words that stand in a clause that is parsed: those of which extract/factuality.py says how it stands with them,
as the verb of a clause or its auxiliary, or named in one.  A rating above 0 says that the event happened, any other that it did
not or may not; of us "happened" says the one, "not" and "open" the other.  The figures: accuracy (0.80 on dev is asked for); the
same of what happened by the rating, and of what did not or may not; of what is negated (rated -1 or less where a word of negation
stands in the sentence); the better of two constants, for comparison; the share of the rated words that is counted.

The classes of words in factuality.json are from general knowledge; nothing of the set is in them.  Of it, dev alone was read.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldsets import ROOT, Figures, rows_of

from communique.clean.clean import clean
from communique.extract.clauses import find_clauses
from communique.extract.factuality import Facts, Standing
from communique.parse.syntax import parse
from communique.parse.tree import Parsed
from communique.record.text import Report

FOLDER = Path("data") / "modality" / "UDS_IH2"
DAY = date(2012, 1, 1)  # the set gives none; no rule of factuality asks for it
CLOSING = re.compile(r"^(?:[.,;:!?)\]}%]+|n['’]t|['’](?:s|m|d|re|ve|ll)?|\.\.\.+)$", re.I)
OPENING = frozenset("([{$£€#")
TIGHT = frozenset("-–/@")  # the treebank parts what these join
NEGATION = frozenset("not n't n’t never no without nor neither cannot nobody none nothing hardly".split())


@dataclass(frozen=True, slots=True)
class Rated:
    """A word of a sentence with what readers made of its event, and what we do."""

    sentence: str
    word: str
    rating: float
    negated: bool  # a word of negation stands in the sentence
    standing: Standing | None
    why: str

    @property
    def happened(self) -> bool:
        """What the readers say."""
        return self.rating > 0

    @property
    def right(self) -> bool:
        """Whether we say the same."""
        return (self.standing == "happened") == self.happened


def set_in_print(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The sentence without the blanks that its tokens brought, and where each token begins in it."""
    text, begins, quoted = "", [], False
    for number, token in enumerate(tokens):
        last = tokens[number - 1] if number else ""
        mark = token in ('"', "``", "''")
        tight = (
            not text
            or CLOSING.match(token) is not None
            or last in OPENING
            or token in TIGHT
            or last in TIGHT
            or (mark and quoted)
            or (last in ('"', "``") and quoted)
            or (last.lower() == "can" and token.lower() == "not")
        )
        quoted ^= mark
        text += "" if tight else " "
        begins.append(len(text))
        text += token
    return text, begins


def read(file: Path) -> Iterator[Rated]:
    """Every rated word of a file, with how it stands as we read it."""
    rows = rows_of(file)
    sentences = [set_in_print(str(row["text"]).split(" ")) for row in rows]
    reports = (Report(str(number), text, DAY, "field") for number, (text, _) in enumerate(sentences))
    for row, (text, begins), parsed in zip(rows, sentences, parse(clean(report) for report in reports), strict=True):
        facts = Facts(parsed, {clause.verb.i: clause for clause in find_clauses(parsed)})
        negated = bool(NEGATION & {token.lower() for token in str(row["text"]).split(" ")})
        for target in row["targets"]:
            fact = _fact(parsed, facts, begins[target["span1"][0]])
            label = float(target["label"])
            yield Rated(text, target["span_text"], label, negated, fact[0], fact[1])


def _fact(parsed: Parsed, facts: Facts, at: int) -> tuple[Standing | None, str]:
    mended = parsed.cleaned.offsets.to_mended(at)
    word = next((w for w in parsed.words if w.start <= mended < w.end), None)
    fact = facts.of_word(word) if word is not None else None
    return (fact.standing, fact.why) if fact is not None else (None, "in no clause")


def figures(rated: Sequence[Rated]) -> Figures:
    """The shares told above."""
    counted = [one for one in rated if one.standing is not None]
    did = [one for one in counted if one.happened]
    didnt = [one for one in counted if not one.happened]
    return {
        "accuracy": _right(counted),
        "happened": _right(did),
        "did not or may not": _right(didnt),
        "negated": _right([one for one in counted if one.rating <= -1 and one.negated]),
        "constant": max(len(did), len(didnt)) / max(1, len(counted)),
        "counted": len(counted) / max(1, len(rated)),
    }


def _right(rated: Iterable[Rated]) -> float:
    found = [one.right for one in rated]
    return sum(found) / max(1, len(found))


def told(rated: Sequence[Rated]) -> str:
    """The figures in one line."""
    cells = "  ·  ".join(f"{name} {value:.3f}" for name, value in figures(rated).items())
    return f"{len(rated)} rated events: {cells}"


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Whether events happened, against readers' ratings.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--part", choices=("dev", "train"), default="dev")
    options.add_argument("--misses", action="store_true", help="also each event that is not right")
    given = options.parse_args()
    file = given.shared / FOLDER / f"{given.part}.jsonl"
    if not file.is_file():
        print(f"{given.shared}: no {FOLDER / file.name} there", file=sys.stderr)
        return 2
    rated = list(read(file))
    print(told(rated))
    for one in rated if given.misses else ():
        if one.standing is not None and not one.right:
            print(f"{one.rating:6.2f}  {one.standing:8s} [{one.why}]  {one.word}  |  {one.sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
