"""Every span found lies in body, heading or title, in order, none overlapping; its value depends on text and day alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from communique.extract.dates.clause import Clauses
from communique.extract.dates.found import Found, Meaning
from communique.extract.dates.rules import Book, book
from communique.extract.dates.tokens import BREAK, Tokens, tokenise
from communique.parse.tree import Parsed
from communique.record.move import Timex
from communique.record.when import BadDate, When, not_after, parse

READ = frozenset({"body", "heading", "title"})
AROUND = 10  # tokens a resolver may look at on either side
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UP_TO = frozenset("until till by before".split())


def find_dates(parsed: Parsed) -> tuple[Timex, ...]:
    """All expressions of time in a report, resolved against its day of publication, by the rules of rules.TABLE.

    Never raises: what names no day of the calendar is left out.
    """
    return tuple(timex for _, timex in explain_dates(parsed))


def explain_dates(parsed: Parsed) -> list[tuple[str, Timex]]:
    """The same, each with the name of the rule that decided it (rules.TABLE)."""
    rules, clauses = book(), Clauses(parsed)
    found: list[tuple[str, Timex]] = []
    for block in parsed.cleaned.blocks:
        if block.kind in READ:
            found.extend(_scan(tokenise(parsed.text, block.start, block.end, rules.codes), rules, clauses))
    return found


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: str
    first: int  # token
    last: int  # token, exclusive
    found: Found
    meaning: Meaning


def _scan(tokens: Tokens, rules: Book, clauses: Clauses) -> Iterator[tuple[str, Timex]]:
    today = clauses.parsed.cleaned.report.published
    anchor: date | None = None
    at, told = 0, 0
    while match := rules.any.search(tokens.codes, at):
        if BREAK in tokens.codes[told : match.start()]:
            anchor = None
        told = match.start()
        hit = _first(match, tokens, rules, clauses, today, anchor)
        if hit is None:
            at = match.start() + 1
            continue
        at = hit.last
        start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        meaning = hit.meaning
        when = anchored(hit.found, meaning, today)
        if meaning.edtf and DAY.fullmatch(meaning.edtf):
            anchor = date.fromisoformat(meaning.edtf)
        role = clauses.role(hit.found, meaning, start, end)
        yield hit.rule, Timex(clauses.parsed.raw(start, end), meaning.type, meaning.value, when, role)


def _first(match: re.Match[str], tokens: Tokens, rules: Book, clauses: Clauses, today: date, anchor: date | None) -> _Hit | None:
    """The first rule, from the one that matched on, that makes sense of the words here."""
    first = match.start()
    for number in range(int(str(match.lastgroup)[1:]), len(rules.rules)):
        here = rules.each[number].match(tokens.codes, first)
        if not here or here.end() == first:
            continue
        last = here.end()
        start, end = tokens.starts[first], tokens.ends[last - 1]
        found = Found(
            tokens.words[first:last], tokens.words[max(0, first - AROUND) : first][::-1], tokens.words[last : last + AROUND],
            today, anchor, partial(clauses.lean, start, end),
        )  # fmt: skip
        try:
            meaning = rules.rules[number].meaning(found)
        except ValueError:  # no such day: 31 February, or years out of the calendar
            meaning = None
        if meaning:
            return _Hit(rules.rules[number].name, first, last, found, meaning)
    return None


def anchored(found: Found, meaning: Meaning, today: date) -> When | None:
    """The days meant: those of the words, and what "since", "until", "by" or "before" in front of them adds."""
    if meaning.edtf is None:
        return None
    if meaning.value == "PAST_REF":
        return not_after(today)
    bare = parse(meaning.edtf)
    before = found.before[0] if found.before else ""
    left, _, right = meaning.edtf.partition("/")
    if before == "since" and bare.earliest and bare.earliest <= today:
        return parse(f"{left}/..")
    up_to = before in UP_TO or found.before[:2] == ["than", "later"]
    if up_to and bare.latest and not found.has("ago") and not ("from" in found.before[1:AROUND] and before in ("until", "till")):
        edge = (right or left).rstrip("~")
        try:
            return parse(f"{today}/{edge}" if bare.latest >= today else f"../{edge}")
        except BadDate:
            return bare
    return bare
