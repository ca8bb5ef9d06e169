"""Terms: what a draft or proposal prohibits, obliges or permits, and whom it binds."""

from __future__ import annotations

from communique.extract.acts.draft import Draft
from communique.extract.lexicon import words
from communique.extract.scene import Scene
from communique.record.move import Force, Term

PROHIBIT = words("prohibit")
PERMIT = words("permit")


def terms_of(scene: Scene, draft: Draft) -> tuple[Term, ...]:
    """The provision that a proposal, or a draft that speaks, states: one a move; () where the move states none."""
    if draft.act not in ("propose", "demand") or draft.by.kind != "document":
        return ()
    parsed, report = scene.parsed, scene.parsed.cleaned.report
    inner = [c for c in scene.clauses if draft.start <= c.verb.start < draft.end]
    lemmas = [c.verb.lemma for c in inner]
    negated = any(c.negated for c in inner)
    force: Force = "prohibit" if negated or set(lemmas) & PROHIBIT else "permit" if set(lemmas) & PERMIT else "oblige"
    binds: list[str] = []
    for clause in inner:
        for word in (clause.subject, *clause.objects):
            who = scene.resolver.resolve(word) if word is not None else None
            if who is not None and who.kind not in ("document", "wire", "media"):
                binds.extend(k for k in who.keys if k not in binds)
        if binds:
            break
    span = parsed.raw(draft.start, draft.end)
    return (Term(f"{report.id}#{span.start}-{span.end}-term", report.id, span, span.of(report.text), tuple(binds), force),)
