"""Ask: the query language of the command line, with what it finds told line by line and in the text of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from communique.ask.query import DATES, FIELDS, BadQuery, Either, example, read_query
from communique.page.edition import Place, Sight
from communique.page.index import index_of, wordings
from communique.page.kind import Kind, Wanted
from communique.page.kinds.suggest import HELP, written
from communique.page.leaf import Leaf, leaf
from communique.page.passages import Passages, Run, hits, passages
from communique.record.derived import SURE
from communique.record.move import Move
from communique.show.rows import Row, move_row

SHOWN = 40  # moves on a page, and in a feed
LONGEST = 1_500  # characters of the words of one of them
NARROWED = 6  # acts and parties by which to narrow


@dataclass(frozen=True, slots=True)
class Fault:
    """A query that cannot be read: what stands before the character, the character, what stands after, and what was expected."""

    before: str
    at: str
    after: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A move that was found, its words with those asked for marked."""

    move: Move
    runs: tuple[Run, ...]
    place: Place | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Narrower:
    """A way to ask for less: what it adds, how many would be left, and the whole query."""

    party: str | None
    act: str | None
    count: int
    query: str


NONE: Leaf[Hit] = Leaf((), 1, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what answers it."""

    title: str
    query: str
    fault: Fault | None
    help: tuple[tuple[str, str], ...]  # one way to write each field, and what it asks for
    examples: tuple[str, ...]
    leaf: Leaf[Hit] = NONE
    doubtful: int = 0
    first: date | None = None
    last: date | None = None
    narrower: tuple[Narrower, ...] = ()
    passages: Passages | None = None


def asked(sight: Sight, wanted: Wanted) -> Asked:
    """The page of a question."""
    query = wanted.query.get("q", "").strip()
    help, examples = sight.once("help of ask", lambda: _help(sight))
    if not query:
        return Asked("Ask", "", None, help, examples)
    try:
        read = read_query(query)
    except BadQuery as bad:
        return Asked("Ask", query, _fault(query, bad), help, examples)
    words = wordings(read)
    found = index_of(sight).find(read)
    shown = leaf(found[::-1], wanted.query.get("page"), SHOWN)
    marked = sorted({word for one in words for word in one}, key=len, reverse=True)
    texts = passages(sight, words) if marked and shown.number == 1 else None
    hits = shown.of(_hit(sight, move, marked) for move in shown.items)
    doubtful = sum(move.confidence < SURE for move in found)
    first, last = (found[0].published, found[-1].published) if found else (None, None)
    narrower = tuple(_narrower(query, isinstance(read, Either), found))
    return Asked(f"Ask: {query}", query, None, help, examples, hits, doubtful, first, last, narrower, texts)


def _help(sight: Sight) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The fields, each with a value of this ledger, and questions to begin with."""
    index = index_of(sight)
    acting = Counter(key for move in index.moves for key in move.by).most_common(2)
    addressed = Counter(key for move in index.moves for key in move.to).most_common(1)
    one, two, to = (written(side[0][0]) if (side := found) else "" for found in (acting[:1], acting[1:], addressed))
    day = sight.today.isoformat()
    most = {
        "by": one, "to": to, "party": one, **{field: day for field in DATES}, "report": _first(list(sight.reports)[-1:]),
        "thread": _first(index.threads), "outlet": _first(index.outlets), "speaker": _first(index.speakers),
        "place": _first(index.places),
        "event": _first([event.id for event in sight.view.record.events[-1:]]),
    }  # fmt: skip
    help = tuple((f"{field}:{most[field]}" if most.get(field) else example(field), HELP[field]) for field in FIELDS)
    sided = (f"by:{one} act:reject,deny", f"by:{two} to:{one} act:demand,propose") if one and two else ()
    return help, (*sided, f"since:{day}", "act:threaten,warn sure:yes", "(act:demand or act:expect) -act:meet")


def _first(values: Iterable[str]) -> str:
    return next((written(value) for value in values), "")


def _fault(query: str, bad: BadQuery) -> Fault:
    at = min(bad.position - 1, len(query))
    reason = str(bad).removeprefix(f"query, character {bad.position}: ")
    return Fault(query[:at], query[at : at + 1], query[at + 1 :], bad.position, reason)


def _hit(sight: Sight, move: Move, words: Sequence[str]) -> Hit:
    return Hit(move, hits(move.text, words, LONGEST), sight.place(move.id), move.confidence < SURE)


def _narrower(query: str, either: bool, found: Sequence[Move]) -> Iterator[Narrower]:
    """Acts and parties that some of the moves found have, and some have not."""
    whole = f"({query})" if either else query
    for act, count in Counter(move.act for move in found).most_common(NARROWED):
        if count < len(found):
            yield Narrower(None, act, count, f"{whole} act:{act}")
    for party, count in Counter(key for move in found for key in move.by).most_common(NARROWED):
        if count < len(found):
            yield Narrower(party, None, count, f"{whole} by:{written(party)}")


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The moves that the command `ask` finds, in order of publication.  Raises BadQuery."""
    found = index_of(sight).find(read_query(wanted.query.get("q", "")))
    events = sight.event_of
    return (move_row(move, events[move.id].id if move.id in events else None) for move in found)


@dataclass(frozen=True, slots=True)
class Entry:
    """A move in a feed."""

    id: str
    hit: Hit
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """The latest moves that answer a question, by the day on which they were published."""

    id: str
    title: str
    query: str
    updated: datetime
    entries: tuple[Entry, ...]


def feed(sight: Sight, wanted: Wanted) -> Feed:
    """The feed of a question: an entry keeps its id whatever is read later.  Raises BadQuery."""
    query = wanted.query.get("q", "").strip()
    found = index_of(sight).find(read_query(query))[: -SHOWN - 1 : -1]
    entries = tuple(Entry(_urn(f"move {move.id}"), _hit(sight, move, ()), _moment(move.published)) for move in found)
    updated = entries[0].updated if entries else _moment(sight.today)
    return Feed(_urn(f"ask {query}"), query or "All moves", query, updated, entries)


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, "communique " + name.encode("utf-8", "replace").decode()).urn


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


ASK = Kind(
    "ask", "Ask", "ask.html", asked, rows, asks=("q", "page"), rows_by=("q",), forms=("json", "csv", "atom"), written=False,
    feed=feed,
)  # fmt: skip
