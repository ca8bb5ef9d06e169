"""What a form of the review asks for becomes judgements: all that it says, or none of it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from communique.assemble.decide import FIELDS, as_judged, flaw
from communique.judging import BadJudgement, Said, checked
from communique.page.gate import LONGEST
from communique.page.harmless import harmless
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.show.rows import edtf
from communique.store.ledger import Ledger

KINDS = ("accept", "retract", "correct", "merge", "split", "same_party", "copy", "undo")
REASON = 1_000  # characters
SET = "set-"  # begins the name under which a form gives a field of a move


def author_in(form: Mapping[str, str], known: str) -> str:
    """Whose judgement it is.  Raises BadJudgement where nobody is named."""
    author = " ".join(form.get("author", "").split()) or known
    if not author:
        raise BadJudgement("who judges? each judgement is kept with a name: write yours above")
    if len(author) > LONGEST:
        raise BadJudgement(f"a name of more than {LONGEST} characters is none")
    return author


def judge(ledger: Ledger, form: Mapping[str, str], author: str) -> tuple[Judgement, ...]:
    """Record what the form says.

    Raises BadJudgement with what is wrong, and then nothing was recorded.
    """
    said = list(asked(ledger, form))
    reason = " ".join(form.get("reason", "").split())[:REASON]
    return tuple(
        ledger.judge(one.kind, one.subject, object=one.object, field=one.field, value=one.value, author=author, reason=reason)
        for one in said
    )


def asked(ledger: Ledger, form: Mapping[str, str]) -> tuple[Said, ...]:
    """The judgements that a form asks for, each found good; a button may ask for the same of several.  Raises BadJudgement."""
    if "on" in form:
        told = parse_qs(form["on"])
        one: dict[str, str] = {name: told[name][0] for name in ("kind", "object", "field") if name in told}
        return tuple(said for subject in told.get("subject", [""]) for said in asked(ledger, {**one, "subject": subject}))
    kind, subject = form.get("kind", ""), form.get("subject", "").strip()
    if kind not in KINDS:
        raise BadJudgement(f"no judgement {kind!r}; there is {', '.join(KINDS)}")
    if not subject:
        raise BadJudgement(f"{kind.replace('_', ' ')} what? nothing is named")
    if kind != "correct":
        other = form.get("other", "").strip() or form.get("object", "").strip() or None
        return (checked(ledger, kind, subject, other, form.get("field") or None, None),)
    now = values(judged_move(ledger, subject))
    given = {name: form[SET + name].strip() for name in FIELDS if SET + name in form}
    changed = {name: value for name, value in given.items() if plain(value) != plain(now[name])}
    if not changed:
        raise BadJudgement("nothing was changed; write what should stand in a field, and leave the others")
    good = []
    for name, value in sorted(changed.items(), key=lambda one: (one[0] != "act", one[0])):
        if name == "kind" and changed.get("act") == "deed":  # it becomes a deed by this very form
            if wrong := flaw(name, value or None):
                raise BadJudgement(wrong)
            good.append(Said("correct", subject, None, name, value or None))
        else:
            good.append(checked(ledger, "correct", subject, None, name, value))
    return tuple(good)


def plain(value: str) -> str:
    """A value as it is compared: a form may break its lines otherwise, and shows no character that could harm."""
    return " ".join(harmless(value).split())


def judged_move(ledger: Ledger, id: str) -> Move:
    """The move as the judgements leave it.  Raises BadJudgement."""
    report = id.rpartition("#")[0]
    reading = ledger.reading(report) if report else None
    held = {move.id: move for move in as_judged(reading.moves, ledger.judgements())} if reading else {}
    if id not in held:
        raise BadJudgement(f"no move {id!r} here, or it was rejected: undo that first")
    return held[id]


def values(move: Move) -> dict[str, str]:
    """The fields of a move that can be corrected, each as it would be written."""
    told = {
        "act": move.act, "kind": move.kind, "by": "+".join(move.by), "to": "+".join(move.to), "polarity": move.polarity,
        "modality": move.modality, "when": move.when.edtf, "said": move.said.edtf, "due": edtf(move.due), "speaker": move.speaker,
        "role": move.role, "content": move.content, "condition": move.condition, "place": move.place, "quantity": move.quantity,
        "chain": " > ".join(f"{link.name} ({link.kind})" for link in move.chain if link.name),
    }  # fmt: skip
    return {name: value or "" for name, value in told.items()}
