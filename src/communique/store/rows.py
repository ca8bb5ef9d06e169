"""A reading taken apart into rows and put together again is equal to itself; nothing is lost or added on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import RowMapping

from communique.record.judgement import Judgement
from communique.record.move import Anchor, Attribution, Basis, Link, LinkHow, LinkKind, Move, Term, Timex
from communique.record.party import Mention, Party, Tie
from communique.record.text import Block, Cleaned, Credit, Dateline, Defect, OffsetMap, Report, Span, identity
from communique.record.when import Precision, When

Row = dict[str, Any]  # column -> value, as SQLite takes it
Found = RowMapping | Row  # a row as it came from the ledger, or as it goes there


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)  # made once, it is asked very often


def dumps(value: object) -> str:
    """Compact JSON, the same for equal values."""
    return _ENCODER.encode(value)


def moment(at: datetime) -> str:
    """UTC to the microsecond, always of one width, so that the text sorts as the time does (a naive time is taken as UTC)."""
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def report_row(report: Report, recorded: str) -> Row:
    """One version of a report, its key yet to come."""
    return {
        "id": report.id, "sha256": report.sha256, "text": report.text, "published": report.published.isoformat(),
        "published_from": report.published_from, "outlet": report.outlet, "outlet_from": report.outlet_from,
        "title": report.title, "url": report.url, "path": report.path, "recorded": recorded,
        "warnings": dumps(report.warnings),
    }  # fmt: skip


def report_of(row: Found) -> Report:
    """Back from `report_row`, `recorded` filled."""
    return Report(
        row["id"], row["text"], date.fromisoformat(row["published"]), row["published_from"], row["outlet"], row["outlet_from"],
        row["title"], row["url"], row["path"], datetime.fromisoformat(row["recorded"]), tuple(json.loads(row["warnings"])),
    )  # fmt: skip


def layout(cleaned: Cleaned) -> str:
    """How the mended text lies on the text as read, as JSON; `text` and `offsets` are null where nothing was mended."""
    raw, dateline = cleaned.report.text, cleaned.dateline
    offsets = cleaned.offsets
    same = offsets == identity(len(raw))
    return dumps({
        "text": None if cleaned.text == raw else cleaned.text,
        "offsets": None if same else [offsets.mended, offsets.raw_start, offsets.raw_end, offsets.length],
        "blocks": [(block.kind, block.start, block.end) for block in cleaned.blocks],
        "dateline": dateline and [dateline.place, dateline.wire, dateline.day, *_ends(dateline.span)],
        "credits": [(credit.names, credit.kind, *_ends(credit.span)) for credit in cleaned.credits],
        "defects": [(defect.kind, *_ends(defect.span)) for defect in cleaned.defects],
    })  # fmt: skip


def cleaned_of(report: Report, written: str) -> Cleaned:
    """Back from `layout`, without cleaning again."""
    of = json.loads(written)
    offsets, dateline = of["offsets"], of["dateline"]
    if dateline:
        place, wire, day, start, end = dateline
        dateline = Dateline(place, wire, day, Span(start, end))
    if offsets:
        mended, raw_start, raw_end, length = offsets
        offsets = OffsetMap(tuple(mended), tuple(raw_start), tuple(raw_end), length)
    return Cleaned(
        report,
        report.text if of["text"] is None else of["text"],
        offsets or identity(len(report.text)),
        tuple(Block(*block) for block in of["blocks"]),
        dateline,
        tuple(Credit(tuple(names), kind, Span(start, end)) for names, kind, start, end in of["credits"]),
        tuple(Defect(kind, Span(start, end)) for kind, start, end in of["defects"]),
    )


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _spans(written: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(written))


def _pairs(spans: Iterable[Span]) -> str:
    return f"[{','.join([f'[{span.start},{span.end}]' for span in spans])}]"  # as `dumps` would write it


def _when_row(name: str, when: When | None) -> Row:
    marks = "" if when is None else "~" * when.approximate + "?" * when.uncertain
    return {
        name: when and when.edtf,
        f"{name}_earliest": when and when.earliest and when.earliest.isoformat(),
        f"{name}_latest": when and when.latest and when.latest.isoformat(),
        f"{name}_precision": when and when.precision + marks,
    }


def _when(name: str, row: Found) -> When | None:
    edtf = row[name]
    return None if edtf is None else _interval(edtf, row[name + "_earliest"], row[name + "_latest"], row[name + "_precision"])


@lru_cache(4096)
def _day(written: str) -> date:
    return date.fromisoformat(written)


@lru_cache(4096)  # most moves of a report have one chain
def _link(
    name: str | None, kind: LinkKind, how: LinkHow, basis: Basis, start: int | None, end: int | None, for_: str | None,
    condition: str | None,
) -> Link:  # fmt: skip
    return Link(name, kind, how, basis, _span(start, end), for_, condition)


@lru_cache(4096)  # a ledger has few days and few lists of parties, and many moves
def _interval(edtf: str, first: str | None, last: str | None, how: str) -> When:
    return When(
        edtf, date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None,
        cast(Precision, how.rstrip("~?")), "~" in how, "?" in how,
    )  # fmt: skip


@lru_cache(4096)
def _names(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


@lru_cache(4096)
def _listed(names: tuple[str, ...]) -> str:
    return dumps(names)


def told(chain: Sequence[Link]) -> str:
    """A chain as one readable line, from the outlet inwards."""
    return " ← ".join(hop.name or ("not stated" if hop.kind == "outlet" else "unnamed") for hop in chain)


def move_row(position: int, move: Move) -> Row:
    """A move without its links and terms; `chain` only for people to read."""
    cue_start, cue_end = _ends(move.cue)
    return {
        "position": position, "id": move.id, "start": move.span.start, "end": move.span.end,
        "act": move.act, "kind": move.kind, "by": _listed(move.by), "to": _listed(move.to), "speaker": move.speaker,
        "role": move.role, "text": move.text, "content": move.content, "polarity": move.polarity, "modality": move.modality,
        "condition": move.condition, "quote": move.quote, "published": move.published.isoformat(),
        **_when_row("said", move.said), **_when_row("when", move.when), **_when_row("due", move.due),
        "chain": told(move.chain), "spans": _pairs(move.spans), "cue_start": cue_start, "cue_end": cue_end,
        "partial": int(move.partial), "place": move.place, "quantity": move.quantity, "confidence": float(move.confidence),
        "engine": move.engine, "why": dumps(move.why), "to_basis": move.to_basis,
    }  # fmt: skip


# What a move, a link and a term are made of, in the order in which `move_of`, `link_of` and `term_of` take it.
TIMES = [f"{name}{part}" for name in ("said", "when", "due") for part in ("", "_earliest", "_latest", "_precision")]
MOVE = (
    "id", "start", "end", "spans", "text", "cue_start", "cue_end", "act", "kind", "by", "partial", "speaker", "role", "to",
    "content", "polarity", "modality", "condition", "quote", "published", *TIMES, "place", "quantity", "confidence", "engine",
    "why", "to_basis",
)  # fmt: skip
LINK = ("name", "kind", "how", "basis", "start", "end", "for", "condition")
TERM = ("id", "start", "end", "text", "binds", "force", "quantity", "instrument")


def move_of(values: Sequence[Any], report: str, chain: tuple[Link, ...], terms: tuple[Term, ...]) -> Move:
    """Back from `move_row`: the values of its columns `MOVE`, with its links and terms in order.

    Words that many moves have in common are one string: a ledger holds many moves.
    """
    (
        id, start, end, spans, text, cue_start, cue_end, act, kind, by, partial, speaker, role, to, content, polarity, modality,
        condition, quote, published, said, said_first, said_last, said_how, when, when_first, when_last, when_how, due, due_first,
        due_last, due_how, place, quantity, confidence, engine, why, to_basis,
    ) = values  # fmt: skip
    if said is None or when is None:
        raise ValueError(f"move {id} has no time")
    span = Span(start, end)
    return Move(
        id, report, span, (span,) if spans == f"[[{start},{end}]]" else _spans(spans), text, _span(cue_start, cue_end), one(act),
        one(kind), _names(by), bool(partial), one(speaker), one(role), _names(to), text if content == text else content,
        one(polarity), one(modality), condition, one(quote), _day(published), _interval(said, said_first, said_last, said_how),
        _interval(when, when_first, when_last, when_how), due and _interval(due, due_first, due_last, due_how), chain, one(place),
        quantity, terms, confidence, one(engine), _names(why), one(to_basis),
    )  # fmt: skip


def link_of(values: Sequence[Any]) -> Link:
    """Back from `link_row`: the values of its columns `LINK`."""
    return _link(*values)


def term_of(values: Sequence[Any], report: str) -> Term:
    """Back from `term_row`: the values of its columns `TERM`."""
    id, start, end, text, binds, force, quantity, instrument = values
    return Term(id, report, Span(start, end), text, _names(binds), force, quantity, instrument)


@lru_cache(1 << 16)
def one(word: Any) -> Any:
    """The word, the same object wherever it was read."""
    return word


def link_row(move: int, position: int, link: Link) -> Row:
    """One hop of a move's chain."""
    start, end = _ends(link.span)
    return {
        "move": move, "position": position, "name": link.name, "kind": link.kind, "how": link.how, "basis": link.basis,
        "for": link.for_, "condition": link.condition, "start": start, "end": end,
    }  # fmt: skip


def term_row(move: int, position: int, term: Term) -> Row:
    """One provision of a move."""
    return {
        "move": move, "position": position, "id": term.id, "text": term.text, "binds": dumps(term.binds), "force": term.force,
        "start": term.span.start, "end": term.span.end, "quantity": term.quantity, "instrument": term.instrument,
    }  # fmt: skip


def attribution_row(position: int, voice: Attribution) -> Row:
    """One voice; its spans are lists of pairs, its chain a list of hops."""
    return {
        "position": position, "source": _pairs(voice.source), "cue": _pairs(voice.cue),
        "content": _pairs(voice.content), "parent": voice.parent,
        "quote": voice.quote,
        "chain": dumps([
            (hop.name, hop.kind, hop.how, hop.basis, _ends(hop.span), hop.for_, hop.condition) for hop in voice.chain
        ]),
    }  # fmt: skip


def attribution_of(row: Found) -> Attribution:
    """Back from `attribution_row`."""
    chain = tuple(
        Link(name, kind, how, basis, _span(*ends), for_, condition)
        for name, kind, how, basis, ends, for_, condition in json.loads(row["chain"])
    )
    return Attribution(
        _spans(row["source"]), _spans(row["cue"]), _spans(row["content"]), row["parent"], row["quote"], chain,
    )  # fmt: skip


def timex_row(position: int, timex: Timex) -> Row:
    """One temporal expression."""
    anchor = timex.anchor
    anchor_start, anchor_end = _ends(anchor.span if anchor else None)
    return {
        "position": position, "start": timex.span.start, "end": timex.span.end, "type": timex.type,
        "value": timex.value, "role": timex.role, **_when_row("when", timex.when), "direction": timex.direction,
        "rule": timex.rule or None, "anchor": anchor and anchor.kind, "anchor_start": anchor_start, "anchor_end": anchor_end,
    }  # fmt: skip


def timex_of(row: Found) -> Timex:
    """Back from `timex_row`."""
    anchor = Anchor(row["anchor"], _span(row["anchor_start"], row["anchor_end"])) if row["anchor"] else None
    return Timex(
        Span(row["start"], row["end"]), row["type"], row["value"], _when("when", row), row["role"], row["direction"], anchor,
        row["rule"] or "",
    )  # fmt: skip


def party_row(position: int, party: Party) -> Row:
    """A party as one report names it."""
    return {
        "position": position, "id": party.key, "name": party.name, "kind": party.kind, "for": party.for_,
    }  # fmt: skip


def party_of(row: Found) -> Party:
    """Back from `party_row`."""
    return Party(row["id"], row["name"], row["kind"], row["for"])


def mention_row(position: int, party: int, mention: Mention) -> Row:
    """Where a party is named; `party` is the key of its row."""
    via_start, via_end = _ends(mention.via)
    return {
        "position": position, "party": party, "start": mention.span.start, "end": mention.span.end,
        "how": mention.how, "via_start": via_start, "via_end": via_end,
    }  # fmt: skip


def mention_of(row: Found, party: str) -> Mention:
    """Back from `mention_row`."""
    return Mention(party, Span(row["start"], row["end"]), row["how"], _span(row["via_start"], row["via_end"]))


def tie_row(position: int, tie: Tie) -> Row:
    """A tie as one report shows it."""
    return {
        "position": position, "id": tie.id, "kind": tie.kind, "subject": tie.subject, "object": tie.object,
        "post": tie.post, "speaks_for": tie.speaks_for, "start": tie.span.start, "end": tie.span.end, "seen": tie.seen,
        "basis": tie.basis,
    }  # fmt: skip


def tie_of(row: Found, report: str) -> Tie:
    """Back from `tie_row`."""
    return Tie(
        row["id"], report, row["kind"], row["subject"], row["object"], row["post"], row["speaks_for"],
        Span(row["start"], row["end"]), row["seen"], row["basis"],
    )  # fmt: skip


def judgement_of(row: Found) -> Judgement:
    """A judgement from its row."""
    return Judgement(
        row["key"], row["kind"], row["subject"], row["object"], row["field"], row["value"], row["author"], row["reason"],
        datetime.fromisoformat(row["recorded"]),
    )  # fmt: skip
