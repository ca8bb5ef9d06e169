"""A query is read into a small tree or refused with the position and what was expected there; nothing is guessed.

    query  := either
    either := all ("or" all)*
    all    := one+
    one    := "-" one | "(" either ")" | FIELD ":" value ("," value)* | word | "phrase"

`by:RUS to:NATO act:reject since:2022-01-01 "missile talks" -act:meet`: what stands side by side must all hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from communique.errors import CommuniqueError
from communique.record.move import ACTS, DeedKind, Modality, Polarity, QuoteKind
from communique.record.when import BadDate, parse


class BadQuery(CommuniqueError):
    """A query that does not parse; `position` counts characters from 1."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"query, character {position}: {reason}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Has:
    """The field holds any of the values, compared as given (closed fields) or without regard to case."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Says:
    """The move's words hold these, each whole or as a word's beginning, side by side."""

    words: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; no part at all always does."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Query


Query = Has | Says | All | Either | Not

CLOSED: dict[str, tuple[str, ...]] = {
    "act": ACTS,
    "kind": get_args(DeedKind),
    "polarity": get_args(Polarity),
    "modality": get_args(Modality),
    "quote": get_args(QuoteKind),
    "sure": ("yes", "no"),
}
DATES = ("since", "until", "due", "said", "when")
OPEN = ("by", "to", "party", "thread", "event", "report", "outlet", "speaker", "place")
FIELDS = (*OPEN, *CLOSED, *DATES)
# Words that people type for an act although they are not spelt alike.
MEANT = {
    "refuse": "reject", "decline": "reject", "promise": "commit", "pledge": "commit", "ask": "appeal", "urge": "appeal",
    "call": "appeal", "insist": "demand", "require": "demand", "threat": "threaten", "talk": "meet", "talks": "meet",
    "visit": "meet", "condemn": "criticise", "criticize": "criticise", "blame": "accuse", "praise": "support", "sign": "agree",
    "say": "position", "hope": "expect", "await": "expect", "welcome": "support", "suggest": "propose", "concede": "accept",
}  # fmt: skip

DEEPEST = 50  # brackets and minus signs one within another

LEXEME = re.compile(
    r"""\s*(?:(?P<mark>[()])
    | (?P<minus>-)(?=[^\s])
    | (?P<field>[A-Za-z_]+):
    | ["“”](?P<phrase>[^"“”]*)["“”]
    | (?P<open>["“”])
    | (?P<word>[^\s()"“”]+))""",
    re.X,
)
VALUE = re.compile(r"""["“”](?P<quoted>[^"“”]*)["“”]|(?P<open>["“”])|(?P<bare>[^\s,()"“”]+)""")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # mark, minus, or, field, phrase, word
    text: str
    at: int
    values: tuple[tuple[str, int], ...] = ()


def read_query(text: str) -> Query:
    """Read `text`; an empty one asks for everything.

    Raises BadQuery naming the character and what was expected.
    """
    tokens = _tokens(text)
    if not tokens:
        return All(())
    _shallow(tokens)
    query, at = _either(tokens, 0, len(text))
    if at < len(tokens):
        raise BadQuery(tokens[at].at + 1, f"{tokens[at].text!r} closes nothing; expected a field, a word or the end")
    return query


def _shallow(tokens: list[_Token]) -> None:
    """Refuse what is nested deeper than anybody means."""
    depth = run = 0
    for token in tokens:
        run = run + 1 if token.kind == "minus" else 0
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if depth + run > DEEPEST:
            raise BadQuery(token.at + 1, f"expected no more than {DEEPEST} brackets and minus signs one within another")


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while text[at:].strip():
        match = LEXEME.match(text, at)
        assert match and match.lastgroup, "the lexemes cover every character that is not blank"
        kind, start = match.lastgroup, match.end() - len(match.group().lstrip())
        at = match.end()
        if kind == "open":
            raise BadQuery(start + 1, "this quotation mark is never closed")
        if kind == "field":
            values, at = _values(text, at, match["field"], start)
            found.append(_Token(kind, match["field"].lower(), start, values))
        elif kind == "word" and match["word"].lower() == "or":
            found.append(_Token("or", match["word"], start))
        else:
            found.append(_Token(kind, match[kind], start))
    return found


def _values(text: str, at: int, field: str, start: int) -> tuple[tuple[tuple[str, int], ...], int]:
    values: list[tuple[str, int]] = []
    while match := VALUE.match(text, at):
        if match["open"]:
            raise BadQuery(at + 1, "this quotation mark is never closed")
        values.append((match["quoted"] if match["quoted"] is not None else match["bare"], at))
        at = match.end()
        if at >= len(text) or text[at] != ",":
            return tuple(values), at
        at += 1
    raise BadQuery(at + 1, f"expected a value after {text[start:at]!r}, such as {example(field.lower())}")


def _either(tokens: list[_Token], at: int, end: int) -> tuple[Query, int]:
    parts, at = [], at
    while True:
        part, at = _all(tokens, at, end)
        parts.append(part)
        if at >= len(tokens) or tokens[at].kind != "or":
            return (parts[0] if len(parts) == 1 else Either(tuple(parts))), at
        at += 1


def _all(tokens: list[_Token], at: int, end: int) -> tuple[Query, int]:
    parts: list[Query] = []
    while at < len(tokens) and tokens[at].kind != "or" and tokens[at].text != ")":
        part, at = _one(tokens, at, end)
        parts.append(part)
    if not parts:
        where = tokens[at].at if at < len(tokens) else end
        raise BadQuery(where + 1, 'expected a field such as by:RUS, a word or a "phrase"')
    return (parts[0] if len(parts) == 1 else All(tuple(parts))), at


def _one(tokens: list[_Token], at: int, end: int) -> tuple[Query, int]:
    token = tokens[at]
    if token.kind == "minus":
        if at + 1 >= len(tokens) or tokens[at + 1].kind == "or" or tokens[at + 1].text == ")":
            raise BadQuery(token.at + 2, "expected what is to be left out after '-'")
        part, at = _one(tokens, at + 1, end)
        return Not(part), at
    if token.kind == "mark":
        part, at = _either(tokens, at + 1, end)
        if at >= len(tokens) or tokens[at].text != ")":
            raise BadQuery(end + 1, f"expected ')' for the '(' at character {token.at + 1}")
        return part, at + 1
    if token.kind == "field":
        return _has(token), at + 1
    if not token.text.strip():
        raise BadQuery(token.at + 1, "an empty phrase finds nothing; expected words between the quotation marks")
    return Says(token.text), at + 1


def _has(token: _Token) -> Has:
    field = token.text
    if field not in FIELDS:
        near = get_close_matches(field, FIELDS, 1, 0.5)
        meant = f"did you mean {near[0]}:? " if near else ""
        raise BadQuery(
            token.at + 1, f"no field {field!r}; {meant}(fields: {', '.join(FIELDS)}; put words with a colon in quotes)"
        )
    for value, at in token.values:
        if field in CLOSED and value.lower() not in CLOSED[field]:
            word = value.lower()
            near = [MEANT[word]] if field == "act" and word in MEANT else get_close_matches(word, CLOSED[field], 1, 0.45)
            meant = f"did you mean {field}:{near[0]}? " if near else ""
            raise BadQuery(at + 1, f"no {field} {value!r}; {meant}(one of: {', '.join(CLOSED[field])})")
        if field in DATES:
            try:
                parse(value)
            except BadDate as problem:
                raise BadQuery(at + 1, f"{field}: needs a date, such as {example(field)}: {problem}") from None
    values = (value.lower() if field in CLOSED else value for value, _ in token.values)
    return Has(field, tuple(values))


def example(field: str) -> str:
    """One way to write the field, for messages and help."""
    if field in CLOSED:
        return f"{field}:{CLOSED[field][0]}"
    if field in DATES:
        return f"{field}:2022-01-31"
    return {"by": "by:RUS", "to": "to:NATO", "party": "party:RUS"}.get(field, f'{field}:"…"')
