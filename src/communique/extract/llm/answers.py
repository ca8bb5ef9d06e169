"""From the text of an answer to proposals whose every value has its type; what has not is told apart by a reason."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import cast, get_args

from communique.extract.llm.port import Unanswered
from communique.record.move import ACTS, Act, DeedKind, Modality, Polarity

MOST = 200  # moves of one window: no page of a report tells so many
LONGEST = 2000  # characters of a span, a cue, a condition
NAME = 160  # characters of a party's name, of a date and its words
MANY = 40  # parties of one act
TRIES = 20  # places at which a JSON object may begin

NO_RECORD = "no record of a move"
WRONG_TYPE = "a value of the wrong type"
NO_ACT = "no such act"
NO_MODALITY = "no such polarity or modality"
TOO_MANY = "too many for one page"

THOUGHT = "</think>"  # ends what a model thought before it answered
FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)


Given = tuple[str | None, str | None]  # the words of a date, and what they are said to mean


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model says is a move: the values have their types, nothing of it is verified."""

    paragraph: int | None
    span: str
    cue: str | None
    act: Act
    kind: DeedKind | None
    by: tuple[str, ...]
    speaker: str | None
    to: tuple[str, ...] | None
    polarity: Polarity
    modality: Modality
    condition: str | None
    when: Given
    due: Given


def records(text: str) -> list[object]:
    """The members of the list "moves" (or of the list that is all of the answer), whatever they are.

    Raises Unanswered where there is no such list.
    """
    found = _json(text)
    if isinstance(found, dict):
        found = found.get("moves")
    if not isinstance(found, list):
        raise Unanswered(
            "the language model answered without the JSON that it was asked for", "read it again, or with another model"
        )
    return found


def _json(text: str) -> object:
    """The JSON of an answer, bare, in a fence, or behind and before other words."""
    whole, text = text, text.rpartition(THOUGHT)[2]
    for candidate in (whole, text, *FENCED.findall(text)[:TRIES]):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue  # the next place is tried
    decoder = json.JSONDecoder()
    for match in list(re.finditer(r"\{\s*\"moves\"", text))[:TRIES]:
        try:
            return decoder.raw_decode(text, match.start())[0]
        except (ValueError, RecursionError):
            continue
    return None


def proposal(record: object) -> Proposal | str:
    """The proposal, or why the record is none."""
    if not isinstance(record, dict):
        return NO_RECORD
    try:
        act, kind = _word(record, "act"), _word(record, "kind")
        polarity, modality = _word(record, "polarity"), _word(record, "modality")
        if act not in ACTS:
            return NO_ACT
        if polarity not in get_args(Polarity) or modality not in get_args(Modality):
            return NO_MODALITY
        number = record.get("paragraph")
        return Proposal(
            paragraph=number if isinstance(number, int) and not isinstance(number, bool) else None,
            span=_text(record, "span", LONGEST) or "",
            cue=_text(record, "cue", LONGEST),
            act=act,
            kind=cast(DeedKind, kind if kind in get_args(DeedKind) else "other") if act == "deed" else None,
            by=_names(record, "by") or (),
            speaker=_text(record, "speaker", NAME),
            to=_names(record, "to"),
            polarity=cast(Polarity, polarity),
            modality=cast(Modality, modality),
            condition=_text(record, "condition", LONGEST),
            when=(_text(record, "when_words", NAME), _text(record, "when", NAME)),
            due=(_text(record, "due_words", NAME), _text(record, "due", NAME)),
        )
    except TypeError:
        return WRONG_TYPE


def _text(record: dict[object, object], key: str, longest: int) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError(key)
    return value.strip() or None


def _word(record: dict[object, object], key: str) -> str | None:
    value = _text(record, key, NAME)
    return value.lower() if value is not None else None


def _names(record: dict[object, object], key: str) -> tuple[str, ...] | None:
    """Names in order, each once; None where the key is absent."""
    value = record.get(key)
    if value is None:
        return None
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or len(value) > MANY:
        raise TypeError(key)
    names = [_text({key: one}, key, NAME) for one in value]
    return tuple(dict.fromkeys(name for name in names if name is not None))
