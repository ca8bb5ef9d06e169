"""A judgement is recorded only if what it names is there and what it says can be; the error says what there is instead."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from communique.assemble.decide import CHAIN, MOVE_ID, PARTIES, as_judged, find, flaw, hops_in, keys_in, standing
from communique.errors import CommuniqueError
from communique.extract.parties.gazetteer import state_name
from communique.record.judgement import Judgement, JudgementKind
from communique.record.move import Move, Reading
from communique.show.rows import Row, move_place, no_place
from communique.store.ledger import Ledger

AUTHOR = "COMMUNIQUE_AUTHOR"
VERBATIM = frozenset(("content", "condition"))  # fields that hold words of the report
NAMED = "a move or event is named report#start-end-act, as `communique timeline --format jsonl` shows in `id`"
CONFLICT = re.compile(r"(?P<one>.+#\d+-\d+-[a-z]+(?:-\d+)?)~(?P<other>.+#\d+-\d+-[a-z]+(?:-\d+)?)")
PAIRS = frozenset(("merge", "copy", "same_party"))  # judgements that need two


class BadJudgement(CommuniqueError):
    """A judgement on what is not there, or that says what cannot be."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a judgement will say, with its names as the ledger has them."""

    kind: JudgementKind
    subject: str
    object: str | None = None
    field: str | None = None
    value: str | None = None


def author(given: str | None) -> str:
    """Who judges: the one given, else $COMMUNIQUE_AUTHOR, else the login name.

    Raises BadJudgement where none is known.
    """
    if found := given or os.environ.get(AUTHOR):
        return found
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise BadJudgement(f"who judges? name yourself: --author NAME, or ${AUTHOR}") from None


def checked(ledger: Ledger, kind: str, subject: str, object: str | None, field: str | None, value: str | None) -> Said:
    """The judgement as it will be recorded.

    `accept` and `retract` of a pair concern how two moves stand to each other: `one~other` is a conflict, `field` "thread"
    with the id of a thread as `object` an event's belonging to it.

    Raises BadJudgement.
    """
    if kind not in get_args(JudgementKind):
        raise BadJudgement(f"no judgement {kind!r}; there is {', '.join(get_args(JudgementKind))}")
    if kind in PAIRS and not object:
        raise BadJudgement(f"{kind.replace('_', ' ')} what with {subject}? it needs two")
    match kind:
        case "undo":
            return Said("undo", _undoable(ledger.judgements(), subject))
        case "same_party":
            return _same_party(ledger, subject, object or "")
        case "copy":
            return Said("copy", *_two(_report(ledger, subject), _report(ledger, object or "")))
        case "merge":
            return Said("merge", *_two(_move(ledger, subject).id, _move(ledger, object or "").id))
        case "split":
            return _split(ledger, subject, object)
        case "correct":
            return _correct(ledger, subject, field, value)
        case "accept" | "retract":
            return _held(ledger, kind, subject, object, field)
    raise AssertionError(kind)


def _two(one: str, other: str) -> tuple[str, str]:
    if one == other:
        raise BadJudgement(f"{one} with itself? name two")
    return one, other


def _held(ledger: Ledger, kind: JudgementKind, subject: str, object: str | None, field: str | None) -> Said:
    if object is None and (pair := CONFLICT.fullmatch(subject)):
        subject, object, field = pair["one"], pair["other"], "conflict"
    if object is not None:
        field = field or "thread"
        if field not in ("thread", "conflict"):
            raise BadJudgement(f"a pair is in a thread or in conflict, not in {field!r}")
        return Said(kind, *_two(_move(ledger, subject).id, _move(ledger, object).id), field)
    if kind == "retract" and not MOVE_ID.fullmatch(subject):
        return Said(kind, _report(ledger, subject))
    return Said(kind, _move(ledger, subject).id)


def _split(ledger: Ledger, subject: str, object: str | None) -> Said:
    if not MOVE_ID.fullmatch(subject) and not MOVE_ID.fullmatch(object or ""):
        one = _report(ledger, subject)
        return Said("split", *_two(one, _report(ledger, object))) if object else Said("split", one)
    if object is None:
        return Said("split", _move(ledger, subject).id)
    return Said("split", *_two(_move(ledger, subject).id, _move(ledger, object).id))


def _correct(ledger: Ledger, subject: str, field: str | None, value: str | None) -> Said:
    if not field:
        raise BadJudgement("correct which field? write field=value")
    move, value = _move(ledger, subject), (value or "").strip() or None
    if wrong := flaw(field, value):
        raise BadJudgement(wrong)
    text = _text(ledger, move.report)
    if field in PARTIES:
        known = _parties(ledger)
        value = "+".join(_party(known, key, text) for key in keys_in(value)) or None
    if field == CHAIN and (strange := _unheard_of(ledger, move, value)):
        raise BadJudgement(
            f"chain: {strange!r} is not in {move.report}; name who passes the words on, from the outlet inwards, in words of the"
            ' report, with " > " between them: chain="Dawn Post > a diplomat (unnamed)"'
        )
    if field == "kind" and value and (act := _act(ledger, move)) != "deed":
        raise BadJudgement(f"only a deed has a kind, and {move.id} is read as {act}; correct its act first (act=deed)")
    if field in VERBATIM and value and " ".join(value.split()) not in " ".join(text.split()):
        raise BadJudgement(f"{field}: {value!r} is not in {move.report}; give words of the report as they stand there")
    return Said("correct", move.id, None, field, value)


def _act(ledger: Ledger, move: Move) -> str:
    """The act of a move as judged so far."""
    reading = ledger.reading(move.report)
    held = as_judged(reading.moves, ledger.judgements()) if reading else []
    return next((one.act for one in held if one.id == move.id), move.act)


def _unheard_of(ledger: Ledger, move: Move, value: str | None) -> str | None:
    """The first hop of a chain that neither the report nor what is read of it names; its outlet is known by its metadata."""
    reading = ledger.reading(move.report)
    outlet = (reading.cleaned.report.outlet or "") if reading else ""
    told = " ".join([*_text(ledger, move.report).split(), outlet, *(link.name or "" for link in move.chain)]).casefold()
    return next((name for name, _ in hops_in(value) if " ".join(name.split()).casefold() not in told), None)


def _same_party(ledger: Ledger, kept: str, other: str) -> Said:
    known = _parties(ledger)
    one, two = _two(_party(known, kept), _party(known, other))
    return Said("same_party", one, two)


def _text(ledger: Ledger, report: str) -> str:
    reading = ledger.reading(report)
    return reading.cleaned.report.text if reading else ""


def _move(ledger: Ledger, named: str) -> Move:
    match = MOVE_ID.fullmatch(named)
    if not match:
        raise BadJudgement(f"no move {named!r}; {NAMED}")
    reading = ledger.reading(match["report"])
    if reading is None:
        near_by = _near_reports(ledger, match["report"])
        raise BadJudgement(f"no report {match['report']!r}, of which {named} would be a move; {near_by}")
    found = find({match["report"]: {move.id: move for move in reading.moves}}, named)
    if found is None:
        near = sorted(reading.moves, key=lambda m: (abs(m.span.start - int(match["start"])), m.id))[:3]
        told = f"nearest are {', '.join(m.id for m in near)}" if near else "none was found in it"
        raise BadJudgement(f"no move {named!r} in {match['report']}; {told}")
    return found


def _report(ledger: Ledger, named: str) -> str:
    if ledger.reading(named) is None:
        raise BadJudgement(f"no report {named!r}; {_near_reports(ledger, named)}")
    return named


def _near_reports(ledger: Ledger, named: str) -> str:
    near = get_close_matches(named, [report.id for report in ledger.reports()], 3, 0.5)
    return f"did you mean {' or '.join(near)}?" if near else "`communique export reports` lists them"


def _parties(ledger: Ledger) -> Mapping[str, str]:
    """Key of every party by key and by name, in small letters."""
    found: dict[str, str] = {}
    for party in ledger.parties():
        found.setdefault(party.name.casefold(), party.key)
    return found | {party.key.casefold(): party.key for party in ledger.parties()}


def _party(known: Mapping[str, str], named: str, text: str = "") -> str:
    """The key of a party that the ledger knows, of a state, or of one that goes by these words of the report."""
    if key := known.get(named.casefold()):
        return key
    if state_name(named.upper()):
        return named.upper()
    if named and named in text:
        return named
    near = get_close_matches(named.casefold(), known, 3, 0.6)
    told = f"did you mean {' or '.join(dict.fromkeys(known[n] for n in near))}?" if near else "`communique parties` lists them"
    raise BadJudgement(f"no party {named!r}; {told}")


def _undoable(judgements: Iterable[Judgement], named: str) -> str:
    made = {str(j.id): j for j in judgements}
    if named not in made:
        last = f"the last is {max(made, key=int)}" if made else "none has been made yet"
        raise BadJudgement(f"no judgement {named} to undo; {last} (`communique review --list`)")
    gone = undone(made.values())
    if int(named) in gone:
        raise BadJudgement(f"judgement {named} is undone already, by {gone[int(named)]}; undo {gone[int(named)]} to restore it")
    return named


def undone(judgements: Iterable[Judgement]) -> dict[int, int]:
    """The judgements that are undone, each with the undo that stands upon it."""
    gone: dict[int, int] = {}
    for j in sorted(judgements, key=lambda j: -j.id):
        if j.kind == "undo" and j.id not in gone and j.subject.isdigit():
            gone.setdefault(int(j.subject), j.id)
    return gone


def judgement_rows(judgements: Iterable[Judgement], reading: Callable[[str], Reading | None]) -> Iterator[Row]:
    """A row for each judgement, in the order made; the place is that of the move it is on, if it is on one."""
    made = list(judgements)
    moves: dict[str, Move] = {}
    for report in {match["report"] for j in made if (match := MOVE_ID.fullmatch(j.subject))}:
        found = reading(report)
        moves.update({move.id: move for move in found.moves} if found else {})
    gone, held = undone(made), {j.id for j in standing(made)}
    for j in made:
        move = moves.get(j.subject)
        yield {
            "id": j.id, "kind": j.kind, "subject": j.subject, "object": j.object, "field": j.field, "value": j.value,
            "author": j.author, "reason": j.reason, "recorded": j.recorded.isoformat(),
            "stands": j.id in held or (j.kind == "undo" and j.id not in gone), "undone_by": gone.get(j.id),
            **(move_place(move) if move else no_place()),
        }  # fmt: skip
