"""The PLOVER type of a move, derived when moves are shown: from its act, for deeds from the verb that tells them."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from communique.parse.lemmas import lemma
from communique.record.move import Act, DeedKind, Modality

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _table() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("communique.data") / "plover.json").read_text(encoding="utf-8"))
    return data


@cache
def _patterns(field: str) -> dict[str, list[tuple[frozenset[str], str]]]:
    """First word -> the other words of each pattern and the type that they make, most words first."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for kind, patterns in _table()[field].items():
        for pattern in patterns:
            first, *rest = pattern.split()
            found.setdefault(first, []).append((frozenset(rest), kind))
    for patterns in found.values():
        patterns.sort(key=lambda pattern: -len(pattern[0]))
    return found


def plover(
    act: Act, kind: DeedKind | None, cue: str | None = None, text: str = "", modality: Modality = "actual"
) -> str | None:
    """The PLOVER type, None where there is none (position, assess, status; deeds that are of no type).

    `cue` and `text` are the words of the move: a military deed is ASSAULT, RETREAT or MOBILIZE by its verb, and a yes that gives
    way is CONCEDE.  What is only intended is a promise (AGREE) or a threat (THREATEN), by what would be done.
    """
    table = _table()
    if act == "deed":
        usual = table["kinds"].get(kind)
        found = _by_words("deeds", cue, text, usual) or usual
        return table["intended"].get(found, found) if modality in ("planned", "conditional") else found
    field = {"accept": "accepting", "agree": "agreeing", "commit": "committing"}.get(act)
    return (_by_words(field, cue, text, None) if field else None) or table["acts"].get(act)


def _by_words(field: str, cue: str | None, text: str, usual: str | None) -> str | None:
    """The type that the words make; of patterns with as many words the one of the `usual` type (strikes)."""
    words = WORD.findall(cue.lower()) if cue else []
    near = {form for word in (*words, *WORD.findall(text.lower())) for form in _forms(word)}
    patterns = _patterns(field)
    for word in words:
        for form in _forms(word):
            fitting = [(len(rest), kind == usual, kind) for rest, kind in patterns.get(form, ()) if rest <= near]
            if fitting:
                return max(fitting, key=lambda one: one[:2])[2]
    return None


def _forms(word: str) -> tuple[str, ...]:
    """What a word may be a form of: itself, a verb, a noun in the plural."""
    return tuple(dict.fromkeys((word, lemma(word, "VBD"), lemma(word, "VBZ"), lemma(word, "NNS"))))
