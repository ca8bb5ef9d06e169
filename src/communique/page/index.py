"""What a query is answered from without looking at every move: who acts in which, which are of an act, which hold a word.

Where it cannot tell whether a query holds, it gives what may be found, and `find` decides; page and command agree.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from communique.ask.find import bare, find
from communique.ask.query import All, Either, Has, Not, Query, Says
from communique.page.edition import Sight
from communique.record.move import Move

# The letters that a pattern without regard to case takes for one of ASCII.
SAME_LETTER = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
END = "\x1e"  # between two texts
NO_WORD = re.compile(rf"[^\w{END}]")
REMEMBERED = 64  # words of which it is
OUTLETS = ("outlet", "wire", "media")  # the links of a chain that `outlet:` asks for


class Index:
    """The moves as of a day, in order of publication, and where what may be asked of them stands."""

    def __init__(self, sight: Sight) -> None:
        self.moves: Sequence[Move] = sight.view.moves
        self.record = sight.view.record
        self.names: Mapping[str, str] = {key: party.name for key, party in sight.known.items()}
        self._acts: defaultdict[str, list[int]] = defaultdict(list)
        self._by: defaultdict[str, list[int]] = defaultdict(list)
        self._to: defaultdict[str, list[int]] = defaultdict(list)
        for number, move in enumerate(self.moves):
            self._acts[move.act].append(number)
            for key in move.by:
                self._by[key].append(number)
            for key in move.to:
                self._to[key].append(number)
        self._texts = [folded(move.text if move.content in move.text else f"{move.text}\n{move.content}") for move in self.moves]
        self._begun = spaced(self._texts)
        self._held: dict[tuple[str, bool], Sequence[int]] = {}  # what holds the words looked for last

    def find(self, query: Query) -> list[Move]:
        """The moves for which the query holds, in order of publication."""
        near, sure = self._near(query)
        moves = self.moves if near is None else [self.moves[number] for number in sorted(near)]
        if sure:
            return list(moves)
        record = self.record if asks_of_record(query) else replace(self.record, events=(), threads=())
        return find(query, moves, record, self.names)

    def _near(self, query: Query) -> tuple[Collection[int] | None, bool]:
        """The numbers of moves among which all are that the query finds, None where that would be any; and whether these are
        they, so that none need be looked at.
        """
        match query:
            case All(parts):
                each = [self._near(part) for part in parts]
                found = [near for near, _ in each if near is not None]
                return _common(found) if found else None, all(sure for _, sure in each)
            case Either(parts):
                each = [self._near(part) for part in parts]
                whole = any(near is None for near, _ in each)
                found = [near for near, _ in each if near is not None]
                return None if whole else set().union(*found), all(sure for _, sure in each)
            case Says(words):
                plain = [word for word in words.split() if word.isascii()]
                alone = len(plain) == 1 and words == plain[0] and plain[0].isalnum()
                return (self._holding(max(plain, key=len), alone) if plain else None), alone
            case Has("act", values):
                return {number for value in values for number in self._acts[value]}, True
            case Has("by" | "to" | "party", values):
                sides = {"by": (self._by,), "to": (self._to,)}.get(query.field, (self._by, self._to))
                return {number for side in sides for key in side if self._is(key, values) for number in side[key]}, True
            case _:
                return None, False

    def _is(self, key: str, values: Iterable[str]) -> bool:
        return any(value.casefold() in (bare(key), key.casefold(), bare(self.names.get(key, key))) for value in values)

    def _holding(self, word: str, begun: bool) -> Sequence[int]:
        """The moves that hold it; where it is to be `begun`, only those that have a word which begins with it."""
        word, texts = (f" {folded(word)}", self._begun) if begun else (folded(word), self._texts)
        found = self._held.get((word, begun))
        if found is None:
            found = self._held[word, begun] = array("I", [number for number, text in enumerate(texts) if word in text])
            while len(self._held) > REMEMBERED:
                self._held.pop(next(iter(self._held)), None)
        return found

    # What may be asked for, with how often it is there.

    @cached_property
    def parties(self) -> Mapping[str, int]:
        """In how many moves each party acts or is acted on, the most frequent first."""
        return _ranked(Counter(key for move in self.moves for key in {*move.by, *move.to}))

    @cached_property
    def outlets(self) -> Mapping[str, int]:
        """In how many moves' chains each outlet and agency stands."""
        return _ranked(Counter(name for move in self.moves for name in {x.name for x in move.chain if x.kind in OUTLETS} if name))

    @cached_property
    def speakers(self) -> Mapping[str, int]:
        """In how many moves each person or source speaks."""
        return _ranked(Counter(move.speaker for move in self.moves if move.speaker))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """At how many moves each place is told."""
        return _ranked(Counter(move.place for move in self.moves if move.place))

    @cached_property
    def threads(self) -> Mapping[str, int]:
        """How many events each title of a thread gathers."""
        return _ranked(Counter({thread.title: len(thread.events) for thread in self.record.threads}))


def _common(found: Sequence[Collection[int]]) -> set[int]:
    first, *others = sorted(found, key=len)
    return set(first).intersection(*others)


def index_of(sight: Sight) -> Index:
    """The index of a day."""
    return sight.once("index", lambda: Index(sight))


def _ranked(counted: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def folded(text: str) -> str:
    """The text without regard to case."""
    return text.lower() if text.isascii() else text.translate(SAME_LETTER).lower()


def spaced(texts: Sequence[str]) -> list[str]:
    """The texts with a space before each word: what is no word is nothing but space."""
    whole = "".join(f"{END} {text.replace(END, ' ')}" for text in texts)
    return NO_WORD.sub(" ", whole).split(END)[1:]


def asks_of_record(query: Query) -> bool:
    """Whether the query is of what was derived, and not of the moves alone."""
    match query:
        case All(parts) | Either(parts):
            return any(map(asks_of_record, parts))
        case Not(part):
            return asks_of_record(part)
        case Has(field, _):
            return field in ("event", "thread")
        case _:
            return False


def wordings(query: Query) -> list[tuple[str, ...]]:
    """The words and phrases that what is found holds: in each of these sets all of them, without what is to be left out."""
    match query:
        case Says(words):
            return [(words,)]
        case All(parts):
            found: list[tuple[str, ...]] = [()]
            for part in parts:
                found = [(*one, *more) for one in found for more in wordings(part)][:ALTERNATIVES]
            return found
        case Either(parts):
            return [one for part in parts for one in wordings(part)][:ALTERNATIVES]
        case _:
            return [()]


ALTERNATIVES = 8  # sets of words that are looked for
