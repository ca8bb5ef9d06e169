"""What a query may go on with: its fields, the acts, and the parties, outlets, speakers and threads of this ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice

from communique.ask.query import CLOSED, DATES, FIELDS, MEANT
from communique.page.edition import Sight
from communique.page.index import Index, index_of
from communique.page.kind import Kind, Wanted
from communique.show.rows import Row
from communique.show.words import day_in_words, one_line

MOST = 8  # suggestions shown
SINGLE = 2  # parties offered to a word that names no field
TOKEN = re.compile(
    r"""(?<![^\s(-])(?:(?P<field>[A-Za-z_]+):(?:(?:["“”][^"“”]*["“”]|[^\s,()"“”]+),)*)?(?P<value>["“”][^"“”]*|[^\s(),"“”:]*)$"""
)
REST = re.compile(r"""[^\s(),"“”]*""")
PLAIN = re.compile(r"""[^\s,()"“”]+""")
HELP = {
    "by": "who acts", "to": "to whom", "party": "on either side", "act": "what is done in words", "kind": "of a deed",
    "polarity": "done or not", "modality": "actual, planned, alleged …", "quote": "how it is quoted", "sure": "certain enough",
    "thread": "a proposal, by words of its title", "event": "an event, by its id", "report": "a report, by its id",
    "outlet": "who carries it", "speaker": "whose words they are", "place": "where", "since": "from a day on",
    "until": "up to a day", "due": "what it is about falls then", "said": "spoken then", "when": "took place then",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` instead of the characters from `start` to `end` of the query; `label` and `hint` say what it is."""

    text: str
    start: int
    end: int
    label: str
    hint: str


def suggestions(sight: Sight, query: str, at: int) -> list[Suggestion]:
    """What the word at the caret may become, the likeliest first."""
    at = min(max(at, 0), len(query))
    token = TOKEN.search(query, 0, at)
    if token is None:  # within words in quotation marks, or after what is no beginning
        return []
    field, value = (token["field"] or "").lower(), token["value"]
    rest = REST.match(query, at)
    end = rest.end() if rest and not value.startswith(('"', "“", "”")) else at
    found = _values(sight, field, value.lstrip('"“”').casefold()) if field else _words(sight, value.casefold())
    return [Suggestion(text, token.start("value"), end, label, hint) for text, label, hint in islice(found, MOST)]


Offer = tuple[str, str, str]


def _words(sight: Sight, begun: str) -> Iterator[Offer]:
    """For a word that stands without a field."""
    for field in FIELDS:
        if field.startswith(begun):
            yield f"{field}:", f"{field}:", HELP[field]
    if not begun:
        return
    for act in CLOSED["act"]:
        if act.startswith(begun):
            yield f"act:{act}", f"act:{act}", "an act"
    if begun in MEANT:
        yield f"act:{MEANT[begun]}", f"act:{MEANT[begun]}", f"the act of “{begun}”"
    for key, label, hint in islice(_parties(index_of(sight), begun), SINGLE):
        yield f"by:{key}", f"by {label}", hint
        yield f"to:{key}", f"to {label}", hint


def _values(sight: Sight, field: str, begun: str) -> Iterator[Offer]:
    if field in CLOSED:
        yield from ((value, value, "") for value in CLOSED[field] if value.startswith(begun))
        if field == "act" and begun in MEANT:
            yield MEANT[begun], MEANT[begun], f"the act of “{begun}”"
    elif field in ("by", "to", "party"):
        yield from _parties(index_of(sight), begun)
    elif field in DATES:
        days = [day for day in reversed(sight.days) if day <= sight.today]
        yield from ((day.isoformat(), day.isoformat(), day_in_words(day)) for day in days if day.isoformat().startswith(begun))
    elif field == "report":
        yield from _named({id: 0 for id in sight.reports}, begun, "")
    elif field in ("outlet", "speaker", "place", "thread"):
        index = index_of(sight)
        held = {"outlet": index.outlets, "speaker": index.speakers, "place": index.places, "thread": index.threads}[field]
        yield from _named(held, begun, "event" if field == "thread" else "move")


def _parties(index: Index, begun: str) -> Iterator[Offer]:
    later: list[Offer] = []
    for key, count in index.parties.items():
        name = index.names.get(key, key)
        low = name.casefold().removeprefix("the ")
        offer = (written(key), name, (f"{key}, " if key != name else "") + _count(count, "move"))
        if key.casefold().startswith(begun) or low.startswith(begun):
            yield offer
        elif f" {begun}" in low:
            later.append(offer)
    yield from later


def _named(held: Mapping[str, int], begun: str, what: str) -> Iterator[Offer]:
    later: list[Offer] = []
    for name, count in held.items():
        offer = (written(name), one_line(name, 70), _count(count, what) if what else "")
        if name.casefold().startswith(begun):
            yield offer
        elif begun in name.casefold():
            later.append(offer)
    yield from later


def written(value: str) -> str:
    """A value as it stands in a query; one with quotation marks of its own is cut before them."""
    if PLAIN.fullmatch(value):
        return value
    return '"' + re.split(r'["“”]', value.lstrip('"“”'))[0].strip() + '"'


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"


@dataclass(frozen=True, slots=True)
class Offered:
    """The suggestions as a list of their own, for who has no script."""

    title: str
    query: str
    found: tuple[Suggestion, ...]


def offered(sight: Sight, wanted: Wanted) -> Offered:
    """The suggestions at the caret, which stands at the end unless `at` says where."""
    query, at = wanted.query.get("q", ""), wanted.query.get("at", "")
    place = int(at) if at.isascii() and at.isdecimal() and len(at) < 6 else len(query)
    return Offered("What may be asked", query, tuple(suggestions(sight, query, place)))


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The same for a program."""
    return (asdict(one) for one in offered(sight, wanted).found)


SUGGEST = Kind(
    "suggest", "What may be asked", "suggest.html", offered, rows, listed=False, asks=("q", "at"), forms=("json",), written=False,
    kept=False,
)  # fmt: skip
