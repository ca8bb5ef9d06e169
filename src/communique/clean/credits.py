"""Credits name whom an outlet thanks; they are kept apart from the text and add no link to a chain."""

from __future__ import annotations

import re

from communique.clean.furniture import credit_kind
from communique.clean.lexicon import agencies

_NAME = re.compile(r"[A-Z][\w’'-]*\.?(?:[ /-](?:(?:de|van|von|der|al|el|bin|del|da) )?[A-Z][\w’'-]*\.?){0,5}|[a-z]{2,4}(?=\)|\Z)")
_BETWEEN = re.compile(r";|,|\||/(?=[A-Z])|&|[()\[\]©]|\b(?:and|by|from|in|contributed|with)\b|\d{4}", re.IGNORECASE)
_OUT = re.compile(
    r"\b(?:with|by|and|in|from|to|this|the|report(?:ing|s|ed)?|additional|writing|editing|edited|compiled|translated|inputs?|agency|agencies"
    r"|sources?|via|courtesy|copyright|all|rights|reserved|story|article|contributed|written|words|staff|writer|byline|author)\b",
    re.IGNORECASE,
)
# A credit at the end of the last paragraph: "(ANI)", "/Interfax/", "- AFP", "Reporting by …; editing by …".
_TAIL = re.compile(
    r"(?<=[.!?”\"’)])\s+(?P<credit>\([^()]{2,100}\)\.?|/[A-Z][\w .-]{1,24}/\.?|[-–—]{1,2} ?[A-Z][\w./ -]{1,24}"
    r"|\(?(?:Additional reporting|Reporting|Writing|Editing|Reporting and writing) by [A-Z].{2,280}|(?:Source|SOURCE): ?\S.{1,40}"
    r"|©.{2,60})\Z"
)
_REACH = 300


def names(line: str) -> tuple[str, ...]:
    """The names in a credit or byline, in order, each once."""
    found: dict[str, None] = {}
    for part in _BETWEEN.split(line):
        if _is_name(part):
            for match in _NAME.finditer(part):
                if not _OUT.fullmatch(match.group().lower()):
                    found.setdefault(_trimmed(match.group()))
    return tuple(name for name in found if name)


def _is_name(part: str) -> bool:
    return any(c.isupper() for c in part) or part.strip().lower() in agencies()


def _trimmed(name: str) -> str:
    words = name.rstrip(".").split(" ")
    while words and _OUT.fullmatch(words[0]) and words[0] != "The":
        words.pop(0)
    return " ".join(words)


def tail(line: str) -> int | None:
    """Where a credit at the end of a paragraph begins, None where there is none."""
    if line[-1:] not in ")/.]" and not line[-1:].isalnum():
        return None
    from_ = max(0, len(line) - _REACH)
    match = _TAIL.search(line[from_:])
    if match is None or from_ + match.start() == 0:
        return None
    found = match.group("credit")
    bare = found.strip("()/.-–— ").lower()
    if bare in agencies() or all(part.strip() in agencies() for part in re.split("[/,]", bare)):
        return from_ + match.start("credit")
    if found[0] in "-–—":
        return None  # a dash may introduce anything but a known agency
    return from_ + match.start("credit") if credit_kind(found) and (found[0] != "(" or " " in bare) else None
