"""Gold annotations as moves, so that what is assembled can be tested before, and apart from, what is extracted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from communique.record import when as w
from communique.record.move import Link, Move
from communique.record.text import Report, Span

KINDS = {"military", "sanction", "document", "personnel", "aid", "coerce", "protest", "other"}


def listed(value: Any) -> tuple[str, ...]:
    """A party, several, or none, as a tuple."""
    if not value:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def read(file: Path, *, optional: bool = True) -> tuple[Report, tuple[Move, ...]]:
    """The report and the moves of one gold file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    day = date.fromisoformat(data["published"])
    report = Report(data["doc"], data["text"], day, "option", outlet=data.get("outlet"), title=data.get("title"))
    spoken_for = {
        m["speaker"]["name"].split(" (")[0]: m["speaker"]["party"]
        for m in data["moves"]
        if m["speaker"].get("name") and isinstance(m["speaker"]["party"], str)
    }
    moves = tuple(_move(m, data["doc"], day, spoken_for) for m in data["moves"] if optional or not m["optional"])
    return report, moves


def folder(path: Path) -> tuple[list[Report], list[Move]]:
    """All of a folder's gold."""
    reports, moves = [], []
    for file in sorted(path.glob("*.json")):
        one, its = read(file)
        reports.append(one)
        moves.extend(its)
    return reports, moves


def _move(m: dict[str, Any], doc: str, day: date, spoken_for: dict[str, str]) -> Move:
    span = Span(m["span"]["start"], m["span"]["end"])
    more = m.get("span2")
    spans = (span, Span(more["start"], more["end"])) if more else (span,)
    act = m["act"].lower()
    cue = m.get("cue")
    time = w.parse(m["event_date"]) if m["event_date"] else w.not_after(day)
    speaker = (m["speaker"].get("name") or "").split(" (")[0] or None
    chain = tuple(
        Link(c["name"], c["kind"], c["how"], for_=spoken_for.get(c["name"] or "") if i == len(m["chain"]) - 1 else None)
        for i, c in enumerate(m["chain"])
    )
    kind = (m.get("sub") or "").lower() or None
    return Move(
        id=f"{doc}#{span.start}-{span.end}-{act}", report=doc, span=span, spans=spans, text=m["span"]["text"],
        cue=Span(cue["start"], cue["end"]) if cue and "start" in cue else None,
        act=act, kind=(kind if kind in KINDS else "other") if act == "deed" else None,  # type: ignore[arg-type]
        by=listed(m["speaker"]["party"]), partial=False, speaker=speaker, role=m["speaker"].get("role") or None,
        to=listed(m["addressee"]), content=m["content"], polarity=m["polarity"], modality=m["modality"],
        condition=m["condition"], quote=m["quote"], published=day, said=time, when=time,
        due=w.parse(m["about_date"]) if m.get("about_date") else None, chain=chain, place=None, quantity=None, terms=(),
        confidence=1.0, engine="gold", why=(),
    )  # fmt: skip
