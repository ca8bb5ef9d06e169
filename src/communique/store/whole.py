"""What one run found, as rows of six kinds and their parts; keys within a run count from 0 until the ledger shifts them.

The hash of a run is taken over the rows as they stand in the file, so that anyone can recompute it from the file alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from operator import itemgetter
from typing import Any, get_args

from communique.record.move import Link, Move, Reading
from communique.record.party import TieBasis
from communique.record.text import Report, Span
from communique.store import rows
from communique.store.rows import Found, Row
from communique.store.schema import metadata

BASES = get_args(TieBasis)  # where the state or body of a tie is known from
PARTS = ("move", "attribution", "timex", "party", "mention", "tie")  # rows that belong to a run
OF_MOVE = ("link", "term")  # rows that belong to a move
OWNER = {"link": "move", "term": "move", "mention": "party"}
COLUMNS = {
    name: itemgetter(
        *sorted(set(metadata.tables[name].c.keys()) - {"key", "run", OWNER.get(name)}), *filter(None, [OWNER.get(name)])
    )
    for name in (*PARTS, *OF_MOVE)
}
Values = Iterable[Sequence[Any]]  # of rows, each in the order of its columns
MOVE, LINK, TERM = itemgetter(*rows.MOVE), itemgetter(*rows.LINK), itemgetter(*rows.TERM)
COUNTS = {
    "move": "moves",
    "attribution": "attributions",
    "timex": "timexes",
    "party": "parties",
    "mention": "mentions",
    "tie": "ties",
}


def take_apart(reading: Reading) -> dict[str, list[Row]]:
    """The rows of every table; "key", "move" and "party" count from 0."""
    party_at = {party.key: at for at, party in reversed(list(enumerate(reading.parties)))}
    return {
        "move": [{"key": at, **rows.move_row(at, move)} for at, move in enumerate(reading.moves)],
        "link": [rows.link_row(at, n, hop) for at, move in enumerate(reading.moves) for n, hop in enumerate(move.chain)],
        "term": [rows.term_row(at, n, one) for at, move in enumerate(reading.moves) for n, one in enumerate(move.terms)],
        "attribution": [rows.attribution_row(at, voice) for at, voice in enumerate(reading.attributions)],
        "timex": [rows.timex_row(at, timex) for at, timex in enumerate(reading.timexes)],
        "party": [{"key": at, **rows.party_row(at, party)} for at, party in enumerate(reading.parties)],
        "mention": [rows.mention_row(at, party_at[one.party], one) for at, one in enumerate(reading.mentions)],
        "tie": [rows.tie_row(at, tie) for at, tie in enumerate(reading.ties)],
    }


def put_together(report: Report, layout: str, engine: str, found: Mapping[str, Sequence[Found]]) -> Reading:
    """Back from the rows of one run, each table in order of position; equal to what was taken apart."""
    names = {row["key"]: row["id"] for row in found["party"]}
    return Reading(
        cleaned=rows.cleaned_of(report, layout),
        engine=engine,
        moves=tuple(moves_of(found, {row["run"]: report.id for row in found["move"]})),
        attributions=tuple(rows.attribution_of(row) for row in found["attribution"]),
        timexes=tuple(rows.timex_of(row) for row in found["timex"]),
        parties=tuple(rows.party_of(row) for row in found["party"]),
        mentions=tuple(rows.mention_of(row, names[row["party"]]) for row in found["mention"]),
        ties=tuple(rows.tie_of(row, report.id) for row in found["tie"]),
    )


def moves_of(found: Mapping[str, Sequence[Found]], report_of_run: Mapping[int, str]) -> Iterator[Move]:
    """The moves of any number of runs, with their links and terms."""
    moves = ((row["key"], row["run"], *MOVE(row)) for row in found["move"])
    links = ((row["move"], *LINK(row)) for row in found["link"])
    terms = ((row["move"], *TERM(row)) for row in found["term"])
    return joined(moves, links, terms, report_of_run)


def joined(moves: Values, links: Values, terms: Values, report_of_run: Mapping[int, str]) -> Iterator[Move]:
    """The moves with their links and terms, all in order, as values: first the key and run of a move, or the key of its move."""
    chains, provisions = _Parts(links), _Parts(terms)
    for key, run, *values in moves:
        report = report_of_run[run]
        chain = tuple([rows.link_of(link) for link in chains.of(key)])
        yield rows.move_of(values, report, chain, tuple([rows.term_of(term, report) for term in provisions.of(key)]))


class _Parts:
    """The parts of moves, asked for in the order of the moves' keys."""

    def __init__(self, parts: Values) -> None:
        self._parts = iter(parts)
        self._next = next(self._parts, None)

    def of(self, move: int) -> list[Sequence[Any]]:
        """Those of one move."""
        found = []
        while self._next is not None and self._next[0] == move:
            found.append(self._next[1:])
            self._next = next(self._parts, None)
        return found


def content(layout: str, found: Mapping[str, Sequence[Found]]) -> str:
    """Hex sha256 over the layout and all rows of a run, wherever its keys begin."""
    plain: list[object] = [layout]
    for name, columns in COLUMNS.items():
        values = [list(columns(row)) for row in found[name]]
        if owner := OWNER.get(name):  # the last column is the owner's key
            first = min((row["key"] for row in found[owner]), default=0)
            for row in values:
                row[-1] -= first
        plain.append(values)
    return sha256(rows.dumps(plain).encode("utf-8", "surrogatepass")).hexdigest()


def chained(before: str, *parts: str) -> str:
    """The hash of a row that also stands for all the rows before it."""
    return sha256(rows.dumps([before, *parts]).encode("utf-8", "surrogatepass")).hexdigest()


def version(report: Found) -> str:
    """All that is kept of a report besides its key, as canonical JSON (`text` by its hash)."""
    return rows.dumps({name: value for name, value in report.items() if name not in ("key", "text")})


def flaws(reading: Reading) -> Iterator[str]:
    """What of a reading does not stand: spans outside the text, text that is not verbatim, references to nothing."""
    report, text = reading.cleaned.report, reading.cleaned.report.text
    parties = {party.key for party in reading.parties}
    for move in reading.moves:
        if move.report != report.id or move.published != report.published:
            yield f"move {move.id}: of {move.report}, {move.published}, but found in {report.id}, {report.published}"
        if move.text != move.span.of(text):
            yield f"move {move.id}: its text is not that of {move.span.start}..{move.span.end}"
        yield from (f"move {move.id}: {what}" for what in _conditions(move.chain, text))
        for term in move.terms:
            if term.report != report.id or term.text != term.span.of(text):
                yield f"term {term.id}: its text is not that of {term.span.start}..{term.span.end}"
    if len({move.id for move in reading.moves}) < len(reading.moves):
        yield "two moves with one id"
    for at, voice in enumerate(reading.attributions):
        if voice.parent is not None and (voice.parent == at or not 0 <= voice.parent < len(reading.attributions)):
            yield f"attribution {at}: its parent {voice.parent} is none"
        yield from (f"attribution {at}: {what}" for what in _conditions(voice.chain, text))
    for mention in reading.mentions:
        if mention.party not in parties:
            yield f"mention at {mention.span.start}..{mention.span.end}: no party {mention.party!r}"
    for timex in reading.timexes:
        if timex.anchor and (timex.anchor.span is None) == (timex.anchor.kind in ("text", "event")):
            yield f"date at {timex.span.start}..{timex.span.end}: its anchor does not say where it stands"
    for tie in reading.ties:
        if tie.report != report.id:
            yield f"tie {tie.id}: of {tie.report}, but found in {report.id}"
        if tie.basis not in BASES:
            yield f"tie {tie.id}: its basis {tie.basis!r} is none of {', '.join(BASES)}"
    for span in _all_spans(reading):
        if span.end > len(text):
            yield f"{span.start}..{span.end} is not in the text of {len(text)} characters"


def _conditions(chain: Sequence[Link], text: str) -> Iterator[str]:
    """The conditions of sources that are no words of the report."""
    for hop in chain:
        if hop.condition is not None and hop.condition not in text:
            yield f"the condition {hop.condition!r} is not in the text"


def _all_spans(reading: Reading) -> Iterator[Span]:
    cleaned = reading.cleaned
    for move in reading.moves:
        yield from (move.span, *move.spans, *(hop.span for hop in move.chain if hop.span), *(term.span for term in move.terms))
        if move.cue:
            yield move.cue
    for voice in reading.attributions:
        yield from (*voice.source, *voice.cue, *voice.content, *(hop.span for hop in voice.chain if hop.span))
    for mention in reading.mentions:
        yield from (mention.span, mention.via or mention.span)
    for timex in reading.timexes:
        yield timex.span
        if timex.anchor and timex.anchor.span:
            yield timex.anchor.span
    yield from (tie.span for tie in reading.ties)
    yield from (credit.span for credit in cleaned.credits)
    yield from (defect.span for defect in cleaned.defects)
    if cleaned.dateline:
        yield cleaned.dateline.span
