"""Short hand-made moves and reports for tests, in the domain's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.record import when as w
from communique.record.move import Act, Link, Modality, Move, Polarity, Term
from communique.record.text import Report, Span

Names = str | Sequence[str]


def names(given: Names) -> tuple[str, ...]:
    """ "ALT BEL" or ["ALT", "BEL"] to ("ALT", "BEL")."""
    return tuple(given.split()) if isinstance(given, str) else tuple(given)


def report(id: str, published: str, text: str = "", outlet: str | None = None, title: str | None = None) -> Report:
    """A report published on an ISO day."""
    return Report(id, text, date.fromisoformat(published), "option", outlet=outlet, title=title)


def move(
    report: str,
    act: Act,
    by: Names = "",
    to: Names = "",
    text: str = "",
    when: str | None = None,
    *,
    published: str = "2031-05-10",
    due: str | None = None,
    at: int = 0,
    polarity: Polarity = "pos",
    modality: Modality = "actual",
    condition: str | None = None,
    speaker: str | None = None,
    kind: str | None = None,
    chain: Sequence[Link] = (),
    terms: Sequence[Term] = (),
    quantity: str | None = None,
    confidence: float = 0.8,
) -> Move:
    """A move told in `report` at offset `at`; `when` None is "not later than the publication"."""
    day = date.fromisoformat(published)
    time = w.parse(when) if when else w.not_after(day)
    span = Span(at, at + len(text))
    if not chain:
        chain = (Link(None, "outlet", "reports"),)
        if speaker:
            chain = (*chain, Link(speaker, "person", "indirect", for_=(names(by) or (None,))[0]))
    return Move(
        id=f"{report}#{span.start}-{span.end}-{act}", report=report, span=span, spans=(span,), text=text, cue=None,
        act=act, kind=kind, by=names(by), partial=False, speaker=speaker, role=None, to=names(to), content=text,  # type: ignore[arg-type]
        polarity=polarity, modality=modality, condition=condition, quote="indirect" if speaker else "none", published=day,
        said=time, when=time, due=w.parse(due) if due else None, chain=tuple(chain), place=None, quantity=quantity,
        terms=tuple(terms), confidence=confidence, engine="hand", why=(),
    )  # fmt: skip
