"""For whom a person speaks in the record, and where one report alone has it otherwise.

Whom a person speaks for is read in each report by itself.  Where nearly all reports of a person agree and one does not, what that
one tells of the party is doubtful: a feast or a council was taken for it.  Where most who speak for that party there are others',
all its acts in the report are.  Persons are told apart by their last name alone, so that only acts of one party are called in
question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from communique.assemble.decide import CERTAIN
from communique.assemble.misread import before_cue
from communique.assemble.namesakes import posts, stems_of
from communique.record.move import Move

FEWEST, MOST = 4, 0.8  # reports that agree on a person at least, and their share of all
NAME = re.compile(r"\b[A-Z][\w’'-]+")
PERSON = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*)+")


def misattributed(moves: Iterable[Move]) -> set[str]:
    """The moves, by id, whose one party is not that of the person named, as the other reports have it."""
    held = [move for move in moves if len(move.by) == 1]
    spoken: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for move in held:
        if person := _last(move.speaker):
            spoken[person][move.by[0]].add(move.report)
    known = _agreed(spoken)
    of: dict[tuple[str, str], list[bool]] = defaultdict(list)  # of each act told by a speaker: whether he is another's
    for move in held:
        if move.speaker:
            of[move.report, move.by[0]].append(known.get(_last(move.speaker), move.by[0]) != move.by[0])
    wrong = {place for place, others in of.items() if 2 * sum(others) > len(others)}
    return {m.id for m in held if m.confidence < CERTAIN and ((m.report, m.by[0]) in wrong or _astray(m, known))}


def _agreed(spoken: Mapping[str, Mapping[str, set[str]]]) -> dict[str, str]:
    """The party of each person on whom the reports agree."""
    found = {}
    for person, parties in spoken.items():
        party, reports = max(parties.items(), key=lambda held: (len(held[1]), held[0]))
        if len(reports) >= max(FEWEST, MOST * sum(map(len, parties.values()))):
            found[person] = party
    return found


def _astray(move: Move, known: Mapping[str, str]) -> bool:
    """Whether its speaker, or all that are named before its verb and known, speak for others."""
    own = known.get(_last(move.speaker))
    named = {known[name] for name in NAME.findall(before_cue(move)) if name in known} if move.cue else set()
    return (own is not None and own != move.by[0]) or (bool(named) and move.by[0] not in named)


def _last(speaker: str | None) -> str:
    """The last name of a person who is named; "" of one who is only described."""
    last = speaker.split()[-1] if speaker and PERSON.fullmatch(speaker) else ""
    return "" if stems_of(last) & posts() else last
