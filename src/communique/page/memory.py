"""Answers as they are sent, kept in memory once made; the oldest give way where there is no room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from gzip import compress
from hashlib import sha256

PACKED = 6  # how hard an answer is packed


@dataclass(frozen=True, slots=True)
class Held:
    """An answer as it is sent: its bytes, plain and packed, their type, and the tag by which it is known again.

    One that is not `final` says that what was asked for is being derived.
    """

    body: bytes
    packed: bytes
    type: str
    tag: str
    final: bool = True

    @staticmethod
    def of(body: bytes, type: str, final: bool = True) -> Held:
        """An answer made ready once for all who ask."""
        return Held(body, compress(body, PACKED, mtime=0), type, f'"{sha256(body).hexdigest()[:24]}"', final)


class Memory:
    """The answers made so far, of which the oldest give way where there is no room."""

    def __init__(self, most: int, room: int) -> None:
        self.most, self.room = most, room
        self._kept: OrderedDict[Hashable, Held] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable) -> Held | None:
        """The answer to this."""
        return self._kept.get(key)

    def put(self, key: Hashable, held: Held) -> None:
        """Keep an answer."""
        if key not in self._kept:
            self._kept[key] = held
            self._bytes += len(held.body) + len(held.packed)
        while len(self._kept) > self.most or self._bytes > self.room:
            gone = self._kept.popitem(last=False)[1]
            self._bytes -= len(gone.body) + len(gone.packed)
