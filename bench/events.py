"""The PLOVER gold sentences: is the pair of parties right, and the type, in any move that is read from the sentence?

    python bench/events.py [--shared FOLDER] [--engine NAME] [--part odd|even|all] [--misses]

`../shared/data/events` holds 322 sentences of the CAMEO manual, recoded to PLOVER, each with sources, targets and one type.
Counted are those whose first source and first target have a code (287).  Each sentence is read as a report of its own, of the
day given with it (2000-01-01 throughout), without outlet or dateline.

A move has the pair right where the first source is among those that act (`by`) and the first target among those it is done to or
said to (`to`); the order counts.  A joint act (`meet`, `agree`) has no other side in `to`: there both are looked for in `by`, in
that order or the other, as PLOVER codes such acts from either side.  It has the type right where its `plover` in the export is
the type of the sentence.  `both` asks both of one and the same move; any move of the sentence will do.

Codes.  The set codes parties by their state, and organisations as IGO or NGO, now so, now so for the same one: the two are taken
for one.  So a party is compared by `place`: a state by its code, an organisation or bloc as IGO, a movement by the state whose
quarrel it is (`HOME`), a group by the state or movement that its name names ("Fijian rebels"), and a party whose name names none
by the state of the sentence, where the sentence names one state alone.  Types.  Old names of the set are mapped as its note says
(`RENAMED`); what our acts are in PLOVER is told by communique/data/plover.json, for the export and here alike.

Rules were developed on the sentences with odd numbers; the even ones were looked at as totals.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from engines import DEFAULT, NAMES
from goldsets import ROOT, Figures, read_rows

from communique.extract.parties.gazetteer import load

GOLD = Path("data") / "events" / "PLOVER_GSR_CAMEO.txt"
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
SPELT = {"JAP": "JPN", "ITL": "ITA", "NGO": "IGO"}  # slips of the set, and what it does not keep apart
LATER = {"SUN": "RUS", "YUG": "SRB", "DDR": "DEU", "CSK": "CZE"}  # the set names states of today
JOINT = ("meet", "agree")
HOME = {
    "HAMAS": "PSE", "PLO": "PSE", "FATAH": "PSE", "PIJ": "PSE", "PFLP": "PSE", "HEZBOLLAH": "LBN", "AMAL": "LBN", "SLA": "LBN",
    "TALIBAN": "AFG", "MUJAHEDEEN": "AFG", "NORTHERNALLIANCE": "AFG", "LTTE": "LKA", "PKK": "TUR", "KDP": "IRQ", "PUK": "IRQ",
    "KRG": "IRQ", "FIS": "DZA", "GIA": "DZA", "UNITA": "AGO", "RENAMO": "MOZ", "IRA": "GBR", "SINNFEIN": "GBR", "ETA": "ESP",
    "FARC": "COL", "ELN": "COL", "SPLM": "SDN", "LRA": "UGA", "RUF": "SLE", "CHECHNYA": "RUS", "ABKHAZIA": "GEO", "KLA": "SRB",
    "UCK": "SRB", "CONTRAS": "NIC", "MEK": "IRN", "NPFL": "LBR", "EZLN": "MEX", "BOSNIANSERBS": "BIH", "ALQAEDA": "IMG",
    "EUROPE": "IGO",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One gold record: who does what to whom, by the codes and the type that are compared."""

    id: str
    text: str
    day: str
    source: str
    target: str
    type: str

    @property
    def odd(self) -> bool:
        """Whether its number within its type is odd: those were looked at."""
        return int(self.id.rsplit("-", 1)[1]) % 2 == 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What of a sentence was right."""

    sentence: Sentence
    dyad: bool
    type: bool
    both: bool
    read: tuple[str, ...]  # the moves, in words


def gold(path: Path) -> list[Sentence]:
    """The records whose first source and first target have a code."""
    found = []
    for record in json.loads(path.read_text(encoding="utf-8"), strict=False):
        source, target = _first(record.get("source")), _first(record.get("target"))
        if record["event"] != "DOCUMENT" and source and target:
            kind = str(record["event"])
            found.append(Sentence(record["id"], record["text"], record["date"], source, target, RENAMED.get(kind, kind)))
    return found


def _first(actors: Any) -> str | None:
    code = actors[0].get("code") if isinstance(actors, list) and actors else None
    return SPELT.get(code, code) if code else None


def place(party: str, text: str) -> str:
    """The code by which the set would know a party of a sentence."""
    if party in _states():
        return LATER.get(party, party)
    if (known := _organisation(party)) is not None:
        return known
    for words in (party, text):
        named = states_in(words)
        if len(named) == 1:
            return named[0]
    return party


def _organisation(party: str) -> str | None:
    """The code for an organisation or a movement, by its own code or by a name of it that the party's name holds."""
    words = party.split()
    for size in range(len(words), 0, -1):
        for first in range(len(words) - size + 1):
            name = " ".join(words[first : first + size])
            if name in HOME:
                return HOME[name]
            if (known := _organisations().get(name)) is not None:
                return HOME.get(known, "IGO")
    return None


def states_in(text: str) -> list[str]:
    """The states that a text names by name, adjective or people, in order."""
    found: list[str] = []
    for match in _namings().finditer(text):
        code = _spellings()[match[0]]
        if code not in found:
            found.append(code)
    return [LATER.get(code, code) for code in found]


@cache
def _states() -> frozenset[str]:
    return frozenset(state["code"] for state in load("states.json")["states"])


@cache
def _organisations() -> dict[str, str]:
    """Code, name or short form of organisations and of the movements in `HOME` -> code."""
    known = load("organisations.json")["organisations"]
    kept = [one for one in known if one["kind"] in ("bloc", "organisation") or one["code"] in HOME]
    return {name: one["code"] for one in kept for name in (one["code"], one["name"], *one["names"], *one["abbr"])}


@cache
def _spellings() -> dict[str, str]:
    return {
        name: state["code"]
        for state in load("states.json")["states"]
        for name in (state["name"], *state["names"], *state["demonyms"])
    }


@cache
def _namings() -> re.Pattern[str]:
    longest = sorted(_spellings(), key=lambda name: -len(name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")


def outcome(sentence: Sentence, moves: Iterable[Mapping[str, Any]]) -> Outcome:
    """What the moves read from a sentence have right."""
    dyad = kind = both = False
    read = []
    for move in moves:
        by = {place(party, sentence.text) for party in move["by"]}
        to = {place(party, sentence.text) for party in move["to"]}
        pair = sentence.source in by and sentence.target in to
        if move["act"] in JOINT:
            pair = pair or (sentence.source != sentence.target and {sentence.source, sentence.target} <= by)
        fits = move["plover"] == sentence.type
        dyad, kind, both = dyad or pair, kind or fits, both or (pair and fits)
        read.append(f"{move['act']}{'/' + move['kind'] if move['kind'] else ''} {move['plover']} {sorted(by)} → {sorted(to)}")
    return Outcome(sentence, dyad, kind, both, tuple(read))


def outcomes(sentences: Sequence[Sentence], rows: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    """What exported moves have right, sentence by sentence."""
    of: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        of.setdefault(str(row["report"]), []).append(row)
    return [outcome(sentence, of.get(sentence.id, ())) for sentence in sentences]


def figures(found: Sequence[Outcome]) -> Figures:
    """The shares of sentences that are right."""
    count = max(1, len(found))
    return {name: sum(getattr(one, name) for one in found) / count for name in ("dyad", "type", "both")}


def by_type(found: Sequence[Outcome]) -> str:
    """The figures of each type, the most frequent first."""
    lines = []
    for kind, count in Counter(one.sentence.type for one in found).most_common():
        of = figures([one for one in found if one.sentence.type == kind])
        lines.append(f"  {kind:10s} {count:3d}  pair {of['dyad']:.2f}  type {of['type']:.2f}  both {of['both']:.2f}")
    return "\n".join(lines)


def measure(shared: Path, engine: str = DEFAULT) -> list[Outcome]:
    """Read every sentence as a report and compare."""
    sentences = gold(shared / GOLD)
    lines = "".join(json.dumps({"id": one.id, "text": one.text, "published": one.day}) + "\n" for one in sentences)
    with tempfile.TemporaryDirectory() as folder:
        return outcomes(sentences, read_rows(lines, Path(folder), "moves", engine))


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Pairs of parties and types of the PLOVER gold sentences.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--engine", choices=NAMES, default=DEFAULT)
    options.add_argument("--part", choices=("odd", "even", "all"), default="all")
    options.add_argument("--misses", action="store_true", help="also each sentence that is not right, with what was read")
    given = options.parse_args()
    if not (given.shared / GOLD).is_file():
        print(f"{given.shared}: no {GOLD} there", file=sys.stderr)
        return 2
    every = measure(given.shared.resolve(), given.engine)
    found = [one for one in every if given.part == "all" or one.sentence.odd == (given.part == "odd")]
    told_figures = "  ·  ".join(f"{name} {value:.3f}" for name, value in figures(found).items())
    print(f"{len(found)} sentences, engine {given.engine}: {told_figures}")
    print(by_type(found))
    for one in found if given.misses else ():
        if not one.both:
            told = one.sentence
            print(f"\n{told.id}  {told.source} → {told.target}  {told.type}\n  {told.text}")
            print("\n".join(f"    {line}" for line in one.read) or "    nothing read")
    return 0


if __name__ == "__main__":
    sys.exit(main())
